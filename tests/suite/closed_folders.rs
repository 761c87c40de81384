//! Files and folders that cannot be read or written: each is named, and everything else is done.

use std::fs;

use crate::harness::Project;
use crate::outputs::{everybody, manifest, person, two_people};

/// Whether permissions have an effect here: not for root, and not on every system.
#[cfg(unix)]
fn close(folder: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    let closed = fs::write(folder.join("probe"), b"").is_err();
    if !closed {
        fs::remove_file(folder.join("probe")).unwrap();
        open_again(folder);
    }
    closed
}

#[cfg(unix)]
fn open_again(folder: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_that_must_not_be_written_to_is_named() {
    let project = two_people();
    project.run(0);
    let before = project.outputs();
    // Root can open every folder, so the test proves nothing for root.
    if close(&project.output()) {
        project
            .run(2)
            .says(&["cannot be", "output", "check that you may write there"]);
        // `verify` only reads.
        project.careermap(&["verify"]).ends_with(0);
        open_again(&project.output());
        assert_eq!(project.outputs(), before);
    }
    // One team's folder only: that plan is named, the rest is done.
    project.add("cy.xlsx", &person("Cy Noor", "9").label("Team", "South"));
    project.run(0);
    let south = project.output().join("plans/South");
    if close(&south) {
        project
            .careermap(&["run", "--date", "2026-12-24"])
            .ends_with(1)
            .says(&[
                "plans/South/Cy Noor-9.pdf",
                "out of date; do not hand it out",
                "[not-written]",
                "check that you may write there",
                "1 message (see above)",
            ]);
        open_again(&south);
        project.careermap(&["verify"]).ends_with(0);
    }
}

/// A folder in the place of a file acts, on every system, like a file that another program holds open on some: it can
/// neither be read nor replaced.
#[test]
fn a_file_that_cannot_be_replaced_is_named_and_everything_else_is_done() {
    let project = two_people();
    fs::create_dir_all(project.output().join("team-gaps.xlsx")).unwrap();
    project.run(1).says(&[
        "team-gaps.xlsx",
        "[not-written]",
        "Close the file if a program has it open",
    ]);
    assert_eq!(project.plans().len(), 2);
    assert!(project.output().join("team-gaps.xlsx").is_dir());
    fs::remove_dir(project.output().join("team-gaps.xlsx")).unwrap();
    project.run(0);
}

#[test]
fn what_somebody_changed_is_not_overwritten_if_it_cannot_be_kept_elsewhere() {
    let project = two_people();
    project.run(0);
    fs::write(project.output().join("team-gaps.xlsx"), b"annotated").unwrap();
    fs::write(project.output().join("withdrawn"), b"a file, not a folder").unwrap();
    project.run(1).says(&["team-gaps.xlsx", "[not-written]"]);
    assert_eq!(project.outputs()["team-gaps.xlsx"], b"annotated");
    let said = project.careermap(&["verify"]).ends_with(1).stdout();
    assert!(said.contains("changed: team-gaps.xlsx"), "{said}");
    fs::remove_file(project.output().join("withdrawn")).unwrap();
    project.run(0);
    assert_eq!(project.outputs()["withdrawn/team-gaps.xlsx"], b"annotated");
    project.careermap(&["verify"]).ends_with(0);
}

#[test]
fn nobody_is_gone_who_was_not_seen_to_be_gone() {
    let project = Project::with_map();
    project
        .add("ada.xlsx", &person("Ada Marsh", "7"))
        .add("north/bo.xlsx", &person("Bo Lind", "8"))
        .add("north/cy.xlsx", &person("Cy Noor", "9"));
    project.run(0);
    let before = everybody(&project);
    let stays = |said: &[&str]| {
        project.run(1).says(said).says(&[
            "plans of Bo Lind and Cy Noor stayed",
            "[plan-not-renewed]",
            "0 moved away",
        ]);
        assert_eq!(everybody(&project), before);
        project.careermap(&["verify"]).ends_with(0);
    };
    // More files than may be looked at.
    let settings = project.input().join("careermap.toml");
    fs::write(&settings, "[limits]\nfiles = 1\n").unwrap();
    stays(&["[too-many-files]"]);
    fs::remove_file(settings).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        // A folder that is a link, or that cannot be opened, except by root.
        let (north, elsewhere) = (
            project.assessment("north"),
            project.output().with_file_name("n"),
        );
        fs::rename(&north, &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &north).unwrap();
        stays(&["[not-a-file]"]);
        fs::remove_file(&north).unwrap();
        fs::rename(&elsewhere, &north).unwrap();
        fs::set_permissions(&north, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read_dir(&north).is_err() {
            stays(&["[folder-unreadable]"]);
        }
        fs::set_permissions(&north, fs::Permissions::from_mode(0o700)).unwrap();
    }
    // Bo's file has another name and is damaged: perhaps it is Bo's. Once it is removed, Bo is gone.
    fs::remove_file(project.assessment("north/bo.xlsx")).unwrap();
    project.add_bytes("north/bo, second try.xlsx", b"PK\x03\x04 half a file");
    project.run(1);
    assert_eq!(manifest(&project)["withdrawn"][0]["reason"], "unreadable");
    fs::remove_file(project.assessment("north/bo, second try.xlsx")).unwrap();
    fs::remove_file(project.assessment("north/cy.xlsx")).unwrap();
    project.run(0);
    assert_eq!(manifest(&project)["withdrawn"][1]["reason"], "gone");
}

#[cfg(unix)]
#[test]
fn plans_in_a_folder_that_is_closed_are_still_known_once_it_is_open() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = two_people();
    project.run(0);
    let north = project.output().join("plans/North");
    fs::set_permissions(&north, fs::Permissions::from_mode(0o000)).unwrap();
    // Root can open every folder, so the test proves nothing for root.
    if fs::read_dir(&north).is_err() {
        let said = project.careermap(&["verify"]).ends_with(1).stdout();
        assert!(said.contains("unreadable: plans/North"), "{said}");
        assert!(!said.contains("missing"), "{said}");
        project
            .careermap(&["run", "--date", "2026-12-24"])
            .ends_with(1)
            .says(&["[not-written]"]);
    }
    fs::set_permissions(&north, fs::Permissions::from_mode(0o700)).unwrap();
    project.run(0);
    project.careermap(&["verify"]).ends_with(0);
}
