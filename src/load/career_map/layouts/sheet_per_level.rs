//! One sheet for each level: the sheet's name is the level, its rows are competencies.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::header::{Header, LevelColumns};
use super::leave_out;
use super::matrix;
use super::settings::Places;
use super::sheet_facts;
use super::sheet_names::{level_sheets, like_most, number_before, states_level, tell_levels};
use super::sides::column_label;
use crate::diagnostic::Location;
use crate::load::career_map::content::markdown::name_of;
use crate::load::career_map::drafts::draft::{
    Draft, DraftLevel, DraftRow, Piece, Role, Signs, Use,
};
use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::drafts::table::{MapCell, MapTable};
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::labels::{Label, is_answer, is_unwanted, label};
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::vocabulary::{Meaning, heading, is_of_trade};
use crate::model::{Orientation, WhyLeftOut};
use crate::text::fold;

/// The sheets that are named like levels as one map.
pub(in crate::load::career_map) fn draft(
    tables: &[MapTable],
    file: &Location,
    options: &MapOptions,
    places: &Places,
) -> Option<Draft> {
    let is_told = options.orientation == Some(Orientation::SheetPerLevel);
    let all: Vec<&MapTable> = tables.iter().collect();
    let mut named = if tell_levels(&all) {
        all
    } else {
        level_sheets(tables)
    };
    // Legends and notes have nothing in common with the others.
    let is_unknown = named.len() < 2 && !is_told;
    if is_unknown || is_told {
        named = like_most(tables);
    }
    // Names that nobody can know may be those of teams: then the settings have to say that they are levels.
    let is_title = |table: &&MapTable| states_level(table) || is_of_trade(&table.sheet);
    let are_stated = named.iter().all(is_title) || tell_levels(&named);
    let against =
        (is_unknown && named.len() >= 2 && !are_stated).then_some(RuledOut::UnknownSheetNames);
    let are_counted = named
        .iter()
        .all(|table| number_before(&table.sheet).is_some());
    if named.len() < 2 || named.len() * 2 < tables.len() {
        return None;
    }
    let each = |tables: &[MapTable]| -> Vec<Draft> {
        let headings = shared_headings(tables);
        tables
            .iter()
            .filter_map(|table| one_level(table, headings, options, places))
            .collect()
    };
    let upright = each(
        &named
            .iter()
            .map(|table| (*table).clone())
            .collect::<Vec<_>>(),
    );
    let turned = each(&named.iter().map(|table| table.turned()).collect::<Vec<_>>());
    // Sheets of a single column have no places to name.
    let outline: Vec<Draft> = if places.are_none() {
        outlines(&named)
    } else {
        Vec::new()
    };
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
                cells: match number_before(&table.sheet).filter(|_| are_counted) {
                    Some((number, title)) => {
                        vec![number.to_string(), whole_title(table, title)]
                    }
                    None => vec![whole_title(table, &table.sheet)],
                },
                at: table.place.clone(),
            })
            .collect(),
        rows: Vec::new(),
        left_out: Vec::new(),
        uses: Vec::new(),
        signs: Signs {
            recognised: named
                .iter()
                .filter(|table| are_stated || level_likeness(&table.sheet) == Likeness::Yes)
                .count() as f64
                / named.len() as f64,
            // A name that is known may be that of a remark, or of a copy.
            guessed: (named.iter())
                .filter(|_| !are_stated && !is_told && !is_unknown)
                .map(|table| table.place.clone())
                .collect(),
            names_are_labelled: best.iter().any(|draft| draft.signs.names_are_labelled),
            speaks_of_careers: best.iter().any(|draft| draft.signs.speaks_of_careers),
            against,
            ..Signs::default()
        },
    };
    let mut best = best;
    sheet_facts::take(&mut draft, &mut best, &named);
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

/// The title of a sheet's level: the first text of the sheet where it stands alone and is the sheet's name written out, since such names
/// are short and have no slash.
fn whole_title(table: &MapTable, name: &str) -> String {
    /// With more words, it says something else as well.
    const MORE: usize = 2;
    let mut own = (0..table.width()).filter_map(|column| table.own(0, column));
    let first = own.next().filter(|_| own.next().is_none());
    let is_whole = |text: &str| {
        let (text, name) = (fold(text), fold(name));
        let words: Vec<&str> = text.split(' ').collect();
        name.split(' ').all(|word| words.contains(&word))
            && words.first() == name.split(' ').next().as_ref()
            && words.len() <= name.split(' ').count() + MORE
    };
    let first = first.map_or_else(String::new, MapCell::name);
    // *Role profile: Site manager*
    let behind = first.split_once(':').map_or("", |(_, title)| title.trim());
    let title = [first.as_str(), behind]
        .into_iter()
        .find(|title| is_whole(title));
    title.unwrap_or(name).to_owned()
}

/// The line of headings that all sheets have: the headings are the same in each, the expectations are not.
fn shared_headings(tables: &[MapTable]) -> Option<usize> {
    /// Headings are among the first lines.
    const LINES: usize = 20;
    let (first, others) = tables.split_first()?;
    (0..first.height().min(LINES)).find(|&line| {
        let same = |column: &usize| {
            let text = fold(first.text(line, *column));
            !text.is_empty()
                && others
                    .iter()
                    .all(|other| fold(other.text(line, *column)) == text)
        };
        (1..first.width()).any(|column| {
            let below = (line + 1..first.height())
                .filter(|row| first.own(*row, column).is_some())
                .filter(|row| {
                    let text = fold(first.text(*row, column));
                    others
                        .iter()
                        .any(|other| fold(other.text(*row, column)) != text)
                });
            same(&column) && below.count() > 0
        })
    })
}

/// A sheet about one level: names, and beside them what is expected.
fn one_level(
    table: &MapTable,
    shared: Option<usize>,
    options: &MapOptions,
    places: &Places,
) -> Option<Draft> {
    let placed = places.placed(table)?;
    let labelled = (0..table.height().min(20)).find(|line| {
        let kinds: Vec<Label> = (0..table.width())
            .map(|c| label(table.text(*line, c)))
            .collect();
        kinds
            .iter()
            .any(|kind| matches!(kind, Label::Name | Label::Category | Label::Part))
            && kinds.iter().filter(|kind| **kind != Label::Unknown).count() >= 2
    });
    let labels = placed.header.line.or(labelled).or(shared);
    let headings: BTreeSet<usize> = labels.into_iter().collect();
    if let Some((rest, left_out)) = leave_out::without_named_columns(table, options, &headings)? {
        let mut draft = one_level(&rest, shared, options, places)?;
        draft.left_out.extend(left_out);
        return Some(draft);
    }
    let (lines, body) = labels.map_or(((0, 0), 0), |line| ((line, line), line + 1));
    let header = |columns: Vec<usize>, beside: Vec<(usize, WhyLeftOut)>| Header {
        groups: None,
        lines,
        body,
        base: lines.0,
        heads: None,
        beside,
        guessed: Vec::new(),
        levels: vec![LevelColumns {
            place: columns.first().copied().unwrap_or(0),
            columns,
            cells: vec![table.sheet.clone()],
        }],
        recognised: 1.0,
    };
    let columns: Vec<Column> = (1..table.width())
        .map(|column| {
            let kind = labels.map_or(Label::Unknown, |_| {
                column_label(table, &header(vec![usize::MAX], Vec::new()), column)
            });
            let heading = labels.map_or("", |line| table.text(line, column));
            Column::of(table, column, body, kind, heading)
        })
        .collect();
    let likely = || {
        columns
            .iter()
            .filter(|column| column.worth > 0 && placed.sides.names != Some(column.place))
            .max_by_key(|column| (column.worth, column.characters, Reverse(column.place)))
            .map(|column| vec![column.place])
    };
    // The columns of the levels are those with what the level of the sheet expects.
    let texts = placed.header.columns.or_else(likely)?;
    let beside = columns
        .iter()
        .filter(|column| !texts.contains(&column.place))
        .filter_map(|column| Some((column.place, column.why?)))
        .collect();
    let mut draft = matrix::read(table, &header(texts, beside), placed.sides);
    draft
        .rows
        .retain(|row| row.filled() > 0 && !row.name.is_empty());
    (!draft.rows.is_empty()).then_some(draft)
}

/// On average, names of competencies are hardly ever longer.
const LONG_NAME: usize = 26;

/// A column beside the names of a sheet about one level.
struct Column {
    place: usize,
    /// How likely it says what is expected; 0 if it does not.
    worth: u8,
    characters: usize,
    /// Why it is left out, if that is known.
    why: Option<WhyLeftOut>,
}

impl Column {
    fn of(table: &MapTable, place: usize, body: usize, kind: Label, heading: &str) -> Self {
        let (mut filled, mut answers, mut characters) = (0, 0, 0);
        for cell in (body..table.height()).filter_map(|row| table.own(row, place)) {
            filled += 1;
            characters += cell.text.chars().count();
            answers += usize::from(cell.number.is_none() && is_answer(&cell.text));
        }
        let requires = names_requirement(heading);
        let (worth, why) = if filled == 0 {
            (0, None)
        } else if is_unwanted(heading) {
            (0, Some(WhyLeftOut::Unwanted))
        } else if answers * 2 >= filled && !requires {
            (0, Some(WhyLeftOut::Marks))
        } else if requires || kind == Label::Expectation {
            (3, None)
        } else {
            let worth = match kind {
                Label::Unknown | Label::Level => 2,
                Label::Aside if fold(heading).contains("descri") => 2,
                Label::Aside => 1,
                // The heading is one of names, and long texts are not names.
                Label::Name | Label::Part | Label::Category
                    if table.width() > 2 && characters > LONG_NAME * filled =>
                {
                    1
                }
                _ => 0,
            };
            (worth, None)
        };
        Self {
            place,
            worth,
            characters,
            why,
        }
    }
}

/// Whether a heading says that what a level requires is below it.
pub(in crate::load::career_map) fn names_requirement(text: &str) -> bool {
    heading(text)
        .meanings
        .iter()
        .any(|meaning| matches!(meaning, Meaning::Required | Meaning::Expectation))
}

/// Sheets of a single column: a text that most sheets share is the name of a competency, the others are below it.
fn outlines(tables: &[&MapTable]) -> Vec<Draft> {
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
