//! Where the readers expect to be.

#[path = "../../src/load/dates.rs"]
mod dates;
#[path = "../../src/load/sheet/mod.rs"]
pub mod sheet;

use jiff::civil::Date;

/// The day that a text names, if it names one.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    dates::parse_date(&sheet::CellValue::Text(text.to_owned())).ok()
}
