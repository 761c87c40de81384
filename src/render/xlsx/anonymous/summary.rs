//! *Summary* of the anonymous workbook: one printed page; or, where nothing may be shown, the page that says why.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Material, by_team, charts, findings};
use crate::analysis::{AnonymousGroup, MINIMUM_GROUP_FLOOR};
use crate::render::findings::Finding;
use crate::render::xlsx::book::counted;
use crate::render::xlsx::front::{Grid, title};
use crate::render::xlsx::page::{Binder as _, Page};

/// Columns of the page's grid.
const COLUMNS: u16 = 12;
/// Width of each, in characters.
const WIDTH: f64 = 12.0;
/// How many rows the charts stand on.
const CHART_ROWS: u32 = 12;

pub(super) fn sheet(material: &Material<'_>, all: &AnonymousGroup) -> Result<Worksheet, XlsxError> {
    let (mut page, grid) = begun(material)?;
    page.section("How complete the assessment is", COLUMNS)?;
    grid.sentence(&mut page, "", &findings::completeness(material, all), None)?;
    if let Some(reached) = reached(all) {
        grid.sentence(&mut page, "", &reached, Some("Gaps"))?;
    }
    page.section("What stands out", COLUMNS)?;
    let found = findings::findings(material, all);
    for Finding { text, sheet, .. } in &found {
        grid.sentence(&mut page, "", text, *sheet)?;
    }
    if found.is_empty() {
        grid.sentence(&mut page, "", "Nothing stands out.", None)?;
    }
    page.section("Who reaches the role level, where training pays", COLUMNS)?;
    let top = page.row();
    charts::insert(material, all, &mut page.sheet, top)?;
    for row in top..top + CHART_ROWS {
        page.sheet.set_row_height(row, 15)?;
    }
    page.skip(CHART_ROWS);
    let mut contents = vec![
        ("Gaps", "Where training pays: competencies by need"),
        ("By team", "The same figures for each team"),
        ("Method", "What the figures mean, and what is not shown"),
    ];
    contents.retain(|(sheet, _)| *sheet != "By team" || material.is_by_team());
    grid.contents(&mut page, &contents)?;
    grid.one_page(page)
}

/// The only sheet where nothing may be shown: why, and what would change it.
pub(super) fn instead(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let (mut page, grid) = begun(material)?;
    let minimum = material.told.minimum;
    page.section("Why no figures are shown", COLUMNS)?;
    let why = material.everybody().map_or_else(
        || format!("Fewer than {minimum} people are assessed. Any figure would tell of few people."),
        |all| {
            format!(
                "{} people are assessed. Figures about fewer than {minimum} of them are not shown, and in every competency \
                 some are so few: those below role level, those at it, those at target level, or those without a rating.",
                all.people
            )
        },
    );
    grid.sentence(&mut page, "", &why, None)?;
    page.section("What would change this", COLUMNS)?;
    let mut changes = vec![
        "More people: a competency is shown once each of these groups has nobody or at least as many as are needed.",
        "A rating for everybody: one person without a rating is enough to hide a competency.",
    ];
    let lower = format!(
        "A smaller group: minimum-group below [workbook] in careermap.toml is {minimum}, and can be as low as \
         {MINIMUM_GROUP_FLOOR}."
    );
    if minimum > MINIMUM_GROUP_FLOOR {
        changes.push(&lower);
    }
    for change in changes {
        grid.sentence(&mut page, "", change, None)?;
    }
    grid.one_page(page)
}

fn begun<'b>(material: &'b Material<'_>) -> Result<(Page<'b>, Grid), XlsxError> {
    let mut page = Page::new(material, "Summary")?;
    let grid = Grid::of(vec![WIDTH; usize::from(COLUMNS)]);
    grid.lay(&mut page)?;
    let scored = material
        .map
        .competencies
        .iter()
        .filter(|c| c.scored)
        .count();
    let parts = [
        "Anonymous".to_owned(),
        material.as_of_words(),
        format!(
            "{} scored against {}",
            counted(scored, "competency", "competencies"),
            material.map.file
        ),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    page.title(&title(material.options()), &parts.join(" · "))?;
    Ok((page, grid))
}

/// How many ratings reach what is required, over the competencies that are shown.
fn reached(all: &AnonymousGroup) -> Option<String> {
    let total = by_team::total(all.shown().map(|(_, figures)| figures));
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    Some(format!(
        "Of the ratings in {}, {} reach what the role level requires, and {} what the target level requires.",
        counted(all.shown().count(), "competency", "competencies"),
        percent(total.at_role_share()?),
        percent(total.at_target_share()?)
    ))
}
