//! *Summary*: one printed page that a director reads in a minute: what needs a decision, where each team stands, and
//! how far to trust the figures. Each statement links to the rows behind it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::front::{FrontColumns, title};
use super::layout::{PADDING, PIXELS};
use super::page::SCREEN;
use super::programme::mentors;
use super::suggestions;
use super::trend;
use super::wrap;
use super::{Book, Cell, CellStyle, Page, Table, questions};
use crate::analysis::{CoverageRow, CoverageStatus};
use crate::labels::Labels;
use crate::model::CompetencyId;
use crate::render::findings::{Finding, StandingKind, decisions, nothing, since, standing, trust};
use crate::render::words::{self, Sheet, people};

/// How many competencies, and how many teams, the table shows.
const MAX_LISTED: usize = 10;
/// Width of the competencies, and of the links at the end.
const NAMES: f64 = 32.0;
/// Width of the widest column without a table.
const WIDEST: f64 = 26.0;
/// See [`NAMES`].
const LINKS: f64 = 20.0;

/// The sheet. `data_sheets` is how many sheets *Data* takes.
pub(super) fn sheet(book: &Book<'_>, data_sheets: usize) -> Result<Worksheet, XlsxError> {
    let teams = book.neediest_teams(MAX_LISTED);
    let links = links(book.labels());
    let (each, grid) = grid(teams.len(), links);
    let labels = book.labels();
    let mut page = Page::new(&book.parts, Sheet::Summary)?;
    page.title(&title(book.options()), &subtitle(book));
    page.section("workbook.summary.decisions", grid.columns())?;
    let found = decisions(book, labels);
    if found.is_empty() {
        let Finding { bold, text, sheet } = nothing(book, book.input.diagnostics, labels);
        grid.sentence(&mut page, &bold, &text, sheet)?;
    }
    for (number, finding) in (1..).zip(&found) {
        let bold = format!("{number}   {}", finding.bold);
        grid.sentence(&mut page, &bold, &finding.text, finding.sheet)?;
    }
    if let Some(comparison) = book.input.comparison {
        page.section("workbook.summary.since", grid.columns())?;
        grid.sentence(
            &mut page,
            "",
            &since(comparison, labels),
            Some(Sheet::Trend),
        )?;
    }
    page.section("workbook.summary.standing", grid.columns())?;
    let competencies: Vec<CompetencyId> = book.by_need().take(MAX_LISTED).collect();
    page.table(
        &table(book, &teams, each),
        competencies,
        book.no_competency(),
    )?;
    grid.set_widths(&mut page)?;
    if let Some(more) = more(book, teams.len()) {
        grid.sentence(&mut page, "", &more, Some(Sheet::Gaps))?;
    }
    page.section("workbook.summary.trust", grid.columns())?;
    let mut trusted = trust(book, book.input.diagnostics, labels);
    if book.is_managers() {
        // A finding about some of the teams is for those who see whole teams.
        trusted.retain(|finding| finding.sheet != Some(Sheet::ByTeam));
    }
    trusted.extend(questions::finding(book));
    for Finding { bold, text, sheet } in trusted {
        grid.sentence(
            &mut page,
            &bold,
            &text,
            sheet.map(|sheet| there(book, sheet)),
        )?;
    }
    grid.contents(
        &mut page,
        &contents(book, &data_sentence(labels, data_sheets)),
    )?;
    grid.one_page(page)
}

/// The sheet that has the rows behind a sentence; in a manager's workbook, which has no *Data*, the one that says what is not
/// rated.
const fn there(book: &Book<'_>, sheet: Sheet) -> Sheet {
    match sheet {
        Sheet::Data if book.is_managers() => Sheet::DataQuality,
        sheet => sheet,
    }
}

/// The width of the links at the end of sentences, so that no sheet's name is cut.
fn links(labels: &Labels) -> f64 {
    let linked = [Sheet::KeyPeople, Sheet::SelfAndManager, Sheet::DataQuality];
    let widths = linked.map(|sheet| wrap::room(sheet.name(labels)) + 3.0);
    widths.into_iter().fold(LINKS, f64::max)
}

/// The width of a team's column, and all columns.
fn grid(teams: usize, links: f64) -> (f64, FrontColumns) {
    let columns = teams + 1;
    // What a laptop's screen has for characters, beside those of the first column, the links and a rest.
    let width = (SCREEN - PADDING * (columns + 3) as f64) / PIXELS;
    let each = ((width - NAMES - links) / columns as f64).clamp(10.0, 26.0);
    let mut widths = vec![NAMES];
    widths.extend(std::iter::repeat_n(each, columns));
    let used: f64 = widths.iter().sum();
    let rest = width - links - used;
    if rest > 1.0 {
        // In parts, so that contents can begin in any of them.
        let parts = (rest / WIDEST).ceil();
        widths.extend(std::iter::repeat_n(rest / parts, parts as usize));
    }
    widths.push(links);
    (each, FrontColumns::of(widths))
}

/// The cycle, the date and the size of what was reviewed.
fn subtitle(book: &Book<'_>) -> String {
    let cycles = book.people().filter_map(|(a, _)| a.cycle.as_deref());
    let cycles: std::collections::BTreeSet<&str> = cycles.collect();
    let cycle = if cycles.len() == 1 {
        cycles.first().copied().unwrap_or_default().to_owned()
    } else {
        String::new()
    };
    let labels = book.labels();
    let teams = book.teams.len() + book.teams_of_one.len();
    [
        cycle,
        book.parts.as_of_words(),
        if book.is_managers() {
            people(labels, book.input.people.len())
        } else {
            labels.with(
                "workbook.summary.people-in-teams",
                &[
                    ("people", &people(labels, book.input.people.len())),
                    ("teams", &labels.count("workbook.teams", teams, &[])),
                ],
            )
        },
        scored_against(labels, book.scored().count(), &book.map().file),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

/// `8 competencies scored against career-map.xlsx`.
pub(super) fn scored_against(labels: &Labels, competencies: usize, map: &str) -> String {
    let competencies = labels.count("workbook.competencies", competencies, &[]);
    labels.with(
        "workbook.summary.scored-against",
        &[("competencies", &competencies), ("map", &map)],
    )
}

/// A team, or everybody: the rows of its coverage, one a competency.
type Team<'b> = &'b [CoverageRow];

/// The table of competencies × teams.
fn table<'b>(book: &'b Book<'_>, teams: &[Team<'b>], width: f64) -> Table<'b, CompetencyId> {
    let everybody = book.coverage.chunk_by(|a, b| a.scope == b.scope).next();
    let labels = book.labels();
    let mut table = Table::<CompetencyId>::labelled("WhereTeamsStand", labels)
        .without_filter()
        .long("workbook.column.competency", NAMES, |id| {
            book.competency(*id)
        });
    for rows in teams.iter().copied().chain(everybody) {
        let scope = &rows[0].scope;
        let members = book.members(scope).len();
        let header = format!(
            "{} ({})",
            words::scope(labels, scope),
            labels.whole(members)
        );
        table = table.long(header, width, move |id| {
            let row = rows.iter().find(|row| row.competency == *id);
            // Nobody here has the speciality that the competency belongs to.
            row.map_or_else(
                || Cell::text("–").looking(CellStyle::NotApplicable),
                |row| cell(row, labels),
            )
        });
    }
    table
}

/// The standing of the row's people.
fn cell(row: &CoverageRow, labels: &Labels) -> Cell {
    let standing = standing(row, labels);
    Cell::text(standing.text).looking(match standing.kind {
        StandingKind::NotRated => CellStyle::NotApplicable,
        StandingKind::Many => CellStyle::Status(CoverageStatus::Uncovered),
        StandingKind::Some => CellStyle::Status(CoverageStatus::Thin),
        StandingKind::Few => CellStyle::Plain,
    })
}

/// What the table leaves out.
fn more(book: &Book<'_>, teams: usize) -> Option<String> {
    let competencies = book.scored().count().saturating_sub(MAX_LISTED);
    let teams = book.teams.len() - teams;
    let labels = book.labels();
    let left_out: Vec<String> = [
        (competencies, "workbook.competencies"),
        (teams, "workbook.teams"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| labels.count(key, count, &[]))
    .collect();
    (!left_out.is_empty()).then(|| {
        labels.with(
            "workbook.summary.more",
            &[
                ("sheet", &Sheet::Gaps.name(labels)),
                ("more", &labels.listed(&left_out)),
            ],
        )
    })
}

fn data_sentence(labels: &Labels, sheets: usize) -> String {
    if sheets > 1 {
        labels.with("workbook.contents.data-sheets", &[("last", &sheets)])
    } else {
        Sheet::Data.answers(labels).to_owned()
    }
}

/// The sheets with the question that each answers.
fn contents<'t>(book: &'t Book<'_>, data: &'t str) -> Vec<(Sheet, &'t str)> {
    if book.is_managers() {
        let sheets = [
            Sheet::HeatMap,
            Sheet::Gaps,
            Sheet::SelfAndManager,
            Sheet::Questions,
            Sheet::Actions,
            Sheet::DataQuality,
            Sheet::Method,
        ];
        let answers = |sheet: Sheet| (sheet, sheet.answers(book.labels()));
        return sheets.map(answers).into();
    }
    let mut sheets = vec![
        Sheet::HeatMap,
        Sheet::Gaps,
        Sheet::Coverage,
        Sheet::KeyPeople,
        Sheet::Bench,
        Sheet::SelfAndManager,
        Sheet::Questions,
        Sheet::Actions,
        Sheet::Programme,
        Sheet::Places,
    ];
    if mentors::are_there(book) {
        sheets.push(Sheet::Mentors);
    }
    if book.options().include_outcomes {
        sheets.push(Sheet::Outcomes);
    }
    if suggestions::are_there(book) {
        sheets.push(Sheet::Suggestions);
    }
    sheets.extend([Sheet::People, Sheet::ByTeam]);
    if let Some(comparison) = book.input.comparison {
        sheets.extend(trend::names(comparison));
    }
    sheets.extend([
        Sheet::Charts,
        Sheet::Data,
        Sheet::DataQuality,
        Sheet::Method,
    ]);
    sheets
        .into_iter()
        .map(|sheet| match sheet {
            Sheet::Data => (sheet, data),
            _ => (sheet, sheet.answers(book.labels())),
        })
        .collect()
}
