//! A whole run: read, analyse, set the plans and the workbook, write.

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use thiserror::Error;

use super::crew::share_out;
use super::order::{Round, like_after_like};
use super::design::gather;
use super::read::{Cycle, read};
use super::{Progress, Stage};
use crate::analysis::missing;
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::Assessment;
use crate::output::{
    Fingerprint, Manifest, OutputEntry, OutputError, OutputFolder, PersonEntry, WORKBOOK, Written,
    plan_paths,
};
use crate::render::pdf::{PlanError, PlanOptions, Typesetter, plan_data};
use crate::render::xlsx::{BookInput, BookOptions, workbook};
use crate::text::fold;

/// What only a run needs to know.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The folder to write to.
    pub output: PathBuf,
    /// Employee IDs or parts of names; empty for everybody and the workbook.
    pub only: Vec<String>,
    /// Whether any problem keeps the run from writing.
    pub strict: bool,
    /// A folder with template files of the company's own.
    pub templates: Option<PathBuf>,
}

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum Failure {
    /// The input holds nothing to work on, or has problems and the run is strict.
    #[error("the input cannot be used")]
    Input(Vec<Diagnostic>),
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The templates cannot be used.
    #[error(transparent)]
    Template(#[from] PlanError),
    /// Something on this computer is not as it must be.
    #[error("{0}")]
    Machine(String),
}

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
    /// Plans that are in the output folder now.
    pub plans: usize,
    /// Whether the workbook was written (not with `--only`, and not if that failed).
    pub workbook: bool,
    /// What became of the files.
    pub tally: Tally,
    /// Where files of earlier runs that this run did not make again were moved to.
    pub withdrawn: Vec<String>,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Summary {
    /// Whether a file, a row or a cell was left out, or something needs a decision.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity > Severity::Note)
    }
}

/// Reads, analyses and writes everything.
///
/// # Errors
/// If nothing could be done at all; what could be done in part is in the [`Summary`].
pub fn run(
    options: &Options,
    run: &RunOptions,
    progress: &dyn Progress,
) -> Result<Summary, Failure> {
    let cycle = read(options, progress).map_err(Failure::Input)?;
    if cycle.review.assessments.is_empty() || (run.strict && cycle.has_problems()) {
        return Err(Failure::Input(cycle.diagnostics));
    }
    let chosen = choose(&cycle.review.assessments, &run.only).map_err(|problem| {
        Failure::Input(cycle.diagnostics.iter().cloned().chain([problem]).collect())
    })?;
    let paths = plan_paths(&cycle.review.assessments);
    let whole = run.only.is_empty();
    let planned: Vec<String> = chosen
        .iter()
        .map(|index| paths[*index].clone())
        .chain(whole.then(|| WORKBOOK.to_owned()))
        .collect();
    let (templates, plan_options) = gather(options, run.templates.as_deref())?;
    let typesetter = Typesetter::new(templates, cycle.review.as_of)?;
    let folder = OutputFolder::open(&run.output, &planned)?;
    let writer = Writer {
        options,
        plan_options,
        cycle: &cycle,
        paths: &paths,
        typesetter: &typesetter,
        folder: &folder,
        round: Round::new(options.jobs),
        done: Mutex::default(),
    };
    // The workbook first: it is the longest single piece of work.
    let jobs: Vec<Job> = whole
        .then_some(Job::Workbook)
        .into_iter()
        .chain(like_after_like(chosen, &cycle).into_iter().map(Job::Plan))
        .collect();
    progress.begin(Stage::Writing, jobs.len());
    share_out(options.jobs, jobs.len(), |index| {
        writer.work(jobs[index]);
        progress.step();
    })
    .map_err(|error| Failure::Machine(format!("no thread could be started: {error}")))?;
    progress.end();
    let done = writer
        .done
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    conclude(cycle, folder, done, whole)
}

/// One document to make.
#[derive(Debug, Clone, Copy)]
enum Job {
    Workbook,
    /// The plan of the person with this index.
    Plan(usize),
}

/// What the threads have done so far.
#[derive(Debug, Default)]
struct Done {
    outputs: Vec<OutputEntry>,
    tally: Tally,
    diagnostics: Vec<Diagnostic>,
}

/// What every thread needs.
struct Writer<'a> {
    options: &'a Options,
    plan_options: PlanOptions,
    cycle: &'a Cycle,
    paths: &'a [String],
    typesetter: &'a Typesetter,
    folder: &'a OutputFolder,
    round: Round,
    done: Mutex<Done>,
}

impl Writer<'_> {
    fn work(&self, job: Job) {
        // A panic in a library must cost this document only.
        let made = panic::catch_unwind(AssertUnwindSafe(|| match job {
            Job::Workbook => self.workbook(),
            Job::Plan(index) => self.plan(index),
        }));
        let file = match job {
            Job::Workbook => WORKBOOK,
            Job::Plan(index) => &self.paths[index],
        };
        if let Ok(Err(problem)) = made {
            self.note(|done| done.diagnostics.push(problem));
        } else if made.is_err() {
            self.note(|done| done.diagnostics.push(broken(file)));
        }
    }

    fn note(&self, change: impl FnOnce(&mut Done)) {
        change(&mut self.done.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn plan(&self, index: usize) -> Result<(), Diagnostic> {
        let review = &self.cycle.review;
        let assessment = &review.assessments[index];
        let data = plan_data(
            review,
            assessment,
            &self.cycle.people[index],
            &self.plan_options,
        );
        // The path tells people apart and stays the same from cycle to cycle.
        let set = self.typesetter.plan(&data, &self.paths[index]);
        self.round.step();
        let plan = set.map_err(|error| plan_failed(assessment, &error))?;
        let characters = [
            (!plan.missing.is_empty()).then(|| missing_characters(assessment, &plan.missing)),
            (!plan.borrowed.is_empty()).then(|| borrowed_characters(assessment, &plan.borrowed)),
        ];
        self.note(|done| done.diagnostics.extend(characters.into_iter().flatten()));
        let person = PersonEntry {
            name: assessment.person.name.clone(),
            employee_id: assessment.person.employee_id.clone(),
            assessment: assessment.at.file.as_deref().unwrap_or_default().to_owned(),
        };
        self.write(&self.paths[index], &plan.pdf, Some(person))
    }

    fn workbook(&self) -> Result<(), Diagnostic> {
        let plans: Vec<Option<String>> = self.paths.iter().cloned().map(Some).collect();
        let bytes = workbook(&BookInput {
            review: &self.cycle.review,
            people: &self.cycle.people,
            analysis: &self.options.analysis,
            diagnostics: &self.cycle.diagnostics,
            plans: &plans,
            options: &BookOptions {
                organisation: self.options.plans.organisation.clone(),
                map_fingerprint: self
                    .cycle
                    .inputs
                    .first()
                    .map(|entry| entry.sha256.0.clone())
                    .unwrap_or_default(),
                ..BookOptions::default()
            },
        })
        .map_err(|error| {
            Diagnostic::error(
                "workbook-failed",
                Location::file(WORKBOOK),
                format!("The team workbook could not be made: {error}."),
                "Please report this with the command you typed; the plans were made.",
            )
        })?;
        self.write(WORKBOOK, &bytes, None)
    }

    fn write(
        &self,
        file: &str,
        bytes: &[u8],
        person: Option<PersonEntry>,
    ) -> Result<(), Diagnostic> {
        let written = self
            .folder
            .write(file, bytes)
            .map_err(|error| not_written(file, &error))?;
        let entry = OutputEntry {
            file: file.to_owned(),
            sha256: Some(Fingerprint::of(bytes)),
            person,
        };
        self.note(|done| {
            done.outputs.push(entry);
            match written {
                Written::New => done.tally.new += 1,
                Written::Changed => done.tally.changed += 1,
                Written::Unchanged => done.tally.unchanged += 1,
            }
        });
        Ok(())
    }
}

/// Withdraws what was not made again, and notes down what the folder holds.
fn conclude(
    cycle: Cycle,
    folder: OutputFolder,
    done: Done,
    whole: bool,
) -> Result<Summary, Failure> {
    let Done {
        mut outputs,
        tally,
        diagnostics: mut problems,
    } = done;
    let plans = outputs
        .iter()
        .filter(|entry| entry.person.is_some())
        .count();
    let mut withdrawn = Vec::new();
    let made: BTreeSet<String> = outputs.iter().map(|entry| entry.file.clone()).collect();
    for entry in &folder.previous().outputs {
        if made.contains(&entry.file) {
            continue;
        }
        if !whole {
            // The other plans and the workbook stay as they are.
            outputs.push(entry.clone());
            continue;
        }
        match folder.withdraw(&entry.file) {
            Ok(Some(moved)) => withdrawn.push(moved),
            Ok(None) => {}
            Err(error) => {
                problems.push(not_written(&entry.file, &error));
                outputs.push(entry.clone());
            }
        }
    }
    outputs.sort_by(|a, b| a.file.cmp(&b.file));
    let mut diagnostics = cycle.diagnostics;
    diagnostics.append(&mut problems);
    diagnostics.sort();
    let manifest = Manifest {
        as_of: cycle.review.as_of,
        inputs: cycle.inputs,
        outputs,
        diagnostics: diagnostics
            .iter()
            .filter_map(|diagnostic| serde_json::to_value(diagnostic).ok())
            .collect(),
        ..Manifest::empty()
    };
    folder.finish(&manifest)?;
    Ok(Summary {
        people: cycle.review.assessments.len(),
        missing: missing(&cycle.review).len(),
        plans,
        workbook: made.contains(WORKBOOK),
        tally,
        withdrawn,
        diagnostics,
    })
}

/// The people whose plans are wanted, by index.
fn choose(assessments: &[Assessment], only: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let wanted = |assessment: &Assessment, text: &str| {
        let id = assessment.person.employee_id.as_deref();
        let name = fold(&assessment.person.name);
        id.is_some_and(|id| id.eq_ignore_ascii_case(text.trim()))
            || (!fold(text).is_empty() && name.contains(&fold(text)))
    };
    for text in only {
        if !assessments
            .iter()
            .any(|assessment| wanted(assessment, text))
        {
            return Err(Diagnostic::error(
                "nobody-chosen",
                Location::default(),
                format!("Nobody in the review has the employee ID or the name “{text}”."),
                "Check the spelling after --only; part of a name is enough.",
            ));
        }
    }
    Ok((0..assessments.len())
        .filter(|index| {
            only.is_empty() || only.iter().any(|text| wanted(&assessments[*index], text))
        })
        .collect())
}

fn plan_failed(assessment: &Assessment, error: &PlanError) -> Diagnostic {
    Diagnostic::error(
        "plan-failed",
        assessment.at.clone(),
        format!(
            "The plan of {} could not be made: {error}",
            assessment.person.name
        ),
        "If you changed the templates, correct them; if not, please report this.",
    )
}

fn missing_characters(assessment: &Assessment, missing: &BTreeSet<char>) -> Diagnostic {
    Diagnostic::warning(
        "character-missing",
        assessment.at.clone(),
        format!(
            "The plan of {} shows a stand-in for characters that no font has, neither the templates' nor this \
             computer's: {}.",
            assessment.person.name,
            list(missing)
        ),
        "Install a font that has them or put it into the folder fonts of your templates; or write the text without them.",
    )
}

fn borrowed_characters(assessment: &Assessment, borrowed: &BTreeSet<char>) -> Diagnostic {
    Diagnostic::note(
        "character-borrowed",
        assessment.at.clone(),
        format!(
            "The plan of {} has characters that only a font of this computer has: {}.",
            assessment.person.name,
            list(borrowed)
        ),
        "Nothing needs doing; on another computer the plan may look a little different.",
    )
}

fn list(characters: &BTreeSet<char>) -> String {
    characters
        .iter()
        .map(|c| format!("{c} (U+{:04X})", u32::from(*c)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn not_written(file: &str, error: &OutputError) -> Diagnostic {
    Diagnostic::error(
        "not-written",
        Location::file(file),
        format!("The file was not written: {error}."),
        error.help(),
    )
}

fn broken(file: &str) -> Diagnostic {
    Diagnostic::error(
        "plan-failed",
        Location::file(file),
        "The document could not be made: the typesetter broke down on it.",
        "Please report this together with the assessment, with its texts changed if need be.",
    )
}
