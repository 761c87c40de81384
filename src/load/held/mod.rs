//! Finds everything that files say about one person, from their raw cells: in the person's own rows, columns and sheets every
//! cell, elsewhere each cell that names the person.
//!
//! It goes over what is in the files and not over what was read as an assessment, so that it also finds what no reader
//! uses. Whose a cell is, `subjects` finds out from labels and headings; `people` keeps people of one name apart; `mask` leaves
//! out everybody else.

mod beside;
mod claim;
mod claims;
mod codes;
mod files;
mod headings;
mod ids;
mod mask;
mod naming;
mod others;
mod people;
mod record;
mod spelling;
mod subjects;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub use files::{FoundFile, Kind, find_everything, text_of};
pub use ids::is_short_id;
pub use mask::{Mask, Masked, OwnWords};
pub use people::People;
pub use record::{Known, Meant, Record};
pub use subjects::Subjects;
pub use words::Words;

use beside::At;
use claim::Claim;
use headings::{Headings, heading_above, shown};
use ids::{IdCells, Sureness, heads_ids, id_in, sureness};
use naming::Naming;

use super::sheet::{BesideKind, BesideText, CellValue, Sheet, Workbook};
use crate::diagnostic::{CellAddress, Location};
use crate::model::{HeldEntry, Place, Use};
use crate::text::fold;

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
    /// Those who may be the person under another name.
    pub perhaps_same: &'a BTreeSet<usize>,
    /// Words of labels and headings.
    pub words: Words<'a>,
    /// What cells were used as, by file, sheet and cell.
    pub uses: &'a BTreeMap<Location, Use>,
    /// The rows of these cells, by file and sheet; and what the others in such a row were used as, where that is known.
    pub row_uses: &'a HashMap<(Location, u32), Option<Use>>,
    /// The rows that a reader knows to be about one person, whoever it is, by file and sheet.
    pub read: &'a HashMap<Location, HashSet<u32>>,
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
    /// Everything about the person in a workbook with these subjects, sheet by sheet, and in the texts beside its cells.
    /// `is_written` says that careermap wrote it.
    pub fn workbook(
        &self,
        workbook: &Workbook,
        subjects: &[Subjects],
        beside: &[BesideText],
        is_written: bool,
    ) -> Found {
        let mut found = Found::default();
        let mut fallback = self.owner_of_file(workbook, subjects);
        found.is_own = fallback == Owner::Own;
        // A file with a sheet that is named after the person, and none after others.
        let names = workbook
            .sheets
            .iter()
            .map(|sheet| self.by_name(&sheet.name));
        let named = names.fold(Claim::default(), Claim::and);
        if fallback == Owner::Nobody && named.own && !named.other && !is_written {
            fallback = Owner::Unclear;
        }
        for (sheet, subjects) in workbook.sheets.iter().zip(subjects) {
            self.sheet(sheet, subjects, fallback, beside, is_written, &mut found);
        }
        let has = |name: &str| workbook.sheets.iter().any(|sheet| sheet.name == name);
        let at = At {
            file: &workbook.at,
            sheet: "",
            heading: "",
            hidden: false,
        };
        // What else describes a file that one of its descriptions says to be about the person.
        let mut described = beside
            .iter()
            .filter(|text| text.kind == BesideKind::Subject);
        let is_titled = described.any(|text| self.by_name(&text.text).own);
        for text in beside.iter().filter(|text| !has(&text.sheet)) {
            let owner = match text.kind {
                BesideKind::Subject if is_titled => Owner::Unclear,
                _ => fallback,
            };
            self.beside(text, owner, &at, is_written, &mut found);
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
            [] => self.owner_by_file(workbook.at.file().unwrap_or_default()),
            [first, rest @ ..] if rest.iter().all(|other| other == first) => self.owner(first),
            _ => Owner::Nobody,
        }
    }

    /// Whose file this is, by its name alone, else by those of its folders.
    fn owner_by_file(&self, file: &str) -> Owner {
        let (folders, stem) = parts_of(file);
        let owner = match self.owner_by_name(stem) {
            Owner::Nobody => self.owner_by_name(folders),
            owner => owner,
        };
        // The file of a manager may be about the manager's people.
        if owner == Owner::Own && self.people.is_manager(self.person) {
            Owner::Unclear
        } else {
            owner
        }
    }

    /// Whose a file or a sheet is that has this name.
    fn owner_by_name(&self, name: &str) -> Owner {
        let is_sure = if self.people.with_id(name) == Some(self.person) {
            // A number may also count the files.
            sureness(name) != Sureness::Number
        } else {
            self.mask.mentions(name) && !self.people.is_shared(self.person)
        };
        match self.by_name(name) {
            claim if claim.own && is_sure && !claim.other => Owner::Own,
            claim if claim.own => Owner::Unclear,
            claim if claim.other => Owner::Other,
            _ => Owner::Nobody,
        }
    }

    fn owner(&self, meant: &Meant) -> Owner {
        let may_be = |place: &usize| *place == self.person || self.perhaps_same.contains(place);
        match meant {
            Meant::One(place) if *place == self.person => Owner::Own,
            Meant::One(place) if may_be(place) => Owner::Unclear,
            Meant::Several(places) if places.iter().any(may_be) => Owner::Unclear,
            Meant::One(_) | Meant::Several(_) => Owner::Other,
            Meant::Nobody => Owner::Nobody,
        }
    }

    fn sheet(
        &self,
        sheet: &Sheet,
        subjects: &Subjects,
        fallback: Owner,
        beside: &[BesideText],
        is_written: bool,
        found: &mut Found,
    ) {
        let grid = &sheet.grid;
        let ids = IdCells::of(grid, self.people, self.words);
        let fallback = match self.owner_by_name(&sheet.name) {
            Owner::Nobody => fallback,
            owner => owner,
        };
        let said = |at: CellAddress| {
            let meant = subjects.owner(at, self.people);
            meant.map_or(fallback, |meant| self.owner(&meant))
        };
        let read = self.read.get(&sheet.at);
        let is_read = |row| read.is_some_and(|rows| rows.contains(&row));
        let claims = (!is_written && !subjects.is_settled()).then(|| {
            let (folders, file) = parts_of(sheet.at.file().unwrap_or_default());
            // What a reader knows may be in files that are named after a manager.
            let names = [sheet.name.as_str(), file, folders].into_iter();
            let names = names.filter(|_| read.is_none());
            let beside = beside.iter().filter(|text| {
                (text.sheet.is_empty() || text.sheet == sheet.name) && read.is_none()
            });
            let beside: Vec<&BesideText> = beside.collect();
            self.claims(grid, subjects, &ids, names, &beside, is_read)
        });
        let owner_at = |at: CellAddress| match &claims {
            _ if self.uses.contains_key(&sheet.at.with_cell(at)) => Owner::Own,
            Some(claims) if !is_read(at.row) => {
                Self::settled(said(at), claims.of(at), read.is_some())
            }
            _ => said(at),
        };
        // The last text above in each column: on sheets whose headings nobody knows.
        let mut above: HashMap<u32, String> = HashMap::new();
        let sheet_name = self.mask.file(&sheet.name);
        let mut headings = Headings::default();
        for (at, value) in grid.cells() {
            headings.pass(grid, at, |value| self.words.part(value).is_some());
            let owner = owner_at(at);
            let text = shown(value);
            let place = sheet.at.with_cell(at);
            let hidden = sheet.hidden || !grid.shows(at);
            let heading = match subjects.header_of(at.row) {
                Some(header) => heading_above(grid, header, at.column),
                None => headings.of(grid, at),
            };
            let id = id_in(value, self.people);
            let stands_for = id.as_ref().map(|(who, _)| *who).filter(|_| {
                let mut said = heading
                    .split(" · ")
                    .chain(above.get(&at.column).map(String::as_str));
                ids.has(at) || said.any(|heading| heads_ids(heading, self.words))
            });
            if id.is_none() && matches!(value, CellValue::Text(_)) {
                above.insert(at.column, text.clone());
            }
            let mut add = |content: Masked, used: Use| {
                let heading = self.heading(grid, at, &ids, &heading, &owner_at);
                found.entries.push(HeldEntry {
                    hidden,
                    ..entry(&sheet_name, Place::Cell(at), heading, content, used)
                });
            };
            if owner == Owner::Own {
                let is_others_id = stands_for.is_some_and(|who| who != self.person);
                let masked = if is_others_id || subjects.is_about_other(at) {
                    self.mask.whole(&text)
                } else {
                    if !is_written {
                        self.mask.count_numbers(&text);
                    }
                    self.mask.text(&text)
                };
                add(masked, self.used(&place, value, subjects, is_written));
                continue;
            }
            let naming = if stands_for == Some(self.person) {
                Naming::Certain
            } else {
                match self.naming(&text, owner) {
                    Naming::Perhaps
                        if owner == Owner::Other
                            && self.is_namesakes(&text, &heading, subjects.field(at)) =>
                    {
                        Naming::Not
                    }
                    Naming::Not
                        if !is_written
                            && id.is_some_and(|(who, _)| who == self.person)
                            && !self.is_known(&heading) =>
                    {
                        Naming::Perhaps
                    }
                    naming => naming,
                }
            };
            match naming {
                Naming::Certain => {
                    let (excerpt, more) = self.excerpt(&text);
                    add(excerpt, Use::Mention);
                    if more {
                        found.perhaps.push(place);
                    }
                }
                Naming::Not if owner != Owner::Unclear => {}
                Naming::Perhaps if owner != Owner::Unclear => found.perhaps.push(place),
                Naming::Unclear | Naming::Not | Naming::Perhaps => found.unclear.push(place),
            }
        }
        // Whose the sheet is, if it is one person's.
        let of_sheet = match subjects.label(self.people) {
            _ if subjects.lists_people(self.people) => Owner::Nobody,
            Some(meant) => self.owner(&meant),
            None => fallback,
        };
        for text in beside.iter().filter(|text| text.sheet == sheet.name) {
            let of_cell = text
                .cell
                .filter(|_| !matches!(text.kind, BesideKind::TextBox | BesideKind::Page));
            let heading = of_cell.and_then(|cell| {
                let header = subjects.header_of(cell.row)?;
                Some(heading_above(grid, header, cell.column))
            });
            let at = At {
                file: &sheet.at,
                sheet: &sheet_name,
                heading: heading.as_deref().unwrap_or_default(),
                hidden: sheet.hidden || text.cell.is_some_and(|cell| !grid.shows(cell)),
            };
            // A text box that covers a cell of the person's may belong to it.
            let is_over_own = |cell| matches!(owner_at(cell), Owner::Own | Owner::Unclear);
            let owner = match (of_cell, text.cell) {
                (Some(cell), _) => owner_at(cell),
                (None, Some(cell)) if of_sheet == Owner::Nobody && is_over_own(cell) => {
                    Owner::Unclear
                }
                _ => of_sheet,
            };
            self.beside(text, owner, &at, is_written, found);
        }
    }

    /// What a cell of the person's was used as.
    fn used(
        &self,
        place: &Location,
        value: &CellValue,
        subjects: &Subjects,
        is_written: bool,
    ) -> Use {
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
            // The level that was decided is a word of the career map, and about the person all the same.
            Some((None, Some(Use::Decision))) => Use::Decision,
            _ if is_of_map() => Use::Form,
            Some((None, Some(used))) => used.clone(),
            _ if is_form => Use::Form,
            _ => Use::NotUsed,
        }
    }

    /// Whether a text names the person, or may mean the person.
    pub fn names(&self, text: &str) -> bool {
        self.naming(text, Owner::Nobody) != Naming::Not
    }

    /// Everything about the person in a text, line by line. What else it says may be about the person as well, so it is named.
    pub fn lines(&self, text: &str, at: &Location) -> Found {
        let mut found = Found::default();
        let mut has_more = false;
        for (number, line) in (1..).zip(text.lines()) {
            match self.naming(line, Owner::Nobody) {
                Naming::Certain => {
                    let (excerpt, more) = self.excerpt(line);
                    has_more |= more;
                    let (at, heading) = (Place::Line(number), Masked::default());
                    let line = entry("", at, heading, excerpt, Use::Mention);
                    found.entries.push(line);
                }
                Naming::Unclear => found.unclear.push(at.clone()),
                Naming::Perhaps => found.perhaps.push(at.clone()),
                Naming::Not => has_more |= !line.trim().is_empty(),
            }
        }
        let file = at.file().unwrap_or_default();
        let is_named_after = matches!(self.owner_by_file(file), Owner::Own | Owner::Unclear);
        if has_more && (is_named_after || !found.entries.is_empty()) {
            found.unclear.push(at.clone());
        }
        found.unclear.dedup();
        found.perhaps.truncate(1);
        found
    }

    /// How often a text for programs names the person. Its lines may be about several people, so nothing else of them is shown;
    /// `is_written` says that careermap wrote it, from what is shown elsewhere.
    pub fn markup(&self, text: &str, at: &Location, is_written: bool) -> Found {
        let mut found = self.lines(&codes::with_letters(text), at);
        let count = found.entries.len();
        if is_written {
            found.perhaps.clear();
            found.unclear.clear();
        } else if count > 0 {
            found.unclear = vec![at.clone()];
        }
        found.entries.truncate(1);
        let name = self.people.all[self.person].name();
        for entry in &mut found.entries {
            entry.content = format!("{name} ({count} ×)");
            entry.masked = true;
        }
        found
    }
}

/// What was found at a place.
fn entry(sheet: &str, place: Place, heading: Masked, content: Masked, used: Use) -> HeldEntry {
    HeldEntry {
        file: 0,
        sheet: sheet.to_owned(),
        place,
        heading: heading.text,
        content: content.text,
        beside: None,
        used,
        hidden: false,
        masked: content.changed || heading.changed,
    }
}

/// The folders of a file, and its name without its ending.
fn parts_of(file: &str) -> (&str, &str) {
    let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
    (
        folders,
        name.split_at(name.rfind('.').unwrap_or(name.len())).0,
    )
}
