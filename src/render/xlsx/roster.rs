//! The roster to start from: the columns that are read, and how to fill them in.

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::style::INK;
use super::{UNDATED, WorkbookError};
use crate::labels::{Labels, List};

/// How many columns there are.
const COUNT: usize = 10;

/// The columns: heading, width, and the content that belongs there.
const COLUMNS: [(&str, f64, &str); COUNT] = [
    ("form.heading.name", 28.0, "roster.meaning.name"),
    (
        "form.heading.employee-id",
        14.0,
        "roster.meaning.employee-id",
    ),
    ("form.heading.email", 30.0, "roster.meaning.email"),
    ("form.heading.team", 20.0, "roster.meaning.team"),
    ("form.heading.manager-name", 28.0, "roster.meaning.manager"),
    ("form.heading.manager-id", 14.0, "roster.meaning.manager-id"),
    (
        "form.heading.manager-email",
        30.0,
        "roster.meaning.manager-email",
    ),
    ("form.heading.role-level", 28.0, "roster.meaning.role-level"),
    ("form.heading.track", 14.0, "roster.meaning.track"),
    (
        "form.heading.target-level",
        28.0,
        "roster.meaning.target-level",
    ),
];

/// A roster with these rows, each in the order Name, Employee ID, Email, Team, Manager, Manager ID, Manager email, Role level,
/// Track, Target level; as the bytes of an `.xlsx` file.
///
/// # Errors
/// If the rows do not fit into the format.
pub fn roster(rows: &[[&str; COUNT]], labels: &Labels) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(labels.say("roster.document"))
            .set_author("")
            .set_creation_datetime(&UNDATED),
    );
    workbook.push_worksheet(people(rows, labels)?);
    workbook.push_worksheet(explanation(labels)?);
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

fn people(rows: &[[&str; COUNT]], labels: &Labels) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(labels.say("roster.document"))?;
    for (column, (heading, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, labels.say(heading), &header())?;
    }
    sheet.set_row_height(0, 34)?;
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, *text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

fn explanation(labels: &Labels) -> Result<Worksheet, XlsxError> {
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = wrap.clone().set_bold();
    let mut sheet = Worksheet::new();
    sheet.set_name(labels.say("roster.how"))?;
    sheet.set_column_width(0, 34)?.set_column_width(1, 90)?;
    let lead = labels.with("roster.lead", &[("sheet", &labels.say("roster.document"))]);
    sheet.write_string_with_format(0, 0, lead, &Format::new().set_bold())?;
    let mut tracks = labels.choices(List::Track).map(|track| track.label);
    let (ic, manager) = (tracks.next(), tracks.next());
    let tracks: [(&str, &dyn std::fmt::Display); 2] = [
        ("ic", &ic.unwrap_or_default()),
        ("manager", &manager.unwrap_or_default()),
    ];
    for (row, (heading, _, meaning)) in (2..).zip(COLUMNS) {
        sheet.write_string_with_format(row, 0, labels.say(heading), &bold)?;
        sheet.write_string_with_format(row, 1, labels.with(meaning, &tracks), &wrap)?;
    }
    Ok(sheet)
}
