//! A list of people to fill in, one a row: who it is, beside cells to write in.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::super::cell::fit;
use super::paint::{FilledBy, FormFormats, Holds, row_height};
use super::{FormOptions, sheet};

/// The row that says which review it is, counted from 0.
const OF_REVIEW: u32 = 2;
/// The header's row, counted from 0.
const HEADER: u32 = 3;
/// Height of a row: four lines.
const ROW: f64 = 64.0;

/// A column.
pub(super) struct Column<'a> {
    /// Its heading.
    pub(super) heading: &'a str,
    /// Its width, of all that a printed page takes with letters of 9 points.
    pub(super) width: f64,
    /// How it is filled in; `None` where it says who somebody is.
    pub(super) open: Option<Open>,
}

/// A column of cells to fill in.
pub(super) struct Open {
    /// What appears when somebody goes to a cell.
    pub(super) prompt: DataValidation,
    /// What the cells hold.
    pub(super) holds: Holds,
}

/// What is in a cell already.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// A day.
    Day(Date),
}

impl From<Option<String>> for Entry {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

/// The list.
pub(super) struct List<'a> {
    /// The sheet's name.
    pub(super) sheet: &'a str,
    /// Whom it is about, for the footer.
    pub(super) about: &'a str,
    /// Its title.
    pub(super) title: &'a str,
    /// What to do with it.
    pub(super) lead: &'a str,
    /// Which review it belongs to, each with its label; read back.
    pub(super) of_review: Vec<(&'a str, String)>,
    /// Its columns, the person's name first.
    pub(super) columns: Vec<Column<'a>>,
    /// A row for each person.
    pub(super) rows: Vec<Vec<Entry>>,
    /// How many rows follow in which everything is open.
    pub(super) empty_rows: usize,
}

/// The sheet with the list.
pub(super) fn sheet<const N: usize>(
    list: &List<'_>,
    options: &FormOptions,
    paint: &FormFormats,
) -> Result<Worksheet, XlsxError> {
    let mut widths = [0.0; N];
    for (width, column) in widths.iter_mut().zip(&list.columns) {
        *width = column.width;
    }
    let widths = sheet::on_paper(options, widths);
    let mut sheet = sheet::page(options, list.sheet, list.about, &widths)?;
    sheet::title(&mut sheet, paint, list.title, "")?;
    let last_column = N as u16 - 1;
    let format = paint.lead.clone().set_text_wrap();
    sheet::write_over(
        &mut sheet,
        (1, 0),
        (1, last_column),
        Some(list.lead),
        &format,
    )?;
    sheet.set_row_height(1, row_height(&[(list.lead, widths.iter().sum())]) + 4.0)?;
    // Open, since a message can ask to correct it.
    let format = paint.lead.clone().set_unlocked().set_num_format("@");
    for (column, (label, value)) in (0..).step_by(3).zip(&list.of_review) {
        sheet::write(&mut sheet, OF_REVIEW, column, Some(label), &paint.label)?;
        let value = Some(value.as_str());
        sheet::write_over(
            &mut sheet,
            (OF_REVIEW, column + 1),
            (OF_REVIEW, column + 2),
            value,
            &format,
        )?;
    }
    let headings: Vec<&str> = list.columns.iter().map(|column| column.heading).collect();
    sheet::header(&mut sheet, paint, HEADER, &headings, &widths)?;
    let first = HEADER + 1;
    let blank = vec![Entry::Nothing; N];
    let given = list.rows.iter().map(|row| (row, false));
    let all = given.chain(std::iter::repeat_n((&blank, true), list.empty_rows));
    for (row, (entries, is_open)) in (first..).zip(all) {
        let mut height = ROW;
        for ((place, column), (entry, width)) in
            (0..).zip(&list.columns).zip(entries.iter().zip(widths))
        {
            let (by, holds) = match &column.open {
                Some(open) => (FilledBy::Manager, open.holds),
                None if is_open => (FilledBy::Manager, Holds::Words),
                None => (FilledBy::Given, Holds::Words),
            };
            match entry {
                Entry::Nothing => {
                    sheet::write(&mut sheet, row, place, None, &paint.input(by, holds))?;
                }
                Entry::Text(text) => {
                    // A cell for a day may hold a text, which is to stay one.
                    let format = paint.input(by, Holds::Words);
                    let text = fit(text, &options.labels);
                    sheet::write(&mut sheet, row, place, Some(&text), &format)?;
                    height = height.max(row_height(&[(&text, width)]));
                }
                Entry::Day(day) => {
                    sheet.write_date_with_format(row, place, *day, &paint.input(by, holds))?;
                }
            }
        }
        sheet.set_row_height(row, height)?;
    }
    let rows = (list.rows.len() + list.empty_rows).max(1);
    let last = first + rows as u32 - 1;
    for (column, open) in (0..).zip(list.columns.iter().map(|column| &column.open)) {
        if let Some(open) = open {
            sheet.add_data_validation(first, column, last, column, &open.prompt)?;
        }
    }
    sheet.set_freeze_panes(first, 1)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(sheet)
}
