//! Numbers that their format makes an identifier, as employees' numbers are: `901` that shows as `000901` or `LF-901`. calamine
//! gives the number alone.

use super::super::value::{CellValue, begins_identifier};

/// The most characters of a format; Excel has the same limit.
const LONGEST: usize = 255;
/// The largest number for which every smaller whole number is exact: above it, the digits are not those that were
/// typed.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number format that pads with zeros, or writes letters directly before the digits.
#[derive(Debug, PartialEq)]
pub(super) struct Padding {
    /// What the cell shows, with [`Padding::DIGIT`] in the place of each digit.
    pattern: Box<str>,
    /// How many digits that are.
    digits: usize,
    /// Whether zero has a format of its own.
    zero_differs: bool,
}

impl Padding {
    /// This character cannot occur in a document.
    const DIGIT: char = '\0';

    /// The format of this code, if it pads whole numbers with zeros or writes letters directly before them, and otherwise only puts
    /// text around them.
    pub(super) fn of(code: &str) -> Option<Self> {
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
                // For whole numbers, the same as a digit.
                'G' if digits == 0 && code.as_str().starts_with("eneral") => {
                    code.nth("eneral".len() - 1);
                    digits += 1;
                    pattern.push(Self::DIGIT);
                }
                '#' if digits == 0 => {
                    let rest = code.as_str().split(';').next().unwrap_or_default();
                    if !rest.contains(['0', '#']) {
                        digits += 1;
                        pattern.push(Self::DIGIT);
                    }
                    // Else a digit that shows only if there is one; so do all digits for which the format has no place.
                }
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
        let pattern = pattern.trim();
        let (before, _) = pattern.split_once(Self::DIGIT)?;
        (digits > 1 || begins_identifier(before)).then(|| Self {
            pattern: pattern.into(),
            digits,
            zero_differs,
        })
    }

    /// A number of a cell with this format.
    pub(super) fn apply(&self, number: f64) -> CellValue {
        let shows_all = (0.0..=EXACT).contains(&number)
            && number.fract() == 0.0
            && !(number == 0.0 && self.zero_differs);
        if !shows_all {
            return CellValue::Number(number);
        }
        let digits = format!("{:0width$}", number as u64, width = self.digits);
        if self.pattern.len() > self.digits {
            let text = self.filled_with(&digits).into();
            CellValue::Padded { number, text }
        } else if digits.starts_with('0') {
            let text = digits.into();
            CellValue::Padded { number, text }
        } else {
            CellValue::Number(number)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> Option<String> {
        match Padding::of(code)?.apply(number) {
            CellValue::Padded { text, .. } => Some(text.into()),
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
            ("\"LF-\"0", 1004.0, "LF-1004"),
            ("\"LF-\"#", 1004.0, "LF-1004"),
            ("\"LF-\"General", 1004.0, "LF-1004"),
            ("\\E0", 12.0, "E12"),
            ("\"No. E\"0", 12.0, "No. E12"),
            ("\"Ü/\"0\"-B\"", 12.0, "Ü/12-B"),
            ("[Blue]\"LF-\"0;\"-\"0", 12.0, "LF-12"),
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
            "0\"h\"",
            "\"No. \"0",
            "\"No.\"0",
            "\"ID#\"0",
            "\"max.\"General",
            "\"EUR\" 0",
            "\"€\"0",
            "$0",
            "(0)",
            "\"LF-\"#,##0",
            "\"LF-\"0.0",
            "\"LF-\"0 General",
            "# General",
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
            assert_eq!(Padding::of(code), None, "{code}");
        }
    }
}
