//! Odd readings have a warning, until somebody confirms them; the collection has the readings.

use rayon::prelude::*;

use super::collection::collection;
use super::*;
use crate::diagnostic::Severity;
use crate::load::career_map::options::Confirmed;

fn doubts(reading: &MapReading) -> Vec<&Diagnostic> {
    reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.0 == "map-doubt")
        .collect()
}

/// The lines below `[map.confirmed]` that the first doubt prints.
#[track_caller]
fn confirmed(reading: &MapReading) -> Option<Confirmed> {
    let help = &doubts(reading)[0].help;
    let (_, lines) = help
        .split_once("If the map is read correctly, write `")
        .unwrap();
    let lines: Vec<&str> = lines.split('`').step_by(2).take(2).collect();
    toml::from_str(&lines.join("\n")).unwrap()
}

/// Checks that the lines of the first doubt make notes of all of them and change nothing else. Returns how many there are.
#[track_caller]
fn confirm(workbook: &Workbook, options: &MapOptions) -> usize {
    let reading = read(workbook, options);
    let found = doubts(&reading);
    if reading.career_map.is_none() || found.is_empty() || options.confirmed.is_some() {
        return 0;
    }
    let options = MapOptions {
        confirmed: confirmed(&reading),
        ..options.clone()
    };
    let again = read(workbook, &options);
    assert_eq!(again.career_map, reading.career_map);
    let now = doubts(&again);
    assert_eq!(now.len(), found.len());
    let are_notes = now.iter().all(|doubt| doubt.severity == Severity::Note);
    assert!(are_notes, "{now:#?}");
    found.len()
}

#[test]
fn every_doubt_can_be_confirmed() {
    let cases = collection();
    let doubted = cases.par_iter().filter(|case| {
        let options = case.options();
        options.is_ok_and(|options| confirm(&case.workbook(), &options) > 0)
    });
    assert!(doubted.count() > 100);
}

#[test]
fn a_file_without_names_of_sheets_is_doubted_as_others_are() {
    for (rows, says) in [
        (
            "Skill | Senior Baker | Sr. Baker | Head Baker
Dough | Weighs by the recipe | Shapes loaves alone | Decides which breads we bake
Oven | Loads the oven | Bakes a whole shift | Chooses ovens
Guests | Greets guests | Handles complaints | Speaks to the press",
            "appears in the header more than once",
        ),
        (
            "Skill | Junior Baker | Baker | Head Baker
Dough | Weighs by the recipe | Shapes loaves alone | Decides which breads we bake
Oven | Loads the oven | Bakes a whole shift | Chooses ovens
Dough | Greets guests | Handles complaints | Speaks to the press",
            "appears again further on",
        ),
    ] {
        let rows: Vec<Vec<&str>> = (rows.lines())
            .map(|line| line.split('|').map(str::trim).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let mut file = workbook(vec![("", grid(&rows))]);
        file.sheets[0].at = file.at.clone();
        let reading = read(&file, &MapOptions::default());
        let is_said = |doubt: &&Diagnostic| doubt.message.contains(says);
        assert!(doubts(&reading).iter().any(is_said), "{says}");
        assert!(confirm(&file, &MapOptions::default()) > 0);
    }
}
