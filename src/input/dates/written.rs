//! One date, as words or numbers write it.
//!
//! In: the words of a line. Out: a civil day, or nothing where it is none or could be two.

use std::borrow::Cow;

use chrono::NaiveDate;

/// Reads a date at the start of `words`; also returns how many words it takes.
pub fn date_at(words: &[&str]) -> Option<(NaiveDate, usize)> {
    let first = words.first()?.trim_end_matches(':');
    // "2019.03.03." with the full stop of an ordinal.
    let bare = first.trim_end_matches('.');
    if let Some(day) = eastern(first) {
        return Some((day, 1));
    }
    if let Some(day) = iso(bare).or_else(|| year_first(bare)).or_else(|| numeric(bare)).or_else(|| dashed(bare)) {
        return Some((day, 1));
    }
    if let Some(day) = ordinals(words) {
        return Some((day, 3));
    }
    // "4 of July", "4 de julio de 2025".
    let is_of = |at: usize| usize::from(words.get(at).is_some_and(|word| matches!(&*word.to_lowercase(), "of" | "de")));
    let of = is_of(1);
    let second = words.get(1 + of)?;
    let of = of + is_of(2 + of);
    let year = year(words.get(2 + of)?)?;
    let day = match (month(first), month(second)) {
        (Some(month), _) => ymd(year, month, day_number(second)?)?,
        // November in Polish; in Croatian, which writes "3." for the third, October.
        (None, Some(11)) if second.to_lowercase() == "listopada" && first.ends_with('.') => {
            ymd(year, 10, day_number(first)?)?
        }
        (None, Some(month)) => ymd(year, month, day_number(first)?)?,
        (None, None) => return None,
    };
    Some((day, 3 + of))
}

/// "3. 2. 2014" as Czech writes it, "2014. 02. 03." and "2014. február 3." as Hungarian does.
fn ordinals(words: &[&str]) -> Option<NaiveDate> {
    let [first, second, third, ..] = *words else { return None };
    let ordinal = |word: &str| word.strip_suffix('.').filter(|digits| digits.len() <= 2)?.parse().ok();
    if first.ends_with('.') && first.len() == 5 {
        return ymd(year(first)?, ordinal(second).or_else(|| month(second))?, ordinal(third)?);
    }
    ymd(year(third)?, ordinal(second)?, ordinal(first)?)
}

/// 2019年3月3日, 2019년3월3일
fn eastern(word: &str) -> Option<NaiveDate> {
    let mut numbers = word.split(['年', '月', '日', '년', '월', '일']);
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let is_whole = word.contains(['日', '일']) && year.len() == 4;
    is_whole.then(|| ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

pub fn iso(word: &str) -> Option<NaiveDate> {
    let date = word.get(..10)?;
    let rest = &word[10..];
    let follows = rest.is_empty() || rest.starts_with(['T', 't', ':', '+', 'Z']);
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    (follows && year.len() == 4 && month.len() == 2)
        .then(|| ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// 2019/3/3
fn year_first(word: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is_short = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    is_short.then(|| ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// Reads 31/12/2025, 12/31/2025 and 31.12.2025 or 31.12.25, where only one reading is possible.
fn numeric(word: &str) -> Option<NaiveDate> {
    let dotted = word.contains('.');
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let short = || {
        let is_short = dotted && parts.iter().all(|part| part.len() == 2);
        third.parse::<i32>().ok().filter(|_| is_short).map(|year| year + if year < 70 { 2000 } else { 1900 })
    };
    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, year(third).or_else(short)?);
    match dotted {
        true => ymd(year, second, first),
        false if first > 12 || first == second => ymd(year, second, first),
        false if second > 12 => ymd(year, first, second),
        false => None,
    }
}

/// Which of day and month a page writes first between slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 31/12/2025
    DayFirst,
    /// 12/31/2025
    MonthFirst,
}

/// Rewrites dates between slashes as 2025-12-31.
pub fn in_order(text: &str, order: Option<Order>) -> Cow<'_, str> {
    let Some(order) = order.filter(|_| text.contains('/')) else { return Cow::Borrowed(text) };
    let rewrite = |word: &str| {
        let (first, second, year) = slashed(word)?;
        let (day, month) = match order {
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
        };
        ymd(year, month, day).map(|day| day.to_string())
    };
    let words = text.split_inclusive([' ', '\n', ',', '|']);
    let rewritten = words.map(|word| {
        let bare = word.trim_end_matches([' ', '\n', ',', '|']);
        rewrite(bare).map_or_else(|| word.to_owned(), |day| day + &word[bare.len()..])
    });
    Cow::Owned(rewritten.collect())
}

/// Tells the order from the dates of a text that can be read in one order only; `None` where there
/// are none or they differ.
pub fn order_of_slashes(text: &str) -> Option<Order> {
    let mut found =
        text.split_whitespace().filter_map(|word| match slashed(word.trim_matches(|c: char| !c.is_ascii_digit()))? {
            (13..=31, 1..=12, _) => Some(Order::DayFirst),
            (1..=12, 13..=31, _) => Some(Order::MonthFirst),
            _ => None,
        });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn slashed(word: &str) -> Option<(u32, u32, i32)> {
    let mut parts = word.split('/');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let two = |part: &str| part.parse().ok().filter(|_| part.len() <= 2);
    Some((two(first)?, two(second)?, year(third).filter(|_| parts.next().is_none())?))
}

fn dashed(word: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split('-').collect();
    let [day, name, last] = parts.as_slice() else { return None };
    ymd(year(last)?, month(name)?, day_number(day)?)
}

pub fn compact(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
}

pub fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn year(word: &str) -> Option<i32> {
    let word = word.trim_end_matches(['.', ':']);
    word.parse().ok().filter(|year| word.len() == 4 && (1600..2200).contains(year))
}

/// The months in English, German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages,
/// Russian, Turkish, Polish, Czech, Slovak, Croatian, Hungarian, Romanian, Ukrainian, Finnish and Greek,
/// in the case that dates take.
const MONTHS: &[&str] = &[
    "january januar janvier enero gennaio janeiro januari jan jän janv ene gen января ocak \
        stycznia ledna januára siječnja január ianuarie січня tammikuuta ιανουαρίου ιαν",
    "february februar février febrero febbraio fevereiro februari feb févr fév fev февраля şubat \
        lutego února februára veljače február februarie лютого helmikuuta φεβρουαρίου φεβ",
    "march märz mars marzo março maart marts mar mär mrz марта mart \
        marca března ožujka március martie березня maaliskuuta μαρτίου μαρ",
    "april avril abril aprile apr avr abr апреля nisan \
        kwietnia dubna apríla travnja április aprilie квітня huhtikuuta απριλίου απρ",
    "may mai mayo maggio maio mei maj mag мая mayıs \
        maja května mája svibnja május травня toukokuuta μαΐου μαίου μαΐ",
    "june juni juin junio giugno junho jun giu июня haziran \
        czerwca června júna lipnja június iunie червня kesäkuuta ιουνίου ιουν",
    "july juli juillet julio luglio julho jul juil lug июля temmuz \
        lipca července júla srpnja július iulie липня heinäkuuta ιουλίου ιουλ",
    "august août agosto augustus augusti aug ago августа ağustos \
        sierpnia srpna augusta kolovoza augusztus серпня elokuuta αυγούστου αυγ",
    "september septembre septiembre setiembre settembre setembro sept sep set сентября eylül \
        września září septembra rujna szeptember septembrie вересня syyskuuta σεπτεμβρίου σεπ",
    "october oktober octobre octubre ottobre outubro oct okt ott out октября ekim \
        października října októbra október octombrie жовтня lokakuuta οκτωβρίου οκτ",
    "november novembre noviembre novembro nov ноября kasım \
        listopada listopadu novembra studenoga studenog noiembrie листопада marraskuuta νοεμβρίου νοε",
    "december dezember décembre diciembre dicembre dezembro desember dec dez déc dic декабря aralık \
        grudnia prosince decembra prosinca decembrie грудня joulukuuta δεκεμβρίου δεκ",
];

pub fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_it = |names: &&str| names.split(' ').any(|name| name == word);
    MONTHS.iter().position(is_it).map(|at| at as u32 + 1)
}

fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let suffix = word[digits.len()..].to_ascii_lowercase();
    digits
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day) && matches!(&*suffix, "" | "st" | "nd" | "rd" | "th" | "er" | "."))
}
