use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::chronology::Chronology;
use super::html::escaped;

/// A chronology with footnotes as a document of Office Open XML, for word processors: its parts
/// in one archive, without the time of making.
pub(super) fn packed(chronology: &Chronology) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/document.xml", document(chronology)),
        ("word/footnotes.xml", footnotes(chronology)),
    ];
    for (name, xml) in parts {
        archive.start_file(name, plain)?;
        archive.write_all(HEAD.as_bytes())?;
        archive.write_all(xml.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\
</Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
</Relationships>";
const DOCUMENT_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/>\
</Relationships>";
const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Point\"><w:name w:val=\"Point\"/><w:pPr><w:ind w:left=\"720\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name w:val=\"footnote text\"/><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
</w:styles>";

fn document(chronology: &Chronology) -> String {
    let mut body = paragraph("Title", &run("Chronology", ""));
    for words in &chronology.head {
        body.push_str(&paragraph("Normal", &run(words, "")));
    }
    for part in &chronology.parts {
        body.push_str(&paragraph("Heading1", &run(&part.heading, "")));
        for line in &part.lines {
            let mut runs = run(&format!("{}  ", line.when), "<w:b/>");
            runs.push_str(&run(&line.words, ""));
            for number in &line.notes {
                runs.push_str(&format!(
                    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
                     <w:footnoteReference w:id=\"{number}\"/></w:r>"
                ));
            }
            body.push_str(&paragraph("Normal", &runs));
            for point in &line.points {
                body.push_str(&paragraph("Point", &run(point, "")));
            }
        }
    }
    body.push_str(&paragraph("Heading1", &run("Sources", "")));
    for source in &chronology.sources {
        body.push_str(&paragraph("Normal", &run(source, "")));
    }
    format!("<w:document xmlns:w=\"{SPACE}\"><w:body>{body}</w:body></w:document>")
}

fn footnotes(chronology: &Chronology) -> String {
    let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
    // The two that every document has: the rules between text and notes.
    let mut notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\">{}</w:footnote>",
        paragraph("Normal", "<w:r><w:separator/></w:r>"),
        paragraph("Normal", "<w:r><w:continuationSeparator/></w:r>"),
    );
    for (place, note) in chronology.notes.iter().enumerate() {
        let runs = format!("{mark}{}", run(&format!(" {note}"), ""));
        let note = paragraph("FootnoteText", &runs);
        notes
            .push_str(&format!("<w:footnote w:id=\"{}\">{note}</w:footnote>", place + 1));
    }
    format!("<w:footnotes xmlns:w=\"{SPACE}\">{notes}</w:footnotes>")
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(words: &str, properties: &str) -> String {
    // XML 1.0 has no place for control letters, whatever a report holds.
    let words: String = words
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect();
    format!(
        "<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(&words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_xml_and_of_control_do_no_harm() {
        let run = run("a<b> & \u{1}c", "");
        assert!(run.contains("a&lt;b&gt; &amp;  c"), "{run}");
    }
}
