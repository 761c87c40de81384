//! Writing into the output folder: each file whole or not at all, and nothing that we did not write ourselves is touched.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::manifest::{MANIFEST, Manifest, OutputEntry};

/// Plans of people who are gone go here, so that nobody hands them out.
const WITHDRAWN: &str = "withdrawn";

/// Held by a run for as long as it writes.
const LOCK: &str = ".careermap.lock";

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// There was none.
    New,
    /// It had other contents.
    Changed,
    /// It had the same contents and was left alone.
    Unchanged,
}

/// Why something could not be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// Another run holds the folder.
    #[error("another run is writing to {}", .0.display())]
    InUse(PathBuf),
    /// A file is there that no run wrote.
    #[error("{} was there before and was not written by careermap, so it was left alone", .0.display())]
    NotOurs(PathBuf),
    /// The manifest of the last run makes no sense.
    #[error("{} is no manifest of careermap: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The operating system refused.
    #[error("{} cannot be {action}: {source}", path.display())]
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

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::InUse(_) => "Wait until it is done, or write to another folder with --output.",
            Self::NotOurs(_) => "Move it away, or write to another folder with --output.",
            Self::Manifest { .. } => {
                "Write to another folder with --output, or move this file away."
            }
            Self::Io { .. } => {
                "Close the file if a program has it open; check that you may write there and that the disk is not full."
            }
        }
    }
}

/// An output folder that this run alone writes to.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    previous: Manifest,
    /// Files of earlier runs and of this one.
    ours: BTreeSet<String>,
    _lock: File,
}

impl OutputFolder {
    /// Opens the folder, makes it if need be, and notes down which files are about to be written: whatever interrupts
    /// the run, the next one knows which files are ours.
    ///
    /// # Errors
    /// If another run holds the folder, or it cannot be written to.
    pub fn open(root: &Path, planned: &[String]) -> Result<Self, OutputError> {
        create_folder(root)?;
        let lock_path = root.join(LOCK);
        let lock = File::create(&lock_path).map_err(OutputError::io(&lock_path, "opened"))?;
        if lock.try_lock().is_err() {
            return Err(OutputError::InUse(root.to_owned()));
        }
        let previous = read_manifest(&root.join(MANIFEST))?;
        let ours: BTreeSet<String> = previous
            .outputs
            .iter()
            .map(|entry| entry.file.clone())
            .chain(
                planned
                    .iter()
                    // A file that lies there already and is in no manifest is somebody else's.
                    .filter(|file| !root.join(file.as_str()).exists())
                    .cloned(),
            )
            .collect();
        let folder = Self {
            root: root.to_owned(),
            previous,
            ours,
            _lock: lock,
        };
        folder.write_manifest(&folder.under_way())?;
        Ok(folder)
    }

    /// The manifest of the last run.
    #[must_use]
    pub const fn previous(&self) -> &Manifest {
        &self.previous
    }

    fn under_way(&self) -> Manifest {
        let outputs = self
            .ours
            .iter()
            .map(|file| {
                self.previous.output(file).cloned().unwrap_or(OutputEntry {
                    file: file.clone(),
                    sha256: None,
                    person: None,
                })
            })
            .collect();
        Manifest {
            complete: false,
            outputs,
            ..self.previous.clone()
        }
    }

    /// Writes a file of this run: beside its place first, then renamed.
    ///
    /// # Errors
    /// If a file is there that no run wrote, or the operating system refuses.
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<Written, OutputError> {
        let path = self.root.join(file);
        let existing = match fs::read(&path) {
            Ok(existing) => Some(existing),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(OutputError::io(&path, "read")(error)),
        };
        match existing {
            Some(existing) if existing == bytes => return Ok(Written::Unchanged),
            Some(_) if !self.ours.contains(file) => return Err(OutputError::NotOurs(path)),
            _ => {}
        }
        let changed = if existing.is_some() {
            Written::Changed
        } else {
            Written::New
        };
        replace(&path, bytes)?;
        Ok(changed)
    }

    /// Moves a file of an earlier run out of the way, into the folder of withdrawn files. Returns where it lies now, or
    /// `None` if it was gone already.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn withdraw(&self, file: &str) -> Result<Option<String>, OutputError> {
        let from = self.root.join(file);
        if !from.exists() {
            return Ok(None);
        }
        let moved = format!("{WITHDRAWN}/{file}");
        let to = self.root.join(&moved);
        if let Some(parent) = to.parent() {
            create_folder(parent)?;
        }
        fs::rename(&from, &to).map_err(OutputError::io(&from, "moved away"))?;
        // A team's folder that is empty now would only puzzle people; one that is not empty stays.
        if let Some(parent) = from.parent() {
            let _ = fs::remove_dir(parent);
        }
        Ok(Some(moved))
    }

    /// Notes down what the folder holds now that all is written.
    ///
    /// # Errors
    /// If the operating system refuses.
    pub fn finish(self, manifest: &Manifest) -> Result<(), OutputError> {
        self.write_manifest(manifest)
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), OutputError> {
        let path = self.root.join(MANIFEST);
        let mut json =
            serde_json::to_vec_pretty(manifest).map_err(|error| OutputError::Manifest {
                path: path.clone(),
                reason: error.to_string(),
            })?;
        json.push(b'\n');
        replace(&path, &json)
    }
}

fn read_manifest(path: &Path) -> Result<Manifest, OutputError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::empty()),
        Err(error) => return Err(OutputError::io(path, "read")(error)),
    };
    serde_json::from_slice(&bytes).map_err(|error| OutputError::Manifest {
        path: path.to_owned(),
        reason: error.to_string(),
    })
}

/// Writes beside the file's place and renames, so that the file is there whole or as it was before.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    create_folder(parent)?;
    let mut file = tempfile::Builder::new()
        .prefix(".careermap-")
        .suffix(".part")
        .tempfile_in(parent)
        .map_err(OutputError::io(path, "written"))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_data())
        .map_err(OutputError::io(path, "written"))?;
    file.persist(path)
        .map_err(|error| OutputError::io(path, "written")(error.error))?;
    Ok(())
}

/// Makes a folder and its parents; what is in it is personal, so only the owner may look, where the platform has that.
fn create_folder(path: &Path) -> Result<(), OutputError> {
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
