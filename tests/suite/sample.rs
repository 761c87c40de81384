//! The sample company, from its files to the documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{Project, repository};

/// Everybody in the sample, with role level and target level.
const PEOPLE: [(&str, &str, &str, &str); 14] = [
    (
        "Events/Bożena Gąsiorek-LF-0102",
        "Bożena Gąsiorek",
        "Community Director",
        "Sr. Community Director",
    ),
    (
        "Events/Amara Okonkwo-LF-0131",
        "Amara Okonkwo",
        "Community Manager",
        "Sr. Community Manager",
    ),
    (
        "Events/Δάφνη Καραμήτρου-LF-0108",
        "Δάφνη Καραμήτρου",
        "Sr. Community Manager",
        "Sr. Community Manager",
    ),
    (
        "Events/Anna Fairley-LF-0147",
        "Anna Fairley",
        "Community Apprentice",
        "Community Manager",
    ),
    (
        "Events/Tuğçe Işıldak-LF-0119",
        "Tuğçe Işıldak",
        "Sr. Community Manager",
        "Community Director",
    ),
    (
        "Content/Inês Quintão-LF-0104",
        "Inês Quintão",
        "Sr. Community Director",
        "VP Community",
    ),
    (
        "Content/Anna Fairley-LF-0126",
        "Anna Fairley",
        "Community Manager",
        "Sr. Community Manager",
    ),
    (
        "Content/Олеся Коваленчук-LF-0112",
        "Олеся Коваленчук",
        "Sr. Community Manager",
        "Community Director",
    ),
    (
        "Content/Vũ Đoàn Diễm Phượng-LF-0115",
        "Vũ Đoàn Diễm Phượng",
        "Sr. Community Manager",
        "Community Director",
    ),
    (
        "Content/Rhys Penhallow-LF-0138",
        "Rhys Penhallow",
        "Community Manager",
        "Sr. Community Manager",
    ),
    (
        "Engagement/Philippa Nkansah-LF-0101",
        "Philippa Nkansah",
        "Chief Community Officer",
        "Chief Community Officer",
    ),
    (
        "Engagement/Søren Kjeldtoft-LF-0106",
        "Søren Kjeldtoft",
        "Sr. Community Director",
        "VP Community",
    ),
    (
        "Engagement/Hina Qureshi-Bell-LF-0133",
        "Hina Qureshi-Bell",
        "Community Manager",
        "Sr. Community Manager",
    ),
    (
        "Engagement/Wiremu Tāwhai-Lees-LF-0149",
        "Wiremu Tāwhai-Lees",
        "Community Apprentice",
        "Community Manager",
    ),
];

#[test]
fn everybody_has_a_plan_with_name_levels_and_focus_areas() {
    let project = Project::sample();
    project.run(0).says(&[
        "14 plans for 15 people",
        "1 person without a plan:\n  Citlali Arrieta-Xochitl (LF-0152): no assessment yet",
        "1 message",
    ]);
    let plans = project.plans();
    assert_eq!(plans.len(), PEOPLE.len());
    for (file, name, role, target) in PEOPLE {
        let plan = &plans[&format!("{file}.pdf")];
        assert!(plan.is_tagged(), "{name}");
        assert!(plan.pages() >= 3, "{name}");
        plan.must_have(&[name, role, target]);
    }
    // Rated Apprentice in technical skills; Community Manager is her role and so the next step.
    plans["Events/Amara Okonkwo-LF-0131.pdf"].must_have(&[
        "Technical and Business Skills",
        "Configures roles, tags, automations and permissions for the channel in their care",
        "You meet or exceed what your role asks for in 6 of 7 areas",
    ]);

    let workbook = project.team_sheet("Data");
    // Four people have a speciality, each with one competency of its own.
    assert_eq!(workbook.rows.len(), PEOPLE.len() * 8 + 4);
}

#[test]
fn the_roster_and_a_form_in_words_of_its_own_are_read_without_a_warning() {
    let project = Project::sample();
    let said = project.careermap(&["check"]).ends_with(1);
    for line in [
        "the roster has 15 people, 1 missing",
        "- Citlali Arrieta-Xochitl (LF-0152): no assessment yet",
        "- Hina Qureshi-Bell (LF-0133): self 7 of 7, manager 7 of 7, agreed 2 of 7",
        "column D “Job profile” = Role level",
        "column E “Specialization” = Speciality",
        "column C “Business title”: another column is a better match",
        "column D “Self Comment” = the person's remarks, read as evidence",
        "column E “Manager Level” = manager's ratings",
        "column G “After calibration Level” = agreed ratings",
        "column B “Handbook”: careermap does not use such a column",
    ] {
        assert!(said.stdout().contains(line), "{line}:\n{}", said.stdout());
    }
    let found = project
        .careermap(&["check", "--format", "json"])
        .ends_with(1);
    let found: serde_json::Value = serde_json::from_str(&found.stdout()).unwrap();
    let messages = found["diagnostics"].as_array().unwrap();
    let messages: Vec<(&str, &str)> = messages
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap();
            (text("severity"), text("code"))
        })
        .collect();
    // The chief executive, who manages somebody and is not in the review.
    assert_eq!(messages, [("note", "unknown-manager")]);
}

#[test]
fn the_generator_writes_the_files_that_are_in_the_repository() {
    // Tests and examples are built side by side.
    let built = std::env::current_exe().unwrap();
    let generator = built
        .ancestors()
        .nth(2)
        .unwrap()
        .join("examples")
        .join(format!("sample_company{}", std::env::consts::EXE_SUFFIX));
    let folder = tempfile::tempdir().unwrap();
    let status = Command::new(generator).arg(folder.path()).status().unwrap();
    assert!(status.success());
    let written = files(folder.path());
    assert_eq!(written.len(), 22);
    for (file, bytes) in &written {
        let committed = std::fs::read(repository().join("input").join(file)).unwrap();
        assert!(
            committed == *bytes,
            "{} is not what its texts say: write the sample anew and commit it",
            file.display()
        );
    }
}

/// All files below a folder, by their path in it.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                files.insert(path.strip_prefix(root).unwrap().to_owned(), bytes);
            }
        }
    }
    files
}
