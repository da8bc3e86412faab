//! Rows of one document's layers and findings.

use rusqlite::{Connection, Result, params};

use crate::model::{Claim, Event, Mention, Span, TimeBasis, TimeExpression};

use super::document::{days, ends, name};
use super::fold::name_key;
use super::record::Record;
use super::speakers::Linker;

/// Between the pieces of a source, cue or content.
pub const PIECES: &str = " … ";

/// Writes everything that was found in a document whose row is there.
pub(super) fn insert(db: &Connection, document: i64, record: &Record) -> Result<()> {
    let mut linker = Linker::new(db, document, &record.entities);
    insert_entities(db, document, record, &mut linker)?;
    insert_mentions(db, document, &record.mentions)?;
    insert_time_expressions(db, document, &record.time_expressions)?;
    for (position, claim) in record.claims.iter().enumerate() {
        insert_claim(db, document, position, claim, record, &mut linker)?;
    }
    for (position, event) in record.events.iter().enumerate() {
        insert_event(db, document, position, event, record, &mut linker)?;
    }
    Ok(())
}

fn insert_entities(db: &Connection, document: i64, record: &Record, linker: &mut Linker) -> Result<()> {
    let mut acts = vec![false; record.entities.len()];
    let speakers = record.claims.iter().filter_map(|claim| claim.speaker);
    let participants = record.events.iter().flat_map(|event| event.participants.iter().copied());
    speakers.chain(participants).for_each(|entity| acts[entity.0] = true);
    let mut statement = db.prepare_cached(
        "INSERT INTO entity (document_id, position, name, kind, named, gender, roles, aliases, speaker_id) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, entity) in record.entities.iter().enumerate() {
        statement.execute(params![
            document,
            position as i64,
            entity.name,
            name(&entity.kind),
            entity.named,
            entity.gender.map(|gender| name(&gender)),
            list(&entity.roles),
            list(&entity.aliases),
            acts[position].then(|| linker.speaker(position)).transpose()?,
        ])?;
    }
    Ok(())
}

fn list(words: &[String]) -> String {
    serde_json::to_string(words).unwrap_or_else(|_| "[]".to_owned())
}

fn insert_mentions(db: &Connection, document: i64, mentions: &[Mention]) -> Result<()> {
    let mut statement = db.prepare_cached(
        "INSERT INTO mention (document_id, position, span_start, span_end, form, kind, entity) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, mention) in mentions.iter().enumerate() {
        statement.execute(params![
            document,
            position as i64,
            mention.span.start as i64,
            mention.span.end as i64,
            name(&mention.form),
            name(&mention.kind),
            mention.entity.map(|entity| entity.0 as i64),
        ])?;
    }
    Ok(())
}

fn insert_time_expressions(db: &Connection, document: i64, expressions: &[TimeExpression]) -> Result<()> {
    let mut statement = db.prepare_cached(
        "INSERT INTO time_expression (document_id, position, span_start, span_end, type, value, modifier, quant, \
         freq, begins_on, ends_before, instant, grain, basis, relative_to, range_first, range_last, in_name, rule) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
    )?;
    for (position, expression) in expressions.iter().enumerate() {
        let (begins_on, ends_before) = days(expression.interval);
        let relative_to = match expression.basis {
            TimeBasis::Expression(other) => Some(other as i64),
            _ => None,
        };
        statement.execute(params![
            document,
            position as i64,
            expression.span.start as i64,
            expression.span.end as i64,
            name(&expression.kind),
            expression.value,
            expression.modifier.map(|modifier| name(&modifier)),
            expression.quant,
            expression.freq,
            begins_on,
            ends_before,
            expression.instant.map(|instant| instant.to_rfc3339()),
            expression.grain.map(|grain| name(&grain)),
            name(&expression.basis),
            relative_to,
            expression.range.map(|(first, _)| first as i64),
            expression.range.map(|(_, last)| last as i64),
            expression.in_name,
            expression.rule,
        ])?;
    }
    Ok(())
}

fn insert_claim(
    db: &Connection,
    document: i64,
    position: usize,
    claim: &Claim,
    record: &Record,
    linker: &mut Linker,
) -> Result<()> {
    let text = &record.document.text;
    let (source, content) = (words(text, &claim.source), words(text, &claim.content));
    let (said_on, said_before) = days(claim.said_on);
    let (dated_on, dated_before) = match said_on {
        Some(_) => (said_on.clone(), said_before.clone()),
        None => days(record.published.interval),
    };
    let (addressee_start, addressee_end) = ends(claim.addressee);
    let (place_start, place_end) = ends(claim.place);
    let (medium_start, medium_end) = ends(claim.medium);
    let mut statement = db.prepare_cached(
        "INSERT INTO claim (document_id, position, kind, source, cue, cue_lemma, content, speaker_entity, speaker_id, \
         reported_in, polarity, certainty, addressee_start, addressee_end, place_start, place_end, medium_start, \
         medium_end, said_at, said_on, said_before, dated_on, dated_before, evidence_start, evidence_end, rule, act) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, \
         ?23, ?24, ?25, ?26, ?27)",
    )?;
    let id = statement.insert(params![
        document,
        position as i64,
        name(&claim.kind),
        source,
        words(text, &claim.cue),
        claim.cue_lemma,
        content,
        claim.speaker.map(|entity| entity.0 as i64),
        claim.speaker.map(|entity| linker.speaker(entity.0)).transpose()?,
        claim.reported_in.map(|outer| outer as i64),
        name(&claim.polarity),
        name(&claim.certainty),
        addressee_start,
        addressee_end,
        place_start,
        place_end,
        medium_start,
        medium_end,
        claim.said_at.map(|expression| expression as i64),
        said_on,
        said_before,
        dated_on,
        dated_before,
        claim.evidence.span.start as i64,
        claim.evidence.span.end as i64,
        claim.evidence.rule,
        name(&claim.act),
    ])?;
    db.prepare_cached("INSERT INTO claim_search (rowid, source, content) VALUES (?1, ?2, ?3)")?
        .execute(params![id, source, content])?;
    for (part, spans) in [("source", &claim.source), ("cue", &claim.cue), ("content", &claim.content)] {
        for (position, span) in spans.iter().enumerate() {
            db.prepare_cached(
                "INSERT INTO claim_span (claim_id, part, position, span_start, span_end) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, part, position as i64, span.start as i64, span.end as i64])?;
        }
    }
    Ok(())
}

fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(PIECES)
}

fn insert_event(
    db: &Connection,
    document: i64,
    position: usize,
    event: &Event,
    record: &Record,
    linker: &mut Linker,
) -> Result<()> {
    let text = &record.document.text;
    let (begins_on, ends_before) = days(event.interval);
    let (place_start, place_end) = ends(event.place);
    let place = event.place.map(|span| span.of(text));
    let mut statement = db.prepare_cached(
        "INSERT INTO event (document_id, position, span_start, span_end, text, predicate_start, predicate_end, \
         predicate_lemma, place_start, place_end, place, place_key, time, begins_on, ends_before, grain, modifier, \
         basis, status, according_to, evidence_start, evidence_end, rule) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
    )?;
    let id = statement.insert(params![
        document,
        position as i64,
        event.span.start as i64,
        event.span.end as i64,
        event.span.of(text),
        event.predicate.start as i64,
        event.predicate.end as i64,
        event.predicate_lemma,
        place_start,
        place_end,
        place,
        place.map(name_key),
        event.time.map(|expression| expression as i64),
        begins_on,
        ends_before,
        event.grain.map(|grain| name(&grain)),
        event.modifier.map(|modifier| name(&modifier)),
        name(&event.basis),
        name(&event.status),
        event.according_to.map(|claim| claim as i64),
        event.evidence.span.start as i64,
        event.evidence.span.end as i64,
        event.evidence.rule,
    ])?;
    db.prepare_cached("INSERT INTO event_search (rowid, text, place) VALUES (?1, ?2, ?3)")?.execute(params![
        id,
        event.span.of(text),
        place
    ])?;
    for (position, entity) in event.participants.iter().enumerate() {
        db.prepare_cached(
            "INSERT INTO event_participant (event_id, position, name, speaker_id) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![id, position as i64, record.entities[entity.0].name, linker.speaker(entity.0)?])?;
    }
    Ok(())
}
