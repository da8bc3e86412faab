//! Titles, appositives and copulas: what the words around a name say its bearer is.
//!
//! In: phrases and linked names. Out: roles for the names' entities, and for each phrase the entity
//! it stands beside. "Ushakov, the Kremlin aide" and "the Kremlin aide, Ushakov," make one; so do
//! "President Biden" and "Biden is the president".

use super::draft::{Cast, Page};
use super::phrases::{Definiteness, Phrase};
use crate::lexicon::people::RoleClass;
use crate::lexicon::places::place;
use crate::model::{EntityId, EntityKind, Number, Ptb};

/// Gives names the roles beside them; returns the entity of each phrase that has one.
pub fn titles_and_appositives(page: &Page, phrases: &[Phrase], cast: &mut Cast) -> Vec<Option<usize>> {
    let mut linked = vec![None; phrases.len()];
    for (phrase, linked) in phrases.iter().zip(&mut linked) {
        *linked = phrase.title_of.and_then(|name| title(page, phrase, name, cast));
    }
    for (phrase, linked) in phrases.iter().zip(&mut linked).filter(|(phrase, _)| phrase.title_of.is_none()) {
        if !phrase.modifier && phrase.number == Number::Singular {
            let name = before_comma(page, phrase)
                .or_else(|| after_comma(page, phrase, cast))
                .or_else(|| predicate(page, phrase))
                .or_else(|| apposition(page, phrase));
            let player = name.and_then(|name| player_of(cast, name));
            player.filter(|_| phrase.class == RoleClass::Body).into_iter().for_each(|player| make_body(cast, player));
            *linked = player.filter(|player| fits(cast, *player, phrase));
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

/// "Banca Nordica, the lender": whom nothing shows to be a person is what it is called.
fn make_body(cast: &mut Cast, player: usize) {
    let own = &mut cast.players[player];
    let unsure = match own.kind {
        EntityKind::Person => own.gender.is_none() && own.roles.is_empty(),
        EntityKind::Place => place(&own.name).is_none(),
        kind => kind == EntityKind::Other,
    };
    if unsure {
        own.kind = EntityKind::Organisation;
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
    let before = phrase.tokens.start.checked_sub(1)?;
    // "Smith, now the mayor".
    let before = before - usize::from(before > floor && matches!(page.lower(before), "now" | "currently"));
    let mut at = Some(before).filter(|at| *at > floor && comma(*at))? - 1;
    if page.tokens()[at].ptb == Ptb::Cd && at > floor + 1 && comma(at - 1) {
        at -= 2;
    }
    // "Smith, the mayor and the police" and "Smith, president and owner" are told apart by what comes next.
    let next = page.lower(phrase.head + 1);
    let listed = matches!(next, "and" | "or" | "&") && phrase.definiteness != Definiteness::Bare;
    // "In a letter to the Herald, the mayor denied it": a subject of its own.
    let acts = page.tokens()[phrase.head].relates("nsubj") && next != ",";
    let name = page.name[at].filter(|_| !listed && !acts)? as usize;
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

/// "the Kremlin aide, Yuri Ushakov,", with the name's own title or without.
fn after_comma(page: &Page, phrase: &Phrase, cast: &Cast) -> Option<usize> {
    let end = page.sentence_tokens(phrase.head).end;
    let comma = complement_end(page, phrase);
    if page.lower(comma) != "," || comma + 1 >= end || phrase.definiteness == Definiteness::Indefinite {
        return None;
    }
    let near = (comma + 1..end.min(comma + 4)).find_map(|at| page.name_at(at))?;
    let (index, name) =
        Some(near).filter(|(index, _)| cast.mentions[cast.mention_of_name[*index]].tokens.start == comma + 1)?;
    let closed = name.tokens.end >= end || matches!(page.lower(name.tokens.end), "," | "." | "said" | ")");
    closed.then_some(index)
}

/// "Biden is the president", "Biden, who was a senator", "Biden served as a senator": the name that is
/// the subject, unless something says that it is not so.
fn predicate(page: &Page, phrase: &Phrase) -> Option<usize> {
    let parsed = page.parsed;
    let verb = if parsed.child(phrase.head, &["cop"]).is_some() { phrase.head } else { post(page, phrase)? };
    let unlike = |child: usize| {
        let lower = page.lower(child);
        matches!(lower, "not" | "n't" | "never" | "will" | "would" | "could" | "may" | "might" | "should" | "if")
    };
    // "Running to be president" is not yet being it.
    let is_so = !page.tokens()[verb].relates("xcomp") && !parsed.children(verb).any(unlike);
    let subject = parsed.subject_of(verb).filter(|_| is_so)?;
    let subject = match page.tokens()[subject].ptb {
        // "Who" is the noun that the clause describes.
        Ptb::Wp => page.tokens()[verb].head.filter(|_| page.tokens()[verb].relates("acl"))?,
        _ => subject,
    };
    name_of(page, subject)
}

/// The verb that gives the phrase as someone's post: "served as", "became", "was named".
fn post(page: &Page, phrase: &Phrase) -> Option<usize> {
    let token = &page.tokens()[phrase.head];
    let verb = token.head?;
    let as_one = || page.parsed.child(phrase.head, &["case"]).is_some_and(|case| page.lower(case) == "as");
    let lemma = &*page.tokens()[verb].lemma;
    let holds = match token.relation {
        "obl" => as_one() && matches!(lemma, "serve" | "work" | "act" | "remain" | "continue" | "know"),
        "xcomp" => matches!(lemma, "become" | "remain"),
        _ => false,
    };
    holds.then_some(verb)
}

/// "Lee (born 1970), a teacher": what the parser calls an apposition.
fn apposition(page: &Page, phrase: &Phrase) -> Option<usize> {
    let token = &page.tokens()[phrase.head];
    name_of(page, token.head.filter(|_| token.relation == "appos")?)
}

/// The name that hangs on the rest of its sentence by this token.
fn name_of(page: &Page, token: usize) -> Option<usize> {
    let index = page.name[token]? as usize;
    let own = &page.names[index].tokens;
    page.tokens()[token].head.is_none_or(|head| !own.contains(&head)).then_some(index)
}
