//! The places that settings name: [`MapOptions`] as places of each table.
//!
//! A setting that fits no table is a separate error, so that the message blames the setting and not the map.

use super::header::HeaderSettings;
use super::sides::Sides;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::{MapOptions, SheetLine, Span};
use crate::model::Orientation;
use crate::text::tidy;

/// A setting that cannot be used, and why: the end of a sentence that begins with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load::career_map) struct BadSetting {
    /// Its name in the `[map]` table.
    pub(in crate::load::career_map) setting: &'static str,
    /// What is wrong with it.
    pub(in crate::load::career_map) why: String,
}

/// The configured places, as places in one table.
#[derive(Debug, Clone, Default)]
pub(in crate::load::career_map) struct Placed {
    pub(in crate::load::career_map) header: HeaderSettings,
    pub(in crate::load::career_map) sides: Sides,
}

/// The settings that name places in a sheet, as they were understood.
#[derive(Debug, Clone, Default)]
pub(in crate::load::career_map) struct Places {
    header_row: Option<SheetLine>,
    levels: Vec<Span>,
    names: Option<SheetLine>,
    categories: Option<SheetLine>,
}

impl Places {
    /// The places that the settings name, if they can be understood and each one is in one of these tables.
    pub(in crate::load::career_map) fn of(
        options: &MapOptions,
        tables: &[MapTable],
    ) -> Result<Self, BadSetting> {
        let places = Self::parsed(options)?;
        for (setting, wanted, shown) in places.each(options) {
            if !tables
                .iter()
                .any(|table| wanted.iter().all(|span| stands_in(table, *span)))
            {
                let whole = wanted
                    .iter()
                    .find(|span| !tables.iter().any(|table| stands_in(table, **span)));
                let shown = whole.map_or(shown, ToString::to_string);
                return Err(BadSetting {
                    setting,
                    why: format!(
                        "is “{shown}”, but that place is empty or hidden in {}",
                        match tables {
                            [_] => "the sheet",
                            _ => "any sheet",
                        }
                    ),
                });
            }
        }
        Ok(places)
    }

    fn parsed(options: &MapOptions) -> Result<Self, BadSetting> {
        let bad = |setting, entry: &str| BadSetting {
            setting,
            why: format!(
                "is “{entry}”, which is neither the letters of a column nor the number of a row"
            ),
        };
        let one = |setting, text: &Option<String>| {
            text.as_ref()
                .map(|text| SheetLine::parse(text).ok_or_else(|| bad(setting, text)))
                .transpose()
        };
        let header_row = match options.header_row {
            Some(0) => {
                return Err(BadSetting {
                    setting: "header-row",
                    why: "is 0, but rows are counted from 1".to_owned(),
                });
            }
            Some(row) => Some(SheetLine::Row(row - 1)),
            None => None,
        };
        if options.levels.as_ref().is_some_and(Vec::is_empty) {
            return Err(BadSetting {
                setting: "levels",
                why: "is an empty list".to_owned(),
            });
        }
        let levels = options
            .levels
            .iter()
            .flatten()
            .map(|entry| Span::parse(entry).ok_or_else(|| bad("levels", entry)))
            .collect::<Result<Vec<Span>, BadSetting>>()?;
        if let Some(first) = levels.first()
            && levels
                .iter()
                .any(|span| span.first.is_row() != first.first.is_row())
        {
            return Err(BadSetting {
                setting: "levels",
                why: "names both columns and rows; levels are either columns or rows".to_owned(),
            });
        }
        Ok(Self {
            header_row,
            levels,
            names: one("names", &options.names)?,
            categories: one("categories", &options.categories)?,
        })
    }

    /// Each setting that is there, with the places that it names and how it was written.
    fn each(&self, options: &MapOptions) -> Vec<(&'static str, Vec<Span>, String)> {
        let one = |setting, place: &Option<SheetLine>| {
            place.map(|place| {
                (
                    setting,
                    vec![Span {
                        first: place,
                        last: place,
                    }],
                    place.to_string(),
                )
            })
        };
        [
            one("header-row", &self.header_row),
            (!self.levels.is_empty()).then(|| {
                (
                    "levels",
                    self.levels.clone(),
                    options
                        .levels
                        .iter()
                        .flatten()
                        .map(String::as_str)
                        .collect::<Vec<_>>()
                        .join(", "),
                )
            }),
            one("names", &self.names),
            one("categories", &self.categories),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether no places are configured.
    pub(in crate::load::career_map) fn are_none(&self) -> bool {
        self.header_row.is_none()
            && self.levels.is_empty()
            && self.names.is_none()
            && self.categories.is_none()
    }

    /// The settings as places of a table; `None` if they are for another table, or for this one turned.
    pub(in crate::load::career_map) fn placed(&self, table: &MapTable) -> Option<Placed> {
        let side = |place: Option<SheetLine>| match place {
            None => Some(None),
            // Beside levels in columns are columns, beside levels in rows are rows.
            Some(place) if place.is_row() == table.turned => {
                table.columns.binary_search(&place.index()).ok().map(Some)
            }
            Some(_) => None,
        };
        let mut sides = Sides {
            names: side(self.names)?,
            categories: side(self.categories)?,
            outer: None,
        };
        let mut header = HeaderSettings::default();
        match self.header_row {
            Some(row) if table.turned => {
                let line = side(Some(row))?;
                if sides.names.is_some() && sides.names != line {
                    return None;
                }
                sides.names = line;
            }
            Some(row) => header.line = Some(table.rows.binary_search(&row.index()).ok()?),
            None => {}
        }
        if let Some(first) = self.levels.first() {
            if first.first.is_row() != table.turned {
                return None;
            }
            let columns: Vec<usize> = (0..table.width())
                .filter(|column| {
                    let place = table.columns[*column];
                    self.levels.iter().any(|span| span.contains(place))
                })
                .collect();
            if columns.is_empty() {
                return None;
            }
            header.columns = Some(columns);
        }
        Some(Placed { header, sides })
    }
}

/// Whether a span of a sheet has visible content.
fn stands_in(table: &MapTable, span: Span) -> bool {
    let places = if span.first.is_row() == table.turned {
        &table.columns
    } else {
        &table.rows
    };
    places.iter().any(|place| span.contains(*place))
}

/// Whether the settings say where the levels of a draft of this layout are. With levels in rows, the header row only names
/// the competencies: a row that was meant for levels in columns says nothing for the sheet on its side.
pub(in crate::load::career_map) fn confirms_levels_of(
    options: &MapOptions,
    orientation: Orientation,
) -> bool {
    let by_row = options.header_row.is_some()
        && (orientation != Orientation::LevelsInRows || options.orientation == Some(orientation));
    let by_sheets = orientation == Orientation::SheetPerLevel
        && options.orientation == Some(Orientation::SheetPerLevel);
    by_row || by_sheets || options.levels.is_some()
}

/// A setting that names the place of a level as the place of something else.
pub(in crate::load::career_map) fn conflict(
    draft: &Draft,
    options: &MapOptions,
) -> Option<BadSetting> {
    let names_row = options
        .header_row
        .filter(|_| draft.orientation == Orientation::LevelsInRows)
        .map(|row| row.to_string());
    [
        ("names", &options.names),
        ("categories", &options.categories),
        ("header-row", &names_row),
    ]
    .into_iter()
    .find_map(|(setting, text)| {
        let place = SheetLine::parse(text.as_ref()?)?;
        let level = draft.levels.iter().find(|level| {
            level.at.cell().is_some_and(|cell| match draft.orientation {
                Orientation::LevelsInColumns => place == SheetLine::Column(cell.column),
                Orientation::LevelsInRows => place == SheetLine::Row(cell.row),
                _ => false,
            })
        })?;
        Some(BadSetting {
            setting,
            why: format!(
                "is “{place}”, where the level “{}” is",
                level
                    .cells
                    .last()
                    .map(|cell| tidy(cell))
                    .unwrap_or_default()
            ),
        })
    })
}
