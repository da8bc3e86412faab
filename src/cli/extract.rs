//! `timeline extract`: JSON lines in, JSON lines out, no database, no state.
//!
//! One line out per line in, in the same order. A line that can't be read gives an `error` line
//! in its place and exit code 1 at the end.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::{Error, Result};
use crate::extract;
use crate::model::{Annotated, Basis, Claim, Document, Event, Finding, Mention, MentionForm, Published, Span};

/// The options of `timeline extract`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What offsets count
    #[arg(long, value_enum, default_value = "codepoints")]
    offsets: Offsets,
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Offsets {
    /// Unicode code points of the input text
    Codepoints,
    /// Bytes of its UTF-8 form
    Bytes,
}

#[derive(Debug, Deserialize)]
struct Line {
    id: Value,
    text: String,
    title: Option<String>,
    published: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
}

/// Runs the filter over standard input.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let line = line.map_err(|source| io_error("reading", source))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = read_line(&line).map(|(id, document)| answer(id, &document, arguments.offsets));
        let answer = answer.unwrap_or_else(|(id, error)| {
            code = ExitCode::FAILURE;
            let mut answer = Map::new();
            answer.extend(id.map(|id| ("id".to_owned(), id)));
            answer.insert("line".to_owned(), json!(index + 1));
            answer.insert("error".to_owned(), json!(error));
            Value::Object(answer)
        });
        match writeln!(out, "{answer}") {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(code),
            outcome => outcome.map_err(|source| io_error("writing", source))?,
        }
    }
    out.flush().map_err(|source| io_error("writing", source))?;
    Ok(code)
}

fn io_error(action: &'static str, source: io::Error) -> Error {
    Error::Io { path: "standard stream".into(), action, source }
}

fn read_line(line: &[u8]) -> Result<(Value, Document), (Option<Value>, String)> {
    let value: Value = serde_json::from_slice(line).map_err(|error| (None, format!("not JSON: {error}")))?;
    let id = value.get("id").cloned();
    let line: Line = serde_json::from_value(value).map_err(|error| (id.clone(), error.to_string()))?;
    let published = match &line.published {
        None => Published::default(),
        Some(text) => Published::parse(text, Basis::Given)
            .ok_or_else(|| (id, format!("\"published\" is \"{text}\"; give YYYY-MM-DD or an RFC 3339 instant")))?,
    };
    let Line { id, text, title, url, outlet, .. } = line;
    Ok((id, Document { text, title, url, outlet, published, ..Document::default() }))
}

fn answer(id: Value, document: &Document, offsets: Offsets) -> Value {
    let annotated = extract::annotate(document);
    let findings = extract::findings(&annotated);
    let writer = Writer { annotated: &annotated, offsets: OffsetMap::new(&document.text, offsets) };
    let of = |pick: fn(&Finding) -> bool| findings.iter().filter(move |finding| pick(finding));
    let write = |finding: &Finding| match finding {
        Finding::Claim(claim) => writer.claim(claim),
        Finding::Event(event) => writer.event(event),
    };
    json!({
        "id": id,
        "published": published(&annotated.published),
        "time_expressions": writer.time_expressions(),
        "mentions": annotated.mentions.iter().map(|mention| writer.mention(mention)).collect::<Vec<_>>(),
        "claims": of(|finding| matches!(finding, Finding::Claim(_))).map(write).collect::<Vec<_>>(),
        "events": of(|finding| matches!(finding, Finding::Event(_))).map(write).collect::<Vec<_>>(),
    })
}

/// The day, month or year; the days between which it lies where it is none of these.
fn published(published: &Published) -> Value {
    let mut row = json!({"value": published.value(), "basis": published.basis});
    if let Some(interval) = published.interval.filter(|_| published.value().is_none()) {
        row["begins_on"] = json!(interval.begins_on);
        row["ends_before"] = json!(interval.ends_before);
    }
    row
}

/// Turns byte offsets into what the user asked for.
enum OffsetMap {
    Bytes,
    /// Code points before each 64-byte block's first character boundary, to count on from.
    Codepoints {
        text: String,
        blocks: Vec<usize>,
    },
}

const BLOCK: usize = 64;

impl OffsetMap {
    fn new(text: &str, offsets: Offsets) -> Self {
        if offsets == Offsets::Bytes || text.is_ascii() {
            return Self::Bytes;
        }
        let starts_character = |byte: &&u8| (**byte as i8) >= -0x40;
        let mut seen = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = seen;
            seen += block.iter().filter(starts_character).count();
            before
        });
        Self::Codepoints { blocks: blocks.collect(), text: text.to_owned() }
    }

    fn at(&self, byte: usize) -> usize {
        match self {
            Self::Bytes => byte,
            Self::Codepoints { text, blocks } => {
                let block = byte / BLOCK;
                let Some(before) = blocks.get(block) else { return text.chars().count() };
                let rest = &text.as_bytes()[block * BLOCK..byte];
                before + rest.iter().filter(|byte| (**byte as i8) >= -0x40).count()
            }
        }
    }
}

/// Writes findings as the contract says.
struct Writer<'a> {
    annotated: &'a Annotated<'a>,
    offsets: OffsetMap,
}

impl Writer<'_> {
    fn span(&self, span: Span) -> Value {
        json!([self.offsets.at(span.start), self.offsets.at(span.end)])
    }

    fn spans(&self, spans: &[Span]) -> Value {
        spans.iter().map(|span| self.span(*span)).collect()
    }

    /// The fields that open every row with one span.
    fn row(&self, span: Span) -> Map<String, Value> {
        let mut row = Map::new();
        row.insert("start".into(), json!(self.offsets.at(span.start)));
        row.insert("end".into(), json!(self.offsets.at(span.end)));
        row.insert("text".into(), json!(self.annotated.text(span)));
        row
    }

    fn time_expressions(&self) -> Vec<Value> {
        let rows = self.annotated.time_expressions.iter().map(|timex| {
            let mut row = self.row(timex.span);
            row.insert("type".into(), json!(timex.kind));
            row.insert("value".into(), json!(timex.value));
            row.extend(timex.modifier.map(|modifier| ("mod".into(), json!(modifier))));
            row.extend(timex.quant.as_ref().map(|quant| ("quant".into(), json!(quant))));
            row.extend(timex.freq.as_ref().map(|freq| ("freq".into(), json!(freq))));
            if let Some(interval) = timex.interval {
                row.insert("begins_on".into(), json!(interval.begins_on));
                row.insert("ends_before".into(), json!(interval.ends_before));
            }
            row.extend(timex.grain.map(|grain| ("grain".into(), json!(grain))));
            row.extend(timex.instant.map(|instant| ("instant".into(), json!(instant.to_rfc3339()))));
            row.extend(timex.range.map(|ends| ("range".into(), json!(ends))));
            row.extend(timex.in_name.then(|| ("in_name".into(), json!(true))));
            row.insert("basis".into(), json!(timex.basis));
            row.insert("rule".into(), json!(timex.rule));
            Value::Object(row)
        });
        rows.collect()
    }

    fn mention(&self, mention: &Mention) -> Value {
        let kind = match mention.form {
            MentionForm::Name => json!(mention.kind),
            form => json!(form),
        };
        let mut row = self.row(mention.span);
        row.insert("kind".into(), kind);
        row.insert("entity".into(), json!(mention.entity));
        Value::Object(row)
    }

    fn claim(&self, claim: &Claim) -> Value {
        json!({
            "source": self.spans(&claim.source),
            "cue": self.spans(&claim.cue),
            "content": self.spans(&claim.content),
            "kind": claim.kind,
            "speaker": claim.speaker.map(|id| &self.annotated.entity(id).name),
            "cue_lemma": claim.cue_lemma,
            "act": claim.act,
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "reported_in": claim.reported_in,
            "said_on": claim.said_on,
            "rule": claim.evidence.rule,
        })
    }

    fn event(&self, event: &Event) -> Value {
        let mut row = self.row(event.span);
        row.insert("predicate".into(), json!(event.predicate_lemma));
        row.insert("predicate_span".into(), self.span(event.predicate));
        row.insert("begins_on".into(), json!(event.interval.map(|interval| interval.begins_on)));
        row.insert("ends_before".into(), json!(event.interval.map(|interval| interval.ends_before)));
        row.insert("grain".into(), json!(event.grain));
        row.insert("status".into(), json!(event.status));
        row.insert("basis".into(), json!(event.basis));
        let time = event.time.map(|time| self.span(self.annotated.time_expressions[time].span));
        row.insert("time".into(), json!(time));
        row.insert("place".into(), json!(event.place.map(|place| self.annotated.text(place))));
        let names = event.participants.iter().map(|id| &self.annotated.entity(*id).name);
        row.insert("participants".into(), json!(names.collect::<Vec<_>>()));
        row.insert("according_to".into(), json!(event.according_to));
        row.insert("rule".into(), json!(event.evidence.rule));
        Value::Object(row)
    }
}
