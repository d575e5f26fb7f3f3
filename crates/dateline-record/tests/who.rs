//! Who is who across reports: what is sure is one, what is not goes to a reviewer.

mod invented;

use dateline_names::ActorClass::{Organisation, Person, Place, State};
use dateline_names::{Actor, ActorClass, Office};
use dateline_record::{ActorKey, Decision, Laid, Record, Ruling, View};
use dateline_text::{ReportId, Span};
use invented::{actor, day, report};

/// A report that names these.
fn naming(title: &str, actors: &[Actor]) -> Laid {
    let mut laid = report(title, Some(day(3)));
    laid.actors = actors.to_vec();
    laid
}

fn of(state: &str, actor: Actor) -> Actor {
    Actor { of: Some(state.to_owned()), ..actor }
}

fn holding(post: &str, state: &str, name: &str) -> Actor {
    let office = Office {
        post: post.to_owned(),
        of: Some(state.to_owned()),
        span: Span::of(0..4),
        rank: false,
    };
    Actor { offices: vec![office], ..actor(name, Person) }
}

fn record(reports: &[Laid]) -> Record {
    let mut record = Record::new();
    reports.iter().for_each(|laid| record.lay(laid.clone()));
    record
}

/// A record of reports that name one actor each, by the numbers of the reports.
fn one_each(actors: &[Actor]) -> Record {
    let states = [actor("Orlesia", State), actor("Varn", State), actor("Tessaly", State)];
    let reports = actors.iter().zip('a'..).map(|(named, title)| {
        let all: Vec<Actor> = states.iter().chain([named]).cloned().collect();
        naming(&title.to_string(), &all)
    });
    record(&reports.collect::<Vec<_>>())
}

/// How many actors there are beside the three states.
fn count(view: &View) -> usize {
    view.actors.iter().filter(|actor| actor.class != State).count()
}

fn are_two(one: &Actor, other: &Actor) -> bool {
    count(&one_each(&[one.clone(), other.clone()]).view()) == 2
}

fn named(name: &str, class: ActorClass) -> Actor {
    actor(name, class)
}

fn ruled(mut record: Record, rulings: &[Ruling]) -> View {
    for (ruling, at) in rulings.iter().zip(1_i8..) {
        record.decide(Decision {
            at: day(9).at(at, 0, 0, 0),
            by: "the desk".to_owned(),
            ruling: ruling.clone(),
            because: "asked".to_owned(),
        });
    }
    record.view()
}

fn anywhere(name: &str) -> ActorKey {
    ActorKey { report: None, name: name.to_owned() }
}

fn within(title: &str, name: &str) -> ActorKey {
    ActorKey { report: Some(ReportId::of(title.as_bytes())), name: name.to_owned() }
}

#[test]
fn spellings_of_one_name_are_one_actor() {
    for (one, other, class) in [
        ("Tariq Abd al-Rahman Selim", "Tareq Abdurrahman Saleem", Person),
        ("Harbour Freight Lines Ltd.", "Harbour Freight Lines", Organisation),
        ("NATO", "North Atlantic Treaty Organization", Organisation),
    ] {
        assert!(!are_two(&named(one, class), &named(other, class)), "{one}");
    }
}

#[test]
fn a_word_stands_for_what_most_reports_know_it_for() {
    let pit =
        [named("Harrow", Place), named("Harrow", Place), named("Harrow", Organisation)];
    assert_eq!(count(&one_each(&pit).view()), 1);
    // A family name that two reports know and one takes for a place is the family's.
    let holm = named("Sigrid Holm", Person);
    let view = one_each(&[holm.clone(), holm.clone(), named("Holm", Place)]).view();
    assert!(view.actors.iter().all(|actor| actor.class != Place));
    // A town that many know stays one whatever one person is called.
    let town = named("Holm", Place);
    let view = one_each(&[holm, town.clone(), town]).view();
    assert!(view.actors.iter().any(|actor| actor.class == Place));
    // Initials are a body's.
    let hwa = [named("HWA", Place), named("HWA", Place), named("HWA", Organisation)];
    assert_eq!(count(&one_each(&hwa).view()), 2);
}

#[test]
fn a_father_is_not_his_son() {
    assert!(are_two(&named("Karim Hadid", Person), &named("Salim Karim Hadid", Person)));
}

#[test]
fn a_servant_of_a_name_is_not_its_father() {
    for (one, other) in [("Abd al-Mahdi", "Abu Mahdi"), ("Abd al-Karim", "Abu Karim")] {
        assert!(are_two(&named(one, Person), &named(other, Person)), "{one}");
    }
}

#[test]
fn two_ministries_of_two_states_are_two() {
    let ministry = named("Ministry of Defence", Organisation);
    assert!(are_two(&of("Orlesia", ministry.clone()), &of("Varn", ministry.clone())));
    let (one, other) =
        (named("Orlesian Ministry of Defence", Organisation), "Varnese defence ministry");
    assert!(are_two(&of("Orlesia", one), &of("Varn", named(other, Organisation))));
}

#[test]
fn a_joint_commission_is_none_of_its_two_sides() {
    let all = [
        named("Coastal Defence Commission", Organisation),
        of("Orlesia", named("Orlesian Coastal Defence Commission", Organisation)),
        of("Varn", named("Varnese Coastal Defence Commission", Organisation)),
    ];
    let view = one_each(&all).view();
    assert_eq!(count(&view), 3, "{:#?}", view.actors);
    let joint = named("Joint Orlesian-Varnese Coastal Defence Commission", Organisation);
    let [_, one, other] = all;
    assert_eq!(count(&one_each(&[joint, one, other]).view()), 3);
}

#[test]
fn two_prime_ministers_are_two() {
    let post = "prime minister";
    let one = holding(post, "Orlesia", "Mira Tolland");
    assert!(are_two(&one, &holding(post, "Varn", "Mira Tollande")));
    assert!(!are_two(&one, &holding(post, "Orlesia", "Mira Tollande")));
    assert!(are_two(&one, &holding(post, "Varn", "Mira Tolland")), "of one name, too");
}

#[test]
fn a_slip_of_one_report_in_many_makes_no_second_prime_minister() {
    let mut all = vec![holding("prime minister", "Orlesia", "Mira Tolland"); 8];
    all.push(holding("prime minister", "Varn", "Mira Tolland"));
    assert_eq!(count(&one_each(&all).view()), 1);
}

#[test]
fn a_name_that_two_bear_is_for_a_reviewer_where_nothing_tells() {
    let all = [
        holding("prime minister", "Orlesia", "Mira Tolland"),
        holding("prime minister", "Varn", "Mira Tolland"),
        named("Mira Tolland", Person),
    ];
    let view = one_each(&all).view();
    assert_eq!(count(&view), 3);
    assert_eq!(view.unsure.len(), 2, "{:?}", view.unsure);
}

#[test]
fn what_is_not_sure_is_asked_and_not_joined() {
    let all = [named("Karim Hadid", Person), named("Salim Karim Hadid", Person)];
    let view = one_each(&all).view();
    assert_eq!(count(&view), 2);
    assert_eq!(view.unsure.len(), 1);
    assert!(view.unsure[0].per_mille < 700 && !view.unsure[0].why.is_empty());
    let ministries = [
        named("Ministry of Defence", Organisation),
        of("Orlesia", named("Orlesian Ministry of Defence", Organisation)),
    ];
    let view = one_each(&ministries).view();
    assert_eq!((count(&view), view.unsure.len()), (2, 1));
}

#[test]
fn a_ruling_joins_parts_or_leaves_open_and_is_asked_no_more() {
    let (one, other) = ("Karim Hadid", "Salim Karim Hadid");
    let all = [named(one, Person), named(other, Person)];
    let pair = (anywhere(one), anywhere(other));
    let same = Ruling::SameActor(pair.0.clone(), pair.1.clone());
    let not_same = Ruling::NotSameActor(pair.1.clone(), pair.0.clone());
    let unsure = Ruling::UnsureActor(pair.0, pair.1);
    for (rulings, expected) in [
        (vec![same.clone()], 1),
        (vec![not_same.clone()], 2),
        (vec![unsure.clone()], 2),
        (vec![same.clone(), not_same.clone()], 2),
        (vec![not_same, unsure, same], 1),
    ] {
        let view = ruled(one_each(&all), &rulings);
        assert_eq!((count(&view), view.unsure.len()), (expected, 0), "{rulings:?}");
    }
}

#[test]
fn a_ruling_tells_two_of_one_name_apart_by_their_reports() {
    let all = vec![named("Karim Hadid", Person); 3];
    let key = |title| within(title, "Karim Hadid");
    let view = ruled(one_each(&all), &[Ruling::NotSameActor(key("a"), key("c"))]);
    assert_eq!(count(&view), 2, "{:?}", view.actors);
}

#[test]
fn an_entered_name_is_its_actors_and_says_so() {
    let alias = |alias: &str| {
        Ruling::Alias(Organisation, "Harbour Union".to_owned(), alias.to_owned())
    };
    let all =
        [named("Harbour Union", Organisation), named("Dockers' League", Organisation)];
    let view = ruled(one_each(&all), &[alias("Dockers' League")]);
    assert_eq!(count(&view), 1);
    let names = view.actors.iter().flat_map(|actor| &actor.names);
    assert!(names.into_iter().any(|name| name.why.contains("in the book")));
    // One that two have tells nobody.
    let other = Ruling::Alias(
        Organisation,
        "Highland Union".to_owned(),
        "Dockers' League".to_owned(),
    );
    let view = ruled(one_each(&all), &[alias("Dockers' League"), other]);
    assert_eq!(count(&view), 2);
}

#[test]
fn an_adjective_is_the_state_s_that_another_report_names() {
    let tessalian = |class| one_each(&[named("Tessalian", class)]).view();
    assert_eq!(count(&tessalian(Organisation)), 0);
    // Nobody is called after a state without being somebody.
    assert_eq!(count(&tessalian(Person)), 1);
    assert_eq!(count(&one_each(&[named("Marlian", Organisation)]).view()), 1);
}

#[test]
fn a_family_name_is_the_only_bearer_s_in_reports_that_name_others_with_him() {
    let doran = named("Piet Doran", Person);
    let of = |alone: &Actor, with: &Actor, bearers: &[&str]| {
        let whole = bearers.iter().zip('a'..).map(|(name, title)| {
            naming(&title.to_string(), &[named(name, Person), doran.clone()])
        });
        let mut all: Vec<Laid> = whole.collect();
        all.push(naming("z", &[alone.clone(), with.clone()]));
        record(&all).view().actors.iter().any(|actor| actor.name == alone.name)
    };
    let holm = named("Holm", Person);
    assert!(!of(&holm, &doran, &["Sigrid Holm"]));
    // Beside a stranger it may be another's; and of two nobody knows which.
    assert!(of(&holm, &named("Ana Reyle", Person), &["Sigrid Holm"]));
    assert!(of(&holm, &doran, &["Sigrid Holm", "Ruben Holm"]));
}

#[test]
fn two_letters_are_the_initials_of_any_two_words() {
    let rail = named("Harbour Rail", Organisation);
    assert!(are_two(&named("HR", Organisation), &rail));
    let told = Actor { aliases: vec!["HR".to_owned()], ..rail };
    assert!(!are_two(&named("HR", Organisation), &told));
    let body = named("Harbour Rescue Service", Organisation);
    assert!(!are_two(&named("HRS", Organisation), &body));
}
