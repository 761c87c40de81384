//! A sheet in the making: title, tables with totals, frozen panes and print set-up, the same way on every sheet.

use jiff::civil::Date;
use rust_xlsxwriter::{Format, Formula, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError};

use super::book::Book;
use super::style::{self, Kind, Look, Styles};
use super::wrap;

/// The longest text that a cell holds (Excel counts UTF-16 units).
const LONGEST_TEXT: usize = 32_767;
/// What stands at the end of a text that was cut there.
const CUT: &str = " … (cut here; the source file has it all)";
/// The longest header or footer of a printed page that Excel takes.
const LONGEST_FOOTER: usize = 255;
/// Room below the words of a header for the button of its filter, in points.
const FILTER_BUTTON: f64 = 10.0;
/// Height of the line above a table, so that the two do not touch, in points.
const ABOVE_TABLE: f64 = 21.0;
/// Excel's number for A4.
const A4: u8 = 9;

/// A column of a table.
pub(super) struct Column {
    header: String,
    width: f64,
    kind: Kind,
    total: Total,
    bar: bool,
}

/// What stands above a column for the rows that a filter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Total {
    /// Nothing.
    None,
    /// The sum.
    Sum,
    /// The mean of the cells with a number.
    Mean,
    /// How many cells hold something.
    Count,
}

impl Column {
    /// A column of `width` characters without a total.
    pub(super) fn new(header: impl Into<String>, width: f64, kind: Kind) -> Self {
        Self {
            header: header.into(),
            width,
            kind,
            total: Total::None,
            bar: false,
        }
    }

    /// The same with a bar behind each number.
    pub(super) fn with_bar(mut self) -> Self {
        self.bar = true;
        self
    }

    /// The same with a total.
    pub(super) fn with_total(mut self, total: Total) -> Self {
        self.total = total;
        self
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// Words; whatever they begin with, they stay words.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Day(Date),
    /// Words that lead to another place: a sheet of this workbook, or a file beside it.
    Link { to: String, text: String },
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    value: Value,
    look: Look,
}

impl Cell {
    /// An empty cell.
    pub(super) const fn empty() -> Self {
        Self {
            value: Value::Empty,
            look: Look::Plain,
        }
    }

    /// Words; none make an empty cell.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::empty()
        } else {
            Self::of(Value::Text(text))
        }
    }

    /// Words, if there are any.
    pub(super) fn some_text(text: Option<impl Into<String>>) -> Self {
        text.map_or_else(Self::empty, Self::text)
    }

    /// A number.
    pub(super) const fn number(number: f64) -> Self {
        Self::of(Value::Number(number))
    }

    /// A number, if there is one.
    pub(super) fn some_number(number: Option<f64>) -> Self {
        number.map_or_else(Self::empty, Self::number)
    }

    /// A count.
    pub(super) const fn count(count: usize) -> Self {
        Self::number(count as f64)
    }

    /// A date, if there is one.
    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or_else(Self::empty, |day| Self::of(Value::Day(day)))
    }

    /// A link to a file whose path is relative to this workbook's folder.
    pub(super) fn file_link(path: &str, text: &str) -> Self {
        // The library takes what follows `#` for a place in the file, so such a path is only shown.
        if path.contains('#') {
            return Self::text(path);
        }
        Self::of(Value::Link {
            to: format!("file:///{path}"),
            text: text.to_owned(),
        })
    }

    /// The same with another look.
    pub(super) const fn looking(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    const fn of(value: Value) -> Self {
        Self {
            value,
            look: Look::Plain,
        }
    }

    fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// A table before it is placed.
pub(super) struct Spec {
    /// The table's name in the workbook; a letter first, and nothing that reads like a cell.
    pub(super) name: &'static str,
    /// Its columns; headers are unique.
    pub(super) columns: Vec<Column>,
}

/// Where a table came to stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// The header's row, counted from 0.
    pub(super) header: u32,
}

/// A sheet in the making.
pub(super) struct Page<'b> {
    /// The sheet.
    pub(super) sheet: Worksheet,
    /// The formats.
    pub(super) styles: &'b Styles,
    row: u32,
}

impl<'b> Page<'b> {
    /// An empty sheet, set up for printing.
    pub(super) fn new(book: &'b Book<'_>, name: &str) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.7, 0.7, 0.3, 0.3)
            .set_screen_gridlines(false);
        let organisation = book.options().organisation.as_deref().unwrap_or("");
        sheet.set_header(furniture(&[('L', name), ('R', organisation)], ""));
        sheet.set_footer(furniture(
            &[
                ('L', &book.options().confidentiality),
                ('R', &book.as_of_words()),
            ],
            "&CPage &P of &N",
        ));
        Ok(Self {
            sheet,
            styles: &book.styles,
            row: 0,
        })
    }

    /// Writes the sheet's title and the sentence that says how to read it.
    pub(super) fn title(&mut self, title: &str, lead: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(self.row, 0, title, &self.styles.title)?;
        self.sheet.set_row_height(self.row, 24)?;
        self.row += 1;
        self.line(lead)
    }

    /// Writes one line of explanation, which runs on over the empty cells to its right.
    pub(super) fn line(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(self.row, 0, text, &self.styles.lead)?;
        self.row += 1;
        Ok(())
    }

    /// Writes a heading over `columns` columns, with an empty row above it.
    pub(super) fn section(&mut self, heading: &str, columns: u16) -> Result<(), XlsxError> {
        self.row += 1;
        for column in 0..columns {
            let text = if column == 0 { heading } else { "" };
            if text.is_empty() {
                self.sheet
                    .write_blank(self.row, column, &self.styles.section)?;
            } else {
                self.sheet.write_string_with_format(
                    self.row,
                    column,
                    text,
                    &self.styles.section,
                )?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// The row that is written next.
    pub(super) const fn row(&self) -> u32 {
        self.row
    }

    /// Leaves rows empty.
    pub(super) fn skip(&mut self, rows: u32) {
        self.row += rows;
    }

    /// Writes a table with its totals above the header, and sets the widths of its columns. Without rows, `nothing` says so.
    pub(super) fn table(
        &mut self,
        spec: &Spec,
        rows: &[Vec<Cell>],
        nothing: &str,
    ) -> Result<Placed, XlsxError> {
        if let Some(above) = self.row.checked_sub(1) {
            self.sheet.set_row_height(above, ABOVE_TABLE)?;
        }
        if spec
            .columns
            .iter()
            .any(|column| column.total != Total::None)
        {
            self.totals(&spec.columns, rows)?;
        }
        let header = self.row;
        for (column, at) in spec.columns.iter().zip(0u16..) {
            self.sheet.set_column_width(at, column.width)?;
        }
        self.heights(header, &spec.columns, rows)?;
        self.body(&spec.columns, rows)?;
        self.close(spec, header, rows.len() as u32, nothing)
    }

    /// Makes a table of what was written. Of a header alone none can be made, so then `nothing` is said below it.
    fn close(
        &mut self,
        spec: &Spec,
        header: u32,
        rows: u32,
        nothing: &str,
    ) -> Result<Placed, XlsxError> {
        if rows > 0 {
            self.frame(spec, header, rows)?;
            return Ok(Placed { header });
        }
        for (column, at) in spec.columns.iter().zip(0u16..) {
            self.sheet
                .write_string_with_format(header, at, &column.header, &self.styles.header)?;
        }
        self.sheet
            .write_string_with_format(header + 1, 0, nothing, &self.styles.lead)?;
        self.row = header + 2;
        Ok(Placed { header })
    }

    /// Freezes everything above and left of a table's body, and repeats its header on each printed page.
    pub(super) fn freeze(&mut self, table: Placed, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(table.header + 1, columns)?;
        self.sheet.set_repeat_rows(table.header, table.header)?;
        Ok(())
    }

    /// The finished sheet.
    pub(super) fn finish(self) -> Worksheet {
        self.sheet
    }

    fn totals(&mut self, columns: &[Column], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        let (at, first) = (self.row, self.row + 2);
        let last = first + (rows.len() as u32).max(1) - 1;
        for (index, column) in (0u16..).zip(columns) {
            let format = Styles::total(column.kind, column.total);
            let values = rows.iter().map(|row| &row[usize::from(index)]);
            let (function, result) = match column.total {
                Total::None if index == 0 => {
                    self.sheet
                        .write_string_with_format(at, 0, "Total shown", &format)?;
                    continue;
                }
                Total::None => {
                    self.sheet.write_blank(at, index, &format)?;
                    continue;
                }
                Total::Sum => (109, Some(sum(values))),
                Total::Mean => (101, mean(values)),
                Total::Count => (
                    103,
                    Some(values.filter(|cell| cell.value != Value::Empty).count() as f64),
                ),
            };
            let Some(result) = result else {
                // The mean of nothing would be an error value.
                self.sheet.write_blank(at, index, &format)?;
                continue;
            };
            let letters = crate::diagnostic::CellAddress::column_letters(u32::from(index));
            let formula = format!(
                "=SUBTOTAL({function},{letters}{}:{letters}{})",
                first + 1,
                last + 1
            );
            self.sheet.write_formula_with_format(
                at,
                index,
                Formula::new(formula).set_result(result.to_string()),
                &format,
            )?;
        }
        self.row += 1;
        Ok(())
    }

    /// Makes room for texts of several lines. Programs differ in whether they do so themselves when they open a file.
    fn heights(
        &mut self,
        header: u32,
        columns: &[Column],
        rows: &[Vec<Cell>],
    ) -> Result<(), XlsxError> {
        let of_header = columns
            .iter()
            .map(|column| wrap::lines(&column.header, column.width * wrap::BOLD))
            .max()
            .unwrap_or(1);
        self.sheet
            .set_row_height(header, wrap::height(of_header) + FILTER_BUTTON)?;
        for (at, row) in (header + 1..).zip(rows) {
            let lines = columns
                .iter()
                .zip(row)
                .map(|(column, cell)| match &cell.value {
                    Value::Text(text) if column.kind == Kind::Long => {
                        wrap::lines(text, column.width)
                    }
                    _ => 1,
                })
                .max()
                .unwrap_or(1);
            if lines > 1 {
                self.sheet.set_row_height(at, wrap::height(lines))?;
            }
        }
        Ok(())
    }

    /// Writes a table of any length row by row, without totals and with every row of one line.
    ///
    /// Its plain cells take the format of their column, which costs neither time nor memory; in turn there are grid
    /// lines instead of rules.
    pub(super) fn long_table(
        &mut self,
        spec: &Spec,
        rows: impl Iterator<Item = Vec<Cell>>,
        nothing: &str,
    ) -> Result<Placed, XlsxError> {
        let header = self.row;
        self.sheet.set_screen_gridlines(true);
        self.sheet.set_print_gridlines(true);
        for (column, at) in spec.columns.iter().zip(0u16..) {
            self.sheet.set_column_width(at, column.width)?;
            self.sheet
                .set_column_format(at, &Styles::column(column.kind))?;
        }
        self.heights(header, &spec.columns, &[])?;
        let mut at = header;
        for row in rows {
            at += 1;
            for (cell, (index, column)) in row.iter().zip((0u16..).zip(&spec.columns)) {
                match (cell.look, &cell.value) {
                    (Look::Plain, Value::Empty) => {}
                    (Look::Plain, Value::Number(number)) => {
                        self.sheet.write_number(at, index, *number)?;
                    }
                    (Look::Plain, Value::Text(text)) if !begins_like_a_formula(text) => {
                        self.sheet.write_string(at, index, fit(text))?;
                    }
                    _ => {
                        let format = self.format(column.kind, cell);
                        self.write(at, index, &cell.value, &format)?;
                    }
                }
            }
        }
        self.close(spec, header, at - header, nothing)
    }

    fn body(&mut self, columns: &[Column], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        // Formats are compared when they are used, so each column's own is made once.
        let plain: Vec<Format> = columns
            .iter()
            .map(|column| self.styles.cell(column.kind, Look::Plain))
            .collect();
        for (at, row) in (self.row + 1..).zip(rows) {
            for (index, cell) in row.iter().enumerate() {
                if cell.look == Look::Plain {
                    self.write(at, index as u16, &cell.value, &plain[index])?;
                } else {
                    let format = self.format(columns[index].kind, cell);
                    self.write(at, index as u16, &cell.value, &format)?;
                }
            }
        }
        Ok(())
    }

    fn format(&self, kind: Kind, cell: &Cell) -> Format {
        match (cell.look, &cell.value) {
            (Look::Standing(standing), Value::Number(points)) => {
                self.styles.rating(standing, *points)
            }
            (look, _) => self.styles.cell(kind, look),
        }
    }

    fn write(
        &mut self,
        row: u32,
        column: u16,
        value: &Value,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match value {
            Value::Empty => self.sheet.write_blank(row, column, format)?,
            Value::Text(text) if begins_like_a_formula(text) => {
                // Without the prefix, editing the cell would turn the words into a formula.
                let format = format.clone().set_quote_prefix();
                self.sheet
                    .write_string_with_format(row, column, fit(text), &format)?
            }
            Value::Text(text) => {
                self.sheet
                    .write_string_with_format(row, column, fit(text), format)?
            }
            Value::Number(number) => self
                .sheet
                .write_number_with_format(row, column, *number, format)?,
            Value::Day(day) => self
                .sheet
                .write_date_with_format(row, column, day, format)?,
            Value::Link { to, text } => {
                let url = Url::new(to).set_text(text);
                let link = format.merge(&self.styles.link);
                // A path that is too long for a link is better shown than lost.
                match self.sheet.write_url_with_format(row, column, url, &link) {
                    Ok(sheet) => sheet,
                    Err(XlsxError::MaxUrlLengthExceeded) => {
                        self.sheet
                            .write_string_with_format(row, column, fit(to), format)?
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        Ok(())
    }

    fn frame(&mut self, spec: &Spec, header: u32, rows: u32) -> Result<(), XlsxError> {
        let columns: Vec<TableColumn> = spec
            .columns
            .iter()
            .map(|column| {
                TableColumn::new()
                    .set_header(&column.header)
                    .set_header_format(&self.styles.header)
            })
            .collect();
        let table = Table::new()
            .set_name(spec.name)
            .set_columns(&columns)
            .set_style(TableStyle::None);
        for (column, at) in spec.columns.iter().zip(0u16..) {
            if column.bar {
                self.sheet.add_conditional_format(
                    header + 1,
                    at,
                    header + rows,
                    at,
                    &style::bar(column.kind),
                )?;
            }
        }
        let last_column = spec.columns.len() as u16 - 1;
        self.sheet
            .add_table(header, 0, header + rows, last_column, &table)?;
        self.row = header + rows + 1;
        Ok(())
    }
}

fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> f64 {
    cells.filter_map(Cell::as_number).sum()
}

fn mean<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<f64> {
    let numbers: Vec<f64> = cells.filter_map(Cell::as_number).collect();
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// The text as far as a cell can hold it; what is cut says so.
fn fit(text: &str) -> std::borrow::Cow<'_, str> {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text.into();
    }
    let room = LONGEST_TEXT - CUT.encode_utf16().count();
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    format!("{kept}{CUT}").into()
}

/// A printed header or footer: texts at the left (`L`) and right (`R`), then codes that are taken as they are. Texts
/// are shortened to what Excel takes.
fn furniture(texts: &[(char, &str)], codes: &str) -> String {
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
    fn a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() {
        let long = "ž".repeat(40_000);
        let shown = fit(&long);
        assert!(shown.encode_utf16().count() <= LONGEST_TEXT);
        assert!(shown.ends_with(CUT));
        assert_eq!(fit("short"), "short");
        let just_right = "ž".repeat(LONGEST_TEXT);
        assert_eq!(fit(&just_right), just_right);
    }

    #[test]
    fn a_footer_keeps_ampersands_and_stays_within_the_limit() {
        assert_eq!(
            furniture(&[('L', "R&D"), ('R', "")], "&CPage &P of &N"),
            "&L R&&D&CPage &P of &N"
        );
        let long = "x".repeat(500);
        assert!(furniture(&[('L', &long), ('R', &long)], "&CPage &P of &N").len() <= 255);
    }
}
