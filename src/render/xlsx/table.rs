//! Tables on a page: totals above the header, the header, the rows, and the table's declaration.

use rust_xlsxwriter::{Format, TableColumn, TableStyle, Url, Worksheet, XlsxError};

use super::cell::{CellContent, begins_like_a_formula, fit};
use super::column::Header;
use super::layout::{PIXELS, Shown, further_pages, pixels};
use super::page::UNUSED;
use super::style::{self, ColumnFormat, Styles};
use super::wrap;
use super::{Cell, CellStyle, Page, Table, Total, links};

/// Room below the words of a header for the button of its filter, in points.
const FILTER_BUTTON: f64 = 10.0;
/// Height of the line above a table, so that the two do not touch, in points.
const ABOVE_TABLE: f64 = 21.0;

impl Page<'_> {
    /// The sheet with this table as the last thing on it: everything above and left of its body is frozen, and its
    /// header is repeated on each printed page. Without rows, the text `nothing` is shown.
    pub(super) fn finish_with<T>(
        mut self,
        table: &Table<'_, T>,
        rows: impl IntoIterator<Item = T>,
        nothing: impl Header,
    ) -> Result<Worksheet, XlsxError> {
        let header = self.table(table, rows, nothing)?;
        self.freeze(header, table.frozen)?;
        Ok(self.finish())
    }

    /// The same for a table of any length, whose rows are not kept in memory: without totals. `count` is how many rows there are.
    pub(super) fn finish_with_long<T>(
        mut self,
        table: &Table<'_, T>,
        count: usize,
        rows: impl Iterator<Item = T>,
        nothing: impl Header,
    ) -> Result<Worksheet, XlsxError> {
        let header = self.long_table(table, count, rows, nothing)?;
        self.freeze(header, table.frozen)?;
        Ok(self.finish())
    }

    /// Freezes everything above and left of a table's body, and repeats its header on each printed page.
    pub(super) fn freeze(&mut self, header: u32, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(header + 1, columns)?;
        self.sheet.set_repeat_rows(header, header)?;
        Ok(())
    }

    /// Writes a table with its totals above the header, and sets the widths of its columns. Returns the header's row,
    /// counted from 0.
    pub(super) fn table<T>(
        &mut self,
        table: &Table<'_, T>,
        rows: impl IntoIterator<Item = T>,
        nothing: impl Header,
    ) -> Result<u32, XlsxError> {
        let rows: Vec<Vec<Cell>> = rows.into_iter().map(|about| table.row(&about)).collect();
        let mut shown: Vec<Shown> = (0..)
            .zip(&table.columns)
            .map(|(index, column)| {
                let mut shown = Shown::of(column, rows.iter().map(|row| &row[index]));
                if column.total == Total::Count {
                    let filled = rows.iter().map(|row| &row[index]);
                    let filled = filled.filter(|cell| cell.value != CellContent::Empty);
                    let count = self.labels.whole(filled.count());
                    let count = format!("{}: {count}", self.labels.say("workbook.count-shown"));
                    // A number that has no room is shown as ###.
                    shown.width = shown.width.max(wrap::room(&count) / wrap::BOLD + 1.0);
                }
                shown
            })
            .collect();
        for (column, above) in shown.iter_mut().zip(&self.widths) {
            column.width = column.width.max(*above);
        }
        // Columns beside this table keep the widths that a wider table above gave them.
        let beside = self.widths.drain(shown.len().min(self.widths.len())..);
        let widths = shown.iter().map(|column| column.width).chain(beside);
        self.widths = widths.collect();
        self.heading_of(table)?;
        if let Some(above) = self.row.checked_sub(1) {
            self.set_height(above, ABOVE_TABLE)?;
        }
        if table
            .columns
            .iter()
            .any(|column| column.total != Total::None)
        {
            self.totals(&table.columns, &rows)?;
        }
        let header = self.row;
        for (column, at) in shown.iter().zip(0u16..) {
            self.sheet.set_column_width(at, column.width)?;
        }
        self.heights(header, table, &shown, &rows)?;
        // Declaring the table writes the header, so it comes before the rows.
        self.declare_or_report(nothing, table, header, rows.len() as u32)?;
        self.body(header, &shown, &rows)?;
        self.print(table)?;
        Ok(header)
    }

    /// Writes the title and the lines above the first table where no printed page cuts them.
    fn heading_of<T>(&mut self, table: &Table<'_, T>) -> Result<(), XlsxError> {
        match self.further_pages(table).first() {
            Some(second) => {
                let beside = &self.widths[usize::from(table.frozen)..*second];
                self.write_heading(table.frozen, pixels(beside) / PIXELS)
            }
            None => self.row().map(|_| ()),
        }
    }

    /// The first column of each further page side by side, in letters of 7 points or more; the frozen columns are repeated
    /// on each.
    fn further_pages<T>(&self, table: &Table<'_, T>) -> Vec<usize> {
        let printed = table.columns.iter().take_while(|column| column.printed);
        let printed = &self.widths[..printed.count()];
        further_pages(printed, usize::from(table.frozen), self.paper)
    }

    /// Sets up printing: the columns for paper, on as many pages side by side as they need.
    fn print<T>(&mut self, table: &Table<'_, T>) -> Result<(), XlsxError> {
        let printed = table.columns.iter().take_while(|column| column.printed);
        let mut columns = printed.count();
        let further = self.further_pages(table);
        let mut width: f64 = self.widths[..columns].iter().sum();
        // The lines above the table extend to the right of it.
        while further.is_empty() && width < self.lead_width {
            width += UNUSED;
            columns += 1;
        }
        self.sheet
            .set_print_fit_to_pages(further.len() as u16 + 1, 0);
        if !further.is_empty() && table.frozen > 0 {
            self.sheet.set_repeat_columns(0, table.frozen - 1)?;
        }
        self.printed = self.printed.max(columns as u16);
        self.sheet
            .set_print_area(0, 0, self.row - 1, self.printed - 1)?;
        Ok(())
    }

    /// Declares a table with this many rows, which are written later. A table cannot have only a header, so without
    /// rows `nothing` is written below it.
    fn declare_or_report<T>(
        &mut self,
        nothing: impl Header,
        table: &Table<'_, T>,
        header: u32,
        rows: u32,
    ) -> Result<(), XlsxError> {
        if rows > 0 {
            return self.declare_table(table, header, rows);
        }
        for ((column, format), at) in table.columns.iter().zip(self.headers(table)).zip(0u16..) {
            self.sheet
                .write_string_with_format(header, at, &column.header, &format)?;
        }
        self.sheet.write_string_with_format(
            header + 1,
            0,
            table.say(nothing),
            &self.styles.lead,
        )?;
        self.row = header + 2;
        Ok(())
    }

    /// Makes room for texts of several lines. Not all programs do so themselves when they open a file.
    fn heights<T>(
        &mut self,
        header: u32,
        table: &Table<'_, T>,
        shown: &[Shown],
        rows: &[Vec<Cell>],
    ) -> Result<(), XlsxError> {
        let of_header = table
            .columns
            .iter()
            .zip(shown)
            .map(|(column, shown)| {
                if column.upright {
                    wrap::upright(&column.header, shown.width)
                } else {
                    wrap::lines(&column.header, shown.width * wrap::BOLD)
                }
            })
            .max()
            .unwrap_or(1);
        let button = if table.filter { FILTER_BUTTON } else { 0.0 };
        self.set_height(header, wrap::height(of_header) + button)?;
        for (at, row) in (header + 1..).zip(rows) {
            self.height(at, shown, row)?;
        }
        Ok(())
    }

    /// Makes room for the texts of one row.
    fn height(&mut self, at: u32, shown: &[Shown], row: &[Cell]) -> Result<(), XlsxError> {
        let lines = shown
            .iter()
            .zip(row)
            .map(|(shown, cell)| match &cell.value {
                CellContent::Text(text) if shown.kind == ColumnFormat::Long => {
                    wrap::lines(text, shown.width)
                }
                _ => 1,
            })
            .max()
            .unwrap_or(1);
        if lines > 1 {
            self.set_height(at, wrap::height(lines))?;
        }
        Ok(())
    }

    /// Writes a table of any length row by row.
    ///
    /// Its plain cells have the format of their column, which saves time and memory; it has grid lines instead of
    /// rules.
    fn long_table<T>(
        &mut self,
        table: &Table<'_, T>,
        count: usize,
        rows: impl Iterator<Item = T>,
        nothing: impl Header,
    ) -> Result<u32, XlsxError> {
        self.sheet.set_screen_gridlines(true);
        let shown: Vec<Shown> = table.columns.iter().map(Shown::as_declared).collect();
        self.widths = shown.iter().map(|column| column.width).collect();
        self.heading_of(table)?;
        let header = self.row;
        let mut left = None;
        for (column, at) in shown.iter().zip(0u16..) {
            self.sheet.set_column_width(at, column.width)?;
            let mut format = self.styles.column(column.kind);
            if column.kind.is_after_numbers(left) {
                format = style::indented(format);
            }
            self.sheet.set_column_format(at, &format)?;
            left = Some(column.kind);
        }
        self.heights(header, table, &shown, &[])?;
        self.declare_or_report(nothing, table, header, count as u32)?;
        let mut formats = Formats::new(self.styles);
        let mut at = header;
        for about in rows {
            at += 1;
            let cells: Vec<Cell> = table.columns.iter().map(|one| one.cell(&about)).collect();
            self.height(at, &shown, &cells)?;
            for (cell, (index, column)) in cells.iter().zip((0u16..).zip(&table.columns)) {
                match (cell.look, &cell.value) {
                    (CellStyle::Plain, CellContent::Empty) => {}
                    (CellStyle::Plain, CellContent::Number(number)) => {
                        self.sheet.write_number(at, index, *number)?;
                    }
                    (CellStyle::Plain, CellContent::Text(text)) if !begins_like_a_formula(text) => {
                        self.sheet.write_string(at, index, fit(text, self.labels))?;
                    }
                    _ => self.write(
                        at,
                        index,
                        &cell.value,
                        formats.of(column.kind, cell.look, false),
                    )?,
                }
            }
        }
        debug_assert_eq!(at - header, count as u32);
        self.print(table)?;
        Ok(header)
    }

    fn body(
        &mut self,
        header: u32,
        columns: &[Shown],
        rows: &[Vec<Cell>],
    ) -> Result<(), XlsxError> {
        let mut formats = Formats::new(self.styles);
        for (at, row) in (header + 1..).zip(rows) {
            let mut left = None;
            for (cell, (index, column)) in row.iter().zip((0u16..).zip(columns)) {
                let is_words = matches!(cell.value, CellContent::Text(_));
                let is_indented = is_words && column.kind.is_after_numbers(left);
                let format = formats.of(column.kind, cell.look, is_indented);
                self.write(at, index, &cell.value, format)?;
                left = Some(column.kind);
            }
        }
        Ok(())
    }

    fn write(
        &mut self,
        row: u32,
        column: u16,
        value: &CellContent,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match value {
            CellContent::Empty => self.sheet.write_blank(row, column, format)?,
            CellContent::Text(text) if begins_like_a_formula(text) => {
                // Without the prefix, editing the cell would turn the words into a formula.
                let format = format.clone().set_quote_prefix();
                self.sheet
                    .write_string_with_format(row, column, fit(text, self.labels), &format)?
            }
            CellContent::Text(text) => {
                self.sheet
                    .write_string_with_format(row, column, fit(text, self.labels), format)?
            }
            CellContent::Number(number) => self
                .sheet
                .write_number_with_format(row, column, *number, format)?,
            CellContent::Day(day) => self
                .sheet
                .write_date_with_format(row, column, day, format)?,
            CellContent::Link { to, text } => {
                let url = Url::new(to).set_text(text);
                let link = format.merge(&self.styles.link);
                // A path that is too long for a link is shown as text.
                match self.sheet.write_url_with_format(row, column, url, &link) {
                    Ok(sheet) => sheet,
                    Err(XlsxError::MaxUrlLengthExceeded) => {
                        let path = links::unguarded(to.trim_start_matches("file:///"));
                        let shown = fit(&path, self.labels);
                        self.sheet
                            .write_string_with_format(row, column, shown, format)?
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        Ok(())
    }

    /// The format of each header: words begin where those below them do.
    fn headers<T>(&self, table: &Table<'_, T>) -> Vec<Format> {
        let mut left = None;
        let formats = table.columns.iter().map(|column| {
            let format = self.styles.header(column.upright).clone();
            let is_indented = column.kind.is_after_numbers(left) && !column.upright;
            left = Some(column.kind);
            if is_indented {
                style::indented(format)
            } else {
                format
            }
        });
        formats.collect()
    }

    fn declare_table<T>(
        &mut self,
        table: &Table<'_, T>,
        header: u32,
        rows: u32,
    ) -> Result<(), XlsxError> {
        let columns: Vec<TableColumn> = table
            .columns
            .iter()
            .zip(self.headers(table))
            .map(|(column, format)| {
                TableColumn::new()
                    .set_header(&column.header)
                    .set_header_format(format)
            })
            .collect();
        let frame = rust_xlsxwriter::Table::new()
            .set_name(&table.name)
            .set_columns(&columns)
            .set_autofilter(table.filter)
            .set_style(TableStyle::None);
        for (column, at) in table.columns.iter().zip(0u16..) {
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
        let last_column = table.columns.len() as u16 - 1;
        self.sheet
            .add_table(header, 0, header + 1, last_column, &frame)?;
        self.tables.note(&table.name, header, rows, last_column);
        self.row = header + rows + 1;
        Ok(())
    }
}

/// The formats of a table's cells, each made once.
struct Formats<'s> {
    styles: &'s Styles,
    made: Vec<((ColumnFormat, CellStyle, bool), Format)>,
}

impl<'s> Formats<'s> {
    const fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            made: Vec::new(),
        }
    }

    /// The format for a kind of column and a look, indented or not.
    fn of(&mut self, kind: ColumnFormat, look: CellStyle, is_indented: bool) -> &Format {
        let key = (kind, look, is_indented);
        let place = self.made.iter().position(|(known, _)| *known == key);
        let place = place.unwrap_or_else(|| {
            let format = self.styles.cell(kind, look);
            let format = if is_indented {
                style::indented(format)
            } else {
                format
            };
            self.made.push((key, format));
            self.made.len() - 1
        });
        &self.made[place].1
    }
}
