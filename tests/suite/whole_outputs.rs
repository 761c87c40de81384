//! The whole output of commands, as people read it on the terminal: read every change as an editor would.
//!
//! The texts are in `snapshots/`. After an intended change, `INSTA_UPDATE=always cargo test --release --test suite
//! whole_outputs` writes them again; read the difference before you commit it.

use std::fmt::Write as _;
use std::fs;

use insta::assert_snapshot;

use crate::harness::{AssessmentFile, Project};

/// A command's output with its exit code, without parts that differ from run to run.
fn said(project: &Project, arguments: &[&str]) -> String {
    let ended = project.careermap(arguments);
    let code = ended.code();
    let mut text = format!("$ careermap {}\n[exit code {code}]\n", arguments.join(" "));
    for (name, stream) in [
        ("standard output", ended.stdout()),
        ("standard error", ended.stderr()),
    ] {
        if !stream.is_empty() {
            let stream = stream.replace('\\', "/");
            write!(text, "--- {name} ---\n{stream}").unwrap();
        }
    }
    without_time(&text)
}

/// Without the seconds that a run took.
fn without_time(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines {
        if let Some((before, time)) = line.rsplit_once("; ")
            && time
                .strip_suffix(" s")
                .is_some_and(|time| time.parse::<f64>().is_ok())
        {
            *line = format!("{before}; N s");
        }
    }
    lines.join("\n")
}

fn ada() -> AssessmentFile {
    AssessmentFile::of("Ada Marsh", "7", "Engineer")
        .rating([
            "Planning",
            "Engineer",
            "Junior",
            "",
            "Planned the autumn fair.",
        ])
        .rating(["Writing & Speaking", "Engineer", "Engineer", "", ""])
}

/// A small company with somebody in order, and people with a misspelt rating, a date that could be two days and a level that
/// the map does not have.
fn with_problems() -> Project {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    let bo = AssessmentFile::of("Bo Lind", "8", "Engineer")
        .label("Manager", "Kim Sample")
        .label("Assessed on", "03/04/2026")
        .rating(["Planning", "Enginer", "", "", ""])
        .rating(["Planing", "Engineer", "", "", ""]);
    project.add("bo.xlsx", &bo);
    let cy =
        AssessmentFile::of("Cy Berg", "9", "Wizard").rating(["Planning", "Junior", "", "", ""]);
    project.add("cy.xlsx", &cy);
    project.add_bytes("notes.txt", b"Call Bo.");
    project
}

#[test]
fn init() {
    let project = Project::empty();
    assert_snapshot!("init", said(&project, &["init", "Autumn"]));
    assert_snapshot!("init_again", said(&project, &["init", "Autumn"]));
}

#[test]
fn forms() {
    let project = Project::empty();
    assert_snapshot!("forms_without_input", said(&project, &["forms"]));
    project.careermap(&["init", "Autumn"]).ends_with(0);
    assert_snapshot!("forms", said(&project, &["forms", "Autumn"]));
    assert_snapshot!("forms_again", said(&project, &["forms", "Autumn"]));
}

#[test]
fn check() {
    let project = Project::empty();
    project.careermap(&["init", "Autumn"]).ends_with(0);
    assert_snapshot!("check", said(&project, &["check", "Autumn"]));
    assert_snapshot!("check_with_problems", said(&with_problems(), &["check"]));
}

#[test]
fn run() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    assert_snapshot!("run", said(&project, &["run"]));
    fs::remove_file(project.assessment("ada.xlsx")).unwrap();
    let dee =
        AssessmentFile::of("Dee Ross", "10", "Junior").rating(["Planning", "Junior", "", "", ""]);
    project.add("dee.xlsx", &dee);
    assert_snapshot!("run_after_somebody_left", said(&project, &["run"]));
}

#[test]
fn run_with_problems() {
    let project = with_problems();
    assert_snapshot!("run_with_problems", said(&project, &["run"]));
    assert_snapshot!("run_strict", said(&project, &["run", "--strict"]));
    assert_snapshot!(
        "run_only_nobody",
        said(&project, &["run", "--only", "Nemo"])
    );
    // Other systems report a missing folder in other words.
    #[cfg(unix)]
    assert_snapshot!("run_without_input", said(&project, &["run", "elsewhere"]));
    fs::write(
        project.input().join("careermap.toml"),
        "[plans]\npapier = \"a4\"\n",
    )
    .unwrap();
    assert_snapshot!("run_with_wrong_settings", said(&project, &["run"]));
}

#[test]
fn profile() {
    let project = Project::with_map();
    assert_snapshot!("profile", said(&project, &["profile", "--level", "Junior"]));
    assert_snapshot!(
        "profile_of_no_level",
        said(&project, &["profile", "--level", "Wizard"])
    );
}

#[test]
fn handbook() {
    let project = Project::with_map();
    assert_snapshot!("handbook", said(&project, &["handbook"]));
    fs::write(
        project.input().join("handbook.md"),
        "# How we review\n\nTwice a year.\n\n![A chart](chart.png)\n\n<b>Soon</b>\n",
    )
    .unwrap();
    assert_snapshot!("handbook_with_problems", said(&project, &["handbook"]));
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    project.run(0);
    assert_snapshot!(
        "handbook_into_the_folder_of_plans",
        said(&project, &["handbook", "-o", "output"])
    );
}

#[test]
fn follow_up() {
    let project = Project::with_map();
    let ada = ada().label("Manager", "Kim Sample").action([
        "Planning",
        "Plan the spring fair",
        "Experience",
        "Kim Sample",
        "",
        "2026-05-01",
        "Open",
        "",
    ]);
    project.add("ada.xlsx", &ada);
    assert_snapshot!(
        "follow_up",
        said(&project, &["follow-up", "--date", "2026-06-01"])
    );
    assert_snapshot!(
        "follow_up_with_problems",
        said(&with_problems(), &["follow-up"])
    );
}

#[test]
fn about() {
    let project = Project::with_map();
    project.add("ada.xlsx", &ada());
    project.run(0);
    assert_snapshot!("about", said(&project, &["about", "7"]));
    assert_snapshot!("about_nobody", said(&project, &["about", "Nemo"]));
    assert_snapshot!(
        "about_with_problems",
        said(&with_problems(), &["about", "Bo Lind"])
    );
}

#[test]
fn verify_and_purge() {
    let project = Project::with_map();
    assert_snapshot!(
        "verify_without_manifest",
        said(&project, &["verify", "input"])
    );
    project.add("ada.xlsx", &ada());
    let bo =
        AssessmentFile::of("Bo Lind", "8", "Junior").rating(["Planning", "Junior", "", "", ""]);
    project.add("bo.xlsx", &bo);
    project.run(0);
    assert_snapshot!("verify", said(&project, &["verify"]));
    assert_snapshot!("purge_tried_out", said(&project, &["purge", "--dry-run"]));
    let plans = project.output().join("plans").join("North");
    fs::write(plans.join("Ada Marsh-7.pdf"), "changed").unwrap();
    fs::remove_file(plans.join("Bo Lind-8.pdf")).unwrap();
    fs::write(plans.join("mine.txt"), "mine").unwrap();
    assert_snapshot!("verify_with_problems", said(&project, &["verify"]));
    assert_snapshot!("purge_with_problems", said(&project, &["purge"]));
    assert_snapshot!("purge_of_nothing", said(&project, &["purge", "input"]));
    let tidy = Project::with_map();
    tidy.add("ada.xlsx", &ada());
    tidy.run(0);
    assert_snapshot!("purge", said(&tidy, &["purge"]));
}
