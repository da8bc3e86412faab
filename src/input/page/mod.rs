//! A page is not an article: the main article, other items, and clutter apart.
//!
//! In: the text of a page, as copied or as stripped of its markup. Out: the main document first,
//! then one document for each other item on the page, role [`DocumentRole::Related`]. Menus, share
//! lines, comments and the like belong to none of them. Works by how lines look and what common
//! layouts have in common; it knows no single site. A bare article keeps every line.

mod bylines;
mod items;
mod metadata;
mod phrases;
mod regions;
mod units;
mod words;

#[cfg(test)]
mod tests;

use crate::input::dates;
use crate::model::{Basis, Document, DocumentRole, Published, Span};

use self::items::Item;
use self::metadata::Metadata;
use self::regions::Layout;
use self::units::{Kind, Unit};
pub(super) use self::words::{count_words, is_several};

/// Splits a page into its article and the other items on it.
pub(super) fn split(text: &str) -> Vec<Document> {
    let units = units::units(text);
    if units.is_empty() {
        return Vec::new();
    }
    let layout = regions::lay_out(&units);
    if layout.body.is_empty() {
        return vec![Document { text: text.trim().to_owned(), ..Document::default() }];
    }
    let metadata = metadata::read(&units, &layout);
    let title = layout.headline.map(|at| without_site(&units, at));
    let mut main = document(title, layout.body.iter().map(|at| &*units[*at].text));
    main.byline = metadata.byline;
    main.outlet = metadata.outlet;
    main.published = metadata.published;
    main.notices.extend(metadata.notice);
    let mut documents = vec![main];
    documents.extend(layout.items.iter().map(|item| related(&units, item)));
    let kept = layout.body.len() + layout.items.iter().map(|item| item.body.len()).sum::<usize>();
    let removed = units.iter().filter(|unit| unit.kind.shows_a_page()).count();
    if removed > 0 && kept < units.len() {
        let others = documents.len() - 1;
        documents[0].notices.push(format!("{removed} lines of page clutter left out, {others} other items kept apart"));
    }
    documents
}

/// Sieves the text that was found to be a page's article already: what remains is cut out only
/// where little of it goes.
pub(super) fn article(text: &str, title: Option<&str>) -> Vec<Document> {
    let titled = title.map_or_else(|| text.to_owned(), |title| format!("{title}\n\n{text}"));
    let mut documents = split(&titled);
    let letters = |text: &str| text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    let kept = documents.first().map_or(0, |main| letters(&main.text));
    if kept * 10 < letters(text) * 7 {
        let units = units::units(text);
        let keeps = |unit: &&Unit| matches!(unit.kind, Kind::Prose | Kind::Remark | Kind::Title);
        documents = vec![document(None, units.iter().filter(keeps).map(|unit| &*unit.text))];
    }
    documents.truncate(1);
    documents
}

/// Tells headings of other articles: "Related Articles".
pub(super) fn opens_others(line: &str) -> bool {
    kind(line) == Some(Kind::Related)
}

/// Tells headings of readers' comments: "Comments (14)".
pub(super) fn opens_comments(line: &str) -> bool {
    kind(line) == Some(Kind::Comments)
}

/// Tells lines that are part of an article from what a site says among them: "Read more",
/// "Advertisement", "Sign up".
pub(super) fn is_article_line(line: &str) -> bool {
    matches!(kind(line), Some(Kind::Prose | Kind::Remark | Kind::Title))
}

/// Tells notices on cookies and the like.
pub(super) fn asks_consent(line: &str) -> bool {
    phrases::is_consent(line)
}

/// Tells bylines and lines that hold a date.
pub(super) fn is_stamp(line: &str) -> bool {
    matches!(kind(line), Some(Kind::Byline | Kind::Date | Kind::Age)) || !dates::beside_names(line).is_empty()
}

/// Tells lines of names and dates and nothing else, whichever way their slashes are read.
pub(super) fn is_signed_date(line: &str) -> bool {
    let line = dates::in_order(line, Some(dates::Order::DayFirst));
    !line.ends_with('.') && !dates::beside_names(&line).is_empty()
}

/// Tells headings over an offer of mail: "Get the Dispatch by email", "Subscribe to our newsletter".
pub(super) fn offers_mail(line: &str) -> bool {
    phrases::offers_mail(line)
}

/// Tells sentences from titles and labels.
pub(super) fn is_sentence(line: &str) -> bool {
    matches!(kind(line), Some(Kind::Prose | Kind::Remark))
}

fn kind(line: &str) -> Option<Kind> {
    units::units(line).first().map(|unit| unit.kind)
}

/// Reads who wrote an article from a byline: without "By", the date or an address.
pub(super) fn author(line: &str) -> Option<String> {
    Some(metadata::author(line))
        .filter(|name| !name.is_empty() && !name.starts_with("http") && name.len() < 200 && !is_account(name))
}

/// Tells what systems call those who never gave a name.
fn is_account(name: &str) -> bool {
    const ACCOUNTS: &[&str] = &["admin", "administrator", "super user", "superuser", "root", "webmaster", "site admin"];
    ACCOUNTS.contains(&&*name.to_lowercase())
}

/// Tells who is named by a line of nothing but names, with or without a role.
pub(super) fn bare_name(line: &str) -> Option<&str> {
    bylines::bare_name(line)
}

/// Tells whether a text speaks of someone whom a byline names.
pub(super) fn speaks_of<'t>(text: impl Iterator<Item = &'t str>, byline: &str) -> bool {
    metadata::speaks_of(text, byline)
}

/// Reads byline and date from the lines around a headline.
pub(super) fn header(lines: &[&str]) -> Document {
    let text = lines.join("\n\n");
    let units = units::units(&text);
    let layout = Layout { header: 0..units.len(), end: units.len(), ..Layout::default() };
    let Metadata { byline, published, .. } = metadata::read(&units, &layout);
    Document { byline: byline.filter(|name| !is_account(name)), published, ..Document::default() }
}

/// Reads a line under a teaser: its date, and the outlet that stands beside it.
pub(super) fn stamp(line: &str) -> Option<(Published, Option<&str>)> {
    if let Some((_, outlet)) = units::age_in(line) {
        return Some((metadata::by_age(line).0, outlet));
    }
    let dates = dates::line(line)?;
    Some((Published::on(dates.first()?.1, Basis::Metadata), None))
}

/// Tells whether two lines say the same but for case, marks and a site's name at the end.
pub(super) fn same_words(line: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (line, title) = (words(line), words(title));
    !line.is_empty()
        && !title.is_empty()
        && (line.starts_with(&title) && line.len() <= title.len() + 5 || title.starts_with(&line) && line.len() >= 3)
}

fn related(units: &[Unit], item: &Item) -> Document {
    let title = item.title.map(|at| units[at].text.to_string());
    let mut document = document(title, item.body.iter().flat_map(|at| without_credit(&units[*at].text)));
    let (published, notice) = metadata::item_published(units, item);
    document.outlet = item.outlet.clone();
    document.byline = item.byline.map(|at| units[at].text.to_string());
    document.published = published;
    document.notices.extend(notice);
    document.role = DocumentRole::Related;
    document
}

/// Headline, then paragraphs, with blank lines between them.
fn document<'p>(title: Option<String>, paragraphs: impl Iterator<Item = &'p str>) -> Document {
    let title_span = title.as_ref().map(|title| Span::new(0, title.len()));
    let paragraphs: Vec<&str> = paragraphs.collect();
    let lines: Vec<&str> = title.as_deref().into_iter().chain(paragraphs).collect();
    Document { text: lines.join("\n\n"), title_span, title, ..Document::default() }
}

fn without_site(units: &[Unit], headline: usize) -> String {
    let text = &*units[headline].text;
    let site = metadata::site_suffix(units, headline).and_then(|site| text.rfind(site));
    let end = site.unwrap_or(text.len());
    text[..end].trim_end_matches(|c: char| site.is_some() && !c.is_alphanumeric() && !"?!\"'”’)".contains(c)).to_owned()
}

/// Takes a picture's credit out of a teaser that was run together: "…, in Gaza City. © Reuters
/// CAIRO (Reuters) -- Hamas said" becomes the caption and the text.
fn without_credit(paragraph: &str) -> Vec<&str> {
    let whole = vec![paragraph];
    let Some((caption, rest)) = paragraph.split_once('©') else { return whole };
    let opens_dateline = |word: &str| word.len() >= 3 && word.chars().all(|c| c.is_uppercase() || "/.-,'".contains(c));
    let words = rest.split_whitespace().skip(1).take(6);
    let Some(place) = words.into_iter().find(|word| opens_dateline(word)) else { return whole };
    let Some(start) = rest.find(&format!(" {place}")) else { return whole };
    [caption.trim(), rest[start..].trim()].into_iter().filter(|part| !part.is_empty()).collect()
}
