//! What is new, as a feed (RFC 4287).

use dateline::{News, NewsLine};

/// How many lines of a report stand in the feed.
const LINES: usize = 10;
/// The moment of what was learnt at a time that is not known.
const UNKNOWN: &str = "1970-01-01T00:00:00";

/// The feed: an entry for each report that was learnt last.
pub(crate) fn atom(news: &News) -> String {
    let updated = news.lines.first().and_then(|line| line.learnt.as_deref());
    let entries: String = news.lines.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>urn:dateline:news</id>\n<title>What is new</title>\n\
         <author><name>Dateline</name></author>\n\
         <updated>{}Z</updated>\n<link rel=\"self\" href=\"/news.atom\"/>\n{entries}</feed>\n",
        escaped(updated.unwrap_or(UNKNOWN))
    )
}

fn entry(line: &NewsLine) -> String {
    let report = &line.report;
    let title = report.title.as_deref().unwrap_or(&report.doc);
    let told = line.new.iter().take(LINES).map(|entry| {
        let standing = entry.standing().map(|word| format!("{word}: "));
        let denied = if entry.polarity == "negative" { "denied: " } else { "" };
        let standing = standing.unwrap_or_default();
        format!("{}: {denied}{standing}{}\n", entry.when.text, entry.title)
    });
    let told: String = told.collect();
    format!(
        "<entry>\n<id>urn:dateline:report:{id}</id>\n<title>{}</title>\n\
         <updated>{}Z</updated>\n<link href=\"/report/{id}\"/>\n\
         <content type=\"text\">{} new, {} known before\n{}</content>\n</entry>\n",
        escaped(title),
        escaped(line.learnt.as_deref().unwrap_or(UNKNOWN)),
        line.new.len(),
        line.known,
        escaped(&told),
        id = escaped(&report.id),
    )
}

/// Words as XML has them; what XML has no letter for becomes a mark.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}
