//! The review before this one: read like this one, and compared with it.

use std::fs;
use std::path::Path;

use super::read::{Cycle, read};
use super::{Failure, Observer};
use crate::analysis::{Comparison, LastCycle};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::EmployeeId;
use crate::output::{InputEntry, read_manifest};

/// The folder name for the last review's files in the manifest.
const PREFIX: &str = "previous";

/// Reads the last review for a comparison with `cycle`, and adds its messages to `cycle`.
///
/// # Errors
/// If it cannot be read at all, or is the same folder: a requested comparison is never left out silently.
pub(super) fn read_previous(
    previous: &Options,
    options: &Options,
    cycle: &mut Cycle,
    progress: &dyn Observer,
) -> Result<Cycle, Failure> {
    let folder = folder_name(&previous.input);
    if is_same(&previous.input, &options.input) {
        return Err(Failure::Input(vec![Diagnostic::error(
            "previous-is-this",
            Location::default(),
            format!("--previous names “{folder}”, which is the review itself."),
            "Name the input folder of the review before.",
        )]));
    }
    let mut last = read(previous, progress).map_err(|problems| {
        if progress.stopped() {
            Failure::Stopped
        } else {
            Failure::Input(
                problems
                    .into_iter()
                    .map(|p| in_folder(p, &folder))
                    .collect(),
            )
        }
    })?;
    cycle.diagnostics.extend(remarks(&last, cycle, &folder));
    cycle.diagnostics.sort();
    cycle
        .inputs
        .extend(last.inputs.drain(..).map(|entry| InputEntry {
            file: format!("{PREFIX}/{}", entry.file),
            ..entry
        }));
    Ok(last)
}

/// Whether the plans in an output folder were compared with a last review.
#[must_use]
pub fn was_compared(output: &Path) -> bool {
    let is_previous = |input: &InputEntry| Path::new(&input.file).starts_with(PREFIX);
    read_manifest(output)
        .is_ok_and(|manifest| manifest.is_some_and(|of| of.inputs.iter().any(is_previous)))
}

/// The comparison of two cycles that were read.
pub(super) fn compare<'a>(
    last: &'a Cycle,
    previous: &'a Options,
    cycle: &'a Cycle,
) -> Comparison<'a> {
    Comparison::of(
        LastCycle {
            review: &last.review,
            people: &last.people,
            options: &previous.analysis,
        },
        &cycle.review,
        &cycle.people,
    )
}

/// A message about employee IDs that are padded with zeros in only one of two reviews, if there are any.
pub(super) fn padded(comparison: &Comparison<'_>, cycle: &Cycle) -> Option<Diagnostic> {
    let now = cycle.review.assessments.iter().zip(&comparison.people);
    padded_ids(now.filter_map(|(now, trend)| {
        let then = &comparison.before(trend.as_ref()?).person;
        Some((then.employee_id.as_ref()?, now.person.employee_id.as_ref()?))
    }))
}

/// Names the people whose employee ID has more or fewer leading zeros than in the last review.
pub(super) fn padded_ids<'i>(
    pairs: impl Iterator<Item = (&'i EmployeeId, &'i EmployeeId)>,
) -> Option<Diagnostic> {
    let differ: Vec<_> = pairs.filter(|(then, now)| then != now).collect();
    let (then, now) = differ.first()?;
    let count = match differ.len() {
        1 => "1 employee ID is".to_owned(),
        count => format!("{count} employee IDs are"),
    };
    Some(Diagnostic::note(
        "id-padded",
        Location::default(),
        format!(
            "{count} written with more or fewer zeros than in the last review ({then} then, {now} now); they were read \
             as the same, since no other ID is that number."
        ),
        "You do not need to do anything; to avoid this note, write IDs with all their zeros in both reviews.",
    ))
}

/// Messages about the last review itself.
fn remarks(last: &Cycle, cycle: &Cycle, folder: &str) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    if last.has_problems() {
        remarks.push(Diagnostic::warning(
            "previous-has-problems",
            Location::default(),
            format!(
                "Not everything in the last review, “{folder}”, could be read; what was left out there is not compared."
            ),
            format!("Check “{folder}” by itself; that names each problem."),
        ));
    }
    let dates = last.review.as_of.zip(cycle.review.as_of);
    if let Some((then, now)) = dates.filter(|(then, now)| then > now) {
        remarks.push(Diagnostic::warning(
            "previous-is-later",
            Location::default(),
            format!(
                "The last review, “{folder}”, is of {then}, which is after this one, of {now}."
            ),
            "Check whether the two folders were swapped; the last review is the earlier one.",
        ));
    }
    remarks
}

/// The folder's own name: its path does not belong in documents that are passed on.
fn folder_name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or(folder.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        // One of them is not there; reading it will report that.
        _ => false,
    }
}

fn in_folder(mut problem: Diagnostic, folder: &str) -> Diagnostic {
    problem.location = problem.location.in_folder(folder);
    problem
}
