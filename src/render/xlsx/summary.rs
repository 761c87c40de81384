//! *Summary*: one printed page that a director reads in a minute: what needs a decision, where each team stands, and how far
//! to trust the figures. Each statement leads to the rows behind it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted};
use super::cell::Cell;
use super::column::Table;
use super::front::{Grid, title};
use super::page::{Binder as _, Page};
use super::style::Look;
use super::trend;
use crate::analysis::{CoverageRow, CoverageStatus};
use crate::model::CompetencyId;
use crate::render::findings::{Finding, StandingKind, decisions, standing, trust};

/// How many competencies, and how many teams, the table shows.
const MOST: usize = 10;
/// How wide the sheet is, in characters: what a laptop shows.
const WIDTH: f64 = 172.0;
/// Width of the competencies, and of the links at the end.
const NAMES: f64 = 32.0;
/// See [`NAMES`].
const LINKS: f64 = 20.0;

/// The sheet. `data_sheets` is how many sheets *Data* takes.
pub(super) fn sheet(book: &Book<'_>, data_sheets: usize) -> Result<Worksheet, XlsxError> {
    let teams = book.neediest_teams(MOST);
    let (each, grid) = grid(teams.len());
    let mut page = Page::new(book, "Summary")?;
    page.title(&title(book.options()), &subtitle(book))?;
    page.section("What needs a decision", grid.columns())?;
    let found = decisions(book);
    for (number, finding) in (1..).zip(&found) {
        let bold = format!("{number}   {}", finding.bold);
        grid.sentence(&mut page, &bold, &finding.text, finding.sheet)?;
    }
    if found.is_empty() {
        let nothing = "Every competency is covered, nobody is the only one at a level that a team needs, and nobody is below \
                       the role level.";
        grid.sentence(&mut page, "Nothing stands out.", nothing, None)?;
    }
    if let Some(comparison) = book.input.comparison {
        page.section("Since the last review", grid.columns())?;
        let link = Some(trend::SHEETS[0].0);
        grid.sentence(&mut page, "", &trend::sentence(comparison), link)?;
    }
    page.section(
        "Where each team stands: people below their role level, and who alone works at the level that the team needs",
        grid.columns(),
    )?;
    let competencies: Vec<CompetencyId> = book.by_need().take(MOST).collect();
    page.table(
        &table(book, &teams, each),
        competencies,
        "The career map has no scored competency.",
    )?;
    grid.lay(&mut page)?;
    if let Some(more) = more(book, teams.len()) {
        grid.sentence(&mut page, "", &more, Some("Gaps"))?;
    }
    page.section("How far to trust these figures", grid.columns())?;
    for Finding { bold, text, sheet } in trust(book, book.input.diagnostics) {
        grid.sentence(&mut page, &bold, &text, sheet)?;
    }
    grid.contents(&mut page, &contents(book, &data_sentence(data_sheets)))?;
    grid.one_page(page)
}

/// The width of a team's column, and all columns.
fn grid(teams: usize) -> (f64, Grid) {
    let columns = teams + 1;
    let each = ((WIDTH - NAMES - LINKS) / columns as f64).clamp(11.0, 26.0);
    let mut widths = vec![NAMES];
    widths.extend(std::iter::repeat_n(each, columns));
    let used: f64 = widths.iter().sum();
    let rest = WIDTH - LINKS - used;
    if rest > 0.0 {
        widths.push(rest);
    }
    widths.push(LINKS);
    (each, Grid::of(widths))
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
    [
        cycle,
        book.as_of_words(),
        format!(
            "{} in {}",
            counted(book.input.people.len(), "person", "people"),
            counted(book.teams.len() + book.teams_of_one.len(), "team", "teams")
        ),
        format!(
            "{} scored against {}",
            counted(book.scored().count(), "competency", "competencies"),
            book.map().file
        ),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

/// A team, or everybody: the rows of its coverage, one a competency.
type Team<'b> = &'b [CoverageRow];

/// The table of competencies × teams.
fn table<'b>(book: &'b Book<'_>, teams: &[Team<'b>], width: f64) -> Table<'b, CompetencyId> {
    let everybody = book.coverage.chunk_by(|a, b| a.scope == b.scope).next();
    let mut table =
        Table::new("WhereTeamsStand")
            .without_filter()
            .long("Competency", NAMES, |id| book.competency(*id));
    for rows in teams.iter().copied().chain(everybody) {
        let scope = &rows[0].scope;
        let header = format!("{} ({})", scope.label(), book.members(scope).len());
        table = table.long(header, width, move |id: &CompetencyId| {
            rows.iter().find(|row| row.competency == *id).map(cell)
        });
    }
    table
}

/// Where the row's people stand.
fn cell(row: &CoverageRow) -> Cell {
    let standing = standing(row);
    Cell::text(standing.text).looking(match standing.kind {
        StandingKind::NotRated => Look::NotApplicable,
        StandingKind::Many => Look::Status(CoverageStatus::Uncovered),
        StandingKind::Some => Look::Status(CoverageStatus::Thin),
        StandingKind::Few => Look::Plain,
    })
}

/// What the table leaves out.
fn more(book: &Book<'_>, teams: usize) -> Option<String> {
    let competencies = book.scored().count().saturating_sub(MOST);
    let teams = book.teams.len() - teams;
    let left_out: Vec<String> = [
        (competencies, "competency", "competencies"),
        (teams, "team", "teams"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    (!left_out.is_empty()).then(|| {
        format!(
            "Only those in which most is missing are shown here. Gaps has {} more.",
            left_out.join(" and ")
        )
    })
}

fn data_sentence(sheets: usize) -> String {
    if sheets > 1 {
        format!("Every rating; goes on in Data 2 to Data {sheets}")
    } else {
        "Every rating with its source: the rows behind all figures".to_owned()
    }
}

/// The sheets with what each answers.
fn contents<'t>(book: &Book<'_>, data: &'t str) -> Vec<(&'t str, &'t str)> {
    let mut entries = vec![
        ("Heat map", "Who stands where, against their own role"),
        ("Gaps", "Where training pays, and for whom"),
        ("Coverage", "Where teams are covered, thin or uncovered"),
        (
            "Key people",
            "Where a team depends on few, and who comes next",
        ),
        ("Bench", "How close people are to the target level"),
        (
            "Self and manager",
            "Where ratings of self and manager differ",
        ),
        ("Actions", "What was agreed, what is overdue"),
        (
            "Review outcomes",
            "What managers recommend; for leadership only",
        ),
        ("People", "One row a person, with the way to the plan"),
        ("By team", "The same figures for each team and manager"),
        ("Charts", "Coverage, training need and levels as pictures"),
        ("Data", data),
        ("Data quality", "Who is missing, what could not be read"),
        ("Method", "What the figures mean, and the choices in force"),
    ];
    if book.input.comparison.is_some()
        && let Some(after) = entries.iter().position(|(sheet, _)| *sheet == "By team")
    {
        entries.splice(after + 1..=after, trend::SHEETS);
    }
    if !book.options().include_outcomes {
        entries.retain(|(sheet, _)| *sheet != "Review outcomes");
    }
    entries
}
