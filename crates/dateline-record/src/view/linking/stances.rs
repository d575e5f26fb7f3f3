//! A speaker, or the holder of an office, who says the opposite of what was said before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use dateline_findings::{Field, Kind, Polarity};
use dateline_text::{ReportId, fold};

use super::super::facts::{Fact, Someone};
use super::super::posts::post;
use super::super::words::{Words, covered, stems};
use super::posts::{Post, post_of};
use super::shapes::{Block, near_pairs};
use super::{Desk, effective};
use crate::hands::{Hands, each};
use crate::{Link, LinkKind};

const NEIGHBOURS: usize = 30;
/// Words that turn what is said into its opposite.
pub(super) const TURNS: [&str; 11] = [
    "cannot", "denied", "denies", "neither", "never", "no", "nor", "not", "refuse",
    "refused", "refuses",
];

/// Words for being for something, without their endings, and for being against it.
const FOR: [&str; 9] = [
    "accept", "approv", "back", "endors", "favor", "favour", "support", "tolerat",
    "welcom",
];
const AGAINST: [&str; 6] = ["condemn", "denounc", "oppos", "refus", "reject", "resist"];

/// Things of which every day brings another: two of a kind are seldom one.
const OF_ANY_DAY: &str = "accusation allegation bill budget call charge claim comment \
    criticism deal decision demand idea invitation law measure motion move offer plan \
    proposal question report request resolution result statement suggestion vote";

static LEANINGS: LazyLock<BTreeMap<&str, bool>> = LazyLock::new(|| {
    let words = FOR.iter().map(|word| (*word, true));
    words.chain(AGAINST.iter().map(|word| (*word, false))).collect()
});
static LEANING_WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = [FOR.as_slice(), &AGAINST, &TURNS].concat();
    Words::of(&words.join(" "))
});
static ANY: LazyLock<Words> = LazyLock::new(|| Words::of(OF_ANY_DAY));

/// What statements are for or against, by their numbers.
type Leanings = BTreeMap<usize, Leaning>;

/// Who speaks: somebody, or whoever holds an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    Of(Someone),
    OfPost(Post),
}

/// What speakers say, and the holders of an office.
pub(super) struct Stances<'a> {
    /// The office that a report gives a speaker.
    posts: BTreeMap<(ReportId, &'a Someone), Post>,
    leanings: Leanings,
    /// The statements that are against what their words name: each is held against many.
    against: BTreeSet<usize>,
}

impl<'a> Stances<'a> {
    pub(super) fn of(desk: &Desk<'a>, hands: Hands<'_>) -> Self {
        let facts = desk.sight.facts;
        let said = each(hands, facts.len(), &|number| {
            let said = Some(&facts[number]).filter(|fact| fact.kind() == Kind::Statement);
            said.map(|fact| (Leaning::of(fact), is_against(fact)))
        });
        let mut stances = Self {
            posts: held(desk),
            leanings: Leanings::new(),
            against: BTreeSet::new(),
        };
        for (number, said) in said.into_iter().enumerate() {
            let Some((leaning, is_against)) = said else { continue };
            stances.leanings.extend(leaning.map(|leaning| (number, leaning)));
            stances.against.extend(is_against.then_some(number));
        }
        stances
    }
}

impl Stances<'_> {
    /// The same words, affirmed at one time and denied at another.
    fn is_turn(&self, desk: &Desk<'_>, pair: [usize; 2]) -> bool {
        let leans_anew = match pair.map(|number| self.leanings.get(&number)) {
            [Some(one), Some(other)] => leans_anew(one, other),
            _ => false,
        };
        let [one, other] = pair.map(|number| desk.fact(number));
        let days = (effective(one).latest, effective(other).earliest);
        let later = matches!(days, (Some(one), Some(other)) if one < other);
        if !later || one.words.len().min(other.words.len()) < 3 {
            return later && leans_anew;
        }
        let words = covered(&one.words, &other.words);
        let denied = one.polarity != other.polarity && words >= 700;
        // Where only the words turn, all else must be the same.
        let alike = one.words.len().abs_diff(other.words.len()) <= 1 && words >= 900;
        let is_against = pair.map(|number| self.against.contains(&number));
        denied || alike && is_against[0] != is_against[1] || leans_anew
    }
}

impl Block for Stances<'_> {
    type Key = Voice;

    fn keys(&self, desk: &Desk<'_>, number: usize) -> Vec<Voice> {
        let fact = desk.fact(number);
        let told = fact.words.len() >= 3 || self.leanings.contains_key(&number);
        if fact.kind() != Kind::Statement || !told {
            return Vec::new();
        }
        let speakers = fact.in_field(Field::Speaker);
        let voices = speakers.flat_map(|speaker| {
            let post = self.posts.get(&(fact.report, speaker)).cloned();
            [Some(Voice::Of(speaker.clone())), post.map(Voice::OfPost)]
        });
        voices.flatten().collect()
    }

    fn links(&self, desk: &Desk<'_>, voice: &Voice, found: &[usize]) -> Vec<Link> {
        // Two who speak with two voices alike, as themselves and for an office, are told once.
        let is_first = |[one, other]: [usize; 2]| {
            let others = self.keys(desk, other);
            let shared = self.keys(desk, one).into_iter();
            shared.filter(|shared| others.contains(shared)).min().as_ref() == Some(voice)
        };
        let turns = near_pairs(found, NEIGHBOURS)
            .filter(|&[one, other]| self.is_turn(desk, [one, other]));
        let turns = turns.filter(|pair| is_first(*pair));
        turns.map(|pair| link(desk, voice, pair)).collect()
    }
}

/// The office that one person holds at a time which a report gives a speaker.
fn held<'a>(desk: &Desk<'a>) -> BTreeMap<(ReportId, &'a Someone), Post> {
    let mut posts = BTreeMap::new();
    let roles = desk.sight.facts.iter().enumerate();
    for (number, fact) in roles.filter(|(_, fact)| fact.kind() == Kind::Role) {
        let Some(holder) = fact.in_field(Field::Holder).next() else { continue };
        let words = post(&fact.line(Field::Post));
        if let Some(post) = post_of(desk, &words, &[number]).into_iter().next() {
            posts.insert((fact.report, holder), post);
        }
    }
    posts
}

fn link(desk: &Desk<'_>, voice: &Voice, pair: [usize; 2]) -> Link {
    let polarity = desk.difference("polarity", &pair, |fact| {
        let against =
            Leaning::of(fact).map_or_else(|| is_against(fact), |leaning| !leaning.is_for);
        if against { "negative" } else { "positive" }.to_owned()
    });
    let (rule, topic) = match voice {
        Voice::Of(speaker) => {
            ("one speaker for and against the same", desk.name(speaker))
        }
        Voice::OfPost((words, of)) => (
            "holders of one office for and against the same",
            format!("{} of {}", words.join(" "), desk.name(of)),
        ),
    };
    desk.link((LinkKind::PositionChange, rule), &topic, &pair, vec![polarity])
}

/// For what it was against, or against what it was for, in words for being so: "will never
/// accept foreign ships", and "we welcome the ships".
fn leans_anew(one: &Leaning, other: &Leaning) -> bool {
    let least = one.thing.len().min(other.thing.len());
    one.is_for != other.is_for
        && match one.thing.shared(&other.thing) {
            0 => false,
            1 => least == 1 && !is_any(&one.thing) && !is_any(&other.thing),
            shared => shared * 1_000 >= least * 600,
        }
}

/// What a statement is for or against, in words for being so.
struct Leaning {
    is_for: bool,
    thing: Words,
}

impl Leaning {
    /// `None` where no word says so, or several do.
    fn of(fact: &Fact) -> Option<Self> {
        let quote = fact.line(Field::Quote);
        let said = if quote.is_empty() { fact.line(Field::Content) } else { quote };
        let said = fold(&said);
        // "Back" alone is mostly where something goes.
        let words =
            said.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
        let words: Vec<&str> = words.filter(|word| *word != "back").collect();
        let turns = words.iter().filter(|word| is_turning(word)).count();
        let stemmed = [stems(&words.join(" ")), stems(&fact.line(Field::Verb))].concat();
        let leanings = stemmed.iter().filter_map(|word| LEANINGS.get(word.as_str()));
        let leanings: Vec<bool> = leanings.copied().collect();
        let [is_for] = leanings.as_slice() else { return None };
        let thing = fact.words.iter().copied();
        let thing = thing.filter(|word| !LEANING_WORDS.contains(word)).collect();
        (turns <= 1).then_some(Self { is_for: *is_for != (turns == 1), thing })
    }
}

pub(super) fn is_turning(word: &str) -> bool {
    TURNS.contains(&word) || word.ends_with("n't")
}

/// Whether a thing is of a kind of which every day brings another.
fn is_any(thing: &Words) -> bool {
    thing.iter().all(|word| ANY.contains(word))
}

/// Whether a statement is against what its words name.
fn is_against(fact: &Fact) -> bool {
    let said =
        fold(&[Field::Quote, Field::Content].map(|field| fact.line(field)).join(" "));
    let words = said.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    let turned = words.filter(|word| is_turning(word));
    (fact.polarity == Polarity::Negative) != (turned.count() > 0)
}
