//! *Method* for the anonymous workbook: the terms that it uses, and what it does not tell.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Material;
use crate::render::xlsx::book::counted;
use crate::render::xlsx::method::{Line, definitions, of_lines, sources, weights};

/// Terms of the workbook for leadership that this one has no use for.
const UNUSED: [&str; 7] = [
    "Readiness",
    "Focus areas",
    "Strengths",
    "Key people",
    "Bench",
    "Self minus manager",
    "Totals",
];

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let people = material.everybody().map_or(0, |all| all.people);
    let mut lines = sources(material.map, &material.options, people, material.as_of);
    if people == 0 {
        lines.retain(|(_, term, _)| *term != "Assessments");
    }
    lines.extend(privacy(material));
    lines.extend(choices(material));
    lines.extend(
        definitions(material.map.scale)
            .into_iter()
            .filter(|(_, term, _)| !UNUSED.contains(term)),
    );
    of_lines(material, &lines)
}

fn choices(material: &Material<'_>) -> Vec<Line> {
    let needs = material.map.coverage_needs.len();
    vec![
        weights(material.map),
        (
            "Choice",
            "People needed",
            format!(
                "{} at the reference level, for a competency to be covered.",
                counted(material.needed_people, "person", "people")
            ),
        ),
        (
            "Choice",
            "Coverage needs",
            match needs {
                0 => "None are set by the company: the reference level is the upper median.".to_owned(),
                _ => "Set by the company for some teams or competencies; the columns Reference level and Needed show them."
                    .to_owned(),
            },
        ),
    ]
}

fn privacy(material: &Material<'_>) -> Vec<Line> {
    let minimum = material.told.minimum;
    [
        (
            "Smallest group",
            format!("{minimum} people. No count of people from 1 to {} is in this workbook.", minimum - 1),
        ),
        (
            "Teams",
            "A team with fewer people is joined with others to “Other teams”; where these are too few together, the smallest of \
             the larger teams is joined with them. A team whose name has somebody’s name in it is shown by a number."
                .to_owned(),
        ),
        (
            "Not shown",
            "A row is shown only if each count of people in it is 0 or at least the smallest group: below role level, at role \
             level, at target level, not assessed, N/A, and at the reference level. Where everybody’s row is shown, further \
             rows are left out until all that are left out would pass the same test together, so that none can be had by \
             subtraction."
                .to_owned(),
        ),
        (
            "Rounding",
            format!("Sums of gaps are rounded to the nearest {minimum} before means and burden are taken from them."),
        ),
        (
            "Left out",
            "Everything about single people: heat map, key people, bench, self and manager, actions, review outcomes, people \
             and data. Nothing is hidden."
                .to_owned(),
        ),
    ]
    .into_iter()
    .map(|(term, meaning)| ("Privacy", term, meaning))
    .collect()
}
