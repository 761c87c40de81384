//! How a career map was understood, for programs: everything that the text says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use crate::diagnostic::{CellAddress, Location};
use crate::model::{
    CareerMap, CellRange, CellUse, Competency, EntryMode, LeftOut, Level, LevelFact, Orientation,
    Points, Scale, SheetAccount, SpecialityId,
};

#[derive(Serialize)]
pub(super) struct MapPart<'a> {
    file: &'a str,
    sheets: &'a [String],
    orientation: Orientation,
    scale: Scale,
    scale_top: Option<Points>,
    header: Option<&'a str>,
    levels: &'a [Level],
    competencies: Vec<CompetencyPart<'a>>,
    /// What holds for some people only; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    specialities: Vec<SpecialityPart<'a>>,
    facts: &'a [LevelFact],
    left_out: Vec<LeftOutPart<'a>>,
    /// What every visible cell was used as; empty unless only the map was asked for.
    cells: Vec<CellsPart<'a>>,
}

#[derive(Serialize)]
struct CompetencyPart<'a> {
    name: &'a str,
    category: Option<&'a str>,
    scored: bool,
    weight: f64,
    /// At all levels together.
    expectations: usize,
    /// At each level, in the order of the levels.
    expectations_at: Vec<usize>,
    /// The number required at each level; only in a map of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<&'a [Option<Points>]>,
    #[serde(flatten)]
    at: &'a Location,
}

#[derive(Serialize)]
struct SpecialityPart<'a> {
    name: &'a str,
    /// The competencies that it alone has, or shares with other specialities.
    competencies: Vec<CompetencyPart<'a>>,
    entries: Vec<EntryPart<'a>>,
    #[serde(flatten)]
    at: &'a Location,
}

/// What a speciality says about one cell of the map.
#[derive(Serialize)]
struct EntryPart<'a> {
    competency: &'a str,
    level: &'a str,
    /// `add` or `replace`.
    mode: &'static str,
    expectations: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<Points>,
    #[serde(flatten)]
    at: &'a Location,
}

#[derive(Serialize)]
struct LeftOutPart<'a> {
    what: &'a str,
    why: String,
    cells: Option<String>,
    #[serde(flatten)]
    at: &'a Location,
}

/// Cells of a sheet that were used in the same way.
#[derive(Serialize)]
struct CellsPart<'a> {
    sheet: Option<&'a str>,
    used: &'static str,
    why: Option<String>,
    /// Rectangles, each cell of which holds something.
    cells: Vec<String>,
}

pub(super) fn map_part<'a>(map: &'a CareerMap, report: &Report<'a>) -> MapPart<'a> {
    MapPart {
        file: &map.file,
        sheets: &map.sheets,
        orientation: map.orientation,
        scale: map.scale,
        scale_top: map.scale_top,
        header: report.header,
        levels: &map.levels,
        competencies: map
            .competency_ids()
            .map(|id| competency_part(map, map.competency(id)))
            .collect(),
        specialities: map
            .speciality_ids()
            .map(|id| speciality_part(map, id))
            .collect(),
        facts: &map.facts,
        left_out: report.left_out.iter().map(left_out_part).collect(),
        cells: report.cells.iter().flat_map(cells_parts).collect(),
    }
}

fn competency_part<'a>(map: &CareerMap, competency: &'a Competency) -> CompetencyPart<'a> {
    let expectations_at: Vec<usize> = competency.expectations.iter().map(Vec::len).collect();
    CompetencyPart {
        name: &competency.name,
        category: competency.category.as_deref(),
        scored: competency.scored,
        weight: competency.weight,
        expectations: expectations_at.iter().sum(),
        expectations_at,
        required: (map.scale == Scale::Proficiency && competency.scored)
            .then_some(competency.required.as_slice()),
        at: &competency.at,
    }
}

fn speciality_part(map: &CareerMap, id: SpecialityId) -> SpecialityPart<'_> {
    let (speciality, own) = (map.speciality(id), map.own(Some(id)));
    SpecialityPart {
        name: &speciality.name,
        competencies: speciality
            .competencies
            .iter()
            .map(|id| competency_part(map, own.competency(*id)))
            .collect(),
        entries: speciality
            .entries
            .iter()
            .map(|entry| EntryPart {
                competency: &map.competency(entry.competency).name,
                level: &map.level(entry.level).title,
                mode: match entry.mode {
                    EntryMode::Add => "add",
                    EntryMode::Replace => "replace",
                },
                expectations: entry.expectations.iter().map(|one| &*one.text).collect(),
                required: entry.required,
                at: &entry.at,
            })
            .collect(),
        at: &speciality.at,
    }
}

fn cells_parts(account: &SheetAccount) -> impl Iterator<Item = CellsPart<'_>> {
    let mut by_use: BTreeMap<CellUse, Vec<&CellAddress>> = BTreeMap::new();
    for (cell, used) in &account.cells {
        by_use.entry(*used).or_default().push(cell);
    }
    by_use.into_iter().map(|(used, cells)| CellsPart {
        sheet: account.at.sheet(),
        used: used.name(),
        why: used.why_left_out().map(|why| why.to_string()),
        cells: CellRange::all_of(cells)
            .iter()
            .map(CellRange::to_string)
            .collect(),
    })
}

fn left_out_part(left: &LeftOut) -> LeftOutPart<'_> {
    LeftOutPart {
        what: &left.what,
        why: left.why.to_string(),
        cells: left.area.map(|area| area.to_string()),
        at: &left.at,
    }
}
