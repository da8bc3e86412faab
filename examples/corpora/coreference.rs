//! GUM's coreference: who is who by hand.
//!
//! In: a treebank document whose words carry entity brackets. Out: its mentions by bytes.

use super::conllu;

/// A gold mention: bytes and cluster.
pub struct Gold {
    pub start: usize,
    pub end: usize,
    pub cluster: u32,
}

/// Reads the mentions of a document from its words' brackets, shortest first.
///
/// `spans` holds each word's bytes.
pub fn gold(document: &conllu::Document, spans: &[Vec<(usize, usize)>]) -> Vec<Gold> {
    let mut mentions = Vec::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    for (word, span) in
        document.sentences.iter().zip(spans).flat_map(|(sentence, spans)| sentence.words.iter().zip(spans))
    {
        for piece in word.entity.split_inclusive(['(', ')']).flat_map(|piece| piece.split('(')) {
            let cluster = || piece.trim_end_matches(')').split('-').next().and_then(|id| id.parse().ok());
            let Some(cluster) = cluster() else { continue };
            let closes = piece.ends_with(')');
            if piece.contains('-') {
                open.push((cluster, span.0));
            }
            if closes && let Some(at) = open.iter().rposition(|(id, _)| *id == cluster) {
                mentions.push(Gold { start: open.remove(at).1, end: span.1, cluster });
            }
        }
    }
    mentions.sort_by_key(|mention| mention.end - mention.start);
    mentions
}

/// Returns the cluster of the smallest gold mention that holds the bytes.
pub fn cluster(gold: &[Gold], start: usize, end: usize) -> Option<u32> {
    gold.iter().find(|mention| mention.start <= start && end <= mention.end).map(|mention| mention.cluster)
}
