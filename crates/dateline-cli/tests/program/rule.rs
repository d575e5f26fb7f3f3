//! Ruling from the page: what was seen is said, one who rules on something else is told so, and
//! no other site can do it.

use crate::serve::{Server, header};
use crate::{Room, report};

fn room() -> Room {
    let room = Room::new();
    room.put("in/one.txt", report(1).as_bytes());
    room.put("in/two.txt", report(2).as_bytes());
    assert_eq!(room.run(&["add", "-q", "in"]).code, Some(0));
    room
}

/// The first figure of the record, with the mark it has now.
fn figure(server: &Server) -> (String, String) {
    let series = server.data("/figures.json");
    let entry = series[0]["points"][0]["entry"].as_str().unwrap().to_owned();
    let mark = header(&server.get(&format!("/entry/{entry}.json")), "etag").to_owned();
    (entry, mark)
}

#[test]
fn an_entry_is_accepted_and_that_is_undone() {
    let room = room();
    let server = Server::start(&room);
    let (entry, mark) = figure(&server);
    let accept = format!("/entry/{entry}/accept.json");
    let seen = format!("If-Match: {mark}\r\n");
    let answer =
        server.post(&accept, &seen, "{\"because\": \"the minister's own words\"}");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let accepted = server.data(&format!("/entry/{entry}.json"));
    assert_eq!(accepted["entry"]["accepted"], true);
    assert_eq!(server.data("/rulings.json")[0]["because"], "the minister's own words");
    // What was seen is not what stands there now.
    let answer = server.post(&accept, &seen, "{}");
    assert!(answer.starts_with("HTTP/1.1 412"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
    let answer = server.post("/review/undo", "", "back=%2Freview");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let undone = server.data(&format!("/entry/{entry}.json"));
    assert_eq!(undone["entry"]["accepted"], false);
    assert!(server.post("/review/undo.json", "", "{}").starts_with("HTTP/1.1 409"));
}

#[test]
fn a_value_is_corrected_by_a_form_and_leads_back_to_the_entry() {
    let room = room();
    let server = Server::start(&room);
    let (entry, mark) = figure(&server);
    let mark = mark.trim_matches('"');
    let form = format!("match={mark}&field=value&value=1%2C250&back=%2Fentry%2F{entry}");
    let answer = server.post(&format!("/entry/{entry}/correct"), "", &form);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let page = server.get(header(&answer, "location"));
    assert!(page.contains("1,250"), "{page}");
    let (entry, mark) = figure(&server);
    let wrong = format!("match={}&field=value&value=many", mark.trim_matches('"'));
    let answer = server.post(&format!("/entry/{entry}/correct"), "", &wrong);
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    // The terminal's verbs made no other decision than the page.
    let said = room.run(&["review", "export"]);
    assert!(said.out.contains(" correct "), "{}", said.out);
}

/// The first two entries that wait, with their marks.
fn two(server: &Server) -> Vec<(String, String)> {
    let queue = server.data("/review.json");
    let waiting = queue["waiting"].as_array().unwrap().iter().take(2);
    let ids = waiting.map(|one| one["entry"]["id"].as_str().unwrap().to_owned());
    let mark = |id: String| {
        let answer = server.get(&format!("/entry/{id}.json"));
        (id, header(&answer, "etag").trim_matches('"').to_owned())
    };
    ids.map(mark).collect()
}

#[test]
fn what_was_ruled_waits_no_more_before_it_is_joined() {
    let room = room();
    let server = Server::start(&room);
    let left = server.data("/review.json")["left"].as_u64().unwrap();
    for (gone, verb) in [(1, "accept"), (2, "reject"), (3, "reject")] {
        let (entry, mark) = two(&server).remove(0);
        let form = format!("match={mark}&back=%2Freview");
        let answer = server.post(&format!("/entry/{entry}/{verb}"), "", &form);
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let queue = server.data("/review.json");
        assert_eq!(queue["left"], left - gone);
        let waiting = queue["waiting"].as_array().unwrap();
        assert!(waiting.iter().all(|one| one["entry"]["id"] != entry), "{entry} waits");
    }
    assert!(server.post("/review/undo.json", "", "{}").starts_with("HTTP/1.1 200"));
    assert_eq!(server.data("/review.json")["left"], left - 2);
    let standing = server.data("/rulings.json");
    let counts = |one: &&serde_json::Value| one["standing"] == "undone";
    assert!(standing.as_array().unwrap().iter().filter(counts).count() > 0);
}

#[test]
fn many_entries_are_ruled_on_at_once_or_none_and_that_is_undone_as_one() {
    let room = room();
    let server = Server::start(&room);
    let left = server.data("/review.json")["left"].as_u64().unwrap();
    let both = two(&server);
    let form = |marks: [&str; 2]| {
        format!(
            "verdict=accept&entry-{}={}&entry-{}={}",
            both[0].0, marks[0], both[1].0, marks[1]
        )
    };
    let stale = server.post("/review/bulk", "", &form([&both[0].1, "another"]));
    assert!(stale.starts_with("HTTP/1.1 412"), "{stale}");
    assert_eq!(server.data("/rulings.json"), serde_json::json!([]));
    let answer = server.post("/review/bulk", "", &form([&both[0].1, &both[1].1]));
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(server.data("/review.json")["left"], left - 2);
    for (entry, _) in &both {
        let entry = server.data(&format!("/entry/{entry}.json"));
        assert_eq!(entry["entry"]["accepted"], true);
    }
    assert!(server.post("/review/undo.json", "", "{}").starts_with("HTTP/1.1 200"));
    assert_eq!(server.data("/review.json")["left"], left);
    let page = server.get("/timeline?tick=yes");
    assert!(page.contains("type=\"checkbox\""), "{page}");
    assert!(server.post("/review/bulk.json", "", "{}").starts_with("HTTP/1.1 400"));
}

#[test]
fn without_what_was_seen_nothing_is_ruled() {
    let room = room();
    let server = Server::start(&room);
    let (entry, mark) = figure(&server);
    let reject = format!("/entry/{entry}/reject");
    assert!(server.post(&reject, "", "").starts_with("HTTP/1.1 428"));
    let elsewhere = format!("If-Match: {mark}\r\nOrigin: http://evil.example\r\n");
    assert!(server.post(&reject, &elsewhere, "").starts_with("HTTP/1.1 403"));
    let crossed = format!("If-Match: {mark}\r\nSec-Fetch-Site: cross-site\r\n");
    assert!(server.post(&reject, &crossed, "").starts_with("HTTP/1.1 403"));
    assert!(server.post("/timeline", "", "").starts_with("HTTP/1.1 405"));
    assert_eq!(server.data("/rulings.json"), serde_json::json!([]));
    let own = format!("If-Match: {mark}\r\nOrigin: http://{}\r\n", server.address);
    assert!(server.post(&reject, &own, "").starts_with("HTTP/1.1 303"));
    let gone = server.get(&format!("/entry/{entry}.json"));
    assert!(gone.starts_with("HTTP/1.1 404"), "{gone}");
}

#[test]
fn two_entries_are_ruled_to_be_one() {
    let room = room();
    let server = Server::start(&room);
    let timeline = server.data("/timeline.json?kind=agreement");
    let entries = timeline["dated"].as_array().unwrap();
    let (one, other) =
        (entries[0]["id"].as_str().unwrap(), entries[1]["id"].as_str().unwrap());
    let mark = header(&server.get(&format!("/entry/{one}.json")), "etag").to_owned();
    let body = format!("{{\"other\": \"{other}\"}}");
    let seen = format!("If-Match: {mark}\r\n");
    let answer = server.post(&format!("/entry/{one}/merge.json"), &seen, &body);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let after = server.data("/timeline.json?kind=agreement");
    assert_eq!(after["dated"].as_array().unwrap().len(), entries.len() - 1);
}

#[test]
fn what_was_missed_is_added_by_its_words() {
    let room = room();
    let server = Server::start(&room);
    let report = server.data("/reports.json")[0]["id"].as_str().unwrap().to_owned();
    let mark = format!("/report/{report}/mark.json");
    let body = "{\"quote\": \"harbour patrols in Ostrel\", \"kind\": \"event\", \
                \"when\": \"2031-03\", \"told\": \"patrols begin\"}";
    let answer = server.post(&mark, "", body);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (_, done) = answer.split_once("\r\n\r\n").unwrap();
    let done: serde_json::Value = serde_json::from_str(done).unwrap();
    let entry = server.data(&format!("/entry/{}.json", done["entry"].as_str().unwrap()));
    assert_eq!(entry["entry"]["when"]["text"], "2031-03");
    let words = entry["entry"]["evidence"][0]["words"].as_str().unwrap();
    assert_eq!(words, "harbour patrols in Ostrel");
    let absent = body.replace("Ostrel", "Calder");
    assert!(server.post(&mark, "", &absent).starts_with("HTTP/1.1 404"));
}
