//! *Summary* of the anonymous workbook: one printed page; or, where nothing may be shown, the page that says why.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::{Material, by_team, charts, findings};
use crate::analysis::{AnonymousGroup, MINIMUM_GROUP_FLOOR};
use crate::render::xlsx::book::counted;
use crate::render::xlsx::findings::Finding;
use crate::render::xlsx::front::{Grid, place, title};
use crate::render::xlsx::page::{Binder as _, Page};
use crate::render::xlsx::style::Kind;

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
    page.skip(1);
    figures(&mut page, headline(all))?;
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

fn headline(all: &AnonymousGroup) -> Vec<Figure> {
    let total = by_team::total(all.shown().map(|(_, figures)| figures));
    let of = format!(
        "of ratings in {}",
        counted(all.shown().count(), "competency", "competencies")
    );
    let percent = |value: Option<f64>, level: &str| {
        Some(Figure {
            value: value?,
            kind: Kind::Percent,
            caption: format!("{of} reach what the {level} requires"),
            sheet: "Gaps",
        })
    };
    let people = Figure {
        value: all.people as f64,
        kind: Kind::Whole,
        caption: "people assessed".to_owned(),
        sheet: "Gaps",
    };
    std::iter::once(people)
        .chain(percent(total.at_role_share(), "role level"))
        .chain(percent(total.at_target_share(), "target level"))
        .collect()
}

/// A headline figure.
struct Figure {
    value: f64,
    kind: Kind,
    caption: String,
    sheet: &'static str,
}

/// At most six figures, each over two columns of the grid.
fn figures(page: &mut Page<'_>, figures: Vec<Figure>) -> Result<(), XlsxError> {
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
