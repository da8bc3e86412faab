//! Which way a clause leans: is its "Friday" the last one or the next?
//!
//! In: the layers of the text and the tokens of an expression. Out: how likely it is to come, as a
//! log-odds: past below zero, future above. A linear model over readable features, a weight per line
//! of `models/direction.tsv`; `examples/train/direction.rs` learns them, and `lexicon/direction.tsv`
//! adds a few that are too rare to be learned. What is
//! at hand ("Friday" on a Friday) is [`resolve`](super::resolve)'s to see.

use std::fmt::{Arguments, Write};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::rows;
use crate::model::{Parsed, Ptb, Token, TokenRange, Upos, VerbGroup, VerbTense};

/// How far around the expression loose words tell, in tokens.
const WINDOW_BEFORE: usize = 8;
const WINDOW_AFTER: usize = 6;

/// How far "since" may stand before a date, in tokens.
const SINCE_WINDOW: usize = 4;

/// How far "postponed" may stand before "until Tuesday", in tokens.
const PUT_OFF_WINDOW: usize = 8;

/// How far a verb may stand from the expression and still tell, in tokens.
const VERB_WINDOW: usize = 25;

static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    let learned = rows(include_str!("../../models/direction.tsv"));
    let by_hand = rows(include_str!("../lexicon/direction.tsv"));
    let mut weights = FxHashMap::default();
    for row in learned.chain(by_hand) {
        *weights.entry(row[0]).or_insert(0.0) += row[1].parse::<f32>().expect("direction.tsv holds numbers");
    }
    weights
});

/// Tells whether the weight of a feature is set by hand.
pub fn is_by_hand(feature: &str) -> bool {
    rows(include_str!("../lexicon/direction.tsv")).any(|row| row[0] == feature)
}

/// Returns how far the clause around the tokens leans to the future (above zero) or the past.
pub fn lean(parsed: &Parsed, tokens: &TokenRange) -> f32 {
    let mut sum = 0.0;
    features(parsed, tokens, |feature| sum += weight(feature));
    sum
}

/// Decides between the past and the coming candidate of a name of this kind, `days_back` and
/// `days_ahead` from the publication.
pub fn is_ahead(kind: &str, lean: f32, days_back: i64, days_ahead: i64) -> bool {
    let nearness = (days_back.max(0) as f32 + 1.0).ln() - (days_ahead.max(0) as f32 + 1.0).ln();
    lean + weight(&format!("kind={kind}")) + weight(&format!("nearness={kind}")) * nearness > 0.0
}

/// Returns the learned weight of a feature; 0 for one that tells nothing.
fn weight(feature: &str) -> f32 {
    WEIGHTS.get(feature).copied().unwrap_or(0.0)
}

/// Calls `found` with each feature of the clause around an expression.
pub fn features(parsed: &Parsed, tokens: &TokenRange, found: impl FnMut(&str)) {
    let Some(sentence) = parsed.sentences.get(parsed.sentence_of(tokens.start)) else { return };
    let mut out = Features { line: String::with_capacity(32), found };
    words(parsed, tokens, &sentence.tokens, &mut out);
    verbs(parsed, tokens, &sentence.tokens, &mut out);
    governors(parsed, tokens, &mut out);
}

struct Features<F> {
    line: String,
    found: F,
}

impl<F: FnMut(&str)> Features<F> {
    fn add(&mut self, feature: Arguments) {
        self.line.clear();
        let _ = self.line.write_fmt(feature);
        (self.found)(&self.line);
    }
}

/// The words right beside the expression, and the content words around it.
fn words(parsed: &Parsed, tokens: &TokenRange, sentence: &TokenRange, out: &mut Features<impl FnMut(&str)>) {
    let word = |at: usize| parsed.tokens[at].lower.as_str();
    let mut before = tokens.start;
    // "early" and the like stand between the preposition and the date.
    while before > sentence.start
        && matches!(word(before - 1), "early" | "earlier" | "late" | "later" | "mid" | "the" | "around" | "about")
    {
        before -= 1;
    }
    if let "earlier" | "later" = word(tokens.start) {
        out.add(format_args!("{}", word(tokens.start)));
    }
    match before.checked_sub(1).filter(|at| *at >= sentence.start) {
        Some(at) => {
            let preposition = if is_until(word(at)) { "until" } else { word(at) };
            out.add(format_args!("before={preposition}"));
            if at > sentence.start {
                out.add(format_args!("before={} {preposition}", parsed.tokens[at - 1].lemma));
                // "no later than Friday".
                if word(at) == "than" && word(at - 1) == "later" {
                    out.add(format_args!("no-later"));
                }
                // "as soon as Friday", "as early as Friday".
                if word(at) == "as" && at >= sentence.start + 2 && word(at - 2) == "as" {
                    out.add(format_args!("as-as"));
                }
            }
        }
        None => out.add(format_args!("first")),
    }
    // "since shortly after the Oct. 23 killing".
    let near = &parsed.tokens[before.saturating_sub(SINCE_WINDOW).max(sentence.start)..before];
    if near.iter().any(|token| token.lower == "since") {
        out.add(format_args!("since"));
    }
    if tokens.end < sentence.end {
        out.add(format_args!("after={}", word(tokens.end)));
    }
    let from = tokens.start.saturating_sub(WINDOW_BEFORE).max(sentence.start);
    let to = (tokens.end + WINDOW_AFTER).min(sentence.end);
    // "was due to fatigue" tells why.
    let is_due = |at: usize| {
        let why = word(at + 1) == "to" && parsed.tokens.get(at + 2).is_none_or(|next| next.upos != Upos::Verb);
        word(at) == "due" && matches!(word(at - 1), "was" | "were") && !why
    };
    if (from + 1..tokens.start).any(is_due) {
        out.add(format_args!("was-due"));
    }
    for at in (from..tokens.start).chain(tokens.end..to) {
        let token = &parsed.tokens[at];
        if matches!(token.upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv) {
            out.add(format_args!("near={}", token.lower));
        }
    }
}

/// The two verb groups before the expression and the one after it.
fn verbs(parsed: &Parsed, tokens: &TokenRange, sentence: &TokenRange, out: &mut Features<impl FnMut(&str)>) {
    let groups = &parsed.verb_groups;
    let next = groups.partition_point(|group| group.tokens.start < tokens.start);
    let from = tokens.start.saturating_sub(VERB_WINDOW).max(sentence.start);
    let nearest = groups[..next].last().filter(|group| group.tokens.start >= from);
    let until = tokens.start > sentence.start && is_until(&parsed.tokens[tokens.start - 1].lower);
    if until && nearest.is_some_and(|group| group.negated && group.tense == VerbTense::Past && group.modal.is_none()) {
        out.add(format_args!("not-until"));
    }
    let before = groups[..next].iter().rev().take(2).take_while(|group| group.tokens.start >= from);
    let mut shapes = before.map(|group| (shape(parsed, group), parsed.tokens[group.head].lemma.as_str()));
    let (first, second) = (shapes.next(), shapes.next());
    // "planned a rally for Saturday", "did not plan to leave on Monday": what is planned is to come.
    let planned = |verb: Option<(&str, &str)>| verb.is_some_and(|(_, lemma)| looks_ahead(lemma));
    if is_put_off(parsed, tokens, sentence) {
        out.add(format_args!("put-off"));
    }
    if planned(first) && !nearest.is_some_and(|group| follows_as(parsed, group))
        || first.is_some_and(|(shape, _)| matches!(shape, "to do" | "doing")) && planned(second)
    {
        out.add(format_args!("planned"));
    }
    if let Some((shape, lemma)) = first {
        out.add(format_args!("verb={shape}"));
        out.add(format_args!("verb={shape} {lemma}"));
    }
    if let (Some((first, _)), Some((second, lemma))) = (first, second) {
        out.add(format_args!("verbs={second} {first}"));
        out.add(format_args!("verbs={second} {lemma} {first}"));
    }
    let to = (tokens.end + VERB_WINDOW).min(sentence.end);
    match groups.get(next).filter(|group| group.tokens.start < to) {
        Some(group) => {
            let shape = shape(parsed, group);
            out.add(format_args!("next={shape}"));
            out.add(format_args!("next={shape} {}", parsed.tokens[group.head].lemma));
            if first.is_none() {
                out.add(format_args!("only={shape}"));
            }
        }
        None if first.is_none() => out.add(format_args!("verbless")),
        None => {}
    }
}

/// What the parse says: the word that the date depends on, and the predicates above it.
fn governors(parsed: &Parsed, tokens: &TokenRange, out: &mut Features<impl FnMut(&str)>) {
    let inside = |token: &usize| tokens.contains(token);
    let top = tokens.clone().find(|&token| parsed.tokens[token].head.is_none_or(|head| !inside(&head)));
    let Some(head) = top.and_then(|top| parsed.tokens[top].head) else { return };
    let governor = &parsed.tokens[head];
    out.add(format_args!("head={}", governor.lemma));
    out.add(format_args!("head-tag={}", governor.ptb.as_str()));
    let predicate = parsed.predicate(head);
    let shape_of = |token: usize| group_of(parsed, token).map_or("none", |group| shape(parsed, group));
    out.add(format_args!("clause={}", shape_of(predicate)));
    out.add(format_args!("clause={} {}", shape_of(predicate), parsed.tokens[predicate].lemma));
    // "Prices have come down from October": from then till now.
    let from = tokens.start.checked_sub(1).is_some_and(|at| parsed.tokens[at].lower == "from");
    if from && shape_of(predicate) == "has done" {
        out.add(format_args!("since"));
    }
    if let Some(feature) = timetable(parsed, head, predicate, tokens) {
        out.add(format_args!("{feature}"));
    }
    if let Some(above) = parsed.tokens[predicate].head {
        let above = parsed.predicate(above);
        let relation = parsed.tokens[predicate].relation;
        out.add(format_args!("above={} {relation} {}", shape_of(above), shape_of(predicate)));
        out.add(format_args!("above={} {relation}", parsed.tokens[above].lemma));
    }
}

/// "Parliament returns on Monday", "Polls close at 8 p.m. on Sunday", "Saturday marks a year since the crash": the
/// simple present of what goes by a timetable is to come. Captions tell of arrivals and meetings in the present too.
fn timetable(parsed: &Parsed, head: usize, predicate: usize, tokens: &TokenRange) -> Option<&'static str> {
    let group = group_of(parsed, predicate).filter(|group| shape(parsed, group) == "does")?;
    let lemma = parsed.tokens[predicate].lemma.as_str();
    let preposition = tokens.start.checked_sub(1).map_or("", |at| parsed.tokens[at].lower.as_str());
    let past = matches!(preposition, "since" | "after" | "following" | "of" | "by");
    // "The minister says on Sunday": only what the date itself depends on.
    if past || head != predicate || group.negated {
        return None;
    }
    match lemma {
        "begin" | "start" | "open" | "close" | "end" | "finish" | "conclude" | "resume" | "reopen" | "return" => {
            Some("timetable")
        }
        "expire" | "run" | "kick" | "host" | "face" | "play" | "premiere" | "air" | "go" | "vote" | "mark" => {
            Some("timetable")
        }
        "arrive" | "leave" | "depart" | "meet" | "visit" | "travel" | "take" | "launch" | "head" => Some("itinerary"),
        _ => None,
    }
}

fn is_until(word: &str) -> bool {
    matches!(word, "until" | "till" | "'til" | "til")
}

/// "as planned", "as previously planned": the plan came true.
fn follows_as(parsed: &Parsed, group: &VerbGroup) -> bool {
    let from = group.tokens.start.saturating_sub(2);
    parsed.tokens[from..group.tokens.start].iter().any(|token| token.lower == "as")
}

/// "postponed until Tuesday", "put off the vote to Friday": what was put off is to come.
fn is_put_off(parsed: &Parsed, tokens: &TokenRange, sentence: &TokenRange) -> bool {
    let before = &parsed.tokens[tokens.start.saturating_sub(PUT_OFF_WINDOW).max(sentence.start)..tokens.start];
    let until = before.last().is_some_and(|token| is_until(&token.lower) || token.lower == "to");
    let verb = |token: &Token| matches!(&*token.lemma, "postpone" | "defer" | "adjourn" | "reschedule" | "delay");
    until && before.iter().any(verb)
}

/// Tells the verbs whose object or infinitive lies ahead of them.
fn looks_ahead(lemma: &str) -> bool {
    matches!(
        lemma,
        "plan"
            | "schedule"
            | "slate"
            | "expect"
            | "intend"
            | "hope"
            | "prepare"
            | "vow"
            | "promise"
            | "threaten"
            | "aim"
            | "propose"
            | "await"
            | "want"
            | "wish"
    )
}

/// The verb group that holds the token.
fn group_of(parsed: &Parsed, token: usize) -> Option<&VerbGroup> {
    let after = parsed.verb_groups.partition_point(|group| group.tokens.start <= token);
    let group = parsed.verb_groups[..after].last()?;
    group.tokens.contains(&token).then_some(group)
}

/// What a verb group's form says of its time.
fn shape(parsed: &Parsed, group: &VerbGroup) -> &'static str {
    if let Some(modal) = group.modal {
        return if group.perfect { "modal perfect" } else { modal };
    }
    match (group.tense, group.perfect, group.progressive, group.passive) {
        (VerbTense::Future, ..) => "will",
        (VerbTense::Past, true, ..) => "had done",
        (VerbTense::Past, _, true, _) => "was doing",
        (VerbTense::Past, _, _, true) => "was done",
        (VerbTense::Past, ..) => "did",
        (VerbTense::Present, true, ..) => "has done",
        (VerbTense::Present, _, true, _) => "is doing",
        (VerbTense::Present, _, _, true) => "is done",
        (VerbTense::Present, ..) => "does",
        // By its first word: "to be heard" and "to hear" are one.
        (VerbTense::None, perfect, ..) => match parsed.tokens[group.tokens.start].ptb {
            _ if perfect => "having done",
            Ptb::Vbg => "doing",
            Ptb::Vbn => "done",
            _ => "to do",
        },
    }
}
