//! Compares the files in an output folder with its manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::disk::{OutputError, fingerprint, lock, lock_to_read, read_manifest, within};
use super::folder::clear_leftovers;
use super::manifest::{Fingerprint, MANIFEST, Manifest, Reason};
use super::names::{LOCK, WITHDRAWN, key};
use super::staged::is_there;
use crate::paths::{is_hidden, with_slashes};
use crate::threads::map_io;

/// A difference from the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A run was killed while it put its files into place.
    Interrupted,
    /// A file of the run before the one that was killed.
    Old(String),
    /// A file is gone.
    Missing(String),
    /// A file differs from what careermap wrote.
    Changed(String),
    /// A file that careermap did not write.
    Foreign(String),
    /// A file or a folder that cannot be looked at, and why not.
    Unreadable(String, String),
}

/// A folder that was looked through.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// Its manifest.
    pub manifest: Manifest,
    /// The differences from the manifest, by file.
    pub findings: Vec<Finding>,
}

/// Checks the folder against its manifest and changes nothing.
///
/// # Errors
/// If there is no manifest, a run is under way, or the folder cannot be read.
pub fn verify(root: &Path) -> Result<Audit, OutputError> {
    // The manifest after the lock: before it, a run may be about to write another one.
    let _lock = lock_to_read(&root.join(LOCK), root)?;
    let manifest = manifest_of(root)?;
    let mut findings = Vec::new();
    if !manifest.complete {
        findings.push(Finding::Interrupted);
    }
    let (there, unreadable) = files(root);
    let entries: Vec<KnownFile<'_>> = known_files(&manifest).collect();
    let places = places(&entries, &there);
    let found = map_io(&places, |place| match within(root, place) {
        Ok(path) => fingerprint(&path),
        // careermap did not write the target of a link here.
        Err(_) => Ok(None),
    });
    for (entry, found) in entries.iter().zip(found) {
        let file = entry.file;
        match found {
            // Withdrawn files may be deleted.
            Ok(None) if file.starts_with(WITHDRAWN) => {}
            Ok(None) => findings.push(Finding::Missing(file.to_owned())),
            Ok(Some(sha256)) if !entry.is_right(&sha256) => {
                findings.push(Finding::Changed(file.to_owned()));
            }
            Ok(Some(sha256)) if entry.right[0] != Some(&sha256) => {
                findings.push(Finding::Old(file.to_owned()));
            }
            Ok(Some(_)) => {}
            Err(error) => {
                findings.push(Finding::Unreadable(file.to_owned(), error.to_string()));
            }
        }
    }
    findings.extend(unreadable);
    let known: BTreeSet<&str> = places.into_iter().collect();
    let foreign = there.iter().filter(|file| !known.contains(file.as_str()));
    findings.extend(foreign.cloned().map(Finding::Foreign));
    Ok(Audit { manifest, findings })
}

/// Where the files that the manifest knows are, in their order: under their names, or under other spellings, since some
/// systems change the spelling of a name, or copying between systems does.
fn places<'a>(known: &[KnownFile<'a>], there: &'a [String]) -> Vec<&'a str> {
    let exactly: BTreeSet<&str> = known.iter().map(|entry| entry.file).collect();
    let (found, others): (BTreeSet<&str>, BTreeSet<&str>) = there
        .iter()
        .map(String::as_str)
        .partition(|file| exactly.contains(file));
    let respelled: BTreeMap<String, &str> =
        others.into_iter().map(|file| (key(file), file)).collect();
    known
        .iter()
        .map(|entry| match respelled.get(&key(entry.file)) {
            Some(other) if !found.contains(entry.file) => other,
            _ => entry.file,
        })
        .collect()
}

/// A file that the manifest knows, and the contents that it may have: what the last run writes, and what was there
/// before.
struct KnownFile<'a> {
    file: &'a str,
    right: [Option<&'a Fingerprint>; 2],
}

impl KnownFile<'_> {
    fn is_right(&self, sha256: &Fingerprint) -> bool {
        self.right.contains(&Some(sha256))
    }
}

fn known_files(manifest: &Manifest) -> impl Iterator<Item = KnownFile<'_>> {
    let outputs = manifest.outputs.iter().map(|entry| KnownFile {
        file: &entry.file,
        right: [Some(&entry.sha256), entry.before.as_ref()],
    });
    let withdrawn = manifest.withdrawn.iter().map(|entry| KnownFile {
        file: &entry.file,
        right: [Some(&entry.sha256), None],
    });
    outputs.chain(withdrawn)
}

/// Every file in the folder but the manifest, the lock, and hidden files such as those of file managers; and what could
/// not be looked into.
fn files(root: &Path) -> (Vec<String>, Vec<Finding>) {
    let relative = |path: &Path| with_slashes(path.strip_prefix(root).unwrap_or(path));
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    let entries = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => files.push(relative(entry.path())),
            Err(error) => unreadable.push(Finding::Unreadable(
                relative(error.path().unwrap_or(root)),
                error
                    .io_error()
                    .map_or_else(|| error.to_string(), ToString::to_string),
            )),
        }
    }
    files.retain(|file| file != MANIFEST);
    (files, unreadable)
}

fn manifest_of(root: &Path) -> Result<Manifest, OutputError> {
    read_manifest(root)?.ok_or_else(|| OutputError::NoManifest(root.to_owned()))
}

/// The files that were removed, and those that were not.
#[derive(Debug, Default)]
pub struct Purge {
    /// Files that were removed.
    pub removed: Vec<String>,
    /// Files that careermap wrote or moved and somebody has changed since; they were left.
    pub changed: Vec<String>,
    /// Files that could not be removed.
    pub failed: Vec<(String, OutputError)>,
}

/// Removes what careermap wrote: files that still have the contents that it wrote, the manifest and the lock, and
/// folders that become empty.
///
/// # Errors
/// If there is no manifest, a run is under way, or the folder cannot be read.
pub fn purge(root: &Path) -> Result<Purge, OutputError> {
    // Nothing is made in a folder that no run ever wrote to, not even a lock.
    if ![LOCK, MANIFEST].iter().any(|file| is_there(root, file)) {
        return Err(OutputError::NoManifest(root.to_owned()));
    }
    let lock = lock(&root.join(LOCK), root)?;
    let manifest = manifest_of(root)?;
    let mut purge = Purge::default();
    let edited: BTreeSet<&str> = manifest
        .withdrawn
        .iter()
        .filter(|entry| entry.reason == Reason::Edited)
        .map(|entry| entry.file.as_str())
        .collect();
    let mut folders = BTreeSet::new();
    let (there, _) = files(root);
    let entries: Vec<KnownFile<'_>> = known_files(&manifest).collect();
    for (entry, place) in entries.iter().zip(places(&entries, &there)) {
        let file = entry.file;
        let path = match within(root, place) {
            Ok(path) => path,
            Err(error) => {
                purge.failed.push((file.to_owned(), error));
                continue;
            }
        };
        match fingerprint(&path) {
            Ok(None) => {}
            Ok(Some(sha256)) if edited.contains(file) || !entry.is_right(&sha256) => {
                purge.changed.push(file.to_owned());
            }
            Ok(Some(_)) => match std::fs::remove_file(&path) {
                Ok(()) => {
                    purge.removed.push(file.to_owned());
                    folders.extend(ancestors(root, &path));
                }
                Err(error) => purge
                    .failed
                    .push((file.to_owned(), OutputError::io(&path, "removed")(error))),
            },
            Err(error) => purge.failed.push((file.to_owned(), error)),
        }
    }
    // The deepest first.
    for folder in folders.iter().rev() {
        let _ = std::fs::remove_dir(folder);
    }
    // The manifest last: as long as it is there, purging can be tried again.
    if purge.failed.is_empty() {
        clear_leftovers(root);
        let path = root.join(MANIFEST);
        std::fs::remove_file(&path).map_err(OutputError::io(&path, "removed"))?;
        drop(lock);
        let _ = std::fs::remove_file(root.join(LOCK));
        let _ = std::fs::remove_dir(root);
    }
    Ok(purge)
}

/// The folders between the root and a file.
fn ancestors(root: &Path, file: &Path) -> Vec<PathBuf> {
    file.ancestors()
        .skip(1)
        .take_while(|folder| *folder != root)
        .map(Path::to_owned)
        .collect()
}
