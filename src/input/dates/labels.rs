//! The words that stand around a date: what it is the date of, the day of the week, and what says nothing.

use super::{Label, plain};

/// Tells what a word says of the date after it.
pub fn label_of(word: &str) -> Option<Label> {
    Some(match &*plain(word) {
        "updated" | "update" | "modified" | "edited" | "revised" | "changed" | "aktualisiert" | "geändert"
        | "stand" | "mis" | "mise" | "modifié" | "actualisé" | "actualizado" | "actualizada" | "atualizado"
        | "aggiornato" | "bijgewerkt" | "gewijzigd" | "uppdaterad" | "oppdatert" | "opdateret" | "änderung"
        | "aktualizacja" | "zaktualizowano" | "aktualizováno" | "aktualizované" | "обновлено" | "оновлено"
        | "güncelleme" | "güncellenme" | "päivitetty" | "muokattu" | "ενημέρωση" | "frissítve" | "módosítva"
        | "ažurirano" | "actualizat" => Label::Updated,
        "published"
        | "posted"
        | "publication"
        | "created"
        | "issued"
        | "submitted"
        | "publié"
        | "publiée"
        | "publicado"
        | "publicada"
        | "veröffentlicht"
        | "erstellt"
        | "pubblicato"
        | "gepubliceerd"
        | "geplaatst"
        | "publicerad"
        | "publisert"
        | "publiceret"
        | "released"
        | "erscheinungsdatum"
        | "opublikowano"
        | "publikacji"
        | "dodano"
        | "publikováno"
        | "zveřejněno"
        | "vydáno"
        | "publikované"
        | "опубликовано"
        | "опубліковано"
        | "giriş"
        | "yayınlanma"
        | "julkaistu"
        | "δημοσίευση"
        | "δημοσιεύτηκε"
        | "δημοσιεύθηκε"
        | "megjelent"
        | "közzétéve"
        | "objavljeno"
        | "publicat" => Label::Published,
        _ => return None,
    })
}

/// Words around dates that say nothing of them.
pub const LABELS: &[&str] = &[
    "on",
    "at",
    "the",
    "of",
    "last",
    "first",
    "date",
    "time",
    "was",
    "and",
    "and:",
    "am",
    "pm",
    "gmt",
    "utc",
    "z",
    "et",
    "edt",
    "est",
    "ct",
    "cdt",
    "cst",
    "mt",
    "mdt",
    "mst",
    "pt",
    "pdt",
    "pst",
    "bst",
    "cet",
    "cest",
    "eet",
    "eest",
    "wet",
    "msk",
    "ist",
    "jst",
    "kst",
    "hkt",
    "sgt",
    "aest",
    "aedt",
    "sast",
    "pkt",
    "wib",
    "local",
    "hrs",
    "hours",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "original",
    "originally",
    "a",
    "p",
    "m",
    "",
    "uk",
    "news",
    "article",
    "story",
    "le",
    "el",
    "um",
    "uhr",
    "vom",
    "den",
    "op",
    "il",
    "ore",
    "alle",
    "h",
    "à",
    "às",
    "las",
    "los",
    "hora",
    "horas",
    "heure",
    "heures",
    "em",
    "uur",
    "kl",
    "klo",
    "jour",
    "zuletzt",
    "van",
    "release",
    "for",
    "immediate",
    "datum",
    "data",
    "fecha",
    "tarihi",
    "tarih",
    "saat",
    "godz",
    "dnia",
    "dne",
    "v",
    "ve",
    "o",
    "в",
    "г",
    "года",
    "ώρα",
    "στις",
    "kello",
    "klockan",
    "letzte",
    "laatst",
    "senast",
    "sist",
    "sidst",
    "viimeksi",
    "son",
    "ostatnia",
    "poslední",
    "última",
    "ultimo",
    "dernière",
];

/// Tells the days of the week.
pub fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    /// In German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages, Polish, Czech, Slovak,
    /// Hungarian, Finnish, Greek, Turkish, Russian, Ukrainian and Romanian.
    const OTHERS: &str = "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
        lundi mardi mercredi jeudi vendredi samedi dimanche \
        lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica \
        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira \
        maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
        måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag \
        poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle \
        pondelok utorok streda štvrtok piatok nedeľa hétfő kedd szerda csütörtök péntek szombat vasárnap \
        maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai \
        δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή \
        pazartesi salı çarşamba perşembe cuma cumartesi pazar \
        понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер субота неділя \
        luni marți miercuri joi vineri sâmbătă duminică";
    DAYS.iter().any(|day| *day == word || (word.len() >= 3 && word.len() <= 5 && day.starts_with(word)))
        || OTHERS.split(' ').any(|day| day == word)
}
