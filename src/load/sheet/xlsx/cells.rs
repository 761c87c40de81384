//! The cells of one worksheet, streamed through calamine, without allocating a bounding box or trusting a dimension
//! tag.

use std::io::{Read, Seek};

use calamine::{DataRef, XlsxCellReader, XlsxError};

use super::super::SheetBudget;
use super::super::error::FileError;
use super::super::grid::GridBuilder;
use super::super::limits::Limits;
use super::super::value::{
    CellValue, beyond_a_day, date_of_iso, date_of_serial, time_of_days, time_of_iso,
};
use super::failed;
use super::formats::Format;

/// A cell that calamine cannot read.
#[derive(Debug, PartialEq)]
pub(super) struct Unreadable {
    /// Which cell of the sheet it is, in the order of the file. calamine does not give its address.
    pub(super) ordinal: usize,
    /// The value in its place.
    pub(super) value: CellValue,
}

/// Reads all cells into the grid and returns those that calamine cannot read. `formats` are those of cells, by their number
/// in the order of the file, that show more than the number.
pub(super) fn read<'p, R: Read + Seek>(
    mut cells: XlsxCellReader<'_, R>,
    epoch_1904: bool,
    grid: &mut GridBuilder,
    formats: impl Iterator<Item = (usize, &'p Format)>,
    budget: &mut SheetBudget,
) -> Result<Vec<Unreadable>, FileError> {
    let mut unreadable = Vec::new();
    let mut formats = formats.peekable();
    for ordinal in 0.. {
        let format = formats.next_if(|(cell, _)| *cell == ordinal);
        let cell = match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => {
                let value = budget.count(CellValue::Error(what_is_wrong(error)?))?;
                unreadable.push(Unreadable { ordinal, value });
                continue;
            }
        };
        let (row, column) = cell.pos;
        if let Some(value) = value(&cell.value, cell.formula.is_some(), epoch_1904)
            && row < Limits::ROWS
            && column < Limits::COLUMNS
        {
            let value = match (value, format) {
                (CellValue::Number(number), Some((_, format))) => {
                    if let Some(unit) = &format.unit {
                        grid.unit(row, column, unit.clone());
                    }
                    format.apply(number)
                }
                (CellValue::Date(date), Some((_, format))) if format.is_clock => {
                    let days = match &cell.value {
                        DataRef::DateTime(time) => time.as_f64(),
                        _ => f64::INFINITY,
                    };
                    beyond_a_day(days, None).unwrap_or(CellValue::Date(date))
                }
                (value, _) => value,
            };
            grid.set(row, column, budget.count(value)?);
        }
    }
    Ok(unreadable)
}

/// What is wrong with one cell, after which the next can be read; an error if the whole part is broken.
fn what_is_wrong(error: XlsxError) -> Result<String, FileError> {
    match error {
        // An error that calamine does not know, such as #SPILL! or the #ERROR! of an online spreadsheet.
        XlsxError::CellError(text) => Ok(text),
        XlsxError::Unexpected(_) => Ok("a text that the file does not hold".to_owned()),
        XlsxError::Unrecognized { val, .. } => Ok(format!("the value “{val}”")),
        XlsxError::UnexpectedNode(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::CellTAttribute(_)
        | XlsxError::DimensionCount(_) => Ok("something that cannot be understood".to_owned()),
        // Any other error may have stopped between two cells, after which their numbers would be wrong.
        other => Err(failed(&other)),
    }
}

fn value(data: &DataRef<'_>, is_formula: bool, epoch_1904: bool) -> Option<CellValue> {
    match data {
        DataRef::Empty => is_formula.then_some(CellValue::Uncalculated),
        DataRef::String(text) => CellValue::from_text(text.as_str()),
        DataRef::DurationIso(text) => {
            time_of_iso(text).or_else(|| CellValue::from_text(text.as_str()))
        }
        DataRef::SharedString(text) => CellValue::from_text(*text),
        DataRef::Float(number) if !number.is_finite() => CellValue::from_text(number.to_string()),
        DataRef::Float(number) => Some(CellValue::Number(*number)),
        DataRef::Int(number) => Some(CellValue::Number(*number as f64)),
        DataRef::Bool(truth) => Some(CellValue::Bool(*truth)),
        DataRef::Error(error) => Some(CellValue::Error(error.to_string())),
        DataRef::DateTime(time) => {
            let number = time.as_f64();
            let is_time = time.is_duration() || (number < 1.0 && number.fract() != 0.0);
            let value = is_time
                .then(|| time_of_days(number))
                .flatten()
                .or_else(|| date_of_serial(number, epoch_1904).map(CellValue::Date))
                .or_else(|| time_of_days(number));
            Some(value.unwrap_or(CellValue::Number(number)))
        }
        DataRef::DateTimeIso(text) => date_of_iso(text)
            .map(CellValue::Date)
            .or_else(|| CellValue::from_text(text.as_str())),
    }
}
