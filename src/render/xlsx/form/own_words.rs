//! *In your own words*, on the first sheet below the table: what a talent review asks a person, and where the person wants
//! to go.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Form;
use super::choices::Source;
use super::grid::{Grid, LAST_OWN, section};
use super::paint::{BOLD, FilledBy, Holds, row_height};
use super::sheet;
use crate::labels::List;

/// Height of a box for a few sentences.
const BOX: f64 = 76.0;

/// Writes the part; returns its last row.
pub(super) fn write(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    grid: &Grid,
    row: u32,
) -> Result<u32, XlsxError> {
    let labels = form.labels();
    section(form, sheet, grid, row, labels.say("form.words"))?;
    let answers = form.input.answers;
    let boxes = [
        (
            "form.heading.accomplishments",
            "form.prompt.accomplishments",
            answers.and_then(|answers| answers.accomplishments.as_deref()),
        ),
        (
            "form.heading.development",
            "form.prompt.development",
            answers.and_then(|answers| answers.development.as_deref()),
        ),
        (
            "form.heading.growth",
            "form.prompt.growth",
            answers.and_then(|answers| answers.growth.as_deref()),
        ),
        (
            "form.heading.aspiration",
            "form.prompt.aspiration",
            answers.and_then(|answers| answers.aspiration.as_deref()),
        ),
        (
            "form.heading.beyond-map",
            "form.prompt.beyond-map",
            answers.and_then(|answers| answers.beyond_map.as_deref()),
        ),
    ];
    let mut row = row + 1;
    for (label, prompt, text) in boxes {
        entry(form, sheet, grid, row, (label, prompt, text))?;
        row += 2;
    }
    let wish = answers.and_then(|answers| answers.wish);
    let wish = wish.map(|wish| form.chosen(List::Wish, wish.word()));
    choice(form, sheet, grid, row, wish)?;
    Ok(row + 1)
}

/// A question, and below it a label with a wide cell to its right. A reader would take the cell to the right of a label
/// for its value, so the question is above.
fn entry(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    grid: &Grid,
    row: u32,
    (label, prompt, text): (&str, &str, Option<&str>),
) -> Result<(), XlsxError> {
    let last = grid.place(LAST_OWN);
    question(form, sheet, row, prompt)?;
    let row = row + 1;
    let label = form.labels().say(label);
    sheet.write_string_with_format(row, 0, label, &form.paint.label)?;
    let format = form.paint.input(FilledBy::Person, Holds::Words);
    sheet::write_over(sheet, (row, 1), (row, last), text, &format)?;
    // No spreadsheet program fits a row's height to merged cells.
    let width = grid.width(1, last);
    let needed = row_height(&[
        (text.unwrap_or(""), width),
        (label, grid.width(0, 0) * BOLD),
    ]);
    sheet.set_row_height(row, needed.max(BOX))?;
    let prompt = sheet::prompt(label, form.labels().say(prompt))?;
    sheet.add_data_validation(row, 1, row, last, &prompt)?;
    Ok(())
}

fn choice(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    grid: &Grid,
    row: u32,
    chosen: Option<&str>,
) -> Result<(), XlsxError> {
    question(form, sheet, row, "form.prompt.wish")?;
    let row = row + 1;
    let label = form.labels().say("form.heading.wish");
    sheet.write_string_with_format(row, 0, label, &form.paint.label)?;
    let format = form.paint.entry(FilledBy::Person, Holds::Words);
    sheet::write_over(sheet, (row, 1), (row, grid.expected), chosen, &format)?;
    let height = row_height(&[(label, grid.width(0, 0) * BOLD)]);
    sheet.set_row_height(row, height.max(24.0))?;
    let dropdown = form.choices.dropdown(
        Source::Words(List::Wish),
        label,
        form.labels().say("form.prompt.wish"),
    )?;
    sheet.add_data_validation(row, 1, row, 1, &dropdown)?;
    Ok(())
}

fn question(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    prompt: &str,
) -> Result<(), XlsxError> {
    let text = form.labels().say(prompt);
    sheet.write_string_with_format(row, 1, text, &form.paint.question)?;
    sheet.set_row_height(row, 20)?;
    Ok(())
}
