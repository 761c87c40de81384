//! *In your own words*, on the first sheet below the table: what a talent review asks a person, and where the person wants
//! to go.

use rust_xlsxwriter::XlsxError;

use super::super::wrap;
use super::choices::ChoiceList;
use super::grid::{AssessmentSheet, LAST_OWN};
use super::paint::{BOLD, ContentKind, FilledBy, lines, row_height};
use super::sheet;
use crate::labels::List;

/// Height of a box for a few sentences.
const BOX: f64 = 76.0;

/// Writes the part; returns its last row.
pub(super) fn write(on: &mut AssessmentSheet<'_>, row: u32) -> Result<u32, XlsxError> {
    let form = on.form;
    let labels = form.labels();
    on.page.section(row, labels.say("form.words"))?;
    // On a page of its own, so that the heading is not left at the end of the page before.
    on.page.sheet.set_page_breaks(&[row])?;
    let answers = form.input.answers;
    let helping = answers.and_then(|answers| form.names(&answers.willing_to_help));
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
        (
            "form.heading.willing-to-help",
            "form.prompt.willing-to-help",
            helping.as_deref(),
        ),
    ];
    let mut row = row + 1;
    for (label, prompt, text) in boxes {
        entry(on, row, (label, prompt, text))?;
        row += 1;
    }
    let wish = answers.and_then(|answers| answers.wish);
    let wish = wish.map(|wish| form.chosen(List::Wish, wish.word()));
    choice(on, row, wish)?;
    Ok(row)
}

/// The columns of labels and questions: so many that no question makes a box high.
const ASKED: (u16, u16) = (0, 1);

/// A label with its question, and beside them a wide cell for the answer.
fn entry(
    on: &mut AssessmentSheet<'_>,
    row: u32,
    (label, prompt, text): (&str, &str, Option<&str>),
) -> Result<(), XlsxError> {
    let form = on.form;
    let (first, last) = (ASKED.1 + 1, on.page.last());
    let asked = question(on, row, (label, prompt))?;
    let format = form.paint.input(FilledBy::Person, ContentKind::Words);
    on.page
        .write_over((row, first), (row, last), text, &format)?;
    // No spreadsheet program fits a row's height to merged cells.
    let needed = row_height(&[(text.unwrap_or(""), on.page.width(first, last))]);
    on.page
        .sheet
        .set_row_height(row, needed.max(asked).max(BOX))?;
    let labels = form.labels();
    let prompt = sheet::prompt(labels.say(label), labels.say(prompt))?;
    on.page
        .sheet
        .add_data_validation(row, first, row, last, &prompt)?;
    Ok(())
}

fn choice(on: &mut AssessmentSheet<'_>, row: u32, chosen: Option<&str>) -> Result<(), XlsxError> {
    let form = on.form;
    let (first, last) = (ASKED.1 + 1, on.place(LAST_OWN));
    let (label, prompt) = ("form.heading.wish", "form.prompt.wish");
    let asked = question(on, row, (label, prompt))?;
    let format = form.paint.entry(FilledBy::Person, ContentKind::Words);
    on.page
        .write_over((row, first), (row, last), chosen, &format)?;
    on.page.sheet.set_row_height(row, asked.max(24.0))?;
    let labels = form.labels();
    let list = ChoiceList::Words(List::Wish);
    let dropdown = form
        .choices
        .dropdown(list, labels.say(label), labels.say(prompt))?;
    on.page.validate((row, row), first, &dropdown)?;
    Ok(())
}

/// A label, and below it in the same cell its question, so that no page of paper ends between them and the answer. Returns
/// the height that they need.
fn question(
    on: &mut AssessmentSheet<'_>,
    row: u32,
    (label, prompt): (&str, &str),
) -> Result<f64, XlsxError> {
    let form = on.form;
    let (label, prompt) = (form.labels().say(label), form.labels().say(prompt));
    let paint = &form.paint;
    let (first, last) = ASKED;
    on.page
        .sheet
        .merge_range(row, first, row, last, "", &paint.asked)?;
    let below = format!("\n{prompt}");
    let parts = [(&paint.strong, label), (&paint.question, below.as_str())];
    on.page
        .sheet
        .write_rich_string_with_format(row, first, &parts, &paint.asked)?;
    let width = on.page.width(first, last);
    let lines = lines(label, width * BOLD) + lines(prompt, width);
    Ok(wrap::height(lines))
}
