//! What people do that the career map does not name: suggestions for the map.

use std::collections::BTreeSet;

use super::disclosure::MINIMUM_GROUP_FLOOR;
use crate::model::Review;
use crate::text::fold;

/// The texts that may be shown to everybody, in alphabetical order, so that their order does not show whose they are.
/// Texts that name somebody in the review are left out; none is returned if fewer than `minimum` (at least
/// [`MINIMUM_GROUP_FLOOR`]) are left.
pub fn anonymous_suggestions(review: &Review, minimum: usize) -> Vec<&str> {
    let names = words_of_names(review);
    let mut texts: Vec<&str> = review
        .assessments
        .iter()
        .filter_map(|assessment| assessment.beyond_map.as_deref())
        .filter(|text| !words(text).any(|word| names.contains(&word)))
        .collect();
    if texts.len() < minimum.max(MINIMUM_GROUP_FLOOR) {
        return Vec::new();
    }
    texts.sort_by_cached_key(|text| (fold(text), (*text).to_owned()));
    texts
}

/// Every word of the names, numbers and addresses of people, and of their managers' names.
fn words_of_names(review: &Review) -> BTreeSet<String> {
    let assessed = review.assessments.iter().flat_map(|assessment| {
        let person = &assessment.person;
        [
            Some(person.name.as_str()),
            person.employee_id.as_deref(),
            person.email.as_deref().and_then(before_at),
            person.manager.as_deref(),
        ]
    });
    let listed = review.roster.iter().flatten().flat_map(|entry| {
        [
            Some(entry.person.name.as_str()),
            entry.person.employee_id.as_deref(),
            entry.person.email.as_deref().and_then(before_at),
            entry.person.manager.as_deref(),
        ]
    });
    assessed.chain(listed).flatten().flat_map(words).collect()
}

/// The part of an address that says whose it is: many people share the rest.
fn before_at(address: &str) -> Option<&str> {
    address.split('@').next()
}

/// The words of a text that can be part of a name, folded.
fn words(text: &str) -> impl Iterator<Item = String> {
    /// Shorter ones are in most texts.
    const SHORTEST: usize = 3;
    let folded = fold(text);
    let words: Vec<String> = folded
        .split_whitespace()
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{career_map, person};

    #[test]
    fn texts_without_names_in_an_order_that_tells_nothing() {
        let map = career_map(&["Junior"], &["A"]);
        let somebody = |name: &str, text: Option<&str>| {
            let mut one = person(&map, name, 0).manager("Zoë Li-Ray").build();
            one.beyond_map = text.map(str::to_owned);
            one
        };
        let people = vec![
            somebody("Ada Marsh", Some("Zebra watch")),
            somebody("Bo Lind", Some("archive")),
            somebody("Cy Moor", Some("I help ZOE with the books")),
            somebody("Di Poe", Some("Bookkeeping")),
            somebody("Ed Fox", None),
        ];
        let review = Review::new(map.clone(), people, None, None);
        assert_eq!(
            anonymous_suggestions(&review, 3),
            ["archive", "Bookkeeping", "Zebra watch"]
        );
        assert_eq!(anonymous_suggestions(&review, 4), Vec::<&str>::new());
    }
}
