//! The first sheet, and where its columns are.

use rust_xlsxwriter::XlsxError;

use super::Form;
use super::sheet::{FormSheet, on_paper};
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

/// The first sheet while it is written.
pub(super) struct AssessmentSheet<'f> {
    /// The form that it belongs to.
    pub(super) form: &'f Form<'f>,
    pub(super) page: FormSheet<'f>,
    /// The levels whose expectations are beside the choice.
    pub(super) levels: Vec<LevelId>,
    /// The last column of expectations.
    pub(super) expected: u16,
}

impl<'f> AssessmentSheet<'f> {
    /// The sheet with nothing on it.
    pub(super) fn new(form: &'f Form<'f>) -> Result<Self, XlsxError> {
        let levels = form.levels();
        let [area, both] = on_paper(form.input.options, [AREA, 2.0 * EXPECTED]);
        let expected = levels.len() as u16;
        let mut widths = vec![area];
        widths.extend(levels.iter().map(|_| both / f64::from(expected)));
        widths.extend(on_paper(form.input.options, FILLED_IN));
        Ok(Self {
            form,
            page: form.page("form.sheet.assessment", &widths)?,
            levels,
            expected,
        })
    }

    /// The sheet's column of one of the columns to fill in.
    pub(super) const fn place(&self, filled_in: u16) -> u16 {
        self.expected + 1 + filled_in
    }
}
