//! *Data*: one row a person and competency; the basis of every other figure. Columns are a contract, in English in
//! every language.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::who::HasPerson;
use super::{Book, Cell, CellStyle, Page, RowPerson, Table, who};
use crate::analysis::{Gap, PersonAnalysis};
use crate::diagnostic::Location;
use crate::labels::Labels;
use crate::model::{Assessment, CompetencyAssessment, CompetencyId};

/// Rows of a sheet below its header.
pub(super) const ROWS_PER_SHEET: usize = 1_048_575;

/// The sheets: *Data*, and as many more as the row limit asks for.
pub(super) fn sheets(book: &Book<'_>, rows_per_sheet: usize) -> Result<Vec<Worksheet>, XlsxError> {
    let people: Vec<_> = book.everybody().zip(book.input.people).collect();
    let people_per_sheet = people_per_sheet(book, rows_per_sheet);
    let mut sheets = Vec::new();
    for part in people.chunks(people_per_sheet) {
        let rows = part
            .iter()
            .flat_map(|(who, person)| person.gaps.iter().map(|gap| Row::new(*who, gap)));
        let count = part.iter().map(|(_, person)| person.gaps.len()).sum();
        sheets.push(sheet(book, sheets.len(), count, rows)?);
    }
    if sheets.is_empty() {
        sheets.push(sheet(book, 0, 0, std::iter::empty())?);
    }
    Ok(sheets)
}

/// Where a person's rows begin: the name of the sheet, and the row, counted from 1.
pub(super) fn places(book: &Book<'_>, rows_per_sheet: usize) -> Vec<(String, usize)> {
    let size = people_per_sheet(book, rows_per_sheet);
    let mut places = Vec::with_capacity(book.input.people.len());
    for (index, part) in book.input.people.chunks(size).enumerate() {
        let mut row = 2;
        for person in part {
            places.push((name(index), row));
            row += person.gaps.len();
        }
    }
    places
}

/// A person's rows stay together on one sheet.
fn people_per_sheet(book: &Book<'_>, rows_per_sheet: usize) -> usize {
    let competencies = book.map().competencies.len().max(1);
    (rows_per_sheet / competencies).max(1)
}

/// The name of a sheet, counted from 0.
fn name(index: usize) -> String {
    if index == 0 {
        "Data".to_owned()
    } else {
        format!("Data {}", index + 1)
    }
}

/// Where each person's rows are.
pub(super) struct Rows<'b> {
    people: &'b [PersonAnalysis],
    /// The name of the sheet, and the person's first row, counted from 1.
    first: Vec<(String, usize)>,
}

impl<'b> Rows<'b> {
    pub(super) fn of(book: &Book<'b>) -> Self {
        Self {
            people: book.input.people,
            first: places(book, ROWS_PER_SHEET),
        }
    }

    /// The row of a person and a competency, as the program shows it; on a further sheet with its name.
    pub(super) fn place(&self, person: usize, competency: CompetencyId) -> Cell {
        let (sheet, first) = &self.first[person];
        let gaps = self.people[person].gaps.iter();
        let Some(at) = gaps
            .map(|gap| gap.competency)
            .position(|id| id == competency)
        else {
            return Cell::empty();
        };
        let row = first + at;
        if *sheet == name(0) {
            Cell::from(row)
        } else {
            Cell::text(format!("{sheet}: {row}"))
        }
    }
}

/// A person and a competency.
struct Row<'b> {
    who: RowPerson<'b>,
    gap: &'b Gap,
    entered: &'b CompetencyAssessment,
    source: Location,
}

impl<'b> Row<'b> {
    fn new(who: RowPerson<'b>, gap: &'b Gap) -> Self {
        let entered = who.assessment.competency(gap.competency);
        Self {
            who,
            gap,
            entered,
            source: source(who.assessment, entered),
        }
    }
}

impl<'b> HasPerson<'b> for Row<'b> {
    fn who(&self) -> &RowPerson<'b> {
        &self.who
    }
}

/// One of the sheets, counted from 0: *Data*, *Data 2*, *Data 3* …
fn sheet<'b>(
    book: &'b Book<'_>,
    index: usize,
    count: usize,
    rows: impl Iterator<Item = Row<'b>>,
) -> Result<Worksheet, XlsxError> {
    let table = if index == 0 {
        "DataRows".to_owned()
    } else {
        format!("DataRows_{}", index + 1)
    };
    let page = Page::long_called(&book.parts, &name(index))?;
    let nothing = Labels::program().say("workbook.nobody-assessed");
    page.finish_with_long(&columns(book, table), count, rows, nothing)
}

/// The columns of the contract in its order, then what was added since.
fn columns<'b>(book: &'b Book<'_>, name: String) -> Table<'b, Row<'b>> {
    let english = Labels::program();
    let assessments = &book.input.review.assessments;
    let levels = || book.map().levels.iter().map(|level| level.title.as_str());
    Table::<Row<'b>>::new(name)
        .freezing(2)
        .add(who::employee_id(english))
        .add(who::name(english))
        .fitting(assessments.iter().map(|a| a.person.name.as_str()))
        .add(who::team(english))
        .fitting(assessments.iter().map(Assessment::team))
        .add(who::manager(english))
        .fitting(
            assessments
                .iter()
                .filter_map(|a| a.person.manager.as_deref()),
        )
        .add(who::role_level(english))
        .fitting(levels())
        .add(who::target_level(english))
        .fitting(levels())
        .text("Competency", 20.0, |row| {
            book.competency(row.gap.competency)
        })
        .fitting(book.map().competencies.iter().map(|c| c.name.as_str()))
        .points("Self", 8.0, |row| row.entered.own_points())
        .points("Manager rating", 10.0, |row| row.entered.manager_points())
        .points("Agreed", 10.0, |row| row.entered.agreed_points())
        .points("Rating", 9.0, |row| row.gap.rating)
        .text("Rating source", 13.0, |row| row.gap.source.label())
        .points("Required now", 11.0, |row| row.gap.required_now)
        .points("Required at target", 11.0, |row| row.gap.required_target)
        .points("Role gap", 8.0, |row| row.gap.role_gap())
        .points("Target gap", 8.0, |row| row.gap.target_gap())
        .text("Standing", 15.0, |row| standing(row.gap))
        .points("Self minus manager", 11.0, |row| row.gap.self_minus_manager)
        .text("Source file", 20.0, |row| {
            row.source.file().map(str::to_owned)
        })
        .fitting(assessments.iter().filter_map(|a| a.at.file()))
        .unprinted()
        .text("Source cell", 9.0, |row| row.source.cell())
        .text("Source sheet", 14.0, |row| {
            row.source.sheet().map(str::to_owned)
        })
        .text("Manager comment", 30.0, |row| comment(book, row.entered))
        .when(book.map().has_specialities(), |table| {
            table.add(who::speciality("Speciality", book.map()))
        })
        .text("Evidence", 9.0, evidence)
}

/// Whether anything is said about the rating.
fn evidence(row: &Row<'_>) -> Option<&'static str> {
    row.gap.rating?;
    Some(match row.entered.evidence {
        Some(_) => "given",
        None => "none",
    })
}

/// The manager's comment on the rating; like the manager's summary, it is in the workbook only if outcomes are.
fn comment<'b>(book: &Book<'_>, entered: &'b CompetencyAssessment) -> Option<&'b str> {
    let comment = entered.manager_comment.as_ref();
    comment
        .filter(|_| book.options().include_outcomes)
        .map(|comment| &*comment.value)
}

fn standing(gap: &Gap) -> Cell {
    match gap.standing() {
        _ if !gap.scored => Cell::text("fact"),
        Some(standing) => Cell::text(standing.label()).looking(CellStyle::Standing(standing)),
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
