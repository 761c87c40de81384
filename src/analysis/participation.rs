//! How complete the assessment itself is: who is missing, and how much was rated.

use super::standing::PersonAnalysis;
use crate::model::{PersonDetails, RatingSource, Review, RosterEntry, same_people};

/// The people on the roster without an assessment that is surely theirs, in the roster's order; none without a roster.
pub fn missing(review: &Review) -> Vec<&RosterEntry> {
    let roster = review.roster.as_deref().unwrap_or_default();
    roster
        .iter()
        .zip(assessed(review))
        .filter_map(|(entry, found)| found.is_none().then_some(entry))
        .collect()
}

/// For each row of the roster, the assessment that is surely this person's, as an index.
pub(super) fn assessed(review: &Review) -> Vec<Option<usize>> {
    let roster = review.roster.as_deref().unwrap_or_default();
    let assessed = review
        .assessments
        .iter()
        .map(|a| PersonDetails::from(&a.person));
    let expected = roster.iter().map(PersonDetails::from);
    same_people(&assessed.collect::<Vec<_>>(), &expected.collect::<Vec<_>>())
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
    pub fn share(&self) -> Option<f64> {
        let possible = self.rated + self.not_assessed;
        (possible > 0).then(|| self.rated as f64 / possible as f64)
    }

    /// Counts the ratings of some people.
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
    use crate::analysis::testing::analysed;
    use crate::model::testing::{career_map, company, person, roster_entry};

    #[test]
    fn one_form_without_an_id_stands_for_no_two_people() {
        let map = career_map(&["A"], &["Writing"]);
        let named = |name: &str| person(&map, name, 0);
        let (first, second) = (named("Maria Silva").id("1"), named("Maria Silva").id("2"));
        let (north, south) = (
            named("Bo Lind").team("North"),
            named("Bo Lind").team("South"),
        );
        let padded = named("Cy Moor").id("0003");
        let roster = [first, second, north, south, padded].map(|one| roster_entry(&one.build()));
        let forms = vec![
            named("Maria Silva").build(),
            named("Lind, Bo").team("South").build(),
            named("Cy Moor").id("3").build(),
        ];
        let review = Review::new(map.clone(), forms, Some(roster.to_vec()), None);
        let names: Vec<_> = missing(&review)
            .iter()
            .map(|entry| {
                entry
                    .person
                    .employee_id
                    .as_deref()
                    .or(entry.person.team.as_deref())
            })
            .collect();
        assert_eq!(names, [Some("1"), Some("2"), Some("North")]);
    }

    #[test]
    fn only_scored_competencies_count() {
        // The made-up company: seven scored competencies for each of fourteen people make 98. Maria Silva (2002) has
        // two blanks, Łucja one; Дмитрий one N/A; Ion's seven rest on his own rating.
        let review = company();
        let people = analysed(&review);
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
