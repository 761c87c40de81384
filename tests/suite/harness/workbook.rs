//! Workbooks for input, and reading workbooks back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::{Workbook, Worksheet};

/// A career map of four levels and three competencies, in the layout of the sample.
pub(crate) fn career_map() -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["A small map", "", "", "", ""],
        [
            "",
            "Junior",
            "Engineer (IC)",
            "Sr. Engineer (IC or Manager)",
            "Director (Manager)",
        ],
        [
            "Planning",
            "• Plans a day\n• Asks early",
            "• Plans a week\n• Estimates own work",
            "• Plans a quarter\n• Names the risks",
            "• Plans a year\n• Funds the plan",
        ],
        [
            "Writing & Speaking",
            "• Writes notes",
            "• Writes for the team",
            "• Writes for the company",
            "• Writes for the public",
        ],
        [
            "Education and Experience",
            "• Vocational training",
            "• Two years of practice",
            "• Five years of practice",
            "• Ten years of practice",
        ],
    ];
    write_rows(sheet, rows);
    workbook
}

/// The cells of a sheet whose header is in its first row.
#[derive(Debug)]
pub(crate) struct Cells {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<Data>>,
}

impl Cells {
    /// The rows as maps from column to cell.
    pub(crate) fn records(&self) -> Vec<BTreeMap<&str, &Data>> {
        self.rows
            .iter()
            .map(|row| self.header.iter().map(String::as_str).zip(row).collect())
            .collect()
    }
}

/// Reads a sheet with a library instead of the program's own reader.
pub(crate) fn read_sheet(path: &Path, name: &str) -> Cells {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let range = workbook.worksheet_range(name).unwrap();
    assert_eq!(
        range.start(),
        Some((0, 0)),
        "the header of {name} is in the first row"
    );
    cells(range.rows())
}

/// Reads the table of a sheet whose header begins with `first`, below any lines above it.
pub(crate) fn read_table(path: &Path, name: &str, first: &str) -> Cells {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let range = workbook.worksheet_range(name).unwrap();
    cells(range.rows().skip_while(|row| row[0] != *first))
}

/// Header and rows.
fn cells<'a>(mut rows: impl Iterator<Item = &'a [Data]>) -> Cells {
    let header = rows.next().unwrap();
    Cells {
        header: header.iter().map(ToString::to_string).collect(),
        rows: rows.map(<[Data]>::to_vec).collect(),
    }
}

/// Writes rows of texts from the first cell on; an empty text leaves its cell empty.
pub(crate) fn write_rows<R: AsRef<[T]>, T: AsRef<str>>(
    sheet: &mut Worksheet,
    rows: impl IntoIterator<Item = R>,
) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells.as_ref()) {
            if !text.as_ref().is_empty() {
                sheet.write_string(row, column, text.as_ref()).unwrap();
            }
        }
    }
}

/// The rows of a table, one a line, with bars between the cells.
pub(crate) fn table_of(text: &'static str) -> &'static [&'static [&'static str]] {
    let row = |line: &'static str| -> &'static [&'static str] {
        Vec::leak(line.split('|').map(str::trim).collect())
    };
    Vec::leak(text.lines().map(str::trim).map(row).collect())
}

/// Everything in a package as text: names of parts and their contents.
pub(crate) fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        all.push_str(&part.name().unwrap());
        all.push('\n');
        part.read_to_string(&mut all).unwrap();
    }
    all
}
