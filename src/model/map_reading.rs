//! How a career map was read: which readings were tried, the evidence for each, and what was left out and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Serialize, Serializer};

use super::career_map::Orientation;
use crate::diagnostic::{CellAddress, Location};

/// Something in the sheet that is not part of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its first cell, or the sheet.
    pub at: Location,
    /// All of its cells; `None` where nobody needs them.
    pub area: Option<CellRange>,
    /// What it is, quoted or named.
    pub what: String,
    /// Why it was left out.
    pub why: WhyLeftOut,
}

/// A rectangle of cells in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRange {
    /// Its upper left cell.
    pub first: CellAddress,
    /// Its lower right cell.
    pub last: CellAddress,
}

impl CellRange {
    /// The rectangle between two corners.
    pub fn between(one: CellAddress, other: CellAddress) -> Self {
        Self {
            first: CellAddress::new(one.row.min(other.row), one.column.min(other.column)),
            last: CellAddress::new(one.row.max(other.row), one.column.max(other.column)),
        }
    }

    /// The smallest rectangle that also contains this cell.
    #[must_use]
    pub fn with(self, cell: CellAddress) -> Self {
        Self {
            first: Self::between(self.first, cell).first,
            last: Self::between(self.last, cell).last,
        }
    }

    /// Cells joined to rectangles: runs in a column, joined with equal runs in the next columns.
    pub fn all_of<'a>(cells: impl IntoIterator<Item = &'a CellAddress>) -> Vec<Self> {
        let by_column: BTreeSet<(u32, u32)> = cells
            .into_iter()
            .map(|cell| (cell.column, cell.row))
            .collect();
        let mut runs: Vec<Self> = Vec::new();
        for (column, row) in by_column {
            let cell = CellAddress::new(row, column);
            match runs.last_mut() {
                Some(run) if run.last.column == column && run.last.row + 1 == row => {
                    run.last = cell;
                }
                _ => runs.push(Self::between(cell, cell)),
            }
        }
        let mut areas: Vec<Self> = Vec::new();
        let mut ending: BTreeMap<(u32, u32, u32), usize> = BTreeMap::new();
        for run in runs {
            let column = run.first.column;
            let before = ending.remove(&(column, run.first.row, run.last.row));
            let place = before.unwrap_or(areas.len());
            if let Some(area) = areas.get_mut(place) {
                area.last = run.last;
            } else {
                areas.push(run);
            }
            ending.insert((column + 1, run.first.row, run.last.row), place);
        }
        areas.sort();
        areas
    }

    /// Whether a cell lies in it.
    pub fn contains(&self, cell: CellAddress) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

impl fmt::Display for CellRange {
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
    /// A column of other names under the heading of the competencies' names: those of a table beside the map.
    OtherNames,
    /// A level of another block than the one that the settings choose.
    AnotherBlock,
    /// A row with texts for levels, but no name.
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
    /// A column of the long form that is not needed.
    NoLevelsNamesOrExpectations,
    /// Unwanted behaviour: red flags, poor examples.
    Unwanted,
    /// Remarks or examples beside what is expected.
    Remarks,
    /// A column without a heading, with a few texts here and there.
    Scribbles,
    /// A row without a name that has the same few words for each level.
    SameForAll,
    /// Questions, as for interviews.
    Questions,
    /// A legend beside the table.
    Legend,
    /// A column that is filled like those of the levels, but has a heading of another kind.
    UnlikeLevels,
    /// Rows and columns that the author hid.
    Hidden,
    /// A row or column that is named like a remark.
    Remark,
    /// A column of codes or numbers without a heading.
    Codes,
    /// A column of ticks, crosses, scores, or answers such as yes and no.
    Marks,
    /// A column that names people.
    People,
    /// A column of dates.
    Dates,
    /// A heading with nothing below it, that is not the name of a level.
    EmptyColumn,
    /// A column whose heading and cells are not understood.
    UnknownColumn,
    /// Named by `leave-out`.
    Configured,
}

impl WhyLeftOut {
    /// Whether it is known what was left out; otherwise it may belong to the map.
    pub const fn is_understood(self) -> bool {
        !matches!(
            self,
            Self::NoName
                | Self::NoLevelOrName
                | Self::UnknownColumn
                | Self::Scribbles
                | Self::UnlikeLevels
        )
    }
}

impl fmt::Display for WhyLeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AboveTable => "it is above the table",
            Self::BelowTable => "it is below the table",
            Self::AnotherTable => "it is below the header of another table, which has other levels",
            Self::OtherNames => "it holds other names than those of the competencies",
            Self::AnotherBlock => "it is a level of another block than the chosen one",
            Self::NoName => "it has no name",
            Self::NoLevelOrName => "it does not name both a level and a competency",
            Self::NothingForLevels => "it has no text for any level",
            Self::NothingFollows => "nothing stands beside or below it",
            Self::SaysNothing => "it says nothing that is expected",
            Self::NoLevelsOrNames => "careermap found no level and no names in it",
            Self::NoLevelsNamesOrExpectations => {
                "careermap found no level, no names and no expectations in it"
            }
            Self::Unwanted => "it says what is not wanted",
            Self::Remarks => "it holds remarks or examples, not expectations",
            Self::Scribbles => "it has no heading and only a few texts",
            Self::SameForAll => "it has the same few words for each level, like a heading",
            Self::Questions => "it asks questions, and does not say what is expected",
            Self::Legend => "it describes the levels or the scale",
            Self::UnlikeLevels => "its heading is not like those of the levels",
            Self::Codes => "it holds codes or numbers",
            Self::Marks => "it holds ticks, answers or scores, not expectations",
            Self::People => "it names people",
            Self::Dates => "it holds dates",
            Self::EmptyColumn => "the cells below it are empty",
            Self::UnknownColumn => "careermap does not know what it is for",
            Self::Hidden => "the author hid them",
            Self::Remark => "it is named like a remark, not like a competency",
            Self::Configured => "the settings leave it out",
        })
    }
}

/// How every visible cell of the file was used, or why it was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapAccount {
    /// The sheets that were read.
    pub sheets: Vec<SheetAccount>,
    /// The visible sheets, not empty, that were not read.
    pub not_read: Vec<Location>,
}

/// How every visible cell of a sheet was used, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetAccount {
    /// The sheet.
    pub at: Location,
    /// Each cell by its address; for a merged region, its first cell.
    pub cells: BTreeMap<CellAddress, CellUse>,
}

/// What a cell was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellUse {
    /// The name of a level, or a part of it.
    LevelTitle,
    /// A heading that says what is below or beside it.
    Heading,
    /// The name of a competency, or of a fact.
    Name,
    /// The name of a category.
    Category,
    /// What is expected, or the number that is required.
    Expectation,
    /// A fact about a level, or the name of one.
    LevelFact,
    /// Not part of the map, and why.
    LeftOut(WhyLeftOut),
    /// Not understood.
    NotUnderstood,
}

impl CellUse {
    /// Its stable name: `level-title`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LevelTitle => "level-title",
            Self::Heading => "heading",
            Self::Name => "name",
            Self::Category => "category",
            Self::Expectation => "expectation",
            Self::LevelFact => "level-fact",
            Self::LeftOut(_) => "left-out",
            Self::NotUnderstood => "not-understood",
        }
    }

    /// Why the cell was left out, if it was.
    pub const fn why_left_out(self) -> Option<WhyLeftOut> {
        match self {
            Self::LeftOut(why) => Some(why),
            _ => None,
        }
    }
}

/// The readings of a file as a career map that were tried, best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TriedReadings {
    /// The best ones.
    pub listed: Vec<TriedReading>,
    /// How many more there were.
    pub more: usize,
}

/// A reading that was tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriedReading {
    /// The sheets that it reads.
    pub sheets: Vec<String>,
    /// How the levels are arranged in them.
    pub orientation: Orientation,
    /// Where the names of the levels are: `row 4`, `column A`.
    pub header: String,
    /// The titles of the levels, in the order of the sheet.
    pub levels: Vec<String>,
    /// How many competencies it has.
    pub competencies: usize,
    /// All points together.
    pub total: f64,
    /// What was found for it and against it.
    pub evidence: Vec<EvidenceFound>,
    /// Whether it was chosen, and why not.
    pub outcome: TriedReadingResult,
}

/// A piece of evidence for or against a reading.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EvidenceFound {
    /// Its stable name.
    pub name: &'static str,
    /// What it says.
    pub says: &'static str,
    /// The points for finding it in full; below zero it speaks against the reading.
    pub weight: f64,
    /// How far it was found, from 0 to 1.
    pub found: f64,
    /// The points that it gave.
    pub points: f64,
}

/// Whether a reading that was tried was chosen, and why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriedReadingResult {
    /// It is the career map.
    Chosen,
    /// It has as many points as the best one, so it is not clear which one is meant.
    AsGood,
    /// Another reading has more points.
    FewerPoints,
    /// A reading of several sheets has its sheet, too.
    PartOfAnother,
    /// It cannot be right: the end of a sentence that begins with *It was ruled out:*.
    RuledOut(String),
}

impl fmt::Display for TriedReadingResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chosen => f.write_str("chosen"),
            Self::AsGood => f.write_str("not chosen: another reading has as many points"),
            Self::FewerPoints => f.write_str("not chosen: another reading has more points"),
            Self::PartOfAnother => {
                f.write_str("not chosen: another reading has all of this and more")
            }
            Self::RuledOut(why) => write!(f, "ruled out: {why}"),
        }
    }
}

impl Serialize for TriedReadingResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
