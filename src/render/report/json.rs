//! The report for programs: one JSON object whose keys are a contract.

use serde::Serialize;

use super::map_json::{MapPart, map_part};
use super::{Report, SettingsSource};
use crate::analysis::{Advice, AnsweredCount, advice, missing};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{FileShape, ReadColumn, Review, RosterEntry, TableAccount, TriedReadings};

#[derive(Serialize)]
struct CheckObject<'a> {
    career_map: Option<MapPart<'a>>,
    settings: Option<SettingsSource<'a>>,
    advice: Vec<Advice>,
    people: Vec<PersonPart<'a>>,
    missing: Vec<MissingPart<'a>>,
    readings: Vec<ReadingPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<&'a TriedReadings>,
    diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct PersonPart<'a> {
    name: &'a str,
    employee_id: Option<&'a str>,
    team: Option<&'a str>,
    manager: Option<&'a str>,
    role_level: &'a str,
    target_level: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speciality: Option<&'a str>,
    /// The number of scored competencies, the total for the next three.
    competencies: usize,
    #[serde(rename = "self")]
    own: usize,
    manager_rated: usize,
    agreed: usize,
    #[serde(flatten)]
    at: &'a Location,
}

#[derive(Serialize)]
struct MissingPart<'a> {
    name: &'a str,
    employee_id: Option<&'a str>,
    email: Option<&'a str>,
    team: Option<&'a str>,
    manager: Option<&'a str>,
    #[serde(flatten)]
    at: &'a Location,
}

/// How the columns of these files were understood.
#[derive(Serialize)]
struct ReadingPart<'a> {
    kind: FileShape,
    files: &'a [String],
    labels: &'a [&'static str],
    read: Vec<ColumnPart<'a>>,
    not_read: Vec<ColumnPart<'a>>,
}

#[derive(Serialize)]
struct ColumnPart<'a> {
    place: String,
    heading: &'a str,
    what: &'a str,
}

/// The report as one JSON object: `career_map` (null where it was refused), `settings` about it, `advice` about
/// it, `people`, `missing`, `diagnostics`; `attempts` where
/// they were asked for.
///
/// # Errors
/// If a value has no form in JSON, which does not occur here.
pub fn json(report: &Report<'_>) -> Result<String, serde_json::Error> {
    let whole = CheckObject {
        career_map: report.career_map.map(|map| map_part(map, report)),
        settings: report.settings,
        advice: report.career_map.map(advice).unwrap_or_default(),
        people: report.review.map(people).unwrap_or_default(),
        missing: report
            .review
            .map(|review| missing(review).into_iter().map(missing_part).collect())
            .unwrap_or_default(),
        readings: report.readings.iter().map(reading).collect(),
        attempts: report.attempts,
        diagnostics: report.diagnostics,
    };
    serde_json::to_string_pretty(&whole)
}

fn people(review: &Review) -> Vec<PersonPart<'_>> {
    let map = &review.career_map;
    review
        .assessments
        .iter()
        .map(|assessment| {
            let person = &assessment.person;
            let entered = AnsweredCount::of(review, assessment);
            PersonPart {
                name: &person.name,
                employee_id: person.employee_id.as_deref(),
                team: person.team.as_deref(),
                manager: person.manager.as_deref(),
                role_level: &map.level(person.role_level).title,
                target_level: person
                    .chosen_target
                    .map(|level| map.level(level).title.as_str()),
                speciality: person.speciality.map(|id| map.speciality(id).name.as_str()),
                competencies: entered.of,
                own: entered.own,
                manager_rated: entered.manager,
                agreed: entered.agreed,
                at: &assessment.at,
            }
        })
        .collect()
}

fn reading((account, files): &(TableAccount, Vec<String>)) -> ReadingPart<'_> {
    ReadingPart {
        kind: account.kind,
        files,
        labels: &account.labels,
        read: column_parts(account, &account.read),
        not_read: column_parts(account, &account.left_out),
    }
}

fn column_parts<'a>(account: &TableAccount, columns: &'a [ReadColumn]) -> Vec<ColumnPart<'a>> {
    let part = |column: &'a ReadColumn| ColumnPart {
        place: account.place(column.place),
        heading: &column.heading,
        what: &column.what,
    };
    columns.iter().map(part).collect()
}

fn missing_part(entry: &RosterEntry) -> MissingPart<'_> {
    MissingPart {
        name: &entry.person.name,
        employee_id: entry.person.employee_id.as_deref(),
        email: entry.person.email.as_deref(),
        team: entry.person.team.as_deref(),
        manager: entry.person.manager.as_deref(),
        at: &entry.at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::company;

    #[test]
    fn the_keys_are_the_contract() {
        let review = company();
        let report = Report {
            career_map: Some(&review.career_map),
            review: Some(&review),
            diagnostics: &[Diagnostic::error(
                "x",
                Location::of_file("a.xlsx"),
                "m",
                "h",
            )],
            ..Report::default()
        };
        let value: serde_json::Value = serde_json::from_str(&json(&report).unwrap()).unwrap();
        assert_eq!(value["career_map"]["levels"].as_array().unwrap().len(), 7);
        assert_eq!(value["career_map"]["orientation"], "levels-in-columns");
        assert_eq!(value["career_map"]["competencies"][7]["scored"], false);
        assert_eq!(value["people"].as_array().unwrap().len(), 14);
        assert_eq!(value["missing"][0]["name"], "Peter Unassessed");
        assert_eq!(
            value["diagnostics"][0],
            serde_json::json!({
                "file": "a.xlsx", "sheet": null, "cell": null, "severity": "error", "code": "x",
                "message": "m", "help": "h"
            })
        );
    }

    #[test]
    fn a_refused_map_is_null() {
        let value: serde_json::Value =
            serde_json::from_str(&json(&Report::default()).unwrap()).unwrap();
        assert_eq!(
            value,
            serde_json::json!({"career_map": null, "settings": null, "advice": [], "people": [], "missing": [], "readings": [], "diagnostics": []})
        );
    }
}
