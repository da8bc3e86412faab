//! Where pages write the date of an article, and the other dates that they write.

use super::documents;

/// What a page has in its head, above its headline, right below it and below the article.
type Parts<'p> = (&'p str, &'p str, &'p str, &'p str);

#[track_caller]
fn check<'p>(expected: &str, pages: impl IntoIterator<Item = Parts<'p>>) {
    let found = pages.into_iter().map(|parts| (date(parts), parts));
    let wrong: Vec<String> = found.filter(|(found, _)| found != expected).map(|it| format!("{it:?}")).collect();
    assert!(wrong.is_empty(), "not {expected}:\n{}", wrong.join("\n"));
}

fn date((head, above, below, after): Parts) -> String {
    let paragraph =
        "<p>The bridge was closed for three months, the county council said, after engineers found cracks in it.</p>";
    let html = format!(
        "<html><head><title>Council closes the old bridge</title>{head}</head><body>{above}<div id='c'><h1>Council closes the old bridge</h1>\
         {below}<div id='t'>{paragraph}{paragraph}{paragraph}</div></div>{after}</body></html>"
    );
    documents(&html).remove(0).published.value().unwrap_or("-".into())
}

#[test]
fn visible_dates_in_any_words() {
    let lines = [
        "<p>Posted on March 3rd, 2019 by Jane Doe</p>",
        "<p>By Jane Doe | March 3, 2019</p>",
        "<p>By Jane Doe, Valley Gazette<br>Published 2:43 pm Sunday, March 3, 2019</p>",
        "<div><span>Jane Doe</span><span>Mar 3, 2019</span><span>5 min read</span></div>",
        "<p>Published: 3 March 2019 - Updated: 5 March 2019</p>",
        "<p>Last updated 5 March 2019<br>First published 3 March 2019</p>",
        "<p>03 Mar 2019 | 10:15 IST</p>",
        "<p>Sunday 3rd of March 2019</p>",
        "<p>3/3/2019</p>",
        "<p>2019-03-03 14:30</p>",
        "<p>2019.03.03</p>",
        "<p>03.03.2019, 14:30 Uhr</p>",
        "<p>Stand: 05.03.2019, Erstellt: 03.03.2019</p>",
        "<p>Veröffentlicht am 3. März 2019 um 14:30 Uhr</p>",
        "<p>Sonntag, 3. März 2019</p>",
        "<p>Publié le 3 mars 2019 à 14h30, mis à jour le 5 mars 2019</p>",
        "<p>Le 3 mars 2019 à 14:30</p>",
        "<p>Publicado el 3 de marzo de 2019 a las 14:30 h</p>",
        "<p>3 marzo 2019 ore 14:30</p>",
        "<p>Publicado em 3 de março de 2019 às 14h30</p>",
        "<p>3 maart 2019, 14:30 uur</p>",
        "<p>3 марта 2019, 14:30</p>",
        "<p>2019年3月3日 14:30</p>",
        "<dl><dt>Date:</dt><dd>3 March 2019</dd><dt>Source:</dt><dd>Valley University</dd></dl>",
        "<p>FOR IMMEDIATE RELEASE: March 3, 2019</p>",
        "<p>Date: March 3, 2019</p>",
        "<table><tr><td>Date</td><td>3 March 2019</td></tr><tr><td>Section</td><td>News</td></tr></table>",
    ];
    check("2019-03-03", lines.map(|below| ("", "", below, "")));
}

#[test]
fn dates_of_change_of_programmes_and_of_the_visit_are_told_apart() {
    let theme =
        "<p class='on'><time class='updated'>March 5, 2019</time> <time class='published'>March 3, 2019</time></p>";
    let programme = "<div><p><time datetime='2019-03-09T11:00'>11:00 Uhr</time> Der Vormittag</p></div>";
    let stock = "<div class='stock-date'>March 9, 2019 9:20 AM EDT</div><div class='release-date'>03/03/2019</div>";
    let teaser = "<p>Stand: 03.03.2019</p><p>The bridge is to stay shut for now, the council said, and nobody knows why.</p>\
        <a href='/x'><p>01.03.2019</p></a>";
    check(
        "2019-03-03",
        [
            ("", "", theme, ""),
            ("", programme, "<p>Stand: 03.03.2019</p>", ""),
            ("", stock, "", ""),
            ("", "", teaser, ""),
        ],
    );
    // Without a zone of North America, the order of day and month stays open.
    check("-", [("", "", "<div class='release-date'>03/04/2019</div>", "")]);
}

#[test]
fn dates_in_markup() {
    let heads = [
        "<meta property='article:published_time' content='2019-03-03T10:00:00+00:00'>",
        "<meta name='dc.date' content='2019-03-03'>",
        "<meta name='DC.date.issued' content='2019-03-03'>",
        "<meta name='parsely-pub-date' content='2019-03-03T10:00:00Z'>",
        "<meta name='sailthru.date' content='Sun, 03 Mar 2019 10:00:00 +0000'>",
        "<meta itemprop='datePublished' content='2019-03-03'>",
        "<meta name='citation_date' content='2019/03/03'>",
        "<meta name='citation_publication_date' content='2019/3/3'>",
        "<meta property='og:updated_time' content='2019-03-03T10:00:00+00:00'>",
        "<meta name='date' content='2019-03-03T10:00:00.000+0000'>",
        "<meta name='publication_date' content='20190303'>",
        "<script type='application/ld+json'>[{\"@type\":\"WebSite\"},{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2019-03-03\"}]</script>",
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"BreadcrumbList\"},{\"@type\":\"BlogPosting\",\"datePublished\":\"2019-03-03 10:00:00\"}]}</script>",
        "<link rel='canonical' href='https://a.example/news/2019/03/03/bridge.html'>",
        "<link rel='canonical' href='https://a.example/news/2019/3/3/bridge.html'>",
        "<meta property='og:url' content='https://a.example/news/bridge-20190303.html'>",
    ];
    check("2019-03-03", heads.map(|head| (head, "", "", "")));
    let elements = [
        "<time datetime='2019-03-03T10:00:00Z'>yesterday</time>",
        "<time>March 3, 2019</time>",
        "<abbr class='published' title='2019-03-03T10:00:00Z'>Sunday</abbr>",
        "<span itemprop='datePublished'>March 3, 2019</span>",
        "<span class='date' content='2019-03-03'>March 3, 2019</span>",
        "<span>Updated <time datetime='2019-03-05'>5 March</time></span><span>Published <time datetime='2019-03-03'>3 March</time></span>",
        "<time class='updated' datetime='2019-03-05'>5 March</time><time class='published' datetime='2019-03-03'>3 March</time>",
    ];
    check("2019-03-03", elements.map(|below| ("", "", below, "")));
}

#[test]
fn an_update_stands_in_only_where_nothing_else_is_said() {
    let updates = ["<p>Last updated 5 March 2019</p>", "<time class='updated' datetime='2019-03-05'>5 March</time>"];
    check("2019-03-05", updates.map(|below| ("", "", below, "")));
    check(
        "2019-03-03",
        [
            ("<meta property='og:updated_time' content='2019-03-05'>", "", "<p>3 March 2019</p>", ""),
            ("<meta http-equiv='last-modified' content='2019-03-05'>", "", "<time datetime='2019-03-03'></time>", ""),
        ],
    );
}

#[test]
fn other_dates_of_a_page_are_not_the_article_s() {
    let pages = [
        ("", "", "<footer>© 2015-2024 Gazette</footer>"),
        ("", "", "<p>Copyright 2019 The Gazette. Page printed on 4 June 2024.</p>"),
        ("<header><p>Tuesday, 4 June 2024</p></header>", "", ""),
        ("<div class='topbar'><span class='date'>June 4, 2024</span></div>", "", ""),
        (
            "<div><b class='date'>June 4, 2024</b></div><ul><li><a href='/a'>A</a></li><li><a href='/b'>B</a></li><li><a href='/c'>C</a></li></ul>",
            "",
            "",
        ),
        (
            "",
            "",
            "<div class='comments'><h3>Comments</h3><div>Ann <time datetime='2024-06-04'>4 June</time><p>I knew it.</p></div></div>",
        ),
        ("", "", "<h3>2 comments</h3><div>Ann, June 4, 2024 at 9:12 pm<p>I knew it.</p></div>"),
        (
            "",
            "",
            "<ul><li><a href='/1'>The tunnel that leads to a shop</a> <time datetime='2024-06-04'>4 June</time></li></ul>",
        ),
        (
            "",
            "",
            "<div class='more'><div class='card'><a href='/1'>The tunnel that leads to a shop</a><span class='date'>4 June 2024</span></div></div>",
        ),
        ("", "<img src='https://a.example/uploads/2019/03/bridge.jpg'>", ""),
        ("", "<p>The bridge was built on 4 June 1924 by the railway.</p>", ""),
        ("", "<p>Events: 12 June 2024, Strawberry supper at the hall.</p>", ""),
        ("", "<p>3 hours ago</p>", ""),
    ];
    check("-", pages.map(|(above, below, after)| ("", above, below, after)));
    let heads = [
        "<meta name='expires' content='2019-03-03'>",
        "<meta name='date' content='0001-01-01T00:00:00'>",
        "<meta name='event-date' content='2019-03-03'>",
        "<script type='application/ld+json'>{\"@type\":\"Event\",\"startDate\":\"2019-03-03\"}</script>",
        "<script type='application/ld+json'>{\"@type\":\"Organization\",\"foundingDate\":\"2019-03-03\"}</script>",
        "<link rel='canonical' href='https://a.example/2019/03/bridge.html'>",
        "<script>var build = '2019-03-03';</script>",
    ];
    check("-", heads.map(|head| (head, "", "", "")));
}

#[test]
fn a_date_above_the_headline_counts_where_no_menu_stands_between() {
    let lines = [
        "<p class='date'>March 3, 2019</p>",
        "<div><a href='/news'>News</a> <span class='date'>3 March 2019</span></div>",
    ];
    check("2019-03-03", lines.map(|above| ("", above, "", "")));
}

#[test]
fn a_day_when_something_will_be_held_is_no_date_of_the_article() {
    let boxes = [
        "<div class='event-box'><h3>Next concert</h3><p class='event-date'>14 December 2019</p></div>",
        "<div class='upcoming'><span class='date'>14 December 2019</span></div>",
        "<div class='termine'><time datetime='2019-12-14'>14.12.2019</time></div>",
        "<div class='more'><a href='/1'>The tunnel that leads to a shop</a><i data-datetime='14 December 2019'></i></div>",
    ];
    check("-", boxes.map(|after| ("", "", "", after)));
    let lines = [
        "<p class='meta'><i class='fa fa-calendar'></i><span class='date'>3 March 2019</span></p>",
        "<p class='post-calendar'><span class='date'>3 March 2019</span></p>",
    ];
    check("2019-03-03", lines.map(|below| ("", "", below, "")));
    // A page of an event may have an article in it.
    let page = "<div class='event'><h1>Council closes the old bridge</h1><span class='date'>3 March 2019</span></div>";
    check("2019-03-03", [("", "", page, "")]);
}

#[test]
fn a_bar_of_buttons_may_hold_the_date() {
    let lines = [
        "<div class='info-list-and-share'><div class='date' data-datetime='3 March 2019'>3 March 2019</div></div>",
        "<div class='share-bar'><a href='#'>Share</a> <span class='date'>3 March 2019</span></div>",
        "<div class='article'><div class='footer'><span class='list-date'>03.03.2019</span> <span>Sport</span></div></div>",
        "<p><span class='firma'>di Marta Belli</span> <span class='data'>3 marzo 2019</span></p>",
        "<span data-utime='1551614400'></span>",
    ];
    check("2019-03-03", lines.map(|below| ("", "", below, "")));
    let others = [
        "<div class='share-promo'><span class='date'>3 March 2019</span></div>",
        "<div class='footer'><span class='date'>3 March 2019</span></div>",
        "<div class='data'>The county has kept such numbers since 3 March 2019 and prints them.</div>",
    ];
    check("-", others.map(|after| ("", "", "", after)));
}

#[test]
fn canada_keeps_american_hours_and_writes_dates_either_way() {
    let below = "<p class='posted'>Posted 05/06/2019 7:40 AM EDT</p>";
    check("2019-05-06", [("", "", below, "")]);
    let canada = "<link rel='canonical' href='https://a.example.ca/bridge'>";
    check("-", [(canada, "", below, "")]);
    // Dates that run into other words tell as well.
    check("2019-06-05", [(canada, "", below, "<ul><li>31/05/2019</li><li>Ice</li></ul>")]);
}

#[test]
fn data_of_scripts_date_the_article_by_its_title() {
    let more =
        "{\"title\":\"Dam opens\",\"publishedAt\":\"2021-10-30\"},{\"title\":\"Owl\",\"publishedAt\":\"2021-10-29\"}";
    let data = |title: &str| {
        format!(
            "<script>var s={{\"more\":[{more}],\"it\":{{\"title\":\"{title}\",\"publishedAt\":\"2019-03-03\"}}}}</script>"
        )
    };
    let (own, other) = (data("Council closes the old bridge"), data("Something else"));
    check("2019-03-03", [(&*own, "", "", "")]);
    check("-", [(&*other, "", "", "")]);
    check("2019-03-03", [("<script>var s={\"x\":1,\"publishedAt\":\"2019-03-03\"}</script>", "", "", "")]);
}

#[test]
fn a_picture_or_a_change_dates_an_article_only_where_no_dateline_does() {
    let text = |line: &str| format!("<p>{line} The bridge is to stay shut, the council said after a debate.</p>");
    let picture = "<meta property='og:image' content='https://i.example/2019/03/05/b.jpg'>";
    let change = "<meta property='article:modified_time' content='2019-03-05'>";
    let dateline = text("HALM, March 3, 2019 /Wirecast/ --");
    check("2019-03-03", [(picture, "", &*dateline, ""), (change, "", &*dateline, ""), ("", "", &*dateline, "")]);
    let sentence = text("The town heard on March 3, 2019 of the cracks - all of them.");
    check("2019-03-05", [(picture, "", "", ""), (change, "", &*sentence, ""), (picture, "", &*sentence, "")]);
    check("-", [("<meta property='og:image' content='https://i.example/2019/03/b.jpg'>", "", "", "")]);
}

#[test]
fn a_line_that_says_published_goes_before_the_day_above_the_headline() {
    let above = "<p class='date'>Friday, March 29, 2019</p>";
    check(
        "2019-03-03",
        [("", above, "", "<p><i>Published March 3, 2019</i></p>"), ("", above, "<p>3 March 2019</p>", "")],
    );
    check("2019-03-29", [("", above, "", "<p>The end</p>")]);
}

#[test]
fn parts_of_a_date_are_put_together_where_they_agree() {
    let head = |path: &str| format!("<link rel='canonical' href='https://a.example/{path}/bridge'>");
    let below = "<div class='post-date'><span>Mar</span> <span>3</span></div>";
    check("2019-03-03", [(&*head("2019/03"), "", below, "")]);
    check("-", [(&*head("2019/04"), "", below, ""), (&*head("2019"), "", below, ""), (&*head("2019/03"), "", "", "")]);
}

#[test]
fn titles_and_data_of_elements_hold_dates() {
    let elements = [
        "<span class='relative-date' title='3 March 2019 10:15'>4y</span>",
        "<b data-ts='1551614400000'></b>",
        "<i data-first-published='2019-03-03T10:00:00Z'></i>",
        "<time datetime='P3D'>March 3, 2019</time>",
    ];
    check("2019-03-03", elements.map(|below| ("", "", below, "")));
    let others =
        ["<b data-updated-time='1551614400'></b>", "<b data-id='20190303'></b>", "<b title='3 March 2019'>4y</b>"];
    check("-", others.map(|below| ("", "", below, "")));
}

#[test]
fn a_film_dates_an_article_only_under_its_title() {
    let film = |name: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"VideoObject\",\"name\":\"{name}\",\"uploadDate\":\"2019-03-03\"}}</script>"
        )
    };
    check("2019-03-03", [(&*film("Council closes the old bridge"), "", "", "")]);
    check("-", [(&*film("Sheep show in pictures"), "", "", "")]);
    let recipe = "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"Soup\",\"datePublished\":\"2019-03-03\"}</script>";
    check("2019-03-03", [(recipe, "", "", "")]);
}
