//! Input with mistakes: each has a clear message with its cell, and everything else is still done.

use crate::harness::{AssessmentFile, Project, career_map, write_rows};

fn ada() -> AssessmentFile {
    AssessmentFile::of("Ada Marsh", "7", "Engineer").rating([
        "Planning",
        "Engineer",
        "Sr. Engineer",
        "",
        "The relay plan.",
    ])
}

fn bo() -> AssessmentFile {
    AssessmentFile::of("Bo Lind", "8", "Junior").rating(["Planning", "Junior", "", "", ""])
}

#[test]
fn a_missing_input_folder_ends_the_run() {
    let project = Project::empty();
    project.careermap(&["run", "nowhere"]).ends_with(2).says(&[
        "nowhere",
        "cannot be read",
        "career-map.xlsx",
    ]);
    assert!(project.outputs().is_empty());
}

#[test]
fn an_empty_input_folder_ends_the_run() {
    let project = Project::empty();
    project
        .run(2)
        .says(&["There is no career-map.xlsx", "[career-map-missing]"]);
    assert!(project.outputs().is_empty());
}

#[test]
fn no_assessments_at_all_end_the_run() {
    let project = Project::with_map();
    project
        .run(2)
        .says(&["assessments", "holds no spreadsheet"]);
    assert!(project.outputs().is_empty());
}

#[test]
fn unrelated_spreadsheets_are_named_and_left_out() {
    let project = Project::with_map();
    let mut budget = rust_xlsxwriter::Workbook::new();
    let sheet = budget.add_worksheet();
    sheet.set_name("Budget").unwrap();
    sheet.write_string(0, 0, "Item").unwrap();
    sheet.write_string(0, 1, "Cost").unwrap();
    project.add_bytes("budget.xlsx", &budget.save_to_buffer().unwrap());
    project.add("ada.xlsx", &ada());
    project.run(1).says(&[
        "assessments/budget.xlsx",
        "No assessment was found",
        "Looked at sheet “Budget”",
        "[no-assessment]",
    ]);
    assert_eq!(project.plans().len(), 1);
}

#[test]
fn only_unrelated_spreadsheets_end_the_run() {
    let project = Project::with_map();
    project.add_bytes("notes.csv", b"when,what\n2026-10-01,lunch\n");
    project.run(2).says(&[
        "assessments/notes.csv",
        "read as separated text",
        "[no-assessment]",
    ]);
    assert!(project.outputs().is_empty());
}

#[test]
fn an_unreadable_file_costs_itself() {
    let project = Project::with_map();
    let whole = ada().workbook().save_to_buffer().unwrap();
    project.add_bytes("cut off.xlsx", &whole[..whole.len() / 2]);
    project.add_bytes("noise.xlsx", &[7; 4096]);
    project.add("bo.xlsx", &bo());
    project
        .run(1)
        .says(&["assessments/cut off.xlsx", "assessments/noise.xlsx"]);
    assert_eq!(
        project.plans().keys().collect::<Vec<_>>(),
        ["North/Bo Lind-8.pdf"]
    );
}

#[test]
fn a_level_that_does_not_exist_is_reported_with_its_cell() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada().label("Role level", "Enginer"));
    project.add(
        "bo.xlsx",
        &bo().rating(["Writing & Speaking", "Directer", "", "", "A talk."]),
    );
    project.run(1).says(&[
        "assessments/ada.xlsx, sheet “Assessment”, cell B3",
        "The role level “Enginer” is not in the career map; the assessment was left out.",
        "Did you mean “Engineer”?",
        "assessments/bo.xlsx, sheet “Assessment”, cell B8",
        "Found “Directer”, expected a rating; it was read as not assessed.",
        "Did you mean “Director”?",
    ]);
    assert_eq!(project.plans().len(), 1);
}

#[test]
fn a_competency_that_the_map_does_not_have_is_reported_with_its_cell() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &ada().rating(["Plannning", "Junior", "", "", ""]),
    );
    project.run(1).says(&[
        "assessments/ada.xlsx, sheet “Assessment”, cell A8",
        "The competency “Plannning” is not in the career map; its row was left out.",
        "Did you mean “Planning”?",
    ]);
    assert_eq!(project.plans().len(), 1);
}

#[test]
fn an_assessment_without_a_name_is_left_out() {
    let project = Project::with_map();
    project.add("nobody.xlsx", &ada().label("Name", ""));
    project.add("bo.xlsx", &bo());
    project.run(1).says(&[
        "assessments/nobody.xlsx, sheet “Assessment”, cell B1",
        "careermap cannot tell whose assessment this is",
        "[name-missing]",
    ]);
    assert_eq!(project.plans().len(), 1);
}

#[test]
fn two_assessments_for_one_employee_id_are_both_left_out() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    project.add("copies/ada again.xlsx", &ada().label("Name", "A. Marsh"));
    project.add("bo.xlsx", &bo());
    project.run(1).says(&[
        "assessments/ada.xlsx",
        "assessments/copies/ada again.xlsx",
        "has the same employee ID 7",
        "[employee-id-twice]",
    ]);
    assert_eq!(
        project.plans().keys().collect::<Vec<_>>(),
        ["North/Bo Lind-8.pdf"]
    );
}

#[test]
fn strict_writes_nothing_if_anything_is_wrong() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    project.add_bytes("noise.xlsx", &[7; 4096]);
    project
        .careermap(&["run", "--strict"])
        .ends_with(2)
        .says(&["--strict"]);
    assert!(project.outputs().is_empty());
}

#[test]
fn files_that_were_not_written_by_a_run_are_never_touched() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    std::fs::create_dir(project.output()).unwrap();
    std::fs::write(project.output().join("team-gaps.xlsx"), b"mine").unwrap();
    project.run(1).says(&[
        "team-gaps.xlsx",
        "was not written by careermap",
        "another output folder",
    ]);
    // A second run does the same.
    project.run(1);
    let outputs = project.outputs();
    assert_eq!(outputs["team-gaps.xlsx"], b"mine");
    assert_eq!(project.plans().len(), 1);
}

#[test]
fn text_from_cells_is_data() {
    let project = Project::with_map();
    let nasty = "#panic() *bold* $x$ <b> =1+1 @here \\ // {{7*7}} \u{1b}[31m";
    project.add(
        "nasty.xlsx",
        &AssessmentFile::of("=cmd|' /C calc'!A0 #eval(\"1\")", "../../9", "Engineer")
            .label("Team", "..")
            .rating(["Planning", "Junior", "", "", nasty]),
    );
    project.run(0);
    let (file, plan) = project.plans().into_iter().next().unwrap();
    assert!(file.starts_with("_/=cmd_"), "{file}");
    assert!(!file.contains(".."), "{file}");
    plan.must_have(&["#panic() *bold* $x$ <b> =1+1 @here \\ // {{7*7}}"]);
    let data = project.team_sheet("Data");
    assert_eq!(
        data.records()[0]["Name"].to_string(),
        "=cmd|' /C calc'!A0 #eval(\"1\")"
    );
}

/// Errors come before warnings, and people without a plan come last, with the reason.
#[test]
fn the_closing_lines_say_who_has_no_plan_and_why() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    let odd = bo().rating(["Writing & Speaking", "Wizard", "", "", ""]);
    project.add("bo.xlsx", &odd);
    project.add("cy.xlsx", &AssessmentFile::of("Cy Noor", "9", "Emperor"));
    project.add_bytes("scan.xlsx", b"PK\x03\x04 and no more of the file");
    let said = project.run(1).stderr();
    let at = |text: &str| {
        said.find(text)
            .unwrap_or_else(|| panic!("{text:?} in:\n{said}"))
    };
    assert!(at("error: ") < at("warning: "), "{said}");
    assert!(at("2 plans for 2 people in ") > at("warning: "), "{said}");
    assert!(
        said.ends_with(
            "2 files without a plan:\n  assessments/cy.xlsx: left out; see the errors\n  \
             assessments/scan.xlsx: left out; see the errors\n"
        ),
        "{said}"
    );
}

/// Weights are refused with the settings, before anything is read.
#[test]
fn a_weight_that_is_none_ends_the_run() {
    for weight in ["1e308", "-1", "1000.5", "nan"] {
        let project = Project::with_map();
        project.add("ada.xlsx", &ada());
        let settings = format!("[map.weights]\nPlanning = {weight}\n");
        std::fs::write(project.input().join("careermap.toml"), settings).unwrap();
        for command in ["run", "check"] {
            project
                .careermap(&[command])
                .ends_with(2)
                .says(&["careermap.toml", "a weight is a number from 0 to 1000"]);
        }
        assert!(project.outputs().is_empty());
    }
}

/// On a map of numbers somebody may have more than any level requires: up to the top of the scale, where the settings name
/// it.
#[test]
fn a_rating_may_reach_the_top_of_the_scale() {
    let project = Project::empty();
    let map = "Competency,Junior,Senior\nPlanning,1,3\nWriting,1,2\n";
    std::fs::create_dir_all(project.input().join("assessments")).unwrap();
    std::fs::write(project.input().join("career-map.csv"), map).unwrap();
    let form = "Name,Ada Marsh\nRole level,Junior\n\nCompetency,Self level,Manager level\nPlanning,5,5\nWriting,2,2\n";
    std::fs::write(project.assessment("ada.csv"), form).unwrap();
    project
        .run(1)
        .says(&["5, which is not on the scale from 0 to 3"]);
    let settings = |top: &str| {
        let text = format!("[map]\nscale-top = {top}\n");
        std::fs::write(project.input().join("careermap.toml"), text).unwrap();
    };
    settings("5");
    project.run(0);
    let data = project.team_sheet("Data");
    let ratings: Vec<String> = data
        .records()
        .iter()
        .map(|record| record["Rating"].to_string())
        .collect();
    assert_eq!(ratings, ["5", "2"]);
    settings("0");
    project.run(2).says(&["from 1 to 100"]);
}

#[test]
fn strict_looks_at_what_is_made_too() {
    // A plan that fails.
    let project = Project::with_map();
    project.add("ada.xlsx", &ada()).add("bo.xlsx", &bo());
    let own = project.input().with_file_name("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("plan.typ"), "#nothing-of-that-name").unwrap();
    let strict = ["run", "--strict", "--date", "2026-12-24"];
    let with_own = [&strict[..], &["--templates", "own"]].concat();
    project
        .careermap(&with_own)
        .ends_with(2)
        .says(&["[plan-failed]", "--strict"]);
    assert!(!project.output().exists());
    project.run(0);
    let before = project.outputs();
    project.careermap(&with_own).ends_with(2);
    assert!(project.outputs() == before);

    // A workbook that cannot be written.
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    std::fs::create_dir(project.output()).unwrap();
    std::fs::write(project.output().join("team-gaps.xlsx"), b"mine").unwrap();
    project.careermap(&strict).ends_with(2).says(&[
        "team-gaps.xlsx",
        "was not written by careermap",
        "--strict",
    ]);
    assert_eq!(
        project.outputs().keys().collect::<Vec<_>>(),
        ["team-gaps.xlsx"]
    );
    std::fs::remove_file(project.output().join("team-gaps.xlsx")).unwrap();
    project.careermap(&strict).ends_with(0);
}

#[cfg(unix)]
#[test]
fn a_career_map_and_a_roster_may_be_links() {
    use std::os::unix::fs::symlink;

    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    let map = project.input().join("career-map.xlsx");
    let elsewhere = project.input().with_file_name("our levels.xlsx");
    std::fs::rename(&map, &elsewhere).unwrap();
    symlink("../our levels.xlsx", &map).unwrap();
    project.run(0);
    // A broken link exists, but cannot be read.
    let roster = project.input().join("roster.xlsx");
    symlink("../nowhere.xlsx", &roster).unwrap();
    project
        .run(1)
        .says(&["roster.xlsx", "cannot be read", "[file-unreadable]"]);
    std::fs::remove_file(elsewhere).unwrap();
    project
        .run(2)
        .says(&["career-map.xlsx", "cannot be read", "[file-unreadable]"]);
    let settings = "career-map = \"career-map.xlsx\"";
    std::fs::write(project.input().join("careermap.toml"), settings).unwrap();
    project.run(2).says(&["cannot be read"]);
}

#[test]
fn tags_that_nobody_sees_reach_neither_terminal_nor_names() {
    let project = Project::with_map();
    let tags: String = "hidden"
        .chars()
        .map(|c| char::from_u32(0xE_0000 + c as u32).unwrap())
        .collect();
    project.add(
        &format!("ada{tags}.xlsx"),
        &ada()
            .label("Name", &format!("Ada{tags} Marsh"))
            .label("Team", &format!("North{tags}"))
            .label("Role level", &format!("Engineer{tags}"))
            .rating(["Writing & Speaking", &format!("Wizard{tags}"), "", "", ""]),
    );
    let said = project.run(1).says(&["Wizard"]);
    for text in [said.stdout(), said.stderr()] {
        assert!(
            !text
                .chars()
                .any(|c| ('\u{e0000}'..='\u{e007f}').contains(&c)),
            "{text:?}"
        );
    }
    assert_eq!(
        project.plans().keys().collect::<Vec<_>>(),
        ["North/Ada Marsh-7.pdf"]
    );
}

#[test]
fn what_cannot_be_booked_stays_out_of_the_programme_and_is_named_by_its_cell() {
    let mut map = career_map();
    let library = map.add_worksheet();
    library.set_name("Development actions").unwrap();
    let rows = [
        ["Competency", "Level", "Action", "Cost", "Currency", "Seats"],
        ["Planning", "", "Plan a relay", "ask us", "EUR", ""],
        [
            "Planning",
            "",
            "Plan a camp",
            "100",
            "Dollars of Atlantis",
            "",
        ],
        ["Planning", "", "Plan a fair", "100", "EUR", "0"],
        ["Planning", "Wizard", "Plan a move", "100", "EUR", ""],
        ["Juggling", "", "Juggle", "100", "EUR", ""],
        ["Planning", "", "Plan a walk", "100", "EUR", "4"],
    ];
    write_rows(library, rows);
    let project = Project::with(&mut map);
    project.add("bo.xlsx", &bo());
    project.run(1).says(&[
        "“Development actions”, cell D2",
        "[library-cost]",
        "“Development actions”, cell E3",
        "[library-currency]",
        "“Development actions”, cell F4",
        "[library-seats]",
        "“Development actions”, cell B5",
        "[library-level]",
        "“Development actions”, cell A6",
        "[library-competency]",
    ]);
    // Bo needs the next step in Planning, and only the action without a mistake can be booked.
    let programme = format!("{:?}", project.team_sheet("Programme"));
    assert!(programme.contains("Plan a walk"), "{programme}");
    for left_out in [
        "Plan a relay",
        "Plan a camp",
        "Plan a fair",
        "Plan a move",
        "Juggle",
    ] {
        assert!(!programme.contains(left_out), "{left_out}: {programme}");
    }
}

#[test]
fn an_offer_to_help_in_something_unknown_is_named_with_the_nearest_and_a_line_that_works() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &ada().label("Willing to help others in", "Planing; Foresight"),
    );
    project.run(1).says(&[
        "assessments/ada.xlsx",
        "“Planing”, named here as something to help others in, is not a competency of the career map; it was left out.",
        "Did you mean “Planning”?",
        "“Foresight”, named here",
        "[unknown-competency]",
    ]);
    // The very lines of the messages.
    std::fs::write(
        project.input().join("careermap.toml"),
        "[assessments.competencies]\n\"Planing\" = \"Planning\"\n\"Foresight\" = \"Planning\"\n",
    )
    .unwrap();
    project.run(0);
    let mentors = format!("{:?}", project.team_sheet("Mentors"));
    assert!(mentors.contains("Ada Marsh"), "{mentors}");
}
