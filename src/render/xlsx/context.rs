//! What all sheets of a workbook share.

use std::borrow::Cow;
use std::cell::RefCell;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::short_tables::Tables;
use super::style::Styles;
use super::{BookOptions, WorkbookError};
use crate::labels::Labels;
use crate::model::UNDATED;

/// What all sheets of a workbook share.
pub(super) struct WorkbookParts<'a> {
    options: Cow<'a, BookOptions>,
    /// The date of the documents.
    pub(super) as_of: Option<Date>,
    /// The formats.
    pub(super) styles: Styles,
    /// The workbook of the sheets; long sheets share its table of texts while they are written.
    workbook: RefCell<Workbook>,
    /// The tables on its sheets.
    pub(super) tables: Tables,
}

impl<'a> WorkbookParts<'a> {
    /// For an empty workbook.
    pub(super) fn new(options: Cow<'a, BookOptions>, as_of: Option<Date>) -> Self {
        Self {
            styles: Styles::new(&options.labels),
            workbook: RefCell::default(),
            tables: Tables::default(),
            options,
            as_of,
        }
    }

    /// The workbook with these sheets as the bytes of an `.xlsx` file. Its title is this label; nobody is named as its author.
    pub(super) fn finish(
        self,
        title: &'static str,
        sheets: impl IntoIterator<Item = Worksheet>,
    ) -> Result<Vec<u8>, WorkbookError> {
        let mut workbook = self.workbook.take();
        let mut properties = DocProperties::new()
            .set_title(self.options.labels.say(title))
            .set_author("")
            .set_comment(&self.options.version)
            .set_creation_datetime(&self.as_of.unwrap_or(UNDATED));
        if let Some(organisation) = &self.options.organisation {
            properties = properties.set_company(organisation);
        }
        workbook.set_properties(&properties);
        for sheet in sheets {
            workbook.push_worksheet(sheet);
        }
        self.tables.finish(workbook)
    }

    /// The choices for it.
    pub(super) fn options(&self) -> &BookOptions {
        &self.options
    }

    /// The date of the documents in words; empty if there is none.
    pub(super) fn as_of_words(&self) -> String {
        self.as_of.map_or_else(String::new, |day| {
            let labels = self.labels();
            labels.with("workbook.as-of", &[("day", &labels.day(day))])
        })
    }

    /// The words.
    pub(super) fn labels(&self) -> &Labels {
        &self.options.labels
    }

    /// An empty sheet that is written row by row from top to bottom, and keeps no row in memory.
    pub(super) fn long_sheet(&self) -> Result<Worksheet, XlsxError> {
        self.workbook.borrow_mut().new_worksheet_with_low_memory()
    }
}
