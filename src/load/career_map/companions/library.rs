//! The company's library of development actions: the sheet *Development actions* in the map's workbook.

use crate::diagnostic::Diagnostic;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::sheet::{Sheet, Workbook};
use crate::load::vocabulary::{Concept, Meaning, heading, says};
use crate::model::{CareerMap, CompetencyId, Field, LevelId, SuggestedAction};
use crate::text::{closest, fold, tidy, tidy_lines};

/// Sheets beside the map in its workbook that are never taken for the map.
pub(in crate::load::career_map) fn is_companion(sheet: &Sheet) -> bool {
    matches!(
        fold(&sheet.name).as_str(),
        "development actions"
            | "development action"
            | "action library"
            | "coverage needs"
            | "coverage need"
    )
}

fn is_library(sheet: &Sheet) -> bool {
    is_companion(sheet) && !is_needs(sheet)
}

/// Whether it is the sheet *Coverage needs*.
pub(in crate::load::career_map) fn is_needs(sheet: &Sheet) -> bool {
    is_companion(sheet) && fold(&sheet.name).starts_with("coverage")
}

/// Reads the library into the map.
pub(in crate::load::career_map) fn read(
    workbook: &Workbook,
    map: &mut CareerMap,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for sheet in workbook
        .sheets
        .iter()
        .filter(|sheet| is_library(sheet) && !sheet.hidden)
    {
        let Some(table) = MapTable::of(sheet) else {
            continue;
        };
        let Some(columns) = (0..table.height().min(20)).find_map(|line| Columns::of(&table, line))
        else {
            diagnostics.push(Diagnostic::warning(
                "library-header",
                sheet.at.clone(),
                "The sheet of development actions has no row with the labels Competency and Action.",
                "Give its columns the labels Competency, Level, Action, Kind, Resource and Effort.",
            ));
            continue;
        };
        for row in columns.header + 1..table.height() {
            let actions = read_row(&table, &columns, row, map, diagnostics);
            map.library.extend(actions);
        }
    }
}

struct Columns {
    header: usize,
    competency: usize,
    level: Option<usize>,
    action: usize,
    kind: Option<usize>,
    resource: Option<usize>,
    effort: Option<usize>,
}

impl Columns {
    fn of(table: &MapTable, header: usize) -> Option<Self> {
        let find = |meanings: &[Meaning]| column_of(table, header, meanings);
        Some(Self {
            header,
            competency: find(&[Meaning::Competency])?,
            action: find(&[Meaning::Action])?,
            level: find(&[Meaning::Level, Meaning::Of(Field::TargetLevel)]),
            kind: find(&[Meaning::Kind]),
            resource: find(&[Meaning::Resource]),
            effort: find(&[Meaning::Effort]),
        })
    }
}

/// The first column of a row of headings that can mean one of these.
pub(in crate::load::career_map) fn column_of(
    table: &MapTable,
    header: usize,
    meanings: &[Meaning],
) -> Option<usize> {
    (0..table.width()).find(|column| {
        let heading = heading(table.text(header, *column));
        meanings.iter().any(|meaning| heading.may_be(*meaning))
    })
}

fn read_row(
    table: &MapTable,
    columns: &Columns,
    row: usize,
    map: &CareerMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SuggestedAction> {
    let text = |column: Option<usize>| {
        let text = tidy_lines(table.text(row, column?));
        (!text.is_empty()).then_some(text)
    };
    let Some(action) = text(Some(columns.action)) else {
        return Vec::new();
    };
    let name = tidy(table.text(row, columns.competency));
    let folded = fold(&name);
    let is_meant = |id: &CompetencyId| match map.competency(*id) {
        competency if says(&name, Concept::Everything) => competency.scored,
        competency => fold(&competency.name) == folded,
    };
    let competencies: Vec<CompetencyId> = map.all_competency_ids().filter(is_meant).collect();
    if competencies.is_empty() {
        let close = closest(&name, map.competencies.iter().map(|c| c.name.as_str()));
        diagnostics.push(Diagnostic::warning(
            "library-competency",
            table.location(row, columns.competency),
            format!("The map has no competency “{name}”; the action was left out."),
            suggestion(
                close,
                "Write the competency's name as the map has it, or “All”.",
            ),
        ));
        return Vec::new();
    }
    let level = match text(columns.level) {
        None => None,
        Some(level) if says(&level, Concept::Everything) => None,
        Some(level) => {
            let Some(id) = level_id(map, &level) else {
                let close = closest(&level, map.levels.iter().map(|l| l.title.as_str()));
                diagnostics.push(Diagnostic::warning(
                    "library-level",
                    table.location(row, columns.level.unwrap_or(0)),
                    format!("The map has no level “{}”; the action was left out.", tidy(&level)),
                    suggestion(close, "Write the level's title or code as the map has it, or leave the cell empty."),
                ));
                return Vec::new();
            };
            Some(id)
        }
    };
    competencies
        .into_iter()
        .map(|competency| SuggestedAction {
            competency,
            level,
            action: action.clone(),
            kind: text(columns.kind),
            resource: text(columns.resource),
            effort: text(columns.effort),
        })
        .collect()
}

fn level_id(map: &CareerMap, name: &str) -> Option<LevelId> {
    let folded = fold(name);
    map.level_ids().find(|id| {
        let level = map.level(*id);
        std::iter::once(&level.title)
            .chain(&level.code)
            .chain(&level.aliases)
            .any(|own| fold(own) == folded)
    })
}

pub(in crate::load::career_map) fn suggestion(close: Option<&str>, otherwise: &str) -> String {
    close.map_or_else(
        || otherwise.to_owned(),
        |close| format!("Did you mean “{close}”? {otherwise}"),
    )
}
