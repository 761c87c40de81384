//! Each kind of advice on a map made by hand: one that lacks it, one beside it that does not.

use super::*;
use crate::model::testing::career_map;
use crate::model::{Expectation, Scale, ScaleStep, Track};

/// Four levels and four competencies, without any weakness.
fn sound() -> CareerMap {
    career_map(
        &["Junior", "Middle", "Senior", "Lead"],
        &["Planning", "Writing", "Speaking", "Budget"],
    )
}

/// The advice, a line each: code, and what its places say.
fn shown(map: &CareerMap) -> Vec<String> {
    advice(map)
        .iter()
        .map(|advice| {
            let places: Vec<&str> = advice
                .places
                .iter()
                .map(|place| place.what.as_str())
                .collect();
            format!("{}: {}", advice.code, places.join("; "))
        })
        .collect()
}

fn expect(map: &mut CareerMap, competency: usize, level: usize, texts: &[&str]) {
    map.competencies[competency].expectations[level] =
        texts.iter().map(|text| Expectation::new(*text)).collect();
}

#[test]
fn a_sound_map_gets_none() {
    assert_eq!(shown(&sound()), [""; 0]);
    assert_eq!(shown(&crate::model::testing::company_map()), [""; 0]);
}

#[test]
fn a_track_without_a_level_where_the_other_has_one() {
    let mut map = sound();
    let (ic, management) = (Track::IndividualContributor, Track::Management);
    map.levels[1].tracks = vec![ic, management];
    map.levels[2].tracks = vec![management];
    map.levels[3].tracks = vec![ic, management];
    assert_eq!(
        shown(&map),
        ["track-hole: Individual contributor has no level beside “Senior”"]
    );
    // A level for everybody fills the hole, and a track may end early or begin late.
    map.levels[2].tracks.clear();
    assert_eq!(shown(&map), [""; 0]);
    map.levels[2].tracks = vec![management];
    map.levels[3].tracks = vec![management];
    assert_eq!(shown(&map), [""; 0]);
}

#[test]
fn a_number_that_is_missing_between_the_levels() {
    let mut map = sound();
    for (level, code) in map.levels.iter_mut().zip(["P1", "P2", "P4", "P5"]) {
        level.code = Some(code.to_owned());
    }
    assert_eq!(
        shown(&map),
        [
            "level-missing: from “P2” to “P4”",
            // Rank 4 is P5, so the bare number 4 would be taken for it.
            "numbers-confuse: a rating of 4 means “P5”, not “P4”"
        ]
    );
    // Grades by tens leave nothing out, and so do the numbers of two tracks.
    for codes in [["G10", "G20", "G30", "G40"], ["P1", "P2", "M3", "M4"]] {
        for (level, code) in map.levels.iter_mut().zip(codes) {
            level.code = Some(code.to_owned());
        }
        assert_eq!(shown(&map), [""; 0], "{codes:?}");
    }
}

#[test]
fn a_level_that_asks_for_nothing_new() {
    let mut map = sound();
    for competency in 0..4 {
        let below = map.competencies[competency].expectations[1].clone();
        map.competencies[competency].expectations[2] = below;
    }
    let found = shown(&map);
    assert_eq!(
        found[0],
        "nothing-new: “Senior” asks for nothing beyond “Middle”"
    );
    assert!(found[1].starts_with("same-at-levels: "), "{found:?}");
    expect(&mut map, 3, 2, &["Decides about money"]);
    assert!(!shown(&map)[0].starts_with("nothing-new"));

    let mut numbers = sound();
    numbers.scale = Scale::Proficiency;
    for (index, competency) in numbers.competencies.iter_mut().enumerate() {
        let top = if index == 0 { 3.0 } else { 2.0 };
        competency.required = vec![Some(1.0), Some(2.0), Some(2.0), Some(top)];
    }
    assert_eq!(
        shown(&numbers),
        ["nothing-new: “Senior” asks for nothing beyond “Middle”"]
    );
}

#[test]
fn names_that_assessments_confuse() {
    let mut map = sound();
    map.levels[3].aliases = vec!["sénior".to_owned()];
    map.competencies[1].name = "JUNIOR".to_owned();
    assert_eq!(
        shown(&map),
        [
            "confusing-titles: “Senior” and “Lead” are both called “senior”; “Junior” is a level and a competency"
        ]
    );
    // Levels with the same name differ by their tracks.
    let mut map = sound();
    map.levels[2].tracks = vec![Track::IndividualContributor];
    map.levels[3].tracks = vec![Track::Management];
    map.levels[3].rank = 3;
    map.levels[3].aliases = vec!["Senior".to_owned()];
    assert_eq!(shown(&map), [""; 0]);
}

#[test]
fn levels_whose_numbers_are_not_their_places() {
    let mut map = sound();
    for (level, title) in map
        .levels
        .iter_mut()
        .zip(["Step 2", "Step 3", "Step 4", "Step 5"])
    {
        level.title = title.to_owned();
    }
    assert_eq!(
        shown(&map),
        [
            "numbers-confuse: a rating of 2 means “Step 3”, not “Step 2”; a rating of 3 means “Step 4”, not “Step 3”; a rating of 4 means “Step 5”, not “Step 4”"
        ]
    );
    // On their own scale, ratings are never levels.
    map.scale = Scale::Proficiency;
    for competency in &mut map.competencies {
        competency.required = vec![Some(1.0), Some(2.0), Some(3.0), Some(4.0)];
    }
    assert_eq!(shown(&map), [""; 0]);
}

#[test]
fn cells_in_which_nothing_is_expected() {
    let mut map = sound();
    expect(&mut map, 1, 0, &[]);
    expect(&mut map, 1, 3, &[]);
    map.competencies[3].scored = false;
    expect(&mut map, 3, 0, &[]);
    assert_eq!(shown(&map), ["empty-cells: Writing at “Junior” and “Lead”"]);
}

#[test]
fn an_empty_cell_among_ticks_says_what_it_should() {
    let mut map = sound();
    map.scale = Scale::Proficiency;
    for competency in &mut map.competencies {
        competency.required = vec![None, None, Some(1.0), Some(1.0)];
    }
    assert!(
        shown(&map)
            .iter()
            .any(|said| said.starts_with("empty-cells"))
    );
    map.scale_steps = vec![ScaleStep {
        points: 1.0,
        names: vec!["x".to_owned()],
    }];
    assert!(
        !shown(&map)
            .iter()
            .any(|said| said.starts_with("empty-cells"))
    );
}

#[test]
fn the_same_words_twice() {
    let mut map = sound();
    expect(&mut map, 0, 1, &["Plans the week ahead", "as above"]);
    expect(
        &mut map,
        0,
        2,
        &["plans the week ahead.", "as above", "Plans the year"],
    );
    expect(&mut map, 2, 3, &["Plans the year", "Plans the decade"]);
    assert_eq!(
        shown(&map),
        [
            "same-at-levels: “Plans the week ahead” (Planning, at “Middle” and “Senior”)",
            "same-in-competencies: “Plans the year” (in “Planning” and “Speaking”)",
        ]
    );
    // One cell that is merged over both levels, and two levels of one rank, repeat nothing.
    let mut merged = map.clone();
    merged.competencies[0].cells[2] = merged.competencies[0].cells[1].clone();
    let mut parallel = map.clone();
    parallel.levels[2].rank = 2;
    parallel.levels[3].rank = 3;
    for map in [merged, parallel] {
        assert!(
            !shown(&map)
                .iter()
                .any(|line| line.starts_with("same-at-levels"))
        );
    }
}

#[test]
fn a_competency_that_is_far_larger_than_the_others() {
    let mut map = sound();
    let many: Vec<String> = (0..9).map(|n| format!("Budget rule number {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    expect(&mut map, 3, 3, &many);
    assert_eq!(shown(&map), ["uneven-competencies: Budget has 12"]);
    // Among three competencies nothing is usual.
    map.competencies.remove(0);
    assert_eq!(shown(&map), [""; 0]);
}

#[test]
fn an_expectation_that_is_too_long() {
    let mut map = sound();
    let long = "Speaks well. ".repeat(40);
    expect(&mut map, 2, 1, &[long.trim()]);
    assert_eq!(
        shown(&map),
        ["too-long: Speaking at “Middle”: 519 characters"]
    );
    map.competencies[2].expectations[1][0].text.truncate(500);
    assert_eq!(shown(&map), [""; 0]);
}

#[test]
fn each_kind_comes_once_with_its_places() {
    let mut map = sound();
    for level in 0..4 {
        expect(&mut map, 0, level, &["Plans whatever there is to plan"]);
        expect(&mut map, 1, level, &["Writes whatever there is to write"]);
    }
    let all = advice(&map);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].places.len(), 2);
    assert_eq!(
        all[0].message,
        "2 expectations are the same word for word at several levels, so people cannot see the difference between \
         them."
    );
    assert_eq!(all[0].places[1].at.cell().unwrap().to_string(), "B3");
}
