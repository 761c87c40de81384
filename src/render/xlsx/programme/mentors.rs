//! *Mentors*: who could help whom, of those who said that they are willing. Only in the team workbook.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::data::Rows;
use super::super::{Book, Cell, Page, Table, Total};
use crate::analysis::{Help, PersonNeed, Programme, ProgrammeNeed, WillingMentor, mentors};
use crate::render::words::{self, Sheet};

/// How many columns a heading within the sheet extends over.
const COLUMNS: u16 = 9;

/// Whether anybody is willing to help others.
pub(in super::super) fn are_there(book: &Book<'_>) -> bool {
    let mut all = book.input.review.assessments.iter();
    all.any(|assessment| !assessment.willing_to_help.is_empty())
}

/// A need, and how its people's needs are answered.
struct Need<'b> {
    need: &'b ProgrammeNeed,
    answers: [usize; 5],
}

/// The place of an answer among the columns.
const fn column(help: Help) -> usize {
    match help {
        Help::Offer(_) => 0,
        Help::NobodyWilling => 1,
        Help::NobodyAtLevel => 2,
        Help::SameLine => 3,
        Help::AllOffered => 4,
    }
}

pub(super) fn sheet(book: &Book<'_>, programme: &Programme) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let say = |key| labels.say(key);
    let found = mentors(book.input.review, book.input.people, programme);
    let mut page = Page::long(&book.parts, Sheet::Mentors)?;
    page.labelled_title("workbook.mentors.title", "workbook.mentors.lead");
    let mut needs: Vec<Need<'_>> = programme
        .needs
        .iter()
        .map(|need| Need {
            need,
            answers: [0; 5],
        })
        .collect();
    let mut offers = Vec::new();
    for (entry, help) in programme.entries.iter().zip(&found.answers) {
        needs[entry.need].answers[column(*help)] += 1;
        if let Help::Offer(place) = help {
            offers.push((entry, &found.willing[*place]));
        }
    }
    page.section("workbook.mentors.needs", COLUMNS)?;
    page.table(&needs_table(book), &needs, "workbook.programme.nobody")?;
    page.section("workbook.mentors.offers", COLUMNS)?;
    let nothing = say("workbook.mentors.no-offer");
    page.table(&offers_table(book, programme), offers, nothing)?;
    page.section("workbook.mentors.willing", COLUMNS)?;
    let header = page.table(&willing_table(book), &found.willing, nothing)?;
    page.finish_with_several(header)
}

fn needs_table<'b>(book: &'b Book<'_>) -> Table<'b, &'b Need<'b>> {
    let labels = book.labels();
    let table = Table::<&'b Need<'b>>::labelled("MentorNeeds", labels)
        .long("workbook.column.competency", 28.0, |row| {
            book.competency(row.need.competency)
        })
        .long("workbook.programme.step", 22.0, |row| {
            book.scale_words(row.need.point)
        })
        .whole("workbook.column.people", 18.0, |row| row.need.people)
        .with_total(Total::Sum);
    let columns = [
        ("workbook.mentors.offered", 16.0),
        ("workbook.mentors.nobody-willing", 18.0),
        ("workbook.mentors.nobody-at-level", 16.0),
        ("workbook.mentors.same-line", 18.0),
        ("workbook.mentors.all-offered", 10.0),
    ];
    let columns = columns.into_iter().enumerate();
    columns.fold(table, |table, (place, (header, width))| {
        table
            .whole(labels.say(header), width, move |row| row.answers[place])
            .with_total(Total::Sum)
    })
}

/// Somebody's need, and who could help.
type Offer<'b> = (&'b PersonNeed, &'b WillingMentor);

fn offers_table<'b>(book: &'b Book<'_>, programme: &'b Programme) -> Table<'b, Offer<'b>> {
    let labels = book.labels();
    let need = |entry: &PersonNeed| &programme.needs[entry.need];
    let data = Rows::of(book);
    let helpers = Rows::of(book);
    Table::<Offer<'b>>::labelled("MentorOffers", labels)
        .long("workbook.column.competency", 28.0, move |(entry, _)| {
            book.competency(need(entry).competency)
        })
        .long("workbook.programme.step", 22.0, move |(entry, _)| {
            book.scale_words(need(entry).point)
        })
        .long("workbook.mentors.who", 18.0, |(entry, _)| {
            book.name(entry.person)
        })
        .long("workbook.mentors.who-team", 16.0, |(entry, _)| {
            words::team(labels, book.assessment(entry.person))
        })
        .long("workbook.mentors.helper", 18.0, |(_, helper)| {
            book.name(helper.person)
        })
        .long("workbook.mentors.helper-team", 16.0, |(_, helper)| {
            words::team(labels, book.assessment(helper.person))
        })
        .long("workbook.mentors.works-at", 18.0, |(_, helper)| {
            works_at(book, helper)
        })
        .text("workbook.mentors.who-row", 10.0, move |(entry, _)| {
            data.place(entry.person, need(entry).competency)
        })
        .text("workbook.mentors.helper-row", 10.0, move |(_, helper)| {
            helpers.place(helper.person, helper.competency)
        })
}

fn willing_table<'b>(book: &'b Book<'_>) -> Table<'b, &'b WillingMentor> {
    let labels = book.labels();
    let person = |one: &WillingMentor| &book.assessment(one.person).person;
    Table::<&'b WillingMentor>::labelled("MentorsWilling", labels)
        .long("workbook.column.competency", 28.0, |one| {
            book.competency(one.competency)
        })
        .long("workbook.mentors.works-at", 22.0, |one| works_at(book, one))
        .long("workbook.column.name", 18.0, |one| book.name(one.person))
        .long("workbook.column.team", 16.0, |one| {
            words::team(labels, book.assessment(one.person))
        })
        .long("workbook.column.manager", 18.0, move |one| {
            person(one).manager.as_deref()
        })
        .long("workbook.column.employee-id", 16.0, move |one| {
            person(one).employee_id.as_deref()
        })
        .whole("workbook.mentors.times", 18.0, |one| one.offers)
        .with_total(Total::Sum)
}

/// The level at which somebody works by a manager's or an agreed rating.
fn works_at(book: &Book<'_>, one: &WillingMentor) -> Cell {
    let labels = book.labels();
    match one.confirmed {
        Some(rating) => {
            let track = book.assessment(one.person).person.track;
            Cell::text(words::rating(labels, book.map(), rating, track))
        }
        None => Cell::text(labels.say("workbook.mentors.unconfirmed")),
    }
}
