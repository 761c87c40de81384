//! Documents about levels, made from the career map alone.

use std::fs;

use crate::harness::{AssessmentFile, PdfFile, Project};

const PROFILE: &str = "03 Sr. Engineer/Sr. Engineer - role profile.pdf";
const JOB: &str = "03 Sr. Engineer/Sr. Engineer - job description.pdf";
const GUIDE: &str = "03 Sr. Engineer/Sr. Engineer - interview guide.pdf";

#[test]
fn every_level_has_a_profile_a_job_description_and_an_interview_guide() {
    let project = Project::with_map();
    project
        .careermap(&["profile"])
        .ends_with(0)
        .says(&["12 documents about 4 levels in profiles: 12 new"]);
    let documents = project.pdfs_below("profiles");
    assert_eq!(documents.len(), 12);
    for (file, document) in &documents {
        assert!(document.is_tagged(), "{file}");
        assert_eq!(document.language().as_deref(), Some("en"), "{file}");
        assert!(document.pages() <= 2, "{file}: {}", document.pages());
        assert!(
            document.page_texts().iter().all(|page| page.len() > 120),
            "{file}: no page is empty"
        );
    }
    // In the map's words, at the level and at the one below.
    documents[PROFILE].must_have(&[
        "Role profile",
        "Sr. Engineer",
        "Individual contributor / Management",
        "Plans a quarter",
        "Writes for the company",
        "Five years of practice",
        "One level below: Engineer",
        "Plans a week",
    ]);
    documents[JOB].must_have(&[
        "Job description",
        "Location",
        "Pay",
        "Tasks of this position",
        "Names the risks",
    ]);
    assert!(!documents[JOB].has("Plans a week"));
    documents[GUIDE].must_have(&[
        "Interview guide",
        "Names the risks",
        "Estimates own work",
        "Questions",
        "at Sr. Engineer",
        "not enough heard",
    ]);
    // The most junior level has no level below it.
    assert!(!documents["01 Junior/Junior - role profile.pdf"].has("One level below"));

    project
        .careermap(&["profile"])
        .ends_with(0)
        .says(&["0 new, 0 changed, 12 unchanged"]);
}

#[test]
fn one_level_for_one_track() {
    let project = Project::with_map();
    project
        .careermap(&[
            "profile",
            "--level",
            "senior engineer",
            "--track",
            "manager",
            "-o",
            "for hiring",
        ])
        .ends_with(0)
        .says(&["3 documents about 1 level"]);
    let documents = project.pdfs_below("for hiring");
    assert_eq!(documents.len(), 3);
    let profile =
        &documents["03 Sr. Engineer (Management)/Sr. Engineer (Management) - role profile.pdf"];
    // Engineer is for individual contributors only, so the level below on this track is Junior.
    profile.must_have(&[
        "Role profile: Sr. Engineer (management)",
        "One level below: Junior",
    ]);
    assert!(!profile.has("Individual contributor"));
}

#[test]
fn a_level_that_is_not_on_the_map_is_named_with_the_nearest() {
    let project = Project::with_map();
    project
        .careermap(&["profile", "--level", "Enginer"])
        .ends_with(2)
        .says(&[
            "no level “Enginer”",
            "Did you mean “Engineer”?",
            "[level-unknown]",
        ]);
    project
        .careermap(&["profile", "--level", "Director", "--track", "ic"])
        .ends_with(2)
        .says(&["[level-unknown]"]);
    assert!(!project.input().with_file_name("profiles").exists());
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let project = Project::with_map();
    let theirs = project
        .input()
        .with_file_name("profiles")
        .join("03 Sr. Engineer");
    fs::create_dir_all(&theirs).unwrap();
    let theirs = theirs.join("Sr. Engineer - role profile.pdf");
    fs::write(&theirs, "mine").unwrap();
    project
        .careermap(&["profile"])
        .ends_with(1)
        .says(&["Sr. Engineer - role profile.pdf", "[not-written]"]);
    assert_eq!(fs::read(theirs).unwrap(), b"mine");
}

#[test]
fn the_folder_of_plans_is_left_to_the_plans() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .rating(["Planning", "Junior", "", "", ""]),
    );
    project.run(0);
    let before = project.outputs();
    project
        .careermap(&["profile", "-o", "output"])
        .ends_with(2)
        .says(&["another command of careermap wrote to output"]);
    assert!(!project.output().join(".careermap-staging").exists());
    assert!(project.outputs() == before);
}

#[test]
fn the_sample_company_in_every_language() {
    let project = Project::sample();
    for (language, words) in [
        ("en", "What the level expects"),
        ("de", "Was die Stufe erwartet"),
        ("fr", "Ce que le niveau attend"),
        ("es", "Lo que espera el nivel"),
    ] {
        fs::write(
            project.input().join("careermap.toml"),
            format!("[plans]\nlanguage = \"{language}\"\n"),
        )
        .unwrap();
        project
            .careermap(&["profile", "--level", "Community Director"])
            .ends_with(0);
        let documents = project.pdfs_below("profiles");
        let pages: Vec<usize> = documents.values().map(PdfFile::pages).collect();
        // Interview guide, job description, role profile.
        assert_eq!(pages, [5, 2, 2], "{language}");
        documents["04 Community Director/Community Director - role profile.pdf"]
            .must_have(&[words, "Sr. Community Manager"]);
    }
}
