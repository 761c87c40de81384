//! *Summary* of the anonymous workbook: one printed page; or, where nothing may be shown, the page that says why.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{AnonymousInput, by_team, charts, findings};
use crate::analysis::{AnonymousGroup, MINIMUM_GROUP_FLOOR};
use crate::labels::Labels;
use crate::render::findings::Finding;
use crate::render::words::Sheet;
use crate::render::xlsx::Page;
use crate::render::xlsx::front::{FrontColumns, title};
use crate::render::xlsx::summary::scored_against;

/// Columns of the page's grid.
const COLUMNS: u16 = 12;
/// Width of each, in characters.
const WIDTH: f64 = 12.0;
/// How many rows the charts cover.
const CHART_ROWS: u32 = 12;

pub(super) fn sheet(
    material: &AnonymousInput<'_>,
    all: &AnonymousGroup,
) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let (mut page, grid) = begun(material)?;
    page.section("workbook.anonymous.completeness", COLUMNS)?;
    grid.sentence(&mut page, "", &findings::completeness(material, all), None)?;
    if let Some(reached) = reached(labels, all) {
        grid.sentence(&mut page, "", &reached, Some(Sheet::Gaps))?;
    }
    page.section("workbook.anonymous.stands-out", COLUMNS)?;
    let found = findings::findings(material, all);
    for Finding { text, sheet, .. } in &found {
        grid.sentence(&mut page, "", text, *sheet)?;
    }
    if found.is_empty() {
        grid.sentence(&mut page, "", labels.say("workbook.summary.nothing"), None)?;
    }
    page.section("workbook.anonymous.charts", COLUMNS)?;
    let top = page.row()?;
    charts::insert(material, all, &mut page.sheet, top)?;
    for row in top..top + CHART_ROWS {
        page.sheet.set_row_height(row, 15)?;
    }
    page.skip(CHART_ROWS);
    let mut contents = vec![
        (Sheet::Gaps, labels.say("workbook.anonymous.contents.gaps")),
        (
            Sheet::ByTeam,
            labels.say("workbook.anonymous.contents.by-team"),
        ),
        (Sheet::Suggestions, Sheet::Suggestions.answers(labels)),
        (
            Sheet::Method,
            labels.say("workbook.anonymous.contents.method"),
        ),
    ];
    contents.retain(|(sheet, _)| match sheet {
        Sheet::ByTeam => material.is_by_team(),
        Sheet::Suggestions => !material.suggestions.is_empty(),
        _ => true,
    });
    grid.contents(&mut page, &contents)?;
    grid.one_page(page)
}

/// The only sheet if nothing may be shown: why, and what would change it.
pub(super) fn instead(material: &AnonymousInput<'_>) -> Result<Worksheet, XlsxError> {
    let labels = material.labels();
    let (mut page, grid) = begun(material)?;
    let minimum = material.disclosed.minimum;
    page.section("workbook.anonymous.why", COLUMNS)?;
    let why = material.everybody().map_or_else(
        || labels.with("workbook.anonymous.why-few", &[("minimum", &minimum)]),
        |all| {
            labels.with(
                "workbook.anonymous.why-parts",
                &[("n", &labels.whole(all.people)), ("minimum", &minimum)],
            )
        },
    );
    grid.sentence(&mut page, "", &why, None)?;
    page.section("workbook.anonymous.change", COLUMNS)?;
    let mut changes = vec![
        labels.say("workbook.anonymous.change-more"),
        labels.say("workbook.anonymous.change-rated"),
    ];
    let lower = labels.with(
        "workbook.anonymous.change-smaller",
        &[("minimum", &minimum), ("floor", &MINIMUM_GROUP_FLOOR)],
    );
    if minimum > MINIMUM_GROUP_FLOOR {
        changes.push(&lower);
    }
    for change in changes {
        grid.sentence(&mut page, "", change, None)?;
    }
    grid.one_page(page)
}

fn begun<'b>(material: &'b AnonymousInput<'_>) -> Result<(Page<'b>, FrontColumns), XlsxError> {
    let labels = material.labels();
    let mut page = Page::new(&material.parts, Sheet::Summary)?;
    let grid = FrontColumns::of(vec![WIDTH; usize::from(COLUMNS)]);
    grid.set_widths(&mut page)?;
    let scored = material
        .map
        .competencies
        .iter()
        .filter(|c| c.scored)
        .count();
    let parts = [
        labels.say("workbook.anonymous.kind").to_owned(),
        material.parts.as_of_words(),
        scored_against(labels, scored, &material.map.file),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    page.title(&title(material.parts.options()), &parts.join(" · "));
    Ok((page, grid))
}

/// How many ratings reach what is required, over the competencies that are shown.
fn reached(labels: &Labels, all: &AnonymousGroup) -> Option<String> {
    let total = by_team::total(all.shown().map(|(_, figures)| figures));
    let competencies = labels.count("workbook.competencies", all.shown().count(), &[]);
    Some(labels.with(
        "workbook.anonymous.reached",
        &[
            ("competencies", &competencies),
            ("role", &labels.percent(total.at_role_share()?)),
            ("target", &labels.percent(total.at_target_share()?)),
        ],
    ))
}
