//! Output must not be written where the next run reads.

use std::fs;
use std::path::{Component, Path, PathBuf, absolute};

use super::Failure;
use super::own_text::JOB_DESCRIPTION;
use crate::config::Options;
use crate::load::files::{ASSESSMENTS, OUTCOMES};
use crate::paths::folder_of;

/// Makes sure that a folder to write to is apart from the input folders of these reviews: neither one of them, nor around
/// one of them, nor among the files that are read from it. It may be another folder inside one.
///
/// # Errors
/// If it is not.
pub(super) fn check_output_place<'a>(
    place: &Path,
    reviews: impl IntoIterator<Item = &'a Options>,
) -> Result<(), Failure> {
    for options in reviews {
        check_beside_input(place, place, options)?;
        check_read_folders(place, options)?;
        let both = resolved(place).zip(resolved(&options.input));
        if both.is_some_and(|(place, input)| input.starts_with(place)) {
            return Err(Failure::System(format!(
                "the input folder {} is inside {}, so documents and input would lie in one folder.\n  Choose another \
                 place, such as a folder beside the input folder.",
                options.input.display(),
                place.display(),
            )));
        }
    }
    Ok(())
}

/// The same for a single file, which may lie in the folder around the input folder.
///
/// # Errors
/// If it is in the input folder itself, or among the files that are read from it.
pub fn check_output_file(file: &Path, options: &Options) -> Result<(), Failure> {
    check_beside_input(file, folder_of(file), options)?;
    check_read_folders(file, options)
}

/// Makes sure that the folder that is written to is not the input folder itself.
///
/// # Errors
/// If it is.
pub(super) fn check_beside_input(
    place: &Path,
    folder: &Path,
    options: &Options,
) -> Result<(), Failure> {
    let both = resolved(folder).zip(resolved(&options.input));
    if both.is_none_or(|(folder, input)| folder != input) {
        return Ok(());
    }
    let is = if place == folder { "is" } else { "is in" };
    Err(Failure::System(format!(
        "{} {is} the input folder, which careermap only reads.\n  Choose another place, such as a folder beside the \
         input folder.",
        place.display(),
    )))
}

fn check_read_folders(place: &Path, options: &Options) -> Result<(), Failure> {
    for (folder, what) in [
        (ASSESSMENTS, "an assessment"),
        (OUTCOMES, "an assessment"),
        (JOB_DESCRIPTION, "a text for job descriptions"),
    ] {
        let read = options.input.join(folder);
        let both = resolved(place).zip(resolved(&read));
        if both.is_some_and(|(place, read)| place.starts_with(read)) {
            return Err(Failure::System(format!(
                "{} is in {}, so the next run would read it as {what}.\n  Choose another place.",
                place.display(),
                read.display(),
            )));
        }
    }
    Ok(())
}

/// The resolved path, as far as it exists.
fn resolved(path: &Path) -> Option<PathBuf> {
    let path = absolute(path).ok()?;
    path.ancestors().find_map(|ancestor| {
        let mut real = fs::canonicalize(ancestor).ok()?;
        for part in path.strip_prefix(ancestor).ok()?.components() {
            // Folders that are yet to be made are no links, so “..” leads out of them again.
            if part == Component::ParentDir {
                real.pop();
            } else {
                real.push(part);
            }
        }
        Some(real)
    })
}
