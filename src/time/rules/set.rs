//! What recurs: "every Monday", "each July", "daily", "twice a week", "Mondays".

use super::name::recurring;
use super::rule;
use crate::lexicon::time::{Class, Unit};
use crate::model::Upos;
use crate::time::meaning::{Amount, Length, Meaning, Name, Phrase, Recurrence};
use crate::time::pattern::{Built, Match, Rule};

/// The family `set`.
pub const RULES: &[Rule] = &[
    rule("set/frequency", "FREQUENCY", frequency),
    rule("set/quarterly", "quarterly", quarterly),
    rule("set/every-unit", "every|each UNIT", |m| {
        let fits = !matches!(m.unit()?, Unit::Second | Unit::Night | Unit::Weekend);
        fits.then(|| set(m, every(1, m.unit()?), quant(m)))?
    }),
    rule("set/every-other", "every other UNIT", |m| set(m, every(2, m.unit()?), quant(m))),
    rule("set/every-other-name", "every other WEEKDAY", |m| {
        set(m, Recurrence::Named(recurring(m)?), Some("EVERY OTHER"))
    }),
    rule("set/alternate-weekdays", "alternate WEEKDAYS", |m| {
        set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekdays)? as u32)), Some("EVERY OTHER"))
    }),
    rule("set/every-few", "every few|VAGUE|couple of? UNITS", |m| {
        set(m, Recurrence::Every(Length(vec![(Amount::Unknown, m.unit()?)])), quant(m))
    }),
    rule("set/every-number", "every NUMBER UNITS", |m| {
        set(m, Recurrence::Every(Length(vec![(Amount::Exact(m.get(Class::Number)?), m.unit()?)])), quant(m))
    }),
    rule("set/every-ordinal", "every ORDINAL UNIT", |m| set(m, every(m.get(Class::Ordinal)?, m.unit()?), quant(m))),
    rule("set/every-name", "every|each WEEKDAY|MONTH|SEASON|HOLIDAY|weekend", |m| {
        set(m, Recurrence::Named(recurring(m)?), quant(m))
    }),
    rule("set/every-weekday", "every|each weekday", |m| set(m, Recurrence::Named(Name::Weekdays), quant(m))),
    rule("set/every-part", "every|each WEEKDAY|weekday? PART", |m| {
        let day = match m.get(Class::Weekday) {
            Some(weekday) => Some(Name::Weekday(weekday as u32)),
            None => m.has("weekday").then_some(Name::Weekdays),
        };
        set(m, Recurrence::Part(day, m.get(Class::Part)? as usize), quant(m))
    }),
    rule("set/weekday-parts", "WEEKDAY|weekday|weekend PARTS", |m| {
        let day = match m.get(Class::Weekday) {
            Some(weekday) => m.capitalised(0).then_some(Name::Weekday(weekday as u32))?,
            None if m.has("weekday") => Name::Weekdays,
            None => Name::Weekend,
        };
        set(m, Recurrence::Part(Some(day), m.get(Class::Parts)? as usize), Some("EVERY"))
    }),
    rule("set/parts", "the? PARTS", |m| {
        let introduced = matches!(m.word_before(), "in" | "on" | "most");
        introduced.then(|| set(m, Recurrence::Part(None, m.get(Class::Parts)? as usize), Some("EVERY")))?
    }),
    rule("set/workdays", "weekdays", |m| {
        let fits = m.word_before() != "the" && !matches!(m.word_after(), "of" | "-");
        fits.then(|| set(m, Recurrence::Named(Name::Weekdays), Some("EVERY")))?
    }),
    rule("set/weekends", "weekends", |m| {
        // "over several weekends", "the two weekends": counted ones.
        let introduced = matches!(m.word_before(), "on" | "at" | "and" | "or" | "during" | "most" | "" | ",");
        introduced.then(|| set(m, Recurrence::Named(Name::Weekend), Some("EVERY")))?
    }),
    rule("set/seasons", "the? SEASONS", |m| {
        let introduced = matches!(m.word_before(), "in" | "during") && m.word_after() != "of";
        introduced.then(|| set(m, Recurrence::Named(Name::Season(m.get(Class::Seasons)? as usize)), Some("EVERY")))?
    }),
    rule("set/every-nth-weekday", "every ORDINAL WEEKDAY of|in the|every|each? UNIT|MONTH", |m| {
        set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekday)? as u32)), quant(m))
    }),
    rule("set/every-third-weekday", "every ORDINAL WEEKDAY", |m| {
        set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekday)? as u32)), quant(m))
    }),
    rule("set/nth-weekday", "the ORDINAL and|or? ORDINAL? WEEKDAY of|in each|every UNIT|MONTH", |m| {
        set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekday)? as u32)), quant(m))
    }),
    rule("set/weekdays", "WEEKDAYS", |m| {
        m.capitalised(0)
            .then(|| set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekdays)? as u32)), Some("EVERY")))?
    }),
    rule("set/times-a-unit", "once|twice a|per|each|every UNIT", times),
    rule("set/twice-yearly", "once|twice -? FREQUENCY", |m| {
        let code = m.get(Class::Frequency)?;
        let freq = Some(if m.has("twice") { "2X" } else { "1X" }.to_owned());
        let every = every(code / 100, Unit::from_code(code % 100));
        Some(Phrase { freq, ..Phrase::new(Meaning::Set(every)) }.into())
    }),
    rule("set/days-a-week", "NUMBER UNITS a|per|each|every UNIT", lengths_a_unit),
    rule("set/times-daily", "NUMBER times FREQUENCY", |m| {
        let code = m.get(Class::Frequency)?;
        let freq = Some(format!("{}X", m.get(Class::Number)? / 1000));
        Some(Phrase { freq, ..Phrase::new(Meaning::Set(every(code / 100, Unit::from_code(code % 100)))) }.into())
    }),
    rule("set/several-times", "VAGUE times a|per|each|every UNIT", |m| set(m, every(1, m.unit()?), None)),
    rule("set/number-times", "NUMBER times a|per|each|every UNIT", times),
    rule("set/rate", "a|an UNIT", rate),
];

fn every(count: i64, unit: Unit) -> Recurrence {
    Recurrence::Every(Length::of(count, unit))
}

fn quant(m: &Match) -> Option<&'static str> {
    Some(if m.has("each") { "EACH" } else { "EVERY" })
}

fn set(_: &Match, recurrence: Recurrence, quant: Option<&'static str>) -> Option<Built> {
    let phrase = Phrase { quant, ..Phrase::new(Meaning::Set(recurrence)) };
    Some(phrase.into())
}

fn frequency(m: &Match) -> Option<Built> {
    let code = m.get(Class::Frequency)?;
    let phrase = Phrase::new(Meaning::Set(every(code / 100, Unit::from_code(code % 100))));
    // "the Daily Mail" and "Monthly" in a name have capitals.
    let named = m.capitalised(0) && m.before(1).is_some();
    let named = named || m.after(1).is_some_and(|next| next.ptb == crate::model::Ptb::Nnp);
    let paper = matches!(m.word_after(), "news" | "newspaper" | "mail" | "paper" | "express");
    (!named && !paper).then(|| phrase.into())
}

/// "It pays quarterly"; "quarterly earnings" say what kind, not how often.
fn quarterly(m: &Match) -> Option<Built> {
    let adverb = m.after(1).is_none_or(|next| {
        matches!(next.upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Pron)
    });
    let follows = m.before(1).is_some_and(|token| matches!(token.upos, Upos::Verb | Upos::Noun | Upos::Adv));
    (adverb && follows && !m.capitalised(0)).then(|| set(m, every(3, Unit::Month), None))?
}

/// "five days a week": so much of each, which is no length.
fn lengths_a_unit(m: &Match) -> Option<Built> {
    let count = m.get(Class::Number).filter(|count| count % 1000 == 0)? / 1000;
    let (small, large) = (Unit::from_code(m.get(Class::Units)?), m.unit()?);
    let letter = match small {
        Unit::Hour => 'H',
        Unit::Day => 'D',
        Unit::Week => 'W',
        Unit::Month => 'M',
        _ => return None,
    };
    // "24 hours a day" is always.
    let always = matches!((count, small), (24, Unit::Hour) | (7, Unit::Day) | (52, Unit::Week) | (12, Unit::Month));
    let fits = small < large && (Unit::Day..=Unit::Year).contains(&large) && !always;
    let phrase = Phrase { freq: Some(format!("{count}{letter}")), ..Phrase::new(Meaning::Set(every(1, large))) };
    fits.then(|| phrase.into())
}

fn times(m: &Match) -> Option<Built> {
    let times = match m.get(Class::Number) {
        Some(thousandths) => thousandths / 1000,
        None if m.has("twice") => 2,
        None => 1,
    };
    let phrase = Phrase { freq: Some(format!("{times}X")), ..Phrase::new(Meaning::Set(every(1, m.unit()?))) };
    Some(phrase.into())
}

/// "50,000 visitors a year": a rate after a plural noun.
fn rate(m: &Match) -> Option<Built> {
    let unit = m.unit()?;
    let counted = m
        .before(1)
        .is_some_and(|token| matches!(token.upos, Upos::Noun) && token.lower.ends_with('s') || token.lower == "%");
    let ends = matches!(m.word_after(), "." | "," | ";" | "" | "and" | "in" | "on" | "for" | "to" | "\"");
    // "24 hours a day" means always.
    let of_times = m.before(1).is_some_and(|token| matches!(&*token.lower, "hours" | "days" | "weeks"));
    (counted && !of_times && ends && unit > Unit::Hour && unit != Unit::Season).then(|| set(m, every(1, unit), None))?
}
