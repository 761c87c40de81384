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
mod companions;
mod fields;
mod form;
mod headings;
mod long;
mod marks;
mod matrix;
mod rating;
mod ratings;
mod scale;
#[cfg(test)]
mod tests;

use super::names::Names;
use super::reconcile::RosterIndex;
use super::sheet::{Sheet, Value, Workbook};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, CompetencyAssessment, EmployeeId, Field, Person, Track};

use actions::Actions;
use companions::{attach, is_on};
use fields::Fields;
use form::Form;
use long::Long;
use marks::Marks;
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
    roster: &RosterIndex<'_>,
) -> (Vec<Assessment>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let visible: Vec<&Sheet> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .collect();
    let shape = recognise(&visible, names, &mut problems);
    let other = scale::other_scale(shape.ratings(names).into_iter(), names)
        .map(|scale| names.on_other_scale(scale));
    let names = other.as_ref().unwrap_or(names);
    let mut assessments = match &shape {
        Shape::Forms(forms) => forms
            .iter()
            .filter_map(|form| read_form(form, names, roster, &mut problems))
            .collect(),
        Shape::Long(tables) => tables
            .iter()
            .flat_map(|table| table.read(names, roster, &mut problems))
            .collect(),
        Shape::Matrices(matrices) => matrices
            .iter()
            .flat_map(|matrix| matrix.read(names, roster, &mut problems))
            .collect(),
        Shape::Unknown => {
            problems.push(no_form(workbook, &visible));
            Vec::new()
        }
    };
    if names.other_scale().is_some() {
        rating::condense(&mut problems);
    }
    let alone = matches!(&shape, Shape::Forms(forms) if forms.len() == 1);
    attach::<Actions>(&mut assessments, alone, &visible, names, &mut problems);
    attach::<Marks>(&mut assessments, alone, &visible, names, &mut problems);
    (assessments, problems)
}

impl Shape<'_> {
    /// Every cell that holds a rating, before it is known what it says.
    fn ratings(&self, names: &Names<'_>) -> Vec<(&Value, Location)> {
        match self {
            Self::Forms(forms) => forms.iter().flat_map(|form| form.ratings(names)).collect(),
            Self::Long(tables) => tables
                .iter()
                .flat_map(|table| table.all_ratings(names))
                .collect(),
            Self::Matrices(matrices) => matrices.iter().flat_map(Matrix::all_ratings).collect(),
            Self::Unknown => Vec::new(),
        }
    }
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
        forms_beside(sheets, &long, problems);
        return Shape::Long(long);
    }
    let forms: Vec<Form<'a>> = sheets
        .iter()
        .filter_map(|sheet| Form::find(sheet, problems))
        .collect();
    if !forms.is_empty() {
        return Shape::Forms(forms);
    }
    // Competencies stand one below the other on a sheet of actions, too, but no people beside them.
    let matrices: Vec<Matrix<'a>> = sheets
        .iter()
        .filter(|sheet| !is_on::<Actions>(sheet) && !is_on::<Marks>(sheet))
        .filter_map(|sheet| Matrix::find(sheet, names, problems))
        .collect();
    if matrices.is_empty() {
        Shape::Unknown
    } else {
        Shape::Matrices(matrices)
    }
}

/// Forms in a file that is read as one table of everybody.
fn forms_beside(sheets: &[&Sheet], tables: &[Long<'_>], problems: &mut Vec<Diagnostic>) {
    for sheet in sheets {
        let is_table = tables.iter().any(|table| table.is_on(sheet));
        if !is_table && Form::find(sheet, &mut Vec::new()).is_some() {
            problems.push(Diagnostic::warning(
                "sheet-unused",
                sheet.at.clone(),
                "This sheet holds one person's form, and the file also holds a table of several people; only the table was \
                 used.",
                "Move the form into a file of its own, or delete the sheet.",
            ));
        }
    }
}

fn read_form(
    form: &Form<'_>,
    names: &Names<'_>,
    roster: &RosterIndex<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Assessment> {
    assemble(
        &form.fields(),
        names,
        roster,
        problems,
        |track, problems| ratings::read(form, names, track, problems),
    )
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
    let employee_id = fields
        .word(Field::EmployeeId, problems)
        .map(EmployeeId::new);
    let on_roster = name
        .as_deref()
        .and_then(|name| roster.entry((employee_id.as_ref(), name)));
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
        workbook.at.without_cell(),
        format!(
            "No assessment was found: no table “Competency” with “Self level”, “Manager level” or “Agreed level”, and no \
             table with people on one side and competencies of the career map on the other. {found}"
        ),
        "If this is an assessment, give its table these headings; if not, move the file out of the folder.",
    )
}
