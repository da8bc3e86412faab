//! Text to paragraphs, sentences, tokens, tags, verb groups, quotations and names.
//!
//! In: any Unicode text. Out: [`Parsed`], whose spans lie on character boundaries.
//! Never fails, never takes more than linear time, knows nothing of dates or claims.

mod abbreviations;
mod layout;
pub mod lemma;
pub mod linear;
mod lower;
pub mod names;
pub mod network;
mod paragraphs;
mod quotations;
pub mod sentences;
pub mod syntax;
mod tokens;
pub mod words;

use crate::model::{Paragraph, Parsed, Ptb, Sentence, SentenceKind, Span, Token, TokenRange, Upos};

pub use lower::lower;

/// Parses a text.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = segment(text);
    analyse(text, &mut parsed);
    parsed
}

/// Tags a document whose sentences and words are given, as treebanks and other tokenised corpora have them.
///
/// Returns the words joined by spaces, to which the spans refer.
pub fn tag_words(sentences: &[Vec<&str>]) -> (String, Parsed) {
    let (text, mut parsed) = join(sentences);
    analyse(&text, &mut parsed);
    (text, parsed)
}

/// Makes a document of words, sentence by sentence; nothing is known of them yet.
pub fn join(sentences: &[Vec<&str>]) -> (String, Parsed) {
    let mut text = String::new();
    let mut parsed = Parsed::default();
    for words in sentences.iter().filter(|words| !words.is_empty()) {
        let first = parsed.tokens.len();
        for word in words {
            let start = text.len();
            text.push_str(word);
            parsed.tokens.push(token(&text, Span::new(start, text.len())));
            text.push(' ');
        }
        let span = Span::new(parsed.tokens[first].span.start, text.len() - 1);
        let tokens = first..parsed.tokens.len();
        parsed.sentences.push(Sentence { span, tokens, paragraph: 0, kind: SentenceKind::Body });
    }
    parsed.paragraphs.push(Paragraph { span: Span::new(0, text.len()), sentences: 0..parsed.sentences.len() });
    (text, parsed)
}

/// Lays the layers above segmentation over a segmented text.
fn analyse(text: &str, parsed: &mut Parsed) {
    let mut forms = names::form::forms(text, parsed);
    let name_scores = network::read(text, parsed, &names::form::bits(parsed, &forms));
    lemma::fill(text, parsed);
    parsed.names = names::find(parsed, &mut forms, &name_scores);
    syntax::group(parsed);
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
