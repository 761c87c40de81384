//! *Guide*: how to fill the form in, and what the role level and the target level expect, side by side.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Form;
use super::expectations::words;
use super::paint::row_height;
use crate::model::{CompetencyId, LevelId};

const WIDTHS: [f64; 3] = [32.0, 72.0, 72.0];

const STEPS: [&str; 6] = [
    "1. On the sheet Assessment, write a few sentences in your own words.",
    "2. Choose your level for each competency below, one row after the other. Compare with what stands below on this sheet.",
    "3. Write down what your choice rests on: one example of the last half-year is better than three adjectives.",
    "4. Save the file under its own name and send it to your manager, who fills in the blue cells.",
    "5. Talk about it. Where you agree on a level, write it into the green cells; write what you want to do on the sheet Actions.",
    "6. Hand the file back as you were asked to. Rows and columns may be made larger; nothing needs to be unlocked.",
];

/// The sheet.
pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = form.page("Guide", &WIDTHS)?;
    let paint = &form.paint;
    sheet.write_string_with_format(0, 0, "How to fill in this form", &paint.title)?;
    sheet.set_row_height(0, 30)?;
    let mut row = 1;
    for step in STEPS {
        sheet.write_string_with_format(row, 0, step, &paint.lead)?;
        row += 1;
    }
    row += 1;
    for column in 0..3 {
        sheet.write_blank(row, column, &paint.section)?;
    }
    sheet.write_string_with_format(row, 0, "What your levels expect", &paint.section)?;
    sheet.set_row_height(row, 24)?;
    row += 1;
    sheet.write_string_with_format(row, 0, "In the words of the career map", &paint.header)?;
    let levels = form.levels();
    for (column, level) in (1..).zip(&levels) {
        let what = if column == 1 {
            "Your role level"
        } else {
            "Your target level"
        };
        let heading = format!("{what}: {}", form.level_name(*level));
        sheet.write_string_with_format(row, column, heading, &paint.header)?;
    }
    sheet.set_row_height(row, 22)?;
    sheet.set_repeat_rows(row, row)?;
    for id in form.map().competency_ids() {
        row += 1;
        competency(form, &mut sheet, row, id, &levels)?;
    }
    Ok(sheet)
}

fn competency(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    id: CompetencyId,
    levels: &[LevelId],
) -> Result<(), XlsxError> {
    let paint = &form.paint;
    let name = &form.map().competency(id).name;
    sheet.write_string_with_format(row, 0, name, &paint.reading_bold)?;
    let mut height = row_height(&[(name, WIDTHS[0])]);
    for (column, level) in (1..).zip(levels) {
        let bullets: Vec<String> = form
            .map()
            .expectations(id, *level, form.track())
            .map(|expectation| format!("• {}", words(expectation, form.track())))
            .collect();
        let text = bullets.join("\n");
        sheet.write_string_with_format(row, column, &text, &paint.reading)?;
        height = height.max(row_height(&[(&text, WIDTHS[1])]));
    }
    sheet.set_row_height(row, height)?;
    Ok(())
}
