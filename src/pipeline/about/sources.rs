//! The files to search: those of the reviews, read or not, and those of the output folders with what their manifests say.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{AboutRequest, is_review, uses};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location, catch};
use crate::load::assessment::AssessmentSettings;
use crate::load::files::InputFile;
use crate::load::held::{
    Found, FoundFile, Kind, Meant, People, Record, Search, Subjects, Words, find_everything,
    text_of,
};
use crate::load::roster::RosterSettings;
use crate::load::sheet::{self, BesideCells, Limits, Workbook};
use crate::model::{FileState, Origin};
use crate::output::{
    MANIFEST, Manifest, PersonEntry, is_handbook, is_held, is_profile, read_manifest,
};
use crate::pipeline::Failure;
use crate::pipeline::read::AnalysedReview;

/// A folder to search.
pub(super) struct Root<'a> {
    pub(super) origin: Origin,
    path: PathBuf,
    /// Its own name: its path does not belong in documents that are passed on.
    name: String,
    /// The settings to read its files with.
    pub(super) options: &'a Options,
    /// The words of its files, those of specialities included.
    roster: RosterSettings,
    assessments: AssessmentSettings,
    /// The same, if it is the input folder of a review.
    pub(super) review: Option<&'a Options>,
}

impl Root<'_> {
    /// The words of labels and headings in its files.
    pub(super) const fn words(&self) -> Words<'_> {
        Words {
            roster: &self.roster,
            assessments: &self.assessments,
        }
    }

    /// The same place, with the name of this folder.
    pub(super) fn at(&self, at: &Location) -> Location {
        if at.file().is_some() {
            at.in_folder(&self.name)
        } else {
            at.clone()
        }
    }

    /// The same message, with the name of this folder.
    pub(super) fn located(&self, mut problem: Diagnostic) -> Diagnostic {
        problem.location = self.at(&problem.location);
        problem
    }
}

/// The folders to search: the review, earlier ones, and output folders.
pub(super) fn roots<'a>(
    request: &AboutRequest<'_>,
    options: &'a Options,
    previous: &'a [Options],
) -> Result<Vec<Root<'a>>, Failure> {
    let name = |path: &Path| {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        real.file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned()
    };
    let root = |origin, path: &Path, options: &'a Options| Root {
        origin,
        name: name(path),
        path: path.to_owned(),
        roster: options.roster.clone().with_specialities(),
        assessments: options.assessments.clone().with_specialities(),
        options,
        review: is_review(origin).then_some(options),
    };
    let mut roots = vec![root(Origin::Input, &options.input, options)];
    let earlier = previous.iter();
    roots.extend(earlier.map(|one| root(Origin::Previous, &one.input, one)));
    for path in request.searched {
        if !path.is_dir() {
            return Err(Failure::System(format!(
                "there is no folder {}.\n  Name a folder that careermap wrote to, or leave out --output.",
                path.display()
            )));
        }
        roots.push(root(Origin::Output, path, options));
    }
    Ok(roots)
}

/// A file, and who is named in it.
pub(super) struct Source {
    /// Its number among all files.
    pub(super) number: usize,
    /// The folder that it is in.
    pub(super) root: usize,
    /// Relative to that folder.
    pub(super) file: String,
    /// With the name of the folder before it.
    pub(super) name: String,
    path: PathBuf,
    kind: Kind,
    limits: Limits,
    /// What a manifest says about it.
    written: Option<WrittenFile>,
    /// Whose document it is.
    pub(super) person: Option<PersonEntry>,
    /// Who is named, sheet by sheet; empty for other files than spreadsheets.
    pub(super) subjects: Vec<Subjects>,
    /// Its cells, if all files together have few enough to keep them until they are searched.
    workbook: Option<Workbook>,
    /// What it has beside its cells.
    beside: BesideCells,
    /// Why it could not be looked at.
    unreadable: Option<String>,
}

/// What a manifest says about a file that careermap wrote.
#[derive(Clone)]
struct WrittenFile {
    file: String,
    person: Option<PersonEntry>,
}

impl Source {
    /// Whether careermap wrote it.
    pub(super) const fn is_written(&self) -> bool {
        self.written.is_some()
    }

    /// Whether its contents are searched.
    pub(super) const fn is_searched(&self) -> bool {
        !matches!(self.kind, Kind::Other)
    }

    /// How much of it was searched, if it could be read.
    pub(super) fn state(&self, people: &People, person: usize) -> FileState {
        match &self.written {
            _ if self.beside.unread && !self.is_written() => FileState::WithPictures,
            _ if self.is_searched() => FileState::Searched,
            None => FileState::Format,
            Some(written) => match &written.person {
                Some(whose) => {
                    let record = Record {
                        name: Some(whose.name.clone()),
                        id: whose.employee_id.as_ref().map(ToString::to_string),
                        ..Record::default()
                    };
                    if people.meant(&record) == Meant::One(person) {
                        FileState::Own
                    } else {
                        FileState::Others
                    }
                }
                None if is_profile(&written.file) || is_handbook(&written.file) => {
                    FileState::Others
                }
                None => FileState::Several,
            },
        }
    }

    /// Searches it.
    pub(super) fn search(&self, search: &Search<'_>) -> Result<Found, Diagnostic> {
        let at = Location::of_file(self.file.as_str());
        if let Some(why) = &self.unreadable {
            return Err(unreadable(at, why));
        }
        match self.kind {
            Kind::Spreadsheet => {
                let opened;
                let workbook = if let Some(kept) = &self.workbook {
                    kept
                } else {
                    opened = sheet::open(&self.path, &at, &self.limits)?;
                    &opened
                };
                catch(|| {
                    let (subjects, texts) = (&self.subjects, &self.beside.texts);
                    search.workbook(workbook, subjects, texts, self.is_written())
                })
                .map_err(|said| unreadable(at.clone(), &said))
            }
            Kind::Text => Ok(search.lines(&text_of(&self.path, &at, &self.limits)?, &at)),
            Kind::Markup => {
                let text = text_of(&self.path, &at, &self.limits)?;
                // A manifest lists what the folder has.
                let is_written = self.is_written() || self.file.ends_with(MANIFEST);
                Ok(search.markup(&text, &at, is_written))
            }
            Kind::Other => Ok(Found::default()),
        }
    }
}

fn unreadable(at: Location, why: &str) -> Diagnostic {
    Diagnostic::error(
        "about-unreadable",
        at,
        format!("This could not be searched: {why}."),
        "Look into it yourself: it may say something about the person.",
    )
}

/// So many cells are kept in memory, so that few files are opened twice.
const MOST_CELLS: usize = 500_000;

/// Finds all files, and who is named in each spreadsheet.
pub(super) fn open_all(roots: &[Root<'_>], cycles: &[Option<AnalysedReview>]) -> Vec<Source> {
    let mut sources = Vec::new();
    for (number, root) in roots.iter().enumerate() {
        // A folder inside another one is searched once, as what it is.
        let others = roots
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number);
        let but: Vec<PathBuf> = others
            .filter_map(|(_, root)| root.path.canonicalize().ok())
            .collect();
        let (files, failed) = find_everything(&root.path, &but, root.options.limits.files);
        let manifests = manifests(&root.path, &files);
        let failed = failed.into_iter().map(|(shown, why)| {
            let path = root.path.join(&shown);
            let file = InputFile { shown, path };
            let kind = Kind::Other;
            (FoundFile { file, kind }, Some(why))
        });
        let files = files.into_iter().map(|found| (found, None)).chain(failed);
        for (FoundFile { file, kind }, unreadable) in files {
            let written = written(&manifests, &file.shown);
            // An earlier answer says again what the other files say.
            let is_answer = written
                .as_ref()
                .is_some_and(|written| is_held(&written.file));
            let kind = if is_answer { Kind::Other } else { kind };
            // What careermap wrote is as large as the review is.
            let limits = if written.is_some() {
                of_own_files(root.options.limits)
            } else {
                root.options.limits
            };
            sources.push(Source {
                number: sources.len(),
                root: number,
                name: format!("{}/{}", root.name, file.shown),
                file: file.shown,
                path: file.path,
                kind,
                limits,
                person: written.as_ref().and_then(|written| written.person.clone()),
                written,
                subjects: Vec::new(),
                workbook: None,
                beside: BesideCells::default(),
                unreadable,
            });
        }
    }
    let labels: Vec<HashMap<Location, Record>> = cycles
        .iter()
        .map(|cycle| cycle.as_ref().map(uses::forms).unwrap_or_default())
        .collect();
    let kept = AtomicUsize::new(0);
    sources.par_iter_mut().for_each(|source| {
        let root = &roots[source.root];
        let at = Location::of_file(source.file.as_str());
        if source.kind != Kind::Spreadsheet || source.unreadable.is_some() {
            return;
        }
        // One that cannot be read is named when it is searched.
        let opened = sheet::bytes(&source.path, &at, &source.limits).and_then(|bytes| {
            source.beside = sheet::beside(&bytes, &source.limits);
            sheet::understand(&bytes, &at, &source.limits)
        });
        let Ok(workbook) = opened else { return };
        let words = root.words();
        let forms = &labels[source.root];
        let is_map = is_review(root.origin)
            && cycles[source.root]
                .as_ref()
                .is_some_and(|cycle| cycle.review.career_map.file == source.file);
        source.subjects = subjects(&workbook, words, source.number, forms, is_map);
        let sheets = workbook.sheets.iter();
        let cells: usize = sheets.map(|sheet| sheet.grid.cells().count()).sum();
        if kept.fetch_add(cells, Ordering::Relaxed) < MOST_CELLS {
            source.workbook = Some(workbook);
        }
    });
    sources
}

fn subjects(
    workbook: &Workbook,
    words: Words<'_>,
    list: usize,
    forms: &HashMap<Location, Record>,
    is_map: bool,
) -> Vec<Subjects> {
    workbook
        .sheets
        .iter()
        .map(|sheet| {
            if is_map {
                return Subjects::of_map();
            }
            let mut subjects = Subjects::of(sheet, words, list);
            if let Some(record) = forms.get(&sheet.at) {
                subjects.set_label(Record {
                    list,
                    ..record.clone()
                });
            }
            subjects
        })
        .collect()
}

fn of_own_files(limits: Limits) -> Limits {
    const TIMES: usize = 64;
    Limits {
        file_bytes: limits.file_bytes.saturating_mul(TIMES as u64),
        unpacked_bytes: limits.unpacked_bytes.saturating_mul(TIMES as u64),
        cells: limits.cells.saturating_mul(TIMES),
        text_bytes: limits.text_bytes.saturating_mul(TIMES),
        merges: limits.merges.saturating_mul(TIMES),
        ..limits
    }
}

/// The manifests among these files, by the folder that each is in.
fn manifests(root: &Path, files: &[FoundFile]) -> BTreeMap<String, Manifest> {
    let folders = files.iter().filter_map(|found| {
        let shown = found.file.shown.as_str();
        let folder = shown.strip_suffix(MANIFEST)?;
        (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
    });
    folders
        .filter_map(|folder| {
            let manifest = read_manifest(&root.join(&folder)).ok()??;
            Some((folder, manifest))
        })
        .collect()
}

/// What the nearest manifest says about a file.
fn written(manifests: &BTreeMap<String, Manifest>, file: &str) -> Option<WrittenFile> {
    let (folder, manifest) = manifests
        .iter()
        .filter(|(folder, _)| file.starts_with(folder.as_str()))
        .max_by_key(|(folder, _)| folder.len())?;
    let below = &file[folder.len()..];
    let output = manifest.output(below).map(|entry| entry.person.clone());
    let withdrawn = || {
        let mut entries = manifest.withdrawn.iter();
        entries
            .find(|entry| entry.file == below)
            .map(|entry| entry.person.clone())
    };
    Some(WrittenFile {
        person: output.or_else(withdrawn)?,
        file: below.to_owned(),
    })
}
