//! Interrupted runs: the folder holds the last run's files or the new ones, each complete, and the next run corrects
//! everything.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{AssessmentFile, Finished, Project};

const DATES: [&str; 2] = ["2026-11-01", "2026-12-01"];

/// With this many people, a run is certainly in the middle when the first documents are there.
#[cfg(unix)]
const IN_THE_MIDDLE: usize = 150;

/// Files by their path.
type Files = BTreeMap<String, Vec<u8>>;

fn company(people: usize) -> Project {
    let project = Project::with_map();
    for number in 0..people {
        project.add(
            &format!("team {}/{number}.xlsx", number % 7),
            &AssessmentFile::of(&format!("Person {number}"), &number.to_string(), "Engineer")
                .label("Team", &format!("Team {}", number % 7))
                .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]),
        );
    }
    project
}

/// What each of the two runs writes, and how long one takes.
fn states(project: &Project) -> ([Files; 2], Duration) {
    let mut took = Duration::ZERO;
    let states = DATES.map(|date| {
        let started = Instant::now();
        project.careermap(&["run", "--date", date]).ends_with(0);
        took = started.elapsed();
        project.outputs()
    });
    (states, took)
}

/// Checks that every file is complete, as one of the two runs writes it. The manifest itself says whether it belongs to
/// one run.
fn is_whole(project: &Project, states: &[Files; 2]) {
    for (file, bytes) in project.outputs() {
        if file.starts_with(".careermap-") {
            continue;
        }
        if file == "manifest.json" {
            assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_ok());
            continue;
        }
        assert!(
            states.iter().any(|state| state.get(&file) == Some(&bytes)),
            "{file} is neither of the old run nor of the new one"
        );
    }
}

/// Whether all documents are of one and the same run.
fn is_unmixed(project: &Project, states: &[Files; 2]) -> bool {
    let outputs = project.outputs();
    states.iter().any(|state| {
        state
            .iter()
            .filter(|(file, _)| *file != "manifest.json")
            .all(|(file, bytes)| outputs.get(file) == Some(bytes))
    })
}

/// If a run was killed while it put its files into place, `verify` names each file that is still the old one.
fn names_what_is_old(project: &Project, new: &Files) {
    let said = project.careermap(&["verify"]).stdout();
    if !said.starts_with("interrupted") {
        return;
    }
    let outputs = project.outputs();
    for (file, bytes) in new.iter().filter(|(file, _)| *file != "manifest.json") {
        let old = outputs.get(file) != Some(bytes);
        assert_eq!(
            said.contains(&format!("old: {file} (")),
            old,
            "{file} in:\n{said}"
        );
    }
}

/// When to kill a run.
enum Moment {
    /// This long after its beginning.
    After(Duration),
    /// This long after it has begun to put its files into place.
    InCommit(Duration),
}

fn kill(project: &Project, date: &str, moment: &Moment) {
    let mut run = project.start(&["run", "--date", date]);
    match moment {
        Moment::After(delay) => thread::sleep(*delay),
        Moment::InCommit(delay) => {
            let manifest = project.output().join("manifest.json");
            while run.try_wait().unwrap().is_none()
                && !std::fs::read_to_string(&manifest)
                    .is_ok_and(|text| text.contains("\"complete\": false"))
            {
                thread::sleep(Duration::from_micros(200));
            }
            thread::sleep(*delay);
        }
    }
    // It may just have ended.
    let _ = run.kill();
    run.wait().unwrap();
}

/// Kills runs at random moments and looks at the folder each time. Returns how many kills left documents of two runs,
/// which can only happen while files are being renamed.
fn kill_again_and_again(people: usize, times: usize, seed: u64) -> usize {
    let project = company(people);
    let (states, took) = states(&project);
    let mut random = fastrand::Rng::with_seed(seed);
    let mut mixed = 0;
    for time in 0..times {
        let moment = if time % 2 == 0 {
            Moment::After(took.mul_f64(random.f64()))
        } else {
            Moment::InCommit(Duration::from_micros(random.u64(..people as u64 * 60)))
        };
        let which = time % 2;
        kill(&project, DATES[which], &moment);
        is_whole(&project, &states);
        if !is_unmixed(&project, &states) {
            mixed += 1;
            let said = project.careermap(&["verify"]).ends_with(1).stdout();
            assert!(said.starts_with("interrupted"), "{said}");
        }
        names_what_is_old(&project, &states[which]);
        // The next run corrects it.
        project
            .careermap(&["run", "--date", DATES[which]])
            .ends_with(0);
        project.careermap(&["verify"]).ends_with(0);
        assert_eq!(project.outputs(), states[which], "kill {time}");
    }
    mixed
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_one_repairs() {
    kill_again_and_again(40, 6, 7);
}

/// Some minutes. `cargo test --release --test suite hundred_kills -- --ignored --nocapture`; fewer or more with the
/// environment variable `CAREERMAP_KILLS`, at other moments with `CAREERMAP_SEED`.
#[test]
#[ignore = "takes some minutes"]
#[expect(clippy::print_stdout, reason = "its result is a report")]
fn hundred_kills_of_a_run_over_five_hundred_people() {
    let number = |name: &str, usual: u64| {
        std::env::var(name).map_or(usual, |number| number.parse().unwrap())
    };
    let (kills, seed) = (number("CAREERMAP_KILLS", 100), number("CAREERMAP_SEED", 7));
    let mixed = kill_again_and_again(500, kills as usize, seed);
    println!("{kills} kills, every file whole each time, {mixed} in the moments of renaming");
}

/// A run that reads a map has nothing to finish.
#[cfg(unix)]
#[test]
fn a_signal_ends_the_reading_of_a_map_at_once() {
    let rows = (0..8000).map(|row| {
        format!("Craft {row},Does part {row} with help,Does part {row} alone,Teaches part {row} to others\n")
    });
    let map = format!(
        "Competency,Junior,Senior,Lead\n{}",
        rows.collect::<String>()
    );
    for command in [&["check", "--map"][..], &["run"]] {
        let project = Project::with_map();
        let file = project.input().join("long.csv");
        std::fs::write(&file, &map).unwrap();
        std::fs::write(
            project.input().join("careermap.toml"),
            "career-map = \"long.csv\"",
        )
        .unwrap();
        let file = file.to_string_lossy();
        let is_map = command.contains(&"--map");
        let arguments: Vec<&str> = command
            .iter()
            .copied()
            .chain(is_map.then_some(&*file))
            .collect();
        let run = project.start(&arguments);
        thread::sleep(Duration::from_millis(150));
        std::process::Command::new("kill")
            .args(["-TERM", &run.id().to_string()])
            .status()
            .unwrap();
        let ended = Finished::when_ended(run).ends_with(130);
        assert_eq!(ended.stdout(), "", "it went on to its report");
        assert!(project.outputs().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_the_folder_as_it_was() {
    let project = company(IN_THE_MIDDLE);
    let (states, _) = states(&project);
    let mut run = project.start(&["run", "--date", DATES[0]]);
    wait_for_documents(&project, &mut run, 2);
    std::process::Command::new("kill")
        .args(["-INT", &run.id().to_string()])
        .status()
        .unwrap();
    Finished::when_ended(run)
        .ends_with(130)
        .says(&["Stopped", "The output folder is as it was"]);
    assert_eq!(project.outputs(), states[1]);
    project.careermap(&["verify"]).ends_with(0);
}

/// Waits until a run has made so many of its documents, but not all.
#[cfg(unix)]
fn wait_for_documents(project: &Project, run: &mut std::process::Child, at_least: usize) {
    let staging = project.output().join(".careermap-staging");
    while run.try_wait().unwrap().is_none() {
        if std::fs::read_dir(&staging).is_ok_and(|files| files.count() >= at_least) {
            return;
        }
        thread::sleep(Duration::from_micros(200));
    }
    panic!("the run ended before it could be stopped");
}

#[cfg(unix)]
#[test]
fn ctrl_c_in_a_first_run_leaves_nothing() {
    let project = company(IN_THE_MIDDLE);
    let mut run = project.start(&["run"]);
    wait_for_documents(&project, &mut run, 2);
    std::process::Command::new("kill")
        .args(["-INT", &run.id().to_string()])
        .status()
        .unwrap();
    Finished::when_ended(run).ends_with(130);
    assert!(project.outputs().is_empty());
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_drafts_are_written_leaves_nothing() {
    let project = company(0);
    for number in 0..IN_THE_MIDDLE {
        let person =
            AssessmentFile::of(&format!("Person {number}"), &number.to_string(), "Engineer");
        project.add(
            &format!("{number}.xlsx"),
            &person
                .label("Email", &format!("person{number}@example.org"))
                .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]),
        );
    }
    let mut run = project.start(&["run", "--mail-drafts", "person"]);
    // The plans, the workbook and the overview, and some drafts.
    wait_for_documents(&project, &mut run, IN_THE_MIDDLE + 10);
    std::process::Command::new("kill")
        .args(["-INT", &run.id().to_string()])
        .status()
        .unwrap();
    Finished::when_ended(run).ends_with(130);
    assert!(project.outputs().is_empty());
}
