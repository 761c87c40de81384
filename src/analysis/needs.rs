//! Which of the company's coverage needs holds for a team and a competency.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::model::{CareerMap, CompetencyId, CoverageNeed, NeededLevel, Points};
use crate::text::fold;

/// The company's needs by team (folded; `None` is every team) and competency (`None` is every one).
pub(super) struct Needs<'a> {
    map: &'a CareerMap,
    by_place: BTreeMap<Place, &'a CoverageNeed>,
}

type Place = (Option<String>, Option<CompetencyId>);

/// What the company says about one team and one competency.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Need {
    /// The reference level, if the company names one.
    pub(super) reference: Option<Points>,
    /// Whether it is named for this very team and competency, so that it holds even if the competency applies to nobody
    /// there.
    pub(super) for_this_place: bool,
    /// How many people are needed, if the company says so.
    pub(super) people: Option<usize>,
}

impl<'a> Needs<'a> {
    pub(super) fn new(map: &'a CareerMap) -> Self {
        Self {
            map,
            by_place: map
                .coverage_needs
                .iter()
                .map(|need| ((need.team.as_deref().map(fold), need.competency), need))
                .collect(),
        }
    }

    /// Level and number are looked up separately, since a row may leave either open. The most specific one that says
    /// anything counts: this team and competency, every team in this competency, this team in all, every team in all.
    pub(super) fn of(&self, scope: &Scope, competency: CompetencyId) -> Need {
        if self.by_place.is_empty() {
            return Need::default();
        }
        let team = match scope {
            Scope::All => None,
            Scope::Team(team) => Some(fold(team)),
        };
        let places = [
            (team.clone(), Some(competency)),
            (None, Some(competency)),
            (team, None),
            (None, None),
        ];
        let named = || {
            places
                .iter()
                .filter_map(|place| self.by_place.get(place).copied())
        };
        let level = named().find_map(|need| {
            let reference = match need.level? {
                NeededLevel::Level(level) => self.map.required(competency, level)?,
                NeededLevel::Points(points) => points,
            };
            Some((reference, need.team.is_some() && need.competency.is_some()))
        });
        Need {
            reference: level.map(|(reference, _)| reference),
            for_this_place: level.is_some_and(|(_, here)| here),
            people: named().find_map(|need| need.people),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::analysis::{AnalysisOptions, CoverageRow, CoverageStatus, coverage, key_people};
    use crate::diagnostic::Location;
    use crate::model::testing::{career_map, person};
    use crate::model::{LevelId, Review};

    const WRITING: CompetencyId = CompetencyId(0);
    const SPEAKING: CompetencyId = CompetencyId(1);

    fn need(
        team: Option<&str>,
        competency: Option<CompetencyId>,
        level: Option<usize>,
        people: Option<usize>,
    ) -> CoverageNeed {
        CoverageNeed {
            team: team.map(str::to_owned),
            competency,
            level: level.map(|level| NeededLevel::Level(LevelId(level))),
            people,
            at: Location::default(),
        }
    }

    /// Team T: Ana, Bo and Cy, all of role level 2. Writing 2, 3, 4; speaking 1, 1, and N/A for Cy. Team U: Di, of role
    /// level 1, with writing 1, and speaking N/A.
    fn review(needs: Vec<CoverageNeed>) -> Review {
        let mut map = career_map(&["A", "B", "C", "D"], &["Writing", "Speaking"]);
        map.coverage_needs = needs;
        let member =
            |name: &str, ratings: [f64; 2]| person(&map, name, 1).team("T").rated_all(&ratings);
        let assessments = vec![
            member("Ana", [2.0, 1.0]).build(),
            member("Bo", [3.0, 1.0]).build(),
            member("Cy", [4.0, 1.0]).not_applicable(1).build(),
            person(&map, "Di", 0)
                .team("U")
                .rated_all(&[1.0, 1.0])
                .not_applicable(1)
                .build(),
        ];
        Review::new(map, assessments, None, None)
    }

    fn rows(review: &Review) -> Vec<CoverageRow> {
        let options = AnalysisOptions::default();
        let people = analysed(review);
        coverage(review, &people, &options)
    }

    /// Reference level, depth, needed and status of one row.
    fn standard(
        review: &Review,
        team: &str,
        competency: CompetencyId,
    ) -> (Option<Points>, usize, usize, Option<CoverageStatus>) {
        let rows = rows(review);
        let row = rows
            .iter()
            .find(|row| row.scope.label() == team && row.competency == competency)
            .unwrap();
        (row.reference, row.depth, row.needed, row.status)
    }

    #[test]
    fn without_needs_the_median_and_the_default_hold() {
        let review = review(Vec::new());
        assert_eq!(
            standard(&review, "T", WRITING),
            (Some(2.0), 3, 2, Some(CoverageStatus::Covered))
        );
        assert!(
            rows(&review)
                .iter()
                .all(|row| !row.reference_named && !row.needed_named)
        );
    }

    #[test]
    fn the_most_specific_need_counts_for_level_and_people_each_on_its_own() {
        let review = review(vec![
            need(None, None, Some(0), Some(9)),
            need(Some("t"), None, Some(3), Some(5)),
            need(None, Some(WRITING), None, Some(1)),
            need(Some(" T "), Some(WRITING), Some(2), None),
        ]);
        // T, writing: level C (3) from its own row; Bo and Cy are there. One person, from the row for every team.
        assert_eq!(
            standard(&review, "T", WRITING),
            (Some(3.0), 2, 1, Some(CoverageStatus::Covered))
        );
        // T, speaking: level D (4) and five people, from the team's row for every competency.
        assert_eq!(
            standard(&review, "T", SPEAKING),
            (Some(4.0), 0, 5, Some(CoverageStatus::Uncovered))
        );
        // U and everybody: writing level A (1) from the row for all; one person from the row for writing.
        assert_eq!(
            standard(&review, "U", WRITING),
            (Some(1.0), 1, 1, Some(CoverageStatus::Covered))
        );
        assert_eq!(
            standard(&review, "All", WRITING),
            (Some(1.0), 4, 1, Some(CoverageStatus::Covered))
        );
        assert_eq!(
            standard(&review, "All", SPEAKING),
            (Some(1.0), 2, 9, Some(CoverageStatus::Thin))
        );
    }

    #[test]
    fn a_need_for_this_very_team_holds_even_if_the_competency_applies_to_nobody_there() {
        let general = review(vec![need(None, Some(SPEAKING), Some(1), None)]);
        assert_eq!(standard(&general, "U", SPEAKING), (None, 0, 2, None));
        let own = review(vec![need(Some("U"), Some(SPEAKING), Some(1), None)]);
        assert_eq!(
            standard(&own, "U", SPEAKING),
            (Some(2.0), 0, 2, Some(CoverageStatus::Uncovered))
        );
    }

    #[test]
    fn key_people_follow_the_same_needs() {
        // T needs two people at C in writing: Bo and Cy. Without either one of them it would be thin; Ana does not count.
        let review = review(vec![need(Some("T"), Some(WRITING), Some(2), Some(2))]);
        let people = analysed(&review);
        let found: Vec<_> = key_people(&review, &people, &rows(&review))
            .into_iter()
            .filter(|key| key.scope == Scope::Team("T".to_owned()))
            .flat_map(|key| {
                let person = key.person;
                key.falls
                    .into_iter()
                    .filter(|fall| fall.competency == WRITING)
                    .map(move |fall| (person, fall.without))
            })
            .collect();
        assert_eq!(
            found,
            [(1, CoverageStatus::Thin), (2, CoverageStatus::Thin)]
        );
    }
}
