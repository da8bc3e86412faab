//! Words that report (`cues.tsv`): "say", "claim", "according", "reportedly".
//!
//! In: a lemma and its part of speech. Out: its class, and what it does to what it reports.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;
use crate::model::{Certainty, Polarity};

/// What a cue word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum CueClass {
    /// "say", "claim".
    Say = 1,
    /// "tell", "inform": speech with an addressee for object.
    Tell,
    /// "write", "tweet".
    Write,
    /// "ask", "wonder".
    Ask,
    /// "order", "urge", "propose".
    Order,
    /// "promise", "threaten".
    Promise,
    /// "praise", "accuse".
    Judge,
    /// "believe", "fear", "hope": what is held true.
    Believe,
    /// "show", "suggest": evidence speaks.
    Show,
    /// "seem", "appear".
    Seem,
    /// "reportedly": reports without a source.
    Impersonal,
    /// "accept", "publish": deeds that are speech only with a clause or a quotation.
    Deed,
    /// "want", "plan", "decide": wishes and plans.
    Want,
    /// "know", "see", "love": knowledge, perception and feelings.
    Sense,
}

/// The part of speech of a cue word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum CuePart {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Phrase,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueWord {
    /// What it does.
    pub class: CueClass,
    /// Affirms ("say"), denies ("deny") or refuses ("decline").
    pub polarity: Polarity,
    /// Plain ("say") or hedged ("suggest").
    pub certainty: Certainty,
}

static CUES: LazyLock<FxHashMap<(&'static str, CuePart), CueWord>> =
    LazyLock::new(|| rows(include_str!("cues.tsv")).map(|row| ((row[0], part(row[1])), cue_word(&row[2..]))).collect());

/// Looks a lemma up.
pub fn cue(lemma: &str, part: CuePart) -> Option<CueWord> {
    CUES.get(&(lemma, part)).copied()
}

fn part(name: &str) -> CuePart {
    match name {
        "verb" => CuePart::Verb,
        "noun" => CuePart::Noun,
        "adjective" => CuePart::Adjective,
        "adverb" => CuePart::Adverb,
        _ => CuePart::Phrase,
    }
}

fn cue_word(fields: &[&str]) -> CueWord {
    let class = match fields[0] {
        "say" => CueClass::Say,
        "tell" => CueClass::Tell,
        "write" => CueClass::Write,
        "ask" => CueClass::Ask,
        "order" => CueClass::Order,
        "promise" => CueClass::Promise,
        "judge" => CueClass::Judge,
        "believe" => CueClass::Believe,
        "show" => CueClass::Show,
        "seem" => CueClass::Seem,
        "deed" => CueClass::Deed,
        "want" => CueClass::Want,
        "sense" => CueClass::Sense,
        _ => CueClass::Impersonal,
    };
    let polarity = match fields.get(1).copied().unwrap_or_default() {
        "denies" => Polarity::Denies,
        "refuses" => Polarity::Refuses,
        _ => Polarity::Affirms,
    };
    let certainty = match fields.get(2) {
        Some(&"hedged") => Certainty::Hedged,
        _ => Certainty::Plain,
    };
    CueWord { class, polarity, certainty }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_cues_do() {
        assert_eq!(cue("say", CuePart::Verb).unwrap().class, CueClass::Say);
        assert_eq!(cue("deny", CuePart::Verb).unwrap().polarity, Polarity::Denies);
        assert_eq!(cue("decline", CuePart::Verb).unwrap().polarity, Polarity::Refuses);
        assert_eq!(cue("allegation", CuePart::Noun).unwrap().certainty, Certainty::Hedged);
        assert_eq!(cue("walk", CuePart::Verb), None);
    }

    #[test]
    fn every_line_is_well_formed() {
        let parts = ["verb", "noun", "adjective", "adverb", "phrase"];
        for row in rows(include_str!("cues.tsv")) {
            assert!((3..=5).contains(&row.len()) && parts.contains(&row[1]), "{row:?}");
            assert!(row[2] == "impersonal" || cue_word(&row[2..]).class != CueClass::Impersonal, "{row:?}");
            assert!(row.get(3).is_none_or(|polarity| ["", "denies", "refuses"].contains(polarity)), "{row:?}");
            assert!(row.get(4).is_none_or(|certainty| *certainty == "hedged"), "{row:?}");
        }
    }
}
