//! Each row of the class table, with a page on which it holds and one on which it does not.

use super::blocks::words_of;
use super::documents;
use super::marks::of_words;

/// The rows of the table: kind and class.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = include_str!("apart.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| row.split_once('\t').unwrap_or_else(|| panic!("{row}")))
}

/// Tells whether a short paragraph in an element of this class is read as part of the article.
fn is_read(class: &str) -> bool {
    let paragraph = |subject: &str| {
        format!(
            "<p>{subject} was closed on Monday for three months, said the county council, which had found cracks in it.</p>"
        )
    };
    let html = format!(
        "<html><body><div><h1>Council closes the old bridge</h1>{0}{0}<div class='{class}'>{1}</div>{0}</div></body></html>",
        paragraph("The bridge"),
        paragraph("The zebra")
    );
    documents(&html).remove(0).text.contains("zebra")
}

#[test]
fn every_class_of_the_table_is_left_out_and_one_that_only_begins_alike_is_not() {
    let class = |row: &str| row.trim_start_matches('=').to_owned();
    let other = |row: &str| class(row).split('-').map(|word| format!("{word}qx")).collect::<Vec<_>>().join("-");
    let wrong: Vec<&str> =
        rows().map(|(_, row)| row).filter(|row| is_read(&class(row)) || !is_read(&other(row))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn every_kind_is_told_and_no_row_stands_twice() {
    let mut all: Vec<&str> = rows().map(|(_, row)| row).collect();
    for (kind, row) in rows() {
        let found = of_words(&words_of(row.trim_start_matches('='))).map(|apart| format!("{apart:?}").to_lowercase());
        assert_eq!(found.as_deref(), Some(kind), "{row}");
    }
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn two_words_go_before_one_and_a_bar_after_all() {
    let kind = |class: &str| of_words(&words_of(class)).map(|apart| format!("{apart:?}"));
    assert_eq!(kind("entry-footer").as_deref(), Some("Label"));
    assert_eq!(kind("site-footer").as_deref(), Some("Site"));
    assert_eq!(kind("share-promo").as_deref(), Some("Others"));
    assert_eq!(kind("share-list").as_deref(), Some("Bar"));
    assert_eq!(kind("calendar").as_deref(), Some("Event"));
    assert_eq!(kind("fa-calendar"), None);
}
