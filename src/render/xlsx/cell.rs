//! What tables are made of: columns, and cells with what they hold and how they look.

use std::borrow::Cow;

use jiff::civil::Date;

use super::style::{Kind, Look};
use super::wrap;

/// The longest text that a cell holds (Excel counts UTF-16 units).
const LONGEST_TEXT: usize = 32_767;
/// The longest header that is shown; a table takes none above 255 letters.
const LONGEST_HEADER: usize = 120;
/// What stands at the end of a text that was cut there.
const CUT: &str = " … (cut here; the source file has it all)";

/// A column of a table.
pub(super) struct Column {
    pub(super) header: String,
    pub(super) width: f64,
    pub(super) kind: Kind,
    pub(super) total: Total,
    pub(super) bar: bool,
    pub(super) upright: bool,
}

/// What stands above a column for the rows that a filter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Total {
    /// Nothing.
    None,
    /// The sum.
    Sum,
    /// The mean of the cells with a number.
    Mean,
    /// How many cells hold something.
    Count,
}

impl Column {
    /// A column of `width` characters without a total.
    pub(super) fn new(header: impl Into<String>, width: f64, kind: Kind) -> Self {
        let header: String = header.into().chars().take(LONGEST_HEADER).collect();
        Self {
            header: header.trim_end().to_owned(),
            width,
            kind,
            total: Total::None,
            bar: false,
            upright: false,
        }
    }

    /// The same with a bar behind each number.
    pub(super) fn with_bar(mut self) -> Self {
        self.bar = true;
        self
    }

    /// The same with a header that stands upright, for a narrow column.
    pub(super) fn upright(mut self) -> Self {
        self.upright = true;
        self
    }

    /// The same, wide enough for the longest of some texts.
    pub(super) fn fitting<'t>(mut self, texts: impl Iterator<Item = &'t str>) -> Self {
        let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
        self.width = wrap::width(self.width, longest);
        self
    }

    /// The same with a total.
    pub(super) fn with_total(mut self, total: Total) -> Self {
        self.total = total;
        self
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// Words; whatever they begin with, they stay words.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Day(Date),
    /// Words that lead to another place: a sheet of this workbook, or a file beside it.
    Link { to: String, text: String },
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) value: Value,
    pub(super) look: Look,
}

impl Cell {
    /// An empty cell.
    pub(super) const fn empty() -> Self {
        Self {
            value: Value::Empty,
            look: Look::Plain,
        }
    }

    /// Words; none make an empty cell.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::empty()
        } else {
            Self::of(Value::Text(text))
        }
    }

    /// Words, if there are any.
    pub(super) fn some_text(text: Option<impl Into<String>>) -> Self {
        text.map_or_else(Self::empty, Self::text)
    }

    /// A number.
    pub(super) const fn number(number: f64) -> Self {
        Self::of(Value::Number(number))
    }

    /// A number, if there is one.
    pub(super) fn some_number(number: Option<f64>) -> Self {
        number.map_or_else(Self::empty, Self::number)
    }

    /// A count.
    pub(super) const fn count(count: usize) -> Self {
        Self::number(count as f64)
    }

    /// A date, if there is one.
    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or_else(Self::empty, |day| Self::of(Value::Day(day)))
    }

    /// A link to a file whose path is relative to this workbook's folder.
    pub(super) fn file_link(path: &str, text: &str) -> Self {
        // The library takes what follows `#` for a place in the file, so such a path is only shown.
        if path.contains('#') {
            return Self::text(path);
        }
        Self::of(Value::Link {
            to: format!("file:///{path}"),
            text: text.to_owned(),
        })
    }

    /// The same with another look.
    pub(super) const fn looking(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    const fn of(value: Value) -> Self {
        Self {
            value,
            look: Look::Plain,
        }
    }

    /// Length of the text.
    pub(super) fn letters(&self) -> usize {
        match &self.value {
            Value::Text(text) | Value::Link { text, .. } => text.chars().count(),
            Value::Empty | Value::Number(_) | Value::Day(_) => 0,
        }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Whether a spreadsheet program would take the text for a formula when somebody edits the cell.
pub(super) fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// The text as far as a cell can hold it; what is cut says so.
pub(super) fn fit(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text.into();
    }
    let room = LONGEST_TEXT - CUT.encode_utf16().count();
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= room
        })
        .collect();
    format!("{kept}{CUT}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() {
        let long = "ž".repeat(40_000);
        let shown = fit(&long);
        assert!(shown.encode_utf16().count() <= LONGEST_TEXT);
        assert!(shown.ends_with(CUT));
        assert_eq!(fit("short"), "short");
        let just_right = "ž".repeat(LONGEST_TEXT);
        assert_eq!(fit(&just_right), just_right);
    }
}
