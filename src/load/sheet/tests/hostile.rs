//! Files that claim more than they hold, unpack too far or are broken: refused before they use memory or time.

use super::*;

#[test]
fn a_bounding_box_costs_nothing() {
    // 17 thousand million cells, two of them filled.
    let sheet = sheet_of(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    );
    let grid = grid_of(&xlsx_of(&sheet, "<sst><si><t>a</t></si></sst>"));
    assert_eq!(seen(&grid), ["A1 Text(\"a\")", "XFD1048576 Number(2.0)"]);
}

#[test]
fn what_a_file_claims_is_checked_before_room_is_made_for_it() {
    let cell = sheet_of(r#"<row r="1"><c r="A1"><v>0</v></c></row>"#);
    let formula = cell.replace(
        "<v>",
        r#"<f t="shared" si="99999999999" ref="A1:A2">B1</f><v>"#,
    );
    assert_eq!(grid_of(&xlsx_of(&formula, "<sst/>")).len(), 1);

    let merges = format!(
        "<worksheet><sheetData/><mergeCells>{}</mergeCells></worksheet>",
        r#"<mergeCell ref="A1:B2"/>"#.repeat(20_001)
    );
    let long_format = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{}"/></numFmts><cellXfs>{}</cellXfs></styleSheet>"#,
        "0".repeat(100_000),
        r#"<xf numFmtId="170"/>"#.repeat(10_000)
    );
    let many_formats = format!(
        "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
        "<xf/>".repeat(800_000)
    );
    let deep = sheet_of(&"<a>".repeat(1_000));
    let texts = format!("<sst>{}</sst>", "<si/>".repeat(500_001));
    for bytes in [
        xlsx_of(&cell, r#"<sst uniqueCount="1000000000000"/>"#),
        xlsx_of(&cell, &texts),
        xlsx_of(&merges, "<sst/>"),
        xlsx_with(&cell, "<sst/>", &long_format, WORKBOOK),
        xlsx_with(&cell, "<sst/>", &many_formats, WORKBOOK),
    ] {
        let said = refused(&bytes);
        assert_eq!(said.code.0, "file-too-large", "{said:?}");
    }
    let said = refused(&xlsx_of(&deep, "<sst/>"));
    assert!(said.message.contains("nested"), "{said:?}");
}

#[test]
fn what_a_part_claims_before_it_breaks_off_is_checked_too() {
    // Far after the beginning, where a reader would read large pieces, and far before the break: calamine, which reads
    // small pieces, reaches the claim.
    let claim = r#"<sst uniqueCount="1000000000000"/>"#;
    let blanks = |count| " ".repeat(count);
    let strings = [&blanks(1 << 20), claim, &blanks(40_000)].concat();
    let sound = xlsx_of(
        &sheet_of(r#"<row r="1"><c r="A1"><v>0</v></c></row>"#),
        "<sst/>",
    );
    let broken = with_broken_part(sound, "xl/sharedStrings.xml", strings.as_bytes());
    let said = refused(&broken);
    assert_eq!(said.code.0, "file-too-large", "{said:?}");
}

/// The packed file with another part in the place of the one of this name: it unpacks to these contents, and then is
/// broken.
fn with_broken_part(file: Vec<u8>, name: &str, contents: &[u8]) -> Vec<u8> {
    // RFC 1951: the first bit says that no block follows this one. A block of an unknown kind, or with impossible
    // lengths, follows.
    let mut archive = ZipArchive::new(Cursor::new(packed(&[(name, contents)]))).unwrap();
    let mut packed = Vec::new();
    archive
        .by_index_raw(0)
        .unwrap()
        .read_to_end(&mut packed)
        .unwrap();
    packed[0] &= !1;
    packed.extend([0xFF; 8]);

    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).unwrap();
        if part.name().unwrap() == name {
            zip.start_file(name, stored).unwrap();
            zip.write_all(&packed).unwrap();
        } else {
            zip.raw_copy_file(part).unwrap();
        }
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    // Of the header before a part and of its entry in the directory: how they begin, and where the method, the unpacked
    // size and the name are. Method 8 is “deflated”.
    for (signature, method, size, name_at) in
        [(b"PK\x03\x04", 8, 22, 30), (b"PK\x01\x02", 10, 24, 46)]
    {
        let at = (0..bytes.len())
            .find(|at| {
                bytes[*at..].starts_with(signature)
                    && bytes
                        .get(at + name_at..)
                        .is_some_and(|rest| rest.starts_with(name.as_bytes()))
            })
            .unwrap();
        bytes[at + method] = 8;
        let claimed = contents.len() as u32 + 1;
        bytes[at + size..at + size + 4].copy_from_slice(&claimed.to_le_bytes());
    }
    bytes
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
    let said = refused_within(&bytes, &limits);
    assert_eq!(said.severity, crate::diagnostic::Severity::Error);
}

#[test]
fn too_many_parts_sheets_cells_and_bytes_are_refused() {
    type Tighten = fn(&mut Limits);
    let file = OneFile::new("map.xlsx", &written_workbook());
    let tight: [(&str, Tighten); 5] = [
        ("parts", |limits| limits.parts = 3),
        ("sheets", |limits| limits.sheets = 1),
        ("cells", |limits| limits.cells = 2),
        ("file-bytes", |limits| limits.file_bytes = 100),
        ("text-bytes", |limits| limits.text_bytes = 5),
    ];
    for (setting, tighten) in tight {
        let mut limits = Limits::default();
        tighten(&mut limits);
        let refused = file.open_within(&limits).unwrap_err();
        assert_eq!(refused.code.0, "file-too-large");
        assert!(refused.help.contains(setting), "{refused:?}");
    }
}

#[test]
fn entities_are_never_followed() {
    let sheet = sheet_of(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    let defined =
        r#"<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>"#;
    let undefined = "<sst><si><t>&x;</t></si></sst>";
    for (strings, says) in [
        (defined, "document type"),
        (undefined, "is cut off or garbled"),
    ] {
        let said = refused(&xlsx_of(&sheet, strings));
        assert_eq!(said.code.0, "file-damaged");
        assert!(said.message.contains(says), "{said:?}");
    }
}

#[test]
fn what_libraries_say_of_a_damaged_file_is_not_repeated() {
    let whole = written_workbook();
    let cut = (1..32).map(|part| whole[..whole.len() * part / 32].to_vec());
    let spoilt = (0..whole.len()).step_by(53).map(|place| {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        bytes
    });
    let inner = [
        "",
        "<sst>",
        "<sst><si></t></sst>",
        "<sst><si><t>&nothing;</t></si></sst>",
    ];
    let inner = inner.map(|strings| {
        xlsx_of(
            &sheet_of(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#),
            strings,
        )
    });
    let mut refused = 0;
    for bytes in cut.chain(spoilt).chain(inner) {
        let Err(said) = OneFile::new("a.xlsx", &bytes).open() else {
            continue;
        };
        refused += 1;
        let message = said.message.to_lowercase();
        for word in [
            "eocd",
            "zip",
            "archive",
            "xml",
            "utf",
            "invalid",
            "unexpected",
            "checksum",
            "error",
            "corrupt",
            "header",
        ] {
            assert!(!message.contains(word), "{word}: {said:?}");
        }
    }
    assert!(refused > 30, "{refused}");
}

#[test]
fn damaged_outlines_are_refused() {
    let sheet = sheet_of("");
    let twice = WORKBOOK.replace("</sheets>", r#"<sheet name="One" r:id="r1"/></sheets>"#);
    let unlinked = WORKBOOK.replace("r1", "r2");
    for workbook in [twice, unlinked] {
        let bytes = xlsx_with(&sheet, "<sst/>", "<styleSheet/>", &workbook);
        let said = refused(&bytes);
        assert_eq!(said.code.0, "file-damaged", "{said:?}");
    }
}

#[test]
fn a_macro_module_listed_as_a_sheet_is_named() {
    let module = WORKBOOK.replace("</sheets>", r#"<sheet name="Module1" r:id=""/></sheets>"#);
    let bytes = xlsx_with(&sheet_of(""), "<sst/>", "<styleSheet/>", &module);
    let said = refused(&bytes);
    assert!(said.message.contains("macro module."), "{said:?}");
}
