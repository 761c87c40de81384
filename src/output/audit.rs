//! Compares the files in an output folder with its manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use walkdir::WalkDir;

use super::disk::{OutputError, fingerprint, lock_to_read, read_manifest, within};
use super::legal_names::key;
use super::manifest::{Fingerprint, MANIFEST, Manifest, Reason};
use super::names::{LOCK, WITHDRAWN};
use crate::paths::{is_hidden, with_slashes};
use crate::threads::map_io;

/// A difference from the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
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
    pub differences: Vec<Difference>,
}

/// Checks the folder against its manifest and changes nothing.
///
/// # Errors
/// If there is no manifest, a run is under way, or the folder cannot be read.
pub fn verify(root: &Path) -> Result<Audit, OutputError> {
    // The manifest after the lock: before it, a run may be about to write another one.
    let _lock = lock_to_read(&root.join(LOCK), root)?;
    let manifest = manifest_of(root)?;
    let mut differences = Vec::new();
    if !manifest.complete {
        differences.push(Difference::Interrupted);
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
            Ok(None) => differences.push(Difference::Missing(file.to_owned())),
            Ok(Some(sha256)) if !entry.is_right(&sha256) => {
                differences.push(Difference::Changed(file.to_owned()));
            }
            Ok(Some(sha256)) if entry.right[0] != Some(&sha256) => {
                differences.push(Difference::Old(file.to_owned()));
            }
            Ok(Some(_)) => {}
            Err(error) => {
                differences.push(Difference::Unreadable(file.to_owned(), error.to_string()));
            }
        }
    }
    differences.extend(unreadable);
    let foreign = foreign(&there, &places).map(str::to_owned);
    differences.extend(foreign.map(Difference::Foreign));
    Ok(Audit {
        manifest,
        differences,
    })
}

/// The files that careermap did not write, or not under these names; `places` are those that the manifest knows.
pub(super) fn foreign<'a>(there: &'a [String], places: &[&str]) -> impl Iterator<Item = &'a str> {
    let known: BTreeSet<&str> = places.iter().copied().collect();
    let files = there.iter().map(String::as_str);
    files.filter(move |file| !known.contains(file))
}

/// Where the files that the manifest knows are, in their order: under their names, or under other spellings, since some
/// systems change the spelling of a name, or copying between systems does.
pub(super) fn places<'a>(known: &[KnownFile<'a>], there: &'a [String]) -> Vec<&'a str> {
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
pub(super) struct KnownFile<'a> {
    pub(super) file: &'a str,
    /// The date that it carries.
    pub(super) as_of: Option<Date>,
    /// Whether it was moved away because somebody had changed it.
    pub(super) is_edited: bool,
    right: [Option<&'a Fingerprint>; 2],
}

impl KnownFile<'_> {
    pub(super) fn is_right(&self, sha256: &Fingerprint) -> bool {
        self.right.contains(&Some(sha256))
    }
}

pub(super) fn known_files(manifest: &Manifest) -> impl Iterator<Item = KnownFile<'_>> {
    let outputs = manifest.outputs.iter().map(|entry| KnownFile {
        file: &entry.file,
        as_of: entry.as_of,
        is_edited: false,
        right: [Some(&entry.sha256), entry.before.as_ref()],
    });
    let withdrawn = manifest.withdrawn.iter().map(|entry| KnownFile {
        file: &entry.file,
        as_of: entry.as_of,
        is_edited: entry.reason == Reason::Edited,
        right: [Some(&entry.sha256), None],
    });
    outputs.chain(withdrawn)
}

/// Every file in the folder but the manifest, the lock, and hidden files such as those of file managers; and what could
/// not be looked into.
pub(super) fn files(root: &Path) -> (Vec<String>, Vec<Difference>) {
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
            Err(error) => unreadable.push(Difference::Unreadable(
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

pub(super) fn manifest_of(root: &Path) -> Result<Manifest, OutputError> {
    read_manifest(root)?.ok_or_else(|| OutputError::NoManifest(root.to_owned()))
}
