//! The best ways to label a window.
//!
//! In: the features of a window and the weights of the span model. Out: the few best sequences of
//! labels that name some content, by the algorithm of Viterbi with several arrivals per state.

use super::sheet::Sheet;
use super::spans::{self, EDGES, LABELS, Label};
use super::weights::Weights;
use super::window::Window;

/// Sequences kept per window.
pub const MANY: usize = 5;
/// A state is a label and whether content was seen so far.
const STATES: usize = LABELS * 2;

/// Scores of a window under a model.
pub struct Lattice {
    /// Scores of each label at each unit.
    units: Vec<[f32; 4]>,
    /// Scores of each pair of labels into each unit.
    edges: Vec<[f32; EDGES]>,
    /// The score of labelling nothing.
    nothing: f32,
    /// The cue, which is always outside.
    cue: usize,
}

/// One way to reach a state: its score, and the state and rank it came from.
#[derive(Debug, Clone, Copy)]
struct Arrival {
    score: f32,
    state: u8,
    rank: u8,
}

const NEVER: Arrival = Arrival { score: f32::NEG_INFINITY, state: 0, rank: 0 };

/// The best arrivals at each state, best first.
type Arrivals = [[Arrival; MANY]; STATES];

impl Lattice {
    /// Scores the units and edges of a window.
    pub fn new(sheet: &Sheet, window: &Window, units: &Weights<4>, edges: &Weights<EDGES>) -> Self {
        let count = window.units.len();
        let (mut labels, mut steps) = (Vec::with_capacity(count), Vec::with_capacity(count));
        spans::visit(sheet, window, |unit, edge| {
            labels.push(units.score(unit));
            steps.push(edges.score(edge));
        });
        let nothing = labels.iter().zip(&steps).map(|(unit, edge)| unit[0] + edge[0]).sum();
        Self { units: labels, edges: steps, nothing, cue: window.cue }
    }

    /// Returns the best labellings that name some content, best first, and how much better each
    /// is than labelling nothing.
    pub fn best(&self) -> Vec<(Vec<Label>, f32)> {
        let arrivals = self.arrivals();
        let Some(last) = arrivals.last() else { return Vec::new() };
        let ends = (LABELS..STATES).flat_map(|state| (0..MANY).map(move |rank| (state, rank)));
        let mut ends: Vec<(usize, usize)> =
            ends.filter(|&(state, rank)| last[state][rank].score > f32::NEG_INFINITY).collect();
        ends.sort_by(|a, b| last[b.0][b.1].score.total_cmp(&last[a.0][a.1].score));
        ends.truncate(MANY);
        ends.into_iter().map(|end| (walk_back(&arrivals, end), last[end.0][end.1].score - self.nothing)).collect()
    }

    /// Returns how much better a labelling is than labelling nothing.
    pub fn score(&self, labels: &[Label]) -> f32 {
        let mut before = 0;
        let mut score = 0.0;
        for ((unit, edge), &label) in self.units.iter().zip(&self.edges).zip(labels) {
            score += unit[label as usize] + edge[before * LABELS + label as usize];
            before = label as usize;
        }
        score - self.nothing
    }

    fn arrivals(&self) -> Vec<Arrivals> {
        let mut arrivals: Vec<Arrivals> = Vec::with_capacity(self.units.len());
        for (unit, (labels, edges)) in self.units.iter().zip(&self.edges).enumerate() {
            let mut here = [[NEVER; MANY]; STATES];
            for label in (0..LABELS).filter(|&label| label == 0 || unit != self.cue) {
                let step = |before: usize| edges[before % LABELS * LABELS + label] + labels[label];
                let Some(ways) = arrivals.last() else {
                    let state = if label == Label::Content as usize { label + LABELS } else { label };
                    here[state][0] = Arrival { score: step(0), ..NEVER };
                    continue;
                };
                for (before, ranked) in ways.iter().enumerate() {
                    let seen = before >= LABELS || label == Label::Content as usize;
                    let state = if seen { label + LABELS } else { label };
                    for (rank, way) in ranked.iter().enumerate() {
                        let score = way.score + step(before);
                        if !insert(&mut here[state], Arrival { score, state: before as u8, rank: rank as u8 }) {
                            break;
                        }
                    }
                }
            }
            arrivals.push(here);
        }
        arrivals
    }
}

/// Puts an arrival in its place; `false` when it is worse than all.
fn insert(ranked: &mut [Arrival; MANY], arrival: Arrival) -> bool {
    let Some(place) = ranked.iter().position(|other| arrival.score > other.score) else { return false };
    ranked[place..].rotate_right(1);
    ranked[place] = arrival;
    true
}

fn walk_back(arrivals: &[Arrivals], (mut state, mut rank): (usize, usize)) -> Vec<Label> {
    let mut labels = vec![Label::Outside; arrivals.len()];
    for (label, here) in labels.iter_mut().zip(arrivals).rev() {
        *label = Label::ALL[state % LABELS];
        let from = here[state][rank];
        (state, rank) = (usize::from(from.state), usize::from(from.rank));
    }
    labels
}
