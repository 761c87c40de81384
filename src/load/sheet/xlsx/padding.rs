//! Numbers that their format pads with zeros, as employees' numbers are: `901` that shows as `000901`. calamine gives the
//! number alone.
//!
//! The scan's one pass over all parts meets everything that is needed: the formats, and then the cells that have one of
//! them. A workbook without such a format costs nothing.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::super::limits::Limits;
use super::super::value::Value;
use super::super::xml::{attribute, number_attribute};

/// At most this many formats that pad, and cell formats that use them, are kept: more than Excel itself allows. Numbers
/// with further formats show no zeros.
const KEPT: usize = 65_536;
/// The most characters of a format; Excel has the same limit.
const LONGEST: usize = 255;
/// The largest number for which every smaller whole number is exact: above it, the digits are not those that were
/// typed.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number format that pads with zeros.
#[derive(Debug, PartialEq)]
pub(super) struct Format {
    /// What the cell shows, with [`Format::DIGIT`] in the place of each digit.
    pattern: Box<str>,
    /// How many digits that are.
    digits: usize,
    /// Whether zero has a format of its own.
    zero_differs: bool,
}

impl Format {
    /// This character cannot occur in a document.
    const DIGIT: char = '\0';

    /// The format of this code, if it pads whole numbers with zeros and otherwise only puts text around them.
    fn of(code: &str) -> Option<Self> {
        if code.len() > LONGEST {
            return None;
        }
        let mut pattern = String::new();
        let mut digits = 0;
        let mut zero_differs = false;
        let mut code = code.chars();
        while let Some(character) = code.next() {
            match character {
                '0' => {
                    digits += 1;
                    pattern.push(Self::DIGIT);
                }
                // A digit that shows only if there is one; so do all digits for which the format has no place.
                '#' if digits == 0 => {}
                '"' => pattern.extend(code.by_ref().take_while(|c| *c != '"')),
                '\\' => pattern.push(code.next()?),
                '-' | ' ' | '(' | ')' => pattern.push(character),
                // A blank as wide as the next character.
                '_' => {
                    code.next()?;
                }
                // A colour or a language; a condition, a currency or a length of time does more.
                '[' => {
                    let inside: String = code.by_ref().take_while(|c| *c != ']').collect();
                    let is_colour =
                        inside.len() > 2 && inside.bytes().all(|b| b.is_ascii_alphanumeric());
                    if !is_colour && !inside.starts_with("$-") {
                        return None;
                    }
                }
                // What follows is for numbers below zero, the third for zero, the fourth for text.
                ';' => {
                    zero_differs = code.as_str().contains(';');
                    break;
                }
                _ => return None,
            }
        }
        (digits > 1).then(|| Self {
            pattern: pattern.trim().into(),
            digits,
            zero_differs,
        })
    }

    /// A number of a cell with this format.
    pub(super) fn apply(&self, number: f64) -> Value {
        let shows_all = (0.0..=EXACT).contains(&number)
            && number.fract() == 0.0
            && !(number == 0.0 && self.zero_differs);
        if !shows_all {
            return Value::Number(number);
        }
        let digits = format!("{:0width$}", number as u64, width = self.digits);
        if self.pattern.len() > self.digits {
            let text = self.filled_with(&digits).into();
            Value::Padded { number, text }
        } else if digits.starts_with('0') {
            let text = digits.into();
            Value::Padded { number, text }
        } else {
            Value::Number(number)
        }
    }

    /// The pattern with the digits in their places; those without a place come before the first.
    fn filled_with(&self, digits: &str) -> String {
        let (first, rest) = digits.split_at(digits.len() - self.digits + 1);
        let mut places = std::iter::once(first).chain(rest.split_inclusive(|_: char| true));
        let mut text = String::with_capacity(self.pattern.len() + first.len());
        for character in self.pattern.chars() {
            match character {
                Self::DIGIT => text.extend(places.next()),
                _ => text.push(character),
            }
        }
        text
    }
}

/// The formats of a workbook that pad with zeros, and the cells that have one.
#[derive(Debug, Default)]
pub(super) struct Padding {
    /// By the identifier that the workbook gives them.
    formats: BTreeMap<u32, Format>,
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

impl Padding {
    /// The cells of a part whose format pads: which one of the part's it is, in the order of the file, and the format.
    pub(super) fn cells(&self, part: usize) -> impl Iterator<Item = (usize, &Format)> {
        self.cells
            .get(&part)
            .into_iter()
            .flatten()
            .filter_map(|(ordinal, format)| Some((*ordinal, self.formats.get(format)?)))
    }

    /// A part begins. Nothing is kept for one without formats, if no earlier one has a format that pads.
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
            ("numFmt", Inside::Formats) if self.formats.len() < KEPT => {
                let code = attribute(start, "formatCode").unwrap_or_default();
                if let (Some(id), Some(format)) =
                    (number_attribute(start, "numFmtId"), Format::of(&code))
                {
                    self.formats.insert(id, format);
                }
            }
            ("xf", Inside::CellFormats(next)) => {
                let style = *next;
                *next = next.saturating_add(1);
                if self.styles.len() < KEPT
                    && let Some(id) = number_attribute(start, "numFmtId")
                    && self.formats.contains_key(&id)
                {
                    self.styles.insert(style, id);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> Option<String> {
        match Format::of(code)?.apply(number) {
            Value::Padded { text, .. } => Some(text.into()),
            value => Some(format!("{value:?}")),
        }
    }

    #[test]
    fn formats_that_pad_show_what_a_spreadsheet_program_shows() {
        for (code, number, text) in [
            ("000000", 901.0, "000901"),
            ("00", 0.0, "00"),
            ("0000", 123_456.0, "Number(123456.0)"),
            ("\"LF-\"0000", 901.0, "LF-0901"),
            ("\"LF-\"0000", 12_345.0, "LF-12345"),
            ("\\L\\F0000", 9.0, "LF0009"),
            ("\"P0\"00", 7.0, "P007"),
            ("00000\\-0000", 123_456_789.0, "12345-6789"),
            ("00-000", 1_234_567.0, "1234-567"),
            ("#0000", 12.0, "0012"),
            ("[Red]0000_);[Blue]\\-0000", 12.0, "0012"),
            ("[$-409]0000;;;@", 12.0, "0012"),
            ("0000;-0000;", 0.0, "Number(0.0)"),
            ("0000;-0000", 0.0, "0000"),
            // What is not shown in full stays as it is.
            ("0000", 1.5, "Number(1.5)"),
            ("0000", -12.0, "Number(-12.0)"),
            ("0000", 1e300, "Number(1e300)"),
            ("0000", f64::NAN, "Number(NaN)"),
        ] {
            assert_eq!(
                shown(code, number).as_deref(),
                Some(text),
                "{code} {number}"
            );
        }
    }

    #[test]
    fn other_formats_do_not_pad() {
        for code in [
            "",
            "0",
            "General",
            "@",
            "0.00",
            "#,##0",
            "0,000",
            "0%",
            "00E+00",
            "00:00",
            "0 \"days\"",
            "[h]00",
            "[>9]000;00",
            "[$€-407]000",
            "yyyy00",
            "# ??/00",
            "*000",
            "000\\",
            "000_",
            "\"00",
            "[00",
            &"0".repeat(256),
        ] {
            assert_eq!(Format::of(code), None, "{code}");
        }
    }
}
