//! The list for handing out plans: one table from the first row on, as programs that merge mails read it.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{BookOptions, Cell, Page, Table, WorkbookError, WorkbookParts};

/// A row of the list: somebody in the review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandOutRow {
    /// Name.
    pub name: String,
    /// Employee ID.
    pub employee_id: Option<String>,
    /// The address, if it can be used.
    pub email: Option<String>,
    /// The manager's name.
    pub manager: Option<String>,
    /// The manager's address, if it can be used.
    pub manager_email: Option<String>,
    /// The plan as a path relative to the list's folder, with `/` between folders.
    pub plan: Option<String>,
    /// The plan's fingerprint.
    pub fingerprint: Option<String>,
    /// What is in the way of handing it out; empty if nothing is.
    pub in_the_way: String,
}

/// The list as the bytes of an `.xlsx` file. The same rows give the same bytes.
///
/// # Errors
/// If the rows do not fit into the format.
pub fn hand_out(
    rows: &[HandOutRow],
    as_of: Option<Date>,
    options: &BookOptions,
) -> Result<Vec<u8>, WorkbookError> {
    let parts = WorkbookParts::new(Cow::Borrowed(options), as_of);
    let sheet = sheet(&parts, rows)?;
    parts.finish("hand-out.document", [sheet])
}

fn sheet(parts: &WorkbookParts<'_>, rows: &[HandOutRow]) -> Result<Worksheet, XlsxError> {
    let labels = parts.labels();
    let page = Page::long_called(parts, labels.say("hand-out.sheet.list"))?;
    let longest = |text: fn(&HandOutRow) -> Option<&str>| rows.iter().filter_map(text);
    let table = Table::<&HandOutRow>::labelled("HandOut", labels)
        .text("workbook.column.name", 18.0, |row| row.name.as_str())
        .fitting(longest(|row| Some(&row.name)))
        .text("workbook.column.employee-id", 11.0, |row| {
            row.employee_id.as_deref()
        })
        .text("form.heading.email", 22.0, |row| row.email.as_deref())
        .fitting(longest(|row| row.email.as_deref()))
        .text("workbook.column.manager", 16.0, |row| {
            row.manager.as_deref()
        })
        .fitting(longest(|row| row.manager.as_deref()))
        .text("form.heading.manager-email", 22.0, |row| {
            row.manager_email.as_deref()
        })
        .fitting(longest(|row| row.manager_email.as_deref()))
        .text("hand-out.plan", 30.0, |row| {
            row.plan.as_deref().map(|path| Cell::file_link(path, path))
        })
        .fitting(longest(|row| row.plan.as_deref()))
        // Sentences: where they were narrower, the fingerprint beside them would cut them off.
        .text("hand-out.in-the-way", 60.0, |row| row.in_the_way.as_str())
        .text("hand-out.fingerprint", 20.0, |row| {
            row.fingerprint.as_deref()
        });
    page.finish_with_long(&table, rows.len(), rows.iter(), "workbook.nobody-assessed")
}
