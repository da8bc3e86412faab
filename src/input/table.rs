//! CSV and TSV with a header row: one record a row.
//!
//! In: bytes. Out: a document for each row; a row that can't be read becomes a problem that names
//! its line, and the rest is read.

use crate::error::Result;

use super::{Field, FieldMap, Reading, dates, decode, problem, record};

/// Reads a table whose fields `delimiter` parts.
pub(super) fn read(name: &str, bytes: &[u8], delimiter: u8, fields: &FieldMap) -> Result<Reading> {
    let text = decode::decode(name, bytes, None)?.text;
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let headers =
        table.headers().map_err(|error| problem(name, format!("the header row can't be read: {error}")))?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name || record::usual(header) == name);
    let has_text = match fields.name(Field::Text) {
        Some(mapped) => column(mapped).is_some(),
        None => record::usual_names(Field::Text).iter().any(|name| column(name).is_some()),
    };
    if !has_text {
        let columns = headers.iter().collect::<Vec<_>>().join(", ");
        return Err(problem(name, format!("no column for the text among {columns}; name it with --map text=COLUMN")));
    }
    // Where one row has 31/07/2025, another's 02/07/2025 is the second of July.
    let published = match fields.name(Field::Published) {
        Some(mapped) => column(mapped),
        None => record::usual_names(Field::Published).iter().find_map(|name| column(name)),
    };
    let order = published.and_then(|at| {
        let dates: Vec<String> = table
            .records()
            .flatten()
            .filter_map(|row| row.get(at).filter(|it| it.len() < 40).map(str::to_owned))
            .collect();
        dates::order_of_slashes(&dates.join("\n"))
    });
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let mut reading = Reading::default();
    for (index, row) in table.records().enumerate() {
        let line =
            row.as_ref().ok().and_then(|row| row.position()).map_or(index as u64 + 2, |position| position.line());
        let document = row.map_err(|error| format!("not readable as a row: {error}")).and_then(|row| {
            let value = |at: usize| match order {
                Some(_) if Some(at) == published => row.get(at).map(|date| dates::in_order(date, order).into_owned()),
                _ => row.get(at).map(str::to_owned),
            };
            record::document(name, index + 1, fields, |name| value(column(name)?))
        });
        reading.add(document, || format!("{name} line {line}"));
    }
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use crate::input::{FieldMap, Options, read};

    #[test]
    fn reads_rows_with_quoted_fields() {
        let csv = "id,Title,Body,Published\n1,Bridge closes,\"It closed, she said.\n\nOn Monday.\",2025-07-03\n2,Nothing,,2025-07-04\n";
        let reading = read("a.csv", csv.as_bytes(), &Options::default()).unwrap();
        assert_eq!(reading.documents[0].text, "Bridge closes\n\nIt closed, she said.\n\nOn Monday.");
        assert_eq!(reading.documents[0].published.value().as_deref(), Some("2025-07-03"));
        assert_eq!(
            reading.problems[0].to_string(),
            "a.csv line 5: no \"text\" field with words in it; name the field with --map text=FIELD"
        );
    }

    #[test]
    fn reads_tabs_and_mapped_columns() {
        let options = Options { fields: FieldMap::parse("text=words,outlet=paper").unwrap(), ..Options::default() };
        let reading = read("a.tsv", b"words\tpaper\nIt closed.\tGazette\n", &options).unwrap();
        assert_eq!(reading.documents[0].text, "It closed.");
        assert_eq!(reading.documents[0].outlet.as_deref(), Some("Gazette"));
    }

    #[test]
    fn dates_between_slashes_are_read_as_the_others_of_their_column() {
        let days = |csv: &str| {
            let reading = read("a.csv", csv.as_bytes(), &Options::default()).unwrap();
            reading.documents.iter().map(|it| it.published.value().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(days("text,date\nIt closed.,02/07/2025\nIt opened.,31/07/2025\n"), ["2025-07-02", "2025-07-31"]);
        // Nothing tells, or both: such a row is refused.
        for other in ["03/07/2025", "31/07/2025\nIt burned.,07/31/2025"] {
            let csv = format!("text,date\nIt closed.,02/07/2025\nIt opened.,{other}\n");
            assert!(!read("a.csv", csv.as_bytes(), &Options::default()).unwrap().problems.is_empty());
        }
    }

    #[test]
    fn says_which_columns_there_are() {
        let error = read("a.csv", b"a,b\n1,2\n", &Options::default()).unwrap_err().to_string();
        assert_eq!(error, "a.csv: no column for the text among a, b; name it with --map text=COLUMN");
    }
}
