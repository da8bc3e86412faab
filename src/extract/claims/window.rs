//! The stretch of text in which a cue's source and content are looked for.
//!
//! In: a cue token. Out: a [`Window`]: the cue's sentence word by word, with each quotation in it
//! as one unit, then the quotations and the text between them in the sentences around it, into
//! the next paragraph only where a colon announces the quotation that it opens with. A cue
//! inside a quotation never looks beyond it. Windows are bounded, so that all of them together
//! take linear time.

use std::ops::Range;

use super::sheet::Sheet;
use crate::model::TokenRange;

/// What a unit stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// One token of the cue's sentence.
    Word,
    /// A whole quotation, marks included.
    Quotation,
    /// Text outside quotations in another sentence.
    Block,
}

/// One step of a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it stands for.
    pub kind: UnitKind,
    /// The tokens it covers.
    pub tokens: TokenRange,
}

/// A cue with its surroundings.
#[derive(Debug, Clone)]
pub struct Window {
    /// The surroundings in the order of the text.
    pub units: Vec<Unit>,
    /// The cue, as an index into `units`.
    pub cue: usize,
    /// The cue stands inside a quotation.
    pub quoted: bool,
}

/// Sentences after the cue's that may carry on its content.
const SENTENCES_AFTER: usize = 3;
/// Tokens on either side of the cue beyond which a sentence is cut.
const REACH: usize = 150;

/// Returns the window of the cue at `cue`.
pub fn window(sheet: &Sheet, cue: usize) -> Window {
    let parsed = &sheet.annotated.parsed;
    let sentence = parsed.sentence_of(cue);
    let mut core = parsed.sentences[sentence].tokens.clone();
    let mut units = Vec::new();
    let quoted = sheet.quotation(cue).filter(|quotation| !is_scare(quotation.tokens.len()));
    if let Some(quotation) = quoted {
        core = core.start.max(quotation.tokens.start)..core.end.min(quotation.tokens.end);
    }
    core = core.start.max(cue.saturating_sub(REACH))..core.end.min(cue + REACH);
    if quoted.is_none() {
        before(sheet, sentence, core.start, &mut units);
    }
    let core_start = units.len();
    let inside = if quoted.is_some() { sheet.words[cue].quotation } else { 0 };
    push_words(sheet, core.clone(), cue, inside, &mut units);
    if quoted.is_none() {
        after(sheet, sentence, units.last().map_or(core.end, |unit| unit.tokens.end), &mut units);
    }
    let cue = core_start
        + units[core_start..].iter().position(|unit| unit.tokens.contains(&cue)).expect("the core holds the cue");
    Window { units, cue, quoted: quoted.is_some() }
}

/// One or two quoted words are a mention of words, not speech.
fn is_scare(tokens: usize) -> bool {
    tokens <= 4
}

/// The sentence that a quotation running into the core begins in.
fn before(sheet: &Sheet, sentence: usize, start: usize, units: &mut Vec<Unit>) {
    let parsed = &sheet.annotated.parsed;
    let opened = sheet.quotation(start).map_or(start, |quotation| quotation.tokens.start);
    let first = if opened < start {
        let opened_in = parsed.sentence_of(opened);
        parsed.sentences[opened_in].tokens.start
    } else if sentence > 0 && parsed.sentences[sentence - 1].paragraph == parsed.sentences[sentence].paragraph {
        parsed.sentences[sentence - 1].tokens.start
    } else {
        start
    };
    push_blocks(sheet, first.max(opened.saturating_sub(REACH))..opened.min(start), units);
}

/// The quotations and blocks that follow in the same paragraph.
fn after(sheet: &Sheet, sentence: usize, end: usize, units: &mut Vec<Unit>) {
    let parsed = &sheet.annotated.parsed;
    let paragraph = parsed.paragraphs[parsed.sentences[sentence].paragraph].sentences.clone();
    let reached = if end > 0 { parsed.sentence_of(end - 1) } else { sentence };
    let last = (reached + SENTENCES_AFTER).min(paragraph.end.saturating_sub(1));
    if reached <= last {
        let stop = parsed.sentences[last].tokens.end.min(end + 2 * REACH);
        push_blocks(sheet, end.min(stop)..stop, units);
    }
    if sentence + 1 == paragraph.end {
        announced(sheet, sentence, units);
    }
}

/// The quotation that the next paragraph opens with, when the cue's own ends in a colon.
fn announced(sheet: &Sheet, sentence: usize, units: &mut Vec<Unit>) {
    let tokens = &sheet.annotated.parsed.sentences[sentence].tokens;
    let colon = !tokens.is_empty() && sheet.token(tokens.end - 1).lower == ":";
    if colon && tokens.end < sheet.words.len() {
        units.extend(whole_quotation(sheet, tokens.end, 0).map(|tokens| Unit { kind: UnitKind::Quotation, tokens }));
    }
}

/// The words of the core; quotations that do not hold the cue become one unit, wherever they end.
fn push_words(sheet: &Sheet, core: Range<usize>, cue: usize, inside: u32, units: &mut Vec<Unit>) {
    let mut at = core.start;
    while at < core.end {
        match whole_quotation(sheet, at, inside) {
            Some(tokens) if !tokens.contains(&cue) => {
                at = tokens.end;
                units.push(Unit { kind: UnitKind::Quotation, tokens });
            }
            _ => {
                units.push(Unit { kind: UnitKind::Word, tokens: at..at + 1 });
                at += 1;
            }
        }
    }
}

fn push_blocks(sheet: &Sheet, range: Range<usize>, units: &mut Vec<Unit>) {
    let parsed = &sheet.annotated.parsed;
    let mut at = range.start;
    while at < range.end {
        if let Some(tokens) = whole_quotation(sheet, at, 0) {
            at = tokens.end;
            units.push(Unit { kind: UnitKind::Quotation, tokens });
            continue;
        }
        let stop = parsed.sentences[parsed.sentence_of(at)].tokens.end.min(range.end);
        let end = (at + 1..stop).find(|&token| sheet.words[token].quotation != 0).unwrap_or(stop);
        units.push(Unit { kind: UnitKind::Block, tokens: at..end });
        at = end;
    }
}

/// The tokens of the outermost quotation that holds the token, unless it is `inside`.
fn whole_quotation(sheet: &Sheet, token: usize, inside: u32) -> Option<TokenRange> {
    let quotation = sheet.words[token].quotation;
    if quotation == 0 || quotation == inside {
        return None;
    }
    sheet.quotation(token).map(|quotation| quotation.tokens.clone()).filter(|tokens| tokens.len() > 1)
}
