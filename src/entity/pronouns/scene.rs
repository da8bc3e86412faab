//! What has been mentioned so far, as pronouns look back at it.
//!
//! In: linked mentions in the order of the text. Out: for a pronoun the candidates that agree, each
//! with the features that speak for it. Chooses nobody.

use rustc_hash::FxHashMap;

use super::{LOOK_BACK, Pronoun};
use crate::entity::draft::{Cast, Page};
use crate::entity::ranking::{Candidate, Choice, Class, feature};
use crate::lexicon::cues::{CuePart, cue};
use crate::model::{EntityId, EntityKind, Gender, Mention, MentionForm, Number, Ptb, SentenceKind, TokenRange};

/// Sentences looked back at, at most, not counting those within quotations.
const FARTHEST: i32 = 5;

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

fn agrees(cast: &Cast, player: usize, mention: &Mention, pronoun: &Pronoun) -> bool {
    let own = &cast.players[player];
    match pronoun.gender {
        Some(Gender::Neuter) => {
            use EntityKind::{Group, Organisation, Other, Place};
            matches!(own.kind, Organisation | Place | Other | Group) && own.number == Number::Singular
        }
        Some(gender) => {
            own.kind == EntityKind::Person
                && own.number == Number::Singular
                && own.gender.is_none_or(|own| own == gender)
        }
        // "The police say they …", "the band says they …".
        None => match own.kind {
            EntityKind::Group | EntityKind::Organisation => true,
            EntityKind::Person => mention.number == Some(Number::Plural),
            _ => false,
        },
    }
}

/// The part that a mention plays in its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Of the main clause.
    Subject,
    /// Of another clause.
    InnerSubject,
    Object,
    Oblique,
    Possessor,
    /// "of Smith", "Trump campaign".
    Modifier,
    /// "…, Smith".
    Apposed,
    Other,
}

/// A mention as pronouns look back at it.
#[derive(Clone, Copy)]
struct Sight {
    part: Part,
    /// The predicate of its clause.
    predicate: usize,
    /// It is the subject of a verb of speech.
    speaks: bool,
}

/// What has been mentioned so far.
pub struct Scene<'p, 't> {
    page: &'p Page<'t>,
    pub past: Vec<usize>,
    sights: FxHashMap<usize, Sight>,
    ranks: Vec<i32>,
    /// Per player, how often it has been mentioned.
    counts: Vec<usize>,
    /// Per player, how often names refer to it in the whole document.
    named: Vec<usize>,
    most_named: usize,
    /// Per token, whether it is part of a mention.
    mentioned: Vec<bool>,
    /// Heads of names with their players, in order.
    names: Vec<(usize, usize)>,
    /// Per player, where it last was the subject of a verb of speech in running text.
    spoke: FxHashMap<usize, usize>,
}

impl<'p, 't> Scene<'p, 't> {
    pub fn new(page: &'p Page<'t>, cast: &Cast) -> Self {
        let named: Vec<usize> = cast.players.iter().map(|player| player.named_mentions).collect();
        let people = || cast.players.iter().filter(|player| player.kind == EntityKind::Person);
        let most_named = people().map(|player| player.named_mentions).max().unwrap_or_default();
        let counts = vec![0; named.len()];
        let ranks = ranks(page);
        let (past, sights, spoke) = (Vec::new(), FxHashMap::default(), FxHashMap::default());
        let mut mentioned = vec![false; page.tokens().len()];
        cast.mentions.iter().for_each(|mention| mentioned[mention.tokens.clone()].fill(true));
        // "Trump golf courses" are not Trump.
        let alone = |mention: &Mention| {
            mention.form == MentionForm::Name && !page.tokens()[top(page, mention)].relates("compound")
        };
        let of_name = |mention: &Mention| Some((mention.head, mention.entity?.0)).filter(|_| alone(mention));
        let mut names: Vec<(usize, usize)> = cast.mentions.iter().filter_map(of_name).collect();
        names.sort_unstable();
        Self { page, past, sights, ranks, counts, named, most_named, mentioned, names, spoke }
    }

    pub fn see(&mut self, cast: &Cast, index: usize) {
        let mention = &cast.mentions[index];
        let sight = sight(self.page, mention);
        if let Some(EntityId(player)) = mention.entity {
            self.counts[player] += 1;
            if sight.speaks && self.page.quotation[mention.head].is_none() {
                self.spoke.insert(player, mention.head);
            }
        }
        self.sights.insert(index, sight);
        self.past.push(index);
    }

    fn rank(&self, token: usize) -> i32 {
        self.ranks[self.page.sentence[token] as usize]
    }

    /// Gathers whom the pronoun may mean.
    pub fn choice(&self, cast: &Cast, at: usize, pronoun: &Pronoun) -> Choice {
        let own = sight_of(self.page, at);
        let quotation = if own.speaks { self.quotation_before(at) } else { None };
        let others = self.named_under(at);
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut seen: Vec<usize> = Vec::new();
        for index in self.past.iter().rev().take(LOOK_BACK) {
            let mention = &cast.mentions[*index];
            let Some(entity) = mention.entity.filter(|entity| agrees(cast, entity.0, mention, pronoun)) else {
                continue;
            };
            // "every person", "no man": nobody in particular.
            if matches!(self.page.lower(mention.tokens.start), "any" | "each" | "every" | "no") {
                continue;
            }
            let distance = self.rank(at) - self.rank(mention.head);
            if distance > FARTHEST {
                break;
            }
            // Whoever is spoken of in a quotation is not the one who speaks it.
            if quotation.is_some() && self.page.quotation[mention.head] == quotation || others.contains(&entity.0) {
                continue;
            }
            if !seen.contains(&entity.0) {
                seen.push(entity.0);
                let order = candidates.len();
                let features = self.features(cast, (at, own, pronoun), (*index, distance, order));
                candidates.push(Candidate { entity, head: mention.head, features });
            }
        }
        drop_twins(self.page, &mut candidates);
        let class = match (pronoun.gender, pronoun.number) {
            (Some(Gender::Neuter), _) => Class::It,
            (_, Some(Number::Plural)) => Class::They,
            _ => Class::HeShe,
        };
        let none = self.none(at, own, class, candidates.len());
        Choice { token: at, class, candidates, none }
    }

    /// What speaks for the pronoun's meaning none of the candidates.
    fn none(&self, at: usize, own: Sight, class: Class, candidates: usize) -> Vec<usize> {
        let mut none =
            vec![feature(NONE, candidates), feature(NONE_ROLE, own.part as usize * 2 + usize::from(own.speaks))];
        if class != Class::HeShe {
            let sentence = self.page.sentence_tokens(at);
            let before = match sentence.start.checked_sub(1) {
                Some(last) => self.page.sentence_tokens(last),
                None => 0..0,
            };
            none.push(feature(RIVAL_BESIDE, self.rival(class, sentence.start..at)));
            none.push(feature(RIVAL_BEFORE, self.rival(class, before)));
            none.push(feature(EXPLETIVE, usize::from(self.page.tokens()[at].relates("expl"))));
        }
        none
    }

    /// A noun that is nobody's mention and that the pronoun may stand for: 2 a subject, 1 any, 0 none.
    fn rival(&self, class: Class, tokens: TokenRange) -> usize {
        let noun = if class == Class::It { Ptb::Nn } else { Ptb::Nns };
        let nouns = || tokens.clone().rev().take(LOOK_BACK).filter(|at| !self.mentioned[*at]);
        let rivals =
            nouns().map(|at| &self.page.tokens()[at]).filter(|token| token.ptb == noun && token.relation != "compound");
        rivals.map(|token| 1 + usize::from(token.relates("nsubj"))).max().unwrap_or_default()
    }

    /// The quotation that ends right before the clause of a speaking pronoun.
    fn quotation_before(&self, at: usize) -> Option<u32> {
        let start = self.page.tokens()[at].head.map_or(at, |verb| verb.min(at));
        let floor = self.page.sentence_tokens(at).start.max(start.saturating_sub(3));
        (floor..start).rev().find_map(|token| self.page.quotation[token])
    }

    /// Whom the rest of the pronoun's clause names: the subject of "he told Obi that Costa was late" is
    /// neither of them. Within quotation marks people do name themselves.
    fn named_under(&self, at: usize) -> Vec<usize> {
        let token = &self.page.tokens()[at];
        let Some(verb) = token.head.filter(|verb| token.relates("nsubj") && *verb > at) else { return Vec::new() };
        let parsed = self.page.parsed;
        let beside = parsed.child(verb, &["conj", "parataxis"]).filter(|clause| *clause > at);
        let end = beside.map_or_else(|| parsed.subtree(verb).end, |clause| parsed.subtree(clause).start);
        // "He told aides, according to Obi, his lawyer": who tells it may be of his house.
        let according = (at..end.min(at + LOOK_BACK)).find(|token| self.page.lower(*token) == "according");
        let end = according.unwrap_or(end);
        let first = self.names.partition_point(|(head, _)| *head <= at);
        let under = self.names[first..].iter().take(LOOK_BACK).take_while(|(head, _)| *head < end);
        under.filter(|(head, _)| self.page.quotation[*head] == self.page.quotation[at]).map(|name| name.1).collect()
    }

    /// In how many sentences before the pronoun the player last spoke; 0 for not or long ago.
    fn spoke_before(&self, player: usize, at: usize) -> usize {
        self.spoke.get(&player).map_or(0, |token| match self.rank(at) - self.rank(*token) {
            far @ 0..=3 => 1 + far as usize,
            _ => 0,
        })
    }

    fn features(
        &self,
        cast: &Cast,
        (at, own, pronoun): (usize, Sight, &Pronoun),
        (index, distance, order): (usize, i32, usize),
    ) -> Vec<usize> {
        let mention = &cast.mentions[index];
        let sight = self.sights[&index];
        let Some(EntityId(player)) = mention.entity else { return Vec::new() };
        let page = self.page;
        let entity = &cast.players[player];
        let same_sentence = page.sentence[at] == page.sentence[mention.head];
        let same_clause = same_sentence && sight.predicate == own.predicate;
        let near = if same_clause {
            0
        } else if same_sentence {
            1
        } else {
            1 + distance.clamp(1, 4) as usize
        };
        let (part, own_part) = (sight.part as usize, (own.part as usize).min(5));
        let gender = match (pronoun.gender, entity.gender) {
            (Some(one), Some(other)) if one == other => 2,
            (_, None) => 0,
            _ => 1,
        };
        let named = self.named.get(player).copied().unwrap_or_default();
        let share = match named {
            0 => 0,
            _ if named == self.most_named => 3,
            _ if 2 * named >= self.most_named => 2,
            _ => 1,
        };
        let paragraph = |token: usize| page.parsed.sentences[page.sentence[token] as usize].paragraph;
        let headline = page.parsed.sentences[page.sentence[mention.head] as usize].kind == SentenceKind::Headline;
        let between = match () {
            () if headline => 2,
            () => usize::from(paragraph(at) != paragraph(mention.head)),
        };
        let mut features = vec![
            feature(DISTANCE, near),
            feature(ROLE, part),
            feature(FORM, mention.form as usize),
            feature(RANK, order),
            feature(GENDER, gender),
            feature(SAID, self.counts[player].ilog2() as usize),
            feature(SHARE, share),
            feature(QUOTATION, self.quotation(mention, sight, at)),
            feature(CLAUSE, usize::from(same_clause) * (1 + usize::from(pronoun.object) + usize::from(pronoun.own))),
            feature(PARALLEL, part * 6 + own_part),
            feature(SPEECH, usize::from(sight.speaks) + 2 * usize::from(own.speaks)),
            feature(NEAR_ROLE, near * 8 + part),
            feature(KIND, entity.kind as usize),
            feature(NAMED, usize::from(entity.named)),
            feature(PARAGRAPH, between),
            feature(NUMBER, mention.number.map_or(0, |number| 1 + number as usize)),
            feature(RANK_ROLE, order.min(4) * 8 + part),
            feature(SPOKE, 5 * usize::from(own.speaks) + self.spoke_before(player, at)),
        ];
        if matches!(pronoun.gender, None | Some(Gender::Neuter)) {
            features.push(feature(SPEAKING_KIND, usize::from(own.speaks) * (1 + entity.kind as usize)));
            features.push(feature(BY_ROLES, near * 9 + part.min(2) * 3 + own_part.min(2)));
        }
        features
    }

    /// How the mention and the pronoun stand to quotations.
    fn quotation(&self, mention: &Mention, sight: Sight, at: usize) -> usize {
        let page = self.page;
        match (page.quotation[mention.head], page.quotation[at]) {
            (None, None) => 0,
            (Some(_), None) => 1,
            (Some(one), Some(other)) => 2 + usize::from(one != other),
            (None, Some(quotation)) => {
                let own = &page.parsed.quotations[quotation as usize].tokens;
                let beside = mention.head + 15 > own.start && mention.head < own.end + 15;
                // Inside a quotation, the one who says it is "I", not "he".
                4 + usize::from(beside && sight.speaks)
            }
        }
    }
}

/// Drops candidates that were last mentioned side by side, "Anna Weber and Maria Costa": what tells
/// them apart is not known.
fn drop_twins(page: &Page, candidates: &mut Vec<Candidate>) {
    let first = |token: usize| {
        let joined = |token: &usize| page.tokens()[*token].relation == "conj";
        let above = |token: usize| page.tokens()[token].head.unwrap_or(token);
        let top = page.name[token].map_or(token, |name| page.names[name as usize].tokens.start);
        if joined(&top) { above(top) } else { top }
    };
    let tops: Vec<usize> = candidates.iter().map(|candidate| first(candidate.head)).collect();
    let mut index = 0;
    candidates.retain(|_| {
        let own = tops[index];
        index += 1;
        tops.iter().filter(|top| **top == own).count() == 1
    });
}

// The groups of features, by their place in `ranking::GROUPS`.
const DISTANCE: usize = 0;
const ROLE: usize = 1;
const FORM: usize = 2;
const RANK: usize = 3;
const GENDER: usize = 4;
const SAID: usize = 5;
const SHARE: usize = 6;
const QUOTATION: usize = 7;
const CLAUSE: usize = 8;
const PARALLEL: usize = 9;
const SPEECH: usize = 10;
const NEAR_ROLE: usize = 11;
const KIND: usize = 12;
const NAMED: usize = 13;
const PARAGRAPH: usize = 14;
const NONE: usize = 15;
const NUMBER: usize = 16;
const RANK_ROLE: usize = 17;
const SPOKE: usize = 18;
const SPEAKING_KIND: usize = 19;
const BY_ROLES: usize = 20;
const NONE_ROLE: usize = 21;
const RIVAL_BESIDE: usize = 22;
const RIVAL_BEFORE: usize = 23;
const EXPLETIVE: usize = 24;

/// Looks at a mention by the token that ties it to the rest of the sentence.
fn sight(page: &Page, mention: &Mention) -> Sight {
    sight_of(page, top(page, mention))
}

/// The token that ties a mention to the rest of the sentence.
fn top(page: &Page, mention: &Mention) -> usize {
    let outside = |at: &usize| page.tokens()[*at].head.is_none_or(|head| !mention.tokens.contains(&head));
    mention.tokens.clone().rev().find(outside).unwrap_or(mention.head)
}

fn sight_of(page: &Page, at: usize) -> Sight {
    let token = &page.tokens()[at];
    let predicate = page.parsed.predicate(at);
    let subject = token.relates("nsubj") || token.relates("csubj");
    let speaks = subject && token.head.is_some_and(|verb| cue(&page.tokens()[verb].lemma, CuePart::Verb).is_some());
    let main = page.tokens()[predicate].head.is_none();
    let part = match token.relation {
        _ if subject && main => Part::Subject,
        _ if subject => Part::InnerSubject,
        "obj" | "iobj" => Part::Object,
        "nmod:poss" => Part::Possessor,
        "appos" | "parataxis" => Part::Apposed,
        _ if token.relates("obl") => Part::Oblique,
        _ if token.relates("nmod") || token.relates("compound") => Part::Modifier,
        _ => Part::Other,
    };
    Sight { part, predicate, speaks }
}
