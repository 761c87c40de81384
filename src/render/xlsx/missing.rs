//! *Who is missing*, in a manager's workbook: people without an assessment, and what is not filled in yet.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Cell, CellStyle, Page, Table};
use crate::analysis::{AnsweredCount, CoverageStatus};
use crate::model::{Assessment, RosterEntry};
use crate::render::findings::problems;
use crate::render::words::{self, Sheet};

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let review = book.input.review;
    let mut page = Page::new(&book.parts, Sheet::DataQuality)?;
    page.labelled_title("workbook.quality.title", "workbook.quality.lead");
    if review.roster.is_none() {
        page.line(labels.say("workbook.trust.no-roster"));
    }
    if let Some(problems) = problems(book.input.diagnostics, labels) {
        page.line(&format!("{} {}", problems.bold, problems.text));
    }
    let missing = book.missing.iter().map(|entry| Row::Missing(entry));
    let entered = review.assessments.iter().zip(0..).map(|(one, person)| {
        let name = book.name(person);
        Row::AnsweredCount(name, AnsweredCount::of(review, one))
    });
    let open = entered.filter(Row::is_open);
    page.finish_with(
        &table(book),
        missing.chain(open),
        "workbook.quality.nothing",
    )
}

/// Somebody of whom something is missing.
enum Row<'b> {
    /// The whole assessment.
    Missing(&'b RosterEntry),
    /// Some of the ratings, of the person with this name.
    AnsweredCount(&'b str, AnsweredCount<'b>),
}

impl Row<'_> {
    const fn is_open(&self) -> bool {
        match self {
            Self::Missing(_) => true,
            Self::AnsweredCount(_, entered) => !entered.is_complete(),
        }
    }
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let labels = book.labels();
    let id = |one: &'b Assessment| one.person.employee_id.as_deref();
    let some = move |given: usize, of: usize| words::n_of_m(labels, given, of);
    Table::<Row<'b>>::labelled("WhoIsMissing", labels)
        .freezing(1)
        .text("workbook.column.name", 24.0, |row| match row {
            Row::Missing(entry) => entry.person.name.as_str(),
            Row::AnsweredCount(name, _) => name,
        })
        .text("workbook.column.employee-id", 12.0, move |row| match row {
            Row::Missing(entry) => entry.person.employee_id.as_deref(),
            Row::AnsweredCount(_, entered) => id(entered.assessment),
        })
        .text("workbook.column.team", 18.0, |row| match row {
            Row::Missing(entry) => {
                let team = entry.person.team.as_deref();
                team.unwrap_or_else(|| labels.say("workbook.no-team"))
            }
            Row::AnsweredCount(_, entered) => words::team(labels, entered.assessment),
        })
        .text("workbook.quality.found", 30.0, |row| match row {
            Row::Missing(_) => Cell::text(labels.say("workbook.managers.no-assessment"))
                .looking(CellStyle::Status(CoverageStatus::Uncovered)),
            Row::AnsweredCount(..) => Cell::text(labels.say("workbook.managers.some-ratings")),
        })
        .text(
            "workbook.managers.own-ratings",
            16.0,
            move |row| match row {
                Row::Missing(_) => None,
                Row::AnsweredCount(_, entered) => Some(some(entered.own, entered.of)),
            },
        )
        .text(
            "workbook.managers.manager-ratings",
            16.0,
            move |row| match row {
                Row::Missing(_) => None,
                Row::AnsweredCount(_, entered) => Some(some(entered.manager, entered.of)),
            },
        )
        .text("workbook.column.agreed", 12.0, move |row| match row {
            Row::Missing(_) => None,
            Row::AnsweredCount(_, entered) => Some(some(entered.agreed, entered.of)),
        })
}
