//! Why a whole file cannot be read: a diagnostic without its place.

use crate::diagnostic::{Code, Diagnostic, Location, in_words};

const TOO_LARGE: Code = Code("file-too-large");
/// The code of a file that the operating system does not let us read.
pub const UNREADABLE: Code = Code("file-unreadable");

/// What is wrong with a file and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileError {
    code: Code,
    message: String,
    help: String,
}

impl FileError {
    /// The file is of a kind that is not read.
    pub(super) fn format(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Code("file-format"), message, help)
    }

    /// The file is protected by a password.
    pub(super) fn password() -> Self {
        Self::new(
            Code("file-password"),
            "The file is protected by a password and cannot be opened.",
            "Remove the password in the spreadsheet program (File, Info, Protect) and save the file again.",
        )
    }

    /// The file asks for more than the limits allow.
    pub(super) fn too_large(what: impl AsRef<str>, setting: &str) -> Self {
        Self::new(
            TOO_LARGE,
            format!("The file {}.", what.as_ref()),
            format!(
                "Delete what is not needed, such as empty formatted rows or pictures, and save it again; or raise \
                 `{setting}` under [limits] in careermap.toml."
            ),
        )
    }

    /// The file is of a known kind but broken.
    pub(super) fn damaged(detail: impl AsRef<str>) -> Self {
        Self::new(
            Code("file-damaged"),
            format!("The file is damaged: {}.", detail.as_ref()),
            "Open it in a spreadsheet program, check its contents and save it as a new .xlsx file.",
        )
    }

    /// The operating system does not let us read the file.
    pub(super) fn unreadable(error: &std::io::Error) -> Self {
        Self::new(
            UNREADABLE,
            format!("The file cannot be read: {}.", in_words(error)),
            "Check that it still exists, that you may read it and that no other program locks it.",
        )
    }

    /// Whether the file was refused for asking too much, not for being broken.
    pub(super) fn is_limit(&self) -> bool {
        self.code == TOO_LARGE
    }

    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The diagnostic, once the place is known.
    pub(super) fn at(self, at: Location) -> Diagnostic {
        Diagnostic::error(self.code, at, self.message, self.help)
    }
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        Self::unreadable(&error)
    }
}
