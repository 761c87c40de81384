//! Why a run, or a single document of it, came to nothing.

use std::io;

use thiserror::Error;

use super::packets::Packet;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Assessment;
use crate::output::OutputError;
use crate::render::pdf::PlanError;

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum Failure {
    /// The input holds nothing to work on, or has problems and the run is strict.
    #[error("the input cannot be used")]
    Input(Vec<Diagnostic>),
    /// The user called it off.
    #[error("the run was stopped")]
    Stopped,
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The templates cannot be used.
    #[error(transparent)]
    Template(#[from] PlanError),
    /// Something on this computer is not as it must be.
    #[error("{0}")]
    Machine(String),
}

pub(super) fn no_thread(error: &io::Error) -> Failure {
    Failure::Machine(format!("no thread could be started: {error}"))
}

pub(super) fn plan_failed(assessment: &Assessment, error: &PlanError) -> Diagnostic {
    Diagnostic::error(
        "plan-failed",
        assessment.at.clone(),
        format!(
            "The plan of {} could not be made: {error}",
            assessment.person.name
        ),
        "If you changed the templates, correct them; if not, please report this.",
    )
}

/// The same mistake in a template, with all whose plans it kept from being made.
pub(super) fn template_failed(mistake: &str, people: &[&Assessment]) -> Diagnostic {
    /// Beyond, the number tells more than the names.
    const NAMED: usize = 12;
    let mut names: Vec<String> = people
        .iter()
        .take(NAMED)
        .map(|assessment| assessment.person.name.clone())
        .collect();
    if people.len() > NAMED {
        names.push(format!("{} more", people.len() - NAMED));
    }
    let whose = match names.split_last() {
        Some((last, [])) => format!("plan of {last}"),
        Some((last, others)) => format!("plans of {} and {last}", others.join(", ")),
        None => "plans".to_owned(),
    };
    let at = match people {
        [only] => only.at.clone(),
        _ => Location::default(),
    };
    Diagnostic::error(
        "plan-failed",
        at,
        format!("The {whose} could not be made: the template could not be set:\n{mistake}"),
        "If you changed the templates, correct them; if not, please report this.",
    )
}

pub(super) fn packet_failed(packet: &Packet, error: &PlanError) -> Diagnostic {
    Diagnostic::error(
        "packet-failed",
        Location::of_file(&*packet.path),
        format!("The packet could not be made: {error}"),
        "If you changed the templates, correct them; if not, please report this. The plans are not affected.",
    )
}

pub(super) fn not_written(file: &str, error: &OutputError) -> Diagnostic {
    Diagnostic::error(
        "not-written",
        Location::of_file(file),
        format!("The file was not written: {error}."),
        error.help(),
    )
}

pub(super) fn broken(file: &str) -> Diagnostic {
    Diagnostic::error(
        "plan-failed",
        Location::of_file(file),
        "The document could not be made: the typesetter broke down on it.",
        "Please report this together with the assessment, with its texts changed if need be.",
    )
}
