//! Everybody whom the files name: whose data is found, and whose is left out.

use super::sources::Source;
use super::uses;
use crate::load::held::{Record, Subjects};
use crate::pipeline::read::AnalysedReview;
use crate::text::fold;

/// Everybody whom a file or a review names.
pub(super) fn everybody(sources: &[Source], cycles: &[Option<AnalysedReview>]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let map_texts: Vec<_> = cycles
        .iter()
        .flatten()
        .map(|cycle| uses::map_texts(&cycle.review.career_map))
        .collect();
    // “Manager” and “Name” can also head levels and competencies.
    let is_of_map = |text: &String| {
        let folded = fold(text);
        map_texts.iter().any(|texts| texts.contains(&folded))
    };
    for source in sources {
        let named = source.subjects.iter().flat_map(Subjects::records);
        records.extend(named.map(|record| {
            Record {
                name: record.name.filter(|name| !is_of_map(name)),
                manager: record
                    .manager
                    .filter(|name| !source.is_written() && !is_of_map(name)),
                manager_id: record.manager_id.filter(|_| !source.is_written()),
                manager_email: record.manager_email.filter(|_| !source.is_written()),
                // Nobody is in a document who is not in what it was made from.
                is_sure: record.is_sure && !source.is_written(),
                ..record
            }
        }));
        records.extend(source.person.iter().map(|person| Record {
            name: Some(person.name.clone()),
            id: person.employee_id.as_ref().map(ToString::to_string),
            is_sure: true,
            list: source.number,
            ..Record::default()
        }));
    }
    for (number, cycle) in cycles.iter().enumerate() {
        let list = sources.len() + 2 * number;
        let Some(cycle) = cycle else { continue };
        let review = &cycle.review;
        let listed = review.roster.iter().flatten();
        records.extend(listed.map(|entry| uses::record(&entry.person, list)));
        let assessments = review.assessments.iter();
        records.extend(assessments.map(|one| uses::record(&one.person, list + 1)));
    }
    // Managers are people, too.
    let managers: Vec<Record> = records.iter().map(Record::of_manager).collect();
    records.extend(managers);
    records
}
