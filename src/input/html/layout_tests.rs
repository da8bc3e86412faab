//! Rules on layouts, each with what it must leave alone.

use super::documents;

/// The article of a page with this head and body.
fn read(head: &str, body: &str) -> crate::model::Document {
    documents(&format!("<html><head>{head}</head><body>{body}</body></html>")).remove(0)
}

fn paragraph(subject: &str) -> String {
    format!(
        "<p>{subject} was closed on Monday for three months, the county council said, after engineers found cracks in it.</p>"
    )
}

#[test]
fn the_headline_may_be_no_h1_and_the_h1_no_headline() {
    let text = paragraph("The bridge") + &paragraph("The ferry");
    let head = "<title>Valley Watch: Council closes the old bridge</title>";
    let page =
        read(head, &format!("<h1><a href='/'>Valley Watch</a></h1><h3>Council closes the old bridge</h3>{text}"));
    assert_eq!(page.title.as_deref(), Some("Council closes the old bridge"));
    assert_eq!(page.outlet.as_deref(), Some("Valley Watch"));
    assert!(page.text.starts_with("Council closes the old bridge\n\nThe bridge was closed"), "{}", page.text);
    // A window that says something else leaves the h1 in place.
    let page = read("<title>Untitled</title>", &format!("<h1>Bridge closed</h1>{text}"));
    assert_eq!(page.title.as_deref(), Some("Bridge closed"));
}

#[test]
fn the_site_s_name_is_read_from_the_window_only_where_the_page_shows_it() {
    let text = format!("<h1>Council closes the old bridge</h1>{}", paragraph("The bridge"));
    let head = "<title>Council closes the old bridge | Valley Watch</title>";
    assert_eq!(read(head, &format!("<a href='/'>Valley Watch</a>{text}")).outlet.as_deref(), Some("Valley Watch"));
    assert_eq!(read(head, &text).outlet, None);
}

#[test]
fn other_articles_in_full_below_are_left_out_and_sections_are_kept() {
    let item = |heading: &str, stamp: &str, subject: &str| {
        format!(
            "<div class='item'><{heading}>{subject} closed by order</{heading}><p>{stamp}</p>{0}{0}</div>",
            paragraph(subject)
        )
    };
    let first = item("h1", "Jane Doe, 3 July 2025", "The old bridge");
    let next = item("h1", "Ned Olin, 2 July 2025", "The north tunnel");
    let alone = read("", &format!("{first}{next}"));
    assert!(alone.text.contains("bridge") && !alone.text.contains("tunnel"), "{}", alone.text);
    // Sections of one article look alike too, but carry no byline.
    let section = item("h2", "What is known so far of the matter.", "The north tunnel");
    let whole = read("", &format!("{first}{section}"));
    assert!(whole.text.contains("bridge") && whole.text.contains("tunnel"), "{}", whole.text);
}

#[test]
fn an_article_in_several_boxes_is_read_whole() {
    let boxed = |subject: &str| format!("<div class='txt'>{0}{0}{0}</div>", paragraph(subject));
    let html = format!(
        "<h1>Council closes it all</h1>{}<div class='ad'>x</div><div class='txt'>{}</div>",
        boxed("The bridge"),
        paragraph("The road")
    );
    assert!(read("", &html).text.contains("The road"), "{}", read("", &html).text);
}

#[test]
fn a_box_with_a_button_is_an_offer_and_a_paragraph_with_a_link_is_not() {
    let offer = |inner: &str| {
        let text = format!("{0}{0}{0}", paragraph("The bridge"));
        let box_ = format!(
            "<div class='x'><p>The letter comes once a week and tells you what the valley talks about at home.</p>{inner}</div>"
        );
        read("", &format!("<h1>Council closes the old bridge</h1><div class='y'>{text}{box_}{text}</div>")).text
    };
    assert!(!offer("<button>Subscribe</button>").contains("The letter comes"));
    assert!(!offer("<a class='btn' href='/s'>Go</a>").contains("The letter comes"));
    assert!(offer("<a href='/s'>More of it</a>").contains("The letter comes"));
}

#[test]
fn a_notice_longer_than_the_article_does_not_take_its_place() {
    let notice = "<div class='cookie-layer'><p>We and our 300 partners use cookies to store information on a device and \
        to process personal data for personalised advertising.</p>"
        .to_owned() + &"<p>The processing includes the measurement of what is shown, and the development of services by us and others.</p>".repeat(9) + "</div>";
    let page =
        read("", &format!("<h1>Council closes the old bridge</h1><div>{0}{0}</div>{notice}", paragraph("The bridge")));
    assert!(page.text.contains("The bridge") && !page.text.contains("processing"), "{}", page.text);
}

#[test]
fn dates_between_slashes_follow_the_page_s_country_or_its_other_dates() {
    let date = |language: &str, date: &str, more: &str| {
        let page = format!(
            "<html lang='{language}'><body><h1>Council closes the old bridge</h1><p class='date'>{date}</p>{0}{0}{more}</body></html>",
            paragraph("The bridge")
        );
        documents(&page).remove(0).published.value().unwrap_or("?".into())
    };
    assert_eq!(date("en-US", "03/12/2019", ""), "2019-03-12");
    assert_eq!(date("en-GB", "03/12/2019", ""), "2019-12-03");
    assert_eq!(date("en", "03/12/2019", ""), "?");
    assert_eq!(date("en", "03/12/2019", "<footer>Printed on 05/22/2024</footer>"), "2019-03-12");
    assert_eq!(date("de", "12.03.2019", ""), "2019-03-12");
}

#[test]
fn dates_of_other_articles_and_of_the_visit_are_not_the_page_s() {
    let date = |above: &str, below: &str| {
        let text = format!("<h1>Council closes the old bridge</h1>{below}{0}{0}", paragraph("The bridge"));
        let page = read(
            "",
            &format!(
                "<div id='top'><p class='date'>{above}</p></div>{text}<div><a href='/1'>Tunnel opens again <span class='date'>1 May 2024</span></a></div>"
            ),
        );
        page.published.value().unwrap_or("?".into())
    };
    assert_eq!(date("Tuesday, June 4, 2024", "<p class='date'>12 March 2019</p>"), "2019-03-12");
    assert_eq!(date("", ""), "?");
}

#[test]
fn the_author_may_stand_beside_the_date() {
    let page = read(
        "",
        &format!(
            "<h1>Council closes the old bridge</h1><div>Posted by Marta Ivell on Tue 12 Mar 2019 17:45</div>{0}{0}",
            paragraph("The bridge")
        ),
    );
    assert_eq!((page.byline.as_deref(), page.published.value().as_deref()), (Some("Marta Ivell"), Some("2019-03-12")));
    let page = read(
        "",
        &format!(
            "<h1>Council closes the old bridge</h1>{0}<p>The council met on 12 March 2019.</p>{0}",
            paragraph("The bridge")
        ),
    );
    assert_eq!((page.byline, page.published.value()), (None, None));
}

#[test]
fn a_page_that_a_browser_would_fill_is_read_from_its_data() {
    let sentence = "The bridge was closed on Monday for three months, the county council said. ".repeat(6);
    let page = |body: &str| {
        let head = format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Council closes the old bridge\",\"articleBody\":\"{body}\"}}</script>"
        );
        read(&head, "<div id='root'>Loading</div>").text
    };
    assert!(page(&sentence).contains("The bridge was closed"));
    assert!(!page("The bridge was closed.").contains("The bridge was closed"), "a summary is no article");
}

#[test]
fn the_narrow_column_of_a_grid_is_left_out_and_columns_of_text_are_kept() {
    let text = |first: &str, second: &str| {
        let wide = format!("<div class='{first}'>{0}{0}{0}</div>", paragraph("The bridge"));
        let narrow = format!("<div class='{second}'>{0}{0}</div>", paragraph("The tunnel"));
        read("", &format!("<h1>Council closes the old bridge</h1><div>{wide}{narrow}</div>")).text
    };
    for (first, second) in
        [("col-12 col-md-8", "col-12 col-md-4"), ("et_pb_column_2_3", "et_pb_column_1_3"), ("span9", "span3")]
    {
        assert!(!text(first, second).contains("tunnel"), "{first}");
    }
    for (first, second) in [("col-md-6", "col-md-6"), ("column-2", "column-1"), ("first", "second")] {
        assert!(text(first, second).contains("tunnel"), "{first}");
    }
}

#[test]
fn words_beside_a_picture_are_its_caption_unless_they_are_many() {
    let text = |words: &str| {
        let boxed = format!("<div class='x'><img src='a.jpg'>{words}</div>");
        read("", &format!("<h1>Council closes the old bridge</h1><div>{0}{boxed}{0}</div>", paragraph("The bridge")))
            .text
    };
    assert!(!text("The pit on Sunday, seen from the road that leads to it.").contains("pit"));
    assert!(
        text(&"The pit lies beside the road that leads to the town and to the harbour. ".repeat(3)).contains("pit")
    );
}

#[test]
fn tables_of_figures_are_kept_by_row_and_tables_of_layout_are_not_rows() {
    let cells = "<tr><th>School</th><th>Now</th></tr><tr><td>Alder Road</td><td>2.10</td></tr>";
    let page = format!("<h1>Council closes the old bridge</h1>{0}<table>{cells}</table>{0}", paragraph("The bridge"));
    assert!(read("", &page).text.contains("\n\nSchool | Now\n\nAlder Road | 2.10"));
    let layout =
        format!("<table><tr><td>Menu</td><td><h1>Council closes it</h1>{0}{0}</td></tr></table>", paragraph("It"));
    assert!(!read("", &layout).text.contains('|'));
}

#[test]
fn a_box_with_a_notice_on_cookies_goes_whole_and_news_of_cookies_stays() {
    let notice = "We and our partners use cookies on your device, with your consent, to process personal data.";
    let text = |inner: &str| {
        let boxed = format!(
            "<div><div class='x'><p>{inner}</p><p>You can read this site with advertising or pay for it by the month.</p><button>OK</button></div></div>"
        );
        read("", &format!("<h1>Council closes the old bridge</h1><div>{0}{0}</div>{boxed}", paragraph("The bridge")))
            .text
    };
    assert!(!text(notice).contains("pay for it"));
    let news = format!(
        "<h1>Regulator fines firm over cookies</h1><p>{}</p>{}",
        notice.replace("We and our", "The firm and its"),
        paragraph("The firm")
    );
    assert!(read("", &news).text.contains("The firm was closed"));
}

#[test]
fn lines_of_names_and_dates_are_left_out_however_long() {
    let text = |line: &str| {
        let article = paragraph("The bridge") + line + &paragraph("The ferry");
        read("", &format!("<h1>Council closes the old bridge</h1><div>{article}</div>")).text
    };
    for line in [
        "<p>Aino Räsänen Julkaistu 9.5.2023 klo 6.00 Päivitetty 9.5.2023 klo 15.21</p>",
        "<p>LUCÍA ARMENTA | Tamar Actualizado 05/05/2017 - 10:32 CET Publicado 03/05/2017 - 08:00 CET</p>",
    ] {
        assert!(!text(line).contains("201") && !text(line).contains("202"), "{line}");
    }
    let born = "<p>Anna Kern, born in Halm on 9 May 1923, was the last to cross the bridge by carriage and pair</p>";
    assert!(text(born).contains("1923"), "{born}");
}

#[test]
fn a_small_box_that_offers_mail_is_left_out() {
    let text = |heading: &str, more: &str| {
        let boxed =
            format!("<div><h4>{heading}</h4><p>A letter from the harbour, every Friday morning.</p>{more}</div>");
        let article = paragraph("The bridge") + &boxed + &paragraph("The ferry");
        read("", &format!("<h1>Council closes the old bridge</h1><div>{article}</div>")).text
    };
    assert!(!text("Get the Dispatch by email", "").contains("harbour"));
    assert!(text("Votes by email rejected", "").contains("harbour"));
    let long = paragraph("The pier").repeat(4);
    assert!(text("Get the Dispatch by email", &long).contains("The pier"));
}

#[test]
fn accounts_of_the_system_are_no_authors() {
    let byline = |name: &str| {
        let meta = format!("<meta name='author' content='{name}'>");
        let article = paragraph("The bridge") + &paragraph("The ferry");
        read(
            &meta,
            &format!("<h1>Council closes the old bridge</h1><p class='author'>Written by Ida Holm</p>{article}"),
        )
        .byline
    };
    assert_eq!(byline("Super User").as_deref(), Some("Ida Holm"));
    assert_eq!(byline("admin").as_deref(), Some("Ida Holm"));
    assert_eq!(byline("Ben Root").as_deref(), Some("Ben Root"));
}

#[test]
fn articles_in_scripts_without_spaces_are_found_and_their_menus_are_not() {
    let text = "<p>位于县城北部山区的望云桥日前开始大修，这是这座石桥建成一百多年来的第一次全面修缮。</p>\
        <p>施工期间，村民须绕行三公里，当地政府安排了两班免费客车，学生上学不受影响。</p>";
    let page =
        read("", &format!("<ul><li><a href='/'>首页</a></li></ul><h1>山村百年石桥迎来首次大修</h1>{text}<p>编辑</p>"));
    assert_eq!(page.title.as_deref(), Some("山村百年石桥迎来首次大修"));
    assert!(page.text.contains("全面修缮") && page.text.contains("免费客车"), "{}", page.text);
    assert!(!page.text.contains("首页") && !page.text.contains("编辑"), "{}", page.text);
}

#[test]
fn names_that_only_begin_like_author_name_nobody() {
    let byline = |class: &str| {
        let article = paragraph("The bridge") + &paragraph("The ferry");
        read("", &format!("<h1>Council closes the old bridge</h1><div class='{class}'>Port Master</div>{article}"))
            .byline
    };
    assert_eq!(byline("post-author").as_deref(), Some("Port Master"));
    assert_eq!(byline("author-name").as_deref(), Some("Port Master"));
    assert_eq!(byline("port-authority"), None);
    assert_eq!(byline("hauteur"), None);
}
