//! *Summary* of the anonymous workbook: one printed page.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Material, SHEETS, by_team, charts, findings};
use crate::analysis::CoverageStatus;
use crate::render::xlsx::book::counted;
use crate::render::xlsx::findings::Finding;
use crate::render::xlsx::page::{Binder as _, Page};
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::summary::{
    COLUMNS, Figure, below_charts, figures, grid, list_contents, one_page, sentence, title,
};

pub(super) fn sheet(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::new(material, "Summary")?;
    grid(&mut page)?;
    page.title(&title(material.options()), &subtitle(material))?;
    page.section("How complete the assessment is", COLUMNS)?;
    sentence(
        &mut page,
        &findings::completeness(material),
        Some("Data quality"),
    )?;
    page.skip(1);
    figures(&mut page, headline(material))?;
    page.section("What stands out", COLUMNS)?;
    let found = findings::findings(material);
    for Finding { text, sheet } in &found {
        sentence(&mut page, text, Some(sheet))?;
    }
    if found.is_empty() {
        sentence(&mut page, "Nothing stands out.", None)?;
    }
    if material
        .everybody()
        .is_some_and(|all| !by_team::told(all).is_empty())
    {
        page.section("Who reaches the role level, where training pays", COLUMNS)?;
        let top = page.row();
        charts::insert(material, &mut page.sheet, top)?;
        below_charts(&mut page)?;
    }
    list_contents(&mut page, &SHEETS)?;
    one_page(page)
}

fn subtitle(material: &Material<'_>) -> String {
    let scored = material
        .map
        .competencies
        .iter()
        .filter(|c| c.scored)
        .count();
    [
        "Anonymous".to_owned(),
        material.as_of_words(),
        format!(
            "{} scored against {}",
            counted(scored, "competency", "competencies"),
            material.map.file
        ),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

fn headline(material: &Material<'_>) -> Vec<Figure> {
    let Some(all) = material.everybody() else {
        return Vec::new();
    };
    let told = by_team::told(all);
    let rated: usize = told.iter().map(|figures| figures.rated).sum();
    let share = |reached: usize| reached as f64 / rated.max(1) as f64;
    let of_teams: Vec<_> = material.teams().iter().flat_map(by_team::told).collect();
    let status = |wanted: CoverageStatus| {
        of_teams
            .iter()
            .filter(|figures| figures.status == Some(wanted))
            .count()
    };
    let count = |value: usize, caption: String, sheet: &'static str| Figure {
        value: value as f64,
        kind: Kind::Whole,
        caption,
        sheet,
    };
    let mut figures = vec![count(all.people, "people assessed".to_owned(), "By team")];
    if rated > 0 {
        let of = format!(
            "of ratings in {}",
            counted(told.len(), "competency", "competencies")
        );
        let percent = |value: f64, caption: String| Figure {
            value,
            kind: Kind::Percent,
            caption,
            sheet: "Gaps",
        };
        figures.push(percent(
            share(told.iter().map(|f| f.rated - f.below_role).sum()),
            format!("{of} reach what the role level requires"),
        ));
        figures.push(percent(
            share(told.iter().map(|f| f.at_target).sum()),
            format!("{of} reach what the target level requires"),
        ));
    }
    if !of_teams.is_empty() {
        figures.push(count(
            status(CoverageStatus::Uncovered),
            format!(
                "of {} that are shown are uncovered; {} thin",
                counted(
                    of_teams.len(),
                    "pair of team and competency",
                    "pairs of team and competency"
                ),
                status(CoverageStatus::Thin)
            ),
            "Coverage",
        ));
    }
    figures
}
