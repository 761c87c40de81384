//! *Method* for the anonymous workbook: the terms that it uses, and what it does not show.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::AnonymousInput;
use crate::analysis::AnonymousGroup;
use crate::labels::Labels;
use crate::render::xlsx::method::{Line, definitions, of_lines, said, sources, weights};

/// Terms of the workbook for leadership that this one uses in the same sense.
const USED: [&str; 4] = [
    "workbook.method.scale",
    "workbook.method.rating",
    "workbook.method.required",
    "workbook.method.next-step",
];
/// Terms with a separate line here.
const PLACES: [(&str, &str); 5] = [
    (
        "workbook.column.below-role",
        "workbook.anonymous.method.below",
    ),
    (
        "workbook.anonymous.at-role",
        "workbook.anonymous.method.at-role",
    ),
    (
        "workbook.column.at-target",
        "workbook.anonymous.method.at-target",
    ),
    (
        "workbook.anonymous.not-rated",
        "workbook.anonymous.method.not-rated",
    ),
    (
        "workbook.anonymous.method.reach",
        "workbook.anonymous.method.reach.is",
    ),
];

pub(super) fn sheet(
    material: &AnonymousInput<'_>,
    all: &AnonymousGroup,
) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let mut lines = sources(
        material.map,
        material.parts.options(),
        all.people,
        material.parts.as_of,
    );
    lines.extend(privacy(labels, material.disclosed.minimum));
    lines.push(weights(labels, material.map));
    lines.extend(
        definitions(labels, material.map.scale)
            .into_iter()
            .filter(|(_, term, _)| USED.contains(term)),
    );
    lines.extend(said(labels, &PLACES));
    of_lines(&material.parts, &lines)
}

fn privacy(labels: &Labels, minimum: usize) -> Vec<Line> {
    let smallest = labels.with(
        "workbook.anonymous.method.smallest",
        &[("minimum", &minimum), ("below", &(minimum - 1))],
    );
    let not_shown = labels.with(
        "workbook.anonymous.method.not-shown.is",
        &[("minimum", &minimum)],
    );
    let said = |key| labels.say(key).to_owned();
    [
        ("workbook.method.smallest", smallest),
        (
            "workbook.anonymous.method.teams",
            said("workbook.anonymous.method.teams.is"),
        ),
        ("workbook.anonymous.method.not-shown", not_shown),
        (
            "workbook.anonymous.method.left-out",
            said("workbook.anonymous.method.left-out.is"),
        ),
    ]
    .map(|(term, meaning)| ("workbook.method.privacy", term, meaning))
    .into()
}
