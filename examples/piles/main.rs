//! What a pile of articles costs: the speed of `add`, the storage's share of it, and growth.
//!
//! `cargo build --release && cargo run --release --example piles -- add FILE [REPEATS]` adds a file of
//! records on one and on two threads, and compares with reading alone and with storing the same
//! findings without analysis. `cargo run --release --example piles -- grow [DOCUMENTS]` stores piles
//! of made-up documents, ten times larger each, and asks each pile about single speakers and topics.

mod add;
mod grow;
mod made_up;

use std::time::{Duration, Instant};

fn main() -> timeline::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: usize| arguments.get(at).and_then(|it| it.parse().ok()).unwrap_or(default);
    match arguments.first().map(String::as_str) {
        Some("add") if arguments.len() > 1 => add::measure(&arguments[1], number(2, 1)),
        Some("grow") => grow::measure(number(1, 100_000)),
        _ => {
            eprintln!("usage: piles add FILE [REPEATS] | piles grow [DOCUMENTS]");
            std::process::exit(2);
        }
    }
}

/// Runs `work` and returns how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let outcome = work();
    (outcome, started.elapsed())
}

/// Megabytes of 1,000,000 bytes.
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
