//! Whose each row, column and sheet is: from labels, headings and what stands below them.

use std::collections::BTreeMap;

use super::people::People;
use super::record::{Meant, Record};
use super::tables::{
    Table, are_people, heads_columns, heads_people, is_header, join, put, table, values_beside,
};
use super::words::{Part, Words};
use crate::diagnostic::CellAddress;
use crate::load::sheet::Sheet;
use crate::model::Field;
use crate::text::fold;

/// Who is named on a sheet, and where.
#[derive(Debug, Default)]
pub struct Subjects {
    tables: Vec<Table>,
    /// Tables of people, if what stands below their heading are people: their other headings are not known.
    perhaps: Vec<Table>,
    /// Labels with their values: the row of the first one, and who is meant.
    label: Option<Record>,
    /// The row of the first label of a person.
    label_row: Option<u32>,
    /// Further forms on the sheet: the row where each begins, and who is meant.
    forms: Vec<(u32, Record)>,
    /// People beside each other behind one label.
    columns: Vec<Record>,
    /// Whether its lists name one person only: a form may have its labels in a row, with the values below them.
    is_single: bool,
    /// Cells beside labels that hold facts about a manager, and which.
    of_managers: BTreeMap<CellAddress, Part>,
    /// Whether whose the cells are is known from elsewhere.
    is_settled: bool,
}

/// Whether an ID or an address is that of the next person, where forms stand below each other and have no names.
fn begins_form(current: &Record, part: Part, text: &str) -> bool {
    let said = match part {
        Part::Id => &current.id,
        Part::Email if current.id.is_none() => &current.email,
        _ => return false,
    };
    current.name.is_none() && said.as_deref().is_some_and(|said| said != text)
}

impl Subjects {
    /// The people of a sheet; `list` numbers the file.
    pub fn of(sheet: &Sheet, words: Words<'_>, list: usize) -> Self {
        let grid = &sheet.grid;
        let mut found = Self::default();
        let mut parts: BTreeMap<u32, BTreeMap<u32, Part>> = BTreeMap::new();
        let mut lasts: Vec<CellAddress> = Vec::new();
        for (at, value) in grid.cells() {
            if let Some(part) = words.part(value) {
                parts.entry(at.row).or_default().insert(at.column, part);
            } else if value.text().is_some_and(|text| fold(&text) == "last") {
                lasts.push(at);
            }
        }
        // “Last” is a name beside “First”.
        for at in lasts {
            if let Some(row) = parts.get_mut(&at.row)
                && [at.column.wrapping_sub(1), at.column + 1]
                    .iter()
                    .any(|beside| row.get(beside) == Some(&Part::First))
            {
                row.insert(at.column, Part::Last);
            }
        }
        let headers: Vec<u32> = parts
            .iter()
            .filter(|(row, parts)| is_header(grid, **row, parts))
            .map(|(row, _)| *row)
            .collect();
        let table_at = |row: u32| {
            let mut further = headers.iter().copied().filter(|header| *header > row);
            let until = further.next().unwrap_or_else(|| grid.row_count());
            let parts = parts.get(&row).cloned().unwrap_or_default();
            table(grid, row, until, parts, list, words)
        };
        found.tables = headers.iter().map(|header| table_at(*header)).collect();
        let is_in_table = |row: u32| {
            let mut tables = found.tables.iter();
            tables.any(|table| (table.header..=table.last).contains(&row))
        };
        found.perhaps = parts
            .iter()
            .filter(|(row, parts)| !is_in_table(**row) && heads_people(grid, **row, parts, words))
            .map(|(row, _)| table_at(*row))
            .collect();
        let blank = || Record {
            list,
            ..Record::default()
        };
        let mut label = blank();
        let mut said = 0;
        // The row of the first name, and that of the first label of a person.
        let (mut named_in, mut label_row) = (None, None);
        let (mut first, mut last) = (Vec::new(), Vec::new());
        // Whether two forms stand beside each other: then only their names are certain.
        let mut beside = false;
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
                if are_people(*part, &values) {
                    found.columns.extend(values.iter().map(|(_, text)| {
                        let mut record = blank();
                        put(&mut record, *part, text);
                        record
                    }));
                    continue;
                }
                if part.is_of_manager() {
                    let cells = values
                        .iter()
                        .map(|(column, _)| CellAddress::new(*row, *column));
                    found.of_managers.extend(cells.map(|at| (at, *part)));
                }
                let Some((_, text)) = values.into_iter().next() else {
                    continue;
                };
                said += 1;
                let last_form = found.forms.last().map_or(named_in, |(row, _)| Some(*row));
                let is_other = label.name.as_ref().is_some_and(|name| *name != text);
                let current = found.forms.last().map_or(&label, |(_, form)| form);
                if (*part == Part::Name && is_other) || begins_form(current, *part, &text) {
                    beside |= last_form == Some(*row);
                    found.forms.push((
                        *row,
                        Record {
                            is_sure: true,
                            ..blank()
                        },
                    ));
                }
                if *part == Part::Name && !is_other {
                    named_in = Some(*row);
                }
                if part.is_person() {
                    label_row = label_row.or(Some(*row));
                }
                match part {
                    _ if beside && *part != Part::Name => {}
                    Part::First => first.push(text),
                    Part::Last => last.push(text),
                    _ => match found.forms.last_mut() {
                        Some((_, form)) => put(form, *part, &text),
                        None => put(&mut label, *part, &text),
                    },
                }
            }
        }
        join(
            &mut label,
            first.into_iter().take(1),
            last.into_iter().take(1),
        );
        found.label_row = label_row;
        if !label.is_empty() {
            label.is_sure = said > 1;
            found.label = Some(label);
        }
        found.take_single_person();
        found
    }

    /// Takes the sheet for one person's and not for a list, if nobody else is on it.
    fn take_single_person(&mut self) {
        let mut rows = self.tables.iter().flat_map(|table| table.rows.values());
        let Some(first) = rows.next() else {
            return;
        };
        self.is_single = self.label.is_none()
            && self.columns.is_empty()
            && rows.all(|other| other.is_same(first));
        if self.is_single {
            self.label = Some(first.clone());
        }
    }

    /// Who is meant by the labels of the sheet, where the reader of assessments knows it better.
    pub fn set_label(&mut self, record: Record) {
        self.label = Some(record);
        self.perhaps.clear();
        self.is_settled = true;
    }

    /// Takes every row of a list for that of a person: careermap wrote it.
    pub fn trust(&mut self) {
        let tables = self.tables.iter_mut().chain(&mut self.perhaps);
        for record in tables.flat_map(|table| table.rows.values_mut()) {
            record.is_doubtful = false;
        }
    }

    /// Those of a career map, whose “Name” is that of a competency.
    pub fn of_map() -> Self {
        Self {
            is_settled: true,
            ..Self::default()
        }
    }

    /// Whether whose the cells are is known from elsewhere.
    pub(super) const fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Decides, now that the people are known, whether “Employee” with an unknown word beside it is the heading of a list or a
    /// label with its value. Returns whether that was open.
    pub fn settle(&mut self, people: &People) -> bool {
        let mut was_open = !self.perhaps.is_empty();
        // Below the only person of a list whom a reader knows, further headings can look like names.
        for table in &mut self.tables {
            let is_read = |record: &Record| {
                let meant = people.meant(record);
                matches!(meant, Meant::One(place) if people.all[place].is_read)
            };
            let mut read = table.rows.iter().filter(|(_, record)| is_read(record));
            let Some(first) = read.next().map(|(row, _)| *row) else {
                continue;
            };
            if read.next().is_none() && !self.is_settled {
                for (_, record) in table.rows.range_mut(first + 1..) {
                    was_open |= !record.is_doubtful;
                    record.is_doubtful = true;
                }
            }
        }
        for table in std::mem::take(&mut self.perhaps) {
            let known = |record: &&Record| matches!(people.meant(record), Meant::One(_));
            let rows = table.rows.values();
            let listed = rows.filter(known).count();
            let is_label = self.label_row == Some(table.header);
            let is_person = |label: &Record| people.meant(label) != Meant::Nobody;
            if listed == 0 || (is_label && self.label.as_ref().is_some_and(is_person)) {
                continue;
            }
            if is_label {
                self.label = None;
            }
            self.forms.retain(|(row, _)| *row != table.header);
            self.tables.push(table);
            self.is_single = false;
        }
        was_open
    }

    /// Everybody who is named. Until the people are known, a label may also be a heading.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let is_open = |at| self.perhaps.iter().any(|table| Some(table.header) == at);
        let label = self.label.iter().map(|label| (self.label_row, label));
        let forms = self.forms.iter().map(|(row, form)| (Some(*row), form));
        let labels = label.chain(forms).map(move |(row, record)| Record {
            is_sure: record.is_sure && !is_open(row),
            ..record.clone()
        });
        let rows = self.tables.iter().flat_map(|table| table.rows.values());
        rows.chain(&self.columns).cloned().chain(labels)
    }

    /// Who is meant by the labels, if it is somebody who is known, or certainly somebody.
    pub fn label(&self, people: &People) -> Option<Meant> {
        let record = self.label.as_ref()?;
        let meant = people.meant(record);
        // What stands beside “Name” may be the name of anything.
        (record.is_sure || meant != Meant::Nobody).then_some(meant)
    }

    /// Whether it lists people.
    pub fn lists_people(&self, people: &People) -> bool {
        self.has_columns(people)
            || !self.forms.is_empty()
            || (!self.is_single && self.tables.iter().any(|table| !table.rows.is_empty()))
    }

    /// Whether it has one person a column: what stands beside “Name” may also be other headings.
    fn has_columns(&self, people: &People) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|record| people.meant(record) != Meant::Nobody)
    }

    /// The table that a row belongs to, if it is one of people.
    pub(super) fn table_of(&self, row: u32) -> Option<&Table> {
        let mut tables = self.tables.iter();
        tables.find(|table| (table.header..=table.last).contains(&row) && !table.rows.is_empty())
    }

    /// The heading row of the table that a row belongs to.
    pub fn header_of(&self, row: u32) -> Option<u32> {
        self.table_of(row)
            .map(|table| table.header)
            .filter(|header| *header < row)
    }

    /// The fact that a column holds, if it tells who the person of a row is.
    pub fn field(&self, at: CellAddress) -> Option<Field> {
        match self.table_of(at.row)?.parts.get(&at.column)? {
            Part::Name | Part::First | Part::Last => Some(Field::Name),
            Part::Id => Some(Field::EmployeeId),
            Part::Email => Some(Field::Email),
            Part::Team => Some(Field::Team),
            Part::Manager => Some(Field::Manager),
            _ => None,
        }
    }

    /// Whether a row heads a table of people.
    pub(super) fn is_header(&self, row: u32) -> bool {
        let table = self.table_of(row);
        table.is_some_and(|table| table.header == row)
    }

    /// Whether a cell names the manager, or holds another fact about the manager.
    pub(super) fn is_of_manager(&self, at: CellAddress) -> bool {
        self.part_of_manager(at).is_some()
    }

    fn part_of_manager(&self, at: CellAddress) -> Option<Part> {
        let part = match self.table_of(at.row) {
            Some(table) if at.row == table.header => None,
            Some(table) => table.parts.get(&at.column),
            None => self.of_managers.get(&at),
        };
        part.copied().filter(|part| part.is_of_manager())
    }

    /// Whether a cell holds a fact about somebody else than the row's person.
    pub fn is_about_other(&self, at: CellAddress) -> bool {
        let part = self.part_of_manager(at);
        part.is_some_and(Part::is_about_other)
    }

    /// Whose cell it is; `None` where the sheet does not say it.
    pub fn owner(&self, at: CellAddress, people: &People) -> Option<Meant> {
        // A form that a reader knows is the person's with its labels.
        let is_form = self.is_settled && self.is_single;
        if let Some(table) = self.table_of(at.row).filter(|_| !is_form) {
            // The header and rows that name nobody belong to nobody.
            return Some(table.whose(at.row, people));
        }
        if self.has_columns(people) {
            return None;
        }
        let forms = self.forms.iter().rev();
        let mut below = forms.skip_while(|(row, _)| *row > at.row);
        match below.next() {
            Some((_, record)) => Some(people.meant(record)),
            None => self.label(people),
        }
    }
}
