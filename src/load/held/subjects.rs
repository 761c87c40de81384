//! Whose each row, column and sheet is: from labels, headings and what stands below them.

use std::collections::{BTreeMap, BTreeSet};

use super::people::{Meant, People, Record};
use crate::diagnostic::CellAddress;
use crate::load::assessment::AssessmentSettings;
use crate::load::roster::RosterSettings;
use crate::load::sheet::{Grid, Sheet, Value};
use crate::load::vocabulary::{Concept, Meaning, says};
use crate::model::{Field, first_name_first};
use crate::text::tidy;

/// Longer texts are neither labels nor headings.
const LONGEST: usize = 60;
/// How far a value may be to the right of its label.
const REACH: u32 = 8;

/// What a label or heading says about the people beside or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Name,
    First,
    Last,
    Id,
    Email,
    Team,
    Manager,
    /// Number, address and other facts about somebody else.
    AboutOther,
    /// Anything else that the vocabulary knows.
    Known,
}

impl Part {
    const fn is_person(self) -> bool {
        matches!(
            self,
            Self::Name | Self::First | Self::Last | Self::Id | Self::Email
        )
    }
}

/// The words of labels and headings: the company's own, and the vocabulary's.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Those of the roster.
    pub roster: &'a RosterSettings,
    /// Those of assessments.
    pub assessments: &'a AssessmentSettings,
}

impl Words<'_> {
    pub(super) fn part(&self, value: &Value) -> Option<Part> {
        let Value::Text(text) = value else {
            return None;
        };
        if text.len() > LONGEST {
            return None;
        }
        let headings = [self.roster.heading(text)]
            .into_iter()
            .chain(self.assessments.headings(text));
        let mut known = None;
        for said in headings {
            let parts = said.meanings.iter().map(|meaning| match meaning {
                _ if said.is_past() => Part::Known,
                Meaning::Of(Field::Name) => Part::Name,
                Meaning::FirstName => Part::First,
                Meaning::LastName => Part::Last,
                Meaning::Of(Field::EmployeeId) => Part::Id,
                Meaning::Of(Field::Email) => Part::Email,
                Meaning::Of(Field::Team) => Part::Team,
                Meaning::Of(Field::Manager) => Part::Manager,
                Meaning::ManagerId
                | Meaning::ManagerEmail
                | Meaning::Of(Field::ManagerId | Field::ManagerEmail)
                | Meaning::AboutManager => Part::AboutOther,
                _ => Part::Known,
            });
            known = known.into_iter().chain(parts).min();
        }
        known
    }
}

/// The people of a table: one a row.
#[derive(Debug, Default)]
struct Table {
    header: u32,
    last: u32,
    rows: BTreeMap<u32, Record>,
    parts: BTreeMap<u32, Part>,
}

/// Who is named on a sheet, and where.
#[derive(Debug, Default)]
pub struct Subjects {
    tables: Vec<Table>,
    /// Labels with their values: the row of the first one, and who is meant.
    label: Option<Record>,
    /// One person a column: from this column to before the next, below this row.
    columns: Vec<(u32, u32, Record)>,
    /// Cells beside labels that hold facts about somebody else: a manager's number.
    others: BTreeSet<CellAddress>,
}

impl Subjects {
    /// The people of a sheet; `list` numbers the file.
    #[must_use]
    pub fn of(sheet: &Sheet, words: Words<'_>, list: usize) -> Self {
        let grid = &sheet.grid;
        let mut found = Self::default();
        let mut parts: BTreeMap<u32, BTreeMap<u32, Part>> = BTreeMap::new();
        for (at, value) in grid.cells() {
            if let Some(part) = words.part(value) {
                parts.entry(at.row).or_default().insert(at.column, part);
            }
        }
        let headers: Vec<u32> = parts
            .iter()
            .filter(|(row, parts)| is_header(grid, **row, parts))
            .map(|(row, _)| *row)
            .collect();
        for (index, header) in headers.iter().enumerate() {
            let until = headers
                .get(index + 1)
                .copied()
                .unwrap_or_else(|| grid.row_count());
            let parts = parts.get(header).cloned().unwrap_or_default();
            found
                .tables
                .push(table(grid, *header, until, parts, list, words));
        }
        let is_in_table = |row: u32| {
            found
                .tables
                .iter()
                .any(|table| (table.header..=table.last).contains(&row))
        };
        let mut label = Record {
            list,
            ..Record::default()
        };
        let mut said = 0;
        let mut first = None;
        let mut last = None;
        for (row, parts) in parts.iter().filter(|(row, _)| !is_in_table(**row)) {
            // Headings of something else than people.
            if heads_columns(grid, *row, parts) {
                continue;
            }
            for (column, part) in parts {
                if *part == Part::Known {
                    said += 1;
                    continue;
                }
                let values = values_beside(grid, *row, *column, parts);
                if *part == Part::Name && values.len() > 1 {
                    found.columns = columns(grid, *row, &values, list);
                    continue;
                }
                let Some((column, text)) = values.into_iter().next() else {
                    continue;
                };
                said += 1;
                match part {
                    Part::AboutOther => {
                        found.others.insert(CellAddress::new(*row, column));
                    }
                    Part::First => first = first.or(Some(text)),
                    Part::Last => last = last.or(Some(text)),
                    _ => put(&mut label, *part, &text),
                }
            }
        }
        join(&mut label, first, last);
        if !label.is_empty() {
            label.is_sure = said > 1;
            found.label = Some(label);
        }
        found.take_single_person();
        found
    }

    /// A form may have its labels in a row, with the values below them: then the sheet is that person's and not a list.
    fn take_single_person(&mut self) {
        let mut rows = self.tables.iter().flat_map(|table| table.rows.values());
        let Some(first) = rows.next().cloned() else {
            return;
        };
        if self.label.is_some() || !self.columns.is_empty() || rows.any(|other| *other != first) {
            return;
        }
        for table in std::mem::take(&mut self.tables) {
            let about_other = table
                .parts
                .iter()
                .filter(|(_, part)| **part == Part::AboutOther);
            for (column, _) in about_other {
                let rows = table.header + 1..=table.last;
                self.others
                    .extend(rows.map(|row| CellAddress::new(row, *column)));
            }
        }
        self.label = Some(first);
    }

    /// Who is meant by the labels of the sheet, where the reader of assessments knows it better.
    pub fn set_label(&mut self, record: Record) {
        self.label = Some(record);
    }

    /// Everybody who is named.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        let rows = self.tables.iter().flat_map(|table| table.rows.values());
        rows.chain(&self.label)
            .chain(self.columns.iter().map(|(.., record)| record))
    }

    /// Who is meant by the labels, if it is somebody who is known, or certainly somebody.
    #[must_use]
    pub fn label(&self, people: &People) -> Option<Meant> {
        let record = self.label.as_ref()?;
        let meant = people.meant(record);
        // What stands beside “Name” may be the name of anything.
        (record.is_sure || meant != Meant::Nobody).then_some(meant)
    }

    /// Whether it lists people.
    #[must_use]
    pub fn lists_people(&self, people: &People) -> bool {
        self.has_columns(people) || self.tables.iter().any(|table| !table.rows.is_empty())
    }

    /// Whether it has one person a column: what stands beside “Name” may also be other headings.
    fn has_columns(&self, people: &People) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|(.., record)| people.meant(record) != Meant::Nobody)
    }

    /// The table that a row belongs to, if it is one of people.
    fn table_of(&self, row: u32) -> Option<&Table> {
        let mut tables = self.tables.iter();
        tables.find(|table| (table.header..=table.last).contains(&row) && !table.rows.is_empty())
    }

    /// The heading row of the table that a row belongs to.
    #[must_use]
    pub fn header_of(&self, row: u32) -> Option<u32> {
        self.table_of(row)
            .map(|table| table.header)
            .filter(|header| *header < row)
    }

    /// The fact that a column holds, if it tells who the person of a row is.
    #[must_use]
    pub fn field(&self, at: CellAddress) -> Option<Field> {
        match self.table_of(at.row)?.parts.get(&at.column)? {
            Part::Name | Part::First | Part::Last => Some(Field::Name),
            Part::Id => Some(Field::EmployeeId),
            Part::Email => Some(Field::Email),
            Part::Team => Some(Field::Team),
            Part::Manager => Some(Field::Manager),
            Part::AboutOther | Part::Known => None,
        }
    }

    /// Whether a cell holds a fact about somebody else than the row's person.
    #[must_use]
    pub fn is_about_other(&self, at: CellAddress) -> bool {
        match self.table_of(at.row) {
            Some(table) => {
                at.row > table.header && table.parts.get(&at.column) == Some(&Part::AboutOther)
            }
            None => self.others.contains(&at),
        }
    }

    /// Whose cell it is; `None` where the sheet does not say it.
    #[must_use]
    pub fn owner(&self, at: CellAddress, people: &People) -> Option<Meant> {
        if let Some(table) = self.table_of(at.row) {
            // The header, and rows that name nobody, are nobody's.
            return Some(
                table
                    .rows
                    .get(&at.row)
                    .map_or(Meant::Nobody, |record| people.meant(record)),
            );
        }
        if self.has_columns(people) {
            let mut columns = self.columns.iter();
            let own = columns.find(|(column, end, _)| (*column..*end).contains(&at.column));
            return Some(own.map_or(Meant::Nobody, |(.., record)| people.meant(record)));
        }
        self.label(people)
    }
}

/// Whether a row heads columns: below a heading of people there is something, and another heading or nothing is beside it.
fn is_header(grid: &Grid, row: u32, parts: &BTreeMap<u32, Part>) -> bool {
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
fn heads_columns(grid: &Grid, row: u32, parts: &BTreeMap<u32, Part>) -> bool {
    let filled: Vec<u32> = grid.row(row).map(|(column, _)| column).collect();
    let is_pair = |pair: &[u32]| pair.iter().all(|column| parts.contains_key(column));
    filled.windows(2).any(is_pair)
}

fn table(
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
    for row in header + 1..until {
        // Labels and headings of something else end the list.
        let is_person = |column: &u32| parts.get(column).is_some_and(|part| part.is_person());
        if grid
            .row(row)
            .any(|(column, value)| is_person(&column) && words.part(value).is_some())
        {
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
            // A name that is written once for several rows, in a merged cell.
            let above = rows.range(..row).next_back();
            if let Some((above, record)) = above
                && parts
                    .iter()
                    .filter(|(_, part)| part.is_person())
                    .any(|(column, _)| {
                        grid.merge_at(*above, *column)
                            .is_some_and(|merge| merge.contains(row, *column))
                    })
            {
                let record = record.clone();
                rows.insert(row, record);
            }
            continue;
        }
        rows.insert(row, record);
    }
    Table {
        header,
        last,
        rows,
        parts,
    }
}

/// What stands to the right of a label, up to the next label.
fn values_beside(
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

/// One person a column: each with the columns up to the next one's.
fn columns(grid: &Grid, row: u32, names: &[(u32, String)], list: usize) -> Vec<(u32, u32, Record)> {
    let end = grid.column_count();
    let ends = names.iter().skip(1).map(|(column, _)| *column).chain([end]);
    names
        .iter()
        .zip(ends)
        .map(|((column, name), end)| {
            let end = grid
                .merge_at(row, *column)
                .map_or(end, |merge| merge.last.column + 1);
            let record = Record {
                name: Some(name.clone()),
                list,
                ..Record::default()
            };
            (*column, end, record)
        })
        .collect()
}

fn put(record: &mut Record, part: Part, text: &str) {
    let field = match part {
        Part::Name => &mut record.name,
        Part::Id => &mut record.id,
        Part::Email => &mut record.email,
        Part::Team => &mut record.team,
        Part::Manager => &mut record.manager,
        _ => return,
    };
    if field.is_none() {
        *field = Some(if matches!(part, Part::Name | Part::Manager) {
            first_name_first(text)
        } else {
            text.to_owned()
        });
    }
}

fn join(record: &mut Record, first: Option<String>, last: Option<String>) {
    if record.name.is_none() {
        let name: Vec<String> = [first, last].into_iter().flatten().collect();
        record.name = (!name.is_empty()).then(|| name.join(" "));
    }
}
