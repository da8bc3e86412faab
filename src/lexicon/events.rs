//! Words that tell events from states, and plans from facts.
//!
//! In: `events.tsv`. Out: the classes of a lemma. Judges words alone; what a clause means is for
//! the extractor to say.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;

/// What a word says about the event it names or governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum EventClass {
    /// A noun that names a happening: "attack", "summit".
    Noun,
    /// Its complement is still to come: "hope", "due".
    Plan,
    /// Its complement did not happen: "fail to", "refuse to".
    Fail,
    /// Its object does not happen: "cancel".
    Cancel,
    /// It happens itself when its complement is dated: "asked them to leave in June".
    Matrix,
    /// It leaves open whether its complement happens: "consider", "likely".
    Maybe,
    /// It tells how things are: "contain", "need".
    State,
    /// It lends itself to an event noun: "hold talks".
    Light,
    /// It tells that something was said: "announce".
    Report,
}

const CLASSES: &[(&str, EventClass)] = &[
    ("noun", EventClass::Noun),
    ("plan", EventClass::Plan),
    ("fail", EventClass::Fail),
    ("cancel", EventClass::Cancel),
    ("matrix", EventClass::Matrix),
    ("maybe", EventClass::Maybe),
    ("state", EventClass::State),
    ("light", EventClass::Light),
    ("report", EventClass::Report),
];

static WORDS: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for row in rows(include_str!("events.tsv")) {
        let class = CLASSES.iter().find(|(name, _)| *name == row[0]).map_or(0, |(_, class)| 1 << *class as u16);
        for lemma in row[1].split(' ') {
            *words.entry(lemma).or_default() |= class;
        }
    }
    words
});

/// Tells whether the lemma is of the class.
///
/// ```
/// use timeline::lexicon::events::{EventClass, is};
///
/// assert!(is("summit", EventClass::Noun));
/// assert!(!is("spokesman", EventClass::Noun));
/// ```
pub fn is(lemma: &str, class: EventClass) -> bool {
    WORDS.get(lemma).is_some_and(|classes| classes & (1 << class as u16) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class_and_lemmas() {
        for row in rows(include_str!("events.tsv")) {
            assert!(CLASSES.iter().any(|(name, _)| *name == row[0]), "{row:?}");
            assert!(row[1].split(' ').all(|lemma| !lemma.is_empty()), "{row:?}");
        }
    }
}
