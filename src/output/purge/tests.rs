use jiff::civil::date;

use super::super::{Difference, Fingerprint, OutputEntry, WithdrawnEntry, create_folder};
use super::*;
use crate::output::manifest::Reason;

/// An output folder whose documents carry these dates; the name is what is in each.
fn folder_of(root: &Path, run: Option<Date>, documents: &[(&str, Option<Date>)]) {
    let mut manifest = Manifest {
        as_of: run,
        ..Manifest::empty()
    };
    for (file, as_of) in documents {
        let path = crate::paths::join(root, file);
        create_folder(path.parent().unwrap()).unwrap();
        fs::write(&path, file).unwrap();
        let sha256 = Fingerprint::of(file.as_bytes());
        if file.starts_with("withdrawn") {
            manifest.withdrawn.push(WithdrawnEntry {
                file: (*file).to_owned(),
                was: "plans/x.pdf".to_owned(),
                reason: Reason::Gone,
                as_of: *as_of,
                sha256,
                person: None,
            });
        } else {
            manifest.outputs.push(OutputEntry {
                file: (*file).to_owned(),
                sha256,
                before: None,
                as_of: *as_of,
                made_from: None,
                person: None,
            });
        }
    }
    write_manifest(root, &manifest).unwrap();
}

fn before(day: Date) -> PurgeOptions {
    PurgeOptions {
        before: Some(day),
        dry_run: false,
    }
}

#[test]
fn before_a_day_does_not_mean_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let day = date(2024, 7, 1);
    folder_of(
        root,
        Some(day),
        &[
            ("plans/day-before.pdf", Some(date(2024, 6, 30))),
            ("plans/the-day.pdf", Some(day)),
            ("plans/day-after.pdf", Some(date(2024, 7, 2))),
            ("withdrawn/plans/old.pdf", Some(date(2023, 1, 1))),
            ("withdrawn/plans/the-day.pdf", Some(day)),
        ],
    );
    fs::write(root.join("note.txt"), "ours").unwrap();
    let looked = purge(
        root,
        PurgeOptions {
            dry_run: true,
            ..before(day)
        },
    );
    let due = ["plans/day-before.pdf", "withdrawn/plans/old.pdf"];
    assert_eq!(looked.unwrap().removed, due);
    assert!(root.join("plans/day-before.pdf").exists());

    let done = purge(root, before(day)).unwrap();
    assert_eq!(done.removed, due);
    assert!(!done.left_something());
    for (file, stays) in [
        ("plans/day-before.pdf", false),
        ("plans/the-day.pdf", true),
        ("plans/day-after.pdf", true),
        ("withdrawn/plans/old.pdf", false),
        ("withdrawn/plans/the-day.pdf", true),
    ] {
        assert_eq!(root.join(file).exists(), stays, "{file}");
    }
    // What is left is still careermap's, and goes when its time comes; what is not careermap's never does.
    let done = purge(root, before(date(2024, 7, 3))).unwrap();
    assert_eq!(done.removed.len(), 3);
    assert!(!root.join(MANIFEST).exists());
    assert!(root.join("note.txt").exists());
}

#[test]
fn files_that_somebody_changed_and_files_without_a_date_are_left_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let old = Some(date(2020, 1, 1));
    let documents = [
        ("plans/a.pdf", old),
        ("plans/b.pdf", old),
        ("plans/c.pdf", None),
        ("Career handbook.pdf", None),
        ("1 Junior/x - role profile.pdf", None),
    ];
    folder_of(root, old, &documents);
    fs::write(root.join("plans/b.pdf"), "signed").unwrap();
    let done = purge(root, before(date(2021, 1, 1))).unwrap();
    assert_eq!(done.removed, ["plans/a.pdf"]);
    assert_eq!(done.changed, ["plans/b.pdf"]);
    assert_eq!(done.undated, ["plans/c.pdf"]);
    assert!(done.left_something());
    assert!(root.join("Career handbook.pdf").exists());
    assert!(root.join(MANIFEST).exists());
}

#[test]
fn what_was_left_is_named_by_each_purge_until_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let old = Some(date(2020, 1, 1));
    for day in [Some(date(2021, 1, 1)), None] {
        folder_of(root, old, &[("plans/a.pdf", old), ("plans/b.pdf", old)]);
        let mut manifest = manifest_of(root).unwrap();
        manifest.diagnostics = vec!["about Ada".into()];
        write_manifest(root, &manifest).unwrap();
        fs::write(root.join("plans/b.pdf"), "signed").unwrap();
        let options = PurgeOptions {
            before: day,
            dry_run: false,
        };
        assert_eq!(purge(root, options).unwrap().removed, ["plans/a.pdf"]);
        for _ in 0..2 {
            let again = purge(root, options).unwrap();
            assert!(again.removed.is_empty());
            assert_eq!(again.changed, ["plans/b.pdf"], "{day:?}");
        }
        assert!(manifest_of(root).unwrap().diagnostics.is_empty());
        fs::remove_file(root.join("plans/b.pdf")).unwrap();
        assert!(!purge(root, options).unwrap().left_something());
        assert!(!root.join(MANIFEST).exists());
        fs::create_dir_all(root).unwrap();
    }
}

#[test]
fn renamed_and_copied_documents_are_named_until_they_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let [old, new] = [date(2020, 1, 1), date(2024, 1, 1)];
    let documents = [
        ("plans/T/a.pdf", Some(old)),
        ("plans/T/b.pdf", Some(old)),
        ("plans/U/new.pdf", Some(new)),
        ("team-gaps.xlsx", Some(old)),
    ];
    folder_of(root, Some(new), &documents);
    let here = |file: &str| crate::paths::join(root, file);
    fs::rename(here("plans/T/a.pdf"), here("plans/T/a signed.pdf")).unwrap();
    fs::copy(here("plans/T/b.pdf"), here("plans/T/b (1).pdf")).unwrap();
    fs::copy(here("plans/U/new.pdf"), here("plans/U/new (1).pdf")).unwrap();
    fs::write(here("plans/U/scan.pdf"), "scan").unwrap();
    fs::write(here("note.txt"), "ours").unwrap();
    fs::rename(here("team-gaps.xlsx"), here("Gaps of spring.xlsx")).unwrap();
    folder_of(&here("plans/inside"), Some(new), &[("x.pdf", Some(new))]);

    let done = purge(root, before(date(2022, 1, 1))).unwrap();
    assert_eq!(done.removed, ["plans/T/b.pdf"]);
    let copies = [
        "Gaps of spring.xlsx",
        "plans/T/a signed.pdf",
        "plans/T/b (1).pdf",
        "plans/U/scan.pdf",
    ];
    assert_eq!(done.foreign, copies);
    assert!(done.left_something());
    let extra = super::super::verify(root).unwrap().differences;
    for copy in copies {
        assert!(
            extra.contains(&Difference::Foreign(copy.to_owned())),
            "{copy}"
        );
    }

    // The last document goes; the copies are named all the same, also by the purge after it.
    for removed in [1, 0] {
        let done = purge(root, before(date(2025, 1, 1))).unwrap();
        assert_eq!(done.removed.len(), removed);
        assert_eq!(done.foreign.len(), 5, "{:?}", done.foreign);
    }
    fs::remove_file(here("Gaps of spring.xlsx")).unwrap();
    fs::remove_dir_all(here("plans")).unwrap();
    assert!(
        !purge(root, before(date(2025, 1, 1)))
            .unwrap()
            .left_something()
    );
    assert!(!here(MANIFEST).exists());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_named_and_not_followed() {
    let [folder, outside] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (root, old) = (folder.path(), date(2020, 1, 1));
    folder_of(&root.join("here"), Some(old), &[("plans/a.pdf", Some(old))]);
    folder_of(outside.path(), Some(old), &[("plans/a.pdf", Some(old))]);
    std::os::unix::fs::symlink(outside.path(), root.join("link")).unwrap();
    let done = purge_below(root, before(date(2022, 1, 1))).unwrap();
    assert!(outside.path().join("plans/a.pdf").exists());
    assert!(!root.join("here").exists());
    let said = done.iter().find_map(|(_, done)| done.as_ref().err());
    assert!(
        said.unwrap()
            .to_string()
            .contains("link is a link to a folder")
    );
}

#[test]
fn a_folder_of_several_cycles_loses_the_old_ones_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let [old, new] = [date(2020, 1, 1), date(2024, 1, 1)];
    folder_of(&root.join("2020"), Some(old), &[("plans/a.pdf", Some(old))]);
    folder_of(&root.join("2024"), Some(new), &[("plans/a.pdf", Some(new))]);
    create_folder(&root.join("web")).unwrap();
    fs::write(root.join("web").join(MANIFEST), "{\"name\": \"x\"}").unwrap();
    let input = root.join("2020 input/assessments");
    create_folder(&input).unwrap();
    fs::write(input.join("a.xlsx"), "plans/a.pdf").unwrap();
    let done = purge_below(root, before(date(2022, 1, 1))).unwrap();
    let told: Vec<_> = done
        .iter()
        .map(|(path, done)| {
            let name = path.file_name().unwrap().to_str().unwrap();
            (name, done.as_ref().map_or(99, |done| done.removed.len()))
        })
        .collect();
    assert_eq!(told, [("2020", 1), ("2024", 0), ("web", 99)]);
    assert!(!root.join("2020").exists());
    assert!(root.join("2024/plans/a.pdf").exists());
    assert!(root.join("web").join(MANIFEST).exists());
    assert!(input.join("a.xlsx").exists());
    let nothing = tempfile::tempdir().unwrap();
    assert!(matches!(
        purge_below(nothing.path(), before(old)),
        Err(OutputError::NoManifest(_))
    ));
}
