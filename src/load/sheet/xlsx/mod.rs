//! Office Open XML workbooks (`.xlsx`, `.xlsm`), read with calamine.
//!
//! calamine gives cells, texts and formats; a [`Scan`] before it enforces [`Limits`]. Cells are streamed: no dimension
//! tag, count or bounding box is trusted, no formula is run, no link or entity is followed.

mod addresses;
mod cells;
mod formats;
mod padding;
mod scan;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::error::FileError;
use super::grid::{Grid, GridBuilder};
use super::limits::Limits;
use super::package::Package;
use super::xml::XmlDocument;
use super::{Sheet, SheetBudget, Workbook};
use crate::diagnostic::Location;
use scan::{Hidden, Scan};

/// Reads every worksheet of a workbook; `package` is made of the same `bytes`.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    at: &Location,
    limits: &Limits,
) -> Result<Workbook, FileError> {
    let scan = Scan::of(&mut package, limits)?;
    let calamine = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let listed: Vec<calamine::Sheet> = calamine.sheets_metadata().to_vec();
    let mut names = BTreeSet::new();
    if let Some(twice) = listed.iter().find(|sheet| !names.insert(&sheet.name)) {
        return Err(FileError::damaged(format!(
            "two of its sheets have the name “{}”",
            brief(&twice.name)
        )));
    }
    let mut reader = SheetReader {
        epoch_1904: calamine.has_1904_epoch(),
        calamine,
        package,
        scan,
        budget: SheetBudget::new(limits),
    };
    let sheets = listed
        .iter()
        // Chart sheets and dialogues hold no cells of a person.
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| {
            Ok(Sheet {
                at: at.with_sheet(sheet.name.as_str()),
                grid: reader.sheet(&sheet.name)?,
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            })
        })
        .collect::<Result<_, FileError>>()?;
    Ok(Workbook {
        at: at.clone(),
        sheets,
    })
}

/// Reads the sheets of one workbook, one after the other.
struct SheetReader<'b> {
    calamine: Xlsx<Cursor<&'b [u8]>>,
    epoch_1904: bool,
    package: Package<'b>,
    scan: Scan,
    budget: SheetBudget,
}

impl SheetReader<'_> {
    fn sheet(&mut self, name: &str) -> Result<Grid, FileError> {
        let part = self.part(name);
        let mut grid = GridBuilder::default();
        let cells = match self.calamine.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            // A macro sheet of an old Excel, listed as a worksheet.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(grid.finish()),
            Err(error) => return Err(failed(&error)),
        };
        let formats = part
            .into_iter()
            .flat_map(|part| self.scan.formats.cells(part));
        let unreadable = cells::read(cells, self.epoch_1904, &mut grid, formats, &mut self.budget)?;
        if !unreadable.is_empty() {
            let part = part.ok_or_else(|| FileError::damaged("a sheet is missing from it"))?;
            let document = XmlDocument::new(self.package.part(part)?);
            for (at, cell) in addresses::find(document, unreadable)? {
                if at.row < Limits::ROWS && at.column < Limits::COLUMNS {
                    grid.set(at.row, at.column, cell.value);
                }
            }
        }
        let Some(part) = part else {
            return Ok(grid.finish());
        };
        for region in self.scan.merges.get(&part).into_iter().flatten() {
            let (one, other) = region.ok_or_else(|| {
                FileError::damaged("it says that cells are merged, but not which")
            })?;
            grid.merge(one, other);
        }
        if let Some(hidden) = self.scan.hidden.get(&part) {
            hide(hidden, &mut grid);
        }
        for (first, last, width) in self.scan.widths.get(&part).into_iter().flatten() {
            grid.width(*first, *last, *width);
        }
        Ok(grid.finish())
    }

    /// The part that a sheet is, by its index.
    fn part(&self, sheet: &str) -> Option<usize> {
        let outline = self.scan.outline?;
        let path = self.package.names().get(outline)?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let links = self.package.index(&format!("{folder}/_rels/{name}.rels"))?;
        let link = self.scan.links.get(sheet)?;
        let target = self.scan.targets.get(&(links, link.clone()))?;
        self.package.index(&match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}/{target}"),
        })
    }
}

fn hide(hidden: &Hidden, grid: &mut GridBuilder) {
    for row in &hidden.rows {
        grid.hide_row(*row);
    }
    let mut columns = hidden.columns.clone();
    columns.sort_unstable();
    // Each column once, however often the file names it.
    let mut next = 0;
    for (first, last) in columns {
        for column in first.max(next)..=last {
            grid.hide_column(column);
        }
        next = next.max(last + 1);
    }
}

/// The file error for an error of calamine.
fn failed(error: &XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::password(),
        XlsxError::Unrecognized {
            typ: "sheet:type", ..
        } => FileError::format(
            "The file holds a macro sheet of an old Excel.",
            "Delete that sheet, or save the file as an Excel workbook without macros (.xlsx).",
        ),
        // Some old versions of Excel list macro modules as sheets without contents.
        XlsxError::RelationshipNotFound => {
            FileError::damaged("it lists a sheet that is not in it, perhaps an old macro module")
        }
        XlsxError::FileNotFound(_)
        | XlsxError::WorksheetNotFound(_)
        | XlsxError::Zip(zip::result::ZipError::FileNotFound) => {
            FileError::damaged("a part of it is missing")
        }
        _ => FileError::damaged("a part of it is cut off or garbled"),
    }
}

/// The beginning of a text that comes from the file.
fn brief(text: &str) -> String {
    const CHARACTERS: usize = 120;
    match text.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
