use super::*;
use crate::model::testing::{company, company_map};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let review = company();
    let options = FormOptions::default();
    let input = FormInput {
        map: &review.career_map,
        person: &review.assessments[0].person,
        actions: &[],
        answers: None,
        options: &options,
    };
    assert_eq!(form(&input).unwrap(), form(&input).unwrap());
}

#[test]
fn parallel_levels_of_one_title_are_told_apart() {
    let mut map = company_map();
    map.levels[3].title = map.levels[2].title.clone();
    map.levels[2].code = None;
    map.levels[2].tracks = vec![Track::IndividualContributor];
    let labels = Labels::english();
    assert_eq!(
        level_name(&map, LevelId(2), &labels),
        "Sr. Community Manager (IC)"
    );
    assert_eq!(
        level_name(&map, LevelId(3), &labels),
        "Sr. Community Manager (L4)"
    );
    assert_eq!(
        level_name(&map, LevelId(0), &labels),
        "Community Apprentice"
    );
}
