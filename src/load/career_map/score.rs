//! How well a draft explains a workbook: evidence adds up, and some findings rule a draft out.

use std::collections::BTreeSet;

use super::build::{Kind, headings, kinds};
use super::draft::{Draft, DraftRow};
use super::labels::{Label, label};
use super::options::MapOptions;
use super::scale::{Contents, required};
use super::title::number_in;
use super::words::seniority;
use crate::text::fold;

/// A draft that scores less is no career map.
pub(super) const ENOUGH: f64 = 50.0;
/// Two drafts that are closer than this explain the workbook equally well.
pub(super) const TIE: f64 = 2.5;

/// Cells with fewer characters say what is expected only if something else says that they do.
const SHORT: f64 = 15.0;

/// What was found for or against a draft.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// It may be right; more is better.
    Score(f64),
    /// It cannot be right, and why: the end of a sentence that begins with *It is no career map:*.
    RuledOut(&'static str),
}

/// Weighs a draft.
pub(super) fn verdict(draft: &Draft, options: &MapOptions) -> Verdict {
    let levels = draft.levels.len();
    let competencies: Vec<(&DraftRow, Kind)> = draft
        .rows
        .iter()
        .zip(kinds(draft, options))
        .filter(|(row, kind)| row.filled() > 0 && matches!(kind, Kind::Competency { .. }))
        .collect();
    let scored = competencies
        .iter()
        .filter(|(_, kind)| *kind == Kind::Competency { scored: true })
        .count();
    if levels < 2 {
        return Verdict::RuledOut("it names fewer than two levels");
    }
    if scored == 0 || (scored < 2 && !draft.signs.configured) {
        return Verdict::RuledOut("it names fewer than two competencies");
    }
    if let Some(why) = draft.signs.against {
        return Verdict::RuledOut(why);
    }
    let contents = Contents::of(
        competencies
            .iter()
            .flat_map(|(row, _)| row.cells.iter().flatten()),
    );
    if contents.filled == 0 {
        return Verdict::RuledOut("its cells say nothing about any level");
    }
    if !contents.are_texts() && !contents.are_numbers() {
        return Verdict::RuledOut(if contents.marks * 2 > contents.filled {
            "its cells hold only marks, as in a filled-in form"
        } else {
            "its cells hold neither expectations nor required levels"
        });
    }
    let filled_cells: usize = competencies.iter().map(|(row, _)| row.filled()).sum();
    let fill = filled_cells as f64 / (levels * competencies.len()) as f64;
    if contents.are_numbers() && fill < 0.5 {
        return Verdict::RuledOut("most of its cells are empty");
    }
    if contents.are_numbers() && !numbers_rise(competencies.iter().map(|(row, _)| *row)) {
        return Verdict::RuledOut(
            "its numbers do not rise from level to level, so they are not what levels require",
        );
    }
    let is_vouched_for = draft.signs.names_are_labelled
        || draft.signs.levels_are_labelled
        || draft.signs.speaks_of_careers
        || draft.signs.configured;
    if contents.are_texts() && contents.mean_length() < SHORT && !is_vouched_for {
        return Verdict::RuledOut("its cells are too short to say what is expected");
    }
    if names_levels(draft, &competencies) {
        return Verdict::RuledOut("its cells name levels, as somebody's ratings do");
    }
    let mut score = 40.0 * draft.signs.recognised + 20.0 * fill;
    score += if contents.are_texts() {
        15.0 * (contents.mean_length() / 40.0).min(1.0)
    } else {
        10.0
    };
    score +=
        5.0 * (levels as f64 / 6.0).min(1.0) + 5.0 * (competencies.len() as f64 / 10.0).min(1.0);
    for sign in [
        draft.signs.names_are_labelled,
        draft.signs.speaks_of_careers,
        draft.signs.levels_are_labelled,
        is_ordered(draft),
    ] {
        score += if sign { 5.0 } else { 0.0 };
    }
    // Levels with names of their own need a label that says what stands beside them.
    if draft.signs.recognised < 0.5 {
        score += if draft.signs.axis_is_named { 15.0 } else { 0.0 };
        score += if draft.signs.speaks_of_careers {
            10.0
        } else {
            0.0
        };
    }
    score -= 40.0 * (1.0 - distinct(draft)) + 6.0 * draft.signs.cut_off.min(3) as f64;
    // Columns headed *Theme* and *Behaviour* are those of the long form, taken for competencies.
    let labels = competencies
        .iter()
        .filter(|(row, _)| {
            matches!(
                label(&row.name),
                Label::Category | Label::Name | Label::Expectation | Label::Level
            )
        })
        .count();
    score -= 15.0 * labels as f64 / competencies.len() as f64;
    if draft.signs.configured {
        score += 100.0;
    }
    if score < ENOUGH {
        return Verdict::RuledOut("too little in it looks like levels and what they expect");
    }
    Verdict::Score(score)
}

/// Whether many cells hold nothing but the name of a level.
fn names_levels(draft: &Draft, competencies: &[(&DraftRow, Kind)]) -> bool {
    let titles: BTreeSet<String> = headings(draft)
        .into_iter()
        .flat_map(|heading| std::iter::once(heading.title).chain(heading.code))
        .map(|name| fold(&name))
        .collect();
    let (mut all, mut levels) = (0, 0);
    for piece in competencies
        .iter()
        .flat_map(|(row, _)| row.cells.iter().flatten())
    {
        all += 1;
        levels += usize::from(piece.number.is_none() && titles.contains(&fold(&piece.text)));
    }
    levels * 10 >= all * 4
}

/// Whether what is required mostly rises, or mostly falls, from one side to the other.
fn numbers_rise<'a>(rows: impl Iterator<Item = &'a DraftRow>) -> bool {
    let (mut rising, mut falling, mut all) = (0, 0, 0);
    for row in rows {
        let numbers: Vec<f64> = row
            .cells
            .iter()
            .filter_map(|pieces| pieces.iter().find_map(required))
            .map(|(number, _)| number)
            .collect();
        all += 1;
        rising += usize::from(numbers.is_sorted());
        falling += usize::from(numbers.iter().rev().is_sorted());
    }
    rising * 10 >= all * 6 || falling * 10 >= all * 6
}

/// The share of levels with a name of their own.
fn distinct(draft: &Draft) -> f64 {
    let names: BTreeSet<String> = draft
        .levels
        .iter()
        .map(|level| {
            level
                .cells
                .iter()
                .map(|cell| fold(cell))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    names.len() as f64 / draft.levels.len().max(1) as f64
}

/// Whether codes or words of seniority rise or fall from one side to the other.
fn is_ordered(draft: &Draft) -> bool {
    let headings = headings(draft);
    let numbers: Option<Vec<f64>> = headings
        .iter()
        .map(|heading| number_in(heading.code.as_ref().unwrap_or(&heading.title)).map(f64::from))
        .collect();
    let heights = || {
        headings
            .iter()
            .filter_map(|heading| seniority(&heading.title))
            .collect::<Vec<_>>()
    };
    let values = numbers.unwrap_or_else(heights);
    values.len() >= 2
        && (values.is_sorted() || values.iter().rev().is_sorted())
        && values.first() != values.last()
}
