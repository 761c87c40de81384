//! *People*: one row a person, with the way to the plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, IN_A_CELL, first_few};
use super::cell::Cell;
use super::column::Table;
use super::page::Page;
use super::style::Total;
use super::who::{self, Who};
use crate::analysis::{Completeness, PersonAnalysis};
use crate::model::{CompetencyId, Track};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "People")?;
    page.title(
        "People: one row a person",
        "Readiness is the weighted share of assessed competencies at the target level; beside it, how many of all that apply \
         the person meets. It supports a conversation and decides nothing.",
    )?;
    let rows = book
        .everybody()
        .zip(book.input.people)
        .zip(0..)
        .map(|((who, analysis), index)| {
            let row = Row {
                analysis,
                completeness: Completeness::of([analysis]),
                plan: book.input.plans.get(index).and_then(Option::as_deref),
            };
            (who, row)
        });
    page.finish_with(&table(book), rows, "Nobody was assessed.")
}

/// What the sheet says of a person.
struct Row<'b> {
    analysis: &'b PersonAnalysis,
    completeness: Completeness,
    plan: Option<&'b str>,
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (Who<'b>, Row<'b>)> {
    Table::new("People")
        .add(who::name())
        .with_total(Total::Count)
        .add(who::employee_id())
        .add(who::team())
        .add(who::role_level())
        .add(who::target_level())
        .text("Meets", 9.0, |(_, row): &(Who<'b>, Row<'b>)| {
            row.analysis.readiness.count()
        })
        .whole("Below role level", 9.0, |(_, row)| {
            let gaps = row.analysis.gaps.iter();
            gaps.filter(|gap| gap.is_below_role()).count()
        })
        .with_total(Total::Sum)
        .long("Focus areas", 32.0, |(_, row)| {
            competencies(book, &row.analysis.focus_areas)
        })
        .long("Strengths", 28.0, |(_, row)| {
            competencies(book, &row.analysis.strengths)
        })
        .text("Plan", 10.0, |(_, row)| {
            row.plan.map(|path| Cell::file_link(path, "Open plan"))
        })
        .whole("Not assessed", 9.0, |(_, row)| {
            row.completeness.not_assessed
        })
        .with_total(Total::Sum)
        .whole("Self-rated only", 9.0, |(_, row)| {
            row.completeness.self_rated
        })
        .with_total(Total::Sum)
        .percent("Readiness", 10.0, |(_, row)| row.analysis.readiness.share())
        .with_bar()
        .with_total(Total::Mean)
        .add(who::manager())
        .long("Track", 12.0, |(who, _)| {
            who.assessment.person.track.map(Track::label)
        })
        .percent("Rated", 8.0, |(_, row)| row.completeness.share())
        .with_total(Total::Mean)
        .day("Assessed on", 11.0, |(who, _)| who.assessment.assessed_on)
}

fn competencies(book: &Book<'_>, ids: &[CompetencyId]) -> String {
    let names = ids.iter().map(|id| book.competency(*id).to_owned());
    first_few(names, IN_A_CELL)
}
