//! The company's settings overrule the reader; the collection has those that leave something out or name places.

use super::*;
use crate::load::career_map::options::Step;
use crate::load::testing::table_of;
use crate::model::Track;

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
