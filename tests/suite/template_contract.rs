//! `templates/sample.json` is what the program passes to the template, so that a preview shows what a run will.

use std::num::NonZeroUsize;

use careermap::cli::InputArgs;
use careermap::config::Options;
use careermap::pipeline::{Unwatched, read};
use careermap::render::pdf::plan_data;

use crate::harness::repository;

/// Whose plan the sample is: both tracks, marks, actions of every status, and views that differ.
const EMPLOYEE_ID: &str = "LF-0119";

#[test]
fn the_sample_data_is_what_a_run_passes_to_the_template() {
    let options = Options::resolve(&InputArgs {
        input: repository().join("input"),
        date: None,
        jobs: NonZeroUsize::new(1),
        quiet: true,
    })
    .unwrap();
    let cycle = read(&options, &Unwatched).unwrap();
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
    let json = serde_json::to_string_pretty(&data).unwrap() + "\n";
    let path = repository().join("templates").join("sample.json");
    if std::env::var_os("UPDATE_SAMPLE").is_some() {
        std::fs::write(&path, &json).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == json,
        "templates/sample.json is out of date: look at what changed in the contract, then run this test with \
         UPDATE_SAMPLE=1"
    );
}
