//! What can be shown about teams without giving away how many people a small group has.
//!
//! `docs/anonymous.md` says why. In short: teams below the minimum are joined; in each competency everybody is in
//! exactly one of four places; a competency is shown for everybody if each place has nobody or at least the minimum,
//! and by team if that is also true of every team. No other count is shown, so nothing can be subtracted.
//!
//! Code that shows an [`Anonymous`] may compute anything from it, since nothing else about people is in it.

#[cfg(test)]
mod tests;

mod teams;

use std::collections::BTreeMap;

use super::gap::Gap;
use super::scope::Scope;
use super::standing::PersonAnalysis;
use super::steps::next_point;
use crate::model::{CompetencyId, NO_TEAM, Review};

/// No company may set the minimum lower than this.
pub const MINIMUM_GROUP_FLOOR: usize = 3;

/// What may be shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anonymous {
    /// No count of people from 1 to this number less 1 is shown.
    pub minimum: usize,
    /// Everybody first, then groups of at least the minimum; each person is in exactly one of them. Empty if there are
    /// fewer people than the minimum; only everybody if that would leave one group, or two of exactly the minimum.
    pub groups: Vec<AnonymousGroup>,
    /// How many people on the roster have no assessment; `None` if they are fewer than the minimum, or nobody.
    pub missing: Option<usize>,
}

/// A team, several joined teams, or everybody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnonymousGroup {
    /// What to call it.
    pub name: String,
    /// How many people are in it; never fewer than the minimum.
    pub people: usize,
    /// Each scored competency in the map's order; no figures where they are withheld.
    pub rows: Vec<(CompetencyId, Option<AnonymousFigures>)>,
}

impl AnonymousGroup {
    /// The competencies that are shown, in the map's order.
    pub fn shown(&self) -> impl Iterator<Item = (CompetencyId, &AnonymousFigures)> {
        self.rows
            .iter()
            .filter_map(|(competency, figures)| Some((*competency, figures.as_ref()?)))
    }
}

/// How the people of a group stand in one competency: everybody in exactly one place, and in each place nobody or at least
/// the minimum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct AnonymousFigures {
    /// People with q < r.
    pub below_role: usize,
    /// People with r ≤ q < t.
    pub at_role: usize,
    /// People with q ≥ r and q ≥ t.
    pub at_target: usize,
    /// People without a rating, and those for whom nothing is required.
    pub not_rated: usize,
    /// People for whom the competency does not exist: it belongs to a speciality that they do not have.
    pub not_there: usize,
    /// How many of those in the first two places work towards which point of the scale next, where that can be shown; only
    /// for everybody.
    pub next_steps: Vec<(i64, usize)>,
}

impl AnonymousFigures {
    /// Counts people; `None` is somebody for whom the competency does not exist.
    fn of<'a>(gaps: impl Iterator<Item = Option<&'a Gap>>) -> Self {
        let mut figures = Self::default();
        for gap in gaps {
            let Some(gap) = gap else {
                figures.not_there += 1;
                continue;
            };
            *match (gap.role_gap(), gap.target_gap()) {
                (Some(role), _) if role > 0.0 => &mut figures.below_role,
                (_, Some(target)) if target > 0.0 => &mut figures.at_role,
                (Some(_), Some(_)) => &mut figures.at_target,
                _ => &mut figures.not_rated,
            } += 1;
        }
        figures
    }

    fn is_safe(&self, minimum: usize) -> bool {
        [
            self.below_role,
            self.at_role,
            self.at_target,
            self.not_rated,
            // The size of the group is shown, so they could be worked out.
            self.not_there,
        ]
        .iter()
        .all(|count| *count == 0 || *count >= minimum)
    }

    /// People with a rating for whom something is required.
    pub const fn rated(&self) -> usize {
        self.below_role + self.at_role + self.at_target
    }

    /// Share of the rated with q ≥ r; `None` if nobody is.
    pub fn at_role_share(&self) -> Option<f64> {
        share(self.at_role + self.at_target, self.rated())
    }

    /// Share of the rated with q ≥ r and q ≥ t; `None` if nobody is.
    pub fn at_target_share(&self) -> Option<f64> {
        share(self.at_target, self.rated())
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Names for groups that are not called after a team.
#[derive(Clone, Copy)]
pub struct GroupNames<'n> {
    /// Everybody.
    pub everybody: &'n str,
    /// People without a team.
    pub no_team: &'n str,
    /// Joined teams.
    pub others: &'n str,
    /// A numbered name, for a team whose name would give somebody away.
    pub numbered: &'n dyn Fn(usize) -> String,
}

impl<'n> GroupNames<'n> {
    fn of(&self, scope: &'n Scope) -> &'n str {
        match scope {
            Scope::All => self.everybody,
            Scope::Team(team) if team == NO_TEAM => self.no_team,
            Scope::Team(team) => team,
        }
    }
}

/// What may be shown about a review without any count of people below `minimum` (at least [`MINIMUM_GROUP_FLOOR`]).
///
/// `people` are the analyses of `review.assessments`, in the same order.
pub fn anonymous(
    review: &Review,
    people: &[PersonAnalysis],
    minimum: usize,
    names: &GroupNames<'_>,
) -> Anonymous {
    let minimum = minimum.max(MINIMUM_GROUP_FLOOR);
    let joined = teams::join_small_teams(review, minimum, names);
    let mut groups: Vec<AnonymousGroup> = joined
        .iter()
        .map(|(scope, members)| AnonymousGroup {
            name: names.of(scope).to_owned(),
            people: members.len(),
            rows: Vec::new(),
        })
        .collect();
    let map = &review.career_map;
    let all = map.all_competency_ids();
    for competency in all.filter(|id| map.competency(*id).scored) {
        let gap = |person: &usize| people[*person].gap(competency);
        let mut rows: Vec<AnonymousFigures> = joined
            .iter()
            .map(|(_, members)| AnonymousFigures::of(members.iter().map(gap)))
            .collect();
        let by_team = rows.iter().all(|row| row.is_safe(minimum));
        if let (Some(all), Some((_, everybody))) = (rows.first_mut(), joined.first()) {
            all.next_steps = next_steps(everybody.iter().filter_map(gap), minimum);
        }
        for (index, (group, row)) in groups.iter_mut().zip(rows).enumerate() {
            let is_shown = by_team || (index == 0 && row.is_safe(minimum));
            group.rows.push((competency, is_shown.then_some(row)));
        }
    }
    Anonymous {
        minimum,
        groups: teams::hide_names(review, groups, names),
        missing: Some(super::missing(review).len()).filter(|missing| *missing >= minimum),
    }
}

/// How many people with a target gap work towards which point of the scale next.
///
/// Empty unless each point has nobody or at least the minimum, both among those below and among those at the role
/// level: the steps divide the places of [`AnonymousFigures`] and can be subtracted from them. Where a place has
/// exactly the minimum, an empty list would give away that it is divided; so its steps are never shown.
fn next_steps<'a>(gaps: impl Iterator<Item = &'a Gap>, minimum: usize) -> Vec<(i64, usize)> {
    let mut parts: BTreeMap<(bool, Option<i64>), usize> = BTreeMap::new();
    let (mut below_role, mut at_role) = (0, 0);
    for gap in gaps {
        let has = |gap: Option<f64>| gap.is_some_and(|gap| gap > 0.0);
        let (is_below, is_open) = (has(gap.role_gap()), has(gap.target_gap()));
        if is_below || is_open {
            let step = gap.rating.filter(|_| is_open);
            let step = step.map(|rating| next_point(rating) as i64);
            *parts.entry((is_below, step)).or_insert(0) += 1;
            *(if is_below {
                &mut below_role
            } else {
                &mut at_role
            }) += 1;
        }
    }
    if parts.values().any(|people| *people < minimum) || [below_role, at_role].contains(&minimum) {
        return Vec::new();
    }
    let mut steps: BTreeMap<i64, usize> = BTreeMap::new();
    for ((_, step), people) in parts {
        if let Some(step) = step {
            *steps.entry(step).or_insert(0) += people;
        }
    }
    steps.into_iter().collect()
}
