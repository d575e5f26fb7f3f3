//! The values that two_timer, interim and Dateline give to the phrases of a gold: these crates
//! find nothing in running text, so they are handed the very words.
//!
//! phrases GOLD INPUTS: for each reader how many phrases it reads and how many values are right.

use std::collections::BTreeMap;
use std::time::Instant;

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

fn rows(path: &str) -> Vec<Value> {
    let words = std::fs::read_to_string(path).expect("a file of JSON lines");
    words.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn two_timer(words: &str, day: NaiveDate) -> Option<String> {
    let now = day.and_hms_opt(12, 0, 0)?;
    let config = two_timer::Config::new().now(now);
    let (first, behind, _) = two_timer::parse(words, Some(config)).ok()?;
    let days = (behind - first).num_days();
    Some(match days {
        0..=1 => first.format("%Y-%m-%d").to_string(),
        7 => first.format("%G-W%V").to_string(),
        28..=31 => first.format("%Y-%m").to_string(),
        365..=366 => first.format("%Y").to_string(),
        _ => first.format("%Y-%m-%d").to_string(),
    })
}

fn interim(words: &str, day: NaiveDate) -> Option<String> {
    let now = day.and_hms_opt(12, 0, 0)?.and_utc();
    let found = interim::parse_date_string(words, now, interim::Dialect::Us).ok()?;
    Some(found.format("%Y-%m-%d").to_string())
}

fn dateline(words: &str, day: NaiveDate) -> Option<String> {
    let text = dateline_text::Text::new(words);
    let here = jiff::civil::Date::new(
        i16::try_from(day.year()).ok()?,
        i8::try_from(day.month()).ok()?,
        i8::try_from(day.day()).ok()?,
    );
    let found = dateline_time::tag(&text, &[text.span()], here.ok());
    found.first().map(|time| time.value.1.timex.clone())
}

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let days: BTreeMap<String, NaiveDate> = rows(&paths[1])
        .iter()
        .filter_map(|row| {
            let day = row["dct"].as_str()?.get(..10)?.parse().ok()?;
            Some((row["doc"].as_str()?.to_owned(), day))
        })
        .collect();
    let gold: Vec<(String, String, NaiveDate)> = rows(&paths[0])
        .iter()
        .filter_map(|row| {
            let words = row["text"].as_str().filter(|words| !words.is_empty())?;
            let day = *days.get(row["doc"].as_str()?)?;
            Some((words.to_owned(), row["value"].as_str()?.to_owned(), day))
        })
        .collect();
    let readers: [(&str, fn(&str, NaiveDate) -> Option<String>); 3] =
        [("two_timer", two_timer), ("interim", interim), ("dateline", dateline)];
    let bytes: usize = gold.iter().map(|(words, ..)| words.len()).sum();
    for (name, read) in readers {
        let begin = Instant::now();
        let answers: Vec<Option<String>> =
            gold.iter().map(|(words, _, day)| read(words, *day)).collect();
        let seconds = begin.elapsed().as_secs_f64();
        let given = answers.iter().flatten().count();
        let right = answers
            .iter()
            .zip(&gold)
            .filter(|(answer, (_, value, _))| answer.as_ref() == Some(value))
            .count();
        println!(
            "{name}: of {} phrases {given} read, {right} values right ({:.1} %), {:.2} MB/s",
            gold.len(),
            100.0 * right as f64 / gold.len() as f64,
            bytes as f64 / 1e6 / seconds,
        );
    }
}
