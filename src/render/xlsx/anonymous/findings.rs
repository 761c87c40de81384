//! What stands out, in sentences computed from what may be shown.

use super::{Material, gaps};
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::render::findings::Finding;
use crate::render::xlsx::book::counted;

/// The findings, weightiest first.
pub(super) fn findings(material: &Material<'_>, all: &AnonymousGroup) -> Vec<Finding> {
    [
        (training(material, all), "Gaps"),
        (weakest(material), "Gaps"),
        (withheld(all), "Method"),
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
pub(super) fn completeness(material: &Material<'_>, all: &AnonymousGroup) -> String {
    let missing = material.told.missing.map_or_else(String::new, |missing| {
        format!(" {missing} people on the roster have no assessment.")
    });
    format!("{} people are assessed.{missing}", all.people)
}

/// The competency with the greatest need.
fn training(material: &Material<'_>, all: &AnonymousGroup) -> Option<String> {
    let (competency, figures) = gaps::ranked(material, all).into_iter().next()?;
    let figures = figures.filter(|figures| figures.below_role > 0)?;
    let mut text = format!(
        "The greatest training need is in {}: {} of {} people with a rating are below the role level.",
        material.competency(competency),
        figures.below_role,
        figures.rated()
    );
    if let Some((point, people)) = figures.next_steps.iter().max_by_key(|(_, people)| people) {
        let level = material.scale_words(*point);
        text = format!("{text} Most wanted as a next step there: {level} ({people} people).");
    }
    Some(text)
}

/// The team and competency with the smallest share that reaches the role level.
fn weakest(material: &Material<'_>) -> Option<String> {
    let mut weakest: Option<(f64, String)> = None;
    for group in material.teams() {
        for (competency, figures) in group.shown() {
            let share = AnonymousFigures::at_role_share(figures).unwrap_or(1.0);
            if share < weakest.as_ref().map_or(1.0, |(least, _)| *least) {
                let place = format!("{} in {}", material.competency(competency), group.name);
                weakest = Some((share, place));
            }
        }
    }
    weakest.map(|(share, place)| {
        format!(
            "The smallest share of people who reach the role level: {place}, {:.0} %.",
            share * 100.0
        )
    })
}

/// How much is not shown.
fn withheld(all: &AnonymousGroup) -> Option<String> {
    let hidden = all.rows.len() - all.shown().count();
    (hidden > 0).then(|| {
        format!(
            "{hidden} of {} not shown, because figures would tell of few people.",
            counted(all.rows.len(), "competency is", "competencies are")
        )
    })
}
