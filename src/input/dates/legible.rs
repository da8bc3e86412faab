//! Dates rewritten so that one reader is enough for all of them.
//!
//! In: a line of a page. Out: the same with European digits, with years of other reckonings as civil
//! ones where characters mark them ("令和元年5月1日"), hours as "12:30", and names of months set apart from
//! the digits that they touch ("21Feb2018", "12.mart 2019").

use std::borrow::Cow;

use super::names::month;

/// Rewrites what of a line tells a date or an hour.
pub fn legible(text: &str) -> Cow<'_, str> {
    // Most lines are as they should be.
    let has_digit = text.chars().any(|c| digit(c).is_some());
    let touches = || {
        let mut before = ' ';
        text.chars().any(|c| {
            let touches = c.is_alphabetic() && (before.is_ascii_digit() || before == '.')
                || c.is_ascii_digit() && before.is_alphabetic();
            before = c;
            touches
        })
    };
    if !has_digit || text.is_ascii() && !touches() {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let mut written = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let follows_digit = at > 0 && letters[at - 1].is_ascii_digit();
        if let Some((date, length)) = Some(rest).filter(|_| !follows_digit).and_then(eastern) {
            written.push_str(&date);
            at += length;
        } else if let Some(length) = Some(rest).filter(|_| at > 0).and_then(|rest| month_beside(letters[at - 1], rest))
        {
            let is_spaced = written.ends_with(char::is_whitespace);
            written.extend((!is_spaced).then_some(' '));
            written.extend(&rest[..length]);
            written.extend(rest.get(length).is_some_and(char::is_ascii_digit).then_some(' '));
            at += length;
        } else {
            match rest[0] {
                '時' | '时' | '點' | '点' | '시' if follows_digit => written.push(':'),
                '分' | '분' if follows_digit => written.push(' '),
                c => written.push(c),
            }
            at += 1;
        }
    }
    Cow::Owned(written)
}

/// The European digit of a digit of another script.
fn digit(c: char) -> Option<char> {
    const ZEROS: &[char] = &['0', '٠', '۰', '०', '০', '๐', '０', '௦', '೦', '൦'];
    let value = ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// Names of eras and the year before their first.
const ERAS: &[([char; 2], i32)] =
    &[(['令', '和'], 2018), (['平', '成'], 1988), (['昭', '和'], 1925), (['民', '國'], 1911), (['民', '国'], 1911)];

/// Reads "2019年3月3日", "2019년 3월 3일" and years of eras; also returns how many characters that takes.
fn eastern(letters: &[char]) -> Option<(String, usize)> {
    let era = ERAS.iter().find(|(name, _)| letters.starts_with(name));
    if era.is_none() && !letters.first()?.is_ascii_digit() {
        return None;
    }
    let mut at = if era.is_some() { 2 } else { 0 };
    let mut number = |most: usize, ends: [char; 2]| {
        let start = at;
        let is_first = letters.get(at) == Some(&'元');
        at += usize::from(is_first) + letters[at..].iter().take_while(|c| c.is_ascii_digit()).take(most).count();
        let digits: String = letters[start..at].iter().collect();
        let space = |at: usize| letters[at..].iter().take_while(|c| c.is_whitespace()).take(2).count();
        at += space(at);
        let is_named = letters.get(at).is_some_and(|c| ends.contains(c));
        at += usize::from(is_named);
        let end = at;
        at += space(at);
        let value: i32 = if is_first { 1 } else { digits.parse().ok()? };
        is_named.then_some((value, digits.len(), end))
    };
    let (year, digits, _) = number(4, ['年', '년'])?;
    let year = match era {
        Some((_, before)) => year + before,
        None if digits == 4 => year,
        None => return None,
    };
    let (month, ..) = number(2, ['月', '월'])?;
    let (day, _, end) = number(2, ['日', '일'])?;
    Some((format!("{year}-{month:02}-{day:02} "), end))
}

/// Letters of the longest name of a month.
const LONGEST: usize = 16;

/// Tells how many letters the name of a month takes that opens `rest` and touches a digit.
fn month_beside(before: char, rest: &[char]) -> Option<usize> {
    if before.is_alphabetic() || !rest[0].is_alphabetic() {
        return None;
    }
    let length = rest.iter().take(LONGEST).take_while(|c| c.is_alphabetic()).count();
    let touches = before.is_ascii_digit() || before == '.' || rest.get(length).is_some_and(char::is_ascii_digit);
    let name = || rest[..length].iter().collect::<String>();
    (touches && length >= 3 && month(&name()).is_some()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::legible;

    #[test]
    fn dates_of_other_scripts_and_reckonings_are_rewritten() {
        for (text, expected) in [
            ("١١ مارس ٢٠١٧", "11 مارس 2017"),
            ("۲۱ اسفند ۱۳۹۵", "21 اسفند 1395"),
            ("2016年4月9日 12時30分", "2016-04-09  12:30 "),
            ("2019년 3월 12일(화)", "2019-03-12 (화)"),
            ("令和元年5月1日", "2019-05-01 "),
            ("平成３１年３月１２日", "2019-03-12 "),
            ("民國108年3月12日", "2019-03-12 "),
            ("21Feb2018", "21 Feb 2018"),
            ("12.mart 2019.", "12. mart 2019."),
        ] {
            assert_eq!(legible(text), expected);
        }
    }

    #[test]
    fn other_words_and_numbers_stay() {
        for text in [
            "A4 and 3rd",
            "12月の雪",
            "2019年は雪",
            "19年3月12日",
            "Area51maybe",
            "10.15am",
            "12MB",
            "",
            "年月日",
            "元年",
        ] {
            assert_eq!(legible(text), text);
        }
    }
}
