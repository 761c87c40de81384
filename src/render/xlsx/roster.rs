//! The roster to start from: the columns that are read, and how to fill them in.

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::form::{FormOptions, on_page};
use super::style::INK;
use super::{WorkbookError, wrap};
use crate::labels::List;
use crate::model::UNDATED;

/// How many columns there are.
const COUNT: usize = 10;

/// The columns: heading, width, and the content that belongs there. The widths add up to what a printed page takes with letters of 9
/// points.
const COLUMNS: [(&str, f64, &str); COUNT] = [
    ("form.heading.name", 19.0, "roster.meaning.name"),
    (
        "form.heading.employee-id",
        15.0,
        "roster.meaning.employee-id",
    ),
    ("form.heading.email", 24.0, "roster.meaning.email"),
    ("form.heading.team", 13.0, "roster.meaning.team"),
    ("form.heading.manager-name", 17.0, "roster.meaning.manager"),
    ("form.heading.manager-id", 15.0, "roster.meaning.manager-id"),
    (
        "form.heading.manager-email",
        20.0,
        "roster.meaning.manager-email",
    ),
    ("form.heading.role-level", 17.0, "roster.meaning.role-level"),
    ("form.heading.track", 11.0, "roster.meaning.track"),
    (
        "form.heading.target-level",
        17.0,
        "roster.meaning.target-level",
    ),
];

/// A roster with these rows, each in the order Name, Employee ID, Email, Team, Manager, Manager ID, Manager email, Role level,
/// Track, Target level; as the bytes of an `.xlsx` file.
///
/// # Errors
/// If the rows do not fit into the format.
pub fn roster(rows: &[[&str; COUNT]], options: &FormOptions) -> Result<Vec<u8>, WorkbookError> {
    let labels = &options.labels;
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(labels.say("roster.document"))
            .set_author("")
            .set_creation_datetime(&UNDATED),
    );
    workbook.push_worksheet(people(rows, options)?);
    workbook.push_worksheet(explanation(options)?);
    Ok(workbook.save_to_buffer()?)
}

fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(rust_xlsxwriter::Color::White)
        .set_background_color(INK)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
}

fn people(rows: &[[&str; COUNT]], options: &FormOptions) -> Result<Worksheet, XlsxError> {
    let labels = &options.labels;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut sheet = Worksheet::new();
    sheet.set_name(labels.say("roster.document"))?;
    for (column, (heading, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        // Numbers of people are text: 000901 keeps its zeros.
        let format = if heading.ends_with("-id") {
            plain.clone().set_num_format("@")
        } else {
            plain.clone()
        };
        sheet.set_column_format(column, &format)?;
        sheet.write_string_with_format(0, column, labels.say(heading), &header())?;
    }
    let height = COLUMNS
        .iter()
        .map(|(heading, width, _)| wrap::lines(labels.say(heading), width * wrap::BOLD))
        .max();
    sheet.set_row_height(0, wrap::height(height.unwrap_or(1)) + 4.0)?;
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, *text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    on_page(&mut sheet, options);
    Ok(sheet)
}

fn explanation(options: &FormOptions) -> Result<Worksheet, XlsxError> {
    const WIDTHS: [f64; 2] = [34.0, 90.0];
    let labels = &options.labels;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = plain.clone().set_bold();
    let mut sheet = Worksheet::new();
    sheet.set_name(labels.say("roster.how"))?;
    sheet
        .set_column_width(0, WIDTHS[0])?
        .set_column_width(1, WIDTHS[1])?;
    let lead = labels.with(
        "roster.lead",
        &[("sheet", &labels.quoted(labels.say("roster.document")))],
    );
    sheet.write_string_with_format(0, 0, lead, &Format::new().set_bold())?;
    let mut tracks = labels.choices(List::Track).map(|track| track.label);
    let [ic, manager, both] = std::array::from_fn(|_| tracks.next().unwrap_or_default());
    let tracks: [(&str, &dyn std::fmt::Display); 3] =
        [("ic", &ic), ("manager", &manager), ("both", &both)];
    for (row, (heading, _, meaning)) in (2..).zip(COLUMNS) {
        sheet.write_string_with_format(row, 0, labels.say(heading), &bold)?;
        let meaning = labels.with(meaning, &tracks);
        sheet.write_string_with_format(row, 1, &meaning, &plain)?;
        let lines = wrap::lines(labels.say(heading), WIDTHS[0] * wrap::BOLD);
        let lines = lines.max(wrap::lines(&meaning, WIDTHS[1]));
        sheet.set_row_height(row, wrap::height(lines))?;
    }
    on_page(&mut sheet, options);
    Ok(sheet)
}
