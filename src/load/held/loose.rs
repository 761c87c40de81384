//! Rows and columns about one person on sheets without known headings.

use std::collections::{BTreeMap, BTreeSet};

use super::Search;
use super::ids::{IdCells, Sureness, id_in, sureness};
use super::record::Meant;
use crate::diagnostic::CellAddress;
use crate::load::sheet::{Grid, Value};
use crate::text::tidy;

/// Rows, and columns below a row.
#[derive(Debug, Default)]
pub(super) struct Loose {
    rows: BTreeSet<u32>,
    /// Rows that name the person, and do not say that they are about the person alone.
    shared: BTreeSet<u32>,
    columns: Vec<(u32, u32)>,
}

impl Loose {
    pub(super) fn has(&self, at: CellAddress) -> bool {
        self.rows.contains(&at.row)
            || self
                .columns
                .iter()
                .any(|(row, column)| *row <= at.row && *column == at.column)
    }

    pub(super) fn is_shared(&self, at: CellAddress) -> bool {
        self.shared.contains(&at.row)
    }
}

/// The column that says whom each row is about, if it is clear: it names somebody else in each row, and the other columns with
/// people name some of them several times.
fn key_column(by_row: &BTreeMap<u32, Vec<(u32, Meant)>>) -> Option<u32> {
    let mut columns: BTreeMap<u32, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for (column, meant) in by_row.values().flatten() {
        let (count, people) = columns.entry(*column).or_default();
        *count += 1;
        if let Meant::One(place) = meant {
            people.insert(*place);
        }
    }
    let mut each_once = columns
        .iter()
        .filter(|(_, (count, people))| *count > 1 && people.len() == *count);
    let (column, (count, _)) = each_once.next()?;
    (each_once.next().is_none() && *count == by_row.len()).then_some(*column)
}

impl Search<'_> {
    /// The rows and columns of the person on a sheet without known headings.
    pub(super) fn loose(&self, grid: &Grid, ids: &IdCells) -> Loose {
        let mut by_row: BTreeMap<u32, Vec<(u32, Meant)>> = BTreeMap::new();
        // Rows whose number is the person's ID.
        let mut numbered = BTreeSet::new();
        for (at, value) in grid.cells() {
            if ids.may_have(at)
                && id_in(value, self.people).is_some_and(|(who, _)| who == self.person)
            {
                numbered.insert(at.row);
            }
            let listed = ids.has(at).then(|| id_in(value, self.people)).flatten();
            let meant = listed.map(|(who, _)| Meant::One(who));
            let meant = meant.or_else(|| match value {
                Value::Text(text) => self.exactly(text),
                _ => None,
            });
            if let Some(meant) = meant {
                by_row.entry(at.row).or_default().push((at.column, meant));
            }
        }
        let mut loose = Loose::default();
        let several: Vec<(&u32, &Vec<(u32, Meant)>)> = by_row
            .iter()
            .filter(|(_, named)| named.iter().any(|(_, meant)| *meant != named[0].1))
            .collect();
        if let [(row, named)] = several.as_slice()
            && by_row.len() == 1
        {
            // One person a column.
            let own = named
                .iter()
                .filter(|(_, meant)| *meant == Meant::One(self.person));
            loose
                .columns
                .extend(own.map(|(column, _)| (**row, *column)));
            return loose;
        }
        numbered.retain(|row| !by_row.contains_key(row));
        loose.shared.append(&mut numbered);
        let key = key_column(&by_row);
        let own = Meant::One(self.person);
        for (row, named) in &by_row {
            let first_text = grid
                .row(*row)
                .find(|(_, value)| matches!(value, Value::Text(_)));
            let is_first = first_text.is_none_or(|(column, _)| named[0].0 <= column);
            let is_alone = named.iter().all(|(_, meant)| *meant == named[0].1);
            let about = named
                .iter()
                .find(|(column, _)| key.is_none_or(|key| key == *column));
            let Some((column, meant)) = about else {
                continue;
            };
            if *meant == own && is_first && (is_alone || key.is_some()) {
                let below = (row + 1..grid.row_count()).take_while(|row| {
                    grid.row(*row).next().is_some()
                        && grid.get(*row, *column).is_none()
                        && !by_row.contains_key(row)
                });
                // The rows below without a name go on about the same person.
                loose.rows.extend(std::iter::once(*row).chain(below));
            } else if named.iter().any(|(_, meant)| *meant == own) {
                // The row of somebody else may still be about the person: senders of feedback can be named once each, too.
                loose.shared.insert(*row);
            }
        }
        loose
    }

    /// Whom a whole cell names.
    fn exactly(&self, text: &str) -> Option<Meant> {
        let text = tidy(text);
        let one = if text.contains('@') {
            self.people.with_email(&text)
        } else {
            None
        };
        let one = one.or_else(|| {
            // A number may be anything.
            let is_number = sureness(&text) == Sureness::Number;
            (!is_number).then(|| self.people.with_id(&text)).flatten()
        });
        if let Some(one) = one {
            return Some(Meant::One(one));
        }
        match self.people.named(&text) {
            [] => None,
            [only] => Some(Meant::One(*only)),
            several => Some(Meant::Several(several.to_vec())),
        }
    }
}
