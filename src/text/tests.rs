//! Segmentation as a whole: tokens, sentences, paragraphs, layout.

use super::*;

/// Checks the tokens of a one-paragraph text: words parted by spaces, sentences by ` | `.
#[track_caller]
fn check(text: &str, expected: &str) {
    let parsed = segment(text);
    let words = |sentence: &Sentence| {
        let words: Vec<_> = parsed.tokens[sentence.tokens.clone()].iter().map(|token| token.span.of(text)).collect();
        words.join(" ")
    };
    let found: Vec<_> = parsed.sentences.iter().map(words).collect();
    assert_eq!(found.join(" | "), expected);
}

#[track_caller]
fn check_paragraphs(text: &str, expected: &[&str]) {
    let found: Vec<_> = segment(text).paragraphs.iter().map(|paragraph| paragraph.span.of(text).to_owned()).collect();
    assert_eq!(found, expected);
}

#[test]
fn splits_clitics() {
    check("They don't know it’s Mary's.", "They do n't know it ’s Mary 's .");
    check("He can't, won't and cannot go.", "He ca n't , wo n't and can not go .");
    check("the workers' rights", "the workers ' rights");
    check("O'Brien met Sa'id in '72.", "O'Brien met Sa'id in '72 .");
}

#[test]
fn splits_compounds_but_not_prefixed_words() {
    check("a 60-day cease-fire", "a 60 - day cease - fire");
    check("a non-stop anti-drug drive", "a non-stop anti-drug drive");
    check("mid-1980s prices", "mid-1980s prices");
}

#[test]
fn keeps_numbers_and_addresses_whole() {
    check("$2,000.50 or 12.5% at 3:30am", "$ 2,000.50 or 12.5 % at 3:30 am");
    check("It hit .300, up from .5.", "It hit .300 , up from .5 .");
    check("US$4 on 2025-07-03 and 7/4/2025", "US$ 4 on 2025-07-03 and 7/4/2025");
    check(
        "See https://example.org/a?b=1, or ask ann@example.org.",
        "See https://example.org/a?b=1 , or ask ann@example.org .",
    );
    check("@who said #this in the 1990s", "@who said #this in the 1990s");
}

#[test]
fn knows_abbreviations() {
    check(
        "Gen. Lee met Mr. Fox of Acme Inc. in the U.S. on Jan. 5.",
        "Gen. Lee met Mr. Fox of Acme Inc. in the U.S. on Jan. 5 .",
    );
    check(
        "He left the U.S. The visit ended at 5 p.m. Then J. B. Ray spoke.",
        "He left the U.S. | The visit ended at 5 p.m. | Then J. B. Ray spoke .",
    );
    check("No. 5 won. She said no. He left.", "No. 5 won . | She said no . | He left .");
}

#[test]
fn ends_sentences_after_closing_marks() {
    check("“We won.” She left.", "“ We won . ” | She left .");
    check("\"Stop!\" he said. (It did.) All well?", "\" Stop ! \" he said . | ( It did . ) | All well ?");
    check("It rose 2.5 to 3.1 ... then fell.", "It rose 2.5 to 3.1 ... then fell .");
}

#[test]
fn ends_sentences_as_letters_and_forums_do() {
    check("Why not? it is cheap. wow! look.", "Why not ? | it is cheap . | wow ! | look .");
    check("“Why not?” he said. Yahoo! shares rose.", "“ Why not ? ” he said . | Yahoo ! shares rose .");
    check("Great! :) See you :-) Bye", "Great ! :) | See you :-) | Bye");
    check("All agreed. *** More soon.", "All agreed . | *** | More soon .");
    check("It is late. Best regards, Ann Lee", "It is late . | Best regards , | Ann Lee");
    check("Regards, he said, go a long way.", "Regards , he said , go a long way .");
    check("A ** note -- and so on", "A ** note -- and so on");
}

#[test]
fn ends_sentences_without_a_mark_where_lines_were_joined() {
    check("Ann Lee 03/12/2001 09:15 AM Please call me.", "Ann Lee | 03/12/2001 09:15 AM | Please call me .");
    check("Ask Ann Lee on 03/12/2001 before noon.", "Ask Ann Lee on 03/12/2001 before noon .");
    check("“I left,” he said.The talks went on.", "“ I left , ” he said . | The talks went on .");
    check("It hit 3.5 points.", "It hit 3.5 points .");
}

#[test]
fn goes_on_after_names_brackets_and_stops_within_names() {
    check("She won the World [Chess] Championship twice.", "She won the World [ Chess ] Championship twice .");
    check(
        "St. Lawrence Ltd. sold Sun Microsystems Inc. shares.",
        "St. Lawrence Ltd. sold Sun Microsystems Inc. shares .",
    );
    check(
        "“We lost,” said Ann Lee of Acme Co. Ltd. “We will not again.”",
        "“ We lost , ” said Ann Lee of Acme Co. Ltd. | “ We will not again . ”",
    );
}

#[test]
fn takes_each_line_for_a_paragraph_unless_wrapped() {
    check_paragraphs(
        "Talks end\nThe talks ended in a long night.\nNobody won.",
        &["Talks end", "The talks ended in a long night.", "Nobody won."],
    );
    let wrapped = "    The ministers of both countries met again on Monday and\nagreed that nothing had been agreed before, which everyone\nhad known.\n    A second meeting of the ministers is to follow in a week, or\nperhaps never.";
    assert_eq!(segment(wrapped).paragraphs.len(), 2);
    check_paragraphs("One\r\ntwo\r\n\r\nthree", &["One", "two", "three"]);
}

#[track_caller]
fn check_layout(text: &str, headlines: &[&str], dateline: Option<&str>) {
    let parsed = segment(text);
    let found: Vec<_> =
        parsed.sentences.iter().filter(|s| s.kind == SentenceKind::Headline).map(|s| s.span.of(text)).collect();
    assert_eq!(found, headlines);
    let of_kind = |kind: SentenceKind| parsed.sentences.iter().find(|s| s.kind == kind).map(|s| s.span.of(text));
    assert_eq!(of_kind(SentenceKind::Dateline), dateline);
}

#[test]
fn finds_headlines_and_datelines() {
    check_layout(
        "Talks end in Lyon\n\nKYIV, July 3 (Reuters) - The talks ended.",
        &["Talks end in Lyon"],
        Some("KYIV, July 3 (Reuters) -"),
    );
    check_layout("Talks end.\n\nWashington (CNN) — The talks ended.", &[], Some("Washington (CNN) —"));
    check_layout("BUFFALO, N.Y. (AP) --\n\nA man was charged.", &[], Some("BUFFALO, N.Y. (AP) --"));
    check_layout("The U.S.-led talks - the third - ended.\n\nAll left.", &[], None);
    check_layout("NATO is ready - and so are its members.", &[], None);
    check_layout("Lisbon, March 17 - The minister spoke.", &[], Some("Lisbon, March 17 -"));
    check_layout("KABUL (Hill Wire): The minister spoke.", &[], Some("KABUL (Hill Wire):"));
    check_layout("COVID-19 - a disease of the lungs - came back.", &[], None);
    check_layout("IBM - the firm that built it - agreed.", &[], None);
    check_layout(
        "Scores\n\nWASHINGTON - Seattle\n\nThe match was called off.",
        &["Scores", "WASHINGTON - Seattle"],
        None,
    );
    check_layout("March 17 - the date of the vote - is a holiday.", &[], None);
}

#[track_caller]
fn check_quotations(text: &str, expected: &[&str]) {
    let parsed = segment(text);
    let show = |quotation: &crate::model::Quotation| {
        let mark = if quotation.unclosed { "…" } else { "" };
        let continues = quotation.continues.map_or(String::new(), |index| format!("{index}>"));
        format!("{continues}{}{mark}", quotation.inner.of(text))
    };
    assert_eq!(parsed.quotations.iter().map(show).collect::<Vec<_>>(), expected);
}

#[test]
fn pairs_marks_of_every_style() {
    check_quotations("\"One,\" he said, \"two.\"", &["One,", "two."]);
    check_quotations("“One ‘two’ three”", &["One ‘two’ three", "two"]);
    check_quotations("``One,'' he said. «Two» and „three“.", &["One,", "Two", "three"]);
    check_quotations("He called it 'a day's work' and the workers' pay 'low'.", &["a day's work", "low"]);
    check_quotations("Ten o'clock, the '90s, the workers' pay.", &[]);
    check_quotations("a 6\" pipe", &[]);
}

#[test]
fn carries_quotations_over_paragraphs() {
    check_quotations("“One.\n\n“Two.”\n\n“Three.”", &["One.…", "0>Two.", "Three."]);
    check_quotations("\"One.\n\nTwo.", &["One.…"]);
}

/// What must hold of any text: spans on character boundaries and in order, tokens inside
/// sentences, sentences inside paragraphs.
#[track_caller]
fn check_frame(text: &str) {
    let parsed = segment(text);
    for paragraph in &parsed.paragraphs {
        for sentence in &parsed.sentences[paragraph.sentences.clone()] {
            assert!(paragraph.span.contains(sentence.span));
            assert!(parsed.tokens[sentence.tokens.clone()].iter().all(|token| sentence.span.contains(token.span)));
        }
    }
    let covered: usize = parsed.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    assert_eq!(covered, parsed.tokens.len());
    assert!(parsed.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    assert!(
        parsed
            .tokens
            .iter()
            .all(|token| !token.span.is_empty() && text.get(token.span.start..token.span.end).is_some())
    );
    assert!(parsed.quotations.iter().all(|quotation| quotation.span.contains(quotation.inner)));
}

proptest::proptest! {
    #[test]
    fn frames_any_text(text in "\\PC{0,80}") {
        check_frame(&text);
    }

    #[test]
    fn frames_marks_and_words_in_any_mixture(text in "([a-zA-Z0-9é中]{1,3}|[.,'’\"“”‘()!?:/@#$&*—-]|[ \\n\\r\t]){0,60}") {
        check_frame(&text);
    }
}

/// A quadratic step would not come to an end here.
#[test]
fn takes_linear_time_for_long_runs() {
    for unit in [
        "a", "(", ")", "\"", "'", "’", ".", "!", ".)", "\" ' ", "111,", "1-", "a.", "a'", "a-", "a/", "é", "中",
        "word ", "Mr. ", "A. ", "\n", "x\n",
    ] {
        check_frame(&unit.repeat(2_000_000 / unit.len()));
    }
}
