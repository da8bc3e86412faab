//! Trains the network that tags and parses, and the name tagger above it: `models/network.bin`,
//! `models/names.bin`.
//!
//! In: EWT and the parts of GUM that may be used for tags and trees, newswire for names, plain news for
//! the vectors of words and for what two networks read alike. Out: the files, and scores on sentences
//! never trained on. Two threads take the gradients of half a batch each; they are added up in the same
//! order each time.

mod arithmetic;
pub mod data;
mod glove;
mod layers;
mod losses;
mod parameters;
pub mod readers;
mod recurrence;
mod scores;
mod trainer;
mod vectors;

use timeline::text::names::form;
use timeline::text::network::model::Model;
use timeline::text::network::read_with;
use timeline::text::segment;

use self::layers::Example;
use super::corpora::ner::Document;
use super::names::{self, Lesson};
use super::save;
use data::Numbers;
use trainer::Trainer;
use vectors::Vectors;

/// Passes over the data; a reader of the other half's names takes fewer.
const EPOCHS: usize = 14;
const READER_EPOCHS: usize = 12;

/// Trains and writes the weights.
pub fn train() {
    let material = Material::read();
    let readers = [0, 1].map(|half| material.reader(half));
    names::train(&material.lessons(&readers));
    save("network", &material.network(&readers));
}

/// What networks are trained on.
struct Material {
    numbers: Numbers,
    vectors: Vec<f32>,
    treebanks: Vec<Example>,
    named: Vec<Document>,
    /// The sentences of each document with names.
    newswire: Vec<Vec<Example>>,
    /// The sentences of each document with attributions.
    attributed: Vec<Vec<Example>>,
}

impl Material {
    fn read() -> Self {
        let documents = data::documents();
        let sentences = data::sentences();
        let named = data::named();
        let Vectors { rows, values } = vectors::train(&data::plain(&sentences));
        println!("{} vectors", rows.len());
        let numbers = Numbers::new(&sentences, &named, rows);
        let treebanks: Vec<Example> = documents.iter().flat_map(|document| numbers.treebank(document)).collect();
        let newswire = named.iter().map(|document| numbers.newswire(document)).collect();
        let attributed = data::attributed().iter().map(|line| numbers.attributed(line)).collect();
        println!("{} sentences of treebanks, {} labels", treebanks.len(), numbers.labels.len());
        Self { numbers, vectors: values, treebanks, named, newswire, attributed }
    }

    /// Trains the network on all that people have annotated, and on news as far as both readers read it alike.
    fn network(&self, readers: &[Model; 2]) -> Vec<u8> {
        let alike: Vec<Example> = data::news().iter().flat_map(|text| self.numbers.alike(text, readers)).collect();
        let tokens: usize = alike.iter().map(|example| example.rows.len()).sum();
        println!("{} sentences of news read alike, {tokens} tokens", alike.len());
        // Twice what people annotated, so that it is not outweighed by what networks made of the news.
        let told = self.treebanks.iter().chain(self.newswire.iter().flatten());
        let attributed = self.attributed.iter().flatten();
        let examples = told.clone().chain(told).chain(&alike).chain(attributed).collect::<Vec<_>>();
        self.train("the network", &examples, EPOCHS, 1)
    }

    /// Trains a network that learns the names of every other document, so that the other half is new to it.
    fn reader(&self, half: usize) -> Model {
        let own = [&self.newswire, &self.attributed].into_iter().flat_map(|all| all.iter().skip(half).step_by(2));
        let examples: Vec<&Example> = self.treebanks.iter().chain(own.flatten()).collect();
        let bytes = self.train("a reader", &examples, READER_EPOCHS, half as u64);
        readers::save(half, &bytes);
        Model::read(bytes.leak()).expect("the file just written")
    }

    fn train(&self, what: &str, examples: &[&Example], epochs: usize, seed: u64) -> Vec<u8> {
        println!("{what}: {} sentences", examples.len());
        let mut trainer = Trainer::new(&self.numbers, &self.vectors, seed);
        trainer.run(examples, epochs, seed);
        let bytes = trainer.write(&self.numbers);
        scores::print(&bytes);
        bytes
    }

    /// The documents with names, each as the reader reads it that has not seen its names.
    fn lessons(&self, readers: &[Model; 2]) -> Vec<Lesson> {
        let pairs = self.named.iter().enumerate();
        pairs.map(|(index, document)| lesson(document, &readers[1 - index % 2])).collect()
    }
}

/// A document as a network reads it.
fn lesson(document: &Document, reader: &Model) -> Lesson {
    let mut parsed = segment(&document.text);
    let mut forms = form::forms(&document.text, &parsed);
    let bits = form::bits(&parsed, &forms);
    let scores = read_with(reader, &document.text, &mut parsed, &bits);
    form::take(&parsed, &scores, &mut forms);
    Lesson { document: document.clone(), parsed, forms }
}
