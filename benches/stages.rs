//! Measures each stage of a run, for a made-up company of thirty people on one thread: `cargo bench --bench stages`.
//! `plans.rs` measures a whole run, compared with the floor. The letters keep the stages in order, since divan sorts by
//! name.

#![allow(
    clippy::unwrap_used,
    reason = "a benchmark that cannot be set up has nothing to measure"
)]

#[path = "../examples/sample_company/company.rs"]
mod company;

use std::sync::LazyLock;

use careermap::allocator::Allocator;
use careermap::analysis::{PersonAnalysis, analyse_person};
use careermap::cli::{Cli, Command};
use careermap::config::Options;
use careermap::pipeline::{AnalysedReview, NoObserver, by_similarity, read};
use careermap::render::pdf::data::PlanData;
use careermap::render::pdf::{
    Plan, PlanOptions, Templates, TypesetInput, Typesetter, evict_cache, plan_data,
};
use careermap::render::xlsx::{BookInput, workbook};
use clap::Parser as _;
use divan::Bencher;

/// The program's own.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

const PEOPLE: usize = 30;

/// A company in a folder, and the result of each stage.
struct Company {
    folder: tempfile::TempDir,
    cycle: AnalysedReview,
    data: Vec<PlanData>,
    typesetter: Typesetter,
    manuscripts: Vec<TypesetInput>,
}

static COMPANY: LazyLock<Company> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    company::write(folder.path(), Some(PEOPLE)).unwrap();
    let cycle = read(&options(&folder), &NoObserver).unwrap();
    let data: Vec<PlanData> = by_similarity((0..PEOPLE).collect(), &cycle)
        .into_iter()
        .map(|index| data_of(&cycle, index))
        .collect();
    let typesetter = Typesetter::new(Templates::embedded(), cycle.review.as_of).unwrap();
    let manuscripts = data
        .iter()
        .map(|data| typesetter.plan_manuscript(data).unwrap())
        .collect();
    Company {
        folder,
        cycle,
        data,
        typesetter,
        manuscripts,
    }
});

fn options(folder: &tempfile::TempDir) -> Options {
    let folder = folder.path().to_str().unwrap();
    let cli = Cli::parse_from(["careermap", "run", folder, "--jobs", "1"]);
    let Some(Command::Run(arguments)) = &cli.command else {
        unreachable!("the command line above is a run's")
    };
    Options::resolve(&arguments.input).unwrap()
}

fn data_of(cycle: &AnalysedReview, index: usize) -> PlanData {
    plan_data(
        &cycle.review,
        &cycle.review.assessments[index],
        &cycle.people[index],
        &PlanOptions::default(),
    )
}

fn main() {
    LazyLock::force(&COMPANY);
    divan::main();
}

/// The career map and all assessments: from files to the model, and its analysis.
#[divan::bench]
fn a_read_thirty_people(bencher: Bencher<'_, '_>) {
    let options = options(&COMPANY.folder);
    bencher.bench_local(|| read(&options, &NoObserver).unwrap());
}

#[divan::bench]
fn b_analyse_thirty_people() -> Vec<PersonAnalysis> {
    let (review, options) = (&COMPANY.cycle.review, options(&COMPANY.folder));
    review
        .assessments
        .iter()
        .map(|assessment| analyse_person(&review.career_map, assessment, &options.analysis))
        .collect()
}

#[divan::bench]
fn c_gather_the_data_of_thirty_plans() -> Vec<PlanData> {
    (0..PEOPLE)
        .map(|index| data_of(&COMPANY.cycle, index))
        .collect()
}

#[divan::bench]
fn d_pass_thirty_plans_to_the_template() -> Vec<TypesetInput> {
    let company = &*COMPANY;
    let manuscript = |data| company.typesetter.plan_manuscript(data).unwrap();
    company.data.iter().map(manuscript).collect()
}

/// Layout and PDF of a plan that has nothing in common with another.
#[divan::bench]
fn e_set_a_plan_alone(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(forget_all)
        .bench_local_values(|()| set(0));
}

/// Layout and PDF of thirty plans, similar ones after each other.
#[divan::bench]
fn f_set_thirty_plans(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(forget_all)
        .bench_local_values(|()| (0..PEOPLE).map(set).collect::<Vec<_>>());
}

#[divan::bench]
fn g_workbook_of_thirty_people(bencher: Bencher<'_, '_>) {
    let options = options(&COMPANY.folder);
    let cycle = &COMPANY.cycle;
    bencher.bench_local(|| {
        workbook(&BookInput {
            diagnostics: &cycle.diagnostics,
            ..BookInput::of(
                &cycle.review,
                &cycle.people,
                &options.analysis,
                &options.workbook,
            )
        })
        .unwrap()
    });
}

fn set(index: usize) -> Plan {
    let company = &*COMPANY;
    let ident = index.to_string();
    company
        .typesetter
        .set(&company.manuscripts[index], &ident)
        .unwrap()
}

/// Empties the layout cache: between the two calls, no entry is used.
fn forget_all() {
    for _ in 0..3 {
        evict_cache();
    }
}
