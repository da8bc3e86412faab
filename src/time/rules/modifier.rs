//! Words that qualify a phrase: "early", "the end of", "about", "more than", "or so".

use super::era::portion;
use super::{rule, without};
use crate::lexicon::time::{Class, Unit};
use crate::model::{Modifier, Upos};
use crate::time::meaning::{Amount, Calendar, Direction, Length, Meaning, Name, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `modifier`.
pub const RULES: &[Rule] = &[
    rule("modifier/earlier-day", "earlier|later DAYDATE", earlier_that_day),
    rule("modifier/early", "the? early|earlier -? DATE|TIME", |m| wrap(m, Modifier::Start)),
    rule("modifier/late", "the? late|later -? DATE|TIME", |m| wrap(m, Modifier::End)),
    rule("modifier/mid", "the? mid|middle -? DATE|TIME", |m| wrap(m, Modifier::Mid)),
    rule("modifier/mid-to-late", "the? mid|mid-to -? to|or? -? late -? DATE", |m| wrap(m, Modifier::End)),
    rule("modifier/early-to-mid", "the? early -? to|or -? mid -? DATE", |m| wrap(m, Modifier::Start)),
    rule("modifier/early-to-mid-date", "the? early -? to|or -? DATE", |m| {
        // "early to mid-1990s" has its "mid" in the word.
        (m.phrase()?.modifier == Some(Modifier::Mid)).then(|| wrap(m, Modifier::Start))?
    }),
    rule("modifier/circa", "circa|ca. DATE", |m| wrap(m, Modifier::Approx)),
    rule("modifier/part-of", "the? ORDINAL|latter half|third|part of DATE", part_of),
    rule("modifier/turn-of", "the turn of DATE", |m| {
        let era =
            matches!(m.phrase()?.meaning, Meaning::Point(Point::Calendar(Calendar::Century(_) | Calendar::Decade(_))));
        era.then(|| wrap(m, Modifier::Start))?
    }),
    rule("modifier/late-on", "late|later|early|earlier on DAYDATE|TIME", |m| beside(m, 2, edge(m))),
    rule("modifier/late-in", "late|later|early|earlier in DATE", |m| beside(m, 2, edge(m))),
    rule("modifier/shortly", "shortly|just|soon|right|immediately|well before|after|past TIME", shortly),
    rule("modifier/opening-of", "opening|early UNITS of DATE", |m| beside(m, 3, Modifier::Start)),
    rule("modifier/closing-of", "closing|final|waning|dying|fading UNITS of DATE", |m| beside(m, 3, Modifier::End)),
    rule("modifier/excess", "in excess of LENGTH", |m| beside(m, 3, Modifier::MoreThan)),
    rule("modifier/close-to", "close to LENGTH", |m| beside(m, 2, Modifier::Approx)),
    rule("modifier/halfway", "midway|halfway through DATE", |m| beside(m, 2, Modifier::Mid)),
    rule("modifier/end-hyphen", "end - DATE", |m| wrap(m, Modifier::End)),
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
    rule("modifier/over-ago", "over DATE", |m| {
        // "an improvement over a year ago" compares with then.
        let compared = m.before(1).is_some_and(|before| before.upos == Upos::Noun) || m.token(1).lower == "the";
        (!compared).then(|| wrap_shift(m, Modifier::MoreThan))?
    }),
    rule("modifier/under", "under LENGTH", |m| known(m).then(|| wrap(m, Modifier::LessThan))?),
    rule("modifier/under-ago", "under DATE", |m| wrap_shift(m, Modifier::LessThan)),
    rule("modifier/upwards", "upwards of LENGTH", |m| wrap(m, Modifier::MoreThan)),
    rule("modifier/as-long-as", "as long|many|much as LENGTH", |m| beside(m, 3, Modifier::EqualOrLess)),
    rule("modifier/as-little-as", "as little|few as LENGTH", |m| beside(m, 3, Modifier::EqualOrMore)),
    rule("modifier/minimum", "a minimum of LENGTH", |m| beside(m, 3, Modifier::EqualOrMore)),
    rule("modifier/maximum", "a maximum of LENGTH", |m| beside(m, 3, Modifier::EqualOrLess)),
    rule("modifier/less-than", "less|fewer|shorter than LENGTH", |m| wrap(m, Modifier::LessThan)),
    rule("modifier/at-least", "at least LENGTH", |m| wrap(m, Modifier::EqualOrMore)),
    rule("modifier/at-most", "at most LENGTH", |m| wrap(m, Modifier::EqualOrLess)),
    rule("modifier/no-more-than", "no|not more|longer than LENGTH", |m| wrap(m, Modifier::EqualOrLess)),
    rule("modifier/no-less-than", "no|not less|fewer than LENGTH", |m| wrap(m, Modifier::EqualOrMore)),
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

/// "the first half of July", "the latter part of the week"; "the first half of Sunday's game" is none of Sunday.
fn part_of(m: &Match) -> Option<Built> {
    let inner = m.phrase()?;
    let long = match &inner.meaning {
        Meaning::Point(Point::Calendar(calendar)) => calendar.interval()?.single_day().is_none(),
        Meaning::Point(Point::Named(name) | Point::NamedStep(name, ..)) => {
            matches!(name, Name::Month(_) | Name::Season(_))
        }
        Meaning::Point(Point::Step(unit, ..) | Point::Same(unit) | Point::That(unit)) => *unit >= Unit::Week,
        _ => false,
    };
    let titled = m.name_follows() || m.word_after() == "'s";
    (long && inner.modifier.is_none() && !titled).then(|| wrap(m, portion(m)?))?
}

/// Words before the expression that qualify it and are no part of it: "late on Thursday".
fn beside(m: &Match, words: usize, modifier: Modifier) -> Option<Built> {
    let inner = m.phrase()?;
    // "late in the third quarter of a game" and what has a modifier of its own stay.
    let plain = inner.modifier.is_none() && !matches!(inner.meaning, Meaning::Vague(_) | Meaning::Set(_));
    plain.then(|| without(words, inner.clone().modified(modifier).into()))?
}

/// "shortly before noon", "just after 6 a.m.": near a point of the clock, and not at it.
fn shortly(m: &Match) -> Option<Built> {
    let clock = matches!(m.phrase()?.meaning, Meaning::Point(Point::Clock(..) | Point::Part(..)));
    let modifier = if m.has("before") { Modifier::Before } else { Modifier::After };
    (clock && m.word_after() != "'s").then(|| beside(m, 2, modifier))?
}

fn edge(m: &Match) -> Modifier {
    if m.has("early") || m.has("earlier") { Modifier::Start } else { Modifier::End }
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
    let alone = m.len() == 2 && (m.reading_at(1, Class::Weekday).is_some() || m.has("today"));
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
    // "just over an hour later" counts from elsewhere.
    let away = matches!(m.phrase()?.meaning, Meaning::Point(Point::Shift(..) | Point::YearsBefore(_) | Point::On(_)));
    let later = m.has("over") && matches!(m.phrase()?.meaning, Meaning::Point(Point::Shift(_, Direction::Forward, _)));
    (away && !later).then(|| wrap(m, modifier))?
}

/// "over two weeks" is more than two; "over the past two weeks" is within them.
fn over(m: &Match) -> Option<Built> {
    // "$5 billion over three years", "instalments paid over two years" are spread; "for over three years" is more.
    let spread = m.before(1).is_some_and(|before| match before.upos {
        Upos::Noun | Upos::Num | Upos::Sym | Upos::Propn => true,
        Upos::Verb => !matches!(&*before.lemma, "last" | "take" | "spend" | "wait" | "stay" | "live"),
        _ => false,
    });
    (!spread && known(m)).then(|| wrap(m, Modifier::MoreThan))?
}

fn known(m: &Match) -> bool {
    let Some(Meaning::Length(Length(parts))) = m.phrase().map(|phrase| &phrase.meaning) else { return false };
    let definite = matches!(m.token(1).lower.as_str(), "the" | "past" | "last" | "next" | "these" | "those");
    // "a spread over 10-year notes" compares with them.
    let adjective = m.follows_hyphen(m.len() - 1) && m.after(1).is_some_and(|next| next.upos != Upos::Punct);
    !definite && !adjective && parts.iter().all(|(amount, unit)| *amount != Amount::Unknown && *unit != Unit::Second)
}
