//! A new career map tried out on a review that stays as it is.

use std::path::Path;

use super::{AnalysedReview, Failure, check_output_file};
use crate::analysis::Trial;
use crate::config::Options;
use crate::model::CareerMap;
use crate::output::{FileOutcome, place};
use crate::render::xlsx::{BookInput, trial_workbook};

/// Tries a career map out on a review.
pub fn try_out<'a>(cycle: &'a AnalysedReview, options: &Options, map: &'a CareerMap) -> Trial<'a> {
    Trial::of(&cycle.review, &cycle.people, map, &options.analysis)
}

/// Writes what came of it as a workbook. One that is there already stays as it is, and `false` is returned, unless it says
/// the same.
///
/// # Errors
/// If the workbook cannot be made, or the operating system refuses.
pub fn write_trial(
    file: &Path,
    options: &Options,
    cycle: &AnalysedReview,
    trial: &Trial<'_>,
) -> Result<bool, Failure> {
    check_output_file(file, options)?;
    let (review, people) = (&cycle.review, &cycle.people);
    let input = BookInput::of(review, people, &options.analysis, &options.workbook);
    let bytes = trial_workbook(&input, trial).map_err(|error| {
        Failure::System(format!(
            "the workbook could not be made: {error}\n  {}",
            error.help()
        ))
    })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let name = file.file_name().unwrap_or(file.as_os_str());
    let placed = place(folder, &name.to_string_lossy(), &bytes, false)?;
    Ok(placed != FileOutcome::Kept)
}
