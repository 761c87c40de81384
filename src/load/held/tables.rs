//! Lists of people on a sheet, and values beside labels.

use std::collections::BTreeMap;

use super::record::Record;
use super::words::{Part, Words};
use crate::load::sheet::{CellValue, Grid};
use crate::load::vocabulary::{Concept, says};
use crate::text::{fold, tidy};

/// How far a value may be to the right of its label.
const REACH: u32 = 8;

/// The people of a table: one a row.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) header: u32,
    pub(super) last: u32,
    pub(super) rows: BTreeMap<u32, Record>,
    pub(super) parts: BTreeMap<u32, Part>,
    /// Whether a row names nobody, but a team or a manager that the row above does not have.
    pub(super) has_open_rows: bool,
    /// Who wrote what is in a row.
    pub(super) writers: BTreeMap<u32, Vec<Record>>,
}

/// The columns of those who wrote what is in the rows below a heading.
pub(super) fn writers(grid: &Grid, header: u32, words: Words<'_>) -> impl Iterator<Item = u32> {
    let headings = grid.row(header);
    let writers = headings
        .filter(move |(_, value)| matches!(value, CellValue::Text(text) if words.is_writer(text)));
    writers.map(|(column, _)| column)
}

/// Whether a row heads columns: below a heading of people there is something, and another heading or nothing is beside it.
pub(super) fn is_header(grid: &Grid, row: u32, parts: &BTreeMap<u32, Part>) -> bool {
    let filled: Vec<u32> = grid.row(row).map(|(column, _)| column).collect();
    let below = |column: &u32| {
        let next = (row + 1..=row + 3).find_map(|row| grid.get(row, *column));
        next.is_some()
    };
    let people = || parts.iter().filter(|(_, part)| part.is_person());
    if !people().any(|(column, _)| below(column)) {
        return false;
    }
    if heads_columns(grid, row, parts) {
        return true;
    }
    // The only heading of a list of names.
    people().all(|(column, _)| filled.last() == Some(column)) && filled.len() == 1
}

/// Whether two headings stand side by side in a row, without a value between them.
pub(super) fn heads_columns(grid: &Grid, row: u32, parts: &BTreeMap<u32, Part>) -> bool {
    let filled: Vec<u32> = grid.row(row).map(|(column, _)| column).collect();
    let is_pair = |pair: &[u32]| pair.iter().all(|column| parts.contains_key(column));
    filled.windows(2).any(is_pair)
}

/// Whether a row may head columns although nothing else in it is known: nothing that is a label stands below a heading of
/// people, and something is beside it.
pub(super) fn heads_people(
    grid: &Grid,
    row: u32,
    parts: &BTreeMap<u32, Part>,
    words: Words<'_>,
) -> bool {
    let people = parts.iter().filter(|(_, part)| part.is_person());
    let below = |column: u32| (row + 1..=row + 2).find_map(|row| grid.get(row, column));
    grid.row(row).count() > 1
        && people
            .map(|(column, _)| below(*column))
            .any(|value| value.is_some_and(|value| words.part(value).is_none()))
}

pub(super) fn table(
    grid: &Grid,
    header: u32,
    until: u32,
    parts: BTreeMap<u32, Part>,
    list: usize,
    words: Words<'_>,
) -> Table {
    let sure = parts.values().filter(|part| **part != Part::Known).count() > 1
        || parts
            .values()
            .any(|part| matches!(part, Part::Id | Part::Email | Part::Last));
    let mut rows: BTreeMap<u32, Record> = BTreeMap::new();
    let mut last = header;
    let mut has_open_rows = false;
    for row in header + 1..until {
        // Labels and headings of something else end the list; “Total” between two rows of people does not.
        let is_person = |column: &u32| parts.get(column).is_some_and(|part| part.is_person());
        let label = grid
            .row(row)
            .find(|(column, value)| is_person(column) && words.part(value).is_some());
        if let Some((column, _)) = label {
            let below = grid.get(row + 1, column);
            if row + 1 < until
                && below.is_some_and(|value| words.part(value).is_none())
                && grid.row(row + 1).count() > 1
            {
                continue;
            }
            break;
        }
        let mut record = Record {
            is_sure: sure,
            list,
            ..Record::default()
        };
        let (mut first, mut last_name) = (None, None);
        let mut is_filled = false;
        for (column, value) in grid.row(row) {
            is_filled = true;
            let Some(text) = value
                .text()
                .map(|text| tidy(&text))
                .filter(|text| !text.is_empty())
            else {
                continue;
            };
            match parts.get(&column) {
                // A heading that is repeated below is not a name.
                Some(Part::Manager) if words.part(value).is_some() => {}
                Some(Part::First) => first = Some(text),
                Some(Part::Last) => last_name = Some(text),
                Some(part) => put(&mut record, *part, &text),
                None => {}
            }
        }
        join(&mut record, first, last_name);
        if !is_filled {
            continue;
        }
        last = row;
        if record
            .name
            .as_deref()
            .is_some_and(|name| says(name, Concept::Total))
        {
            continue;
        }
        if record.is_empty() {
            // A name that is written once for several rows: in a merged cell, or with nothing below it.
            if let Some((above, person)) = rows.range(..row).next_back() {
                let is_merged =
                    parts
                        .iter()
                        .filter(|(_, part)| part.is_person())
                        .any(|(column, _)| {
                            grid.merge_at(*above, *column)
                                .is_some_and(|merge| merge.contains(row, *column))
                        });
                if is_merged || (above + 1 == row && continues(grid, header, row, person, &record))
                {
                    let person = person.clone();
                    rows.insert(row, person);
                }
            }
            has_open_rows |=
                !rows.contains_key(&row) && (record.team.is_some() || record.manager.is_some());
            continue;
        }
        rows.insert(row, record);
    }
    let columns: Vec<u32> = writers(grid, header, words).collect();
    let written_by = |row: &u32| {
        let names = columns
            .iter()
            .filter_map(|column| grid.get(*row, *column)?.text());
        let records = names.map(|name| Record {
            name: Some(tidy(&name)),
            ..Record::default()
        });
        let records: Vec<Record> = records.collect();
        (!records.is_empty()).then_some((*row, records))
    };
    Table {
        header,
        last,
        writers: rows.keys().filter_map(written_by).collect(),
        rows,
        parts,
        has_open_rows,
    }
}

/// Whether a row without a name goes on about the person of the row above it. Another team or manager would be a position that
/// nobody holds.
fn continues(grid: &Grid, header: u32, row: u32, person: &Record, said: &Record) -> bool {
    let is_same = |above: &Option<String>, here: &Option<String>| {
        here.as_deref().is_none_or(|here| {
            above
                .as_deref()
                .is_some_and(|above| fold(above) == fold(here))
        })
    };
    let is_total = |value: &CellValue| value.text().is_some_and(|text| says(&text, Concept::Total));
    is_same(&person.team, &said.team)
        && is_same(&person.manager, &said.manager)
        && grid
            .row(row)
            .any(|(column, _)| grid.get(header, column).is_some())
        && !grid.row(row).any(|(_, value)| is_total(value))
}

/// What stands to the right of a label, up to the next label.
pub(super) fn values_beside(
    grid: &Grid,
    row: u32,
    column: u32,
    parts: &BTreeMap<u32, Part>,
) -> Vec<(u32, String)> {
    let mut values = Vec::new();
    let mut reached = column;
    for (place, value) in grid.row(row).skip_while(|(place, _)| *place <= column) {
        if parts.contains_key(&place) || place - reached > REACH {
            break;
        }
        reached = place;
        let Some(text) = value.text() else { break };
        values.push((place, tidy(&text)));
    }
    values
}

/// Whether values beside a label are those of several people: names, or IDs or addresses throughout.
pub(super) fn are_people(part: Part, values: &[(u32, String)]) -> bool {
    let all = |sign: fn(char) -> bool| values.iter().all(|(_, text)| text.contains(sign));
    let are_such = match part {
        Part::Name => true,
        Part::Id => all(char::is_numeric),
        Part::Email => all(|sign| sign == '@'),
        _ => false,
    };
    are_such && values.len() > 1
}

/// One person a column: each with the columns up to the next one's. They are named by their names, IDs or addresses.
pub(super) fn columns(
    grid: &Grid,
    row: u32,
    part: Part,
    people: &[(u32, String)],
    list: usize,
) -> Vec<(u32, u32, Record)> {
    let end = grid.column_count();
    let ends = people
        .iter()
        .skip(1)
        .map(|(column, _)| *column)
        .chain([end]);
    people
        .iter()
        .zip(ends)
        .map(|((column, text), end)| {
            let end = grid
                .merge_at(row, *column)
                .map_or(end, |merge| merge.last.column + 1);
            let mut record = Record {
                list,
                ..Record::default()
            };
            put(&mut record, part, text);
            (*column, end, record)
        })
        .collect()
}

pub(super) fn put(record: &mut Record, part: Part, text: &str) {
    let field = match part {
        Part::Name => &mut record.name,
        Part::Id => &mut record.id,
        Part::Email => &mut record.email,
        Part::Team => &mut record.team,
        Part::Manager => &mut record.manager,
        Part::ManagerId => &mut record.manager_id,
        Part::ManagerEmail => &mut record.manager_email,
        _ => return,
    };
    if field.is_none() {
        *field = Some(text.to_owned());
    }
}

pub(super) fn join(record: &mut Record, first: Option<String>, last: Option<String>) {
    if record.name.is_none() {
        let name: Vec<String> = [first, last].into_iter().flatten().collect();
        record.name = (!name.is_empty()).then(|| name.join(" "));
    }
}
