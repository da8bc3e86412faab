//! Lines that say whose an article or a picture is.
//!
//! In: a line. Out: whether it is a byline or a credit, and the names in it.

use crate::input::dates;
use crate::lexicon::names::first_name;

use super::units::ends_sentence;

/// Words beyond which a line is no byline.
const MOST_WORDS: usize = 16;

/// Tells "By Jane Doe", "Posted on 4 July 2025 by Jane Doe" from sentences that open with "By".
pub(super) fn is_byline(line: &str, words: usize) -> bool {
    // "Posted by Jane Doe on 4 July 2025 | Permalink | Comments (3)".
    let (line, words) = match line.split_once(" | ") {
        Some((first, _)) if words > MOST_WORDS => (first, first.split(' ').count()),
        _ => (line, words),
    };
    // Accounts have names of their own: "Posted by krill on Thursday September 04, 2003".
    let is_posted = ["Posted by ", "Submitted by "].iter().filter_map(|label| line.strip_prefix(label)).any(|rest| {
        let name = dates::before_date(rest);
        name.len() < rest.len() && name.split(' ').count() <= 3
    });
    if is_posted && words <= MOST_WORDS {
        return true;
    }
    let named = after_by(line).map(dates::before_date).filter(|rest| !rest.is_empty());
    named.is_some_and(|rest| words <= MOST_WORDS && !ends_sentence(line) && starts_like_a_name(rest))
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
        "Autor: ",
        "Autore: ",
        "Auteur: ",
        "Auteur : ",
        "Автор: ",
        "Yazar: ",
        "Kirjoittaja: ",
        "Szerző: ",
        "Par ",
        "par ",
        "Por ",
        "por ",
        "di ",
        "von ",
        "Door ",
        "Af ",
        "Av ",
        "Von ",
        "Words: ",
        "Text: ",
        "Reporter: ",
        "Penulis: ",
        "Oleh: ",
        "Tác giả: ",
        "Γράφει η ",
        "Γράφει ο ",
    ];
    let opens = LABELS.iter().filter_map(|label| line.strip_prefix(label)).min_by_key(|rest| rest.len());
    opens.or_else(|| {
        let (date, rest) = line.split_once(" by ").or_else(|| line.split_once(" By "))?;
        // "Posted on 4 July 2025 by Jane Doe in Local news".
        let rest = rest.split(" in ").next().unwrap_or(rest);
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

/// Tells who is named by a line of nothing but a name, with or without a role behind it: "Maria
/// Lopez", "Maria Lopez, Staff Writer", "MARIA LOPEZ and Tom Kessel".
///
/// Without a role, each first name must be a known one: "Middle East" and "Climate Change" are sections.
pub(super) fn bare_name(line: &str) -> Option<&str> {
    const ROLES: &[&str] = &[
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "columnist",
        "contributor",
        "journalist",
        "chief",
        "staff",
        "producer",
        "analyst",
        "fellow",
    ];
    let (names, role) =
        line.split_once([',', '|']).map_or((line, None), |(names, role)| (names.trim_end(), Some(role)));
    let has_role = role.is_some_and(|role| {
        let mut words = role.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        role.split_whitespace().count() <= 5 && words.any(|word| ROLES.contains(&&*word.to_lowercase()))
    });
    if line.len() > 100 || role.is_some() && !has_role {
        return None;
    }
    let is_name = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_word = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        };
        let known =
            words.first().is_some_and(|first| first_name(first).is_some() || first_name(&capitalised(first)).is_some());
        (2..=3).contains(&words.len()) && words.iter().all(is_word) && (has_role || known)
    };
    names.split(" and ").all(is_name).then_some(names)
}

/// "MARIA" as names are listed.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_named_in_many_tongues() {
        for line in [
            "Autor: Barbara Wolska Opublikowano: 3 lipca 2015",
            "Автор: Ольга Мельникова",
            "Γράφει η Ελένη Βασιλάκη",
            "Par Bastien le mardi 14 mars 2006, 09:12",
            "di Marta Belli",
            "von Anna Kern",
            "Af Mette Skou",
            "Words: Sol Hartnett 26 September 2017",
            "Penulis: Dewi Lestanti",
            "Posted by krill on Thursday September 04, 2003 @08:12AM from the still-owed-overtime dept.",
            "Posted by Jim Marsh on May 23, 2007 at 09:12 PM in Planning | Permalink | Comments (3) | TrackBack (0)",
        ] {
            assert!(is_byline(line, line.split(' ').count()), "{line}");
        }
        for line in [
            "Autor: nie ma takiej osoby w tym mieście.",
            "Автор книги: кто он",
            "Par exemple",
            "di solito piove",
            "Por la tarde llueve",
            "von Fall zu Fall",
            "Af hensyn til naboerne",
            "Posted by the road on 4 July 2025 were eleven guards, who had been told not to sing.",
            "Posted by nobody, read by all.",
            "Words: they fail the mayor again",
        ] {
            assert!(!is_byline(line, line.split(' ').count()), "{line}");
        }
    }

    #[test]
    fn a_bare_name_is_told_from_sections_and_places() {
        for line in [
            "Maria Lopez",
            "Maria Lopez, Staff Writer",
            "MARIA LOPEZ and Tom Kessel",
            "Zorblatt Quem, political editor",
        ] {
            assert!(bare_name(line).is_some(), "{line}");
        }
        for line in [
            "Middle East",
            "Climate Change",
            "New York",
            "Maria",
            "Maria Lopez, Madrid",
            "Maria Lopez told us so",
            "World News",
        ] {
            assert_eq!(bare_name(line), None, "{line}");
        }
    }
}
