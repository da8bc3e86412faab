//! Invented articles in 36 layouts of the web: how much of the main text is found, how much else,
//! and which title, byline, outlet and date.
//!
//! The rules were tuned on the pages of `seen/`; those of `unseen/` were written beforehand and only
//! counted. `-- --nocapture layouts` prints the figures of both.

mod render;

use std::path::PathBuf;

use timeline::input::{Options, read};

use self::render::{Article, Layout, articles, layouts};
use super::support::{body, overlap};

/// What a half of the layouts gives, as shares.
#[derive(Debug, Default)]
struct Score {
    pages: usize,
    precision: f64,
    recall: f64,
    titles: usize,
    dates: usize,
    wrong_dates: usize,
    bylines: usize,
    outlets: usize,
}

impl Score {
    fn count(&mut self, layout: &Layout, article: &Article) {
        let documents = read(&layout.name, layout.render(article).as_bytes(), &Options::default()).unwrap().documents;
        let main = &documents[0];
        let (precision, recall) = overlap(body(main), &article.text());
        let day = main.published.value();
        let lacks = |field: &str| layout.lacks.iter().any(|lacked| lacked == field);
        let is_right = |field: &str, found: &Option<String>, expected: &String| {
            usize::from(lacks(field) || found.as_ref() == Some(expected))
        };
        self.pages += 1;
        self.precision += precision;
        self.recall += recall;
        self.titles += is_right("title", &main.title, &article.title);
        self.dates += is_right("published", &day, &article.published.date_naive().to_string());
        self.wrong_dates += usize::from(day.is_some_and(|day| day != article.published.date_naive().to_string()));
        self.bylines += is_right("byline", &main.byline, &article.byline);
        self.outlets += is_right("outlet", &main.outlet, &article.outlet);
    }

    /// Percent of pages.
    fn share(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.pages as f64
    }
}

fn score(half: &str) -> Score {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/layouts");
    let (articles, mut score) = (articles(&folder), Score::default());
    for layout in layouts(&folder.join(half)) {
        articles.iter().for_each(|article| score.count(&layout, article));
    }
    score.precision /= score.pages as f64;
    score.recall /= score.pages as f64;
    println!(
        "{half}: {} pages, main text P {:.3} R {:.3}; titles {:.0} %, dates {:.0} % ({} wrong), bylines {:.0} %, outlets {:.0} %",
        score.pages,
        score.precision,
        score.recall,
        score.share(score.titles),
        score.share(score.dates),
        score.wrong_dates,
        score.share(score.bylines),
        score.share(score.outlets)
    );
    score
}

#[test]
fn layouts_that_rules_were_tuned_on_are_read_nearly_whole() {
    let score = score("seen");
    assert!(score.precision > 0.99 && score.recall > 0.99, "{score:?}");
    assert!(score.share(score.titles) > 99.0 && score.share(score.dates) > 99.0, "{score:?}");
}

#[test]
fn layouts_never_looked_at_are_read_nearly_as_well() {
    let score = score("unseen");
    assert!(score.precision > 0.94 && score.recall > 0.98, "{score:?}");
    assert!(score.share(score.titles) > 99.0 && score.share(score.dates) > 90.0, "{score:?}");
}
