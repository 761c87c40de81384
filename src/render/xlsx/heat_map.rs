//! *Heat map*: people × competencies, sorted by team, each team led by its means.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted};
use super::cell::{Cell, Column};
use super::page::Page;
use super::style::{BOTH_SIGNS, Kind, Look, standing_sign};
use super::table::Spec;
use crate::analysis::{Gap, PersonAnalysis, Standing};
use crate::model::{Assessment, CompetencyId, RatingSource, Scale};

/// Columns left of the competencies.
const IDENTITY: u16 = 5;

/// Up to so many competencies have room for their names on a printed page; more are narrow and named upright.
const ROOMY: usize = 12;

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Heat map")?;
    page.title(
        "Heat map: who works at which level",
        &format!(
            "{} below role level · {} at role level · {} at target level ({} where the target asks for less than the role: both) \
             · – not assessed · N/A: does not apply · no sign: a fact, shown and not scored",
            standing_sign(Standing::BelowRole),
            standing_sign(Standing::AtRole),
            standing_sign(Standing::AtTarget),
            BOTH_SIGNS,
        ),
    )?;
    page.line(&scale(book))?;
    let placed = page.table(
        &Spec {
            name: "HeatMap".to_owned(),
            columns: columns(book),
        },
        &rows(book),
        "Nobody was assessed.",
    )?;
    page.freeze(placed, 2)?;
    Ok(page.finish())
}

/// What the numbers mean.
fn scale(book: &Book<'_>) -> String {
    match book.map().scale {
        Scale::Rank => {
            let mut levels: Vec<String> = Vec::new();
            for point in 1..=book.map().top_rank() {
                levels.push(format!("{point} {}", book.scale_words(f64::from(point))));
            }
            levels.join(" · ")
        }
        Scale::Proficiency => {
            "Numbers are proficiencies on the scale of the career map.".to_owned()
        }
    }
}

fn columns(book: &Book<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::new("Team", 11.0, Kind::Text),
        Column::new("Name", 20.0, Kind::Text),
        Column::new("Manager", 14.0, Kind::Text),
        Column::new("Role level", 14.0, Kind::Text),
        Column::new("Target level", 14.0, Kind::Text),
    ];
    debug_assert_eq!(columns.len(), usize::from(IDENTITY));
    let crowded = book.map().competencies.len() > ROOMY;
    for id in book.map().competency_ids() {
        columns.push(if crowded {
            Column::new(heading(book, id), 6.0, Kind::Points).upright()
        } else {
            Column::new(heading(book, id), 15.5, Kind::Points)
        });
    }
    columns.push(Column::new("Readiness", 11.0, Kind::Percent));
    columns.push(Column::new("Meets", 9.0, Kind::Text));
    columns
}

/// The competency's name; led by its place in the map where the map has the name twice or the sheet needs it itself.
fn heading(book: &Book<'_>, id: CompetencyId) -> String {
    const OWN: [&str; 7] = [
        "team",
        "name",
        "manager",
        "role level",
        "target level",
        "readiness",
        "meets",
    ];
    let name = book.competency(id);
    let folded = name.to_lowercase();
    let taken = OWN.contains(&folded.as_str())
        || book
            .map()
            .competency_ids()
            .any(|other| other != id && book.competency(other).to_lowercase() == folded);
    if taken {
        format!("{}. {name}", id.0 + 1)
    } else {
        name.to_owned()
    }
}

fn rows(book: &Book<'_>) -> Vec<Vec<Cell>> {
    let people: Vec<_> = book.people().enumerate().collect();
    let mut rows = Vec::new();
    for team in people.chunk_by(|(_, (a, _)), (_, (b, _))| a.team() == b.team()) {
        let members: Vec<_> = team.iter().map(|(_, member)| *member).collect();
        rows.push(team_row(book, &members));
        for (index, (assessment, analysis)) in team {
            rows.push(person_row(book, book.name(*index), assessment, analysis));
        }
    }
    rows
}

fn team_row(book: &Book<'_>, team: &[(&Assessment, &PersonAnalysis)]) -> Vec<Cell> {
    let name = team.first().map_or("", |(assessment, _)| assessment.team());
    let mut row = vec![
        Cell::text(name),
        Cell::text(format!(
            "Mean of {}",
            counted(team.len(), "person", "people")
        )),
        Cell::empty(),
        Cell::empty(),
        Cell::empty(),
    ];
    let mean = |numbers: Vec<f64>| {
        (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
    };
    for id in book.map().competency_ids() {
        row.push(Cell::some_number(mean(
            team.iter()
                .filter_map(|(_, person)| person.gap(id).rating)
                .collect(),
        )));
    }
    row.push(Cell::some_number(mean(
        team.iter()
            .filter_map(|(_, person)| person.readiness.share())
            .collect(),
    )));
    row.push(Cell::empty());
    row.into_iter()
        .map(|cell| cell.looking(Look::Mean))
        .collect()
}

fn person_row(
    book: &Book<'_>,
    name: &str,
    assessment: &Assessment,
    analysis: &PersonAnalysis,
) -> Vec<Cell> {
    let person = &assessment.person;
    let mut row = vec![
        Cell::text(assessment.team()),
        Cell::text(name),
        Cell::some_text(person.manager.as_deref()),
        Cell::text(book.level(person.role_level)),
        Cell::text(book.level(analysis.target)),
    ];
    row.extend(analysis.gaps.iter().map(rating));
    row.push(Cell::some_number(analysis.readiness.share()));
    row.push(Cell::text(analysis.readiness.count()));
    row
}

fn rating(gap: &Gap) -> Cell {
    match (gap.source, gap.rating) {
        (RatingSource::NotApplicable, _) => Cell::text("N/A").looking(Look::NotApplicable),
        (_, None) => Cell::text("–").looking(Look::NotAssessed),
        (_, Some(points)) => Cell::number(points).looking(match gap.standing {
            Some(Standing::AtTarget) if gap.is_below_role() => Look::TargetBelowRole,
            Some(standing) => Look::Standing(standing),
            None => Look::Unscored,
        }),
    }
}
