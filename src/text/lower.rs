//! The plain lower-case form of a token.
//!
//! In: a token's words. Out: lower case, typographic quotation marks, apostrophes and dashes made
//! plain, soft hyphens dropped.

use smol_str::{SmolStr, SmolStrBuilder};

/// Returns the plain lower-case form of a word.
pub fn lower(word: &str) -> SmolStr {
    match word {
        "''" | "``" | "’’" | "‘‘" => return SmolStr::new_inline("\""),
        "--" | "---" => return SmolStr::new_inline("-"),
        _ => {}
    }
    if word.is_ascii() {
        return ascii(word);
    }
    let mut plain = SmolStrBuilder::new();
    for character in word.chars() {
        match character {
            '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => plain.push('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' => plain.push('\''),
            '–' | '—' | '―' | '‐' | '‑' | '−' => plain.push('-'),
            '\u{ad}' | '\u{200d}' | '\u{200c}' => {}
            _ => character.to_lowercase().for_each(|c| plain.push(c)),
        }
    }
    plain.finish()
}

fn ascii(word: &str) -> SmolStr {
    if word == "`" {
        return SmolStr::new_inline("'");
    }
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return SmolStr::new(word);
    }
    let mut buffer = [0; 32];
    match buffer.get_mut(..word.len()) {
        Some(buffer) => {
            buffer.copy_from_slice(word.as_bytes());
            buffer.make_ascii_lowercase();
            SmolStr::new(std::str::from_utf8(buffer).unwrap_or(word))
        }
        None => SmolStr::new(word.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::lower;

    #[test]
    fn makes_marks_plain() {
        let plain: Vec<_> = ["Don’t", "“", "``", "—", "U.S.", "ÉCOLE"].iter().map(|word| lower(word)).collect();
        assert_eq!(plain, ["don't", "\"", "\"", "-", "u.s.", "école"]);
    }
}
