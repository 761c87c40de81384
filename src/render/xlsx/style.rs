//! All colours, fonts, number formats and the look of printed pages.
//!
//! Colours tell standings apart for colour-blind readers (orange, white, blue; for coverage orange, cream, blue) and
//! keep black text far above WCAG AA (at least 8:1); signs and words say the same, so that nothing depends on colour
//! alone.

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatType, Format, FormatAlign, FormatBorder,
    FormatPattern, FormatUnderline,
};

use crate::analysis::{CoverageStatus, Standing};
use crate::labels::Labels;

/// Dark blue: headers and titles. White text on it has a contrast of 11:1.
pub(super) const INK: Color = Color::RGB(0x1F_3A5F);
pub(super) const TEXT: Color = Color::RGB(0x1F_2933);
/// Less prominent text; 5.9:1 on white.
pub(super) const QUIET: Color = Color::RGB(0x5A_6472);
/// Rules between rows.
const RULE: Color = Color::RGB(0xD5_DAE1);
/// Behind totals, means and key figures.
const PALE: Color = Color::RGB(0xEE_F2F7);
/// Links; 6.6:1 on white.
const LINK: Color = Color::RGB(0x0B_5A9E);
/// Below the role level, uncovered.
pub(super) const ORANGE: Color = Color::RGB(0xF2_B27A);
/// Thin.
pub(super) const CREAM: Color = Color::RGB(0xFB_EFC5);
/// At the target level, covered.
pub(super) const BLUE: Color = Color::RGB(0x9D_CBEA);
/// Stronger tones of the same hues, for bars of charts on white.
pub(super) const ORANGE_BAR: Color = Color::RGB(0xC8_6414);
/// See [`ORANGE_BAR`].
pub(super) const CREAM_BAR: Color = Color::RGB(0xE9_C645);
/// See [`ORANGE_BAR`].
pub(super) const BLUE_BAR: Color = Color::RGB(0x2F_7EBB);

/// The kind of a column's contents, which decides how they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnFormat {
    /// Text on one line.
    Text,
    /// Text that may need several lines.
    Long,
    /// A count.
    Whole,
    /// A number on the scale, with as many decimals as it has.
    Points,
    /// A mean or a sum, with two decimals.
    Decimal,
    /// An amount of money, with two decimals.
    Money,
    /// A share in 0..=1, shown as a percentage.
    Percent,
    /// A date.
    Day,
}

impl ColumnFormat {
    /// Whether words in such a column are indented, since the numbers left of it end where they begin.
    pub(super) const fn is_after_numbers(self, left: Option<Self>) -> bool {
        matches!(self, Self::Text | Self::Long)
            && matches!(
                left,
                Some(Self::Whole | Self::Decimal | Self::Money | Self::Percent)
            )
    }
}

/// The total above a column, for the rows that a filter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Total {
    /// Nothing.
    None,
    Sum,
    /// The mean of the cells with a number.
    Mean,
    /// How many cells hold something.
    Count,
}

/// How a single cell differs from its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellStyle {
    /// As its column.
    Plain,
    /// A rating with its standing.
    Standing(Standing),
    /// A status with its colour.
    Status(CoverageStatus),
    /// Nobody rated it.
    NotAssessed,
    /// It does not apply.
    NotApplicable,
    /// A row that sums up others.
    Sum,
}

/// The formats of one workbook.
pub(super) struct Styles {
    /// A sheet's title.
    pub(super) title: Format,
    /// The sentence below it.
    pub(super) lead: Format,
    /// A heading within a sheet.
    pub(super) section: Format,
    pub(super) link: Format,
    /// A sentence that may wrap, without rules.
    pub(super) sentence: Format,
    /// The words of a sentence that matter most.
    pub(super) strong: Format,
    header: Format,
    upright_header: Format,
    body: Format,
    /// How a day is shown.
    day: String,
    /// The number format for the count of rows that a filter leaves.
    count: String,
}

impl Styles {
    /// The formats.
    pub(super) fn new(labels: &Labels) -> Self {
        let base = Format::new().set_font_color(TEXT);
        let body = base
            .clone()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(RULE);
        let header = base
            .clone()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(INK)
            .set_text_wrap()
            // At the top, where the button of the filter does not cover it.
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(RULE);
        Self {
            title: base
                .clone()
                .set_bold()
                .set_font_size(16)
                .set_font_color(INK),
            lead: base
                .clone()
                .set_font_color(QUIET)
                .set_align(FormatAlign::Top),
            upright_header: header.clone().set_rotation(90),
            header,
            section: base
                .clone()
                .set_bold()
                .set_font_size(12)
                .set_font_color(INK)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(INK),
            link: base
                .clone()
                .set_font_color(LINK)
                .set_underline(FormatUnderline::Single)
                .set_align(FormatAlign::Top),
            sentence: base.clone().set_text_wrap().set_align(FormatAlign::Top),
            strong: base.set_bold(),
            body,
            day: labels.day_format(),
            count: format!(
                "\"{}: \"#,##0",
                labels.say("workbook.count-shown").replace('"', "")
            ),
        }
    }

    /// The format of a table's header.
    pub(super) const fn header(&self, upright: bool) -> &Format {
        if upright {
            &self.upright_header
        } else {
            &self.header
        }
    }

    /// The format of a whole column of a long table, for its plain cells.
    pub(super) fn column(&self, kind: ColumnFormat) -> Format {
        let format = Format::new()
            .set_font_color(TEXT)
            .set_align(FormatAlign::Top);
        self.aligned(format, kind)
    }

    fn number_format(&self, kind: ColumnFormat) -> Option<&str> {
        match kind {
            ColumnFormat::Text | ColumnFormat::Long | ColumnFormat::Points => None,
            // The padding keeps a number apart from the words of the next column, in every program.
            ColumnFormat::Whole => Some("#,##0_)_)"),
            ColumnFormat::Decimal => Some("0.00_)_)"),
            ColumnFormat::Money => Some("#,##0.00_)_)"),
            ColumnFormat::Percent => Some("0%_)_)"),
            ColumnFormat::Day => Some(&self.day),
        }
    }

    /// The format with the number format and the alignment of a kind of column.
    fn aligned(&self, format: Format, kind: ColumnFormat) -> Format {
        let format = match self.number_format(kind) {
            Some(number_format) => format.set_num_format(number_format),
            None => format,
        };
        match kind {
            ColumnFormat::Text => format,
            ColumnFormat::Long => format.set_text_wrap(),
            ColumnFormat::Day => format.set_align(FormatAlign::Left),
            ColumnFormat::Points => format.set_align(FormatAlign::Center),
            ColumnFormat::Whole
            | ColumnFormat::Decimal
            | ColumnFormat::Money
            | ColumnFormat::Percent => format.set_align(FormatAlign::Right),
        }
    }

    /// The format of a cell in a table.
    pub(super) fn cell(&self, kind: ColumnFormat, look: CellStyle) -> Format {
        let format = self.aligned(self.body.clone(), kind);
        match look {
            CellStyle::Plain | CellStyle::Standing(Standing::AtRole) => format,
            CellStyle::Standing(Standing::BelowRole) => format.set_background_color(ORANGE),
            CellStyle::Standing(Standing::AtTarget) => format.set_background_color(BLUE),
            CellStyle::Status(status) => format.set_background_color(status_colour(status)),
            CellStyle::NotAssessed => format
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(RULE)
                .set_background_color(Color::White)
                .set_align(FormatAlign::Center),
            CellStyle::NotApplicable => format
                .set_font_color(QUIET)
                .set_italic()
                .set_align(FormatAlign::Center),
            CellStyle::Sum => format.set_bold().set_background_color(PALE),
        }
    }

    /// The format of a total. A count names itself, because it may be above words.
    pub(super) fn total(&self, kind: ColumnFormat, total: Total) -> Format {
        let format = Format::new()
            .set_font_color(TEXT)
            .set_bold()
            .set_background_color(PALE);
        let number_format = match total {
            Total::Count => Some(self.count.as_str()),
            Total::None | Total::Sum | Total::Mean => self.number_format(kind),
        };
        let format = match number_format {
            Some(number_format) => format.set_num_format(number_format),
            None => format,
        };
        match (kind, total) {
            (ColumnFormat::Text | ColumnFormat::Long, Total::Count) => {
                format.set_align(FormatAlign::Left)
            }
            _ => format,
        }
    }
}

/// The format for words that begin where numbers end.
pub(super) fn indented(format: Format) -> Format {
    // Programs indent only what is aligned to a side.
    format.set_align(FormatAlign::Left).set_indent(1)
}

/// A bar behind the numbers of a column: from 0, for shares up to 1.
pub(super) fn bar(kind: ColumnFormat) -> ConditionalFormatDataBar {
    let bar = ConditionalFormatDataBar::new()
        .set_fill_color(BLUE)
        // Bars of Excel's first kind: other programs ignore those of later versions, with a warning.
        .use_classic_style()
        .set_minimum(ConditionalFormatType::Number, 0);
    if kind == ColumnFormat::Percent {
        bar.set_maximum(ConditionalFormatType::Number, 1)
    } else {
        bar
    }
}

/// The sign beside a rating.
pub(super) const fn standing_sign(standing: Standing) -> &'static str {
    match standing {
        Standing::BelowRole => "▼",
        Standing::AtRole => "●",
        Standing::AtTarget => "▲",
    }
}

const fn status_colour(status: CoverageStatus) -> Color {
    match status {
        CoverageStatus::Uncovered => ORANGE,
        CoverageStatus::Thin => CREAM,
        CoverageStatus::Covered => BLUE,
    }
}
