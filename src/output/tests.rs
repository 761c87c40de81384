//! The output folder with conflicting names, links and other commands.

use std::fs;
use std::path::Path;

use super::disk::{create_folder, read_manifest, replace};
use super::*;

fn fill(root: &Path, files: &[(&str, &str)], gone: Option<Reason>) -> Committed {
    let folder = OutputFolder::open(root, |_| true).unwrap();
    let paths = folder.spelled(files.iter().map(|(file, _)| (*file).to_owned()).collect());
    for (file, (_, contents)) in paths.iter().zip(files) {
        folder.stage(file, contents.as_bytes().to_vec(), Provenance::default());
    }
    let closed = folder.close().unwrap();
    let (_, done) = closed
        .commit(Manifest::empty(), |_| gone, |_| Vec::new())
        .unwrap();
    done
}

fn names(root: &Path) -> Vec<String> {
    let manifest = read_manifest(root).unwrap().unwrap();
    manifest
        .outputs
        .into_iter()
        .map(|entry| entry.file)
        .collect()
}

#[test]
fn another_spelling_is_the_same_place() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fill(
        root,
        &[
            ("plans/Équipe Nord/Ada.pdf", "1"),
            ("plans/North/Bo.pdf", "1"),
        ],
        Some(Reason::Gone),
    );
    // The team is written in capitals, and in another composition; somebody is new in it.
    let done = fill(
        root,
        &[
            ("plans/e\u{301}quipe NORD/ADA.pdf", "2"),
            ("plans/NORTH/Bo.pdf", "1"),
            ("plans/NORTH/Cy.pdf", "1"),
        ],
        Some(Reason::Gone),
    );
    assert!(
        done.withdrawn.is_empty() && done.failed.is_empty(),
        "{done:?}"
    );
    assert_eq!(
        names(root),
        [
            "plans/North/Bo.pdf",
            "plans/North/Cy.pdf",
            "plans/Équipe Nord/Ada.pdf"
        ]
    );
    assert_eq!(verify(root).unwrap().differences, []);
}

#[test]
fn what_was_respelled_by_copying_is_neither_missing_nor_foreign() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fill(
        root,
        &[("plans/Équipe/Ada.pdf", "1"), ("plans/North/Bo.pdf", "1")],
        None,
    );
    fs::rename(root.join("plans/Équipe"), root.join("plans/E\u{301}quipe")).unwrap();
    fs::rename(root.join("plans/North"), root.join("plans/NORTH")).unwrap();
    assert_eq!(verify(root).unwrap().differences, []);
    // A changed file is recognised under any spelling.
    fs::write(root.join("plans/NORTH/Bo.pdf"), "signed").unwrap();
    let changed = Difference::Changed("plans/North/Bo.pdf".to_owned());
    assert_eq!(verify(root).unwrap().differences, [changed]);
    let purged = purge(root, PurgeOptions::default()).unwrap();
    assert_eq!(purged.removed, ["plans/Équipe/Ada.pdf"]);
    assert_eq!(purged.changed, ["plans/North/Bo.pdf"]);
    assert!(root.join("plans/NORTH/Bo.pdf").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_second_spelling_beside_the_first_is_foreign() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fill(root, &[("plans/North/Bo.pdf", "1")], None);
    create_folder(&root.join("plans/NORTH")).unwrap();
    fs::write(root.join("plans/NORTH/Bo.pdf"), "1").unwrap();
    let foreign = Difference::Foreign("plans/NORTH/Bo.pdf".to_owned());
    assert_eq!(verify(root).unwrap().differences, [foreign]);
}

#[cfg(unix)]
#[test]
fn nothing_behind_a_link_is_touched() {
    let outside = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let files = [("plans/North/Ada.pdf", "1"), ("plans/South/Bo.pdf", "1")];
    fill(root, &files, None);
    let north = root.join("plans/North");
    let moved = outside.path().join("North");
    fs::rename(&north, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &north).unwrap();
    let untouched = || fs::read_to_string(moved.join("Ada.pdf")).unwrap() == "1";

    let said = verify(root).unwrap().differences;
    assert_eq!(
        said,
        [
            Difference::Missing("plans/North/Ada.pdf".to_owned()),
            Difference::Foreign("plans/North".to_owned())
        ]
    );
    // Nothing is written there, nothing new is put beside it, and nothing is moved away.
    for files in [
        &[("plans/North/Ada.pdf", "2"), ("plans/North/Cy.pdf", "1")][..],
        &[],
    ] {
        let done = fill(root, files, Some(Reason::Gone));
        assert!(untouched());
        assert!(!moved.join("Cy.pdf").exists());
        assert!(
            done.failed
                .iter()
                .any(|(file, error)| file == "plans/North/Ada.pdf"
                    && error.to_string().contains("is a link")),
            "{done:?}"
        );
    }
    let purged = purge(root, PurgeOptions::default()).unwrap();
    assert!(untouched());
    assert!(
        matches!(&purged.failed[..], [(file, OutputError::Link(_))] if file == "plans/North/Ada.pdf")
    );
    // With the folder back in its place, it is careermap's again.
    fs::remove_file(&north).unwrap();
    fs::rename(&moved, &north).unwrap();
    assert_eq!(
        fill(root, &[("plans/North/Ada.pdf", "2")], None)
            .failed
            .len(),
        0
    );
    purge(root, PurgeOptions::default()).unwrap();
    assert!(!north.exists());
}

#[test]
fn what_cannot_be_read_is_not_taken_for_gone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fill(root, &[("plans/Ada.pdf", "1"), ("plans/Bo.pdf", "1")], None);
    // A folder in the place of a file cannot be read on any system, by anybody.
    fs::remove_file(root.join("plans/Ada.pdf")).unwrap();
    fs::create_dir(root.join("plans/Ada.pdf")).unwrap();
    let done = fill(root, &[("plans/Bo.pdf", "2")], Some(Reason::Gone));
    assert!(
        matches!(&done.failed[..], [(file, OutputError::Old { .. })] if file == "plans/Ada.pdf"),
        "{done:?}"
    );
    assert_eq!(names(root), ["plans/Ada.pdf", "plans/Bo.pdf"]);
    let differences = verify(root).unwrap().differences;
    assert!(
        matches!(&differences[..], [Difference::Unreadable(file, _)] if file == "plans/Ada.pdf"),
        "{differences:?}"
    );
}

#[test]
fn a_newer_manifest_is_called_newer_whatever_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let newer =
        r#"{"schema": 20261126000, "version": "3.1.4", "files": {"plans": []}, "outputs": 7}"#;
    fs::write(root.join(MANIFEST), newer).unwrap();
    let errors = [
        OutputFolder::open(root, |_| true).map(drop).unwrap_err(),
        verify(root).map(drop).unwrap_err(),
        purge(root, PurgeOptions::default()).map(drop).unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error, OutputError::Newer { .. }), "{error}");
        assert!(
            error
                .to_string()
                .ends_with("was written by a newer version of careermap, 3.1.4")
        );
    }
    assert_eq!(fs::read_to_string(root.join(MANIFEST)).unwrap(), newer);
}

#[test]
fn the_lock_comes_before_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    // A first run holds the folder and has no manifest yet, or is writing it.
    let run = OutputFolder::open(root, |_| true).unwrap();
    for manifest in [None, Some("{\"schema\": 1, ")] {
        if let Some(half) = manifest {
            fs::write(root.join(MANIFEST), half).unwrap();
        }
        for error in [
            verify(root).map(drop),
            purge(root, PurgeOptions::default()).map(drop),
        ] {
            let error = error.unwrap_err();
            assert!(matches!(error, OutputError::InUse(_)), "{error}");
        }
    }
    drop(run);
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(
        purge(empty.path(), PurgeOptions::default()),
        Err(OutputError::NoManifest(_))
    ));
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn the_folder_of_another_command_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fill(root, &[("01 Junior/Junior - role profile.pdf", "1")], None);
    let error = OutputFolder::open(root, |file| !is_profile(file)).unwrap_err();
    assert!(matches!(error, OutputError::OtherCommand { .. }), "{error}");
    assert!(OutputFolder::open(root, is_profile).is_ok());
    assert!(!is_profile("plans/7 North/Ann - role profile.pdf"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_named_without_the_file_beside_it() {
    let refused = replace(Path::new("/proc/page.html"), b"1").unwrap_err();
    let said = refused.to_string();
    assert!(
        said.starts_with("/proc/page.html cannot be written: "),
        "{said}"
    );
    assert!(!said.contains(".part"), "{said}");
}
