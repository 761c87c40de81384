//! Who is who over several reviews.

use super::LastCycle;
use crate::model::{Assessment, PersonDetails, same_people};

/// Somebody in earlier reviews who is not in this one.
#[derive(Debug, Clone)]
pub struct FormerPerson<'a> {
    /// Their place among the assessments of each earlier review, oldest first; `None` where they are not in it.
    pub places: Vec<Option<usize>>,
    /// Which earlier review knew them last.
    pub review: usize,
    /// Their assessment there.
    pub assessment: &'a Assessment,
}

/// For each earlier review and each of today's people, the place where that review has the person.
///
/// Somebody whose name or ID has changed since then is found through the review after it.
pub(super) fn same_in_each(
    lists: &[Vec<PersonDetails<'_>>],
    today: &[PersonDetails<'_>],
) -> Vec<Vec<Option<usize>>> {
    let mut found: Vec<Vec<Option<usize>>> =
        lists.iter().map(|then| same_people(then, today)).collect();
    for index in (1..lists.len()).rev() {
        let (then, next) = (&lists[index - 1], &lists[index]);
        let mut taken = taken(then.len(), &found[index - 1]);
        let in_next = same_people(then, next);
        let (before, after) = found.split_at_mut(index);
        for (here, next) in before[index - 1].iter_mut().zip(&after[0]) {
            let place = next.and_then(|place| in_next[place]);
            if let Some(place) = place.filter(|place| here.is_none() && !taken[*place]) {
                taken[place] = true;
                *here = Some(place);
            }
        }
    }
    found
}

/// Which places of a list of people are somebody's.
fn taken(people: usize, places: &[Option<usize>]) -> Vec<bool> {
    let mut taken = vec![false; people];
    for place in places.iter().flatten() {
        taken[*place] = true;
    }
    taken
}

/// The people of earlier reviews who are not in this one.
pub(super) fn gone<'a>(
    earlier: &[LastCycle<'a>],
    lists: &[Vec<PersonDetails<'a>>],
    same: &[Vec<Option<usize>>],
) -> Vec<FormerPerson<'a>> {
    let mut gone: Vec<FormerPerson<'a>> = Vec::new();
    for (index, one) in earlier.iter().enumerate().rev() {
        let mut taken = taken(lists[index].len(), &same[index]);
        let known: Vec<PersonDetails<'a>> = gone
            .iter()
            .map(|gone| PersonDetails::from(&gone.assessment.person))
            .collect();
        for (gone, place) in gone.iter_mut().zip(same_people(&lists[index], &known)) {
            if let Some(place) = place.filter(|place| !taken[*place]) {
                taken[place] = true;
                gone.places[index] = Some(place);
            }
        }
        for (place, assessment) in one.review.assessments.iter().enumerate() {
            if !taken[place] {
                let mut places = vec![None; earlier.len()];
                places[index] = Some(place);
                gone.push(FormerPerson {
                    places,
                    review: index,
                    assessment,
                });
            }
        }
    }
    gone
}
