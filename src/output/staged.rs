//! What a run is about to do to the folder: which documents wait, and which files have to be moved out of the way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use jiff::civil::Date;

use super::disk::{OutputError, below, fingerprint, sync};
use super::folder::{Provenance, WITHDRAWN};
use super::manifest::{Fingerprint, Manifest, OutputEntry, Reason, WithdrawnEntry};

/// A document that waits to be put into its place.
#[derive(Debug, Clone)]
pub(super) struct Staged {
    /// Where it waits; `None` if the same contents lie in its place already.
    pub(super) waits_at: Option<PathBuf>,
    pub(super) sha256: Fingerprint,
    /// What lies in its place.
    pub(super) before: Option<Fingerprint>,
    pub(super) provenance: Provenance,
}

/// Waits until every document is on the disk. Those that do not get there, because it is full for example, are taken out
/// and returned with the reason.
///
/// All at once at the end, not each as it is written: threads that compute need not wait then, and the disk writes many
/// in one go.
pub(super) fn settle(staged: &mut BTreeMap<String, Staged>) -> Vec<(String, OutputError)> {
    /// They wait and do not compute, so there may be more of them than cores.
    const THREADS: usize = 16;
    let waiting = Mutex::new(
        staged
            .iter()
            .filter_map(|(file, staged)| Some((file, staged.waits_at.as_ref()?))),
    );
    let failed = Mutex::new(BTreeMap::new());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let work = || {
        while let Some((file, waits_at)) = next() {
            if let Err(error) = sync(waits_at) {
                let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
                failed.insert(file.clone(), error);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..THREADS {
            // Fewer threads do the same work.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    staged.retain(|file, _| !failed.contains_key(file));
    failed.into_iter().collect()
}

/// The files that the folder may hold from now on until all are in place: those of earlier runs and of this one.
pub(super) fn announced(
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
            sha256: staged.sha256.clone(),
            before: staged.before.clone(),
            as_of,
            made_from: staged.provenance.made_from.clone(),
            person: staged.provenance.person.clone(),
        };
        outputs.insert(file, entry);
    }
    outputs.into_values().collect()
}

/// Which files are to be moved out of the way, and where to.
pub(super) fn plan_moves(
    root: &Path,
    previous: &Manifest,
    staged: &BTreeMap<String, Staged>,
    why: impl Fn(&OutputEntry) -> Option<Reason>,
) -> Vec<WithdrawnEntry> {
    let mut taken = BTreeSet::new();
    let mut moves = Vec::new();
    for entry in &previous.outputs {
        // What lies in the place of a document of this run was looked at when that was taken.
        let found = match staged.get(&entry.file) {
            Some(staged) => staged.before.clone(),
            None => below(root, &entry.file).and_then(|path| fingerprint(&path).ok().flatten()),
        };
        let Some(sha256) = found else { continue };
        let edited = !entry.wrote(&sha256);
        let reason = match staged.get(&entry.file) {
            Some(staged) if edited && staged.sha256 != sha256 => Reason::Edited,
            Some(_) => continue,
            None => match why(entry) {
                Some(_) if edited => Reason::Edited,
                Some(reason) => reason,
                None => continue,
            },
        };
        moves.push(WithdrawnEntry {
            file: free_place(root, &entry.file, &mut taken),
            was: entry.file.clone(),
            reason,
            sha256,
            person: entry.person.clone(),
        });
    }
    moves
}

pub(super) fn is_there(root: &Path, file: &str) -> bool {
    below(root, file).is_some_and(|path| path.exists())
}

/// A name in the folder of withdrawn files that is neither used nor about to be.
pub(super) fn free_place(root: &Path, file: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let mut moved = format!("{WITHDRAWN}/{file}");
    let mut count = 1;
    while is_there(root, &moved) || !taken.insert(moved.to_lowercase()) {
        count += 1;
        moved = format!("{WITHDRAWN}/{stem} ({count}).{ending}");
    }
    moved
}
