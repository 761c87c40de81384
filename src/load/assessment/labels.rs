//! Labels of a form with their values: beside them, or below a row of labels.

use std::collections::{BTreeMap, BTreeSet};

use super::super::dates::parse_date;
use super::super::sheet::{CellValue, Sheet};
use super::super::vocabulary::Meaning;
use super::Context;
use super::fields::{Fields, Part, day_label};
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::model::{DayLabel, Field, LabelPlace};
use crate::text::{fold, tidy};

/// A label's value may be at most this many columns to its right.
const REACH: u32 = 8;

/// Longer texts are not labels. Most texts of a form are running text, so this also saves time.
pub(super) const LONGEST: usize = 80;

/// A label, and the cell of its value, filled in or blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FormLabel {
    part: Part,
    at: CellAddress,
    value: CellAddress,
}

/// The labels of a sheet.
#[derive(Debug)]
pub(super) struct FormLabels<'a> {
    sheet: &'a Sheet,
    by_part: BTreeMap<Part, FormLabel>,
    /// The label of the day, if it may be that of the next review.
    day_label: Option<DayLabel>,
}

impl<'a> FormLabels<'a> {
    /// The labels on a sheet outside of these rows, which are those of a table.
    pub(super) fn find(
        sheet: &'a Sheet,
        table: std::ops::RangeInclusive<u32>,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let known: BTreeMap<CellAddress, Part> = sheet
            .grid
            .cells()
            .filter(|(at, _)| !table.contains(&at.row))
            .filter_map(|(at, value)| match value {
                CellValue::Text(text) => Some((at, part(text, context)?)),
                _ => None,
            })
            .collect();
        let search = Search {
            sheet,
            context,
            known: &known,
        };
        let mut found = search.labels();
        search.take_next_review(&mut found, problems);
        let mut by_part = BTreeMap::new();
        for part in found
            .iter()
            .map(|label| label.part)
            .collect::<BTreeSet<_>>()
        {
            let all: Vec<FormLabel> = found
                .iter()
                .copied()
                .filter(|label| label.part == part)
                .collect();
            by_part.extend(
                search
                    .choose(&all, *table.start(), problems)
                    .map(|label| (part, label)),
            );
        }
        let day_label = by_part.get(&Part::Of(Field::AssessedOn)).and_then(|label| {
            let text = search.label_text(label.at);
            day_label(&text, &context.settings.labels, false)
        });
        Self {
            sheet,
            by_part,
            day_label,
        }
    }

    /// The labels of a sheet without a table.
    pub(super) fn of_sheet(
        sheet: &'a Sheet,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        Self::find(sheet, u32::MAX..=u32::MAX, context, problems)
    }

    /// Whether a label says whose the form is, with a value.
    pub(super) fn name_somebody(&self) -> bool {
        let mut parts = [Part::NAME, Part::Last, Part::ID].iter();
        parts.any(|part| self.value(*part).is_some())
    }

    /// The value beside a label.
    fn value(&self, part: Part) -> Option<&'a CellValue> {
        let at = self.by_part.get(&part)?.value;
        self.sheet.grid.get(at.row, at.column)
    }

    /// The sheet that they are on.
    pub(super) const fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// Whether the labels of another sheet say the same about who somebody is and which role they hold.
    pub(super) fn say_the_same_person(&self, other: &Self) -> bool {
        let says = |labels: &Self, part: Part| Some(fold(&labels.value(part)?.text()?));
        [Part::NAME, Part::First, Part::Last, Part::ID, Part::ROLE]
            .iter()
            .all(|part| says(self, *part) == says(other, *part))
    }

    /// Whether a label asks whose the form is, with a value or without.
    pub(super) fn has_name_label(&self) -> bool {
        [Part::NAME, Part::First, Part::Last, Part::ID]
            .iter()
            .any(|part| self.by_part.contains_key(part))
    }

    /// The values beside the labels.
    pub(super) fn fields(&self) -> Fields<'a> {
        let mut fields = Fields::new(self.sheet.at.clone());
        for (part, label) in &self.by_part {
            let at = self.sheet.at.with_cell(label.value);
            fields.put(*part, at, self.value(*part));
        }
        fields.with_day_label(self.day_label.clone())
    }

    /// Whether a cell of this sheet is a label.
    pub(super) fn is_label(&self, cell: CellAddress) -> bool {
        self.by_part.values().any(|label| label.at == cell)
    }

    /// Whether a label or a value is in this row.
    pub(super) fn has_row(&self, row: u32) -> bool {
        self.by_part
            .values()
            .any(|label| label.at.row == row || label.value.row == row)
    }

    /// The places of the labels that were read.
    pub(super) fn places(&self) -> impl Iterator<Item = LabelPlace> {
        self.by_part.iter().map(|(part, label)| LabelPlace {
            what: part.label(),
            at: self.sheet.at.with_cell(label.at),
            value: label.value,
        })
    }

    /// What the labels that were read are for.
    pub(super) fn read(&self) -> impl Iterator<Item = Part> {
        self.by_part.keys().copied()
    }
}

/// What a label is for, if the text is one. A label for own words may have its question in further lines of its cell.
pub(super) fn part(text: &str, context: &Context<'_>) -> Option<Part> {
    part_of_label(text, context).or_else(|| {
        let (label, _) = text.trim_start().split_once('\n')?;
        let part = part_of_label(label, context)?;
        matches!(part, Part::Of(field) if field.is_own_words()).then_some(part)
    })
}

fn part_of_label(text: &str, context: &Context<'_>) -> Option<Part> {
    if text.len() > LONGEST {
        return None;
    }
    let heading = context.settings.labels.heading(text);
    if heading.is_past() {
        return None;
    }
    heading.meanings.iter().find_map(|meaning| match meaning {
        Meaning::Of(field) => Some(Part::Of(*field)),
        Meaning::FirstName => Some(Part::First),
        Meaning::LastName => Some(Part::Last),
        _ => None,
    })
}

struct Search<'a, 'c> {
    sheet: &'a Sheet,
    context: &'a Context<'c>,
    known: &'a BTreeMap<CellAddress, Part>,
}

impl Search<'_, '_> {
    /// Every label with the place of its value.
    fn labels(&self) -> Vec<FormLabel> {
        let above: BTreeSet<u32> = self
            .known
            .keys()
            .map(|at| at.row)
            .filter(|row| self.is_row_of_labels(*row))
            .collect();
        let beside: Vec<FormLabel> = self
            .known
            .iter()
            .filter(|(at, _)| !above.contains(&at.row))
            // A value may happen to be a label's word: “Name | Manager”. A value is to the right of a label, a label is
            // not.
            .filter(|(at, _)| at.column == 0 || !self.is_label(at.row, at.column - 1))
            .map(|(at, part)| FormLabel {
                part: *part,
                at: *at,
                value: self.beside(*at),
            })
            .collect();
        let filled = |label: &FormLabel| self.get(label.value).is_some();
        // A form with all labels above their values, one below the other.
        let stacked: Vec<FormLabel> = beside
            .iter()
            .map(|label| FormLabel {
                value: CellAddress::new(label.at.row + 1, label.at.column),
                ..*label
            })
            .filter(|label| filled(label) && !self.known.contains_key(&label.value))
            .collect();
        let beside = if stacked.len() >= 2 && !beside.iter().any(filled) {
            stacked
        } else {
            beside
        };
        let below = self
            .known
            .iter()
            .filter(|(at, _)| above.contains(&at.row))
            .map(|(at, part)| FormLabel {
                part: *part,
                at: *at,
                value: CellAddress::new(at.row + 1, at.column),
            });
        beside.into_iter().chain(below).collect()
    }

    /// “Review date” is the day of the assessment. Beside another label for that day, and with a later one, it is that of the next
    /// review.
    fn take_next_review(&self, found: &mut [FormLabel], problems: &mut Vec<Diagnostic>) {
        let day = |label: &FormLabel| parse_date(self.get(label.value)?).ok();
        let may_be_next = |label: &FormLabel| {
            let heading = self
                .context
                .settings
                .labels
                .heading(&self.label_text(label.at));
            heading.may_be(Meaning::Of(Field::NextReview))
        };
        let is_about = |label: &FormLabel, field| label.part == Part::Of(field);
        let this = found
            .iter()
            .filter(|label| is_about(label, Field::AssessedOn) && !may_be_next(label))
            .find_map(|label| Some((*label, day(label)?)));
        let Some((this, this_day)) = this else {
            return;
        };
        if found.iter().any(|label| is_about(label, Field::NextReview)) {
            return;
        }
        let next = found.iter_mut().find(|label| {
            is_about(label, Field::AssessedOn)
                && may_be_next(label)
                && day(label).is_some_and(|day| day > this_day)
        });
        let Some(next) = next else { return };
        next.part = Part::Of(Field::NextReview);
        let text = self.label_text(next.at);
        problems.push(Diagnostic::note(
            "next-review-guessed",
            self.sheet.at.with_cell(next.value),
            format!(
                "“{text}” is a later day than “{}” in {}, so it was read as the day of the next review.",
                self.label_text(this.at),
                this.at
            ),
            format!(
                "If it is not, write in careermap.toml, under [assessments.labels], \"{}\" = \"ignore\".",
                text.replace('"', "")
            ),
        ));
    }

    fn get(&self, at: CellAddress) -> Option<&CellValue> {
        self.sheet.grid.get(at.row, at.column)
    }

    fn is_label(&self, row: u32, column: u32) -> bool {
        self.known.contains_key(&CellAddress::new(row, column))
    }

    /// The first cell that holds something to the right of a label, unless that is another label.
    fn beside(&self, at: CellAddress) -> CellAddress {
        let label = self.sheet.grid.merge_at(at.row, at.column);
        let end = label.map_or(at.column, |label| label.last.column);
        let next = CellAddress::new(at.row, end + 1);
        ((end + 1)..=(end + REACH))
            .map(|column| CellAddress::new(at.row, column))
            // The cell directly beside a label is its value, even if its text is a label's word.
            .take_while(|place| *place == next || !self.known.contains_key(place))
            .find(|place| self.get(*place).is_some())
            .unwrap_or(next)
    }

    /// Whether a row holds labels and the row below their values; among several known labels, one may be unknown.
    fn is_row_of_labels(&self, row: u32) -> bool {
        let cells: Vec<u32> = self.sheet.grid.row(row).map(|(column, _)| column).collect();
        let labels = cells
            .iter()
            .filter(|column| self.is_label(row, **column))
            .count();
        if labels < 2 {
            return false;
        }
        let below: Vec<u32> = self
            .sheet
            .grid
            .row(row + 1)
            .map(|(column, _)| column)
            .collect();
        let values = below.iter().filter(|column| cells.contains(column)).count();
        let no_labels = below.iter().all(|column| !self.is_label(row + 1, *column));
        let are_levels = || {
            cells.iter().any(|column| {
                matches!(self.sheet.grid.get(row, *column), Some(CellValue::Text(text)) if self.context.names.is_level(text))
            })
        };
        // Of two words in a row the second may well be the first one's value.
        let all_labels =
            labels == cells.len() && (labels >= 3 || (labels == 2 && values == 2 && !are_levels()));
        // Where labels and values take turns, half of them are labels.
        let most_labels = labels >= 3 && 3 * labels > 2 * cells.len() && 2 * values > cells.len();
        (all_labels || most_labels) && values > 0 && no_labels
    }

    /// Of several labels with one meaning, the one that counts: one that is filled in; for levels, one that names a
    /// level of the map. Where two differ, the first counts, with a message.
    fn choose(
        &self,
        all: &[FormLabel],
        top: u32,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<FormLabel> {
        if let [only] = all {
            return Some(*only);
        }
        let words = |label: &FormLabel| {
            let text = self.get(label.value)?.text()?;
            Some(tidy(&text))
        };
        let mut candidates: Vec<FormLabel> = all
            .iter()
            .copied()
            .filter(|label| words(label).is_some())
            .collect();
        if matches!(all.first()?.part, Part::ROLE | Part::TARGET) {
            let names_level = |label: &FormLabel| {
                words(label).is_some_and(|text| self.context.names.is_level(&text))
            };
            if candidates.iter().any(names_level) {
                candidates.retain(names_level);
            }
        }
        let Some(first) = candidates.first().copied() else {
            return all.first().copied();
        };
        let same = |label: &&FormLabel| {
            words(label).map(|text| fold(&text)) == words(&first).map(|text| fold(&text))
        };
        // A later one is often a word in a table below.
        let other = candidates
            .iter()
            .filter(|label| label.at.row < top)
            .find(|label| !same(label));
        if let Some(other) = other.filter(|_| first.at.row < top) {
            problems.push(Diagnostic::warning(
                "label-twice",
                self.sheet.at.with_cell(other.at),
                format!(
                    "“{}” here and “{}” in {} could both be the label “{}”, and they differ; the first was used.",
                    self.label_text(other.at),
                    self.label_text(first.at),
                    first.at,
                    first.part.label(),
                ),
                "Keep one of them.",
            ));
        }
        Some(first)
    }

    fn label_text(&self, at: CellAddress) -> String {
        let text = self.get(at).and_then(CellValue::text);
        let text = text.as_deref().unwrap_or_default().trim_start();
        tidy(text.lines().next().unwrap_or_default())
    }
}
