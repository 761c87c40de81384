//! Threads that set documents.
//!
//! Typst and its PDF writer use rayon inside. In a shared pool a worker that waits there takes up another document, and
//! another inside that, until the stack overflows. So each thread here is a rayon pool of its own, with itself as its
//! only worker, and takes one document after the other from a shared counter.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::ThreadPoolBuilder;

use crate::diagnostic::catch;

/// Room for deeply nested documents; only what is used takes memory.
const STACK: usize = 32 << 20;

/// Does `work(0)`, …, `work(count - 1)` on at most `jobs` threads, in no particular order, and begins nothing more once
/// `stopped` says so. A piece of work that panics costs itself: its number is returned, with what the panic said.
///
/// # Errors
/// If the operating system gives no thread at all.
pub fn share_out(
    jobs: NonZeroUsize,
    count: usize,
    stopped: impl Fn() -> bool + Sync,
    work: impl Fn(usize) + Sync,
) -> io::Result<Vec<(usize, String)>> {
    let next = AtomicUsize::new(0);
    let panicked = Mutex::new(Vec::new());
    let take = || {
        while !stopped() {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                break;
            }
            if let Err(said) = catch(|| work(index)) {
                let mut panicked = panicked.lock().unwrap_or_else(PoisonError::into_inner);
                panicked.push((index, said));
            }
        }
    };
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..jobs.get().min(count) {
            let spawned = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, || {
                    let alone = ThreadPoolBuilder::new()
                        .num_threads(1)
                        .use_current_thread()
                        .build();
                    if let Ok(pool) = alone {
                        pool.install(take);
                    }
                });
            match spawned {
                Ok(_) => started += 1,
                // Fewer threads do the same work.
                Err(_) if started > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    })?;
    if next.into_inner() < count && !stopped() {
        return Err(io::Error::other("no thread could be set up"));
    }
    let mut panicked = panicked
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    panicked.sort_unstable();
    Ok(panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_of_work_is_done_once() {
        for jobs in [1, 3, 50] {
            let done = Mutex::new(vec![0; 20]);
            share_out(
                NonZeroUsize::new(jobs).unwrap(),
                20,
                || false,
                |index| {
                    done.lock().unwrap()[index] += 1;
                },
            )
            .unwrap();
            assert_eq!(done.into_inner().unwrap(), [1; 20]);
        }
    }

    #[test]
    fn a_piece_of_work_that_panics_costs_itself_and_says_why() {
        let done = AtomicUsize::new(0);
        let jobs = NonZeroUsize::new(3).unwrap();
        let work = |index: usize| {
            assert!(index % 10 != 7, "row {index} is wrong");
            done.fetch_add(1, Ordering::Relaxed);
        };
        let panicked = share_out(jobs, 30, || false, work).unwrap();
        assert_eq!(done.into_inner(), 27);
        for ((index, said), expected) in panicked.iter().zip([7, 17, 27]) {
            assert_eq!(*index, expected);
            assert!(said.contains(&format!("row {index} is wrong")), "{said}");
        }
        assert_eq!(panicked.len(), 3);
    }

    #[test]
    fn nothing_more_is_begun_after_a_stop() {
        let done = AtomicUsize::new(0);
        share_out(
            NonZeroUsize::MIN,
            20,
            || done.load(Ordering::Relaxed) == 3,
            |_| {
                done.fetch_add(1, Ordering::Relaxed);
            },
        )
        .unwrap();
        assert_eq!(done.into_inner(), 3);
    }

    #[test]
    fn nested_parallelism_stays_on_its_thread() {
        use rayon::prelude::*;

        // In a shared pool, the inner parallel work would let a waiting worker take up another piece of work.
        let deepest = AtomicUsize::new(0);
        thread_local!(static DEPTH: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
        share_out(
            NonZeroUsize::new(4).unwrap(),
            200,
            || false,
            |_| {
                DEPTH.with(|depth| depth.set(depth.get() + 1));
                deepest.fetch_max(DEPTH.with(std::cell::Cell::get), Ordering::Relaxed);
                (0..64).into_par_iter().for_each(|n| {
                    std::hint::black_box(n);
                });
                DEPTH.with(|depth| depth.set(depth.get() - 1));
            },
        )
        .unwrap();
        assert_eq!(deepest.into_inner(), 1);
    }

    #[test]
    fn plans_do_not_nest_however_many_there_are() {
        use crate::analysis::{AnalysisOptions, analyse_person};
        use crate::model::Review;
        use crate::model::testing::{career_map, person};
        use crate::render::pdf::{PlanOptions, Templates, Typesetter, plan_data};

        // Many page runs, each laid out in parallel by Typst, and exported in parallel too.
        let template =
            b"#set document(title: \"x\")\n#for n in range(8) { page[Page #n] }".to_vec();
        let templates = Templates::embedded().with_files([("plan.typ".to_owned(), template)]);
        let typesetter = Typesetter::new(templates, None).unwrap();
        let map = career_map(&["Junior", "Senior"], &["A"]);
        let ada = person(&map, "Ada", 1).rated_all(&[1.0]).build();
        let review = Review::new(map, vec![ada], None, None);
        let ada = &review.assessments[0];
        let analysis = analyse_person(&review.career_map, ada, &AnalysisOptions::default());
        let data = plan_data(&review, ada, &analysis, &PlanOptions::default());
        let deepest = AtomicUsize::new(0);
        thread_local!(static DEPTH: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
        share_out(
            NonZeroUsize::new(2).unwrap(),
            300,
            || false,
            |_| {
                DEPTH.with(|depth| depth.set(depth.get() + 1));
                deepest.fetch_max(DEPTH.with(std::cell::Cell::get), Ordering::Relaxed);
                assert_eq!(typesetter.plan(&data, "ada").unwrap().pages, 8);
                DEPTH.with(|depth| depth.set(depth.get() - 1));
            },
        )
        .unwrap();
        assert_eq!(deepest.into_inner(), 1);
    }
}
