//! Columns of tables that hold people beside those whom the rows are about.

use std::collections::{BTreeMap, BTreeSet};

use super::Search;
use super::headings::heading_above;
use super::record::Meant;
use super::spelling::{is_only_a_name, is_shaped_like_name};
use super::subjects::Subjects;
use super::words::{Part, is_among};
use crate::load::sheet::Grid;

/// Headings of columns with people from elsewhere beside those whom the rows are about, folded.
const FROM_ELSEWHERE: &str = "applicant applicants bewerber bewerberin becaria becario candidat candidata candidate candidates \
    candidato client cliente clients customer gast guest intern invitado kandidat kandidatin klient klientin kunde kundin \
    mentee paciente patient patientin paziente praktikant praktikantin stagiaire stazysta teilnehmer teilnehmerin tirocinante \
    trainee visitor";

impl Search<'_> {
    /// The columns of tables, below their header rows, that name people beside those whom the rows are about: whatever stands
    /// in them is somebody, known or not. So it is in a second column of names, and in one with an unknown heading if all of its
    /// cells are like names.
    pub(super) fn columns_of_others(
        &self,
        grid: &Grid,
        subjects: &Subjects,
    ) -> BTreeSet<(u32, u32)> {
        let mut found = BTreeSet::new();
        // Columns with unknown headings: whether they have nothing but names.
        let mut unknown: BTreeMap<(u32, u32), bool> = BTreeMap::new();
        for (at, value) in grid.cells() {
            let Some(table) = subjects
                .table_of(at.row)
                .filter(|table| at.row > table.header)
            else {
                continue;
            };
            let is_key = table.is_key(at.column) || subjects.is_of_manager(at);
            let is_name = || {
                let text = value.text().unwrap_or_default();
                table.parts.get(&at.column) == Some(&Part::Name) && is_shaped_like_name(&text)
            };
            let is_known = || matches!(self.exactly(value), Some(Meant::One(_)));
            let column = (table.header, at.column);
            if !is_key && (is_known() || is_name()) {
                found.insert(column);
            }
            let part = table.parts.get(&at.column);
            if part.is_none_or(|part| *part == Part::Known) && table.rows.contains_key(&at.row) {
                let text = value.text().unwrap_or_default();
                let heading = heading_above(grid, table.header, at.column);
                let is_somebody = if is_among(&heading, FROM_ELSEWHERE) {
                    text.split_whitespace().count() < 5
                } else {
                    part.is_none() && is_only_a_name(&text) && !self.is_known(&heading)
                };
                *unknown.entry(column).or_insert(true) &= is_somebody;
            }
        }
        found.extend(
            unknown
                .into_iter()
                .filter(|(_, is_name)| *is_name)
                .map(|(at, _)| at),
        );
        found
    }
}
