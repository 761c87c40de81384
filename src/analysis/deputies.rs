//! Who could take over: of the others in a team, those who are closest to the level that it needs.

use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, Points};

/// Somebody who could take over, as far as ratings say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deputy {
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// How far the rating is below the level that the team needs; 0 where it is not below.
    pub short: Points,
    /// Whether a manager gave the rating or agreed to it.
    pub confirmed: bool,
}

/// Of the members with a rating, those with the highest one who are not confirmed at `reference` or above: a confirmed
/// rating goes before an equal self-rating, and people who are equal in both come in document order.
pub fn deputies(
    people: &[PersonAnalysis],
    members: impl IntoIterator<Item = usize>,
    competency: CompetencyId,
    reference: Points,
) -> Vec<Deputy> {
    let mut best: Vec<(Points, Deputy)> = Vec::new();
    for person in members {
        let Some(gap) = people[person].gap(competency) else {
            continue;
        };
        let Some(rating) = gap.rating else { continue };
        let confirmed = gap.is_confirmed();
        if confirmed && rating >= reference {
            continue;
        }
        let deputy = Deputy {
            person,
            short: (reference - rating).max(0.0),
            confirmed,
        };
        let order = best.first().map(|(highest, first)| {
            rating
                .total_cmp(highest)
                .then(confirmed.cmp(&first.confirmed))
        });
        match order {
            Some(std::cmp::Ordering::Less) => {}
            Some(std::cmp::Ordering::Equal) => best.push((rating, deputy)),
            Some(std::cmp::Ordering::Greater) | None => best = vec![(rating, deputy)],
        }
    }
    best.into_iter().map(|(_, deputy)| deputy).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AnalysisOptions, analyse_person};
    use crate::model::testing::{career_map, person};

    #[test]
    fn the_highest_confirmed_rating_below_the_level_comes_next() {
        // The team needs 3. Ana is confirmed there and cannot be her own deputy; Bo rates himself 3; Cy and Di are
        // confirmed at 2; Ed rates himself 2; Fay has no rating, and it does not apply to Gus.
        let map = career_map(&["A", "B", "C"], &["Writing"]);
        let people: Vec<_> = [
            person(&map, "Ana", 2).rated_all(&[3.0]),
            person(&map, "Bo", 1).self_rated(&[Some(3.0)]),
            person(&map, "Cy", 1).rated_all(&[2.0]),
            person(&map, "Di", 1).rated_all(&[2.0]),
            person(&map, "Ed", 1).self_rated(&[Some(2.0)]),
            person(&map, "Fay", 1),
            person(&map, "Gus", 1).not_applicable(0),
        ]
        .into_iter()
        .map(|one| analyse_person(&map, &one.build(), &AnalysisOptions::default()))
        .collect();
        let found = |members: &[usize]| -> Vec<(usize, f64, bool)> {
            deputies(&people, members.iter().copied(), CompetencyId(0), 3.0)
                .into_iter()
                .map(|deputy| (deputy.person, deputy.short, deputy.confirmed))
                .collect()
        };
        assert_eq!(found(&[0, 1, 2, 3, 4, 5, 6]), [(1, 0.0, false)]);
        assert_eq!(found(&[0, 4, 2, 3]), [(2, 1.0, true), (3, 1.0, true)]);
        assert_eq!(found(&[0, 4, 5]), [(4, 1.0, false)]);
        assert_eq!(found(&[0, 5, 6]), []);
    }
}
