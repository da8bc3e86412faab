//! Structure above tokens: quotations and verb groups.

use super::{Span, TokenRange};

/// What stands between a pair of quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words with their marks.
    pub span: Span,
    /// The words without their marks.
    pub inner: Span,
    /// The tokens of `span`.
    pub tokens: TokenRange,
    /// No closing mark was found: the quotation ends with its paragraph.
    pub unclosed: bool,
    /// The quotation before this one, when this one goes on where that was left open.
    pub continues: Option<usize>,
    /// Nesting depth: 0 for outer marks, 1 for a quotation within one.
    pub depth: u8,
}

/// The tense that a verb group shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbTense {
    /// "said", "had said", "was saying".
    Past,
    /// "says", "has said", "is saying".
    Present,
    /// "will say", "is going to say".
    Future,
    /// Infinitives, participles and imperatives on their own.
    None,
}

/// A verb with its auxiliaries: "would not have been paid".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbGroup {
    /// From the first auxiliary to the head, adverbs between them included.
    pub tokens: TokenRange,
    /// The main verb (or the copula when it stands alone).
    pub head: usize,
    /// The tense shown by the finite element.
    pub tense: VerbTense,
    /// "has said", "had said".
    pub perfect: bool,
    /// "is saying", "was saying".
    pub progressive: bool,
    /// "was said".
    pub passive: bool,
    /// "did not say", "never said".
    pub negated: bool,
    /// The modal's lemma: "will", "would", "may" …
    pub modal: Option<&'static str>,
    /// A finite group has a tense or a modal; "to say" and "saying" have none.
    pub finite: bool,
    /// The tokens of the subject's noun phrase, where one was found.
    pub subject: Option<TokenRange>,
}
