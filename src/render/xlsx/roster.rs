//! The roster to start from: the columns that are read, and how to fill them in.

use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::style::INK;
use super::{UNDATED, WorkbookError};

/// The columns, with their widths and what belongs there.
const COLUMNS: [(&str, f64, &str); 8] = [
    (
        "Name",
        28.0,
        "As it is to stand in the plan. The only column that has to be filled in.",
    ),
    (
        "Employee ID",
        14.0,
        "Your own number for the person. It tells two people of one name apart; give one to everybody if you can.",
    ),
    ("Email", 30.0, "For the list of reminders."),
    ("Team", 20.0, "People of one team are looked at together."),
    (
        "Manager",
        28.0,
        "The manager's name, written as in the manager's own row.",
    ),
    (
        "Role level",
        28.0,
        "The level that the person holds now, by its name in the career map.",
    ),
    ("Track", 12.0, "IC or Manager. May stay empty."),
    (
        "Target level",
        28.0,
        "The level aimed at, where it is not simply the next one. May stay empty.",
    ),
];

/// A roster with these rows, each in the order Name, Employee ID, Email, Team, Manager, Role level, Track, Target level;
/// as the bytes of an `.xlsx` file.
///
/// # Errors
/// If the rows do not fit into the format.
pub fn roster(rows: &[[&str; 8]]) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title("Roster")
            .set_author("")
            .set_creation_datetime(&UNDATED),
    );
    workbook.push_worksheet(people(rows)?);
    workbook.push_worksheet(explanation()?);
    Ok(workbook.save_to_buffer()?)
}

fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(rust_xlsxwriter::Color::White)
        .set_background_color(INK)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
}

fn people(rows: &[[&str; 8]]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Roster")?;
    for (column, (heading, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &header())?;
    }
    sheet.set_row_height(0, 22)?;
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

fn explanation() -> Result<Worksheet, XlsxError> {
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = wrap.clone().set_bold();
    let mut sheet = Worksheet::new();
    sheet.set_name("How to fill in")?;
    sheet.set_column_width(0, 18)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(
        0,
        0,
        "One row for each person in the review. Replace the example on the sheet Roster.",
        &Format::new().set_bold(),
    )?;
    for (row, (heading, _, meaning)) in (2..).zip(COLUMNS) {
        sheet.write_string_with_format(row, 0, heading, &bold)?;
        sheet.write_string_with_format(row, 1, meaning, &wrap)?;
    }
    Ok(sheet)
}
