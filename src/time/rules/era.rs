//! Decades, centuries and eras: "the 1990s", "the 18th and 19th centuries", "44 BC", "AD 79".

use chrono::NaiveDate;

use super::date::month;
use super::{calendar, pair, point, rule};
use crate::lexicon::time::Class;
use crate::model::Modifier;
use crate::time::meaning::{Calendar, Meaning, Name, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `era`.
pub const RULES: &[Rule] = &[
    rule("era/year-bc", "NUMBER b.c.|bc|bce|b.c", |m| {
        let year = i32::try_from(m.get(Class::Number)? / 1000).ok()?;
        (1..100_000).contains(&year).then(|| calendar(Calendar::Year(1 - year)))?
    }),
    rule("era/years-bc", "NUMBER -|to|and NUMBER b.c.|bc|bce|b.c", years_bc),
    rule("era/hundreds-bc", "the? DECADE b.c.|bc|bce|b.c", |m| {
        let first = i32::try_from(m.get(Class::Decade)?).ok()?;
        (first % 100 == 0 && (100..6000).contains(&first)).then(|| calendar(Calendar::Century(-1 - first / 100)))?
    }),
    rule("era/month-day-era", "MONTH DAY ,? NUMBER b.c.|bc|bce|b.c|a.d.|ad|a.d|c.e.|ce", day_of_era),
    rule("era/day-month-era", "the? DAY of? MONTH ,? NUMBER b.c.|bc|bce|b.c|a.d.|ad|a.d|c.e.|ce", day_of_era),
    rule("era/month-era", "MONTH of|,? NUMBER b.c.|bc|bce|b.c|a.d.|ad|a.d|c.e.|ce", day_of_era),
    rule("era/month-day-ad", "MONTH DAY ,? a.d.|ad|ce NUMBER", day_of_era),
    rule("era/day-month-ad", "the? DAY of? MONTH ,? a.d.|ad|ce NUMBER", day_of_era),
    rule("era/month-ad", "MONTH of|,? a.d.|ad|ce NUMBER", day_of_era),
    rule("era/year-ad", "a.d.|ad|ce NUMBER", of_our_era),
    rule("era/ad-year", "NUMBER a.d.|ad|a.d|c.e.|ce", of_our_era),
    rule("era/century-bc", "the? ORDINAL -? century b.c.|bc|bce|b.c", |m| {
        let ordinal = i32::try_from(m.get(Class::Ordinal)?).ok()?;
        (1..=60).contains(&ordinal).then(|| calendar(Calendar::Century(-ordinal)))?
    }),
    rule("era/centuries", "the? ORDINAL -? and|to|or ORDINAL -? centuries|century", centuries),
    rule(
        "era/parts-of-centuries",
        "the? early|late|mid ORDINAL -? and|to|or the? early|late|mid ORDINAL -? centuries|century",
        parts_of_centuries,
    ),
    rule("era/decade", "the? DECADE", decade),
    rule("era/decades", "the? DECADE and|or|to|through|- DECADE", decades),
    rule("era/part-of-decade", "the? ORDINAL|latter half|third|quarter|part of the DECADE", part_of),
    rule(
        "era/part-of-century",
        "the? ORDINAL|latter half|third|quarter|part of the ORDINAL -? century b.c.|bc|bce|b.c?",
        part_of,
    ),
    rule("era/century", "the? ORDINAL -? century", century_of),
];

fn whole(m: &Match) -> Option<i32> {
    let thousandths = m.get(Class::Number)?;
    i32::try_from(thousandths / 1000).ok().filter(|year| thousandths % 1000 == 0 && (1..10_000).contains(year))
}

/// "264-146 BC", "from 264 to 146 BC": the era goes for both, and years run down to it.
fn years_bc(m: &Match) -> Option<Built> {
    let year = |n| i32::try_from(m.nth(Class::Number, n)? / 1000).ok().filter(|year| (1..100_000).contains(year));
    let (first, second) = (year(0)?, year(1)?);
    let opener = if m.has("and") { "between" } else { "from" };
    let joined = m.has("-") || m.word_before() == opener;
    let point = |year: i32| Point::Calendar(Calendar::Year(1 - year));
    (joined && first > second).then(|| pair(m, point(first), 2, point(second)))?
}

/// "August 24, AD 79", "15 March 44 BC", "in October 539 BC".
fn day_of_era(m: &Match) -> Option<Built> {
    let before_christ = ["b.c.", "bc", "bce", "b.c"].iter().any(|era| m.has(era));
    let last = m.len() - 1;
    let at = if m.reading_at(last, Class::Number).is_some() { last } else { last - 1 };
    let year = i32::try_from(m.reading_at(at, Class::Number)? / 1000).ok().filter(|year| (1..10_000).contains(year))?;
    // "ad" is short for an advertisement.
    let era = if at == last { last - 1 } else { last };
    let year = if before_christ { 1 - year } else { year };
    let month = month(m)?;
    let of_month = match m.get(Class::Day).filter(|_| m.position(Class::Day, 0) != Some(at)) {
        Some(day) => Calendar::Day(NaiveDate::from_ymd_opt(year, month, day as u32)?),
        None => Calendar::Month(year, month),
    };
    (m.capitalised(era) || before_christ).then(|| calendar(of_month))?
}

/// "AD 70", "70 AD", "70 CE"; in capitals, as "ad" is short for an advertisement.
fn of_our_era(m: &Match) -> Option<Built> {
    let era = if m.position(Class::Number, 0)? == 0 { 1 } else { 0 };
    m.capitalised(era).then(|| calendar(Calendar::Year(whole(m)?)))?
}

/// "the 18th and 19th centuries".
fn centuries(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Ordinal, 0)? as i32, m.nth(Class::Ordinal, 1)? as i32);
    let (begin, end) = (Calendar::Century(first - 1), Calendar::Century(second - 1));
    let plausible = first < second && (1..=21).contains(&first) && second <= 30;
    let end_at = m.position(Class::Ordinal, 0)? + 1;
    let end_at = if m.token(end_at).lower == "-" { end_at + 1 } else { end_at };
    let pair = pair(m, Point::Calendar(begin), m.position(Class::Ordinal, 1)?, Point::Calendar(end));
    plausible.then(|| pair.map(|built| Built { end: Some(end_at), ..built }))?
}

/// "the late 19th and early 20th centuries": each with its own part.
fn parts_of_centuries(m: &Match) -> Option<Built> {
    let ordinal = |n| i32::try_from(m.nth(Class::Ordinal, n)?).ok().filter(|ordinal| (1..=30).contains(ordinal));
    let (first, second) = (ordinal(0)?, ordinal(1)?);
    let (first_at, second_at) = (m.position(Class::Ordinal, 0)?, m.position(Class::Ordinal, 1)?);
    let modifier = |ordinal_at: usize| match m.token(ordinal_at - 1).lower.as_str() {
        "early" => Modifier::Start,
        "late" => Modifier::End,
        _ => Modifier::Mid,
    };
    let phrase = |ordinal: i32, at: usize| {
        let century = Point::Calendar(Calendar::Century(ordinal - 1));
        Phrase::new(Meaning::Point(century)).modified(modifier(at))
    };
    let begins = if m.token(second_at - 2).lower == "the" { second_at - 2 } else { second_at - 1 };
    let others = vec![(begins..m.len(), phrase(second, second_at))];
    (first < second).then(|| Built { end: Some(first_at + 1), others, ..Built::from(phrase(first, first_at)) })
}

fn decade(m: &Match) -> Option<Built> {
    let decade = m.get(Class::Decade)? as i32;
    // "in her eighties", "temperatures in the 80s".
    let of_someone = matches!(m.word_before(), "his" | "her" | "their" | "my" | "your" | "our");
    // "the early '80s", "the '60s and '70s".
    let clipped = m.position(Class::Decade, 0).is_some_and(|at| m.token(at).lower.starts_with('\''));
    match decade {
        _ if of_someone || decade < 100 && is_warm(m) => None,
        _ if matches!(m.word_after(), "b.c." | "bc" | "bce" | "b.c") => None,
        // "in the 300s" counts something; the era makes centuries of such.
        100..1000 => None,
        // "the 1800s" are a century to newspapers, "the 1900s" as a rule, "the 2000s" a decade.
        1000..2000 if decade % 100 == 0 => calendar(Calendar::Century(decade / 100)),
        1000.. => calendar(Calendar::Decade(decade)),
        // "the early nineties", but "in her early nineties".
        _ if m.has("the") || clipped || is_part_of_the(m) => point(Point::Named(Name::Decade(decade))),
        _ => None,
    }
}

fn is_part_of_the(m: &Match) -> bool {
    let part = matches!(m.word_before(), "early" | "late" | "later" | "mid" | "middle");
    part && m.before(2).is_some_and(|article| article.lower == "the") && !is_warm(m)
}

/// "the 1960s and 70s": the century of the first goes for both.
fn decades(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Decade, 0)? as i32, m.nth(Class::Decade, 1)? as i32);
    let both = first.div_euclid(100) * 100 + second;
    let point = |decade: i32| Point::Calendar(Calendar::Decade(decade));
    let fits = first > 1000 && second < 100 && both > first;
    fits.then(|| pair(m, point(first), m.position(Class::Decade, 1)?, point(both)))?
}

/// "the first half of the 1990s", "the last third of the 19th century".
fn part_of(m: &Match) -> Option<Built> {
    let modifier = portion(m)?;
    let calendar = match m.get(Class::Decade) {
        Some(100..1000) => return None,
        Some(decade) if decade < 1000 => Point::Named(Name::Decade(decade as i32)),
        Some(decade) if decade < 2000 && decade % 100 == 0 => Point::Calendar(Calendar::Century(decade as i32 / 100)),
        Some(decade) => Point::Calendar(Calendar::Decade(decade as i32)),
        None => {
            // The portion's own ordinal comes first.
            let own = usize::from(!m.has("latter"));
            let ordinal = i32::try_from(m.nth(Class::Ordinal, own)?).ok().filter(|n| (1..=30).contains(n))?;
            let before_christ = ["b.c.", "bc", "bce", "b.c"].iter().any(|era| m.has(era));
            Point::Calendar(Calendar::Century(if before_christ { -ordinal } else { ordinal - 1 }))
        }
    };
    Some(Phrase::new(Meaning::Point(calendar)).modified(modifier).into())
}

/// Where the portion that the match begins with lies: "the first half", "the latter part", "the second third".
pub fn portion(m: &Match) -> Option<Modifier> {
    let at = usize::from(m.first_word() == "the");
    let parts = match &*m.token(at + 1).lower {
        "half" | "part" => 2,
        "third" => 3,
        _ => 4,
    };
    match if m.token(at).lower == "latter" { -1 } else { m.reading_at(at, Class::Ordinal)? } {
        1 => Some(Modifier::Start),
        ordinal if ordinal == -1 || ordinal == parts => Some(Modifier::End),
        ordinal => (2..parts).contains(&ordinal).then_some(Modifier::Mid),
    }
}

fn century_of(m: &Match) -> Option<Built> {
    let ordinal = i32::try_from(m.get(Class::Ordinal)?).ok()?;
    let before_christ = matches!(m.word_after(), "b.c." | "bc" | "bce" | "b.c");
    ((1..=30).contains(&ordinal) && !before_christ).then(|| calendar(Calendar::Century(ordinal - 1)))?
}

/// "highs in the 80s": degrees.
fn is_warm(m: &Match) -> bool {
    (1..=4)
        .filter_map(|n| m.before(n))
        .any(|word| matches!(&*word.lower, "temperatures" | "temperature" | "highs" | "lows"))
}
