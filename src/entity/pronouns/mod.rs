//! Pronouns to entities.
//!
//! In: linked names and nominals. Out: a mention for each pronoun. "he" and "she" go to a person of
//! that gender nearby, "they" to people, "who" to the phrase before it. Candidates that agree are
//! ranked by what speaks for them; where none is likely enough the pronoun stays unresolved.

mod scene;

use self::scene::Scene;
use super::draft::{Cast, NewMention, Page};
use super::ranking::Choice;
use crate::model::{EntityId, EntityKind, Gender, Mention, MentionForm, Number, Ptb};

/// Mentions looked back at, at most.
const LOOK_BACK: usize = 60;

/// Adds a mention for every personal pronoun; `choose` picks among candidates.
pub fn link(page: &Page, cast: &mut Cast, choose: &mut dyn FnMut(&Choice) -> Option<EntityId>) {
    let mut before: Vec<usize> = (0..cast.mentions.len()).collect();
    before.sort_by_key(|index| (cast.mentions[*index].head, *index));
    let mut scene = Scene::new(page, cast);
    let mut next = before.into_iter().peekable();
    for (at, token) in page.tokens().iter().enumerate() {
        while let Some(index) = next.next_if(|index| cast.mentions[*index].head < at) {
            scene.see(cast, index);
        }
        let Some(mut pronoun) = pronoun(&token.lower) else { continue };
        pronoun.own |= token.ptb == Ptb::PrpS;
        if !matches!(token.ptb, Ptb::Prp | Ptb::PrpS | Ptb::Wp | Ptb::WpS) || page.name[at].is_some() {
            continue;
        }
        let player = match pronoun.person {
            Person::Third => choose(&scene.choice(cast, at, &pronoun)).map(|EntityId(player)| player),
            Person::Relative => relative(page, cast, &scene.past, at),
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
            // "who" stands for the name before it, whose part in the sentence counts.
            if pronoun.person == Person::Third {
                scene.see(cast, index);
            }
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
    /// "his", "himself": may well be the subject of its own clause.
    own: bool,
}

fn pronoun(lower: &str) -> Option<Pronoun> {
    let own = lower.ends_with("self") || lower.ends_with("selves");
    let make = |person, gender, number, object| Some(Pronoun { person, gender, number, object, own });
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

/// Whom "who" describes: the noun that its clause hangs on, or the phrase right before it.
fn relative(page: &Page, cast: &Cast, past: &[usize], at: usize) -> Option<usize> {
    let near = || past.iter().rev().take(LOOK_BACK).map(|index| &cast.mentions[*index]);
    let parsed = page.parsed;
    let clause = parsed.ancestors(at).find(|token| page.tokens()[*token].relates("acl"));
    let noun = clause.and_then(|clause| page.tokens()[clause].head).filter(|noun| *noun < at);
    let person = |mention: &&Mention| matches!(mention.kind, EntityKind::Person | EntityKind::Group);
    let of = |noun: usize| near().find(|mention| mention.head == noun || names(page, mention, noun));
    // "Ivo Bentel, a technician at the ministry who": described is Bentel, not the ministry.
    let part = |token: &usize| matches!(page.tokens()[*token].relation, "nmod" | "appos");
    let whole = |noun: usize| {
        let parts = parsed.ancestors(noun).take_while(part).filter_map(|token| page.tokens()[token].head);
        std::iter::once(noun).chain(parts).filter(|token| *token < at).filter_map(of).find(person)
    };
    let described = noun.and_then(|noun| whole(noun).or_else(|| of(noun)));
    let end = at - usize::from(at > 0 && matches!(page.lower(at - 1), "," | "-" | "--" | "–" | "—"));
    // "Obi, now the head of the league, who" is the head, not the league.
    let beside = || near().filter(|mention| mention.tokens.end == end);
    let elsewhere = |mention: &&Mention| noun.is_some_and(|noun| !mention.tokens.contains(&noun));
    let last = || beside().next().filter(|mention| !elsewhere(mention));
    let mention = described.or_else(|| beside().find(person)).or_else(last)?;
    mention.entity.map(|EntityId(player)| player)
}

/// Tells whether the token is part of the name that the mention is.
fn names(page: &Page, mention: &Mention, token: usize) -> bool {
    mention.form == MentionForm::Name && page.name[token].is_some() && page.name[token] == page.name[mention.head]
}
