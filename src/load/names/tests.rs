//! Names as people type them.

use super::*;
use crate::model::testing::career_map;

fn map() -> CareerMap {
    use Track::{IndividualContributor as Ic, Management};
    let mut map = career_map(
        &["Associate", "Sr. Engineer", "Lead", "Lead"],
        &["Profile & Scope", "Planning", "Planning"],
    );
    map.levels[1].code = Some("IC3".to_owned());
    map.levels[1].tracks = vec![Ic, Management];
    map.levels[2].tracks = vec![Ic];
    map.levels[3].tracks = vec![Management];
    map.levels[3].rank = 3;
    map.competencies[1].category = Some("Craft".to_owned());
    map.competencies[2].category = Some("People".to_owned());
    map
}

#[test]
fn a_name_with_a_question_mark_is_not_sure_yet() {
    let mut map = map();
    let names = MapNames::new(&map);
    for typed in ["Associate?", "Associate (?)", "IC3 ?", "associate？"] {
        let Err(Unmatched::Unknown { nearest }) = names.level(typed, None) else {
            panic!("{typed} is taken as sure");
        };
        assert!(nearest.is_some(), "{typed}");
        assert!(!names.is_level(typed), "{typed}");
    }
    let offered = MapNames::new(&map);
    assert_eq!(offered.chosen(List::Mark, "Met?".to_owned()), "Met?");
    assert_eq!(offered.chosen(List::Mark, "met".to_owned()), "Met");
    map.levels[0].title = "Next lead?".to_owned();
    assert!(MapNames::new(&map).is_level("next lead?"));
}

#[test]
fn a_level_goes_by_many_names() {
    let map = map();
    let names = MapNames::new(&map);
    for typed in [
        "Sr. Engineer",
        "senior engineer",
        " SR ENGINEER\n",
        "IC3",
        "ic 3",
        "IC3 Sr. Engineer",
        "Sr. Engineer (IC3)",
        "Senior Engineer (IC or Manager)",
    ] {
        let found = names.level(typed, None).map(|named| named.level);
        // A code is written without a space; one with a space is another word.
        let expected = if typed == "ic 3" {
            None
        } else {
            Some(LevelId(1))
        };
        assert_eq!(found.ok(), expected, "{typed}");
    }
}

#[test]
fn the_track_tells_parallel_levels_apart() {
    let map = map();
    let names = MapNames::new(&map);
    let level = |typed: &str, track| names.level(typed, track).map(|named| named.level.0);
    assert_eq!(
        level("Lead", Some(Track::IndividualContributor.into())),
        Ok(2)
    );
    assert_eq!(level("Lead", Some(Track::Management.into())), Ok(3));
    assert_eq!(level("Lead (Manager)", None), Ok(3));
    assert_eq!(
        level("Lead", None),
        Err(Unmatched::Ambiguous {
            candidates: vec![
                "Lead (Individual contributor)".to_owned(),
                "Lead (Management)".to_owned()
            ]
        })
    );
    let named = names.level("Sr. Engineer (Manager)", None).unwrap();
    assert_eq!(named.track, Some(Track::Management));
}

#[test]
fn a_competency_in_two_categories_needs_its_category() {
    let map = map();
    let names = MapNames::new(&map);
    assert_eq!(names.competency("profile and scope"), Ok(CompetencyId(0)));
    assert_eq!(names.competency("People: Planning"), Ok(CompetencyId(2)));
    assert!(matches!(
        names.competency("Planning"),
        Err(Unmatched::Ambiguous { .. })
    ));
    let unknown = names.competency("Profile and Scopes").unwrap_err();
    assert_eq!(unknown.help(&[]), "Did you mean “Profile & Scope”?");
}
