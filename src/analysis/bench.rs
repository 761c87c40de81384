//! The bench: for each level, the people who aim at it from below, by how much is missing.

use super::gap::Gap;
use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, LevelId, RatingSource, Review};

/// How close somebody is to the target level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// All scored competencies are at target.
    MeetsAll,
    /// One is not.
    OneShort,
    /// Two or more are not.
    MoreShort,
    /// No scored competency applies, so nothing can be said.
    NothingApplies,
}

/// One person on the bench of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenchPerson {
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// How close.
    pub closeness: Closeness,
    /// Competencies rated below the target level, in the map's order.
    pub short: Vec<CompetencyId>,
    /// Competencies that apply and were not assessed, in the map's order. A blank does not prove the level, so it
    /// counts as short.
    pub not_assessed: Vec<CompetencyId>,
    /// Whether nothing that applies was assessed at all.
    pub nothing_assessed: bool,
}

impl BenchPerson {
    /// How many competencies are missing, not assessed ones included.
    pub fn missing(&self) -> usize {
        self.short.len() + self.not_assessed.len()
    }
}

/// The people who aim at one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bench {
    /// The level.
    pub level: LevelId,
    /// How many people hold it now.
    pub holders: usize,
    /// Of these, how many stay: by choice, or because no level is above.
    pub staying: usize,
    /// Who aims at it: closest first, then fewest missing, then document order.
    pub people: Vec<BenchPerson>,
}

/// The bench of every level, most junior first. Each person whose target is above the role is on exactly one, that of
/// the target level; people who stay, step back or move to a parallel level are on none.
pub fn bench(review: &Review, people: &[PersonAnalysis]) -> Vec<Bench> {
    let map = &review.career_map;
    let held = |person: usize| review.assessments[person].person.role_level;
    map.level_ids()
        .map(|level| {
            let holders = || (0..people.len()).filter(|person| held(*person) == level);
            let mut aiming: Vec<BenchPerson> = people
                .iter()
                .enumerate()
                .filter(|(person, analysis)| {
                    analysis.target == level
                        && map.level(level).rank > map.level(held(*person)).rank
                })
                .map(|(person, analysis)| bench_person(person, analysis))
                .collect();
            aiming.sort_by_key(|person| (person.closeness, person.missing()));
            Bench {
                level,
                holders: holders().count(),
                staying: holders()
                    .filter(|person| people[*person].target == level)
                    .count(),
                people: aiming,
            }
        })
        .collect()
}

fn bench_person(person: usize, analysis: &PersonAnalysis) -> BenchPerson {
    let those = |wanted: fn(&Gap) -> bool| -> Vec<CompetencyId> {
        let gaps = analysis.gaps.iter().filter(|gap| wanted(gap));
        gaps.map(|gap| gap.competency).collect()
    };
    let short = those(Gap::is_below_target);
    let not_assessed = those(|gap| gap.applies() && gap.source == RatingSource::NotAssessed);
    let closeness = match short.len() + not_assessed.len() {
        _ if analysis.readiness.applies == 0 => Closeness::NothingApplies,
        0 => Closeness::MeetsAll,
        1 => Closeness::OneShort,
        _ => Closeness::MoreShort,
    };
    BenchPerson {
        person,
        closeness,
        short,
        not_assessed,
        nothing_assessed: analysis.readiness.assessed == 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::model::testing::{career_map, make_fact, person};

    #[test]
    fn by_hand() {
        // Three levels; "Degree" is a fact and never counts. Of those who hold level 1, all but Hal aim at 2; he stays.
        // Gus, at the top, has nowhere to go, and Ida, who holds 2, steps back to 1: neither is on a bench.
        //
        // | who | writing | speaking | short of 2 | closeness |
        // |-----|---------|----------|------------|-----------|
        // | Ann | 2 | 2 | none | meets all |
        // | Bob | 2 | 1 | speaking | one short |
        // | Cat | 1 | 1 | both | two or more |
        // | Dan | 2 | blank | speaking, not assessed | one short |
        // | Eve | 2 | N/A | none of the one that applies | meets all |
        // | Fay | blank | blank | both, not assessed | two or more |
        // | Jan | N/A | N/A | nothing applies | nothing can be said |
        let mut map = career_map(&["A", "B", "C"], &["Writing", "Speaking", "Degree"]);
        make_fact(&mut map, "Degree");
        let assessments = vec![
            person(&map, "Ann", 0).rated_all(&[2.0, 2.0, 1.0]).build(),
            person(&map, "Bob", 0).rated_all(&[2.0, 1.0, 2.0]).build(),
            person(&map, "Cat", 0).rated_all(&[1.0, 1.0, 2.0]).build(),
            person(&map, "Dan", 0)
                .rated(&[Some(2.0), None, None])
                .build(),
            person(&map, "Eve", 0)
                .rated_all(&[2.0, 1.0, 2.0])
                .not_applicable(1)
                .build(),
            person(&map, "Fay", 0).build(),
            person(&map, "Gus", 2).rated_all(&[3.0, 3.0, 2.0]).build(),
            person(&map, "Hal", 0)
                .target(0)
                .rated_all(&[2.0, 2.0, 2.0])
                .build(),
            person(&map, "Ida", 1)
                .target(0)
                .rated_all(&[2.0, 2.0, 2.0])
                .build(),
            person(&map, "Jan", 0)
                .not_applicable(0)
                .not_applicable(1)
                .build(),
        ];
        let review = Review::new(map, assessments, None, None);
        let levels = bench(&review, &analysed(&review));
        assert!(levels[0].people.is_empty() && levels[2].people.is_empty());
        let held: Vec<_> = levels.iter().map(|b| (b.holders, b.staying)).collect();
        assert_eq!(held, [(8, 1), (1, 0), (1, 1)]);
        let found: Vec<_> = levels[1]
            .people
            .iter()
            .map(|p| (p.person, p.closeness, p.short.len(), p.not_assessed.len()))
            .collect();
        assert_eq!(
            found,
            [
                (0, Closeness::MeetsAll, 0, 0),
                (4, Closeness::MeetsAll, 0, 0),
                (1, Closeness::OneShort, 1, 0),
                (3, Closeness::OneShort, 0, 1),
                (2, Closeness::MoreShort, 2, 0),
                (5, Closeness::MoreShort, 0, 2),
                (9, Closeness::NothingApplies, 0, 0),
            ]
        );
        let nothing = levels[1].people.iter().filter(|p| p.nothing_assessed);
        assert_eq!(nothing.map(|p| p.person).collect::<Vec<_>>(), [5, 9]);
    }
}
