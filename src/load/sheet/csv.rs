//! Text with separated fields (`.csv`, `.tsv`) in any usual encoding and with any usual separator.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::FileError;
use super::grid::GridBuilder;
use super::limits::Limits;
use super::value::{CellValue, date_of_iso};
use super::{Sheet, SheetBudget, Workbook};
use crate::diagnostic::Location;

/// Reads a whole file of separated text as a workbook with one sheet.
pub(super) fn read(bytes: &[u8], at: &Location, limits: &Limits) -> Result<Workbook, FileError> {
    let text = decoded(bytes);
    let (separator, body) = match named_separator(&text) {
        Some(named) => named,
        None => (likely_separator(&text), &*text),
    };
    let mut budget = SheetBudget::new(limits);
    let mut grid = GridBuilder::default();
    let mut records = reader(body, separator);
    let mut record = csv::StringRecord::new();
    let first_line = u32::from(body.len() < text.len());
    let mut row = first_line;
    let mut at_byte = 0;
    while records.read_record(&mut record).map_err(|_| {
        FileError::damaged(
            "it cannot be read as text with commas, semicolons or tabs between the cells",
        )
    })? {
        // The parser skips empty lines, which a spreadsheet shows as empty rows.
        row = row
            .saturating_add(empty_lines(body, at_byte))
            .min(Limits::ROWS);
        at_byte = usize::try_from(records.position().byte()).unwrap_or(usize::MAX);
        for (column, field) in (0..Limits::COLUMNS).zip(&record) {
            if let Some(value) = typed(field) {
                grid.set(row, column, budget.count(value)?);
            }
        }
        row = row.saturating_add(1).min(Limits::ROWS);
    }
    Ok(Workbook {
        at: at.clone(),
        sheets: vec![Sheet {
            at: at.clone(),
            name: String::new(),
            hidden: false,
            grid: grid.finish(),
        }],
    })
}

/// How many empty lines begin at a place of the text.
fn empty_lines(text: &str, at: usize) -> u32 {
    let bytes = text.as_bytes();
    // The second character of the last record's line break is still unread.
    let halfway = at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n');
    bytes
        .get(at + usize::from(halfway)..)
        .unwrap_or_default()
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| **byte == b'\n')
        .count() as u32
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// The text, decoded: by its byte order mark, else as UTF-16 if every second byte is zero, else UTF-8, else
/// Windows-1252.
pub(in crate::load) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let (text, malformed) = UTF_8.decode_without_bom_handling(bytes);
    if malformed {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    } else {
        text
    }
}

/// UTF-16 without a byte order mark: most of every second byte is zero in any text of a Latin script.
pub(super) fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let half = sample.len() / 2;
    let zeros_at = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros_at(0), zeros_at(1));
    if half < 2 {
        None
    } else if odd * 10 > half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A first line `sep=;`, which names the separator, and what follows it.
fn named_separator(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim_end_matches('\r').trim_matches('"');
    let name = first
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| first.get(4..))?;
    match name.as_bytes() {
        [separator] if separator.is_ascii() => Some((*separator, rest)),
        _ => None,
    }
}

/// The separator that cuts the first records into the same number of fields most often.
fn likely_separator(text: &str) -> u8 {
    /// In the order in which they win a tie.
    const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
    const RECORDS: usize = 200;
    let mut best = (b',', 0.0);
    for separator in SEPARATORS {
        let mut counts: Vec<usize> = reader(text, separator)
            .records()
            .take(RECORDS)
            .flatten()
            .map(|record| record.len())
            .collect();
        counts.sort_unstable();
        let records = counts.len();
        let score = counts
            .chunk_by(|a, b| a == b)
            .filter(|same| same[0] > 1)
            // Agreement counts most; between equals, more fields are less likely by chance.
            .map(|same| same.len() as f64 / records as f64 * (1.0 - 1.0 / (4.0 * same[0] as f64)))
            .fold(0.0, f64::max);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// A field as a value. Only what reads back as it was written is a number, so that `007` stays an employee's number.
fn typed(field: &str) -> Option<CellValue> {
    let trimmed = field.trim();
    if let Ok(number) = trimmed.parse::<f64>()
        && number.is_finite()
        && number.to_string() == trimmed
    {
        return Some(CellValue::Number(number));
    }
    if trimmed.len() == 10
        && let Some(date) = date_of_iso(trimmed)
    {
        return Some(CellValue::Date(date));
    }
    CellValue::from_text(field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn cells(bytes: &[u8]) -> Vec<String> {
        let workbook = read(bytes, &Location::of_file("a.csv"), &Limits::default()).unwrap();
        workbook.sheets[0]
            .grid
            .cells()
            .map(|(at, value)| format!("{at} {}", value.text().unwrap_or_default()))
            .collect()
    }

    #[test]
    fn the_separator_is_found() {
        let texts = [
            "Name,Junior,Senior\nTalk,\"a, b\nc; d\",e\n",
            "Name;Junior;Senior\nTalk;\"a, b\nc; d\";e\n",
            "Name\tJunior\tSenior\nTalk\t\"a, b\nc; d\"\te\n",
            "sep=;\nName;Junior;Senior\nTalk;\"a, b\nc; d\";e\n",
        ];
        for (number, text) in texts.into_iter().enumerate() {
            let seen = cells(text.as_bytes());
            let row = if number == 3 { (2, 3) } else { (1, 2) };
            assert_eq!(
                seen,
                [
                    format!("A{} Name", row.0),
                    format!("B{} Junior", row.0),
                    format!("C{} Senior", row.0),
                    format!("A{} Talk", row.1),
                    format!("B{} a, b\nc; d", row.1),
                    format!("C{} e", row.1),
                ],
                "{text}"
            );
        }
        // Unquoted commas in sentences do not mislead.
        assert_eq!(
            cells("Name;Level\nTalk;short, clear\nPlan;well, early, often\n".as_bytes()).len(),
            6
        );
    }

    #[test]
    fn empty_lines_are_empty_rows() {
        assert_eq!(
            cells(b"\na,b\n\n\r\n\"c\nd\",e\n\nf,g"),
            ["A2 a", "B2 b", "A5 c\nd", "B5 e", "A7 f", "B7 g"]
        );
        assert_eq!(cells(b"a\r\nb\r\n\r\nc\r\n"), ["A1 a", "A2 b", "A4 c"]);
    }

    #[test]
    fn every_encoding_reads_the_same() {
        let text = "Name,Niveau\nZoë,Führung – “gut”\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
            let mark = if mark { "\u{feff}" } else { "" };
            mark.encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(bytes)
                .collect()
        };
        let expected = cells(text.as_bytes());
        assert_eq!(expected.len(), 4);
        for bytes in [
            format!("\u{feff}{text}").into_bytes(),
            utf16(u16::to_le_bytes, true),
            utf16(u16::to_be_bytes, true),
            utf16(u16::to_le_bytes, false),
            utf16(u16::to_be_bytes, false),
            WINDOWS_1252.encode(text).0.into_owned(),
        ] {
            assert_eq!(cells(&bytes), expected);
        }
    }

    #[test]
    fn fields_are_typed_with_care() {
        assert_eq!(typed("3"), Some(CellValue::Number(3.0)));
        assert_eq!(typed(" 2.5 "), Some(CellValue::Number(2.5)));
        assert_eq!(typed("2026-05-01"), Some(CellValue::Date(date(2026, 5, 1))));
        for text in [
            "007",
            "000901",
            "1e5",
            "1E5",
            "12345678901234567890",
            "+3",
            "1,5",
            "inf",
            "2026-05-01 x",
        ] {
            assert_eq!(typed(text), Some(CellValue::Text(text.into())), "{text}");
        }
        assert_eq!(typed(" "), None);
    }
}
