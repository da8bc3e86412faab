//! What the rules of `name` make of weekdays: the day, one of many, or a title such as "the Sunday Times".

use super::name::recurring;
use super::{pair, point, without};
use crate::lexicon::time::Class;
use crate::model::{Token, Upos};
use crate::time::meaning::{From, Name, Point};
use crate::time::pattern::{Built, Match};

/// "Sat", "Sun", "Wed" and their like are weekdays only beside a date or with a full stop.
pub fn bare_weekday(m: &Match) -> Option<Built> {
    let word = m.first_word();
    let abbreviated = !word.ends_with("day");
    let clear = !abbreviated || word.ends_with('.') && word != "sun." && word != "sat.";
    (clear && !is_title(m) && m.capitalised(0)).then(|| point(Point::Named(recurring(m)?)))?
}

/// "Black Friday", "the Sunday Times", "the Thursday Murder Club", "Sheffield Wednesday".
fn is_title(m: &Match) -> bool {
    let before = matches!(
        m.word_before(),
        "black" | "bloody" | "super" | "fat" | "cyber" | "shrove" | "freaky" | "ruby" | "sheffield" | "manic" | "girl"
    );
    let after = matches!(
        m.word_after(),
        "times" | "telegraph" | "mirror" | "express" | "herald" | "mail" | "star" | "agreement" | "magazine"
    );
    // A headline has capitals throughout, and no article.
    // "Friday the 13th" is a film, or a day that has a rule of its own; "Super Bowl Sunday".
    let dated =
        m.word_after() == "the" && m.after(2).is_some_and(|next| next.lower.starts_with(|c: char| c.is_ascii_digit()));
    let show = matches!(m.word_after(), "night" | "evening") && m.name_follows() && {
        m.after(2).is_some_and(|next| matches!(&*next.lower, "live" | "post" | "fever" | "football" | "lights"))
    };
    before
        || dated
        || show
        || m.word_before() == "bowl"
        || after && m.name_follows()
        || m.word_before() == "the" && m.name_follows() && !is_place(m)
}

/// "Saturday Night Live", "the Saturday Evening Post".
pub fn is_show(m: &Match) -> bool {
    let of_part = m.len() == 2 && m.capitalised(1);
    let title = |token: &Token| matches!(&*token.lower, "live" | "post" | "fever" | "football" | "lights" | "takeaway");
    of_part && m.name_follows() && m.after(1).is_some_and(title)
}

/// "the Wednesday Paris talks" tells a day.
fn is_place(m: &Match) -> bool {
    m.after(1).is_some_and(|next| crate::lexicon::places::place(next.span.of(m.text)).is_some())
}

/// "on a Tuesday", "one Friday evening": nobody says which; but "a Friday ruling" is that of the day.
pub fn any_weekday(m: &Match) -> Option<Built> {
    let names = m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
    let weekday = m.position(Class::Weekday, 0)?;
    if names || !m.capitalised(weekday) || !m.token(weekday).lower.ends_with("day") || m.word_after() == "-" {
        return None;
    }
    // "on June 6, a Tuesday": the weekday of that day.
    let apposed = m.word_before() == "," && m.has("a");
    let name = recurring(m)?;
    let day = if apposed { Point::NamedStep(name, 0, From::Focus) } else { Point::Any(name) };
    let built = match m.get(Class::Part) {
        Some(part) => point(Point::Part(part as usize, Box::new(day))),
        None => point(day),
    };
    without(1, built?)
}

/// "Friday the 13th", "Thursday 3rd".
pub fn weekday_the_day(m: &Match) -> Option<Built> {
    let number = u32::try_from(m.get(Class::Ordinal)?).ok().filter(|number| (1..=31).contains(number))?;
    let figures = m.token(m.len() - 1).lower.starts_with(|first: char| first.is_ascii_digit());
    let noun = m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Aux));
    let name = Name::DatedWeekday(m.get(Class::Weekday)? as u32, number);
    (figures && m.capitalised(0) && !noun).then(|| point(Point::Named(name)))?
}

/// "on Friday week", "Friday fortnight": one or two weeks after the coming Friday, as the British say.
pub fn weekday_week(m: &Match) -> Option<Built> {
    let ends = matches!(m.word_after(), "" | "." | "," | ";" | ":" | "at" | "in" | "when" | "and");
    let day = m.capitalised(0) && m.token(0).lower.ends_with("day") && !m.capitalised(1);
    let steps = if m.has("week") { 2 } else { 3 };
    (ends && day).then(|| point(Point::NamedStep(recurring(m)?, steps, From::Published)))?
}

/// "Mon-Fri", "Tue to Thu": abbreviations that are sure of each other.
pub fn weekday_range(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Weekday, 0)? as u32, m.nth(Class::Weekday, 1)? as u32);
    let short = |n: usize| m.token(n).lower.trim_end_matches('.').len() <= 5;
    let fits = m.capitalised(0) && m.capitalised(2) && short(0) && short(2) && first != second;
    // "Sun" is a paper and a firm as well.
    let day = Point::Named(Name::Weekday(first));
    let named = m.name_follows() || m.word_before() == "the";
    (fits && !named).then(|| pair(m, day, 2, Point::Named(Name::Weekday(second))))?
}
