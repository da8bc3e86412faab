//! Titles, appositives and copulas: what the words around a name say its bearer is.
//!
//! In: phrases and linked names. Out: roles for the names' entities, and for each phrase the entity
//! it stands beside. "Ushakov, the Kremlin aide" and "the Kremlin aide, Ushakov," make one; so do
//! "President Biden" and "Biden is the president".

use super::draft::{Cast, Page};
use super::phrases::{Definiteness, Phrase};
use crate::lexicon::people::RoleClass;
use crate::model::{EntityId, EntityKind, Number, Ptb};

/// Gives names the roles beside them; returns the entity of each phrase that has one.
pub fn titles_and_appositives(page: &Page, phrases: &[Phrase], cast: &mut Cast) -> Vec<Option<usize>> {
    let mut linked = vec![None; phrases.len()];
    for (phrase, linked) in phrases.iter().zip(&mut linked) {
        if let Some(name) = phrase.title_of {
            *linked = title(page, phrase, name, cast);
        } else if !phrase.modifier && phrase.number == Number::Singular {
            let name =
                before_comma(page, phrase).or_else(|| after_comma(page, phrase)).or_else(|| copula(page, phrase));
            *linked = name.and_then(|name| player_of(cast, name)).filter(|player| fits(cast, *player, phrase));
            if let Some(player) = *linked {
                cast.give_role(player, phrase.role.clone(), role_words(page, phrase));
            }
        }
    }
    linked
}

/// The role's words without a determiner: "Kremlin aide" of "the Kremlin aide".
fn role_words<'t>(page: &Page<'t>, phrase: &Phrase) -> &'t str {
    let determined = matches!(page.tokens()[phrase.tokens.start].ptb, Ptb::Dt | Ptb::Pdt | Ptb::PrpS);
    let start = phrase.tokens.start + usize::from(determined && phrase.tokens.len() > 1);
    page.words(&(start..phrase.tokens.end))
}

fn player_of(cast: &Cast, name: usize) -> Option<usize> {
    cast.mentions[cast.mention_of_name[name]].entity.map(|EntityId(player)| player)
}

/// People have roles; bodies are bodies.
fn fits(cast: &Cast, player: usize, phrase: &Phrase) -> bool {
    match cast.players[player].kind {
        EntityKind::Person => {
            let gender = cast.players[player].gender;
            phrase.class.is_person()
                && (gender.is_none() || phrase.role.gender.is_none() || gender == phrase.role.gender)
        }
        EntityKind::Organisation => phrase.class == RoleClass::Body,
        _ => false,
    }
}

/// "President Biden": the mention takes the title in.
fn title(page: &Page, phrase: &Phrase, name: usize, cast: &mut Cast) -> Option<usize> {
    let player = player_of(cast, name)?;
    if phrase.class == RoleClass::Honorific {
        cast.players[player].gender = phrase.role.gender.or(cast.players[player].gender);
    } else if phrase.class.is_person() {
        cast.give_role(player, phrase.role.clone(), role_words(page, phrase));
    } else {
        return None;
    }
    if phrase.number == Number::Singular {
        let mention = &mut cast.mentions[cast.mention_of_name[name]];
        mention.tokens.start = mention.tokens.start.min(phrase.tokens.start);
        mention.span = page.parsed.span(&mention.tokens);
    }
    Some(player)
}

/// "Ushakov, the Kremlin aide", "Smith, 43, a teacher".
fn before_comma(page: &Page, phrase: &Phrase) -> Option<usize> {
    let floor = page.sentence_tokens(phrase.head).start;
    let comma = |at: usize| page.lower(at) == ",";
    let mut at = phrase.tokens.start.checked_sub(1).filter(|at| *at > floor && comma(*at))? - 1;
    if page.tokens()[at].ptb == Ptb::Cd && at > floor + 1 && comma(at - 1) {
        at -= 2;
    }
    // "Smith, the mayor and the police" and "Smith, president and owner" are told apart by what comes next.
    let next = page.lower(phrase.head + 1);
    let listed = matches!(next, "and" | "or" | "&") && phrase.definiteness != Definiteness::Bare;
    let name = page.name[at].filter(|_| !listed)? as usize;
    (page.names[name].tokens.end == at + 1).then_some(name)
}

/// The token after the noun and the name it may be of: after "Peru" of "the president of Peru".
fn complement_end(page: &Page, phrase: &Phrase) -> usize {
    let after = phrase.head + 1;
    if !matches!(page.lower(after), "of" | "for") {
        return after;
    }
    let start = after + 1 + usize::from(page.lower(after + 1) == "the");
    page.name_at(start).map_or(after, |(_, name)| name.tokens.end)
}

/// "the Kremlin aide, Yuri Ushakov,".
fn after_comma(page: &Page, phrase: &Phrase) -> Option<usize> {
    let end = page.sentence_tokens(phrase.head).end;
    let comma = complement_end(page, phrase);
    if page.lower(comma) != "," || comma + 1 >= end || phrase.definiteness == Definiteness::Indefinite {
        return None;
    }
    let (index, name) = page.name_at(comma + 1)?;
    let closed = name.tokens.end >= end || matches!(page.lower(name.tokens.end), "," | "." | "said" | ")");
    closed.then_some(index)
}

/// "Biden is the president", "Biden, who was a senator".
fn copula(page: &Page, phrase: &Phrase) -> Option<usize> {
    let floor = page.sentence_tokens(phrase.head).start;
    let verb = phrase.tokens.start.checked_sub(1).filter(|at| *at > floor)?;
    if !matches!(page.lower(verb), "is" | "was" | "became" | "remains") {
        return None;
    }
    let mut at = verb - 1;
    if page.lower(at) == "who" && at > floor {
        at -= 1;
        if page.lower(at) == "," && at > floor {
            at -= 1;
        }
    }
    let name = page.name[at]? as usize;
    (page.names[name].tokens.end == at + 1).then_some(name)
}
