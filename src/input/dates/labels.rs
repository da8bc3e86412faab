//! The words that stand around a date: what it is the date of, and what says nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Label, plain};

/// What `labels.tsv` says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Label(Label),
    Around,
}

static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let rows = include_str!("labels.tsv").lines().filter(|row| !row.starts_with('#'));
    let row = |row: &'static str| {
        let (kind, words) = row.split_once('\t').unwrap_or_else(|| unreachable!("labels.tsv: {row}"));
        let word = match kind {
            "published" => Word::Label(Label::Published),
            "updated" => Word::Label(Label::Updated),
            "other" => Word::Label(Label::Other),
            "around" => Word::Around,
            _ => unreachable!("labels.tsv: {row}"),
        };
        words.split(' ').map(move |it| (it, word))
    };
    rows.flat_map(row).collect()
});

/// Tells what a word says of the date after it.
pub fn label_of(word: &str) -> Option<Label> {
    match WORDS.get(&*plain(word)) {
        Some(Word::Label(label)) => Some(*label),
        _ => None,
    }
}

/// Tells words in lower case, without stops, that say nothing of the date beside them.
pub fn is_around(word: &str) -> bool {
    // "GMT+7", "UTC-03:00".
    let zone = word.trim_start_matches("gmt").trim_start_matches("utc");
    let is_offset = zone.len() < word.len() && zone.starts_with(['+', '-']) && zone.len() <= 6;
    word.is_empty() || is_offset || WORDS.get(word) == Some(&Word::Around)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_meaning() {
        let rows = include_str!("labels.tsv").lines().filter(|row| !row.starts_with('#'));
        let mut words: Vec<&str> = rows.flat_map(|row| row.split('\t').skip(1)).flat_map(|it| it.split(' ')).collect();
        let all = words.len();
        assert!(words.iter().all(|word| plain(word) == *word), "{:?}", words.iter().find(|it| plain(it) != **it));
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn labels_are_told_from_words_around_and_from_others() {
        assert_eq!(label_of("Published:"), Some(Label::Published));
        assert_eq!(label_of("수정"), Some(Label::Updated));
        assert_eq!(label_of("printed"), Some(Label::Other));
        assert_eq!(label_of("the"), None);
        assert!(is_around("the") && is_around("gmt+7") && !is_around("gmtx") && !is_around("bridge"));
    }
}
