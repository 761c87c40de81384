//! The three charts of the summary: native, drawn from the cells of other sheets, described for screen readers.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::book::Book;
use super::style::{BLUE_BAR, CREAM_BAR, INK, ORANGE_BAR};
use super::{bench, gaps};
use crate::analysis::Scope;

/// How many competencies a chart shows.
pub(super) const MOST: u32 = 10;
/// Size of a chart in pixels: four columns of the summary's grid, twelve rows.
const SIZE: (u32, u32) = (352, 236);
/// The longest description that Excel takes.
const LONGEST_ALT_TEXT: usize = 255;

/// Puts the charts side by side below `row`.
pub(super) fn insert(book: &Book<'_>, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
    place(sheet, row, [coverage(book), burden(book), levels(book)])
}

/// Puts up to three charts side by side.
pub(super) fn place(
    sheet: &mut Worksheet,
    row: u32,
    charts: [Option<Chart>; 3],
) -> Result<(), XlsxError> {
    for (chart, column) in charts.into_iter().zip((0u16..).step_by(4)) {
        if let Some(mut chart) = chart {
            chart.set_width(SIZE.0).set_height(SIZE.1);
            sheet.insert_chart_with_offset(row, column, &chart, 2, 4)?;
        }
    }
    Ok(())
}

/// Competencies of everybody that the charts show: those with the highest burden.
fn shown(book: &Book<'_>) -> u32 {
    let all = gaps::ranked(book)
        .iter()
        .filter(|(_, row, _)| row.scope == Scope::All)
        .count() as u32;
    all.min(MOST)
}

/// In how many teams each competency is uncovered, thin, covered.
fn coverage(book: &Book<'_>) -> Option<Chart> {
    let shown = Some(shown(book)).filter(|shown| *shown > 0)?;
    let (first, last) = (gaps::HEADER_ROW + 1, gaps::HEADER_ROW + shown);
    let mut chart = Chart::new(ChartType::BarStacked);
    let series = [
        (gaps::COVERED + 2, "Uncovered", ORANGE_BAR),
        (gaps::COVERED + 1, "Thin", CREAM_BAR),
        (gaps::COVERED, "Covered", BLUE_BAR),
    ];
    for (column, name, colour) in series {
        chart
            .add_series()
            .set_name(name)
            .set_categories(("Gaps", first, gaps::COMPETENCY, last, gaps::COMPETENCY))
            .set_values(("Gaps", first, column, last, column))
            .set_format(&mut fill(colour))
            .set_gap(45);
    }
    let teams = book.coverage.len() / book.scored().count().max(1) - 1;
    chart
        .x_axis()
        .set_max(teams as f64)
        .set_major_unit(unit(teams));
    dress(&mut chart, "Coverage by competency (number of teams)", true);
    let in_teams = gaps::in_teams(book);
    let worst: Vec<String> = gaps::ranked(book)
        .iter()
        .take(shown as usize)
        .map(|(_, row, _)| {
            let uncovered = in_teams
                .get(&row.competency)
                .map_or(0, |counts| counts.uncovered);
            format!("{} {uncovered}", book.competency(row.competency))
        })
        .collect();
    describe(
        &mut chart,
        "Stacked bars: number of teams in which each competency is covered, thin or uncovered. Uncovered:",
        &worst,
    );
    Some(chart)
}

/// The ten competencies with the highest burden.
fn burden(book: &Book<'_>) -> Option<Chart> {
    let shown = Some(shown(book)).filter(|shown| *shown > 0)?;
    let (first, last) = (gaps::HEADER_ROW + 1, gaps::HEADER_ROW + shown);
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name("Burden")
        .set_categories(("Gaps", first, gaps::COMPETENCY, last, gaps::COMPETENCY))
        .set_values(("Gaps", first, gaps::BURDEN, last, gaps::BURDEN))
        .set_format(&mut fill(BLUE_BAR))
        .set_data_label(
            ChartDataLabel::new()
                .show_value()
                .set_num_format("0.#")
                .set_font(ChartFont::new().set_size(8)),
        )
        .set_gap(45);
    dress(&mut chart, "Burden: weight × sum of role gaps", false);
    chart.legend().set_hidden();
    let ranked: Vec<String> = gaps::ranked(book)
        .iter()
        .take(shown as usize)
        .map(|(_, row, _)| format!("{} {}", book.competency(row.competency), row.burden))
        .collect();
    describe(
        &mut chart,
        "Bars: burden by competency, highest first:",
        &ranked,
    );
    Some(chart)
}

/// How many people hold each level, and how many aim at it.
fn levels(book: &Book<'_>) -> Option<Chart> {
    let levels = Some(book.bench.len() as u32).filter(|levels| *levels > 0)?;
    let (first, last) = (bench::HEADER_ROW + 1, bench::HEADER_ROW + levels);
    let mut chart = Chart::new(ChartType::Bar);
    for (column, name, colour) in [
        (bench::LEVEL + 1, "Hold it now", INK),
        (bench::LEVEL + 2, "Aim at it", CREAM_BAR),
    ] {
        chart
            .add_series()
            .set_name(name)
            .set_categories(("Bench", first, bench::LEVEL, last, bench::LEVEL))
            .set_values(("Bench", first, column, last, column))
            .set_format(&mut fill(colour))
            .set_gap(45);
    }
    chart.x_axis().set_major_unit(unit(
        book.bench
            .iter()
            .map(|bench| bench.holders.max(bench.people.len()))
            .max()
            .unwrap_or(0),
    ));
    dress(
        &mut chart,
        "Levels: people who hold each, and who aim at it",
        true,
    );
    let held: Vec<String> = book
        .bench
        .iter()
        .map(|bench| format!("{} {}", book.level(bench.level), bench.holders))
        .collect();
    describe(
        &mut chart,
        "Bars: number of people who hold each level and who aim at it. Holders:",
        &held,
    );
    Some(chart)
}

/// A step between grid lines that leaves about five of them, and never a fraction of a person.
fn unit(most: usize) -> f64 {
    most.div_ceil(5).max(1) as f64
}

/// What all charts have in common: first category on top, quiet axes, small type.
pub(super) fn dress(chart: &mut Chart, title: &str, legend: bool) {
    let small = || {
        let mut font = ChartFont::new();
        font.set_size(8);
        font
    };
    chart
        .title()
        .set_name(title)
        .set_font(ChartFont::new().set_size(10).set_bold().set_color(INK));
    // In a bar chart the library calls the categories' axis y. The first category stands on top, the numbers below.
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
pub(super) fn describe(chart: &mut Chart, kind: &str, values: &[String]) {
    let mut text = kind.to_owned();
    for (index, value) in values.iter().enumerate() {
        let separator = if index == 0 { " " } else { ", " };
        if (text.len() + separator.len() + value.len()) >= LONGEST_ALT_TEXT - 3 {
            text.push_str(" …");
            break;
        }
        text.push_str(separator);
        text.push_str(value);
    }
    chart.set_alt_text(text);
}
