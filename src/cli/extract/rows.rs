//! The rows of an answer, as the contract of `timeline extract` names their fields.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::OffsetMap;
use crate::model::{
    Act, Annotated, Basis, Certainty, Claim, ClaimKind, EntityId, EntityKind, Event, EventStatus, Finding, Grain,
    Interval, Mention, MentionForm, Modifier, Polarity, Published, RuleId, Span, TimeBasis, TimeExpression, TimexType,
};

/// What was found in a document.
#[derive(Serialize)]
pub struct Answer<'a> {
    id: &'a Value,
    published: PublishedRow,
    time_expressions: Vec<TimeRow<'a>>,
    mentions: Vec<MentionRow<'a>>,
    claims: Vec<ClaimRow<'a>>,
    events: Vec<EventRow<'a>>,
}

/// Writes the answer to the document `id`.
pub fn answer<'a>(
    id: &'a Value,
    annotated: &'a Annotated,
    findings: &'a [Finding],
    offsets: &'a OffsetMap,
) -> Answer<'a> {
    let rows = Rows { annotated, offsets };
    let claims = findings.iter().filter_map(|finding| match finding {
        Finding::Claim(claim) => Some(rows.claim(claim)),
        Finding::Event(_) => None,
    });
    let events = findings.iter().filter_map(|finding| match finding {
        Finding::Event(event) => Some(rows.event(event)),
        Finding::Claim(_) => None,
    });
    Answer {
        id,
        published: published(&annotated.published),
        time_expressions: annotated.time_expressions.iter().map(|timex| rows.time_expression(timex)).collect(),
        mentions: annotated.mentions.iter().map(|mention| rows.mention(mention)).collect(),
        claims: claims.collect(),
        events: events.collect(),
    }
}

/// The day, month or year; the days between which it lies where it is none of these.
#[derive(Serialize)]
struct PublishedRow {
    value: Option<String>,
    basis: Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    begins_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_before: Option<NaiveDate>,
}

fn published(published: &Published) -> PublishedRow {
    let value = published.value();
    let interval = published.interval.filter(|_| value.is_none());
    PublishedRow {
        value,
        basis: published.basis,
        begins_on: interval.map(|interval| interval.begins_on),
        ends_before: interval.map(|interval| interval.ends_before),
    }
}

/// A span with its words.
#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct TimeRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(rename = "type")]
    kind: TimexType,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Modifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begins_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_before: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grain: Option<Grain>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "rfc_3339")]
    instant: Option<DateTime<FixedOffset>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    in_name: bool,
    basis: TimeBasis,
    rule: RuleId,
}

fn rfc_3339<S: Serializer>(instant: &Option<DateTime<FixedOffset>>, serializer: S) -> Result<S::Ok, S::Error> {
    instant.map(|instant| instant.to_rfc3339()).serialize(serializer)
}

/// What a mention is of, where it is a name; else its form.
#[derive(Serialize)]
#[serde(untagged)]
enum MentionKind {
    Name(EntityKind),
    Form(MentionForm),
}

#[derive(Serialize)]
struct MentionRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    kind: MentionKind,
    entity: Option<EntityId>,
}

#[derive(Serialize)]
struct ClaimRow<'a> {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    kind: ClaimKind,
    speaker: Option<&'a str>,
    cue_lemma: &'a str,
    act: Act,
    polarity: Polarity,
    certainty: Certainty,
    reported_in: Option<usize>,
    said_on: Option<Interval>,
    rule: RuleId,
}

#[derive(Serialize)]
struct EventRow<'a> {
    #[serde(flatten)]
    place_in_text: Place<'a>,
    predicate: &'a str,
    predicate_span: [usize; 2],
    begins_on: Option<NaiveDate>,
    ends_before: Option<NaiveDate>,
    grain: Option<Grain>,
    status: EventStatus,
    basis: TimeBasis,
    time: Option<[usize; 2]>,
    place: Option<&'a str>,
    participants: Vec<&'a str>,
    according_to: Option<usize>,
    rule: RuleId,
}

/// Turns findings into rows.
struct Rows<'a> {
    annotated: &'a Annotated<'a>,
    offsets: &'a OffsetMap,
}

impl<'a> Rows<'a> {
    fn span(&self, span: Span) -> [usize; 2] {
        [self.offsets.at(span.start), self.offsets.at(span.end)]
    }

    fn spans(&self, spans: &[Span]) -> Vec<[usize; 2]> {
        spans.iter().map(|span| self.span(*span)).collect()
    }

    fn place(&self, span: Span) -> Place<'a> {
        let [start, end] = self.span(span);
        Place { start, end, text: self.annotated.text(span) }
    }

    fn time_expression(&self, timex: &'a TimeExpression) -> TimeRow<'a> {
        TimeRow {
            place: self.place(timex.span),
            kind: timex.kind,
            value: &timex.value,
            modifier: timex.modifier,
            quant: timex.quant.as_deref(),
            freq: timex.freq.as_deref(),
            begins_on: timex.interval.map(|interval| interval.begins_on),
            ends_before: timex.interval.map(|interval| interval.ends_before),
            grain: timex.grain,
            instant: timex.instant,
            range: timex.range,
            in_name: timex.in_name,
            basis: timex.basis,
            rule: timex.rule,
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRow<'a> {
        let kind = match mention.form {
            MentionForm::Name => MentionKind::Name(mention.kind),
            form => MentionKind::Form(form),
        };
        MentionRow { place: self.place(mention.span), kind, entity: mention.entity }
    }

    fn claim(&self, claim: &'a Claim) -> ClaimRow<'a> {
        ClaimRow {
            source: self.spans(&claim.source),
            cue: self.spans(&claim.cue),
            content: self.spans(&claim.content),
            kind: claim.kind,
            speaker: claim.speaker.map(|id| &*self.annotated.entity(id).name),
            cue_lemma: &claim.cue_lemma,
            act: claim.act,
            polarity: claim.polarity,
            certainty: claim.certainty,
            reported_in: claim.reported_in,
            said_on: claim.said_on,
            rule: claim.evidence.rule,
        }
    }

    fn event(&self, event: &'a Event) -> EventRow<'a> {
        EventRow {
            place_in_text: self.place(event.span),
            predicate: &event.predicate_lemma,
            predicate_span: self.span(event.predicate),
            begins_on: event.interval.map(|interval| interval.begins_on),
            ends_before: event.interval.map(|interval| interval.ends_before),
            grain: event.grain,
            status: event.status,
            basis: event.basis,
            time: event.time.map(|time| self.span(self.annotated.time_expressions[time].span)),
            place: event.place.map(|place| self.annotated.text(place)),
            participants: event.participants.iter().map(|id| &*self.annotated.entity(*id).name).collect(),
            according_to: event.according_to,
            rule: event.evidence.rule,
        }
    }
}
