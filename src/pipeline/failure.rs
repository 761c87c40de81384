//! Why a run, or a single document of it, failed.

use std::fmt::Display;
use std::io;

use thiserror::Error;

use crate::diagnostic::{Code, Diagnostic, Location, in_words};
use crate::model::Assessment;
use crate::output::OutputError;
use crate::render::pdf::PlanError;
use crate::text::first_listed;

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum Failure {
    /// The input holds nothing to work on, or has problems and the run is strict.
    #[error("the input cannot be used")]
    Input(Vec<Diagnostic>),
    /// The user stopped it.
    #[error("the run was stopped")]
    Stopped,
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The templates cannot be used.
    #[error(transparent)]
    Template(#[from] PlanError),
    /// Something on this computer does not work.
    #[error("{0}")]
    System(String),
}

pub(super) fn no_thread(error: &io::Error) -> Failure {
    Failure::System(format!("no thread could be started: {}", in_words(error)))
}

pub(super) fn plan_failed(assessment: &Assessment, error: &PlanError) -> Diagnostic {
    Diagnostic::error(
        "plan-failed",
        assessment.at.clone(),
        format!(
            "The plan of {} could not be made: {error}",
            assessment.person.name
        ),
        what_to_do(error),
    )
}

/// What to do about a document that could not be set.
pub(super) const fn what_to_do(error: &PlanError) -> &'static str {
    match error {
        PlanError::TooManyPages { .. } => {
            "Shorten what makes it so long; or raise `max-pages` under [plans] in careermap.toml."
        }
        PlanError::TooSlow(_) => {
            "If you changed the templates, look for what takes so long; or raise `max-seconds` under [plans] in \
             careermap.toml."
        }
        _ => "If you changed the templates, correct them; if not, please report this.",
    }
}

/// A mistake in a template, with everybody whose plan could not be made because of it.
pub(super) fn template_failed(mistake: &str, people: &[&Assessment]) -> Diagnostic {
    let names: Vec<&str> = people.iter().map(|person| &*person.person.name).collect();
    let whose = plans_of(&names);
    let at = match people {
        [only] => only.at.clone(),
        _ => Location::default(),
    };
    Diagnostic::error(
        "plan-failed",
        at,
        format!("The {whose} could not be made, since typesetting its template failed:\n{mistake}"),
        "If you changed the templates, correct them; if not, please report this.",
    )
}

/// “plan of Ana”, “plans of Ana, Bo and Cy”.
fn plans_of(names: &[&str]) -> String {
    /// For more people, the number says more than the names.
    const MAX_NAMED: usize = 12;
    let plans = if names.len() == 1 { "plan" } else { "plans" };
    format!("{plans} of {}", first_listed(names, MAX_NAMED))
}

/// People who were not found while something could not be looked at.
pub(super) fn not_renewed(names: &[&str]) -> Diagnostic {
    Diagnostic::warning(
        "plan-not-renewed",
        Location::default(),
        format!(
            "The {} stayed as the last run left it: no assessment was found, but part of the folder of assessments \
             could not be looked at.",
            plans_of(names)
        ),
        "Make that readable and run again. Until then, do not hand these out.",
    )
}

/// A document, the file `path`, that could not be made; `what` it is.
pub(super) fn failed(
    code: Code,
    path: &str,
    what: &str,
    why: &dyn Display,
    help: impl Into<String>,
) -> Diagnostic {
    let message = format!("The {what} could not be made: {why}");
    Diagnostic::error(code, Location::of_file(path), message, help)
}

/// A text of the company's own, the file `path`, with which a document could not be made.
pub(super) fn text_failed(path: &str, what: &str, error: &PlanError) -> Diagnostic {
    Diagnostic::error(
        "text-failed",
        Location::of_file(path),
        format!("The {what} could not be made with this text, so it was made without: {error}"),
        what_to_do(error),
    )
}

pub(super) fn packet_failed(path: &str, error: &PlanError) -> Diagnostic {
    let help = format!("{} The plans are not affected.", what_to_do(error));
    failed(Code("packet-failed"), path, "packet", error, help)
}

pub(super) fn not_written(file: &str, error: &OutputError) -> Diagnostic {
    Diagnostic::error(
        "not-written",
        Location::of_file(file),
        format!("The file was not written: {error}."),
        error.help(),
    )
}

/// A document on which something panicked.
pub(super) fn broken(file: &str, said: &str) -> Diagnostic {
    Diagnostic::error(
        "plan-failed",
        Location::of_file(file),
        format!("The document could not be made; careermap failed on it: {said}"),
        "Please report this together with the assessment, with its texts changed if they are confidential.",
    )
}
