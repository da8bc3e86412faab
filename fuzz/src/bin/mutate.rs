//! A mutator for machines without libFuzzer: seeds changed at random, again and again.
//!
//! `mutate TARGET|all [SECONDS [SEED]]`. A panic or a slow input is written to
//! `fuzz/findings/TARGET-HASH` and named; the exit code is then 1. The same seed tries the same
//! inputs in the same order, for as long as time lasts.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use timeline_fuzz::{TARGETS, run, seeds};

/// Time beyond which an input of this size is a finding of its own.
const SLOW: Duration = Duration::from_secs(2);
/// Bytes beyond which an input grows no further.
const LARGEST: usize = 1 << 16;
/// Inputs that are kept to change further.
const POOL: usize = 256;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = arguments.first().map_or("all", String::as_str);
    let seconds = arguments.get(1).and_then(|it| it.parse().ok()).unwrap_or(60);
    let seed = arguments.get(2).and_then(|it| it.parse().ok()).unwrap_or(1);
    std::panic::set_hook(Box::new(|_| {}));
    let mut findings = 0;
    for (target, _) in TARGETS.iter().filter(|(name, _)| wanted == "all" || wanted == *name) {
        findings += fuzz(target, Duration::from_secs(seconds), seed);
    }
    if findings > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn fuzz(target: &str, time: Duration, seed: u64) -> usize {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut pool = seeds::seeds(target);
    let (started, mut tried, mut findings) = (Instant::now(), 0, 0);
    while started.elapsed() < time && findings < 10 {
        let mut input = pool[random.below(pool.len())].clone();
        for _ in 0..=random.below(6) {
            change(&mut input, &pool, &mut random);
        }
        input.truncate(LARGEST);
        let before = on_processor();
        let outcome = catch_unwind(AssertUnwindSafe(|| run(target, &input)));
        tried += 1;
        let problem = match outcome {
            Err(panic) => Some(words(&*panic)),
            Ok(()) => Some(on_processor() - before).filter(|took| *took > SLOW).map(|took| format!("took {took:?}")),
        };
        match problem {
            Some(problem) => {
                findings += 1;
                println!("{target}: {problem}: {}", save(target, &input).display());
            }
            None if pool.len() < POOL => pool.push(input),
            None => {
                let place = random.below(POOL);
                pool[place] = input;
            }
        }
        // Drifting ever further from anything readable finds nothing: start over now and then.
        if tried % 4096 == 0 {
            pool = seeds::seeds(target);
        }
    }
    println!("{target}: {tried} inputs, {findings} findings");
    findings
}

/// How long this thread has run on a processor, so that other programs make nothing slow; where the
/// system does not tell, the clock.
fn on_processor() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = account.and_then(|account| account.split(' ').next()?.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn change(input: &mut Vec<u8>, pool: &[Vec<u8>], random: &mut Random) {
    let at = random.below(input.len() + 1);
    let end = (at + 1 + random.about(10)).min(input.len());
    match random.below(8) {
        0 if at < input.len() => input[at] ^= 1 << random.below(8),
        1 if at < input.len() => input[at] = random.below(256) as u8,
        2 if at < end => drop(input.drain(at..end)),
        3 if at < end => {
            let copy = input[at..end].repeat(1 + random.about(8));
            input.splice(at..at, copy.into_iter().take(LARGEST));
        }
        4 => {
            let other = &pool[random.below(pool.len())];
            let from = random.below(other.len() + 1);
            let to = (from + random.below(2000)).min(other.len());
            input.splice(at..at, other[from..to].iter().copied());
        }
        5 => input.truncate(at),
        _ => {
            let word = seeds::WORDS[random.below(seeds::WORDS.len())].repeat(1 + random.about(9));
            input.splice(at..at, word.bytes());
        }
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().cloned();
    words.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default()
}

fn save(target: &str, input: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("findings");
    let hash =
        input.iter().fold(0xcbf2_9ce4_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let path = folder.join(format!("{target}-{hash:016x}"));
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::File::create(&path)?.write_all(input));
    written.unwrap_or_else(|error| eprintln!("{}: {error}", path.display()));
    path
}

/// Xorshift64: the same numbers from the same seed.
struct Random(u64);

impl Random {
    /// Returns a number below `end`, 0 for 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    /// Returns a number of fewer than `bits` bits, small ones as likely as large ones.
    fn about(&mut self, bits: usize) -> usize {
        let bits = self.below(bits);
        self.below(1 << bits)
    }
}
