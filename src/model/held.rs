//! What files hold about one person: for a request for access.

use jiff::civil::Date;

use super::field::Field;
use crate::diagnostic::{CellAddress, Severity};

/// Everything that was found about one person, without other people's data.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The person's name.
    pub name: String,
    /// Every employee ID of the person, as it is written.
    pub ids: Vec<String>,
    /// Every email address of the person.
    pub emails: Vec<String>,
    /// The names of the person's managers, which are part of the person's own data.
    pub managers: Vec<String>,
    /// The latest date of the reviews that were searched.
    pub as_of: Option<Date>,
    /// Every file that was looked at, in the order of their places.
    pub files: Vec<HeldFile>,
    /// Everything found in them, file by file.
    pub entries: Vec<HeldEntry>,
    /// The messages about the person.
    pub messages: Vec<HeldMessage>,
}

impl Held {
    /// In how many entries and messages something about other people was left out.
    pub fn masked(&self) -> usize {
        let entries = self.entries.iter().filter(|entry| entry.masked);
        entries.count() + self.messages.iter().filter(|one| one.masked).count()
    }
}

/// Where a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In the input folder of the review.
    Input,
    /// In the input folder of an earlier review.
    Previous,
    /// In a folder that careermap wrote to.
    Output,
}

/// A file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFile {
    /// Where it is.
    pub origin: Origin,
    /// Its number, by which the files with masked names are told apart.
    pub number: usize,
    /// Its path with the name of its folder before it, without the names of other people.
    pub name: String,
    /// How much of it was searched.
    pub state: FileState,
}

/// How much of a file was searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileState {
    /// All of it.
    Searched,
    /// All of its texts; it also has pictures or embedded files, which are not read.
    WithPictures,
    /// It is a document about the person: what it says comes from the input.
    Own,
    /// It is a document about somebody else.
    Others,
    /// It is a document about several people, in a format that is not searched.
    Several,
    /// Its format is not searched.
    Format,
    /// It could not be read.
    Unreadable,
}

impl FileState {
    /// Whether something about the person may be in it that was not found.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::WithPictures | Self::Several | Self::Format | Self::Unreadable
        )
    }
}

/// A cell or a line of text that says something about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldEntry {
    /// Index into [`Held::files`].
    pub file: usize,
    /// The sheet; empty where the format has none.
    pub sheet: String,
    /// The cell; in a text its line.
    pub place: Place,
    /// The label or heading of the cell.
    pub heading: String,
    /// What it holds, without other people's data.
    pub content: String,
    /// What it is, if it is not the content of a cell or a line.
    pub beside: Option<Beside>,
    /// What it was used as.
    pub used: Use,
    /// Whether its row, column or sheet is hidden.
    pub hidden: bool,
    /// Whether something about other people was left out.
    pub masked: bool,
}

/// A text that a spreadsheet has beside its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// A note or a conversation on a cell.
    Note,
    /// A text box, or the text in a shape, a chart or a diagram.
    TextBox,
    /// The header or footer of a page.
    Page,
    /// A property of the file.
    Property,
    /// What only programs show.
    Other,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A cell.
    Cell(CellAddress),
    /// A line of a text, counted from 1.
    Line(usize),
    /// No cell and no line: the sheet or the file.
    Whole,
}

/// What a cell was used as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// A fact about the person or the review.
    Field(Field),
    /// The person's own rating, read as this.
    OwnRating(String),
    /// The manager's rating, read as this.
    ManagerRating(String),
    /// The agreed rating, read as this.
    AgreedRating(String),
    /// Evidence.
    Evidence,
    /// The manager's remark.
    ManagerComment,
    /// Interest.
    Interest,
    /// Part of an action.
    Action,
    /// Part of the row of a decision.
    Decision,
    /// Part of a mark of an expectation.
    Mark,
    /// A label, a heading or a text of the career map, such as every form has.
    Form,
    /// Not used by careermap.
    NotUsed,
    /// Written by careermap, from the other files.
    Written,
    /// A place that is about something or somebody else, and names the person.
    Mention,
}

impl Use {
    /// Whether it says nothing about the person in particular.
    pub const fn is_form(&self) -> bool {
        matches!(self, Self::Form)
    }
}

/// A message of careermap about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldMessage {
    /// Where it is from: its file, sheet and cell in words, without the names of other people.
    pub place: String,
    /// How much it matters.
    pub severity: Severity,
    /// Its code.
    pub code: String,
    /// What it says.
    pub text: String,
    /// Whether something about other people was left out.
    pub masked: bool,
}
