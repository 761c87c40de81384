//! What levels require in numbers, letters, words and ticks; legends; several blocks of levels.

use super::*;
use crate::model::{Described, Track};

/// Reads again with the line that a message prints, in `[map]`.
#[track_caller]
fn with_line(workbook: &Workbook, help: &str, line: usize) -> MapReading {
    let line = help
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|part| part.contains('='))
        .nth(line);
    let options: MapOptions = toml::from_str(line.unwrap()).unwrap();
    read(workbook, &options)
}

fn required(map: &CareerMap) -> Vec<Vec<Option<f64>>> {
    map.competencies
        .iter()
        .map(|c| c.required.clone())
        .collect()
}

const LETTERS: [&[&str]; 5] = [
    &["Competency", "Junior Baker", "Baker", "Senior Baker"],
    &["Planning", "B", "S", "G"],
    &["Hygiene", "S", "S", "G"],
    &["Service", "B", "B", "S"],
    &["Teaching", "N", "B", "S"],
];

fn as_numbers() -> Vec<Vec<Option<f64>>> {
    [
        [2.0, 3.0, 4.0],
        [3.0, 3.0, 4.0],
        [2.0, 2.0, 3.0],
        [1.0, 2.0, 3.0],
    ]
    .iter()
    .map(|row| row.iter().map(|number| Some(*number)).collect())
    .collect()
}

#[test]
fn letters_are_refused_with_the_line_that_reads_them() {
    let book = one(&LETTERS);
    let refusal = refusal_of(&book);
    assert!(refusal.message.contains("letters"), "{}", refusal.message);
    assert!(
        refusal.help.contains(r#"scale = ["N", "B", "S", "G"]"#),
        "{}",
        refusal.help
    );
    let map = with_line(&book, &refusal.help, 0).career_map.unwrap();
    assert_eq!(required(&map), as_numbers());
    assert_eq!(map.bounds(), (0.0, 4.0));
    assert_eq!(map.step_named("g"), Some(4.0));
}

#[test]
fn letters_turned_on_their_side_with_the_most_senior_first() {
    let rows: Vec<Vec<&str>> = (0..4)
        .map(|level| {
            LETTERS
                .iter()
                .map(|row| row[if level == 0 { 0 } else { 4 - level }])
                .collect()
        })
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut rows = rows;
    let header = ["Level", "Planning", "Hygiene", "Service", "Teaching"];
    rows[0] = &header;
    let book = one(&rows);
    let refusal = refusal_of(&book);
    let map = with_line(&book, &refusal.help, 0).career_map.unwrap();
    assert_eq!(titles(&map), ["Junior Baker", "Baker", "Senior Baker"]);
    assert_eq!(required(&map), as_numbers());
}

#[test]
fn a_legend_says_the_order_of_letters_wherever_it_stands() {
    let line: &[&str] = &[
        "",
        "",
        "",
        "",
        "",
        "N = none, B = basic, S = solid, G = great",
    ];
    let with_column: [&[&str]; 5] = [
        &[
            "Competency",
            "Junior Baker",
            "Baker",
            "Senior Baker",
            "",
            "Legend",
        ],
        &["Planning", "B", "S", "G", "", "G = great"],
        &["Hygiene", "S", "S", "G", "", "S = solid"],
        &["Service", "B", "B", "S", "", "B = basic"],
        &["Teaching", "N", "B", "S", "", "N = none"],
    ];
    let below: Vec<&[&str]> = LETTERS
        .iter()
        .copied()
        .chain([&[][..], &line[5..]])
        .collect();
    let above: Vec<&[&str]> = [&line[5..], &[][..]].into_iter().chain(LETTERS).collect();
    let elsewhere = workbook(vec![
        ("Map", grid(&LETTERS)),
        (
            "Legende",
            grid(&[
                &["G", "sehr gut"],
                &["S", "sicher"],
                &["B", "Grundlagen"],
                &["N", "noch nicht"],
            ]),
        ),
    ]);
    for book in [one(&below), one(&above), one(&with_column), elsewhere] {
        let reading = read(&book, &MapOptions::default());
        let map = reading
            .career_map
            .unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
        assert_eq!(names(&map), ["Planning", "Hygiene", "Service", "Teaching"]);
        assert_eq!(required(&map), as_numbers());
        let said = reading
            .diagnostics
            .iter()
            .find(|d| d.code.0 == "map-scale")
            .unwrap();
        assert!(
            said.message.contains("N = 1, B = 2, S = 3, G = 4"),
            "{}",
            said.message
        );
    }
}

#[test]
fn words_are_read_as_texts_unless_something_says_their_order() {
    let rows: [&[&str]; 5] = [
        &["Competency", "Junior Baker", "Baker", "Senior Baker"],
        &["Planning", "kennt", "nutzt", "lehrt"],
        &["Hygiene", "nutzt", "nutzt", "lehrt"],
        &["Service", "kennt", "kennt", "nutzt"],
        &["Teaching", "kennt", "nutzt", "nutzt"],
    ];
    let reading = read(&one(&rows), &MapOptions::default());
    assert_eq!(reading.career_map.unwrap().scale, Scale::Rank);
    let said = reading
        .diagnostics
        .iter()
        .find(|d| d.code.0 == "map-scale")
        .unwrap();
    let told = with_line(&one(&rows), &said.help, 0).career_map.unwrap();
    assert_eq!(told.scale, Scale::Proficiency);
    assert_eq!(required(&told)[0], [Some(1.0), Some(2.0), Some(3.0)]);
    let legend = workbook(vec![
        ("Map", grid(&rows)),
        (
            "Scale",
            typed(
                &[
                    &["0", "none at all"],
                    &["1", "kennt"],
                    &["2", "nutzt"],
                    &["3", "lehrt"],
                ],
                &[],
            ),
        ),
    ]);
    let map = map(&legend);
    assert_eq!(required(&map)[1], [Some(2.0), Some(2.0), Some(3.0)]);
    assert_eq!(map.described(2.0, None), Described::Step(2.0, "nutzt"));
}

#[test]
fn words_that_everybody_orders_alike_are_requirements() {
    let rows: [&[&str]; 4] = [
        &["Competency", "Junior Baker", "Baker", "Senior Baker"],
        &["Planning", "basic", "working", "expert"],
        &["Hygiene", "working", "working", "expert"],
        &["Service", "basic", "basic", "working"],
    ];
    let reading = read(&one(&rows), &MapOptions::default());
    assert!(!Diagnostic::any_problem(&reading.diagnostics));
    let said = reading
        .diagnostics
        .iter()
        .find(|d| d.code.0 == "map-scale")
        .unwrap();
    assert!(
        said.help
            .contains(r#"`scale = ["basic", "working", "expert"]`"#)
    );
    let map = reading.career_map.unwrap();
    assert_eq!(required(&map)[0], [Some(1.0), Some(2.0), Some(3.0)]);
    // Values that fall from level to level are not requirements.
    let mut falls = rows;
    falls[1] = &["Planning", "expert", "working", "basic"];
    falls[2] = &["Hygiene", "expert", "working", "working"];
    falls[3] = &["Service", "working", "basic", "basic"];
    let reading = read(&one(&falls), &MapOptions::default());
    assert_eq!(reading.career_map.unwrap().scale, Scale::Rank);
}

#[test]
fn ticks_that_can_only_be_requirements_are_read() {
    for tick in ["✓", "x", "✔", "ja"] {
        let reading = read(
            &one(&[
                &["Competency", "Junior Baker", "Baker", "Senior Baker"],
                &["Planning", tick, tick, tick],
                &["Hygiene", tick, tick, tick],
                &["Service", "", tick, tick],
                &["Teaching", "", "", tick],
            ]),
            &MapOptions::default(),
        );
        let map = reading.career_map.unwrap();
        assert_eq!(required(&map)[2], [None, Some(1.0), Some(1.0)]);
        assert_eq!(reading.diagnostics[0].code.0, "map-scale");
    }
}

#[test]
fn other_ticks_are_refused_with_the_line_that_reads_them() {
    let book = one(&[
        &["Competency", "Junior Baker", "Baker", "Senior Baker"],
        &["Planning", "x", "x", "x"],
        &["Hygiene", "x", "", "x"],
        &["Service", "", "x", ""],
        &["Teaching", "", "", "x"],
    ]);
    let refusal = refusal_of(&book);
    assert!(
        refusal.help.contains(r#"scale = ["x"]"#),
        "{}",
        refusal.help
    );
    let map = with_line(&book, &refusal.help, 0).career_map.unwrap();
    assert_eq!(required(&map)[1], [Some(1.0), None, Some(1.0)]);
    // Under headings for what somebody can do, the same ticks are a person's answers.
    let refusal = refusal_of(&one(&[
        &["Competency", "Beginner", "Advanced", "Expert"],
        &["Planning", "x", "x", "x"],
        &["Hygiene", "", "x", "x"],
        &["Service", "x", "x", "x"],
    ]));
    assert!(refusal.message.contains("marks"), "{}", refusal.message);
}

#[test]
fn ratings_go_up_to_the_top_of_the_legend() {
    let rows: [&[&str]; 4] = [
        &["Competency", "Junior", "Senior", "Principal"],
        &["Communication", "1", "2", "3"],
        &["Leadership", "0", "2", "4"],
        &["Planning", "1", "3", "4"],
    ];
    let with = |legend: &[&[&str]]| {
        workbook(vec![
            ("Map", typed(&rows, &[])),
            ("Notes", typed(legend, &[])),
        ])
    };
    for legend in [
        &[&["1 = Novice, 2 = Working, 3 = Skilled, 4 = Master, 5 = Teacher"][..]][..],
        &[
            &["1", "Novice"],
            &["2", "Working"],
            &["3", "Skilled"],
            &["4", "Master"],
            &["5", "Teacher"],
        ],
        &[&["Scale from 1 to 5"]],
        &[&["Skala: 1 (niedrig) bis 5 (hoch)"]],
    ] {
        assert_eq!(map(&with(legend)).bounds(), (0.0, 5.0), "{legend:?}");
    }
    // A list of the levels, or of the competencies, is not a scale.
    for list in [
        &[&["1 = Junior, 2 = Senior, 3 = Principal, 4 = Director, 5 = Chief"][..]][..],
        &[
            &["Scale of this map"],
            &["1", "Communication"],
            &["2", "Leadership"],
            &["3", "Planning"],
            &["4", "Budget"],
            &["5", "Events"],
        ],
    ] {
        assert_eq!(map(&with(list)).bounds(), (0.0, 4.0), "{list:?}");
    }
    let named = map(&with(&[&[
        "1 = Novice, 2 = Working, 3 = Skilled, 4 = Master, 5 = Teacher",
    ]]));
    assert_eq!(named.described(5.0, None), Described::Step(5.0, "Teacher"));
    // The legend, else the settings, else the highest requirement.
    let options = MapOptions {
        scale_top: Some(6.0),
        ..MapOptions::default()
    };
    assert_eq!(
        map_of(&workbook(vec![("Map", typed(&rows, &[]))]), &options).bounds(),
        (0.0, 6.0)
    );
    let reading = read(&with(&[&["Scale from 1 to 5"]]), &options);
    assert_eq!(reading.career_map.unwrap().bounds(), (0.0, 5.0));
    assert!(
        reading
            .diagnostics
            .iter()
            .any(|d| d.message.contains("the legend counts"))
    );
}

#[test]
fn several_blocks_of_levels_are_named_and_one_can_be_chosen() {
    let rows: [&[&str]; 6] = [
        &["Competency", "Bakery", "", "", "Counter", "", ""],
        &[
            "", "Junior", "Skilled", "Senior", "Junior", "Skilled", "Senior",
        ],
        &["Planning", "1", "2", "3", "0", "1", "2"],
        &["Hygiene", "2", "3", "4", "1", "1", "2"],
        &["Service", "0", "1", "1", "2", "3", "4"],
        &["Teaching", "0", "1", "2", "0", "1", "2"],
    ];
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let text = |cell: &&str| match cell.parse::<u8>() {
                Ok(number) => format!("Shows {} at least {number} times a week", row[0]),
                Err(_) => (*cell).to_owned(),
            };
            row.iter().map(text).collect()
        })
        .collect();
    let texts: Vec<Vec<&str>> = texts
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let texts: Vec<&[&str]> = texts.iter().map(Vec::as_slice).collect();
    for merges in [&[][..], &[("B1", "D1"), ("E1", "G1")]] {
        for rows in [&rows[..], &texts] {
            let book = workbook(vec![("Map", typed(rows, merges))]);
            let refusal = refusal_of(&book);
            assert!(refusal.message.contains("blocks"), "{}", refusal.message);
            for (line, name, columns) in [(0, "Bakery", "B:D"), (1, "Counter", "E:G")] {
                assert!(
                    refusal
                        .help
                        .contains(&format!("[\"{columns}\"]` for “{name}”")),
                    "{}",
                    refusal.help
                );
                let reading = with_line(&book, &refusal.help, line);
                assert_eq!(reading.diagnostics, [], "{name} {merges:?}");
                let map = reading.career_map.unwrap();
                assert_eq!(titles(&map), ["Junior", "Skilled", "Senior"]);
                assert_eq!(map.levels[0].rank, 1);
                assert_eq!(names(&map), ["Planning", "Hygiene", "Service", "Teaching"]);
            }
        }
    }
    // Blocks that are tracks are one map, in which equal titles are parallel.
    let mut tracks = texts.clone();
    let track_heading = [
        "Competency",
        "Individual contributor",
        "",
        "",
        "Manager",
        "",
        "",
    ];
    tracks[0] = &track_heading;
    let map = map(&workbook(vec![("Map", typed(&tracks, &[]))]));
    let levels: Vec<_> = map
        .levels
        .iter()
        .map(|l| (l.rank, l.tracks.clone()))
        .collect();
    assert_eq!(levels.len(), 6);
    assert_eq!(levels[0], (1, vec![Track::IndividualContributor]));
    assert_eq!(levels[1], (1, vec![Track::Management]));
}
