//! The arrangement of the seeds as of a day, known by a day: undated reports count, dated by what
//! other reports tell.
#![expect(clippy::disallowed_methods, reason = "the gold stands beside the project")]
#![expect(clippy::unwrap_used, reason = "missing gold should stop the test")]

use std::fs;
use std::path::PathBuf;

use dateline::{Asked, Credit, Desk, Disk, Topic};
use dateline_shared_tests::shared;
use jiff::civil::date;
use serde_json::Value;
use tempfile::TempDir;

fn record(folder: &TempDir) -> Desk {
    let mut desk = Desk::create(&folder.path().join("seeds.dateline")).unwrap();
    let seeds: [PathBuf; 1] = [shared().join("seeds")];
    desk.add(&Disk::default(), &seeds, &Credit::default(), &mut |_| ()).unwrap();
    desk
}

fn shown(desk: &Desk, topic: Topic, asked: &Asked) -> Value {
    serde_json::to_value(desk.show(topic, asked).unwrap()).unwrap()
}

/// Who held an office when, by the gold's link.
fn holders(id: &str) -> Vec<String> {
    let gold = fs::read_to_string(shared().join("gold/seeds/seeds_gold.jsonl")).unwrap();
    let all = gold.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let link = all.into_iter().find(|line| line["id"] == id).unwrap();
    let series = link["fields"]["series"].as_array().unwrap().clone();
    let named = series.iter().filter_map(|point| point["holder"].as_str());
    named.map(str::to_owned).collect()
}

#[test]
fn undated_reports_get_the_days_that_others_force_and_not_one_day_more() {
    let folder = TempDir::new().unwrap();
    let desk = record(&folder);
    let reports = shown(&desk, Topic::Reports, &Asked::default());
    let lines = reports.as_array().unwrap();
    let days = |name: &str| {
        let line =
            lines.iter().find(|line| line["doc"].as_str().unwrap().starts_with(name));
        let when = &line.unwrap()["published"];
        [when["earliest"].clone(), when["latest"].clone()]
    };
    assert_eq!(days("003"), ["2020-09-09", "2020-09-30"]);
    assert_eq!(days("004"), ["2020-01-03", "2021-01-02"]);
    assert_eq!(days("002"), [Value::from("2021-12-01"), Value::Null]);
}

#[test]
fn the_offices_of_a_day_are_held_by_those_who_held_them_then() {
    let folder = TempDir::new().unwrap();
    let desk = record(&folder);
    for id in ["S0-051", "S0-B05"] {
        let holders = holders(id);
        let at = |as_of, known_by| {
            let (as_of, known_by) = (Some(as_of), Some(known_by));
            let asked = Asked { as_of, known_by, ..Asked::default() };
            let state = shown(&desk, Topic::State, &asked);
            let roles = state["roles"].as_array().unwrap().iter();
            roles.map(|role| role["title"].to_string()).collect::<String>()
        };
        let early = at(date(2019, 9, 1), date(2019, 10, 1));
        assert!(early.contains(&holders[0]) && !early.contains(&holders[1]), "{id}");
        let late = at(date(2020, 9, 20), date(2020, 10, 1));
        assert!(late.contains(&holders[1]) && !late.contains(&holders[0]), "{id}");
    }
}
