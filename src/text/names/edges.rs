//! Where names end that punctuation runs through: "Ban Ki-moon", "Robert \"Bobby\" Nolan".
//!
//! In: the names found token by token. Out: the same, with the second syllable of given names that are
//! written with a hyphen, and with nicknames in quotation marks between the names they stand between.
//! No name holds one mark of a pair.

use crate::lexicon::names::first_name;
use crate::lexicon::people::{RoleClass, role};
use crate::model::{Name, NameKind, Parsed, Ptb};

/// Syllables that Korean and Chinese given names write in lower case after a hyphen.
const SYLLABLES: &str = " bin bok chan chen cheng cheol chi chiang chien chih chin ching chiu choon chu chuan chul chun \
    chung dong eon eun feng fu gen geun gi gon gu guk gun gyu hak han hee hong hoon hsiang hsien hsin hsing hsiu hsiung \
    hsun hu hua huan huei hui hun hwa hwan hye hyeok hyeon hyo hyuk hyun hyung ik il in ing jae jan je jen jeong jeou ji \
    jik jin jing jo jong joo joon ju jui jun jung kai kang ken keun ki kon koo kook ku kuan kuk kun kuo kwan kwang kwon \
    kyo kyong kyu kyun kyung lan lang li lian liang lien lin ling long loong lun lung man mei men mi min ming mo moon mun \
    myeong myong myung nam nan ok on pai pei pil ping po pyo pyong rae rak rang ri rim rin rok rong ryang ryeol ryong ryul \
    sam san sang se sek seo seob seok seol seon seong seop seung shan shek sheng shih shin sik sil sok sol son song soo \
    sook soon su sub suk sun sung sup tae taek tai tak tang te teh tek ting tong tsai tse tsung tuan tung tze tzu uk ung \
    wan wei wen won wong woo wook wu wun xiang yan yang yao ye yen yeol yeon yeong yi yin ying yo yol yong yoo yoon you \
    young yu yuan yueh yul yun yung zhen ";

/// A nickname has no more words than this.
const LONGEST_NICKNAME: usize = 2;

/// Nor has what stands before it: "Robert C.".
const LONGEST_GIVEN: usize = 2;

/// Mends the ends of the names.
pub(super) fn mend(parsed: &Parsed, names: &mut Vec<Name>) {
    join_nicknames(parsed, names);
    add_by_syllable(parsed, names);
    names.retain(|name| !name.tokens.is_empty());
    for name in names.iter_mut() {
        take_in_syllable(parsed, name);
        drop_lone_mark(parsed, name);
        drop_title(parsed, name);
    }
    names.retain(|name| !name.tokens.is_empty());
}

fn is_syllable(word: &str) -> bool {
    SYLLABLES.split_ascii_whitespace().any(|syllable| syllable == word)
}

/// "Ban Ki" is "Ban Ki-moon", and a person.
fn take_in_syllable(parsed: &Parsed, name: &mut Name) {
    let end = name.tokens.end;
    let (Some(hyphen), Some(next)) = (parsed.tokens.get(end), parsed.tokens.get(end + 1)) else { return };
    let glued = parsed.tokens[end - 1].span.end == hyphen.span.start && hyphen.span.end == next.span.start;
    // "Obama-in", of one word, is no such name; nor is what goes on with another hyphen.
    if name.tokens.len() == 2
        && matches!(&*hyphen.lower, "-" | "\u{2010}" | "\u{2011}")
        && glued
        && is_syllable(&next.lower)
    {
        name.tokens.end = end + 2;
        name.kind = NameKind::Person;
    }
}

/// Adds "Tsai Ing-wen" where nothing was found: no other names are written so.
fn add_by_syllable(parsed: &Parsed, names: &mut Vec<Name>) {
    let tokens = &parsed.tokens;
    let proper = |token: usize| tokens[token].ptb == Ptb::Nnp;
    for sentence in &parsed.sentences {
        for last in sentence.tokens.clone().skip(3) {
            let start = last - 3;
            let glued = tokens[last - 2].span.end + 1 == tokens[last].span.start;
            let hyphen = matches!(&*tokens[last - 1].lower, "-" | "\u{2010}" | "\u{2011}");
            if !(hyphen && glued && proper(start) && proper(start + 1) && proper(last)) {
                continue;
            }
            let place = names.partition_point(|name| name.tokens.end <= start);
            let free = names.get(place).is_none_or(|name| name.tokens.start > last);
            let alone = last + 1 == sentence.tokens.end || !proper(last + 1);
            if free && alone && is_syllable(&tokens[last].lower) {
                names.insert(place, Name { tokens: start..last + 1, kind: NameKind::Person });
            }
        }
    }
}

/// Makes "Robert", "\"Bobby\"" and "Nolan" one name.
fn join_nicknames(parsed: &Parsed, names: &mut [Name]) {
    for index in 0..names.len() {
        if let Some(start) = start_before_nickname(parsed, names, index) {
            let whole = start..names[index].tokens.end;
            for other in names[index.saturating_sub(3)..index].iter_mut().filter(|other| other.tokens.end > start) {
                other.tokens.end = other.tokens.start;
            }
            names[index] = Name { tokens: whole, kind: NameKind::Person };
        }
    }
}

/// Where the given name stands before a nickname in marks that the surname follows.
fn start_before_nickname(parsed: &Parsed, names: &[Name], index: usize) -> Option<usize> {
    let name = &names[index];
    let floor = parsed.sentences[parsed.sentence_of(name.tokens.start)].tokens.start;
    let mark = |token: usize| is_mark(parsed, token);
    let proper = |token: usize| parsed.tokens[token].ptb == Ptb::Nnp;
    // The nickname may have been taken together with the surname.
    let close = name.tokens.clone().rfind(|token| mark(*token)).or_else(|| name.tokens.start.checked_sub(1))?;
    let low = floor.max(close.saturating_sub(1 + LONGEST_NICKNAME));
    let open = (low..close).rev().find(|token| mark(*token)).filter(|open| *open > floor && open + 1 < close)?;
    let marked = mark(close) && (open + 1..close).all(proper) && name.kind == NameKind::Person;
    let stop = usize::from(parsed.tokens[open - 1].lower == "." && open >= floor + 2);
    let given = open - 1 - stop;
    let found = names[..index].iter().rev().take(3).find(|other| other.tokens.end == given + 1);
    let word = |token: &usize| *token >= floor && proper(*token) && role(&parsed.tokens[*token].lower).is_none();
    let first = || (given.saturating_sub(LONGEST_GIVEN - 1)..=given).rev().take_while(word).last();
    found.map(|other| other.tokens.start).or_else(first).filter(|_| marked && proper(given))
}

/// Tells whether the token is one of a pair of quotation marks, whichever it was taken for.
fn is_mark(parsed: &Parsed, token: usize) -> bool {
    matches!(&*parsed.tokens[token].lower, "\"" | "“" | "”" | "''" | "``")
}

/// Of "Colonel Ruben Adari" the title is no part of the name; of "General Electric Co" the word is.
fn drop_title(parsed: &Parsed, name: &mut Name) {
    let title = |word: &str| role(word).is_some_and(|role| role.class == RoleClass::Title && role.gender.is_none());
    let opens = &parsed.tokens[name.tokens.start].lower;
    if name.kind == NameKind::Person && name.tokens.len() > 2 && title(opens) && first_name(opens).is_none() {
        name.tokens.start += 1;
    }
}

/// Of "Bobby\" Nolan" only "Nolan" is left.
fn drop_lone_mark(parsed: &Parsed, name: &mut Name) {
    let mut marks = name.tokens.clone().filter(|token| is_mark(parsed, *token));
    let (Some(mark), None) = (marks.next(), marks.next()) else { return };
    match parsed.tokens[mark].ptb {
        Ptb::OpenQuote => name.tokens.end = mark,
        _ => name.tokens.start = mark + 1,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let parsed = parse(text);
        let found: Vec<&str> = parsed.names.iter().map(|name| parsed.span(&name.tokens).of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn a_given_name_goes_on_after_its_hyphen() {
        check("Secretary General Wan Do-hyun condemned it.", &["Wan Do-hyun"]);
        check("Tsai Ing-wen met Noh Kwang-il on Monday.", &["Tsai Ing-wen", "Noh Kwang-il"]);
        check("The Carl Brandt-backed plan failed.", &["Carl Brandt"]);
    }

    #[test]
    fn a_title_is_no_part_of_a_name() {
        check("Colonel Ruben Adari left on Monday.", &["Ruben Adari"]);
        check("General Electric Co left the index.", &["General Electric Co"]);
    }

    #[test]
    fn a_nickname_stands_within_its_name() {
        check("Robert \"Bobby\" Nolan spoke on Monday.", &["Robert \"Bobby\" Nolan"]);
        check("Ada Obi said \"Carl\" once. Brandt left.", &["Ada Obi", "Carl", "Brandt"]);
    }
}
