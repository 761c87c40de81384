//! A place in the input: file, sheet and cell.

use std::fmt;
use std::num::NonZeroU64;
use std::sync::Arc;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// The address of a spreadsheet cell. Row and column count from 0; [`Display`](fmt::Display) writes `B7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// Row, counted from 0.
    pub row: u32,
    /// Column, counted from 0.
    pub column: u32,
}

impl CellAddress {
    /// The cell in `row` and `column`, both counted from 0.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// The letters of a column that is counted from 0: 0 is `A`, 26 is `AA`.
    pub fn column_letters(column: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = column;
        loop {
            letters.push(char::from(b'A' + (rest % 26) as u8));
            if rest < 26 {
                break;
            }
            rest = rest / 26 - 1;
        }
        letters.iter().rev().collect()
    }

    /// The column with these letters, counted from 0; `None` for anything but one to three letters.
    pub fn column_of_letters(letters: &str) -> Option<u32> {
        let is_column =
            (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_alphabetic());
        is_column.then(|| {
            letters.bytes().fold(0, |column, letter| {
                column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
            }) - 1
        })
    }

    /// The address that reads like this, such as `B7`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_alphabetic())?;
        let (letters, digits) = text.split_at(digits);
        let is_number = digits.bytes().all(|b| b.is_ascii_digit());
        let row: u32 = digits.parse().ok().filter(|_| is_number)?;
        Some(Self::new(
            row.checked_sub(1)?,
            Self::column_of_letters(letters)?,
        ))
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            Self::column_letters(self.column),
            u64::from(self.row) + 1
        )
    }
}

impl Serialize for CellAddress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where something was read: a file, a sheet in it, a cell in that. Cheap to clone, and two machine words long, since
/// every rating and text of every person has one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// `None` only if nothing is known.
    place: Option<Arc<Place>>,
    cell: Option<Packed>,
}

/// A file, or a sheet in it.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    file: Option<Arc<str>>,
    sheet: Option<Box<str>>,
}

/// A cell's row, and its column counted from 1, in one number; in the order of the cells, row by row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Packed(NonZeroU64);

impl Packed {
    /// `None` for a column number far beyond any spreadsheet's.
    fn new(CellAddress { row, column }: CellAddress) -> Option<Self> {
        let column = column.checked_add(1)?;
        NonZeroU64::new(u64::from(row) << 32 | u64::from(column)).map(Self)
    }

    const fn address(self) -> CellAddress {
        let number = self.0.get();
        CellAddress::new((number >> 32) as u32, number as u32 - 1)
    }
}

impl Location {
    /// A whole file, as people know it: relative to the input folder, with `/` between folders.
    pub fn of_file(file: impl Into<Arc<str>>) -> Self {
        Self {
            place: Some(Arc::new(Place {
                file: Some(file.into()),
                sheet: None,
            })),
            cell: None,
        }
    }

    /// The same file, narrowed to a sheet.
    #[must_use]
    pub fn with_sheet(&self, sheet: &str) -> Self {
        let file = self.place.as_ref().and_then(|place| place.file.clone());
        Self {
            place: Some(Arc::new(Place {
                file,
                sheet: Some(sheet.into()),
            })),
            cell: None,
        }
    }

    /// The same file and sheet, narrowed to a cell.
    #[must_use]
    pub fn with_cell(&self, cell: CellAddress) -> Self {
        Self {
            place: self.place.clone(),
            cell: Packed::new(cell),
        }
    }

    /// The same file and sheet.
    #[must_use]
    pub fn without_cell(&self) -> Self {
        Self {
            place: self.place.clone(),
            cell: None,
        }
    }

    /// The same place, with the file's path inside `folder`.
    #[must_use]
    pub fn in_folder(&self, folder: &str) -> Self {
        let moved = |place: &Arc<Place>| {
            Arc::new(Place {
                file: place
                    .file
                    .as_ref()
                    .map(|file| format!("{folder}/{file}").into()),
                sheet: place.sheet.clone(),
            })
        };
        Self {
            place: self.place.as_ref().map(moved),
            cell: self.cell,
        }
    }

    /// The file as people know it: relative to the input folder, with `/` between folders.
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref()?.file.as_deref()
    }

    /// The sheet's name.
    pub fn sheet(&self) -> Option<&str> {
        self.place.as_ref()?.sheet.as_deref()
    }

    /// The cell.
    pub fn cell(&self) -> Option<CellAddress> {
        self.cell.map(Packed::address)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(file) = self.file() {
            f.write_str(file)?;
            separator = ", ";
        }
        if let Some(sheet) = self.sheet() {
            write!(f, "{separator}sheet “{sheet}”")?;
            separator = ", ";
        }
        if let Some(cell) = self.cell() {
            write!(f, "{separator}cell {cell}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({self})")
    }
}

/// As three fields: `file`, `sheet` and `cell`.
impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Location", 3)?;
        fields.serialize_field("file", &self.file())?;
        fields.serialize_field("sheet", &self.sheet())?;
        fields.serialize_field("cell", &self.cell())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parsed_strictly() {
        assert_eq!(CellAddress::parse("B7"), Some(CellAddress::new(6, 1)));
        assert_eq!(CellAddress::parse("aA10"), Some(CellAddress::new(9, 26)));
        assert_eq!(
            CellAddress::parse("XFD1048576"),
            Some(CellAddress::new(1_048_575, 16_383))
        );
        for wrong in [
            "",
            "7",
            "B",
            "B0",
            "ABCD1",
            "B-1",
            "B+1",
            "B99999999999",
            "Ä1",
        ] {
            assert_eq!(CellAddress::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let names = [
            (0, 0, "A1"),
            (6, 1, "B7"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ];
        for (row, column, name) in names {
            assert_eq!(CellAddress::new(row, column).to_string(), name);
        }
    }

    #[test]
    fn a_location_reads_from_the_outside_in() {
        let place = Location::of_file("assessments/Ana.xlsx")
            .with_sheet("Assessment")
            .with_cell(CellAddress::new(11, 2));
        assert_eq!(
            place.to_string(),
            "assessments/Ana.xlsx, sheet “Assessment”, cell C12"
        );
        assert_eq!(Location::default().to_string(), "");
    }

    #[test]
    fn a_location_is_widened_and_moved() {
        let cell = CellAddress::new(1_048_575, 16_383);
        let place = Location::of_file("Ana.xlsx")
            .with_sheet("Form")
            .with_cell(cell);
        assert_eq!(place.cell(), Some(cell));
        assert_eq!(place.without_cell().to_string(), "Ana.xlsx, sheet “Form”");
        assert_eq!(
            place.in_folder("last").to_string(),
            "last/Ana.xlsx, sheet “Form”, cell XFD1048576"
        );
        assert_eq!(
            Location::of_file("Ana.csv").in_folder("last").to_string(),
            "last/Ana.csv"
        );
        assert_eq!(Location::default().in_folder("last"), Location::default());
        assert_eq!(
            serde_json::to_string(&place).unwrap(),
            r#"{"file":"Ana.xlsx","sheet":"Form","cell":"XFD1048576"}"#
        );
    }

    #[test]
    fn locations_are_in_the_order_of_files_sheets_and_cells() {
        let sheet = Location::of_file("a.xlsx").with_sheet("A");
        let cell = |row, column| sheet.with_cell(CellAddress::new(row, column));
        let ordered = [
            Location::default(),
            Location::of_file("a.xlsx"),
            sheet.clone(),
            cell(0, 0),
            cell(0, 7),
            cell(1, 0),
            Location::of_file("a.xlsx").with_sheet("B"),
            Location::of_file("b.xlsx"),
        ];
        assert!(ordered.is_sorted());
    }

    #[test]
    fn a_location_is_two_words_long() {
        assert_eq!(size_of::<Location>(), 2 * size_of::<u64>());
    }
}
