//! Writes the documents of a run into the staging folder.
//!
//! Separate threads fingerprint and write them: a network folder is slow with every file, and the threads that make
//! documents need not wait for it.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use super::disk::{OutputError, below, fingerprint, write};
use super::manifest::{Fingerprint, Manifest, OutputEntry};
use super::names::STAGING;
use super::staged::{Provenance, Staged, staging_path};
use crate::diagnostic::catch;
use crate::threads::{WorkerQueue, into_inner, lock, map_io};

/// A document that was made.
struct Document {
    file: String,
    bytes: Vec<u8>,
    provenance: Provenance,
}

/// What was done with a run's documents.
#[derive(Debug, Default)]
pub(super) struct StagedFiles {
    /// Those that are ready to be put into place, and those that are there already.
    pub(super) staged: BTreeMap<String, Staged>,
    /// Those that could not be written.
    pub(super) failed: BTreeMap<String, OutputError>,
}

/// The documents that wait to be written, and the threads that write them.
#[derive(Debug)]
pub(super) struct WriteQueue {
    writer: Arc<FolderWriter>,
    queue: WorkerQueue<Document>,
}

impl WriteQueue {
    /// A queue for a folder, with the manifest of the last run.
    pub(super) fn new(root: &Path, previous: Manifest) -> Self {
        let known = (0..)
            .zip(&previous.outputs)
            .map(|(index, entry)| (entry.file.clone(), index))
            .collect();
        let writer = Arc::new(FolderWriter {
            root: root.to_owned(),
            previous,
            known,
            seen: OnceLock::new(),
            taken: Mutex::default(),
        });
        let shared = Arc::clone(&writer);
        Self {
            writer,
            queue: WorkerQueue::new(move |document| shared.write(document)),
        }
    }

    /// What is known about the folder.
    pub(super) fn writer(&self) -> &FolderWriter {
        &self.writer
    }

    /// Adds a document of this run. Waits while many others are being written.
    pub(super) fn push(&self, file: &str, bytes: Vec<u8>, provenance: Provenance) {
        self.queue.push(Document {
            file: file.to_owned(),
            bytes,
            provenance,
        });
    }

    /// Waits until everything is written.
    ///
    /// # Errors
    /// If a thread ended early, so that it is unknown what is missing.
    pub(super) fn finish(self) -> Result<(Manifest, StagedFiles), OutputError> {
        let Self { writer, queue } = self;
        queue
            .finish()
            .map_err(|message| interrupted(&writer.root, &message))?;
        // The threads have ended, and nothing else holds the writer.
        let FolderWriter {
            previous, taken, ..
        } = Arc::try_unwrap(writer)
            .map_err(|writer| interrupted(&writer.root, "it is still in use"))?;
        Ok((previous, into_inner(taken)))
    }
}

/// Writes a document into the staging folder, unless its place holds the same already. `is_ours` says whether a file that is there
/// is one of careermap's.
pub(super) fn stage(
    root: &Path,
    file: &str,
    bytes: &[u8],
    provenance: Provenance,
    is_ours: impl FnOnce() -> bool,
) -> Result<Staged, OutputError> {
    let path = below(root, file).ok_or_else(|| OutputError::NotOurs(file.into()))?;
    let sha256 = Fingerprint::of(bytes);
    let before = fingerprint(&path)?;
    if before.is_some_and(|before| before != sha256) && !is_ours() {
        return Err(OutputError::NotOurs(path));
    }
    let waits = before != Some(sha256);
    if waits {
        write(&staging_path(root, file), bytes)?;
    }
    Ok(Staged {
        waits,
        sha256,
        before,
        provenance,
    })
}

fn interrupted(at: &Path, message: &str) -> OutputError {
    let error = format!("a thread that writes ended early: {message}");
    OutputError::io(at, "written")(io::Error::other(error))
}

/// What is known about the folder, and what was written to it; shared by all threads.
#[derive(Debug)]
pub(super) struct FolderWriter {
    root: PathBuf,
    /// The manifest of the last run.
    pub(super) previous: Manifest,
    /// The places of the last manifest's outputs in its list, by file.
    known: HashMap<String, usize>,
    /// Fingerprints of files that were read in advance.
    seen: OnceLock<HashMap<String, Fingerprint>>,
    taken: Mutex<StagedFiles>,
}

impl FolderWriter {
    fn write(&self, document: Document) {
        let Document {
            file,
            bytes,
            provenance,
        } = document;
        // A panic may only lose this document.
        let staged = catch(|| self.stage(&file, &bytes, provenance))
            .unwrap_or_else(|message| Err(interrupted(&self.root.join(STAGING), &message)));
        match staged {
            Ok(staged) => drop(lock(&self.taken).staged.insert(file, staged)),
            Err(error) => drop(lock(&self.taken).failed.insert(file, error)),
        }
    }

    fn stage(
        &self,
        file: &str,
        bytes: &[u8],
        provenance: Provenance,
    ) -> Result<Staged, OutputError> {
        let is_ours = || self.known(file).is_some();
        stage(&self.root, file, bytes, provenance, is_ours)
    }

    /// As [`OutputFolder::read_fingerprints`](super::OutputFolder::read_fingerprints).
    pub(super) fn read_fingerprints<'a>(&self, files: impl IntoIterator<Item = &'a str>) {
        let may_be_kept = files.into_iter().filter(|file| {
            let entry = self.known(file);
            entry.is_some_and(|entry| entry.made_from.is_some())
        });
        let seen = map_io(may_be_kept, |file| {
            Some((file.to_owned(), self.there(file)?))
        });
        // Fingerprints that were read earlier stay.
        let _ = self.seen.set(seen.into_iter().flatten().collect());
    }

    /// The fingerprint of the file in a place.
    fn there(&self, file: &str) -> Option<Fingerprint> {
        below(&self.root, file).and_then(|path| fingerprint(&path).ok().flatten())
    }

    /// As [`OutputFolder::keep`](super::OutputFolder::keep).
    pub(super) fn keep(&self, file: &str, provenance: &Provenance) -> bool {
        let same = self
            .known(file)
            .filter(|entry| entry.made_from.is_some() && entry.made_from == provenance.made_from);
        let Some(entry) = same else { return false };
        let seen = self.seen.get().and_then(|seen| seen.get(file).copied());
        let there = seen.or_else(|| self.there(file));
        if there != Some(entry.sha256) {
            return false;
        }
        let staged = Staged {
            waits: false,
            sha256: entry.sha256,
            before: there,
            provenance: provenance.clone(),
        };
        lock(&self.taken).staged.insert(file.to_owned(), staged);
        true
    }

    /// As [`OutputFolder::edited`](super::OutputFolder::edited).
    pub(super) fn edited(&self, file: &str) -> Option<Fingerprint> {
        let entry = self.known(file)?;
        self.there(file).filter(|there| !entry.wrote(there))
    }

    fn known(&self, file: &str) -> Option<&OutputEntry> {
        self.known
            .get(file)
            .map(|index| &self.previous.outputs[*index])
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::create_folder;
    use super::*;

    #[test]
    fn everything_is_written_or_named() {
        let folder = tempfile::tempdir().unwrap();
        create_folder(&folder.path().join(STAGING)).unwrap();
        let queue = WriteQueue::new(folder.path(), Manifest::empty());
        std::thread::scope(|scope| {
            for maker in 0..4 {
                let queue = &queue;
                scope.spawn(move || {
                    for index in 0..50 {
                        let file = format!("plans/{maker}/{index}.pdf");
                        queue.push(&file, file.clone().into_bytes(), Provenance::default());
                    }
                });
            }
        });
        queue.push("../outside.pdf", Vec::new(), Provenance::default());
        let (_, taken) = queue.finish().unwrap();
        assert_eq!(taken.staged.len(), 200);
        for file in taken.staged.keys() {
            let waits_at = staging_path(folder.path(), file);
            assert_eq!(std::fs::read_to_string(waits_at).unwrap(), *file);
        }
        let failed: Vec<_> = taken.failed.keys().collect();
        assert_eq!(failed, ["../outside.pdf"]);
    }

    #[test]
    fn what_was_looked_at_is_kept_as_what_was_not() {
        let folder = tempfile::tempdir().unwrap();
        let provenance = Provenance {
            made_from: Some(Fingerprint::of(b"the same")),
            ..Provenance::default()
        };
        let entry = |file: &str| OutputEntry {
            file: file.to_owned(),
            sha256: Fingerprint::of(b"plan"),
            before: None,
            as_of: None,
            made_from: provenance.made_from,
            person: None,
        };
        let files = ["kept.pdf", "edited.pdf", "gone.pdf"];
        std::fs::write(folder.path().join("kept.pdf"), "plan").unwrap();
        std::fs::write(folder.path().join("edited.pdf"), "plan, edited").unwrap();
        for looked_at in [&files[..], &[]] {
            let manifest = Manifest {
                outputs: files.map(entry).into(),
                ..Manifest::empty()
            };
            let queue = WriteQueue::new(folder.path(), manifest);
            queue
                .writer
                .read_fingerprints(looked_at.iter().copied().chain(["unknown.pdf"]));
            let kept = files.map(|file| queue.writer.keep(file, &provenance));
            assert_eq!(kept, [true, false, false]);
            assert!(!queue.writer.keep("kept.pdf", &Provenance::default()));
            assert!(!queue.writer.keep("unknown.pdf", &provenance));
        }
    }
}
