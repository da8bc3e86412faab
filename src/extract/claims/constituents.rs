//! Readings that the parse offers beside those of the span model: their contents are whole clauses
//! and phrases, and so begin and end where people would cut.
//!
//! In: a window, its best labelling and the parse. Out: labellings of the window. Which reading is
//! right is decided in `readings`.

use super::sheet::Sheet;
use super::spans::Label;
use super::window::Window;
use crate::model::{TokenRange, Upos};

/// Relations of what a cue takes as its content.
const TAKEN: &[&str] = &["ccomp", "xcomp", "obj", "obl", "acl", "nmod", "advcl", "parataxis", "csubj", "nsubj:pass"];

/// How far above the cue stands what it is an aside of: "according" hangs on a noun that hangs on the
/// clause.
const CLIMB: usize = 3;

/// Returns labellings whose contents are parts of the parse, with the source of `best`, the labels that
/// the span model likes best.
pub fn labellings(sheet: &Sheet, window: &Window, best: &[Label]) -> Vec<Vec<Label>> {
    let cue = window.units[window.cue].tokens.start;
    contents(sheet, cue).iter().filter_map(|pieces| labelling(window, best, pieces)).collect()
}

/// The contents that the parse offers: what hangs on the cue, alone and with all that follows it, and
/// what the cue is an aside of.
fn contents(sheet: &Sheet, cue: usize) -> Vec<Vec<TokenRange>> {
    let parsed = &sheet.annotated.parsed;
    let mut contents = Vec::new();
    let whole = parsed.subtree(cue);
    for child in parsed.children(cue).filter(|child| TAKEN.iter().any(|wanted| sheet.token(*child).relates(wanted))) {
        let part = parsed.subtree(child);
        let rest = part.start..whole.end;
        if child > cue && part.end < whole.end {
            contents.push(vec![rest]);
        }
        contents.push(vec![part]);
    }
    let clause = |child: &usize| matches!(sheet.token(*child).relation, "ccomp" | "parataxis");
    let clauses: Vec<TokenRange> = parsed.children(cue).filter(clause).map(|child| parsed.subtree(child)).collect();
    if clauses.len() > 1 {
        contents.push(clauses);
    }
    for branch in parsed.ancestors(cue).take(CLIMB) {
        let Some(above) = sheet.token(branch).head else { break };
        let (inner, outer) = (parsed.subtree(branch), parsed.subtree(above));
        let (before, after) = (outer.start..inner.start, inner.end..outer.end);
        let has_words = |range: &TokenRange| range.clone().any(|token| sheet.token(token).upos != Upos::Punct);
        match (has_words(&before), has_words(&after)) {
            (true, true) => contents.extend([vec![before.clone(), after], vec![before]]),
            (true, false) => contents.push(vec![before]),
            (false, true) => contents.push(vec![after]),
            (false, false) => {}
        }
    }
    contents
}

/// Labels what lies in the pieces as content, and keeps the source where it lies outside of them.
fn labelling(window: &Window, best: &[Label], pieces: &[TokenRange]) -> Option<Vec<Label>> {
    let inside =
        |tokens: &TokenRange| pieces.iter().any(|piece| piece.start <= tokens.start && tokens.end <= piece.end);
    let label = |(at, label): (usize, &Label)| match label {
        _ if at == window.cue => Label::Outside,
        _ if inside(&window.units[at].tokens) => Label::Content,
        Label::Source => Label::Source,
        _ => Label::Outside,
    };
    let labels: Vec<Label> = best.iter().enumerate().map(label).collect();
    labels.contains(&Label::Content).then_some(labels)
}
