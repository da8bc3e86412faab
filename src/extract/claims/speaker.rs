//! Who the source is.
//!
//! In: a source's tokens. Out: the entity its head word refers to, or `None`. A document that
//! speaks ("a statement by X", "X's letter") speaks for the one who made it. Nothing is guessed.

use std::ops::Range;

use super::grammar;
use super::proposals::Proposal;
use super::sheet::Sheet;
use crate::lexicon::cues::CueClass;
use crate::model::{
    Claim, ClaimKind, EntityId, EntityKind, Gender, Mention, MentionForm, Number, Ptb, SentenceKind, Span, Upos,
};

/// Nouns that speak for whoever made them.
pub(super) const VEHICLES: &[&str] = &[
    "statement",
    "readout",
    "report",
    "letter",
    "memo",
    "document",
    "tweet",
    "post",
    "email",
    "e-mail",
    "interview",
    "speech",
    "note",
    "filing",
    "affidavit",
    "lawsuit",
    "article",
    "column",
    "book",
    "transcript",
    "announcement",
    "message",
    "testimony",
    "comments",
    "remarks",
    "words",
    "account",
    "release",
    "indictment",
    "complaint",
    "claim",
];

/// What those do who are shown a document.
const READERS: &[&str] = &[
    "seen",
    "obtained",
    "reviewed",
    "cited",
    "quoted",
    "read",
    "viewed",
    "published",
    "reported",
    "released",
    "received",
];

/// Returns the entity that the source refers to.
pub fn speaker(sheet: &Sheet, source: &Range<usize>) -> Option<EntityId> {
    let head = head(sheet, source);
    let vehicle = |word: &str| VEHICLES.contains(&word);
    if (vehicle(&sheet.token(head).lemma) || vehicle(&sheet.token(head).lower))
        && let Some(maker) = maker(sheet, source, head)
    {
        return maker.entity;
    }
    let mention = mention_with_head(sheet, source, head)?;
    let own = mention.entity.filter(|_| !is_one_of_several(sheet, source, head));
    own.map(|own| named_beside(sheet, source, mention).unwrap_or(own))
}

/// "An eyewitness, Ana Prata", "transport official Ana Prata": the name that ends the source is who a
/// nameless phrase right before it means.
fn named_beside(sheet: &Sheet, source: &Range<usize>, mention: &Mention) -> Option<EntityId> {
    let nameless = mention.entity.is_some_and(|own| !sheet.annotated.entity(own).named);
    let phrase = mention.form == MentionForm::Nominal && mention.number == Some(Number::Singular);
    let next = mention.tokens.end;
    let start = next + usize::from(next < source.end && sheet.token(next).lower == ",");
    let mentions = mentions_in(sheet, source);
    let name = mentions.into_iter().find(|other| {
        let person = other.form == MentionForm::Name && other.kind == EntityKind::Person;
        person && other.tokens.start == start && other.tokens.end >= source.end
    });
    name.filter(|_| nameless && phrase && mention.kind == EntityKind::Person)?.entity
}

/// Takes in the rest of a phrase whose noun was taken for a verb: of "Herald reporters saw" the
/// source is not the Herald. An infinitive's source is who is to do it: of "the vote led to the ministry
/// calling in the envoy to warn that …" not the vote.
pub fn complete(sheet: &Sheet, proposal: &mut Proposal) {
    let controller = grammar::controller(sheet, proposal.cue);
    let named = controller.map(|subject| sheet.annotated.parsed.noun_phrase(subject));
    let named = named.filter(|named| is_apart(proposal, named));
    let nearer = |named: &Range<usize>| {
        let farther = |source: &Range<usize>| source.end <= named.start && named.end <= proposal.cue;
        proposal.source.as_ref().is_none_or(farther)
    };
    proposal.source = named.filter(nearer).or(proposal.source.take());
    let Some(source) = &proposal.source else { return };
    // Of "who in 2010 said" only "who" is the source.
    if source.len() > 1 && sheet.token(source.start).ptb == Ptb::Wp {
        proposal.source = Some(source.start..source.start + 1);
        return;
    }
    // A name is not cut: "Secretary General Wan" of "Secretary General Wan Do-hyun".
    let last = mentions_in(sheet, source).into_iter().find(|mention| {
        mention.form == MentionForm::Name && mention.tokens.contains(&source.end) && mention.tokens.start < source.end
    });
    if let Some(name) = last.filter(|name| is_apart(proposal, &name.tokens) && !name.tokens.contains(&proposal.cue)) {
        proposal.source = Some(source.start..name.tokens.end);
        return;
    }
    if let Some(end) = rest(sheet, proposal, source) {
        proposal.source = Some(source.start..end);
        return;
    }
    let whole = mentions_in(sheet, source).into_iter().find(|mention| {
        mention.form == MentionForm::Nominal
            && mention.tokens.start == source.start
            && mention.tokens.end == proposal.cue
            && source.end < proposal.cue
            && sheet.token(mention.head).upos != Upos::Noun
    });
    proposal.source = whole.map(|mention| mention.tokens.clone()).or(proposal.source.take());
}

/// Where the phrase ends of which the source is but the beginning: "a person familiar [with the matter]".
fn rest(sheet: &Sheet, proposal: &Proposal, source: &Range<usize>) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let whole = parsed.subtree(head(sheet, source));
    let goes_on = whole.contains(&source.end) && sheet.token(source.end).upos == Upos::Adp;
    let apart = !whole.contains(&proposal.cue) && is_apart(proposal, &whole);
    let end = (source.end..whole.end).rfind(|&token| sheet.token(token).upos != Upos::Punct)? + 1;
    (goes_on && apart && whole.start <= source.start).then_some(end)
}

/// Tells whether none of the words is content.
fn is_apart(proposal: &Proposal, words: &Range<usize>) -> bool {
    proposal.content.iter().all(|piece| words.end <= piece.start || piece.end <= words.start)
}

/// "he and Ada Obi", "residents and shop owners": neither of them alone. Two names are one mention
/// together, and "the owner and founder" is one person.
fn is_one_of_several(sheet: &Sheet, source: &Range<usize>, head: usize) -> bool {
    let joined = sheet.annotated.parsed.ancestors(head).take(3).find(|token| sheet.token(*token).relation == "conj");
    let first = joined.and_then(|token| sheet.token(token).head).filter(|first| source.contains(first)).unwrap_or(head);
    let noun = |token: usize| matches!(sheet.token(token).upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let others = source.clone().filter(|&token| {
        noun(token) && sheet.token(token).relation == "conj" && sheet.token(token).head == Some(first)
    });
    let plural = |token: usize| sheet.token(token).ptb == Ptb::Nns;
    let mut others = others.peekable();
    others.peek().is_some() && (sheet.token(first).upos == Upos::Pron || plural(first) || others.any(plural))
}

/// Gives pronouns the speakers that go on speaking.
pub fn go_on(sheet: &Sheet, claims: &mut [Claim]) {
    go_on_as_person(sheet, claims);
    go_on_as_body(sheet, claims);
}

/// "…," he said, in a paragraph that opens with the quotation: he is whoever spoke last in the
/// paragraph before, where that is a person whom the pronoun fits. Names within quotations, which
/// a pronoun may seem to mean, are those spoken of.
fn go_on_as_person(sheet: &Sheet, claims: &mut [Claim]) {
    let parsed = &sheet.annotated.parsed;
    let paragraph = |span: Span| {
        let token = parsed.tokens_in(span).start.min(parsed.tokens.len().saturating_sub(1));
        parsed.sentences[parsed.sentence_of(token)].paragraph
    };
    // The last claim of the latest paragraph so far, and of the one before that.
    let mut last: Option<(usize, Option<EntityId>)> = None;
    let mut before: Option<(usize, Option<EntityId>)> = None;
    // The last paragraph in which a person spoke.
    let mut spoken: Option<(usize, Option<EntityId>)> = None;
    for claim in claims.iter_mut().filter(|claim| claim.reported_in.is_none() && claim.act.is_claim()) {
        let (Some(content), Some(source)) = (claim.content.first(), claim.source.first()) else { continue };
        let here = paragraph(*content);
        if last.is_some_and(|(paragraph, _)| paragraph != here) {
            before = last;
        }
        let opens = content.start == parsed.paragraphs[here].span.start && content.start < source.start;
        let gender = match sheet.annotated.text(*source) {
            "he" => Some(Gender::Male),
            "she" => Some(Gender::Female),
            _ => None,
        };
        let spoke = before.filter(|(paragraph, _)| paragraph + 1 == here).and_then(|(_, speaker)| speaker);
        let person = |id: &EntityId| {
            let entity = sheet.annotated.entity(*id);
            entity.kind == EntityKind::Person && entity.named
        };
        let fits = |id: &EntityId| {
            let own = sheet.annotated.entity(*id).gender;
            person(id) && own.is_none_or(|own| Some(own) == gender)
        };
        if opens && gender.is_some() && claim.kind != ClaimKind::Indirect {
            // Where a group asked how he could do it, he answers who spoke before and is asked about.
            let asked = || {
                let (paragraph, speaker) = spoken?;
                let about =
                    here.checked_sub(1).filter(|_| paragraph + 2 == here && !spoke.as_ref().is_some_and(person))?;
                speaker.filter(|speaker| acts_in(sheet, about, *speaker))
            };
            let set = || acted_before(sheet, *content).filter(|_| spoke.is_none());
            let found = spoke.filter(fits).or_else(|| asked().filter(fits)).or_else(|| set().filter(fits));
            claim.speaker = found.or(claim.speaker);
        } else if gender.is_some() && claim.kind != ClaimKind::Indirect && content.end <= source.start {
            claim.speaker = acted_before(sheet, *content).filter(fits).or(claim.speaker);
        }
        if claim.speaker.as_ref().is_some_and(person) {
            spoken = Some((here, claim.speaker));
        }
        last = Some((here, claim.speaker));
    }
}

/// "The company said …. It said …": whoever spoke in the sentence before goes on, where nothing else
/// tells whom the pronoun means.
fn go_on_as_body(sheet: &Sheet, claims: &mut [Claim]) {
    let parsed = &sheet.annotated.parsed;
    let sentence = |span: Span| {
        let token = parsed.tokens_in(span).start.min(parsed.tokens.len().saturating_sub(1));
        parsed.sentence_of(token)
    };
    let mut last: Option<(usize, Option<EntityId>)> = None;
    for claim in claims.iter_mut().filter(|claim| claim.reported_in.is_none() && claim.act.is_claim()) {
        let (Some(source), Some(cue)) = (claim.source.first(), claim.cue.first()) else { continue };
        let here = sentence(*cue);
        let opens = parsed.sentences[here].span.start == source.start;
        let spoke = last.filter(|(sentence, _)| sentence + 1 == here).and_then(|(_, speaker)| speaker);
        let fits = |id: &EntityId| match (sheet.annotated.text(*source), sheet.annotated.entity(*id).kind) {
            ("It", kind) => matches!(kind, EntityKind::Organisation | EntityKind::Place),
            ("They", kind) => kind == EntityKind::Group,
            _ => false,
        };
        if claim.speaker.is_none() && opens {
            claim.speaker = spoke.filter(fits);
        }
        last = Some((here, claim.speaker));
    }
}

/// "Obi was not impressed. "It is late," she said": the person who is the subject of the sentence right
/// before the quotation, in its paragraph or alone in the one before. Who asks is answered by another.
fn acted_before(sheet: &Sheet, content: Span) -> Option<EntityId> {
    let parsed = &sheet.annotated.parsed;
    let own = parsed.sentence_of(parsed.tokens_in(content).start);
    let before = &parsed.sentences[own.checked_sub(1)?];
    let alone = || parsed.paragraphs[before.paragraph].sentences.len() == 1;
    let beside = before.paragraph == parsed.sentences[own].paragraph || alone();
    let plain = before.kind == SentenceKind::Body
        && sheet.words[before.tokens.start..before.tokens.end].iter().all(|word| word.quotation == 0);
    let root = before.tokens.clone().find(|token| sheet.token(*token).head.is_none())?;
    let asks = sheet.words[root].class == CueClass::Ask as u32;
    let subject = parsed.child(root, &["nsubj"]).filter(|_| beside && plain && !asks)?;
    let mentions = mentions_in(sheet, &(subject..subject + 1)).into_iter();
    let mut names = mentions.filter(|mention| mention.form == MentionForm::Name && mention.tokens.contains(&subject));
    names.next().and_then(|mention| mention.entity)
}

/// Tells whether a name of the speaker is a subject in the paragraph.
fn acts_in(sheet: &Sheet, paragraph: usize, speaker: EntityId) -> bool {
    let annotated = sheet.annotated;
    let span = annotated.parsed.paragraphs[paragraph].span;
    let first = annotated.mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = annotated.mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
    let named = |mention: &&Mention| mention.form == MentionForm::Name && mention.entity == Some(speaker);
    inside.filter(named).any(|mention| mention.tokens.clone().any(|token| sheet.token(token).relates("nsubj")))
}

/// The token that the source is named by: the last noun before its first preposition, comma or
/// relative clause.
pub fn head(sheet: &Sheet, source: &Range<usize>) -> usize {
    // "Its chief executive" is not "it"; "his" of "his claim" is he.
    let owner = |token: usize| source.len() > 1 && sheet.token(token).ptb == Ptb::PrpS;
    // "Obi himself" is Obi.
    let own = |token: usize| token > source.start && sheet.token(token).lower.ends_with("self");
    let nominal = |token: &usize| {
        matches!(sheet.token(*token).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj)
            && !owner(*token)
            && !own(*token)
    };
    let ends = |token: usize| {
        let word = sheet.token(token);
        token > source.start
            && (matches!(word.upos, Upos::Adp | Upos::Verb | Upos::Aux | Upos::Sconj)
                || matches!(
                    word.lower.as_str(),
                    "," | "who" | "whom" | "which" | "that" | "(" | "-" | ";" | ":" | "to"
                ))
    };
    let first = source.clone().find(nominal).unwrap_or(source.start);
    let stop = (first..source.end).find(|&token| ends(token)).unwrap_or(source.end);
    (first..stop).rfind(|token| nominal(token) && sheet.token(*token).upos != Upos::Adj).unwrap_or(first)
}

/// The mention whose head the token is; else the shortest that holds it and opens with the source.
fn mention_with_head<'a>(sheet: &Sheet<'a>, source: &Range<usize>, head: usize) -> Option<&'a Mention> {
    let mentions = mentions_in(sheet, source);
    if let Some(all) = mentions.iter().find(|mention| mention.tokens == *source) {
        return Some(all);
    }
    let headed = mentions.iter().copied().filter(|mention| mention.head == head);
    let holding = || mentions.iter().copied().filter(|mention| mention.tokens.contains(&head));
    // "Ada Obi and Carl Brandt" are no source where Brandt alone is.
    let within = |mention: &Mention| source.start <= mention.tokens.start;
    headed
        .max_by_key(|mention| (within(mention), mention.tokens.len()))
        .or_else(|| holding().min_by_key(|mention| mention.tokens.len()))
}

/// "a readout provided by Putin aide Yuri Ushakov", "the president's statement".
fn maker<'a>(sheet: &Sheet<'a>, source: &Range<usize>, vehicle: usize) -> Option<&'a Mention> {
    let mentions = mentions_in(sheet, source);
    let owner = mentions.iter().copied().filter(|mention| mention.tokens.end <= vehicle).find(|mention| {
        (mention.tokens.end..vehicle).chain([mention.tokens.end - 1]).any(|token| sheet.token(token).lower == "'s")
    });
    // "A letter seen by the paper" is not the paper's.
    let makes = |by: &usize| match sheet.token(*by).lower.as_str() {
        "by" => !READERS.contains(&sheet.token(*by - 1).lower.as_str()),
        "from" | "of" => true,
        _ => false,
    };
    let named = (vehicle + 1..source.end).filter(makes).find_map(|by| {
        let after =
            mentions.iter().copied().filter(|mention| mention.tokens.start > by && mention.tokens.start <= by + 3);
        after.max_by_key(|mention| mention.tokens.len())
    });
    owner.or(named)
}

/// The mentions that share a token with the source.
fn mentions_in<'a>(sheet: &Sheet<'a>, source: &Range<usize>) -> Vec<&'a Mention> {
    let mentions = &sheet.annotated.mentions;
    // A mention that begins well before the source cannot be of it.
    let low = source.start.saturating_sub(12);
    let first = mentions.partition_point(|mention| mention.tokens.start < low);
    let near = mentions[first..].iter().take_while(|mention| mention.tokens.start < source.end);
    near.filter(|mention| mention.tokens.end > source.start).collect()
}
