//! Two tables with different levels and the same competencies: one of individual contributors, one of managers.

use super::matrices::{matrices, shared_names};
use super::matrix::titles;
use super::settings::Places;
use crate::diagnostic::Location;
use crate::load::career_map::content::grades::leads;
use crate::load::career_map::drafts::draft::{Draft, DraftRow};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::track::track_named;
use crate::load::vocabulary::follow_trade;
use crate::model::{Orientation, Track};
use crate::text::fold;

/// The reading that joins two tables with levels in columns, one for each track.
pub(in crate::load::career_map) fn of_tracks(
    tables: &[MapTable],
    file: &Location,
    options: &MapOptions,
    places: &Places,
) -> Option<Draft> {
    let named = tables
        .iter()
        .filter(|table| track_named(&table.sheet).is_some());
    let matrices = matrices(named.cloned(), options, places);
    let of_track = |wanted: Track| {
        let is_of_track =
            |matrix: &&(MapTable, Draft)| track_named(&matrix.0.sheet) == Some(wanted);
        let mut found = matrices.iter().filter(is_of_track);
        found.next().filter(|_| found.next().is_none())
    };
    two_tracks(
        of_track(Track::IndividualContributor)?,
        of_track(Track::Management)?,
        file,
        options,
    )
}

/// The reading that joins the two parts of a sheet, one for each track. A part without the name of a track has the one that the
/// other has not; where neither has, all titles of one part lead.
pub(in crate::load::career_map) fn of_two_parts(
    tables: &[MapTable],
    file: &Location,
    options: &MapOptions,
    places: &Places,
) -> Option<Draft> {
    let [_, _] = tables else {
        return None;
    };
    let matrices = matrices(tables.iter().cloned(), options, places);
    let [first, second] = &matrices[..] else {
        return None;
    };
    let lead = |matrix: &(MapTable, Draft)| {
        let headings = headings(&matrix.1);
        let titles: Vec<&str> = headings.iter().map(|own| own.title.as_str()).collect();
        // *Chef de partie* and *Sous-chef* are titles of cooks.
        titles.iter().all(|title| leads(title)) && !follow_trade(&titles)
    };
    let is_swapped = match [first, second].map(|matrix| track_named(&matrix.0.sheet)) {
        [Some(one), Some(other)] if one == other => return None,
        [Some(one), _] => one == Track::Management,
        [None, Some(other)] => other == Track::IndividualContributor,
        [None, None] if lead(first) == lead(second) => return None,
        [None, None] => lead(first),
    };
    let (first, second) = if is_swapped {
        (second, first)
    } else {
        (first, second)
    };
    two_tracks(first, second, file, options)
}

/// Two tables with different levels and the same competencies: that of individual contributors, and that of managers.
fn two_tracks(
    first: &(MapTable, Draft),
    second: &(MapTable, Draft),
    file: &Location,
    options: &MapOptions,
) -> Option<Draft> {
    let drafts = [&first.1, &second.1];
    let disjoint = titles(&first.1.levels)
        .iter()
        .all(|title| !titles(&second.1.levels).contains(title));
    if !disjoint
        || shared_names(drafts.into_iter()) < 0.5
        || !options.allows(Orientation::LevelsInColumns)
    {
        return None;
    }
    let (one, other) = (first.1.levels.len(), second.1.levels.len());
    let mut draft = Draft {
        sheets: vec![first.0.sheet.clone(), second.0.sheet.clone()],
        place: file.clone(),
        header: format!("{} of each sheet", first.1.header),
        ..first.1.clone()
    };
    draft.left_out.extend(second.1.left_out.iter().cloned());
    draft.uses.extend(second.1.uses.iter().cloned());
    draft.levels.extend(second.1.levels.iter().cloned());
    for (place, level) in draft.levels.iter_mut().enumerate() {
        let track_heading = if place < one {
            "Individual contributor"
        } else {
            "Management"
        };
        level.cells.insert(0, track_heading.to_owned());
    }
    for row in &mut draft.rows {
        row.cells.resize(one + other, Vec::new());
    }
    for row in &second.1.rows {
        let same = draft
            .rows
            .iter()
            .position(|own| fold(&own.name) == fold(&row.name) && own.category == row.category);
        let place = same.unwrap_or_else(|| {
            draft.rows.push(DraftRow {
                cells: vec![Vec::new(); one + other],
                ..row.clone()
            });
            draft.rows.len() - 1
        });
        for (cell, pieces) in draft.rows[place].cells[one..].iter_mut().zip(&row.cells) {
            cell.extend(pieces.iter().cloned());
        }
    }
    Some(draft)
}
