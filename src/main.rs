//! The command line program: parse, do, exit code. What concerns the whole process is set up here.

use std::panic;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use careermap::allocator::Allocator;
use careermap::cli::Cli;
use careermap::commands::{Outcome, execute};
use careermap::ui::Ui;
use clap::Parser as _;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

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
    for signal in [SIGINT, SIGTERM] {
        // In this order, so that the first one only sets what the second one finds set. Where there is no such signal,
        // the process simply ends.
        let code = Outcome::Stopped.code().into();
        let _ = flag::register_conditional_shutdown(signal, code, Arc::clone(&stop));
        let _ = flag::register(signal, Arc::clone(&stop));
    }
    stop
}
