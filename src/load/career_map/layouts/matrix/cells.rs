//! What the cells of a row hold for the levels and beside them.

use super::super::header::LevelColumns;
use super::Reader;
use crate::load::career_map::content::markdown::name_of;
use crate::load::career_map::drafts::draft::Piece;
use crate::load::career_map::drafts::table::MapCell;

impl Reader<'_> {
    pub(super) fn pieces(&self, row: usize, begins: bool) -> Vec<Vec<Piece>> {
        self.header
            .levels
            .iter()
            .map(|level| self.level_pieces(row, level, begins))
            .collect()
    }

    pub(super) fn level_pieces(
        &self,
        row: usize,
        level: &LevelColumns,
        begins: bool,
    ) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for &column in &level.columns {
            let Some(cell) = self.table.cell(row, column) else {
                continue;
            };
            // A cell merged over several levels counts for each of them; one merged over several rows counts for each
            // competency in them, but only once.
            let elsewhere = cell.covered && !self.is_of_levels(cell);
            let repeated = cell.covered && !begins && self.began_above(row, cell);
            let at = self.table.place.with_cell(cell.at);
            if !elsewhere && !repeated && !pieces.iter().any(|piece| piece.at == at) {
                pieces.push(Piece {
                    text: cell.text.clone(),
                    number: cell.number,
                    error: cell.error.clone(),
                    at,
                });
            }
        }
        pieces
    }

    /// Whether a merged cell begins in a column of a level, and not among the names.
    pub(super) fn is_of_levels(&self, cell: &MapCell) -> bool {
        self.table
            .column_of(cell.at)
            .is_some_and(|column| self.header.is_of_level(column))
    }

    pub(super) fn began_above(&self, row: usize, cell: &MapCell) -> bool {
        let here = self.table.address(row, 0);
        if self.table.turned {
            cell.at.column < here.column
        } else {
            cell.at.row < here.row
        }
    }

    pub(super) fn holds_anything(&self, row: usize) -> bool {
        self.filled(row) > 0
    }

    pub(super) fn filled(&self, row: usize) -> usize {
        self.header
            .levels
            .iter()
            .filter(|level| !self.level_pieces(row, level, true).is_empty())
            .count()
    }

    /// The text that a column beside the levels shows in a row, unless a merged region only reaches into it sideways.
    pub(super) fn side_text(&self, row: usize, column: Option<usize>) -> Option<String> {
        let column = column?;
        let cell = self.table.cell(row, column)?;
        let sideways = cell.covered && {
            let own = self.table.address(row, column);
            if self.table.turned {
                cell.at.row != own.row
            } else {
                cell.at.column != own.column
            }
        };
        let text = name_of(&cell.text);
        (!sideways && !text.is_empty()).then_some(text)
    }
}
