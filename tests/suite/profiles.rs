//! Documents about levels, made from the career map alone.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, open_workbook_auto};

use crate::harness::{AssessmentFile, PdfFile, Project, read_sheet, squeeze};

const PROFILE: &str = "03 Sr. Engineer/Sr. Engineer - role profile.pdf";
const JOB: &str = "03 Sr. Engineer/Sr. Engineer - job description.pdf";
const GUIDE: &str = "03 Sr. Engineer/Sr. Engineer - interview guide.pdf";

#[test]
fn every_level_has_a_profile_a_job_description_and_an_interview_guide() {
    let project = Project::with_map();
    project
        .careermap(&["profile"])
        .ends_with(0)
        .says(&["16 documents about 4 levels in profiles: 16 new"]);
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
        "About the company and the team",
        "How to apply",
    ]);
    // What Engineer expects already is required; what is new at Sr. Engineer can be learned here. Facts are required.
    assert_order(
        &documents[JOB],
        &[
            "Required",
            "Can be learned here",
            "Planning",
            "Plans a week",
            "Names the risks",
            "Writing & Speaking",
            "Writes for the team",
            "Writes for the company",
            "Background",
            "Five years of practice",
        ],
    );
    // Nothing is below the most junior level.
    let junior = &documents["01 Junior/Junior - job description.pdf"];
    junior.must_have(&[
        "Nothing in these areas is required: you can learn all of this with us.",
        "Plans a day",
    ]);
    assert!(!junior.has("You bring this"));
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
        .says(&["0 new, 0 changed, 16 unchanged"]);
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
        .says(&["4 documents about 1 level"]);
    let documents = project.pdfs_below("for hiring");
    assert_eq!(documents.len(), 3);
    // Engineer is for individual contributors only, so a manager brings what Junior expects.
    assert_order(
        &documents["03 Sr. Engineer (Management)/Sr. Engineer (Management) - job description.pdf"],
        &[
            "Required",
            "Can be learned here",
            "Plans a day",
            "Plans a quarter",
        ],
    );
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
        assert_eq!(pages, [5, 3, 2], "{language}");
        documents["04 Community Director/Community Director - role profile.pdf"]
            .must_have(&[words, "Sr. Community Manager"]);
    }
}

/// Asserts that a document says these things in this order.
fn assert_order(document: &PdfFile, texts: &[&str]) {
    let said = squeeze(&document.page_texts().concat());
    let mut rest = said.as_str();
    for text in texts {
        let at = rest
            .find(&squeeze(text))
            .unwrap_or_else(|| panic!("“{text}” is not where it should be in {said}"));
        rest = &rest[at + squeeze(text).len()..];
    }
}

#[test]
fn a_map_of_numbers_requires_the_number_below_and_teaches_the_difference() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, level) in (1..).zip(["Junior", "Engineer", "Director"]) {
        sheet.write_string(0, column, level).unwrap();
    }
    for (row, (name, numbers)) in (1..).zip([
        ("Planning", [1, 2, 4]),
        ("Writing", [2, 2, 3]),
        ("Budget", [0, 0, 2]),
    ]) {
        sheet.write_string(row, 0, name).unwrap();
        for (column, number) in (1..).zip(numbers) {
            sheet.write_number(row, column, f64::from(number)).unwrap();
        }
    }
    let project = Project::with(&mut workbook);
    project.careermap(&["profile"]);
    let documents = project.pdfs_below("profiles");
    assert_order(
        &documents["02 Engineer/Engineer - job description.pdf"],
        &[
            "Required",
            "Can be learned here",
            "Planning",
            "Required: 1",
            "From 1 to 2",
            "Writing",
            "Required: 2",
            "Background",
        ],
    );
    // Writing requires what it requires below, and Budget nothing.
    assert!(!documents["02 Engineer/Engineer - job description.pdf"].has("From 2"));
    assert!(!documents["02 Engineer/Engineer - job description.pdf"].has("Budget"));
    documents["03 Director/Director - job description.pdf"].must_have(&["Up to 2"]);
    documents["01 Junior/Junior - job description.pdf"].must_have(&["Up to 1", "Up to 2"]);
}

#[test]
fn the_company_s_own_sections_stand_around_what_the_map_says() {
    let project = Project::with_map();
    fs::write(
        project.input().join("job-description.md"),
        "# Working here\n\n## Who we are\n\nWe build *small* bridges. #panic(\"no\")\n\n---\n\n## How we hire\n\n\
         1. You write\n2. We talk\n\n---\n\nWe answer within a week.\n",
    )
    .unwrap();
    project
        .careermap(&["profile", "--level", "Sr. Engineer"])
        .ends_with(0);
    let documents = project.pdfs_below("profiles");
    assert_order(
        &documents[JOB],
        &[
            "Working here",
            "Who we are",
            "#panic(\"no\")",
            "Required",
            "Can be learned here",
            "How we hire",
            "We talk",
            "We answer within a week.",
        ],
    );
    assert!(!documents[JOB].has("About the company and the team"));
    assert!(!documents[JOB].has("How to apply"));
    assert!(
        !documents[PROFILE].has("Who we are"),
        "only in the job description"
    );
    let manifest = fs::read_to_string(
        project
            .input()
            .with_file_name("profiles")
            .join("manifest.json"),
    );
    assert!(manifest.unwrap().contains("job-description.md"));

    // Without a line across the page, all of it comes first; what cannot be shown is named.
    fs::write(
        project.input().join("job-description.md"),
        "## Who we are\n\nWe build bridges.\n\n<marquee>now</marquee>\n",
    )
    .unwrap();
    project
        .careermap(&["profile", "--level", "Sr. Engineer"])
        .ends_with(1)
        .says(&["job-description.md", "[text-left-out]"]);
    assert_order(
        &project.pdfs_below("profiles")[JOB],
        &["Who we are", "Required", "How to apply"],
    );
    fs::remove_file(project.input().join("job-description.md")).unwrap();
    fs::write(project.input().join("job-description.docx"), "x").unwrap();
    project
        .careermap(&["profile", "--level", "Sr. Engineer"])
        .ends_with(1)
        .says(&["[text-not-read]"]);
}

#[test]
fn a_level_has_sections_of_its_own_beside_those_for_all() {
    let project = Project::with_map();
    let folder = project.input().join("job-description");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let general = project.input().join("job-description.md");
    fs::write(
        &general,
        "# Working here\n\nWe build bridges.\n\n---\n\n## How we hire\n\nWe answer within a week.\n",
    )
    .unwrap();
    // By another way to write the level.
    write(
        "senior engineer.md",
        "# Your tasks\n\n## Every day\n\nYou check each rope.\n\n---\n\nA ladder of your own.\n",
    );
    project.careermap(&["profile"]).ends_with(0);
    let documents = project.pdfs_below("profiles");
    assert_order(
        &documents[JOB],
        &[
            "Working here",
            "We build bridges.",
            "Your tasks",
            "Every day",
            "You check each rope.",
            "Required",
            "A ladder of your own.",
            "How we hire",
        ],
    );
    let other = &documents["01 Junior/Junior - job description.pdf"];
    other.must_have(&["We build bridges.", "How we hire"]);
    assert!(!other.has("You check each rope."));
    let manifest = project
        .input()
        .with_file_name("profiles")
        .join("manifest.json");
    let manifest = fs::read_to_string(manifest).unwrap();
    assert!(manifest.contains("job-description/senior engineer.md"));

    // Without a text for all, the level's is the whole text.
    fs::remove_file(&general).unwrap();
    project.careermap(&["profile"]).ends_with(0);
    assert_order(
        &project.pdfs_below("profiles")[JOB],
        &[
            "Your tasks",
            "You check each rope.",
            "Required",
            "A ladder of your own.",
        ],
    );

    write("Enginer.md", "For nobody.\n");
    write("Engineer.docx", "x");
    write("Director.md", "One.\n");
    write("director.markdown", "Two.\n");
    let said = project.careermap(&["profile"]).ends_with(1);
    said.says(&[
        "warning: job-description/Enginer.md",
        "This text is named after the level “Enginer”, which the career map does not have; it was left out.",
        "Did you mean “Engineer”?",
        "[text-level]",
        "job-description/Engineer.docx",
        "[text-not-read]",
        "There are several texts about the level Director: job-description/Director.md, job-description/director.markdown",
        "[text-ambiguous]",
    ]);
    let documents = project.pdfs_below("profiles");
    assert!(
        documents
            .values()
            .all(|document| !document.has("For nobody."))
    );
    assert!(!documents["04 Director/Director - job description.pdf"].has("One."));
}

const CARD: &str = "03 Sr. Engineer/Sr. Engineer - scorecard.xlsx";

fn card(project: &Project) -> std::path::PathBuf {
    project.input().with_file_name("profiles").join(CARD)
}

#[test]
fn a_scorecard_has_a_sheet_for_each_interviewer_and_one_that_never_averages() {
    let project = Project::with_map();
    project
        .careermap(&["profile", "--level", "Sr. Engineer"])
        .ends_with(0);
    let file = card(&project);
    let mut workbook = open_workbook_auto(&file).unwrap();
    assert_eq!(
        workbook.sheet_names(),
        [
            "Interviewer 1",
            "Interviewer 2",
            "Interviewer 3",
            "Interviewer 4",
            "Interviewer 5",
            "Together",
            "Choices"
        ]
    );
    let own = read_sheet(&file, "Interviewer 1");
    let cells = |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    let planning = own.rows.iter().map(cells).find(|row| row[0] == "Planning");
    assert_eq!(planning.unwrap()[1], "• Plans a quarter\n• Names the risks");
    // Education is a fact: confirmed, not rated.
    assert!(
        !own.rows
            .iter()
            .any(|row| row[0].to_string().starts_with("Education"))
    );

    let together = workbook.worksheet_range("Together").unwrap();
    // Area, five interviewers, range, distance, what to discuss, what was agreed.
    let of_planning = together.rows().find(|row| row[0] == "Planning").unwrap();
    assert!(
        of_planning[1..]
            .iter()
            .all(|cell| cell.to_string().is_empty()),
        "{of_planning:?}"
    );
    let header = together.rows().find(|row| row[0] == "Area").unwrap();
    assert_eq!(header[1].to_string(), "Interviewer 1");
    let formulas = workbook.worksheet_formula("Together").unwrap();
    let all: Vec<&String> = formulas.used_cells().map(|(.., formula)| formula).collect();
    assert_eq!(all.len(), 5 + 1 + 2 * (5 + 3));
    for formula in all {
        let upper = formula.to_uppercase().replace("SUMPRODUCT(", "");
        for forbidden in ["AVERAGE", "SUM(", "MEDIAN", "RANK", "#REF"] {
            assert!(!upper.contains(forbidden), "{formula}");
        }
    }
    // The levels that an interviewer can choose, from the most junior on.
    let choices = workbook.worksheet_range("Choices").unwrap();
    let words: Vec<String> = choices.rows().map(|row| row[0].to_string()).collect();
    assert!(words.ends_with(&[
        "Junior".to_owned(),
        "Engineer".to_owned(),
        "Sr. Engineer".to_owned(),
        "Director".to_owned(),
        "not enough heard".to_owned(),
    ]));

    // A career map's text stays text, and the same map gives the same bytes.
    let bytes = fs::read(&file).unwrap();
    project
        .careermap(&["profile", "--level", "Sr. Engineer"])
        .ends_with(0);
    assert!(fs::read(&file).unwrap() == bytes);
}

/// Fills cells of the first sheets in, as text.
fn fill_in(file: &Path, cells: &[(usize, &str, &str)]) {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        for (sheet, cell, text) in cells {
            if name == format!("xl/worksheets/sheet{sheet}.xml") {
                let xml = String::from_utf8(bytes).unwrap();
                let (before, rest) = xml.split_once(&format!("<c r=\"{cell}\"")).unwrap();
                let (style, after) = rest.split_once("/>").unwrap();
                bytes = format!(
                    "{before}<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t>{text}</t></is></c>{after}"
                )
                .into_bytes();
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&bytes).unwrap();
    }
    fs::write(file, out.finish().unwrap().into_inner()).unwrap();
}

/// Needs a program that not every computer has: `cargo test --test suite computed_by_libreoffice -- --ignored`.
#[test]
#[ignore = "needs LibreOffice"]
fn what_interviewers_heard_is_brought_together_as_computed_by_libreoffice() {
    for (cells, planning, writing) in [
        // Junior and Sr. Engineer are two apart; for writing, both heard nothing.
        (
            vec![
                (1, "B4", "Ana"),
                (1, "D7", "Junior"),
                (1, "E7", "she said"),
                (2, "D7", "Sr. Engineer"),
                (1, "D8", "not enough heard"),
                (1, "E8", "nothing"),
            ],
            [
                "Junior",
                "Sr. Engineer",
                "Junior – Sr. Engineer",
                "2",
                "two or more steps apart",
            ],
            ["not enough heard", "", "", "", "not enough evidence"],
        ),
        // One apart is no reason; a level without evidence is; so is a word that is not on the list.
        (
            vec![
                (1, "D7", "Engineer"),
                (1, "E7", "x"),
                (2, "D7", "Sr. Engineer"),
                (2, "D8", "Boss"),
                (2, "E8", "x"),
            ],
            [
                "Engineer",
                "Sr. Engineer",
                "Engineer – Sr. Engineer",
                "1",
                "",
            ],
            ["", "Boss", "", "", "a level is not on the list"],
        ),
    ] {
        let project = Project::with_map();
        project
            .careermap(&["profile", "--level", "Sr. Engineer"])
            .ends_with(0);
        let file = card(&project);
        fill_in(&file, &cells);
        let folder = project.input().with_file_name("computed");
        let status = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                folder.display()
            ))
            .args(["--headless", "--convert-to", "xlsx", "--outdir"])
            .arg(&folder)
            .arg(&file)
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        let together = read_sheet(&folder.join("Sr. Engineer - scorecard.xlsx"), "Together");
        for (area, expected) in [("Planning", planning), ("Writing & Speaking", writing)] {
            let row = together.rows.iter().find(|row| row[0] == area).unwrap();
            let found = [1, 2, 6, 7, 8].map(|column| row[column].to_string());
            assert_eq!(found, expected, "{area}");
        }
    }
}
