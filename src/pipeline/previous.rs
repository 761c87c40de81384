//! The reviews before this one: read like this one, and compared with it.

use std::path::Path;

use super::decided_levels::{Holder, decided_levels};
use super::read::{AnalysedReview, read};
use super::{Failure, Observer};
use crate::analysis::{Comparisons, LastCycle};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::EmployeeId;
use crate::output::{InputEntry, read_manifest};
use crate::paths::is_same;

/// The folder name for earlier reviews' files in the manifest.
const PREFIX: &str = "previous";

/// Reads the earlier reviews, oldest first, for a comparison with `cycle`, and adds their messages to `cycle`.
///
/// # Errors
/// If one cannot be read at all, is the same folder as this review, or is named twice: a requested comparison is never
/// left out silently.
pub(super) fn read_previous(
    previous: &[Options],
    options: &Options,
    cycle: &mut AnalysedReview,
    progress: &dyn Observer,
) -> Result<Vec<AnalysedReview>, Failure> {
    for (index, one) in previous.iter().enumerate() {
        refuse_again(one, &previous[..index], options)?;
    }
    let mut earlier: Vec<AnalysedReview> = Vec::with_capacity(previous.len());
    for (index, one) in previous.iter().enumerate() {
        let folder = folder_name(&one.input);
        let mut then = read(one, progress).map_err(|failure| match failure {
            Failure::Input(problems) => {
                let problems = problems.into_iter();
                Failure::Input(problems.map(|p| in_folder(p, &folder)).collect())
            }
            other => other,
        })?;
        let is_last = index + 1 == previous.len();
        cycle
            .diagnostics
            .extend(remarks(&then, cycle, &folder, is_last));
        if let (Some(before), Some(named)) = (earlier.last(), previous[..index].last()) {
            let before = (before, folder_name(&named.input));
            cycle
                .diagnostics
                .extend(out_of_order(before, (&then, &folder)));
        }
        let place = if previous.len() == 1 {
            PREFIX.to_owned()
        } else {
            format!("{PREFIX}/{}", index + 1)
        };
        let read = then.inputs.drain(..).map(|entry| InputEntry {
            file: format!("{place}/{}", entry.file),
            ..entry
        });
        cycle.inputs.extend(read);
        earlier.push(then);
    }
    cycle.diagnostics.sort();
    Ok(earlier)
}

/// An error if an earlier review is this one, or one of those `before` it.
fn refuse_again(one: &Options, before: &[Options], options: &Options) -> Result<(), Failure> {
    let folder = folder_name(&one.input);
    if is_same(&one.input, &options.input) {
        return Err(Failure::Input(vec![Diagnostic::error(
            "previous-is-this",
            Location::default(),
            format!("--previous names “{folder}”, which is the review itself."),
            "Name the input folder of the review before.",
        )]));
    }
    if before.iter().any(|other| is_same(&one.input, &other.input)) {
        return Err(Failure::Input(vec![Diagnostic::error(
            "previous-twice",
            Location::default(),
            format!("--previous names “{folder}” twice."),
            "Name each earlier review once, the oldest first.",
        )]));
    }
    Ok(())
}

/// Whether the plans in an output folder were compared with earlier reviews.
pub fn was_compared(output: &Path) -> bool {
    let is_previous = |input: &InputEntry| Path::new(&input.file).starts_with(PREFIX);
    read_manifest(output)
        .is_ok_and(|manifest| manifest.is_some_and(|of| of.inputs.iter().any(is_previous)))
}

/// The comparison of earlier reviews with this one; `None` if there are none.
pub(super) fn compare<'a>(
    earlier: &'a [AnalysedReview],
    previous: &'a [Options],
    cycle: &'a AnalysedReview,
) -> Option<Comparisons<'a>> {
    let earlier = earlier
        .iter()
        .zip(previous)
        .map(|(one, options)| LastCycle {
            review: &one.review,
            people: &one.people,
            options: &options.analysis,
        });
    Comparisons::of(earlier.collect(), &cycle.review, &cycle.people)
}

/// A message about employee IDs that are padded with zeros in only one of two reviews, if there are any.
pub(super) fn padded(comparisons: &Comparisons<'_>, cycle: &AnalysedReview) -> Option<Diagnostic> {
    let pairs = comparisons.earlier().rev().flat_map(|comparison| {
        let now = cycle.review.assessments.iter().zip(&comparison.people);
        now.filter_map(|(now, trend)| {
            let then = &comparison.before(trend.as_ref()?).person;
            Some((then.employee_id.as_ref()?, now.person.employee_id.as_ref()?))
        })
    });
    let which = if comparisons.has_lines() {
        "an earlier review"
    } else {
        LAST
    };
    padded_ids(pairs, which)
}

/// The last review in messages.
pub(super) const LAST: &str = "the last review";

/// Names the people whose employee ID has more or fewer leading zeros than in an earlier review.
pub(super) fn padded_ids<'i>(
    pairs: impl Iterator<Item = (&'i EmployeeId, &'i EmployeeId)>,
    which: &str,
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
            "{count} written with more or fewer zeros than in {which} ({then} then, {now} now); they were read \
             as the same, since no other ID is that number."
        ),
        "You do not need to do anything; to avoid this note, write IDs with all their zeros in both reviews.",
    ))
}

/// A message if an earlier review is later than the one that was named after it.
fn out_of_order(
    (before, named): (&AnalysedReview, String),
    (then, folder): (&AnalysedReview, &str),
) -> Option<Diagnostic> {
    let dates = before.review.as_of.zip(then.review.as_of);
    let (one, next) = dates.filter(|(one, next)| one > next)?;
    Some(Diagnostic::warning(
        "previous-out-of-order",
        Location::default(),
        format!(
            "The review “{named}”, of {one}, is named before “{folder}”, of {next}, which is earlier; documents show them \
             in the order that you typed."
        ),
        "Name the oldest review first. If a date is wrong, correct it in that review’s assessments.",
    ))
}

/// Messages about an earlier review itself; `is_last` if it is the one before this one.
fn remarks(
    last: &AnalysedReview,
    cycle: &AnalysedReview,
    folder: &str,
    is_last: bool,
) -> Vec<Diagnostic> {
    let which = if is_last { "last" } else { "earlier" };
    let mut remarks = Vec::new();
    if is_last {
        let (review, holders) = (&cycle.review, Holder::of_review(&cycle.review));
        let found = decided_levels(&last.review, folder, &review.career_map, &holders);
        remarks.extend(found);
    }
    if last.has_problems() {
        remarks.push(Diagnostic::warning(
            "previous-has-problems",
            Location::default(),
            format!(
                "Not everything in the {which} review, “{folder}”, could be read; what was left out there is not compared."
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
                "The {which} review, “{folder}”, is dated {then}, later than this one ({now})."
            ),
            format!(
                "Check whether the two folders were swapped; {}.",
                if is_last {
                    "the last review is the earlier one"
                } else {
                    "reviews named with --previous are earlier than this one"
                }
            ),
        ));
    }
    remarks
}

/// The folder's own name: its path does not belong in documents that are passed on.
pub(super) fn folder_name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or(folder.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn in_folder(mut problem: Diagnostic, folder: &str) -> Diagnostic {
    problem.location = problem.location.in_folder(folder);
    problem
}
