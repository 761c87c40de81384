//! One cell at a time.

use super::*;
use crate::model::CareerMap;
use crate::model::testing::career_map;

fn read_with(map: &CareerMap, value: &CellValue) -> (Option<Rating>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let names = MapNames::new(map);
    let rating = read(value, Location::default(), &names, None, &mut problems);
    (rating.map(|rating| rating.value), problems)
}

fn ranks() -> CareerMap {
    career_map(&["Junior", "Engineer", "Senior"], &["A"])
}

#[test]
fn a_rating_is_a_level_a_number_or_both() {
    let map = ranks();
    for (typed, rank) in [
        ("Engineer", 2.0),
        ("engineer ", 2.0),
        ("2", 2.0),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("2 - Engineer", 2.0),
        ("3 – Competent", 3.0),
        ("1: whatever it is called", 1.0),
    ] {
        let (rating, problems) = read_with(&map, &CellValue::Text(typed.to_owned()));
        assert_eq!(rating, Some(Rating::At(rank)), "{typed}: {problems:?}");
    }
    assert_eq!(
        read_with(&map, &CellValue::Number(3.0)).0,
        Some(Rating::At(3.0))
    );
    let padded = CellValue::Padded {
        number: 3.0,
        text: "Score 03".into(),
    };
    assert_eq!(read_with(&map, &padded), (Some(Rating::At(3.0)), vec![]));
}

#[test]
fn blank_and_not_applicable_are_no_numbers() {
    let map = ranks();
    for typed in ["", " ", "-", "–", "not assessed"] {
        assert_eq!(
            read_with(&map, &CellValue::Text(typed.to_owned())),
            (None, vec![]),
            "{typed:?}"
        );
    }
    for typed in ["N/A", "n/a", "NA", "Not applicable"] {
        let (rating, problems) = read_with(&map, &CellValue::Text(typed.to_owned()));
        assert_eq!(
            (rating, problems),
            (Some(Rating::NotApplicable), vec![]),
            "{typed:?}"
        );
    }
}

#[test]
fn what_is_no_rating_is_reported_and_never_becomes_one() {
    let map = ranks();
    let wrong = [
        CellValue::Text("Wizard".to_owned()),
        CellValue::Text("3 - Engineer".to_owned()),
        CellValue::Text("0".to_owned()),
        CellValue::Text("4 - Beyond".to_owned()),
        CellValue::Text("-1".to_owned()),
        CellValue::Number(0.0),
        CellValue::Number(99.0),
        CellValue::Number(f64::NAN),
        CellValue::Date(jiff::civil::date(2026, 4, 3)),
        CellValue::Bool(true),
        CellValue::Error("#REF!".to_owned()),
        CellValue::Uncalculated,
    ];
    for value in wrong {
        let (rating, problems) = read_with(&map, &value);
        assert_eq!(rating, None, "{value:?}");
        assert_eq!(problems.len(), 1, "{value:?}");
        assert!(!problems[0].help.is_empty());
    }
}

#[test]
fn on_a_scale_of_numbers_a_level_is_no_rating() {
    let mut map = ranks();
    map.scale = Scale::Proficiency;
    map.competencies[0].required = vec![Some(1.0), Some(3.0), Some(5.0)];
    assert_eq!(
        read_with(&map, &CellValue::Number(4.0)).0,
        Some(Rating::At(4.0))
    );
    assert_eq!(
        read_with(&map, &CellValue::Number(0.0)).0,
        Some(Rating::At(0.0))
    );
    assert_eq!(read_with(&map, &CellValue::Number(6.0)).0, None);
    assert_eq!(
        read_with(&map, &CellValue::Text("Engineer".to_owned())).0,
        None
    );
}
