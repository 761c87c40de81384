//! Codes in one line and the titles in the next: the titles are those of the levels.

use std::collections::BTreeSet;

use crate::diagnostic::Location;
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Role, Use};
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::title::is_step_code;
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness, may_be_title};
use crate::load::vocabulary::{Concept, stands_for};
use crate::model::Orientation;
use crate::text::{fold, tidy};

/// A longer text is not a title.
const LONGEST_TITLE: usize = 40;

/// Gives levels that only have codes the titles in the next line, before all competencies.
pub(super) fn take_titles(draft: &mut Draft, corner: &str) {
    let are_codes = draft.levels.iter().all(
        |level| matches!(level.cells.as_slice(), [only] if is_code(only) || is_step_code(only)),
    );
    // Below a heading of the competencies stands a competency, and so it does beside codes in a column.
    let may_be_headed = draft.orientation == Orientation::LevelsInColumns && !heads_names(corner);
    let holds_titles = |row: &DraftRow| holds_titles(row, may_be_headed);
    if !are_codes || !draft.rows.first().is_some_and(holds_titles) {
        return;
    }
    let row = draft.rows.remove(0);
    let is_turned = draft.orientation == Orientation::LevelsInRows;
    let line = |at: &Location| {
        let cell = at.cell()?;
        Some(if is_turned { cell.column } else { cell.row })
    };
    // The names and the categories have their headings beside the titles.
    for used in &mut draft.uses {
        if matches!(used.role, Role::Name | Role::Category) && line(&used.at) == line(&row.at) {
            used.role = Role::Heading;
        }
    }
    for (level, piece) in draft.levels.iter_mut().zip(row.cells.into_iter().flatten()) {
        level.cells.push(piece.text);
        draft.uses.push(Use {
            at: piece.at,
            role: Role::Title,
        });
    }
}

/// Whether a label is a heading of competencies or of groups of them.
fn heads_names(text: &str) -> bool {
    matches!(label(text), Label::Name | Label::Category | Label::Part)
}

/// Whether a row has a different name for each level, and most of them are known names of levels, or its own may be the heading of
/// the competencies. *Reports to* has such names, too.
fn holds_titles(row: &DraftRow, may_be_headed: bool) -> bool {
    let is_other_fact = stands_for(&fold(&row.name), Concept::ReportsTo);
    let titles: Option<Vec<String>> = row
        .cells
        .iter()
        .map(|pieces| match pieces.as_slice() {
            [only] => Some(tidy(&only.text)),
            _ => None,
        })
        .collect();
    let Some(titles) = titles.filter(|_| !is_other_fact) else {
        return false;
    };
    let known = titles
        .iter()
        .filter(|title| level_likeness(title) == Likeness::Yes && !is_code(title))
        .count();
    let different: BTreeSet<String> = titles.iter().map(|title| fold(title)).collect();
    // Beside the heading of the competencies, other names are titles, too.
    different.len() == titles.len()
        && (known * 2 >= titles.len()
            || (may_be_headed
                && heads_names(&row.name)
                && titles.iter().all(|title| may_be_title(title))))
        && titles
            .iter()
            .all(|title| title.chars().count() <= LONGEST_TITLE && !title.contains([',', ';']))
}
