//! *Bench*: who aims above the role level, nearest first, and who does not.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{IN_A_CELL, first_few};
use super::{Book, Page, RowPerson, Table, who};
use crate::analysis::{BenchPerson, Gap, PersonAnalysis};
use crate::labels::Labels;
use crate::model::CompetencyId;
use crate::render::words::{Sheet, meets};

/// How many columns the wider table has.
const COLUMNS: u16 = 8;

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::Bench)?;
    page.labelled_title("workbook.bench.title", "workbook.bench.lead");
    let mut aiming: Vec<&BenchPerson> = book.bench.iter().flat_map(|b| &b.people).collect();
    aiming.sort_by_key(|person| (person.closeness, person.missing(), person.person));
    let mut aims = vec![false; book.input.people.len()];
    for person in &aiming {
        aims[person.person] = true;
    }
    let others: Vec<usize> = (0..aims.len()).filter(|person| !aims[*person]).collect();
    if !others.is_empty() {
        page.line(&labels.count("workbook.bench.others", others.len(), &[]));
    }
    let about = |person: usize| (book.who(person), &book.input.people[person]);
    let rows = aiming.iter().map(|found| {
        let (who, analysis) = about(found.person);
        (who, Row { found, analysis })
    });
    let header = page.table(&table(book), rows, "workbook.bench.nobody")?;
    page.section("workbook.bench.not-on", COLUMNS)?;
    let rows = others.into_iter().map(about);
    page.table(&others_table(book), rows, "workbook.bench.everybody")?;
    page.freeze(header, 1)?;
    Ok(page.finish())
}

/// A person on the bench, as the sheet shows them.
struct Row<'b> {
    found: &'b BenchPerson,
    analysis: &'b PersonAnalysis,
}

/// The columns that both tables begin with.
fn people<'b, T: 'b>(
    name: &str,
    labels: &'b Labels,
    analysis: fn(&T) -> &PersonAnalysis,
) -> Table<'b, (RowPerson<'b>, T)> {
    Table::<(RowPerson<'b>, T)>::labelled(name, labels)
        .add(who::distinct_name(labels))
        .add(who::team(labels))
        .add(who::role_level(labels))
        .add(who::target_level(labels))
        .text("workbook.column.meets", 9.0, move |(_, row)| {
            meets(labels, &analysis(row).readiness)
        })
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, (RowPerson<'b>, Row<'b>)> {
    let labels = book.labels();
    people("Bench", labels, |row: &Row<'b>| row.analysis)
        .whole("workbook.column.missing", 9.0, |(_, row)| {
            (row.analysis.readiness.applies > 0).then(|| row.found.missing())
        })
        .long("workbook.bench.below", 44.0, |(_, row)| below(book, row))
        .long("workbook.column.not-assessed", 24.0, |(_, row)| {
            if row.analysis.readiness.applies == 0 {
                return labels.say("workbook.bench.nothing-applies").to_owned();
            }
            let names = row.found.not_assessed.iter();
            let names = names.map(|id| book.competency(*id).to_owned());
            first_few(labels, names, IN_A_CELL)
        })
}

fn others_table<'b>(book: &'b Book<'_>) -> Table<'b, (RowPerson<'b>, &'b PersonAnalysis)> {
    let labels = book.labels();
    let rank = |level| book.map().level(level).rank;
    people("NotOnTheBench", labels, |analysis: &&'b PersonAnalysis| {
        *analysis
    })
    .whole("workbook.column.missing", 9.0, |(_, analysis)| {
        analysis.readiness.applies - analysis.readiness.met
    })
    .long("workbook.bench.why", 44.0, move |(who, analysis)| {
        let role = who.assessment.person.role_level;
        if analysis.target == role {
            labels.say("workbook.bench.stays")
        } else if rank(analysis.target) == rank(role) {
            labels.say("workbook.bench.same-rank")
        } else {
            labels.say("workbook.bench.lower")
        }
    })
}

/// The competencies below the target level and by how much, the largest gap first.
fn below(book: &Book<'_>, row: &Row<'_>) -> String {
    let short = |id: &CompetencyId| {
        let gap = row.analysis.gap(*id);
        gap.and_then(Gap::target_gap).unwrap_or(0.0)
    };
    let mut ids = row.found.short.clone();
    ids.sort_by(|a, b| short(b).total_cmp(&short(a)));
    let names = ids.iter().map(|id| {
        let short = book.labels().number(short(id));
        format!("{} −{short}", book.competency(*id))
    });
    first_few(book.labels(), names, IN_A_CELL)
}
