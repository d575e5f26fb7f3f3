use std::collections::BTreeMap;

use crate::ActorClass;
use crate::cast::piece::{Kind, Piece, Start};
use crate::cast::words::{Gap, Lines, Word};
use crate::tables::{PostKind, TABLES};

/// Posts that stand right before a name, or beside it with a comma.
pub(super) fn linked_posts(
    lines: &Lines<'_>,
    pieces: &[Piece],
) -> BTreeMap<usize, usize> {
    let mut linked = BTreeMap::new();
    let mut ends: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut starts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        let outer = matches!(piece.kind, Kind::Post(_) | Kind::Name { .. });
        if outer {
            ends.insert((piece.sentence, piece.last), number);
            starts.insert((piece.sentence, piece.first), number);
        }
    }
    for (number, piece) in pieces.iter().enumerate().rev() {
        let Kind::Post(post) = &piece.kind else { continue };
        // "A major Tolland exhibition": no officer.
        if post.kind == PostKind::Rank && piece.start == Start::Indefinite {
            continue;
        }
        let Some(line) = lines.lines.get(piece.sentence) else { continue };
        let gap = line.words.get(piece.last).map(|word| word.gap);
        let next = starts.get(&(piece.sentence, piece.last + 1)).copied();
        // "a co-chair of the academy's Tide panel": what is owned is not who holds the post.
        let owns = line.words.get(piece.last).is_some_and(|word| word.possessive);
        let owns = owns || is_for_another(line.words.as_slice(), piece);
        let after =
            next.filter(|_| !owns && matches!(gap, Some(Gap::Space | Gap::Comma)));
        let name =
            after.and_then(|next| match pieces.get(next).map(|piece| &piece.kind) {
                Some(Kind::Name { class, words })
                    if could_be_person(*class)
                    // "as its chief executive Ada Korr", whatever the model takes her for.
                    || gap == Some(Gap::Space) && is_given(post.kind, words) =>
                {
                    Some(next)
                }
                Some(Kind::Post(_)) => linked.get(&next).copied(),
                _ => None,
            });
        let name = name.or_else(|| beside(line.words.as_slice(), piece, &ends, pieces));
        if let Some(name) = name {
            linked.insert(number, name);
        }
    }
    linked
}

/// "a spokesman for the trade secretary, Ada Korr": the name behind is the secretary's.
fn is_for_another(words: &[Word<'_>], piece: &Piece) -> bool {
    let all = words.get(piece.first..=piece.last).unwrap_or_default();
    let link = all.iter().position(|word| matches!(word.folded.as_ref(), "for" | "of"));
    let behind = link.and_then(|link| all.get(link + 1..)).unwrap_or_default();
    behind
        .last()
        .is_some_and(|last| !last.is_capital() && last.sense.post == Some(PostKind::Post))
}

/// Whether two words behind a post are a given name and another.
fn is_given(post: PostKind, words: &[String]) -> bool {
    let first = words.first().filter(|_| post == PostKind::Post && words.len() == 2);
    first.is_some_and(|first| TABLES.given_name(first).is_some())
}

pub(super) fn could_be_person(class: Option<ActorClass>) -> bool {
    matches!(class, None | Some(ActorClass::Person))
}

/// The name before a post: "Dara Voss, the deputy commander of the guard".
fn beside(
    words: &[Word<'_>],
    piece: &Piece,
    ends: &BTreeMap<(usize, usize), usize>,
    pieces: &[Piece],
) -> Option<usize> {
    let mut before = piece.first.checked_sub(1)?;
    if words
        .get(before)
        .is_some_and(|word| matches!(word.folded.as_ref(), "the" | "a" | "an"))
    {
        before = before.checked_sub(1)?;
    }
    let comma = words.get(before).is_some_and(|word| word.gap == Gap::Comma);
    let name = ends.get(&(piece.sentence, before)).copied().filter(|_| comma)?;
    match pieces.get(name).map(|piece| &piece.kind) {
        Some(Kind::Name { words, class })
            if could_be_person(*class) && words.len() > 1 =>
        {
            Some(name)
        }
        _ => None,
    }
}
