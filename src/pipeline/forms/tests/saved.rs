//! Forms and outcomes that `LibreOffice` has saved, in each language. It takes minutes and a program that not every computer
//! has: `cargo test --release --lib saved_by_libreoffice -- --ignored`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::*;

/// Saves these files again in another format; the files that came out, in the same order.
fn saved(folder: &Path, files: &[PathBuf], format: &str) -> Vec<PathBuf> {
    let out = folder.join(format);
    let status = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            folder.display()
        ))
        .args(["--headless", "--convert-to", format, "--outdir"])
        .arg(&out)
        .args(files)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    let name = |file: &PathBuf| out.join(file.file_name().unwrap()).with_extension(format);
    files.iter().map(name).collect()
}

#[test]
#[ignore = "needs LibreOffice"]
fn forms_in_each_language_saved_by_libreoffice_read_back_equal() {
    let map = map_of_forms();
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let mut expected = Vec::new();
    for language in LANGUAGES {
        let options = FormOptions {
            cycle: Some("Autumn 2026".to_owned()),
            labels: Catalogue::embedded().labels(language).unwrap(),
            ..FormOptions::default()
        };
        for index in 0..6 {
            let (person, answers, actions) = somebody(&map, index);
            let bytes = form(&FormInput {
                map: &map,
                person: &person,
                actions: &actions,
                answers: Some(&answers),
                options: &options,
            })
            .unwrap();
            let path = folder.path().join(format!("{language}-{index}.xlsx"));
            fs::write(&path, bytes).unwrap();
            files.push(path);
            expected.push(wanted(person, answers, actions, &options));
        }
    }
    for format in ["xlsx", "ods"] {
        for (path, expected) in saved(folder.path(), &files, format).iter().zip(&expected) {
            let what = path.display().to_string();
            let at = Location::of_file("form");
            let workbook = sheet::open(path, &at, &Limits::default()).unwrap();
            assert_eq!(
                &read_only(&MapNames::new(&map), &workbook, &what),
                expected,
                "{what}"
            );
        }
    }
}
