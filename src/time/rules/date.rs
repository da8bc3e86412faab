//! Dates that say their year or their month: "3 July 2025", "October 1998", "the 1990s", "Q3 2014".

use chrono::NaiveDate;

use super::{calendar, pair, point, rule};
use crate::lexicon::time::Class;
use crate::model::Ptb;
use crate::time::lex::century;
use crate::time::meaning::{Calendar, From, Meaning, Name, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `date`.
pub const RULES: &[Rule] = &[
    rule("date/weekday-month-day-year", "WEEKDAY ,|the? MONTH DAY ,? YEAR", month_day_year),
    rule("date/weekday-day-month-year", "WEEKDAY ,|the? DAY of? MONTH ,? YEAR", month_day_year),
    rule("date/weekday-month-day", "WEEKDAY ,|the? MONTH DAY", month_day),
    rule("date/weekday-month-ordinal", "this? coming|past? WEEKDAY ,|the? MONTH the? ORDINAL", month_ordinal),
    rule("date/weekday-day-month", "WEEKDAY ,|the? DAY of? MONTH", month_day),
    rule("date/month-day-year", "MONTH DAY ,? YEAR", month_day_year),
    rule("date/day-month-year", "the? DAY of|-? MONTH ,|-? YEAR", month_day_year),
    rule("date/month-days-year", "MONTH DAY -|to|and|through|& DAY ,? YEAR", days_of_month),
    rule("date/month-days", "MONTH DAY -|to|and|through|& DAY", days_of_month),
    rule("date/days-month-year", "DAY -|to|and|& DAY MONTH YEAR", days_before_month),
    rule("date/days-month", "DAY -|to|and|& DAY MONTH", days_before_month),
    rule("date/month-day", "MONTH DAY", month_day),
    rule("date/month-ordinal", "MONTH the? ORDINAL", month_ordinal),
    rule("date/day-month", "the? DAY of? MONTH", month_day),
    rule("date/ordinal-of-month", "the ORDINAL of MONTH", month_ordinal),
    rule("date/month-year", "MONTH of|,? YEAR", month_year),
    rule("date/month-short-year", "MONTH SHORTYEAR", month_year),
    rule("date/figures", "FIGURES", figures),
    rule("date/slashed", "SLASHED", slashed),
    rule("date/the-year", "the year YEAR", |m| calendar(Calendar::Year(year(m)?))),
    rule("date/year-range", "YEAR - YEAR", year_range),
    rule("date/split-year", "the? YEAR -|/ SHORTYEAR", split_year),
    rule("date/year", "YEAR", bare_year),
    rule("date/clipped-year", "SHORTYEAR", clipped_year),
    rule("date/fiscal-year", "the? fiscal|fy year? YEAR", |m| calendar(Calendar::Year(year(m)?))),
    rule("date/year-bc", "NUMBER b.c.|bc|bce|b.c", |m| calendar(Calendar::Year(1 - whole(m)?))),
    rule("date/year-ad", "a.d.|ad NUMBER", |m| calendar(Calendar::Year(whole(m)?))),
    rule("date/season-of-year", "the? SEASON of|,? YEAR", |m| {
        calendar(Calendar::Season(year(m)?, m.get(Class::Season)? as usize))
    }),
    rule("date/season-of-split-year", "the? SEASON of|,? YEAR -|/ SHORTYEAR", season_of_split_year),
    rule(
        "date/quarter-of-year",
        "the? fiscal|calendar? -? ORDINAL -? quarter|half|period of|in|,? fiscal? YEAR",
        quarter_of_year,
    ),
    rule("date/year-quarter", "the? YEAR 's? fiscal? ORDINAL -? quarter|half", quarter_of_year),
    rule("date/q-year", "q1|q2|q3|q4|h1|h2 of|,? YEAR", q_year),
    rule("date/year-period", "the YEAR quarter|period", |m| point(Point::Period(year(m)))),
    rule("date/decade", "the? DECADE", decade),
    rule("date/century", "the? ORDINAL -? century", century_of),
    rule("date/holiday-of-year", "HOLIDAY of|,? YEAR", |m| {
        calendar(Name::Holiday(m.get(Class::Holiday)? as usize).in_year(year(m)?)?)
    }),
];

fn year(m: &Match) -> Option<i32> {
    m.get(Class::Year).map(|year| year as i32)
}

fn whole(m: &Match) -> Option<i32> {
    let thousandths = m.get(Class::Number)?;
    i32::try_from(thousandths / 1000).ok().filter(|year| thousandths % 1000 == 0 && (1..10_000).contains(year))
}

/// "May" and "March" are months only with a capital, as are abbreviations that are also words.
fn month(m: &Match) -> Option<u32> {
    let at = m.position(Class::Month, 0)?;
    let doubtful =
        matches!(m.token(at).lower.as_str(), "may" | "march" | "mar" | "dec" | "sep" | "oct" | "jan" | "jun");
    (!doubtful || m.capitalised(at)).then(|| m.get(Class::Month))?.map(|month| month as u32)
}

fn valid(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

fn month_day_year(m: &Match) -> Option<Built> {
    calendar(Calendar::Day(NaiveDate::from_ymd_opt(year(m)?, month(m)?, m.get(Class::Day)? as u32)?))
}

fn month_day(m: &Match) -> Option<Built> {
    let (month, day) = (month(m)?, m.get(Class::Day)? as u32);
    // "one May evening", "two March rallies": a day of the month before it is in figures.
    let at = m.position(Class::Day, 0)?;
    let figures = m.token(at).lower.starts_with(|first: char| first.is_ascii_digit());
    let follows = at > m.position(Class::Month, 0)?;
    // "March 5 percent", "May 12.5": a number that goes on is no day.
    let goes_on = follows && matches!(m.word_after(), "%" | "percent" | "million" | "billion" | "points");
    (valid(month, day) && (figures || follows) && !goes_on).then(|| point(Point::Named(Name::MonthDay(month, day))))?
}

fn month_ordinal(m: &Match) -> Option<Built> {
    let (month, day) = (month(m)?, u32::try_from(m.get(Class::Ordinal)?).ok()?);
    valid(month, day).then(|| point(Point::Named(Name::MonthDay(month, day))))?
}

fn on(year: Option<i32>, month: u32, day: u32) -> Option<Point> {
    match year {
        Some(year) => Some(Point::Calendar(Calendar::Day(NaiveDate::from_ymd_opt(year, month, day)?))),
        None => valid(month, day).then_some(Point::Named(Name::MonthDay(month, day))),
    }
}

fn days_of_month(m: &Match) -> Option<Built> {
    let (month, year) = (month(m)?, year(m));
    let (first, second) = (m.nth(Class::Day, 0)? as u32, m.nth(Class::Day, 1)? as u32);
    // Without a year, the second day is in the year of the first.
    let second = match on(year, month, second)? {
        Point::Named(name) => Point::NamedStep(name, 0, From::Focus),
        point => point,
    };
    pair(on(year, month, first)?, m.position(Class::Day, 1)?, second)
}

fn days_before_month(m: &Match) -> Option<Built> {
    days_of_month(m).filter(|_| m.token(0).lower.starts_with(|first: char| first.is_ascii_digit()))
}

fn month_year(m: &Match) -> Option<Built> {
    // "in June, FY2022 sales rose" has two.
    let fiscal = m.position(Class::Year, 0).is_some_and(|at| m.token(at).lower.starts_with("fy"));
    if fiscal {
        return None;
    }
    let year = match year(m) {
        Some(year) => year,
        None => clipped(m)?,
    };
    calendar(Calendar::Month(year, month(m)?))
}

/// The year of "'98"; two bare figures are no year.
fn clipped(m: &Match) -> Option<i32> {
    let at = m.position(Class::ShortYear, 0)?;
    let apostrophe = m.token(at).lower.starts_with('\'');
    apostrophe.then(|| m.get(Class::ShortYear).map(|short| century(short) as i32))?
}

fn clipped_year(m: &Match) -> Option<Built> {
    let introduced =
        matches!(m.word_before(), "in" | "since" | "of" | "until" | "by" | "from" | "summer" | "early" | "late");
    introduced.then(|| calendar(Calendar::Year(clipped(m)?)))?
}

fn figures(m: &Match) -> Option<Built> {
    calendar(Calendar::Day(NaiveDate::from_num_days_from_ce_opt(m.get(Class::Figures)? as i32)?))
}

/// "9/11" is a date by itself; other pairs of figures only after "on" and the like.
fn slashed(m: &Match) -> Option<Built> {
    let pair = m.get(Class::Slashed)?;
    let introduced = matches!(m.word_before(), "on" | "since" | "by" | "until" | "from" | "before" | "after");
    if pair != 911 {
        return introduced.then(|| point(Point::Named(Name::MonthDay(pair as u32 / 100, pair as u32 % 100))))?;
    }
    let attacks = NaiveDate::from_ymd_opt(2001, 9, 11)?;
    let mut phrase = Phrase::new(Meaning::Point(Point::Calendar(Calendar::Day(attacks))));
    // "the 9/11 Commission" names a body and dates nothing.
    phrase.in_name = m.name_follows();
    Some(phrase.into())
}

fn year_range(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Year, 0)? as i32, m.nth(Class::Year, 1)? as i32);
    let plausible = first < second && (1000..2100).contains(&first) && second < 2200;
    plausible.then(|| pair(Point::Calendar(Calendar::Year(first)), 2, Point::Calendar(Calendar::Year(second))))?
}

fn split_year(m: &Match) -> Option<Built> {
    let (first, short) = (year(m)?, m.get(Class::ShortYear)? as i32);
    ((first + 1) % 100 == short && (1800..2100).contains(&first)).then(|| calendar(Calendar::SplitYear(first)))?
}

/// Four figures are a year where nothing says that they count, price or number something.
fn bare_year(m: &Match) -> Option<Built> {
    let year = year(m)?;
    if m.token(0).lower.starts_with("fy") {
        return calendar(Calendar::Year(year));
    }
    let (before, after) = (m.word_before(), m.word_after());
    let introduced = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "before"
            | "after"
            | "during"
            | "through"
            | "from"
            | "of"
            | "to"
            | "and"
            | "between"
            | "early"
            | "late"
            | "mid"
            | "circa"
            | "throughout"
            | "year"
    );
    // "Smith's 1987 Chevrolet" names a model.
    let owned = before == "'s" && m.after(1).is_some_and(|next| next.ptb == Ptb::Nnp);
    // "Orwell's 1984", "he read 1984", "a novel, \"1984\"": the book.
    let quoted = before == "\"" && after == "\"";
    let book = matches!(before, "read" | "novel" | "book" | "reading" | "reads" | "orwell") || quoted;
    let book = book || before == "'s" && m.before(2).is_some_and(|owner| owner.lower == "orwell");
    let range = if introduced { 1500..2101 } else { 1900..2101 };
    let measured =
        matches!(
            after,
            "people"
                | "%"
                | "percent"
                | "points"
                | "dollars"
                | "pounds"
                | "euros"
                | "yen"
                | "miles"
                | "kilometers"
                | "km"
                | "meters"
                | "feet"
                | "acres"
                | "troops"
                | "soldiers"
                | "jobs"
                | "shares"
                | "tons"
                | "tonnes"
                | "barrels"
                | "copies"
                | "votes"
                | "students"
                | "men"
                | "women"
                | "children"
                | "employees"
                | "workers"
        ) || m.after(1).is_some_and(|next| next.ptb == Ptb::Nns && !introduced && year >= 2000 && year % 10 == 0);
    let numbered = matches!(
        before,
        "$" | "£"
            | "€"
            | "#"
            | "no."
            | "page"
            | "flight"
            | "route"
            | "room"
            | "version"
            | "about"
            | "some"
            | "nearly"
            | "almost"
            | "than"
            | "windows"
            | "boeing"
            | "highway"
            | "-"
            | "/"
    ) && before != "-";
    let spelled = !m.token(0).lower.starts_with(|first: char| first.is_ascii_digit());
    // "two thousand people": spelled out, only tens of tens are surely years.
    let counts = spelled && year == 2000 && before != "year" || matches!(after, ":" | "." | "/") && after != ".";
    (range.contains(&year) && !owned && !book && !measured && !numbered && !counts)
        .then(|| calendar(Calendar::Year(year)))?
}

/// "the winter of 1944-45": seasons are named by the year they begin in.
fn season_of_split_year(m: &Match) -> Option<Built> {
    let (first, short) = (year(m)?, m.get(Class::ShortYear)? as i32);
    ((first + 1) % 100 == short).then(|| calendar(Calendar::Season(first, m.get(Class::Season)? as usize)))?
}

fn quarter_of_year(m: &Match) -> Option<Built> {
    let periods = if m.has("half") { 2 } else { 4 };
    // "the last half of 1989" counts from its end.
    let ordinal = match m.get(Class::Ordinal)? {
        -1 => periods,
        ordinal => u32::try_from(ordinal).ok()?,
    };
    let year = year(m)?;
    match m.has("half") {
        true => (1..=2).contains(&ordinal).then(|| calendar(Calendar::Half(year, ordinal)))?,
        false => (1..=4).contains(&ordinal).then(|| calendar(Calendar::Quarter(year, ordinal)))?,
    }
}

fn q_year(m: &Match) -> Option<Built> {
    let name = m.first_word();
    let number = u32::from(name.as_bytes()[1] - b'0');
    let year = year(m)?;
    calendar(if name.starts_with('q') { Calendar::Quarter(year, number) } else { Calendar::Half(year, number) })
}

fn decade(m: &Match) -> Option<Built> {
    let decade = m.get(Class::Decade)? as i32;
    // "in her eighties", "temperatures in the 80s".
    let of_someone = matches!(m.word_before(), "his" | "her" | "their" | "my" | "your" | "our");
    // "the early '80s", "the '60s and '70s".
    let clipped = m.position(Class::Decade, 0).is_some_and(|at| m.token(at).lower.starts_with('\''));
    match decade {
        _ if of_someone => None,
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
