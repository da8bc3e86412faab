//! JSON and JSON lines: one record, a list of records, or one record a line.
//!
//! In: bytes. Out: a document for each record; a record that can't be read becomes a problem that
//! names its line or number, and the rest is read.

use serde_json::Value;

use crate::error::Result;

use super::{Field, FieldMap, Reading, decode, problem, record};

/// Reads a file of one JSON value: a record, a list of records, or an object that holds a list.
pub(super) fn read(name: &str, bytes: &[u8], fields: &FieldMap) -> Result<Reading> {
    let text = decode::decode(name, bytes, None)?.text;
    let value: Value =
        serde_json::from_str(&text).map_err(|error| problem(name, format!("this is not whole JSON: {error}")))?;
    let records = records(&value, fields).ok_or_else(|| {
        problem(name, "no record with a \"text\" field is in it; name the field with --map text=FIELD")
    })?;
    let mut reading = Reading::default();
    for (index, value) in records.iter().enumerate() {
        reading.add(record::document(name, index + 1, fields, |name| field(value, name)), || {
            format!("{name} record {}", index + 1)
        });
    }
    Ok(reading)
}

/// Reads a file of one record a line; empty lines are passed over.
pub(super) fn read_lines(name: &str, bytes: &[u8], fields: &FieldMap) -> Result<Reading> {
    let text = decode::decode(name, bytes, None)?.text;
    let mut reading = Reading::default();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let document = serde_json::from_str::<Value>(line).map_err(|error| format!("not JSON: {error}"));
        let document = document.and_then(|value| record::document(name, index + 1, fields, |name| field(&value, name)));
        reading.add(document, || format!("{name} line {}", index + 1));
    }
    Ok(reading)
}

fn records<'v>(value: &'v Value, fields: &FieldMap) -> Option<Vec<&'v Value>> {
    let has_text = |value: &Value| match fields.name(Field::Text) {
        Some(name) => field(value, name).is_some(),
        None => record::usual_names(Field::Text).iter().any(|name| field(value, name).is_some()),
    };
    match value {
        Value::Array(values) => {
            Some(values.iter().collect::<Vec<_>>()).filter(|values| values.iter().any(|value| has_text(value)))
        }
        Value::Object(_) if has_text(value) => Some(vec![value]),
        Value::Object(object) => {
            object.values().filter(|value| value.is_array()).find_map(|value| records(value, fields))
        }
        _ => None,
    }
}

/// Finds a field by its usual name, by the exact one, or by a dotted path: `meta.date`.
fn field(record: &Value, name: &str) -> Option<String> {
    let object = record.as_object()?;
    let value =
        object.get(name).or_else(|| object.iter().find(|(key, _)| record::usual(key) == name).map(|(_, value)| value));
    text(value.or_else(|| name.split('.').try_fold(record, |value, part| value.get(part)))?)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().filter_map(text).collect();
            let separator = if texts.iter().any(|text| text.len() > 80) { "\n\n" } else { ", " };
            (!texts.is_empty()).then(|| texts.join(separator))
        }
        Value::Object(object) => object.get("name").and_then(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::input::{FieldMap, Options, Reading, read};

    fn reading(name: &str, content: &str, map: Option<&str>) -> Reading {
        let fields = map.map(|map| FieldMap::parse(map).unwrap()).unwrap_or_default();
        read(name, content.as_bytes(), &Options { fields, ..Options::default() }).unwrap()
    }

    #[track_caller]
    fn check(name: &str, content: &str, map: Option<&str>, expected: &[&str]) {
        let reading = reading(name, content, map);
        let documents = reading.documents.iter().map(|document| {
            let date = document.published.value().unwrap_or("?".into());
            format!("{} | {date} | {}", document.path.as_deref().unwrap(), document.text.replace('\n', "/"))
        });
        let problems = reading.problems.iter().map(|problem| problem.to_string());
        assert_eq!(documents.chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn reads_records_by_their_usual_names() {
        check(
            "a.json",
            r#"{"Headline": "Bridge closes", "body": "The bridge closed.", "pubDate": "Thu, 03 Jul 2025 10:00:00 GMT"}"#,
            None,
            &["a.json#1 | 2025-07-03 | Bridge closes//The bridge closed."],
        );
        check(
            "a.json",
            r#"{"status": "ok", "articles": [{"id": 7, "content": "<p>One.</p><p>Two.</p>"}, {"id": 8, "content": "Three."}]}"#,
            None,
            &["a.json#7 | ? | One.//Two.", "a.json#8 | ? | Three."],
        );
    }

    #[test]
    fn reads_records_by_a_mapping() {
        check(
            "a.jsonl",
            r#"{"id": "x", "a": {"words": ["One.", "Two."]}, "when": 1751625000, "date": "never"}"#,
            Some("text=a.words,published=when"),
            &["a.jsonl#x | 2025-07-04 | One., Two."],
        );
    }

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        check(
            "a.jsonl",
            "{\"text\": \"One.\"}\n{broken\n\n{\"title\": \"no text\"}\n{\"text\": \"Two.\", \"date\": \"04/07/2025\"}\n{\"text\": \"Three.\"}\n",
            None,
            &[
                "a.jsonl#1 | ? | One.",
                "a.jsonl#6 | ? | Three.",
                "a.jsonl line 2: not JSON: key must be a string at line 1 column 2",
                "a.jsonl line 4: no \"text\" field with words in it; name the field with --map text=FIELD",
                "a.jsonl line 5: \"04/07/2025\" is no date that can only be read one way; write YYYY-MM-DD, or map another field with \
                 --map published=FIELD",
            ],
        );
    }

    #[test]
    fn refuses_json_without_articles_and_broken_json() {
        let error = |content: &str| read("a.json", content.as_bytes(), &Options::default()).unwrap_err().to_string();
        assert!(error("[1, 2]").contains("--map text=FIELD"));
        assert!(error("{\"text\": \"One\"").starts_with("a.json: this is not whole JSON"));
        assert!(error(&"[".repeat(100_000)).starts_with("a.json: this is not whole JSON"));
    }
}
