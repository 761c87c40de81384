//! How much one file may ask for. Every limit is checked before memory is used.

use serde::Deserialize;

/// The most that one input file may hold, and how many there may be.
///
/// The defaults are far above what a career map or an assessment needs and far below what a laptop can handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Files below `assessments/`.
    pub files: usize,
    /// Bytes of the file on disk.
    pub file_bytes: u64,
    /// Bytes of all parts that are read from a packed file, unpacked.
    pub unpacked_bytes: u64,
    /// How many times larger a packed part may become, once it is larger than [`Limits::RATIO_FLOOR`].
    pub unpacking_ratio: u64,
    /// Parts in a packed file.
    pub parts: usize,
    /// Sheets in a workbook.
    pub sheets: usize,
    /// Cells that hold something, over all sheets of a workbook.
    pub cells: usize,
    /// Characters in one cell; a longer text is reported as an unreadable cell.
    pub cell_characters: usize,
    /// Bytes of text, over all cells of a workbook.
    pub text_bytes: usize,
    /// Merged regions in a sheet.
    pub merges: usize,
}

impl Limits {
    /// Up to this unpacked size, no ratio is suspicious: a few kilobytes of blanks pack very well.
    pub const RATIO_FLOOR: u64 = 8 << 20;
    /// Rows of a sheet, as the file formats have them.
    pub const ROWS: u32 = 1_048_576;
    /// Columns of a sheet, as the file formats have them.
    pub const COLUMNS: u32 = 16_384;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: 200_000,
            file_bytes: 32 << 20,
            unpacked_bytes: 96 << 20,
            unpacking_ratio: 200,
            parts: 4_096,
            sheets: 256,
            cells: 500_000,
            cell_characters: 65_536,
            text_bytes: 48 << 20,
            merges: 20_000,
        }
    }
}
