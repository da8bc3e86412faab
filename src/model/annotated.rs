//! A document with the layers that analysis laid over it.

use super::{
    Document, Entity, EntityId, Hints, Mention, Name, Paragraph, Published, Quotation, Sentence, Span, TimeExpression,
    Token, TokenRange, VerbGroup,
};

/// The text layer: what [`text::parse`](crate::text::parse) makes of a text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// In the order of the text, as all lists here.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences; each lies within one paragraph.
    pub sentences: Vec<Sentence>,
    /// Tokens; each lies within one sentence.
    pub tokens: Vec<Token>,
    /// Quotations by their opening mark.
    pub quotations: Vec<Quotation>,
    /// Verb groups by their first token.
    pub verb_groups: Vec<VerbGroup>,
    /// Names; they do not overlap.
    pub names: Vec<Name>,
    /// What each token may be in an attribution, one entry per token; empty before the network has read them.
    pub hints: Vec<Hints>,
}

impl Parsed {
    /// Returns the bytes that a non-empty range of tokens covers.
    pub fn span(&self, tokens: &TokenRange) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// Returns the index of the sentence that holds the token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// Returns the tokens that lie wholly within the span.
    pub fn tokens_in(&self, span: Span) -> TokenRange {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }
}

/// A document with all its layers: what extractors read.
#[derive(Debug, Clone)]
pub struct Annotated<'d> {
    /// The document.
    pub document: &'d Document,
    /// The publication date that the analysis went by: the document's own or, where it has none,
    /// the one inferred from its text.
    pub published: Published,
    /// Paragraphs, sentences, tokens, quotations, verb groups, names.
    pub parsed: Parsed,
    /// Time expressions in the order of the text.
    pub time_expressions: Vec<TimeExpression>,
    /// Mentions in the order of the text; a longer one before a shorter one inside it.
    pub mentions: Vec<Mention>,
    /// Who is who.
    pub entities: Vec<Entity>,
}

impl Annotated<'_> {
    /// Returns the words of the span.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.document.text)
    }

    /// Returns the entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// Returns the bytes of the sentence that holds the token.
    pub fn sentence_span(&self, token: usize) -> Span {
        self.parsed.sentences[self.parsed.sentence_of(token)].span
    }
}
