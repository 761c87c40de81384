//! Groups the columns that belong to levels into levels.

use std::collections::{BTreeMap, BTreeSet};

use super::LevelColumns;
use super::body::Body;
use super::finder::{Finder, is_part_of_level};
use crate::load::career_map::content::grades::is_counter;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::title::is_step_code;
use crate::load::career_map::wording::words::{is_code, may_be_title};
use crate::load::track::parse_tracks;
use crate::model::Track;
use crate::text::fold;

impl Finder<'_> {
    /// Groups columns to levels: a merged, repeated or blank name continues the level before.
    pub(super) fn levels(&self, columns: &[usize]) -> Vec<LevelColumns> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &column in columns {
            let continues = groups
                .last()
                .and_then(|group| group.last())
                .is_some_and(|&last| self.continues(last, column));
            match groups.last_mut() {
                Some(group) if continues => group.push(column),
                _ => groups.push(vec![column]),
            }
        }
        let firsts: Vec<usize> = groups.iter().map(|group| group[0]).collect();
        let lines: Vec<usize> = (self.lines.0..=self.lines.1)
            .filter(|line| self.tells_apart(*line, &firsts))
            .collect();
        groups
            .into_iter()
            .map(|columns| LevelColumns {
                cells: self.cells(&lines, columns[0], &firsts),
                place: columns[0],
                columns,
            })
            .collect()
    }

    /// Whether a column continues the level of the one before: no line of the header tells them apart.
    fn continues(&self, last: usize, column: usize) -> bool {
        let same = |line: usize| match (self.table.cell(line, last), self.table.cell(line, column))
        {
            (Some(before), Some(here)) => {
                before.at == here.at || fold(&before.text) == fold(&here.text)
            }
            (_, None) => true,
            (None, Some(_)) => false,
        };
        let names_parts = |line: usize| {
            Some(line) == self.heads
                || line != self.base
                    && [last, column].iter().all(|column| {
                        let text = self.table.text(line, *column);
                        text.trim().is_empty() || is_part_of_level(text)
                    })
        };
        let is_joint = || {
            let level = |column: usize| self.joint.get(&column).map(|(level, _)| level);
            level(last).is_some() && level(last) == level(column)
        };
        self.parts.contains(&column)
            || is_joint()
            || (self.lines.0..=self.lines.1).all(|line| same(line) || names_parts(line))
    }

    /// Applies a track to the levels after it, where its text is alone above an empty column.
    pub(super) fn name_tracks(&self, levels: &mut [LevelColumns]) {
        let used: BTreeSet<usize> = levels
            .iter()
            .flat_map(|level| level.columns.clone())
            .collect();
        let mut track_heading: Option<String> = None;
        for column in 0..self.table.width() {
            let text = self.table.text(self.base, column);
            if !used.contains(&column)
                && !parse_tracks(text).is_empty()
                && Body::of(self.table, self.lines.1 + 1, column).filled == 0
            {
                track_heading = Some(text.to_owned());
            } else if let (Some(track_heading), Some(level)) = (
                &track_heading,
                levels.iter_mut().find(|level| level.place == column),
            ) {
                level.cells.insert(0, track_heading.clone());
            }
        }
    }

    /// Whether a header line says something about single levels, or names tracks; a text over all of them does not.
    fn tells_apart(&self, line: usize, firsts: &[usize]) -> bool {
        let texts: Vec<String> = firsts
            .iter()
            .map(|c| fold(self.table.text(line, *c)))
            .collect();
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for text in texts.iter().filter(|text| !text.is_empty()) {
            *counts.entry(text).or_default() += 1;
        }
        // Where one of several groups is *Leadership*, they are the stages of one ladder.
        let tracks: BTreeSet<Track> = counts.keys().flat_map(|text| parse_tracks(text)).collect();
        line == self.base
            || tracks.len() > 1
            || tracks.len() == 1 && counts.len() <= 2
            || (counts.len() >= 2 && counts.len() * 3 >= texts.len() * 2)
    }

    /// Whether a line of the header only groups what another line of it names: *Operational* above *Porter* and
    /// *Technician*.
    pub(super) fn is_group_line(&self, line: usize, columns: &[usize]) -> bool {
        (line + 1..=self.lines.1).any(|below| self.groups(line, below, columns))
    }

    /// Whether a line has fewer different texts over these columns than the line below it, which has a title of its own for
    /// each. Codes in either line are not groups.
    pub(super) fn groups(&self, line: usize, below: usize, columns: &[usize]) -> bool {
        let texts = |line: usize| -> BTreeSet<String> {
            let texts = columns.iter().map(|c| fold(self.table.text(line, *c)));
            texts.filter(|text| !text.is_empty()).collect()
        };
        let are_counted = |line: usize| {
            columns.iter().all(|column| {
                let text = self.table.text(line, *column).trim();
                is_code(text) || is_step_code(text) || is_counter(&fold(text))
            })
        };
        texts(below).len() == columns.len()
            && texts(line).len() < columns.len()
            && !are_counted(line)
            && !are_counted(below)
    }

    /// The nearest line above the titles that has a short heading for each of two or three groups of levels side by side, and the
    /// first level of each group.
    pub(super) fn groups_above(&self, levels: &[LevelColumns]) -> Option<(usize, Vec<usize>)> {
        /// A title and notes may be above the table, farther away.
        const LINES: usize = 2;
        let titles = levels
            .iter()
            .map(|level| fold(self.table.text(self.base, level.place)));
        if titles.collect::<BTreeSet<_>>().len() < levels.len() {
            return None;
        }
        let begin = self.lines.0.saturating_sub(LINES);
        let follows = |line: &usize| (line + 1..=self.base).all(|next| !self.table.gap_above(next));
        let lines = (begin..self.base).rev().take_while(follows);
        lines
            .into_iter()
            .find_map(|line| Some((line, self.first_of_groups(line, levels)?)))
    }

    /// The first level of each group that a line has a heading for.
    fn first_of_groups(&self, line: usize, levels: &[LevelColumns]) -> Option<Vec<usize>> {
        let is_heading = |text: &str| {
            may_be_title(text)
                && !text.contains(|c: char| c.is_ascii_digit())
                && (label(text) == Label::Unknown || !parse_tracks(text).is_empty())
        };
        let mut firsts: Vec<usize> = Vec::new();
        let mut headings: Vec<String> = Vec::new();
        for (place, level) in levels.iter().enumerate() {
            let text = self.table.text(line, level.place);
            let heading = fold(text);
            if heading.is_empty() || headings.last() == Some(&heading) {
                continue;
            }
            if !is_heading(text) || headings.contains(&heading) {
                return None;
            }
            firsts.push(place);
            headings.push(heading);
        }
        let own = (0..self.table.width()).filter(|column| self.table.own(line, *column).is_some());
        let beside = own.filter(|column| levels.iter().all(|level| level.place != *column));
        let groups = firsts.len();
        let is_group = (2..=3).contains(&groups) && groups < levels.len();
        (is_group && beside.count() <= 1).then_some(firsts)
    }

    fn cells(&self, lines: &[usize], column: usize, firsts: &[usize]) -> Vec<String> {
        let mut cells: Vec<String> = Vec::new();
        let mut seen = Vec::new();
        for &line in lines {
            let from = self.begin_of_group(line, column, firsts);
            if let Some(cell) = self.table.cell(line, from)
                && !seen.contains(&cell.at)
            {
                seen.push(cell.at);
                // In brackets a track is not a title, even if it is *Manager*.
                let joint = self.joint.get(&column).filter(|_| line == self.base);
                let is_group = || self.is_group_line(line, firsts);
                if let Some((level, _)) = joint {
                    cells.push(level.clone());
                } else if self.names_tracks(line, firsts)
                    || (is_group() && !parse_tracks(&cell.text).is_empty())
                {
                    cells.push(format!("({})", cell.text.trim()));
                } else if !is_group() {
                    cells.push(cell.text.clone());
                }
            }
        }
        cells
    }

    /// The column with the text that a line has for a column: to its left, where each track is named once and stands above the first
    /// of its levels, without a merge.
    fn begin_of_group(&self, line: usize, column: usize, firsts: &[usize]) -> usize {
        let is_own = |column: &usize| self.table.cell(line, *column).is_some();
        let named = || firsts.iter().copied().filter(is_own);
        let is_track = |column: usize| !parse_tracks(self.table.text(line, column)).is_empty();
        let is_first = firsts.first().is_some_and(is_own);
        let groups = line < self.base
            && is_first
            && (2..firsts.len()).contains(&named().count())
            && named().any(is_track);
        let before = named().rfind(|own| *own <= column);
        before.filter(|_| groups).unwrap_or(column)
    }

    /// Whether a line has nothing but tracks, and fewer of them than levels.
    fn names_tracks(&self, line: usize, firsts: &[usize]) -> bool {
        let texts: Vec<&str> = firsts
            .iter()
            .map(|column| self.table.text(line, *column))
            .filter(|text| !text.trim().is_empty())
            .collect();
        let different: BTreeSet<String> = texts.iter().map(|text| fold(text)).collect();
        line != self.base
            && different.len() < texts.len()
            && texts.iter().all(|text| !parse_tracks(text).is_empty())
    }
}
