//! The words of a page or of a scrap of markup, without a parser.
//!
//! In: HTML, however broken. Out: text, one line for each block, scripts and styles left out and the
//! usual entities replaced. Takes linear time and no depth.

/// Returns the words of a page without its tags, one line for each block.
pub fn bare_text(html: &str) -> String {
    const INLINE: &[&str] =
        &["a", "b", "i", "em", "strong", "span", "font", "u", "sup", "sub", "abbr", "mark", "small", "wbr"];
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = memchr::memchr(b'<', rest.as_bytes()) {
        text.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        let silent = ["script", "style", "!--"]
            .iter()
            .find(|name| tag.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)));
        let end = match silent {
            Some(&"!--") => tag.find("-->").map(|end| end + 3),
            Some(name) => find_end_tag(tag, name),
            None => memchr::memchr(b'>', tag.as_bytes()).map(|end| end + 1),
        };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name)) {
            text.push('\n');
        }
        rest = end.map_or("", |end| &tag[end..]);
    }
    text.push_str(rest);
    entities(&text)
}

pub(super) fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    let end = memchr::memmem::find_iter(html.as_bytes(), b"</")
        .find(|at| html.get(at + 2..at + 2 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)))?;
    Some(memchr::memchr(b'>', &html.as_bytes()[end..]).map_or(html.len(), |close| end + close + 1))
}

/// Replaces the entities that occur in running text.
fn entities(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("copy", "©"),
    ];
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once(';').filter(|(name, _)| name.len() <= 8).and_then(|(name, rest)| {
            let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            Some((named.or_else(|| numbered(name))?, rest))
        });
        match known {
            Some((character, rest)) => plain.extend([&character, rest]),
            None => plain.extend(["&", part]),
        }
    }
    plain
}

fn numbered(name: &str) -> Option<String> {
    let number = name.strip_prefix('#')?;
    let code =
        number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
    char::from_u32(code).map(String::from)
}
