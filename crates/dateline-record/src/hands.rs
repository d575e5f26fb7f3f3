use std::sync::{Mutex, OnceLock};

/// Hands that do pieces of work: given a count and a work, they do the work for every number
/// below the count, in any order, side by side if they can.
///
/// This crate starts no thread; who has threads lends them.
pub type Hands<'a> = &'a (dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync);

/// One pair of hands: one piece after the other.
pub(crate) fn alone(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

/// So many small things make one piece of work.
const PIECE: usize = 256;

/// Makes a thing for every number below `count`, in order.
pub(crate) fn each<T: Send + Sync>(
    hands: Hands<'_>,
    count: usize,
    make: &(dyn Fn(usize) -> T + Sync),
) -> Vec<T> {
    let pieces = each_large(hands, count.div_ceil(PIECE), &|piece| -> Vec<T> {
        let until = ((piece + 1) * PIECE).min(count);
        (piece * PIECE..until).map(make).collect()
    });
    joined(pieces, count)
}

/// Makes a thing of every one of these, in order.
pub(crate) fn each_of<S: Send, T: Send + Sync>(
    hands: Hands<'_>,
    mut things: Vec<S>,
    make: &(dyn Fn(S) -> T + Sync),
) -> Vec<T> {
    let count = things.len();
    let mut pieces = Vec::new();
    while !things.is_empty() {
        let from = things.len().saturating_sub(PIECE);
        pieces.push(Mutex::new(things.split_off(from)));
    }
    pieces.reverse();
    let made = each_large(hands, pieces.len(), &|place| -> Vec<T> {
        let piece = pieces.get(place).and_then(|piece| piece.lock().ok());
        let piece = piece.map(|mut piece| std::mem::take(&mut *piece));
        piece.unwrap_or_default().into_iter().map(make).collect()
    });
    joined(made, count)
}

/// The things of many lists in one, of which there are about so many.
pub(crate) fn joined<T>(lists: Vec<Vec<T>>, count: usize) -> Vec<T> {
    let mut all = Vec::with_capacity(count);
    for list in lists {
        all.extend(list);
    }
    all
}

/// The same where each thing is a piece of work by itself.
pub(crate) fn each_large<T: Send + Sync>(
    hands: Hands<'_>,
    count: usize,
    make: &(dyn Fn(usize) -> T + Sync),
) -> Vec<T> {
    let slots: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
    hands(count, &|place| {
        if let Some(slot) = slots.get(place) {
            slot.get_or_init(|| make(place));
        }
    });
    slots.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Takes many things apart side by side: of a large record that is work as well.
pub(crate) fn put_away<T: Send>(hands: Hands<'_>, mut things: Vec<T>) {
    let mut pieces = Vec::new();
    while !things.is_empty() {
        let from = things.len().saturating_sub(PIECE * 16);
        pieces.push(Mutex::new(things.split_off(from)));
    }
    hands(pieces.len(), &|place| {
        if let Some(Ok(mut piece)) = pieces.get(place).map(Mutex::lock) {
            piece.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_made_in_order_whatever_the_order_of_the_work() {
        let backwards = |count: usize, work: &(dyn Fn(usize) + Sync)| {
            (0..count).rev().for_each(work);
        };
        let made = each(&backwards, 1_000, &|number| number * 2);
        assert_eq!(made, (0..1_000).map(|number| number * 2).collect::<Vec<_>>());
        assert_eq!(each(&alone, 0, &|number| number), Vec::<usize>::new());
    }
}
