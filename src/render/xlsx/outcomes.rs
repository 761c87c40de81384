//! *Review outcomes*: recommendations and summaries of the managers, in this workbook only and never in a plan; beside them,
//! where the person wants to go, and what leadership decided, in this review and in the last one.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::actions::chosen;
use super::{Book, Cell, Page, RowPerson, Table, Total, who};
use crate::analysis::PersonAnalysis;
use crate::labels::{Labels, List};
use crate::model::{Decision, Wish};
use crate::render::words::{Sheet, meets};

/// A person with the analysis, and what was decided in the last review.
type Row<'b> = (RowPerson<'b>, (&'b PersonAnalysis, Option<&'b Decision>));

/// What was decided about a person in the last review.
fn decided_then<'b>(book: &'b Book<'_>, person: usize) -> Option<&'b Decision> {
    let last = book.input.comparison?.last();
    let trend = last.people[person].as_ref()?;
    last.before(trend).decision.as_ref()
}

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::Outcomes)?;
    let rows: Vec<Row<'_>> = book
        .everybody()
        .zip(book.input.people)
        .enumerate()
        .map(|(person, (who, analysis))| (who, (analysis, decided_then(book, person))))
        .filter(|(who, (_, then))| {
            let said = who.assessment;
            let by_manager = [&said.recommendation, &said.reasons, &said.manager_summary];
            let own = [&said.growth, &said.aspiration];
            said.wish.is_some()
                || said.decision.is_some()
                || then.is_some()
                || by_manager.into_iter().chain(own).any(Option::is_some)
        })
        .collect();
    let is_decided = rows
        .iter()
        .any(|(who, _)| who.assessment.decision.is_some());
    let was_decided = rows.iter().any(|(_, (_, then))| then.is_some());
    let title = if is_decided {
        labels.say("workbook.outcomes.title-decided")
    } else {
        labels.say("workbook.outcomes.title")
    };
    page.title(title, labels.say("workbook.outcomes.lead"));
    let table = Table::<Row<'_>>::labelled("ReviewOutcomes", labels)
        .add(who::name(labels))
        .with_total(Total::Count)
        .add(who::team(labels))
        .add(who::role_level(labels))
        .text("workbook.column.meets", 9.0, |(_, (analysis, _))| {
            meets(labels, &analysis.readiness)
        })
        .long("workbook.outcomes.recommendation", 22.0, |(who, _)| {
            let recommendation = who.assessment.recommendation.as_deref();
            chosen(labels, List::Recommendation, recommendation)
        })
        .with_total(Total::Count)
        .long("workbook.outcomes.reasons", 30.0, |(who, _)| {
            who.assessment.reasons.as_deref()
        })
        .long("workbook.outcomes.summary", 46.0, |(who, _)| {
            who.assessment.manager_summary.as_deref()
        })
        .add(who::target_level(labels))
        .add(who::manager(labels))
        .add(who::employee_id(labels))
        .long("workbook.outcomes.wish", 24.0, |(who, _)| {
            let wish = who.assessment.wish.map(Wish::word);
            chosen(labels, List::Wish, wish)
        })
        .long("workbook.outcomes.growth", 36.0, |(who, _)| {
            who.assessment.growth.as_deref()
        })
        .long("workbook.outcomes.plans", 36.0, |(who, _)| {
            who.assessment.aspiration.as_deref()
        })
        .when(is_decided, |table| decisions(labels, table))
        .when(was_decided, |table| decisions_then(labels, table));
    page.finish_with(&table, rows, "workbook.outcomes.none")
}

fn decisions<'b>(labels: &'b Labels, table: Table<'b, Row<'b>>) -> Table<'b, Row<'b>> {
    fn decision<'b>((who, _): &Row<'b>) -> Option<&'b Decision> {
        who.assessment.decision.as_ref()
    }
    table
        .long("form.heading.decision", 18.0, |row| {
            let decided = decision(row).map(|decision| decision.decided.as_str());
            chosen(labels, List::Recommendation, decided)
        })
        .with_total(Total::Count)
        .long("form.heading.decision-level", 18.0, |row| {
            decision(row)?.level.as_deref()
        })
        .day("form.heading.decision-from", 11.0, |row| {
            from(decision(row))
        })
        .long("form.heading.decision-reasons", 36.0, |row| {
            decision(row)?.reasons.as_deref()
        })
        .long("form.heading.decided-by", 16.0, |row| {
            decision(row)?.by.as_deref()
        })
}

fn decisions_then<'b>(labels: &'b Labels, table: Table<'b, Row<'b>>) -> Table<'b, Row<'b>> {
    let then = |column| labels.with("workbook.outcomes.then", &[("column", &labels.say(column))]);
    table
        .long(then("form.heading.decision"), 18.0, |(_, (_, then))| {
            let decided = then.map(|decision| decision.decided.as_str());
            chosen(labels, List::Recommendation, decided)
        })
        .long(
            then("form.heading.decision-level"),
            18.0,
            |(_, (_, then))| (*then)?.level.as_deref(),
        )
        .day(
            then("form.heading.decision-from"),
            11.0,
            |(_, (_, then))| from(*then),
        )
}

/// The day from which a decision applies, or what was written in its place.
fn from(decision: Option<&Decision>) -> Cell {
    let text = decision.and_then(|decision| decision.from.as_deref());
    let day = decision.and_then(Decision::day);
    day.map_or_else(|| text.into(), Cell::from)
}
