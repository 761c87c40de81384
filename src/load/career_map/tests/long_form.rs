//! The long form: a row for each level, competency and expectation, with other columns that companies keep in it.

use super::*;
use crate::load::testing::table_of;
use crate::model::Track;

const LEVELS: [&str; 3] = ["Junior Baker", "Baker", "Head Baker"];
const THEMES: [(&str, &str); 4] = [
    ("Craft", "Doughs"),
    ("Craft", "Ovens"),
    ("House", "Hygiene"),
    ("House", "Guests"),
];

/// The text of a cell, by level, competency and number.
type MapCell<'a> = &'a dyn Fn(usize, usize, usize) -> String;

/// Two rows for each level and competency, with these columns: heading and cells.
fn rows(columns: &[(&str, MapCell<'_>)]) -> Workbook {
    let mut rows = vec![
        columns
            .iter()
            .map(|(heading, _)| (*heading).to_owned())
            .collect(),
    ];
    for level in 0..LEVELS.len() {
        for theme in 0..THEMES.len() {
            for number in 0..2 {
                rows.push(
                    columns
                        .iter()
                        .map(|(_, of)| of(level, theme, number))
                        .collect(),
                );
            }
        }
    }
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row: &Vec<String>| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    workbook(vec![("Sheet1", typed(&rows, &[]))])
}

fn level(level: usize, _: usize, _: usize) -> String {
    LEVELS[level].to_owned()
}
fn number(level: usize, _: usize, _: usize) -> String {
    (level + 1).to_string()
}
fn theme(_: usize, theme: usize, _: usize) -> String {
    THEMES[theme].0.to_owned()
}
fn competency(_: usize, theme: usize, _: usize) -> String {
    THEMES[theme].1.to_owned()
}
fn behaviour(level: usize, theme: usize, number: usize) -> String {
    let verb = ["Learns", "Does", "Teaches"][level];
    let name = THEMES[theme].1.to_lowercase();
    format!("{verb} the {name} of part {number} with care")
}
fn proficiency(level: usize, theme: usize, _: usize) -> String {
    ["Basic", "Working", "Advanced", "Expert"][(level + theme) % 4].to_owned()
}
fn evidence(level: usize, theme: usize, number: usize) -> String {
    format!(
        "Somebody has seen it {number} times in week {level} of month {theme} and wrote it into the book"
    )
}
fn weight(_: usize, theme: usize, _: usize) -> String {
    (theme % 3 + 1).to_string()
}
fn note(level: usize, theme: usize, number: usize) -> String {
    if level == 1 && theme == 2 && number == 0 {
        "Ask the owner whether this is still right for the new shop in the south".to_owned()
    } else {
        String::new()
    }
}

/// Checks that all levels, competencies and both behaviours of each are there.
#[track_caller]
fn check(map: &CareerMap) {
    assert_eq!(map.orientation, Orientation::Long);
    assert_eq!(titles(map), LEVELS);
    assert_eq!(names(map), ["Doughs", "Ovens", "Hygiene", "Guests"]);
    assert_eq!(map.scale, Scale::Rank);
    for (place, name) in ["Doughs", "Ovens", "Hygiene", "Guests"]
        .into_iter()
        .enumerate()
    {
        for (at, title) in LEVELS.into_iter().enumerate() {
            assert_eq!(
                expected(map, name, title),
                [behaviour(at, place, 0), behaviour(at, place, 1)]
            );
        }
    }
}

#[test]
fn further_columns_are_left_out_in_any_order() {
    let mut columns: Vec<(&str, MapCell<'_>)> = vec![
        ("Level", &level),
        ("Theme", &theme),
        ("Competency", &competency),
        ("Proficiency", &proficiency),
        ("Behaviour", &behaviour),
        ("Evidence", &evidence),
        ("Weight", &weight),
        ("Notes", &note),
    ];
    for _ in 0..columns.len() {
        columns.rotate_left(1);
        let reading = read(&rows(&columns), &MapOptions::default());
        let map = reading
            .career_map
            .unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
        check(&map);
        assert_eq!(map.competencies[2].category.as_deref(), Some("House"));
        let left_out: Vec<&str> = reading
            .left_out
            .iter()
            .map(|left| left.what.as_str())
            .collect();
        for heading in ["Proficiency", "Evidence", "Weight", "Notes"] {
            assert!(left_out.contains(&heading), "{heading}: {left_out:?}");
        }
    }
}

#[test]
fn one_column_more_is_no_map_of_headings() {
    for extra in [
        "Proficiency",
        "Required proficiency",
        "Proficiency level",
        "Mastery",
        "Stage",
    ] {
        check(&map(&rows(&[
            ("Level", &level),
            ("Theme", &theme),
            ("Competency", &competency),
            (extra, &proficiency),
            ("Expectation", &behaviour),
        ])));
    }
}

#[test]
fn behaviours_may_stand_under_any_heading() {
    for (names, texts) in [
        ("Theme", "Competency"),
        ("Competency", "Skill"),
        ("Area", "What we see"),
        ("Skill", "Description"),
        ("Pillar", ""),
        ("Kompetenz", "Verhaltensanker"),
        ("Compétence", "Comportement attendu"),
        ("Competencia", "Qué hace"),
        ("Competência", "Descrição"),
        ("Ambito", "Competenza"),
        ("Thema", "Gedrag"),
    ] {
        check(&map(&rows(&[
            (names, &competency),
            ("Level", &level),
            (texts, &behaviour),
        ])));
    }
}

#[test]
fn levels_by_number_by_title_or_by_both() {
    check(&map(&rows(&[
        ("Level", &number),
        ("Title", &level),
        ("Competency", &competency),
        ("Expectation", &behaviour),
    ])));
    let code = |level: usize, _: usize, _: usize| format!("B{}", level + 1);
    let both = map(&rows(&[
        ("Competency", &competency),
        ("Job title", &level),
        ("Grade", &code),
        ("Expectation", &behaviour),
    ]));
    check(&both);
    assert_eq!(both.levels[2].code.as_deref(), Some("B3"));
    let by_number = map(&rows(&[
        ("Level", &number),
        ("Competency", &competency),
        ("Expectation", &behaviour),
    ]));
    assert_eq!(titles(&by_number), ["1", "2", "3"]);
    assert_eq!(names(&by_number), ["Doughs", "Ovens", "Hygiene", "Guests"]);
}

#[test]
fn levels_without_a_word_above_them() {
    check(&map(&rows(&[
        ("", &level),
        ("", &competency),
        ("", &behaviour),
    ])));
    check(&map(&rows(&[
        ("Wer", &level),
        ("Woran", &competency),
        ("Was genau", &behaviour),
    ])));
}

#[test]
fn a_track_in_a_column_of_its_own_tells_levels_apart() {
    let title = |level: usize, _: usize, _: usize| {
        ["Baker", "Senior Baker", "Senior Baker"][level].to_owned()
    };
    let track = |level: usize, _: usize, _: usize| ["", "IC", "Manager"][level].to_owned();
    let map = map(&rows(&[
        ("Level", &title),
        ("Track", &track),
        ("Competency", &competency),
        ("Expectation", &behaviour),
    ]));
    let tracks: Vec<_> = map
        .levels
        .iter()
        .map(|level| level.tracks.clone())
        .collect();
    assert_eq!(
        tracks,
        [
            vec![],
            vec![Track::IndividualContributor],
            vec![Track::Management]
        ]
    );
}

#[test]
fn required_numbers_are_read_beside_remarks() {
    let required = |level: usize, theme: usize, _: usize| (level + 1 + theme % 2).to_string();
    let map = map(&rows(&[
        ("Level", &level),
        ("Competency", &competency),
        ("Required proficiency", &required),
        ("Notes", &note),
    ]));
    assert_eq!(map.scale, Scale::Proficiency);
    assert_eq!(
        map.competencies[1].required,
        [Some(2.0), Some(3.0), Some(4.0)]
    );
}

#[test]
fn settings_say_which_column_holds_what() {
    let book = rows(&[
        ("What", &behaviour),
        ("Where", &theme),
        ("Which", &competency),
        ("Who", &level),
    ]);
    check(&map(&book));
    let options = MapOptions {
        orientation: Some(Orientation::Long),
        names: Some("B".into()),
        levels: Some(vec!["D".into()]),
        ..MapOptions::default()
    };
    assert_eq!(names(&map_of(&book, &options)), ["Craft", "House"]);
}

/// Levels in rows that span several rows look similar, but are not the long form.
#[test]
fn several_columns_of_texts_are_competencies() {
    let map = map(&one(table_of(
        "Level | Area | Doughs | Ovens
         Junior Baker | Work | Weighs flour for the day | Cleans the ovens at night
          | People | Asks when something is open | Says when something is hot
         Baker | Work | Makes the doughs of the day | Runs two ovens at a time
          | People | Explains doughs to others | Shows the ovens to others
         Head Baker | Work | Plans the doughs of the week | Buys the ovens of the house
          | People | Trains the juniors in doughs | Decides who runs which oven",
    )));
    assert_eq!(map.orientation, Orientation::LevelsInRows);
    assert_eq!(titles(&map), LEVELS);
}
