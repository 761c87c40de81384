//! People counted by what the analysis says of them in one competency.

use std::collections::BTreeMap;

use super::NextStep;
use crate::analysis::gap::{Gap, Standing};
use crate::model::RatingSource;

/// A group's people in one competency, each in exactly one of the counts, and the sums of their gaps.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tally {
    pub(super) below_role: usize,
    pub(super) at_role: usize,
    pub(super) at_target: usize,
    pub(super) not_assessed: usize,
    pub(super) not_applicable: usize,
    /// Rated, but the map requires nothing to compare with.
    pub(super) nothing_required: usize,
    pub(super) role_gap_sum: f64,
    pub(super) target_gap_sum: f64,
}

impl Tally {
    pub(super) fn of<'a>(gaps: impl Iterator<Item = &'a Gap>) -> Self {
        let mut tally = Self::default();
        for gap in gaps {
            let count = match (gap.standing, gap.source) {
                (Some(Standing::BelowRole), _) => &mut tally.below_role,
                (Some(Standing::AtRole), _) => &mut tally.at_role,
                (Some(Standing::AtTarget), _) => &mut tally.at_target,
                (None, RatingSource::NotAssessed) => &mut tally.not_assessed,
                (None, RatingSource::NotApplicable) => &mut tally.not_applicable,
                (None, _) => &mut tally.nothing_required,
            };
            *count += 1;
            tally.role_gap_sum += gap.role_gap.unwrap_or(0.0);
            tally.target_gap_sum += gap.target_gap.unwrap_or(0.0);
        }
        tally
    }

    /// The counts; everybody is in one of them.
    pub(super) const fn counts(&self) -> [usize; 6] {
        [
            self.below_role,
            self.at_role,
            self.at_target,
            self.not_assessed,
            self.not_applicable,
            self.nothing_required,
        ]
    }

    /// People with a rating that there is something to compare with.
    pub(super) const fn rated(&self) -> usize {
        self.below_role + self.at_role + self.at_target
    }

    /// Whether no count is a small group of people; then no sum of counts is one either.
    pub(super) fn is_safe(&self, minimum: usize) -> bool {
        self.counts()
            .iter()
            .all(|count| *count == 0 || *count >= minimum)
    }
}

impl<'a> std::iter::Sum<&'a Self> for Tally {
    fn sum<I: Iterator<Item = &'a Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            below_role: sum.below_role + tally.below_role,
            at_role: sum.at_role + tally.at_role,
            at_target: sum.at_target + tally.at_target,
            not_assessed: sum.not_assessed + tally.not_assessed,
            not_applicable: sum.not_applicable + tally.not_applicable,
            nothing_required: sum.nothing_required + tally.nothing_required,
            role_gap_sum: sum.role_gap_sum + tally.role_gap_sum,
            target_gap_sum: sum.target_gap_sum + tally.target_gap_sum,
        })
    }
}

/// How many people with a target gap work towards which point of the scale next: those of too few people are told
/// together, and with the smallest of the others where they alone are too few or only one.
pub(super) fn next_steps<'a>(gaps: impl Iterator<Item = &'a Gap>, minimum: usize) -> Vec<NextStep> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for gap in gaps.filter(|gap| gap.target_gap.is_some_and(|gap| gap > 0.0)) {
        if let Some(rating) = gap.rating {
            *counts.entry(rating.floor() as i64 + 1).or_insert(0) += 1;
        }
    }
    let (mut told, mut together): (Vec<_>, Vec<_>) = counts
        .into_iter()
        .partition(|(_, people)| *people >= minimum);
    while !together.is_empty()
        && (together.len() < 2
            || together.iter().map(|(_, people)| people).sum::<usize>() < minimum)
    {
        let smallest = (0..told.len()).min_by_key(|index| told[*index].1);
        match smallest {
            Some(index) => together.push(told.remove(index)),
            // Fewer people than the minimum in all; a row that is told has none or enough.
            None => return Vec::new(),
        }
    }
    together.sort_unstable();
    let mut steps: Vec<NextStep> = told
        .into_iter()
        .map(|(point, people)| NextStep {
            points: vec![point],
            people,
        })
        .collect();
    if !together.is_empty() {
        steps.push(NextStep {
            points: together.iter().map(|(point, _)| *point).collect(),
            people: together.iter().map(|(_, people)| people).sum(),
        });
    }
    steps
}
