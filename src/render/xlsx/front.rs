//! Parts of the first sheets of both workbooks: sentences over the whole width, links, contents.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::{BookOptions, Page, wrap};
use crate::render::words::Sheet;

/// Height of a line of text, in points.
const LINE: f64 = 15.5;
/// The width of a sheet's name, in characters.
const LINK: f64 = 18.0;

/// The columns of everything on the sheet, by their widths in characters. The last one is for links.
pub(super) struct FrontColumns {
    widths: Vec<f64>,
}

impl FrontColumns {
    /// Columns of these widths.
    pub(super) const fn of(widths: Vec<f64>) -> Self {
        Self { widths }
    }

    /// How many columns there are.
    pub(super) const fn columns(&self) -> u16 {
        self.widths.len() as u16
    }

    pub(super) fn set_widths(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        for (width, column) in self.widths.iter().zip(0u16..) {
            page.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }

    /// The width of all columns before this one.
    fn before(&self, column: u16) -> f64 {
        self.widths.iter().take(usize::from(column)).sum()
    }

    /// The first column that begins at least this far to the right.
    fn at(&self, width: f64) -> u16 {
        let from = |column: &u16| self.before(*column) >= width;
        (0..self.columns()).find(from).unwrap_or(self.columns())
    }

    /// The last column that begins no further to the right than this.
    fn last_from(&self, width: f64) -> u16 {
        let from = |column: &u16| self.before(*column) <= width;
        (0..self.columns()).rev().find(from).unwrap_or(0)
    }

    /// A sentence, its first words bold, with a link to its rows at the end of the line.
    pub(super) fn sentence(
        &self,
        page: &mut Page<'_>,
        bold: &str,
        text: &str,
        sheet: Option<Sheet>,
    ) -> Result<(), XlsxError> {
        let row = page.row()?;
        let beside = self.last_from(self.before(self.columns()) - LINK).max(1);
        let last = beside - 1;
        let format = &page.styles.sentence;
        page.sheet.merge_range(row, 0, row, last, "", format)?;
        if bold.is_empty() {
            page.sheet.write_string_with_format(row, 0, text, format)?;
        } else if text.is_empty() {
            page.sheet.write_string_with_format(
                row,
                0,
                bold,
                &page.styles.sentence.clone().set_bold(),
            )?;
        } else {
            let rest = format!(" {text}");
            let parts = [
                (&page.styles.strong, bold),
                (&Format::default(), rest.as_str()),
            ];
            page.sheet
                .write_rich_string_with_format(row, 0, &parts, format)?;
        }
        let bold_letters = bold.chars().count() as f64 / wrap::BOLD;
        let lines = wrap::lines(
            &format!("{} {text}", "x".repeat(bold_letters as usize)),
            self.before(beside),
        );
        page.sheet.set_row_height(row, LINE * lines as f64 + 2.0)?;
        if let Some(sheet) = sheet {
            let name = sheet.name(page.labels);
            link(page, row, beside, name, &format!("→ {name}"))?;
        }
        page.skip(1);
        Ok(())
    }

    /// The sheets with the question that each answers, as links in two columns.
    pub(super) fn contents(
        &self,
        page: &mut Page<'_>,
        entries: &[(Sheet, &str)],
    ) -> Result<(), XlsxError> {
        page.section(page.labels.say("workbook.contents.title"), self.columns())?;
        let names = entries.iter().map(|(sheet, _)| sheet.name(page.labels));
        let names = names.map(wrap::room).fold(LINK, f64::max);
        let rows = entries.len().div_ceil(2);
        let second = self.second(names, entries, rows);
        let top = page.row()?;
        for (index, (sheet, answer)) in entries.iter().enumerate() {
            let row = top + (index % rows) as u32;
            let column = if index < rows { 0 } else { second };
            let name = sheet.name(page.labels);
            link(page, row, column, name, name)?;
            let beside = self.at(self.before(column) + names);
            page.sheet
                .write_string_with_format(row, beside, *answer, &page.styles.lead)?;
        }
        page.skip(rows as u32 - 1);
        Ok(())
    }

    /// Where the second column of contents begins: in the middle, or further to the right if the first needs that and the second
    /// has room there.
    fn second(&self, names: f64, entries: &[(Sheet, &str)], rows: usize) -> u16 {
        let answers = |entries: &[(Sheet, &str)]| {
            let widths = entries.iter().map(|(_, answer)| wrap::room(answer));
            widths.fold(0.0, f64::max)
        };
        let end = |column: u16, entries| {
            self.before(self.at(self.before(column) + names)) + answers(entries)
        };
        let (left, right) = entries.split_at(rows);
        let middle = self.last_from(self.before(self.columns()) / 2.0);
        let needed = self.at(end(0, left)).max(middle);
        if end(needed, right) > self.before(self.columns()) {
            middle
        } else {
            needed
        }
    }

    /// The finished sheet, on one printed page.
    pub(super) fn one_page(&self, mut page: Page<'_>) -> Result<Worksheet, XlsxError> {
        page.sheet.set_print_fit_to_pages(1, 1);
        let last = page.row()?;
        page.sheet.set_print_area(0, 0, last, self.columns() - 1)?;
        page.sheet.set_print_center_horizontally(true);
        page.sheet.set_active(true);
        Ok(page.finish())
    }
}

/// The sheet's title.
pub(super) fn title(options: &BookOptions) -> String {
    let labels = &options.labels;
    if let Some(manager) = &options.manager {
        return labels.with("workbook.managers.title", &[("manager", manager)]);
    }
    options.organisation.as_ref().map_or_else(
        || labels.say("workbook.summary.title").to_owned(),
        |organisation| {
            labels.with(
                "workbook.summary.title-of",
                &[("organisation", organisation)],
            )
        },
    )
}

fn link(
    page: &mut Page<'_>,
    row: u32,
    column: u16,
    sheet: &str,
    text: &str,
) -> Result<(), XlsxError> {
    page.sheet.write_url_with_format(
        row,
        column,
        Url::new(format!("internal:'{}'!A1", sheet.replace('\'', "''"))).set_text(text),
        &page.styles.link,
    )?;
    Ok(())
}
