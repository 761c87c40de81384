//! Employee IDs in cells, and how sure it is that one stands for somebody: short ones are also ordinary numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::people::People;
use super::spelling::{is_distinctive, key};
use super::words::{Part, Words, is_among};
use crate::diagnostic::CellAddress;
use crate::load::sheet::{CellValue, Grid};
use crate::text::fold;

/// How sure it is that the characters of an ID stand for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// Not at all in running text: any number may be meant, such as 7 or 2024.
    Number,
    /// Only as it is written: `004`, `E-4`.
    AsWritten,
    /// Wherever and however it stands.
    Anywhere,
}

pub(super) fn sureness(id: &str) -> Sureness {
    let folded = key(id);
    let is_number = folded.bytes().all(|byte| byte.is_ascii_digit());
    if is_distinctive(id) {
        Sureness::Anywhere
    } else if !is_number || (folded.len() > 1 && folded.starts_with('0')) {
        Sureness::AsWritten
    } else {
        Sureness::Number
    }
}

/// Whether an employee ID is too short to be sure of in running text.
pub fn is_short_id(id: &str) -> bool {
    sureness(id) != Sureness::Anywhere
}

/// Longer texts are not IDs.
const LONGEST: usize = 40;

/// Columns and rows of a sheet that hold people's IDs, whatever their headings say.
#[derive(Debug, Default)]
pub(super) struct IdCells {
    columns: BTreeSet<u32>,
    rows: BTreeSet<u32>,
    /// Columns of numbers that are people's IDs by their heading, but may also count the rows.
    numbered: BTreeSet<u32>,
}

/// What a column or a row holds.
#[derive(Default)]
struct Line {
    filled: usize,
    ids: usize,
    people: BTreeSet<usize>,
    is_sure: bool,
    /// How many of the IDs are beside the name of the same person.
    named: usize,
    /// Whether its heading says that it holds IDs.
    is_headed: bool,
}

impl Line {
    fn add(&mut self, value: &CellValue, who: Option<(usize, bool)>, words: Words<'_>) {
        if self.filled == 0 && who.is_none() {
            self.is_headed = heads_ids(&value.text().unwrap_or_default(), words);
        }
        self.filled += 1;
        if let Some((who, is_sure)) = who {
            self.ids += 1;
            self.is_sure |= is_sure;
            if self.people.len() < 2 {
                self.people.insert(who);
            }
        }
    }

    /// Apart from its heading, four in five cells are the IDs of several people.
    fn may_hold_ids(&self) -> bool {
        self.people.len() > 1 && self.ids * 5 >= (self.filled - 1) * 4
    }

    /// The same, and they are not just small numbers, or are beside the names.
    fn holds_ids(&self) -> bool {
        (self.is_sure || self.named > 1) && self.may_hold_ids()
    }
}

impl IdCells {
    pub(super) fn of(grid: &Grid, people: &People, words: Words<'_>) -> Self {
        let (mut columns, mut rows) = (BTreeMap::new(), BTreeMap::new());
        // Everybody whom a row names.
        let mut named: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
        for (at, value) in grid.cells() {
            if let CellValue::Text(text) = value
                && let [only] = people.named(text)
            {
                named.entry(at.row).or_default().insert(*only);
            }
        }
        for (at, value) in grid.cells() {
            let who = id_in(value, people).map(|(who, text)| {
                // A number of three digits is rarely anything else; one of four may be a year.
                let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
                (who, digits || sureness(&text) != Sureness::Number)
            });
            let column: &mut Line = columns.entry(at.column).or_default();
            column.add(value, who, words);
            let is_named = who.is_some_and(|(who, _)| {
                named
                    .get(&at.row)
                    .is_some_and(|people| people.contains(&who))
            });
            column.named += usize::from(is_named);
            let row: &mut Line = rows.entry(at.row).or_default();
            row.add(value, who, words);
        }
        let holding = |lines: BTreeMap<u32, Line>| {
            let lines = lines.into_iter().filter(|(_, line)| line.holds_ids());
            lines.map(|(place, _)| place).collect()
        };
        let numbered = columns.iter().filter(|(_, line)| {
            let line: &Line = line;
            line.is_headed && line.may_hold_ids() && !line.holds_ids()
        });
        Self {
            numbered: numbered.map(|(column, _)| *column).collect(),
            columns: holding(columns),
            rows: holding(rows),
        }
    }

    /// Whether a cell is among numbers that are people's IDs, or count the rows.
    pub(super) fn may_have(&self, at: CellAddress) -> bool {
        self.numbered.contains(&at.column)
    }

    /// Whether a cell is among people's IDs.
    pub(super) fn has(&self, at: CellAddress) -> bool {
        self.columns.contains(&at.column) || self.rows.contains(&at.row)
    }
}

/// Whose ID a whole cell is, as far as its characters say, and the cell's text.
pub(super) fn id_in(value: &CellValue, people: &People) -> Option<(usize, String)> {
    let text = value.text().filter(|text| text.len() <= LONGEST)?;
    let text = text.trim().to_owned();
    let who = people
        .with_id(&text)
        .or_else(|| people.with_digits(&text))?;
    Some((who, text))
}

/// Words in headings of columns with people's IDs, folded; one of them is enough.
const HEADING: &str = "id ids no nr n num number numbers nummer nummern numero numeros matricule matricula legajo kennung kennzahl \
    kennzeichen code codigo badge personnel employee employees mitarbeiter mitarbeitende employe salarie empleado identifiant";

/// Whether a heading says that people's IDs stand beside or below it.
pub(super) fn heads_ids(heading: &str, words: Words<'_>) -> bool {
    let heading = heading.trim();
    if heading.is_empty() || heading.len() > 60 {
        return false;
    }
    if matches!(
        words.part(&CellValue::Text(heading.to_owned())),
        Some(Part::Id | Part::ManagerId | Part::AboutOther)
    ) {
        return true;
    }
    // “BuddyID” and “Personalnummer” are one word.
    let is_joined = heading.ends_with("ID") || heading.ends_with("Id");
    is_joined
        || fold(heading).split(' ').any(|word| {
            is_among(word, HEADING)
                || ["nummer", "nr", "number"]
                    .iter()
                    .any(|end| word.len() > end.len() && word.ends_with(end))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_as_sure_as_it_is_unlike_a_number() {
        for (id, expected) in [
            ("LF-0131", Sureness::Anywhere),
            ("40213", Sureness::Anywhere),
            ("004", Sureness::AsWritten),
            ("E-4", Sureness::AsWritten),
            ("A7", Sureness::AsWritten),
            ("7", Sureness::Number),
            ("812", Sureness::Number),
            ("2004", Sureness::Number),
        ] {
            assert_eq!(sureness(id), expected, "{id}");
        }
    }
}
