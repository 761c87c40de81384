//! The planned changes to the folder: which documents are staged, and which files have to be moved away.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::disk::{OutputError, below, fingerprint, may_be_there, sync};
use super::legal_names::key;
use super::manifest::{Fingerprint, Manifest, OutputEntry, PersonEntry, Reason, WithdrawnEntry};
use super::names::{STAGING, WITHDRAWN};
use crate::threads::map_io;

/// What is recorded about a document beside its contents.
#[derive(Debug, Clone, Default)]
pub struct Provenance {
    /// Whose it is; `None` for documents about everybody.
    pub person: Option<PersonEntry>,
    /// The fingerprint of everything that it was made from; `None` to make it again each time.
    pub made_from: Option<Fingerprint>,
}

/// A document that waits to be put into its place.
#[derive(Debug, Clone)]
pub(super) struct Staged {
    /// Whether it is staged; `false` if the same contents are in its place already.
    pub(super) waits: bool,
    pub(super) sha256: Fingerprint,
    /// The contents in its place.
    pub(super) before: Option<Fingerprint>,
    pub(super) provenance: Provenance,
}

/// The staged file for the document in this place. It has a short unique name, since names of files may be long
/// already.
pub(super) fn staging_path(root: &Path, file: &str) -> PathBuf {
    let name = Fingerprint::of(file.as_bytes()).to_string();
    root.join(STAGING).join(&name[..32])
}

/// Waits until these documents are on the disk. Those that cannot be written, for example because it is full, are removed
/// and returned with the reason.
///
/// All at once at the end, not each as it is written: the disk writes many in one go.
pub(super) fn sync_all(
    root: &Path,
    staged: &mut BTreeMap<String, Staged>,
    among: impl Fn(&str) -> bool,
) -> Vec<(String, OutputError)> {
    let waiting = staged
        .iter()
        .filter(|(file, staged)| staged.waits && among(file));
    let failed: Vec<_> = map_io(waiting, |(file, _)| {
        let error = sync(&staging_path(root, file)).err()?;
        Some((file.clone(), error))
    })
    .into_iter()
    .flatten()
    .collect();
    for (file, _) in &failed {
        staged.remove(file);
    }
    failed
}

/// The files that the folder may hold from now on until all are in place: those of earlier runs and of this one.
pub(super) fn pending_outputs(
    previous: &Manifest,
    staged: &BTreeMap<String, Staged>,
    as_of: Option<Date>,
) -> Vec<OutputEntry> {
    let mut outputs: BTreeMap<&String, OutputEntry> = previous
        .outputs
        .iter()
        .map(|entry| (&entry.file, entry.clone()))
        .collect();
    for (file, staged) in staged {
        let entry = OutputEntry {
            file: file.clone(),
            sha256: staged.sha256,
            before: staged.before,
            as_of,
            made_from: staged.provenance.made_from,
            person: staged.provenance.person.clone(),
        };
        outputs.insert(file, entry);
    }
    outputs.into_values().collect()
}

/// Which files are to be moved out of the way, and where to. Files that cannot be read, so that this is unknown, are
/// added to `failed`.
pub(super) fn plan_moves(
    root: &Path,
    previous: &Manifest,
    staged: &BTreeMap<String, Staged>,
    failed: &mut Vec<(String, OutputError)>,
    why: impl Fn(&OutputEntry) -> Option<Reason>,
) -> Vec<WithdrawnEntry> {
    // Files that stay need not be read; after a run with `--only` these are nearly all.
    let in_question = previous.outputs.iter().filter_map(|entry| {
        let staged = staged.get(&entry.file);
        let reason = if staged.is_some() {
            None
        } else {
            Some(why(entry)?)
        };
        Some((entry, staged, reason))
    });
    let looked_at = map_io(in_question, |(entry, staged, reason)| {
        // The file in the place of a document of this run was read when the document was staged.
        let found = match staged {
            Some(staged) => Some(Ok(staged.before)),
            None => below(root, &entry.file).map(|path| fingerprint(&path)),
        };
        (entry, staged, reason, found)
    });
    let mut taken = BTreeSet::new();
    let mut moves = Vec::new();
    for (entry, staged, reason, found) in looked_at {
        let sha256 = match found {
            Some(Ok(Some(sha256))) => sha256,
            Some(Err(error)) => {
                if !failed.iter().any(|(file, _)| *file == entry.file) {
                    failed.push((entry.file.clone(), error.with_outdated_file()));
                }
                continue;
            }
            Some(Ok(None)) | None => continue,
        };
        let edited = !entry.wrote(&sha256);
        let reason = match (staged, reason) {
            (Some(staged), _) if edited && staged.sha256 != sha256 => Reason::Edited,
            (None, Some(_)) if edited => Reason::Edited,
            (None, Some(reason)) => reason,
            _ => continue,
        };
        moves.push(WithdrawnEntry {
            file: free_path(root, &entry.file, &mut taken),
            was: entry.file.clone(),
            reason,
            as_of: entry.as_of,
            sha256,
            person: entry.person.clone(),
        });
    }
    moves
}

/// Whether a file is there, or cannot be looked at.
pub(super) fn is_there(root: &Path, file: &str) -> bool {
    below(root, file).is_some_and(|path| may_be_there(&path))
}

/// A name in the folder of withdrawn files that is neither used nor about to be.
pub(super) fn free_path(root: &Path, file: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let mut moved = format!("{WITHDRAWN}/{file}");
    let mut count = 1;
    let is_used = |file: &str| below(root, file).is_some_and(|path| path.exists());
    while is_used(&moved) || !taken.insert(key(&moved)) {
        count += 1;
        moved = format!("{WITHDRAWN}/{stem} ({count}).{ending}");
    }
    moved
}
