//! A table that fits the terminal, or plain aligned columns where there is none.

use std::io::{self, Write};

use comfy_table::presets::{NOTHING, UTF8_HORIZONTAL_ONLY};
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Table, Width};

use super::text::{Look, Text};
use super::{Row, Style};

/// The narrowest terminal that a table is fitted to, in columns.
const NARROWEST: u16 = 40;

/// The width that a date takes with its padding, in columns.
const DATE: u16 = 12;

/// Writes the rows; nothing at all when there are none.
pub(super) fn write<R: Row>(rows: &[R], style: Style, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let shown = |text: &Text| match style.colour {
        true => text.ansi(),
        false => text.bracketed(),
    };
    let mut table = Table::new();
    table.force_no_tty();
    match style.width {
        Some(width) => {
            table.load_style(UTF8_HORIZONTAL_ONLY);
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width.max(NARROWEST));
        }
        None => {
            table.load_style(NOTHING);
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    table.set_header(R::COLUMNS.iter().map(|heading| Cell::new(shown(&Text::new(heading, Look::Strong)))));
    for row in rows {
        table.add_row(row.cells(style.evidence).iter().map(|text| Cell::new(shown(text))));
    }
    if let Some(width) = style.width {
        keep_room(&mut table, R::WIDE, width.max(NARROWEST));
    }
    if style.width.is_none() {
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Keeps the columns beside the running text from taking more than their share of the width.
fn keep_room(table: &mut Table, wide: usize, width: u16) {
    for (index, column) in table.column_iter_mut().enumerate().filter(|(index, _)| *index != wide) {
        let share = if index == 0 { 24 } else { 22 };
        column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed((width * share / 100).max(DATE))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::OutputFormat;

    #[derive(serde::Serialize)]
    struct Line(&'static str, &'static str);

    impl Row for Line {
        const COLUMNS: &'static [&'static str] = &["When", "What"];
        const WIDE: usize = 1;

        fn cells(&self, _: bool) -> Vec<Text> {
            vec![Text::new(self.0, Look::Plain), Text::new(self.1, Look::Strong)]
        }
    }

    #[track_caller]
    fn check(style: Style, expected: &str) {
        let mut out = Vec::new();
        let rows = [Line("2025-07-03", "A fire broke out in a suburb"), Line("2025-07-04", "It rained")];
        super::super::list(&rows, OutputFormat::Table, style, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn is_plain_without_a_terminal() {
        check(Style::default(), "When        What\n2025-07-03  A fire broke out in a suburb\n2025-07-04  It rained\n");
    }

    #[test]
    fn wraps_to_the_terminal() {
        check(
            Style { width: Some(40), ..Style::default() },
            "\
────────────────────────────────────
 When         What
════════════════════════════════════
 2025-07-03   A fire broke out in a
              suburb
────────────────────────────────────
 2025-07-04   It rained
────────────────────────────────────
",
        );
    }
}
