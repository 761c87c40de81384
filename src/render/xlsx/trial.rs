//! The workbook about a career map that is tried out: what it changes, for whom, and what it has no place for.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::trend::map_changes;
use super::{Book, BookInput, Page, RowPerson, Table, WorkbookError, who};
use crate::analysis::{CompetencyMove, LostInput, Measure, PersonOnNewMap, PersonTrial, Trial};
use crate::model::{CompetencyId, LevelId, Points};
use crate::render::trial::{change, lost, step, why};
use crate::render::words::Sheet;

/// The map in force and the new one.
const MAPS: map_changes::Maps = map_changes::Maps {
    title: "workbook.trial.map.title",
    lead: "workbook.trial.map.lead",
    then: "workbook.trial.map.then",
    now: "workbook.trial.map.now",
    none: "workbook.trial.map.none",
};

/// The workbook as the bytes of an `.xlsx` file. `input` is the review under the map in force. The same input gives the same
/// bytes.
///
/// # Errors
/// If the material does not fit into the format, such as more rows than a sheet has.
pub fn trial_workbook(input: &BookInput<'_>, trial: &Trial<'_>) -> Result<Vec<u8>, WorkbookError> {
    let book = Book::new(input);
    let sheets = vec![
        map_changes::sheet(&book, &trial.maps, &MAPS)?,
        people(&book, trial)?,
        gaps(&book, trial)?,
        not_carried_over(&book, trial)?,
    ];
    book.parts.finish("workbook.trial.document", sheets)
}

/// *People concerned*: one row a person for whom anything changes.
fn people(book: &Book<'_>, trial: &Trial<'_>) -> Result<Worksheet, XlsxError> {
    type Row<'b> = (RowPerson<'b>, (usize, &'b PersonTrial));
    let labels = book.labels();
    let new = trial.maps.now();
    let mut page = Page::new(&book.parts, Sheet::TrialPeople)?;
    page.labelled_title("workbook.trial.people.title", "workbook.trial.people.lead");
    let title = |level: LevelId| new.level(level).title.clone();
    let names = |ids: &[CompetencyId], name: &dyn Fn(CompetencyId) -> String| {
        let names: Vec<String> = ids.iter().map(|id| name(*id)).collect();
        names.join("\n")
    };
    let today = |id: CompetencyId| book.competency(id).to_owned();
    let under_new = |id: CompetencyId| new.competency(id).name.clone();
    let rows = book
        .everybody()
        .enumerate()
        .zip(&trial.people)
        .filter(|(_, person)| person.is_affected())
        .map(|((index, who), person)| (who, (index, person)));
    let placed = |row: &Row<'_>| row.1.1.placed.clone();
    let table = Table::<Row<'_>>::labelled("TrialPeople", labels)
        .freezing(2)
        .add(who::employee_id(labels))
        .add(who::distinct_name(labels))
        .add(who::team(labels))
        .text("workbook.column.role-level", 18.0, |row| row.0.role_level)
        .text("workbook.trial.people.target-then", 18.0, |row| {
            row.0.target_level
        })
        .long("workbook.trial.people.target-now", 20.0, move |row| {
            placed(row).map_or_else(
                || labels.say("workbook.trial.people.level-gone").to_owned(),
                |placed| title(placed.target),
            )
        })
        .long("workbook.trial.people.focus-then", 26.0, move |row| {
            names(&book.input.people[row.1.0].focus_areas, &today)
        })
        .long("workbook.trial.people.focus-now", 26.0, move |row| {
            placed(row).map(|PersonOnNewMap { focus_areas, .. }| names(&focus_areas, &under_new))
        })
        .whole("workbook.trial.people.gaps", 9.0, move |row| {
            placed(row).map(|placed| {
                let moved = placed.competencies.iter();
                moved
                    .filter(|moved| moved.then.is_some() && moved.now.is_some())
                    .filter(|moved| moved.moves_gap())
                    .count()
            })
        })
        .whole("workbook.trial.people.lost", 9.0, |row| row.1.1.lost.len());
    page.finish_with(&table, rows, "workbook.trial.people.none")
}

/// Reads one figure.
type Figure = fn(&Measure) -> Option<Points>;

/// The figures of *Moved gaps*: their headings under the map in force and under the new one, and where they come from.
const FIGURES: [(&str, &str, Figure); 5] = [
    (
        "workbook.trial.gaps.rating-then",
        "workbook.trial.gaps.rating-now",
        |one| one.rating,
    ),
    (
        "workbook.trial.gaps.role-then",
        "workbook.trial.gaps.role-now",
        |one| one.required_role,
    ),
    (
        "workbook.trial.gaps.target-then",
        "workbook.trial.gaps.target-now",
        |one| one.required_target,
    ),
    (
        "workbook.trial.gaps.role-gap-then",
        "workbook.trial.gaps.role-gap-now",
        |one| one.role_gap,
    ),
    (
        "workbook.trial.gaps.target-gap-then",
        "workbook.trial.gaps.target-gap-now",
        |one| one.target_gap,
    ),
];

/// *Moved gaps*: one row a person and competency in which anything changes.
fn gaps(book: &Book<'_>, trial: &Trial<'_>) -> Result<Worksheet, XlsxError> {
    type Row<'b> = (RowPerson<'b>, &'b CompetencyMove);
    let labels = book.labels();
    let (then, now) = (trial.maps.then(), trial.maps.now());
    let mut page = Page::long(&book.parts, Sheet::TrialGaps)?;
    page.labelled_title("workbook.trial.gaps.title", "workbook.trial.gaps.lead");
    let moves = |person: usize| {
        let placed = trial.people[person].placed.as_ref();
        placed.map_or(&[][..], |placed| &placed.competencies)
    };
    let count = (0..trial.people.len())
        .map(|index| moves(index).len())
        .sum();
    let rows = book
        .everybody()
        .enumerate()
        .flat_map(|(index, who)| moves(index).iter().map(move |moved| (who, moved)));
    let table = Table::<Row<'_>>::labelled("TrialGaps", labels)
        .freezing(2)
        .add(who::employee_id(labels))
        .add(who::name(labels))
        .add(who::team(labels))
        .text(
            "workbook.column.competency",
            22.0,
            move |(_, moved)| match (moved.now, moved.then) {
                (Some(id), _) => now.competency(id).name.clone(),
                (None, Some(id)) => then.competency(id).name.clone(),
                (None, None) => String::new(),
            },
        )
        .fitting(now.competency_names().into_iter())
        .text("workbook.trial.gaps.change", 28.0, move |row| {
            change(labels, row.1)
        });
    let table = FIGURES
        .iter()
        .fold(table, |table, (then, now, figure)| {
            table
                .points(*then, 9.0, |row| figure(&row.1.was))
                .points(*now, 9.0, |row| figure(&row.1.is))
        })
        .text("workbook.trial.gaps.step-then", 16.0, move |row| {
            step(labels, then, row.1.was.next)
        })
        .fitting(then.level_titles().into_iter())
        .text("workbook.trial.gaps.step-now", 16.0, move |row| {
            step(labels, now, row.1.is.next)
        })
        .fitting(now.level_titles().into_iter());
    page.finish_with_long(&table, count, rows, "workbook.trial.gaps.none")
}

/// *Not carried over*: one row an entry that has no place in the new map, with its cell.
fn not_carried_over(book: &Book<'_>, trial: &Trial<'_>) -> Result<Worksheet, XlsxError> {
    type Row<'b> = (RowPerson<'b>, &'b LostInput);
    let labels = book.labels();
    let map = trial.maps.then();
    let mut page = Page::long(&book.parts, Sheet::TrialLost)?;
    page.labelled_title("workbook.trial.lost.title", "workbook.trial.lost.lead");
    let count = trial.people.iter().map(|person| person.lost.len()).sum();
    let rows = book
        .everybody()
        .zip(&trial.people)
        .flat_map(|(who, person)| person.lost.iter().map(move |lost| (who, lost)));
    let table = Table::<Row<'_>>::labelled("TrialLost", labels)
        .freezing(2)
        .add(who::employee_id(labels))
        .add(who::name(labels))
        .add(who::team(labels))
        .text("workbook.trial.lost.what", 48.0, move |(who, entry)| {
            lost(labels, map, who.assessment.person.track, entry)
        })
        .text("workbook.trial.lost.why", 52.0, move |row| {
            why(labels, row.1.why)
        })
        .text("workbook.column.source-file", 34.0, |row| {
            row.1.at.file().map(str::to_owned)
        })
        .unprinted()
        .text("workbook.column.source-cell", 8.0, |row| row.1.at.cell())
        .unprinted();
    page.finish_with_long(&table, count, rows, "workbook.trial.lost.none")
}
