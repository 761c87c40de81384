//! Our own forms as other programs save them: texts in the cells themselves, dates as text, formulas without a
//! result, references that went wrong.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::PathBuf;

use calamine::{Data, DataType as _};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::harness::{Project, write_rows};

/// The sheets' parts, in the order of the form.
const ASSESSMENT: &str = "xl/worksheets/sheet1.xml";
const ACTIONS: &str = "xl/worksheets/sheet2.xml";
const EXPECTATIONS: &str = "xl/worksheets/sheet3.xml";

/// A form that lies where filled-in forms go, and the project around it.
struct Form {
    project: Project,
    path: PathBuf,
    parts: Vec<(String, Vec<u8>)>,
}

impl Form {
    /// The form of Ada Marsh, an engineer on a map of three competencies, with a rating and an action.
    fn new() -> Self {
        let project = Project::with_map();
        let mut roster = Workbook::new();
        let sheet = roster.add_worksheet();
        let rows = [
            ["Name", "Employee ID", "Team", "Role level", "Track"],
            ["Ada Marsh", "7", "North", "Engineer", "IC"],
        ];
        write_rows(sheet, rows);
        roster.save(project.input().join("roster.xlsx")).unwrap();
        project
            .careermap(&["forms", "-o", "input/assessments"])
            .ends_with(0);
        let path = project.assessment("No manager/Ada Marsh-7.xlsx");
        let mut archive = ZipArchive::new(Cursor::new(fs::read(&path).unwrap())).unwrap();
        let parts = (0..archive.len())
            .map(|index| {
                let mut part = archive.by_index(index).unwrap();
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).unwrap();
                (part.name().unwrap().into_owned(), bytes)
            })
            .collect();
        Self {
            project,
            path,
            parts,
        }
        .text(ASSESSMENT, "D18", "Engineer")
        .text(ASSESSMENT, "E18", "The relay plan")
        .text(ACTIONS, "B5", "Plan the fair")
    }

    /// Puts a cell into a sheet in place of the existing one; `attributes` and `content` are XML.
    fn cell(mut self, sheet: &str, cell: &str, attributes: &str, content: &str) -> Self {
        let (_, bytes) = self
            .parts
            .iter_mut()
            .find(|(name, _)| name == sheet)
            .unwrap();
        let xml = String::from_utf8(bytes.clone()).unwrap();
        let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
        let tag = start + xml[start..].find('>').unwrap();
        let end = if xml[..tag].ends_with('/') {
            tag + 1
        } else {
            tag + xml[tag..].find("</c>").unwrap() + 4
        };
        let new = format!("<c r=\"{cell}\" {attributes}>{content}</c>");
        *bytes = [&xml[..start], &new, &xml[end..]].concat().into_bytes();
        self
    }

    /// A text in the cell itself, as exports of online spreadsheets write it.
    fn text(self, sheet: &str, cell: &str, text: &str) -> Self {
        let content = format!("<is><t xml:space=\"preserve\">{text}</t></is>");
        self.cell(sheet, cell, "t=\"inlineStr\"", &content)
    }

    fn save(&self) {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            archive
                .start_file(name.as_str(), SimpleFileOptions::default())
                .unwrap();
            archive.write_all(bytes).unwrap();
        }
        fs::write(&self.path, archive.finish().unwrap().into_inner()).unwrap();
    }

    /// Sheet, cell and code of every warning and error of `check`, each of which has a remedy.
    fn problems(&self) -> Vec<String> {
        self.save();
        let said = self.project.careermap(&["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&said.stdout()).unwrap();
        let problems: Vec<String> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|problem| problem["severity"] != "note")
            .map(|problem| {
                assert_eq!(problem["file"], "assessments/No manager/Ada Marsh-7.xlsx");
                assert_ne!(problem["help"], "");
                let word = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
                format!("{} {} {}", word("sheet"), word("cell"), word("code"))
            })
            .collect();
        said.ends_with(i32::from(!problems.is_empty()));
        problems
    }

    /// The last day of the only action, as a spreadsheet's day number.
    fn due(&self) -> Option<f64> {
        self.project.careermap(&["run"]);
        let actions = self.project.team_sheet("Actions");
        // Sentences about the table are above its headings.
        let mut rows = actions.rows.iter();
        let headings = rows
            .find(|row| row.iter().any(|cell| cell.get_string() == Some("Due")))
            .unwrap();
        let due = headings
            .iter()
            .position(|cell| cell.get_string() == Some("Due"));
        match &rows.next().unwrap()[due.unwrap()] {
            Data::DateTime(day) => Some(day.as_f64()),
            _ => None,
        }
    }
}

#[test]
fn texts_in_the_cells_themselves_are_read() {
    let form = Form::new()
        .text(ASSESSMENT, "B5", "Ada Marsh")
        .text(ASSESSMENT, "A18", "Planning")
        .text(ASSESSMENT, "A17", "Competency")
        .text(ASSESSMENT, "G18", "sr engineer")
        .text(EXPECTATIONS, "D5", "Met");
    assert_eq!(form.problems(), [""; 0]);
    form.project.run(0);
    let data = form.project.team_sheet("Data");
    let planning = &data.records()[0];
    assert_eq!(planning["Self"].as_f64(), Some(2.0));
    assert_eq!(planning["Manager rating"].as_f64(), Some(3.0));
}

#[test]
fn dates_as_text_are_read_in_common_forms() {
    // 2026-10-05.
    const DAY: f64 = 46_300.0;
    for typed in [
        "2026-10-05",
        "2026-10-05T00:00:00.000Z",
        "05.10.2026",
        "5 October 2026",
        "Oct 5, 2026",
        " 5-Oct-2026 ",
        "Monday, 5 October 2026",
    ] {
        let form = Form::new()
            .text(ACTIONS, "F5", typed)
            .text(ASSESSMENT, "D9", typed);
        assert_eq!(form.problems(), [""; 0], "{typed}");
        assert_eq!(form.due(), Some(DAY), "{typed}");
    }
}

#[test]
fn dates_that_could_be_two_days_are_reported_and_left_out() {
    let form = Form::new()
        .text(ACTIONS, "F5", "05/10/2026")
        .text(ASSESSMENT, "D9", "10-5-26");
    assert_eq!(
        form.problems(),
        ["Actions F5 date-ambiguous", "Assessment D9 date-ambiguous"]
    );
    assert_eq!(form.due(), None);
}

#[test]
fn a_formula_without_a_result_is_reported_wherever_it_stands() {
    let mut form = Form::new();
    for (sheet, cell) in [
        (ASSESSMENT, "B9"),
        (ASSESSMENT, "D18"),
        (ASSESSMENT, "E18"),
        (ASSESSMENT, "C23"),
        (ACTIONS, "F5"),
        (EXPECTATIONS, "D5"),
    ] {
        form = form.cell(sheet, cell, "", "<f>Sheet9!A1</f>");
    }
    assert_eq!(
        form.problems(),
        [
            "Actions F5 cell-uncalculated",
            "Assessment B9 cell-uncalculated",
            "Assessment D18 not-a-rating",
            "Assessment E18 cell-uncalculated",
            "Assessment C23 cell-uncalculated",
            "Expectations D5 cell-uncalculated",
        ]
    );
}

#[test]
fn a_broken_reference_is_reported_whether_error_or_text() {
    let places = [
        (ASSESSMENT, "B9"),
        (ASSESSMENT, "D18"),
        (ASSESSMENT, "E18"),
        (ACTIONS, "F5"),
        (EXPECTATIONS, "D5"),
    ];
    let expected = [
        "Actions F5 cell-error",
        "Assessment B9 cell-error",
        "Assessment D18 not-a-rating",
        "Assessment E18 cell-error",
        "Expectations D5 cell-error",
    ];
    let mut as_error = Form::new();
    let mut as_text = Form::new();
    for (sheet, cell) in places {
        as_error = as_error.cell(sheet, cell, "t=\"e\"", "<f>#REF!</f><v>#REF!</v>");
        as_text = as_text.text(sheet, cell, "#REF!");
    }
    assert_eq!(as_error.problems(), expected);
    assert_eq!(as_text.problems(), expected);
}

#[test]
fn a_name_that_went_wrong_is_said_and_taken_from_the_roster() {
    let form = Form::new().cell(ASSESSMENT, "B5", "t=\"e\"", "<v>#REF!</v>");
    assert_eq!(form.problems(), ["Assessment B5 cell-error"]);
}

#[test]
fn a_form_is_protected_against_accidents_and_hides_nothing() {
    let form = Form::new();
    let part = |name: &str| {
        let (_, bytes) = form.parts.iter().find(|(part, _)| part == name).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    let workbook = part("xl/workbook.xml");
    assert!(!workbook.contains("state="), "no sheet is hidden");
    assert!(
        !form.parts.iter().any(|(name, _)| name.contains("vba")),
        "no macros"
    );
    for number in 1..=4 {
        let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
        let protection = sheet.split("<sheetProtection").nth(1).unwrap();
        let protection = protection.split("/>").next().unwrap();
        assert!(!protection.contains("password"), "{protection}");
        assert!(sheet.contains("fitToPage=\"1\""), "sheet {number} prints");
    }
    // Levels three times, interest; track, target level and wish.
    let assessment = part(ASSESSMENT);
    let lists = assessment.matches("<formula1>'Choices'!$A$").count();
    assert_eq!(lists, 7);
    assert!(!assessment.contains("hidden=\"1\""));
}
