//! Links between what is said, claimed, considered and voted, on invented stories.

mod invented;

use dateline_findings::{Field, Kind, Modality, Value};
use dateline_names::ActorClass::{Organisation, Person};
use dateline_record::Laid;
use invented::{Story, kinds, number, on, view, word, words};
use jiff::civil::{Date, date};

fn said(title: &str, published: Date, (verb, content): (&str, &str)) -> Laid {
    let mut story = Story::new(title, Some(published));
    let speaker = story.name("Hanne Dorval", Person);
    let told = [
        (Field::Speaker, speaker),
        (Field::Verb, words(verb)),
        (Field::Content, words(content)),
    ];
    story.tell(Kind::Statement, &told);
    story.done()
}

#[test]
fn who_rejects_a_thing_and_later_backs_it_has_changed_position() {
    let turn = |one: (&str, &str), other: (&str, &str)| {
        let first = said("wire", date(2031, 2, 12), one);
        view(vec![first, said("courier", date(2031, 9, 16), other)])
    };
    let backs = ("said", "her government now backs the withdrawal of the garrison");
    assert_eq!(kinds(&turn(("rejected", "the withdrawal"), backs)), ["position_change"]);
    let never = ("told", "Varn will never accept foreign ships in Calder");
    let welcome = ("said", "we welcome the ships of the union in Calder");
    assert_eq!(kinds(&turn(never, welcome)), ["position_change"]);
    // To be for it twice is no change; another thing is another; proposals come every day.
    assert!(turn(("welcomed", "the withdrawal"), backs).links.is_empty());
    assert!(turn(("rejected", "the tax"), backs).links.is_empty());
    let proposal = ("said", "she supports the proposal of the harbour masters");
    assert!(turn(("rejected", "the proposal"), proposal).links.is_empty());
}

#[test]
fn what_was_considered_and_is_decided_later_differs_in_modality() {
    let settled = |first: &str, second: &str| {
        let considered = said("wire", date(2031, 5, 3), ("said", first));
        let mut decided = said("courier", date(2032, 1, 15), ("confirmed", second));
        decided.findings[0].modality = Modality::Planned;
        view(vec![considered, decided])
    };
    let considering =
        "the government was considering closing the tram line between Calder and Ostrel";
    let decided = "Orlesia will close the tram line between Calder and Ostrel on 1 March";
    assert_eq!(kinds(&settled(considering, decided)), ["modality_differs"]);
    let other = "Orlesia will close the swimming pool of Ostrel on 1 March";
    assert!(settled(considering, other).links.is_empty());
    let plain = "the tram line between Calder and Ostrel is old";
    assert!(settled(plain, decided).links.is_empty());
}

#[test]
fn a_group_that_claimed_a_bombing_and_was_not_behind_it_contradicts_itself() {
    let claimed = |group: &str| {
        let mut story = Story::new("wire", Some(date(2031, 6, 21)));
        let actor = story.name(group, Organisation);
        let claim = [
            (Field::EventType, word("claim_attack")),
            (Field::Actor, actor),
            (Field::About, words("the bombing of the customs house")),
        ];
        story.tell(Kind::Event, &claim);
        story.done()
    };
    let denies = ("said", "the Reed Brigade was not behind the bombing");
    let denial = || said("courier", date(2031, 6, 28), denies);
    let both = view(vec![claimed("Reed Brigade"), denial()]);
    assert_eq!(kinds(&both), ["status_contradiction"]);
    assert!(view(vec![claimed("Tidewatch Front"), denial()]).links.is_empty());
    let late = said("courier", date(2032, 6, 28), denies);
    assert!(view(vec![claimed("Reed Brigade"), late]).links.is_empty());
}

fn vote(title: &str, published: Date, counts: [i64; 2], about: &str) -> Laid {
    let mut story = Story::new(title, Some(published));
    for (what, count) in ["votes for", "votes against"].into_iter().zip(counts) {
        let votes = [
            (Field::Number, number(count)),
            (Field::Unit, words("votes")),
            (Field::What, words(what)),
        ];
        story.tell(Kind::Figure, &votes);
    }
    let voted = [
        (Field::EventType, word("parliament_vote")),
        (Field::About, words(about)),
        (Field::Date, Value::When(on(date(2032, 2, 10)))),
    ];
    story.tell(Kind::Event, &voted);
    story.done()
}

#[test]
fn one_vote_is_known_by_one_count_and_the_other_differs() {
    let of = |day: i8, counts: [i64; 2], about: &str| {
        let motion = "a non-binding motion that asks for a law";
        view(vec![
            vote("wire", date(2032, 2, 11), [71, 48], motion),
            vote("courier", date(2032, 2, day), counts, about),
        ])
    };
    let motion = "a motion on the garrison";
    assert_eq!(kinds(&of(12, [74, 48], motion)), ["figure_differs"]);
    assert_eq!(kinds(&of(12, [71, 48], "a law")), ["wording_differs"]);
    assert!(!kinds(&of(12, [64, 58], motion)).contains(&"figure_differs"));
    assert!(!kinds(&of(25, [74, 48], motion)).contains(&"figure_differs"));
}
