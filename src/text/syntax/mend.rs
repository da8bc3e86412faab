//! What the network gets wrong now and then and a word list knows better.
//!
//! In: a tagged text with its tree. Out: the same tree with some tokens hung elsewhere. Only what surely is
//! a slip is mended, and no arc comes to cross another.

use crate::model::{Parsed, Ptb, Upos};

/// Nouns that take an infinitive.
const TAKE_INFINITIVES: &[&str] = &[
    "ability",
    "agreement",
    "attempt",
    "authority",
    "bid",
    "campaign",
    "decision",
    "drive",
    "effort",
    "failure",
    "intention",
    "mandate",
    "move",
    "offer",
    "opportunity",
    "pact",
    "plan",
    "pledge",
    "power",
    "promise",
    "proposal",
    "push",
    "readiness",
    "refusal",
    "right",
    "threat",
    "vow",
    "willingness",
];

/// Two subjects of one verb stand no further apart.
const NEAR: usize = 10;

/// Mends the trees.
pub(super) fn mend(parsed: &mut Parsed) {
    for token in 1..parsed.tokens.len() {
        let found = match parsed.tokens[token].ptb {
            Ptb::To => infinitive(parsed, token),
            _ => second_subject(parsed, token),
        };
        if let Some((token, head, relation)) = found {
            parsed.tokens[token].head = Some(head);
            parsed.tokens[token].relation = relation;
        }
    }
}

/// "Residents and [shop owners] said", both hung on the verb: the second hangs on the first.
fn second_subject(parsed: &Parsed, second: usize) -> Option<(usize, usize, &'static str)> {
    let token = &parsed.tokens[second];
    let subject = token.relates("nsubj");
    let before = second.saturating_sub(NEAR)..second;
    let same = |first: &usize| parsed.tokens[*first].relates("nsubj") && parsed.tokens[*first].head == token.head;
    let first = before.rev().take_while(|_| subject && token.head > Some(second)).find(same)?;
    let between = &parsed.tokens[first + 1..second];
    let joined = between.iter().filter(|token| token.upos == Upos::Cconj).count() == 1;
    let verb = between.iter().any(|token| matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Punct));
    (joined && !verb).then_some((second, first, "conj"))
}

/// "Blocked any move [to ban imports]", hung on the verb: the infinitive and the noun before it.
fn infinitive(parsed: &Parsed, to: usize) -> Option<(usize, usize, &'static str)> {
    let (noun, verb) = (to - 1, parsed.tokens[to].head.filter(|verb| *verb > to)?);
    let (object, verb_of) = (&parsed.tokens[noun], &parsed.tokens[verb]);
    let beside =
        object.relation == "obj" && matches!(verb_of.relation, "xcomp" | "advcl") && object.head == verb_of.head;
    (beside && TAKE_INFINITIVES.contains(&object.lemma.as_str())).then_some((verb, noun, "acl"))
}

#[cfg(test)]
mod tests {
    use crate::text::parse;

    /// What the word hangs on.
    fn head(text: &str, word: &str) -> String {
        let parsed = parse(text);
        let found = parsed.tokens.iter().find(|token| token.lower == word).expect("the word");
        parsed.tokens[found.head.expect("a head")].lower.to_string()
    }

    #[test]
    fn a_noun_keeps_its_infinitive() {
        assert_eq!(head("Parties blocked any move to ban imports by 2027.", "ban"), "move");
        assert_eq!(head("The judge ordered the company to pay a fine.", "pay"), "ordered");
    }

    #[test]
    fn a_verb_has_one_subject() {
        assert_eq!(head("Residents and shop owners said the road had to stay open.", "owners"), "residents");
        assert_eq!(head("The mayor left and the owners cheered.", "owners"), "cheered");
    }
}
