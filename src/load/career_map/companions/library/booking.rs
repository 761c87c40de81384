//! What has to be known to book an action: hours, cost, provider, seats and days. A cell that cannot be understood
//! leaves the row out, so that nobody books by half of it.

use jiff::civil::Date;

use super::amounts::{self, Around, meant};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::dates::{DateProblem, parse_date};
use crate::load::sheet::{CURRENCY_OF_THE_READER, Value};
use crate::load::vocabulary::{Concept, says};
use crate::model::{Amount, Booking, Cost, CostPer, Currency, CurrencySign, currency_sign};
use crate::text::tidy;

/// Which column holds what.
pub(super) struct BookingColumns {
    hours: Option<usize>,
    pub(super) cost: Option<usize>,
    /// What the heading of the costs says.
    of_heading: Around,
    currency: Option<usize>,
    provider: Option<usize>,
    seats: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
}

impl BookingColumns {
    pub(super) fn of(table: &MapTable, header: usize) -> Self {
        let text = |column: usize| table.text(header, column);
        let find = |concept| (0..table.width()).find(|column| says(text(*column), concept));
        let cost = (0..table.width())
            .find_map(|column| Some((column, amounts::cost_heading(text(column))?)));
        Self {
            hours: find(Concept::Hours),
            cost: cost.map(|(column, _)| column),
            of_heading: cost.map(|(_, said)| said).unwrap_or_default(),
            currency: find(Concept::Currency),
            provider: find(Concept::Provider),
            seats: find(Concept::Seats),
            from: find(Concept::RunsFrom),
            to: find(Concept::RunsTo),
        }
    }

    /// The columns that it reads.
    pub(super) fn all(&self) -> Vec<usize> {
        [
            self.hours,
            self.cost,
            self.currency,
            self.provider,
            self.seats,
            self.from,
            self.to,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What a row says; `None` if any of it cannot be understood, which messages say. `own` is the company's currency.
    pub(super) fn read(
        &self,
        table: &MapTable,
        row: usize,
        own: Option<Currency>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Booking> {
        let row = Row { table, row };
        let seats = self.seats(row);
        let seats_known = seats.as_ref().ok().copied().flatten();
        let days = self.days(row);
        let mut problems = Vec::new();
        let booking = Booking {
            hours: kept(self.hours(row), &mut problems),
            cost: kept(self.cost(row, seats_known, own), &mut problems),
            provider: self.provider.and_then(|column| row.text(column)),
            seats: kept(seats, &mut problems),
            from: kept(days.clone().map(|(from, _)| from), &mut problems),
            to: days.ok().and_then(|(_, to)| to),
        };
        let is_whole = problems.is_empty();
        diagnostics.append(&mut problems);
        is_whole.then_some(booking)
    }

    fn hours(&self, row: Row<'_>) -> Result<Option<Amount>, Diagnostic> {
        let Some((column, text)) = row.filled(self.hours) else {
            return Ok(None);
        };
        let unit = row.unit(column);
        let found = match row.number(column) {
            Some(_) if unit.is_some_and(|unit| !says(unit, Concept::Hours)) => None,
            Some(number) => Amount::of_number(number),
            None => amounts::hours(&text),
        };
        found.map(Some).ok_or_else(|| {
            let help = match amounts::nearly(&text) {
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

    fn cost(
        &self,
        row: Row<'_>,
        seats: Option<usize>,
        own: Option<Currency>,
    ) -> Result<Option<Cost>, Diagnostic> {
        let Some((column, text)) = row.filled(self.cost) else {
            return Ok(None);
        };
        let unit = row.unit(column);
        let typed = match row.number(column) {
            Some(number) => Amount::of_number(number).and_then(|amount| {
                let of_format = match unit {
                    Some(unit) if unit != CURRENCY_OF_THE_READER => amounts::around(unit)?,
                    _ => Around::default(),
                };
                Some(amounts::TypedCost {
                    amount,
                    currency: of_format.currency,
                    per: of_format.per,
                    may_be_decimal: false,
                })
            }),
            None => amounts::cost(&text),
        };
        let text = with_unit(&text, unit);
        let no_amount = |why: &str| {
            row.left_out(
                Code("library-cost"),
                column,
                &format!("Found “{text}”, {why}"),
                "Write one amount, such as 1,200.50 or 120 EUR. A cost of nothing is 0.",
            )
        };
        let Some(typed) = typed else {
            return Err(no_amount("expected an amount of money"));
        };
        let currency = self.currency(row, column, typed.currency, &text, own)?;
        let places = currency.map_or(2, Currency::places);
        if typed.may_be_decimal && places == 3 {
            return Err(no_amount(
                "which can be thousands or decimal places in this currency",
            ));
        }
        if !typed.amount.has_places(places) {
            return Err(no_amount(&format!(
                "expected an amount with at most {places} decimal places"
            )));
        }
        let by_seats = if seats.is_some() {
            CostPer::Run
        } else {
            CostPer::Person
        };
        Ok(Some(Cost {
            amount: typed.amount,
            currency,
            per: typed.per.or(self.of_heading.per).unwrap_or(by_seats),
        }))
    }

    /// The currency of a cost: what stands beside the amount, else in the row's own cell, else in the heading, else the
    /// company's. The format of a cell, which nobody may have chosen, must not contradict what somebody wrote.
    fn currency(
        &self,
        row: Row<'_>,
        cost: usize,
        beside: Option<CurrencySign>,
        text: &str,
        own: Option<Currency>,
    ) -> Result<Option<Currency>, Diagnostic> {
        let bad = |column: usize, found: &str, help: &str| {
            row.left_out(Code("library-currency"), column, found, help)
        };
        let one = |column: usize, sign: CurrencySign, text: &str, own: Option<Currency>| {
            meant(sign, own).map_err(|codes| {
                let first = codes.first().copied().unwrap_or_default();
                bad(
                    column,
                    &format!("“{text}” can be one of {}", codes.join(", ")),
                    &format!(
                        "Write the code into a column Currency, or write `currency = \"{first}\"` (with the one that you \
                         mean) under [programme] in careermap.toml."
                    ),
                )
            })
        };
        let of_format = row.unit(cost);
        let of_heading = match self.of_heading.currency {
            None => None,
            Some(sign) => Some(one(cost, sign, "The sign in the heading", own)?),
        };
        let own_cell = match row.filled(self.currency) {
            None => None,
            Some((column, text)) => {
                let Some(sign) = currency_sign(&text) else {
                    return Err(bad(
                        column,
                        &format!("Found “{text}”, expected a currency"),
                        "Write its code of three letters, such as EUR, GBP or USD.",
                    ));
                };
                Some((column, one(column, sign, &text, of_heading.or(own))?))
            }
        };
        let written = own_cell.map(|(_, currency)| currency).or(of_heading);
        let said = match beside {
            None => None,
            Some(sign) => {
                // If a sign can mean the currency written elsewhere, it does; else the two contradict each other.
                match meant(sign, written.or(own)) {
                    Ok(currency) => Some(currency),
                    Err(_) if written.is_none() => Some(one(cost, sign, text, own)?),
                    Err(codes) => {
                        return Err(bad(
                            cost,
                            &format!(
                                "“{text}” can be one of {}, but the currency of the cost is written as {}",
                                codes.join(", "),
                                written.map_or("", Currency::code)
                            ),
                            "Write the amount with its code, or correct the currency.",
                        ));
                    }
                }
            }
        };
        match (own_cell, said) {
            (Some((column, one)), Some(other)) if one != other => Err(bad(
                column,
                &format!(
                    "The cost is in {}, but the currency beside it is {}",
                    other.code(),
                    one.code()
                ),
                "Keep one of them. The format of a cell can also show a currency.",
            )),
            (None, Some(said))
                if of_format.is_some() && of_heading.is_some_and(|one| one != said) =>
            {
                Err(bad(
                    cost,
                    &format!(
                        "The format of the cell shows {}, but the heading says {}",
                        said.code(),
                        of_heading.map_or("", Currency::code)
                    ),
                    "Correct the format of the cell, or write the currency into a column Currency.",
                ))
            }
            (Some((_, one)), _) | (None, Some(one)) => Ok(Some(one)),
            (None, None) if of_heading.is_none() && of_format == Some(CURRENCY_OF_THE_READER) => {
                Err(bad(
                    cost,
                    "The format of the cell shows the currency of the computer on which somebody opens the file",
                    "Write the code of the currency, such as EUR, GBP or USD, into a column Currency.",
                ))
            }
            (None, None) => Ok(of_heading.or(own)),
        }
    }

    fn seats(&self, row: Row<'_>) -> Result<Option<usize>, Diagnostic> {
        /// More people than a run of anything has.
        const MOST: f64 = 1e6;
        let Some((column, text)) = row.filled(self.seats) else {
            return Ok(None);
        };
        let number = row.number(column).or_else(|| text.parse().ok());
        match number.filter(|n| n.fract() == 0.0 && (1.0..=MOST).contains(n)) {
            Some(number) => Ok(Some(number as usize)),
            None => Err(row.left_out(
                Code("library-seats"),
                column,
                &format!("Found “{text}”, expected how many people one run has places for"),
                "Write a whole number of 1 or more, or leave the cell empty if there is no limit.",
            )),
        }
    }

    fn days(&self, row: Row<'_>) -> Result<(Option<Date>, Option<Date>), Diagnostic> {
        let day = |column: Option<usize>| -> Result<Option<Date>, Diagnostic> {
            let Some((column, text)) = row.filled(column) else {
                return Ok(None);
            };
            parse_date(&Value::Text(text.clone()))
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

/// A number as its cell shows it, with what the format puts beside it.
fn with_unit(text: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if unit != CURRENCY_OF_THE_READER => format!("{text} {unit}"),
        _ => text.to_owned(),
    }
}

/// The value, or nothing and a problem more.
fn kept<T>(read: Result<Option<T>, Diagnostic>, problems: &mut Vec<Diagnostic>) -> Option<T> {
    read.unwrap_or_else(|problem| {
        problems.push(problem);
        None
    })
}

/// A row of the library.
#[derive(Clone, Copy)]
struct Row<'t> {
    table: &'t MapTable,
    row: usize,
}

impl<'t> Row<'t> {
    fn text(self, column: usize) -> Option<String> {
        let text = tidy(self.table.text(self.row, column));
        (!text.is_empty()).then_some(text)
    }

    /// A cell that says something: its column, and its text or what is wrong with it.
    fn filled(self, column: Option<usize>) -> Option<(usize, String)> {
        /// People put these where there is nothing to say.
        const NOTHING: [&str; 4] = ["-", "–", "—", "/"];
        let column = column?;
        let error = self
            .table
            .cell(self.row, column)
            .and_then(|cell| cell.error.clone());
        let text = error.or_else(|| self.text(column))?;
        (!NOTHING.contains(&text.as_str()) && !says(&text, Concept::NotApplicable))
            .then_some((column, text))
    }

    /// The number of a cell that is one, and not text or a day.
    fn number(self, column: usize) -> Option<f64> {
        let cell = self.table.cell(self.row, column)?;
        cell.number.filter(|_| !cell.is_date)
    }

    /// What the format of a number shows beside it.
    fn unit(self, column: usize) -> Option<&'t str> {
        self.table.cell(self.row, column)?.unit.as_deref()
    }

    fn left_out(self, code: Code, column: usize, found: &str, help: &str) -> Diagnostic {
        Diagnostic::warning(
            code,
            self.table.location(self.row, column),
            format!("{found}; the action was left out."),
            help,
        )
    }
}
