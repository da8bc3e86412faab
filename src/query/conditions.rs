//! The `WHERE` of a question, put together piece by piece.

use rusqlite::ToSql;
use rusqlite::types::Value;

use crate::store::{fold, name_key};

/// Conditions joined by `AND`, with their values in order.
#[derive(Default)]
pub(super) struct Conditions {
    terms: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition whose `?`s stand for the values.
    pub fn add(&mut self, term: &str, values: impl IntoIterator<Item = Value>) {
        self.terms.push(format!("({term})"));
        self.values.extend(values);
    }

    /// Adds: one of these ids.
    pub fn one_of(&mut self, column: &str, ids: &[i64]) {
        let ids = serde_json::to_string(ids).unwrap_or_default();
        self.add(&format!("{column} IN (SELECT value FROM json_each(?))"), [ids.into()]);
    }

    /// Adds: the days from `begins` up to `ends` meet the asked ones (`until` exclusive).
    pub fn within(&mut self, begins: &str, ends: &str, since: Option<&str>, until: Option<&str>) {
        if let Some(since) = since {
            self.add(&format!("{ends} > ?"), [since.to_owned().into()]);
        }
        if let Some(until) = until {
            self.add(&format!("{begins} < ?"), [until.to_owned().into()]);
        }
    }

    /// Adds: the document is published or carried by the outlet.
    pub fn outlet(&mut self, document: &str, outlet: &str) {
        let key: Value = name_key(outlet).into();
        self.add(
            &format!(
                "{document} IN (SELECT document.id FROM document JOIN outlet ON outlet.id = outlet_id WHERE name_key = ? \
                 UNION SELECT document_id FROM document_place JOIN outlet ON outlet.id = outlet_id WHERE name_key = ?)"
            ),
            [key.clone(), key],
        );
    }

    /// Adds: the words contain the text, case and accents aside.
    pub fn contains(&mut self, column: &str, text: &str) {
        self.add(&format!("instr(fold({column}), ?) > 0"), [fold(text).into()]);
    }

    /// Returns `WHERE …`, or nothing when everything is asked for.
    pub fn sql(&self) -> String {
        match self.terms.is_empty() {
            true => String::new(),
            false => format!(" WHERE {}", self.terms.join(" AND ")),
        }
    }

    /// Returns the values in the order of the `?`s.
    pub fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}
