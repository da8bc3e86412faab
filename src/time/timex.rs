//! Phrases to time expressions: each resolved in turn, with the date in focus carried along.
//!
//! In: phrases in the order of the text and the publication date. Out: TIMEX3 with interval,
//! grain, basis and, where day and zone are known, the instant.

use chrono::{DateTime, Days, FixedOffset, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::calendar::part_suffix;
use super::meaning::{Calendar, ClockTime, ClockZone, Counted, Meaning, Name, Phrase, Point};
use super::resolve::{self, Context, Source};
use super::{Anchor, Explained, Missing, direction, history, quoted, range, write};
use crate::lexicon::time::{Unit, WORDS};
use crate::model::{Grain, Interval, Parsed, TimeBasis, TimeExpression, TimexType, Token, TokenRange};

/// Writes the phrases of a text as time expressions.
pub fn write(parsed: &Parsed, mut phrases: Vec<(TokenRange, Phrase)>, anchor: &Anchor) -> Vec<Explained> {
    range::agree(parsed, &mut phrases);
    let mut out = write_from(parsed, &phrases, anchor, &[]);
    // What was said on a day of its own counts from there.
    let sayings: Vec<Option<Saying>> =
        quoted::told(parsed, &phrases, &out).into_iter().map(|told| saying(told?, &out, anchor)).collect();
    if sayings.iter().any(Option::is_some) {
        out = write_from(parsed, &phrases, anchor, &sayings);
    }
    range::link(parsed, &mut out);
    out
}

/// Log-odds from which a clause surely leaves the past.
const FUTURE: f32 = 1.0;

/// The day on which quoted words were spoken, and the expression that tells it.
#[derive(Debug, Clone, Copy)]
struct Saying {
    day: Interval,
    expression: usize,
}

/// The day that an expression tells, where it is another than that of publication, and not to come.
fn saying(expression: usize, out: &[Explained], anchor: &Anchor) -> Option<Saying> {
    let day = out[expression].expression.interval?;
    let published = anchor.days();
    let fits = published.is_none_or(|published| day.begins_on < published.begins_on);
    fits.then_some(Saying { day, expression })
}

fn write_from(
    parsed: &Parsed,
    phrases: &[(TokenRange, Phrase)],
    anchor: &Anchor,
    sayings: &[Option<Saying>],
) -> Vec<Explained> {
    let out = Vec::with_capacity(phrases.len());
    let mut writer =
        Writer { parsed, anchor, saying: None, focus: None, period: None, year: None, history: false, out };
    writer.history = history::tells(phrases, anchor);
    for (index, (tokens, phrase)) in phrases.iter().enumerate() {
        writer.saying = sayings.get(index).copied().flatten();
        writer.push(tokens.clone(), phrase.clone());
    }
    writer.out
}

struct Writer<'a> {
    parsed: &'a Parsed,
    anchor: &'a Anchor,
    /// When the words were spoken that the expression at hand is quoted in.
    saying: Option<Saying>,
    /// What the text last spoke of, and the expression that did.
    focus: Option<(Calendar, usize)>,
    /// The quarter or half year that a report of earnings is about.
    period: Option<Calendar>,
    /// The year that the sentence at hand opens with, and the token after it.
    year: Option<(i32, usize)>,
    /// The text tells of times long past and of no day around its publication.
    history: bool,
    out: Vec<Explained>,
}

/// What resolving adds to a phrase.
struct Reading {
    kind: TimexType,
    value: String,
    interval: Option<Interval>,
    grain: Option<Grain>,
    instant: Option<DateTime<FixedOffset>>,
    basis: TimeBasis,
}

impl Reading {
    fn bare(kind: TimexType, value: String, basis: TimeBasis) -> Self {
        Self { kind, value, interval: None, grain: None, instant: None, basis }
    }
}

impl Writer<'_> {
    fn push(&mut self, tokens: TokenRange, phrase: Phrase) {
        // "For the nine months …": what follows compares years, not quarters.
        if matches!(&phrase.meaning, Meaning::Length(length) if length.unit() == Unit::Month && length.is_exact()) {
            self.period = None;
        }
        let lean = match &phrase.meaning {
            Meaning::Point(point) if depends_on_clause(point) => Some(direction::lean(self.parsed, &tokens)),
            _ => None,
        };
        let reading = match &phrase.meaning {
            Meaning::Point(point) => self.point(point, &tokens, lean.unwrap_or(0.0)),
            Meaning::Length(length) => Reading::bare(TimexType::Duration, write::length(length), TimeBasis::Explicit),
            Meaning::Set(set) => Reading::bare(TimexType::Set, write::recurrence(set), TimeBasis::Explicit),
            Meaning::Vague(way) => {
                let value = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][(way + 1) as usize];
                Reading::bare(TimexType::Date, value.to_owned(), TimeBasis::Unresolved)
            }
        };
        let expression = TimeExpression {
            span: self.parsed.span(&tokens),
            tokens,
            kind: reading.kind,
            value: reading.value,
            modifier: phrase.modifier,
            quant: phrase.quant.map(str::to_owned),
            freq: phrase.freq,
            interval: reading.interval,
            instant: reading.instant,
            grain: reading.grain,
            basis: reading.basis,
            range: None,
            in_name: phrase.in_name,
            rule: phrase.rules.last().copied().unwrap_or_default(),
        };
        let unresolved = expression.basis == TimeBasis::Unresolved && !is_open(&phrase.meaning);
        let missing = unresolved.then(|| match self.anchor.days().and_then(Interval::single_day) {
            Some(_) => Missing::Day,
            None => Missing::Anchor,
        });
        self.out.push(Explained { expression, rules: phrase.rules, lean, missing });
    }

    fn point(&mut self, point: &Point, tokens: &TokenRange, lean: f32) -> Reading {
        let kind = match point {
            Point::Part(..) | Point::Clock(..) => TimexType::Time,
            _ => TimexType::Date,
        };
        let published = self.saying.map(|saying| saying.day).or(self.anchor.days());
        let context = Context {
            published: published.filter(|published| !self.is_of_year(point, tokens, lean, *published)),
            focus: self.focus.map(|(calendar, _)| calendar),
            period: self.period,
            lean,
        };
        let Some((calendar, source)) = resolve::resolve(point, &context) else {
            let value = resolve::placeholder(point) + &suffix(point);
            return Reading::bare(kind, value, TimeBasis::Unresolved);
        };
        let basis = match (source, self.focus) {
            (Source::Words, _) => TimeBasis::Explicit,
            (Source::Published, _) if self.saying.is_some() => {
                self.saying.map_or(TimeBasis::Published, |saying| TimeBasis::Expression(saying.expression))
            }
            (Source::Focus, Some((_, expression))) => TimeBasis::Expression(expression),
            _ => TimeBasis::Published,
        };
        self.focus = Some((calendar, self.out.len()));
        if let (Calendar::Year(year), true) = (calendar, self.opens_sentence(tokens)) {
            self.year = Some((year, tokens.end));
        }
        // "the third quarter", "this year's third quarter".
        let named = matches!(point, Point::Named(_) | Point::Within(..));
        // "the quarter", "the quarter ended June 30": where no other has a name.
        let unnamed = matches!(point, Point::Period(None) | Point::Nth(_, Counted::Unit(Unit::Quarter), _));
        let tells = named || unnamed && self.period.is_none();
        if tells && matches!(calendar, Calendar::Quarter(..) | Calendar::Half(..)) {
            let known = self.period.and_then(Calendar::interval);
            // Others are named for comparison: the latest that is over is the one reported on.
            let is_later = known.is_none_or(|known| calendar.interval().is_some_and(|days| days > known));
            self.period = Some(calendar).filter(|period| is_later && self.is_over(*period)).or(self.period);
        }
        Reading {
            kind,
            value: calendar.value() + &suffix(point),
            interval: calendar.interval(),
            grain: Some(grain(point, calendar)),
            instant: self.instant(point, calendar),
            basis,
        }
    }

    /// "In 1944 he joined up and in June he landed", "Last year it cut rates twice, in May and in the autumn".
    fn opens_sentence(&self, tokens: &TokenRange) -> bool {
        let sentence = self.parsed.sentences.get(self.parsed.sentence_of(tokens.start));
        let before = sentence.map_or(&[][..], |sentence| &self.parsed.tokens[sentence.tokens.start..tokens.start]);
        matches!(before, []) || matches!(before, [word] if matches!(&*word.lower, "in" | "during" | "late" | "early"))
    }

    /// Tells whether a month or the like is in the year that its sentence opened with, and told of since; what is set
    /// against that year is not.
    fn is_of_year(&self, point: &Point, tokens: &TokenRange, lean: f32, published: Interval) -> bool {
        let named = matches!(
            point,
            Point::Named(Name::Month(_) | Name::MonthDay(..) | Name::Season(_) | Name::Quarter(_) | Name::Holiday(_))
        );
        if self.history && named && self.focus.is_some() {
            return lean < FUTURE;
        }
        let Some((year, from)) = self.year else { return false };
        let same_sentence = || self.parsed.sentence_of(from - 1) == self.parsed.sentence_of(tokens.start);
        let in_focus =
            || self.focus.and_then(|(focus, _)| focus.interval()).is_some_and(|days| days.begin_year() == year);
        let away = match year - published.begin_year() {
            ..0 => lean < FUTURE,
            0 => false,
            _ => lean > -FUTURE,
        };
        let set_against = |token: &Token| {
            matches!(
                &*token.lower,
                "but" | "while" | "whereas" | "than" | "compared" | "since" | "until" | "now" | "this"
            )
        };
        named
            && away
            && same_sentence()
            && in_focus()
            && !self.parsed.tokens[from..tokens.start].iter().any(set_against)
    }

    /// Reports tell of periods that are over, and speak of others in passing.
    fn is_over(&self, period: Calendar) -> bool {
        let day = self.anchor.days().and_then(Interval::single_day);
        day.zip(period.interval()).is_none_or(|(day, period)| period.ends_before <= day)
    }

    fn instant(&self, point: &Point, calendar: Calendar) -> Option<DateTime<FixedOffset>> {
        let (Point::Clock(clock, _), Calendar::Day(day)) = (point, calendar) else { return None };
        let (day, seconds) = match clock.seconds {
            86_400 => (day.checked_add_days(Days::new(1))?, 0),
            seconds => (day, seconds),
        };
        let local = day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?);
        let east = |minutes: i32| FixedOffset::east_opt(minutes * 60)?.from_local_datetime(&local).single();
        match clock.zone {
            None => self.anchor.timezone.and_then(|zone| in_zone(local, zone)),
            Some(ClockZone::Offset(minutes)) => east(minutes),
            Some(ClockZone::Listed(zone)) => match WORDS.zones[zone].parse::<i32>() {
                Ok(minutes) => east(minutes),
                Err(_) => in_zone(local, WORDS.zones[zone].parse().ok()?),
            },
        }
    }
}

/// A time that a clock change repeats is the first of the two; one that it skips is read with the
/// offset before the change.
fn in_zone(local: NaiveDateTime, zone: Tz) -> Option<DateTime<FixedOffset>> {
    let fixed = |offset: FixedOffset| offset.from_local_datetime(&local).single();
    match zone.offset_from_local_datetime(&local) {
        LocalResult::Single(offset) | LocalResult::Ambiguous(offset, _) => fixed(offset.fix()),
        LocalResult::None => {
            let before = local.checked_sub_days(Days::new(1))?;
            fixed(zone.offset_from_local_datetime(&before).earliest()?.fix())
        }
    }
}

/// Tells whether the words themselves leave the day open: "recently", "on a Tuesday".
fn is_open(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Vague(_) | Meaning::Point(Point::Any(_)) => true,
        Meaning::Point(Point::Part(_, day)) => matches!(**day, Point::Any(_)),
        _ => false,
    }
}

/// Only names without a year take their direction from the clause.
fn depends_on_clause(point: &Point) -> bool {
    match point {
        Point::Named(_) | Point::Period(None) => true,
        Point::Part(_, day) | Point::Clock(_, day) | Point::Nth(_, _, day) => depends_on_clause(day),
        Point::Away(_, _, day) | Point::Beside(_, day) | Point::NamedBeside(_, _, day) => depends_on_clause(day),
        _ => false,
    }
}

fn suffix(point: &Point) -> String {
    match point {
        Point::Part(part, _) => part_suffix(*part).to_owned(),
        Point::Clock(ClockTime { seconds, grain, .. }, _) => {
            let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            match grain {
                Unit::Second => format!("T{hour:02}:{minute:02}:{second:02}"),
                _ => format!("T{hour:02}:{minute:02}"),
            }
        }
        _ => String::new(),
    }
}

fn grain(point: &Point, calendar: Calendar) -> Grain {
    match point {
        Point::Part(..) => Grain::PartOfDay,
        Point::Clock(clock, _) => match clock.grain {
            Unit::Second => Grain::Second,
            Unit::Minute => Grain::Minute,
            _ => Grain::Hour,
        },
        _ => calendar.grain(),
    }
}
