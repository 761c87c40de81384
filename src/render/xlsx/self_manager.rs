//! *Self and manager*: where their ratings differ; something to talk about, not a fault of either.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::column::Table;
use super::page::Page;
use super::who::{self, Who};
use crate::analysis::{Differences, Pair, by_manager};

/// How many columns both tables have.
const COLUMNS: u16 = 8;

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
    let managers = by_manager(book.input.review, &book.pairs);
    page.section("Managers", COLUMNS)?;
    page.table(
        &manager_table(book),
        managers,
        "No competency was rated by both a person and a manager.",
    )?;
    page.section("Differences", COLUMNS)?;
    let listed = listed(book);
    let all = book.pairs.iter().filter(|pair| pair.difference() != 0.0);
    let smaller = all.count() - listed.len();
    if smaller > 0 {
        page.line(&format!(
            "Listed are ratings that are two or more apart; {smaller} smaller differences stand in Data."
        ))?;
    }
    let rows = listed.into_iter().map(|pair| (book.who(pair.person), pair));
    let header = page.table(
        &difference_table(book),
        rows,
        "Wherever both rated, both gave the same.",
    )?;
    page.sheet.set_repeat_rows(header, header)?;
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(page.finish())
}

/// As many columns as the table below it has, of the same widths, so that both stand in one grid.
fn manager_table<'b>(book: &'b Book<'_>) -> Table<'b, (&'b str, Differences)> {
    let minimum = book.options().minimum_group;
    let enough = move |found: &Differences| found.people >= minimum;
    let shown = move |found: &Differences, number: f64| enough(found).then_some(number);
    Table::new("ManagerDifferences")
        .text("Manager", 25.0, |(manager, _): &(&'b str, Differences)| {
            *manager
        })
        .whole("People", 13.0, |(_, found)| found.people)
        .whole("Competencies rated by both", 20.0, |(_, found)| found.pairs)
        .text("Shown", 33.0, move |(_, found)| {
            if enough(found) {
                "yes".to_owned()
            } else {
                format!("no: fewer than {minimum} people")
            }
        })
        .decimal("Mean self minus manager", 12.0, move |(_, found)| {
            shown(found, found.mean)
        })
        .decimal("Spread (standard deviation)", 12.0, move |(_, found)| {
            shown(found, found.spread)
        })
        .percent("Identical ratings", 12.0, move |(_, found)| {
            shown(found, found.identical)
        })
        .whole("Two or more apart", 12.0, move |(_, found)| {
            shown(found, found.wide as f64)
        })
}

fn difference_table<'b>(book: &'b Book<'_>) -> Table<'b, (Who<'b>, &'b Pair)> {
    Table::new("Differences")
        .add(who::distinct_name())
        .add(who::team())
        .add(who::manager())
        .text("Competency", 26.0, |(_, pair): &(Who<'b>, &'b Pair)| {
            book.competency(pair.competency)
        })
        .points("Self", 12.0, |(_, pair)| pair.own)
        .points("Manager rating", 12.0, |(_, pair)| pair.manager)
        .points("Self minus manager", 12.0, |(_, pair)| pair.difference())
        .points("Agreed", 12.0, |(who, pair)| {
            who.assessment.competency(pair.competency).agreed_points()
        })
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
