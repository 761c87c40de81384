//! The threads of the program: those that compute, and those that wait for the disk.
//!
//! A network folder or a sleeping disk answers late, but answers many requests together nearly as fast as one. So more
//! threads than cores wait for files, and do nothing else.

use std::io;
use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle, Scope};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::diagnostic::catch;

/// Threads that wait for files at the same time.
const IO_THREADS: usize = 16;

/// The stack of a thread that makes documents: room for deeply nested ones. Only the used part takes memory.
const STACK: usize = 32 << 20;

/// Does `work(0)`, …, `work(count - 1)` on at most `jobs` threads, in no particular order, and begins nothing more once
/// `stopped` returns true. A piece of work that panics does not affect the others: its number is returned, with the
/// panic's message.
///
/// Typst and its PDF writer use rayon inside. In a shared pool a worker that waits there starts another document, and
/// another inside that, until the stack overflows. So each thread here is its own rayon pool, with itself as the only
/// worker, and takes one document after the other from a shared counter.
///
/// # Errors
/// If no thread can be started at all.
pub fn for_each_isolated(
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
            if let Err(message) = catch(|| work(index)) {
                lock(&panicked).push((index, message));
            }
        }
    };
    let isolated = || {
        let pool = ThreadPoolBuilder::new()
            .num_threads(1)
            .use_current_thread()
            .build();
        if let Ok(pool) = pool {
            pool.install(take);
        }
    };
    thread::scope(|scope| spawn(scope, jobs.get().min(count), Some(STACK), isolated))?;
    if next.into_inner() < count && !stopped() {
        return Err(io::Error::other("no thread could be set up"));
    }
    let mut panicked = into_inner(panicked);
    panicked.sort_unstable();
    Ok(panicked)
}

/// Applies `work`, which waits for the disk, to all items in no particular order, and returns the answers in the items'
/// order.
pub fn map_io<I: Send, A: Send>(
    items: impl IntoIterator<Item = I>,
    work: impl Fn(I) -> A + Sync,
) -> Vec<A> {
    let items: Vec<I> = items.into_iter().collect();
    let threads = IO_THREADS.min(items.len());
    let waiting = Mutex::new(items.into_iter().enumerate());
    let answers = Mutex::new(Vec::new());
    let next = || lock(&waiting).next();
    let take = || {
        while let Some((index, item)) = next() {
            let answer = work(item);
            lock(&answers).push((index, answer));
        }
    };
    thread::scope(|scope| {
        // This thread works too, and does everything if there is no other.
        let _ = spawn(scope, threads.saturating_sub(1), None, take);
        take();
    });
    in_order(into_inner(answers))
}

/// Applies `read` to the result of `fetch` for each of `count` files, and returns the answers in the order of the
/// files.
///
/// `fetch` is called on threads that wait, `read` on the current rayon pool's. At most twice `IO_THREADS` files are
/// fetched and not yet read. Once `stopped` returns true, nothing more is begun, and answers are missing.
pub fn prefetch<F: Send, A: Send>(
    count: usize,
    stopped: impl Fn() -> bool + Sync,
    fetch: impl Fn(usize) -> F + Sync,
    read: impl Fn(usize, F) -> A + Sync,
) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let (stopped, fetch) = (&stopped, &fetch);
    let take = &|| {
        let index = next.fetch_add(1, Ordering::Relaxed);
        (index < count && !stopped()).then_some(index)
    };
    let answers = thread::scope(|scope| {
        let (sender, fetched) = sync_channel(IO_THREADS);
        let wait = move || {
            while let Some(index) = take() {
                // The receiver is dropped only after a panic.
                if sender.send((index, fetch(index))).is_err() {
                    break;
                }
            }
        };
        if spawn(scope, IO_THREADS.min(count), None, wait).is_err() {
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
    in_order(answers)
}

/// Starts `count` threads that each do `work`; fewer do the same work if there are no more.
///
/// # Errors
/// If not even one can be started.
fn spawn<'scope>(
    scope: &'scope Scope<'scope, '_>,
    count: usize,
    stack: Option<usize>,
    work: impl Fn() + Send + Clone + 'scope,
) -> io::Result<()> {
    for started in 0..count {
        let mut builder = thread::Builder::new();
        if let Some(stack) = stack {
            builder = builder.stack_size(stack);
        }
        if let Err(error) = builder.spawn_scoped(scope, work.clone()) {
            return if started > 0 { Ok(()) } else { Err(error) };
        }
    }
    Ok(())
}

/// Threads that wait for the disk in the background, each with one item after the other.
pub struct WorkerQueue<T> {
    work: Arc<dyn Fn(T) + Send + Sync>,
    /// `None` where no thread could be started: then the thread that adds an item does the work.
    sender: Option<SyncSender<T>>,
    threads: Vec<JoinHandle<()>>,
}

impl<T: Send + 'static> WorkerQueue<T> {
    /// A queue whose threads apply `work` to each item.
    pub fn new(work: impl Fn(T) + Send + Sync + 'static) -> Self {
        let work: Arc<dyn Fn(T) + Send + Sync> = Arc::new(work);
        // One item waits, so that memory is bounded however slow the disk is.
        let (sender, receiver) = sync_channel(1);
        let receiver = Arc::new(Mutex::new(receiver));
        let threads: Vec<_> = (0..IO_THREADS)
            .map_while(|_| {
                let (work, receiver) = (Arc::clone(&work), Arc::clone(&receiver));
                thread::Builder::new()
                    .spawn(move || run_queue(&receiver, &*work))
                    .ok()
            })
            .collect();
        Self {
            work,
            sender: (!threads.is_empty()).then_some(sender),
            threads,
        }
    }

    /// Adds an item. Waits while all threads have enough to do.
    pub fn push(&self, item: T) {
        match &self.sender {
            // Fails only once all threads have panicked, which `finish` returns.
            Some(sender) => drop(sender.send(item)),
            None => (self.work)(item),
        }
    }

    /// Waits until the work is done.
    ///
    /// # Errors
    /// The message of a panic that ended a thread.
    pub fn finish(mut self) -> Result<(), String> {
        drop(self.sender.take());
        let ended: Vec<_> = self.threads.drain(..).map(JoinHandle::join).collect();
        ended.into_iter().try_for_each(|ended| {
            catch(|| ended.unwrap_or_else(|payload| panic::resume_unwind(payload)))
        })
    }
}

/// Whoever gives up waits as well, so that nothing is written afterwards.
impl<T> Drop for WorkerQueue<T> {
    fn drop(&mut self) {
        drop(self.sender.take());
        self.threads
            .drain(..)
            .for_each(|thread| drop(thread.join()));
    }
}

impl<T> std::fmt::Debug for WorkerQueue<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorkerQueue")
            .field("threads", &self.threads.len())
            .finish_non_exhaustive()
    }
}

fn run_queue<T>(receiver: &Mutex<Receiver<T>>, work: &dyn Fn(T)) {
    let next = || lock(receiver).recv();
    while let Ok(item) = next() {
        work(item);
    }
}

/// What a mutex guards, also after a panic elsewhere, which costs one piece of work and no more.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a mutex guarded, when all threads are done with it.
pub(crate) fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn in_order<A>(mut answers: Vec<(usize, A)>) -> Vec<A> {
    answers.sort_unstable_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[test]
    fn every_piece_of_work_is_done_once() {
        for jobs in [1, 3, 50] {
            let done = Mutex::new(vec![0; 20]);
            for_each_isolated(
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
        let panicked = for_each_isolated(jobs, 30, || false, work).unwrap();
        assert_eq!(done.into_inner(), 27);
        for ((index, message), expected) in panicked.iter().zip([7, 17, 27]) {
            assert_eq!(*index, expected);
            assert!(
                message.contains(&format!("row {index} is wrong")),
                "{message}"
            );
        }
        assert_eq!(panicked.len(), 3);
    }

    #[test]
    fn nothing_more_is_begun_after_a_stop() {
        let done = AtomicUsize::new(0);
        for_each_isolated(
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
    fn answers_come_in_the_order_of_the_items() {
        for count in [0, 1, 15, 1_000] {
            let answers = map_io(0..count, |item| item * 2);
            assert_eq!(answers, (0..count).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn files_come_in_their_order() {
        for count in [0, 1, 5, 500] {
            let answers = prefetch(
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
        prefetch(
            400,
            || false,
            |_| {
                let fetched = fetched.fetch_add(1, Ordering::SeqCst) + 1;
                // Other threads may have continued since.
                let ahead = fetched.saturating_sub(read.load(Ordering::SeqCst));
                most.fetch_max(ahead, Ordering::SeqCst);
            },
            |_, ()| read.fetch_add(1, Ordering::SeqCst),
        );
        // In addition to the waiting ones, each thread of the pool may hold one.
        let allowed = 2 * IO_THREADS + rayon::current_num_threads() + 1;
        assert!(most.into_inner() <= allowed);
    }

    #[test]
    fn nothing_more_is_read_after_a_stop() {
        let stop = AtomicBool::new(false);
        let answers = prefetch(
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
        let allowed = 11 + 2 * IO_THREADS + rayon::current_num_threads();
        assert!(answers.len() <= allowed, "{}", answers.len());
    }

    #[test]
    fn a_queue_whose_thread_panicked_does_not_finish() {
        let mut queue = WorkerQueue::new(|()| {});
        queue.threads.push(thread::spawn(|| panic!("for the test")));
        let message = queue.finish().unwrap_err();
        assert!(message.contains("for the test"), "{message}");
    }

    #[test]
    fn where_no_thread_can_be_started_whoever_brings_an_item_does_the_work() {
        let done = Arc::new(AtomicUsize::new(0));
        let shared = Arc::clone(&done);
        let mut queue = WorkerQueue::new(move |item| {
            shared.fetch_add(item, Ordering::SeqCst);
        });
        queue.sender = None;
        queue.push(7);
        assert_eq!(done.load(Ordering::SeqCst), 7);
        queue.finish().unwrap();
    }
}
