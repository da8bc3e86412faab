//! The occasion of a claim: who was told, where, through what, and when.
//!
//! In: a proposal. Out: spans in the cue's own clause, outside content and source; a time
//! expression dates the saying only when no other verb stands between the two.

use std::ops::Range;

use super::grammar;
use super::proposals::Proposal;
use super::sheet::Sheet;
use crate::lexicon::cues::CueClass;
use crate::model::{NameKind, Span, TimexType, Upos};

/// Who was told, where, through what and when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Occasion {
    /// "reporters in Denmark".
    pub addressee: Option<Span>,
    /// "Denmark".
    pub place: Option<Span>,
    /// "on social media".
    pub medium: Option<Span>,
    /// An index into the document's time expressions.
    pub said_at: Option<usize>,
}

/// Nouns that name a medium or an occasion of speech.
const MEDIA: &[&str] = &[
    "media",
    "twitter",
    "facebook",
    "instagram",
    "telegram",
    "x",
    "tiktok",
    "youtube",
    "truth",
    "linkedin",
    "weibo",
    "statement",
    "tweet",
    "post",
    "letter",
    "email",
    "e-mail",
    "memo",
    "interview",
    "speech",
    "address",
    "briefing",
    "conference",
    "telephone",
    "phone",
    "call",
    "message",
    "video",
    "television",
    "tv",
    "radio",
    "blog",
    "article",
    "op-ed",
    "column",
    "editorial",
    "book",
    "report",
    "filing",
    "affidavit",
    "testimony",
    "debate",
    "podcast",
    "note",
    "release",
    "document",
    "broadcast",
    "remarks",
    "memoir",
    "documentary",
    "hearing",
    "livestream",
    "platform",
];
/// Words that a phrase naming a medium opens with.
const THROUGH: &[&str] = &["on", "in", "via", "through", "by", "during", "at", "over"];
/// Tokens looked at on either side of the cue.
const REACH: usize = 25;

/// Reads the occasion of a proposal.
pub fn occasion(sheet: &Sheet, proposal: &Proposal) -> Occasion {
    let addressee = addressee(sheet, proposal);
    let after = clause_after(sheet, proposal);
    let before = clause_before(sheet, proposal);
    let place = [after.clone(), before.clone()].into_iter().find_map(|range| place(sheet, range));
    let medium = [after.clone(), before.clone()].into_iter().find_map(|range| medium(sheet, range));
    let said_at = said_at(sheet, proposal.cue, after.clone(), false)
        .or_else(|| said_at(sheet, proposal.cue, before, true))
        .or_else(|| day_of_served(sheet, proposal.cue))
        .or_else(|| day_of_opening(sheet, proposal));
    let parsed = &sheet.annotated.parsed;
    let span = |range: Option<Range<usize>>| range.map(|range| parsed.span(&range));
    Occasion { addressee: span(addressee), place: span(place), medium: span(medium), said_at }
}

/// The tokens after the cue up to content, another verb or the end of the sentence.
fn clause_after(sheet: &Sheet, proposal: &Proposal) -> Range<usize> {
    let parsed = &sheet.annotated.parsed;
    let end = parsed.sentences[parsed.sentence_of(proposal.cue)].tokens.end.min(proposal.cue + REACH);
    let start = match &proposal.source {
        // "said Smith in Paris": the inverted source stands between.
        Some(source) if (proposal.cue + 1..=proposal.cue + 3).contains(&source.start) => source.end,
        _ => proposal.cue + 1,
    };
    let start = start.min(end);
    let stop = (start..end).find(|&token| closes(sheet, proposal, token)).unwrap_or(end);
    start..stop
}

/// The tokens before the cue, and before its source, down to content or another verb.
fn clause_before(sheet: &Sheet, proposal: &Proposal) -> Range<usize> {
    let parsed = &sheet.annotated.parsed;
    let first = parsed.sentences[parsed.sentence_of(proposal.cue)].tokens.start;
    let start = match sheet.words[proposal.cue].group.checked_sub(1) {
        Some(group) => parsed.verb_groups[group as usize].tokens.start,
        None => proposal.cue,
    };
    let end = match &proposal.source {
        Some(source) if source.end <= start && between_is_plain(sheet, source.end..start) => source.start,
        // "the company that built it under a contract signed in 2019 said": another verb's time.
        Some(source) if source.end <= start => return start..start,
        _ => start,
    };
    let low = first.max(end.saturating_sub(REACH));
    let stop = (low..end).rev().find(|&token| closes(sheet, proposal, token)).map_or(low, |token| token + 1);
    let gap = if end < start {
        proposal.source.as_ref().map_or(start..start, |source| source.end..start)
    } else {
        start..start
    };
    // "Smith on Monday said": between source and cue.
    if gap.clone().all(|token| !closes(sheet, proposal, token))
        && said_at(sheet, proposal.cue, gap.clone(), true).is_some()
    {
        gap
    } else {
        stop..end
    }
}

fn between_is_plain(sheet: &Sheet, range: Range<usize>) -> bool {
    range.into_iter().all(|token| sheet.token(token).upos != Upos::Verb)
}

/// "called in the envoy on Wednesday to warn that": what is done in order to say something is done when it
/// is said. The day must be the verb's own.
fn day_of_served(sheet: &Sheet, cue: usize) -> Option<usize> {
    let verb = grammar::served(sheet, cue)?;
    let times = &sheet.annotated.time_expressions;
    let first = times.partition_point(|time| time.tokens.start <= verb);
    let own = |index: &usize| times[*index].tokens.clone().any(|token| sheet.token(token).head == Some(verb));
    let within = times[first..].iter().take_while(|time| time.tokens.end <= cue.min(verb + REACH)).count();
    (first..first + within).filter(own).find_map(|index| said_at(sheet, cue, times[index].tokens.clone(), false))
}

/// Participles that open a sentence and tell on what occasion someone says what follows.
const OPENINGS: &[&str] =
    &["asked", "speaking", "talking", "addressing", "writing", "questioned", "pressed", "appearing", "responding"];

/// "Asked on Thursday whether he would go, the minister said": the day of the asking.
fn day_of_opening(sheet: &Sheet, proposal: &Proposal) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let sentence = &parsed.sentences[parsed.sentence_of(proposal.cue)].tokens;
    let opens = OPENINGS.contains(&sheet.token(sentence.start).lower.as_str());
    let start = sentence.start + 1;
    let named = proposal.source.as_ref().is_some_and(|source| source.start > start);
    let inside = proposal.content.iter().any(|piece| piece.contains(&sentence.start));
    if !opens || !named || inside || proposal.cue <= start {
        return None;
    }
    let ends = |token: usize| {
        let word = sheet.token(token);
        matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Sconj) || matches!(word.lower.as_str(), "," | "if")
    };
    let end = (start..proposal.cue).find(|&token| ends(token)).unwrap_or(start);
    said_at(sheet, proposal.cue, start..end, false)
}

/// Content, another verb or a clause opener ends the cue's own clause.
fn closes(sheet: &Sheet, proposal: &Proposal, token: usize) -> bool {
    let word = sheet.token(token);
    proposal.content.iter().any(|piece| piece.contains(&token))
        || word.upos == Upos::Verb
        || sheet.words[token].quotation != sheet.words[proposal.cue].quotation
        || matches!(word.lower.as_str(), "that" | "who" | "which" | "whether" | "while" | "when" | "but" | ";" | ":")
}

/// "told [reporters in Denmark] that": the words right after a cue that takes an addressee.
fn addressee(sheet: &Sheet, proposal: &Proposal) -> Option<Range<usize>> {
    let class = sheet.words[proposal.cue].class;
    let tells = class == CueClass::Tell as u32;
    let asks = class == CueClass::Ask as u32 || class == CueClass::Order as u32;
    let cue = proposal.cue;
    let parsed = &sheet.annotated.parsed;
    let end = parsed.sentences[parsed.sentence_of(cue)].tokens.end.min(cue + REACH);
    let to = cue + 1 < end && sheet.token(cue + 1).lower == "to" && class == CueClass::Say as u32;
    if !(tells || asks || to) {
        return None;
    }
    let start = cue + 1 + usize::from(to);
    let ends = |token: usize| {
        let word = sheet.token(token);
        closes(sheet, proposal, token)
            || matches!(word.upos, Upos::Punct | Upos::Sconj)
            || matches!(
                word.lower.as_str(),
                "to" | "about" | "on" | "of" | "after" | "before" | "during" | "last" | "earlier"
            )
            || starts_timex(sheet, token)
    };
    let stop = (start..end).find(|&token| ends(token)).unwrap_or(end);
    let in_source = proposal.source.as_ref().is_some_and(|source| source.start < stop && start < source.end);
    let medium = (start..stop).find(|&token| is_medium(sheet, token..stop));
    let stop = medium.unwrap_or(stop);
    let noun = |token: usize| matches!(sheet.token(token).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    (start < stop && !in_source && (start..stop).any(noun)).then_some(start..stop)
}

fn starts_timex(sheet: &Sheet, token: usize) -> bool {
    let times = &sheet.annotated.time_expressions;
    let at = times.partition_point(|time| time.tokens.start < token);
    times.get(at).is_some_and(|time| time.tokens.start == token)
}

/// A place name after "in", "at", "from" or "outside".
fn place(sheet: &Sheet, range: Range<usize>) -> Option<Range<usize>> {
    let names = &sheet.annotated.parsed.names;
    let first = names.partition_point(|name| name.tokens.start < range.start);
    let within = names[first..].iter().take_while(|name| name.tokens.end <= range.end);
    let named = within.filter(|name| name.kind == NameKind::Place && name.tokens.start > range.start).find(|name| {
        let preposition = |token: usize| matches!(sheet.token(token).lower.as_str(), "in" | "at" | "from" | "outside");
        preposition(name.tokens.start - 1)
            || name.tokens.start >= range.start + 2
                && sheet.token(name.tokens.start - 1).lower == "the"
                && preposition(name.tokens.start - 2)
    });
    named.map(|name| name.tokens.clone())
}

/// A phrase such as "on social media", "in a letter".
fn medium(sheet: &Sheet, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.clone().find(|&token| is_medium(sheet, token..range.end))?;
    let noun = (start..range.end.min(start + 6)).rfind(|&token| is_medium_noun(sheet, token))?;
    Some(start..noun + 1)
}

fn is_medium(sheet: &Sheet, range: Range<usize>) -> bool {
    let opens = THROUGH.contains(&sheet.token(range.start).lower.as_str());
    let phrase = (range.start + 1..range.end.min(range.start + 6)).take_while(|&token| {
        !matches!(sheet.token(token).upos, Upos::Punct | Upos::Verb | Upos::Adp) && !starts_timex(sheet, token)
    });
    opens && phrase.into_iter().any(|token| is_medium_noun(sheet, token))
}

fn is_medium_noun(sheet: &Sheet, token: usize) -> bool {
    let word = sheet.token(token);
    matches!(word.upos, Upos::Noun | Upos::Propn) && MEDIA.contains(&word.lower.as_str())
}

/// "Obi, who arrived on Friday, said": the date is of a clause that the cue is no part of.
fn is_described(sheet: &Sheet, token: usize, cue: usize) -> bool {
    let parsed = &sheet.annotated.parsed;
    let mut below_cue = parsed.ancestors(token).take_while(|token| *token != cue);
    below_cue.any(|token| sheet.token(token).relation == "acl:relcl" && !parsed.is_under(cue, token))
}

/// The date or time within the range that is nearest to the cue.
fn said_at(sheet: &Sheet, cue: usize, range: Range<usize>, from_end: bool) -> Option<usize> {
    let times = &sheet.annotated.time_expressions;
    let first = times.partition_point(|time| time.tokens.start < range.start);
    let last = times.partition_point(|time| time.tokens.start < range.end);
    let dates = |&index: &usize| {
        let time = &times[index];
        matches!(time.kind, TimexType::Date | TimexType::Time)
            && time.tokens.end <= range.end
            && time.interval.is_some()
            && !time.in_name
            && !time.value.ends_with("_REF")
            && !(time.tokens.end <= cue && is_described(sheet, time.tokens.start, cue))
            // "2017 tax cuts" dates the cuts.
            && sheet.annotated.parsed.tokens.get(time.tokens.end).is_none_or(|next| {
                !matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj) && next.lower != "'s"
            })
    };
    let mut found = (first..last.max(first)).filter(dates);
    if from_end { found.next_back() } else { found.next() }
}
