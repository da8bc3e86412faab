//! Reading the dependency tree: heads, dependents, phrases and clauses.
//!
//! Trees are projective, so what hangs under a token is one unbroken range. A sentence has one
//! root, an overlong one several. Where nothing was parsed, every token stands alone.

use super::{Parsed, Token, TokenRange, Upos};

/// Dependents lie at most this far from their head: longer sentences are parsed in pieces.
const REACH: usize = 120;

/// Relations that open a clause of its own.
const CLAUSES: &[&str] = &["root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"];

impl Parsed {
    /// Returns the tokens that depend on `token` directly, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let sentence = &self.sentences[self.sentence_of(token)].tokens;
        let reach = sentence.start.max(token.saturating_sub(REACH))..sentence.end.min(token + REACH + 1);
        reach.filter(move |&child| self.tokens[child].head == Some(token))
    }

    /// Returns the first direct dependent of `token` by one of these relations.
    ///
    /// A basic relation stands for its subtypes as well: "nsubj" also finds "nsubj:pass".
    pub fn child(&self, token: usize, relations: &[&str]) -> Option<usize> {
        self.children(token).find(|&child| relations.iter().any(|relation| self.tokens[child].relates(relation)))
    }

    /// Returns the token with everything that hangs under it.
    pub fn subtree(&self, token: usize) -> TokenRange {
        let mut start = token;
        while let Some(child) = self.children(start).next().filter(|&child| child < start) {
            start = child;
        }
        let mut end = token;
        while let Some(child) = self.children(end).next_back().filter(|&child| child > end) {
            end = child;
        }
        start..end + 1
    }

    /// Returns the tokens from `token` up to its root, itself first.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        // Trees have no cycles; the bound holds even for heads that someone else filled in.
        std::iter::successors(Some(token), |&token| self.tokens[token].head).take(REACH)
    }

    /// Tells whether `token` is `ancestor` or hangs anywhere under it.
    pub fn is_under(&self, token: usize, ancestor: usize) -> bool {
        self.ancestors(token).any(|above| above == ancestor)
    }

    /// Returns the predicate of the innermost clause that `token` belongs to: a verb, or the
    /// adjective or noun that a copula links ("is *angry*").
    ///
    /// A predicate belongs to its own clause. Conjoined predicates have a clause each.
    pub fn predicate(&self, token: usize) -> usize {
        let is_predicate = |&above: &usize| {
            let token = &self.tokens[above];
            CLAUSES.contains(&token.relation) || token.relation == "conj" && self.is_verbal(above)
        };
        let root = self.ancestors(token).last().unwrap_or(token);
        self.ancestors(token).find(is_predicate).unwrap_or(root)
    }

    /// Tells whether the token heads a clause by its own form: a verb, or a word with a copula.
    fn is_verbal(&self, token: usize) -> bool {
        self.tokens[token].upos == Upos::Verb || self.child(token, &["cop", "nsubj"]).is_some()
    }

    /// Returns the tokens of the innermost clause around `token`, subordinate clauses included.
    pub fn clause(&self, token: usize) -> TokenRange {
        self.subtree(self.predicate(token))
    }

    /// Returns the head token of the verb's subject: its own, or the one it shares with the
    /// verb it is conjoined to ("Smith rose and *left*") or controlled by ("Smith wants to *leave*").
    pub fn subject_of(&self, predicate: usize) -> Option<usize> {
        for above in self.ancestors(predicate) {
            if let Some(subject) = self.child(above, &["nsubj", "csubj"]) {
                return Some(subject);
            }
            if !matches!(self.tokens[above].relation, "conj" | "xcomp") {
                return None;
            }
        }
        None
    }

    /// Returns the head token of the clause that is the verb's complement: what was said, thought,
    /// planned or wanted. Quotations that the parser hung beside their verb count too.
    pub fn complement_of(&self, predicate: usize) -> Option<usize> {
        self.child(predicate, &["ccomp"])
            .or_else(|| self.child(predicate, &["xcomp", "csubj"]))
            .or_else(|| self.child(predicate, &["parataxis"]))
    }

    /// Returns the noun phrase that `head` heads: its subtree without relative clauses,
    /// appositives, conjoined phrases, and the punctuation around them.
    ///
    /// "the former *mayor* of London, who resigned" gives "the former mayor of London".
    pub fn noun_phrase(&self, head: usize) -> TokenRange {
        const OUTSIDE: &[&str] =
            &["acl:relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "case", "advcl", "ccomp", "cop", "mark"];
        // A copula makes its noun a predicate: what stands before it is no part of the phrase.
        const CLAUSAL: &[&str] = &["nsubj", "csubj", "aux", "advmod", "obl", "expl", "discourse", "vocative"];
        let outside = |child: &usize| {
            let token = &self.tokens[*child];
            let possessive = token.relation == "case" && *child > head;
            !possessive && OUTSIDE.contains(&token.relation) || CLAUSAL.iter().any(|relation| token.relates(relation))
        };
        let mut range = head..head + 1;
        for child in self.children(head).filter(|&child| child < head).rev().take_while(|child| !outside(child)) {
            range.start = self.subtree(child).start;
        }
        for child in self.children(head).filter(|&child| child > head).take_while(|child| !outside(child)) {
            range.end = self.subtree(child).end;
        }
        range
    }
}

impl Token {
    /// Tells whether the token's relation is `relation` or one of its subtypes.
    pub fn relates(&self, relation: &str) -> bool {
        self.relation.strip_prefix(relation).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ptb, Sentence, SentenceKind, Span};

    /// Reads "word/UPOS/head/relation" with heads counted from 1 and 0 for the root.
    fn parsed(sentence: &str) -> Parsed {
        let mut tokens = Vec::new();
        let mut start = 0;
        for word in sentence.split_whitespace() {
            let fields: Vec<&str> = word.split('/').collect();
            let span = Span::new(start, start + fields[0].len());
            start = span.end + 1;
            tokens.push(Token {
                span,
                lower: fields[0].to_lowercase().into(),
                lemma: fields[0].to_lowercase().into(),
                upos: Upos::parse(fields[1]).expect("a universal tag"),
                ptb: Ptb::Xx,
                head: fields[2].parse::<usize>().expect("a number").checked_sub(1),
                relation: fields[3].to_string().leak(),
            });
        }
        let sentence =
            Sentence { span: Span::new(0, start - 1), tokens: 0..tokens.len(), paragraph: 0, kind: SentenceKind::Body };
        Parsed { tokens, sentences: vec![sentence], ..Parsed::default() }
    }

    const SAID: &str = "The/DET/3/det former/ADJ/3/amod mayor/NOUN/9/nsubj of/ADP/5/case London/PROPN/3/nmod \
        ,/PUNCT/8/punct who/PRON/8/nsubj resigned/VERB/3/acl:relcl said/VERB/0/root Smith/PROPN/11/nsubj \
        paid/VERB/9/ccomp and/CCONJ/13/cc left/VERB/11/conj ././9/punct";

    fn said() -> Parsed {
        parsed(&SAID.replace("././", "./PUNCT/"))
    }

    #[track_caller]
    fn check(found: Option<TokenRange>, expected: &str) {
        let parsed = said();
        let words: Vec<&str> = found.into_iter().flatten().map(|at| parsed.tokens[at].lower.as_str()).collect();
        assert_eq!(words.join(" "), expected);
    }

    fn one(token: Option<usize>) -> Option<TokenRange> {
        token.map(|token| token..token + 1)
    }

    #[test]
    fn subtrees_hold_all_descendants() {
        check(Some(said().subtree(2)), "the former mayor of london , who resigned");
        check(Some(said().subtree(0)), "the");
        check(Some(said().subtree(8)), "the former mayor of london , who resigned said smith paid and left .");
    }

    #[test]
    fn noun_phrases_stop_at_clauses() {
        check(Some(said().noun_phrase(2)), "the former mayor of london");
        check(Some(said().noun_phrase(4)), "london");
    }

    #[test]
    fn clauses_are_innermost() {
        check(one(Some(said().predicate(6))), "resigned");
        check(one(Some(said().predicate(4))), "said");
        check(Some(said().clause(9)), "smith paid and left");
        check(Some(said().clause(12)), "and left");
    }

    #[test]
    fn conjoined_verbs_share_their_subject() {
        check(one(said().subject_of(12)), "smith");
        check(one(said().subject_of(8)), "mayor");
        check(one(said().subject_of(7)), "who");
    }

    #[test]
    fn finds_complements() {
        check(one(said().complement_of(8)), "paid");
        check(one(said().complement_of(10)), "");
    }

    #[test]
    fn unparsed_tokens_stand_alone() {
        let bare = parsed("Rain/NOUN/0/ fell/VERB/0/");
        assert_eq!(bare.subtree(0), 0..1);
        assert_eq!(bare.subject_of(1), None);
        assert_eq!(bare.predicate(0), 0);
    }
}
