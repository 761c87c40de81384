//! Outcomes: one person a row, with what their manager recommends, or what leadership decided; beside assessments or in a
//! separate file.

mod columns;

use std::borrow::Cow;

use super::super::dates::{date_or_report, parse_date};
use super::super::names::{MapNames, Unmatched};
use super::super::setting_lines::toml_text;
use super::super::sheet::{CellValue, Sheet};
use super::super::table::{HeadedTable, Row};
use super::super::vocabulary::{Concept, Dictionary, Meaning, says};
use super::Context;
use super::fields::{level_problem, person_name};
use super::of_review::OfReview;
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::model::{EmployeeId, Field, FileShape, Sourced, TableAccount, TablePlace, TableReading};
use crate::text::{counted, fold, tidy};

use columns::{COLUMNS, DECIDED, LEVELS, NOT_USED, PERSON, SAID, perhaps_of_decision};

/// What a manager writes for leadership about one person, and what leadership decided.
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
    /// What was decided.
    pub decision: PersonDecision,
    /// Which review it belongs to, as far as the table says it.
    pub of_review: OfReview,
    /// The row's place.
    pub at: Location,
}

impl PersonOutcome {
    /// The person's name, or the employee ID or the address where only that is given.
    pub fn called(&self) -> &str {
        let id = self.employee_id.as_deref().or(self.email.as_deref());
        if self.name.is_empty() {
            id.unwrap_or_default()
        } else {
            &self.name
        }
    }
}

/// What a row says about a decision, each part only if it is filled in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonDecision {
    /// What was decided.
    pub decided: Option<Sourced<String>>,
    /// The level that the person is to hold.
    pub level: Option<Sourced<String>>,
    /// From when it applies: a day as year-month-day, or what is written in its place.
    pub from: Option<Sourced<String>>,
    /// Why.
    pub reasons: Option<Sourced<String>>,
    /// Who decided it.
    pub by: Option<Sourced<String>>,
}

/// A table of outcomes on a sheet.
pub(super) struct Outcomes<'a> {
    sheet: &'a Sheet,
    table: HeadedTable<'a, Meaning>,
    words: &'a Dictionary,
    /// The column of reasons, where it does not say what for and stands behind the decision.
    reasons_of_decision: bool,
    of_review: OfReview,
}

impl<'a> Outcomes<'a> {
    /// The table on a sheet, if it has one: with people and what is recommended or decided for them, and without competencies.
    pub(super) fn find(
        sheet: &'a Sheet,
        context: &Context<'a>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let words = &context.settings.columns;
        let table = [
            Meaning::Decision,
            Meaning::Of(Field::Recommendation),
            Meaning::Of(Field::ManagerSummary),
        ]
        .into_iter()
        .find_map(|said| {
            let mut found = Vec::new();
            let table = HeadedTable::find(sheet, &COLUMNS, words, &[said], &PERSON, &mut found)?;
            problems.append(&mut found);
            Some(table)
        })?;
        let is_about_competencies = sheet.grid.row(table.header_row()).any(|(_, value)| {
            value
                .text()
                .is_some_and(|text| context.names.find_competency(&text).is_some())
        });
        let place = |column| table.column(column);
        let reasons_of_decision = place(Meaning::DecisionReasons).is_none()
            && place(Meaning::Decision) < place(Meaning::Of(Field::Reasons))
            && place(Meaning::Decision).is_some()
            && !place(Meaning::Of(Field::Reasons))
                .and_then(|column| sheet.grid.get(table.header_row(), column)?.text())
                .is_some_and(|text| words.heading(&text).may_be(Meaning::Of(Field::Reasons)));
        (!is_about_competencies).then(|| Self {
            of_review: OfReview::above(sheet, table.header_row(), words, problems),
            sheet,
            table,
            words,
            reasons_of_decision,
        })
    }

    /// What of the table is read beside the people.
    fn said(&self) -> impl Iterator<Item = Meaning> {
        let decided = self.table.column(Meaning::Decision).map(|_| DECIDED);
        SAID.into_iter().chain(decided.into_iter().flatten())
    }

    /// The column of a decision's reasons.
    const fn decision_reasons(&self) -> Meaning {
        if self.reasons_of_decision {
            Meaning::Of(Field::Reasons)
        } else {
            Meaning::DecisionReasons
        }
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

    fn account(&self) -> TableAccount {
        let mut account = TableAccount {
            kind: FileShape::Outcomes,
            labels: self.of_review.labels(),
            ..TableAccount::default()
        };
        for (place, text) in self.headings() {
            match self.read_as(place) {
                Some(Meaning::Of(Field::Reasons)) if self.reasons_of_decision => {
                    let column = COLUMNS.contract_name(Meaning::DecisionReasons);
                    account.read(place, &text, column);
                }
                Some(column) => account.read(place, &text, COLUMNS.contract_name(column)),
                None if self.is_unknown(&text) => account.leave_out(place, &text, NOT_USED),
                None => account.leave_out(place, &text, "the assessment says it"),
            }
        }
        account
    }

    /// The headings, each with its column.
    fn headings(&self) -> impl Iterator<Item = (u32, Cow<'a, str>)> {
        let headings = self.sheet.grid.row(self.table.header_row());
        headings.filter_map(|(place, value)| Some((place, value.text()?)))
    }

    /// What a column is read as.
    fn read_as(&self, place: u32) -> Option<Meaning> {
        let mut columns = self.said().chain(PERSON).chain([
            Meaning::FirstName,
            Meaning::Of(Field::Team),
            Meaning::Of(Field::Cycle),
            Meaning::Of(Field::AssessedOn),
        ]);
        columns.find(|column| self.table.column(*column) == Some(place))
    }

    fn is_unknown(&self, heading: &str) -> bool {
        self.words.heading(heading).meanings.is_empty()
    }

    /// Names each column with texts about people that careermap does not read.
    fn unread_texts(&self) -> impl Iterator<Item = Diagnostic> {
        let unread = self
            .headings()
            .filter(|(place, text)| self.read_as(*place).is_none() && self.is_unknown(text));
        unread.filter_map(|(place, heading)| {
            let cells = self.table.rows().filter(is_about_somebody);
            let mut texts = cells.filter_map(|row| {
                let cell = row.cell(place);
                let value = self.sheet.grid.get(cell.row, cell.column)?;
                matches!(value, CellValue::Text(text) if !fold(text).is_empty()).then_some(cell)
            });
            let first = texts.next()?;
            let texts = 1 + texts.count();
            Some(Diagnostic::warning(
                "text-unused",
                self.sheet.at.with_cell(first),
                format!(
                    "The column “{}” has a text in {}, but careermap does not read such a column; it was left out.",
                    tidy(&heading),
                    counted(texts, "row", "rows")
                ),
                self.how_to_read(&tidy(&heading)),
            ))
        })
    }

    /// What to do about a column that nothing reads.
    fn how_to_read(&self, heading: &str) -> String {
        let key = toml_text(heading);
        let is_decided = self.table.column(Meaning::Decision).is_some();
        let fits = is_decided.then(|| perhaps_of_decision(heading)).flatten();
        let fits = fits.filter(|(column, _)| self.table.column(*column).is_none());
        let not_read = format!(
            "If not, write into careermap.toml, under [assessments.columns]: {key} = \"ignore\""
        );
        match fits {
            Some((column, meaning)) => format!(
                "If it should be read as “{}”, write into careermap.toml, under [assessments.columns]: {key} = \"{meaning}\". \
                 {not_read}",
                COLUMNS.contract_name(column)
            ),
            None => format!(
                "If it should be read, move its texts to a column that careermap reads, such as “{}”. {not_read}",
                COLUMNS.contract_name(if is_decided {
                    Meaning::DecisionReasons
                } else {
                    Meaning::Of(Field::Reasons)
                }),
            ),
        }
    }

    /// Everybody with an outcome, in the table's order.
    pub(super) fn read(
        &self,
        names: &MapNames<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<PersonOutcome> {
        problems.extend(self.unread_texts());
        let is_filled = |row: &Row<'_, Meaning>| self.said().any(|said| row.value(said).is_some());
        self.table
            .rows()
            .filter(is_filled)
            .filter_map(|row| self.read_row(&row, names, problems))
            .collect()
    }

    fn read_row(
        &self,
        row: &Row<'_, Meaning>,
        names: &MapNames<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<PersonOutcome> {
        let (name, employee_id) = row_person(row, problems)?;
        for column in LEVELS {
            if let Some(typed) = row.name(column, problems) {
                check_level(row, column, &typed, names, problems);
            }
        }
        let has_decision = self.table.column(Meaning::Decision).is_some();
        let decision_reasons = self.decision_reasons();
        let mut text = |column| {
            let text = row.text(column, problems)?;
            Some(Sourced::new(text, row.at(column)))
        };
        let chosen = |typed: Sourced<String>| Sourced {
            value: names.chosen(List::Recommendation, typed.value),
            ..typed
        };
        let recommendation = text(Meaning::Of(Field::Recommendation)).map(chosen);
        let summary = text(Meaning::Of(Field::ManagerSummary));
        let reasons = text(Meaning::Of(Field::Reasons)).filter(|_| !self.reasons_of_decision);
        let decision = if has_decision {
            PersonDecision {
                decided: text(Meaning::Decision).map(chosen),
                level: text(Meaning::DecisionLevel),
                from: row.value(Meaning::DecisionFrom).and_then(|value| {
                    // What is not a day, such as “with the next budget”, is said in these words.
                    let day = parse_date(value).ok().map(|day| day.to_string());
                    let at = row.at(Meaning::DecisionFrom);
                    day.map_or_else(
                        || text(Meaning::DecisionFrom),
                        |day| Some(Sourced::new(day, at)),
                    )
                }),
                reasons: text(decision_reasons),
                by: text(Meaning::DecidedBy),
            }
        } else {
            PersonDecision::default()
        };
        let cycle = text(Meaning::Of(Field::Cycle));
        let until_column = Meaning::Of(Field::AssessedOn);
        let until = row.value(until_column).and_then(|value| {
            let day = date_or_report(value, || row.at(until_column), problems)?;
            Some(Sourced::new(day, row.at(until_column)))
        });
        let of_review = self.of_review.in_row(cycle, until);
        let level = decision.level.filter(|level| {
            check_level(row, Meaning::DecisionLevel, &level.value, names, problems)
        });
        Some(PersonOutcome {
            name: name.unwrap_or_default(),
            team: row.name(Meaning::Of(Field::Team), problems),
            email: row.name(Meaning::Of(Field::Email), problems),
            summary,
            recommendation,
            reasons,
            decision: PersonDecision { level, ..decision },
            of_review,
            at: row_place(row),
            employee_id,
        })
    }
}

/// Whether the map has a level of this name; if not, a message says so.
fn check_level(
    row: &Row<'_, Meaning>,
    column: Meaning,
    typed: &str,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    // Two levels of one name are told apart by the track, which the assessment says.
    let Err(unmatched @ Unmatched::Unknown { .. }) = names.level(typed, None) else {
        return true;
    };
    if column == Meaning::Of(Field::TargetLevel) && says(typed, Concept::Stay) {
        return true;
    }
    let what = COLUMNS.contract_name(column).to_lowercase();
    let instead = if column == Meaning::DecisionLevel {
        "it was left out"
    } else {
        "the one in the assessment was used"
    };
    problems.push(Diagnostic::warning(
        "unknown-level",
        row.at(column),
        format!("{}; {instead}.", level_problem(&what, typed, &unmatched)),
        unmatched.help(&names.map().level_titles()),
    ));
    false
}

fn is_about_somebody(row: &Row<'_, Meaning>) -> bool {
    PERSON.iter().any(|column| row.value(*column).is_some())
}

/// The place of a row: the first cell that says whom it is about.
fn row_place(row: &Row<'_, Meaning>) -> Location {
    let place = PERSON.into_iter().find(|column| row.has_column(*column));
    row.at(place.unwrap_or(Meaning::Of(Field::Name)))
}

/// The name and the number of the person whom a row is about; `None`, with a message if it needs one, where it is about nobody.
fn row_person(
    row: &Row<'_, Meaning>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Option<String>, Option<EmployeeId>)> {
    let mut word = |column| row.name(column, problems);
    let name = person_name(
        word(Meaning::Of(Field::Name)),
        word(Meaning::FirstName),
        word(Meaning::LastName),
    );
    let employee_id = word(Meaning::Of(Field::EmployeeId)).map(EmployeeId::new);
    if name.is_none() && employee_id.is_none() && word(Meaning::Of(Field::Email)).is_none() {
        problems.push(Diagnostic::warning(
            "name-missing",
            row_place(row),
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
    Some((name, employee_id))
}
