//! Verb groups of tagged sentences.

use super::*;
use crate::text::syntax::testing::{tagged, words};

/// Groups as "words: tense flags", joined by "; ".
fn describe(tokens: &[Token]) -> String {
    let groups = find(tokens, 0..tokens.len());
    let describe = |group: &VerbGroup| {
        let mut text = format!("{} [{}", words(&tokens[group.tokens.clone()]), tokens[group.head].lower);
        text += match group.tense {
            VerbTense::Past => " past",
            VerbTense::Present => " present",
            VerbTense::Future => " future",
            VerbTense::None => "",
        };
        for (set, name) in [
            (group.perfect, " perfect"),
            (group.progressive, " progressive"),
            (group.passive, " passive"),
            (group.negated, " negated"),
            (!group.finite, " nonfinite"),
        ] {
            text += if set { name } else { "" };
        }
        text + &group.modal.map_or(String::new(), |modal| format!(" modal={modal}")) + "]"
    };
    groups.iter().map(describe).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(sentence: &str, expected: &str) {
    assert_eq!(describe(&tagged(sentence)), expected, "{sentence}");
}

#[test]
fn reads_simple_tenses() {
    check("She/PRP said/VBD it/PRP", "said [said past]");
    check("She/PRP says/VBZ it/PRP", "says [says present]");
    check("She/PRP will/MD say/VB it/PRP", "will say [say future modal=will]");
    check("to/TO say/VB", "say [say nonfinite]");
}

#[test]
fn reads_aspect_and_voice() {
    check("He/PRP has/VBZ said/VBN so/RB", "has said [said present perfect]");
    check("He/PRP had/VBD been/VBN saying/VBG", "had been saying [saying past perfect progressive]");
    check("It/PRP was/VBD paid/VBN", "was paid [paid past passive]");
    check("It/PRP is/VBZ being/VBG built/VBN", "is being built [built present progressive passive]");
    check(
        "It/PRP would/MD not/RB have/VB been/VBN paid/VBN",
        "would not have been paid [paid present perfect passive negated modal=would]",
    );
}

#[test]
fn takes_a_past_tense_for_a_participle_after_have() {
    check("They/PRP have/VBP ran/VBD", "have ran [ran present perfect]");
    check("They/PRP have/VBP a/DT car/NN and/CC ran/VBD", "have [have present]; ran [ran past]");
}

#[test]
fn tells_contracted_forms_apart() {
    check("He/PRP 's/VBZ been/VBN paid/VBN", "'s been paid [paid present perfect passive]");
    check("He/PRP 's/VBZ going/VBG home/RB", "'s going [going present progressive]");
    check("He/PRP 'd/MD pay/VB", "'d pay [pay present modal=would]");
    check("He/PRP 'd/VBD paid/VBN", "'d paid [paid past perfect]");
}

#[test]
fn reads_negation() {
    check("They/PRP did/VBD n't/RB pay/VB", "did n't pay [pay past negated]");
    check("They/PRP never/RB paid/VBD", "paid [paid past negated]");
    check("They/PRP no/RB longer/RB pay/VBP", "pay [pay present negated]");
    check("It/PRP is/VBZ n't/RB true/JJ", "is n't [is present negated]");
    check("She/PRP chose/VBD not/RB to/TO run/VB", "chose [chose past]; run [run negated nonfinite]");
    check("They/PRP not/RB only/RB paid/VBD", "paid [paid past]");
    check("It/PRP is/VBZ not/RB only/RB true/JJ", "is not [is present]");
}

#[test]
fn reads_going_to_and_is_to_as_future() {
    check("He/PRP is/VBZ going/VBG to/TO pay/VB", "is going to pay [pay future modal=be going to]");
    check("He/PRP was/VBD going/VBG to/TO pay/VB", "was going to pay [pay past modal=be going to]");
    check("The/DT king/NN is/VBZ to/TO visit/VB", "is to visit [visit future modal=be to]");
    check("The/DT aim/NN is/VBZ to/TO win/VB", "is [is present]; win [win nonfinite]");
    check("He/PRP is/VBZ going/VBG to/IN Rome/NNP", "is going [going present progressive]");
}

#[test]
fn skips_adverbs_and_asides() {
    check("He/PRP has/VBZ ,/, however/RB ,/, paid/VBN", "has , however , paid [paid present perfect]");
    check("He/PRP is/VBZ ,/, tall/JJ ,/, paid/VBN", "is [is present]; paid [paid nonfinite]");
}

#[test]
fn reads_inverted_questions() {
    check("Did/VBD the/DT minister/NN pay/VB ?/.", "did the minister pay [pay past]");
    check("When/WRB will/MD he/PRP leave/VB ?/.", "will he leave [leave future modal=will]");
    check("He/PRP has/VBZ money/NN lent/VBN him/PRP", "has [has present]; lent [lent nonfinite]");
    check("Is/VBZ it/PRP done/VBN ?/.", "is it done [done present passive]");
}

#[test]
fn leaves_nouns_and_adjectives_alone() {
    check("The/DT said/JJ spending/NN", "");
    check("", "");
}
