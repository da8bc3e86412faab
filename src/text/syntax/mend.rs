//! What the network gets wrong now and then and a word list knows better.
//!
//! In: a tagged text with its tree. Out: the same tree with some tokens hung elsewhere. Only what surely is
//! a slip is mended, and no arc comes to cross another.

use crate::model::{Parsed, Ptb, Upos};

/// Words that open a clause of time and stand before a noun as well.
const BEFORE_CLAUSES: &[&str] = &["after", "before", "since", "till", "until"];

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

/// A noun and its verb stand no further apart.
const FAR: usize = 30;

/// Two subjects of one verb stand no further apart.
const NEAR: usize = 10;

/// Mends the trees.
pub(super) fn mend(parsed: &mut Parsed) {
    for sentence in 0..parsed.sentences.len() {
        noun_as_root(parsed, sentence);
    }
    for token in 1..parsed.tokens.len() {
        clause_of_time(parsed, token);
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

/// "A convoy of nine vehicles [crossed] the bridge" and "Her claim that it was safe [surprised] us", where the
/// noun was taken for the root and the verb for what describes it: the verb is the root, the noun its subject.
fn noun_as_root(parsed: &mut Parsed, sentence: usize) {
    let tokens = parsed.sentences[sentence].tokens.clone();
    let is_root = |token: &usize| parsed.tokens[*token].head.is_none() && parsed.tokens[*token].upos == Upos::Noun;
    let bare = |noun: &usize| parsed.child(*noun, &["nsubj", "cop"]).is_none();
    let Some(noun) = tokens.clone().find(is_root).filter(bare) else { return };
    let end = tokens.end.min(noun + FAR);
    let Some(verb) = (noun + 1..end).find(|verb| lacks_subject(parsed, noun, *verb)) else { return };
    for later in verb + 1..tokens.end {
        if parsed.tokens[later].head == Some(noun) {
            parsed.tokens[later].head = Some(verb);
        }
    }
    let passive = parsed.child(verb, &["aux:pass"]).is_some();
    parsed.tokens[noun].head = Some(verb);
    parsed.tokens[noun].relation = if passive { "nsubj:pass" } else { "nsubj" };
    parsed.tokens[verb].head = None;
    parsed.tokens[verb].relation = "root";
}

/// Tells whether a finite verb without a subject hangs on the noun, on what describes it or on its clause.
fn lacks_subject(parsed: &Parsed, noun: usize, verb: usize) -> bool {
    let token = &parsed.tokens[verb];
    let above = token.head.filter(|above| *above >= noun && *above < verb);
    let describes = |above: usize| {
        let links = |token: usize| matches!(parsed.tokens[token].relation, "nmod" | "acl" | "ccomp");
        let mut chain = parsed.ancestors(above);
        chain.find(|token| !links(*token)) == Some(noun)
    };
    let clause = matches!(token.relation, "acl" | "acl:relcl" | "ccomp" | "parataxis");
    if !clause || token.upos != Upos::Verb || !above.is_some_and(describes) {
        return false;
    }
    let own = ["nsubj", "nsubj:pass", "csubj", "expl", "mark", "cc"];
    let auxiliary = parsed.child(verb, &["aux", "aux:pass"]).is_some_and(|aux| parsed.tokens[aux].ptb != Ptb::Vbg);
    let finite = auxiliary || matches!(token.ptb, Ptb::Vbd | Ptb::Vbz | Ptb::Vbp);
    // "surprised us" was taken for a participle; those have no object.
    let active = token.ptb == Ptb::Vbn && parsed.child(verb, &["obj"]).is_some();
    parsed.child(verb, &own).is_none() && (finite || active)
}

/// "Refuse to work until [the line has been cleared]", where the noun was taken for all that goes with "until": it is
/// the subject of the verb that follows.
fn clause_of_time(parsed: &mut Parsed, opens: usize) {
    let token = &parsed.tokens[opens];
    let noun =
        token.head.filter(|noun| *noun > opens && token.relation == "case" && BEFORE_CLAUSES.contains(&&*token.lower));
    let Some((noun, above)) = noun.and_then(|noun| Some((noun, parsed.tokens[noun].head?))) else { return };
    let after = (noun + 1..parsed.tokens.len().min(noun + NEAR)).find(|token| !describes(parsed, noun, *token));
    let Some(verb) = after.and_then(|start| finite_from(parsed, start)).filter(|_| above < opens) else { return };
    let passive = parsed.child(verb, &["aux:pass"]).is_some();
    let tokens = &mut parsed.tokens;
    (tokens[verb].head, tokens[verb].relation) = (Some(above), "advcl");
    (tokens[noun].head, tokens[noun].relation) = (Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
    (tokens[opens].head, tokens[opens].relation) = (Some(verb), "mark");
}

/// Tells whether a token is part of the noun's phrase, no clause of it.
fn describes(parsed: &Parsed, noun: usize, token: usize) -> bool {
    !matches!(parsed.tokens[token].upos, Upos::Verb | Upos::Aux) && parsed.is_under(token, noun)
}

/// The verb of a finite group without a subject that starts here.
fn finite_from(parsed: &Parsed, start: usize) -> Option<usize> {
    let first = &parsed.tokens[start];
    let verb = if first.upos == Upos::Aux { first.head.filter(|verb| *verb > start)? } else { start };
    let finite = matches!(first.ptb, Ptb::Vbd | Ptb::Vbz | Ptb::Vbp | Ptb::Md);
    let hangs = matches!(parsed.tokens[verb].relation, "acl" | "ccomp" | "conj" | "parataxis" | "advcl");
    let own = ["nsubj", "nsubj:pass", "csubj", "expl", "mark", "cc"];
    (finite && hangs && parsed.tokens[verb].upos == Upos::Verb && parsed.child(verb, &own).is_none()).then_some(verb)
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
    fn a_noun_with_a_clause_is_a_subject() {
        assert_eq!(head("Her claim that the bridge was safe surprised the engineers.", "claim"), "surprised");
        assert_eq!(head("The allegation that the minister took money was never proved.", "allegation"), "proved");
        assert_eq!(
            head("A convoy of nine white vehicles crossed the Lower Quay bridge before noon.", "convoy"),
            "crossed"
        );
        assert_eq!(head("A list of people killed in the storm.", "killed"), "people");
        assert_eq!(head("He denied the claim that the bridge was safe.", "claim"), "denied");
    }

    #[test]
    fn a_clause_of_time_has_its_subject() {
        let text = "Crews refuse to work until the line near Halm has been cleared of mines.";
        assert_eq!((head(text, "line"), head(text, "cleared")), ("cleared".to_owned(), "work".to_owned()));
        assert_eq!(head("Crews worked until the evening and were paid.", "evening"), "worked");
    }

    #[test]
    fn a_verb_has_one_subject() {
        assert_eq!(head("Residents and shop owners said the road had to stay open.", "owners"), "residents");
        assert_eq!(head("The mayor left and the owners cheered.", "owners"), "cheered");
    }
}
