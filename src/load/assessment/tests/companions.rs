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
