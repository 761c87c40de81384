//! Reading any file ends without a panic and within the limits. `fuzz/` searches for more such files, guided by
//! coverage; see its README.

use proptest::prelude::*;

use super::{WORKBOOK, packed, xlsx_with};
use crate::diagnostic::Location;
use crate::load::sheet::{FileError, Limits, Workbook, read};

fn limits() -> Limits {
    Limits {
        cells: 200,
        merges: 10,
        unpacked_bytes: 1 << 20,
        ..Limits::default()
    }
}

/// Reads without catching panics.
fn read_bare(bytes: &[u8]) -> Result<Workbook, FileError> {
    read(bytes, &Location::of_file("any"), &limits())
}

fn stays_within_limits(read: Result<Workbook, FileError>) -> Result<(), TestCaseError> {
    for sheet in read.into_iter().flat_map(|workbook| workbook.sheets) {
        prop_assert!(sheet.grid.len() <= limits().cells);
        prop_assert!(sheet.grid.row_count() <= Limits::ROWS);
        prop_assert!(sheet.grid.column_count() <= Limits::COLUMNS);
    }
    Ok(())
}

/// Pieces of these formats in any order: closer to what readers expect than any text.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

const SHEET: &[&str] = &[
    "<worksheet>",
    "</worksheet>",
    "<sheetData>",
    "</sheetData>",
    "<row>",
    "<row r=\"3\">",
    "<row r=\"0\" hidden=\"1\">",
    "<row r=\"4294967295\">",
    "</row>",
    "<c>",
    "<c r=\"B2\">",
    "<c r=\"XFD1048576\" s=\"1\">",
    "<c r=\"XFE1048577\">",
    "<c r=\"\">",
    "<c t=\"s\">",
    "<c t=\"e\">",
    "<c t=\"b\">",
    "<c t=\"d\">",
    "<c t=\"str\">",
    "<c t=\"inlineStr\">",
    "<c t=\"?\">",
    "</c>",
    "<c/>",
    "<v>0</v>",
    "<v>-1</v>",
    "<v>1e999</v>",
    "<v>#REF!</v>",
    "<v>é</v>",
    "<v/>",
    "<f>A1</f>",
    "<f t=\"shared\" si=\"9\" ref=\"A1:B2\"/>",
    "<f t=\"shared\"/>",
    "<is><t>in</t></is>",
    "<is>",
    "<cols><col min=\"1\" max=\"99999\" hidden=\"1\"/></cols>",
    "<mergeCells>",
    "</mergeCells>",
    "<mergeCell ref=\"B2:A1\"/>",
    "<mergeCell ref=\"A1\"/>",
    "<mergeCell ref=\"x\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<dimension ref=\"\"/>",
    "<!--",
    "-->",
    "&amp;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "\u{1}",
];
const STRINGS: &[&str] = &[
    "<sst>",
    "</sst>",
    "<sst uniqueCount=\"3\">",
    "<si>",
    "</si>",
    "<si/>",
    "<t>",
    "</t>",
    "<r>",
    "</r>",
    "<rPh>",
    "a_x000D_",
    "_xD800_",
    "text",
    " ",
];
const STYLES: &[&str] = &[
    "<styleSheet>",
    "</styleSheet>",
    "<numFmts>",
    "</numFmts>",
    "<numFmt numFmtId=\"9\" formatCode=\"d[h]\"/>",
    "<numFmt formatCode=\"\\\"/>",
    "<cellXfs>",
    "</cellXfs>",
    "<xf numFmtId=\"9\"/>",
    "<xf numFmtId=\"14\"/>",
    "<xf/>",
    "<fonts>",
    "<font>",
    "</font>",
    "</fonts>",
    "<name val=\"x\"/>",
    "<fills>",
    "<fill>",
    "<borders>",
    "<border>",
];
const TABLES: &[&str] = &[
    "<table:table table:name=\"A\">",
    "</table:table>",
    "<table:table-row>",
    "<table:table-row table:number-rows-repeated=\"1048576\">",
    "</table:table-row>",
    "<table:table-cell>",
    "<table:table-cell table:number-columns-repeated=\"99\" office:value-type=\"float\" office:value=\"1\">",
    "<table:table-cell table:number-rows-spanned=\"4294967295\" table:number-columns-spanned=\"0\">",
    "</table:table-cell>",
    "<table:covered-table-cell/>",
    "<table:table-column table:visibility=\"collapse\"/>",
    "<text:p>",
    "</text:p>",
    "<text:s text:c=\"4294967295\"/>",
    "text",
    "<office:annotation>",
];

proptest! {
    #[test]
    fn any_bytes_are_a_file_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2048)) {
        stays_within_limits(read_bare(&bytes))?;
    }

    #[test]
    fn any_text_is_a_table(text in "[ -~\\n\\t\"';,é]{0,400}") {
        stays_within_limits(read_bare(text.as_bytes()))?;
    }

    #[test]
    fn any_parts_are_a_workbook_or_refused(
        sheet in pieces(SHEET), strings in pieces(STRINGS), styles in pieces(STYLES),
    ) {
        let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
        stays_within_limits(read_bare(&xlsx_with(&sheet, &strings, &styles, WORKBOOK)))?;
    }

    #[test]
    fn any_tables_are_a_document_or_refused(content in pieces(TABLES)) {
        let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
        let file = packed(&[("mimetype", mimetype), ("content.xml", content.as_bytes())]);
        stays_within_limits(read_bare(&file))?;
    }

    #[test]
    fn damage_anywhere_in_a_workbook_is_survived(damage in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let mut bytes = super::written_workbook();
        for (place, byte) in damage {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        stays_within_limits(read_bare(&bytes))?;
    }
}
