//! Documents of a run on their way into the staging folder.
//!
//! They are fingerprinted and written by threads of their own: a share on a network takes its time over every file, and
//! whoever sets documents need not wait for it.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};

use super::disk::{OutputError, below, fingerprint, write};
use super::folder::{Provenance, STAGING};
use super::manifest::{Fingerprint, Manifest, OutputEntry};
use super::staged::{Staged, waiting_place};
use super::together::{WAITING, together};
use crate::diagnostic::catch;

/// A document that was made.
struct Document {
    file: String,
    bytes: Vec<u8>,
    provenance: Provenance,
}

/// The threads that write, and what they have written.
#[derive(Debug)]
pub(super) struct Intake {
    desk: Arc<Desk>,
    /// `None` where no thread could be started: then whoever brings a document writes it.
    sender: Option<SyncSender<Document>>,
    threads: Vec<JoinHandle<()>>,
}

/// What came of a run's documents.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Those that wait to be put into place, and those that lie there already.
    pub(super) staged: BTreeMap<String, Staged>,
    /// Those that could not be written.
    pub(super) failed: BTreeMap<String, OutputError>,
}

impl Intake {
    /// An intake for the folder that the last run left with this manifest.
    pub(super) fn new(root: &Path, previous: Manifest) -> Self {
        let known = (0..)
            .zip(&previous.outputs)
            .map(|(index, entry)| (entry.file.clone(), index))
            .collect();
        let desk = Arc::new(Desk {
            root: root.to_owned(),
            previous,
            known,
            seen: OnceLock::new(),
            taken: Mutex::default(),
        });
        // One waits in line, so that memory is bounded however slow the disk is.
        let (sender, line) = sync_channel(1);
        let line = Arc::new(Mutex::new(line));
        let threads: Vec<_> = (0..WAITING)
            .map_while(|_| {
                let (desk, line) = (Arc::clone(&desk), Arc::clone(&line));
                thread::Builder::new()
                    .spawn(move || desk.work_off(&line))
                    .ok()
            })
            .collect();
        Self {
            desk,
            sender: (!threads.is_empty()).then_some(sender),
            threads,
        }
    }

    /// What is known of the folder.
    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Takes a document of this run. Waits while many others are being written.
    pub(super) fn take(&self, file: &str, bytes: Vec<u8>, provenance: Provenance) {
        let document = Document {
            file: file.to_owned(),
            bytes,
            provenance,
        };
        match &self.sender {
            // Fails only once all threads have broken off, and that `close` says.
            Some(sender) => drop(sender.send(document)),
            None => self.desk.write(document),
        }
    }

    /// Waits until everything is written.
    ///
    /// # Errors
    /// If a thread broke off, so that nobody knows what is missing.
    pub(super) fn close(self) -> Result<(Manifest, Taken), OutputError> {
        let Self {
            desk,
            sender,
            threads,
        } = self;
        drop(sender);
        let ended: Vec<_> = threads.into_iter().map(JoinHandle::join).collect();
        for ended in ended {
            catch(|| ended.unwrap_or_else(|payload| panic::resume_unwind(payload)))
                .map_err(|said| broken_off(&desk.root, &said))?;
        }
        // The threads have ended, so the desk is nobody else's.
        let Desk {
            previous, taken, ..
        } = Arc::try_unwrap(desk).map_err(|desk| broken_off(&desk.root, "it is still there"))?;
        let taken = taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok((previous, taken))
    }
}

fn broken_off(at: &Path, said: &str) -> OutputError {
    let error = format!("a thread that writes broke off: {said}");
    OutputError::io(at, "written")(io::Error::other(error))
}

/// Where the threads meet: what is known of the folder, and what was taken for it.
#[derive(Debug)]
pub(super) struct Desk {
    root: PathBuf,
    /// The manifest of the last run.
    pub(super) previous: Manifest,
    /// The places of the last manifest's outputs in its list, by file.
    known: HashMap<String, usize>,
    /// What lay in some places when they were looked at.
    seen: OnceLock<HashMap<String, Fingerprint>>,
    taken: Mutex<Taken>,
}

impl Desk {
    fn work_off(&self, line: &Mutex<Receiver<Document>>) {
        let next = || line.lock().unwrap_or_else(PoisonError::into_inner).recv();
        while let Ok(document) = next() {
            self.write(document);
        }
    }

    fn write(&self, document: Document) {
        let Document {
            file,
            bytes,
            provenance,
        } = document;
        // A panic must cost this document only.
        let staged = catch(|| self.stage(&file, &bytes, provenance))
            .unwrap_or_else(|said| Err(broken_off(&self.root.join(STAGING), &said)));
        match staged {
            Ok(staged) => drop(self.taken().staged.insert(file, staged)),
            Err(error) => drop(self.taken().failed.insert(file, error)),
        }
    }

    fn stage(
        &self,
        file: &str,
        bytes: &[u8],
        provenance: Provenance,
    ) -> Result<Staged, OutputError> {
        let path = below(&self.root, file).ok_or_else(|| OutputError::NotOurs(file.into()))?;
        let sha256 = Fingerprint::of(bytes);
        let before = fingerprint(&path)?;
        if before.is_some_and(|before| before != sha256) && self.known(file).is_none() {
            return Err(OutputError::NotOurs(path));
        }
        let waits = before != Some(sha256);
        if waits {
            write(&waiting_place(&self.root, file), bytes)?;
        }
        Ok(Staged {
            waits,
            sha256,
            before,
            provenance,
        })
    }

    /// As [`OutputFolder::look_at`](super::OutputFolder::look_at).
    pub(super) fn look_at<'a>(&self, files: impl IntoIterator<Item = &'a str>) {
        let may_be_kept = files.into_iter().filter(|file| {
            let entry = self.known(file);
            entry.is_some_and(|entry| entry.made_from.is_some())
        });
        let seen = together(may_be_kept, |file| {
            Some((file.to_owned(), self.there(file)?))
        });
        // What was looked at before counts.
        let _ = self.seen.set(seen.into_iter().flatten().collect());
    }

    /// What lies in a place now.
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
        self.taken().staged.insert(file.to_owned(), staged);
        true
    }

    fn known(&self, file: &str) -> Option<&OutputEntry> {
        self.known
            .get(file)
            .map(|index| &self.previous.outputs[*index])
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
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
        let intake = Intake::new(folder.path(), Manifest::empty());
        thread::scope(|scope| {
            for maker in 0..4 {
                let intake = &intake;
                scope.spawn(move || {
                    for index in 0..50 {
                        let file = format!("plans/{maker}/{index}.pdf");
                        intake.take(&file, file.clone().into_bytes(), Provenance::default());
                    }
                });
            }
        });
        intake.take("../outside.pdf", Vec::new(), Provenance::default());
        let (_, taken) = intake.close().unwrap();
        assert_eq!(taken.staged.len(), 200);
        for file in taken.staged.keys() {
            let waits_at = waiting_place(folder.path(), file);
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
            let intake = Intake::new(folder.path(), manifest);
            intake
                .desk
                .look_at(looked_at.iter().copied().chain(["unknown.pdf"]));
            let kept = files.map(|file| intake.desk.keep(file, &provenance));
            assert_eq!(kept, [true, false, false]);
            assert!(!intake.desk.keep("kept.pdf", &Provenance::default()));
            assert!(!intake.desk.keep("unknown.pdf", &provenance));
        }
    }

    #[test]
    fn a_thread_that_breaks_off_is_no_success() {
        let folder = tempfile::tempdir().unwrap();
        let mut intake = Intake::new(folder.path(), Manifest::empty());
        intake
            .threads
            .push(thread::spawn(|| panic!("for the test")));
        let error = intake.close().unwrap_err();
        assert!(
            error.to_string().contains("broke off: for the test"),
            "{error}"
        );
    }

    #[test]
    fn where_no_thread_can_be_started_whoever_brings_a_document_writes_it() {
        let folder = tempfile::tempdir().unwrap();
        create_folder(&folder.path().join(STAGING)).unwrap();
        let mut intake = Intake::new(folder.path(), Manifest::empty());
        intake.sender = None;
        intake.take("a.pdf", b"a".to_vec(), Provenance::default());
        assert!(waiting_place(folder.path(), "a.pdf").is_file());
        assert_eq!(intake.close().unwrap().1.staged.len(), 1);
    }
}
