//! Paragraphs, sentences and tokens.

use serde::Serialize;
use smol_str::SmolStr;

use super::{Span, TokenRange};

/// A block of text between blank lines or, in texts without blank lines, one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The paragraph without surrounding white space.
    pub span: Span,
    /// Its sentences, as indices into [`Parsed::sentences`](super::Parsed::sentences).
    pub sentences: std::ops::Range<usize>,
}

/// What a sentence is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SentenceKind {
    /// A title or heading: no final stop, often no finite auxiliary.
    Headline,
    /// Running text.
    Body,
    /// Place, date and agency before the first words of a report: "KYIV, July 3 (Reuters) -".
    Dateline,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Without surrounding white space, closing quotation marks included.
    pub span: Span,
    /// Its tokens, as indices into [`Parsed::tokens`](super::Parsed::tokens).
    pub tokens: TokenRange,
    /// Its paragraph, as an index into [`Parsed::paragraphs`](super::Parsed::paragraphs).
    pub paragraph: usize,
    /// What it is on the page.
    pub kind: SentenceKind,
}

/// A token by the conventions of UD English: clitics ("n't", "'s") stand alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The word in lower case, quotation marks and dashes made plain (`"`, `'`, `-`).
    pub lower: SmolStr,
    /// Its dictionary form, lower case save for proper nouns.
    pub lemma: SmolStr,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag, which tells tense, verb form and number.
    pub ptb: Ptb,
    /// The token it depends on; `None` for the root or where nothing was parsed.
    pub head: Option<usize>,
    /// Its relation to `head`, a UD English label; empty where nothing was parsed.
    pub relation: &'static str,
}

macro_rules! tags {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// Every tag, in the order of its discriminant.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Returns the tag as treebanks write it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// Reads the tag as treebanks write it.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)* _ => None }
            }
        }
    };
}

tags! {
    /// Universal parts of speech (Universal Dependencies v2).
    Upos {
        Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ",
        Noun "NOUN", Num "NUM", Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT",
        Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X",
    }
}

tags! {
    /// Penn Treebank tags as the UD English treebanks use them.
    Ptb {
        Cc "CC", Cd "CD", Dt "DT", Ex "EX", Fw "FW", In "IN", Jj "JJ", Jjr "JJR", Jjs "JJS",
        Ls "LS", Md "MD", Nn "NN", Nns "NNS", Nnp "NNP", Nnps "NNPS", Pdt "PDT", Pos "POS",
        Prp "PRP", PrpS "PRP$", Rb "RB", Rbr "RBR", Rbs "RBS", Rp "RP", Sym "SYM", To "TO",
        Uh "UH", Vb "VB", Vbd "VBD", Vbg "VBG", Vbn "VBN", Vbp "VBP", Vbz "VBZ", Wdt "WDT",
        Wp "WP", WpS "WP$", Wrb "WRB", Comma ",", Stop ".", Colon ":", Open "-LRB-",
        Close "-RRB-", OpenQuote "``", CloseQuote "''", Hyph "HYPH", Nfp "NFP", Add "ADD",
        Afx "AFX", Gw "GW", Dollar "$", Xx "XX",
    }
}
