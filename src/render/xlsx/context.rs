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
    as_of: Option<Date>,
    styles: Styles,
    /// The workbook of the sheets; long sheets share its table of texts while they are written.
    workbook: RefCell<Workbook>,
    tables: Tables,
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
}

/// The workbook that a page belongs to.
pub(super) trait SheetContext {
    /// What all of its sheets share.
    fn parts(&self) -> &WorkbookParts<'_>;
    /// The choices for it.
    fn options(&self) -> &BookOptions {
        &self.parts().options
    }
    /// The date of the documents.
    fn as_of(&self) -> Option<Date> {
        self.parts().as_of
    }
    /// The date of the documents in words; empty if there is none.
    fn as_of_words(&self) -> String {
        self.as_of().map_or_else(String::new, |day| {
            let labels = self.labels();
            labels.with("workbook.as-of", &[("day", &labels.day(day))])
        })
    }
    /// The words.
    fn labels(&self) -> &Labels {
        &self.options().labels
    }
    /// The formats.
    fn styles(&self) -> &Styles {
        &self.parts().styles
    }
    /// The tables on its sheets.
    fn tables(&self) -> &Tables {
        &self.parts().tables
    }
    /// An empty sheet that is written row by row from top to bottom, and keeps no row in memory.
    fn long_sheet(&self) -> Result<Worksheet, XlsxError> {
        let mut workbook = self.parts().workbook.borrow_mut();
        workbook.new_worksheet_with_low_memory()
    }
}
