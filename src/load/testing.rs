//! Sheets written as text, for the tests of everything that reads them.

use super::sheet::{CellValue, Grid, GridBuilder, Sheet, Workbook};
use crate::diagnostic::{CellAddress, Diagnostic, Location};

/// The rows of a table, one a line, with bars between the cells. They stay until the tests end, so that a table may be passed on
/// like one that is written cell by cell.
pub(in crate::load) fn table_of(text: &'static str) -> &'static [&'static [&'static str]] {
    let row = |line: &'static str| -> &'static [&'static str] {
        Vec::leak(line.split('|').map(str::trim).collect())
    };
    Vec::leak(text.lines().map(str::trim).map(row).collect())
}

/// The cells of a sheet, a row a line, with bars between the cells: `>` belongs to the cell on its left, `^` to the one above;
/// `¶` breaks a line. What looks like a number is one.
pub(in crate::load) fn grid_of(text: &str) -> Grid {
    builder_of(text).finish()
}

/// The same, for a sheet in which more is done.
pub(in crate::load) fn builder_of(text: &str) -> GridBuilder {
    let mut builder = GridBuilder::default();
    let mut merges: Vec<(CellAddress, CellAddress)> = Vec::new();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, text) in (0..).zip(line.split('|')) {
            let here = CellAddress::new(row, column);
            let before = match text.trim() {
                ">" => CellAddress::new(row, column - 1),
                "^" => CellAddress::new(row - 1, column),
                text => {
                    let number = text.parse::<f64>().ok();
                    let value = match number.filter(|number| number.to_string() == text) {
                        Some(number) => Some(CellValue::Number(number)),
                        None => CellValue::from_text(text.replace('¶', "\n")),
                    };
                    if let Some(value) = value {
                        builder.set(row, column, value);
                    }
                    continue;
                }
            };
            match merges.iter_mut().find(|(_, last)| *last == before) {
                Some((_, last)) => *last = here,
                None => merges.push((before, here)),
            }
        }
    }
    for (first, last) in merges {
        builder.merge(first, last);
    }
    builder
}

/// A workbook with these sheets.
pub(in crate::load) fn workbook_of<N: Into<String>>(
    file: &str,
    sheets: impl IntoIterator<Item = (N, Grid)>,
) -> Workbook {
    let at = Location::of_file(file);
    let sheet = |(name, grid): (N, Grid)| {
        let name = name.into();
        Sheet {
            at: at.with_sheet(&name),
            name,
            hidden: false,
            grid,
        }
    };
    Workbook {
        sheets: sheets.into_iter().map(sheet).collect(),
        at: at.clone(),
    }
}

/// The code of each message, and its cell if it has one.
pub(in crate::load) fn codes_and_cells(problems: &[Diagnostic]) -> Vec<String> {
    let said = problems
        .iter()
        .map(|problem| match problem.location.cell() {
            Some(cell) => format!("{} {cell}", problem.code),
            None => problem.code.to_string(),
        });
    said.collect()
}
