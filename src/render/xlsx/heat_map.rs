//! *Heat map*: people × competencies, sorted by team, each team led by its means.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted};
use super::cell::Cell;
use super::column::Table;
use super::page::Page;
use super::style::{BOTH_SIGNS, Look, standing_sign};
use super::who::Who;
use crate::analysis::{Gap, PersonAnalysis, Standing};
use crate::model::{CompetencyId, RatingSource, Scale};

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
    page.finish_with(&table(book), rows(book), "Nobody was assessed.")
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

/// A team as a whole, or one of its people.
enum Row<'b> {
    Team(&'b str, Vec<&'b PersonAnalysis>),
    Person(Who<'b>, &'b PersonAnalysis),
}

impl<'b> Row<'b> {
    const fn person(&self) -> Option<(Who<'b>, &'b PersonAnalysis)> {
        match self {
            Self::Team(..) => None,
            Self::Person(who, analysis) => Some((*who, *analysis)),
        }
    }

    /// The mean of the numbers that there are.
    fn mean(&self, of: impl Fn(&PersonAnalysis) -> Option<f64>) -> Option<f64> {
        let Self::Team(_, people) = self else {
            return None;
        };
        let numbers: Vec<f64> = people.iter().filter_map(|person| of(person)).collect();
        (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
    }
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let mut table = Table::new("HeatMap")
        .freezing(2)
        .with_look(|row: &Row<'b>| match row {
            Row::Team(..) => Look::Mean,
            Row::Person(..) => Look::Plain,
        })
        .text("Team", 11.0, |row| match row {
            Row::Team(team, _) => team,
            Row::Person(who, _) => who.assessment.team(),
        })
        .text("Name", 20.0, |row| match row {
            Row::Team(_, people) => {
                format!("Mean of {}", counted(people.len(), "person", "people"))
            }
            Row::Person(who, _) => who.name.to_owned(),
        })
        .text("Manager", 14.0, |row| {
            row.person()
                .and_then(|(who, _)| who.assessment.person.manager.as_deref())
        })
        .text("Role level", 14.0, |row| {
            row.person().map(|(who, _)| who.role_level)
        })
        .text("Target level", 14.0, |row| {
            row.person().map(|(who, _)| who.target_level)
        });
    let crowded = book.map().competencies.len() > ROOMY;
    for id in book.map().competency_ids() {
        let width = if crowded { 6.0 } else { 15.5 };
        table = table.points(heading(book, id), width, move |row| match row {
            Row::Person(_, analysis) => rating(analysis.gap(id)),
            Row::Team(..) => row.mean(|person| person.gap(id).rating).into(),
        });
        if crowded {
            table = table.upright();
        }
    }
    table
        .percent("Readiness", 11.0, |row| match row {
            Row::Person(_, analysis) => analysis.readiness.share(),
            Row::Team(..) => row.mean(|person| person.readiness.share()),
        })
        .text("Meets", 9.0, |row| {
            row.person().map(|(_, analysis)| analysis.readiness.count())
        })
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

fn rows<'b>(book: &'b Book<'_>) -> Vec<Row<'b>> {
    let people: Vec<_> = book.everybody().zip(book.input.people).collect();
    let mut rows = Vec::new();
    for team in people.chunk_by(|(a, _), (b, _)| a.assessment.team() == b.assessment.team()) {
        let members = team.iter().map(|(_, analysis)| *analysis).collect();
        rows.push(Row::Team(team[0].0.assessment.team(), members));
        rows.extend(
            team.iter()
                .map(|(who, analysis)| Row::Person(*who, analysis)),
        );
    }
    rows
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
