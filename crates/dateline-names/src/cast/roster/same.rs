use crate::cast::piece::{Body, Post};
use crate::tables::BodyKind;

/// A part of a name without its article: "al-hadid" and "hadid" are one.
pub(crate) fn bare(part: &str) -> String {
    let cut =
        ["al-", "el-", "as-", "ash-", "an-", "ad-", "ar-", "at-", "az-", "al'", "el'"];
    let bare = cut.iter().find_map(|article| part.strip_prefix(article)).unwrap_or(part);
    bare.replace(['\'', '.'], "")
}

/// Whether all parts of `short` stand in `full`, in that order. A part before the first of
/// several would make it somebody else: the son has his own name before his father's.
pub(super) fn are_parts(short: &[String], full: &[String]) -> bool {
    let initial = |part: &String, with: &String| {
        part == with || (part.len() == 1 && with.starts_with(part.as_str()))
    };
    let (Some(first), Some(opening)) = (short.first(), full.first()) else {
        return false;
    };
    if short.len() > 1 && !initial(first, opening) && !initial(opening, first) {
        return false;
    }
    let mut rest = full.iter();
    short.iter().all(|part| rest.by_ref().any(|with| initial(part, with)))
        && short.iter().any(|part| part.len() > 1)
}

/// Whether two descriptions may be of one body.
pub(super) fn may_be(known: &Body, body: &Body) -> bool {
    if known.group != body.group || known.kind != body.kind {
        return false;
    }
    let of = match (&known.of, &body.of) {
        (Some(one), Some(other)) => one == other,
        (None, None) => true,
        // A joint commission is none of its sides' own commissions.
        (Some(_), None) | (None, Some(_)) => {
            !(known.joint || body.joint)
                && matches!(known.kind, BodyKind::Organ | BodyKind::Arm)
                && !known.topic.is_empty()
                && known.topic == body.topic
        }
    };
    let one = topics(known);
    let other = topics(body);
    let within =
        |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    let joint = known.joint == body.joint || known.of.is_none() && body.of.is_none();
    of && joint && (within(&one, &other) || within(&other, &one))
}

/// The words that tell a body from others, spelt one way.
pub(super) fn topics(body: &Body) -> Vec<String> {
    let general = body.kind == BodyKind::Force;
    let plain = body.topic.iter().filter(|word| {
        !(general
            && matches!(
                word.as_str(),
                "security" | "armed" | "military" | "ground" | "combat" | "forces"
            ))
    });
    plain.map(|word| spelt(word).to_owned()).collect()
}

pub(super) fn spelt(word: &str) -> &str {
    match word {
        "defence" => "defense",
        "labour" => "labor",
        "higher" => "high",
        "defence-led" => "defense-led",
        _ => word,
    }
}

/// Whether a post is the same as one that is held, as far as both say.
pub(super) fn same_post(held: &Post, post: &Post) -> bool {
    let agree = |one: &Option<String>, other: &Option<String>| {
        one.is_none() || other.is_none() || one == other
    };
    let words = |post: &Post| -> Vec<String> {
        post.words.split(' ').map(|word| spelt(word).to_owned()).collect()
    };
    let (one, other) = (words(held), words(post));
    let within =
        |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    held.head == post.head
        && agree(&held.of, &post.of)
        && agree(&held.to, &post.to)
        && (within(&one, &other) || within(&other, &one))
}
