//! Actions of several people in one file.

use super::*;

#[test]
fn the_sheets_name_says_whose_the_actions_are() {
    let person = |name: &str, id: &str| {
        format!(
            "Name | {name}\nEmployee ID | {id}\nRole level | Engineer\nCompetency | Self level\nPlanning | Engineer"
        )
    };
    for name in [
        "Actions - Ana",
        "Ana Sá, actions",
        "Actions of Sá, Ana",
        "Actions 7",
        "Development plan of Ana Sa",
        "Vorhaben – Ana",
        "Vorhaben für Ana Sá",
        "Actions de Sá, Ana",
        "Acciones de Ana",
    ] {
        let (ana, bo) = (person("Ana Sá", "7"), person("Bo Lind", ""));
        let actions =
            "Competency | Action | Owner | Due\nPlanning | Plan the fair | Ana | 2026-12-01";
        let sheets = [
            ("Assessment 1", &*ana),
            ("Assessment 2", &bo),
            (name, actions),
        ];
        let found = read_sheets(&sheets, "", &[]);
        assert_eq!(found.problems, NONE, "{name}");
        let counts = found.assessments.iter().map(|one| one.actions.len());
        assert_eq!(counts.collect::<Vec<_>>(), [1, 0], "{name}");
    }
}

#[test]
fn whose_each_sheet_is_takes_work_for_each_sheet_and_no_more() {
    let actions = "Competency | Action | Owner | Due\nPlanning | Plan the fair | Ana | 2026-12-01";
    let work = |people: usize| {
        let rows =
            (0..people).map(|place| format!("\nAna Sá{place} | Engineer | Planning | Engineer"));
        let ratings = format!(
            "Name | Role level | Competency | Self level{}",
            rows.collect::<String>()
        );
        let names: Vec<String> = (0..people)
            .map(|place| format!("Actions - Ana Sá{place}"))
            .collect();
        let of_each = names.iter().map(|name| (name.as_str(), actions));
        let sheets: Vec<_> = [("Ratings", &*ratings)]
            .into_iter()
            .chain(of_each)
            .collect();
        let (found, work) = crate::text::work::of(|| read_sheets(&sheets, "", &[]));
        assert_eq!(found.problems, NONE);
        assert!(found.assessments.iter().all(|one| one.actions.len() == 1));
        work
    };
    let (few, many) = (work(20), work(160));
    // Eight times the people; trees add the logarithm.
    assert!(many < few * 13, "{few} for 20 people, {many} for 160");
}
