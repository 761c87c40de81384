//! Which lines around the one that names the levels belong to the header: codes, second titles, tracks, headings of parts.

use std::collections::BTreeSet;

use super::finder::{Finder, is_part_of_level};
use super::recognised_names;
use crate::load::career_map::drafts::table::MapCell;
use crate::load::career_map::wording::labels::{Label, fact, label};
use crate::load::career_map::wording::title::{is_step_code, number_in};
use crate::load::career_map::wording::words::{Likeness, is_code, level_likeness, may_be_title};
use crate::load::track::parse_tracks;
use crate::load::vocabulary::{Concept, is_of_trade, stands_for};
use crate::text::fold;

/// Whether a label is a heading of codes. Other texts beside it are not names of levels.
fn names_code(label: &str) -> bool {
    fold(label).ends_with("code")
}

/// Whether a text has a number that does not count titles, as *Cook 2* does: *0–2 years*, *EUR 30k*.
fn holds_amount(text: &str) -> bool {
    let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let counts = |word: &str| word.parse::<u8>().is_ok();
    let is_amount = |word: &str| !counts(word) || text.trim_start().starts_with(word);
    text.split_whitespace().filter(has_digit).any(is_amount)
}

impl Finder<'_> {
    /// Takes lines above and below into the header that also name the levels: codes, second titles, tracks.
    pub(super) fn extend_lines(&mut self) {
        while self.lines.0 > 0
            && !self.table.gap_above(self.lines.0)
            && self.may_stand_below(self.lines.0)
            && self.names_levels(self.lines.0 - 1, false)
        {
            self.lines.0 -= 1;
        }
        while self.lines.1 + 1 < self.table.height()
            && !self.table.gap_above(self.lines.1 + 1)
            && self.names_levels(self.lines.1 + 1, true)
        {
            self.lines.1 += 1;
        }
    }

    /// Takes the line with the headings of each level's parts into the header.
    pub(super) fn take_heads(&mut self) {
        let line = self.lines.1 + 1;
        if self.lines.1 > self.base && self.heads_parts(self.lines.1) {
            self.heads = Some(self.lines.1);
        } else if line < self.table.height()
            && !self.table.gap_above(line)
            && self.heads_parts(line)
        {
            self.lines.1 = line;
            self.heads = Some(line);
        }
    }

    fn names_levels(&self, line: usize, below: bool) -> bool {
        let texts: Vec<&str> = self
            .sure
            .iter()
            .map(|column| self.table.text(line, *column))
            .filter(|text| !text.trim().is_empty())
            .collect();
        if texts.len() * 2 < self.sure.len() || texts.iter().any(|text| text.chars().count() > 60) {
            return false;
        }
        let share = |test: &dyn Fn(&str) -> bool| {
            texts.iter().filter(|text| test(text)).count() as f64 / texts.len() as f64
        };
        let distinct = texts
            .iter()
            .map(|text| fold(text))
            .collect::<BTreeSet<_>>()
            .len();
        let named = share(&|text| level_likeness(text) == Likeness::Yes) >= 0.5 && distinct >= 2;
        let tracks = share(&|text| !parse_tracks(text).is_empty()) >= 0.5;
        let is_coded = |column: &usize| {
            let text = self.table.text(self.base, *column).trim();
            is_code(text) || is_step_code(text)
        };
        // Codes have the titles above or below them, whatever these are called.
        let titles_of_codes = distinct == self.sure.len()
            && texts
                .iter()
                .all(|text| may_be_title(text) && !holds_amount(text))
            && self.sure.iter().all(is_coded);
        if !below {
            // *Reports to* above the titles names the levels of others.
            if self.names_others(line) && self.heads_titles(self.lines.0) {
                return tracks;
            }
            let nearly_all = share(&|text| level_likeness(text) == Likeness::Yes) >= 0.75
                && texts.len() * 5 >= self.sure.len() * 4;
            let coded = texts.len() == self.sure.len() && self.counts_levels(line, &texts);
            return (named && nearly_all) || tracks || titles_of_codes || coded;
        }
        if titles_of_codes && self.left_label(line).is_empty() && self.is_alone(line) {
            return true;
        }
        let parts = share(&|text| is_part_of_level(text)) >= 0.9;
        // Without a column of names, the line may say what is expected.
        let has_sides = !self.sure.contains(&0);
        let aliases = has_sides
            && distinct * 3 >= texts.len() * 2
            && share(&may_be_title) >= 0.9
            && !names_code(&self.left_label(line))
            && (!self.left_label(line).is_empty() || self.is_followed_by_prose(line));
        // The titles below their codes or groups, with the heading of the competencies beside them.
        let is_grouped = || {
            texts.iter().all(|text| may_be_title(text)) && self.groups(self.base, line, &self.sure)
        };
        let titles = (named || is_grouped())
            && distinct == texts.len()
            && !self.is_labelled_above(line)
            && matches!(
                label(&self.left_label(line)),
                Label::Name | Label::Category | Label::Part
            )
            && self.is_followed_by_prose(line);
        // Below codes, known titles are titles, whatever stands beside them: *Scope*.
        let is_known = |text: &str| level_likeness(text) == Likeness::Yes || is_of_trade(text);
        let titles_below = titles_of_codes
            && share(&is_known) >= 0.5
            && self.left_cells(line).count() == 1
            && !stands_for(&fold(&self.left_label(line)), Concept::ReportsTo);
        titles || titles_below || self.labels_names(line) && (named || tracks || parts || aliases)
    }

    /// The line that names the levels, where this one names those of others: *Reports to*, *Former title*. It is above or below, and has
    /// a heading for the names of the competencies, or for those of the levels. Below it may stand codes.
    pub(super) fn own_titles(&self) -> usize {
        let are_others = self.names_others(self.base);
        let above = (self.base.checked_sub(1))
            .filter(|_| are_others || self.holds_codes(self.base))
            .filter(|_| !self.table.gap_above(self.base));
        let below = Some(self.base + 1)
            .filter(|below| are_others && *below < self.table.height())
            .filter(|below| !self.table.gap_above(*below));
        let mut beside = above.into_iter().chain(below);
        let own = beside.find(|line| self.heads_titles(*line) && !self.holds_codes(*line));
        own.unwrap_or(self.base)
    }

    /// Whether a line has nothing but codes for the levels: *Stage 1*, *Stage 2*.
    fn holds_codes(&self, line: usize) -> bool {
        let mut texts = self
            .sure
            .iter()
            .map(|column| self.table.text(line, *column));
        texts.all(|text| is_code(text) || is_step_code(text.trim()))
    }

    /// Whether a line has a label that is neither one for levels nor one for competencies, and more than codes.
    pub(super) fn names_others(&self, line: usize) -> bool {
        let own = self.left_label(line);
        !own.is_empty()
            && !self.is_headed(line)
            && !stands_for(&fold(&own), Concept::Step)
            && !self.holds_codes(line)
    }

    /// Whether the text beside the levels in a line heads the names of the competencies, or says that the line names the levels.
    fn is_headed(&self, line: usize) -> bool {
        let own = self.left_label(line);
        !own.is_empty()
            && (matches!(
                label(&own),
                Label::Name | Label::Category | Label::Part | Label::Level
            ) || self.labels_names(line))
    }

    /// Whether a line is headed, and has a different short text for each level.
    fn heads_titles(&self, line: usize) -> bool {
        let texts = self
            .sure
            .iter()
            .map(|column| self.table.text(line, *column));
        let titles: BTreeSet<String> = (texts.clone())
            .filter(|text| may_be_title(text) && !holds_amount(text))
            .map(fold)
            .collect();
        self.is_headed(line) && titles.len() == texts.len()
    }

    /// Whether a line above the titles counts them by the codes of their pay grades, under a word for these or an abbreviation that
    /// nobody knows: *FWG*, and 25, 35, 45. *Headcount* counts something else.
    fn counts_levels(&self, line: usize, texts: &[&str]) -> bool {
        /// Longer words are no abbreviations.
        const LONGEST: usize = 5;
        let own = self.left_label(line);
        let own = own.trim();
        let is_abbreviation = (2..=LONGEST).contains(&own.chars().count())
            && own.chars().all(char::is_uppercase)
            && fact(own).is_none();
        let names_grade = || label(own) == Label::Level || stands_for(&fold(own), Concept::Step);
        let numbers: Option<Vec<u32>> = texts.iter().map(|text| number_in(text)).collect();
        let is_counted = |numbers: &Vec<u32>| {
            numbers.is_sorted_by(|one, other| one < other)
                || numbers.is_sorted_by(|one, other| one > other)
        };
        (is_abbreviation || names_grade())
            && texts.iter().all(|text| is_code(text) || is_step_code(text))
            && numbers.as_ref().is_some_and(is_counted)
    }

    /// Whether a line may be a lower line of a header: the text beside the levels is a label, not a competency.
    fn may_stand_below(&self, line: usize) -> bool {
        if self.is_labelled_above(line) {
            return false;
        }
        let is_label = matches!(
            label(&self.left_label(line)),
            Label::Name | Label::Category | Label::Part | Label::Aside
        );
        // Titles that nobody knows may begin beside an empty corner.
        is_label
            || self.labels_names(line)
            || self.left_labels_are_known(line)
            || self.table.own(line, 0).is_none()
    }

    /// Whether the label in a line is in a column that the line above labels already, and also names levels: then it is
    /// the name of a fact, such as *Theme*.
    fn is_labelled_above(&self, line: usize) -> bool {
        let Some(above) = line.checked_sub(1) else {
            return false;
        };
        let first = self.sure.iter().min().copied().unwrap_or(0);
        let is_name = |line: usize, column: usize| {
            let cell = self.table.own(line, column);
            cell.map(|cell| label(&cell.text))
        };
        let mut labels = (0..first).map(|column| (is_name(above, column), is_name(line, column)));
        labels.any(|(above, here)| {
            let is_headed = match above {
                Some(Label::Name | Label::Part | Label::Category) => true,
                // On its side, a table has the label of its levels there.
                Some(Label::Level) => self.table.turned,
                _ => false,
            };
            is_headed
                && matches!(
                    here,
                    Some(Label::Name | Label::Part | Label::Category | Label::Aside)
                )
        }) && recognised_names(self.table, above).len() >= recognised_names(self.table, line).len()
    }

    /// Whether each text beside the levels is a label by itself.
    pub(super) fn left_labels_are_known(&self, line: usize) -> bool {
        self.left_cells(line)
            .all(|cell| label(&cell.text) != Label::Unknown)
    }

    /// The cells beside the levels in a line.
    fn left_cells(&self, line: usize) -> impl Iterator<Item = &MapCell> {
        let first = self.sure.iter().min().copied().unwrap_or(0);
        (0..first).filter_map(move |column| self.table.own(line, column))
    }

    /// The text beside the levels in a line.
    fn left_label(&self, line: usize) -> String {
        let texts: Vec<String> = self.left_cells(line).map(MapCell::name).collect();
        texts.join(" ")
    }

    /// Whether the text beside the levels in a line says that the line names them, or is empty.
    fn labels_names(&self, line: usize) -> bool {
        let folded = fold(&self.left_label(line));
        folded.is_empty()
            || names_code(&folded)
            || stands_for(&folded, Concept::TitleOfLevel)
            || matches!(folded.as_str(), "grade" | "band" | "track" | "tracks")
            || label(&folded) == Label::Level
    }

    /// Whether a line without a label is not the first of several that belong to the label above.
    fn is_alone(&self, line: usize) -> bool {
        line + 1 < self.table.height() && !self.left_label(line + 1).is_empty()
    }

    fn is_followed_by_prose(&self, line: usize) -> bool {
        let lengths: Vec<usize> = (line + 1..self.table.height().min(line + 4))
            .flat_map(|line| self.sure.iter().map(move |column| (line, *column)))
            .map(|(line, column)| self.table.text(line, column).chars().count())
            .filter(|length| *length > 0)
            .collect();
        !lengths.is_empty() && lengths.iter().sum::<usize>() >= lengths.len() * 30
    }
}
