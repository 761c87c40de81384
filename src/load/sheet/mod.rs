//! Workbooks as grids of cells: the only module that knows spreadsheet file formats.
//!
//! Other modules see only [`Workbook`], [`Sheet`], [`Grid`] and [`CellValue`], each cell with its address. The content of a
//! file decides its format, not its name. Every file is treated as hostile: [`Limits`] bounds what it may ask for, and
//! is checked before memory is used.

mod beside;
mod budget;
mod csv;
mod detect;
mod error;
mod grid;
mod limits;
mod ods;
mod package;
mod unit;
mod value;
mod visible;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::sync::Mutex;

pub use beside::{BesideCells, BesideKind, BesideText};
pub(in crate::load) use csv::decoded;
pub use error::UNREADABLE;
pub use grid::{Grid, GridBuilder, Merge};
pub use limits::Limits;
pub use unit::CURRENCY_OF_THE_READER;
pub use value::CellValue;
pub use visible::HiddenCells;

use crate::diagnostic::{Diagnostic, Location, catch};
use budget::{MergeBudget, SheetBudget};
use detect::{Container, Contents};
use error::FileError;
use package::Package;

/// A file with its sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The file as people know it.
    pub at: Location,
    /// Its worksheets in the author's order, hidden ones included.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The text of a cell.
    pub fn text_at(&self, at: &Location) -> Option<Cow<'_, str>> {
        let cell = at.cell()?;
        let mut sheets = self.sheets.iter();
        let sheet = sheets.find(|sheet| sheet.at.sheet() == at.sheet())?;
        sheet.grid.get(cell.row, cell.column)?.text()
    }
}

/// A worksheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file and the sheet.
    pub at: Location,
    /// The sheet's name; empty where the format has none.
    pub name: String,
    /// Whether the author hid it.
    pub hidden: bool,
    /// Its cells.
    pub grid: Grid,
}

impl Sheet {
    /// The sheet as somebody sees it who opens it, without the cells in hidden rows and columns; and which cells these
    /// were.
    pub fn visible(&self) -> (Cow<'_, Self>, Option<HiddenCells>) {
        match self.grid.visible() {
            None => (Cow::Borrowed(self), None),
            Some((grid, left_out)) => {
                let sheet = Self {
                    at: self.at.clone(),
                    name: self.name.clone(),
                    hidden: self.hidden,
                    grid,
                };
                (Cow::Owned(sheet), Some(left_out))
            }
        }
    }
}

/// Opens a spreadsheet of any format that is read: `.xlsx`, `.xlsm`, `.ods`, `.csv`, `.tsv`. `at` is the file as people
/// know it, for messages.
///
/// # Errors
/// One diagnostic for the file, with what to do about it, if it is not a spreadsheet, is of a format that is not read, is
/// protected by a password, is damaged, asks for more than `limits` allow, or cannot be read at all.
pub fn open(path: &Path, at: &Location, limits: &Limits) -> Result<Workbook, Diagnostic> {
    understand(&bytes(path, at, limits)?, at, limits)
}

/// All bytes of a file that may be a spreadsheet. They are read once, so that all results are about the same bytes,
/// even if somebody saves the file meanwhile.
///
/// # Errors
/// A diagnostic if it is not an ordinary file, is larger than `limits` allow, or cannot be read.
pub fn bytes(path: &Path, at: &Location, limits: &Limits) -> Result<Vec<u8>, Diagnostic> {
    #[cfg(test)]
    crate::paths::opened::count(path);
    whole(path, limits).map_err(|trouble| trouble.at(at.clone()))
}

/// Reads the bytes of a spreadsheet, as [`open()`] does.
///
/// # Errors
/// As [`open()`].
pub fn understand(bytes: &[u8], at: &Location, limits: &Limits) -> Result<Workbook, Diagnostic> {
    // The readers and the libraries below them should never panic; if one does, only this file may be lost.
    catch(|| read(bytes, at, limits))
        .unwrap_or_else(|said| Err(FileError::damaged(format!("reading it failed ({said})"))))
        .map_err(|trouble| trouble.at(at.clone()))
}

/// What a spreadsheet has beside its cells, which [`understand()`] does not read.
pub fn beside(bytes: &[u8], limits: &Limits) -> BesideCells {
    let beginning = &bytes[..bytes.len().min(detect::BEGINNING)];
    if !matches!(detect::container(beginning), Ok(Container::Packed)) {
        return BesideCells::default();
    }
    let found = catch(|| beside::read(&mut Package::open(bytes, limits)?));
    found.ok().and_then(Result::ok).unwrap_or(BesideCells {
        texts: Vec::new(),
        unread: true,
    })
}

fn read(bytes: &[u8], at: &Location, limits: &Limits) -> Result<Workbook, FileError> {
    match detect::container(&bytes[..bytes.len().min(detect::BEGINNING)])? {
        Container::Packed => {
            let mut package = Package::open(bytes, limits)?;
            // Files that need much memory are read one after the other, however many threads there are.
            let _turn = (package.unpacked() > LARGE).then(|| TURN.lock());
            match detect::contents(&mut package)? {
                Contents::Xlsx => xlsx::read(bytes, package, at, limits),
                Contents::Ods => ods::read(&mut package, at, limits),
            }
        }
        Container::Compound => Err(detect::compound(bytes)),
        Container::Text => csv::read(bytes, at, limits),
    }
}

/// Unpacked bytes above which a file waits for its turn.
const LARGE: u64 = 16 << 20;
static TURN: Mutex<()> = Mutex::new(());

fn whole(path: &Path, limits: &Limits) -> Result<Vec<u8>, FileError> {
    // Checked before opening, since opening a named pipe would wait for ever.
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(folder(path));
    }
    if !metadata.is_file() {
        return Err(FileError::format(
            "This is a device or a pipe, not a file.",
            "Put the file itself in its place.",
        ));
    }
    if metadata.len() > limits.file_bytes {
        return Err(FileError::too_large(
            format!(
                "has {} bytes, more than {}",
                metadata.len(),
                limits.file_bytes
            ),
            "file-bytes",
        ));
    }
    // With room for one byte more, so that the end is found without allocating more room.
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    // It may have grown since it was measured.
    File::open(path)?
        .take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(FileError::too_large(
            "keeps growing while it is read",
            "file-bytes",
        ));
    }
    Ok(bytes)
}

/// Some programs keep a document as a folder that looks like a file.
fn folder(path: &Path) -> FileError {
    if path.extension().is_some_and(|e| e == "numbers") {
        FileError::format(
            "This is a Numbers document, which is not read.",
            "In Numbers choose File, Export To, Excel, and use that file.",
        )
    } else {
        FileError::format(
            "This is a folder, not a file.",
            "Put the file itself in its place.",
        )
    }
}

#[cfg(test)]
mod tests;
