//! Lengths: "three days", "two-year", "half an hour", "several weeks", "the past two months".

use super::{rule, without};
use crate::lexicon::time::{Class, Unit};
use crate::model::Upos;
use crate::time::meaning::{Amount, Length, Meaning, Phrase};
use crate::time::pattern::{Built, Match, Rule};

/// The family `length`.
pub const RULES: &[Rule] = &[
    rule(
        "length/number",
        "NUMBER more|full|straight|consecutive|trading|business|working|calendar|whole|long? UNIT|UNITS",
        number,
    ),
    rule("length/number-hyphen", "NUMBER - UNIT", number),
    rule("length/number-hyphen-long", "NUMBER - UNIT|UNITS - long", number),
    rule("length/age", "NUMBER -? UNIT|UNITS -? old", age),
    rule("length/number-and-half", "NUMBER -? and -? a -? half -? UNIT|UNITS", |m| {
        length(vec![(plus_half(m)?, m.unit()?)])
    }),
    rule("length/unit-and-half", "a|an|one UNIT and a half", |m| length(vec![(Amount::Exact(1500), m.unit()?)])),
    rule("length/units-and-half", "NUMBER UNITS and a half", |m| length(vec![(plus_half(m)?, m.unit()?)])),
    rule("length/half", "half a|an|- UNIT", |m| length(vec![(Amount::Exact(500), m.unit()?)])),
    rule("length/quarter-of", "a quarter of a|an UNIT", |m| length(vec![(Amount::Exact(250), m.unit()?)])),
    rule("length/quarter-century", "a|the? quarter - century", |_| length(vec![(Amount::Exact(250), Unit::Century)])),
    rule("length/which-quarter-century", "the? WHICH quarter -? century", |_| {
        length(vec![(Amount::Exact(250), Unit::Century)])
    }),
    rule("length/three-quarters-of", "three -? quarters of a|an UNIT", |m| {
        length(vec![(Amount::Exact(750), m.unit()?)])
    }),
    rule("length/sum", "NUMBER UNIT|UNITS and|,? NUMBER UNIT|UNITS", sum),
    rule("length/sum-of-three", "NUMBER UNIT|UNITS and|,? NUMBER UNIT|UNITS and|,? NUMBER UNIT|UNITS", sum),
    rule("length/a-unit-and", "a|an UNIT and NUMBER UNIT|UNITS", |m| {
        let unit = |class, n| m.nth(class, n).map(Unit::from_code);
        let (large, small) = (unit(Class::Unit, 0)?, unit(Class::Units, 0).or_else(|| unit(Class::Unit, 1))?);
        let parts = vec![(Amount::Exact(1000), large), (amount(m), small)];
        (large > small && small != Unit::Second).then(|| length(parts))?
    }),
    rule("length/whole-unit", "a|an|another whole|entire|additional|extra|further|full UNIT", |m| {
        let unit = m.unit()?;
        matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade)
            .then(|| length(vec![(Amount::Exact(1000), unit)]))?
    }),
    rule("length/another-unit", "another UNIT", |m| {
        let unit = m.unit()?;
        let introduced = matches!(m.word_before(), "for" | "in" | "after" | "within" | "by" | "took" | "take" | "last");
        (introduced && matches!(unit, Unit::Hour | Unit::Week | Unit::Month | Unit::Year | Unit::Decade))
            .then(|| length(vec![(Amount::Exact(1000), unit)]))?
    }),
    rule("length/which-unit-or-two", "the? WHICH UNIT or two", |m| {
        (m.unit()? >= Unit::Day).then(|| length(vec![(Amount::Unknown, m.unit()?)]))?
    }),
    rule("length/number-range", "NUMBER to|- NUMBER -? UNIT|UNITS", range),
    rule("length/between", "between NUMBER and NUMBER -? UNIT|UNITS", |m| without(1, range(m)?)),
    rule("length/long-word", "LONG", |m| length(vec![(Amount::Exact(1000), Unit::from_code(m.get(Class::Long)?))])),
    rule("length/number-or", "NUMBER or NUMBER -? UNIT|UNITS", range),
    rule("length/a-unit", "a|an UNIT", a_unit),
    rule("length/unit-or-two", "a|an UNIT or two", |m| length(vec![(Amount::Unknown, m.unit()?)])),
    rule("length/units-ahead", "the UNITS ahead", |m| length(vec![(Amount::Unknown, m.unit()?)])),
    rule("length/units-to-come", "the? UNITS to come", |m| length(vec![(Amount::Unknown, m.unit()?)])),
    rule("length/unit-long", "UNIT|UNITS - long|old", unit_long),
    rule("length/couple", "a|the? couple of? more? UNITS", |m| {
        let built = length(vec![(Amount::Exact(2000), m.unit()?)])?;
        Some(approximate(built))
    }),
    rule("length/few", "a few|couple more? UNITS", |m| length(vec![(Amount::Unknown, m.unit()?)])),
    rule("length/vague", "VAGUE -? UNIT|UNITS", vague),
    rule("length/vague-of", "VAGUE|number|couple of UNITS", |m| length(vec![(Amount::Unknown, m.unit()?)])),
    rule("length/units", "UNITS", units),
    rule("length/the-units", "the|these|those NUMBER UNITS", number),
    rule("length/latest-units", "the latest NUMBER UNITS", counted),
    // "in recent months": so long up to now, as "the past few months" are; "recent years" are just past.
    rule("length/recent-units", "the? recent UNITS", |m| {
        let unit = m.unit()?;
        (unit < Unit::Year && unit >= Unit::Hour).then(|| length(vec![(Amount::Unknown, unit)]))?
    }),
    rule("length/coming-units", "coming UNITS", |m| length(vec![(Amount::Unknown, m.unit()?)])),
    rule("length/year-ago-units", "the? year - ago|earlier NUMBER UNITS", counted),
    rule("length/first-units", "the ORDINAL NUMBER|few|VAGUE|couple of? UNITS", counted),
    rule("length/which-units", "the? WHICH NUMBER|few|VAGUE UNITS", counted),
    rule("length/this-past-units", "these|this past|last NUMBER|few|VAGUE UNITS", counted),
    rule("length/which-couple", "the? WHICH couple of? UNITS", |m| {
        let built = length(vec![(Amount::Exact(2000), m.unit()?)])?;
        Some(approximate(built))
    }),
    rule("length/which-range", "the? WHICH NUMBER to|or|- NUMBER UNITS", range),
    rule("length/neighbour-units", "the? NEIGHBOUR NUMBER|few|VAGUE UNITS", counted),
    rule("length/clock", "CLOCKLENGTH", clock),
];

fn length(parts: Vec<(Amount, Unit)>) -> Option<Built> {
    Some(Phrase::new(Meaning::Length(Length(parts))).into())
}

fn approximate(built: Built) -> Built {
    Built { phrase: built.phrase.modified(crate::model::Modifier::Approx), ..built }
}

fn amount(m: &Match) -> Amount {
    m.get(Class::Number).map_or(Amount::Unknown, Amount::Exact)
}

fn number(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    // "two quarters of the vote" is rare; "one second" and "the first quarter" are others' business.
    let hyphened_age = m.word_after() == "-" && m.after(2).is_some_and(|token| token.lower == "old");
    let aged = m.word_after() == "old" || hyphened_age;
    // "60 Minutes" is a programme.
    let at = m.position(Class::Units, 0).filter(|_| m.has("minutes") || m.has("hours") || m.has("days"));
    let title = at.is_some_and(|at| m.capitalised(at)) && m.before(1).is_some();
    // "pre-2008 days" has a year.
    let dated = m.first_word().starts_with("pre-") || m.first_word().starts_with("post-");
    let other = dated || is_some_day(m, unit) || is_count(m, unit) || always(m);
    (!aged && !title && !other && unit != Unit::Season).then(|| length(vec![(amount(m), unit)]))?
}

/// "one day last week", "One day, they say, he will": no length.
fn is_some_day(m: &Match, unit: Unit) -> bool {
    let long = ["for", "in", "within", "than", "least", "of", "about", "just", "only", "after", "over", "took", "to"];
    m.first_word() == "one"
        && matches!(unit, Unit::Day | Unit::Night)
        && !long.contains(&m.word_before())
        && matches!(m.word_after(), "last" | "next" | "this" | "in" | "when" | "soon" | ",")
}

/// "1986 year net", "295,000 head, week ago": a year and a number that count no units.
fn is_count(m: &Match, unit: Unit) -> bool {
    let singular = m.get(Class::Unit).is_some() && m.get(Class::Units).is_none();
    let year = unit == Unit::Year && m.reading_at(0, Class::Year).is_some_and(|year| (1900..2100).contains(&year));
    let ago = matches!(m.word_after(), "ago" | "earlier") && m.get(Class::Number) != Some(1000);
    singular && !m.has("-") && (year || ago)
}

/// "24 hours a day", "seven days a week": always, like "24/7", which tells no time.
fn always(m: &Match) -> bool {
    let whole = match m.unit() {
        Some(Unit::Hour) => (24_000, "day"),
        Some(Unit::Day) => (7_000, "week"),
        Some(Unit::Week) => (52_000, "year"),
        _ => return false,
    };
    m.get(Class::Number) == Some(whole.0)
        && matches!(m.word_after(), "a" | "per" | "every")
        && m.after(2).is_some_and(|token| token.lower == whole.1)
}

/// A length after "the first", "the past", "the following".
fn counted(m: &Match) -> Option<Built> {
    length(vec![(amount(m), m.unit()?)])
}

fn plus_half(m: &Match) -> Option<Amount> {
    Some(Amount::Exact(m.get(Class::Number)? + 500))
}

/// Ages of people date nothing; a war that is 21 months old has lasted so long.
fn age(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let of_thing = m.after(1).is_some_and(|next| {
        next.upos != Upos::Punct && !is_person(&next.lower) && m.has("-") && !matches!(next.upos, Upos::Propn)
    });
    let lasting = (1..=2).any(|n| m.after(n).is_some_and(|noun| lasts(&noun.lower)));
    (of_thing && (unit != Unit::Year || lasting)).then(|| length(vec![(Amount::Exact(m.get(Class::Number)?), unit)]))?
}

/// Tells what goes on until it is ended, so that its age is a length of time; a house or an alliance is old.
fn lasts(noun: &str) -> bool {
    let strife = ["war", "conflict", "dispute", "feud", "insurgency", "uprising", "rebellion", "siege", "blockade"];
    strife.contains(&noun) || ["strike", "crisis", "truce", "ceasefire"].contains(&noun)
}

fn is_person(noun: &str) -> bool {
    matches!(
        noun,
        "boy"
            | "girl"
            | "baby"
            | "man"
            | "woman"
            | "son"
            | "daughter"
            | "child"
            | "infant"
            | "toddler"
            | "twins"
            | "brother"
            | "sister"
            | "mother"
            | "father"
            | "nephew"
            | "niece"
            | "grandson"
            | "granddaughter"
    )
}

fn sum(m: &Match) -> Option<Built> {
    let unit_of = |class| (0..3).filter_map(move |n| Some((m.position(class, n)?, m.nth(class, n)?)));
    let mut units: Vec<_> = unit_of(Class::Unit).chain(unit_of(Class::Units)).collect();
    units.sort_unstable();
    units.dedup();
    let amounts = (0..3).filter_map(|n| m.nth(Class::Number, n));
    let parts: Vec<_> =
        amounts.zip(units).map(|(amount, (_, unit))| (Amount::Exact(amount), Unit::from_code(unit))).collect();
    parts.is_sorted_by(|first, second| first.1 > second.1).then(|| length(parts))?
}

/// "two to three weeks": at least two, which TIMEX3 can't say better.
fn range(m: &Match) -> Option<Built> {
    let (low, high) = (m.nth(Class::Number, 0)?, m.nth(Class::Number, 1)?);
    // "15 to 75 million years": the second number tells the scale of both.
    let word = |n: usize| m.position(Class::Number, n).map_or("", |at| m.last_token(at).lower.as_str());
    let scale = [("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)];
    let scale = scale.into_iter().find(|(name, _)| word(1) == *name && word(0) != *name && low < high / 1000);
    let low = scale.map_or(low, |(_, times)| low.saturating_mul(times));
    // "the 2023-2024 season" has years.
    if low >= high || m.unit()? == Unit::Season {
        return None;
    }
    let built = length(vec![(Amount::Exact(low), m.unit()?)])?;
    Some(Built { phrase: built.phrase.modified(crate::model::Modifier::EqualOrMore), ..built })
}

/// "a week" is a length after a preposition; "$5 a week" is a rate.
fn a_unit(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let (before, after) = (m.word_before(), m.word_after());
    let introduced = matches!(
        before,
        "in" | "for"
            | "within"
            | "than"
            | "after"
            | "over"
            | "about"
            | "nearly"
            | "almost"
            | "under"
            | "only"
            | "just"
            | "lasted"
            | "took"
            | "take"
            | "takes"
            | "least"
            | "most"
            | "last"
            | "as"
            | "spent"
            | "spend"
            | "of"
            | "every"
            | "half"
            | "barely"
            | "roughly"
            | "around"
            | "approximately"
            | "been"
            | "to"
            | "by"
    );
    let on = after == "on" && matches!(m.after(2).map_or("", |next| &next.lower), "," | "." | "from" | "-" | "");
    let followed = matches!(after, "after" | "before" | "ago" | "earlier" | "later" | "or") || on;
    let from = after == "from" && m.after(2).is_some_and(|next| next.lower.ends_with("day"));
    let followed = followed || from;
    let counted = unit != Unit::Second && unit != Unit::Night && unit != Unit::Season && unit != Unit::Quarter;
    let half = before == "half";
    ((introduced || followed) && counted && !half && after != "when")
        .then(|| length(vec![(Amount::Exact(1000), unit)]))?
}

fn unit_long(m: &Match) -> Option<Built> {
    // "a 6-year-old boy": the number has been passed over as an age.
    if m.word_before() == "-" {
        return None;
    }
    let amount = if m.get(Class::Units).is_some() { Amount::Unknown } else { Amount::Exact(1000) };
    length(vec![(amount, m.unit()?)])
}

fn vague(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let plural = m.get(Class::Units).is_some() || m.has("-");
    let counts = plural && !matches!(unit, Unit::Season | Unit::Second) && !m.has("some");
    counts.then(|| length(vec![(Amount::Unknown, unit)]))?
}

/// Bare "years", "weeks": after "for", "in", "over" and before "of", "ago", "later".
fn units(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let (before, after) = (m.word_before(), m.word_after());
    // "the years 2014-2016" are named.
    let named = before == "the" && m.after(1).is_some_and(|next| next.lower.len() == 4 && next.upos == Upos::Num);
    if named {
        return None;
    }
    let introduced =
        matches!(before, "for" | "in" | "over" | "within" | "after" | "the" | "recent" | "takes" | "take" | "took");
    let followed = matches!(after, "ago" | "later" | "earlier" | "after" | "before" | "ahead");
    let counted =
        !matches!(unit, Unit::Second | Unit::Quarter | Unit::Season | Unit::Night | Unit::Weekend | Unit::Minute);
    ((introduced || followed) && counted).then(|| length(vec![(Amount::Unknown, unit)]))?
}

fn clock(m: &Match) -> Option<Built> {
    let seconds = m.get(Class::ClockLength)?;
    let timed = matches!(m.word_before(), "in" | "of" | "time" | "lasted" | "at" | "clocked" | "ran" | "finished");
    if !timed {
        return None;
    }
    let part = |amount: i64, unit| (amount > 0).then_some((Amount::Exact(amount * 1000), unit));
    let parts =
        [part(seconds / 3600, Unit::Hour), part(seconds / 60 % 60, Unit::Minute), part(seconds % 60, Unit::Second)];
    length(parts.into_iter().flatten().collect())
}
