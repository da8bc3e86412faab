//! Piles of made-up documents, ten times larger each: does the time grow in step, and do answers
//! about one speaker or topic stay quick?

use std::time::Duration;

use timeline::Result;
use timeline::lexicon::topics::Topic;
use timeline::query::{self, ClaimQuery, Subject, TimelineQuery};
use timeline::store::{Given, Page, Store};

use super::made_up::{MadeUp, STORY, names};
use super::{Took, megabytes, timed};

/// The smallest pile.
const LEAST: usize = 10_000;
/// Stories that each pile is asked about.
const ASKED: usize = 200;

/// Prints a line for every pile up to `documents`: storing it, and the 95th percentile of answers.
pub fn measure(documents: usize) -> Result<()> {
    let made_up = MadeUp::new();
    let path = std::env::temp_dir().join(format!("timeline-piles-{}.db", std::process::id()));
    let mut store = Store::create(&path, Duration::from_secs(1))?;
    println!(
        "documents     stored  processor     each  database  claims speaker  claims topic  show speaker  show topic (p95, ms)"
    );
    let (mut done, mut goal, mut spent) = (0, LEAST.min(documents), Took::default());
    while done < goal {
        grow(&mut store, &made_up, done..goal, &mut spent)?;
        done = goal;
        let size = std::fs::metadata(&path).map_or(0, |it| it.len() as usize);
        let (passed, worked) = (spent.passed.as_secs_f64(), spent.worked.as_secs_f64());
        let each = 1e3 * worked / done as f64;
        print!("{done:9} {passed:8.1} s {worked:8.1} s  {each:.2} ms {:6.0} MB", megabytes(size));
        ask(&store, done / STORY)?;
        goal = (goal * 10).min(documents);
    }
    drop(store);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
    Ok(())
}

/// Stores documents, a transaction for every 256, and adds up how long the storing took.
fn grow(store: &mut Store, made_up: &MadeUp, numbers: std::ops::Range<usize>, spent: &mut Took) -> Result<()> {
    for start in numbers.clone().step_by(256) {
        let batch = start..(start + 256).min(numbers.end);
        let pages: Vec<_> = batch.map(|number| Page { main: made_up.document(number), related: Vec::new() }).collect();
        let (stored, took) = timed(|| {
            store.transaction(|store| {
                pages.iter().try_for_each(|page| store.insert(page, &Given::default(), true).map(drop))
            })
        });
        stored?;
        spent.passed += took.passed;
        spent.worked += took.worked;
    }
    Ok(())
}

/// Asks about single stories spread over the pile and prints the 95th percentile of each question.
fn ask(store: &Store, stories: usize) -> Result<()> {
    let mut took: [Vec<Duration>; 4] = Default::default();
    for asked in 0..ASKED.min(stories) {
        let [town, speaker] = names(asked * stories / ASKED.min(stories));
        let matcher = Topic::new(&town, []).matcher();
        let covers = |words: &str| matcher.covers(words);
        let subject = Subject { name: &town, terms: vec![&town], covers: &covers, wide: false };
        let by = ClaimQuery { speaker: Some(&speaker), ..ClaimQuery::default() };
        let about = ClaimQuery { topic: Some(&subject), ..ClaimQuery::default() };
        let with = TimelineQuery { speaker: Some(&speaker), ..TimelineQuery::default() };
        let of = TimelineQuery { topic: Some(&subject), ..TimelineQuery::default() };
        let questions: [&dyn Fn() -> Result<usize>; 4] = [
            &|| query::claims(store, &by).map(|rows| rows.len()),
            &|| query::claims(store, &about).map(|rows| rows.len()),
            &|| query::timeline(store, &with).map(|rows| rows.len()),
            &|| query::timeline(store, &of).map(|rows| rows.len()),
        ];
        for (question, took) in questions.iter().zip(&mut took) {
            let (rows, time) = timed(question);
            assert!(rows? > 0, "every story has findings");
            took.push(time.passed);
        }
    }
    for mut times in took {
        times.sort_unstable();
        print!("  {:12.1}", 1e3 * times[times.len() * 95 / 100].as_secs_f64());
    }
    println!();
    Ok(())
}
