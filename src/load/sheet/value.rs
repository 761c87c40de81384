//! What a cell holds, and how the file formats write it.

use std::borrow::Cow;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// What a cell holds. A blank cell is not a value.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text as typed, untidied.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that its format makes an identifier, padded with zeros or with letters directly before it, such as an employee's
    /// number: people who look at the sheet know it by its text.
    Padded {
        /// The number.
        number: f64,
        /// What the cell shows, such as `000901` or `LF-901`.
        text: Box<str>,
    },
    /// A date, or the date of a point in time.
    Date(Date),
    /// A time of day or a length of time, in seconds. It is not a number: `7:30` is 0.3125 in the file.
    Time(u32),
    /// A truth value.
    Bool(bool),
    /// An error of the spreadsheet, such as `#REF!`, whether as an error value or as text; or a cell that cannot be
    /// read, described in a few words.
    Error(String),
    /// A formula whose result is not in the file.
    Uncalculated,
}

impl CellValue {
    /// A cell of text: text that spells a spreadsheet error is one, and text of nothing but white space is blank.
    pub fn from_text(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            None
        } else if is_spreadsheet_error(trimmed) {
            Some(Self::Error(trimmed.to_owned()))
        } else {
            Some(Self::Text(text))
        }
    }

    /// The text that a reader of the sheet sees; `None` for errors and formulas without a result.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Padded { text, .. } => Some(Cow::Borrowed(text)),
            Self::Date(date) => Some(Cow::Owned(date.to_string())),
            Self::Time(seconds) => Some(Cow::Owned(time_text(*seconds))),
            Self::Bool(true) => Some(Cow::Borrowed("TRUE")),
            Self::Bool(false) => Some(Cow::Borrowed("FALSE")),
            Self::Error(_) | Self::Uncalculated => None,
        }
    }

    /// The number, if the cell is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Padded { number, .. } => Some(*number),
            _ => None,
        }
    }
}

/// Whether what a format shows directly before a number makes it an identifier: `LF-`, `E`. A currency or a word stands apart, or has
/// no letter; an abbreviation (`No.`, `max.`) and `#` only say what the number is.
pub(super) fn begins_identifier(before: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    word.contains(char::is_alphabetic)
        && !word.ends_with(['.', '#'])
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || "-_./#".contains(c))
}

/// Whether text is what spreadsheet programs show in place of a result.
fn is_spreadsheet_error(text: &str) -> bool {
    const ERRORS: [&str; 14] = [
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#ERROR!",
    ];
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
        || text
            .strip_prefix("Err:")
            .is_some_and(|number| number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The date of a spreadsheet's day number; `None` for a time of day, a negative number or one beyond the calendar.
///
/// Day numbers count from 1899-12-31 as 1, and include 29 February 1900, which did not exist; or from 1904-01-01 as 0.
pub(super) fn date_of_serial(serial: f64, epoch_1904: bool) -> Option<Date> {
    /// The first number after the day that did not exist.
    const AFTER_THE_LEAP_BUG: f64 = 61.0;
    // Half a second, so that a midnight which was computed does not fall on the day before.
    let day = (serial + 0.5 / 86_400.0).floor();
    if !(day >= 1.0 || (epoch_1904 && day >= 0.0)) || day > 2_958_465.0 {
        return None;
    }
    let origin = if epoch_1904 {
        date(1904, 1, 1)
    } else if day < AFTER_THE_LEAP_BUG {
        date(1899, 12, 31)
    } else {
        date(1899, 12, 30)
    };
    origin.checked_add((day as i64).days()).ok()
}

/// The time that is so many days long; `None` if it is negative or far too long.
pub(super) fn time_of_days(days: f64) -> Option<CellValue> {
    let seconds = (days * 86_400.0).round();
    (0.0..=f64::from(u32::MAX))
        .contains(&seconds)
        .then_some(CellValue::Time(seconds as u32))
}

/// A length of time of a day or more in a cell that shows only the hours of a day: *36:00* looks like *12:00*, and nobody
/// knows which one is meant. `None` if it is shorter, or so long that it is a day of the calendar.
pub(super) fn beyond_a_day(days: f64, shown: Option<&str>) -> Option<CellValue> {
    /// About ten thousand hours.
    const LONGEST: f64 = 417.0;
    const DAY: u32 = 86_400;
    let CellValue::Time(seconds) = time_of_days(days).filter(|_| days < LONGEST)? else {
        return None;
    };
    let as_shown = time_text(seconds % DAY);
    (seconds >= DAY).then(|| {
        CellValue::Error(format!(
            "{} shown, but {} in the cell",
            shown.unwrap_or(&as_shown),
            time_text(seconds)
        ))
    })
}

/// The time of an ISO 8601 duration, `PT07H30M00S`.
pub(super) fn time_of_iso(text: &str) -> Option<CellValue> {
    let (days, mut rest) = match text.trim().strip_prefix('P')?.split_once('T')? {
        ("", time) => (0.0, time),
        (days, time) => (days.strip_suffix('D')?.parse().ok()?, time),
    };
    let mut seconds: f64 = days * 86_400.0;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().ok()? * length;
            rest = behind;
        }
    }
    rest.is_empty().then(|| time_of_days(seconds / 86_400.0))?
}

/// `7:30`, or `7:30:15` where seconds matter.
fn time_text(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{hours}:{minutes:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// The date at the beginning of an ISO 8601 date or date and time.
pub(super) fn date_of_iso(text: &str) -> Option<Date> {
    let text = text.trim();
    text.get(..10)
        .filter(|_| text.len() == 10 || text.as_bytes().get(10) == Some(&b'T'))?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_are_dates() {
        assert_eq!(date_of_serial(1.0, false), Some(date(1900, 1, 1)));
        assert_eq!(date_of_serial(59.0, false), Some(date(1900, 2, 28)));
        assert_eq!(date_of_serial(61.0, false), Some(date(1900, 3, 1)));
        assert_eq!(date_of_serial(46_000.75, false), Some(date(2025, 12, 9)));
        assert_eq!(
            date_of_serial(45_999.999_999_9, false),
            Some(date(2025, 12, 9))
        );
        assert_eq!(date_of_serial(0.0, true), Some(date(1904, 1, 1)));
        assert_eq!(date_of_serial(0.5, false), None);
        assert_eq!(date_of_serial(-3.0, false), None);
        assert_eq!(date_of_serial(f64::NAN, false), None);
        assert_eq!(date_of_serial(1e300, false), None);
    }

    #[test]
    fn a_time_reads_as_it_was_typed() {
        let shown =
            |value: Option<CellValue>| value.and_then(|value| Some(value.text()?.into_owned()));
        assert_eq!(shown(time_of_days(0.3125)).as_deref(), Some("7:30"));
        assert_eq!(shown(time_of_days(25.0 / 24.0)).as_deref(), Some("25:00"));
        assert_eq!(shown(time_of_days(-0.5)), None);
        assert_eq!(shown(time_of_days(f64::NAN)), None);
        for (iso, text) in [
            ("PT07H30M00S", Some("7:30")),
            ("PT25H00M00S", Some("25:00")),
            ("PT0H0M1.2S", Some("0:00:01")),
            ("P1DT1H", Some("25:00")),
            ("PT1H30", None),
            ("PT1e99H", None),
            ("-PT1H", None),
            ("07:30", None),
        ] {
            assert_eq!(shown(time_of_iso(iso)).as_deref(), text, "{iso}");
        }
    }

    #[test]
    fn text_that_spells_an_error_is_an_error() {
        for text in ["#REF!", " #n/a ", "Err:502"] {
            assert!(
                matches!(CellValue::from_text(text), Some(CellValue::Error(_))),
                "{text}"
            );
        }
        for text in ["#1 priority", "Err: 502", "N/A"] {
            assert!(
                matches!(CellValue::from_text(text), Some(CellValue::Text(_))),
                "{text}"
            );
        }
        assert_eq!(CellValue::from_text(" \u{a0}\n"), None);
    }

    #[test]
    fn whole_numbers_read_without_a_fraction() {
        assert_eq!(CellValue::Number(3.0).text().as_deref(), Some("3"));
        assert_eq!(CellValue::Number(2.5).text().as_deref(), Some("2.5"));
    }

    #[test]
    fn a_padded_number_is_both_and_no_cell_is_larger_for_it() {
        let padded = CellValue::Padded {
            number: 901.0,
            text: "000901".into(),
        };
        assert_eq!(padded.text().as_deref(), Some("000901"));
        assert_eq!(padded.number(), Some(901.0));
        assert_eq!(size_of::<CellValue>(), 4 * size_of::<usize>());
    }
}
