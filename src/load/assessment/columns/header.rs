//! Finds the headings of a table of ratings and parses each column's heading; headings in two rows are joined.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::Context;
use crate::load::sheet::{CellValue, Sheet};
use crate::load::vocabulary::{Heading, Meaning, Rater, Whose};
use crate::text::tidy;

/// The headings may be at most this many rows from the top.
const MAX_HEADER_ROW: u32 = 200;
/// At most this many rows of headings and section titles may be between the header and the first competency.
const MAX_ROWS_APART: u32 = 4;

/// The heading of a column.
#[derive(Debug, Clone)]
pub(super) struct HeadingCell {
    pub(super) column: u32,
    /// The row of its text; of two rows, the lower one.
    pub(super) row: u32,
    /// The text; of two rows, both.
    pub(super) text: String,
    /// What it says.
    pub(super) heading: Rc<Heading>,
}

/// The headings of a table of ratings.
#[derive(Debug)]
pub(super) struct Header {
    /// The first row with headings.
    pub(super) top: u32,
    /// The last row with headings; the table begins below.
    pub(super) bottom: u32,
    /// The column of competencies.
    pub(super) competency: u32,
    /// All headings, in the order of their columns.
    pub(super) cells: Vec<HeadingCell>,
}

impl Header {
    /// The header on a sheet, if it has one: a row with a column of competencies and one of ratings.
    pub(super) fn find(sheet: &Sheet, context: &Context<'_>) -> Option<Self> {
        match by_words(sheet, context) {
            Search::Found(header) => Some(header),
            Search::AttachedSheet => None,
            Search::Nothing => by_content(sheet, context),
        }
    }
}

/// One row's texts with their columns.
type Line<'s> = Vec<(u32, &'s str)>;

/// The rows near the top with their texts, read lazily.
fn lines(sheet: &Sheet) -> impl Iterator<Item = (u32, Line<'_>)> {
    let mut cells = sheet
        .grid
        .cells()
        .take_while(|(at, _)| at.row < MAX_HEADER_ROW)
        .peekable();
    std::iter::from_fn(move || {
        let row = cells.peek()?.0.row;
        let mut line = Line::new();
        while let Some((at, value)) = cells.next_if(|(at, _)| at.row == row) {
            if let CellValue::Text(text) = value {
                line.push((at.column, text.as_str()));
            }
        }
        Some((row, line))
    })
}

/// The result of looking for the words of a header.
enum Search {
    Found(Header),
    /// No header of ratings, but one of actions or marks.
    AttachedSheet,
    Nothing,
}

/// A row that names a column of competencies and another of ratings.
fn by_words(sheet: &Sheet, context: &Context<'_>) -> Search {
    let mut first = None;
    let mut none = Search::Nothing;
    for (row, line) in lines(sheet) {
        let said: Vec<(u32, Rc<Heading>)> = line
            .iter()
            .map(|(column, text)| (*column, context.settings.columns.heading(text)))
            .collect();
        let candidates: Vec<u32> = said
            .iter()
            .filter(|(_, heading)| heading.may_be(Meaning::Competency))
            .map(|(column, _)| *column)
            .collect();
        let is_rated = |(column, heading): &(u32, Rc<Heading>)| {
            !(candidates.len() == 1 && candidates[0] == *column) && heading.rating().is_some()
        };
        if candidates.is_empty() {
            continue;
        }
        if is_companion(&said) {
            none = Search::AttachedSheet;
            continue;
        }
        // “2025 | 2026” below “Self” and “Manager”.
        let is_dated = |column: u32| {
            let above = row.checked_sub(1);
            above.is_some_and(|above| has_groups(sheet, context, above, row, column))
        };
        if !said.iter().any(is_rated) && !candidates.iter().any(|column| is_dated(*column)) {
            continue;
        }
        let below = |column: u32| competencies_below(sheet, row, column, context);
        // Of two columns that may be meant, the one that has competencies of the map.
        let competency = match candidates.as_slice() {
            [only] => *only,
            several => {
                let most = several
                    .iter()
                    .copied()
                    .rev()
                    .max_by_key(|column| below(*column).count());
                most.unwrap_or_default()
            }
        };
        let header = with_second_row(sheet, context, row, competency);
        if below(competency).next().is_some() {
            return Search::Found(header);
        }
        first.get_or_insert(header);
    }
    first.map_or(none, Search::Found)
}

/// A sheet of marks also has a competency and both views, and one of actions may name the manager; their other columns
/// tell them apart.
fn is_companion(said: &[(u32, Rc<Heading>)]) -> bool {
    let has = |meaning| {
        said.iter()
            .any(|(_, heading)| heading.meanings.first() == Some(&meaning))
    };
    let rated = [Rater::Own, Rater::Agreed].iter().any(|by| {
        said.iter()
            .any(|(_, heading)| heading.rating() == Some(Whose::Said(*by)))
    });
    has(Meaning::Expectation) || (has(Meaning::Action) && !rated)
}

/// Competencies of the map below each other, whatever is above them, with ratings beside them.
fn by_content(sheet: &Sheet, context: &Context<'_>) -> Option<Header> {
    let enough = context.names.map().competencies.len().min(2);
    let mut found: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, value) in sheet.grid.cells() {
        if let CellValue::Text(text) = value
            && context.names.may_be_competency(text)
        {
            found.entry(at.column).or_default().push(at.row);
        }
    }
    let (competency, rows) = found.into_iter().rev().max_by_key(|(_, rows)| rows.len())?;
    if rows.len() < enough {
        return None;
    }
    let first = *rows.first()?;
    let lines: BTreeMap<u32, Line<'_>> = lines(sheet).collect();
    (first.saturating_sub(MAX_ROWS_APART)..first)
        .rev()
        .find_map(|row| {
            let said: Vec<(u32, Rc<Heading>)> = lines
                .get(&row)?
                .iter()
                .map(|(column, text)| (*column, context.settings.columns.heading(text)))
                .collect();
            let is_rated = |(column, heading): &(u32, Rc<Heading>)| {
                *column != competency && heading.rating().is_some()
            };
            (said.iter().any(is_rated) && !is_companion(&said))
                .then(|| with_second_row(sheet, context, row, competency))
        })
}

/// The rows below a heading that name a competency of the map.
fn competencies_below<'s>(
    sheet: &'s Sheet,
    row: u32,
    column: u32,
    context: &'s Context<'_>,
) -> impl Iterator<Item = u32> + 's {
    (row + 1..sheet.grid.row_count().min(row + MAX_HEADER_ROW)).filter(move |row| {
        matches!(sheet.grid.get(*row, column), Some(CellValue::Text(text))
            if context.names.may_be_competency(text))
    })
}

/// The headings of a row with those of a second row above or below it.
fn with_second_row(sheet: &Sheet, context: &Context<'_>, row: u32, competency: u32) -> Header {
    if is_second_row(sheet, context, row + 1, competency) {
        return joined(sheet, context, row, row + 1, competency);
    }
    match row.checked_sub(1) {
        Some(above) if has_groups(sheet, context, above, row, competency) => {
            joined(sheet, context, above, row, competency)
        }
        _ => single(sheet, context, row, competency),
    }
}

fn single(sheet: &Sheet, context: &Context<'_>, row: u32, competency: u32) -> Header {
    let cells = texts(sheet, row)
        .map(|(column, text)| HeadingCell {
            column,
            row,
            heading: context.settings.columns.heading(&text),
            text,
        })
        .collect();
    Header {
        top: row,
        bottom: row,
        competency,
        cells,
    }
}

/// Whether the row below the headings says more about them: nothing in it is a competency or a rating, and all of it are
/// words for ratings and remarks.
fn is_second_row(sheet: &Sheet, context: &Context<'_>, row: u32, competency: u32) -> bool {
    let mut cells = texts(sheet, row).peekable();
    cells.peek().is_some()
        && sheet.grid.get(row, competency).is_none()
        && cells.all(|(_, text)| {
            let heading = context.settings.columns.heading(&text);
            (heading.rating().is_some() || is_what(&heading)) && !context.names.is_level(&text)
        })
}

/// Whether a heading says what a column holds, but not whose it is.
fn is_what(heading: &Heading) -> bool {
    heading.meanings.iter().any(|meaning| {
        matches!(
            meaning,
            Meaning::Level
                | Meaning::Rating(Whose::Unsaid)
                | Meaning::Comment(Whose::Unsaid)
                | Meaning::Evidence(Whose::Unsaid)
                | Meaning::Of(crate::model::Field::AssessedOn)
        )
    })
}

/// Whether a title above could complete a heading: with whose ratings they are, or from when.
fn is_open(heading: &Heading) -> bool {
    is_what(heading)
        || (heading.rating().is_some() && heading.period.is_none())
        || (heading.meanings.is_empty() && heading.period.is_some())
}

/// Whether the row above the headings says for some of them whose ratings they are, or from when.
fn has_groups(sheet: &Sheet, context: &Context<'_>, above: u32, row: u32, competency: u32) -> bool {
    groups(sheet, context, above, row, competency)
        .iter()
        .any(|(_, text)| {
            let heading = context.settings.columns.heading(text);
            heading.rating().is_some()
                || heading.period.is_some()
                || context.settings.columns.meaning(text).is_some()
        })
}

/// The title above each open heading, by column: a merged title over all of its columns, any other up to the next title.
fn groups(
    sheet: &Sheet,
    context: &Context<'_>,
    above: u32,
    row: u32,
    competency: u32,
) -> BTreeMap<u32, String> {
    let mut groups = BTreeMap::new();
    for (column, text) in texts(sheet, above) {
        // A cell beside a label is its value, and a cell above the competencies is about the table. “Manager”
        // above a heading such as “Rating” is not a label.
        let beside_label = column.checked_sub(1).is_some_and(|left| {
            is_label(sheet, context, above, left)
                && !heading_at(sheet, context, row, left).is_some_and(|below| is_what(&below))
        });
        if column == competency || (beside_label && sheet.grid.merge_at(above, column).is_none()) {
            continue;
        }
        let last = match sheet.grid.merge_at(above, column) {
            Some(merge) => merge.last.column,
            None => (column + 1..=sheet.grid.column_count())
                .take_while(|next| {
                    sheet.grid.get(above, *next).is_none()
                        && open_heading(sheet, context, row, *next)
                })
                .last()
                .unwrap_or(column),
        };
        for column in column..=last {
            if open_heading(sheet, context, row, column) || sheet.grid.get(row, column).is_none() {
                groups.insert(column, text.clone());
            }
        }
    }
    groups
}

fn open_heading(sheet: &Sheet, context: &Context<'_>, row: u32, column: u32) -> bool {
    heading_at(sheet, context, row, column).is_some_and(|heading| is_open(&heading))
}

fn heading_at(sheet: &Sheet, context: &Context<'_>, row: u32, column: u32) -> Option<Rc<Heading>> {
    let text = sheet.grid.get(row, column).and_then(words)?;
    Some(context.settings.columns.heading(&text))
}

fn is_label(sheet: &Sheet, context: &Context<'_>, row: u32, column: u32) -> bool {
    matches!(sheet.grid.get(row, column), Some(CellValue::Text(text))
        if context.settings.labels.heading(text).meanings.iter().any(|m| matches!(m, Meaning::Of(_))))
}

/// Two rows of headings as one.
fn joined(sheet: &Sheet, context: &Context<'_>, above: u32, row: u32, competency: u32) -> Header {
    let groups = groups(sheet, context, above, row, competency);
    let upper: BTreeMap<u32, String> = texts(sheet, above).collect();
    let lower: BTreeMap<u32, String> = texts(sheet, row).collect();
    let columns: BTreeSet<u32> = upper.keys().chain(lower.keys()).copied().collect();
    let cells = columns
        .into_iter()
        .filter_map(|column| {
            let text = match (groups.get(&column), lower.get(&column)) {
                (Some(group), Some(own)) => format!("{group} {own}"),
                (_, Some(own)) => own.clone(),
                // A heading that is merged over both rows is in the upper one.
                (_, None) => upper.get(&column)?.clone(),
            };
            Some(HeadingCell {
                column,
                row: if lower.contains_key(&column) {
                    row
                } else {
                    above
                },
                heading: context.settings.columns.heading(&text),
                text,
            })
        })
        .collect();
    Header {
        top: above,
        bottom: row,
        competency,
        cells,
    }
}

/// The texts of a row, tidied, with years that are numbers.
fn texts(sheet: &Sheet, row: u32) -> impl Iterator<Item = (u32, String)> {
    let cells = sheet.grid.row(row);
    cells.filter_map(|(column, value)| Some((column, words(value)?)))
}

fn words(value: &CellValue) -> Option<String> {
    let text = match value {
        CellValue::Text(text) => tidy(text),
        value => value
            .number()
            .filter(|year| (1950.0..2100.0).contains(year))?
            .to_string(),
    };
    (!text.is_empty()).then_some(text)
}
