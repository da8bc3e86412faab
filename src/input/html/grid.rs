//! Columns and tables.
//!
//! In: elements. Out: how wide a grid's classes make them ("col-md-8", "large-4", "span9",
//! "column_2_3"), and whether a table shows figures rather than lays out a page.

use dom_query::NodeRef;

/// Percent of its row that an element's classes give it; the least of several.
pub(super) fn width(node: &NodeRef) -> Option<u32> {
    const NAMES: &[&str] = &["col", "column", "columns", "span", "grid", "large", "medium", "small", "width", "w"];
    let class = node.attr("class")?;
    let token = |token: &str| {
        let parts: Vec<&str> = token.split(['-', '_', ':']).collect();
        let named = parts.iter().any(|part| NAMES.contains(&part.trim_end_matches(|c: char| c.is_ascii_digit())));
        let number = |part: &&str| {
            let digits = part.trim_start_matches(|c: char| c.is_ascii_lowercase());
            digits.parse::<u32>().ok().filter(|number| (1..=100).contains(number))
        };
        let numbers: Vec<u32> = parts.iter().filter_map(number).collect();
        match numbers[..] {
            _ if !named => None,
            [.., part, whole] if part < whole => Some(100 * part / whole),
            [part] if part <= 12 => Some(100 * part / 12),
            [percent] if percent > 16 => Some(percent),
            _ => None,
        }
    };
    class.split_whitespace().take(20).filter_map(token).min()
}

/// Bytes of a cell beyond which a table lays out a page.
const MOST_IN_CELL: usize = 200;
/// Cells that are looked at.
const MOST_CELLS: usize = 5000;

/// Tells tables of figures and the like: several rows of several short cells, no table within.
pub(super) fn is_data(table: &NodeRef) -> bool {
    let (mut rows, mut cells, mut linked, mut size) = (0_usize, 0_usize, 0_usize, 0_usize);
    for part in table.descendants_it() {
        match part.node_name().as_deref() {
            Some("table" | "form" | "input" | "h1" | "h2" | "article") => return false,
            Some("tr") => rows += 1,
            Some("td" | "th") => {
                let Some(length) = length(&part) else { return false };
                cells += usize::from(length > 0);
                size += length;
                if cells > MOST_CELLS {
                    return false;
                }
            }
            Some("a") => linked += length(&part).unwrap_or(MOST_IN_CELL),
            _ => {}
        }
    }
    rows >= 2 && cells >= rows * 2 && linked * 2 <= size
}

/// Bytes of a cell's words, or nothing where they are many.
fn length(cell: &NodeRef) -> Option<usize> {
    let mut size = 0;
    for text in cell.descendants_it().take(MOST_IN_CELL).filter(NodeRef::is_text) {
        size += text.text().trim().len();
        if size > MOST_IN_CELL {
            return None;
        }
    }
    Some(size)
}
