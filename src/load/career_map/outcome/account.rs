//! What every visible cell was used as, why it was left out, or that it is not understood.
//!
//! Built from addresses: everything that a draft took from a cell or left out knows its cell. A cell in neither is not
//! understood: a warning names the cells and prints the line of the settings that settles it.

use std::collections::{BTreeMap, BTreeSet};

use super::remedy::is_same;
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::load::career_map::choosing::choice::chosen;
use crate::load::career_map::companions::library::is_companion;
use crate::load::career_map::content::kinds::left_out_rows;
use crate::load::career_map::content::markdown::{name_begun, name_of};
use crate::load::career_map::drafts::draft::{Draft, DraftRow, Kind, Role};
use crate::load::career_map::drafts::headings::title_row;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::setting_lines::{list_line, toml_text};
use crate::load::sheet::{Sheet, Workbook};
use crate::model::{CellRange, CellUse, LeftOut, MapAccount, SheetAccount, WhyLeftOut};
use crate::text::{all_in_quotes, fold, in_quotes, shortened, tidy};

/// The cells of the sheets that were read, by sheet.
type Cells<'a> = BTreeMap<&'a str, BTreeMap<CellAddress, CellUse>>;

/// What every cell was read as.
pub(in crate::load::career_map) fn account(
    workbook: &Workbook,
    draft: &Draft,
    left_out: &[LeftOut],
    options: &MapOptions,
) -> MapAccount {
    // All visible cells, including those that the settings leave out, which no layout has seen.
    let read: Vec<MapTable> = workbook
        .sheets
        .iter()
        .filter(|sheet| draft.sheets.contains(&sheet.name))
        .filter_map(MapTable::of)
        .collect();
    let mut cells: Cells<'_> = read
        .iter()
        .map(|table| (table.sheet.as_str(), own_cells(table)))
        .collect();
    let texts = texts(&read);
    // The most specific use comes last and counts: a cell of a row that was left out may be the name of a category.
    for left in left_out {
        paint(&mut cells, left);
    }
    use_names(&mut cells, draft, &texts);
    let titles = title_row(draft).map(|titles| &titles.at);
    for (row, kind) in draft.rows.iter().zip(&draft.signs.kinds) {
        use_row(&mut cells, row, *kind, titles == Some(&row.at), options);
    }
    MapAccount {
        sheets: read
            .iter()
            .map(|table| SheetAccount {
                at: table.place.clone(),
                cells: cells.remove(table.sheet.as_str()).unwrap_or_default(),
            })
            .collect(),
        not_read: workbook
            .sheets
            .iter()
            .filter(|sheet| is_visible(sheet) && !draft.sheets.contains(&sheet.name))
            .filter(|sheet| !options.leaves_out(&sheet.name))
            .map(|sheet| sheet.at.clone())
            .collect(),
    }
}

/// Whether a sheet could be the map, or a part of it.
fn is_visible(sheet: &Sheet) -> bool {
    !sheet.hidden && !sheet.grid.is_empty() && !is_companion(sheet)
}

fn own_cells(table: &MapTable) -> BTreeMap<CellAddress, CellUse> {
    (0..table.height())
        .flat_map(|row| (0..table.width()).map(move |column| (row, column)))
        .filter_map(|(row, column)| table.own(row, column))
        .filter(|cell| cell.error.is_some() || !cell.text.trim().is_empty())
        .map(|cell| (cell.at, CellUse::NotUnderstood))
        .collect()
}

/// The texts of all cells.
fn texts(tables: &[MapTable]) -> BTreeMap<(&str, CellAddress), &str> {
    let mut texts = BTreeMap::new();
    for table in tables {
        for row in 0..table.height() {
            for cell in (0..table.width()).filter_map(|column| table.own(row, column)) {
                texts.insert((table.sheet.as_str(), cell.at), cell.text.as_str());
            }
        }
    }
    texts
}

/// Records a use for one cell.
fn put(cells: &mut Cells<'_>, at: &Location, used: CellUse) {
    if let Some(address) = at.cell()
        && let Some(cell) = cells
            .get_mut(at.sheet().unwrap_or_default())
            .and_then(|sheet| sheet.get_mut(&address))
    {
        *cell = used;
    }
}

/// Records why the cells of an area were left out.
fn paint(cells: &mut Cells<'_>, left: &LeftOut) {
    let Some((area, cells)) = left
        .area
        .zip(cells.get_mut(left.at.sheet().unwrap_or_default()))
    else {
        return;
    };
    let used = if left.why.is_understood() {
        CellUse::LeftOut(left.why)
    } else {
        CellUse::NotUnderstood
    };
    for address in addresses_in(cells, area) {
        cells.insert(address, used);
    }
}

/// The addresses of the cells in an area, found row by row, so that the time for a column grows only with its length.
fn addresses_in(cells: &BTreeMap<CellAddress, CellUse>, area: CellRange) -> Vec<CellAddress> {
    let mut found = Vec::new();
    let mut from = area.first;
    while from <= area.last
        && let Some((&CellAddress { row, .. }, _)) = cells.range(from..=area.last).next()
    {
        let (start, end) = (area.first.column, area.last.column);
        let of_row = cells.range(CellAddress::new(row, start)..=CellAddress::new(row, end));
        found.extend(of_row.map(|(address, _)| *address));
        from = CellAddress::new(row + 1, start);
    }
    found
}

/// Records the cells that were used for titles, headings, names and categories. A cell that was taken for a name or a
/// category and became neither is not understood.
fn use_names(cells: &mut Cells<'_>, draft: &Draft, texts: &BTreeMap<(&str, CellAddress), &str>) {
    let names: BTreeSet<String> = draft.rows.iter().map(|row| fold(&row.name)).collect();
    let categories: BTreeSet<String> = draft
        .rows
        .iter()
        .filter_map(|row| row.category.as_deref())
        .map(fold)
        .collect();
    for used in &draft.uses {
        let sheet = used.at.sheet().unwrap_or_default();
        let text = used.at.cell().and_then(|cell| texts.get(&(sheet, cell)));
        let name = || text.map_or_else(String::new, |text| fold(&name_of(text)));
        // *Safety (continued)*
        let goes_on = || {
            let begun = text.and_then(|text| name_begun(text.trim()));
            begun.is_some_and(|begun| names.contains(&fold(begun)))
        };
        let meaning = match used.role {
            Role::Title => CellUse::LevelTitle,
            Role::Heading => CellUse::Heading,
            Role::Category if categories.contains(&name()) => CellUse::Category,
            Role::Name | Role::Category if names.contains(&name()) => CellUse::Name,
            Role::Name if goes_on() => CellUse::Name,
            Role::Name | Role::Category => CellUse::NotUnderstood,
        };
        put(cells, &used.at, meaning);
    }
}

fn use_row(
    cells: &mut Cells<'_>,
    row: &DraftRow,
    kind: Kind,
    is_title: bool,
    options: &MapOptions,
) {
    let (name, content) = match kind {
        Kind::LevelFact if is_title => (CellUse::Heading, CellUse::LevelTitle),
        Kind::LevelFact => (CellUse::LevelFact, CellUse::LevelFact),
        Kind::Competency { .. } => (CellUse::Name, CellUse::Expectation),
        Kind::LeftOut => {
            let why = if options.leaves_out(&row.name) {
                WhyLeftOut::Configured
            } else {
                WhyLeftOut::Remark
            };
            (CellUse::LeftOut(why), CellUse::LeftOut(why))
        }
    };
    put(cells, &row.at, name);
    for piece in row.cells.iter().flatten() {
        put(cells, &piece.at, content);
    }
}

/// The warning about cells that are not understood, and the note about sheets that were not read; `keeping` is the way to read as
/// a level what was left out beside them.
pub(in crate::load::career_map) fn report(
    account: &MapAccount,
    left_out: &[LeftOut],
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
    keeping: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.extend(not_understood(
        account, left_out, draft, workbook, options, keeping,
    ));
    if let ([first, ..], None) = (&account.not_read[..], &options.sheet) {
        let names: Vec<&str> = (account.not_read.iter())
            .filter_map(Location::sheet)
            .collect();
        let (word, was) = match names[..] {
            [_] => ("Sheet", "was"),
            _ => ("Sheets", "were"),
        };
        diagnostics.push(Diagnostic::note(
            "map-sheet-not-read",
            first.clone(),
            format!(
                "{word} {} {was} not read, since the map is on another sheet.",
                all_in_quotes(names.iter().copied())
            ),
            other_sheet(&names, workbook, options),
        ));
    }
}

/// What to do about sheets that were not read.
fn other_sheet(names: &[&str], workbook: &Workbook, options: &MapOptions) -> String {
    let [only] = names else {
        return "If the map is on one of them, name it in `sheet` under [map] in careermap.toml."
            .to_owned();
    };
    let line = format!("sheet = {}", toml_text(only));
    let tried = options.with_lines(std::slice::from_ref(&line));
    if tried.is_some_and(|tried| chosen(workbook, &tried).is_ok()) {
        format!("If the map is there, write `{line}` under [map] in careermap.toml.")
    } else {
        "You do not need to do anything; that sheet cannot be read as a map.".to_owned()
    }
}

/// At most this many pieces are named; of further ones only their number. The line of the settings names each.
const SAID: usize = 8;

/// The warning about cells that are not understood.
pub(in crate::load::career_map) fn not_understood(
    account: &MapAccount,
    left_out: &[LeftOut],
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
    keeping: Option<&str>,
) -> Option<Diagnostic> {
    let open = Open::of(account, left_out, workbook);
    let first = open.first.clone()?;
    let cells = match open.cells {
        1 => "One cell was not understood, so it was not used".to_owned(),
        cells => format!("{cells} cells were not understood, so they were not used"),
    };
    let begin = match keeping {
        Some(keeping) => format!("{keeping}; if this"),
        None => "If this is part of the map, give it a heading that says what it holds, such as “Competency” or the title of a level; if this".to_owned(),
    };
    let help = match settled(&open, draft, workbook, options) {
        Some(line) => {
            format!("{begin} is not part of the map, write `{line}` under [map] in careermap.toml.")
        }
        None => format!("{begin} is not part of the map, delete or hide it."),
    };
    Some(Diagnostic::warning(
        "map-not-understood",
        first,
        format!("{cells}: {}.", open.said.join("; ")),
        help,
    ))
}

/// The line with which the map is read in the same way and every cell is understood. It has to be tried, since the
/// cells that it leaves out may have explained other cells.
fn settled(
    open: &Open,
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    const TIMES: usize = 3;
    let mut names: Vec<String> = options.leave_out.clone();
    names.extend(open.names.iter().cloned());
    for _ in 0..TIMES {
        let line = list_line("leave-out", &names);
        let tried = options.with_lines(std::slice::from_ref(&line))?;
        let found = chosen(workbook, &tried).ok()?;
        let open = names_not_understood(workbook, &found, &tried);
        if open.is_empty() {
            return is_same(&found, draft).then_some(line);
        }
        names.extend(open);
    }
    None
}

/// The cells of a draft's sheets that are not understood, named as `leave-out` takes them.
pub(in crate::load::career_map) fn names_not_understood(
    workbook: &Workbook,
    draft: &Draft,
    options: &MapOptions,
) -> Vec<String> {
    let left_out = all_left_out(draft, options);
    Open::of(
        &account(workbook, draft, &left_out, options),
        &left_out,
        workbook,
    )
    .names
}

/// Everything that a draft leaves out, and why.
pub(in crate::load::career_map) fn all_left_out(
    draft: &Draft,
    options: &MapOptions,
) -> Vec<LeftOut> {
    let mut left_out = draft.left_out.clone();
    left_out.extend(left_out_rows(draft, options));
    for left in &mut left_out {
        if options.leaves_out(&left.what) {
            left.why = WhyLeftOut::Configured;
        }
    }
    left_out
}

/// The cells that are not understood, as messages and settings name them.
#[derive(Default)]
struct Open {
    first: Option<Location>,
    cells: usize,
    said: Vec<String>,
    names: Vec<String>,
}

impl Open {
    fn of(account: &MapAccount, left_out: &[LeftOut], workbook: &Workbook) -> Self {
        let mut open = Self::default();
        for sheet in &account.sheets {
            open.add(sheet, account.sheets.len() > 1, left_out, workbook);
        }
        open
    }

    fn add(
        &mut self,
        sheet: &SheetAccount,
        is_one_of_many: bool,
        left_out: &[LeftOut],
        workbook: &Workbook,
    ) {
        let mut cells = sheet.cells.clone();
        cells.retain(|_, used| *used == CellUse::NotUnderstood);
        self.cells += cells.len();
        if let (None, Some(first)) = (&self.first, cells.keys().next()) {
            self.first = Some(sheet.at.with_cell(*first));
        }
        let prefix = match sheet.at.sheet() {
            Some(name) if is_one_of_many => format!("{name}!"),
            _ => String::new(),
        };
        // A column is best left out by its heading, which still works when rows are added.
        for left in left_out.iter().filter(|left| {
            matches!(
                left.why,
                WhyLeftOut::UnknownColumn | WhyLeftOut::UnlikeLevels
            ) && left.at.sheet() == sheet.at.sheet()
        }) {
            let Some(area) = left.area.filter(|area| cells.contains_key(&area.first)) else {
                continue;
            };
            for address in addresses_in(&cells, area) {
                cells.remove(&address);
            }
            self.said.push(format!("{prefix}{area} “{}”", left.what));
            // A heading that is too long to be printed whole cannot be written down either.
            self.name(if left.what.ends_with('…') {
                format!("{prefix}cells {area}")
            } else {
                left.what.clone()
            });
        }
        let areas = CellRange::all_of(cells.keys());
        let more = areas.len().saturating_sub(SAID);
        for (place, area) in areas.into_iter().enumerate() {
            let cells = if area.first == area.last {
                format!("cell {area}")
            } else {
                format!("cells {area}")
            };
            // A rectangle around all of them would take out cells that are used.
            self.name(format!("{prefix}{cells}"));
            if place < SAID {
                let text = |cell| {
                    let text = workbook.text_at(&sheet.at.with_cell(cell));
                    text.map(|text| in_quotes(&shortened(&tidy(&text))))
                };
                let texts = match (text(area.first), text(area.last)) {
                    (Some(first), Some(last)) if area.first != area.last => {
                        format!(" from {first} to {last}")
                    }
                    (first, last) => first
                        .or(last)
                        .map_or_else(String::new, |text| format!(" {text}")),
                };
                self.said.push(format!("{prefix}{area}{texts}"));
            }
        }
        match more {
            0 => {}
            1 => self.said.push("one more place".to_owned()),
            more => self.said.push(format!("{more} more places")),
        }
    }

    fn name(&mut self, name: String) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }
}
