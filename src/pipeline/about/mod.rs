//! What is held about one person: every file of the reviews and of the output folders → a workbook and a PDF.

mod everybody;
mod messages;
mod sources;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::characters;
use super::conclude::FileCounts;
use super::documents::make_documents;
use super::failure::{Failure, broken, what_to_do};
use super::output_place::check_output_place;
use super::profiles::put_in_place;
use super::read::{AnalysedReview, read};
use super::templates::{load_templates, typesetter};
use super::{Observer, Stage};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
pub use crate::load::held::OwnWords;
use crate::load::held::{Found, Mask, Meant, People, Search};
use crate::model::{EmployeeId, FileState, Held, HeldFile, Origin};
use crate::output::{
    Manifest, OutputEntry, OutputFolder, PersonEntry, Provenance, held_paths, is_held,
};
use crate::render::pdf::{Typesetter, held_data};
use crate::render::xlsx::held_workbook;
use everybody::everybody;
use sources::{Root, Source, roots};

/// What to look for, and where.
#[derive(Debug, Clone, Copy)]
pub struct AboutRequest<'a> {
    /// A name, an employee ID or an email address.
    pub who: &'a str,
    /// Folders that careermap wrote to.
    pub searched: &'a [PathBuf],
    /// Words and names to keep, and to leave out as well.
    pub words: OwnWords<'a>,
    /// The folder to write to.
    pub output: &'a Path,
}

/// What was found and written.
#[derive(Debug)]
pub struct AboutSummary {
    /// The person's name.
    pub name: String,
    /// The documents, in their folder.
    pub paths: [String; 2],
    /// How many entries were found, and in how many files.
    pub entries: (usize, usize),
    /// The files with entries, or not searched, whose names are masked in the documents: number and path.
    pub masked_files: Vec<(usize, String)>,
    /// What was left out of the documents, with how often.
    pub left_out: BTreeMap<String, usize>,
    /// What happened to the documents.
    pub tally: FileCounts,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Collects what is held about one person, and writes it into the folder of the request.
///
/// # Errors
/// If nobody or several people are meant, or the folder holds what another command wrote.
pub fn about(
    request: &AboutRequest<'_>,
    options: &Options,
    previous: &[Options],
    progress: &dyn Observer,
) -> Result<AboutSummary, Failure> {
    check_output_place(request.output, std::iter::once(options).chain(previous))?;
    let roots = roots(request, options, previous)?;
    let mut diagnostics = Vec::new();
    let mut cycles = Vec::new();
    for root in &roots {
        cycles.push(match root.review {
            None => None,
            Some(options) => match read(options, progress) {
                Ok(cycle) => Some(cycle),
                // The cells are searched all the same.
                Err(Failure::Input(problems)) => {
                    diagnostics.extend(problems.into_iter().map(|one| root.located(one)));
                    None
                }
                Err(failure) => return Err(failure),
            },
        });
    }
    let mut sources = sources::open_all(&roots, &cycles);
    if progress.stopped() {
        return Err(Failure::Stopped);
    }
    let mut people = People::of(everybody(&sources, &cycles));
    let mut was_open = false;
    for source in &mut sources {
        let is_written = source.is_written();
        for subjects in &mut source.subjects {
            was_open |= subjects.settle(&people);
            if is_written {
                subjects.trust();
            }
        }
    }
    if was_open {
        people = People::of(everybody(&sources, &cycles));
    }
    let mut is_listed = true;
    let person = match people.typed(request.who) {
        Meant::One(person) => person,
        // Texts may name somebody whom no list has.
        Meant::Nobody => match people.unlisted(request.who) {
            Some(person) => {
                is_listed = false;
                person
            }
            None => return Err(Failure::Input(vec![messages::nobody(request.who, &people)])),
        },
        Meant::Several(places) => {
            return Err(Failure::Input(vec![messages::several(
                request.who,
                &people,
                &places,
            )]));
        }
    };
    let labels = &options.labels;
    let mask = Mask::of(&people, person, request.words, labels.say("about.masked"));
    let (held, found) = collect(&roots, &cycles, &sources, &people, person, &mask);
    if !is_listed {
        if held.entries.is_empty() {
            return Err(Failure::Input(vec![messages::nobody(request.who, &people)]));
        }
        let near = people.nearest(request.who);
        diagnostics.push(messages::unlisted(request.who, &near));
    }
    diagnostics.extend(found);
    diagnostics.extend(messages::kept(&mask.kept()));
    let as_of = held.as_of;
    let known = &people.all[person];
    let folder = OutputFolder::open(request.output, is_held)?;
    let id = known.ids.first();
    let paths = held_paths(&held.name, id.map(|id| &**id));
    let paths = paths.map(|path| folder.spelled(vec![path]).concat());
    let provenance = Provenance {
        person: Some(PersonEntry {
            name: held.name.clone(),
            employee_id: id.cloned(),
            assessment: String::new(),
        }),
        made_from: None,
    };
    let writer = AboutWriter {
        options,
        held: &held,
        sources: &sources,
        paths: &paths,
        folder: &folder,
        provenance: &provenance,
    };
    diagnostics.extend(writer.make(progress)?);
    // No inputs and no messages: their names would tell about other people.
    let manifest = Manifest {
        as_of,
        ..Manifest::empty()
    };
    let mut none = Vec::new();
    let kept = |_: &OutputEntry| None;
    let (tally, _) = put_in_place(folder, manifest, kept, &mut none)?;
    diagnostics.append(&mut none);
    diagnostics.sort();
    diagnostics.dedup();
    // Of the others, the documents say nothing but their names.
    let listed: BTreeSet<usize> = held.entries.iter().map(|entry| entry.file).collect();
    let files = held.files.iter().zip(&sources).enumerate();
    let files = files.filter(|(place, (file, _))| listed.contains(place) || file.state.is_open());
    Ok(AboutSummary {
        entries: (held.entries.len(), listed.len()),
        name: held.name.clone(),
        masked_files: files
            .filter(|(_, (file, source))| file.name != source.name)
            .map(|(_, (file, source))| (file.number, source.name.clone()))
            .collect(),
        paths,
        left_out: mask.left_out(),
        tally,
        diagnostics,
    })
}

/// Goes over all files, and over the messages of all reviews.
fn collect(
    roots: &[Root<'_>],
    cycles: &[Option<AnalysedReview>],
    sources: &[Source],
    people: &People,
    person: usize,
    mask: &Mask,
) -> (Held, Vec<Diagnostic>) {
    let known = &people.all[person];
    let is_shared = people.is_shared(person);
    let perhaps_same = people.perhaps_same(person);
    let uses: Vec<_> = roots
        .iter()
        .zip(cycles)
        .map(|(root, cycle)| uses::Uses::of(&root.options.labels, cycle.as_ref(), people, person))
        .collect();
    let read: Vec<_> = cycles
        .iter()
        .map(|cycle| cycle.as_ref().map(uses::rows).unwrap_or_default())
        .collect();
    let found: Vec<_> = sources
        .par_iter()
        .map(|source| {
            let (root, uses, read) = (&roots[source.root], &uses[source.root], &read[source.root]);
            let search = Search {
                people,
                person,
                perhaps_same: &perhaps_same,
                words: root.words(),
                uses: &uses.cells,
                row_uses: &uses.rows,
                read,
                map_texts: &uses.map_texts,
                mask,
            };
            source.search(&search)
        })
        .collect();
    let mut held = Held {
        name: known.name().to_owned(),
        ids: known.ids.iter().map(EmployeeId::to_string).collect(),
        emails: known.emails.clone(),
        managers: known.managers.clone(),
        as_of: cycles
            .iter()
            .flatten()
            .filter_map(|cycle| cycle.review.as_of)
            .max(),
        files: Vec::new(),
        entries: Vec::new(),
        messages: Vec::new(),
    };
    let mut own_files = Vec::new();
    let (mut unclear, mut perhaps) = (Vec::new(), Vec::new());
    let mut diagnostics = Vec::new();
    for (number, (source, searched)) in sources.iter().zip(found).enumerate() {
        let root = &roots[source.root];
        let (state, mut found) = match searched {
            Ok(found) => (source.state(people, person), found),
            Err(problem) => {
                diagnostics.push(root.located(problem));
                (FileState::Unreadable, Found::default())
            }
        };
        for entry in &mut found.entries {
            entry.file = number;
        }
        if found.is_own && !source.subjects.iter().any(|one| one.lists_people(people)) {
            own_files.push((source.root, source.file.clone()));
        }
        held.entries.append(&mut found.entries);
        unclear.extend(found.unclear.into_iter().map(|at| root.at(&at)));
        perhaps.extend(found.perhaps.into_iter().map(|at| root.at(&at)));
        held.files.push(HeldFile {
            origin: root.origin,
            number: number + 1,
            name: mask.file(&source.name),
            state,
        });
    }
    for (number, (root, cycle)) in roots.iter().zip(cycles).enumerate() {
        let Some(cycle) = cycle else { continue };
        let own = |at: &Location| {
            let file = at.file().unwrap_or_default();
            own_files
                .iter()
                .any(|(root, own)| *root == number && own == file)
                || at
                    .cell()
                    .is_some_and(|cell| uses[number].is_own_row(at, cell.row))
        };
        let of_several = |at: &Location| {
            let file = at.file().unwrap_or_default();
            let mut here = sources
                .iter()
                .filter(|source| source.root == number && source.file == file);
            here.any(|source| source.subjects.iter().any(|one| one.lists_people(people)))
        };
        held.messages.extend(messages::about_person(
            root, cycle, known, is_shared, mask, own, of_several,
        ));
    }
    diagnostics.extend(messages::to_check(
        &held, sources, known, &unclear, &perhaps,
    ));
    (held, diagnostics)
}

struct AboutWriter<'a> {
    options: &'a Options,
    held: &'a Held,
    sources: &'a [Source],
    paths: &'a [String; 2],
    folder: &'a OutputFolder,
    provenance: &'a Provenance,
}

impl AboutWriter<'_> {
    fn make(&self, progress: &dyn Observer) -> Result<Vec<Diagnostic>, Failure> {
        let (templates, plan_options) = load_templates(self.options)?;
        let typesetter = typesetter(templates, &plan_options, self.held.as_of)?;
        make_documents(
            self.options,
            Stage::About,
            2,
            progress,
            |index| match index {
                0 => self.workbook(),
                _ => self.pdf(&typesetter),
            },
            |index, said| broken(&self.paths[index], said),
        )
    }

    fn workbook(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let [path, _] = self.paths;
        let bytes = held_workbook(self.held, &self.options.workbook)
            .map_err(|error| failed(path, &error.to_string(), error.help()))?;
        self.folder.stage(path, bytes, self.provenance.clone());
        Ok(Vec::new())
    }

    fn pdf(&self, typesetter: &Typesetter) -> Result<Vec<Diagnostic>, Diagnostic> {
        let [_, path] = self.paths;
        let data = held_data(self.held, &self.options.plans, &self.options.labels);
        let set = typesetter
            .held(&data, path)
            .map_err(|error| failed(path, &error.to_string(), what_to_do(&error)))?;
        let cells = messages::cells(self.held, self.sources, &set.missing);
        let remarks = characters::in_held(path, &cells, &set);
        self.folder.stage(path, set.pdf, self.provenance.clone());
        Ok(remarks)
    }
}

fn failed(path: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        "about-failed",
        Location::of_file(path),
        format!("The document could not be made: {why}"),
        help,
    )
}

/// Whether a root is searched for reviews.
const fn is_review(origin: Origin) -> bool {
    matches!(origin, Origin::Input | Origin::Previous)
}
