//! Lines that say whose an article or a picture is.
//!
//! In: a line. Out: whether it is a byline or a credit, and the names in it.

use crate::input::dates;

use super::units::ends_sentence;

/// Tells "By Jane Doe", "Posted on 4 July 2025 by Jane Doe" from sentences that open with "By".
pub(super) fn is_byline(line: &str, words: usize) -> bool {
    let named = after_by(line).map(dates::before_date).filter(|rest| !rest.is_empty());
    named.is_some_and(|rest| words <= 16 && !ends_sentence(line) && starts_like_a_name(rest))
}

/// What follows "By" in a line that opens with it, or with a date before it: "Posted on 4 July 2025 by
/// Jane Doe".
pub(super) fn after_by(line: &str) -> Option<&str> {
    const LABELS: &[&str] = &[
        "By ",
        "BY ",
        "by ",
        "By: ",
        "Written by ",
        "Posted by ",
        "Words by ",
        "Story by ",
        "Text by ",
        "Reported by ",
        "Created by ",
        "Submitted by ",
        "Published by ",
        "Author: ",
    ];
    let opens = LABELS.iter().filter_map(|label| line.strip_prefix(label)).min_by_key(|rest| rest.len());
    opens.or_else(|| {
        let (date, rest) = line.split_once(" by ")?;
        dates::line(date).is_some().then_some(rest)
    })
}

/// "Ivo Hanak/Reuters", "Lia Stone/AFP via Getty Images": who took a picture.
pub(super) fn is_credit(line: &str) -> bool {
    const AGENCIES: &[&str] =
        &["reuters", "ap", "afp", "epa", "getty", "shutterstock", "bloomberg", "xinhua", "dpa", "pa", "alamy"];
    let Some((name, agency)) = line.split_once('/') else { return false };
    let first = agency.trim().split(' ').next().unwrap_or_default().to_lowercase();
    AGENCIES.contains(&&*first) && name.split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

fn starts_like_a_name(text: &str) -> bool {
    let lowercase = |word: &&str| word.starts_with(|c: char| c.is_lowercase());
    let small = [
        "and", "de", "van", "von", "of", "the", "in", "for", "al", "bin", "da", "dos", "du", "la", "le", "el", "with",
        "at", "by",
    ];
    let text = text.trim_start();
    text.starts_with(|c: char| c.is_uppercase())
        && text.split_whitespace().filter(lowercase).all(|word| small.contains(&word) || word.contains(['@', '-']))
        || text.split_whitespace().take(2).all(|word| word.starts_with(|c: char| c.is_uppercase()))
            && text.contains([',', '|'])
}
