//! Making many documents on all threads.

use std::sync::Mutex;

use super::failure::no_thread;
use super::{Failure, Observer, Stage};
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::threads::{for_each_isolated, into_inner, lock};

/// Makes `count` documents and returns the messages about them, each once and by place. `panicked` gives the message
/// for a document whose making panicked, which affects that document alone.
///
/// # Errors
/// If the user stopped it, or no thread could be started.
pub(super) fn make_documents(
    options: &Options,
    stage: Stage,
    count: usize,
    progress: &dyn Observer,
    make: impl Fn(usize) -> Result<Vec<Diagnostic>, Diagnostic> + Sync,
    panicked: impl Fn(usize, &str) -> Diagnostic,
) -> Result<Vec<Diagnostic>, Failure> {
    let problems = Mutex::new(Vec::new());
    progress.begin(stage, count);
    let stopped = || progress.stopped();
    let shared = for_each_isolated(options.jobs, count, stopped, |index| {
        let made = make(index).unwrap_or_else(|problem| vec![problem]);
        lock(&problems).extend(made);
        progress.step();
    });
    progress.end();
    if stopped() {
        return Err(Failure::Stopped);
    }
    let shared = shared.map_err(|error| no_thread(&error))?;
    let mut problems = into_inner(problems);
    problems.extend(shared.iter().map(|(index, said)| panicked(*index, said)));
    // Problems of the map are found in many documents and reported once.
    problems.sort();
    problems.dedup();
    Ok(problems)
}
