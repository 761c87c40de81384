//! One module a subcommand: arguments → pipeline → what the user sees.

mod check;
mod forms;
mod init;
mod run;
mod templates;

use crate::cli::{Cli, Command, TemplatesCommand};
use crate::pipeline::Failure;
use crate::ui::Ui;

/// How a command ended, for the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// Done, but something was left out or needs a decision.
    Incomplete,
    /// Nothing could be done.
    Nothing,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Incomplete => 1,
            Self::Nothing => 2,
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

/// Does what the command line says.
#[must_use]
pub fn execute(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::Run(args) => run::execute(args, &Ui::new(args.input.quiet)),
        Command::Check(args) => check::execute(args, &Ui::new(args.input.quiet)),
        Command::Templates(TemplatesCommand::Eject(args)) => {
            templates::eject(args, &Ui::new(false))
        }
        Command::Forms(args) => forms::execute(args, &Ui::new(args.input.quiet)),
        Command::Init(args) => init::execute(args, &Ui::new(args.quiet)),
    }
}

/// Says why nothing was done.
fn explain(failure: &Failure, strict: bool, ui: &Ui) {
    match failure {
        Failure::Input(diagnostics) => {
            ui.diagnostics(diagnostics);
            ui.insist(if strict {
                "Nothing was written, as --strict asks when anything is wrong."
            } else {
                "Nothing was written."
            });
        }
        Failure::Output(error) => {
            ui.insist(format!("error: {error}\n  {}", error.help()));
        }
        Failure::Template(error) => ui.insist(format!("error: {error}")),
        Failure::Machine(message) => ui.insist(format!("error: {message}")),
    }
}

/// “1 person”, “2 people”.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
