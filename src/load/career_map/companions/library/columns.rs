//! Which column of the library holds what, and what is left of its sheet: columns that were not read, and texts beside the
//! table.

use super::amounts;
use super::booking::BookingColumns;
use super::hours;
use super::words::{currencies_in, heads, meant, mentions};
use crate::diagnostic::{CellAddress, Diagnostic};
use crate::load::career_map::drafts::table::{MapCell, MapTable};
use crate::load::career_map::options::MapOptions;
use crate::load::setting_lines::list_line;
use crate::load::vocabulary::{Concept, Meaning, heading};
use crate::model::{Currency, Field};
use crate::text::{all_in_quotes, tidy};

/// What a heading of the library names in a column that can be booked by.
const LABELS: &str = "Hours, Cost, Currency, Provider, Seats, From or To";

/// Which column holds what.
pub(super) struct Columns {
    pub(super) header: usize,
    /// The first row below the headings.
    pub(super) body: usize,
    /// The heading of each column, with the unit below it.
    headings: Vec<String>,
    pub(super) competency: usize,
    pub(super) level: Option<usize>,
    pub(super) action: usize,
    pub(super) kind: Option<usize>,
    pub(super) resource: Option<usize>,
    pub(super) effort: Option<usize>,
    pub(super) booking: BookingColumns,
}

impl Columns {
    /// The columns below the headings in this row; `None` if it has no headings of the library.
    pub(super) fn of(table: &MapTable, header: usize) -> Option<Self> {
        let plain: Vec<String> = (0..table.width())
            .map(|column| tidy(table.text(header, column)))
            .collect();
        let competency = position(&plain, &[Meaning::Competency], &[])?;
        let action = position(&plain, &[Meaning::Action], &[])?;
        let units = units_below(table, header, competency, action);
        let headings: Vec<String> = match &units {
            Some(units) => plain
                .iter()
                .zip(units)
                .map(|(heading, unit)| tidy(&format!("{heading} {unit}")))
                .collect(),
            None => plain.clone(),
        };
        // “Hours” and “Provider” can also mean effort and resource.
        let booking = BookingColumns::of(&headings, action);
        let taken = booking.all();
        let find = |meanings: &[Meaning]| position(&plain, meanings, &taken);
        Some(Self {
            header,
            body: header + 1 + usize::from(units.is_some()),
            competency,
            action,
            level: level_column(&plain),
            kind: find(&[Meaning::Kind]),
            resource: find(&[Meaning::Resource]),
            effort: find(&[Meaning::Effort]),
            booking,
            headings,
        })
    }

    /// The columns that are read.
    fn read(&self) -> Vec<usize> {
        let mut read = vec![self.competency, self.action];
        let others = [self.level, self.kind, self.resource, self.effort];
        read.extend(others.into_iter().flatten());
        read.extend(self.booking.all());
        read
    }

    /// What the heading of the effort says in brackets: the unit of its numbers.
    pub(super) fn unit_of_effort(&self) -> Option<String> {
        let heading = self.headings.get(self.effort?)?;
        let (_, inside) = heading.split_once(['(', '['])?;
        let (unit, _) = inside.split_once([')', ']'])?;
        Some(tidy(unit)).filter(|unit| !unit.is_empty())
    }

    /// Says which columns were not read. What may be hours, costs or seats would be missing in every sum.
    pub(super) fn report_unread(
        &self,
        table: &MapTable,
        options: &MapOptions,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let read = self.read();
        let unread = (0..table.width()).filter(|column| !read.contains(column));
        let unread = unread.filter(|column| {
            !self.headings[*column].is_empty() || self.cells(table, *column).next().is_some()
        });
        let (doubtful, plain): (Vec<usize>, Vec<usize>) =
            unread.partition(|column| self.may_be_booked_by(table, *column));
        let names = |columns: &[usize]| {
            let names = columns
                .iter()
                .map(|column| match self.headings[*column].as_str() {
                    "" => self.place(table, *column),
                    heading => heading.to_owned(),
                });
            let names: Vec<String> = names.collect();
            all_in_quotes(names.iter().map(String::as_str))
        };
        if let Some(first) = plain.first() {
            diagnostics.push(Diagnostic::note(
                "library-column",
                table.location(self.header, *first),
                format!(
                    "These columns of the development actions were not read: {}.",
                    names(&plain)
                ),
                format!(
                    "If they are part of the library, give them the labels Level, Kind, Resource, Effort, {LABELS}."
                ),
            ));
        }
        if let Some(first) = doubtful.first() {
            let places = doubtful.iter();
            let places =
                places.map(|column| format!("{}!{}", table.sheet, self.place(table, *column)));
            let left_out: Vec<String> = options.leave_out.iter().cloned().chain(places).collect();
            diagnostics.push(Diagnostic::warning(
                "library-column",
                table.location(self.header, *first),
                format!(
                    "These columns of the development actions were not read, although they may hold hours, costs or seats: {}.",
                    names(&doubtful)
                ),
                format!(
                    "Give them the labels {LABELS}, and write costs as one amount for a person or a run. If they are not part of \
                     the library, write `{}` under [map] in careermap.toml.",
                    list_line("leave-out", &left_out)
                ),
            ));
        }
        for (column, said) in &self.booking.costs.columns {
            if let Some(tax) = &said.tax {
                diagnostics.push(Diagnostic::note(
                    "library-tax",
                    table.location(self.header, *column),
                    format!("The heading says “{tax}”. Costs are added up as they are; tax is neither added nor taken off."),
                    "You do not need to do anything. If you set a budget, state it with or without tax, as the costs are.",
                ));
            }
        }
    }

    fn cells<'t>(
        &self,
        table: &'t MapTable,
        column: usize,
    ) -> impl Iterator<Item = &'t MapCell> + use<'t> {
        let rows = self.body..table.height();
        let cells = rows.filter_map(move |row| table.own(row, column));
        cells.filter(|cell| cell.error.is_some() || !cell.text.trim().is_empty())
    }

    /// Whether a column that is not read looks as if somebody should book by it: its heading speaks of money, hours or
    /// seats, or heads another list of actions; or most of its cells are amounts or days.
    fn may_be_booked_by(&self, table: &MapTable, column: usize) -> bool {
        const SPOKEN: [Concept; 5] = [
            Concept::Cost,
            Concept::Hours,
            Concept::Seats,
            Concept::Currency,
            Concept::AtMost,
        ];
        const NUMBERED: [Concept; 4] = [
            Concept::Number,
            Concept::Id,
            Concept::CourseHeading,
            Concept::Filler,
        ];
        let text = &self.headings[column];
        let (mut filled, mut amounts) = (0, 0);
        for cell in self.cells(table, column) {
            filled += 1;
            amounts += usize::from(is_amount(cell));
        }
        let is_number_of_row = heads(text, Concept::Number, &NUMBERED)
            || heads(text, Concept::Id, &NUMBERED)
            || text == "#";
        let says = heading(text);
        let is_second = says.may_be(Meaning::Action) || says.may_be(Meaning::Competency);
        filled > 0
            && (mentions(text, &SPOKEN) || is_second || (2 * amounts > filled && !is_number_of_row))
    }

    /// The column as `leave-out` names it.
    fn place(&self, table: &MapTable, column: usize) -> String {
        let at = table.address(self.header, column);
        if table.turned {
            format!("row {}", at.row + 1)
        } else {
            format!("column {}", CellAddress::column_letters(at.column))
        }
    }
}

/// Names a currency in a row beside the table, such as *All costs in USD*, that is not the one in which costs without a
/// currency of their own were read.
pub(super) fn report_other_currency(
    table: &MapTable,
    beside: &[usize],
    own: Option<Currency>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let cells = beside
        .iter()
        .flat_map(|row| (0..table.width()).map(move |column| (*row, column)));
    for (row, column) in cells {
        let Some(cell) = table.own(row, column) else {
            continue;
        };
        let named = currencies_in(&cell.text);
        let other = named.into_iter().find_map(|sign| match meant(sign, own) {
            Ok(one) if Some(one) == own => None,
            Ok(one) => Some(one.code().to_owned()),
            Err(codes) => Some(codes.join(" or ")),
        });
        if let Some(other) = other {
            let read = own.map_or("without a currency".to_owned(), |own| {
                format!("in {}", own.code())
            });
            diagnostics.push(Diagnostic::warning(
                "library-currency",
                table.location(row, column),
                format!(
                    "This text names {other}, but costs on this sheet that do not name a currency were read {read}."
                ),
                "Write the currency into the heading of the costs, as in Cost (USD), or into a column Currency.",
            ));
            return;
        }
    }
}

/// The units in the row below the headings, *in USD* below *Cost*: a row with words, but without a competency, an action or a
/// number.
fn units_below(
    table: &MapTable,
    header: usize,
    competency: usize,
    action: usize,
) -> Option<Vec<String>> {
    let row = header + 1;
    let own = |column: usize| table.own(row, column);
    let is_blank = |column: usize| own(column).is_none_or(|cell| cell.text.trim().is_empty());
    if row >= table.height() || !is_blank(competency) || !is_blank(action) {
        return None;
    }
    let mut cells = (0..table.width()).filter_map(own);
    if cells.any(|cell| cell.number.is_some() || cell.is_date || cell.error.is_some()) {
        return None;
    }
    let units: Vec<String> = (0..table.width())
        .map(|column| own(column).map_or_else(String::new, |cell| tidy(&cell.text)))
        .collect();
    units.iter().any(|unit| !unit.is_empty()).then_some(units)
}

/// The column of the level to which an action leads: of *From level* and *To level*, the second.
fn level_column(headings: &[String]) -> Option<usize> {
    let to = |heading: &String| heads(heading, Concept::Level, &[Concept::RunsTo]);
    let from = |heading: &String| {
        heads(heading, Concept::Level, &[Concept::RunsFrom]) && !heads(heading, Concept::Level, &[])
    };
    let meanings = [Meaning::Level, Meaning::Of(Field::TargetLevel)];
    let with_to = headings
        .iter()
        .position(|one| to(one) && !heads(one, Concept::Level, &[]));
    let from = headings.iter().enumerate().filter(|(_, one)| from(one));
    let from: Vec<usize> = from.map(|(column, _)| column).collect();
    with_to.or_else(|| position(headings, &meanings, &from))
}

/// The first of these headings that can mean one of these, besides the columns that are taken.
fn position(headings: &[String], meanings: &[Meaning], taken: &[usize]) -> Option<usize> {
    (0..headings.len())
        .filter(|column| !taken.contains(column))
        .find(|column| {
            let heading = heading(&headings[*column]);
            meanings.iter().any(|meaning| heading.may_be(*meaning))
        })
}

/// Whether a cell is an amount, a time or a day.
fn is_amount(cell: &MapCell) -> bool {
    let has_digit = || cell.text.contains(|c: char| c.is_ascii_digit());
    cell.number.is_some()
        || cell.is_date
        || (has_digit()
            && (amounts::cost(&cell.text).is_some() || hours::hours(&cell.text).is_some()))
}
