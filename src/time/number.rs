//! Number words: "twenty-four", "two hundred and ten", "2 1/2", "nineteen ninety-six".
//!
//! In: tokens. Out: one item for the longest run that makes a number, in thousandths, or a year.

use super::lex::Item;
use crate::lexicon::time::{Class, WORDS};
use crate::model::Parsed;

/// Longest run of tokens that is read as one number.
const LONGEST: usize = 12;

/// Reads the number that begins at token `at`; `None` for a single token in figures, which needs
/// no help.
pub fn item(parsed: &Parsed, at: usize, end: usize) -> Option<Item> {
    let end = end.min(at + LONGEST);
    let word = |index: usize| (index < end).then(|| parsed.tokens[index].lower.as_str());
    let first = word(at)?;
    // A token of marks that lower-casing drops has no letters left.
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        return figures(first, at, word);
    }
    // "a hundred years".
    let article = first == "a" && word(at + 1).and_then(multiplier).is_some();
    let (first_group, mut next) = if article { (1, at + 1) } else { group(at, word)? };
    let mut item;
    // Two groups of tens make a year: "nineteen ninety-six", "twenty twenty-five".
    if let Some((second, after)) = group(next, word)
        && (13..=21).contains(&first_group)
        && (10..100).contains(&second)
    {
        item = Item::new(at..after);
        item.read_as(Class::Year, first_group * 100 + second);
        return Some(item);
    }
    let (value, after) = scaled(first_group, next, word);
    next = after;
    item = Item::new(at..next);
    item.read_as(Class::Number, value * 1000);
    if (1..=31).contains(&value) {
        item.read_as(Class::Day, value);
    }
    if (0..=24).contains(&value) && next == at + 1 {
        item.read_as(Class::Hour, value);
    }
    if (1900..2100).contains(&value) {
        item.read_as(Class::Year, value);
    }
    Some(item)
}

/// "2 1/2", "2 million".
fn figures<'a>(first: &str, at: usize, word: impl Fn(usize) -> Option<&'a str>) -> Option<Item> {
    let next = word(at + 1)?;
    let fraction = |text: &str| match text {
        "1/2" | "½" => Some(500),
        "1/4" | "¼" => Some(250),
        "3/4" | "¾" => Some(750),
        _ => None,
    };
    let plain: String = first.chars().filter(|c| *c != ',').collect();
    let whole = plain.parse::<f64>().ok().filter(|number| *number < 1e9)?;
    // "2-1/2" as well.
    let (found, after) = match (fraction(next), next) {
        (Some(part), _) => ((whole * 1000.0) as i64 + part, at + 2),
        (None, "-") => ((whole * 1000.0) as i64 + word(at + 2).and_then(fraction)?, at + 3),
        _ => ((whole * 1000.0) as i64 * multiplier(next)?, at + 2),
    };
    let mut item = Item::new(at..after);
    item.read_as(Class::Number, found);
    Some(item)
}

fn reading(word: &str, class: Class) -> Option<i64> {
    let readings = WORDS.readings.get(word)?;
    readings.iter().find(|(known, _)| *known == class).map(|(_, value)| *value)
}

fn simple(word: &str) -> Option<i64> {
    reading(word, Class::Number).map(|thousandths| thousandths / 1000)
}

fn multiplier(word: &str) -> Option<i64> {
    reading(word, Class::Multiplier)
}

/// A number below a hundred: "six", "ninety six", "ninety-six"; and the index after it.
fn group<'a>(at: usize, word: impl Fn(usize) -> Option<&'a str>) -> Option<(i64, usize)> {
    let first = simple(word(at)?)?;
    if first >= 20 && first % 10 == 0 {
        let digit_at = if word(at + 1) == Some("-") { at + 2 } else { at + 1 };
        let digit = word(digit_at).and_then(simple).filter(|digit| (1..10).contains(digit));
        if let Some(digit) = digit {
            return Some((first + digit, digit_at + 1));
        }
    }
    Some((first, at + 1))
}

/// Goes on after a first group: "… hundred and ten", "… thousand five hundred".
fn scaled<'a>(first: i64, at: usize, word: impl Fn(usize) -> Option<&'a str> + Copy) -> (i64, usize) {
    let (mut total, mut current, mut next) = (0i64, first, at);
    loop {
        let scale_at = if word(next) == Some("-") { next + 1 } else { next };
        let Some(scale) = word(scale_at).and_then(multiplier) else { break };
        current = current.saturating_mul(scale);
        next = scale_at + 1;
        if scale >= 1000 || scale == 12 {
            total += current;
            current = 0;
        }
        let group_at = if word(next) == Some("and") { next + 1 } else { next };
        if let Some((more, after)) = group(group_at, word).filter(|_| scale != 12) {
            current += more;
            next = after;
        }
    }
    (total.saturating_add(current).min(1_000_000_000_000), next)
}

#[cfg(test)]
mod tests {
    use crate::text;
    use crate::time::{Anchor, tag};

    #[test]
    fn passes_over_a_token_of_invisible_marks() {
        let article = "The council met \u{200d} on 4 January 2019.";
        let expressions = tag(article, &text::parse(article), &Anchor::default());
        assert_eq!(expressions.len(), 1);
    }
}
