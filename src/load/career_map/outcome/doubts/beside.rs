//! A doubt about a second table to the right of the map, or below one with levels in rows.

use super::mends::leave_out;
use super::{Mend, Odd, Reading};
use crate::diagnostic::CellAddress;
use crate::load::career_map::options::{SheetLine, Span};
use crate::load::career_map::outcome::remedy::place_named;
use crate::model::{Orientation, WhyLeftOut};
use crate::text::in_quotes;

/// A column between the levels with other names under the same heading: another table stands beside the map, and what its levels expect
/// was read as if it were about the first names.
pub(super) fn table_beside(reading: &Reading<'_>) -> Option<Odd> {
    let draft = reading.draft;
    let left_out = (draft.left_out.iter()).find(|left| left.why == WhyLeftOut::OtherNames)?;
    let at = left_out.at.clone();
    let place = at.cell()?;
    let first = draft.rows.first()?.at.cell()?;
    let levels = draft.levels.iter().filter_map(|level| level.at.cell());
    let are_columns = draft.orientation == Orientation::LevelsInColumns;
    let line = |cell: CellAddress| if are_columns { cell.column } else { cell.row };
    let last = levels.map(line).max()?;
    let without = |first: u32, last: u32| {
        let [first, last] = [first, last].map(|place| {
            if are_columns {
                SheetLine::Column(place)
            } else {
                SheetLine::Row(place)
            }
        });
        let span = Span { first, last };
        leave_out(reading, [place_named(reading.workbook, &at, span)])
    };
    Some(Odd {
        what: format!(
            "Another table seems to stand {} the first one, with competencies of its own: {}. What it says was read as if it were \
             about the competencies of the first.",
            if are_columns { "beside" } else { "below" },
            in_quotes(&left_out.what)
        ),
        mend: Mend::Either {
            ways: vec![
                ("the first is meant".to_owned(), without(line(place), last)),
                (
                    "the second is meant".to_owned(),
                    without(line(first), line(place).saturating_sub(1)),
                ),
            ],
            otherwise: "Put the tables one below the other, or give each a file of its own.",
        },
        at,
    })
}
