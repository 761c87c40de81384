//! Builds a sheet: title, explanation, frozen panes and print set-up, in the same way on every sheet.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::context::WorkbookParts;
use super::layout::pixels;
use super::short_tables::Tables;
use super::style::Styles;
use super::wrap;
use crate::labels::Labels;
use crate::render::words::Sheet;

/// The longest header or footer of a printed page that Excel allows.
const LONGEST_FOOTER: usize = 255;
/// The longest line of explanation, in letters.
const LEAD: usize = 165;
/// The height of a sheet's title, in points.
const TITLE: f64 = 24.0;
/// The width of a column that nothing sets, in characters.
pub(super) const UNUSED: f64 = 8.4;
/// How much wider `LibreOffice` shows columns than Excel, for which widths are in whole pixels.
const WIDER: f64 = 17.0 / 16.0;
/// The pixels of cells that a laptop's screen of 1,366 shows in both, beside the numbers of the rows and the scroll bar.
pub(super) const SCREEN: f64 = 1_312.0 / WIDER;
/// Excel's numbers for papers.
const A4: u8 = 9;
/// See [`A4`].
const LETTER: u8 = 1;

/// A line above the first table.
struct Line {
    text: String,
    is_title: bool,
}

/// A sheet that is being built.
pub(super) struct Page<'b> {
    pub(super) sheet: Worksheet,
    /// The words.
    pub(super) labels: &'b Labels,
    /// The formats.
    pub(super) styles: &'b Styles,
    /// The tables of the workbook.
    pub(super) tables: &'b Tables,
    /// The title, and the lines below it, until it is known in which columns they are written.
    heading: Vec<Line>,
    /// The row that is written next.
    pub(super) row: u32,
    /// How many pixels of cells fit across a printed page when letters of 11 points are printed at 7.
    pub(super) paper: f64,
    /// How wide the lines of explanation are, in characters of columns.
    pub(super) lead_width: f64,
    /// How wide its columns are so far; the tables of a sheet share them.
    pub(super) widths: Vec<f64>,
    /// How many columns are printed.
    pub(super) printed: u16,
    /// How many points its rows are higher than rows of one line, together.
    pub(super) raised: f64,
    /// The rows of its headings, and how many points are above each.
    sections: Vec<(u32, f64)>,
    /// How many points of rows fit on a printed page at full size.
    paper_height: f64,
}

impl<'b> Page<'b> {
    /// An empty sheet, set up for printing.
    pub(super) fn new(parts: &'b WorkbookParts<'_>, sheet: Sheet) -> Result<Self, XlsxError> {
        Self::on(Worksheet::new(), parts, sheet.name(parts.labels()))
    }

    /// The same, with a name that is not a [`Sheet`]'s.
    pub(super) fn called(parts: &'b WorkbookParts<'_>, name: &str) -> Result<Self, XlsxError> {
        Self::on(Worksheet::new(), parts, name)
    }

    /// An empty sheet for very many rows, set up for printing. Upper rows must be written before lower ones.
    pub(super) fn long(parts: &'b WorkbookParts<'_>, sheet: Sheet) -> Result<Self, XlsxError> {
        Self::long_called(parts, sheet.name(parts.labels()))
    }

    /// The same, with a name that is not a [`Sheet`]'s.
    pub(super) fn long_called(parts: &'b WorkbookParts<'_>, name: &str) -> Result<Self, XlsxError> {
        Self::on(parts.long_sheet()?, parts, name)
    }

    fn on(
        mut sheet: Worksheet,
        parts: &'b WorkbookParts<'_>,
        name: &str,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        sheet
            .set_landscape()
            .set_paper_size(if parts.options().letter { LETTER } else { A4 })
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3)
            .set_screen_gridlines(false);
        let organisation = parts.options().organisation.as_deref().unwrap_or("");
        sheet.set_header(header_text(&[('L', name), ('R', organisation)], ""));
        sheet.set_footer(header_text(
            &[
                (
                    'L',
                    parts
                        .options()
                        .confidentiality
                        .as_deref()
                        .unwrap_or_else(|| parts.labels().say("workbook.confidential")),
                ),
                ('R', &parts.as_of_words()),
            ],
            &page_number(parts.labels()),
        ));
        Ok(Self {
            sheet,
            labels: parts.labels(),
            styles: &parts.styles,
            tables: &parts.tables,
            heading: Vec::new(),
            row: 0,
            // Length of the paper in inches, without the margins.
            paper: if parts.options().letter { 10.2 } else { 10.89 } * 96.0 * 11.0 / 7.0 / WIDER,
            lead_width: 0.0,
            widths: Vec::new(),
            printed: 0,
            raised: 0.0,
            sections: Vec::new(),
            // Height of the paper in inches, without the margins.
            paper_height: if parts.options().letter { 7.1 } else { 6.87 } * 72.0,
        })
    }

    /// The sheet's title and the sentence that says how to read it.
    pub(super) fn title(&mut self, title: &str, lead: &str) {
        self.heading.push(Line {
            text: title.to_owned(),
            is_title: true,
        });
        self.line(lead);
    }

    /// The same, by the keys of their labels.
    pub(super) fn labelled_title(&mut self, title: &str, lead: &str) {
        self.title(self.labels.say(title), self.labels.say(lead));
    }

    /// A few sentences of explanation below the title.
    pub(super) fn line(&mut self, text: &str) {
        self.heading.push(Line {
            text: text.to_owned(),
            is_title: false,
        });
    }

    /// Writes the title and the lines below it over empty cells, in lines that fit on a laptop's screen.
    ///
    /// Of a sheet that is printed on pages side by side, they begin right of the columns that are repeated on each page, since
    /// they would be cut there. `room` is what the first page has for them, in characters.
    pub(super) fn write_heading(&mut self, column: u16, room: f64) -> Result<(), XlsxError> {
        for Line { text, is_title } in std::mem::take(&mut self.heading) {
            if is_title {
                self.set_height(self.row, TITLE)?;
                self.sheet
                    .write_string_with_format(self.row, column, &text, &self.styles.title)?;
                self.row += 1;
                continue;
            }
            for line in wrap::broken(&text, LEAD.min(wrap::letters(room))) {
                self.sheet
                    .write_string_with_format(self.row, column, &line, &self.styles.lead)?;
                self.lead_width = self.lead_width.max(wrap::room(&line));
                self.row += 1;
            }
        }
        Ok(())
    }

    /// Writes a heading, by the key of its label, over `columns` columns, with an empty row above it.
    pub(super) fn section(&mut self, heading: &str, columns: u16) -> Result<(), XlsxError> {
        let heading = self.labels.say(heading);
        self.row()?;
        self.row += 1;
        let top = self.top();
        self.sections.push((self.row, top));
        for column in 0..columns {
            let text = if column == 0 { heading } else { "" };
            self.sheet
                .write_string_with_format(self.row, column, text, &self.styles.section)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The row that is written next, below the title and the lines.
    pub(super) fn row(&mut self) -> Result<u32, XlsxError> {
        self.write_heading(0, f64::INFINITY)?;
        Ok(self.row)
    }

    /// Leaves rows empty.
    pub(super) fn skip(&mut self, rows: u32) {
        self.row += rows;
    }

    /// Makes a row higher than one line.
    pub(super) fn set_height(&mut self, row: u32, points: f64) -> Result<(), XlsxError> {
        self.raised += points - wrap::LINE;
        self.sheet.set_row_height(row, points)?;
        Ok(())
    }

    /// How many points of rows are above the row that is written next.
    fn top(&self) -> f64 {
        f64::from(self.row) * wrap::LINE + self.raised
    }

    /// The sheet with several tables. On paper, one that does not fit below the one before begins a page, and the header of
    /// the last, in the row `header`, is repeated: programs repeat the same rows on every page, so those of the tables before
    /// cannot be. The title stays in view on the screen.
    pub(super) fn finish_with_several(mut self, header: u32) -> Result<Worksheet, XlsxError> {
        /// Programs differ in how high they print a row.
        const SURE: f64 = 0.96;
        let printed = usize::from(self.printed);
        let unused = printed.saturating_sub(self.widths.len());
        let widths = self.widths.iter().take(printed).copied();
        let widths: Vec<f64> = widths.chain((0..unused).map(|_| UNUSED)).collect();
        let full_size = self.paper * 7.0 / 11.0;
        let page = self.paper_height * (pixels(&widths) / full_size).max(1.0) * SURE;
        let ends = self.sections.iter().skip(1).map(|(_, top)| *top);
        let ends: Vec<f64> = ends.chain([self.top()]).collect();
        let mut breaks = Vec::new();
        let mut begins = 0.0;
        for (place, ((row, top), end)) in self.sections.iter().zip(ends).enumerate() {
            if place > 0 && end - begins > page {
                breaks.push(*row);
                begins = *top;
            }
            begins += ((end - begins) / page).floor() * page;
        }
        if !breaks.is_empty() {
            self.sheet.set_page_breaks(&breaks)?;
        }
        self.sheet.set_freeze_panes(1, 0)?;
        self.sheet.set_repeat_rows(header, header)?;
        Ok(self.finish())
    }

    /// The finished sheet.
    pub(super) fn finish(self) -> Worksheet {
        debug_assert!(self.heading.is_empty(), "the title was not written");
        self.sheet
    }
}

/// The codes of a printed footer that number its pages.
pub(super) fn page_number(labels: &Labels) -> String {
    let text = labels.say("workbook.printed-page").replace('&', "&&");
    let text = text.replace("{page}", "&P").replace("{pages}", "&N");
    format!("&C{text}")
}

/// A printed header or footer: texts at the left (`L`) and right (`R`), then codes that are used as they are. Texts are
/// shortened to what Excel allows.
pub(super) fn header_text(texts: &[(char, &str)], codes: &str) -> String {
    let room = (LONGEST_FOOTER - codes.len()) / texts.len() - 2;
    let mut line = String::new();
    for (side, text) in texts {
        let mut units = 0;
        // `&` begins a code unless it is doubled; a digit after the side's letter would be read as a font size.
        let shown: String = text
            .chars()
            .filter(|c| !c.is_control())
            .map(|c| {
                if c == '&' {
                    "&&".to_owned()
                } else {
                    c.to_string()
                }
            })
            .take_while(|c| {
                units += c.encode_utf16().count();
                units < room
            })
            .collect();
        if !shown.is_empty() {
            line.extend(['&', *side, ' ']);
            line.push_str(&shown);
        }
    }
    line + codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_keeps_ampersands_and_stays_within_the_limit() {
        assert_eq!(
            header_text(&[('L', "R&D"), ('R', "")], "&CPage &P of &N"),
            "&L R&&D&CPage &P of &N"
        );
        let long = "x".repeat(500);
        assert!(header_text(&[('L', &long), ('R', &long)], "&CPage &P of &N").len() <= 255);
    }
}
