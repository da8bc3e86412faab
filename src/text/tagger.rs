//! Tokens to parts of speech.
//!
//! In: the segmented text. Out: each token's tags.

use crate::model::{Parsed, Ptb, Token, Upos};

/// Tags every token.
pub fn tag(text: &str, parsed: &mut Parsed) {
    for token in &mut parsed.tokens {
        let (upos, ptb) = guess(text, token);
        (token.upos, token.ptb) = (upos, ptb);
    }
}

/// Guesses from the form alone.
fn guess(text: &str, token: &Token) -> (Upos, Ptb) {
    let form = token.span.of(text);
    match &*token.lower {
        "\"" | "'" => (Upos::Punct, Ptb::CloseQuote),
        "." | "!" | "?" => (Upos::Punct, Ptb::Stop),
        "," => (Upos::Punct, Ptb::Comma),
        "the" | "a" | "an" | "this" | "that" => (Upos::Det, Ptb::Dt),
        "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" => (Upos::Adp, Ptb::In),
        "and" | "or" | "but" => (Upos::Cconj, Ptb::Cc),
        "he" | "she" | "it" | "they" | "i" | "we" | "you" => (Upos::Pron, Ptb::Prp),
        "said" | "told" | "was" | "were" | "had" => (Upos::Verb, Ptb::Vbd),
        "is" | "says" | "has" => (Upos::Verb, Ptb::Vbz),
        "will" | "would" | "could" | "may" | "can" => (Upos::Aux, Ptb::Md),
        "'s" => (Upos::Part, Ptb::Pos),
        lower if lower.starts_with(|c: char| c.is_ascii_digit()) => (Upos::Num, Ptb::Cd),
        lower if !lower.starts_with(char::is_alphanumeric) => (Upos::Punct, Ptb::Colon),
        _ if form.starts_with(char::is_uppercase) => (Upos::Propn, Ptb::Nnp),
        _ => (Upos::Noun, Ptb::Nn),
    }
}
