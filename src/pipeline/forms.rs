//! Roster and career map → a form for everybody, and a file for the outcomes of each manager's people.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use jiff::civil::Date;

use super::decided_levels::{Holder, decided_levels};
use super::documents::make_documents;
use super::failure::not_written;
use super::output_place::check_beside_input;
use super::previous::{LAST, folder_name, padded_ids};
use super::read::{AnalysedReview, read, read_roster_and_map};
use super::{Failure, Observer, Stage};
use crate::analysis::{self, MapComparison};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::{Assessment, CareerMap, Field, Person, PersonDetails, RosterEntry, same_people};
use crate::output::{FileOutcome, ManagersOutcomes, form_paths, place};
use crate::render::xlsx::{CarriedAction, FormInput, OutcomesInput, form, outcomes_file};
use crate::text::counted;
use crate::threads::{into_inner, lock};

/// What only `forms` needs to know.
#[derive(Debug, Clone, Copy)]
pub struct FormsRequest<'a> {
    /// The folder to write to.
    pub output: &'a Path,
    /// The cycle before, whose open actions are carried over.
    pub previous: Option<&'a Options>,
    /// Whether forms that are there are overwritten.
    pub force: bool,
}

/// What happened to the forms.
#[derive(Debug, Default)]
pub struct FormsSummary {
    /// What happened to each form, by its path with `/` between folders.
    pub forms: Vec<(String, FileOutcome)>,
    /// The same of each file for outcomes.
    pub outcomes: Vec<(String, FileOutcome)>,
    /// Actions that were carried over.
    pub carried: usize,
    /// Every problem, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes a form for everybody on the roster.
///
/// # Errors
/// If there is no career map or no roster to make forms from.
pub fn forms(
    options: &Options,
    request: &FormsRequest<'_>,
    progress: &dyn Observer,
) -> Result<FormsSummary, Failure> {
    check_beside_input(request.output, request.output, options)?;
    let (map, roster, mut diagnostics) = read_roster_and_map(options)?;
    let Some(roster) = roster else {
        diagnostics.push(no_roster());
        return Err(Failure::Input(diagnostics));
    };
    let previous = match request.previous {
        None => Previous::none(&roster),
        Some(previous) => {
            let cycle = read(previous, progress)?;
            let entries = roster.iter();
            let holders: Vec<Holder<'_>> = entries
                .filter_map(|entry| Holder::on_roster(entry, None))
                .collect();
            let folder = folder_name(&previous.input);
            diagnostics.extend(decided_levels(&cycle.review, &folder, &map, &holders));
            Previous::of(&cycle, &map, &roster, &mut diagnostics)
        }
    };
    let labels = &options.forms.labels;
    let paths = form_paths(&roster, labels.say("form.no-manager"), |manager| {
        labels.with("outcomes.file", &[("manager", &manager)])
    });
    let done = Mutex::new(FormsSummary::default());
    let work = |index: usize| {
        match index.checked_sub(roster.len()) {
            None => {
                let (actions, path) = (&previous.by_entry[index], &paths.forms[index]);
                let placed = make(options, request, &map, &roster[index], actions, path)?;
                let mut done = lock(&done);
                done.forms.push((path.clone(), placed));
                done.carried += actions.len();
            }
            Some(manager) => {
                let of = &paths.outcomes[manager];
                let placed = make_outcomes(options, request, &map, &roster, of)?;
                lock(&done).outcomes.push((of.path.clone(), placed));
            }
        }
        Ok(Vec::new())
    };
    // If it is stopped, the forms that were written are complete, and the next run leaves them alone.
    let count = roster.len() + paths.outcomes.len();
    let problems = make_documents(
        options,
        Stage::Forms,
        count,
        progress,
        work,
        |index, said| match index.checked_sub(roster.len()) {
            None => form_failed(&roster[index], said, REPORT),
            Some(manager) => outcomes_failed(&paths.outcomes[manager], &roster, said, REPORT),
        },
    )?;
    let mut summary = into_inner(done);
    summary.diagnostics = diagnostics;
    summary.diagnostics.extend(problems);
    summary.forms.sort();
    summary.outcomes.sort();
    summary.diagnostics.sort();
    Ok(summary)
}

const REPORT: &str = "Please report this together with the person's row, with its texts changed if they are confidential.";

/// The file for the outcomes of one manager's people.
fn make_outcomes(
    options: &Options,
    request: &FormsRequest<'_>,
    map: &CareerMap,
    roster: &[RosterEntry],
    of: &ManagersOutcomes,
) -> Result<FileOutcome, Diagnostic> {
    let people: Vec<&RosterEntry> = of.people.iter().map(|place| &roster[*place]).collect();
    let bytes = outcomes_file(&OutcomesInput {
        map,
        manager: of.manager.as_deref(),
        people: &people,
        options: &options.forms,
    })
    .map_err(|error| outcomes_failed(of, roster, &error.to_string(), error.help()))?;
    put(request, &of.path, &bytes)
}

fn put(request: &FormsRequest<'_>, path: &str, bytes: &[u8]) -> Result<FileOutcome, Diagnostic> {
    place(request.output, path, bytes, request.force).map_err(|error| not_written(path, &error))
}

/// One person's form.
fn make(
    options: &Options,
    request: &FormsRequest<'_>,
    map: &CareerMap,
    entry: &RosterEntry,
    actions: &[CarriedAction],
    path: &str,
) -> Result<FileOutcome, Diagnostic> {
    let person = person(entry)?;
    let bytes = form(&FormInput {
        map,
        person: &person,
        actions,
        answers: None,
        options: &options.forms,
    })
    .map_err(|error| form_failed(entry, &error.to_string(), error.help()))?;
    put(request, path, &bytes)
}

fn form_failed(entry: &RosterEntry, why: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        "form-failed",
        entry.at.clone(),
        format!(
            "The form of {} could not be made: {why}.",
            entry.person.name
        ),
        help,
    )
}

fn outcomes_failed(
    of: &ManagersOutcomes,
    roster: &[RosterEntry],
    why: &str,
    help: &str,
) -> Diagnostic {
    let first = of.people.first().map(|place| roster[*place].at.clone());
    let whose = of.manager.as_ref().map_or_else(
        || "people without a manager".to_owned(),
        |manager| format!("the people of {manager}"),
    );
    Diagnostic::error(
        "form-failed",
        first.unwrap_or_default(),
        format!("The file for the outcomes of {whose} could not be made: {why}."),
        help,
    )
}

/// The person, for a form's header.
fn person(entry: &RosterEntry) -> Result<Person, Diagnostic> {
    let Some(role_level) = entry.person.role_level else {
        let at = entry.cell(Field::RoleLevel);
        return Err(Diagnostic::error(
            "role-level-missing",
            at.clone(),
            format!(
                "The roster gives no level of the career map for {}, so no form was made.",
                entry.person.name
            ),
            "Write the level that the person holds now into the column “Role level”.",
        ));
    };
    Ok(entry.person.clone().with_role(role_level))
}

/// The actions still open from the cycle before, for each row of the roster, in its order.
struct Previous {
    by_entry: Vec<Vec<CarriedAction>>,
}

impl Previous {
    /// Nothing is carried over.
    fn none(roster: &[RosterEntry]) -> Self {
        Self {
            by_entry: vec![Vec::new(); roster.len()],
        }
    }

    /// Gives each person their open actions. A note names people with open actions who are not on the roster.
    fn of(
        cycle: &AnalysedReview,
        map: &CareerMap,
        roster: &[RosterEntry],
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut found = Self::none(roster);
        problems.extend(left_out_before(&cycle.diagnostics));
        let review = &cycle.review;
        let maps = MapComparison::of(&review.career_map, map);
        let listed: Vec<PersonDetails<'_>> = roster.iter().map(PersonDetails::from).collect();
        let assessments = review.assessments.iter();
        let assessed: Vec<PersonDetails<'_>> = assessments
            .map(|one| PersonDetails::from(&one.person))
            .collect();
        let rows = same_people(&listed, &assessed);
        let pairs = rows.iter().zip(&assessed);
        problems.extend(padded_ids(
            pairs.filter_map(|(row, who)| Some((who.id?, listed[(*row)?].id?))),
            LAST,
        ));
        for (assessment, row) in review.assessments.iter().zip(rows) {
            let open = open_actions(review.as_of, assessment, &maps);
            if open.is_empty() {
                continue;
            }
            match row {
                Some(index) => found.by_entry[index].extend(open),
                None => problems.push(not_carried(assessment, open.len())),
            }
        }
        found
    }
}

/// Files of the last review that were left out, so that their open actions are unknown.
fn left_out_before(problems: &[Diagnostic]) -> Option<Diagnostic> {
    let files: BTreeSet<&str> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .filter_map(|problem| problem.location.file())
        .collect();
    (!files.is_empty()).then(|| {
        Diagnostic::warning(
            "previous-incomplete",
            Location::default(),
            format!(
                "{} of the last review could not be used, so its open actions are not in any form: {}.",
                if files.len() == 1 { "A file" } else { "Some files" },
                files.into_iter().collect::<Vec<_>>().join(", ")
            ),
            "Check the folder of the last review by itself; that says what is wrong with them.",
        )
    })
}

fn open_actions(
    ended: Option<Date>,
    assessment: &Assessment,
    maps: &MapComparison<'_>,
) -> Vec<CarriedAction> {
    assessment
        .actions
        .iter()
        .filter(|action| {
            matches!(
                analysis::progress(action, ended),
                analysis::Progress::Open | analysis::Progress::Overdue
            )
        })
        .map(|action| CarriedAction {
            competency: action
                .competency
                .and_then(|id| maps.competency_today(id))
                .map(|id| maps.now().competency(id).name.clone()),
            action: action.clone(),
        })
        .collect()
}

fn not_carried(assessment: &Assessment, open: usize) -> Diagnostic {
    let actions = counted(open, "open action", "open actions");
    Diagnostic::note(
        "actions-not-carried",
        assessment.at.clone(),
        format!(
            "{actions} of {} in the last review are not in any form: careermap cannot tell who on this roster is the same person.",
            assessment.person.name
        ),
        "You do not need to do anything if the person has left; if not, write the same employee ID into the roster.",
    )
}

fn no_roster() -> Diagnostic {
    Diagnostic::error(
        "roster-missing",
        Location::default(),
        "There is no roster.xlsx in the input folder, so careermap does not know whom to make forms for.",
        "List the people there, one a row: Name, Employee ID, Email, Team, Manager, Manager ID, Manager email, Role level, Track, \
         Target level. \
         “careermap init” makes one to start from.",
    )
}

#[cfg(test)]
mod tests;
