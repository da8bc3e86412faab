//! Where contents and sources end, by the grammar around them.
//!
//! In: an accepted proposal. Out: the same, with a content that is a whole thought and a source that is
//! whoever speaks. The span model goes word by word and now and then takes an adjunct for the content, or
//! a phrase that opens the sentence for part of the source. Only what surely is such a slip is mended.

use super::proposals::{Proposal, trim};
use super::sheet::Sheet;
use super::speaker::VEHICLES;
use crate::lexicon::cues::CueClass;
use crate::model::{MentionForm, Name, NameKind, Part, Ptb, TokenRange, Upos};

/// Tokens of "at the time" and "in a long letter", at most.
const LONGEST_PHRASE: usize = 5;

/// Tokens before a source set off by commas that go with the content after it, at most.
const LONGEST_FRONT: usize = 25;

/// Words of clauses that tell why somebody is not named.
const WITHOUT_NAME: &[&str] = &["anonymity", "anonymously", "identified", "named"];

/// Mends the spans of a proposal.
pub fn mend(sheet: &Sheet, proposal: &mut Proposal) {
    whole_source(sheet, proposal);
    part_source(sheet, proposal);
    let Some(first) = proposal.content.first().cloned() else { return };
    let that = || that_after_adverb(sheet, proposal.cue, &first);
    if let Some(that) = that().or_else(|| that_after_phrase(sheet, proposal.cue, &first)) {
        proposal.content[0].start = that;
    } else if let Some(complement) = complement(sheet, proposal, &first) {
        proposal.content = vec![complement];
    } else if let Some(main) = main_clause(sheet, proposal, &first) {
        proposal.content.insert(0, main);
    } else if let Some(start) = before_participle(sheet, proposal, &first) {
        proposal.content[0].start = start;
    } else if let Some(front) = front(sheet, proposal, &first) {
        proposal.content.insert(0, front);
    }
    let last = proposal.content.len() - 1;
    if let Some(inside) = before_main(sheet, proposal) {
        proposal.content[last] = inside;
    } else if let Some(end) = joined(sheet, proposal) {
        proposal.content[last].end = end;
    } else if let Some(told) = turn(sheet, proposal).or_else(|| further_saying(sheet, proposal)) {
        proposal.content[last] = told;
    }
}

/// Words to either side that may belong to the source.
const NEAR_SOURCE: usize = 12;

/// "[Residents and] shop owners said": a source that does not begin or end where sources do goes on to where
/// one does, if all between looks like a source too.
fn whole_source(sheet: &Sheet, proposal: &mut Proposal) {
    let Some(source) = &mut proposal.source else { return };
    let likely = |token: usize, part: Part| sheet.words[token].hints.of(part) > 0;
    let taken = |token: usize| token == proposal.cue || proposal.content.iter().any(|piece| piece.contains(&token));
    let sentence = &sheet.annotated.parsed.sentences[sheet.annotated.parsed.sentence_of(source.start)].tokens;
    let open = |token: &usize| sentence.contains(token) && !taken(*token) && likely(*token, Part::Source);
    if !likely(source.start, Part::SourceBegins) {
        let mut before = (source.start.saturating_sub(NEAR_SOURCE)..source.start).rev().take_while(open);
        source.start = before.find(|token| likely(*token, Part::SourceBegins)).unwrap_or(source.start);
    }
    if !likely(source.end - 1, Part::SourceEnds) {
        let mut after = (source.end..source.end + NEAR_SOURCE).take_while(open);
        let relative = |token: usize| sheet.token(token).ptb == Ptb::Wp;
        let last = after.find(|token| likely(*token, Part::SourceEnds));
        source.end = last.filter(|last| !relative(*last)).map_or(source.end, |last| last + 1);
    }
    if let Some(end) = relative_clause(sheet, source.end).filter(|end| !(source.end..*end).any(taken)) {
        source.end = end;
    }
}

/// "a person [who knows the matter]", "an officer[, who asked not to be named]": where the clause ends that goes
/// with the noun before it. Set off by a comma it is an aside, unless it tells why there is no name.
fn relative_clause(sheet: &Sheet, start: usize) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let sentence = &parsed.sentences[parsed.sentence_of(start.checked_sub(1)?)].tokens;
    let who = start + usize::from(sentence.contains(&start) && sheet.token(start).lower == ",");
    let clause = Some(who).filter(|who| sentence.contains(who) && sheet.token(*who).ptb == Ptb::Wp);
    let mut clause = parsed.clause(clause?);
    while clause.end > who + 1 && sheet.token(clause.end - 1).upos == Upos::Punct {
        clause.end -= 1;
    }
    let nameless = || clause.clone().any(|token| WITHOUT_NAME.contains(&sheet.token(token).lower.as_str()));
    ((start..=who).contains(&clause.start) && clause.end <= sentence.end && (who == start || nameless()))
        .then_some(clause.end)
}

/// "In his letter of resignation Meireles repeated": the source is the name that ends the words between
/// preposition and cue. A title belongs to the name; a letter does not.
fn part_source(sheet: &Sheet, proposal: &mut Proposal) {
    let Some(source) = &proposal.source else { return };
    let parsed = &sheet.annotated.parsed;
    let fronted = source.start.checked_sub(1).filter(|before| sheet.token(*before).upos == Upos::Adp);
    let opens = |before: usize| parsed.sentences[parsed.sentence_of(before)].tokens.start == before;
    let at = parsed.names.partition_point(|name| name.tokens.end < source.end);
    let person = |name: &&Name| {
        name.tokens.end == source.end && name.tokens.start > source.start && name.kind == NameKind::Person
    };
    let Some(name) = parsed.names.get(at).filter(person).filter(|_| fronted.is_some_and(opens)) else { return };
    let mentions = &sheet.annotated.mentions;
    let first = mentions.partition_point(|mention| mention.tokens.start < source.start);
    let titled = mentions[first..]
        .iter()
        .take_while(|mention| mention.tokens.start < name.tokens.start)
        .any(|mention| mention.form == MentionForm::Name && mention.tokens.end == source.end);
    if !titled && sheet.token(name.tokens.start - 1).upos == Upos::Noun {
        proposal.source = Some(name.tokens.start..source.end);
    }
}

/// Adverbs that tell how or when it is said; "now that" begins what is said.
const OF_SAYING: &[&str] = &["again", "also", "earlier", "later", "merely", "only", "repeatedly", "simply"];

/// "said only [that he had listened]": the adverb goes with the saying.
fn that_after_adverb(sheet: &Sheet, cue: usize, content: &TokenRange) -> Option<usize> {
    let that = content.start + 1;
    let adverb = content.start == cue + 1 && OF_SAYING.contains(&sheet.token(content.start).lower.as_str());
    (adverb && that + 1 < content.end && sheet.token(that).lower == "that").then_some(that)
}

/// "said at the time [that the mines were old]": where the content begins after a phrase that tells when
/// or where.
fn that_after_phrase(sheet: &Sheet, cue: usize, content: &TokenRange) -> Option<usize> {
    let phrase = content.start == cue + 2 && matches!(sheet.token(cue + 1).lower.as_str(), "at" | "in" | "on");
    let end = content.end.min(content.start + LONGEST_PHRASE);
    let the_time = phrase && end > content.start + 3 && sheet.token(content.start).lower == "the";
    if the_time && sheet.token(cue + 1).lower == "at" && sheet.token(content.start + 1).lower == "time" {
        return Some(content.start + 2);
    }
    let that = (content.start + 1..end).find(|&token| sheet.token(token).lower == "that")?;
    let nominal = |token: usize| matches!(sheet.token(token).upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
    (phrase && that + 2 < content.end && (content.start..that).all(nominal)).then_some(that)
}

/// "warned of cracks a month before the bridge fell": what was warned of, not when.
fn complement(sheet: &Sheet, proposal: &Proposal, content: &TokenRange) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let opens = sheet.token(content.start);
    let adjunct = matches!(opens.lower.as_str(), "before" | "after" | "when" | "while" | "since" | "until" | "as")
        && opens.head.is_some_and(|clause| sheet.token(clause).relates("advcl"));
    if proposal.content.len() > 1 || content.start <= proposal.cue || !adjunct {
        return None;
    }
    let of = proposal.cue + 1;
    let takes = sheet.words.len() > of && matches!(sheet.token(of).lower.as_str(), "of" | "about" | "against" | "for");
    let noun = sheet.token(of).head.filter(|noun| takes && sheet.token(*noun).head == Some(proposal.cue))?;
    let phrase = parsed.subtree(noun);
    (phrase.start == of && phrase.end <= content.start).then_some(phrase)
}

/// "A drone struck a depot, officials said, only hours after a truce took effect": the clause before the
/// source, where the content is but the aside after the cue.
fn main_clause(sheet: &Sheet, proposal: &Proposal, content: &TokenRange) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let source = proposal.source.as_ref().filter(|source| source.end == proposal.cue)?;
    let comma = |token: usize| sheet.token(token).lower == ",";
    let aside = content.start == proposal.cue + 2 && comma(proposal.cue + 1);
    let adjunct = matches!(sheet.token(content.start).upos, Upos::Adv | Upos::Adp | Upos::Sconj | Upos::Num)
        || sheet.token(content.start).ptb == Ptb::Vbg;
    if !aside || !adjunct || proposal.content.len() > 1 || sheet.token(content.start).lower == "that" {
        return None;
    }
    let before = source.start.checked_sub(1).filter(|before| comma(*before))?;
    let clause = parsed.child(proposal.cue, &["ccomp"]).filter(|clause| *clause < source.start);
    let clause = clause.or_else(|| {
        let above = sheet.token(proposal.cue).head?;
        (above < source.start && sheet.token(proposal.cue).relates("parataxis")).then_some(above)
    })?;
    let start = parsed.subtree(clause).start;
    if start >= before || start < parsed.sentences[parsed.sentence_of(proposal.cue)].tokens.start {
        return None;
    }
    trim(sheet, start..before)
}

/// "[A drone struck a depot,] setting off a fire, officials said": a participle alone is no thought, and the
/// content begins with the clause it hangs on.
fn before_participle(sheet: &Sheet, proposal: &Proposal, content: &TokenRange) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let comma = |token: usize| sheet.token(token).lower == ",";
    let participle = sheet.token(content.start).ptb == Ptb::Vbg && sheet.token(content.start).relation == "advcl";
    let aside = content.end < proposal.cue && comma(content.end) && comma(content.start.checked_sub(1)?);
    let main = sheet.token(content.start).head.filter(|main| participle && aside && *main < content.start)?;
    let start = parsed.subtree(main).start;
    let sentence = parsed.sentences[parsed.sentence_of(content.start)].tokens.start;
    let said = proposal.source.as_ref().is_some_and(|source| source.start < content.start);
    (!said && sheet.words[main].class == 0 && start >= sentence).then_some(start)
}

/// "[At times last year], aides said, the mere name made him fume": what stands before a source and cue set
/// off by commas goes with what follows, unless it tells of saying, as "in a letter" does.
fn front(sheet: &Sheet, proposal: &Proposal, content: &TokenRange) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let source = proposal.source.as_ref().filter(|source| source.end == proposal.cue && proposal.content.len() == 1)?;
    let comma = |token: usize| sheet.token(token).lower == ",";
    let start = parsed.sentences[parsed.sentence_of(proposal.cue)].tokens.start;
    let before = source.start.checked_sub(1).filter(|before| comma(*before) && start < *before)?;
    let set_off = content.start == proposal.cue + 2 && comma(proposal.cue + 1);
    let vehicle = |token: usize| VEHICLES.contains(&sheet.token(token).lemma.as_str());
    let speech = |token: usize| sheet.words[token].class != 0 || sheet.words[token].quotation != 0 || vehicle(token);
    let mut words = start..before;
    let loose = before - start > LONGEST_FRONT || before - start < 2 || words.any(speech);
    let plain = sheet.words[content.start].quotation == 0 && sheet.token(content.start).lower != "that";
    (set_off && plain && !loose).then(|| trim(sheet, start..before)).flatten()
}

/// "noted her years in the town hall, [saying it had changed]": the last piece before the words for what
/// else the speaker says.
fn further_saying(sheet: &Sheet, proposal: &Proposal) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let last = proposal.content.last().filter(|last| last.start > proposal.cue)?;
    let speech = [CueClass::Say, CueClass::Tell].map(|class| class as u32);
    let says = |child: &usize| {
        let token = sheet.token(*child);
        let aside = token.ptb == Ptb::Vbg && token.relates("advcl") && speech.contains(&sheet.words[*child].class);
        aside && last.contains(child) && sheet.words[*child].quotation == 0
    };
    let saying = parsed.children(proposal.cue).find(says)?;
    let comma = saying.checked_sub(1).filter(|comma| sheet.token(*comma).lower == "," && *comma > last.start)?;
    trim(sheet, last.start..comma)
}

/// "If the mayor says [the bridge is safe], people will cross it": what is said ends with the clause of the
/// saying.
fn before_main(sheet: &Sheet, proposal: &Proposal) -> Option<TokenRange> {
    let parsed = &sheet.annotated.parsed;
    let last = proposal.content.last().filter(|last| last.start > proposal.cue)?;
    let cue = sheet.token(proposal.cue);
    let mark = parsed.child(proposal.cue, &["mark"]).is_some_and(|mark| mark < proposal.cue);
    cue.head.filter(|main| mark && cue.relates("advcl") && last.contains(main))?;
    let end = parsed.subtree(proposal.cue).end;
    if last.start < end && end < last.end { trim(sheet, last.start..end) } else { None }
}

/// "said that …, and that any truce would depend on …": the end of the second clause.
fn joined(sheet: &Sheet, proposal: &Proposal) -> Option<usize> {
    let parsed = &sheet.annotated.parsed;
    let last = proposal.content.last().filter(|last| last.start > proposal.cue)?;
    let opens = proposal.content.iter().any(|piece| sheet.token(piece.start).lower == "that");
    let sentence = &parsed.sentences[parsed.sentence_of(proposal.cue)].tokens;
    let mark = |token: usize| sheet.token(token).upos == Upos::Punct;
    let and = (last.end..sentence.end.min(last.end + 3)).find(|&token| !mark(token))?;
    let that = and + 1;
    let joins = matches!(sheet.token(and).lower.as_str(), "and" | "but") && that < sentence.end;
    if !opens || !joins || sheet.token(that).lower != "that" || sheet.token(that).relation != "mark" {
        return None;
    }
    let clause = sheet.token(that).head.filter(|clause| *clause > that && sheet.token(*clause).relation == "conj")?;
    let mut end = parsed.subtree(clause).end.min(sentence.end);
    while end > that + 1 && mark(end - 1) && sheet.words[end - 1].quotation == 0 {
        end -= 1;
    }
    (parsed.is_under(clause, proposal.cue) && end > last.end).then_some(end)
}

/// Verbs of telling more.
const TELLS: &[&str] = &[
    "cite",
    "comment",
    "disclose",
    "discuss",
    "elaborate",
    "explain",
    "give",
    "identify",
    "name",
    "offer",
    "present",
    "provide",
    "say",
    "specify",
];

/// "said the shots came from the south, [but offered no evidence]": the last piece before the words for what
/// the speaker did not say.
fn turn(sheet: &Sheet, proposal: &Proposal) -> Option<TokenRange> {
    let last = proposal.content.last().filter(|last| last.start > proposal.cue)?;
    let word = |token: usize| sheet.annotated.parsed.tokens.get(token).map_or("", |token| token.lower.as_str());
    let tells = |token: usize| token < last.end && TELLS.contains(&sheet.token(token).lemma.as_str());
    let but = last.clone().rev().find(|&token| word(token) == "but" && sheet.words[token].quotation == 0)?;
    let silent = match word(but + 1) {
        "did" | "would" => matches!(word(but + 2), "not" | "n't") && tells(but + 3),
        "declined" | "refused" => word(but + 2) == "to" && tells(but + 3),
        _ => tells(but + 1) && word(but + 2) == "no",
    };
    if silent { trim(sheet, last.start..but) } else { None }
}
