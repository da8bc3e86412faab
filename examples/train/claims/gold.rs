//! Annotated news as the library reads it: attributions in tokens.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use timeline::extract::claims::training::{Proposal, Sheet, is_candidate};
use timeline::model::{Annotated, Basis, Document, Published, Upos};

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
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
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

/// Tells which proposals match an attribution: half their content and a word of their source.
pub fn right(example: &Example, proposals: &[Proposal]) -> Vec<bool> {
    let word = |token: &usize| example.sheet.words[*token].shape != 4;
    let mut pairs = Vec::new();
    for (index, proposal) in proposals.iter().enumerate() {
        let content: FxHashSet<usize> = proposal.content.iter().cloned().flatten().filter(word).collect();
        for (other, gold) in example.golds.iter().enumerate() {
            let wanted = gold.content.iter().filter(|token| word(token));
            let (mut shared, mut all) = (0, content.len());
            for token in wanted {
                if content.contains(token) { shared += 1 } else { all += 1 }
            }
            let source = match &proposal.source {
                None => gold.source.is_empty(),
                Some(source) => source.clone().any(|token| gold.source.contains(&token)),
            };
            if shared * 2 >= all && shared > 0 && source {
                pairs.push((std::cmp::Reverse(shared * 1000 / all), index, other));
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
