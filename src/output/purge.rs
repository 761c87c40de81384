//! Removes what careermap wrote: all of it, or what carries a date before another one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use walkdir::WalkDir;

use super::audit::{KnownFile, files, foreign, known_files, manifest_of, places};
use super::commit::write_manifest;
use super::disk::{OutputError, fingerprint, lock, lock_to_read, within};
use super::folder::clear_leftovers;
use super::manifest::{MANIFEST, Manifest};
use super::names::{
    LOCK, MAIL, MANAGERS, PACKETS, PLANS, REVIEW_PACKET, WITHDRAWN, is_handbook, is_profile,
};
use super::staged::is_there;
use crate::paths::is_hidden;

/// The endings of documents about people in the folder itself, and of what they can be saved as.
const DOCUMENTS: [&str; 8] = ["xlsx", "xlsm", "ods", "csv", "pdf", "html", "eml", "ics"];

/// What to remove.
#[derive(Debug, Clone, Copy, Default)]
pub struct PurgeOptions {
    /// Only documents that carry a date before this one; `None` for everything.
    pub before: Option<Date>,
    /// Whether to look only, and remove nothing.
    pub dry_run: bool,
}

/// The files that were removed, and those that were not.
#[derive(Debug, Default)]
pub struct Purge {
    /// Files that were removed, or would be.
    pub removed: Vec<String>,
    /// Files that careermap wrote or moved and somebody has changed since; they were left.
    pub changed: Vec<String>,
    /// Files that careermap did not write, or not under these names; they were left. Of those in the folder itself, only the ones
    /// that can be a document about people by their ending. Not among them are files of output folders inside this one, and
    /// copies of documents that stay.
    pub foreign: Vec<String>,
    /// Files about people that carry no date, where only earlier ones were to be removed; they were left.
    pub undated: Vec<String>,
    /// Files that could not be removed.
    pub failed: Vec<(String, OutputError)>,
}

impl Purge {
    /// Whether something was left that somebody has to look at.
    pub const fn left_something(&self) -> bool {
        !(self.changed.is_empty()
            && self.foreign.is_empty()
            && self.undated.is_empty()
            && self.failed.is_empty())
    }
}

/// What the date of a document says about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    /// It is to be removed.
    Due,
    /// It stays.
    Recent,
    /// Nobody knows.
    Unknown,
}

impl PurgeOptions {
    fn age(self, known: &KnownFile<'_>) -> Age {
        let Some(before) = self.before else {
            return Age::Due;
        };
        match known.as_of {
            Some(as_of) if as_of < before => Age::Due,
            // Documents about levels say nothing about anybody, and most of them carry no date.
            None if !is_profile(known.file) && !is_handbook(known.file) => Age::Unknown,
            _ => Age::Recent,
        }
    }
}

/// Removes what careermap wrote into a folder: files that still have the contents that it wrote. Folders that become empty go, too,
/// and once no file is left that the manifest knows, the manifest and the lock.
///
/// # Errors
/// If there is no manifest, a run is under way, or the folder cannot be read.
pub fn purge(root: &Path, options: PurgeOptions) -> Result<Purge, OutputError> {
    // Nothing is made in a folder that no run ever wrote to, not even a lock.
    if ![LOCK, MANIFEST].iter().any(|file| is_there(root, file)) {
        return Err(OutputError::NoManifest(root.to_owned()));
    }
    let path = root.join(LOCK);
    let lock = if options.dry_run {
        lock_to_read(&path, root)?
    } else {
        Some(lock(&path, root)?)
    };
    let manifest = manifest_of(root)?;
    let mut purge = Purge::default();
    let mut gone = BTreeSet::new();
    let mut folders = BTreeSet::new();
    let (there, _) = files(root);
    let entries: Vec<_> = known_files(&manifest).collect();
    let places = places(&entries, &there);
    for (entry, place) in entries.iter().zip(&places) {
        let (file, age) = (entry.file, options.age(entry));
        if age == Age::Recent {
            continue;
        }
        let path = match within(root, place) {
            Ok(path) => path,
            Err(error) => {
                purge.failed.push((file.to_owned(), error));
                continue;
            }
        };
        match fingerprint(&path) {
            Ok(None) => {
                gone.insert(file.to_owned());
            }
            Ok(Some(_)) if age == Age::Unknown => purge.undated.push(file.to_owned()),
            Ok(Some(sha256)) if entry.is_edited || !entry.is_right(&sha256) => {
                purge.changed.push(file.to_owned());
            }
            Ok(Some(_)) if options.dry_run => purge.removed.push(file.to_owned()),
            Ok(Some(_)) => match fs::remove_file(&path) {
                Ok(()) => {
                    purge.removed.push(file.to_owned());
                    gone.insert(file.to_owned());
                    folders.extend(ancestors(root, &path));
                }
                Err(error) => purge
                    .failed
                    .push((file.to_owned(), OutputError::io(&path, "removed")(error))),
            },
            Err(error) => purge.failed.push((file.to_owned(), error)),
        }
    }
    purge.foreign = foreign_documents(root, options, &entries, foreign(&there, &places), &there);
    if options.dry_run {
        return Ok(purge);
    }
    // The deepest first.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
    // No run is under way, so these files are left from one that was killed; they have no date.
    clear_leftovers(root);
    let known = entries.len();
    let left = remaining(manifest, &gone, options);
    let is_empty = left.outputs.is_empty() && left.withdrawn.is_empty();
    // As long as the manifest is there, the next purge names what is left in the folder.
    if is_empty && (options.before.is_none() || purge.foreign.is_empty()) {
        let path = root.join(MANIFEST);
        fs::remove_file(&path).map_err(OutputError::io(&path, "removed"))?;
        drop(lock);
        let _ = fs::remove_file(root.join(LOCK));
        let _ = fs::remove_dir(root);
    } else if left.outputs.len() + left.withdrawn.len() < known || is_empty {
        // What was left stays known, so that the next purge names it again.
        write_manifest(root, &left)?;
    }
    Ok(purge)
}

/// The files that may be copies of documents, under names that careermap did not give them. Signed plans are often such files.
fn foreign_documents<'a>(
    root: &Path,
    options: PurgeOptions,
    entries: &[KnownFile<'_>],
    foreign: impl Iterator<Item = &'a str>,
    there: &[String],
) -> Vec<String> {
    let top = |file: &str| file.split_once('/').map(|(top, _)| top.to_owned());
    let mut tops: BTreeSet<String> = entries.iter().filter_map(|entry| top(entry.file)).collect();
    if entries.is_empty() {
        // Such a manifest was kept because of these files. Folders with other names are those of managers.
        let all: BTreeSet<String> = there.iter().filter_map(|file| top(file)).collect();
        let ours = [PLANS, PACKETS, MANAGERS, MAIL, REVIEW_PACKET, WITHDRAWN];
        tops = all
            .iter()
            .filter(|top| ours.contains(&top.as_str()))
            .cloned()
            .collect();
        if tops.is_empty() {
            tops = all;
        }
    }
    let inside: Vec<String> = there
        .iter()
        .filter_map(|file| {
            Some(format!(
                "{}/",
                file.strip_suffix(MANIFEST)?.strip_suffix('/')?
            ))
        })
        .collect();
    let is_here = |file: &str| {
        !inside
            .iter()
            .any(|folder| file.starts_with(folder.as_str()))
    };
    let is_copy_that_stays = |file: &str| {
        let found = within(root, file).and_then(|path| fingerprint(&path));
        let Ok(Some(sha256)) = found else {
            return false;
        };
        let same = entries.iter().filter(|entry| entry.is_right(&sha256));
        let mut same = same.map(|entry| options.age(entry)).peekable();
        same.peek().is_some() && same.all(|age| age == Age::Recent)
    };
    let is_of_levels = |file: &str| is_profile(file) || is_handbook(file);
    let mut names = entries.iter().map(|entry| entry.file);
    let is_about_people = entries.is_empty() || !names.all(is_of_levels);
    let is_document = |file: &str| {
        let ending = file
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        is_about_people && ending.is_some_and(|ending| DOCUMENTS.contains(&ending.as_str()))
    };
    foreign
        .filter(|file| top(file).map_or_else(|| is_document(file), |top| tops.contains(&top)))
        .filter(|file| is_here(file) && !is_copy_that_stays(file))
        .map(str::to_owned)
        .collect()
}

/// The manifest without the files that are gone; and without what the last run read and said, if that run is as old.
fn remaining(mut manifest: Manifest, gone: &BTreeSet<String>, options: PurgeOptions) -> Manifest {
    let is_left = |file: &str| !gone.contains(file);
    manifest.outputs.retain(|entry| is_left(&entry.file));
    manifest.withdrawn.retain(|entry| is_left(&entry.file));
    if options.before.is_none() || manifest.as_of < options.before {
        manifest.inputs.clear();
        manifest.diagnostics.clear();
    }
    manifest
}

/// A folder, and what happened in it.
pub type PurgedFolder = (PathBuf, Result<Purge, OutputError>);

/// Does the same for a folder and each output folder inside it, in the order of their paths. Links to folders are not followed, and are
/// named as errors.
///
/// # Errors
/// If there is none.
pub fn purge_below(root: &Path, options: PurgeOptions) -> Result<Vec<PurgedFolder>, OutputError> {
    let mut purged = Vec::new();
    let mut roots = BTreeSet::new();
    if is_there(root, LOCK) {
        roots.insert(root.to_owned());
    }
    let entries = WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() && entry.file_name() == MANIFEST => {
                roots.extend(entry.path().parent().map(Path::to_owned));
            }
            Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() && entry.path().is_dir() => {
                let path = entry.into_path();
                purged.push((path.clone(), Err(OutputError::NotFollowed(path))));
            }
            Ok(_) => {}
            Err(error) if error.depth() == 0 => {
                return Err(OutputError::NoManifest(root.to_owned()));
            }
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let failed = OutputError::io(&path, "read")(error.into());
                purged.push((path, Err(failed)));
            }
        }
    }
    if roots.is_empty() && purged.is_empty() {
        return Err(OutputError::NoManifest(root.to_owned()));
    }
    purged.extend(roots.into_iter().map(|root| {
        let done = purge(&root, options);
        (root, done)
    }));
    purged.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(purged)
}

/// The folders between the root and a file.
fn ancestors(root: &Path, file: &Path) -> Vec<PathBuf> {
    file.ancestors()
        .skip(1)
        .take_while(|folder| *folder != root)
        .map(Path::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
