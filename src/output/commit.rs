//! Puts the files of a run into their places.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{OutputError, below, create_folder, replace, sync_folder, within};
use super::manifest::{MANIFEST, Manifest, OutputEntry, Reason, WithdrawnEntry};
use super::staged::{Staged, free_path, is_there, staging_path};
use crate::threads::map_io;

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// There was none.
    New,
    /// It had other contents.
    Changed,
    /// It had the same contents and was left alone.
    Unchanged,
}

/// What a run put into the folder.
#[derive(Debug, Default)]
pub struct Committed {
    /// What happened to each file.
    pub written: Vec<(String, Written)>,
    /// Files that were moved out of the way.
    pub withdrawn: Vec<WithdrawnEntry>,
    /// Files that could not be put into their place or moved out of the way.
    pub failed: Vec<(String, OutputError)>,
}

/// Puts the files of a run into their places.
pub(super) struct Commit<'a> {
    pub(super) root: &'a Path,
    /// The manifest of the last run.
    pub(super) previous: &'a Manifest,
    /// What the folder is known to hold so far.
    pub(super) manifest: Manifest,
    pub(super) done: Committed,
    /// Folders in which names have changed.
    pub(super) touched: BTreeSet<PathBuf>,
}

impl Commit<'_> {
    /// Moves away what is out of date, then puts the documents into their places.
    pub(super) fn run(&mut self, mut staged: BTreeMap<String, Staged>, moves: Vec<WithdrawnEntry>) {
        for planned in moves {
            let file = planned.was.clone();
            // A file that somebody has changed must not be overwritten if it could not be moved away first.
            if !self.withdraw_file(planned) && staged.remove(&file).is_some() {
                self.keep_entry(&file);
            }
        }
        let root = self.root;
        let placed = map_io(staged, |(file, staged)| {
            let placed = staged.waits.then(|| place(root, &file));
            (file, staged, placed)
        });
        for (file, staged, placed) in placed {
            self.record(file, &staged, placed);
        }
        for folder in &self.touched {
            sync_folder(folder);
        }
    }

    /// Records what happened to a document; `placed` is its path, or `None` if it was in its place already.
    fn record(
        &mut self,
        file: String,
        staged: &Staged,
        placed: Option<Result<PathBuf, OutputError>>,
    ) {
        let written = match placed {
            None => Written::Unchanged,
            Some(Ok(path)) => {
                self.record_folder(&path);
                match staged.before {
                    Some(_) => Written::Changed,
                    None => Written::New,
                }
            }
            Some(Err(error)) => {
                let error = self.keep_outdated(&file, error);
                self.done.failed.push((file, error));
                return;
            }
        };
        self.done.written.push((file, written));
    }

    /// Records the folders of a file, since its parent folders may be new too.
    fn record_folder(&mut self, path: &Path) {
        let folders = path.ancestors().skip(1);
        let below_root = folders.take_while(|folder| folder.starts_with(self.root));
        self.touched.extend(below_root.map(Path::to_owned));
    }

    /// A document that could not be renewed, perhaps because a program has it open, is out of date and should not be
    /// handed out. If it cannot be moved away either, the manifest still lists it, and the error says that it is old.
    fn keep_outdated(&mut self, file: &str, error: OutputError) -> OutputError {
        let Some(old) = self.keep_entry(file) else {
            return error;
        };
        if is_there(self.root, file) {
            let moved = self.move_away(WithdrawnEntry {
                file: free_path(self.root, file, &mut BTreeSet::new()),
                was: file.to_owned(),
                reason: Reason::NotMade,
                as_of: old.as_of,
                sha256: old.sha256,
                person: old.person.clone(),
            });
            if moved.is_err() {
                return error.with_outdated_file();
            }
        }
        error
    }

    /// Enters a file as the last manifest had it, and returns the entry.
    fn keep_entry(&mut self, file: &str) -> Option<OutputEntry> {
        self.manifest.outputs.retain(|entry| entry.file != file);
        let old = self.previous.output(file)?;
        self.manifest.outputs.push(old.clone());
        Some(old.clone())
    }

    /// Moves a file away; returns whether it worked.
    fn withdraw_file(&mut self, planned: WithdrawnEntry) -> bool {
        let was = planned.was.clone();
        let moved = self.move_away(planned);
        moved
            .map_err(|error| self.done.failed.push((was, error.with_outdated_file())))
            .is_ok()
    }

    fn move_away(&mut self, planned: WithdrawnEntry) -> Result<(), OutputError> {
        move_away(self.root, &planned)?;
        for file in [&planned.was, &planned.file] {
            if let Some(path) = below(self.root, file) {
                self.record_folder(&path);
            }
        }
        self.done.withdrawn.push(planned);
        Ok(())
    }

    /// Writes the final manifest.
    pub(super) fn conclude(&mut self) {
        let root = self.root;
        let manifest = &mut self.manifest;
        manifest.complete = true;
        let done = &self.done;
        let written: BTreeSet<&str> = done.written.iter().map(|(file, _)| file.as_str()).collect();
        let moved: BTreeSet<&str> = done.withdrawn.iter().map(|entry| &*entry.was).collect();
        let stays = map_io(&manifest.outputs, |entry| {
            let file = entry.file.as_str();
            written.contains(file) || (!moved.contains(file) && is_there(root, file))
        });
        let mut stays = stays.into_iter();
        manifest.outputs.retain(|_| stays.next() == Some(true));
        for entry in &mut manifest.outputs {
            entry.before = None;
        }
        manifest.outputs.sort_by(|a, b| a.file.cmp(&b.file));
        manifest.withdrawn = std::mem::take(&mut manifest.withdrawn)
            .into_iter()
            .chain(self.done.withdrawn.iter().cloned())
            .filter(|entry| is_there(root, &entry.file))
            .collect();
        manifest.withdrawn.sort_by(|a, b| a.file.cmp(&b.file));
        manifest.withdrawn.dedup_by(|a, b| a.file == b.file);
        if let Err(error) = write_manifest(root, manifest) {
            self.done.failed.push((MANIFEST.to_owned(), error));
        }
    }
}

/// Puts a staged document into its place, and returns the path.
fn place(root: &Path, file: &str) -> Result<PathBuf, OutputError> {
    let path = within(root, file)?;
    if let Some(parent) = path.parent() {
        create_folder(parent)?;
    }
    fs::rename(staging_path(root, file), &path).map_err(OutputError::io(&path, "written"))?;
    Ok(path)
}

fn move_away(root: &Path, planned: &WithdrawnEntry) -> Result<(), OutputError> {
    let (from, to) = (within(root, &planned.was)?, within(root, &planned.file)?);
    if let Some(parent) = to.parent() {
        create_folder(parent)?;
    }
    fs::rename(&from, &to).map_err(OutputError::io(&from, "moved away"))?;
    // A team's folder that is empty now would only confuse people; one that is not empty stays.
    if let Some(parent) = from.parent() {
        let _ = fs::remove_dir(parent);
    }
    Ok(())
}

/// Puts the manifest into its place.
pub(super) fn write_manifest(root: &Path, manifest: &Manifest) -> Result<(), OutputError> {
    let path = root.join(MANIFEST);
    let json = serde_json::to_vec_pretty(manifest)
        .map_err(|error| OutputError::io(&path, "written")(io::Error::other(error)))?;
    replace(&path, &[json, b"\n".to_vec()].concat())?;
    sync_folder(root);
    Ok(())
}
