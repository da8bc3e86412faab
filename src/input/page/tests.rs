//! Pages in common layouts, written for this project.

use expect_test::{Expect, expect};

use super::*;

/// Prints each document: role, outlet, byline, date; its text; what a user is told.
#[track_caller]
fn check(page: &str, expected: Expect) {
    let shown: Vec<String> = split(page)
        .iter()
        .map(|document| {
            let date = document.published.value().unwrap_or("?".into());
            let or_none = |text: &Option<String>| text.clone().unwrap_or("-".into());
            let head =
                format!("{:?} | {} | {} | {date}", document.role, or_none(&document.outlet), or_none(&document.byline));
            format!("{head}\n{}\n", document.text)
        })
        .collect();
    expected.assert_eq(&shown.join("----\n"));
}

#[test]
fn a_local_paper_with_menus_and_lists() {
    check(
        r#"Skip to content
Valley Gazette
Home
News
Sport
Weather
Subscribe for £1 a week
News > Local
Bridge over the Ame to close for three months
Engineers found cracks in two of the four piers, council says
By Jane Doe, Transport correspondent
Published: Thu 3 Jul 2025, 10:32 BST
Last updated: Fri 4 Jul 2025, 08:15 BST
5 min read
Share
Facebook
X
Email
Copy link
Image: The old bridge on Wednesday (Ali Khan/Valley Gazette)
The old bridge over the Ame will close on Monday for three months, the county council said on Thursday, after engineers found cracks in two of its four piers.
"We cannot wait for the winter floods," Councillor Rita Holm told reporters.
Advertisement
Buses will run by way of Lower Ford, which adds 20 minutes to the journey.
Read more: Ferry owner offers free crossings
What happens next
Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said.
"If the rain holds off."
Shopkeepers fear for their trade. The Chamber of Commerce asked for help in a letter on Wednesday.
Reporting by Jane Doe; editing by John Roe
Topics
Transport
Ame
Most read
1 Man finds goose in post box
2 The best ten puddings of the county
3 Why the clock struck thirteen
© 2025 Valley Gazette Ltd. All rights reserved.
Privacy policy
Contact us
"#,
        expect![[r#"
            Main | Valley Gazette | Jane Doe, Transport correspondent | 2025-07-03
            Bridge over the Ame to close for three months

            Engineers found cracks in two of the four piers, council says

            The old bridge over the Ame will close on Monday for three months, the county council said on Thursday, after engineers found cracks in two of its four piers.

            "We cannot wait for the winter floods," Councillor Rita Holm told reporters.

            Buses will run by way of Lower Ford, which adds 20 minutes to the journey.

            What happens next

            Work begins on 7 July and should end in early October, the council's engineer, Tom Beck, said.

            "If the rain holds off."

            Shopkeepers fear for their trade. The Chamber of Commerce asked for help in a letter on Wednesday.
        "#]],
    );
}

#[test]
fn wrapped_paragraphs_a_box_inside_and_comments() {
    check(
        r#"Ministers agree on fishing quotas after all-night talks | Coast Radio News
Coast Radio News
Menu
Ministers agree on fishing quotas after all-night talks
BRUNN, March 12 (North Wire) - Ministers of the six coastal states agreed on fishing
quotas early on Thursday after talks that lasted through the night, the chairman
said, ending a dispute that had kept boats in harbour since February.

"Nobody is happy, and that is how I know it is fair," chairman Olaf Berg told
reporters in Brunn.

Related Articles
Fishermen block harbour in third day of protest
Cod stocks at lowest level in forty years

The agreement cuts the cod quota by a fifth, Berg said. The six states will review
it in October.

Fishermen in Brunn said the cut would cost 400 jobs.

Comments (2)
cod_lover
2 hours ago
They should have listened to us years ago, nobody ever asks the people who know.
harbourmaster77
3 hours ago
A fair deal in my view, and I have worked on boats for thirty years now.
More from Coast Radio News
North Wire | 5 hours ago
Storm damages lighthouse on Kell island
Waves of eleven metres broke the windows of the lighthouse on Kell on Wednesday, the coast guard said. Nobody was hurt.
4 hours ago | Coast Radio News
Ferry to Kell cancelled until the weekend
We use cookies to give you the best experience. By continuing you agree to our use of cookies.
"#,
        expect![[r#"
            Main | Coast Radio News | - | ?
            Ministers agree on fishing quotas after all-night talks

            BRUNN, March 12 (North Wire) - Ministers of the six coastal states agreed on fishing quotas early on Thursday after talks that lasted through the night, the chairman said, ending a dispute that had kept boats in harbour since February.

            "Nobody is happy, and that is how I know it is fair," chairman Olaf Berg told reporters in Brunn.

            The agreement cuts the cod quota by a fifth, Berg said. The six states will review it in October.

            Fishermen in Brunn said the cut would cost 400 jobs.
            ----
            Related | North Wire | - | ?
            Storm damages lighthouse on Kell island

            Waves of eleven metres broke the windows of the lighthouse on Kell on Wednesday, the coast guard said. Nobody was hurt.
            ----
            Related | Coast Radio News | - | ?
            Ferry to Kell cancelled until the weekend
        "#]],
    );
}

#[test]
fn an_agency_story_with_teasers_that_give_no_age() {
    check(
        r#"Trending
Actor denies rumours about new film
Ten ways to cook a turnip
Court orders release of whistleblower in Lakeland
July 9, 2025 / 4:51 PM EDT / Metro News
LAKELAND CITY (AP) — A court in Lakeland on Wednesday ordered the release of a bank clerk who had leaked documents about bribes, her lawyer said.
Clerk Mona Petri, 34, was arrested in May. Her lawyer, Hugo Lenz, said she would leave prison on Thursday.
"She did what all of us should have done," Lenz said.
The bank declined to comment.
Copyright 2025 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.
You May Also Like
Lakeland bank chief steps down
The chief of Lakeland's largest bank, Peter Maar, resigned on Tuesday over the bribes affair. He denied that he had known of the payments.
Parliament votes for inquiry
Lakeland's parliament voted on Monday to open an inquiry into the bank, with 71 of 120 members in favour of it.
Sign up for our newsletter
Enter your email address
"#,
        expect![[r#"
            Main | AP | - | 2025-07-09
            Court orders release of whistleblower in Lakeland

            LAKELAND CITY (AP) — A court in Lakeland on Wednesday ordered the release of a bank clerk who had leaked documents about bribes, her lawyer said.

            Clerk Mona Petri, 34, was arrested in May. Her lawyer, Hugo Lenz, said she would leave prison on Thursday.

            "She did what all of us should have done," Lenz said.

            The bank declined to comment.
            ----
            Related | - | - | ?
            Lakeland bank chief steps down

            The chief of Lakeland's largest bank, Peter Maar, resigned on Tuesday over the bribes affair. He denied that he had known of the payments.
            ----
            Related | - | - | ?
            Parliament votes for inquiry

            Lakeland's parliament voted on Monday to open an inquiry into the bank, with 71 of 120 members in favour of it.
        "#]],
    );
}

#[test]
fn a_page_that_gives_only_ages() {
    check(
        r#"Reuters
3 hours ago
Oil rises as pipeline shuts
Oil prices rose on Tuesday after a pipeline in Norwood was shut, traders said. Brent gained 2 percent.
The operator said repairs would take until Friday.
"We found a leak at a valve," it said in a statement. It did not say how much oil was lost.
Analysts at Bank Nord expect prices to fall again next week.
Related
Reuters
5 hours ago
Gold flat before rate decision
Gold was little changed on Tuesday before a decision on interest rates on Wednesday. Traders expect no change.
"#,
        expect![[r#"
            Main | Reuters | - | ?
            Oil rises as pipeline shuts

            Oil prices rose on Tuesday after a pipeline in Norwood was shut, traders said. Brent gained 2 percent.

            The operator said repairs would take until Friday.

            "We found a leak at a valve," it said in a statement. It did not say how much oil was lost.

            Analysts at Bank Nord expect prices to fall again next week.
            ----
            Related | Reuters | - | ?
            Gold flat before rate decision

            Gold was little changed on Tuesday before a decision on interest rates on Wednesday. Traders expect no change.
        "#]],
    );
}

#[test]
fn a_bare_article_keeps_every_line() {
    let article = "Council votes to close bridge\n\nThe council voted on Monday to close the bridge.\n\nWho voted how\n\nAye: 12\nNo: 3\nAbsent: 1\n\nThe mayor declined to comment.\n";
    let documents = split(article);
    assert_eq!(documents.len(), 1);
    for line in article.lines() {
        assert!(documents[0].text.contains(line), "{line}");
    }
    assert_eq!(documents[0].notices, Vec::<String>::new());
}

#[test]
fn a_footer_year_counts_only_where_the_article_speaks_of_it() {
    let page = |said: &str| {
        let text = format!(
            "Harbour opens again\nThe harbour of Kell opened on Monday, the port authority said{said}.\nMenu\n© 2025 Coast Radio. All rights reserved.\n"
        );
        split(&text)[0].published.value()
    };
    assert_eq!(page(" after it had closed in March 2025").as_deref(), Some("2025"));
    assert_eq!(page(""), None);
}

#[test]
fn survives_any_lines() {
    for text in [
        "",
        "\n\n",
        "© 2025",
        "Related\nRelated\n",
        "By X\n",
        "3 hours ago",
        "- A\n- A",
        "Comments\nx\nFooter",
        "?!.",
        "a©b © C",
    ] {
        for document in split(text) {
            assert!(document.title_span.is_none_or(|span| document.text.get(span.start..span.end).is_some()), "{text}");
        }
    }
}

#[test]
fn a_name_below_the_headline_is_the_byline_where_it_is_surely_one() {
    let byline = |lines: &str| {
        let text = format!(
            "Council votes to close the old bridge\n\n{lines}\n\nThe old bridge over the Ame will close on Monday, the county council said.\n\n\
             \"We cannot wait,\" Councillor Rita Holm told reporters at the town hall, where forty people had come.\n"
        );
        split(&text).remove(0).byline
    };
    assert_eq!(byline("Maria Lopez").as_deref(), Some("Maria Lopez"));
    assert_eq!(byline("Maria Lopez\n\nMarch 3, 2019").as_deref(), Some("Maria Lopez"));
    assert_eq!(byline("Maria Lopez, Staff Writer").as_deref(), Some("Maria Lopez, Staff Writer"));
    assert_eq!(
        byline("Xanthe Quorl, political editor\n\nMarch 3, 2019").as_deref(),
        Some("Xanthe Quorl, political editor")
    );
    // Sections, places, and whom the article is about.
    for lines in [
        "Middle East",
        "Middle East\n\nMarch 3, 2019",
        "New York",
        "Rita Holm",
        "Rita Holm\n\nMarch 3, 2019",
        "Valley Gazette",
    ] {
        assert_eq!(byline(lines), None, "{lines}");
    }
}
