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

/// How long something took.
#[derive(Debug, Default, Clone, Copy)]
struct Took {
    /// By the clock.
    passed: Duration,
    /// On a processor, which other programs do not lengthen.
    worked: Duration,
}

/// Runs `work` on this thread and returns how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (started, before) = (Instant::now(), on_processor());
    let outcome = work();
    let passed = started.elapsed();
    let worked = on_processor().zip(before).map_or(passed, |(after, before)| after - before);
    (outcome, Took { passed, worked })
}

/// How long this thread has run on a processor, where the system tells.
fn on_processor() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(times.split(' ').next()?.parse().ok()?))
}

/// Megabytes of 1,000,000 bytes.
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
