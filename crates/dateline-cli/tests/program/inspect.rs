//! One stage by itself, in code points.

use serde_json::Value;

use crate::Room;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(text: &str, start: &Value, end: &Value) -> String {
    let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    text.chars().skip(at(start)).take(at(end) - at(start)).collect()
}

#[test]
fn times_are_counted_in_code_points_of_the_text_given() {
    let room = Room::new();
    let text = "“Élan” – Varn signed on Thursday, 14 August 2031.";
    let line = serde_json::json!({"doc": "a", "text": text, "dct": "2031-08-15"});
    room.put("in.jsonl", line.to_string().as_bytes());
    let said = room.run(&["inspect", "times", "in.jsonl"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let found = lines(&said.out);
    assert!(!found.is_empty());
    for line in found {
        assert_eq!(line["text"], words(text, &line["start"], &line["end"]));
    }
}

#[test]
fn the_map_of_a_report_walks_back_to_its_bytes() {
    let room = Room::new();
    let page = "<html><head><title>Pact &amp; ties</title></head><body><article><p>Varn &amp; \
                Orlesia signed a pact on harbour patrols in Ostrel on Thursday.</p><p>The \
                ministry “welcomed” it, and said that 300 sailors would stay in the \
                harbour.</p></article></body></html>";
    room.put("pact.html", page.as_bytes());
    let said = room.run(&["inspect", "text", "pact.html"]);
    let line = lines(&said.out).remove(0);
    let text = line["text"].as_str().unwrap();
    assert!(text.contains("Varn & Orlesia"), "{text}");
    let mut end = 0;
    for piece in line["map"].as_array().unwrap() {
        let at =
            |number: usize| usize::try_from(piece[number].as_u64().unwrap()).unwrap();
        assert_eq!(at(0), end);
        end = at(1);
        let (words, raw) =
            (text.get(at(0)..at(1)).unwrap(), page.get(at(2)..at(3)).unwrap());
        let decoded = raw.replace("&amp;", "&");
        assert!(
            raw == words || decoded.contains(words) || words == "\n",
            "{words} {raw}"
        );
    }
    assert_eq!(end, text.len());
}

#[test]
fn a_line_that_is_no_json_is_named() {
    let room = Room::new();
    room.put("in.jsonl", b"{\"id\": 1, \"a\": \"x\", \"b\": \"y\"}\nnot json\n");
    let said = room.run(&["inspect", "pairs", "in.jsonl"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("line 2 of `in.jsonl`"), "{}", said.err);
}

#[test]
fn every_stage_answers_nothing_to_nothing() {
    let room = Room::new();
    room.put("none.jsonl", b"");
    for (stage, word) in dateline::inspect::Stage::ALL {
        let said = room.run(&["inspect", word, "none.jsonl"]);
        assert_eq!(said.code, Some(0), "{stage:?}: {}", said.err);
    }
}

#[test]
fn a_report_in_code_points_is_told_apart_from_its_bytes() {
    let room = Room::new();
    let page = "Élan – pact signed\n\nÉlan – Orlesia signed a pact with Varn on Thursday, \
                14 August 2031, the ministry said.\n";
    room.put("pact.txt", page.as_bytes());
    let said = room.run(&["inspect", "findings", "pact.txt"]);
    for line in lines(&said.out) {
        let words = words(page, &line["start"], &line["end"]);
        assert!(!words.is_empty() && !words.starts_with(' '), "{words:?}");
    }
}

#[test]
fn a_codebook_of_ones_own_adds_its_types_of_event() {
    let room = Room::new();
    let line = "harbour_fee\tverb\tlevy\tO=fee,toll\tS>actor O>about\tSANCTION\t-\n";
    room.put("own.tsv", line.as_bytes());
    room.put(
        "fee.txt",
        b"News of the port\n\nCALDER, 14 May 2031 - The Calder Port Council levied a fee on \
          foreign trawlers on Monday. The port had been free of fees for thirty years, and \
          the council had said that it would stay so.\n",
    );
    let fees = |said: &str| -> Vec<Value> {
        let lines = lines(said).into_iter();
        lines.filter(|line| line["fields"]["event_type"] == "harbour_fee").collect()
    };
    let said = room.run(&["inspect", "findings", "fee.txt"]);
    assert!(fees(&said.out).is_empty());
    let said = room.run(&["inspect", "findings", "--codebook", "own.tsv", "fee.txt"]);
    let found = fees(&said.out);
    assert_eq!(found.len(), 1, "{} {}", said.out, said.err);
    assert_eq!(found[0]["rule"], "codebook harbour_fee, verb `levy`");
    assert_eq!(found[0]["fields"]["plover"][0], "SANCTION");
}

#[test]
fn a_wrong_line_of_a_codebook_is_named() {
    let room = Room::new();
    room.put("own.tsv", b"fee\tverb\tlevy\t-\t-\tFEE\t-\n");
    room.put("fee.txt", b"A fee was levied.\n");
    let said = room.run(&["inspect", "findings", "--codebook", "own.tsv", "fee.txt"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("line 1 of the codebook"), "{}", said.err);
    assert!(said.err.contains("hint: "), "{}", said.err);
}
