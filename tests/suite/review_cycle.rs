//! A whole review cycle: start a project, hand out forms, see who is missing, carry actions over.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;

use crate::harness::{AssessmentFile, Project, write_rows};

const HEADINGS: [&str; 8] = [
    "Name",
    "Employee ID",
    "Email",
    "Team",
    "Manager",
    "Role level",
    "Track",
    "Target level",
];

fn roster(folder: &Path, rows: &[[&str; 8]]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write_rows(sheet, std::iter::once(&HEADINGS).chain(rows));
    workbook.save(folder.join("roster.xlsx")).unwrap();
}

const ADA: [&str; 8] = [
    "Ada Marsh",
    "7",
    "ada@company.example",
    "North",
    "Zoë Li",
    "Engineer",
    "IC",
    "",
];
const BO: [&str; 8] = ["Bo Lind", "8", "", "North", "=Zoë", "Junior", "", ""];

#[test]
fn a_new_project_works_at_once_and_is_never_overwritten() {
    let project = Project::empty();
    project
        .careermap(&["init", "Autumn"])
        .ends_with(0)
        .says(&["careermap forms \"Autumn\""]);
    // The example is in order: there is no message, not even a note.
    let said = project.careermap(&["check", "Autumn"]).ends_with(0);
    assert!(
        said.stdout().ends_with("No problems.\n"),
        "{}",
        said.stdout()
    );
    assert_eq!(said.stderr(), "Reading Autumn …\n");
    project
        .careermap(&["run", "Autumn"])
        .ends_with(0)
        .says(&["2 plans for 2 people", "no problems"]);
    assert_eq!(
        project.plans().keys().collect::<Vec<_>>(),
        [
            "Example team/Kim Sample-EX-2.pdf",
            "Example team/Robin Example-EX-1.pdf"
        ]
    );
    project
        .careermap(&["forms", "Autumn"])
        .ends_with(0)
        .says(&["2 new"]);
    let said = project.careermap(&["init", "Autumn"]).ends_with(0);
    assert!(
        said.stderr().contains("Nothing was made in Autumn"),
        "{}",
        said.stderr()
    );
    assert!(!said.stderr().contains("Next:"), "{}", said.stderr());

    let config = project
        .output()
        .with_file_name("Autumn")
        .join("careermap.toml");
    fs::write(&config, "# mine").unwrap();
    project
        .careermap(&["init", "Autumn"])
        .ends_with(1)
        .says(&["kept: careermap.toml"]);
    assert_eq!(fs::read(&config).unwrap(), b"# mine");
}

#[test]
fn forms_are_kept_unless_force_says_otherwise() {
    let project = Project::with_map();
    roster(&project.input(), &[ADA, BO]);
    project
        .careermap(&["forms"])
        .ends_with(0)
        .says(&["2 forms in forms: 2 new"]);
    let forms = project.output().with_file_name("forms");
    let ada = forms.join("Zoë Li").join("Ada Marsh-7.xlsx");
    project
        .careermap(&["forms"])
        .ends_with(0)
        .says(&["2 unchanged"]);
    fs::write(&ada, b"filled in").unwrap();
    project
        .careermap(&["forms"])
        .ends_with(1)
        .says(&["kept: Zoë Li/Ada Marsh-7.xlsx", "--force"]);
    assert_eq!(fs::read(&ada).unwrap(), b"filled in");
    project
        .careermap(&["forms", "--force"])
        .ends_with(0)
        .says(&["1 overwritten"]);
    assert_ne!(fs::read(&ada).unwrap(), b"filled in");
}

#[test]
fn forms_need_a_roster_with_levels() {
    let project = Project::with_map();
    project
        .careermap(&["forms"])
        .ends_with(2)
        .says(&["roster.xlsx", "[roster-missing]"]);
    let mut nobody = BO;
    nobody[5] = "";
    roster(&project.input(), &[ADA, nobody]);
    project
        .careermap(&["forms"])
        .ends_with(1)
        .says(&["[role-level-missing]", "Bo Lind", "1 new"]);
}

#[test]
fn an_empty_form_that_comes_back_is_an_assessment_without_ratings() {
    let project = Project::with_map();
    roster(&project.input(), &[ADA, BO]);
    project
        .careermap(&["forms", "-o", "input/assessments"])
        .ends_with(0);
    let report = project.careermap(&["check"]).ends_with(0).stdout();
    for text in [
        "2 people in 1 team; the roster has 2 people, nobody is missing",
        "- Ada Marsh (7): self 0 of 2, manager 0 of 2",
    ] {
        assert!(report.contains(text), "{text} is missing from:\n{report}");
    }
}

#[test]
fn who_is_missing_is_named_for_people_programs_and_reminders() {
    let project = Project::with_map();
    roster(&project.input(), &[ADA, BO]);
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .rating(["Planning", "Engineer", "Engineer", "", ""]),
    );
    let said = project
        .careermap(&["check", "--reminders", "reminders.csv"])
        .ends_with(1);
    for text in [
        "the roster has 2 people, 1 missing",
        "- Bo Lind (8): no assessment yet",
        "- Ada Marsh (7): self 1 of 2, manager 1 of 2",
    ] {
        assert!(
            said.stdout().contains(text),
            "{text} is missing from:\n{}",
            said.stdout()
        );
    }
    let csv = fs::read_to_string(project.output().with_file_name("reminders.csv")).unwrap();
    assert!(csv.contains("'=Zoë,,1,Bo Lind (8),,"), "{csv}");
    assert!(
        csv.contains("Zoë Li,,1,,Ada Marsh (7) 1 of 2,Ada Marsh (7) 1 of 2"),
        "{csv}"
    );

    let json = project
        .careermap(&["check", "--format", "json"])
        .ends_with(1)
        .stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["missing"][0]["name"], "Bo Lind");
    assert_eq!(json["missing"][0]["cell"], "A3");
    project.run(0).says(&[
        "1 plan for 2 people",
        "1 person without a plan:\n  Bo Lind (8): no assessment yet\n",
    ]);
}

#[test]
fn whose_file_was_left_out_is_not_called_missing_whatever_the_file_is_called() {
    let project = Project::with_map();
    roster(&project.input(), &[ADA, BO]);
    // Neither the file's name nor the message says whose it is.
    project.add(
        "scan 12.xlsx",
        &AssessmentFile::of("Bo Lind", "8", "Wizard").rating(["Planning", "Junior", "", "", ""]),
    );
    let said = project.careermap(&["check"]).ends_with(1).stdout();
    for text in [
        "- Ada Marsh (7): no assessment yet",
        "- Bo Lind (8): there is a file, but it could not be used; see the errors",
    ] {
        assert!(said.contains(text), "{text} is missing from:\n{said}");
    }
}

#[test]
fn what_disagrees_with_the_roster_is_named_with_both_cells() {
    let project = Project::with_map();
    let mut ada = ADA;
    ada[5] = "Director";
    roster(&project.input(), &[ada]);
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .rating(["Planning", "Engineer", "Engineer", "", ""]),
    );
    project.add(
        "cy.xlsx",
        &AssessmentFile::of("Cy Moor", "9", "Junior").rating(["Planning", "Junior", "", "", ""]),
    );
    project.careermap(&["check"]).ends_with(1).says(&[
        "assessments/ada.xlsx, sheet “Assessment”, cell B3",
        "“Engineer” here and “Director” on the roster (roster.xlsx, sheet “Sheet1”, cell F2)",
        "[roster-disagrees]",
        "Cy Moor is not on the roster",
        "[not-on-roster]",
    ]);
}

#[test]
fn the_files_of_a_person_and_of_the_manager_are_one_assessment() {
    let project = Project::with_map();
    let mut ada = ADA;
    ada[1] = "0007";
    roster(&project.input(), &[ada]);
    // A spreadsheet program has removed the leading zeros, as it does with numbers.
    project.add(
        "ada-self.xlsx",
        &AssessmentFile::of("Marsh, Ada", "7", ada[5])
            .label("Team", ada[3])
            .label("Manager", ada[4])
            .rating(["Planning", "Director", "", "", "The relay plan."]),
    );
    project.add(
        "ada-manager.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", ada[5])
            .label("Team", ada[3])
            .label("Manager", ada[4])
            .rating(["Planning", "", "Junior", "", "Customers agree."]),
    );
    let json = project
        .careermap(&["check", "--format", "json"])
        .ends_with(0)
        .stdout();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["people"].as_array().unwrap().len(), 1, "{json}");
    assert_eq!(json["missing"].as_array().unwrap().len(), 0);
    let said = project.careermap(&["check"]).ends_with(0).says(&[
        "[files-joined]",
        "assessments/ada-self.xlsx",
        "assessments/ada-manager.xlsx",
        "[id-padded]",
        "7 here and 0007 on the roster",
    ]);
    assert!(
        said.stdout()
            .contains("Ada Marsh (7): self 1 of 2, manager 1 of 2"),
        "{}",
        said.stdout()
    );
}

#[test]
fn open_actions_of_the_last_cycle_are_in_the_new_forms() {
    let project = Project::sample();
    // The sample's own people are on the new roster, with their IDs.
    let next = project.output().with_file_name("next");
    fs::create_dir_all(&next).unwrap();
    fs::copy(
        project.input().join("career-map.xlsx"),
        next.join("career-map.xlsx"),
    )
    .unwrap();
    let mut rows = Vec::new();
    let names = [("Amara Okonkwo", "LF-0131"), ("Bożena Gąsiorek", "LF-0102")];
    for (name, id) in names {
        rows.push([name, id, "", "Events", "Kim", "Community Manager", "", ""]);
    }
    roster(&next, &rows);
    let said = project
        .careermap(&[
            "forms",
            "next",
            "--previous",
            "input",
            "-o",
            "next/assessments",
        ])
        .ends_with(0)
        .stderr();
    assert!(!said.contains("0 open actions"), "{said}");
    // What was carried over is read back from the new forms.
    project
        .careermap(&["run", "next", "-o", "output"])
        .ends_with(0);
    let actions = project.team_sheet("Actions");
    assert!(!actions.rows.is_empty());
}

/// Outcomes as a manager hands them in: name, recommendation, summary.
fn outcomes(file: &Path, rows: &[[&str; 3]]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = ["Name", "Recommendation", "Manager summary"];
    write_rows(sheet, std::iter::once(&headings).chain(rows));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    workbook.save(file).unwrap();
}

#[test]
fn outcomes_reach_the_workbook_and_no_plan_wherever_they_lie() {
    for folder in ["assessments/deep/er", "outcomes"] {
        let project = Project::with_map();
        roster(&project.input(), &[ADA]);
        project.add(
            "ada.xlsx",
            &AssessmentFile::of("Ada Marsh", "7", "Engineer")
                .label("Team", "North")
                .label("Manager", "Zoë Li")
                .label("Email", ADA[2])
                .label("Track", "IC")
                .label("Where I want to go", "Lead people")
                .rating(["Planning", "Engineer", "Engineer", "", ""]),
        );
        outcomes(
            &project.input().join(folder).join("Zoë.xlsx"),
            &[["Marsh, Ada", "Promotion", "Xylophonic work."]],
        );
        project.run(0);
        let sheet = project.team_sheet("Review outcomes");
        let said = |text: &str| sheet.rows.iter().flatten().any(|cell| *cell == text);
        assert!(said("Promotion") && said("Xylophonic work."), "{folder}");
        let plans = project.plans();
        assert_eq!(plans.len(), 1);
        for plan in plans.values() {
            assert!(plan.has("Lead people"), "{folder}");
            assert!(
                !plan.has("Xylophonic") && !plan.has("Promotion"),
                "{folder}"
            );
        }
    }
}

#[test]
fn of_two_outcomes_that_differ_none_is_used_and_both_cells_are_named() {
    let project = Project::with_map();
    roster(&project.input(), &[ADA]);
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .label("Recommendation", "None")
            .rating(["Planning", "Engineer", "Engineer", "", ""]),
    );
    outcomes(
        &project.input().join("outcomes/Zoë.xlsx"),
        &[["Ada Marsh", "Promotion", ""]],
    );
    project.run(1).says(&[
        "The recommendation for Ada Marsh is “None” here and “Promotion” in outcomes/Zoë.xlsx, sheet “Sheet1”, cell B2",
        "assessments/ada.xlsx, sheet “Assessment”, cell",
        "[outcomes-differ]",
    ]);
    let sheet = project.team_sheet("Review outcomes");
    let said = |text: &str| sheet.rows.iter().flatten().any(|cell| *cell == text);
    assert!(!said("Promotion") && !said("None"));
}

#[test]
fn managers_of_one_name_have_a_folder_and_a_file_each() {
    let project = Project::with_map();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["Name", "Employee ID", "Manager", "Manager ID", "Role level"],
        ["Ada Marsh", "7", "Mia Ray", "70", "Engineer"],
        ["Bo Lind", "8", "Mia Ray", "80", "Junior"],
    ];
    write_rows(sheet, rows);
    workbook.save(project.input().join("roster.xlsx")).unwrap();
    project
        .careermap(&["forms"])
        .ends_with(0)
        .says(&["2 files for managers’ outcomes: 2 new"]);
    let forms = project.output().with_file_name("forms");
    for (file, there) in [
        ("Mia Ray (70)/Ada Marsh-7.xlsx", true),
        ("Mia Ray (70)/Outcomes – Mia Ray (70).xlsx", true),
        ("Mia Ray (80)/Bo Lind-8.xlsx", true),
        ("Mia Ray (80)/Outcomes – Mia Ray (80).xlsx", true),
        ("Mia Ray", false),
    ] {
        assert_eq!(forms.join(file).exists(), there, "{file}");
    }
}
