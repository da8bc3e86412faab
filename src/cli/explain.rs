//! `timeline explain`: the time expressions and claims of a text or file, and how each was
//! understood.
//!
//! In: words or the name of a file, and the publication date. Out: for each expression its value,
//! the days it denotes, what it was counted from and the rules that made it; for each word that
//! may report what was taken for source and content, and what decided. Stores nothing.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use chrono_tz::Tz;

use crate::error::{Error, Result};
use crate::extract::{self, claims};
use crate::input;
use crate::model::{Act, Basis, Document, Interval, Published, Span, TimeBasis, TimeExpression};
use crate::time::{self, Anchor, Explained};

/// The options of `timeline explain`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A phrase such as "the second Tuesday of next month", or a file
    what: String,
    /// The publication date: YYYY-MM-DD, YYYY-MM, YYYY or an RFC 3339 instant
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// The zone whose civil days are meant: "Europe/Kyiv"
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let options = input::Options {
        published: arguments.published.as_deref().map(published).transpose()?,
        timezone: arguments.timezone.as_deref().map(timezone).transpose()?,
        ..input::Options::default()
    };
    let documents = documents(&arguments.what, &options)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = documents.iter().try_for_each(|document| explain(document, &mut out));
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(source) => Err(Error::Io { path: "standard output".into(), action: "writing", source }),
        Ok(()) => Ok(ExitCode::SUCCESS),
    }
}

fn published(text: &str) -> Result<Published> {
    Published::parse(text, Basis::Given)
        .ok_or_else(|| Error::Usage(format!("--published is \"{text}\"; give YYYY-MM-DD, YYYY-MM, YYYY or an instant")))
}

fn timezone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| Error::Usage(format!("--timezone is \"{name}\"; give a name such as \"Europe/Kyiv\"")))
}

/// The file of this name, else the words themselves.
fn documents(what: &str, options: &input::Options) -> Result<Vec<Document>> {
    if Path::new(what).is_file() {
        return Ok(input::read_file(Path::new(what), options)?.documents);
    }
    let published = options.published.clone().unwrap_or_default();
    Ok(vec![Document { text: what.to_owned(), published, timezone: options.timezone, ..Document::default() }])
}

fn explain(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let parsed = crate::text::parse(&document.text);
    let anchor = Anchor::infer(&document.text, &parsed, &document.published, document.timezone);
    let found = time::explain(&document.text, &parsed, &anchor);
    let name = document.path.as_deref().unwrap_or("the text");
    let published =
        words(&anchor.published).map_or("publication date unknown".to_owned(), |on| format!("published {on}"));
    writeln!(out, "{name}, {published}: {} time expressions", found.len())?;
    for reason in &anchor.published.reasons {
        writeln!(out, "  published: {reason}")?;
    }
    let on = words(&anchor.published).unwrap_or_default();
    found.iter().try_for_each(|one| describe(document, &on, &found, one, out))?;
    explain_claims(document, out)
}

/// Lists the words that may report, those that were not taken for claims included.
fn explain_claims(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let annotated = extract::annotate(document);
    let words = claims::explain(&annotated);
    if words.is_empty() {
        return Ok(());
    }
    let kept = words.iter().filter(|word| word.kept && word.act.is_claim()).count();
    writeln!(out, "\n{kept} claims among {} words that may report", words.len())?;
    words.iter().try_for_each(|word| describe_claim(document, word, out))
}

/// What kind of attribution it is, and why it is or is not listed as a claim.
fn attributed(act: Act) -> &'static str {
    match act {
        Act::Says => "a claim: the source says, asks, orders, promises or judges",
        Act::Thinks => "a claim: the source holds it true",
        Act::Shows => "a claim: the source gives it as evidence",
        Act::Wants => "no claim but a wish, a plan or an agreement to do something; listed by claims --all",
        Act::Other => "no claim: attributed, yet nothing is put forward; listed by claims --all",
    }
}

fn describe_claim(document: &Document, word: &claims::Explained, out: &mut impl Write) -> io::Result<()> {
    let text = |span: &Span| span.of(&document.text).replace('\n', " ");
    writeln!(out, "\n\"{}\" (bytes {}-{})", text(&word.cue), word.cue.start, word.cue.end)?;
    let verdict = match (word.kept, word.score > word.threshold) {
        (true, _) => attributed(word.act),
        (false, true) => "not a claim: it stands within one, and is no sure report of its own",
        (false, false) => "not a claim",
    };
    writeln!(out, "  verdict   {verdict}  (score {:.1}, threshold {:.1})", word.score, word.threshold)?;
    writeln!(out, "  cue       reports by itself {}", odds(word.cue_score))?;
    match &word.source {
        Some(source) => writeln!(out, "  source    \"{}\"", text(source))?,
        None => writeln!(out, "  source    none found")?,
    }
    let content: Vec<String> = word.content.iter().map(|span| format!("\"{}\"", text(span))).collect();
    writeln!(out, "  content   {}", if content.is_empty() { "none found".to_owned() } else { content.join(" … ") })?;
    writeln!(out, "  spans     these rather than the next best {}", odds(word.lead))
}

/// Log odds as chances.
fn odds(score: f32) -> String {
    format!("in {:.0} of 100 cases", 100.0 / (1.0 + (-score).exp()))
}

/// A publication date as a day, month or year, or as the days between which it lies.
fn words(published: &Published) -> Option<String> {
    let between = |interval: Interval| {
        let last = interval.ends_before.pred_opt().unwrap_or(interval.begins_on);
        format!("between {} and {last}", interval.begins_on)
    };
    published.value().or_else(|| published.interval.map(between))
}

fn describe(
    document: &Document,
    published: &str,
    all: &[Explained],
    one: &Explained,
    out: &mut impl Write,
) -> io::Result<()> {
    let TimeExpression { span, value, kind, interval, instant, modifier, grain, .. } = &one.expression;
    writeln!(out, "\n\"{}\" (bytes {}-{})", span.of(&document.text), span.start, span.end)?;
    let kind = format!("{kind:?}").to_uppercase();
    let modifier = modifier.map_or_else(String::new, |modifier| format!(", {modifier:?}"));
    writeln!(out, "  value     {value}  ({kind}{modifier})")?;
    if let Some(interval) = interval {
        let grain = grain.map_or_else(String::new, |grain| format!("  ({grain:?})").to_lowercase());
        let last = interval.ends_before.pred_opt().unwrap_or(interval.begins_on);
        writeln!(out, "  days      {} to {last}{grain}", interval.begins_on)?;
    }
    if let Some(instant) = instant {
        writeln!(out, "  instant   {}", instant.to_rfc3339())?;
    }
    writeln!(out, "  anchor    {}", anchor(document, published, all, &one.expression))?;
    if one.expression.in_name {
        writeln!(out, "  note      stands within a name and dates nothing")?;
    }
    writeln!(out, "  rules     {}", one.rules.join(" > "))
}

fn anchor(document: &Document, published: &str, all: &[Explained], expression: &TimeExpression) -> String {
    match expression.basis {
        TimeBasis::Explicit => "none: the words say it".to_owned(),
        TimeBasis::Published => format!("the publication date, {published}"),
        TimeBasis::Expression(index) => {
            let other = &all[index].expression;
            format!("\"{}\", {}", other.span.of(&document.text), other.value)
        }
        TimeBasis::Inferred => "the text around it".to_owned(),
        TimeBasis::Unresolved => "none that is certain".to_owned(),
    }
}
