//! What stands above the tables of sheets that are each about one level.

use super::sheet_names::number_before;
use crate::diagnostic::Location;
use crate::load::career_map::content::held::is_value;
use crate::load::career_map::content::markdown::name_of;
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Piece, Role, Use};
use crate::load::career_map::drafts::table::{MapCell, MapTable};
use crate::load::career_map::wording::labels::{FactKind, fact};
use crate::model::{LeftOut, WhyLeftOut};
use crate::text::fold;

/// Takes facts about levels, and their titles, from what the drafts of sheets leave out above their tables.
pub(super) fn take(draft: &mut Draft, best: &mut [Draft], named: &[&MapTable]) {
    for row in facts_above(named, best) {
        let cells = row.cells.iter().enumerate();
        for (level, piece) in
            cells.flat_map(|(level, cell)| cell.iter().map(move |piece| (level, piece)))
        {
            let line = |at: &Location| at.cell().map(|cell| cell.row);
            let is_own = |left: &LeftOut| line(&left.at) == line(&piece.at);
            let Some(place) = best[level].left_out.iter().position(is_own) else {
                continue;
            };
            let at = best[level].left_out.remove(place).at;
            draft.uses.push(Use {
                at,
                role: Role::Heading,
            });
            if repeats_name(&row, named) {
                draft.uses.push(Use {
                    at: piece.at.clone(),
                    role: Role::Title,
                });
            }
        }
        if !repeats_name(&row, named) {
            draft.rows.push(row);
        }
    }
    draft.signs.facts_above = draft.rows.len();
}

/// The facts about levels that stand above the tables of nearly all sheets: a label, and beside it what it says about the level.
fn facts_above(named: &[&MapTable], drafts: &[Draft]) -> Vec<DraftRow> {
    /// A longer text is not a label.
    const LONGEST: usize = 40;
    let mut rows: Vec<DraftRow> = Vec::new();
    for (level, (table, draft)) in named.iter().zip(drafts).enumerate() {
        for left in (draft.left_out.iter()).filter(|left| left.why == WhyLeftOut::AboveTable) {
            let line = left
                .at
                .cell()
                .and_then(|at| table.rows.binary_search(&at.row).ok());
            let own: Vec<&MapCell> = line.map_or_else(Vec::new, |line| {
                (0..table.width())
                    .filter_map(|column| table.own(line, column))
                    .collect()
            });
            let [label, value] = own[..] else { continue };
            let name = name_of(&label.text).trim_end_matches(':').to_owned();
            if name.is_empty() || name.chars().count() > LONGEST {
                continue;
            }
            let place = rows.iter().position(|row| fold(&row.name) == fold(&name));
            let place = place.unwrap_or(rows.len());
            if place == rows.len() {
                rows.push(DraftRow {
                    name,
                    category: None,
                    at: left.at.clone(),
                    cells: vec![Vec::new(); named.len()],
                });
            }
            rows[place].cells[level].push(Piece {
                text: value.text.clone(),
                number: value.number,
                error: value.error.clone(),
                at: table.place.with_cell(value.at),
            });
        }
    }
    rows.retain(|row| {
        let is_said = || {
            fact(&row.name) == Some(FactKind::OfLevel) || row.cells.iter().flatten().all(is_value)
        };
        row.filled() * 5 >= named.len() * 4 && (is_said() || repeats_name(row, named))
    });
    rows
}

/// Whether a row has the name of each sheet again.
fn repeats_name(row: &DraftRow, named: &[&MapTable]) -> bool {
    let mut cells = row.cells.iter().zip(named);
    cells.all(|(cell, table)| {
        let title = number_before(&table.sheet).map_or(table.sheet.as_str(), |(_, title)| title);
        cell.iter().all(|piece| {
            [title, &table.sheet]
                .iter()
                .any(|own| fold(own) == fold(&piece.text))
        })
    })
}
