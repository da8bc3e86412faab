//! "the company", "the bank", "the group": which organisation a common noun means.
//!
//! In: the noun, and where named organisations were last spoken of. Out: the one that the noun
//! fits by its name, its role or its sort, and that was spoken of last. Of two that fit in one
//! sentence the subject is meant; of two subjects or of none, neither.

use super::draft::{Cast, Page, Player};
use super::roles::same_head;
use crate::lexicon::names::{OrganisationClass, organisation};
use crate::model::{EntityKind, Mention, MentionForm};

/// Sentences before its own that a noun reaches back to.
const FARTHEST: usize = 2;

/// Names looked back at, at most.
const LOOK_BACK: usize = 40;

/// Nouns that may stand for any organisation of these classes, and whether for unlisted ones too.
const SORTS: &[(&[&str], &[OrganisationClass], bool)] = {
    use OrganisationClass::{Armed, Body, Company, Outlet, Party};
    &[
        (
            &["company", "firm", "corporation", "carmaker", "automaker", "manufacturer", "retailer", "conglomerate"],
            &[Company],
            true,
        ),
        (
            &[
                "newspaper",
                "paper",
                "daily",
                "magazine",
                "outlet",
                "network",
                "broadcaster",
                "news agency",
                "website",
                "news website",
                "news site",
                "publication",
            ],
            &[Outlet],
            false,
        ),
        (&["group", "organization", "organisation", "charity", "ngo", "nonprofit", "watchdog"], &[Body, Armed], true),
        (&["militant group", "armed group", "rebel group", "militia", "movement"], &[Armed], false),
        (&["alliance", "bloc", "agency"], &[Body], false),
        (&["party", "ruling party", "opposition party"], &[Party], false),
    ]
};

/// Words in the names of bodies that are no company, charity or group.
const OFFICIAL: &[&str] = &[
    "administration",
    "agency",
    "army",
    "assembly",
    "authority",
    "bureau",
    "cabinet",
    "college",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "embassy",
    "government",
    "guard",
    "hospital",
    "house",
    "ministry",
    "navy",
    "office",
    "parliament",
    "party",
    "police",
    "school",
    "senate",
    "service",
    "university",
];

/// Words in the names of outlets.
const PRINTED: &[&str] = &[
    "broadcasting",
    "chronicle",
    "courier",
    "daily",
    "gazette",
    "globe",
    "herald",
    "journal",
    "magazine",
    "mail",
    "news",
    "newspaper",
    "observer",
    "post",
    "press",
    "radio",
    "standard",
    "star",
    "sun",
    "telegraph",
    "television",
    "times",
    "tribune",
    "tv",
];

/// Tells whether a name has a word that only names of bodies have: "Ministry", "Times", "Inc".
pub fn is_official(name: &str) -> bool {
    const FIRMS: &[&str] =
        &["inc", "inc.", "corp", "corp.", "ltd", "ltd.", "co", "co.", "group", "bank", "party", "fund"];
    let word = |word: &str| [OFFICIAL, PRINTED, FIRMS].iter().any(|list| list.contains(&word));
    name.to_lowercase().split([' ', '-']).any(word)
}

/// How well an organisation fits a noun.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    None,
    /// By what sort of organisation it is.
    Sort,
    /// By its name or by what the text calls it.
    Name,
}

/// Where named organisations stand, for looking back at.
pub struct Bodies {
    /// Head tokens of their names, ascending, with the player of each.
    named: Vec<(usize, usize)>,
}

impl Bodies {
    pub fn new(cast: &Cast) -> Self {
        let player = |mention: &Mention| mention.entity.filter(|_| mention.form == MentionForm::Name).map(|id| id.0);
        let body = |player: &usize| cast.players[*player].kind == EntityKind::Organisation;
        let mut named: Vec<(usize, usize)> =
            cast.mentions.iter().filter_map(|mention| Some((mention.head, player(mention).filter(body)?))).collect();
        named.sort_unstable();
        Self { named }
    }

    /// Returns the organisation that "the `noun`" at token `at` means.
    pub fn meant(&self, page: &Page, cast: &Cast, noun: &str, at: usize) -> Option<usize> {
        let end = self.named.partition_point(|(head, _)| *head < at);
        let near = |head: usize| page.sentence[head] as usize + FARTHEST >= page.sentence[at] as usize;
        let back = self.named[..end].iter().rev().take(LOOK_BACK).take_while(|(head, _)| near(*head));
        let ranked = back.map(|(head, player)| {
            ((fit(&cast.players[*player], noun), page.sentence[*head], is_subject(page, *head)), *player)
        });
        let ranked: Vec<_> = ranked.filter(|((fit, _, _), _)| *fit != Fit::None).collect();
        let best = ranked.iter().map(|(rank, _)| *rank).max()?;
        let mut meant = ranked.iter().filter(|(rank, _)| *rank == best).map(|(_, player)| *player);
        let player = meant.next()?;
        meant.all(|other| other == player).then_some(player)
    }
}

fn fit(player: &Player, noun: &str) -> Fit {
    if player.kind != EntityKind::Organisation || !player.named {
        return Fit::None;
    }
    let lower = player.name.to_lowercase();
    let has = |word: &str| lower.split([' ', '-']).any(|own| own == word);
    if has(noun) || player.roles.iter().any(|role| same_head(&role.head, noun)) {
        return Fit::Name;
    }
    let Some((_, classes, unlisted)) = SORTS.iter().find(|(nouns, _, _)| nouns.contains(&noun)) else {
        return Fit::None;
    };
    let fits = match organisation(&player.name) {
        Some(listed) => classes.contains(&listed.class),
        None if PRINTED.iter().any(|word| has(word)) => classes.contains(&OrganisationClass::Outlet),
        None => *unlisted && !OFFICIAL.iter().any(|word| has(word)),
    };
    if fits { Fit::Sort } else { Fit::None }
}

fn is_subject(page: &Page, head: usize) -> bool {
    let tokens = page.name[head].map_or(head..head + 1, |name| page.names[name as usize].tokens.clone());
    tokens.into_iter().any(|token| page.tokens()[token].relates("nsubj"))
}
