//! The names under which pages keep dates in their markup.

/// Names of meta tags that hold the date of publication, the most reliable first.
pub const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article_date_original",
    "analyticsattributes.articledate",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
];

/// Names of meta tags that hold the day on which a record was made, where no other is told.
pub const CREATED: &[&str] = &[
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "datecreated",
    "article:created",
    "date.created",
    "displaydate",
    "date",
    "timestamp",
    "created",
    "gentime",
    "ptime",
    "release_date",
    "posted",
    "weibo:article:create_at",
    "pdate",
    "date_created",
    "dc.created",
    "dc:created",
    "dc:date",
    "article.created",
    "og:article:created_time",
    "lastpublished",
];

/// Tells names of meta tags that speak of publication and of nothing else: "PublishDate",
/// "article_publish_date", "bt:pubDate", "cXenseParse:recs:publishtime".
pub fn says_published(name: &str) -> bool {
    const WORDS: &[&str] = &["publish", "pubdate", "pubtime", "publication", "postdate", "firstpub", "releasedate"];
    const OTHERS: &[&str] = &[
        "publisher",
        "unpublish",
        "lastpub",
        "modif",
        "updat",
        "expir",
        "event",
        "video",
        "image",
        "issue",
        "publicationname",
    ];
    let squeezed: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    WORDS.iter().any(|word| squeezed.contains(word)) && !OTHERS.iter().any(|word| squeezed.contains(word))
}

/// Names of meta tags that hold the date of the last change.
pub const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
    "updated_time",
    "dateupdate",
    "revision_date",
    "article:updated",
    "og:article:modified_time",
    "og:modified_time",
    "lastmodified",
    "last_modified",
    "date_modified",
    "eomportal-lastupdate",
];

/// Keys of dates of publication in the data that a page's scripts carry.
pub const KEYS: &[&str] = &[
    "datePublished",
    "publishedAt",
    "published_at",
    "firstPublishedAt",
    "firstPublished",
    "firstPublishDate",
    "publishedDate",
    "published_date",
    "publishDate",
    "publish_date",
    "publicationDate",
    "publication_date",
    "publishTime",
    "published_time",
    "pubDate",
    "displayDate",
    "display_date",
    "first_publish_date",
    "firstPublicationDate",
    "first_publication_date",
    "first_published_at",
    "first_published",
    "publishedOn",
    "published_on",
    "publishedTime",
    "publish_time",
    "datePosted",
    "postDate",
    "post_date",
    "articlePublishDate",
    "article_publish_date",
    "pub_date",
];

#[cfg(test)]
mod tests {
    use super::says_published;

    #[test]
    fn names_that_speak_of_publication_are_told_from_others() {
        for name in ["publishdate", "article_publish_date", "bt:pubdate", "cxenseparse:recs:publishtime", "rbpubdate"] {
            assert!(says_published(name), "{name}");
        }
        for name in ["publisher", "dc.publisher", "article:publisher", "lastpublished", "expires", "video:release_date"]
        {
            assert!(!says_published(name), "{name}");
        }
    }
}
