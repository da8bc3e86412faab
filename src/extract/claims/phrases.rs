//! Set phrases that attribute a whole sentence: "as Silva put it", "in the words of Silva", "for Silva, …".
//!
//! In: sentences and the claims found by their cues. Out: a claim per phrase whose sentence no claim
//! takes yet. The phrases are rare in annotated news, so that they are read by rule.

use std::ops::Range;

use super::by_layout;
use super::sheet::Sheet;
use crate::model::{Act, Certainty, Claim, NameKind, RuleId, Span, Upos};

/// Sources in such phrases have no more tokens than this.
const LONGEST_SOURCE: usize = 12;

/// Adds the claims of set phrases where no other claim is; what a model made of a word of the
/// phrase, if it is no claim, gives way.
pub fn add(sheet: &Sheet, claims: &mut Vec<Claim>) {
    let proper = claims.iter().filter(|claim| claim.act.is_claim());
    let mut taken: Vec<Span> = proper.flat_map(|claim| claim.content.iter().copied()).collect();
    taken.sort();
    let meets = |spans: &[Span], span: Span| {
        let at = spans.partition_point(|other| other.end <= span.start);
        spans.get(at).is_some_and(|other| other.overlaps(span))
    };
    let phrase =
        |token: usize| as_put(sheet, token).or_else(|| in_words(sheet, token)).or_else(|| for_someone(sheet, token));
    let phrases = (0..sheet.words.len()).filter_map(phrase);
    let found = phrases.filter_map(|phrase| phrase.claim(sheet));
    let found: Vec<Claim> =
        found.filter(|claim| !claim.content.iter().any(|content| meets(&taken, *content))).collect();
    let cues: Vec<Span> = found.iter().map(|claim| claim.cue[0]).collect();
    claims.retain(|claim| !claim.cue.first().is_some_and(|cue| meets(&cues, *cue)));
    claims.extend(found);
}

/// A phrase with its parts, as tokens.
struct Phrase {
    whole: Range<usize>,
    cue: Range<usize>,
    source: Range<usize>,
    lemma: &'static str,
    act: Act,
    certainty: Certainty,
    rule: RuleId,
}

impl Phrase {
    /// What the phrase leaves of its sentence is the content.
    fn claim(self, sheet: &Sheet) -> Option<Claim> {
        let parsed = &sheet.annotated.parsed;
        let sentence = &parsed.sentences[parsed.sentence_of(self.whole.start)].tokens;
        let pieces = [sentence.start..self.whole.start, self.whole.end..sentence.end];
        let mut pieces = pieces.into_iter().filter_map(|piece| trim(sheet, piece)).collect::<Vec<_>>();
        let verb = |token: usize| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux);
        let stated = pieces.iter().cloned().flatten().any(verb);
        let first = pieces.first().cloned().filter(|_| stated && !self.source.is_empty())?;
        let mut claim = by_layout(sheet, Some(self.source), Some(self.cue.start), first, self.rule);
        claim.content = pieces.drain(..).map(|piece| parsed.span(&piece)).collect();
        claim.cue = vec![parsed.span(&self.cue)];
        claim.cue_lemma = self.lemma.to_owned();
        (claim.act, claim.certainty) = (self.act, self.certainty);
        Some(claim)
    }
}

/// "as Silva put it": the phrase that ends with "put it" at `token`.
fn as_put(sheet: &Sheet, token: usize) -> Option<Phrase> {
    let put = ["put", "puts"].contains(&sheet.token(token).lower.as_str());
    if !put || !is(sheet, token + 1, "it") {
        return None;
    }
    let floor = sentence_start(sheet, token).max(token.saturating_sub(LONGEST_SOURCE));
    let opens = (floor..token).rev().find(|&at| sheet.token(at).lower == "as")?;
    Some(Phrase {
        whole: opens..token + 2,
        cue: token..token + 2,
        source: opens + 1..token,
        lemma: "put",
        act: Act::Says,
        certainty: Certainty::Plain,
        rule: "phrase/as-put",
    })
}

/// "in the words of Silva,": the phrase that opens with "in" at `token`.
fn in_words(sheet: &Sheet, token: usize) -> Option<Phrase> {
    let opens = is(sheet, token, "in") && is(sheet, token + 1, "the") && is(sheet, token + 2, "words");
    if !opens || !is(sheet, token + 3, "of") {
        return None;
    }
    let parsed = &sheet.annotated.parsed;
    let end = parsed.sentences[parsed.sentence_of(token)].tokens.end;
    let source = token + 4..end.min(token + 4 + LONGEST_SOURCE);
    // "…, in the words of Silva." ends with the sentence.
    let stop = source.clone().find(|&at| matches!(sheet.token(at).upos, Upos::Punct | Upos::Verb | Upos::Aux))?;
    let closed = sheet.token(stop).upos == Upos::Punct;
    closed.then(|| Phrase {
        whole: token..stop,
        cue: token..token + 4,
        source: token + 4..stop,
        lemma: "in the words of",
        act: Act::Says,
        certainty: Certainty::Plain,
        rule: "phrase/in-the-words-of",
    })
}

/// "For Silva, the delay is a disgrace": how a person sees what is; what happened is nobody's view.
fn for_someone(sheet: &Sheet, token: usize) -> Option<Phrase> {
    let parsed = &sheet.annotated.parsed;
    let sentence = &parsed.sentences[parsed.sentence_of(token)].tokens;
    if !is(sheet, token, "for") || token != sentence.start {
        return None;
    }
    let source = token + 1..(token + 1 + LONGEST_SOURCE).min(sentence.end);
    let comma = source.clone().find(|&at| sheet.token(at).lower == ",")?;
    let source = source.start..comma;
    let at = parsed.names.partition_point(|name| name.tokens.start < source.start);
    let name = parsed.names.get(at).filter(|name| name.tokens == source);
    let verb = (comma..sentence.end).find(|&at| matches!(sheet.token(at).upos, Upos::Verb | Upos::Aux))?;
    let sees = matches!(sheet.token(verb).lower.as_str(), "is" | "are" | "'s" | "means" | "mean");
    (sees && name.is_some_and(|name| name.kind == NameKind::Person)).then(|| Phrase {
        whole: token..comma,
        cue: token..token + 1,
        source,
        lemma: "for",
        act: Act::Thinks,
        certainty: Certainty::Hedged,
        rule: "phrase/for-someone",
    })
}

fn is(sheet: &Sheet, token: usize, word: &str) -> bool {
    sheet.annotated.parsed.tokens.get(token).is_some_and(|token| token.lower == word)
}

fn sentence_start(sheet: &Sheet, token: usize) -> usize {
    let parsed = &sheet.annotated.parsed;
    parsed.sentences[parsed.sentence_of(token)].tokens.start
}

/// Takes commas, stops and dashes off the edges.
fn trim(sheet: &Sheet, mut piece: Range<usize>) -> Option<Range<usize>> {
    let loose = |token: usize| matches!(sheet.token(token).lower.as_str(), "," | "." | ";" | ":" | "-" | "–" | "—");
    while !piece.is_empty() && loose(piece.start) {
        piece.start += 1;
    }
    while !piece.is_empty() && loose(piece.end - 1) {
        piece.end -= 1;
    }
    (!piece.is_empty()).then_some(piece)
}
