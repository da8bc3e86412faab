//! Noun phrases to entities: "the Russian president", "a Kremlin aide", "Ukrainian officials".
//!
//! In: phrases, and names with their roles. Out: a mention for each phrase. A definite phrase means
//! the latest bearer of the role; an indefinite one or a headline's means a person named later only
//! when the document has one such person. All others are nameless entities of their own.

use rustc_hash::FxHashMap;

use super::bodies::Bodies;
use super::draft::{Cast, NewMention, Page, one_line};
use super::epithets;
use super::phrases::{AGE, Definiteness, Phrase};
use super::roles::{self, Role};
use crate::lexicon::people::RoleClass;
use crate::model::{EntityKind, MentionForm, Number, Ptb, SentenceKind, TokenRange};

/// Of many holders of a role only this many, the last ones, are looked at.
const MOST_HOLDERS: usize = 64;

/// Sentences before its own that a nameless body may stand in.
const FARTHEST: usize = 3;

/// Sentences after which someone is no longer whom everyone thinks of.
const LONG_AGO: usize = 8;

/// Headlines, bylines and datelines before a lead, at most.
const LEAD: usize = 8;

/// Whether and to whom a phrase refers.
enum Referent {
    Player(usize),
    /// Two candidates are equally good.
    Unclear,
    New,
}

struct Linker<'p, 't> {
    page: &'p Page<'t>,
    /// Per player, the tokens at which it is mentioned, in order.
    seen: Vec<Vec<usize>>,
    /// Per player, its first name in running text.
    named_at: Vec<usize>,
    /// Nameless players by their words.
    by_words: FxHashMap<String, usize>,
    /// Organisations by each word of their names.
    bodies: FxHashMap<String, Vec<usize>>,
    /// Organisations by where they stand.
    recent: Bodies,
}

/// Adds a mention for every phrase that is not a title; `linked` says which stand beside a name.
pub fn link(page: &Page, phrases: &[Phrase], linked: &[Option<usize>], cast: &mut Cast) {
    let mut linker = Linker::new(page, cast);
    for (phrase, linked) in phrases.iter().zip(linked) {
        if phrase.title_of.is_some() || phrase.modifier || phrase.class == RoleClass::Honorific {
            continue;
        }
        let referent = linked.map_or_else(|| linker.referent(cast, phrase), Referent::Player);
        let tokens = widened(page, phrase);
        let player = match referent {
            // "to be president" tells what someone is, though a nameless president was mentioned before.
            Referent::Player(player) if !cast.players[player].named && is_predicate(page, phrase) => None,
            Referent::Player(player) => Some(player),
            Referent::Unclear => None,
            Referent::New if is_predicate(page, phrase) => None,
            Referent::New => Some(linker.add(cast, phrase, &tokens)),
        };
        if let Some(player) = player {
            linker.see(player, phrase.head);
        }
        cast.mention(
            page,
            NewMention {
                tokens,
                head: phrase.head,
                form: MentionForm::Nominal,
                kind: kind_of(phrase),
                gender: phrase.role.gender,
                number: Some(phrase.number),
                player,
            },
        );
    }
}

/// "running to be president", "as governor": a bare singular that says what someone is; so does what
/// follows a copula, "Obi was no candidate", if a name is the subject.
fn is_predicate(page: &Page, phrase: &Phrase) -> bool {
    let token = &page.tokens()[phrase.head];
    let subject = page.parsed.child(phrase.head, &["nsubj"]).filter(|subject| page.name[*subject].is_some());
    if subject.is_some() && page.parsed.child(phrase.head, &["cop"]).is_some() && phrase.class.is_person() {
        return phrase.number == Number::Singular && phrase.definiteness == Definiteness::Indefinite;
    }
    let acts = token.relates("nsubj") || matches!(token.relation, "obl:agent" | "appos");
    let bare = phrase.definiteness == Definiteness::Bare && phrase.number == Number::Singular;
    bare && phrase.class.is_person() && !acts && !is_headline(page, phrase.head)
}

fn is_headline(page: &Page, at: usize) -> bool {
    page.parsed.sentences[page.sentence[at] as usize].kind == SentenceKind::Headline
}

fn kind_of(phrase: &Phrase) -> EntityKind {
    match (phrase.class, phrase.number) {
        (RoleClass::Document, _) => EntityKind::Other,
        (RoleClass::Group, _) | (_, Number::Plural) => EntityKind::Group,
        (RoleClass::Body, _) => EntityKind::Organisation,
        _ => EntityKind::Person,
    }
}

/// Takes in "familiar with the matter", "for the ministry" and the like, which tell unnamed sources
/// apart.
fn widened(page: &Page, phrase: &Phrase) -> TokenRange {
    let end = page.sentence_tokens(phrase.head).end;
    let (next, after) = (phrase.head + 1, phrase.head + 2);
    let whose = after + usize::from(page.lower(after) == "the");
    if matches!(page.lower(next), "for" | "of" | "at") && whose < end {
        let name = page.name_at(whose).map(|(_, name)| name.tokens.end);
        let noun = || {
            let last = (whose..end.min(whose + 4))
                .take_while(|at| matches!(page.tokens()[*at].ptb, Ptb::Jj | Ptb::Nn | Ptb::Nns))
                .last();
            last.filter(|_| page.lower(next) == "for").map(|last| last + 1)
        };
        let owns = |stop: &usize| page.tokens().get(*stop).is_some_and(|token| token.ptb == Ptb::Pos);
        if let Some(stop) = name.or_else(noun).filter(|stop| !owns(stop)) {
            return phrase.tokens.start..stop;
        }
    }
    let familiar =
        matches!((page.lower(next), page.lower(after)), ("familiar", "with") | ("close", "to") | ("briefed", "on"));
    if !familiar {
        return phrase.tokens.clone();
    }
    let inner = |at: &usize| {
        matches!(page.tokens()[*at].ptb, Ptb::Dt | Ptb::Jj | Ptb::Nn | Ptb::Nns | Ptb::Nnp | Ptb::Nnps | Ptb::PrpS)
    };
    let last = (after + 1..end.min(after + 8)).take_while(inner).last();
    phrase.tokens.start..last.map_or(phrase.tokens.end, |last| last + 1)
}

impl<'p, 't> Linker<'p, 't> {
    fn new(page: &'p Page<'t>, cast: &Cast) -> Self {
        let mut seen = vec![Vec::new(); cast.players.len()];
        let mut named_at = vec![usize::MAX; cast.players.len()];
        for mention in &cast.mentions {
            if let Some(player) = mention.entity {
                seen[player.0].push(mention.head);
                if !is_headline(page, mention.head) {
                    named_at[player.0] = named_at[player.0].min(mention.head);
                }
            }
        }
        let mut bodies: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, player) in
            cast.players.iter().enumerate().filter(|(_, player)| player.kind == EntityKind::Organisation)
        {
            for word in player.name.to_lowercase().split(' ') {
                bodies.entry(word.to_owned()).or_default().push(index);
            }
        }
        Self { page, seen, named_at, by_words: FxHashMap::default(), bodies, recent: Bodies::new(cast) }
    }

    fn see(&mut self, player: usize, at: usize) {
        self.seen.resize(self.seen.len().max(player + 1), Vec::new());
        let own = &mut self.seen[player];
        let place = own.partition_point(|other| *other < at);
        // Phrases come in order, so few places lie behind.
        own.insert(place, at);
    }

    fn referent(&self, cast: &Cast, phrase: &Phrase) -> Referent {
        let known = self.by_words.get(&words_key(self.page, &phrase.tokens)).copied();
        match (phrase.class, phrase.number) {
            (RoleClass::Title | RoleClass::Role, Number::Singular) => self.person(cast, phrase, known),
            (RoleClass::Body | RoleClass::Group, Number::Singular)
                if phrase.definiteness != Definiteness::Indefinite =>
            {
                let definite = phrase.definiteness == Definiteness::Definite;
                let bare = definite && phrase.role.keys.is_empty();
                let meant = || self.recent.meant(self.page, cast, &phrase.role.head, phrase.head);
                let named = |_: &()| definite && phrase.class == RoleClass::Body || is_headline(self.page, phrase.head);
                let body = if bare { meant() } else { None };
                let body = body.or_else(|| Some(()).filter(named).and_then(|()| self.body(phrase)));
                let known = body.or(known).or_else(|| if bare { self.nameless(cast, phrase) } else { None });
                known.map_or(Referent::New, Referent::Player)
            }
            (RoleClass::Person, Number::Singular) if phrase.role.head == AGE => {
                let meant = epithets::meant(self.page, cast, phrase);
                meant.or(known).map_or(Referent::New, Referent::Player)
            }
            // "Two people" and, later, "500 people" are others.
            _ if phrase.definiteness == Definiteness::Indefinite => Referent::New,
            _ => known.map_or(Referent::New, Referent::Player),
        }
    }

    fn person(&self, cast: &Cast, phrase: &Phrase, known: Option<usize>) -> Referent {
        // Whose lawyer "his lawyer" is isn't known before pronouns are.
        if self.page.tokens()[phrase.tokens.start].ptb == Ptb::PrpS {
            return known.map_or(Referent::New, Referent::Player);
        }
        let candidates = self.candidates(cast, phrase);
        let headline =
            self.page.parsed.sentences[self.page.sentence[phrase.head] as usize].kind == SentenceKind::Headline;
        match phrase.definiteness {
            Definiteness::Definite | Definiteness::Possessed => self.latest(cast, phrase, &candidates, known),
            Definiteness::Indefinite | Definiteness::Bare => {
                // "another aide" is none that was named.
                let named: Vec<_> = candidates.iter().filter(|(player, _)| cast.players[*player].named).collect();
                let told = |shared: usize| shared > 0 || (headline && phrase.role.keys.is_empty());
                match *named {
                    [(player, shared)] if told(*shared) && (headline || self.named_at[*player] > phrase.head) => {
                        Referent::Player(*player)
                    }
                    // The lead's "an Indian diplomat" is the headline's.
                    _ if headline || self.opens(phrase) => known.map_or(Referent::New, Referent::Player),
                    _ => Referent::New,
                }
            }
        }
    }

    /// Tells whether the phrase stands in the lead, right below the headline.
    fn opens(&self, phrase: &Phrase) -> bool {
        let own = self.page.sentence[phrase.head] as usize;
        let before = &self.page.parsed.sentences[..own];
        let bodies = before.iter().filter(|sentence| sentence.kind == SentenceKind::Body).count();
        own < LEAD && bodies == 0 && before.iter().any(|sentence| sentence.kind == SentenceKind::Headline)
    }

    /// Returns the players whose role the phrase may be, with the number of words that agree.
    fn candidates(&self, cast: &Cast, phrase: &Phrase) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let own = phrase.role.key();
        let kindred = roles::kindred(&phrase.role.head);
        let keys = std::iter::once(own).chain(kindred.into_iter().filter(|key| *key != own));
        for key in keys {
            let holders = cast.by_role.get(key).map(Vec::as_slice).unwrap_or_default();
            for player in holders.iter().rev().take(MOST_HOLDERS) {
                let fits = |role: &Role| agreement(&phrase.role, role);
                let best = cast.players[*player].roles.iter().filter_map(fits).max();
                if let Some(shared) = best
                    && !found.iter().any(|(other, _)| other == player)
                {
                    found.push((*player, shared));
                }
            }
        }
        found
    }

    /// Returns the candidate that agrees best and was spoken of last.
    fn latest(&self, cast: &Cast, phrase: &Phrase, candidates: &[(usize, usize)], known: Option<usize>) -> Referent {
        let Some(most) = candidates.iter().map(|(_, shared)| *shared).max() else {
            let meant = || epithets::meant(self.page, cast, phrase);
            return known.or_else(meant).map_or(Referent::New, Referent::Player);
        };
        let mut best: Option<((bool, bool, usize), usize)> = None;
        let mut tied = false;
        // "The envoy" is rather the envoy than the diplomat, unless nobody has spoken of the envoy for long.
        let other = |player: usize| !cast.players[player].roles.iter().any(|role| role.key() == phrase.role.key());
        for (player, _) in candidates.iter().filter(|(_, shared)| *shared == most) {
            let distance = self.distance(*player, phrase.head);
            let distance = (distance > LONG_AGO, other(*player), distance);
            match best {
                Some((least, _)) if distance > least => {}
                Some((least, _)) if distance == least => tied = true,
                _ => (best, tied) = (Some((distance, *player)), false),
            }
        }
        match best {
            Some((_, player)) if !tied => Referent::Player(player),
            _ => Referent::Unclear,
        }
    }

    /// Sentences since the player was last spoken of; very many where that is yet to come.
    fn distance(&self, player: usize, at: usize) -> usize {
        let seen = self.seen.get(player).map(Vec::as_slice).unwrap_or_default();
        match seen.partition_point(|head| *head < at).checked_sub(1) {
            Some(last) => (self.page.sentence[at] - self.page.sentence[seen[last]]) as usize,
            None => usize::MAX,
        }
    }

    /// "the ministry", "the foreign ministry": the organisation whose name has these words.
    fn body(&self, phrase: &Phrase) -> Option<usize> {
        let holders = self.bodies.get(phrase.role.head.as_str())?;
        let has = |player: &usize, key: &str| self.bodies.get(key).is_some_and(|all| all.contains(player));
        let words = || phrase.role.keys.iter().filter(|key| !roles::is_country(key));
        let mut fitting = holders.iter().take(MOST_HOLDERS).filter(|player| words().all(|key| has(player, key)));
        let player = fitting.next()?;
        fitting.next().is_none().then_some(*player)
    }

    /// "the campaign" after "Obi's presidential campaign": the last nameless body of that noun nearby.
    fn nameless(&self, cast: &Cast, phrase: &Phrase) -> Option<usize> {
        let holders = cast.by_role.get(phrase.role.key())?.iter().rev().take(MOST_HOLDERS);
        let same = |player: &&usize| {
            let own = &cast.players[**player];
            let noun = own.roles.iter().any(|role| role.head == phrase.role.head && role.turn == phrase.role.turn);
            !own.named && own.kind == kind_of(phrase) && own.number == Number::Singular && noun
        };
        let near = holders.filter(same).map(|player| (self.distance(*player, phrase.head), *player));
        let near: Vec<_> = near.filter(|(distance, _)| *distance <= FARTHEST).collect();
        let least = near.iter().map(|(distance, _)| *distance).min()?;
        let mut nearest = near.into_iter().filter(|(distance, _)| *distance == least);
        let (_, player) = nearest.next()?;
        nearest.next().is_none().then_some(player)
    }

    fn add(&mut self, cast: &mut Cast, phrase: &Phrase, tokens: &TokenRange) -> usize {
        let player = cast.add(self.page.words(tokens), kind_of(phrase), false, phrase.number);
        cast.give_role(player, phrase.role.clone(), "");
        self.by_words.insert(words_key(self.page, &phrase.tokens), player);
        player
    }
}

/// How well a phrase fits a role; what the phrase says beyond the role must not be whose it is.
fn agreement(phrase: &Role, role: &Role) -> Option<usize> {
    let shared = phrase.shared_keys(role)?;
    let named = |key: &&smol_str::SmolStr| roles::is_country(key) || key.starts_with('@');
    (shared > 0 || !phrase.owned && !phrase.keys.iter().any(|key| named(&key))).then_some(shared)
}

/// The words by which a nameless entity is known again: no determiner, no number.
fn words_key(page: &Page, tokens: &TokenRange) -> String {
    let kept = tokens.clone().filter(|at| !matches!(page.tokens()[*at].ptb, Ptb::Dt | Ptb::Pdt | Ptb::Cd));
    one_line(&kept.map(|at| page.lower(at)).collect::<Vec<_>>().join(" "))
}
