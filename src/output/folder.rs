//! Writing into the output folder: the whole run or nothing of it, each file whole, and nothing that we did not write
//! ourselves is touched.
//!
//! Documents are written into a staging folder first. Only when all are there does [`OutputFolder::commit`] rename them
//! into place, which takes moments: a run that is interrupted before leaves the folder as the last run left it. The
//! manifest is written before the renames, with the old and the new fingerprint of each file, and again after them:
//! whatever interrupts a run even there, the next one knows which files are ours, and puts them right.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::disk::{
    OutputError, below, create_folder, fingerprint, is_leftover, lock, read_manifest, replace,
};
use super::manifest::{
    Fingerprint, MANIFEST, Manifest, OutputEntry, PersonEntry, Reason, WithdrawnEntry,
};

/// Plans that nobody should hand out go here.
pub(super) const WITHDRAWN: &str = "withdrawn";
/// Documents of a run that is under way.
pub(super) const STAGING: &str = ".careermap-staging";
/// Held by a run for as long as it lasts.
pub(super) const LOCK: &str = ".careermap.lock";

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// There was none.
    New,
    /// It had other contents.
    Changed,
    /// It had the same contents and was left alone.
    Unchanged,
}

/// A document that waits to be put into its place.
#[derive(Debug, Clone)]
struct Staged {
    /// Where it waits; `None` if the same contents lie in its place already.
    waits_at: Option<PathBuf>,
    sha256: Fingerprint,
    /// What lies in its place.
    before: Option<Fingerprint>,
    provenance: Provenance,
}

/// What is noted down about a document beside its contents.
#[derive(Debug, Clone, Default)]
pub struct Provenance {
    /// Whose it is; `None` for documents about everybody.
    pub person: Option<PersonEntry>,
    /// The fingerprint of all that it was made from; `None` to make it again each time.
    pub made_from: Option<Fingerprint>,
}

/// What a run put into the folder.
#[derive(Debug, Default)]
pub struct Committed {
    /// What became of each file.
    pub written: Vec<(String, Written)>,
    /// Files that were moved out of the way.
    pub withdrawn: Vec<WithdrawnEntry>,
    /// Files that could not be put into their place or moved out of the way.
    pub failed: Vec<(String, OutputError)>,
}

/// An output folder that this run alone writes to.
#[derive(Debug)]
pub struct OutputFolder {
    root: PathBuf,
    previous: Manifest,
    /// The places of the last manifest's outputs in its list, by file.
    known: HashMap<String, usize>,
    staged: Mutex<BTreeMap<String, Staged>>,
    _lock: File,
}

impl OutputFolder {
    /// Opens the folder, makes it if need be, and clears away what a run left that was killed.
    ///
    /// # Errors
    /// If another run holds the folder, or it cannot be written to.
    pub fn open(root: &Path) -> Result<Self, OutputError> {
        create_folder(root)?;
        let lock = lock(&root.join(LOCK), root)?;
        let previous = read_manifest(root)?.unwrap_or_else(Manifest::empty);
        let known = (0..)
            .zip(&previous.outputs)
            .map(|(index, entry)| (entry.file.clone(), index))
            .collect();
        let folder = Self {
            root: root.to_owned(),
            previous,
            known,
            staged: Mutex::default(),
            _lock: lock,
        };
        clear_leftovers(root);
        create_folder(&root.join(STAGING))?;
        Ok(folder)
    }

    /// The manifest of the last run.
    #[must_use]
    pub const fn previous(&self) -> &Manifest {
        &self.previous
    }

    fn known(&self, file: &str) -> Option<&OutputEntry> {
        self.known
            .get(file)
            .map(|index| &self.previous.outputs[*index])
    }

    /// Takes a document of this run, to be put into its place later.
    ///
    /// # Errors
    /// If a file is in its place that no run wrote, or the operating system refuses.
    pub fn stage(
        &self,
        file: &str,
        bytes: &[u8],
        provenance: Provenance,
    ) -> Result<(), OutputError> {
        let path = below(&self.root, file).ok_or_else(|| OutputError::NotOurs(file.into()))?;
        let sha256 = Fingerprint::of(bytes);
        let before = fingerprint(&path)?;
        if before.is_some() && before.as_ref() != Some(&sha256) && self.known(file).is_none() {
            return Err(OutputError::NotOurs(path));
        }
        let waits_at = if before.as_ref() == Some(&sha256) {
            None
        } else {
            // Names of files may be long already, so it waits under a short one that is as unique.
            let name = Fingerprint::of(file.as_bytes());
            let waits_at = self.root.join(STAGING).join(&name.0[..32]);
            replace(&waits_at, bytes)?;
            Some(waits_at)
        };
        let staged = Staged {
            waits_at,
            sha256,
            before,
            provenance,
        };
        self.take(file, staged);
        Ok(())
    }

    /// Takes over the document that lies in this place already, if the last run made it from the same, and nobody has
    /// changed it since. Says whether it did; if not, the document is to be made.
    #[must_use]
    pub fn keep(&self, file: &str, provenance: &Provenance) -> bool {
        let same = self
            .known(file)
            .filter(|entry| entry.made_from.is_some() && entry.made_from == provenance.made_from);
        let Some(entry) = same else { return false };
        let there = below(&self.root, file).and_then(|path| fingerprint(&path).ok().flatten());
        if there.as_ref() != Some(&entry.sha256) {
            return false;
        }
        let staged = Staged {
            waits_at: None,
            sha256: entry.sha256.clone(),
            before: there,
            provenance: provenance.clone(),
        };
        self.take(file, staged);
        true
    }

    fn take(&self, file: &str, staged: Staged) {
        self.staged
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(file.to_owned(), staged);
    }

    /// Puts all documents into their places, moves out of the way what `why` gives a reason for, and notes down what the
    /// folder holds now. `manifest` says everything but the files and the diagnostics, which `report` gives once all is
    /// done; files of earlier runs without a reason stay.
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
            root,
            previous,
            staged,
            _lock,
            ..
        } = self;
        let staged = staged.into_inner().unwrap_or_else(PoisonError::into_inner);
        let moves = plan_moves(&root, &previous, &staged, why);
        let mut commit = Commit {
            root: &root,
            previous: &previous,
            done: Committed::default(),
            manifest: Manifest {
                complete: false,
                outputs: announced(&previous, &staged, manifest.as_of),
                withdrawn: previous
                    .withdrawn
                    .iter()
                    .filter(|entry| is_there(&root, &entry.file))
                    .chain(moves.iter())
                    .cloned()
                    .collect(),
                ..manifest
            },
        };
        write_manifest(&root, &commit.manifest)?;
        for planned in moves {
            commit.withdraw(planned);
        }
        for (file, staged) in staged {
            commit.put_into_place(file, &staged);
        }
        commit.manifest.diagnostics = report(&commit.done);
        commit.conclude();
        let _ = fs::remove_dir_all(root.join(STAGING));
        Ok((commit.manifest, commit.done))
    }

    /// Leaves the folder as it was.
    pub fn abandon(self) {
        let _ = fs::remove_dir_all(self.root.join(STAGING));
        if read_manifest(&self.root).is_ok_and(|manifest| manifest.is_none()) {
            // The folder may be ours alone; one with anything in it stays.
            let _ = fs::remove_file(self.root.join(LOCK));
            let _ = fs::remove_dir(&self.root);
        }
    }
}

/// The files that the folder may hold from now on until all are in place: those of earlier runs and of this one.
fn announced(
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
fn plan_moves(
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

/// The moments in which the files get into their places.
struct Commit<'a> {
    root: &'a Path,
    previous: &'a Manifest,
    manifest: Manifest,
    done: Committed,
}

impl Commit<'_> {
    fn put_into_place(&mut self, file: String, staged: &Staged) {
        let Some(waits_at) = &staged.waits_at else {
            self.done.written.push((file, Written::Unchanged));
            return;
        };
        match self.place(&file, waits_at) {
            Ok(()) => {
                let written = match staged.before {
                    Some(_) => Written::Changed,
                    None => Written::New,
                };
                self.done.written.push((file, written));
            }
            Err(error) => {
                self.done.failed.push((file.clone(), error));
                self.stays_old(&file);
            }
        }
    }

    fn place(&self, file: &str, waits_at: &Path) -> Result<(), OutputError> {
        let path = below(self.root, file).ok_or_else(|| OutputError::NotOurs(file.into()))?;
        if let Some(parent) = path.parent() {
            create_folder(parent)?;
        }
        fs::rename(waits_at, &path).map_err(OutputError::io(&path, "written"))
    }

    /// A document that could not be renewed, perhaps because a program has it open, is out of date: nobody should hand
    /// it out. If it cannot be moved away either, the manifest still says what lies there.
    fn stays_old(&mut self, file: &str) {
        self.manifest.outputs.retain(|entry| entry.file != file);
        let Some(old) = self.previous.output(file) else {
            return;
        };
        if is_there(self.root, file) {
            self.manifest.outputs.push(old.clone());
            self.withdraw(WithdrawnEntry {
                file: free_place(self.root, file, &mut BTreeSet::new()),
                was: file.to_owned(),
                reason: Reason::NotMade,
                sha256: old.sha256.clone(),
                person: old.person.clone(),
            });
        }
    }

    fn withdraw(&mut self, planned: WithdrawnEntry) {
        match move_away(self.root, &planned) {
            Ok(()) => self.done.withdrawn.push(planned),
            Err(error) => self.done.failed.push((planned.was, error)),
        }
    }

    /// Writes the manifest of what was done.
    fn conclude(&mut self) {
        let root = self.root;
        let manifest = &mut self.manifest;
        manifest.complete = true;
        let done = &self.done;
        let written: BTreeSet<&str> = done.written.iter().map(|(file, _)| file.as_str()).collect();
        let moved: BTreeSet<&str> = done.withdrawn.iter().map(|entry| &*entry.was).collect();
        manifest.outputs.retain(|entry| {
            let file = entry.file.as_str();
            written.contains(file) || (is_there(root, file) && !moved.contains(file))
        });
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

fn is_there(root: &Path, file: &str) -> bool {
    below(root, file).is_some_and(|path| path.exists())
}

fn move_away(root: &Path, planned: &WithdrawnEntry) -> Result<(), OutputError> {
    let (Some(from), Some(to)) = (below(root, &planned.was), below(root, &planned.file)) else {
        return Ok(());
    };
    if let Some(parent) = to.parent() {
        create_folder(parent)?;
    }
    fs::rename(&from, &to).map_err(OutputError::io(&from, "moved away"))?;
    // A team's folder that is empty now would only puzzle people; one that is not empty stays.
    if let Some(parent) = from.parent() {
        let _ = fs::remove_dir(parent);
    }
    Ok(())
}

/// A name in the folder of withdrawn files that is neither used nor about to be.
fn free_place(root: &Path, file: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let mut moved = format!("{WITHDRAWN}/{file}");
    let mut count = 1;
    while is_there(root, &moved) || !taken.insert(moved.to_lowercase()) {
        count += 1;
        moved = format!("{WITHDRAWN}/{stem} ({count}).{ending}");
    }
    moved
}

/// Clears away what a run left that was killed: documents that waited, and files that were half written beside their
/// places. Names begin and end as only ours do; what cannot be deleted harms nobody.
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

fn write_manifest(root: &Path, manifest: &Manifest) -> Result<(), OutputError> {
    let path = root.join(MANIFEST);
    let json = serde_json::to_vec_pretty(manifest)
        .map_err(|error| OutputError::io(&path, "written")(io::Error::other(error)))?;
    replace(&path, &[json, b"\n".to_vec()].concat())
}
