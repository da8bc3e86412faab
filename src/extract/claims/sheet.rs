//! What the claim models read of a document, one small record per token.
//!
//! In: the annotated document. Out: a [`Sheet`], so that features cost a few loads each instead
//! of string comparisons.

use smol_str::SmolStr;

use super::weights::word;
use crate::lexicon::cues::{CuePart, CueWord, cue};
use crate::model::{Annotated, Hints, Part, Quotation, Token, Upos};

/// A token as the models see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Hash of the lower-case form.
    pub lower: u32,
    /// Hash of the lemma.
    pub lemma: u32,
    /// Penn tag.
    pub tag: u32,
    /// Universal part of speech.
    pub upos: u32,
    /// Cue class; 0 for a word that is not in the list.
    pub class: u32,
    /// One more than the index of the outermost quotation around it; 0 outside quotations.
    pub quotation: u32,
    /// One more than the index of its verb group; 0 outside verb groups.
    pub group: u32,
    /// One more than the kind of the name it belongs to; 0 outside names.
    pub name: u32,
    /// 0 lower case, 1 capitalised, 2 all capitals, 3 has a digit, 4 no letter.
    pub shape: u32,
    /// What the network makes of it as part of an attribution.
    pub hints: Hints,
}

impl Word {
    /// How likely the token plays the part, in steps of one in the log odds; for use with other evidence.
    pub fn hint(&self, part: Part) -> u32 {
        level(self.hints.of(part), 4, 6)
    }

    /// The same in finer steps; for use alone.
    pub fn fine_hint(&self, part: Part) -> u32 {
        level(self.hints.of(part), 2, 12)
    }
}

/// Quarters in steps of `step`, no more than `most` of them to either side.
pub fn level(quarters: i32, step: i32, most: i32) -> u32 {
    (quarters.div_euclid(step).clamp(-most, most) + most) as u32
}

/// A document as the models see it.
pub struct Sheet<'a> {
    /// The document.
    pub annotated: &'a Annotated<'a>,
    /// One record per token.
    pub words: Vec<Word>,
}

impl<'a> Sheet<'a> {
    /// Reads the document.
    pub fn new(annotated: &'a Annotated<'a>) -> Self {
        let parsed = &annotated.parsed;
        let mut words: Vec<Word> = parsed.tokens.iter().map(|token| read(token, annotated)).collect();
        words.iter_mut().zip(&parsed.hints).for_each(|(word, hints)| word.hints = *hints);
        for (index, quotation) in parsed.quotations.iter().enumerate() {
            for word in &mut words[quotation.tokens.clone()] {
                if word.quotation == 0 {
                    word.quotation = index as u32 + 1;
                }
            }
        }
        for (index, group) in parsed.verb_groups.iter().enumerate() {
            words[group.tokens.clone()].iter_mut().for_each(|word| word.group = index as u32 + 1);
        }
        for name in &parsed.names {
            words[name.tokens.clone()].iter_mut().for_each(|word| word.name = name.kind as u32 + 1);
        }
        Self { annotated, words }
    }

    /// Returns the token.
    pub fn token(&self, index: usize) -> &'a Token {
        &self.annotated.parsed.tokens[index]
    }

    /// Returns the outermost quotation around the token.
    pub fn quotation(&self, token: usize) -> Option<&'a Quotation> {
        let index = self.words[token].quotation.checked_sub(1)?;
        Some(&self.annotated.parsed.quotations[index as usize])
    }

    /// Returns the record of a token, or an empty one beyond `range`.
    pub fn at(&self, index: isize, range: &std::ops::Range<usize>) -> Word {
        match usize::try_from(index) {
            Ok(index) if range.contains(&index) => self.words[index],
            _ => Word::default(),
        }
    }
}

/// Looks the token up in the cue list.
pub fn cue_word(token: &Token) -> Option<CueWord> {
    cue_lemma(token).1
}

/// Returns the token's lemma and its line in the cue list.
pub fn cue_lemma(token: &Token) -> (SmolStr, Option<CueWord>) {
    let part = match token.upos {
        Upos::Verb | Upos::Aux => CuePart::Verb,
        Upos::Noun | Upos::Propn => CuePart::Noun,
        Upos::Adj => CuePart::Adjective,
        Upos::Adv => CuePart::Adverb,
        _ => CuePart::Phrase,
    };
    // "… and caution that": a verb taken for a noun is a candidate all the same.
    let as_verb = || cue(&token.lower, CuePart::Verb).filter(|_| part == CuePart::Noun);
    let listed = cue(&token.lemma, part).or_else(|| cue(&token.lower, CuePart::Phrase)).or_else(as_verb);
    (token.lemma.clone(), listed)
}

fn read(token: &Token, annotated: &Annotated) -> Word {
    let (lemma, listed) = cue_lemma(token);
    Word {
        lower: word(&token.lower),
        lemma: word(&lemma),
        tag: token.ptb as u32 + 1,
        upos: token.upos as u32 + 1,
        class: listed.map_or(0, |cue| cue.class as u32),
        shape: shape(annotated.text(token.span)),
        ..Word::default()
    }
}

fn shape(text: &str) -> u32 {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        return 3;
    }
    match letters.next() {
        None => 4,
        Some(first) if !first.is_uppercase() => 0,
        Some(_) => match letters.next() {
            Some(second) if second.is_uppercase() => 2,
            _ => 1,
        },
    }
}
