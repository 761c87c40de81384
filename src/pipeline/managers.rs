//! Managers' workbooks: each manager's own people in one file, and who gets none.

use std::collections::{BTreeMap, HashMap};

use super::read::AnalysedReview;
use crate::analysis::{ManagersSee, Reports, cut_to, reports};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Field;
use crate::output::{OutputFolder, manager_paths};
use crate::render::xlsx::{
    BookInput, BookOptions, ManagersOptions, WorkbookError, manager_workbook,
};
use crate::text::counted;

/// A manager's workbook.
#[derive(Debug)]
pub(super) struct ManagersBook {
    /// Where it goes, relative to the output folder.
    pub(super) path: String,
    /// The people who are in it.
    pub(super) reports: Reports,
    /// The messages about files that are about these people alone, without their words.
    pub(super) problems: Vec<Diagnostic>,
}

/// The workbooks of all managers, and what to know about those who get none or see fewer people than usual.
pub(super) fn managers_books(
    cycle: &AnalysedReview,
    see: ManagersSee,
    folder: &OutputFolder,
) -> (Vec<ManagersBook>, Vec<Diagnostic>) {
    let (clear, unclear): (Vec<Reports>, Vec<Reports>) = reports(&cycle.review, see)
        .into_iter()
        .partition(|reports| reports.is_clear);
    let mut problems: Vec<Diagnostic> = unclear.iter().map(|one| no_workbook(cycle, one)).collect();
    if see == ManagersSee::AllBelow {
        let in_circle = clear.iter().filter(|one| one.in_circle);
        problems.extend(in_circle.map(|one| direct_only(cycle, one)));
    }
    let names: Vec<&str> = clear.iter().map(|one| one.manager.as_str()).collect();
    let paths = folder.spelled(manager_paths(&names));
    let files = Files::of(cycle);
    let books = paths.into_iter().zip(clear);
    let books = books.map(|(path, reports)| ManagersBook {
        path,
        problems: files.problems(cycle, &reports.people),
        reports,
    });
    (books.collect(), problems)
}

/// The files that were read: how many people each is about, and the messages about it.
struct Files<'a> {
    people: HashMap<&'a str, usize>,
    problems: HashMap<&'a str, Vec<&'a Diagnostic>>,
}

impl<'a> Files<'a> {
    fn of(cycle: &'a AnalysedReview) -> Self {
        let mut people = HashMap::new();
        for file in cycle
            .review
            .assessments
            .iter()
            .filter_map(|one| one.at.file())
        {
            *people.entry(file).or_default() += 1;
        }
        let mut problems: HashMap<&str, Vec<&Diagnostic>> = HashMap::new();
        for problem in &cycle.diagnostics {
            if let Some(file) = problem.location.file() {
                problems.entry(file).or_default().push(problem);
            }
        }
        Self { people, problems }
    }

    /// The messages about files that have these people, and nobody else.
    fn problems(&self, cycle: &AnalysedReview, people: &[usize]) -> Vec<Diagnostic> {
        let mut own: BTreeMap<&str, usize> = BTreeMap::new();
        let files = people
            .iter()
            .filter_map(|place| cycle.review.assessments[*place].at.file());
        for file in files {
            *own.entry(file).or_default() += 1;
        }
        own.retain(|file, count| self.people.get(file) == Some(count));
        let problems = own.keys().filter_map(|file| self.problems.get(file));
        problems
            .flatten()
            .map(|problem| without_words(problem))
            .collect()
    }
}

impl ManagersBook {
    /// The workbook's bytes. Nothing but these people is handed to the part that writes it.
    pub(super) fn make(
        &self,
        cycle: &AnalysedReview,
        options: &Options,
        common: &ManagersOptions,
    ) -> Result<Vec<u8>, WorkbookError> {
        let (review, people) = cut_to(&cycle.review, &cycle.people, &self.reports);
        let own = common.for_manager(&self.reports.manager);
        manager_workbook(&BookInput {
            diagnostics: &self.problems,
            ..BookInput::of(&review, &people, &options.analysis, &own)
        })
    }
}

/// A message without anything that it says, which can name anybody: it is only counted.
fn without_words(problem: &Diagnostic) -> Diagnostic {
    Diagnostic {
        location: Location::default(),
        message: String::new(),
        help: String::new(),
        person: None,
        severity: problem.severity,
        code: problem.code,
        kind: problem.kind,
    }
}

/// The choices for managers' workbooks.
pub(super) fn common(options: &Options, map_fingerprint: String) -> ManagersOptions {
    ManagersOptions::of(&BookOptions {
        map_fingerprint,
        ..options.workbook.clone()
    })
}

/// Where the manager is named first.
fn named_at(cycle: &AnalysedReview, reports: &Reports) -> Location {
    let first = reports.people.first();
    let assessment = first.map(|place| cycle.review.assessments[*place].cell(Field::Manager));
    let roster = cycle.review.roster.as_deref().unwrap_or_default();
    let entry = reports.on_roster.first().map(|place| &roster[*place]);
    let cell = entry.and_then(|entry| entry.cells.get(&Field::Manager));
    let entry = cell.or_else(|| Some(&entry?.at));
    entry.or(assessment).cloned().unwrap_or_default()
}

/// How many people a manager has.
fn people(reports: &Reports) -> String {
    let people = reports.people.len().max(reports.on_roster.len());
    counted(people, "person", "people")
}

fn no_workbook(cycle: &AnalysedReview, reports: &Reports) -> Diagnostic {
    Diagnostic::warning(
        "no-manager-workbook",
        named_at(cycle, reports),
        format!(
            "Several people are called {}, and it is unclear which of them is the manager here, so nobody gets a workbook \
             about these people ({}).",
            reports.manager,
            people(reports),
        ),
        "Write the manager's employee ID into a column “Manager ID” of the roster.",
    )
}

fn direct_only(cycle: &AnalysedReview, reports: &Reports) -> Diagnostic {
    Diagnostic::warning(
        "manager-in-circle",
        named_at(cycle, reports),
        format!(
            "{}'s own line of managers leads back to {0}, so it is unknown who is below whom; the workbook for {0} has only \
             their direct reports ({}).",
            reports.manager,
            people(reports),
        ),
        "Correct the manager of one of the people whom the message about the reporting line names.",
    )
}
