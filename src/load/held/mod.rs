//! Finds everything that files say about one person, from their raw cells: in the person's own rows, columns and sheets every
//! cell, elsewhere each cell that names the person.
//!
//! It goes over what is in the files and not over what was read as an assessment, so that it also finds what no reader
//! uses. Whose a cell is, `subjects` finds out from labels and headings; `people` keeps people of one name apart; `mask` leaves
//! out everybody else.

mod files;
mod mask;
mod people;
mod subjects;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub use files::{FoundFile, Kind, find_everything, text_of};
pub use mask::{Mask, Masked};
pub use people::{Known, Meant, People, Record};
pub use subjects::{Subjects, Words};

use super::sheet::{Grid, Sheet, Value, Workbook};
use crate::diagnostic::{CellAddress, Location};
use crate::model::{HeldEntry, Place, Use, name_key};
use crate::text::{fold, tidy, tidy_lines};

/// What was found in one file.
#[derive(Debug, Default)]
pub struct Found {
    /// Whether the whole file is the person's.
    pub is_own: bool,
    /// Everything about the person; the number of the file is to be filled in.
    pub entries: Vec<HeldEntry>,
    /// Places that may be about the person or about somebody else of the same name.
    pub unclear: Vec<Location>,
    /// Places elsewhere that have a word of the person's name alone.
    pub perhaps: Vec<Location>,
}

/// Looks for one person in file after file.
#[derive(Debug)]
pub struct Search<'a> {
    /// Everybody.
    pub people: &'a People,
    /// The person.
    pub person: usize,
    /// Words of labels and headings.
    pub words: Words<'a>,
    /// What cells were used as, by file, sheet and cell.
    pub uses: &'a BTreeMap<Location, Use>,
    /// The rows of these cells, by file and sheet; and what the others in such a row were used as, where that is known.
    pub row_uses: &'a HashMap<(Location, u32), Option<Use>>,
    /// Texts of the career map, folded.
    pub map_texts: &'a HashSet<String>,
    /// Leaves out everybody else.
    pub mask: &'a Mask,
}

/// Whose a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The person's.
    Own,
    /// The person's or somebody else's of the same name.
    Unclear,
    /// Somebody else's.
    Other,
    /// Nobody's in particular.
    Nobody,
}

impl Search<'_> {
    /// Everything about the person in a workbook with these subjects, sheet by sheet. `is_written` says that careermap wrote it.
    #[must_use]
    pub fn workbook(&self, workbook: &Workbook, subjects: &[Subjects], is_written: bool) -> Found {
        let mut found = Found::default();
        let fallback = self.owner_of_file(workbook, subjects);
        found.is_own = fallback == Owner::Own;
        for (sheet, subjects) in workbook.sheets.iter().zip(subjects) {
            self.sheet(sheet, subjects, fallback, is_written, &mut found);
        }
        found
    }

    /// Whose the sheets are that do not say it.
    fn owner_of_file(&self, workbook: &Workbook, subjects: &[Subjects]) -> Owner {
        if subjects.iter().any(|one| one.lists_people(self.people)) {
            return Owner::Nobody;
        }
        let meant: Vec<Meant> = subjects
            .iter()
            .filter_map(|subjects| subjects.label(self.people))
            .collect();
        match meant.as_slice() {
            [] if workbook
                .at
                .file()
                .is_some_and(|file| self.mask.mentions(file)) =>
            {
                if self.people.is_shared(self.person) {
                    Owner::Unclear
                } else {
                    Owner::Own
                }
            }
            [first, rest @ ..] if rest.iter().all(|other| other == first) => self.owner(first),
            _ => Owner::Nobody,
        }
    }

    fn owner(&self, meant: &Meant) -> Owner {
        match meant {
            Meant::One(place) if *place == self.person => Owner::Own,
            Meant::Several(places) if places.contains(&self.person) => Owner::Unclear,
            Meant::One(_) | Meant::Several(_) => Owner::Other,
            Meant::Nobody => Owner::Nobody,
        }
    }

    fn sheet(
        &self,
        sheet: &Sheet,
        subjects: &Subjects,
        fallback: Owner,
        is_written: bool,
        found: &mut Found,
    ) {
        let grid = &sheet.grid;
        let says = subjects.lists_people(self.people) || subjects.label(self.people).is_some();
        let loose = if says || fallback != Owner::Nobody {
            Loose::default()
        } else {
            self.loose(grid)
        };
        let mut headings = Headings::default();
        let mut unclear = BTreeSet::new();
        for (at, value) in grid.cells() {
            headings.pass(grid, at, |value| self.words.part(value).is_some());
            let owner = match subjects.owner(at, self.people) {
                Some(meant) => self.owner(&meant),
                None if loose.has(at) => Owner::Own,
                None => fallback,
            };
            let text = shown(value);
            let place = sheet.at.with_cell(at);
            let hidden = sheet.hidden || !grid.shows(at);
            let heading = |headings: &Headings| match subjects.header_of(at.row) {
                Some(header) => heading_above(grid, header, at.column),
                None => headings.of(grid, at),
            };
            if owner == Owner::Own {
                let masked = if subjects.is_about_other(at) {
                    self.mask.whole(&text)
                } else {
                    self.mask.text(&text)
                };
                let heading = self.mask.text(&heading(&headings));
                found.entries.push(HeldEntry {
                    file: 0,
                    sheet: self.mask.text(&sheet.name).text,
                    place: Place::Cell(at),
                    heading: heading.text,
                    content: masked.text,
                    used: self.used(&place, value, subjects, is_written),
                    hidden,
                    masked: masked.changed || heading.changed,
                });
                continue;
            }
            match self.naming(&text, owner) {
                Naming::Certain => {
                    let excerpt = self.excerpt(&text);
                    let heading = self.mask.text(&heading(&headings));
                    found.entries.push(HeldEntry {
                        file: 0,
                        sheet: self.mask.text(&sheet.name).text,
                        place: Place::Cell(at),
                        heading: heading.text,
                        content: excerpt.text,
                        used: Use::Mention,
                        hidden,
                        masked: excerpt.changed || heading.changed,
                    });
                }
                Naming::Unclear => {
                    if unclear.insert(at.row) {
                        found.unclear.push(place);
                    }
                }
                Naming::Perhaps => found.perhaps.push(place),
                Naming::Not if owner == Owner::Unclear => {
                    if unclear.insert(at.row) {
                        found.unclear.push(place);
                    }
                }
                Naming::Not => {}
            }
        }
    }

    /// What a cell of the person's was used as.
    fn used(&self, place: &Location, value: &Value, subjects: &Subjects, is_written: bool) -> Use {
        if is_written {
            return Use::Written;
        }
        if let Some(used) = self.uses.get(place) {
            return used.clone();
        }
        let is_label = subjects.label(self.people).is_some() || !subjects.lists_people(self.people);
        let is_form = is_label && self.words.part(value).is_some();
        let is_of_map = || {
            value
                .text()
                .is_some_and(|text| self.map_texts.contains(&fold(&text)))
        };
        let row = place.cell().and_then(|cell| {
            let row = self.row_uses.get(&(place.without_cell(), cell.row))?;
            Some((subjects.field(cell), row))
        });
        match row {
            // Who the row is about.
            Some((Some(field), _)) => Use::Field(field),
            _ if is_of_map() => Use::Form,
            Some((None, Some(used))) => used.clone(),
            _ if is_form => Use::Form,
            _ => Use::NotUsed,
        }
    }

    /// Whether a text that is not the person's own names the person.
    fn naming(&self, text: &str, owner: Owner) -> Naming {
        if !self.mask.mentions(text) {
            return if self.mask.may_mention(text) {
                Naming::Perhaps
            } else {
                Naming::Not
            };
        }
        let own = &self.people.all[self.person];
        let folded = format!(" {} ", fold(text));
        let has = |sign: &str| folded.contains(&format!(" {} ", fold(sign)));
        let by_sign = own.ids.iter().any(|id| has(id)) || own.emails.iter().any(|email| has(email));
        if by_sign || !self.people.is_shared(self.person) {
            return Naming::Certain;
        }
        // Of somebody else of this name: their own cells, and texts that name their ID or address.
        let namesakes = own.names.iter().flat_map(|name| self.people.named(name));
        let is_other = namesakes
            .filter(|place| **place != self.person)
            .any(|place| {
                let other = &self.people.all[*place];
                other.ids.iter().any(|id| has(id)) || other.emails.iter().any(|email| has(email))
            });
        let is_name = own
            .names
            .iter()
            .any(|name| name_key(name) == name_key(text));
        if is_other || (owner == Owner::Other && is_name) {
            Naming::Not
        } else {
            Naming::Unclear
        }
    }

    /// The sentences of a text that name the person, without other people.
    fn excerpt(&self, text: &str) -> Masked {
        let mut kept: Vec<&str> = Vec::new();
        let mut left_out = false;
        for sentence in sentences(text) {
            if self.mask.mentions(sentence) {
                kept.push(sentence.trim());
            } else if !sentence.trim().is_empty() {
                left_out = true;
            }
        }
        // A name that a line break divides.
        if kept.is_empty() {
            kept.push(text);
            left_out = false;
        }
        let masked = self.mask.text(&kept.join(" "));
        if left_out {
            Masked {
                text: format!("{} […]", masked.text),
                changed: true,
            }
        } else {
            masked
        }
    }

    /// Everything about the person in a text, line by line.
    #[must_use]
    pub fn lines(&self, text: &str, at: &Location) -> Found {
        let mut found = Found::default();
        for (number, line) in (1..).zip(text.lines()) {
            match self.naming(line, Owner::Nobody) {
                Naming::Certain => {
                    let excerpt = self.excerpt(line);
                    found.entries.push(HeldEntry {
                        file: 0,
                        sheet: String::new(),
                        place: Place::Line(number),
                        heading: String::new(),
                        content: excerpt.text,
                        used: Use::Mention,
                        hidden: false,
                        masked: excerpt.changed,
                    });
                }
                Naming::Unclear => found.unclear.push(at.clone()),
                Naming::Perhaps => found.perhaps.push(at.clone()),
                Naming::Not => {}
            }
        }
        found.unclear.dedup();
        found.perhaps.dedup();
        found
    }

    /// How often a text for programs names the person. Its lines may be about several people, so nothing else of them is shown.
    #[must_use]
    pub fn markup(&self, text: &str, at: &Location) -> Found {
        let mut found = self.lines(text, at);
        found.perhaps.clear();
        let count = found.entries.len();
        found.entries.truncate(1);
        let name = self.people.all[self.person].name();
        for entry in &mut found.entries {
            entry.content = format!("{name} ({count} ×)");
            entry.masked = true;
        }
        found
    }

    /// The rows and columns of the person on a sheet that has no headings that are known.
    fn loose(&self, grid: &Grid) -> Loose {
        let mut by_row: BTreeMap<u32, Vec<(u32, Meant)>> = BTreeMap::new();
        for (at, value) in grid.cells() {
            if let Value::Text(text) = value
                && let Some(meant) = self.exactly(text)
            {
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
        for (row, named) in &by_row {
            let first_text = grid
                .row(*row)
                .find(|(_, value)| matches!(value, Value::Text(_)));
            let is_first = first_text.is_some_and(|(column, _)| named[0].0 == column);
            if is_first
                && named
                    .iter()
                    .all(|(_, meant)| *meant == Meant::One(self.person))
            {
                loose.rows.insert(*row);
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
            let has_letter = text.chars().any(char::is_alphabetic);
            let has_digit = text.chars().any(|c| c.is_ascii_digit());
            if has_letter && has_digit {
                self.people.with_id(&text)
            } else {
                None
            }
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

/// Whether a text names the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    Certain,
    /// By a name that somebody else has, too.
    Unclear,
    /// By a part of the name.
    Perhaps,
    Not,
}

/// Rows, and columns below a row.
#[derive(Debug, Default)]
struct Loose {
    rows: BTreeSet<u32>,
    columns: Vec<(u32, u32)>,
}

impl Loose {
    fn has(&self, at: CellAddress) -> bool {
        self.rows.contains(&at.row)
            || self
                .columns
                .iter()
                .any(|(row, column)| *row <= at.row && *column == at.column)
    }
}

/// The labels and headings that a form has above and beside a cell, as far as its cells were passed.
#[derive(Debug, Default)]
struct Headings {
    /// The row that is being passed, and its known labels.
    row: u32,
    labels: Vec<(u32, String)>,
    first: Option<(u32, String)>,
    /// The last row of headings, by column.
    above: BTreeMap<u32, String>,
}

impl Headings {
    fn pass(&mut self, grid: &Grid, at: CellAddress, is_known: impl Fn(&Value) -> bool) {
        if self.row == at.row && (self.first.is_some() || !self.labels.is_empty()) {
            return;
        }
        self.row = at.row;
        let text = |value: &Value| value.text().map(|text| tidy(&text));
        let cells: Vec<(u32, &Value)> = grid.row(at.row).collect();
        let known: Vec<u32> = cells
            .iter()
            .filter(|(_, value)| is_known(value))
            .map(|(column, _)| *column)
            .collect();
        let pairs = cells
            .windows(2)
            .filter(|pair| pair.iter().all(|(column, _)| known.contains(column)));
        if pairs.count() > 0 {
            self.above = cells
                .iter()
                .filter(|(_, value)| matches!(value, Value::Text(_)))
                .filter_map(|(column, value)| Some((*column, text(value)?)))
                .collect();
        }
        self.first = cells
            .first()
            .filter(|(_, value)| matches!(value, Value::Text(_)))
            .and_then(|(column, value)| Some((*column, text(value)?)));
        self.labels = cells
            .iter()
            .filter(|(column, _)| known.contains(column))
            .filter_map(|(column, value)| Some((*column, text(value)?)))
            .collect();
    }

    fn of(&self, grid: &Grid, at: CellAddress) -> String {
        let beside = self
            .labels
            .iter()
            .rev()
            .find(|(column, _)| *column < at.column);
        let beside = beside.or_else(|| {
            self.first
                .as_ref()
                .filter(|(column, _)| *column < at.column)
        });
        let beside = beside.map(|(_, text)| text.as_str());
        let above = self.above.get(&at.column).map(String::as_str);
        let here = grid
            .get(at.row, at.column)
            .and_then(Value::text)
            .map(|text| tidy(&text));
        let parts = [beside, above].into_iter().flatten();
        let parts: Vec<&str> = parts
            .filter(|part| Some(*part) != here.as_deref())
            .collect();
        parts.join(" · ")
    }
}

/// The heading of a column: its cell in the row of headings, and a cell above that is merged over it.
fn heading_above(grid: &Grid, header: u32, column: u32) -> String {
    let cell = grid.get(header, column).and_then(Value::text);
    cell.map(|text| tidy(&text)).unwrap_or_default()
}

/// What somebody sees in a cell.
fn shown(value: &Value) -> String {
    match value {
        Value::Error(error) => error.clone(),
        Value::Uncalculated => "=…".to_owned(),
        other => other
            .text()
            .map(|text| tidy_lines(&text))
            .unwrap_or_default(),
    }
}

/// The sentences and lines of a text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .char_indices()
                .find(|(at, c)| {
                    matches!(c, '.' | '!' | '?' | ';' | '。')
                        && rest[at + c.len_utf8()..]
                            .chars()
                            .next()
                            .is_none_or(char::is_whitespace)
                })
                .map_or(rest.len(), |(at, c)| at + c.len_utf8());
            let (sentence, after) = rest.split_at(end);
            rest = after;
            Some(sentence)
        })
    })
}
