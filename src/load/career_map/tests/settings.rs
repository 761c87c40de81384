//! What the company configures wins.

use super::*;
use crate::load::career_map::options::Step;
use crate::model::Track;

fn strange() -> Workbook {
    // Nothing here is recognised: names of levels that nobody could know, and no label.
    workbook(vec![
        ("Cover", grid(&[&["Hello"]])),
        (
            "Stars",
            grid(&[
                &["", "Dwarf", "Main", "Giant"],
                &["Light", "dim", "bright", "very bright"],
                &["Mass", "small", "medium", "large"],
                &["Age", "young", "old", "very old"],
            ]),
        ),
    ])
}

#[test]
fn header_and_columns_can_be_told() {
    assert_eq!(refusal_of(&strange()).code.0, "map-refused");
    for levels in [vec!["B:D"], vec!["B", "C", "D"]] {
        let options = MapOptions {
            sheet: Some("stars".into()),
            header_row: Some(1),
            levels: levels.into_iter().map(str::to_owned).collect(),
            ..MapOptions::default()
        };
        let map = map_of(&strange(), &options);
        assert_eq!(titles(&map), ["Dwarf", "Main", "Giant"]);
        assert_eq!(names(&map), ["Light", "Mass", "Age"]);
    }
}

#[test]
fn rows_of_levels_can_be_told() {
    let options = MapOptions {
        sheet: Some("Stars".into()),
        orientation: Some(Orientation::LevelsInRows),
        levels: vec!["2:4".into()],
        ..MapOptions::default()
    };
    let map = map_of(&strange(), &options);
    assert_eq!(titles(&map), ["Light", "Mass", "Age"]);
    assert_eq!(names(&map), ["Dwarf", "Main", "Giant"]);
}

#[test]
fn a_hidden_sheet_can_be_told() {
    let mut workbook = one(&[
        &["Competency", "Junior", "Senior"],
        &["Delivery", "Finishes small tasks", "Finishes projects"],
        &["People", "Listens to the others", "Leads the others"],
    ]);
    workbook.sheets[0].hidden = true;
    let options = MapOptions {
        sheet: Some("sheet1".into()),
        ..MapOptions::default()
    };
    assert_eq!(map_of(&workbook, &options).levels.len(), 2);
}

#[test]
fn facts_scores_weights_tracks_order_and_omissions() {
    let workbook = one(&[
        &["Competency", "Junior", "Senior", "Manager"],
        &[
            "Delivery",
            "Finishes small tasks",
            "Finishes projects",
            "Plans projects",
        ],
        &[
            "Education",
            "A degree or the like of it",
            "The same and two years",
            "The same and five years",
        ],
        &[
            "Languages",
            "One language at least",
            "Two languages at least",
            "Two languages at least",
        ],
        &[
            "Perks",
            "A bicycle for the way to work",
            "A better bicycle",
            "An electric bicycle",
        ],
        &["Mood", "Good on most days of the week", "Good", "Good"],
        &[
            "People",
            "Listens to the others",
            "Leads the others",
            "Hires the others",
        ],
    ]);
    let options = MapOptions {
        facts: vec!["languages".into()],
        scored: vec!["Education".into()],
        level_facts: vec!["Perks".into()],
        leave_out: vec!["Mood".into()],
        weights: [("People".to_owned(), 2.5)].into(),
        tracks: [("Manager".to_owned(), vec![Track::Management])].into(),
        order: vec![
            Step::One("junior".into()),
            Step::Parallel(vec!["Senior".into(), "Manager".into()]),
        ],
        ..MapOptions::default()
    };
    let reading = read(&workbook, &options);
    let map = reading.career_map.as_ref().unwrap();
    let shown: Vec<(&str, bool, f64)> = map
        .competencies
        .iter()
        .map(|c| (c.name.as_str(), c.scored, c.weight))
        .collect();
    assert_eq!(
        shown,
        [
            ("Delivery", true, 1.0),
            ("Education", true, 1.0),
            ("Languages", false, 1.0),
            ("People", true, 2.5)
        ]
    );
    assert_eq!(map.facts[0].name, "Perks");
    let ranks: Vec<u32> = map.levels.iter().map(|l| l.rank).collect();
    assert_eq!(ranks, [1, 2, 2]);
    assert_eq!(map.levels[2].tracks, [Track::Management]);
    assert!(reading.left_out.iter().any(|left| left.what == "Mood"));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
}

#[test]
fn settings_that_fit_nothing_are_named() {
    let workbook = one(&[
        &["Competency", "Junior", "Senior"],
        &["Delivery", "Finishes small tasks", "Finishes projects"],
        &["People", "Listens to the others", "Leads the others"],
    ]);
    let refused = |options: MapOptions, setting: &str| {
        let reading = read(&workbook, &options);
        assert!(reading.career_map.is_none());
        let diagnostic = &reading.diagnostics[0];
        assert_eq!(diagnostic.code.0, "map-setting");
        assert!(
            format!("{} {}", diagnostic.message, diagnostic.help).contains(setting),
            "{diagnostic:?}"
        );
    };
    refused(
        MapOptions {
            sheet: Some("Shet1".into()),
            ..MapOptions::default()
        },
        "Sheet1",
    );
    refused(
        MapOptions {
            header_row: Some(99),
            ..MapOptions::default()
        },
        "header-row",
    );
    refused(
        MapOptions {
            levels: vec!["B3".into()],
            ..MapOptions::default()
        },
        "levels",
    );
    refused(
        MapOptions {
            names: Some("?".into()),
            ..MapOptions::default()
        },
        "names",
    );
    let reading = read(
        &workbook,
        &MapOptions {
            facts: vec!["Delivry".into()],
            weights: [("Peopel".to_owned(), 2.0)].into(),
            tracks: [("Senor".to_owned(), vec![Track::Management])].into(),
            order: vec![Step::One("Senior".into())],
            ..MapOptions::default()
        },
    );
    let messages: Vec<&str> = reading
        .diagnostics
        .iter()
        .map(|d| d.message.as_str())
        .collect();
    assert_eq!(messages.len(), 4, "{messages:#?}");
    for (message, name) in messages
        .iter()
        .zip(["Junior", "Delivery", "People", "Senior"])
    {
        assert!(message.contains(name), "{message}");
    }
}
