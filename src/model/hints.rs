//! What a first reading makes of each token as a part of some attribution.

/// The parts that a token can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// It is a word of a cue.
    Cue,
    /// It belongs to a source.
    Source,
    /// A source begins with it.
    SourceBegins,
    /// A source ends with it.
    SourceEnds,
    /// It belongs to a content.
    Content,
    /// A content, or a piece of one, begins with it.
    ContentBegins,
    /// A content, or a piece of one, ends with it.
    ContentEnds,
}

/// Number of parts.
pub const PARTS: usize = 7;

/// How likely a token plays each [`Part`], as log odds in quarters: 4 stands for one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints(pub [i8; PARTS]);

impl Hints {
    /// Rounds log odds.
    pub fn new(odds: [f32; PARTS]) -> Self {
        Self(odds.map(|odds| (odds * 4.0).round() as i8))
    }

    /// Returns the log odds of a part, in quarters.
    pub fn of(&self, part: Part) -> i32 {
        i32::from(self.0[part as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_rounded_to_quarters() {
        let mut odds = [0.0; PARTS];
        (odds[Part::Cue as usize], odds[Part::Content as usize]) = (1.3, -1e9);
        let hints = Hints::new(odds);
        assert_eq!((hints.of(Part::Cue), hints.of(Part::Content), hints.of(Part::Source)), (5, -128, 0));
    }
}
