//! `timeline extract`: JSON lines in, JSON lines out, no database, no state.
//!
//! One line out per line in, in the same order. A line that can't be read gives an `error` line
//! in its place and exit code 1 at the end.

mod rows;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::extract;
use crate::model::{Basis, Document, Published};

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

/// The answer to a line that can't be read.
#[derive(Debug, Serialize)]
struct Refusal {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    line: usize,
    error: String,
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
        let written = match read_line(&line) {
            Ok((id, document)) => answer(&mut out, &id, &document, arguments.offsets),
            Err((id, error)) => {
                code = ExitCode::FAILURE;
                serde_json::to_writer(&mut out, &Refusal { id, line: index + 1, error }).map_err(io::Error::from)
            }
        };
        match written.and_then(|()| writeln!(out)) {
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

/// Answers a line with one, without its line break.
fn answer(out: &mut impl Write, id: &Value, document: &Document, offsets: Offsets) -> io::Result<()> {
    let annotated = extract::annotate(document);
    let findings = extract::findings(&annotated);
    let offsets = OffsetMap::new(&document.text, offsets);
    serde_json::to_writer(out, &rows::answer(id, &annotated, &findings, &offsets)).map_err(io::Error::from)
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
