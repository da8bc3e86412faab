//! Words that qualify a phrase: "early", "the end of", "about", "more than", "or so".

use super::rule;
use crate::lexicon::time::Unit;
use crate::model::Modifier;
use crate::time::meaning::{Amount, Length, Meaning, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `modifier`.
pub const RULES: &[Rule] = &[
    rule("modifier/earlier-day", "earlier|later DAYDATE", earlier_that_day),
    rule("modifier/early", "the? early|earlier -? DATE|TIME", |m| wrap(m, Modifier::Start)),
    rule("modifier/late", "the? late|later -? DATE|TIME", |m| wrap(m, Modifier::End)),
    rule("modifier/mid", "the? mid|middle -? DATE|TIME", |m| wrap(m, Modifier::Mid)),
    rule("modifier/start-of", "the? start|beginning|outset of DATE", |m| wrap(m, Modifier::Start)),
    rule("modifier/end-of", "the? end|close of DATE", |m| wrap(m, Modifier::End)),
    rule("modifier/middle-of", "the? middle of DATE", |m| wrap(m, Modifier::Mid)),
    rule("modifier/about", "about|around|approximately|roughly|some LENGTH|TIME|DATE", about),
    rule("modifier/nearly", "nearly|almost LENGTH", |m| wrap(m, Modifier::Approx)),
    rule("modifier/nearly-ago", "nearly|almost DATE", |m| wrap_shift(m, Modifier::Approx)),
    rule("modifier/more-than-ago", "more than DATE", |m| wrap_shift(m, Modifier::MoreThan)),
    rule("modifier/less-than-ago", "less|fewer than DATE", |m| wrap_shift(m, Modifier::LessThan)),
    rule("modifier/more-than", "more|longer than LENGTH", |m| wrap(m, Modifier::MoreThan)),
    rule("modifier/over", "over LENGTH", over),
    rule("modifier/less-than", "less|fewer|shorter than LENGTH", |m| wrap(m, Modifier::LessThan)),
    rule("modifier/at-least", "at least LENGTH", |m| wrap(m, Modifier::EqualOrMore)),
    rule("modifier/at-most", "at most LENGTH", |m| wrap(m, Modifier::EqualOrLess)),
    rule("modifier/no-more-than", "no more|longer than LENGTH", |m| wrap(m, Modifier::EqualOrLess)),
    rule("modifier/no-less-than", "no less|fewer than LENGTH", |m| wrap(m, Modifier::EqualOrMore)),
    rule("modifier/up-to", "up to LENGTH", |m| wrap(m, Modifier::EqualOrLess)),
    rule("modifier/or-so", "LENGTH or so", |m| wrap(m, Modifier::Approx)),
    rule("modifier/date-or-so", "DATE or so", date_or_so),
    rule("modifier/or-more", "LENGTH or more|longer", |m| wrap(m, Modifier::EqualOrMore)),
    rule("modifier/or-less", "LENGTH or less|fewer", |m| wrap(m, Modifier::EqualOrLess)),
    rule("modifier/no-later-than", "no later than DATE|TIME", |m| wrap(m, Modifier::OnOrBefore)),
    rule("modifier/no-earlier-than", "no earlier|sooner than DATE|TIME", |m| wrap(m, Modifier::OnOrAfter)),
    rule("modifier/or-later", "DATE or later", |m| wrap(m, Modifier::OnOrAfter)),
    rule("modifier/or-earlier", "DATE or earlier", |m| wrap(m, Modifier::OnOrBefore)),
    rule("modifier/and-beyond", "DATE and beyond", |m| wrap(m, Modifier::OnOrAfter)),
];

fn wrap(m: &Match, modifier: Modifier) -> Option<Built> {
    let inner = m.phrase()?;
    if matches!(inner.meaning, Meaning::Vague(_) | Meaning::Set(_)) {
        return None;
    }
    Some(inner.clone().modified(modifier).into())
}

/// "around noon"; but "to get around Wednesday's ruling".
fn about(m: &Match) -> Option<Built> {
    (m.word_after() != "'s").then(|| wrap(m, Modifier::Approx))?
}

/// "earlier Friday", "later today" are that day; "later that day" and "earlier yesterday" go on
/// telling, and count as one expression.
fn earlier_that_day(m: &Match) -> Option<Built> {
    let inner = m.phrase()?;
    let modifier = if m.has("earlier") { Modifier::Start } else { Modifier::End };
    let alone = m.len() == 2 && (m.get(crate::lexicon::time::Class::Weekday).is_some() || m.has("today"));
    let built = Built::from(inner.clone().modified(modifier));
    Some(Built { skip: usize::from(alone), ..built })
}

/// "the next year or so"; but "on Friday or so he said".
fn date_or_so(m: &Match) -> Option<Built> {
    let Meaning::Point(Point::Step(unit, ..)) = m.phrase()?.meaning else { return None };
    (unit > Unit::Day).then(|| wrap(m, Modifier::Approx))?
}

/// "almost four years ago".
fn wrap_shift(m: &Match, modifier: Modifier) -> Option<Built> {
    matches!(m.phrase()?.meaning, Meaning::Point(Point::Shift(..) | Point::YearsBefore(_)))
        .then(|| wrap(m, modifier))?
}

/// "over two weeks" is more than two; "over the past two weeks" is within them.
fn over(m: &Match) -> Option<Built> {
    let Meaning::Length(Length(parts)) = &m.phrase()?.meaning else { return None };
    let definite = matches!(m.token(1).lower.as_str(), "the" | "past" | "last" | "next" | "these" | "those");
    let known = parts.iter().all(|(amount, unit)| *amount != Amount::Unknown && *unit != Unit::Second);
    (!definite && known).then(|| wrap(m, Modifier::MoreThan))?
}
