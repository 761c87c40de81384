//! Entries that are understood, and those of them that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::model::{CompetencyId, EntryMode, Expectation, LevelId, Points};
use crate::text::fold;

use super::value::left_out;

/// A competency of the map, or one that only specialities have, by its folded name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    General(CompetencyId),
    New(String),
}

/// An entry that is understood.
pub(super) struct Understood {
    pub(super) speciality: usize,
    pub(super) key: Key,
    pub(super) level: LevelId,
    pub(super) mode: EntryMode,
    pub(super) expectations: Vec<Expectation>,
    pub(super) required: Option<Points>,
    /// Whether it is about several levels.
    pub(super) is_general: bool,
    pub(super) at: Location,
}

/// Of several entries that contradict each other, none is kept: rows that replace the same cell, and different numbers for
/// one cell. Of entries that say the same, the first is kept. `name` names the cell that an entry is about.
pub(super) fn without_contradictions(
    understood: Vec<Understood>,
    name: impl Fn(&Understood) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Understood> {
    let cell = |one: &Understood| (one.speciality, one.key.clone(), one.level);
    let mut by_cell: BTreeMap<_, Vec<&Understood>> = BTreeMap::new();
    for one in &understood {
        by_cell.entry(cell(one)).or_default().push(one);
    }
    let mut gone: BTreeMap<Location, Diagnostic> = BTreeMap::new();
    let mut left: BTreeSet<(Location, LevelId)> = BTreeSet::new();
    for ((_, _, level), same) in by_cell {
        let first = same[0];
        let what = || name(first);
        let (replacing, mut adding): (Vec<&Understood>, Vec<&Understood>) = same
            .into_iter()
            .partition(|one| one.mode == EntryMode::Replace);
        // What replaces the number of one level says more than a number for all levels.
        let is_replaced = |one: &&Understood| {
            let replaces = |by: &&Understood| by.required.is_some() && !by.is_general;
            one.required.is_some() && one.is_general && replacing.iter().any(replaces)
        };
        let replaced = adding.extract_if(.., |one| is_replaced(one));
        left.extend(replaced.map(|one| (one.at.clone(), level)));
        let mut drop = |all: &[&Understood], code: Code, found: String, help: &str| {
            for one in all {
                let others: Vec<String> = all
                    .iter()
                    .filter(|other| other.at != one.at)
                    .map(|other| other.at.to_string())
                    .collect();
                left.insert((one.at.clone(), level));
                gone.entry(one.at.clone()).or_insert_with(|| {
                    let found = format!("{found}, here and in {}", others.join(" and "));
                    *left_out(code, &one.at, &found, help)
                });
            }
        };
        if replacing.len() > 1 {
            let found = format!("Several rows replace {}", what());
            drop(
                &replacing,
                Code("speciality-contradiction"),
                found,
                "Keep one of them.",
            );
        }
        let numbers: Vec<&Understood> = adding
            .iter()
            .copied()
            .chain(replacing.iter().copied().filter(|_| !adding.is_empty()))
            .filter(|one| one.required.is_some())
            .collect();
        let number = numbers.first().and_then(|one| one.required);
        if numbers.iter().any(|one| one.required != number) {
            let found = format!("Several rows require different numbers in {}", what());
            drop(
                &numbers,
                Code("speciality-contradiction"),
                found,
                "Keep one of them.",
            );
        }
        let mut said: BTreeSet<Vec<String>> = BTreeSet::new();
        for one in &adding {
            let mut words: Vec<String> = vec![format!("{:?}", one.required)];
            words.extend(one.expectations.iter().map(|one| {
                format!(
                    "{:?} {} {}",
                    one.track,
                    fold(&one.text),
                    fold(&one.details.join(" "))
                )
            }));
            if !said.insert(words) {
                left.insert((one.at.clone(), level));
                gone.entry(one.at.clone()).or_insert_with(|| {
                    *left_out(
                        Code("speciality-twice"),
                        &one.at,
                        &format!("Another row says the same about {}", what()),
                        "Delete one of the rows.",
                    )
                });
            }
        }
    }
    diagnostics.extend(gone.into_values());
    understood
        .into_iter()
        .filter(|one| !left.contains(&(one.at.clone(), one.level)))
        .collect()
}
