//! What bodies weigh and decide, as reports tell it.

use dateline_findings::{Field, Kind};
use dateline_names::ActorClass::Organisation;
use dateline_record::{Filter, Laid, Missing, Record};
use jiff::civil::date;

mod invented;

use invented::{Story, list, words};

/// A commission that is to review a mission, and its subcommittees with what they weigh.
fn commission() -> Laid {
    let mut story = Story::new("wire", Some(date(2031, 5, 12)));
    let commission = story.name("Joint Tide Commission", Organisation);
    let groups = story.name("Two subcommittees", Organisation);
    let reviews = list(&["review the mission of the Harbour Alliance"]);
    story.tell(
        Kind::Body,
        &[(Field::Name, commission.clone()), (Field::Mandate, reviews)],
    );
    let weighs = list(&["the threat of floods", "the readiness of the Coast Guard"]);
    story.tell(
        Kind::Body,
        &[(Field::Name, groups), (Field::Parent, commission), (Field::Mandate, weighs)],
    );
    story.done()
}

fn said(title: &str, speaker: &str, verb: &str, content: &str) -> Laid {
    let mut story = Story::new(title, Some(date(2031, 6, 2)));
    let speaker = story.name(speaker, Organisation);
    let told = [
        (Field::Speaker, speaker),
        (Field::Verb, words(verb)),
        (Field::Content, words(content)),
    ];
    story.tell(Kind::Statement, &told);
    story.done()
}

fn record(all: Vec<Laid>) -> Record {
    let mut record = Record::new();
    all.into_iter().for_each(|laid| record.lay(laid));
    record
}

#[test]
fn a_commission_and_its_subcommittees_are_one_decision_with_what_is_said_of_each_factor()
{
    let view = record(vec![
        commission(),
        said("courier", "Tide Office", "said", "the threat of floods had grown"),
        said("gazette", "Coast Guard", "said", "a course had ended"),
        said(
            "herald",
            "Joint Tide Commission",
            "recommended",
            "that the Alliance stay a year",
        ),
    ])
    .view();
    let all = view.deciding(&Filter::default());
    assert_eq!(all.len(), 1);
    let one = &all[0];
    assert_eq!(one.bodies.len(), 2);
    assert_eq!(one.question, ["review the mission of the Harbour Alliance"]);
    let readings: Vec<usize> =
        one.factors.iter().map(|factor| factor.readings.len()).collect();
    // Who speaks is no word on how ready he is.
    assert_eq!(readings, [1, 0]);
    assert_eq!(one.recommendations.len(), 1);
    let unsaid = Missing::Reading("the readiness of the Coast Guard".to_owned());
    assert_eq!(one.missing, [unsaid, Missing::Decision]);
}

#[test]
fn a_body_that_only_acts_decides_nothing() {
    let mut story = Story::new("wire", Some(date(2031, 5, 12)));
    let mission = story.name("advisory mission", Organisation);
    let tasks = list(&["support the coast guard", "train the crews"]);
    story.tell(Kind::Body, &[(Field::Name, mission), (Field::Mandate, tasks)]);
    let view = record(vec![story.done()]).view();
    assert!(view.deciding(&Filter::default()).is_empty());
}
