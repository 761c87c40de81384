//! Tries to work out counts of few people from a finished anonymous workbook.
//!
//! A [`Knowledge`] is what somebody may know beforehand: the career map, who is in which team and role, the settings and
//! the rules. [`Knowledge::companies`] are all companies that these people could be, by the ratings that each person could
//! have. The workbook leaves open which of those with the same workbook, byte for byte, it is; the least and the most
//! of a count over them are the best that anybody can work out from all cells, caches, charts and properties, and from
//! what is missing. Nothing is solved or estimated.

use super::*;
use crate::analysis::Anonymous;
use crate::model::CareerMap;

/// Every rating.
pub(super) const RATED: &[u8] = &[1, 2, 3, 4];

/// People of one team and one role, and the ratings that each of them can have; 0 is none.
#[derive(Debug, Clone)]
struct Block {
    team: String,
    role: usize,
    people: usize,
    ratings: Vec<u8>,
}

/// What is known beforehand.
pub(super) struct Knowledge {
    blocks: Vec<Block>,
    minimum: usize,
    review: Review,
    /// The block of each person, in the order of the review.
    of_block: Vec<usize>,
    /// The analysis of a person of each block, by rating.
    analyses: Vec<Vec<PersonAnalysis>>,
}

/// How many people of each block have each of its ratings.
pub(super) type Company = Vec<Vec<usize>>;

fn map() -> CareerMap {
    career_map(&["A", "B", "C", "D"], &["Writing"])
}

fn points(rating: u8) -> Option<f64> {
    (rating > 0).then(|| f64::from(rating))
}

/// Every way to spread people over this many ratings.
fn spreads(people: usize, ratings: usize) -> Vec<Vec<usize>> {
    if ratings == 1 {
        return vec![vec![people]];
    }
    let mut all = Vec::new();
    for first in 0..=people {
        for rest in spreads(people - first, ratings - 1) {
            all.push([vec![first], rest].concat());
        }
    }
    all
}

impl Knowledge {
    pub(super) fn new(minimum: usize, blocks: &[(&str, usize, usize, &[u8])]) -> Self {
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|(team, role, people, ratings)| Block {
                team: (*team).to_owned(),
                role: role - 1,
                people: *people,
                ratings: ratings.to_vec(),
            })
            .collect();
        let analyses = blocks
            .iter()
            .map(|block| {
                let each = block.ratings.iter().map(|rating| {
                    let someone = person(&map(), "Somebody", block.role).rated(&[points(*rating)]);
                    crate::analysis::analyse_person(
                        &map(),
                        &someone.build(),
                        &AnalysisOptions::default(),
                    )
                });
                each.collect()
            })
            .collect();
        let nobody: Company = blocks
            .iter()
            .map(|block| {
                let mut first = vec![0; block.ratings.len()];
                first[0] = block.people;
                first
            })
            .collect();
        let review = review(&blocks, &nobody);
        let block = |a: &Assessment| a.person.employee_id.as_ref().unwrap().parse().unwrap();
        Self {
            of_block: review.assessments.iter().map(block).collect(),
            blocks,
            minimum,
            review,
            analyses,
        }
    }

    /// The data that the workbook is written from.
    fn told(&self, company: &Company) -> Anonymous {
        let mut waiting: Vec<_> = company
            .iter()
            .zip(&self.analyses)
            .map(|(spread, analyses)| {
                let each = spread.iter().zip(analyses);
                each.flat_map(|(count, analysis)| std::iter::repeat_n(analysis, *count))
            })
            .collect();
        let people: Vec<PersonAnalysis> = self
            .of_block
            .iter()
            .map(|block| waiting[*block].next().unwrap().clone())
            .collect();
        crate::render::xlsx::anonymous::disclosed(
            &self.review,
            &people,
            self.minimum,
            Labels::program(),
        )
    }

    /// The workbook of a company, from its assessments on.
    fn workbook(&self, company: &Company) -> Vec<u8> {
        anonymous_bytes(&review(&self.blocks, company), self.minimum)
    }

    /// Calls a function with every company.
    fn companies(&self, mut visit: impl FnMut(&Company)) {
        let ways: Vec<Vec<Vec<usize>>> = self
            .blocks
            .iter()
            .map(|block| spreads(block.people, block.ratings.len()))
            .collect();
        let mut places = vec![0; ways.len()];
        loop {
            visit(
                &places
                    .iter()
                    .zip(&ways)
                    .map(|(place, ways)| ways[*place].clone())
                    .collect(),
            );
            let Some(turn) = (0..ways.len()).find(|i| places[*i] + 1 < ways[*i].len()) else {
                return;
            };
            places[..turn].fill(0);
            places[turn] += 1;
        }
    }

    /// The least and the most that a count can be in the companies that get the same workbook as this one. The test
    /// checks that both get it, byte for byte.
    fn bounds(&self, company: &Company, count: impl Fn(&Company) -> usize) -> (usize, usize) {
        let told = self.told(company);
        let (mut least, mut most) = (company.clone(), company.clone());
        self.companies(|other| {
            let counted = count(other);
            if (counted < count(&least) || counted > count(&most)) && self.told(other) == told {
                if counted < count(&least) {
                    least.clone_from(other);
                } else {
                    most.clone_from(other);
                }
            }
        });
        let bytes = self.workbook(company);
        assert_eq!(bytes, self.workbook(&least));
        assert_eq!(bytes, self.workbook(&most));
        (count(&least), count(&most))
    }

    /// Asserts that a count of few people cannot be worked out.
    pub(super) fn keeps(
        &self,
        company: &Company,
        true_count: usize,
        count: impl Fn(&Company) -> usize,
    ) {
        assert_eq!(count(company), true_count);
        assert!((1..self.minimum).contains(&true_count));
        let (least, most) = self.bounds(company, count);
        assert!(
            least < most && (least == 0 || most >= self.minimum),
            "{true_count} is known to be from {least} to {most}"
        );
    }
}

fn review(blocks: &[Block], company: &Company) -> Review {
    let mut people = Vec::new();
    for (number, (block, spread)) in blocks.iter().zip(company).enumerate() {
        for (rating, count) in block.ratings.iter().zip(spread) {
            for _ in 0..*count {
                let someone = person(&map(), &format!("Nobody {:03}", people.len()), block.role)
                    .id(&number.to_string())
                    .team(&block.team)
                    .rated(&[points(*rating)]);
                people.push(someone.build());
            }
        }
    }
    Review::new(map(), people, None, None)
}

/// All non-empty sets of the numbers below `length`, each as bits.
fn sets(length: usize) -> std::ops::Range<usize> {
    1..1 << length
}

fn counted(company: &Company, blocks: usize, ratings: usize) -> usize {
    let of = |set: usize, index: usize| set >> index & 1 == 1;
    let mut count = 0;
    for (_, spread) in company.iter().enumerate().filter(|(i, _)| of(blocks, *i)) {
        for (_, people) in spread.iter().enumerate().filter(|(i, _)| of(ratings, *i)) {
            count += people;
        }
    }
    count
}

/// For every company of small teams, and every count of people in any groups with any ratings: the companies that get
/// the same workbook never agree that the count is of few people. Nor do they agree on a count within a team that was
/// joined, unless the whole group has these ratings.
#[test]
fn no_workbook_tells_that_a_count_is_of_few_people() {
    let all: &[u8] = &[1, 2, 3, 4, 0];
    let four: &[u8] = &[1, 2, 3, 0];
    let three: &[u8] = &[2, 3, 4];
    let two: &[u8] = &[2, 3];
    let shapes: &[(usize, &[usize], &[u8])] = &[
        (3, &[2], all),
        (3, &[3], all),
        (3, &[4], all),
        (3, &[9], all),
        (3, &[3, 3], all),
        (3, &[3, 4], all),
        (3, &[4, 4], all),
        (3, &[2, 2, 3], all),
        (3, &[2, 2, 4], four),
        (3, &[1, 3, 4], all),
        (3, &[3, 3, 3], four),
        (3, &[3, 3, 4], three),
        (3, &[3, 4, 5], three),
        (3, &[3, 3, 3, 3], three),
        (3, &[3, 3, 4, 6], two),
        (4, &[5], all),
        (4, &[10], all),
        (4, &[4, 4], four),
        (4, &[4, 5], four),
        (4, &[3, 3, 4], three),
        (4, &[4, 4, 4], three),
        (4, &[4, 6, 8], two),
        (5, &[5], all),
        (5, &[6], all),
        (5, &[12], all),
        (5, &[5, 5], four),
        (5, &[5, 6], four),
        (5, &[5, 5, 5], three),
        (5, &[5, 5, 6, 7], two),
    ];
    let (mut companies, mut counts, mut by_team, mut with_steps) = (0, 0, 0, 0);
    for (minimum, sizes, ratings) in shapes {
        let names = ["Ga", "Ha", "Ka", "La"];
        let blocks: Vec<_> = names
            .iter()
            .zip(*sizes)
            .map(|(name, size)| (*name, 3, *size, *ratings))
            .collect();
        let world = Knowledge::new(*minimum, &blocks);
        let mut same: BTreeMap<Anonymous, Vec<Company>> = BTreeMap::new();
        world.companies(|company| {
            same.entry(world.told(company))
                .or_default()
                .push(company.clone());
        });
        let small = sets(sizes.len()).filter(|set| set.is_power_of_two());
        let small: Vec<usize> = small
            .filter(|set| sizes[set.trailing_zeros() as usize] < *minimum)
            .collect();
        let people = |blocks: usize| -> usize {
            let of = (0..sizes.len()).filter(|i| blocks >> i & 1 == 1);
            of.map(|i| sizes[i]).sum()
        };
        let mut joined = small.iter().sum::<usize>();
        if joined > 0 && people(joined) < *minimum {
            // The sizes rise, so the smallest of the others comes next.
            joined = joined << 1 | 1;
        }
        let few = 1..*minimum;
        for (told, same) in &same {
            companies += same.len();
            let steps = |group: &crate::analysis::AnonymousGroup| {
                group
                    .shown()
                    .any(|(_, figures)| !figures.next_steps.is_empty())
            };
            with_steps += usize::from(told.groups.iter().any(steps));
            by_team += usize::from(told.groups.iter().skip(1).any(|g| g.shown().count() > 0));
            for ratings_set in sets(ratings.len()) {
                let values = |blocks| -> BTreeSet<usize> {
                    same.iter()
                        .map(|c| counted(c, blocks, ratings_set))
                        .collect()
                };
                // An empty workbook itself says that the company has few people.
                for blocks in sets(sizes.len()).filter(|_| !told.groups.is_empty()) {
                    let whole = blocks & joined == 0 || blocks & joined == joined;
                    let only_all = told.groups.len() == 1;
                    if (whole || only_all) && people(blocks) >= *minimum {
                        counts += 1;
                        let values = values(blocks);
                        let known = values.iter().all(|value| few.contains(value));
                        assert!(
                            !known,
                            "{sizes:?} {told:?}: {blocks:b} {ratings_set:b} {values:?}"
                        );
                    }
                }
                for team in &small {
                    let values = values(*team);
                    let pinned = values.len() == 1 && values.iter().all(|v| few.contains(v));
                    let group = if told.groups.len() > 1 {
                        joined
                    } else {
                        (1 << sizes.len()) - 1
                    };
                    let uniform = same.iter().all(|company| {
                        counted(company, group, ratings_set) == counted(company, group, usize::MAX)
                    });
                    assert!(
                        !pinned || uniform || told.groups.is_empty(),
                        "{sizes:?} {told:?} {values:?}"
                    );
                }
            }
        }
        // The workbook depends only on what may be shown.
        for (told, same) in same.iter().step_by(1 + same.len() / 12) {
            let bytes: BTreeSet<Vec<u8>> = [0, same.len() / 2, same.len() - 1]
                .into_iter()
                .map(|index| world.workbook(&same[index]))
                .collect();
            assert_eq!(bytes.len(), 1, "{sizes:?} {told:?}");
        }
    }
    // The attack had cases, and some of them showed figures.
    assert!(
        companies > 80_000 && counts > 60_000,
        "{companies}, {counts}"
    );
    assert!(by_team > 400 && with_steps > 400, "{by_team}, {with_steps}");
}

/// A company of up to five teams, all of one role, in each of which one rating is most frequent.
fn larger() -> impl Strategy<Value = (usize, Vec<Vec<u8>>)> {
    let rating = prop_oneof![3 => Just(3_u8), 1 => 0..=4_u8];
    let team = (
        2..=4_u8,
        prop::collection::vec((rating, any::<bool>()), 1..16),
    );
    let team = team.prop_map(|(usual, people)| {
        let of = |(rating, leans)| if leans { usual } else { rating };
        people.into_iter().map(of).collect()
    });
    (3..=5_usize, prop::collection::vec(team, 1..6))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// For larger companies, where not all others can be looked at: for each there is one that gets the same workbook
    /// and differs in the small count, because two people of two teams have exchanged ratings, or one has another
    /// rating.
    #[test]
    fn next_to_every_company_is_one_that_differs_in_the_small_count((minimum, teams) in larger()) {
        let names = ["Ga", "Ha", "Ka", "La", "Ma"];
        let ratings: &[u8] = &[0, 1, 2, 3, 4];
        let blocks: Vec<_> = names.iter().zip(&teams).map(|(name, team)| (*name, 3, team.len(), ratings)).collect();
        let world = Knowledge::new(minimum, &blocks);
        let mut company: Company = vec![vec![0; ratings.len()]; teams.len()];
        for (spread, team) in company.iter_mut().zip(&teams) {
            for rating in team {
                spread[usize::from(*rating)] += 1;
            }
        }
        let told = world.told(&company);
        for (team, spread) in company.iter().enumerate() {
            for (rating, people) in spread.iter().enumerate() {
                // For a team of few people, it may be known that they are all the same.
                if !(1..minimum).contains(people) || *people == teams[team].len() {
                    continue;
                }
                let other_ratings = || (0..ratings.len()).filter(|other| *other != rating);
                let moved = |company: &Company, team: usize, from: usize, to: usize| {
                    let mut moved = company.clone();
                    moved[team][from] = moved[team][from].checked_sub(1)?;
                    moved[team][to] += 1;
                    Some(moved)
                };
                let mut others = Vec::new();
                for (from, to) in other_ratings().flat_map(|other| [(rating, other), (other, rating)]) {
                    let Some(one) = moved(&company, team, from, to) else { continue };
                    let elsewhere = (0..company.len()).filter(|other| *other != team);
                    others.extend(elsewhere.filter_map(|other| moved(&one, other, to, from)));
                    others.push(one);
                }
                let same = others.iter().find(|other| world.told(other) == told);
                prop_assert!(same.is_some(), "{people} in {team} at {rating} of {company:?}: {told:?}");
            }
        }
    }
}
