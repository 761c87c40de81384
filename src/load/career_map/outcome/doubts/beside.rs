//! A doubt about a second table to the right of the map.

use super::mends::{leave_out, text_at};
use super::tables::sheet_of;
use super::{Mend, Odd, Reading};
use crate::diagnostic::CellAddress;
use crate::load::career_map::options::{SheetLine, Span};
use crate::load::career_map::outcome::remedy::place_named;
use crate::model::Orientation;
use crate::text::{fold, in_quotes};

/// A column beside the levels with the same heading as the names of the competencies, but mostly other names: another table stands
/// beside the map, and what its levels expect was read as if it were about the first names.
pub(super) fn table_beside(reading: &Reading<'_>) -> Option<Odd> {
    if reading.draft.orientation != Orientation::LevelsInColumns {
        return None;
    }
    let rows: Vec<CellAddress> = (reading.draft.rows.iter())
        .filter_map(|row| row.at.cell())
        .collect();
    let names = rows.first()?.column;
    let level = reading.draft.levels.first()?;
    let sheet = sheet_of(reading, &level.at)?;
    let text = |row: u32, column: u32| {
        let text = reading
            .workbook
            .text_at(&sheet.at.with_cell(CellAddress { row, column }));
        text.map(|text| fold(&text)).filter(|text| !text.is_empty())
    };
    let header = level.at.cell()?.row;
    let corner = text(header, names)?;
    let mut titles = reading
        .draft
        .levels
        .iter()
        .filter_map(|level| level.at.cell());
    let last = titles.clone().map(|cell| cell.column).max()?;
    let are_others = |column: &u32| {
        let differ = rows.iter().filter(|row| {
            let other = text(row.row, *column);
            other.is_some() && other != text(row.row, names)
        });
        text(header, *column).as_ref() == Some(&corner) && differ.count() * 2 > rows.len()
    };
    let column = (names + 1..last).find(are_others)?;
    let is_beside = titles.any(|cell| cell.column < column);
    let at = sheet.at.with_cell(CellAddress {
        row: header,
        column,
    });
    let without = |first: u32, last: u32| {
        let [first, last] = [first, last].map(SheetLine::Column);
        leave_out(
            reading,
            [place_named(reading.workbook, &at, Span { first, last })],
        )
    };
    let ways = vec![
        ("the first is meant".to_owned(), without(column, last)),
        ("the second is meant".to_owned(), without(names, column - 1)),
    ];
    is_beside.then(|| Odd {
        what: format!(
            "Another table seems to stand beside the first one, with competencies of its own: {}. What it says was read as if it \
             were about the competencies of the first.",
            in_quotes(text_at(reading, &at).unwrap_or_default().trim())
        ),
        mend: Mend::Either {
            ways,
            otherwise: "Put the tables one below the other, or give each a file of its own.",
        },
        at,
    })
}
