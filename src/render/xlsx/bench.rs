//! *Bench*: who aims above the role level, nearest first, and who does not.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, IN_A_CELL, counted, first_few};
use super::column::Table;
use super::page::Page;
use super::who::{self, Who};
use crate::analysis::{BenchPerson, PersonAnalysis};
use crate::model::CompetencyId;

/// How many columns the wider table has.
const COLUMNS: u16 = 8;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Bench")?;
    page.title(
        "Bench: how close people are to the target level",
        "One row for each person whose target level is above the role level, nearest first. Missing counts what is below the \
         target level or not assessed: a blank is no proof. This describes; it decides nothing.",
    )?;
    let mut aiming: Vec<&BenchPerson> = book.bench.iter().flat_map(|b| &b.people).collect();
    aiming.sort_by_key(|person| (person.closeness, person.missing(), person.person));
    let mut aims = vec![false; book.input.people.len()];
    for person in &aiming {
        aims[person.person] = true;
    }
    let others: Vec<usize> = (0..aims.len()).filter(|person| !aims[*person]).collect();
    if !others.is_empty() {
        page.line(&format!(
            "{} not on the bench: below, after the last row.",
            counted(others.len(), "person is", "people are")
        ))?;
    }
    let about = |person: usize| (book.who(person), &book.input.people[person]);
    let rows = aiming.iter().map(|found| {
        let (who, analysis) = about(found.person);
        (who, Row { found, analysis })
    });
    let header = page.table(&table(book), rows, "Nobody aims above the role level.")?;
    page.section("Not on the bench", COLUMNS)?;
    let rows = others.into_iter().map(about);
    page.table(
        &others_table(book),
        rows,
        "Everybody aims above the role level.",
    )?;
    page.freeze(header, 1)?;
    Ok(page.finish())
}

/// What the sheet says of somebody on the bench.
struct Row<'b> {
    found: &'b BenchPerson,
    analysis: &'b PersonAnalysis,
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (Who<'b>, Row<'b>)> {
    Table::new("Bench")
        .add(who::distinct_name())
        .add(who::team())
        .add(who::role_level())
        .add(who::target_level())
        .text("Meets", 9.0, |(_, row): &(Who<'b>, Row<'b>)| {
            row.analysis.readiness.count()
        })
        .whole("Missing", 9.0, |(_, row)| {
            (row.analysis.readiness.applies > 0).then(|| row.found.missing())
        })
        .long("Below target level", 44.0, |(_, row)| below(book, row))
        .long("Not assessed", 30.0, |(_, row)| {
            if row.analysis.readiness.applies == 0 {
                return "nothing applies".to_owned();
            }
            let names = row.found.not_assessed.iter();
            first_few(names.map(|id| book.competency(*id).to_owned()), IN_A_CELL)
        })
}

fn others_table<'b>(book: &'b Book<'_>) -> Table<'b, (Who<'b>, &'b PersonAnalysis)> {
    let rank = |level| book.map().level(level).rank;
    Table::new("NotOnTheBench")
        .add(who::distinct_name())
        .add(who::team())
        .add(who::role_level())
        .add(who::target_level())
        .text(
            "Meets",
            9.0,
            |(_, analysis): &(Who<'b>, &'b PersonAnalysis)| analysis.readiness.count(),
        )
        .whole("Missing", 9.0, |(_, analysis)| {
            analysis.readiness.applies - analysis.readiness.met
        })
        .long("Why", 44.0, move |(who, analysis)| {
            let role = who.assessment.person.role_level;
            if analysis.target == role {
                "stays at the level"
            } else if rank(analysis.target) == rank(role) {
                "aims at a level of the same rank"
            } else {
                "aims at a lower level"
            }
        })
}

/// What is below the target level and by how much, the most first.
fn below(book: &Book<'_>, row: &Row<'_>) -> String {
    let short = |id: &CompetencyId| row.analysis.gap(*id).target_gap.unwrap_or(0.0);
    let mut ids = row.found.short.clone();
    ids.sort_by(|a, b| short(b).total_cmp(&short(a)));
    let names = ids
        .iter()
        .map(|id| format!("{} −{}", book.competency(*id), short(id)));
    first_few(names, IN_A_CELL)
}
