//! *Charts*: three native charts, described for screen readers, above the figures that they are drawn from.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::layout::{PADDING, PIXELS, pixels};
use super::page::UNUSED;
use super::style::{BLUE_BAR, CREAM_BAR, INK, ORANGE_BAR};
use super::{Book, Page, Table, gaps};
use crate::analysis::{Bench, CoverageRow, Scope, StatusCounts};
use crate::render::words::Sheet;

/// How many competencies a chart shows.
pub(super) const MOST: usize = 10;
/// Size of a chart in pixels: three beside each other on a laptop's screen, and on paper with letters of 7 points.
const SIZE: (u32, u32) = (388, 252);
/// The space between two charts, in pixels.
const BETWEEN: u32 = 6;
/// How many rows the charts cover.
const ROWS: u32 = 13;
/// How many columns the wider table has.
const COLUMNS: u16 = 5;
/// The longest description that Excel takes.
const LONGEST_ALT_TEXT: usize = 255;

/// A competency for everybody, with the number of teams in which it is covered.
struct Competency<'b> {
    row: &'b CoverageRow,
    teams: StatusCounts,
}

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(&book.parts, Sheet::Charts)?;
    page.labelled_title("workbook.charts.title", "workbook.charts.lead");
    let top = page.row()?;
    page.skip(ROWS);
    let competencies = competencies(book);
    page.section("workbook.charts.competencies", COLUMNS)?;
    let header = page.table(
        &competency_table(book),
        &competencies,
        "workbook.nothing-scored",
    )?;
    let of_competencies = [
        coverage(book, &competencies, header),
        short(book, &competencies, header),
    ];
    page.section("workbook.charts.levels", COLUMNS)?;
    let header = page.table(&level_table(book), &book.bench, "workbook.charts.no-level")?;
    let charts = of_competencies.into_iter().chain([levels(book, header)]);
    for (chart, place) in charts.flatten().zip(0..) {
        let right = place * (SIZE.0 + BETWEEN);
        insert(&mut page.sheet, chart, (top, 0), SIZE, right)?;
    }
    // A column beside the tables for what the charts need.
    let beside = f64::from(3 * (SIZE.0 + BETWEEN)) - pixels(&page.widths);
    let columns = page.widths.len() as u16;
    // Many levels go on on a second page.
    page.sheet.set_repeat_rows(header, header)?;
    let width = ((beside - PADDING) / PIXELS).max(UNUSED);
    page.sheet.set_column_width(columns, width)?;
    let last = page.row()?;
    page.sheet.set_print_area(0, 0, last, columns)?;
    Ok(page.finish())
}

/// Puts a chart of this size at an offset to the right of a cell.
pub(super) fn insert(
    sheet: &mut Worksheet,
    mut chart: Chart,
    (row, column): (u32, u16),
    (width, height): (u32, u32),
    right: u32,
) -> Result<(), XlsxError> {
    chart.set_width(width).set_height(height);
    sheet.insert_chart_with_offset(row, column, &chart, right, 4)?;
    Ok(())
}

/// Those with the greatest need.
fn competencies<'b>(book: &'b Book<'_>) -> Vec<Competency<'b>> {
    let mut rows: Vec<&CoverageRow> = book.ranked().into_iter().map(|(_, row, _)| row).collect();
    let end = rows
        .iter()
        .take_while(|row| row.scope == Scope::All)
        .count();
    rows.truncate(end.min(MOST));
    rows.into_iter()
        .map(|row| {
            let same = |of_team: &&CoverageRow| {
                of_team.competency == row.competency && book.is_team(&of_team.scope)
            };
            Competency {
                row,
                teams: StatusCounts::of(book.coverage.iter().filter(same)),
            }
        })
        .collect()
}

fn competency_table<'b>(book: &'b Book<'_>) -> Table<'b, &'b Competency<'b>> {
    let labels = book.labels();
    Table::<&Competency<'b>>::labelled("ChartCompetencies", labels)
        .text("workbook.column.competency", 30.0, |of| {
            book.competency(of.row.competency)
        })
        .decimal(gaps::short(book), 12.0, |of| of.row.burden)
        .whole("workbook.charts.teams-uncovered", 12.0, |of| {
            of.teams.uncovered
        })
        .whole("workbook.charts.teams-thin", 12.0, |of| of.teams.thin)
        .whole("workbook.charts.teams-covered", 12.0, |of| of.teams.covered)
}

fn level_table<'b>(book: &'b Book<'_>) -> Table<'b, &'b Bench> {
    let labels = book.labels();
    Table::<&'b Bench>::labelled("ChartLevels", labels)
        .text("workbook.column.level", 30.0, |bench| {
            book.level(bench.level)
        })
        .whole("workbook.charts.holders", 12.0, |bench| bench.holders)
        .whole("workbook.charts.aiming", 12.0, |bench| bench.people.len())
        .whole("workbook.charts.staying", 12.0, |bench| bench.staying)
}

/// A series over the rows below a header: its column, its name and its colour.
fn series(
    (chart, sheet): (&mut Chart, &str),
    header: u32,
    rows: usize,
    (column, name, colour): (u16, &str, Color),
) {
    let (first, last) = (header + 1, header + rows as u32);
    chart
        .add_series()
        .set_name(name)
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, column, last, column))
        .set_format(&mut fill(colour))
        .set_gap(45);
}

/// In how many teams each competency is uncovered, thin, covered.
fn coverage(book: &Book<'_>, competencies: &[Competency<'_>], header: u32) -> Option<Chart> {
    if competencies.is_empty() || book.teams.is_empty() {
        return None;
    }
    let labels = book.labels();
    let sheet = Sheet::Charts.name(labels);
    let mut chart = Chart::new(ChartType::BarStacked);
    for of in [
        (2, labels.say("workbook.column.uncovered"), ORANGE_BAR),
        (3, labels.say("workbook.column.thin"), CREAM_BAR),
        (4, labels.say("workbook.column.covered"), BLUE_BAR),
    ] {
        series((&mut chart, sheet), header, competencies.len(), of);
    }
    let teams = book.teams.len();
    chart
        .x_axis()
        .set_max(teams as f64)
        .set_major_unit(unit(teams));
    apply_style(&mut chart, labels.say("workbook.charts.coverage"), true);
    describe(
        &mut chart,
        labels.say("workbook.charts.coverage-alt"),
        competencies.iter().map(|of| {
            format!(
                "{} {}",
                book.competency(of.row.competency),
                of.teams.uncovered
            )
        }),
    );
    Some(chart)
}

/// How far people are below their role level, added up.
fn short(book: &Book<'_>, competencies: &[Competency<'_>], header: u32) -> Option<Chart> {
    if competencies.is_empty() {
        return None;
    }
    let labels = book.labels();
    let sheet = Sheet::Charts.name(labels);
    let name = labels.say(gaps::short(book));
    let mut chart = Chart::new(ChartType::Bar);
    let (first, last) = (header + 1, header + competencies.len() as u32);
    chart
        .add_series()
        .set_name(name)
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, 1, last, 1))
        .set_format(&mut fill(BLUE_BAR))
        .set_data_label(
            ChartDataLabel::new()
                .show_value()
                .set_num_format("General")
                .set_font(ChartFont::new().set_size(9)),
        )
        .set_gap(45);
    let title = labels.with("workbook.charts.short", &[("short", &name)]);
    apply_style(&mut chart, &title, false);
    chart.legend().set_hidden();
    describe(
        &mut chart,
        &labels.with(
            "workbook.charts.short-alt",
            &[("short", &name.to_lowercase())],
        ),
        competencies.iter().map(|of| {
            let burden = labels.number(of.row.burden);
            format!("{} {burden}", book.competency(of.row.competency))
        }),
    );
    Some(chart)
}

/// How many people hold each level, and how many aim at it.
fn levels(book: &Book<'_>, header: u32) -> Option<Chart> {
    if book.bench.is_empty() {
        return None;
    }
    let labels = book.labels();
    let sheet = Sheet::Charts.name(labels);
    let mut chart = Chart::new(ChartType::Bar);
    for of in [
        (1, labels.say("workbook.charts.holders"), INK),
        (2, labels.say("workbook.charts.aiming"), CREAM_BAR),
    ] {
        series((&mut chart, sheet), header, book.bench.len(), of);
    }
    let people = |bench: &Bench| bench.holders.max(bench.people.len());
    let most = book.bench.iter().map(people).max();
    chart.x_axis().set_major_unit(unit(most.unwrap_or(0)));
    apply_style(&mut chart, labels.say("workbook.charts.holding"), true);
    describe(
        &mut chart,
        labels.say("workbook.charts.holding-alt"),
        book.bench
            .iter()
            .map(|bench| format!("{} {}", book.level(bench.level), bench.holders)),
    );
    Some(chart)
}

/// A round step between grid lines that leaves about five of them, and never a fraction of a person.
fn unit(most: usize) -> f64 {
    let least = most.div_ceil(5).max(1);
    let steps = (0..).flat_map(|power| [1, 2, 5].map(|step| step * 10_usize.pow(power)));
    let step = steps.take(20).find(|step| *step >= least);
    step.unwrap_or(least) as f64
}

/// The common look of all charts: first category on top, light axes, small type.
pub(super) fn apply_style(chart: &mut Chart, title: &str, legend: bool) {
    let small = || {
        let mut font = ChartFont::new();
        font.set_size(9);
        font
    };
    chart
        .title()
        .set_name(title)
        .set_font(ChartFont::new().set_size(10).set_bold().set_color(INK));
    // In a bar chart the library calls the categories' axis y. The first category is on top, the numbers are below.
    chart
        .y_axis()
        .set_reverse()
        .set_crossing(ChartAxisCrossing::Max)
        .set_label_interval(1)
        .set_font(&small())
        .set_major_gridlines(false);
    chart
        .x_axis()
        .set_min(0.0)
        .set_font(&small())
        .set_num_format("0")
        .set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xD5_DAE1)));
    if legend {
        chart
            .legend()
            .set_position(ChartLegendPosition::Bottom)
            .set_font(&small());
    }
    chart.chart_area().set_format(
        ChartFormat::new().set_border(ChartLine::new().set_color(Color::RGB(0xD5_DAE1))),
    );
}

pub(super) fn fill(colour: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour));
    format
}

/// Describes a chart in words: what it is, then as many of its values as fit.
pub(super) fn describe(chart: &mut Chart, kind: &str, values: impl IntoIterator<Item = String>) {
    let mut text = kind.to_owned();
    for (value, index) in values.into_iter().zip(0..) {
        let separator = if index == 0 { " " } else { ", " };
        if (text.len() + separator.len() + value.len()) >= LONGEST_ALT_TEXT - 3 {
            text.push_str(" …");
            break;
        }
        text.push_str(separator);
        text.push_str(&value);
    }
    chart.set_alt_text(text);
}
