//! People who come to a speciality or leave one, and specialities under another name.

use super::*;
use crate::model::testing::{requires, says, speciality};
use crate::model::{EntryMode, SpecialityEntry, SpecialityId};

const EVENTS: Option<SpecialityId> = Some(SpecialityId(0));

/// What a speciality says about a competency at the second level.
fn entry(competency: usize, text: &str) -> SpecialityEntry {
    says(competency, 1, EntryMode::Add, text)
}

/// Levels Junior to Director, the competency Planning, and these ones that exist for the specialities only.
fn map_with(own: &[&str], specialities: &[(&str, Vec<SpecialityEntry>)]) -> CareerMap {
    let names = [&["Planning"], own].concat();
    let mut map = career_map(&["Junior", "Engineer", "Senior", "Director"], &names);
    for own in &mut map.competencies[1..] {
        own.holds = false;
        own.expectations = vec![Vec::new(); 4];
    }
    let new = specialities.iter();
    let new = new.map(|(name, entries)| speciality(name, entries.clone()));
    map.set_specialities(new.collect());
    map
}

fn events(own: &str, name: &str, text: &str) -> CareerMap {
    map_with(&[own], &[(name, vec![entry(1, text)])])
}

fn review_of(map: &CareerMap, speciality: Option<SpecialityId>, ratings: &[f64]) -> Cycle {
    let mut ada = person(map, "Ada", 1).rated_all(ratings).build();
    ada.person.speciality = speciality;
    cycle(map.clone(), vec![ada])
}

/// Ada comes to Events and leaves it again; today the speciality and its competency have other names. Safety is rated 2 in the
/// middle review alone.
#[test]
fn a_rating_of_a_speciality_that_somebody_left_stays_in_the_line() {
    let then = events("Safety", "Events", "Knows the exits");
    let today = events("Safe events", "Live events", "Knows the exits");
    let (first, second) = (
        review_of(&then, None, &[1.0]),
        review_of(&then, EVENTS, &[2.0, 2.0]),
    );
    let now = review_of(&today, None, &[3.0]);
    let all = Comparisons::of(vec![last(&first), last(&second)], &now.review, &now.people).unwrap();
    let rated = LineEntry::Rated {
        points: 2.0,
        today: Some(2.0),
    };
    assert_eq!(
        all.ended(0),
        [EndedLine {
            name: "Safe events",
            then: vec![Some(CompetencyId(1)), Some(CompetencyId(1))],
            line: RatingLine(vec![LineEntry::NotInMap, rated, LineEntry::NotInMap]),
        }]
    );
    assert_eq!(all.ended(0)[0].line.course(), None);
    // Whoever still has it has the usual line, and nothing has ended.
    let now = review_of(&today, EVENTS, &[3.0, 3.0]);
    let all = Comparisons::of(vec![last(&first), last(&second)], &now.review, &now.people).unwrap();
    assert_eq!(all.ended(0), []);
    assert_eq!(all.last().people[0].as_ref().unwrap().competencies.len(), 2);
}

/// The map itself has dropped a competency: the same as for one of a speciality, under its last name.
#[test]
fn a_rating_in_a_competency_that_the_map_dropped_stays_in_the_line() {
    let then = review_of(
        &career_map(&["Junior", "Engineer"], &["Planning", "Typing"]),
        None,
        &[1.0, 2.0],
    );
    let now = review_of(
        &career_map(&["Junior", "Engineer"], &["Planning"]),
        None,
        &[1.0],
    );
    let all = Comparisons::of(vec![last(&then)], &now.review, &now.people).unwrap();
    let ended = all.ended(0);
    let names: Vec<&str> = ended.iter().map(|ended| ended.name).collect();
    assert_eq!((names, ended[0].line.0.len()), (vec!["Typing"], 2));
}

#[test]
fn a_speciality_under_another_name_is_known_by_what_it_says_or_by_its_competencies() {
    let then = events("Safety", "Events", "Knows the exits");
    let pair = |now: &CareerMap| -> (Option<SpecialityId>, Vec<MapChange>) {
        let maps = MapComparison::of(&then, now);
        (maps.speciality_today(SpecialityId(0)), maps.changes.clone())
    };
    let renamed = MapChange::Renamed {
        then: MapItem::Speciality(SpecialityId(0)),
        now: MapItem::Speciality(SpecialityId(0)),
    };
    // The same words, in a competency under another name.
    let (today, changes) = pair(&events("Safe events", "Live events", "Knows the exits"));
    assert_eq!(today, EVENTS);
    assert!(changes.contains(&renamed), "{changes:?}");
    // Other words, in the same competency.
    assert_eq!(
        pair(&events("Safety", "Live events", "Leads the crew")).0,
        EVENTS
    );
    // Neither.
    let (today, changes) = pair(&events("Sources", "Content", "Asks for permission"));
    assert_eq!(today, None);
    let gone = MapChange::Removed {
        then: MapItem::Speciality(SpecialityId(0)),
    };
    assert!(changes.contains(&gone), "{changes:?}");
    // The name decides before anything else.
    let swapped = map_with(
        &["Safety", "Other"],
        &[
            ("Live events", vec![entry(1, "Knows the exits")]),
            ("Events", vec![entry(2, "Something")]),
        ],
    );
    assert_eq!(pair(&swapped).0, Some(SpecialityId(1)));
}

/// In a map of numbers: 3 in Planning, which everybody has, is the same only together with its cell.
#[test]
fn numbers_are_the_same_in_the_same_cell() {
    let numbers = |name: &str, required| {
        let mut map = map_with(
            &["Other"],
            &[(name, vec![requires(0, 1, EntryMode::Add, required)])],
        );
        map.scale = Scale::Proficiency;
        map
    };
    let then = numbers("Events", 3.0);
    let today = |now: &CareerMap| MapComparison::of(&then, now).speciality_today(SpecialityId(0));
    assert_eq!(today(&numbers("Live events", 3.0)), EVENTS);
    assert_eq!(today(&numbers("Content", 4.0)), None);
}

#[test]
fn another_speciality_is_not_taken_for_another_map() {
    let map = map_with(
        &["Safety"],
        &[
            (
                "Events",
                vec![entry(0, "Plans the crew"), entry(1, "Knows the exits")],
            ),
            ("Content", vec![entry(0, "Plans the issue")]),
        ],
    );
    let maps = MapComparison::of(&map, &map);
    let content = Some(SpecialityId(1));
    for (then, now, differs) in [
        (None, None, false),
        (EVENTS, EVENTS, false),
        (None, EVENTS, true),
        (EVENTS, None, true),
        (EVENTS, content, true),
    ] {
        assert_eq!(
            maps.is_other_speciality(then, now),
            differs,
            "{then:?} {now:?}"
        );
        assert!(
            !maps
                .of_speciality(now)
                .expectations_changed(CompetencyId(0), LevelId(1))
        );
    }
    // The two own maps do differ there.
    assert!(
        maps.own(EVENTS, content)
            .expectations_changed(CompetencyId(0), LevelId(1))
    );
}
