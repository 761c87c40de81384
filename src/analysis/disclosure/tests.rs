//! Tries to recover what is withheld, from everything that is told, on many small companies.

use proptest::prelude::*;

use super::*;
use crate::analysis::coverage::Scope;
use crate::analysis::{analyse_person, coverage};
use crate::model::Review;
use crate::model::testing::{career_map, company, person};

/// Levels of the maps here.
const LEVELS: [&str; 4] = ["A", "B", "C", "D"];

/// What one person is: team, role level, and for each of two competencies a rating, a blank or N/A.
#[derive(Debug, Clone)]
struct Member {
    team: usize,
    role: usize,
    ratings: [Entered; 2],
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Entered {
    Rated(u8),
    Blank,
    NotApplicable,
}

fn entered() -> impl Strategy<Value = Entered> {
    prop_oneof![
        8 => (1..=4_u8).prop_map(Entered::Rated),
        1 => Just(Entered::Blank),
        1 => Just(Entered::NotApplicable),
    ]
}

/// Companies whose teams lean to one rating each, so that some rows can be told.
fn members() -> impl Strategy<Value = Vec<Member>> {
    let member = (
        0..5_usize,
        0..4_usize,
        [entered(), entered()],
        any::<bool>(),
    );
    (
        prop::collection::vec(member, 1..45),
        prop::collection::vec(1..=4_u8, 5),
    )
        .prop_map(|(members, usual)| {
            members
                .into_iter()
                .map(|(team, role, mut ratings, leans)| {
                    if leans {
                        ratings[0] = Entered::Rated(usual[team]);
                    }
                    let role = if leans { 1 } else { role };
                    Member {
                        team,
                        role,
                        ratings,
                    }
                })
                .collect()
        })
}

fn review(members: &[Member]) -> Review {
    let map = career_map(&LEVELS, &["Writing", "Speaking"]);
    let assessments = members
        .iter()
        .enumerate()
        .map(|(number, member)| {
            let points = member.ratings.map(|entered| match entered {
                Entered::Rated(points) => Some(f64::from(points)),
                Entered::Blank | Entered::NotApplicable => None,
            });
            let mut someone = person(&map, &format!("Person {number}"), member.role)
                .team(&format!("T{}", member.team))
                .rated(&points);
            for (competency, entered) in member.ratings.iter().enumerate() {
                if *entered == Entered::NotApplicable {
                    someone = someone.not_applicable(competency);
                }
            }
            someone.build()
        })
        .collect();
    Review::new(map, assessments, None, None)
}

fn analysed(review: &Review) -> Vec<PersonAnalysis> {
    review
        .assessments
        .iter()
        .map(|a| analyse_person(&review.career_map, a, &AnalysisOptions::default()))
        .collect()
}

fn told(review: &Review, minimum: usize) -> Anonymous {
    anonymous(
        review,
        &analysed(review),
        &AnalysisOptions::default(),
        minimum,
    )
}

/// The counts that a reader of a row that is told has, in the order of [`Tally::counts`].
fn read(group: &AnonymousGroup, figures: &AnonymousFigures) -> [usize; 6] {
    let at_role = figures.rated - figures.below_role - figures.at_target;
    [
        figures.below_role,
        at_role,
        figures.at_target,
        figures.not_assessed,
        figures.not_applicable,
        group.people - figures.rated - figures.not_assessed - figures.not_applicable,
    ]
}

/// The true counts of each group, everybody first, in one competency.
fn truth(review: &Review, minimum: usize, competency: CompetencyId) -> Vec<[usize; 6]> {
    let people = analysed(review);
    teams::joined(review, minimum)
        .iter()
        .map(|(_, members)| Tally::of(members.iter().map(|i| people[*i].gap(competency))).counts())
        .collect()
}

/// The least and the most that one count of one withheld row can be, by everything that is told: the sizes of the groups,
/// the rows that are told, and everybody's if it is. These are the bounds of a table of which all margins are known.
fn bounds(told: &Anonymous, place: usize, group: usize, count: usize) -> (usize, usize) {
    let size = told.groups[group].people;
    let Some(everybody) = &told.groups[0].rows[place].1 else {
        return (0, size);
    };
    let all = read(&told.groups[0], everybody);
    let mut rest_of_count = all[count];
    let mut rest_of_people = told.groups[0].people;
    for other in &told.groups[1..] {
        if let Some(figures) = &other.rows[place].1 {
            rest_of_count -= read(other, figures)[count];
            rest_of_people -= other.people;
        }
    }
    let elsewhere = rest_of_people - rest_of_count;
    (size.saturating_sub(elsewhere), size.min(rest_of_count))
}

/// Every way to spread a sum over `people` gaps of 1 to 3, as how many have each.
fn spreads(people: usize) -> impl Iterator<Item = [usize; 3]> {
    (0..=people).flat_map(move |ones| {
        (0..=people - ones).map(move |twos| [ones, twos, people - ones - twos])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// No small count can be had: neither read, nor by subtracting what is told from everybody's.
    #[test]
    fn no_small_count_can_be_recovered(members in members(), minimum in 3..7_usize) {
        let review = review(&members);
        let told = told(&review, minimum);
        prop_assert_eq!(told.groups.is_empty(), members.len() < minimum);
        for place in 0..2 {
            let truth = truth(&review, minimum, CompetencyId(place));
            for (group, truth) in truth.iter().enumerate() {
                let shown = &told.groups[group];
                prop_assert!(shown.people >= minimum);
                let is_small = |count: &usize| (1..minimum).contains(count);
                if let Some(figures) = &shown.rows[place].1 {
                    prop_assert_eq!(&read(shown, figures), truth);
                    prop_assert!(!truth.iter().any(is_small));
                    prop_assert!(!is_small(&figures.depth));
                    prop_assert!(!is_small(&(figures.rated - figures.depth)));
                } else if group > 0 {
                    for (count, true_count) in truth.iter().enumerate() {
                        if is_small(true_count) {
                            let (least, most) = bounds(&told, place, group, count);
                            prop_assert!((least..=most).contains(true_count));
                            prop_assert!(least < most, "{true_count} of group {group} is certain");
                            prop_assert!(most >= minimum);
                        }
                    }
                }
            }
        }
    }

    /// Nor from the means: how many people have which gap stays open wherever few of them have it.
    #[test]
    fn means_do_not_give_small_counts_away(members in members(), minimum in 3..7_usize) {
        let review = review(&members);
        let people = analysed(&review);
        let told = told(&review, minimum);
        for (shown, (_, members)) in told.groups.iter().zip(teams::joined(&review, minimum)) {
            for (competency, figures) in &shown.rows {
                let Some(figures) = figures else { continue };
                let half = minimum as f64 / 2.0;
                let sums = [
                    (figures.role_gap_sum, figures.below_role),
                    (figures.target_gap_sum, figures.rated - figures.at_target),
                ];
                for (which, (sum, affected)) in sums.into_iter().enumerate() {
                    let fits = |spread: &[usize; 3]| {
                        let total = (spread[0] + 2 * spread[1] + 3 * spread[2]) as f64;
                        (-half..half).contains(&(total - sum))
                    };
                    let feasible: Vec<[usize; 3]> = spreads(affected).filter(fits).collect();
                    for size in 1..=3_usize {
                        let count = members
                            .iter()
                            .map(|i| people[*i].gap(*competency))
                            .filter_map(|gap| if which == 0 { gap.role_gap } else { gap.target_gap })
                            .filter(|gap| (*gap - size as f64).abs() < 1e-9)
                            .count();
                        if (1..minimum).contains(&count) {
                            let first = feasible[0][size - 1];
                            prop_assert!(
                                feasible.iter().any(|spread| spread[size - 1] != first),
                                "{count} people with a gap of {size} are certain"
                            );
                        }
                    }
                }
            }
        }
    }

    /// The steps that are told add up to everybody with a target gap, and none is of few people.
    #[test]
    fn next_steps_hide_small_counts_together(members in members(), minimum in 3..7_usize) {
        let told = told(&review(&members), minimum);
        let Some(all) = told.groups.first() else { return Ok(()) };
        for (_, figures) in &all.rows {
            let Some(figures) = figures else { continue };
            let people: usize = figures.next_steps.iter().map(|step| step.people).sum();
            prop_assert_eq!(people, figures.rated - figures.at_target);
            prop_assert!(figures.next_steps.iter().all(|step| step.people >= minimum));
        }
    }
}

/// `count` people of a team who hold level A, aim at B, and are rated at `points`.
fn team(review: &mut Vec<crate::model::Assessment>, team: &str, count: usize, points: f64) {
    let map = career_map(&["A", "B"], &["Writing"]);
    for number in 0..count {
        let name = format!("Nobody {points} {number}");
        review.push(
            person(&map, &name, 0)
                .team(team)
                .rated_all(&[points])
                .build(),
        );
    }
}

#[test]
fn by_hand() {
    // Minimum 5. North: 6 at target. South: 5 at role and 5 at target. East: 4 at role and 2 at target: withheld, and as
    // it alone could be had by subtraction, the smallest of the others, North, goes with it: 4 and 8 together would still
    // tell of the 4, so South goes too. Everybody: 9 at role, 13 at target.
    let mut people = Vec::new();
    team(&mut people, "North", 6, 2.0);
    team(&mut people, "South", 5, 1.0);
    team(&mut people, "South", 5, 2.0);
    team(&mut people, "East", 4, 1.0);
    team(&mut people, "East", 2, 2.0);
    let map = career_map(&["A", "B"], &["Writing"]);
    let three = told(&Review::new(map.clone(), people.clone(), None, None), 5);
    let shown: Vec<_> = three
        .groups
        .iter()
        .map(|group| {
            let figures = group.rows[0].1.as_ref();
            (
                group.name.as_str(),
                group.people,
                figures.map(|figures| figures.at_target),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("All", 22, Some(13)),
            ("East", 6, None),
            ("North", 6, None),
            ("South", 10, None)
        ]
    );
    // With two people at role more in North's place, East and West can stand for each other: 4 and 1 at role, 2 and 6 at
    // target make 5 and 8, so South can be told.
    team(&mut people, "West", 1, 1.0);
    team(&mut people, "West", 6, 2.0);
    let four = told(&Review::new(map, people, None, None), 5);
    let shown: Vec<_> = four.groups[1..]
        .iter()
        .map(|group| group.rows[0].1.is_some())
        .collect();
    assert_eq!(
        shown,
        [false, true, true, false],
        "East, North, South, West"
    );
}

#[test]
fn small_teams_are_joined_until_they_are_enough() {
    let sizes = |teams: &[(&str, usize)]| -> Vec<(String, usize)> {
        let mut people = Vec::new();
        for (name, count) in teams {
            team(&mut people, name, *count, 2.0);
        }
        let map = career_map(&["A", "B"], &["Writing"]);
        told(&Review::new(map, people, None, None), 5)
            .groups
            .into_iter()
            .map(|group| (group.name, group.people))
            .collect()
    };
    let named = |groups: &[(&str, usize)]| -> Vec<(String, usize)> {
        groups
            .iter()
            .map(|(name, people)| ((*name).to_owned(), *people))
            .collect()
    };
    // Two small teams are enough together; one alone takes the smallest of the others along.
    assert_eq!(
        sizes(&[("Ga", 5), ("Ha", 3), ("Ka", 2)]),
        named(&[("All", 10), ("Ga", 5), ("Other teams", 5)])
    );
    assert_eq!(
        sizes(&[("Ga", 7), ("Ha", 6), ("Ka", 4)]),
        named(&[("All", 17), ("Ga", 7), ("Other teams", 10)])
    );
    // What is left would be everybody.
    assert_eq!(sizes(&[("Ga", 7), ("Ka", 4)]), named(&[("All", 11)]));
    assert_eq!(sizes(&[("Ga", 4)]), []);
}

#[test]
fn a_team_named_after_somebody_gets_a_number() {
    let mut people = Vec::new();
    team(&mut people, "Okafor's team", 5, 2.0);
    team(&mut people, "Press", 5, 2.0);
    people[7].person.manager = Some("Ada Okafor".to_owned());
    let map = career_map(&["A", "B"], &["Writing"]);
    let names: Vec<String> = told(&Review::new(map, people, None, None), 5)
        .groups
        .into_iter()
        .map(|group| group.name)
        .collect();
    assert_eq!(names, ["All", "Team 1", "Press"]);
}

#[test]
fn what_is_told_agrees_with_the_coverage_for_everybody() {
    let review = company();
    let people = analysed(&review);
    let options = AnalysisOptions::default();
    let told = anonymous(&review, &people, &options, 3);
    let rows = coverage(&review, &people, &options);
    let mut compared = 0;
    for (competency, figures) in &told.groups[0].rows {
        let Some(figures) = figures else { continue };
        let row = rows
            .iter()
            .find(|row| row.scope == Scope::All && row.competency == *competency)
            .unwrap();
        assert_eq!(figures.rated, row.rated);
        assert_eq!(figures.at_role_share(), row.at_role);
        assert_eq!(figures.at_target_share(), row.at_target);
        assert_eq!(
            (figures.depth, figures.needed, figures.status),
            (row.depth, row.needed, row.status)
        );
        assert!((figures.burden() - row.burden).abs() <= 1.5 * figures.weight);
        compared += 1;
    }
    assert!(compared > 0);
    // A minimum that is too low is raised.
    assert_eq!(anonymous(&review, &people, &options, 1).minimum, 3);
}
