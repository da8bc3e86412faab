//! Decades, centuries and eras: "the 1990s", "the 18th and 19th centuries", "44 BC", "AD 79".

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
    rule("era/year-ad", "a.d.|ad|ce NUMBER", of_our_era),
    rule("era/ad-year", "NUMBER a.d.|ad|a.d|c.e.|ce", of_our_era),
    rule("era/century-bc", "the? ORDINAL -? century b.c.|bc|bce|b.c", |m| {
        let ordinal = i32::try_from(m.get(Class::Ordinal)?).ok()?;
        (1..=60).contains(&ordinal).then(|| calendar(Calendar::Century(-ordinal)))?
    }),
    rule("era/centuries", "the? ORDINAL -? and|to|or ORDINAL -? centuries|century", centuries),
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

fn decade(m: &Match) -> Option<Built> {
    let decade = m.get(Class::Decade)? as i32;
    // "in her eighties", "temperatures in the 80s".
    let of_someone = matches!(m.word_before(), "his" | "her" | "their" | "my" | "your" | "our");
    // "the early '80s", "the '60s and '70s".
    let clipped = m.position(Class::Decade, 0).is_some_and(|at| m.token(at).lower.starts_with('\''));
    match decade {
        _ if of_someone || decade < 100 && is_warm(m) => None,
        // "the 1800s" are a century to newspapers, "the 1900s" as a rule, "the 2000s" a decade.
        1000..2000 if decade % 100 == 0 => calendar(Calendar::Century(decade / 100)),
        100.. => calendar(Calendar::Decade(decade)),
        _ if m.has("the") || clipped => point(Point::Named(Name::Decade(decade))),
        _ => None,
    }
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
