//! Tables of many rows, and the finished file.
//!
//! The library remembers every cell of a table, to refuse a second table over it, which is nearly half of the memory
//! for a workbook about thousands of people. Our tables are one below the other, so a table is declared over its first
//! row only, and its range is corrected in the finished file.

use std::cell::RefCell;
use std::io::{BufWriter, Cursor, Read as _, Seek as _, SeekFrom, Write as _};

use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::utility::row_col_to_cell;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{WorkbookError, links};

/// The folder of the file's parts that declare tables; each begins with the table's name and range.
const FOLDER: &str = "xl/tables/";

/// Of 1 to 9: half of the time of the usual 6, and a file that is 9 % larger (200 people).
const COMPRESSION: u8 = 3;

/// The tables of a workbook that were declared over their first row only.
#[derive(Debug, Default)]
pub(super) struct Tables(RefCell<Vec<ShortTable>>);

#[derive(Debug)]
struct ShortTable {
    name: String,
    /// The range, as it was declared.
    declared: String,
    /// The range, as it has to be.
    whole: String,
}

impl Tables {
    /// Records that the table of this name, with its header in row `header`, was declared over one row and has `rows`;
    /// all counted from 0, and beginning in the first column.
    pub(super) fn note(&self, name: &str, header: u32, rows: u32, last_column: u16) {
        if rows == 1 {
            return;
        }
        let range = |rows| {
            let (first, last) = (
                row_col_to_cell(header, 0),
                row_col_to_cell(header + rows, last_column),
            );
            format!(" ref=\"{first}:{last}\"")
        };
        self.0.borrow_mut().push(ShortTable {
            name: name.to_owned(),
            declared: range(1),
            whole: range(rows),
        });
    }

    /// The workbook as the bytes of an `.xlsx` file, with every table over all of its rows.
    ///
    /// # Errors
    /// If the library refuses something, or no temporary file can be written.
    pub(super) fn finish(self, mut workbook: Workbook) -> Result<Vec<u8>, WorkbookError> {
        let mut unfinished = tempfile::tempfile()?;
        let mut buffered = BufWriter::new(&mut unfinished);
        workbook.set_zip_compression_level(COMPRESSION);
        workbook.save_to_writer(&mut buffered)?;
        // Dropping the buffer writes it as well, but would hide the error of a full disk.
        buffered.flush()?;
        drop(buffered);
        // The workbook uses much memory and is not needed from here on.
        drop(workbook);
        let length = unfinished.seek(SeekFrom::End(0))?;
        let mut archive = ZipArchive::new(unfinished)?;
        let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(length as usize)));
        let mut waiting = self.0.into_inner();
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index)?;
            let has_links = part.name()?.starts_with(links::FOLDER);
            if !has_links && !part.name()?.starts_with(FOLDER) {
                finished.raw_copy_file(part)?;
                continue;
            }
            drop(part);
            let mut part = archive.by_index(index)?;
            let mut declaration = String::new();
            part.read_to_string(&mut declaration)?;
            if has_links {
                declaration = links::encoded(&declaration);
            } else if let Some(at) = waiting.iter().position(|table| table.is_of(&declaration)) {
                let table = waiting.swap_remove(at);
                declaration = declaration.replace(&table.declared, &table.whole);
            }
            let options = SimpleFileOptions::default()
                .compression_method(part.compression())
                .last_modified_time(part.last_modified().unwrap_or_default());
            let name = part.name()?.into_owned();
            finished.start_file(name, options)?;
            finished.write_all(declaration.as_bytes())?;
        }
        match waiting.pop() {
            Some(table) => Err(WorkbookError::Table(table.name)),
            None => Ok(finished.finish()?.into_inner()),
        }
    }
}

impl ShortTable {
    fn is_of(&self, declaration: &str) -> bool {
        declaration.contains(&format!(" displayName=\"{}\"", self.name))
            && declaration.contains(&self.declared)
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Table, Worksheet};

    use super::*;

    /// The name and every range of each table in a file, in the order of its parts.
    fn ranges(bytes: &[u8]) -> Vec<String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut found = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            if !part.name().unwrap().starts_with(FOLDER) {
                continue;
            }
            let mut xml = String::new();
            part.read_to_string(&mut xml).unwrap();
            let values = |name: &str| {
                let begins = format!(" {name}=\"");
                xml.split(&begins)
                    .skip(1)
                    .map(|rest| rest.split('"').next().unwrap().to_owned())
                    .collect::<Vec<_>>()
            };
            found.push([values("displayName"), values("ref")].concat().join(" "));
        }
        found.sort();
        found
    }

    /// A workbook with a sheet for each table: its name, header row and rows.
    fn workbook(tables: &Tables, all: &[(&str, u32, u32)]) -> Workbook {
        let mut workbook = Workbook::new();
        for (name, header, rows) in all {
            let mut sheet = Worksheet::new();
            let table = Table::new().set_name(*name);
            sheet.add_table(*header, 0, header + 1, 1, &table).unwrap();
            tables.note(name, *header, *rows, 1);
            workbook.push_worksheet(sheet);
        }
        workbook
    }

    #[test]
    fn each_table_is_stretched_over_its_own_rows() {
        let tables = Tables::default();
        // Two tables begin in the same place, and one name is the beginning of another.
        let all = [
            ("Data", 3, 70_000),
            ("Data_2", 3, 5),
            ("Single", 0, 1),
            ("Pair", 9, 2),
        ];
        let workbook = workbook(&tables, &all);
        assert_eq!(
            ranges(&tables.finish(workbook).unwrap()),
            [
                "Data A4:B70004 A4:B70004",
                "Data_2 A4:B9 A4:B9",
                "Pair A10:B12 A10:B12",
                "Single A1:B2 A1:B2",
            ]
        );
    }

    #[test]
    fn a_table_that_is_not_there_is_an_error() {
        let tables = Tables::default();
        let workbook = workbook(&tables, &[("Data", 3, 5)]);
        tables.note("Dat", 3, 7, 1);
        assert!(matches!(
            tables.finish(workbook),
            Err(WorkbookError::Table(name)) if name == "Dat"
        ));
    }
}
