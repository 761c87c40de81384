//! *Self and manager*: where their ratings differ; something to talk about, not a fault of either.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::Kind;
use super::table::Spec;
use crate::analysis::{Pair, by_manager};

/// Up to so many differences are all listed; of more, only the wide ones, since *Data* has them all.
const LISTED: usize = 5_000;

/// The sheet: managers first, then each difference.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Self and manager")?;
    page.title(
        "Self and manager: where ratings differ",
        "A difference is something to talk about, not a fault of either. Self minus manager: above 0 the person rates \
         higher. Facts are left out.",
    )?;
    page.line(&format!(
        "A manager’s figures are shown from {} people with both ratings; with fewer they would say more about the people \
         than about the rating.",
        book.options().minimum_group
    ))?;
    let columns = difference_columns();
    page.section("Managers", columns.len() as u16)?;
    page.table(
        &Spec {
            name: "ManagerDifferences".to_owned(),
            columns: manager_columns(),
        },
        &managers(book),
        "No competency was rated by both a person and a manager.",
    )?;
    page.section("Differences", columns.len() as u16)?;
    let differing = differing(book);
    let all = book.pairs.iter().filter(|pair| pair.difference() != 0.0);
    let smaller = all.count() - differing.len();
    if smaller > 0 {
        page.line(&format!(
            "Listed are ratings that are two or more apart; {smaller} smaller differences stand in Data."
        ))?;
    }
    let placed = page.table(
        &Spec {
            name: "Differences".to_owned(),
            columns,
        },
        &differing,
        "Wherever both rated, both gave the same.",
    )?;
    page.sheet.set_repeat_rows(placed.header, placed.header)?;
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(page.finish())
}

/// As many columns as the table below it has, of the same widths, so that both stand in one grid.
fn manager_columns() -> Vec<Column> {
    vec![
        Column::new("Manager", 25.0, Kind::Text),
        Column::new("People", 13.0, Kind::Whole),
        Column::new("Competencies rated by both", 20.0, Kind::Whole),
        Column::new("Shown", 33.0, Kind::Text),
        Column::new("Mean self minus manager", 12.0, Kind::Decimal),
        Column::new("Spread (standard deviation)", 12.0, Kind::Decimal),
        Column::new("Identical ratings", 12.0, Kind::Percent),
        Column::new("Two or more apart", 12.0, Kind::Whole),
    ]
}

fn difference_columns() -> Vec<Column> {
    vec![
        Column::new("Name", 18.0, Kind::Text),
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Manager", 20.0, Kind::Text),
        Column::new("Competency", 26.0, Kind::Text),
        Column::new("Self", 12.0, Kind::Points),
        Column::new("Manager rating", 12.0, Kind::Points),
        Column::new("Self minus manager", 12.0, Kind::Points),
        Column::new("Agreed", 12.0, Kind::Points),
    ]
}

fn managers(book: &Book<'_>) -> Vec<Vec<Cell>> {
    by_manager(book.input.review, &book.pairs)
        .into_iter()
        .map(|(manager, found)| {
            let enough = found.people >= book.options().minimum_group;
            let shown = |number: f64| Cell::some_number(enough.then_some(number));
            vec![
                Cell::text(manager),
                Cell::count(found.people),
                Cell::count(found.pairs),
                Cell::text(if enough {
                    "yes".to_owned()
                } else {
                    format!("no: fewer than {} people", book.options().minimum_group)
                }),
                shown(found.mean),
                shown(found.spread),
                shown(found.identical),
                shown(found.wide as f64),
            ]
        })
        .collect()
}

/// The pairs that are listed, widest first, then in document order.
fn listed<'b>(book: &'b Book<'_>) -> Vec<&'b Pair> {
    let mut pairs: Vec<&Pair> = book
        .pairs
        .iter()
        .filter(|pair| pair.difference() != 0.0)
        .collect();
    if pairs.len() > LISTED {
        pairs.retain(|pair| pair.is_wide());
    }
    pairs.sort_by(|a, b| b.difference().abs().total_cmp(&a.difference().abs()));
    pairs
}

/// A row for each pair that is listed.
fn differing(book: &Book<'_>) -> Vec<Vec<Cell>> {
    listed(book)
        .into_iter()
        .map(|pair| {
            let assessment = book.assessment(pair.person);
            vec![
                Cell::text(book.name(pair.person)),
                Cell::text(assessment.team()),
                Cell::some_text(assessment.person.manager.as_deref()),
                Cell::text(book.competency(pair.competency)),
                Cell::number(pair.own),
                Cell::number(pair.manager),
                Cell::number(pair.difference()),
                Cell::some_number(assessment.competency(pair.competency).agreed_points()),
            ]
        })
        .collect()
}
