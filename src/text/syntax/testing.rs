//! Sentences for tests, written as `word/TAG` with Penn Treebank tags.

use crate::model::{Ptb, Span, Token, Upos};

/// Reads "She/PRP said/VBD" into tokens with one space between them.
#[track_caller]
pub fn tagged(sentence: &str) -> Vec<Token> {
    let mut start = 0;
    sentence
        .split_whitespace()
        .map(|pair| {
            let (word, tag) = pair.rsplit_once('/').expect("word/TAG");
            let ptb = Ptb::parse(tag).expect("a Penn Treebank tag");
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            let lower = word.to_lowercase();
            Token {
                span,
                lemma: lower.as_str().into(),
                lower: lower.into(),
                upos: upos(word, ptb),
                ptb,
                head: None,
                relation: "",
            }
        })
        .collect()
}

/// Returns the words of tokens as tests show them.
pub fn words(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ")
}

fn upos(word: &str, ptb: Ptb) -> Upos {
    use Ptb::*;
    match ptb {
        Md => Upos::Aux,
        _ if ["be", "is", "are", "was", "were", "been", "being", "'s"].contains(&word) && ptb != Pos => Upos::Aux,
        In if ["that", "if", "because", "while", "although"].contains(&word) => Upos::Sconj,
        Vb | Vbd | Vbg | Vbn | Vbp | Vbz => Upos::Verb,
        Nn | Nns => Upos::Noun,
        Nnp | Nnps => Upos::Propn,
        Jj | Jjr | Jjs => Upos::Adj,
        Prp | Wp | PrpS | Ex => Upos::Pron,
        Dt | Wdt | Pdt => Upos::Det,
        To => Upos::Part,
        In => Upos::Adp,
        Cc => Upos::Cconj,
        Cd => Upos::Num,
        Rb | Rbr | Rbs | Wrb if matches!(word, "not" | "n't") => Upos::Part,
        Rb | Rbr | Rbs | Wrb => Upos::Adv,
        Comma | Stop | Colon | Open | Close | OpenQuote | CloseQuote | Hyph => Upos::Punct,
        _ => Upos::X,
    }
}
