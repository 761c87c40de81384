//! What an action costs, in which currency, and for how many people.

use super::amounts;
use super::row::{Row, with_unit};
use super::words::{AmountWords, CostHeading, around, cost_heading, heads, meant};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::sheet::CURRENCY_OF_THE_READER;
use crate::load::vocabulary::Concept;
use crate::model::{Amount, Cost, CostPer, Currency, CurrencySign, currency_sign};

/// The columns of costs, each with what its heading says, and of their currency.
pub(super) struct CostColumns {
    pub(super) columns: Vec<(usize, CostHeading)>,
    currency: Option<usize>,
}

/// What is said about the currency of a cost.
struct StatedCost<'r> {
    row: Row<'r>,
    /// The column of the cost.
    cost: usize,
    of_heading: AmountWords,
    /// What is written beside the amount.
    beside: Option<CurrencySign>,
    /// The amount as it is typed.
    text: &'r str,
}

impl CostColumns {
    /// The columns below these headings.
    pub(super) fn of(headings: &[String]) -> Self {
        let costs = headings.iter().map(|heading| cost_heading(heading));
        Self {
            columns: costs
                .enumerate()
                .filter_map(|(column, said)| Some((column, said?)))
                .collect(),
            currency: headings
                .iter()
                .position(|heading| heads(heading, Concept::Currency, &[])),
        }
    }

    /// The columns that it reads.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let costs = self.columns.iter().map(|(column, _)| *column);
        costs.chain(self.currency)
    }

    /// Whether neither the row nor a heading names the currency of the cost, so that it is the company's.
    pub(super) fn is_of_company(&self, row: Row<'_>) -> bool {
        let mut costs = self.columns.iter();
        costs.any(|(column, said)| {
            let typed = row
                .filled(Some(*column))
                .and_then(|(_, text)| amounts::cost(&with_unit(&text, row.unit(*column))));
            typed.is_some_and(|typed| typed.currency.is_none() && typed.amount != Amount::default())
                && said.around.currency.is_none()
                && row.filled(self.currency).is_none()
        })
    }

    /// What a row says that the action costs. `own` is the company's currency.
    pub(super) fn read(
        &self,
        row: Row<'_>,
        seats: Option<usize>,
        own: Option<Currency>,
    ) -> Result<Option<Cost>, Diagnostic> {
        let filled = self.columns.iter();
        let mut filled =
            filled.filter_map(|(column, said)| Some((row.filled(Some(*column))?, said.around)));
        let Some(((column, text), of_heading)) = filled.next() else {
            return Ok(None);
        };
        if let Some(((other, second), _)) = filled.next() {
            return Err(row.left_out(
                Code("library-cost"),
                other,
                &format!("Found two costs, “{text}” and “{second}”"),
                "Leave one of the two cells empty.",
            ));
        }
        row.stands_alone(Code("library-cost"), column)?;
        let unit = row.unit(column);
        let typed = match row.number(column) {
            Some(number) => Amount::of_number(number).and_then(|amount| {
                let of_format = match unit {
                    Some(unit) if unit != CURRENCY_OF_THE_READER => around(unit)?,
                    _ => AmountWords::default(),
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
        let said = StatedCost {
            row,
            cost: column,
            of_heading,
            beside: typed.currency,
            text: &text,
        };
        let currency = self.currency(&said, own)?;
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
            per: typed.per.or(of_heading.per).unwrap_or(by_seats),
        }))
    }

    /// The currency of a cost: what stands beside the amount, else in the row's own cell, else in the heading, else the
    /// company's. The format of a cell, which nobody may have chosen, must not contradict what somebody wrote.
    fn currency(
        &self,
        said: &StatedCost<'_>,
        own: Option<Currency>,
    ) -> Result<Option<Currency>, Diagnostic> {
        let StatedCost {
            row,
            cost,
            beside,
            text,
            ..
        } = *said;
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
        let of_heading = match said.of_heading.currency {
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
}
