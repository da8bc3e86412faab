//! The other items on a page: teasers, and articles below the main one.
//!
//! In: classified lines and where the article ends. Out: [`Item`]s of line indices. A bare headline
//! is an item only where it says whose or when it is; menus look the same.

use super::units::{Kind, Unit, age_in};

/// A teaser or other article.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub outlet: Option<String>,
    /// The line that gives its age or date.
    pub stamp: Option<usize>,
    pub byline: Option<usize>,
    pub title: Option<usize>,
    pub body: Vec<usize>,
}

/// Which part of the page below the article a line lies in.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Site,
    Related,
    Comments,
}

/// Reads the items below the article.
pub(super) fn items(units: &[Unit], start: usize) -> Vec<Item> {
    let mut section = Section::Site;
    let mut items = Items::default();
    for at in start..units.len() {
        match units[at].kind {
            Kind::Related => {
                items.close();
                section = Section::Related;
            }
            Kind::Comments => {
                items.close();
                section = Section::Comments;
            }
            Kind::Footer | Kind::Copyright | Kind::Signoff => {
                items.close();
                if section == Section::Comments || units[at].kind == Kind::Footer {
                    section = Section::Site;
                }
            }
            _ if section == Section::Comments => {}
            Kind::Title if names_an_outlet(units, at) => {
                section = Section::Related;
                items.outlet(&units[at].text);
            }
            Kind::Age => {
                section = Section::Related;
                items.stamp(at, age_in(&units[at].text).and_then(|(_, outlet)| outlet));
            }
            _ if section == Section::Site => {}
            Kind::Title if items.is_stamped_above(at) && is_outlet_below(units, at) => {
                items.open.outlet = Some(units[at].text.to_string());
            }
            Kind::Date => items.stamp(at, None),
            Kind::Byline => items.open.byline = Some(at),
            Kind::Title => match units[at].text.strip_prefix(['-', '–', '—']).map(str::trim) {
                Some(outlet) if units[at].words <= 6 => {
                    items.open.outlet.get_or_insert_with(|| outlet.to_owned());
                }
                _ => items.title(at),
            },
            Kind::Prose | Kind::Remark => items.open.body.push(at),
            Kind::Clutter | Kind::Credit => {}
        }
    }
    items.close();
    items.closed.retain(|item| item.is_worth_keeping(units));
    items.closed
}

/// A short line right above an age or date, or above its own name after a dash.
fn names_an_outlet(units: &[Unit], at: usize) -> bool {
    let next = units.get(at + 1);
    let is_name = |word: &str| {
        !word.starts_with(char::is_lowercase) || matches!(word, "of" | "the" | "and" | "on" | "in" | "for")
    };
    units[at].words <= 5
        && units[at].text.split_whitespace().all(is_name)
        && !units[at].text.starts_with('-')
        && next.is_some_and(|next| match next.kind {
            Kind::Age => age_in(&next.text).is_some_and(|(_, outlet)| outlet.is_none()),
            Kind::Date => units[at].words <= 3,
            _ => next.text.trim_start_matches(['-', '–', '—', ' ']) == units[at].text,
        })
}

/// A short name between the date of an item and its text or the next item.
fn is_outlet_below(units: &[Unit], at: usize) -> bool {
    let is_capital = |word: &str| !word.starts_with(char::is_lowercase) || matches!(word, "of" | "the" | "and");
    let is_title = units.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Date | Kind::Age | Kind::Byline));
    units[at].words <= 4 && units[at].text.split_whitespace().all(is_capital) && !is_title
}

/// Items while they are read: one open, the others closed.
#[derive(Default)]
struct Items {
    open: Item,
    closed: Vec<Item>,
}

impl Items {
    fn close(&mut self) {
        self.closed.push(std::mem::take(&mut self.open));
    }

    /// Tells whether the open item has its title, and its date or age right above this line.
    fn is_stamped_above(&self, at: usize) -> bool {
        self.open.title.is_some() && self.open.outlet.is_none() && self.open.stamp == at.checked_sub(1)
    }

    fn outlet(&mut self, name: &str) {
        let waits = self.open.body.is_empty() && self.open.outlet.is_none() && self.open.stamp.is_none();
        if !waits {
            self.close();
        }
        self.open.outlet = Some(name.to_owned());
    }

    fn stamp(&mut self, at: usize, outlet: Option<&str>) {
        if !self.open.body.is_empty() || self.open.stamp.is_some() {
            self.close();
        }
        self.open.stamp = Some(at);
        if let Some(outlet) = outlet {
            self.open.outlet.get_or_insert_with(|| outlet.to_owned());
        }
    }

    fn title(&mut self, at: usize) {
        if !self.open.body.is_empty() || self.open.title.is_some() {
            self.close();
        }
        self.open.title = Some(at);
    }
}

impl Item {
    /// A bare headline counts only where it says whose or when it is; menus look the same.
    fn is_worth_keeping(&self, units: &[Unit]) -> bool {
        let words: usize = self.body.iter().map(|at| units[*at].words).sum();
        let title_words = self.title.map_or(0, |at| units[at].words);
        words >= 12 && (title_words > 0 || self.stamp.is_some() || self.outlet.is_some())
            || title_words >= 5 && (self.stamp.is_some() || self.outlet.is_some())
    }
}
