//! Runs work that may panic, and keeps the panic's message.

use std::cell::RefCell;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// At most this many characters of a panic's text are passed on, since it may contain the data being processed.
const MAX_TEXT: usize = 500;

/// What a scope says about its threads. It follows the panic itself and would hide it.
const SCOPE_MESSAGE: &str = "a scoped thread panicked";

thread_local! {
    /// What the last panic on this thread said.
    static HERE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Messages of the last panics that their own threads did not catch, for the threads that wait for these.
static UNCAUGHT: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// How many of them are kept.
const MAX_KEPT: usize = 8;

fn uncaught() -> MutexGuard<'static, Vec<String>> {
    UNCAUGHT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records what panics say, and prints nothing: a panic of a library costs one file or one document and is reported as
/// such; a trace would not help the user.
pub fn record_panics() {
    panic::set_hook(Box::new(|what| {
        if what.payload_as_str() == Some(SCOPE_MESSAGE) {
            return;
        }
        let text: String = what.to_string().chars().take(MAX_TEXT).collect();
        let mut uncaught = uncaught();
        if uncaught.len() == MAX_KEPT {
            uncaught.remove(0);
        }
        uncaught.push(text.clone());
        HERE.replace(text);
    }));
}

/// Does `work`, which may panic.
///
/// # Errors
/// What the panic said.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    HERE.take();
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let here = HERE.take();
        if !here.is_empty() {
            uncaught().retain(|text| *text != here);
            return here;
        }
        // It happened on another thread, or panics are not recorded.
        let text = payload.downcast_ref::<&str>().copied();
        match text.or_else(|| payload.downcast_ref().map(String::as_str)) {
            Some(text) if text != SCOPE_MESSAGE => text.chars().take(MAX_TEXT).collect(),
            _ => mem::take(&mut *uncaught()).join("\n"),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn what_a_panic_says_is_passed_on() {
        assert_eq!(catch(|| 7), Ok(7));
        let said = catch(|| panic!("{} is not a level", 9)).unwrap_err();
        assert!(said.contains("9 is not a level"), "{said}");
        let long = catch(|| panic!("{}", "x".repeat(9_000))).unwrap_err();
        assert_eq!(long.chars().count(), MAX_TEXT);

        // The thread that waits does not hide the panic of the thread that it waited for. All tests share the hook, but
        // it only records.
        record_panics();
        let said = catch(|| {
            thread::scope(|scope| {
                scope.spawn(|| panic!("the form of row 7"));
            });
        });
        let said = said.unwrap_err();
        let _ = panic::take_hook();
        assert!(said.contains("the form of row 7"), "{said}");
        assert!(said.contains("panics.rs"), "{said}");
    }
}
