//! The readers of spreadsheets without the rest of the program.

#[path = "../../src/diagnostic/mod.rs"]
pub mod diagnostic;
#[path = "../../src/text.rs"]
pub mod text;

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
    if let Ok(workbook) = understand(bytes, &Location::of_file("fuzz"), &limits) {
        for sheet in &workbook.sheets {
            assert!(sheet.grid.len() <= limits.cells);
            assert!(sheet.grid.row_count() <= Limits::ROWS);
            assert!(sheet.grid.column_count() <= Limits::COLUMNS);
        }
    }
}

/// Tidies, folds and compares a text, and reads it as a date, as the program does with what people type.
pub fn type_in(typed: &str) {
    let tidy = text::tidy(typed);
    assert_eq!(text::tidy(&tidy), tidy);
    let lines = text::tidy_lines(typed);
    assert_eq!(text::tidy_lines(&lines), lines);
    let folded = text::fold(typed);
    assert_eq!(text::fold(&tidy), folded);
    assert_eq!(text::fold(&folded), folded);
    // Whoever types a name as it is means it.
    if !folded.is_empty() {
        assert_eq!(text::closest(typed, ["another", &folded]), Some(&*folded));
    }
    if let Some(day) = load::day(typed) {
        assert_eq!(load::day(&day.to_string()), Some(day));
    }
}
