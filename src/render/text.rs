//! Text in pieces that look different.
//!
//! Every piece is cleaned when it is made: control characters, escape sequences and marks that
//! turn the writing direction never reach a terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::query::{Evidence, Mark, Marked};

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Plain,
    /// Less important.
    Dim,
    /// More important.
    Strong,
    /// Found by a search.
    Found,
    /// Words of evidence.
    Marked(Mark),
}

/// A text of several looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    pieces: Vec<(String, Look)>,
}

impl Text {
    /// Makes a text of one look.
    pub fn new(text: impl AsRef<str>, look: Look) -> Self {
        Self::default().and(text, look)
    }

    /// Adds a piece.
    pub fn and(mut self, text: impl AsRef<str>, look: Look) -> Self {
        let text = clean(text.as_ref());
        if !text.is_empty() {
            self.pieces.push((text, look));
        }
        self
    }

    /// Adds a dim piece in brackets after a space, when there is one.
    pub fn and_note(self, note: Option<impl AsRef<str>>) -> Self {
        match note {
            Some(note) => self.and(format!(" ({})", note.as_ref()), Look::Dim),
            None => self,
        }
    }

    /// Makes the text of evidence, its telling words marked.
    pub fn evidence(evidence: &Evidence) -> Self {
        let mut text = Self::default();
        let mut done = evidence.start;
        for piece in apart(&evidence.marks) {
            let words = |start: usize, end: usize| {
                evidence.text.get(start - evidence.start..end - evidence.start).unwrap_or_default()
            };
            text = text.and(words(done, piece.start), Look::Plain);
            text = text.and(words(piece.start, piece.end), Look::Marked(piece.role));
            done = piece.end;
        }
        let rest = evidence.text.get(done - evidence.start..).unwrap_or_default();
        text.and(rest, Look::Plain)
    }

    /// Returns the words alone.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Returns the words with brackets where looks matter and colours are not to be had.
    pub fn bracketed(&self) -> String {
        self.pieces.iter().fold(String::new(), |all, (text, look)| {
            let (open, close) = look.brackets();
            all + open + text + close
        })
    }

    /// Returns the words with ANSI sequences, each word with its own so that lines may break
    /// anywhere between words.
    pub fn ansi(&self) -> String {
        let mut all = String::new();
        for (text, look) in &self.pieces {
            let style = look.style();
            for word in text.split_inclusive(' ') {
                let bare = word.trim_end_matches(' ');
                let _ = write!(all, "{style}{bare}{style:#}{}", &word[bare.len()..]);
            }
        }
        all
    }

    /// Returns the pieces.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Look)> {
        self.pieces.iter().map(|(text, look)| (text.as_str(), *look))
    }
}

impl Look {
    pub(super) fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Plain | Self::Dim | Self::Strong => ("", ""),
            Self::Found | Self::Marked(Mark::Time | Mark::Source) => ("[", "]"),
            Self::Marked(Mark::Cue) => ("{", "}"),
            Self::Marked(Mark::Event | Mark::Content) => ("«", "»"),
        }
    }

    fn style(self) -> Style {
        let coloured = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Dim => Style::new().dimmed(),
            Self::Strong | Self::Marked(Mark::Event | Mark::Content) => Style::new().bold(),
            Self::Found => coloured(AnsiColor::Yellow).bold(),
            Self::Marked(Mark::Time) => coloured(AnsiColor::Cyan).bold(),
            Self::Marked(Mark::Source) => coloured(AnsiColor::Green),
            Self::Marked(Mark::Cue) => coloured(AnsiColor::Yellow),
        }
    }
}

/// Cleans text for a terminal: white space becomes single spaces, and what could steer the
/// terminal or hide text becomes U+FFFD.
pub fn plain(text: &str) -> String {
    clean(text)
}

fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => cleaned.push(' '),
            _ if steers(character) => cleaned.push('\u{fffd}'),
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// Tells control characters and marks that turn the writing direction.
pub(super) fn steers(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Cuts marks so that none overlap: narrower ones lie over wider ones.
fn apart(marks: &[Marked]) -> Vec<Marked> {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<Marked> = Vec::new();
    for cut in cuts.windows(2) {
        let over = marks.iter().filter(|mark| mark.start <= cut[0] && cut[1] <= mark.end);
        let Some(top) = over.min_by_key(|mark| (mark.end - mark.start, mark.role)) else { continue };
        match pieces.last_mut() {
            Some(last) if last.end == cut[0] && last.role == top.role => last.end = cut[1],
            _ => pieces.push(Marked { start: cut[0], end: cut[1], role: top.role }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, marks: &[(usize, usize, Mark)], expected: &str) {
        let marks = marks.iter().map(|(start, end, role)| Marked { start: *start, end: *end, role: *role }).collect();
        let evidence = Evidence { start: 100, end: 100 + text.len(), text: text.into(), marks };
        assert_eq!(Text::evidence(&evidence).bracketed(), expected);
    }

    #[test]
    fn marks_the_telling_words() {
        check(
            "Smith said it rained.",
            &[(100, 105, Mark::Source), (106, 110, Mark::Cue), (111, 120, Mark::Content)],
            "[Smith] {said} «it rained».",
        );
    }

    #[test]
    fn narrower_marks_lie_over_wider_ones() {
        check(
            "It rained on Monday again",
            &[(100, 125, Mark::Event), (113, 119, Mark::Time)],
            "«It rained on »[Monday]« again»",
        );
    }

    #[test]
    fn no_control_character_gets_through() {
        assert_eq!(
            Text::new("a\x1b[31mb\u{9b}c\u{202e}d\x07", Look::Plain).plain(),
            "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}"
        );
        assert_eq!(Text::new("one\ntwo\tthree", Look::Plain).plain(), "one two three");
    }

    #[test]
    fn colours_end_with_their_word() {
        assert_eq!(Text::new("a b", Look::Strong).ansi(), "\x1b[1ma\x1b[0m \x1b[1mb\x1b[0m");
    }
}
