//! The address of a page that does not say it outright.
//!
//! In: the parsed page. Out: the day that its links to itself hold: buttons that share it, its linked
//! headline, the feed of its comments. Links that disagree are those of several articles.

use chrono::NaiveDate;
use dom_query::{Document as Page, Selection};

use crate::input::dates;
use crate::input::page::same_words;

use super::marks;

/// Links that are looked at.
const MOST: usize = 60;

/// The one day in the addresses by which a page links to itself.
pub(super) fn day_in_own_links(page: &Page, titles: &[String]) -> Option<NaiveDate> {
    let shared = page.select("a[href*='share'], a[href*='intent/tweet'], a[href*='pin/create'], a[href*='submit?']");
    let shared = shared.iter().take(MOST).filter(is_own).filter_map(|link| shared_address(&link.attr("href")?));
    let own = page.select("a[rel~='bookmark'], h1 a, h2 a, h3 a, a[href$='#comments'], a[href$='#respond']");
    let is_title = |link: &Selection| titles.iter().any(|title| same_words(&link.text(), title));
    let is_comments =
        |link: &Selection| link.attr("href").is_some_and(|href| href.contains("/#") || href.contains('#'));
    let own = own.iter().take(MOST).filter(is_own).filter(|link| is_title(link) || is_comments(link));
    let own = own.filter_map(|link| Some(link.attr("href")?.to_string()));
    let feeds = page.select("link[rel='alternate'][type*='rss'], link[rel='amphtml'], link[rel='shortlink']");
    let feeds = feeds.iter().take(MOST).filter_map(|link| Some(link.attr("href")?.to_string()));
    let days: Vec<NaiveDate> = shared.chain(own).chain(feeds).filter_map(|it| dates::in_address(&it)).collect();
    days.first().copied().filter(|first| days.iter().all(|day| day == first))
}

fn is_own(link: &Selection) -> bool {
    // A bar of buttons lies in no other part of the page than what it shares.
    link.nodes().first().is_some_and(|node| !marks::lies_elsewhere(node))
}

/// The address that a button shares: `sharer.php?u=http%3A%2F%2Fa.example%2F2016%2F07%2F22%2Fband.html`.
fn shared_address(href: &str) -> Option<String> {
    let (_, query) = href.split_once('?')?;
    let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| decoded(value));
    values.find(|value| value.starts_with("http"))
}

/// Takes the percent signs out of an address.
fn decoded(value: &str) -> String {
    let mut parts = value.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let byte = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()).filter(u8::is_ascii);
        match byte {
            Some(byte) => plain.extend([char::from(byte).to_string().as_str(), &part[2..]]),
            None => plain.extend(["%", part]),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(body: &str) -> Option<String> {
        let titles = ["Council closes the old bridge".to_owned()];
        day_in_own_links(&Page::from(body), &titles).map(|day| day.to_string())
    }

    #[test]
    fn links_of_a_page_to_itself_hold_its_day() {
        for body in [
            "<a href='https://f.example/sharer.php?u=http%3A%2F%2Fa.example%2F2016%2F07%2F22%2Fb.html&t=x'>F</a>",
            "<h2><a href='/2016/07/22/b'>Council closes the old bridge</a></h2>",
            "<a href='/2016/07/22/b#comments'>3 comments</a>",
            "<link rel='alternate' type='application/rss+xml' href='http://a.example/2016/07/22/b/feed/'>",
        ] {
            assert_eq!(day(body).as_deref(), Some("2016-07-22"), "{body}");
        }
    }

    #[test]
    fn links_to_other_pages_hold_none() {
        for body in [
            "<a href='/2016/07/22/b'>The tunnel</a>",
            "<h2><a href='/2016/07/22/b'>The tunnel that leads to a shop</a></h2>",
            "<a href='/2016/07/22/b#comments'>3 comments</a><a href='/2016/07/21/c#comments'>2 comments</a>",
            "<div class='related'><a href='/2016/07/22/b#comments'>3 comments</a></div>",
            "<a href='https://f.example/sharer.php?u=%zz%é'>F</a>",
        ] {
            assert_eq!(day(body), None, "{body}");
        }
    }
}
