//! Rows to text, one file per format.
//!
//! In: rows of a query. Out: text for a terminal, a file or another program. A row says its
//! columns and cells once ([`Row`]); every format writes them in its own way. Nothing here opens a
//! file, asks the terminal or reads the database, and no control character of a text gets through.

mod csv;
mod dates;
mod json;
mod markdown;
mod rows;
mod table;
mod text;

use std::io::{self, Write};

use serde::Serialize;

pub use dates::days;
pub use json::to_line;
pub use text::{Look, Text, plain};

/// The formats of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OutputFormat {
    /// Columns that fit the terminal.
    #[default]
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// A Markdown table.
    Markdown,
}

/// How a listing is to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Colours and bold type by ANSI sequences.
    pub colour: bool,
    /// The terminal's width in columns; `None` makes plain lines that never wrap.
    pub width: Option<u16>,
    /// Sentences with the telling words marked, in place of the bare findings.
    pub evidence: bool,
}

/// A row of a listing. JSON formats write its fields; the others its cells.
pub trait Row: Serialize {
    /// Headings of the columns.
    const COLUMNS: &'static [&'static str];
    /// The column of running text, which gets the room that the others leave.
    const WIDE: usize;

    /// Returns one text per column.
    fn cells(&self, evidence: bool) -> Vec<Text>;

    /// Headings of the data columns of CSV; those of the table unless it needs more.
    fn data_columns() -> Vec<&'static str> {
        Self::COLUMNS.to_vec()
    }

    /// Returns one value per data column.
    fn data(&self) -> Vec<String> {
        self.cells(false).iter().map(Text::plain).collect()
    }
}

/// Writes a listing.
///
/// # Errors
///
/// Those of `out`.
pub fn list<R: Row>(rows: &[R], format: OutputFormat, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        OutputFormat::Table => table::write(rows, style, out),
        OutputFormat::Json => json::write(rows, out),
        OutputFormat::Jsonl => json::write_lines(rows, out),
        OutputFormat::Csv => csv::write(rows, out),
        OutputFormat::Markdown => markdown::write(rows, style, out),
    }
}
