//! Specialities from the files to the documents: who has which, and what follows from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};

use crate::harness::{AssessmentFile, Project, career_map, read_table, write_rows};

const SHEET: [[&str; 5]; 6] = [
    ["Speciality", "Competency", "Level", "Expectation", "Mode"],
    ["Events", "Planning", "Engineer", "Plans the crew", ""],
    [
        "Events",
        "Planning",
        "Sr. Engineer",
        "Plans the season",
        "replace",
    ],
    ["Events", "Safety", "Engineer", "Knows the exits", ""],
    [
        "Events",
        "Safety",
        "Sr. Engineer",
        "Writes the safety plan",
        "",
    ],
    [
        "Content",
        "Sources and rights",
        "Engineer",
        "Asks for permission",
        "",
    ],
];

/// The small map with two specialities.
fn project() -> Project {
    let mut map = career_map();
    let sheet = map.add_worksheet();
    sheet.set_name("Specialities").unwrap();
    write_rows(sheet, SHEET);
    Project::with(&mut map)
}

/// Somebody rated Engineer in everything that is named.
fn engineer(name: &str, id: &str, competencies: &[&str]) -> AssessmentFile {
    let file = AssessmentFile::of(name, id, "Engineer").label("Track", "IC");
    competencies.iter().fold(file, |file, competency| {
        file.rating([competency, "Engineer", "Engineer", "", ""])
    })
}

const GENERAL: [&str; 2] = ["Planning", "Writing & Speaking"];
const EVENTS: [&str; 3] = ["Planning", "Writing & Speaking", "Safety"];

fn roster(project: &Project, rows: &[[&str; 4]]) {
    let mut text = "Name,Employee ID,Team,Role level,Speciality\n".to_owned();
    for [name, id, level, speciality] in rows {
        writeln!(text, "{name},{id},North,{level},{speciality}").unwrap();
    }
    fs::write(project.input().join("roster.csv"), text).unwrap();
}

/// Code and cell of all messages that are not notes.
fn problems(project: &Project, code: i32) -> Vec<String> {
    let said = project.careermap(&["check", "--format", "json"]);
    let said = said.ends_with(code);
    let report: serde_json::Value = serde_json::from_str(&said.stdout()).unwrap();
    let found = report["diagnostics"].as_array().unwrap().iter();
    found
        .filter(|one| one["severity"] != "note")
        .map(|one| {
            let word = |key: &str| one[key].as_str().unwrap_or_default();
            format!("{} {} {}", word("code"), word("file"), word("cell"))
        })
        .collect()
}

/// Each person's competencies in *Data*, with the speciality.
fn data(project: &Project) -> BTreeMap<(String, String), Vec<String>> {
    let mut found: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for record in project.team_sheet("Data").records() {
        let key = (record["Name"].to_string(), record["Speciality"].to_string());
        let name = record["Competency"].to_string();
        found.entry(key).or_default().push(name);
    }
    found
}

#[test]
fn form_and_roster_say_who_has_which_and_each_has_the_own_map() {
    let project = project();
    project
        .add("Ana.xlsx", &engineer("Ana", "1", &GENERAL))
        .add(
            "Bo.xlsx",
            &engineer("Bo", "2", &EVENTS).label("Speciality", "events"),
        )
        .add("Cy.xlsx", &engineer("Cy", "3", &EVENTS))
        .add(
            "Di.xlsx",
            &engineer("Di", "4", &GENERAL).label("Speciality", "none"),
        );
    roster(
        &project,
        &[
            ["Ana", "1", "Engineer", ""],
            ["Bo", "2", "Engineer", "Events"],
            ["Cy", "3", "Engineer", "Events"],
            ["Di", "4", "Engineer", ""],
        ],
    );
    assert_eq!(problems(&project, 0), [] as [&str; 0]);
    project.run(0);
    let general = ["Planning", "Writing & Speaking", "Education and Experience"];
    let events: Vec<&str> = general.into_iter().chain(["Safety"]).collect();
    let found = data(&project);
    let of = |name: &str, speciality: &str| &found[&(name.to_owned(), speciality.to_owned())];
    assert_eq!(of("Ana", ""), &general);
    assert_eq!(of("Bo", "Events"), &events);
    assert_eq!(of("Cy", "Events"), &events);
    assert_eq!(of("Di", ""), &general);
    // The masthead names it, and the next step has its expectations in place of the general ones.
    let plans = project.plans();
    let bo = &plans["North/Bo-2.pdf"];
    bo.must_have(&[
        "Speciality",
        "Events",
        "For the speciality: Plans the season",
        "Writes the safety plan",
        "only in your speciality",
        "Safety (speciality)",
    ]);
    // All of Safety is the speciality's, so its lines are not marked one by one.
    assert!(!bo.has("For the speciality: Writes the safety plan"));
    assert!(!bo.has("Plans a quarter"));
    let ana = &plans["North/Ana-1.pdf"];
    ana.must_have(&["Plans a quarter"]);
    for foreign in ["Speciality", "Events", "Safety", "Plans the season"] {
        assert!(!ana.has(foreign), "{foreign}");
    }
    // Two people in Safety, at their role level; nobody in what belongs to Content.
    let coverage = project.team_sheet("Coverage");
    let rows = coverage.records();
    let row = |name: &str| {
        let is_it = |row: &&BTreeMap<&str, &calamine::Data>| {
            *row["Team"] == *"North" && *row["Competency"] == *name
        };
        let row = rows.iter().find(is_it).unwrap();
        let columns = [
            "Rated",
            "Not assessed",
            "N/A",
            "Reference level",
            "Depth",
            "Status",
        ];
        columns.map(|column| row[column].to_string())
    };
    assert_eq!(row("Safety"), ["2", "0", "0", "2", "2", "covered"]);
    let of_content = rows
        .iter()
        .find(|row| *row["Competency"] == *"Sources and rights");
    assert!(of_content.is_none(), "{of_content:?}");
    assert_eq!(row("Planning"), ["4", "0", "0", "2", "4", "covered"]);
}

#[test]
fn what_is_wrong_about_a_persons_speciality_is_named_with_its_cell() {
    let project = project();
    project
        .add(
            "Ana.xlsx",
            &engineer("Ana", "1", &GENERAL).label("Speciality", "Evens"),
        )
        .add("Bo.xlsx", &engineer("Bo", "2", &EVENTS))
        .add(
            "Cy.xlsx",
            &engineer("Cy", "3", &EVENTS).label("Speciality", "Content"),
        );
    roster(
        &project,
        &[
            ["Ana", "1", "Engineer", ""],
            ["Bo", "2", "Engineer", ""],
            ["Cy", "3", "Engineer", "Events"],
            ["Ed", "5", "Engineer", "Contents"],
        ],
    );
    assert_eq!(
        problems(&project, 1),
        [
            "unknown-speciality assessments/Ana.xlsx B6",
            // Bo has no speciality, and Cy has another one.
            "competency-of-speciality assessments/Bo.xlsx C10",
            "roster-disagrees assessments/Cy.xlsx B6",
            "competency-of-speciality assessments/Cy.xlsx C11",
            "unknown-speciality roster.csv E5",
        ]
    );
    let said = project.careermap(&["check"]).ends_with(1);
    for text in [
        "The career map has no speciality “Evens”; the general map was used for this person.",
        "Did you mean “Events”?",
        "“Safety” exists for the speciality Events only, not for Bo, who has no speciality",
        "“Safety” exists for the speciality Events only, not for Cy, whose speciality is Content",
        "The speciality of Cy is “Content” here and “Events” on the roster",
    ] {
        assert!(said.stderr().contains(text), "{text}\n{}", said.stderr());
    }
    project.careermap(&["run"]).ends_with(1);
    let found = data(&project);
    let names =
        |name: &str, speciality: &str| found[&(name.to_owned(), speciality.to_owned())].join(", ");
    assert_eq!(
        names("Bo", ""),
        "Planning, Writing & Speaking, Education and Experience"
    );
    assert_eq!(
        names("Cy", "Content"),
        "Planning, Writing & Speaking, Education and Experience, Sources and rights"
    );
}

/// The texts of a form's first sheet and of its expectations.
fn texts(form: &Path, sheet: usize) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook(form).unwrap();
    let name = workbook.sheet_names()[sheet].clone();
    let range = workbook.worksheet_range(&name).unwrap();
    let cells = range.used_cells().map(|(_, _, cell)| cell.to_string());
    cells.collect()
}

#[test]
fn forms_ask_for_the_own_competencies_and_come_back_in_every_language() {
    for (language, label) in [
        ("en", "Speciality"),
        ("de", "Spezialisierung"),
        ("fr", "Spécialité"),
        ("es", "Especialidad"),
    ] {
        let project = project();
        let settings = format!("[organisation]\nlanguage = \"{language}\"\n");
        fs::write(project.input().join("careermap.toml"), settings).unwrap();
        roster(
            &project,
            &[
                ["Ana", "1", "Engineer", ""],
                ["Bo", "2", "Engineer", "Events"],
            ],
        );
        project
            .careermap(&["forms", "-o", "input/assessments"])
            .ends_with(0);
        let folder = project.input().join("assessments");
        let forms: Vec<_> = walkdir(&folder);
        let form = |name: &str| {
            let found = forms
                .iter()
                .find(|path| path.to_string_lossy().contains(name));
            found.unwrap().clone()
        };
        let (ana, bo) = (form("Ana"), form("Bo"));
        let has = |form: &Path, sheet: usize, text: &str| {
            texts(form, sheet).iter().any(|cell| cell.contains(text))
        };
        assert!(has(&bo, 0, label) && has(&ana, 0, label), "{language}");
        assert!(has(&bo, 0, "Events") && has(&bo, 0, "Safety"), "{language}");
        assert!(
            !has(&ana, 0, "Events") && !has(&ana, 0, "Safety"),
            "{language}"
        );
        // Marks: the own expectations, and none that they replace.
        assert!(has(&bo, 2, "Plans the season"), "{language}");
        assert!(!has(&bo, 2, "Plans a quarter"), "{language}");
        assert!(has(&ana, 2, "Plans a quarter"), "{language}");
        // The list of specialities is in every form.
        assert!(
            has(&ana, 3, "Content") && has(&ana, 3, "Events"),
            "{language}"
        );
        // The forms are read back without a message, with the speciality although the roster is gone.
        fs::remove_file(project.input().join("roster.csv")).unwrap();
        let said = project
            .careermap(&["check", "--format", "json"])
            .ends_with(0);
        let report: serde_json::Value = serde_json::from_str(&said.stdout()).unwrap();
        let people = report["people"].as_array().unwrap();
        let found: Vec<(&str, Option<&str>, u64)> = people
            .iter()
            .map(|one| {
                let of = one["competencies"].as_u64().unwrap();
                (
                    one["name"].as_str().unwrap(),
                    one["speciality"].as_str(),
                    of,
                )
            })
            .collect();
        assert_eq!(
            found,
            [("Ana", None, 2), ("Bo", Some("Events"), 3)],
            "{language}"
        );
    }
}

fn walkdir(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walkdir(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn documents_about_a_level_can_be_for_a_speciality() {
    let project = project();
    project
        .careermap(&[
            "profile",
            "--speciality",
            "events",
            "--level",
            "Sr. Engineer",
        ])
        .ends_with(0)
        .says(&["4 documents about 1 level"]);
    let documents = project.pdfs_below("profiles");
    let names: Vec<&str> = documents.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "03 Sr. Engineer, Events/Sr. Engineer, Events - interview guide.pdf",
            "03 Sr. Engineer, Events/Sr. Engineer, Events - job description.pdf",
            "03 Sr. Engineer, Events/Sr. Engineer, Events - role profile.pdf",
        ]
    );
    for (name, document) in &documents {
        document.must_have(&["Sr. Engineer, Events", "Plans the season", "Safety"]);
        assert!(!document.has("Plans a quarter"), "{name}");
        assert!(!document.has("Sources and rights"), "{name}");
    }
    project
        .careermap(&["profile", "--speciality", "Evens"])
        .ends_with(2)
        .says(&[
            "no speciality “Evens”",
            "Did you mean “Events”? The map has “Events” and “Content”.",
        ]);
    project
        .careermap(&["profile", "--speciality", "Xyz"])
        .ends_with(2)
        .says(&["The map has “Events” and “Content”."]);
    // The general documents say nothing about specialities.
    project
        .careermap(&["profile", "--level", "Sr. Engineer", "-o", "general"])
        .ends_with(0);
    for document in project.pdfs_below("general").values() {
        assert!(!document.has("Safety") && !document.has("Events"));
    }
}

#[test]
fn the_map_alone_shows_its_specialities() {
    let project = project();
    let said = project
        .careermap(&["check", "--map", "input/career-map.xlsx"])
        .ends_with(0);
    for text in [
        "3 competencies (2 scored), 2 specialities",
        "  Events\n    Planning: adds at Engineer; replaces at Sr. Engineer\n    Safety (0 1 1 0): only in this speciality\n",
    ] {
        assert!(said.stdout().contains(text), "{text}\n{}", said.stdout());
    }
    let said = project.careermap(&[
        "check",
        "--map",
        "input/career-map.xlsx",
        "--format",
        "json",
    ]);
    let report: serde_json::Value = serde_json::from_str(&said.stdout()).unwrap();
    let map = &report["career_map"];
    assert_eq!(map["competencies"].as_array().unwrap().len(), 3);
    assert_eq!(map["specialities"][0]["competencies"][0]["name"], "Safety");
    assert_eq!(map["specialities"][0]["entries"][1]["mode"], "replace");
    assert_eq!(map["specialities"][0]["entries"][1]["cell"], "D3");
}

/// A year later Bo has come from Content to Events: what both reviews have is compared; what Bo was rated in then and is no
/// longer expected to do is kept.
#[test]
fn an_earlier_review_is_compared_where_both_maps_have_a_competency() {
    let project = project();
    let earlier = project.input().parent().unwrap().join("earlier");
    fs::create_dir_all(earlier.join("assessments")).unwrap();
    fs::copy(
        project.input().join("career-map.xlsx"),
        earlier.join("career-map.xlsx"),
    )
    .unwrap();
    let then = engineer(
        "Bo",
        "2",
        &["Planning", "Writing & Speaking", "Sources and rights"],
    );
    let then = then.label("Speciality", "Content");
    then.workbook()
        .save(earlier.join("assessments/Bo.xlsx"))
        .unwrap();
    project.add(
        "Bo.xlsx",
        &engineer("Bo", "2", &EVENTS).label("Speciality", "Events"),
    );
    project
        .careermap(&["run", "--previous", "earlier"])
        .ends_with(0);
    let rows = project.team_sheet("Trend ratings");
    let compared: Vec<[String; 4]> = rows
        .records()
        .iter()
        .map(|row| {
            [
                "Competency",
                "Rating then, in words",
                "Rating now",
                "Rating source now",
            ]
            .map(|column| row[column].to_string())
        })
        .collect();
    assert_eq!(
        compared,
        [
            ["Planning", "Engineer", "2", "manager"],
            ["Writing & Speaking", "Engineer", "2", "manager"],
            ["Sources and rights", "Engineer", "", "no longer expected"],
        ]
    );
    let workbook = project.output().join("team-gaps.xlsx");
    let people = read_table(&workbook, "Trend people", "Name");
    let bo = &people.records()[0];
    assert_eq!(bo["Speciality then"].to_string(), "Content");
    assert_eq!(bo["Speciality now"].to_string(), "Events");
    // The map is the same; only the speciality is another one.
    let plans = project.plans();
    let plan = &plans["North/Bo-2.pdf"];
    plan.must_have(&[
        "Since",
        "Your speciality was Content then.",
        "Sources and rights: Engineer → no longer expected",
    ]);
    assert!(!plan.has("The career map has changed"));
}

/// A map without Content, in which Safety is gone and Events says something else about Planning: Bo (Events) loses two ratings
/// in Safety and reads other words in Planning, Cy (Content) loses the speciality; nothing changes for Ana.
#[test]
fn a_new_map_with_other_specialities_is_tried_out() {
    let project = project();
    project
        .add("Ana.xlsx", &engineer("Ana", "1", &GENERAL))
        .add(
            "Bo.xlsx",
            &engineer("Bo", "2", &EVENTS).label("Speciality", "Events"),
        )
        .add(
            "Cy.xlsx",
            &engineer("Cy", "3", &GENERAL).label("Speciality", "Content"),
        );
    let mut map = career_map();
    let sheet = map.add_worksheet();
    sheet.set_name("Specialities").unwrap();
    let changed = [
        "Events",
        "Planning",
        "Sr. Engineer",
        "Plans two seasons",
        "replace",
    ];
    write_rows(sheet, [SHEET[0], SHEET[1], changed]);
    map.save(project.input().parent().unwrap().join("new.xlsx"))
        .unwrap();
    let said = project
        .careermap(&["check", "--against", "new.xlsx"])
        .ends_with(0);
    for text in [
        "- competency removed: Safety",
        "- competency removed: Sources and rights",
        "- speciality removed: Content",
        "- speciality: other expectations: Planning (Events), Sr. Engineer, 1 gone, 1 new",
        "Whom it concerns: 2 of 3 people",
        "2 ratings in Safety. The new map has no such competency.",
        "speciality Content. The new map has no such speciality.",
    ] {
        assert!(said.stdout().contains(text), "{text}\n{}", said.stdout());
    }
    // Under other names: the speciality and what exists for it only are known by what they say, and Bo loses nothing.
    let mut map = career_map();
    let sheet = map.add_worksheet();
    sheet.set_name("Specialities").unwrap();
    for (row, cells) in (0..).zip(SHEET) {
        for (column, text) in (0..).zip(cells) {
            let text = match text {
                "Events" => "Live events",
                "Safety" => "Safe events",
                text => text,
            };
            if !text.is_empty() {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
    map.save(project.input().with_file_name("renamed.xlsx"))
        .unwrap();
    let said = project
        .careermap(&["check", "--against", "renamed.xlsx"])
        .ends_with(0);
    for text in [
        "- competency renamed: Safe events (was Safety)",
        "- speciality renamed: Live events (was Events)",
        "It changes nothing for anybody",
    ] {
        assert!(said.stdout().contains(text), "{text}\n{}", said.stdout());
    }
    let same = project
        .careermap(&["check", "--against", "input/career-map.xlsx"])
        .ends_with(0);
    assert!(same.stdout().contains("It changes nothing for anybody"));
}

#[test]
fn a_line_over_three_reviews_names_the_competency_of_the_own_speciality() {
    let project = project();
    let reviews = [("first", "2025"), ("second", "2026"), ("input", "2027")];
    for ((folder, year), rating) in reviews.iter().zip(["Junior", "Engineer", "Sr. Engineer"]) {
        let folder = project.input().with_file_name(folder);
        fs::create_dir_all(folder.join("assessments")).unwrap();
        if *year != "2027" {
            let map = project.input().join("career-map.xlsx");
            fs::copy(map, folder.join("career-map.xlsx")).unwrap();
        }
        // “Sources and rights” comes after “Safety” in the map, which does not hold for this person.
        engineer("Ed", "5", &GENERAL)
            .label("Speciality", "Content")
            .label("Assessed on", &format!("{year}-03-01"))
            .label("Review cycle", year)
            .rating(["Sources and rights", "", rating, "", ""])
            .workbook()
            .save(folder.join("assessments/Ed.xlsx"))
            .unwrap();
    }
    project
        .careermap(&["run", "--previous", "first", "--previous", "second"])
        .ends_with(0);
    project.plans()["North/Ed-5.pdf"].must_have(&[
        "Sources and rights: Junior → Engineer → Sr. Engineer",
        "The same in every review: Planning and Writing & Speaking.",
    ]);
    // Today without the speciality: the line ends, and says so.
    engineer("Ed", "5", &GENERAL)
        .label("Assessed on", "2027-03-01")
        .label("Review cycle", "2027")
        .workbook()
        .save(project.input().join("assessments/Ed.xlsx"))
        .unwrap();
    project
        .careermap(&["run", "--previous", "first", "--previous", "second"])
        .ends_with(0);
    project.plans()["North/Ed-5.pdf"].must_have(&[
        "Your speciality was Content then.",
        "Sources and rights: Junior → Engineer → no longer expected",
    ]);
    let workbook = project.output().join("team-gaps.xlsx");
    let lines = read_table(&workbook, "Trend lines people", "Employee ID");
    let lines = lines.records();
    let ended = lines.last().unwrap();
    assert_eq!(ended["Competency"].to_string(), "Sources and rights");
    assert_eq!(ended["Marks"].to_string(), "↑ ·");
    assert_eq!(ended["2027"].to_string(), "no longer expected");
    assert!(
        ended["Source, 2026"].to_string().ends_with("C13"),
        "{}",
        ended["Source, 2026"]
    );
}
