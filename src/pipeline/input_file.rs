//! A file of the input folder: its bytes are read once, for its fingerprint and for what is in it. Even if somebody saves the file
//! meanwhile, both are from the same bytes.

use crate::config::Options;
use crate::diagnostic::Diagnostic;
use crate::load::files::InputFile;
use crate::load::sheet::{self, Workbook};
use crate::output::InputEntry;

/// A file, and what its bytes were read as.
pub(super) struct ReadFile {
    /// Its entry in the manifest, also if it was refused; `None` if not even its bytes could be read.
    pub(super) entry: Option<InputEntry>,
    pub(super) workbook: Result<Workbook, Diagnostic>,
}

/// Reads a spreadsheet.
pub(super) fn open(file: &InputFile, options: &Options) -> ReadFile {
    understood(file, bytes_of(file, options), options)
}

pub(super) fn bytes_of(file: &InputFile, options: &Options) -> Result<Vec<u8>, Diagnostic> {
    sheet::bytes(&file.path, &file.at(), &options.limits)
}

/// What the bytes of a spreadsheet hold.
pub(super) fn understood(
    file: &InputFile,
    bytes: Result<Vec<u8>, Diagnostic>,
    options: &Options,
) -> ReadFile {
    match bytes {
        Ok(bytes) => ReadFile {
            entry: Some(InputEntry::of(&*file.shown, &bytes)),
            workbook: sheet::understand(&bytes, &file.at(), &options.limits),
        },
        Err(problem) => ReadFile {
            entry: None,
            workbook: Err(problem),
        },
    }
}

/// A file on which something panicked.
pub(super) fn not_understood(file: &InputFile, said: &str) -> Diagnostic {
    Diagnostic::error(
        "file-failed",
        file.at(),
        format!("The file was read, but understanding what is in it failed: {said}"),
        "Please report this together with the file, with its texts changed if they are confidential.",
    )
}
