//! Retrains the weight files in `models/` from public corpora, byte for byte the same each time.
//!
//! `cargo run --release --example train -- MODEL|all [--corpora FOLDER]`. One file beside this one
//! per model. Later models read the earlier ones from the compiled library, so `all` builds
//! anew before each.

mod claims;
#[path = "../corpora/mod.rs"]
mod corpora;
mod direction;
mod lemmas;
mod names;
mod network;
mod perceptron;
mod pronouns;
mod sentences;

/// Each model's name and what trains it, in order of dependence; the network comes with the name tagger.
const MODELS: &[(&str, fn())] = &[
    ("sentences", sentences::train),
    ("network", network::train),
    ("lemmas", lemmas::train),
    ("pronouns", pronouns::train),
    ("claims", claims::train),
    ("direction", direction::train),
];

fn main() -> std::process::ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    if name == "all" {
        return all();
    }
    let Some((_, train)) = MODELS.iter().find(|(model, _)| *model == name) else {
        let names: Vec<&str> = MODELS.iter().map(|(model, _)| *model).collect();
        eprintln!("usage: train MODEL|all [--corpora FOLDER]; models: {}", names.join(", "));
        return 2.into();
    };
    let started = std::time::Instant::now();
    train();
    println!("{name}: trained in {} s", started.elapsed().as_secs());
    0.into()
}

/// Trains one model after another, each with a build that holds the ones before.
fn all() -> std::process::ExitCode {
    for (model, _) in MODELS {
        let mut run = std::process::Command::new("cargo");
        run.args(["run", "--release", "--quiet", "--example", "train", "--", model]).args(std::env::args().skip(2));
        if !run.status().is_ok_and(|status| status.success()) {
            eprintln!("training {model} failed");
            return 1.into();
        }
    }
    0.into()
}

/// Writes a binary weight file.
fn save(name: &str, weights: &[u8]) {
    save_as(&format!("{name}.bin"), weights);
}

/// Writes a weight file.
fn save_as(file: &str, weights: &[u8]) {
    let path = format!("{}/models/{file}", env!("CARGO_MANIFEST_DIR"));
    if let Err(error) = std::fs::write(&path, weights) {
        eprintln!("writing {path}: {error}");
        std::process::exit(1);
    }
    println!("{path}: {} bytes", weights.len());
}
