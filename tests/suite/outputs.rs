//! The output folder holds exactly the files of the manifest, and none that is out of date.

use std::fs;

use serde_json::Value;

use careermap::output::Fingerprint;

use crate::harness::{AssessmentFile, Project};

pub(crate) fn two_people() -> Project {
    let project = Project::with_map();
    project
        .add("ada.xlsx", &person("Ada Marsh", "7"))
        .add("bo.xlsx", &person("Bo Lind", "8"));
    project
}

pub(crate) fn person(name: &str, id: &str) -> AssessmentFile {
    AssessmentFile::of(name, id, "Engineer")
        .label("Assessed on", "2026-10-05")
        .rating(["Planning", "Engineer", "Junior", "", "The relay plan."])
}

pub(crate) fn manifest(project: &Project) -> Value {
    serde_json::from_slice(&project.outputs()["manifest.json"]).unwrap()
}

fn files(entries: &Value) -> Vec<&str> {
    entries
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["file"].as_str().unwrap())
        .collect()
}

#[test]
fn the_manifest_names_everything_that_went_in_and_came_out() {
    let project = two_people();
    project.add_bytes("noise.xlsx", &[7; 4096]);
    fs::write(project.input().join("careermap.toml"), "").unwrap();
    project.run(1);
    let manifest = manifest(&project);
    assert_eq!(manifest["schema"], 1);
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["complete"], true);
    assert_eq!(manifest["as_of"], "2026-10-05");
    assert_eq!(
        files(&manifest["inputs"]),
        [
            "career-map.xlsx",
            "careermap.toml",
            "assessments/ada.xlsx",
            "assessments/bo.xlsx",
            "assessments/noise.xlsx"
        ]
    );
    let templates = files(&manifest["templates"]);
    assert!(templates.contains(&"plan.typ"), "{templates:?}");
    assert!(
        templates.contains(&"fonts/NotoSans-Regular.ttf"),
        "{templates:?}"
    );
    assert_eq!(
        files(&manifest["outputs"]),
        [
            "overview.html",
            "plans/North/Ada Marsh-7.pdf",
            "plans/North/Bo Lind-8.pdf",
            "team-gaps.xlsx"
        ]
    );
    let plan = &manifest["outputs"][1];
    assert_eq!(plan["person"]["name"], "Ada Marsh");
    assert_eq!(plan["person"]["assessment"], "assessments/ada.xlsx");
    assert_eq!(plan["as_of"], "2026-10-05");
    assert_eq!(plan["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(manifest["diagnostics"][0]["file"], "assessments/noise.xlsx");
}

#[test]
fn verify_names_what_is_missing_changed_and_foreign() {
    let project = two_people();
    project
        .careermap(&["verify"])
        .ends_with(2)
        .says(&["manifest.json"]);
    project.run(0);
    let said = project.careermap(&["verify"]).ends_with(0);
    assert_eq!(said.stdout(), "");
    fs::remove_file(project.output().join("plans/North/Ada Marsh-7.pdf")).unwrap();
    fs::write(
        project.output().join("plans/North/Bo Lind-8.pdf"),
        b"signed",
    )
    .unwrap();
    fs::write(project.output().join("plans/North/notes.txt"), b"mine").unwrap();
    let said = project.careermap(&["verify"]).ends_with(1).stdout();
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines[0].starts_with("missing: plans/North/Ada Marsh-7.pdf"),
        "{said}"
    );
    assert!(
        lines[1].starts_with("changed: plans/North/Bo Lind-8.pdf"),
        "{said}"
    );
    assert!(
        lines[2].starts_with("extra: plans/North/notes.txt"),
        "{said}"
    );
    assert_eq!(lines.len(), 3);
}

#[test]
fn purge_removes_what_careermap_wrote_and_nothing_else() {
    let project = two_people();
    project.run(0);
    fs::remove_file(project.assessment("bo.xlsx")).unwrap();
    project.run(0);
    fs::write(project.output().join("team-gaps.xlsx"), b"annotated").unwrap();
    fs::write(project.output().join("plans/notes.txt"), b"mine").unwrap();
    project
        .careermap(&["purge"])
        .ends_with(1)
        .says(&["left: output/team-gaps.xlsx", "3 files removed"]);
    assert_eq!(
        project.outputs().keys().collect::<Vec<_>>(),
        ["manifest.json", "plans/notes.txt", "team-gaps.xlsx"]
    );
    // The next one names it again.
    project
        .careermap(&["purge"])
        .ends_with(1)
        .says(&["left: output/team-gaps.xlsx", "0 files removed"]);

    let project = two_people();
    project.run(0);
    project.careermap(&["purge"]).ends_with(0);
    assert!(!project.output().exists());
    project.careermap(&["purge"]).ends_with(2);
}

#[test]
fn purge_goes_by_the_date_that_documents_carry_and_leaves_the_input_alone() {
    let project = two_people();
    for (date, folder) in [
        ("2024-06-30", "cycles/spring"),
        ("2024-07-01", "cycles/summer"),
    ] {
        let arguments = ["run", "--date", date, "-o", folder];
        project.careermap(&arguments).ends_with(0);
    }
    let input = project.input();
    let [cycles, map] = [
        input.with_file_name("cycles"),
        input.join("career-map.xlsx"),
    ];
    let before = fs::read(&map).unwrap();
    let purge = |arguments: &[&str]| {
        let all = [&["purge"], arguments].concat();
        project.careermap(&all).ends_with(0)
    };
    let looked = purge(&["cycles", "--before", "2024-07-01", "--dry-run"]);
    let said = looked.says(&["Nothing was removed."]).stdout();
    for line in [
        "would be removed: cycles/spring/team-gaps.xlsx",
        "would be removed: cycles/spring/plans/North/Ada Marsh-7.pdf",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(!said.contains("summer"), "{said}");
    assert!(cycles.join("spring/team-gaps.xlsx").exists());
    let said = purge(&["cycles", "--before", "2024-07-01"]).stdout();
    assert!(said.starts_with("removed: cycles/spring/"), "{said}");
    assert!(!cycles.join("spring").exists());
    project.careermap(&["verify", "cycles/summer"]).ends_with(0);
    // Without a date, only the folder that is named, and none inside it.
    project.careermap(&["purge", "cycles"]).ends_with(2);
    let said = purge(&["cycles/summer", "--dry-run"]).stdout();
    assert!(
        said.contains("would be removed: cycles/summer/team-gaps.xlsx"),
        "{said}"
    );
    assert!(cycles.join("summer/team-gaps.xlsx").exists());
    assert_eq!(fs::read(&map).unwrap(), before);
}

#[test]
fn nobody_is_handed_a_plan_that_is_out_of_date() {
    let project = two_people();
    project
        .add("cy.xlsx", &person("Cy Noor", "9"))
        .add("di.xlsx", &person("Di Vance", "10"));
    project.run(0);
    // Bo has left, Cy's file is broken, Di is in another team.
    fs::remove_file(project.assessment("bo.xlsx")).unwrap();
    project.add_bytes("cy.xlsx", b"PK\x03\x04 half a file");
    project.add("di.xlsx", &person("Di Vance", "10").label("Team", "South"));
    project.run(1).says(&[
        "moved away: withdrawn/plans/North/Bo Lind-8.pdf (Bo Lind is no longer in the review)",
        "moved away: withdrawn/plans/North/Cy Noor-9.pdf (the assessment of Cy Noor, assessments/cy.xlsx, could not be read this time)",
        "moved away: withdrawn/plans/North/Di Vance-10.pdf (the plan of Di Vance has another name or folder now)",
        "3 moved away",
    ]);
    assert_eq!(
        project.plans().keys().collect::<Vec<_>>(),
        ["North/Ada Marsh-7.pdf", "South/Di Vance-10.pdf"]
    );
    let first = manifest(&project);
    assert_eq!(first["withdrawn"][0]["reason"], "gone");
    assert_eq!(first["withdrawn"][1]["reason"], "unreadable");
    assert_eq!(first["withdrawn"][2]["reason"], "renamed");
    assert_eq!(first["withdrawn"][0]["was"], "plans/North/Bo Lind-8.pdf");
    project.careermap(&["verify"]).ends_with(0);
    // They stay in the manifest as long as they exist, and a second one does not overwrite the first.
    project.add("bo.xlsx", &person("Bo Lind", "8"));
    project.run(1);
    fs::remove_file(project.assessment("bo.xlsx")).unwrap();
    project
        .run(1)
        .says(&["moved away: withdrawn/plans/North/Bo Lind-8 (2).pdf"]);
    assert_eq!(files(&manifest(&project)["withdrawn"]).len(), 4);
    project.careermap(&["verify"]).ends_with(0);
}

#[test]
fn what_somebody_changed_is_moved_aside_and_kept() {
    let project = two_people();
    project.run(0);
    fs::write(project.output().join("team-gaps.xlsx"), b"annotated").unwrap();
    project.run(0).says(&[
        "moved away: withdrawn/team-gaps.xlsx (somebody had changed it since careermap wrote it)",
    ]);
    let outputs = project.outputs();
    assert_eq!(outputs["withdrawn/team-gaps.xlsx"], b"annotated");
    assert_ne!(outputs["team-gaps.xlsx"], b"annotated");
    project.careermap(&["verify"]).ends_with(0);
    project
        .careermap(&["purge"])
        .ends_with(1)
        .says(&["left: output/withdrawn/team-gaps.xlsx"]);
}

#[test]
fn what_cannot_be_written_is_named_and_everything_else_is_done() {
    let project = two_people();
    project.add("cy.xlsx", &person("Cy Noor", "9").label("Team", "South"));
    fs::create_dir_all(project.output().join("plans")).unwrap();
    fs::write(
        project.output().join("plans/South"),
        b"a file, not a folder",
    )
    .unwrap();
    project
        .run(1)
        .says(&["plans/South/Cy Noor-9.pdf", "[not-written]", "4 new"]);
    let outputs = project.outputs();
    assert_eq!(outputs["plans/South"], b"a file, not a folder");
    for written in ["plans/North/Ada Marsh-7.pdf", "team-gaps.xlsx"] {
        assert!(outputs.contains_key(written), "{written}");
    }
}

#[test]
fn the_second_of_two_runs_stops_and_says_what_to_do() {
    let project = two_people();
    project.run(0);
    let before = project.outputs();
    let lock = fs::File::create(project.output().join(".careermap.lock")).unwrap();
    lock.lock().unwrap();
    project
        .run(2)
        .says(&["another run", "Wait until it is done"]);
    for command in ["verify", "purge"] {
        project
            .careermap(&[command])
            .ends_with(2)
            .says(&["another run"]);
    }
    assert_eq!(project.outputs(), before);
    drop(lock);
    project.run(0);
}

#[test]
fn a_manifest_that_leads_out_of_the_folder_is_refused() {
    let project = two_people();
    project.run(0);
    let outside = project.output().with_file_name("precious.txt");
    fs::write(&outside, b"mine").unwrap();
    let path = project.output().join("manifest.json");
    let made_up = fs::read_to_string(&path)
        .unwrap()
        .replace("team-gaps.xlsx", "../precious.txt");
    fs::write(&path, made_up).unwrap();
    for command in ["run", "verify", "purge"] {
        project
            .careermap(&[command])
            .ends_with(2)
            .says(&["is not in this folder"]);
    }
    assert!(outside.exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = two_people();
    project.run(0);
    let mut looked_at = 0;
    let mut waiting = vec![project.output()];
    while let Some(path) = waiting.pop() {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
        looked_at += 1;
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        }
    }
    assert_eq!(looked_at, 9);
}

#[cfg(unix)]
#[test]
fn a_full_disk_costs_what_did_not_fit() {
    let project = two_people();
    project.run(0);
    // A limit on the size of one file simulates the full disk: one plan and the workbook are larger.
    let mut sizes: Vec<usize> = project.outputs().values().map(Vec::len).collect();
    sizes.sort_unstable();
    let plan = sizes[sizes.len() - 2];
    project.careermap(&["purge"]).ends_with(0);
    let blocks = (plan - 1) / 1024;
    let script = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec '{}' run",
        env!("CARGO_BIN_EXE_careermap")
    );
    project.shell("bash", &script).ends_with(1).says(&[
        "[not-written]",
        "Free some disk space",
        "a temporary file could not be used: the disk does not take files of that size",
        "[workbook-failed]",
    ]);
    project.careermap(&["verify"]).ends_with(0);
    project.run(0);
    // There is not even room for a manifest: nothing is done, and the files written so far are deleted again.
    let before = project.outputs();
    let script =
        script.replace(&format!("ulimit -f {blocks}"), "ulimit -f 1") + " --date 2026-12-24";
    project
        .shell("bash", &script)
        .ends_with(2)
        .says(&["manifest.json", "Free some disk space"]);
    assert_eq!(project.outputs(), before);
}

/// Replaces a plan by other bytes, and adapts the manifest so that it does not show.
fn forge(project: &Project, file: &str, bytes: &[u8]) {
    let path = project.output().join("manifest.json");
    let mut manifest = manifest(project);
    let entries = manifest["outputs"].as_array_mut().unwrap();
    let entry = entries
        .iter_mut()
        .find(|entry| entry["file"] == file)
        .unwrap();
    entry["sha256"] = Fingerprint::of(bytes).to_string().into();
    fs::write(path, manifest.to_string()).unwrap();
    let plan = file
        .split('/')
        .fold(project.output(), |path, part| path.join(part));
    fs::write(plan, bytes).unwrap();
}

#[test]
fn a_plan_is_only_set_again_if_something_that_it_is_made_from_has_changed() {
    let (ada, bo) = ("plans/North/Ada Marsh-7.pdf", "plans/North/Bo Lind-8.pdf");
    let project = two_people();
    project.run(0);
    let fresh = project.outputs();
    // The forged file is still there, which proves that the plan was not set again.
    forge(&project, bo, b"forged");
    let changed = person("Ada Marsh", "7").label("Aspiration", "To plan a year.");
    project.add("ada.xlsx", &changed);
    project
        .run(0)
        .says(&["0 new, 3 changed, 1 unchanged, 0 moved away"]);
    let after = project.outputs();
    assert_eq!(after[bo], b"forged");
    assert_ne!(after[ada], fresh[ada]);

    // Another design, another date or language, and a file that somebody changed: set again.
    let settings = project.input().join("careermap.toml");
    for setting in ["accent = \"#aa0000\"", "name = \"Lanternfield\""] {
        forge(&project, bo, b"forged");
        fs::write(&settings, format!("[organisation]\n{setting}")).unwrap();
        project.run(0);
        assert_ne!(project.outputs()[bo], b"forged", "{setting}");
    }
    forge(&project, bo, b"forged");
    project
        .careermap(&["run", "--date", "2026-10-06"])
        .ends_with(0);
    assert_ne!(project.outputs()[bo], b"forged");
    let own = project.output().with_file_name("own");
    fs::create_dir(&own).unwrap();
    project
        .careermap(&["templates", "eject", "own"])
        .ends_with(0);
    let theme = fs::read_to_string(own.join("theme.typ")).unwrap();
    fs::write(own.join("theme.typ"), theme.replace("20mm", "21mm")).unwrap();
    project
        .careermap(&["run", "--date", "2026-10-06"])
        .ends_with(0);
    forge(&project, bo, b"forged");
    project
        .careermap(&["run", "--date", "2026-10-06", "--templates", "own"])
        .ends_with(0);
    assert_ne!(project.outputs()[bo], b"forged");
}

#[test]
fn a_run_over_an_earlier_one_leaves_what_a_run_into_an_empty_folder_leaves() {
    let project = two_people();
    project.careermap(&["run", "--packets"]).ends_with(0);
    project.add(
        "ada.xlsx",
        &person("Ada Marsh", "7").label("Aspiration", "To plan a year."),
    );
    project.careermap(&["run", "--packets"]).ends_with(0);
    let over = project.outputs();
    project
        .careermap(&["run", "--packets", "-o", "empty"])
        .ends_with(0);
    fs::remove_dir_all(project.output()).unwrap();
    fs::rename(project.output().with_file_name("empty"), project.output()).unwrap();
    assert_eq!(over, project.outputs());
}

/// The plans in their places and those moved away, by path.
pub(crate) fn everybody(project: &Project) -> (Vec<String>, Vec<String>) {
    let files = project.outputs().into_keys();
    files
        .filter(|file| file.contains("plans/"))
        .partition(|file| file.starts_with("plans/"))
}

#[test]
fn a_team_that_is_spelled_in_another_way_keeps_its_folder() {
    let project = Project::with_map();
    let in_team = |name: &str, id: &str, team: &str| person(name, id).label("Team", team);
    project
        .add("ada.xlsx", &in_team("Ada Marsh", "7", "North"))
        .add("bo.xlsx", &in_team("Bo Lind", "8", "NORTH"))
        .add("cy.xlsx", &in_team("Cy Noor", "9", "\u{c9}quipe"))
        .add("di.xlsx", &in_team("Di Vance", "10", "Aux. Services"));
    project.run(0);
    let plans = [
        "plans/Aux_. Services/Di Vance-10.pdf",
        "plans/NORTH/Ada Marsh-7.pdf",
        "plans/NORTH/Bo Lind-8.pdf",
        "plans/\u{c9}quipe/Cy Noor-9.pdf",
    ];
    assert_eq!(everybody(&project).0, plans);
    project
        .add("ada.xlsx", &in_team("Ada Marsh", "7", "north"))
        .add("cy.xlsx", &in_team("Cy Noor", "9", "e\u{301}quipe"));
    project.run(0).says(&["0 new", "0 moved away"]);
    let (there, withdrawn) = everybody(&project);
    assert_eq!(there, plans);
    assert!(withdrawn.is_empty(), "{withdrawn:?}");
    project.careermap(&["verify"]).ends_with(0);
}

#[test]
fn nothing_is_written_where_the_next_run_reads() {
    let project = two_people();
    for (command, output) in [
        ("run", "input/assessments"),
        ("run", "input/assessments/out"),
        ("profile", "input/./assessments/a/b"),
    ] {
        project
            .careermap(&[command, "-o", output])
            .ends_with(2)
            .says(&["would read it as an assessment"]);
    }
    assert_eq!(fs::read_dir(project.assessment("")).unwrap().count(), 2);
    project.careermap(&["run", "-o", "input/out"]).ends_with(0);
    project.run(0);
}

#[test]
fn profiles_are_left_to_the_profiles() {
    let project = two_people();
    project.careermap(&["profile", "-o", "output"]).ends_with(0);
    let before = project.outputs();
    project
        .run(2)
        .says(&["another command", "Junior - ", "another output folder"]);
    assert!(project.outputs() == before);
}

#[cfg(unix)]
#[test]
fn purge_removes_nothing_behind_a_link() {
    let project = two_people();
    project.run(0);
    let north = project.output().join("plans/North");
    let elsewhere = project.output().with_file_name("north");
    fs::rename(&north, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &north).unwrap();
    project
        .careermap(&["purge"])
        .ends_with(1)
        .says(&["is a link"]);
    project
        .careermap(&["run", "--date", "2026-12-24"])
        .ends_with(1)
        .says(&["is a link", "[not-written]"]);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 2);
    assert!(
        fs::read(elsewhere.join("Ada Marsh-7.pdf"))
            .unwrap()
            .starts_with(b"%PDF")
    );
}
