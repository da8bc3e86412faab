//! Events to the claims that tell them.
//!
//! In: the findings of all extractors. Out: the same, each event with the innermost claim whose
//! content holds its predicate, and denied where that is denied. A wish or a plan is nobody's
//! word for what happened.

use crate::model::{Claim, EventStatus, Finding, Polarity, Span};

/// Fills in what each event is told according to.
pub fn link(findings: &mut [Finding]) {
    let claims = findings.iter().filter_map(Finding::as_claim).enumerate();
    let mut contents: Vec<(Span, usize)> =
        claims.flat_map(|(index, claim)| claim.content.iter().map(move |span| (*span, index))).collect();
    let told = |claim: &Claim| {
        let cue = claim.cue.first().copied();
        Told { denies: claim.polarity == Polarity::Denies, proper: claim.act.is_claim(), cue }
    };
    let told: Vec<Told> = findings.iter().filter_map(Finding::as_claim).map(told).collect();
    contents.sort();
    let mut events: Vec<_> = findings.iter_mut().filter_map(Finding::as_event_mut).collect();
    events.sort_by_key(|event| event.predicate);
    let mut contents = contents.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    for event in events {
        while let Some(content) = contents.next_if(|(span, _)| span.start <= event.predicate.start) {
            open.push(content);
        }
        open.retain(|(span, _)| span.end >= event.predicate.end);
        let innermost = |claims: &mut dyn Iterator<Item = &(Span, usize)>| {
            claims.min_by_key(|(span, claim)| (span.len(), *claim)).map(|(_, claim)| *claim)
        };
        let tells = |(content, claim): &&(Span, usize)| {
            told[*claim].proper && !tells_saying(event.span, *content, told[*claim].cue)
        };
        event.according_to = innermost(&mut open.iter().filter(tells));
        // A wish may stand between the event and the claim that denies both.
        let mut around = innermost(&mut open.iter()).into_iter().chain(event.according_to);
        if around.any(|claim| told[claim].denies) && event.status == EventStatus::Asserted {
            event.status = EventStatus::Denied;
        }
    }
}

/// What a claim says of the events in its content.
struct Told {
    denies: bool,
    /// It is a claim proper, no wish or plan.
    proper: bool,
    cue: Option<Span>,
}

/// An event whose words tell the saying too ("Smith pushed for talks in a Monday call") is told by the
/// article, not according to Smith; the cue then stands in it before the content.
fn tells_saying(event: Span, content: Span, cue: Option<Span>) -> bool {
    cue.is_some_and(|cue| event.contains(cue) && cue.start < content.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, Certainty, ClaimKind, Event, Evidence, TimeBasis};

    const EVIDENCE: Evidence = Evidence { span: Span { start: 0, end: 0 }, extractor: "test", rule: "test" };

    fn claim(content: &[(usize, usize)], polarity: Polarity) -> Finding {
        Finding::Claim(Claim {
            source: Vec::new(),
            cue: Vec::new(),
            content: content.iter().map(|(start, end)| Span::new(*start, *end)).collect(),
            kind: ClaimKind::Indirect,
            speaker: None,
            cue_lemma: "say".to_owned(),
            act: Act::Says,
            reported_in: None,
            polarity,
            certainty: Certainty::Plain,
            addressee: None,
            place: None,
            medium: None,
            said_at: None,
            said_on: None,
            evidence: EVIDENCE,
        })
    }

    fn event(start: usize, end: usize) -> Finding {
        Finding::Event(Event {
            span: Span::new(start, end),
            predicate: Span::new(start, end),
            predicate_lemma: "fall".to_owned(),
            participants: Vec::new(),
            place: None,
            time: None,
            interval: None,
            grain: None,
            modifier: None,
            basis: TimeBasis::Unresolved,
            status: EventStatus::Asserted,
            according_to: None,
            evidence: EVIDENCE,
        })
    }

    #[track_caller]
    fn check(mut findings: Vec<Finding>, expected: &[(Option<usize>, EventStatus)]) {
        link(&mut findings);
        let linked: Vec<_> = findings.iter_mut().filter_map(Finding::as_event_mut).collect();
        let linked: Vec<_> = linked.iter().map(|event| (event.according_to, event.status)).collect();
        assert_eq!(linked, expected);
    }

    #[test]
    fn links_an_event_to_the_innermost_claim_around_it() {
        let claims = vec![claim(&[(0, 100)], Polarity::Affirms), claim(&[(40, 60), (70, 80)], Polarity::Affirms)];
        let events = vec![event(10, 14), event(45, 50), event(62, 66), event(72, 75), event(120, 124)];
        let asserted = EventStatus::Asserted;
        let expected = [Some(0), Some(1), Some(0), Some(1), None].map(|claim| (claim, asserted));
        check([claims, events].concat(), &expected);
    }

    #[test]
    fn an_event_that_tells_the_saying_is_the_articles() {
        let said = |cue: (usize, usize)| match claim(&[(20, 60)], Polarity::Affirms) {
            Finding::Claim(claim) => Finding::Claim(Claim { cue: vec![Span::new(cue.0, cue.1)], ..claim }),
            other => other,
        };
        let told = |start, predicate: usize| match event(predicate, predicate + 4) {
            Finding::Event(event) => Finding::Event(Event { span: Span::new(start, 60), ..event }),
            other => other,
        };
        let asserted = EventStatus::Asserted;
        check(vec![said((10, 15)), told(0, 40), told(20, 50)], &[(None, asserted), (Some(0), asserted)]);
        // "…, according to Smith": the content comes first.
        check(vec![said((62, 68)), told(20, 50)], &[(Some(0), asserted)]);
    }

    #[test]
    fn a_wish_tells_of_no_event() {
        let mut wish = claim(&[(0, 50)], Polarity::Affirms);
        if let Finding::Claim(claim) = &mut wish {
            claim.act = Act::Wants;
        }
        check(vec![wish, event(10, 14)], &[(None, EventStatus::Asserted)]);
    }

    #[test]
    fn what_a_claim_denies_is_denied() {
        let findings = vec![claim(&[(0, 50)], Polarity::Denies), event(10, 14), event(60, 64)];
        check(findings, &[(Some(0), EventStatus::Denied), (None, EventStatus::Asserted)]);
    }

    #[test]
    fn what_is_wished_for_within_a_denial_is_denied() {
        let mut wish = claim(&[(20, 50)], Polarity::Affirms);
        if let Finding::Claim(claim) = &mut wish {
            claim.act = Act::Wants;
        }
        let findings = vec![claim(&[(0, 50)], Polarity::Denies), wish, event(30, 34)];
        check(findings, &[(Some(0), EventStatus::Denied)]);
    }
}
