//! *Key people*: where a team depends on one person or two, and who could take over.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::first_few;
use super::who::HasPerson;
use super::{Book, Cell, CellStyle, Page, RowPerson, Table, who};
use crate::analysis::{CoverageLoss, CoverageRow, CoverageStatus, Deputy, Scope, deputies};
use crate::render::words::{self, Sheet, some_of};

/// How many equal deputies a cell names before it counts the rest.
const DEPUTIES: usize = 2;

/// A competency in which a team would lose somebody whom it needs.
struct Row<'b> {
    who: RowPerson<'b>,
    person: usize,
    coverage: &'b CoverageRow,
    fall: CoverageLoss,
}

impl<'b> HasPerson<'b> for Row<'b> {
    fn who(&self) -> &RowPerson<'b> {
        &self.who
    }
}

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::KeyPeople)?;
    page.labelled_title("workbook.key-people.title", "workbook.key-people.lead");
    if !book.teams_of_one.is_empty() {
        let names: Vec<&str> = book.teams_of_one.iter().copied().collect();
        page.line(&labels.count(
            "workbook.key-people.left-out",
            names.len(),
            &[("names", &some_of(labels, &names))],
        ));
    }
    page.finish_with(&table(book), rows(book), "workbook.key-people.none")
}

/// Sole people first, then everybody and each team in document order and the map's order of competencies.
fn rows<'b>(book: &'b Book<'_>) -> Vec<Row<'b>> {
    let mut rows = Vec::new();
    let mut coverage = book.coverage.chunk_by(|a, b| a.scope == b.scope);
    let mut keys = book.key_people.iter().peekable();
    while let (Some(key), Some(of_scope)) = (keys.peek(), coverage.next()) {
        if of_scope[0].scope != key.scope {
            continue;
        }
        let scope = &of_scope[0].scope;
        let mut found = Vec::new();
        while let Some(key) = keys.next_if(|key| key.scope == *scope) {
            for fall in &key.falls {
                let row = of_scope
                    .iter()
                    .find(|row| row.competency == fall.competency);
                found.extend(row.map(|coverage| Row {
                    who: book.who(key.person),
                    person: key.person,
                    coverage,
                    fall: *fall,
                }));
            }
        }
        found.sort_by_key(|row| (row.fall.competency, row.person));
        rows.append(&mut found);
    }
    rows.sort_by_key(|row| !row.fall.is_sole());
    rows
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let labels = book.labels();
    Table::<Row<'b>>::labelled("KeyPeople", labels)
        .freezing(2)
        .text("workbook.column.team", 11.0, |row| {
            words::scope(labels, &row.coverage.scope)
        })
        .text("workbook.column.competency", 26.0, |row| {
            book.competency(row.fall.competency)
        })
        .text("workbook.key-people.depends", 12.0, |row| {
            Cell::text(if row.fall.is_sole() {
                labels.say("workbook.key-people.only").to_owned()
            } else {
                labels.count("workbook.key-people.one-of", row.fall.depth, &[])
            })
            .looking(CellStyle::Status(if row.fall.is_sole() {
                CoverageStatus::Uncovered
            } else {
                CoverageStatus::Thin
            }))
        })
        .add(who::name(labels))
        .add(who::role_level(labels))
        .long("workbook.key-people.deputy", 34.0, |row| deputy(book, row))
        .text("workbook.key-people.level", 16.0, |row| {
            row.coverage
                .reference
                .map(|level| words::scale_words(labels, book.map(), level))
        })
        .add(who::employee_id(labels))
        .add(who::manager(labels))
}

/// The highest-rated of the others, and how far they are from the level that the team needs.
fn deputy(book: &Book<'_>, row: &Row<'_>) -> String {
    let scope: &Scope = &row.coverage.scope;
    let others = book.members(scope).filter(|member| *member != row.person);
    let reference = row.coverage.reference.unwrap_or_default();
    let found = deputies(book.input.people, others, row.fall.competency, reference);
    let Some(Deputy {
        short, confirmed, ..
    }) = found.first()
    else {
        return book.labels().say("workbook.key-people.nobody").to_owned();
    };
    let key = match (*short > 0.0, confirmed) {
        (true, true) => "workbook.key-people.short",
        (true, false) => "workbook.key-people.short-by-self",
        (false, _) => "workbook.key-people.there-by-self",
    };
    let names = found
        .iter()
        .map(|deputy| book.name(deputy.person).to_owned());
    book.labels().with(
        key,
        &[
            ("names", &first_few(book.labels(), names, DEPUTIES)),
            ("distance", &book.distance(*short)),
        ],
    )
}
