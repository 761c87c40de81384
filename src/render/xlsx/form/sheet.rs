//! A sheet of a form or of outcomes: paper, protection, header and footer, headings, text cells.

use jiff::civil::{Date, date};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, ProtectionOptions,
    Worksheet, XlsxError,
};

use super::super::page::{header_text, page_number};
use super::FormOptions;
use super::paint::{BOLD, FormFormats, row_height};

/// Widths that hold letters of 9 points on A4, as narrow as Letter needs them for that.
pub(super) fn on_paper<const N: usize>(options: &FormOptions, widths: [f64; N]) -> [f64; N] {
    /// The length of Letter as a share of A4's, without margins and without what each column has beside its characters.
    const LETTER: f64 = 0.94;
    let share = if options.letter { LETTER } else { 1.0 };
    widths.map(|width| width * share)
}

/// A sheet that is being written.
pub(super) struct FormSheet<'f> {
    pub(super) sheet: Worksheet,
    pub(super) paint: &'f FormFormats,
    /// How wide each column is.
    pub(super) widths: Vec<f64>,
}

impl<'f> FormSheet<'f> {
    /// An empty sheet, set up for printing and protected against accidents. `about` names the person or manager for the
    /// footer.
    pub(super) fn new(
        options: &FormOptions,
        paint: &'f FormFormats,
        name: &str,
        about: &str,
        widths: &[f64],
    ) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(sheet_name(name))?;
        on_page(&mut sheet, options)
            .set_screen_gridlines(false)
            .protect_with_options(&ProtectionOptions {
                format_rows: true,
                format_columns: true,
                ..ProtectionOptions::default()
            });
        let left = [Some(name), options.organisation.as_deref()];
        let left: Vec<&str> = left.into_iter().flatten().collect();
        sheet.set_footer(header_text(
            &[('L', &left.join(", ")), ('R', about)],
            &page_number(&options.labels),
        ));
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(Self {
            sheet,
            paint,
            widths: widths.to_vec(),
        })
    }

    /// The last column.
    pub(super) fn last(&self) -> u16 {
        self.widths.len() as u16 - 1
    }

    /// The width of several columns together.
    pub(super) fn width(&self, first: u16, last: u16) -> f64 {
        let columns = &self.widths[usize::from(first)..=usize::from(last)];
        columns.iter().sum()
    }

    /// The sheet's title, and a sentence below it.
    pub(super) fn title(&mut self, title: &str, lead: &str) -> Result<(), XlsxError> {
        self.write(0, 0, Some(title), &self.paint.title)?;
        self.sheet.set_row_height(0, 30)?;
        self.write(1, 0, Some(lead), &self.paint.lead)
    }

    /// Sentences of explanation over the whole width, in lines that print.
    pub(super) fn lead(&mut self, row: u32, lead: &str) -> Result<(), XlsxError> {
        let format = self.paint.lead.clone().set_text_wrap();
        self.write_over((row, 0), (row, self.last()), Some(lead), &format)?;
        let height = row_height(&[(lead, self.width(0, self.last()))]) + 4.0;
        self.sheet.set_row_height(row, height)?;
        Ok(())
    }

    /// A heading over the whole width.
    pub(super) fn section(&mut self, row: u32, heading: &str) -> Result<(), XlsxError> {
        for column in 0..=self.last() {
            let text = (column == 0).then_some(heading);
            self.write(row, column, text, &self.paint.section)?;
        }
        self.sheet.set_row_height(row, 24)?;
        Ok(())
    }

    /// The headings of a table.
    pub(super) fn header(&mut self, row: u32, headings: &[&str]) -> Result<(), XlsxError> {
        let mut height: f64 = 18.0;
        for ((column, heading), width) in (0..).zip(headings).zip(&self.widths) {
            self.sheet
                .write_string_with_format(row, column, *heading, &self.paint.header)?;
            height = height.max(row_height(&[(heading, width * BOLD)]));
        }
        self.sheet.set_row_height(row, height + 4.0)?;
        Ok(())
    }

    /// Keeps the headings and the first columns in view, and repeats the headings on each printed page.
    pub(super) fn freeze(&mut self, header: u32, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(header + 1, columns)?;
        self.sheet.set_repeat_rows(header, header)?;
        Ok(())
    }

    /// A cell with a text or without.
    pub(super) fn write(
        &mut self,
        row: u32,
        column: u16,
        text: Option<&str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match text {
            Some(text) => self
                .sheet
                .write_string_with_format(row, column, text, format)?,
            None => self.sheet.write_blank(row, column, format)?,
        };
        Ok(())
    }

    /// A cell with a text, over several rows and columns if these are more than one.
    pub(super) fn write_over(
        &mut self,
        (first_row, first_column): (u32, u16),
        (last_row, last_column): (u32, u16),
        text: Option<&str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if (first_row, first_column) == (last_row, last_column) {
            return self.write(first_row, first_column, text, format);
        }
        let text = text.unwrap_or_default();
        self.sheet
            .merge_range(first_row, first_column, last_row, last_column, text, format)?;
        Ok(())
    }

    /// A prompt or a dropdown for the cells of a column.
    pub(super) fn validate(
        &mut self,
        (first, last): (u32, u32),
        column: u16,
        validation: &DataValidation,
    ) -> Result<(), XlsxError> {
        self.sheet
            .add_data_validation(first, column, last, column, validation)?;
        Ok(())
    }
}

/// Sets a sheet up for the company's paper.
pub(in super::super) fn on_page<'s>(
    sheet: &'s mut Worksheet,
    options: &FormOptions,
) -> &'s mut Worksheet {
    sheet
        .set_landscape()
        .set_paper_size(if options.letter { 1 } else { 9 })
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.25, 0.25, 0.5, 0.6, 0.3, 0.3)
}

/// A sheet name that spreadsheet programs accept, also if a company's own label is not one.
pub(super) fn sheet_name(name: &str) -> String {
    const LONGEST: usize = 31;
    let legal: String = name
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c })
        .collect();
    shortened(legal.trim(), LONGEST)
}

/// A sentence that appears when somebody goes to a cell.
pub(super) fn prompt(title: &str, message: &str) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_any_value()
        .set_input_title(shortened(title, LONGEST_TITLE))?
        .set_input_message(message)
}
/// A prompt for a date. For anything else, the spreadsheet program asks back, but does not refuse it.
pub(super) fn date_prompt(
    options: &FormOptions,
    title: &str,
    message: &str,
) -> Result<DataValidation, XlsxError> {
    const EARLIEST: Date = date(2000, 1, 1);
    let labels = &options.labels;
    DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(EARLIEST))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(shortened(labels.say("form.hint.not-a-date"), LONGEST_TITLE))?
        .set_error_message(labels.with("form.hint.date", &[("date", &example_day(options))]))?
        .set_input_title(shortened(title, LONGEST_TITLE))?
        .set_input_message(message)
}

/// An example of how to write a date.
pub(super) fn example_day(options: &FormOptions) -> String {
    const EXAMPLE: Date = date(2026, 10, 25);
    options.labels.day(EXAMPLE)
}

/// The longest title of a prompt that Excel allows.
pub(super) const LONGEST_TITLE: usize = 32;

/// A text, shortened to `longest` characters.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest - 1).collect();
    format!("{}…", kept.trim_end())
}
