//! Which language a text is in.
//!
//! In: text. Out: its ISO 639-1 code, or nothing where the text is too short to tell. A language is
//! believed when its commonest words stand in the text: tables and lists of names look like any.

/// Characters that the language is told from.
const SAMPLE: usize = 1500;

/// The commonest words of a language make up no less than one word in so many, and no fewer than three.
const ONE_IN: usize = 20;

/// Returns the ISO 639-1 code of the text's language; `None` where it is not clear.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    let words = sample.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    if shows(&words, &ENGLISH) {
        return Some(ENGLISH.code);
    }
    let found = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?.lang().code();
    let language = LANGUAGES.iter().find(|language| language.long_code == found)?;
    (language.words.is_empty() || shows(&words, language)).then_some(language.code)
}

/// Returns the English name of the language with this ISO 639-1 code.
pub(super) fn name(code: &str) -> Option<&'static str> {
    let language = LANGUAGES.iter().find(|language| language.code == code)?;
    Some(whatlang::Lang::from_code(language.long_code)?.eng_name())
}

fn shows(words: &[String], language: &Language) -> bool {
    let common = words.iter().filter(|word| language.words.contains(&word.as_str())).count();
    common >= 3 && common * ONE_IN >= words.len()
}

struct Language {
    /// ISO 639-3.
    long_code: &'static str,
    /// ISO 639-1.
    code: &'static str,
    /// Its commonest words, those of neighbours left out; none where its letters tell.
    words: &'static [&'static str],
}

const fn language(long_code: &'static str, code: &'static str, words: &'static [&'static str]) -> Language {
    Language { long_code, code, words }
}

const ENGLISH: Language = language("eng", "en", &["the", "of", "and", "to", "that", "for", "with", "said"]);

/// The other languages that news comes in most.
const LANGUAGES: &[Language] = &[
    language("deu", "de", &["der", "die", "und", "das", "den", "nicht", "von", "mit"]),
    language("fra", "fr", &["le", "la", "les", "des", "et", "une", "est", "du", "à"]),
    language("spa", "es", &["el", "los", "las", "que", "de", "una", "por", "con"]),
    language("ita", "it", &["il", "di", "che", "la", "per", "una", "del", "è"]),
    language("por", "pt", &["o", "os", "que", "de", "uma", "não", "do", "em"]),
    language("nld", "nl", &["de", "het", "een", "van", "en", "dat", "niet"]),
    language("dan", "da", &["og", "det", "at", "er", "en", "til", "af", "ikke"]),
    language("swe", "sv", &["och", "det", "att", "som", "är", "av", "inte"]),
    language("nob", "no", &["og", "det", "som", "er", "til", "av", "ikke"]),
    language("fin", "fi", &["ja", "on", "ei", "että", "oli", "ovat", "mutta"]),
    language("pol", "pl", &["w", "i", "na", "się", "nie", "że", "z", "do"]),
    language("ces", "cs", &["a", "se", "na", "je", "v", "že", "to"]),
    language("slk", "sk", &["a", "sa", "na", "je", "v", "že", "to"]),
    language("hun", "hu", &["a", "az", "és", "hogy", "nem", "egy"]),
    language("ron", "ro", &["și", "de", "în", "la", "nu", "o", "că", "a"]),
    language("tur", "tr", &["ve", "bir", "bu", "da", "de", "için"]),
    language("vie", "vi", &["và", "của", "là", "có", "trong", "được"]),
    language("ind", "id", &["yang", "dan", "di", "ini", "itu", "dengan"]),
    language("bul", "bg", &[]),
    language("ell", "el", &[]),
    language("rus", "ru", &[]),
    language("ukr", "uk", &[]),
    language("ara", "ar", &[]),
    language("pes", "fa", &[]),
    language("heb", "he", &[]),
    language("hin", "hi", &[]),
    language("urd", "ur", &[]),
    language("cmn", "zh", &[]),
    language("jpn", "ja", &[]),
    language("kor", "ko", &[]),
    language("tha", "th", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart_and_stays_silent_on_scraps() {
        let english =
            "The council met on Monday and voted to close the bridge until the engineers have finished their report.";
        let french = "Le conseil municipal s'est réuni lundi et a décidé de fermer le pont jusqu'à la fin des travaux.";
        assert_eq!(detect(english), Some("en"));
        assert_eq!(detect(french), Some("fr"));
        assert_eq!(detect("12 - 34"), None);
        let arabic = "قال الوزير يوم الاثنين إن الحكومة ستعيد فتح الجسر بعد انتهاء المهندسين من أعمال الإصلاح في المدينة.";
        assert_eq!(detect(arabic), Some("ar"));
    }

    #[test]
    fn tables_are_in_no_language() {
        let table = "HARTLEY MILLS INC 2ND QTR LOSS\n\nShr loss nine cts vs profit 12 cts\nNet loss 310,000 vs profit \
                     402,000\nRevs 8.1 mln vs 9.4 mln\nSix mths\nShr loss 15 cts vs profit 30 cts\nAvg shrs 3.4 mln";
        assert_eq!(detect(table), None);
    }

    #[test]
    fn every_language_has_a_name() {
        assert!(LANGUAGES.iter().all(|language| name(language.code).is_some()));
        assert_eq!((name("fr"), name("en"), name("xx")), (Some("French"), None, None));
    }
}
