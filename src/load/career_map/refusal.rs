//! Why a workbook was not read as a career map, and the line of the settings that would help, where one would.

use std::collections::BTreeSet;

use super::blocks;
use super::build;
use super::choice::{Refusal, chosen};
use super::doubts;
use super::draft::Draft;
use super::headings::described;
use super::markdown::shortened;
use super::options::{MapOptions, Place};
use super::remedy::{self, in_words, lines_for};
use super::requirement;
use super::ruled_out::RuledOut;
use super::settings::BadSetting;
use super::table::Table;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::sheet::Workbook;
use crate::load::vocabulary::quoted;
use crate::text::closest;

/// What to do where no setting helps.
const CHECK: &str = "If it is one, check that a row or a column names at least two levels, that another names the competencies, \
                     and that the cells say what is expected.";

/// So many drafts are looked at for a line that helps.
const TRIED: usize = 2;

impl Refusal {
    /// The refusal as a message.
    pub(super) fn said(self, workbook: &Workbook, options: &MapOptions) -> Diagnostic {
        let at = &workbook.at;
        match self {
            Self::Setting(bad) => setting(workbook, options, &bad),
            Self::NoSheet(name) => no_such_sheet(workbook, &name),
            Self::Assessment => refused(
                at,
                "it is somebody's assessment",
                "Put it into the folder assessments, and give the file that holds the levels as the career map.",
            ),
            Self::Nothing => refused(
                at,
                "it has no visible sheet with anything in it",
                "Show the sheet that holds the map, or name it in `sheet` under [map] in careermap.toml.",
            ),
            Self::Other(why) => refused(at, &why.to_string(), CHECK),
            Self::RuledOut(drafts) => blamed(workbook, options, &drafts)
                .unwrap_or_else(|| ruled_out(workbook, options, &drafts)),
            Self::Ambiguous(both) => ambiguous(workbook, options, &both.0, &both.1),
        }
    }
}

fn refused(at: &Location, why: &str, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(
        "map-refused",
        at.clone(),
        format!("The file is not a career map: {why}."),
        help,
    )
}

/// The reason of the draft that went furthest, and the line that would read it all the same, if there is one.
fn ruled_out(
    workbook: &Workbook,
    options: &MapOptions,
    drafts: &[(RuledOut, Draft)],
) -> Diagnostic {
    let why = drafts.first().map_or_else(
        || "none of its rows or columns names levels".to_owned(),
        |(why, _)| why.to_string(),
    );
    let own = drafts.first().and_then(|(why, draft)| match why {
        RuledOut::OrderUnknown | RuledOut::OnlyMarks | RuledOut::Responsibilities => {
            requirement::help(draft)
        }
        RuledOut::SeveralBlocks => blocks::help(draft),
        _ => None,
    });
    if let Some(help) = own {
        return refused(&workbook.at, &why, help);
    }
    let lines = drafts
        .iter()
        .take(TRIED)
        .find_map(|(_, draft)| sound_lines(draft, workbook, options))
        .or_else(|| guessed(workbook, options, drafts));
    let help = match lines {
        Some(lines) => format!(
            "If it is one, write {} under [map] in careermap.toml.",
            in_words(&lines)
        ),
        None => CHECK.to_owned(),
    };
    refused(&workbook.at, &why, help)
}

/// The lines that read this draft, if nothing is odd about it when they do: a line that reads the file wrongly is worse than none.
fn sound_lines(draft: &Draft, workbook: &Workbook, options: &MapOptions) -> Option<Vec<String>> {
    doubts::is_sound(draft, workbook, options)
        .then(|| lines_for(draft, workbook, options))
        .flatten()
}

/// Where nothing was recognised as levels: the first line that could name some, if reading it so comes to something.
fn guessed(
    workbook: &Workbook,
    options: &MapOptions,
    drafts: &[(RuledOut, Draft)],
) -> Option<Vec<String>> {
    if !drafts.is_empty() {
        return None;
    }
    let tables = workbook
        .sheets
        .iter()
        .filter(|sheet| !sheet.hidden)
        .filter_map(Table::of);
    for table in tables.take(3) {
        for line in (0..table.height())
            .filter(|line| may_name_levels(&table, *line))
            .take(2)
        {
            let tried = MapOptions {
                sheet: (workbook.sheets.len() > 1).then(|| table.sheet.clone()),
                header_row: Some(table.rows[line] + 1),
                levels: remedy::spans(
                    (1..table.width())
                        .filter(|column| table.own(line, *column).is_some())
                        .map(|column| Place::Column(table.columns[column])),
                ),
                ..remedy::without_places(options)
            };
            if let Ok(draft) = chosen(workbook, &tried)
                && let Some(lines) = sound_lines(&draft, workbook, options)
            {
                return Some(lines);
            }
        }
    }
    None
}

/// Whether at least three short texts stand beside each other, and something below each of them.
fn may_name_levels(table: &Table, line: usize) -> bool {
    let columns: Vec<usize> = (1..table.width())
        .filter(|column| table.own(line, *column).is_some())
        .collect();
    columns.len() >= 2
        && columns.iter().all(|column| {
            table.text(line, *column).chars().count() <= 40
                && (line + 1..table.height()).any(|below| table.own(below, *column).is_some())
        })
}

fn ambiguous(workbook: &Workbook, options: &MapOptions, one: &Draft, other: &Draft) -> Diagnostic {
    let line = |draft| lines_for(draft, workbook, options).map(|lines| in_words(&lines));
    let help = match (line(one), line(other)) {
        (Some(first), Some(second)) => format!(
            "Under [map] in careermap.toml, {first} chooses the first and {second} the second."
        ),
        (Some(one), None) => format!("Under [map] in careermap.toml, {one} chooses the first."),
        (None, Some(other)) => {
            format!("Under [map] in careermap.toml, {other} chooses the second.")
        }
        (None, None) => {
            "Delete or hide what is not meant, or put it into a file of its own.".to_owned()
        }
    };
    Diagnostic::error(
        "map-ambiguous",
        workbook.at.clone(),
        format!(
            "The file can be read as a career map in two ways: {}; or {}.",
            described(one),
            described(other)
        ),
        help,
    )
}

/// A setting that cannot be used as it stands.
fn setting(workbook: &Workbook, options: &MapOptions, bad: &BadSetting) -> Diagnostic {
    let without = remedy::without(options, bad.setting);
    let help = match chosen(workbook, &without) {
        Ok(draft) => remedy::corrected(bad.setting, &draft, workbook, &without),
        Err(_) => format!("Correct or remove `{}`.", bad.setting),
    };
    Diagnostic::error(
        "map-setting",
        workbook.at.clone(),
        format!(
            "`{}` in the [map] of careermap.toml {}.",
            bad.setting, bad.why
        ),
        help,
    )
}

/// Blames the setting without which the file is read.
fn blamed(
    workbook: &Workbook,
    options: &MapOptions,
    drafts: &[(RuledOut, Draft)],
) -> Option<Diagnostic> {
    let why = drafts.first().map_or_else(
        || "no levels are named there".to_owned(),
        |(why, _)| why.to_string(),
    );
    remedy::places_set(options).into_iter().find_map(|(setting, line)| {
        let without = remedy::without(options, setting);
        let draft = chosen(workbook, &without).ok()?;
        Some(Diagnostic::error(
            "map-setting",
            workbook.at.clone(),
            format!(
                "With `{line}` in the [map] of careermap.toml, the file cannot be read as a career map: {why}."
            ),
            remedy::corrected(setting, &draft, workbook, &without),
        ))
    })
}

/// Says so if the settings read as levels what is expected otherwise: the reading is made as they say, but they are a row or a
/// column off.
pub(super) fn displaced(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<Diagnostic> {
    remedy::places_set(options).into_iter().find_map(|(setting, line)| {
        let without = remedy::without(options, setting);
        let other = chosen(workbook, &without).ok()?;
        let expected: BTreeSet<&Location> = other
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().flatten())
            .map(|piece| &piece.at)
            .collect();
        let inside: Vec<&str> = draft
            .levels
            .iter()
            .filter(|level| expected.contains(&level.at))
            .filter_map(|level| level.cells.first().map(String::as_str))
            .collect();
        let is_off = inside.len() * 2 >= draft.levels.len()
            && other.signs.recognised > draft.signs.recognised;
        let first = inside.first().filter(|_| is_off)?;
        Some(Diagnostic::warning(
            "map-setting",
            draft.levels[0].at.clone(),
            format!(
                "With `{line}` in the [map] of careermap.toml, “{}” is the name of a level; without it, it is what a level expects.",
                shortened(first)
            ),
            remedy::corrected(setting, &other, workbook, &without),
        ))
    })
}

fn no_such_sheet(workbook: &Workbook, name: &str) -> Diagnostic {
    let names: Vec<&str> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    let help = match (closest(name, names.iter().copied()), names.as_slice()) {
        (_, []) => "Remove `sheet`: a file of this kind has no sheets with names.".to_owned(),
        (Some(close), _) | (None, &[close]) => format!(
            "Write `sheet = {}` under [map] in careermap.toml.",
            quoted(close)
        ),
        (None, _) => format!(
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
        format!(
            "The file has no sheet “{name}”, which `sheet` in the [map] of careermap.toml names."
        ),
        help,
    )
}
