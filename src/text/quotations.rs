//! Tokens to quotations: what stands between quotation marks of any style.
//!
//! In: tokens and paragraphs. Out: [`Quotation`]s by their opening mark. A quotation that its
//! paragraph leaves open ends with the paragraph; when the next paragraph opens with a mark again,
//! as convention has it for long quotations, that one continues it. Never looks at who speaks.

use crate::model::{Quotation, Span, TokenRange};

/// The families of marks; a mark closes only what its own family opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Double,
    Single,
    Guillemets,
}

/// What a token may do to quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Either,
}

/// An opening mark that waits for its closing one.
struct Open {
    style: Style,
    token: usize,
    /// Index into the result, where its place is kept.
    slot: usize,
}

/// Deeper nesting than this is noise.
const DEEPEST: usize = 4;

/// Finds the quotations of a text, given each paragraph's tokens.
pub fn find(text: &str, spans: &[Span], paragraphs: impl Iterator<Item = TokenRange>) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut left_open: Option<usize> = None;
    for tokens in paragraphs.filter(|tokens| !tokens.is_empty()) {
        let first = out.len();
        find_in(text, spans, tokens.clone(), &mut out);
        if let Some(quotation) = out.get_mut(first).filter(|quotation| quotation.tokens.start == tokens.start) {
            quotation.continues = left_open;
        }
        let last = out[first..].iter().rposition(|quotation| quotation.unclosed && quotation.depth == 0);
        left_open = last.map(|index| first + index).filter(|index| out[*index].tokens.end == tokens.end);
    }
    out
}

fn find_in(text: &str, spans: &[Span], tokens: TokenRange, all: &mut Vec<Quotation>) {
    let mut found: Vec<Quotation> = Vec::new();
    let out = &mut found;
    let marks = Marks { text, spans, tokens: tokens.clone(), last_single_close: None };
    let marks = Marks { last_single_close: marks.last_single_close(), ..marks };
    let mut open: Vec<Open> = Vec::new();
    for token in tokens.clone() {
        let Some((style, role)) = marks.role(token) else { continue };
        let matching = open.iter().rposition(|mark| mark.style == style);
        match (role, matching) {
            (Role::Closes | Role::Either, Some(at)) => {
                close(&mut open, at, token, spans, out);
            }
            (Role::Closes, None) => {}
            (Role::Opens, Some(at)) if style == Style::Double => {
                // The closing mark was forgotten: what was open ends before this one.
                abandon(&mut open, at, token - 1, spans, out);
                begin(&mut open, style, token, out);
            }
            (Role::Opens | Role::Either, _) => begin(&mut open, style, token, out),
        }
    }
    if !open.is_empty() {
        abandon(&mut open, 0, tokens.end - 1, spans, out);
    }
    all.extend(found.into_iter().filter(|quotation| !quotation.tokens.is_empty()));
}

/// Opens a quotation and keeps its place in the result.
fn begin(open: &mut Vec<Open>, style: Style, token: usize, out: &mut Vec<Quotation>) {
    if open.len() >= DEEPEST {
        return;
    }
    let empty = Span::default();
    let depth = open.len() as u8;
    open.push(Open { style, token, slot: out.len() });
    out.push(Quotation { span: empty, inner: empty, tokens: 0..0, unclosed: true, continues: None, depth });
}

/// Closes the quotation `open[at]` with the mark `token`; what was opened inside it and not closed
/// was no quotation.
fn close(open: &mut Vec<Open>, at: usize, token: usize, spans: &[Span], out: &mut [Quotation]) {
    let mark = &open[at];
    let quotation = &mut out[mark.slot];
    quotation.span = Span::new(spans[mark.token].start, spans[token].end);
    quotation.inner = Span::new(spans[mark.token].end, spans[token].start);
    quotation.tokens = mark.token..token + 1;
    quotation.unclosed = false;
    open.truncate(at);
}

/// Ends the quotation `open[at]` with token `last`, its closing mark missing.
fn abandon(open: &mut Vec<Open>, at: usize, last: usize, spans: &[Span], out: &mut [Quotation]) {
    let mark = &open[at];
    // A single mark without its partner is an apostrophe.
    if mark.style != Style::Single && last > mark.token {
        let quotation = &mut out[mark.slot];
        quotation.span = Span::new(spans[mark.token].start, spans[last].end);
        quotation.inner = Span::new(spans[mark.token].end, spans[last].end);
        quotation.tokens = mark.token..last + 1;
    }
    open.truncate(at);
}

/// Reads the roles of the marks of one paragraph.
struct Marks<'a> {
    text: &'a str,
    spans: &'a [Span],
    tokens: TokenRange,
    /// The last token of the paragraph that can close a single quotation.
    last_single_close: Option<usize>,
}

impl Marks<'_> {
    fn role(&self, token: usize) -> Option<(Style, Role)> {
        Some(match self.word(token) {
            // German closes with what English opens with.
            "“" if self.ends_word(token) => (Style::Double, Role::Closes),
            "“" | "``" | "„" | "‟" | "‘‘" => (Style::Double, Role::Opens),
            "”" | "’’" => (Style::Double, Role::Closes),
            "\"" | "''" | "＂" => (Style::Double, self.straight(token)),
            "«" => (Style::Guillemets, if self.opens(token) { Role::Opens } else { Role::Either }),
            "»" => (Style::Guillemets, if self.opens(token) { Role::Either } else { Role::Closes }),
            "‹" | "›" => (Style::Single, self.straight(token)),
            "‘" | "`" if self.single_opens(token) => (Style::Single, Role::Opens),
            "'" | "’" if self.single_closes(token) => (Style::Single, Role::Closes),
            "'" if self.single_opens(token) => (Style::Single, Role::Opens),
            _ => return None,
        })
    }

    /// A straight mark: white space tells which way it turns, and where it doesn't, the turn does.
    fn straight(&self, token: usize) -> Role {
        match (self.spaced_before(token), self.spaced_after(token)) {
            (true, false) => Role::Opens,
            (false, true) if self.after_opening_mark(token) => Role::Either,
            (false, true) => Role::Closes,
            (false, false) if token > self.tokens.start && is_word_token(self.word(token - 1)) => Role::Closes,
            _ => Role::Either,
        }
    }

    fn opens(&self, token: usize) -> bool {
        self.spaced_before(token) && !self.spaced_after(token)
    }

    fn ends_word(&self, token: usize) -> bool {
        !self.spaced_before(token) && (self.spaced_after(token) || !is_word_token(self.word(token + 1)))
    }

    fn single_opens(&self, token: usize) -> bool {
        let before = self.spaced_before(token) || self.after_opening_mark(token);
        before && !self.spaced_after(token) && self.last_single_close.is_some_and(|last| last > token + 1)
    }

    fn single_closes(&self, token: usize) -> bool {
        if token == self.tokens.start || self.spaced_before(token) {
            return false;
        }
        let next_is_word = token + 1 < self.tokens.end && is_word_token(self.word(token + 1));
        if next_is_word && !self.spaced_after(token) {
            return false;
        }
        // "the workers' rights": a possessive, unless nothing later could close.
        let possessive = next_is_word && self.word(token - 1).ends_with(['s', 'S']);
        !possessive || self.last_single_close.is_none_or(|last| last <= token)
    }

    fn last_single_close(&self) -> Option<usize> {
        let single = |token: &usize| matches!(self.word(*token), "'" | "’");
        self.tokens.clone().rev().filter(single).find(|token| {
            *token > self.tokens.start
                && !self.spaced_before(*token)
                && (self.spaced_after(*token) || {
                    let next = *token + 1;
                    next >= self.tokens.end || !is_word_token(self.word(next))
                })
        })
    }

    fn word(&self, token: usize) -> &str {
        self.spans[token].of(self.text)
    }

    fn spaced_before(&self, token: usize) -> bool {
        token == self.tokens.start || self.spans[token - 1].end < self.spans[token].start
    }

    fn spaced_after(&self, token: usize) -> bool {
        token + 1 >= self.tokens.end || self.spans[token + 1].start > self.spans[token].end
    }

    fn after_opening_mark(&self, token: usize) -> bool {
        token == self.tokens.start
            || matches!(self.word(token - 1), "(" | "[" | "{" | "-" | "--" | "—" | "–" | "“" | "\"" | "``" | "/" | "‘")
                && (self.spaced_before(token - 1) || !matches!(self.word(token - 1), "\""))
    }
}

fn is_word_token(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}
