//! Whose a cell may be, by everybody whom the cells around it name: in its row, at the head of its column, and above it.
//!
//! Whatever headings and labels say, a cell is shown to one person only if nothing around it names anybody else. Where two
//! people can be meant, it is named and not shown.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::claim::Claim;
use super::headings::shown;
use super::ids::IdCells;
use super::record::Meant;
use super::subjects::Subjects;
use super::tables::Table;
use super::words::{Part, is_next};
use super::{Owner, Search};
use crate::diagnostic::CellAddress;
use crate::load::sheet::{BesideKind, BesideText, CellValue, Grid};
use crate::text::fold;

/// What a row is for those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// It stands alone in its row: until the next such row.
    Title,
    /// It stands beside a label: until the next label of the same words.
    Form(String),
    /// It is at the head of columns, one person each, or of one column: until the next such row.
    Heads,
    /// Anything else: until the next such row.
    Row,
}

/// Whose the columns below a row are.
#[derive(Debug, Default)]
struct Columns {
    by_column: BTreeMap<u32, Claim>,
    /// From this column on, no person heads a column of their own.
    from: u32,
    rest: Claim,
    /// Whether nothing but people heads the columns.
    is_sure: bool,
}

impl Columns {
    fn of(&self, column: u32) -> Claim {
        let rest = || {
            if column < self.from {
                Claim::default()
            } else {
                self.rest
            }
        };
        self.by_column.get(&column).copied().unwrap_or_else(rest)
    }
}

/// What is said from one row to the next one that names somebody.
#[derive(Debug)]
struct Around {
    all: Claim,
    columns: Option<Rc<Columns>>,
    /// Whether the row itself names the person, and no heading says as what.
    is_own_row: bool,
}

/// Whom the cells of a sheet name.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// The names of the sheet and the file.
    everywhere: Claim,
    /// Above the first row that names somebody.
    before: Claim,
    rows: BTreeMap<u32, Around>,
}

impl Claims {
    /// Who may be meant by what is around a cell; and whether it is certainly the person's, if nothing else says whose it is.
    pub(super) fn of(&self, at: CellAddress) -> (Claim, bool) {
        let Some((row, around)) = self.rows.range(..=at.row).next_back() else {
            return (self.everywhere.and(self.before), false);
        };
        let columns = around.columns.as_deref();
        let head = columns
            .map(|columns| columns.of(at.column))
            .unwrap_or_default();
        let is_headed = head.is_sure && columns.is_some_and(|columns| columns.is_sure);
        let claim = self.everywhere.and(around.all).and(head);
        let is_sure = is_headed || (*row == at.row && around.is_own_row);
        (claim, is_sure && claim.own && !claim.other)
    }
}

impl Search<'_> {
    /// Whose a cell is that `said` gives to somebody by headings and labels, if these are the claims. `is_read` says that a reader
    /// knows what the sheet is.
    pub(super) fn settled(said: Owner, (claim, is_sure): (Claim, bool), is_read: bool) -> Owner {
        match said {
            Owner::Own if claim.other && !is_read => Owner::Unclear,
            Owner::Nobody if is_sure => Owner::Own,
            Owner::Other | Owner::Nobody if claim.own => Owner::Unclear,
            Owner::Nobody if claim.other => Owner::Other,
            said => said,
        }
    }

    /// Whom the cells of a sheet name, but for the rows of which a reader knows whose they are. `names` are those of the sheet,
    /// the file and its folders: the first one that names anybody counts. `beside` are texts beside the cells: headers and footers
    /// of pages and properties, and links on cells.
    pub(super) fn claims<'n>(
        &self,
        grid: &Grid,
        subjects: &Subjects,
        ids: &IdCells,
        mut names: impl Iterator<Item = &'n str>,
        beside: &[&BesideText],
        is_read: impl Fn(u32) -> bool,
    ) -> Claims {
        let everywhere =
            names.find_map(|name| Some(self.by_name(name)).filter(|claim| claim.is_any()));
        let pages = beside
            .iter()
            .filter(|text| matches!(text.kind, BesideKind::Page | BesideKind::Subject));
        let everywhere = pages.fold(everywhere.unwrap_or_default(), |all, text| {
            all.and(self.by_name(&text.text))
        });
        let links = beside.iter().filter_map(|text| {
            let cell = text.cell.filter(|_| text.kind == BesideKind::Link)?;
            (!subjects.is_of_manager(cell)).then(|| (cell, self.by_name(&text.text)))
        });
        let mut linked: BTreeMap<u32, Vec<(u32, Claim)>> = BTreeMap::new();
        for (cell, claim) in links.filter(|(_, claim)| claim.is_any()) {
            linked
                .entry(cell.row)
                .or_default()
                .push((cell.column, claim));
        }
        let mut claims = Claims {
            everywhere,
            ..Claims::default()
        };

        let others = self.columns_of_others(grid, subjects);
        let mut rows: BTreeMap<u32, Vec<(u32, &CellValue)>> = BTreeMap::new();
        for (at, value) in grid.cells().filter(|(at, _)| !is_read(at.row)) {
            rows.entry(at.row).or_default().push((at.column, value));
        }
        let mut above: Vec<(Kind, Claim, Option<Rc<Columns>>)> = Vec::new();
        // Whom the last row names first: several rows can be about one answer.
        let mut last_lead = None;
        // Whether something that is not a title stands above the first label with a name, or that label does not say that the
        // form is about the person: then a name may end a form.
        let (mut has_cells, mut may_end_forms) = (false, false);
        let mut labels: BTreeMap<u32, (String, Claim)> = BTreeMap::new();
        // The row before, and those whom its columns name, for empty cells below them.
        let mut carried: (u32, BTreeMap<u32, Claim>) = Default::default();
        // Columns with a text that names nobody: it may be their heading.
        let mut headed: BTreeSet<u32> = BTreeSet::new();
        for (row, cells) in rows {
            let table = subjects.table_of(row).filter(|table| row > table.header);
            let mut named = match table {
                Some(table) => self.in_table(table, subjects, &cells, row, ids, &others),
                None => self.in_row(subjects, row, &cells, ids),
            };
            named.extend(linked.remove(&row).into_iter().flatten());
            let heads =
                subjects.is_header(row) || (table.is_none() && heads_columns(&cells, &named));
            // An empty cell of a merge, or one before all others, says what stands above it.
            let (last, above_it) = std::mem::take(&mut carried);
            let is_carried = |column: u32| {
                let merge = grid.merge_at(last, column);
                let is_merged = merge.is_some_and(|merge| merge.contains(row, column));
                is_merged || (last + 1 == row && column < cells[0].0)
            };
            let above_it = above_it.into_iter();
            let kept: BTreeMap<u32, Claim> = above_it.filter(|(at, _)| is_carried(*at)).collect();
            carried = (row, kept.clone());
            let is_key = |column| table.is_some_and(|table| table.is_key(column));
            let others_named = named.iter().filter(|(at, _)| !is_key(*at));
            carried.1.extend(others_named.copied());
            let has_own = kept.is_empty();
            named.extend(kept);

            let is_named = |column: u32| named.iter().any(|(named, _)| *named == column);
            let mut all = named
                .iter()
                .fold(Claim::default(), |all, (_, claim)| all.and(*claim));
            if named.is_empty() {
                has_cells |= cells.len() > 1;
                if table.is_none() {
                    headed.extend(cells.iter().map(|(column, _)| *column));
                }
                continue;
            }
            // “Ada Marsh | (name)”.
            let is_said_behind = |column: u32, label: &CellValue| {
                !is_named(column) && self.words.part(label).is_some_and(Part::is_person)
            };
            let kind = match cells.as_slice() {
                _ if heads => Kind::Heads,
                _ if table.is_some() => Kind::Row,
                [(place, _)] if is_named(*place) => Kind::Title,
                [(label, value), (place, _)] if is_named(*place) && !is_named(*label) => above
                    .iter()
                    .rev()
                    .find(|(kind, ..)| matches!(kind, Kind::Form(_)) && is_next(value))
                    .map_or_else(
                        || Kind::Form(fold(&shown(value))),
                        |(form, ..)| form.clone(),
                    ),
                [_, (label, value)] if is_said_behind(*label, value) => {
                    Kind::Form(fold(&shown(value)))
                }
                _ => Kind::Row,
            };
            let lead = match table.and_then(|table| table.rows.get(&row)) {
                Some(record) => {
                    let said = [&record.id, &record.email, &record.name];
                    said.into_iter().flatten().next().cloned()
                }
                None => grid.get(row, named[0].0).map(shown),
            };
            if let Some(place) = above.iter().position(|(known, ..)| *known == kind) {
                if lead.is_some() && lead == last_lead && kind == Kind::Row {
                    all = all.and(above[place].1);
                }
                above.truncate(place);
            }
            last_lead = lead;
            if claims.rows.is_empty() && matches!(kind, Kind::Form(_) | Kind::Title) {
                claims.before = all;
                let part = self.words.part(cells[0].1);
                may_end_forms = matches!(kind, Kind::Form(_))
                    && (has_cells || !part.is_some_and(Part::is_person));
            }
            if let Kind::Form(label) = &kind {
                labels.insert(row, (label.clone(), all));
            }
            let columns = heads.then(|| {
                above.retain(|(kind, ..)| *kind != Kind::Row);
                Rc::new(self.columns(grid, subjects, row, &cells, &named, all))
            });
            let is_first = cells
                .iter()
                .find(|(_, value)| matches!(value, CellValue::Text(_)));
            let is_own_row = kind == Kind::Row
                && table.is_none()
                && has_own
                && named.iter().all(|(_, claim)| claim.is_sure && !all.other)
                && is_first.is_none_or(|(column, _)| named[0].0 <= *column)
                && named.iter().all(|(column, _)| !headed.contains(column));
            above.push((kind, if heads { Claim::default() } else { all }, columns));
            let everybody = above
                .iter()
                .fold(Claim::default(), |all, (_, claim, _)| all.and(*claim));
            claims.rows.insert(
                row,
                Around {
                    all: everybody,
                    columns: above.iter().rev().find_map(|(.., columns)| columns.clone()),
                    is_own_row,
                },
            );
            if table.is_none() {
                let heading = |(column, value): &&(u32, &CellValue)| {
                    matches!(value, CellValue::Text(_)) && !is_named(*column)
                };
                // What stands beside a name in a list is not a heading.
                if !is_own_row {
                    headed.extend(cells.iter().filter(heading).map(|(column, _)| *column));
                }
            }
        }
        if may_end_forms {
            // What each label says next.
            let mut below: BTreeMap<String, Claim> = BTreeMap::new();
            let all_below = |below: &BTreeMap<String, Claim>, claim: Claim| {
                below.values().fold(claim, |all, claim| all.and(*claim))
            };
            for (row, around) in claims.rows.iter_mut().rev() {
                around.all = all_below(&below, around.all);
                below.extend(labels.remove(row));
            }
            claims.before = all_below(&below, claims.before);
        }
        claims
    }

    /// Whom the cells of a row outside such tables name, by column.
    fn in_row(
        &self,
        subjects: &Subjects,
        row: u32,
        cells: &[(u32, &CellValue)],
        ids: &IdCells,
    ) -> Vec<(u32, Claim)> {
        let is_of_manager = |column| subjects.is_of_manager(CellAddress::new(row, column));
        let is_heading = cells.len() == 1 || subjects.is_header(row);
        let claim = |(column, value): &(u32, &CellValue)| {
            let at = CellAddress::new(row, *column);
            // A name that nobody calculated may be anybody's.
            let is_unknown = *column == cells[0].0 && matches!(value, CellValue::Uncalculated);
            let claim = if is_unknown {
                Claim::ANYBODY
            } else {
                let claim = self.in_the_open(value, at, ids);
                let text = shown(value);
                Claim {
                    other: claim.other || (is_heading && self.calls_others(&text)),
                    ..claim
                }
            };
            (*column, claim)
        };
        let mut named: Vec<(u32, Claim)> = cells.iter().map(claim).collect();
        // “Next: Jo” is somebody, known or not.
        if let ([(_, label), (_, CellValue::Text(_))], [_, (_, next)]) =
            (cells, named.as_mut_slice())
            && is_next(label)
        {
            next.other |= !next.own;
        }
        // Managers are not those whom something is about, unless more than their names stands there.
        let has_more = named.iter().any(|(column, claim)| {
            let at = CellAddress::new(row, *column);
            is_of_manager(*column) && !claim.is_any() && !subjects.is_about_other(at)
        });
        named.retain(|(column, claim)| claim.is_any() && (has_more || !is_of_manager(*column)));
        named
    }

    /// Whose the columns below a row of people are.
    fn columns(
        &self,
        grid: &Grid,
        subjects: &Subjects,
        row: u32,
        cells: &[(u32, &CellValue)],
        named: &[(u32, Claim)],
        all: Claim,
    ) -> Columns {
        let is_header = subjects.is_header(row);
        // “Rated by” before the names would say that they wrote what stands below them.
        let label = self.words.part(cells[0].1);
        let is_known = cells[0].0 == named[0].0 || label.is_some_and(Part::is_person);
        if !is_header && !is_known {
            return Columns {
                rest: all,
                ..Columns::default()
            };
        }
        let span = |column: u32| {
            let merge = grid.merge_at(row, column);
            column..=merge.map_or(column, |merge| merge.last.column)
        };
        let spans = named
            .iter()
            .flat_map(|(column, claim)| span(*column).map(move |at| (at, *claim)));
        Columns {
            by_column: spans.collect(),
            from: named[0].0,
            rest: if is_header { Claim::default() } else { all },
            is_sure: !is_header,
        }
    }

    /// Whom a row of a table of people names, by column: the one whom it is about, and others.
    fn in_table(
        &self,
        table: &Table,
        subjects: &Subjects,
        cells: &[(u32, &CellValue)],
        row: u32,
        ids: &IdCells,
        others: &BTreeSet<(u32, u32)>,
    ) -> Vec<(u32, Claim)> {
        let whose = table.whose(row, self.people);
        let is_known = whose != Meant::Nobody;
        let key = table.parts.keys().find(|column| table.is_key(**column));
        let mut named: Vec<(u32, Claim)> = key
            .map(|key| (*key, self.claim(&whose)))
            .into_iter()
            .collect();
        for (column, value) in cells {
            let at = CellAddress::new(row, *column);
            let exactly = self.exactly(value);
            let part = table.parts.get(column);
            let is_of_name = table.is_key(*column)
                && matches!(part, Some(Part::Name | Part::First | Part::Last));
            // The name of the row's person, or a part of it.
            let is_same = exactly
                .as_ref()
                .is_none_or(|meant| !meant.is_apart_from(&whose));
            let is_calculated = !matches!(value, CellValue::Uncalculated);
            if subjects.is_of_manager(at) || (is_known && is_of_name && is_same && is_calculated) {
                continue;
            }
            let claim = match exactly.or_else(|| self.listed(value, at, ids)) {
                // A name that nobody calculated may be anybody's.
                _ if is_of_name && !is_calculated => Claim::ANYBODY,
                _ if !is_known => self.in_the_open(value, at, ids),
                Some(meant) => self.claim(&meant),
                None => Claim {
                    other: others.contains(&(table.header, *column)),
                    ..Claim::default()
                },
            };
            named.push((*column, claim));
        }
        named.retain(|(_, claim)| claim.is_any());
        named
    }
}

/// Whether a row has one person a column, and nothing else but one cell before them.
fn heads_columns(cells: &[(u32, &CellValue)], named: &[(u32, Claim)]) -> bool {
    named.len() > 1
        && cells.len() <= named.len() + 1
        && (cells.len() == named.len() || cells[0].0 < named[0].0)
}
