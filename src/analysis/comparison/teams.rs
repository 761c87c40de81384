//! Everybody and each team then and now, competency by competency.

use std::collections::HashMap;

use super::actions::OutcomeCounts;
use super::people::{CompetencyTrend, GapCauses, PersonTrend};
use super::{LastCycle, MapComparison};
use crate::analysis::scope::{exists_for, scope_members};
use crate::analysis::{CoverageRow, CoverageStatus, Scope, coverage};
use crate::model::{CompetencyId, Review};
use crate::text::fold;

/// A team (or everybody) and a competency (or all of them), over the people who were assessed in both cycles.
///
/// Earlier ratings are counted as today's map counts them.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendRow {
    /// Whose trend it is: teams as they are now.
    pub scope: Scope,
    /// The competency; `None` for all together.
    pub competency: Option<CompetencyId>,
    /// How many ratings there are both then and now.
    pub compared: usize,
    /// Of these, how many went up.
    pub up: usize,
    /// Of these, how many went down.
    pub down: usize,
    /// Mean rating then; `None` if nothing is compared.
    pub mean_then: Option<f64>,
    /// Mean rating now, of the same.
    pub mean_now: Option<f64>,
    /// How many role gaps can be compared.
    pub gaps_compared: usize,
    /// Mean role gap then, by the last cycle's map.
    pub role_gap_then: Option<f64>,
    /// Mean role gap now, of the same.
    pub role_gap_now: Option<f64>,
    /// Where the difference of the two comes from, on average.
    pub causes: Option<GapCauses>,
    /// Earlier target gaps of which it is known whether they are closed.
    pub gaps_then: usize,
    /// Of these, how many are closed.
    pub closed: usize,
    /// What happened to actions.
    pub actions: OutcomeCounts,
    /// How well the competency was covered in the last cycle, over the team at that time; `None` for all competencies
    /// together, and where team or competency were not there.
    pub covered_then: Option<CoverageThen>,
}

/// Coverage in the last cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageThen {
    /// How many people worked at the reference level.
    pub depth: usize,
    /// The status.
    pub status: CoverageStatus,
}

/// A row for each scope (everybody first) and in it one for all competencies, then each that is scored.
pub(super) fn team_trends(
    maps: &MapComparison<'_>,
    last: &LastCycle<'_>,
    review: &Review,
    people: &[Option<PersonTrend>],
) -> Vec<TrendRow> {
    let coverage_then = CoverageThen::of_each(&coverage(last.review, last.people, last.options));
    let mut rows = Vec::new();
    for (scope, members) in scope_members(review) {
        // Those who were assessed in both cycles.
        let both: Vec<&PersonTrend> = members.iter().filter_map(|i| people[*i].as_ref()).collect();
        rows.push(row(maps, last, &scope, None, &both));
        let team = team_key(&scope);
        for id in review.career_map.all_competency_ids() {
            if !review.career_map.competency(id).scored {
                continue;
            }
            let covered_then = maps
                .competency_then(id)
                .and_then(|then| *coverage_then.get(&team)?.get(&then)?);
            if covered_then.is_some() || exists_for(review, id, &members) {
                rows.push(TrendRow {
                    covered_then,
                    ..row(maps, last, &scope, Some(id), &both)
                });
            }
        }
    }
    rows
}

fn row(
    maps: &MapComparison<'_>,
    last: &LastCycle<'_>,
    scope: &Scope,
    competency: Option<CompetencyId>,
    members: &[&PersonTrend],
) -> TrendRow {
    let trends: Vec<&CompetencyTrend> = members
        .iter()
        .flat_map(|person| &person.competencies)
        .filter(|trend| competency.is_none_or(|id| trend.competency == id))
        .collect();
    let changes: Vec<f64> = trends.iter().filter_map(|trend| trend.change()).collect();
    let compared = || trends.iter().filter(|trend| trend.change().is_some());
    let explained = || trends.iter().filter(|trend| trend.causes.is_some());
    let closed: Vec<bool> = trends.iter().filter_map(|trend| trend.closed).collect();
    let cause = |part: fn(&GapCauses) -> f64| {
        mean(explained().filter_map(|trend| trend.causes.as_ref().map(part)))
    };
    TrendRow {
        scope: scope.clone(),
        competency,
        compared: changes.len(),
        up: changes.iter().filter(|change| **change > 0.0).count(),
        down: changes.iter().filter(|change| **change < 0.0).count(),
        mean_then: mean(compared().filter_map(|trend| trend.rating_then_today)),
        mean_now: mean(compared().filter_map(|trend| trend.rating_now)),
        gaps_compared: explained().count(),
        role_gap_then: mean(explained().filter_map(|trend| trend.role_gap_then)),
        role_gap_now: mean(explained().filter_map(|trend| trend.role_gap_now)),
        causes: cause(|causes| causes.map)
            .zip(cause(|causes| causes.role))
            .zip(cause(|causes| causes.rating))
            .map(|((map, role), rating)| GapCauses { map, role, rating }),
        gaps_then: closed.len(),
        closed: closed.iter().filter(|closed| **closed).count(),
        actions: actions(maps, last, competency, members),
        covered_then: None,
    }
}

fn actions(
    maps: &MapComparison<'_>,
    last: &LastCycle<'_>,
    competency: Option<CompetencyId>,
    members: &[&PersonTrend],
) -> OutcomeCounts {
    let mut counts = OutcomeCounts::default();
    for person in members {
        let before = &last.review.assessments[person.then];
        for trend in &person.actions {
            let of = before.actions[trend.then]
                .competency
                .and_then(|id| maps.competency_today(id));
            if competency.is_none() || of == competency {
                counts.add(trend.outcome);
            }
        }
    }
    counts
}

impl CoverageThen {
    /// Each team's coverage of each competency, by the team's key: looked up for every row of today.
    fn of_each(
        rows: &[CoverageRow],
    ) -> HashMap<Option<String>, HashMap<CompetencyId, Option<Self>>> {
        let mut found: HashMap<Option<String>, HashMap<CompetencyId, Option<Self>>> =
            HashMap::new();
        for row in rows {
            let then = row.status.map(|status| Self {
                depth: row.depth,
                status,
            });
            let of_team = found.entry(team_key(&row.scope)).or_default();
            of_team.entry(row.competency).or_insert(then);
        }
        found
    }
}

/// What a team's names of two cycles have in common; `None` for everybody.
fn team_key(scope: &Scope) -> Option<String> {
    match scope {
        Scope::All => None,
        Scope::Team(name) => Some(fold(name)),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0usize, 0.0), |(count, sum), value| {
        (count + 1, sum + value)
    });
    (count > 0).then(|| sum / count as f64)
}
