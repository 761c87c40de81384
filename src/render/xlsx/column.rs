//! Tables before they are placed: each column with its header, its look and the function that fills it.

use super::style::ColumnFormat;
use super::{Cell, CellStyle, Total, wrap};
use crate::labels::Labels;

/// The longest header that is shown; a table allows at most 255 letters.
const LONGEST_HEADER: usize = 120;

/// A header, or what is said where there are no rows: the key of a label, or the text itself.
pub(super) trait Header {
    fn text(self, labels: Option<&Labels>) -> String;
}

/// In a table with labels, the key of one.
impl Header for &str {
    fn text(self, labels: Option<&Labels>) -> String {
        labels.map_or(self, |labels| labels.say(self)).to_owned()
    }
}

impl Header for String {
    fn text(self, _: Option<&Labels>) -> String {
        self
    }
}

/// A column of a table whose rows are about a `T` each.
pub(super) struct Column<'c, T> {
    pub(super) header: String,
    pub(super) width: f64,
    pub(super) kind: ColumnFormat,
    pub(super) total: Total,
    pub(super) bar: bool,
    pub(super) upright: bool,
    pub(super) printed: bool,
    fill: Box<dyn Fn(&T) -> Cell + 'c>,
}

impl<'c, T> Column<'c, T> {
    /// A column of `width` characters, filled by `fill`.
    pub(super) fn new<C: Into<Cell>>(
        header: impl Into<String>,
        width: f64,
        kind: ColumnFormat,
        fill: impl Fn(&T) -> C + 'c,
    ) -> Self {
        let header: String = header.into().chars().take(LONGEST_HEADER).collect();
        Self {
            header: header.trim_end().to_owned(),
            width,
            kind,
            total: Total::None,
            bar: false,
            upright: false,
            printed: true,
            fill: Box::new(move |row| fill(row).into()),
        }
    }

    /// The cell in the row about this item.
    pub(super) fn cell(&self, row: &T) -> Cell {
        (self.fill)(row)
    }
}

/// A table whose rows are about a `T` each.
pub(super) struct Table<'c, T> {
    pub(super) name: String,
    pub(super) columns: Vec<Column<'c, T>>,
    pub(super) frozen: u16,
    pub(super) filter: bool,
    look: fn(&T) -> CellStyle,
    labels: Option<&'c Labels>,
}

/// A method for each kind of column: its header, its width in characters, and the function that fills it.
macro_rules! kinds {
    ($($method:ident $kind:ident)*) => {
        $(pub(super) fn $method<C: Into<Cell>>(
            self,
            header: impl Header,
            width: f64,
            fill: impl Fn(&T) -> C + 'c,
        ) -> Self {
            let header = self.say(header);
            self.add(Column::new(header, width, ColumnFormat::$kind, fill))
        })*
    };
}

impl<'c, T> Table<'c, T> {
    /// A table without columns. The name begins with a letter and must not look like a cell's address.
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            columns: Vec::new(),
            frozen: 1,
            filter: true,
            look: |_| CellStyle::Plain,
            labels: None,
        }
    }

    /// The same, with keys of labels as its headers.
    pub(super) fn labelled(name: impl Into<String>, labels: &'c Labels) -> Self {
        Self {
            labels: Some(labels),
            ..Self::new(name)
        }
    }

    kinds!(text Text long Long whole Whole points Points decimal Decimal percent Percent day Day money Money);

    /// Adds a column. If another column has the same header, ignoring case, a number is added, since headers in a table
    /// must differ.
    pub(super) fn add(mut self, mut column: Column<'c, T>) -> Self {
        let name = column.header.clone();
        let mut number = 1;
        while self.has(&column.header) {
            number += 1;
            column.header = format!("{name} ({number})");
        }
        self.columns.push(column);
        self
    }

    /// Adds columns that only some reviews have.
    pub(super) fn when(self, wanted: bool, add: impl FnOnce(Self) -> Self) -> Self {
        if wanted { add(self) } else { self }
    }

    fn has(&self, header: &str) -> bool {
        let folded = header.to_lowercase();
        let mut headers = self.columns.iter().map(|column| &column.header);
        headers.any(|header| header.to_lowercase() == folded)
    }

    /// Shows the last column only on the screen, for content that is useless on paper; only such columns may follow it.
    pub(super) fn unprinted(self) -> Self {
        self.with_last(|column| column.printed = false)
    }

    /// Adds a bar behind each number of the last column.
    pub(super) fn with_bar(self) -> Self {
        self.with_last(|column| column.bar = true)
    }

    /// Adds a total above the last column.
    pub(super) fn with_total(self, total: Total) -> Self {
        self.with_last(|column| column.total = total)
    }

    /// Turns the header of the last column upright, for a narrow column.
    pub(super) fn upright(self) -> Self {
        self.with_last(|column| column.upright = true)
    }

    /// Makes the last column wide enough for the longest of some texts.
    pub(super) fn fitting<'t>(self, texts: impl Iterator<Item = &'t str>) -> Self {
        let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
        self.with_last(|column| column.width = wrap::width(column.width, longest))
    }

    /// Freezes this many columns; without it, one.
    pub(super) fn freezing(mut self, columns: u16) -> Self {
        self.frozen = columns;
        self
    }

    /// Leaves out the buttons to filter and sort.
    pub(super) fn without_filter(mut self) -> Self {
        self.filter = false;
        self
    }

    /// Sets a look for whole rows; a cell with its own look keeps it.
    pub(super) fn with_look(mut self, look: fn(&T) -> CellStyle) -> Self {
        self.look = look;
        self
    }

    fn with_last(mut self, change: impl FnOnce(&mut Column<'c, T>)) -> Self {
        if let Some(column) = self.columns.last_mut() {
            change(column);
        }
        self
    }

    /// The text of a header, or of what is said where there are no rows.
    pub(super) fn say(&self, text: impl Header) -> String {
        text.text(self.labels)
    }

    /// The cells of the row about this item.
    pub(super) fn row(&self, about: &T) -> Vec<Cell> {
        let look = (self.look)(about);
        let cells = self.columns.iter().map(|column| column.cell(about));
        cells
            .map(|cell| match cell.look {
                CellStyle::Plain => cell.looking(look),
                _ => cell,
            })
            .collect()
    }
}
