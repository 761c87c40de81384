//! Reading career maps as companies keep them.
//!
//! Each layout reads the workbook in its own way and produces a draft; the drafts are weighed by evidence (do the
//! headers name levels, do the cells say what is expected, is there something everywhere), and the best one becomes the
//! career map. All layouts read one type, the `table` of visible cells, which can be turned on its side. One builder
//! makes the model: it knows about text, tracks, order and references, and nothing about layouts.
//!
//! ```text
//! sheet → drafts::table → layouts (with wording, content) → drafts → choosing → outcome → CareerMap
//! ```
//!
//! A workbook that no draft explains is refused with the reason; one that two drafts explain equally well is refused
//! with both. [`MapOptions`] overrules every heuristic.

mod choosing;
mod companions;
mod content;
mod drafts;
mod layouts;
mod options;
mod outcome;
mod wording;

use std::collections::BTreeSet;

pub use companions::needs::{NeedEntry, configure as configure_needs, unknown_teams};
pub(super) use content::text::marked;
pub use options::{MapOptions, Step};

use crate::diagnostic::{Diagnostic, Location};
use crate::load::picture::{DrawingBudget, draw};
use crate::load::sheet::{Sheet, Workbook};
use crate::model::{
    CareerMap, CellUse, LeftOut, MapAccount, MapPicture, MapStatus, Orientation, TriedReadings,
    WhyLeftOut,
};
use crate::text::fold;
use choosing::choice::Refusal;
use choosing::choice::choose;
use drafts::draft::Draft;
use drafts::table::MapTable;
use layouts::settings::{BadSetting, Places};

/// The result of reading a workbook as a career map.
#[derive(Debug, Clone)]
pub struct MapReading {
    /// The career map; `None` if the workbook is not one, which an error among the diagnostics explains.
    pub career_map: Option<CareerMap>,
    /// Where the names of the levels were found, such as `row 4`. Without a map, this and the next two are about the reading
    /// that came nearest, and empty if none did.
    pub header: String,
    /// The cells of the sheets that were read that were left out.
    pub left_out: Vec<LeftOut>,
    /// What every visible cell was read as.
    pub account: MapAccount,
    /// The readings that were tried.
    pub attempts: TriedReadings,
    /// All messages.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a workbook as a career map.
pub fn read(workbook: &Workbook, options: &MapOptions) -> MapReading {
    if let Some((general, own)) = companions::specialities::apart(workbook, options) {
        let reading = read_with(&general, Some(&own), options);
        if reading.career_map.is_some() {
            return reading;
        }
        // Without a general map, sheets that are named after specialities may be the map.
        let whole = read_with(workbook, None, options);
        return if whole.career_map.is_some() {
            whole
        } else {
            reading
        };
    }
    read_with(workbook, None, options)
}

/// Reads a workbook as a career map; `own` are the sheets about specialities.
fn read_with(workbook: &Workbook, own: Option<&Workbook>, options: &MapOptions) -> MapReading {
    let choice = choose(workbook, options);
    let attempts = choice.attempts;
    match choice.best {
        Ok(draft) => {
            let mut diagnostics = Vec::new();
            let known =
                own.map(|own| companions::specialities::without_theirs(options, own, &draft));
            let known = known.as_ref().unwrap_or(options);
            let mut map = outcome::build::build(&draft, known, &mut diagnostics);
            if let Some(changed) = outcome::confirmed::contradiction(&map, options, &workbook.at) {
                return refused(changed, Some(&draft), workbook, options, attempts);
            }
            outcome::scale_report::report(&draft, map.scale, workbook, options, &mut diagnostics);
            let general = own.map(|_| map.clone());
            let specialities = own.map(|own| {
                companions::specialities::read(own, &mut map, options, &mut diagnostics)
            });
            companions::specialities::report_unread(workbook, &map, &mut diagnostics);
            companions::library::read(workbook, &mut map, options, &mut diagnostics);
            companions::needs::read(workbook, &mut map, &mut diagnostics);
            report_second_table(&draft, workbook, options, &mut diagnostics);
            diagnostics.extend(outcome::misplaced::misplaced_levels(
                &draft, workbook, options,
            ));
            let (mut left_out, mut account) = cells(&draft, workbook, options);
            let reading = outcome::doubts::Reading::of(
                workbook,
                options,
                &draft,
                general.as_ref().unwrap_or(&map),
                &choice.others,
            );
            outcome::account::report(
                &account,
                &left_out,
                &draft,
                workbook,
                options,
                outcome::doubts::way_to_keep(&reading).as_deref(),
                &mut diagnostics,
            );
            outcome::doubts::report(&reading, &mut diagnostics);
            if let (Some(own), Some(specialities)) = (own, specialities) {
                account.sheets.extend(specialities.accounts);
                for draft in &specialities.drafts {
                    let (left, of_sheet) = cells(draft, own, options);
                    diagnostics.extend(outcome::account::not_understood(
                        &of_sheet, &left, draft, own, options, None,
                    ));
                    left_out.extend(left);
                    account.sheets.extend(of_sheet.sheets);
                }
                map.set_specialities(specialities.found);
            }
            MapReading {
                career_map: Some(map),
                header: draft.header,
                left_out,
                account,
                attempts,
                diagnostics,
            }
        }
        Err(refusal) => {
            let nearest = refusal.nearest().cloned();
            let why = refusal.said(workbook, options);
            refused(why, nearest.as_ref(), workbook, options, attempts)
        }
    }
}

/// What a reading leaves out, and what every cell was read as.
fn cells(draft: &Draft, workbook: &Workbook, options: &MapOptions) -> (Vec<LeftOut>, MapAccount) {
    let left_out = outcome::account::all_left_out(draft, options);
    let account = outcome::account::account(workbook, draft, &left_out, options);
    (left_out, account)
}

/// No career map, and why; with the reading that came nearest.
fn refused(
    why: Diagnostic,
    nearest: Option<&Draft>,
    workbook: &Workbook,
    options: &MapOptions,
    attempts: TriedReadings,
) -> MapReading {
    let (left_out, account) = nearest
        .map(|draft| cells(draft, workbook, options))
        .unwrap_or_default();
    MapReading {
        career_map: None,
        header: nearest
            .map(|draft| draft.header.clone())
            .unwrap_or_default(),
        left_out,
        account,
        attempts,
        diagnostics: vec![why],
    }
}

impl MapReading {
    /// The sheets of the workbook that this is a reading of, as they look, each cell with what it was understood as;
    /// without a reading, the visible sheets that were looked at. The career map may have been taken out of `self`;
    /// `is_read` says whether there was one.
    pub fn picture(&self, workbook: &Workbook, is_read: bool) -> MapPicture {
        let status = match (is_read, self.account.sheets.is_empty()) {
            (true, _) => MapStatus::Read,
            (false, false) => MapStatus::Nearest,
            (false, true) => MapStatus::NotRead,
        };
        let mut room = DrawingBudget::OF_A_MAP;
        let mut sheets = Vec::new();
        let mut sheets_left = 0;
        for sheet in &workbook.sheets {
            let account = self.account.sheets.iter().find(|one| one.at == sheet.at);
            // A hidden sheet was read if the settings name it.
            let is_wanted = account.is_some() || (status == MapStatus::NotRead && !sheet.hidden);
            if !is_wanted || sheet.grid.is_empty() {
                continue;
            }
            // The visible part of a region that begins in a hidden row or column was not read.
            let hidden = CellUse::LeftOut(WhyLeftOut::Hidden);
            let drawn = draw(
                sheet,
                &mut room,
                |_| false,
                |at| match account {
                    Some(account) => account.cells.get(&at).copied().unwrap_or(hidden),
                    None => CellUse::NotUnderstood,
                },
            );
            if drawn.rows.is_empty() {
                sheets_left += 1;
            } else {
                sheets.push(drawn);
            }
        }
        MapPicture {
            status,
            sheets,
            sheets_left,
            beside: workbook
                .sheets
                .iter()
                .filter(|sheet| is_read && !sheet.hidden && !sheet.grid.is_empty())
                .filter(|sheet| companions::library::is_companion(sheet))
                .map(|sheet| sheet.at.clone())
                .collect(),
            not_read: self.account.not_read.clone(),
            header: self.header.clone(),
            left_out: self.left_out.clone(),
            attempts: self.attempts.clone(),
        }
    }
}

/// Reports that only the first of several tables was read; a note once the settings say which one it is.
fn report_second_table(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(left) = draft
        .left_out
        .iter()
        .find(|left| left.why == WhyLeftOut::AnotherTable)
    else {
        return;
    };
    let message =
        "Another table with other levels begins here; it and everything below it was left out.";
    let apart = "Put it on a separate sheet to read it as a map";
    diagnostics.push(if options.header_row.is_some() {
        Diagnostic::note(
            "map-second-table",
            left.at.clone(),
            message,
            format!("{apart}."),
        )
    } else {
        let line = |at| outcome::refusal::line_for_table_at(at, workbook, options);
        let first = draft.levels.first().and_then(|level| line(&level.at));
        let only = |which: &str, line: String| {
            format!("{apart}. If only {which} one is meant, write `{line}` under [map] in careermap.toml")
        };
        let help = match (first, line(&left.at)) {
            (None, None) => format!("{apart}."),
            (Some(first), None) => format!("{}.", only("the first", first)),
            (None, Some(this)) => format!("{}.", only("this", this)),
            (Some(first), Some(this)) => {
                format!("{}; if only this one is, write `{this}`.", only("the first", first))
            }
        };
        Diagnostic::warning("map-second-table", left.at.clone(), message, help)
    });
}

/// The sheets that may hold the map, as tables, and what the configuration leaves out of them.
fn tables(
    workbook: &Workbook,
    options: &MapOptions,
) -> Result<(Vec<MapTable>, Vec<LeftOut>), Box<Refusal>> {
    let is_of_several = matches!(
        options.orientation,
        Some(Orientation::SheetPerLevel | Orientation::SheetPerCompetency)
    );
    let sheets: Vec<&Sheet> = match &options.sheet {
        Some(_) if is_of_several => {
            return Err(Box::new(Refusal::Setting(BadSetting {
                setting: "sheet",
                why: "names one sheet, but `orientation` says that the map is in several"
                    .to_owned(),
            })));
        }
        Some(name) => {
            let sheet = workbook
                .sheets
                .iter()
                .find(|sheet| fold(&sheet.name) == fold(name));
            vec![sheet.ok_or_else(|| Box::new(Refusal::NoSheet(name.clone())))?]
        }
        None => workbook
            .sheets
            .iter()
            .filter(|sheet| !sheet.hidden && !companions::library::is_companion(sheet))
            .filter(|sheet| !options.leaves_out(&sheet.name))
            .collect(),
    };
    if sheets.iter().any(|sheet| is_assessment_form(sheet)) {
        return Err(Box::new(Refusal::Assessment));
    }
    let whole_sheets: Vec<LeftOut> = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden && options.leaves_out(&sheet.name))
        .map(|sheet| LeftOut {
            at: sheet.at.clone(),
            area: None,
            what: sheet.name.clone(),
            why: WhyLeftOut::Configured,
        })
        .collect();
    let (tables, mut left_out): (Vec<MapTable>, Vec<Vec<LeftOut>>) = sheets
        .into_iter()
        .filter_map(MapTable::of)
        .filter_map(|table| layouts::leave_out::places(table, options))
        .unzip();
    if tables.is_empty() {
        return Err(Box::new(Refusal::Nothing));
    }
    left_out.push(whole_sheets);
    left_out.extend(companions::library::places_left_out(workbook, options));
    Ok((tables, left_out.concat()))
}

/// The tool's own form has a label for each rater; nothing beside it is a separate map.
fn is_assessment_form(sheet: &Sheet) -> bool {
    /// Longer texts are not labels.
    const LONGEST: usize = 60;
    let mut labels = BTreeSet::new();
    for (_, value) in sheet.grid.cells() {
        if let Some(text) = value.text().filter(|text| text.len() <= LONGEST) {
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
fn all_drafts(
    tables: &[MapTable],
    file: &Location,
    options: &MapOptions,
    places: &Places,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for table in tables {
        if options.allows(Orientation::LevelsInColumns) {
            drafts.extend(matrices(table, options, places));
        }
        if options.allows(Orientation::LevelsInRows) {
            drafts.extend(matrices(&table.turned(), options, places));
        }
        drafts.extend(layouts::sections::drafts(table, options, places));
        if options.allows(Orientation::Long) {
            drafts.extend(layouts::long::read(table, options));
        }
    }
    if options.allows(Orientation::SheetPerLevel) {
        drafts.extend(layouts::sheet_per_level::draft(
            tables, file, options, places,
        ));
    }
    drafts.extend(layouts::joined_sheets::drafts(
        tables, file, options, places,
    ));
    drafts
}

/// A table read with each header that it may have.
fn matrices(table: &MapTable, options: &MapOptions, places: &Places) -> Vec<Draft> {
    let Some(ready) = layouts::leave_out::with_headers(table, options, places) else {
        return Vec::new();
    };
    ready
        .headers
        .iter()
        .map(|header| {
            let mut draft = layouts::matrix::read(&ready.table, header, ready.sides);
            draft.left_out.extend(ready.left_out.iter().cloned());
            draft
        })
        .collect()
}

#[cfg(test)]
mod tests;
