//! Who is who, on sentences of our own.

use super::resolve;
use crate::model::{Mention, Name, NameKind, Parsed};
use crate::text;

/// Parses a text with these names in it, so that what is tested here does not hang on name tagging.
fn parse(text: &str, names: &[(&str, NameKind)]) -> Parsed {
    let mut parsed = text::parse(text);
    parsed.names.clear();
    let mut found: Vec<Name> = Vec::new();
    for (words, kind) in names {
        for (start, _) in text.match_indices(words) {
            let tokens = parsed.tokens_in(crate::model::Span::new(start, start + words.len()));
            let free = found.iter().all(|name| name.tokens.end <= tokens.start || tokens.end <= name.tokens.start);
            if free && !tokens.is_empty() {
                found.push(Name { tokens, kind: *kind });
            }
        }
    }
    found.sort_by_key(|name| name.tokens.start);
    parsed.names = found;
    parsed
}

/// Checks, in the order of the text, whom the mentions with these words refer to; `-` is nobody.
#[track_caller]
fn check(text: &str, names: &[(&str, NameKind)], expected: &[(&str, &str)]) {
    let parsed = parse(text, names);
    let (mentions, entities) = resolve(text, &parsed);
    let mut rest: Vec<&Mention> = mentions.iter().collect();
    for (words, entity) in expected {
        let at = rest.iter().position(|mention| mention.span.of(text) == *words);
        let at = at.unwrap_or_else(|| {
            panic!("no mention {words:?} in {:?}", rest.iter().map(|m| m.span.of(text)).collect::<Vec<_>>())
        });
        let found = rest.remove(at).entity.map_or("-", |id| entities[id.0].name.as_str());
        assert_eq!(found, *entity, "{words:?}");
    }
}

use NameKind::{Group, Organisation, Person, Place};

#[test]
fn surnames_titles_and_appositives_make_one_entity() {
    check(
        "Mayor Ada Obi opened the bridge. Obi, a former engineer, thanked the crew. The mayor left early.",
        &[("Ada Obi", Person), ("Obi", Person)],
        &[("Mayor Ada Obi", "Ada Obi"), ("Obi", "Ada Obi"), ("a former engineer", "Ada Obi"), ("The mayor", "Ada Obi")],
    );
}

#[test]
fn a_headlines_and_a_leads_nominal_wait_for_the_name() {
    check(
        "Kremlin aide rejects plan\n\nA Kremlin aide rejected the plan on Monday. The plan was weak, aide Ivan Petrov said. \
         Petrov, the Kremlin aide, spoke in Minsk.",
        &[("Kremlin", Organisation), ("Ivan Petrov", Person), ("Petrov", Person), ("Minsk", Place)],
        &[("Kremlin aide", "Ivan Petrov"), ("A Kremlin aide", "Ivan Petrov"), ("the Kremlin aide", "Ivan Petrov")],
    );
}

#[test]
fn an_indefinite_nominal_with_two_bearers_stays_nameless() {
    check(
        "A Kremlin aide rejected the plan. Kremlin aide Ivan Petrov and Kremlin aide Oleg Sokolov were in Minsk.",
        &[("Kremlin", Organisation), ("Ivan Petrov", Person), ("Oleg Sokolov", Person), ("Minsk", Place)],
        &[("A Kremlin aide", "A Kremlin aide")],
    );
}

#[test]
fn leaders_have_their_office_and_others_not() {
    check(
        "Emmanuel Macron met Carla Monti. The French president smiled. The Italian president did not.",
        &[("Emmanuel Macron", Person), ("Carla Monti", Person), ("French", Group), ("Italian", Group)],
        &[("The French president", "Emmanuel Macron"), ("The Italian president", "The Italian president")],
    );
}

#[test]
fn namesakes_are_told_apart_or_left_open() {
    check(
        "Mary Stone and Peter Stone own the mill. Stone paid for it.",
        &[("Mary Stone", Person), ("Peter Stone", Person), ("Stone", Person)],
        &[("Mary Stone", "Mary Stone"), ("Peter Stone", "Peter Stone"), ("Stone", "-")],
    );
    check(
        "Mary Stone and Peter Stone own the mill. Ms. Stone paid for it.",
        &[("Mary Stone", Person), ("Peter Stone", Person), ("Stone", Person)],
        &[("Ms. Stone", "Mary Stone")],
    );
}

#[test]
fn acronyms_meet_their_expansion() {
    check(
        "The River Safety Board (RSB) closed the lock. The RSB gave no reason. The KLM flight was late.",
        &[("River Safety Board", Organisation), ("RSB", Organisation), ("KLM", Organisation)],
        &[("RSB", "River Safety Board"), ("RSB", "River Safety Board"), ("KLM", "KLM")],
    );
}

#[test]
fn an_acronym_is_nobodys_surname() {
    check(
        "Park Jong Un left the hall. The U.N. gave no reason.",
        &[("Park Jong Un", Person), ("U.N.", Organisation)],
        &[("U.N.", "U.N.")],
    );
    check(
        "Park Jong Un left the hall. Un gave no reason.",
        &[("Park Jong Un", Person), ("Un", Organisation)],
        &[("Un", "Park Jong Un")],
    );
}

#[test]
fn countries_are_one_by_every_name_and_capitals_stay_themselves() {
    check(
        "The United States and Peru signed. The U.S. envoy left Lima, and American firms followed. Americans cheered.",
        &[
            ("United States", Place),
            ("U.S.", Place),
            ("Peru", Place),
            ("Lima", Place),
            ("Americans", Group),
            ("American", Group),
        ],
        &[("U.S.", "United States"), ("Lima", "Lima"), ("American", "United States"), ("Americans", "Americans")],
    );
}

#[test]
fn pronouns_go_by_gender_and_stay_open_between_equals() {
    check(
        "Ada Obi met Carl Brandt in Rome. She paid, and he slept.",
        &[("Ada Obi", Person), ("Carl Brandt", Person), ("Rome", Place)],
        &[("She", "Ada Obi"), ("he", "Carl Brandt")],
    );
    check(
        "Reporters saw Anna Weber and Maria Costa there. She paid.",
        &[("Anna Weber", Person), ("Maria Costa", Person)],
        &[("She", "-")],
    );
}

#[test]
fn first_persons_wait_for_their_quotation() {
    check("\"I paid,\" Ada Obi said.", &[("Ada Obi", Person)], &[("I", "-"), ("Ada Obi", "Ada Obi")]);
}

#[test]
fn who_is_the_phrase_before_it() {
    check("Ada Obi, who paid, left.", &[("Ada Obi", Person)], &[("who", "Ada Obi")]);
}

#[test]
fn unnamed_sources_are_entities_of_their_own() {
    check(
        "Peruvian officials denied it. Two people familiar with the matter confirmed it. Peruvian officials left.",
        &[("Peruvian", Group)],
        &[
            ("Peruvian officials", "Peruvian officials"),
            ("Two people familiar with the matter", "Two people familiar with the matter"),
            ("Peruvian officials", "Peruvian officials"),
        ],
    );
}

#[test]
fn numbered_people_are_others_each_time() {
    check(
        "Two people were hurt. About 500 people fled. At least 14 people died.",
        &[],
        &[("Two people", "Two people"), ("500 people", "500 people"), ("14 people", "14 people")],
    );
}

#[test]
fn a_role_of_something_is_nobody_elses() {
    check(
        "Sarvia's president, Ada Obi, spoke first. The leader of the main rebel group left.",
        &[("Sarvia", Place), ("Ada Obi", Person)],
        &[("The leader", "The leader")],
    );
    check(
        "The president of Sarvia, Ada Obi, met the leader of the country's main rebel group.",
        &[("Sarvia", Place), ("Ada Obi", Person)],
        &[("the leader", "the leader")],
    );
    check(
        "The president of Sarvia, Ada Obi, spoke first. The leader of the country left.",
        &[("Sarvia", Place), ("Ada Obi", Person)],
        &[("The leader", "Ada Obi")],
    );
}

#[test]
fn the_speaker_of_a_quotation_is_not_whom_it_speaks_of() {
    check(
        "Carl Brandt praised Mark Weber on Monday. \"Weber is a friend,\" Brandt said. \"Weber will win,\" he added.",
        &[("Carl Brandt", Person), ("Mark Weber", Person), ("Weber", Person), ("Brandt", Person)],
        &[("he", "Carl Brandt")],
    );
}

#[test]
fn what_someone_wants_to_be_is_nobody() {
    check(
        "Carl Brandt is running to be president, she said.",
        &[("Carl Brandt", Person)],
        &[("president", "-"), ("she", "-")],
    );
}

#[test]
fn a_headlines_verb_is_no_part_of_a_name() {
    check(
        "Ada Obi Slams Mill Owners\n\nAda Obi spoke at the mill on Monday.",
        &[("Ada Obi Slams", Person), ("Ada Obi", Person)],
        &[("Ada Obi", "Ada Obi"), ("Ada Obi", "Ada Obi")],
    );
}

#[test]
fn a_person_is_called_by_the_usual_full_name() {
    check(
        "\"Brave Ada Obi\" was on every wall. Ada Obi spoke on Monday. Ada Obi left on Tuesday.",
        &[("Brave Ada Obi", Person), ("Ada Obi", Person), ("Ada Obi", Person)],
        &[("Brave Ada Obi", "Ada Obi"), ("Ada Obi", "Ada Obi"), ("Ada Obi", "Ada Obi")],
    );
    check(
        "Donald J. Brandt spoke on Monday. Donald Brandt left.",
        &[("Donald J. Brandt", Person), ("Donald Brandt", Person)],
        &[("Donald J. Brandt", "Donald J. Brandt"), ("Donald Brandt", "Donald J. Brandt")],
    );
}

#[test]
fn pairs_of_surnames_are_two_people() {
    check(
        "Ada Obi met Carl Brandt. The Obi-Brandt talks failed.",
        &[("Ada Obi", Person), ("Carl Brandt", Person), ("Obi-Brandt", Person)],
        &[("Obi", "Ada Obi"), ("Brandt", "Carl Brandt")],
    );
}

#[test]
fn a_text_without_anyone_has_no_mentions() {
    check("", &[], &[]);
    assert!(resolve("Rain fell.", &text::parse("Rain fell.")).0.is_empty());
}

#[test]
fn a_noun_after_a_body_is_nobody_of_that_body() {
    check(
        "Herald reporters saw smoke over the port.",
        &[("Herald", Organisation)],
        &[("Herald reporters", "Herald reporters"), ("Herald", "Herald")],
    );
}

#[test]
fn two_who_speak_together_are_a_group() {
    check(
        "Mayor Ada Obi and Carl Brandt agreed on Monday to meet. Obi left. Dale and Sons closed.",
        &[("Ada Obi", Person), ("Carl Brandt", Person), ("Obi", Person)],
        &[
            ("Mayor Ada Obi and Carl Brandt", "Mayor Ada Obi and Carl Brandt"),
            ("Mayor Ada Obi", "Ada Obi"),
            ("Carl Brandt", "Carl Brandt"),
            ("Obi", "Ada Obi"),
        ],
    );
}

#[test]
fn a_company_is_the_last_one_it_can_be() {
    check(
        "Corwell said it would close a plant. The company gave no date.",
        &[("Corwell", Organisation)],
        &[("The company", "Corwell")],
    );
    // A ministry is no company, and of two companies neither is meant.
    check(
        "The Finance Ministry said the plant would close. The company gave no date.",
        &[("Finance Ministry", Organisation)],
        &[("The company", "The company")],
    );
    check(
        "A plant owned by Corwell was sold to Tessaly last year. The company gave no date.",
        &[("Corwell", Organisation), ("Tessaly", Organisation)],
        &[("The company", "The company")],
    );
}

#[test]
fn a_bank_goes_by_its_name_or_by_what_it_is_called() {
    check(
        "Nordica, the lender, cut jobs. The bank gave no date.",
        &[("Nordica", Person)],
        &[("the lender", "Nordica"), ("The bank", "Nordica")],
    );
}

#[test]
fn what_someone_was_or_became_is_that_one() {
    check(
        "Ada Obi was the mayor of Lund. Carl Brandt served as a judge. The judge retired.",
        &[("Ada Obi", Person), ("Carl Brandt", Person), ("Lund", Place)],
        &[("the mayor of Lund", "Ada Obi"), ("a judge", "Carl Brandt"), ("The judge", "Carl Brandt")],
    );
    check(
        "Ada Obi was not the mayor. The mayor left.",
        &[("Ada Obi", Person)],
        &[("the mayor", "the mayor"), ("The mayor", "the mayor")],
    );
}

#[test]
fn a_subject_after_a_comma_is_no_apposition() {
    check(
        "In a letter to Carl Brandt, the mayor denied it.",
        &[("Carl Brandt", Person)],
        &[("the mayor", "the mayor")],
    );
}

#[test]
fn a_title_within_a_name_is_no_part_of_it() {
    check(
        "His spokesman, Brig. Ivo Petrov, left. King Lear died.",
        &[("Brig. Ivo Petrov", Person), ("King Lear", Person)],
        &[("His spokesman", "Ivo Petrov"), ("Brig. Ivo Petrov", "Ivo Petrov"), ("King Lear", "King Lear")],
    );
}

#[test]
fn the_leads_unnamed_source_is_the_headlines() {
    check(
        "Mill to close, union official says\n\nThe mill will close in May, a union official said on Monday.",
        &[],
        &[("union official", "union official"), ("a union official", "union official")],
    );
    check(
        "Mill to close, union official says\n\nThe mill will close in May, an engineer said on Monday.",
        &[],
        &[("union official", "union official"), ("an engineer", "an engineer")],
    );
}

#[test]
fn an_epithet_says_more_of_the_subject_before() {
    check(
        "Per Olsen, 58, runs Nordica. The decision was final. The 58-year-old said he would stay.",
        &[("Per Olsen", Person), ("Nordica", Organisation)],
        &[("The 58-year-old", "Per Olsen"), ("he", "Per Olsen")],
    );
    check(
        "Carl Brandt has big plans. The Republican nominee spoke on Monday.",
        &[("Carl Brandt", Person), ("Republican", Group)],
        &[("The Republican nominee", "Carl Brandt")],
    );
    // An office is no epithet, of two people neither is meant, and a party is another's.
    check(
        "Carl Brandt died on Monday. The prime minister spoke.",
        &[("Carl Brandt", Person)],
        &[("The prime minister", "The prime minister")],
    );
    check(
        "Carl Brandt met Mark Weber. The striker spoke.",
        &[("Carl Brandt", Person), ("Mark Weber", Person)],
        &[("The striker", "The striker")],
    );
    check(
        "Carl Brandt, a Democrat, has big plans. The Republican nominee spoke on Monday.",
        &[("Carl Brandt", Person), ("Republican", Group)],
        &[("The Republican nominee", "The Republican nominee")],
    );
}

#[test]
fn a_counterpart_has_the_same_office_elsewhere() {
    check(
        "Chinese Prime Minister Li Wen met his Danish counterpart, Mette Holm. The Danish prime minister spoke.",
        &[("Chinese", Group), ("Danish", Group), ("Li Wen", Person), ("Mette Holm", Person)],
        &[("The Danish prime minister", "Mette Holm")],
    );
    // Of another country nobody is known.
    check(
        "Chinese Prime Minister Li Wen met his Danish counterpart, Mette Holm. The Polish prime minister spoke.",
        &[("Chinese", Group), ("Danish", Group), ("Polish", Group), ("Li Wen", Person), ("Mette Holm", Person)],
        &[("The Polish prime minister", "The Polish prime minister")],
    );
}

#[test]
fn a_name_taken_for_a_body_is_a_person_after_a_title() {
    check(
        "Chief executive Per Olsen spoke.",
        &[("Per Olsen", Organisation)],
        &[("Chief executive Per Olsen", "Per Olsen")],
    );
    check(
        "Former Ohio Gov. Ed Rand spoke.",
        &[("Ohio Gov. Ed Rand", Person)],
        &[("Former Ohio Gov. Ed Rand", "Ed Rand")],
    );
    check(
        "Ada Obi Slams Mill Owners\n\nAda Obi spoke at the mill on Monday.",
        &[("Ada Obi Slams Mill Owners", Person), ("Ada Obi", Person)],
        &[("Ada Obi", "Ada Obi"), ("Ada Obi", "Ada Obi")],
    );
}

#[test]
fn who_is_whom_the_clause_describes() {
    check(
        "Ada Obi, now the head of the League, who once ran a mill, left.",
        &[("Ada Obi", Person), ("League", Organisation)],
        &[("the head of the League", "Ada Obi"), ("who", "Ada Obi")],
    );
    check(
        "They met Ivo Bentel, a technician at the Road Office who wrote the report.",
        &[("Ivo Bentel", Person), ("Road Office", Organisation)],
        &[("who", "Ivo Bentel")],
    );
}

#[test]
fn a_nameless_body_is_known_again_by_its_noun() {
    check(
        "Ada Obi's presidential campaign is short of money. The campaign gave no figure.",
        &[("Ada Obi", Person)],
        &[
            ("Ada Obi's presidential campaign", "Ada Obi's presidential campaign"),
            ("The campaign", "Ada Obi's presidential campaign"),
        ],
    );
    check(
        "Ada Obi's campaign and Carl Brandt's campaign are short of money. The campaign gave no figure.",
        &[("Ada Obi", Person), ("Carl Brandt", Person)],
        &[("The campaign", "The campaign")],
    );
}

#[test]
fn of_two_kindred_roles_the_very_word_is_meant() {
    check(
        "The envoy Ada Obi left. A diplomat, Carl Brandt, met her. The envoy spoke.",
        &[("Ada Obi", Person), ("Carl Brandt", Person)],
        &[("The envoy", "Ada Obi")],
    );
}

#[test]
fn a_subject_is_nobody_whom_its_clause_names() {
    // Brandt asks, Costa is told; only who asks himself may be named in his own words.
    check(
        "Ivo Costa met Carl Brandt. Brandt asked how high the wall would be. \"Ten feet,\" he told Brandt on Monday.",
        &[("Ivo Costa", Person), ("Carl Brandt", Person), ("Brandt", Person)],
        &[("he", "Ivo Costa")],
    );
    check(
        "Carl Brandt asked how high the wall would be. He said on Monday that his own was ten feet high.",
        &[("Carl Brandt", Person)],
        &[("He", "Carl Brandt")],
    );
    check(
        "Carl Brandt spoke to the crowd. Then he said: \"Carl Brandt is not for sale.\"",
        &[("Carl Brandt", Person)],
        &[("he", "Carl Brandt")],
    );
}

#[test]
fn nobody_in_particular_is_no_he() {
    check(
        "Ivo Costa held a prize for every man of the crew. He said on Monday that it was late.",
        &[("Ivo Costa", Person)],
        &[("He", "Ivo Costa")],
    );
    check("A man of the crew came home. He said on Monday that it was late.", &[], &[("He", "A man")]);
}

#[test]
fn to_be_president_is_no_president() {
    check(
        "The president left. Voters doubted that Ada Obi had what it takes to be president. She said it took time.",
        &[("Ada Obi", Person)],
        &[("The president", "The president"), ("president", "-"), ("She", "Ada Obi")],
    );
    check(
        "Vera Costa said Ada Obi was not a candidate. She said it took time. A candidate came.",
        &[("Ada Obi", Person), ("Vera Costa", Person)],
        &[("a candidate", "-"), ("A candidate", "A candidate")],
    );
    check(
        "President Ada Obi left. The president said it took time.",
        &[("Ada Obi", Person)],
        &[("The president", "Ada Obi")],
    );
}
