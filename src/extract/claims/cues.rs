//! Which words report something.
//!
//! In: the sheet. Out: candidate tokens, and the features by which a trained classifier tells
//! "she said he left" from "they say the darnedest things". New cue words go to
//! `lexicon/cues.tsv`; what they are worth is learned.

use super::sheet::{Sheet, Word};
use super::weights::{Features, pair, word};
use crate::model::{Part, Quotation, Upos};

/// Tells whether the token can head a cue at all.
pub fn is_candidate(sheet: &Sheet, index: usize) -> bool {
    let token = sheet.token(index);
    match token.upos {
        // "called in the envoy", "called off the match".
        Upos::Verb if token.lemma == "call" => {
            let next = sheet.annotated.parsed.tokens.get(index + 1).map_or("", |next| &next.lower);
            !matches!(next, "in" | "off" | "up")
        }
        Upos::Verb => true,
        Upos::Noun | Upos::Adj | Upos::Adv => sheet.words[index].class != 0,
        // "is eager to": the adjective is the cue; "be" alone reports nothing.
        Upos::Aux => false,
        _ => sheet.words[index].class != 0,
    }
}

/// Collects the features of a candidate.
pub fn features(sheet: &Sheet, index: usize, out: &mut Features) {
    out.0.clear();
    let sentence = &sheet.annotated.parsed.sentences[sheet.annotated.parsed.sentence_of(index)];
    let range = sentence.tokens.clone();
    let at = |offset: isize| sheet.at(index as isize + offset, &range);
    let here = at(0);
    let quoted = u32::from(here.quotation != 0);
    out.add(0, 0, 0);
    out.add(1, here.lemma, 0);
    out.add(2, here.lower, 0);
    out.add(3, here.lemma, here.tag);
    out.add(4, here.class, here.tag);
    out.add(5, here.lemma, quoted);
    for (template, offset) in [(10, -3), (11, -2), (12, -1), (13, 1), (14, 2), (15, 3)] {
        let near = at(offset);
        out.add(template, near.lower, 0);
        out.add(template + 10, near.tag, here.class);
        if offset.abs() <= 2 {
            out.add(template + 20, near.lower, here.lemma);
            out.add(template + 30, near.tag, here.lemma);
        }
    }
    out.add(50, pair(at(-1).lower, at(1).lower), 0);
    out.add(51, pair(at(1).lower, at(2).lower), here.class);
    out.add(52, pair(at(-2).lower, at(-1).lower), here.class);
    out.add(53, pair(at(-1).tag, at(1).tag), here.tag);
    out.add(54, pair(at(1).tag, at(2).tag), here.class);
    out.add(55, pair(at(1).tag, at(2).tag), here.lemma);
    out.add(56, here.fine_hint(Part::Cue), 0);
    out.add(57, here.hint(Part::Cue), here.lemma);
    out.add(58, here.hint(Part::Cue), pair(here.class, here.hint(Part::Content)));
    sentence_features(sheet, index, &range, here, out);
    group_features(sheet, index, here, out);
    syntax_features(sheet, index, &range, here, out);
}

/// Quotations and position in the sentence.
fn sentence_features(sheet: &Sheet, index: usize, range: &std::ops::Range<usize>, here: Word, out: &mut Features) {
    let outside = |token: usize| sheet.words[token].quotation != 0 && sheet.words[token].quotation != here.quotation;
    let reach = |distance: usize| range.start.max(index.saturating_sub(distance))..range.end.min(index + distance);
    let near = reach(40);
    let left = (near.start..index).rev().find(|&token| outside(token));
    let right = (index..near.end).find(|&token| outside(token));
    let describe = |token: Option<usize>| {
        token.map_or(0, |token| {
            let gap = token.abs_diff(index).min(8) as u32;
            let length = sheet.quotation(token).map_or(0, |quotation: &Quotation| quotation.tokens.len().min(12) / 4);
            1 + gap * 4 + length as u32
        })
    };
    let quotes = pair(u32::from(left.is_some()), u32::from(right.is_some()));
    out.add(60, describe(left), here.class);
    out.add(61, describe(right), here.class);
    out.add(62, quotes, here.lemma);
    out.add(63, quotes, pair(here.class, u32::from(here.quotation != 0)));
    out.add(64, ((index - range.start).min(6)) as u32, here.class);
    out.add(65, ((range.end - index).min(6)) as u32, here.class);
    out.add(66, u32::from(here.quotation != 0), here.class);
    out.add(67, sheet.at(range.start as isize, range).lower, here.class);
    let that = (index + 1..range.end.min(index + 8)).find(|&token| sheet.words[token].lower == word("that"));
    out.add(68, that.map_or(0, |token| (token - index) as u32), here.lemma);
    out.add(69, that.map_or(0, |token| (token - index) as u32), here.class);
    // Another cue word near by takes the content.
    for token in near.filter(|&token| token != index && sheet.words[token].class != 0) {
        let side = u32::from(token < index);
        if token.abs_diff(index) <= 12 {
            out.add(70, pair(sheet.words[token].class, side), here.class);
        }
        if token.abs_diff(index) <= 4 {
            out.add(71, pair(sheet.words[token].lemma, side), here.lemma);
        }
    }
    out.add(72, sentence_kind(sheet, index), here.class);
}

fn sentence_kind(sheet: &Sheet, index: usize) -> u32 {
    let parsed = &sheet.annotated.parsed;
    parsed.sentences[parsed.sentence_of(index)].kind as u32
}

/// Tense, voice and subject of the verb group.
fn group_features(sheet: &Sheet, index: usize, here: Word, out: &mut Features) {
    let Some(group) = here.group.checked_sub(1) else { return };
    let group = &sheet.annotated.parsed.verb_groups[group as usize];
    let form = u32::from(group.passive)
        | u32::from(group.negated) << 1
        | u32::from(group.perfect) << 2
        | u32::from(group.progressive) << 3
        | u32::from(group.finite) << 4
        | (group.tense as u32) << 5
        | u32::from(group.head == index) << 8;
    let modal = group.modal.map_or(0, word);
    out.add(80, form, here.lemma);
    out.add(81, form, here.class);
    out.add(82, modal, here.lemma);
    out.add(83, modal, here.class);
    let Some(subject) = &group.subject else {
        out.add(84, 0, here.class);
        return;
    };
    let first = sheet.words[subject.start];
    let last = sheet.words[subject.end - 1];
    out.add(84, last.name + 1, here.class);
    out.add(85, last.lemma, here.lemma);
    out.add(86, last.lemma, here.class);
    out.add(87, first.lower, here.class);
    out.add(88, pair(last.tag, last.name), here.lemma);
    out.add(89, u32::from(subject.start > index), here.lemma);
}

/// The words that depend on the candidate, and what it depends on.
fn syntax_features(sheet: &Sheet, index: usize, range: &std::ops::Range<usize>, here: Word, out: &mut Features) {
    let token = sheet.token(index);
    if token.relation.is_empty() {
        return;
    }
    out.add(90, word(token.relation), here.lemma);
    out.add(91, word(token.relation), here.class);
    if let Some(head) = token.head {
        out.add(92, sheet.words[head].lemma, here.lemma);
        out.add(93, pair(sheet.words[head].upos, word(token.relation)), here.tag);
    }
    let near = range.start.max(index.saturating_sub(40))..range.end.min(index + 40);
    for child in near.filter(|&child| sheet.token(child).head == Some(index)) {
        let relation = word(sheet.token(child).relation);
        let side = u32::from(child < index);
        out.add(94, pair(relation, side), here.lemma);
        out.add(95, pair(relation, side), here.class);
        out.add(96, pair(relation, sheet.words[child].lemma), here.class);
        out.add(97, pair(relation, pair(sheet.words[child].tag, sheet.words[child].name)), here.class);
    }
}
