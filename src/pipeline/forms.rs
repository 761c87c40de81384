//! Roster and career map → a form for everybody.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::crew::share_out;
use super::read::{Cycle, read, read_roster_and_map};
use super::{Failure, Progress, Stage};
use crate::analysis;
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{CareerMap, Field, Person, RosterEntry};
use crate::output::{Placed, form_paths, place};
use crate::render::xlsx::{CarriedAction, FormInput, form};
use crate::text::fold;

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

/// What became of the forms.
#[derive(Debug, Default)]
pub struct FormsSummary {
    /// What became of each form, by its path with `/` between folders.
    pub forms: Vec<(String, Placed)>,
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
    progress: &dyn Progress,
) -> Result<FormsSummary, Failure> {
    let (map, roster, mut diagnostics) = read_roster_and_map(options).map_err(Failure::Input)?;
    let Some(roster) = roster else {
        diagnostics.push(no_roster());
        return Err(Failure::Input(diagnostics));
    };
    let previous = match request.previous {
        None => Previous::default(),
        Some(previous) => {
            let cycle = read(previous, progress).map_err(Failure::Input)?;
            Previous::of(&cycle, &map)
        }
    };
    let paths = form_paths(&roster);
    let done = Mutex::new(FormsSummary {
        diagnostics,
        ..FormsSummary::default()
    });
    progress.begin(Stage::Forms, roster.len());
    let work = |index: usize| {
        let made = make(
            options,
            request,
            &map,
            &roster[index],
            &previous,
            &paths[index],
        );
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        match made {
            Ok((placed, carried)) => {
                done.forms.push((paths[index].clone(), placed));
                done.carried += carried;
            }
            Err(problem) => done.diagnostics.push(problem),
        }
        progress.step();
    };
    share_out(options.jobs, roster.len(), || progress.stopped(), work)
        .map_err(|error| Failure::Machine(format!("no thread could be started: {error}")))?;
    progress.end();
    // The forms that were written are whole, and the next run leaves them alone.
    if progress.stopped() {
        return Err(Failure::Stopped);
    }
    let mut summary = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    summary.forms.sort();
    summary.diagnostics.sort();
    Ok(summary)
}

/// One person's form; how many actions it carries over.
fn make(
    options: &Options,
    request: &FormsRequest<'_>,
    map: &CareerMap,
    entry: &RosterEntry,
    previous: &Previous,
    path: &str,
) -> Result<(Placed, usize), Diagnostic> {
    let person = person(entry)?;
    let actions = previous.actions(entry);
    let bytes = form(&FormInput {
        map,
        person: &person,
        actions,
        answers: None,
        options: &options.forms,
    })
    .map_err(|error| {
        Diagnostic::error(
            "form-failed",
            entry.at.clone(),
            format!("The form of {} could not be made: {error}.", entry.name),
            "Please report this.",
        )
    })?;
    let placed = place(request.output, path, &bytes, request.force).map_err(|error| {
        Diagnostic::error(
            "not-written",
            Location::file(path),
            format!("The form was not written: {error}."),
            error.help(),
        )
    })?;
    Ok((placed, actions.len()))
}

/// The person as a form's header has them.
fn person(entry: &RosterEntry) -> Result<Person, Diagnostic> {
    let Some(role_level) = entry.role_level else {
        let at = entry.cells.get(&Field::RoleLevel).unwrap_or(&entry.at);
        return Err(Diagnostic::error(
            "role-level-missing",
            at.clone(),
            format!(
                "The roster gives no level of the career map for {}, so no form was made.",
                entry.name
            ),
            "Write the level that the person holds now into the column “Role level”.",
        ));
    };
    Ok(Person {
        name: entry.name.clone(),
        employee_id: entry.employee_id.clone(),
        email: entry.email.clone(),
        team: entry.team.clone(),
        manager: entry.manager.clone(),
        role_level,
        track: entry.track,
        chosen_target: entry.target_level,
        target_track: None,
    })
}

/// What is still open from the cycle before, by person.
#[derive(Default)]
struct Previous {
    by_id: BTreeMap<String, Vec<CarriedAction>>,
    by_name: BTreeMap<String, Vec<Vec<CarriedAction>>>,
}

impl Previous {
    fn of(cycle: &Cycle, map: &CareerMap) -> Self {
        let review = &cycle.review;
        let mut found = Self::default();
        for assessment in &review.assessments {
            let open: Vec<CarriedAction> = assessment
                .actions
                .iter()
                .filter(|action| {
                    matches!(
                        analysis::progress(action, review.as_of),
                        analysis::Progress::Open | analysis::Progress::Overdue
                    )
                })
                .map(|action| CarriedAction {
                    competency: action.competency.and_then(|id| {
                        let name = &review.career_map.competency(id).name;
                        map.competencies
                            .iter()
                            .find(|competency| fold(&competency.name) == fold(name))
                            .map(|competency| competency.name.clone())
                    }),
                    action: action.clone(),
                })
                .collect();
            let person = &assessment.person;
            if let Some(id) = &person.employee_id {
                found.by_id.insert(fold(id), open.clone());
            }
            found
                .by_name
                .entry(fold(&person.name))
                .or_default()
                .push(open);
        }
        found
    }

    /// By employee ID; by name only where nobody shares it and an ID is missing on one side.
    fn actions(&self, entry: &RosterEntry) -> &[CarriedAction] {
        if let Some(actions) = entry
            .employee_id
            .as_deref()
            .and_then(|id| self.by_id.get(&fold(id)))
        {
            return actions;
        }
        match self.by_name.get(&fold(&entry.name)).map(Vec::as_slice) {
            Some([only]) => only,
            _ => &[],
        }
    }
}

fn no_roster() -> Diagnostic {
    Diagnostic::error(
        "roster-missing",
        Location::default(),
        "There is no roster.xlsx in the input folder, so nobody is known to make a form for.",
        "List the people there, one a row: Name, Employee ID, Email, Team, Manager, Role level, Track, Target level. \
         “careermap init” makes one to start from.",
    )
}

#[cfg(test)]
mod tests;
