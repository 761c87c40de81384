//! One module a subcommand: arguments → pipeline → what the user sees.

mod about;
mod against;
mod check;
mod completions;
mod follow_up;
mod forms;
mod handbook;
mod init;
mod manual;
mod print;
mod profile;
mod purge;
mod run;
mod start;
mod templates;
mod verify;

use std::path::Path;
use std::sync::atomic::Ordering;

use crate::cli::{
    AboutArgs, CheckArgs, Cli, Command, FollowUpArgs, FormsArgs, HandbookArgs, InputArgs,
    ProfileArgs, RunArgs, TemplatesCommand,
};
use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::pipeline::Failure;
use crate::ui::{Stop, Ui};

/// How a command ended, for the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// All done.
    Done,
    /// Done, but something was left out or needs a decision.
    Incomplete,
    /// Nothing could be done.
    Nothing,
    /// The user stopped it.
    Stopped,
}

impl ExitStatus {
    /// The exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Incomplete => 1,
            Self::Nothing => 2,
            // What shells expect of a program that Ctrl-C ended.
            Self::Stopped => 130,
        }
    }

    const fn of_problems(problems: bool) -> Self {
        if problems {
            Self::Incomplete
        } else {
            Self::Done
        }
    }
}

/// Does what the command line says. Once somebody wants it to stop, nothing new is begun.
pub fn execute(cli: &Cli, stop: &Stop) -> ExitStatus {
    let Some(command) = &cli.command else {
        return start::execute(&cli.folder, &Ui::new(false, stop.clone()));
    };
    let read_first = read_first(command);
    let quiet = match command {
        Command::Init(args) => args.quiet,
        Command::Verify(args) => args.quiet,
        Command::Purge(args) => args.quiet,
        _ => read_first.is_some_and(|input| input.quiet),
    };
    let ui = &Ui::new(quiet, stop.clone());
    // The others first read the career map, and can be ended until they say that a stage begins.
    stop.idle.store(read_first.is_some(), Ordering::Relaxed);
    if let Some(input) = read_first {
        // Settings, map and roster can take a while, before anything else can be said.
        let map_alone = match command {
            Command::Check(args) => args.map.as_deref(),
            _ => None,
        };
        let what = map_alone.unwrap_or_else(|| input.folder());
        ui.say(format!("Reading {} …", what.display()));
    }
    let outcome = match command {
        Command::Run(args) => run::execute(args, ui),
        Command::Check(args) => match &args.against {
            Some(map) => against::execute(args, map, ui),
            None => check::execute(args, ui),
        },
        Command::Forms(args) => forms::execute(args, ui),
        Command::FollowUp(args) => follow_up::execute(args, ui),
        Command::Profile(args) => profile::execute(args, ui),
        Command::Handbook(args) => handbook::execute(args, ui),
        Command::Init(args) => init::execute(args, ui),
        Command::Templates(TemplatesCommand::Eject(args)) => templates::eject(args, ui),
        Command::About(args) => about::execute(args, ui),
        Command::Verify(args) => verify::execute(args, ui),
        Command::Purge(args) => purge::execute(args, ui),
        Command::Completions(args) => completions::execute(args, ui),
        Command::Manual(args) => manual::execute(args, ui),
        Command::Print(args) => print::execute(args, ui),
    };
    // A result that could not be written is not a result, whatever else was done.
    let outcome = if ui.lost_a_result() {
        ExitStatus::Nothing
    } else {
        outcome
    };
    match outcome {
        ExitStatus::Nothing if stop.wanted.load(Ordering::Relaxed) => ExitStatus::Stopped,
        outcome => outcome,
    }
}

/// The input of a command that reads before it writes anything.
const fn read_first(command: &Command) -> Option<&InputArgs> {
    match command {
        Command::Run(RunArgs { input, .. })
        | Command::Check(CheckArgs { input, .. })
        | Command::FollowUp(FollowUpArgs { input, .. })
        | Command::Forms(FormsArgs { input, .. })
        | Command::Profile(ProfileArgs { input, .. })
        | Command::Handbook(HandbookArgs { input, .. })
        | Command::About(AboutArgs { input, .. }) => Some(input),
        _ => None,
    }
}

/// Where people find each message about their files, where there are too many for the terminal.
const CHECK_LISTS: &str = "“careermap check --format json” lists each";
/// Where they find each message about a run.
const MANIFEST_LISTS: &str = "manifest.json lists each";

/// The options of a command that makes documents about the career map; `None` if something is wrong with them, which is shown.
fn document_options(input: &InputArgs, templates: Option<&Path>, ui: &Ui) -> Option<Options> {
    let options = Options::resolve(input);
    usable(
        options.and_then(|options| options.with_own_templates(templates)),
        ui,
    )
}

/// The options; `None` if something is wrong with them, which is shown.
fn usable<O>(options: Result<O, Diagnostic>, ui: &Ui) -> Option<O> {
    options.map_err(|problem| ui.diagnostics(&[problem])).ok()
}

/// Says that the user stopped the command, which left nothing half done.
fn stopped(ui: &Ui) -> ExitStatus {
    ui.always_say("Stopped.");
    ExitStatus::Stopped
}

/// Says why nothing was done, and returns the outcome.
fn explain(failure: &Failure, strict: bool, ui: &Ui) -> ExitStatus {
    match failure {
        Failure::Input(diagnostics) => {
            ui.grouped_diagnostics(diagnostics, CHECK_LISTS);
            ui.always_say(if strict {
                "careermap wrote nothing, since something is wrong and --strict is set."
            } else {
                "Nothing was written."
            });
        }
        Failure::Stopped => {
            ui.always_say("Stopped. The output folder is as it was before this run.");
            return ExitStatus::Stopped;
        }
        Failure::Output(error) => {
            ui.always_say(format!("error: {error}\n  {}", error.help()));
        }
        Failure::Template(error) => ui.always_say(format!("error: {error}")),
        Failure::System(message) => ui.always_say(format!("error: {message}")),
    }
    ExitStatus::Nothing
}
