//! *Summary*: one printed page that a director reads in a minute; each figure leads to the rows behind it.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::book::{Book, counted};
use super::charts;
use super::findings::{Finding, completeness, findings};
use super::page::{Binder, Page};
use super::style::Kind;
use super::{BookOptions, trend, wrap};
use crate::analysis::{Closeness, StatusCounts};

/// Columns of the page's grid.
pub(super) const COLUMNS: u16 = 12;
/// Width of each, in characters.
const WIDTH: f64 = 12.0;
/// Height of a line of text, in points.
const LINE: f64 = 15.5;
/// How many rows the charts stand on.
const CHART_ROWS: u32 = 12;

/// The sheet. `data_sheets` is how many sheets *Data* takes.
pub(super) fn sheet(book: &Book<'_>, data_sheets: usize) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(book, "Summary")?;
    grid(&mut page)?;
    page.title(&title(book.options()), &subtitle(book))?;
    page.section("How complete the assessment is", COLUMNS)?;
    sentence(&mut page, &completeness(book), Some("Data quality"))?;
    page.skip(1);
    figures(&mut page, headline(book))?;
    page.section("What stands out", COLUMNS)?;
    let found = findings(book);
    for Finding { text, sheet } in &found {
        sentence(&mut page, text, Some(sheet))?;
    }
    if found.is_empty() {
        sentence(
            &mut page,
            "Nothing stands out: no competency is uncovered, nobody is the only cover, and nobody is below the role level.",
            None,
        )?;
    }
    if let Some(comparison) = book.input.comparison {
        page.section("Since the last review", COLUMNS)?;
        sentence(
            &mut page,
            &trend::sentence(comparison),
            Some(trend::SHEETS[0].0),
        )?;
    }
    page.section(
        "Where teams are thin, where training pays, who stands where",
        COLUMNS,
    )?;
    let top = page.row();
    charts::insert(book, &mut page.sheet, top)?;
    below_charts(&mut page)?;
    contents(book, &mut page, data_sheets)?;
    one_page(page)
}

/// Sets up the grid that everything on the page stands in.
pub(super) fn grid(page: &mut Page<'_>) -> Result<(), XlsxError> {
    for column in 0..COLUMNS {
        page.sheet.set_column_width(column, WIDTH)?;
    }
    Ok(())
}

/// Leaves the rows that the charts stand on.
pub(super) fn below_charts(page: &mut Page<'_>) -> Result<(), XlsxError> {
    for row in page.row()..page.row() + CHART_ROWS {
        page.sheet.set_row_height(row, 15)?;
    }
    page.skip(CHART_ROWS);
    Ok(())
}

/// The finished sheet, on one printed page.
pub(super) fn one_page(mut page: Page<'_>) -> Result<Worksheet, XlsxError> {
    page.sheet.set_print_fit_to_pages(1, 1);
    page.sheet.set_print_area(0, 0, page.row(), COLUMNS - 1)?;
    page.sheet.set_print_center_horizontally(true);
    page.sheet.set_active(true);
    Ok(page.finish())
}

pub(super) fn title(options: &BookOptions) -> String {
    options.organisation.as_ref().map_or_else(
        || "Team gaps: summary".to_owned(),
        |organisation| format!("Team gaps at {organisation}: summary"),
    )
}

/// The cycle, the date and the size of what was reviewed.
fn subtitle(book: &Book<'_>) -> String {
    let mut cycles: Vec<&str> = book
        .people()
        .filter_map(|(assessment, _)| assessment.cycle.as_deref())
        .collect();
    cycles.sort_unstable();
    cycles.dedup();
    let cycle = match cycles.as_slice() {
        [one] => (*one).to_owned(),
        _ => String::new(),
    };
    let teams = book
        .groups
        .iter()
        .filter(|figures| {
            matches!(
                figures.group,
                crate::analysis::Group::Scope(crate::analysis::Scope::Team(_))
            )
        })
        .count();
    [
        cycle,
        book.as_of_words(),
        counted(book.input.people.len(), "person", "people"),
        counted(teams, "team", "teams"),
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

/// A sentence over the whole page, with the way to its rows at the end of the line.
pub(super) fn sentence(
    page: &mut Page<'_>,
    text: &str,
    sheet: Option<&str>,
) -> Result<(), XlsxError> {
    let row = page.row();
    let last = COLUMNS - 3;
    page.sheet
        .merge_range(row, 0, row, last, text, &page.styles.sentence)?;
    let width = WIDTH * f64::from(last + 1);
    let lines = wrap::lines(text, width);
    page.sheet.set_row_height(row, LINE * lines as f64 + 2.0)?;
    if let Some(sheet) = sheet {
        link(page, row, last + 1, sheet, &format!("→ {sheet}"))?;
    }
    page.skip(1);
    Ok(())
}

fn link(
    page: &mut Page<'_>,
    row: u32,
    column: u16,
    sheet: &str,
    text: &str,
) -> Result<(), XlsxError> {
    page.sheet.write_url_with_format(
        row,
        column,
        Url::new(place(sheet)).set_text(text),
        &page.styles.link,
    )?;
    Ok(())
}

fn place(sheet: &str) -> String {
    format!("internal:'{sheet}'!A1")
}

/// A headline figure.
pub(super) struct Figure {
    pub(super) value: f64,
    pub(super) kind: Kind,
    pub(super) caption: String,
    pub(super) sheet: &'static str,
}

/// At most six figures, each over two columns of the grid.
pub(super) fn figures(page: &mut Page<'_>, figures: Vec<Figure>) -> Result<(), XlsxError> {
    let row = page.row();
    for (figure, column) in figures.into_iter().zip((0u16..).step_by(2)) {
        let format = page.styles.figure.clone();
        let format = match figure.kind {
            Kind::Percent => format.set_num_format("0%"),
            _ => format.set_num_format("#,##0"),
        };
        number_with_link(page, row, column, &figure, &format)?;
        page.sheet
            .write_blank(row, column + 1, &page.styles.figure_end)?;
        page.sheet.merge_range(
            row + 1,
            column,
            row + 1,
            column + 1,
            &figure.caption,
            &page.styles.caption,
        )?;
    }
    page.sheet.set_row_height(row, 28)?;
    page.sheet.set_row_height(row + 1, 38)?;
    page.skip(2);
    Ok(())
}

/// A number that is a link; the library writes links as text, so the number is written over it.
fn number_with_link(
    page: &mut Page<'_>,
    row: u32,
    column: u16,
    figure: &Figure,
    format: &Format,
) -> Result<(), XlsxError> {
    let url = Url::new(place(figure.sheet)).set_tip(format!("To the sheet {}", figure.sheet));
    page.sheet.write_url_with_format(row, column, url, format)?;
    page.sheet
        .write_number_with_format(row, column, figure.value, format)?;
    Ok(())
}

fn headline(book: &Book<'_>) -> Vec<Figure> {
    let Some(all) = book.groups.first() else {
        return Vec::new();
    };
    let teams = StatusCounts::of(
        book.coverage
            .iter()
            .filter(|row| row.scope != crate::analysis::Scope::All),
    );
    let pairs = teams.covered + teams.thin + teams.uncovered;
    let unconfirmed = book
        .coverage
        .iter()
        .filter(|row| row.scope != crate::analysis::Scope::All && row.rests_on_self_ratings())
        .count();
    let sole = book
        .key_people
        .iter()
        .filter(|key| key.scope != crate::analysis::Scope::All && key.sole_cover() > 0)
        .count();
    let one_short = book
        .bench
        .iter()
        .flat_map(|bench| &bench.people)
        .filter(|person| person.closeness == Closeness::OneShort)
        .count();
    let count = |value: usize, caption: String, sheet: &'static str| Figure {
        value: value as f64,
        kind: Kind::Whole,
        caption,
        sheet,
    };
    vec![
        count(
            all.people,
            book.input.review.roster.as_ref().map_or_else(
                || "people assessed".to_owned(),
                |roster| format!("people assessed; the roster has {}", roster.len()),
            ),
            "People",
        ),
        Figure {
            value: all.at_role.unwrap_or(0.0),
            kind: Kind::Percent,
            caption: "of ratings reach what the person’s role level requires".to_owned(),
            sheet: "By team",
        },
        count(
            teams.uncovered,
            format!(
                "of {pairs} pairs of team and competency are uncovered; {} thin{}",
                teams.thin,
                match unconfirmed {
                    0 => String::new(),
                    changed => format!("; self-ratings would change {changed}"),
                }
            ),
            "Coverage",
        ),
        count(
            sole,
            "people are the only cover of something in their team".to_owned(),
            "Key people",
        ),
        count(
            all.meet_all,
            format!(
                "at the level aimed at in everything scored; {} one short",
                if one_short == 0 {
                    "nobody".to_owned()
                } else {
                    one_short.to_string()
                }
            ),
            "Bench",
        ),
        count(
            all.overdue_actions,
            match all.open_actions {
                0 => "actions are overdue; none is open".to_owned(),
                open => format!(
                    "of {} overdue",
                    counted(open, "open action is", "open actions are")
                ),
            },
            "Actions",
        ),
    ]
}

/// The sheets with what each answers, in two columns.
fn contents(book: &Book<'_>, page: &mut Page<'_>, data_sheets: usize) -> Result<(), XlsxError> {
    let data = if data_sheets > 1 {
        format!("Every rating; goes on in Data 2 to Data {data_sheets}")
    } else {
        "Every rating with its source: the rows behind all figures".to_owned()
    };
    let mut entries: Vec<(&str, &str)> = vec![
        ("Heat map", "Who works at which level, at a glance"),
        ("Gaps", "Where training pays: competencies ranked by burden"),
        ("Coverage", "Where teams are covered, thin or uncovered"),
        ("Key people", "Whom a team could not spare in what"),
        ("Bench", "Who is close to which level, and what is missing"),
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
        ("Data", &data),
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
    list_contents(page, &entries)
}

/// The sheets with what each answers, as links in two columns.
pub(super) fn list_contents(
    page: &mut Page<'_>,
    entries: &[(&str, &str)],
) -> Result<(), XlsxError> {
    page.section("Contents", COLUMNS)?;
    let rows = entries.len().div_ceil(2);
    let top = page.row();
    for (index, (sheet, answer)) in entries.iter().enumerate() {
        let row = top + (index % rows) as u32;
        let column = (index / rows) as u16 * (COLUMNS / 2);
        link(page, row, column, sheet, sheet)?;
        page.sheet
            .write_string_with_format(row, column + 2, *answer, &page.styles.lead)?;
    }
    page.skip(rows as u32 - 1);
    Ok(())
}
