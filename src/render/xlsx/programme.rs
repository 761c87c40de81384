//! *Programme*: what to book, for how many and for how much; and *Programme places*, who needs which step and is in
//! which group; and *Mentors*, who could help whom.

pub(super) mod mentors;
mod places;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::first_few;
use super::{Book, Cell, CellStyle, Page, Table, Total, gaps};
use crate::analysis::{
    BookableAction, CoverageStatus, Funding, NeedAnswer, Programme, ProgrammeNeed, Sums,
    TrainingBudget, programme,
};
use crate::labels::Labels;
use crate::model::{Amount, Booking, CostPer, Currency};
use crate::render::words::{self, Sheet, money};

/// How many actions a cell names before it counts the rest.
const ACTIONS: usize = 4;
/// The width of amounts of money.
const MONEY: f64 = 12.0;
/// The width of competencies, actions and teams, in the first column of all three tables.
const NAME: f64 = 34.0;
/// The width of the actions that suit, and of days and price, in the last column that the tables share.
const TEXT: f64 = 42.0;
/// How many columns a heading within the sheet extends over.
const COLUMNS: u16 = 9;

/// The sheets; without *Mentors* where nobody is willing to help others.
pub(super) fn sheets(book: &Book<'_>) -> Result<Vec<Worksheet>, XlsxError> {
    let found = programme(
        book.input.review,
        book.input.people,
        &book.demand,
        &book.options().programme,
    );
    let mut sheets = vec![overview(book, &found)?, places::sheet(book, &found)?];
    if mentors::are_there(book) {
        sheets.push(mentors::sheet(book, &found)?);
    }
    Ok(sheets)
}

fn overview(book: &Book<'_>, found: &Programme) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::Programme)?;
    let lead = labels.with(
        "workbook.programme.lead",
        &[("places", &Sheet::Places.name(labels))],
    );
    page.title(labels.say("workbook.programme.title"), &lead);
    if let Some(budget) = &found.budget {
        page.line(&budget_words(book, found, budget));
    }
    page.section("workbook.programme.needs", COLUMNS)?;
    let funding = need_funding(found);
    let needs = found.needs.iter().zip(funding);
    page.table(
        &needs_table(book, found),
        needs,
        "workbook.programme.nobody",
    )?;
    let currencies = found.currencies();
    let nothing = "workbook.programme.nothing-to-book";
    page.section("workbook.programme.teams", COLUMNS)?;
    let teams = team_sums(book, found);
    page.table(&teams_table(labels, &currencies), &teams, nothing)?;
    page.section("workbook.programme.actions", COLUMNS)?;
    let actions = found.actions.iter().filter(|action| action.groups > 0);
    let header = page.table(&actions_table(labels, &currencies), actions, nothing)?;
    page.finish_with_several(header)
}

fn needs_table<'b>(
    book: &'b Book<'_>,
    found: &'b Programme,
) -> Table<'b, (&'b ProgrammeNeed, Option<&'static str>)> {
    type Row<'r> = (&'r ProgrammeNeed, Option<&'static str>);
    let labels = book.labels();
    Table::<Row<'b>>::labelled("ProgrammeNeeds", labels)
        .long("workbook.column.competency", NAME, |(need, _)| {
            book.competency(need.competency)
        })
        .long("workbook.programme.step", 24.0, |(need, _)| {
            book.scale_words(need.point)
        })
        .whole("workbook.column.people", 9.0, |(need, _)| need.people)
        .whole("workbook.programme.confirmed", 10.0, |(need, _)| {
            need.confirmed
        })
        .decimal(gaps::short(book), 12.0, |(need, _)| need.burden)
        .with_bar()
        .whole("workbook.programme.agreed", 11.0, |(need, _)| need.agreed)
        .whole("workbook.programme.served", 9.0, |(need, _)| need.served)
        .whole("workbook.programme.unserved", 9.0, |(need, _)| {
            let cell = Cell::from(need.unserved);
            match need.unserved {
                0 => cell,
                _ => cell.looking(CellStyle::Status(CoverageStatus::Uncovered)),
            }
        })
        .long("workbook.programme.library", TEXT, |(need, _)| {
            let names = need.actions.iter();
            let names = names.map(|action| found.actions[*action].action.clone());
            first_few(labels, names, ACTIONS)
        })
        .when(found.budget.is_some(), move |table| {
            table.text("workbook.programme.budget", 12.0, move |(_, funding)| {
                funding.map(|key| labels.say(key))
            })
        })
}

fn actions_table<'b>(
    labels: &'b Labels,
    currencies: &[Option<Currency>],
) -> Table<'b, &'b BookableAction> {
    let table = Table::<&'b BookableAction>::labelled("ProgrammeActions", labels)
        .long("workbook.programme.action", NAME, |action| &action.action)
        .long("workbook.programme.provider", 24.0, |action| {
            action.booking.provider.as_deref()
        })
        .whole("workbook.programme.seats", 9.0, |action| {
            action.booking.seats
        })
        .whole("workbook.programme.groups", 10.0, |action| action.groups)
        .with_total(Total::Sum)
        .whole("workbook.programme.places", 12.0, |action| {
            action.sums.places
        })
        .with_total(Total::Sum)
        .decimal("workbook.programme.hours-each", 11.0, |action| {
            action.booking.hours.map(Amount::as_number)
        })
        .decimal("workbook.programme.hours", 9.0, |action| {
            action.booking.hours.map(|_| action.sums.hours.as_number())
        })
        .with_total(Total::Sum)
        .whole("workbook.programme.without-cost", 9.0, |action| {
            action.sums.without_cost
        })
        .with_total(Total::Sum)
        .long("workbook.programme.when", TEXT, |action| {
            when(labels, &action.booking)
        });
    with_costs(table, labels, currencies, |action| &action.sums)
}

/// A team, how many of its people have a place, and what these add up to.
type TeamSums = (String, usize, Sums);

fn teams_table<'b>(labels: &'b Labels, currencies: &[Option<Currency>]) -> Table<'b, &'b TeamSums> {
    let table = Table::<&'b TeamSums>::labelled("ProgrammeTeams", labels)
        .long("workbook.column.team", NAME, |(team, ..)| team)
        .whole("workbook.programme.people", 24.0, |(_, people, _)| *people)
        .with_total(Total::Sum)
        .whole("workbook.programme.places", 9.0, |(.., sums)| sums.places)
        .with_total(Total::Sum)
        .whole("workbook.programme.without-cost", 10.0, |(.., sums)| {
            sums.without_cost
        })
        .with_total(Total::Sum)
        .decimal("workbook.programme.hours", 12.0, |(.., sums)| {
            sums.hours.as_number()
        })
        .with_total(Total::Sum);
    with_costs(table, labels, currencies, |(.., sums)| sums)
}

/// Adds a column with a total for each currency, so that no two are ever added up.
fn with_costs<'b, T: 'b>(
    table: Table<'b, T>,
    labels: &Labels,
    currencies: &[Option<Currency>],
    sums: impl for<'t> Fn(&'t T) -> &'t Sums + Copy + 'b,
) -> Table<'b, T> {
    currencies.iter().fold(table, |table, currency| {
        let currency = *currency;
        table
            .money(cost_header(labels, currency), MONEY, move |row| {
                let cost = sums(row).costs.get(&currency);
                cost.map(|cost| cost.as_number())
            })
            .with_total(Total::Sum)
    })
}

fn cost_header(labels: &Labels, currency: Option<Currency>) -> String {
    let name = match currency {
        Some(currency) => currency.code(),
        None => labels.say("workbook.programme.no-currency"),
    };
    labels.with("workbook.programme.cost", &[("currency", &name)])
}

/// The days and the price of an action.
fn when(labels: &Labels, booking: &Booking) -> String {
    let day = |day: &_| labels.day(*day);
    let days = match (&booking.from, &booking.to) {
        (Some(from), Some(to)) => Some(labels.with(
            "workbook.programme.days",
            &[("from", &day(from)), ("to", &day(to))],
        )),
        (Some(from), None) => Some(labels.with("workbook.programme.from", &[("from", &day(from))])),
        (None, Some(to)) => Some(labels.with("workbook.programme.to", &[("to", &day(to))])),
        (None, None) => None,
    };
    let price = booking.cost.map(|cost| {
        if cost.amount == Amount::default() {
            return labels.say("workbook.programme.free").to_owned();
        }
        let key = match cost.per {
            CostPer::Person => "workbook.programme.per-person",
            CostPer::Run => "workbook.programme.per-run",
        };
        let amount = money(labels, cost.amount, cost.currency);
        labels.with(key, &[("amount", &amount)])
    });
    let parts: Vec<String> = days.into_iter().chain(price).collect();
    parts.join(" · ")
}

/// What each team's places add up to, in document order.
fn team_sums(book: &Book<'_>, found: &Programme) -> Vec<TeamSums> {
    let people = &book.input.review.assessments;
    let mut has_place = vec![false; people.len()];
    for place in &found.places {
        has_place[place.person] = true;
    }
    let mut rows = Vec::new();
    let mut begins = 0;
    for team in people.chunk_by(|a, b| a.team() == b.team()) {
        let members = begins..begins + team.len();
        begins = members.end;
        let served = has_place[members.clone()]
            .iter()
            .filter(|has| **has)
            .count();
        if served > 0 {
            let name = words::team(book.labels(), &team[0]);
            rows.push((name, served, members));
        }
    }
    let mut sums: Vec<Sums> = vec![Sums::default(); rows.len()];
    for place in &found.places {
        let row = rows.partition_point(|(.., members)| members.end <= place.person);
        sums[row].add(place, &found.actions[place.action].booking);
    }
    rows.into_iter()
        .zip(sums)
        .map(|((name, served, _), sums)| (name.to_owned(), served, sums))
        .collect()
}

/// How far the budget goes, in a sentence.
fn budget_words(book: &Book<'_>, found: &Programme, budget: &TrainingBudget) -> String {
    let labels = book.labels();
    let amount = |amount| money(labels, amount, budget.currency);
    let (all, used) = (amount(budget.amount), amount(budget.used));
    let mut text = match budget.ends_at.and_then(|need| found.needs.get(need)) {
        Some(need) => labels.with(
            "workbook.programme.ends",
            &[
                ("budget", &all),
                ("used", &used),
                ("competency", &book.competency(need.competency)),
                ("step", &book.scale_words(need.point)),
                ("beyond", &amount(budget.beyond)),
            ],
        ),
        None => labels.with(
            "workbook.programme.enough",
            &[
                ("budget", &all),
                ("used", &used),
                ("rest", &amount(Amount(budget.amount.0 - budget.used.0))),
            ],
        ),
    };
    // Else the budget looks enough for what it was not compared with.
    let sums = found.sums(|_| true);
    let elsewhere: Vec<String> = sums
        .costs
        .iter()
        .filter(|(currency, cost)| **currency != budget.currency && **cost != Amount::default())
        .map(|(currency, cost)| money(labels, *cost, *currency))
        .collect();
    if !elsewhere.is_empty() {
        let costs = labels.with(
            "workbook.programme.elsewhere",
            &[("costs", &elsewhere.join(", "))],
        );
        text = format!("{text} {costs}");
    }
    if sums.without_cost > 0 {
        let count = labels.whole(sums.without_cost);
        let count = labels.with("workbook.programme.unpriced", &[("count", &count)]);
        text = format!("{text} {count}");
    }
    text
}

/// For each need, the key of the words for whether the budget pays its places.
fn need_funding(found: &Programme) -> Vec<Option<&'static str>> {
    let mut seen: Vec<Vec<Funding>> = vec![Vec::new(); found.needs.len()];
    for entry in &found.entries {
        if let NeedAnswer::Place(place) = entry.answer {
            let funding = found.places[place].funding;
            if funding != Funding::Open && !seen[entry.need].contains(&funding) {
                seen[entry.need].push(funding);
            }
        }
    }
    let words = |seen: Vec<Funding>| match seen[..] {
        [] => None,
        [one] => funding(one),
        _ => Some("workbook.programme.partly"),
    };
    seen.into_iter().map(words).collect()
}

/// The key of the words for whether a budget pays.
const fn funding(funding: Funding) -> Option<&'static str> {
    match funding {
        Funding::Open => None,
        Funding::Within => Some("workbook.programme.within"),
        Funding::Beyond => Some("workbook.programme.beyond"),
        Funding::OtherCurrency => Some("workbook.programme.other-currency"),
    }
}
