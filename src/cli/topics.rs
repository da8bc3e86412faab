//! `timeline topics`: what it is all about.

use std::process::ExitCode;

use crate::error::Result;
use crate::lexicon::places;
use crate::query::{self, TopicRow};
use crate::store::{Store, fold};

use super::Global;
use super::output::Listing;
use super::values::Asked;

/// The options of `timeline topics`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    listing: Listing,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let topics = list(&global.open()?)?;
    global.output().list(&topics, &arguments.listing, false)?;
    Ok(ExitCode::SUCCESS)
}

/// Lists the user's topics, those given to documents, then the countries, the most told of first.
fn list(store: &Store) -> Result<Vec<TopicRow>> {
    let defined = query::defined_topics(store)?;
    let mut topics = Vec::new();
    for (name, terms) in &defined {
        topics.push(TopicRow { terms: terms.clone(), ..count(store, name, "defined")? });
    }
    let new = |name: &String| defined.iter().all(|(defined, _)| fold(defined) != fold(name));
    for name in query::given_topics(store)?.iter().filter(|name| new(name)) {
        topics.push(count(store, name, "given")?);
    }
    let mut countries = Vec::new();
    let names = places::countries().iter().map(|country| country.name.to_owned());
    let listed: Vec<String> = topics.iter().map(|topic| fold(&topic.name)).collect();
    for name in names.filter(|name| !listed.contains(&fold(name))) {
        let row = count(store, &name, "country")?;
        if row.documents + row.events + row.claims > 0 {
            countries.push(row);
        }
    }
    countries.sort_by(|a, b| (b.events, b.claims).cmp(&(a.events, a.claims)).then_with(|| a.name.cmp(&b.name)));
    topics.extend(countries);
    Ok(topics)
}

fn count(store: &Store, name: &str, origin: &'static str) -> Result<TopicRow> {
    Asked::find(store, name)?.with_subject(false, |subject| query::count_topic(store, subject, origin))
}
