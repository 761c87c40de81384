//! What went wrong, where, and what to do about it: values that are collected while reading and rendered elsewhere.
//!
//! This module imports nothing from the crate, so that every other module may report through it.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing was left out.
    Note,
    /// A cell, row or sheet was left out or needs a decision; everything else was used.
    Warning,
    /// A whole file was left out, or nothing could be done.
    Error,
}

/// The stable name of a kind of diagnostic, in `kebab-case`; scripts may rely on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// The address of a spreadsheet cell. Row and column count from 0; [`Display`](fmt::Display) writes `B7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
}

impl CellAddress {
    /// The cell in `row` and `column`, both counted from 0.
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// The letters of a column that is counted from 0: 0 is `A`, 26 is `AA`.
    #[must_use]
    pub fn column_letters(column: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = column;
        loop {
            letters.push(char::from(b'A' + (rest % 26) as u8));
            if rest < 26 {
                break;
            }
            rest = rest / 26 - 1;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            Self::column_letters(self.column),
            u64::from(self.row) + 1
        )
    }
}

impl Serialize for CellAddress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where something was read: a file, a sheet in it, a cell in that. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Location {
    /// The file as people know it: relative to the input folder, with `/` between folders.
    #[serde(serialize_with = "shared_text")]
    pub file: Option<Arc<str>>,
    /// The sheet's name.
    #[serde(serialize_with = "shared_text")]
    pub sheet: Option<Arc<str>>,
    /// The cell.
    pub cell: Option<CellAddress>,
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn shared_text<S: Serializer>(text: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
    text.as_deref().serialize(serializer)
}

impl Location {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: Some(file.into()),
            ..Self::default()
        }
    }

    /// The same file, narrowed to a sheet.
    #[must_use]
    pub fn with_sheet(&self, sheet: impl Into<Arc<str>>) -> Self {
        Self {
            file: self.file.clone(),
            sheet: Some(sheet.into()),
            cell: None,
        }
    }

    /// The same file and sheet, narrowed to a cell.
    #[must_use]
    pub fn with_cell(&self, cell: CellAddress) -> Self {
        Self {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            cell: Some(cell),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(file) = &self.file {
            f.write_str(file)?;
            separator = ", ";
        }
        if let Some(sheet) = &self.sheet {
            write!(f, "{separator}sheet “{sheet}”")?;
            separator = ", ";
        }
        if let Some(cell) = self.cell {
            write!(f, "{separator}cell {cell}")?;
        }
        Ok(())
    }
}

/// One thing that the reader of the report should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Diagnostic {
    /// Where it was found. First, so that diagnostics sort by place.
    #[serde(flatten)]
    pub location: Location,
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// What was found and what was expected: one or two sentences.
    pub message: String,
    /// What to do about it: one sentence.
    pub help: String,
}

impl Diagnostic {
    /// A diagnostic of any severity.
    #[must_use]
    pub fn new(
        severity: Severity,
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            location,
            severity,
            code: Code(code),
            message: message.into(),
            help: help.into(),
        }
    }

    /// Whether anything among these was left out or needs a decision.
    #[must_use]
    pub fn any_problem(diagnostics: &[Self]) -> bool {
        diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity > Severity::Note)
    }

    /// Something worth knowing, after which nothing is missing.
    #[must_use]
    pub fn note(
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Note, code, location, message, help)
    }

    /// Something was left out or needs a decision.
    #[must_use]
    pub fn warning(
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, location, message, help)
    }

    /// A whole file was left out.
    #[must_use]
    pub fn error(
        code: &'static str,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, location, message, help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let names = [
            (0, 0, "A1"),
            (6, 1, "B7"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ];
        for (row, column, name) in names {
            assert_eq!(CellAddress::new(row, column).to_string(), name);
        }
    }

    #[test]
    fn a_location_reads_from_the_outside_in() {
        let place = Location::file("assessments/Ana.xlsx")
            .with_sheet("Assessment")
            .with_cell(CellAddress::new(11, 2));
        assert_eq!(
            place.to_string(),
            "assessments/Ana.xlsx, sheet “Assessment”, cell C12"
        );
        assert_eq!(Location::default().to_string(), "");
    }
}
