//! `timeline show`: the chronology.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::error::Result;
use crate::query::{self, TimelineQuery};

use super::Global;
use super::output::Listing;
use super::values::{Asked, Stretch};

/// The options of `timeline show`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only what is about a topic: a country, one of your own (`timeline topic add`), or any words
    #[arg(long, value_name = "NAME")]
    topic: Option<String>,
    /// With --topic: also the other events of documents whose title or lead is about it
    #[arg(long, requires = "topic")]
    wide: bool,
    /// Only events and claims of this person or body, by name, surname or alias
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only events at this place
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only from this outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only on this day, month or year or later
    #[arg(long, value_name = "DATE", value_parser = Stretch::parse)]
    since: Option<Stretch>,
    /// Only on this day, month or year or earlier
    #[arg(long, value_name = "DATE", value_parser = Stretch::parse)]
    until: Option<Stretch>,
    /// Only events of this status
    #[arg(long, value_enum)]
    status: Option<Status>,
    /// Undated events too, at the end
    #[arg(long)]
    undated: bool,
    /// Claims too, among the events
    #[arg(long)]
    claims: bool,
    /// At most so many entries
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The newest first
    #[arg(long)]
    reverse: bool,
    /// The whole sentence, marked: [what gives the date] and «the event»
    #[arg(long)]
    evidence: bool,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Status {
    /// It happened, or goes on
    Asserted,
    /// It is to happen
    Planned,
    /// It did not happen, or is said not to have
    Denied,
    /// It may, might or would happen
    Hypothetical,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let store = global.open()?;
    let topic = arguments.topic.as_deref().map(|name| Asked::find(&store, name)).transpose()?;
    let (since, until) = (arguments.since.map(Stretch::first), arguments.until.map(Stretch::end));
    let status = arguments.status.as_ref().and_then(ValueEnum::to_possible_value);
    let asked = TimelineQuery {
        topic: None,
        speaker: arguments.speaker.as_deref(),
        place: arguments.place.as_deref(),
        outlet: arguments.outlet.as_deref(),
        since: since.as_deref(),
        until: until.as_deref(),
        status: status.as_ref().map(|status| status.get_name()),
        undated: arguments.undated,
        claims: arguments.claims,
        limit: arguments.limit,
        reverse: arguments.reverse,
    };
    let entries = match &topic {
        None => query::timeline(&store, &asked)?,
        Some(topic) => topic.with_subject(arguments.wide, |subject| {
            query::timeline(&store, &TimelineQuery { topic: Some(subject), ..asked })
        })?,
    };
    if let Some(topic) = &topic {
        topic.explain(global, !entries.is_empty());
    }
    global.output().list(&entries, &arguments.listing, arguments.evidence)?;
    global.conclude(&store, entries.len(), topic.as_ref(), arguments.outlet.as_deref())
}
