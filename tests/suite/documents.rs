//! The texts of a plan, read from the PDF itself.

use crate::harness::{AssessmentFile, PdfFile, Project, career_map};

fn plan_of(assessment: &AssessmentFile) -> PdfFile {
    let project = Project::with_map();
    project.add("one.xlsx", assessment);
    project.run(0);
    project.plans().into_values().next().unwrap()
}

fn engineer() -> AssessmentFile {
    AssessmentFile::of("Ada Marsh", "7", "Engineer").label("Assessed on", "2026-10-05")
}

#[test]
fn a_plan_is_tagged_and_says_its_language() {
    let plan = plan_of(&engineer().rating(["Planning", "Junior", "Junior", "", "The relay plan."]));
    assert!(plan.is_tagged());
    assert_eq!(plan.language().as_deref(), Some("en"));
}

#[test]
fn the_next_step_is_one_level_above_the_rating_in_the_maps_words() {
    let plan = plan_of(&engineer().rating(["Planning", "Junior", "Junior", "", "The relay plan."]));
    // Rated Junior, role Engineer, target Sr. Engineer: the next step is Engineer.
    plan.must_have(&["Plans a week", "Estimates own work", "The relay plan."]);
    let front: String = plan.page_texts()[0].clone();
    assert!(
        front.contains("Sr.Engineer"),
        "the target level is on the first page"
    );
    assert!(
        front.contains("5October2026"),
        "the as-of date is on the first page"
    );
}

#[test]
fn what_is_for_leadership_is_not_in_the_plan() {
    let plan = plan_of(
        &engineer()
            .label("Recommendation", "Promotion")
            .label("Manager summary", "Ready for more, says the summary")
            .rating(["Planning", "Engineer", "Engineer", "", ""]),
    );
    assert!(!plan.has("Promotion"));
    assert!(!plan.has("says the summary"));
}

#[test]
fn a_character_that_no_font_has_is_named_and_the_plan_is_made() {
    let project = Project::with_map();
    project.add(
        "one.xlsx",
        &AssessmentFile::of("Tama \u{378}", "7", "Engineer")
            .rating(["Planning", "Junior", "", "", ""]),
    );
    project
        .run(1)
        .says(&["The plan of Tama", "U+0378", "[character-missing]"]);
    assert_eq!(project.plans().len(), 1);
}

#[test]
fn the_cell_of_a_character_that_no_font_has_is_named() {
    let project = Project::with_map();
    let assessment = engineer()
        .rating(["Planning", "Junior", "", "", "The relay \u{378} plan."])
        .action(["Planning", "Plan \u{379}", "", "", "", "", "", ""]);
    project.add("one.xlsx", &assessment);
    project.run(1).says(&[
        "one.xlsx, sheet “Assessment”, cell E8",
        "The plan of Ada Marsh shows a replacement character for characters that no font has",
        ": \u{378} (U+0378).",
        "one.xlsx, sheet “Actions”, cell B2",
        ": \u{379} (U+0379).",
    ]);
    project.plans()["North/Ada Marsh-7.pdf"].must_have(&["The relay \u{FFFD} plan."]);
}

#[test]
fn a_character_of_the_career_map_that_no_font_has_is_named_once() {
    let mut map = career_map();
    map.worksheet_from_index(0)
        .unwrap()
        .write_string(3, 0, "Writing \u{378}")
        .unwrap();
    let project = Project::with(&mut map);
    for (file, id) in [("one.xlsx", "7"), ("two.xlsx", "8")] {
        project.add(
            file,
            &AssessmentFile::of("Ada Marsh", id, "Engineer")
                .rating(["Planning", "Junior", "", "", ""]),
        );
    }
    let said = project.run(1).stderr();
    assert_eq!(said.matches("[character-missing]").count(), 1, "{said}");
    assert!(
        said.contains("career-map.xlsx, sheet “Sheet1”, cell A4"),
        "{said}"
    );
    assert_eq!(project.plans().len(), 2);
}

#[test]
fn a_character_of_the_settings_that_no_font_has_is_named_with_each_plan() {
    let project = Project::with_map();
    std::fs::write(
        project.input().join("careermap.toml"),
        "[organisation]\nname = \"Relay \u{378}\"",
    )
    .unwrap();
    for (file, id) in [("one.xlsx", "7"), ("two.xlsx", "8")] {
        let assessment = AssessmentFile::of("Ada Marsh", id, "Engineer");
        project.add(
            file,
            &assessment.rating(["Planning", "Junior", "", "", "A \u{379}"]),
        );
    }
    project.run(1);
    let said = project.messages();
    for file in ["one.xlsx", "two.xlsx"] {
        // A setting has no cell, so the message names the form; a character from a cell is reported only for that cell.
        for (place, character) in [("", "U+0378"), (", cell E7", "U+0379")] {
            let at = format!("{file}, sheet “Assessment”{place}\n");
            let (_, about) = said.split_once(&at).unwrap_or_else(|| panic!("{said}"));
            assert!(about.lines().next().unwrap().contains(character), "{said}");
        }
    }
    assert_eq!(said.matches("[character-missing]").count(), 4, "{said}");
    assert_eq!(project.plans().len(), 2);
}

#[test]
fn plans_fit_every_standing() {
    let cases = [
        ("nothing rated", engineer()),
        (
            "no gap",
            engineer()
                .rating(["Planning", "Director", "Director", "", ""])
                .rating(["Writing & Speaking", "Director", "Director", "", ""]),
        ),
        (
            "the top",
            engineer()
                .label("Role level", "Director")
                .rating(["Planning", "Junior", "", "", ""]),
        ),
        (
            "staying",
            engineer()
                .label("Target level", "Engineer")
                .rating(["Planning", "Junior", "", "", ""]),
        ),
        (
            "does not apply",
            engineer().rating(["Planning", "N/A", "", "", ""]).rating([
                "Writing & Speaking",
                "N/A",
                "",
                "",
                "",
            ]),
        ),
        (
            "a change of track",
            engineer()
                .label("Role level", "Sr. Engineer")
                .label("Track", "IC")
                .label("Target level", "Director (Manager)")
                .rating(["Planning", "Junior", "", "", ""]),
        ),
        (
            "very long evidence",
            engineer().rating([
                "Planning",
                "Junior",
                "",
                "",
                &"Another week, another plan. ".repeat(400),
            ]),
        ),
    ];
    for (case, assessment) in cases {
        let plan = plan_of(&assessment);
        let pages = plan.page_texts();
        assert!(
            pages.iter().all(|page| page.len() > 120),
            "{case}: no page is empty"
        );
        assert!(plan.has("Ada Marsh"), "{case}");
    }
}
