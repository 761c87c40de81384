//! Which sheets of a workbook are named after levels.

use std::collections::{BTreeMap, BTreeSet};

use crate::load::career_map::content::compared::MapNames;
use crate::load::career_map::content::facts::facts;
use crate::load::career_map::drafts::table::{MapCell, MapTable};
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::vocabulary::follow_trade;
use crate::text::fold;

/// Whether the names of sheets say that they are levels: those of a trade in its order, *Private*, *Corporal*, or with the years of
/// each level, *Seed (0–2 years)*.
pub(super) fn tell_levels(tables: &[&MapTable]) -> bool {
    let names: Vec<&str> = tables.iter().map(|table| table.sheet.as_str()).collect();
    let with_years: Vec<MapNames<'_>> = names.iter().map(|name| vec![*name]).collect();
    follow_trade(&names) || !facts(&with_years, &[]).is_empty()
}

/// Whether a sheet says above its table that its name is that of a level: *Role: Baker*.
pub(super) fn states_level(table: &MapTable) -> bool {
    /// Below these lines stands the table.
    const LINES: usize = 6;
    let name = fold(&table.sheet);
    let is_level = |text: &str| label(text) == Label::Level;
    (0..table.height().min(LINES)).any(|row| {
        (0..table.width()).any(|column| {
            let text = table.text(row, column);
            match text.split_once(':') {
                Some((before, behind)) if !behind.trim().is_empty() => {
                    is_level(before) && fold(behind) == name
                }
                _ => is_level(text) && fold(table.text(row, column + 1)) == name,
            }
        })
    })
}

/// The sheets that are named like levels, and those that go with them: that share a noun with them, go on counting, or name the
/// same competencies.
pub(super) fn level_sheets(tables: &[MapTable]) -> Vec<&MapTable> {
    let words = |table: &MapTable| -> BTreeSet<String> {
        fold(&table.sheet)
            .split(' ')
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect()
    };
    let sure: Vec<&MapTable> = tables
        .iter()
        .filter(|table| level_likeness(&table.sheet) == Likeness::Yes)
        .collect();
    let nouns: BTreeSet<String> = sure
        .iter()
        .flat_map(|table| words(table))
        .filter(|word| level_likeness(word) == Likeness::Possible)
        .collect();
    let shares_noun = |table: &MapTable| words(table).iter().any(|word| nouns.contains(word));
    let related = |table: &&MapTable| match level_likeness(&table.sheet) {
        Likeness::Yes => true,
        Likeness::Possible => shares_noun(table),
        Likeness::No => false,
    };
    let likely: Vec<&MapTable> = tables.iter().filter(related).collect();
    let of_likely: Vec<BTreeSet<String>> = likely.iter().map(|table| names_in(table)).collect();
    let names: BTreeSet<String> = of_likely.iter().flatten().cloned().collect();
    // Lines above each table, such as the purpose of a level, are different on each sheet.
    let is_in_all = |name: &&String| of_likely.iter().all(|own| own.contains(*name));
    let in_all: BTreeSet<&String> = names.iter().filter(is_in_all).collect();
    let counted: BTreeSet<u32> = sure
        .iter()
        .filter_map(|table| Some(number_before(&table.sheet)?.0))
        .collect();
    let goes_with = |table: &MapTable| {
        let own = names_in(table);
        let known = own.iter().filter(|name| names.contains(*name)).count();
        let goes_on = number_before(&table.sheet).is_some_and(|(number, _)| {
            !counted.contains(&number)
                && (counted.contains(&(number + 1)) || counted.contains(&number.saturating_sub(1)))
        });
        let has_all = in_all.iter().all(|name| own.contains(*name)) && known * 2 >= own.len();
        let has_most = has_all || known * 10 >= own.len() * 7;
        goes_on || (known >= 2 && has_most)
    };
    tables
        .iter()
        .filter(|table| related(table) || goes_with(table))
        .collect()
}

/// The sheets that have the names that most others have.
pub(super) fn like_most(tables: &[MapTable]) -> Vec<&MapTable> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for table in tables {
        for name in names_in(table) {
            *counts.entry(name).or_default() += 1;
        }
    }
    tables
        .iter()
        .filter(|table| {
            let own = names_in(table);
            let shared = own.iter().filter(|name| counts[*name] > 1).count();
            shared >= 2 && shared * 2 >= own.len()
        })
        .collect()
}

/// The short texts of a sheet's first column, or of its first row where that has more.
fn names_in(table: &MapTable) -> BTreeSet<String> {
    /// Longer texts are not names.
    const LONGEST: usize = 60;
    let short = |cell: Option<&MapCell>| {
        let text = fold(&cell?.text);
        (!text.is_empty() && text.len() <= LONGEST).then_some(text)
    };
    let down: BTreeSet<String> = (0..table.height())
        .filter_map(|row| short(table.own(row, 0)))
        .collect();
    let across: BTreeSet<String> = (0..table.width())
        .filter_map(|column| short(table.own(0, column)))
        .collect();
    if across.len() > down.len() {
        across
    } else {
        down
    }
}

/// The number that a sheet's name begins with, and the rest: `3 Leitung`, `2. Senior`.
pub(in crate::load::career_map) fn number_before(name: &str) -> Option<(u32, &str)> {
    let name = name.trim();
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = name.split_at(digits);
    let title = rest.trim_start_matches(['.', ')', '-', '_', ' ']);
    let is_counted = (1..=2).contains(&digits)
        && title.len() < rest.len()
        && title.starts_with(char::is_alphabetic);
    Some((number.parse().ok().filter(|_| is_counted)?, title))
}
