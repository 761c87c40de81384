//! Which sheets beside the map hold the library.

use std::collections::BTreeMap;

use super::words::{cost_heading, heads};
use crate::diagnostic::Diagnostic;
use crate::load::career_map::options::MapOptions;
use crate::load::setting_lines::list_line;
use crate::load::sheet::{Sheet, Workbook};
use crate::load::vocabulary::{Concept, Meaning, heading, says};
use crate::text::fold;

/// Sheets beside the map in its workbook that are never taken for the map.
pub(in crate::load::career_map) fn is_companion(sheet: &Sheet) -> bool {
    is_called_library(sheet) || is_needs(sheet) || has_headings(sheet)
}

fn is_called_library(sheet: &Sheet) -> bool {
    says(&sheet.name, Concept::LibrarySheet)
}

/// Whether it is the sheet *Coverage needs*.
pub(in crate::load::career_map) fn is_needs(sheet: &Sheet) -> bool {
    matches!(
        fold(&sheet.name).as_str(),
        "coverage needs" | "coverage need"
    )
}

/// The sheets of the library; says which were taken for it by their headings alone, and which is hidden.
pub(super) fn libraries<'w>(
    workbook: &'w Workbook,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'w Sheet> {
    let mut found = Vec::new();
    for sheet in &workbook.sheets {
        if options.leaves_out(&sheet.name) || is_needs(sheet) {
            continue;
        }
        if is_called_library(sheet) {
            if !sheet.hidden {
                found.push(sheet);
            } else if !sheet.grid.is_empty() {
                diagnostics.push(Diagnostic::warning(
                    "library-sheet",
                    sheet.at.clone(),
                    "The sheet of development actions is hidden; it was not read.",
                    "Show the sheet if its actions are to be used, or delete it.",
                ));
            }
        } else if !sheet.hidden && has_headings(sheet) {
            let mut names = options.leave_out.clone();
            names.push(sheet.name.clone());
            diagnostics.push(Diagnostic::note(
                "library-sheet",
                sheet.at.clone(),
                "This sheet was read as development actions, since its headings name competencies, actions, and what they \
                 cost or take.",
                format!(
                    "You do not need to do anything. If it is something else, write `{}` under [map] in careermap.toml.",
                    list_line("leave-out", &names)
                ),
            ));
            found.push(sheet);
        }
    }
    found
}

/// Whether one of the first rows has the headings of a library, and hardly any others, such as levels.
fn has_headings(sheet: &Sheet) -> bool {
    /// Titles and notes are above the headings.
    const MOST_ABOVE: u32 = 20;
    /// Longer texts are not headings.
    const LONGEST: usize = 60;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (at, value) in sheet.grid.cells() {
        let first = rows.keys().next().copied().unwrap_or(at.row);
        if at.row > first + MOST_ABOVE {
            break;
        }
        let text = value.text().unwrap_or_default();
        rows.entry(at.row).or_default().push(text.into_owned());
    }
    rows.values()
        .any(|row| row.iter().all(|text| text.len() <= LONGEST) && is_header(row))
}

fn is_header(texts: &[String]) -> bool {
    let is_booked_by = |text: &String| {
        cost_heading(text).is_some()
            || [Concept::Hours, Concept::Seats]
                .iter()
                .any(|concept| heads(text, *concept, &[]))
    };
    // Most rows end here, before their texts are taken apart.
    if !texts.iter().any(is_booked_by) {
        return false;
    }
    let all: Vec<_> = texts.iter().map(|text| heading(text)).collect();
    let has = |meaning: Meaning| all.iter().any(|heading| heading.may_be(meaning));
    let of_a_plan = [Meaning::Owner, Meaning::Status, Meaning::Due];
    let is_known = |text: &String| {
        let others = [
            Concept::Currency,
            Concept::Provider,
            Concept::RunsFrom,
            Concept::RunsTo,
        ];
        let heading = heading(text);
        let meanings = [
            Meaning::Competency,
            Meaning::Action,
            Meaning::Level,
            Meaning::Kind,
            Meaning::Resource,
            Meaning::Effort,
        ];
        is_booked_by(text)
            || others.iter().any(|concept| says(text, *concept))
            || meanings.iter().any(|meaning| heading.may_be(*meaning))
    };
    let unknown = texts.iter().filter(|text| !is_known(text)).count();
    has(Meaning::Competency)
        && has(Meaning::Action)
        && !of_a_plan.into_iter().any(has)
        && 3 * unknown <= texts.len()
}
