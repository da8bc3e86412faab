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
use serde::Serialize;

use crate::error::{Error, Result};
use crate::extract::{self, claims};
use crate::input;
use crate::model::{Act, Basis, Document, Interval, Published, Span, TimeBasis, TimeExpression};
use crate::time::{self, Anchor, Explained, Missing};

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
    Published::parse(text, Basis::Given).ok_or_else(|| {
        Error::Usage(format!(
            "--published is \"{text}\"; give YYYY-MM-DD, YYYY-MM, YYYY or an instant, in the years 0001 to 9999"
        ))
    })
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
    let anchor = Anchor::infer(document, &parsed);
    let found = time::explain(&document.text, &parsed, &anchor);
    let name = document.path.as_deref().unwrap_or("the text");
    let published =
        words(&anchor.published).map_or("publication date unknown".to_owned(), |on| format!("published {on}"));
    let count =
        if found.len() == 1 { "1 time expression".to_owned() } else { format!("{} time expressions", found.len()) };
    writeln!(out, "{name}, {published}: {count}")?;
    for reason in &anchor.published.reasons {
        writeln!(out, "  published: {reason}")?;
    }
    let on = match anchor.told_on {
        Some(day) => format!("the day of the dateline, {day}"),
        None => format!("the publication date, {}", words(&anchor.published).unwrap_or_default()),
    };
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
    counted_from: &str,
    all: &[Explained],
    one: &Explained,
    out: &mut impl Write,
) -> io::Result<()> {
    let TimeExpression { span, value, interval, instant, grain, range, .. } = &one.expression;
    writeln!(out, "\n\"{}\" (bytes {}-{})", span.of(&document.text), span.start, span.end)?;
    writeln!(out, "  value     {value}  ({})", attributes(&one.expression))?;
    if let Some(interval) = interval {
        let grain = grain.map_or_else(String::new, |grain| format!("  ({})", name(grain)));
        writeln!(out, "  days      {}{grain}", days(*interval))?;
    }
    if let Some(instant) = instant {
        writeln!(out, "  instant   {}", instant.to_rfc3339())?;
    }
    if let Some((first, last)) = range {
        let end = |index: &usize| format!("\"{}\"", all[*index].expression.span.of(&document.text));
        writeln!(out, "  range     from {} to {}", end(first), end(last))?;
    }
    writeln!(out, "  anchor    {}", anchor(document, counted_from, all, one))?;
    if let Some(lean) = one.lean {
        let (way, lean) = if lean > 0.0 { ("the future", lean) } else { ("the past", -lean) };
        writeln!(out, "  clause    leans to {way} {}", odds(lean))?;
    }
    if one.expression.in_name {
        writeln!(out, "  note      stands within a name and dates nothing")?;
    }
    writeln!(out, "  rules     {}", one.rules.join(" > "))
}

/// TIMEX3's type, `mod`, `quant` and `freq`.
fn attributes(expression: &TimeExpression) -> String {
    let kind = format!("{:?}", expression.kind).to_uppercase();
    let modifier = expression.modifier.map(|modifier| format!("mod {}", name(modifier)));
    let quant = expression.quant.as_ref().map(|quant| format!("quant {quant}"));
    let freq = expression.freq.as_ref().map(|freq| format!("freq {freq}"));
    [Some(kind), modifier, quant, freq].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A value of the model by the name that the output in JSON gives it.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| Some(value.as_str()?.replace('_', " "))).unwrap_or_default()
}

fn days(interval: Interval) -> String {
    if let Some(day) = interval.single_day() {
        return day.format("%A %Y-%m-%d").to_string();
    }
    format!("{} to {}", interval.begins_on, interval.ends_before.pred_opt().unwrap_or(interval.begins_on))
}

fn anchor(document: &Document, counted_from: &str, all: &[Explained], one: &Explained) -> String {
    match (one.expression.basis, one.missing) {
        (TimeBasis::Explicit, _) => "none: the words say it".to_owned(),
        (TimeBasis::Published, _) => counted_from.to_owned(),
        (TimeBasis::Expression(index), _) => {
            let other = &all[index].expression;
            format!("\"{}\", {}", other.span.of(&document.text), other.value)
        }
        (TimeBasis::Inferred, _) => "the text around it".to_owned(),
        (_, Some(Missing::Anchor)) => "none that is certain; --published gives one".to_owned(),
        (_, Some(Missing::Day)) => "out of range: the calendar of the years 1 to 9999 has no such day".to_owned(),
        (TimeBasis::Unresolved, None) => "none: no calendar time is meant".to_owned(),
    }
}
