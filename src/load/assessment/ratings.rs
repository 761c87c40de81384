//! The table of ratings: one competency a row.

use super::super::names::{Names, Unmatched};
use super::super::table::Row;
use super::form::Form;
use super::headings::Column;
use super::rating;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{CompetencyAssessment, Sourced, Track};

/// What was entered for each competency of the map, in its order.
pub(super) fn read(
    form: &Form<'_>,
    names: &Names<'_>,
    track: Option<Track>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<CompetencyAssessment> {
    let mut entered = vec![None; names.map().competencies.len()];
    let end = end(form, names);
    for row in form.table.rows() {
        if form.is_label(&row.at(Column::Competency)) {
            continue;
        }
        let Some(typed) = row.name(Column::Competency, problems) else {
            // Labels and sentences below the table are no entries, unless they would do as ratings.
            let at = row.at(Column::Competency);
            let inside = at.cell().is_some_and(|cell| cell.row <= end);
            if has_entry(&row) && !form.has_label(&at) && (inside || has_rating(&row, names, track))
            {
                problems.push(Diagnostic::warning(
                    "competency-missing",
                    row.at(Column::Competency),
                    "This row has entries but no competency; it was left out.",
                    "Write the competency's name, or empty the row.",
                ));
            }
            continue;
        };
        match names.competency(&typed) {
            Ok(id) => {
                let slot = &mut entered[id.0];
                if slot.is_some() {
                    problems.push(Diagnostic::warning(
                        "competency-twice",
                        row.at(Column::Competency),
                        format!("“{typed}” has a row further up already; this one was left out."),
                        "Keep one row for each competency.",
                    ));
                } else {
                    *slot = Some(read_row(&row, names, track, problems));
                }
            }
            // Headings of categories, totals and notes have no entries and lose none.
            Err(_) if !has_entry(&row) => {}
            Err(unmatched) => problems.push(unknown_competency(
                row.at(Column::Competency),
                &typed,
                &unmatched,
                names,
            )),
        }
    }
    entered.into_iter().map(Option::unwrap_or_default).collect()
}

/// The table's last row: the last one that names a competency, and those directly below it.
fn end(form: &Form<'_>, names: &Names<'_>) -> u32 {
    let mut end = form.table.header_row();
    let mut known = false;
    for row in form.table.rows() {
        let at = row.at(Column::Competency).cell().map_or(0, |cell| cell.row);
        let names_one = row
            .name(Column::Competency, &mut Vec::new())
            .is_some_and(|typed| names.competency(&typed).is_ok());
        known = names_one || (known && at == end + 1);
        if known {
            end = at;
        }
    }
    end
}

fn has_rating(row: &Row<'_, Column>, names: &Names<'_>, track: Option<Track>) -> bool {
    [Column::Own, Column::Manager, Column::Agreed]
        .iter()
        .filter_map(|column| Some((row.value(*column)?, row.at(*column))))
        .any(|(value, at)| rating::read(value, at, names, track, &mut Vec::new()).is_some())
}

fn has_entry(row: &Row<'_, Column>) -> bool {
    [
        Column::Own,
        Column::Manager,
        Column::Agreed,
        Column::Evidence,
        Column::ManagerComment,
        Column::Interest,
    ]
    .iter()
    .any(|column| row.value(*column).is_some())
}

fn read_row(
    row: &Row<'_, Column>,
    names: &Names<'_>,
    track: Option<Track>,
    problems: &mut Vec<Diagnostic>,
) -> CompetencyAssessment {
    let mut rating =
        |column| rating::read(row.value(column)?, row.at(column), names, track, problems);
    let own = rating(Column::Own);
    let manager = rating(Column::Manager);
    let agreed = rating(Column::Agreed);
    let mut text = |column| {
        row.text(column, problems)
            .map(|text| Sourced::new(text, row.at(column)))
    };
    CompetencyAssessment {
        own,
        manager,
        agreed,
        evidence: text(Column::Evidence),
        manager_comment: text(Column::ManagerComment),
        interest: text(Column::Interest),
    }
}

/// A row whose competency the map does not have.
pub(super) fn unknown_competency(
    at: Location,
    typed: &str,
    unmatched: &Unmatched,
    names: &Names<'_>,
) -> Diagnostic {
    let all: Vec<&str> = names
        .map()
        .competencies
        .iter()
        .map(|competency| competency.name.as_str())
        .collect();
    let what = match unmatched {
        Unmatched::Unknown { .. } => "is not in the career map",
        Unmatched::Ambiguous { .. } => "is more than one competency of the career map",
    };
    Diagnostic::warning(
        "unknown-competency",
        at,
        format!("The competency “{typed}” {what}; its row was left out."),
        unmatched.help(&all),
    )
}
