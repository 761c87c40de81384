//! The same map as a file of each format.

use std::fs;
use std::io::{Cursor, Write as _};

use encoding_rs::WINDOWS_1252;
use rust_xlsxwriter::{Format, Workbook as Writer};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::load::sheet::{Limits, open};

const MAP: [[&str; 4]; 5] = [
    ["Career map – Zoë & team", "", "", ""],
    ["", "Junior", "Senior (IC or Manager)\n", "Director"],
    ["People", "", "", ""],
    [
        "Communication",
        "• Writes, edits\n• Listens",
        "• Speaks; explains",
        "• Speaks for us",
    ],
    [
        "Führung",
        "• Leads small tasks",
        "• Leads a team",
        "• Leads the company",
    ],
];

#[track_caller]
fn reads(name: &str, bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let workbook = open(&path, &Location::of_file(name), &Limits::default()).unwrap();
    let map = map(&workbook);
    assert_eq!(titles(&map), ["Junior", "Senior", "Director"], "{name}");
    assert_eq!(
        filed(&map),
        ["People / Communication", "People / Führung"],
        "{name}"
    );
    assert_eq!(
        expected(&map, "Communication", "Junior"),
        ["Writes, edits", "Listens"],
        "{name}"
    );
    assert_eq!(map.file, name);
}

#[test]
fn excel() {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(MAP) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    sheet
        .merge_range(0, 0, 0, 3, MAP[0][0], &Format::new())
        .unwrap();
    sheet
        .merge_range(2, 0, 2, 3, MAP[2][0], &Format::new())
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    reads("map.xlsx", &bytes);
    reads("map.xlsm", &bytes);
}

#[test]
fn open_document() {
    let mut rows = String::new();
    for cells in MAP {
        rows.push_str("<table:table-row>");
        for text in cells {
            rows.push_str("<table:table-cell office:value-type=\"string\">");
            for line in text.lines() {
                let line = line.replace('&', "&amp;");
                rows.extend(["<text:p>", &line, "</text:p>"]);
            }
            rows.push_str("</table:table-cell>");
        }
        rows.push_str("</table:table-row>");
    }
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Map\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    reads("map.ods", &zip.finish().unwrap().into_inner());
}

#[test]
fn separated_text() {
    let quoted = |separator: char| -> String {
        MAP.iter()
            .map(|cells| {
                let fields: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
                fields.join(&separator.to_string())
            })
            .collect::<Vec<_>>()
            .join("\r\n")
    };
    for separator in [',', ';', '\t'] {
        reads("map.csv", quoted(separator).as_bytes());
    }
    reads("map.csv", format!("sep=;\r\n{}", quoted(';')).as_bytes());
    reads("map.csv", format!("\u{feff}{}", quoted(',')).as_bytes());
    reads("map.csv", &WINDOWS_1252.encode(&quoted(';')).0);
    let utf16: Vec<u8> = format!("\u{feff}{}", quoted('\t'))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    reads("map.tsv", &utf16);
}
