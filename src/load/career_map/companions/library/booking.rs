//! What has to be known to book an action: hours, cost, provider, seats and days. A cell that cannot be understood
//! leaves the row out, so that nobody books by half of it.

use jiff::civil::Date;

use super::amounts;
use super::cost::CostColumns;
use super::hours;
use super::row::{Row, with_unit};
use super::words::heads;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::dates::{DateProblem, parse_date};
use crate::load::sheet::CellValue;
use crate::load::vocabulary::{Concept, says};
use crate::model::{Amount, Booking, Currency};

/// Which column holds what.
pub(super) struct BookingColumns {
    hours: Option<usize>,
    pub(super) costs: CostColumns,
    provider: Option<usize>,
    seats: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    /// What the action is, whose cell may be merged over several rows as well.
    action: usize,
}

impl BookingColumns {
    /// The columns below these headings.
    pub(super) fn of(headings: &[String], action: usize) -> Self {
        let find = |concept, others: &[Concept]| {
            let mut all = headings.iter();
            all.position(|heading| heads(heading, concept, others))
        };
        let around_hours = [Concept::Effort, Concept::PerPerson, Concept::Filler];
        let around_seats = [
            Concept::AtMost,
            Concept::PerRun,
            Concept::Number,
            Concept::Filler,
        ];
        Self {
            hours: find(Concept::Hours, &[]).or_else(|| find(Concept::Hours, &around_hours)),
            costs: CostColumns::of(headings),
            provider: find(Concept::Provider, &[]),
            seats: find(Concept::Seats, &around_seats),
            from: find(Concept::RunsFrom, &[Concept::Date]),
            to: find(Concept::RunsTo, &[Concept::Date]),
            action,
        }
    }

    /// The columns that it reads.
    pub(super) fn all(&self) -> Vec<usize> {
        let others = [self.hours, self.provider, self.seats, self.from, self.to];
        let others = others.into_iter().flatten();
        others.chain(self.costs.all()).collect()
    }

    /// What a row says; `None` if any of it cannot be understood, which messages say. `own` is the company's currency.
    pub(super) fn read(
        &self,
        table: &MapTable,
        row: usize,
        own: Option<Currency>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Booking> {
        let row = self.row(table, row);
        let seats = self.seats(row);
        let seats_known = seats.as_ref().ok().copied().flatten();
        let days = self.days(row);
        let mut problems = Vec::new();
        let booking = Booking {
            hours: kept(self.hours(row), &mut problems),
            cost: kept(self.costs.read(row, seats_known, own), &mut problems),
            provider: self.provider.and_then(|column| row.text(column)),
            seats: kept(seats, &mut problems),
            from: kept(days.clone().map(|(from, _)| from), &mut problems),
            to: days.ok().and_then(|(_, to)| to),
        };
        let is_whole = problems.is_empty();
        diagnostics.append(&mut problems);
        is_whole.then_some(booking)
    }

    /// The first column of a row that says what something costs or takes.
    pub(super) fn filled_in(&self, table: &MapTable, row: usize) -> Option<usize> {
        let row = self.row(table, row);
        let costs = self.costs.columns.iter().map(|(column, _)| *column);
        let mut amounts = costs.chain(self.hours).chain(self.seats);
        amounts.find(|column| row.filled(Some(*column)).is_some())
    }

    /// Whether a row has a cost whose currency only the company's setting names.
    pub(super) fn costs_company_currency(&self, table: &MapTable, row: usize) -> bool {
        self.costs.is_of_company(self.row(table, row))
    }

    const fn row<'t>(&self, table: &'t MapTable, row: usize) -> Row<'t> {
        Row::new(table, row, self.action)
    }

    fn hours(&self, row: Row<'_>) -> Result<Option<Amount>, Diagnostic> {
        let Some((column, text)) = row.filled(self.hours) else {
            return Ok(None);
        };
        row.stands_alone(Code("library-hours"), column)?;
        let unit = row.unit(column);
        let found = match row.number(column) {
            Some(_) if unit.is_some_and(|unit| !says(unit, Concept::Hours)) => None,
            Some(number) => Amount::of_number(number),
            None => hours::hours(&text),
        };
        found.map(Some).ok_or_else(|| {
            let help = match hours::nearly(&text) {
                Some(hours) => format!(
                    "Hours have at most three decimal places: write {hours}, for example."
                ),
                None => "Write a number such as 6 or 1.5. If the cell is a length of time, give it the format [h]:mm. \
                         Words about the time belong in a column Effort."
                    .to_owned(),
            };
            row.left_out(
                Code("library-hours"),
                column,
                &format!("Found “{}”, expected a number of hours", with_unit(&text, unit)),
                &help,
            )
        })
    }

    fn seats(&self, row: Row<'_>) -> Result<Option<usize>, Diagnostic> {
        /// More people than a run of anything has.
        const MOST: f64 = 1e6;
        let Some((column, text)) = row.filled(self.seats) else {
            return Ok(None);
        };
        row.stands_alone(Code("library-seats"), column)?;
        let is_seats = |unit: &str| heads(unit, Concept::Seats, &[Concept::AtMost]);
        let unit = row.unit(column);
        let number = match row.number(column) {
            Some(number) => Some(number).filter(|_| unit.is_none_or(is_seats)),
            None => amounts::seats(&text).map(f64::from),
        };
        match number.filter(|n| n.fract() == 0.0 && (1.0..=MOST).contains(n)) {
            Some(number) => Ok(Some(number as usize)),
            None => Err(row.left_out(
                Code("library-seats"),
                column,
                &format!(
                    "Found “{}”, expected how many people one run has places for",
                    with_unit(&text, unit)
                ),
                "Write a whole number of 1 or more, or leave the cell empty if there is no limit.",
            )),
        }
    }

    fn days(&self, row: Row<'_>) -> Result<(Option<Date>, Option<Date>), Diagnostic> {
        let day = |column: Option<usize>| -> Result<Option<Date>, Diagnostic> {
            let Some((column, text)) = row.filled(column) else {
                return Ok(None);
            };
            parse_date(&CellValue::Text(text.clone()))
                .map(Some)
                .map_err(|why| {
                    let found = match why {
                        DateProblem::Ambiguous(one, other) => {
                            format!("“{text}” can be {one} or {other}")
                        }
                        DateProblem::NotADate => format!("Found “{text}”, expected a day"),
                    };
                    row.left_out(
                        Code("library-day"),
                        column,
                        &found,
                        "Write it as 2027-03-31.",
                    )
                })
        };
        let (from, to) = (day(self.from)?, day(self.to)?);
        match (from, to, self.to) {
            (Some(first), Some(last), Some(column)) if first > last => Err(row.left_out(
                Code("library-day"),
                column,
                &format!("The action ends on {last}, before it begins on {first}"),
                "Correct one of the two days.",
            )),
            _ => Ok((from, to)),
        }
    }
}

/// The value, or nothing and a problem more.
fn kept<T>(read: Result<Option<T>, Diagnostic>, problems: &mut Vec<Diagnostic>) -> Option<T> {
    read.unwrap_or_else(|problem| {
        problems.push(problem);
        None
    })
}
