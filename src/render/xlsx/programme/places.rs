//! *Programme places*: who needs which step, what is done about it, and in which group.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::data::Rows;
use super::super::{Book, Cell, CellStyle, Page, RowPerson, Table, who, wrap};
use super::{MONEY, cost_header, funding};
use crate::analysis::{
    BookableAction, CoverageStatus, Funding, GroupPlace, NeedAnswer, PersonNeed, Programme,
    ProgrammeNeed,
};
use crate::labels::Labels;
use crate::model::{Amount, Assessment};
use crate::render::words::Sheet;

/// A person's need, and the place that serves it.
struct Row<'b> {
    who: RowPerson<'b>,
    entry: &'b PersonNeed,
    need: &'b ProgrammeNeed,
    place: Option<(&'b GroupPlace, &'b BookableAction)>,
    /// Whether hours and cost of the place are in this row.
    counts: bool,
}

impl<'b> who::HasPerson<'b> for Row<'b> {
    fn who(&self) -> &RowPerson<'b> {
        &self.who
    }
}

pub(super) fn sheet(book: &Book<'_>, found: &Programme) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(&book.parts, Sheet::Places)?;
    page.labelled_title(
        "workbook.programme.places.title",
        "workbook.programme.places.lead",
    );
    let mut entries: Vec<&PersonNeed> = found.entries.iter().collect();
    entries.sort_by_key(|entry| match entry.answer {
        NeedAnswer::Place(place) => (0, place, entry.need),
        NeedAnswer::Agreed(_) => (1, entry.need, entry.person),
        NeedAnswer::Nothing => (2, entry.need, entry.person),
    });
    let rows = entries.into_iter().map(|entry| {
        let place = match entry.answer {
            NeedAnswer::Place(place) => Some(&found.places[place]),
            NeedAnswer::Agreed(_) | NeedAnswer::Nothing => None,
        };
        Row {
            who: book.who(entry.person),
            entry,
            need: &found.needs[entry.need],
            place: place.map(|place| (place, &found.actions[place.action])),
            counts: place.is_some_and(|place| place.need == entry.need),
        }
    });
    let nothing = "workbook.programme.nobody";
    page.finish_with_long(
        &places_table(book, found),
        found.entries.len(),
        rows,
        nothing,
    )
}

fn places_table<'b>(book: &'b Book<'_>, found: &'b Programme) -> Table<'b, Row<'b>> {
    let labels = book.labels();
    let say = |key| labels.say(key);
    let people = &book.input.review.assessments;
    let data = Rows::of(book);
    let steps = found.needs.iter().map(|need| book.scale_words(need.point));
    let steps: Vec<String> = steps.collect();
    let providers = found.actions.iter();
    let providers = providers.filter_map(|action| action.booking.provider.as_deref());
    let fundings = [Funding::Within, Funding::Beyond, Funding::OtherCurrency];
    let fundings = fundings.into_iter().filter_map(funding);
    let lengths = fundings.map(|key| say(key).chars().count());
    let longest_funding = lengths.max().unwrap_or(0);
    let given = |of: fn(&Assessment) -> Option<&str>| people.iter().filter_map(of);
    let table = Table::<Row<'b>>::labelled("ProgrammePlaces", labels)
        .freezing(2)
        .add(who::team(labels))
        .fitting(people.iter().map(Assessment::team))
        .add(who::distinct_name(labels))
        .fitting(people.iter().map(|a| a.person.name.as_str()))
        .text("workbook.column.competency", 24.0, |row| {
            book.competency(row.need.competency)
        })
        .fitting(book.map().competencies.iter().map(|c| c.name.as_str()))
        .text("workbook.programme.step", 22.0, |row| {
            book.scale_words(row.need.point)
        })
        .fitting(steps.iter().map(String::as_str))
        .text("workbook.programme.confirmed", 10.0, |row| {
            let gap = book.input.people[row.entry.person].gap(row.need.competency);
            gap.filter(|gap| gap.is_confirmed()).map(|_| "✓")
        })
        .text("workbook.programme.places.what", 16.0, |row| {
            what(labels, row)
        })
        .fitting(ANSWERS.into_iter().map(say))
        .long("workbook.programme.action", 50.0, |row| {
            match (row.entry.answer, row.place) {
                (_, Some((_, action))) => Some(action.action.as_str()),
                (NeedAnswer::Agreed(own), None) => {
                    let own = row.who.assessment.actions.get(own);
                    own.map(|own| own.action.as_str())
                }
                _ => None,
            }
        })
        .whole("workbook.programme.places.group", 7.0, |row| {
            row.place.map(|(place, _)| place.group)
        })
        .text("workbook.programme.provider", 18.0, |row| {
            row.place
                .and_then(|(_, action)| action.booking.provider.as_deref())
        })
        .fitting(providers)
        .day("workbook.programme.places.from", 10.5, |row| {
            row.place.and_then(|(_, action)| action.booking.from)
        })
        .day("workbook.programme.places.to", 10.5, |row| {
            row.place.and_then(|(_, action)| action.booking.to)
        })
        .points("workbook.programme.places.hours", 9.0, |row| {
            let hours = row.place.and_then(|(_, action)| action.booking.hours);
            hours.filter(|_| row.counts).map(Amount::as_number)
        });
    let table = found
        .currencies()
        .into_iter()
        .fold(table, |table, currency| {
            table.money(cost_header(labels, currency), MONEY, move |row| {
                let cost = row.place.and_then(|(place, _)| place.cost);
                cost.filter(|(_, own)| row.counts && *own == currency)
                    .map(|(amount, _)| amount.as_number())
            })
        });
    table
        .when(found.budget.is_some(), move |table| {
            let width = wrap::width(14.0, longest_funding);
            table.text("workbook.programme.budget", width, move |row| {
                let place = row.place.filter(|_| row.counts);
                place.and_then(|(place, _)| funding(place.funding)).map(say)
            })
        })
        .add(who::manager(labels))
        .fitting(given(|a| a.person.manager.as_deref()))
        .add(who::employee_id(labels))
        .fitting(given(|a| a.person.employee_id.as_deref()))
        .text("workbook.programme.places.row", 11.0, move |row| {
            data.place(row.entry.person, row.need.competency)
        })
}

/// What can be done about a person's need.
const ANSWERS: [&str; 4] = [
    "workbook.programme.places.place",
    "workbook.programme.places.same",
    "workbook.programme.places.agreed",
    "workbook.programme.places.nothing",
];

/// What is done about a person's need.
fn what(labels: &Labels, row: &Row<'_>) -> Cell {
    match row.entry.answer {
        NeedAnswer::Place(_) if row.counts => labels.say(ANSWERS[0]).into(),
        NeedAnswer::Place(_) => labels.say(ANSWERS[1]).into(),
        NeedAnswer::Agreed(_) => labels.say(ANSWERS[2]).into(),
        NeedAnswer::Nothing => {
            Cell::text(labels.say(ANSWERS[3])).looking(CellStyle::Status(CoverageStatus::Uncovered))
        }
    }
}
