//! *Method* for the anonymous workbook: the terms that it uses, and what it does not show.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Material;
use crate::analysis::AnonymousGroup;
use crate::render::xlsx::method::{Line, definitions, of_lines, sources, weights};

/// Terms of the workbook for leadership that this one uses in the same sense.
const USED: [&str; 4] = ["Scale", "Rating", "Required now, at target", "Next step"];

pub(super) fn sheet(material: &Material<'_>, all: &AnonymousGroup) -> Result<Worksheet, XlsxError> {
    let mut lines = sources(material.map, &material.options, all.people, material.as_of);
    lines.extend(privacy(material.told.minimum));
    lines.push(weights(material.map));
    lines.extend(
        definitions(material.map.scale)
            .into_iter()
            .filter(|(_, term, _)| USED.contains(term)),
    );
    lines.extend(places());
    of_lines(material, &lines)
}

fn privacy(minimum: usize) -> Vec<Line> {
    [
        (
            "Smallest group",
            format!("{minimum} people. No count of people from 1 to {} is in this workbook.", minimum - 1),
        ),
        (
            "Teams",
            "A team with fewer people is joined with others to “Other teams”; where these are too few together, the smallest of \
             the larger teams joins them. A team whose name has somebody’s name in it has a number instead."
                .to_owned(),
        ),
        (
            "Not shown",
            format!(
                "A competency is shown for everybody if each of the four columns of people has 0 or at least {minimum}; it is \
                 shown by team if that is also true of every team. Next steps are shown if each has 0 or at least {minimum} of \
                 those below and of those at the role level, and neither of the two is exactly {minimum} people."
            ),
        ),
        (
            "Left out",
            "Everything about single people, sums and means of gaps, coverage, and what was reported while reading. No sheet \
             is hidden."
                .to_owned(),
        ),
    ]
    .into_iter()
    .map(|(term, meaning)| ("Privacy", term, meaning))
    .collect()
}

/// Where a person can be.
fn places() -> Vec<Line> {
    [
        ("Below role level", "Rating < required now."),
        (
            "At role level, not yet at target level",
            "Rating from what is required now to below what is required at target.",
        ),
        (
            "At target level",
            "Rating ≥ required at target, and ≥ required now where that is more.",
        ),
        (
            "Not rated",
            "Not assessed, N/A, or nothing is required of the person.",
        ),
        (
            "Reach role level, target level",
            "Shares of the people with a rating: all who are not below role level; those who are at target level.",
        ),
    ]
    .into_iter()
    .map(|(term, meaning)| ("Definition", term, meaning.to_owned()))
    .collect()
}
