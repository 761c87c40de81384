//! *Summary* of the anonymous workbook: one printed page; or, where nothing may be shown, the page that says why.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Material, by_team, charts, findings};
use crate::analysis::{AnonymousGroup, MINIMUM_GROUP_FLOOR};
use crate::render::xlsx::book::counted;
use crate::render::xlsx::findings::Finding;
use crate::render::xlsx::page::{Binder as _, Page};
use crate::render::xlsx::style::Kind;
use crate::render::xlsx::summary::{
    COLUMNS, Figure, below_charts, figures, grid, list_contents, one_page, sentence, title,
};

pub(super) fn sheet(material: &Material<'_>, all: &AnonymousGroup) -> Result<Worksheet, XlsxError> {
    let mut page = begun(material)?;
    page.section("How complete the assessment is", COLUMNS)?;
    sentence(&mut page, &findings::completeness(material, all), None)?;
    page.skip(1);
    figures(&mut page, headline(all))?;
    page.section("What stands out", COLUMNS)?;
    let found = findings::findings(material, all);
    for Finding { text, sheet } in &found {
        sentence(&mut page, text, Some(sheet))?;
    }
    if found.is_empty() {
        sentence(&mut page, "Nothing stands out.", None)?;
    }
    page.section("Who reaches the role level, where training pays", COLUMNS)?;
    let top = page.row();
    charts::insert(material, all, &mut page.sheet, top)?;
    below_charts(&mut page)?;
    let mut contents = vec![
        ("Gaps", "Where training pays: competencies by need"),
        ("By team", "The same figures for each team"),
        ("Method", "What the figures mean, and what is not shown"),
    ];
    contents.retain(|(sheet, _)| *sheet != "By team" || material.is_by_team());
    list_contents(&mut page, &contents)?;
    one_page(page)
}

/// The only sheet where nothing may be shown: why, and what would change it.
pub(super) fn instead(material: &Material<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = begun(material)?;
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
    sentence(&mut page, &why, None)?;
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
        sentence(&mut page, change, None)?;
    }
    one_page(page)
}

fn begun<'b>(material: &'b Material<'_>) -> Result<Page<'b>, XlsxError> {
    let mut page = Page::new(material, "Summary")?;
    grid(&mut page)?;
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
    Ok(page)
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
