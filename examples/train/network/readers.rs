//! Two networks that each know the names and attributions of every other document only, kept for what is
//! trained on what such a network makes of documents new to it.

use timeline::text::network::model::Model;

/// Keeps a reader for later runs on this machine.
pub fn save(half: usize, bytes: &[u8]) {
    let path = path(half);
    let folder = std::path::Path::new(&path).parent().expect("a folder");
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, bytes)).expect("a folder that can be written");
}

/// Opens both; the documents of even number are new to the second, the odd ones to the first.
pub fn open() -> [Model; 2] {
    [0, 1].map(|half| {
        let path = path(half);
        let model = std::fs::read(&path).ok().and_then(|bytes| Model::read(bytes.leak()));
        model.unwrap_or_else(|| {
            eprintln!("{path}: no reader of attributions; run `cargo run --release --example train -- network` first");
            std::process::exit(1)
        })
    })
}

fn path(half: usize) -> String {
    format!("{}/target/readers/{half}.bin", env!("CARGO_MANIFEST_DIR"))
}
