//! Why a workbook was not read as a career map, and the line of the settings that would help, where one would.

use super::build::build;
use super::remedy::{self, Lines, lines_for, names_in_words};
use super::scale_report;
use super::{confirmed, doubts};
use crate::diagnostic::{Diagnostic, Location};
use crate::load::career_map::choosing::choice::{Refusal, chosen};
use crate::load::career_map::content::order::is_called;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::headings::{described, headings};
use crate::load::career_map::drafts::ruled_out::RuledOut;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::layouts::blocks;
use crate::load::career_map::layouts::settings::BadSetting;
use crate::load::career_map::options::{Confirmed, MapOptions, SheetLine, Span};
use crate::load::setting_lines::{list_line, toml_text};
use crate::load::sheet::Workbook;
use crate::model::Orientation;
use crate::text::{all_in_quotes, closest, listed};

/// What to do where no setting helps.
const CHECK: &str = "If it is one, check that a row or a column names at least two levels, that another names the competencies, \
                     and that the cells say what is expected.";

/// At most this many drafts are searched for a line that helps.
const TRIED: usize = 2;

impl Refusal {
    /// The refusal as a message.
    pub(in crate::load::career_map) fn said(
        self,
        workbook: &Workbook,
        options: &MapOptions,
    ) -> Diagnostic {
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
                match hidden_sheet(workbook, options) {
                    Some(line) => format!(
                        "Show the sheet that holds the map, or write `{line}` under [map] in careermap.toml."
                    ),
                    None => "Show the sheet that holds the map, or give the file that has it."
                        .to_owned(),
                },
            ),
            Self::Other(why) => refused(at, &why.to_string(), CHECK),
            Self::RuledOut(drafts) => faulty_setting(workbook, options, &drafts)
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

/// The line that names the hidden sheet that can be read as a map, if there is one.
fn hidden_sheet(workbook: &Workbook, options: &MapOptions) -> Option<String> {
    workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.hidden && !sheet.grid.is_empty())
        .map(|sheet| format!("sheet = {}", toml_text(&sheet.name)))
        .find(|line| {
            let tried = options.with_lines(std::slice::from_ref(line));
            tried.is_some_and(|tried| chosen(workbook, &tried).is_ok())
        })
}

/// The reason of the draft that came nearest, and the line that would make it readable, if there is one.
fn ruled_out(
    workbook: &Workbook,
    options: &MapOptions,
    drafts: &[(RuledOut, Draft)],
) -> Diagnostic {
    const NO_LEVELS: &str = "none of its rows or columns names levels";
    let why = drafts
        .first()
        .map_or_else(|| NO_LEVELS.to_owned(), |(why, _)| why.to_string());
    let own = drafts.first().and_then(|(why, draft)| match why {
        RuledOut::OrderUnknown | RuledOut::OnlyMarks | RuledOut::Responsibilities => {
            scale_report::help(draft, workbook, options)
        }
        RuledOut::SeveralBlocks => blocks::help(draft, |line| {
            let tried = options.with_lines(&[line.to_owned()]);
            tried.is_some_and(|tried| chosen(workbook, &tried).is_ok())
        }),
        RuledOut::LinesArePeople => confirming(draft, workbook, options)
            .map(|lines| format!("If your levels are called like that, write {lines}.")),
        RuledOut::NumbersDoNotRise => confirming(draft, workbook, options)
            .map(|lines| format!("If each level requires these numbers, write {lines}.")),
        _ => None,
    });
    if let Some(help) = own {
        return refused(&workbook.at, &why, help);
    }
    let near = drafts.iter().take(TRIED).find_map(|(why, draft)| {
        let lines = sound_lines(draft, workbook, options)?;
        Some((*why, lines))
    });
    let is_open = drafts.first().is_none_or(|(why, _)| why.is_vague());
    // The reason is that of the reading that is offered; what is wrong with one that nobody means helps nobody.
    let (why, ways) = match near {
        Some((why, lines)) => (why.to_string(), vec![lines]),
        None if is_open => match guessed(workbook, options) {
            ways if ways.is_empty() => (why, ways),
            ways => (NO_LEVELS.to_owned(), ways),
        },
        None => (why, Vec::new()),
    };
    let are_sheets = why == RuledOut::UnknownSheetNames.to_string();
    let has_order = |lines: &Lines| lines.written.iter().any(|line| line.starts_with("order"));
    let from_junior = if ways.iter().any(has_order) {
        ", with the levels in `order` from junior to senior"
    } else {
        ""
    };
    let help = match &ways[..] {
        [] => without_rest(workbook, options)
            .or_else(|| doubtful(drafts, workbook, options).filter(|_| is_open))
            .unwrap_or_else(|| CHECK.to_owned()),
        [only] if are_sheets => format!("If each sheet is a level, write {only}{from_junior}."),
        [only] => format!("If it is one, write {only}{from_junior}."),
        [first, second, ..] => format!(
            "If it is one with levels in columns, write {first}; if the levels are in rows, {}{from_junior}.",
            second.in_words()
        ),
    };
    refused(&workbook.at, &why, help)
}

/// The lines that confirm this draft, if it is read with them.
fn confirming(draft: &Draft, workbook: &Workbook, options: &MapOptions) -> Option<String> {
    let map = build(draft, options, &mut Vec::new());
    let confirmed = Some(Confirmed {
        levels: map.levels.iter().map(|level| level.title.clone()).collect(),
        competencies: map
            .competencies
            .iter()
            .map(|own| own.name.clone())
            .collect(),
    });
    let tried = MapOptions {
        confirmed,
        ..options.clone()
    };
    chosen(workbook, &tried)
        .is_ok()
        .then(|| confirmed::lines(&map))
}

/// The lines that read this draft, if it is then read without doubts: a line that reads the file wrongly is worse than
/// none. Where nothing says what the order of the levels is, a line says it.
fn sound_lines(draft: &Draft, workbook: &Workbook, options: &MapOptions) -> Option<Lines> {
    if !doubts::is_sound(draft, workbook, options) {
        return None;
    }
    let mut lines = lines_for(draft, workbook, options)?;
    lines
        .written
        .extend(doubts::open_order(draft, workbook, options));
    Some(lines)
}

/// What to do if the reading that came nearest is right, where its line reads the file with doubts: these are said then, so that nothing
/// passes that nobody has looked at.
fn doubtful(
    drafts: &[(RuledOut, Draft)],
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    drafts.iter().take(TRIED).find_map(|(_, draft)| {
        let lines = lines_for(draft, workbook, options)?;
        let tried = options.with_lines(&lines.written)?;
        let read = chosen(workbook, &tried).ok()?;
        doubts::is_doubted(&read, workbook, &tried).then(|| {
            format!(
                "If it is one, with the levels in {}, write {lines}; careermap then says what else it doubts.",
                read.header
            )
        })
    })
}

/// The line that reads the table with this header, if it is then read without doubts.
pub(in crate::load::career_map) fn line_for_table_at(
    at: &Location,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    let row = at.cell()?.row.checked_add(1)?;
    let line = format!("header-row = {row}");
    let tried = options.with_lines(std::slice::from_ref(&line))?;
    let draft = chosen(workbook, &tried).ok()?;
    let is_read = remedy::header_row(&draft) == Some(row);
    (is_read && doubts::is_sound(&draft, workbook, &tried)).then_some(line)
}

/// What to do if something else begins below the map: after a gap, where other columns are filled, or in the last rows.
fn without_rest(workbook: &Workbook, options: &MapOptions) -> Option<String> {
    /// A header and two lines are hardly a map.
    const LEAST: usize = 3;
    /// So many places are tried.
    const TRIED: usize = 6;
    shown(workbook).find_map(|table| {
        let filled = |row: usize| -> Vec<bool> {
            (0..table.width())
                .map(|column| table.own(row, column).is_some())
                .collect()
        };
        let begins = |row: &usize| table.gap_above(*row) || filled(*row) != filled(row - 1);
        let parted = (LEAST..table.height()).filter(begins).take(TRIED);
        let last = (LEAST..table.height()).rev().take(TRIED);
        parted.chain(last).find_map(|row| {
            let span = Span {
                first: SheetLine::Row(table.rows[row]),
                last: SheetLine::Row(*table.rows.last()?),
            };
            let mut left_out = options.leave_out.clone();
            left_out.push(remedy::place_named(workbook, &table.place, span));
            let line = list_line("leave-out", &left_out);
            let tried = options.with_lines(std::slice::from_ref(&line))?;
            let draft = chosen(workbook, &tried).ok()?;
            doubts::is_sound(&draft, workbook, &tried).then(|| {
                let first = table.rows[row] + 1;
                format!(
                    "If something other than the map begins in row {first}, write `{line}` under [map] in careermap.toml."
                )
            })
        })
    })
}

/// The tables of the first sheets that are not hidden.
fn shown(workbook: &Workbook) -> impl Iterator<Item = MapTable> {
    let shown = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    shown.filter_map(MapTable::of).take(3)
}

/// Where no reading is near: the first lines that could name levels in columns, and those that could name some in rows.
fn guessed(workbook: &Workbook, options: &MapOptions) -> Vec<Lines> {
    let upright = shown(workbook).find_map(|table| guess(&table, workbook, options));
    let turned = shown(workbook).find_map(|table| guess(&table.turned(), workbook, options));
    upright.into_iter().chain(turned).collect()
}

/// The first line of a table that could name levels, if the file can be read with it.
fn guess(table: &MapTable, workbook: &Workbook, options: &MapOptions) -> Option<Lines> {
    let place: fn(u32) -> SheetLine = if table.turned {
        SheetLine::Row
    } else {
        SheetLine::Column
    };
    let lines = (0..table.height()).filter(|line| may_name_levels(table, *line));
    lines.take(2).find_map(|line| {
        let columns = (1..table.width())
            .filter(|column| table.own(line, *column).is_some())
            .map(|column| place(table.columns[column]));
        let tried = MapOptions {
            sheet: (workbook.sheets.len() > 1).then(|| table.sheet.clone()),
            header_row: (!table.turned).then(|| table.rows[line] + 1),
            orientation: table.turned.then_some(Orientation::LevelsInRows),
            levels: Some(remedy::spans(columns)),
            ..remedy::without_places(options)
        };
        sound_lines(&chosen(workbook, &tried).ok()?, workbook, options)
    })
}

/// Whether at least three short texts are beside each other, with a filled cell below each.
fn may_name_levels(table: &MapTable, line: usize) -> bool {
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
    let lines = |draft| {
        let reads = |lines: &Lines| {
            let with = options.with_lines(&lines.written);
            with.is_some_and(|with| doubts::is_sound(draft, workbook, &with))
        };
        lines_for(draft, workbook, options).filter(reads)
    };
    let apart = || match (lines(one), lines(other)) {
        (Some(first), Some(second)) => format!(
            "For the first, write {first}; for the second, {}.",
            second.in_words()
        ),
        (Some(first), None) => format!("For the first, write {first}."),
        (None, Some(second)) => format!("For the second, write {second}."),
        (None, None) => {
            "Delete or hide the part that you do not mean, or put it into a separate file."
                .to_owned()
        }
    };
    let help = doubts::joining(one, other, workbook, options).unwrap_or_else(apart);
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

/// A setting that cannot be used as it is.
fn setting(workbook: &Workbook, options: &MapOptions, bad: &BadSetting) -> Diagnostic {
    let without = remedy::without(options, bad.setting);
    let help = match chosen(workbook, &without) {
        Ok(draft) if bad.setting == "levels" && are_titles(options, &draft) => format!(
            "To confirm the map, write {} instead.",
            confirmed::lines(&build(&draft, &without, &mut Vec::new()))
        ),
        Ok(draft) => remedy::corrected(bad.setting, &draft, workbook, &without),
        Err(_) => format!("Correct or remove `{}`.", bad.setting),
    };
    Diagnostic::error(
        "map-setting",
        workbook.at.clone(),
        format!(
            "`{}` under [map] in careermap.toml {}.",
            bad.setting, bad.why
        ),
        help,
    )
}

/// Whether `levels` has the titles of a draft's levels in place of columns or rows.
fn are_titles(options: &MapOptions, draft: &Draft) -> bool {
    let headings = headings(draft);
    let is_title = |entry: &String| headings.iter().any(|heading| is_called(heading, entry));
    let levels = options.levels.as_deref().unwrap_or_default();
    !levels.is_empty() && levels.iter().all(is_title)
}

/// Names the setting without which the file is read, else all settings about places.
fn faulty_setting(
    workbook: &Workbook,
    options: &MapOptions,
    drafts: &[(RuledOut, Draft)],
) -> Option<Diagnostic> {
    let why = drafts.first().map_or_else(
        || "no levels are named there".to_owned(),
        |(why, _)| why.to_string(),
    );
    let set = remedy::places_set(options);
    let message = |lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
        format!(
            "With {} under [map] in careermap.toml, the file cannot be read as a career map: {why}.",
            listed(&lines)
        )
    };
    let error =
        |message, help| Diagnostic::error("map-setting", workbook.at.clone(), message, help);
    let one = set.iter().find_map(|(setting, line)| {
        let without = remedy::without(options, setting);
        let draft = chosen(workbook, &without).ok()?;
        Some(error(
            message(&[line]),
            remedy::corrected(setting, &draft, workbook, &without),
        ))
    });
    if one.is_some() || set.is_empty() {
        return one;
    }
    let (names, lines): (Vec<&str>, Vec<&str>) = set
        .iter()
        .map(|(name, line)| (*name, line.as_str()))
        .unzip();
    let help = match chosen(workbook, &remedy::without_places(options)) {
        Ok(draft) => format!(
            "Remove {}: without them, the levels are found in {}.",
            names_in_words(&names),
            draft.header
        ),
        // A setting by a person counts for more than the file by itself.
        Err(_) => drafts
            .iter()
            .take(TRIED)
            .find_map(|(_, draft)| sound_lines(draft, workbook, options))
            .map_or_else(
                || {
                    format!(
                        "Look at the file with `careermap check --map`, and correct {}.",
                        names_in_words(&names)
                    )
                },
                |lines| format!("If it is one, write {lines}."),
            ),
    };
    Some(error(message(&lines), help))
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
            toml_text(close)
        ),
        (None, _) => format!(
            "Correct `sheet` under [map] in careermap.toml; the file has {}.",
            all_in_quotes(names.iter().copied())
        ),
    };
    Diagnostic::error(
        "map-setting",
        workbook.at.clone(),
        format!(
            "The file has no sheet “{name}”, which `sheet` under [map] in careermap.toml names."
        ),
        help,
    )
}
