//! Findings, in sentences computed from what may be shown.

use super::{AnonymousInput, gaps};
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::render::findings::Finding;
use crate::render::words::{Sheet, people};

/// The findings, weightiest first.
pub(super) fn findings(material: &AnonymousInput<'_>, all: &AnonymousGroup) -> Vec<Finding> {
    [
        (training(material, all), Sheet::Gaps),
        (weakest(material), Sheet::Gaps),
        (withheld(material, all), Sheet::Method),
    ]
    .into_iter()
    .filter_map(|(text, sheet)| {
        Some(Finding {
            text: text?,
            sheet: Some(sheet),
            ..Finding::default()
        })
    })
    .collect()
}

/// How complete the assessment is.
pub(super) fn completeness(material: &AnonymousInput<'_>, all: &AnonymousGroup) -> String {
    let labels = material.labels();
    let assessed = labels.count("workbook.anonymous.assessed", all.people, &[]);
    match material.disclosed.missing {
        None => assessed,
        Some(missing) => {
            let missing = labels.count("workbook.anonymous.missing", missing, &[]);
            format!("{assessed} {missing}")
        }
    }
}

/// The competency with the greatest need.
fn training(material: &AnonymousInput<'_>, all: &AnonymousGroup) -> Option<String> {
    let (competency, figures) = gaps::ranked(material, all).into_iter().next()?;
    let figures = figures.filter(|figures| figures.below_role > 0)?;
    let labels = material.labels();
    let mut text = labels.with(
        "workbook.anonymous.training",
        &[
            ("competency", &material.competency(competency)),
            ("n", &labels.whole(figures.below_role)),
            ("rated", &labels.whole(figures.rated())),
        ],
    );
    if let Some((point, most)) = figures.next_steps.iter().max_by_key(|(_, people)| people) {
        let next = labels.with(
            "workbook.anonymous.training-next",
            &[
                ("level", &material.scale_words(*point)),
                ("people", &people(labels, *most)),
            ],
        );
        text = format!("{text} {next}");
    }
    Some(text)
}

/// The team and competency with the smallest share that reaches the role level.
fn weakest(material: &AnonymousInput<'_>) -> Option<String> {
    let mut weakest: Option<(f64, &str, &str)> = None;
    for group in material.teams() {
        for (competency, figures) in group.shown() {
            let share = AnonymousFigures::at_role_share(figures).unwrap_or(1.0);
            if share < weakest.map_or(1.0, |(least, ..)| least) {
                weakest = Some((share, material.competency(competency), &group.name));
            }
        }
    }
    let labels = material.labels();
    weakest.map(|(share, competency, team)| {
        labels.with(
            "workbook.anonymous.weakest",
            &[
                ("competency", &competency),
                ("team", &team),
                ("share", &labels.percent(share)),
            ],
        )
    })
}

/// How much is not shown.
fn withheld(material: &AnonymousInput<'_>, all: &AnonymousGroup) -> Option<String> {
    let hidden = all.rows.len() - all.shown().count();
    (hidden > 0).then(|| {
        let labels = material.labels();
        labels.count(
            "workbook.anonymous.hidden",
            all.rows.len(),
            &[("hidden", &hidden)],
        )
    })
}
