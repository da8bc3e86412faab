//! Which proposals are claims.
//!
//! In: proposals. Out: those that hold together, scored by a classifier that sees cue, content,
//! source and the other proposals at once. A cue inside the content of another claim is kept
//! only when it surely reports: "A said B told him that C".

use super::grammar;
use super::headline;
use super::model::Model;
use super::proposals::{Proposal, trim};
use super::qualities::group;
use super::readings::{self, Reading};
use super::sheet::Sheet;
use super::weights::{Features, pair};
use crate::lexicon::cues::CueClass;
use crate::model::{Part, Ptb, TokenRange, Upos};

/// Log odds from which a proposal is a claim.
const THRESHOLD: f32 = -0.7;
/// Log odds from which one is whose cue is a verb of speech that surely reports.
const SPEECH_THRESHOLD: f32 = -1.1;
/// Log odds of the cue alone from which it surely reports.
const SURE_CUE: f32 = 2.0;
/// Log odds of the cue alone from which what the grammar shows is enough.
const CERTAIN_CUE: f32 = 2.2;
/// The same where the grammar shows a clause that begins with "that".
const LIKELY_CUE: f32 = 1.0;

/// Proposals before and after in which one that holds this one's cue is looked for.
const NEIGHBOURS: usize = 40;

/// Proposals that may share one content.
const CHAINED: usize = 6;

/// For each proposal, the surest other one whose content holds its cue.
pub fn outer(proposals: &[Proposal]) -> Vec<Option<usize>> {
    (0..proposals.len())
        .map(|index| {
            let near = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS).min(proposals.len());
            near.filter(|&other| other != index && holds(&proposals[other], proposals[index].cue))
                .max_by(|a, b| proposals[*a].cue_score.total_cmp(&proposals[*b].cue_score))
        })
        .collect()
}

fn holds(proposal: &Proposal, token: usize) -> bool {
    proposal.content.iter().any(|piece| piece.contains(&token))
}

/// Collects the features of a proposal.
pub fn features(sheet: &Sheet, proposals: &[Proposal], index: usize, outer: Option<usize>, out: &mut Features) {
    let proposal = &proposals[index];
    let spans = (&proposal.content[..], proposal.source.as_ref());
    readings::features(sheet, proposal.cue, spans, proposal.gap, out);
    // What makes a reading the best of its cue is other weights than what makes it a claim.
    out.0.iter_mut().for_each(|feature| *feature = feature.rotate_left(9) ^ 0x9e37_79b9);
    let cue = sheet.words[proposal.cue];
    let words: usize = proposal.content.iter().map(TokenRange::len).sum();
    let cue_score = steps(proposal.cue_score);
    let span_score = steps(proposal.span_score / 2.0);
    let first = proposal.content.first();
    let side = first.map_or(0, |piece| 1 + u32::from(piece.start < proposal.cue));
    let quoted = first.map_or(0, |_| quoted_share(sheet, &proposal.content));
    let source = source_form(sheet, proposal);
    let around =
        outer.map_or(0, |outer| 1u32.wrapping_add(steps((proposals[outer].cue_score - proposal.cue_score) / 2.0)));
    out.add(0, 0, 0);
    out.add(1, cue_score, 0);
    out.add(2, span_score, side);
    out.add(3, cue_score, span_score);
    out.add(4, cue.lemma, 0);
    out.add(5, cue.class, pair(side, source));
    out.add(6, size(words), quoted);
    out.add(7, size(words), pair(cue.class, side));
    out.add(8, source, quoted);
    out.add(9, source, cue.lemma);
    out.add(10, around, 0);
    out.add(11, around, cue_score);
    out.add(12, u32::from(proposal.quoted), pair(cue.class, source));
    out.add(13, u32::from(proposal.quoted), cue_score);
    out.add(14, proposal.content.len() as u32, side);
    out.add(15, quoted, pair(cue.class, side));
    out.add(16, first.map_or(0, |piece| sheet.words[piece.start].lower), cue.class);
    out.add(17, first.map_or(0, |piece| sheet.words[piece.start].tag), cue.lemma);
    out.add(18, cue.tag, pair(side, source));
    // Names are as many as people: only what kind of name it is tells something.
    let last = proposal.source.as_ref().map(|source| sheet.words[source.end - 1]);
    out.add(19, last.map_or(0, |last| if last.name == 0 { last.lemma } else { last.name }), 0);
    out.add(20, size(words), cue_score);
    out.add(21, source, cue_score);
    let hint = cue.hint(Part::Cue);
    out.add(25, cue.fine_hint(Part::Cue), 0);
    out.add(26, hint, pair(cue_score, cue.hint(Part::Content)));
    out.add(27, hint, pair(cue.class, side));
    let lead = (proposal.lead * 2.0).min(12.0) as u32;
    out.add(22, lead, 0);
    out.add(23, lead, cue_score);
    out.add(24, lead, pair(cue.class, side));
}

/// Keeps the proposals that are claims, with their scores.
pub fn accept(sheet: &Sheet, model: &Model, proposals: Vec<Proposal>) -> Vec<Proposal> {
    let (proposals, kept) = judge(sheet, model, proposals);
    proposals.into_iter().zip(kept).filter_map(|(proposal, kept)| kept.then_some(proposal)).collect()
}

/// Scores the proposals, and tells which of them are claims.
pub fn judge(sheet: &Sheet, model: &Model, mut proposals: Vec<Proposal>) -> (Vec<Proposal>, Vec<bool>) {
    let outer = outer(&proposals);
    let mut list = Features::default();
    for index in 0..proposals.len() {
        features(sheet, &proposals, index, outer[index], &mut list);
        let [score] = model.accept.score(&list.0);
        let here = &proposals[index];
        let void = says_nothing(sheet, here) || is_imperative(sheet, here) || is_unreal(sheet, here.cue);
        proposals[index].score = if void { f32::NEG_INFINITY } else { score };
    }
    headline::settle(sheet, &mut proposals);
    let mut kept = keep(sheet, &mut proposals);
    rescue(sheet, &mut proposals, &mut kept);
    part(sheet, &mut proposals, &kept);
    single_out(&proposals, &mut kept);
    (proposals, kept)
}

/// Of "the pause, which was first disclosed on Monday" there is no content but "which".
fn says_nothing(sheet: &Sheet, proposal: &Proposal) -> bool {
    let relative = |token: usize| matches!(sheet.token(token).ptb, Ptb::Wdt | Ptb::Wp);
    let empty = |token: usize| relative(token) || is_time(sheet, token);
    proposal.content.iter().cloned().flatten().all(empty) || is_nameless(sheet, proposal)
}

/// Of "issued a statement on Friday" there is no content but a day.
fn is_time(sheet: &Sheet, token: usize) -> bool {
    let expressions = &sheet.annotated.time_expressions;
    let at = expressions.partition_point(|timex| timex.tokens.end <= token);
    expressions.get(at).is_some_and(|timex| timex.tokens.contains(&token))
}

/// "an official who asked not to be named": that tells of the source, not what it says.
fn is_nameless(sheet: &Sheet, proposal: &Proposal) -> bool {
    let after = proposal.cue + 1..(proposal.cue + 6).min(sheet.words.len());
    let words = || after.clone().map(|token| sheet.token(token).lower.as_str());
    words().any(|word| word == "be") && words().any(|word| matches!(word, "named" | "identified" | "quoted"))
        || words().any(|word| word == "anonymity")
}

/// "Say the word": nobody says it.
fn is_imperative(sheet: &Sheet, proposal: &Proposal) -> bool {
    let parsed = &sheet.annotated.parsed;
    let opens = parsed.sentences[parsed.sentence_of(proposal.cue)].tokens.start == proposal.cue;
    opens && proposal.source.is_none() && matches!(sheet.token(proposal.cue).ptb, Ptb::Vb | Ptb::Vbp)
}

/// "went on, as if nobody had asked": nobody says that somebody asked.
fn is_unreal(sheet: &Sheet, cue: usize) -> bool {
    let parsed = &sheet.annotated.parsed;
    let marked = |word: &str| {
        let mut marks = parsed.children(cue).filter(|child| *child < cue && sheet.token(*child).relation == "mark");
        marks.any(|mark| sheet.token(mark).lower == word)
    };
    marked("as") && (marked("if") || marked("though"))
}

/// Keeps verbs of speech that surely report after all, where the grammar shows what and who.
fn rescue(sheet: &Sheet, proposals: &mut [Proposal], kept: &mut [bool]) {
    for index in 0..proposals.len() {
        let near = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS).min(proposals.len());
        let here = &proposals[index];
        let sure = || {
            let introduced = || grammar::introduced(sheet, here.cue).is_some();
            here.cue_score > CERTAIN_CUE || here.cue_score > LIKELY_CUE && introduced()
        };
        let within = || near.clone().any(|other| kept[other] && holds(&proposals[other], here.cue));
        if kept[index] || here.quoted || !is_speech(sheet, here.cue) || !sure() || within() {
            continue;
        }
        if let Some((content, source)) = grammar::read(sheet, here.cue) {
            (proposals[index].content, proposals[index].source) = (vec![content], Some(source));
            kept[index] = true;
        }
    }
}

/// Decides on the widest contents first, so that what stands within a claim is judged as a report
/// within a report, and what stands within a mere proposal is not.
fn keep(sheet: &Sheet, proposals: &mut [Proposal]) -> Vec<bool> {
    let width = |proposal: &Proposal| proposal.content.iter().map(TokenRange::len).sum::<usize>();
    let mut order: Vec<usize> = (0..proposals.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(width(&proposals[index])), index));
    let mut kept = vec![false; proposals.len()];
    for index in order {
        let near = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS).min(proposals.len());
        let here = &proposals[index];
        let around = near.filter(|&other| kept[other] && holds(&proposals[other], here.cue)).find(|&other| {
            // Where each holds the other's cue, the surer one stays outside.
            !holds(here, proposals[other].cue) || here.score < proposals[other].score
        });
        kept[index] = match around {
            None => here.score > threshold(sheet, here),
            Some(outer) => {
                let around = proposals[outer].content.clone();
                turn_inwards(&mut proposals[index], &around) && reports_within(sheet, &proposals[index])
            }
        };
    }
    kept
}

/// Parts two claims of which each holds the other: in "They did not discuss aid, the mayor said" the
/// content of "discuss" ends before the mayor.
fn part(sheet: &Sheet, proposals: &mut [Proposal], kept: &[bool]) {
    for inner in (0..proposals.len()).filter(|&index| kept[index]) {
        let here = &proposals[inner];
        let mutual = |other: &Proposal| holds(here, other.cue) && holds(other, here.cue);
        let near = inner + 1..(inner + NEIGHBOURS).min(proposals.len());
        let Some(outer) = near.filter(|&other| kept[other]).find(|&other| mutual(&proposals[other])) else { continue };
        let outer = &proposals[outer];
        let end = outer.source.as_ref().map_or(outer.cue, |source| source.start.min(outer.cue));
        let before = here.content.iter().filter(|piece| piece.start < end);
        let cut: Vec<TokenRange> = before.filter_map(|piece| trim(sheet, piece.start..piece.end.min(end))).collect();
        // A claim without content would be none.
        if !cut.is_empty() {
            proposals[inner].content = cut;
        }
    }
}

/// Of cues with the very same content only the surest reports it: "is quoted as saying", "went on to claim".
fn single_out(proposals: &[Proposal], kept: &mut [bool]) {
    for index in 0..proposals.len() {
        let near = index + 1..(index + CHAINED).min(proposals.len());
        for other in near {
            if kept[index] && kept[other] && proposals[index].content == proposals[other].content {
                let weaker = if proposals[index].score < proposals[other].score { index } else { other };
                kept[weaker] = false;
            }
        }
    }
}

/// Log odds from which the proposal is a claim, unless it stands within another.
pub fn threshold(sheet: &Sheet, proposal: &Proposal) -> f32 {
    let sure = is_speech(sheet, proposal.cue) && proposal.cue_score > SURE_CUE;
    if sure || is_hearsay(sheet, proposal.cue) { SPEECH_THRESHOLD } else { THRESHOLD }
}

/// "reportedly", "allegedly".
fn is_hearsay(sheet: &Sheet, cue: usize) -> bool {
    sheet.words[cue].class == CueClass::Impersonal as u32 && sheet.token(cue).upos == Upos::Adv
}

fn is_speech(sheet: &Sheet, cue: usize) -> bool {
    [CueClass::Say, CueClass::Tell, CueClass::Write].map(|class| class as u32).contains(&sheet.words[cue].class)
}

/// Takes the best reading that lies within the outer content; `false` when there is none.
fn turn_inwards(proposal: &mut Proposal, around: &[TokenRange]) -> bool {
    let within = |span: &TokenRange| around.iter().any(|piece| piece.start <= span.start && span.end <= piece.end);
    let inside = |reading: &Reading| reading.content.iter().chain(&reading.source).all(within);
    if proposal.content.iter().chain(&proposal.source).all(within) {
        return true;
    }
    let Some(reading) = proposal.others.iter().find(|reading| inside(reading)).cloned() else { return false };
    (proposal.content, proposal.source) = (reading.content, reading.source);
    true
}

/// A cue inside the content of another claim that surely reports: a finite speech verb with
/// someone else for source and a clause for content. Inside quotation marks the source must be
/// named, since people quoted talk of "anyone who says that".
fn reports_within(sheet: &Sheet, proposal: &Proposal) -> bool {
    let group = group(sheet, proposal.cue);
    let happened = group.is_some_and(|group| group.finite && group.modal.is_none() && !group.negated);
    let words: usize = proposal.content.iter().map(TokenRange::len).sum();
    let mut content = proposal.content.iter().cloned().flatten();
    is_speech(sheet, proposal.cue)
        && happened
        && proposal.cue_score > SURE_CUE
        && words >= 4
        && proposal.source.as_ref().is_some_and(|source| is_someone(sheet, source, proposal.quoted))
        && content.any(|token| matches!(sheet.token(token).upos, Upos::Verb | Upos::Aux))
}

/// A source that can be told from the outer one.
fn is_someone(sheet: &Sheet, source: &TokenRange, quoted: bool) -> bool {
    match quoted {
        true => source.clone().any(|token| sheet.words[token].name != 0),
        false => !matches!(
            sheet.token(source.start).lower.as_str(),
            "i" | "we" | "you" | "it" | "who" | "which" | "that" | "anyone" | "nobody" | "people"
        ),
    }
}

/// A score in half steps.
fn steps(score: f32) -> u32 {
    (score * 2.0).round().clamp(-12.0, 16.0) as i32 as u32
}

/// A length in growing steps.
fn size(words: usize) -> u32 {
    match words {
        0..=4 => words as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=25 => 7,
        26..=60 => 8,
        _ => 9,
    }
}

/// 1 none of the content is quoted, 2 some, 3 all.
fn quoted_share(sheet: &Sheet, content: &[TokenRange]) -> u32 {
    let ends = content.iter().flat_map(|piece| [piece.start, piece.end - 1]);
    let (mut inside, mut outside) = (false, false);
    for token in ends {
        match sheet.words[token].quotation {
            0 => outside = true,
            _ => inside = true,
        }
    }
    1 + u32::from(inside) + u32::from(inside && !outside)
}

/// No source, a pronoun, a name, a common noun.
fn source_form(sheet: &Sheet, proposal: &Proposal) -> u32 {
    let Some(source) = &proposal.source else { return 0 };
    let last = sheet.words[source.end - 1];
    let named = source.clone().any(|token| sheet.words[token].name != 0);
    pair(1 + u32::from(named), if source.len() == 1 { last.tag } else { 0 })
}
