//! What is said about a claim: whether it affirms, denies or refuses, and how sure it is.
//!
//! In: a proposal. Out: polarity and certainty. What a cue word does by itself is told in
//! `lexicon/cues.tsv`; negation and modals come from its verb group.

use super::proposals::Proposal;
use super::sheet::{Sheet, cue_word};
use crate::lexicon::cues::CueClass;
use crate::model::{Certainty, Polarity, Ptb, Upos, VerbGroup};

/// Words that hedge the cue they stand beside.
const HEDGES: &[&str] = &["reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly"];

/// Tells whether the source affirms, denies or refuses.
pub fn polarity(sheet: &Sheet, proposal: &Proposal) -> Polarity {
    let word = cue_word(sheet.token(proposal.cue));
    let polarity = word.map_or(Polarity::Affirms, |word| word.polarity);
    let class = word.map_or(CueClass::Say, |word| word.class);
    match (polarity, negated(sheet, proposal.cue)) {
        // "refused to leave" turns something down; "refused to say" says nothing.
        (Polarity::Refuses, false) if refuses_to_act(sheet, proposal) => Polarity::Denies,
        (polarity, false) => polarity,
        // "did not deny that": less than affirming, yet not a denial; its certainty says so.
        (Polarity::Denies | Polarity::Refuses, true) => Polarity::Affirms,
        // "did not say whether", "would not comment".
        (Polarity::Affirms, true) if silent(sheet, proposal, class) => Polarity::Refuses,
        (Polarity::Affirms, true) => Polarity::Denies,
    }
}

/// Verbs and nouns of what a source refuses to give when it refuses to speak.
const SPEECH: &[&str] = &[
    "say",
    "comment",
    "discuss",
    "answer",
    "confirm",
    "deny",
    "elaborate",
    "name",
    "identify",
    "give",
    "provide",
    "talk",
    "respond",
    "speak",
    "disclose",
    "reveal",
    "specify",
    "explain",
    "tell",
    "address",
    "share",
    "speculate",
    "release",
    "offer",
    "detail",
    "describe",
    "reply",
    "be",
    "make",
    "rule",
    "state",
    "predict",
    "clarify",
    "interview",
    "remark",
];

/// A refusal that is not one to speak: "refused to leave", "declined the offer".
pub fn refuses_to_act(sheet: &Sheet, proposal: &Proposal) -> bool {
    let refuses = matches!(sheet.token(proposal.cue).lemma.as_str(), "refuse" | "decline" | "refusal" | "balk");
    let speech = |token: usize| SPEECH.contains(&sheet.token(token).lemma.as_str());
    let verb = |token: &usize| matches!(sheet.token(*token).upos, Upos::Verb | Upos::Aux);
    let after = proposal.cue + 1..(proposal.cue + 5).min(sheet.words.len());
    // "Refused to hear of talks": the infinitive tells, not the nouns after it.
    let infinitive = after.clone().find(verb).filter(|_| after.clone().any(|to| sheet.token(to).ptb == Ptb::To));
    let opening = || proposal.content.iter().cloned().flatten().take(6).any(speech);
    refuses && !infinitive.map_or_else(opening, speech)
}

/// "did not say": a negated verb of speech that says nothing; "was not called" and "did not call for" do.
fn silent(sheet: &Sheet, proposal: &Proposal, class: CueClass) -> bool {
    const SILENT: &[&str] = &[
        "say",
        "comment",
        "answer",
        "respond",
        "reply",
        "elaborate",
        "disclose",
        "specify",
        "explain",
        "reveal",
        "identify",
        "give",
        "provide",
        "name",
        "address",
        "clarify",
        "speak",
        "talk",
        "confirm",
        "detail",
    ];
    let passive = group(sheet, proposal.cue).is_some_and(|group| group.passive);
    !passive
        && (matches!(class, CueClass::Tell | CueClass::Write)
            || SILENT.contains(&sheet.token(proposal.cue).lemma.as_str()))
}

/// Tells how sure the claim is of itself.
pub fn certainty(sheet: &Sheet, proposal: &Proposal) -> Certainty {
    let group = group(sheet, proposal.cue);
    let modal = group.and_then(|group| group.modal);
    let sentence = &sheet.annotated.parsed.sentences[sheet.annotated.parsed.sentence_of(proposal.cue)];
    let before = sentence.tokens.start.max(proposal.cue.saturating_sub(12))..proposal.cue;
    let conditional = before.rev().take_while(|&token| sheet.token(token).lower != ",").any(|token| {
        let in_content = proposal.content.iter().any(|piece| piece.contains(&token));
        !in_content && matches!(sheet.token(token).lower.as_str(), "if" | "unless")
    });
    // "would not comment" is past and plain.
    let refused = polarity(sheet, proposal) == Polarity::Refuses;
    if conditional || matches!(modal, Some("would" | "should")) && !refused {
        return Certainty::Hypothetical;
    }
    let word = cue_word(sheet.token(proposal.cue));
    let weak_denial = word.is_some_and(|word| word.polarity == Polarity::Denies) && negated(sheet, proposal.cue);
    let hedged = word.is_some_and(|word| word.certainty == Certainty::Hedged);
    if hedged || weak_denial || matches!(modal, Some("may" | "might" | "could")) || hedge_beside(sheet, proposal) {
        return Certainty::Hedged;
    }
    if content_is_hedged(sheet, proposal) { Certainty::Hedged } else { Certainty::Plain }
}

fn hedge_beside(sheet: &Sheet, proposal: &Proposal) -> bool {
    let near = proposal.cue.saturating_sub(2)..(proposal.cue + 2).min(sheet.words.len());
    near.into_iter().any(|token| HEDGES.contains(&sheet.token(token).lower.as_str()))
}

/// The content's first finite verb stands under "may", "might" or "could".
fn content_is_hedged(sheet: &Sheet, proposal: &Proposal) -> bool {
    let tokens = proposal.content.iter().cloned().flatten().take(40);
    let first = tokens.filter_map(|token| group(sheet, token)).find(|group| group.finite);
    first.and_then(|group| group.modal).is_some_and(|modal| matches!(modal, "may" | "might" | "could"))
}

fn negated(sheet: &Sheet, cue: usize) -> bool {
    group(sheet, cue).is_some_and(|group| group.negated)
}

/// The verb group whose head the token is.
pub fn group<'a>(sheet: &Sheet<'a>, token: usize) -> Option<&'a VerbGroup> {
    let index = sheet.words[token].group.checked_sub(1)?;
    Some(&sheet.annotated.parsed.verb_groups[index as usize]).filter(|group| group.head == token)
}
