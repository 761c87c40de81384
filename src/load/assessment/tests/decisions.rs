//! Tables of what leadership decided: our own in each language, and those of companies.

use super::*;
use crate::labels::Catalogue;

/// Recommendation, its reasons, what was decided, the level, from when, why and by whom, of the first row.
fn first(read: &Read) -> String {
    let Some(one) = read.outcomes.first() else {
        return String::new();
    };
    let decision = &one.decision;
    [
        &one.recommendation,
        &one.reasons,
        &decision.decided,
        &decision.level,
        &decision.from,
        &decision.reasons,
        &decision.by,
    ]
    .map(|text| text.as_ref().map_or("", |text| &text.value))
    .join("|")
}

/// What our own forms write for these labels, with bars between them.
fn headings(language: &str, keys: &[&str]) -> String {
    let labels = Catalogue::embedded().labels(language).unwrap();
    let headings: Vec<&str> = keys.iter().map(|key| labels.say(key)).collect();
    headings.join("|")
}

#[test]
fn our_own_headings_are_read_in_every_language() {
    for language in ["en", "de", "fr", "es"] {
        let headings = headings(
            language,
            &[
                "form.heading.name",
                "form.heading.role-level",
                "form.heading.recommendation",
                "form.heading.decision",
                "form.heading.decision-level",
                "form.heading.decision-from",
                "form.heading.decision-reasons",
                "form.heading.decided-by",
            ],
        );
        let labels = Catalogue::embedded().labels(language).unwrap();
        let promotion = labels.choice(List::Recommendation, "Promotion");
        let found = read(&format!(
            "Decisions\n{headings}\nAna Sá|Engineer|{promotion}|{promotion}|Director|2027-01-01|Ready.|Board"
        ));
        assert_eq!(found.problems, NONE, "{language}");
        let wanted = "Promotion||Promotion|Director|2027-01-01|Ready.|Board";
        assert_eq!(first(&found), wanted, "{language}");
    }
}

#[test]
fn lists_of_a_company_are_read() {
    for (rows, expected) in [
        (
            "Employee|Final decision|Effective date|Rationale\nAna Sá|Stay|1.2.2027|Not yet.",
            "||Stay||2027-02-01|Not yet.|",
        ),
        // The reasons beside the recommendation are the manager's.
        (
            "Name|Recommendation|Reasons|Decided|Approved by\nAna Sá|Promotion|Did it.|None|Zoë",
            "Promotion|Did it.|None||||Zoë",
        ),
        (
            "Name|Recommendation|Decision|Reasons\nAna Sá|Promotion|None|No budget.",
            "Promotion||None|||No budget.|",
        ),
        (
            "Mitarbeiter|Beschluss|Gültig ab|Begründung\nAna Sá|Beförderung|mit dem nächsten Budget|Gut.",
            "||Promotion||mit dem nächsten Budget|Gut.|",
        ),
        (
            "Nom|Décision|Motifs de la décision\nAna Sá|Aucune|Trop tôt.",
            "||None|||Trop tôt.|",
        ),
        // Nothing was decided: an outcome as before.
        (
            "Name|Recommendation|Comment|Start\nAna Sá|Promotion|Did it.|2026-01-01",
            "Promotion|Did it.|||||",
        ),
    ] {
        let found = read(rows);
        assert_eq!(found.problems, NONE, "{rows}");
        assert_eq!(first(&found), expected, "{rows}");
    }
}

#[test]
fn the_settings_say_what_a_column_of_decisions_is_called() {
    let rows = "Name | Panel | Band | Live\nAna Sá | Yes | Director | 2027-01-01";
    let settings = "[assessments.columns]\nPanel = \"decision\"\nBand = \"decision-level\"\nLive = \"decision-from\"\n";
    let found = read_sheets(&[("Panel", rows)], settings, &[]);
    assert_eq!(first(&found), "||Yes|Director|2027-01-01||");
}

#[test]
fn what_a_row_gets_wrong_is_named_by_cell_and_the_rest_goes_on() {
    let found = read(
        "Name | Role level | Target level | Decision | New role level | From when\n\
         Ana Sá | Enginer | Stay | Promotion | Wizard | 03/04/2027\n \
         |  |  | Promotion |  |\n\
         Bo Lind | Engineer | Queen | None |  |\n\
         Total |  |  | 2 |  |",
    );
    assert_eq!(
        found.problems,
        [
            "unknown-level B2",
            "unknown-level E2",
            "name-missing A3",
            "unknown-level C4"
        ]
    );
    // A date that could be two days is shown as it was written.
    assert_eq!(first(&found), "||Promotion||03/04/2027||");
    assert_eq!(found.outcomes.len(), 2);
}

#[test]
fn a_competency_called_decisions_is_no_decision() {
    let mut map = map();
    map.competencies[0].name = "Decisions".to_owned();
    let rows = "Name | Role level | Decisions | Writing & Speaking\n\
                Ana Sá | Engineer | Engineer | Junior\nBo Lind | Engineer | Director | Junior";
    let found = read_grids(&map, vec![("People", grid_of(rows))], "", &[]);
    assert_eq!(found.outcomes, []);
    let right = [
        "Ana Sá 1: -/2/- -/1/- -/-/-",
        "Bo Lind 1: -/4/- -/1/- -/-/-",
    ];
    assert_eq!(summary(&found), right);
}

/// The cycle and the day that a row belongs to.
fn review_of(row: &PersonOutcome) -> [String; 2] {
    let of = &row.of_review;
    [
        of.cycle.as_ref().map(|cycle| cycle.value.clone()),
        of.until.as_ref().map(|until| until.value.to_string()),
    ]
    .map(Option::unwrap_or_default)
}

#[test]
fn which_review_it_is_stands_above_the_table() {
    for language in ["en", "de", "fr", "es"] {
        let headings = |keys: &[&str]| headings(language, keys);
        let table = headings(&["form.heading.name", "form.heading.decision"]);
        let cycle = headings(&["form.heading.review-cycle"]);
        let until = headings(&["form.heading.assessed-until"]);
        for (above, expected) in [
            (
                format!("{cycle}|Autumn 2026||{until}|2026-10-05"),
                ["Autumn 2026", "2026-10-05"],
            ),
            (format!("{cycle}|||{until}|2026-10-05"), ["", "2026-10-05"]),
            (format!("{cycle}|||{until}|"), ["", ""]),
            (
                format!("{cycle}: H2|{until}: 5.10.2026"),
                ["H2", "2026-10-05"],
            ),
        ] {
            let found = read(&format!("Title\n{above}\n{table}\nAna Sá|None"));
            assert_eq!(found.problems, NONE, "{language}");
            assert_eq!(
                review_of(&found.outcomes[0]),
                expected,
                "{language} {above:?}"
            );
        }
    }
    let found = read(
        "Review cycle|Autumn 2026|Date|soon\nName|Decision|Cycle\nAna Sá|None|Spring 2026\nBo Lind|None|",
    );
    assert_eq!(found.problems, ["date-unreadable D1"]);
    assert_eq!(review_of(&found.outcomes[0]), ["Spring 2026", ""]);
    assert_eq!(review_of(&found.outcomes[1]), ["Autumn 2026", ""]);
}

#[test]
fn a_column_of_texts_that_nothing_reads_is_named() {
    let rows = "Name | Decision | Comments of the board | Manager | Seat\n\
                Ana Sá | None |  | Mia Ray |\n\
                Bo Lind | None | A good year. | Mia Ray |\n \
                |  | A sentence below the table. |  |";
    let found = read(rows);
    assert_eq!(found.problems, ["text-unused C3"]);
    let text = &found.texts[0];
    assert!(text.contains("has a text in 1 row"), "{text}");
    // The line in the message works.
    let (_, line) = text.rsplit_once("[assessments.columns]: ").unwrap();
    let settings = format!("[assessments.columns]\n{line}\n");
    let found = read_sheets(&[("People", rows)], &settings, &[]);
    assert_eq!(found.problems, NONE);
}

#[test]
fn a_column_that_may_be_part_of_a_decision_is_offered_as_that() {
    let rows = "Name | Entscheidung | Neue Stufe\nAna Sá | Promotion | Engineer";
    let found = read(rows);
    assert_eq!(found.problems, ["text-unused C2"]);
    let (_, line) = found.texts[0]
        .split_once("“New role level”, write into careermap.toml, under [assessments.columns]: ")
        .unwrap();
    let (line, rest) = line.split_once(". ").unwrap();
    assert!(rest.ends_with("\"Neue Stufe\" = \"ignore\""), "{rest}");
    let settings = format!("[assessments.columns]\n{line}\n");
    let found = read_sheets(&[("People", rows)], &settings, &[]);
    assert_eq!(found.problems, NONE);
    assert_eq!(first(&found), "||Promotion|Engineer|||");
}

#[test]
fn short_texts_above_the_table_are_kept_as_titles() {
    let long = "A sentence of 2025. ".repeat(20);
    let found = read(&format!(
        "Decisions of Autumn 2025\n{long}\nSitzung | Herbst 2025 |  | Review cycle | H2\nName | Decision\nAna Sá | None"
    ));
    let titles = found.outcomes[0].of_review.titles.iter();
    let titles: Vec<&str> = titles.map(|title| title.value.as_str()).collect();
    let right = ["Decisions of Autumn 2025", "Sitzung", "Herbst 2025"];
    assert_eq!(titles, right);
}
