//! The career map: its sheets, and beside them what was read from them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::sheet::{SheetPart, SheetView, cell_id};
use super::{FileMessage, file_name, help_parts};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::model::{
    CareerMap, CellUse, Competency, CompetencyId, LeftOut, MapPicture, MapStatus, Orientation,
    Points, Scale, Track, TriedReading,
};

/// At most this many competencies, and this many parts that were left out, are listed.
const MAX_LISTED: usize = 300;
/// At most this many of the tried readings are listed, with this many levels each and this many characters of a level's
/// title.
const ATTEMPTS: usize = 4;
const LEVELS: usize = 5;
const TITLE: usize = 40;

/// The career map.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MapPart {
    /// `read`; `nearest` if it was refused and cells are as the nearest reading understood them; `not-read`.
    status: &'static str,
    file: String,
    orientation: Option<Orientation>,
    /// Where the levels are named, in English.
    header: String,
    are_numbers: bool,
    levels: Vec<LevelPart>,
    categories: Vec<CategoryPart>,
    competencies: usize,
    competencies_left: usize,
    /// What holds for some people only, by speciality.
    specialities: Vec<SpecialityPart>,
    facts: Vec<String>,
    /// Whether its cells are on more than one sheet.
    has_several_sheets: bool,
    /// The messages, the worst first; in English.
    said: Vec<FileMessage>,
    attempts: Vec<TriedReadingPart>,
    attempts_left: usize,
    left_out: Vec<LeftOutPart>,
    left_out_left: usize,
    sheets: Vec<SheetPart>,
    sheets_left: usize,
    beside: Vec<String>,
    not_read: Vec<String>,
}

/// A speciality: its own competencies, and the others that it says something about.
#[derive(Debug, Clone, Serialize)]
struct SpecialityPart {
    name: String,
    target: Option<String>,
    own: Vec<CompetencyPart>,
    others: Vec<CompetencyPart>,
}

#[derive(Debug, Clone, Serialize)]
struct LevelPart {
    rank: u32,
    title: String,
    code: Option<String>,
    tracks: Vec<Track>,
    target: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct CategoryPart {
    /// `None` for competencies without one.
    name: Option<String>,
    competencies: Vec<CompetencyPart>,
}

#[derive(Debug, Clone, Serialize)]
struct CompetencyPart {
    name: String,
    scored: bool,
    /// How many expectations there are at each level, or which number is required there; empty where there is none.
    at_levels: Vec<String>,
    total: usize,
    target: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct TriedReadingPart {
    sheets: Vec<String>,
    orientation: Orientation,
    header: String,
    /// The first ones.
    levels: Vec<String>,
    /// How many there are.
    level_count: usize,
    outcome: String,
    /// Whether the drawn cells show it.
    drawn: bool,
}

#[derive(Debug, Clone, Serialize)]
struct LeftOutPart {
    sheet: Option<String>,
    cells: Option<String>,
    what: String,
    why: String,
}

/// The sheets by their places in the picture, which are part of the cells' identifiers.
struct Targets<'a> {
    picture: &'a MapPicture,
    drawn: Vec<BTreeSet<CellAddress>>,
    linked: Vec<BTreeSet<CellAddress>>,
}

impl<'a> Targets<'a> {
    fn of(picture: &'a MapPicture) -> Self {
        Self {
            picture,
            drawn: picture
                .sheets
                .iter()
                .map(|sheet| sheet.cells().map(|cell| cell.at).collect())
                .collect(),
            linked: vec![BTreeSet::new(); picture.sheets.len()],
        }
    }

    /// The identifier of a cell, if it is drawn.
    fn link(&mut self, at: &Location) -> Option<String> {
        let cell = at.cell()?;
        let place = at.without_cell();
        let sheet = self
            .picture
            .sheets
            .iter()
            .position(|sheet| sheet.at == place)?;
        self.drawn[sheet].contains(&cell).then(|| {
            self.linked[sheet].insert(cell);
            cell_id(&sheet_id(sheet), cell)
        })
    }
}

fn sheet_id(index: usize) -> String {
    format!("r-map-{}", index + 1)
}

impl MapPart {
    pub(super) fn of(
        picture: &MapPicture,
        map: Option<&CareerMap>,
        diagnostics: &[Diagnostic],
    ) -> Self {
        let mut targets = Targets::of(picture);
        let has_several_sheets = picture.sheets.len() + picture.sheets_left > 1;
        let (said, marked) = said(picture, diagnostics, has_several_sheets, &mut targets);
        let levels = map.map(|map| levels(map, &mut targets)).unwrap_or_default();
        let categories = map
            .map(|map| categories(map, &mut targets))
            .unwrap_or_default();
        let specialities = map
            .map(|map| specialities(map, &mut targets))
            .unwrap_or_default();
        let competencies = map.map_or(0, |map| map.competency_ids().count());
        let attempts = attempts(picture);
        let sheet_name = |at: &Location| at.sheet().unwrap_or_default().to_owned();
        Self {
            status: match picture.status {
                MapStatus::Read => "read",
                MapStatus::Nearest => "nearest",
                MapStatus::NotRead => "not-read",
            },
            file: picture
                .sheets
                .first()
                .and_then(|sheet| sheet.at.file())
                .map(|file| file_name(file).to_owned())
                .unwrap_or_default(),
            orientation: map.map(|map| map.orientation),
            header: picture.header.clone(),
            are_numbers: map.is_some_and(|map| map.scale == Scale::Proficiency),
            levels,
            categories,
            competencies,
            competencies_left: competencies.saturating_sub(MAX_LISTED),
            specialities,
            facts: map
                .map(|map| map.facts.iter().map(|fact| fact.name.clone()).collect())
                .unwrap_or_default(),
            has_several_sheets,
            said,
            attempts_left: picture.attempts.more + picture.attempts.listed.len() - attempts.len(),
            attempts,
            left_out: picture
                .left_out
                .iter()
                .take(MAX_LISTED)
                .map(|left| left_out(left, has_several_sheets))
                .collect(),
            left_out_left: picture.left_out.len().saturating_sub(MAX_LISTED),
            sheets: picture
                .sheets
                .iter()
                .enumerate()
                .map(|(index, sheet)| {
                    let look = SheetView {
                        name: &CellUse::name,
                        why: &|used: CellUse| used.why_left_out().map(|why| why.to_string()),
                        text: &|cell| cell.text.clone(),
                        targets: &targets.linked[index],
                        marked: &marked[index],
                        columns: &BTreeMap::new(),
                        rows: &BTreeMap::new(),
                    };
                    SheetPart::of(sheet_id(index), sheet_name(&sheet.at), sheet, &look)
                })
                .collect(),
            sheets_left: picture.sheets_left,
            beside: picture.beside.iter().map(sheet_name).collect(),
            not_read: picture.not_read.iter().map(sheet_name).collect(),
        }
    }
}

/// The messages about the file, the worst first, and the drawn cells that they are about.
fn said(
    picture: &MapPicture,
    diagnostics: &[Diagnostic],
    has_several_sheets: bool,
    targets: &mut Targets<'_>,
) -> (Vec<FileMessage>, Vec<BTreeSet<CellAddress>>) {
    let file = picture.sheets.first().and_then(|sheet| sheet.at.file());
    let mut about: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|said| file.is_some() && said.location.file() == file)
        .collect();
    about.sort_by_key(|one| std::cmp::Reverse(one.severity));
    let said = about
        .into_iter()
        .map(|said| FileMessage {
            severity: said.severity,
            code: said.code.0,
            message: said.message.clone(),
            help: help_parts(&said.help),
            sheet: said
                .location
                .sheet()
                .filter(|_| has_several_sheets)
                .map(str::to_owned),
            cell: said.location.cell().map(|cell| cell.to_string()),
            target: targets.link(&said.location),
        })
        .collect();
    // So far, only cells with messages have been linked.
    (said, targets.linked.clone())
}

fn levels(map: &CareerMap, targets: &mut Targets<'_>) -> Vec<LevelPart> {
    map.levels
        .iter()
        .map(|level| LevelPart {
            rank: level.rank,
            title: level.title.clone(),
            code: level.code.clone().filter(|code| *code != level.title),
            tracks: level.tracks.clone(),
            target: targets.link(&level.at),
        })
        .collect()
}

/// The competencies with their categories, each at its first competency.
fn categories(map: &CareerMap, targets: &mut Targets<'_>) -> Vec<CategoryPart> {
    let mut places: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut categories: Vec<CategoryPart> = Vec::new();
    let holding = map.competencies.iter().filter(|one| one.holds);
    for competency in holding.take(MAX_LISTED) {
        let name = competency.category.as_deref();
        let place = *places.entry(name).or_insert_with(|| {
            categories.push(CategoryPart {
                name: name.map(str::to_owned),
                competencies: Vec::new(),
            });
            categories.len() - 1
        });
        let part = competency_part(map, competency, targets);
        categories[place].competencies.push(part);
    }
    categories
}

fn specialities(map: &CareerMap, targets: &mut Targets<'_>) -> Vec<SpecialityPart> {
    map.speciality_ids()
        .map(|id| {
            let (speciality, own) = (map.speciality(id), map.own(Some(id)));
            let said = map.all_competency_ids().filter(|id| speciality.says(*id));
            let (alone, others): (Vec<_>, Vec<_>) = said
                .take(MAX_LISTED)
                .partition(|id| speciality.competencies.contains(id));
            let mut parts = |ids: Vec<CompetencyId>| -> Vec<CompetencyPart> {
                let parts = ids.into_iter();
                parts
                    .map(|id| competency_part(own, own.competency(id), targets))
                    .collect()
            };
            let (own, others) = (parts(alone), parts(others));
            SpecialityPart {
                name: speciality.name.clone(),
                target: targets.link(&speciality.at),
                own,
                others,
            }
        })
        .collect()
}

fn competency_part(
    map: &CareerMap,
    competency: &Competency,
    targets: &mut Targets<'_>,
) -> CompetencyPart {
    let counts = competency.expectations.iter().map(Vec::len);
    let at_levels = if map.scale == Scale::Proficiency && competency.scored {
        let required = |points: &Option<Points>| points.map_or(String::new(), |p| p.to_string());
        competency.required.iter().map(required).collect()
    } else {
        let count = |count: usize| {
            if count == 0 {
                String::new()
            } else {
                count.to_string()
            }
        };
        counts.clone().map(count).collect()
    };
    CompetencyPart {
        name: competency.name.clone(),
        scored: competency.scored,
        at_levels,
        total: counts.sum(),
        target: targets.link(&competency.at),
    }
}

fn attempts(picture: &MapPicture) -> Vec<TriedReadingPart> {
    let listed = &picture.attempts.listed;
    let sheets: Vec<&str> = picture
        .sheets
        .iter()
        .filter_map(|sheet| sheet.at.sheet())
        .collect();
    let is_drawn =
        |attempt: &TriedReading| attempt.header == picture.header && attempt.sheets == sheets;
    let drawn = listed.iter().position(is_drawn);
    let is_drawn = |place| drawn == Some(place) && picture.status != MapStatus::NotRead;
    listed
        .iter()
        .enumerate()
        .take(ATTEMPTS.max(drawn.map_or(0, |place| place + 1)))
        .map(|(place, attempt)| TriedReadingPart {
            sheets: attempt.sheets.clone(),
            orientation: attempt.orientation,
            header: attempt.header.clone(),
            levels: attempt
                .levels
                .iter()
                .take(LEVELS)
                .map(|title| beginning(title))
                .collect(),
            level_count: attempt.levels.len(),
            outcome: attempt.outcome.to_string(),
            drawn: is_drawn(place),
        })
        .collect()
}

/// The beginning of a title, which may be a whole sentence.
fn beginning(title: &str) -> String {
    match title.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

fn left_out(left: &LeftOut, has_several_sheets: bool) -> LeftOutPart {
    let cells = left
        .area
        .map(|area| area.to_string())
        .or_else(|| left.at.cell().map(|cell| cell.to_string()));
    LeftOutPart {
        sheet: left
            .at
            .sheet()
            .filter(|sheet| has_several_sheets && (cells.is_some() || *sheet != left.what))
            .map(str::to_owned),
        cells,
        what: left.what.clone(),
        why: left.why.to_string(),
    }
}
