//! The handbook: the whole career map as one document, and how reviews work in the company's own words.

use std::fs;

use careermap::cli::InputArgs;
use careermap::config::Options;
use careermap::pipeline::read_map_alone;
use careermap::render::pdf::handbook_data;
use insta::assert_snapshot;
use rust_xlsxwriter::Workbook;

use crate::harness::{AssessmentFile, Line, PdfFile, Project, squeeze, write_rows};
use crate::plan_cases::layout::must_be_well_made;

const HANDBOOK: &str = "Career handbook.pdf";

fn handbook(project: &Project) -> PdfFile {
    only(project, HANDBOOK)
}

/// The only file of the folder, which has this name.
fn only(project: &Project, name: &str) -> PdfFile {
    let mut documents = project.pdfs_below("handbook");
    let names: Vec<&String> = documents.keys().collect();
    assert_eq!(names, [name]);
    documents.remove(name).unwrap()
}

fn write_text(project: &Project, text: impl AsRef<[u8]>) {
    fs::write(project.input().join("handbook.md"), text).unwrap();
}

/// The page, counted from 1, on which a heading of at least this size says exactly this.
fn page_of_heading(document: &PdfFile, words: &str, size: f64) -> usize {
    let is_it = |line: &Line| line.bold && line.size >= size && line.text == squeeze(words);
    let pages = document.page_lines();
    // Page 2 has the contents.
    let found = pages
        .iter()
        .skip(2)
        .position(|lines| lines.iter().any(is_it));
    found.unwrap_or_else(|| panic!("no heading {words}")) + 3
}

#[test]
fn the_whole_map_is_one_document_for_everybody() {
    let project = Project::with_map();
    project.careermap(&["handbook"]).ends_with(0).says(&[
        "A handbook of 4 levels",
        HANDBOOK,
        "(new)",
    ]);
    let document = handbook(&project);
    assert!(document.is_tagged());
    assert_eq!(document.language().as_deref(), Some("en"));
    must_be_well_made("small map", &document);
    document.must_have(&[
        "4 levels · 3 areas",
        "Levels and tracks",
        "Individual contributor / Management",
        // From Junior, each track leads elsewhere.
        "Engineer (individual contributor), Sr. Engineer (management)",
        "Level by level",
        "Plans a quarter",
        "Writes for the company",
        "a fact, not rated",
        "Five years of practice",
        "Area by area",
    ]);
    // Without a text there is no part for it.
    assert!(!document.has("How reviews work here"));

    project
        .careermap(&["handbook"])
        .ends_with(0)
        .says(&["(unchanged)"]);
}

/// Each line of the contents, against the page on which that heading is.
#[test]
fn the_contents_name_the_right_pages() {
    let project = Project::sample();
    project.careermap(&["handbook"]).ends_with(0);
    let document = handbook(&project);
    let contents = document.page_texts()[1].clone();
    for (words, size) in [
        ("Level by level", 14.0),
        ("Community Apprentice", 12.0),
        ("Chief Community Officer", 12.0),
        ("Area by area", 14.0),
        ("Interpersonal Skills", 12.0),
        ("How reviews work at Lanternfield", 14.0),
    ] {
        let page = page_of_heading(&document, words, size);
        let (_, after) = contents.split_once(&squeeze(words)).unwrap();
        let number: String = after
            .trim_start_matches('.')
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        assert!(
            number.starts_with(&page.to_string()),
            "{words}: {number}, {page}"
        );
    }
}

#[test]
fn everything_that_the_template_gets() {
    let project = Project::with_map();
    let options = Options::resolve(&InputArgs {
        input: Some(project.input()),
        ..InputArgs::default()
    })
    .unwrap();
    let map = read_map_alone(&project.input().join("career-map.xlsx"), &options)
        .unwrap()
        .reading
        .career_map
        .unwrap();
    let mut data = handbook_data(&map, None, &options.plans, None);
    data.career_map = "career-map.xlsx".to_owned();
    assert_snapshot!(
        "handbook_data",
        serde_json::to_string_pretty(&data).unwrap()
    );
}

/// A map that repeats lines from level to level: mostly, and once in a while.
fn repeating_map() -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write_rows(
        sheet,
        [
            ["", "Junior", "Engineer", "Senior"],
            [
                "Planning",
                "• Plans a day\n• Asks early\n• Keeps a list",
                "• Plans a day\n• Asks early\n• Plans a week",
                "• Plans a week\n• Plans a quarter\n• Names the risks",
            ],
            [
                "Writing",
                "• Writes notes\n• Answers letters",
                "• Writes notes\n• Answers letters",
                "• Writes for the company\n• Edits others",
            ],
            [
                "Teaching",
                "• Shows how it is done",
                "• Holds a course",
                "• Writes a course",
            ],
        ],
    );
    workbook
}

#[test]
fn what_is_new_at_a_level_is_told_from_what_is_not() {
    let project = Project::with(&mut repeating_map());
    project.careermap(&["handbook"]);
    let document = handbook(&project);
    document.must_have(&["New compared with Junior: the lines in bold."]);
    // One line of three is new, and in bold, so the others are not marked.
    assert!(!document.has("Plans a day (as at Junior)"));
    // Two lines of three are new: the third is marked.
    document.must_have(&["Plans a week (as at Engineer)"]);
    assert!(!document.has("Names the risks (as at Engineer)"));
    // Area by area, a line is only where it is new.
    let text = document.page_texts().concat();
    // The part's name is in the contents too.
    let by_area = text.rsplit("Areabyarea").next().unwrap();
    assert_eq!(by_area.matches("Plansaweek").count(), 1, "{by_area}");
    assert_eq!(by_area.matches("Writesnotes").count(), 1, "{by_area}");
    document.must_have(&[
        "Two more lines are the same as at Junior.",
        "One more line is the same as at Engineer.",
        "The same as at Junior.",
    ]);
}

#[test]
fn the_companys_own_text_says_how_reviews_work() {
    let project = Project::with_map();
    write_text(
        &project,
        "Twice a year. #panic(\"no\") $x$ @here <!-- not this -->\n\n### What counts\n\n- [The form](https://a.example/form)\n  1. alone\n- done\n\n> Said by somebody\n\n| Who | When |\n|---|---|\n| All | *May* |\n\n```\n#let as = typed\n```\n",
    );
    project.careermap(&["handbook"]).ends_with(0);
    let document = handbook(&project);
    document.must_have(&[
        "How reviews work here",
        "Twice a year. #panic(\"no\") $x$ @here",
        "What counts",
        "The form (https://a.example/form)",
        "Said by somebody",
        "#let as = typed",
    ]);
    assert!(!document.has("not this"));
    page_of_heading(&document, "What counts", 12.0);
    let manifest = fs::read_to_string(
        project
            .input()
            .with_file_name("handbook")
            .join("manifest.json"),
    )
    .unwrap();
    assert!(manifest.contains("\"handbook.md\""), "{manifest}");

    // Its own title is the title of the part.
    write_text(&project, "# How we talk\n\nOften.\n");
    project
        .careermap(&["handbook"])
        .ends_with(0)
        .says(&["(changed)"]);
    let document = handbook(&project);
    page_of_heading(&document, "How we talk", 14.0);
    assert!(!document.has("How reviews work here"));
}

#[test]
fn what_cannot_be_shown_of_a_text_is_named_and_the_rest_is_there() {
    let project = Project::with_map();
    write_text(
        &project,
        "Twice a year.\n\n<table><tr><td>x</td></tr></table>\n\n![Steps](steps.png)\n",
    );
    project.careermap(&["handbook"]).ends_with(1).says(&[
        "handbook.md",
        "1 place left out, in line 3",
        "1 picture left out, in line 5",
        "[text-left-out]",
    ]);
    handbook(&project).must_have(&["Twice a year."]);

    // Somebody's word processor, and a name that a system hid.
    fs::rename(
        project.input().join("handbook.md"),
        project.input().join("Handbook.docx"),
    )
    .unwrap();
    project
        .careermap(&["handbook"])
        .ends_with(1)
        .says(&["Handbook.docx", "[text-not-read]"]);
    fs::rename(
        project.input().join("Handbook.docx"),
        project.input().join("handbook.md.txt"),
    )
    .unwrap();
    project
        .careermap(&["handbook"])
        .ends_with(1)
        .says(&["handbook.md.txt", "[text-not-read]"]);
    write_text(&project, "In capitals.");
    fs::rename(
        project.input().join("handbook.md"),
        project.input().join("HANDBOOK.MD"),
    )
    .unwrap();
    project.careermap(&["handbook"]).ends_with(0);
    handbook(&project).must_have(&["In capitals."]);
}

#[test]
fn a_hostile_text_costs_its_part_and_not_the_handbook() {
    let project = Project::with_map();
    for text in [
        "> ".repeat(50_000).into_bytes(),
        "- a\n".repeat(50_000).into_bytes(),
        "word ".repeat(100_000).into_bytes(),
        "x".repeat(100_000).into_bytes(),
        format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(20_000)).into_bytes(),
        (0..=255).cycle().take(10_000).collect(),
        "\u{202E}\u{1}\u{7f}&#1; \u{378} \u{E000}".into(),
        b"PK\x03\x04".to_vec(),
        Vec::new(),
    ] {
        write_text(&project, &text);
        let begin = String::from_utf8_lossy(&text[..text.len().min(10)]).into_owned();
        let ended = project.careermap(&["handbook"]);
        assert_eq!(ended.code(), 1, "{begin}");
        ended.says(&["handbook.md"]);
        handbook(&project).must_have(&["Plans a quarter"]);
    }
}

#[test]
fn a_text_that_a_companys_template_cannot_set_is_left_out_and_named() {
    let project = Project::with_map();
    write_text(&project, "Twice a year.");
    let parts = project.input().join("ours/parts");
    fs::create_dir_all(&parts).unwrap();
    fs::write(
        parts.join("prose.typ"),
        "#let words(..) = none\n#let prose(..) = panic(\"no texts\")\n",
    )
    .unwrap();
    project
        .careermap(&["handbook", "--templates", "input/ours"])
        .ends_with(1)
        .says(&["handbook.md", "no texts", "[text-failed]"]);
    let document = handbook(&project);
    document.must_have(&["Plans a quarter"]);
    assert!(!document.has("Twice a year"));
}

#[test]
fn each_command_has_its_own_folder() {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .rating(["Planning", "Junior", "", "", ""]),
    );
    project.careermap(&["handbook"]).ends_with(0);
    for command in ["run", "profile"] {
        project
            .careermap(&[command, "-o", "handbook"])
            .ends_with(2)
            .says(&["another command of careermap wrote to handbook"]);
    }
    project.careermap(&["profile"]).ends_with(0);
    project
        .careermap(&["handbook", "-o", "profiles"])
        .ends_with(2)
        .says(&["another command of careermap wrote to profiles"]);
    project
        .careermap(&["handbook", "-o", "input/assessments/x"])
        .ends_with(2)
        .says(&["would read it as an assessment"]);
    handbook(&project);

    // In another language it has another name, and the old one does not stay beside it.
    let german = "[organisation]\nlanguage = \"de\"\n";
    fs::write(project.input().join("careermap.toml"), german).unwrap();
    project.careermap(&["handbook"]).ends_with(0);
    assert!(
        project
            .input()
            .with_file_name("handbook")
            .join("Karrierehandbuch.pdf")
            .exists()
    );
    assert!(
        !project
            .input()
            .with_file_name("handbook")
            .join(HANDBOOK)
            .exists()
    );
}

#[test]
fn a_file_of_somebody_else_stays() {
    let project = Project::with_map();
    let folder = project.input().with_file_name("handbook");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(HANDBOOK), "mine").unwrap();
    project
        .careermap(&["handbook"])
        .ends_with(1)
        .says(&[HANDBOOK, "[not-written]"]);
    assert_eq!(fs::read(folder.join(HANDBOOK)).unwrap(), b"mine");
}

#[test]
fn the_sample_company_in_every_language_and_on_both_papers() {
    let project = Project::sample();
    for (language, paper, name, words) in [
        ("en", "a4", HANDBOOK, "All levels: page"),
        ("en", "letter", HANDBOOK, "All levels: page"),
        ("de", "a4", "Karrierehandbuch.pdf", "Alle Stufen: Seite"),
        (
            "fr",
            "letter",
            "Guide de carrière.pdf",
            "Tous les niveaux : page",
        ),
        (
            "es",
            "a4",
            "Guía de carrera.pdf",
            "Todos los niveles: página",
        ),
    ] {
        fs::write(
            project.input().join("careermap.toml"),
            format!("[organisation]\nname = \"Lanternfield\"\nlanguage = \"{language}\"\n[plans]\npaper = \"{paper}\"\n"),
        )
        .unwrap();
        project.careermap(&["handbook"]).ends_with(0);
        let document = project.pdfs_below("handbook").remove(name).unwrap();
        must_be_well_made(&format!("{language}, {paper}"), &document);
        assert_eq!(document.language().as_deref(), Some(language));
        assert_eq!(document.paper().0 > 600.0, paper == "letter");
        document.must_have(&[words, "Lanternfield", "Events"]);
        page_of_heading(&document, "How reviews work at Lanternfield", 14.0);
    }
}

/// Ten levels on two tracks and forty areas in four categories, with a long word here and there.
fn large_map(numbers: bool) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let levels = [
        "Trainee",
        "Associate",
        "Engineer",
        "Senior Engineer (IC or Manager)",
        "Lead (IC or Manager)",
        "Principal (IC or Manager)",
        "Director (IC or Manager)",
        "Senior Director (Manager)",
        "Vice President (Manager)",
        "Chief Officer (Manager)",
    ];
    let verbs = ["Plans", "Reviews", "Teaches"];
    let words = [
        "plans",
        "reviews",
        "teaches",
        "the quarter",
        "a budget",
        "with others",
        "before a release",
        "customers",
        "in writing",
        "every incident",
    ];
    sheet.write_string(0, 0, "Category").unwrap();
    sheet.write_string(0, 1, "Competency").unwrap();
    for (column, level) in (2..).zip(levels) {
        sheet.write_string(0, column, level).unwrap();
    }
    for area in 0..40_usize {
        let row = u32::try_from(area).unwrap() + 1;
        let category = ["Craft", "Delivery", "People", "Business"][area / 10];
        sheet.write_string(row, 0, category).unwrap();
        let name = [
            "Planning",
            "Kommunikationsverantwortung",
            "Security and privacy",
        ][area % 3];
        sheet
            .write_string(row, 1, format!("{name} {}", area + 1))
            .unwrap();
        for level in 0..10_usize {
            let column = u16::try_from(level).unwrap() + 2;
            if numbers {
                let number = ((area + 2 * level) / 5).clamp(1, 5);
                sheet.write_number(row, column, number as f64).unwrap();
                continue;
            }
            let line = |number: usize| {
                // The first lines are those of the level below in two levels of three.
                let level = if number < 2 { level / 3 * 3 } else { level };
                let chosen = (0..4 + (number + level + area) % 9).map(|index| {
                    words[(area * 7 + level * 3 + number + index * index) % words.len()]
                });
                format!(
                    "• {} {} {level} {number}",
                    verbs[(area + level + number) % verbs.len()],
                    chosen.collect::<Vec<_>>().join(" ")
                )
            };
            let cell: Vec<String> = (0..5).map(line).collect();
            sheet.write_string(row, column, cell.join("\n")).unwrap();
        }
    }
    workbook
}

#[test]
fn a_large_map_has_tidy_pages() {
    for numbers in [false, true] {
        let project = Project::with(&mut large_map(numbers));
        project.careermap(&["handbook"]).ends_with(0);
        let document = handbook(&project);
        must_be_well_made("large map", &document);
        assert!(document.pages() < 140, "{}", document.pages());
        document.must_have(&["Kommunikationsverantwortung 2", "10 levels · 40 areas"]);
    }
}
