//! Universal Dependencies treebanks in CoNLL-U.
//!
//! In: a treebank file. Out: documents of sentences of words, and the raw text they were made from.

use super::read;

/// A word line.
#[derive(Debug, Clone)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    pub relation: String,
    /// White space follows.
    pub space_after: bool,
    /// GUM's entity brackets that open and close here: "(4-person-new-…-coref", "4)".
    pub entity: String,
}

/// A sentence.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// It opens a paragraph.
    pub opens_paragraph: bool,
    pub words: Vec<Word>,
}

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub id: String,
    /// "news", "interview"; empty where the treebank doesn't say.
    pub genre: String,
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// Returns the words of each sentence.
    pub fn forms(&self) -> Vec<Vec<&str>> {
        self.sentences.iter().map(|sentence| sentence.words.iter().map(|word| &*word.form).collect()).collect()
    }

    /// Returns the raw text, paragraphs parted by blank lines, and each word's byte span in it.
    pub fn raw(&self) -> (String, Vec<Vec<(usize, usize)>>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for sentence in &self.sentences {
            if sentence.opens_paragraph && !text.is_empty() {
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
            }
            let mut sentence_spans = Vec::new();
            for word in &sentence.words {
                let start = text.len();
                text.push_str(&word.form);
                sentence_spans.push((start, text.len()));
                if word.space_after {
                    text.push(' ');
                }
            }
            spans.push(sentence_spans);
        }
        (text, spans)
    }
}

/// Reads a treebank, "ud/ewt_dev.conllu".
pub fn load(name: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let mut sentence = Sentence::default();
    // Words of a multiword token ("don't") but its last one are glued to the next.
    let mut glued_until = 0;
    let mut last_glued = false;
    for line in read(name).lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.push(Document { id: id.to_owned(), ..Document::default() });
        } else if let Some(genre) = line.strip_prefix("# meta::genre = ") {
            documents.last_mut().expect("a document is open").genre = genre.to_owned();
        } else if line.starts_with("# newpar id") || line == "# newpar" {
            sentence.opens_paragraph = true;
        } else if line.is_empty() {
            let done = std::mem::take(&mut sentence);
            documents.last_mut().expect("a document is open").sentences.push(done);
            glued_until = 0;
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let no_space = fields[9].contains("SpaceAfter=No");
            if let Some((_, end)) = fields[0].split_once('-') {
                glued_until = end.parse().unwrap_or(0);
                last_glued = no_space;
            } else if let Ok(number) = fields[0].parse::<usize>() {
                let inside = number < glued_until;
                let space_after = if number == glued_until { !last_glued } else { !inside && !no_space };
                sentence.words.push(word(&fields, space_after));
            }
        }
    }
    documents
}

fn word(fields: &[&str], space_after: bool) -> Word {
    Word {
        form: fields[1].to_owned(),
        lemma: fields[2].to_owned(),
        upos: fields[3].to_owned(),
        xpos: fields[4].to_owned(),
        head: fields[6].parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
        relation: fields[7].to_owned(),
        space_after,
        entity: fields[9].split('|').find_map(|field| field.strip_prefix("Entity=")).unwrap_or_default().to_owned(),
    }
}
