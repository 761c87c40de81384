//! What stands out, in sentences computed from what may be told.

use super::{Material, by_team, gaps};
use crate::analysis::{AnonymousFigures, Masked};
use crate::render::xlsx::book::counted;
use crate::render::xlsx::findings::{Finding, some_of};

/// The findings, weightiest first.
pub(super) fn findings(material: &Material<'_>) -> Vec<Finding> {
    [
        (uncovered(material), "Coverage"),
        (training(material), "Gaps"),
        (weakest(material), "Coverage"),
        (withheld(material), "Method"),
    ]
    .into_iter()
    .filter_map(|(text, sheet)| Some(Finding { text: text?, sheet }))
    .collect()
}

/// How complete the assessment is.
pub(super) fn completeness(material: &Material<'_>) -> String {
    let Some(all) = material.everybody() else {
        return material.nothing();
    };
    let missing = match material.told.missing {
        Masked::Exactly(0) => String::new(),
        Masked::Exactly(missing) => format!(
            " {} on the roster without an assessment.",
            counted(missing, "person is", "people are")
        ),
        Masked::Few => format!(
            " {} people on the roster are without an assessment.",
            capital(&material.few())
        ),
    };
    format!(
        "{} assessed.{missing}",
        counted(all.people, "person is", "people are")
    )
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The first of the teams with most uncovered competencies.
fn uncovered(material: &Material<'_>) -> Option<String> {
    let open = |figures: &AnonymousFigures| figures.status.is_some() && figures.depth == 0;
    let mut worst: Option<(&str, Vec<&str>)> = None;
    for group in material.teams() {
        let names: Vec<&str> = group
            .rows
            .iter()
            .filter(|(_, figures)| figures.as_ref().is_some_and(open))
            .map(|(competency, _)| material.competency(*competency))
            .collect();
        if names.len() > worst.as_ref().map_or(0, |(_, most)| most.len()) {
            worst = Some((&group.name, names));
        }
    }
    worst.map(|(team, names)| {
        format!(
            "Nobody in {team} works at the level that is needed there in {}.",
            some_of(&names)
        )
    })
}

/// The competency with the highest burden.
fn training(material: &Material<'_>) -> Option<String> {
    let all = material.everybody()?;
    let (competency, figures) = gaps::ranked(all).into_iter().next()?;
    let figures = figures.filter(|figures| figures.burden() > 0.0)?;
    let mut text = format!(
        "The greatest training need is in {}: {} of {} people with a rating are below the role level.",
        material.competency(competency),
        figures.below_role,
        figures.rated
    );
    let step = figures
        .next_steps
        .iter()
        .filter(|step| step.points.len() == 1)
        .max_by_key(|step| step.people);
    if let Some(step) = step {
        let levels = gaps::step_words(material, step);
        let people = step.people;
        text = format!("{text} Most wanted as a next step there: {levels} ({people} people).");
    }
    Some(text)
}

/// The team and competency with the smallest share at the role level.
fn weakest(material: &Material<'_>) -> Option<String> {
    let mut weakest: Option<(f64, String)> = None;
    for group in material.teams() {
        for (competency, figures) in &group.rows {
            let Some(share) = figures.as_ref().and_then(AnonymousFigures::at_role_share) else {
                continue;
            };
            if share < weakest.as_ref().map_or(1.0, |(least, _)| *least) {
                let place = format!("{} in {}", material.competency(*competency), group.name);
                weakest = Some((share, place));
            }
        }
    }
    weakest.map(|(share, place)| {
        format!(
            "The smallest share at the role level: {place}, {:.0} %.",
            share * 100.0
        )
    })
}

/// How much cannot be told.
fn withheld(material: &Material<'_>) -> Option<String> {
    let rows: usize = material
        .told
        .groups
        .iter()
        .map(|group| group.rows.len())
        .sum();
    if rows == 0 {
        return None;
    }
    let told: usize = material
        .told
        .groups
        .iter()
        .map(|group| by_team::told(group).len())
        .sum();
    if told == 0 {
        return Some(
            "No figure can be shown by competency, not even of everybody: each would tell of few people."
                .to_owned(),
        );
    }
    (told < rows).then(|| {
        format!(
            "{} of {} are not shown, because they would tell of few people.",
            rows - told,
            counted(
                rows,
                "row of team and competency",
                "rows of team and competency"
            )
        )
    })
}
