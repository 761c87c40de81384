//! *Data*: one row a person and competency; what every other figure rests on. Columns are a contract.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::{Kind, Look};
use super::table::Spec;
use crate::diagnostic::Location;
use crate::model::{Assessment, CompetencyAssessment};

/// Rows of a sheet below its header.
pub(super) const ROWS_PER_SHEET: usize = 1_048_575;

/// The sheets: *Data*, and as many more as the row limit asks for.
pub(super) fn sheets(book: &Book<'_>, rows_per_sheet: usize) -> Result<Vec<Worksheet>, XlsxError> {
    let people: Vec<_> = book.people().collect();
    let competencies = book.map().competencies.len().max(1);
    // A person's rows stay together on one sheet.
    let people_per_sheet = (rows_per_sheet / competencies).max(1);
    let mut sheets = Vec::new();
    for part in people.chunks(people_per_sheet) {
        let rows = part.iter().flat_map(|(assessment, person)| {
            person
                .gaps
                .iter()
                .map(|gap| row(book, assessment, person.target, gap))
        });
        let count = part.iter().map(|(_, person)| person.gaps.len()).sum();
        sheets.push(sheet(book, sheets.len(), count, rows)?);
    }
    if sheets.is_empty() {
        sheets.push(sheet(book, 0, 0, std::iter::empty())?);
    }
    Ok(sheets)
}

/// One of the sheets, counted from 0: *Data*, *Data 2*, *Data 3* …
fn sheet(
    book: &Book<'_>,
    index: usize,
    count: usize,
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<Worksheet, XlsxError> {
    let (name, table) = if index == 0 {
        ("Data".to_owned(), "DataRows".to_owned())
    } else {
        (
            format!("Data {}", index + 1),
            format!("DataRows_{}", index + 1),
        )
    };
    let mut page = Page::long(book, &name)?;
    let spec = Spec {
        name: table,
        columns: columns(book),
    };
    let placed = page.long_table(&spec, count, rows, "Nobody was assessed.")?;
    page.freeze(placed, 2)?;
    // On one page's width nobody could read so many columns; who it is stands on both.
    page.sheet.set_print_fit_to_pages(2, 0);
    page.sheet.set_repeat_columns(0, 1)?;
    Ok(page.finish())
}

/// The columns of the contract in its order, then what was added since.
fn columns(book: &Book<'_>) -> Vec<Column> {
    let assessments = &book.input.review.assessments;
    let levels = || book.map().levels.iter().map(|level| level.title.as_str());
    vec![
        Column::new("Employee ID", 12.0, Kind::Text),
        Column::new("Name", 20.0, Kind::Text)
            .fitting(assessments.iter().map(|a| a.person.name.as_str())),
        Column::new("Team", 11.0, Kind::Text).fitting(assessments.iter().map(Assessment::team)),
        Column::new("Manager", 14.0, Kind::Text).fitting(
            assessments
                .iter()
                .filter_map(|a| a.person.manager.as_deref()),
        ),
        Column::new("Role level", 14.0, Kind::Text).fitting(levels()),
        Column::new("Target level", 14.0, Kind::Text).fitting(levels()),
        Column::new("Competency", 20.0, Kind::Text)
            .fitting(book.map().competencies.iter().map(|c| c.name.as_str())),
        Column::new("Self", 8.0, Kind::Points),
        Column::new("Manager rating", 10.0, Kind::Points),
        Column::new("Agreed", 10.0, Kind::Points),
        Column::new("Rating", 9.0, Kind::Points),
        Column::new("Rating source", 13.0, Kind::Text),
        Column::new("Required now", 11.0, Kind::Points),
        Column::new("Required at target", 11.0, Kind::Points),
        Column::new("Role gap", 8.0, Kind::Points),
        Column::new("Target gap", 8.0, Kind::Points),
        Column::new("Standing", 15.0, Kind::Text),
        Column::new("Self minus manager", 11.0, Kind::Points),
        Column::new("Source file", 20.0, Kind::Text)
            .fitting(assessments.iter().filter_map(|a| a.at.file())),
        Column::new("Source cell", 9.0, Kind::Text),
        Column::new("Source sheet", 14.0, Kind::Text),
        Column::new("Manager comment", 30.0, Kind::Text),
    ]
}

fn row(
    book: &Book<'_>,
    assessment: &Assessment,
    target: crate::model::LevelId,
    gap: &crate::analysis::Gap,
) -> Vec<Cell> {
    let person = &assessment.person;
    let entered = assessment.competency(gap.competency);
    let source = source(assessment, entered);
    vec![
        Cell::some_text(person.employee_id.as_deref()),
        Cell::text(&person.name),
        Cell::text(assessment.team()),
        Cell::some_text(person.manager.as_deref()),
        Cell::text(book.level(person.role_level)),
        Cell::text(book.level(target)),
        Cell::text(book.competency(gap.competency)),
        Cell::some_number(entered.own_points()),
        Cell::some_number(entered.manager_points()),
        Cell::some_number(entered.agreed_points()),
        Cell::some_number(gap.rating),
        Cell::text(gap.source.label()),
        Cell::some_number(gap.required_now),
        Cell::some_number(gap.required_target),
        Cell::some_number(gap.role_gap),
        Cell::some_number(gap.target_gap),
        standing(gap),
        Cell::some_number(gap.self_minus_manager),
        Cell::some_text(source.file()),
        Cell::some_text(source.cell().map(|cell| cell.to_string())),
        Cell::some_text(source.sheet()),
        comment(book, entered),
    ]
}

/// What the manager says beside the rating; like the manager's summary, it is in the workbook only where outcomes are.
fn comment(book: &Book<'_>, entered: &CompetencyAssessment) -> Cell {
    let comment = entered
        .manager_comment
        .as_ref()
        .filter(|_| book.options().include_outcomes);
    Cell::some_text(comment.map(|comment| comment.value.as_str()))
}

fn standing(gap: &crate::analysis::Gap) -> Cell {
    match gap.standing {
        _ if !gap.scored => Cell::text("fact"),
        Some(standing) => Cell::text(standing.label()).looking(Look::Standing(standing)),
        None => Cell::empty(),
    }
}

/// The cell of the rating that decides, else the file alone: where there is no rating there is no cell to look at.
fn source(assessment: &Assessment, entered: &CompetencyAssessment) -> Location {
    entered
        .deciding()
        .1
        .map_or_else(|| assessment.at.without_cell(), |rating| rating.at.clone())
}
