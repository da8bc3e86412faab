//! Which candidate a pronoun means, by a trained ranking.
//!
//! In: features of each candidate by number. Out: the candidate, where one is likely enough. The
//! weights lie in `models/pronouns.tsv`, one line per feature; `examples/train/pronouns.rs` makes it.

use std::sync::LazyLock;

use crate::model::EntityId;

/// Classes of pronouns with weights of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Class {
    HeShe,
    It,
    They,
}

/// An entity that a pronoun may mean.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The entity.
    pub entity: EntityId,
    /// The head token of the mention that speaks best for it.
    pub head: usize,
    /// Numbers of the features that hold, below [`FEATURES`].
    pub features: Vec<usize>,
}

/// A pronoun to be resolved.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The pronoun's token.
    pub token: usize,
    /// Its class.
    pub class: Class,
    /// Whom it may mean, the latest mentioned first.
    pub candidates: Vec<Candidate>,
    /// Features of its meaning none of them.
    pub none: Vec<usize>,
}

/// Groups of features that exclude one another: name and number of values.
pub const GROUPS: &[(&str, usize)] = &[
    ("distance", 6),
    ("role", 8),
    ("form", 3),
    ("rank", 5),
    ("gender", 3),
    ("said so far", 6),
    ("share", 4),
    ("quotation", 6),
    ("clause", 4),
    ("role by role", 48),
    ("speech", 4),
    ("distance by role", 48),
    ("kind", 5),
    ("named", 2),
    ("paragraph", 3),
    ("none", 5),
    ("number", 4),
    ("rank by role", 40),
    ("spoke", 10),
    ("speaking kind", 6),
    ("distance by roles", 54),
    ("none by role", 16),
    ("rival beside", 3),
    ("rival before", 3),
    ("expletive", 2),
];

/// Number of features of one class.
pub const FEATURES: usize = {
    let (mut sum, mut at) = (0, 0);
    while at < GROUPS.len() {
        sum += GROUPS[at].1;
        at += 1;
    }
    sum
};

/// Returns the number of a feature: the group's value.
pub const fn feature(group: usize, value: usize) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < group {
        sum += GROUPS[at].1;
        at += 1;
    }
    let last = GROUPS[group].1 - 1;
    sum + if value > last { last } else { value }
}

/// Classes of pronouns, as columns of the weights.
pub const CLASSES: usize = 3;

static WEIGHTS: LazyLock<Vec<[f32; CLASSES]>> = LazyLock::new(|| {
    let mut weights = vec![[0.0; CLASSES]; FEATURES];
    for line in include_str!("../../models/pronouns.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let group = fields.next().and_then(|name| GROUPS.iter().position(|(known, _)| *known == name));
        let value = fields.next().and_then(|field| field.parse().ok());
        let (Some(group), Some(value)) = (group, value) else { continue };
        weights[feature(group, value)] =
            std::array::from_fn(|_| fields.next().and_then(|f| f.parse().ok()).unwrap_or(0.0));
    }
    weights
});

/// The least probability at which a class of pronouns is resolved.
const SURE: [f32; CLASSES] = [0.4, 0.65, 0.55];
/// The same of the only man or woman whom "he" or "she" may mean.
const SURE_OF_ONE: f32 = 0.3;

/// Returns the entity that the pronoun most likely means.
pub fn choose(choice: &Choice) -> Option<EntityId> {
    let score =
        |features: &[usize]| features.iter().map(|feature| WEIGHTS[*feature][choice.class as usize]).sum::<f32>();
    let scores: Vec<f32> = choice.candidates.iter().map(|candidate| score(&candidate.features)).collect();
    let none = score(&choice.none);
    let top = scores.iter().copied().fold(none, f32::max);
    let sum: f32 = scores.iter().chain([&none]).map(|score| (score - top).exp()).sum();
    let best = (0..scores.len()).max_by(|one, other| scores[*one].total_cmp(&scores[*other]).then(other.cmp(one)))?;
    let share = (scores[best] - top).exp() / sum;
    let alone = choice.class == Class::HeShe && choice.candidates.len() == 1;
    let sure = if alone { SURE_OF_ONE } else { SURE[choice.class as usize] };
    (share >= sure).then_some(choice.candidates[best].entity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_of_every_group_has_its_own_number() {
        let numbers: Vec<usize> =
            (0..GROUPS.len()).flat_map(|group| (0..GROUPS[group].1).map(move |value| feature(group, value))).collect();
        assert_eq!(numbers, (0..FEATURES).collect::<Vec<_>>());
        assert_eq!(feature(0, 99), feature(0, GROUPS[0].1 - 1));
    }

    #[test]
    fn two_equal_candidates_leave_a_pronoun_open() {
        let candidate = |entity| Candidate { entity: EntityId(entity), head: 0, features: vec![feature(1, 0)] };
        let choice = |candidates| Choice { token: 9, class: Class::HeShe, candidates, none: Vec::new() };
        assert_eq!(choose(&choice(vec![candidate(0)])), Some(EntityId(0)));
        assert_eq!(choose(&choice(vec![candidate(0), candidate(1), candidate(2)])), None);
        assert_eq!(choose(&choice(Vec::new())), None);
    }
}
