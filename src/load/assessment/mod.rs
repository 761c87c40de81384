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
mod of_review;
mod outcomes;
mod raters;
mod rating;
mod ratings;
mod scale;
mod second_form;
mod settings;
mod status;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::hidden::visible_sheets;
use super::names::Names;
use super::reconcile::RosterIndex;
use super::sheet::{Sheet, Value, Workbook};
use super::vocabulary::Meaning;
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::load::setting_lines::toml_text;
use crate::model::{
    Assessment, CompetencyAssessment, EmployeeId, Field, Person, PersonTrack, TableReading,
};

use actions::Actions;
use columns::RatingTable;
use companions::{attach, is_on};
use fields::Fields;
pub(super) use fields::{Part, person_name, speciality};
use form::{Form, shared_labels};
use labels::FormLabels;
use long::Long;
use marks::Marks;
use matrix::Matrix;
pub use of_review::OfReview;
use outcomes::Outcomes;
pub use outcomes::{PersonDecision, PersonOutcome};
pub use rating::rating_words;
use second_form::without_second_form;
pub use settings::AssessmentSettings;

/// Everything that reading an assessment needs beside the file.
#[derive(Clone, Copy)]
struct Context<'a> {
    names: &'a Names<'a>,
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

/// The shape of a workbook's sheets.
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

/// Reads every assessment in a workbook. The `roster` supplies what a person's own file leaves out.
///
/// An assessment is left out, with a diagnostic, if it has no name or no role level that the map knows.
#[must_use]
pub fn read_assessments(
    workbook: &Workbook,
    names: &Names<'_>,
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
    let shape = recognise(&visible, &context, &mut problems);
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
                problems.push(no_form(workbook, &visible, &context));
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

impl Shape<'_> {
    /// Every cell that holds a rating, before the ratings are understood.
    fn ratings(&self, names: &Names<'_>) -> Vec<(&Value, Location)> {
        match self {
            Self::Forms(forms) => forms.iter().flat_map(|form| form.ratings(names)).collect(),
            Self::Long(tables) => tables
                .iter()
                .flat_map(|long| long.table.ratings(names))
                .collect(),
            Self::Matrices(matrices) => matrices.iter().flat_map(Matrix::all_ratings).collect(),
            Self::Unknown => Vec::new(),
        }
    }

    /// The top of the scale that headings of ratings state.
    fn stated_top(&self) -> Option<u32> {
        match self {
            Self::Forms(forms) => forms
                .iter()
                .flat_map(Form::tables)
                .filter_map(|table| table.stated_top)
                .max(),
            Self::Long(tables) => tables.iter().filter_map(|long| long.table.stated_top).max(),
            Self::Matrices(matrices) => matrices.iter().filter_map(Matrix::stated_top).max(),
            Self::Unknown => None,
        }
    }

    /// Whether this sheet was read with it.
    fn is_on(&self, sheet: &Sheet) -> bool {
        let is_it = |known: &Sheet| known.at == sheet.at;
        match self {
            Self::Forms(forms) => forms
                .iter()
                .flat_map(Form::tables)
                .any(|table| is_it(table.sheet)),
            Self::Long(tables) => tables.iter().any(|long| is_it(long.table.sheet)),
            Self::Matrices(matrices) => matrices.iter().any(|matrix| is_it(matrix.sheet())),
            Self::Unknown => false,
        }
    }

    /// How the columns of its tables were read.
    fn tables(&self) -> Vec<TableReading> {
        match self {
            Self::Forms(forms) => forms.iter().flat_map(Form::readings).collect(),
            Self::Long(tables) => tables.iter().map(Long::reading).collect(),
            Self::Matrices(matrices) => matrices.iter().map(Matrix::reading).collect(),
            Self::Unknown => Vec::new(),
        }
    }
}

/// A list is the surest sign, then a form that says whose it is; a matrix needs the fewest signs.
fn recognise<'a>(
    sheets: &[&'a Sheet],
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Shape<'a> {
    let mut lists = Vec::new();
    let mut forms: Vec<(Form<'a>, Vec<Diagnostic>)> = Vec::new();
    for sheet in sheets {
        let mut found = Vec::new();
        let Some(table) = RatingTable::find(sheet, context, &mut found) else {
            continue;
        };
        if table.names_people() {
            problems.append(&mut found);
            lists.push(Long { table });
        } else {
            forms.push((Form::of(table, context, &mut found), found));
        }
    }
    if !lists.is_empty() {
        forms_beside(&forms, problems);
        return Shape::Long(lists);
    }
    let forms = with_labels(forms, sheets, context, problems);
    if forms.iter().any(|(form, _)| form.names_somebody()) {
        return Shape::Forms(one_a_person(forms, problems));
    }
    // Competencies stand one below the other on a sheet of actions, too, but no people beside them.
    let matrices: Vec<Matrix<'a>> = sheets
        .iter()
        .filter(|sheet| !is_on::<Actions>(sheet, context) && !is_on::<Marks>(sheet, context))
        .filter_map(|sheet| Matrix::find(sheet, context, problems))
        .collect();
    if !matrices.is_empty() {
        Shape::Matrices(matrices)
    } else if forms.is_empty() {
        Shape::Unknown
    } else {
        Shape::Forms(one_a_person(forms, problems))
    }
}

/// Forms, with the messages about their tables and labels.
type FormsFound<'a> = Vec<(Form<'a>, Vec<Diagnostic>)>;

/// The forms of a file, each with labels: a sheet without labels gets those of the only sheet that has some, if it is
/// clear whose ratings it holds. Any other table beside a form is a list of choices or a legend, not a form.
fn with_labels<'a>(
    mut forms: FormsFound<'a>,
    sheets: &[&'a Sheet],
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> FormsFound<'a> {
    let alone = forms.len() == 1;
    if forms.iter().all(|(form, _)| form.has_name_label()) {
        return forms;
    }
    let shared = shared_labels(sheets, context);
    let some_ask = forms.iter().any(|(form, _)| form.has_name_label());
    forms.retain_mut(|(form, found)| {
        if form.has_name_label() {
            return true;
        }
        if let Some(sheet) = shared.filter(|_| alone || form.says_whose()) {
            form.take_labels(FormLabels::of_sheet(sheet, context, found));
            return true;
        }
        if some_ask && form.holds_ratings(context.names) {
            problems.push(Diagnostic::warning(
                "sheet-unused",
                form.sheet().at.clone(),
                "This sheet may hold ratings, but it does not clearly say who is rated and by whom; it was left out.",
                "If it counts, write Name and Role level above the table, and into the heading whose ratings they are.",
            ));
        }
        !some_ask
    });
    forms
}

/// The forms of a file, with several forms of one person joined, since some have a sheet for each rater.
fn one_a_person<'a>(forms: FormsFound<'a>, problems: &mut Vec<Diagnostic>) -> Vec<Form<'a>> {
    let mut people: Vec<Form<'a>> = Vec::new();
    for (form, mut found) in forms {
        problems.append(&mut found);
        match people.iter_mut().find(|known| known.completes(&form)) {
            Some(known) => known.take_tables(form),
            None => people.push(form),
        }
    }
    people
}

/// Reports forms in a file that is read as one table of everybody.
fn forms_beside(forms: &FormsFound<'_>, problems: &mut Vec<Diagnostic>) {
    for (form, _) in forms.iter().filter(|(form, _)| form.has_name_label()) {
        problems.push(Diagnostic::warning(
            "sheet-unused",
            form.sheet().at.clone(),
            "This sheet holds one person's form, and the file also holds a table of several people; only the table was \
             used.",
            "Move the form into a separate file, or delete the sheet.",
        ));
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

/// The heading beside *Competency*, which is likely one of ratings.
fn likely_rating_heading(visible: &[&Sheet], context: &Context<'_>) -> Option<String> {
    visible.iter().find_map(|sheet| {
        let mut cells = sheet.grid.cells().peekable();
        while let Some((at, value)) = cells.next() {
            let Value::Text(text) = value else { continue };
            let heading = context.settings.columns.heading(text);
            if heading.may_be(Meaning::Competency)
                && let Some((beside, Value::Text(beside_text))) = cells.peek()
                && beside.row == at.row
            {
                return Some(beside_text.clone());
            }
        }
        None
    })
}

fn no_form(workbook: &Workbook, visible: &[&Sheet], context: &Context<'_>) -> Diagnostic {
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
            "No assessment was found: no table “Competency” with “Self level”, “Manager level” or “Agreed level”, no \
             table with people on one side and competencies of the career map on the other, and no table of people with \
             a column “Recommendation”. {found}"
        ),
        format!(
            "If this is an assessment, use these headings for its table, or explain your own in careermap.toml: under \
             [assessments.columns] write, for example, {} = \"self\" (or \"manager\", \"agreed\"); if not, move the \
             file out of the folder.",
            toml_text(
                likely_rating_heading(visible, context)
                    .as_deref()
                    .unwrap_or("My view")
            )
        ),
    )
}
