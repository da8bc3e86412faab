//! The lines of a page, wrapped paragraphs put together, and what each looks like.
//!
//! In: text. Out: [`Unit`]s in order, each with its [`Kind`]. Looks at one line at a time; what a
//! line means among its neighbours is decided in [`regions`](super::regions).

use std::borrow::Cow;

use crate::input::dates;

use super::bylines::{is_byline, is_credit};
use super::phrases;
use super::words::count_words;

/// A paragraph or other line of a page.
#[derive(Debug)]
pub(super) struct Unit<'t> {
    pub text: Cow<'t, str>,
    pub words: usize,
    pub kind: Kind,
}

/// What a line looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph of sentences.
    Prose,
    /// A short sentence: part of an article when it stands among its paragraphs.
    Remark,
    /// Anything short without a final stop: headline, subheading, menu entry, outlet.
    Title,
    /// "36 minutes ago", with or without the outlet beside it.
    Age,
    /// "Published 4 July 2025 10:32 GMT".
    Date,
    /// "By Jane Doe".
    Byline,
    /// "© Thomson Reuters 2025."
    Copyright,
    /// "Reporting by …": the newsroom's last line.
    Signoff,
    /// A heading of other articles.
    Related,
    /// A heading of readers' comments.
    Comments,
    /// What follows an article and belongs to the site.
    Footer,
    /// A picture's credit or labelled caption.
    Credit,
    /// A line to drop: menus, sharing, cookies, advertisements.
    Clutter,
}

impl Kind {
    /// Tells whether such a line shows that the text is a page rather than a bare article.
    pub(super) fn shows_a_page(self) -> bool {
        matches!(self, Self::Related | Self::Comments | Self::Footer | Self::Clutter | Self::Age | Self::Copyright)
    }
}

/// Splits a page into its lines, wrapped paragraphs put together, and classifies each.
pub(super) fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    for block in blocks(text) {
        let wrapped = wrapped_from(&block).unwrap_or(block.len());
        units.extend(block[..wrapped].iter().map(|line| Unit::new(Cow::Borrowed(*line))));
        if wrapped < block.len() {
            units.push(Unit::new(Cow::Owned(block[wrapped..].join(" "))));
        }
    }
    mark_menus(&mut units);
    mark_offers(&mut units);
    units
}

impl<'t> Unit<'t> {
    fn new(text: Cow<'t, str>) -> Self {
        let words = count_words(&text);
        let kind = classify(&text, words);
        Self { text, words, kind }
    }
}

/// Lines between blank lines, without surrounding space.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), blocks.last_mut()) {
            (false, Some(block)) => block.push(line),
            (true, Some(block)) if block.is_empty() => {}
            _ => blocks.push(Vec::new()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Lines that may stand right above a wrapped paragraph: headline, byline, date.
const MOST_LINES_ABOVE: usize = 6;

/// Returns the line from which the block is one paragraph broken at a fixed width, rather than
/// lines that each stand for themselves.
fn wrapped_from(block: &[&str]) -> Option<usize> {
    (0..block.len().min(MOST_LINES_ABOVE)).find(|from| is_wrapped(&block[*from..]))
}

fn is_wrapped(block: &[&str]) -> bool {
    let [inner @ .., last] = block else { return false };
    let lengths = || inner.iter().map(|line| line.len());
    let (Some(shortest), Some(longest)) = (lengths().min(), lengths().max()) else { return false };
    let runs_on = |pair: &&[&str]| {
        !ends_sentence(pair[0]) && pair[1].starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    };
    let even = longest <= 110 && shortest >= 40 && longest - shortest <= 30 && last.len() <= longest + 12;
    let opens = block[0].len() + 12 >= longest || runs_on(&&block[..2]);
    even && opens && block.windows(2).filter(runs_on).count() * 3 >= inner.len()
}

pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '\'', '’', ')', ']', '»', '」', '』', '）']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '։'])
        || (bare.len() < line.len() && bare.ends_with(','))
}

fn classify(line: &str, words: usize) -> Kind {
    let sentence = ends_sentence(line);
    let prose = (sentence && words >= 8)
        || (words >= 25 && function_words(line) * 6 >= words)
        || (words >= 10 && line.ends_with(':'));
    let letters = line.chars().any(char::is_alphabetic);
    match () {
        () if !letters => Kind::Clutter,
        () if is_copyright(line) => Kind::Copyright,
        () if dates::line(line).is_some() => Kind::Date,
        () if age_in(line).is_some() => Kind::Age,
        () if is_byline(line, words) => Kind::Byline,
        () if words <= 8 && is_credit(line) => Kind::Credit,
        () => phrases::kind(line, words, prose).unwrap_or(match () {
            () if !prose && (is_breadcrumb(line) || is_path(line)) => Kind::Clutter,
            () if is_question(line, words) => Kind::Title,
            () if prose => Kind::Prose,
            () if sentence => Kind::Remark,
            () => Kind::Title,
        }),
    }
}

/// A headline may ask or call out; a paragraph of one short question reads the same.
fn is_question(line: &str, words: usize) -> bool {
    words <= 16 && line.ends_with(['?', '!']) && !line.contains(". ") && !line.contains(['"', '“'])
}

fn is_copyright(line: &str) -> bool {
    let lower = line.get(..line.len().min(14)).unwrap_or(line).to_lowercase();
    let opens = lower.starts_with('©') || lower.starts_with("(c) ") || lower.starts_with("copyright ");
    // "All of it © Gazette".
    let holds = || line.contains('©') && line.chars().nth(80).is_none() && !ends_sentence(line);
    holds() || opens && line.len() < 300 && (year_in(line).is_some() || line.len() < 80)
}

/// Returns the last year of the line, which for "2019-2025" is the one that counts.
pub(super) fn year_in(line: &str) -> Option<i32> {
    let runs = line.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    runs.filter_map(|run| run.parse().ok()).rfind(|year| (1900..2200).contains(year))
}

/// Returns the age that a line gives, and the outlet that stands beside it, if one does:
/// "Reuters • 3 hours ago".
pub(super) fn age_in(line: &str) -> Option<(&str, Option<&str>)> {
    if line.len() > 80 {
        return None;
    }
    if dates::is_age(line) {
        return Some((line, None));
    }
    let parts: Vec<&str> = split_at_marks(line).collect();
    let [first, second] = parts.as_slice() else { return age_at_end(line) };
    match (dates::is_age(first), dates::is_age(second)) {
        (true, false) => Some((first, Some(second))),
        (false, true) => Some((second, Some(first))),
        _ => None,
    }
}

/// "Reuters 3 hours ago": a short name, then the age.
fn age_at_end(line: &str) -> Option<(&str, Option<&str>)> {
    let starts: Vec<usize> = line.match_indices(' ').map(|(at, _)| at + 1).collect();
    let start = starts.iter().rev().take(3).rev().find(|start| dates::is_age(&line[**start..]))?;
    let name = line[..*start].trim();
    let is_name = name.split(' ').count() <= 4 && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (is_name && line.ends_with("ago")).then_some((&line[*start..], Some(name)))
}

/// Splits a line at the marks that sites put between its parts.
pub(super) fn split_at_marks(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(['|', '•', '·', '»', '›', '—', '–']).flat_map(|part| part.split(" - "));
    parts.flat_map(|part| part.split(" / ")).map(str::trim).filter(|part| !part.is_empty())
}

/// "Home > World > Talks fail in the second week".
fn is_path(line: &str) -> bool {
    let mut parts = line.split(['/', '>', '›', '»']);
    matches!(parts.next().map(str::trim), Some("Home" | "HOME" | "News" | "NEWS")) && parts.next().is_some()
}

/// "Home > World > Europe", "News | Sport | Weather", "Home   World   Business".
fn is_breadcrumb(line: &str) -> bool {
    let columns = line.split("   ").filter(|part| !part.trim().is_empty());
    let short = |part: &str| part.split_whitespace().count() <= 3;
    let marked = line.split(['|', '>', '›', '»', '•', '·', '/']).map(str::trim).filter(|part| !part.is_empty());
    let (marked, columns): (Vec<&str>, Vec<&str>) = (marked.collect(), columns.collect());
    (marked.len() >= 2
        && line.contains([' ', '|', '>'])
        && marked.len() * 2 >= marked.iter().flat_map(|part| part.split_whitespace()).count()
        && marked.iter().all(|part| short(part)))
        || (columns.len() >= 3 && columns.iter().all(|part| short(part)))
}

fn function_words(line: &str) -> usize {
    const WORDS: &[&str] = &[
        "the", "a", "an", "of", "to", "and", "in", "that", "was", "is", "for", "on", "with", "as", "by", "at", "from",
        "has", "had", "have", "it", "he", "she", "they", "who", "which", "were", "are", "be", "been", "but", "not",
        "his", "her", "its",
    ];
    line.split_whitespace().filter(|word| WORDS.contains(word)).count()
}

/// Marks runs of three or more very short lines as menus.
fn mark_menus(units: &mut [Unit]) {
    let entry = |unit: &Unit| {
        unit.kind == Kind::Clutter
            || (unit.kind == Kind::Title
                && unit.words <= 3
                && !unit.text.contains(|c: char| c == ':' || c.is_ascii_digit())
                && !is_item(&unit.text))
    };
    let mut start = 0;
    while start < units.len() {
        let length = units[start..].iter().take_while(|unit| entry(unit)).count();
        let titles = units[start..start + length].iter().filter(|unit| unit.kind == Kind::Title).count();
        // The last line of a run may be the name over an item: "Reuters", then "3 hours ago".
        let next = units.get(start + length).map(|unit| unit.kind);
        let spare = usize::from(matches!(next, Some(Kind::Age | Kind::Date | Kind::Byline)));
        if length >= 3 && titles >= 2 {
            for unit in &mut units[start..start + length - spare] {
                unit.kind = Kind::Clutter;
            }
        }
        start += length.max(1);
    }
}

/// Marks what a site says for its offers, right below a line such as "Sign up to our newsletter".
fn mark_offers(units: &mut [Unit]) {
    let addresses = |text: &str| {
        !text.contains(['"', '“'])
            && text
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| matches!(word, "you" | "your" | "our"))
    };
    for at in 1..units.len() {
        let is_line = matches!(units[at].kind, Kind::Prose | Kind::Remark | Kind::Title);
        let offers = |unit: &Unit| {
            let words = unit.text.to_lowercase();
            matches!(unit.kind, Kind::Clutter | Kind::Footer)
                && ["sign up", "subscri", "newsletter", "get ", "app", "alerts"].iter().any(|word| words.contains(word))
        };
        let below = units[at.saturating_sub(2)..at].iter().any(offers);
        if is_line && below && units[at].words <= 40 && addresses(&units[at].text) {
            units[at].kind = Kind::Clutter;
        }
    }
}

/// Tells the entries of lists within articles.
pub(super) fn is_item(line: &str) -> bool {
    line.starts_with(['-', '*', '•', '–', '—', '·']) || line.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, lines: &[&str]) {
        for line in lines {
            assert_eq!(units(line)[0].kind, kind, "{line}");
        }
    }

    #[test]
    fn tells_what_a_line_looks_like() {
        check(
            Kind::Prose,
            &[
                "The council voted on Monday to close the bridge.",
                "\"We will not pay, and they know it,\" the mayor said.",
            ],
        );
        check(Kind::Remark, &["She declined.", "\"No,\" he said."]);
        check(Kind::Title, &["Council votes to close bridge", "Nikkei Asia", "What happens next"]);
        check(Kind::Age, &["36 minutes ago", "Reuters • 3 hours ago", "2 hours ago | Valley Gazette"]);
        check(Kind::Date, &["Published 4 July 2025 10:32 GMT", "July 4, 2025"]);
        check(Kind::Byline, &["By Jane Doe", "By Jane Doe and Ali al-Hassan", "By Jane Doe, Education correspondent"]);
        check(
            Kind::Copyright,
            &["© Thomson Reuters 2025.", "Copyright 2025 Valley Gazette. All rights reserved.", "© Reuters"],
        );
        check(
            Kind::Signoff,
            &["(Reporting by Jane Doe; Editing by John Roe)", "AP writer Ann Poe in Halm contributed to this report."],
        );
    }

    #[test]
    fn knows_what_pages_carry() {
        check(Kind::Related, &["Related Articles", "MORE ON THIS STORY", "You may also like:"]);
        check(Kind::Comments, &["Comments", "Comments (14)", "No comments yet..."]);
        check(
            Kind::Clutter,
            &[
                "Share",
                "Read more: Council votes",
                "ADVERTISEMENT",
                "Home > World > Europe",
                "Sign in | Subscribe",
                "* * *",
            ],
        );
        check(
            Kind::Clutter,
            &["We use cookies to improve your experience on our site and to show you advertisements."],
        );
        check(
            Kind::Credit,
            &["Image: Jane Doe/Valley Gazette", "Protesters in the square on Monday [Jane Doe/Reuters]"],
        );
    }

    #[test]
    fn leaves_sentences_that_only_sound_like_a_page() {
        check(
            Kind::Prose,
            &[
                "Listen to the old songs and you will understand, the singer told the crowd.",
                "Two panels contributed to this report of the royal commission, its chairman said.",
                "The company changed its privacy policy on Tuesday, a spokesman said.",
                "By Friday the council had voted on the plan to close the bridge.",
                "Read more than forty books a year, the teacher advised her pupils.",
            ],
        );
    }

    #[test]
    fn puts_wrapped_paragraphs_together() {
        let text = "Council votes to close bridge\n\nThe council voted on Monday to close the old\nbridge until engineers have finished their\nreport on the cracks.\n";
        let units = units(text);
        let shown: Vec<&str> = units.iter().map(|unit| &*unit.text).collect();
        assert_eq!(
            shown,
            [
                "Council votes to close bridge",
                "The council voted on Monday to close the old bridge until engineers have finished their report on the cracks."
            ]
        );
    }

    #[test]
    fn a_run_of_very_short_lines_is_a_menu() {
        let kinds: Vec<Kind> =
            units("World\nBusiness\nSport\nCouncil votes to close the bridge").iter().map(|unit| unit.kind).collect();
        assert_eq!(kinds, [Kind::Clutter, Kind::Clutter, Kind::Clutter, Kind::Title]);
        let kinds: Vec<Kind> = units("Valley Gazette\n3 hours ago").iter().map(|unit| unit.kind).collect();
        assert_eq!(kinds, [Kind::Title, Kind::Age]);
    }
}
