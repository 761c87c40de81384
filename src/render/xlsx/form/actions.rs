//! *Actions*: what was agreed to be done; what is still open from the last cycle comes first.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::assessment::date_prompt;
use super::choices::List;
use super::paint::{By, Holds};
use super::{CarriedAction, Form};

const WIDTHS: [f64; 8] = [30.0, 52.0, 14.0, 22.0, 13.0, 13.0, 15.0, 46.0];
/// The header's row, counted from 0.
const HEADER: u32 = 3;
/// Rows for new actions.
const ROOM: u32 = 12;

/// The sheet.
pub(super) fn sheet(form: &Form<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = form.page("Actions", &WIDTHS)?;
    let paint = &form.paint;
    sheet.write_string_with_format(0, 0, "What will you do?", &paint.title)?;
    sheet.set_row_height(0, 30)?;
    let lead = if form.input.actions.is_empty() {
        "Two or three actions that will really happen are worth more than ten. Say who sees to it and by when."
    } else {
        "The first rows are still open from the last review: bring their status up to date. Below is room for new ones."
    };
    sheet.write_string_with_format(1, 0, lead, &paint.lead)?;
    let headings = [
        "Competency",
        "Action",
        "Kind",
        "Owner",
        "Start",
        "Due",
        "Status",
        "Success looks like",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(HEADER, column, heading, &paint.header)?;
    }
    sheet.set_row_height(HEADER, 22)?;
    let first = HEADER + 1;
    let carried = form.input.actions;
    let last = first + carried.len() as u32 + ROOM - 1;
    for row in first..=last {
        write_row(form, &mut sheet, row, carried.get((row - first) as usize))?;
    }
    let lists = [
        (
            0,
            List::Competencies,
            "Competency",
            "Which competency does it develop?",
        ),
        (
            2,
            List::Kinds,
            "Kind",
            "Experience: learn by doing. Exposure: learn from others. Education: learn by study.",
        ),
        (6, List::Statuses, "Status", "How far is it?"),
    ];
    for (column, list, title, message) in lists {
        let dropdown = form.choices.dropdown(list, title, message)?;
        sheet.add_data_validation(first, column, last, column, &dropdown)?;
    }
    for (column, title) in [(4, "Start"), (5, "Due")] {
        let prompt = date_prompt(title, "A date, such as 2027-03-31.")?;
        sheet.add_data_validation(first, column, last, column, &prompt)?;
    }
    sheet.set_freeze_panes(first, 0)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(sheet)
}

fn write_row(
    form: &Form<'_>,
    sheet: &mut Worksheet,
    row: u32,
    carried: Option<&CarriedAction>,
) -> Result<(), XlsxError> {
    let words = form.paint.input(By::Both, Holds::Words);
    let day = form.paint.input(By::Both, Holds::Day);
    sheet.set_row_height(row, 34)?;
    let action = carried.map(|carried| &carried.action);
    let texts: [(u16, Option<&str>); 6] = [
        (0, carried.and_then(|carried| carried.competency.as_deref())),
        (1, action.map(|action| action.action.as_str())),
        (2, action.and_then(|action| action.kind.as_deref())),
        (3, action.and_then(|action| action.owner.as_deref())),
        (6, action.and_then(|action| action.status.as_deref())),
        (7, action.and_then(|action| action.success.as_deref())),
    ];
    for (column, text) in texts {
        match text {
            Some(text) => sheet.write_string_with_format(row, column, text, &words)?,
            None => sheet.write_blank(row, column, &words)?,
        };
    }
    let dates: [(u16, Option<Date>); 2] = [
        (4, action.and_then(|action| action.start)),
        (5, action.and_then(|action| action.due)),
    ];
    for (column, date) in dates {
        match date {
            Some(date) => sheet.write_date_with_format(row, column, date, &day)?,
            None => sheet.write_blank(row, column, &day)?,
        };
    }
    Ok(())
}
