//! Reading career maps as companies keep them.
//!
//! Each layout reads the workbook in its own way and hands in a draft; the drafts are weighed by evidence (do the headers
//! name levels, do the cells say what is expected, is there something everywhere), and the best one becomes the career
//! map. Below the layouts there is one abstraction, the `table` of visible cells, which can be turned on its side; above
//! them one builder, which knows about text, tracks, order and references, and nothing about layouts.
//!
//! ```text
//! sheet → table → header, sides → matrix ─┐
//!                               long ─────┼→ draft → evidence → build → CareerMap
//!               sheet_per_level, joined_sheets ───┘
//! ```
//!
//! A workbook that no draft explains is refused with the reason, one that two drafts explain equally well with both.
//! [`MapOptions`] overrules every heuristic.

mod account;
mod build;
mod choice;
mod draft;
mod evidence;
mod header;
mod joined_sheets;
mod labels;
mod library;
mod long;
mod markdown;
mod matrix;
mod needs;
mod options;
mod order;
mod references;
mod scale;
mod sheet_per_level;
mod sides;
mod table;
mod text;
mod title;
mod words;

use std::collections::BTreeSet;

pub use needs::{NeedEntry, configure as configure_needs, unknown_teams};
pub use options::{MapOptions, Step};
pub(super) use text::marked;

use crate::diagnostic::{Diagnostic, Location};
use crate::load::sheet::{Sheet, Workbook};
use crate::model::{Attempts, CareerMap, LeftOut, MapAccount, Orientation, WhyLeftOut};
use crate::text::{closest, fold};
use choice::choose;
use draft::Draft;
use evidence::RuledOut;
use header::{HeaderSettings, headers};
use options::{place, places};
use sides::Sides;
use table::Table;

/// What came of reading a workbook as a career map.
#[derive(Debug, Clone)]
pub struct MapReading {
    /// The career map; `None` if the workbook is none, which an error among the diagnostics explains.
    pub career_map: Option<CareerMap>,
    /// Where the names of the levels were found, such as `row 4`; empty without a map.
    pub header: String,
    /// What stands in the sheets that were read and was left out.
    pub left_out: Vec<LeftOut>,
    /// What became of every visible cell.
    pub account: MapAccount,
    /// The readings that were tried.
    pub attempts: Attempts,
    /// Everything worth telling.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a workbook as a career map.
#[must_use]
pub fn read(workbook: &Workbook, options: &MapOptions) -> MapReading {
    let choice = choose(workbook, options);
    let attempts = choice.attempts;
    match choice.best {
        Ok(draft) => {
            let mut diagnostics = Vec::new();
            let mut map = build::build(&draft, options, &mut diagnostics);
            library::read(workbook, &mut map, &mut diagnostics);
            needs::read(workbook, &mut map, &mut diagnostics);
            report_second_table(&draft, &mut diagnostics);
            let mut left_out = draft.left_out.clone();
            left_out.extend(build::left_out_rows(&draft, options));
            let account = account::account(workbook, &draft, &left_out, options);
            account::report(&account, &left_out, options, &mut diagnostics);
            MapReading {
                career_map: Some(map),
                header: draft.header,
                left_out,
                account,
                attempts,
                diagnostics,
            }
        }
        Err(refusal) => MapReading {
            career_map: None,
            header: String::new(),
            left_out: Vec::new(),
            account: MapAccount::default(),
            attempts,
            diagnostics: vec![*refusal],
        },
    }
}

/// Says so if only the first of several tables was read.
fn report_second_table(draft: &Draft, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(left) = draft
        .left_out
        .iter()
        .find(|left| left.why == WhyLeftOut::AnotherTable)
    {
        diagnostics.push(Diagnostic::warning(
            "map-second-table",
            left.at.clone(),
            "Another table with other levels begins here; it and everything below it was left out.",
            "Put it on a sheet of its own, or choose one of the two with `header-row` in the [map] of careermap.toml.",
        ));
    }
}

/// The sheets that may hold the map, as tables.
fn tables(workbook: &Workbook, options: &MapOptions) -> Result<Vec<Table>, Box<Diagnostic>> {
    let sheets: Vec<&Sheet> = match &options.sheet {
        Some(name) => {
            let sheet = workbook
                .sheets
                .iter()
                .find(|sheet| fold(&sheet.name) == fold(name));
            vec![sheet.ok_or_else(|| Box::new(no_such_sheet(workbook, name)))?]
        }
        None => workbook
            .sheets
            .iter()
            .filter(|sheet| !sheet.hidden && !library::is_companion(sheet))
            .collect(),
    };
    if sheets.iter().any(|sheet| is_assessment_form(sheet)) {
        return Err(Box::new(refusal(
            &workbook.at,
            "it is somebody's assessment",
        )));
    }
    Ok(sheets.into_iter().filter_map(Table::of).collect())
}

/// The tool's own form has a label for each rater; nothing that stands beside it is a map of its own.
fn is_assessment_form(sheet: &Sheet) -> bool {
    let mut labels = BTreeSet::new();
    for (_, value) in sheet.grid.cells() {
        if let Some(text) = value.text() {
            let folded = fold(&text);
            if matches!(
                folded.as_str(),
                "self level" | "manager level" | "agreed level" | "role level" | "current level"
            ) {
                labels.insert(folded);
            }
        }
    }
    (labels.contains("self level") || labels.contains("manager level"))
        && (labels.contains("role level") || labels.contains("current level"))
}

/// Every draft of every layout that the options allow.
fn drafts(
    tables: &[Table],
    file: &Location,
    options: &MapOptions,
) -> Result<Vec<Draft>, Box<Diagnostic>> {
    let mut drafts = Vec::new();
    for table in tables {
        if options.allows(Orientation::LevelsInColumns) {
            drafts.extend(matrices(table, options)?);
        }
        if options.allows(Orientation::LevelsInRows) {
            drafts.extend(matrices(&table.turned(), options)?);
        }
        if options.allows(Orientation::Long) {
            drafts.extend(long::read(table));
        }
    }
    if options.allows(Orientation::SheetPerLevel) {
        drafts.extend(sheet_per_level::draft(tables, file));
    }
    drafts.extend(joined_sheets::drafts(tables, file, options));
    Ok(drafts)
}

/// A table read with each header that it may have.
fn matrices(table: &Table, options: &MapOptions) -> Result<Vec<Draft>, Box<Diagnostic>> {
    let settings = header_settings(table, options)?;
    let line_of =
        |setting: &str, text: &Option<String>| -> Result<Option<usize>, Box<Diagnostic>> {
            let Some(text) = text else {
                return Ok(None);
            };
            let place = place(text).ok_or_else(|| Box::new(bad_setting(table, setting, text)))?;
            Ok(table.columns.binary_search(&place).ok())
        };
    let mut sides = Sides {
        names: line_of("names", &options.names)?,
        categories: line_of("categories", &options.categories)?,
    };
    if table.turned
        && let Some(row) = options.header_row
    {
        sides.names = table.columns.binary_search(&row.saturating_sub(1)).ok();
    }
    Ok(headers(table, &settings)
        .iter()
        .map(|header| matrix::read(table, header, sides))
        .collect())
}

/// What is configured about the levels, as places in a table.
fn header_settings(table: &Table, options: &MapOptions) -> Result<HeaderSettings, Box<Diagnostic>> {
    let mut settings = HeaderSettings::default();
    if let (Some(row), false) = (options.header_row, table.turned) {
        let line = table.rows.binary_search(&row.saturating_sub(1)).ok();
        settings.line =
            Some(line.ok_or_else(|| Box::new(bad_setting(table, "header-row", &row.to_string())))?);
    }
    if !options.levels.is_empty() {
        let wanted = places(&options.levels)
            .map_err(|entry| Box::new(bad_setting(table, "levels", &entry)))?;
        // Letters are columns and numbers are rows, so only one of the two ways to hold a table can be meant.
        let are_rows = options
            .levels
            .iter()
            .all(|entry| entry.trim().starts_with(|c: char| c.is_ascii_digit()));
        let columns: Vec<usize> = wanted
            .iter()
            .filter_map(|place| table.columns.binary_search(place).ok())
            .collect();
        settings.columns = Some(if are_rows == table.turned {
            columns
        } else {
            Vec::new()
        });
    }
    Ok(settings)
}

const SETTINGS: &str = "If it is one, say where it is in the [map] of careermap.toml: `sheet`, `orientation`, `header-row` \
                        and `levels`.";

fn refusal(at: &Location, why: &str) -> Diagnostic {
    Diagnostic::error(
        "map-refused",
        at.clone(),
        format!("The file is no career map: {why}."),
        SETTINGS,
    )
}

fn refused(at: &Location, tables: &[Table], ruled_out: &[(usize, RuledOut)]) -> Diagnostic {
    if tables.is_empty() {
        return refusal(at, "it has no visible sheet with anything in it");
    }
    // The draft that went furthest tells most.
    let why = ruled_out.iter().max_by_key(|(size, _)| *size).map_or_else(
        || "none of its rows or columns names levels".to_owned(),
        |(_, why)| why.to_string(),
    );
    refusal(at, &why)
}

fn ambiguous(at: &Location, one: &Draft, other: &Draft) -> Diagnostic {
    Diagnostic::error(
        "map-ambiguous",
        at.clone(),
        format!(
            "The file can be read as a career map in two ways: {}; or {}.",
            described(one),
            described(other)
        ),
        "Say which one is meant in the [map] of careermap.toml: `sheet`, `orientation` or `header-row`.",
    )
}

fn described(draft: &Draft) -> String {
    let headings = build::headings(draft);
    let titles: Vec<&str> = headings
        .iter()
        .map(|heading| heading.title.as_str())
        .collect();
    let (first, last) = (titles.first().unwrap_or(&""), titles.last().unwrap_or(&""));
    let sheets: Vec<String> = draft
        .sheets
        .iter()
        .map(|sheet| build::quoted(sheet))
        .collect();
    format!(
        "sheet {}, levels in {}, from “{first}” to “{last}”",
        sheets.join(", "),
        draft.header
    )
}

fn no_such_sheet(workbook: &Workbook, name: &str) -> Diagnostic {
    let names: Vec<&str> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    let help = match closest(name, names.iter().copied()) {
        Some(close) => {
            format!("Did you mean “{close}”? Correct `sheet` in the [map] of careermap.toml.")
        }
        None => format!(
            "Correct `sheet` in the [map] of careermap.toml; the file has {}.",
            names
                .iter()
                .map(|name| build::quoted(name))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    Diagnostic::error(
        "map-setting",
        workbook.at.clone(),
        format!("The file has no sheet “{name}”, which `sheet` names."),
        help,
    )
}

fn bad_setting(table: &Table, setting: &str, value: &str) -> Diagnostic {
    Diagnostic::error(
        "map-setting",
        table.place.file_alone().with_sheet(table.sheet.as_str()),
        format!("`{setting}` is “{value}”, where nothing visible stands in the sheet."),
        format!(
            "Correct `{setting}` in the [map] of careermap.toml: columns by their letters, rows by their numbers."
        ),
    )
}

#[cfg(test)]
mod tests;
