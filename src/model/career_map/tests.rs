//! Tests of what a person on a track holds and is asked for.

use super::*;
use crate::model::testing::forked_map;
use Track::{IndividualContributor as Ic, Management};

#[test]
fn somebody_on_both_tracks_holds_the_levels_of_both() {
    let map = forked_map(&["Craft"]);
    let both = Some(PersonTrack::Both);
    for level in [LevelId(2), LevelId(3)] {
        assert_eq!(map.held(level, both), [LevelId(2), LevelId(3)]);
        assert_eq!(map.held_title(level, both), "Staff / Team Lead");
    }
    assert_eq!(map.held(LevelId(1), both), [LevelId(1)]);
    assert_eq!(map.held(LevelId(2), None), [LevelId(2)]);
    assert_eq!(map.held(LevelId(2), Some(Ic.into())), [LevelId(2)]);
    assert_eq!(
        map.described(3.0, both),
        Described::Beside("Staff", "Team Lead")
    );
    assert_eq!(map.described(2.0, both), Described::Level("Engineer"));
    assert_eq!(
        map.next_on_each_track(LevelId(2)),
        [(LevelId(4), Ic.into()), (LevelId(5), Management.into())]
    );
    assert_eq!(
        map.next_on_each_track(LevelId(0)),
        [(LevelId(1), PersonTrack::Both)]
    );
    assert_eq!(map.next_on_each_track(LevelId(5)), []);
}

#[test]
fn both_tracks_ask_for_what_either_asks_and_for_the_same_once() {
    let mut map = forked_map(&["Craft"]);
    let texts = [
        (2, vec!["Reviews designs", "Writes plainly"]),
        (3, vec!["writes plainly", "Hires well"]),
    ];
    for (level, texts) in texts {
        map.competencies[0].expectations[level] = texts.into_iter().map(Expectation::new).collect();
    }
    let asked = |level, track| -> Vec<(usize, usize, String, Option<Track>)> {
        let asked = map.asked(CompetencyId(0), level, track).into_iter();
        asked
            .map(|one| {
                (
                    one.level.0,
                    one.index,
                    one.expectation.text.clone(),
                    one.told_apart(track),
                )
            })
            .collect()
    };
    let expected = [
        (2, 0, "Reviews designs".to_owned(), None),
        (2, 1, "Writes plainly".to_owned(), None),
        (3, 1, "Hires well".to_owned(), Some(Management)),
    ];
    for level in [LevelId(2), LevelId(3)] {
        assert_eq!(asked(level, Some(PersonTrack::Both)), expected);
    }
    assert_eq!(asked(LevelId(3), Some(Management.into())).len(), 2);
    // A level of both tracks that marks its expectations.
    map.levels[1].tracks = vec![Ic, Management];
    map.competencies[0].expectations[1] = [None, Some(Ic), Some(Management)]
        .map(|track| Expectation {
            track,
            ..Expectation::new("Shares work")
        })
        .to_vec();
    let tracks = |track| -> Vec<Option<Track>> {
        let asked = map.asked(CompetencyId(0), LevelId(1), track);
        asked.iter().map(|one| one.told_apart(track)).collect()
    };
    assert_eq!(
        tracks(Some(PersonTrack::Both)),
        [None, None, Some(Management)]
    );
    assert_eq!(tracks(None), [None, Some(Ic), Some(Management)]);
    assert_eq!(tracks(Some(Ic.into())), [None, None]);
}

#[test]
fn both_tracks_require_the_higher_number() {
    let mut map = forked_map(&["Craft"]);
    map.scale = Scale::Proficiency;
    map.competencies[0].required = [1.0, 2.0, 4.0, 3.0, 5.0, 5.0].map(Some).to_vec();
    map.competencies[0].required[5] = None;
    let required = |level, track| map.required_of(CompetencyId(0), LevelId(level), track);
    let both = Some(PersonTrack::Both);
    // Staff asks for 4 and Team Lead for 3; Head leaves it blank, so Principal's 5 stands.
    assert_eq!(
        (required(2, both), required(3, both)),
        (Some(4.0), Some(4.0))
    );
    assert_eq!(
        (required(4, both), required(5, both)),
        (Some(5.0), Some(5.0))
    );
    assert_eq!(required(3, Some(Management.into())), Some(3.0));
    assert_eq!(required(3, None), Some(3.0));
}
