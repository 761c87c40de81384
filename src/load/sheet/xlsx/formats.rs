//! Number formats that show more than the number: zeros before it, or a unit beside it; or less: the hours of a day without
//! the days. calamine gives the number alone.
//!
//! The scan's one pass over all parts meets everything that is needed: the formats, and then the cells that have one of
//! them. A workbook without such a format costs nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::super::limits::Limits;
use super::super::unit;
use super::super::value::CellValue;
use super::super::xml::{attribute, number_attribute};
use super::padding::Padding;

/// At most this many formats, and cell formats that use them, are kept: more than Excel itself allows. Numbers with
/// further formats show nothing but the number.
const KEPT: usize = 65_536;

/// A number format that shows more than the number, or less.
#[derive(Debug)]
pub(super) struct Format {
    /// How it pads with zeros, if it does.
    padding: Option<Padding>,
    /// What it shows beside the number.
    pub(super) unit: Option<Arc<str>>,
    /// Whether it shows the hours of a day and no day.
    pub(super) is_clock: bool,
}

impl Format {
    fn of(code: &str) -> Option<Self> {
        let format = Self {
            padding: Padding::of(code),
            unit: unit::of_code(code),
            is_clock: unit::is_clock(code),
        };
        (format.padding.is_some() || format.unit.is_some() || format.is_clock).then_some(format)
    }

    fn builtin(id: u32) -> Option<Self> {
        /// From `h:mm AM/PM` to `h:mm:ss`.
        const CLOCKS: std::ops::RangeInclusive<u32> = 18..=21;
        let format = Self {
            padding: None,
            unit: unit::of_builtin(id).map(Into::into),
            is_clock: CLOCKS.contains(&id),
        };
        (format.unit.is_some() || format.is_clock).then_some(format)
    }

    pub(super) fn apply(&self, number: f64) -> CellValue {
        match &self.padding {
            Some(padding) => padding.apply(number),
            None => CellValue::Number(number),
        }
    }
}

/// The formats of a workbook that show more than the number, and the cells that have one.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// By the identifier that the workbook gives them. None is kept for a format that shows nothing more.
    by_id: BTreeMap<u32, Option<Format>>,
    /// The identifiers of the formats, by the number of the cell format.
    styles: BTreeMap<u32, u32>,
    /// By the index of the part: which cell it is, in the order of the file, and its format.
    cells: BTreeMap<usize, Vec<(usize, u32)>>,
    kept: usize,
    watches: bool,
    inside: Inside,
    /// How many cells of the part have begun.
    begun: usize,
    /// The format of the cell that has begun, until its value comes.
    open: Option<u32>,
}

/// Where in a part the pass is.
#[derive(Debug, Default)]
enum Inside {
    #[default]
    Elsewhere,
    Formats,
    /// With the number of the next cell format.
    CellFormats(u32),
}

impl Formats {
    /// The cells of a part whose format shows more than the number: which one of the part's it is, in the order of the file, and the format.
    pub(super) fn cells(&self, part: usize) -> impl Iterator<Item = (usize, &Format)> {
        self.cells
            .get(&part)
            .into_iter()
            .flatten()
            .filter_map(|(ordinal, format)| Some((*ordinal, self.by_id.get(format)?.as_ref()?)))
    }

    /// A part begins. Nothing is kept for one without formats, if no earlier one has such a format.
    pub(super) fn part(&mut self, has_formats: bool) {
        self.watches = has_formats || !self.styles.is_empty();
        self.inside = Inside::Elsewhere;
        self.begun = 0;
        self.open = None;
    }

    /// Keeps what an element says about formats, or that a cell has one of them.
    pub(super) fn start(&mut self, part: usize, start: &BytesStart<'_>, limits: &Limits) {
        if self.watches {
            self.keep(part, start, limits);
        }
    }

    fn keep(&mut self, part: usize, start: &BytesStart<'_>, limits: &Limits) {
        match (start.local_name().as_ref(), &mut self.inside) {
            ("c", _) if !self.styles.is_empty() => {
                self.begun += 1;
                self.open = self.styles.get(&style(start)).copied();
            }
            ("v", _) => {
                // A workbook with more is refused when its cells are read.
                if let Some(format) = self.open.take_if(|_| self.kept < limits.cells) {
                    self.kept += 1;
                    let cells = self.cells.entry(part).or_default();
                    cells.push((self.begun - 1, format));
                }
            }
            ("cellStyleXfs" | "dxfs", _) => self.inside = Inside::Elsewhere,
            ("numFmts", _) => self.inside = Inside::Formats,
            ("cellXfs", _) => self.inside = Inside::CellFormats(0),
            ("numFmt", Inside::Formats) if self.by_id.len() < KEPT => {
                let code = attribute(start, "formatCode").unwrap_or_default();
                if let Some(id) = number_attribute(start, "numFmtId") {
                    self.by_id.insert(id, Format::of(&code));
                }
            }
            ("xf", Inside::CellFormats(next)) => {
                let style = *next;
                *next = next.saturating_add(1);
                if self.styles.len() < KEPT
                    && let Some(id) = number_attribute(start, "numFmtId")
                {
                    let format = self.by_id.entry(id);
                    if format.or_insert_with(|| Format::builtin(id)).is_some() {
                        self.styles.insert(style, id);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The number of a cell's format. Every cell is asked for it, so its attributes are not parsed: no value of theirs has a
/// blank in it.
fn style(cell: &BytesStart<'_>) -> u32 {
    let raw = cell.attributes_raw().as_bytes();
    let is_style = |text: &[u8]| text[0].is_ascii_whitespace() && text[1..] == *b"s=";
    raw.windows(3).position(is_style).map_or(0, |at| {
        // After a quotation mark.
        let value = raw[at + 3..].iter().skip(1);
        value
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u32, |number, digit| {
                number
                    .saturating_mul(10)
                    .saturating_add(u32::from(digit - b'0'))
            })
    })
}
