//! Tables of what leadership decided: our own in each language, and those of companies.

use super::*;
use crate::labels::{Catalogue, Labels};

const NOTHING: [&str; 7] = ["", "", "", "", "", "", ""];

/// Recommendation, its reasons, what was decided, the level, from when, why and by whom, of the first row.
fn first(read: &Read) -> [&str; 7] {
    let text = |said: &'_ Option<crate::model::Sourced<String>>| match said {
        Some(said) => said.value.clone().leak(),
        None => "",
    };
    read.outcomes.first().map_or(NOTHING, |one| {
        let decision = &one.decision;
        [
            text(&one.recommendation),
            text(&one.reasons),
            text(&decision.decided),
            text(&decision.level),
            text(&decision.from),
            text(&decision.reasons),
            text(&decision.by),
        ]
    })
}

#[test]
fn our_own_headings_are_read_in_every_language() {
    for language in ["en", "de", "fr", "es"] {
        let labels: Labels = Catalogue::embedded().labels(language).unwrap();
        let headings = [
            labels.say("form.heading.name"),
            labels.say("form.heading.role-level"),
            labels.say("form.heading.recommendation"),
            labels.say("form.heading.decision"),
            labels.say("form.heading.decision-level"),
            labels.say("form.heading.decision-from"),
            labels.say("form.heading.decision-reasons"),
            labels.say("form.heading.decided-by"),
        ];
        let promotion = labels.choice(List::Recommendation, "Promotion");
        let row = [
            "Ana Sá",
            "Engineer",
            promotion,
            promotion,
            "Director",
            "2027-01-01",
            "Ready.",
            "Board",
        ];
        let read = read(&[&["Decisions"], &headings, &row]);
        assert_eq!(read.problems, Vec::<String>::new(), "{language}");
        assert_eq!(
            first(&read),
            [
                "Promotion",
                "",
                "Promotion",
                "Director",
                "2027-01-01",
                "Ready.",
                "Board"
            ],
            "{language}"
        );
    }
}

#[test]
fn lists_of_a_company_are_read() {
    for (headings, cells, expected) in [
        (
            &["Employee", "Final decision", "Effective date", "Rationale"][..],
            &["Ana Sá", "Stay", "1.2.2027", "Not yet."][..],
            ["", "", "Stay", "", "2027-02-01", "Not yet.", ""],
        ),
        // The reasons beside the recommendation are the manager's.
        (
            &[
                "Name",
                "Recommendation",
                "Reasons",
                "Decided",
                "Approved by",
            ],
            &["Ana Sá", "Promotion", "Did it.", "None", "Zoë"],
            ["Promotion", "Did it.", "None", "", "", "", "Zoë"],
        ),
        (
            &["Name", "Recommendation", "Decision", "Reasons"],
            &["Ana Sá", "Promotion", "None", "No budget."],
            ["Promotion", "", "None", "", "", "No budget.", ""],
        ),
        (
            &["Mitarbeiter", "Beschluss", "Gültig ab", "Begründung"],
            &["Ana Sá", "Beförderung", "mit dem nächsten Budget", "Gut."],
            [
                "",
                "",
                "Promotion",
                "",
                "mit dem nächsten Budget",
                "Gut.",
                "",
            ],
        ),
        (
            &["Nom", "Décision", "Motifs de la décision"],
            &["Ana Sá", "Aucune", "Trop tôt."],
            ["", "", "None", "", "", "Trop tôt.", ""],
        ),
        // Nothing was decided: an outcome as before.
        (
            &["Name", "Recommendation", "Comment", "Start"],
            &["Ana Sá", "Promotion", "Did it.", "2026-01-01"],
            ["Promotion", "Did it.", "", "", "", "", ""],
        ),
    ] {
        let read = read(&[headings, cells]);
        assert_eq!(read.problems, Vec::<String>::new(), "{headings:?}");
        assert_eq!(first(&read), expected, "{headings:?}");
    }
}

#[test]
fn the_settings_say_what_a_column_of_decisions_is_called() {
    let read = read_set(
        &map(),
        &[(
            "Panel",
            &[
                &["Name", "Panel", "Band", "Live"],
                &["Ana Sá", "Yes", "Director", "2027-01-01"],
            ],
        )],
        "[columns]\nPanel = \"decision\"\nBand = \"decision-level\"\nLive = \"decision-from\"\n",
        &[],
    );
    assert_eq!(
        first(&read),
        ["", "", "Yes", "Director", "2027-01-01", "", ""]
    );
}

#[test]
fn what_a_row_gets_wrong_is_named_by_cell_and_the_rest_goes_on() {
    let read = read(table_of(
        "Name | Role level | Target level | Decision | New role level | From when
         Ana Sá | Enginer | Stay | Promotion | Wizard | 03/04/2027
          |  |  | Promotion |  |
         Bo Lind | Engineer | Queen | None |  |
         Total |  |  | 2 |  |",
    ));
    assert_eq!(
        read.problems,
        [
            "unknown-level B2",
            "unknown-level E2",
            "name-missing A3",
            "unknown-level C4"
        ]
    );
    // A date that could be two days is shown as it was written.
    assert_eq!(
        first(&read),
        ["", "", "Promotion", "", "03/04/2027", "", ""]
    );
    assert_eq!(read.outcomes.len(), 2);
}

#[test]
fn a_competency_called_decisions_is_no_decision() {
    let mut map = map();
    map.competencies[0].name = "Decisions".to_owned();
    let read = read_with(
        &map,
        &[(
            "People",
            &[
                &["Name", "Role level", "Decisions", "Writing & Speaking"],
                &["Ana Sá", "Engineer", "Engineer", "Junior"],
                &["Bo Lind", "Engineer", "Director", "Junior"],
            ],
        )],
        &[],
        &[],
    );
    assert_eq!(read.outcomes, []);
    assert_eq!(read.assessments.len(), 2);
    let ana = &read.assessments[0].competencies[0];
    assert!(ana.manager.is_some() || ana.own.is_some() || ana.agreed.is_some());
}

/// The cycle and the day that the first row belongs to.
fn review_of(read: &Read) -> [String; 2] {
    let of = &read.outcomes[0].of_review;
    [
        of.cycle.as_ref().map(|cycle| cycle.value.clone()),
        of.until.as_ref().map(|until| until.value.to_string()),
    ]
    .map(Option::unwrap_or_default)
}

#[test]
fn which_review_it_is_stands_above_the_table() {
    for language in ["en", "de", "fr", "es"] {
        let labels: Labels = Catalogue::embedded().labels(language).unwrap();
        let (name, decision) = (
            labels.say("form.heading.name"),
            labels.say("form.heading.decision"),
        );
        let (cycle, until) = (
            labels.say("form.heading.review-cycle"),
            labels.say("form.heading.assessed-until"),
        );
        for (above, expected) in [
            (
                &[cycle, "Autumn 2026", "", until, "2026-10-05"][..],
                ["Autumn 2026", "2026-10-05"],
            ),
            (&[cycle, "", "", until, "2026-10-05"], ["", "2026-10-05"]),
            (&[cycle, "", "", until, ""], ["", ""]),
            (
                &[&format!("{cycle}: H2"), &format!("{until}: 5.10.2026")],
                ["H2", "2026-10-05"],
            ),
        ] {
            let rows: [&[&str]; 4] = [&["Title"], above, &[name, decision], &["Ana Sá", "None"]];
            let read = read(&rows);
            assert_eq!(read.problems, Vec::<String>::new(), "{language}");
            assert_eq!(review_of(&read), expected, "{language} {above:?}");
        }
    }
    let read = read(&[
        &["Review cycle", "Autumn 2026", "Date", "soon"],
        &["Name", "Decision", "Cycle"],
        &["Ana Sá", "None", "Spring 2026"],
        &["Bo Lind", "None", ""],
    ]);
    assert_eq!(read.problems, ["date-unreadable D1"]);
    assert_eq!(review_of(&read), ["Spring 2026", ""]);
    let second = read.outcomes[1].of_review.cycle.as_ref().unwrap();
    assert_eq!(second.value, "Autumn 2026");
}

#[test]
fn a_column_of_texts_that_nothing_reads_is_named() {
    let rows: [&[&str]; 4] = [
        &[
            "Name",
            "Decision",
            "Comments of the board",
            "Manager",
            "Seat",
        ],
        &["Ana Sá", "None", "", "Mia Ray", ""],
        &["Bo Lind", "None", "A good year.", "Mia Ray", ""],
        &["", "", "A sentence below the table.", "", ""],
    ];
    let read = read(&rows);
    assert_eq!(read.problems, ["text-unused C3"]);
    assert!(
        read.texts[0].contains("has a text in 1 row"),
        "{:?}",
        read.texts
    );
    // The line in the message works.
    let line = read.texts[0]
        .rsplit_once("[assessments.columns]: ")
        .unwrap()
        .1;
    let settings = format!("[columns]\n{line}\n");
    let read = read_set(&map(), &[("People", &rows)], &settings, &[]);
    assert_eq!(read.problems, Vec::<String>::new());
}

#[test]
fn a_column_that_may_be_part_of_a_decision_is_offered_as_that() {
    let rows: [&[&str]; 2] = [
        &["Name", "Entscheidung", "Neue Stufe"],
        &["Ana Sá", "Promotion", "Engineer"],
    ];
    let read = read(&rows);
    assert_eq!(read.problems, ["text-unused C2"]);
    let (_, line) = read.texts[0]
        .split_once("“New role level”, write into careermap.toml, under [assessments.columns]: ")
        .unwrap();
    let (line, rest) = line.split_once(". ").unwrap();
    assert!(rest.ends_with("\"Neue Stufe\" = \"ignore\""), "{rest}");
    let settings = format!("[columns]\n{line}\n");
    let read = read_set(&map(), &[("People", &rows)], &settings, &[]);
    assert_eq!(read.problems, Vec::<String>::new());
    let level = read.outcomes[0].decision.level.as_ref().unwrap();
    assert_eq!(level.value, "Engineer");
}

#[test]
fn short_texts_above_the_table_are_kept_as_titles() {
    let long = "A sentence of 2025. ".repeat(20);
    let read = read(&[
        &["Decisions of Autumn 2025"],
        &[&long],
        &["Sitzung", "Herbst 2025", "", "Review cycle", "H2"],
        &["Name", "Decision"],
        &["Ana Sá", "None"],
    ]);
    let titles = read.outcomes[0].of_review.titles.iter();
    let titles: Vec<&str> = titles.map(|title| title.value.as_str()).collect();
    assert_eq!(
        titles,
        ["Decisions of Autumn 2025", "Sitzung", "Herbst 2025"]
    );
}
