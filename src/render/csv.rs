//! Comma-separated values with a header, safe to open in a spreadsheet.

use std::io::{self, Write};

use super::Row;
use super::text::steers;

/// Writes a header and a line per row.
pub(super) fn write<R: Row>(rows: &[R], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(R::data_columns()).map_err(io::Error::from)?;
    for row in rows {
        writer.write_record(row.data().iter().map(|value| safe(value))).map_err(io::Error::from)?;
    }
    writer.flush()
}

/// Takes the power from values that a spreadsheet would run as a formula (OWASP, "CSV Injection"):
/// an apostrophe before them makes them text.
fn safe(value: &str) -> String {
    let clean: String = value.chars().map(|it| if steers(it) && it != '\n' { '\u{fffd}' } else { it }).collect();
    match clean.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        true => format!("'{clean}"),
        false => clean,
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn formulas_become_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =cmd()", "＝1"] {
            assert_eq!(safe(formula), format!("'{formula}"));
        }
        assert_eq!(safe("\t=1"), "\u{fffd}=1");
        assert_eq!(safe("a=1, -b"), "a=1, -b");
        assert_eq!(safe("x\x1b[0m"), "x\u{fffd}[0m");
    }
}
