//! Prints how good the language floor is, measured on development parts of public treebanks.
//!
//! `cargo run --release --example evaluate [-- SECTION] [--corpora FOLDER] [--errors]`; a section
//! is one file beside this one. Without a section, all run.

#[path = "../corpora/mod.rs"]
mod corpora;
mod entity;
mod names;
mod publication;
mod segmentation;
mod tags;

/// Each section's name and what prints it.
const SECTIONS: &[(&str, fn())] = &[
    ("segmentation", segmentation::print),
    ("tags", tags::print),
    ("names", names::print),
    ("entity", entity::print),
    ("publication", publication::print),
];

fn main() {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |name: &str| {
        !SECTIONS.iter().any(|(known, _)| named.iter().any(|given| given == known))
            || named.iter().any(|given| given == name)
    };
    for (_, print) in SECTIONS.iter().filter(|(name, _)| wanted(name)) {
        print();
    }
}

/// Tells whether errors are to be listed.
pub fn lists_errors() -> bool {
    std::env::args().any(|argument| argument == "--errors")
}

/// Precision, recall and F1 of one comparison.
#[derive(Default)]
pub struct Score {
    pub right: usize,
    pub found: usize,
    pub gold: usize,
}

impl Score {
    /// F1 in per cent; nothing found where nothing was to be found is right.
    pub fn f1(&self) -> f64 {
        if self.found + self.gold == 0 { 100.0 } else { 200.0 * self.right as f64 / (self.found + self.gold) as f64 }
    }
}
