//! Which of a cue's possible readings is the right one.
//!
//! In: a cue with a reading: content and source. Out: features that look at the spans as wholes,
//! which the span model, going word by word, cannot: whether the content is a complete part of
//! the parse, what the words around its edges are, how source, cue and content are ordered.

use super::sheet::{Sheet, level};
use super::weights::{Features, pair, word};
use crate::model::{Part, TokenRange, Upos};

/// One way to give a cue its content and source.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The content in the order of the text, punctuation at its edges left out.
    pub content: Vec<TokenRange>,
    /// The words that name the source.
    pub source: Option<TokenRange>,
    /// How much better these spans are than none, by the span model.
    pub score: f32,
}

/// Tokens at either end of a span whose place in the parse is looked at.
const REACH: usize = 60;

/// Content and source of a reading.
pub type Spans<'a> = (&'a [TokenRange], Option<&'a TokenRange>);

impl Reading {
    /// Returns its content and source.
    pub fn spans(&self) -> Spans<'_> {
        (&self.content, self.source.as_ref())
    }
}

/// Collects the features of a reading whose score lies `gap` below the best of its cue.
pub fn features(sheet: &Sheet, cue: usize, reading: Spans, gap: f32, out: &mut Features) {
    out.0.clear();
    let here = sheet.words[cue];
    let gap = (gap * 3.0).min(30.0) as u32;
    out.add(0, gap, 0);
    out.add(1, gap, here.class);
    content_features(sheet, cue, reading.0, out);
    source_features(sheet, cue, reading.1, out);
    order_features(sheet, cue, reading, out);
}

fn content_features(sheet: &Sheet, cue: usize, content: &[TokenRange], out: &mut Features) {
    let here = sheet.words[cue];
    let Some((first, last)) = content.first().zip(content.last()) else { return };
    let shape = part(sheet, cue, |token| content.iter().any(|piece| piece.contains(&token)), content);
    let side = u32::from(first.start < cue) | u32::from(last.start > cue) << 1;
    let pieces = content.len().min(4) as u32;
    out.add(10, shape.roots, pair(pieces, here.class));
    out.add(11, shape.relation, here.lemma);
    out.add(12, pair(shape.relation, shape.roots), pair(here.class, side));
    out.add(13, shape.cut, here.class);
    out.add(14, pair(shape.cut, shape.roots), side);
    let (begin, end) = (sheet.words[first.start], sheet.words[last.end - 1]);
    let (before, after) = (near(sheet, first.start, -1), near(sheet, last.end, 0));
    let second = near(sheet, last.end, 1);
    out.add(15, pair(begin.lower, before.lower), side);
    out.add(16, pair(begin.tag, before.tag), pair(here.class, side));
    out.add(17, pair(end.tag, after.tag), side);
    out.add(18, pair(end.tag, after.lower), side);
    out.add(19, pair(after.lower, second.lower), side);
    out.add(20, pair(after.lower, second.tag), pair(here.class, side));
    out.add(21, begin.lower, here.lemma);
    out.add(22, after.lower, here.lemma);
    let quotes = quotes(sheet, content);
    let ends = ends(sheet, first.start, last.end);
    out.add(23, pair(quotes, ends), side);
    out.add(24, pair(quotes, ends), pair(here.class, here.tag));
    out.add(25, size(content.iter().map(TokenRange::len).sum()), pair(here.class, side));
    out.add(26, pieces, pair(quotes, side));
    out.add(27, u32::from(shape.verb), pair(here.class, pair(side, size(last.end - last.start))));
    let inside = mean(sheet, content, Part::Content);
    let outside = [before, after].map(|word| word.hint(Part::Content));
    let (begins, ends) = (begin.hint(Part::ContentBegins), end.hint(Part::ContentEnds));
    out.add(31, level(inside, 2, 12), side);
    out.add(32, begin.fine_hint(Part::ContentBegins), side);
    out.add(33, end.fine_hint(Part::ContentEnds), side);
    out.add(34, pair(begins, ends), pair(side, here.class));
    out.add(35, pair(begin.hint(Part::Content), outside[0]), pair(begins, side));
    out.add(36, pair(end.hint(Part::Content), outside[1]), pair(ends, side));
    out.add(37, level(lowest(sheet, content, Part::Content), 2, 12), side);
    out.add(38, level(inside, 4, 6), pair(here.class, pair(outside[0], outside[1])));
    for pair_of in content.windows(2) {
        let (before, after) = (&pair_of[0], &pair_of[1]);
        let gap = before.end..after.start;
        let holds_cue = u32::from(gap.contains(&cue));
        let quoted = pair(
            u32::from(sheet.words[before.end - 1].quotation != 0),
            u32::from(sheet.words[after.start].quotation != 0),
        );
        out.add(28, pair(holds_cue, size(gap.len())), quoted);
        out.add(29, pair(near(sheet, before.end, 0).lower, near(sheet, after.start, -1).lower), holds_cue);
        out.add(30, sheet.words[after.start].lower, pair(holds_cue, quoted));
    }
}

fn source_features(sheet: &Sheet, cue: usize, source: Option<&TokenRange>, out: &mut Features) {
    let here = sheet.words[cue];
    let Some(source) = source else {
        out.add(50, 0, here.lemma);
        out.add(51, 0, pair(here.class, here.tag));
        return;
    };
    let shape = part(sheet, cue, |token| source.contains(&token), std::slice::from_ref(source));
    let side = u32::from(source.start > cue);
    out.add(52, shape.relation, pair(here.class, side));
    out.add(53, shape.relation, here.lemma);
    out.add(54, pair(shape.roots, shape.cut), side);
    out.add(55, size(source.len()), pair(shape.cut, side));
    let (begin, end) = (sheet.words[source.start], sheet.words[source.end - 1]);
    let (before, after) = (near(sheet, source.start, -1), near(sheet, source.end, 0));
    out.add(56, pair(begin.tag, before.tag), side);
    out.add(57, pair(end.tag, after.tag), side);
    out.add(58, pair(begin.lower, before.lower), side);
    out.add(59, pair(end.tag, after.lower), pair(shape.cut, side));
    out.add(60, shape.head, side);
    out.add(61, pair(shape.head_tag, shape.head_name), here.class);
    out.add(62, begin.lower, here.class);
    out.add(63, pair(before.lower, near(sheet, source.start, -2).lower), side);
    out.add(64, u32::from(shape.verb), size(source.len()));
    let inside = mean(sheet, std::slice::from_ref(source), Part::Source);
    let (begins, ends) = (begin.hint(Part::SourceBegins), end.hint(Part::SourceEnds));
    out.add(65, level(inside, 2, 12), side);
    out.add(66, pair(begins, ends), pair(side, here.class));
    out.add(67, pair(begin.hint(Part::Source), before.hint(Part::Source)), pair(begins, side));
    out.add(68, pair(end.hint(Part::Source), after.hint(Part::Source)), pair(ends, side));
}

/// The order of source, cue and content, and what lies between them.
fn order_features(sheet: &Sheet, cue: usize, (content, source): Spans, out: &mut Features) {
    let here = sheet.words[cue];
    let Some(first) = content.first() else { return };
    let place = |at: usize| 1 + u32::from(at > cue);
    let named = source.map_or(0, |source| place(source.start));
    let order = pair(place(first.start), named);
    out.add(80, order, here.lemma);
    out.add(81, order, pair(here.class, here.tag));
    let nearest = content.iter().min_by_key(|piece| gap(piece, cue)).unwrap_or(first);
    let distance = size(gap(nearest, cue));
    out.add(82, distance, order);
    out.add(83, distance, pair(here.lemma, place(nearest.start)));
    if let Some(source) = source {
        out.add(84, size(gap(source, cue)), order);
        let between = if source.end <= cue { source.end..cue } else { cue + 1..source.start.max(cue + 1) };
        let verbs = between.take(REACH).filter(|&token| sheet.token(token).upos == Upos::Verb).count().min(2) as u32;
        out.add(85, verbs, pair(order, here.class));
        let touches = content.iter().any(|piece| piece.end == source.start || source.end == piece.start);
        out.add(86, u32::from(touches), order);
        let same = sheet.annotated.parsed.sentence_of(source.start) == sheet.annotated.parsed.sentence_of(cue);
        out.add(87, u32::from(same), order);
    }
}

/// What a span is in the parse.
struct Shape {
    /// Tokens whose heads lie outside, up to 4.
    roots: u32,
    /// How the first of them hangs on the cue or elsewhere.
    relation: u32,
    /// Bit 0: the word before hangs on the span; bit 1: one of the three words after does.
    cut: u32,
    /// The first root's lemma, tag and kind of name.
    head: u32,
    head_tag: u32,
    head_name: u32,
    /// It holds a verb.
    verb: bool,
}

fn part(sheet: &Sheet, cue: usize, inside: impl Fn(usize) -> bool, pieces: &[TokenRange]) -> Shape {
    let mut part = Shape { roots: 0, relation: 0, cut: 0, head: 0, head_tag: 0, head_name: 0, verb: false };
    for piece in pieces {
        let near_start = piece.start..piece.end.min(piece.start + REACH);
        let near_end = piece.end.saturating_sub(REACH).max(near_start.end)..piece.end;
        for token in near_start.chain(near_end) {
            let record = sheet.token(token);
            part.verb |= matches!(record.upos, Upos::Verb | Upos::Aux);
            if record.upos == Upos::Punct || record.head.is_some_and(&inside) {
                continue;
            }
            part.roots = (part.roots + 1).min(4);
            if part.roots == 1 {
                let hangs = match record.head {
                    None => 1,
                    Some(head) if head == cue => 2,
                    Some(head) if sheet.token(cue).head == Some(head) => 3,
                    Some(_) => 4,
                };
                let above = u32::from(sheet.token(cue).head == Some(token));
                part.relation = pair(word(record.relation), pair(hangs, above));
                let root = sheet.words[token];
                (part.head, part.head_tag, part.head_name) = (root.lemma, root.tag, root.name);
            }
        }
        let hangs = |token: usize| {
            let here = piece.start.saturating_sub(REACH)..piece.end + REACH;
            let record = sheet.token(token);
            !inside(token)
                && token != cue
                && record.upos != Upos::Punct
                && record.head.is_some_and(|head| here.contains(&head) && inside(head))
        };
        part.cut |= u32::from(piece.start > 0 && hangs(piece.start - 1));
        part.cut |= u32::from((piece.end..sheet.words.len().min(piece.end + 3)).any(hangs)) << 1;
    }
    part
}

/// Tokens of a long span that are looked at for what its tokens are in the mean.
const SEEN: usize = 60;

/// What the words of the pieces are in the mean, in quarters of the log odds.
fn mean(sheet: &Sheet, pieces: &[TokenRange], part: Part) -> i32 {
    let (mut sum, mut count) = (0, 0);
    for hint in hints(sheet, pieces, part) {
        sum += hint;
        count += 1;
    }
    sum / count.max(1)
}

/// What the word that fits least is.
fn lowest(sheet: &Sheet, pieces: &[TokenRange], part: Part) -> i32 {
    hints(sheet, pieces, part).min().unwrap_or(0)
}

fn hints<'a>(sheet: &'a Sheet, pieces: &'a [TokenRange], part: Part) -> impl Iterator<Item = i32> + 'a {
    let words = pieces.iter().flat_map(|piece| &sheet.words[piece.clone()]);
    words.filter(|word| word.shape != 4).take(SEEN).map(move |word| word.hints.of(part))
}

/// The record of the token `offset` from `index`; an empty one outside the text.
fn near(sheet: &Sheet, index: usize, offset: isize) -> super::sheet::Word {
    index.checked_add_signed(offset).and_then(|index| sheet.words.get(index)).copied().unwrap_or_default()
}

fn gap(piece: &TokenRange, cue: usize) -> usize {
    if piece.start > cue { piece.start - cue - 1 } else { cue.saturating_sub(piece.end) }
}

/// Which edges of the content stand in quotations, and whether the outermost are whole.
fn quotes(sheet: &Sheet, content: &[TokenRange]) -> u32 {
    let edges = content.iter().flat_map(|piece| [piece.start, piece.end - 1]);
    let quoted = edges.filter(|&token| sheet.words[token].quotation != 0).count();
    let share = match quoted {
        0 => 0,
        all if all == content.len() * 2 => 2,
        _ => 1,
    };
    let broken = content.iter().any(|piece| {
        let starts = sheet.quotation(piece.start).is_some_and(|quotation| quotation.tokens.start < piece.start);
        let stops = sheet.quotation(piece.end - 1).is_some_and(|quotation| quotation.tokens.end > piece.end);
        starts || stops
    });
    share * 2 + u32::from(broken)
}

/// Bit 0: the span begins a sentence; bit 1: it ends one, but for the last mark.
fn ends(sheet: &Sheet, start: usize, end: usize) -> u32 {
    let parsed = &sheet.annotated.parsed;
    let first = parsed.sentences[parsed.sentence_of(start)].tokens.start;
    let last = parsed.sentences[parsed.sentence_of(end - 1)].tokens.end;
    u32::from(first == start) | u32::from(end + 1 >= last) << 1
}

/// A length in growing steps.
fn size(words: usize) -> u32 {
    match words {
        0..=4 => words as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=35 => 8,
        36..=60 => 9,
        _ => 10,
    }
}
