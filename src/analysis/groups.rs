//! The same key figures for everybody, each team, each manager and each speciality, to be compared.

use std::collections::BTreeMap;

use super::bench::{Bench, Closeness};
use super::calibration::{Differences, Pair, differences};
use super::coverage::{CoverageRow, CoverageStatus};
use super::gap::Gap;
use super::participation::Completeness;
use super::progress::{Progress, progress};
use super::scope::{Scope, scope_members};
use super::standing::PersonAnalysis;
use crate::model::{Assessment, CompetencyId, Review, SpecialityId};

/// Whose figures are added up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Everybody, or a team.
    Scope(Scope),
    /// The people of one manager.
    Manager(String),
    /// The people of one speciality.
    Speciality(SpecialityId),
}

/// How many competencies of a team have which status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusCounts {
    /// Depth ≥ needed.
    pub covered: usize,
    /// 1 ≤ depth < needed.
    pub thin: usize,
    /// Depth 0.
    pub uncovered: usize,
}

impl StatusCounts {
    /// Counts the confirmed statuses of some rows; a competency that applies to nobody has none.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a CoverageRow>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            match row.status_confirmed {
                Some(CoverageStatus::Covered) => counts.covered += 1,
                Some(CoverageStatus::Thin) => counts.thin += 1,
                Some(CoverageStatus::Uncovered) => counts.uncovered += 1,
                None => {}
            }
        }
        counts
    }
}

/// The key figures of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFigures {
    /// Whose figures these are.
    pub group: Group,
    /// Number of people.
    pub people: usize,
    /// How much was rated.
    pub completeness: Completeness,
    /// Share of ratings with q ≥ r, in 0..=1.
    pub at_role: Option<f64>,
    /// Share of ratings with q ≥ t, in 0..=1.
    pub at_target: Option<f64>,
    /// Mean readiness of the people who have one, in 0..=1.
    pub readiness: Option<f64>,
    /// People with a role gap in at least one competency.
    pub below_role: usize,
    /// Σ weight × role gap over all scored competencies.
    pub burden: f64,
    /// The competency with the highest burden, of equals the first in the map; `None` without burden.
    pub greatest_need: Option<CompetencyId>,
    /// Coverage; `None` for the people of a manager or a speciality, who need not be a team.
    pub coverage: Option<StatusCounts>,
    /// People who meet all that a level above their role asks for.
    pub meet_all: usize,
    /// Actions that are not finished, overdue ones included.
    pub open_actions: usize,
    /// Actions that are overdue.
    pub overdue_actions: usize,
    /// Self and manager, where both rated.
    pub differences: Option<Differences>,
}

/// What the figures are drawn from, all of it of the same review.
#[derive(Debug, Clone, Copy)]
pub struct GroupSources<'a> {
    /// The review.
    pub review: &'a Review,
    /// The analyses of its assessments, in the same order.
    pub people: &'a [PersonAnalysis],
    /// Its coverage.
    pub coverage: &'a [CoverageRow],
    /// Its bench.
    pub bench: &'a [Bench],
    /// Its pairs of self and manager ratings.
    pub pairs: &'a [Pair],
}

/// The figures: everybody, then each team in document order, then each manager by name, then each speciality that somebody
/// has, in the map's order. People without a manager are in no manager's group, and so are people without a speciality.
pub fn groups(sources: &GroupSources<'_>) -> Vec<GroupFigures> {
    let mut managers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut specialities: BTreeMap<SpecialityId, Vec<usize>> = BTreeMap::new();
    for (index, assessment) in sources.review.assessments.iter().enumerate() {
        if let Some(speciality) = assessment.person.speciality {
            specialities.entry(speciality).or_default().push(index);
        }
        if let Some(manager) = assessment.person.manager.as_deref() {
            managers.entry(manager).or_default().push(index);
        }
    }
    let scopes = scope_members(sources.review)
        .into_iter()
        .map(|(scope, members)| (Group::Scope(scope), members));
    let managers = managers
        .into_iter()
        .map(|(manager, members)| (Group::Manager(manager.to_owned()), members));
    let specialities = specialities
        .into_iter()
        .map(|(speciality, members)| (Group::Speciality(speciality), members));
    let index = Index::new(sources);
    scopes
        .chain(managers)
        .chain(specialities)
        .map(|(group, members)| figures(sources, &index, group, &members))
        .collect()
}

/// Rows by person and by scope, so that each group need not search all of them.
struct Index<'a> {
    meet_all: Vec<bool>,
    pairs: Vec<&'a [Pair]>,
    coverage: BTreeMap<&'a Scope, StatusCounts>,
}

impl<'a> Index<'a> {
    fn new(sources: &GroupSources<'a>) -> Self {
        let people = sources.people.len();
        let mut meet_all = vec![false; people];
        for person in sources.bench.iter().flat_map(|bench| &bench.people) {
            meet_all[person.person] = person.closeness == Closeness::MeetsAll;
        }
        let mut pairs: Vec<&[Pair]> = vec![&[]; people];
        for of_person in sources.pairs.chunk_by(|a, b| a.person == b.person) {
            pairs[of_person[0].person] = of_person;
        }
        Self {
            meet_all,
            pairs,
            coverage: sources
                .coverage
                .chunk_by(|a, b| a.scope == b.scope)
                .map(|rows| (&rows[0].scope, StatusCounts::of(rows)))
                .collect(),
        }
    }
}

fn figures(
    sources: &GroupSources<'_>,
    index: &Index<'_>,
    group: Group,
    members: &[usize],
) -> GroupFigures {
    let people: Vec<&PersonAnalysis> = members.iter().map(|i| &sources.people[*i]).collect();
    let scored: Vec<&Gap> = people
        .iter()
        .flat_map(|person| &person.gaps)
        .filter(|gap| gap.is_rated())
        .collect();
    let share = |missed: fn(&Gap) -> bool| {
        let reached = scored.iter().filter(|gap| !missed(gap)).count();
        (!scored.is_empty()).then(|| reached as f64 / scored.len() as f64)
    };
    let readiness: Vec<f64> = people
        .iter()
        .filter_map(|person| person.readiness.share())
        .collect();
    let (burden, greatest_need) = burden(&scored);
    let actions = |wanted: &[Progress]| {
        members
            .iter()
            .map(|i| &sources.review.assessments[*i])
            .flat_map(|assessment: &Assessment| &assessment.actions)
            .filter(|action| wanted.contains(&progress(action, sources.review.as_of)))
            .count()
    };
    GroupFigures {
        people: members.len(),
        completeness: Completeness::of(people.iter().copied()),
        at_role: share(Gap::is_below_role),
        at_target: share(Gap::is_below_target),
        readiness: (!readiness.is_empty())
            .then(|| readiness.iter().sum::<f64>() / readiness.len() as f64),
        below_role: people
            .iter()
            .filter(|person| person.gaps.iter().any(Gap::is_below_role))
            .count(),
        burden,
        greatest_need,
        coverage: match &group {
            Group::Scope(scope) => Some(index.coverage.get(scope).copied().unwrap_or_default()),
            Group::Manager(_) | Group::Speciality(_) => None,
        },
        meet_all: members.iter().filter(|i| index.meet_all[**i]).count(),
        open_actions: actions(&[Progress::Open, Progress::Overdue]),
        overdue_actions: actions(&[Progress::Overdue]),
        differences: differences(members.iter().flat_map(|i| index.pairs[*i])),
        group,
    }
}

/// Σ weight × role gap, and the competency that has most of it.
fn burden(scored: &[&Gap]) -> (f64, Option<CompetencyId>) {
    let mut by_competency: BTreeMap<CompetencyId, f64> = BTreeMap::new();
    for gap in scored {
        *by_competency.entry(gap.competency).or_insert(0.0) +=
            gap.weight * gap.role_gap().unwrap_or(0.0);
    }
    let greatest = by_competency
        .iter()
        .filter(|(_, burden)| **burden > 0.0)
        .fold(
            None,
            |best: Option<(CompetencyId, f64)>, (id, burden)| match best {
                Some(best) if best.1 >= *burden => Some(best),
                _ => Some((*id, *burden)),
            },
        );
    (by_competency.values().sum(), greatest.map(|(id, _)| id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::analysis::{AnalysisOptions, bench, coverage, pairs};
    use crate::model::testing::{career_map, person};

    fn of(review: &Review) -> Vec<GroupFigures> {
        let options = AnalysisOptions::default();
        let people = analysed(review);
        groups(&GroupSources {
            review,
            people: &people,
            coverage: &coverage(review, &people, &options),
            bench: &bench(review, &people),
            pairs: &pairs(review, &people),
        })
    }

    #[test]
    fn by_hand() {
        // Role level 2, target 3. Ana: 1 and 3; Bo: 2 and 1. Of four ratings 2 are at role (3, 2), 1 at target (3).
        // Burden: writing 1, speaking 1; the first in the map is named. Readiness: Ana 1/2, Bo 0: mean 1/4.
        let map = career_map(&["A", "B", "C"], &["Writing", "Speaking"]);
        let assessments = vec![
            person(&map, "Ana", 1)
                .team("T")
                .manager("Mo")
                .rated_all(&[1.0, 3.0])
                .build(),
            person(&map, "Bo", 1)
                .team("T")
                .rated_all(&[2.0, 1.0])
                .build(),
        ];
        let found = of(&Review::new(map, assessments, None, None));
        let names: Vec<_> = found.iter().map(|figures| figures.group.clone()).collect();
        assert_eq!(
            names,
            [
                Group::Scope(Scope::All),
                Group::Scope(Scope::Team("T".to_owned())),
                Group::Manager("Mo".to_owned())
            ]
        );
        let team = &found[1];
        assert_eq!((team.people, team.below_role), (2, 2));
        assert_eq!(team.at_role, Some(0.5));
        assert_eq!(team.at_target, Some(0.25));
        assert_eq!(team.readiness, Some(0.25));
        assert!((team.burden - 2.0).abs() < 1e-12);
        assert_eq!(team.greatest_need, Some(CompetencyId(0)));
        // Reference level 2 in both, depth 1 each, two needed.
        assert_eq!(
            team.coverage,
            Some(StatusCounts {
                thin: 2,
                ..StatusCounts::default()
            })
        );
        assert_eq!((found[2].people, found[2].coverage), (1, None));
    }
}
