//! Dependency trees as the events room reads them: children, reach, clauses.
//!
//! In: tokens with heads and verb groups. Out: for any token its group, its dependents, the
//! tokens it spans, and the clause it stands in. Decides nothing about events.

use rustc_hash::FxHashMap;

use crate::lexicon::events::{self, EventClass};
use crate::model::{Annotated, Ptb, Span, Token, TokenRange, Upos, VerbGroup, VerbTense};

/// No walk up a tree is longer: deeper trees are parsers' errors.
const CLIMB: usize = 64;

/// The trees of a document's sentences.
pub struct Tree<'a> {
    /// The document.
    pub annotated: &'a Annotated<'a>,
    /// First and last token below each token, itself included.
    reach: Vec<(usize, usize)>,
    /// `children[starts[t]..starts[t + 1]]` are the dependents of `t`, in the order of the text.
    starts: Vec<usize>,
    children: Vec<usize>,
    /// Verb group by its head token.
    groups: FxHashMap<usize, usize>,
}

impl<'a> Tree<'a> {
    /// Reads the trees of a document.
    pub fn new(annotated: &'a Annotated<'a>) -> Self {
        let tokens = &annotated.parsed.tokens;
        let (starts, children) = children(tokens);
        let groups = annotated.parsed.verb_groups.iter().enumerate().map(|(index, group)| (group.head, index));
        let groups = groups.collect();
        let reach = reach(tokens, &starts, &children);
        Self { annotated, reach, starts, children, groups }
    }

    /// Returns the token.
    pub fn token(&self, token: usize) -> &'a Token {
        &self.annotated.parsed.tokens[token]
    }

    /// Returns the lemma.
    pub fn lemma(&self, token: usize) -> &'a str {
        &self.token(token).lemma
    }

    /// Tells whether the token's lemma is of the class.
    pub fn is(&self, token: usize, class: EventClass) -> bool {
        events::is(self.lemma(token), class)
    }

    /// Returns the token's relation without its subtype: "nsubj" for "nsubj:pass".
    pub fn relation(&self, token: usize) -> &'static str {
        let relation = self.token(token).relation;
        relation.split(':').next().unwrap_or(relation)
    }

    /// Returns the token's dependents, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.starts[token]..self.starts[token + 1]].iter().copied()
    }

    /// Returns the first dependent with the relation, subtypes ignored.
    pub fn child(&self, token: usize, relation: &str) -> Option<usize> {
        self.children(token).find(|child| self.relation(*child) == relation)
    }

    /// Returns the tokens from the first to the last below `token`, itself included.
    pub fn reach(&self, token: usize) -> TokenRange {
        self.reach[token].0..self.reach[token].1 + 1
    }

    /// Returns `token` and what stands above it, upwards.
    pub fn upwards(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(token), |token| self.token(*token).head).take(CLIMB)
    }

    /// Tells whether `below` is `above` or stands below it.
    pub fn dominates(&self, above: usize, below: usize) -> bool {
        self.upwards(below).any(|token| token == above)
    }

    /// Returns the verb group whose head is the token, or that of its copula. Treebanks make "due"
    /// a marker of the verb in "was due to speak"; its copula counts too.
    pub fn group(&self, token: usize) -> Option<&'a VerbGroup> {
        let own = |token: usize| Some(&self.annotated.parsed.verb_groups[*self.groups.get(&token)?]);
        let copula = |token: usize| own(self.child(token, "cop")?);
        let due = || copula(self.due(token)?);
        own(token).filter(|group| group.finite).or_else(due).or_else(|| copula(token)).or_else(|| own(token))
    }

    /// Returns the "due" of "was due to speak", given "speak", and of "is due in Paris", given "Paris".
    pub fn due(&self, token: usize) -> Option<usize> {
        let marks = |child: &usize| matches!(self.relation(*child), "mark" | "case" | "advmod");
        self.children(token).filter(marks).find(|child| self.is(*child, EventClass::Plan))
    }

    /// Tells whether a quotation holds the span.
    pub fn is_quoted(&self, span: Span) -> bool {
        let quotations = &self.annotated.parsed.quotations;
        let after = quotations.partition_point(|quotation| quotation.span.start <= span.start);
        quotations[after.saturating_sub(3)..after].iter().any(|quotation| quotation.span.contains(span))
    }

    /// Returns the tense of the finite clause that the token heads. A bare participle with a
    /// subject of its own at the top of a sentence is a past tense that was mistagged, and a past
    /// tense that describes a noun without any subject ("talks planned for Friday") a participle.
    pub fn tense(&self, token: usize) -> Option<VerbTense> {
        let has = |relation: &str| self.child(token, relation).is_some();
        if self.token(token).relation == "acl" && !has("nsubj") && !has("mark") && !has("aux") {
            return None;
        }
        let finite = self.group(token).filter(|group| group.finite).map(|group| group.tense);
        let bare = || {
            let top = matches!(self.token(token).relation, "root" | "ccomp" | "conj" | "parataxis");
            top && self.token(token).ptb == Ptb::Vbn && has("nsubj") && !has("aux") && !has("cop")
        };
        finite.or_else(|| bare().then_some(VerbTense::Past))
    }

    /// Tells whether the token heads a finite clause.
    pub fn is_finite(&self, token: usize) -> bool {
        self.tense(token).is_some()
    }

    /// Tells whether the token heads a clause in the past tense, without a modal.
    pub fn is_past(&self, token: usize) -> bool {
        self.tense(token) == Some(VerbTense::Past) && self.group(token).is_none_or(|group| group.modal.is_none())
    }

    /// Tells whether the token is a verb, or a noun or adjective made one by a copula.
    pub fn is_predicate(&self, token: usize) -> bool {
        self.token(token).upos == Upos::Verb && !self.is_gerund(token) || self.child(token, "cop").is_some()
    }

    /// Tells whether the token is a noun.
    pub fn is_noun(&self, token: usize) -> bool {
        matches!(self.token(token).ptb, Ptb::Nn | Ptb::Nns | Ptb::Nnp | Ptb::Nnps) || self.is_gerund(token)
    }

    /// "The 1973 building", taken for a verb: one with an article is a noun.
    fn is_gerund(&self, token: usize) -> bool {
        self.token(token).ptb == Ptb::Vbg && self.child(token, "det").is_some()
    }

    /// Returns the object of the verb above that does or suffers what an infinitive tells: "the appeal" in
    /// "expect the appeal to be heard".
    pub fn raised(&self, infinitive: usize) -> Option<usize> {
        let above = self.token(infinitive).head.filter(|_| self.relation(infinitive) == "xcomp")?;
        self.child(above, "obj").filter(|object| (above..infinitive).contains(object))
    }

    /// Tells whether the token heads a finite clause, or is the root of its sentence.
    pub fn is_clause(&self, token: usize) -> bool {
        let clausal =
            matches!(self.relation(token), "root" | "ccomp" | "advcl" | "parataxis" | "conj" | "csubj" | "acl");
        clausal && self.is_finite(token)
    }

    /// Returns the head of the finite clause that the token stands in; the root of its sentence
    /// where no clause is finite.
    pub fn clause(&self, token: usize) -> usize {
        let root = || self.upwards(token).last().unwrap_or(token);
        self.upwards(token).find(|token| self.is_clause(*token)).unwrap_or_else(root)
    }

    /// Tells whether a clause is set beside another without a word that joins them: "…, the paper
    /// reported". A parser may hang it on the other as a clause that goes with it.
    pub fn is_aside(&self, clause: usize) -> bool {
        match self.relation(clause) {
            "parataxis" => true,
            "advcl" => self.is_finite(clause) && self.child(clause, "mark").is_none(),
            "conj" => {
                self.is_finite(clause) && self.child(clause, "cc").is_none() && self.child(clause, "nsubj").is_some()
            }
            _ => false,
        }
    }

    /// Returns the noun that a relative clause describes.
    pub fn antecedent(&self, clause: usize) -> Option<usize> {
        let subject = self.child(clause, "nsubj");
        let relative = subject.filter(|subject| matches!(self.token(*subject).ptb, Ptb::Wp | Ptb::Wdt));
        let noun = match self.token(clause).relation {
            "acl:relcl" => self.token(clause).head?,
            "advcl" | "parataxis" => {
                let before = relative?.checked_sub(1)?;
                if self.token(before).upos == Upos::Punct { before.checked_sub(1)? } else { before }
            }
            _ => return None,
        };
        // "The pause in shipments, which was …": a singular verb means the pause. A clause without
        // any subject is no relative clause, and its subject the whole phrase.
        let disagrees = |noun: usize| self.token(noun).ptb == Ptb::Nns && self.is_singular(clause);
        self.upwards(noun).take_while(|token| self.is_noun(*token)).find(|token| match subject {
            None => self.relation(*token) != "nmod",
            Some(_) => relative.is_none() || !disagrees(*token),
        })
    }

    fn is_singular(&self, clause: usize) -> bool {
        let first = self.group(clause).map(|group| self.token(group.tokens.start));
        first.is_some_and(|verb| verb.lower == "was" || verb.ptb == Ptb::Vbz)
    }
}

fn children(tokens: &[Token]) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0; tokens.len() + 1];
    for head in tokens.iter().filter_map(|token| token.head) {
        starts[head + 1] += 1;
    }
    for token in 0..tokens.len() {
        starts[token + 1] += starts[token];
    }
    let mut next = starts.clone();
    let mut children = vec![0; starts[tokens.len()]];
    for (token, head) in tokens.iter().enumerate().filter_map(|(token, data)| Some((token, data.head?))) {
        children[next[head]] = token;
        next[head] += 1;
    }
    (starts, children)
}

/// Passes the reach of every token up to its head, deepest tokens first.
fn reach(tokens: &[Token], starts: &[usize], children: &[usize]) -> Vec<(usize, usize)> {
    let mut reach: Vec<(usize, usize)> = (0..tokens.len()).map(|token| (token, token)).collect();
    let mut order: Vec<usize> = (0..tokens.len()).filter(|token| tokens[*token].head.is_none()).collect();
    let mut at = 0;
    while let Some(&token) = order.get(at) {
        order.extend(&children[starts[token]..starts[token + 1]]);
        at += 1;
    }
    for token in order.into_iter().rev() {
        if let Some(head) = tokens[token].head {
            let (first, last) = reach[token];
            reach[head] = (reach[head].0.min(first), reach[head].1.max(last));
        }
    }
    reach
}
