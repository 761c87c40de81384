//! Tables for the tests of everything that reads them.

/// The rows of a table, one a line, with bars between the cells. They stay until the tests end, so that a table may be passed on
/// like one that is written cell by cell.
pub(in crate::load) fn table_of(text: &'static str) -> &'static [&'static [&'static str]] {
    let row = |line: &'static str| -> &'static [&'static str] {
        Vec::leak(line.split('|').map(str::trim).collect())
    };
    Vec::leak(text.lines().map(str::trim).map(row).collect())
}
