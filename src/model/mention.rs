//! Names, mentions and who is who within one document.

use serde::Serialize;

use super::{Span, TokenRange};

/// The kinds of names that the tagger knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// "Yuri Ushakov".
    Person,
    /// "Reuters", "the Pentagon".
    Organisation,
    /// "Kyiv".
    Place,
    /// Nationalities, religious and political groups: "Ukrainian", "Republicans".
    Group,
    /// Works, laws, products, wars, holidays and other named things.
    Other,
}

/// A name as the name tagger marked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens, title and possessive clitic left out.
    pub tokens: TokenRange,
    /// Its kind.
    pub kind: NameKind,
}

/// An entity of one document: an index into [`Annotated::entities`](super::Annotated::entities).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EntityId(pub usize);

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// One named or nameless person: "Ushakov", "a senior official".
    Person,
    /// A body that acts: a company, ministry, outlet, or a place acting as one ("the Kremlin").
    Organisation,
    /// A country, city or other place.
    Place,
    /// Several people taken together: "Ukrainian officials", "sources".
    Group,
    /// Anything else.
    Other,
}

/// The form of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// A name.
    Name,
    /// A common-noun phrase: "a Kremlin aide".
    Nominal,
    /// "he", "they", "I".
    Pronoun,
}

/// Grammatical gender as far as the words show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Gender {
    Female,
    Male,
    Neuter,
}

/// Grammatical number as far as the words show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Plural,
}

/// Words that refer to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The whole phrase: "Putin aide Yuri Ushakov".
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The head token: "Ushakov".
    pub head: usize,
    /// Name, nominal or pronoun.
    pub form: MentionForm,
    /// What it refers to.
    pub kind: EntityKind,
    /// Gender the words show.
    pub gender: Option<Gender>,
    /// Number the words show.
    pub number: Option<Number>,
    /// Who it is; `None` when two candidates are equally good.
    pub entity: Option<EntityId>,
}

/// Someone or something that a document speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest name ("Yuri Ushakov"), or the words of a nameless one ("Ukrainian officials").
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Whether `name` is a name.
    pub named: bool,
    /// Roles the document gives it: "Kremlin aide", "President".
    pub roles: Vec<String>,
    /// Other names the document uses for it: "Ushakov".
    pub aliases: Vec<String>,
    /// Gender, when the document shows it.
    pub gender: Option<Gender>,
}
