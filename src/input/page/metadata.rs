//! What a page says about its article beside the words: byline, outlet, dates.
//!
//! In: classified lines and where the article stands among them. Out: [`Metadata`], each value as
//! printed. A relative age ("36 minutes ago") counts from when the page was saved, which nobody
//! knows, so it never becomes a date.

use chrono::{Datelike, NaiveDate};

use crate::input::dates::{self, Label};
use crate::model::{Basis, Grain, Interval, Published};

use super::bylines::{after_by, bare_name};
use super::items::Item;
use super::regions::Layout;
use super::units::{Kind, Unit, age_in, split_at_marks, year_in};

/// What a page says about its article.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub byline: Option<String>,
    pub outlet: Option<String>,
    pub published: Published,
    pub notice: Option<String>,
}

/// Names that agencies and copyright lines use, and the outlet they stand for.
const OUTLETS: &[(&str, &str)] = &[
    ("Thomson Reuters", "Reuters"),
    ("The Associated Press", "AP"),
    ("Associated Press", "AP"),
    ("Agence France-Presse", "AFP"),
    ("Agence France Presse", "AFP"),
    ("British Broadcasting Corporation", "BBC"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("Guardian News & Media", "The Guardian"),
    ("Guardian News and Media", "The Guardian"),
    ("Cable News Network", "CNN"),
];

/// Words that names of outlets end with or hold.
const OUTLET_WORDS: &[&str] = &[
    "agency",
    "asia",
    "bbc",
    "bloomberg",
    "broadcasting",
    "bulletin",
    "chronicle",
    "cnn",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "insider",
    "journal",
    "magazine",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "news",
    "newswire",
    "nhk",
    "observer",
    "online",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "report",
    "reporter",
    "reuters",
    "review",
    "sentinel",
    "star",
    "standard",
    "sun",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "wire",
    "ap",
    "afp",
    "npr",
    "week",
    "weekly",
    "world",
    "network",
    "media",
];

/// Reads what the page says about its article.
pub(super) fn read(units: &[Unit], layout: &Layout) -> Metadata {
    let header = || layout.header.clone().filter(|at| layout.headline != Some(*at));
    let footer = layout.end..units.len();
    let text = || layout.body.iter().map(|at| &*units[*at].text);
    let is_spoken_of = |byline: &str| speaks_of(text(), byline);
    let mut names = names(units, header(), is_spoken_of);
    if names.byline.is_none() {
        names.byline = bare_byline(units, layout).filter(|byline| !is_spoken_of(byline));
    }
    let copyright = copyright(units, &footer);
    let outlet = names.outlet.or_else(|| layout.headline.and_then(|at| site_suffix(units, at)).map(str::to_owned));
    let site = || {
        units[..layout.header.end]
            .first()
            .filter(|unit| layout.headline != Some(0) && is_outlet_name(unit))
            .map(|unit| unit.text.to_string())
    };
    let outlet = outlet.or_else(site).or_else(|| copyright.as_ref().and_then(|(_, owner)| owner.clone()));
    let outlet = outlet.or_else(|| names.byline.as_deref().and_then(staff_of));
    let agency = || layout.body.first().and_then(|at| dateline_agency(&units[*at].text));
    let age = header().find(|at| units[*at].kind == Kind::Age);
    let below = header().filter(|at| layout.headline.is_none_or(|headline| *at > headline));
    let published = published(units, below.chain(last_lines(units, layout)));
    let published = published.or_else(|| self::published(units, above(units, layout))).or_else(|| {
        copyright.and_then(|(year, _)| copyright_year(year?, &units[layout.end.min(units.len() - 1)], text()))
    });
    Metadata {
        byline: names.byline,
        outlet: outlet.or_else(agency).map(|name| usual_name(&name)),
        notice: age.filter(|_| published.is_none()).map(|at| age_notice(&units[at].text)),
        published: published.unwrap_or_default(),
    }
}

/// Reads the date of another item on the page.
pub(super) fn item_published(units: &[Unit], item: &Item) -> (Published, Option<String>) {
    let Some(at) = item.stamp else { return Default::default() };
    match published(units, std::iter::once(at)) {
        Some(published) => (published, None),
        None => by_age(&units[at].text),
    }
}

/// What an age leaves of a date: nothing but the reason why, for the document and for the user.
pub(super) fn by_age(line: &str) -> (Published, Option<String>) {
    let notice = age_notice(line);
    (Published { reasons: vec![notice.clone()], ..Published::default() }, Some(notice))
}

/// Tells whether a line says the headline again, alone or with the site's name.
pub(super) fn repeats(headline: &str, line: &str) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    bare(line).starts_with(&bare(headline)) || bare(headline).starts_with(&bare(line))
}

/// The site's name where the headline carries it: "Council votes to close bridge | Valley Gazette".
pub(super) fn site_suffix<'u>(units: &'u [Unit], headline: usize) -> Option<&'u str> {
    let text = &*units[headline].text;
    let at = [" | ", " - ", " – ", " — ", " :: "].iter().filter_map(|mark| text.rfind(mark)).max()?;
    let name = text[at..].trim_matches(|c: char| !c.is_alphanumeric());
    let words = name.split_whitespace().count();
    let is_name =
        words <= 5 && name.split_whitespace().all(|word| word.starts_with(|c: char| !c.is_lowercase()) || word == "of");
    (is_name && text[..at].split_whitespace().count() >= 3 && (text[at..].starts_with(" |") || holds_outlet_word(name)))
        .then_some(name)
}

fn age_notice(line: &str) -> String {
    format!(
        "its age is given as \"{line}\", which counts from when the page was saved; that is unknown, so its date stays open"
    )
}

/// The lines right above the headline: beyond a menu stands the day on which the page was saved.
fn above<'u>(units: &'u [Unit], layout: &Layout) -> impl Iterator<Item = usize> + use<'u> {
    let headline = layout.headline.unwrap_or(layout.header.start);
    (layout.header.start..headline).rev().take_while(|at| units[*at].kind != Kind::Clutter)
}

/// The lines after the article up to the next heading: some sites date it there.
fn last_lines<'u>(units: &'u [Unit], layout: &Layout) -> impl Iterator<Item = usize> + use<'u> {
    let stop = |unit: &Unit| matches!(unit.kind, Kind::Related | Kind::Comments | Kind::Age);
    let first = layout.body.last().map_or(layout.end, |at| at + 1);
    (first..units.len().min(first + 8)).take_while(move |at| !stop(&units[*at]))
}

fn published(units: &[Unit], lines: impl Iterator<Item = usize>) -> Option<Published> {
    let dates: Vec<(Label, NaiveDate)> = lines.flat_map(|at| dates_of(&units[at])).collect();
    let of = |wanted: Label| dates.iter().find(|(label, _)| *label == wanted).map(|(_, day)| *day);
    let (day, reason) = match (of(Label::Published), of(Label::Updated)) {
        (Some(day), _) => (day, None),
        (None, Some(day)) => (day, Some("the page gives only the date of an update".to_owned())),
        (None, None) => return None,
    };
    Some(Published { reasons: reason.into_iter().collect(), ..Published::on(day, Basis::Metadata) })
}

/// The dates of a line, or of its parts: "By Jane Doe | 4 July 2025".
pub(super) fn dates_of(unit: &Unit) -> Vec<(Label, NaiveDate)> {
    match unit.kind {
        Kind::Date => dates::line(&unit.text).unwrap_or_default(),
        Kind::Byline | Kind::Title | Kind::Clutter => {
            let parts: Vec<_> = split_at_marks(&unit.text).filter_map(dates::line).flatten().collect();
            // "Posted on March 12, 2019 by Jane Doe in Local news".
            let leading = || unit.text.split_once(" by ").and_then(|(date, _)| dates::line(date)).unwrap_or_default();
            let beside = || Some(dates::beside_names(&unit.text)).filter(|dates| !dates.is_empty());
            if parts.is_empty() { beside().unwrap_or_else(leading) } else { parts }
        }
        _ => Vec::new(),
    }
}

struct Names {
    byline: Option<String>,
    outlet: Option<String>,
}

/// Tells the author's line from the outlet's among the short lines around the headline.
fn names(units: &[Unit], header: impl Iterator<Item = usize>, is_spoken_of: impl Fn(&str) -> bool) -> Names {
    let mut names = Names { byline: None, outlet: None };
    let header: Vec<usize> = header.collect();
    names.byline = header.iter().find(|at| units[**at].kind == Kind::Byline).map(|at| author(&units[*at].text));
    for at in header {
        let unit = &units[at];
        // "Jane Doe · 4 July 2025".
        if names.byline.is_none() && unit.kind == Kind::Title && !dates_of(unit).is_empty() {
            let mut parts = split_at_marks(&unit.text).map(dates::before_date);
            let name = parts.find(|part| bare_name(part).is_some() && !holds_outlet_word(part));
            names.byline = name.map(str::to_owned);
        }
        // "Jane Doe 2 days ago".
        let beside_age = age_in(&unit.text).and_then(|(_, name)| name).filter(|_| unit.kind == Kind::Age);
        if let Some(name) =
            beside_age.filter(|name| names.byline.is_none() && is_person_line(name) && !holds_outlet_word(name))
        {
            names.byline = Some(name.to_owned());
        }
        let near = |kind: Kind| {
            [at.wrapping_sub(1), at + 1].iter().any(|at| units.get(*at).is_some_and(|unit| unit.kind == kind))
        };
        // "The Orrin Dispatch", then "Marta Ivell", then "Updated 5 hours ago".
        let soon = units[at..units.len().min(at + 3)].iter().any(|unit| matches!(unit.kind, Kind::Date | Kind::Age));
        if unit.kind != Kind::Title
            || unit.words > 6
            || !(soon || near(Kind::Date) || near(Kind::Byline) || near(Kind::Age))
        {
            continue;
        }
        if is_outlet_name(unit) {
            names.outlet.get_or_insert_with(|| unit.text.to_string());
        } else if names.byline.is_none() && is_person_line(&unit.text) && surely_names_someone(&unit.text) {
            names.byline = Some(unit.text.to_string()).filter(|line| !is_spoken_of(line));
        }
    }
    names
}

/// Tells whether a text speaks of someone whom a byline names: a name over it may be its subject's.
pub(super) fn speaks_of<'t>(mut text: impl Iterator<Item = &'t str>, byline: &str) -> bool {
    let names = byline.split([',', '|']).next().unwrap_or(byline);
    let names = names.split(" in ").next().unwrap_or(names).split(" and ");
    let surnames: Vec<&str> = names.filter_map(|name| name.split_whitespace().last()).collect();
    text.any(|text| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| surnames.iter().any(|surname| word.eq_ignore_ascii_case(surname)))
    })
}

/// Tells a person's name from a section's or a place's: its first name is known, or a role follows.
fn surely_names_someone(line: &str) -> bool {
    // "Jane Doe in Halm", "Jane Doe Political editor".
    let name = line.split(" in ").next().unwrap_or(line);
    let first: Vec<&str> = name.split(' ').take(2).collect();
    [line, name, &first.join(" ")].into_iter().any(|it| bare_name(it).is_some())
}

/// The name below the headline, where nothing says "By": a name and perhaps a role, with a date or the
/// article itself below.
fn bare_byline(units: &[Unit], layout: &Layout) -> Option<String> {
    let below = layout.header.clone().filter(|at| layout.headline.is_some_and(|headline| *at > headline));
    let at = below.into_iter().find(|at| units[*at].kind == Kind::Title && units[*at].words <= 8)?;
    let line = &*units[at].text;
    let names = bare_name(line)?;
    let follows =
        units.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Prose | Kind::Remark | Kind::Date | Kind::Age));
    (follows && !holds_outlet_word(names)).then(|| line.to_owned())
}

/// Reads the names of a byline, without what leads up to them and without a date beside them.
pub(super) fn author(line: &str) -> String {
    let line = &*line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = split_at_marks(line).next().unwrap_or(line);
    let name = after_by(line).or_else(|| line.strip_prefix("Author ")).or_else(|| after_par(line)).unwrap_or(line);
    dates::before_date(name).trim_end_matches([',', ' ', '-', '–', '|', '/', '·']).to_owned()
}

/// "Par Élise Vautrin", "von Maren Holtkamp": "by" in other languages, where a whole name follows.
fn after_par(line: &str) -> Option<&str> {
    let (word, name) = line.split_once(' ')?;
    let is_by =
        matches!(word.to_lowercase().trim_end_matches(':'), "par" | "por" | "von" | "di" | "door" | "av" | "af");
    // A date and a section may follow one name alone: "Par Bastien le mardi 14 mars 2006".
    let is_name = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count() >= 2
        || dates::before_date(name).len() < name.len() && name.starts_with(char::is_uppercase);
    (is_by && is_name).then_some(name)
}

/// "HANA MORI, Pacific Business staff writer".
fn staff_of(byline: &str) -> Option<String> {
    let (_, rest) = byline.split_once(", ")?;
    let outlet = rest.strip_suffix(" staff writer").or_else(|| rest.strip_suffix(" staff reporter"))?;
    Some(outlet.to_owned())
}

/// "Daniel Okoro in Dresk", "Jane Doe, Education correspondent".
fn is_person_line(line: &str) -> bool {
    const ROLES: &[&str] = &[
        "editor",
        "correspondent",
        "reporter",
        "writer",
        "staff",
        "columnist",
        "chief",
        "bureau",
        "analyst",
        "producer",
    ];
    let name = line.split([',', '|']).next().unwrap_or(line);
    let name = name.split(" in ").next().unwrap_or(name);
    let is_name = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().filter(|word| !ROLES.contains(word)).collect();
        (2..=4).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    name.split(" and ").all(is_name)
}

fn is_outlet_name(unit: &Unit) -> bool {
    // "World News" is a section of any paper.
    const ANY: &[&str] = &["world", "news", "today", "media", "online", "report", "live", "review", "week"];
    let names_one = unit.text.split_whitespace().any(|word| !ANY.contains(&&*word.to_lowercase()));
    let is_short = unit.kind != Kind::Prose && unit.words <= 6;
    is_short && names_one && holds_outlet_word(&unit.text) && !unit.text.contains(" in ")
}

fn holds_outlet_word(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|word| OUTLET_WORDS.contains(&&*word.to_lowercase()))
}

/// Returns the year and the owner that the first copyright line below the article names.
fn copyright(units: &[Unit], footer: &std::ops::Range<usize>) -> Option<(Option<i32>, Option<String>)> {
    let line = footer.clone().find(|at| units[*at].kind == Kind::Copyright)?;
    let text = &units[line].text;
    Some((year_in(text), owner(text)))
}

fn owner(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    let end = ["all rights", ". "].iter().filter_map(|mark| lower.find(mark)).min().unwrap_or(line.len());
    let words = line[..end].split(|c: char| c.is_whitespace() || c == ',').filter(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_year = bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') || bare.contains('–');
        let is_mark = matches!(
            &*bare.to_ascii_lowercase(),
            "" | "c" | "copyright" | "ltd" | "inc" | "llc" | "limited" | "plc" | "by"
        );
        !is_year && !is_mark
    });
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty() && name.split(' ').count() <= 6).then(|| name.to_owned())
}

/// The year of a copyright line: certain enough where the line closes the article itself; a site's
/// footer is renewed each year, so it counts only where the article speaks of that year or the last.
fn copyright_year<'u>(year: i32, closing: &Unit, mut text: impl Iterator<Item = &'u str>) -> Option<Published> {
    let closes = closing.kind == Kind::Copyright && !closing.text.to_lowercase().contains("rights reserved");
    let years = [year.to_string(), (year - 1).to_string()];
    if !closes && !text.any(|paragraph| years.iter().any(|year| paragraph.contains(year))) {
        return None;
    }
    Some(Published {
        interval: Interval::year(year).filter(|interval| interval.begins_on.year() >= 1900),
        grain: Some(Grain::Year),
        basis: Basis::Inferred,
        instant: None,
        reasons: vec![format!("the copyright line says {year}")],
    })
}

/// The agency of a dateline: "KYIV, July 3 (Reuters) -".
fn dateline_agency(paragraph: &str) -> Option<String> {
    let opening = paragraph.get(..paragraph.char_indices().nth(90).map_or(paragraph.len(), |(at, _)| at))?;
    let (place, rest) = opening.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    let follows = rest.trim_start().starts_with(['-', '–', '—']);
    let shouts = place
        .split_whitespace()
        .next()
        .is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase));
    (follows && shouts && agency.split_whitespace().count() <= 4).then(|| agency.to_owned())
}

fn usual_name(name: &str) -> String {
    OUTLETS.iter().find(|(long, _)| *long == name).map_or(name, |(_, usual)| usual).to_owned()
}
