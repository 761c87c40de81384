//! The lines of `careermap.toml` that messages offer: each was tried before it is printed.

use std::fmt;

use crate::diagnostic::{CellAddress, Location};
use crate::load::career_map::choosing::choice::chosen;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::options::{MapOptions, SheetLine, Span};
use crate::load::setting_lines::{list_line, toml_text};
use crate::load::sheet::Workbook;
use crate::model::Orientation;
use crate::text::{fold, listed};

/// Lines below `[map]`, and the settings that must go for them to count; displayed, what follows *write*:
/// `` `header-row = 4` and `levels = ["C:F"]` under [map] in careermap.toml ``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct Lines {
    pub(in crate::load::career_map) written: Vec<String>,
    /// Names of present settings that must be removed.
    instead_of: Vec<&'static str>,
}

impl Lines {
    /// These lines, in addition to the configured settings.
    pub(in crate::load::career_map) const fn of(written: Vec<String>) -> Self {
        Self {
            written,
            instead_of: Vec::new(),
        }
    }

    /// The lines and their section, without the settings that they replace.
    pub(in crate::load::career_map) fn in_words(&self) -> String {
        listed(
            &self
                .written
                .iter()
                .map(|line| format!("`{line}`"))
                .collect::<Vec<_>>(),
        )
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} under [map] in careermap.toml", self.in_words())?;
        if !self.instead_of.is_empty() {
            write!(f, " in place of {}", names_in_words(&self.instead_of))?;
        }
        Ok(())
    }
}

/// Names of settings in running text.
pub(in crate::load::career_map) fn names_in_words(names: &[&str]) -> String {
    listed(
        &names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>(),
    )
}

/// The fewest lines that make the reader choose this draft, in addition to the configured settings or in place of those
/// about places; `None` where none do.
pub(in crate::load::career_map) fn lines_for(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<Lines> {
    let reads =
        |options: &MapOptions| chosen(workbook, options).is_ok_and(|found| is_same(&found, draft));
    let tried = combinations(draft, workbook);
    let beside = tried
        .iter()
        .find(|lines| options.with_lines(lines).is_some_and(|tried| reads(&tried)));
    if let Some(written) = beside {
        return Some(Lines::of(written.clone()));
    }
    let set = places_set(options);
    if set.is_empty() {
        return None;
    }
    let bare = without_places(options);
    let written = tried
        .into_iter()
        .find(|lines| bare.with_lines(lines).is_some_and(|tried| reads(&tried)))?;
    // A setting that a line sets again is replaced in any case.
    let is_kept = |name: &&str| {
        !written
            .iter()
            .any(|line| line.starts_with(&format!("{name} =")))
    };
    let instead_of = set
        .into_iter()
        .map(|(name, _)| name)
        .filter(is_kept)
        .collect();
    Some(Lines {
        written,
        instead_of,
    })
}

/// The lines that read this draft with a scale that the file does not state.
pub(in crate::load::career_map) fn lines_with_scale(
    scale: String,
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<Lines> {
    let with_scale = options.with_lines(std::slice::from_ref(&scale))?;
    if chosen(workbook, &with_scale).is_ok_and(|found| is_same(&found, draft)) {
        return Some(Lines::of(vec![scale]));
    }
    let mut lines = lines_for(draft, workbook, &with_scale)?;
    lines.written.insert(0, scale);
    Some(lines)
}

/// The configuration without the settings about places.
pub(in crate::load::career_map) fn without_places(options: &MapOptions) -> MapOptions {
    places_set(options)
        .iter()
        .fold(options.clone(), |options, (name, _)| {
            without(&options, name)
        })
}

/// The settings about places that are there, each with its line.
pub(in crate::load::career_map) fn places_set(options: &MapOptions) -> Vec<(&'static str, String)> {
    let text = |name: &'static str, text: Option<&str>| {
        text.map(|text| (name, format!("{name} = {}", toml_text(text))))
    };
    [
        options
            .header_row
            .map(|row| ("header-row", format!("header-row = {row}"))),
        options
            .levels
            .as_ref()
            .map(|levels| ("levels", list_line("levels", levels))),
        text("names", options.names.as_deref()),
        text("categories", options.categories.as_deref()),
        text("orientation", options.orientation.map(name_of)),
        text("sheet", options.sheet.as_deref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The same without one of the settings about places.
pub(in crate::load::career_map) fn without(options: &MapOptions, setting: &str) -> MapOptions {
    let mut options = options.clone();
    match setting {
        "header-row" => options.header_row = None,
        "levels" => options.levels = None,
        "names" => options.names = None,
        "categories" => options.categories = None,
        "orientation" => options.orientation = None,
        "sheet" => options.sheet = None,
        _ => {}
    }
    options
}

/// What to do about a setting without which this draft is read: the corrected line, if it is known and works.
pub(in crate::load::career_map) fn corrected(
    setting: &str,
    draft: &Draft,
    workbook: &Workbook,
    without: &MapOptions,
) -> String {
    let mut right = without.clone();
    match setting {
        "header-row" => right.header_row = header_row(draft),
        "levels" => right.levels = level_places(draft),
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
        Orientation::LevelsInColumns | Orientation::Long => SheetLine::Column(cell.column),
        Orientation::LevelsInRows => SheetLine::Row(cell.row),
        _ => return None,
    };
    Some(place.to_string())
}

/// Which lines are tried together, the smallest combinations first.
fn combinations(draft: &Draft, workbook: &Workbook) -> Vec<Vec<String>> {
    let sheet = match draft.sheets.as_slice() {
        [only] if workbook.sheets.len() > 1 => Some(format!("sheet = {}", toml_text(only))),
        _ => None,
    };
    let orientation = format!("orientation = {}", toml_text(name_of(draft.orientation)));
    let header_row = header_row(draft).map(|row| format!("header-row = {row}"));
    let levels = level_places(draft).map(|levels| list_line("levels", &levels));
    let (sheet, header_row, levels) = (sheet.as_ref(), header_row.as_ref(), levels.as_ref());
    let orientation = Some(&orientation);
    let tried: [&[Option<&String>]; 9] = [
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
pub(in crate::load::career_map) fn header_row(draft: &Draft) -> Option<u32> {
    let cell = match draft.orientation {
        Orientation::LevelsInColumns => draft.levels.first()?.at.cell()?,
        Orientation::LevelsInRows => draft.rows.first()?.at.cell()?,
        _ => return None,
    };
    cell.row.checked_add(1)
}

/// The columns or rows of the levels.
fn level_places(draft: &Draft) -> Option<Vec<String>> {
    let place: fn(CellAddress) -> SheetLine = match draft.orientation {
        Orientation::LevelsInColumns => |cell| SheetLine::Column(cell.column),
        Orientation::LevelsInRows => |cell| SheetLine::Row(cell.row),
        _ => return None,
    };
    let places: Vec<SheetLine> = draft
        .levels
        .iter()
        .map(|level| level.at.cell().map(place))
        .collect::<Option<_>>()?;
    Some(spans(places.into_iter()))
}

/// Places as a list of ranges: `["C:F", "H"]`.
pub(in crate::load::career_map) fn spans(places: impl Iterator<Item = SheetLine>) -> Vec<String> {
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
pub(in crate::load::career_map) const fn name_of(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::LevelsInColumns => "levels-in-columns",
        Orientation::LevelsInRows => "levels-in-rows",
        Orientation::SheetPerLevel => "sheet-per-level",
        Orientation::SheetPerCompetency => "sheet-per-competency",
        Orientation::Long => "long",
    }
}

/// Whether two drafts read the same.
pub(in crate::load::career_map) fn is_same(one: &Draft, other: &Draft) -> bool {
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

/// Columns or rows of a sheet as `leave-out` names them: `column F`, `Map!rows 12:15`.
pub(super) fn place_named(workbook: &Workbook, at: &Location, span: Span) -> String {
    let prefix = match at.sheet() {
        Some(sheet) if workbook.sheets.len() > 1 => format!("{sheet}!"),
        _ => String::new(),
    };
    let word = if span.first.is_row() { "row" } else { "column" };
    let plural = if span.first == span.last { "" } else { "s" };
    format!("{prefix}{word}{plural} {span}")
}
