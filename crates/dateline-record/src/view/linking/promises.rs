//! What became of a promise: a later report tells that it was kept, or that it was not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_findings::{Codebook, Field, Kind, Modality, Polarity};
use dateline_names::ActorClass;

use super::super::facts::Fact;
use super::super::words::{Words, hash};
use super::shapes::{Answers, Asking};
use super::{Desk, Told, before, done_by, is_near, is_one_matter};
use crate::{Link, LinkKind};

/// The rule by which a promise is linked with what is told of it later.
pub(crate) const OUTCOME: &str = "promised, and told of again later";

/// Words for how many: what follows one is counted in, and tells nothing of what was promised.
const SCALES: [&str; 4] = ["hundred", "thousand", "million", "billion"];

/// What was announced and told of within so many days, in one word for the deed, is one.
const SOON: i64 = 60;

/// A promise of more words than this is told of again by half of so many.
const GIST: usize = 6;

pub(super) struct Promises;

impl Asking for Promises {
    type Key = u64;

    /// What may have come of a promise is told by the words of it, or as the deed that it is.
    fn answers(&self, desk: &Desk<'_>, number: usize) -> Vec<u64> {
        let fact = desk.fact(number);
        let tells = matches!(fact.kind(), Kind::Event | Kind::Figure | Kind::Statement);
        let tells = tells && fact.modality == Modality::Asserted;
        if !tells {
            return Vec::new();
        }
        let deeds = deeds(fact, Field::Actor);
        told(fact).iter().copied().chain(deeds).collect()
    }

    fn asks(&self, desk: &Desk<'_>, number: usize) -> bool {
        let fact = desk.fact(number);
        fact.kind() == Kind::Commitment && fact.polarity == Polarity::Positive
    }

    fn links(&self, desk: &Desk<'_>, entry: Told<'_>, words: &Answers<u64>) -> Vec<Link> {
        let first = entry.evidence.first();
        first.map(|first| outcomes(desk, *first, words)).unwrap_or_default()
    }
}

/// One link for each later deed or figure, or report, that tells of what was promised: its
/// closest words.
fn outcomes(desk: &Desk<'_>, first: usize, words: &Answers<u64>) -> Vec<Link> {
    let promise = desk.fact(first);
    let names = names(desk, promise);
    let owed_words = owed(promise);
    let what = Words::of(&owed_words);
    let owed: Words = what.iter().copied().filter(|word| !names.contains(word)).collect();
    let asked: Words =
        what.iter().copied().chain(deeds(promise, Field::Committer)).collect();
    let found = words.sharing(&asked);
    let shared = words.sharing(&owed);
    let told_of = without_amounts(&owed_words);
    let bodies = bodies(desk, promise);
    let verb = Verb::of(promise);
    let is_verb =
        |fact: &Fact| fact.kind() == Kind::Event && !fact.words.is_disjoint(&verb.word);
    let mut best: BTreeMap<usize, ((bool, usize), usize)> = BTreeMap::new();
    for number in found.into_keys() {
        let count = shared.get(&number).copied().unwrap_or_default();
        let fact = desk.fact(number);
        let is_tied = is_tied(promise, fact, &names) || count * 2 >= owed.len().min(GIST);
        let enough =
            is_enough(fact, count, (&owed, &names)) || count >= 2 && is_verb(fact);
        let known = is_tied && enough
            || is_about(fact, &what) && is_one_matter(desk, [promise, fact], 1)
            || is_called_promised(fact, &owed) && is_one_matter(desk, [promise, fact], 1)
            || is_of_its_verb(fact, &verb, (&owed, &told_of))
                && is_near(promise, fact, SOON)
                && is_one_matter(desk, [promise, fact], 2)
            || is_in_its_word(fact, &told_of, &bodies)
                && is_near(promise, fact, SOON)
                && is_one_matter(desk, [promise, fact], 2)
            || is_done(promise, fact, &verb.word)
            || is_the_deed(promise, fact)
                && is_near(promise, fact, SOON)
                && is_one_matter(desk, [promise, fact], 2);
        if is_outcome(promise, fact) && known {
            let figure = usize::from(fact.kind() == Kind::Figure);
            // A deed says more than a number, a number more than words.
            let rank = (fact.kind() == Kind::Event, count * 4 + figure);
            let known = best.entry(fact.origin).or_insert((rank, number));
            if rank > known.0 {
                *known = (rank, number);
            }
        }
    }
    // What several reports tell as one deed is told of the first of them.
    let mut told: Vec<usize> = best.into_values().map(|(_, number)| number).collect();
    told.sort_by_key(|number| desk.fact(*number).order());
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    told.retain(|number| seen.insert(desk.entry_of[*number]));
    told.into_iter().map(|number| link(desk, first, number)).collect()
}

/// Words in front of the day by which something is due.
const DUE: [&str; 5] = [" before ", " by ", " no later than ", " until ", " within "];

/// Words in front of what it was promised in.
const UNDER: [&str; 3] = [" under a ", " under an ", " under the "];

/// What was promised, without the day by which it is due: an outcome seldom repeats that.
fn owed(promise: &Fact) -> String {
    let mut what = promise.line(Field::What);
    let due = DUE.iter().filter_map(|word| what.rfind(word)).max();
    if let Some(due) = due.filter(|_| promise.has(Field::Deadline)) {
        what.truncate(due);
    }
    // "free the crew under a deal signed on Monday": what is told of the deal is not told of it.
    if let Some(under) = UNDER.iter().filter_map(|word| what.find(word)).min() {
        what.truncate(under);
    }
    what
}

/// The verb for the deed that was promised: "repair the lighthouse", "a commission will be
/// appointed".
struct Verb {
    word: Words,
    /// The types of event that it may tell, by their codes.
    types: BTreeSet<u64>,
}

impl Verb {
    fn of(promise: &Fact) -> Self {
        static BOOK: LazyLock<Codebook> = LazyLock::new(Codebook::shipped);
        let what = promise.line(Field::What);
        let passive = PASSIVE.iter().find_map(|front| what.split_once(front));
        let behind = passive.map_or(what.as_str(), |(_, behind)| behind);
        let verb = behind.split(' ').next().unwrap_or_default();
        let types = BOOK.types_of(verb).map(|kind| hash(kind.as_bytes()));
        Self { word: Words::of(verb), types: types.collect() }
    }
}

/// Words in front of the verb of what is to be done, by whom it does not say.
const PASSIVE: [&str; 2] = [" will be ", " to be "];

/// Whether a deed is one that the verb of the promise tells, on a thing that was owed and in one
/// word more of it: "send 400 peacekeepers to the island", and peacekeepers who landed there.
fn is_of_its_verb(fact: &Fact, verb: &Verb, (owed, promised): (&Words, &Words)) -> bool {
    let told = !fact.told_as().is_disjoint(&verb.word);
    let things = fact.words.iter().filter(|word| !fact.told_as().contains(word));
    let places = fact.telling(Field::Place).iter();
    let all: Words = things.clone().chain(places).copied().collect();
    fact.kind() == Kind::Event
        && (told || verb.types.contains(&fact.code(Field::EventType)))
        && things.into_iter().any(|word| owed.contains(word) && promised.contains(word))
        && all.shared(promised) + usize::from(told && is_founding(fact)) >= 2
}

/// Whether a body is set up: the word for its kind says which, where one was promised.
fn is_founding(fact: &Fact) -> bool {
    fact.folded(Field::EventType) == "establish_body"
}

/// The words that only name who is concerned, and where.
fn names(desk: &Desk<'_>, promise: &Fact) -> Words {
    let who = desk.sight.who;
    let fields = [Field::Committer, Field::Beneficiary].map(|field| promise.line(field));
    let what = promise.telling(Field::What);
    // "Send doctors to Pell Harbour": that others go there too tells nothing of the doctors.
    let is_in_it = |actor: &usize| {
        who.actors.get(*actor).is_some_and(|actor| {
            let name = Words::of(&actor.name);
            name.shared(what) == name.len()
        })
    };
    let places = desk.places(promise.report).into_iter().filter(is_in_it);
    let actors = promise.actors.iter().copied().chain(places);
    let actors = actors.filter_map(|number| who.actors.get(number));
    let names = fields.iter().chain(actors.map(|actor| &actor.name));
    names.flat_map(|name| Words::of(name).to_vec()).collect()
}

/// The words of the names of bodies that a promise is about.
fn bodies(desk: &Desk<'_>, promise: &Fact) -> Words {
    let actors = promise.actors.iter();
    let actors = actors.filter_map(|number| desk.sight.who.actors.get(*number));
    let bodies = actors.filter(|actor| actor.class == ActorClass::Organisation);
    bodies.flat_map(|body| Words::of(&body.name).to_vec()).collect()
}

/// Whether a later report of another origin tells it, or any report as a deed of a later day.
fn is_outcome(promise: &Fact, fact: &Fact) -> bool {
    let part = fact.kind() == Kind::Figure && !fact.folded(Field::Change).is_empty();
    let later = before(promise, fact) && promise.origin != fact.origin;
    (later || is_later_deed(promise, fact)) && !part
}

fn is_later_deed(promise: &Fact, fact: &Fact) -> bool {
    let promised = promise.placed.days.latest;
    let done = fact.placed.days.earliest;
    fact.kind() == Kind::Event
        && matches!((promised, done), (Some(promised), Some(done)) if promised < done)
}

/// Whether a later finding concerns one of those who promised or were promised something; one
/// that does not has to tell half of what was owed.
fn is_tied(promise: &Fact, fact: &Fact, names: &Words) -> bool {
    promise.actors.iter().any(|actor| fact.actors.contains(actor))
        || fact.words.iter().any(|word| names.contains(word))
}

/// Whether enough is shared: for a deed its own kind and one word more; for a figure half of
/// the words that tell what is counted; for words half of those that tell what is owed.
fn is_enough(fact: &Fact, shared: usize, (owed, names): (&Words, &Words)) -> bool {
    match fact.kind() {
        Kind::Event => shared >= 2 && !deed(fact).is_disjoint(owed),
        Kind::Figure => {
            let counted = fact.telling(Field::What).iter();
            let counted = counted.filter(|word| !names.contains(word)).count();
            shared >= 2 && shared * 2 >= counted
        }
        _ => shared >= 3 && shared * 2 >= owed.len(),
    }
}

/// Whether a deed is on nothing else than what was promised: "the houses in Calder", of a promise
/// to rebuild 900 houses in Calder.
fn is_about(fact: &Fact, what: &Words) -> bool {
    let about = fact.telling(Field::About);
    fact.kind() == Kind::Event && about.len() >= 2 && about.shared(what) == about.len()
}

/// Words for what was promised, where it is told of later.
static PROMISED: LazyLock<Words> =
    LazyLock::new(|| Words::of("announced committed pledged promised undertaken vowed"));

/// Whether a deed is on what its report calls promised, in two words of what was owed: "the
/// lamps promised for the quay".
fn is_called_promised(fact: &Fact, owed: &Words) -> bool {
    let about = fact.telling(Field::About);
    fact.kind() == Kind::Event && !about.is_disjoint(&PROMISED) && about.shared(owed) >= 2
}

/// Whether a deed is told in a word of the promise, with three words more or with one of a body's
/// name: "a commission will be appointed", and "appointed the Commission of Inquiry".
fn is_in_its_word(fact: &Fact, promised: &Words, bodies: &Words) -> bool {
    let deed = fact.told_as();
    let mut told = told(fact).to_vec();
    told.retain(|word| !deed.contains(word) && promised.contains(word));
    fact.kind() == Kind::Event
        && !deed.is_disjoint(promised)
        && (told.len() > 2 || told.iter().any(|word| bodies.contains(word)))
}

/// The telling words of what was promised, without amounts: "40 million crowns".
fn without_amounts(what: &str) -> Words {
    let words: Vec<&str> = what.split_whitespace().collect();
    let is_scale = |at: usize| words.get(at).is_some_and(|word| SCALES.contains(word));
    let counted = |at: usize| is_scale(at) || at.checked_sub(1).is_some_and(is_scale);
    let telling = words.iter().enumerate().filter(|(at, _)| !counted(*at));
    telling.flat_map(|(_, word)| Words::of(word).to_vec()).collect()
}

/// Whether those who said that they would do it did it, in the same word: "will walk out", and
/// "walked out".
fn is_done(promise: &Fact, fact: &Fact, verb: &Words) -> bool {
    let doer = Words::of(&fact.line(Field::Actor));
    let committer = Words::of(&promise.line(Field::Committer));
    fact.kind() == Kind::Event
        && doer.shared(&committer) >= 2
        && is_near(promise, fact, SOON)
        && !fact.told_as().is_disjoint(verb)
}

/// Deeds of which their kind and who does them say enough.
const TELLING: [&str; 8] = [
    "concede_release",
    "end_mission",
    "hand_over_bases",
    "lift_sanctions",
    "repatriate",
    "resign",
    "scale_back",
    "withdraw_forces",
];

/// Whether those who owe such a deed did one of its kind: "will pull its artillery back", and
/// "has withdrawn its guns".
fn is_the_deed(promise: &Fact, fact: &Fact) -> bool {
    let owed: Vec<u64> = deeds(promise, Field::Committer).collect();
    fact.kind() == Kind::Event
        && deeds(fact, Field::Actor).any(|deed| owed.contains(&deed))
}

/// Such a deed with each of those who do it.
fn deeds(fact: &Fact, doer: Field) -> impl Iterator<Item = u64> + '_ {
    let telling = TELLING.contains(&fact.folded(Field::EventType));
    done_by(fact, doer).filter(move |_| telling)
}

/// What may tell of a promise: the words of a finding, of a deed also what was done and to whom.
fn told(fact: &Fact) -> Words {
    let more = match fact.kind() {
        Kind::Event => Words::of(&fact.line(Field::Recipient)),
        Kind::Figure => Words::of(&fact.line(Field::Number)),
        _ => Words::default(),
    };
    let more = more.iter().chain(fact.told_as().iter());
    fact.words.iter().chain(more).copied().collect()
}

/// The words of the kind of deed: "release" of a release.
fn deed(fact: &Fact) -> Words {
    Words::of(&fact.line(Field::EventType).replace('_', " "))
}

fn link(desk: &Desk<'_>, promise: usize, outcome: usize) -> Link {
    let numbers = [promise, outcome];
    let mut differences = vec![
        desk.difference("modality", &numbers, |fact| fact.modality.as_str().to_owned()),
    ];
    differences.push(
        desk.difference("polarity", &numbers, |fact| fact.polarity.as_str().to_owned()),
    );
    differences.retain(|difference| difference.values.len() > 1);
    let topic = desk.fact(promise).line(Field::What);
    desk.link((LinkKind::Update, OUTCOME), &topic, &numbers, differences)
}
