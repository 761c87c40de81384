//! How a career map was read: what stands beside it in the sheets and was left out, and why.

use std::fmt;

use crate::diagnostic::{CellAddress, Location};

/// Something that stands in the sheet but is no part of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands: its first cell, or the sheet.
    pub at: Location,
    /// All of its cells; `None` where they are not shown anyway.
    pub area: Option<Area>,
    /// What it is, quoted or named.
    pub what: String,
    /// Why it was left out.
    pub why: WhyLeftOut,
}

/// A rectangle of cells in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// Its upper left cell.
    pub first: CellAddress,
    /// Its lower right cell.
    pub last: CellAddress,
}

impl Area {
    /// The rectangle between two corners.
    #[must_use]
    pub fn between(one: CellAddress, other: CellAddress) -> Self {
        Self {
            first: CellAddress::new(one.row.min(other.row), one.column.min(other.column)),
            last: CellAddress::new(one.row.max(other.row), one.column.max(other.column)),
        }
    }

    /// Whether a cell lies in it.
    #[must_use]
    pub fn contains(&self, cell: CellAddress) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.fmt(f)
        } else {
            write!(f, "{}:{}", self.first, self.last)
        }
    }
}

/// Why something was left out of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyLeftOut {
    /// A line above the header.
    AboveTable,
    /// A line below the last row, such as a legend.
    BelowTable,
    /// A line below the header of a second table.
    AnotherTable,
    /// A row with texts for levels and no name.
    NoName,
    /// A row of the long form without a level or a competency.
    NoLevelOrName,
    /// A row with texts beside the levels only.
    NothingForLevels,
    /// A name in the last row, without anything for any level.
    NothingFollows,
    /// A row of the long form without a text.
    SaysNothing,
    /// A column beside the levels.
    NoLevelsOrNames,
    /// A column of the long form that it has no use for.
    NoLevelsNamesOrExpectations,
    /// Rows and columns that the author hid.
    Hidden,
    /// A row or column that is named like a remark.
    Remark,
    /// What `leave-out` names.
    Configured,
}

impl fmt::Display for WhyLeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AboveTable => "it stands above the table",
            Self::BelowTable => "it stands below the table",
            Self::AnotherTable => "another table with other levels begins above it",
            Self::NoName => "it has no name",
            Self::NoLevelOrName => "it names no level or no competency",
            Self::NothingForLevels => "it says nothing about any level",
            Self::NothingFollows => "nothing follows it",
            Self::SaysNothing => "it says nothing",
            Self::NoLevelsOrNames => "it holds neither levels nor names",
            Self::NoLevelsNamesOrExpectations => "it holds neither levels, names nor expectations",
            Self::Hidden => "the author hid them",
            Self::Remark => "it is named like a remark, not like a competency",
            Self::Configured => "the configuration leaves it out",
        })
    }
}
