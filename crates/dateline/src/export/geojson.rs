use std::collections::BTreeMap;
use std::io::Write;

use dateline_names::{Gazetteer, Located, Point, Town};
use dateline_text::{CreditKind, ReportId, fold};
use serde_json::{Map, Value, json};

use super::{PAGE_PORT, Written};
use crate::desk::Sight;
use crate::wire::{self, EntryLine, count, degrees};
use crate::{Desk, Error};

/// Writes a `GeoJSON` collection (RFC 7946): a point for each entry whose place is one town that
/// a table knows. What has none stands in the same file, with the reason.
pub(super) fn write(desk: &Desk, out: &mut dyn Write) -> Result<Written, Error> {
    let view = desk.view()?;
    let sight = &Sight::new(desk, view);
    let gazetteer = desk.gazetteer();
    let mut features = Vec::new();
    let mut omitted = Omitted::default();
    for entry in &view.entries {
        let entry = wire::entry_line(sight, entry);
        let town = match place_of(&entry, &gazetteer) {
            Err(Why::Unknown) => told_by_page(sight, &entry).ok_or(Why::Unknown),
            found => found.cloned(),
        };
        match town {
            Ok(town) => features.push(feature(&entry, &town)),
            Err(why) => omitted.add(why, &entry),
        }
    }
    let lines = features.len();
    let mut left_out = omitted.told();
    left_out.push(format!("{} between entries", count(view.links.len(), "link")));
    let collection = json!({
        "type": "FeatureCollection",
        "features": features,
        "left_out": left_out,
        "unplaced": omitted.unplaced(),
    });
    writeln!(out, "{collection}").map_err(Error::writing)?;
    Ok(Written { lines, left_out })
}

/// Why an entry has no point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    NoPlace,
    Unknown,
    Several,
    Region,
    Differ,
}

impl Why {
    const ALL: [(Self, &'static str); 5] = [
        (Self::NoPlace, "no place is told"),
        (Self::Unknown, "the place is in no table"),
        (Self::Several, "several towns have the place's name"),
        (Self::Region, "the place is a state or region and no town"),
        (Self::Differ, "several places are told"),
    ];

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(why, _)| *why == self).map_or("", |(_, word)| word)
    }
}

/// The one town that all readings of the place name which a table knows.
fn place_of<'a>(entry: &EntryLine, gazetteer: &'a Gazetteer) -> Result<&'a Town, Why> {
    let places = places(entry);
    if places.is_empty() {
        return Err(Why::NoPlace);
    }
    let (mut towns, mut why) = (Vec::new(), Why::Unknown);
    for place in places {
        match gazetteer.locate(place) {
            Located::One(town) => towns.push(town),
            Located::Several => why = Why::Several,
            // "In the capital, Harbourtown": a region says less than a town and is no other place.
            Located::Region if why == Why::Unknown => why = Why::Region,
            Located::Region | Located::Unknown => {}
        }
    }
    towns.sort_unstable();
    towns.dedup();
    match towns.as_slice() {
        [] => Err(why),
        [town] => Ok(town),
        _ => Err(Why::Differ),
    }
}

/// The point that the pages of its reports give for the place, where they were filed from there:
/// a town that no table knows. Pages that disagree tell nothing.
fn told_by_page(sight: &Sight<'_>, entry: &EntryLine) -> Option<Town> {
    let places: Vec<String> = places(entry).into_iter().map(fold).collect();
    let mut towns = entry.evidence.iter().filter_map(|told| {
        let paper = sight.paper(ReportId::parse(&told.report)?)?;
        let credits = &paper.report.credits;
        let place = credits.first(CreditKind::Place)?;
        let at = point_of(credits.first(CreditKind::Coordinates)?)?;
        places.contains(&fold(place)).then(|| Town {
            name: place.to_owned(),
            state: String::new(),
            at,
            source: format!("the page of {}", told.doc),
        })
    });
    let first = towns.next()?;
    towns.all(|other| other.at == first.at).then_some(first)
}

/// "12.5;44.25" of a page, "12.5 44.25" of a feed.
fn point_of(words: &str) -> Option<Point> {
    let mut numbers = words.split([';', ',', ' ']).filter(|number| !number.is_empty());
    let point = Point::parse(numbers.next()?, numbers.next()?)?;
    numbers.next().is_none().then_some(point)
}

/// What the entry's reports say of where, each reading.
fn places(entry: &EntryLine) -> Vec<&str> {
    let field = entry.fields.iter().find(|field| field.field == "place");
    let readings = field.into_iter().flat_map(|field| &field.readings);
    let words = readings.flat_map(|reading| match &reading.value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => vec![reading.text.as_str()],
    });
    words.filter(|words| !words.trim().is_empty()).collect()
}

fn feature(entry: &EntryLine, town: &Town) -> Value {
    let names = entry.actors.iter().map(|actor| actor.name.as_str());
    let found_in = entry.evidence.iter().map(|told| {
        json!({"doc": told.doc, "start": told.start, "end": told.end, "text": told.words})
    });
    json!({
        "type": "Feature",
        "id": entry.id,
        "geometry": {"type": "Point", "coordinates": position(town.at)},
        "properties": {
            "kind": entry.kind,
            "title": entry.title,
            "when": entry.when.edtf,
            "when_text": entry.when.text,
            "earliest": entry.when.earliest,
            "latest": entry.when.latest,
            "modality": entry.modality,
            "polarity": entry.polarity,
            "according_to": entry.according_to(),
            "place": entry.field("place"),
            "town": town.name,
            "point_from": town.source,
            "actors": names.collect::<Vec<_>>(),
            "reports": entry.reports,
            "origins": entry.origins,
            "accepted": entry.accepted,
            "link": format!("http://127.0.0.1:{PAGE_PORT}/entry/{}", entry.id),
            "found_in": found_in.collect::<Vec<_>>(),
        },
    })
}

/// Longitude, then latitude: the order of RFC 7946.
fn position(point: Point) -> [Value; 2] {
    [degrees(point.longitude()), degrees(point.latitude())]
}

/// Entries without a point, by why and by the words for their place.
#[derive(Debug, Default)]
struct Omitted {
    entries: BTreeMap<Why, usize>,
    places: BTreeMap<(Why, String), usize>,
}

impl Omitted {
    fn add(&mut self, why: Why, entry: &EntryLine) {
        *self.entries.entry(why).or_default() += 1;
        for place in places(entry) {
            *self.places.entry((why, place.to_owned())).or_default() += 1;
        }
    }

    fn told(&self) -> Vec<String> {
        let told = self.entries.iter();
        told.map(|(why, entries)| {
            format!("{} omitted: {}", count(*entries, "entry"), why.as_str())
        })
        .collect()
    }

    /// The places, so that a user can look them up and add them to a table of their own.
    fn unplaced(&self) -> Vec<Value> {
        let places = self.places.iter().map(|((why, place), entries)| {
            let mut line = Map::new();
            line.insert("place".to_owned(), place.as_str().into());
            line.insert("entries".to_owned(), (*entries).into());
            line.insert("why".to_owned(), why.as_str().into());
            Value::Object(line)
        });
        places.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{FieldLine, ReadingLine};

    fn told(places: &[&str]) -> EntryLine {
        let reading = |place: &&str| ReadingLine {
            value: (*place).into(),
            text: (*place).to_owned(),
            evidence: Vec::new(),
        };
        let field =
            FieldLine { field: "place", readings: places.iter().map(reading).collect() };
        EntryLine { fields: vec![field], ..EntryLine::default() }
    }

    fn why(places: &[&str]) -> Option<Why> {
        place_of(&told(places), &Gazetteer::shipped()).err()
    }

    #[test]
    fn an_entry_has_the_point_of_the_one_town_that_its_reports_name() {
        let gazetteer = Gazetteer::shipped();
        let entry = told(&["Nairobi", "the capital", "Kenya"]);
        let town = place_of(&entry, &gazetteer).unwrap();
        assert_eq!(Value::from(position(town.at).to_vec()), json!([36.8167, -1.2833]));
    }

    #[test]
    fn a_page_and_a_feed_write_a_point_in_their_own_ways() {
        let point = Point::parse("12.5", "-44.25");
        assert!(point.is_some());
        for words in ["12.5;-44.25", "12.5, -44.25", " 12.5 -44.25 "] {
            assert_eq!(point_of(words), point, "{words}");
        }
        for words in ["", "12.5", "12.5;-44.25;3", "north;west"] {
            assert_eq!(point_of(words), None, "{words}");
        }
    }

    #[test]
    fn an_entry_without_one_town_says_why() {
        assert_eq!(why(&[]), Some(Why::NoPlace));
        assert_eq!(why(&["Ostrel"]), Some(Why::Unknown));
        assert_eq!(why(&["Tripoli"]), Some(Why::Several));
        assert_eq!(why(&["Kenya"]), Some(Why::Region));
        assert_eq!(why(&["Nairobi", "Mombasa"]), Some(Why::Differ));
        assert_eq!(why(&["Nairobi", "Nairobi, Kenya"]), None);
    }
}
