//! The names of a record with what reports say about their bearers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_names::{Actor, ActorClass, state_of, states_of_adjective};
use dateline_text::{ReportId, fold};

use super::super::posts;
use super::super::rulings::Rulings;
use super::super::words::stems;
use super::uniting::is_initials;
use crate::hands::{Hands, each};
use crate::{ActorKey, Laid, Record};

/// A bearer counts where one of so many reports that give the post gives it to him: fewer are
/// slips of the pen.
const SLIP: usize = 5;

const GENERIC: &str = include_str!("../../../data/generic_bodies.tsv");

/// A name of a class with all that the reports say about whom it stands for, folded once:
/// each name is held against many.
pub(super) struct Naming {
    pub(super) name: String,
    pub(super) plain: String,
    /// What sets the name apart from the same name of others: whose body it is.
    pub(super) key_of: Option<String>,
    /// Which of several bearers of the name it is, where the reports or a reviewer tell.
    pub(super) bearer: String,
    /// Whether it may be any of several: a family name alone, or a name that two bear where
    /// nothing says which.
    pub(super) is_open: bool,
    pub(super) class: ActorClass,
    is_generic: bool,
    pub(super) of: Option<String>,
    pub(super) plain_of: Option<String>,
    /// The posts held that one person holds at a time, with the states.
    pub(super) posts: BTreeSet<Post>,
    pub(super) mentioned: Vec<(ReportId, usize)>,
    pub(super) aliases: BTreeMap<String, BTreeSet<ReportId>>,
}

/// A post as its words, and the state.
type Post = (Vec<String>, String);

/// What a name of an actor of a report comes under.
type Key = (ActorClass, String, Option<String>);

/// An actor of a report by its number there.
type At = (ReportId, usize);

/// A name for comparing: folded, without its article.
pub(super) fn plain(name: &str) -> String {
    let folded = fold(name.trim());
    folded.strip_prefix("the ").map_or(folded.clone(), ToOwned::to_owned)
}

/// All names, in order; a name that two bear as often as they are told apart.
pub(super) fn gather(
    record: &Record,
    rulings: &Rulings,
    hands: Hands<'_>,
) -> Vec<Naming> {
    let reports: Vec<&Laid> = record.all_filed().map(|filed| &filed.page).collect();
    let known = Known::of(&reports);
    let keys: Vec<Vec<(Key, BTreeSet<Post>)>> = each(hands, reports.len(), &|place| {
        let actors = reports[place].actors.iter();
        actors.map(|actor| (key(actor, &known), posts_of(actor, &known))).collect()
    });
    let apart = Bearers::of(&reports, &keys, rulings);
    let mut names: BTreeMap<(Key, String), Naming> = BTreeMap::new();
    for (laid, keys) in reports.into_iter().zip(keys) {
        for (number, (actor, (key, posts))) in laid.actors.iter().zip(keys).enumerate() {
            let bearer = apart.told.get(&(laid.id, number)).cloned().unwrap_or_default();
            let is_open = bearer.is_empty() && apart.borne_by_several.contains(&key);
            let naming = names
                .entry((key, bearer))
                .or_insert_with_key(|key| Naming { is_open, ..Naming::new(key, actor) });
            naming.posts.extend(posts);
            naming.take((laid.id, number), actor, &known);
        }
    }
    names.into_values().collect()
}

fn key(actor: &Actor, known: &Known) -> Key {
    let name = plain(&actor.name);
    let of = actor.of.as_deref().filter(|_| is_generic(&actor.name));
    let of = of.map(|of| known.called(of));
    if actor.class != ActorClass::Person
        && let Some(state) = known.state_of_adjective(&name)
    {
        return (ActorClass::State, state, of);
    }
    let class = if is_initials(&actor.name) {
        actor.class
    } else {
        known.class_of(&name, actor.class)
    };
    (class, name, of)
}

/// What all reports take names for: a name alone seldom tells a report what it names.
#[derive(Default)]
struct Known {
    /// So many reports have a word for one of a class, a family name counted for a person.
    reports: BTreeMap<String, BTreeMap<ActorClass, usize>>,
}

impl Known {
    fn of(reports: &[&Laid]) -> Self {
        let mut known = Self::default();
        for actor in reports.iter().flat_map(|laid| &laid.actors) {
            let name = plain(&actor.name);
            let word = match name.rsplit_once(' ') {
                Some((_, family)) if actor.class == ActorClass::Person => family,
                // A family name alone says nothing new.
                None if actor.class == ActorClass::Person => continue,
                _ => &name,
            };
            let whole = Some(name.as_str()).filter(|whole| *whole != word);
            for word in [word].into_iter().chain(whole) {
                let classes = known.reports.entry(word.to_owned()).or_default();
                *classes.entry(actor.class).or_default() += 1;
            }
        }
        known
    }

    fn has(&self, name: &str, class: ActorClass) -> usize {
        let classes = self.reports.get(name);
        classes.and_then(|classes| classes.get(&class)).copied().unwrap_or_default()
    }

    fn is_state(&self, name: &str) -> bool {
        self.has(name, ActorClass::State) > 0
    }

    /// The only state that another report names and that an adjective is of: "Varnese", of Varn.
    fn state_of_adjective(&self, name: &str) -> Option<String> {
        if name.contains(' ') || self.is_state(name) || state_of(name).is_some() {
            return None;
        }
        let mut states = states_of_adjective(name).filter(|state| self.is_state(state));
        let only = states.next()?;
        states.all(|other| other == only).then_some(only)
    }

    /// The name of whom something is, where a report only has the adjective.
    fn called(&self, of: &str) -> String {
        let of = plain(of);
        self.state_of_adjective(&of).unwrap_or(of)
    }

    /// What a word stands for that a report takes for one of a class: a state where any report
    /// knows it for one, else what most reports know it for.
    fn class_of(&self, name: &str, class: ActorClass) -> ActorClass {
        let [person, place, body] =
            [ActorClass::Person, ActorClass::Place, ActorClass::Organisation]
                .map(|class| self.has(name, class));
        match class {
            _ if self.is_state(name) => ActorClass::State,
            ActorClass::Person if place > person => ActorClass::Place,
            ActorClass::Place if person > 0 && person >= place => ActorClass::Person,
            ActorClass::Organisation if place > body => ActorClass::Place,
            class => class,
        }
    }
}

/// The posts of a person that one holds at a time, where a state is named with them.
fn posts_of(actor: &Actor, known: &Known) -> BTreeSet<Post> {
    let offices = actor
        .offices
        .iter()
        .filter(|office| actor.class == ActorClass::Person && !office.rank);
    let of_states = offices.filter_map(|office| {
        let of = office.of.as_deref()?;
        let state = state_of(of).map_or_else(|| known.called(of), plain);
        known.is_state(&state).then(|| (posts::post(&office.post), state))
    });
    // An ambassador of one state is in another: either may be named with the post.
    let sent = |post: &[String]| post.iter().any(|word| word.starts_with("ambassador"));
    of_states.filter(|(post, _)| posts::is_single(post) && !sent(post)).collect()
}

/// A state, and who holds a post of it.
type Holder<'a> = (&'a str, At);

/// Who bears a name that several bear.
#[derive(Default)]
struct Bearers {
    /// By the place of an actor: a word for its bearer.
    told: BTreeMap<At, String>,
    borne_by_several: BTreeSet<Key>,
}

impl Bearers {
    fn of(
        reports: &[&Laid],
        keys: &[Vec<(Key, BTreeSet<Post>)>],
        rulings: &Rulings,
    ) -> Self {
        let mut bearers = Self::default();
        let mut holders: BTreeMap<(&Key, &[String]), Vec<Holder<'_>>> = BTreeMap::new();
        let moved = moved(rulings);
        for (laid, keys) in reports.iter().zip(keys) {
            for (number, (key, posts)) in keys.iter().enumerate() {
                for (post, state) in posts {
                    let holders = holders.entry((key, post)).or_default();
                    holders.push((state, (laid.id, number)));
                }
                if !moved.is_empty() && moved.contains(&(laid.id, key.1.as_str().into()))
                {
                    bearers.told.insert((laid.id, number), laid.id.to_string());
                }
            }
        }
        for ((key, _), holders) in holders {
            bearers.part(key, &holders);
        }
        bearers
    }

    /// Tells holders of one post of several states apart.
    fn part(&mut self, key: &Key, holders: &[Holder<'_>]) {
        let mut of: BTreeMap<&str, usize> = BTreeMap::new();
        for (state, _) in holders {
            *of.entry(state).or_default() += 1;
        }
        of.retain(|_, reports| *reports * SLIP >= holders.len());
        if of.len() < 2 {
            return;
        }
        self.borne_by_several.insert(key.clone());
        for (state, at) in holders.iter().filter(|(state, _)| of.contains_key(state)) {
            let bearer = self.told.entry(*at).or_default();
            if !bearer.contains(state) {
                bearer.push_str(state);
            }
        }
    }
}

/// Names in reports that a reviewer ruled to be another's than the same name in another
/// report.
fn moved(rulings: &Rulings) -> BTreeSet<(ReportId, String)> {
    let mut moved = BTreeSet::new();
    for ((one, other), verdict) in &rulings.who {
        let same_name = plain(&one.name) == plain(&other.name);
        if let Some(report) = other.report
            && same_name
            && *verdict == dateline_names::Verdict::Different
        {
            moved.insert((report, plain(&other.name)));
        }
    }
    moved
}

impl Naming {
    fn new(((class, plain, of), bearer): &(Key, String), actor: &Actor) -> Self {
        Self {
            name: actor.name.clone(),
            plain: plain.clone(),
            key_of: of.clone(),
            bearer: bearer.clone(),
            is_open: is_short(*class, &actor.name),
            class: *class,
            is_generic: is_generic(&actor.name),
            of: None,
            plain_of: None,
            posts: BTreeSet::new(),
            mentioned: Vec::new(),
            aliases: BTreeMap::new(),
        }
    }

    /// The words in front of the one for what kind of body it is: "joint coastal" of a Joint
    /// Coastal Commission; `None` for fewer than two, and where no such word ends the name.
    pub(super) fn front(&self) -> Option<&str> {
        let (front, last) = self.plain.rsplit_once(' ')?;
        (front.contains(' ') && is_generic(last)).then_some(front)
    }

    fn take(&mut self, (report, number): At, actor: &Actor, known: &Known) {
        self.mentioned.push((report, number));
        // One report only has the adjective of the name.
        if plain(&self.name) != self.plain && plain(&actor.name) == self.plain {
            self.name.clone_from(&actor.name);
        }
        if self.of.is_none()
            && let Some(of) = &actor.of
        {
            self.plain_of = Some(known.called(of));
            self.of = Some(of.clone());
        }
        for alias in actor.aliases.iter().chain([&actor.name]) {
            match self.aliases.get_mut(alias) {
                Some(reports) => {
                    reports.insert(report);
                }
                None => {
                    self.aliases.insert(alias.clone(), BTreeSet::from([report]));
                }
            }
        }
    }

    /// Whether a decision that names somebody in a report, or anywhere, means this one.
    pub(super) fn is_in(&self, key: &ActorKey) -> bool {
        key.report.is_none_or(|report| {
            self.mentioned.iter().any(|(mentioned, _)| *mentioned == report)
        })
    }
}

static GENERIC_STEMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = GENERIC.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(stems).collect()
});

/// Whether a name is one that every state has a body of: "Ministry of Defence".
fn is_generic(name: &str) -> bool {
    stems(name).iter().any(|word| GENERIC_STEMS.contains(word))
}

fn is_short(class: ActorClass, name: &str) -> bool {
    class == ActorClass::Person && !name.trim().contains(' ')
}

/// Whether what reports say of two names tells their bearers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// It does not.
    No,
    /// It leaves it open: a reviewer is asked.
    Open,
    /// They are two.
    Yes,
}

/// Whether what they hold or belong to tells two bearers apart.
pub(super) fn apart(one: &Naming, other: &Naming) -> Apart {
    if one.class != other.class {
        return Apart::Yes;
    }
    if one.class == ActorClass::Person {
        return if hold_apart(one, other) { Apart::Yes } else { Apart::No };
    }
    let generic = one.is_generic || other.is_generic;
    match (&one.plain_of, &other.plain_of) {
        (Some(of), Some(other_of)) if of != other_of => {
            if generic {
                Apart::Yes
            } else {
                Apart::Open
            }
        }
        (Some(_), Some(_)) | (None, None) => Apart::No,
        // "the ministry" of nobody is not yet that of Orlesia.
        _ if generic && one.plain != other.plain => Apart::Open,
        _ => Apart::No,
    }
}

/// Whether two persons hold one post of two states: two prime ministers are two.
fn hold_apart(one: &Naming, other: &Naming) -> bool {
    let states = |naming: &Naming, post: &[String]| -> BTreeSet<String> {
        let held = naming.posts.iter().filter(|(held, _)| held == post);
        held.map(|(_, state)| state.clone()).collect()
    };
    one.posts.iter().any(|(post, _)| {
        let others = states(other, post);
        !others.is_empty() && states(one, post).is_disjoint(&others)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_generic_bodies_is_sorted() {
        let lines: Vec<&str> =
            GENERIC.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted());
    }
}
