//! Exports of news databases, office documents, Markdown and PDF.

use std::io::Write as _;

use dateline_text::{CreditKind, ProblemKind};

use crate::archives::{Packing, zip};
use crate::given::{BODY, at_place, body, credit, published, taken, title};

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
