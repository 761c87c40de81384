//! *Bench*: for each level the people who aim at it, by how much is missing.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, lines};
use super::cell::{Cell, Column, Total};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;
use crate::analysis::{Bench, BenchPerson, Closeness};

/// The header's row, counted from 0: title, explanation and totals come before it.
pub(super) const HEADER_ROW: u32 = 3;
/// Where the chart of the summary finds what it shows; the next column counts who holds the level.
pub(super) const LEVEL: u16 = 0;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, "Bench")?;
    page.title(
        "Bench: who is close to which level",
        "Meet all: every scored competency is at the level aimed at. A competency that nobody assessed counts as short. \
         Only people who aim above their role level are on a bench, each at one level. This describes; it decides nothing.",
    )?;
    let rows: Vec<Vec<Cell>> = book.bench.iter().map(|bench| row(book, bench)).collect();
    let placed = page.table(
        &Spec {
            name: "Bench".to_owned(),
            columns: columns(),
        },
        &rows,
        "The career map has no level.",
    )?;
    debug_assert_eq!(placed.header, HEADER_ROW);
    page.freeze(placed, 1)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    let count = |header: &str| Column::new(header, 10.0, Kind::Whole).with_total(Total::Sum);
    vec![
        Column::new("Level", 24.0, Kind::Text),
        count("Hold it now"),
        count("Aim at it"),
        count("Stay at it"),
        count("Meet all"),
        count("One short"),
        count("Two or more short"),
        count("Nothing applies"),
        Column::new("Meet all: who", 28.0, Kind::Long),
        Column::new("One short: who, and what is missing", 46.0, Kind::Long),
        Column::new(
            "Two or more short: who, and what is missing",
            56.0,
            Kind::Long,
        ),
    ]
}

fn row(book: &Book<'_>, bench: &Bench) -> Vec<Cell> {
    let who = |closeness: Closeness| {
        let people = bench.people.iter();
        Cell::text(lines(
            people
                .filter(|person| person.closeness == closeness)
                .map(|person| describe(book, person))
                .collect(),
        ))
    };
    vec![
        Cell::text(book.level(bench.level)),
        Cell::count(bench.holders),
        Cell::count(bench.people.len()),
        Cell::count(bench.staying),
        Cell::count(bench.count(Closeness::MeetsAll)),
        Cell::count(bench.count(Closeness::OneShort)),
        Cell::count(bench.count(Closeness::MoreShort)),
        Cell::count(bench.count(Closeness::NothingApplies)),
        who(Closeness::MeetsAll),
        who(Closeness::OneShort),
        who(Closeness::MoreShort),
    ]
}

/// The name, and what is missing.
fn describe(book: &Book<'_>, person: &BenchPerson) -> String {
    let mut text = book.name(person.person).to_owned();
    if person.nothing_assessed && !person.not_assessed.is_empty() {
        text.push_str(": nothing was assessed");
        return text;
    }
    let missing: Vec<String> = person
        .short
        .iter()
        .map(|id| book.competency(*id).to_owned())
        .chain(
            person
                .not_assessed
                .iter()
                .map(|id| format!("{} (not assessed)", book.competency(*id))),
        )
        .collect();
    if !missing.is_empty() {
        text.push_str(": ");
        text.push_str(&missing.join(", "));
    }
    text
}
