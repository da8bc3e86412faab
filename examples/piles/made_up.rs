//! Made-up documents, as many as are wanted, without analysing each.
//!
//! A few hundred sentences are analysed once. A document is ten of them, drawn by its number, with
//! the names of its story in place of the sentence's own, which have the same length; so every span
//! still yields its words. Twenty documents make a story: they share three speakers and a town.
//! Stories follow one another through 3,000 days, and 200 outlets take turns.

use chrono::Days;
use timeline::extract;
use timeline::model::{Basis, Document, EntityId, Interval, Published, Span, TimeBasis, TimeExpression, TokenRange};
use timeline::store::Record;

/// Documents of one story.
pub const STORY: usize = 20;
/// Sentences of one document.
const SENTENCES: usize = 10;
/// What stands in the sentences for the letters that tell stories apart.
const CODE: &str = "quvex";
/// Days that the stories go through.
const DAYS: u64 = 3_000;

const PATTERNS: &[&str] = &[
    "Mira Aquvex said on Monday that the {noun} in Hquvex would {verb} before the {season}.",
    "\"We will {verb} the {noun} by the {season},\" said Oleg Bquvex.",
    "The {noun} of Hquvex was closed on Tuesday after the {season} {verb} order, Tarik Cquvex said.",
    "According to Mira Aquvex, nobody in Hquvex had asked to {verb} the {noun}.",
    "Oleg Bquvex denied that the {season} plan to {verb} the {noun} had been dropped.",
    "Officials in Hquvex met on 5 May 2025 and agreed to {verb} the {noun} in the {season}.",
    "The {noun} will reopen next week, Tarik Cquvex told reporters in Hquvex, if they {verb} it.",
    "Two {season} storms damaged the {noun} near Hquvex last month, and crews began to {verb} it.",
];
const NOUNS: &[&str] = &["bridge", "harbour", "railway", "dam", "market", "school", "hospital", "archive"];
const VERBS: &[&str] = &["repair", "widen", "inspect", "sell", "fund", "guard", "replace", "move"];
const SEASONS: &[&str] = &["spring", "summer", "autumn", "winter"];

/// Makes documents.
pub struct MadeUp {
    sentences: Vec<Record>,
}

impl MadeUp {
    /// Analyses the sentences.
    pub fn new() -> Self {
        let mut sentences = Vec::new();
        for pattern in PATTERNS {
            for (at, noun) in NOUNS.iter().enumerate() {
                for (bt, verb) in VERBS.iter().enumerate() {
                    let season = SEASONS[(at + bt) % SEASONS.len()];
                    let text = pattern.replace("{noun}", noun).replace("{verb}", verb).replace("{season}", season);
                    sentences.push(analyse(&format!("{text}\n")));
                }
            }
        }
        Self { sentences }
    }

    /// Makes the document of that number, always the same.
    pub fn document(&self, number: usize) -> Record {
        let story = number / STORY;
        let mut whole = Record { document: document(number), ..Record::default() };
        for sentence in 0..SENTENCES {
            let drawn = mix((number * SENTENCES + sentence) as u64) as usize % self.sentences.len();
            append(&mut whole, &self.sentences[drawn]);
        }
        let code = code(story);
        let rename = |text: &mut String| *text = text.replace(CODE, &code);
        rename(&mut whole.document.text);
        for entity in &mut whole.entities {
            rename(&mut entity.name);
            entity.aliases.iter_mut().for_each(rename);
        }
        let later = Days::new(story as u64 % DAYS);
        let shift = |interval: &mut Interval| {
            interval.begins_on = interval.begins_on + later;
            interval.ends_before = interval.ends_before + later;
        };
        whole.document.published.interval.iter_mut().for_each(shift);
        whole.time_expressions.iter_mut().filter_map(|it| it.interval.as_mut()).for_each(shift);
        whole.events.iter_mut().filter_map(|it| it.interval.as_mut()).for_each(shift);
        whole.claims.iter_mut().filter_map(|it| it.said_on.as_mut()).for_each(shift);
        whole.published = whole.document.published.clone();
        whole
    }
}

/// The town and a speaker of a story.
pub fn names(story: usize) -> [String; 2] {
    [format!("H{}", code(story)), format!("Mira A{}", code(story))]
}

/// Five letters that no other story below 11 million has, in no order a B-tree could profit from.
fn code(story: usize) -> String {
    let mut rest = story * 7_654_321 % 26_usize.pow(5);
    let letter = |_| {
        let letter = (b'a' + (rest % 26) as u8) as char;
        rest /= 26;
        letter
    };
    (0..CODE.len()).map(letter).collect()
}

fn published() -> Published {
    Published::parse("2025-05-07", Basis::Metadata).expect("a date")
}

fn document(number: usize) -> Document {
    Document {
        outlet: Some(format!("Outlet {}", number % 200)),
        path: Some(format!("pile.jsonl#d{number}")),
        published: published(),
        language: Some("en".to_owned()),
        ..Document::default()
    }
}

fn analyse(text: &str) -> Record {
    let document = Document { text: text.to_owned(), published: published(), ..Document::default() };
    let annotated = extract::annotate(&document);
    let findings = extract::findings(&annotated);
    let record = Record::of(annotated, findings);
    Record { document, ..record }
}

/// Appends a sentence with its findings: spans move by bytes, references by what was there before.
fn append(whole: &mut Record, sentence: &Record) {
    let bytes = whole.document.text.len();
    let (times, entities, claims) = (whole.time_expressions.len(), whole.entities.len(), whole.claims.len());
    let span = |it: Span| Span::new(it.start + bytes, it.end + bytes);
    let spans = |all: &[Span]| all.iter().map(|it| span(*it)).collect::<Vec<_>>();
    let entity = |it: EntityId| EntityId(it.0 + entities);
    let tokens = |it: &TokenRange| it.clone();
    whole.document.text.push_str(&sentence.document.text);
    whole.time_expressions.extend(sentence.time_expressions.iter().map(|it| TimeExpression {
        span: span(it.span),
        tokens: tokens(&it.tokens),
        basis: match it.basis {
            TimeBasis::Expression(other) => TimeBasis::Expression(other + times),
            basis => basis,
        },
        range: it.range.map(|(first, last)| (first + times, last + times)),
        ..it.clone()
    }));
    whole.entities.extend(sentence.entities.iter().cloned());
    for mention in &sentence.mentions {
        let mut mention = mention.clone();
        (mention.span, mention.entity) = (span(mention.span), mention.entity.map(entity));
        whole.mentions.push(mention);
    }
    for claim in &sentence.claims {
        let mut claim = claim.clone();
        (claim.source, claim.cue, claim.content) = (spans(&claim.source), spans(&claim.cue), spans(&claim.content));
        claim.speaker = claim.speaker.map(entity);
        claim.reported_in = claim.reported_in.map(|it| it + claims);
        claim.said_at = claim.said_at.map(|it| it + times);
        (claim.addressee, claim.place, claim.medium) =
            (claim.addressee.map(span), claim.place.map(span), claim.medium.map(span));
        claim.evidence.span = span(claim.evidence.span);
        whole.claims.push(claim);
    }
    for event in &sentence.events {
        let mut event = event.clone();
        (event.span, event.predicate, event.place) = (span(event.span), span(event.predicate), event.place.map(span));
        event.participants = event.participants.into_iter().map(entity).collect();
        event.time = event.time.map(|it| it + times);
        event.according_to = event.according_to.map(|it| it + claims);
        event.evidence.span = span(event.evidence.span);
        whole.events.push(event);
    }
}

/// The finaliser of SplitMix64: numbers without order, the same every time.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
