//! Standard output: listings in the format asked for, fitted to the terminal when there is one.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use clap::ValueEnum;

use crate::error::{Error, Result};
use crate::render::{self, OutputFormat, Row, Style};

use super::Color;

/// The `--format` of every listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Columns that fit the terminal; plain lines in a pipe
    Table,
    /// One JSON array with every field
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// A Markdown table
    Markdown,
}

/// Options of every listing.
#[derive(Debug, clap::Args)]
pub(super) struct Listing {
    /// The format of the output
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
}

/// Where results go.
pub(super) struct Output {
    out: BufWriter<Stdout>,
    colour: bool,
    width: Option<u16>,
}

impl Output {
    pub fn new(color: Color) -> Self {
        let terminal = io::stdout().is_terminal();
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let colour = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && wanted,
        };
        let given = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = given.or_else(|| terminal.then(|| comfy_table::Table::new().width()).flatten());
        Self { out: BufWriter::new(io::stdout()), colour, width }
    }

    /// Writes a listing; with `evidence`, sentences with the telling words marked.
    pub fn list<R: Row>(&mut self, rows: &[R], listing: &Listing, evidence: bool) -> Result<()> {
        let format = match listing.format {
            Format::Table => OutputFormat::Table,
            Format::Json => OutputFormat::Json,
            Format::Jsonl => OutputFormat::Jsonl,
            Format::Csv => OutputFormat::Csv,
            Format::Markdown => OutputFormat::Markdown,
        };
        let style = Style { colour: self.colour, width: self.width, evidence };
        self.write(|out| render::list(rows, format, style, out))
    }

    /// Writes and flushes.
    pub fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let failed = |source| Error::Io { path: "standard output".into(), action: "writing", source };
        write(&mut self.out).and_then(|()| self.out.flush()).map_err(failed)
    }

    /// Writes one line of text.
    pub fn line(&mut self, line: &str) -> Result<()> {
        self.write(|out| writeln!(out, "{}", render::plain(line)))
    }
}
