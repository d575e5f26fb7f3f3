//! Statements, commitments, bodies, figures, roles and relations: one by what tells them.

use dateline_findings::{Field, Kind};

use super::super::counted::action;
use super::super::facts::{Fact, Someone};
use super::super::placed::Meeting;
use super::super::words::{alike, coded, covered, hash, telling};
use super::SURE;

/// Marks a key of somebody.
const SOMEONE: u64 = 3;

pub(super) fn keys(fact: &Fact) -> Vec<u64> {
    match fact.kind() {
        Kind::Statement => statement_keys(fact),
        Kind::Commitment => who(fact, Field::Committer),
        Kind::Body => vec![body(fact).map_or(0, |body| body.code())],
        Kind::Figure => {
            let number = hash(fact.line(Field::Number).as_bytes());
            vec![coded(&[number, fact.code(Field::Unit)])]
        }
        Kind::Role => who(fact, Field::Holder),
        Kind::Relation => {
            let relation = fact.code(Field::Relation);
            let subjects = who(fact, Field::Subject);
            subjects.into_iter().map(|subject| coded(&[relation, subject])).collect()
        }
        Kind::Event | Kind::Agreement | Kind::Credit => Vec::new(),
    }
}

fn who(fact: &Fact, field: Field) -> Vec<u64> {
    fact.in_field(field).map(|someone| coded(&[SOMEONE, someone.code()])).collect()
}

fn statement_keys(fact: &Fact) -> Vec<u64> {
    let mut keys = who(fact, Field::Speaker);
    if fact.telling(Field::Quote).is_empty() {
        return keys;
    }
    // The longest words of a quotation are seldom another's.
    let mut rare: Vec<String> = telling(&fact.line(Field::Quote)).into_iter().collect();
    rare.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    keys.extend(rare.iter().take(3).map(|word| hash(word.as_bytes())));
    keys
}

pub(super) fn score(one: &Fact, other: &Fact) -> usize {
    let same = match one.kind() {
        Kind::Statement => is_one_statement(one, other),
        Kind::Commitment => is_one_commitment(one, other),
        Kind::Body => body(one) == body(other),
        Kind::Figure => is_one_figure(one, other),
        Kind::Role => is_one_role(one, other),
        Kind::Relation => meet(one, other, Field::Object),
        Kind::Event | Kind::Agreement | Kind::Credit => false,
    };
    if same { SURE } else { 0 }
}

fn meet(one: &Fact, other: &Fact, field: Field) -> bool {
    one.shared(other, &[field]) > 0
}

/// The same words between quotation marks, or the same speaker with nearly the same content
/// at the same time.
fn is_one_statement(one: &Fact, other: &Fact) -> bool {
    if one.report == other.report {
        return false;
    }
    let (first, second) = (one.telling(Field::Quote), other.telling(Field::Quote));
    let same_speaker = || meet(one, other, Field::Speaker);
    let quoted = first.len().min(second.len());
    if quoted >= 4 {
        return covered(first, second) >= 900 && (quoted >= 7 || same_speaker());
    }
    let near = || {
        let time = one.placed.meets(other.placed);
        matches!(time, Meeting::Same | Meeting::Within) || one.origin == other.origin
    };
    let told = one.words.len().min(other.words.len()) >= 3;
    told && near() && alike(&one.words, &other.words) >= 600 && same_speaker()
}

/// The same one owes nearly the same.
fn is_one_commitment(one: &Fact, other: &Fact) -> bool {
    let (first, second) = (one.telling(Field::What), other.telling(Field::What));
    let quantities = [one, other].map(|fact| fact.code(Field::Quantity));
    let number = quantities[0] == quantities[1] || quantities.contains(&0);
    let few = first.len().min(second.len());
    let same_words =
        if few >= 3 { covered(first, second) >= 700 } else { first == second };
    few > 0 && number && same_words && one.modality == other.modality
}

/// Which body a finding is about: the actor of its name.
pub(in super::super) fn body(fact: &Fact) -> Option<&Someone> {
    fact.in_field(Field::Name).next()
}

/// The same number of the same thing at the same time. Different numbers never join: they
/// are points of a series, or disagree.
fn is_one_figure(one: &Fact, other: &Fact) -> bool {
    let same = |field| one.code(field) == other.code(field);
    let near = match one.placed.meets(other.placed) {
        Meeting::Same | Meeting::Within => true,
        // Without a time of its own a figure holds when its report came out.
        Meeting::Unknown | Meeting::Maybe => {
            one.origin == other.origin || one.published == other.published
        }
        Meeting::Apart => false,
    };
    let what = || covered(one.telling(Field::What), other.telling(Field::What));
    let held =
        || [one, other].iter().all(|fact| fact.in_field(Field::Holder).next().is_some());
    let clash = || held() && !meet(one, other, Field::Holder);
    near && same(Field::Comparator)
        && same(Field::Change)
        && what() >= 500
        && !clash()
        && is_one_action(one, other)
}

/// Twelve dead and twelve hurt are two figures.
fn is_one_action(one: &Fact, other: &Fact) -> bool {
    let actions = [one, other].map(|fact| action(&fact.line(Field::What)));
    actions[0] == actions[1] || actions.iter().any(String::is_empty)
}

/// "Lt. Gen." and "Lieutenant General": each word short for the other.
fn is_one_rank(one: &Fact, other: &Fact) -> bool {
    let words = |fact: &Fact| -> Vec<String> {
        let rank = fact.folded(Field::Rank).replace('.', " ");
        rank.split_whitespace().map(str::to_owned).collect()
    };
    if one.code(Field::Rank) == 0 || other.code(Field::Rank) == 0 {
        return false;
    }
    let (first, second) = (words(one), words(other));
    let mut pairs = first.iter().zip(&second);
    !first.is_empty()
        && first.len() == second.len()
        && pairs.all(|(one, other)| is_short_for(one, other) || is_short_for(other, one))
}

/// Whether the letters of one word stand in the other in their order, the first in front.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().next() == long.chars().next()
        && short.chars().all(|letter| letters.any(|other| other == letter))
}

/// The same holder of the same post.
fn is_one_role(one: &Fact, other: &Fact) -> bool {
    let posts = [one.telling(Field::Post), other.telling(Field::Post)];
    let same_rank = one.code(Field::Rank) == other.code(Field::Rank);
    let same_post = posts[0] == posts[1] && same_rank || is_one_rank(one, other);
    let known =
        || [one, other].iter().all(|fact| fact.in_field(Field::Of).next().is_some());
    same_post && (!known() || meet(one, other, Field::Of))
}
