//! What `leave-out` names: sheets, columns and rows by their headings, and places such as `column F`.
//!
//! Rows that are competencies by name are left out later, when it is known what a row is (`build::kinds`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::header::{Header, headers};
use super::settings::Places;
use super::sides::Sides;
use crate::diagnostic::CellAddress;
use crate::load::career_map::drafts::draft::column_left_out;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::{MapOptions, SheetLine, Span};
use crate::model::{CellRange, LeftOut, WhyLeftOut};
use crate::text::{fold, tidy};

/// A place in the sheets that an entry of `leave-out` names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedPlace {
    /// The sheet, where the entry says which.
    sheet: Option<String>,
    cells: Cells,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    Lines(Span),
    Area(CellRange),
}

impl NamedPlace {
    /// `column F`, `columns F:H`, `row 12`, `rows 12:15`, `cell C5`, `cells C5:D9`; with a sheet, `Map!row 12`.
    fn parse(name: &str) -> Option<Self> {
        let (sheet, place) = match name.rsplit_once('!') {
            Some((sheet, place)) => (Some(tidy(sheet)), place),
            None => (None, name),
        };
        let (word, place) = place.trim().split_once(' ')?;
        let span = || Span::parse(place);
        let cells = match word.to_lowercase().as_str() {
            "column" | "columns" => Cells::Lines(span().filter(|span| !span.first.is_row())?),
            "row" | "rows" => Cells::Lines(span().filter(|span| span.first.is_row())?),
            "cell" | "cells" => {
                let (first, last) = place.split_once(':').unwrap_or((place, place));
                Cells::Area(CellRange::between(cell(first)?, cell(last)?))
            }
            _ => return None,
        };
        Some(Self { sheet, cells })
    }

    fn is_in(&self, table: &MapTable) -> bool {
        self.sheet
            .as_ref()
            .is_none_or(|sheet| fold(sheet) == fold(&table.sheet))
    }

    fn contains(&self, cell: CellAddress) -> bool {
        match self.cells {
            Cells::Area(area) => area.contains(cell),
            Cells::Lines(span) if span.first.is_row() => span.contains(cell.row),
            Cells::Lines(span) => span.contains(cell.column),
        }
    }
}

/// A cell by its letters and number.
fn cell(text: &str) -> Option<CellAddress> {
    let text = text.trim();
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at_checked(letters)?;
    match (SheetLine::parse(column)?, SheetLine::parse(row)?) {
        (SheetLine::Column(column), SheetLine::Row(row)) => Some(CellAddress::new(row, column)),
        _ => None,
    }
}

/// The table without the places that `leave-out` names, and the cells that were there; `None` if nothing is left.
pub(in crate::load::career_map) fn places(
    table: MapTable,
    options: &MapOptions,
) -> Option<(MapTable, Vec<LeftOut>)> {
    let mut left_out = Vec::new();
    let mut table = table;
    for name in &options.leave_out {
        let Some(place) = NamedPlace::parse(name).filter(|place| place.is_in(&table)) else {
            continue;
        };
        let gone = |cell| place.contains(cell);
        if let Some((first, area)) = table.bounds_of(gone) {
            left_out.push(LeftOut {
                at: table.place.with_cell(first),
                area: Some(area),
                what: name.clone(),
                why: WhyLeftOut::Configured,
            });
            table = table.without(gone)?;
        }
    }
    Some((table, left_out))
}

/// A table that is ready to be read.
pub(in crate::load::career_map) struct Prepared<'a> {
    pub(in crate::load::career_map) table: Cow<'a, MapTable>,
    /// The columns beside the levels that are configured.
    pub(in crate::load::career_map) sides: Sides,
    /// The headers that it may have.
    pub(in crate::load::career_map) headers: Vec<Header>,
    /// The columns that the configuration leaves out.
    pub(in crate::load::career_map) left_out: Vec<LeftOut>,
}

/// A table with the headers that it may have, without the columns whose headings `leave-out` names.
pub(in crate::load::career_map) fn with_headers<'a>(
    table: &'a MapTable,
    options: &MapOptions,
    places: &Places,
) -> Option<Prepared<'a>> {
    let placed = places.placed(table)?;
    let found = headers(table, &placed.header);
    let lines: BTreeSet<usize> = found
        .iter()
        .flat_map(|header| header.lines.0..=header.lines.1)
        .collect();
    let Some((rest, left_out)) = without_named_columns(table, options, &lines)? else {
        return Some(Prepared {
            table: Cow::Borrowed(table),
            sides: placed.sides,
            headers: found,
            left_out: Vec::new(),
        });
    };
    let placed = places.placed(&rest)?;
    Some(Prepared {
        sides: placed.sides,
        headers: headers(&rest, &placed.header),
        table: Cow::Owned(rest),
        left_out,
    })
}

/// The table without the columns that `leave-out` names in one of these lines, and what they are; `Some(None)` if it names
/// none, `None` if nothing is left.
#[expect(
    clippy::option_option,
    reason = "nothing to leave out is not nothing left"
)]
pub(in crate::load::career_map) fn without_named_columns(
    table: &MapTable,
    options: &MapOptions,
    lines: &BTreeSet<usize>,
) -> Option<Option<(MapTable, Vec<LeftOut>)>> {
    let named: BTreeMap<usize, usize> = (0..table.width())
        .filter_map(|column| {
            let is_named = |line: &&usize| options.leaves_out(table.text(**line, column));
            Some((column, *lines.iter().find(is_named)?))
        })
        .collect();
    if named.is_empty() {
        return Some(None);
    }
    let left_out = named
        .iter()
        .map(|(column, line)| column_left_out(table, *column, *line, WhyLeftOut::Configured))
        .collect();
    let rest = table.without(|cell| {
        table
            .column_of(cell)
            .is_some_and(|column| named.contains_key(&column))
    })?;
    Some(Some((rest, left_out)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_names() {
        for (name, sheet, inside, outside) in [
            ("column F", None, "F1", "E1"),
            ("Columns F:H", None, "G7", "I7"),
            ("row 12", None, "A12", "A11"),
            ("rows 12:15", None, "C13", "C16"),
            ("cell C5", None, "C5", "C6"),
            ("cells C5:D9", None, "D6", "E6"),
            ("Map 1!row 3", Some("Map 1"), "B3", "B4"),
        ] {
            let place = NamedPlace::parse(name).unwrap();
            assert_eq!(place.sheet.as_deref(), sheet, "{name}");
            assert!(place.contains(cell(inside).unwrap()), "{name}");
            assert!(!place.contains(cell(outside).unwrap()), "{name}");
        }
        for name in [
            "Column",
            "C5",
            "row F",
            "column 5",
            "cell F",
            "Rows and columns",
            "E3",
        ] {
            assert_eq!(NamedPlace::parse(name), None, "{name}");
        }
    }
}
