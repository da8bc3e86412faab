//! Text to paragraphs, sentences, tokens, tags, verb groups, quotations and names.
//!
//! In: any Unicode text. Out: [`Parsed`], whose spans lie on character boundaries.
//! Never fails, never takes more than linear time, knows nothing of dates or claims.

mod abbreviations;
mod language;
mod layout;
mod lower;
mod paragraphs;
mod quotations;
mod sentences;
pub mod syntax;
mod tagger;
mod tokens;

use crate::model::{Paragraph, Parsed, Ptb, Sentence, SentenceKind, Span, Token, TokenRange, Upos};

pub use language::language;

/// Parses a text.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = segment(text);
    tagger::tag(text, &mut parsed);
    syntax::analyse(text, &mut parsed);
    parsed
}

/// Splits a text into paragraphs, sentences, tokens and quotations; tags are still empty.
pub fn segment(text: &str) -> Parsed {
    let mut spans: Vec<Span> = Vec::with_capacity(text.len() / 5);
    let mut ranges: Vec<TokenRange> = Vec::new();
    let mut paragraphs: Vec<(Paragraph, TokenRange)> = Vec::new();
    for span in paragraphs::split(text) {
        let (first_token, first_sentence) = (spans.len(), ranges.len());
        tokens::split(text, span, &mut spans);
        sentences::split(text, &spans, first_token..spans.len(), &mut ranges);
        paragraphs.push((Paragraph { span, sentences: first_sentence..ranges.len() }, first_token..spans.len()));
    }
    let quotations = quotations::find(text, &spans, paragraphs.iter().map(|(_, tokens)| tokens.clone()));
    let sentences = sentences_of(text, &spans, &ranges, &paragraphs);
    let tokens = spans.iter().map(|span| token(text, *span)).collect();
    let paragraphs = paragraphs.into_iter().map(|(paragraph, _)| paragraph).collect();
    Parsed { paragraphs, sentences, tokens, quotations, ..Parsed::default() }
}

fn sentences_of(
    text: &str,
    spans: &[Span],
    ranges: &[TokenRange],
    paragraphs: &[(Paragraph, TokenRange)],
) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(ranges.len());
    for (index, (paragraph, _)) in paragraphs.iter().enumerate() {
        for tokens in &ranges[paragraph.sentences.clone()] {
            let span = Span::new(spans[tokens.start].start, spans[tokens.end - 1].end);
            let alone = paragraph.sentences.len() == 1;
            let dateline = layout::dateline(text, spans, tokens.clone());
            let kind = if alone && dateline.is_none() {
                layout::kind(text, spans, tokens.clone(), index == 0, index + 1 == paragraphs.len())
            } else {
                SentenceKind::Body
            };
            sentences.push(Sentence { span, tokens: tokens.clone(), paragraph: index, kind, dateline });
        }
    }
    sentences
}

fn token(text: &str, span: Span) -> Token {
    let lower = lower::lower(span.of(text));
    Token { span, lemma: lower.clone(), lower, upos: Upos::X, ptb: Ptb::Xx, head: None, relation: "" }
}

#[cfg(test)]
mod tests;
