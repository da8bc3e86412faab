//! The zone whose clocks an article means, by the place of its dateline or by its outlet.
//!
//! In: the text layer, the outlet's name. Out: a zone, for a place or an outlet that `lexicon/zones.tsv`
//! names. The place of a story in running text never decides; agencies that write from everywhere
//! have no zone.

use chrono::{NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::lexicon::time::{Class, WORDS};
use crate::model::{Parsed, Sentence, SentenceKind};

/// Sentences at the top among which a dateline counts.
const OPENING_SENTENCES: usize = 4;
/// Hours that a desk must be ahead for its day to differ often.
const FAR: i32 = 4;

/// Returns the dateline of an article.
pub fn dateline(parsed: &Parsed) -> Option<&Sentence> {
    parsed.sentences.iter().take(OPENING_SENTENCES).find(|sentence| sentence.kind == SentenceKind::Dateline)
}

/// Returns the zone of the dateline's place: "KYIV, July 3 (Reuters) -" is in Europe/Kyiv.
pub fn of_dateline(parsed: &Parsed) -> Option<Tz> {
    let dateline = dateline(parsed)?;
    let words = parsed.tokens[dateline.tokens.clone()].iter().map(|token| token.lower.as_str());
    // "WASHINGTON (AP)", "PARIS, July 3": the place ends at the first mark.
    let mut place = words.take_while(|word| word.starts_with(char::is_alphabetic));
    let zone = place.find_map(|word| {
        let readings = WORDS.readings.get(word)?;
        readings.iter().find(|(class, _)| *class == Class::Place).map(|(_, zone)| *zone as usize)
    })?;
    WORDS.zones[zone].parse().ok()
}

/// Tells whether the agency that a dateline names may have published on the day after: its desk is
/// hours to the east of the dateline's place ("WASHINGTON, July 3 (Xinhua)").
pub fn may_be_tomorrow(parsed: &Parsed, day: NaiveDate) -> bool {
    let tokens = dateline(parsed).map_or(&[][..], |dateline| &parsed.tokens[dateline.tokens.clone()]);
    let agency = tokens.iter().skip_while(|token| token.lower != "(").skip(1).take_while(|token| token.lower != ")");
    let agency: Vec<&str> = agency.map(|token| token.lower.as_str()).collect();
    let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
    let hours = |zone: Tz| zone.offset_from_utc_datetime(&noon).fix().local_minus_utc() / 3600;
    let Some(desk) = of_outlet(&agency.join(" ")).map(hours) else { return false };
    // A place that no list knows is taken for one in the west, where most are.
    desk - of_dateline(parsed).map_or(0, hours) >= FAR
}

/// Returns the zone of an outlet's newsroom: "The Kyiv Independent" is in Europe/Kyiv.
pub fn of_outlet(outlet: &str) -> Option<Tz> {
    let name = outlet.to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    WORDS.outlet_zones.get(name)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Document, Published};
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
        let day = |timezone, basis| day_of(article, None, timezone, basis);
        assert_eq!(day(None, Basis::Metadata), "2025-07-03");
        // What the user says stays.
        assert_eq!(day(None, Basis::Given), "2025-07-04");
        assert_eq!(day(Some(chrono_tz::Asia::Tokyo), Basis::Metadata), "2025-07-04");
    }

    /// The day of 2:30 UTC on 4 July.
    fn day_of(article: &str, outlet: Option<&str>, timezone: Option<Tz>, basis: Basis) -> String {
        let published = Published::parse("2025-07-04T02:30:00Z", basis).unwrap();
        let (text, outlet) = (article.to_owned(), outlet.map(str::to_owned));
        let document = Document { text, outlet, published, timezone, ..Document::default() };
        Anchor::infer(&document, &text::parse(article)).published.value().unwrap()
    }

    #[test]
    fn late_on_the_outlets_day_is_that_day() {
        let day = |article, outlet| day_of(article, Some(outlet), None, Basis::Metadata);
        let article = "The court ruled late on Thursday.";
        assert_eq!(day(article, "The Washington Post"), "2025-07-03");
        assert_eq!(day(article, "Kyiv Independent"), "2025-07-04");
        // The dateline says where the clocks hang, not the outlet.
        assert_eq!(day("KYIV (AP) - The court ruled late on Thursday.", "The Washington Post"), "2025-07-04");
        // An agency that writes from everywhere, and a name that no list knows.
        assert_eq!(of_outlet("Reuters"), None);
        assert_eq!(of_outlet("The Belmora Courier"), None);
    }

    #[test]
    fn a_place_in_the_text_does_not() {
        check("The bridge in Kyiv was closed at 9 p.m.", None);
        check("BELMORA, July 3 (Reuters) - The envoy left for Moscow.", None);
    }
}
