//! *Key people*: where a team depends on one person or two, and who comes next.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted, first_few};
use super::cell::Cell;
use super::column::Table;
use super::page::Page;
use super::style::Look;
use super::who::{self, About, Who};
use crate::analysis::{CoverageRow, CoverageStatus, Deputy, Fall, Scope, deputies};
use crate::render::findings::some_of;

/// How many equal deputies a cell names before it counts the rest.
const DEPUTIES: usize = 2;

/// A competency in which a team would lose somebody whom it needs.
struct Row<'b> {
    who: Who<'b>,
    person: usize,
    coverage: &'b CoverageRow,
    fall: Fall,
}

impl<'b> About<'b> for Row<'b> {
    fn who(&self) -> &Who<'b> {
        &self.who
    }
}

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Key people")?;
    page.title(
        "Key people: where a team depends on few",
        "Only person: nobody else in the team is confirmed at the level that the team needs. One of two: without this \
         person too few would be. A possible deputy is whoever is rated highest of the others: a place to start, not a \
         judgement. Team “All” asks the same of everybody together.",
    )?;
    if !book.teams_of_one.is_empty() {
        page.line(&format!(
            "Left out, because nobody else could step in: {} of one person ({}).",
            counted(book.teams_of_one.len(), "team", "teams"),
            some_of(&book.teams_of_one.iter().copied().collect::<Vec<_>>())
        ))?;
    }
    page.finish_with(
        &table(book),
        rows(book),
        "No team depends on one person or two.",
    )
}

/// The only people first, then everybody and each team in document order and the map's order of competencies.
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
    Table::new("KeyPeople")
        .freezing(2)
        .text("Team", 11.0, |row: &Row<'b>| row.coverage.scope.label())
        .text("Competency", 26.0, |row| {
            book.competency(row.fall.competency)
        })
        .text("Depends on", 12.0, |row| {
            Cell::text(if row.fall.is_sole() {
                "only person".to_owned()
            } else {
                format!("one of {}", few(row.fall.depth))
            })
            .looking(Look::Status(if row.fall.is_sole() {
                CoverageStatus::Uncovered
            } else {
                CoverageStatus::Thin
            }))
        })
        .add(who::name())
        .add(who::role_level())
        .long("Possible deputy", 34.0, |row| deputy(book, row))
        .text("Level that the team needs", 16.0, |row| {
            row.coverage.reference.map(|level| book.scale_words(level))
        })
        .add(who::employee_id())
        .add(who::manager())
}

fn few(people: usize) -> String {
    match people {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        more => more.to_string(),
    }
}

/// Whoever is rated highest of the others, and how far that is from what the team needs.
fn deputy(book: &Book<'_>, row: &Row<'_>) -> String {
    let scope: &Scope = &row.coverage.scope;
    let others = book.members(scope).filter(|member| *member != row.person);
    let reference = row.coverage.reference.unwrap_or_default();
    let found = deputies(book.input.people, others, row.fall.competency, reference);
    let Some(Deputy {
        short, confirmed, ..
    }) = found.first()
    else {
        return "nobody else is rated".to_owned();
    };
    let distance = match (*short > 0.0, confirmed) {
        (true, true) => format!("{} short", book.distance(*short)),
        (true, false) => format!("{} short by own rating", book.distance(*short)),
        (false, _) => "there by own rating, not confirmed".to_owned(),
    };
    let names = found
        .iter()
        .map(|deputy| book.name(deputy.person).to_owned());
    format!("{}: {distance}", first_few(names, DEPUTIES))
}
