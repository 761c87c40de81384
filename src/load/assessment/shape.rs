//! The shape of a file with assessments: which of its sheets are read, and as what.

use super::super::names::MapNames;
use super::super::setting_lines::toml_text;
use super::super::sheet::{CellValue, Sheet, Workbook};
use super::super::vocabulary::Meaning;
use super::Context;
use super::actions::Actions;
use super::columns::RatingTable;
use super::companions::is_on;
use super::form::{Form, shared_labels};
use super::labels::FormLabels;
use super::long::LongTable;
use super::marks::Marks;
use super::matrix::Matrix;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::TableReading;

/// The shape of a workbook's sheets.
pub(super) enum Shape<'a> {
    /// One person a sheet.
    Forms(Vec<Form<'a>>),
    /// One row for each person and competency.
    Long(Vec<LongTable<'a>>),
    /// People on one side, competencies on the other.
    Matrices(Vec<Matrix<'a>>),
    /// Nothing that is known.
    Unknown,
}

impl<'a> Shape<'a> {
    /// A list is the surest sign, then a form that says whose it is; a matrix needs the fewest signs.
    pub(super) fn of(
        sheets: &[&'a Sheet],
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut lists = Vec::new();
        let mut forms: Vec<(Form<'a>, Vec<Diagnostic>)> = Vec::new();
        for sheet in sheets {
            let mut found = Vec::new();
            let Some(table) = RatingTable::find(sheet, context, &mut found) else {
                continue;
            };
            if table.names_people() {
                problems.append(&mut found);
                lists.push(LongTable { table });
            } else {
                forms.push((Form::of(table, context, &mut found), found));
            }
        }
        if !lists.is_empty() {
            forms_beside(&forms, problems);
            return Self::Long(lists);
        }
        let forms = with_labels(forms, sheets, context, problems);
        if forms.iter().any(|(form, _)| form.names_somebody()) {
            return Self::Forms(one_a_person(forms, problems));
        }
        // Competencies stand one below the other on a sheet of actions, too, but no people beside them.
        let matrices: Vec<Matrix<'a>> = sheets
            .iter()
            .filter(|sheet| !is_on::<Actions>(sheet, context) && !is_on::<Marks>(sheet, context))
            .filter_map(|sheet| Matrix::find(sheet, context, problems))
            .collect();
        if !matrices.is_empty() {
            Self::Matrices(matrices)
        } else if forms.is_empty() {
            Self::Unknown
        } else {
            Self::Forms(one_a_person(forms, problems))
        }
    }

    /// Every cell that holds a rating, before the ratings are understood.
    pub(super) fn ratings(&self, names: &MapNames<'_>) -> Vec<(&CellValue, Location)> {
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
    pub(super) fn stated_top(&self) -> Option<u32> {
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
    pub(super) fn is_on(&self, sheet: &Sheet) -> bool {
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
    pub(super) fn tables(&self) -> Vec<TableReading> {
        match self {
            Self::Forms(forms) => forms.iter().flat_map(Form::readings).collect(),
            Self::Long(tables) => tables.iter().map(LongTable::reading).collect(),
            Self::Matrices(matrices) => matrices.iter().map(Matrix::reading).collect(),
            Self::Unknown => Vec::new(),
        }
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

/// The heading beside *Competency*, which is likely one of ratings.
fn likely_rating_heading(visible: &[&Sheet], context: &Context<'_>) -> Option<String> {
    visible.iter().find_map(|sheet| {
        let mut cells = sheet.grid.cells().peekable();
        while let Some((at, value)) = cells.next() {
            let CellValue::Text(text) = value else {
                continue;
            };
            let heading = context.settings.columns.heading(text);
            if heading.may_be(Meaning::Competency)
                && let Some((beside, CellValue::Text(beside_text))) = cells.peek()
                && beside.row == at.row
            {
                return Some(beside_text.clone());
            }
        }
        None
    })
}

/// The message about a file of which nothing is known.
pub(super) fn unknown(
    workbook: &Workbook,
    visible: &[&Sheet],
    context: &Context<'_>,
) -> Diagnostic {
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
