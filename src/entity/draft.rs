//! What the steps of resolution share: the page they read and the cast they add to.
//!
//! In: the text layer. Out: mentions in order and entities by first mention, once finished.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::bodies::is_official;
use super::roles::Role;
use crate::lexicon::cues::{CuePart, cue};
use crate::lexicon::names::{first_name, organisation};
use crate::lexicon::people::{RoleClass, role, role_at};
use crate::lexicon::places::place;
use crate::model::{
    Entity, EntityId, EntityKind, Gender, Mention, MentionForm, Name, NameKind, Number, Parsed, SentenceKind, Token,
    TokenRange,
};

/// The text layer, with what is looked up again and again.
pub struct Page<'t> {
    pub text: &'t str,
    pub parsed: &'t Parsed,
    /// Per token, the outermost quotation it stands in.
    pub quotation: Vec<Option<u32>>,
    /// Per token, its sentence.
    pub sentence: Vec<u32>,
    /// The names, those of pairs ("Trump-Putin") split.
    pub names: Vec<Name>,
    /// Per token, the name it belongs to.
    pub name: Vec<Option<u32>>,
}

impl<'t> Page<'t> {
    pub fn new(text: &'t str, parsed: &'t Parsed) -> Self {
        let count = parsed.tokens.len();
        let (mut quotation, mut sentence, mut name) = (vec![None; count], vec![0; count], vec![None; count]);
        for (index, quoted) in parsed.quotations.iter().enumerate().filter(|(_, quoted)| quoted.depth == 0) {
            quotation[quoted.tokens.clone()].fill(Some(index as u32));
        }
        for (index, own) in parsed.sentences.iter().enumerate() {
            sentence[own.tokens.clone()].fill(index as u32);
        }
        let mut names = split_pairs(text, parsed);
        make_people(text, parsed, &mut names);
        trim_headlines(text, parsed, &mut names);
        trim_titles(text, parsed, &mut names);
        for (index, own) in names.iter().enumerate() {
            name[own.tokens.clone()].fill(Some(index as u32));
        }
        Self { text, parsed, quotation, sentence, names, name }
    }

    pub fn tokens(&self) -> &'t [Token] {
        &self.parsed.tokens
    }

    pub fn lower(&self, token: usize) -> &'t str {
        self.parsed.tokens.get(token).map_or("", |token| &token.lower)
    }

    /// Returns the words of a non-empty range of tokens.
    pub fn words(&self, tokens: &TokenRange) -> &'t str {
        self.parsed.span(tokens).of(self.text)
    }

    pub fn sentence_tokens(&self, token: usize) -> TokenRange {
        self.parsed.sentences[self.sentence[token] as usize].tokens.clone()
    }

    /// Returns the name that begins at the token.
    pub fn name_at(&self, token: usize) -> Option<(usize, &Name)> {
        let index = (*self.name.get(token)?)? as usize;
        let name = &self.names[index];
        (name.tokens.start == token).then_some((index, name))
    }
}

/// Splits "Trump-Putin" where both halves are names of their own in the document.
fn split_pairs(text: &str, parsed: &Parsed) -> Vec<Name> {
    let words = |tokens: &TokenRange| parsed.span(tokens).of(text);
    let last_words: FxHashSet<&str> =
        parsed.names.iter().filter_map(|name| words(&name.tokens).rsplit(' ').next()).collect();
    let mut names = Vec::with_capacity(parsed.names.len());
    for name in &parsed.names {
        let TokenRange { start, end } = name.tokens;
        let pair = end - start == 3 && matches!(&*parsed.tokens[start + 1].lower, "-" | "/");
        let halves = [start..start + 1, end - 1..end];
        if pair && halves.iter().all(|half| last_words.contains(words(half))) {
            names.extend(halves.map(|tokens| Name { tokens, kind: name.kind }));
        } else {
            names.push(name.clone());
        }
    }
    names
}

/// Cuts the rest off "Ada Obi Slams Mill Owners" in a headline where "Ada Obi" is a name of the document.
fn trim_headlines(text: &str, parsed: &Parsed, names: &mut [Name]) {
    let words = |tokens: &TokenRange| one_line(parsed.span(tokens).of(text));
    let known: FxHashSet<String> = names.iter().map(|name| words(&name.tokens)).collect();
    let person = |name: &&mut Name| name.kind == NameKind::Person && name.tokens.len() > 2;
    for name in names.iter_mut().filter(person) {
        let sentence = &parsed.sentences[parsed.sentence_of(name.tokens.start)];
        if sentence.kind != SentenceKind::Headline && sentence.tokens.start != 0 {
            continue;
        }
        let TokenRange { start, end } = name.tokens;
        let verb = |at: usize| {
            let token = &parsed.tokens[at];
            cue(&token.lemma.to_lowercase(), CuePart::Verb).is_some() || token.lower == "says"
        };
        let whole = (start + 2..end).find(|end| known.contains(&words(&(start..*end))));
        name.tokens.end = whole.unwrap_or(end - usize::from(verb(end - 1)));
    }
}

/// Makes "Chief executive Per Olsen" a person, whatever the name was taken for, unless it is a listed
/// place or body or has the words of one.
fn make_people(text: &str, parsed: &Parsed, names: &mut [Name]) {
    const LONGEST_TITLE: usize = 3;
    for name in names.iter_mut().filter(|name| matches!(name.kind, NameKind::Organisation | NameKind::Other)) {
        let TokenRange { start, end } = name.tokens;
        let floor = parsed.sentences[parsed.sentence_of(start)].tokens.start.max(start.saturating_sub(LONGEST_TITLE));
        let titled = (floor..start).any(|at| {
            let found = role_at(&parsed.tokens[..start], at).filter(|(range, _)| range.end == start);
            found.is_some_and(|(_, role)| role.class == RoleClass::Title && role.number == Number::Singular)
        });
        let capital = |at: usize| {
            let word = parsed.tokens[at].span.of(text);
            word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
        };
        let words = one_line(parsed.span(&name.tokens).of(text));
        let plain = (2..=3).contains(&(end - start)) && (start..end).all(capital) && !is_official(&words);
        if titled && plain && place(&words).is_none() && organisation(&words).is_none() {
            name.kind = NameKind::Person;
        }
    }
}

/// Takes the title off "Brig. Nabil Taha" and "Ohio Gov. Ed Rand" where it was tagged as part of the
/// name.
fn trim_titles(text: &str, parsed: &Parsed, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Person) {
        let title = |at: usize| {
            let token = &parsed.tokens[at];
            let listed =
                role(&token.lower).is_some_and(|role| matches!(role.class, RoleClass::Title | RoleClass::Honorific));
            // "Dean" and "King" are first names too.
            listed && first_name(token.span.of(text)).is_none()
        };
        while name.tokens.len() > 2 && title(name.tokens.start) {
            name.tokens.start += 1;
        }
        let TokenRange { start, end } = name.tokens;
        let inner = (start + 1..end.saturating_sub(2)).rfind(|at| title(*at));
        name.tokens.start =
            inner.filter(|at| place(parsed.span(&(start..*at)).of(text)).is_some()).map_or(start, |at| at + 1);
    }
}

/// An entity while it is put together.
#[derive(Debug, Clone)]
pub struct Player {
    pub name: String,
    pub kind: EntityKind,
    pub named: bool,
    pub roles: Vec<Role>,
    pub role_words: Vec<String>,
    pub aliases: Vec<String>,
    pub gender: Option<Gender>,
    pub number: Number,
    /// How often names refer to it.
    pub named_mentions: usize,
}

/// Mentions and entities found so far.
#[derive(Default)]
pub struct Cast {
    pub players: Vec<Player>,
    pub mentions: Vec<Mention>,
    /// Per name of the text layer, the mention made of it.
    pub mention_of_name: Vec<usize>,
    /// Role heads to the players that have them, in the order they got them.
    pub by_role: FxHashMap<SmolStr, Vec<usize>>,
}

impl Cast {
    /// Adds an entity.
    pub fn add(&mut self, name: &str, kind: EntityKind, named: bool, number: Number) -> usize {
        let player = Player {
            name: one_line(name),
            kind,
            named,
            roles: Vec::new(),
            role_words: Vec::new(),
            aliases: Vec::new(),
            gender: None,
            number,
            named_mentions: 0,
        };
        self.players.push(player);
        self.players.len() - 1
    }

    /// Gives an entity a role.
    pub fn give_role(&mut self, player: usize, role: Role, words: &str) {
        if self.players[player].gender.is_none() {
            self.players[player].gender = role.gender;
        }
        let holders = self.by_role.entry(role.key().into()).or_default();
        if holders.last() != Some(&player) {
            holders.push(player);
        }
        let own = &mut self.players[player];
        let words = one_line(words);
        if !words.is_empty() && own.role_words.len() < MOST_ROLES && !own.role_words.contains(&words) {
            own.role_words.push(words);
        }
        if own.roles.len() < MOST_ROLES && !own.roles.contains(&role) {
            own.roles.push(role);
        }
    }

    /// Adds a mention.
    pub fn mention(&mut self, page: &Page, new: NewMention) -> usize {
        self.mentions.push(Mention {
            span: page.parsed.span(&new.tokens),
            tokens: new.tokens,
            head: new.head,
            form: new.form,
            kind: new.kind,
            gender: new.gender,
            number: new.number,
            entity: new.player.map(EntityId),
        });
        self.mentions.len() - 1
    }

    /// Sorts mentions by the text and turns players into entities.
    pub fn finish(mut self, page: &Page) -> (Vec<Mention>, Vec<Entity>) {
        self.name_as_usual(page);
        for (name, mention) in page.names.iter().zip(&self.mention_of_name) {
            let Some(EntityId(player)) = self.mentions[*mention].entity else { continue };
            // What stands beside a name may have shown it to be another kind than it was tagged.
            self.mentions[*mention].kind = self.players[player].kind;
            let words = one_line(page.words(&name.tokens));
            let own = &mut self.players[player];
            if words != own.name && own.aliases.len() < MOST_ROLES && !own.aliases.contains(&words) {
                own.aliases.push(words);
            }
        }
        self.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end), mention.head));
        let entities = self.players.into_iter().map(|player| Entity {
            name: player.name,
            kind: player.kind,
            named: player.named,
            roles: player.role_words,
            aliases: player.aliases,
            gender: player.gender,
        });
        (self.mentions, entities.collect())
    }
}

impl Cast {
    /// Calls a person by the full name that the document uses most, where its longest one is a
    /// rarity: "Ada Obi", not the headline's "Brave Ada Obi".
    fn name_as_usual(&mut self, page: &Page) {
        let mut counts: FxHashMap<(usize, String), usize> = FxHashMap::default();
        for (name, mention) in page.names.iter().zip(&self.mention_of_name) {
            if let Some(EntityId(player)) = self.mentions[*mention].entity {
                *counts.entry((player, one_line(page.words(&name.tokens)))).or_default() += 1;
            }
        }
        let mut usual: Vec<((usize, String), usize)> =
            counts.iter().map(|(key, count)| (key.clone(), *count)).collect();
        usual.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let mut named = vec![false; self.players.len()];
        for ((player, words), count) in usual {
            let own = &mut self.players[player];
            let within = || words.split(' ').all(|word| own.name.split(' ').any(|other| word == other));
            let full = words.contains(' ') && !named[player] && own.kind == EntityKind::Person && own.named;
            if full && within() {
                named[player] = true;
                if count > 1 && count > counts.get(&(player, own.name.clone())).copied().unwrap_or_default() {
                    own.name = words;
                }
            }
        }
    }
}

/// Makes line breaks within words plain spaces.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// No entity keeps more roles or aliases than this; more would be no use and cost time.
const MOST_ROLES: usize = 24;

/// A mention to be added.
pub struct NewMention {
    pub tokens: TokenRange,
    pub head: usize,
    pub form: MentionForm,
    pub kind: EntityKind,
    pub gender: Option<Gender>,
    pub number: Option<Number>,
    pub player: Option<usize>,
}
