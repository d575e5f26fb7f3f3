//! Invented pages, and what must be read of them.

use dateline_intake::{Hint, read};
use dateline_text::{CreditKind, ProblemKind, RegionClass, Report};

fn one(raw: &str, name: &str) -> Report {
    let mut reports = Vec::new();
    read(raw.as_bytes(), &Hint { name: name.to_owned() }, &mut |report| {
        reports.push(report);
    });
    reports.remove(0)
}

fn of(report: &Report, class: RegionClass) -> Vec<&str> {
    let regions = report.regions.iter().filter(|region| region.class == class);
    regions.map(|region| report.text.words(region.span)).collect()
}

fn body(report: &Report) -> Vec<&str> {
    of(report, RegionClass::Body)
}

fn published(report: &Report) -> String {
    report.credits.published.as_ref().map_or(String::new(), ToString::to_string)
}

const WRAPPED: &str = "\
 date 2031-08-24 English | Français


Orlesia, Varn sign harbour memorandum

Orlesia, Varn sign harbour memorandum
2031/08/24 | 00:25
(Varn Today | Orlesia News)-

Orlesia

signed a memorandum of understanding with the Harbour Union on Thursday, as

Varn continues to train the coast guard of the islands.Transport

minister Ana Ruiz signed it with her counterpart Ben Stone in Port

Tessaly, according to a release of the ministry, with the aim of “closer ties.”A

second release on Thursday termed it a “long partnership.”“This

document is a signal that we stand with Orlesia until the strait is safe

again,“ the release read.The

union’s U.S. adviser, Lt. Gen. Carl Voss, called it a start, and the

page www.harbour.example/Pact.Two gave the text.

All text here: Harbour Post ✓


TRENDING News

Latest News Today
Videos and Photos";

#[test]
fn a_wrapped_and_glued_report_is_mended() {
    let report = one(WRAPPED, "pact.txt");
    assert_eq!(
        body(&report),
        [
            "Orlesia signed a memorandum of understanding with the Harbour Union on Thursday, as \
             Varn continues to train the coast guard of the islands.",
            "Transport minister Ana Ruiz signed it with her counterpart Ben Stone in Port Tessaly, \
             according to a release of the ministry, with the aim of “closer ties.”",
            "A second release on Thursday termed it a “long partnership.”",
            "“This document is a signal that we stand with Orlesia until the strait is safe \
             again,” the release read.",
            "The union’s U.S. adviser, Lt. Gen. Carl Voss, called it a start, and the page \
             www.harbour.example/Pact.Two gave the text.",
        ]
    );
    assert_eq!(
        report.credits.first(CreditKind::Title),
        Some("Orlesia, Varn sign harbour memorandum")
    );
    assert_eq!(report.credits.first(CreditKind::Origin), Some("Harbour Post"));
    assert_eq!(
        report.credits.first(CreditKind::Outlet),
        Some("Varn Today | Orlesia News")
    );
    assert_eq!(published(&report), "2031-08-24T00:25");
    assert_eq!(of(&report, RegionClass::Repeat).len(), 1);
    assert!(report.problems.iter().any(|problem| problem.kind == ProblemKind::Mended));
}

const POSTED_AGAIN: &str = "\
Thursday, July 25, 2030

Orlesia, Varn Agree On Harbour Talks, 25 JULY

\u{a0}Wednesday 24 July 2030 | Politics Number of readings: 192\u{a0} Varn / HWA / Orlesia and Varn agreed to hold a second round of talks on the harbour next month.

The two sides said so in a joint statement issued after the first round of talks in Tessaly./ End

No comments:

Post a Comment

 Tues. 17 Sept. 2030 Update: banks got memos telling them to get ready ...";

#[test]
fn a_copy_posted_later_keeps_the_day_of_the_original() {
    let report = one(POSTED_AGAIN, "talks.txt");
    assert_eq!(published(&report), "2030-07-24");
    assert_eq!(report.credits.first(CreditKind::Reposted), Some("2030-07-25"));
    assert_eq!(
        report.credits.first(CreditKind::Title),
        Some("Orlesia, Varn Agree On Harbour Talks")
    );
    assert_eq!(report.credits.first(CreditKind::Agency), Some("HWA"));
    assert_eq!(report.credits.first(CreditKind::Place), Some("Varn"));
    assert_eq!(report.credits.first(CreditKind::Origin), Some("HWA"));
    assert_eq!(report.credits.first(CreditKind::Section), Some("Politics"));
    assert_eq!(report.credits.first(CreditKind::End), Some("/ End"));
    assert_eq!(body(&report).len(), 2);
    assert!(body(&report)[1].ends_with("in Tessaly."));
    assert!(
        report.problems.iter().any(|problem| problem.kind == ProblemKind::DatesDiffer)
    );
}

const TITLES: &str = "\
Coast guards resume patrols in the strait

Battle for the lighthouse: Varn joins the fleet

Coast guards resume patrols in the strait

Soon, according to sources, the training will start again

The coast guards of Orlesia have resumed their patrols in the strait after five days. This was said on Wednesday by the ministry..

One of the officers said that joint patrols had already begun, but not to the same extent as before..

Coast guards resume patrols in the strait

More than 5 thousand sailors are currently serving in the islands, the ministry said in a note..

Similar articles";

#[test]
fn a_title_printed_again_is_read_once() {
    let report = one(TITLES, "patrols.txt");
    assert_eq!(
        of(&report, RegionClass::Title),
        ["Coast guards resume patrols in the strait"]
    );
    assert_eq!(of(&report, RegionClass::Repeat).len(), 2);
    assert_eq!(
        of(&report, RegionClass::Caption),
        ["Battle for the lighthouse: Varn joins the fleet"]
    );
    assert_eq!(of(&report, RegionClass::Subhead).len(), 1);
    assert_eq!(body(&report).len(), 3);
    assert!(body(&report).iter().all(|line| !line.ends_with("..")));
    assert_eq!(published(&report), "");
    assert!(report.problems.iter().any(|problem| problem.kind == ProblemKind::Undated));
}

#[test]
fn a_body_printed_twice_points_at_its_first_printing() {
    let paragraph = "The envoy reassured the minister on Sunday that the sailors will go on \
                     training the coast guard in its fight against smugglers.";
    let text = format!(
        "Envoy reassures minister\nVARN, Tessaly – The envoy met the harbour minister of Varn on Sunday, an aide said.\n{paragraph}\n\
                        Nothing more was agreed at the meeting in the harbour on Sunday.\n{paragraph}\n"
    );
    let report = one(&text, "envoy.txt");
    let repeat =
        report.regions.iter().find(|region| region.class == RegionClass::Repeat).unwrap();
    assert_eq!(report.text.words(repeat.repeats.unwrap()), paragraph);
    assert_eq!(report.credits.first(CreditKind::Place), Some("Varn, Tessaly"));
}

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Talks end in Varn | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2031-08-24T10:05:00+03:00">
<link rel="canonical" href="https://harbourpost.example/2031/08/24/talks-end">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks end in Varn",
"author":[{"@type":"Person","name":"Ana Ruiz"}],"dateModified":"2031-08-25"}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<div class="content"><h1>Talks end in Varn</h1><p class="byline">By Ana Ruiz</p>
<figure><img src="x.jpg"><figcaption>The harbour of Varn.</figcaption></figure>
<div class="article-body">
<p>VARN (HWA) &mdash; Orlesia &amp; Varn ended their talks on the harbour late on Friday, the ministry said.</p>
<p>The two sides <b>agreed</b> to meet again in Tessaly next month, it added&hellip; officials told reporters.</p>
<h2>What comes next</h2>
<p>Three subcommittees will look at the fees, the fleet and the fishing rights of the islands.</p>
</div>
<div class="related-articles"><h3>Related</h3><p>Fishing fleet leaves the port of Tessaly after a month of strikes.</p></div>
</div><footer><p>© 2031 Harbour Post. All rights reserved by the company and its owners.</p></footer></body></html>"#;

#[test]
fn a_page_is_told_apart() {
    let report = one(PAGE, "talks.html");
    assert_eq!(
        body(&report),
        [
            "Orlesia & Varn ended their talks on the harbour late on Friday, the ministry said.",
            "The two sides agreed to meet again in Tessaly next month, it added… officials told \
             reporters.",
            "What comes next",
            "Three subcommittees will look at the fees, the fleet and the fishing rights of the \
             islands.",
        ]
    );
    assert_eq!(of(&report, RegionClass::Title), ["Talks end in Varn"]);
    assert_eq!(of(&report, RegionClass::Caption), ["The harbour of Varn."]);
    assert_eq!(of(&report, RegionClass::Dateline), ["VARN (HWA) —"]);
    assert!(
        report.text.as_str().contains("Fishing fleet leaves"),
        "nothing is thrown away"
    );
    assert_eq!(published(&report), "2031-08-24T10:05+03:00");
    assert_eq!(report.credits.first(CreditKind::Author), Some("Ana Ruiz"));
    assert_eq!(report.credits.first(CreditKind::Outlet), Some("Harbour Post"));
    assert_eq!(report.credits.first(CreditKind::Host), Some("harbourpost.example"));
    assert_eq!(report.credits.first(CreditKind::Modified), Some("2031-08-25"));
    assert_eq!(report.credits.first(CreditKind::Language), Some("en"));
}

const BLOG: &str = "<html><head><title>Harbour talk</title></head><body>\
<h3 class=\"post-title\">Talks to resume, minister says</h3>\
<h2 class=\"date-header\">Tuesday, May 6, 2031</h2><div class=\"post-body entry-content\">\
Monday 5 May 2031 | Security Number of readings: 51 &nbsp; Varn / HNA / The minister of defence \
of Varn said that talks with Orlesia will resume next week in Tessaly.<br><br>\
He spoke after a meeting of the commission of the two sides.<br><br>\
They will discuss the fleet and the fees of the harbour./ End<br></div>\
<h4 id=\"comments\">No comments:</h4></body></html>";

#[test]
fn a_blog_that_copies_a_report_keeps_its_day_and_agency() {
    let report = one(BLOG, "blog.html");
    assert_eq!(of(&report, RegionClass::Title), ["Talks to resume, minister says"]);
    assert_eq!(of(&report, RegionClass::Dateline), ["Varn / HNA /"]);
    assert_eq!(body(&report).len(), 3);
    assert_eq!(published(&report), "2031-05-05");
    assert_eq!(report.credits.first(CreditKind::Reposted), Some("2031-05-06"));
    assert_eq!(report.credits.first(CreditKind::Origin), Some("HNA"));
    assert_eq!(report.credits.first(CreditKind::End), Some("/ End"));
}

#[test]
fn every_credit_shows_the_bytes_it_was_read_from() {
    let report = one(PAGE, "talks.html");
    let raw = |kind: CreditKind| {
        let credit = report.credits.of(kind).next().unwrap();
        &PAGE.as_bytes()[credit.raw.unwrap().range()]
    };
    assert_eq!(raw(CreditKind::Published), b"2031-08-24T10:05:00+03:00");
    assert_eq!(raw(CreditKind::Author), b"Ana Ruiz");
    assert_eq!(raw(CreditKind::Outlet), b"Harbour Post");
    assert_eq!(raw(CreditKind::Title), b"Talks end in Varn");
}

#[test]
fn an_entity_walks_back_to_all_its_bytes() {
    let report = one(PAGE, "talks.html");
    let at = report.text.as_str().find("& Varn").unwrap();
    let raw = report.map.raw(dateline_text::Span::of(at..at + 1));
    assert_eq!(&PAGE.as_bytes()[raw.range()], b"&amp;");
}

#[test]
fn packed_bytes_are_unpacked() {
    use std::io::Write as _;
    let mut packer =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(PAGE.as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let mut reports = Vec::new();
    read(&packed, &Hint { name: "talks.html.gz".to_owned() }, &mut |report| {
        reports.push(report);
    });
    assert_eq!(reports[0].text, one(PAGE, "talks.html").text);
}

#[test]
fn a_language_that_is_not_analysed_is_said() {
    let text = "Die Gespräche sind beendet\n\nDie beiden Seiten haben sich am Freitag nach neun \
                Stunden im Hafen auf ein Papier geeinigt, das am Montag unterzeichnet werden soll.";
    let report = one(text, "gespraeche.txt");
    assert_eq!(report.credits.first(CreditKind::Language), Some("de"));
    assert!(
        report.problems.iter().any(|problem| problem.kind == ProblemKind::NotAnalysed)
    );
}
