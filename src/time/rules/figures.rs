//! Times in figures: "2025-07-03T10:15:00Z", "7/4/2025", "20250703", "the 2015/16 season", "1Q25".

use chrono::NaiveDate;

use super::{calendar, point, rule};
use crate::lexicon::time::{Class, Unit};
use crate::model::Upos;
use crate::time::figures::unpack;
use crate::time::meaning::{Calendar, ClockTime, ClockZone, Meaning, Name, Phrase, Point};
use crate::time::pattern::{Built, Match, Rule};

/// The family `figures`.
pub const RULES: &[Rule] = &[
    rule("figures/date", "FIGURES", date),
    rule("figures/slashed", "SLASHED", slashed),
    rule("figures/stamp", "STAMP", |m| stamp(m, None)),
    rule("figures/stamp-zone", "STAMP ZONE", |m| stamp(m, Some(ClockZone::Listed(m.get(Class::Zone)? as usize)))),
    rule("figures/stamp-offset", "STAMP + CLOCK|MILITARY", |m| {
        let seconds = m.get(Class::Clock).or_else(|| m.get(Class::Military))?;
        stamp(m, Some(ClockZone::Offset(i32::try_from(seconds / 60).ok()?)))
    }),
    rule("figures/split-year", "the? fiscal|financial|tax|school|academic? SPLITYEAR", |m| {
        calendar(Calendar::SplitYear(m.get(Class::SplitYear)? as i32))
    }),
    rule("figures/period", "PERIOD", |m| period(m, None)),
    rule("figures/period-year", "PERIOD of|,? YEAR", |m| period(m, Some(m.get(Class::Year)? as i32))),
];

fn date(m: &Match) -> Option<Built> {
    // Eight bare figures count and number things more often than they date them.
    let compact = m.token(0).lower.len() == 8 && m.token(0).lower.bytes().all(|byte| byte.is_ascii_digit());
    let introduced = matches!(
        m.word_before(),
        "dated" | "date" | "on" | "since" | "until" | "from" | "before" | "after" | "published" | "updated" | "filed"
    );
    let counts = m.after(1).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Sym));
    let fits = !compact || introduced && !counts;
    fits.then(|| calendar(Calendar::Day(NaiveDate::from_num_days_from_ce_opt(m.get(Class::Figures)? as i32)?)))?
}

/// "9/11" is a date by itself; other pairs of figures only after "on" and the like.
fn slashed(m: &Match) -> Option<Built> {
    let pair = m.get(Class::Slashed)?;
    let introduced = matches!(m.word_before(), "on" | "since" | "by" | "until" | "from" | "before" | "after");
    if pair != 911 {
        // "on 4/5 July" has days on both sides of the slash.
        let days = m.after(1).is_some_and(|next| crate::lexicon::time::is_month(&next.lower));
        let fits = introduced && !days;
        return fits.then(|| point(Point::Named(Name::MonthDay(pair as u32 / 100, pair as u32 % 100))))?;
    }
    let attacks = NaiveDate::from_ymd_opt(2001, 9, 11)?;
    let mut phrase = Phrase::new(Meaning::Point(Point::Calendar(Calendar::Day(attacks))));
    // "the 9/11 Commission" names a body and dates nothing.
    phrase.in_name = m.name_follows();
    Some(phrase.into())
}

fn stamp(m: &Match, zone: Option<ClockZone>) -> Option<Built> {
    let (day, seconds, to_the_second, offset) = unpack(m.get(Class::Stamp)?);
    let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)?;
    let offset = offset.and_then(|minutes| i32::try_from(minutes).ok()).map(ClockZone::Offset);
    let grain = if to_the_second { Unit::Second } else { Unit::Minute };
    let clock = ClockTime { seconds: seconds as u32, grain, zone: zone.or(offset) };
    point(Point::Clock(clock, Box::new(Point::Calendar(Calendar::Day(day)))))
}

/// "1Q25", "the 2H": reports of earnings.
fn period(m: &Match, year: Option<i32>) -> Option<Built> {
    let period = m.get(Class::Period)?;
    let year = year.or((period >= 10).then_some((period / 10) as i32));
    let number = (period % 10) as u32;
    // "2h" alone is a length of two hours, or no time at all.
    let reported =
        matches!(m.word_after(), "results" | "profit" | "earnings" | "net" | "sales" | "revenue" | "revenues");
    match (year, number) {
        (Some(year), 5..) => calendar(Calendar::Half(year, number - 4)),
        (Some(year), _) => calendar(Calendar::Quarter(year, number)),
        (None, 5..) => reported.then(|| point(Point::Named(Name::Half(number - 4))))?,
        (None, _) => point(Point::Named(Name::Quarter(number))),
    }
}
