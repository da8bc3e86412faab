//! How each word of a window hangs on the cue in the dependency parse.
//!
//! In: a window. Out: per unit the relation of the subtree under the cue that holds it ("ccomp",
//! "nsubj"), or how the cue itself lies below it. Nothing where no parse is.

use super::sheet::Sheet;
use super::weights::{pair, word};
use super::window::{UnitKind, Window};

/// Steps up the tree before giving up.
const CLIMB: usize = 40;

/// Returns the branch of every unit; 0 where no parse is.
pub fn branches(sheet: &Sheet, window: &Window) -> Vec<u32> {
    let cue = window.units[window.cue].tokens.start;
    if sheet.token(cue).relation.is_empty() {
        return vec![0; window.units.len()];
    }
    // The cue's own ancestors, nearest first, with the relation by which the way up leaves each.
    let mut above = Vec::new();
    let mut token = cue;
    while let Some(head) = sheet.token(token).head.filter(|_| above.len() < CLIMB) {
        above.push((head, word(sheet.token(token).relation)));
        token = head;
    }
    let of = |start: usize| -> u32 {
        let mut token = start;
        for _ in 0..CLIMB {
            let Some(head) = sheet.token(token).head else { return pair(1, u32::from(token == start)) };
            let relation = word(sheet.token(token).relation);
            if head == cue {
                return pair(2, pair(relation, u32::from(start < cue)));
            }
            if let Some(level) = above.iter().position(|(ancestor, _)| *ancestor == head) {
                return pair(pair(3, level.min(2) as u32), pair(relation, above[0].1));
            }
            token = head;
        }
        0
    };
    let is_ancestor = |token: usize| above.iter().position(|(ancestor, _)| *ancestor == token);
    window
        .units
        .iter()
        .map(|unit| match unit.kind {
            UnitKind::Block => 0,
            UnitKind::Word => match is_ancestor(unit.tokens.start) {
                Some(level) => pair(pair(4, level.min(2) as u32), above[0].1),
                None if unit.tokens.start == cue => 5,
                None => of(unit.tokens.start),
            },
            UnitKind::Quotation => {
                let near = unit.tokens.start..unit.tokens.end.min(unit.tokens.start + CLIMB);
                let leaves = |&token: &usize| sheet.token(token).head.is_none_or(|head| !unit.tokens.contains(&head));
                let top = near.clone().find(|token| leaves(token) && sheet.token(*token).relation != "punct");
                top.map_or(0, |top| {
                    is_ancestor(top).map_or_else(|| of(top), |level| pair(6, pair(level.min(2) as u32, above[0].1)))
                })
            }
        })
        .collect()
}
