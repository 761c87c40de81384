//! The company's settings overrule the reader.

use super::*;
use crate::load::career_map::options::Step;
use crate::load::testing::table_of;
use crate::model::Track;

fn strange() -> Workbook {
    // Nothing here is recognised: unknown names of levels, and no label.
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
fn header_and_columns_or_rows_can_be_told() {
    assert_eq!(refusal_of(&strange()).code.0, "map-refused");
    for levels in [vec!["B:D"], vec!["B", "C", "D"]] {
        let options = MapOptions {
            sheet: Some("stars".into()),
            header_row: Some(1),
            levels: Some(levels.into_iter().map(str::to_owned).collect()),
            ..MapOptions::default()
        };
        let map = map_of(&strange(), &options);
        assert_eq!(titles(&map), ["Dwarf", "Main", "Giant"]);
        assert_eq!(names(&map), ["Light", "Mass", "Age"]);
    }
    let rows = "sheet = \"Stars\"\norientation = \"levels-in-rows\"\nlevels = [\"2:4\"]";
    let map = map_of(&strange(), &toml::from_str(rows).unwrap());
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
    let workbook = one(table_of(
        "Competency | Junior | Senior | Manager
         Delivery | Finishes small tasks | Finishes projects | Plans projects
         Education | A degree or the like of it | The same and two years | The same and five years
         Languages | One language at least | Two languages at least | Two languages at least
         Perks | A bicycle for the way to work | A better bicycle | An electric bicycle
         Mood | Good on most days of the week | Good | Good
         People | Listens to the others | Leads the others | Hires the others",
    ));
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
fn a_place_counts_in_the_sheet_that_has_it() {
    // The cover is shorter than the header row's number.
    let workbook = workbook(vec![
        ("Cover", grid(&[&["Hello"]])),
        (
            "Stars",
            grid(&[
                &["Our map"],
                &["of stars"],
                &["", "Dwarf", "Main", "Giant"],
                &["Light", "dim", "bright", "very bright"],
                &["Mass", "small", "medium", "large"],
            ]),
        ),
    ]);
    let options: MapOptions = toml::from_str("header-row = 3\nlevels = [\"B:D\"]").unwrap();
    assert_eq!(
        titles(&map_of(&workbook, &options)),
        ["Dwarf", "Main", "Giant"]
    );
}

#[test]
fn whatever_has_a_name_or_a_place_can_be_left_out() {
    let rows: &[&[&str]] = table_of(
        "Competency | Junior | Met? | Senior | Red flags
         Delivery | Finishes small tasks | yes | Finishes projects | Finishes nothing
         People | Listens to the others | no | Leads the others | Leads nobody at all
         Mood | Good on most of the days | no | Good on all of them | Bad on all of them",
    );
    for turned in [false, true] {
        let upright = workbook(vec![("Map", grid(rows))]);
        let on_side: Vec<Vec<&str>> = (0..rows[0].len())
            .map(|column| rows.iter().map(|row| row[column]).collect())
            .collect();
        let on_side: Vec<&[&str]> = on_side.iter().map(Vec::as_slice).collect();
        let workbook = if turned {
            workbook(vec![("Map", grid(&on_side))])
        } else {
            upright
        };
        let places = if turned {
            "\"row 5\", \"row 3\""
        } else {
            "\"Map!column E\", \"columns C:C\""
        };
        for left_out in ["\"Red flags\", \"met?\"", places] {
            let settings = format!("leave-out = [{left_out}, \"Mood\"]");
            let reading = read(&workbook, &toml::from_str(&settings).unwrap());
            assert_eq!(reading.diagnostics, [], "{settings}");
            let map = reading.career_map.unwrap();
            assert_eq!(titles(&map), ["Junior", "Senior"], "{settings}");
            assert_eq!(names(&map), ["Delivery", "People"], "{settings}");
            assert_eq!(
                expected(&map, "Delivery", "Junior"),
                ["Finishes small tasks"]
            );
            assert_eq!(reading.left_out.len(), 3, "{:#?}", reading.left_out);
        }
    }
}

#[test]
fn categories_and_sheets_can_be_left_out() {
    let rows: &[&[&str]] = table_of(
        "Area | Competency | Junior | Senior
         Work | Delivery | Finishes small tasks | Finishes projects
         Work | People | Listens to the others | Leads the others
         Legacy | Telex | Sends a telex a day | Sends many of them",
    );
    let twice = workbook(vec![("Now", grid(rows)), ("Old", grid(rows))]);
    let reading = read(
        &twice,
        &toml::from_str("leave-out = [\"old\", \"legacy\"]").unwrap(),
    );
    assert_eq!(reading.diagnostics, []);
    let map = reading.career_map.unwrap();
    assert_eq!(
        (names(&map), &map.sheets),
        (vec!["Delivery", "People"], &vec!["Now".to_owned()])
    );
}

/// A workbook of several sheets with the same layout; `row` gives the rows of each sheet.
fn per_sheet(sheets: &[&str], row: impl Fn(&str) -> Vec<Vec<String>>) -> Workbook {
    workbook(
        sheets
            .iter()
            .map(|sheet| (*sheet, Grid::from_rows(row(sheet))))
            .collect(),
    )
}

#[test]
fn places_count_where_each_level_has_a_sheet() {
    // By themselves the longest texts are what is expected, and the first column the names.
    let levels = per_sheet(&["Junior", "Senior", "Director"], |level| {
        let row = |code: &str, name: &str, does: &str, note: &str| {
            [code, name, &format!("{does} as a {level}"), note]
                .map(str::to_owned)
                .to_vec()
        };
        vec![
            vec!["All about it".to_owned()],
            row("Nr", "Theme", "Does", "Remember"),
            row(
                "a1",
                "Delivery",
                "Finishes work",
                "A much longer text that only reminds somebody of something",
            ),
            row(
                "a2",
                "People",
                "Leads people",
                "A much longer text that only reminds somebody of something else",
            ),
        ]
    });
    for settings in [
        "header-row = 2\nnames = \"B\"\nlevels = [\"C\"]\nleave-out = [\"column D\"]",
        "header-row = 2\nnames = \"B\"\nleave-out = [\"Remember\"]",
        "names = \"B\"\nlevels = [\"C\"]\nleave-out = [\"row 1\", \"row 2\", \"column D\"]",
    ] {
        let options: MapOptions = toml::from_str(settings).unwrap();
        let reading = read(&levels, &options);
        // The column beside is only left out where a setting says so.
        let is_of_column = |said: &Diagnostic| said.code.0 == "map-not-understood";
        assert!(reading.diagnostics.iter().all(is_of_column), "{settings}");
        let map = reading.career_map.unwrap();
        assert_eq!(map.orientation, Orientation::SheetPerLevel);
        assert_eq!(names(&map), ["Delivery", "People"], "{settings}");
        assert_eq!(
            expected(&map, "People", "Senior"),
            ["Leads people as a Senior"],
            "{settings}"
        );
    }
    let options: MapOptions = toml::from_str("leave-out = [\"Director\"]\nnames = \"B\"").unwrap();
    assert_eq!(titles(&map_of(&levels, &options)), ["Junior", "Senior"]);
}

#[test]
fn places_count_where_each_competency_has_a_sheet() {
    let sheets = per_sheet(&["Delivery", "People", "Mood"], |about| {
        let row = |texts: [&str; 4]| texts.map(|text| text.replace('~', about)).to_vec();
        vec![
            row(["~", "", "", ""]),
            row(["Dwarf", "Main", "Giant", "Red flags"]),
            row([
                "shows little ~ so far",
                "shows ~ every day",
                "shows ~ to everybody",
                "shows no ~ at all",
            ]),
        ]
    });
    for settings in [
        "header-row = 2\nlevels = [\"A:C\"]",
        "orientation = \"sheet-per-competency\"\nlevels = [\"A:C\"]\nleave-out = [\"row 1\"]",
    ] {
        let options: MapOptions = toml::from_str(settings).unwrap();
        let map = map_of(&sheets, &options);
        assert_eq!(
            map.orientation,
            Orientation::SheetPerCompetency,
            "{settings}"
        );
        assert_eq!(titles(&map), ["Dwarf", "Main", "Giant"], "{settings}");
        assert_eq!(names(&map), ["Delivery", "People", "Mood"], "{settings}");
        assert_eq!(
            expected(&map, "Mood", "Main"),
            ["shows Mood every day"],
            "{settings}"
        );
    }
}
