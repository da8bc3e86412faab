//! What the rules of `date` make of bare years: a year, or figures that count, price or number something.

use super::date::year;
use super::{calendar, pair};
use crate::lexicon::time::Class;
use crate::model::{Ptb, Upos};
use crate::time::meaning::{Calendar, Point};
use crate::time::pattern::{Built, Match};

/// Four figures are a year where nothing says that they count, price or number something.
pub fn bare_year(m: &Match) -> Option<Built> {
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
            | "ca."
            | "throughout"
            | "year"
    );
    // "Smith's 1987 Chevrolet" names a model.
    let owned = before == "'s" && m.after(1).is_some_and(|next| next.ptb == Ptb::Nnp);
    // "Orwell's 1984", "he read 1984", "a novel, \"1984\"": the book.
    let quoted = before == "\"" && after == "\"";
    let book = matches!(before, "read" | "novel" | "book" | "reading" | "reads" | "orwell") || quoted;
    let book = book || before == "'s" && m.before(2).is_some_and(|owner| owner.lower == "orwell");
    // "In 1066 the Normans came"; but "in 1200 homes".
    let ancient = matches!(before, "in" | "since" | "circa" | "ca.")
        && m.after(1)
            .is_none_or(|next| !matches!(next.upos, Upos::Noun | Upos::Adj | Upos::Num | Upos::Sym | Upos::Verb));
    let range = if ancient {
        1000..2101
    } else if introduced {
        1500..2101
    } else {
        1900..2101
    };
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
                | "metres"
                | "kilometres"
                | "kg"
                | "litres"
                | "tonne"
                | "hectares"
                | "megawatts"
                | "mw"
                | "calories"
                | "rupees"
                | "crore"
                | "crores"
                | "lakh"
                | "naira"
                | "rand"
                | "shillings"
        ) || m.after(1).is_some_and(|next| next.ptb == Ptb::Nns && !introduced && year >= 2000 && year % 10 == 0);
    let numbered = matches!(
        before,
        "$" | "£"
            | "€"
            | "#"
            | "no."
            | "rs"
            | "rs."
            | "₹"
            | "page"
            | "bill"
            | "article"
            | "agenda"
            | "vision"
            | "resolution"
            | "section"
            | "gate"
            | "channel"
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
    let counts_runs = matches!(after, "runs" | "wickets" | "points") && !introduced;
    // "2010 Main Street".
    let street = (1..=3).any(|n| m.after(n).is_some_and(|next| is_street(&next.lower))) && m.name_follows();
    // "two thousand people": spelled out, only tens of tens are surely years.
    let counts = spelled && year == 2000 && before != "year" || matches!(after, ":" | "." | "/") && after != ".";
    (range.contains(&year) && !street && !owned && !book && !measured && !numbered && !counts && !counts_runs)
        .then(|| calendar(Calendar::Year(year)))?
}

fn is_street(word: &str) -> bool {
    matches!(word, "street" | "st." | "avenue" | "ave." | "road" | "boulevard" | "blvd." | "lane" | "drive")
}

/// "1914-1918".
pub fn year_range(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Year, 0)? as i32, m.nth(Class::Year, 1)? as i32);
    let plausible = first < second && (1000..2100).contains(&first) && second < 2200;
    plausible.then(|| pair(m, Point::Calendar(Calendar::Year(first)), 2, Point::Calendar(Calendar::Year(second))))?
}

/// "between 1348 and 1350", "from 1347 to 1351": both are years, where one alone may be a number.
pub fn years(m: &Match) -> Option<Built> {
    let (first, second) = (m.nth(Class::Year, 0)? as i32, m.nth(Class::Year, 1)? as i32);
    let opener = if m.has("and") { "between" } else { "from" };
    let counts = m.after(1).is_some_and(|next| !matches!(next.upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Det));
    let round = first % 10 == 0 && second % 10 == 0;
    let fits = m.word_before() == opener && first < second && (1000..1500).contains(&first) && second < 2100;
    (fits && !counts && !round)
        .then(|| pair(m, Point::Calendar(Calendar::Year(first)), 2, Point::Calendar(Calendar::Year(second))))?
}
