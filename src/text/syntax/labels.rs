//! The relations that the parser tells apart.

/// UD English relations, in the order of the model's outputs.
///
/// Subtypes are kept where claims, events or time need them and folded into their basic relation
/// elsewhere; [`fold`] says how.
pub const RELATIONS: &[&str] = &[
    "root",
    "punct",
    "case",
    "det",
    "nsubj",
    "advmod",
    "amod",
    "obj",
    "obl",
    "conj",
    "nmod",
    "cc",
    "compound",
    "mark",
    "aux",
    "cop",
    "advcl",
    "nmod:poss",
    "xcomp",
    "acl:relcl",
    "flat",
    "ccomp",
    "acl",
    "parataxis",
    "nummod",
    "aux:pass",
    "appos",
    "nsubj:pass",
    "discourse",
    "obl:unmarked",
    "nmod:unmarked",
    "compound:prt",
    "expl",
    "fixed",
    "iobj",
    "list",
    "obl:agent",
    "dep",
    "reparandum",
    "csubj",
    "vocative",
    "goeswith",
    "orphan",
    "dislocated",
];

/// Returns the relation of [`RELATIONS`] that a treebank's label is counted as.
pub fn fold(label: &str) -> usize {
    let folded = match label {
        "obl:tmod" | "obl:npmod" => "obl:unmarked",
        "nmod:tmod" | "nmod:npmod" => "nmod:unmarked",
        _ => label,
    };
    let position = |label: &str| RELATIONS.iter().position(|&relation| relation == label);
    let basic = folded.split(':').next().unwrap_or(folded);
    position(folded).or_else(|| position(basic)).unwrap_or_else(|| position("dep").unwrap_or(0))
}
