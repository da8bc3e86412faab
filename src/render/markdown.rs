//! A Markdown table; nothing in a text is taken for markup.

use std::io::{self, Write};

use super::text::{Look, Text};
use super::{Row, Style};

/// Writes a table with a line per row.
pub(super) fn write<R: Row>(rows: &[R], style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", R::COLUMNS.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(R::COLUMNS.len()))?;
    for row in rows {
        let cells: Vec<String> = row.cells(style.evidence).iter().map(cell).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn cell(text: &Text) -> String {
    text.pieces().fold(String::new(), |all, (words, look)| {
        let (open, close) = match look {
            Look::Found | Look::Strong => ("**", "**"),
            look => look.brackets(),
        };
        all + &escape(open, look) + &escape(words, Look::Plain) + &escape(close, look)
    })
}

/// Escapes what Markdown or HTML would take for markup.
fn escape(text: &str, look: Look) -> String {
    if matches!(look, Look::Found | Look::Strong) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let text = Text::new("<b>a|b</b> *c* [d](e)", Look::Plain).and("found", Look::Found);
        assert_eq!(cell(&text), "&lt;b&gt;a\\|b&lt;/b&gt; \\*c\\* \\[d\\](e)**found**");
    }
}
