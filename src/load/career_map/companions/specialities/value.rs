//! What an entry of a speciality expects, read from its cell.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::load::career_map::content::placeholder::is_placeholder;
use crate::load::career_map::content::references::refers;
use crate::load::career_map::content::requirement::requires_nothing;
use crate::load::career_map::content::scale::required;
use crate::load::career_map::content::text::{Lines, said};
use crate::load::career_map::drafts::draft::Piece;
use crate::model::{CareerMap, Expectation, Points, Scale};
use crate::text::{shortened, tidy};

/// What an entry does, as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It adds.
    Unsaid,
    /// It replaces.
    Replace,
    /// It adds, for a competency that the map does not have.
    New,
}

/// What is expected, in words or as a number.
#[derive(Debug, Clone)]
pub(super) struct StatedRequirement {
    /// In words.
    pub(super) expectations: Vec<Expectation>,
    /// As a number.
    pub(super) required: Option<Points>,
    /// Whether it is about a number.
    pub(super) is_number: bool,
}

/// Says why an entry was left out.
#[expect(
    clippy::unnecessary_box_returns,
    reason = "the results that it goes into are small"
)]
pub(super) fn left_out(
    code: Code,
    at: &Location,
    found: &str,
    help: impl Into<String>,
) -> Box<Diagnostic> {
    let message = format!("{found}; the entry was left out.");
    Box::new(Diagnostic::warning(code, at.clone(), message, help))
}

/// What an entry expects.
pub(super) fn value(
    (piece, wanted): (&Piece, Wanted),
    map: &CareerMap,
    scored: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<StatedRequirement, Box<Diagnostic>> {
    let at = &piece.at;
    if let Some(error) = &piece.error {
        return Err(left_out(
            Code("speciality-expectation"),
            at,
            &format!("The cell holds {error} where it should say what is expected"),
            "Correct the cell in the spreadsheet program and save the file.",
        ));
    }
    let text = tidy(&piece.text);
    if map.scale == Scale::Proficiency && scored {
        let found = required(piece).or_else(|| Some((map.step_named(&text)?, None)));
        return match found {
            Some((points, words)) if map.scale_top.is_none_or(|top| points <= top) => {
                Ok(StatedRequirement {
                    expectations: words.iter().map(Expectation::new).collect(),
                    required: Some(points),
                    is_number: true,
                })
            }
            None if wanted == Wanted::Replace && !text.is_empty() && requires_nothing(&text) => {
                Ok(StatedRequirement {
                    expectations: Vec::new(),
                    required: None,
                    is_number: true,
                })
            }
            _ => Err(left_out(
                Code("speciality-number"),
                at,
                &format!(
                    "Found “{}”, expected the required number or a step of the map's scale",
                    shortened(&text)
                ),
                match map.scale_top {
                    Some(top) => format!("Write a number from 0 to {top}, or the name of a step."),
                    None => "Write a number from 0 to 10, or the name of a step.".to_owned(),
                },
            )),
        };
    }
    if scored && (piece.number.is_some() || text.is_empty() || is_placeholder(&text)) {
        let found = if text.is_empty() {
            "The cell that should say what is expected is empty".to_owned()
        } else {
            format!(
                "Found “{}” where a text should say what is expected",
                shortened(&text)
            )
        };
        return Err(left_out(
            Code("speciality-expectation"),
            at,
            &found,
            "Write what the level expects of people of this speciality, or delete the row.",
        ));
    }
    if refers(&text) {
        return Err(left_out(
            Code("speciality-expectation"),
            at,
            &format!("“{}” refers to other cells", shortened(&text)),
            "Write the expectations into the cell.",
        ));
    }
    let said = said(&Lines::of(&piece.text), &BTreeSet::new());
    diagnostics.extend(said.unwanted.iter().map(|heading| {
        Diagnostic::note(
            "map-unwanted",
            at.clone(),
            format!("The text below “{heading}” was left out, since the heading marks unwanted behaviour."),
            "If it is expected, give it another heading.",
        )
    }));
    if said.expectations.is_empty() {
        return Err(left_out(
            Code("speciality-expectation"),
            at,
            "The cell does not say what is expected",
            "Write what the level expects of people of this speciality, or delete the row.",
        ));
    }
    Ok(StatedRequirement {
        expectations: said.expectations,
        required: None,
        is_number: false,
    })
}
