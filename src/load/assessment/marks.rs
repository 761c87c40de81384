//! The sheet *Expectations*: which of the map's expectations are met.

use super::super::career_map::marked;
use super::super::names::MapNames;
use super::super::sheet::CellValue;
use super::super::table::{Columns, Row};
use super::super::vocabulary::{Concept, Meaning, Rater, Whose, says};
use super::companions::{AttachedSheet, EMPLOYEE_ID, NAME};
use crate::diagnostic::Diagnostic;
use crate::labels::List;
use crate::model::{Assessment, CompetencyId, Expectation, ExpectationMark, LevelId, Mark, Person};
use crate::text::{fold, tidy};

const OWN: Meaning = Meaning::Rating(Whose::Said(Rater::Own));
const MANAGER: Meaning = Meaning::Rating(Whose::Said(Rater::Manager));
const NOTE: Meaning = Meaning::Comment(Whose::Unsaid);

/// Tables of marks.
pub(super) struct Marks;

impl AttachedSheet for Marks {
    type Item = ExpectationMark;
    const WHAT: &'static str = "marks of expectations";
    const SHEET: &'static str = "Expectations";
    const COLUMNS: Columns = Columns(&[
        // Before the name: “Employee” heads the employee's own marks.
        ("Self", &[OWN]),
        ("Manager", &[MANAGER]),
        ("Name", &[NAME]),
        ("Employee ID", &[EMPLOYEE_ID]),
        ("Competency", &[Meaning::Competency]),
        ("Level", &[Meaning::Level]),
        ("Expectation", &[Meaning::Expectation]),
        ("Note", &[NOTE]),
    ]);
    const REQUIRED: &'static [Meaning] =
        &[Meaning::Competency, Meaning::Level, Meaning::Expectation];
    const ANY_OF: &'static [Meaning] = &[OWN, MANAGER];
    const FILLED: &'static [Meaning] = &[OWN, MANAGER, NOTE];

    fn read(
        row: &Row<'_, Meaning>,
        names: &MapNames<'_>,
        person: &Person,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ExpectationMark> {
        let own = mark(row, OWN, names, problems);
        let manager = mark(row, MANAGER, names, problems);
        if own.is_none() && manager.is_none() {
            if row.value(OWN).is_none() && row.value(MANAGER).is_none() {
                problems.push(Diagnostic::warning(
                "mark-missing",
                row.at(NOTE),
                "This row has a note but no mark; it was left out.",
                "Mark the expectation as well, or write the note beside the competency's ratings as evidence.",
            ));
            }
            return None;
        }
        let (competency, level, expectation) = expectation(row, names, person, problems)?;
        Some(ExpectationMark {
            competency,
            level,
            expectation,
            own,
            manager,
            note: row.text(NOTE, problems),
            at: row.at(Meaning::Expectation),
        })
    }

    fn items(assessment: &mut Assessment) -> &mut Vec<ExpectationMark> {
        &mut assessment.marks
    }
}

fn mark(
    row: &Row<'_, Meaning>,
    column: Meaning,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Mark> {
    if let Some(CellValue::Bool(is_met)) = row.value(column) {
        return Some(if *is_met { Mark::Met } else { Mark::NotYet });
    }
    let typed = names.chosen(List::Mark, row.name(column, problems)?);
    // Signs fold to nothing.
    match typed.trim_matches('\u{FE0F}') {
        "✓" | "✔" | "☑" | "✅" | "√" => return Some(Mark::Met),
        "✗" | "✘" | "❌" | "☒" => return Some(Mark::NotYet),
        _ if fold(&typed).is_empty() => return None,
        _ => {}
    }
    let marks = [
        (Concept::NotApplicable, Mark::NotApplicable),
        (Concept::Met, Mark::Met),
        (Concept::Partly, Mark::Partly),
        (Concept::NotYet, Mark::NotYet),
    ];
    let found = marks
        .into_iter()
        .find(|(concept, _)| says(&typed, *concept));
    if found.is_none() {
        problems.push(Diagnostic::warning(
            "unknown-mark",
            row.at(column),
            format!("“{typed}” is not a mark; it was read as not marked."),
            "Write “Met”, “Partly”, “Not yet” or “N/A”, or leave the cell empty.",
        ));
    }
    found.map(|(_, mark)| mark)
}

/// The bytes of a beginning that is long enough to know an expectation by.
const LONG_BEGINNING: usize = 500;

/// The expectation of the map that a marked row names, by competency, level and words.
fn expectation(
    row: &Row<'_, Meaning>,
    names: &MapNames<'_>,
    person: &Person,
    problems: &mut Vec<Diagnostic>,
) -> Option<(CompetencyId, LevelId, usize)> {
    let map = names.map().own(person.speciality);
    let mut left_out = |column, message: String, help: String| {
        problems.push(Diagnostic::warning(
            "unknown-expectation",
            row.at(column),
            format!("{message}; the mark was left out."),
            help,
        ));
    };
    let words = |column| {
        row.value(column)
            .and_then(CellValue::text)
            .unwrap_or_default()
    };
    let competency = words(Meaning::Competency);
    let competency = match names.competency(&competency) {
        Ok(id) => id,
        Err(unmatched) => {
            let all = map.competency_names();
            left_out(
                Meaning::Competency,
                format!("The competency “{competency}” is not in the career map"),
                unmatched.help(&all),
            );
            return None;
        }
    };
    let level = words(Meaning::Level);
    let level = match names.level(&level, person.track) {
        Ok(named) => named.level,
        Err(unmatched) => {
            let all = map.level_titles();
            left_out(
                Meaning::Level,
                format!("The level “{level}” is not in the career map"),
                unmatched.help(&all),
            );
            return None;
        }
    };
    // A bullet may be copied with its mark for a track, which the map's reader has taken off.
    let said = tidy(&words(Meaning::Expectation));
    let by_form = said.split_once(": ");
    let by_form =
        by_form.and_then(|(word, rest)| Some((Some(names.track(word)?), rest.to_owned())));
    let (meant_for, text) = by_form.unwrap_or_else(|| marked(&said));
    let wanted = fold(&text);
    let expectations = &map.competency(competency).expectations[level.0];
    // Forms name the track also where the whole level is on one.
    let meant = |expectation: &Expectation| {
        meant_for.is_none()
            || expectation.track == meant_for
            || meant_for.is_some_and(|track| map.level(level).tracks == [track])
    };
    // A form shows the nested bullets with it; a company's own may show the sentence alone.
    let whole = |expectation: &Expectation| {
        fold(&format!(
            "{} {}",
            expectation.text,
            expectation.details.join(" ")
        ))
    };
    let is = |expectation: &Expectation| {
        meant(expectation) && (fold(&expectation.text) == wanted || whole(expectation) == wanted)
    };
    let found = expectations.iter().position(is).or_else(|| {
        // What is too long for a row of a form goes on in the next, and the mark stands where it begins.
        let begins = |expectation: &&Expectation| {
            meant(expectation) && whole(expectation).starts_with(&wanted)
        };
        let mut all = (0..).zip(expectations).filter(|(_, one)| begins(one));
        match (wanted.len() >= LONG_BEGINNING, all.next(), all.next()) {
            (true, Some((index, _)), None) => Some(index),
            _ => None,
        }
    });
    if found.is_none() {
        left_out(
            Meaning::Expectation,
            format!(
                "The career map has no such expectation for {} at {}",
                map.competency(competency).name,
                map.level(level).title
            ),
            "Copy the words from the career map; if it was reworded, mark the new expectation."
                .to_owned(),
        );
    }
    found.map(|index| (competency, level, index))
}
