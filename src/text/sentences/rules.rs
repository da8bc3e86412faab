//! Where stops, rules and closings of letters end sentences.
//!
//! In: the tokens of one paragraph. Out: ranges of tokens that are sentences; together they cover
//! the paragraph. Closing quotation marks and brackets belong to the sentence they close. What ends
//! without a mark is the model's business, which also hears these rules.

use crate::model::{Span, TokenRange};
use crate::text::abbreviations::{self, Abbreviation};
use crate::text::tokens::is_word;

/// Words that rarely follow an abbreviation inside a sentence when they are capitalised.
const STARTERS: &str = " the a an he she it they we i you his her their its our this that these those there but and in on at \
    as for if when while after before since however meanwhile also earlier according some many most both other under with \
    what who how why where last no not one then now so such several two three among during ";

/// Marks that can end a sentence, alone or at the end of an abbreviation.
pub const STOPS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];

/// Appends the sentences of the paragraph whose tokens are `tokens`.
pub fn split(text: &str, spans: &[Span], tokens: TokenRange, out: &mut Vec<TokenRange>) {
    let mut start = tokens.start;
    let mut index = tokens.start;
    while index < tokens.end {
        let word = spans[index].of(text);
        if is_rule(word) {
            // A rule stands alone between what it parts.
            out.extend((start < index).then_some(start..index));
            out.push(index..index + 1);
            start = index + 1;
            index += 1;
            continue;
        }
        if word == "," && closes_letter(text, &spans[start..index]) && capital_follows(text, spans, index, tokens.end) {
            out.push(start..index + 1);
            start = index + 1;
        }
        // Closing marks are only skipped after a stop, or a long run of them would be skipped anew
        // from each of its members.
        if !word.ends_with(STOPS) && !abbreviations::is_emoticon(word) {
            index += 1;
            continue;
        }
        let end = closers_end(text, spans, index + 1, tokens.end);
        // A face that closed the sentence before it does not end another.
        if start < end && end < tokens.end && ends_sentence(text, spans, index, end) {
            out.push(start..end);
            start = end;
        }
        index += 1;
    }
    if start < tokens.end {
        out.push(start..tokens.end);
    }
}

/// Skips the closing marks that hang on the token before `from`.
fn closers_end(text: &str, spans: &[Span], from: usize, limit: usize) -> usize {
    let mut end = from;
    while end < limit {
        let glued = spans[end].start == spans[end - 1].end;
        let closes = match spans[end].of(text) {
            face if abbreviations::is_emoticon(face) => end > from || spans[end - 1].of(text).ends_with(STOPS),
            "\"" | "'" | "''" | "’’" => glued,
            "”" | "’" | "»" | "›" | ")" | "]" | "}" => glued,
            _ => false,
        };
        // A mark with no space after it opens what follows.
        let opens = spans
            .get(end + 1)
            .is_some_and(|next| next.start == spans[end].end && end + 1 < limit && next.of(text).starts_with(is_word));
        if !closes || opens {
            break;
        }
        end += 1;
    }
    end
}

/// Tells whether a sentence ends after token `last`, whose closing marks end before token `next`.
fn ends_sentence(text: &str, spans: &[Span], last: usize, next: usize) -> bool {
    let word = spans[last].of(text);
    if abbreviations::is_emoticon(word) {
        return spans[next].of(text).starts_with(char::is_uppercase);
    }
    let Some(mark) = word.chars().next_back().filter(|c| STOPS.contains(c)) else {
        return false;
    };
    let wide = matches!(mark, '。' | '！' | '？');
    let spaced = spans[next].start > spans[next - 1].end;
    let following = spans[next].of(text);
    let opener = |word: &str| matches!(word, "\"" | "“" | "``" | "‘" | "'" | "(" | "[" | "«" | "„" | "‘‘");
    let first_word =
        spans[next..].iter().take(4).map(|span| span.of(text)).find(|word| !opener(word)).unwrap_or(following);
    let low = first_word.starts_with(char::is_lowercase);
    if wide {
        return true;
    }
    if !spaced {
        return false;
    }
    let bare = word.trim_end_matches(['.', '!', '?', '…']);
    if bare.is_empty() {
        if next == last + 1 && is_before_nickname(text, spans, last) {
            return false;
        }
        let quoted = next > last + 1;
        // Questions and cries go on in lower case only in names: "Yahoo! shares".
        let named = last > 0 && word == "!" && matches!(spans[last - 1].of(text), "Yahoo" | "Jeopardy" | "Yum");
        let soft = word.starts_with('.') && word != "." || word.starts_with('…') || named;
        return !(low && (quoted || soft)) && !(following.starts_with([',', ';', ')']) || following == "-");
    }
    ends_with_abbreviation(bare, first_word, next > last + 1)
}

/// Tells whether the stop at `last` ends an initial before a nickname: 'Robert C. "Bobby" Scott'.
fn is_before_nickname(text: &str, spans: &[Span], last: usize) -> bool {
    let word = |at: usize| spans.get(at).map_or("", |span| span.of(text));
    let capital = |at: usize| word(at).starts_with(char::is_uppercase);
    let initial = last > 1 && capital(last - 1) && capital(last - 2) && word(last - 1).chars().nth(1).is_none();
    let marks = (word(last + 1), word(last + 3));
    let marked = matches!(marks, ("\"", "\"") | ("“", "”") | ("''", "''") | ("``", "''"));
    initial && word(last) == "." && marked && capital(last + 2) && capital(last + 4)
}

/// Tells whether a token is a line drawn across the page: "***", "=====".
fn is_rule(word: &str) -> bool {
    let least = if word.starts_with(['*', '=', '_', '~']) { 3 } else { 5 };
    word.len() >= least
        && word.starts_with(['*', '=', '_', '~', '-', '#'])
        && word.bytes().all(|byte| byte == word.as_bytes()[0])
}

/// Tells whether the words before a comma close a letter: "Best regards,".
fn closes_letter(text: &str, words: &[Span]) -> bool {
    const LAST: [&str; 8] = ["thanks", "regards", "sincerely", "cheers", "yours", "truly", "wishes", "faithfully"];
    (1..=3).contains(&words.len())
        && words.last().is_some_and(|word| LAST.iter().any(|last| last.eq_ignore_ascii_case(word.of(text))))
}

fn capital_follows(text: &str, spans: &[Span], index: usize, end: usize) -> bool {
    index + 1 < end && spans[index + 1].of(text).starts_with(char::is_uppercase)
}

/// Tells whether a sentence ends with an abbreviation, given the first word after it.
fn ends_with_abbreviation(bare: &str, first_word: &str, closed: bool) -> bool {
    if !first_word.starts_with(char::is_uppercase) {
        return false;
    }
    if closed {
        return true;
    }
    let starter = STARTERS.split_ascii_whitespace().any(|starter| starter.eq_ignore_ascii_case(first_word));
    let initial = bare.chars().nth(1).is_none();
    match abbreviations::kind(bare) {
        Some(Abbreviation::Title | Abbreviation::Number) => false,
        _ => starter && !(initial && first_word.len() == 1),
    }
}
