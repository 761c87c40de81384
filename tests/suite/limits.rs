//! The limits on files: each can be set in `careermap.toml`, and is enforced.

use crate::harness::{AssessmentFile, Project};
use crate::hostile::{good, packed, plain, row, sheet, xlsx};

/// Each limit with a value that `careermap.toml` sets, a file that exceeds only this limit, and the message.
fn over_one_limit() -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let cells = |count: usize| {
        sheet(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(100)).repeat(count / 100))
    };
    let merges: String = (1..12)
        .map(|n| format!(r#"<mergeCell ref="A{n}:B{n}"/>"#))
        .collect();
    let parts: Vec<(String, &[u8])> = (0..60)
        .map(|n| (format!("{n}.xml"), &b"<a/>"[..]))
        .collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, b)| (name.as_str(), *b)).collect();
    let mut sheets = rust_xlsxwriter::Workbook::new();
    (0..12).for_each(|_| {
        sheets.add_worksheet();
    });
    let with_text = |text: &str| {
        let good = AssessmentFile::of("Long Text", "9", "Engineer");
        let mut book = good
            .rating(["Planning", "Junior", "Junior", "", text])
            .workbook();
        book.save_to_buffer().unwrap()
    };
    vec![
        (
            "file-bytes",
            "100000",
            "a,b\n".repeat(50_000).into_bytes(),
            "more than 100000",
        ),
        (
            "unpacked-bytes",
            "1000000",
            plain(&" ".repeat(2_000_000)),
            "unpacks to more than",
        ),
        (
            // This file exceeds the default limit, but not the one that is set.
            "unpacking-ratio",
            "5000",
            plain(&" ".repeat(9 << 20)),
            "No assessment was found",
        ),
        ("parts", "50", packed(&parts), "60 parts, more than 50"),
        (
            "sheets",
            "10",
            sheets.save_to_buffer().unwrap(),
            "more than 10",
        ),
        (
            "cells",
            "1000",
            xlsx(&cells(1_100), "<sst/>", "<styleSheet/>"),
            "more than 1000 filled cells",
        ),
        (
            "cell-characters",
            "100",
            with_text(&"long ".repeat(30)),
            "a text of more than 100 characters",
        ),
        (
            "text-bytes",
            "20000",
            with_text(&"long ".repeat(5_000)),
            "more than 20000 bytes of text",
        ),
        (
            "merges",
            "10",
            xlsx(
                &format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>"),
                "<sst/>",
                "<styleSheet/>",
            ),
            "more than 10 merged regions",
        ),
    ]
}

#[test]
fn every_limit_can_be_set() {
    for (setting, value, bytes, says) in over_one_limit() {
        let project = Project::with_map();
        project.add("good.xlsx", &good());
        project.add_bytes("over.xlsx", &bytes);
        let check = || {
            let said = project.careermap(&["check"]).stderr();
            (row(&said, "over.xlsx").concat(), said)
        };
        let (row, said) = check();
        assert!(!row.contains(says), "{setting} in:\n{said}");
        let limits = format!("[limits]\n{setting} = {value}\n");
        std::fs::write(project.input().join("careermap.toml"), limits).unwrap();
        let (row, said) = check();
        assert!(row.contains(says), "{setting} in:\n{said}");
        assert!(!said.contains("good.xlsx"), "{setting} in:\n{said}");
    }
}

#[test]
fn the_number_of_files_is_limited() {
    let project = Project::with_map();
    for number in 0..5 {
        project.add(
            &format!("{number}.xlsx"),
            &AssessmentFile::of(&format!("Person {number}"), &number.to_string(), "Engineer")
                .rating(["Planning", "Junior", "", "", ""]),
        );
    }
    std::fs::write(
        project.input().join("careermap.toml"),
        "[limits]\nfiles = 3\n",
    )
    .unwrap();
    project
        .run(1)
        .says(&["more than 3 files", "[too-many-files]"]);
}

#[test]
fn a_plan_over_a_limit_names_the_setting() {
    let project = Project::with_map();
    project.add("good.xlsx", &good());
    let settings = project.input().join("careermap.toml");
    std::fs::write(&settings, "[plans]\nmax-pages = 1\n").unwrap();
    let own = project.input().with_file_name("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(
        own.join("plan.typ"),
        "#set document(title: \"x\")\nA\n#pagebreak()\nB",
    )
    .unwrap();
    for arguments in [
        &["run", "--templates", "own"][..],
        &["run", "--templates", "own", "--strict"],
    ] {
        let said = project
            .careermap(arguments)
            .ends_with(if arguments.len() == 3 { 1 } else { 2 })
            .says(&["2 pages, more than 1", "`max-pages` under [plans]"])
            .stderr();
        assert!(!said.contains("report this"), "{said}");
    }
}
