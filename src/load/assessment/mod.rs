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
//! Beside them, or in a separate file, there may be *outcomes*: one person a row, with what is recommended
//! (`outcomes`).
//!
//! Anything else is refused, and the message says what was looked for.

mod actions;
mod columns;
mod companions;
mod fields;
mod form;
mod helping;
mod labels;
mod long;
mod marks;
mod matrix;
mod named_day;
mod of_review;
mod outcomes;
mod raters;
mod rating;
mod ratings;
mod scale;
mod second_form;
mod settings;
mod shape;
mod status;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::hidden::visible_sheets;
use super::names::MapNames;
use super::reconcile::RosterIndex;
use super::sheet::{Sheet, Workbook};
use crate::diagnostic::Diagnostic;
use crate::labels::List;
use crate::model::{
    Assessment, CompetencyAssessment, EmployeeId, Field, Person, PersonTrack, TableReading,
};

use actions::Actions;
use companions::attach;
use fields::Fields;
pub(super) use fields::{Part, person_name};
use form::Form;
use marks::Marks;
pub use of_review::OfReview;
use outcomes::Outcomes;
pub use outcomes::{PersonDecision, PersonOutcome};
pub use rating::rating_words;
use second_form::without_second_form;
pub use settings::AssessmentSettings;
use shape::Shape;

/// Everything that reading an assessment needs beside the file.
#[derive(Clone, Copy)]
struct Context<'a> {
    names: &'a MapNames<'a>,
    roster: &'a RosterIndex<'a>,
    settings: &'a AssessmentSettings,
}

/// The result of reading a workbook of assessments.
#[derive(Debug, Default)]
pub struct AssessmentReading {
    /// The assessments in it.
    pub assessments: Vec<Assessment>,
    /// What managers write for leadership in tables of outcomes.
    pub outcomes: Vec<PersonOutcome>,
    /// All messages about it.
    pub problems: Vec<Diagnostic>,
    /// How the columns of its tables were read, and where the tables are.
    pub tables: Vec<TableReading>,
}

/// Reads every assessment in a workbook. The `roster` supplies what a person's own file leaves out.
///
/// An assessment is left out, with a diagnostic, if it has no name or no role level that the map knows.
pub fn read_assessments(
    workbook: &Workbook,
    names: &MapNames<'_>,
    roster: &RosterIndex<'_>,
    settings: &AssessmentSettings,
) -> AssessmentReading {
    let mut problems = Vec::new();
    let mut sheets = visible_sheets(workbook);
    problems.extend(sheets.iter().filter_map(|(_, hidden)| hidden.clone()));
    let context = Context {
        names,
        roster,
        settings,
    };
    for (sheet, _) in &mut sheets {
        if let Some((first, problem)) = without_second_form(sheet, &context) {
            *sheet = Cow::Owned(first);
            problems.push(problem);
        }
    }
    let visible: Vec<&Sheet> = sheets.iter().map(|(sheet, _)| &**sheet).collect();
    let shape = Shape::of(&visible, &context, &mut problems);
    let other = scale::other_scale(shape.ratings(names).into_iter(), shape.stated_top(), names)
        .map(|scale| names.on_other_scale(scale));
    let context = Context {
        names: other.as_ref().unwrap_or(names),
        ..context
    };
    let outcomes: Vec<Outcomes<'_>> = visible
        .iter()
        .filter(|sheet| !shape.is_on(sheet))
        .filter_map(|sheet| Outcomes::find(sheet, &context, &mut problems))
        .collect();
    let mut assessments = match &shape {
        Shape::Forms(forms) => forms
            .iter()
            .filter_map(|form| read_form(form, &context, &mut problems))
            .collect(),
        Shape::Long(tables) => tables
            .iter()
            .flat_map(|table| table.read(&context, &mut problems))
            .collect(),
        Shape::Matrices(matrices) => matrices
            .iter()
            .flat_map(|matrix| matrix.read(&context, &mut problems))
            .collect(),
        Shape::Unknown => {
            if outcomes.is_empty() {
                problems.push(shape::unknown(workbook, &visible, &context));
            }
            Vec::new()
        }
    };
    // In a form each cell has its own message, unless all numbers are in doubt.
    if context.names.other_scale().is_some() || !matches!(shape, Shape::Forms(_)) {
        rating::merge_repeated(&mut problems);
    }
    let alone = matches!(&shape, Shape::Forms(forms) if forms.len() == 1);
    attach::<Actions>(&mut assessments, alone, &visible, &context, &mut problems);
    attach::<Marks>(&mut assessments, alone, &visible, &context, &mut problems);
    let mut tables = shape.tables();
    tables.extend(outcomes.iter().map(Outcomes::reading));
    AssessmentReading {
        assessments,
        outcomes: outcomes
            .iter()
            .flat_map(|table| table.read(context.names, &mut problems))
            .collect(),
        problems,
        tables,
    }
}

fn read_form(
    form: &Form<'_>,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Assessment> {
    scale::taken_for_levels(
        form.ratings(context.names).into_iter(),
        context.names,
        problems,
    );
    assemble(
        &form.fields(),
        context,
        problems,
        |person, track, problems| ratings::read(form, person, track, context, problems),
    )
}

/// Builds an assessment from its fields and ratings; the ratings are read on the person's track.
fn assemble(
    fields: &Fields<'_>,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
    ratings: impl FnOnce(
        &Person,
        Option<PersonTrack>,
        &mut Vec<Diagnostic>,
    ) -> Vec<CompetencyAssessment>,
) -> Option<Assessment> {
    let names = context.names;
    let employee_id = fields
        .word(Field::EmployeeId, problems)
        .map(EmployeeId::new);
    let by_id = employee_id
        .as_ref()
        .and_then(|id| context.roster.entry((Some(id), "")));
    let name = fields.name(by_id, problems);
    let on_roster = name
        .as_deref()
        .and_then(|name| context.roster.entry((employee_id.as_ref(), name)));
    let before = problems.len();
    let role = fields.role(names, on_roster, problems);
    let name = name?;
    let Some(role) = role else {
        for problem in &mut problems[before..] {
            problem.person = Some(name.clone());
        }
        return None;
    };
    let target = fields.target(names, role, problems);
    let speciality = fields.speciality(names, on_roster, problems);
    let person = Person {
        name,
        employee_id,
        email: fields.word(Field::Email, problems),
        team: fields.word(Field::Team, problems),
        manager: fields.manager(problems),
        manager_id: None,
        manager_email: None,
        role_level: role.level,
        track: role.track,
        speciality,
        chosen_target: target.level,
        target_track: target.track,
    };
    let (wish, aspiration) = fields.wish(names, problems);
    let assessed_on = fields.date(Field::AssessedOn, problems);
    Some(Assessment {
        cycle: fields.word(Field::Cycle, problems),
        assessed_on,
        day_label: fields.day_label(),
        next_review: fields.next_review(assessed_on, problems),
        aspiration,
        accomplishments: fields.text(Field::Accomplishments, problems),
        development: fields.text(Field::Development, problems),
        growth: fields.text(Field::Growth, problems),
        beyond_map: fields.text(Field::BeyondMap, problems),
        willing_to_help: helping::willing_to_help(fields, names, problems),
        wish,
        manager_summary: fields.text(Field::ManagerSummary, problems),
        recommendation: fields
            .text(Field::Recommendation, problems)
            .map(|typed| names.chosen(List::Recommendation, typed)),
        reasons: fields.text(Field::Reasons, problems),
        decision: None,
        competencies: ratings(&person, person.step_track(), problems),
        actions: Vec::new(),
        marks: Vec::new(),
        at: fields.at(),
        cells: fields.cells(),
        person,
    })
}
