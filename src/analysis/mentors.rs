//! Who could help whom: for each need of the programme, somebody who said that they are willing, works at that level by a
//! manager's or an agreed rating, and is not in the same reporting line. Offers to make, not assignments.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::programme::Programme;
use super::reports::ReportingLines;
use super::standing::PersonAnalysis;
use crate::model::{CompetencyId, Points, Review};

/// How many needs one person is offered for.
pub const OFFERS_EACH: usize = 2;

/// Who could help whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Mentors {
    /// Who is willing to help in what: in document order, then as each person named it.
    pub willing: Vec<WillingMentor>,
    /// The answer to each of [`Programme::entries`], in their order.
    pub answers: Vec<Help>,
}

/// Somebody who is willing to help others in a competency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WillingMentor {
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// The competency.
    pub competency: CompetencyId,
    /// The rating by the manager, or the agreed one; `None` where the person's own is the only one, or there is none.
    pub confirmed: Option<Points>,
    /// For how many needs in this competency the person is offered.
    pub offers: usize,
}

/// Whether somebody could help with one person's need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Help {
    /// An offer, as an index into [`Mentors::willing`].
    Offer(usize),
    /// Nobody is willing to help in the competency.
    NobodyWilling,
    /// Nobody who is willing works at that level by a manager's or an agreed rating.
    NobodyAtLevel,
    /// Whoever could help is above or below the person.
    SameLine,
    /// Whoever could help is offered as often as anybody is.
    AllOffered,
}

/// The full points of a scale that somebody reaches.
fn reached(rating: Points) -> i64 {
    rating.floor() as i64
}

/// Who could help whom. `programme` is the review's. Needs come in the programme's order; of those who could help, the one
/// whose level is the lowest that is enough comes first, then whoever is offered less often, then document order.
pub fn mentors(review: &Review, people: &[PersonAnalysis], programme: &Programme) -> Mentors {
    let mut willing = willing(review, people);
    let lines = ReportingLines::of(review);
    let mut by_competency: BTreeMap<CompetencyId, AbleMentors> = BTreeMap::new();
    let mut of_person: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, one) in willing.iter().enumerate() {
        let able = by_competency.entry(one.competency).or_default();
        if let Some(rating) = one.confirmed {
            able.all.insert((reached(rating), place));
            able.free.insert((reached(rating), 0, place));
            of_person.entry(one.person).or_default().push(place);
        }
    }
    let mut offered = vec![0; review.assessments.len()];
    let mut answers = Vec::with_capacity(programme.entries.len());
    for entry in &programme.entries {
        let need = &programme.needs[entry.need];
        let may = |place: &usize| !lines.are_one(willing[*place].person, entry.person);
        let found = match by_competency.get(&need.competency) {
            None => Err(Help::NobodyWilling),
            Some(able) => able.best(need.point, may),
        };
        let Ok(place) = found else {
            answers.extend(found.err());
            continue;
        };
        answers.push(Help::Offer(place));
        willing[place].offers += 1;
        let helper = willing[place].person;
        let before = offered[helper];
        offered[helper] += 1;
        for own in of_person.get(&helper).into_iter().flatten() {
            let one = willing[*own];
            let able = by_competency.get_mut(&one.competency);
            if let (Some(able), Some(rating)) = (able, one.confirmed) {
                able.free.remove(&(reached(rating), before, *own));
                if before + 1 < OFFERS_EACH {
                    able.free.insert((reached(rating), before + 1, *own));
                }
            }
        }
    }
    Mentors { willing, answers }
}

fn willing(review: &Review, people: &[PersonAnalysis]) -> Vec<WillingMentor> {
    let assessments = review.assessments.iter().zip(people).enumerate();
    let all = assessments.flat_map(|(person, (assessment, analysis))| {
        let named = assessment.willing_to_help.iter();
        named.map(move |competency| {
            let gap = analysis.gap(*competency);
            WillingMentor {
                person,
                competency: *competency,
                confirmed: gap
                    .filter(|gap| gap.scored && gap.is_confirmed())
                    .and_then(|gap| gap.rating),
                offers: 0,
            }
        })
    });
    all.collect()
}

/// Who is willing to help in one competency and has a confirmed rating in it.
#[derive(Default)]
struct AbleMentors {
    /// By full points, then by place among the willing.
    all: BTreeSet<(i64, usize)>,
    /// Those who can be offered once more: by full points, by how often they are offered already, then by place.
    free: BTreeSet<(i64, usize, usize)>,
}

impl AbleMentors {
    /// The first who is free, at this point of the scale or above, and may help; else why there is nobody.
    fn best(&self, point: i64, may: impl Fn(&usize) -> bool) -> Result<usize, Help> {
        let mut free = self.free.range((point, 0, 0)..);
        if let Some((.., place)) = free.find(|(.., place)| may(place)) {
            return Ok(*place);
        }
        let mut enough = self.all.range((point, 0)..).peekable();
        if enough.peek().is_none() {
            Err(Help::NobodyAtLevel)
        } else if enough.any(|(_, place)| may(place)) {
            Err(Help::AllOffered)
        } else {
            Err(Help::SameLine)
        }
    }
}
