//! One sheet in several parts below each other: each part has its name in a separate line, and below it, in rows, the same levels as
//! the others, or in columns those of a track. The parts are read as if each had its own sheet.

use super::joined_sheets;
use super::matrix::may_name_section;
use super::settings::Places;
use super::two_tracks;
use crate::load::career_map::drafts::draft::{Draft, Role, Use};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::track::track_named;
use crate::model::{LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, tidy};

/// A part, and the line of the sheet with its name.
struct Part {
    title: usize,
    table: MapTable,
}

/// The readings of a sheet in parts.
pub(in crate::load::career_map) fn drafts(
    table: &MapTable,
    options: &MapOptions,
    places: &Places,
) -> Vec<Draft> {
    let parts = parts(table);
    let tables: Vec<MapTable> = parts.iter().map(|part| part.table.clone()).collect();
    let of_corners = with_corners(table).into_iter().map(|part| part.table);
    let mut drafts: Vec<Draft> = [tables.clone(), of_corners.collect()]
        .iter()
        .filter_map(|tables| two_tracks::of_two_parts(tables, &table.place, options, places))
        .map(|mut draft| {
            "each part".clone_into(&mut draft.header);
            draft
        })
        .collect();
    if share_titles(&parts) && options.allows(Orientation::LevelsInRows) {
        // The settings name the sheet, so the draft does, too.
        let options = MapOptions {
            orientation: None,
            ..options.clone()
        };
        let in_rows = joined_sheets::in_rows(&tables, &table.place, &options, places);
        drafts.extend(in_rows.into_iter().map(|mut draft| {
            draft.orientation = Orientation::LevelsInRows;
            draft.header = table.column_name(0);
            draft
        }));
    }
    for draft in &mut drafts {
        draft.sheets = vec![table.sheet.clone()];
        for part in &parts {
            let title = table.location(part.title, 0);
            let name = &part.table.sheet;
            let mut role = match draft.orientation {
                Orientation::LevelsInColumns => Role::Title,
                _ => Role::Category,
            };
            for row in draft.rows.iter_mut().filter(|row| row.at.cell().is_none()) {
                if row.name == *name {
                    row.at = title.clone();
                    role = Role::Name;
                }
            }
            draft.uses.extend(Use::of(table, part.title, 0, role));
        }
        let first = parts.first().map_or(0, |part| part.title);
        let above = (0..first).filter_map(|line| table.own(line, 0));
        draft.left_out.extend(above.map(|cell| LeftOut {
            at: table.place.with_cell(cell.at),
            area: Some(crate::model::CellRange::between(cell.at, cell.at)),
            what: cell.name(),
            why: WhyLeftOut::AboveTable,
        }));
    }
    drafts
}

/// The parts of a table: the lines between one line with only a name, in the first column, and the next.
fn parts(table: &MapTable) -> Vec<Part> {
    /// Only tables that are not maps have more.
    const MOST: usize = 60;
    let alone = |line: usize| {
        let mut own = (0..table.width()).filter(|column| table.own(line, *column).is_some());
        let first = table.own(line, 0)?;
        (own.next() == Some(0) && own.next().is_none()).then_some(first)
    };
    // Of several such lines the last one that is a name: a title may be above it, a description below it.
    let is_name = |line: usize| {
        alone(line).is_some_and(|cell| may_name_section(cell) && !cell.text.contains(':'))
    };
    let mut titles: Vec<usize> = (0..table.height()).filter(|line| is_name(*line)).collect();
    titles.dedup_by(|next, before| {
        let is_next = (*before..*next).all(|line| alone(line).is_some());
        if is_next {
            *before = *next;
        }
        is_next
    });
    if titles.len() > MOST {
        return Vec::new();
    }
    cut(table, &titles, 1)
}

/// The parts that begin so many lines below these.
fn cut(table: &MapTable, titles: &[usize], below: usize) -> Vec<Part> {
    let ends = titles.iter().skip(1).copied().chain([table.height()]);
    (titles.iter().zip(ends))
        .filter_map(|(&title, end)| {
            let name = tidy(table.text(title, 0));
            Some(Part {
                title,
                table: table.part(title + below..end, name)?,
            })
        })
        .collect()
}

/// The two tables of a sheet of which each has the name of its track, or both have the same heading, in the corner beside the titles;
/// none if there are others.
fn with_corners(table: &MapTable) -> Vec<Part> {
    let filled = |line: usize| {
        let own = (1..table.width()).filter(|column| table.own(line, *column).is_some());
        own.count()
    };
    let corner = |line: usize| table.text(line, 0);
    let track = |line: usize| track_named(corner(line));
    let heads = |line: &usize| {
        let is_heading = || matches!(label(corner(*line)), Label::Name | Label::Category);
        filled(*line) >= 2 && (track(*line).is_some() || is_heading())
    };
    let found: Vec<usize> = (0..table.height()).filter(heads).collect();
    match found[..] {
        [one, other] if track(one) != track(other) || fold(corner(one)) == fold(corner(other)) => {
            cut(table, &found, 0)
        }
        _ => Vec::new(),
    }
}

/// Whether at least two texts in the first column are in every part.
fn share_titles(parts: &[Part]) -> bool {
    let titles = |part: &Part| -> Vec<String> {
        (0..part.table.height())
            .filter_map(|line| part.table.own(line, 0))
            .map(|cell| fold(&cell.text))
            .collect()
    };
    let [first, others @ ..] = parts else {
        return false;
    };
    let mut shared = titles(first);
    for other in others {
        let own = titles(other);
        shared.retain(|title| own.contains(title));
    }
    !others.is_empty() && shared.len() >= 2
}
