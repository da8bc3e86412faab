//! The zone whose clocks an article means, by the place of its dateline.
//!
//! In: the text layer. Out: a zone, for a place that `lexicon/zones.tsv` names. The place of a story
//! in running text never decides.

use chrono_tz::Tz;

use crate::lexicon::time::{Class, WORDS};
use crate::model::{Parsed, SentenceKind};

/// Sentences at the top among which a dateline counts.
const OPENING_SENTENCES: usize = 4;

/// Returns the zone of the dateline's place: "KYIV, July 3 (Reuters) -" is in Europe/Kyiv.
pub fn of_dateline(parsed: &Parsed) -> Option<Tz> {
    let mut opening = parsed.sentences.iter().take(OPENING_SENTENCES);
    let dateline = opening.find(|sentence| sentence.kind == SentenceKind::Dateline)?;
    let words = parsed.tokens[dateline.tokens.clone()].iter().map(|token| token.lower.as_str());
    // "WASHINGTON (AP)", "PARIS, July 3": the place ends at the first mark.
    let mut place = words.take_while(|word| word.starts_with(char::is_alphabetic));
    let zone = place.find_map(|word| {
        let readings = WORDS.readings.get(word)?;
        readings.iter().find(|(class, _)| *class == Class::Place).map(|(_, zone)| *zone as usize)
    })?;
    WORDS.zones[zone].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Published};
    use crate::text;
    use crate::time::Anchor;

    #[track_caller]
    fn check(article: &str, expected: Option<Tz>) {
        assert_eq!(of_dateline(&text::parse(article)), expected, "{article}");
    }

    #[test]
    fn the_datelines_place_tells() {
        check("KYIV, July 3 (Reuters) - The bridge was closed at 9 p.m.", Some(chrono_tz::Europe::Kyiv));
        check("NEW YORK (AP) - The bridge was closed at 9 p.m.", Some(chrono_tz::America::New_York));
    }

    #[test]
    fn late_on_the_datelines_day_is_that_day() {
        let article = "WASHINGTON (AP) - The court ruled late on Thursday.";
        let parsed = text::parse(article);
        let day = |timezone, basis| {
            let published = Published::parse("2025-07-04T02:30:00Z", basis).unwrap();
            Anchor::infer(article, &parsed, &published, timezone).published.value().unwrap()
        };
        assert_eq!(day(None, Basis::Metadata), "2025-07-03");
        // What the user says stays.
        assert_eq!(day(None, Basis::Given), "2025-07-04");
        assert_eq!(day(Some(chrono_tz::Asia::Tokyo), Basis::Metadata), "2025-07-04");
    }

    #[test]
    fn a_place_in_the_text_does_not() {
        check("The bridge in Kyiv was closed at 9 p.m.", None);
        check("BELMORA, July 3 (Reuters) - The envoy left for Moscow.", None);
    }
}
