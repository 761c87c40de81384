//! Outcomes: one person a row, with what their manager recommends; beside assessments or in a separate file.

use super::super::names::Names;
use super::super::sheet::Sheet;
use super::super::table::{Columns, HeadedTable, Row, column};
use super::super::vocabulary::{By, Concept, Dictionary, Meaning, Whose, says};
use super::Context;
use super::fields::person_name;
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::model::{Account, EmployeeId, Field, Kind, Sourced, TablePlace, TableReading};

/// What a manager writes for leadership about one person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonOutcome {
    /// The person's name; empty where only the employee ID is given.
    pub name: String,
    /// The person's employee ID.
    pub employee_id: Option<EmployeeId>,
    /// The person's team.
    pub team: Option<String>,
    /// The person's email address.
    pub email: Option<String>,
    /// The summary.
    pub summary: Option<Sourced<String>>,
    /// The recommendation.
    pub recommendation: Option<Sourced<String>>,
    /// What the recommendation rests on.
    pub reasons: Option<Sourced<String>>,
    /// The row's place.
    pub at: Location,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Recommendation,
    Summary,
    Reasons,
    EmployeeId,
    Name,
    FirstName,
    LastName,
    Team,
    Email,
}

const SAID: [Column; 3] = [Column::Recommendation, Column::Summary, Column::Reasons];
const PERSON: [Column; 3] = [Column::Name, Column::LastName, Column::EmployeeId];

static COLUMNS: Columns<Column> = Columns(&[
    column(
        Column::Recommendation,
        Field::Recommendation.label(),
        &[Meaning::Of(Field::Recommendation)],
    ),
    column(
        Column::Summary,
        Field::ManagerSummary.label(),
        &[Meaning::Of(Field::ManagerSummary)],
    ),
    // Only the manager writes here.
    column(
        Column::Reasons,
        Field::Reasons.label(),
        &[
            Meaning::Of(Field::Reasons),
            Meaning::Comment(Whose::Unsaid),
            Meaning::Comment(Whose::Said(By::Manager)),
        ],
    ),
    column(
        Column::EmployeeId,
        Field::EmployeeId.label(),
        &[Meaning::Of(Field::EmployeeId)],
    ),
    column(
        Column::Name,
        Field::Name.label(),
        &[Meaning::Of(Field::Name)],
    ),
    column(Column::FirstName, "First name", &[Meaning::FirstName]),
    column(Column::LastName, "Last name", &[Meaning::LastName]),
    column(
        Column::Team,
        Field::Team.label(),
        &[Meaning::Of(Field::Team)],
    ),
    column(
        Column::Email,
        Field::Email.label(),
        &[Meaning::Of(Field::Email)],
    ),
]);

/// A table of outcomes on a sheet.
pub(super) struct Outcomes<'a> {
    sheet: &'a Sheet,
    table: HeadedTable<'a, Column>,
    words: &'a Dictionary,
}

impl<'a> Outcomes<'a> {
    /// The table on a sheet, if it has one: with people and what is recommended for them, and without competencies.
    pub(super) fn find(
        sheet: &'a Sheet,
        context: &Context<'a>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let words = &context.settings.columns;
        let table = [Column::Recommendation, Column::Summary]
            .into_iter()
            .find_map(|said| {
                let mut found = Vec::new();
                let table =
                    HeadedTable::find(sheet, &COLUMNS, words, &[said], &PERSON, &mut found)?;
                problems.append(&mut found);
                Some(table)
            })?;
        let is_about_competencies = sheet.grid.row(table.header_row()).any(|(_, value)| {
            value
                .text()
                .is_some_and(|text| context.names.find_competency(&text).is_some())
        });
        (!is_about_competencies).then_some(Self {
            sheet,
            table,
            words,
        })
    }

    /// How the table was read, and its place.
    pub(super) fn reading(&self) -> TableReading {
        let header = self.table.header_row();
        let last = self.sheet.grid.row_count().saturating_sub(1);
        TableReading {
            account: self.account(),
            place: TablePlace {
                at: self.sheet.at.clone(),
                headings: header..=header,
                lines: header + 1..=last,
                lines_left_out: Vec::new(),
                like_others: Vec::new(),
                labels: Vec::new(),
            },
        }
    }

    fn account(&self) -> Account {
        let mut account = Account {
            kind: Kind::Outcomes,
            ..Account::default()
        };
        let headings = self.sheet.grid.row(self.table.header_row());
        for (place, text) in headings.filter_map(|(place, value)| Some((place, value.text()?))) {
            let is_read = SAID
                .iter()
                .chain(&PERSON)
                .chain(&[Column::FirstName, Column::Team, Column::Email])
                .find(|column| self.table.column(**column) == Some(place));
            match is_read {
                Some(column) => account.read(place, &text, COLUMNS.contract_name(*column)),
                None if self.words.heading(&text).meanings.is_empty() => {
                    account.leave_out(place, &text, "careermap does not use such a column");
                }
                None => account.leave_out(place, &text, "the assessment says it"),
            }
        }
        account
    }

    /// Everybody with an outcome, in the table's order.
    pub(super) fn read(
        &self,
        names: &Names<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<PersonOutcome> {
        let is_filled = |row: &Row<'_, Column>| SAID.iter().any(|said| row.value(*said).is_some());
        self.table
            .rows()
            .filter(is_filled)
            .filter_map(|row| read_row(&row, names, problems))
            .collect()
    }
}

fn read_row(
    row: &Row<'_, Column>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<PersonOutcome> {
    let mut word = |column| row.name(column, problems);
    let name = person_name(
        word(Column::Name),
        word(Column::FirstName),
        word(Column::LastName),
    );
    let employee_id = word(Column::EmployeeId).map(EmployeeId::new);
    let (team, email) = (word(Column::Team), word(Column::Email));
    let place = PERSON.into_iter().find(|column| row.has_column(*column));
    let at = row.at(place.unwrap_or(Column::Name));
    if name.is_none() && employee_id.is_none() {
        problems.push(Diagnostic::warning(
            "name-missing",
            at,
            "This row of outcomes does not name a person; it was left out.",
            "Write the person's name, or empty the row.",
        ));
        return None;
    }
    if name
        .as_deref()
        .is_some_and(|name| says(name, Concept::Total))
    {
        return None;
    }
    let mut text = |column| {
        let text = row.text(column, problems)?;
        Some(Sourced::new(text, row.at(column)))
    };
    Some(PersonOutcome {
        name: name.unwrap_or_default(),
        employee_id,
        team,
        email,
        summary: text(Column::Summary),
        recommendation: text(Column::Recommendation).map(|typed| Sourced {
            value: names.chosen(List::Recommendation, typed.value),
            ..typed
        }),
        reasons: text(Column::Reasons),
        at,
    })
}
