//! A list of people to fill in, one a row: who it is, beside cells to write in.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::super::cell::fit;
use super::FormOptions;
use super::choices::{ChoiceList, Choices};
use super::paint::{ContentKind, FilledBy, FormFormats, row_height};
use super::sheet::{FormSheet, on_paper, prompt};
use crate::labels::Labels;

/// The row that says which review it is, counted from 0.
const OF_REVIEW: u32 = 2;
/// The header's row, counted from 0.
const HEADER: u32 = 3;
/// Height of a row: four lines.
const ROW: f64 = 64.0;

/// A column.
pub(super) struct Column<'a> {
    heading: &'a str,
    /// Its width, of all that a printed page takes with letters of 9 points.
    width: f64,
    /// What appears when somebody goes to a cell, and what the cells hold; `None` where it says who somebody is.
    open: Option<(DataValidation, ContentKind)>,
}

impl<'a> Column<'a> {
    /// A column that says who somebody is; `key` is that of its heading.
    pub(super) fn given(labels: &'a Labels, key: &'static str, width: f64) -> Self {
        Self {
            heading: labels.say(key),
            width,
            open: None,
        }
    }

    /// A column to write into.
    pub(super) fn text(
        labels: &'a Labels,
        key: &'static str,
        width: f64,
        hint: &'static str,
    ) -> Result<Self, XlsxError> {
        let open = (
            prompt(labels.say(key), labels.say(hint))?,
            ContentKind::Words,
        );
        Ok(Self {
            open: Some(open),
            ..Self::given(labels, key, width)
        })
    }

    /// A column of days.
    pub(super) fn day(
        labels: &'a Labels,
        key: &'static str,
        width: f64,
        hint: &str,
    ) -> Result<Self, XlsxError> {
        let open = (prompt(labels.say(key), hint)?, ContentKind::Day);
        Ok(Self {
            open: Some(open),
            ..Self::given(labels, key, width)
        })
    }

    /// A column to choose from a list.
    pub(super) fn choice(
        (labels, choices): (&'a Labels, &Choices),
        key: &'static str,
        width: f64,
        list: ChoiceList,
        hint: &'static str,
    ) -> Result<Self, XlsxError> {
        let open = choices.dropdown(list, labels.say(key), labels.say(hint))?;
        Ok(Self {
            open: Some((open, ContentKind::Words)),
            ..Self::given(labels, key, width)
        })
    }
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
    let widths = on_paper(options, widths);
    let mut page = FormSheet::new(options, paint, list.sheet, list.about, &widths)?;
    page.title(list.title, "")?;
    page.lead(1, list.lead)?;
    // Open, since a message can ask to correct it.
    let format = paint.lead.clone().set_unlocked().set_num_format("@");
    for (column, (label, value)) in (0..).step_by(3).zip(&list.of_review) {
        page.write(OF_REVIEW, column, Some(label), &paint.label)?;
        let (first, last) = ((OF_REVIEW, column + 1), (OF_REVIEW, column + 2));
        page.write_over(first, last, Some(value), &format)?;
    }
    let headings: Vec<&str> = list.columns.iter().map(|column| column.heading).collect();
    page.header(HEADER, &headings)?;
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
                Some((_, holds)) => (FilledBy::Manager, *holds),
                None if is_open => (FilledBy::Manager, ContentKind::Words),
                None => (FilledBy::Given, ContentKind::Words),
            };
            match entry {
                Entry::Nothing => {
                    page.write(row, place, None, &paint.input(by, holds))?;
                }
                Entry::Text(text) => {
                    // A cell for a day may hold a text, which is to stay one.
                    let format = paint.input(by, ContentKind::Words);
                    let text = fit(text, &options.labels);
                    page.write(row, place, Some(&text), &format)?;
                    height = height.max(row_height(&[(&text, width)]));
                }
                Entry::Day(day) => {
                    page.sheet
                        .write_date_with_format(row, place, *day, &paint.input(by, holds))?;
                }
            }
        }
        page.sheet.set_row_height(row, height)?;
    }
    let rows = (list.rows.len() + list.empty_rows).max(1);
    let last = first + rows as u32 - 1;
    for (column, open) in (0..).zip(list.columns.iter().map(|column| &column.open)) {
        if let Some((prompt, _)) = open {
            page.validate((first, last), column, prompt)?;
        }
    }
    page.freeze(HEADER, 1)?;
    Ok(page.sheet)
}
