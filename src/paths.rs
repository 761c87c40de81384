//! Paths as people and the manifest know them: with `/` between folders on every platform.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A path with `/` between folders.
#[must_use]
pub fn with_slashes(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// The path of a file, named with `/` between folders, below a folder.
#[must_use]
pub fn join(root: &Path, file: &str) -> PathBuf {
    file.split('/')
        .fold(root.to_owned(), |path, part| path.join(part))
}

/// Whether a file is hidden: lock files of office programs (`~$…`, `.~lock…`), and what file managers leave behind.
#[must_use]
pub fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(
            name.to_ascii_lowercase().as_str(),
            "thumbs.db" | "desktop.ini"
        )
}
