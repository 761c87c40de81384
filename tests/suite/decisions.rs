//! What leadership decides: the file to fill in, read back, shown in the workbook, and known to the next review.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use calamine::{Data, DataType as _};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{
    AssessmentFile, Cells, Project, copy, read_sheet, read_table, squeeze, write_rows,
};

pub(crate) const FILE: &str = "review-packet/decisions.xlsx";

fn person(name: &str, id: &str, recommendation: &str) -> AssessmentFile {
    AssessmentFile::of(name, id, "Engineer")
        .label("Team", "North")
        .label("Assessed on", "2026-10-05")
        .label("Recommendation", recommendation)
        .rating(["Planning", "Engineer", "Junior", "", "The relay plan."])
}

/// Ada is recommended for promotion, Bo for development, nothing is for Cy.
fn review() -> Project {
    let project = Project::with_map();
    project
        .add("ada.xlsx", &person("Ada Marsh", "7", "Promotion"))
        .add("bo.xlsx", &person("Bo Lind", "8", "Develop in role"))
        .add("cy.xlsx", &person("Cy Moor", "9", "None"));
    project
}

/// The file of decisions in the output folder, as text, with headings first.
fn table(project: &Project, sheet: &str, first: &str) -> Vec<Vec<String>> {
    let Cells { header, rows } = read_table(&project.output().join(FILE), sheet, first);
    let rows = rows
        .into_iter()
        .map(|row| row.iter().map(ToString::to_string).collect());
    std::iter::once(header).chain(rows).collect()
}

pub(crate) fn save(rows: &[Vec<String>], file: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write_rows(sheet, rows);
    workbook.save(file).unwrap();
}

/// The same rows as an `.ods` file.
pub(crate) fn save_ods(rows: &[Vec<String>], file: &Path) {
    let rows: String = rows
        .iter()
        .map(|row| {
            let cells = row.iter().map(|text| {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            });
            format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
        })
        .collect();
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"D\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut archive = ZipWriter::new(fs::File::create(file).unwrap());
    for (name, bytes) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ] {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

/// The rows of *Review outcomes* by name, with these columns.
pub(crate) fn outcomes(project: &Project, columns: &[&str]) -> Vec<Vec<String>> {
    let cells = read_table(
        &project.output().join("team-gaps.xlsx"),
        "Review outcomes",
        "Name",
    );
    let records = cells.records();
    // 1 January 2027, as spreadsheets count days.
    let text = |cell: &Data| match cell {
        Data::DateTime(day) if day.as_f64() as i64 == 46_388 => "2027-01-01".to_owned(),
        other => other.to_string(),
    };
    records
        .iter()
        .filter(|record| !record["Name"].is_empty())
        .map(|record| {
            let cells = columns.iter().map(|column| {
                text(
                    record
                        .get(column)
                        .unwrap_or_else(|| panic!("no column {column}")),
                )
            });
            cells.collect()
        })
        .collect()
}

#[test]
fn decisions_are_written_read_and_known_to_the_next_review() {
    let project = review();
    project
        .careermap(&["run", "--review-packet"])
        .ends_with(0)
        .says(&["review packet: 2 files in output/review-packet"]);
    let mut rows = table(&project, "Decisions", "Name");
    assert_eq!(
        rows[1][..6],
        ["Ada Marsh", "7", "North", "Engineer", "Promotion", ""]
    );
    assert_eq!(rows[2][..2], ["Bo Lind", "8"]);
    // Nothing is recommended for Cy, who is not discussed.
    assert!(rows[3..].iter().flatten().all(String::is_empty), "{rows:?}");

    for (column, text) in (5..).zip(["None", "", "with the new budget", "No budget.", "=Board"]) {
        text.clone_into(&mut rows[1][column]);
    }
    for (column, text) in (5..).zip([
        "Promotion",
        "Director",
        "2027-01-01",
        "Led <b>the fair</b>.",
        "Board",
    ]) {
        text.clone_into(&mut rows[2][column]);
    }
    save(&rows, &project.input().join("decisions.xlsx"));
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    let shown = [
        "Name",
        "Recommendation",
        "Decision",
        "New role level",
        "From when",
        "Reasons for the decision",
        "Decided by",
    ];
    assert_eq!(
        outcomes(&project, &shown)[..2],
        [
            [
                "Ada Marsh",
                "Promotion",
                "None",
                "",
                "with the new budget",
                "No budget.",
                "=Board"
            ],
            [
                "Bo Lind",
                "Develop in role",
                "Promotion",
                "Director",
                "2027-01-01",
                "Led <b>the fair</b>.",
                "Board"
            ],
        ]
    );
    // The new file has what was decided.
    let again = table(&project, "Decisions", "Name");
    assert_eq!(again[1][5..], rows[1][5..]);
    assert_eq!(again[2][5..7], ["Promotion", "Director"]);

    // Nothing of it is in a plan, and the roster alone says which level somebody holds.
    for (file, plan) in project.plans() {
        for secret in ["Promotion", "budget", "Board", "Led"] {
            assert!(!plan.has(secret), "{secret} in {file}");
        }
    }
    let data = project.team_sheet("Data");
    assert!(
        data.records()
            .iter()
            .all(|row| *row["Role level"] == *"Engineer")
    );

    // The next review.
    let next = review();
    let before = next.input().with_file_name("Spring");
    copy(&project.input(), &before);
    save(
        &[
            ["Name", "Decision", "Reasons"].map(str::to_owned).to_vec(),
            ["Ada Marsh", "Promotion", ""].map(str::to_owned).to_vec(),
        ],
        &next.input().join("decisions.xlsx"),
    );
    next.careermap(&["run", "--previous", "Spring"])
        .ends_with(0);
    let shown = [
        "Name",
        "Decision",
        "Decision, last review",
        "New role level, last review",
        "From when, last review",
    ];
    assert_eq!(
        outcomes(&next, &shown)[..2],
        [
            ["Ada Marsh", "Promotion", "None", "", "with the new budget"],
            ["Bo Lind", "", "Promotion", "Director", "2027-01-01"],
        ]
    );
}

#[test]
fn decisions_in_every_language_come_back_from_both_formats() {
    for (language, sheet, first) in [
        ("en", "Decisions", "Name"),
        ("de", "Entscheidungen", "Name"),
        ("fr", "Décisions", "Nom"),
        ("es", "Decisiones", "Nombre"),
    ] {
        let project = review();
        let settings = format!("[organisation]\nlanguage = \"{language}\"\n");
        fs::write(project.input().join("careermap.toml"), settings).unwrap();
        project.careermap(&["run", "--review-packet"]).ends_with(0);
        let mut rows = table(&project, sheet, first);
        let recommended = rows[1][4].clone();
        rows[1][5] = recommended;
        rows[1][7] = "2027-01-01".to_owned();
        for (name, put) in [
            ("decisions.xlsx", save as fn(&[Vec<String>], &Path)),
            ("Entscheidungen 2026.ods", save_ods),
            ("outcomes/what we decided.xlsx", save),
        ] {
            let file = project.input().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            put(&rows, &file);
            // As English settings read it, too.
            fs::remove_file(project.input().join("careermap.toml")).unwrap_or_default();
            project.careermap(&["run"]).ends_with(0);
            assert_eq!(
                outcomes(&project, &["Name", "Decision", "From when"])[0],
                ["Ada Marsh", "Promotion", "2027-01-01"],
                "{language} {name}"
            );
            fs::remove_file(file).unwrap();
        }
    }
}

#[test]
fn a_file_that_somebody_filled_in_stays_where_it_is() {
    let project = review();
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    let filled = project.output().join(FILE);
    let mut rows = table(&project, "Decisions", "Name");
    rows[1][5] = "Promotion".to_owned();
    save(&rows, &filled);
    let bytes = fs::read(&filled).unwrap();
    for arguments in [&["run", "--review-packet"][..], &["run"]] {
        project.careermap(arguments).ends_with(1).says(&[
            FILE,
            "Move it into the input folder",
            "[decisions-kept]",
        ]);
        assert_eq!(fs::read(&filled).unwrap(), bytes);
    }
    let said = project.careermap(&["verify"]).ends_with(1).stdout();
    assert!(said.contains("it stays until you move it"), "{said}");
    project.careermap(&["purge"]).ends_with(1);
    assert_eq!(fs::read(&filled).unwrap(), bytes);
    // Once it was moved, a new one is made.
    project.careermap(&["run", "--review-packet"]).ends_with(1);
    fs::rename(&filled, project.input().join("decisions.xlsx")).unwrap();
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    assert_eq!(table(&project, "Decisions", "Name")[1][5], "Promotion");
    project.careermap(&["verify"]).ends_with(0);
    project
        .careermap(&["run"])
        .ends_with(0)
        .says(&["--review-packet makes a new one"]);
}

#[test]
fn what_is_wrong_in_a_file_of_decisions_is_named_and_the_rest_goes_on() {
    let project = review();
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    save(
        &[
            row([
                "Name",
                "Decision",
                "New role level",
                "Reasons for the decision",
            ]),
            row(["Ada Marsh", "Promotion", "Wizard", ""]),
            row(["Bo Lind", "Promotion", "", ""]),
            row(["Zed Nobody", "Promotion", "", ""]),
            row(["", "Promotion", "", ""]),
            row(["Cy Moor", "Sack", "", "It was late."]),
        ],
        &project.input().join("decisions.xlsx"),
    );
    fs::write(
        project.input().join("decisions (broken).xlsx"),
        b"PK nothing",
    )
    .unwrap();
    let expected = [
        "cell C2\n  The new role level “Wizard”",
        "cell B3\n  “Develop in role” was recommended for Bo Lind, and “Promotion” was decided",
        "cell A4\n  Zed Nobody is neither assessed nor on the roster",
        "cell A5",
        "cell B6\n  The decision “Sack” for Cy Moor is not one of the choices",
        "error: decisions (broken).xlsx",
    ];
    project.careermap(&["check"]).ends_with(1).says(&expected);
    project.careermap(&["run"]).ends_with(1).says(&expected);
    assert_eq!(
        outcomes(&project, &["Name", "Decision", "New role level"]),
        [
            ["Ada Marsh", "Promotion", ""],
            ["Bo Lind", "Promotion", ""],
            ["Cy Moor", "Sack", ""],
        ]
    );
}

#[test]
fn forms_say_nothing_about_decisions() {
    let project = review();
    let mut roster = Workbook::new();
    let sheet = roster.add_worksheet();
    for (column, (heading, text)) in (0..).zip([
        ("Name", "Ada Marsh"),
        ("Employee ID", "7"),
        ("Manager", "Mia Ray"),
        ("Role level", "Engineer"),
    ]) {
        sheet.write_string(0, column, heading).unwrap();
        sheet.write_string(1, column, text).unwrap();
    }
    roster.save(project.input().join("roster.xlsx")).unwrap();
    let rows = [
        ["Name", "Decision", "Reasons"].map(str::to_owned).to_vec(),
        ["Ada Marsh", "None", "Zebra crossing"]
            .map(str::to_owned)
            .to_vec(),
    ];
    save(&rows, &project.input().join("decisions.xlsx"));
    project.careermap(&["forms", "--previous", "input"]);
    project.careermap(&["forms"]);
    let forms = project.output().with_file_name("forms").join("Mia Ray");
    for (file, sheet) in [
        ("Ada Marsh-7.xlsx", "Assessment"),
        ("Outcomes – Mia Ray.xlsx", "Outcomes"),
    ] {
        let cells = read_sheet(&forms.join(file), sheet);
        let all = format!("{:?}{:?}", cells.header, cells.rows);
        assert!(
            !all.contains("Zebra") && !all.contains("Decision"),
            "{file}"
        );
    }
}

#[test]
fn the_packet_says_who_is_discussed_and_what_the_target_level_asks() {
    let project = review();
    let long = "A very long story about the fair and what came of it. ".repeat(30);
    project.add(
        "di.xlsx",
        &AssessmentFile::of("Di Long", "10", "Engineer")
            .label("Team", "South")
            .label("Recommendation", "Promotion")
            .label("Manager summary", "#strong[No markup] <b>")
            .rating(["Planning", "Engineer", "Senior", "", &long]),
    );
    project.add(
        "ed.xlsx",
        &AssessmentFile::of("Ed Quiet", "11", "Engineer")
            .label("Team", "East")
            .rating(["Planning", "Engineer", "Junior", "", ""]),
    );
    project
        .careermap(&["run", "--review-packet"])
        .says(&["review packet: 4 files in output/review-packet"]);
    let packets = project.pdfs_below("output/review-packet");
    let names: Vec<&String> = packets.keys().collect();
    assert_eq!(names, ["East.pdf", "North.pdf", "South.pdf"]);
    let north = &packets["North.pdf"];
    assert!(north.is_tagged());
    north.must_have(&[
        "2 of 3 assessed people are discussed",
        "Ada Marsh",
        "Bo Lind",
        "Promotion",
        "Self: Engineer",
        "Manager: Junior",
        "The relay plan.",
        "Not assessed",
    ]);
    assert!(!north.has("Cy Moor"));
    // An opening page, and a page for each person; each is marked.
    assert_eq!(north.pages(), 3);
    assert!(
        north
            .page_texts()
            .iter()
            .all(|page| page.contains("Confidential"))
    );
    packets["South.pdf"].must_have(&["#strong[No markup] <b>", "in full: assessments/di.xlsx"]);
    assert_eq!(packets["East.pdf"].pages(), 1);
    packets["East.pdf"].must_have(&["Nobody is discussed"]);
    // Nothing of it reaches a plan.
    for (file, plan) in project.plans() {
        assert!(!plan.has("Promotion") && !plan.has("No markup"), "{file}");
    }
}

#[test]
fn packets_are_the_same_for_any_number_of_threads_and_are_kept_verified_and_purged() {
    let project = review();
    project
        .careermap(&["run", "--review-packet", "-j", "1"])
        .ends_with(0);
    let one = project.outputs();
    assert!(
        one.contains_key("review-packet/North.pdf"),
        "{:?}",
        one.keys()
    );
    project
        .careermap(&["run", "--review-packet", "-j", "4"])
        .ends_with(0)
        .says(&["0 new, 0 changed"]);
    assert_eq!(project.outputs(), one);
    project.careermap(&["verify"]).ends_with(0);
    project.careermap(&["run"]).ends_with(0).says(&[
        "withdrawn/review-packet/North.pdf",
        "--review-packet makes a new one",
    ]);
    project.careermap(&["purge"]).ends_with(0);
}

#[test]
fn what_was_decided_already_stands_in_the_box() {
    let project = review();
    save(
        &[
            ["Name", "Decision", "From when", "Reasons for the decision"]
                .map(str::to_owned)
                .to_vec(),
            [
                "Cy Moor",
                "Promotion",
                "2027-01-01",
                "The board knows more.",
            ]
            .map(str::to_owned)
            .to_vec(),
        ],
        &project.input().join("decisions.xlsx"),
    );
    let settings = "[organisation]\nlanguage = \"de\"\n[review-packet]\ndiscuss = [\"8\"]\n";
    fs::write(project.input().join("careermap.toml"), settings).unwrap();
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    project.pdfs_below("output/review-packet")["North.pdf"].must_have(&[
        "Über 3 von 3",
        "Cy Moor",
        "schon entschieden",
        "Beförderung",
        "1. Januar 2027",
        "The board knows more.",
    ]);
}

/// A decision changes no role level: whoever reads the next review learns where the roster was forgotten.
#[test]
fn a_role_level_that_was_decided_and_is_not_on_the_roster_is_named() {
    let next = review();
    let spring = next.input().with_file_name("Spring");
    copy(&next.input(), &spring);
    let decide = |level: &str, from: &str| {
        let headings = ["Name", "Decision", "New role level", "From when"];
        let decided = ["Bo Lind", "Promotion", level, from];
        let ada = ["Ada Marsh", "Promotion", "", ""];
        let rows = [headings, decided, ada].map(|row| row.map(str::to_owned).to_vec());
        let file = spring.join("decisions.xlsx");
        save(&rows, &file);
        // Why they differ from what was recommended is not the subject here.
        let form = person("Bo Lind", "8", "Promotion")
            .workbook()
            .save_to_buffer();
        fs::write(spring.join("assessments/bo.xlsx"), form.unwrap()).unwrap();
    };
    let compare = |code| {
        next.careermap(&["run", "--previous", "Spring"])
            .ends_with(code)
    };
    for from in ["", "2026-10-05"] {
        decide("Director", from);
        compare(1).says(&[
            "assessments/bo.xlsx",
            "decided the role level “Director” for Bo Lind",
            "(Spring/decisions.xlsx, sheet “Sheet1”, cell B2); here the role level is “Engineer”",
            "correct the role level here and on the roster",
            "[decided-level]",
        ]);
    }
    // Not yet; nobody knows when; what Bo holds, in other words.
    decide("Director", "2026-10-06");
    assert!(!compare(0).stderr().contains("decided-level"));
    decide("Director", "with the new budget");
    compare(0).says(&["note:", "from “with the new budget”", "[decided-level]"]);
    // That is no promotion, which the last review itself says (`promotion-not-above`).
    decide("engineer", "");
    assert!(!compare(1).stderr().contains("decided-level"));
    // Nothing of it reaches a plan, and what the message says works.
    decide("Director", "");
    compare(1);
    assert!(next.plans().values().all(|plan| !plan.has("decided")));
    let promoted = AssessmentFile::of("Bo Lind", "8", "Director").label("Team", "North");
    next.add("bo.xlsx", &promoted);
    assert!(
        !next
            .careermap(&["run", "--previous", "Spring"])
            .stderr()
            .contains("decided-level")
    );

    // Forms take the level from the roster, where somebody without an assessment stands, too.
    let roster = "Name,Employee ID,Team,Manager,Role level\nBo Lind,8,North,Mia Ray,Engineer\n";
    fs::write(next.input().join("roster.csv"), roster).unwrap();
    let said = [
        "roster.csv",
        "cell E2",
        "“Director” for Bo Lind",
        "[decided-level]",
    ];
    next.careermap(&["forms", "--previous", "Spring"])
        .says(&said);
    fs::remove_file(next.input().join("assessments/bo.xlsx")).unwrap();
    next.careermap(&["run", "--previous", "Spring"]).says(&said);
}

#[test]
fn long_and_many_actions_say_where_they_stand_in_full() {
    let project = Project::with_map();
    let long = "Run the relay with the other teams and say how it went. ".repeat(9);
    let mut ada = person("Ada Marsh", "7", "Promotion");
    for number in 1..=11 {
        let text = if number == 2 {
            long.clone()
        } else {
            format!("Task {number} of many")
        };
        ada = ada.action(["", &text, "", "", "", "2027-03-01", "Planned", ""]);
    }
    project.add("ada.xlsx", &ada);
    project.careermap(&["run", "--review-packet"]).ends_with(0);
    let packet = &project.pdfs_below("output/review-packet")["North.pdf"];
    packet.must_have(&[
        "(by 1 March 2027; Planned; in full: assessments/ada.xlsx, B3)",
        "Task 8 of many",
        "Three more actions are in assessments/ada.xlsx.",
    ]);
    assert!(!packet.has("Task 9 of many"));
}

#[test]
fn a_person_has_a_page_on_both_papers_with_tracks_and_speciality() {
    let project = Project::sample();
    for (paper, size) in [("a4", (595, 841)), ("letter", (612, 792))] {
        let settings = format!("[plans]\npaper = \"{paper}\"\n");
        fs::write(project.input().join("careermap.toml"), settings).unwrap();
        project.careermap(&["run", "--review-packet"]).ends_with(0);
        let packets = project.pdfs_below("output/review-packet");
        assert_eq!(packets.len(), 3, "{paper}");
        for (file, packet) in &packets {
            let (width, height) = packet.paper();
            assert_eq!((width as i32, height as i32), size, "{paper} {file}");
        }
        let pages = packets["Content.pdf"].page_texts();
        assert_eq!(pages.len(), 5, "{paper}");
        // Somebody with a speciality, whose target level asks each track for something of its own.
        let anna: Vec<&String> = pages
            .iter()
            .filter(|page| squeeze(page).contains(&squeeze("Anna Fairley")))
            .collect();
        assert_eq!(anna.len(), 2, "{paper}: {anna:#?}");
        let anna = squeeze(anna[1]);
        for text in [
            "Speciality Content",
            "For individual contributors:",
            "For managers:",
            "For the speciality:",
            "Editorial Judgement",
            "Apply for the evening course",
        ] {
            assert!(anna.contains(&squeeze(text)), "{paper}: {text} in {anna}");
        }
        packets["Events.pdf"].must_have(&["Both tracks", "Event Safety and Access"]);
    }
}
