//! Files that are fetched ahead of those who read them.
//!
//! A share on a network, and a disk that was asleep, answer late; but they answer many questions together nearly as fast
//! as one. So more threads than there are cores ask for files, and wait; those that compute find them there.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

/// Threads that wait for files and do not compute.
const WAITING: usize = 16;

/// Does `read` to what `fetch` brings of each of `count` files, and returns the answers in the order of the files.
///
/// `fetch` is called on threads that wait, `read` on the current rayon pool's. No more than twice [`WAITING`] files are
/// fetched and not read. Once `stopped` says so, nothing more is begun, and answers are missing.
pub(super) fn read_ahead<F: Send, A: Send>(
    count: usize,
    stopped: impl Fn() -> bool + Sync,
    fetch: impl Fn(usize) -> F + Sync,
    read: impl Fn(usize, F) -> A + Sync,
) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let take = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        (index < count && !stopped()).then_some(index)
    };
    let mut answers: Vec<(usize, A)> = thread::scope(|scope| {
        let (sender, fetched) = sync_channel(WAITING);
        let mut started = 0;
        for _ in 0..WAITING.min(count) {
            let sender = sender.clone();
            let wait = || {
                let sender = sender;
                while let Some(index) = take() {
                    // Nobody listens any more only after a panic.
                    if sender.send((index, fetch(index))).is_err() {
                        break;
                    }
                }
            };
            match thread::Builder::new().spawn_scoped(scope, wait) {
                Ok(_) => started += 1,
                // Fewer threads do the same work.
                Err(_) => break,
            }
        }
        drop(sender);
        if started == 0 {
            let here = (0..count).into_par_iter().filter(|_| !stopped());
            return here
                .map(|index| (index, read(index, fetch(index))))
                .collect();
        }
        fetched
            .into_iter()
            .par_bridge()
            .filter(|_| !stopped())
            .map(|(index, file)| (index, read(index, file)))
            .collect()
    });
    answers.sort_unstable_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_files() {
        for count in [0, 1, 5, 500] {
            let answers = read_ahead(
                count,
                || false,
                |index| index * 10,
                |index, file| (index, file),
            );
            let expected: Vec<_> = (0..count).map(|index| (index, index * 10)).collect();
            assert_eq!(answers, expected);
        }
    }

    #[test]
    fn little_is_fetched_that_nobody_has_read() {
        let (fetched, read) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        read_ahead(
            400,
            || false,
            |_| {
                let fetched = fetched.fetch_add(1, Ordering::SeqCst) + 1;
                // Others may have gone on since.
                let ahead = fetched.saturating_sub(read.load(Ordering::SeqCst));
                most.fetch_max(ahead, Ordering::SeqCst);
            },
            |_, ()| read.fetch_add(1, Ordering::SeqCst),
        );
        // Beside those that wait, each thread of the pool may hold one.
        let allowed = 2 * WAITING + rayon::current_num_threads() + 1;
        assert!(most.into_inner() <= allowed);
    }

    #[test]
    fn nothing_more_is_begun_after_a_stop() {
        let stop = AtomicBool::new(false);
        let answers = read_ahead(
            5_000,
            || stop.load(Ordering::SeqCst),
            |index| index,
            |index, _| {
                if index == 10 {
                    stop.store(true, Ordering::SeqCst);
                }
                index
            },
        );
        // Those that were fetched before number ten may have been read before it, and each thread may have begun one.
        let allowed = 11 + 2 * WAITING + rayon::current_num_threads();
        assert!(answers.len() <= allowed, "{}", answers.len());
    }
}
