//! *Self and manager*: where their ratings differ; something to talk about, not a fault of either.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Book, Page, RowPerson, Table, who};
use crate::analysis::{Differences, Pair, by_manager};
use crate::render::words::Sheet;

/// How many columns both tables have.
const COLUMNS: u16 = 8;

/// Up to this many differences are all listed; with more, only the wide ones, since *Data* has them all.
const MAX_LISTED: usize = 5_000;

/// The sheet: managers first, then each difference.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::SelfAndManager)?;
    page.labelled_title("workbook.self-manager.title", "workbook.self-manager.lead");
    if !book.is_managers() {
        page.line(&labels.with(
            "workbook.self-manager.minimum",
            &[("minimum", &book.options().minimum_group)],
        ));
        let managers = by_manager(book.input.review, &book.pairs);
        page.section("workbook.self-manager.managers", COLUMNS)?;
        page.table(
            &manager_table(book),
            managers,
            "workbook.self-manager.no-pairs",
        )?;
    }
    page.section("workbook.self-manager.differences", COLUMNS)?;
    let listed = listed(book);
    let all = book.pairs.iter().filter(|pair| pair.difference() != 0.0);
    let smaller = all.count() - listed.len();
    if smaller > 0 {
        page.line(&labels.count("workbook.self-manager.smaller", smaller, &[]));
    }
    let rows = listed.into_iter().map(|pair| (book.who(pair.person), pair));
    let header = page.table(&difference_table(book), rows, "workbook.self-manager.same")?;
    page.sheet.set_repeat_rows(header, header)?;
    page.sheet.set_freeze_panes(1, 0)?;
    Ok(page.finish())
}

/// The same number of columns and the same widths as the table below, so that both share one grid.
fn manager_table<'b>(book: &'b Book<'_>) -> Table<'b, (&'b str, Differences)> {
    let labels = book.labels();
    let minimum = book.options().minimum_group;
    let enough = move |found: &Differences| found.people >= minimum;
    let shown = move |found: &Differences, number: f64| enough(found).then_some(number);
    Table::<(&'b str, Differences)>::labelled("ManagerDifferences", labels)
        .text("workbook.column.manager", 25.0, |(manager, _)| *manager)
        .whole("workbook.column.people", 13.0, |(_, found)| found.people)
        .whole("workbook.self-manager.both", 20.0, |(_, found)| found.pairs)
        .text("workbook.column.shown", 33.0, move |(_, found)| {
            if enough(found) {
                labels.say("workbook.yes").to_owned()
            } else {
                labels.with("workbook.self-manager.too-few", &[("minimum", &minimum)])
            }
        })
        .decimal(
            "workbook.column.mean-difference",
            12.0,
            move |(_, found)| shown(found, found.mean),
        )
        .decimal("workbook.self-manager.spread", 12.0, move |(_, found)| {
            shown(found, found.spread)
        })
        .percent(
            "workbook.self-manager.identical",
            12.0,
            move |(_, found)| shown(found, found.identical),
        )
        .whole("workbook.self-manager.wide", 12.0, move |(_, found)| {
            shown(found, found.wide as f64)
        })
}

fn difference_table<'b>(book: &'b Book<'_>) -> Table<'b, (RowPerson<'b>, &'b Pair)> {
    let labels = book.labels();
    Table::<(RowPerson<'b>, &'b Pair)>::labelled("Differences", labels)
        .add(who::distinct_name(labels))
        .add(who::team(labels))
        .when(book.names_managers(), |table| {
            table.add(who::manager(labels))
        })
        .text("workbook.column.competency", 26.0, |(_, pair)| {
            book.competency(pair.competency)
        })
        .points("workbook.column.self", 12.0, |(_, pair)| pair.own)
        .points("workbook.column.manager-rating", 12.0, |(_, pair)| {
            pair.manager
        })
        .points("workbook.column.self-minus-manager", 12.0, |(_, pair)| {
            pair.difference()
        })
        .points("workbook.column.agreed", 12.0, |(who, pair)| {
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
    if pairs.len() > MAX_LISTED {
        pairs.retain(|pair| pair.is_wide());
    }
    pairs.sort_by(|a, b| b.difference().abs().total_cmp(&a.difference().abs()));
    pairs
}
