//! The columns of the first sheet, and headings over all of them.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Form, sheet};
use crate::model::LevelId;

/// The columns that somebody fills in, right of those with what is expected: one's own level, one example, interest; the
/// manager's level and comment; the agreed level.
const FILLED_IN: [f64; 6] = [14.0, 21.0, 11.0, 14.0, 16.5, 13.0];
/// The last of them that the person fills in.
pub(super) const LAST_OWN: u16 = 2;
/// The first column.
const AREA: f64 = 20.0;
/// Expectations of one level if there are two; all widths together are as wide as a printed page holds with letters of 9
/// points.
const EXPECTED: f64 = 28.0;

/// The columns of the sheet.
pub(super) struct FormColumns {
    /// The levels whose expectations are beside the choice.
    pub(super) levels: Vec<LevelId>,
    /// The last column of expectations.
    pub(super) expected: u16,
    /// How wide each column is.
    pub(super) widths: Vec<f64>,
}

impl FormColumns {
    pub(super) fn of(form: &Form<'_>) -> Self {
        let levels = form.levels();
        let options = form.input.options;
        let [area, both] = sheet::on_paper(options, [AREA, 2.0 * EXPECTED]);
        let expected = levels.len() as u16;
        let mut widths = vec![area];
        widths.extend(levels.iter().map(|_| both / f64::from(expected)));
        widths.extend(sheet::on_paper(options, FILLED_IN));
        Self {
            levels,
            expected,
            widths,
        }
    }

    /// The sheet's column of one of the columns to fill in.
    pub(super) const fn place(&self, filled_in: u16) -> u16 {
        self.expected + 1 + filled_in
    }

    /// The width of several columns together.
    pub(super) fn width(&self, first: u16, last: u16) -> f64 {
        self.widths[usize::from(first)..=usize::from(last)]
            .iter()
            .sum()
    }

    /// The last column.
    pub(super) fn last(&self) -> u16 {
        self.widths.len() as u16 - 1
    }
}

/// A heading over the whole width.
pub(super) fn section(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    grid: &FormColumns,
    row: u32,
    heading: &str,
) -> Result<(), XlsxError> {
    for column in 0..=grid.last() {
        sheet.write_blank(row, column, &form.paint.section)?;
    }
    sheet.write_string_with_format(row, 0, heading, &form.paint.section)?;
    sheet.set_row_height(row, 24)?;
    Ok(())
}
