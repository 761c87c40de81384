//! The lines of `careermap.toml` that choose a reading, for the messages that offer one: each was tried before it is printed.

use super::choice::chosen;
use super::draft::Draft;
use super::headings::headings;
use super::options::{MapOptions, Place, Span};
use crate::diagnostic::Location;
use crate::load::sheet::Workbook;
use crate::load::vocabulary::quoted;
use crate::model::Orientation;
use crate::text::fold;

/// A line below `[map]`, as it is written and as it is understood.
#[derive(Debug, Clone)]
struct Line {
    written: String,
    set: Set,
}

#[derive(Debug, Clone)]
enum Set {
    Sheet(String),
    Orientation(Orientation),
    HeaderRow(u32),
    Levels(Vec<String>),
}

/// The fewest lines that make the reader choose this draft, given what else is configured; `None` where none do.
pub(super) fn lines_for(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<Vec<String>> {
    let base = without_places(options);
    combinations(draft, workbook)
        .into_iter()
        .find(|lines| {
            let tried = with(&base, lines);
            chosen(workbook, &tried).is_ok_and(|found| is_same(&found, draft))
        })
        .map(|lines| lines.into_iter().map(|line| line.written).collect())
}

/// The line that reads the table whose header stands here.
pub(super) fn line_for_table_at(
    at: &Location,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    let row = at.cell()?.row.checked_add(1)?;
    let tried = MapOptions {
        header_row: Some(row),
        ..options.clone()
    };
    let draft = chosen(workbook, &tried).ok()?;
    (header_row(&draft) == Some(row)).then(|| format!("header-row = {row}"))
}

/// The configuration without what says where things stand.
pub(super) fn without_places(options: &MapOptions) -> MapOptions {
    MapOptions {
        sheet: None,
        orientation: None,
        header_row: None,
        levels: Vec::new(),
        names: None,
        categories: None,
        ..options.clone()
    }
}

/// The settings about places that are there, each with its line.
pub(super) fn places_set(options: &MapOptions) -> Vec<(&'static str, String)> {
    let list = |entries: &[String]| -> String {
        let entries: Vec<String> = entries.iter().map(|entry| quoted(entry)).collect();
        format!("levels = [{}]", entries.join(", "))
    };
    [
        options
            .header_row
            .map(|row| ("header-row", format!("header-row = {row}"))),
        (!options.levels.is_empty()).then(|| ("levels", list(&options.levels))),
        options
            .names
            .as_ref()
            .map(|text| ("names", format!("names = {}", quoted(text)))),
        options
            .categories
            .as_ref()
            .map(|text| ("categories", format!("categories = {}", quoted(text)))),
        options.orientation.map(|orientation| {
            (
                "orientation",
                format!("orientation = {}", quoted(name_of(orientation))),
            )
        }),
        options
            .sheet
            .as_ref()
            .map(|sheet| ("sheet", format!("sheet = {}", quoted(sheet)))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The same without one of the settings about places.
pub(super) fn without(options: &MapOptions, setting: &str) -> MapOptions {
    let mut options = options.clone();
    match setting {
        "header-row" => options.header_row = None,
        "levels" => options.levels.clear(),
        "names" => options.names = None,
        "categories" => options.categories = None,
        "orientation" => options.orientation = None,
        "sheet" => options.sheet = None,
        _ => {}
    }
    options
}

/// What to do about a setting without which this draft is read: the line as it would be right, if it is known and works.
pub(super) fn corrected(
    setting: &str,
    draft: &Draft,
    workbook: &Workbook,
    without: &MapOptions,
) -> String {
    let mut right = without.clone();
    match setting {
        "header-row" => right.header_row = header_row(draft),
        "levels" => right.levels = level_places(draft).unwrap_or_default(),
        "names" => right.names = names_place(draft),
        "orientation" => right.orientation = Some(draft.orientation),
        "sheet" => {
            right.sheet = match draft.sheets.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            };
        }
        _ => {}
    }
    let line = places_set(&right)
        .into_iter()
        .find(|(set, _)| *set == setting)
        .filter(|_| chosen(workbook, &right).is_ok_and(|found| is_same(&found, draft)));
    match line {
        Some((_, line)) => format!(
            "Write `{line}` under [map], or remove the setting: without it, the levels are found in {}.",
            draft.header
        ),
        None => format!(
            "Remove `{setting}`: without it, the levels are found in {}.",
            draft.header
        ),
    }
}

/// The column or row with the names of the competencies.
fn names_place(draft: &Draft) -> Option<String> {
    let cell = draft.rows.first()?.at.cell()?;
    let place = match draft.orientation {
        Orientation::LevelsInColumns | Orientation::Long => Place::Column(cell.column),
        Orientation::LevelsInRows => Place::Row(cell.row),
        _ => return None,
    };
    Some(place.to_string())
}

/// Lines as a message prints them: `` `header-row = 4` and `levels = ["C:F"]` ``.
pub(super) fn in_words(lines: &[String]) -> String {
    let quoted: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
    quoted.join(" and ")
}

fn with(base: &MapOptions, lines: &[Line]) -> MapOptions {
    let mut options = base.clone();
    for line in lines {
        match line.set.clone() {
            Set::Sheet(sheet) => options.sheet = Some(sheet),
            Set::Orientation(orientation) => options.orientation = Some(orientation),
            Set::HeaderRow(row) => options.header_row = Some(row),
            Set::Levels(levels) => options.levels = levels,
        }
    }
    options
}

/// Which lines are tried together, those that say least first.
fn combinations(draft: &Draft, workbook: &Workbook) -> Vec<Vec<Line>> {
    let line = |written: String, set| Line { written, set };
    let sheet = match draft.sheets.as_slice() {
        [only] if workbook.sheets.len() > 1 => Some(line(
            format!("sheet = {}", quoted(only)),
            Set::Sheet(only.clone()),
        )),
        _ => None,
    };
    let orientation = line(
        format!("orientation = {}", quoted(name_of(draft.orientation))),
        Set::Orientation(draft.orientation),
    );
    let header_row =
        header_row(draft).map(|row| line(format!("header-row = {row}"), Set::HeaderRow(row)));
    let levels = level_places(draft).map(|levels| {
        let written: Vec<String> = levels.iter().map(|span| quoted(span)).collect();
        line(
            format!("levels = [{}]", written.join(", ")),
            Set::Levels(levels),
        )
    });
    let (sheet, header_row, levels) = (sheet.as_ref(), header_row.as_ref(), levels.as_ref());
    let orientation = Some(&orientation);
    let tried: [&[Option<&Line>]; 9] = [
        &[header_row],
        &[sheet],
        &[orientation],
        &[levels],
        &[sheet, header_row],
        &[sheet, levels],
        &[orientation, levels],
        &[sheet, orientation, levels],
        &[sheet, header_row, levels],
    ];
    tried
        .into_iter()
        .filter_map(|lines| lines.iter().map(|line| line.cloned()).collect())
        .collect()
}

/// The row with the names of the levels; with levels in rows, that of the competencies.
fn header_row(draft: &Draft) -> Option<u32> {
    let cell = match draft.orientation {
        Orientation::LevelsInColumns => draft.levels.first()?.at.cell()?,
        Orientation::LevelsInRows => draft.rows.first()?.at.cell()?,
        _ => return None,
    };
    cell.row.checked_add(1)
}

/// The columns or rows of the levels.
fn level_places(draft: &Draft) -> Option<Vec<String>> {
    let place: fn(crate::diagnostic::CellAddress) -> Place = match draft.orientation {
        Orientation::LevelsInColumns => |cell| Place::Column(cell.column),
        Orientation::LevelsInRows => |cell| Place::Row(cell.row),
        _ => return None,
    };
    let places: Vec<Place> = draft
        .levels
        .iter()
        .map(|level| level.at.cell().map(place))
        .collect::<Option<_>>()?;
    Some(spans(places.into_iter()))
}

/// Places as a list of ranges: `["C:F", "H"]`.
pub(super) fn spans(places: impl Iterator<Item = Place>) -> Vec<String> {
    let mut spans: Vec<Span> = Vec::new();
    for place in places {
        match spans.last_mut() {
            Some(span) if span.last.index() + 1 == place.index() => span.last = place,
            _ => spans.push(Span {
                first: place,
                last: place,
            }),
        }
    }
    spans.iter().map(ToString::to_string).collect()
}

/// The name of a layout in the settings.
const fn name_of(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::LevelsInColumns => "levels-in-columns",
        Orientation::LevelsInRows => "levels-in-rows",
        Orientation::SheetPerLevel => "sheet-per-level",
        Orientation::SheetPerCompetency => "sheet-per-competency",
        Orientation::Long => "long",
    }
}

/// Whether two drafts read the same.
fn is_same(one: &Draft, other: &Draft) -> bool {
    let titles = |draft: &Draft| -> Vec<String> {
        headings(draft)
            .iter()
            .map(|heading| fold(&heading.title))
            .collect()
    };
    let names =
        |draft: &Draft| -> Vec<String> { draft.rows.iter().map(|row| fold(&row.name)).collect() };
    one.orientation == other.orientation
        && one.sheets == other.sheets
        && titles(one) == titles(other)
        && names(one) == names(other)
}

/// The order of levels as a line: parallel levels in a list of their own.
pub(super) fn order_line(steps: &[Vec<&str>]) -> String {
    let steps: Vec<String> = steps
        .iter()
        .map(|step| match step.as_slice() {
            [one] => quoted(one),
            several => format!(
                "[{}]",
                several
                    .iter()
                    .map(|title| quoted(title))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        })
        .collect();
    format!("order = [{}]", steps.join(", "))
}
