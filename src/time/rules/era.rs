//! Decades, centuries and eras: "the 1990s", "the 18th and 19th centuries", "44 BC", "AD 79".

use super::{calendar, pair, point, rule};
use crate::lexicon::time::Class;
use crate::time::meaning::{Calendar, Name, Point};
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
