//! `timeline add --watch`: the same sources again, every so often.
//!
//! In: what was read in the rounds before. Out: the files that are new or changed since; addresses
//! are asked anew each round. A file that is being written is left for the round after.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use rustc_hash::FxHashMap;

/// How long a file must have stayed as it is before it is read.
const AT_REST: Duration = Duration::from_secs(1);
/// How long Ctrl-C may take to be noticed between rounds.
const NAP: Duration = Duration::from_millis(100);

/// The files of earlier rounds, with their length and the time of their last change.
#[derive(Debug, Default)]
pub(super) struct Seen(FxHashMap<PathBuf, (u64, SystemTime)>);

impl Seen {
    /// Tells whether the file is to be read in this round, and remembers it.
    pub fn is_new(&mut self, path: &PathBuf) -> bool {
        // What can't be looked at is read once, so that it is reported once.
        let state = path
            .metadata()
            .map_or((0, SystemTime::UNIX_EPOCH), |it| (it.len(), it.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
        let is_known = self.0.get(path) == Some(&state);
        let rests = state.1.elapsed().is_ok_and(|age| age >= AT_REST);
        if is_known || !rests {
            return false;
        }
        self.0.insert(path.clone(), state);
        true
    }
}

/// Waits for the next round; `false` when Ctrl-C comes first.
pub(super) fn wait(every: Duration, stopped: &AtomicBool) -> bool {
    let started = Instant::now();
    while started.elapsed() < every {
        if stopped.load(Ordering::Relaxed) {
            return false;
        }
        std::thread::sleep(NAP.min(every));
    }
    !stopped.load(Ordering::Relaxed)
}

/// Reads how often: "30s", "15m", "2h", or a number of minutes.
pub(super) fn interval(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(['s', 'm', 'h']);
    let unit = match &text[digits.len()..] {
        "s" => 1,
        "" | "m" => 60,
        "h" => 3600,
        _ => 0,
    };
    let seconds = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).filter(|it| *it > 0);
    seconds.map(Duration::from_secs).ok_or_else(|| "write how often as 30s, 15m or 2h".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_how_often() {
        let seconds = |text| interval(text).map(|it| it.as_secs()).ok();
        assert_eq!([seconds("30s"), seconds("15m"), seconds("2h"), seconds("5")], [30, 900, 7200, 300].map(Some));
        for wrong in ["", "0", "m", "1d", "-5m", "5ms", "1.5h", "99999999999999999999h"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_is_new_once_it_rests_and_again_once_it_changes() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.txt");
        let write = |words: &str, age: u64| {
            std::fs::write(&path, words).unwrap();
            let file = std::fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        };
        let mut seen = Seen::default();
        write("one", 0);
        assert!(!seen.is_new(&path), "it may still be written");
        write("one", 60);
        assert!(seen.is_new(&path));
        assert!(!seen.is_new(&path));
        write("another", 30);
        assert!(seen.is_new(&path));
    }
}
