//! *Bench*: for each level the people who aim at it, by how much is missing.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, lines};
use super::column::{Column, Table};
use super::page::Page;
use super::style::{Kind, Total};
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
    page.finish_with(&table(book), &book.bench, "The career map has no level.")
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, &'b Bench> {
    let who = |bench: &Bench, closeness: Closeness| {
        let people = bench.people.iter();
        lines(
            people
                .filter(|person| person.closeness == closeness)
                .map(|person| describe(book, person))
                .collect(),
        )
    };
    let count = |header: &str, count: fn(&Bench) -> usize| {
        Column::new(header, 10.0, Kind::Whole, move |bench: &&Bench| {
            count(bench)
        })
    };
    Table::new("Bench")
        .text("Level", 24.0, |bench: &&Bench| book.level(bench.level))
        .add(count("Hold it now", |bench| bench.holders))
        .with_total(Total::Sum)
        .add(count("Aim at it", |bench| bench.people.len()))
        .with_total(Total::Sum)
        .add(count("Stay at it", |bench| bench.staying))
        .with_total(Total::Sum)
        .add(count("Meet all", |bench| bench.count(Closeness::MeetsAll)))
        .with_total(Total::Sum)
        .add(count("One short", |bench| bench.count(Closeness::OneShort)))
        .with_total(Total::Sum)
        .add(count("Two or more short", |bench| {
            bench.count(Closeness::MoreShort)
        }))
        .with_total(Total::Sum)
        .add(count("Nothing applies", |bench| {
            bench.count(Closeness::NothingApplies)
        }))
        .with_total(Total::Sum)
        .long("Meet all: who", 28.0, move |bench| {
            who(bench, Closeness::MeetsAll)
        })
        .long("One short: who, and what is missing", 46.0, move |bench| {
            who(bench, Closeness::OneShort)
        })
        .long(
            "Two or more short: who, and what is missing",
            56.0,
            move |bench| who(bench, Closeness::MoreShort),
        )
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
