//! Names that recur, with no year: "Friday", "July", "the summer", "the third quarter", "Easter".

use super::relative::two_away;
use super::weekday::{any_weekday, bare_weekday, weekday_range, weekday_the_day, weekday_week};
use super::{pair, point, rule};
use crate::lexicon::cues::{CuePart, cue};
use crate::lexicon::time::{Class, Unit, WORDS};
use crate::model::{Ptb, Token, Upos};
use crate::time::meaning::{Calendar, From, Meaning, Name, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `name`.
pub const RULES: &[Rule] = &[
    rule("name/weekday", "WEEKDAY", bare_weekday),
    rule("name/a-weekday", "a|one|any|another WEEKDAY PART?", any_weekday),
    rule("name/weekday-the-day", "WEEKDAY ,? the? ORDINAL", weekday_the_day),
    rule("name/before-last", "the WEEKDAY|MONTH|SEASON|weekend before|after last|next", |m| {
        point(Point::NamedStep(recurring(m)?, two_away(m)?, From::Published))
    }),
    rule("name/weekday-week", "WEEKDAY week|fortnight", weekday_week),
    rule("name/weekday-last", "WEEKDAY last", |m| {
        let ends = matches!(m.word_after(), "" | "." | "," | ";" | ":" | ")" | "and" | "when" | "at" | "in");
        let day = m.capitalised(0) && m.token(0).lower.ends_with("day");
        (ends && day).then(|| point(Point::NamedStep(recurring(m)?, -1, From::Published)))?
    }),
    rule("name/a-week-last", "a week|fortnight last WEEKDAY", |m| {
        let held = matches!(m.word_before(), "for" | "in" | "of" | "spent" | "took" | "lasted" | "once" | "twice");
        let steps = if m.has("week") { -2 } else { -3 };
        (!held).then(|| point(Point::NamedStep(recurring(m)?, steps, From::Published)))?
    }),
    rule("name/weekdays-ago", "NUMBER WEEKDAYS|SEASONS ago", names_ago),
    rule("name/weekday-range", "WEEKDAY -|to WEEKDAY", weekday_range),
    rule("name/month", "MONTH", bare_month),
    rule("name/season", "the? SEASON", bare_season),
    rule("name/holiday", "HOLIDAY", bare_holiday),
    rule("name/holiday-week", "HOLIDAY week|weekend", holiday_week),
    // "the weekend of 12 July" counts from that day.
    rule("name/weekend", "the weekend", |m| (m.word_after() != "of").then(|| point(Point::Named(Name::Weekend)))?),
    rule("name/new-year", "the new year", new_year),
    rule("name/quarter", "the? fiscal|calendar? -? ORDINAL -? fiscal? quarter|half", quarter),
    rule("name/month-quarter", "the? MONTH quarter|half", month_quarter),
    rule("name/month-quarter-of-year", "the? MONTH quarter|half of|in? YEAR", month_quarter),
    rule("name/month-year-quarter", "the? MONTH YEAR quarter|half", month_quarter),
    rule("name/months-quarter", "the? MONTH -|to|through MONTH quarter", month_quarter),
    rule("name/months-quarter-of-year", "the? MONTH -|to|through MONTH quarter of|in? YEAR", month_quarter),
    rule("name/quarters", "the? ORDINAL and|or|to|through ORDINAL quarters", quarters),
    rule("name/quarters-of-year", "the? ORDINAL and|or|to|through ORDINAL quarters of|in|,? YEAR", quarters),
    rule("name/q", "q1|q2|q3|q4", |m| {
        point(Point::Named(Name::Quarter(u32::from(m.first_word().as_bytes()[1] - b'0'))))
    }),
    rule("name/q-which-year", "q1|q2|q3|q4|h1|h2 of|in|,? WHICH year", |m| {
        let number = u32::from(m.first_word().as_bytes()[1] - b'0');
        let name = if m.first_word().starts_with('q') { Name::Quarter(number) } else { Name::Half(number) };
        let year = Point::Step(Unit::Year, m.get(Class::Which)?, From::Published);
        point(Point::Within(name, Box::new(year)))
    }),
    rule("name/day-of-month", "the DAY", day_of_month),
    rule("name/day-of-which-month", "the DAY|ORDINAL of WHICH month", day_of_which_month),
    rule("name/which", "the? WHICH WEEKDAY|MONTH|SEASON|HOLIDAY|weekend", which),
    rule("name/which-month-day", "WHICH MONTH DAY", which),
    rule("name/this-past", "this past|coming WEEKDAY|MONTH|SEASON|HOLIDAY|weekend", this_past),
    rule("name/which-quarter", "the? WHICH|NEIGHBOUR fiscal? ORDINAL -? quarter|half", which_quarter),
    rule("name/neighbour", "the? NEIGHBOUR WEEKDAY|MONTH|SEASON|weekend", neighbour),
    rule("name/that", "that WEEKDAY|MONTH|SEASON|weekend", that),
    rule("name/of-that-year", "the? MONTH|SEASON of? that same|very? year", of_that_year),
    rule("name/day-of-that-year", "MONTH DAY ,? of? that same|very? year", of_that_year),
    rule("name/day-month-of-that-year", "the? DAY of? MONTH ,? of? that same|very? year", of_that_year),
    rule("name/weekday-part-which-week", "WEEKDAY PART of? WHICH week", |m| {
        let week = Point::Step(Unit::Week, m.get(Class::Which)?, From::Published);
        let day = Point::Within(Name::Weekday(m.get(Class::Weekday)? as u32), Box::new(week));
        point(Point::Part(m.get(Class::Part)? as usize, Box::new(day)))
    }),
    rule("name/which-week-on-weekday", "WHICH week on WEEKDAY", in_week),
    rule("name/weekday-which-week", "WEEKDAY of? the? WHICH week", in_week),
    rule("name/a-week-from", "a week|fortnight from|on WEEKDAY|DEICTIC", a_week_from),
    rule("name/a-week-today", "a week|fortnight today|tomorrow", |m| {
        let ends = matches!(m.word_after(), "" | "." | "," | ";" | ":");
        let held = matches!(m.word_before(), "for" | "in" | "of" | "once" | "twice" | "after" | "last");
        (ends && !held).then(|| a_week_from(m))?
    }),
    rule("name/month-which-year", "MONTH of|,? WHICH year", in_year),
    rule("name/month-day-which-year", "MONTH DAY ,|of? WHICH year", in_year),
    rule("name/day-month-which-year", "DAY of? MONTH ,? WHICH year", in_year),
    rule("name/holiday-which-year", "HOLIDAY of? WHICH year", in_year),
    rule("name/season-which-year", "the? SEASON of|,? WHICH year", in_year),
    rule("name/which-year-quarter", "WHICH year 's fiscal? ORDINAL -? quarter|half", in_year),
    rule("name/quarter-of-the-year", "the? fiscal? ORDINAL -? quarter|half of|in the fiscal? year", |m| {
        point(Point::Within(recurring(m)?, Box::new(Point::Step(Unit::Year, 0, From::Published))))
    }),
    rule("name/quarter-which-year", "the? fiscal? ORDINAL -? quarter|half of|in|,? the? WHICH year", in_year),
    rule("name/year-ago-quarter", "the? comparable? year - ago|earlier fiscal? ORDINAL -? quarter|half", |m| {
        let before = Point::Step(Unit::Year, -1, From::Published);
        point(Point::Within(recurring(m)?, Box::new(before)))
    }),
];

/// Returns the name that the match holds.
pub fn recurring(m: &Match) -> Option<Name> {
    if let (Some(month), Some(day)) = (m.get(Class::Month), m.get(Class::Day)) {
        return Some(Name::MonthDay(month as u32, day as u32));
    }
    if let Some(weekday) = m.get(Class::Weekday) {
        return Some(Name::Weekday(weekday as u32));
    }
    if let Some(month) = m.get(Class::Month) {
        return Some(Name::Month(month as u32));
    }
    if let Some(season) = m.get(Class::Season) {
        return Some(Name::Season(season as usize));
    }
    if let Some(holiday) = m.get(Class::Holiday) {
        return Some(Name::Holiday(holiday as usize));
    }
    if m.has("weekend") {
        return Some(Name::Weekend);
    }
    let ordinal = (0..2).filter_map(|n| m.nth(Class::Ordinal, n)).find(|ordinal| *ordinal > 0)? as u32;
    match m.has("half") {
        true => (ordinal <= 2).then_some(Name::Half(ordinal)),
        false => (ordinal <= 4).then_some(Name::Quarter(ordinal)),
    }
}

/// "May" the verb, "March" the verb, people called April, June, August or May.
fn bare_month(m: &Match) -> Option<Built> {
    let word = m.first_word();
    let introduced = matches!(
        m.word_before(),
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "through"
            | "from"
            | "of"
            | "during"
            | "for"
            | "to"
            | "between"
            | "and"
            | "early"
            | "late"
            | "mid"
            | "-"
            | "before"
            | "after"
            | "a"
            | "an"
            | "the"
            | "than"
            | "on"
    );
    let abbreviated = word.len() <= 4 && !matches!(word, "may" | "june" | "july");
    let doubtful = matches!(word, "may" | "march" | "april" | "june" | "august");
    let before_name = m.before(1).is_some_and(|token| matches!(token.ptb, Ptb::Nnp)) && !introduced;
    let after_name = m.after(1).is_some_and(|token| token.ptb == Ptb::Nnp) && !introduced;
    let verb = matches!(m.token(0).ptb, Ptb::Md | Ptb::Vb | Ptb::Vbp);
    // "the March for Life", "the March of Dimes".
    let preposition = introduced && !matches!(m.word_before(), "the" | "a" | "an" | "and");
    // "March Madness".
    let madness = m.word_after() == "madness" && m.name_follows();
    let event = madness || word == "march" && !preposition && matches!(m.word_after(), "for" | "of" | "on");
    let fits = m.capitalised(0)
        && !event
        && (!abbreviated || word.ends_with('.'))
        && !(doubtful && !introduced && (before_name || after_name))
        && !(word == "may" && (!introduced || verb && matches!(m.word_before(), "and" | "-" | "the")))
        && !(word == "march" && !introduced && (verb || m.before(1).is_none()));
    fits.then(|| point(Point::Named(recurring(m)?)))?
}

/// "fall" and "spring" are verbs and more; a season stands after "in", "the", "this" or "of".
fn bare_season(m: &Match) -> Option<Built> {
    let word = m.token(m.position(Class::Season, 0)?).lower.as_str();
    let introduced = matches!(
        m.word_before(),
        "in" | "by" | "during" | "since" | "until" | "through" | "early" | "late" | "mid" | "-"
    );
    let article = m.has("the");
    let noun = matches!(m.token(m.len() - 1).upos, Upos::Noun | Upos::Propn);
    let fits = match word {
        // "a fall in prices", "the fall of the Wall".
        "fall" => introduced && !matches!(m.word_after(), "of" | "in"),
        "spring" => introduced && noun,
        "summer" | "winter" | "autumn" => introduced || article || noun && !matches!(m.word_after(), "'s"),
        _ => introduced || article,
    };
    (fits && !matches!(m.word_after(), "palace" | "olympics" | "games" | "solstice" | "equinox"))
        .then(|| point(Point::Named(recurring(m)?)))?
}

/// "the Good Friday Agreement" is no date, but has one in its name.
fn bare_holiday(m: &Match) -> Option<Built> {
    // "Tariq Ramadan said".
    let given = |name: &Token| {
        let capital = name.span.of(m.text).starts_with(char::is_uppercase);
        capital && !matches!(name.upos, Upos::Adp | Upos::Sconj | Upos::Adv | Upos::Det | Upos::Cconj)
    };
    let person = m.first_word() == "ramadan" && (m.name_follows() || m.before(1).is_some_and(given));
    let mut phrase = Phrase::new(Meaning::Point(Point::Named(recurring(m)?)));
    phrase.in_name = m.name_follows();
    (m.capitalised(0) && !person).then(|| phrase.into())
}

fn holiday_week(m: &Match) -> Option<Built> {
    // The week of a feast whose day nobody can tell is not known either.
    let holiday = Point::Named(recurring_holiday(m).filter(|holiday| holiday.is_sure())?);
    let unit = if m.has("week") { Unit::Week } else { Unit::Weekend };
    point(Point::Nth(1, crate::time::meaning::Counted::Unit(unit), Box::new(holiday)))
}

fn recurring_holiday(m: &Match) -> Option<Name> {
    m.get(Class::Holiday).map(|holiday| Name::Holiday(holiday as usize))
}

fn quarter(m: &Match) -> Option<Built> {
    // "the second half" of a match or a speech is no half of the year; "first half results" is.
    let of_year = m.word_after() == "of"
        && m.after(2).is_some_and(|next| matches!(next.lower.as_str(), "the" | "this" | "next" | "last"))
        && m.after(3).is_some_and(|next| next.lower == "year");
    let reported =
        matches!(m.word_after(), "results" | "profit" | "profits" | "earnings" | "net" | "loss" | "sales" | "revenue");
    if m.has("half") && !of_year && !reported {
        return None;
    }
    // "the third quarter of the match".
    let game = m.word_after() == "of"
        && m.after(3).is_some_and(|noun| matches!(&*noun.lower, "match" | "game" | "contest" | "final" | "season"));
    if game {
        return None;
    }
    // "the third-quarter loss" leaves the article to the loss.
    if m.has("-") && m.has("the") && m.after(1).is_some_and(|next| next.upos != Upos::Punct) {
        let phrase = Phrase::new(Meaning::Point(Point::Named(recurring(m)?)));
        return Some(Built { skip: 1, ..Built::from(phrase) });
    }
    point(Point::Named(recurring(m)?))
}

/// "in the new year": early in the year whose beginning is meant, to come or just past.
fn new_year(m: &Match) -> Option<Built> {
    let introduced = matches!(m.word_before(), "in" | "into" | "by" | "until" | "before" | "of" | "since" | "from");
    let named = m.word_after() == "'s" || m.name_follows();
    let year = Point::Nth(1, crate::time::meaning::Counted::Unit(Unit::Year), Box::new(Point::Named(Name::Month(1))));
    let phrase = Phrase::new(Meaning::Point(year)).modified(crate::model::Modifier::Start);
    (introduced && !named).then(|| phrase.into())
}

/// "the June quarter", as Australians and Indians say, "the April-June quarter": the one that ends so.
fn month_quarter(m: &Match) -> Option<Built> {
    let (first, last) = (m.get(Class::Month)? as u32, m.nth(Class::Month, 1).map(|month| month as u32));
    let end = last.unwrap_or(first);
    let spans = last.is_none() || first + 2 == end;
    let capital = m.capitalised(m.position(Class::Month, 0)?);
    let (length, half) = if m.has("half") { (6, true) } else { (3, false) };
    // "the June half-term".
    let goes_on = half && m.word_after() == "-";
    if !spans || !capital || goes_on || end % length != 0 {
        return None;
    }
    match (m.get(Class::Year).and_then(|year| i32::try_from(year).ok()), half) {
        (Some(year), true) => super::calendar(Calendar::Half(year, end / 6)),
        (Some(year), false) => super::calendar(Calendar::Quarter(year, end / 3)),
        (None, true) => point(Point::Named(Name::Half(end / 6))),
        (None, false) => point(Point::Named(Name::Quarter(end / 3))),
    }
}

/// "the second and third quarters", "the first and fourth quarters of 2024".
fn quarters(m: &Match) -> Option<Built> {
    let number = |n| u32::try_from(m.nth(Class::Ordinal, n)?).ok().filter(|number| (1..=4).contains(number));
    let year = m.get(Class::Year).and_then(|year| i32::try_from(year).ok());
    let point = |quarter| match year {
        Some(year) => Point::Calendar(Calendar::Quarter(year, quarter)),
        None => Point::Named(Name::Quarter(quarter)),
    };
    let (first, second) = (number(0)?, number(1)?);
    // "the first and second quarters of the game".
    let game = matches!(m.word_after(), "of" | "to" | "by") && year.is_none();
    (first < second && !game).then(|| pair(m, point(first), m.position(Class::Ordinal, 1)?, point(second)))?
}

/// "the 3rd": only ordinals in figures after "on" are days.
fn day_of_month(m: &Match) -> Option<Built> {
    let ordinal = m.token(1).lower.ends_with(|last: char| last.is_ascii_lowercase());
    let introduced = matches!(m.word_before(), "on" | "until" | "by" | "since");
    let noun = m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
    let figures = m.token(1).lower.starts_with(|first: char| first.is_ascii_digit());
    (ordinal && figures && introduced && !noun)
        .then(|| point(Point::Named(Name::DayOfMonth(m.get(Class::Day)? as u32))))?
}

/// "the 15th of last month", "the fourth of next month".
fn day_of_which_month(m: &Match) -> Option<Built> {
    let day = m.get(Class::Ordinal).and_then(|day| u32::try_from(day).ok()).filter(|day| (1..=31).contains(day))?;
    // "the first of this month's votes" is no day.
    let counts = m.word_after() == "'s" && !m.token(1).lower.starts_with(|first: char| first.is_ascii_digit());
    let month = Point::Step(Unit::Month, m.get(Class::Which)?, From::Published);
    (!counts).then(|| point(Point::Within(Name::DayOfMonth(day), Box::new(month))))?
}

/// "two Saturdays ago", "three summers ago".
fn names_ago(m: &Match) -> Option<Built> {
    let count = m.get(Class::Number).filter(|count| count % 1000 == 0 && (1000..=60_000).contains(count))? / 1000;
    let name = match m.get(Class::Weekdays) {
        Some(weekday) => Name::Weekday(weekday as u32),
        None => Name::Season(m.get(Class::Seasons)? as usize),
    };
    point(Point::NamedStep(name, -count, From::Published))
}

/// "the last Friday of May", "the last week in 1998" count within May and 1998.
pub fn counts_within(m: &Match) -> bool {
    let definite = m.has("the") || m.word_before() == "the";
    let in_date = || {
        let next = m.after(2).map_or("", |next| &next.lower);
        let classes = WORDS.readings.get(next).map_or(&[][..], Vec::as_slice);
        classes.iter().any(|(class, _)| *class == Class::Month) || next.len() == 4 && next.parse::<u32>().is_ok()
    };
    definite && (m.word_after() == "of" || m.word_after() == "in" && in_date())
}

fn which(m: &Match) -> Option<Built> {
    let word = m.token(m.position(Class::Which, 0)?).lower.as_str();
    if word == "last" && counts_within(m) {
        return None;
    }
    if m.get(Class::Month).is_some() && word == "this" && !m.capitalised(m.len() - 1) {
        return None;
    }
    point(Point::NamedStep(recurring(m)?, m.get(Class::Which)?, From::Published))
}

fn this_past(m: &Match) -> Option<Built> {
    let name = recurring(m)?;
    // "this past summer" is the latest one, be it over or not.
    let lean = if m.has("past") { -1 } else { 1 };
    let stretch = matches!(name, Name::Season(_) | Name::Month(_));
    if stretch && lean < 0 {
        return point(Point::NamedStep(name, 0, From::Published));
    }
    point(Point::NamedStep(name, lean, From::Published))
}

fn which_quarter(m: &Match) -> Option<Built> {
    let steps = m.get(Class::Which).or_else(|| m.get(Class::Neighbour))?;
    point(Point::NamedStep(recurring(m)?, steps, From::Published))
}

fn neighbour(m: &Match) -> Option<Built> {
    point(Point::NamedStep(recurring(m)?, m.get(Class::Neighbour)?, From::Focus))
}

fn that(m: &Match) -> Option<Built> {
    let name = recurring(m)?;
    let clear = !matches!(name, Name::Month(5) | Name::Season(0 | 2)) && m.capitalised(1) && m.token(1).lower.len() > 4
        || matches!(name, Name::Season(1 | 3))
        || m.has("autumn");
    // "said that Friday's vote": the conjunction, after a verb.
    // "It happened that Friday".
    let conjunction = m.before(1).is_some_and(|before| cue(&before.lemma, CuePart::Verb).is_some());
    if conjunction && clear {
        let phrase = Phrase::new(Meaning::Point(Point::Named(name)));
        return Some(Built { skip: 1, ..Built::from(phrase) });
    }
    clear.then(|| point(Point::NamedStep(name, 0, From::Focus)))?
}

/// "in June of that year", "on 7 June that same year": of the year that the text speaks of.
fn of_that_year(m: &Match) -> Option<Built> {
    let name = recurring(m)?;
    let season = m.get(Class::Season).is_some();
    // "the fall of that year", "they spring that year": a season stands with "the" and "of".
    let clear = if season { m.has("the") && m.has("of") } else { m.capitalised(m.position(Class::Month, 0)?) };
    clear.then(|| point(Point::Within(name, Box::new(Point::That(Unit::Year)))))?
}

fn in_week(m: &Match) -> Option<Built> {
    let week = Point::Step(Unit::Week, m.get(Class::Which)?, From::Published);
    point(Point::Within(recurring(m)?, Box::new(week)))
}

fn a_week_from(m: &Match) -> Option<Built> {
    // "a week on Friday" is British; "twice a week on Fridays" and "a week on from that" are not.
    let held = matches!(m.word_before(), "once" | "twice" | "times" | "in" | "for" | "of" | "spent" | "last" | "half");
    if m.has("on") && (m.get(Class::Weekday).is_none() || held) {
        return None;
    }
    let days = if m.has("week") { 7 } else { 14 };
    let deictic = m.get(Class::Deictic).or(m.has("today").then_some(0)).or(m.has("tomorrow").then_some(1));
    if let Some(deictic) = deictic {
        return point(Point::Step(Unit::Day, deictic + days, From::Published));
    }
    point(Point::NamedStep(recurring(m)?, 1 + days / 7, From::Published))
}

fn in_year(m: &Match) -> Option<Built> {
    let year = Point::Step(Unit::Year, m.get(Class::Which)?, From::Published);
    point(Point::Within(recurring(m)?, Box::new(year)))
}
