//! Names folded for comparison.
//!
//! In: a name as written. Out: lower case without accents, articles, middle initials and double
//! spaces, so that "Łukasz  Żak" meets "lukasz zak". Never used for display.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds case and accents and makes every run of white space one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        fold_into(&mut folded, word);
    }
    folded
}

fn fold_into(folded: &mut String, word: &str) {
    if word.is_ascii() {
        folded.extend(word.chars().map(|character| character.to_ascii_lowercase()));
        return;
    }
    for character in word.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase) {
        match character {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '’' | 'ʼ' => folded.push('\''),
            '‐' | '‑' | '–' => folded.push('-'),
            // Lower-casing İ leaves a combining dot behind.
            _ if is_combining_mark(character) => {}
            _ => folded.push(character),
        }
    }
}

/// Folds a name: as [`fold`], without a leading article and without initials between other words.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let first = usize::from(words.len() > 1 && matches!(words[0], "the" | "a" | "an"));
    let last = words.len() - 1;
    let initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let kept = words.iter().enumerate().skip(first);
    let kept = kept.filter(|(at, word)| *at == first || *at == last || !initial(word));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// Returns the last word of a folded name of several words, generational suffixes aside.
pub fn surname(name_key: &str) -> Option<&str> {
    let bare = name_key.trim_end_matches([' ', '.', ',']);
    let bare = ["jr", "sr", "ii", "iii", "iv"]
        .iter()
        .find_map(|suffix| bare.strip_suffix(suffix).filter(|rest| rest.ends_with(' ')))
        .unwrap_or(bare);
    bare.trim_end_matches([' ', ',']).rsplit_once(' ').map(|(_, last)| last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_accents_and_spaces() {
        assert_eq!(fold("  Łukasz \n ŻAK "), "lukasz zak");
        assert_eq!(fold("Zoë O’Brien"), "zoe o'brien");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold(""), "");
    }

    #[test]
    fn names_lose_articles_and_middle_initials_only() {
        assert_eq!(name_key("The Kremlin"), "kremlin");
        assert_eq!(name_key("a Kremlin aide"), "kremlin aide");
        assert_eq!(name_key("Donald J. Trump"), "donald trump");
        assert_eq!(name_key("J. Edgar"), "j. edgar");
        assert_eq!(name_key("Malcolm X"), "malcolm x");
        assert_eq!(name_key("A"), "a");
        assert_eq!(name_key(""), "");
    }

    #[test]
    fn a_surname_needs_a_first_name() {
        assert_eq!(surname("yuri ushakov"), Some("ushakov"));
        assert_eq!(surname("martin luther king jr."), Some("king"));
        assert_eq!(surname("ushakov"), None);
    }
}
