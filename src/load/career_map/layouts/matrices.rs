//! The tables of several sheets, or of the parts of one, each read by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::header::{HeaderSettings, headers};
use super::leave_out;
use super::matrix;
use super::settings::Places;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::headings::headings as titles_of;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::track::track_named;
use crate::load::vocabulary::is_of_trade;
use crate::text::fold;

/// Each table that names levels, and its first reading.
pub(super) fn matrices(
    tables: impl Iterator<Item = MapTable>,
    options: &MapOptions,
    places: &Places,
) -> Vec<(MapTable, Draft)> {
    tables
        .filter_map(|table| {
            let ready = leave_out::with_headers(&table, options, places)?;
            let is_track = track_named(&table.sheet).is_some();
            let found = if ready.headers.is_empty() && is_track {
                // Below the name of a track stand its levels, whatever they are called.
                headers(&ready.table, &in_first_line(&ready.table))
            } else {
                ready.headers
            };
            let known = found.iter().find(|header| header.recognised >= 0.5);
            let header = known.or(found.first())?;
            let mut draft = matrix::read(&ready.table, header, ready.sides);
            let of_trade = titles_of(&draft);
            let of_trade = of_trade.iter().filter(|own| is_of_trade(&own.title));
            let are_known = known.is_some() || of_trade.count() * 2 >= draft.levels.len();
            // Unknown titles need a label, or the name of a track above them.
            let is_named = draft.signs.levels_are_labelled || is_track;
            if !are_known && !is_named {
                return None;
            }
            draft.left_out.extend(ready.left_out);
            Some((ready.table.into_owned(), draft))
        })
        .collect()
}

/// A header in the first line of a table, with a level in each column but that of the names.
fn in_first_line(table: &MapTable) -> HeaderSettings {
    let columns = (1..table.width()).filter(|column| table.own(0, *column).is_some());
    HeaderSettings {
        line: Some(0),
        columns: Some(columns.collect()),
    }
}

/// The share of names that are in more than one sheet.
pub(super) fn shared_names<'a>(drafts: impl Iterator<Item = &'a Draft>) -> f64 {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts {
        let names: BTreeSet<String> = draft.rows.iter().map(|row| fold(&row.name)).collect();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.values().filter(|count| **count > 1).count() as f64 / counts.len().max(1) as f64
}
