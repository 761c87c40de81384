//! Several sheets with the same levels: one for each competency, or one for each category.

use std::collections::{BTreeMap, BTreeSet};

use super::matrices::{matrices, shared_names};
use super::matrix::titles;
use super::settings::Places;
use super::sheet_names::number_before;
use super::sheet_per_level::names_requirement;
use super::two_tracks;
use crate::diagnostic::Location;
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Piece, Role, Signs, Use};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::labels::{
    Label, fact, is_remark, is_unwanted, label, speaks_of_careers,
};
use crate::model::{CellRange, LeftOut, Orientation, WhyLeftOut};
use crate::text::{fold, tidy};

/// Every reading of the workbook that joins sheets which each name levels.
pub(in crate::load::career_map) fn drafts(
    tables: &[MapTable],
    file: &Location,
    options: &MapOptions,
    places: &Places,
) -> Vec<Draft> {
    if tables.len() < 2 {
        return Vec::new();
    }
    let mut drafts: Vec<Draft> = two_tracks::of_tracks(tables, file, options, places)
        .into_iter()
        .collect();
    let upright = matrices(tables.iter().cloned(), options, places);
    drafts.extend(same_levels(
        upright,
        file,
        options,
        Orientation::LevelsInColumns,
    ));
    drafts.extend(in_rows(tables, file, options, places));
    drafts
}

/// The readings that join tables with levels in rows.
pub(in crate::load::career_map) fn in_rows(
    tables: &[MapTable],
    file: &Location,
    options: &MapOptions,
    places: &Places,
) -> Vec<Draft> {
    let turned = matrices(tables.iter().map(MapTable::turned), options, places);
    let headings = in_each(&turned);
    let turned = turned
        .into_iter()
        .map(|(table, draft)| (table, without_labels(draft, &headings)))
        .collect();
    same_levels(turned, file, options, Orientation::LevelsInRows)
}

/// The names that are in every one of several sheets.
fn in_each(matrices: &[(MapTable, Draft)]) -> BTreeSet<String> {
    let names = |draft: &Draft| -> BTreeSet<String> {
        draft.rows.iter().map(|row| fold(&row.name)).collect()
    };
    let mut drafts = matrices.iter().map(|(_, draft)| draft);
    match drafts.next() {
        Some(first) if matrices.len() >= 2 => drafts.fold(names(first), |shared, draft| {
            shared.intersection(&names(draft)).cloned().collect()
        }),
        _ => BTreeSet::new(),
    }
}

/// With levels in rows, what looks like the name of a competency may only be the label of the column with expectations.
/// It is one if its words say so, or if every sheet has this one column and otherwise only columns that are not wanted.
fn without_labels(mut draft: Draft, in_each: &BTreeSet<String>) -> Draft {
    let only = {
        let mut wanted = draft.rows.iter().filter(|row| !is_unwanted(&row.name));
        wanted
            .next()
            .filter(|row| wanted.next().is_none() && in_each.contains(&fold(&row.name)))
            .map(|row| fold(&row.name))
    };
    if only.is_some() {
        let (kept, dropped): (Vec<DraftRow>, Vec<DraftRow>) = draft
            .rows
            .into_iter()
            .partition(|row| !is_unwanted(&row.name));
        draft.rows = kept;
        leave_out_rows(&mut draft, &dropped, WhyLeftOut::Unwanted);
    }
    let says_expectations = |row: &DraftRow| {
        label(&row.name) == Label::Expectation
            || names_requirement(&row.name)
            || only.as_ref() == Some(&fold(&row.name))
    };
    if draft
        .rows
        .iter()
        .filter(|row| says_expectations(row))
        .count()
        == 1
        && are_headings(&draft.rows, in_each)
    {
        // One column says what is expected; the others beside it do not, or nobody knows what they say.
        let (kept, dropped): (Vec<DraftRow>, Vec<DraftRow>) =
            draft.rows.into_iter().partition(says_expectations);
        draft.rows = kept;
        let (known, unknown): (Vec<DraftRow>, Vec<DraftRow>) =
            dropped.into_iter().partition(|row| is_heading(&row.name));
        leave_out_rows(&mut draft, &known, WhyLeftOut::Remark);
        leave_out_rows(&mut draft, &unknown, WhyLeftOut::UnknownColumn);
    }
    let (kept, dropped): (Vec<DraftRow>, Vec<DraftRow>) = draft.rows.into_iter().partition(|row| {
        !is_remark(&row.name) && !matches!(label(&row.name), Label::Rating | Label::Rater)
    });
    draft.rows = kept;
    leave_out_rows(&mut draft, &dropped, WhyLeftOut::Remark);
    for row in &mut draft.rows {
        if says_expectations(row) {
            draft.uses.push(Use {
                at: row.at.clone(),
                role: Role::Heading,
            });
            row.name.clear();
        }
    }
    draft
}

/// Whether a name is a heading of cells beside expectations, and cannot be that of a competency: what is expected, what
/// is not, a question to the reader, a remark.
fn is_heading(name: &str) -> bool {
    is_remark(name)
        || is_unwanted(name)
        || name.ends_with('?')
        || !matches!(label(name), Label::Unknown | Label::Name | Label::Part)
}

/// Whether all rows are named by headings; where every sheet has the same two, one of these may be called anything.
fn are_headings(rows: &[DraftRow], in_each: &BTreeSet<String>) -> bool {
    let others = rows.iter().filter(|row| !is_heading(&row.name)).count();
    let are_shared = || rows.iter().all(|row| in_each.contains(&fold(&row.name)));
    others == 0 || rows.len() == 2 && are_shared()
}

/// Leaves rows out, with their names.
fn leave_out_rows(draft: &mut Draft, rows: &[DraftRow], why: WhyLeftOut) {
    draft
        .uses
        .retain(|used| !rows.iter().any(|row| row.at == used.at));
    let left_out = rows.iter().map(|row| dropped_row(row, why));
    draft.left_out.extend(left_out);
}

/// A row that is named like a remark, a rating, or what is not wanted.
fn dropped_row(row: &DraftRow, why: WhyLeftOut) -> LeftOut {
    let cells = row
        .cells
        .iter()
        .flatten()
        .filter_map(|piece| piece.at.cell());
    LeftOut {
        at: row.at.clone(),
        area: row
            .at
            .cell()
            .map(|first| cells.fold(CellRange::between(first, first), CellRange::with)),
        what: row.name.clone(),
        why,
    }
}

fn same_levels(
    matrices: Vec<(MapTable, Draft)>,
    file: &Location,
    options: &MapOptions,
    orientation: Orientation,
) -> Vec<Draft> {
    let mut groups: BTreeMap<Vec<String>, Vec<(MapTable, Draft)>> = BTreeMap::new();
    for (table, draft) in matrices {
        groups
            .entry(titles(&draft.levels))
            .or_default()
            .push((table, draft));
    }
    let (mut groups, single): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|(_, group)| group.len() >= 2);
    // A sheet may go on with something else below the levels of all: *Owner*, *Next review*.
    for (own, sheets) in single {
        let begins_so = |(titles, _): &&mut (Vec<String>, _)| own.starts_with(titles);
        let mut fitting = groups.iter_mut().filter(begins_so);
        if let (Some((titles, group)), None) = (fitting.next(), fitting.next()) {
            group.extend(sheets.into_iter().map(|(table, mut draft)| {
                leave_out_levels(&mut draft, titles.len());
                (table, draft)
            }));
        }
    }
    groups
        .into_iter()
        .map(|(_, group)| group)
        .filter_map(|group| {
            let unnamed = group
                .iter()
                .filter(|(_, draft)| has_no_names(draft))
                .count();
            let forced = options.orientation == Some(Orientation::SheetPerCompetency);
            if forced || unnamed * 10 >= group.len() * 7 {
                options
                    .allows(Orientation::SheetPerCompetency)
                    .then(|| joined(group, file, Orientation::SheetPerCompetency))
            } else {
                // Sheets that name the same competencies are several maps, not parts of one.
                let parts = shared_names(group.iter().map(|(_, draft)| draft)) < 0.2;
                (parts && options.allows(orientation)).then(|| joined(group, file, orientation))
            }
        })
        .collect()
}

/// Leaves out what was read as levels after the first ones.
fn leave_out_levels(draft: &mut Draft, first: usize) {
    let line = |at: &Location| {
        let (cell, next) = (at.cell()?, draft.levels.get(1)?.at.cell()?);
        let is_row = draft.levels[0].at.cell()?.row != next.row;
        Some(if is_row { cell.row } else { cell.column })
    };
    let dropped = &draft.levels[first..];
    let lines: BTreeSet<_> = dropped.iter().map(|level| line(&level.at)).collect();
    let left_out = dropped.iter().zip(first..).map(|(level, place)| {
        let pieces = draft.rows.iter().filter_map(|row| row.cells.get(place));
        let cells = pieces.flatten().filter_map(|piece| piece.at.cell());
        let own = level.at.cell();
        LeftOut {
            at: level.at.clone(),
            area: own.map(|own| cells.fold(CellRange::between(own, own), CellRange::with)),
            what: level.cells.join(" "),
            why: WhyLeftOut::BelowTable,
        }
    });
    let left_out: Vec<LeftOut> = left_out.collect();
    let is_dropped = |used: &Use| used.role == Role::Title && lines.contains(&line(&used.at));
    let uses = draft.uses.iter().filter(|used| !is_dropped(used));
    draft.uses = uses.cloned().collect();
    draft.left_out.extend(left_out);
    draft.levels.truncate(first);
    for row in &mut draft.rows {
        row.cells.truncate(first);
    }
}

/// Whether the rows of a sheet are behaviours without names.
fn has_no_names(draft: &Draft) -> bool {
    draft.rows.iter().all(|row| row.name.is_empty())
}

fn joined(group: Vec<(MapTable, Draft)>, file: &Location, orientation: Orientation) -> Draft {
    let levels = group[0].1.levels.clone();
    let mut draft = Draft {
        orientation,
        sheets: group.iter().map(|(table, _)| table.sheet.clone()).collect(),
        place: file.clone(),
        header: format!("{} of each sheet", group[0].1.header),
        signs: Signs {
            recognised: group[0].1.signs.recognised,
            names_are_labelled: true,
            against: group
                .iter()
                .map(|(_, draft)| draft.signs.against)
                .collect::<Option<Vec<_>>>()
                .and_then(|against| against.first().copied()),
            levels_are_labelled: group
                .iter()
                .all(|(_, draft)| draft.signs.levels_are_labelled),
            axis_is_named: group.iter().all(|(_, draft)| draft.signs.axis_is_named),
            corner_contradicts: (group.iter()).all(|(_, draft)| draft.signs.corner_contradicts),
            speaks_of_careers: group.iter().any(|(table, draft)| {
                draft.signs.speaks_of_careers || speaks_of_careers(&table.sheet)
            }),
            ..Signs::default()
        },
        rows: Vec::new(),
        left_out: Vec::new(),
        uses: Vec::new(),
        levels,
    };
    for (table, sheet) in group {
        let (name, used) = sheet_title(&table, &sheet.left_out);
        draft.left_out.extend(
            sheet
                .left_out
                .into_iter()
                .filter(|left| Some(left) != used.as_ref()),
        );
        draft.uses.extend(sheet.uses.into_iter().map(|used| Use {
            // The sheet is the competency, and its rows are headings of what belongs to it.
            role: match used.role {
                Role::Name if orientation == Orientation::SheetPerCompetency => Role::Heading,
                role => role,
            },
            ..used
        }));
        draft.uses.extend(used.map(|title| Use {
            at: title.at,
            role: Role::Heading,
        }));
        let says_only_facts =
            !sheet.rows.is_empty() && sheet.rows.iter().all(|row| fact(&row.name).is_some());
        if orientation == Orientation::SheetPerCompetency && says_only_facts {
            // A sheet about the levels themselves: each of its rows is a fact.
            draft.rows.extend(sheet.rows);
        } else if orientation == Orientation::SheetPerCompetency {
            let mut cells: Vec<Vec<Piece>> = vec![Vec::new(); draft.levels.len()];
            for row in sheet.rows {
                for (cell, pieces) in cells.iter_mut().zip(row.cells) {
                    cell.extend(pieces);
                }
            }
            draft.rows.push(DraftRow {
                name,
                category: None,
                at: table.place.clone(),
                cells,
            });
        } else {
            draft
                .rows
                .extend(sheet.rows.into_iter().map(|row| DraftRow {
                    category: row.category.clone().or_else(|| Some(name.clone())),
                    ..row
                }));
        }
    }
    draft
}

/// What a sheet is about: its name, or a title above the table that begins with it, since names of sheets are cut off.
fn sheet_title(table: &MapTable, left_out: &[LeftOut]) -> (String, Option<LeftOut>) {
    // A number only says the sheet's place in the order.
    let name = tidy(number_before(&table.sheet).map_or(&table.sheet, |(_, title)| title));
    let longer = left_out.iter().find(|left| {
        let folded = fold(&left.what);
        folded.starts_with(&fold(&name))
            && folded.len() > fold(&name).len()
            && left.what.chars().count() < 60
    });
    match longer {
        Some(title) if name.chars().count() >= 28 => (title.what.clone(), Some(title.clone())),
        _ => (name, None),
    }
}
