//! Quotations whose saying has a day of its own: in "he said on Wednesday, 'We begin today'", today is Wednesday.
//!
//! In: the layers of the text and its expressions, resolved. Out: for each expression that counts from the day of
//! speaking, the expression that tells on which day those words were spoken. Only what the text itself makes sure:
//! a date that hangs on the verb right beside the quotation's marks. Who speaks, and what counts as a claim, is
//! `extract`'s to say; this room reads no more than verbs, marks and the parse.

use super::Explained;
use super::meaning::{From, Meaning, Phrase, Point};
use crate::lexicon::cues::{CueClass, CuePart, cue};
use crate::model::{Parsed, Quotation, TokenRange, VerbGroup};

/// How far the verb of saying may stand from the quotation, in tokens: room for a name, an office and a date.
const REACH: usize = 14;

/// Returns, for each phrase, the expression that dates the words it is quoted in.
pub fn told(parsed: &Parsed, phrases: &[(TokenRange, Phrase)], found: &[Explained]) -> Vec<Option<usize>> {
    let mut told = vec![None; phrases.len()];
    if parsed.quotations.is_empty() {
        return told;
    }
    let mut next = 0;
    let mut last: Option<(usize, usize)> = None;
    for (index, quotation) in parsed.quotations.iter().enumerate() {
        if quotation.depth > 0 {
            continue;
        }
        while next < phrases.len() && phrases[next].0.start < quotation.tokens.start {
            next += 1;
        }
        let own = day_of_saying(parsed, quotation, found);
        let day = own.or_else(|| goes_on(parsed, quotation, last));
        last = day.map(|day| (index, day));
        while next < phrases.len() && phrases[next].0.end <= quotation.tokens.end {
            let speaks = matches!(&phrases[next].1.meaning, Meaning::Point(point) if counts_from_speaking(point));
            told[next] = day.filter(|_| speaks);
            next += 1;
        }
    }
    told
}

/// "today", "last week", "next Friday", "three days ago", "this morning".
fn counts_from_speaking(point: &Point) -> bool {
    match point {
        Point::Step(_, _, from) | Point::NamedStep(_, _, from) | Point::Shift(_, _, from) => *from == From::Published,
        Point::Part(_, day) | Point::Clock(_, day) | Point::Away(_, _, day) | Point::Within(_, day) => {
            counts_from_speaking(day)
        }
        _ => false,
    }
}

/// The expression that hangs on the verb of saying beside the quotation.
fn day_of_saying(parsed: &Parsed, quotation: &Quotation, found: &[Explained]) -> Option<usize> {
    let verb = verb_after(parsed, quotation).or_else(|| verb_before(parsed, quotation))?;
    let hangs = |one: &Explained| {
        let tokens = &one.expression.tokens;
        let top = tokens.clone().find(|&at| parsed.tokens[at].head.is_none_or(|head| !tokens.contains(&head)))?;
        let head = parsed.tokens[top].head?;
        // "In a statement on Tuesday, the firm said".
        let words = is_speech(&parsed.tokens[head].lemma) && parsed.tokens[head].head == Some(verb.head);
        (head == verb.head || words || after_apposition(parsed, verb, tokens)).then_some(())
    };
    // Those of the sentence that stand near the verb.
    let from = verb.tokens.start.saturating_sub(2 * REACH);
    let first = found.partition_point(|one| one.expression.tokens.start < from);
    let near = found[first..].iter().take_while(|one| one.expression.tokens.start < verb.tokens.end + REACH);
    let day = |one: &&Explained| {
        let apart =
            one.expression.tokens.end <= quotation.tokens.start || one.expression.tokens.start >= quotation.tokens.end;
        let is_day = one.expression.interval.is_some_and(|days| days.single_day().is_some());
        apart && is_day && !one.expression.in_name && hangs(one).is_some()
    };
    near.clone().position(|one| day(&one)).map(|at| first + at)
}

/// `said the mayor, Ana Costa, on Wednesday`: parsers hang the day on the name, but between commas after the name
/// stands what is said of it, and after the last comma when it was said.
fn after_apposition(parsed: &Parsed, verb: &VerbGroup, day: &TokenRange) -> bool {
    let word = |at: usize| parsed.tokens[at].lower.as_str();
    let ends = parsed.tokens.get(day.end).is_none_or(|next| matches!(&*next.lower, "." | "," | ";" | ":" | "\"" | ")"));
    let sentence = parsed.sentences.get(parsed.sentence_of(verb.head));
    let same = sentence.is_some_and(|sentence| sentence.tokens.contains(&day.start));
    if !ends || !same || day.start <= verb.tokens.end {
        return false;
    }
    let commas: Vec<usize> = (verb.tokens.end..day.start).filter(|at| word(*at) == ",").collect();
    let (Some(first), Some(last)) = (commas.first(), commas.last()) else { return false };
    let told = |range: TokenRange| {
        let next = first_group(parsed, range.start);
        parsed.verb_groups.get(next).is_some_and(|group| group.tokens.start < range.end)
    };
    // A comma alone makes no apposition: "said Costa, on Wednesday" has been parsed well enough.
    let mut between = commas.windows(2).map(|pair| pair[0] + 1..pair[1]);
    let described = between.all(|part| !told(part.clone()) || matches!(word(part.start), "who" | "which" | "whose"));
    let opens = matches!(word(last + 1), "on" | "in" | "at" | "during" | "late" | "early") || last + 1 == day.start;
    commas.len() >= 2 && !told(verb.tokens.end..*first) && described && opens && !told(last + 1..day.start)
}

fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "statement" | "speech" | "letter" | "interview" | "tweet" | "post" | "address" | "message" | "conference"
    )
}

/// `"…," he said on Wednesday`, `"…," said Smith on Wednesday`.
fn verb_after<'a>(parsed: &'a Parsed, quotation: &Quotation) -> Option<&'a VerbGroup> {
    let end = quotation.tokens.end;
    let sentence = parsed.sentences.get(parsed.sentence_of(end.checked_sub(1)?))?;
    let group = parsed.verb_groups.get(first_group(parsed, end))?;
    let near = group.tokens.start < sentence.tokens.end && group.head < end + REACH;
    (near && says(parsed, group)).then_some(group)
}

/// `Smith said on Wednesday: "…"`.
fn verb_before<'a>(parsed: &'a Parsed, quotation: &Quotation) -> Option<&'a VerbGroup> {
    let start = quotation.tokens.start;
    let sentence = parsed.sentences.get(parsed.sentence_of(start))?;
    // A colon may end the sentence that introduces the quotation.
    let opens = sentence.tokens.start == start;
    let colon = opens && start > 0 && parsed.tokens[start - 1].lower == ":";
    let from = if colon { start.saturating_sub(REACH) } else { sentence.tokens.start.max(start.saturating_sub(REACH)) };
    let group = parsed.verb_groups[..first_group(parsed, start)].last()?;
    (group.tokens.start >= from && says(parsed, group)).then_some(group)
}

fn first_group(parsed: &Parsed, token: usize) -> usize {
    parsed.verb_groups.partition_point(|group| group.tokens.start < token)
}

/// A verb of speech in the past: what someone will say has no words yet.
fn says(parsed: &Parsed, group: &VerbGroup) -> bool {
    let class = cue(&parsed.tokens[group.head].lemma, CuePart::Verb).map(|cue| cue.class);
    let speech = matches!(
        class,
        Some(CueClass::Say | CueClass::Tell | CueClass::Write | CueClass::Ask | CueClass::Promise | CueClass::Order)
    );
    speech && group.modal.is_none() && !group.negated
}

/// `"…," he said on Wednesday. "…"`: the second quotation, alone in the sentence right after, goes on.
fn goes_on(parsed: &Parsed, quotation: &Quotation, last: Option<(usize, usize)>) -> Option<usize> {
    let (index, day) = last?;
    let before = &parsed.quotations[index];
    let sentence = parsed.sentence_of(quotation.tokens.start);
    let own = parsed.sentences.get(sentence)?;
    let alone = own.tokens.start == quotation.tokens.start && quotation.tokens.end + 1 >= own.tokens.end;
    let follows = parsed.sentence_of(before.tokens.end.checked_sub(1)?) + 1 == sentence;
    (alone && follows).then_some(day)
}
