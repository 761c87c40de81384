//! Writing into the output folder: all files of a run or none, each complete, and only files that careermap wrote are
//! changed.
//!
//! Documents are written into a staging folder first. When all are there, [`ClosedFolder::commit`] renames them into
//! place, which is quick: a run that is interrupted before that leaves the folder as it was. The manifest is written
//! before the renames, with the old and the new fingerprint of each file, and again after them: if a run is interrupted
//! even there, the next one knows which files are careermap's, and corrects them. Each of these steps is on the disk
//! before the next one begins, so a power cut does no harm either.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::commit::{Commit, Committed, write_manifest};
use super::disk::{OutputError, below, create_folder, is_leftover, lock, read_manifest};
use super::legal_names::SpellingMap;
use super::manifest::{Fingerprint, Manifest, OutputEntry, PersonEntry, Reason};
use super::names::{LOCK, STAGING};
use super::staged::{
    Provenance, Staged, is_there, pending_outputs, plan_moves, staging_path, sync_all,
};
use super::writer::{StagedFiles, WriteQueue, stage};

/// An output folder that this run alone writes to.
#[derive(Debug)]
pub struct OutputFolder {
    queue: WriteQueue,
    staging: StagingFolder,
}

/// The folder in which documents wait; no other run can use it meanwhile. However a run ends, what still waits there is deleted, and
/// the rest of the output folder is left as it is.
#[derive(Debug)]
struct StagingFolder {
    root: PathBuf,
    _lock: File,
}

impl Drop for StagingFolder {
    fn drop(&mut self) {
        // A failure here does not matter: the next run deletes it.
        let _ = fs::remove_dir_all(self.root.join(STAGING));
        if read_manifest(&self.root).is_ok_and(|manifest| manifest.is_none()) {
            // The folder may be new and empty; one with anything in it stays.
            let _ = fs::remove_file(self.root.join(LOCK));
            let _ = fs::remove_dir(&self.root);
        }
    }
}

impl OutputFolder {
    /// Opens the folder, makes it if it is not there, and deletes what a killed run left. `belongs` says which files
    /// belong to the command that writes.
    ///
    /// # Errors
    /// If another run holds the folder, it holds files of another command, or it cannot be written to.
    pub fn open(root: &Path, belongs: impl Fn(&str) -> bool) -> Result<Self, OutputError> {
        create_folder(root)?;
        let lock = lock(&root.join(LOCK), root)?;
        let previous = read_manifest(root)?.unwrap_or_else(Manifest::empty);
        if let Some(other) = previous.outputs.iter().find(|entry| !belongs(&entry.file)) {
            return Err(OutputError::OtherCommand {
                root: root.to_owned(),
                file: other.file.clone(),
            });
        }
        clear_leftovers(root);
        create_folder(&root.join(STAGING))?;
        Ok(Self {
            queue: WriteQueue::new(root, previous),
            staging: StagingFolder {
                root: root.to_owned(),
                _lock: lock,
            },
        })
    }

    /// The manifest of the last run.
    pub fn previous(&self) -> &Manifest {
        &self.queue.writer().previous
    }

    /// These files, spelled like files or folders that are here already: depending on the system, another spelling may
    /// lead to the same place or to another one.
    pub fn spelled(&self, files: Vec<String>) -> Vec<String> {
        spelled(self.previous(), files)
    }

    /// Takes a document of this run, to be put into its place later; each place once. [`ClosedFolder::failed`] says
    /// whether it could be written.
    pub fn stage(&self, file: &str, bytes: Vec<u8>, provenance: Provenance) {
        self.queue.push(file, bytes, provenance);
    }

    /// Reads the fingerprints of the files in these places, many at a time, so that [`keep`](Self::keep) need not read
    /// them one by one.
    pub fn read_fingerprints<'a>(&self, files: impl IntoIterator<Item = &'a str>) {
        self.queue.writer().read_fingerprints(files);
    }

    /// Keeps the document in this place, if the last run made it from the same sources and nobody has changed it since.
    /// Returns whether it was kept; if not, the document is to be made.
    pub fn keep(&self, file: &str, provenance: &Provenance) -> bool {
        self.queue.writer().keep(file, provenance)
    }

    /// The fingerprint of the file in this place, if careermap wrote it and somebody has changed it since.
    pub fn edited(&self, file: &str) -> Option<Fingerprint> {
        self.queue.writer().edited(file)
    }

    /// Waits until all documents of this run are on the disk.
    ///
    /// # Errors
    /// If it is unknown which of them are.
    pub fn close(self) -> Result<ClosedFolder, OutputError> {
        let Self { queue, staging } = self;
        let (previous, taken) = queue.finish()?;
        let StagedFiles { mut staged, failed } = taken;
        let mut failed = Vec::from_iter(failed);
        failed.append(&mut sync_all(&staging.root, &mut staged, |_| true));
        Ok(ClosedFolder {
            staging,
            previous,
            staged,
            failed,
        })
    }
}

/// An output folder with all documents of this run but those that are made [from others](Self::extend). They are ready to be put into
/// their places.
#[derive(Debug)]
pub struct ClosedFolder {
    staging: StagingFolder,
    previous: Manifest,
    staged: BTreeMap<String, Staged>,
    failed: Vec<(String, OutputError)>,
}

impl ClosedFolder {
    /// The manifest of the last run.
    pub const fn previous(&self) -> &Manifest {
        &self.previous
    }

    /// The documents that could not be written.
    pub fn failed(&self) -> &[(String, OutputError)] {
        &self.failed
    }

    /// As [`OutputFolder::spelled`].
    pub fn spelled(&self, files: Vec<String>) -> Vec<String> {
        spelled(&self.previous, files)
    }

    /// The fingerprint of a document of this run, if it is ready.
    pub fn fingerprint(&self, file: &str) -> Option<Fingerprint> {
        self.staged.get(file).map(|staged| staged.sha256)
    }

    /// How many bytes a document of this run has.
    pub fn size(&self, file: &str) -> Option<u64> {
        fs::metadata(self.current(file)?)
            .map(|data| data.len())
            .ok()
    }

    /// The contents of a document of this run.
    ///
    /// # Errors
    /// If it is not ready, or has changed since.
    pub fn read(&self, file: &str) -> Result<Vec<u8>, OutputError> {
        let path = self
            .current(file)
            .ok_or_else(|| OutputError::NotOurs(file.into()))?;
        let bytes = fs::read(&path).map_err(OutputError::io(&path, "read"))?;
        if self.fingerprint(file) == Some(Fingerprint::of(&bytes)) {
            Ok(bytes)
        } else {
            Err(OutputError::NotOurs(path))
        }
    }

    /// Where a document of this run is now.
    fn current(&self, file: &str) -> Option<PathBuf> {
        if self.staged.get(file)?.waits {
            Some(staging_path(&self.staging.root, file))
        } else {
            below(&self.staging.root, file)
        }
    }

    /// Whose documents this run has made anew.
    pub fn renewed(&self) -> impl Iterator<Item = &PersonEntry> {
        let waiting = self.staged.values().filter(|staged| staged.waits);
        waiting.filter_map(|staged| staged.provenance.person.as_ref())
    }

    /// Adds documents that are made from others of this run, one after the other, until there are no more. `next` gets this folder to
    /// read from. [`failed`](Self::failed) says which could not be written.
    pub fn extend(&mut self, mut next: impl FnMut(&Self) -> Option<(String, Vec<u8>, Provenance)>) {
        let known = self.previous.outputs.iter();
        let known: HashSet<String> = known.map(|entry| entry.file.clone()).collect();
        let mut added = HashSet::new();
        while let Some((file, bytes, provenance)) = next(self) {
            let is_ours = || known.contains(&file);
            match stage(&self.staging.root, &file, &bytes, provenance, is_ours) {
                Ok(staged) => {
                    added.insert(file.clone());
                    self.staged.insert(file, staged);
                }
                Err(error) => self.failed.push((file, error)),
            }
        }
        let failed = sync_all(&self.staging.root, &mut self.staged, |file| {
            added.contains(file)
        });
        self.failed.extend(failed);
    }

    /// Puts all documents into their places, moves away the files for which `why` gives a reason, and records what the
    /// folder holds. `manifest` has everything but the files and the diagnostics, which `report` supplies at the end;
    /// files of earlier runs without a reason stay.
    ///
    /// # Errors
    /// If nothing could be put into place. What concerns a single file is in [`Committed`].
    pub fn commit(
        self,
        manifest: Manifest,
        why: impl Fn(&OutputEntry) -> Option<Reason>,
        report: impl FnOnce(&Committed) -> Vec<serde_json::Value>,
    ) -> Result<(Manifest, Committed), OutputError> {
        let Self {
            staging,
            previous,
            staged,
            mut failed,
        } = self;
        let root = &*staging.root;
        let moves = plan_moves(root, &previous, &staged, &mut failed, why);
        let mut commit = Commit {
            root,
            previous: &previous,
            done: Committed {
                failed,
                ..Committed::default()
            },
            touched: BTreeSet::new(),
            manifest: Manifest {
                complete: false,
                outputs: pending_outputs(&previous, &staged, manifest.as_of),
                withdrawn: previous
                    .withdrawn
                    .iter()
                    .filter(|entry| is_there(root, &entry.file))
                    .chain(moves.iter())
                    .cloned()
                    .collect(),
                ..manifest
            },
        };
        write_manifest(root, &commit.manifest)?;
        commit.run(staged, moves);
        commit.manifest.diagnostics = report(&commit.done);
        commit.conclude();
        Ok((commit.manifest, commit.done))
    }
}

fn spelled(previous: &Manifest, files: Vec<String>) -> Vec<String> {
    let known = previous.outputs.iter();
    let mut spelling = SpellingMap::from_files(known.map(|entry| &*entry.file));
    files.into_iter().map(|file| spelling.of(&file)).collect()
}

/// Deletes what a killed run left: staged documents, and half-written files beside their places. Only careermap's names
/// begin and end in this way; a file that cannot be deleted does no harm.
pub(super) fn clear_leftovers(root: &Path) {
    let _ = fs::remove_dir_all(root.join(STAGING));
    let Ok(entries) = fs::read_dir(root) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = is_leftover(&entry.file_name().to_string_lossy());
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
