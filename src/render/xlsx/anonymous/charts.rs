//! The two charts of the anonymous summary, drawn from the cells of *Gaps*.

use rust_xlsxwriter::{Chart, ChartType, Worksheet, XlsxError};

use super::{AnonymousInput, gaps};
use crate::analysis::{AnonymousFigures, AnonymousGroup};
use crate::render::words::Sheet;
use crate::render::xlsx::charts::{self, MOST, apply_style, describe, fill};
use crate::render::xlsx::style::BLUE_BAR;

/// Size of a chart in pixels: four columns of the summary's grid, twelve rows.
const SIZE: (u32, u32) = (352, 236);

pub(super) fn insert(
    material: &AnonymousInput<'_>,
    all: &AnonymousGroup,
    sheet: &mut Worksheet,
    row: u32,
) -> Result<(), XlsxError> {
    let labels = material.labels();
    let charts = [
        chart(
            material,
            all,
            gaps::REACH_ROLE,
            labels.say("workbook.anonymous.chart-reach"),
            labels.say("workbook.anonymous.chart-reach-alt"),
            |figures| figures.at_role_share().map(|share| (share * 100.0).round()),
        ),
        chart(
            material,
            all,
            gaps::BELOW_ROLE,
            labels.say("workbook.anonymous.chart-below"),
            labels.say("workbook.anonymous.chart-below-alt"),
            |figures| Some(figures.below_role as f64),
        ),
    ];
    for (chart, column) in charts.into_iter().zip([0, 4]) {
        if let Some(chart) = chart {
            charts::insert(sheet, chart, (row, column), SIZE, 2)?;
        }
    }
    Ok(())
}

/// Bars of one column of *Gaps* for everybody; `None` where nothing is shown.
fn chart(
    material: &AnonymousInput<'_>,
    all: &AnonymousGroup,
    column: u16,
    title: &str,
    description: &str,
    value: fn(&AnonymousFigures) -> Option<f64>,
) -> Option<Chart> {
    // Competencies that are shown come first.
    let shown: Vec<String> = gaps::ranked(material, all)
        .into_iter()
        .take(MOST)
        .filter_map(|(competency, figures)| Some((competency, figures?)))
        .map(|(competency, figures)| {
            let value = value(figures).map_or_else(String::new, |value| value.to_string());
            format!("{} {value}", material.competency(competency))
        })
        .collect();
    if shown.is_empty() {
        return None;
    }
    let (first, last) = (gaps::HEADER_ROW + 1, gaps::HEADER_ROW + shown.len() as u32);
    let sheet = Sheet::Gaps.name(material.labels());
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_name(title)
        .set_categories((sheet, first, gaps::COMPETENCY, last, gaps::COMPETENCY))
        .set_values((sheet, first, column, last, column))
        .set_format(&mut fill(BLUE_BAR))
        .set_gap(45);
    apply_style(&mut chart, title, false);
    if column == gaps::REACH_ROLE {
        chart.x_axis().set_max(1.0).set_num_format("0%");
    }
    chart.legend().set_hidden();
    describe(&mut chart, description, shown);
    Some(chart)
}
