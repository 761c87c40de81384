//! Files that are broken, huge or made to do harm, all beside one good assessment: each adds one row to the report, and
//! the good one gets its plan. Everything here is made by code.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{AssessmentFile, Project, repository};

pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these parts.
pub(crate) fn xlsx(sheet: &str, strings: &str, styles: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="r" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook><sheets><sheet name="Assessment" r:id="r"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
}

pub(crate) fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

pub(crate) fn plain(rows: &str) -> Vec<u8> {
    xlsx(&sheet(rows), "<sst/>", "<styleSheet/>")
}

fn ods(content: &str) -> Vec<u8> {
    packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

/// Each file with the words that its row in the report has to have.
fn corpus() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    const MEGA: usize = 1 << 20;
    let cell = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let good = good().workbook().save_to_buffer().unwrap();
    let entities: String = (1..9)
        .map(|n| {
            format!(
                r#"<!ENTITY e{n} "&e{m};&e{m};&e{m};&e{m};&e{m};">"#,
                m = n - 1
            )
        })
        .collect();
    let laughs =
        format!(r#"<!DOCTYPE sst [<!ENTITY e0 "ha">{entities}]><sst><si><t>&e8;</t></si></sst>"#);
    let formats = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{}"/></numFmts><cellXfs>{}</cellXfs></styleSheet>"#,
        "0".repeat(MEGA),
        r#"<xf numFmtId="170"/>"#.repeat(100_000)
    );
    let repeated = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="A">
        <table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">
        <text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    vec![
        (
            "zip bomb.xlsx",
            plain(&" ".repeat(200 * MEGA)),
            "times its size",
        ),
        (
            "bounding box.xlsx",
            plain(
                r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
            ),
            "No assessment was found",
        ),
        (
            "merges.xlsx",
            xlsx(
                &format!(
                    "<worksheet><sheetData>{cell}</sheetData><mergeCells>{}</mergeCells></worksheet>",
                    (0..1_000_000).fold(String::new(), |all, n| all
                        + &format!(r#"<mergeCell ref="A{n}:B{n}"/>"#))
                ),
                "<sst/>",
                "<styleSheet/>",
            ),
            "merged regions",
        ),
        ("deep.xlsx", plain(&"<a>".repeat(MEGA)), "nested too deeply"),
        (
            "entities.xlsx",
            xlsx(&sheet(cell), &laughs, "<styleSheet/>"),
            "document type",
        ),
        (
            "claim.xlsx",
            xlsx(
                &sheet(cell),
                r#"<sst uniqueCount="9999999999999"/>"#,
                "<styleSheet/>",
            ),
            "claims to have",
        ),
        (
            "shared formula.xlsx",
            plain(
                r#"<row r="1"><c r="A1"><f t="shared" si="99999999999999" ref="A1:A2">B1</f><v>1</v></c></row>"#,
            ),
            "No assessment was found",
        ),
        (
            "texts.xlsx",
            xlsx(
                &sheet(cell),
                &format!("<sst>{}</sst>", "<si/>".repeat(MEGA)),
                "<styleSheet/>",
            ),
            "more than 500000 texts",
        ),
        (
            "formats.xlsx",
            xlsx(&sheet(cell), "<sst/>", &formats),
            "cell formats",
        ),
        (
            "columns.xlsx",
            xlsx(
                &format!(
                    "<worksheet><cols>{}</cols><sheetData/></worksheet>",
                    r#"<col min="1" max="16384" hidden="1"/>"#.repeat(200_000)
                ),
                "<sst/>",
                "<styleSheet/>",
            ),
            "No assessment was found",
        ),
        (
            "cells.xlsx",
            plain(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10_000)).repeat(60)),
            "more than 500000 filled cells",
        ),
        (
            "repeated.ods",
            ods(repeated),
            "more than 500000 filled cells",
        ),
        (
            "deep.ods",
            ods(&"<text:p>".repeat(MEGA)),
            "No assessment was found",
        ),
        ("truncated.xlsx", good[..good.len() / 2].to_vec(), "damaged"),
        (
            "encrypted.xlsx",
            compound("EncryptedPackage"),
            "Remove the password",
        ),
        (
            "old.xls",
            compound("Workbook"),
            "save it as an Excel workbook (.xlsx)",
        ),
        (
            "binary.xlsb",
            packed(&[("xl/workbook.bin", b"x")]),
            "save it as an Excel workbook (.xlsx)",
        ),
        (
            "page.xls",
            b"<html><body><table><tr><td>Name</td></tr></table>".to_vec(),
            "a web page",
        ),
        (
            "apple.numbers",
            packed(&[("Index/Document.iwa", b"x"), ("preview.jpg", b"x")]),
            "Export it",
        ),
        ("portable.xlsx", b"%PDF-1.7\n".to_vec(), "a PDF document"),
        ("empty.xlsx", Vec::new(), "The file is empty"),
        (
            "noise.csv",
            (0..=255).cycle().take(MEGA).collect(),
            "whatever its name says",
        ),
        // Each is compared with the names of the map, which must not take time in proportion to the text.
        (
            "long texts.csv",
            format!("{}\n", "word ".repeat(12_000))
                .repeat(400)
                .into_bytes(),
            "No assessment was found",
        ),
        (
            "endless line.csv",
            b"x".repeat(40 * MEGA),
            "more than 33554432",
        ),
    ]
}

pub(crate) fn good() -> AssessmentFile {
    AssessmentFile::of("Ada Marsh", "7", "Engineer").rating([
        "Planning",
        "Engineer",
        "Junior",
        "",
        "The relay plan.",
    ])
}

/// The part of the report about one file.
pub(crate) fn row<'a>(report: &'a str, file: &str) -> Vec<&'a str> {
    let begin = |line: &str| {
        ["note: ", "warning: ", "error: "]
            .iter()
            .any(|word| line.starts_with(word))
    };
    // People without a plan are listed once more at the very end.
    let report = report
        .find(" without a plan:\n")
        .map_or(report, |end| &report[..end]);
    let mut rows: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for line in report.split_inclusive('\n') {
        let end = start + line.len();
        match rows.last_mut() {
            Some(last) if !begin(line) => last.1 = end,
            _ => rows.push((start, end)),
        }
        start = end;
    }
    rows.into_iter()
        .map(|(start, end)| &report[start..end])
        .filter(|row| row.contains(&format!("assessments/{file}")))
        .collect()
}

#[test]
fn each_hostile_file_costs_one_row_and_the_good_one_gets_its_plan() {
    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let corpus = corpus();
    for (name, bytes, _) in &corpus {
        project.add_bytes(name, bytes);
    }
    let said = project.run(1).stderr();
    assert!(!said.contains("panicked"), "{said}");
    let report = project.messages();
    for (name, _, says) in &corpus {
        let rows = row(&report, name);
        assert_eq!(rows.len(), 1, "{name} in:\n{report}");
        assert!(rows[0].contains(says), "{name} in:\n{report}");
    }
    assert_eq!(
        project.plans().keys().collect::<Vec<_>>(),
        ["North/Ada Marsh-7.pdf"]
    );
}

#[test]
fn folders_links_pipes_and_odd_names_cost_one_row_or_none() {
    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let long = format!("{}.xlsx", "n".repeat(240));
    project
        .add(
            &long,
            &AssessmentFile::of("Bo Lind", "8", "Engineer")
                .rating(["Planning", "Junior", "", "", ""]),
        )
        .add_bytes("~$good.xlsx", b"lock")
        .add_bytes(".~lock.good.xlsx#", b"lock")
        .add_bytes(".hidden.xlsx", b"x")
        .add_bytes("readme.txt", b"x")
        .add_bytes("a folder.xlsx/inside.xlsx", b"x")
        .add_bytes("plan.numbers/Index/Document.iwa", b"x");
    let mut expected = vec![
        ("readme.txt", "not a spreadsheet"),
        ("a folder.xlsx", "a folder"),
        ("plan.numbers", "Export To, Excel"),
    ];
    #[cfg(unix)]
    {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;

        let assessments = project.assessment("");
        std::os::unix::fs::symlink(assessments.join("good.xlsx"), assessments.join("link.xlsx"))
            .unwrap();
        std::os::unix::fs::symlink(&assessments, assessments.join("loop")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(assessments.join("pipe.xlsx"))
            .status();
        assert!(made.unwrap().success());
        expected.extend([
            ("link.xlsx", "a link"),
            ("loop", "a link"),
            ("pipe.xlsx", "not an ordinary file"),
        ]);
        // Some file systems refuse such names; where they are possible, they are read.
        if std::fs::write(assessments.join(OsStr::from_bytes(b"br\xFCcke.xlsx")), b"x").is_ok() {
            expected.push(("br\u{FFFD}cke.xlsx", "No assessment was found"));
        }
    }
    project.run(1);
    let report = project.messages();
    for (name, says) in expected {
        let rows = row(&report, name);
        assert_eq!(rows.len(), 1, "{name} in:\n{report}");
        assert!(rows[0].contains(says), "{name} in:\n{report}");
    }
    for silent in ["lock", "hidden", "inside"] {
        assert!(!report.contains(silent), "{silent} in:\n{report}");
    }
    assert_eq!(project.plans().len(), 2);
}

#[test]
fn a_file_with_thousands_of_problems_is_reported_in_brief() {
    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let mut flood = AssessmentFile::of("Bo Lind", "8", "Engineer");
    for number in 0..1_500 {
        flood = flood.rating([&format!("Nothing {number}"), "Junior", "", "", ""]);
    }
    project.add("flood.xlsx", &flood);
    let said = project
        .run(1)
        .says(&[
            "The same in 999 more places: assessments/flood.xlsx, sheet “Assessment”, cells",
            "manifest.json lists each.",
            "There are 500 more messages about this file",
            "[more-messages]",
        ])
        .stderr();
    assert_eq!(row(&said, "flood.xlsx").len(), 2, "{said}");
    assert_eq!(row(&project.messages(), "flood.xlsx").len(), 1_001);
    assert_eq!(project.plans().len(), 2);
}

/// Whether files are half written, complete or gone already: a run ends and says what it did.
#[test]
fn files_that_change_and_vanish_while_they_are_read_harm_nobody_else() {
    use std::sync::atomic::{AtomicBool, Ordering};

    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let whole = AssessmentFile::of("Bo Lind", "8", "Engineer")
        .rating(["Planning", "Junior", "", "", ""])
        .workbook()
        .save_to_buffer()
        .unwrap();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                for number in 0..40 {
                    let path = project.assessment(&format!("fleeting {number}.xlsx"));
                    // Another process may be reading it; then it stays as it is on some systems.
                    let _ = match number % 3 {
                        0 => std::fs::write(&path, &whole),
                        1 => std::fs::write(&path, &whole[..whole.len() / 2]),
                        _ => std::fs::write(&path, b"").and_then(|()| std::fs::remove_file(&path)),
                    };
                }
            }
        });
        for _ in 0..5 {
            let run = project.careermap(&["run"]);
            assert!(
                !run.stderr().contains("careermap failed"),
                "{}",
                run.stderr()
            );
            assert!(project.plans().contains_key("North/Ada Marsh-7.pdf"));
            project.careermap(&["verify"]).ends_with(0);
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_plan_that_does_not_end_costs_itself_and_names_the_person() {
    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let templates = project.input().with_file_name("templates");
    std::fs::create_dir(&templates).unwrap();
    let set = |limit: &str, body: &str| {
        std::fs::write(
            project.input().join("careermap.toml"),
            format!("[plans]\n{limit}\n"),
        )
        .unwrap();
        let plan = format!("#set document(title: \"x\")\n#let data = json(\"/data.json\")\n{body}");
        std::fs::write(templates.join("plan.typ"), plan).unwrap();
        project
            .careermap(&["run", "--templates", "templates"])
            .ends_with(1)
            .says(&[
                "The plan of Ada Marsh could not be made",
                "[plan-failed]",
                "new",
            ])
            .stderr()
    };
    let said = set("max-pages = 5", "#for i in range(9) [#pagebreak() x]");
    assert!(said.contains("pages, more than 5"), "{said}");
    let said = set(
        "max-seconds = 1",
        "#for i in range(300000) [word #i #parbreak()]",
    );
    assert!(said.contains("longer than 1 seconds"), "{said}");
    let said = set("max-seconds = 20", "#let i = 0\n#while i < 2 { i = 0 }");
    assert!(said.contains("infinite"), "{said}");
    let said = set("max-seconds = 20", "#read(\"/etc/passwd\")");
    assert!(said.contains("not found"), "{said}");
    let said = set("max-seconds = 20", "#import \"@preview/cetz:0.3.0\"");
    assert!(said.contains("never goes online"), "{said}");
}

#[test]
fn nothing_in_the_program_can_go_online() {
    let locked = std::fs::read_to_string(repository().join("Cargo.lock")).unwrap();
    for library in [
        "curl",
        "h2",
        "hyper",
        "isahc",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "surf",
        "tokio",
        "ureq",
    ] {
        assert!(
            !locked.contains(&format!("name = \"{library}\"\n")),
            "{library}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_needs_no_network() {
    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let isolated = |what: &str| {
        let script = format!("exec unshare --net --map-root-user {what}");
        project.shell("sh", &script)
    };
    // Not every system lets every user create a network namespace; there, the test above has to be enough.
    if isolated("true").succeeded() {
        isolated(&format!("'{}' run", env!("CARGO_BIN_EXE_careermap"))).ends_with(0);
        assert_eq!(project.plans().len(), 1);
    }
}
