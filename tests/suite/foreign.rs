//! Other people's spreadsheets as assessments: none does harm, each is reported, and the good ones beside them get their
//! plans. The files are not in the repository: spreadsheet libraries come with thousands for their own tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::harness::Project;

/// The folder that the files are in.
const FOLDER: &str = "CAREERMAP_FOREIGN";
/// How many are put beside the good assessments at a time.
const PORTION: usize = 500;
/// Far longer than any portion takes: if one takes this long, one of its files hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// What happened to the files, by ending and code.
type Tally = BTreeMap<(String, String), usize>;

/// `CAREERMAP_FOREIGN=folder cargo test --release --test suite foreign -- --ignored --nocapture`
#[test]
#[ignore = "needs a folder of foreign files"]
#[expect(clippy::print_stdout, reason = "its result is a report")]
fn foreign_spreadsheets_do_no_harm() {
    let folder = std::env::var_os(FOLDER).expect("CAREERMAP_FOREIGN names no folder");
    let files = files_below(Path::new(&folder));
    assert!(!files.is_empty());
    let mut tally = Tally::new();
    for portion in files.chunks(PORTION) {
        try_portion(portion, &mut tally);
    }
    println!("{} files:", files.len());
    for ((ending, code), count) in &tally {
        println!("{count:6}  .{ending:10} {code}");
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn try_portion(portion: &[PathBuf], tally: &mut Tally) {
    let project = Project::sample();
    let people = files_below(&project.assessment("")).len();
    for (number, path) in portion.iter().enumerate() {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        project.add_bytes(
            &format!("foreign/{number}.{ending}"),
            &fs::read(path).unwrap(),
        );
    }
    for command in ["check", "run"] {
        let begun = Instant::now();
        let said = limited(&project, command).ends_with(1).stderr();
        assert!(
            begun.elapsed() < PATIENCE,
            "a hang from {}",
            portion[0].display()
        );
        assert!(!said.contains("panicked"), "{said}");
    }
    assert_eq!(project.plans().len(), people);
    project.careermap(&["verify"]).ends_with(0);
    let manifest: serde_json::Value =
        serde_json::from_slice(&project.outputs()["manifest.json"]).unwrap();
    let diagnostics = manifest["diagnostics"].as_array().unwrap();
    for (number, path) in portion.iter().enumerate() {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let shown = format!("assessments/foreign/{number}.{ending}");
        let about: Vec<_> = diagnostics
            .iter()
            .filter(|entry| entry["file"] == shown.as_str())
            .collect();
        let caught = about.iter().any(|entry| {
            entry["message"]
                .as_str()
                .unwrap()
                .contains("reading it failed")
        });
        assert!(!caught, "a reader panics: {}", path.display());
        let codes: BTreeSet<_> = about
            .iter()
            .filter_map(|entry| entry["code"].as_str())
            .collect();
        assert!(!codes.is_empty(), "not a word about {}", path.display());
        let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
        *tally.entry((ending.to_lowercase(), codes)).or_default() += 1;
    }
}

/// Limits the address space to a gibibyte, where the platform supports that. This bounds the memory, since the C
/// library is told not to reserve unused addresses for each thread.
#[cfg(target_os = "linux")]
fn limited(project: &Project, command: &str) -> crate::harness::Finished {
    let program = env!("CARGO_BIN_EXE_careermap");
    project.shell(
        "bash",
        &format!("ulimit -v 1048576; MALLOC_ARENA_MAX=1 exec '{program}' {command}"),
    )
}

#[cfg(not(target_os = "linux"))]
fn limited(project: &Project, command: &str) -> crate::harness::Finished {
    project.careermap(&[command])
}
