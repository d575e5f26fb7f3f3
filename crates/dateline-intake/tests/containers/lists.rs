//! Files that hold many reports as rows: JSON lines, JSON, feeds.

use dateline_text::{CreditKind, ProblemKind, RegionClass};

use crate::given::{BODY, at_place, body, credit, gzip, published, taken, title};

#[test]
fn json_lines_are_read_by_the_names_of_their_fields() {
    let raw = format!(
        "{}\n\n{}\nno json\n",
        r#"{"url":"https://post.example/2031/03/12/pact","title":"Pact signed","authors":["Ana Ruiz"],"date_publish":"2031-03-12 10:00:00","source":{"name":"Harbour Post"},"maintext":"Caf\u00e9 owners \"cheered\".\nOrlesia signed the harbour pact with Varn on Monday, the ministry said."}"#,
        format_args!(r#"{{"text":"{BODY}","title":"Second"}}"#),
    );
    let found = taken(raw.as_bytes(), "harvest.jsonl");
    let names: Vec<&str> = found.iter().map(|(member, _)| member.name.as_str()).collect();
    assert_eq!(names, ["harvest.jsonl#1", "harvest.jsonl#2", "harvest.jsonl#3"]);
    let (member, first) = &found[0];
    assert_eq!(at_place(raw.as_bytes(), member), member.raw);
    assert_eq!(title(first), "Pact signed");
    assert!(
        body(first).starts_with("Café owners \"cheered\".\nOrlesia"),
        "{}",
        body(first)
    );
    assert_eq!(credit(first, CreditKind::Author), "Ana Ruiz");
    assert_eq!(credit(first, CreditKind::Outlet), "Harbour Post");
    assert_eq!(credit(first, CreditKind::Host), "post.example");
    assert_eq!(published(first), "2031-03-12T10:00");
    assert_eq!(title(&found[1].1), "Second");
    assert_eq!(found[2].1.problems[0].kind, ProblemKind::NotText);
    assert_eq!(taken(&gzip(raw.as_bytes()), "harvest.jsonl.gz").len(), 3);
}

#[test]
fn a_list_in_json_and_a_json_feed_are_read_too() {
    let list = format!(
        r#"[ {{"title":"One","text":"{BODY}"}}, {{"title":"Two","text":"{BODY} Again."}} ]"#
    );
    let found = taken(list.as_bytes(), "harvest.json");
    assert_eq!(found.len(), 2);
    assert_eq!(title(&found[1].1), "Two");
    let feed = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post","items":[{{"id":"1","url":"https://post.example/1","title":"One","content_html":"<p>{BODY}</p>","date_published":"2031-03-12T10:00:00Z"}},{{"id":"2","title":"Two","content_text":"{BODY}"}}]}}"#
    );
    let found = taken(feed.as_bytes(), "feed.json");
    assert_eq!(found.len(), 2);
    assert_eq!(at_place(feed.as_bytes(), &found[1].0), found[1].0.raw);
    assert_eq!(credit(&found[0].1, CreditKind::Outlet), "Harbour Post");
    assert_eq!(published(&found[0].1), "2031-03-12T10:00Z");
    assert_eq!(body(&found[0].1), BODY);
    assert_eq!(title(&found[1].1), "Two");
}

#[test]
fn feeds_give_their_items_with_the_name_of_the_feed() {
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Post</title>\
         <item><title>Pact &amp;amp; ports</title><link>https://post.example/pact</link>\
         <pubDate>Wed, 12 Mar 2031 10:00:00 +0200</pubDate><dc:creator>Ana Ruiz</dc:creator>\
         <description>Short.</description>\
         <content:encoded><![CDATA[<p>{BODY}</p><p>Fish &amp; ships.</p>]]></content:encoded></item>\
         <item><title>Plain</title><description>{BODY}</description></item></channel></rss>"
    );
    let found = taken(rss.as_bytes(), "harbour.xml");
    assert_eq!(found.len(), 2);
    let (member, first) = &found[0];
    assert_eq!(at_place(rss.as_bytes(), member), member.raw);
    assert!(
        body(first).contains("navies may use") && body(first).contains("Fish & ships.")
    );
    assert_eq!(credit(first, CreditKind::Outlet), "Harbour Post");
    assert_eq!(credit(first, CreditKind::Author), "Ana Ruiz");
    assert_eq!(credit(first, CreditKind::Address), "https://post.example/pact");
    assert_eq!(published(first), "2031-03-12T10:00+0200");
    assert_eq!(body(&found[1].1), BODY);
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Strait Wire</title><entry><title>Pact</title>\
         <link href=\"https://wire.example/1\"/><published>2031-03-12T08:00:00Z</published>\
         <content type=\"html\">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"
    );
    let found = taken(atom.as_bytes(), "atom.xml");
    assert_eq!(body(&found[0].1), BODY);
    assert_eq!(credit(&found[0].1, CreditKind::Host), "wire.example");
    let xhtml = atom
        .replace("type=\"html\">&lt;p&gt;", "type=\"xhtml\"><div><p>")
        .replace("&lt;/p&gt;", "</p></div>");
    assert_eq!(body(&taken(xhtml.as_bytes(), "atom.xml")[0].1), BODY);
}

#[test]
fn a_line_that_is_too_long_is_read_to_the_limit() {
    let line = "Orlesia sent 5,200 troops to Varn on Thursday, officials said. ";
    let raw = line.repeat((17 << 20) / line.len());
    let found = taken(raw.as_bytes(), "line.txt");
    let read = &found[0].1;
    assert!(read.reading().next().is_some(), "the first part has a body");
    let cut =
        read.problems.iter().find(|problem| problem.kind == ProblemKind::Cut).unwrap();
    assert_eq!((cut.raw.start(), cut.raw.end()), (16 << 20, raw.len()));
}

#[test]
fn a_title_of_marks_that_nobody_sees_is_none() {
    let raw = format!("{{\"title\":\"\\u0001\\u200b\",\"text\":\"{BODY}\"}}");
    let found = taken(raw.as_bytes(), "harvest.jsonl");
    assert!(found[0].1.regions.iter().all(|region| region.class != RegionClass::Title));
}
