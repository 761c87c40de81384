//! The readers of spreadsheets without the rest of the program.

#[path = "../../src/diagnostic.rs"]
pub mod diagnostic;

pub mod load;

use diagnostic::Location;
use load::sheet::{Limits, understand};

/// Reads bytes as the program does, within limits that keep a fuzzer quick.
pub fn read(bytes: &[u8]) {
    let limits = Limits {
        unpacked_bytes: 4 << 20,
        cells: 20_000,
        ..Limits::default()
    };
    if let Ok(workbook) = understand(bytes, &Location::file("fuzz"), &limits) {
        for sheet in &workbook.sheets {
            assert!(sheet.grid.len() <= limits.cells);
            assert!(sheet.grid.row_count() <= Limits::ROWS);
            assert!(sheet.grid.column_count() <= Limits::COLUMNS);
        }
    }
}
