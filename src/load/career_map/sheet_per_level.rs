//! One sheet for each level: the sheet's name is the level, its rows are competencies.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, DraftLevel, DraftRow, Piece, Role, Signs, Use};
use super::header::{Header, LevelColumns};
use super::labels::{Label, label};
use super::matrix::{self, name_of};
use super::sides::{Sides, column_label};
use super::table::Table;
use super::words::{Likeness, level_likeness};
use crate::diagnostic::Location;
use crate::model::Orientation;
use crate::text::fold;

/// The sheets that are named like levels as one map.
pub(super) fn draft(tables: &[Table], file: &Location) -> Option<Draft> {
    let named: Vec<&Table> = level_sheets(tables);
    if named.len() < 2 || named.len() * 2 < tables.len() {
        return None;
    }
    let upright: Vec<Draft> = named.iter().filter_map(|table| one_level(table)).collect();
    let turned: Vec<Draft> = named
        .iter()
        .filter_map(|table| one_level(&table.turned()))
        .collect();
    let outline: Vec<Draft> = outlines(&named);
    // Of equals the first: upright sheets are the usual ones.
    let best = [upright, turned, outline]
        .into_iter()
        .filter(|drafts| drafts.len() == named.len())
        .rev()
        .max_by(|a, b| shared_names(a).total_cmp(&shared_names(b)))?;
    let mut draft = Draft {
        orientation: Orientation::SheetPerLevel,
        sheets: named.iter().map(|table| table.sheet.clone()).collect(),
        place: file.clone(),
        header: "the names of the sheets".to_owned(),
        levels: named
            .iter()
            .map(|table| DraftLevel {
                cells: vec![table.sheet.clone()],
                at: table.place.clone(),
            })
            .collect(),
        rows: Vec::new(),
        left_out: Vec::new(),
        uses: Vec::new(),
        signs: Signs {
            recognised: named
                .iter()
                .filter(|table| level_likeness(&table.sheet) == Likeness::Yes)
                .count() as f64
                / named.len() as f64,
            names_are_labelled: best.iter().any(|draft| draft.signs.names_are_labelled),
            speaks_of_careers: best.iter().any(|draft| draft.signs.speaks_of_careers),
            ..Signs::default()
        },
    };
    let mut places = BTreeMap::new();
    for (level, sheet) in best.into_iter().enumerate() {
        draft.left_out.extend(sheet.left_out);
        draft.uses.extend(sheet.uses);
        for row in sheet.rows {
            let key = (fold(&row.name), row.category.clone());
            let place = *places.entry(key).or_insert(draft.rows.len());
            if place == draft.rows.len() {
                draft.rows.push(DraftRow {
                    cells: vec![Vec::new(); named.len()],
                    ..row.clone()
                });
            }
            draft.rows[place].cells[level].extend(row.cells.into_iter().flatten());
        }
    }
    Some(draft)
}

/// The sheets that are named like levels, and those that share a noun with them.
fn level_sheets(tables: &[Table]) -> Vec<&Table> {
    let words = |table: &Table| -> BTreeSet<String> {
        fold(&table.sheet)
            .split(' ')
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect()
    };
    let sure: BTreeSet<String> = tables
        .iter()
        .filter(|table| level_likeness(&table.sheet) == Likeness::Yes)
        .flat_map(words)
        .filter(|word| level_likeness(word) == Likeness::Perhaps)
        .collect();
    tables
        .iter()
        .filter(|table| match level_likeness(&table.sheet) {
            Likeness::Yes => true,
            Likeness::Perhaps => words(table).iter().any(|word| sure.contains(word)),
            Likeness::No => false,
        })
        .collect()
}

/// A sheet about one level: names, and beside them what is expected.
fn one_level(table: &Table) -> Option<Draft> {
    let labels = (0..table.height().min(20)).find(|line| {
        let kinds: Vec<Label> = (0..table.width())
            .map(|c| label(table.text(*line, c)))
            .collect();
        kinds
            .iter()
            .any(|kind| matches!(kind, Label::Name | Label::Category | Label::Part))
            && kinds.iter().filter(|kind| **kind != Label::Unknown).count() >= 2
    });
    let (lines, body) = labels.map_or(((0, 0), 0), |line| ((line, line), line + 1));
    let header = |columns: Vec<usize>| Header {
        lines,
        body,
        base: lines.0,
        levels: vec![LevelColumns {
            columns,
            cells: vec![table.sheet.clone()],
        }],
        recognised: 1.0,
    };
    let characters = |column: &usize| -> usize {
        (body..table.height())
            .filter_map(|row| table.own(row, *column))
            .map(|cell| cell.text.chars().count())
            .sum()
    };
    let kind = |column: usize| {
        if labels.is_some() {
            column_label(table, &header(vec![usize::MAX]), column)
        } else {
            Label::Unknown
        }
    };
    let worth = |column: usize| match kind(column) {
        Label::Expectation => 3,
        Label::Unknown | Label::Level => 2,
        Label::Aside if fold(table.text(lines.0, column)).contains("descri") => 2,
        Label::Aside => 1,
        _ => 0,
    };
    let text = (1..table.width())
        .filter(|column| worth(*column) > 0)
        .max_by_key(|column| (worth(*column), characters(column)))?;
    let mut draft = matrix::read(table, &header(vec![text]), Sides::default());
    draft
        .rows
        .retain(|row| row.filled() > 0 && !row.name.is_empty());
    // The level is named by the sheet; what stands above its texts only says what they are.
    for used in &mut draft.uses {
        if used.role == Role::Title {
            used.role = Role::Heading;
        }
    }
    (!draft.rows.is_empty()).then_some(draft)
}

/// Sheets of a single column: a text that most sheets share is the name of a competency, the others are below it.
fn outlines(tables: &[&Table]) -> Vec<Draft> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for table in tables {
        let texts: BTreeSet<String> = (0..table.height())
            .map(|row| fold(table.text(row, 0)))
            .filter(|text| !text.is_empty())
            .collect();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
    }
    let is_name = |text: &str| {
        counts
            .get(&fold(text))
            .is_some_and(|count| count * 10 >= tables.len() * 6 && *count >= 2)
    };
    tables
        .iter()
        .filter_map(|table| {
            let mut rows: Vec<DraftRow> = Vec::new();
            let mut uses = Vec::new();
            for line in 0..table.height() {
                let Some(cell) = table.own(line, 0) else {
                    continue;
                };
                if is_name(&cell.text) {
                    uses.extend(Use::of(table, line, 0, Role::Name));
                    rows.push(DraftRow {
                        name: name_of(&cell.text),
                        category: None,
                        at: table.location(line, 0),
                        cells: vec![Vec::new()],
                    });
                } else if let Some(row) = rows.last_mut() {
                    row.cells[0].push(Piece {
                        text: cell.text.clone(),
                        number: cell.number,
                        error: cell.error.clone(),
                        at: table.location(line, 0),
                    });
                }
            }
            rows.retain(|row| row.filled() > 0);
            (!rows.is_empty()).then(|| Draft {
                orientation: Orientation::SheetPerLevel,
                sheets: vec![table.sheet.clone()],
                place: table.place.clone(),
                header: String::new(),
                levels: Vec::new(),
                rows,
                left_out: Vec::new(),
                uses,
                signs: Signs::default(),
            })
        })
        .collect()
}

/// How much the names of competencies agree over several sheets, and how many there are.
fn shared_names(drafts: &[Draft]) -> f64 {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts {
        let names: BTreeSet<String> = draft.rows.iter().map(|row| fold(&row.name)).collect();
        for name in names {
            *counts.entry(name).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let shared: usize = counts
        .values()
        .filter(|count| **count * 2 > drafts.len())
        .sum();
    shared as f64 / all.max(1) as f64
}
