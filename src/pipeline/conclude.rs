//! The end of a run: puts the documents into the output folder, moves files away that are out of date, and reports what
//! happened to each file.

use std::collections::{BTreeMap, BTreeSet};

use super::Observer;
use super::failure::{Failure, not_renewed, not_written};
use super::hand_out::HandedOut;
use super::read::AnalysedReview;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::files::{ASSESSMENTS, leaves_files_unseen};
use crate::model::{Assessment, PeopleIndex, PersonDetails, PersonLookup, same_people};
use crate::output::{
    ANONYMOUS_WORKBOOK, ClosedFolder, Committed, DECISIONS, InputEntry, Manifest, OutputEntry,
    OutputFolder, PersonEntry, REVIEW_PACKET, Reason, WORKBOOK, WithdrawnEntry, Written,
    is_for_handing_out, is_managers_workbook,
};
use crate::render::report::{WithoutPlan, without_plan};

/// What happened to the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileCounts {
    /// Files that were not there before.
    pub new: usize,
    /// Files that had other contents.
    pub changed: usize,
    /// Files that had the same contents.
    pub unchanged: usize,
}

/// The result of a run.
#[derive(Debug)]
pub struct Summary {
    /// Who has no plan, each with the reason; with `--only`, only among those who were asked for.
    pub without_plan: WithoutPlan,
    /// People who were compared with an earlier review; `None` if none was given.
    pub compared: Option<usize>,
    /// How many earlier reviews were given.
    pub earlier: usize,
    /// Plans that are in the output folder now.
    pub plans: usize,
    /// The team workbooks that were written (none with `--only`, and none that failed), relative to the output folder.
    pub workbooks: Vec<String>,
    /// How many managers' workbooks were written.
    pub managers: usize,
    /// How many files of the review packet are in the output folder now.
    pub review_packet: usize,
    /// What was made for handing the plans out.
    pub handed_out: HandedOut,
    /// What happened to the files.
    pub tally: FileCounts,
    /// What was moved out of the way.
    pub withdrawn: Vec<WithdrawnEntry>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Summary {
    /// Whether a file, a row or a cell was left out, or something needs a decision.
    pub fn has_problems(&self) -> bool {
        Diagnostic::any_problem(&self.diagnostics)
    }
}

/// A run whose documents are made.
pub(super) struct RunDocuments {
    pub(super) cycle: AnalysedReview,
    /// The plan of each assessment, in the review's order.
    pub(super) paths: Vec<String>,
    /// The people whose plans were made, by index in ascending order; `None` for everybody and the workbook.
    pub(super) chosen: Option<Vec<usize>>,
    pub(super) templates: Vec<InputEntry>,
    /// How many people were compared with an earlier review, if there is one.
    pub(super) compared: Option<usize>,
    /// How many earlier reviews there are.
    pub(super) earlier: usize,
    /// Documents that could not be made.
    pub(super) problems: Vec<Diagnostic>,
    /// Whether somebody filled in the file of decisions where it lies, so that it stays there.
    pub(super) decisions_stay: bool,
    /// Whether any problem keeps everything from being put into place.
    pub(super) strict: bool,
}

/// Puts everything into the output folder. `hand_out` adds what is made from the finished documents, given the messages so far.
pub(super) fn conclude(
    folder: OutputFolder,
    mut made: RunDocuments,
    progress: &dyn Observer,
    hand_out: impl FnOnce(
        &mut ClosedFolder,
        &RunDocuments,
        &[Diagnostic],
    ) -> (HandedOut, Vec<Diagnostic>),
) -> Result<Summary, Failure> {
    let mut diagnostics = std::mem::take(&mut made.cycle.diagnostics);
    diagnostics.append(&mut made.problems);
    let mut folder = folder.close()?;
    let (handed_out, mut said) = hand_out(&mut folder, &made, &diagnostics);
    if progress.stopped() {
        return Err(Failure::Stopped);
    }
    diagnostics.append(&mut said);
    let renewed: BTreeSet<(String, Option<String>)> = folder.renewed().map(named).collect();
    let known = folder.previous();
    let seen = ReadAssessments::of(&diagnostics, known, &made.cycle.review.assessments);
    let owners = owners(folder.previous(), &made.cycle.review.assessments);
    let stay: Vec<&str> = known
        .outputs
        .iter()
        .filter(|entry| made.freshness(entry, &owners, &seen, &renewed) == Freshness::Unknown)
        .filter_map(|entry| Some(entry.person.as_ref()?.name.as_str()))
        .collect();
    if !stay.is_empty() {
        diagnostics.push(not_renewed(&stay));
    }
    diagnostics.sort();
    if made.strict && (Diagnostic::any_problem(&diagnostics) || !folder.failed().is_empty()) {
        let failed = folder.failed().iter();
        diagnostics.extend(failed.map(|(file, error)| not_written(file, error)));
        diagnostics.sort();
        return Err(Failure::Input(diagnostics));
    }
    let manifest = Manifest {
        as_of: made.cycle.review.as_of,
        inputs: std::mem::take(&mut made.cycle.inputs),
        templates: std::mem::take(&mut made.templates),
        ..Manifest::empty()
    };
    let (manifest, done) = folder.commit(
        manifest,
        |entry| match made.freshness(entry, &owners, &seen, &renewed) {
            Freshness::Stays | Freshness::Unknown => None,
            Freshness::OutOfDate(reason) => Some(reason),
        },
        |done| for_manifest(&diagnostics, done),
    )?;
    diagnostics.extend(failures(&done));
    diagnostics.sort();
    let written: BTreeSet<&str> = done.written.iter().map(|(file, _)| file.as_str()).collect();
    let plans = manifest
        .outputs
        .iter()
        .filter(|entry| is_plan(entry) && written.contains(&*entry.file))
        .count();
    Ok(Summary {
        without_plan: without_plan(
            &made.cycle.review,
            &diagnostics,
            made.chosen.as_deref(),
            |index| written.contains(&*made.paths[index]),
        ),
        compared: made.compared,
        earlier: made.earlier,
        plans,
        workbooks: done
            .written
            .iter()
            .map(|(file, _)| file)
            .filter(|file| [WORKBOOK, ANONYMOUS_WORKBOOK].contains(&file.as_str()))
            .cloned()
            .collect(),
        managers: written
            .iter()
            .filter(|file| is_managers_workbook(file))
            .count(),
        review_packet: written
            .iter()
            .filter(|file| file.starts_with(REVIEW_PACKET))
            .count(),
        handed_out,
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

pub(super) fn tally(done: &Committed) -> FileCounts {
    let count = |wanted| {
        done.written
            .iter()
            .filter(|(_, written)| *written == wanted)
            .count()
    };
    FileCounts {
        new: count(Written::New),
        changed: count(Written::Changed),
        unchanged: count(Written::Unchanged),
    }
}

/// Which assessments could be looked at.
struct ReadAssessments {
    /// Files that were looked at and could not be used.
    unusable: BTreeSet<String>,
    /// Whether the owner of one of these is unknown, so that it could be anybody's who is not found.
    of_anybody: bool,
    /// Whether everything could be looked at.
    all: bool,
}

impl ReadAssessments {
    fn of(diagnostics: &[Diagnostic], known: &Manifest, read: &[Assessment]) -> Self {
        let is_unseen = |diagnostic: &&Diagnostic| leaves_files_unseen(diagnostic.code);
        let unusable: BTreeSet<String> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error && !is_unseen(diagnostic))
            .filter_map(|diagnostic| diagnostic.location.file().map(str::to_owned))
            .collect();
        let outputs = known.outputs.iter().map(|entry| &entry.person);
        let people = outputs.chain(known.withdrawn.iter().map(|entry| &entry.person));
        let owned: BTreeSet<&str> = people
            .flatten()
            .map(|person| &*person.assessment)
            .chain(read.iter().filter_map(|assessment| assessment.at.file()))
            .collect();
        let is_new = |file: &String| file.starts_with(ASSESSMENTS) && !owned.contains(&**file);
        Self {
            of_anybody: unusable.iter().any(is_new),
            unusable,
            all: !diagnostics.iter().any(|diagnostic| is_unseen(&diagnostic)),
        }
    }
}

/// What to do with a file of an earlier run that this one did not make again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Freshness {
    /// This run does not concern it.
    Stays,
    /// It is unknown whether it is out of date.
    Unknown,
    /// It must not be handed out.
    OutOfDate(Reason),
}

impl RunDocuments {
    fn freshness(
        &self,
        entry: &OutputEntry,
        owners: &BTreeMap<String, usize>,
        seen: &ReadAssessments,
        renewed: &BTreeSet<(String, Option<String>)>,
    ) -> Freshness {
        if self.decisions_stay && entry.file == DECISIONS {
            return Freshness::Stays;
        }
        if is_for_handing_out(&entry.file) {
            // With the plans that it carries or lists, it would go to somebody in an old version.
            let is_concerned = match &entry.person {
                Some(person) => renewed.contains(&named(person)),
                None => !renewed.is_empty(),
            };
            return if self.chosen.is_none() || is_concerned {
                Freshness::OutOfDate(Reason::NotMade)
            } else {
                Freshness::Stays
            };
        }
        let Some(person) = &entry.person else {
            return match self.chosen {
                None => Freshness::OutOfDate(Reason::NotMade),
                Some(_) => Freshness::Stays,
            };
        };
        let index = owners.get(&entry.file).copied();
        if let Some(chosen) = &self.chosen
            && index.is_none_or(|index| chosen.binary_search(&index).is_err())
        {
            return Freshness::Stays;
        }
        Freshness::OutOfDate(match index {
            Some(index) if self.paths[index] != entry.file => Reason::Renamed,
            Some(_) => Reason::NotMade,
            None if seen.unusable.contains(&person.assessment) => Reason::Unreadable,
            None if !seen.all => return Freshness::Unknown,
            None if seen.of_anybody => Reason::Unreadable,
            None => Reason::Gone,
        })
    }
}

/// Whether a document is somebody's plan.
fn is_plan(entry: &OutputEntry) -> bool {
    entry.person.is_some() && !is_for_handing_out(&entry.file)
}

/// Who it is, for comparison.
fn named(person: &PersonEntry) -> (String, Option<String>) {
    let id = person.employee_id.as_ref().map(ToString::to_string);
    (person.name.clone(), id)
}

/// The owners of the last run's plans, by file, as indices into the assessments, without documents that could
/// belong to several people.
fn owners(last: &Manifest, assessments: &[Assessment]) -> BTreeMap<String, usize> {
    let plans: Vec<(&OutputEntry, &PersonEntry)> = last
        .outputs
        .iter()
        .filter(|entry| is_plan(entry))
        .filter_map(|entry| Some((entry, entry.person.as_ref()?)))
        .collect();
    let then: Vec<PersonDetails<'_>> = plans
        .iter()
        .map(|(_, person)| PersonDetails::from(*person))
        .collect();
    let now: Vec<PersonDetails<'_>> = assessments
        .iter()
        .map(|one| PersonDetails::from(&one.person))
        .collect();
    let people = PeopleIndex::of(now.iter().copied());
    // Among people with one name and no ID, the assessment's file may decide.
    let by_file = |person: &PersonEntry| {
        let (None, PersonLookup::Several(namesakes)) = (&person.employee_id, people.find(person))
        else {
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

/// The problems in the manifest: those of the run, and files that could not be put into their place.
pub(super) fn for_manifest(diagnostics: &[Diagnostic], done: &Committed) -> Vec<serde_json::Value> {
    diagnostics
        .iter()
        .cloned()
        .chain(failures(done))
        .filter_map(|diagnostic| serde_json::to_value(diagnostic).ok())
        .collect()
}
