//! *Key people*: whom a team could not spare, and in what.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted, listed};
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;
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
    let rows: Vec<Vec<Cell>> = book.key_people.iter().map(|key| row(book, key)).collect();
    let placed = page.table(
        &Spec {
            name: "KeyPeople".to_owned(),
            columns: columns(),
        },
        &rows,
        "Every status would stay as it is, whoever leaves.",
    )?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Name", 18.0, Kind::Text),
        Column::new("Employee ID", 11.0, Kind::Text),
        Column::new("Manager", 13.0, Kind::Text),
        Column::new("Role level", 14.0, Kind::Text),
        Column::new("Sole cover of", 9.0, Kind::Whole),
        Column::new("Status would fall in", 10.0, Kind::Whole),
        Column::new("Would become uncovered", 44.0, Kind::Long),
        Column::new("Would become thin", 44.0, Kind::Long),
        Column::new("Self-ratings name somebody else in", 30.0, Kind::Long),
    ]
}

fn row(book: &Book<'_>, key: &KeyPerson) -> Vec<Cell> {
    let assessment = book.assessment(key.person);
    let person = &assessment.person;
    let those = |wanted: &dyn Fn(&Fall) -> bool| {
        let falls = key.falls.iter().filter(|fall| wanted(fall));
        let names: Vec<&str> = falls.map(|fall| book.competency(fall.competency)).collect();
        Cell::text(names.join(", "))
    };
    vec![
        Cell::text(key.scope.label()),
        Cell::text(&person.name),
        Cell::some_text(person.employee_id.as_deref()),
        Cell::some_text(person.manager.as_deref()),
        Cell::text(book.level(person.role_level)),
        Cell::count(key.sole_cover()),
        Cell::count(key.falls.len()),
        those(&|fall| fall.without == CoverageStatus::Uncovered),
        those(&|fall| fall.without == CoverageStatus::Thin),
        those(&|fall| fall.without_by_self_ratings != fall.without),
    ]
}
