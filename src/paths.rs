//! Paths as people and the manifest know them: with `/` between folders on every platform.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// A path with `/` between folders.
pub fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.into_owned()
    }
}

/// The path of a file, named with `/` between folders, below a folder.
pub fn join(root: &Path, file: &str) -> PathBuf {
    file.split('/')
        .fold(root.to_owned(), |path, part| path.join(part))
}

/// The folder that a file is in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether two paths lead to one file or folder; of what is not there, whether they are written alike.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    whole(one) == whole(other)
}

/// Whether a file is hidden: lock files of office programs (`~$…`, `.~lock…`), and what file managers leave behind.
pub fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(
            name.to_ascii_lowercase().as_str(),
            "thumbs.db" | "desktop.ini"
        )
}

/// Whether an error says that there is no file of this name, and not only that it could not be looked at.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Counts which files are opened, for tests of how often that is.
#[cfg(test)]
pub(crate) mod opened {
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, PoisonError};

    static OPENED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

    /// One more file is opened.
    pub(crate) fn count(file: &Path) {
        let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        opened.push(file.to_owned());
    }

    /// How often a file below this folder was opened so far, whatever other tests do meanwhile.
    pub(crate) fn below(folder: &Path) -> usize {
        let opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        opened
            .iter()
            .filter(|file| file.starts_with(folder))
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_the_root_begins_with_one_slash() {
        assert_eq!(with_slashes(Path::new("/maps/map.xlsx")), "/maps/map.xlsx");
        assert_eq!(
            with_slashes(&Path::new("maps").join("map.xlsx")),
            "maps/map.xlsx"
        );
    }
}
