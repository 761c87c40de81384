//! The command line program: parse, do, exit code. What concerns the whole process is set up here.

use std::panic;
use std::process::{self, ExitCode};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use careermap::cli::Cli;
use careermap::commands::{Outcome, execute};
use careermap::ui::Ui;
use clap::Parser as _;

/// What the last panic said.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    let cli = Cli::parse();
    // Where a library panics, it costs one file or one document and is reported as such: a trace would only frighten.
    panic::set_hook(Box::new(|what| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = what.to_string();
    }));
    let stop = stop_on_interrupt();
    let outcome = panic::catch_unwind(|| execute(&cli, &stop)).unwrap_or_else(|_| {
        let what = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        Ui::new(false, Arc::default()).insist(format!(
            "error: careermap broke down, and nothing more was written.\n  Please report this: {what}"
        ));
        Outcome::Nothing
    });
    ExitCode::from(outcome.code())
}

/// Becomes true with the first Ctrl-C; the second ends the process at once, which harms no file.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let handler = {
        let stop = Arc::clone(&stop);
        move || {
            if stop.swap(true, Ordering::Relaxed) {
                process::exit(Outcome::Stopped.code().into());
            }
            Ui::new(false, Arc::default()).insist(
                "Stopping when the documents under way are done; Ctrl-C again to end at once.",
            );
        }
    };
    // Where there is no such signal, the process simply ends.
    let _ = ctrlc::set_handler(handler);
    stop
}
