//! Invented articles in the layouts that news sites use.
//!
//! `articles.txt` has the articles; each file under `seen/` and `unseen/` is a page with holes:
//! `{title}`, `{byline}`, `{outlet}`, `{slug}`, `{json:title}`; `{date:FORMAT}`, and `{utc:…}`,
//! `{later:…}` (of an update), `{today:…}` (of the visit), `{epoch}`, `{epochms}`; `{body:2..5:TAG}`
//! for some of the article's elements, each paragraph in that tag; `{wrap:2..5:BEFORE|AFTER}`,
//! `{lines:2..5:BETWEEN}` and `{spans:2..5:BETWEEN}`. What a page does not give is on its first line.

use std::path::Path;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

/// An article, and what a perfect reader would make of a page that shows it.
pub struct Article {
    pub title: String,
    pub byline: String,
    pub outlet: String,
    slug: String,
    pub published: DateTime<FixedOffset>,
    /// Paragraphs; "# " opens a subheading, "- " a list's entry, "> " a quotation set apart.
    elements: Vec<String>,
}

/// A page with holes.
pub struct Layout {
    pub name: String,
    /// Fields that the page does not give.
    pub lacks: Vec<String>,
    template: String,
}

/// Reads the articles.
pub fn articles(folder: &Path) -> Vec<Article> {
    let text = std::fs::read_to_string(folder.join("articles.txt")).unwrap();
    text.split("\ntitle: ").map(|article| Article::read(article.trim_start_matches("title: "))).collect()
}

/// Reads the layouts of a folder, by name.
pub fn layouts(folder: &Path) -> Vec<Layout> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let layout = |path: std::path::PathBuf| {
        let file = std::fs::read_to_string(&path).unwrap();
        let (first, template) = file.split_once('\n').unwrap();
        let lacks = first.trim_start_matches("<!-- lacks:").trim_end_matches("-->");
        Layout {
            name: path.file_stem().unwrap().to_string_lossy().into_owned(),
            lacks: lacks.split_whitespace().map(str::to_owned).collect(),
            template: template.to_owned(),
        }
    };
    paths.into_iter().map(layout).collect()
}

impl Article {
    fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap();
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
        Self {
            title: head.lines().next().unwrap().to_owned(),
            byline: field("byline: "),
            outlet: field("outlet: "),
            slug: field("slug: "),
            published: field("published: ").parse().unwrap(),
            elements: body.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        }
    }

    /// The main text, a line for each element.
    pub fn text(&self) -> String {
        self.elements.iter().map(|line| bare(line)).collect::<Vec<_>>().join("\n")
    }

    fn elements(&self, range: &str) -> &[String] {
        let (from, to) = range.split_once("..").unwrap();
        let number = |text: &str, or: usize| text.parse().unwrap_or(or).min(self.elements.len());
        &self.elements[number(from, 0)..number(to, usize::MAX)]
    }
}

impl Layout {
    /// Renders an article.
    pub fn render(&self, article: &Article) -> String {
        let mut page = String::new();
        let mut rest = &*self.template;
        while let Some(at) = rest.find('{') {
            let end = rest[at..].find('}').map_or(rest.len(), |end| at + end);
            page.push_str(&rest[..at]);
            match fill(&rest[at + 1..end], article) {
                Some(filled) => {
                    page.push_str(&filled);
                    rest = &rest[end + 1..];
                }
                None => {
                    page.push('{');
                    rest = &rest[at + 1..];
                }
            }
        }
        page + rest
    }
}

/// Returns what stands in a hole, or nothing where the braces are the page's own.
fn fill(hole: &str, article: &Article) -> Option<String> {
    let (name, argument) = hole.split_once(':').unwrap_or((hole, ""));
    let field = |name: &str| {
        Some(match name {
            "title" => &article.title,
            "byline" => &article.byline,
            "outlet" => &article.outlet,
            "slug" => &article.slug,
            _ => return None,
        })
    };
    let on = |date: DateTime<FixedOffset>| Some(date.format(argument).to_string());
    let range = || {
        let (range, argument) = argument.split_once(':').unwrap_or((argument, ""));
        (article.elements(range), argument)
    };
    match name {
        "json" => field(argument).map(|text| text.replace('"', "\\\"")),
        "date" => on(article.published),
        "utc" => on(article.published.with_timezone(&Utc).fixed_offset()),
        "later" => on(article.published + TimeDelta::hours(27)),
        "today" => on("2024-06-04T09:00:00Z".parse().unwrap()),
        "epoch" => Some(article.published.timestamp().to_string()),
        "epochms" => Some(article.published.timestamp_millis().to_string()),
        "body" => Some(body(range().0, "", "", if range().1.is_empty() { "p" } else { range().1 })),
        "wrap" => range().1.split_once('|').map(|(before, after)| body(range().0, before, after, "p")),
        "lines" => Some(joined(range().0, "", "", range().1)),
        "spans" => Some(joined(range().0, "<span class=\"x\">", "</span>", range().1)),
        _ if argument.is_empty() => field(name).map(|text| escape(text)),
        _ => None,
    }
}

fn body(elements: &[String], before: &str, after: &str, tag: &str) -> String {
    let name = tag.split(' ').next().unwrap();
    let element = |line: &String| {
        let text = escape(bare(line));
        let inner = match line.split(' ').next() {
            Some("#") => format!("<h2>{text}</h2>"),
            Some("-") => format!("<ul><li>{text}</li></ul>"),
            Some(">") => format!("<blockquote><p>{text}</p></blockquote>"),
            _ => format!("<{tag}>{text}</{name}>"),
        };
        format!("{before}{inner}{after}\n")
    };
    elements.iter().map(element).collect()
}

fn joined(elements: &[String], before: &str, after: &str, between: &str) -> String {
    let line = |line: &String| match line.starts_with("# ") {
        true => format!("{before}<b>{}</b>{after}", escape(bare(line))),
        false => format!("{before}{}{after}", escape(bare(line))),
    };
    elements.iter().map(line).collect::<Vec<_>>().join(&format!("{between}\n"))
}

fn bare(line: &str) -> &str {
    ["# ", "- ", "> "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
