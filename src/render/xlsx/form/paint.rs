//! Colours and formats of the form: who fills in what is told by colour, and said in words at the top.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::super::style::INK;
use super::super::wrap;

/// Text.
const TEXT: Color = Color::RGB(0x1F_2933);
/// Text that steps back.
const QUIET: Color = Color::RGB(0x5A_6472);
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

/// The height of a row in points, so that its texts can be read whole; `(text, width of its column)`. Not every program
/// measures rows itself.
pub(super) fn row_height(texts: &[(&str, f64)]) -> f64 {
    /// What the indent takes, in characters.
    const INDENT: f64 = 1.5;
    /// Sentences are narrower than the names and headings by which lines are counted elsewhere.
    const SENTENCES: f64 = 1.08;
    let most = texts
        .iter()
        .map(|(text, width)| wrap::lines(text, (width - INDENT) * SENTENCES))
        .max()
        .unwrap_or(1);
    wrap::height(most)
}

/// Who fills a cell in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The person.
    Person,
    /// The manager.
    Manager,
    /// Both together.
    Both,
    /// It is filled in already, and closed.
    Given,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A word or a line.
    Words,
    /// A date.
    Day,
}

/// The formats of one form.
pub(super) struct Paint {
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
    /// Words of the map that are there to be read.
    pub(super) reading: Format,
    /// The same in bold.
    pub(super) reading_bold: Format,
    /// The same where it repeats what stands above.
    pub(super) reading_again: Format,
    /// How many are rated, above a table's column.
    pub(super) count: Format,
}

impl Paint {
    pub(super) fn new() -> Self {
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
            count: base
                .clone()
                .set_font_color(QUIET)
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter),
            reading_bold: bordered.clone().set_bold().set_background_color(GREY),
            reading_again: bordered
                .clone()
                .set_font_color(QUIET)
                .set_background_color(GREY),
            reading: bordered,
        }
    }

    /// A cell that somebody fills in, or that is filled in already.
    pub(super) fn input(&self, by: By, holds: Holds) -> Format {
        let colour = match by {
            By::Person => CREAM,
            By::Manager => SKY,
            By::Both => MINT,
            By::Given => GREY,
        };
        let mut format = self.reading.clone().set_background_color(colour);
        if by != By::Given {
            format = format.set_unlocked();
        }
        match holds {
            // As text, since spreadsheet programs make a date of 1/2, a number of 50 % and an error of “= done”.
            Holds::Words => format.set_num_format("@"),
            Holds::Day => format
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
        }
    }
}
