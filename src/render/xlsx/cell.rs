//! The cells of tables: their contents and their look.

use std::borrow::Cow;

use jiff::civil::Date;

use super::links;
use super::style::CellStyle;
use crate::diagnostic::CellAddress;
use crate::labels::Labels;

/// The longest text that a cell holds (Excel counts UTF-16 units).
const LONGEST_TEXT: usize = 32_767;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellContent {
    /// Nothing.
    Empty,
    /// Text; it stays text, whatever it begins with.
    Text(String),
    Number(f64),
    Day(Date),
    /// Words that lead to another place: a sheet of this workbook, or a file beside it.
    Link {
        to: String,
        text: String,
    },
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) value: CellContent,
    pub(super) look: CellStyle,
}

impl Cell {
    pub(super) const fn empty() -> Self {
        Self {
            value: CellContent::Empty,
            look: CellStyle::Plain,
        }
    }

    /// Text; an empty text makes an empty cell.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::empty()
        } else {
            Self::of(CellContent::Text(text))
        }
    }

    pub(super) const fn number(number: f64) -> Self {
        Self::of(CellContent::Number(number))
    }

    /// A link to a file whose path is relative to this workbook's folder.
    pub(super) fn file_link(path: &str, text: &str) -> Self {
        Self::of(CellContent::Link {
            to: format!("file:///{}", links::guarded(path)),
            text: text.to_owned(),
        })
    }

    /// A link to a row of a sheet of this workbook, counted from 1.
    pub(super) fn place_link(sheet: &str, row: usize) -> Self {
        Self::of(CellContent::Link {
            to: format!("internal:'{sheet}'!A{row}"),
            text: format!("{sheet}, {row}"),
        })
    }

    /// The same with another look.
    pub(super) const fn looking(mut self, look: CellStyle) -> Self {
        self.look = look;
        self
    }

    const fn of(value: CellContent) -> Self {
        Self {
            value,
            look: CellStyle::Plain,
        }
    }

    /// Length of the text.
    pub(super) fn letters(&self) -> usize {
        match &self.value {
            CellContent::Text(text) | CellContent::Link { text, .. } => text.chars().count(),
            CellContent::Empty | CellContent::Number(_) | CellContent::Day(_) => 0,
        }
    }

    /// Whether it holds no number with a fraction.
    pub(super) fn is_whole(&self) -> bool {
        self.as_number().is_none_or(|number| number.fract() == 0.0)
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self.value {
            CellContent::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::number(count as f64)
    }
}

impl From<CellAddress> for Cell {
    fn from(address: CellAddress) -> Self {
        Self::text(address.to_string())
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::of(CellContent::Day(day))
    }
}

/// `None` makes an empty cell.
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::empty, Into::into)
    }
}

/// Whether a spreadsheet program would take the text for a formula when somebody edits the cell.
pub(super) fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// Whether a cell can hold the text.
pub fn fits(text: &str) -> bool {
    text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT
}

/// The text as far as a cell can hold it; if it is cut, it says so.
pub(super) fn fit<'t>(text: &'t str, labels: &Labels) -> Cow<'t, str> {
    if fits(text) {
        return text.into();
    }
    let cut = labels.say("workbook.cut");
    let room = LONGEST_TEXT.saturating_sub(cut.encode_utf16().count());
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    format!("{kept}{cut}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() {
        let long = "ž".repeat(40_000);
        let labels = Labels::program();
        let shown = fit(&long, labels);
        assert!(shown.encode_utf16().count() <= LONGEST_TEXT);
        assert!(shown.ends_with("the source file has it all)"));
        assert_eq!(fit("short", labels), "short");
        let just_right = "ž".repeat(LONGEST_TEXT);
        assert_eq!(fit(&just_right, labels), just_right);
    }
}
