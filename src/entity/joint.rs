//! Two or more who are named together: "Ada Obi and Carl Brandt said".
//!
//! In: names with their entities. Out: a mention of all of them as one group that is nameless, so
//! that what they say together is not put in the mouth of the last one. Only subjects are joined.

use super::draft::{Cast, NewMention, Page, one_line};
use crate::model::{EntityKind, MentionForm, Number, TokenRange};

/// Adds a group for each row of names that is the subject of a verb.
pub fn link(page: &Page, cast: &mut Cast) {
    let mut by_words: rustc_hash::FxHashMap<String, usize> = rustc_hash::FxHashMap::default();
    let mut name = 0;
    while name < page.names.len() {
        let last = last_joined(page, name);
        if last > name && names_several(cast, name, last) {
            let (first, end) = (mention(cast, name), mention(cast, last));
            let tokens = first.start..end.end;
            let words = one_line(page.words(&tokens));
            let make = || cast.add(&words, EntityKind::Group, false, Number::Plural);
            let player = *by_words.entry(words.clone()).or_insert_with(make);
            let (form, kind, number) = (MentionForm::Nominal, EntityKind::Group, Some(Number::Plural));
            let head = tokens.end - 1;
            cast.mention(page, NewMention { tokens, head, form, kind, gender: None, number, player: Some(player) });
        }
        name = last + 1;
    }
}

fn mention(cast: &Cast, name: usize) -> TokenRange {
    cast.mentions[cast.mention_of_name[name]].tokens.clone()
}

/// The last of the names that the parser joins to this one, when this one is a subject.
fn last_joined(page: &Page, name: usize) -> usize {
    let Some(first) = top(page, name).filter(|first| page.tokens()[*first].relates("nsubj")) else { return name };
    let joined = |other: &usize| {
        let hangs = top(page, *other).filter(|token| page.tokens()[*token].relation == "conj");
        hangs.is_some_and(|token| page.tokens()[token].head == Some(first))
    };
    // Between them stand those that are part of titles: "Chinese" of "Chinese President Xi Jinping".
    let mut near = name + 1..page.names.len().min(name + 1 + MOST_BETWEEN);
    near.rfind(joined).unwrap_or(name)
}

/// Names looked at after the first.
const MOST_BETWEEN: usize = 8;

/// The token by which a name hangs on the rest of its sentence, over titles before it.
fn top(page: &Page, name: usize) -> Option<usize> {
    let tokens = &page.names[name].tokens;
    let leaves = |at: &usize| page.tokens()[*at].head.is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(leaves)
}

fn names_several(cast: &Cast, first: usize, last: usize) -> bool {
    let entity = |name: usize| cast.mentions[cast.mention_of_name[name]].entity;
    entity(first).is_some() && entity(last).is_some() && entity(first) != entity(last)
}
