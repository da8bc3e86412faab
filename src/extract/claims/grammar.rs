//! What the grammar alone makes of a verb of speech.
//!
//! In: a cue that surely reports, whose spans the models trust too little. Out: its subject as the
//! source, and as content the clause that it introduces ("warned that …") or the clause that it is
//! an aside of ("Prices rose, two people told the paper"). Nothing where there is no such clause.

use super::sheet::Sheet;
use crate::model::{Ptb, TokenRange, Upos};

/// A clause of fewer words is more often a slip of the parser.
const LEAST_WORDS: usize = 5;

/// Returns the content and the source of the cue, where its clause shows both.
pub fn read(sheet: &Sheet, cue: usize) -> Option<(TokenRange, TokenRange)> {
    let parsed = &sheet.annotated.parsed;
    let subject = parsed.subject_of(cue).or_else(|| controller(sheet, cue))?;
    let source = parsed.noun_phrase(subject);
    let content = aside_of(sheet, cue, &source).or_else(|| introduced(sheet, cue))?;
    let tells = content.clone().any(|token| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux));
    let apart = content.end <= source.start || source.end <= content.start;
    (tells && apart && content.len() >= LEAST_WORDS && !content.contains(&cue)).then_some((content, source))
}

/// Returns who is to do what an infinitive says: "the ministry called in the envoy to thank him and warn that …".
pub fn controller(sheet: &Sheet, cue: usize) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let above = served(sheet, cue)?;
    // "It led to the ministry calling in the envoy": the noun before the gerund, with it or beside it.
    let beside = |before: &usize| {
        let head = sheet.token(*before).head;
        head == Some(above) || head == sheet.token(above).head || sheet.token(above).head == Some(*before)
    };
    let before = || above.checked_sub(1).filter(beside);
    let gerund = sheet.token(above).ptb == Ptb::Vbg;
    parsed.subject_of(above).or_else(|| before().filter(|before| gerund && is_noun(sheet, *before)))
}

/// Returns the verb whose purpose the cue is: "called in" of "called in the envoy to thank him and warn".
pub fn served(sheet: &Sheet, cue: usize) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    // A cue with a clause is a verb: where it was taken for a noun, it hangs within the object of its like.
    let noun = sheet.token(cue).upos == Upos::Noun;
    let joins = |token: usize| match sheet.token(token).relation {
        "conj" => true,
        "obj" | "nmod" => noun,
        _ => false,
    };
    let first = parsed.ancestors(cue).find(|token| !joins(*token))?;
    let purpose = parsed.child(first, &["mark"]).is_some_and(|mark| sheet.token(mark).lower == "to");
    // Of a gerund a purpose may seem the complement.
    let serves = |above: &usize| match sheet.token(first).relation {
        "xcomp" => sheet.token(*above).ptb == Ptb::Vbg && sheet.token(*above).relation == "acl",
        _ => sheet.token(first).relates("advcl"),
    };
    sheet.token(first).head.filter(|above| purpose && serves(above))
}

fn is_noun(sheet: &Sheet, token: usize) -> bool {
    matches!(sheet.token(token).upos, Upos::Noun | Upos::Propn)
}

/// The clause before a cue that hangs beside it: "Prices rose, two people told the paper".
fn aside_of(sheet: &Sheet, cue: usize, source: &TokenRange) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let above = sheet.token(cue).head.filter(|above| *above < cue && sheet.token(cue).relation == "parataxis")?;
    let start = parsed.subtree(above).start;
    let end = source.start.min(cue).checked_sub(1).filter(|comma| sheet.token(*comma).lower == ",")?;
    (start < end && source.start <= cue).then_some(start..end)
}

/// The clause that "that" opens after the cue; of a cue taken for a noun it seems to describe that noun.
pub fn introduced(sheet: &Sheet, cue: usize) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let clause = parsed.child(cue, &["ccomp", "acl"]).filter(|clause| *clause > cue)?;
    let opens = parsed.child(clause, &["mark"]).is_some_and(|mark| sheet.token(mark).lower == "that");
    let mut content = parsed.subtree(clause);
    content.start = content.start.max(cue + 1);
    while content.len() > 1 && sheet.token(content.end - 1).upos == Upos::Punct {
        content.end -= 1;
    }
    opens.then_some(content)
}
