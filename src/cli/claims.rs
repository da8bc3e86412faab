//! `timeline claims`: who is reported to have said what.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::error::Result;
use crate::query::{self, ClaimQuery};
use crate::render::Row;

use super::Global;
use super::output::Listing;
use super::values::{Asked, Stretch};

/// The options of `timeline claims`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Only by this speaker, by name, surname or alias
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only about a topic: a country, one of your own (`timeline topic add`), or any words
    #[arg(long, value_name = "NAME")]
    topic: Option<String>,
    /// With --topic: also the other claims of documents whose title or lead is about it
    #[arg(long, requires = "topic")]
    wide: bool,
    /// Only from this outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only quotations of this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Only said (or else published) on this day, month or year or later
    #[arg(long, value_name = "DATE", value_parser = Stretch::parse)]
    since: Option<Stretch>,
    /// Only said (or else published) on this day, month or year or earlier
    #[arg(long, value_name = "DATE", value_parser = Stretch::parse)]
    until: Option<Stretch>,
    /// Only claims whose speaker is not known
    #[arg(long, conflicts_with = "speaker")]
    unresolved: bool,
    /// Only with this text in what is claimed
    #[arg(long, value_name = "TEXT")]
    contains: Option<String>,
    /// Side by side what the speaker said otherwise before: polarity, numbers or commitment
    #[arg(long, requires = "speaker", conflicts_with_all = ["unresolved", "repeats"])]
    changes: bool,
    /// Also what is attributed without being claimed: wishes, plans, perceptions and deeds
    #[arg(long)]
    all: bool,
    /// Each claim wherever it is told; otherwise repeats are listed once, at their first place
    #[arg(long)]
    repeats: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The whole sentence, marked: [source], {cue} and «content»
    #[arg(long)]
    evidence: bool,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// All in quotation marks
    Direct,
    /// None in quotation marks
    Indirect,
    /// Some in quotation marks
    Mixed,
}

pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<ExitCode> {
    let store = global.open()?;
    let topic = arguments.topic.as_deref().map(|name| Asked::find(&store, name)).transpose()?;
    let (since, until) = (arguments.since.map(Stretch::first), arguments.until.map(Stretch::end));
    let kind = arguments.kind.as_ref().and_then(ValueEnum::to_possible_value);
    let asked = ClaimQuery {
        speaker: arguments.speaker.as_deref(),
        topic: None,
        outlet: arguments.outlet.as_deref(),
        kind: kind.as_ref().map(|kind| kind.get_name()),
        since: since.as_deref(),
        until: until.as_deref(),
        unresolved: arguments.unresolved,
        contains: arguments.contains.as_deref(),
        place: None,
        all: arguments.all,
        folded: !arguments.repeats && !arguments.changes,
        limit: arguments.limit,
    };
    let found = match arguments.changes {
        false => list(global, arguments, topic.as_ref(), &asked, |asked| query::claims(&store, asked))?,
        true => list(global, arguments, topic.as_ref(), &asked, |asked| query::shifts(&store, asked))?,
    };
    if arguments.changes && found == 0 {
        global.say("nothing that was said differs in polarity, numbers or commitment from what was said before");
        return Ok(ExitCode::SUCCESS);
    }
    global.conclude(&store, found, topic.as_ref(), arguments.outlet.as_deref())
}

/// Asks, with the topic where one is given, and writes what is found; returns how much it is.
fn list<R: Row>(
    global: &Global,
    arguments: &Arguments,
    topic: Option<&Asked>,
    asked: &ClaimQuery,
    ask: impl Fn(&ClaimQuery) -> Result<Vec<R>>,
) -> Result<usize> {
    let rows = match topic {
        None => ask(asked)?,
        Some(topic) => {
            topic.with_subject(arguments.wide, |subject| ask(&ClaimQuery { topic: Some(subject), ..*asked }))?
        }
    };
    if let Some(topic) = topic {
        topic.explain(global, !rows.is_empty());
    }
    global.output().list(&rows, &arguments.listing, arguments.evidence)?;
    Ok(rows.len())
}
