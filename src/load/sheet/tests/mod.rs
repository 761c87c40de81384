//! Whole files: what is read from them, and what is refused; `hostile` has files that were made to do harm.

mod beside;
mod hostile;
mod properties;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use rust_xlsxwriter as writer;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

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
        open(&self.path, &Location::of_file("map.xlsx"), limits)
    }
}

/// Why a file is refused.
fn refused(bytes: &[u8]) -> Diagnostic {
    refused_within(bytes, &Limits::default())
}

fn refused_within(bytes: &[u8], limits: &Limits) -> Diagnostic {
    OneFile::new("map.xlsx", bytes)
        .open_within(limits)
        .unwrap_err()
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

const WORKBOOK: &str =
    r#"<workbook><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// A workbook of one sheet written by hand.
fn xlsx_of(sheet: &str, strings: &str) -> Vec<u8> {
    xlsx_with(sheet, strings, "<styleSheet/>", WORKBOOK)
}

fn xlsx_with(sheet: &str, strings: &str, styles: &str, workbook: &str) -> Vec<u8> {
    packed(&[
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://x/relationships/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>",
        ),
        ("xl/workbook.xml", workbook.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn grid_of(bytes: &[u8]) -> Grid {
    let mut workbook = OneFile::new("map.xlsx", bytes).open().unwrap();
    workbook.sheets.remove(0).grid
}

fn seen(grid: &Grid) -> Vec<String> {
    grid.cells()
        .map(|(at, value)| format!("{at} {value:?}"))
        .collect()
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
    assert_eq!(
        grid.get(0, 1),
        Some(&CellValue::Text("Sr. Manager\n".into()))
    );
    assert_eq!(
        grid.get(2, 1),
        Some(&CellValue::Date(jiff::civil::date(2026, 5, 1)))
    );
    assert_eq!(grid.get(4, 1), Some(&CellValue::Error("#DIV/0!".into())));
    assert_eq!(
        grid.get(1000, 30),
        Some(&CellValue::Text("far & <away>".into()))
    );
    assert_eq!(grid.merges()[0].last, CellAddress::new(8, 2));
    assert_eq!(
        (grid.hidden_rows(), grid.hidden_columns()),
        (&[9][..], &[3][..])
    );
    assert_eq!(workbook.sheets[0].at.to_string(), "map.xlsx, sheet “Map”");
}

#[test]
fn every_kind_of_cell_is_told_apart() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-809]dd mmmm yyyy;@"/>
        <numFmt numFmtId="171" formatCode="[h]:mm"/><numFmt numFmtId="172" formatCode="0 &quot;days&quot;"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/>
        <xf numFmtId="20"/></cellXfs></styleSheet>"#;
    let sheet = r#"<x:worksheet xmlns:x="x"><x:dimension ref="A1:XFD1048576"/><x:sheetData><x:row r="2">
        <x:c r="A2"><x:v>3.5</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>text</x:v></x:c>
        <x:c t="e"><x:v>#REF!</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c s="1"><x:v>46000</x:v></x:c>
        <x:c><x:f>SUM(A1)</x:f></x:c><x:c t="inlineStr"><x:is><x:t>in</x:t></x:is></x:c>
        <x:c t="s"><x:v>9</x:v></x:c><x:c r="I2" t="str"><x:f>""</x:f><x:v></x:v></x:c><x:c r="J2" t="d"><x:v>2026-05-01T10:00</x:v></x:c>
        <x:c r="K2" t="e"><x:v>#SPILL!</x:v></x:c><x:c r="L2" t="e"><x:f>X()</x:f><x:v>#ERROR!</x:v></x:c><x:c r="M2" t="b"><x:v>maybe</x:v></x:c>
        <x:c r="N2" t="str"><x:v>#REF!</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c>
        <x:c s="2"><x:v>46000.5</x:v></x:c><x:c s="3"><x:v>1.5</x:v></x:c><x:c s="4"><x:v>3</x:v></x:c><x:c s="1"><x:v>0.5</x:v></x:c>
        <x:c t="s"><x:v>0</x:v></x:c><x:c s="5"><x:v>1.5</x:v></x:c><x:c s="5"><x:v>0.25</x:v></x:c><x:c s="5"><x:v>46000</x:v></x:c>
        </x:row></x:sheetData></x:worksheet>"#;
    let strings = "<sst><si><t>one</t></si></sst>";
    assert_eq!(
        seen(&grid_of(&xlsx_with(sheet, strings, styles, WORKBOOK))),
        [
            "A2 Number(3.5)",
            "B2 Text(\"text\")",
            "C2 Error(\"#REF!\")",
            "D2 Bool(true)",
            "E2 Date(2025-12-09)",
            "F2 Uncalculated",
            "G2 Text(\"in\")",
            "H2 Error(\"a text that the file does not hold\")",
            "J2 Date(2026-05-01)",
            "K2 Error(\"#SPILL!\")",
            "L2 Error(\"#ERROR!\")",
            "M2 Error(\"the value “maybe”\")",
            "N2 Error(\"#REF!\")",
            "A3 Number(1.0)",
            "B3 Date(2025-12-09)",
            "C3 Time(129600)",
            "D3 Number(3.0)",
            "E3 Time(43200)",
            "F3 Text(\"one\")",
            "G3 Error(\"12:00 shown, but 36:00 in the cell\")",
            "H3 Time(21600)",
            "I3 Date(2025-12-09)",
        ]
    );
}

#[test]
fn day_numbers_count_from_1904_where_the_workbook_says_so() {
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let sheet = sheet_of(r#"<row r="1"><c r="A1" s="0"><v>0</v></c></row>"#);
    let workbook = WORKBOOK.replace("<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    assert_eq!(
        seen(&grid_of(&xlsx_with(&sheet, "<sst/>", styles, &workbook))),
        ["A1 Date(1904-01-01)"]
    );
}

#[test]
fn shared_texts_keep_their_places_and_lose_their_escapes() {
    let strings = r#"<sst><si/><si><t> one </t></si><si><r><t xml:space="preserve">t </t></r>
        <r><t>wo</t></r><rPh><t>phonetic</t></rPh></si><si><t>a_x000D_b_x005F_ &amp; &#65;</t></si></sst>"#;
    let cells: String = (0..4)
        .map(|index| format!(r#"<c t="s"><v>{index}</v></c>"#))
        .collect();
    let sheet = sheet_of(&format!(r#"<row r="1">{cells}</row>"#));
    assert_eq!(
        seen(&grid_of(&xlsx_of(&sheet, strings))),
        [
            "B1 Text(\"one\")",
            "C1 Text(\"t wo\")",
            "D1 Text(\"a\\rb_ & A\")"
        ]
    );
}

#[test]
fn a_number_that_its_format_pads_reads_as_it_looks() {
    let mut workbook = writer::Workbook::new();
    let six = writer::Format::new().set_num_format("000000");
    let bold = writer::Format::new()
        .set_bold()
        .set_num_format("\"LF-\"0000");
    let sheet = workbook.add_worksheet();
    sheet.write_number_with_format(0, 0, 901, &six).unwrap();
    sheet.write_number_with_format(1, 0, 901, &bold).unwrap();
    sheet
        .write_number_with_format(2, 0, 4_000_901, &six)
        .unwrap();
    sheet.write_number(3, 0, 901).unwrap();
    sheet.write_number(4, 0, 123_456_789_012_345_f64).unwrap();
    sheet.write_string_with_format(5, 0, "901", &six).unwrap();
    sheet.write_string(6, 0, "1E5").unwrap();
    sheet.write_string(7, 0, "000901").unwrap();
    sheet.write_blank(8, 0, &six).unwrap();
    let sum = writer::Formula::new("=A1+1").set_result("902");
    sheet.write_formula_with_format(9, 0, sum, &six).unwrap();
    let grid = grid_of(&workbook.save_to_buffer().unwrap());
    assert_eq!(
        seen(&grid),
        [
            r#"A1 Padded { number: 901.0, text: "000901" }"#,
            r#"A2 Padded { number: 901.0, text: "LF-0901" }"#,
            "A3 Number(4000901.0)",
            "A4 Number(901.0)",
            "A5 Number(123456789012345.0)",
            r#"A6 Text("901")"#,
            r#"A7 Text("1E5")"#,
            r#"A8 Text("000901")"#,
            r#"A10 Padded { number: 902.0, text: "000902" }"#,
        ]
    );
    let long = grid.get(4, 0).and_then(CellValue::text);
    assert_eq!(long.as_deref(), Some("123456789012345"));
}

#[test]
fn what_a_format_shows_beside_a_number_is_kept() {
    let mut workbook = writer::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, code) in (0..).zip([
        "\"$\"#,##0.00",
        "[$$-1009]#,##0.00",
        "#,##0 [$€-407]",
        "\"€\" 0000",
        "0.00",
        "h:mm",
        "[h]:mm",
    ]) {
        let format = writer::Format::new().set_num_format(code);
        sheet
            .write_number_with_format(row, 0, 1.25, &format)
            .unwrap();
        sheet
            .write_string_with_format(row, 1, "1.25", &format)
            .unwrap();
    }
    for (row, id) in [(7, 44), (8, 9), (9, 4)] {
        let format = writer::Format::new().set_num_format_index(id);
        sheet
            .write_number_with_format(row, 0, 0.5, &format)
            .unwrap();
    }
    let file = OneFile::new("map.xlsx", &workbook.save_to_buffer().unwrap());
    let workbook = file.open().unwrap();
    let (visible, _) = workbook.sheets[0].visible();
    let units: Vec<_> = (0..10)
        .map(|row| {
            visible
                .grid
                .unit(CellAddress::new(row, 0))
                .map(|unit| &**unit)
        })
        .collect();
    let one = Some;
    assert_eq!(
        units,
        [
            one("$"),
            one("CAD"),
            one("€"),
            one("€"),
            None,
            None,
            None,
            one("¤"),
            one("%"),
            None
        ]
    );
    assert_eq!(visible.grid.get(6, 0), Some(&CellValue::Time(108_000)));
    assert!((0..10).all(|row| visible.grid.unit(CellAddress::new(row, 1)).is_none()));
}

#[test]
fn cells_that_pad_are_told_apart_without_addresses_and_among_broken_ones() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000"/><numFmt numFmtId="165" formatCode="0.0"/></numFmts>
        <cellStyleXfs><xf numFmtId="164"/></cellStyleXfs><cellXfs><xf numFmtId="164"/><xf numFmtId="0"/><xf numFmtId="165"/><xf/></cellXfs>
        <dxfs><dxf><numFmt numFmtId="0" formatCode="00"/></dxf></dxfs></styleSheet>"#;
    // A cell without a format has the first one.
    let sheet = sheet_of(
        r#"<row r="1"><c><v>1</v></c><c s="1"><v>2</v></c><c s="x"><f>A1</f><v>3</v></c><c s="2"><v>4</v></c><c s="3"><v>5</v></c><c s="99999999999"><v>6</v></c></row>
        <row r="2"><c r="A2" t="e"><v>#SPILL!</v></c><c r="B2" t="s"><v>7</v></c><c r="C2"/><c r="D2"><v>8</v></c></row>"#,
    );
    let padded = |number: u32| format!(r#"Padded {{ number: {number}.0, text: "000{number}" }}"#);
    assert_eq!(
        seen(&grid_of(&xlsx_with(&sheet, "<sst/>", styles, WORKBOOK))),
        [
            format!("A1 {}", padded(1)),
            "B1 Number(2.0)".to_owned(),
            format!("C1 {}", padded(3)),
            "D1 Number(4.0)".to_owned(),
            "E1 Number(5.0)".to_owned(),
            "F1 Number(6.0)".to_owned(),
            "A2 Error(\"#SPILL!\")".to_owned(),
            "B2 Error(\"a text that the file does not hold\")".to_owned(),
            format!("D2 {}", padded(8)),
        ]
    );
}

#[test]
fn formats_beyond_any_that_a_program_writes_pad_nothing() {
    let cell = sheet_of(
        r#"<row r="1"><c r="A1" s="70000"><v>1</v></c><c r="B1" s="1"><v>2</v></c></row>"#,
    );
    let formats: String = (164..70_200)
        .map(|id| format!(r#"<numFmt numFmtId="{id}" formatCode="000"/>"#))
        .collect();
    let styles = format!(
        "<styleSheet><numFmts>{formats}</numFmts><cellXfs>{}</cellXfs></styleSheet>",
        r#"<xf numFmtId="164"/>"#.repeat(70_001)
    );
    assert_eq!(
        seen(&grid_of(&xlsx_with(&cell, "<sst/>", &styles, WORKBOOK))),
        [
            "A1 Number(1.0)",
            r#"B1 Padded { number: 2.0, text: "002" }"#
        ]
    );
    // Too many formats are refused before they are used; a workbook without formats has none that pads.
    let endless = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000"/></numFmts><cellXfs>{}</cellXfs></styleSheet>"#,
        r#"<xf numFmtId="164"/>"#.repeat(2_000_000)
    );
    let limits = Limits {
        unpacking_ratio: u64::MAX,
        ..Limits::default()
    };
    let said = refused_within(&xlsx_with(&cell, "<sst/>", &endless, WORKBOOK), &limits);
    assert_eq!(said.code.0, "file-too-large", "{said:?}");
    for styles in [
        "",
        "<styleSheet><numFmts/><cellXfs/>",
        "<numFmt formatCode=",
    ] {
        let grid = OneFile::new("a.xlsx", &xlsx_with(&cell, "<sst/>", styles, WORKBOOK))
            .open()
            .map(|workbook| seen(&workbook.sheets[0].grid));
        if let Ok(seen) = grid {
            assert_eq!(seen, ["A1 Number(1.0)", "B1 Number(2.0)"], "{styles}");
        }
    }
}

#[test]
fn hidden_rows_columns_and_merges_are_kept() {
    let grid = grid_of(&xlsx_of(
        r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="1" max="99999999" hidden="0"/><col min="3" max="4" hidden="1"/><col min="5" max="5"/></cols><sheetData>
        <row hidden="1"/><row r="4" hidden="true"><c r="A4"><v>1</v></c><c r="B4"><v>2</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A4:B4"/></mergeCells></worksheet>"#,
        "<sst/>",
    ));
    assert_eq!(grid.hidden_columns(), [1, 2, 3]);
    assert_eq!(grid.hidden_rows(), [0, 3]);
    assert_eq!(grid.get(3, 0), Some(&CellValue::Number(1.0)));
    assert_eq!(grid.get(3, 1), None);
}

#[test]
fn merged_regions_may_be_written_backwards_but_not_wrongly() {
    let merged = |region: &str| {
        let sheet = format!(
            r#"<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="{region}"/></mergeCells></worksheet>"#
        );
        OneFile::new("a.xlsx", &xlsx_of(&sheet, "<sst/>")).open()
    };
    let grid = &merged("B4:A2").unwrap().sheets[0].grid;
    let region = grid.merges()[0];
    assert_eq!(region.first, CellAddress::new(1, 0));
    assert_eq!(region.last, CellAddress::new(3, 1));
    for wrong in ["", "A", "7", "A0:B2", "A1:", "A1:B2:C3", "AAAA1:B2"] {
        let refused = merged(wrong).unwrap_err();
        assert!(refused.message.contains("cells are merged"), "{refused:?}");
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
    let said = refused(&encrypted);
    assert_eq!(said.code.0, "file-password");
}

#[test]
fn what_is_no_spreadsheet_is_named_with_the_remedy() {
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let compound =
        |name: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), utf16(name)].concat();
    let package = |parts: &[&str]| {
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|part| (*part, &b"x"[..])).collect();
        packed(&parts)
    };
    let numbers = package(&["index.xml", "buildVersionHistory.plist"]);
    for (bytes, code, says) in [
        (Vec::new(), "file-format", "empty"),
        (b"<html><table>".to_vec(), "file-format", "web page"),
        (b"%PDF-1.4".to_vec(), "file-format", "PDF"),
        ((0..=255).collect(), "file-format", "unknown kind"),
        (compound("Workbook"), "file-format", ".xls"),
        (compound("EncryptedPackage"), "file-password", "password"),
        (package(&["Index/Document.iwa"]), "file-format", "Numbers"),
        (numbers, "file-format", "Numbers"),
        (package(&["xl/workbook.bin"]), "file-format", ".xlsb"),
        (package(&["word/document.xml"]), "file-format", "Word"),
        (package(&["a.txt"]), "file-format", "packed folder"),
        (b"PK\x03\x04 and".to_vec(), "file-damaged", "damaged"),
    ] {
        let said = refused(&bytes);
        assert_eq!(said.code.0, code, "{said:?}");
        assert!(said.message.contains(says), "{said:?}");
        assert!(!said.help.is_empty());
        assert_eq!(said.location.to_string(), "map.xlsx");
    }
}

#[test]
fn folders_and_missing_files_are_refused() {
    let folder = TempDir::new().unwrap();
    let at = Location::of_file("x");
    let refused = open(folder.path(), &at, &Limits::default()).unwrap_err();
    assert_eq!(refused.code.0, "file-format");
    let refused = open(&folder.path().join("no.xlsx"), &at, &Limits::default()).unwrap_err();
    assert_eq!(refused.code.0, "file-unreadable");
}

/// The files of `/proc` report a size of 0, like a file that is written while it is read.
#[cfg(target_os = "linux")]
#[test]
fn devices_and_files_that_grow_while_they_are_read_are_refused() {
    let at = Location::of_file("x");
    let limits = Limits {
        file_bytes: 10,
        ..Limits::default()
    };
    for (path, code, says) in [
        ("/proc/self/status", "file-too-large", "growing while"),
        ("/dev/zero", "file-format", "a device"),
    ] {
        let refused = bytes(Path::new(path), &at, &limits).unwrap_err();
        assert_eq!(refused.code.0, code, "{path}");
        assert!(refused.message.contains(says), "{refused:?}");
    }
}
