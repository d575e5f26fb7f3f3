use std::sync::OnceLock;

/// Hands that do pieces of work: given a count and a work, they do the work for every number
/// below the count, in any order, side by side if they can.
///
/// This crate starts no thread; who has threads lends them.
pub type Hands<'a> = &'a (dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync);

/// One pair of hands: one piece after the other.
pub(crate) fn alone(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(work);
}

/// So many things make one piece of work.
const PIECE: usize = 256;

/// Makes a thing for every number below `count`, in order.
pub(crate) fn each<T: Send + Sync>(
    hands: Hands<'_>,
    count: usize,
    make: &(dyn Fn(usize) -> T + Sync),
) -> Vec<T> {
    let pieces = count.div_ceil(PIECE);
    let slots: Vec<OnceLock<Vec<T>>> = (0..pieces).map(|_| OnceLock::new()).collect();
    hands(pieces, &|piece| {
        let until = ((piece + 1) * PIECE).min(count);
        if let Some(slot) = slots.get(piece) {
            slot.get_or_init(|| (piece * PIECE..until).map(make).collect());
        }
    });
    slots.into_iter().filter_map(OnceLock::into_inner).flatten().collect()
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
