//! Plans of people who are not the usual case: each reads naturally and looks as if it had been made for them.
//!
//! To look at them, or to hold a checker against them: `KEEP_PLANS=DIR cargo test --release --test suite plan_cases`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use rust_xlsxwriter::Workbook;

use crate::harness::{AssessmentFile, Line, PdfFile, Project, squeeze};

/// The scored competencies of the sample's career map.
const AREAS: [&str; 7] = [
    "Profile and Responsibilities",
    "Leadership and Supervision",
    "Interactions",
    "Communication",
    "Creativity and Strategic Innovation",
    "Technical and Business Skills",
    "Interpersonal Skills",
];

const APPRENTICE: &str = "Community Apprentice";
const MANAGER: &str = "Community Manager";
const SENIOR: &str = "Sr. Community Manager";
const OFFICER: &str = "Chief Community Officer";

const EVIDENCE: &str = "Ran the spring gathering with two hundred members and wrote up what to do otherwise next time.";

/// Sixty characters.
const LONG_NAME: &str = "Maximiliana Konstantinopoulou-Featherstonehaugh de Almeida V";

fn person(name: &str, id: &str, role: &str) -> AssessmentFile {
    AssessmentFile::of(name, id, role)
        .label("Manager", "Bożena Gąsiorek")
        .label("Review cycle", "Autumn 2026")
        .label("Assessed on", "2026-10-23")
}

/// Rates all areas alike: the person's own level, the manager's; an empty one is left blank.
fn rated(mut assessment: AssessmentFile, own: &str, manager: &str) -> AssessmentFile {
    for area in AREAS {
        assessment = assessment.rating([area, own, manager, "", EVIDENCE]);
    }
    assessment
}

/// Rates the areas in their order: the person's own level and the manager's.
fn rated_each(mut assessment: AssessmentFile, levels: [(&str, &str); 7]) -> AssessmentFile {
    for (area, (own, manager)) in AREAS.into_iter().zip(levels) {
        assessment = assessment.rating([area, own, manager, "", EVIDENCE]);
    }
    assessment
}

const MIXED: [(&str, &str); 7] = [
    (MANAGER, MANAGER),
    (SENIOR, APPRENTICE),
    (SENIOR, SENIOR),
    (MANAGER, MANAGER),
    (APPRENTICE, MANAGER),
    (MANAGER, MANAGER),
    (SENIOR, SENIOR),
];

fn with_actions(assessment: AssessmentFile) -> AssessmentFile {
    assessment
        .action([
            "Leadership and Supervision",
            "Lead the volunteers of the winter gathering from the first call to the debriefing",
            "Experience",
            "Ada Marsh",
            "2026-11-02",
            "2027-02-26",
            "In progress",
            "The volunteers say beforehand who decides what",
        ])
        .action([
            "Communication",
            "Present the quarter’s numbers to the department heads",
            "Exposure",
            "",
            "",
            "2027-01-15",
            "Planned",
            "",
        ])
        .action([
            "",
            "Take the course on data protection",
            "",
            "",
            "",
            "",
            "",
            "",
        ])
}

/// About two thousand words.
fn long_evidence() -> String {
    "Every week brought another question that nobody had asked before, and an answer for it. "
        .repeat(134)
        .trim_end()
        .to_owned()
}

/// Everybody who can share the sample's career map. The employee ID is the name of the case.
fn company() -> Vec<AssessmentFile> {
    let mut long_texts = MIXED.into_iter().zip(AREAS).fold(
        person("Jo Lamb", "long-evidence", MANAGER),
        |assessment, ((own, manager), area)| {
            let evidence = if area.starts_with("Leadership") || area.starts_with("Interactions") {
                long_evidence()
            } else {
                EVIDENCE.to_owned()
            };
            assessment.rating([area, own, manager, "", &evidence])
        },
    );
    long_texts = long_texts.label("Accomplishments", &long_evidence());
    vec![
        with_actions(rated_each(person("Ada Marsh", "usual", MANAGER), MIXED))
            .label("Aspiration", "A larger programme of my own.")
            .label("Accomplishments", "The spring gathering."),
        rated(person("Bo Lind", "no-gap", MANAGER), SENIOR, SENIOR),
        rated(person("Cy Dee", "top", OFFICER), OFFICER, OFFICER),
        rated(
            person("Di Fenn", "stay", SENIOR)
                .label("Track", "IC")
                .label("Target level", SENIOR),
            SENIOR,
            SENIOR,
        ),
        rated(
            person("Ed Gray", "track", SENIOR)
                .label("Track", "IC")
                .label("Target level", "Community Director (Manager)"),
            SENIOR,
            SENIOR,
        ),
        rated(
            person("Flo Hart", "sideways", SENIOR)
                .label("Track", "IC")
                .label("Target level", "Sr. Community Manager (Manager)"),
            SENIOR,
            SENIOR,
        ),
        rated(person("Gus Ives", "self-rated", MANAGER), MANAGER, ""),
        person("Hal Jory", "mostly-open", MANAGER)
            .rating(["Communication", APPRENTICE, MANAGER, "", EVIDENCE])
            .rating(["Interactions", SENIOR, SENIOR, "", ""]),
        person("Ida Kerr", "unrated", MANAGER),
        with_actions(rated_each(person(LONG_NAME, "long-name", MANAGER), MIXED))
            .label("Manager", LONG_NAME),
        long_texts,
        rated_each(person("Kit Moss", "no-actions", MANAGER), MIXED),
    ]
}

/// A career map of three levels and this many competencies, in categories of ten.
fn map_of(competencies: usize) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Category", "Competency", "Junior", "Engineer", "Lead"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    for number in 1..=competencies {
        let row = u32::try_from(number).unwrap();
        let name = area_name(number);
        let category = ["Craft", "Working together", "Direction"][(number - 1) / 10];
        let cells = [
            category.to_owned(),
            name.clone(),
            format!("• Learns {name} from others\n• Asks before it is too late"),
            format!("• Does {name} alone\n• Says beforehand how long it takes"),
            format!("• Teaches {name}\n• Decides what is left undone\n• Is asked by other teams"),
        ];
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    workbook
}

/// Names of three lengths, among them one that does not fit on a line of the chart.
fn area_name(number: usize) -> String {
    match number % 3 {
        0 => format!("Practice {number}"),
        1 => format!("Planning and estimating {number}"),
        _ => format!("Understanding what customers need before they say so {number}"),
    }
}

fn on_map_of(competencies: usize) -> PdfFile {
    let project = Project::with(&mut map_of(competencies));
    // A sheet with one competency is taken for a career map only where somebody says that it is one.
    fs::write(
        project.input().join("careermap.toml"),
        "[map]\norientation = \"levels-in-columns\"\nheader-row = 1\n",
    )
    .unwrap();
    let mut ada = person("Ada Marsh", &format!("areas-{competencies}"), "Engineer");
    for number in 1..=competencies {
        let level = ["Junior", "Engineer", "Engineer", "Lead", "Engineer"][number % 5];
        ada = ada.rating([&area_name(number), level, level, "", EVIDENCE]);
    }
    project.add("ada.xlsx", &ada);
    project.run(0);
    let (_, bytes) = plan_bytes(&project).into_iter().next().unwrap();
    PdfFile::new(bytes)
}

/// The plans of a project by their file's name. They are kept where `KEEP_PLANS` says.
fn plan_bytes(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let plans: BTreeMap<String, Vec<u8>> = project
        .outputs()
        .into_iter()
        .filter(|(file, _)| file.starts_with("plans/"))
        .map(|(file, bytes)| (file.rsplit('/').next().unwrap().to_owned(), bytes))
        .collect();
    if let Some(folder) = std::env::var_os("KEEP_PLANS") {
        fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in &plans {
            fs::write(Path::new(&folder).join(file), bytes).unwrap();
        }
    }
    plans
}

/// The company's plans, with these settings.
fn company_plans(settings: &str) -> BTreeMap<String, Vec<u8>> {
    let project = Project::with_sample_map();
    fs::write(project.input().join("careermap.toml"), settings).unwrap();
    for (number, assessment) in company().iter().enumerate() {
        project.add(&format!("{number}.xlsx"), assessment);
    }
    project.run(0);
    plan_bytes(&project)
}

/// The plan of this case, from one run for all of them.
fn plan(case: &str) -> PdfFile {
    static PLANS: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let plans = PLANS.get_or_init(|| company_plans(""));
    let ending = format!("-{case}.pdf");
    let (_, bytes) = plans
        .iter()
        .find(|(file, _)| file.ends_with(&ending))
        .unwrap_or_else(|| panic!("no plan for {case} among {:?}", plans.keys()));
    PdfFile::new(bytes.clone())
}

/// Where the footer begins, in points from the bottom edge.
const FOOTER: f64 = 56.0;

/// What a designer looks at on every page: something on it, nothing beyond the margins, no heading alone at the end.
fn must_be_well_made(case: &str, plan: &PdfFile, appendix_title: &str) {
    let (width, _) = plan.paper();
    let width = f64::from(width);
    let pages = plan.page_lines();
    let mut in_appendix = false;
    for (number, lines) in (1..).zip(&pages) {
        let body: Vec<&Line> = lines.iter().filter(|line| line.up > FOOTER).collect();
        in_appendix |= body.iter().any(|line| line.text == appendix_title);
        let said: usize = body.iter().map(|line| line.text.len()).sum();
        assert!(said > 60, "{case}: page {number} is as good as empty");
        for line in lines {
            assert!(
                line.across.0 > 50.0 && line.across.1 < width - 54.0,
                "{case}: page {number}: {:?} does not fit: {:?}",
                line.text,
                line.across
            );
        }
        let columns = if in_appendix {
            vec![0.0..width / 2.0, width / 2.0..width]
        } else {
            vec![0.0..width]
        };
        for column in columns {
            let last = body
                .iter()
                .filter(|line| column.contains(&line.across.0))
                .min_by(|a, b| a.up.total_cmp(&b.up));
            if let Some(last) = last {
                assert!(
                    last.size < 10.5 && !last.bold,
                    "{case}: page {number} ends with the heading {:?}",
                    last.text
                );
            }
        }
    }
}

/// How many pages stand before the appendix.
fn front_pages(plan: &PdfFile) -> usize {
    plan.page_lines()
        .iter()
        .position(|lines| lines.iter().any(|line| line.text == "Appendix"))
        .expect("an appendix")
}

/// Fails the test if one of these texts stands before the appendix.
fn must_not_have(plan: &PdfFile, texts: &[&str]) {
    let front = plan.page_texts()[..front_pages(plan)].concat();
    for text in texts {
        assert!(
            !front.contains(&squeeze(text)),
            "{text:?} does not belong here"
        );
    }
}

#[test]
fn the_usual_person_has_two_to_four_pages_and_an_appendix() {
    let plan = plan("usual");
    assert_eq!((front_pages(&plan), plan.pages()), (4, 6));
    plan.must_have(&[
        "You work at the level of your role or above in 6 of 7 areas, and already at Sr. Community Manager level in 2.",
        "Three areas to work on until the next review, the most pressing first. Two more areas are open on the way",
        "What we agreed to do",
        "Experience · Ada Marsh · 2 November 2026 to 26 February 2027 · In progress",
        "Success: The volunteers say beforehand who decides what",
        "Exposure · by 15 January 2027 · Planned",
        "Also agreed",
        "Begin here.",
        "This is what we agreed on:",
        "We will look at this plan again on",
        // The level has tracks and the person none: whose an expectation is must be said.
        "For managers: Assigns the work",
    ]);
}

#[test]
fn without_a_gap_the_plan_asks_what_to_deepen() {
    let plan = plan("no-gap");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 4));
    plan.must_have(&[
        "in all 7 areas, and already at Sr. Community Manager level in all of them.",
        "Nothing is open on the way to Sr. Community Manager at the moment.",
        "Also strong: Creativity and Strategic Innovation,",
        "What would you like to deepen, try out or pass on to others?",
    ]);
    must_not_have(&plan, &["Focus areas", "Where your views differ"]);
}

#[test]
fn at_the_top_there_is_no_target() {
    let plan = plan("top");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 4));
    plan.must_have(&[
        "You work at the level of your role or above in all 7 areas.",
        "There is no level above Chief Community Officer on the map, so this plan is about depth.",
        "You do what your role asks for in every area that was assessed.",
    ]);
    must_not_have(&plan, &["Target level", "your target level", "lies ahead"]);
}

#[test]
fn who_stays_goes_deeper() {
    let plan = plan("stay");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 4));
    plan.must_have(&[
        "You have chosen to stay at Sr. Community Manager and go deeper.",
        "Going deeper",
        "Takes on the hardest member cases",
    ]);
    // What only managers are asked for.
    must_not_have(&plan, &["Target level", "Assigns the work", "lies ahead"]);
}

#[test]
fn a_change_of_track_says_what_changes_with_it() {
    let plan = plan("track");
    assert_eq!((front_pages(&plan), plan.pages()), (4, 6));
    plan.must_have(&[
        "Individual contributor, moving to management",
        "You are changing track, from individual contributor to management. What that changes is set out further on.",
        "What changes with the track",
        "Sr. Community Manager (individual contributor)",
        "Community Director (management)",
        "Takes on the hardest member cases",
        "Hires and leads a team",
    ]);
}

#[test]
fn a_change_of_track_on_the_same_level_says_so_too() {
    let plan = plan("sideways");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 4));
    plan.must_have(&[
        "You work at the level of your role or above in all 7 areas.",
        "You are changing track, from individual contributor to management.",
        "Sr. Community Manager (management) asks for, in addition",
        "Assigns the work of two to four people",
    ]);
    must_not_have(&plan, &["Target level", "your target level"]);
}

#[test]
fn self_ratings_alone_are_named_as_such_once() {
    let plan = plan("self-rated");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 5));
    plan.must_have(&[
        "The ratings are your own so far; your manager’s are still to come.",
        "in all 7 areas; Sr. Community Manager level lies ahead.",
        "What goes best at the moment?",
    ]);
    must_not_have(&plan, &["This is your own rating", "your manager’s rating"]);
}

#[test]
fn what_is_not_assessed_is_something_to_talk_about() {
    let plan = plan("mostly-open");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 5));
    plan.must_have(&[
        "in the 2 areas assessed so far, and already at Sr. Community Manager level in 1.",
        "Five areas have not been assessed yet.",
        "One area to work on until the next review.",
        "Not assessed yet Profile and Responsibilities, Leadership and Supervision, Creativity",
    ]);
}

#[test]
fn with_nothing_assessed_the_plan_begins_with_the_conversation() {
    let plan = plan("unrated");
    assert_eq!((front_pages(&plan), plan.pages()), (2, 4));
    plan.must_have(&[
        "None of the seven areas has been assessed yet, so this plan begins with the conversation.",
        "Nothing has been rated yet, so the focus is yours to set",
    ]);
    assert!(!plan.has("Where each rating was read"));
}

#[test]
fn a_name_of_sixty_characters_fits_everywhere() {
    assert_eq!(LONG_NAME.chars().count(), 60);
    let plan = plan("long-name");
    assert_eq!((front_pages(&plan), plan.pages()), (4, 6));
    let everywhere = format!("Development plan for {LONG_NAME}");
    for (number, text) in (1..).zip(plan.page_texts()) {
        assert!(text.contains(&squeeze(&everywhere)), "page {number}");
    }
    plan.must_have(&[&format!("{LONG_NAME}, manager")]);
}

#[test]
fn two_thousand_words_of_evidence_are_quoted_in_part_and_stand_in_the_appendix() {
    assert!(long_evidence().split_whitespace().count() > 2_000);
    let plan = plan("long-evidence");
    let front = front_pages(&plan);
    assert!((2..=4).contains(&front), "{front} pages");
    assert!(plan.pages() <= 11, "{} pages", plan.pages());
    plan.must_have(&["The full text is in the appendix.", "Longer texts in full"]);
    // A focus area's, another area's and the person's own words: each once.
    let appendix: String = plan.page_lines()[front..]
        .iter()
        .flatten()
        .filter(|line| line.up > FOOTER)
        .map(|line| line.text.as_str())
        .collect();
    let sentence = squeeze("another question that nobody had asked before, and an answer for it.");
    assert_eq!(appendix.matches(&sentence).count(), 3 * 134);
}

#[test]
fn without_actions_there_is_room_to_write_them() {
    let plan = plan("no-actions");
    assert_eq!((front_pages(&plan), plan.pages()), (3, 5));
    plan.must_have(&["First steps and notes", "What we agreed on:"]);
    must_not_have(&plan, &["What we agreed to do", "Also agreed"]);
}

#[test]
fn one_competency_makes_a_plan() {
    let plan = on_map_of(1);
    assert_eq!((front_pages(&plan), plan.pages()), (2, 3));
    must_be_well_made("one competency", &plan, "Appendix");
    plan.must_have(&[
        "You work at the level of your role or above; Lead level lies ahead.",
        "One area to work on until the next review.",
    ]);
}

#[test]
fn thirty_competencies_fit_on_the_first_page() {
    let plan = on_map_of(30);
    let front = front_pages(&plan);
    assert!((2..=4).contains(&front), "{front} pages");
    must_be_well_made("thirty competencies", &plan, "Appendix");
    let first = &plan.page_texts()[0];
    for number in 1..=30 {
        let name = squeeze(&area_name(number));
        assert!(first.contains(&name), "{name} is on the first page");
    }
    for text in ["What is strong", "What to work on", "your target level"] {
        assert!(
            first.contains(&squeeze(text)),
            "{text} is on the first page"
        );
    }
    plan.must_have(&["You work at the level of your role or above in 24 of 30 areas, and already at Lead level in 6."]);
}

#[test]
fn every_plan_is_well_made_on_both_papers_and_in_every_language() {
    let settings = [
        ("a4", "en", "Appendix"),
        ("letter", "en", "Appendix"),
        ("a4", "de", "Anhang"),
        ("letter", "fr", "Annexe"),
        ("a4", "es", "Anexo"),
    ];
    for (paper, language, appendix) in settings {
        let plans = company_plans(&format!(
            "[plans]\npaper = \"{paper}\"\nlanguage = \"{language}\"\n"
        ));
        assert_eq!(plans.len(), company().len());
        for (file, bytes) in plans {
            let case = format!("{file} ({paper}, {language})");
            let plan = PdfFile::new(bytes);
            assert!(plan.is_tagged(), "{case}");
            assert_eq!(plan.language().as_deref(), Some(language), "{case}");
            must_be_well_made(&case, &plan, appendix);
        }
    }
}
