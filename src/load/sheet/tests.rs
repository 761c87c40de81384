//! Whole files: what is read, what is refused, and that what is read is what another library reads.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter as writer;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::diagnostic::CellAddress;

/// A folder with one file in it.
struct OneFile {
    _folder: TempDir,
    path: PathBuf,
}

impl OneFile {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    fn open(&self) -> Result<Workbook, Diagnostic> {
        self.open_within(&Limits::default())
    }

    fn open_within(&self, limits: &Limits) -> Result<Workbook, Diagnostic> {
        open(&self.path, &Location::file("map.xlsx"), limits)
    }
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet written by hand.
fn xlsx_of(sheet: &str, strings: &str) -> Vec<u8> {
    packed(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn sheet_of(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn written_workbook() -> Vec<u8> {
    let mut workbook = writer::Workbook::new();
    let date = writer::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("Map").unwrap();
    sheet
        .write_rich_string(
            0,
            1,
            &[
                (&writer::Format::new(), "Sr. "),
                (&writer::Format::new().set_bold(), "Manager\n"),
            ],
        )
        .unwrap();
    sheet.write_number(1, 1, 2.5).unwrap();
    sheet
        .write_with_format(2, 1, &jiff::civil::date(2026, 5, 1), &date)
        .unwrap();
    sheet.write_boolean(3, 1, true).unwrap();
    sheet
        .write_formula(4, 1, writer::Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write_string(1000, 30, "far & <away>").unwrap();
    sheet
        .merge_range(6, 0, 8, 2, "merged", &writer::Format::new())
        .unwrap();
    sheet.set_column_hidden(3).unwrap();
    sheet.set_row_hidden(9).unwrap();
    sheet.write_string(9, 3, "unseen").unwrap();
    let hidden = workbook.add_worksheet().set_name("Secret").unwrap();
    hidden.set_hidden(true);
    hidden.write_string(0, 0, "x").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_reads_with_addresses_merges_and_what_is_hidden() {
    let workbook = OneFile::new("map.xlsx", &written_workbook())
        .open()
        .unwrap();
    let names: Vec<(&str, bool)> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden))
        .collect();
    assert_eq!(names, [("Map", false), ("Secret", true)]);
    let grid = &workbook.sheets[0].grid;
    assert_eq!(grid.get(0, 1), Some(&Value::Text("Sr. Manager\n".into())));
    assert_eq!(
        grid.get(2, 1),
        Some(&Value::Date(jiff::civil::date(2026, 5, 1)))
    );
    assert_eq!(grid.get(4, 1), Some(&Value::Error("#DIV/0!".into())));
    assert_eq!(
        grid.get(1000, 30),
        Some(&Value::Text("far & <away>".into()))
    );
    assert_eq!(grid.merges()[0].last, CellAddress::new(8, 2));
    assert_eq!(
        (grid.hidden_rows(), grid.hidden_columns()),
        (&[9][..], &[3][..])
    );
    assert_eq!(workbook.sheets[0].at.to_string(), "map.xlsx, sheet “Map”");
}

#[test]
fn another_library_reads_the_same_cells() {
    let bytes = written_workbook();
    let ours = OneFile::new("map.xlsx", &bytes).open().unwrap();
    let mut theirs: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    for sheet in &ours.sheets {
        let range = theirs.worksheet_range(&sheet.name).unwrap();
        let (first_row, first_column) = range.start().unwrap();
        let mut compared = 0;
        for (row, column, data) in range.used_cells() {
            let (row, column) = (row as u32 + first_row, column as u32 + first_column);
            let value = sheet.grid.get(row, column);
            let same = match (data, value) {
                (Data::String(text), Some(Value::Text(ours))) => text == ours,
                // The other library keeps an error that is written as text as text.
                (Data::String(text), Some(Value::Error(ours))) => text == ours,
                (Data::Float(number), Some(Value::Number(ours))) => number == ours,
                (Data::Bool(truth), Some(Value::Bool(ours))) => truth == ours,
                (Data::DateTime(_), Some(Value::Date(_)))
                | (Data::Error(_), Some(Value::Error(_))) => true,
                _ => false,
            };
            assert!(same, "row {row}, column {column}: {data:?} {value:?}");
            compared += 1;
        }
        assert_eq!(compared, sheet.grid.len());
    }
}

#[test]
fn the_name_of_a_file_does_not_matter() {
    let bytes = written_workbook();
    let as_ods = OneFile::new("map.ods", &bytes).open().unwrap();
    assert_eq!(as_ods.sheets.len(), 2);
    let text_as_xlsx = OneFile::new("map.xlsx", b"a,b\n1,2\n").open().unwrap();
    assert_eq!(text_as_xlsx.sheets[0].grid.len(), 4);
}

#[test]
fn an_open_document_reads() {
    let content = r#"<?xml version="1.0"?><office:document-content><office:automatic-styles>
        <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <office:body><office:spreadsheet>
        <table:table table:name="Map"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="Old" table:style-name="ta2"/></office:spreadsheet></office:body></office:document-content>"#;
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
    let file = OneFile::new(
        "map.xlsx",
        &packed(&[("mimetype", mimetype), ("content.xml", content.as_bytes())]),
    );
    let workbook = file.open().unwrap();
    let names: Vec<(&str, bool, usize)> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.hidden, sheet.grid.len()))
        .collect();
    assert_eq!(names, [("Map", false, 1), ("Old", true, 0)]);
    let encrypted = packed(&[
        ("mimetype", mimetype),
        (
            "META-INF/manifest.xml",
            b"<m:manifest><m:encryption-data/></m:manifest>",
        ),
        ("content.xml", b"\x00\x01"),
    ]);
    let refused = OneFile::new("map.ods", &encrypted).open().unwrap_err();
    assert_eq!(refused.code.0, "file-password");
}

#[test]
fn what_is_no_spreadsheet_is_named_with_the_remedy() {
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let compound =
        |name: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), utf16(name)].concat();
    let cases: [(Vec<u8>, &str, &str); 11] = [
        (Vec::new(), "file-format", "empty"),
        (b"<html><table>".to_vec(), "file-format", "web page"),
        (b"%PDF-1.4".to_vec(), "file-format", "PDF"),
        ((0..=255).collect(), "file-format", "no kind"),
        (compound("Workbook"), "file-format", ".xls"),
        (compound("EncryptedPackage"), "file-password", "password"),
        (
            packed(&[("Index/Document.iwa", b"x")]),
            "file-format",
            "Numbers",
        ),
        (packed(&[("xl/workbook.bin", b"x")]), "file-format", ".xlsb"),
        (
            packed(&[("word/document.xml", b"x")]),
            "file-format",
            "Word",
        ),
        (packed(&[("a.txt", b"x")]), "file-format", "packed folder"),
        (
            b"PK\x03\x04 and then nothing".to_vec(),
            "file-damaged",
            "damaged",
        ),
    ];
    for (bytes, code, says) in cases {
        let refused = OneFile::new("map.xlsx", &bytes).open().unwrap_err();
        assert_eq!(refused.code.0, code, "{refused:?}");
        assert!(refused.message.contains(says), "{refused:?}");
        assert!(!refused.help.is_empty());
        assert_eq!(refused.location.to_string(), "map.xlsx");
    }
}

#[test]
fn folders_and_missing_files_are_refused() {
    let folder = TempDir::new().unwrap();
    let at = Location::file("x");
    let refused = open(folder.path(), &at, &Limits::default()).unwrap_err();
    assert_eq!(refused.code.0, "file-format");
    let refused = open(&folder.path().join("no.xlsx"), &at, &Limits::default()).unwrap_err();
    assert_eq!(refused.code.0, "file-unreadable");
}

#[test]
fn claims_of_a_file_cost_nothing() {
    // A bounding box of 17 thousand million cells, and a count of texts that no memory could hold.
    let sheet = sheet_of(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    );
    let strings = r#"<sst uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#;
    let workbook = OneFile::new("a.xlsx", &xlsx_of(&sheet, strings))
        .open()
        .unwrap();
    let grid = &workbook.sheets[0].grid;
    assert_eq!(grid.len(), 2);
    assert_eq!(grid.get(0, 0), Some(&Value::Text("a".into())));
    assert_eq!(grid.get(1_048_575, 16_383), Some(&Value::Number(2.0)));
}

#[test]
fn what_unpacks_too_far_is_refused() {
    let bomb = sheet_of(&" ".repeat(20 << 20));
    let file = OneFile::new("a.xlsx", &xlsx_of(&bomb, "<sst/>"));
    let refused = file.open().unwrap_err();
    assert_eq!(refused.code.0, "file-too-large");
    assert!(refused.help.contains("unpacking-ratio"), "{refused:?}");
    let limits = Limits {
        unpacking_ratio: u64::MAX,
        unpacked_bytes: 10 << 20,
        ..Limits::default()
    };
    let refused = file.open_within(&limits).unwrap_err();
    assert!(refused.help.contains("unpacked-bytes"), "{refused:?}");
}

#[test]
fn a_directory_that_lies_about_sizes_does_not_help() {
    let sheet = sheet_of(&" ".repeat(3 << 20));
    let mut bytes = xlsx_of(&sheet, "<sst/>");
    let size = (sheet.len() as u32).to_le_bytes();
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == size)
        .map(|(place, _)| place)
        .collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let limits = Limits {
        unpacked_bytes: 1 << 20,
        ..Limits::default()
    };
    let refused = OneFile::new("a.xlsx", &bytes)
        .open_within(&limits)
        .unwrap_err();
    assert_eq!(refused.severity, crate::diagnostic::Severity::Error);
}

#[test]
fn too_many_parts_sheets_cells_and_bytes_are_refused() {
    let file = OneFile::new("map.xlsx", &written_workbook());
    let tight = [
        Limits {
            parts: 3,
            ..Limits::default()
        },
        Limits {
            sheets: 1,
            ..Limits::default()
        },
        Limits {
            cells: 2,
            ..Limits::default()
        },
        Limits {
            file_bytes: 100,
            ..Limits::default()
        },
        Limits {
            text_bytes: 5,
            ..Limits::default()
        },
    ];
    for (limits, setting) in
        tight
            .iter()
            .zip(["parts", "sheets", "cells", "file-bytes", "text-bytes"])
    {
        let refused = file.open_within(limits).unwrap_err();
        assert_eq!(refused.code.0, "file-too-large");
        assert!(refused.help.contains(setting), "{refused:?}");
    }
}

#[test]
fn entities_are_never_followed() {
    let strings = r#"<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;&amp;&#65;</t></si></sst>"#;
    let sheet = sheet_of(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    let workbook = OneFile::new("a.xlsx", &xlsx_of(&sheet, strings))
        .open()
        .unwrap();
    assert_eq!(
        workbook.sheets[0].grid.get(0, 0),
        Some(&Value::Text("&x;&A".into()))
    );
}
