//! Colours and formats of the form: colours show who fills in what, and the top says it in words.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::style::{INK, QUIET, TEXT};
use super::super::wrap;
use crate::labels::Labels;

/// Edges of cells to fill in.
const EDGE: Color = Color::RGB(0xB9_C2CC);
/// For the person.
const CREAM: Color = Color::RGB(0xFF_F7DC);
/// For the manager.
const SKY: Color = Color::RGB(0xE4_F1FB);
/// For both together.
const MINT: Color = Color::RGB(0xE6_F5E9);
/// Filled in already.
const GREY: Color = Color::RGB(0xF2_F4F7);

/// Bold letters are wider: the share of a column's width that they leave.
pub(super) const BOLD: f64 = 0.85;

/// The lines of a text in a column of this width.
pub(super) fn lines(text: &str, width: f64) -> usize {
    /// The width of the indent, in characters.
    const INDENT: f64 = 1.5;
    /// A factor: sentences are narrower than names and headings, for which lines are counted elsewhere.
    const SENTENCES: f64 = 1.08;
    wrap::lines(text, (width - INDENT) * SENTENCES)
}

/// The height of a row in points, so that its texts can be read completely; `(text, width of its column)`. Not every
/// spreadsheet program fits rows to their contents.
pub(super) fn row_height(texts: &[(&str, f64)]) -> f64 {
    at_most_a_row(unlimited_height(texts))
}

/// The same for cells of several rows together.
pub(super) fn unlimited_height(texts: &[(&str, f64)]) -> f64 {
    let lines = texts.iter().map(|(text, width)| lines(text, *width));
    wrap::unlimited(lines.max().unwrap_or(1))
}

/// The height, limited to what a row can have.
pub(super) fn at_most_a_row(height: f64) -> f64 {
    height.min(wrap::HIGHEST)
}

/// Who fills a cell in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FilledBy {
    Person,
    Manager,
    /// Both together.
    Both,
    /// It is filled in already, and closed.
    Given,
}

/// The kind of a cell's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentKind {
    /// A word or a line.
    Words,
    /// A date.
    Day,
}

/// The formats of one form.
pub(super) struct FormFormats {
    /// A sheet's title.
    pub(super) title: Format,
    /// Sentences of explanation.
    pub(super) lead: Format,
    /// A heading within a sheet.
    pub(super) section: Format,
    /// A label beside a cell to fill in.
    pub(super) label: Format,
    /// A table's header.
    pub(super) header: Format,
    /// Texts of the map, to read only.
    pub(super) reading: Format,
    /// The same in bold.
    pub(super) reading_bold: Format,
    /// The same where it repeats the cell above.
    pub(super) reading_again: Format,
    /// A question, or a note.
    pub(super) question: Format,
    /// The words of a label above its question.
    pub(super) strong: Format,
    /// A cell with both, beside one to fill in.
    pub(super) asked: Format,
    /// How days are shown.
    day: String,
}

impl FormFormats {
    pub(super) fn new(labels: &Labels) -> Self {
        let base = Format::new().set_font_color(TEXT);
        let bordered = base
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_border(FormatBorder::Thin)
            .set_border_color(EDGE);
        Self {
            title: base
                .clone()
                .set_bold()
                .set_font_size(18)
                .set_font_color(INK),
            lead: base
                .clone()
                .set_font_color(QUIET)
                .set_align(FormatAlign::VerticalCenter),
            section: base
                .clone()
                .set_bold()
                .set_font_size(13)
                .set_font_color(INK)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(INK),
            label: base
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter),
            header: base
                .clone()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(INK)
                .set_text_wrap()
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_border_color(EDGE),
            question: base
                .clone()
                .set_font_color(QUIET)
                .set_italic()
                .set_indent(1)
                .set_align(FormatAlign::Bottom),
            strong: base.clone().set_bold(),
            asked: base
                .clone()
                .set_text_wrap()
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter),
            day: labels.day_format(),
            reading_bold: bordered.clone().set_bold().set_background_color(GREY),
            reading_again: bordered
                .clone()
                .set_font_color(QUIET)
                .set_background_color(GREY),
            reading: bordered,
        }
    }

    /// A cell that somebody fills in, or that is filled in already.
    pub(super) fn input(&self, by: FilledBy, holds: ContentKind) -> Format {
        let mut format = self.reading.clone().set_background_color(by.colour());
        if by != FilledBy::Given {
            format = format.set_unlocked();
        }
        match holds {
            // As text, since spreadsheet programs turn 1/2 into a date, 50 % into a number and “= done” into an error.
            ContentKind::Words => format.set_num_format("@"),
            ContentKind::Day => format
                .set_num_format(&self.day)
                .set_align(FormatAlign::Left),
        }
    }

    /// The same on one line with its label, which is centred in the row.
    pub(super) fn entry(&self, by: FilledBy, holds: ContentKind) -> Format {
        self.input(by, holds).set_align(FormatAlign::VerticalCenter)
    }

    /// What somebody does, in the colour of the cells that they fill in.
    pub(super) fn step(&self, by: FilledBy) -> Format {
        self.reading
            .clone()
            .set_background_color(by.colour())
            .set_align(FormatAlign::VerticalCenter)
    }

    /// Who fills in the columns below, in the same colour.
    pub(super) fn band(&self, by: FilledBy) -> Format {
        self.step(by).set_bold().set_font_color(INK)
    }

    /// Expectations, in rows that continue the row above or in the row below.
    pub(super) fn expected(&self, goes_on_from_above: bool, goes_on_below: bool) -> Format {
        let mut format = self.reading.clone();
        if goes_on_from_above {
            format = format.set_border_top(FormatBorder::None);
        }
        if goes_on_below {
            format = format.set_border_bottom(FormatBorder::None);
        }
        format
    }
}

impl FilledBy {
    const fn colour(self) -> Color {
        match self {
            Self::Person => CREAM,
            Self::Manager => SKY,
            Self::Both => MINT,
            Self::Given => GREY,
        }
    }
}
