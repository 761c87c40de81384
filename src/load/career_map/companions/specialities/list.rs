//! The sheet *Specialities*: one row for each speciality, competency, level and expectation.

use std::collections::BTreeMap;

use super::entries::{Entries, Entry, LevelMeant};
use super::value::Wanted;
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::load::career_map::companions::library::column_of;
use crate::load::career_map::drafts::draft::Piece;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::wording::labels::{Label, is_remark, label};
use crate::load::names::MapNames;
use crate::load::sheet::Sheet;
use crate::load::vocabulary::{Concept, Meaning, says};
use crate::model::{CareerMap, CellUse, Field, SheetAccount, WhyLeftOut};
use crate::text::{fold, tidy};

/// The headings may be at most this many rows from the top.
const DEPTH: usize = 20;

/// Whether a sheet has the columns of a list of specialities.
pub(super) fn is_on(sheet: &Sheet) -> bool {
    MapTable::of(sheet).is_some_and(|table| Columns::find(&table).is_some())
}

#[derive(Debug, Clone, Copy)]
struct Columns {
    header: usize,
    speciality: usize,
    competency: usize,
    level: usize,
    expectation: usize,
    mode: Option<usize>,
    category: Option<usize>,
}

impl Columns {
    fn find(table: &MapTable) -> Option<Self> {
        (0..table.height().min(DEPTH)).find_map(|line| Self::of(table, line))
    }

    fn of(table: &MapTable, header: usize) -> Option<Self> {
        let find = |meanings: &[Meaning]| column_of(table, header, meanings);
        let labelled = |wanted: Label| {
            (0..table.width()).find(|column| label(table.text(header, *column)) == wanted)
        };
        let mode = (0..table.width())
            .find(|column| says(table.text(header, *column), Concept::AddOrReplace));
        let columns = Self {
            header,
            speciality: find(&[Meaning::Of(Field::Speciality)])?,
            competency: find(&[Meaning::Competency]).or_else(|| labelled(Label::Name))?,
            level: find(&[Meaning::Level])
                .or_else(|| labelled(Label::Level))
                .or_else(|| {
                    find(&[
                        Meaning::Of(Field::RoleLevel),
                        Meaning::Of(Field::TargetLevel),
                    ])
                })?,
            expectation: find(&[Meaning::Expectation])
                .or_else(|| labelled(Label::Expectation))
                .or_else(|| find(&[Meaning::Required]))?,
            mode,
            category: find(&[Meaning::Category]).filter(|column| {
                // “Area” can be a category or a competency.
                find(&[Meaning::Competency]) != Some(*column)
            }),
        };
        let used = columns.used();
        let distinct: std::collections::BTreeSet<usize> = used.iter().copied().collect();
        (distinct.len() == used.len()).then_some(columns)
    }

    fn used(&self) -> Vec<usize> {
        [
            self.speciality,
            self.competency,
            self.level,
            self.expectation,
        ]
        .into_iter()
        .chain(self.mode)
        .chain(self.category)
        .collect()
    }
}

/// Reads a list into `entries`, and says what each of its cells was read as.
pub(super) fn read(
    table: &MapTable,
    map: &CareerMap,
    entries: &mut Entries,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SheetAccount> {
    let columns = Columns::find(table)?;
    let names = MapNames::new(map);
    let mut cells = Cells::of(table, &columns);
    let used = columns.used();
    let mut above: Option<(String, Location)> = None;
    for row in columns.header + 1..table.height() {
        if used
            .iter()
            .all(|column| table.text(row, *column).trim().is_empty())
        {
            continue;
        }
        let at = |column| table.location(row, column);
        let name = tidy(table.text(row, columns.speciality));
        let speciality = if name.is_empty() {
            let Some((name, first)) = &above else {
                diagnostics.push(left_out(
                    at(columns.speciality),
                    "This row names no speciality",
                    "Write the speciality's name into each row.",
                ));
                continue;
            };
            diagnostics.push(Diagnostic::note(
                "speciality-above",
                at(columns.speciality),
                format!("The speciality is blank here; “{name}” was read, as in the row above ({first})."),
                "Write the speciality's name into each row if this is wrong.",
            ));
            name.clone()
        } else {
            above = Some((name.clone(), at(columns.speciality)));
            name
        };
        let Some(place) = entries.speciality(&speciality, &at(columns.speciality), diagnostics)
        else {
            continue;
        };
        let competency = tidy(table.text(row, columns.competency));
        if competency.is_empty() {
            diagnostics.push(left_out(
                at(columns.competency),
                "This row names no competency",
                "Write the competency into each row.",
            ));
            continue;
        }
        let Some(levels) = levels(table, row, columns.level, &names, diagnostics) else {
            continue;
        };
        let Some(wanted) = mode(table, row, columns.mode, diagnostics) else {
            continue;
        };
        let category = columns.category.map(|column| tidy(table.text(row, column)));
        let is_taken = entries.take(
            &Entry {
                speciality: place,
                competency: (competency, at(columns.competency)),
                category: category.filter(|category| !category.is_empty()),
                levels,
                wanted,
                piece: piece(table, row, columns.expectation),
                is_listed: true,
            },
            &names,
            diagnostics,
        );
        if is_taken {
            cells.used(table, row, &columns);
        }
    }
    cells.report_columns(table, &columns, diagnostics);
    Some(SheetAccount {
        at: table.place.clone(),
        cells: cells.uses,
    })
}

fn left_out(at: Location, found: &str, help: &str) -> Diagnostic {
    Diagnostic::warning(
        "speciality-row",
        at,
        format!("{found}; it was left out."),
        help,
    )
}

/// The levels that a row is about: one, or all of them.
fn levels(
    table: &MapTable,
    row: usize,
    column: usize,
    names: &MapNames<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<LevelMeant>> {
    let typed = tidy(table.text(row, column));
    let at = table.location(row, column);
    if typed.is_empty() {
        diagnostics.push(left_out(
            at,
            "This row names no level",
            "Write the level into each row, or “All”.",
        ));
        return None;
    }
    let unmatched = match names.level(&typed, None) {
        Ok(named) => return Some(vec![(named.level, named.track)]),
        Err(_) if says(&typed, Concept::Everything) => {
            let all = names.map().level_ids();
            return Some(all.map(|level| (level, None)).collect());
        }
        Err(unmatched) => unmatched,
    };
    diagnostics.push(Diagnostic::warning(
        "speciality-level",
        at,
        format!("“{typed}” is not one level of the career map; the row was left out."),
        unmatched.help(&names.map().level_titles()),
    ));
    None
}

fn mode(
    table: &MapTable,
    row: usize,
    column: Option<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Wanted> {
    let typed = column.map_or_else(String::new, |column| tidy(table.text(row, column)));
    if fold(&typed).is_empty() {
        return Some(Wanted::Unsaid);
    }
    let modes = [
        (Concept::Add, Wanted::Unsaid),
        (Concept::Replace, Wanted::Replace),
        (Concept::New, Wanted::New),
    ];
    let found = modes.iter().find(|(concept, _)| says(&typed, *concept));
    if found.is_none() {
        diagnostics.push(Diagnostic::warning(
            "speciality-mode",
            table.location(row, column.unwrap_or(0)),
            format!("“{typed}” is not a mode; the row was left out."),
            "Write “add”, “replace” or “new”, or leave the cell empty to add.",
        ));
    }
    found.map(|(_, wanted)| *wanted)
}

fn piece(table: &MapTable, row: usize, column: usize) -> Piece {
    let at = table.location(row, column);
    match table.cell(row, column) {
        None => Piece {
            text: String::new(),
            number: None,
            error: None,
            at,
        },
        Some(cell) => Piece {
            text: cell.text.clone(),
            number: cell.number.filter(|_| !cell.is_date),
            error: cell.error.clone(),
            at,
        },
    }
}

/// What each cell of the sheet was read as.
struct Cells {
    uses: BTreeMap<CellAddress, CellUse>,
}

impl Cells {
    fn of(table: &MapTable, columns: &Columns) -> Self {
        let used = columns.used();
        let mut uses = BTreeMap::new();
        for row in 0..table.height() {
            for column in 0..table.width() {
                let Some(cell) = table.own(row, column) else {
                    continue;
                };
                let is_remark = is_remark(table.text(columns.header, column))
                    || label(table.text(columns.header, column)) == Label::Aside;
                let used = match row.cmp(&columns.header) {
                    std::cmp::Ordering::Less => CellUse::LeftOut(WhyLeftOut::AboveTable),
                    std::cmp::Ordering::Equal if used.contains(&column) => CellUse::Heading,
                    _ if !used.contains(&column) && is_remark => {
                        CellUse::LeftOut(WhyLeftOut::Remarks)
                    }
                    _ => CellUse::NotUnderstood,
                };
                uses.insert(cell.at, used);
            }
        }
        Self { uses }
    }

    /// Records that a row was taken.
    fn used(&mut self, table: &MapTable, row: usize, columns: &Columns) {
        let uses = [
            (Some(columns.speciality), CellUse::Heading),
            (columns.mode, CellUse::Heading),
            (columns.category, CellUse::Category),
            (Some(columns.competency), CellUse::Name),
            (Some(columns.level), CellUse::LevelTitle),
            (Some(columns.expectation), CellUse::Expectation),
        ];
        for (column, used) in uses {
            if let Some(cell) = column.and_then(|column| table.cell(row, column)) {
                self.uses.insert(cell.at, used);
            }
        }
    }

    /// Names the columns that were not read, though they may say something.
    fn report_columns(
        &self,
        table: &MapTable,
        columns: &Columns,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let used = columns.used();
        for column in (0..table.width()).filter(|column| !used.contains(column)) {
            let rows = columns.header..table.height();
            let open = rows
                .filter_map(|row| table.own(row, column))
                .find(|cell| self.uses.get(&cell.at) == Some(&CellUse::NotUnderstood));
            let Some(first) = open else { continue };
            diagnostics.push(Diagnostic::warning(
                "speciality-column",
                table.place.with_cell(first.at),
                format!(
                    "{} “{}” of the specialities was not understood, so it was not used.",
                    table.column_name(column),
                    tidy(table.text(columns.header, column))
                ),
                "Use the headings Speciality, Competency, Level, Expectation, Mode and Category; give remarks the heading \
                 Notes.",
            ));
        }
    }
}
