//! Whole claims of small texts: source [cue] content, as a person reads them.

use super::cues::is_candidate;
use super::find_with;
use super::model::Model;
use super::sheet::Sheet;
use super::window::window;
use crate::extract::annotate;
use crate::model::{Annotated, Claim, Document, Polarity};

/// One line per claim: `source [cue] content | content`, with what sets it apart.
fn line(annotated: &Annotated, claims: &[Claim], claim: &Claim) -> String {
    let texts = |spans: &[crate::model::Span]| {
        spans.iter().map(|span| annotated.text(*span).replace('\n', " ")).collect::<Vec<_>>().join(" | ")
    };
    let mut line = format!("{} [{}] {}", texts(&claim.source), texts(&claim.cue), texts(&claim.content));
    if claim.polarity != Polarity::Affirms {
        line.push_str(&format!(" {{{:?}}}", claim.polarity));
    }
    if let Some(outer) = claim.reported_in {
        line.push_str(&format!(" <- {}", texts(&claims[outer].source)));
    }
    line.trim().to_owned()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let annotated = annotate(&document);
    let claims = find_with(&annotated, Model::shipped());
    let found: Vec<String> = claims.iter().map(|claim| line(&annotated, &claims, claim)).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn a_colon_announces_the_next_paragraphs_quotation() {
    check(
        "The minister issued a statement on Friday. She said:\n\n\"The harbour will stay closed until the divers are back.\"",
        &["She [said] \"The harbour will stay closed until the divers are back.\""],
    );
}

#[test]
fn paragraphs_of_quotation_go_on_with_the_speaker_before() {
    check(
        "\"We waited for nine hours,\" Marta Silva said.\n\n\"Nobody came to tell us anything at all.\"",
        &["Marta Silva [said] \"We waited for nine hours,\" | \"Nobody came to tell us anything at all.\""],
    );
}

#[test]
fn an_open_quotation_belongs_to_who_speaks_its_end() {
    check(
        "\"We waited for nine hours in the cold of the station.\n\n\"Nobody came to tell us anything,\" Marta Silva said.",
        &[concat!(
            "Marta Silva [said] \"We waited for nine hours in the cold of the station. | ",
            "\"Nobody came to tell us anything,\""
        )],
    );
}

#[test]
fn turns_of_a_transcript_are_their_speakers() {
    check(
        "PRATA: Will the bridge be closed this winter?\n\nMOURA: It will. We found cracks in two piers.\n\nPRATA: And the ferry?",
        &[
            "PRATA [:] Will the bridge be closed this winter?",
            "MOURA [:] It will. We found cracks in two piers.",
            "PRATA [:] And the ferry?",
        ],
    );
}

#[test]
fn one_line_with_a_colon_is_no_transcript() {
    check("Correction: The bridge has four piers.", &[]);
}

#[test]
fn a_quotation_signed_with_a_dash_is_the_signers() {
    check(
        "The summer was dry.\n\n\"I have never seen the river so low in my life.\" — Ana Prata, fisher",
        &["Ana Prata [—] \"I have never seen the river so low in my life.\""],
    );
}

#[test]
fn a_report_within_a_report_keeps_the_chain() {
    check(
        "A palace aide said the president told ministers that the army would leave the town.",
        &[
            "A palace aide [said] the president told ministers that the army would leave the town",
            "the president [told] that the army would leave the town <- A palace aide",
        ],
    );
}

#[test]
fn a_refusal_is_one_claim() {
    check(
        "Moura's office declined to say whether he would resign.",
        &["Moura's office [declined] to say whether he would resign {Refuses}"],
    );
}

/// Every piece of content stays within a paragraph.
#[track_caller]
fn stays_within_paragraphs(text: &str) {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let annotated = annotate(&document);
    for claim in find_with(&annotated, Model::shipped()) {
        for span in claim.source.iter().chain(&claim.cue).chain(&claim.content) {
            assert!(!annotated.text(*span).contains("\n\n"), "{:?} in {text:?}", annotated.text(*span));
        }
    }
}

#[test]
fn an_unclosed_quotation_ends_with_its_paragraph() {
    stays_within_paragraphs("\"We will stay, the mayor said.\n\nThe ferry sailed at noon. It was late.\n\n\"So be it.");
    stays_within_paragraphs("He said: “We will stay.\n\nThe ferry sailed at noon.\n\nIt was late, she said.”");
}

#[test]
fn odd_marks_and_layouts_run_away_nowhere() {
    let texts = [
        "\"\"\" said \"\" 'the' mayor '\"' said «that “ it ” was » over.",
        "said said said, said: \"said\" said he said.",
        "- The mayor: no comment\n- Police: two held\n\n* \"Open,\" she said\n\n1. He said so\n\n2.",
        "RT @mayor: We said NO!!! #ferry \"not now\" — @islander, via app\n\n@islander: \"why?\"",
        "Q: Will it return?\n\nA: In May.\n\nQ: Who says so?\n\nA: The mayor says so.",
        ": : :\n\n:\n\n\":\"\n\n— —\n\n\"—",
    ];
    texts.into_iter().for_each(stays_within_paragraphs);
}

#[test]
fn a_quotation_of_ten_thousand_words_is_one_claim() {
    let text =
        format!("\"{}We will stay,\" the mayor said.", "We have heard that many times and we will stay. ".repeat(1000));
    let document = Document { text, ..Document::default() };
    let annotated = annotate(&document);
    let claims = find_with(&annotated, Model::shipped());
    let outer: Vec<&Claim> = claims.iter().filter(|claim| claim.reported_in.is_none()).collect();
    assert_eq!(outer.len(), 1, "{}", outer.len());
    assert_eq!(outer[0].content[0].start, 0);
    assert!(outer[0].content[0].len() > 40_000);
}

/// Whatever the text, each word that may report is looked at in surroundings of bounded size, so
/// that all of them together take linear time.
#[test]
fn surroundings_are_bounded() {
    let texts = [
        "the mayor said ".repeat(2_000),
        format!("\"{}\" she said.", "He said she said they said so. ".repeat(1_000)),
        format!("\"{}", "said \"no\" and ".repeat(1_500)),
        "\"No,\" he said. ".repeat(1_500),
        "A: he said\n\nB: she said\n\n".repeat(800),
        "(said [said {said ".repeat(1_000),
    ];
    for text in texts {
        let document = Document { text, ..Document::default() };
        let annotated = annotate(&document);
        let sheet = Sheet::new(&annotated);
        let candidates = (0..sheet.words.len()).filter(|&token| is_candidate(&sheet, token));
        for token in candidates {
            let window = window(&sheet, token);
            assert!(window.units.len() <= 1_000, "{} units around token {token}", window.units.len());
        }
    }
}

#[test]
fn letters_of_one_size_are_read_too() {
    check("THE MAYOR SAID THE FERRY WOULD RETURN IN MAY.", &["THE MAYOR [SAID] THE FERRY WOULD RETURN IN MAY"]);
    check("the mayor said the ferry would return in may.", &["the mayor [said] the ferry would return in may"]);
}

#[test]
fn a_source_keeps_its_whole_name() {
    check(
        "The toll has reached 14, the city's mayor, Hanna Oster, said on Monday.",
        &["the city's mayor, Hanna Oster [said] The toll has reached 14"],
    );
}

#[test]
fn he_who_goes_on_speaking_is_who_spoke_last() {
    check_speakers(
        "Carl Brandt said Mark Weber had to resign.\n\n\"Weber lied to all of us for a year,\" he said.",
        &[("Carl Brandt", None), ("Carl Brandt", None)],
    );
    check_speakers(
        "Maria Brandt said Mark Weber had to resign.\n\n\"I will not go home before the vote,\" he said.",
        &[("Maria Brandt", None), ("Mark Weber", None)],
    );
}

#[test]
fn what_is_no_claim() {
    check("Say the word \"please\" and the door opens.", &[]);
    check("He plays a man called \"The Fox\" in the film \"Night Train\".", &[]);
}

/// Checks who speaks, and on which day, in a text published on Thursday, 3 July 2025.
#[track_caller]
fn check_speakers(text: &str, expected: &[(&str, Option<&str>)]) {
    let published = crate::model::Published::parse("2025-07-03", crate::model::Basis::Given).expect("a date");
    let document = Document { text: text.to_owned(), published, ..Document::default() };
    let annotated = annotate(&document);
    let claims = find_with(&annotated, Model::shipped());
    let named = |claim: &Claim| claim.speaker.map_or("-", |id| annotated.entity(id).name.as_str());
    let day = |claim: &Claim| claim.said_on.map(|days| days.begins_on.to_string());
    let found: Vec<(&str, Option<String>)> = claims.iter().map(|claim| (named(claim), day(claim))).collect();
    let expected: Vec<_> = expected.iter().map(|(name, day)| (*name, day.map(str::to_owned))).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn a_document_speaks_for_its_maker_and_not_for_its_reader() {
    check_speakers("The road will close in May, according to a letter by Marta Silva.", &[("Marta Silva", None)]);
    check_speakers("The road will close in May, according to a letter seen by Reuters.", &[("a letter", None)]);
}

#[test]
fn the_day_of_an_aside_is_not_the_day_of_the_saying() {
    check_speakers("Marta Silva, who arrived on Tuesday, said the road would close.", &[("Marta Silva", None)]);
    check_speakers("Marta Silva said on Tuesday the road would close.", &[("Marta Silva", Some("2025-07-01"))]);
}

#[test]
fn a_headline_is_said_by_who_stands_at_its_end() {
    check(
        "Mill, bakery agree to close in May, union official says\n\nThe mill is old.",
        &["union official [says] Mill, bakery agree to close in May"],
    );
    // Without a comma the headline tells of the saying itself.
    check("Union official says mill to close\n\nThe mill is old.", &["Union official [says] mill to close"]);
}

#[test]
fn what_is_said_within_a_claim_ends_before_who_tells_it() {
    let document = Document {
        text: "The two ministers did not discuss the aid to farmers, according to Marta Silva, a spokeswoman."
            .to_owned(),
        ..Document::default()
    };
    let claims = find_with(&annotate(&document), Model::shipped());
    assert!(!claims.is_empty());
    for claim in &claims {
        let inner = |cue: &crate::model::Span| claim.content.iter().any(|content| content.contains(*cue));
        let outer = claims.iter().filter(|other| other.cue.iter().any(inner));
        assert!(outer.into_iter().all(|other| other.content.iter().all(|content| !content.contains(claim.cue[0]))));
    }
}

#[test]
fn a_content_is_a_whole_thought() {
    check("The Front said at the time that the mines were old.", &["The Front [said] that the mines were old"]);
    check(
        concat!(
            "A drone struck a fuel depot outside Belmora early on Monday, setting off a fire that burned into the ",
            "morning, Sarvian officials said, only hours after a truce with the Northern Front took effect."
        ),
        &[concat!(
            "Sarvian officials [said] A drone struck a fuel depot outside Belmora early on Monday, setting off a fire ",
            "that burned into the morning | only hours after a truce with the Northern Front took effect"
        )],
    );
    check(
        "The office said only that the president had \"listened\", and that any truce would depend on the army.",
        &["The office [said] that the president had \"listened\", and that any truce would depend on the army"],
    );
    check(
        "The captain said the shots had come from the south, but offered no evidence.",
        &["The captain [said] the shots had come from the south"],
    );
    check(
        "The union said it was \"relieved\" but would not comment further.",
        &["The union [said] it was \"relieved\""],
    );
    check(
        "The captain said the men had left the town but kept their guns.",
        &["The captain [said] the men had left the town but kept their guns"],
    );
    check("She said again that the bridge was safe.", &["She [said] that the bridge was safe"]);
    check("She said only three people were left.", &["She [said] only three people were left"]);
    check("The mayor said that the bridge was safe. And that was all.", &["The mayor [said] that the bridge was safe"]);
}

#[test]
fn a_source_leaves_out_the_phrase_before_it() {
    check(
        "In his letter of resignation Meireles repeated that he had not known of the report.",
        &["Meireles [repeated] that he had not known of the report"],
    );
}

#[test]
fn a_name_beside_a_phrase_is_who_speaks() {
    check_speakers("Another eyewitness, Ana Prata, said the bridge was closed.", &[("Ana Prata", None)]);
    check_speakers("Another eyewitness said the bridge was closed.", &[("Another eyewitness", None)]);
    check_speakers("\"We were told to wait,\" said its chief executive, Helena Brito.", &[("Helena Brito", None)]);
}

#[test]
fn several_who_speak_together_are_none_of_them() {
    check_speakers("Residents and shop owners said the road had to stay open.", &[("-", None)]);
    check_speakers("Residents of the road said it had to stay open.", &[("Residents", None)]);
}

#[test]
fn a_body_that_goes_on_speaking_is_the_one_that_spoke() {
    check_speakers(
        "Police said they had arrested two men. They said the men were armed.",
        &[("Police", None), ("Police", None)],
    );
    check_speakers(
        "The mayor said two ships had left. They said the men were armed.",
        &[("The mayor", None), ("-", None)],
    );
}

#[test]
fn what_is_done_in_order_to_say_something_dates_the_saying() {
    check_speakers(
        "The ministry called in the envoy on Wednesday to warn that the pause would cost lives.",
        &[("The ministry", Some("2025-07-02"))],
    );
    check_speakers(
        "Asked on Tuesday whether he would resign, the minister said the bridge was old.",
        &[("-", Some("2025-07-01")), ("the minister", Some("2025-07-01"))],
    );
    check_speakers(
        "The ministry, which opened on Wednesday, plans to warn that the pause would cost lives.",
        &[("The ministry", None)],
    );
}

#[test]
fn a_question_is_answered_by_someone_else() {
    check_speakers(
        "\"Will you go back to the island this winter?\" Marta Silva asked.\n\n\"Nobody will ever make me go back to it.\"",
        &[("Marta Silva", None), ("-", None)],
    );
}

#[test]
fn someone_himself_is_that_person() {
    check_speakers("Marta Silva herself said the road was closed.", &[("Marta Silva", None)]);
    check_speakers("Marta Silva said the road itself was closed.", &[("Marta Silva", None)]);
}

#[test]
fn who_acts_right_before_a_quotation_speaks_it() {
    check_speakers(
        "Carl Brandt met Ivo Costa in March. Brandt was not impressed. \"The wall is too low,\" he said.",
        &[("Carl Brandt", None)],
    );
    check_speakers(
        "Ada Obi came home in March. Carl Brandt was late. \"The wall is too low,\" she said.",
        &[("Ada Obi", None)],
    );
}
