//! Tables of something else, and second maps, which a message names.

use super::*;
use crate::diagnostic::Severity;

/// Sheets after lines in square brackets, rows in lines, cells between strokes.
fn sheets(text: &str) -> Workbook {
    let mut sheets: Vec<(&str, Vec<Vec<&str>>)> = Vec::new();
    for line in text.lines().map(str::trim) {
        match line
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
        {
            Some(name) => sheets.push((name, Vec::new())),
            None => sheets
                .last_mut()
                .unwrap()
                .1
                .push(line.split('|').map(str::trim).collect()),
        }
    }
    workbook(
        sheets
            .iter()
            .map(|(name, rows)| {
                let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
                (*name, typed(&rows, &[]))
            })
            .collect(),
    )
}

/// The doubts about a map that is read.
#[track_caller]
fn doubts(text: &str) -> Vec<String> {
    let reading = read(&sheets(text), &MapOptions::default());
    assert!(reading.career_map.is_some(), "{:#?}", reading.diagnostics);
    reading
        .diagnostics
        .into_iter()
        .filter(|said| said.severity != Severity::Note)
        .map(|said| said.message)
        .collect()
}

#[track_caller]
fn doubted(says: &str, text: &str) {
    let found = doubts(text);
    assert!(found.iter().any(|said| said.contains(says)), "{found:#?}");
}

#[track_caller]
fn not_doubted(text: &str) {
    assert_eq!(doubts(text), Vec::<String>::new());
}

#[test]
fn a_table_that_speaks_of_something_else() {
    let rows = "Junior | Senior | Lead
        Dough | Weighs by the recipe of the day | Shapes every loaf alone | Adjusts recipes to flour
        Oven | Loads the oven as told to | Bakes a whole shift alone | Finds out why a batch failed
        Guests | Greets every guest of the shop | Handles complaints alone | Shapes how we treat guests";
    doubted(
        "suggests that this is not a career map",
        &format!("[Map]\n Course | {rows}"),
    );
    doubted(
        "suggests that this is not a career map",
        &format!("[Umfrage 2026]\n Thema | {rows}"),
    );
    doubted(
        "suggests that this is not a career map",
        &format!("[Map]\n Élève : | Léa\n\n Critère | {rows}"),
    );
    not_doubted(&format!("[Map]\n Competency | {rows}"));
}

#[test]
fn levels_named_like_marks() {
    let rows = "Crust | Pale and soft all around | Brown and firm on all sides | Dark and crackling for hours
        Crumb | Dense with a few large holes | Even holes over the slice | Open and moist with a shine
        Taste | Tastes of flour and salt only | Tastes of grain and is sour | Stays in the mouth for long";
    doubted(
        "named like marks",
        &format!("[Map]\n Skill | Fair | Good | Excellent\n {rows}"),
    );
    not_doubted(&format!(
        "[Map]\n Skill | Basic | Proficient | Excellent\n {rows}"
    ));
}

#[test]
fn required_numbers_that_are_means() {
    doubted(
        "fractions",
        "[Map]
        Skill | Junior | Senior | Lead
        Dough | 3.1 | 3.4 | 3.9
        Oven | 2.6 | 2.9 | 3.3
        Guests | 3.3 | 3.6 | 4.1",
    );
    not_doubted(
        "[Map]
        Skill | Junior | Senior | Lead
        Dough | 1 | 2.5 | 3.5
        Oven | 1.5 | 2.5 | 3
        Guests | 2 | 2.5 | 3.5",
    );
}

#[test]
fn a_second_map_below_the_first() {
    let first = "[Map]
         | P1 | P2 | P3
        Dough | Weighs by the recipe of the day | Shapes every loaf alone | Adjusts recipes to flour
        Oven | Loads the oven as told to | Bakes a whole shift alone | Finds out why a batch failed";
    doubted(
        "the levels of another map",
        &format!(
            "{first}

            Shop
             | S1 | S2 | S3
            Dough | Knows the names of all loaves | Explains every kind of flour | Chooses what we sell
            Oven | Knows when bread is ready | Orders for the next day alone | Plans the week of the shop"
        ),
    );
    not_doubted(first);
}

#[test]
fn a_second_map_on_another_sheet() {
    let first = "[New]
        Competency | Junior | Senior
        Dough | Weighs by the recipe of the day | Shapes every loaf alone
        Oven | Loads the oven as told to | Bakes a whole shift alone";
    doubted(
        "another version",
        &format!(
            "{first}
            [Old]
             | A | B | C
            Oven | Sweeps the oven every evening | Loads it by the list | Bakes alone
            Dough | Washes the bowls of the day | Weighs the flour | Shapes loaves"
        ),
    );
    not_doubted(&format!(
        "{first}
        [Words]
        Dough | Everything before the oven
        Oven | Everything until the shelf"
    ));
}

#[test]
fn legends_apart_from_the_map_are_left_out() {
    for legend in [
        "N = none, B = basic, G = good",
        "Legend\nN | none\nB | basic\nG | good",
    ] {
        let text = format!(
            "[Map]
            Level | Dough | Oven | Guests
            Junior Baker | N | N | B
            Senior Baker | B | N | G
            Head Baker | G | B | G

            {legend}"
        );
        let reading = read(&sheets(&text), &MapOptions::default());
        assert!(
            !Diagnostic::any_problem(&reading.diagnostics),
            "{:#?}",
            reading.diagnostics
        );
        let map = reading.career_map.unwrap();
        assert_eq!(map.levels.len(), 3, "{legend}");
        let required: Vec<Option<f64>> = map.competencies[0].required.clone();
        assert_eq!(required, [Some(1.0), Some(2.0), Some(3.0)], "{legend}");
        let left: Vec<WhyLeftOut> = reading.left_out.iter().map(|left| left.why).collect();
        assert_eq!(left, [WhyLeftOut::Legend], "{legend}");
    }
}
