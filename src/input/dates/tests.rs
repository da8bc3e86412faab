//! Dates as pages print them, and what only looks like one.

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(parse(text).map_or("-".into(), |day| day.to_string()), expected, "{text}");
}

#[track_caller]
fn check_line(text: &str, expected: &str) {
    let shown = line(text).map_or("-".into(), |dates| {
        let shown: Vec<String> = dates.iter().map(|(label, day)| format!("{label:?} {day}")).collect();
        shown.join(", ")
    });
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn reads_dates_of_metadata() {
    check("2025-07-04T23:32:00+02:00", "2025-07-04");
    check("2025-07-04 10:32:00", "2025-07-04");
    check("Fri, 04 Jul 2025 10:32:00 +0000", "2025-07-04");
    check("July 4th, 2025", "2025-07-04");
    check("4 Sept. 2025", "2025-09-04");
    check("20250704", "2025-07-04");
    check("1751625000", "2025-07-04");
    check("1751625000000", "2025-07-04");
    check("31/12/2024", "2024-12-31");
    check("12/31/2024", "2024-12-31");
    check("4.7.2025", "2025-07-04");
    check("2025/07/04", "2025-07-04");
    check("4 lipca 2025", "2025-07-04");
    check("4. července 2025", "2025-07-04");
    check("4. 7. 2025", "2025-07-04");
    check("2025. július 4., péntek 10:15", "2025-07-04");
    check("2025. 07. 04. 10:15", "2025-07-04");
    check("2025.07.04.", "2025-07-04");
    check("4 Ιουλίου 2025, 10:15", "2025-07-04");
    check("4. heinäkuuta 2025", "2025-07-04");
    check("4 listopada 2025", "2025-11-04");
    check("4. listopada 2025.", "2025-10-04");
    check("2025 m. liepos 4 d.", "2025-07-04");
    check("2025. gada 4. jūlijs", "2025-07-04");
    check("4 de julio del 2025", "2025-07-04");
    check("4 d'agost de 2025", "2025-08-04");
    check("ngày 4 tháng 7 năm 2025", "2025-07-04");
    check("4 tháng 7, 2025", "2025-07-04");
    check("٤ يوليو ٢٠٢٥", "2025-07-04");
    check("4 กรกฎาคม 2568", "2025-07-04");
    check("4 ก.ค. 2568", "2025-07-04");
    check("۱۳ تیر ۱۴۰۴", "2025-07-04");
    check("1404/4/13", "2025-07-04");
    check("令和7年7月4日", "2025-07-04");
    check("2025년 7월 4일", "2025-07-04");
    check("04Jul2025", "2025-07-04");
    check("25-Apr-02", "2002-04-25");
    check("Fri Jul 4 09:12:44 BST 2025", "2025-07-04");
    check("Fri Jul  4 09:12:44 2025", "2025-07-04");
    check("ΠΑΡΑΣΚΕΥΗ 4 ΙΟΥΛΙΟΥ 2025", "2025-07-04");
    check("Apr 25, 2002", "2002-04-25");
}

#[test]
fn stays_silent_on_what_is_ambiguous_or_no_date() {
    check("04/07/2025", "-");
    check("31 June 2025", "-");
    check("July 2025", "-");
    check("call 2025 0704", "-");
    check("1.2.3", "-");
    check("1. 2. 3. 4.", "-");
    check("2025. július", "-");
    check("2025. 13. 04.", "-");
    check("2025 m. rudenį", "-");
    check("4 tháng 13, 2025", "-");
    check("۳۲ تیر ۱۴۰۴", "-");
    check("4 Jul 2600", "-");
    check("Jul 4 9:12 2025", "-");
    check("Apr 25 02", "-");
}

#[test]
fn reads_lines_of_nothing_but_dates() {
    check_line("Published 4 July 2025 10:32 GMT", "Published 2025-07-04");
    check_line("Wed 17 Sep 2025 16.12 BST", "Published 2025-09-17");
    check_line("Updated: July 5, 2025 at 9:15 a.m. ET", "Updated 2025-07-05");
    check_line("July 4, 2025, 10:32 AM | Updated July 5, 2025", "Published 2025-07-04, Updated 2025-07-05");
    check_line("First published on Friday 4 July 2025 • 5 min read", "Published 2025-07-04");
    check_line("Opublikowano: 4 lipca 2025, 10:15", "Published 2025-07-04");
    check_line(
        "Giriş Tarihi: 04.07.2025 10:15 Güncelleme Tarihi: 05.07.2025",
        "Published 2025-07-04, Updated 2025-07-05",
    );
    check_line("Julkaistu 4.7.2025 klo 10.15", "Published 2025-07-04");
    check_line("Publicerad fredag 4 juli 2025 kl. 05.30", "Published 2025-07-04");
    check_line("입력 2025.07.04 10:15 | 수정 2025.07.05 08:00", "Published 2025-07-04, Updated 2025-07-05");
    check_line("2025年7月4日（金） 12時30分", "Published 2025-07-04");
    check_line("نشر في: الجمعة ٤ يوليو ٢٠٢٥ - ١٠:١٥ ص", "Published 2025-07-04");
    check_line("Jumat, 4 Juli 2025 10:15 WIB", "Published 2025-07-04");
    check_line("Thứ sáu, 4 tháng 7, 2025, 10:15 (GMT+7)", "-");
    check_line("Printed 4 July 2025", "Other 2025-07-04");
    check_line("Umowę podpisano 4 lipca 2025", "-");
    check_line("The truce was signed on 4 July 2025.", "-");
    check_line("10:32 GMT", "-");
}

#[test]
fn keeps_the_instant_where_a_value_has_one() {
    let instant = |text: &str| {
        published(text).map(|published| published.instant.map_or("-".into(), |instant| instant.to_rfc3339()))
    };
    for text in [
        "2025-07-04T02:30:00Z",
        "2025-07-04T02:30:00+0000",
        "2025-07-04T02:30Z",
        "2025-07-04 02:30:00 UTC",
        "Fri, 04 Jul 2025 02:30:00 GMT",
        "1751596200",
    ] {
        assert_eq!(instant(text).as_deref(), Some("2025-07-04T02:30:00+00:00"), "{text}");
    }
    assert_eq!(instant("2025-07-03T22:30:00-0400").as_deref(), Some("2025-07-03T22:30:00-04:00"));
    for text in ["2025-07-04", "2025-07-04T02:30:00", "4 July 2025 02:30"] {
        assert_eq!(instant(text).as_deref(), Some("-"), "{text}");
    }
    assert_eq!(instant("yesterday"), None);
}

#[test]
fn tells_ages_from_sentences() {
    for age in [
        "a few minutes ago",
        "1 hr 5 mins ago",
        "36 minutes ago",
        "an hour ago",
        "2h ago",
        "Published 3 hours ago",
        "Yesterday at 10:15",
        "5d",
    ] {
        assert!(is_age(age), "{age}");
    }
    for other in
        ["NBK 4 hours ago", "He left an hour ago", "Minutes ago", "A long time ago", "5 men", "4 July 2025", "Ago"]
    {
        assert!(!is_age(other), "{other}");
    }
}

#[test]
fn reads_the_day_in_an_address() {
    let day = |address: &str| in_address(address).map(|day| day.to_string());
    assert_eq!(day("https://example.org/world/2025/07/04/talks").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/world/2025/jul/04/talks").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/talks-fail-2025-07-04/").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/20250704/talks").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/2025-07/04/c_123.htm").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/n1/2025/0704/c1001.html").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/a/202507/04/WS6.html").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/view/20250704103000").as_deref(), Some("2025-07-04"));
    assert_eq!(day("https://example.org/article/12345678"), None);
    assert_eq!(day("https://example.org/view/20250704993000"), None);
    assert_eq!(day("https://example.org/2025/1304/x"), None);
    assert_eq!(month_in_address("https://example.org/2025/07/talks"), Some((2025, 7)));
    assert_eq!(month_in_address("https://example.org/2025/talks"), None);
    assert_eq!(day("https://example.org/2025/07/talks"), None);
}

#[test]
fn reads_months_of_other_languages() {
    check("12. März 2019", "2019-03-12");
    check("Publié le 12 août 2019", "2019-08-12");
    check("12 de marzo de 2019", "2019-03-12");
    check("12.03.19", "2019-03-12");
    check("12 marte 2019", "-");
    check("1.2.19", "-");
}

#[test]
fn reads_dates_beside_names_and_nothing_else() {
    let days = |text: &str| {
        let days: Vec<String> = beside_names(text).iter().map(|(label, day)| format!("{label:?} {day}")).collect();
        days.join(", ")
    };
    assert_eq!(days("Posted by Marta Ivell on Tue 12 Mar 2019 17:45"), "Published 2019-03-12");
    assert_eq!(days("Marta Ivell, March 12, 2019"), "Published 2019-03-12");
    assert_eq!(days("Jonas Weld and Aiko Brandt | Updated 3 November 2016"), "Updated 2016-11-03");
    assert_eq!(days("The bridge opened on 12 March 2019"), "");
    assert_eq!(days("Marta Ivell"), "");
    assert_eq!(before_date("Marta Ivell on Tue 12 Mar 2019"), "Marta Ivell");
    assert_eq!(before_date("Marta Ivell 03/22/2019 5:45 PM"), "Marta Ivell");
    assert_eq!(before_date("J. Weld Jr."), "J. Weld Jr.");
}

#[test]
fn an_order_of_day_and_month_settles_what_is_ambiguous() {
    let day = |text: &str, order| parse(&in_order(text, Some(order))).map(|day| day.to_string());
    assert_eq!(day("03/12/2019 5:45 PM", Order::MonthFirst).as_deref(), Some("2019-03-12"));
    assert_eq!(day("03/12/2019", Order::DayFirst).as_deref(), Some("2019-12-03"));
    assert_eq!(day("25/12/2019", Order::MonthFirst), Some("2019-12-25".into()));
    assert_eq!(day("03-12-2019", Order::MonthFirst).as_deref(), Some("2019-03-12"));
    assert_eq!(day("03/12/19", Order::MonthFirst).as_deref(), Some("2019-03-12"));
    // The day of the week says more than the page's custom, where it fits one reading alone.
    assert_eq!(day("Thu, 03/07/2019 - 10:15", Order::DayFirst).as_deref(), Some("2019-03-07"));
    assert_eq!(day("Wed, 03/07/2019 - 10:15", Order::MonthFirst).as_deref(), Some("2019-07-03"));
    assert_eq!(day("Mon, 03/07/2019 - 10:15", Order::MonthFirst).as_deref(), Some("2019-03-07"));
    assert_eq!(parse(&in_order("Thu, 03/07/2019", None)).map(|day| day.to_string()).as_deref(), Some("2019-03-07"));
    assert_eq!(order_of_slashes("Opened 05/22/2024, closed 05/23/2024"), Some(Order::MonthFirst));
    assert_eq!(order_of_slashes("on 22/05/2024 and 05/22/2024"), None);
    assert_eq!(order_of_slashes("05/06/2024"), None);
}

#[test]
fn reads_a_date_among_words_where_its_place_is_known() {
    let days = |text: &str| {
        let days: Vec<String> = among_words(text).iter().map(|(label, day)| format!("{label:?} {day}")).collect();
        days.join(", ")
    };
    for text in [
        "Pressemitteilung Nr. 31/2004 vom 12. März 2004",
        "Thứ sáu, ngày đăng 12/03/2004 lúc sáng",
        "Izvor: Glas Reke | petak, 12.mart 2004. | 10:15",
        "This entry was posted on Friday, March 12th, 2004 at 9:12 pm and is filed under Family. You can follow it.",
        "Submitted by admin on 2004-03-12 in the section of local news of our town and valley",
    ] {
        assert_eq!(days(&in_order(text, Some(Order::DayFirst))), "Published 2004-03-12", "{text}");
    }
    for text in [
        "The bridge was built on 12 March 2004 by the railway.",
        "Nobody in the village had heard of the plan to close it before 12 March 2004",
        "The old bridge over the river, which was closed after the flood on 12 March 2004, opens again",
        "No date at all",
    ] {
        assert_eq!(days(text), "", "{text}");
    }
}

#[test]
fn reads_day_and_month_that_stand_alone() {
    assert_eq!(day_and_month("Mar 14"), Some((14, 3)));
    assert_eq!(day_and_month("Tuesday, 14 March"), Some((14, 3)));
    assert_eq!(day_and_month("Mar 14 2012"), None);
    assert_eq!(day_and_month("14 men"), None);
}
