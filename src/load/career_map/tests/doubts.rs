//! Odd readings have a warning, until somebody confirms them.

use super::*;
use crate::diagnostic::Severity;
use crate::load::career_map::options::{Confirmed, Step};

fn doubts(reading: &MapReading) -> Vec<&Diagnostic> {
    reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.0 == "map-doubt")
        .collect()
}

/// The lines below `[map.confirmed]` that the first doubt prints.
#[track_caller]
fn confirmed(reading: &MapReading) -> Option<Confirmed> {
    let help = &doubts(reading)[0].help;
    let (_, lines) = help
        .split_once("If the map is read correctly, write `")
        .unwrap();
    let lines: Vec<&str> = lines.split('`').step_by(2).take(2).collect();
    toml::from_str(&lines.join("\n")).unwrap()
}

/// Settings that say where the levels of the usual map are.
fn levels(upright: bool) -> MapOptions {
    let levels = if upright { "B:D" } else { "2:4" };
    MapOptions {
        levels: Some(vec![levels.to_owned()]),
        ..MapOptions::default()
    }
}

/// Checks that a workbook is read, with a doubt that says this.
#[track_caller]
fn doubted(workbook: &Workbook, says: &str) {
    doubted_with(workbook, &MapOptions::default(), says);
}

/// The same with settings.
#[track_caller]
fn doubted_with(workbook: &Workbook, options: &MapOptions, says: &str) {
    let reading = read(workbook, options);
    assert!(reading.career_map.is_some(), "{:#?}", reading.diagnostics);
    let found = doubts(&reading);
    let messages: Vec<&str> = found.iter().map(|doubt| doubt.message.as_str()).collect();
    assert!(
        messages.iter().any(|message| message.contains(says)),
        "{says}: {messages:#?}"
    );
    assert!(
        found
            .iter()
            .all(|doubt| doubt.severity == Severity::Warning)
    );
    let options = MapOptions {
        confirmed: confirmed(&reading),
        ..options.clone()
    };
    let again = read(workbook, &options);
    assert_eq!(again.career_map, reading.career_map);
    let now = doubts(&again);
    assert_eq!(now.len(), found.len());
    assert!(
        now.iter().all(|doubt| doubt.severity == Severity::Note),
        "{now:#?}"
    );
    assert!(
        !Diagnostic::any_problem(&again.diagnostics),
        "{:#?}",
        again.diagnostics
    );
}

#[track_caller]
fn not_doubted(workbook: &Workbook) {
    let reading = read(workbook, &MapOptions::default());
    assert!(reading.career_map.is_some(), "{:#?}", reading.diagnostics);
    assert!(doubts(&reading).is_empty(), "{:#?}", doubts(&reading));
}

const USUAL: &[&[&str]] = &[
    &[
        "Competency",
        "Junior Engineer",
        "Engineer",
        "Senior Engineer",
    ],
    &[
        "Talking",
        "Writes clear messages to the team",
        "Writes reports that others use",
        "Writes for everybody in the company",
    ],
    &[
        "Guiding",
        "Leads small tasks from start to end",
        "Leads projects of several weeks",
        "Leads a whole team of engineers",
    ],
    &[
        "Preparing",
        "Plans the day ahead without help",
        "Plans the month with others",
        "Plans the whole year for the team",
    ],
];

/// The usual map with changed cells: row, column, text.
fn with(changes: &[(usize, usize, &'static str)]) -> Vec<Vec<&'static str>> {
    let mut rows: Vec<Vec<&str>> = USUAL.iter().map(|row| row.to_vec()).collect();
    for &(row, column, text) in changes {
        rows[row][column] = text;
    }
    rows
}

fn upright(rows: &[Vec<&str>]) -> Workbook {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    one(&rows)
}

/// The table turned on its side.
fn on_its_side(rows: &[Vec<&str>]) -> Workbook {
    let turned: Vec<Vec<&str>> = (0..rows[0].len())
        .map(|column| {
            rows.iter()
                .map(|row| match row[column] {
                    "Competency" => "Level",
                    text => text,
                })
                .collect()
        })
        .collect();
    upright(&turned)
}

/// The table in the long form.
fn long(rows: &[Vec<&str>]) -> Workbook {
    let mut lines = vec![vec!["Level", "Competency", "Expectation"]];
    for row in &rows[1..] {
        for (level, text) in rows[0].iter().zip(row).skip(1) {
            lines.push(vec![level, row[0], text]);
        }
    }
    upright(&lines)
}

#[test]
fn a_usual_map_has_no_doubt_in_any_layout() {
    let rows = with(&[]);
    not_doubted(&upright(&rows));
    not_doubted(&on_its_side(&rows));
    not_doubted(&long(&rows));
    not_doubted(&workbook(vec![
        (
            "Junior",
            grid(&[
                &["Competency", "Expectations"],
                &["Talking", "Writes clear messages"],
                &["Guiding", "Leads small tasks"],
            ]),
        ),
        (
            "Senior",
            grid(&[
                &["Competency", "Expectations"],
                &["Talking", "Writes for everybody"],
                &["Guiding", "Leads a whole team"],
            ]),
        ),
    ]));
}

#[test]
fn levels_that_are_dates() {
    let rows = with(&[(0, 2, "2026-03-04")]);
    let says = "The level “2026-03-04” is a date.";
    doubted_with(&upright(&rows), &levels(true), says);
    doubted_with(&on_its_side(&rows), &levels(false), says);
    doubted(&long(&rows), says);
    let rows = with(&[(2, 0, "4 March 2026")]);
    let says = "The competency “4 March 2026” is a date.";
    for workbook in [upright(&rows), on_its_side(&rows), long(&rows)] {
        doubted(&workbook, says);
    }
}

#[test]
fn levels_that_are_sentences() {
    let rows = with(&[(
        0,
        2,
        "Senior Engineer after two good years in the same team",
    )]);
    let says = "is a sentence.";
    doubted_with(&upright(&rows), &levels(true), says);
    doubted_with(&on_its_side(&rows), &levels(false), says);
    doubted(&long(&rows), says);
}

#[test]
fn levels_that_are_known_competencies() {
    for title in ["Teamwork", "Zusammenarbeit", "Guiding"] {
        let rows = with(&[(0, 2, title)]);
        for workbook in [upright(&rows), on_its_side(&rows)] {
            doubted(&workbook, "is named like a competency.");
        }
    }
}

#[test]
fn competencies_that_are_levels() {
    let rows = with(&[
        (1, 0, "Junior Baker"),
        (2, 0, "Senior Baker"),
        (3, 0, "Head Baker"),
    ]);
    let reading = read(&upright(&rows), &MapOptions::default());
    if reading.career_map.is_some() {
        doubted(&upright(&rows), "are named like levels.");
    }
    doubted(&long(&rows), "are named like levels.");
}

#[test]
fn competencies_that_are_headings() {
    let rows = with(&[(1, 0, "Theme")]);
    doubted(
        &upright(&rows),
        "The competency “Theme” has a name that is the heading of a column.",
    );
    doubted(&on_its_side(&rows), "The competency “Theme” has a name");
    not_doubted(&upright(&with(&[
        (1, 0, "Quality"),
        (2, 0, "Technical Skills"),
    ])));
}

#[test]
fn a_larger_sheet_that_was_not_read() {
    let mut rows = with(&[]);
    for row in &mut rows {
        row.pop();
    }
    let small: Vec<&[&str]> = USUAL.to_vec();
    let more: &[&[&str]] = &[
        &["", "Explorer", "Navigator", "Captain", "Admiral"],
        &[
            "Talking",
            "Writes clear messages to the team",
            "Writes reports",
            "Writes for everybody",
            "Writes books",
        ],
        &[
            "Guiding",
            "Leads small tasks from start to end",
            "Leads projects",
            "Leads a whole team",
            "Leads everybody",
        ],
        &[
            "Preparing",
            "Plans the day ahead without help",
            "Plans the month",
            "Plans the whole year",
            "Plans ten years",
        ],
        &[
            "Serving",
            "Answers questions of guests",
            "Solves problems of guests",
            "Knows what guests need",
            "Wins guests",
        ],
    ];
    doubted(
        &workbook(vec![
            ("Ladder", grid(&small)),
            ("Skills ladder", grid(more)),
        ]),
        "Sheet “Skills ladder” was not read, but its table is larger",
    );
}

#[test]
fn the_same_text_in_most_cells() {
    let no = "Not there yet";
    let rows = with(&[(1, 1, no), (1, 2, no), (2, 1, no), (2, 2, no), (3, 3, no)]);
    for workbook in [upright(&rows), on_its_side(&rows)] {
        doubted(&workbook, "“Not there yet” is in 5 of 9 cells");
    }
}

#[test]
fn cells_that_end_in_a_colon() {
    let rows = with(&[(2, 1, "Behaviours that we look for:")]);
    for workbook in [upright(&rows), on_its_side(&rows), long(&rows)] {
        doubted(&workbook, "ends with a colon, like a heading");
    }
}

#[test]
fn a_competency_that_nothing_is_expected_for() {
    let rows = with(&[(2, 1, "N/A"), (2, 2, "N/A"), (2, 3, "tbd")]);
    for workbook in [upright(&rows), on_its_side(&rows), long(&rows)] {
        doubted(
            &workbook,
            "The competency “Guiding” has nothing that any level expects.",
        );
    }
}

#[test]
fn a_name_alone_in_the_middle() {
    let rows = with(&[(2, 1, ""), (2, 2, ""), (2, 3, "")]);
    doubted(&upright(&rows), "“Guiding” has nothing beside it");
    // Where every row has a group, a name alone is one.
    let mut grouped = with(&[]);
    grouped.insert(1, vec!["People", "", "", ""]);
    grouped.insert(3, vec!["Work", "", "", ""]);
    not_doubted(&upright(&grouped));
}

#[test]
fn a_row_of_very_short_cells_among_long_ones() {
    let mut rows = with(&[]);
    for row in rows.iter_mut().skip(1) {
        for cell in row.iter_mut().skip(1) {
            *cell = "Does what the guide describes, alone and without being asked twice";
        }
    }
    rows[1][2] = "Does more than the guide describes and explains why that is needed";
    rows[2][1] = "Does a part of what the guide describes, with somebody who helps out";
    rows.push(vec!["Reach", "Own desk", "Own floor", "Own house"]);
    for workbook in [upright(&rows), on_its_side(&rows)] {
        doubted(&workbook, "The competency “Reach” has very short texts");
    }
}

#[test]
fn a_reading_that_hardly_is_one() {
    let mut rows = with(&[(0, 1, "Explorer"), (0, 2, "Navigator"), (0, 3, "Captain")]);
    rows[2][2] = "";
    rows[3][3] = "";
    doubted(
        &upright(&rows),
        "The file has little that looks like levels",
    );
}

#[test]
fn columns_of_several_kinds_under_each_level() {
    let rows: &[&[&str]] = &[
        &["Competency", "Junior Engineer", "", "Senior Engineer", ""],
        &[
            "",
            "On calm days",
            "On busy days",
            "On calm days",
            "On busy days",
        ],
        &[
            "Talking",
            "Writes clear messages",
            "Writes nothing at all",
            "Writes for everybody",
            "Writes far too much",
        ],
        &[
            "Guiding",
            "Leads small tasks",
            "Forgets small tasks",
            "Leads a whole team",
            "Leads nobody anywhere",
        ],
        &[
            "Preparing",
            "Plans the day ahead",
            "Plans the day after",
            "Plans the whole year",
            "Plans for the wrong year",
        ],
    ];
    doubted(
        &workbook(vec![("Ladder", typed(rows, &[("B1", "C1"), ("D1", "E1")]))]),
        "Each level has columns of several kinds: “On calm days” and “On busy days”",
    );
}

#[test]
fn a_second_reading_that_is_nearly_as_good() {
    let first: Vec<&[&str]> = USUAL.to_vec();
    let other: &[&[&str]] = &[
        &["Competency", "Junior Baker", "Baker", "Senior Baker"],
        &[
            "Talking",
            "Speaks to guests in a friendly way",
            "Explains each bread to guests",
            "Speaks for the whole bakery",
        ],
        &[
            "Guiding",
            "Shows a new baker around the house",
            "",
            "Leads a whole shift of bakers",
        ],
        &[
            "Preparing",
            "Plans the dough for the next day",
            "",
            "Plans the bread for the whole year",
        ],
    ];
    let workbook = workbook(vec![("Engineers", grid(&first)), ("Bakers", grid(other))]);
    doubted(
        &workbook,
        "can almost as well be read in another way: sheet “Bakers”",
    );
    let reading = read(&workbook, &MapOptions::default());
    assert!(doubts(&reading)[0].help.contains("`sheet = \"Bakers\"`"));
}

#[test]
fn three_doubts_are_said_and_the_others_counted() {
    let rows = with(&[
        (0, 3, "Teamwork"),
        (1, 0, "Theme"),
        (2, 1, "Behaviours that we look for:"),
        (3, 1, "N/A"),
        (3, 2, "N/A"),
        (3, 3, "N/A"),
    ]);
    let reading = read(&upright(&rows), &levels(true));
    let found = doubts(&reading);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].message.contains("named like a competency"));
    assert!(
        found[2]
            .message
            .ends_with("There is one more doubt about this map.")
    );
    assert!(
        found[0].help.contains("`competencies = [") && !found[1].help.contains("`competencies = [")
    );
}

#[test]
fn a_map_that_is_no_longer_as_confirmed_is_refused() {
    let rows = with(&[]);
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };
    let options = MapOptions {
        confirmed: Some(Confirmed {
            levels: names(&["junior  engineer", "Engineer", "Senior Engineer"]),
            competencies: names(&["Preparing", "Talking", "Guiding"]),
        }),
        ..MapOptions::default()
    };
    for workbook in [upright(&rows), on_its_side(&rows), long(&rows)] {
        let reading = read(&workbook, &options);
        assert!(reading.career_map.is_some(), "{:#?}", reading.diagnostics);
    }
    for (changes, says) in [
        (
            vec![(0, 3, "Principal Engineer")],
            "the level “Senior Engineer” is gone; the level “Principal Engineer” is new",
        ),
        (
            vec![(2, 0, "Leading")],
            "the competency “Guiding” is gone; the competency “Leading” is new",
        ),
    ] {
        let rows = with(&changes);
        for workbook in [upright(&rows), on_its_side(&rows), long(&rows)] {
            let reading = read(&workbook, &options);
            assert!(reading.career_map.is_none());
            let [refusal] = &reading.diagnostics[..] else {
                panic!("{:#?}", reading.diagnostics)
            };
            assert_eq!(
                (refusal.code.0, refusal.severity),
                ("map-confirmed", Severity::Error)
            );
            assert!(refusal.message.contains(says), "{}", refusal.message);
            assert!(refusal.help.contains(changes[0].2), "{}", refusal.help);
        }
    }
}

#[test]
fn titles_that_nobody_knows() {
    let rows = with(&[(0, 1, "Explorer"), (0, 2, "Navigator"), (0, 3, "Captain")]);
    let says =
        "“Explorer”, “Navigator” and “Captain” have titles that do not say which is more senior";
    for workbook in [upright(&rows), on_its_side(&rows), long(&rows)] {
        doubted(&workbook, says);
    }
    let manages = [
        (0, 1, "Product Manager"),
        (0, 2, "Account Manager"),
        (0, 3, "Office Manager"),
    ];
    doubted(&upright(&with(&manages)), "do not say which is more senior");
    let heads = [
        (0, 1, "Head of Sales"),
        (0, 2, "Head of Legal"),
        (0, 3, "Head of Finance"),
    ];
    doubted(&upright(&with(&heads)), "do not say which is more senior");
    let leiter = [
        (0, 1, "Verkaufsleiter"),
        (0, 2, "Marketingleiterin"),
        (0, 3, "Personalleiter"),
    ];
    doubted(&upright(&with(&leiter)), "do not say which is more senior");
    let people = with(&[(0, 1, "Anna Karl"), (0, 2, "Bob Hope"), (0, 3, "Cid Lee")]);
    doubted(&on_its_side(&people), "people");
    // One word of rank, or one number, does not give an order to the others.
    for title in ["Lead", "Captain II", "Captain (L3)"] {
        doubted(
            &upright(&with(&[
                (0, 1, "Explorer"),
                (0, 2, "Navigator"),
                (0, 3, title),
            ])),
            "do not say which is more senior",
        );
    }
    let numbers: Vec<Vec<&str>> = vec![
        vec!["Competency", "Explorer", "Navigator", "Captain"],
        vec!["Writing", "1", "2", "3"],
        vec!["Leading", "1", "1", "2"],
        vec!["Preparing", "2", "3", "3"],
    ];
    doubted(&upright(&numbers), says);
    // The order that the message prints settles it.
    let ordered = MapOptions {
        order: ["Explorer", "Navigator", "Captain"]
            .map(|title| Step::One(title.to_owned()))
            .to_vec(),
        ..MapOptions::default()
    };
    for workbook in [upright(&rows), long(&rows), upright(&numbers)] {
        assert!(doubts(&read(&workbook, &ordered)).is_empty());
    }
}

#[test]
fn rows_that_say_the_same_for_every_level() {
    let same = "Sends an application with a letter";
    let rows = with(&[
        (1, 1, same),
        (1, 2, same),
        (1, 3, same),
        (2, 1, "Thirty days of leave a year"),
        (2, 2, "Thirty days of leave a year"),
        (2, 3, "Thirty days of leave a year"),
    ]);
    for workbook in [upright(&rows), on_its_side(&rows)] {
        doubted(&workbook, "say the same for every level");
    }
    not_doubted(&upright(&with(&[(1, 1, same), (1, 2, same), (1, 3, same)])));
}

#[test]
fn a_file_without_names_of_sheets_is_doubted_as_others_are() {
    for (rows, says) in [
        (
            "Skill | Senior Baker | Sr. Baker | Head Baker
Dough | Weighs by the recipe | Shapes loaves alone | Decides which breads we bake
Oven | Loads the oven | Bakes a whole shift | Chooses ovens
Guests | Greets guests | Handles complaints | Speaks to the press",
            "appears in the header more than once",
        ),
        (
            "Skill | Junior Baker | Baker | Head Baker
Dough | Weighs by the recipe | Shapes loaves alone | Decides which breads we bake
Oven | Loads the oven | Bakes a whole shift | Chooses ovens
Dough | Greets guests | Handles complaints | Speaks to the press",
            "appears again further on",
        ),
    ] {
        let rows: Vec<Vec<&str>> = (rows.lines())
            .map(|line| line.split('|').map(str::trim).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let mut file = workbook(vec![("", grid(&rows))]);
        file.sheets[0].at = file.at.clone();
        doubted(&file, says);
    }
}
