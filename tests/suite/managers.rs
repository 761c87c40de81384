//! Managers' workbooks: who gets one, what is in it, and the files beside it in the output folder.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{AssessmentFile, Project, read_table, unzipped};

const ROSTER: &str = "roster.csv";

/// A sheet that names people and what their next steps cost.
const PROGRAMME: &str = "Programme places";

fn workbooks(project: &Project) -> Vec<String> {
    let outputs = project.outputs();
    let names = outputs
        .keys()
        .filter_map(|file| file.strip_prefix("managers/"));
    names.map(str::to_owned).collect()
}

/// Each person of a roster without an assessment is missing; the others have the names of their files.
fn company(rows: &str, assessed: &[(&str, &str)]) -> Project {
    let project = Project::with_map();
    fs::write(
        project.input().join(ROSTER),
        format!("Name,Employee ID,Email,Manager,Manager ID,Role level\n{rows}"),
    )
    .unwrap();
    for (name, id) in assessed {
        let form = AssessmentFile::of(name, id, "Engineer")
            .label("Assessed on", "2026-10-05")
            .label("Recommendation", "Promotion")
            .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]);
        project.add(&format!("{name} {id}.xlsx"), &form);
    }
    project
}

fn configure(project: &Project, settings: &str) {
    fs::write(project.input().join("careermap.toml"), settings).unwrap();
}

/// The names in a manager's workbook: those of the heat map, and those who are missing.
fn names(project: &Project, manager: &str) -> BTreeSet<String> {
    let file = project.output().join(format!("managers/{manager}.xlsx"));
    let of = |sheet: &str, first: &str| -> Vec<String> {
        let table = read_table(&file, sheet, first);
        table
            .records()
            .iter()
            .map(|row| row["Name"].to_string())
            .collect()
    };
    let mut all: BTreeSet<String> = of("Heat map", "Team").into_iter().collect();
    all.extend(of("Who is missing", "Name"));
    all.retain(|name| !name.is_empty() && !name.ends_with("people") && !name.contains("Nobody"));
    all
}

#[test]
fn managers_of_the_sample_see_their_own_people_and_nobody_else() {
    let project = Project::sample();
    project
        .careermap(&["run", "--audience", "leadership,managers,anonymous"])
        .ends_with(0)
        .says(&["4 managers' workbooks in"]);
    let data = project.team_sheet("Data");
    let people: BTreeSet<(String, String, String)> = data
        .records()
        .iter()
        .map(|row| {
            let columns = ["Name", "Employee ID", "Manager"];
            columns.map(|column| row[column].to_string()).into()
        })
        .collect();
    assert_eq!(people.len(), 14);
    let outputs = project.outputs();
    let mut searched = 0;
    for file in workbooks(&project) {
        let manager = file.strip_suffix(".xlsx").unwrap();
        let text = unzipped(&outputs[&format!("managers/{file}")]);
        // What people wrote in their own forms may name colleagues: everything else may not.
        let actions = project.output().join(format!("managers/{file}"));
        let table = read_table(&actions, "Actions", "Name");
        let mut own = String::new();
        for row in table.records() {
            for column in ["Action", "Owner", "Success looks like"] {
                own.push_str(&row[column].to_string());
            }
        }
        for (name, id, of) in &people {
            if of == manager {
                assert!(text.contains(name.as_str()), "{file}: {name}");
                continue;
            }
            searched += 1;
            let is_manager = name == manager;
            assert!(
                is_manager || own.contains(name) || !text.contains(name.as_str()),
                "{file}: {name}"
            );
            assert!(!text.contains(id.as_str()), "{file}: {id}");
        }
        for word in [
            "assessments/",
            "Improvement plan",
            "Promotion",
            "@",
            "plans/",
            PROGRAMME,
        ] {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
    assert!(searched > 30, "{searched}");
    // The search would find them.
    let team = unzipped(&outputs["team-gaps.xlsx"]);
    for word in ["assessments/", "Promotion", "plans/", PROGRAMME] {
        assert!(team.contains(word), "{word}");
    }
    assert!(!unzipped(&outputs["team-gaps-anonymous.xlsx"]).contains(PROGRAMME));
    project.careermap(&["verify"]).ends_with(0);
    let page = String::from_utf8(outputs["overview.html"].clone()).unwrap();
    assert!(page.contains("Philippa%20Nkansah.xlsx"));
    assert!(page.contains("with their own people"));
}

#[test]
fn the_same_input_gives_the_same_workbooks_with_any_number_of_threads() {
    let project = Project::sample();
    let run = |jobs: &str| {
        project
            .careermap(&["run", "--audience", "managers", "--jobs", jobs])
            .ends_with(0);
        let mut outputs = project.outputs();
        outputs.retain(|file, _| file.starts_with("managers/"));
        outputs
    };
    let one = run("1");
    assert_eq!(one.len(), 4);
    assert!(one == run("4"));
}

#[test]
fn a_run_keeps_managers_workbooks_only_where_they_are_asked_for() {
    let project = company(
        "Mia Ray,1,,,,Engineer\nAna Sá,2,,Mia Ray,1,Engineer\n",
        &[("Mia Ray", "1"), ("Ana Sá", "2")],
    );
    project
        .careermap(&["run", "--audience", "managers"])
        .ends_with(0);
    assert_eq!(workbooks(&project), ["Mia Ray.xlsx"]);
    assert!(!project.outputs().contains_key("team-gaps.xlsx"));
    let before = project.outputs()["managers/Mia Ray.xlsx"].clone();
    // One plan again: the workbooks stay as they are.
    project.careermap(&["run", "--only", "2"]).ends_with(0);
    assert!(project.outputs()["managers/Mia Ray.xlsx"] == before);
    project
        .careermap(&["run"])
        .ends_with(0)
        .says(&["moved away: withdrawn/managers/Mia Ray.xlsx (it is out of date; --audience managers makes a new one)"]);
    configure(
        &project,
        "[workbook]\naudience = [\"leadership\", \"managers\"]\n",
    );
    project.run(0);
    assert_eq!(workbooks(&project), ["Mia Ray.xlsx"]);
    let listed = fs::read_to_string(project.output().join("manifest.json")).unwrap();
    assert!(listed.contains("\"managers/Mia Ray.xlsx\""));
    project.careermap(&["purge"]).ends_with(0);
    assert!(workbooks(&project).is_empty());
    project.run(0);
    fs::write(project.output().join("managers/Mia Ray.xlsx"), "changed").unwrap();
    let verified = project.careermap(&["verify"]).ends_with(1).stdout();
    assert!(verified.contains("managers/Mia Ray.xlsx"), "{verified}");
}

/// A rating that could not be read is missing from the figures: the manager learns that there is something, and nobody else does.
#[test]
fn messages_about_a_file_are_counted_for_the_manager_whose_people_it_has() {
    let rows = "Ana Sá,1,,Mia Ray,,Engineer\nBo Lind,2,,Zoe Li,,Engineer\n";
    let project = company(rows, &[("Bo Lind", "2")]);
    let form = AssessmentFile::of("Ana Sá", "1", "Engineer")
        .label("Assessed on", "2026-10-05")
        .rating(["Planning", "Engineer", "Zoe Li said so", "", ""]);
    project.add("ana.xlsx", &form);
    project
        .careermap(&["run", "--audience", "managers"])
        .ends_with(1)
        .says(&["Zoe Li said so"]);
    let outputs = project.outputs();
    let [mia, zoe] = ["Mia Ray", "Zoe Li"]
        .map(|manager| unzipped(&outputs[&format!("managers/{manager}.xlsx")]));
    assert!(mia.contains("1 warning while reading."));
    assert!(!zoe.contains("while reading"));
    assert!(!mia.contains("Zoe Li"));
}

#[test]
fn two_managers_of_one_name_never_share_a_file() {
    let rows = "Mia Ray,7,,,,Engineer\nMia Ray,8,,,,Engineer\nAna Sá,1,,Mia Ray,7,Engineer\n\
                Bo Lind,2,,Mia Ray,8,Engineer\nCy Moor,3,,mia ray,,Engineer\n";
    let project = company(rows, &[("Ana Sá", "1"), ("Bo Lind", "2"), ("Cy Moor", "3")]);
    project
        .careermap(&["run", "--audience", "managers"])
        .ends_with(1)
        .says(&[
            "no-manager-workbook",
            "roster.csv",
            "nobody gets a workbook about these people (1 person)",
            "“Manager ID”",
        ]);
    assert_eq!(
        workbooks(&project),
        ["Mia Ray (7).xlsx", "Mia Ray (8).xlsx"]
    );
    assert_eq!(names(&project, "Mia Ray (7)"), ["Ana Sá".to_owned()].into());
    assert_eq!(
        names(&project, "Mia Ray (8)"),
        ["Bo Lind".to_owned()].into()
    );
    // What the message says works.
    let path = project.input().join(ROSTER);
    let mended = fs::read_to_string(&path)
        .unwrap()
        .replace("mia ray,,", "mia ray,8,");
    fs::write(&path, mended).unwrap();
    let ended = project.careermap(&["run", "--audience", "managers"]);
    assert!(!ended.stderr().contains("no-manager-workbook"));
    assert_eq!(
        names(&project, "Mia Ray (8)"),
        ["Bo Lind".to_owned(), "Cy Moor".to_owned()].into()
    );
}

#[test]
fn names_that_make_one_file_name_make_two_files() {
    let long = "Maximiliane ".repeat(9);
    let rows = format!(
        "Ana Sá,1,,{long}North,,Engineer\nBo Lind,2,,{long}South,,Engineer\nCy Moor,3,,CON,,Engineer\n"
    );
    let project = company(
        &rows,
        &[("Ana Sá", "1"), ("Bo Lind", "2"), ("Cy Moor", "3")],
    );
    project
        .careermap(&["run", "--audience", "managers"])
        .ends_with(0);
    let files = workbooks(&project);
    assert_eq!(files.len(), 3, "{files:?}");
    let people: BTreeSet<String> = files
        .iter()
        .flat_map(|file| names(&project, file.strip_suffix(".xlsx").unwrap()))
        .collect();
    assert_eq!(people.len(), 3, "{people:?}");
    assert!(!files.contains(&"CON.xlsx".to_owned()), "{files:?}");
}

#[test]
fn with_a_setting_managers_see_everybody_below() {
    let rows = "Top,1,,,,Engineer\nMid,2,,Top,1,Engineer\nLow,3,,Mid,2,Engineer\nAna,4,,Low,3,Engineer\n\
                Bo,5,,Low,3,Engineer\n";
    let project = company(rows, &[("Mid", "2"), ("Low", "3"), ("Ana", "4")]);
    let run = |code| {
        project
            .careermap(&["run", "--audience", "managers"])
            .ends_with(code)
    };
    let all = |names: &[&str]| -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    };
    run(0);
    assert_eq!(names(&project, "Top"), all(&["Mid"]));
    assert_eq!(names(&project, "Low"), all(&["Ana", "Bo"]));
    configure(&project, "[workbook]\nmanagers-see = \"all-below\"\n");
    run(0);
    assert_eq!(names(&project, "Top"), all(&["Mid", "Low", "Ana", "Bo"]));
    assert_eq!(names(&project, "Mid"), all(&["Low", "Ana", "Bo"]));
    // Somebody at the top who reports to somebody below: nobody sees the whole company by that.
    let path = project.input().join(ROSTER);
    let circle = fs::read_to_string(&path)
        .unwrap()
        .replace("Top,1,,,,", "Top,1,,Low,3,");
    fs::write(&path, circle).unwrap();
    run(1).says(&[
        "reporting-circle",
        "manager-in-circle",
        "only their direct reports",
    ]);
    assert_eq!(names(&project, "Low"), all(&["Top", "Ana", "Bo"]));
    assert_eq!(names(&project, "Mid"), all(&["Low"]));
}
