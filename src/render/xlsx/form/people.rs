//! A list of people to fill in, one a row: who it is, beside cells to write in.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::super::WorkbookError;
use super::super::cell::fit;
use super::choices::{ChoiceList, Choices};
use super::paint::{ContentKind, FilledBy, FormFormats, row_height};
use super::sheet::{FormSheet, on_paper, prompt};
use super::{FormOptions, workbook};
use crate::labels::Labels;

/// The row that says which review it is, counted from 0.
const OF_REVIEW: u32 = 2;
/// The header's row, counted from 0.
const HEADER: u32 = 3;
/// Height of a row: four lines.
const ROW: f64 = 64.0;

/// A column of a list whose rows are about a `T` each.
struct Column<'a, T> {
    heading: &'a str,
    /// Its width, of all that a printed page takes with letters of 9 points.
    width: f64,
    /// What appears when somebody goes to a cell, and what the cells hold; `None` where it says who somebody is.
    open: Option<(DataValidation, ContentKind)>,
    fill: Box<dyn Fn(&T) -> Entry + 'a>,
}

/// The columns of a list, each with what fills it; the person's name comes first.
pub(super) struct Columns<'a, T> {
    labels: &'a Labels,
    choices: &'a Choices,
    all: Vec<Column<'a, T>>,
}

impl<'a, T> Columns<'a, T> {
    pub(super) const fn new(labels: &'a Labels, choices: &'a Choices) -> Self {
        Self {
            labels,
            choices,
            all: Vec::new(),
        }
    }

    fn with(
        mut self,
        key: &'static str,
        width: f64,
        open: Option<(DataValidation, ContentKind)>,
        fill: impl Fn(&T) -> Entry + 'a,
    ) -> Self {
        self.all.push(Column {
            heading: self.labels.say(key),
            width,
            open,
            fill: Box::new(fill),
        });
        self
    }

    /// A column that says who somebody is; `key` is that of its heading.
    pub(super) fn given(
        self,
        key: &'static str,
        width: f64,
        fill: impl Fn(&T) -> Option<String> + 'a,
    ) -> Self {
        self.with(key, width, None, move |one| fill(one).into())
    }

    /// A column to write into.
    pub(super) fn text(
        self,
        key: &'static str,
        width: f64,
        hint: &'static str,
        fill: impl Fn(&T) -> Option<String> + 'a,
    ) -> Result<Self, XlsxError> {
        let prompt = prompt(self.labels.say(key), self.labels.say(hint))?;
        let open = Some((prompt, ContentKind::Words));
        Ok(self.with(key, width, open, move |one| fill(one).into()))
    }

    /// A column of days.
    pub(super) fn day(
        self,
        key: &'static str,
        width: f64,
        hint: &str,
        fill: impl Fn(&T) -> Entry + 'a,
    ) -> Result<Self, XlsxError> {
        let open = Some((prompt(self.labels.say(key), hint)?, ContentKind::Day));
        Ok(self.with(key, width, open, fill))
    }

    /// A column to choose from a list.
    pub(super) fn choice(
        self,
        key: &'static str,
        width: f64,
        (list, hint): (ChoiceList, &'static str),
        fill: impl Fn(&T) -> Option<String> + 'a,
    ) -> Result<Self, XlsxError> {
        let (heading, hint) = (self.labels.say(key), self.labels.say(hint));
        let prompt = self.choices.dropdown(list, heading, hint)?;
        let open = Some((prompt, ContentKind::Words));
        Ok(self.with(key, width, open, move |one| fill(one).into()))
    }
}

/// What is in a cell already.
pub(super) enum Entry {
    Nothing,
    Text(String),
    Day(Date),
}

impl From<Option<String>> for Entry {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

pub(super) struct List<'a, T> {
    /// The sheet's name.
    pub(super) sheet: &'a str,
    /// Whom it is about, for the footer.
    pub(super) about: &'a str,
    pub(super) title: &'a str,
    /// What to do with it.
    pub(super) lead: &'a str,
    /// Which review it belongs to, each with its label; read back.
    pub(super) of_review: Vec<(&'a str, String)>,
    pub(super) columns: Columns<'a, T>,
    /// The people, one a row.
    pub(super) people: &'a [T],
    /// How many rows follow in which everything is open.
    pub(super) empty_rows: usize,
}

/// The list and the words to choose from, as the bytes of an `.xlsx` file.
pub(super) fn book<T>(list: &List<'_, T>, options: &FormOptions) -> Result<Vec<u8>, WorkbookError> {
    let paint = FormFormats::new(&options.labels);
    let sheets = [
        sheet(list, options, &paint)?,
        list.columns.choices.sheet(options, &paint)?,
    ];
    workbook(options, list.sheet, sheets)
}

fn sheet<T>(
    list: &List<'_, T>,
    options: &FormOptions,
    paint: &FormFormats,
) -> Result<Worksheet, XlsxError> {
    let columns = &list.columns.all;
    let widths = columns.iter().map(|column| column.width);
    let widths: Vec<f64> = widths
        .flat_map(|width| on_paper(options, [width]))
        .collect();
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
    let headings: Vec<&str> = columns.iter().map(|column| column.heading).collect();
    page.header(HEADER, &headings)?;
    let first = HEADER + 1;
    let given = list.people.iter().map(Some);
    let all = given.chain(std::iter::repeat_n(None, list.empty_rows));
    for (row, person) in (first..).zip(all) {
        let mut height = ROW;
        for ((place, column), width) in (0..).zip(columns).zip(&widths) {
            let (by, holds) = match &column.open {
                Some((_, holds)) => (FilledBy::Manager, *holds),
                None if person.is_none() => (FilledBy::Manager, ContentKind::Words),
                None => (FilledBy::Given, ContentKind::Words),
            };
            match person.map_or(Entry::Nothing, |one| (column.fill)(one)) {
                Entry::Nothing => {
                    page.write(row, place, None, &paint.input(by, holds))?;
                }
                Entry::Text(text) => {
                    // A cell for a day may hold a text, which is to stay one.
                    let format = paint.input(by, ContentKind::Words);
                    let text = fit(&text, &options.labels);
                    page.write(row, place, Some(&text), &format)?;
                    height = height.max(row_height(&[(&text, *width)]));
                }
                Entry::Day(day) => {
                    page.sheet
                        .write_date_with_format(row, place, day, &paint.input(by, holds))?;
                }
            }
        }
        page.sheet.set_row_height(row, height)?;
    }
    let rows = (list.people.len() + list.empty_rows).max(1);
    let last = first + rows as u32 - 1;
    for (column, open) in (0..).zip(columns.iter().map(|column| &column.open)) {
        if let Some((prompt, _)) = open {
            page.validate((first, last), column, prompt)?;
        }
    }
    page.freeze(HEADER, 1)?;
    Ok(page.sheet)
}
