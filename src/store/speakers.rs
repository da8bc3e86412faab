//! Who is who across documents.
//!
//! In: the entities of one document that speak or take part. Out: their speakers. The same full
//! name is one speaker where kind, gender and role or context allow; a bare surname or a nameless
//! source ("Ukrainian officials") is a speaker of its document alone. Corrections made by hand go
//! before all of this. Never merges by guess.

use rusqlite::{Connection, OptionalExtension, Result, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Entity, EntityKind, Gender};

use super::document::name;
use super::fold::{fold, name_key, surname};

/// Documents of a namesake that role and context are compared with.
const COMPARED: i64 = 40;

/// Links the entities of one document to speakers.
pub(super) struct Linker<'a> {
    db: &'a Connection,
    document: i64,
    entities: &'a [Entity],
    /// Folded full names of the document, the context that namesakes are told apart by.
    context: FxHashSet<String>,
    /// Speakers by entity, as far as linked.
    linked: FxHashMap<usize, i64>,
    /// Speakers of this document alone that an entity has taken.
    taken: FxHashSet<i64>,
}

impl<'a> Linker<'a> {
    pub fn new(db: &'a Connection, document: i64, entities: &'a [Entity]) -> Self {
        let full = entities.iter().filter(|entity| is_full_name(entity));
        let context = full.map(|entity| name_key(&entity.name)).collect();
        Self { db, document, entities, context, linked: FxHashMap::default(), taken: FxHashSet::default() }
    }

    /// Returns the speaker that the entity is.
    pub fn speaker(&mut self, entity: usize) -> Result<i64> {
        if let Some(speaker) = self.linked.get(&entity) {
            return Ok(*speaker);
        }
        let speaker = self.link(&self.entities[entity])?;
        self.linked.insert(entity, speaker);
        Ok(speaker)
    }

    fn link(&mut self, entity: &Entity) -> Result<i64> {
        let key = name_key(&entity.name);
        if let Some(speaker) = self.corrected(&key)? {
            self.add_names(speaker, entity)?;
            return Ok(speaker);
        }
        let found = match is_full_name(entity) {
            true => self.namesake(entity, &key)?,
            false => self.earlier(entity, &key)?,
        };
        let speaker = match found {
            Some(speaker) => speaker,
            None => self.add(entity, &key)?,
        };
        self.taken.insert(speaker);
        self.add_names(speaker, entity)?;
        Ok(speaker)
    }

    /// Finds who the user said goes by this name, in this document or anywhere.
    fn corrected(&self, key: &str) -> Result<Option<i64>> {
        self.db
            .prepare_cached(
                "SELECT speaker_id FROM correction WHERE name_key = ?1 AND ifnull(document_id, 0) IN (?2, 0) \
                 ORDER BY document_id DESC LIMIT 1",
            )?
            .query_row(params![key, self.document], |row| row.get(0))
            .optional()
    }

    /// Finds the speaker of any document with this full name.
    fn namesake(&self, entity: &Entity, key: &str) -> Result<Option<i64>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, kind, gender FROM speaker WHERE name_key = ?1 AND document_id IS NULL ORDER BY id",
        )?;
        let mut rows = statement.query([key])?;
        while let Some(row) = rows.next()? {
            let (id, kind, gender): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if same_kind(entity.kind, &kind)
                && same_gender(entity.gender, gender.as_deref())
                && self.role_or_context_fits(entity, id)?
            {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Tells whether a person's roles share a word with a namesake's, or the documents another full
    /// name; no role on either side is no contradiction.
    fn role_or_context_fits(&self, entity: &Entity, speaker: i64) -> Result<bool> {
        if entity.kind != EntityKind::Person || entity.roles.is_empty() {
            return Ok(true);
        }
        let mut statement = self.db.prepare_cached(
            "SELECT document_id, roles FROM entity WHERE speaker_id = ?1 AND roles <> '[]' ORDER BY document_id LIMIT ?2",
        )?;
        let rows = statement.query_map([speaker, COMPARED], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let theirs: Vec<(i64, String)> = rows.collect::<Result<_>>()?;
        let words: FxHashSet<String> = entity.roles.iter().flat_map(|role| role_words(role)).collect();
        let shares_word = |roles: &str| {
            let roles: Vec<String> = serde_json::from_str(roles).unwrap_or_default();
            roles.iter().flat_map(|role| role_words(role)).any(|word| words.contains(&word))
        };
        if theirs.is_empty() || words.is_empty() || theirs.iter().any(|(_, roles)| shares_word(roles)) {
            return Ok(true);
        }
        for (document, _) in theirs {
            if self.shares_context(document, &name_key(&entity.name))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn shares_context(&self, document: i64, own: &str) -> Result<bool> {
        let mut statement = self.db.prepare_cached(
            "SELECT name FROM entity WHERE document_id = ?1 AND named = 1 AND kind IN ('person', 'organisation') \
             ORDER BY position",
        )?;
        let mut rows = statement.query([document])?;
        while let Some(row) = rows.next()? {
            let key = name_key(&row.get::<_, String>(0)?);
            if key != own && self.context.contains(&key) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Finds the speaker that an earlier reading of this document had for these words.
    fn earlier(&self, entity: &Entity, key: &str) -> Result<Option<i64>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id, kind FROM speaker WHERE name_key = ?1 AND document_id = ?2 ORDER BY id")?;
        let mut rows = statement.query(params![key, self.document])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if !self.taken.contains(&id) && same_kind(entity.kind, &row.get::<_, String>(1)?) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn add(&self, entity: &Entity, key: &str) -> Result<i64> {
        let only_here = (!is_full_name(entity)).then_some(self.document);
        let id = self
            .db
            .prepare_cached(
                "INSERT INTO speaker (name, name_key, kind, named, gender, document_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .insert(params![
                entity.name,
                key,
                name(&entity.kind),
                entity.named,
                entity.gender.map(|gender| name(&gender)),
                only_here,
            ])?;
        self.add_name(id, &entity.name, key, "name", 0)?;
        if let Some(surname) = surname(key).filter(|_| entity.kind == EntityKind::Person && entity.named) {
            self.add_name(id, surname, surname, "surname", 0)?;
        }
        Ok(id)
    }

    /// Notes the names that the document uses, and the gender when it is the first to show it.
    fn add_names(&self, speaker: i64, entity: &Entity) -> Result<()> {
        for (key, alias) in seen_names(&entity.name, &entity.aliases) {
            self.add_name(speaker, alias, &key, "seen", 1)?;
        }
        if let Some(gender) = entity.gender {
            self.db
                .prepare_cached("UPDATE speaker SET gender = ?2 WHERE id = ?1 AND gender IS NULL")?
                .execute(params![speaker, name(&gender)])?;
        }
        Ok(())
    }

    fn add_name(&self, speaker: i64, written: &str, key: &str, origin: &str, uses: i64) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO speaker_name (name_key, speaker_id, name, origin, uses) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
            )?
            .execute(params![key, speaker, written, origin, uses])?;
        Ok(())
    }
}

/// Returns the speakers of a document and takes its uses of their names back.
pub(super) fn release(db: &Connection, document: i64) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT speaker_id, name, aliases FROM entity WHERE document_id = ?1 AND speaker_id IS NOT NULL \
         ORDER BY position",
    )?;
    let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let entities: Vec<(i64, String, String)> = rows.collect::<Result<_>>()?;
    let mut fewer =
        db.prepare_cached("UPDATE speaker_name SET uses = max(uses - 1, 0) WHERE name_key = ?1 AND speaker_id = ?2")?;
    let mut forget = db.prepare_cached(
        "DELETE FROM speaker_name WHERE name_key = ?1 AND speaker_id = ?2 AND uses = 0 AND origin = 'seen'",
    )?;
    for (speaker, name, aliases) in &entities {
        let aliases: Vec<String> = serde_json::from_str(aliases).unwrap_or_default();
        for (key, _) in seen_names(name, &aliases) {
            fewer.execute(params![key, speaker])?;
            forget.execute(params![key, speaker])?;
        }
    }
    let mut speakers: Vec<i64> = entities.into_iter().map(|(speaker, ..)| speaker).collect();
    speakers.sort_unstable();
    speakers.dedup();
    Ok(speakers)
}

/// Lists the names that a document uses for an entity, each once.
fn seen_names<'n>(name: &'n str, aliases: &'n [String]) -> Vec<(String, &'n str)> {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for name in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
        let key = name_key(name);
        if !key.is_empty() && !seen.iter().any(|(known, _)| *known == key) {
            seen.push((key, name));
        }
    }
    seen
}

/// A name that means the same in every document: a person's with at least two parts, or any name
/// of something else.
pub(super) fn is_full_name(entity: &Entity) -> bool {
    entity.named && (entity.kind != EntityKind::Person || name_key(&entity.name).contains(' '))
}

fn role_words(role: &str) -> Vec<String> {
    let words = fold(role);
    let telling = |word: &&str| word.chars().count() > 3 && !matches!(*word, "former" | "acting" | "deputy" | "senior");
    words.split(|character: char| !character.is_alphanumeric()).filter(telling).map(str::to_owned).collect()
}

/// Persons are only persons; one name of anything else may be a place here and its government there.
fn same_kind(kind: EntityKind, stored: &str) -> bool {
    (kind == EntityKind::Person) == (stored == "person")
}

fn same_gender(gender: Option<Gender>, stored: Option<&str>) -> bool {
    !matches!((gender, stored), (Some(Gender::Female), Some("male")) | (Some(Gender::Male), Some("female")))
}
