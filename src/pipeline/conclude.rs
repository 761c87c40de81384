//! The end of a run: puts the documents into the output folder, moves out of the way what is out of date, and says what
//! became of each file.

use std::collections::{BTreeMap, BTreeSet};

use super::failure::{Failure, not_written};
use super::read::Cycle;
use crate::analysis::missing;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Assessment, Found, PeopleIndex, Who, same_people};
use crate::output::{
    ANONYMOUS_WORKBOOK, Committed, InputEntry, Manifest, OutputEntry, OutputFolder, PersonEntry,
    Reason, WORKBOOK, WithdrawnEntry, Written,
};

/// What became of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Files that were not there before.
    pub new: usize,
    /// Files that had other contents.
    pub changed: usize,
    /// Files that had the same contents.
    pub unchanged: usize,
}

/// What a run came to.
#[derive(Debug)]
pub struct Summary {
    /// People who were assessed.
    pub people: usize,
    /// People on the roster without an assessment.
    pub missing: usize,
    /// People who were compared with the last review; `None` if none was given.
    pub compared: Option<usize>,
    /// Plans that are in the output folder now.
    pub plans: usize,
    /// The team workbooks that were written (none with `--only`, and none that failed), relative to the output folder.
    pub workbooks: Vec<String>,
    /// What became of the files.
    pub tally: Tally,
    /// What was moved out of the way.
    pub withdrawn: Vec<WithdrawnEntry>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Summary {
    /// Whether a file, a row or a cell was left out, or something needs a decision.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        Diagnostic::any_problem(&self.diagnostics)
    }
}

/// A run whose documents are made.
pub(super) struct Made {
    pub(super) cycle: Cycle,
    /// The plan of each assessment, in the review's order.
    pub(super) paths: Vec<String>,
    /// The people whose plans were made, by index in ascending order; `None` for everybody and the workbook.
    pub(super) chosen: Option<Vec<usize>>,
    pub(super) templates: Vec<InputEntry>,
    /// How many people were compared with the last review, if there is one.
    pub(super) compared: Option<usize>,
    /// Documents that could not be made.
    pub(super) problems: Vec<Diagnostic>,
}

/// Puts everything into the output folder.
pub(super) fn conclude(folder: OutputFolder, mut made: Made) -> Result<Summary, Failure> {
    let mut diagnostics = std::mem::take(&mut made.cycle.diagnostics);
    diagnostics.append(&mut made.problems);
    diagnostics.sort();
    let unreadable: BTreeSet<String> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .filter_map(|diagnostic| diagnostic.location.file().map(str::to_owned))
        .collect();
    let manifest = Manifest {
        as_of: made.cycle.review.as_of,
        inputs: std::mem::take(&mut made.cycle.inputs),
        templates: std::mem::take(&mut made.templates),
        ..Manifest::empty()
    };
    let owners = owners(folder.previous(), &made.cycle.review.assessments);
    let (manifest, done) = folder.commit(
        manifest,
        |entry| made.out_of_date(entry, &owners, &unreadable),
        |done| for_manifest(&diagnostics, done),
    )?;
    diagnostics.extend(failures(&done));
    diagnostics.sort();
    let written: BTreeSet<&str> = done.written.iter().map(|(file, _)| file.as_str()).collect();
    let plans = manifest
        .outputs
        .iter()
        .filter(|entry| entry.person.is_some() && written.contains(&*entry.file))
        .count();
    Ok(Summary {
        people: made.cycle.review.assessments.len(),
        missing: missing(&made.cycle.review).len(),
        compared: made.compared,
        plans,
        workbooks: done
            .written
            .iter()
            .map(|(file, _)| file)
            .filter(|file| [WORKBOOK, ANONYMOUS_WORKBOOK].contains(&file.as_str()))
            .cloned()
            .collect(),
        tally: tally(&done),
        withdrawn: done.withdrawn,
        diagnostics,
    })
}

pub(super) fn failures(done: &Committed) -> impl Iterator<Item = Diagnostic> {
    done.failed
        .iter()
        .map(|(file, error)| not_written(file, error))
}

pub(super) fn tally(done: &Committed) -> Tally {
    let count = |wanted| {
        done.written
            .iter()
            .filter(|(_, written)| *written == wanted)
            .count()
    };
    Tally {
        new: count(Written::New),
        changed: count(Written::Changed),
        unchanged: count(Written::Unchanged),
    }
}

impl Made {
    /// Why a file of an earlier run, which this one did not make again, must not be handed out; `None` if it may stay.
    fn out_of_date(
        &self,
        entry: &OutputEntry,
        owners: &BTreeMap<String, usize>,
        unreadable: &BTreeSet<String>,
    ) -> Option<Reason> {
        let Some(person) = &entry.person else {
            return self.chosen.is_none().then_some(Reason::NotMade);
        };
        let index = owners.get(&entry.file).copied();
        if let Some(chosen) = &self.chosen
            && index.is_none_or(|index| chosen.binary_search(&index).is_err())
        {
            return None;
        }
        Some(match index {
            Some(index) if self.paths[index] != entry.file => Reason::Renamed,
            Some(_) => Reason::NotMade,
            None if unreadable.contains(&person.assessment) => Reason::Unreadable,
            None => Reason::Gone,
        })
    }
}

/// Whose the documents of the last run are, by file, as indices into the assessments. Nobody's are those that could be of
/// several people.
fn owners(last: &Manifest, assessments: &[Assessment]) -> BTreeMap<String, usize> {
    let plans: Vec<(&OutputEntry, &PersonEntry)> = last
        .outputs
        .iter()
        .filter_map(|entry| Some((entry, entry.person.as_ref()?)))
        .collect();
    let then: Vec<Who<'_>> = plans.iter().map(|(_, person)| Who::from(*person)).collect();
    let now: Vec<Who<'_>> = assessments
        .iter()
        .map(|one| Who::from(&one.person))
        .collect();
    let people = PeopleIndex::of(now.iter().copied());
    // Of namesakes without an ID, the file that an assessment came in may tell.
    let by_file = |person: &PersonEntry| {
        let (None, Found::Several(namesakes)) = (&person.employee_id, people.find(person)) else {
            return None;
        };
        let mut same = namesakes.iter().copied().filter(|index| {
            let one = &assessments[*index];
            one.person.employee_id.is_none() && one.at.file() == Some(&*person.assessment)
        });
        same.next().filter(|_| same.next().is_none())
    };
    plans
        .iter()
        .zip(same_people(&now, &then))
        .filter_map(|((entry, person), index)| {
            Some((entry.file.clone(), index.or_else(|| by_file(person))?))
        })
        .collect()
}

/// What the manifest says of problems: those of the run, and of files that could not be put into their place.
pub(super) fn for_manifest(diagnostics: &[Diagnostic], done: &Committed) -> Vec<serde_json::Value> {
    diagnostics
        .iter()
        .cloned()
        .chain(failures(done))
        .filter_map(|diagnostic| serde_json::to_value(diagnostic).ok())
        .collect()
}

/// Whose plan it is.
pub(super) fn person_entry(assessment: &Assessment) -> PersonEntry {
    PersonEntry {
        name: assessment.person.name.clone(),
        employee_id: assessment.person.employee_id.clone(),
        assessment: assessment.at.file().unwrap_or_default().to_owned(),
    }
}
