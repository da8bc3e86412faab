//! Topics that the user defines.

use rusqlite::params;

use crate::error::Result;

use super::Store;
use super::fold::fold;

impl Store {
    /// Defines a topic by its terms, in place of an earlier definition of the same name.
    ///
    /// # Errors
    ///
    /// [`Error::Database`](crate::Error::Database).
    pub fn define_topic(&mut self, name: &str, terms: &[String]) -> Result<()> {
        self.transaction(|store| {
            let define = || -> rusqlite::Result<()> {
                let key = fold(name);
                store.db.execute("DELETE FROM topic WHERE name_key = ?1", [&key])?;
                store.db.execute("INSERT INTO topic (name, name_key) VALUES (?1, ?2)", params![name.trim(), key])?;
                let topic = store.db.last_insert_rowid();
                let mut insert =
                    store.db.prepare("INSERT OR IGNORE INTO topic_term (topic_id, term) VALUES (?1, ?2)")?;
                terms.iter().try_for_each(|term| insert.execute(params![topic, term.trim()]).map(drop))
            };
            define().map_err(|error| store.explain(error))
        })
    }
}
