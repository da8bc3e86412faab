//! The phrases by which the lines of a site are told from those of an article.
//!
//! In: a line. Out: what its words make of it, if they are known from many pages. New phrases go to
//! `boilerplate.tsv`, not here. A sentence that only sounds like one stays a sentence.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::units::Kind;

struct Phrases {
    whole: FxHashMap<&'static str, Kind>,
    starts: Vec<(&'static str, Kind)>,
    within: Vec<(&'static str, Kind)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { whole: FxHashMap::default(), starts: Vec::new(), within: Vec::new() };
    for row in include_str!("boilerplate.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [kind, place, phrase] = row.split('\t').collect::<Vec<_>>()[..] else {
            unreachable!("boilerplate.tsv: {row}")
        };
        let kind = match kind {
            "related" => Kind::Related,
            "comments" => Kind::Comments,
            "footer" => Kind::Footer,
            "signoff" => Kind::Signoff,
            "clutter" => Kind::Clutter,
            "credit" => Kind::Credit,
            _ => unreachable!("boilerplate.tsv: {row}"),
        };
        match place {
            "whole" => drop(phrases.whole.insert(phrase, kind)),
            "starts" => phrases.starts.push((phrase, kind)),
            "within" => phrases.within.push((phrase, kind)),
            _ => unreachable!("boilerplate.tsv: {row}"),
        }
    }
    phrases
});

/// Tells what a line is by the phrases it holds; `prose` says that it is a sentence by its looks.
pub(super) fn kind(line: &str, words: usize, prose: bool) -> Option<Kind> {
    if words > 60 {
        return is_consent(line).then_some(Kind::Clutter);
    }
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && !"([".contains(c));
    if let Some(kind) = PHRASES.whole.get(bare) {
        return Some(*kind);
    }
    if counts_comments(bare) {
        return Some(Kind::Comments);
    }
    if words <= 30 && gives_contact(bare) {
        return Some(Kind::Clutter);
    }
    let starts = |phrase: &str| {
        bare.strip_prefix(phrase)
            .is_some_and(|rest| !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric))
    };
    // In a sentence, "read more" may be just words: only a whole phrase of address or a label ends it.
    let telling = |phrase: &str| !prose || phrase.split(' ').count() >= 3 || phrase.ends_with(':');
    let known = PHRASES.starts.iter().find(|(phrase, kind)| {
        // "This entry was posted on …" goes on and on.
        let is_long = phrase.split(' ').count() >= 4;
        let most = if *kind == Kind::Related {
            5
        } else if is_long {
            60
        } else {
            40
        };
        starts(phrase) && (*kind == Kind::Signoff || (words <= most && telling(phrase)))
    });
    if let Some((_, kind)) = known {
        return Some(*kind);
    }
    let addresses =
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "you" | "your" | "our" | "we" | "us"));
    let quotes = || lower.contains(['"', '“', '”']);
    if !quotes() && addresses() && (asks_for_mail(&lower) || is_consent(&lower)) {
        return Some(Kind::Clutter);
    }
    let holds = |(phrase, kind): &&(&str, Kind)| match kind {
        Kind::Signoff => bare.ends_with(phrase),
        _ => lower.contains(phrase),
    };
    let found = PHRASES.within.iter().find(holds).map(|(_, kind)| *kind)?;
    (!prose
        || matches!(found, Kind::Credit | Kind::Signoff)
        || lower.contains("all rights reserved")
        || (addresses() && !quotes()))
    .then_some(found)
}

/// "3 responses to …", "14 comments", "one thought on …".
fn counts_comments(line: &str) -> bool {
    let mut words = line.split(' ');
    let counts = |word: &str| matches!(word, "one" | "no") || word.parse::<u32>().is_ok();
    let is_count = words.next().is_some_and(counts);
    let what = words.next().unwrap_or_default().trim_end_matches('s');
    let rest = words.next();
    is_count
        && match what {
            "comment" | "response" | "replie" | "reply" => matches!(rest, None | Some("to" | "on" | "so")),
            "thought" => rest == Some("on"),
            _ => false,
        }
}

/// "Reach Jane Doe at jane@gazette.example", "Follow her on social media @jane".
fn gives_contact(line: &str) -> bool {
    let opens = ["reach ", "contact ", "email ", "e-mail ", "follow "].iter().any(|word| line.starts_with(word));
    let is_number = |word: &str| word.bytes().filter(u8::is_ascii_digit).count() >= 7;
    opens && line.split(' ').any(|word| word.contains('@') || is_number(word))
}

/// "Get the Dispatch by email", "Never miss a story: sign up for our newsletter".
pub(super) fn offers_mail(line: &str) -> bool {
    const ASKS: &[&str] =
        &["get ", "receive ", "sign up", "subscribe", "join ", "never miss", "don't miss", "recevez "];
    const MAIL: &[&str] = &["by email", "by e-mail", "inbox", "newsletter", "via email", "par e-mail", "par mail"];
    let lower = line.to_lowercase().replace('’', "'");
    lower.len() < 100 && ASKS.iter().any(|word| lower.starts_with(word)) && MAIL.iter().any(|word| lower.contains(word))
}

/// "Email us at news@example.org": a site asking its readers to write.
fn asks_for_mail(lower: &str) -> bool {
    lower
        .split_whitespace()
        .any(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

/// A notice on cookies and the like: long, and thick with the words of that trade.
pub(super) fn is_consent(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "cookies",
        "consent",
        "partners",
        "similar technologies",
        "personal data",
        "personalised",
        "personalized",
        "your device",
        "a device",
        "process data",
        "processing",
        "ad measurement",
        "privacy",
        "preferences",
        "vendors",
        "legitimate interest",
        "unsere partner",
        "ihrem gerät",
        "ihrem endgerät",
        "personenbezogene",
        "ähnliche technologien",
        "einwilligen",
        "einwilligung",
        "datenschutz",
        "partenaires",
        "votre appareil",
        "votre terminal",
        "données personnelles",
        "consentement",
        "traceurs",
        "nuestros socios",
        "su dispositivo",
        "tu dispositivo",
        "datos personales",
        "consentimiento",
        "nostri partner",
        "tuo dispositivo",
        "dati personali",
        "consenso",
    ];
    if line.len() > 4000 {
        return false;
    }
    let lower = line.to_lowercase();
    // A quotation on the matter is news; "Learn more" is a button.
    let least = if line.contains(['"', '“']) { 5 } else { 3 };
    WORDS.iter().filter(|word| lower.contains(**word)).count() >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Option<Kind>, lines: &[&str]) {
        for line in lines {
            let words = line.split(' ').count();
            assert_eq!(kind(line, words, line.ends_with('.')), expected, "{line}");
        }
    }

    #[test]
    fn every_row_is_known_where_it_stands_and_left_alone_in_what_someone_says() {
        let mut wrong = Vec::new();
        for row in include_str!("boilerplate.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let [name, place, phrase] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
            let line = match place {
                "within" if name == "signoff" => format!("Three others {phrase}"),
                "within" => format!("Something {phrase} here"),
                "starts" => format!("{phrase} it"),
                _ => phrase.to_owned(),
            };
            let found = kind(&line, line.split(' ').count(), false).map(|kind| format!("{kind:?}").to_lowercase());
            if found.as_deref() != Some(name) {
                wrong.push(format!("{row}: {line:?} is {found:?}"));
            }
            // A credit is one wherever it stands, and its rights are a site's.
            let said = format!("The mayor laughed when \"{phrase}\" was read to him in the hall on Monday evening.");
            let telling = name == "credit" || phrase == "all rights reserved";
            if !telling && kind(&said, said.split(' ').count(), true).is_some() {
                wrong.push(format!("{row}: {said:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn knows_notices_to_readers() {
        check(
            Some(Kind::Clutter),
            &[
                "Are you in the flooded area? Email us at yourstory@gazette.example.",
                "We and our 812 partners store information on a device, such as cookies, to show personalised ads. You may consent.",
                "Also Read | Floods cut off forty villages",
                "This article is more than 2 years old",
            ],
        );
    }

    #[test]
    fn knows_how_to_reach_the_reporter() {
        check(
            Some(Kind::Clutter),
            &["Reach Jane Doe at 555-0100-22 or jane@gazette.example.", "Follow her on social media @janedoe."],
        );
        check(None, &["Reach for the stars, he said.", "Contact was lost at 10:32 a.m. on 4 July 2025."]);
    }

    #[test]
    fn knows_offers_of_mail() {
        for line in ["Get the Dispatch by email", "Subscribe to our newsletter", "Don’t miss a story: our newsletter"]
        {
            assert!(offers_mail(line), "{line}");
        }
        for line in ["Votes by email rejected", "Get out of the valley", "Newsletter costs mayor his office"] {
            assert!(!offers_mail(line), "{line}");
        }
    }

    #[test]
    fn knows_headings_that_count_comments() {
        check(
            Some(Kind::Comments),
            &["3 Responses to “Bridge closes”", "14 comments", "One thought on “Bridge closes”", "2 Replies"],
        );
        check(None, &["3 responses came in.", "No comment was made", "One thought kept him awake"]);
    }

    #[test]
    fn leaves_reports_on_the_same_matters() {
        check(
            None,
            &[
                "The regulator fined the company over cookies on Monday.",
                "\"You may process my personal data, cookies and privacy be damned,\" she told the court.",
                "He wrote to the mayor at mayor@halm.example on Monday and had no answer.",
            ],
        );
    }
}
