//! One person's assessment: a form with labels, a table of ratings, and optional sheets of actions and marks.
//!
//! Everything is found by its label, never by a fixed cell.

mod actions;
mod form;
mod marks;
mod rating;
mod ratings;

use super::names::Names;
use super::sheet::{Sheet, Workbook};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, Field, Person};

use form::Form;

/// Reads every assessment in a workbook: usually one, sometimes one for each person's sheet.
///
/// An assessment is left out, with a diagnostic, if it has no name or no role level that the map knows.
#[must_use]
pub fn read_assessments(
    workbook: &Workbook,
    names: &Names<'_>,
) -> (Vec<Assessment>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let forms: Vec<Form<'_>> = visible
        .iter()
        .filter_map(|sheet| Form::find(sheet, &mut problems))
        .collect();
    if forms.is_empty() {
        problems.push(no_form(workbook, &visible));
        return (Vec::new(), problems);
    }
    let alone = forms.len() == 1;
    let assessments = forms
        .iter()
        .filter_map(|form| {
            let mut assessment = read_form(form, names, &mut problems)?;
            // In a workbook of several people, nothing tells whose actions and marks these sheets hold.
            if alone {
                assessment.actions = actions::read(&visible, names, &mut problems);
                assessment.marks =
                    marks::read(&visible, names, assessment.person.track, &mut problems);
            }
            Some(assessment)
        })
        .collect();
    (assessments, problems)
}

fn read_form(
    form: &Form<'_>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Assessment> {
    let name = form.name(problems);
    let role = form.role(names, problems);
    let (name, role) = (name?, role?);
    let target = form.target(names, role, problems);
    let person = Person {
        name,
        employee_id: form.word(Field::EmployeeId, problems),
        email: form.word(Field::Email, problems),
        team: form.word(Field::Team, problems),
        manager: form.word(Field::Manager, problems),
        role_level: role.level,
        track: role.track,
        chosen_target: target.level,
        target_track: target.track,
    };
    Some(Assessment {
        cycle: form.word(Field::Cycle, problems),
        assessed_on: form.date(Field::AssessedOn, problems),
        aspiration: form.text(Field::Aspiration, problems),
        accomplishments: form.text(Field::Accomplishments, problems),
        development: form.text(Field::Development, problems),
        manager_summary: form.text(Field::ManagerSummary, problems),
        recommendation: form.text(Field::Recommendation, problems),
        competencies: ratings::read(form, names, person.step_track(), problems),
        actions: Vec::new(),
        marks: Vec::new(),
        at: form.at(),
        cells: form.cells(),
        person,
    })
}

fn no_form(workbook: &Workbook, visible: &[&Sheet]) -> Diagnostic {
    let sheets: Vec<String> = visible
        .iter()
        .map(|sheet| format!("“{}”", sheet.name))
        .collect();
    let found = match sheets.len() {
        0 => "It has no visible sheet.".to_owned(),
        1 => format!("Looked at sheet {}.", sheets.join(", ")),
        _ => format!("Looked at sheets {}.", sheets.join(", ")),
    };
    Diagnostic::error(
        "no-assessment",
        Location {
            cell: None,
            ..workbook.at.clone()
        },
        format!(
            "No assessment was found: a sheet with a table “Competency” and “Self level”, “Manager level” or “Agreed \
             level”. {found}"
        ),
        "If this is an assessment, give its table these headings; if not, move the file out of the folder.",
    )
}
