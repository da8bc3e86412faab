//! Text to paragraphs, sentences, tokens, tags, verb groups, quotations and names.
//!
//! In: any Unicode text. Out: [`Parsed`], whose spans lie on character boundaries.
//! Never fails, never takes more than linear time, knows nothing of dates or claims.

mod abbreviations;
pub mod clusters;
mod language;
mod layout;
pub mod lemma;
pub mod linear;
mod lower;
pub mod names;
mod paragraphs;
mod quotations;
pub mod sentences;
pub mod syntax;
pub mod tagger;
mod tokens;
pub mod words;

use crate::model::{Paragraph, Parsed, Ptb, Sentence, SentenceKind, Span, Token, TokenRange, Upos};

pub use language::language;
pub use lower::lower;

/// Parses a text.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = segment(text);
    analyse(text, &mut parsed);
    parsed
}

/// Tags one sentence whose words are given, as treebanks and other tokenised corpora have them.
///
/// Returns the words joined by spaces, to which the spans refer.
pub fn tag_words(words: &[&str]) -> (String, Parsed) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(words.len());
    for word in words {
        let start = text.len();
        text.push_str(word);
        spans.push(Span::new(start, text.len()));
        text.push(' ');
    }
    let span = Span::new(0, text.len());
    let tokens = spans.iter().map(|span| token(&text, *span)).collect();
    let sentence = Sentence { span, tokens: 0..spans.len(), paragraph: 0, kind: SentenceKind::Body };
    let paragraphs = vec![Paragraph { span, sentences: 0..1 }];
    let mut parsed = Parsed { paragraphs, sentences: vec![sentence], tokens, ..Parsed::default() };
    analyse(&text, &mut parsed);
    (text, parsed)
}

/// Lays the layers above segmentation over a segmented text.
fn analyse(text: &str, parsed: &mut Parsed) {
    tagger::tag(text, parsed);
    parsed.names = names::find(text, parsed);
    syntax::analyse(text, parsed);
}

/// Splits a text into paragraphs, sentences, tokens and quotations; tags are still empty.
pub fn segment(text: &str) -> Parsed {
    segment_with(text, &mut sentences::ends)
}

/// As [`segment`], with `decide` in the place of the model that ends sentences; for training.
pub fn segment_with(text: &str, decide: &mut dyn FnMut(&sentences::Place) -> bool) -> Parsed {
    let mut spans: Vec<Span> = Vec::with_capacity(text.len() / 5);
    let mut ranges: Vec<TokenRange> = Vec::new();
    let mut paragraphs: Vec<(Paragraph, TokenRange)> = Vec::new();
    for span in paragraphs::split(text) {
        let (first_token, first_sentence) = (spans.len(), ranges.len());
        tokens::split(text, span, &mut spans);
        sentences::split(text, &spans, first_token..spans.len(), decide, &mut ranges);
        paragraphs.push((Paragraph { span, sentences: first_sentence..ranges.len() }, first_token..spans.len()));
    }
    let quotations = quotations::find(text, &spans, paragraphs.iter().map(|(_, tokens)| tokens.clone()));
    let sentences = sentences_of(text, &spans, &ranges, &mut paragraphs);
    let tokens = spans.iter().map(|span| token(text, *span)).collect();
    let paragraphs = paragraphs.into_iter().map(|(paragraph, _)| paragraph).collect();
    Parsed { paragraphs, sentences, tokens, quotations, ..Parsed::default() }
}

/// The sentences of the given tokens, with their kinds; a dateline is cut off as a sentence of its
/// own, and each paragraph told which sentences are its.
fn sentences_of(
    text: &str,
    spans: &[Span],
    ranges: &[TokenRange],
    paragraphs: &mut [(Paragraph, TokenRange)],
) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(ranges.len());
    let last = paragraphs.len() - usize::from(!paragraphs.is_empty());
    for (index, (paragraph, _)) in paragraphs.iter_mut().enumerate() {
        let first = sentences.len();
        let mut push = |tokens: TokenRange, kind: SentenceKind| {
            let span = Span::new(spans[tokens.start].start, spans[tokens.end - 1].end);
            sentences.push(Sentence { span, tokens, paragraph: index, kind });
        };
        for tokens in &ranges[paragraph.sentences.clone()] {
            let start = layout::dateline_end(text, spans, tokens.clone());
            if start > tokens.start {
                push(tokens.start..start, SentenceKind::Dateline);
            } else if paragraph.sentences.len() == 1 {
                push(tokens.clone(), layout::kind(text, spans, tokens.clone(), index == 0, index == last));
                continue;
            }
            if start < tokens.end {
                push(start..tokens.end, SentenceKind::Body);
            }
        }
        paragraph.sentences = first..sentences.len();
    }
    sentences
}

fn token(text: &str, span: Span) -> Token {
    let lower = lower::lower(span.of(text));
    Token { span, lemma: lower.clone(), lower, upos: Upos::X, ptb: Ptb::Xx, head: None, relation: "" }
}

#[cfg(test)]
mod tests;
