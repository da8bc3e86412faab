//! The same claim in several places.
//!
//! In: claims by date. Out: each claim once, at its first place, with the others where it is told
//! again: the same speaker, polarity and numbers, and the same content up to wording. Claims of
//! nobody known are the same only in the same words.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::store::fold;

use super::wording::{Wording, neighbours};
use super::{ClaimRow, Days, DocumentRef};

/// The share of telling words in common from which two claims are the same.
const SAME: f64 = 0.75;
/// Words of more of one speaker's claims than this do not bring claims together.
const COMMON: usize = 300;

/// Where a claim is told again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Repeat {
    /// The id of that claim.
    pub id: i64,
    /// The document.
    pub document: DocumentRef,
    /// When it is said or published there.
    #[serde(flatten)]
    pub days: Days,
    /// Its words there.
    pub content: String,
}

/// Folds claims that repeat an earlier one of the list into it.
pub(super) fn fold_repeats(claims: Vec<ClaimRow>) -> Vec<ClaimRow> {
    let first = firsts(&claims);
    let mut folded: Vec<Option<ClaimRow>> = claims.into_iter().map(Some).collect();
    for index in 0..folded.len() {
        if first[index] == index {
            continue;
        }
        let again = folded[index].take();
        if let (Some(again), Some(claim)) = (again, folded[first[index]].as_mut()) {
            claim.repeats.push(Repeat {
                id: again.id,
                document: again.document,
                days: again.days,
                content: again.content,
            });
        }
    }
    folded.into_iter().flatten().collect()
}

/// For each claim, the first one that it repeats, or itself.
fn firsts(claims: &[ClaimRow]) -> Vec<usize> {
    let mut by_speaker: FxHashMap<(Option<i64>, String), Vec<usize>> = FxHashMap::default();
    for (index, claim) in claims.iter().enumerate() {
        let name = if claim.speaker_id.is_none() { fold(&claim.source) } else { String::new() };
        by_speaker.entry((claim.speaker_id, name)).or_default().push(index);
    }
    let mut first: Vec<usize> = (0..claims.len()).collect();
    for members in by_speaker.into_values() {
        let wordings: Vec<Wording> = members
            .iter()
            .map(|&index| Wording::new(&claims[index].content, claims[index].polarity == "denies"))
            .collect();
        for ((a, b), _) in neighbours(&wordings, COMMON) {
            let (earlier, later) = (members[a], members[b]);
            if first[later] == later && repeats(&claims[earlier], &claims[later], &wordings[a], &wordings[b]) {
                first[later] = first[earlier];
            }
        }
    }
    first
}

fn repeats(earlier: &ClaimRow, later: &ClaimRow, a: &Wording, b: &Wording) -> bool {
    let same = earlier.polarity == later.polarity && a.numbers == b.numbers && a.negative == b.negative;
    let shared = a.shared(b).len();
    let all = a.words.len() + b.words.len() - shared;
    let needed = if earlier.speaker_id.is_some() { SAME } else { 1.0 };
    // Twice within one article are two sayings, unless the words are the same.
    let elsewhere = earlier.document.id != later.document.id || shared == all;
    same && elsewhere && shared >= 2 && shared as f64 >= needed * all as f64
}
