//! Pronouns to entities.
//!
//! In: linked names and nominals. Out: a mention for each pronoun. "he" and "she" go to a person of
//! that gender nearby, "they" to people, "who" to the phrase before it. A candidate must be clearly
//! better than the next; inside quotations only the surest are taken, and never the speaker.

use super::draft::{Cast, NewMention, Page};
use crate::model::{EntityId, EntityKind, Gender, Mention, MentionForm, Number, Ptb};

/// Mentions looked back at, at most.
const LOOK_BACK: usize = 40;

/// By how much the best candidate must beat the next.
const MARGIN: i32 = 3;

/// Adds a mention for every personal pronoun.
pub fn link(page: &Page, cast: &mut Cast) {
    let mut before: Vec<usize> = (0..cast.mentions.len()).collect();
    before.sort_by_key(|index| (cast.mentions[*index].head, *index));
    let ranks = ranks(page);
    let mut past: Vec<usize> = Vec::new();
    let mut next = before.into_iter().peekable();
    for (at, token) in page.tokens().iter().enumerate() {
        while let Some(index) = next.next_if(|index| cast.mentions[*index].head < at) {
            past.push(index);
        }
        let Some(pronoun) = pronoun(&token.lower) else { continue };
        if !matches!(token.ptb, Ptb::Prp | Ptb::PrpS | Ptb::Wp | Ptb::WpS) || page.name[at].is_some() {
            continue;
        }
        let player = match pronoun.person {
            Person::Third => antecedent(page, cast, &past, &ranks, at, &pronoun),
            Person::Relative => relative(page, cast, &past, at),
            Person::Speaker => None,
        };
        let kind = match (player, pronoun.number) {
            (Some(player), _) => cast.players[player].kind,
            (None, Some(Number::Plural)) => EntityKind::Group,
            (None, _) if pronoun.gender == Some(Gender::Neuter) => EntityKind::Other,
            _ => EntityKind::Person,
        };
        let index = cast.mention(
            page,
            NewMention {
                tokens: at..at + 1,
                head: at,
                form: MentionForm::Pronoun,
                kind,
                gender: pronoun.gender,
                number: pronoun.number,
                player,
            },
        );
        if let Some(player) = player {
            let own = &mut cast.players[player];
            own.gender = own.gender.or(pronoun.gender.filter(|_| own.kind == EntityKind::Person));
            past.push(index);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Person {
    /// "I", "we", "you".
    Speaker,
    Third,
    /// "who".
    Relative,
}

struct Pronoun {
    person: Person,
    gender: Option<Gender>,
    number: Option<Number>,
    /// "him", "himself", "his": not the subject.
    object: bool,
}

fn pronoun(lower: &str) -> Option<Pronoun> {
    let make = |person, gender, number, object| Some(Pronoun { person, gender, number, object });
    let (singular, plural) = (Some(Number::Singular), Some(Number::Plural));
    match lower {
        "he" => make(Person::Third, Some(Gender::Male), singular, false),
        "him" | "himself" | "his" => make(Person::Third, Some(Gender::Male), singular, true),
        "she" => make(Person::Third, Some(Gender::Female), singular, false),
        "her" | "herself" | "hers" => make(Person::Third, Some(Gender::Female), singular, true),
        "it" => make(Person::Third, Some(Gender::Neuter), singular, false),
        "its" | "itself" => make(Person::Third, Some(Gender::Neuter), singular, true),
        "they" => make(Person::Third, None, plural, false),
        "them" | "their" | "theirs" | "themselves" => make(Person::Third, None, plural, true),
        "i" | "me" | "my" | "mine" | "myself" => make(Person::Speaker, None, singular, false),
        "we" | "us" | "our" | "ours" | "ourselves" => make(Person::Speaker, None, plural, false),
        "who" | "whose" => make(Person::Relative, None, None, false),
        _ => None,
    }
}

/// Numbers sentences, not counting those that stand wholly within a quotation: what a speaker goes
/// on saying does not push the speaker away.
fn ranks(page: &Page) -> Vec<i32> {
    let mut rank = 0;
    let outside = |sentence: &crate::model::Sentence| sentence.tokens.clone().any(|at| page.quotation[at].is_none());
    page.parsed
        .sentences
        .iter()
        .map(|sentence| {
            rank += i32::from(outside(sentence));
            rank
        })
        .collect()
}

fn relative(page: &Page, cast: &Cast, past: &[usize], at: usize) -> Option<usize> {
    let end = if page.lower(at.checked_sub(1)?) == "," { at - 1 } else { at };
    let reaches = |index: &&usize| cast.mentions[**index].tokens.end == end;
    let index = past.iter().rev().take(LOOK_BACK).find(reaches)?;
    cast.mentions[*index].entity.map(|EntityId(player)| player)
}

fn antecedent(page: &Page, cast: &Cast, past: &[usize], ranks: &[i32], at: usize, pronoun: &Pronoun) -> Option<usize> {
    let quoted = page.quotation[at];
    let rank = ranks[page.sentence[at] as usize];
    let mut scores: Vec<(usize, i32)> = Vec::new();
    for index in past.iter().rev().take(LOOK_BACK) {
        let mention = &cast.mentions[*index];
        let Some(EntityId(player)) = mention.entity.filter(|entity| agrees(cast, entity.0, mention, pronoun)) else {
            continue;
        };
        let distance = rank - ranks[page.sentence[mention.head] as usize];
        if distance > 3 || (quoted.is_some() && page.quotation[mention.head].is_none() && distance > 1) {
            continue;
        }
        let score = score(page, mention, distance, at) - pronoun_cost(page, cast, mention, at, pronoun);
        match scores.iter_mut().find(|(other, _)| *other == player) {
            // Several mentions of one entity speak for it: the best counts, the others a little.
            Some((_, best)) => *best = (*best).max(score) + 1,
            None => scores.push((player, score)),
        }
    }
    scores.sort_by_key(|(player, score)| (std::cmp::Reverse(*score), *player));
    let margin = if quoted.is_some() { 2 * MARGIN } else { MARGIN };
    match *scores {
        [(player, score), ..] if score <= 0 => None.or(Some(player)).filter(|_| scores.len() == 1),
        [(player, _)] => Some(player),
        [(player, best), (_, second), ..] if best - second >= margin => Some(player),
        _ => None,
    }
}

fn agrees(cast: &Cast, player: usize, mention: &Mention, pronoun: &Pronoun) -> bool {
    let own = &cast.players[player];
    match pronoun.gender {
        Some(Gender::Neuter) => {
            matches!(own.kind, EntityKind::Organisation | EntityKind::Place | EntityKind::Other)
                && own.number == Number::Singular
        }
        Some(gender) => {
            own.kind == EntityKind::Person
                && own.number == Number::Singular
                && own.gender.is_none_or(|own| own == gender)
        }
        None => mention.number == Some(Number::Plural) && matches!(own.kind, EntityKind::Group | EntityKind::Person),
    }
}

fn score(page: &Page, mention: &Mention, distance: i32, at: usize) -> i32 {
    let near = [12, 9, 4, 1][distance.clamp(0, 3) as usize];
    let subject = if is_subject(page, mention) { 4 } else { 0 };
    let name = i32::from(mention.form == MentionForm::Name || mention.form == MentionForm::Pronoun);
    let possessive =
        if page.tokens().get(mention.tokens.end).is_some_and(|token| token.ptb == Ptb::Pos) { 2 } else { 0 };
    let quoted = if page.quotation[mention.head].is_some() && page.quotation[mention.head] != page.quotation[at] {
        4
    } else {
        0
    };
    let object = mention.tokens.start > 0 && matches!(page.tokens()[mention.tokens.start - 1].ptb, Ptb::In | Ptb::To);
    near + subject + name - possessive - quoted - if object { 2 } else { 0 }
}

/// What speaks against the candidate for this very pronoun.
fn pronoun_cost(page: &Page, cast: &Cast, mention: &Mention, at: usize, pronoun: &Pronoun) -> i32 {
    let unknown = mention.entity.is_some_and(|EntityId(player)| cast.players[player].gender.is_none());
    let doubt = if unknown && pronoun.gender.is_some_and(|gender| gender != Gender::Neuter) { 3 } else { 0 };
    // "Smith told him": the subject of a verb is not its object.
    let verbs = |range: std::ops::Range<usize>| range.filter(|index| is_finite(page, *index)).count();
    let same_clause = mention.head < at && at - mention.head < 12 && page.sentence[mention.head] == page.sentence[at];
    let clash = pronoun.object
        && matches!(page.lower(at), "him" | "her" | "them" | "it")
        && page.tokens()[at].ptb == Ptb::Prp
        && same_clause
        && is_subject(page, mention)
        && verbs(mention.head + 1..at) <= 1;
    doubt + if clash { 20 } else { 0 } + speaker_cost(page, mention, at)
}

/// Inside a quotation, the one who says it is "I", not "he".
fn speaker_cost(page: &Page, mention: &Mention, at: usize) -> i32 {
    let Some(quotation) = page.quotation[at] else { return 0 };
    let own = &page.parsed.quotations[quotation as usize].tokens;
    let beside = mention.head + 15 > own.start && mention.head < own.end + 15;
    if page.quotation[mention.head].is_none() && beside && is_subject(page, mention) { 20 } else { 0 }
}

fn is_finite(page: &Page, at: usize) -> bool {
    matches!(page.tokens()[at].ptb, Ptb::Vbd | Ptb::Vbz | Ptb::Vbp | Ptb::Md)
}

/// A finite verb follows the mention, perhaps after an adverb or what stands between commas; or one
/// of saying stands before it.
fn is_subject(page: &Page, mention: &Mention) -> bool {
    let end = page.sentence_tokens(mention.head).end;
    let mut at = mention.tokens.end;
    while at < end && at < mention.tokens.end + 3 && matches!(page.tokens()[at].ptb, Ptb::Rb) {
        at += 1;
    }
    if at < end && page.lower(at) == "," {
        let close = (at + 1..end.min(at + 20)).find(|index| page.lower(index.to_owned()) == ",");
        at = close.map_or(at, |close| close + 1);
    }
    let inverted =
        mention.tokens.start > 0 && matches!(page.lower(mention.tokens.start - 1), "said" | "says" | "added");
    at < end && is_finite(page, at) || inverted
}
