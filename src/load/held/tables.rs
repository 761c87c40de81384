//! Lists of people on a sheet, and values beside labels.

use std::collections::{BTreeMap, BTreeSet};

use super::people::People;
use super::record::{Meant, Record};
use super::spelling::{account_of, accounts, is_only_a_name};
use super::words::{Part, Words, is_among};
use crate::load::sheet::{CellValue, Grid};
use crate::load::vocabulary::{Concept, says};
use crate::text::{fold, tidy};

/// Headings of what tells people apart, folded and without spaces.
const TELLING_APART: &str = "account alias apodo benutzer benutzername compte cuenta durchwahl ext extension handle id \
    identifiant initialen initiales iniciales initials konto kurzel kurzzeichen login nickname no nr nummer num number numero \
    phone room spitzname surnom user username";

/// How far a value may be to the right of its label.
const REACH: u32 = 8;

/// The people of a table: one a row.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) header: u32,
    pub(super) last: u32,
    pub(super) rows: BTreeMap<u32, Record>,
    pub(super) parts: BTreeMap<u32, Part>,
}

impl Table {
    /// Whether a column says who the person of a row is. A second column of names is somebody else's.
    pub(super) fn is_key(&self, column: u32) -> bool {
        let names = |(_, part): &(&u32, &Part)| **part == Part::Name;
        match self.parts.get(&column) {
            Some(Part::Name) => self
                .parts
                .iter()
                .find(names)
                .is_some_and(|(first, _)| *first == column),
            Some(part) => part.is_person(),
            None => false,
        }
    }

    /// Whom a row is about. A text that nothing else knows as somebody, such as a question below an empty row, may also say
    /// something about the last person above it, and about those whom it names.
    pub(super) fn whose(&self, row: u32, people: &People) -> Meant {
        /// So many such texts are looked up.
        const MOST: usize = 20;
        let Some(record) = self.rows.get(&row) else {
            return Meant::Nobody;
        };
        let meant = people.meant(record);
        let is_certain = |place: &usize| people.all[*place].is_certain;
        if !record.is_doubtful || meant.places().iter().any(is_certain) {
            return meant;
        }
        let above = self.rows.range(..row).rev().enumerate();
        let mut above = above.filter_map(|(count, (_, above))| {
            let is_known = || people.meant(above).places().iter().any(is_certain);
            (!above.is_doubtful || (count < MOST && is_known())).then_some(above)
        });
        let words = record.name.as_deref().unwrap_or_default().split(' ');
        let mut places: BTreeSet<usize> = words.flat_map(|word| people.called(word)).collect();
        places.extend(
            above
                .next()
                .map(|above| people.meant(above))
                .iter()
                .flat_map(Meant::places),
        );
        if places.iter().all(|place| meant.places().contains(place)) {
            return meant;
        }
        places.extend(meant.places());
        Meant::Several(places.into_iter().collect())
    }
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
    mut parts: BTreeMap<u32, Part>,
    list: usize,
    words: Words<'_>,
) -> Table {
    // One heading above the parts of a name.
    let names = parts.iter().filter(|(_, part)| **part == Part::Name);
    let merges = names.filter_map(|(column, _)| grid.merge_at(header, *column));
    let merges: Vec<_> = merges
        .map(|merge| merge.first.column..=merge.last.column)
        .collect();
    for column in merges
        .into_iter()
        .filter(|merge| merge.clone().count() > 1)
        .flatten()
    {
        parts.insert(column, Part::First);
    }
    let sure = parts.values().filter(|part| **part != Part::Known).count() > 1
        || parts
            .values()
            .any(|part| matches!(part, Part::Id | Part::Email | Part::Last));
    let mut rows: BTreeMap<u32, Record> = BTreeMap::new();
    let mut last = header;
    let mut has_gap = false;
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
        let (mut first, mut last_name) = (Vec::new(), Vec::new());
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
                Some(Part::First) => first.push(text),
                Some(Part::Last) => last_name.push(text),
                Some(part) => put(&mut record, *part, &text),
                None => {}
            }
        }
        join(&mut record, first, last_name);
        if !is_filled {
            has_gap |= !rows.is_empty();
            continue;
        }
        last = row;
        record.is_doubtful = has_gap || !record.has_shape();
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

/// Whether a row without a name goes on about the person of the row above it. Another team or manager would be a position that
/// nobody holds, and another account or number that of somebody else.
fn continues(grid: &Grid, header: u32, row: u32, person: &Record, said: &Record) -> bool {
    let is_same = |above: &Option<String>, here: &Option<String>| {
        here.as_deref().is_none_or(|here| {
            above
                .as_deref()
                .is_some_and(|above| fold(above) == fold(here))
        })
    };
    let is_total = |value: &CellValue| value.text().is_some_and(|text| says(&text, Concept::Total));
    // Nothing but numbers below everybody can be what they add up to.
    let is_number = |value: &CellValue| {
        let text = value.text().unwrap_or_default();
        text.trim_start_matches(['=', '+', '-', '–', '−', '$', '€', '£', 'Σ', 'Ø', ' '])
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let is_sum =
        grid.row(row + 1).next().is_none() && grid.row(row).all(|(_, value)| is_number(value));
    let is_others = |(column, value): (u32, &CellValue)| {
        let above = (header + 1..row)
            .rev()
            .find_map(|row| grid.get(row, column)?.text());
        let heading = grid.get(header, column).and_then(CellValue::text);
        let is_sign = |above: &str| {
            let name = person.name.as_deref().unwrap_or_default();
            heading.is_some_and(|heading| is_among(&fold(&heading).replace(' ', ""), TELLING_APART))
                || accounts(name).any(|account| account == account_of(above))
        };
        let here = value.text().unwrap_or_default();
        above.is_some_and(|above| {
            // Somebody where something else stands above.
            let is_somebody = is_only_a_name(&here) && !is_only_a_name(&above);
            fold(&here) != fold(&above) && (is_somebody || is_sign(&above))
        })
    };
    is_same(&person.team, &said.team)
        && is_same(&person.manager, &said.manager)
        && !is_sum
        && !grid.row(row).any(is_others)
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

pub(super) fn put(record: &mut Record, part: Part, text: &str) {
    let field = match part {
        Part::Name => &mut record.name,
        Part::Id => &mut record.id,
        Part::Email => &mut record.email,
        Part::Team => &mut record.team,
        Part::Manager => &mut record.manager,
        Part::ManagerId => &mut record.manager_id,
        Part::ManagerEmail => &mut record.manager_email,
        Part::Former => &mut record.former,
        _ => return,
    };
    if field.is_none() {
        *field = Some(text.to_owned());
    }
}

pub(super) fn join(
    record: &mut Record,
    first: impl IntoIterator<Item = String>,
    last: impl IntoIterator<Item = String>,
) {
    if record.name.is_none() {
        let name: Vec<String> = first.into_iter().chain(last).collect();
        record.name = (!name.is_empty()).then(|| name.join(" "));
    }
}
