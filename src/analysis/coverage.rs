//! A team as a whole, competency by competency: who is rated, how far from the requirements, how deep the bench is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gap::Gap;
use super::needs::Needs;
use super::options::AnalysisOptions;
use super::scope::{Scope, exists_for, scope_members};
use super::standing::PersonAnalysis;
use crate::model::{CareerMap, CompetencyId, Points, RatingSource, Review};

/// Whether enough people work at the level that a team needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverageStatus {
    /// Depth 0.
    Uncovered,
    /// 1 ≤ depth < needed.
    Thin,
    /// Depth ≥ needed.
    Covered,
}

impl CoverageStatus {
    pub(super) fn of(depth: usize, needed: usize) -> Self {
        if depth >= needed {
            Self::Covered
        } else if depth > 0 {
            Self::Thin
        } else {
            Self::Uncovered
        }
    }
}

/// One team (or everybody) and one competency.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageRow {
    /// Whose coverage it is.
    pub scope: Scope,
    /// The competency.
    pub competency: CompetencyId,
    /// n: people with a rating.
    pub rated: usize,
    /// m: people to whom it applies, without a rating.
    pub not_assessed: usize,
    /// k: people to whom it does not apply.
    pub not_applicable: usize,
    /// Number of people at each full point of the scale (a rating of 3.5 counts at 3).
    pub distribution: BTreeMap<i64, usize>,
    /// Share of the rated with q ≥ r, in 0..=1; `None` if nobody is rated. People who are not below have reached it,
    /// also where nothing is required.
    pub at_role: Option<f64>,
    /// Share of the rated with q ≥ t, in 0..=1; `None` if nobody is rated.
    pub at_target: Option<f64>,
    /// Mean of max(0, r − q) over the rated.
    pub mean_role_gap: Option<f64>,
    /// Mean of max(0, t − q) over the rated.
    pub mean_target_gap: Option<f64>,
    /// Number of people with a role gap.
    pub affected: usize,
    /// weight × Σ role gap: the ranking of training need.
    pub burden: f64,
    /// The level that the company names, else the upper median of r over the people to whom it applies; `None` if it
    /// applies to nobody and no level is named for this very team.
    pub reference: Option<Points>,
    /// Whether the company names the reference level.
    pub reference_named: bool,
    /// Number of people with q ≥ reference.
    pub depth: usize,
    /// How many people are needed at the reference level: the company's number for the team and competency, else the one
    /// for all.
    pub needed: usize,
    /// Whether the company names that number for the team or the competency.
    pub needed_named: bool,
    /// The status; `None` if the competency applies to nobody.
    pub status: Option<CoverageStatus>,
    /// Of the depth, those whose rating is their manager's or agreed on: people rate themselves higher.
    pub depth_confirmed: usize,
    /// The status by these alone; what findings, key people and the summary go by.
    pub status_confirmed: Option<CoverageStatus>,
}

impl CoverageRow {
    /// Whether self-ratings alone make the status better than managers confirm.
    pub fn rests_on_self_ratings(&self) -> bool {
        self.status != self.status_confirmed
    }
}

/// Coverage of every scored competency, for everybody first and then for each team in document order. A competency of a
/// speciality has a row where somebody has that speciality, and where the company names a level for it in this very team.
///
/// `people` are the analyses of `review.assessments`, in the same order.
pub fn coverage(
    review: &Review,
    people: &[PersonAnalysis],
    options: &AnalysisOptions,
) -> Vec<CoverageRow> {
    coverage_of(review, people, &scope_members(review), options)
}

/// Coverage of every scored competency for some groups of people, given as indices into the review's assessments.
pub(super) fn coverage_of(
    review: &Review,
    people: &[PersonAnalysis],
    groups: &[(Scope, Vec<usize>)],
    options: &AnalysisOptions,
) -> Vec<CoverageRow> {
    let map = &review.career_map;
    let needs = Needs::new(map);
    let mut rows = Vec::new();
    for (scope, members) in groups {
        let analyses: Vec<&PersonAnalysis> = members.iter().map(|i| &people[*i]).collect();
        let all = map.all_competency_ids();
        for id in all.filter(|id| map.competency(*id).scored) {
            let standard = CoverageStandard::of(&needs, scope, id, options);
            if standard.for_this_place || exists_for(review, id, members) {
                rows.push(row(map, scope, id, &analyses, standard));
            }
        }
    }
    rows
}

/// What one team's coverage of one competency is compared with.
#[derive(Debug, Clone, Copy)]
struct CoverageStandard {
    reference: Option<Points>,
    for_this_place: bool,
    needed: usize,
    needed_named: bool,
}

impl CoverageStandard {
    fn of(needs: &Needs<'_>, scope: &Scope, id: CompetencyId, options: &AnalysisOptions) -> Self {
        let need = needs.of(scope, id);
        Self {
            reference: need.reference,
            for_this_place: need.for_this_place,
            needed: need.people.unwrap_or(options.needed_people),
            needed_named: need.people.is_some(),
        }
    }
}

fn row(
    map: &CareerMap,
    scope: &Scope,
    id: CompetencyId,
    members: &[&PersonAnalysis],
    standard: CoverageStandard,
) -> CoverageRow {
    // Nothing is counted of people for whom the competency does not exist.
    let gaps: Vec<&Gap> = members.iter().filter_map(|person| person.gap(id)).collect();
    let rated: Vec<&Gap> = gaps.iter().copied().filter(|gap| gap.is_rated()).collect();
    let n = rated.len();
    let affected = rated.iter().filter(|gap| gap.is_below_role()).count();
    let below_target = rated.iter().filter(|gap| gap.is_below_target()).count();
    let sum_role: f64 = rated.iter().filter_map(|gap| gap.role_gap()).sum();
    let sum_target: f64 = rated.iter().filter_map(|gap| gap.target_gap()).sum();
    let mean = |sum: f64| (n > 0).then(|| sum / n as f64);

    let applies = standard.for_this_place
        || gaps
            .iter()
            .any(|gap| gap.source != RatingSource::NotApplicable);
    let named = standard.reference.filter(|_| applies);
    let reference = named.or_else(|| reference_level(&gaps));
    let deep: Vec<&Gap> = rated
        .iter()
        .copied()
        .filter(|gap| {
            reference
                .zip(gap.rating)
                .is_some_and(|(level, q)| q >= level)
        })
        .collect();
    let (depth, depth_confirmed) = (
        deep.len(),
        deep.iter().filter(|gap| gap.is_confirmed()).count(),
    );
    let status = |depth| reference.map(|_| CoverageStatus::of(depth, standard.needed));
    let mut distribution = BTreeMap::new();
    for q in rated.iter().filter_map(|gap| gap.rating) {
        *distribution.entry(q.floor() as i64).or_insert(0) += 1;
    }
    CoverageRow {
        scope: scope.clone(),
        competency: id,
        rated: n,
        not_assessed: gaps
            .iter()
            .filter(|gap| gap.source == RatingSource::NotAssessed)
            .count(),
        not_applicable: gaps
            .iter()
            .filter(|gap| gap.source == RatingSource::NotApplicable)
            .count(),
        distribution,
        at_role: mean((n - affected) as f64),
        at_target: mean((n - below_target) as f64),
        mean_role_gap: mean(sum_role),
        mean_target_gap: mean(sum_target),
        affected,
        burden: map.competency(id).weight * sum_role,
        reference,
        reference_named: named.is_some(),
        depth,
        needed: standard.needed,
        needed_named: standard.needed_named,
        status: status(depth),
        depth_confirmed,
        status_confirmed: status(depth_confirmed),
    }
}

/// The upper median of the required ratings of the people to whom the competency applies (all but N/A): of n sorted
/// values the one at index ⌊n/2⌋, counting from 0.
fn reference_level(gaps: &[&Gap]) -> Option<Points> {
    let mut required: Vec<Points> = gaps
        .iter()
        .filter(|gap| gap.source != RatingSource::NotApplicable)
        .filter_map(|gap| gap.required_now)
        .collect();
    required.sort_by(f64::total_cmp);
    required.get(required.len() / 2).copied()
}
