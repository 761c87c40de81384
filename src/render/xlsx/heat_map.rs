//! *Heat map*: people × competencies, team by team, the competencies with the greatest need first.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::style::standing_sign;
use super::{Book, Cell, CellStyle, Page, RowPerson, Table};
use crate::analysis::{Gap, PersonAnalysis, Standing};
use crate::labels::Labels;
use crate::model::{CompetencyId, RatingSource};
use crate::render::words::{self, Sheet};

/// Up to this many competencies have room for their names on a printed page; more are narrow and named upright.
const MAX_WIDE: usize = 12;
/// The same where most people have only some of them, so that the sheet still fits on a screen.
const ROOMY_BESIDE_OTHERS: usize = 8;
/// The text of a cell that applies and that nobody rated.
const NOT_ASSESSED: &str = "?";
/// The text of a cell whose competency does not exist in the person's speciality.
const NOT_THERE: &str = "–";
/// The text of a cell with a rating where the map expects nothing.
const NOTHING_EXPECTED: &str = "○";

pub(super) fn sheet(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let labels = book.labels();
    let mut page = Page::long(&book.parts, Sheet::HeatMap)?;
    page.title(
        labels.say("workbook.heat-map.title"),
        &labels.with(
            "workbook.heat-map.lead",
            &[
                ("below", &standing_sign(Standing::BelowRole)),
                ("role", &standing_sign(Standing::AtRole)),
                ("target", &standing_sign(Standing::AtTarget)),
                ("blank", &NOT_ASSESSED),
                ("nothing", &NOTHING_EXPECTED),
            ],
        ),
    );
    let order = labels.say("workbook.heat-map.order");
    page.line(&format!("{order}{}", facts(book)));
    if !book.map().specialities.is_empty() {
        page.line(&labels.with("workbook.heat-map.not-there", &[("sign", &NOT_THERE)]));
    }
    page.finish_with(&table(book), rows(book), "workbook.nobody-assessed")
}

/// Says what is left out.
fn facts(book: &Book<'_>) -> String {
    let map = book.map();
    let facts = map.competencies.iter().filter(|c| !c.scored);
    let names: Vec<&str> = facts.map(|c| c.name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        names => {
            let names = names.join(", ");
            let said = book
                .labels()
                .with("workbook.heat-map.facts", &[("names", &names)]);
            format!(" {said}")
        }
    }
}

/// A row for several people together, or for one.
enum Row<'b> {
    Team(&'b str, &'b [PersonAnalysis]),
    Person(RowPerson<'b>, &'b PersonAnalysis),
}

fn table<'b>(book: &'b Book<'_>) -> Table<'b, Row<'b>> {
    let labels = book.labels();
    let mut table = Table::<Row<'b>>::labelled("HeatMap", labels)
        .freezing(2)
        .with_look(|row| match row {
            Row::Team(..) => CellStyle::Sum,
            Row::Person(..) => CellStyle::Plain,
        })
        .text("workbook.column.team", 10.0, |row| match row {
            Row::Team(team, _) => team,
            Row::Person(who, _) => words::team(labels, who.assessment),
        })
        .text("workbook.column.name", 18.0, |row| match row {
            Row::Team(_, people) => words::people(labels, people.len()),
            Row::Person(who, _) => who.name.to_owned(),
        })
        .text("workbook.column.role-level", 14.0, |row| match row {
            Row::Team(..) => labels.say("workbook.heat-map.below"),
            Row::Person(who, _) => who.role_level,
        });
    let competencies: Vec<CompetencyId> = book.by_need().collect();
    let roomy = if book.map().has_specialities() {
        ROOMY_BESIDE_OTHERS
    } else {
        MAX_WIDE
    };
    let crowded = competencies.len() > roomy;
    for id in competencies {
        let everybody = below_role(labels, book.input.people, id, crowded);
        let width = if crowded {
            everybody.len() as f64
        } else {
            12.0
        };
        table = table.points(
            book.competency(id).to_owned(),
            width.max(6.0),
            move |row| match row {
                Row::Team(_, people) => below_role(labels, people, id, crowded).into(),
                Row::Person(_, analysis) => match analysis.gap(id) {
                    Some(gap) => rating(labels, gap),
                    None => Cell::text(NOT_THERE),
                },
            },
        );
        if crowded {
            table = table.upright();
        }
    }
    table.text("workbook.column.meets", 9.0, |row| match row {
        Row::Team(..) => String::new(),
        Row::Person(_, analysis) => words::meets(labels, &analysis.readiness),
    })
}

/// Everybody together, then each team with its people. A team of one has no row for the team.
fn rows<'b>(book: &'b Book<'_>) -> Vec<Row<'b>> {
    let analyses = book.input.people;
    let everybody: Vec<_> = book.everybody().collect();
    let mut rows = Vec::new();
    if everybody.len() > 1 {
        rows.push(Row::Team(book.labels().say("workbook.all"), analyses));
    }
    let mut first = 0;
    for team in everybody.chunk_by(|a, b| a.assessment.team() == b.assessment.team()) {
        let members = &analyses[first..first + team.len()];
        first += team.len();
        if team.len() > 1 {
            let name = words::team(book.labels(), team[0].assessment);
            rows.push(Row::Team(name, members));
        }
        let people = team.iter().zip(members);
        rows.extend(people.map(|(who, analysis)| Row::Person(*who, analysis)));
    }
    rows
}

/// How many of those with a rating are below their role level: `1 of 4`, or `1/4` where there is little room.
fn below_role(
    labels: &Labels,
    people: &[PersonAnalysis],
    id: CompetencyId,
    crowded: bool,
) -> String {
    let gaps = || people.iter().filter_map(|person| person.gap(id));
    if gaps().next().is_none() && !people.is_empty() {
        return NOT_THERE.to_owned();
    }
    let rated = gaps().filter(|gap| gap.is_rated()).count();
    let below = gaps().filter(|gap| gap.is_below_role()).count();
    if crowded {
        format!("{below}/{rated}")
    } else {
        words::n_of_m(labels, below, rated)
    }
}

fn rating(labels: &Labels, gap: &Gap) -> Cell {
    if gap.source == RatingSource::NotApplicable {
        return Cell::text("N/A").looking(CellStyle::NotApplicable);
    }
    if gap.rating.is_none() {
        return Cell::text(NOT_ASSESSED).looking(CellStyle::NotAssessed);
    }
    let Some(standing) = gap.standing() else {
        return Cell::text(NOTHING_EXPECTED);
    };
    let sign = standing_sign(standing);
    // Everybody below role is shown as such, whatever the target asks for.
    match gap.role_gap().filter(|short| *short > 0.0) {
        None => Cell::text(sign).looking(CellStyle::Standing(standing)),
        Some(short) => {
            let below = standing_sign(Standing::BelowRole);
            let signs = if standing == Standing::AtTarget {
                format!("{sign}{below}")
            } else {
                below.to_owned()
            };
            let short = labels.number(short);
            Cell::text(format!("{signs} −{short}"))
                .looking(CellStyle::Standing(Standing::BelowRole))
        }
    }
}
