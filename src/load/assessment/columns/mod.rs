//! The columns of a table of ratings: what each holds, by its heading and its cells.
//!
//! Forms and lists both use this. The cells decide where a heading is ambiguous; a column of ratings whose rater is
//! unclear is named, with the line of the configuration that says it.

mod cells;
mod choice;
mod header;
mod messages;
mod periods;

use std::collections::{BTreeMap, BTreeSet};

use super::super::sheet::{CellValue, Sheet};
use super::super::table::HeadedTable;
use super::super::vocabulary::{
    Meaning, Period, Rater, Whose, names_others, raters_mentioned, stated_top,
};
use super::Context;
use crate::diagnostic::Diagnostic;
use crate::model::{Field, FileShape, TableAccount, TablePlace, TableReading};
use choice::ChosenColumns;
use header::Header;

/// The columns of a table of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Of(Field),
    FirstName,
    LastName,
    Competency,
    Rating(Rater),
    /// Ratings that say in another column, or nowhere, whose they are.
    Unsaid,
    Rater,
    Evidence,
    OwnComment,
    ManagerComment,
    Interest,
}

impl Column {
    /// What a column is read as, in words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Of(field) => field.label(),
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Competency => "competency",
            Self::Rating(Rater::Own) => "self ratings",
            Self::Rating(Rater::Manager) => "manager's ratings",
            Self::Rating(Rater::Agreed) => "agreed ratings",
            Self::Unsaid => "ratings",
            Self::Rater => "whose ratings each row holds",
            Self::Evidence => "evidence",
            Self::OwnComment => "the person's remarks, read as evidence",
            Self::ManagerComment => "manager's remarks",
            Self::Interest => "interest",
        }
    }
}

/// What a column was chosen to be.
#[derive(Debug, Clone, Copy)]
struct ChosenColumn {
    place: u32,
    column: Column,
    period: Option<Period>,
}

/// The columns that hold ratings.
pub(super) const RATINGS: [Column; 4] = [
    Column::Rating(Rater::Own),
    Column::Rating(Rater::Manager),
    Column::Rating(Rater::Agreed),
    Column::Unsaid,
];

/// A table of ratings on a sheet.
#[derive(Debug)]
pub(super) struct RatingTable<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) table: HeadedTable<'a, Column>,
    /// The first row of its headings.
    pub(super) top: u32,
    /// Its last row, as far as that is known; else the last one of its headings.
    pub(super) last: u32,
    /// The rater of the ratings in the column that does not say whose they are; `None` where each row says it.
    pub(super) unsaid: Option<Rater>,
    /// Whether something says whose all of its ratings are.
    pub(super) says_whose: bool,
    /// The top of the scale that a heading of ratings states.
    pub(super) stated_top: Option<u32>,
    /// What each column was read as.
    pub(super) account: TableAccount,
}

impl<'a> RatingTable<'a> {
    /// The table on a sheet, if it has one.
    pub(super) fn find(
        sheet: &'a Sheet,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let header = Header::find(sheet, context)?;
        let rows: Vec<u32> = (header.bottom + 1..sheet.grid.row_count())
            .filter(|row| sheet.grid.get(*row, header.competency).is_some())
            .collect();
        let choice = ChosenColumns::make(sheet, &header, &rows, context, problems);
        let mut columns = choice.columns;
        let mut account = choice.account;
        let unsaid = whose_unsaid(
            sheet,
            &header,
            &mut columns,
            &mut account,
            context,
            problems,
        );
        // A table whose raters are unclear is still a table: a message has to say what it lacks.
        if !RATINGS.iter().any(|column| columns.contains_key(column)) && problems.is_empty() {
            return None;
        }
        let is_rated = |place: u32| {
            RATINGS
                .iter()
                .any(|column| columns.get(column) == Some(&place))
        };
        let stated_top = header
            .cells
            .iter()
            .filter(|cell| is_rated(cell.column))
            .filter_map(|cell| stated_top(&cell.text))
            .max();
        Some(Self {
            sheet,
            says_whose: problems.is_empty()
                && columns.keys().any(|column| RATINGS.contains(column)),
            stated_top,
            top: header.top,
            last: header.bottom,
            table: HeadedTable::new(sheet, header.bottom, columns),
            unsaid,
            account,
        })
    }

    /// Whether the table says in a column whom each row is about.
    pub(super) fn names_people(&self) -> bool {
        [
            Column::Of(Field::Name),
            Column::LastName,
            Column::Of(Field::EmployeeId),
        ]
        .iter()
        .any(|column| self.table.column(*column).is_some())
    }

    /// What its columns were read as, in a file of this kind.
    pub(super) fn reading(&self, kind: FileShape) -> TableReading {
        let mut account = self.account.clone();
        account.kind = kind;
        let bottom = self.table.header_row();
        TableReading {
            account,
            place: TablePlace {
                at: self.sheet.at.clone(),
                headings: self.top..=bottom,
                lines: bottom + 1..=self.last,
                lines_left_out: Vec::new(),
                like_others: Vec::new(),
                labels: Vec::new(),
            },
        }
    }

    /// The rater of a column's ratings: the column's own, or the one that the table states.
    pub(super) fn by(&self, column: Column) -> Option<Rater> {
        match column {
            Column::Rating(by) => Some(by),
            Column::Unsaid => self.unsaid,
            _ => None,
        }
    }
}

/// The rater of the one column that does not say whose ratings it holds: as the row, the configuration, the sheet's
/// name or a title says; the manager, with a warning, where nothing mentions self. Otherwise the column is left out and
/// named.
fn whose_unsaid(
    sheet: &Sheet,
    header: &Header,
    columns: &mut BTreeMap<Column, u32>,
    account: &mut TableAccount,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Rater> {
    let place = *columns.get(&Column::Unsaid)?;
    if columns.contains_key(&Column::Rater) {
        return None;
    }
    let cell = header.cells.iter().find(|cell| cell.column == place)?;
    let others_say = RATINGS[..3]
        .iter()
        .any(|column| columns.contains_key(column));
    let mut left_out = |problem: Diagnostic, why: &str| {
        columns.remove(&Column::Unsaid);
        account.leave_out(place, &cell.text, why);
        problems.push(problem);
    };
    if others_say {
        left_out(
            messages::unused(sheet, cell),
            "does not say whose ratings it holds, and other columns do",
        );
        return None;
    }
    match context.settings.unsaid() {
        Some(Whose::Said(by)) => {
            account.read(place, &cell.text, Column::Rating(by).words());
            return Some(by);
        }
        Some(_) => {
            columns.remove(&Column::Unsaid);
            account.leave_out(place, &cell.text, "the settings say so");
            return None;
        }
        None => {}
    }
    let (mentioned, speaks_of_self) = mentioned(sheet, header, context);
    if mentioned.is_empty() && names_other_raters(sheet, header.top) {
        left_out(
            messages::of_others_by_title(sheet, cell),
            "ratings of somebody else",
        );
        return None;
    }
    if let (Some(by), 1) = (mentioned.first(), mentioned.len()) {
        account.read(place, &cell.text, Column::Rating(*by).words());
        return Some(*by);
    }
    if speaks_of_self {
        left_out(
            messages::ratings_without_rater(sheet, cell),
            "does not say whose ratings it holds",
        );
        return None;
    }
    problems.push(messages::read_as_managers(sheet, cell));
    account.read(
        place,
        &cell.text,
        "manager's ratings, assumed since no heading says whose",
    );
    Some(Rater::Manager)
}

/// Whether the sheet's name or a title above this row says that the ratings are of peers or a system.
fn names_other_raters(sheet: &Sheet, row: u32) -> bool {
    let titles = sheet.grid.cells().take_while(|(at, _)| at.row < row);
    titles
        .filter_map(|(_, value)| match value {
            CellValue::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .chain([sheet.name.as_str()])
        .any(names_others)
}

/// The raters that the sheet's name and the titles above the table mention, and whether anything mentions self.
fn mentioned(sheet: &Sheet, header: &Header, context: &Context<'_>) -> (BTreeSet<Rater>, bool) {
    /// Longer texts are instructions, which mention everybody.
    const LONGEST_TITLE: usize = 60;
    let mut raters = raters_mentioned(&sheet.name);
    let mut own = header.cells.iter().any(|cell| cell.heading.says_self);
    for (at, value) in sheet.grid.cells() {
        if at.row >= header.top {
            break;
        }
        let CellValue::Text(text) = value else {
            continue;
        };
        let is_label = |meaning: &Meaning| matches!(meaning, Meaning::Of(_));
        if context
            .settings
            .labels
            .heading(text)
            .meanings
            .iter()
            .any(is_label)
        {
            continue;
        }
        let found = raters_mentioned(text);
        own |= found.contains(&Rater::Own);
        if text.len() <= LONGEST_TITLE {
            raters.extend(found);
        }
    }
    own |= raters.contains(&Rater::Own);
    (raters, own)
}
