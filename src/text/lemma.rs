//! Tagged words to dictionary forms.
//!
//! In: a word in lower case and its tags. Out: its lemma by the conventions of UD English. Words that
//! the rules below get wrong stand in `models/lemmas.tsv`, which `examples/train/lemmas.rs` writes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::model::{Parsed, Ptb, Upos};

static EXCEPTIONS: LazyLock<FxHashMap<(&str, Ptb), SmolStr>> = LazyLock::new(|| {
    let lines = include_str!("../../models/lemmas.tsv").lines();
    let fields = lines.filter_map(|line| {
        let mut fields = line.split('\t');
        Some(((fields.next()?, Ptb::parse(fields.next()?)?), SmolStr::new(fields.next()?)))
    });
    fields.collect()
});

/// Sets the lemma of every tagged token.
pub fn fill(text: &str, parsed: &mut Parsed) {
    for token in &mut parsed.tokens {
        token.lemma = lemma(token.span.of(text), &token.lower, token.upos, token.ptb);
    }
}

/// Returns the lemma of a word; `form` is the word as printed, which proper nouns keep.
pub fn lemma(form: &str, lower: &SmolStr, upos: Upos, ptb: Ptb) -> SmolStr {
    if upos == Upos::Propn {
        return SmolStr::new(form);
    }
    // Past tense and participle of a regular verb are one word; the table may hold it under either tag.
    let twin = match ptb {
        Ptb::Vbd => Ptb::Vbn,
        Ptb::Vbn => Ptb::Vbd,
        _ => ptb,
    };
    let listed = |ptb| EXCEPTIONS.get(&(lower.as_str(), ptb));
    let twin = || listed(twin).filter(|_| lower.ends_with("ed"));
    listed(ptb).or_else(twin).cloned().unwrap_or_else(|| by_rule(lower, ptb))
}

/// Returns the lemma by the rules of regular inflection alone.
pub fn by_rule(lower: &SmolStr, ptb: Ptb) -> SmolStr {
    let stem = match ptb {
        Ptb::Vbd | Ptb::Vbn => past(lower),
        Ptb::Vbg => lower.strip_suffix("ing").and_then(base),
        Ptb::Vbz | Ptb::Nns => singular(lower),
        Ptb::Jjr | Ptb::Rbr => lower.strip_suffix("er").and_then(base),
        Ptb::Jjs | Ptb::Rbs => lower.strip_suffix("est").and_then(base),
        _ => None,
    };
    stem.map_or_else(|| lower.clone(), SmolStr::from)
}

fn past(lower: &str) -> Option<String> {
    match lower.strip_suffix("ied") {
        Some(stem) if stem.len() > 1 => Some(format!("{stem}y")),
        _ => lower.strip_suffix("ed").and_then(base),
    }
}

fn singular(lower: &str) -> Option<String> {
    let stem = lower.strip_suffix('s')?;
    if let Some(stem) = stem.strip_suffix("ie").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let hisses = |stem: &&str| ["ss", "x", "ch", "sh", "zz"].iter().any(|ending| stem.ends_with(ending));
    match stem.strip_suffix('e').filter(hisses) {
        Some(stem) => Some(stem.to_owned()),
        None => (stem.len() > 1 && !stem.ends_with(['s', 'u', 'i'])).then(|| stem.to_owned()),
    }
}

/// Undoes what an ending does to its stem: "stopp" to "stop", "declin" to "decline".
fn base(stem: &str) -> Option<String> {
    let letters = stem.as_bytes();
    let vowel = |letter: u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let [.., before, last] = letters else { return None };
    if !stem.is_ascii() || !letters.iter().copied().any(vowel) {
        return None;
    }
    if before == last && !matches!(last, b'l' | b's' | b'z' | b'f' | b'e' | b'o') {
        return Some(stem[..stem.len() - 1].to_owned());
    }
    let silent = match last {
        b'v' | b'c' | b'u' | b'z' => true,
        b's' => before != last && *before != b'u',
        b'g' => matches!(before, b'd' | b'r' | b'n' | b'a'),
        b'l' => !vowel(*before) && !matches!(before, b'l' | b'r' | b'w'),
        b't' | b'd' | b'r' | b'n' | b'k' | b'p' | b'm' | b'b' => {
            let pair = letters.len() > 2 && vowel(letters[letters.len() - 3]);
            vowel(*before) && !pair && silent_e(*before, *last)
        }
        _ => false,
    };
    Some(if silent { format!("{stem}e") } else { stem.to_owned() })
}

/// Whether a stem in this vowel and consonant mostly had a silent "e": "creat", "declar", not "offer".
fn silent_e(vowel: u8, last: u8) -> bool {
    match vowel {
        b'a' | b'u' => true,
        b'i' => last != b't',
        b'o' => last != b'n' && last != b't',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lower: &str, ptb: Ptb, expected: &str) {
        assert_eq!(lemma(lower, &SmolStr::new(lower), Upos::Verb, ptb), expected);
    }

    #[test]
    fn undoes_regular_inflection() {
        check("stopped", Ptb::Vbd, "stop");
        check("denied", Ptb::Vbd, "deny");
        check("postponed", Ptb::Vbd, "postpone");
        check("postponed", Ptb::Vbn, "postpone");
        check("found", Ptb::Vb, "found");
        check("declined", Ptb::Vbd, "decline");
        check("offered", Ptb::Vbd, "offer");
        check("insisting", Ptb::Vbg, "insist");
        check("passes", Ptb::Vbz, "pass");
        check("treaties", Ptb::Nns, "treaty");
    }

    #[test]
    fn knows_irregular_words() {
        check("said", Ptb::Vbd, "say");
        check("told", Ptb::Vbn, "tell");
        check("women", Ptb::Nns, "woman");
        check("was", Ptb::Vbd, "be");
    }

    #[test]
    fn keeps_base_forms_and_names() {
        check("bring", Ptb::Vb, "bring");
        check("red", Ptb::Jj, "red");
        assert_eq!(lemma("Jones", &SmolStr::new("jones"), Upos::Propn, Ptb::Nnp), "Jones");
    }
}
