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
    rule("set/every-unit", "every|each UNIT", |m| {
        (m.unit()? > Unit::Second).then(|| set(m, every(1, m.unit()?), quant(m)))?
    }),
    rule("set/every-other", "every other UNIT", |m| set(m, every(2, m.unit()?), quant(m))),
    rule("set/every-few", "every few|VAGUE|couple of? UNITS", |m| {
        set(m, Recurrence::Every(Length(vec![(Amount::Unknown, m.unit()?)])), quant(m))
    }),
    rule("set/every-number", "every NUMBER UNITS", |m| {
        set(m, Recurrence::Every(Length(vec![(Amount::Exact(m.get(Class::Number)?), m.unit()?)])), quant(m))
    }),
    rule("set/every-ordinal", "every ORDINAL UNIT", |m| set(m, every(m.get(Class::Ordinal)?, m.unit()?), quant(m))),
    rule("set/every-name", "every|each WEEKDAY|MONTH|SEASON|weekend", |m| {
        set(m, Recurrence::Named(recurring(m)?), quant(m))
    }),
    rule("set/every-part", "every|each PART|night", |m| {
        set(m, Recurrence::Part(m.get(Class::Part)? as usize), quant(m))
    }),
    rule("set/nth-weekday", "the ORDINAL WEEKDAY of|in each|every UNIT|MONTH", |m| {
        set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekday)? as u32)), quant(m))
    }),
    rule("set/weekdays", "WEEKDAYS", |m| {
        m.capitalised(0)
            .then(|| set(m, Recurrence::Named(Name::Weekday(m.get(Class::Weekdays)? as u32)), Some("EVERY")))?
    }),
    rule("set/times-a-unit", "once|twice a|per|each|every UNIT", times),
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
