//! Arguments, streams and exit codes.

use std::fs;

use careermap::cli::guides::{completions, manual};
use clap::ValueEnum as _;
use clap_complete::Shell;

use crate::harness::{AssessmentFile, Project, repository};

fn two_people() -> Project {
    let project = Project::with_map();
    project.add(
        "ada.xlsx",
        &AssessmentFile::of("Ada Marsh", "7", "Engineer")
            .label("Assessed on", "2026-10-05")
            .rating(["Planning", "Engineer", "Junior", "", "The relay plan."]),
    );
    project.add(
        "bo.xlsx",
        &AssessmentFile::of("Bo Lind", "8", "Junior").rating(["Planning", "Junior", "", "", ""]),
    );
    project
}

#[test]
fn help_teaches_and_usage_errors_end_with_two() {
    let project = Project::empty();
    let help = project.careermap(&["--help"]).ends_with(0).stdout();
    for word in [
        "run",
        "check",
        "assessments",
        "Everything happens on this computer",
    ] {
        assert!(help.contains(word), "{word} is missing from:\n{help}");
    }
    let help = project.careermap(&["run", "--help"]).ends_with(0).stdout();
    for word in [
        "--only",
        "--jobs",
        "--date",
        "--strict",
        "--quiet",
        "Examples",
        "Exit code",
    ] {
        assert!(help.contains(word), "{word} is missing from:\n{help}");
    }
    project.careermap(&["fly"]).ends_with(2);
    project.careermap(&["run", "--date", "soon"]).ends_with(2);
}

#[test]
fn without_a_terminal_nothing_is_asked_and_what_to_type_is_said() {
    let project = two_people();
    let said = ["nobody can answer", "careermap check", "careermap run"];
    project.careermap(&[]).ends_with(2).says(&said);
    let input = project.input();
    let (input, output) = (input.display(), "input output\"");
    project
        .careermap(&["input"])
        .ends_with(2)
        .says(&said)
        .says(&[&format!("careermap check \"{input}\""), output]);
    assert!(project.outputs().is_empty());
    // Typing mistakes.
    for (typed, help) in [
        ("chekc", "Did you mean “careermap check”?"),
        ("fly", "careermap --help"),
        ("Autumn", "careermap --help"),
    ] {
        project
            .careermap(&[typed])
            .ends_with(2)
            .says(&[&format!("“{typed}” is neither a folder"), help]);
    }
}

#[test]
fn a_run_closes_with_a_summary_and_quiet_says_nothing() {
    let project = two_people();
    let said = project.run(0).says(&[
        "2 plans for 2 people",
        "team-gaps.xlsx",
        "4 new",
        "no problems",
    ]);
    assert_eq!(said.stdout(), "");
    let said = project.careermap(&["run", "--quiet"]).ends_with(0);
    assert_eq!(
        (said.stdout(), said.stderr()),
        (String::new(), String::new())
    );
}

/// Settings that never come: whatever is said before them is said before anything is read.
#[cfg(target_os = "linux")]
#[test]
fn the_first_line_does_not_wait_for_anything_to_be_read() {
    let project = two_people();
    let settings = project.input().join("careermap.toml");
    let made = std::process::Command::new("mkfifo").arg(settings).status();
    assert!(made.unwrap().success());
    let program = env!("CARGO_BIN_EXE_careermap");
    for (command, first) in [
        ("check", "Reading input …\n"),
        ("check --format json", "Reading input …\n"),
        (
            "check --map input/career-map.xlsx",
            "Reading input/career-map.xlsx …\n",
        ),
        ("run", "Reading input …\n"),
        ("forms", "Reading input …\n"),
        ("handbook", "Reading input …\n"),
        ("run --quiet", ""),
    ] {
        let said = project.shell("bash", &format!("timeout 2 '{program}' {command}"));
        // It still waits.
        assert_eq!(said.code(), 124, "{command}: {}", said.stderr());
        assert_eq!(said.stderr(), first, "{command}");
        assert_eq!(said.stdout(), "", "{command}");
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let project = two_people();
    project.run(0);
    let first = project.outputs();
    project
        .run(0)
        .says(&["0 new, 0 changed, 4 unchanged, 0 moved away"]);
    assert_eq!(project.outputs(), first);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let project = two_people();
    project.careermap(&["run", "--jobs", "1"]).ends_with(0);
    let first = project.outputs();
    project
        .careermap(&["run", "--jobs", "8", "-o", "other"])
        .ends_with(0);
    let other = project.output().with_file_name("other");
    for (file, bytes) in first {
        let path = file
            .split('/')
            .fold(other.clone(), |path, part| path.join(part));
        assert_eq!(std::fs::read(path).unwrap(), bytes, "{file}");
    }
}

#[test]
fn only_renews_one_plan_and_leaves_the_rest() {
    let project = two_people();
    project
        .careermap(&["run", "--only", "ADA", "--date", "2026-11-01"])
        .ends_with(0);
    assert_eq!(
        project.outputs().keys().collect::<Vec<_>>(),
        ["manifest.json", "plans/North/Ada Marsh-7.pdf"]
    );
    project.run(0);
    let before = project.outputs();
    project
        .careermap(&["run", "--only", "8", "--date", "2026-12-01"])
        .ends_with(0);
    let after = project.outputs();
    let changed: Vec<&String> = before
        .iter()
        .filter(|(file, bytes)| after[*file] != **bytes)
        .map(|(file, _)| file)
        .collect();
    assert_eq!(changed, ["manifest.json", "plans/North/Bo Lind-8.pdf"]);
    project
        .careermap(&["run", "--only", "Zoe"])
        .ends_with(2)
        .says(&["“Zoe”", "--only"]);
}

#[test]
fn only_leaves_the_plan_of_a_namesake_where_it_is() {
    let project = two_people();
    project.add(
        "namesake.xlsx",
        &AssessmentFile::of("Ada Marsh", "", "Junior")
            .label("Team", "South")
            .rating(["Planning", "Junior", "Junior", "", ""]),
    );
    project.run(0);
    let before = project.outputs();
    assert!(before.contains_key("plans/South/Ada Marsh.pdf"));
    project
        .careermap(&["run", "--only", "7", "--date", "2026-12-01"])
        .ends_with(0)
        .says(&["0 moved away"]);
    let after = project.outputs();
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>()
    );
    // Nor is it moved when the namesake has left: only a run for everybody can say who else might be meant.
    std::fs::remove_file(project.assessment("namesake.xlsx")).unwrap();
    project
        .careermap(&["run", "--only", "marsh, ada"])
        .ends_with(0)
        .says(&["0 moved away"]);
    assert!(project.outputs().contains_key("plans/South/Ada Marsh.pdf"));
    project.run(0).says(&[
        "moved away: withdrawn/plans/South/Ada Marsh.pdf",
        "1 moved away",
    ]);
}

#[test]
fn only_takes_an_id_without_its_zeros_and_before_any_name() {
    let project = Project::with_map();
    for (file, name, id) in [
        ("a.xlsx", "Ada Marsh", "000901"),
        ("b.xlsx", "Agent 901 Lind", "17"),
        ("c.xlsx", "Cy Moor", "0017"),
    ] {
        let somebody = AssessmentFile::of(name, id, "Junior");
        project.add(file, &somebody.rating(["Planning", "Junior", "", "", ""]));
    }
    project.careermap(&["run", "--only", "901"]).ends_with(0);
    project.careermap(&["run", "--only", "017"]).ends_with(2);
    project.careermap(&["run", "--only", "0017"]).ends_with(0);
    assert_eq!(
        project.outputs().keys().collect::<Vec<_>>(),
        [
            "manifest.json",
            "plans/North/Ada Marsh-000901.pdf",
            "plans/North/Cy Moor-0017.pdf"
        ]
    );
}

#[test]
fn a_plan_of_somebody_who_is_gone_is_moved_out_of_the_way() {
    let project = two_people();
    project.run(0);
    std::fs::remove_file(project.assessment("bo.xlsx")).unwrap();
    project.run(0).says(&[
        "moved away: withdrawn/plans/North/Bo Lind-8.pdf",
        "1 moved away",
    ]);
    let outputs = project.outputs();
    assert!(outputs.contains_key("withdrawn/plans/North/Bo Lind-8.pdf"));
    assert!(!outputs.contains_key("plans/North/Bo Lind-8.pdf"));
}

#[test]
fn check_reads_as_run_does_and_writes_nothing() {
    let project = two_people();
    let report = project.careermap(&["check"]).ends_with(0).stdout();
    for text in ["career-map.xlsx", "4 levels", "3 competencies", "2 people"] {
        assert!(report.contains(text), "{text} is missing from:\n{report}");
    }
    project.add_bytes("noise.xlsx", &[7; 4096]);
    project
        .careermap(&["check"])
        .ends_with(1)
        .says(&["assessments/noise.xlsx"]);
    assert!(project.outputs().is_empty());
}

#[test]
fn messages_of_one_kind_come_once_and_each_is_in_the_json() {
    let project = two_people();
    for number in 1..=5 {
        project.add_bytes(&format!("noise-{number}.xlsx"), &[7; 4096]);
    }
    let report = project
        .careermap(&["check", "--format", "json"])
        .ends_with(1);
    assert_eq!(
        report.stderr().lines().last(),
        Some(
            "  The same in 4 more places: assessments/noise-2.xlsx; assessments/noise-3.xlsx; assessments/noise-4.xlsx; \
             assessments/noise-5.xlsx; “careermap check --format json” lists each. [file-format]"
        )
    );
    let report: serde_json::Value = serde_json::from_str(&report.stdout()).unwrap();
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 5);
}

#[test]
fn check_as_json_keeps_its_contract() {
    let project = two_people();
    project.add_bytes("noise.xlsx", &[7; 4096]);
    let report = project
        .careermap(&["check", "--format", "json"])
        .ends_with(1);
    let report: serde_json::Value = serde_json::from_str(&report.stdout()).unwrap();
    let map = &report["career_map"];
    assert_eq!(map["file"], "career-map.xlsx");
    assert_eq!(map["orientation"], "levels-in-columns");
    for (part, contract) in [
        (
            &map["levels"][2],
            serde_json::json!({"title": "Sr. Engineer", "code": null, "tracks": ["ic", "management"], "rank": 3}),
        ),
        (
            &map["competencies"][2],
            serde_json::json!({"name": "Education and Experience", "category": null, "scored": false, "expectations": 4}),
        ),
    ] {
        for (key, value) in contract.as_object().unwrap() {
            assert_eq!(part.get(key), Some(value), "{key}");
        }
    }
    assert_eq!(report["people"][0]["name"], "Ada Marsh");
    assert_eq!(report["missing"], serde_json::json!([]));
    let diagnostic = &report["diagnostics"][0];
    assert_eq!(diagnostic["file"], "assessments/noise.xlsx");
    for key in ["code", "severity", "sheet", "cell", "message", "help"] {
        assert!(diagnostic.get(key).is_some(), "{key}");
    }

    std::fs::remove_file(project.input().join("career-map.xlsx")).unwrap();
    let report = project
        .careermap(&["check", "--format", "json"])
        .ends_with(2);
    let report: serde_json::Value = serde_json::from_str(&report.stdout()).unwrap();
    assert!(report["career_map"].is_null());
    assert_eq!(report["diagnostics"][0]["code"], "career-map-missing");
}

#[test]
fn the_configuration_is_read_and_its_mistakes_are_named() {
    let project = two_people();
    let config = project.input().join("careermap.toml");
    std::fs::write(
        &config,
        "[organisation]\nname = \"Tidewater Works\"\n[plans]\npaper = \"letter\"\n",
    )
    .unwrap();
    project.run(0);
    project.plans()["North/Ada Marsh-7.pdf"].must_have(&["Tidewater Works"]);

    std::fs::write(&config, "[plans]\npapper = \"letter\"\n").unwrap();
    project
        .run(2)
        .says(&["careermap.toml", "papper", "[config-invalid]"]);
}

#[test]
fn templates_are_ejected_changed_and_used() {
    let project = two_people();
    project
        .careermap(&["templates", "eject", "mine"])
        .ends_with(0)
        .says(&["careermap run --templates"]);
    let mine = project.input().with_file_name("mine");
    let labels = mine.join("labels").join("en").join("plan.json");
    let text = std::fs::read_to_string(&labels).unwrap();
    let changed = text.replace("Focus areas", "What we work on");
    assert_ne!(text, changed);
    std::fs::write(&labels, changed).unwrap();
    // Ejecting again keeps the change.
    project
        .careermap(&["templates", "eject", "mine"])
        .ends_with(0);
    project
        .careermap(&["run", "--templates", "mine"])
        .ends_with(0);
    project.plans()["North/Ada Marsh-7.pdf"].must_have(&["What we work on"]);

    // Only what is changed needs to be there.
    std::fs::remove_dir_all(&mine).unwrap();
    std::fs::create_dir(&mine).unwrap();
    std::fs::write(mine.join("plan.typ"), "#let x = 1 +\n").unwrap();
    project
        .careermap(&["run", "--templates", "mine"])
        .ends_with(1)
        .says(&[
            "plans of Ada Marsh and Bo Lind could not be made",
            "plan.typ:1",
        ]);
}

#[test]
fn paper_language_and_logo_are_configured() {
    let project = two_people();
    let config = project.input().join("careermap.toml");
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' height='10'/></svg>";
    std::fs::write(project.input().join("logo.svg"), logo).unwrap();
    std::fs::write(
        &config,
        "[organisation]\nname = \"Tidewater Works\"\nlogo = \"logo.svg\"\naccent = \"#aa3300\"\n\
         confidentiality = \"For your eyes\"\n[plans]\nlanguage = \"de\"\n",
    )
    .unwrap();
    project.run(0);
    let plan = &project.plans()["North/Ada Marsh-7.pdf"];
    assert_eq!(plan.language().as_deref(), Some("de"));
    plan.must_have(&["5. Oktober 2026", "For your eyes", "Tidewater Works"]);

    std::fs::write(&config, "[plans]\nlanguage = \"tlh\"\n").unwrap();
    project
        .run(2)
        .says(&["no labels for the language “tlh”", "de, en, es, fr"]);
    std::fs::write(
        &config,
        "[organisation]\nname = \"T\"\nlogo = \"nope.svg\"\n",
    )
    .unwrap();
    project.run(2).says(&["nope.svg", "cannot be read"]);
}

#[test]
fn a_mistake_in_a_template_is_said_once_for_everybody() {
    let project = Project::with_map();
    for (name, id) in [("Ada Marsh", "7"), ("Bo Lind", "8"), ("Cy Moor", "9")] {
        project.add(
            &format!("{id}.xlsx"),
            &AssessmentFile::of(name, id, "Engineer").rating(["Planning", "Junior", "", "", ""]),
        );
    }
    let own = project.output().with_file_name("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("plan.typ"), "#let a = 1\n#nothing-of-that-name").unwrap();
    let said = project
        .careermap(&["run", "--templates", "own"])
        .ends_with(1)
        .says(&[
            "The plans of Ada Marsh, Bo Lind and Cy Moor could not be made",
            "plan.typ:2:1",
        ])
        .stderr();
    assert_eq!(said.matches("plan.typ:2:1").count(), 1, "{said}");
}

#[test]
fn a_font_that_is_nowhere_is_said_and_never_replaced_in_silence() {
    let project = two_people();
    let config = project.input().join("careermap.toml");
    std::fs::write(&config, "[plans]\nfont = \"No Such Font\"").unwrap();
    for command in ["run", "profile"] {
        project.careermap(&[command]).ends_with(2).says(&[
            "careermap.toml",
            "“No Such Font”",
            "[config-invalid]",
        ]);
    }
    std::fs::write(&config, "[plans]\nfont = \"noto sans\"").unwrap();
    let said = project.run(0).stderr();
    assert!(!said.contains("[font-of-this-computer]"), "{said}");
    // A computer for tests may have no fonts at all.
    let usual = ["DejaVu Sans", "Liberation Sans", "Arial", "Verdana"];
    let there = typst_kit::fonts::system().find(|(_, font)| usual.contains(&&*font.family));
    if let Some((_, font)) = there {
        std::fs::write(&config, format!("[plans]\nfont = \"{}\"", font.family)).unwrap();
        for command in ["run", "profile"] {
            project.careermap(&[command]).ends_with(0).says(&[
                "careermap.toml",
                &font.family,
                "[font-of-this-computer]",
            ]);
        }
    }
}

#[test]
fn nothing_is_written_into_the_input_folder() {
    let project = two_people();
    fs::write(
        project.input().join("roster.csv"),
        "Name,Role level\nAda Marsh,Engineer\n",
    )
    .unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(project.input(), project.output().with_file_name("link")).unwrap();
    let files = || {
        let files = walkdir::WalkDir::new(project.input()).into_iter();
        files
            .map(|file| file.unwrap().into_path())
            .collect::<Vec<_>>()
    };
    let before = files();
    let refused = |arguments: &[&str], says: &str| {
        project.careermap(arguments).ends_with(2).says(&[says]);
        assert_eq!(files(), before, "{arguments:?}");
    };
    for place in ["input", "input/", "./new/../input", "link", "."] {
        if place == "link" && cfg!(not(unix)) {
            continue;
        }
        for command in ["run", "handbook", "profile", "follow-up"] {
            refused(&[command, "-o", place], "the input folder");
        }
        refused(&["about", "Ada Marsh", "-o", place], "the input folder");
    }
    refused(&["forms", "-o", "input"], "is the input folder");
    refused(&["profile", "-o", "input/job-description"], "would read it");
    for option in ["--page", "--reminders"] {
        refused(&["check", option, "input/x.html"], "is in the input folder");
    }
    let trial = ["check", "--against", "input/career-map.xlsx", "-o"];
    refused(
        &[&trial[..], &["input/x.xlsx"]].concat(),
        "is in the input folder",
    );
    // A folder of its own may be in it, as where everything is done in one folder.
    project
        .careermap(&["handbook", "-o", "input/handbook"])
        .ends_with(0);
}

#[test]
fn reminders_replace_reminders_and_nothing_else() {
    let project = two_people();
    let map = project.input().join("career-map.xlsx");
    let before = std::fs::read(&map).unwrap();
    let path = project.output().with_file_name("reminders.csv");
    project
        .careermap(&["check", "--reminders", "input/career-map.xlsx"])
        .ends_with(2)
        .says(&["is in the input folder"]);
    assert!(std::fs::read(&map).unwrap() == before);
    let mine = project.output().with_file_name("mine.xlsx");
    std::fs::copy(&map, &mine).unwrap();
    project
        .careermap(&["check", "--reminders", "mine.xlsx"])
        .ends_with(2)
        .says(&["reminders were not written", "another name"]);
    assert!(std::fs::read(&mine).unwrap() == before);
    std::fs::remove_file(mine).unwrap();
    // A file there would be read as an assessment.
    project
        .careermap(&["check", "--reminders", "input/assessments/reminders.csv"])
        .ends_with(2)
        .says(&["would read it as an assessment"]);
    assert!(!project.assessment("reminders.csv").exists());

    for outstanding in ["Bo Lind", "Cy Noor"] {
        project.add(
            "new.xlsx",
            &AssessmentFile::of(outstanding, "9", "Junior").rating(["Planning", "", "", "", ""]),
        );
        project
            .careermap(&["check", "--reminders", "reminders.csv"])
            .says(&["reminders for 1 manager"]);
        let csv = std::fs::read_to_string(&path).unwrap();
        assert!(csv.contains(outstanding), "{csv}");
    }
    // No other file is left beside it.
    let beside = std::fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_said_and_a_closed_pipe_is_not() {
    let project = two_people();
    project.run(0);
    std::fs::write(project.output().join("mine.txt"), "").unwrap();
    let program = env!("CARGO_BIN_EXE_careermap");
    for command in [
        "check --quiet",
        "check --quiet --format json",
        "check --quiet --map input/career-map.xlsx",
        "verify",
        "--help",
        "run --help",
        "--version",
    ] {
        project
            .shell("bash", &format!("exec '{program}' {command} > /dev/full"))
            .ends_with(2)
            .says(&[
                "cannot be written to standard output",
                "Free some disk space",
            ]);
        let ended = project
            .shell(
                "bash",
                &format!("(sleep 0.2; exec '{program}' {command}) | true; exit ${{PIPESTATUS[0]}}"),
            )
            .ends_with(i32::from(command == "verify"));
        assert_eq!(ended.stderr(), "", "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_for_temporary_files_that_cannot_be_used_is_named() {
    let project = two_people();
    let script = format!(
        "TMPDIR=/nowhere exec '{}' run",
        env!("CARGO_BIN_EXE_careermap")
    );
    let said = project
        .shell("bash", &script)
        .ends_with(1)
        .says(&["/nowhere", "TMPDIR", "[workbook-failed]"])
        .stderr();
    assert!(!said.contains("report"), "{said}");
    assert_eq!(project.plans().len(), 2);
}

#[test]
fn completions_are_printed_as_they_are_made() {
    let project = Project::empty();
    for shell in Shell::value_variants() {
        let name = shell.to_string();
        let printed = project.careermap(&["completions", &name]).ends_with(0);
        // The output ends with a line break, whatever the generator does.
        assert_eq!(
            printed.stdout().trim_end(),
            completions(*shell).trim_end(),
            "{name}"
        );
        assert_eq!(printed.stderr(), "", "{name}");
    }
    project.careermap(&["completions", "cmd"]).ends_with(2);
}

#[test]
fn the_manual_is_written_into_a_folder_and_renewed() {
    let project = Project::empty();
    let pages = manual().unwrap();
    for _ in 0..2 {
        project
            .careermap(&["manual", "packaging/man"])
            .ends_with(0)
            .says(&["manual pages in packaging/man"]);
    }
    let folder = project.input().join("../packaging/man");
    for (name, page) in pages {
        let written = std::fs::read_to_string(folder.join(&name)).unwrap();
        assert_eq!(written, page, "{name}");
    }
    std::fs::write(project.input().join("../in-the-way"), "").unwrap();
    project
        .careermap(&["manual", "in-the-way"])
        .ends_with(2)
        .says(&["cannot be written to in-the-way"]);
}

#[test]
fn the_guide_is_printed_with_everything_that_is_in_it() {
    let project = Project::empty();
    let guide = repository().join("docs").join("first-review-cycle.md");
    project
        .careermap(&["print", &guide.to_string_lossy(), "guide.pdf"])
        .ends_with(0);
    let pages = project.pdfs_below(".");
    let markdown = std::fs::read_to_string(&guide).unwrap();
    let headings = markdown.lines().filter_map(|line| line.strip_prefix("## "));
    pages["guide.pdf"].must_have(&headings.collect::<Vec<_>>());
    assert!(pages["guide.pdf"].is_tagged());
    project
        .careermap(&["print", "nothing.md", "guide.pdf"])
        .ends_with(2)
        .says(&["nothing.md cannot be printed"]);
}
