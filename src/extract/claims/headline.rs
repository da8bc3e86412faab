//! Headlines that end with who says it: "Mill to close, union official says".
//!
//! In: the proposals of a document. Out: the same, with source and content of such a headline as its
//! order gives them: everything before the last comma is said by whoever stands after it. Headlines
//! leave out the words that grammar hangs on, so neither parser nor models are asked.

use super::proposals::Proposal;
use super::sheet::Sheet;
use crate::lexicon::cues::CueClass;
use crate::model::{SentenceKind, TokenRange, Upos};

/// The longest source, in words; what is longer is a clause.
const LONGEST_SOURCE: usize = 8;

/// The shortest content, in words.
const SHORTEST_CONTENT: usize = 3;

/// More than any model gives, so that what is settled here stays outermost.
const SETTLED: f32 = 20.0;

/// Settles the proposals whose cues end a headline.
pub fn settle(sheet: &Sheet, proposals: &mut [Proposal]) {
    for proposal in proposals {
        if let Some((content, source)) = read(sheet, proposal.cue) {
            (proposal.content, proposal.source, proposal.score) = (vec![content], Some(source), SETTLED);
        }
    }
}

fn read(sheet: &Sheet, cue: usize) -> Option<(TokenRange, TokenRange)> {
    let parsed = &sheet.annotated.parsed;
    let sentence = &parsed.sentences[parsed.sentence_of(cue)];
    let last = sentence.tokens.clone().rfind(|token| sheet.token(*token).upos != Upos::Punct)?;
    let says = [CueClass::Say, CueClass::Tell, CueClass::Show].map(|class| class as u32);
    if sentence.kind != SentenceKind::Headline || cue != last || !says.contains(&sheet.words[cue].class) {
        return None;
    }
    let from = sentence.tokens.start.max(cue.saturating_sub(LONGEST_SOURCE + 1));
    let comma = (from..cue).rfind(|token| sheet.token(*token).lower == ",")?;
    let (content, source) = (sentence.tokens.start..comma, comma + 1..cue);
    let noun = |token: usize| matches!(sheet.token(token).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let named = source.clone().next_back().is_some_and(|token| noun(token) || sheet.words[token].name != 0);
    (named && content.len() >= SHORTEST_CONTENT).then_some((content, source))
}
