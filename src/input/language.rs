//! Which language a text is in.
//!
//! In: text. Out: its ISO 639-1 code, or nothing where the text is too short to tell.

/// Characters that the language is told from.
const SAMPLE: usize = 1500;

/// Returns the ISO 639-1 code of the text's language; `None` where it is not clear.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let info = whatlang::detect(&text[..end]).filter(|info| info.is_reliable())?;
    CODES.iter().find(|(code, _)| *code == info.lang().code()).map(|(_, code)| *code)
}

/// ISO 639-3 to ISO 639-1 for the languages that news comes in most.
const CODES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("nld", "nl"),
    ("dan", "da"),
    ("swe", "sv"),
    ("nob", "no"),
    ("fin", "fi"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("bul", "bg"),
    ("ell", "el"),
    ("tur", "tr"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("ara", "ar"),
    ("pes", "fa"),
    ("heb", "he"),
    ("hin", "hi"),
    ("urd", "ur"),
    ("cmn", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("vie", "vi"),
    ("tha", "th"),
    ("ind", "id"),
];

#[cfg(test)]
mod tests {
    use super::detect;

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
}
