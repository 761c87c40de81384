//! Output must not be written where the next run reads.

use std::fs;
use std::path::{Path, PathBuf, absolute};

use super::Failure;
use crate::config::Options;
use crate::load::files::{ASSESSMENTS, OUTCOMES};

/// Makes sure that a place to write to is not among the assessments or outcomes of one of these reviews.
///
/// # Errors
/// If it is: the next run would read the output as assessments.
pub fn check_output_place<'a>(
    place: &Path,
    reviews: impl IntoIterator<Item = Option<&'a Options>>,
) -> Result<(), Failure> {
    for options in reviews.into_iter().flatten() {
        for read in [ASSESSMENTS, OUTCOMES] {
            let read = options.input.join(read);
            let both = resolved(place).zip(resolved(&read));
            if both.is_some_and(|(place, read)| place.starts_with(read)) {
                return Err(Failure::Machine(format!(
                    "{} is in {}, so the next run would read it as an assessment.\n  Choose another place.",
                    place.display(),
                    read.display(),
                )));
            }
        }
    }
    Ok(())
}

/// The resolved path, as far as it exists.
fn resolved(path: &Path) -> Option<PathBuf> {
    let path = absolute(path).ok()?;
    path.ancestors().find_map(|ancestor| {
        let real = fs::canonicalize(ancestor).ok()?;
        Some(real.join(path.strip_prefix(ancestor).ok()?))
    })
}
