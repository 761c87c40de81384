//! Any bytes as the parts of a packed workbook: a fuzzer alone would take years to get past the packing.

#![no_main]

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="r" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &[u8] =
    br#"<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>"#;
const SHEETS: &[u8] = br#"<Relationships><Relationship Id="r" Type="x/worksheet" Target="sheet.xml"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else {
        return;
    };
    // Parts are parted by a byte that no text has.
    let mut parts = rest.split(|byte| *byte == 0xFF);
    let mut next = || parts.next().unwrap_or_default();
    let packed = if kind % 2 == 0 {
        pack(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", next()),
        ])
    } else {
        pack(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", RELATIONS),
            ("xl/sheet.xml", next()),
            ("xl/sharedStrings.xml", next()),
            ("xl/styles.xml", next()),
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", SHEETS),
        ])
    };
    careermap_fuzz::read(&packed);
});

fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
