//! Past, present and future with no calendar: "now", "recently", "in the future", "these days".

use super::rule;
use crate::lexicon::time::{Class, Unit};
use crate::model::{Ptb, Upos};
use crate::time::meaning::{Meaning, Phrase};
use crate::time::pattern::{Built, Match, Rule};

/// The family `reference`.
pub const RULES: &[Rule] = &[
    rule("reference/word", "REFERENCE", word),
    rule("reference/right-now", "right now", |_| vague(0)),
    rule("reference/more-recently", "more recently", |_| vague(-1)),
    rule("reference/future", "the near|immediate|foreseeable|distant? future", |_| vague(1)),
    rule("reference/not-distant", "the not -? too -? distant future|past", |m| {
        vague(if m.has("past") { -1 } else { 1 })
    }),
    rule("reference/other-day", "the other day|week|month|year|night", |m| {
        (!matches!(m.word_after(), "of" | "was" | "is" | "were")).then(|| vague(-1))?
    }),
    rule("reference/moments-ago", "moments|minutes|seconds ago", |_| vague(-1)),
    rule("reference/years-past", "UNITS past|gone", |m| (m.word_before() == "in").then(|| vague(-1))?),
    rule("reference/past", "the recent|distant? past", in_the_past),
    rule("reference/these-days", "these|nowadays days", |_| vague(0)),
    rule("reference/recent-years", "the? recent UNITS", |m| {
        // Shorter ones are lengths, as annotators have it.
        (m.unit()? >= Unit::Year).then(|| vague(-1))?
    }),
    rule("reference/recent-units-and", "the? recent UNITS and UNITS", |_| vague(-1)),
    rule("reference/future-units", "the? future UNITS", |_| vague(1)),
    rule("reference/past-units", "the? past|WHICH|few|several? UNITS", past_units),
    rule("reference/the-time", "the? present time|day", |_| vague(0)),
    rule("reference/at-present", "the|this moment", |m| (m.word_before() == "at").then(|| vague(0))?),
    rule("reference/term", "the near|short|medium|long -? term", |m| {
        // "in the long-term lot".
        let noun = m.has("-") && m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Adj));
        (matches!(m.word_before(), "in" | "over" | "for" | "of") && !noun).then(|| vague(1))?
    }),
    rule("reference/later-date", "a later|future date|time", |_| vague(1)),
    rule("reference/one-day", "one|some day", one_day),
];

fn vague(way: i64) -> Option<Built> {
    Some(Phrase::new(Meaning::Vague(way)).into())
}

fn word(m: &Match) -> Option<Built> {
    let way = m.get(Class::Reference)?;
    let word = m.first_word();
    let fits = match word {
        "now" => !matches!(m.word_after(), "-" | "defunct"),
        // "soon became", "soon after": told of the past.
        "soon" => {
            !matches!(m.word_before(), "as" | "too" | "how") && !matches!(m.word_after(), "as" | "after") && !is_told(m)
        }
        "shortly" => !matches!(m.word_after(), "after" | "before"),
        _ => true,
    };
    fits.then(|| vague(way))?
}

/// Tells whether the nearest verb is a past tense.
fn is_told(m: &Match) -> bool {
    let beside = [m.after(1), m.before(1), m.after(2), m.before(2)];
    let mut verbs = beside.into_iter().flatten().filter(|token| matches!(token.upos, Upos::Verb | Upos::Aux));
    verbs.next().is_some_and(|verb| {
        matches!(verb.ptb, Ptb::Vbd | Ptb::Vbn) && m.before(1).is_none_or(|before| before.ptb != Ptb::Md)
    })
}

fn in_the_past(m: &Match) -> Option<Built> {
    (matches!(m.word_before(), "in" | "of") && !matches!(m.word_after(), "of")).then(|| vague(-1))?
}

fn past_units(m: &Match) -> Option<Built> {
    m.has("past").then(|| vague(-1))?
}

fn one_day(m: &Match) -> Option<Built> {
    let is_modal = |n: usize| m.before(n).is_some_and(|token| token.ptb == Ptb::Md);
    // "It will happen one day"; but "it will last one day".
    let verb = m.before(1).filter(|token| token.upos == Upos::Verb);
    let lasts = |lemma: &str| matches!(lemma, "last" | "take" | "spend" | "need" | "require" | "stay" | "wait");
    let after_verb = is_modal(2) && verb.is_some_and(|verb| !lasts(&verb.lemma));
    (is_modal(1) || after_verb).then(|| vague(1))?
}
