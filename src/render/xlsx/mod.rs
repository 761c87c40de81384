//! The team gap workbook.
