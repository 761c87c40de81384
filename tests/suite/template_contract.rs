//! The samples in `templates` are what the program passes to the templates, so that a preview shows what a run will.

use std::fs;
use std::num::NonZeroUsize;

use careermap::cli::InputArgs;
use careermap::config::Options;
use careermap::diagnostic::Location;
use careermap::load::prose::{self, TextUse};
use careermap::model::LevelId;
use careermap::pipeline::{AnalysedReview, NoObserver, read};
use careermap::render::pdf::review_data::DiscussedReason;
use careermap::render::pdf::{
    PacketOfTeam, ReviewPacketInput, handbook_data, plan_data, profile_data, review_packet_data,
};
use serde::Serialize;

use crate::harness::repository;

/// Whose plan the sample is: both tracks, marks, actions of every status, and ratings that differ.
const EMPLOYEE_ID: &str = "LF-0119";

/// The level whose profile the other sample is: on both tracks, in the middle of the map.
const LEVEL: LevelId = LevelId(3);

fn sample_company() -> (Options, AnalysedReview) {
    let options = Options::resolve(&InputArgs {
        input: Some(repository().join("input")),
        date: None,
        jobs: NonZeroUsize::new(1),
        quiet: true,
    })
    .unwrap();
    let cycle = read(&options, &NoObserver).unwrap();
    (options, cycle)
}

fn must_be_in(file: &str, data: &impl Serialize) {
    let json = serde_json::to_string_pretty(data).unwrap() + "\n";
    let path = repository().join("templates").join(file);
    if std::env::var_os("UPDATE_SAMPLE").is_some() {
        std::fs::write(&path, &json).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == json,
        "templates/{file} is out of date: look at what changed in the contract, then run this test with \
         UPDATE_SAMPLE=1"
    );
}

#[test]
fn the_sample_data_is_what_a_run_passes_to_the_template() {
    let (options, cycle) = sample_company();
    let index = cycle
        .review
        .assessments
        .iter()
        .position(|assessment| assessment.person.employee_id.as_deref() == Some(EMPLOYEE_ID))
        .unwrap();
    let data = plan_data(
        &cycle.review,
        &cycle.review.assessments[index],
        &cycle.people[index],
        &options.plans,
    );
    must_be_in("sample.json", &data);
}

#[test]
fn the_profile_sample_is_what_the_program_passes_to_the_templates() {
    let (options, cycle) = sample_company();
    let data = profile_data(&cycle.review.career_map, LEVEL, None, &options.plans, None);
    must_be_in("profile-sample.json", &data);
}

#[test]
fn the_handbook_sample_is_what_the_program_passes_to_the_template() {
    let (options, cycle) = sample_company();
    let text = fs::read(repository().join("input/handbook.md")).unwrap();
    let (text, problems) = prose::read(&text, &Location::default(), TextUse::Handbook);
    assert_eq!(problems, []);
    let data = handbook_data(&cycle.review.career_map, Some(text), &options.plans, None);
    must_be_in("handbook-sample.json", &data);
}

#[test]
fn the_review_packet_sample_is_what_the_program_passes_to_the_template() {
    let (options, cycle) = sample_company();
    let review = &cycle.review;
    let who =
        |one: &careermap::model::Assessment| one.person.employee_id.as_deref() == Some(EMPLOYEE_ID);
    let index = review.assessments.iter().position(who).unwrap();
    let input = ReviewPacketInput {
        review,
        people: &cycle.people,
        comparison: None,
        options: &options.plans,
    };
    let packet = PacketOfTeam {
        team: review.assessments[index].person.team.as_deref(),
        part: (1, 1),
        counts: (5, 1),
        without_assessment: vec!["Robin Example"],
        people: &[(index, DiscussedReason::Recommended)],
    };
    must_be_in(
        "review-packet-sample.json",
        &review_packet_data(&input, &packet),
    );
}
