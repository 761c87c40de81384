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
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::load::assessment::read_assessments;
    use crate::load::names::Names;
    use crate::load::sheet::{self, Limits};
    use crate::model::testing::company_map;
    use crate::model::{
        Action, Assessment, CompetencyAssessment, CompetencyId, Expectation, ExpectationMark,
        LevelId, Mark, Rating, Sourced, Track,
    };
    use crate::render::xlsx::{Answers, FormOptions};

    fn sourced<T>(value: T) -> Sourced<T> {
        Sourced::new(value, Location::default())
    }

    /// Somebody whose form differs from everybody else's.
    fn somebody(map: &CareerMap, index: usize) -> (Person, Answers, Vec<CarriedAction>) {
        let level = index % map.levels.len();
        let track = map.levels[level].tracks.first().copied();
        let target = (index.is_multiple_of(4)).then_some(LevelId((level + 1).min(6)));
        // A target that is on another track only says that the track is to change.
        let target_track = target.and_then(|id| match map.level(id).tracks.as_slice() {
            [only] if track.is_some_and(|own| own != *only) => Some(*only),
            _ => None,
        });
        let person = Person {
            name: format!("Žofie Đặng-{index}"),
            employee_id: (!index.is_multiple_of(5)).then(|| format!("{:04}", index * 7)),
            email: Some(format!("person{index}@company.example")),
            team: Some(["Events", "Content & Co", "R+D"][index % 3].to_owned()),
            manager: Some("Zoë O’Li".to_owned()),
            role_level: LevelId(level),
            track,
            chosen_target: target,
            target_track,
        };
        let rating = |offset: usize| match (index + offset) % 9 {
            0 => None,
            1 => Some(Rating::NotApplicable),
            n => Some(Rating::At((n.min(7)) as f64)),
        };
        let competencies = (0..map.competencies.len())
            .map(|c| CompetencyAssessment {
                own: rating(c).map(sourced),
                manager: rating(c + 3).map(sourced),
                agreed: rating(c * 2).filter(|_| c % 3 == 0).map(sourced),
                evidence: (c % 2 == 0).then(|| sourced(format!("=A line\n- another, {index}"))),
                manager_comment: (c == 1).then(|| sourced("Steady.".to_owned())),
                interest: (c == 2).then(|| sourced("High".to_owned())),
            })
            .collect();
        let marks = vec![ExpectationMark {
            competency: CompetencyId(1),
            level: LevelId(level),
            expectation: 0,
            own: Some(Mark::Partly),
            manager: index.is_multiple_of(2).then_some(Mark::NotYet),
            note: Some("So far".to_owned()),
            at: Location::default(),
        }];
        let answers = Answers {
            assessed_on: Some(date(2026, 10, 1 + (index % 28) as i8)),
            aspiration: Some("Somewhere\nelse".to_owned()),
            accomplishments: Some("Much".to_owned()),
            development: None,
            manager_summary: Some("Well done".to_owned()),
            recommendation: Some("Develop in role".to_owned()),
            competencies,
            marks,
        };
        let actions = vec![CarriedAction {
            competency: Some(map.competencies[2].name.clone()),
            action: Action {
                competency: Some(CompetencyId(2)),
                action: "Shadow a colleague".to_owned(),
                kind: Some("Exposure".to_owned()),
                owner: Some("Both".to_owned()),
                start: Some(date(2026, 11, 2)),
                due: Some(date(2027, 3, 31)),
                status: Some("In progress".to_owned()),
                success: None,
                at: Location::default(),
            },
        }];
        (person, answers, actions)
    }

    /// Everything that was read, without its cells.
    fn content(assessment: &Assessment) -> Assessment {
        let mut bare = assessment.clone();
        bare.at = Location::default();
        bare.cells = BTreeMap::new();
        for entered in &mut bare.competencies {
            for rating in [&mut entered.own, &mut entered.manager, &mut entered.agreed]
                .into_iter()
                .flatten()
            {
                rating.at = Location::default();
            }
            for text in [
                &mut entered.evidence,
                &mut entered.manager_comment,
                &mut entered.interest,
            ]
            .into_iter()
            .flatten()
            {
                text.at = Location::default();
            }
        }
        for mark in &mut bare.marks {
            mark.at = Location::default();
        }
        for action in &mut bare.actions {
            action.at = Location::default();
        }
        bare
    }

    #[test]
    fn forty_forms_read_back_as_they_were_filled_in() {
        let mut map = company_map();
        // Nested bullets and a bullet for one track, which a form shows in its own way.
        map.competencies[1].expectations[2].push(Expectation {
            text: "Leads a programme".to_owned(),
            details: vec!["with a budget".to_owned(), "and a plan".to_owned()],
            track: Some(Track::Management),
        });
        let names = Names::new(&map);
        let folder = tempfile::tempdir().unwrap();
        let options = FormOptions {
            cycle: Some("Autumn 2026".to_owned()),
            ..FormOptions::default()
        };
        for index in 0..40 {
            let (person, answers, actions) = somebody(&map, index);
            let bytes = form(&FormInput {
                map: &map,
                person: &person,
                actions: &actions,
                answers: Some(&answers),
                options: &options,
            })
            .unwrap();
            let path = folder.path().join(format!("{index}.xlsx"));
            std::fs::write(&path, bytes).unwrap();
            let at = Location::file("form.xlsx");
            let workbook = sheet::open(&path, &at, &Limits::default()).unwrap();
            let (read, problems) = read_assessments(&workbook, &names, &[]);
            assert_eq!(problems, [], "form {index}");
            let [read] = read.as_slice() else {
                panic!("form {index} is one assessment")
            };
            let wanted = Assessment {
                person,
                at: Location::default(),
                cells: BTreeMap::new(),
                cycle: options.cycle.clone(),
                assessed_on: answers.assessed_on,
                aspiration: answers.aspiration,
                accomplishments: answers.accomplishments,
                development: answers.development,
                manager_summary: answers.manager_summary,
                recommendation: answers.recommendation,
                competencies: answers.competencies,
                actions: actions.into_iter().map(|carried| carried.action).collect(),
                marks: answers.marks,
            };
            assert_eq!(content(read), wanted, "form {index}");
        }
    }
}
