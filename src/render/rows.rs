//! The cells of each kind of row.

use crate::query::{
    ChangeRow, ClaimRow, DocumentRef, DocumentRow, Entry, EventRow, SearchRow, ShiftRow, SpeakerRow, Told, TopicRow,
};

use super::text::{Look, Text};
use super::{Row, days};

fn plain(text: impl AsRef<str>) -> Text {
    Text::new(text, Look::Plain)
}

fn count(number: impl std::fmt::Display) -> Text {
    plain(number.to_string())
}

impl Row for Entry {
    const COLUMNS: &'static [&'static str] = &["Date", "What happened", "Reported by"];
    const WIDE: usize = 1;

    fn cells(&self, evidence: bool) -> Vec<Text> {
        match self {
            Self::Event { event, also_in, outlets, independent } => {
                let also = also_in.iter().filter(|it| it.outlets != event.document.outlets);
                let names: Vec<String> = also.map(carrier).collect();
                let mut places = plain(carrier(&event.document));
                for name in names {
                    places = places.and(format!(", {name}"), Look::Plain);
                }
                let places = places.and_note(match (*outlets, *independent) {
                    (0 | 1, _) => None,
                    (outlets, independent) if independent < outlets => {
                        Some(format!("{outlets} outlets, {independent} independent"))
                    }
                    (outlets, _) => Some(format!("{outlets} outlets")),
                });
                vec![date(&days(&event.days)), what(event, evidence), places]
            }
            Self::Claim(claim) => {
                vec![date(&days(&claim.days)), said(claim, evidence), plain(carrier(&claim.document))]
            }
        }
    }

    fn data_columns() -> Vec<&'static str> {
        vec![
            "entry",
            "id",
            "begins_on",
            "ends_before",
            "grain",
            "status",
            "text",
            "participants_or_speaker",
            "place",
            "outlet",
            "outlets",
            "independent",
            "document",
            "title",
            "evidence",
        ]
    }

    fn data(&self) -> Vec<String> {
        match self {
            Self::Event { event, outlets, independent, .. } => {
                let participants: Vec<&str> = event.participants.iter().map(|it| it.name.as_str()).collect();
                vec![
                    "event".into(),
                    event.id.to_string(),
                    event.days.begins_on.clone().unwrap_or_default(),
                    event.days.ends_before.clone().unwrap_or_default(),
                    event.days.grain.clone().unwrap_or_default(),
                    event.status.clone(),
                    event.text.clone(),
                    participants.join("; "),
                    event.place.clone().unwrap_or_default(),
                    event.document.outlet.clone().unwrap_or_default(),
                    outlets.to_string(),
                    independent.to_string(),
                    event.document.id.to_string(),
                    event.document.title.clone().unwrap_or_default(),
                    event.evidence.text.clone(),
                ]
            }
            Self::Claim(claim) => vec![
                "claim".into(),
                claim.id.to_string(),
                claim.days.begins_on.clone().unwrap_or_default(),
                claim.days.ends_before.clone().unwrap_or_default(),
                claim.days.grain.clone().unwrap_or_default(),
                claim.polarity.clone(),
                claim.content.clone(),
                claim.speaker.clone().unwrap_or_else(|| claim.source.clone()),
                claim.place.clone().unwrap_or_default(),
                claim.document.outlet.clone().unwrap_or_default(),
                claim.document.outlets.len().max(1).to_string(),
                "1".into(),
                claim.document.id.to_string(),
                claim.document.title.clone().unwrap_or_default(),
                claim.evidence.text.clone(),
            ],
        }
    }
}

fn date(text: &str) -> Text {
    Text::new(text, if text == "undated" { Look::Dim } else { Look::Plain })
}

fn what(event: &EventRow, evidence: bool) -> Text {
    let text = match evidence {
        true => Text::evidence(&event.evidence),
        false => plain(&event.text),
    };
    let text = text.and_note((event.status != "asserted").then_some(&event.status));
    text.and_note(event.according_to.as_ref().map(|source| format!("according to {source}")))
}

fn said(claim: &ClaimRow, evidence: bool) -> Text {
    if evidence {
        return Text::evidence(&claim.evidence).and_note(notes(claim));
    }
    let speaker = claim.speaker.as_deref().or(Some(&claim.source)).filter(|name| !name.is_empty());
    let speaker = speaker.unwrap_or("someone");
    Text::new(speaker, Look::Strong).and(format!(": {}", claim.content), Look::Plain).and_note(notes(claim))
}

/// What must be known of a claim besides its words.
fn notes(claim: &ClaimRow) -> Option<String> {
    let mut notes = Vec::new();
    notes.extend(match claim.act.as_str() {
        "wants" => Some("a wish or plan".to_owned()),
        "other" => Some("no claim".to_owned()),
        _ => None,
    });
    notes.extend(match claim.polarity.as_str() {
        "denies" => Some("denies".to_owned()),
        "refuses" => Some("declines to say".to_owned()),
        _ => None,
    });
    notes.extend((claim.certainty != "plain").then(|| claim.certainty.clone()));
    notes.extend(claim.reported_by.as_ref().map(|by| format!("reported by {by}")));
    (!notes.is_empty()).then(|| notes.join(", "))
}

/// Who carries a document, or else what it is called.
fn carrier(document: &DocumentRef) -> String {
    match document.outlets.is_empty() {
        true => document.label(),
        false => document.outlets.join(", "),
    }
}

/// Who carries a claim, first place first, and everyone who tells it again.
fn carriers(claim: &ClaimRow) -> String {
    let mut names = vec![carrier(&claim.document)];
    for repeat in &claim.repeats {
        let name = carrier(&repeat.document);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

impl Row for ShiftRow {
    const COLUMNS: &'static [&'static str] = &["Differs in", "Date", "Earlier", "Date", "Later"];
    const WIDE: usize = 2;

    fn cells(&self, evidence: bool) -> Vec<Text> {
        let when = |claim: &ClaimRow| match claim.days.begins_on {
            Some(_) => plain(days(&claim.days)),
            None => date("undated"),
        };
        let quoted = |claim: &ClaimRow| {
            let words = if evidence { Text::evidence(&claim.evidence) } else { plain(&claim.content) };
            words.and_note(notes(claim)).and(format!(" — {}", carrier(&claim.document)), Look::Dim)
        };
        vec![
            plain(self.differs.join(", ")),
            when(&self.earlier),
            quoted(&self.earlier),
            when(&self.later),
            quoted(&self.later),
        ]
    }
}

impl Row for ClaimRow {
    const COLUMNS: &'static [&'static str] = &["Date", "Speaker", "Cue", "Claim", "Outlet"];
    const WIDE: usize = 3;

    fn cells(&self, evidence: bool) -> Vec<Text> {
        let when = match (self.days.begins_on.is_some(), self.said) {
            (false, _) => date("undated"),
            (true, true) => plain(days(&self.days)),
            (true, false) => plain(days(&self.days)).and(" (published)", Look::Dim),
        };
        let speaker = match &self.speaker {
            Some(speaker) if *speaker == self.source => Text::new(speaker, Look::Strong),
            Some(speaker) if self.source.is_empty() => Text::new(speaker, Look::Strong),
            Some(speaker) => Text::new(speaker, Look::Strong).and(format!(", as “{}”", self.source), Look::Dim),
            None if self.source.is_empty() => Text::new("nobody named", Look::Dim),
            None => plain(&self.source).and(" (unresolved)", Look::Dim),
        };
        let claim = match evidence {
            true => Text::evidence(&self.evidence),
            false => plain(&self.content),
        };
        vec![when, speaker, plain(&self.cue), claim.and_note(notes(self)), plain(carriers(self))]
    }

    fn data_columns() -> Vec<&'static str> {
        vec![
            "id",
            "dated_on",
            "dated_before",
            "date_is",
            "speaker",
            "source",
            "cue",
            "content",
            "kind",
            "act",
            "polarity",
            "certainty",
            "reported_by",
            "outlet",
            "document",
            "title",
            "evidence",
        ]
    }

    fn data(&self) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            self.id.to_string(),
            text(&self.days.begins_on),
            text(&self.days.ends_before),
            if self.said { "said" } else { "published" }.into(),
            text(&self.speaker),
            self.source.clone(),
            self.cue.clone(),
            self.content.clone(),
            self.kind.clone(),
            self.act.clone(),
            self.polarity.clone(),
            self.certainty.clone(),
            text(&self.reported_by),
            text(&self.document.outlet),
            self.document.id.to_string(),
            text(&self.document.title),
            self.evidence.text.clone(),
        ]
    }
}

impl Row for SpeakerRow {
    const COLUMNS: &'static [&'static str] =
        &["Speaker", "Also", "Roles", "Claims", "Events", "Documents", "First", "Last"];
    const WIDE: usize = 1;

    fn cells(&self, _: bool) -> Vec<Text> {
        let name = Text::new(&self.name, Look::Strong);
        let name = match self.document {
            Some(document) => name.and(format!(" (only in document {document})"), Look::Dim),
            None => name,
        };
        vec![
            name,
            plain(self.aliases.join(", ")),
            plain(self.roles.join(", ")),
            count(self.claims),
            count(self.events),
            count(self.documents),
            plain(self.first_on.as_deref().unwrap_or_default()),
            plain(self.last_on.as_deref().unwrap_or_default()),
        ]
    }
}

impl Row for TopicRow {
    const COLUMNS: &'static [&'static str] =
        &["Topic", "Is", "Documents", "Events", "Claims", "First", "Last", "Terms"];
    const WIDE: usize = 7;

    fn cells(&self, _: bool) -> Vec<Text> {
        vec![
            Text::new(&self.name, Look::Strong),
            plain(self.origin),
            count(self.documents),
            count(self.events),
            count(self.claims),
            plain(self.first_on.as_deref().unwrap_or_default()),
            plain(self.last_on.as_deref().unwrap_or_default()),
            plain(self.terms.join(", ")),
        ]
    }
}

impl Row for DocumentRow {
    const COLUMNS: &'static [&'static str] = &["Id", "Published", "Title", "Outlet", "Events", "Claims"];
    const WIDE: usize = 2;

    fn cells(&self, _: bool) -> Vec<Text> {
        let published = match self.document.published.begins_on {
            Some(_) => plain(days(&self.document.published)).and_note(Some(&self.document.basis)),
            None => Text::new("unknown", Look::Dim),
        };
        let title = plain(self.document.label());
        let pages: Vec<String> = self.related_to.iter().map(i64::to_string).collect();
        let mut notes = Vec::new();
        notes.extend((!pages.is_empty()).then(|| format!("beside {}", pages.join(", "))));
        notes.extend(self.document.copy_of.map(|origin| format!("a copy of {origin}")));
        notes.extend((self.versions > 1).then(|| format!("version {}", self.versions)));
        vec![
            count(self.document.id),
            published,
            title.and_note((!notes.is_empty()).then(|| notes.join(", "))),
            plain(self.document.outlets.join(", ")),
            count(self.events),
            count(self.claims),
        ]
    }
}

impl Row for SearchRow {
    const COLUMNS: &'static [&'static str] = &["Date", "In", "Words", "Document"];
    const WIDE: usize = 2;

    fn cells(&self, _: bool) -> Vec<Text> {
        let words = self.text.iter().fold(Text::default(), |text, piece| {
            text.and(&piece.text, if piece.found { Look::Found } else { Look::Plain })
        });
        vec![
            plain(self.on.as_deref().unwrap_or_default()),
            plain(self.entry),
            words,
            plain(format!("{} {}", self.document.id, self.document.label())),
        ]
    }
}

impl Row for ChangeRow {
    const COLUMNS: &'static [&'static str] = &["Document", "Version", "What", "Before", "After"];
    const WIDE: usize = 4;

    fn cells(&self, evidence: bool) -> Vec<Text> {
        let told = |told: &Option<Told>| match told {
            Some(told) if evidence && !told.evidence.is_empty() => plain(&told.evidence),
            Some(told) => told_words(told),
            None => Text::default(),
        };
        vec![
            plain(format!("{} {}", self.document.id, self.document.label())),
            plain(format!("{} to {}", self.version - 1, self.version)),
            plain(format!("{} {}", self.entry, self.change)),
            told(&self.before),
            told(&self.after),
        ]
    }
}

/// Who said it or when it happened, and the words.
fn told_words(told: &Told) -> Text {
    let text = match (&told.speaker, &told.days) {
        (Some(speaker), _) => Text::new(speaker, Look::Strong).and(format!(": {}", told.text), Look::Plain),
        (None, Some(when)) => Text::new(days(when), Look::Strong).and(format!(": {}", told.text), Look::Plain),
        (None, None) => plain(&told.text),
    };
    text.and_note(told.status.as_deref().filter(|status| !matches!(*status, "asserted" | "affirms")))
}
