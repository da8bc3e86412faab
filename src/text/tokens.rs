//! Paragraph to tokens, by the conventions of UD English.
//!
//! In: a paragraph. Out: the spans of its tokens: clitics ("n't", "'s") and the parts of hyphenated
//! compounds stand alone; abbreviations keep their full stop; addresses, e-mail addresses, handles
//! and numbers with their separators stay whole. Never reads further than the paragraph.

use crate::model::Span;

use super::abbreviations::{self, Abbreviation};
use super::paragraphs::is_space;

/// Longest white-space-free run that is searched for addresses, abbreviations and clitics; what is
/// longer is no language.
const LONGEST_CHUNK: usize = 2000;

/// A word with marks inside it is not joined beyond this many bytes, so that looking back at what
/// was joined stays cheap.
const LONGEST_JOINED: usize = 200;

/// Appends the tokens of a paragraph.
pub fn split(text: &str, paragraph: Span, out: &mut Vec<Span>) {
    let mut chunk_start = paragraph.start;
    while chunk_start < paragraph.end {
        let rest = &text[chunk_start..paragraph.end];
        let length = rest.find(is_space).unwrap_or(rest.len());
        if length > 0 {
            let chunk = Span::new(chunk_start, chunk_start + length);
            Lexer { text, paragraph, chunk, at: chunk.start, out }.run();
        }
        let rest = &rest[length..];
        chunk_start += length + rest.chars().next().map_or(0, char::len_utf8);
    }
}

/// Splits one run of text without white space.
struct Lexer<'a> {
    text: &'a str,
    paragraph: Span,
    chunk: Span,
    at: usize,
    out: &'a mut Vec<Span>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let whole = self.chunk.len() <= LONGEST_CHUNK;
        let address = if whole { address(self.chunk.of(self.text)) } else { None };
        let address = address.map(|span| Span::new(self.chunk.start + span.start, self.chunk.start + span.end));
        while self.at < self.chunk.end {
            match address {
                Some(span) if span.start == self.at => self.push(span.end),
                _ => self.token(),
            }
        }
    }

    fn token(&mut self) {
        let character = self.char_at(self.at);
        if is_word(character) || self.opens_number(character) {
            return self.word();
        }
        let next = self.at + character.len_utf8();
        let after = self.peek(next);
        match character {
            '\'' | '’' | '‘' | '`' => self.apostrophe(character, next),
            '#' | '@' if after.is_some_and(is_word) && !self.glued_to_word() => {
                self.at = next;
                let end = self.word_end();
                self.at = next - character.len_utf8();
                self.push(end);
            }
            // Runs of one mark are one token: "...", "--", "!!!", "====".
            '.' | '…' | '-' | '*' | '=' | '_' | '~' | '#' | '+' | '<' | '>' | '|' => {
                self.push(self.run_end(character))
            }
            '!' | '?' => self.push(self.end_while(self.at, |c| matches!(c, '!' | '?'))),
            _ => self.push(next),
        }
    }

    /// Lexes a word or number that begins here, with the clitics and units that hang on it.
    fn word(&mut self) {
        let start = self.at;
        let end = self.word_end();
        let word = &self.text[start..end];
        if let Some(cut) = abbreviations::contraction(word) {
            self.push(start + cut);
            return self.push(end);
        }
        if let Some(cut) = unit(word) {
            self.push(start + cut);
            return self.with_stop(end);
        }
        if let Some(cut) = negation(self.text, start, end, self.chunk.end) {
            self.push(cut);
            return self.push(negation_end(self.text, cut));
        }
        self.with_stop(end);
    }

    /// Pushes the word that ends at `end`, with the full stop after it when that belongs to it.
    fn with_stop(&mut self, end: usize) {
        let stop = self.peek(end) == Some('.') && self.peek(end + 1) != Some('.');
        if stop && self.keeps_stop(Span::new(self.at, end)) { self.push(end + 1) } else { self.push(end) }
    }

    fn keeps_stop(&self, word: Span) -> bool {
        let form = word.of(self.text);
        let after = self.text[word.end + 1..self.paragraph.end].trim_start_matches(is_space);
        let spaced = self.peek(word.end + 1).is_none();
        let next = after.chars().next();
        let opens_paragraph = word.start == self.paragraph.start && spaced;
        if form.bytes().all(|byte| byte.is_ascii_digit()) {
            return opens_paragraph && form.len() <= 2 && next.is_some();
        }
        match abbreviations::kind(form) {
            Some(Abbreviation::Number) => next.is_some_and(|c| c.is_ascii_digit()),
            Some(_) => true,
            None if form.contains('.') => !form.contains(|c: char| c.is_ascii_digit()) && abbreviations::dotted(form),
            None => {
                let mut letters = form.chars();
                let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
                single && (next.is_some_and(is_word) && form != "I" || opens_paragraph && next.is_some())
            }
        }
    }

    /// Lexes what an apostrophe begins: a clitic, a clipped word, a doubled quotation mark.
    fn apostrophe(&mut self, character: char, next: usize) {
        if let Some(end) = self.clitic(next) {
            return self.push(end);
        }
        if let Some(end) = self.clipped(character, next) {
            return self.push(end);
        }
        // Two single marks stand for a double one.
        let doubled = self.peek(next) == Some(character);
        self.push(if doubled { next + character.len_utf8() } else { next });
    }

    /// Returns where the clitic ends whose letters begin at `from`: "'s", "'ll".
    fn clitic(&self, from: usize) -> Option<usize> {
        if !self.glued_to_word() {
            return None;
        }
        let end = self.end_while(from, is_word);
        let letters = &self.text[from..end];
        (letters.len() <= 2 && abbreviations::is_clitic(letters)).then_some(end)
    }

    /// Returns where a clipped word ends whose apostrophe stands here: "'em", "'72", "'90s".
    fn clipped(&self, character: char, from: usize) -> Option<usize> {
        if self.glued_to_word() || character == '`' {
            return None;
        }
        let end = self.end_while(from, is_word);
        let word = &self.text[from..end];
        let year = word.strip_suffix('s').unwrap_or(word);
        let year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        (year || abbreviations::is_clipped(word)).then_some(end)
    }

    /// Returns where the word ends that begins here.
    fn word_end(&self) -> usize {
        // The stop that opens ".5" is part of the number.
        let digits = self.at + usize::from(self.peek(self.at) == Some('.'));
        let mut at = self.end_while(digits, is_word);
        while at - self.at <= LONGEST_JOINED
            && let Some(next) = self.joined(at)
        {
            at = self.end_while(next, is_word);
        }
        // "US$" and "A$" before an amount.
        let letters = &self.text[self.at..at];
        let money = letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        if money && self.peek(at) == Some('$') && !letters.is_empty() { at + 1 } else { at }
    }

    /// Returns where the word goes on when the mark at `at` stands inside it.
    fn joined(&self, at: usize) -> Option<usize> {
        let mark = self.peek(at)?;
        let next = at + mark.len_utf8();
        let after = self.peek(next).filter(|c| is_word(*c))?;
        let so_far = &self.text[self.at..at];
        let before = so_far.chars().next_back()?;
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        let joins = match mark {
            '.' if digits => true,
            '.' => before.is_alphabetic() && after.is_alphabetic() && self.acronym(at, next),
            ',' => {
                digits
                    && self.digits_from(next) == 3
                    && so_far.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
            }
            ':' => digits,
            '/' => digits || (so_far.eq_ignore_ascii_case("w") && self.end_while(next, is_word) - next <= 3),
            '-' if digits => self.digit_groups(at),
            '-' => before.is_alphabetic() && abbreviations::is_prefix(so_far),
            '\'' | '’' => {
                let end = self.end_while(next, is_word);
                before.is_alphabetic()
                    && after.is_alphabetic()
                    && !abbreviations::is_clitic(&self.text[next..end])
                    && !negation_at(self.text, at, end)
            }
            '&' => before.is_uppercase() && after.is_uppercase() && so_far.len() <= 4,
            '*' => before.is_alphabetic() && after.is_alphabetic(),
            _ => false,
        };
        joins.then_some(next)
    }

    /// Tells whether the full stop at `at` parts two single letters ("U.S") or a known pair ("Ph.D").
    fn acronym(&self, at: usize, next: usize) -> bool {
        let end = self.end_while(next, is_word);
        let so_far = &self.text[self.at..at];
        let head = so_far.rsplit('.').next().unwrap_or(so_far);
        let tail = &self.text[next..end];
        (head.chars().nth(1).is_none() && tail.chars().nth(1).is_none()) || abbreviations::dotted_pair(head, tail)
    }

    /// Tells whether the digits around the hyphen at `at` are a date or a telephone number.
    fn digit_groups(&self, at: usize) -> bool {
        let so_far = &self.text[self.at..at];
        if so_far.contains('-') {
            return true;
        }
        let end = self.end_while(at + 1, |c| c.is_ascii_digit());
        let third = self.peek(end) == Some('-') && self.peek(end + 1).is_some_and(|c| c.is_ascii_digit());
        third && so_far.bytes().all(|b| b.is_ascii_digit())
    }

    fn digits_from(&self, at: usize) -> usize {
        self.end_while(at, |c| c.is_ascii_digit()) - at
    }

    fn opens_number(&self, character: char) -> bool {
        character == '.' && !self.glued_to_word() && self.peek(self.at + 1).is_some_and(|c| c.is_ascii_digit())
    }

    fn glued_to_word(&self) -> bool {
        self.text[self.chunk.start..self.at].chars().next_back().is_some_and(|c| is_word(c) || c == '.')
    }

    fn run_end(&self, character: char) -> usize {
        self.end_while(self.at, |c| c == character)
    }

    fn end_while(&self, from: usize, wanted: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[from..self.chunk.end];
        from + rest.find(|c| !wanted(c)).unwrap_or(rest.len())
    }

    fn char_at(&self, at: usize) -> char {
        // `at` is always below `chunk.end` and on a boundary.
        self.text[at..].chars().next().unwrap_or('\u{fffd}')
    }

    fn peek(&self, at: usize) -> Option<char> {
        if at < self.chunk.end { self.text[at..].chars().next() } else { None }
    }

    fn push(&mut self, end: usize) {
        self.out.push(Span::new(self.at, end));
        self.at = end;
    }
}

/// Tells whether a character belongs to words: letters, digits and the marks that combine with them.
pub fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric()
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{900}'..='\u{dff}')
}

/// Returns where number and unit part in "5pm", "20km", "40m"; ordinals and decades stay whole.
fn unit(word: &str) -> Option<usize> {
    let cut = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    (cut > 0 && abbreviations::is_unit(&word[cut..])).then_some(cut)
}

/// Returns where "n't" begins when the word before the apostrophe at `end` carries it.
fn negation(text: &str, start: usize, end: usize, limit: usize) -> Option<usize> {
    let word = &text[start..end];
    let carries = word.ends_with(['n', 'N']) && word.len() > 1;
    let tail = &text[end..limit];
    let apostrophe = tail.chars().next().filter(|c| matches!(c, '\'' | '’' | '`'))?;
    let tail = &tail[apostrophe.len_utf8()..];
    let negates = tail.starts_with(['t', 'T']) && !tail[1..].starts_with(is_word);
    (carries && negates).then_some(end - 1)
}

fn negation_end(text: &str, cut: usize) -> usize {
    let apostrophe = text[cut + 1..].chars().next().map_or(0, char::len_utf8);
    cut + 1 + apostrophe + 1
}

/// Tells whether "n't" ends at `end` with its apostrophe at `at`.
fn negation_at(text: &str, at: usize, end: usize) -> bool {
    text[..at].ends_with(['n', 'N']) && text[at..end].trim_start_matches(['\'', '’']).eq_ignore_ascii_case("t")
}

/// Finds a web or e-mail address, a domain or an emoticon within a run of text without white space.
fn address(chunk: &str) -> Option<Span> {
    if abbreviations::is_emoticon(chunk) {
        return Some(Span::new(0, chunk.len()));
    }
    if !chunk.contains(['@', '.']) && !chunk.contains("://") {
        return None;
    }
    let opened = chunk.trim_start_matches(['(', '<', '[', '"', '\'', '“', '‘', '«', '{']);
    let start = chunk.len() - opened.len();
    let core =
        opened.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', ']', '"', '\'', '”', '’', '»', '}', '…']);
    let core = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s")).unwrap_or(core);
    let core = core.split(['<', '>', '"', '“', '”', ',']).next().unwrap_or(core);
    let lower = core.to_ascii_lowercase();
    let web = lower.starts_with("www.") || lower.find("://").is_some_and(|at| (2..=6).contains(&at));
    (web || is_email(core) || abbreviations::is_domain(&lower)).then(|| Span::new(start, start + core.len()))
}

fn is_email(core: &str) -> bool {
    core.split_once('@').is_some_and(|(name, host)| {
        let plain = |c: char| c.is_alphanumeric() || "._-+%".contains(c);
        !name.is_empty() && host.contains('.') && name.chars().all(plain) && host.chars().all(plain)
    })
}
