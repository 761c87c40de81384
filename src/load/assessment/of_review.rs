//! Which review a table of outcomes or decisions belongs to: what the lines above it say.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::dates::date_or_report;
use super::super::sheet::{CellValue, Sheet};
use super::super::vocabulary::{Dictionary, Meaning};
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::model::{Field, Sourced};
use crate::text::{length, tidy};

/// What a table says about the review that it belongs to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfReview {
    /// The review cycle's name.
    pub cycle: Option<Sourced<String>>,
    /// The day of the latest assessment that was there when the table was made.
    pub until: Option<Sourced<Date>>,
    /// The other short texts above the table, such as its title.
    pub titles: Arc<[Sourced<String>]>,
}

/// A text with more characters is no title.
const LONGEST_TITLE: usize = 120;
/// What stands above a table.
const ABOVE: [Field; 2] = [Field::Cycle, Field::AssessedOn];

impl OfReview {
    /// What the lines above a table's header say: a label with its value to the right, or both in one cell.
    pub(super) fn above(
        sheet: &Sheet,
        header: u32,
        words: &Dictionary,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let label = |text: &str| {
            let heading = words.heading(text);
            ABOVE
                .into_iter()
                .find(|field| heading.may_be(Meaning::Of(*field)) && !heading.is_past())
        };
        let mut found = Self::default();
        let mut titles = Vec::new();
        for row in 0..header {
            let mut cells = sheet.grid.row(row).peekable();
            while let Some((column, value)) = cells.next() {
                let title = || {
                    let text = value.text().map(|text| tidy(&text))?;
                    let at = sheet.at.with_cell(CellAddress::new(row, column));
                    (length(&text) <= LONGEST_TITLE).then(|| Sourced::new(text, at))
                };
                let CellValue::Text(text) = value else {
                    titles.extend(title());
                    continue;
                };
                let (name, inside) = match text.split_once(':') {
                    Some((name, inside)) if !inside.trim().is_empty() => (name, Some(inside)),
                    _ => (text.as_str(), None),
                };
                let Some(field) = label(name) else {
                    titles.extend(title());
                    continue;
                };
                let inside = inside.map(|text| (column, CellValue::Text(text.to_owned())));
                let beside = || {
                    let is_label = |value: &CellValue| matches!(value, CellValue::Text(text) if label(text).is_some());
                    let (column, value) = cells.next_if(|(_, value)| !is_label(value))?;
                    Some((column, value.clone()))
                };
                let Some((column, value)) = inside.or_else(beside) else {
                    continue;
                };
                let at = sheet.at.with_cell(CellAddress::new(row, column));
                if field == Field::Cycle {
                    let cycle = value.text().map(|text| tidy(&text));
                    let cycle = cycle.filter(|text| !text.is_empty());
                    found.cycle = found.cycle.or(cycle.map(|cycle| Sourced::new(cycle, at)));
                } else {
                    let day = date_or_report(&value, || at.clone(), problems);
                    found.until = found.until.or(day.map(|day| Sourced::new(day, at)));
                }
            }
        }
        found.titles = titles.into();
        found
    }

    /// The labels that were read, by their documented names.
    pub(super) fn labels(&self) -> Vec<&'static str> {
        let read = [self.cycle.is_some(), self.until.is_some()];
        let labels = ABOVE.iter().zip(read);
        labels
            .filter(|(_, is_read)| *is_read)
            .map(|(field, _)| field.label())
            .collect()
    }

    /// The same in a row with a review cycle or a day of its own.
    pub(super) fn in_row(
        &self,
        cycle: Option<Sourced<String>>,
        until: Option<Sourced<Date>>,
    ) -> Self {
        match (cycle, until) {
            (None, None) => self.clone(),
            (None, until) => Self {
                until,
                ..self.clone()
            },
            (cycle, until) => Self {
                cycle,
                until,
                ..Self::default()
            },
        }
    }
}
