//! Totals above the columns of a table: formulas with their results.

use rust_xlsxwriter::{Formula, XlsxError};

use super::cell::CellContent;
use super::column::Column;
use super::{Cell, Page, Total};
use crate::diagnostic::CellAddress;
use crate::model::Amount;

impl Page<'_> {
    /// Writes a row of totals above the header, for the rows that a filter leaves.
    pub(super) fn totals<T>(
        &mut self,
        columns: &[Column<'_, T>],
        rows: &[Vec<Cell>],
    ) -> Result<(), XlsxError> {
        let (at, first) = (self.row, self.row + 2);
        let last = at + 1 + rows.len() as u32;
        for (index, column) in (0u16..).zip(columns) {
            let format = self.styles.total(column.kind, column.total);
            let values = rows.iter().map(|row| &row[usize::from(index)]);
            let (function, result) = match column.total {
                Total::None if index == 0 => {
                    self.sheet.write_string_with_format(
                        at,
                        0,
                        self.labels.say("workbook.total-shown"),
                        &format,
                    )?;
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
                    Some(
                        values
                            .filter(|cell| cell.value != CellContent::Empty)
                            .count() as f64,
                    ),
                ),
            };
            let Some(result) = result else {
                // The mean of no numbers would be an error value.
                self.sheet.write_blank(at, index, &format)?;
                continue;
            };
            if rows.is_empty() {
                // The sentence that says so would be counted.
                self.sheet
                    .write_number_with_format(at, index, result, &format)?;
                continue;
            }
            let letters = CellAddress::column_letters(u32::from(index));
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
}

fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> f64 {
    let numbers: Vec<f64> = cells.filter_map(Cell::as_number).collect();
    // Exact where the numbers are amounts, so that a total is never slightly wrong.
    let amounts: Option<Vec<Amount>> = numbers.iter().copied().map(Amount::of_number).collect();
    match amounts {
        Some(amounts) => amounts.into_iter().sum::<Amount>().as_number(),
        None => numbers.iter().sum(),
    }
}

fn mean<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<f64> {
    let numbers: Vec<f64> = cells.filter_map(Cell::as_number).collect();
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}
