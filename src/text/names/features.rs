//! What the name model sees of a token.
//!
//! In: the tagged text. Out: runs of tokens that may hold names, and the features of each token.
//! Training and finding share this file, so that both see the same.

use rustc_hash::FxHashMap;

use crate::lexicon::names::{OrganisationClass, first_name, leaders_by_surname, organisation};
use crate::lexicon::people::{RoleClass, role, role_at};
use crate::lexicon::places::{self, PlaceKind, place_at};
use crate::model::{Parsed, Sentence, Token, TokenRange};
use crate::text::clusters;
use crate::text::linear::{Feature, feature, hash};
use crate::text::tagger::word_hash;

/// What the model sees of a token by itself and by its document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Form {
    /// Hash of the plain lower-case form.
    word: u64,
    /// Hash of the form as printed.
    printed: u64,
    /// Hashes of the last two to four characters.
    suffixes: [u64; 3],
    /// Hash of the first three characters.
    prefix: u64,
    /// The form with letters and digits made `X`, `x`, `0`, repeats dropped.
    shape: u64,
    /// How it is capitalised.
    case: Case,
    /// Lists that hold it, as [`list`] bits.
    lists: u32,
    /// How it is used elsewhere in the document, as [`use_of`] bits.
    uses: u32,
    /// Its cluster path, 0 for none.
    cluster: u64,
    /// Its Penn Treebank tag.
    tag: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Case {
    #[default]
    Lower,
    Initial,
    Upper,
    Mixed,
    Digits,
    Mark,
}

/// Bits of [`Form::lists`].
mod list {
    pub const MALE: u32 = 1;
    pub const FEMALE: u32 = 1 << 1;
    pub const GIVEN: u32 = 1 << 2;
    pub const COUNTRY: u32 = 1 << 3;
    pub const DEMONYM: u32 = 1 << 4;
    pub const CITY: u32 = 1 << 5;
    pub const REGION: u32 = 1 << 6;
    pub const GOVERNMENT: u32 = 1 << 7;
    pub const OUTLET: u32 = 1 << 8;
    pub const BODY: u32 = 1 << 9;
    pub const COMPANY: u32 = 1 << 10;
    pub const PARTY: u32 = 1 << 11;
    pub const INSIDE: u32 = 1 << 12;
    pub const TITLE: u32 = 1 << 13;
    pub const ROLE: u32 = 1 << 14;
    pub const BODY_NOUN: u32 = 1 << 15;
    pub const CALENDAR: u32 = 1 << 16;
    pub const PARTICLE: u32 = 1 << 17;
    pub const LEADER: u32 = 1 << 18;
    pub const COUNT: u32 = 19;
    pub const ANY_GIVEN: u32 = MALE | FEMALE | GIVEN;
}

/// Bits of [`Form::uses`].
mod use_of {
    pub const LOWER: u32 = 1;
    pub const INNER_CAPITAL: u32 = 1 << 1;
    pub const AFTER_TITLE: u32 = 1 << 2;
    pub const AFTER_GIVEN: u32 = 1 << 3;
    pub const AFTER_IN: u32 = 1 << 4;
    pub const SPEAKS: u32 = 1 << 5;
    pub const WITH_BODY_NOUN: u32 = 1 << 6;
    pub const AFTER_THE: u32 = 1 << 7;
    pub const BEFORE_CAPITAL: u32 = 1 << 8;
    pub const COUNT: u32 = 9;
}

/// Neighbouring tokens that may hold names; all others are outside.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The tokens of its sentence.
    pub sentence: TokenRange,
    /// Most words of the sentence are capitalised: a headline in title case.
    pub title_case: bool,
}

/// Reads every token of the document.
pub fn forms(text: &str, parsed: &Parsed) -> Vec<Form> {
    let mut forms: Vec<Form> = parsed.tokens.iter().map(|token| form(token, token.span.of(text))).collect();
    for sentence in &parsed.sentences {
        mark_lists(text, parsed, sentence, &mut forms);
    }
    let uses = uses(parsed, &forms);
    for form in &mut forms {
        form.uses = uses.get(&form.word).copied().unwrap_or_default();
    }
    forms
}

fn form(token: &Token, printed: &str) -> Form {
    let lower = &token.lower;
    let case = case(printed);
    if matches!(case, Case::Lower | Case::Mark) {
        // Lower-case words are seen from their neighbours only: word, lists and tag are enough.
        return Form { word: word_hash(lower), case, tag: token.ptb as u64, ..Form::default() };
    }
    let word = word_hash(lower);
    let tail = |count: usize| lower.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| hash(&lower[at..]));
    Form {
        word,
        printed: hash(printed),
        suffixes: [tail(2), tail(3), tail(4)],
        prefix: lower.char_indices().nth(3).map_or(0, |(at, _)| hash(&lower[..at])),
        shape: hash(&shape(printed)),
        case,
        lists: 0,
        uses: 0,
        cluster: clusters::path(word).map_or(0, |path| u64::from(path) + 1),
        tag: token.ptb as u64,
    }
}

fn case(printed: &str) -> Case {
    let mut letters = printed.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next() else {
        let digit = printed.contains(|letter: char| letter.is_ascii_digit());
        return if digit { Case::Digits } else { Case::Mark };
    };
    let (mut upper, mut lower) = (0, 0);
    letters.for_each(|letter| if letter.is_uppercase() { upper += 1 } else { lower += 1 });
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Initial,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

/// The form with letters and digits made `X`, `x`, `0`; repeats and all after eight are dropped.
fn shape(printed: &str) -> String {
    let mut shape = String::new();
    for letter in printed.chars() {
        let class = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_ascii_digit() => '0',
            _ => letter,
        };
        if !shape.ends_with(class) && shape.len() < 8 {
            shape.push(class);
        }
    }
    shape
}

const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "bint", "ben", "abu", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le",
    "van", "von", "der", "den", "ter", "ten", "y", "e", "san", "st.", "o'",
];

const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];

fn mark_lists(text: &str, parsed: &Parsed, sentence: &Sentence, forms: &mut [Form]) {
    let tokens = &parsed.tokens[..sentence.tokens.end];
    let (mut place_end, mut organisation_end) = (sentence.tokens.start, sentence.tokens.start);
    for at in sentence.tokens.clone() {
        let case = forms[at].case;
        let lower = tokens[at].lower.as_str();
        if matches!(case, Case::Mark | Case::Digits) {
            continue;
        }
        forms[at].lists |= word_lists(lower);
        // A lower-case word counts beside a capital only: "president" of "president Kabila".
        let beside = |index: usize| forms.get(index).is_some_and(is_capital);
        if case == Case::Lower {
            if beside(at + 1) || (at > sentence.tokens.start && beside(at - 1)) {
                forms[at].lists |= role(lower).map_or(0, |role| role_lists(role.class));
            }
            continue;
        }
        if let Some(role) = role(lower) {
            forms[at].lists |= role_lists(role.class);
        } else if let Some((range, role)) = role_at(tokens, at) {
            // "Prime" of "Prime Minister"; the last word is looked up by itself.
            range.for_each(|index| forms[index].lists |= role_lists(role.class));
        }
        let printed = tokens[at].span.of(text);
        forms[at].lists |= name_lists(printed);
        if at >= place_end
            && let Some((range, place)) = place_at(text, tokens, at)
        {
            place_end = range.end;
            mark(forms, range, place_lists(place.kind));
        }
        if at >= organisation_end
            && let Some((range, class)) = organisation_at(text, tokens, at)
        {
            organisation_end = range.end;
            mark(forms, range, class);
        }
    }
}

fn mark(forms: &mut [Form], range: TokenRange, bit: u32) {
    for index in range.clone() {
        forms[index].lists |= if index == range.start { bit } else { bit | list::INSIDE };
    }
}

fn organisation_at(text: &str, tokens: &[Token], start: usize) -> Option<(TokenRange, u32)> {
    let longest = (start + places::MAX_WORDS).min(tokens.len());
    (start + 1..=longest).rev().find_map(|end| {
        let found = organisation(&text[tokens[start].span.start..tokens[end - 1].span.end])?;
        let bit = match found.class {
            OrganisationClass::Outlet => list::OUTLET,
            OrganisationClass::Body => list::BODY,
            OrganisationClass::Company => list::COMPANY,
            OrganisationClass::Party | OrganisationClass::Armed => list::PARTY,
        };
        Some((start..end, bit))
    })
}

fn word_lists(lower: &str) -> u32 {
    let calendar = if CALENDAR.contains(&lower) { list::CALENDAR } else { 0 };
    let particle = if lower.len() < 6 && PARTICLES.contains(&lower) { list::PARTICLE } else { 0 };
    calendar | particle
}

fn name_lists(printed: &str) -> u32 {
    use crate::model::Gender;
    let given = match first_name(printed) {
        Some(Some(Gender::Male)) => list::MALE,
        Some(Some(Gender::Female)) => list::FEMALE,
        Some(_) => list::GIVEN,
        None => 0,
    };
    given | if leaders_by_surname(printed).is_empty() { 0 } else { list::LEADER }
}

fn role_lists(class: RoleClass) -> u32 {
    match class {
        RoleClass::Honorific | RoleClass::Title => list::TITLE,
        RoleClass::Role | RoleClass::Person | RoleClass::Group => list::ROLE,
        RoleClass::Body | RoleClass::Document => list::BODY_NOUN,
    }
}

fn place_lists(kind: PlaceKind) -> u32 {
    match kind {
        PlaceKind::Country => list::COUNTRY,
        PlaceKind::Demonym => list::DEMONYM,
        PlaceKind::Capital | PlaceKind::City => list::CITY,
        PlaceKind::Region => list::REGION,
        PlaceKind::Government => list::GOVERNMENT,
    }
}

/// Gathers, per word, how the whole document uses it.
fn uses(parsed: &Parsed, forms: &[Form]) -> FxHashMap<u64, u32> {
    let mut uses: FxHashMap<u64, u32> = FxHashMap::default();
    for sentence in &parsed.sentences {
        let title_case = is_title_case(sentence, forms);
        for at in sentence.tokens.clone() {
            let found = match forms[at].case {
                Case::Lower => use_of::LOWER,
                Case::Mark | Case::Digits => continue,
                _ if title_case => continue,
                _ => capital_use(parsed, sentence, forms, at),
            };
            // Most lower-case words never stand in capitals; they take no room of their own here.
            *uses.entry(forms[at].word).or_default() |= found;
        }
    }
    uses
}

fn capital_use(parsed: &Parsed, sentence: &Sentence, forms: &[Form], at: usize) -> u32 {
    let before = (at > sentence.tokens.start).then(|| at - 1);
    let after = (at + 1 < sentence.tokens.end).then_some(at + 1);
    let lower = |index: usize| parsed.tokens[index].lower.as_str();
    let mut found = 0;
    if let Some(before) = before {
        let lists = forms[before].lists;
        let flags = [
            (use_of::INNER_CAPITAL, forms[before].case != Case::Mark),
            (use_of::AFTER_TITLE, lists & list::TITLE != 0),
            (use_of::AFTER_GIVEN, lists & list::ANY_GIVEN != 0),
            (use_of::AFTER_IN, matches!(lower(before), "in" | "from" | "near" | "across" | "to")),
            (use_of::AFTER_THE, lower(before) == "the"),
            (use_of::SPEAKS, is_speech(lower(before))),
        ];
        found |= flags.iter().filter(|(_, holds)| *holds).fold(0, |bits, (bit, _)| bits | bit);
    }
    if let Some(after) = after {
        let lists = forms[after].lists;
        let capital = matches!(forms[after].case, Case::Initial | Case::Upper | Case::Mixed);
        let flags = [
            (use_of::SPEAKS, is_speech(lower(after))),
            (use_of::WITH_BODY_NOUN, capital && lists & list::BODY_NOUN != 0),
            (use_of::BEFORE_CAPITAL, capital),
        ];
        found |= flags.iter().filter(|(_, holds)| *holds).fold(0, |bits, (bit, _)| bits | bit);
    }
    found
}

fn is_speech(lower: &str) -> bool {
    matches!(lower, "said" | "says" | "told" | "added" | "tweeted" | "who" | "argued" | "explained" | "wrote")
}

fn is_title_case(sentence: &Sentence, forms: &[Form]) -> bool {
    let (mut capital, mut lower) = (0, 0);
    for form in &forms[sentence.tokens.clone()] {
        match form.case {
            Case::Lower => lower += 1,
            Case::Initial | Case::Upper | Case::Mixed => capital += 1,
            _ => {}
        }
    }
    capital >= 3 && capital > 2 * lower
}

/// Lower-case words and marks between two capitals belong to a run when no more than this many.
const GAP: usize = 4;

/// Finds the runs of tokens that may hold names.
pub fn runs(parsed: &Parsed, forms: &[Form]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &parsed.sentences {
        let first_run = runs.len();
        let title_case = is_title_case(sentence, forms);
        for at in sentence.tokens.clone().filter(|at| is_capital(&forms[*at])) {
            let mut start = at;
            // "van Gaal", "al Qaeda", "2022 World Cup".
            while start > sentence.tokens.start && opens_name(&forms[start - 1]) {
                start -= 1;
            }
            let mut end = at + 1;
            // "Covid-19", "COP 26".
            while end < sentence.tokens.end && end < at + 3 && matches!(forms[end].case, Case::Digits) {
                end += 1;
            }
            match runs[first_run..].last_mut() {
                Some(run) if start <= run.tokens.end + GAP => run.tokens.end = end.max(run.tokens.end),
                _ => runs.push(Run { tokens: start..end, sentence: sentence.tokens.clone(), title_case }),
            }
        }
    }
    runs
}

fn is_capital(form: &Form) -> bool {
    matches!(form.case, Case::Initial | Case::Upper | Case::Mixed)
}

fn opens_name(form: &Form) -> bool {
    form.case == Case::Digits || (form.case == Case::Lower && form.lists & list::PARTICLE != 0)
}

/// Fills `out` with the features of token `at` of the run.
pub fn of(forms: &[Form], run: &Run, at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let edge = Form { word: 1, printed: 1, shape: 1, tag: 1, ..Form::default() };
    let near = |offset: isize| {
        at.checked_add_signed(offset).filter(|index| run.sentence.contains(index)).map_or(edge, |index| forms[index])
    };
    let (this, previous, next, previous2, next2) = (near(0), near(-1), near(1), near(-2), near(2));
    let mut add = |template: u32, values: &[u64]| out.push(feature(template, values));
    let case = this.case as u64;
    let start = u64::from(at == run.sentence.start) + 2 * u64::from(run.title_case);
    add(1, &[case, start]);
    add(2, &[this.word]);
    add(3, &[this.printed]);
    add(4, &[previous.word, case]);
    add(5, &[next.word, case]);
    add(6, &[previous2.word, case]);
    add(7, &[next2.word, case]);
    add(8, &[previous.word, this.word]);
    add(9, &[this.word, next.word]);
    add(10, &[previous2.word, previous.word, case]);
    add(11, &[next.word, next2.word, case]);
    for (index, suffix) in this.suffixes.iter().enumerate() {
        add(12 + index as u32, &[*suffix, case]);
    }
    add(15, &[this.prefix, case]);
    add(16, &[this.shape]);
    add(17, &[previous.shape, this.shape, previous.case as u64]);
    add(18, &[this.shape, next.shape, next.case as u64]);
    add(19, &[previous.case as u64, case, next.case as u64, start]);
    add(20, &[this.tag, start]);
    add(21, &[previous.tag, this.tag]);
    add(22, &[this.tag, next.tag]);
    add(23, &[previous.tag, this.tag, next.tag]);
    bits(this.lists, list::COUNT, |bit| add(24, &[bit, case]));
    bits(previous.lists, list::COUNT, |bit| add(25, &[bit, case]));
    bits(next.lists, list::COUNT, |bit| add(26, &[bit, case]));
    add(27, &[u64::from(this.lists), start]);
    add(28, &[u64::from(previous.lists), u64::from(this.lists), case]);
    add(29, &[u64::from(this.lists), u64::from(next.lists), case]);
    add(30, &[u64::from(previous.lists), u64::from(this.lists), u64::from(next.lists)]);
    bits(this.uses, use_of::COUNT, |bit| add(31, &[bit, case, start]));
    add(32, &[u64::from(this.uses), case, start]);
    add(33, &[u64::from(this.uses), u64::from(this.lists)]);
    let (left, right) = around(forms, run, at);
    let inside = [at - left, right - at].map(|distance| distance.min(3) as u64);
    let word =
        |index: Option<usize>| index.filter(|index| run.sentence.contains(index)).map_or(1, |index| forms[index].word);
    let (before, behind) = (word(left.checked_sub(1)), word(Some(right)));
    add(34, &[before, inside[0], inside[1]]);
    add(35, &[behind, inside[0], inside[1]]);
    add(36, &[before, behind]);
    add(37, &[forms[right - 1].word, inside[0]]);
    add(38, &[u64::from(forms[right - 1].lists), inside[0]]);
    add(39, &[u64::from(forms[left].lists), inside[0]]);
    add(40, &[inside[0], inside[1], case]);
    if this.cluster + next.cluster + previous.cluster > 0 {
        let prefix = |path: u64, bits: u32| if path == 0 { 0 } else { clusters::prefix(path - 1, bits) + 1 };
        add(41, &[this.cluster, case]);
        add(42, &[previous.cluster, case]);
        add(43, &[next.cluster, case]);
        add(44, &[prefix(this.cluster, 8), case]);
        add(45, &[prefix(this.cluster, 6), case]);
        add(46, &[prefix(this.cluster, 4), case]);
        add(47, &[prefix(previous.cluster, 6), prefix(this.cluster, 6)]);
        add(48, &[prefix(this.cluster, 6), prefix(next.cluster, 6)]);
    }
}

/// Returns the unbroken stretch of capitalised tokens around a token.
fn around(forms: &[Form], run: &Run, at: usize) -> (usize, usize) {
    // Ten to each side: enough for any name, and linear for a text in capitals.
    let low = run.tokens.start.max(at.saturating_sub(10));
    let high = run.tokens.end.min(at + 10);
    let left = (low..at).rev().take_while(|index| is_capital(&forms[*index])).last().unwrap_or(at);
    let right = (at + 1..high).take_while(|index| is_capital(&forms[*index])).last().map_or(at + 1, |index| index + 1);
    (left, right)
}

fn bits(set: u32, count: u32, mut each: impl FnMut(u64)) {
    (0..count).filter(|bit| set >> bit & 1 == 1).for_each(|bit| each(u64::from(bit)));
}
