//! Assessments: a form with labels, a table of ratings and optional sheets of actions and marks; or one of the other
//! shapes that companies have.
//!
//! One step recognises the shape, then a small reader for each shape finds everything by its labels, never by a fixed
//! cell:
//!
//! - a *form*: one person a sheet, with labels and a table of competencies (`form`);
//! - the *long form*: one row for each person and competency (`long`);
//! - a *matrix*: one person a row and one competency a column, or the other way round (`matrix`).
//!
//! What is recognised as none of these is refused with what was looked for.

mod actions;
mod fields;
mod form;
mod headings;
mod long;
mod marks;
mod matrix;
mod rating;
mod ratings;
#[cfg(test)]
mod tests;

use super::names::Names;
use super::reconcile::RosterIndex;
use super::sheet::{Sheet, Workbook};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, CompetencyAssessment, Field, Person, RosterEntry, Track};

use fields::Fields;
use form::Form;
use long::Long;
use matrix::Matrix;
pub use rating::rating_words;

/// What a workbook's sheets are.
enum Shape<'a> {
    /// One person a sheet.
    Forms(Vec<Form<'a>>),
    /// One row for each person and competency.
    Long(Vec<Long<'a>>),
    /// People on one side, competencies on the other.
    Matrices(Vec<Matrix<'a>>),
    /// Nothing that is known.
    Unknown,
}

/// Reads every assessment in a workbook. What a person's own file leaves out may be on the `roster`.
///
/// An assessment is left out, with a diagnostic, if it has no name or no role level that the map knows.
#[must_use]
pub fn read_assessments(
    workbook: &Workbook,
    names: &Names<'_>,
    roster: &[RosterEntry],
) -> (Vec<Assessment>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let roster = RosterIndex::of(roster);
    let assessments = match recognise(&visible, names, &mut problems) {
        Shape::Forms(forms) => read_forms(&forms, &visible, names, &roster, &mut problems),
        Shape::Long(tables) => tables
            .iter()
            .flat_map(|table| table.read(names, &roster, &mut problems))
            .collect(),
        Shape::Matrices(matrices) => matrices
            .iter()
            .flat_map(|matrix| matrix.read(names, &roster, &mut problems))
            .collect(),
        Shape::Unknown => {
            problems.push(no_form(workbook, &visible));
            Vec::new()
        }
    };
    (assessments, problems)
}

/// A form is the surest sign, so a workbook with one is read by its forms alone; a matrix needs the fewest signs.
fn recognise<'a>(
    sheets: &[&'a Sheet],
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Shape<'a> {
    let long: Vec<Long<'a>> = sheets
        .iter()
        .filter_map(|sheet| Long::find(sheet, names, problems))
        .collect();
    if !long.is_empty() {
        return Shape::Long(long);
    }
    let forms: Vec<Form<'a>> = sheets
        .iter()
        .filter_map(|sheet| Form::find(sheet, problems))
        .collect();
    if !forms.is_empty() {
        return Shape::Forms(forms);
    }
    let matrices: Vec<Matrix<'a>> = sheets
        .iter()
        .filter_map(|sheet| Matrix::find(sheet, names, problems))
        .collect();
    if matrices.is_empty() {
        Shape::Unknown
    } else {
        Shape::Matrices(matrices)
    }
}

fn read_forms(
    forms: &[Form<'_>],
    sheets: &[&Sheet],
    names: &Names<'_>,
    roster: &RosterIndex<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Assessment> {
    let alone = forms.len() == 1;
    let mut assessments = Vec::new();
    for form in forms {
        let read = assemble(
            &form.fields(),
            names,
            roster,
            problems,
            |track, problems| ratings::read(form, names, track, problems),
        );
        let Some(mut assessment) = read else {
            continue;
        };
        // In a workbook of several people, nothing tells whose actions and marks these sheets hold.
        if alone {
            let track = assessment.person.track;
            assessment.actions = actions::read(sheets, names, problems);
            assessment.marks = marks::read(sheets, names, track, problems);
        }
        assessments.push(assessment);
    }
    assessments
}

/// Puts an assessment together from its fields and ratings; the ratings are read on the person's track.
fn assemble(
    fields: &Fields<'_>,
    names: &Names<'_>,
    roster: &RosterIndex<'_>,
    problems: &mut Vec<Diagnostic>,
    ratings: impl FnOnce(Option<Track>, &mut Vec<Diagnostic>) -> Vec<CompetencyAssessment>,
) -> Option<Assessment> {
    let name = fields.name(problems);
    let employee_id = fields.word(Field::EmployeeId, problems);
    let on_roster = name
        .as_deref()
        .and_then(|name| roster.entry(name, employee_id.as_deref()));
    let role = fields.role(names, on_roster, problems);
    let (name, role) = (name?, role?);
    let target = fields.target(names, role, problems);
    let person = Person {
        name,
        employee_id,
        email: fields.word(Field::Email, problems),
        team: fields.word(Field::Team, problems),
        manager: fields.word(Field::Manager, problems),
        role_level: role.level,
        track: role.track,
        chosen_target: target.level,
        target_track: target.track,
    };
    Some(Assessment {
        cycle: fields.word(Field::Cycle, problems),
        assessed_on: fields.date(Field::AssessedOn, problems),
        aspiration: fields.text(Field::Aspiration, problems),
        accomplishments: fields.text(Field::Accomplishments, problems),
        development: fields.text(Field::Development, problems),
        manager_summary: fields.text(Field::ManagerSummary, problems),
        recommendation: fields.text(Field::Recommendation, problems),
        competencies: ratings(person.step_track(), problems),
        actions: Vec::new(),
        marks: Vec::new(),
        at: fields.at(),
        cells: fields.cells(),
        person,
    })
}

fn no_form(workbook: &Workbook, visible: &[&Sheet]) -> Diagnostic {
    // Separated text has one sheet and no name for it.
    let sheets: Vec<String> = visible
        .iter()
        .filter(|sheet| !sheet.name.is_empty())
        .map(|sheet| format!("“{}”", sheet.name))
        .collect();
    let found = match sheets.len() {
        0 if visible.is_empty() => "It has no visible sheet.".to_owned(),
        0 => "It was read as separated text.".to_owned(),
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
            "No assessment was found: no table “Competency” with “Self level”, “Manager level” or “Agreed level”, and no \
             table with people on one side and competencies of the career map on the other. {found}"
        ),
        "If this is an assessment, give its table these headings; if not, move the file out of the folder.",
    )
}
