//! Waiting for the disk with many files at once.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Threads that wait for the disk. They compute next to nothing, so there may be more of them than cores: a disk, and a
/// share on a network still more, answers many questions together nearly as fast as one.
pub(super) const WAITING: usize = 16;

/// Does `work` to all items, in no particular order, and returns the answers in the items' order.
pub(super) fn together<I: Send, A: Send>(
    items: impl IntoIterator<Item = I>,
    work: impl Fn(I) -> A + Sync,
) -> Vec<A> {
    let items: Vec<I> = items.into_iter().collect();
    let threads = WAITING.min(items.len());
    let waiting = Mutex::new(items.into_iter().enumerate());
    let done = Mutex::new(Vec::new());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let work_off = || {
        while let Some((index, item)) = next() {
            let answer = work(item);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push((index, answer));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Fewer threads do the same work.
            let _ = thread::Builder::new().spawn_scoped(scope, work_off);
        }
        work_off();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        for count in [0, 1, 15, 1_000] {
            let answers = together(0..count, |item| item * 2);
            assert_eq!(answers, (0..count).map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
