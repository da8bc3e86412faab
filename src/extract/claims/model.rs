//! The trained weights behind the claims extractor.
//!
//! In: `models/claims.bin`, compiled in and read in place. Out: [`Model`], opened once.
//! `cargo run --release --example train -- claims …` makes the file anew; `models/claims.md`
//! says from what.

use std::sync::LazyLock;

use super::spans::EDGES;
use super::weights::Weights;

/// Everything that was learned.
#[derive(Debug, Clone)]
pub struct Model {
    /// Tells cues from other words.
    pub cues: Weights<1>,
    /// Scores labels of units around a cue.
    pub units: Weights<4>,
    /// Scores neighbouring labels.
    pub edges: Weights<EDGES>,
    /// Tells which reading of a cue is the right one.
    pub readings: Weights<1>,
    /// Tells whether a cue with its content and source holds together.
    pub accept: Weights<1>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let file: &'static [u8] = include_bytes!("../../../models/claims.bin");
    Model::read(file).expect("models/claims.bin is whole: a test reads it")
});

impl Model {
    /// Returns the model that is compiled in.
    pub fn shipped() -> &'static Model {
        &MODEL
    }

    /// Reads a model file; `None` when it is cut short or too long.
    pub fn read(mut file: &'static [u8]) -> Option<Self> {
        let model = Self {
            cues: Weights::split_from(&mut file)?,
            units: Weights::split_from(&mut file)?,
            edges: Weights::split_from(&mut file)?,
            readings: Weights::split_from(&mut file)?,
            accept: Weights::split_from(&mut file)?,
        };
        file.is_empty().then_some(model)
    }

    /// Writes the model as [`Model::read`] reads it.
    pub fn write(&self) -> Vec<u8> {
        let mut file = Vec::new();
        self.cues.write(&mut file);
        self.units.write(&mut file);
        self.edges.write(&mut file);
        self.readings.write(&mut file);
        self.accept.write(&mut file);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_the_shipped_model() {
        assert_eq!(Model::shipped().write(), include_bytes!("../../../models/claims.bin"));
    }
}
