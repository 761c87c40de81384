//! A sheet of a form or of outcomes: paper, protection, header and footer, headings, text cells.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, ProtectionOptions,
    Worksheet, XlsxError,
};

use jiff::civil::{Date, date};

use super::super::page::{header_text, page_number};
use super::FormOptions;
use super::paint::{BOLD, FormFormats, row_height};

/// Widths that hold letters of 9 points on A4, as narrow as Letter needs them for that.
pub(super) fn on_paper<const N: usize>(options: &FormOptions, widths: [f64; N]) -> [f64; N] {
    /// The length of Letter as a share of A4's, without margins and without what each column has beside its characters.
    const LETTER: f64 = 0.94;
    widths.map(|width| {
        if options.letter {
            width * LETTER
        } else {
            width
        }
    })
}

/// An empty sheet, set up for printing and protected against accidents. `about` names the person or manager for the
/// footer.
pub(super) fn page(
    options: &FormOptions,
    name: &str,
    about: &str,
    widths: &[f64],
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(sheet_name(name))?;
    let paper = if options.letter { 1 } else { 9 };
    sheet
        .set_landscape()
        .set_paper_size(paper)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.25, 0.25, 0.5, 0.6, 0.3, 0.3)
        .set_screen_gridlines(false)
        .protect_with_options(&ProtectionOptions {
            format_rows: true,
            format_columns: true,
            ..ProtectionOptions::default()
        });
    let left = [Some(name), options.organisation.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    sheet.set_footer(header_text(
        &[('L', &left), ('R', about)],
        &page_number(&options.labels),
    ));
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(sheet)
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

/// A sheet's title, and a sentence below it.
pub(super) fn title(
    sheet: &mut Worksheet,
    paint: &FormFormats,
    title: &str,
    lead: &str,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, title, &paint.title)?;
    sheet.set_row_height(0, 30)?;
    sheet.write_string_with_format(1, 0, lead, &paint.lead)?;
    Ok(())
}

/// The headings of a table, in columns of these widths.
pub(super) fn header(
    sheet: &mut Worksheet,
    paint: &FormFormats,
    row: u32,
    headings: &[&str],
    widths: &[f64],
) -> Result<(), XlsxError> {
    let mut height: f64 = 18.0;
    for ((column, heading), width) in (0..).zip(headings).zip(widths) {
        sheet.write_string_with_format(row, column, *heading, &paint.header)?;
        height = height.max(row_height(&[(heading, width * BOLD)]));
    }
    sheet.set_row_height(row, height + 4.0)?;
    Ok(())
}

/// A cell with a text or without.
pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: Option<&str>,
    format: &Format,
) -> Result<(), XlsxError> {
    match text {
        Some(text) => sheet.write_string_with_format(row, column, text, format)?,
        None => sheet.write_blank(row, column, format)?,
    };
    Ok(())
}

/// A cell with a text, over several rows and columns if these are more than one.
pub(super) fn write_over(
    sheet: &mut Worksheet,
    (first_row, first_column): (u32, u16),
    (last_row, last_column): (u32, u16),
    text: Option<&str>,
    format: &Format,
) -> Result<(), XlsxError> {
    if (first_row, first_column) == (last_row, last_column) {
        return write(sheet, first_row, first_column, text, format);
    }
    let text = text.unwrap_or_default();
    sheet.merge_range(first_row, first_column, last_row, last_column, text, format)?;
    Ok(())
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
