//! How complete the assessment itself is: who is missing, and how much was rated.

use std::collections::BTreeSet;

use super::standing::PersonAnalysis;
use crate::model::{RatingSource, Review, RosterEntry};
use crate::text::fold;

/// The people on the roster without an assessment, in the roster's order; none without a roster.
///
/// An entry with an employee ID is assessed if an assessment has that ID; otherwise, and where the assessments of that
/// name carry no ID, the name decides.
#[must_use]
pub fn missing(review: &Review) -> Vec<&RosterEntry> {
    let people = || review.assessments.iter().map(|a| &a.person);
    let ids: BTreeSet<String> = people()
        .filter_map(|person| person.employee_id.as_deref())
        .map(fold)
        .collect();
    let names: BTreeSet<String> = people().map(|person| fold(&person.name)).collect();
    let names_without_id: BTreeSet<String> = people()
        .filter(|person| person.employee_id.is_none())
        .map(|person| fold(&person.name))
        .collect();
    review
        .roster
        .iter()
        .flatten()
        .filter(|entry| {
            let name = fold(&entry.name);
            match &entry.employee_id {
                Some(id) => !ids.contains(&fold(id)) && !names_without_id.contains(&name),
                None => !names.contains(&name),
            }
        })
        .collect()
}

/// How many ratings there are of those that could be, over scored competencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    /// Ratings given.
    pub rated: usize,
    /// Of these, those that rest on the person's own rating alone.
    pub self_rated: usize,
    /// Blank: the competency applies, and nobody rated it.
    pub not_assessed: usize,
    /// The competency does not apply.
    pub not_applicable: usize,
}

impl Completeness {
    /// Share of ratings given among those that could be, in 0..=1; `None` where none could be.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let possible = self.rated + self.not_assessed;
        (possible > 0).then(|| self.rated as f64 / possible as f64)
    }

    /// Counts the ratings of some people.
    #[must_use]
    pub fn of<'a>(people: impl IntoIterator<Item = &'a PersonAnalysis>) -> Self {
        let mut sum = Self::default();
        for gap in people.into_iter().flat_map(|person| &person.gaps) {
            if !gap.scored {
                continue;
            }
            match gap.source {
                RatingSource::NotAssessed => sum.not_assessed += 1,
                RatingSource::NotApplicable => sum.not_applicable += 1,
                RatingSource::SelfRated => {
                    sum.rated += 1;
                    sum.self_rated += 1;
                }
                RatingSource::Agreed | RatingSource::Manager => sum.rated += 1,
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AnalysisOptions, analyse_person};
    use crate::model::testing::{career_map, company, person, roster_entry};

    #[test]
    fn two_people_of_one_name_are_told_apart_by_their_id() {
        let map = career_map(&["A"], &["Writing"]);
        let first = person(&map, "Maria Silva", 0).id("1").build();
        let second = person(&map, "Maria Silva", 0).id("2").build();
        let roster = vec![roster_entry(&first), roster_entry(&second)];
        let review = Review::new(map, vec![first], Some(roster), None);
        let ids: Vec<_> = missing(&review)
            .iter()
            .map(|entry| entry.employee_id.as_deref())
            .collect();
        assert_eq!(ids, [Some("2")]);
    }

    #[test]
    fn a_form_without_an_id_is_found_by_its_name() {
        let map = career_map(&["A"], &["Writing"]);
        let on_roster = person(&map, "Zoë Łuk", 0).id("7").build();
        let form = person(&map, "zoe Łuk", 0).build();
        let review = Review::new(map, vec![form], Some(vec![roster_entry(&on_roster)]), None);
        assert!(missing(&review).is_empty());
    }

    #[test]
    fn only_scored_competencies_count() {
        // The made-up company: seven scored competencies for each of fourteen people make 98. Maria Silva (2002) has
        // two blanks, Łucja one; Дмитрий one N/A; Ion's seven rest on his own rating.
        let review = company();
        let people: Vec<_> = review
            .assessments
            .iter()
            .map(|a| analyse_person(&review.career_map, a, &AnalysisOptions::default()))
            .collect();
        let sum = Completeness::of(&people);
        assert_eq!(
            sum,
            Completeness {
                rated: 94,
                self_rated: 7,
                not_assessed: 3,
                not_applicable: 1,
            }
        );
        assert_eq!(sum.share(), Some(94.0 / 97.0));
    }
}
