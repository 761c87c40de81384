//! Self and manager side by side: where their ratings differ, and how each manager's differ as a whole.
//!
//! A difference is something to talk about, not a fault of either. Facts are left out: they are not scored.

use std::collections::{BTreeMap, BTreeSet};

use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, Points, Review};

/// From this difference on, self and manager have seen different things.
pub const WIDE: f64 = 2.0;

/// One competency that both rated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// The competency.
    pub competency: CompetencyId,
    /// The person's own rating.
    pub own: Points,
    /// The manager's rating.
    pub manager: Points,
}

impl Pair {
    /// Self minus manager.
    pub fn difference(&self) -> f64 {
        self.own - self.manager
    }

    /// Whether the two are [`WIDE`] or more apart.
    pub fn is_wide(&self) -> bool {
        self.difference().abs() >= WIDE
    }
}

/// How ratings of self and manager differ over many pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Differences {
    /// Number of people.
    pub people: usize,
    /// Number of pairs.
    pub pairs: usize,
    /// Mean of self minus manager.
    pub mean: f64,
    /// Standard deviation of self minus manager (of the whole, not a sample).
    pub spread: f64,
    /// Share of pairs with the same rating, in 0..=1.
    pub identical: f64,
    /// Number of pairs that are [`WIDE`] or more apart.
    pub wide: usize,
}

/// All pairs, in document order and the map's order.
pub fn pairs(review: &Review, people: &[PersonAnalysis]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (person, (assessment, analysis)) in review.assessments.iter().zip(people).enumerate() {
        for gap in analysis.gaps.iter().filter(|gap| gap.scored) {
            let entered = assessment.competency(gap.competency);
            if let (Some(own), Some(manager)) = (entered.own_points(), entered.manager_points()) {
                pairs.push(Pair {
                    person,
                    competency: gap.competency,
                    own,
                    manager,
                });
            }
        }
    }
    pairs
}

/// What pairs have in common; `None` if there are none.
pub fn differences<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> Option<Differences> {
    let pairs: Vec<&Pair> = pairs.into_iter().collect();
    if pairs.is_empty() {
        return None;
    }
    let n = pairs.len() as f64;
    let mean = pairs.iter().map(|pair| pair.difference()).sum::<f64>() / n;
    let variance = pairs
        .iter()
        .map(|pair| (pair.difference() - mean).powi(2))
        .sum::<f64>()
        / n;
    let identical = pairs.iter().filter(|pair| pair.difference() == 0.0).count();
    let people: BTreeSet<usize> = pairs.iter().map(|pair| pair.person).collect();
    Some(Differences {
        people: people.len(),
        pairs: pairs.len(),
        mean,
        spread: variance.sqrt(),
        identical: identical as f64 / n,
        wide: pairs.iter().filter(|pair| pair.is_wide()).count(),
    })
}

/// Each manager's differences, by name; people without a manager are left out.
pub fn by_manager<'r>(review: &'r Review, pairs: &[Pair]) -> BTreeMap<&'r str, Differences> {
    let mut groups: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in pairs {
        if let Some(manager) = review.assessments[pair.person].person.manager.as_deref() {
            groups.entry(manager).or_default().push(pair);
        }
    }
    groups
        .into_iter()
        .filter_map(|(manager, pairs)| Some((manager, differences(pairs)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::analysed;
    use crate::model::testing::{career_map, make_fact, person};

    #[test]
    fn by_hand() {
        // Ana: self 3 and 2, manager 1 and 2: differences +2 and 0. Bo: self 1, manager 2: −1; his second is blank.
        // The third competency is a fact. Mean (2 + 0 − 1) / 3 = 1/3; variance (4 + 0 + 1)/3 − 1/9 = 14/9.
        let mut map = career_map(&["A", "B", "C"], &["Writing", "Speaking", "Degree"]);
        make_fact(&mut map, "Degree");
        let assessments = vec![
            person(&map, "Ana", 0)
                .manager("Mo")
                .self_rated(&[Some(3.0), Some(2.0), Some(3.0)])
                .rated_all(&[1.0, 2.0, 1.0])
                .build(),
            person(&map, "Bo", 0)
                .manager("Mo")
                .self_rated(&[Some(1.0), None, None])
                .rated(&[Some(2.0), Some(2.0), None])
                .build(),
            person(&map, "Cy", 0).rated_all(&[1.0, 1.0, 1.0]).build(),
        ];
        let review = Review::new(map, assessments, None, None);
        let people = analysed(&review);
        let pairs = pairs(&review, &people);
        let managers = by_manager(&review, &pairs);
        let mo = managers["Mo"];
        assert_eq!((mo.people, mo.pairs, mo.wide), (2, 3, 1));
        assert!((mo.mean - 1.0 / 3.0).abs() < 1e-12);
        assert!((mo.spread - (14.0_f64 / 9.0).sqrt()).abs() < 1e-12);
        assert!((mo.identical - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(managers.len(), 1);
        assert_eq!(differences(&[]), None);
    }
}
