//! The language of a text.
//!
//! In: a text. Out: its ISO 639-1 code where that can be told. Analysis knows English; other texts
//! are only searched for dates and quotations, which callers should tell the user.

use whatlang::Lang;

/// How much of a text is looked at, in bytes: enough to tell, and the same for any length.
const SAMPLE: usize = 4000;

/// Returns the ISO 639-1 code of a text's language ("en"), or `None` where it is too short or too
/// mixed to tell.
///
/// ```
/// assert_eq!(timeline::text::language("The ministers met on Tuesday and agreed to meet again.").as_deref(), Some("en"));
/// assert_eq!(timeline::text::language("Die Minister trafen sich am Dienstag und wollen wieder verhandeln.").as_deref(), Some("de"));
/// assert_eq!(timeline::text::language("42"), None);
/// ```
pub fn language(text: &str) -> Option<String> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = whatlang::detect(&text[..end])?;
    (found.is_reliable() || found.confidence() > 0.6).then(|| code(found.lang()))
}

fn code(language: Lang) -> String {
    let short = match language {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Nld => "nl",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        // The three-letter code is right too, only longer.
        other => other.code(),
    };
    short.to_owned()
}
