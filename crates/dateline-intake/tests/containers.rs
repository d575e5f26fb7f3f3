//! Every container gives its reports, each with the way back to its bytes in the container.
#![expect(clippy::unwrap_used, reason = "a test whose file cannot be made should stop")]

use std::io::Write as _;
use std::ops::ControlFlow;

use dateline_intake::{Hint, Member, members, report};
use dateline_text::{CreditKind, ProblemKind, RegionClass, Report};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

const BODY: &str = "Orlesia signed the harbour pact with Varn on Monday, the ministry said. \
    The pact names three ports that both navies may use from next spring on. \
    “We keep our word,” Minister Mira Tolland said after the ceremony in Ostrel.";

/// The members of a file, with what holds for each of them.
fn taken(raw: &[u8], name: &str) -> Vec<(Member, Report)> {
    let mut found = Vec::new();
    let mut input = raw;
    let hint = Hint { name: name.to_owned() };
    let _ = members(&mut input, &hint, &mut |member| {
        let read = report(&member);
        check(&member, &read);
        found.push((member, read));
        ControlFlow::Continue(())
    });
    found
}

/// What is true of every report of a container.
fn check(member: &Member, read: &Report) {
    let mut end = 0;
    for piece in read.map.pieces() {
        assert_eq!(piece.text.start(), end);
        end = piece.text.end();
        if piece.verbatim {
            let raw = member.raw.get(piece.raw.range()).unwrap();
            assert_eq!(read.text.words(piece.text).as_bytes(), raw);
        }
    }
    assert_eq!(end, read.text.len());
    let mut end = 0;
    for region in &read.regions {
        let words = read.text.get(region.span);
        assert!(region.span.start() >= end);
        assert!(words.is_some_and(|words| !words.trim().is_empty()));
        end = region.span.end();
    }
    for credit in &read.credits.all {
        assert!(credit.raw.is_none_or(|raw| raw.end() <= member.raw.len()));
    }
    // Read again from the bytes that were kept, it is the same report.
    let again = Member { problems: Vec::new(), ..member.clone() };
    assert_eq!(report(&again).text, read.text);
}

fn body(read: &Report) -> String {
    read.reading().map(|span| read.text.words(span)).collect::<Vec<&str>>().join("\n")
}

fn title(read: &Report) -> &str {
    let title = read.regions.iter().find(|region| region.class == RegionClass::Title);
    read.text.words(title.unwrap().span)
}

fn credit(read: &Report, kind: CreditKind) -> &str {
    read.credits.first(kind).unwrap_or_default()
}

fn published(read: &Report) -> String {
    read.credits.published.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The bytes of the container that a member's place names.
fn at_place(raw: &[u8], member: &Member) -> Vec<u8> {
    let place = member.place.as_ref().unwrap();
    place.ranges.iter().flat_map(|range| raw[range.range()].to_vec()).collect()
}

fn gzip(raw: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(raw).unwrap();
    packed.finish().unwrap()
}

fn html(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>\
         <article><h1>{title}</h1><p>{BODY}</p><p>{BODY} The talks go on.</p></article></body></html>"
    )
}

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

fn warc(records: &[(&str, &str, Vec<u8>)]) -> Vec<u8> {
    let mut all = Vec::new();
    for (kind, address, block) in records {
        write!(
            all,
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-14T01:02:03Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            block.len()
        )
        .unwrap();
        all.extend_from_slice(block);
        all.extend_from_slice(b"\r\n\r\n");
    }
    all
}

fn http(head: &str, payload: &[u8]) -> Vec<u8> {
    let mut block =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n").into_bytes();
    block.extend_from_slice(payload);
    block
}

#[test]
fn a_crawl_gives_its_pages_packed_or_in_chunks() {
    let page = html("Pact signed");
    let (head, tail) = page.split_at(page.len() / 2);
    let chunks = format!(
        "{:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        head.len(),
        head,
        tail.len(),
        tail
    );
    let raw = warc(&[
        ("request", "https://post.example/1", b"GET / HTTP/1.1\r\n\r\n".to_vec()),
        ("response", "https://post.example/1", http("", page.as_bytes())),
        (
            "response",
            "https://post.example/2",
            http("Content-Encoding: gzip\r\n", &gzip(page.as_bytes())),
        ),
        (
            "response",
            "https://post.example/3",
            http("Transfer-Encoding: chunked\r\n", chunks.as_bytes()),
        ),
        (
            "response",
            "https://post.example/gone",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>"
                .to_vec(),
        ),
    ]);
    for (raw, name) in [(raw.clone(), "crawl.warc"), (gzip(&raw), "crawl.warc.gz")] {
        let found = taken(&raw, name);
        let names: Vec<&str> =
            found.iter().map(|(member, _)| member.name.as_str()).collect();
        let wanted = ["2", "3", "4"].map(|number| format!("{name}#{number}"));
        assert_eq!(names, wanted);
        for (_, read) in &found {
            assert_eq!(title(read), "Pact signed");
            assert!(body(read).contains("navies may use"));
            assert_eq!(credit(read, CreditKind::Host), "post.example");
            assert_eq!(credit(read, CreditKind::Crawled), "2031-03-14T01:02Z");
            assert_eq!(
                published(read),
                "",
                "the day of crawling is no day of publication"
            );
        }
    }
    assert_eq!(
        at_place(&raw, &taken(&raw, "crawl.warc")[0].0),
        taken(&raw, "crawl.warc")[0].0.raw
    );
}

#[test]
fn a_broken_record_is_said_and_the_next_one_is_read() {
    let page = html("Pact signed");
    let record =
        warc(&[("response", "https://post.example/1", http("", page.as_bytes()))]);
    let mut raw = record.clone();
    raw.extend_from_slice(b"garbage between the records\r\n");
    raw.extend_from_slice(&record);
    let found = taken(&raw, "crawl.warc");
    assert_eq!(found.len(), 3);
    assert_eq!(found[1].1.problems[0].kind, ProblemKind::Cut);
    assert_eq!(title(&found[2].1), "Pact signed");
    let cut = taken(&raw[..raw.len() - 200], "crawl.warc");
    assert!(cut[2].1.problems.iter().any(|problem| problem.kind == ProblemKind::Cut));
}

/// How the files of an archive are packed, and whether their sizes stand behind them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Stored,
    Packed,
    SizesBehind,
}

/// An archive of stored or packed files.
fn zip(files: &[(&str, &[u8])], packing: Packing) -> Vec<u8> {
    let (packed, sizes_behind) =
        (packing != Packing::Stored, packing == Packing::SizesBehind);
    let mut all = Vec::new();
    for (name, raw) in files {
        let data = if packed {
            let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
            packer.write_all(raw).unwrap();
            packer.finish().unwrap()
        } else {
            raw.to_vec()
        };
        let size = u32::try_from(data.len()).unwrap();
        let (flags, told) = if sizes_behind { (8_u16, 0) } else { (0, size) };
        all.extend_from_slice(b"PK\x03\x04\x14\x00");
        all.extend_from_slice(&flags.to_le_bytes());
        all.extend_from_slice(&(if packed { 8_u16 } else { 0 }).to_le_bytes());
        all.extend_from_slice(&[0; 8]);
        all.extend_from_slice(&told.to_le_bytes());
        all.extend_from_slice(&u32::try_from(raw.len()).unwrap().to_le_bytes());
        all.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        all.extend_from_slice(&[0; 2]);
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(&data);
        if sizes_behind {
            all.extend_from_slice(b"PK\x07\x08\0\0\0\0");
            all.extend_from_slice(&size.to_le_bytes());
            all.extend_from_slice(&u32::try_from(raw.len()).unwrap().to_le_bytes());
        }
    }
    all.extend_from_slice(b"PK\x01\x02 the list of files stands here");
    all
}

#[test]
fn archives_give_what_they_hold_and_archives_within_them_too() {
    let page = html("Pact signed");
    let crawl =
        gzip(&warc(&[("response", "https://post.example/1", http("", page.as_bytes()))]));
    let files: [(&str, &[u8]); 4] = [
        ("news/pact.html", page.as_bytes()),
        ("news/style.css", b"p { color: red }"),
        ("archive/data.warc.gz", &crawl),
        ("pact.txt", BODY.as_bytes()),
    ];
    for packing in [Packing::Stored, Packing::Packed, Packing::SizesBehind] {
        let raw = zip(&files, packing);
        let found = taken(&raw, "pile.wacz");
        let names: Vec<&str> =
            found.iter().map(|(member, _)| member.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "pile.wacz#news/pact.html",
                "pile.wacz#archive/data.warc.gz#1",
                "pile.wacz#pact.txt"
            ]
        );
        assert_eq!(title(&found[0].1), "Pact signed");
        assert_eq!(body(&found[2].1), BODY);
        if packing == Packing::Stored {
            assert_eq!(at_place(&raw, &found[0].0), found[0].0.raw);
        }
    }
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, raw) in files {
        let mut block = vec![0_u8; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", raw.len()).as_bytes());
        block[156] = b'0';
        block[257..262].copy_from_slice(b"ustar");
        block[148..156].copy_from_slice(b"        ");
        let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
        block[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        all.extend_from_slice(&block);
        all.extend_from_slice(raw);
        all.resize(all.len().div_ceil(512) * 512, 0);
    }
    all.resize(all.len() + 1024, 0);
    all
}

#[test]
fn tape_archives_are_read_packed_or_not() {
    let page = html("Pact signed");
    let raw = tar(&[("a/pact.html", page.as_bytes()), ("a/pact.txt", BODY.as_bytes())]);
    for (raw, name) in [(raw.clone(), "pile.tar"), (gzip(&raw), "pile.tar.gz")] {
        let found = taken(&raw, name);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].0.name, format!("{name}#a/pact.html"));
        assert_eq!(title(&found[0].1), "Pact signed");
        assert_eq!(body(&found[1].1), BODY);
    }
    assert_eq!(at_place(&raw, &taken(&raw, "pile.tar")[1].0), BODY.as_bytes());
}

#[test]
fn bombs_end_early_and_nesting_has_an_end() {
    let zeros = gzip(&vec![b' '; 40 << 20]);
    let found = taken(&zeros, "bomb.html.gz");
    assert!(found[0].1.problems.iter().any(|problem| problem.kind == ProblemKind::Cut));
    assert!(found[0].0.raw.len() < 20 << 20);
    let mut nested = zip(&[("pact.txt", BODY.as_bytes())], Packing::Stored);
    for _ in 0..8 {
        nested = zip(&[("inner.zip", &nested)], Packing::Packed);
    }
    let found = taken(&nested, "nested.zip");
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .1
            .problems
            .iter()
            .any(|problem| problem.message.contains("nested too deep"))
    );
}

#[test]
fn a_message_is_read_with_its_coding_undone() {
    let plain = "From: Strait Wire <desk@wire.example>\r\nTo: all@wire.example\r\n\
        Subject: =?utf-8?Q?Pact_signed_in_Ostrel?=\r\nDate: Wed, 12 Mar 2031 10:00:00 +0200\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n\
        Orlesia signed the harbour pact with Varn on Monday, the ministry=\r\n said.\r\n\r\n\
        =E2=80=9CWe keep our word,=E2=80=9D Minister Mira Tolland said after the ceremony in=\r\n Ostrel.\r\n";
    let found = taken(plain.as_bytes(), "pact.eml");
    let (member, read) = &found[0];
    assert_eq!(member.name, "pact.eml");
    assert_eq!(title(read), "Pact signed in Ostrel");
    assert!(
        body(read).contains("the ministry said.\n“We keep our word,” Minister"),
        "{}",
        body(read)
    );
    assert_eq!(credit(read, CreditKind::Outlet), "Strait Wire");
    assert_eq!(published(read), "2031-03-12T10:00+0200");

    let page = html("Pact signed");
    let parts = format!(
        "From: a@b.example\nTo: all@wire.example\nSubject: Two files\nDate: Wed, 12 Mar 2031 10:00:00 +0200\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\n\
         Content-Type: text/html; charset=utf-8\n\n{page}\n--cut\n\
         Content-Type: text/plain\nContent-Disposition: attachment; filename=\"pact.txt\"\n\
         Content-Transfer-Encoding: base64\n\n{}\n--cut--\n",
        "T3JsZXNpYSBzaWduZWQgdGhlIGhhcmJvdXIgcGFjdCB3aXRoIFZhcm4gb24gTW9uZGF5LCB0aGUg\nbWluaXN0cnkgc2FpZC4="
    );
    let found = taken(parts.as_bytes(), "two.eml");
    let names: Vec<&str> = found.iter().map(|(member, _)| member.name.as_str()).collect();
    assert_eq!(names, ["two.eml", "two.eml#pact.txt"]);
    assert!(body(&found[0].1).contains("navies may use"));
    assert_eq!(
        found[1].0.raw,
        b"Orlesia signed the harbour pact with Varn on Monday, the ministry said."
    );

    let mailbox = format!(
        "From desk Wed Mar 12 10:00:00 2031\n{plain}\nFrom desk Wed Mar 12 11:00:00 2031\n{plain}"
    );
    let found = taken(mailbox.as_bytes(), "box.mbox");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].0.name, "box.mbox#2");
}

#[test]
fn a_page_kept_as_a_message_is_read_as_the_page() {
    let kept = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/2031/03/12/pact\r\n\
         Subject: Pact signed\r\nDate: Fri, 14 Mar 2031 01:02:03 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"cut\"\r\n\r\n--cut\r\n\
         Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://post.example/2031/03/12/pact\r\n\r\n{}\r\n--cut\r\n\
         Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--cut--\r\n",
        html("Pact signed").replace('=', "=3D")
    );
    let found = taken(kept.as_bytes(), "pact.mhtml");
    assert_eq!(found.len(), 1);
    assert!(body(&found[0].1).contains("navies may use"));
    assert_eq!(credit(&found[0].1, CreditKind::Host), "post.example");
    assert_eq!(
        published(&found[0].1),
        "2031-03-12",
        "a browser's date is that of the copy"
    );
}

fn export(separator: &str) -> String {
    let one = |headline: &str, day: &str| {
        format!(
            "The Harbour Post\n\n{day}\n\nSECTION: News; Pg. 3\n\nLENGTH: 120 words\n\nHEADLINE: {headline}\n\n\
             BYLINE: Ana Ruiz\n\nDATELINE: OSTREL\n\nBODY:\n\n{BODY}\n\n{BODY} The talks go on.\n\nLOAD-DATE: March 13, 2031\n"
        )
    };
    format!(
        "{separator}{}{separator}{}",
        one("Pact signed", "March 12, 2031 Wednesday"),
        one("Ports named", "March 14, 2031 Friday")
    )
}

#[test]
fn a_file_of_many_articles_gives_each_with_its_header() {
    for separator in ["\n1 of 2 DOCUMENTS\n\n", "\n____________________________\n\n"] {
        let raw = export(separator);
        let found = taken(raw.as_bytes(), "export.txt");
        assert_eq!(found.len(), 2, "{separator}");
        for ((member, read), (name, day)) in found
            .iter()
            .zip([("Pact signed", "2031-03-12"), ("Ports named", "2031-03-14")])
        {
            assert_eq!(at_place(raw.as_bytes(), member), member.raw);
            assert_eq!(title(read), name);
            assert_eq!(published(read), day);
            assert_eq!(credit(read, CreditKind::Outlet), "The Harbour Post");
            assert_eq!(credit(read, CreditKind::Author), "Ana Ruiz");
            assert!(
                body(read).starts_with("Orlesia signed")
                    && body(read).ends_with("The talks go on.")
            );
        }
    }
}

#[test]
fn fields_with_two_letters_are_read_too() {
    let one = |title: &str| {
        format!(
            "SE   News\nHD   {title}\nBY   Ana Ruiz\nWC   120 words\nPD   12 March 2031\nSN   Harbour Post\nLA   English\n\
             LP   {BODY}\nTD   {BODY} The talks go on.\nAN   Document HPOST00020310312e73c0001x\n\n"
        )
    };
    let raw = format!("{}{}", one("Pact signed"), one("Ports named"));
    let found = taken(raw.as_bytes(), "export.txt");
    assert!(!found.is_empty());
    assert_eq!(title(&found[0].1), "Pact signed");
    assert_eq!(published(&found[0].1), "2031-03-12");
}

#[test]
fn office_documents_and_rtf_are_read_one_or_many() {
    let paragraphs = |words: &str| -> String {
        words
            .lines()
            .map(|line| format!("<w:p w:rsid=\"1\"><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"))
            .collect()
    };
    let docx = |words: &str| {
        let xml = format!(
            "<?xml version=\"1.0\"?><w:document><w:body>{}</w:body></w:document>",
            paragraphs(words)
        );
        zip(
            &[
                ("[Content_Types].xml", b"<Types/>"),
                ("word/document.xml", xml.as_bytes()),
            ],
            Packing::Packed,
        )
    };
    let found = taken(&docx(&format!("Pact signed\n{BODY}")), "pact.docx");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0.name, "pact.docx");
    assert!(body(&found[0].1).contains("navies may use"));
    let found = taken(&docx(&export("\n1 of 2 DOCUMENTS\n\n")), "export.docx");
    assert_eq!(found.len(), 2);
    assert_eq!(title(&found[1].1), "Ports named");

    let rtf = |words: &str| {
        let lines = words
            .replace('“', "\\ldblquote ")
            .replace('”', "\\'94")
            .replace('\n', "\\par\n");
        format!(
            "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}}\\f0\\fs24 {lines}\\par}}"
        )
    };
    let found = taken(
        rtf(&format!("Pact signed in Ostrel today\n{BODY}")).as_bytes(),
        "pact.rtf",
    );
    assert!(
        body(&found[0].1).contains("“We keep our word,” Minister"),
        "{}",
        body(&found[0].1)
    );
    let raw = rtf(&export("\n1 of 2 DOCUMENTS\n\n"));
    let found = taken(raw.as_bytes(), "export.rtf");
    assert_eq!(found.len(), 2);
    assert_eq!(at_place(raw.as_bytes(), &found[1].0), found[1].0.raw);
    assert_eq!(title(&found[1].1), "Ports named");
}

#[test]
fn markdown_is_read_without_its_marks() {
    let raw = format!(
        "---\ntitle: \"Pact signed\"\ndate: 2031-03-12\npublication: Harbour Post\n---\n\n# Pact signed\n\n\
         {BODY}\n\n## What comes next\n\nThe **three ports** are named in [the pact](https://post.example/pact) and _nowhere_ else, \
         an official said on Tuesday.\n\n- fish_and_ships stays as it is written, and so does 3 * 4 * 5 in the text.\n"
    );
    let found = taken(raw.as_bytes(), "pact.md");
    let read = &found[0].1;
    assert_eq!(title(read), "Pact signed");
    assert_eq!(published(read), "2031-03-12");
    assert!(
        body(read).contains("The three ports are named in the pact and nowhere else"),
        "{}",
        body(read)
    );
    assert!(body(read).contains("fish_and_ships") && body(read).contains("3 * 4 * 5"));
}

/// A file of two pages with a text layer, not packed.
fn pdf() -> Vec<u8> {
    let page = |lines: &[&str]| {
        let mut content = "BT /F1 12 Tf 72 720 Td 14 TL".to_owned();
        for line in lines {
            content.push_str(&format!(
                " ({}) Tj T*",
                line.replace('(', "\\(").replace(')', "\\)")
            ));
        }
        content.push_str(" ET");
        content
    };
    let one = page(&[
        "Orlesia signed the harbour pact with Varn on Monday, the ministry",
        "said. The pact names three ports that both navies may use from next",
        "spring on, officials said.",
    ]);
    let two = page(&[
        "The talks go on, a spokesman for the ministry said in Ostrel on Tuesday.",
    ]);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 7 0 R>>>>>>"
            .to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F1 7 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{one}\nendstream", one.len()),
        format!("<</Length {}>>stream\n{two}\nendstream", two.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
            .to_owned(),
    ];
    let mut raw = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(raw.len());
        write!(raw, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let start = raw.len();
    write!(raw, "xref\n0 8\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(raw, "{place:010} 00000 n ").unwrap();
    }
    write!(raw, "trailer<</Size 8/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").unwrap();
    raw
}

#[test]
fn the_text_layer_of_a_pdf_keeps_its_pages() {
    let raw = pdf();
    let found = taken(&raw, "pact.pdf");
    let read = &found[0].1;
    assert!(body(read).contains("the ministry said. The pact names"), "{}", body(read));
    let pages: Vec<_> = read.credits.of(CreditKind::Page).collect();
    assert_eq!(
        pages.iter().map(|page| page.value.as_str()).collect::<Vec<_>>(),
        ["1", "2"]
    );
    let at = read.text.as_str().find("The talks go on").unwrap();
    let place = read.map.raw(dateline_text::Span::of(at..at + 5));
    assert!(pages[1].raw.unwrap().contains(place));
    assert!(raw[place.range()].windows(5).any(|words| words == b"talks"));
    let cut = taken(&raw[..raw.len() / 3], "cut.pdf");
    assert!(cut[0].1.problems.iter().any(|problem| matches!(
        problem.kind,
        ProblemKind::NotText | ProblemKind::NoBody
    )));
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

/// A page of an article, packed with Brotli.
const BROTLI: [u8; 141] = [
    27, 232, 0, 32, 156, 7, 118, 227, 209, 183, 129, 69, 56, 241, 138, 165, 115, 75, 245,
    235, 134, 108, 104, 86, 59, 19, 2, 193, 235, 68, 221, 200, 23, 54, 184, 228, 121,
    162, 202, 176, 55, 57, 91, 30, 176, 255, 151, 116, 87, 84, 18, 54, 193, 217, 192,
    166, 154, 238, 202, 63, 255, 41, 203, 30, 41, 174, 147, 110, 162, 17, 237, 56, 156,
    85, 237, 93, 157, 133, 11, 186, 177, 103, 27, 87, 113, 191, 1, 101, 122, 192, 76, 34,
    81, 162, 108, 221, 33, 22, 209, 162, 74, 150, 207, 106, 78, 220, 147, 55, 214, 105,
    118, 232, 7, 96, 194, 57, 28, 229, 82, 90, 208, 91, 64, 223, 45, 48, 37, 94, 60, 114,
    4, 214, 210, 223, 200, 69, 11, 68, 30, 9, 7,
];

#[test]
fn a_page_packed_with_brotli_is_read() {
    let response = |payload: &[u8]| http("Content-Encoding: br\r\n", payload);
    let whole = ("response", "https://post.example/pact", response(&BROTLI));
    let cut = ("response", "https://post.example/cut", response(&BROTLI[..100]));
    let plain =
        ("response", "https://post.example/plain", response(html("Pact").as_bytes()));
    let found = taken(&warc(&[whole, cut, plain]), "crawl.warc");
    assert_eq!(title(&found[0].1), "Orlesia signs the pact");
    assert!(body(&found[0].1).starts_with("Orlesia signed the harbour pact"));
    assert!(found[0].0.problems.is_empty());
    assert_eq!(found[1].0.problems[0].kind, ProblemKind::Cut);
    // Some crawlers undo the packing and keep the header.
    assert_eq!(title(&found[2].1), "Pact");
}

#[test]
fn a_page_whose_packing_is_not_read_says_so() {
    let block = http("Content-Encoding: zstd\r\n", b"\x28\xb5\x2f\xfd\x00\x58\x01\x02");
    let found =
        taken(&warc(&[("response", "https://post.example/pact", block)]), "crawl.warc");
    let problem = &found[0].0.problems[0];
    assert_eq!(problem.kind, ProblemKind::NotText);
    assert_eq!(problem.message, "the page is packed as `zstd`, which is not read");
}

#[test]
fn a_title_of_marks_that_nobody_sees_is_none() {
    let raw = format!("{{\"title\":\"\\u0001\\u200b\",\"text\":\"{BODY}\"}}");
    let found = taken(raw.as_bytes(), "harvest.jsonl");
    assert!(found[0].1.regions.iter().all(|region| region.class != RegionClass::Title));
}
