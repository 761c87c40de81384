//! Cells that refer to others instead of repeating them: `see E3`, `same as previous level`, `Everything in L2, plus:`.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown::plain;
use super::text::{Lines, Said, said};
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::load::career_map::drafts::draft::{DraftRow, Piece};
use crate::model::{Expectation, Level};
use crate::text::fold;

/// A cell by its sheet and address.
type SheetCell<'a> = (Option<&'a str>, CellAddress);

/// What a reference points to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// The level before, on the same track.
    Previous,
    /// The level after.
    Next,
    /// A level by one of its names, folded.
    Named(String),
    /// A cell.
    MapCell(CellAddress),
    /// Something that cannot be found.
    Nowhere,
}

/// An expectation in words, or a reference to others.
#[derive(Debug, Clone)]
enum Item {
    Own(Expectation),
    Reference {
        target: Target,
        written: Expectation,
    },
}

/// The expectations of each competency and level, with all references resolved.
pub(in crate::load::career_map) fn resolved(
    rows: &[&DraftRow],
    levels: &[Level],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<Vec<Expectation>>> {
    let names = level_names(levels);
    let pieces = rows.iter().flat_map(|row| row.cells.iter().flatten());
    let lines: Vec<Lines> = pieces.map(|piece| Lines::of(&piece.text)).collect();
    let repeated = repeated_headings(&lines, &names);
    let mut lines = lines.iter();
    let mut resolver = Resolver {
        levels,
        names: &names,
        items: Vec::new(),
        places: BTreeMap::new(),
    };
    for (row, draft) in rows.iter().enumerate() {
        let mut items = Vec::new();
        for (level, pieces) in draft.cells.iter().enumerate() {
            for piece in pieces {
                if let Some(cell) = piece.at.cell() {
                    // The first one wins: a merged cell belongs to several.
                    resolver
                        .places
                        .entry((piece.at.sheet(), cell))
                        .or_insert((row, level));
                }
            }
            items.push(
                pieces
                    .iter()
                    .zip(&mut lines)
                    .flat_map(|(piece, lines)| {
                        self::items(piece, said(lines, &repeated), &names, diagnostics)
                    })
                    .collect(),
            );
        }
        resolver.items.push(items);
    }
    let mut all = Vec::new();
    for (row, draft) in rows.iter().enumerate() {
        let mut of_row = Vec::new();
        for (level, pieces) in draft.cells.iter().enumerate() {
            let mut path = Vec::new();
            let mut broken = Vec::new();
            of_row.push(resolver.resolve(row, level, pieces, &mut path, &mut broken));
            diagnostics.extend(broken.iter().map(|written| {
                Diagnostic::warning(
                    "map-reference",
                    pieces.first().map_or_else(|| draft.at.clone(), |piece| piece.at.clone()),
                    format!("“{written}” refers to expectations that cannot be found; the text itself is shown."),
                    "Write the expectations into the cell, or name a cell of the map or a level.",
                )
            }));
        }
        all.push(of_row);
    }
    all
}

/// Each level by each of its names, folded.
fn level_names(levels: &[Level]) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for (index, level) in levels.iter().enumerate() {
        for name in std::iter::once(&level.title)
            .chain(&level.code)
            .chain(&level.aliases)
        {
            names.entry(fold(name)).or_insert(index);
        }
    }
    names
}

/// The headings inside cells that repeat in several cells, folded.
fn repeated_headings(lines: &[Lines], names: &BTreeMap<String, usize>) -> BTreeSet<String> {
    /// Fewer may be by chance.
    const OFTEN: usize = 3;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for heading in lines.iter().flat_map(Lines::headings) {
        *counts.entry(heading).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(heading, count)| *count >= OFTEN && target(heading, names).is_none())
        .map(|(heading, _)| heading)
        .collect()
}

fn items(
    piece: &Piece,
    said: Said,
    names: &BTreeMap<String, usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Item> {
    diagnostics.extend(said.unwanted.iter().map(|heading| {
        Diagnostic::note(
            "map-unwanted",
            piece.at.clone(),
            format!("The text below “{heading}” was left out, since the heading marks unwanted behaviour."),
            "If it is expected, give it another heading in the map.",
        )
    }));
    said.expectations
        .into_iter()
        .map(|expectation| match target(&expectation.text, names) {
            Some(target) if expectation.details.is_empty() => Item::Reference {
                target,
                written: expectation,
            },
            _ => Item::Own(expectation),
        })
        .collect()
}

/// Whether a text only refers to other cells or levels.
pub(in crate::load::career_map) fn refers(text: &str) -> bool {
    target(text, &BTreeMap::new()).is_some()
}

/// What a text refers to, if it does nothing else.
fn target(text: &str, names: &BTreeMap<String, usize>) -> Option<Target> {
    const OPENINGS: [&str; 22] = [
        "same as for",
        "same as in",
        "same as",
        "see cell",
        "see",
        "as for",
        "as in",
        "as",
        "like",
        "refer to",
        "identical to",
        "equal to",
        "all of the",
        "all of",
        "everything in",
        "everything from",
        "everything at",
        "in addition to",
        "everything",
        "all the expectations of",
        "all expectations of",
        "all",
    ];
    const CLOSINGS: [&str; 6] = [
        " plus",
        " and",
        " and also",
        " as well as",
        " in addition",
        " but also",
    ];
    let plain = plain(text);
    let folded = fold(&plain);
    if matches!(folded.as_str(), "same" | "ditto" | "as before" | "idem") || plain.trim() == "〃" {
        return Some(Target::Previous);
    }
    let mut rest = OPENINGS
        .iter()
        .find_map(|opening| folded.strip_prefix(opening)?.strip_prefix(' '))?;
    for closing in CLOSINGS {
        rest = rest.strip_suffix(closing).unwrap_or(rest);
    }
    let rest = rest.strip_prefix("the ").unwrap_or(rest).trim();
    match rest {
        "previous"
        | "previous level"
        | "prior level"
        | "level below"
        | "last level"
        | "preceding level"
        | "lower level"
        | "previous levels"
        | "one level below"
        | "previous one"
        | "left"
        | "level before"
        | "previous column"
        | "previous role"
        | "previous stage"
        | "above level"
        | "level above in this column" => Some(Target::Previous),
        "next" | "next level" | "right" | "following level" => Some(Target::Next),
        // It is unknown how far above or below.
        "above" | "below" => Some(Target::Nowhere),
        _ => {
            let without_level = rest.strip_suffix(" level").unwrap_or(rest);
            [rest, without_level]
                .into_iter()
                .find(|name| names.contains_key(*name))
                .map(|name| Target::Named(name.to_owned()))
                .or_else(|| address(rest).map(Target::MapCell))
        }
    }
}

/// `e3`, `cell e3`.
fn address(folded: &str) -> Option<CellAddress> {
    let text = folded.strip_prefix("cell ").unwrap_or(folded);
    CellAddress::parse(text)
}

/// Follows references from cell to cell.
struct Resolver<'a> {
    levels: &'a [Level],
    names: &'a BTreeMap<String, usize>,
    /// By competency and level.
    items: Vec<Vec<Vec<Item>>>,
    /// Competency and level of each cell, by sheet and address.
    places: BTreeMap<SheetCell<'a>, (usize, usize)>,
}

impl Resolver<'_> {
    fn resolve(
        &self,
        row: usize,
        level: usize,
        pieces: &[Piece],
        path: &mut Vec<(usize, usize)>,
        broken: &mut Vec<String>,
    ) -> Vec<Expectation> {
        let mut done = Vec::new();
        path.push((row, level));
        for item in &self.items[row][level] {
            match item {
                Item::Own(expectation) => done.push(expectation.clone()),
                Item::Reference { target, written } => {
                    let found = self
                        .find(target, row, level, pieces)
                        .filter(|place| !path.contains(place) && path.len() <= self.levels.len())
                        .map(|(row, level)| self.resolve(row, level, pieces, path, &mut Vec::new()))
                        .filter(|found| !found.is_empty());
                    if let Some(found) = found {
                        done.extend(found);
                    } else {
                        broken.push(written.text.clone());
                        done.push(written.clone());
                    }
                }
            }
        }
        path.pop();
        done
    }

    fn find(
        &self,
        target: &Target,
        row: usize,
        level: usize,
        pieces: &[Piece],
    ) -> Option<(usize, usize)> {
        match target {
            Target::Previous => Some((row, self.neighbour(level, false)?)),
            Target::Next => Some((row, self.neighbour(level, true)?)),
            Target::Nowhere => None,
            Target::Named(name) => Some((row, *self.names.get(name)?)),
            Target::MapCell(cell) => {
                let sheet = pieces.first().and_then(|piece| piece.at.sheet());
                self.places.get(&(sheet, *cell)).copied()
            }
        }
    }

    /// The nearest level of lower (or higher) rank that shares a track.
    fn neighbour(&self, level: usize, above: bool) -> Option<usize> {
        let here = &self.levels[level];
        let shares = |other: &Level| {
            here.tracks.is_empty()
                || other.tracks.is_empty()
                || here.tracks.iter().any(|track| other.tracks.contains(track))
        };
        let others = (0..self.levels.len()).filter(|index| shares(&self.levels[*index]));
        if above {
            others
                .filter(|index| self.levels[*index].rank > here.rank)
                .min_by_key(|index| self.levels[*index].rank)
        } else {
            others
                .filter(|index| self.levels[*index].rank < here.rank)
                .max_by_key(|index| self.levels[*index].rank)
        }
    }
}
