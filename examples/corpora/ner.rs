//! Corpora with named entities: the worldwide newswire set.
//!
//! In: its folder. Out: documents as running text with names by byte span. The outer of the two
//! annotation columns counts; dates and sums of money are no names.

use timeline::model::NameKind;
use timeline::text::linear::hash;

use super::folder;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub id: String,
    pub text: String,
    /// Byte span and kind of each name, in order.
    pub names: Vec<(usize, usize, NameKind)>,
}

impl Document {
    /// Which tenth of the documents it falls into, by its name; tenth 0 is never trained on.
    pub fn tenth(&self) -> u64 {
        hash(&self.id) % 10
    }
}

/// Reads the worldwide newswire set, by the order of file names.
pub fn worldwide() -> Vec<Document> {
    let path = folder().join("ner/worldwide");
    let mut files: Vec<_> = std::fs::read_dir(&path)
        .unwrap_or_else(|error| {
            eprintln!("reading {}: {error}; give the folder after --corpora", path.display());
            std::process::exit(1)
        })
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    files.iter().map(|file| document(file)).collect()
}

fn document(file: &std::path::Path) -> Document {
    let id = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let content = std::fs::read_to_string(file).expect("the file was listed");
    let mut document = Document { id, ..Document::default() };
    // The first line is the page's address.
    let body = content.lines().skip_while(|line| line.starts_with("http") || line.is_empty());
    let mut before: Option<&str> = None;
    let mut open: Option<NameKind> = None;
    let mut in_quotes = false;
    let mut words = body.peekable();
    while let Some(line) = words.next() {
        let mut fields = line.split('\t').map(str::trim);
        let (word, label) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if word.is_empty() {
            if before.take().is_some() {
                document.text.push('\n');
            }
            (open, in_quotes) = (None, false);
            continue;
        }
        let next = words.peek().and_then(|line| line.split('\t').next()).unwrap_or_default();
        if before.is_some_and(|before| spaced(before, word, next, in_quotes)) {
            document.text.push(' ');
        }
        in_quotes ^= word == "\"";
        let start = document.text.len();
        document.text.push_str(word);
        let kind = kind(label);
        match (kind, document.names.last_mut()) {
            (Some(_), Some(name)) if label.starts_with("I-") && open.is_some() => name.1 = document.text.len(),
            (Some(kind), _) => document.names.push((start, document.text.len(), kind)),
            (None, _) => {}
        }
        open = kind;
        before = Some(word);
    }
    document
}

fn kind(label: &str) -> Option<NameKind> {
    match label.get(2..)? {
        "Person" => Some(NameKind::Person),
        "Organization" => Some(NameKind::Organisation),
        "Location" | "Facility" => Some(NameKind::Place),
        "NORP" => Some(NameKind::Group),
        "Misc" | "Product" => Some(NameKind::Other),
        _ => None,
    }
}

/// Tells whether a space stood between two words, as far as they show it.
fn spaced(before: &str, word: &str, next: &str, in_quotes: bool) -> bool {
    let closes = matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "”" | "…" | "...")
        || matches!(word, "'s" | "’s" | "n't" | "n’t" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "’re" | "’ve" | "’ll")
        || (word == "\"" && in_quotes);
    let opened = matches!(before, "(" | "[" | "$" | "“" | "‘" | "#" | "£" | "€") || (before == "\"" && in_quotes);
    let apostrophe = matches!(word, "'" | "’") && before.ends_with('s');
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    // "Al-Qaeda", "Saudi-led", "37-year", but "27 January - David".
    let glued = |left: &str, right: &str| {
        right.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || (capital(left) && capital(right))
    };
    let hyphen = word == "-" && glued(before, next) || before == "-" && glued("X", word);
    !(closes || opened || apostrophe || hyphen || word == "/" || before == "/")
}
