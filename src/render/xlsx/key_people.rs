//! *Key people*: whom a team could not spare, and in what.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted, listed};
use super::column::Table;
use super::page::Page;
use super::who::{self, Who};
use crate::analysis::{CoverageStatus, Fall, KeyPerson};

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Key people")?;
    page.title(
        "Key people: whom a team could not spare in what",
        "Each person is taken out of the team in thought, the reference level stays: named are the competencies whose \
         confirmed status would get worse. Team “All” asks the same of everybody together.",
    )?;
    let groups = book.groups.iter();
    let alone: Vec<&str> = groups
        .filter_map(|figures| book.team_of_one(figures))
        .collect();
    if !alone.is_empty() {
        page.line(&format!(
            "{} of one person, so without key people: {}.",
            counted(alone.len(), "team", "teams"),
            listed(alone.iter().copied())
        ))?;
    }
    let rows = book
        .key_people
        .iter()
        .map(|key| (book.who(key.person), key));
    page.finish_with(
        &table(book),
        rows,
        "Every status would stay as it is, whoever leaves.",
    )
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (Who<'b>, &'b KeyPerson)> {
    let those = |key: &KeyPerson, wanted: fn(&Fall) -> bool| {
        let falls = key.falls.iter().filter(|fall| wanted(fall));
        let names: Vec<&str> = falls.map(|fall| book.competency(fall.competency)).collect();
        names.join(", ")
    };
    Table::new("KeyPeople")
        .freezing(2)
        .text("Team", 11.0, |(_, key): &(Who<'b>, &'b KeyPerson)| {
            key.scope.label()
        })
        .add(who::name())
        .add(who::employee_id())
        .add(who::manager())
        .add(who::role_level())
        .whole("Sole cover of", 9.0, |(_, key)| key.sole_cover())
        .whole("Status would fall in", 10.0, |(_, key)| key.falls.len())
        .long("Would become uncovered", 44.0, move |(_, key)| {
            those(key, |fall| fall.without == CoverageStatus::Uncovered)
        })
        .long("Would become thin", 44.0, move |(_, key)| {
            those(key, |fall| fall.without == CoverageStatus::Thin)
        })
        .long(
            "Self-ratings name somebody else in",
            30.0,
            move |(_, key)| those(key, |fall| fall.without_by_self_ratings != fall.without),
        )
}
