//! The rules one by one. What can be worked out of the finished workbook is tried in `render/xlsx/tests/anonymous`.

use super::*;
use crate::analysis::testing::analysed;
use crate::analysis::{AnalysisOptions, Scope, coverage};
use crate::model::testing::{career_map, company, person};
use crate::model::{Assessment, CareerMap, Review};

const ENGLISH: GroupNames<'static> = GroupNames {
    everybody: "All",
    no_team: "No team",
    others: "Other teams",
    numbered: &|number| format!("Team {number}"),
};

fn map() -> CareerMap {
    career_map(&["A", "B", "C", "D"], &["Writing", "Speaking"])
}

/// `count` people of a team who hold level C, aim at D, and are rated like this in Writing and Speaking.
fn team(people: &mut Vec<Assessment>, team: &str, count: usize, ratings: [Option<f64>; 2]) {
    for _ in 0..count {
        let name = format!("Nobody {}", people.len());
        let someone = person(&map(), &name, 2).team(team).rated(&ratings);
        people.push(someone.build());
    }
}

fn told(people: Vec<Assessment>, minimum: usize) -> Anonymous {
    let review = Review::new(map(), people, None, None);
    let analysed = analysed(&review);
    anonymous(&review, &analysed, minimum, &ENGLISH)
}

/// Each group's name and the people in its four places in Writing, if they are shown.
fn writing(told: &Anonymous) -> Vec<(&str, Option<[usize; 4]>)> {
    let places = |f: &AnonymousFigures| [f.below_role, f.at_role, f.at_target, f.not_rated];
    let of = |group: &AnonymousGroup| group.rows[0].1.as_ref().map(places);
    told.groups
        .iter()
        .map(|group| (group.name.as_str(), of(group)))
        .collect()
}

#[test]
fn by_hand() {
    // Minimum 5; r = 3, t = 4. North: 6 below. South: 5 below, 5 at role level. All: 11 and 5.
    let mut people = Vec::new();
    team(&mut people, "North", 6, [Some(2.0); 2]);
    team(&mut people, "South", 5, [Some(1.0); 2]);
    team(&mut people, "South", 5, [Some(3.0); 2]);
    let both = told(people.clone(), 5);
    assert_eq!(
        writing(&both),
        [
            ("All", Some([11, 5, 0, 0])),
            ("North", Some([6, 0, 0, 0])),
            ("South", Some([5, 5, 0, 0]))
        ]
    );
    // One person more in the South who is at target level, and five in the North: 6 of everybody, but 1 in the South. So
    // the North is not shown either: it could be subtracted.
    team(&mut people, "North", 5, [Some(4.0), Some(2.0)]);
    team(&mut people, "South", 1, [Some(4.0), Some(2.0)]);
    let all = told(people.clone(), 5);
    assert_eq!(
        writing(&all),
        [
            ("All", Some([11, 5, 6, 0])),
            ("North", None),
            ("South", None)
        ]
    );
    // In Speaking these are below role level, which gives nobody away.
    assert!(all.groups.iter().all(|group| group.rows[1].1.is_some()));
    // One person without a rating: nothing is shown, not for teams either.
    team(&mut people, "North", 1, [None, Some(2.0)]);
    let none = told(people, 5);
    assert_eq!(
        writing(&none),
        [("All", None), ("North", None), ("South", None)]
    );
}

#[test]
fn next_steps_divide_the_places_and_are_shown_if_every_part_can_be() {
    let steps = |ratings: &[(f64, usize)]| {
        let mut people = Vec::new();
        for (rating, count) in ratings {
            team(&mut people, "T", *count, [Some(*rating); 2]);
        }
        told(people, 5).groups[0].rows[0]
            .1
            .as_ref()
            .map(|figures| figures.next_steps.clone())
            .unwrap()
    };
    // 2.5 works towards 3 as 2 does: 5 + 6 below, 7 at role level; 4 has reached its target.
    assert_eq!(
        steps(&[(1.0, 5), (2.0, 4), (2.5, 2), (3.0, 7), (4.0, 5)]),
        [(2, 5), (3, 6), (4, 7)]
    );
    // Four work towards 2: nothing, since they are the ones below without the others.
    assert_eq!(steps(&[(1.0, 4), (2.0, 7), (3.0, 7)]), []);
    // Five below: that nothing is shown must not mean that they differ.
    assert_eq!(steps(&[(2.0, 5), (3.0, 7)]), []);
    assert_eq!(steps(&[(2.0, 6), (3.0, 7)]), [(3, 6), (4, 7)]);
}

/// People who aim lower than their role can be at target and below role level; only one of the places is shown.
#[test]
fn below_role_is_below_role_whatever_the_target() {
    let mut people = Vec::new();
    for number in 0..6 {
        let someone = person(&map(), &format!("Nobody {number}"), 2)
            .target(0)
            .rated_all(&[2.0, 3.0]);
        people.push(someone.build());
    }
    let told = told(people, 5);
    assert_eq!(writing(&told), [("All", Some([6, 0, 0, 0]))]);
    let speaking = told.groups[0].rows[1].1.as_ref().unwrap();
    assert_eq!((speaking.below_role, speaking.at_target), (0, 6));
}

#[test]
fn small_teams_are_joined_until_they_are_enough() {
    let sizes = |teams: &[(&str, usize)]| -> Vec<(String, usize)> {
        let mut people = Vec::new();
        for (name, count) in teams {
            team(&mut people, name, *count, [Some(2.0); 2]);
        }
        let groups = told(people, 5).groups.into_iter();
        groups.map(|group| (group.name, group.people)).collect()
    };
    let named = |groups: &[(&str, usize)]| -> Vec<(String, usize)> {
        groups
            .iter()
            .map(|(name, people)| ((*name).to_owned(), *people))
            .collect()
    };
    // Two small teams are enough together; one alone takes the smallest of the others along.
    assert_eq!(
        sizes(&[("Ga", 6), ("Ha", 3), ("Ka", 2)]),
        named(&[("All", 11), ("Ga", 6), ("Other teams", 5)])
    );
    assert_eq!(
        sizes(&[("Ga", 7), ("Ha", 6), ("Ka", 4)]),
        named(&[("All", 17), ("Ga", 7), ("Other teams", 10)])
    );
    // What is left would be everybody, or two of exactly the minimum.
    assert_eq!(sizes(&[("Ga", 7), ("Ka", 4)]), named(&[("All", 11)]));
    assert_eq!(sizes(&[("Ga", 5), ("Ka", 5)]), named(&[("All", 10)]));
    assert_eq!(sizes(&[("Ga", 4)]), []);
    // A team has the name already.
    assert_eq!(
        sizes(&[("Other teams", 7), ("Ga", 4), ("Ha", 4)]),
        named(&[("All", 15), ("Other teams", 7), ("Other teams (joined)", 8)])
    );
}

#[test]
fn teams_that_somebody_can_be_read_in_get_a_number() {
    let names = |teams: &[&str]| -> Vec<String> {
        let mut people = Vec::new();
        for (number, name) in teams.iter().enumerate() {
            team(&mut people, name, 5 + number, [Some(2.0); 2]);
        }
        let named = [
            (Some("Ada Okafor"), Some("E77"), Some("ada@press.example")),
            (Some("Lee, Mark"), None, None),
            (Some("Krähenbühl"), None, None),
            (Some("Mark Oz"), None, Some("m.thornbury@x.example")),
        ];
        for (someone, (manager, id, email)) in people.iter_mut().zip(named) {
            someone.person.manager = manager.map(str::to_owned);
            someone.person.employee_id = id.map(Into::into);
            someone.person.email = email.map(str::to_owned);
        }
        let groups = told(people, 5).groups.into_iter().skip(1);
        groups.map(|group| group.name).collect()
    };
    for personal in [
        "Okafor's team",
        "TeamOkafor",
        "Okaforists",
        "O K A F O R",
        "Oka for all",
        "Kraehenbuehl",
        "KRÄHENBÜHLS",
        "E77",
        "Lee",
        "L e e and friends",
        "Team Mark",
        "Oz’s",
        "Thornbury",
        "Ada & co",
        "All",
        "ALL.",
    ] {
        assert_eq!(
            names(&["Support", personal]),
            ["Support", "Team 1"],
            "{personal}"
        );
    }
    // Short names and first names are in other words by chance; the company's address belongs to no single person.
    assert_eq!(
        names(&["Fleet", "Marketing", "Ozone", "Press"]),
        ["Fleet", "Marketing", "Ozone", "Press"]
    );
    // A number that is some team's name is not taken, shown or not.
    assert_eq!(
        names(&["Ada", "Okafor", "Team 1"]),
        ["Team 1", "Team 2", "Team 3"]
    );
}

#[test]
fn the_order_of_numbered_teams_is_that_of_what_is_shown() {
    let of = |first: &str, second: &str| {
        let mut people = Vec::new();
        team(&mut people, first, 6, [Some(2.0); 2]);
        team(&mut people, second, 6, [Some(4.0); 2]);
        team(&mut people, "Zebras", 8, [Some(3.0); 2]);
        for (someone, manager) in people.iter_mut().zip(["Ada Okafor", "Bo Nakata"]) {
            someone.person.manager = Some(manager.to_owned());
        }
        told(people, 5)
    };
    let told = of("Okafor", "Nakata");
    assert_eq!(told, of("Nakata", "Okafor"));
    assert_eq!(
        writing(&told),
        [
            ("All", Some([6, 8, 6, 0])),
            ("Zebras", Some([0, 8, 0, 0])),
            ("Team 1", Some([6, 0, 0, 0])),
            ("Team 2", Some([0, 0, 6, 0])),
        ]
    );
}

#[test]
fn what_is_shown_agrees_with_the_coverage_for_everybody() {
    let review = company();
    let options = AnalysisOptions::default();
    let people = analysed(&review);
    let told = anonymous(&review, &people, 3, &ENGLISH);
    let rows = coverage(&review, &people, &options);
    let mut compared = 0;
    for (competency, figures) in told.groups[0].shown() {
        let row = rows
            .iter()
            .find(|row| row.scope == Scope::All && row.competency == competency)
            .unwrap();
        assert_eq!(figures.rated(), row.rated);
        assert_eq!(figures.at_role_share(), row.at_role);
        assert_eq!(figures.at_target_share(), row.at_target);
        compared += 1;
    }
    assert!(compared > 0);
    // A minimum that is too low is raised.
    assert_eq!(anonymous(&review, &people, 1, &ENGLISH).minimum, 3);
}
