//! What may be told about teams without telling anything about a small group of people.
//!
//! `docs/anonymous.md` argues why. In short: teams below the minimum are joined; a row (a group and a competency) is shown
//! whole or not at all, and only if each of its counts is 0 or at least the minimum; and where everybody's row is shown, so
//! many rows are withheld that even all of them together pass the same test. What is withheld can then be had only as that
//! one sum, which would be the same however its people were spread over the withheld groups.
//!
//! Whoever shows an [`Anonymous`] may compute whatever they like from it: nothing else about people goes into it.

#[cfg(test)]
mod tests;

mod tally;
mod teams;

use super::coverage::{CoverageRow, CoverageStatus, coverage_of};
use super::options::AnalysisOptions;
use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, Points, Review};
use tally::Tally;

/// No company may set the minimum lower than this.
pub const MINIMUM_GROUP_FLOOR: usize = 3;

/// What may be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Anonymous {
    /// No count of people from 1 to this number less 1 is told.
    pub minimum: usize,
    /// Everybody first, then the groups of at least the minimum that everybody is in exactly one of. Empty if there are
    /// fewer people than the minimum; only everybody if all teams were joined.
    pub groups: Vec<AnonymousGroup>,
    /// How many people on the roster have no assessment.
    pub missing: Masked,
}

/// A number of people that may be too small to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masked {
    /// This many: none, or the minimum or more.
    Exactly(usize),
    /// Some, fewer than the minimum.
    Few,
}

impl Masked {
    /// The number as far as it may be told.
    #[must_use]
    pub const fn of(count: usize, minimum: usize) -> Self {
        if count == 0 || count >= minimum {
            Self::Exactly(count)
        } else {
            Self::Few
        }
    }
}

/// A team, several joined teams, or everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct AnonymousGroup {
    /// What to call it.
    pub name: String,
    /// How many people are in it; never fewer than the minimum.
    pub people: usize,
    /// Each scored competency in the map's order; no figures where they are withheld.
    pub rows: Vec<(CompetencyId, Option<AnonymousFigures>)>,
}

/// What is told about one group and one competency. Each count is 0 or at least the minimum, and so is each difference of
/// counts that means anything.
#[derive(Debug, Clone, PartialEq)]
pub struct AnonymousFigures {
    /// People with a rating.
    pub rated: usize,
    /// People to whom it applies, without a rating.
    pub not_assessed: usize,
    /// People to whom it does not apply.
    pub not_applicable: usize,
    /// People with q < r.
    pub below_role: usize,
    /// People with q ≥ t.
    pub at_target: usize,
    /// Σ max(0, r − q), rounded to the nearest multiple of the minimum.
    pub role_gap_sum: f64,
    /// Σ max(0, t − q), rounded likewise.
    pub target_gap_sum: f64,
    /// The competency's weight.
    pub weight: f64,
    /// The reference level, as in [`CoverageRow`].
    pub reference: Option<Points>,
    /// People with q ≥ reference.
    pub depth: usize,
    /// How many people are needed there.
    pub needed: usize,
    /// The status.
    pub status: Option<CoverageStatus>,
    /// How many people need which levels' expectations next; only for everybody.
    pub next_steps: Vec<NextStep>,
}

/// People who work towards one of some levels next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The points of the scale; several where too few people are at one of them.
    pub points: Vec<i64>,
    /// How many people; at least the minimum.
    pub people: usize,
}

impl AnonymousFigures {
    /// A sum or a count as a mean or a share of the rated; `None` if nobody is.
    fn per_rated(&self, sum: f64) -> Option<f64> {
        (self.rated > 0).then(|| sum / self.rated as f64)
    }

    /// Share of the rated with q ≥ r.
    #[must_use]
    pub fn at_role_share(&self) -> Option<f64> {
        self.per_rated((self.rated - self.below_role) as f64)
    }

    /// Share of the rated with q ≥ t.
    #[must_use]
    pub fn at_target_share(&self) -> Option<f64> {
        self.per_rated(self.at_target as f64)
    }

    /// Mean role gap, from the rounded sum.
    #[must_use]
    pub fn mean_role_gap(&self) -> Option<f64> {
        self.per_rated(self.role_gap_sum)
    }

    /// Mean target gap, from the rounded sum.
    #[must_use]
    pub fn mean_target_gap(&self) -> Option<f64> {
        self.per_rated(self.target_gap_sum)
    }

    /// weight × the rounded sum of role gaps.
    #[must_use]
    pub fn burden(&self) -> f64 {
        self.weight * self.role_gap_sum
    }
}

/// What may be told of a review if no count of people below `minimum` (at least [`MINIMUM_GROUP_FLOOR`]) may be.
///
/// `people` are the analyses of `review.assessments`, in the same order.
#[must_use]
pub fn anonymous(
    review: &Review,
    people: &[PersonAnalysis],
    options: &AnalysisOptions,
    minimum: usize,
) -> Anonymous {
    let minimum = minimum.max(MINIMUM_GROUP_FLOOR);
    let groups = teams::joined(review, minimum);
    let names = teams::names(review, &groups);
    let coverage = coverage_of(review, people, &groups, options);
    let map = &review.career_map;
    let scored: Vec<CompetencyId> = map
        .competency_ids()
        .filter(|id| map.competency(*id).scored)
        .collect();
    let mut told: Vec<AnonymousGroup> = names
        .into_iter()
        .zip(&groups)
        .map(|(name, (_, members))| AnonymousGroup {
            name,
            people: members.len(),
            rows: Vec::new(),
        })
        .collect();
    for (place, &competency) in scored.iter().enumerate() {
        let rows: Vec<Row<'_>> = groups
            .iter()
            .enumerate()
            .map(|(group, (_, members))| Row {
                people: members.len(),
                tally: Tally::of(members.iter().map(|i| people[*i].gap(competency))),
                coverage: &coverage[group * scored.len() + place],
            })
            .collect();
        let withheld = withheld(&rows, minimum);
        for (group, (row, withheld)) in told.iter_mut().zip(rows.iter().zip(withheld)) {
            let figures =
                (!withheld).then(|| row.figures(map.competency(competency).weight, minimum));
            group.rows.push((competency, figures));
        }
        if let Some((_, Some(everybody))) = told.first_mut().and_then(|all| all.rows.last_mut()) {
            everybody.next_steps =
                tally::next_steps(people.iter().map(|person| person.gap(competency)), minimum);
        }
    }
    Anonymous {
        minimum,
        groups: told,
        missing: Masked::of(super::missing(review).len(), minimum),
    }
}

/// One group and one competency before anything is withheld.
struct Row<'a> {
    people: usize,
    tally: Tally,
    coverage: &'a CoverageRow,
}

impl Row<'_> {
    /// Whether everything about it may be told.
    fn is_safe(&self, minimum: usize) -> bool {
        let depth = self.coverage.depth;
        let rest = self.coverage.rated - depth;
        self.tally.is_safe(minimum)
            && [depth, rest]
                .iter()
                .all(|count| *count == 0 || *count >= minimum)
    }

    fn figures(&self, weight: f64, minimum: usize) -> AnonymousFigures {
        let step = minimum as f64;
        let rounded = |sum: f64| (sum / step).round() * step;
        AnonymousFigures {
            rated: self.tally.rated(),
            not_assessed: self.tally.not_assessed,
            not_applicable: self.tally.not_applicable,
            below_role: self.tally.below_role,
            at_target: self.tally.at_target,
            role_gap_sum: rounded(self.tally.role_gap_sum),
            target_gap_sum: rounded(self.tally.target_gap_sum),
            weight,
            reference: self.coverage.reference,
            depth: self.coverage.depth,
            needed: self.coverage.needed,
            status: self.coverage.status,
            next_steps: Vec::new(),
        }
    }
}

/// Which rows of one competency are withheld; the first row is everybody's.
///
/// Those that are not safe; and if everybody's row is told, so that what is withheld could be had together by
/// subtraction, then also the smallest of the others, until all of them together are safe. All groups together are
/// everybody, so this ends.
fn withheld(rows: &[Row<'_>], minimum: usize) -> Vec<bool> {
    let mut withheld: Vec<bool> = rows.iter().map(|row| !row.is_safe(minimum)).collect();
    if withheld.first() != Some(&false) {
        return withheld;
    }
    loop {
        let together = rows
            .iter()
            .zip(&withheld)
            .skip(1)
            .filter(|(_, withheld)| **withheld)
            .map(|(row, _)| &row.tally)
            .sum::<Tally>();
        if together.is_safe(minimum) {
            return withheld;
        }
        let smallest = (1..rows.len())
            .filter(|index| !withheld[*index])
            .min_by_key(|index| rows[*index].people);
        match smallest {
            Some(index) => withheld[index] = true,
            None => return withheld,
        }
    }
}
