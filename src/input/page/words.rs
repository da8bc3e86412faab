//! How many words a text has, also where nothing stands between them.

/// Letters of a word in scripts that leave no space between words, roughly.
const LETTERS: usize = 2;

/// Counts words: those between spaces, and of scripts without spaces one for two letters.
pub fn count_words(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    if text.is_ascii() { spaced } else { spaced.max(text.chars().filter(|c| is_unspaced(*c)).count() / LETTERS) }
}

/// Tells a line of several words from a single one.
pub fn is_several(text: &str) -> bool {
    count_words(text) >= 2
}

/// Chinese and Japanese letters, those of Thai, Lao, Burmese and Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
        | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_with_and_without_spaces() {
        assert_eq!(count_words("The bridge is shut"), 4);
        assert_eq!(count_words("El puente está cerrado"), 4);
        assert_eq!(count_words("灯台の猫に住民票"), 4);
        assert_eq!(count_words(""), 0);
        assert!(is_several("石桥大修") && !is_several("猫") && !is_several("Gazette"));
    }
}
