//! *Heat map*: people × competencies, team by team, the competencies with the greatest need first.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, counted};
use super::cell::Cell;
use super::column::Table;
use super::page::Page;
use super::style::{Look, standing_sign};
use super::who::Who;
use crate::analysis::{Gap, PersonAnalysis, Standing};
use crate::model::{CompetencyId, RatingSource};

/// Up to so many competencies have room for their names on a printed page; more are narrow and named upright.
const ROOMY: usize = 12;
/// What stands where nobody rated what applies.
const NOT_ASSESSED: &str = "?";
/// What stands where there is a rating and the map expects nothing.
const NOTHING_EXPECTED: &str = "○";

/// The sheet.
pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let mut page = Page::long(book, "Heat map")?;
    page.title(
        "Heat map: who stands where, against their own role",
        &format!(
            "{below} −1 below role level, and by how many levels · {role} at role level · {target} at target level · \
             {target}{below} both, where the target asks for less than the role · {NOT_ASSESSED} not assessed · \
             N/A does not apply · {NOTHING_EXPECTED} nothing is expected",
            below = standing_sign(Standing::BelowRole),
            role = standing_sign(Standing::AtRole),
            target = standing_sign(Standing::AtTarget),
        ),
    )?;
    page.line(&format!(
        "The competencies with the greatest need come first. Meets: in how many a person is at target level.{}",
        facts(book)
    ))?;
    page.finish_with(&table(book), rows(book), "Nobody was assessed.")
}

/// What is left out.
fn facts(book: &Book<'_>) -> String {
    let map = book.map();
    let facts = map.competencies.iter().filter(|c| !c.scored);
    let names: Vec<&str> = facts.map(|c| c.name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!(" Not scored, so only in Data: {}.", names.join(", ")),
    }
}

/// Several people together, or one of them.
enum Row<'b> {
    Team(&'b str, &'b [PersonAnalysis]),
    Person(Who<'b>, &'b PersonAnalysis),
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let mut table = Table::new("HeatMap")
        .freezing(2)
        .with_look(|row: &Row<'b>| match row {
            Row::Team(..) => Look::Sum,
            Row::Person(..) => Look::Plain,
        })
        .text("Team", 10.0, |row| match row {
            Row::Team(team, _) => team,
            Row::Person(who, _) => who.assessment.team(),
        })
        .text("Name", 18.0, |row| match row {
            Row::Team(_, people) => counted(people.len(), "person", "people"),
            Row::Person(who, _) => who.name.to_owned(),
        })
        .text("Role level", 15.0, |row| match row {
            Row::Team(..) => "below role level:",
            Row::Person(who, _) => who.role_level,
        });
    let competencies: Vec<CompetencyId> = book.by_need().collect();
    let crowded = competencies.len() > ROOMY;
    for id in competencies {
        let everybody = below_role(book.input.people, id, crowded);
        let width = if crowded {
            everybody.len() as f64
        } else {
            13.0
        };
        table = table.points(book.competency(id), width.max(6.0), move |row| match row {
            Row::Team(_, people) => below_role(people, id, crowded).into(),
            Row::Person(_, analysis) => rating(analysis.gap(id)),
        });
        if crowded {
            table = table.upright();
        }
    }
    table.text("Meets", 9.0, |row| match row {
        Row::Team(..) => String::new(),
        Row::Person(_, analysis) => analysis.readiness.count(),
    })
}

/// Everybody together, then each team with its people. Of a team of one nothing is summed up.
fn rows<'b>(book: &'b Book<'_>) -> Vec<Row<'b>> {
    let analyses = book.input.people;
    let everybody: Vec<_> = book.everybody().collect();
    let mut rows = Vec::new();
    if everybody.len() > 1 {
        rows.push(Row::Team("All", analyses));
    }
    let mut first = 0;
    for team in everybody.chunk_by(|a, b| a.assessment.team() == b.assessment.team()) {
        let members = &analyses[first..first + team.len()];
        first += team.len();
        if team.len() > 1 {
            rows.push(Row::Team(team[0].assessment.team(), members));
        }
        let people = team.iter().zip(members);
        rows.extend(people.map(|(who, analysis)| Row::Person(*who, analysis)));
    }
    rows
}

/// How many of those with a rating are below their role level: `1 of 4`, or `1/4` where there is little room.
fn below_role(people: &[PersonAnalysis], id: CompetencyId, crowded: bool) -> String {
    let gaps = || people.iter().map(|person| person.gap(id));
    let rated = gaps().filter(|gap| gap.is_rated()).count();
    let below = gaps().filter(|gap| gap.is_below_role()).count();
    let of = if crowded { "/" } else { " of " };
    format!("{below}{of}{rated}")
}

fn rating(gap: &Gap) -> Cell {
    if gap.source == RatingSource::NotApplicable {
        return Cell::text("N/A").looking(Look::NotApplicable);
    }
    if gap.rating.is_none() {
        return Cell::text(NOT_ASSESSED).looking(Look::NotAssessed);
    }
    let Some(standing) = gap.standing else {
        return Cell::text(NOTHING_EXPECTED);
    };
    let sign = standing_sign(standing);
    // Everybody below role is shown as such, whatever the target asks for.
    match gap.role_gap.filter(|short| *short > 0.0) {
        None => Cell::text(sign).looking(Look::Standing(standing)),
        Some(short) => {
            let below = standing_sign(Standing::BelowRole);
            let signs = if standing == Standing::AtTarget {
                format!("{sign}{below}")
            } else {
                below.to_owned()
            };
            Cell::text(format!("{signs} −{short}")).looking(Look::Standing(Standing::BelowRole))
        }
    }
}
