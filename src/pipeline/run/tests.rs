//! Work is counted, not timed: what is done for each name and each ID must not grow with the number of people.

use super::choose;
use crate::analysis::{AnalysisOptions, Comparisons, LastCycle, PersonAnalysis, analyse_person};
use crate::load::collate::collate;
use crate::load::managers::tell_apart;
use crate::load::reconcile::{RosterIndex, reconcile};
use crate::model::testing::{career_map, person, roster_entry};
use crate::model::{Review, RosterEntry};
use crate::text::work;

/// A review of so many people, in teams of ten with a manager among them. Of ten people, one shares a name with another,
/// and one is missing on the roster, which has a name with a letter more.
fn review_of(people: usize) -> (Review, Vec<(&'static str, u64)>) {
    let map = career_map(&["Junior", "Senior"], &["A", "B"]);
    let name = |index: usize| match index % 10 {
        3 => format!("Ana Moyo {}", index - 1),
        _ => format!("Ana Moyo {index}"),
    };
    let mut assessments: Vec<_> = (0..people)
        .map(|index| {
            let somebody = person(&map, &name(index), 0).rated(&[Some(1.0), None]);
            let of_team = somebody.team(&format!("Team {}", index / 10));
            of_team
                .id(&format!("LF-{index}"))
                .manager(&name(index - index % 10))
                .build()
        })
        .collect();
    let mut roster: Vec<RosterEntry> = assessments.iter().map(roster_entry).collect();
    for (index, entry) in roster.iter_mut().enumerate() {
        if index % 10 == 7 {
            entry.name.push('x');
            entry.employee_id = Some(format!("Other-{index}").as_str().into());
        }
    }
    let mut counts = Vec::new();
    let index = RosterIndex::of(&roster);
    let (problems, count) = work::of(|| reconcile(&map, &mut assessments, &index));
    assert_eq!(problems.len(), people / 10, "the strangers are reported");
    counts.push(("roster", count));
    let ((mut kept, _), count) = work::of(|| collate(assessments, &index));
    assert_eq!(kept.len(), people);
    counts.push(("collation", count));
    let (_, count) = work::of(|| tell_apart(Some(&mut roster), &mut kept));
    counts.push(("managers' names", count));
    (Review::new(map, kept, Some(roster), None), counts)
}

/// How much is done for each step of a run that looks for people.
fn work_for(people: usize) -> Vec<(&'static str, u64)> {
    let (then, _) = review_of(people);
    let (review, mut counts) = review_of(people);
    let only: Vec<String> = ["LF-5", "Moyo 12"].map(str::to_owned).into();
    let (chosen, count) = work::of(|| choose(&review.assessments, &only));
    assert!(chosen.is_ok_and(|chosen| chosen.len() > 1));
    counts.push(("--only", count));
    let options = AnalysisOptions::default();
    let analysed = |review: &Review| -> Vec<PersonAnalysis> {
        let all = review.assessments.iter();
        all.map(|one| analyse_person(&review.career_map, one, &options))
            .collect()
    };
    let (before, now) = (analysed(&then), analysed(&review));
    let last = LastCycle {
        review: &then,
        people: &before,
        options: &options,
    };
    let (found, count) = work::of(|| Comparisons::of(vec![last], &review, &now));
    assert!(found.is_some());
    counts.push(("--previous", count));
    counts
}

#[test]
fn looking_for_people_takes_work_for_each_person_and_no_more() {
    let (few, many) = (work_for(200), work_for(1_600));
    for ((step, few), (_, many)) in few.iter().zip(&many) {
        assert!(*few >= 200, "{step}: only {few} counted");
        // Eight times the people; trees and sorting add the logarithm.
        assert!(
            many <= &(few * 13),
            "{step}: {few} for 200 people, {many} for 1,600"
        );
    }
}
