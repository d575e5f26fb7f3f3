//! Links between reports that tell of one matter in words of their own, on invented stories.

mod invented;

use dateline_findings::{Decimal, Field, Kind, Modality, Polarity, Value};
use dateline_names::ActorClass::{Organisation, Person, Place, State};
use dateline_record::{Laid, View};
use dateline_text::Span;
use dateline_time::When;
use invented::{Story, kinds, number, on, view, word, words};
use jiff::civil::{Date, date};

/// A report that names a mine and its owner.
fn of_mine(title: &str, published: Date) -> Story {
    let mut story = Story::new(title, Some(published));
    story.cast("Harrow Pit", Place);
    story.cast("Calder Coal", Organisation);
    story.cast("Orlesia", State);
    story
}

/// The links of a report with one finding and another with another.
fn told(first: &dyn Fn(&mut Story), second: &dyn Fn(&mut Story), day: Date) -> View {
    let mut one = of_mine("wire", date(2031, 5, 3));
    first(&mut one);
    let mut other = of_mine("courier", day);
    second(&mut other);
    view(vec![one.done(), other.done()])
}

fn statement(story: &mut Story, speaker: &str, content: &str) {
    let speaker = story.name(speaker, Person);
    let fields = [(Field::Speaker, speaker), (Field::Content, words(content))];
    story.tell(Kind::Statement, &fields);
}

#[test]
fn what_was_asked_for_is_done_in_a_later_report() {
    let asked = |story: &mut Story| {
        statement(story, "Hanne Dorval", "the other three shafts to be closed at once");
        story.laid.findings[0].modality = Modality::CalledFor;
    };
    let done = |kind: &'static str, about: &'static str| {
        move |story: &mut Story| {
            let fields = [(Field::EventType, word(kind)), (Field::About, words(about))];
            story.tell(Kind::Event, &fields);
        }
    };
    let close = done("close", "the other three shafts");
    let met = told(&asked, &close, date(2031, 5, 9));
    assert_eq!(kinds(&met), ["update"]);
    assert_eq!(met.links[0].rule, "asked for, and done in a later report");
    // Before it was asked for; another thing; another deed.
    assert!(told(&asked, &close, date(2031, 5, 1)).links.is_empty());
    let other = done("close", "the old town hall");
    assert!(told(&asked, &other, date(2031, 5, 9)).links.is_empty());
    let visit = done("visit", "the other three shafts");
    assert!(told(&asked, &visit, date(2031, 5, 9)).links.is_empty());
}

#[test]
fn what_one_speaker_says_another_denies() {
    let said = |speaker: &'static str, content: &'static str| {
        move |story: &mut Story| statement(story, speaker, content)
    };
    let idle =
        said("Doran Velk", "the main fan was not running on the night of the fire");
    let ran = said("Edvin Rask", "the main fan was running all night");
    let denied = told(&idle, &ran, date(2031, 5, 5));
    assert_eq!(kinds(&denied), ["status_contradiction"]);
    // One speaker may learn; a year later it is another night; a road is no fan.
    assert!(
        !kinds(&told(
            &idle,
            &said("Doran Velk", "the main fan was running all night"),
            date(2031, 5, 5)
        ))
        .contains(&"status_contradiction")
    );
    assert!(told(&idle, &ran, date(2032, 5, 5)).links.is_empty());
    let road = said("Edvin Rask", "the main road was running along the river");
    assert!(told(&idle, &road, date(2031, 5, 5)).links.is_empty());
}

fn figure(
    value: i64,
    (what, unit): (&str, &str),
    comparator: &str,
) -> impl Fn(&mut Story) {
    let fields = [
        (Field::Number, number(value)),
        (Field::What, words(what)),
        (Field::Unit, word(unit)),
        (Field::Comparator, word(comparator)),
    ];
    move |story: &mut Story| {
        story.tell(Kind::Figure, &fields);
    }
}

#[test]
fn reports_of_one_matter_tell_one_number_alike_or_roughly() {
    let people = ("people", "persons");
    let of = |one: (i64, &str), other: (i64, &str)| {
        let [first, second] = [one, other].map(|(value, how)| figure(value, people, how));
        told(&first, &second, date(2031, 5, 5))
    };
    assert_eq!(kinds(&of((140, "about"), (138, "exactly"))), ["vague_against_exact"]);
    assert_eq!(kinds(&of((320, "exactly"), (320, "exactly"))), ["corroboration"]);
    // Another number is of others; hundreds are told of everything; small ones come twice.
    assert!(of((140, "about"), (190, "exactly")).links.is_empty());
    assert!(of((300, "exactly"), (300, "exactly")).links.is_empty());
    assert!(of((12, "exactly"), (12, "exactly")).links.is_empty());
    // Reports that share no name tell of two matters, and so do reports of two seasons.
    let far = told(
        &figure(320, people, "exactly"),
        &figure(320, people, "exactly"),
        date(2031, 8, 5),
    );
    assert!(far.links.is_empty());
    let mut alone = Story::new("gazette", Some(date(2031, 5, 5)));
    figure(320, people, "exactly")(&mut alone);
    let mut one = of_mine("wire", date(2031, 5, 3));
    figure(320, people, "exactly")(&mut one);
    assert!(view(vec![one.done(), alone.done()]).links.is_empty());
    // Ports are counted alike wherever one looks.
    let ports = ("ports", "ports");
    let counted = [128, 128].map(|value| figure(value, ports, "exactly"));
    assert!(told(&counted[0], &counted[1], date(2031, 5, 5)).links.is_empty());
}

fn minister(title: &str, published: Date, (holder, post): (&str, &str)) -> Story {
    let mut story = of_mine(title, published);
    let holder = story.name(holder, Person);
    let fields = [
        (Field::Holder, holder),
        (Field::Post, words(post)),
        (Field::AsOf, Value::When(on(published))),
    ];
    story.tell(Kind::Role, &fields);
    story
}

#[test]
fn a_post_that_is_nobody_elses_changes_hands_in_reports_of_one_town() {
    let first = || minister("wire", date(2031, 2, 8), ("Edvin Rask", "mines minister"));
    let later =
        || minister("courier", date(2031, 6, 13), ("Sigrid Holm", "mines minister"));
    let both = view(vec![first().done(), later().done()]);
    assert_eq!(kinds(&both), ["role_succession"]);
    assert_eq!(both.links[0].topic, "mines minister");
    // Who may come to hold it does not hold it.
    let mut would = later().done();
    would.findings[0].modality = Modality::Conditional;
    assert!(view(vec![first().done(), would]).links.is_empty());
    // Two states have one, says a third report: whose these are, nobody says.
    let mut third =
        minister("gazette", date(2031, 3, 1), ("Doran Velk", "mines minister"));
    let varn = third.name("Varn", State);
    let fields = [
        (Field::Holder, third.name("Doran Velk", Person)),
        (Field::Post, words("mines minister")),
        (Field::Of, varn),
    ];
    third.laid.findings.clear();
    third.tell(Kind::Role, &fields);
    let three = view(vec![first().done(), later().done(), third.done()]);
    assert!(!kinds(&three).contains(&"role_succession"), "{:#?}", three.links);
    // Reports that name no town in common may be of two countries.
    let mut apart = later().done();
    apart.actors.retain(|actor| actor.class != Place);
    for finding in &mut apart.findings {
        let holder = Value::words("Sigrid Holm");
        finding.fields.set(Field::Holder, holder, &[finding.evidence]);
    }
    assert!(view(vec![first().done(), apart]).links.is_empty());
}

fn injured(polarity: Polarity, whom: &'static str) -> impl Fn(&mut Story) {
    move |story: &mut Story| {
        let fields = [
            (Field::EventType, word("injure")),
            (Field::Recipient, words(whom)),
            (Field::Place, words("Harrow Pit")),
        ];
        story.tell(Kind::Event, &fields).polarity = polarity;
    }
}

#[test]
fn nobody_was_hurt_says_one_and_two_were_says_another() {
    let two = injured(Polarity::Positive, "two pickets");
    let none = injured(Polarity::Negative, "pickets");
    let view = told(&two, &none, date(2031, 5, 3));
    assert_eq!(kinds(&view), ["status_contradiction"]);
    let children = injured(Polarity::Negative, "children");
    assert!(told(&two, &children, date(2031, 5, 3)).links.is_empty());
}

fn promise(committer: &'static str, what: &'static str) -> impl Fn(&mut Story) {
    move |story: &mut Story| {
        let fields = [(Field::Committer, words(committer)), (Field::What, words(what))];
        story.tell(Kind::Commitment, &fields).modality = Modality::Planned;
    }
}

fn deed(
    rule: &'static str,
    fields: &[(Field, &'static str)],
) -> impl Fn(&mut Story) + use<> {
    let fields: Vec<(Field, Value)> =
        fields.iter().map(|(field, told)| (*field, words(told))).collect();
    move |story: &mut Story| story.tell(Kind::Event, &fields).rule = rule.into()
}

#[test]
fn a_promise_is_told_of_by_what_it_was_about_or_in_its_own_word() {
    let houses =
        promise("Edvin Rask", "rebuild 900 houses in the district of Harrow Pit");
    let built = |about: &'static str| {
        let fields = [(Field::EventType, "build"), (Field::About, about)];
        deed("codebook build, verb `complete`", &fields)
    };
    let later = date(2031, 9, 1);
    assert_eq!(
        kinds(&told(&houses, &built("The houses in Harrow Pit"), later)),
        ["update"]
    );
    assert!(told(&houses, &built("the bridge in Ostrel"), later).links.is_empty());

    // What its report calls promised is known by two words.
    let lamps = promise("Tilde Roos", "the shafts would have safer winter lamps");
    let put_up = |about| told(&lamps, &built(about), later);
    assert_eq!(
        kinds(&put_up("the lamps promised for two shafts of the pit")),
        ["update"]
    );
    assert!(put_up("the lamps hung in two shafts of the pit").links.is_empty());

    let strike =
        promise("Railway workers in Orlesia", "walk out for 48 hours from 2 June");
    let out = |actor: &'static str| {
        let fields = [(Field::EventType, "strike_labour"), (Field::Actor, actor)];
        deed("codebook strike_labour, verb `walk out`", &fields)
    };
    assert_eq!(
        kinds(&told(&strike, &out("railway workers"), date(2031, 6, 4))),
        ["update"]
    );
    assert!(told(&strike, &out("harbour pilots"), date(2031, 6, 4)).links.is_empty());
    // Money is spent every day.
    let spend =
        promise("Edvin Rask", "spend 40 million crowns on a school in Harrow Pit");
    let fields = [(Field::EventType, "invest"), (Field::About, "310 million crowns")];
    let spent = deed("codebook invest, verb `spend`", &fields);
    assert!(told(&spend, &spent, date(2031, 6, 4)).links.is_empty());
}

#[test]
fn one_goes_once_whatever_day_a_report_leaves_out() {
    let goes = |title: &str, published: Date, day: Option<Date>| -> Laid {
        let mut story = of_mine(title, published);
        let actor = story.name("Sigrid Holm", Person);
        let mut fields = vec![(Field::EventType, word("resign")), (Field::Actor, actor)];
        fields.extend(day.map(|day| (Field::Date, Value::When(on(day)))));
        story.tell(Kind::Event, &fields);
        story.done()
    };
    let first = || goes("wire", date(2031, 10, 4), Some(date(2031, 10, 2)));
    let week = view(vec![first(), goes("courier", date(2031, 10, 3), None)]);
    assert_eq!(kinds(&week), ["corroboration"]);
    // A year on she may have gone from another post.
    assert!(
        view(vec![first(), goes("courier", date(2032, 10, 3), None)]).links.is_empty()
    );
}

#[test]
fn troops_of_whom_nothing_is_said_are_the_army_s_and_not_the_island_s() {
    let troops = |title: &str, day: i8, (value, field): (i64, Option<(Field, &str)>)| {
        let mut story = Story::new(title, Some(date(2031, 5, day)));
        let orlesia = story.name("Orlesia", State);
        story.cast("Pell Harbour", Place);
        let mut fields = vec![
            (Field::Number, number(value)),
            (Field::What, words("troops")),
            (Field::Unit, word("persons")),
            (Field::AsOf, Value::When(on(date(2031, 5, day)))),
        ];
        fields.extend(field.map(|(field, name)| match field {
            Field::Holder => (field, orlesia),
            _ => (field, words(name)),
        }));
        story.tell(Kind::Figure, &fields);
        story.done()
    };
    let view = view(vec![
        troops("wire", 1, (3_200, Some((Field::Holder, "Orlesia")))),
        troops("courier", 8, (400, Some((Field::Place, "Pell Harbour")))),
        troops("gazette", 15, (2_900, None)),
    ]);
    let army = view.series.iter().find(|series| series.holder.is_some());
    assert_eq!(army.map(|series| series.points.len()), Some(2), "{:#?}", view.series);
}

fn agreement(
    title: &str,
    day: i8,
    parties: &[(&str, dateline_names::ActorClass)],
    status: &str,
) -> Laid {
    let mut story = Story::new(title, Some(date(2031, 5, day)));
    let parties = parties.iter().map(|(name, class)| story.name(name, *class)).collect();
    let fields = [
        (Field::Instrument, word("agreement")),
        (Field::Name, words("agreement on herring quotas")),
        (Field::Parties, Value::List(parties)),
        (Field::Status, word(status)),
        (Field::Date, Value::When(on(date(2031, 5, 1)))),
    ];
    story.tell(Kind::Agreement, &fields);
    story.done()
}

#[test]
fn a_third_party_differs_whatever_it_is_and_a_signing_follows_what_was_agreed() {
    let two = |first: &'static str, second: &'static str, statuses: [&str; 2]| {
        let with = |third| [("Orlesia", State), ("Varn", State), (third, Organisation)];
        view(vec![
            agreement("wire", 2, &with(first), statuses[0]),
            agreement("courier", 9, &with(second), statuses[1]),
        ])
    };
    let differ = two("Harbour Union", "Reed Brigade", ["signed", "signed"]);
    assert_eq!(kinds(&differ), ["parties_differ"]);
    let follows = two("Harbour Union", "Harbour Union", ["agreed", "signed"]);
    assert!(kinds(&follows).contains(&"update"), "{:#?}", follows.links);
    let back = two("Harbour Union", "Harbour Union", ["signed", "agreed"]);
    assert!(!kinds(&back).contains(&"update"), "{:#?}", back.links);
}

#[test]
fn a_toll_is_told_again_by_reports_of_one_matter() {
    let dead =
        |value: i64, what: &'static str| figure(value, (what, "persons"), "exactly");
    let again =
        |value, day| told(&dead(value, "miners killed"), &dead(value, "dead"), day);
    assert_eq!(kinds(&again(17, date(2031, 12, 5))), ["corroboration"]);
    // Three are killed in many places; and two years on it was another fire.
    assert!(again(3, date(2031, 12, 5)).links.is_empty());
    assert!(again(17, date(2033, 5, 5)).links.is_empty());
}

#[test]
fn some_three_hundred_are_between_two_and_four_hundred() {
    let some = figure(300, ("fighters", "persons"), "about");
    let between = |from: i64, to: i64| {
        let range = Value::Range(Decimal::from(from), Decimal::from(to));
        move |story: &mut Story| {
            figure(0, ("fighters", "persons"), "between")(story);
            let number = &mut story.laid.findings[0].fields;
            number.set(Field::Number, range.clone(), &[]);
        }
    };
    let day = date(2031, 5, 5);
    let held = told(&some, &between(250, 350), day);
    assert_eq!(kinds(&held), ["vague_against_exact"]);
    assert!(told(&some, &between(500, 700), day).links.is_empty());
}

#[test]
fn what_was_planned_for_a_month_and_came_is_no_step_of_a_series() {
    let peacekeepers = |title: &str, day: Date, value: i64, (modality, when): _| {
        let mut story = Story::new(title, Some(day));
        let place = story.name("Pell Harbour", Place);
        let fields = [
            (Field::Number, number(value)),
            (Field::What, words("peacekeepers")),
            (Field::Unit, word("persons")),
            (Field::Place, place),
            (Field::AsOf, Value::When(when)),
        ];
        story.tell(Kind::Figure, &fields);
        story.laid.findings[0].modality = modality;
        story.done()
    };
    let steps = |planned| {
        let came = (Modality::Asserted, on(date(2031, 5, 8)));
        let view = view(vec![
            peacekeepers("wire", date(2031, 4, 1), 400, (Modality::Planned, planned)),
            peacekeepers("courier", date(2031, 5, 9), 350, came),
        ]);
        kinds(&view).contains(&"series_update")
    };
    assert!(!steps(invented::month(2031, 5)));
    assert!(steps(invented::month(2031, 4)));
}

/// A report of a signing that names hardly anybody in it.
fn signing(
    title: &str,
    day: i8,
    (name, side): (&'static str, &str),
    when: Value,
) -> Laid {
    let mut story = of_mine(title, date(2031, 5, day));
    let side = story.name(side, Organisation);
    let place = story.name("Harrow Pit", Place);
    let fields = [
        (Field::Instrument, word(name.rsplit(' ').next().unwrap_or(name))),
        (Field::Name, words(name)),
        (Field::Parties, Value::List(vec![side])),
        (Field::Status, word("signed")),
        (Field::Place, place),
        (Field::Date, when),
    ];
    story.tell(Kind::Agreement, &fields);
    story.done()
}

#[test]
fn one_signing_is_told_with_other_sides_words_or_days() {
    let of = |one: (&'static str, &str, Value), other: (&'static str, &str, Value)| {
        let wire = signing("wire", 6, (one.0, one.1), one.2);
        kinds(&view(vec![wire, signing("courier", 8, (other.0, other.1), other.2)]))
    };
    let may = |day| Value::When(on(date(2031, 5, day)));
    let wide = Value::When(invented::month(2031, 5));
    let (union, guild) = ("Drovers' Union", "Smelters' Guild");
    let sides = of(("agreement", union, may(4)), ("deal", guild, may(4)));
    assert_eq!(sides, ["parties_differ"]);
    let words = of(("treaty", union, may(4)), ("declaration", union, may(4)));
    assert_eq!(words, ["wording_differs"]);
    let days = of(("accord", union, may(4)), ("declaration", union, may(3)));
    assert_eq!(days, ["time_inconsistent"]);
    // Who signed differs as well, and in what words.
    let all = of(("treaty", union, may(4)), ("declaration", guild, may(3)));
    assert_eq!(all, ["wording_differs", "parties_differ", "time_inconsistent"]);
    let exact = of(("agreement", union, may(4)), ("pact", guild, wide));
    assert_eq!(exact, ["refinement"]);
}

/// An event with these fields, told in a way.
fn event(
    kind: &'static str,
    fields: &'static [(Field, &'static str)],
    when: Option<Date>,
    modality: Modality,
) -> impl Fn(&mut Story) {
    move |story: &mut Story| {
        let mut all = vec![(Field::EventType, word(kind))];
        all.extend(fields.iter().map(|(field, told)| (*field, words(told))));
        all.extend(when.map(|day| (Field::Date, Value::When(on(day)))));
        story.tell(Kind::Event, &all);
        story.laid.findings[0].modality = modality;
    }
}

const PIT: &[(Field, &str)] = &[(Field::About, "Harrow Pit")];

#[test]
fn what_may_happen_by_one_report_will_by_another() {
    let day = Some(date(2031, 6, 1));
    let may = event("open_facility", PIT, day, Modality::Conditional);
    let will = event("open_facility", PIT, day, Modality::Planned);
    assert_eq!(kinds(&told(&may, &will, date(2031, 5, 9))), ["modality_differs"]);
    let mill = &[(Field::About, "a paper mill")];
    let other = event("open_facility", mill, day, Modality::Planned);
    assert!(told(&may, &other, date(2031, 5, 9)).links.is_empty());
    let later = event("open_facility", PIT, Some(date(2031, 8, 1)), Modality::Planned);
    assert!(told(&may, &later, date(2031, 5, 9)).links.is_empty());
}

#[test]
fn soldiers_who_will_leave_by_a_day_have_left_by_whatever_word_for_them() {
    let plan = |story: &mut Story| {
        let leaving: &[(Field, &str)] = &[(Field::Actor, "940 soldiers")];
        event("withdraw_forces", leaving, None, Modality::Planned)(story);
        let due = Value::When(on(date(2031, 6, 30)));
        story.laid.findings[0].fields.set(Field::DateBefore, due, &[]);
    };
    let left = |day| {
        let gone: &[(Field, &str)] = &[(Field::Actor, "the last garrison")];
        event("withdraw_forces", gone, Some(day), Modality::Asserted)
    };
    let done = told(&plan, &left(date(2031, 6, 28)), date(2031, 7, 2));
    assert_eq!(kinds(&done), ["update"]);
    assert!(told(&plan, &left(date(2031, 8, 28)), date(2031, 9, 2)).links.is_empty());
}

#[test]
fn one_beginning_is_told_with_two_days() {
    let works: &[(Field, &str)] = &[(Field::About, "the digging of the north shaft")];
    let begins = |day| event("launch", works, Some(day), Modality::Asserted);
    let (third, ninth) = (date(2031, 4, 3), date(2031, 4, 9));
    let days = told(&begins(third), &begins(ninth), date(2031, 5, 5));
    assert_eq!(kinds(&days), ["time_inconsistent"]);
    // Bombs go off twice.
    let bombed = |day| event("bombing", works, Some(day), Modality::Asserted);
    assert!(told(&bombed(third), &bombed(ninth), date(2031, 5, 5)).links.is_empty());
}

#[test]
fn what_was_stopped_goes_on_and_who_was_elected_takes_office() {
    let service: &[(Field, &str)] = &[(Field::About, "the night service")];
    let (may, june) = (Some(date(2031, 5, 2)), Some(date(2031, 6, 2)));
    let stops = event("suspend_work", service, may, Modality::Asserted);
    let goes_on = event("resume_work", service, june, Modality::Asserted);
    let resumed = told(&stops, &goes_on, date(2031, 6, 3));
    assert_eq!(kinds(&resumed), ["update"]);
    assert_eq!(resumed.links[0].rule, "ended by what a later report tells");
    let ferry: &[(Field, &str)] = &[(Field::About, "a coastal ferry")];
    let other = event("resume_work", ferry, june, Modality::Asserted);
    assert!(told(&stops, &other, date(2031, 6, 3)).links.is_empty());
    let holm = |kind, field, day: Date| {
        move |story: &mut Story| {
            let holm = story.name("Sigrid Holm", Person);
            let when = Value::When(on(day));
            let fields =
                [(Field::EventType, word(kind)), (field, holm), (Field::Date, when)];
            story.tell(Kind::Event, &fields);
        }
    };
    let wins = holm("vote_result", Field::Actor, date(2031, 5, 2));
    let sworn = holm("appoint", Field::Recipient, date(2031, 6, 2));
    assert_eq!(kinds(&told(&wins, &sworn, date(2031, 6, 3))), ["update"]);
}

#[test]
fn a_poll_is_told_as_held_and_as_won() {
    let poll = |kind, day| event(kind, &[], Some(day), Modality::Asserted);
    let day = date(2031, 5, 2);
    let of = |other| {
        told(&poll("vote_result", day), &poll("election", other), date(2031, 5, 9))
    };
    assert_eq!(kinds(&of(day)), ["same_event"]);
    assert!(of(date(2031, 4, 2)).links.is_empty());
}

#[test]
fn what_two_reports_of_one_matter_have_as_agreed_and_signed_is_one_thing() {
    let deal = |status: &'static str, name: &'static str, day: i8| {
        let mut story = of_mine(status, date(2031, 5, day));
        let fields = [(Field::Name, words(name)), (Field::Status, word(status))];
        story.tell(Kind::Agreement, &fields);
        story
    };
    let agreed = || deal("agreed", "a rise of six percent", 3).done();
    let signed = || deal("signed", "accord on wages", 20);
    let further = view(vec![agreed(), signed().done()]);
    assert_eq!(kinds(&further), ["update"]);
    // Of two that were signed nobody knows which was agreed on.
    let mut several = signed();
    let fields =
        [(Field::Name, words("treaty on water")), (Field::Status, word("signed"))];
    several.tell(Kind::Agreement, &fields);
    assert!(view(vec![agreed(), several.done()]).links.is_empty());
    let ratified = || deal("ratified", "law on wages in the pits", 28).done();
    assert_eq!(kinds(&view(vec![signed().done(), ratified()])), ["update"]);
    assert!(view(vec![agreed(), ratified()]).links.is_empty());
}

#[test]
fn forces_come_to_one_place_once_in_a_month() {
    let lands = |means: &'static str, when: Value| {
        move |story: &mut Story| {
            let place = story.name("Harrow Pit", Place);
            let fields = [
                (Field::EventType, word("deploy")),
                (Field::Means, words(means)),
                (Field::Place, place),
                (Field::Date, when.clone()),
            ];
            story.tell(Kind::Event, &fields);
        }
    };
    let first = || Value::When(on(date(2031, 5, 1)));
    let may = || Value::When(invented::month(2031, 5));
    let peacekeepers = lands("peacekeepers of the concord", first());
    let of = |means, when| told(&peacekeepers, &lands(means, when), date(2031, 6, 2));
    assert_eq!(kinds(&of("peacekeepers of the concord", may())), ["refinement"]);
    assert_eq!(kinds(&of("the first peacekeepers", first())), ["corroboration"]);
    assert!(of("two icebreakers", may()).links.is_empty());
}

#[test]
fn a_signing_told_for_itself_dates_the_only_agreement_of_its_report() {
    let ferry = "agreement on the night ferry";
    let of = |day: i8| {
        let open = Value::When(When::default());
        let mut wire =
            signing("wire", 6, ("memorandum on the night ferry", "Pit Board"), open);
        let mut told = of_mine("wire", date(2031, 5, 6));
        let place = told.name("Harrow Pit", Place);
        let fields = [
            (Field::EventType, word("sign_agreement")),
            (Field::Place, place),
            (Field::Date, Value::When(on(date(2031, 5, 4)))),
        ];
        wire.findings.push(told.tell(Kind::Event, &fields).clone());
        wire.findings[1].evidence = Span::of(60..100);
        let when = Value::When(on(date(2031, 5, day)));
        kinds(&view(vec![wire, signing("courier", 8, (ferry, "Ferry Guild"), when)]))
    };
    assert!(of(5).contains(&"time_inconsistent"), "{:?}", of(5));
    assert!(!of(4).contains(&"time_inconsistent"), "{:?}", of(4));
}

#[test]
fn what_nobody_claims_is_claimed_later_and_a_claim_is_told_again() {
    let claim = |claimant: Option<&'static str>, about: &'static str| {
        move |story: &mut Story| {
            let mut fields = vec![
                (Field::EventType, word("claim_attack")),
                (Field::About, words(about)),
            ];
            let claimant = claimant.map(|name| story.name(name, Organisation));
            fields.extend(claimant.map(|claimant| (Field::Actor, claimant)));
            let claim = story.tell(Kind::Event, &fields);
            if fields.len() == 2 {
                claim.polarity = Polarity::Negative;
            }
        }
    };
    let (nobody, brigade) =
        (claim(None, "the blast"), claim(Some("Reed Brigade"), "the raid"));
    let claimed = told(&nobody, &brigade, date(2031, 5, 9));
    assert_eq!(kinds(&claimed), ["update"]);
    assert_eq!(claimed.links[0].rule, "claimed by nobody, and claimed later");
    assert!(told(&brigade, &nobody, date(2031, 5, 9)).links.is_empty());
    assert!(told(&nobody, &brigade, date(2031, 7, 9)).links.is_empty());
    let again = claim(Some("Reed Brigade"), "the raid in a letter");
    assert_eq!(kinds(&told(&brigade, &again, date(2031, 5, 5))), ["corroboration"]);
    let other = claim(Some("Reed Brigade"), "the blast at the mill");
    assert!(told(&brigade, &other, date(2031, 5, 5)).links.is_empty());
}

#[test]
fn a_promise_is_kept_by_what_its_verb_tells() {
    let promise = |what: &'static str| {
        move |story: &mut Story| {
            let owes = story.name("Calder Coal", Organisation);
            let fields = [(Field::Committer, owes), (Field::What, words(what))];
            story.tell(Kind::Commitment, &fields).modality = Modality::Planned;
        }
    };
    let of = |what: &'static str, kind: &'static str, rule: &str| {
        let done = |story: &mut Story| {
            let about = "rescuers with pumps in the flooded gallery";
            let fields = [(Field::EventType, word(kind)), (Field::Means, words(about))];
            story.tell(Kind::Event, &fields).rule = rule.to_owned();
        };
        kinds(&told(&promise(what), &done, date(2031, 5, 20)))
    };
    let (send, land) =
        ("send twenty rescuers to the gallery", "codebook deploy, verb `land`");
    assert_eq!(of(send, "deploy", land), ["update"]);
    // Another deed; nothing of what was promised.
    assert!(of(send, "visit", "codebook visit, verb `visit`").is_empty());
    assert!(of("send twenty doctors to the town", "deploy", land).is_empty());
    let founded = |what: &'static str, about: &'static str| {
        let done = move |story: &mut Story| {
            let fields = [
                (Field::EventType, word("establish_body")),
                (Field::About, words(about)),
            ];
            let found = story.tell(Kind::Event, &fields);
            found.rule = "codebook establish_body, verb `appoint`".to_owned();
        };
        kinds(&told(&promise(what), &done, date(2031, 5, 20)))
    };
    let commission = "An independent commission will be appointed";
    assert_eq!(founded(commission, "the Commission of Inquiry"), ["update"]);
    assert!(founded(commission, "the Harbour Board").is_empty());
}

#[test]
fn who_follows_whom_is_told_though_the_office_is_named_in_other_words() {
    let role = |story: &mut Story, holder: &str, post: &str| {
        let holder = story.name(holder, Person);
        story.tell(Kind::Role, &[(Field::Holder, holder), (Field::Post, words(post))]);
    };
    let follows = |post: &'static str| {
        move |story: &mut Story| {
            role(story, "Dora Quill", post);
            let pair = ["Dora Quill", "Tam Arden"].map(|name| story.name(name, Person));
            let [subject, object] = pair;
            let fields = [
                (Field::Subject, subject),
                (Field::Relation, word("succeeds")),
                (Field::Object, object),
            ];
            let evidence = story.laid.findings[0].evidence;
            story.tell(Kind::Relation, &fields).evidence = evidence;
        }
    };
    let old = |story: &mut Story| role(story, "Tam Arden", "commander of the force");
    let succeeded =
        told(&old, &follows("commander of the relief force"), date(2032, 5, 5));
    assert_eq!(kinds(&succeeded), ["role_succession"]);
    assert!(told(&old, &follows("harbour master"), date(2032, 5, 5)).links.is_empty());
}

#[test]
fn one_number_is_told_as_what_it_came_to_and_as_what_it_came_from() {
    let garrison = |change: &'static str, when: Value| {
        move |story: &mut Story| {
            figure(2_900, ("soldiers", "persons"), "exactly")(story);
            let holder = story.name("Orlesia", State);
            let fields = &mut story.laid.findings[0].fields;
            fields.set(Field::Holder, holder, &[]);
            fields.set(Field::Change, word(change), &[]);
            fields.set(Field::AsOf, when.clone(), &[]);
        }
    };
    let april = || Value::When(on(date(2031, 4, 18)));
    let of = |when| {
        told(&garrison("to", april()), &garrison("from", when), date(2031, 10, 25))
    };
    let spring = Value::When(invented::month(2031, 4));
    assert_eq!(kinds(&of(spring)), ["corroboration"]);
    assert!(of(Value::When(invented::month(2031, 9))).links.is_empty());
}

#[test]
fn a_promise_is_kept_by_a_deed_of_its_kind_by_those_who_owe_it() {
    let promise = |story: &mut Story| {
        let fields = [
            (Field::Committer, story.name("Calder Coal", Organisation)),
            (Field::What, words("pull its barges back 15 kilometres")),
            (Field::EventType, word("withdraw_forces")),
        ];
        story.tell(Kind::Commitment, &fields).modality = Modality::Planned;
    };
    let of = |who: &'static str, kind: &'static str| {
        let done = move |story: &mut Story| {
            let fields = [
                (Field::EventType, word(kind)),
                (Field::Actor, story.name(who, Organisation)),
                (Field::Means, words("two tugs")),
            ];
            story.tell(Kind::Event, &fields).rule =
                "codebook, verb `withdraw`".to_owned();
        };
        kinds(&told(&promise, &done, date(2031, 5, 20)))
    };
    assert_eq!(of("Calder Coal", "withdraw_forces"), ["update"]);
    // Another deed of its own, and the same deed of another.
    assert!(of("Calder Coal", "pay").is_empty());
    assert!(of("Harrow Pit", "withdraw_forces").is_empty());
}

#[test]
fn two_speakers_of_one_report_count_those_whom_one_thing_befell() {
    let counts = |told: [(i64, &'static str, &str); 2]| {
        let mut story = of_mine("wire", date(2031, 5, 3));
        for (value, what, speaker) in told {
            figure(value, (what, "persons"), "exactly")(&mut story);
            if let Some(told) = story.laid.findings.last_mut() {
                told.source.chain = vec!["Strait Wire".to_owned(), speaker.to_owned()];
            }
        }
        kinds(&view(vec![story.done()])).join(" ")
    };
    let police = (11, "pickets arrested", "police");
    assert_eq!(counts([police, (14, "people arrested", "guild")]), "figure_differs");
    // Fewer may be some of them; one speaker counts two things; so many were hurt besides.
    assert_eq!(counts([police, (9, "people arrested", "guild")]), "");
    assert_eq!(counts([police, (14, "people arrested", "police")]), "");
    assert_eq!(counts([police, (14, "people injured", "guild")]), "");
    assert_eq!(counts([police, (14, "other people arrested", "guild")]), "");
}
