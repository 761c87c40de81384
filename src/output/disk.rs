//! Operations on files and folders: complete or not at all, and readable by their owner alone where the platform
//! supports that.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

use super::manifest::{Fingerprint, MANIFEST, Manifest, SCHEMA};
use crate::diagnostic::in_words;
use crate::paths::{folder_of, is_absent, join};

/// Why something could not be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// Another run holds the folder.
    #[error("another run of careermap is writing to {}", .0.display())]
    InUse(PathBuf),
    /// A file is there that no run wrote.
    #[error("{} was there before and was not written by careermap, so it was not changed", .0.display())]
    NotOurs(PathBuf),
    /// There is no manifest.
    #[error("there is no {MANIFEST} in {}, so careermap did not write to it", .0.display())]
    NoManifest(PathBuf),
    /// A folder in the output folder is a link.
    #[error("{} is a link, and its target does not belong to careermap", .0.display())]
    Link(PathBuf),
    /// A folder on the way is a link, which purging does not follow.
    #[error("{} is a link to a folder, so careermap did not look into it", .0.display())]
    NotFollowed(PathBuf),
    /// Another command wrote to the folder; its files would be moved away.
    #[error("another command of careermap wrote to {} ({file})", root.display())]
    OtherCommand {
        /// The folder.
        root: PathBuf,
        /// A file of that command.
        file: String,
    },
    /// The manifest was written by a later version.
    #[error("{} was written by a newer version of careermap, {version}", path.display())]
    Newer {
        /// The manifest.
        path: PathBuf,
        /// That version.
        version: String,
    },
    /// The manifest of the last run cannot be understood.
    #[error("{} is not a manifest of careermap: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The operating system refused, and what an earlier run wrote there is out of date.
    #[error("{} cannot be {action}: {}. The file that is there is from an earlier run and out of date; do not hand it out", path.display(), in_words(source))]
    Old {
        /// The file.
        path: PathBuf,
        /// What was to be done, as a participle.
        action: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// The operating system refused.
    #[error("{} cannot be {action}: {}", path.display(), in_words(source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was to be done, as a participle.
        action: &'static str,
        /// Why not.
        source: io::Error,
    },
}

impl OutputError {
    pub(super) fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            path: path.to_owned(),
            action,
            source,
        }
    }

    /// The same error, where an old document stays in its place.
    pub(super) fn with_outdated_file(self) -> Self {
        match self {
            Self::Io {
                path,
                action,
                source,
            } => Self::Old {
                path,
                action,
                source,
            },
            other => other,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::InUse(_) => {
                "Wait until it is done, then try again; or choose another output folder. You need not delete the lock: \
                 it ends with the run."
            }
            Self::NotOurs(_) => "Move it away, or choose another output folder.",
            Self::Link(_) => "Put a folder in its place, or choose another output folder.",
            Self::NotFollowed(_) => {
                "If careermap wrote documents there, purge that folder by its own name."
            }
            Self::OtherCommand { .. } => "Choose another output folder.",
            Self::Newer { .. } => {
                "Use that version, or a later one; or choose another output folder."
            }
            Self::NoManifest(_) => "Give a folder that careermap wrote to.",
            Self::Manifest { .. } => "Choose another output folder, or move this file away.",
            Self::Io { source, .. } | Self::Old { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge => {
                    "Free some disk space, or choose an output folder on another one; then try again."
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "Close the file if a program has it open, and check that you may write there; or choose \
                     another output folder."
                }
                _ => {
                    "Close the file if a program has it open; check that you may write there and that the disk is not \
                     full; then try again."
                }
            },
        }
    }
}

/// A path of the manifest below the folder; `None` if it leads out of the folder, which happens only in a forged
/// manifest.
pub(super) fn below(root: &Path, file: &str) -> Option<PathBuf> {
    let sound = !file.is_empty()
        && file
            .split('/')
            .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
    sound.then(|| join(root, file))
}

/// The same for a path that is written to, moved or removed.
///
/// # Errors
/// If it leads out of the folder, or a folder on the way is a link, so that something elsewhere would be touched.
pub(super) fn within(root: &Path, file: &str) -> Result<PathBuf, OutputError> {
    let path = below(root, file).ok_or_else(|| OutputError::NotOurs(file.into()))?;
    let mut folders = path.ancestors().skip(1);
    let link = folders
        .by_ref()
        .take_while(|folder| *folder != root)
        .find(|folder| folder.is_symlink());
    match link {
        Some(link) => Err(OutputError::Link(link.to_owned())),
        None => Ok(path),
    }
}

/// Whether there is a file, or may be one that cannot be looked at.
pub(super) fn may_be_there(path: &Path) -> bool {
    !fs::symlink_metadata(path).is_err_and(|error| is_absent(&error))
}

/// What every version's manifest has.
#[derive(Deserialize)]
struct ManifestHeader {
    schema: u64,
    version: String,
}

/// The manifest in a folder; `None` if there is none.
pub(crate) fn read_manifest(root: &Path) -> Result<Option<Manifest>, OutputError> {
    let path = root.join(MANIFEST);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(OutputError::io(&path, "read")(error)),
    };
    // Read first, since a later version may have changed everything else.
    if let Ok(head) = serde_json::from_slice::<ManifestHeader>(&bytes)
        && head.schema > SCHEMA.into()
    {
        let version = head.version;
        return Err(OutputError::Newer { path, version });
    }
    let wrong = |reason: String| OutputError::Manifest {
        path: path.clone(),
        reason,
    };
    let manifest: Manifest =
        serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    let files = manifest.outputs.iter().map(|entry| &entry.file);
    let withdrawn = manifest.withdrawn.iter().map(|entry| &entry.file);
    match files
        .chain(withdrawn)
        .find(|file| below(root, file).is_none())
    {
        Some(outside) => Err(wrong(format!("“{outside}” is not in this folder"))),
        None => Ok(Some(manifest)),
    }
}

/// The fingerprint of a file; `None` if there is none.
pub(super) fn fingerprint(path: &Path) -> Result<Option<Fingerprint>, OutputError> {
    #[cfg(test)]
    crate::paths::opened::count(path);
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Fingerprint::of(&bytes))),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(OutputError::io(path, "read")(error)),
    }
}

/// Writes a file; nobody may read it before [`sync`] has confirmed that it is on the disk.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    owners_file()
        .truncate(true)
        .open(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(OutputError::io(path, "written"))
}

/// Waits until a file's contents are on the disk, so that not even a power cut leaves half of it.
pub(super) fn sync(path: &Path) -> Result<(), OutputError> {
    // Some systems allow this only for files opened for writing.
    OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_data())
        .map_err(OutputError::io(path, "written"))
}

/// Waits until the names in a folder are on the disk, where the platform supports that. A failure matters only after a
/// power cut, and the next run corrects it.
pub(super) fn sync_folder(path: &Path) {
    if cfg!(unix) {
        let _ = File::open(path).and_then(|folder| folder.sync_all());
    }
}

/// Writes beside the file's place and renames, so that the file is complete or as it was before.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let parent = folder_of(path);
    create_folder(parent)?;
    let mut file = tempfile::Builder::new()
        .prefix(PART_PREFIX)
        .suffix(PART_SUFFIX)
        .tempfile_in(parent)
        // Without the name of the file that could not be made, which nobody knows.
        .map_err(|error| OutputError::io(path, "written")(error.kind().into()))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_data())
        .map_err(OutputError::io(path, "written"))?;
    file.persist(path)
        .map_err(|error| OutputError::io(path, "written")(error.error))?;
    Ok(())
}

const PART_PREFIX: &str = ".careermap-";
const PART_SUFFIX: &str = ".part";

/// Whether a file of this name was left by a run that was killed while it wrote.
pub(super) fn is_leftover(name: &str) -> bool {
    name.starts_with(PART_PREFIX) && name.ends_with(PART_SUFFIX)
}

/// Makes a folder and its parents; what is in it is personal, so only the owner may open it, where the platform
/// supports that.
///
/// # Errors
/// If the operating system refuses.
pub fn create_folder(path: &Path) -> Result<(), OutputError> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path).map_err(OutputError::io(path, "made"))
}

/// How to open a file for writing that only its owner may read, where the platform supports that.
fn owners_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Takes the folder's lock, which lasts as long as the file is open.
pub(super) fn lock(path: &Path, root: &Path) -> Result<File, OutputError> {
    let file = owners_file()
        .truncate(false)
        .open(path)
        .map_err(OutputError::io(path, "opened"))?;
    locked(file.try_lock(), path, root).map(|()| file)
}

/// Makes sure that no run is under way while the file is open, also in a read-only folder. If there is no lock file, no
/// run can hold the lock: the folder was copied from elsewhere.
pub(super) fn lock_to_read(path: &Path, root: &Path) -> Result<Option<File>, OutputError> {
    match File::open(path) {
        Ok(file) => locked(file.try_lock_shared(), path, root).map(|()| Some(file)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(OutputError::io(path, "opened")(error)),
    }
}

fn locked(
    result: Result<(), fs::TryLockError>,
    path: &Path,
    root: &Path,
) -> Result<(), OutputError> {
    match result {
        Ok(()) => Ok(()),
        Err(fs::TryLockError::WouldBlock) => Err(OutputError::InUse(root.to_owned())),
        // Some network folders have no locks; there, two runs at once cannot be detected.
        Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(fs::TryLockError::Error(error)) => Err(OutputError::io(path, "locked")(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let root = Path::new("out");
        assert_eq!(
            below(root, "plans/a.pdf"),
            Some(root.join("plans").join("a.pdf"))
        );
        for outside in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "c:\\x",
            "a//b",
            "./a",
            "a\\..\\b",
        ] {
            assert_eq!(below(root, outside), None, "{outside}");
        }
    }
}
