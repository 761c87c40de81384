//! The page of a check shows how the files were read: every cell of the map, refused or not, and examples that name nobody
//! where the page is to be shared.

use std::collections::BTreeMap;
use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::harness::{AssessmentFile, Project, write_rows};

/// A map with levels in rows and a remark below, and a table that cannot be read as a map.
fn maps() -> [(&'static str, i32, Vec<Vec<&'static str>>); 2] {
    [
        (
            "rows.xlsx",
            0,
            vec![
                vec!["Level", "Writing", "Planning"],
                vec!["Junior Editor", "Writes short texts", "Plans a day"],
                vec![
                    "Senior Editor",
                    "Writes long texts",
                    "Plans a year <b>\u{202e}</b>",
                ],
                vec!["Lead Editor", "Writes for everybody", "Plans for all of us"],
                vec![],
                vec!["Draft of the editors, for discussion in May"],
            ],
        ),
        (
            "stars.xlsx",
            2,
            vec![
                vec!["", "Dwarf", "Main", "Giant"],
                vec!["Light", "dim", "bright", "very bright"],
                vec!["Mass", "small", "medium", "large"],
            ],
        ),
    ]
}

fn workbook(rows: &[Vec<&str>]) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write_rows(sheet, rows);
    workbook
}

/// How many cells of each kind the report for programs has.
fn counts_said(report: &Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for part in report["career_map"]["cells"].as_array().unwrap() {
        let used = part["used"].as_str().unwrap().to_owned();
        for area in part["cells"].as_array().unwrap() {
            *counts.entry(used.clone()).or_default() += size(area.as_str().unwrap());
        }
    }
    counts
}

/// How many cells a rectangle such as `B2:D9` has.
fn size(area: &str) -> usize {
    let place = |cell: &str| -> (usize, usize) {
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap();
        (
            usize::from(cell.as_bytes()[0]),
            cell[digits..].parse().unwrap(),
        )
    };
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let ((left, top), (right, bottom)) = (place(first), place(last));
    (right - left + 1) * (bottom - top + 1)
}

/// How many cells of each kind the first sheet of the page has.
fn counts_drawn(page: &str) -> BTreeMap<String, usize> {
    let (_, sheet) = page.split_once("<table class=\"r-sheet").unwrap();
    let (sheet, _) = sheet.split_once("</table>").unwrap();
    let mut counts = BTreeMap::new();
    for cell in sheet.split("<td class=\"r-").skip(1) {
        let kind = cell.split(['"', ' ']).next().unwrap();
        if kind != "corner" {
            *counts.entry(kind.to_owned()).or_default() += 1;
        }
    }
    counts
}

#[test]
fn each_cell_of_a_map_is_drawn_as_the_report_for_programs_says() {
    let project = Project::empty();
    for (file, code, rows) in maps() {
        let place = project.input().join(file);
        workbook(&rows).save(&place).unwrap();
        let file = format!("input/{file}");
        let check = [
            "check", "--map", &file, "--format", "json", "--page", "map.html",
        ];
        let report = project.careermap(&check).ends_with(code).stdout();
        let report: Value = serde_json::from_str(&report).unwrap();
        let page = fs::read_to_string(project.input().with_file_name("map.html")).unwrap();
        let drawn = counts_drawn(&page);
        let filled = rows
            .iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .count();
        assert_eq!(drawn.values().sum::<usize>(), filled, "{drawn:?}");
        if code == 0 {
            assert_eq!(drawn, counts_said(&report));
            assert_eq!(drawn["level-title"], 3);
            assert_eq!(drawn["left-out"], 1);
        } else {
            assert!(report["career_map"].is_null());
            assert!(page.contains("The file was not read as a career map."));
        }
    }
}

#[test]
fn a_refused_map_of_a_whole_folder_is_drawn_too() {
    let [_, (_, _, rows)] = maps();
    let project = Project::with(&mut workbook(&rows));
    project
        .careermap(&["check", "input", "--page", "page.html"])
        .ends_with(2);
    let page = fs::read_to_string(project.input().with_file_name("page.html")).unwrap();
    assert_eq!(counts_drawn(&page).values().sum::<usize>(), 11);
    assert!(
        page.contains("<code><bdi>levels = [&quot;B:D&quot;]</bdi></code>"),
        "{page}"
    );
}

#[test]
fn a_page_to_be_shared_shows_how_files_were_read_and_names_nobody() {
    let project = Project::sample();
    let read = |arguments: &[&str], file: &str| {
        project.careermap(arguments);
        fs::read_to_string(project.input().with_file_name(file)).unwrap()
    };
    let own = read(&["check", "input", "--page", "own.html"], "own.html");
    let shared = read(
        &["check", "input", "--page", "shared.html", "--masked"],
        "shared.html",
    );
    let report = project
        .careermap(&["check", "input", "--format", "json"])
        .stdout();
    let report: Value = serde_json::from_str(&report).unwrap();
    let mut personal: Vec<&str> = Vec::new();
    for list in ["people", "missing"] {
        for person in report[list].as_array().unwrap() {
            for key in ["name", "employee_id", "email", "manager", "file"] {
                personal.extend(person[key].as_str().filter(|text| *text != "roster.xlsx"));
            }
        }
    }
    assert!(personal.len() > 50);
    for text in &personal {
        assert!(!shared.contains(text), "{text}");
    }
    assert!(own.contains(personal[0]));
    // Of the sample, forms and the roster are drawn; names keep their shape.
    for page in [&own, &shared] {
        assert!(page.matches("<table class=\"r-sheet").count() >= 3);
        assert!(page.contains("id=\"r-example-1-legend\""));
    }
    assert!(shared.contains("Xxxx Xxxxxx"));
}

#[test]
fn sheets_that_are_not_drawn_are_named() {
    let [(_, _, rows), _] = maps();
    let mut map = workbook(&rows);
    let library = map.add_worksheet();
    library.set_name("Development actions").unwrap();
    for (column, text) in (0..).zip(["Competency", "Action"]) {
        library.write_string(0, column, text).unwrap();
    }
    let project = Project::with(&mut map);
    let mut form = AssessmentFile::of("Ada Marsh", "7", "Junior Editor")
        .rating(["Writing", "Junior Editor", "Junior Editor", "", ""])
        .workbook();
    for (name, text) in [("Actions", "Action"), ("Hidden", "x")] {
        let sheet = form.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_string(0, 0, text).unwrap();
        sheet.set_hidden(name == "Hidden");
    }
    form.save(project.assessment("ada.xlsx")).unwrap();
    project.careermap(&["check", "--page", "page.html"]);
    let page = fs::read_to_string(project.input().with_file_name("page.html")).unwrap();
    for says in [
        "1 sheet beside the map was read and is not drawn here: “<bdi>Development actions</bdi>”",
        "1 further sheet of the file is not drawn here: “<bdi>Actions</bdi>”",
    ] {
        assert!(page.contains(says), "{says} is missing from {page}");
    }
}
