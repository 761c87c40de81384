//! Spreadsheets that are no career maps.

use super::*;

#[track_caller]
fn refused(workbook: &Workbook) {
    let refusal = refusal_of(workbook);
    assert_eq!(refusal.code.0, "map-refused");
    assert!(
        refusal
            .message
            .starts_with("The file is not a career map: ")
    );
}

#[test]
fn a_budget() {
    refused(&workbook(vec![(
        "Budget 2026",
        typed(
            &[
                &["Position", "Q1", "Q2", "Q3", "Q4", "Total"],
                &["Events", "1000", "2000", "1500", "3000", "7500"],
                &[
                    "Senior Manager salary",
                    "20000",
                    "20000",
                    "20000",
                    "20000",
                    "80000",
                ],
                &["Software", "400", "400", "400", "400", "1600"],
            ],
            &[],
        ),
    )]));
    refused(&workbook(vec![(
        "Salaries",
        typed(
            &[
                &["Role", "Headcount", "Min", "Mid", "Max"],
                &["Junior Engineer", "3", "40000", "45000", "50000"],
                &["Senior Engineer", "2", "60000", "70000", "80000"],
                &["Director", "1", "90000", "100000", "120000"],
            ],
            &[],
        ),
    )]));
}

#[test]
fn a_list_of_rules() {
    refused(&one(&[
        &["No.", "Rule", "Reason", "Example", "Consequence"],
        &[
            "1",
            "Be kind to each other",
            "People stay where they are welcome",
            "Say hello to new members",
            "A reminder from a moderator",
        ],
        &[
            "2",
            "No advertising in the forum",
            "The forum is for questions and answers",
            "Links to shops are removed",
            "The post is removed at once",
        ],
        &[
            "3",
            "Stay on the topic of a thread",
            "Others can find answers again later",
            "Open a new thread",
            "The post is moved",
        ],
    ]));
    refused(&one(&[
        &["House rules"],
        &["1. Be kind"],
        &["2. Ask a manager if in doubt"],
    ]));
}

#[test]
fn skill_ratings_of_a_team() {
    refused(&workbook(vec![(
        "Skills",
        typed(
            &[
                &["Name", "Role", "Communication", "Leadership", "Planning"],
                &["Ana Silva", "Community Manager", "3", "2", "4"],
                &["Ben Okafor", "Sr. Community Manager", "4", "4", "3"],
                &["Chloé Martin", "Community Manager", "2", "3", "3"],
                &["Dev Patel", "Community Apprentice", "1", "1", "2"],
            ],
            &[],
        ),
    )]));
    refused(&workbook(vec![(
        "Skills",
        typed(
            &[
                &["Skill", "Ana", "Ben", "Chloé"],
                &["Communication", "3", "2", "4"],
                &["Leadership", "4", "4", "3"],
                &["Planning", "1", "3", "2"],
            ],
            &[],
        ),
    )]));
}

#[test]
fn a_single_self_assessment() {
    refused(&one(&[
        &["Competency", "Self rating", "Manager rating", "Comment"],
        &[
            "Communication",
            "3",
            "4",
            "I wrote the monthly letter to all members",
        ],
        &[
            "Leadership",
            "2",
            "2",
            "I led the meetup team for half a year",
        ],
        &["Planning", "4", "3", "I planned the conference in spring"],
    ]));
    refused(&one(&[
        &[
            "Competency",
            "Beginner",
            "Intermediate",
            "Advanced",
            "Expert",
        ],
        &["Communication", "", "x", "", ""],
        &["Leadership", "x", "", "", ""],
        &["Planning", "", "", "x", ""],
    ]));
}

#[test]
fn an_assessment_in_our_own_form() {
    let assessment = grid(&[
        &["Name", "Ana Silva"],
        &["Role level", "Community Manager"],
        &["Target level", "Sr. Community Manager"],
        &[],
        &[
            "Competency",
            "Self level",
            "Manager level",
            "Agreed level",
            "Evidence",
        ],
        &[
            "Communication",
            "Community Manager",
            "Sr. Community Manager",
            "Community Manager",
            "Wrote the letter",
        ],
        &[
            "Leadership",
            "Community Apprentice",
            "Community Manager",
            "Community Manager",
            "Led the meetup",
        ],
    ]);
    let expectations = grid(&[
        &[
            "Competency",
            "Level",
            "Expectation",
            "Self",
            "Manager",
            "Note",
        ],
        &[
            "Communication",
            "Community Manager",
            "Writes clear messages",
            "Met",
            "Met",
            "",
        ],
        &[
            "Communication",
            "Sr. Community Manager",
            "Writes for everybody",
            "Partly",
            "Met",
            "",
        ],
        &[
            "Leadership",
            "Community Manager",
            "Leads small tasks",
            "Met",
            "Not yet",
            "",
        ],
        &[
            "Leadership",
            "Sr. Community Manager",
            "Leads a whole team",
            "Not yet",
            "Not yet",
            "",
        ],
    ]);
    refused(&workbook(vec![
        ("Assessment", assessment),
        ("Expectations", expectations.clone()),
    ]));
    refused(&workbook(vec![("Expectations", expectations)]));
}

#[test]
fn a_list_of_people() {
    refused(&one(&[
        &["Name", "Title", "Team", "Manager", "Role level"],
        &[
            "Ana Silva",
            "Community Manager",
            "Events and meetups",
            "Eva Lund",
            "Community Manager",
        ],
        &[
            "Ben Okafor",
            "Sr. Community Manager",
            "Content and docs",
            "Eva Lund",
            "Sr. Community Manager",
        ],
        &[
            "Chloé Martin",
            "Community Director",
            "Leadership team",
            "Tom Berg",
            "Community Director",
        ],
    ]));
}

#[test]
fn nothing_at_all() {
    refused(&one(&[]));
    refused(&one(&[&["Hello"]]));
    let mut hidden = one(&[
        &["Competency", "Junior", "Senior"],
        &[
            "Communication",
            "Writes clear messages",
            "Writes for everybody",
        ],
        &["Planning", "Plans the day ahead", "Plans the whole year"],
    ]);
    hidden.sheets[0].hidden = true;
    refused(&hidden);
}

#[test]
fn two_maps_in_one_workbook_are_ambiguous() {
    let sheet = |word: &str| {
        let text = |rest: &str| format!("{word} {rest}");
        Grid::from_rows([
            vec!["Competency".to_owned(), "Junior".into(), "Senior".into()],
            vec![
                "Communication".into(),
                text("writes clear messages"),
                text("writes for everybody"),
            ],
            vec![
                "Planning".into(),
                text("plans the day ahead"),
                text("plans the whole year"),
            ],
        ])
    };
    let workbook = workbook(vec![
        ("Designers", sheet("Often")),
        ("Engineers", sheet("Often")),
    ]);
    let refusal = refusal_of(&workbook);
    assert_eq!(refusal.code.0, "map-ambiguous");
    assert!(
        refusal.message.contains("Designers") && refusal.message.contains("Engineers"),
        "{refusal:?}"
    );
    assert!(
        refusal.help.contains("`sheet = \"Engineers\"`"),
        "{refusal:?}"
    );
    let options = MapOptions {
        sheet: Some("engineers".into()),
        ..MapOptions::default()
    };
    assert_eq!(map_of(&workbook, &options).sheets, ["Engineers"]);
}

#[test]
fn rules_and_plans_with_titles_in_them() {
    refused(&one(&[
        &["Expense", "Manager", "Director", "VP"],
        &["Flights", "Economy", "Premium economy", "Business"],
        &["Hotel", "3 stars", "4 stars", "5 stars"],
        &["Meals", "30 EUR", "50 EUR", "70 EUR"],
    ]));
    refused(&one(&[
        &["Shift", "Monday", "Tuesday", "Wednesday"],
        &["Early", "Ana (Senior)", "Ben (Junior)", "Cleo (Lead)"],
        &["Late", "Dev (Lead)", "Eva (Senior)", "Ana (Senior)"],
    ]));
    refused(&one(&[
        &["Task", "Junior Engineer", "Senior Engineer", "Manager"],
        &["Write code", "R", "A", "I"],
        &["Review code", "C", "R", "A"],
        &["Ship it", "R", "R", "A"],
    ]));
}

#[test]
fn levels_of_people_in_a_team() {
    refused(&one(&[
        &["Skill", "Ana", "Ben", "Cleo"],
        &["Talk", "Junior", "Senior", "Lead"],
        &["Walk", "Senior", "Senior", "Junior"],
        &["Plan", "Lead", "Junior", "Senior"],
    ]));
}

#[test]
fn people_counted_by_level() {
    refused(&workbook(vec![(
        "Headcount",
        typed(
            &[
                &["Team", "Junior", "Mid", "Senior", "Lead", "Total"],
                &["Web", "3", "4", "2", "1", "10"],
                &["App", "2", "2", "2", "1", "7"],
                &["Data", "1", "2", "3", "1", "7"],
            ],
            &[],
        ),
    )]));
}
