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
    #[must_use]
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
mod tests {
    use jiff::civil::date;

    use super::super::{Difference, Fingerprint, OutputEntry, WithdrawnEntry, create_folder};
    use super::*;
    use crate::output::manifest::Reason;

    /// An output folder whose documents carry these dates; the name is what is in each.
    fn folder_of(root: &Path, run: Option<Date>, documents: &[(&str, Option<Date>)]) {
        let mut manifest = Manifest {
            as_of: run,
            ..Manifest::empty()
        };
        for (file, as_of) in documents {
            let path = crate::paths::join(root, file);
            create_folder(path.parent().unwrap()).unwrap();
            fs::write(&path, file).unwrap();
            let sha256 = Fingerprint::of(file.as_bytes());
            if file.starts_with("withdrawn") {
                manifest.withdrawn.push(WithdrawnEntry {
                    file: (*file).to_owned(),
                    was: "plans/x.pdf".to_owned(),
                    reason: Reason::Gone,
                    as_of: *as_of,
                    sha256,
                    person: None,
                });
            } else {
                manifest.outputs.push(OutputEntry {
                    file: (*file).to_owned(),
                    sha256,
                    before: None,
                    as_of: *as_of,
                    made_from: None,
                    person: None,
                });
            }
        }
        write_manifest(root, &manifest).unwrap();
    }

    fn before(day: Date) -> PurgeOptions {
        PurgeOptions {
            before: Some(day),
            dry_run: false,
        }
    }

    #[test]
    fn before_a_day_does_not_mean_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let day = date(2024, 7, 1);
        folder_of(
            root,
            Some(day),
            &[
                ("plans/day-before.pdf", Some(date(2024, 6, 30))),
                ("plans/the-day.pdf", Some(day)),
                ("plans/day-after.pdf", Some(date(2024, 7, 2))),
                ("withdrawn/plans/old.pdf", Some(date(2023, 1, 1))),
                ("withdrawn/plans/the-day.pdf", Some(day)),
            ],
        );
        fs::write(root.join("note.txt"), "ours").unwrap();
        let looked = purge(
            root,
            PurgeOptions {
                dry_run: true,
                ..before(day)
            },
        );
        let due = ["plans/day-before.pdf", "withdrawn/plans/old.pdf"];
        assert_eq!(looked.unwrap().removed, due);
        assert!(root.join("plans/day-before.pdf").exists());

        let done = purge(root, before(day)).unwrap();
        assert_eq!(done.removed, due);
        assert!(!done.left_something());
        for (file, stays) in [
            ("plans/day-before.pdf", false),
            ("plans/the-day.pdf", true),
            ("plans/day-after.pdf", true),
            ("withdrawn/plans/old.pdf", false),
            ("withdrawn/plans/the-day.pdf", true),
        ] {
            assert_eq!(root.join(file).exists(), stays, "{file}");
        }
        // What is left is still careermap's, and goes when its time comes; what is not careermap's never does.
        let done = purge(root, before(date(2024, 7, 3))).unwrap();
        assert_eq!(done.removed.len(), 3);
        assert!(!root.join(MANIFEST).exists());
        assert!(root.join("note.txt").exists());
    }

    #[test]
    fn files_that_somebody_changed_and_files_without_a_date_are_left_and_named() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let old = Some(date(2020, 1, 1));
        let documents = [
            ("plans/a.pdf", old),
            ("plans/b.pdf", old),
            ("plans/c.pdf", None),
            ("Career handbook.pdf", None),
            ("1 Junior/x - role profile.pdf", None),
        ];
        folder_of(root, old, &documents);
        fs::write(root.join("plans/b.pdf"), "signed").unwrap();
        let done = purge(root, before(date(2021, 1, 1))).unwrap();
        assert_eq!(done.removed, ["plans/a.pdf"]);
        assert_eq!(done.changed, ["plans/b.pdf"]);
        assert_eq!(done.undated, ["plans/c.pdf"]);
        assert!(done.left_something());
        assert!(root.join("Career handbook.pdf").exists());
        assert!(root.join(MANIFEST).exists());
    }

    #[test]
    fn what_was_left_is_named_by_each_purge_until_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let old = Some(date(2020, 1, 1));
        for day in [Some(date(2021, 1, 1)), None] {
            folder_of(root, old, &[("plans/a.pdf", old), ("plans/b.pdf", old)]);
            let mut manifest = manifest_of(root).unwrap();
            manifest.diagnostics = vec!["about Ada".into()];
            write_manifest(root, &manifest).unwrap();
            fs::write(root.join("plans/b.pdf"), "signed").unwrap();
            let options = PurgeOptions {
                before: day,
                dry_run: false,
            };
            assert_eq!(purge(root, options).unwrap().removed, ["plans/a.pdf"]);
            for _ in 0..2 {
                let again = purge(root, options).unwrap();
                assert!(again.removed.is_empty());
                assert_eq!(again.changed, ["plans/b.pdf"], "{day:?}");
            }
            assert!(manifest_of(root).unwrap().diagnostics.is_empty());
            fs::remove_file(root.join("plans/b.pdf")).unwrap();
            assert!(!purge(root, options).unwrap().left_something());
            assert!(!root.join(MANIFEST).exists());
            fs::create_dir_all(root).unwrap();
        }
    }

    #[test]
    fn renamed_and_copied_documents_are_named_until_they_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let [old, new] = [date(2020, 1, 1), date(2024, 1, 1)];
        let documents = [
            ("plans/T/a.pdf", Some(old)),
            ("plans/T/b.pdf", Some(old)),
            ("plans/U/new.pdf", Some(new)),
            ("team-gaps.xlsx", Some(old)),
        ];
        folder_of(root, Some(new), &documents);
        let here = |file: &str| crate::paths::join(root, file);
        fs::rename(here("plans/T/a.pdf"), here("plans/T/a signed.pdf")).unwrap();
        fs::copy(here("plans/T/b.pdf"), here("plans/T/b (1).pdf")).unwrap();
        fs::copy(here("plans/U/new.pdf"), here("plans/U/new (1).pdf")).unwrap();
        fs::write(here("plans/U/scan.pdf"), "scan").unwrap();
        fs::write(here("note.txt"), "ours").unwrap();
        fs::rename(here("team-gaps.xlsx"), here("Gaps of spring.xlsx")).unwrap();
        folder_of(&here("plans/inside"), Some(new), &[("x.pdf", Some(new))]);

        let done = purge(root, before(date(2022, 1, 1))).unwrap();
        assert_eq!(done.removed, ["plans/T/b.pdf"]);
        let copies = [
            "Gaps of spring.xlsx",
            "plans/T/a signed.pdf",
            "plans/T/b (1).pdf",
            "plans/U/scan.pdf",
        ];
        assert_eq!(done.foreign, copies);
        assert!(done.left_something());
        let extra = super::super::verify(root).unwrap().differences;
        for copy in copies {
            assert!(
                extra.contains(&Difference::Foreign(copy.to_owned())),
                "{copy}"
            );
        }

        // The last document goes; the copies are named all the same, also by the purge after it.
        for removed in [1, 0] {
            let done = purge(root, before(date(2025, 1, 1))).unwrap();
            assert_eq!(done.removed.len(), removed);
            assert_eq!(done.foreign.len(), 5, "{:?}", done.foreign);
        }
        fs::remove_file(here("Gaps of spring.xlsx")).unwrap();
        fs::remove_dir_all(here("plans")).unwrap();
        assert!(
            !purge(root, before(date(2025, 1, 1)))
                .unwrap()
                .left_something()
        );
        assert!(!here(MANIFEST).exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_is_named_and_not_followed() {
        let [folder, outside] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let (root, old) = (folder.path(), date(2020, 1, 1));
        folder_of(&root.join("here"), Some(old), &[("plans/a.pdf", Some(old))]);
        folder_of(outside.path(), Some(old), &[("plans/a.pdf", Some(old))]);
        std::os::unix::fs::symlink(outside.path(), root.join("link")).unwrap();
        let done = purge_below(root, before(date(2022, 1, 1))).unwrap();
        assert!(outside.path().join("plans/a.pdf").exists());
        assert!(!root.join("here").exists());
        let said = done.iter().find_map(|(_, done)| done.as_ref().err());
        assert!(
            said.unwrap()
                .to_string()
                .contains("link is a link to a folder")
        );
    }

    #[test]
    fn a_folder_of_several_cycles_loses_the_old_ones_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let [old, new] = [date(2020, 1, 1), date(2024, 1, 1)];
        folder_of(&root.join("2020"), Some(old), &[("plans/a.pdf", Some(old))]);
        folder_of(&root.join("2024"), Some(new), &[("plans/a.pdf", Some(new))]);
        create_folder(&root.join("web")).unwrap();
        fs::write(root.join("web").join(MANIFEST), "{\"name\": \"x\"}").unwrap();
        let input = root.join("2020 input/assessments");
        create_folder(&input).unwrap();
        fs::write(input.join("a.xlsx"), "plans/a.pdf").unwrap();
        let done = purge_below(root, before(date(2022, 1, 1))).unwrap();
        let told: Vec<_> = done
            .iter()
            .map(|(path, done)| {
                let name = path.file_name().unwrap().to_str().unwrap();
                (name, done.as_ref().map_or(99, |done| done.removed.len()))
            })
            .collect();
        assert_eq!(told, [("2020", 1), ("2024", 0), ("web", 99)]);
        assert!(!root.join("2020").exists());
        assert!(root.join("2024/plans/a.pdf").exists());
        assert!(root.join("web").join(MANIFEST).exists());
        assert!(input.join("a.xlsx").exists());
        let nothing = tempfile::tempdir().unwrap();
        assert!(matches!(
            purge_below(nothing.path(), before(old)),
            Err(OutputError::NoManifest(_))
        ));
    }
}
