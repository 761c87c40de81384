//! *People*: one row a person, with a link to the plan.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{IN_A_CELL, first_few};
use super::{Book, Cell, Page, RowPerson, Table, Total, who};
use crate::analysis::{Completeness, PersonAnalysis};
use crate::model::{CompetencyId, PersonTrack, Track};
use crate::render::words::{self, Sheet};

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(&book.parts, Sheet::People)?;
    page.labelled_title("workbook.people-sheet.title", "workbook.people-sheet.lead");
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
    page.finish_with(&table(book), rows, "workbook.nobody-assessed")
}

/// A person, as the sheet shows them.
struct Row<'b> {
    analysis: &'b PersonAnalysis,
    completeness: Completeness,
    plan: Option<&'b str>,
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (RowPerson<'b>, Row<'b>)> {
    let labels = book.labels();
    // Wide enough for every word of a track.
    let tracks = [
        Track::IndividualContributor.into(),
        Track::Management.into(),
        PersonTrack::Both,
    ];
    let words = tracks.map(|track| words::track(labels, track));
    let words = words.iter().flat_map(|track| track.split(' '));
    let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
    let tracks = (longest as f64 + 1.0).max(12.0);
    Table::<(RowPerson<'b>, Row<'b>)>::labelled("People", labels)
        .add(who::name(labels))
        .with_total(Total::Count)
        .add(who::employee_id(labels))
        .add(who::team(labels))
        .add(who::role_level(labels))
        .add(who::target_level(labels))
        .text("workbook.column.meets", 9.0, |(_, row)| {
            words::meets(labels, &row.analysis.readiness)
        })
        .whole("workbook.column.below-role", 9.0, |(_, row)| {
            let gaps = row.analysis.gaps.iter();
            gaps.filter(|gap| gap.is_below_role()).count()
        })
        .with_total(Total::Sum)
        .long("workbook.people-sheet.focus", 27.0, |(_, row)| {
            competencies(book, &row.analysis.focus_areas)
        })
        .long("workbook.people-sheet.strengths", 22.0, |(_, row)| {
            competencies(book, &row.analysis.strengths)
        })
        .text("workbook.people-sheet.plan", 9.0, |(_, row)| {
            let text = labels.say("workbook.people-sheet.open-plan");
            row.plan.map(|path| Cell::file_link(path, text))
        })
        .whole("workbook.column.not-assessed", 9.0, |(_, row)| {
            row.completeness.not_assessed
        })
        .with_total(Total::Sum)
        .whole("workbook.column.self-only", 9.0, |(_, row)| {
            row.completeness.self_rated
        })
        .with_total(Total::Sum)
        .percent("workbook.column.readiness", 10.0, |(_, row)| {
            row.analysis.readiness.share()
        })
        .with_bar()
        .with_total(Total::Mean)
        .add(who::manager(labels))
        .long("workbook.column.track", tracks, |(who, _)| {
            let track = who.assessment.person.track;
            track.map(|track| words::track(labels, track))
        })
        .percent("workbook.column.rated", 8.0, |(_, row)| {
            row.completeness.share()
        })
        .with_total(Total::Mean)
        .day("workbook.people-sheet.assessed-on", 11.0, |(who, _)| {
            who.assessment.assessed_on
        })
        // Only some companies agree on a day.
        .when(
            book.everybody()
                .any(|who| who.assessment.next_review.is_some()),
            |table| {
                table.day("form.heading.next-review", 11.0, |(who, _)| {
                    who.assessment.next_review
                })
            },
        )
        .when(book.map().has_specialities(), |table| {
            table.add(who::speciality(
                labels.say("workbook.column.speciality"),
                book.map(),
            ))
        })
}

fn competencies(book: &Book<'_>, ids: &[CompetencyId]) -> String {
    let names = ids.iter().map(|id| book.competency(*id).to_owned());
    first_few(book.labels(), names, IN_A_CELL)
}
