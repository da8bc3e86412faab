//! What a claim is about, word by word, so that claims can be compared.
//!
//! In: the words of a claim. Out: its telling words, its numbers, and whether it negates or
//! promises. Shared by repeats and shifts; nothing here decides who is right.

use rustc_hash::FxHashMap;

use crate::store::fold;

/// Words that tell nothing about the matter.
const EMPTY: &[&str] = &[
    "the", "a", "an", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as", "that",
    "this", "these", "those", "it", "its", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had",
    "do", "does", "did", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "no",
    "never", "he", "she", "they", "we", "i", "you", "his", "her", "their", "our", "my", "your", "him", "them", "us",
    "me", "who", "which", "what", "when", "where", "there", "here", "than", "then", "so", "if", "about", "into",
    "over", "after", "before", "up", "out", "also", "only", "just", "all", "any", "some", "more", "most", "very",
    "said", "says", "say", "one", "s", "t",
];
const NEGATIONS: &[&str] = &["not", "no", "never", "nobody", "nothing", "none", "neither", "without", "cannot"];
/// Words that commit, and words that leave open.
const FIRM: &[&str] = &["will", "shall", "must", "won't"];
const OPEN: &[&str] = &["may", "might", "could", "consider", "considering", "possible", "perhaps", "hope", "hopes"];
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "dozen", "half",
];

/// A claim's words, sorted out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// Stems of its telling words, sorted, none twice.
    pub words: Vec<String>,
    /// Its numbers, sorted.
    pub numbers: Vec<String>,
    /// It says that something is not so, or denies that it is.
    pub negative: bool,
    /// Stems right after a negation, sorted: what is said not to be.
    negated: Vec<String>,
    /// Its source denies it.
    denied: bool,
    /// It commits itself.
    pub firm: bool,
    /// It leaves open.
    pub open: bool,
}

impl Wording {
    /// Reads the content of a claim; `denied` when its source denies it.
    pub fn new(content: &str, denied: bool) -> Self {
        let folded = fold(content);
        let all: Vec<&str> = folded
            .split(|character: char| !(character.is_alphanumeric() || matches!(character, '\'' | '.' | ',')))
            .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .collect();
        let number =
            |word: &str| word.starts_with(|character: char| character.is_ascii_digit()) || NUMBERS.contains(&word);
        let has = |list: &[&str]| all.iter().any(|word| list.contains(word));
        let telling = all.iter().filter(|word| !EMPTY.contains(word) && !number(word) && !word.contains("n't"));
        let negates = |word: &str| NEGATIONS.contains(&word) || word.ends_with("n't");
        let negations = all.iter().filter(|word| negates(word)).count();
        let tells = |word: &&&str| !EMPTY.contains(*word) && !number(word) && !negates(word);
        let places = all.iter().enumerate().filter(|(_, word)| negates(word)).map(|(at, _)| at);
        let mut negated: Vec<String> =
            places.filter_map(|at| all[at..].iter().find(tells)).map(|it| stem(it)).collect();
        negated.sort();
        let mut words: Vec<String> = telling.map(|word| stem(word)).collect();
        words.sort();
        words.dedup();
        let mut numbers: Vec<String> =
            all.iter().filter(|word| number(word)).map(|word| word.replace(',', "")).collect();
        numbers.sort();
        numbers.dedup();
        let negative = (negations % 2 == 1) != denied;
        Self { words, numbers, negative, negated, denied, firm: has(FIRM), open: has(OPEN) }
    }

    /// Tells whether one says that something both speak of is not so, and the other does not.
    /// "without approval" in one of them is no difference when the other is silent on approval.
    pub fn opposes(&self, other: &Self) -> bool {
        let negates = |wording: &Self, word: &str| wording.negated.iter().any(|negated| negated == word);
        let differs = self.shared(other).iter().any(|word| negates(self, word) != negates(other, word));
        differs != (self.denied != other.denied)
    }

    /// How many telling words two claims share.
    pub fn shared<'a>(&'a self, other: &Self) -> Vec<&'a str> {
        self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).map(String::as_str).collect()
    }
}

/// Pairs of claims with telling words in common, and how many, in order. Words of more than
/// `common` claims bring none together, so that the pairs stay few.
pub(super) fn neighbours(wordings: &[Wording], common: usize) -> Vec<((usize, usize), usize)> {
    let mut holders: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, wording) in wordings.iter().enumerate() {
        wording.words.iter().for_each(|word| holders.entry(word).or_default().push(index));
    }
    let mut counts: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for list in holders.values().filter(|list| list.len() <= common) {
        for (at, &first) in list.iter().enumerate() {
            list[at + 1..].iter().for_each(|&second| *counts.entry((first, second)).or_default() += 1);
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> = counts.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// Cuts the endings that forms of one word differ by.
fn stem(word: &str) -> String {
    let bare = word.strip_suffix("'s").unwrap_or(word);
    let cut = ["ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"];
    let ending = cut.iter().find(|ending| bare.len() >= ending.len() + 3 && bare.ends_with(**ending));
    ending.map_or(bare, |ending| &bare[..bare.len() - ending.len()]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_out_words_numbers_and_negation() {
        let wording = Wording::new("The bridge will not open before 12 May, with 1,200 lamps", false);
        assert_eq!(wording.words, ["bridg", "lamp", "open"]);
        assert_eq!(wording.numbers, ["12", "1200"]);
        assert!(wording.negative && wording.firm);
    }

    #[test]
    fn a_denial_of_a_negation_is_none() {
        assert!(!Wording::new("that he had not known", true).negative);
        assert!(Wording::new("that he had known", true).negative);
    }

    #[test]
    fn opposition_is_about_what_both_speak_of() {
        let opposed = |one: &str, other: &str| Wording::new(one, false).opposes(&Wording::new(other, false));
        assert!(opposed("the ferry would not return in May", "the ferry would return in May"));
        assert!(!opposed("he may build the wall without approval", "he would build the wall"));
        let denial = Wording::new("that the ferry would return", true);
        assert!(denial.opposes(&Wording::new("that the ferry would return", false)));
        assert!(!denial.opposes(&Wording::new("that the ferry would not return", false)));
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("resigned"), stem("resigns"));
        assert_eq!(stem("closing"), stem("closed"));
        assert_ne!(stem("open"), stem("oppose"));
    }
}
