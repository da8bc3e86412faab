//! What is to be stored: analysed documents, page by page.

use chrono_tz::Tz;

use crate::model::{
    Annotated, Basis, Claim, Document, DocumentRole, Entity, Event, Finding, Mention, Published, TimeExpression,
};

/// A document with everything that the analysis found in it.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The document as input read it.
    pub document: Document,
    /// The publication date that the analysis went by.
    pub published: Published,
    /// In the order of the text, as the other lists.
    pub time_expressions: Vec<TimeExpression>,
    /// Words that refer to entities.
    pub mentions: Vec<Mention>,
    /// Who is who.
    pub entities: Vec<Entity>,
    /// Who is reported to have said what.
    pub claims: Vec<Claim>,
    /// What happened.
    pub events: Vec<Event>,
}

/// One page: its own article, and the other articles it carries.
#[derive(Debug, Clone, Default)]
pub struct Page<T> {
    /// The page's own article.
    pub main: T,
    /// The teasers beside it, in the order of the page.
    pub related: Vec<T>,
}

impl<T> Page<T> {
    /// Makes another page by doing the same to every document.
    pub fn map<U>(self, mut each: impl FnMut(T) -> U) -> Page<U> {
        Page { main: each(self.main), related: self.related.into_iter().map(each).collect() }
    }
}

impl Page<Document> {
    /// Groups the documents of a file into pages: each main document opens one.
    pub fn group(documents: Vec<Document>) -> Vec<Self> {
        let mut pages: Vec<Self> = Vec::new();
        for document in documents {
            match pages.last_mut() {
                Some(page) if document.role == DocumentRole::Related => page.related.push(document),
                _ => pages.push(Self { main: document, related: Vec::new() }),
            }
        }
        pages
    }
}

impl Record {
    /// Keeps what was found in a document, whose text is still to be put in.
    pub fn of(annotated: Annotated, findings: Vec<Finding>) -> Self {
        let mut record = Self {
            published: annotated.published,
            time_expressions: annotated.time_expressions,
            mentions: annotated.mentions,
            entities: annotated.entities,
            ..Self::default()
        };
        for finding in findings {
            match finding {
                Finding::Claim(claim) => record.claims.push(claim),
                Finding::Event(event) => record.events.push(event),
            }
        }
        record
    }
}

/// What the user says about a page's article; it goes before what the page says, for good.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The publication date.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The zone whose civil days the article means.
    pub timezone: Option<Tz>,
    /// Topics it is put under.
    pub topics: Vec<String>,
}

impl Given {
    /// Returns what is given here or, where nothing is, there.
    pub fn or(self, earlier: Self) -> Self {
        Self {
            published: self.published.or(earlier.published),
            outlet: self.outlet.or(earlier.outlet),
            url: self.url.or(earlier.url),
            title: self.title.or(earlier.title),
            timezone: self.timezone.or(earlier.timezone),
            topics: self.topics,
        }
    }

    /// Writes what is given over what the page says.
    pub fn apply(&self, document: &mut Document) {
        let over = |given: &Option<String>, found: &mut Option<String>| {
            if given.is_some() {
                found.clone_from(given);
            }
        };
        over(&self.outlet, &mut document.outlet);
        over(&self.url, &mut document.url);
        if self.title.is_some() && self.title != document.title {
            document.title.clone_from(&self.title);
            document.title_span = None;
        }
        if let Some(published) = &self.published {
            document.published = Published { basis: Basis::Given, ..published.clone() };
        }
        if let Some(zone) = self.timezone {
            document.timezone = Some(zone);
            document.published.move_to(zone);
        }
    }

    /// Lists the fields that are given, as the database keeps them.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static str, String)> {
        let published = self.published.as_ref().and_then(Published::value);
        let timezone = self.timezone.map(|zone| zone.name().to_owned());
        let all = [
            ("published", published),
            ("outlet", self.outlet.clone()),
            ("url", self.url.clone()),
            ("title", self.title.clone()),
            ("timezone", timezone),
        ];
        all.into_iter().filter_map(|(field, value)| Some((field, value?)))
    }

    /// Reads one field back.
    pub(super) fn set(&mut self, field: &str, value: String) {
        match field {
            "published" => self.published = Published::parse(&value, Basis::Given),
            "outlet" => self.outlet = Some(value),
            "url" => self.url = Some(value),
            "title" => self.title = Some(value),
            "timezone" => self.timezone = value.parse().ok(),
            _ => {}
        }
    }
}
