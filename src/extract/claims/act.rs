//! What the source of a claim does: speaks, thinks, shows, wants, or something else.
//!
//! In: a proposal. Out: an [`Act`]. Attributions are wider than claims: "she wants to leave" and
//! "the two sides signed a truce" ascribe something, yet nobody put anything forward. What a cue
//! can do is told by its class in `lexicon/cues.tsv`; whether it does it here, by the form of the
//! content: a clause or a quotation is put forward, the name of a thing is not.

use super::proposals::Proposal;
use super::qualities::{group, refuses_to_act};
use super::sheet::{Sheet, cue_word};
use crate::lexicon::cues::CueClass;
use crate::model::{Act, Certainty, Ptb, TokenRange, Upos};

/// Fewer quoted words than this, without a verb, are a name or a scare quote.
const SHORTEST_QUOTATION: usize = 4;
/// Tokens at the head of a content in which its verb is looked for.
const REACH: usize = 60;

/// Tells what the source of the proposal does.
pub fn act(sheet: &Sheet, proposal: &Proposal) -> Act {
    let content = Content::new(sheet, proposal);
    match speaker_person(sheet, proposal) {
        // "you think" is talk to the reader or to someone asked.
        Some(Person::Second) => return Act::Other,
        // "I think" without quotation marks is the writer's, whose words all of the text are.
        Some(Person::First) if sheet.words[proposal.cue].quotation == 0 && !content.quoted => {
            return if_so(is_speech(sheet, proposal) && content.clause, Act::Says);
        }
        _ => {}
    }
    if content.quoted && !says_nothing(sheet, proposal) {
        return Act::Says;
    }
    let Some(word) = cue_word(sheet.token(proposal.cue)) else { return Act::Other };
    let noun = matches!(sheet.token(proposal.cue).upos, Upos::Noun | Upos::Propn);
    let stated = content.clause || noun && content.infinitive;
    match word.class {
        _ if says_nothing(sheet, proposal) => Act::Other,
        _ if refuses_to_act(sheet, proposal) => Act::Wants,
        _ if names_or_cancels(sheet, proposal) => Act::Other,
        _ if !content.clause && finds_a_thing(sheet, proposal) => Act::Other,
        CueClass::Impersonal => Act::Says,
        CueClass::Deed if content.infinitive && sheet.token(proposal.cue).lemma == "agree" => Act::Wants,
        CueClass::Write | CueClass::Deed => if_so(content.clause, Act::Says),
        CueClass::Say | CueClass::Tell | CueClass::Ask | CueClass::Order | CueClass::Promise | CueClass::Judge => {
            if_so(stated || !noun, Act::Says)
        }
        CueClass::Believe if content.clause || content.infinitive && proposal.source.is_none() => {
            // "is believed to have fled" reports a belief, "is expected to return" only plans.
            let believed = word.certainty == Certainty::Hedged && sheet.token(proposal.cue).lemma != "expect";
            if_so(proposal.source.is_some() || believed, Act::Thinks)
        }
        CueClass::Believe if content.infinitive && proposal.source.is_some() => Act::Wants,
        CueClass::Show => if_so(content.clause && proposal.source.is_some(), Act::Shows),
        CueClass::Want if content.that => if_so(proposal.source.is_some(), Act::Thinks),
        CueClass::Want => Act::Wants,
        CueClass::Believe | CueClass::Sense | CueClass::Seem => Act::Other,
    }
}

/// Who speaks, by the grammar of a source that is a pronoun.
enum Person {
    First,
    Second,
}

fn speaker_person(sheet: &Sheet, proposal: &Proposal) -> Option<Person> {
    let source = proposal.source.as_ref().filter(|source| source.len() == 1)?;
    match sheet.token(source.start).lower.as_str() {
        "i" | "we" | "me" | "us" | "my" | "our" => Some(Person::First),
        "you" | "your" => Some(Person::Second),
        _ => None,
    }
}

fn is_speech(sheet: &Sheet, proposal: &Proposal) -> bool {
    let class = cue_word(sheet.token(proposal.cue)).map(|word| word.class);
    matches!(class, Some(CueClass::Say | CueClass::Tell | CueClass::Write | CueClass::Ask | CueClass::Promise))
}

fn if_so(condition: bool, act: Act) -> Act {
    if condition { act } else { Act::Other }
}

/// Nouns that say something only in a manner of speaking, the first alone, the second with a
/// "said" or "read" that gives their letters.
const NOBODY: &[&str] = &["experience", "history", "practice", "logic", "life"];
const SIGNS: &[&str] = &[
    "sign",
    "signs",
    "banner",
    "banners",
    "plaque",
    "poster",
    "posters",
    "placard",
    "placards",
    "label",
    "sticker",
    "billboard",
    "inscription",
    "tattoo",
    "graffiti",
    "slogan",
    "t-shirt",
    "shirt",
    "gravestone",
];
/// "according to plan": measures, not sources.
const MEASURES: &[&str] = &[
    "plan",
    "plans",
    "schedule",
    "age",
    "size",
    "need",
    "needs",
    "tradition",
    "custom",
    "type",
    "taste",
    "merit",
    "rank",
    "income",
    "ability",
    "weight",
    "height",
    "colour",
    "color",
    "instructions",
    "requirements",
];
/// "denied bail": what is withheld, not said to be false.
const WITHHELD: &[&str] = &[
    "bail",
    "entry",
    "access",
    "permission",
    "parole",
    "visa",
    "visas",
    "request",
    "requests",
    "application",
    "applications",
    "appeal",
    "motion",
    "petition",
    "treatment",
    "care",
    "food",
    "asylum",
    "credit",
];

/// The words of attribution without anyone who could have said anything.
fn says_nothing(sheet: &Sheet, proposal: &Proposal) -> bool {
    let token = sheet.token(proposal.cue);
    let last = proposal.content.last().map(|piece| sheet.token(piece.end - 1).lower.as_str()).unwrap_or_default();
    let withheld = token.lemma == "deny" && WITHHELD.contains(&last);
    let Some(source) = &proposal.source else { return withheld };
    let head = sheet.token(super::speaker::head(sheet, source)).lower.as_str();
    let alone = source.len() == 1;
    withheld
        || alone && NOBODY.contains(&head)
        || SIGNS.contains(&head)
        || alone && token.lower == "according" && MEASURES.contains(&head)
}

/// "a glider is called", "the search was called off": "call" gives a name or ends something.
fn names_or_cancels(sheet: &Sheet, proposal: &Proposal) -> bool {
    let token = sheet.token(proposal.cue);
    // "an event called «Bridges»" has no auxiliary.
    let participle = token.ptb == Ptb::Vbn && token.relation.starts_with("acl");
    let passive = participle || group(sheet, proposal.cue).is_some_and(|group| group.passive);
    let next = sheet.annotated.parsed.tokens.get(proposal.cue + 1).map_or("", |token| token.lower.as_str());
    let demands = matches!(next, "for" | "on" | "upon");
    token.lemma == "call" && (next == "off" || passive && !demands && !by_source(sheet, proposal))
}

/// "found a body in the river", where nothing is said of the body; "found him guilty" says something.
fn finds_a_thing(sheet: &Sheet, proposal: &Proposal) -> bool {
    let parsed = &sheet.annotated.parsed;
    let object = parsed.child(proposal.cue, &["obj"]);
    sheet.token(proposal.cue).lemma == "find" && object.is_some() && parsed.child(proposal.cue, &["xcomp"]).is_none()
}

/// The source stands after the cue: "was called a farce by the mayor".
fn by_source(sheet: &Sheet, proposal: &Proposal) -> bool {
    let by = |source: &TokenRange| source.start > proposal.cue && sheet.token(source.start - 1).lower == "by";
    proposal.source.as_ref().is_some_and(by)
}

/// The form of a content.
struct Content {
    /// Words in quotation marks that are no mere name.
    quoted: bool,
    /// A finite verb that is not in a relative clause.
    clause: bool,
    /// It opens with "that".
    that: bool,
    /// It opens with "to".
    infinitive: bool,
}

impl Content {
    fn new(sheet: &Sheet, proposal: &Proposal) -> Self {
        let head = || proposal.content.iter().cloned().flatten().take(REACH);
        let words = head().filter(|&token| sheet.words[token].shape != 4);
        let quotation = sheet.words[proposal.cue].quotation;
        let quoted = words.filter(|&token| ![0, quotation].contains(&sheet.words[token].quotation)).count();
        let clause = head().any(|token| main_verb(sheet, token));
        let opens = |words: &[&str]| {
            let first = proposal.content.first().map(|piece| sheet.token(piece.start));
            first.is_some_and(|first| words.contains(&first.lower.as_str()))
        };
        Self {
            quoted: quoted >= SHORTEST_QUOTATION || quoted > 1 && clause,
            clause: clause || opens(&["that", "whether", "if", "why", "how"]),
            that: opens(&["that"]),
            infinitive: opens(&["to", "not"]) || passive_infinitive(sheet, proposal),
        }
    }
}

/// The head of a finite verb group outside relative clauses and asides.
fn main_verb(sheet: &Sheet, token: usize) -> bool {
    let finite = group(sheet, token).is_some_and(|group| group.finite);
    let carried = sheet.token(token);
    let top = if matches!(carried.relation, "cop" | "aux") { carried.head.map(|head| sheet.token(head)) } else { None };
    finite && !matches!(top.unwrap_or(carried).relation, "acl:relcl" | "acl" | "advcl")
}

/// "Two people … to have died": the content of "are known" in two pieces.
fn passive_infinitive(sheet: &Sheet, proposal: &Proposal) -> bool {
    let to = |piece: &TokenRange| piece.start > proposal.cue && sheet.token(piece.start).lower == "to";
    proposal.content.len() > 1 && proposal.content.iter().any(to)
}
