//! Cases worked by hand, and what holds for every programme.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::analysis::AnalysisOptions;
use crate::analysis::coverage::coverage;
use crate::analysis::demand::demand;
use crate::analysis::testing::analysed;
use crate::model::testing::{career_map, person, suggested};
use crate::model::{Assessment, CareerMap, CostPer};

const WRITING: CompetencyId = CompetencyId(0);
const SPEAKING: CompetencyId = CompetencyId(1);

fn eur() -> Option<Currency> {
    Currency::of_code("EUR")
}

fn cost(amount: i64, per: CostPer) -> Cost {
    Cost {
        amount: Amount::whole(amount),
        currency: eur(),
        per,
    }
}

/// Levels A to D, competencies Writing and Speaking.
fn map(library: Vec<SuggestedAction>) -> CareerMap {
    let mut map = career_map(&["A", "B", "C", "D"], &["Writing", "Speaking"]);
    map.library = library;
    map
}

fn of(map: CareerMap, people: Vec<Assessment>, options: &ProgrammeOptions) -> (Review, Programme) {
    let mut review = Review::new(map, people, None, None);
    review.as_of = Some(date(2026, 11, 1));
    let analyses = analysed(&review);
    let covered = coverage(&review, &analyses, &AnalysisOptions::default());
    let demand = demand(&review, &analyses, &covered);
    let found = programme(&review, &analyses, &demand, options);
    (review, found)
}

/// Somebody of role B, whose target is C: below 2 there is a role gap, below 3 a target gap.
fn member(name: &str, team: &str, ratings: [f64; 2]) -> Assessment {
    person(&map(Vec::new()), name, 1)
        .team(team)
        .rated_all(&ratings)
        .build()
}

fn names(review: &Review, places: &[&GroupPlace]) -> Vec<String> {
    let named = places
        .iter()
        .map(|place| review.assessments[place.person].person.name.clone());
    named.collect()
}

#[test]
fn groups_places_and_sums_worked_by_hand() {
    // Writing: Ana, Bo, Cy and Di are at 2 and need level C; Eve is at 1 and needs level B. Speaking: nobody needs anything.
    // The course for level C has two seats and costs 101 a run: two groups, Ana and Bo, Cy and Di, of 202 in all. The team T has
    // Ana, Bo and Cy: 50.50 each. Nothing serves Eve.
    let course = Booking {
        hours: Some(Amount(7_500)),
        cost: Some(cost(101, CostPer::Run)),
        seats: Some(2),
        ..Booking::default()
    };
    let map = map(vec![suggested(WRITING, Some(2), "Course", course)]);
    let people = vec![
        member("Ana", "T", [2.0, 3.0]),
        member("Bo", "T", [2.0, 3.0]),
        member("Cy", "T", [2.0, 3.0]),
        member("Di", "U", [2.0, 3.0]),
        member("Eve", "U", [1.0, 3.0]),
    ];
    let (review, found) = of(map, people, &ProgrammeOptions::default());
    // Eve's role gap makes hers the greatest need.
    let needs: Vec<_> = found
        .needs
        .iter()
        .map(|n| (n.point, n.people, n.served, n.unserved))
        .collect();
    assert_eq!(needs, [(2, 1, 0, 1), (3, 4, 4, 0)]);
    let action = &found.actions[0];
    assert_eq!((action.groups, action.sums.places), (2, 4));
    assert_eq!(action.sums.hours, Amount::whole(30));
    assert_eq!(
        action.sums.costs,
        BTreeMap::from([(eur(), Amount::whole(202))])
    );
    let group = |number| {
        let of_group: Vec<&GroupPlace> =
            found.places.iter().filter(|p| p.group == number).collect();
        names(&review, &of_group)
    };
    assert_eq!(
        (group(1), group(2)),
        (
            vec!["Ana".to_owned(), "Bo".to_owned()],
            vec!["Cy".to_owned(), "Di".to_owned()]
        )
    );
    let team = found.sums(|person| review.assessments[person].team() == "T");
    assert_eq!(team.costs, BTreeMap::from([(eur(), Amount(151_500))]));
}

#[test]
fn a_cost_without_seats_is_for_each_person_and_one_with_three_people_is_shared_exactly() {
    let each = Booking {
        cost: Some(cost(80, CostPer::Person)),
        ..Booking::default()
    };
    let shared = Booking {
        cost: Some(cost(100, CostPer::Run)),
        ..Booking::default()
    };
    let library = vec![
        suggested(WRITING, None, "Each", each),
        suggested(SPEAKING, None, "Shared", shared),
    ];
    let people: Vec<_> = ["Ana", "Bo", "Cy"]
        .map(|name| member(name, "T", [2.0, 2.0]))
        .into();
    let (_, found) = of(map(library), people, &ProgrammeOptions::default());
    let costs = |action: usize| -> Vec<i64> {
        let of_action = found.places.iter().filter(|place| place.action == action);
        of_action.map(|place| place.cost.unwrap().0.0).collect()
    };
    assert_eq!(costs(0), [80_000; 3]);
    assert_eq!(costs(1), [33_340, 33_330, 33_330]);
    assert_eq!(found.actions[1].sums.costs[&eur()], Amount::whole(100));
}

#[test]
fn one_place_serves_several_needs_of_a_person_and_of_several_actions_the_first_counts() {
    // The course is for both competencies: two rows of the library, one action. Ana takes it once.
    let course = Booking {
        hours: Some(Amount::whole(6)),
        ..Booking::default()
    };
    let library = vec![
        suggested(WRITING, None, "Course", course.clone()),
        suggested(WRITING, None, "Book", Booking::default()),
        suggested(SPEAKING, None, "Course", course),
    ];
    let people = vec![member("Ana", "T", [1.0, 2.0])];
    let (_, found) = of(map(library), people, &ProgrammeOptions::default());
    assert_eq!(found.actions.len(), 2);
    assert_eq!(found.places.len(), 1);
    assert_eq!(found.needs[0].actions, [0, 1]);
    assert_eq!(found.actions[0].sums.hours, Amount::whole(6));
    assert!(
        found
            .entries
            .iter()
            .all(|entry| entry.answer == NeedAnswer::Place(0))
    );
    // The place stands at the greater need.
    assert_eq!(found.needs[found.places[0].need].competency, WRITING);
}

#[test]
fn what_is_agreed_needs_no_place_unless_it_is_of_the_library() {
    let library = vec![
        suggested(WRITING, None, "Course", Booking::default()),
        suggested(WRITING, None, "Visit", Booking::default()),
    ];
    let base = map(Vec::new());
    let with = |name: &str, action: &str, status: &str| {
        let begun = person(&base, name, 1).team("T").rated_all(&[2.0, 3.0]);
        begun.action(0, action, None, Some(status)).build()
    };
    let mut done = with("Cy", "Read", "Done");
    done.actions[0].ended = Some(crate::model::ActionEnd::Done);
    let people = vec![
        with("Ana", "Read", "Planned"),
        with("Bo", "visit", "Planned"),
        done,
    ];
    let (_, found) = of(map(library), people, &ProgrammeOptions::default());
    assert_eq!(found.entries[0].answer, NeedAnswer::Agreed(0));
    let of_entry = |entry: usize| match found.entries[entry].answer {
        NeedAnswer::Place(place) => found.actions[found.places[place].action].action.as_str(),
        _ => "",
    };
    // Bo agreed to the visit; what Cy agreed to is finished.
    assert_eq!((of_entry(1), of_entry(2)), ("Visit", "Course"));
    assert_eq!((found.needs[0].agreed, found.needs[0].served), (1, 2));
}

#[test]
fn an_action_whose_last_day_is_past_serves_nobody() {
    let past = Booking {
        to: Some(date(2026, 10, 31)),
        ..Booking::default()
    };
    let today = Booking {
        to: Some(date(2026, 11, 1)),
        ..Booking::default()
    };
    for (booking, served) in [(past, 0), (today, 1)] {
        let library = vec![suggested(WRITING, None, "Course", booking)];
        let (_, found) = of(
            map(library),
            vec![member("Ana", "T", [2.0, 3.0])],
            &ProgrammeOptions::default(),
        );
        assert_eq!(found.needs[0].served, served);
    }
}

#[test]
fn a_budget_pays_the_greatest_needs_and_ends() {
    use Funding::{Beyond, Within};
    // Writing is the greater need (Ana and Bo are below their role) and costs 120 a run. Speaking costs 50 a person, three times.
    // Of 200, the run and one place are paid; the second place would be 220. The free talk needs no budget, francs are not counted.
    let course = Booking {
        cost: Some(cost(120, CostPer::Run)),
        seats: Some(5),
        ..Booking::default()
    };
    let talk = Booking {
        cost: Some(cost(50, CostPer::Person)),
        ..Booking::default()
    };
    let library = vec![
        suggested(WRITING, None, "Course", course),
        suggested(SPEAKING, None, "Talk", talk),
    ];
    let people = vec![
        member("Ana", "T", [1.0, 2.0]),
        member("Bo", "T", [1.0, 2.0]),
        member("Cy", "T", [3.0, 2.0]),
    ];
    let options = ProgrammeOptions {
        budget: Some(Amount::whole(200)),
        currency: eur(),
    };
    let (_, found) = of(map(library.clone()), people.clone(), &options);
    let budget = found.budget.unwrap();
    assert_eq!(
        (budget.used, budget.beyond),
        (Amount::whole(170), Amount::whole(100))
    );
    assert_eq!(found.needs[budget.ends_at.unwrap()].competency, SPEAKING);
    let funding: Vec<Funding> = found.places.iter().map(|place| place.funding).collect();
    assert_eq!(funding, [Within, Within, Within, Beyond, Beyond]);
    // A run is paid as a whole or not at all, and what comes after it is not paid either.
    let little = ProgrammeOptions {
        budget: Some(Amount::whole(100)),
        currency: eur(),
    };
    let (_, found) = of(map(library.clone()), people.clone(), &little);
    assert!(found.places.iter().all(|place| place.funding == Beyond));
    let francs = ProgrammeOptions {
        budget: Some(Amount::whole(100)),
        currency: Currency::of_code("CHF"),
    };
    let (_, found) = of(map(library), people, &francs);
    assert!(
        found
            .places
            .iter()
            .all(|place| place.funding == Funding::OtherCurrency)
    );
    assert_eq!(found.budget.unwrap().used, Amount::default());
}

#[test]
fn ratings_by_the_manager_are_confirmed() {
    let base = map(Vec::new());
    let own = person(&base, "Ana", 1)
        .team("T")
        .self_rated(&[Some(2.0), Some(3.0)])
        .build();
    let (_, found) = of(
        base,
        vec![own, member("Bo", "T", [2.0, 3.0])],
        &ProgrammeOptions::default(),
    );
    assert_eq!((found.needs[0].people, found.needs[0].confirmed), (2, 1));
}

/// An action of a made-up library: competency, level, which of a few texts, cost, currency, for a run, seats.
type Made = (
    usize,
    Option<usize>,
    usize,
    Option<i64>,
    usize,
    bool,
    Option<usize>,
);

fn made() -> impl Strategy<Value = Vec<Made>> {
    let action = (
        0..2_usize,
        proptest::option::of(0..4_usize),
        0..3_usize,
        proptest::option::of(0..50_000_i64),
        0..3_usize,
        any::<bool>(),
        proptest::option::of(1..4_usize),
    );
    proptest::collection::vec(action, 0..7)
}

/// People of three teams: team, both ratings, whether something is agreed.
fn crowd() -> impl Strategy<Value = Vec<(usize, [u8; 2], bool)>> {
    let one = (0..3_usize, [1..=4_u8, 1..=4_u8], any::<bool>());
    proptest::collection::vec(one, 1..14)
}

proptest! {
    #[test]
    fn every_need_has_an_answer_nobody_is_in_two_groups_and_sums_agree(
        library in made(), crowd in crowd(), budget in 0..300_i64,
    ) {
        let library = library.into_iter().map(|(competency, level, text, amount, currency, run, seats)| {
            let booking = Booking {
                hours: Some(Amount(1_500)),
                cost: amount.map(|amount| Cost {
                    // Cents.
                    amount: Amount(amount * 10),
                    currency: [eur(), Currency::of_code("CHF"), None][currency],
                    per: if run { CostPer::Run } else { CostPer::Person },
                }),
                seats,
                ..Booking::default()
            };
            suggested(CompetencyId(competency), level, ["X", "Y", "Z"][text], booking)
        }).collect();
        let map = map(library);
        let people = crowd.iter().enumerate().map(|(index, (team, ratings, agrees))| {
            let begun = person(&map, &format!("P{index:02}"), 1)
                .team(["T", "U", "V"][*team])
                .rated_all(&ratings.map(f64::from));
            let begun = if *agrees { begun.action(0, "Y", None, None) } else { begun };
            begun.build()
        }).collect();
        let options = ProgrammeOptions { budget: Some(Amount::whole(budget)), currency: eur() };
        let (review, found) = of(map, people, &options);
        // Every need of every person is answered once, and what is counted agrees.
        let analyses = analysed(&review);
        let mut expected = BTreeSet::new();
        for (index, analysis) in analyses.iter().enumerate() {
            let open = analysis.gaps.iter().filter(|gap| gap.is_below_target());
            expected.extend(open.map(|gap| (index, gap.competency)));
        }
        let answered: BTreeSet<_> = found.entries.iter()
            .map(|entry| (entry.person, found.needs[entry.need].competency)).collect();
        prop_assert_eq!(&answered, &expected);
        prop_assert_eq!(found.entries.len(), expected.len());
        for need in &found.needs {
            prop_assert_eq!(need.agreed + need.served + need.unserved, need.people);
            prop_assert!(need.unserved == 0 || need.actions.is_empty());
        }
        // Each place serves somebody who needs it; nobody is twice in an action; groups have one step and enough seats.
        let mut groups: BTreeMap<(usize, usize), Vec<&GroupPlace>> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for place in &found.places {
            prop_assert!(taken.insert((place.action, place.person)));
            groups.entry((place.action, place.group)).or_default().push(place);
        }
        for entry in &found.entries {
            if let NeedAnswer::Place(place) = entry.answer {
                let place = &found.places[place];
                prop_assert_eq!(place.person, entry.person);
                prop_assert!(found.needs[entry.need].actions.contains(&place.action));
            }
        }
        for ((action, _), group) in &groups {
            let booking = &found.actions[*action].booking;
            prop_assert!(booking.seats.is_none_or(|seats| group.len() <= seats));
            let steps: BTreeSet<i64> = group.iter().map(|place| found.needs[place.need].point).collect();
            prop_assert_eq!(steps.len(), 1);
            // Parts of a run make the run, a person's cost is the library's, and the budget pays runs as a whole.
            if let Some(cost) = booking.cost {
                let sum: Amount = group.iter().filter_map(|place| place.cost).map(|(amount, _)| amount).sum();
                let whole = match cost.per {
                    CostPer::Run => cost.amount,
                    CostPer::Person => cost.amount.times(group.len()),
                };
                prop_assert_eq!(sum, whole);
                if cost.per == CostPer::Run {
                    let funding: Vec<Funding> = group.iter().map(|place| place.funding).collect();
                    prop_assert!(funding.iter().all(|one| *one == funding[0]));
                }
            }
        }
        // Sums by action and by team are those of all rows, and the budget is not overspent.
        let all = found.sums(|_| true);
        let mut by_action = BTreeMap::new();
        for (currency, amount) in found.actions.iter().flat_map(|action| &action.sums.costs) {
            *by_action.entry(*currency).or_insert(Amount::default()) += *amount;
        }
        prop_assert_eq!(&by_action, &all.costs);
        let mut by_team = BTreeMap::new();
        for team in ["T", "U", "V"] {
            for (currency, amount) in found.sums(|person| review.assessments[person].team() == team).costs {
                *by_team.entry(currency).or_insert(Amount::default()) += amount;
            }
        }
        prop_assert_eq!(&by_team, &all.costs);
        let of_budget = found.budget.unwrap();
        prop_assert!(of_budget.used <= of_budget.amount);
        let in_euros = all.costs.get(&eur()).copied().unwrap_or_default();
        prop_assert_eq!(of_budget.used + of_budget.beyond, in_euros);
        // Needs are in the order of their burden, and so is what the budget pays, up to the first that it cannot.
        prop_assert!(found.needs.windows(2).all(|two| by_burden(&two[0], &two[1]).is_le()));
        let mut paid: BTreeMap<(usize, usize, usize), (Amount, Funding)> = BTreeMap::new();
        for (at, place) in found.places.iter().enumerate() {
            let Some((amount, currency)) = place.cost else {
                prop_assert_eq!(place.funding, Funding::Open);
                continue;
            };
            let booking = &found.actions[place.action].booking;
            let whole: Vec<usize> = (0..found.places.len())
                .filter(|other| {
                    let other = &found.places[*other];
                    (other.action, other.group) == (place.action, place.group)
                })
                .collect();
            let of_run = booking.cost.unwrap().per == CostPer::Run;
            if currency != eur() {
                let is_free = booking.cost.unwrap().amount == Amount::default();
                let expected = if is_free { Funding::Within } else { Funding::OtherCurrency };
                prop_assert_eq!(place.funding, expected);
                continue;
            }
            let first = if of_run { whole[0] } else { at };
            let need = if of_run {
                whole.iter().map(|other| found.places[*other].need).min().unwrap()
            } else {
                place.need
            };
            paid.entry((need, first, place.group)).or_insert((Amount::default(), place.funding)).0 += amount;
        }
        let mut left = of_budget.amount;
        let mut ended = None;
        for ((need, ..), (amount, funding)) in paid {
            if amount == Amount::default() {
                prop_assert_eq!(funding, Funding::Within);
            } else if ended.is_none() && amount <= left {
                prop_assert_eq!(funding, Funding::Within);
                left = Amount(left.0 - amount.0);
            } else {
                prop_assert_eq!(funding, Funding::Beyond);
                ended = ended.or(Some(need));
            }
        }
        prop_assert_eq!(ended, of_budget.ends_at);
        prop_assert_eq!(left.0, of_budget.amount.0 - of_budget.used.0);
        // Groups follow the order of people, which is by team, and a group is full before the next one begins.
        for two in found.places.windows(2) {
            let (one, next) = (&two[0], &two[1]);
            let same_step = one.action == next.action
                && found.needs[one.need].point == found.needs[next.need].point;
            if same_step {
                prop_assert!(one.person < next.person);
                let seats = found.actions[one.action].booking.seats;
                let size = found.places.iter().filter(|other| {
                    (other.action, other.group) == (one.action, one.group)
                }).count();
                prop_assert!(one.group == next.group || Some(size) == seats);
            }
        }
        // Whoever has a place needs what a row of the library with that action serves: this competency, this level or all.
        for entry in &found.entries {
            let NeedAnswer::Place(place) = entry.answer else { continue };
            let (need, action) = (&found.needs[entry.need], &found.actions[found.places[place].action]);
            let serves = review.career_map.library.iter().any(|row| {
                row.action == action.action && row.booking == action.booking && row.competency == need.competency
                    && row.level.is_none_or(|level| i64::from(review.career_map.level(level).rank) == need.point)
            });
            prop_assert!(serves);
        }
    }
}
