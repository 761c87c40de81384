//! Work is counted, not timed: what is done for each name and each ID must not grow with the number of people.

use std::fs;

use super::{Audience, Options, RunOptions, choose};
use crate::analysis::{
    AddressBook, AnalysisOptions, Comparisons, LastCycle, PersonAnalysis, ProgrammeOptions,
    analyse_person, coverage, demand, mentors, programme,
};
use crate::load::collate::collate;
use crate::load::held::{Mask, OwnWords, People, Record};
use crate::load::managers::tell_apart;
use crate::load::reconcile::{RosterIndex, reconcile};
use crate::model::testing::{career_map, person, roster_entry};
use crate::model::{CompetencyId, Review, RosterEntry};
use crate::paths::opened;
use crate::pipeline::NoObserver;
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
    for (index, one) in assessments.iter_mut().enumerate() {
        one.person.email = Some(format!("ana.{index}@example.com"));
        if index % 3 == 0 {
            one.willing_to_help = vec![CompetencyId(0)];
        }
    }
    for (index, entry) in roster.iter_mut().enumerate() {
        if index % 10 == 7 {
            entry.person.name.push('x');
            entry.person.employee_id = Some(format!("Other-{index}").as_str().into());
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
    let covered = coverage(&review, &now, &options);
    let demand = demand(&review, &now, &covered);
    let planned = programme(&review, &now, &demand, &ProgrammeOptions::default());
    let (found, count) = work::of(|| mentors(&review, &now, &planned));
    assert!(found.willing.len() > people / 4);
    counts.push(("mentors", count));
    let (book, count) = work::of(|| AddressBook::of(&review));
    assert!(book.person(people / 2).is_ok());
    counts.push(("addresses", count));
    let records = review.assessments.iter().map(|one| Record {
        name: Some(one.person.name.clone()),
        id: one.person.employee_id.as_ref().map(ToString::to_string),
        email: one.person.email.clone(),
        is_sure: true,
        ..Record::default()
    });
    let records: Vec<Record> = records.collect();
    let (known, count) = work::of(|| People::of(records));
    counts.push(("who is held about", count));
    let text = "Ana Moyo 12 asked Ana Moyo 5 (LF-5). ".repeat(people / 5);
    let (left_out, count) = work::of(|| {
        let mask = Mask::of(&known, 0, OwnWords::default(), "…");
        mask.text(&text)
    });
    assert!(left_out.changed);
    counts.push(("leaving out others", count));
    counts
}

/// Writes a company of so many people.
fn write_company(input: &std::path::Path, people: usize) {
    fs::create_dir_all(input.join("assessments")).unwrap();
    let map = "Competency,Junior,Senior\nPlanning,Plans a week.,Plans a year.\nWriting,Writes notes.,Writes reports.\n";
    fs::write(input.join("career-map.csv"), map).unwrap();
    for index in 0..people {
        let form = format!(
            "Name,Ana Moyo {index}\nRole level,Junior\nManager,Bo Sá\n\nCompetency,Self level,Manager level\n\
             Planning,Junior,Junior\nWriting,Senior,Junior\n"
        );
        let file = format!("assessments/{index}.csv");
        fs::write(input.join(file), form).unwrap();
    }
}

/// How many files below the folder a first run opens, and a second one.
fn opened_for(people: usize) -> [usize; 2] {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("input");
    write_company(&input, people);
    let options = Options {
        input,
        ..Options::default()
    };
    let asked = RunOptions {
        output: folder.path().join("output"),
        audiences: vec![Audience::Leadership, Audience::Managers],
        ..RunOptions::default()
    };
    let mut before = 0;
    [false, true].map(|again| {
        let summary = super::run(&options, &asked, &NoObserver).unwrap();
        assert_eq!(summary.plans, people, "{:?}", summary.diagnostics);
        assert_eq!(summary.tally.new == 0, again);
        let now = opened::below(folder.path());
        let opened = now - before;
        before = now;
        opened
    })
}

#[test]
fn a_run_opens_each_assessment_and_the_place_of_each_plan_once() {
    let (few, many) = (opened_for(3), opened_for(8));
    // For five more people, their assessments are read, and what is in the places of their plans.
    let more = [many[0] - few[0], many[1] - few[1]];
    assert_eq!(more, [10, 10], "{few:?} for 3 people, {many:?} for 8");
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
