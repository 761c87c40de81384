//! The command line program: parse, execute, exit code. It also sets up what concerns the whole process.

use std::process::ExitCode;
use std::sync::Arc;

use careermap::allocator::Allocator;
use careermap::cli::Cli;
use careermap::commands::{ExitStatus, execute};
use careermap::diagnostic::{catch, record_panics};
use careermap::ui::{Stop, Ui};
use clap::Parser as _;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

fn main() -> ExitCode {
    let outcome = match Cli::try_parse() {
        Ok(cli) => {
            record_panics();
            let stop = stop_on_interrupt();
            catch(|| execute(&cli, &stop)).unwrap_or_else(|said| {
                Ui::new(false, Stop::default()).always_say(format!(
                    "error: careermap failed, and nothing more was written.\n  Please report this: {said}"
                ));
                ExitStatus::Nothing
            })
        }
        Err(help_or_mistake) => explain_usage(&help_or_mistake),
    };
    ExitCode::from(outcome.code())
}

/// Prints help, or what is wrong with what was typed.
fn explain_usage(help_or_mistake: &clap::Error) -> ExitStatus {
    let ui = Ui::new(false, Stop::default());
    if let Err(error) = help_or_mistake.print() {
        ui.output_failed(&error);
    }
    if help_or_mistake.use_stderr() || ui.lost_a_result() {
        ExitStatus::Nothing
    } else {
        ExitStatus::Done
    }
}

/// Ctrl-C ends the process at once as long as it has nothing to finish. After that, the first Ctrl-C sets a flag and
/// the second ends the process, which damages no file.
fn stop_on_interrupt() -> Stop {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        // The order matters: the first signal only sets the flag, and the second finds it set. On systems without such
        // a signal the process simply ends.
        let code = ExitStatus::Stopped.code().into();
        for ends_at_once in [&stop.idle, &stop.wanted] {
            let _ = flag::register_conditional_shutdown(signal, code, Arc::clone(ends_at_once));
        }
        let _ = flag::register(signal, Arc::clone(&stop.wanted));
    }
    stop
}
