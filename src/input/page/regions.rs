//! Which lines of a page are its article, and which belong to other items.
//!
//! In: classified lines. Out: a [`Layout`] of line indices. Weighs lines by their neighbours:
//! headings, runs of titles, names and ages above teasers. A text that shows no sign of being a
//! page keeps every line.

use rustc_hash::FxHashSet;

use super::items::{Item, items};
use super::metadata;
use super::units::{Kind, Unit, is_item};

/// Where things stand on a page, as indices of lines.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The headline.
    pub headline: Option<usize>,
    /// From the top of the article's region to its first paragraph.
    pub header: std::ops::Range<usize>,
    /// The lines of the article below its headline.
    pub body: Vec<usize>,
    /// One past the article's last line.
    pub end: usize,
    /// Other items on the page.
    pub items: Vec<Item>,
}

/// Lays out a page.
pub(super) fn lay_out(units: &[Unit]) -> Layout {
    let region = main_region(units);
    let first = first_paragraph(units, region.clone());
    let first = if first == 0 && is_headline_with_stop(units) { 1 } else { first };
    let first = below_standfirst(units, first);
    let header = region.start..first;
    let headline = headline(units, header.clone(), first);
    let (mut body, end) = body(units, first);
    let is_page = units.iter().any(|unit| unit.kind.shows_a_page());
    if is_page {
        drop_lists_of_titles(units, &mut body);
    }
    let mut opening = match headline {
        Some(headline) => opening(units, headline, header.clone()),
        None => header.clone().filter(|at| matches!(units[*at].kind, Kind::Remark | Kind::Title) && !is_page).collect(),
    };
    opening.append(&mut body);
    Layout { headline, header, body: opening, end, items: items(units, end) }
}

/// The stretch between two section headings that holds the article: the first one long enough, or
/// the longest.
fn main_region(units: &[Unit]) -> std::ops::Range<usize> {
    let mut regions = Vec::new();
    let mut start = 0;
    let mut is_comments = false;
    for at in 0..=units.len() {
        let kind = units.get(at).map(|unit| unit.kind);
        if matches!(kind, None | Some(Kind::Related | Kind::Comments | Kind::Footer)) {
            if !is_comments && at > start {
                regions.push(start..at);
            }
            is_comments = kind == Some(Kind::Comments);
            start = at + 1;
        }
    }
    let prose = |region: &std::ops::Range<usize>| {
        units[region.clone()].iter().filter(|unit| unit.kind == Kind::Prose).map(|unit| unit.words).sum::<usize>()
    };
    let long = regions.iter().find(|region| prose(region) >= 45);
    // `max_by_key` returns the last of equals; the first is wanted.
    long.or_else(|| regions.iter().rev().max_by_key(|region| prose(region))).cloned().unwrap_or(0..units.len())
}

fn first_paragraph(units: &[Unit], region: std::ops::Range<usize>) -> usize {
    let find = |kind: Kind| region.clone().find(|at| units[*at].kind == kind);
    find(Kind::Prose).or_else(|| find(Kind::Remark)).unwrap_or(region.start)
}

/// A first paragraph right above byline or date is the standfirst: the article starts below them.
fn below_standfirst(units: &[Unit], first: usize) -> usize {
    let ahead = first + 1..units.len().min(first + 9);
    let next = ahead.clone().find(|at| units[*at].kind == Kind::Prose);
    let Some(next) = next.filter(|_| units[first].words <= 40) else { return first };
    let is_stamp = |at: usize| matches!(units[at].kind, Kind::Byline | Kind::Date);
    let is_own = |at: usize| !matches!(units[at].kind, Kind::Remark | Kind::Related | Kind::Comments | Kind::Age);
    let between = first + 1..next;
    if between.clone().any(is_stamp) && between.clone().all(is_own) { next } else { first }
}

/// A first line in title case is a headline, whatever it ends with: "Council Votes To Close Bridge."
fn is_headline_with_stop(units: &[Unit]) -> bool {
    let [first, second, ..] = units else { return false };
    let long = || first.text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let capitals =
        long().filter(|word| !word.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_lowercase));
    second.kind == Kind::Prose
        && first.words <= 20
        && second.words > first.words
        && capitals.count() * 10 >= long().count() * 9
        && long().count() >= 3
}

/// Picks the title whose words the first paragraphs take up; the first of equals.
fn headline(units: &[Unit], header: std::ops::Range<usize>, first: usize) -> Option<usize> {
    let opening: FxHashSet<String> = units[first..]
        .iter()
        .filter(|unit| unit.kind == Kind::Prose)
        .take(3)
        .flat_map(|unit| stems(&unit.text))
        .collect();
    let is_title =
        |at: usize| units[at].kind == Kind::Title || (at == 0 && matches!(units[at].kind, Kind::Remark | Kind::Prose));
    let titles = header.clone().filter(|at| is_title(*at));
    let score = |at: usize| {
        let unit = &units[at];
        let stems: Vec<String> = stems(&unit.text).collect();
        let shared = stems.iter().filter(|stem| opening.contains(*stem)).count();
        let length = match unit.words {
            5..=20 => 3,
            3..=4 | 21..=30 => 1,
            _ => 0,
        };
        let stamped =
            matches!(units.get(at + 1).map(|next| next.kind), Some(Kind::Byline | Kind::Date)) && unit.words > 3;
        length * 2 + shared.min(6) * 2 + usize::from(stamped)
    };
    let scored = titles.map(|at| (score(at), at)).filter(|(score, _)| *score > 1);
    let (_, best) = scored.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)))?;
    // The line under the headline says more of the same; the headline is the line above.
    let above = (header.start..best).rev().find(|at| units[*at].kind != Kind::Clutter);
    let above = above.filter(|at| header.contains(at) && is_title(*at) && units[*at].words >= 4);
    let speaks_of_it = |at: usize| stems(&units[at].text).any(|stem| opening.contains(&stem));
    Some(above.filter(|at| speaks_of_it(*at)).unwrap_or(best))
}

/// Words by their first letters, so that "voted" meets "vote".
fn stems(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
    words.map(|word| word.chars().take(5).flat_map(char::to_lowercase).collect())
}

/// What stands between headline and first paragraph and belongs to the article: a standfirst.
fn opening(units: &[Unit], headline: usize, header: std::ops::Range<usize>) -> Vec<usize> {
    let belongs = |at: &usize| match units[*at].kind {
        Kind::Remark | Kind::Prose => true,
        Kind::Title => {
            let unit = &units[*at];
            unit.words >= 8
                && !metadata::repeats(&units[headline].text, &unit.text)
                && metadata::dates_of(unit).is_empty()
        }
        _ => false,
    };
    (headline + 1..header.end).filter(belongs).collect()
}

/// Follows the article from its first paragraph to its last; returns its lines and where it ends.
fn body(units: &[Unit], first: usize) -> (Vec<usize>, usize) {
    let mut body = Vec::new();
    let mut paragraphs = 0;
    let mut at = first;
    while let Some(unit) = units.get(at) {
        match unit.kind {
            Kind::Comments | Kind::Signoff => break,
            Kind::Related | Kind::Footer => match resumes(units, &body, at) {
                Some(next) => at = next - 1,
                None => break,
            },
            Kind::Copyright if !is_caption_credit(units, at) => break,
            Kind::Age if paragraphs >= 2 => break,
            Kind::Title if is_linked_title(units, at) => {}
            Kind::Prose | Kind::Remark if is_caption(units, at, paragraphs) => {}
            Kind::Prose | Kind::Remark | Kind::Title => {
                paragraphs += usize::from(unit.kind == Kind::Prose);
                body.push(at);
            }
            _ => {}
        }
        at += 1;
    }
    let last = body.iter().rposition(|at| units[*at].kind != Kind::Title).map_or(body.len(), |last| last + 1);
    // Titles at the end are tags or the names over the next item.
    let end =
        if last < body.len() && units.get(at).is_some_and(|unit| unit.kind == Kind::Age) { body[last] } else { at };
    if units.iter().any(|unit| unit.kind.shows_a_page()) {
        body.truncate(last);
    }
    (body, end)
}

/// A box of other headlines inside the article: returns where the article goes on below it.
///
/// It does where two paragraphs follow, with no age or date above them, and the first is not the
/// text to the title above it, which would make it a teaser. Below a bare heading, it must speak
/// of whom the article speaks of.
fn resumes(units: &[Unit], body: &[usize], heading: usize) -> Option<usize> {
    let next = (heading + 1..units.len().min(heading + 9))
        .find(|at| !matches!(units[*at].kind, Kind::Title | Kind::Clutter | Kind::Credit))?;
    let after =
        (next + 1..units.len().min(next + 6)).filter(|at| !matches!(units[*at].kind, Kind::Clutter | Kind::Credit));
    let mut after = after.map(|at| units[at].kind).skip_while(|kind| *kind == Kind::Title);
    let then = after.next();
    // After a newsletter's box the last paragraph may stand alone.
    let is_last = || {
        let ends = matches!(then, Some(Kind::Related | Kind::Comments | Kind::Copyright | Kind::Signoff));
        ends && offers_mail(&units[heading].text) && matches!(units[next].kind, Kind::Prose | Kind::Remark)
    };
    if is_last() {
        return Some(next);
    }
    let both_prose = units[next].kind == Kind::Prose && then == Some(Kind::Prose);
    let opening: FxHashSet<String> = stems(&units[next].text).collect();
    let is_its_title = |unit: &Unit| stems(&unit.text).any(|stem| opening.contains(&stem));
    let goes_on = match units[heading + 1..next].iter().rfind(|unit| unit.kind == Kind::Title) {
        Some(title) => !is_its_title(title),
        None => {
            let said: FxHashSet<&str> = body.iter().flat_map(|at| names(&units[*at].text)).collect();
            let named: Vec<&str> = names(&units[next].text).collect();
            let known = named.iter().filter(|name| said.contains(*name)).count();
            known > 0 && known * 2 >= named.len()
        }
    };
    (both_prose && goes_on).then_some(next)
}

fn offers_mail(line: &str) -> bool {
    let line = line.to_lowercase();
    ["sign up", "newsletter", "subscribe"].iter().any(|word| line.contains(word))
}

/// Capitalised words that do not open their sentence.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace();
    words.clone().zip(words.skip(1)).filter_map(|(before, word)| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        (word.starts_with(char::is_uppercase) && word.len() > 2 && !before.ends_with(['.', '?', '!', '"', '”']))
            .then_some(word)
    })
}

/// A bare credit under a picture stands among paragraphs; the article's own ends it.
fn is_caption_credit(units: &[Unit], at: usize) -> bool {
    let has_year = super::units::year_in(&units[at].text).is_some();
    let prose_follows = |ahead: usize| units.get(at + ahead).is_some_and(|unit| unit.kind == Kind::Prose);
    prose_follows(1) && (!has_year || prose_follows(2))
}

/// The headline under a lone "Related article" or above a lone "Read more".
fn is_linked_title(units: &[Unit], at: usize) -> bool {
    let label = |unit: &Unit| {
        let line = unit.text.trim_end_matches(':').to_lowercase();
        matches!(
            line.as_str(),
            "read more"
                | "see also"
                | "also read"
                | "watch"
                | "read next"
                | "more"
                | "listen"
                | "related article"
                | "related story"
        )
    };
    let reads_on = |unit: &Unit| unit.text.to_lowercase().trim_end_matches([':', '.', '…', ' ']) == "read more";
    (at > 0 && label(&units[at - 1])) || (units[at].words >= 4 && units.get(at + 1).is_some_and(reads_on))
}

/// A sentence right above a picture's credit, at the top of the article or with a full date in it.
fn is_caption(units: &[Unit], at: usize, paragraphs: usize) -> bool {
    let credited = units.get(at + 1).is_some_and(|next| next.kind == Kind::Credit && next.words <= 8);
    let dated = super::units::year_in(&units[at].text).is_some();
    credited && units[at].words <= 40 && (paragraphs == 0 || dated)
}

/// Drops runs of three and more titles: lists of other headlines, not subheadings.
fn drop_lists_of_titles(units: &[Unit], body: &mut Vec<usize>) {
    let mut kept = Vec::with_capacity(body.len());
    let mut start = 0;
    while start < body.len() {
        let is_title = |at: &usize| units[*at].kind == Kind::Title;
        let run = body[start..].iter().take_while(|at| is_title(at)).count();
        let introduced = start > 0 && units[body[start - 1]].text.ends_with(':');
        let listed = run > 0 && body[start..start + run].iter().all(|at| is_item(&units[*at].text));
        if run < 3 || introduced || listed {
            kept.extend(&body[start..start + run]);
        }
        if let Some(other) = body.get(start + run) {
            kept.push(*other);
        }
        start += run + 1;
    }
    *body = kept;
}
