//! Counts how much of its limits a workbook has used while it is read.

use super::error::FileError;
use super::limits::Limits;
use super::value::CellValue;

/// What is left of a workbook's allowance of cells and text.
#[derive(Debug)]
pub(super) struct SheetBudget {
    cells: usize,
    text_bytes: usize,
    cell_characters: usize,
    limits: Limits,
}

impl SheetBudget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            cells: limits.cells,
            text_bytes: limits.text_bytes,
            cell_characters: limits.cell_characters,
            limits: *limits,
        }
    }

    /// Counts a cell. A text that is too long for a cell becomes an unreadable cell; too many cells or too much text
    /// in all end the file.
    pub(super) fn count(&mut self, value: CellValue) -> Result<CellValue, FileError> {
        self.cells = self.cells.checked_sub(1).ok_or_else(|| {
            FileError::too_large(
                format!("has more than {} filled cells", self.limits.cells),
                "cells",
            )
        })?;
        let text = match &value {
            CellValue::Text(text) | CellValue::Error(text) => text.as_str(),
            CellValue::Padded { text, .. } => text,
            _ => return Ok(value),
        };
        // Bytes first: they are known at once, and there are never more characters than bytes.
        if text.len() > self.cell_characters && text.chars().count() > self.cell_characters {
            return Ok(CellValue::Error(format!(
                "a text of more than {} characters",
                self.cell_characters
            )));
        }
        self.text_bytes = self.text_bytes.checked_sub(text.len()).ok_or_else(|| {
            FileError::too_large(
                format!("holds more than {} bytes of text", self.limits.text_bytes),
                "text-bytes",
            )
        })?;
        Ok(value)
    }
}

/// What is left of a sheet's allowance of merged regions.
#[derive(Debug)]
pub(super) struct MergeBudget {
    left: usize,
    allowed: usize,
}

impl MergeBudget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            left: limits.merges,
            allowed: limits.merges,
        }
    }

    pub(super) fn count(&mut self) -> Result<(), FileError> {
        self.left = self.left.checked_sub(1).ok_or_else(|| {
            FileError::too_large(
                format!("has more than {} merged regions in a sheet", self.allowed),
                "merges",
            )
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_kept() {
        let limits = Limits {
            cells: 3,
            cell_characters: 4,
            text_bytes: 6,
            ..Limits::default()
        };
        let mut budget = SheetBudget::new(&limits);
        let text = |text: &str| CellValue::Text(text.into());
        assert_eq!(budget.count(text("abcd")), Ok(text("abcd")));
        assert!(matches!(
            budget.count(text("abcde")),
            Ok(CellValue::Error(_))
        ));
        assert!(budget.clone_for_test().count(text("abc")).is_err());
        assert!(budget.count(CellValue::Number(1.0)).is_ok());
        assert!(budget.count(CellValue::Number(1.0)).is_err());
    }

    impl SheetBudget {
        fn clone_for_test(&self) -> Self {
            Self { ..*self }
        }
    }
}
