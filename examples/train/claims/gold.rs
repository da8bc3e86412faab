//! Annotated news as the library reads it: attributions in tokens.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde_json::json;
use timeline::extract::claims::training::{Proposal, Reading, Sheet, is_candidate};
use timeline::model::{Annotated, Basis, Claim, Document, Published, Span, TokenRange, Upos};

/// A document with its attributions as code points.
#[derive(Deserialize)]
pub struct Line {
    pub doc: String,
    pub text: String,
    pub attributions: Vec<Attribution>,
}

/// Source, cue and content as code points.
#[derive(Deserialize)]
pub struct Attribution {
    pub source: Vec<[usize; 2]>,
    pub cue: Vec<[usize; 2]>,
    pub content: Vec<[usize; 2]>,
}

/// An attribution in tokens.
pub struct Gold {
    pub head: usize,
    pub cue: FxHashSet<usize>,
    pub source: FxHashSet<usize>,
    pub content: FxHashSet<usize>,
}

/// A document with its attributions.
pub struct Example<'a> {
    pub sheet: Sheet<'a>,
    pub golds: Vec<Gold>,
}

/// Reads documents, one a line.
pub fn read(text: &str) -> Vec<Line> {
    text.lines().map(|line| serde_json::from_str(line).expect("a document a line")).collect()
}

/// The documents as the extractor gets them.
pub fn documents(lines: &[Line]) -> Vec<Document> {
    let document = |line: &Line| Document {
        text: line.text.clone(),
        published: line.doc.split('_').find_map(|part| Published::parse(part, Basis::Given)).unwrap_or_default(),
        ..Document::default()
    };
    lines.iter().map(document).collect()
}

/// Reads a document's attributions in tokens; those without content are left out.
pub fn example<'a>(line: &Line, annotated: &'a Annotated) -> Example<'a> {
    let sheet = Sheet::new(annotated);
    let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let tokens = |spans: &[[usize; 2]]| -> FxHashSet<usize> {
        let covered = |span: &[usize; 2]| {
            let (start, end) = (bytes[span[0]], bytes[span[1]]);
            let tokens = &annotated.parsed.tokens;
            let first = tokens.partition_point(|token| token.span.end <= start);
            (first..tokens.len()).take_while(move |&index| tokens[index].span.start < end)
        };
        spans.iter().flat_map(covered).collect()
    };
    let gold = |attribution: &Attribution| {
        let cue = tokens(&attribution.cue);
        let (source, content) = (tokens(&attribution.source), tokens(&attribution.content));
        let head = head(&sheet, &cue)?;
        (!content.is_empty()).then_some(Gold { head, cue, source, content })
    };
    let golds = line.attributions.iter().filter_map(gold).collect();
    Example { sheet, golds }
}

/// The word of a cue that stands for it: "according", its first verb, its last noun, …
fn head(sheet: &Sheet, cue: &FxHashSet<usize>) -> Option<usize> {
    let mut tokens: Vec<usize> = cue.iter().copied().collect();
    tokens.sort_unstable();
    let upos = |wanted: Upos| move |&token: &usize| sheet.token(token).upos == wanted;
    let candidate = |&token: &usize| is_candidate(sheet, token);
    let listed = |&token: &usize| sheet.words[token].class != 0 && is_candidate(sheet, token);
    let first = |test: &dyn Fn(&usize) -> bool| tokens.iter().copied().find(|token| test(token));
    first(&|token| sheet.token(*token).lower == "according")
        .or_else(|| first(&|token| listed(token) && upos(Upos::Verb)(token)))
        .or_else(|| first(&|token| upos(Upos::Verb)(token)))
        .or_else(|| first(&listed))
        .or_else(|| first(&candidate))
        .or_else(|| tokens.first().copied())
}

/// How well a content with its source matches an attribution, in thousandths; 0 when its source
/// is wrong or less than half is shared.
pub fn fit(example: &Example, content: &[TokenRange], source: Option<&TokenRange>, gold: &Gold) -> usize {
    let word = |token: &usize| example.sheet.words[*token].shape != 4;
    let mut all = 0;
    let mut shared = 0;
    for token in content.iter().cloned().flatten().filter(word) {
        all += 1;
        shared += usize::from(gold.content.contains(&token));
    }
    all += gold.content.iter().filter(|token| word(token)).count() - shared;
    let source = match source {
        None => gold.source.is_empty(),
        Some(source) => source.clone().any(|token| gold.source.contains(&token)),
    };
    if source && shared > 0 && shared * 2 >= all { shared * 1000 / all } else { 0 }
}

/// Tells which proposals match an attribution: half their content and a word of their source.
pub fn right(example: &Example, proposals: &[Proposal]) -> Vec<bool> {
    let mut pairs = Vec::new();
    for (index, proposal) in proposals.iter().enumerate() {
        for (other, gold) in example.golds.iter().enumerate() {
            let fit = fit(example, &proposal.content, proposal.source.as_ref(), gold);
            if fit > 0 {
                pairs.push((std::cmp::Reverse(fit), index, other));
            }
        }
    }
    pairs.sort_unstable();
    let (mut right, mut used) = (vec![false; proposals.len()], FxHashSet::default());
    for (_, index, other) in pairs {
        if !right[index] && used.insert(other) {
            right[index] = true;
        }
    }
    right
}

/// The reading nearest to the attribution, if any is near; its source to the word where it can be.
pub fn best_reading(example: &Example, readings: &[Reading], gold: &Gold) -> Option<usize> {
    let words = |reading: &Reading| {
        let source = reading.source.iter().cloned().flatten();
        let wrong = source.clone().filter(|token| !gold.source.contains(token)).count();
        let missed = gold.source.len().saturating_sub(source.count() - wrong);
        std::cmp::Reverse(wrong + missed)
    };
    let fits = readings.iter().map(|reading| fit(example, &reading.content, reading.source.as_ref(), gold));
    let best = fits.enumerate().filter(|(_, fit)| *fit > 0);
    best.max_by_key(|(index, fit)| (*fit, words(&readings[*index]), std::cmp::Reverse(*index))).map(|(index, _)| index)
}

/// Claims as the scorer reads them, one document a line.
pub fn to_json(line: &Line, claims: &[Claim]) -> String {
    let points = |at: usize| line.text[..at].chars().count();
    let spans = |spans: &[Span]| -> Vec<[usize; 2]> {
        spans.iter().map(|span| [points(span.start), points(span.end)]).collect()
    };
    let attributions: Vec<_> = claims
        .iter()
        .map(
            |claim| json!({"source": spans(&claim.source), "cue": spans(&claim.cue), "content": spans(&claim.content)}),
        )
        .collect();
    format!("{}\n", json!({"doc": line.doc, "text": "", "attributions": attributions}))
}
