//! What speaks for and against a table, apart from its content.

use super::super::blocks;
use super::super::sides::column_label;
use super::Reader;
use crate::diagnostic::Location;
use crate::load::career_map::content::scale::Contents;
use crate::load::career_map::drafts::draft::{DraftRow, Signs};
use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::wording::labels::{
    Label, label, names_competencies, speaks_of_careers,
};
use crate::load::vocabulary::{Concept, stands_for};
use crate::text::fold;

/// Where this share of titles is known, they are levels, whatever is said beside them.
const KNOWN: f64 = 0.9;

impl Reader<'_> {
    pub(super) fn signs(&self) -> Signs {
        let label_of = |column: usize| column_label(self.table, self.header, column);
        let labels: Vec<Label> = (0..self.table.width())
            .filter(|column| !self.header.takes(*column))
            .map(label_of)
            .collect();
        let names_people = (0..self.end)
            .filter_map(|row| self.table.own(row, self.sides.names?))
            .any(|cell| label(&cell.text) == Label::Person);
        // On its side, a table has its title before all that is used.
        let used = (0..self.table.width()).find(|column| {
            self.header.takes(*column)
                || [self.sides.names, self.sides.categories].contains(&Some(*column))
        });
        let before = used.filter(|_| self.table.turned).unwrap_or(0);
        let above = (0..self.table.height())
            .flat_map(|row| (0..self.table.width()).map(move |column| (row, column)))
            .filter(|(row, column)| *row < self.header.lines.0 || *column < before)
            .any(|(row, column)| speaks_of_careers(self.table.text(row, column)));
        // On its side, a table has the label of its levels where an upright one has that of its competencies.
        let turned = self.table.turned;
        // Beside the names of an upright table, *Title* is the heading of something else.
        let levels_are_labelled = if turned {
            labels.contains(&Label::Level)
        } else {
            let sides = [self.sides.names, self.sides.categories];
            sides
                .into_iter()
                .flatten()
                .any(|column| label_of(column) == Label::Level)
        };
        let names_are_labelled = labels
            .iter()
            .any(|label| matches!(label, Label::Name | Label::Category | Label::Part))
            // Above names, *Behaviour* heads names.
            || self.sides.names.map(label_of) == Some(Label::Expectation);
        Signs {
            recognised: self.header.recognised,
            guessed: (self.header.guessed.iter())
                .map(|column| self.table.location(self.header.base, *column))
                .collect(),
            names_are_labelled: names_are_labelled && !turned,
            axis_is_named: if turned {
                levels_are_labelled
            } else {
                names_competencies(&self.corner)
            },
            corner_contradicts: match label(&self.corner) {
                // “Level / Skill” names both sides of the table.
                _ if names_both(&self.corner) => false,
                _ if self.counts_levels() => false,
                _ if turned && heads_numbers(&self.corner) => true,
                Label::Name | Label::Part => turned,
                // *Domínio* is as good a name for an area.
                // Before known titles, *Rank* says what they are.
                Label::Level => {
                    !turned
                        && self.header.recognised < KNOWN
                        && !stands_for(&fold(&self.corner), Concept::Category)
                }
                _ => false,
            },
            levels_are_labelled,
            groups: self.groups(),
            speaks_of_careers: above || speaks_of_careers(&self.table.sheet),
            cut_off: (0..self.header.lines.0)
                .filter(|line| self.fills_levels(*line))
                .count(),
            configured: false,
            confirmed: false,
            against: if turned && names_people {
                Some(RuledOut::LinesArePeople)
            } else if (turned && self.names_raters()) || self.stands_below_raters() {
                Some(RuledOut::Ratings)
            } else if self.titles_stand_above() {
                Some(RuledOut::NamesLevels)
            } else {
                None
            },
            ..Signs::default()
        }
    }

    /// The headings above groups of levels.
    fn groups(&self) -> Vec<(Location, String, usize)> {
        let Some((line, firsts)) = &self.header.groups else {
            return Vec::new();
        };
        let heading = |first: &usize| {
            let cell = self.table.cell(*line, self.header.levels[*first].place)?;
            Some((self.table.place.with_cell(cell.at), cell.name(), *first))
        };
        firsts.iter().filter_map(heading).collect()
    }

    /// Whether the levels are only numbered, or became dates, so that a word in the corner may be about either side.
    pub(super) fn counts_levels(&self) -> bool {
        self.header.levels.iter().all(|level| {
            self.table
                .cell(self.header.base, level.place)
                .is_some_and(|cell| cell.is_date || cell.count().is_some())
        })
    }

    /// Whether a line has its own text for most levels.
    pub(super) fn fills_levels(&self, line: usize) -> bool {
        let filled = self
            .header
            .levels
            .iter()
            .filter(|level| self.table.own(line, level.place).is_some())
            .count();
        filled >= 2 && filled * 10 >= self.header.levels.len() * 6
    }

    /// Whether rows are named like somebody's ratings and hold ratings: no texts, or much shorter ones than the others.
    fn names_raters(&self) -> bool {
        let is_rater = |text: &str| label(text) == Label::Rater;
        let contents = |row: &DraftRow| Contents::of(row.cells.iter().flatten());
        let (raters, others): (Vec<&DraftRow>, Vec<&DraftRow>) =
            self.rows.iter().partition(|row| is_rater(&row.name));
        let others = Contents::of(others.iter().flat_map(|row| row.cells.iter().flatten()));
        let rates = |row: &&DraftRow| {
            let contents = contents(row);
            !contents.are_texts() || contents.mean_length() * 2.0 < others.mean_length()
        };
        is_rater(&self.corner) || raters.len() * 2 > self.rows.len() || raters.iter().any(rates)
    }

    /// Whether a line above the header is filled with titles of its levels: then the cells name levels. Directly above a header with a
    /// heading, they may be those of others: *Reports to*.
    fn titles_stand_above(&self) -> bool {
        let header = self.header.lines.0;
        let is_headed = matches!(label(&self.corner), Label::Name | Label::Level);
        let names_others = |line: usize| {
            let own = self
                .sides
                .names
                .map_or("", |names| self.table.text(line, names));
            is_headed && line + 1 == header && !own.trim().is_empty()
        };
        (0..header).filter(|line| !names_others(*line)).any(|line| {
            let own =
                (self.header.levels.iter()).filter_map(|level| self.table.own(line, level.place));
            let titles = own.filter(|cell| self.is_title(&cell.text)).count();
            titles >= 2 && titles * 2 >= self.header.levels.len()
        })
    }

    /// Whether a line above the header labels columns of competencies or levels and of somebody's ratings.
    pub(super) fn stands_below_raters(&self) -> bool {
        (0..self.header.lines.0).any(|line| {
            let labels: Vec<Label> = (0..self.table.width())
                .map(|column| label(self.table.text(line, column)))
                .collect();
            // Beside another track, *Manager* is a track.
            labels.contains(&Label::Rater)
                && !blocks::name_tracks(self.table, line)
                && labels
                    .iter()
                    .any(|label| matches!(label, Label::Name | Label::Level))
        })
    }
}

/// Whether a label has words for competencies and for levels: *Level/Skill*.
fn names_both(corner: &str) -> bool {
    let parts: Vec<Label> = corner
        .split(['/', '\\', '|', '→', '\n'])
        .map(label)
        .collect();
    parts.contains(&Label::Level)
        && parts
            .iter()
            .any(|part| matches!(part, Label::Name | Label::Part | Label::Category))
}

/// Whether a heading is that of numbers or references, one for each row: *Ref*, *No.*, *ID*. Below *Code* may be those of levels.
fn heads_numbers(heading: &str) -> bool {
    let folded = fold(heading);
    let is_number = matches!(folded.as_str(), "id" | "ref" | "reference" | "lp");
    is_number || stands_for(&folded, Concept::Number) && !folded.starts_with('c')
}
