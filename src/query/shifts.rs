//! Where does a speaker say something else than before?
//!
//! In: claims of one speaker. Out: pairs on the same matter whose polarity, numbers or commitment
//! differ, the earlier first, each side a dated quotation with its source. No verdict: the pair is
//! shown, and what differs in it.

use serde::Serialize;

use crate::error::Result;
use crate::store::Store;

use super::wording::{Wording, neighbours};
use super::{ClaimQuery, ClaimRow, claims};

/// Telling words that two claims on one matter share at least.
const FEWEST: usize = 2;
/// The share of the shorter claim's telling words that must be common to both.
const SHARE: f64 = 0.5;
/// Words of more claims than this do not bring claims together.
const COMMON: usize = 100;

/// Two claims of a speaker that differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShiftRow {
    /// The telling words that both hold, as stems.
    pub matter: Vec<String>,
    /// "polarity", "numbers", "commitment".
    pub differs: Vec<&'static str>,
    /// What was said first.
    pub earlier: ClaimRow,
    /// What was said later, or in another place on the same day.
    pub later: ClaimRow,
}

/// Lists the pairs among the claims that meet the question, by date of the later.
///
/// # Errors
///
/// Those of [`claims`].
pub fn shifts(store: &Store, query: &ClaimQuery) -> Result<Vec<ShiftRow>> {
    let found = claims(store, &ClaimQuery { limit: None, ..*query })?;
    let wordings: Vec<Wording> =
        found.iter().map(|claim| Wording::new(&claim.content, claim.polarity == "denies")).collect();
    let mut shifts = Vec::new();
    for ((a, b), common) in neighbours(&wordings, COMMON) {
        let same_speaker = found[a].speaker_id.is_some() && found[a].speaker_id == found[b].speaker_id;
        // What stands side by side in one article is one saying, unless it was said on other days.
        let same_saying = found[a].document.id == found[b].document.id && found[a].days == found[b].days;
        if !same_speaker || same_saying || common < FEWEST {
            continue;
        }
        let differs = differs(&found[a], &found[b], &wordings[a], &wordings[b]);
        if on_one_matter(&wordings[a], &wordings[b]) && !differs.is_empty() {
            let matter = wordings[a].shared(&wordings[b]).into_iter().map(str::to_owned).collect();
            shifts.push((b, a, ShiftRow { matter, differs, earlier: found[a].clone(), later: found[b].clone() }));
        }
    }
    shifts.sort_by_key(|(later, earlier, _)| (*later, *earlier));
    shifts.truncate(query.limit.unwrap_or(usize::MAX));
    Ok(shifts.into_iter().map(|(_, _, shift)| shift).collect())
}

fn on_one_matter(a: &Wording, b: &Wording) -> bool {
    let shorter = a.words.len().min(b.words.len());
    let shared = a.shared(b).len();
    shared >= FEWEST && shared as f64 >= SHARE * shorter as f64
}

fn differs(earlier: &ClaimRow, later: &ClaimRow, a: &Wording, b: &Wording) -> Vec<&'static str> {
    let mut differs = Vec::new();
    let refuses = |claim: &ClaimRow| claim.polarity == "refuses";
    if a.opposes(b) || refuses(earlier) != refuses(later) {
        differs.push("polarity");
    }
    if !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers != b.numbers {
        differs.push("numbers");
    }
    if a.firm && b.open && !b.firm || a.open && b.firm && !a.firm {
        differs.push("commitment");
    }
    differs
}
