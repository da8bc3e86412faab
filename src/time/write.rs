//! Meanings to TIMEX3 values that need no anchor: lengths and sets.

use super::calendar::part_suffix;
use super::meaning::{Amount, Length, Name, Recurrence};
use crate::lexicon::time::{PARTS, Unit};

/// Returns the value of a length: `P3D`, `PT1H30M`, `PXY` when the number is not told.
pub fn length(length: &Length) -> String {
    let mut date = String::new();
    let mut clock = String::new();
    for (amount, unit) in &length.0 {
        for (amount, letter, is_clock) in terms(*amount, *unit) {
            let out = if is_clock { &mut clock } else { &mut date };
            out.push_str(&amount);
            out.push(letter);
        }
    }
    if clock.is_empty() { format!("P{date}") } else { format!("P{date}T{clock}") }
}

/// Splits an amount into whole numbers of units, as "two and a half years" is P2Y6M.
fn terms(amount: Amount, unit: Unit) -> Vec<(String, char, bool)> {
    let (letter, times, is_clock) = match unit {
        Unit::Second => ('S', 1, true),
        Unit::Minute => ('M', 1, true),
        Unit::Hour => ('H', 1, true),
        Unit::Night | Unit::Day => ('D', 1, false),
        Unit::Weekend => ('D', 2, false),
        Unit::Week => ('W', 1, false),
        Unit::Fortnight => ('W', 2, false),
        Unit::Month => ('M', 1, false),
        Unit::Quarter => ('Q', 1, false),
        Unit::Season => ('M', 3, false),
        Unit::Year => ('Y', 1, false),
        Unit::Decade => ('Y', 10, false),
        Unit::Century => ('Y', 100, false),
        Unit::Millennium => ('Y', 1000, false),
    };
    let Amount::Exact(thousandths) = amount else {
        // A vague number of decades is a vague number of years.
        let letter = match unit {
            Unit::Decade => 'Y',
            Unit::Century => 'C',
            _ => letter,
        };
        return vec![("X".to_owned(), letter, is_clock)];
    };
    let total = thousandths * times;
    let (whole, rest) = (total / 1000, total % 1000);
    let smaller = match unit {
        Unit::Year | Unit::Decade | Unit::Century => Some(('M', 12, false)),
        Unit::Hour => Some(('M', 60, true)),
        Unit::Minute => Some(('S', 60, true)),
        Unit::Day => Some(('H', 24, true)),
        _ => None,
    };
    let mut terms = Vec::new();
    match smaller {
        _ if rest == 0 => terms.push((whole.to_string(), letter, is_clock)),
        Some((small, per, small_is_clock)) if rest * per % 1000 == 0 => {
            if whole > 0 {
                terms.push((whole.to_string(), letter, is_clock));
            }
            terms.push(((rest * per / 1000).to_string(), small, small_is_clock));
        }
        _ => terms.push((format!("{}", total as f64 / 1000.0), letter, is_clock)),
    }
    terms
}

/// Returns the value of a set: `P1W`, `XXXX-WXX-1`, `XXXX-XX-XXTMO`.
pub fn recurrence(recurrence: &Recurrence) -> String {
    match recurrence {
        Recurrence::Every(period) => length(period),
        Recurrence::Named(name) => name.placeholder(),
        Recurrence::Part(name, part) => {
            let day = name.map_or_else(|| "XXXX-XX-XX".to_owned(), Name::placeholder);
            day + if PARTS[*part] == "24" { "T24:00" } else { part_suffix(*part) }
        }
    }
}
