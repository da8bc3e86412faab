//! Verbs with their auxiliaries: "would not have been paid".
//!
//! In: the tags of a sentence. Out: [`VerbGroup`]s with tense, aspect, voice, negation and modal.
//! Read from tags alone, so that a wrong parse cannot change a tense; subjects are filled in
//! elsewhere, from the parse.

use crate::model::{Ptb, Token, TokenRange, Upos, VerbGroup, VerbTense};

/// Adverbs and asides between two parts of a group are skipped up to this many tokens.
const LONGEST_GAP: usize = 5;
/// A subject between auxiliary and verb ("Will the new government pay") is skipped up to this many tokens.
const LONGEST_INVERTED_SUBJECT: usize = 8;

/// Returns the verb groups of one sentence in the order of their first tokens.
pub fn find(tokens: &[Token], sentence: TokenRange) -> Vec<VerbGroup> {
    let reader = Reader { tokens, sentence: sentence.clone() };
    let mut groups = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if is_verbal(&tokens[at]) {
            let group = reader.group(at);
            at = group.tokens.end;
            groups.push(group);
        } else {
            at += 1;
        }
    }
    groups
}

fn is_verbal(token: &Token) -> bool {
    use Ptb::*;
    matches!(token.upos, Upos::Verb | Upos::Aux) && matches!(token.ptb, Md | Vb | Vbd | Vbg | Vbn | Vbp | Vbz)
}

fn is_adverb(token: &Token) -> bool {
    matches!(token.ptb, Ptb::Rb | Ptb::Rbr | Ptb::Rbs) || is_negation(token)
}

fn is_negation(token: &Token) -> bool {
    matches!(token.lower.as_str(), "not" | "n't" | "never" | "nt")
}

/// The auxiliaries by what they ask of the verb after them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Auxiliary {
    /// Asks for a plain infinitive: "will say", "did say".
    Infinitive,
    /// Asks for a past participle: "has said".
    Have,
    /// Asks for a participle of either kind: "is saying", "is said".
    Be,
    /// Asks for a past participle: "got paid".
    Get,
}

/// Returns the modal's lemma.
fn modal(token: &Token) -> Option<&'static str> {
    if token.ptb != Ptb::Md {
        return None;
    }
    Some(match token.lower.as_str() {
        "will" | "'ll" | "wo" | "ll" => "will",
        "would" | "'d" | "d" => "would",
        "can" | "ca" => "can",
        "could" => "could",
        "may" => "may",
        "might" => "might",
        "must" => "must",
        "shall" | "sha" => "shall",
        "should" => "should",
        "ought" => "ought",
        "need" => "need",
        "dare" => "dare",
        _ => return None,
    })
}

struct Reader<'t> {
    tokens: &'t [Token],
    sentence: TokenRange,
}

impl Reader<'_> {
    /// Reads the group that starts at `start`.
    fn group(&self, start: usize) -> VerbGroup {
        let first = &self.tokens[start];
        let mut group = VerbGroup {
            tokens: start..start + 1,
            head: start,
            tense: tense(first),
            perfect: false,
            progressive: false,
            passive: false,
            negated: self.negated_before(start),
            modal: modal(first),
            finite: matches!(first.ptb, Ptb::Md | Ptb::Vbd | Ptb::Vbz | Ptb::Vbp),
            subject: None,
        };
        while let Some(next) = self.link(&mut group) {
            group.negated |= self.tokens[group.head..next].iter().any(is_negation);
            group.head = next;
            group.tokens.end = next + 1;
        }
        self.take_trailing_negation(&mut group);
        group
    }

    /// Finds the verb that the group's last one is an auxiliary of and notes what it adds.
    fn link(&self, group: &mut VerbGroup) -> Option<usize> {
        let last = group.head;
        let auxiliary = self.auxiliary(last)?;
        if auxiliary == Auxiliary::Be
            && let Some(verb) = self.going_to(last, group)
        {
            return Some(verb);
        }
        let straight = self.skip_adverbs(last + 1);
        let next = self
            .fits(auxiliary, straight)
            .then_some(straight)
            .or_else(|| self.inverted(last, auxiliary).filter(|_| last == group.tokens.start))?;
        let participle = self.tokens[next].ptb;
        match auxiliary {
            Auxiliary::Infinitive => {}
            Auxiliary::Have => group.perfect = true,
            Auxiliary::Be if participle == Ptb::Vbg => group.progressive = true,
            Auxiliary::Be | Auxiliary::Get => group.passive = true,
        }
        Some(next)
    }

    fn auxiliary(&self, at: usize) -> Option<Auxiliary> {
        let token = &self.tokens[at];
        if token.ptb == Ptb::Md {
            return Some(Auxiliary::Infinitive);
        }
        match token.lower.as_str() {
            "do" | "does" | "did" => Some(Auxiliary::Infinitive),
            "have" | "has" | "had" | "having" | "'ve" | "ve" => Some(Auxiliary::Have),
            "'d" if token.ptb == Ptb::Vbd => Some(Auxiliary::Have),
            "'s" | "’s" if self.is_contracted_has(at) => Some(Auxiliary::Have),
            "be" | "is" | "are" | "was" | "were" | "am" | "been" | "being" | "'s" | "'re" | "'m" | "ai" => {
                Some(Auxiliary::Be)
            }
            "get" | "gets" | "got" | "getting" | "gotten" if token.upos == Upos::Aux => Some(Auxiliary::Get),
            _ => None,
        }
    }

    /// "'s" is "has" before "been" and "got", and wherever the lemma says so.
    fn is_contracted_has(&self, at: usize) -> bool {
        let next = self.skip_adverbs(at + 1);
        self.tokens[at].lemma == "have"
            || (next < self.sentence.end && matches!(self.tokens[next].lower.as_str(), "been" | "got" | "had"))
    }

    /// Tells whether the token is the form that the auxiliary asks for. Taggers mix up the two
    /// past forms, so a past tense is taken for a participle after "have" and "be".
    fn fits(&self, auxiliary: Auxiliary, at: usize) -> bool {
        if at >= self.sentence.end || !is_verbal(&self.tokens[at]) {
            return false;
        }
        let form = self.tokens[at].ptb;
        match auxiliary {
            Auxiliary::Infinitive => form == Ptb::Vb,
            Auxiliary::Have => matches!(form, Ptb::Vbn | Ptb::Vbd),
            Auxiliary::Be => matches!(form, Ptb::Vbg | Ptb::Vbn | Ptb::Vbd),
            Auxiliary::Get => form == Ptb::Vbn,
        }
    }

    /// Skips adverbs and adverbs between commas ("has, however, said").
    fn skip_adverbs(&self, from: usize) -> usize {
        let limit = self.sentence.end.min(from + LONGEST_GAP);
        let mut at = from;
        while at < limit {
            if is_adverb(&self.tokens[at]) {
                at += 1;
            } else if self.is_comma(at) && at + 2 < limit && is_adverb(&self.tokens[at + 1]) && self.is_comma(at + 2) {
                at += 3;
            } else {
                break;
            }
        }
        at
    }

    fn is_comma(&self, at: usize) -> bool {
        self.tokens[at].ptb == Ptb::Comma
    }

    /// "is going to say" is a future; so is "is to say" unless its subject is an aim.
    fn going_to(&self, be: usize, group: &mut VerbGroup) -> Option<usize> {
        let next = self.skip_adverbs(be + 1);
        let word = |at: usize| if at < self.sentence.end { self.tokens[at].lower.as_str() } else { "" };
        let (to, modal) = match word(next) {
            "going" => (next + 1, "be going to"),
            "gon" => (next + 1, "be going to"),
            "to" if !self.is_aim(be) => (next, "be to"),
            _ => return None,
        };
        let verb = self.skip_adverbs(to + 1);
        if !matches!(word(to), "to" | "na") || !self.fits(Auxiliary::Infinitive, verb) {
            return None;
        }
        group.modal = Some(modal);
        if group.tense == VerbTense::Present {
            group.tense = VerbTense::Future;
        }
        Some(verb)
    }

    /// "The aim is to win" says what the aim is; "The king is to visit" plans.
    fn is_aim(&self, be: usize) -> bool {
        const AIMS: &[&str] = &[
            "aim",
            "aims",
            "goal",
            "goals",
            "plan",
            "purpose",
            "idea",
            "point",
            "job",
            "task",
            "objective",
            "intention",
            "hope",
            "way",
            "role",
            "mission",
            "strategy",
            "policy",
            "duty",
            "challenge",
            "key",
            "answer",
            "priority",
            "step",
            "thing",
            "choice",
            "option",
            "solution",
            "trick",
            "responsibility",
            "ambition",
            "dream",
            "what",
            "all",
            "approach",
            "focus",
            "intent",
            "problem",
            "desire",
            "alternative",
            "function",
            "do",
            "it",
            "this",
            "that",
        ];
        let before = be.checked_sub(1).filter(|&before| before >= self.sentence.start);
        before.is_none_or(|before| AIMS.contains(&self.tokens[before].lower.as_str()))
    }

    /// Looks past a subject that stands after its auxiliary: "Did the minister pay?".
    fn inverted(&self, last: usize, auxiliary: Auxiliary) -> Option<usize> {
        use Ptb::*;
        let opens = last == self.sentence.start
            || matches!(self.tokens[last - 1].ptb, Wp | Wrb | Wdt | Comma | Cc | OpenQuote | Colon)
            || matches!(self.tokens[last - 1].lower.as_str(), "nor" | "neither" | "only" | "so");
        if !opens {
            return None;
        }
        let mut at = self.skip_adverbs(last + 1);
        let from = at;
        let limit = self.sentence.end.min(from + LONGEST_INVERTED_SUBJECT);
        while at < limit {
            match self.tokens[at].ptb {
                // A pronoun is a whole subject.
                Prp | Ex if at == from => {
                    at += 1;
                    break;
                }
                Dt | Pdt | PrpS | Pos | Jj | Jjr | Jjs | Nn | Nns | Nnp | Nnps | Cd | Prp => at += 1,
                _ => break,
            }
        }
        let verb = self.skip_adverbs(at);
        // After "be", only a participle in "-ing" is safe: "Was the man killed last week here?" and "is the man
        // named" look alike, so "-ed" needs a pronoun subject.
        let sure = auxiliary != Auxiliary::Be || at == from + 1 || self.fits_ing(verb);
        (at > from && sure && self.fits(auxiliary, verb)).then_some(verb)
    }

    fn fits_ing(&self, at: usize) -> bool {
        at < self.sentence.end && self.tokens[at].ptb == Ptb::Vbg
    }

    /// "never said", "not to say", "no longer says".
    fn negated_before(&self, start: usize) -> bool {
        let mut at = start;
        while at > self.sentence.start && start - at < LONGEST_GAP {
            at -= 1;
            let token = &self.tokens[at];
            let no_longer = token.lower == "longer" && at > self.sentence.start && self.tokens[at - 1].lower == "no";
            if is_negation(token) || no_longer {
                // "not only said" says it all the same.
                return self.tokens.get(at + 1).is_none_or(|next| next.lower != "only" && next.lower != "just");
            }
            if !is_adverb(token) && token.ptb != Ptb::To {
                return false;
            }
        }
        false
    }

    /// "is not" and "isn't": the negation after a verb that ends its group belongs to it.
    fn take_trailing_negation(&self, group: &mut VerbGroup) {
        let next = group.tokens.end;
        if next < self.sentence.end && is_negation(&self.tokens[next]) && self.auxiliary(group.head).is_some() {
            let only = self.tokens.get(next + 1).is_some_and(|after| matches!(after.lower.as_str(), "only" | "just"));
            group.negated |= !only;
            group.tokens.end = next + 1;
        }
    }
}

/// The tense of a group by its first verb. Modals other than "will" and "shall" count as present:
/// none of them says that something has happened.
fn tense(first: &Token) -> VerbTense {
    match first.ptb {
        Ptb::Vbd => VerbTense::Past,
        Ptb::Vbz | Ptb::Vbp => VerbTense::Present,
        Ptb::Md if matches!(modal(first), Some("will" | "shall")) => VerbTense::Future,
        Ptb::Md => VerbTense::Present,
        _ => VerbTense::None,
    }
}

#[cfg(test)]
mod tests;
