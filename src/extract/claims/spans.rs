//! Given a cue: which words around it are its content and which its source.
//!
//! In: a window. Out: one label per unit, the best sequence under a linear-chain model
//! (Lafferty et al. 2001) whose features look at each unit from the cue's point of view.
//! New evidence is a line in [`unit_features`] or [`edge_features`]; its weight is learned.

use super::branches::branches;
use super::sheet::{Sheet, Word};
use super::weights::{Feature, Features, pair};
use super::window::{Unit, UnitKind, Window};
use crate::model::{Hints, PARTS, Part, TokenRange, Upos};

/// Number of labels.
pub const LABELS: usize = 3;
/// Number of pairs of neighbouring labels, as scores of a unit's edge: `before * LABELS + after`.
/// Sixteen with padding.
pub const EDGES: usize = 16;

/// What a unit is to the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Label {
    /// Neither.
    Outside,
    /// Part of what is reported.
    Content,
    /// Part of the words that name the source.
    Source,
}

impl Label {
    /// Every label, in the order of its discriminant.
    pub const ALL: [Label; LABELS] = [Label::Outside, Label::Content, Label::Source];
}

/// The features of a window: one list per unit, one per edge from the unit before.
pub struct WindowFeatures {
    /// Features of each unit.
    pub units: Vec<Features>,
    /// Features of each step into a unit; the first is the step from outside the window.
    pub edges: Vec<Features>,
}

/// Words that open a clause which a main clause follows.
const SUBORDINATORS: &[&str] =
    &["while", "although", "though", "if", "when", "because", "since", "unless", "once", "as", "after"];

/// A unit with what lies between it and the cue.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// First word, or what stands for a quotation or block.
    first: Word,
    /// Last word.
    last: Word,
    /// Units to the cue, negative before it, in growing steps.
    distance: u32,
    /// Commas between here and the cue, up to 3.
    commas: u32,
    /// Verbs between here and the cue, up to 3.
    verbs: u32,
    /// Quotations between here and the cue, up to 2.
    quotations: u32,
    /// The nearest word between here and the cue that opens or closes a clause.
    boundary: u32,
    /// How the unit hangs on the cue in the parse.
    branch: u32,
    /// Side: 0 the cue, 1 before, 2 after.
    side: u32,
    /// A sentence ends between here and the cue.
    crossed: u32,
    /// 1 within a clause that opens right after the cue and is itself subordinate ("said that while
    /// …"), 2 past the comma that ends it.
    subordinate: u32,
}

/// Collects the features of every unit and edge.
pub fn features(sheet: &Sheet, window: &Window) -> WindowFeatures {
    let (mut units, mut edges) = (Vec::new(), Vec::new());
    visit(sheet, window, |unit, edge| {
        units.push(Features(unit.to_vec()));
        edges.push(Features(edge.to_vec()));
    });
    WindowFeatures { units, edges }
}

/// Hands over the features of each unit and of the step into it, in order.
pub fn visit(sheet: &Sheet, window: &Window, mut take: impl FnMut(&[Feature], &[Feature])) {
    let steps = steps(sheet, window);
    let context = Context::new(sheet, window, &steps);
    let (mut unit, mut edge) = (Features(Vec::with_capacity(48)), Features(Vec::with_capacity(24)));
    for index in 0..steps.len() {
        unit.0.clear();
        edge.0.clear();
        unit_features(&steps, index, &context, &mut unit);
        edge_features(&steps, index, &context, &mut edge);
        take(&unit.0, &edge.0);
    }
}

/// What all units of a window share.
struct Context {
    lemma: u32,
    class: u32,
    tag: u32,
    /// Voice and finiteness of the cue's verb group.
    form: u32,
    /// The word after the cue.
    next: u32,
    /// The word before the cue.
    previous: u32,
    /// Where quotations are: bit 0 before the cue, bit 1 after it, bit 2 around it.
    quotations: u32,
    /// The sentence ends shortly after the cue.
    closing: u32,
}

impl Context {
    fn new(sheet: &Sheet, window: &Window, steps: &[Step]) -> Self {
        let cue = &window.units[window.cue];
        let here = steps[window.cue].first;
        let at = |index: Option<usize>| index.and_then(|index| steps.get(index)).copied().unwrap_or_default();
        let long = |unit: &Unit| unit.kind == UnitKind::Quotation && unit.tokens.len() > 4;
        let before = window.units[..window.cue].iter().any(long);
        let after = window.units[window.cue..].iter().any(long);
        let group = here.group.checked_sub(1).map(|group| &sheet.annotated.parsed.verb_groups[group as usize]);
        let form = group.map_or(0, |group| {
            1 | u32::from(group.passive) << 1
                | u32::from(group.finite) << 2
                | u32::from(group.negated) << 3
                | u32::from(group.subject.as_ref().is_some_and(|subject| subject.start > cue.tokens.start)) << 4
                | u32::from(group.subject.is_some()) << 5
        });
        let rest = window.units.len() - window.cue;
        let words_left = steps[window.cue + 1..].iter().take_while(|step| step.crossed == 0).count();
        Self {
            lemma: here.lemma,
            class: here.class,
            tag: here.tag,
            form,
            next: if rest > 1 { at(Some(window.cue + 1)).first.lower } else { 0 },
            previous: at(window.cue.checked_sub(1)).last.lower,
            quotations: u32::from(before) | u32::from(after) << 1 | u32::from(window.quoted) << 2,
            closing: words_left.min(6) as u32,
        }
    }
}

fn unit_features(steps: &[Step], index: usize, cue: &Context, out: &mut Features) {
    let step = &steps[index];
    let side = step.side;
    let none = Step::default();
    let near = |offset: isize| index.checked_add_signed(offset).and_then(|index| steps.get(index)).unwrap_or(&none);
    let (before, after) = (near(-1), near(1));
    let between = pair(pair(step.commas, step.verbs), pair(step.quotations, side));
    let clause = pair(step.boundary, side);
    out.add(0, side, 0);
    out.add(1, side, cue.lemma);
    out.add(2, pair(side, cue.class), pair(cue.form, cue.tag));
    out.add(3, step.first.lower, side);
    out.add(4, step.first.tag, pair(step.distance, cue.class));
    out.add(5, step.first.tag, pair(between, cue.class));
    out.add(6, pair(step.first.lower, step.distance), cue.class);
    out.add(7, between, cue.lemma);
    out.add(8, between, pair(cue.class, cue.form));
    out.add(9, between, pair(cue.quotations, cue.closing));
    out.add(10, clause, cue.lemma);
    out.add(11, clause, pair(cue.class, step.first.tag));
    out.add(12, clause, between);
    out.add(13, pair(step.distance, cue.next), cue.class);
    out.add(14, pair(side, cue.next), cue.lemma);
    out.add(15, pair(between, cue.next), step.crossed);
    out.add(16, pair(step.distance, cue.previous), cue.class);
    out.add(17, pair(step.first.name, step.first.tag), pair(step.distance, cue.form));
    out.add(18, pair(before.last.tag, step.first.tag), side);
    out.add(19, pair(step.last.tag, after.first.tag), side);
    out.add(20, before.last.lower, side);
    out.add(21, after.first.lower, side);
    out.add(22, pair(step.distance, step.first.upos), cue.lemma);
    out.add(23, pair(side, step.crossed), pair(step.first.lower, step.quotations));
    out.add(24, pair(step.crossed, cue.quotations), between);
    out.add(25, pair(pair(before.last.tag, step.first.tag), after.first.tag), side);
    out.add(26, pair(step.distance, cue.closing), pair(cue.class, cue.quotations));
    out.add(27, step.first.group.min(1), between);
    out.add(28, pair(step.first.name, step.first.shape), pair(clause, cue.class));
    out.add(29, pair(step.subordinate, step.commas), pair(side, step.first.tag));
    let (content, source) = (step.first.hint(Part::Content), step.first.hint(Part::Source));
    out.add(36, step.first.fine_hint(Part::Content), side);
    out.add(37, step.first.fine_hint(Part::Source), side);
    out.add(38, pair(content, source), pair(step.distance, cue.class));
    out.add(39, content, between);
    out.add(40, source, between);
    out.add(41, content, clause);
    out.add(42, pair(content, source), pair(side, cue.lemma));
    if step.branch != 0 {
        out.add(43, pair(content, source), step.branch);
        out.add(30, step.branch, side);
        out.add(31, step.branch, cue.lemma);
        out.add(32, step.branch, pair(cue.class, cue.form));
        out.add(33, step.branch, pair(between, cue.class));
        out.add(34, step.branch, step.first.tag);
        out.add(35, step.branch, pair(cue.quotations, cue.next));
    }
}

fn edge_features(steps: &[Step], index: usize, cue: &Context, out: &mut Features) {
    let step = &steps[index];
    let none = Step::default();
    let before = index.checked_sub(1).map_or(&none, |index| &steps[index]);
    let side = step.side;
    out.add(100, 0, 0);
    out.add(101, side, cue.class);
    out.add(102, step.first.lower, side);
    out.add(103, before.last.lower, side);
    out.add(104, pair(before.last.tag, step.first.tag), side);
    out.add(105, step.distance, cue.class);
    out.add(106, step.distance, cue.lemma);
    out.add(107, pair(step.distance, cue.quotations), cue.form);
    out.add(108, pair(before.last.lower, step.first.lower), side);
    out.add(109, pair(step.first.lower, step.distance), cue.class);
    out.add(110, pair(before.last.lower, step.first.tag), pair(step.verbs, side));
    out.add(111, pair(step.boundary, step.first.tag), side);
    out.add(112, pair(step.crossed, step.first.tag), pair(cue.quotations, step.quotations));
    out.add(113, pair(before.last.name, step.first.name), pair(before.last.tag, step.first.tag));
    out.add(114, pair(before.subordinate, step.subordinate), pair(side, cue.class));
    let begins = [Part::ContentBegins, Part::SourceBegins].map(|part| step.first.hint(part));
    let ends = [Part::ContentEnds, Part::SourceEnds].map(|part| before.last.hint(part));
    out.add(115, step.first.fine_hint(Part::ContentBegins), side);
    out.add(116, before.last.fine_hint(Part::ContentEnds), side);
    out.add(117, pair(begins[0], ends[0]), pair(side, cue.class));
    out.add(118, pair(begins[1], ends[1]), pair(side, cue.class));
    out.add(119, pair(ends[0], step.first.tag), pair(step.distance, side));
    out.add(123, pair(ends[1], begins[0]), side);
    out.add(124, pair(begins[1], ends[0]), side);
    out.add(125, pair(before.last.hint(Part::Content), step.first.hint(Part::Content)), side);
    out.add(126, pair(before.last.hint(Part::Source), step.first.hint(Part::Source)), side);
    if step.branch != 0 || before.branch != 0 {
        out.add(120, pair(before.branch, step.branch), 0);
        out.add(121, pair(before.branch, step.branch), cue.class);
        out.add(122, pair(before.branch, step.branch), pair(before.last.tag, step.first.tag));
    }
}

/// Looks at every unit from the cue outwards.
fn steps(sheet: &Sheet, window: &Window) -> Vec<Step> {
    let mut steps: Vec<Step> = window.units.iter().map(|unit| ends(sheet, unit)).collect();
    for (index, step) in steps.iter_mut().enumerate() {
        step.side = match index.cmp(&window.cue) {
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 2,
        };
        step.distance = far(index.abs_diff(window.cue)) * 3 + step.side;
    }
    let outwards: [&mut dyn Iterator<Item = usize>; 2] =
        [&mut (window.cue + 1..steps.len()), &mut (0..window.cue).rev()];
    for way in outwards {
        let mut seen = Step::default();
        for index in way {
            let step = &mut steps[index];
            (step.commas, step.verbs, step.quotations) = (seen.commas, seen.verbs, seen.quotations);
            (step.boundary, step.crossed, step.subordinate) = (seen.boundary, seen.crossed, seen.subordinate);
            pass(sheet, &window.units[index], step, &mut seen);
        }
    }
    for (step, branch) in steps.iter_mut().zip(branches(sheet, window)) {
        step.branch = branch;
    }
    steps
}

/// Updates what has been seen between the cue and the next unit outwards.
fn pass(sheet: &Sheet, unit: &Unit, step: &mut Step, seen: &mut Step) {
    match unit.kind {
        UnitKind::Quotation => {
            seen.quotations = (seen.quotations + 1).min(2);
            seen.boundary = step.first.lower;
            if sheet.annotated.parsed.sentence_of(unit.tokens.start)
                != sheet.annotated.parsed.sentence_of(unit.tokens.end - 1)
            {
                seen.crossed = 1;
            }
        }
        UnitKind::Block => {
            step.crossed = 1;
            seen.crossed = (seen.crossed + 1).min(3);
            seen.boundary = step.first.lower;
        }
        UnitKind::Word => {
            let token = sheet.token(unit.tokens.start);
            let comma = token.lower == ",";
            seen.commas = (seen.commas + u32::from(comma)).min(3);
            seen.verbs = (seen.verbs + u32::from(matches!(token.upos, Upos::Verb))).min(3);
            let clause = step.distance < 12 && SUBORDINATORS.contains(&token.lower.as_str());
            seen.subordinate = match seen.subordinate {
                0 if clause => 1,
                1 if comma => 2,
                state => state,
            };
            let opens = matches!(
                token.lower.as_str(),
                "," | ";"
                    | ":"
                    | "-"
                    | "("
                    | ")"
                    | "."
                    | "?"
                    | "!"
                    | "that"
                    | "who"
                    | "which"
                    | "whether"
                    | "if"
                    | "when"
                    | "while"
                    | "because"
                    | "as"
                    | "but"
                    | "and"
                    | "after"
                    | "before"
                    | "to"
                    | "how"
                    | "why"
                    | "what"
            );
            if opens {
                seen.boundary = step.first.lower;
            }
        }
    }
}

fn ends(sheet: &Sheet, unit: &Unit) -> Step {
    let (first, last) = (sheet.words[unit.tokens.start], sheet.words[unit.tokens.end - 1]);
    match unit.kind {
        UnitKind::Word => Step { first, last, ..Step::default() },
        UnitKind::Block => {
            // What follows a quotation, or holds a cue of its own, tells whose it is.
            let cues = unit.tokens.clone().filter(|&token| sheet.words[token].class != 0).count().min(2) as u32;
            let size = far(unit.tokens.len());
            let stands =
                Word { lower: pair(1, cues), tag: pair(2, cues), lemma: pair(first.lower, 3), ..Word::default() };
            let stands = Word { upos: pair(size, 4), hints: hints(sheet, &unit.tokens), ..stands };
            Step { first: stands, last: stands, ..Step::default() }
        }
        UnitKind::Quotation => {
            let inner = sheet.words[(unit.tokens.start + 1).min(unit.tokens.end - 1)];
            let size = match unit.tokens.len() {
                ..=4 => 0,
                5..=7 => 1,
                8..=14 => 2,
                _ => 3,
            };
            let close = sheet.words[unit.tokens.end.saturating_sub(2).max(unit.tokens.start)];
            let closes = if close.shape == 4 { close.lower } else { 0 };
            let capital = u32::from(inner.shape == 1 || inner.shape == 2);
            let stands = Word {
                lower: pair(pair(10, size), pair(capital, closes)),
                tag: pair(pair(11, size.min(2)), capital),
                lemma: pair(12, closes),
                upos: pair(13, size),
                hints: hints(sheet, &unit.tokens),
                ..Word::default()
            };
            Step { first: stands, last: stands, ..Step::default() }
        }
    }
}

/// Tokens of a long unit that are looked at for what it is.
const SEEN: usize = 24;

/// What a unit of several tokens is: what they are in the mean, and where it begins and ends.
fn hints(sheet: &Sheet, tokens: &TokenRange) -> Hints {
    let words = &sheet.words[tokens.clone()];
    let word = |word: &&Word| word.shape != 4;
    let mut sums = [0; PARTS];
    let mut count = 0;
    for word in words.iter().filter(word).take(SEEN) {
        sums.iter_mut().zip(word.hints.0).for_each(|(sum, hint)| *sum += i32::from(hint));
        count += 1;
    }
    let mut hints = Hints(sums.map(|sum| (sum / count.max(1)) as i8));
    if let Some((first, last)) = words.iter().find(word).zip(words.iter().rfind(word)) {
        for (part, edge) in [
            (Part::ContentBegins, first),
            (Part::SourceBegins, first),
            (Part::ContentEnds, last),
            (Part::SourceEnds, last),
        ] {
            hints.0[part as usize] = edge.hints.0[part as usize];
        }
    }
    hints
}

/// Distance in growing steps.
fn far(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32,
        6..=8 => 6,
        9..=13 => 7,
        14..=24 => 8,
        25..=44 => 9,
        _ => 10,
    }
}
