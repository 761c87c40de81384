//! Companies' own shapes and headings, each as a small sheet.

use super::*;
use crate::load::sheet::GridBuilder;

/// A form with these headings in place of ours, about Ana, an Engineer: own rating 1, manager's 2, agreed 3.
fn form(headings: [&str; 3]) -> Vec<Vec<String>> {
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    vec![
        row(["Name", "Ana", "", ""]),
        row(["Role level", "Engineer", "", ""]),
        row(["", "", "", ""]),
        row(["Competency", headings[0], headings[1], headings[2]]),
        row(["Planning", "Junior", "Engineer", "Sr. Engineer"]),
        row(["Writing & Speaking", "Junior", "Engineer", "Sr. Engineer"]),
    ]
}

fn read_rows(rows: &[Vec<String>], settings: &str) -> Read {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    read_set(&map(), &[("Sheet", &rows)], settings, &[])
}

#[test]
fn each_rating_reaches_its_rater_whatever_its_heading() {
    for headings in [
        ["Self (1-7)", "Manager (1-7)", "Agreed"],
        ["Self-evaluation", "Manager evaluation", "Agreed level"],
        ["Self 2026", "Manager 2026", "Agreed 2026"],
        ["1. Self", "2. Manager", "3. Final"],
        ["Rating – self", "Rating – manager", "Rating – calibrated"],
        ["My rating", "My manager's rating", "Final rating"],
        ["Employee", "Manager", "Calibrated"],
        ["Level (self)", "Level (line manager)", "Level (moderated)"],
        ["⭐ Self *", "Supervisor:", "Consensus score"],
        ["Team member", "Reviewer", "Joint rating"],
    ] {
        let found = read_rows(&form(headings), "");
        assert_eq!(
            summary(&found),
            ["Ana 1: 1/2/3 1/2/3 -/-/-"],
            "{headings:?} {:?}",
            found.problems
        );
        assert_eq!(found.problems, NONE, "{headings:?}");
    }
}

#[test]
fn a_column_of_ratings_that_nobody_understands_is_named_and_the_line_of_its_message_settles_it() {
    let rows = form(["Self", "Peer lead", "Agreed"]);
    let found = read_rows(&rows, "");
    assert_eq!(summary(&found), ["Ana 1: 1/-/3 1/-/3 -/-/-"]);
    assert_eq!(found.problems, ["column-not-understood C4"]);
    assert!(
        found.texts[0].contains("[assessments.columns] write \"Peer lead\" = \"manager\""),
        "{}",
        found.texts[0]
    );
    let settled = read_rows(&rows, "[columns]\n\"Peer lead\" = \"manager\"");
    assert_eq!(summary(&settled), ["Ana 1: 1/2/3 1/2/3 -/-/-"]);
    assert_eq!(settled.problems, NONE);
    let ignored = read_rows(&rows, "[columns]\n\"Peer lead\" = \"ignore\"");
    assert_eq!(ignored.problems, NONE);
}

#[test]
fn a_grade_beside_each_competency_is_not_dropped_in_silence() {
    let rows = form(["Self", "Grade", "Agreed"]);
    let found = read_rows(&rows, "");
    assert_eq!(summary(&found), ["Ana 1: 1/-/3 1/-/3 -/-/-"]);
    assert_eq!(found.problems, ["column-not-understood C4"]);
    let settled = read_rows(&rows, "[columns]\n\"Grade\" = \"manager\"");
    assert_eq!(summary(&settled), ["Ana 1: 1/2/3 1/2/3 -/-/-"]);
}

#[test]
fn peers_and_differences_are_nobodys_ratings() {
    for other in [
        "Peer rating",
        "360 feedback score",
        "Gap",
        "Self vs manager",
        "Required level",
        "Average",
    ] {
        let found = read_rows(&form(["Self", other, "Agreed"]), "");
        assert_eq!(summary(&found), ["Ana 1: 1/-/3 1/-/3 -/-/-"], "{other}");
        assert!(
            found.texts.iter().all(|text| text.starts_with("note")),
            "{other}: {:?}",
            found.texts
        );
    }
}

#[test]
fn only_the_latest_period_is_read() {
    let rows = [
        ["Name", "Ana", "", "", ""],
        ["Role level", "Engineer", "", "", ""],
        [
            "Competency",
            "Self 2025",
            "Self 2026",
            "Manager 2025",
            "Manager H1 2026",
        ],
        ["Planning", "1", "2", "3", "4"],
    ]
    .map(|row| row.map(str::to_owned).to_vec());
    let found = read_rows(&rows, "");
    assert_eq!(summary(&found)[0], "Ana 1: 2/-/- -/-/- -/-/-");
    assert_eq!(
        found.problems,
        ["earlier-ratings B3", "numbers-as-levels C4"]
    );
}

#[test]
fn headings_in_two_rows_are_one_merged_or_not() {
    for merged in [true, false] {
        let rows: &[&[&str]] = &[
            &["Name", "Ana"],
            &["Role level", "Engineer"],
            &[],
            &["", "Self", "", "Manager", ""],
            &["Competency", "Level", "Comment", "Level", "Comment"],
            &["Planning", "1", "ran it", "2", "led it well"],
        ];
        let mut builder = GridBuilder::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                if let Some(value) = Value::from_text(*text) {
                    builder.set(row, column, value);
                }
            }
        }
        if merged {
            builder.merge(CellAddress::new(3, 1), CellAddress::new(3, 2));
            builder.merge(CellAddress::new(3, 3), CellAddress::new(3, 4));
        }
        let found = read_grid(&map(), "Sheet", builder.finish());
        assert_eq!(
            summary(&found),
            ["Ana 1: 1/2/- -/-/- -/-/-"],
            "merged: {merged}"
        );
        let planning = &found.assessments[0].competencies[0];
        assert_eq!(
            planning.evidence.as_ref().map(|text| text.value.as_str()),
            Some("ran it")
        );
        assert_eq!(
            planning
                .manager_comment
                .as_ref()
                .map(|text| text.value.as_str()),
            Some("led it well")
        );
    }
}

#[test]
fn one_column_without_a_rater_is_the_managers_with_a_warning_unless_something_speaks_of_self() {
    let rows = |title: &str| {
        [
            [title, ""],
            ["Name", "Ana"],
            ["Role level", "Engineer"],
            ["Skill", "Rating"],
            ["Planning", "2"],
        ]
        .map(|row| row.map(str::to_owned).to_vec())
    };
    let found = read_rows(&rows("Autumn review"), "");
    assert_eq!(summary(&found), ["Ana 1: -/2/- -/-/- -/-/-"]);
    assert_eq!(found.problems[0], "ratings-unsaid B4");
    assert!(found.texts[0].starts_with("warning"), "{}", found.texts[0]);
    let own = read_rows(&rows("Self-assessment"), "");
    assert_eq!(summary(&own), ["Ana 1: 2/-/- -/-/- -/-/-"]);
    let unclear = read_rows(
        &rows(
            "Please complete your self-assessment and then talk it through with whoever leads your team",
        ),
        "",
    );
    assert_eq!(unclear.problems[0], "column-not-understood B4");
    let settled = read_rows(&rows("Autumn review"), "rater = \"self\"");
    assert_eq!(summary(&settled), ["Ana 1: 2/-/- -/-/- -/-/-"]);
    assert_eq!(settled.problems, ["numbers-as-levels B5"]);
}

#[test]
fn a_row_for_each_rater_gives_each_rating_its_place() {
    let list = read(&[
        &["Name", "Role level", "Rated by", "Skill", "Level"],
        &["Ana", "Engineer", "Self", "Planning", "Junior"],
        &["Ana", "Engineer", "Line manager", "Planning", "Engineer"],
        &["Ana", "Engineer", "Peer", "Planning", "Director"],
        &["Ana", "Engineer", "Bot", "Planning", "Director"],
        &["Bo", "Engineer", "Bo", "Planning", "Junior"],
    ]);
    assert_eq!(
        summary(&list),
        ["Ana 1: 1/2/- -/-/- -/-/-", "Bo 1: 1/-/- -/-/- -/-/-"]
    );
    assert_eq!(
        list.problems,
        ["ratings-of-others C4", "rater-not-understood C5"]
    );
    let matrix = read(table_of(
        "Name | Employee ID | Role level | Source | Planning | Writing & Speaking
         Ana | 1 | Engineer | Self | Junior | Junior
         Ana | 1 | Engineer | Manager | Engineer | Director",
    ));
    assert_eq!(summary(&matrix), ["Ana 1: 1/2/- 1/4/- -/-/-"]);
    assert_eq!(matrix.problems, NONE);
}

#[test]
fn a_list_may_say_everything_that_a_form_says() {
    let header = "Name|Role level|Competency|Manager rating|Recommendation|Manager summary|Aspiration|Accomplishments";
    let row = |competency| {
        let rest = "Engineer|Promotion|Good work.|To lead.|The new tool.";
        format!("Ana|Engineer|{competency}|{rest}")
    };
    let rows = [
        header.to_owned(),
        row("Planning"),
        row("Writing & Speaking"),
    ];
    let rows: Vec<Vec<String>> = (rows.iter())
        .map(|row| row.split('|').map(str::to_owned).collect())
        .collect();
    let found = read_rows(&rows, "");
    assert_eq!(found.problems, NONE);
    let ana = &found.assessments[0];
    assert_eq!(ana.recommendation.as_deref(), Some("Promotion"));
    assert_eq!(ana.manager_summary.as_deref(), Some("Good work."));
    assert_eq!(ana.aspiration.as_deref(), Some("To lead."));
    assert_eq!(ana.accomplishments.as_deref(), Some("The new tool."));
}

#[test]
fn in_a_list_a_level_that_is_the_same_for_a_person_is_the_roles() {
    let found = read(table_of(
        "Worker | Job title | Level | Competence | Proficiency | Remarks
         Ana | Wizard | Engineer | Planning | 3 | x
         Ana | Wizard | Engineer | Writing & Speaking | 1 |
         Bo | Wizard | Junior | Planning | 2 |
         Bo | Wizard | Junior | Writing & Speaking | Director |",
    ));
    assert_eq!(
        summary(&found),
        ["Ana 1: -/3/- -/1/- -/-/-", "Bo 0: -/2/- -/4/- -/-/-"]
    );
    assert_eq!(found.problems, ["comment-unused F1", "ratings-unsaid E1"]);
}

#[test]
fn a_list_may_have_only_employee_ids_which_the_roster_knows() {
    let on_roster = crate::model::testing::roster_entry(
        &crate::model::testing::person(&map(), "Ana Sá", 1)
            .id("000901")
            .build(),
    );
    let rows: &[&[&str]] = &[
        &["Personnel number", "Skill", "Self"],
        &["000901", "Planning", "2"],
        &["777", "Planning", "2"],
    ];
    let found = read_set(&map(), &[("Sheet", rows)], "", &[on_roster]);
    assert_eq!(summary(&found)[0], "Ana Sá 1: 2/-/- -/-/- -/-/-");
    assert!(
        found.problems.contains(&"name-missing A3".to_owned()),
        "{:?}",
        found.problems
    );
}

#[test]
fn employee_ids_as_small_as_ratings_are_employee_ids() {
    let on_roster = crate::model::testing::roster_entry(
        &crate::model::testing::person(&map(), "Ana Sá", 1)
            .id("3")
            .build(),
    );
    let rows: &[&[&str]] = &[
        &["Employee ID", "Skill", "Self"],
        &["3", "Planning", "2"],
        &["3", "Writing & Speaking", "1"],
    ];
    let found = read_set(&map(), &[("Sheet", rows)], "", &[on_roster]);
    assert_eq!(summary(&found), ["Ana Sá 1: 2/-/- 1/-/- -/-/-"]);
}

#[test]
fn of_two_dates_for_one_rating_the_latest_counts() {
    let found = read(&[
        &["Name", "Role level", "Date", "Skill", "Self"],
        &["Ana", "Engineer", "2025-03-01", "Planning", "1"],
        &["Ana", "Engineer", "2026-03-01", "Planning", "Engineer"],
    ]);
    assert_eq!(summary(&found), ["Ana 1: 2/-/- -/-/- -/-/-"]);
    assert_eq!(found.problems, ["earlier-ratings E2"]);
    let day = found.assessments[0].assessed_on.map(|day| day.to_string());
    assert_eq!(day.as_deref(), Some("2026-03-01"));
}

#[test]
fn people_in_columns_have_any_corner_and_summaries_are_nobody() {
    let roster: Vec<RosterEntry> = ["Mira Vale", "Jon Ames"]
        .iter()
        .map(|name| {
            crate::model::testing::roster_entry(
                &crate::model::testing::person(&map(), name, 1).build(),
            )
        })
        .collect();
    let rows: &[&[&str]] = table_of(
        "Technos | Mira Vale | Jon Ames |  | Level | Required | Missing
         Planning | 1 | 2 |  | 2 | 1 | 0
         Writing & Speaking | Engineer | 2 |  | 2 | 1 | 0",
    );
    let found = read_set(&map(), &[("Manager view", rows)], "", &roster);
    assert_eq!(
        summary(&found),
        [
            "Mira Vale 1: -/1/- -/2/- -/-/-",
            "Jon Ames 1: -/2/- -/2/- -/-/-"
        ]
    );
    assert!(
        found.problems.contains(&"line-of-nobody E1".to_owned()),
        "{:?}",
        found.problems
    );
    assert!(
        found.texts.iter().all(|text| text.starts_with("note")),
        "{:?}",
        found.texts
    );
}

#[test]
fn labels_stand_above_their_values_as_well_as_beside() {
    let table: [&[&str]; 2] = [&["Competency", "Self level"], &["Planning", "Junior"]];
    let above: Vec<&[&str]> = [
        &["Name", "Employee ID", "Team", "Role level"] as &[&str],
        &["Ana", "17", "Events", "Engineer"],
        &[],
    ]
    .into_iter()
    .chain(table)
    .collect();
    let stacked: Vec<&[&str]> = [
        &["Full name"] as &[&str],
        &["Ana"],
        &["Position"],
        &["Engineer"],
        &["Team"],
        &["Events"],
        &[],
    ]
    .into_iter()
    .chain(table)
    .collect();
    // One unknown label among the others turns none of them into a value.
    let with_another: Vec<&[&str]> = [
        &["Name", "Employee ID", "Team", "Role level", "Cost centre"] as &[&str],
        &["Ana", "17", "Events", "Engineer", "North"],
        &[],
    ]
    .into_iter()
    .chain(table)
    .collect();
    for rows in [above, with_another, stacked] {
        let found = read(&rows);
        assert_eq!(
            summary(&found),
            ["Ana 1: 1/-/- -/-/- -/-/-"],
            "{:?}",
            found.texts
        );
        assert_eq!(found.assessments[0].person.team.as_deref(), Some("Events"));
        assert_eq!(found.problems, NONE);
    }
}

#[test]
fn a_question_stands_above_a_label_or_below_it_in_the_same_cell() {
    let person =
        "Name | Ana | >\nRole level | Engineer\n\nCompetency | Self level\nPlanning | Junior\n\n";
    let asked = "Plans for the future¶What do you plan for the next year or two?";
    for (own_words, right) in [
        // As forms were made before, and as they are made now.
        (
            " | What do you plan?\nPlans for the future | Lead a team",
            Some("Lead a team"),
        ),
        (&*format!("{asked} | > | Lead a team"), Some("Lead a team")),
        (&*format!("{asked} | Lead a team"), Some("Lead a team")),
        (
            "Karriereziele¶Was haben Sie vor? | Lead a team",
            Some("Lead a team"),
        ),
        (&*format!("{asked} | >"), None),
        // An answer may begin with the word of a label.
        (
            "Plans for the future | Development¶I want to teach",
            Some("Development\nI want to teach"),
        ),
    ] {
        let rows: Vec<String> = format!("{person}{own_words}")
            .lines()
            .map(str::to_owned)
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let found = read_grid(&map(), "Assessment", neighbours::grid(&rows));
        assert_eq!(found.problems, NONE, "{own_words}");
        let [ana] = found.assessments.as_slice() else {
            panic!("{own_words}: {:?}", found.texts);
        };
        assert_eq!(ana.aspiration.as_deref(), right, "{own_words}");
        assert_eq!(ana.development, None, "{own_words}");
    }
    // Only own words have a question: a name below its label is not one.
    let rows = [
        "Name¶Ana | Ben",
        "Role level | Engineer",
        "",
        "Competency | Self level",
        "Planning | Junior",
    ];
    let found = read_grid(&map(), "Assessment", neighbours::grid(&rows));
    assert_eq!(found.problems, ["name-missing"]);
}

#[test]
fn names_in_two_cells_or_turned_round_are_one_name() {
    let table: [&[&str]; 2] = [&["Competency", "Self level"], &["Planning", "Junior"]];
    for labels in [
        vec![&["First name", "Ana"] as &[&str], &["Last name", "Sá"]],
        vec![&["Vorname", "Ana"], &["Name", "Sá"]],
        vec![&["Name", "Sá, Ana"]],
    ] {
        let mut rows = labels.clone();
        rows.push(&["Role level", "Engineer"]);
        rows.extend(table);
        let found = read(&rows);
        let names: Vec<&str> = found
            .assessments
            .iter()
            .map(|a| a.person.name.as_str())
            .collect();
        assert_eq!(names, ["Ana Sá"], "{labels:?} {:?}", found.texts);
    }
}

#[test]
fn a_sheet_for_each_rater_shares_the_labels_of_the_first() {
    let form = |label: bool| {
        let mut rows: Vec<&[&str]> = Vec::new();
        if label {
            rows.extend([
                &["Name", "Ana"] as &[&str],
                &["Role level", "Engineer"],
                &[],
            ]);
        }
        rows.extend([&["Competency", "Level"] as &[&str], &["Planning", "Junior"]]);
        rows
    };
    let found = read_set(
        &map(),
        &[("Self", &form(true)), ("Manager", &form(false))],
        "",
        &[],
    );
    assert_eq!(
        summary(&found),
        ["Ana 1: 1/1/- -/-/- -/-/-"],
        "{:?}",
        found.texts
    );
    let labelled = read_set(
        &map(),
        &[
            ("Self", &form(true)),
            ("Manager", &form(true)),
            ("Agreed", &form(true)),
        ],
        "",
        &[],
    );
    assert_eq!(summary(&labelled), ["Ana 1: 1/1/1 -/-/- -/-/-"]);
}

#[test]
fn a_scale_in_the_headings_that_is_not_the_maps_puts_its_numbers_in_doubt() {
    let mut rows = form(["Self (1–5)", "Manager (1–5)", "Agreed"]);
    rows[4][1] = "3".to_owned();
    let found = read_rows(&rows, "");
    // Levels in words are read as those levels.
    assert_eq!(summary(&found), ["Ana 1: -/2/3 1/2/3 -/-/-"]);
    assert_eq!(found.problems, ["not-a-rating B5"]);
    assert!(
        found.texts[0].contains("another scale"),
        "{}",
        found.texts[0]
    );
}

#[test]
fn a_range_a_date_and_a_remark_are_no_ratings_and_are_named() {
    for typed in [
        "2-3",
        "2–3",
        "2 to 3",
        "2/3",
        "I would say that she is at Engineer in most of what she does",
    ] {
        let mut rows = form(["Self", "Manager", "Agreed"]);
        rows[4][3] = typed.to_owned();
        let found = read_rows(&rows, "");
        assert_eq!(summary(&found), ["Ana 1: 1/2/- 1/2/3 -/-/-"], "{typed}");
        assert_eq!(found.problems, ["not-a-rating D5"], "{typed}");
        assert!(found.texts[0].len() < 300, "{}", found.texts[0]);
    }
}

#[test]
fn ratings_under_a_word_that_means_something_else_are_not_lost_in_silence() {
    for heading in ["Feedback", "Responsibility"] {
        let rows: &[&[&str]] = &[
            &[
                "Name",
                "Role level",
                "Planning",
                "Writing & Speaking",
                heading,
                "Average",
            ],
            &["Ana", "Engineer", "1", "2", "3", "2"],
        ];
        let found = read_set(&map(), &[("Manager ratings", rows)], "", &[]);
        assert_eq!(summary(&found), ["Ana 1: -/1/- -/2/- -/-/-"]);
        assert!(
            found.problems.contains(&"unknown-competency E1".to_owned()),
            "{heading}: {:?}",
            found.problems
        );
    }
}

#[test]
fn ratings_of_a_competency_under_another_name_are_named_with_the_line_that_places_them() {
    let rows: &[&[&str]] = table_of(
        "Name | Role level | Planning | Writing & Speaking | Comms
         Ana | Engineer | 1 | 2 | 3",
    );
    let found = read_set(&map(), &[("Manager ratings", rows)], "", &[]);
    assert!(
        found.problems.contains(&"unknown-competency E1".to_owned()),
        "{:?}",
        found.problems
    );
    assert!(
        found
            .texts
            .iter()
            .any(|text| text.contains("[assessments.competencies]")),
        "{:?}",
        found.texts
    );
    let settled = read_set(
        &map(),
        &[("Manager ratings", rows)],
        "[competencies]\n\"Comms\" = \"Education\"",
        &[],
    );
    assert_eq!(summary(&settled), ["Ana 1: -/1/- -/2/- -/3/-"]);
}

#[test]
fn a_second_form_on_a_sheet_is_left_out_with_one_message() {
    let bo = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        let mut rows = rows;
        rows[0][1] = "Bo".to_owned();
        rows[1][1] = "Director".to_owned();
        rows.insert(2, ["Team", "Bees", "", ""].map(str::to_owned).to_vec());
        rows
    };
    let first = || form(["Self", "Manager", "Agreed"]);
    let expected = ["Ana 1: 1/2/3 1/2/3 -/-/-"];
    let below: Vec<Vec<String>> = first().into_iter().chain(bo(first())).collect();
    let found = read_rows(&below, "");
    assert_eq!(summary(&found), expected);
    assert_eq!(found.problems, ["second-form A7"]);
    assert!(
        found.texts[0].contains("of “Bo”, below"),
        "{}",
        found.texts[0]
    );
    assert_eq!(found.assessments[0].person.team, None);
    // Other labels come first, and a third form follows.
    let mut more = below.clone();
    more.insert(6, ["Team", "Bees", "", ""].map(str::to_owned).to_vec());
    more.remove(9);
    more.extend(bo(first()));
    let found = read_rows(&more, "");
    assert_eq!(summary(&found), expected);
    assert_eq!(found.problems, ["second-form A7"]);
    // Side by side.
    let beside: Vec<Vec<String>> = first()
        .into_iter()
        .zip(first())
        .enumerate()
        .map(|(row, (one, mut other))| {
            if row == 0 {
                other[1] = "Bo".to_owned();
            }
            [one, vec![String::new()], other].concat()
        })
        .collect();
    let found = read_rows(&beside, "");
    assert_eq!(summary(&found), expected);
    assert_eq!(found.problems, ["second-form F1"]);
    // A form whose head is repeated is one form.
    let mut again: Vec<Vec<String>> = first();
    let last = again.pop().unwrap();
    again.extend(first().into_iter().take(4));
    again.push(last);
    let found = read_rows(&again, "");
    assert!(
        !found
            .problems
            .iter()
            .any(|problem| problem.starts_with("second-form"))
    );
    assert_eq!(summary(&found), expected);
}
