//! The people, and two career maps for them.

use rust_xlsxwriter::Workbook;

use crate::harness::AssessmentFile;

/// The scored competencies of the sample's career map.
pub(super) const AREAS: [&str; 7] = [
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

pub(super) const EVIDENCE: &str = "Ran the spring gathering with two hundred members and wrote up what to do otherwise next time.";

/// Sixty characters.
pub(super) const LONG_NAME: &str = "Maximiliana Konstantinopoulou-Featherstonehaugh de Almeida V";

pub(super) fn person(name: &str, id: &str, role: &str) -> AssessmentFile {
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

/// One that is done, one that was given up, one that is still open: the last day of each is past.
fn with_past_actions(mut assessment: AssessmentFile) -> AssessmentFile {
    for (action, status) in [
        ("Write the handbook", "Done"),
        ("Chair the summer meeting", "In progress"),
        ("Visit the other office", "Dropped"),
    ] {
        assessment = assessment.action([
            "Leadership and Supervision",
            action,
            "Experience",
            "",
            "",
            "2026-06-30",
            status,
            "",
        ]);
    }
    assessment
}

/// A hundred and ten letters without a place to break.
pub(super) fn long_word() -> String {
    "Gemeinschafts".repeat(9)[..110].to_owned()
}

/// About two thousand words.
pub(super) fn long_evidence() -> String {
    "Every week brought another question that nobody had asked before, and an answer for it. "
        .repeat(134)
        .trim_end()
        .to_owned()
}

/// Everybody who can share the sample's career map. The employee ID is the name of the case.
pub(super) fn company() -> Vec<AssessmentFile> {
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
        MIXED
            .into_iter()
            .zip(AREAS)
            .fold(
                person(&long_word(), "long-words", MANAGER),
                |assessment, ((own, manager), area)| {
                    assessment.rating([area, own, manager, "", &format!("{} again", long_word())])
                },
            )
            .label("Manager", &long_word())
            .label("Team", &long_word())
            .label("Aspiration", &long_word())
            .action([
                "Interactions",
                &long_word(),
                "Experience",
                &long_word(),
                "",
                "",
                "",
                "",
            ]),
        with_actions(rated_each(person(LONG_NAME, "long-name", MANAGER), MIXED))
            .label("Manager", LONG_NAME),
        long_texts,
        rated_each(person("Kit Moss", "no-actions", MANAGER), MIXED),
        // A word of the form's list, and one that the person wrote.
        with_past_actions(rated_each(
            person("Lou Nash", "past-actions", MANAGER),
            MIXED,
        ))
        .interest("Leadership and Supervision", "High")
        .interest("Profile and Responsibilities", "Low")
        .interest("Communication", "nach Absprache"),
    ]
}

/// A career map of three levels and this many competencies, in categories of ten.
pub(super) fn map_of(competencies: usize) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["Category", "Competency", "Junior", "Engineer", "Lead"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    for number in 1..=competencies {
        let row = u32::try_from(number).unwrap();
        let name = area_name(number);
        let category = ["Craft", "Working together", "Direction", "Business"][(number - 1) / 10];
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
pub(super) fn area_name(number: usize) -> String {
    match number % 3 {
        0 => format!("Practice {number}"),
        1 => format!("Planning and estimating {number}"),
        _ => format!("Understanding what customers need before they say so {number}"),
    }
}
