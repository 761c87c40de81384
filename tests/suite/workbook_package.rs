//! The team workbooks as packages: the conventions of every sheet, checked in the file itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use crate::harness::Project;

/// The parts of a workbook, by name.
pub(crate) struct Package {
    pub(crate) parts: BTreeMap<String, String>,
}

impl Package {
    fn of(bytes: Vec<u8>) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts = (0..archive.len())
            .map(|index| {
                let mut part = archive.by_index(index).unwrap();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                (part.name().unwrap().into_owned(), text)
            })
            .collect();
        Self { parts }
    }

    /// The workbook for leadership of a project that is run for it.
    pub(crate) fn leadership(project: &Project) -> Self {
        project.run(0);
        Self::of(project.outputs().remove("team-gaps.xlsx").unwrap())
    }

    /// The workbook of a manager of the sample company, with everybody below, in a language.
    pub(crate) fn of_a_manager(language: &str) -> Self {
        let project = Project::sample();
        let settings = format!(
            "[organisation]\nlanguage = \"{language}\"\n[workbook]\nmanagers-see = \"all-below\"\n"
        );
        std::fs::write(project.input().join("careermap.toml"), settings).unwrap();
        project
            .careermap(&["run", "--audience", "managers"])
            .ends_with(0);
        let mut outputs = project.outputs();
        Self::of(outputs.remove("managers/Philippa Nkansah.xlsx").unwrap())
    }

    pub(crate) fn below(&self, folder: &str) -> impl Iterator<Item = (&String, &String)> {
        self.parts
            .iter()
            .filter(move |(name, _)| name.starts_with(folder) && !name.contains("_rels"))
    }

    /// Each sheet's name with its part.
    pub(crate) fn sheets(&self) -> Vec<(String, &String)> {
        let names = attributes(&self.parts["xl/workbook.xml"], "<sheet ", "name");
        assert_eq!(names.len(), self.below("xl/worksheets/").count());
        names
            .into_iter()
            .zip(1..)
            .map(|(name, number)| {
                (
                    name,
                    &self.parts[&format!("xl/worksheets/sheet{number}.xml")],
                )
            })
            .collect()
    }
}

/// An attribute of every element that begins like this.
pub(crate) fn attributes(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    xml.match_indices(element)
        .filter_map(|(at, _)| {
            let tag = xml[at..].split('>').next()?;
            let (_, rest) = tag.split_once(&format!(" {attribute}=\""))?;
            Some(rest.split('"').next()?.to_owned())
        })
        .collect()
}

/// The workbooks of the sample company, with that of one manager.
fn workbooks() -> Vec<(&'static str, Package)> {
    let project = Project::sample();
    project
        .careermap(&["run", "--audience", "leadership,managers,anonymous"])
        .ends_with(0);
    let mut outputs = project.outputs();
    [
        "team-gaps.xlsx",
        "team-gaps-anonymous.xlsx",
        "managers/Philippa Nkansah.xlsx",
    ]
    .map(|name| (name, Package::of(outputs.remove(name).unwrap())))
    .into()
}

#[test]
fn every_sheet_is_set_up_for_print_and_nothing_is_hidden() {
    for (file, package) in workbooks() {
        let titles = &package.parts["xl/workbook.xml"];
        assert!(!titles.contains("state=\"hidden\""), "{file}");
        for (name, sheet) in package.sheets() {
            let place = format!("{file}, {name}");
            assert!(sheet.contains("orientation=\"landscape\""), "{place}");
            assert!(sheet.contains("fitToPage=\"1\""), "{place}");
            assert!(sheet.contains("paperSize=\"9\""), "{place}");
            assert!(sheet.contains("Page &amp;P of &amp;N"), "{place}");
            let line = if file.contains("anonymous") {
                "Anonymous: nothing about groups of fewer than 5 people"
            } else if file.contains("managers") {
                "Confidential: for this manager and HR"
            } else {
                "Confidential: for leadership and HR"
            };
            assert!(
                sheet.contains(line),
                "{place} has no line on who may read it"
            );
            assert!(!sheet.contains("hidden=\"1\""), "{place}");
            assert!(!sheet.contains("zeroHeight"), "{place}");
            if ["Summary", "Charts"].contains(&name.as_str()) {
                continue;
            }
            assert!(
                sheet.contains("state=\"frozen\""),
                "{place} has no frozen panes"
            );
            assert!(!sheet.contains("<mergeCell"), "{place} has merged cells");
            let quoted = [format!("{name}!"), format!("'{name}'!")];
            let repeated = titles
                .split("<definedName ")
                .filter(|part| part.contains("_xlnm.Print_Titles"))
                .any(|part| quoted.iter().any(|name| part.contains(name.as_str())));
            assert!(repeated, "{place} repeats no header when printed");
        }
    }
}

#[test]
fn tables_have_unique_names_and_headers() {
    for (file, package) in workbooks() {
        let mut names = BTreeSet::new();
        for (part, table) in package.below("xl/tables/") {
            let name = attributes(table, "<table ", "displayName").remove(0);
            assert!(names.insert(name.to_lowercase()), "{file}, {part}: {name}");
            let headers = attributes(table, "<tableColumn ", "name");
            let unique: BTreeSet<String> = headers.iter().map(|h| h.to_lowercase()).collect();
            assert_eq!(unique.len(), headers.len(), "{file}, {name}: {headers:?}");
            assert!(headers.iter().all(|header| !header.is_empty()), "{name}");
        }
        // Every sheet except the anonymous summary has one, unless it would be empty.
        for (sheet, xml) in package.sheets() {
            let has_table = xml.contains("<tablePart ");
            assert!(
                has_table || ["Summary", "Data quality", "Questions"].contains(&sheet.as_str()),
                "{file}, {sheet}"
            );
        }
    }
}

#[test]
fn nothing_leads_to_another_machine_and_the_properties_name_nobody() {
    for (file, package) in workbooks() {
        for (part, text) in &package.parts {
            assert!(
                !part.contains("externalLink") && !part.contains("vba"),
                "{part}"
            );
            for target in attributes(text, "<Relationship ", "Target") {
                assert!(
                    !target.contains("://") || target.starts_with("file:///plans/"),
                    "{target}"
                );
            }
        }
        let core = &package.parts["docProps/core.xml"];
        assert!(
            core.contains("<dc:creator></dc:creator>") || core.contains("<dc:creator/>"),
            "{file}: {core}"
        );
        for people in ["Okonkwo", "Amara"] {
            assert!(!core.contains(people), "{file}");
            assert!(
                !package.parts["docProps/app.xml"].contains(people),
                "{file}"
            );
        }
    }
}

/// The only formulas are SUBTOTALs over a column below them, and their cached results equal what a reader would
/// compute.
#[test]
fn totals_are_formulas_with_the_results_that_they_would_have() {
    let mut checked = 0;
    for (file, package) in workbooks() {
        for (name, sheet) in package.sheets() {
            for cell in sheet
                .split("<c ")
                .skip(1)
                .filter(|cell| cell.contains("<f>"))
            {
                let place = format!("{file}, {name}: {cell}");
                let formula = between(cell, "<f>", "</f>").unwrap();
                let cached: f64 = between(cell, "<v>", "</v>").unwrap().parse().unwrap();
                let inside =
                    between(formula, "SUBTOTAL(", ")").unwrap_or_else(|| panic!("{place}"));
                let (function, range) = inside.split_once(',').unwrap();
                let column = column_values(sheet, range);
                let numbers: Vec<f64> = column.iter().flatten().copied().collect();
                let expected = match function {
                    "109" => numbers.iter().sum::<f64>(),
                    "101" => numbers.iter().sum::<f64>() / numbers.len() as f64,
                    "103" => column.len() as f64,
                    other => panic!("{place}: {other}"),
                };
                assert!((cached - expected).abs() < 1e-9, "{place}: {expected}");
                checked += 1;
            }
        }
    }
    assert!(checked > 5);
}

pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?
        .1
        .split_once(after)
        .map(|(inside, _)| inside)
}

/// The filled cells of a range of one column: numbers, or `None` for words.
fn column_values(sheet: &str, range: &str) -> Vec<Option<f64>> {
    let (first, last) = range.split_once(':').unwrap();
    let letters: String = first.chars().filter(char::is_ascii_alphabetic).collect();
    let row = |cell: &str| cell[letters.len()..].parse::<usize>().unwrap();
    (row(first)..=row(last))
        .filter_map(|row| {
            let at = sheet.find(&format!("<c r=\"{letters}{row}\""))?;
            let cell = &sheet[at..];
            let tag = cell.split('>').next()?;
            if tag.ends_with('/') {
                return None;
            }
            let value = between(cell.split("</c>").next()?, "<v>", "</v>")?;
            Some(if tag.contains(" t=\"s\"") {
                None
            } else {
                value.parse().ok()
            })
        })
        .collect()
}

#[test]
fn text_that_begins_like_a_formula_is_text_in_every_sheet() {
    let project = Project::with_map();
    let sign = |text: &str| format!("{text}cmd|'/C calc'!A1");
    let person = crate::harness::AssessmentFile::of(&sign("="), "+41", "Engineer")
        .label("Team", &sign("@"))
        .label("Manager", &format!("-boss{}", sign("")))
        .label("Manager summary", &sign("="))
        .rating(["Planning", "Engineer", "Junior", "", &sign("=")]);
    project.add("ada.xlsx", &person);
    project.careermap(&["run", "--audience", "leadership,managers,anonymous"]);
    let outputs = project.outputs();
    let workbooks = outputs
        .keys()
        .filter(|name| name.rsplit('.').next() == Some("xlsx"));
    let workbooks: Vec<&String> = workbooks.collect();
    assert_eq!(workbooks.len(), 3, "{workbooks:?}");
    for name in workbooks {
        let package = Package::of(outputs[name].clone());
        for (sheet, xml) in package.sheets() {
            for formula in xml.split("<f>").skip(1) {
                assert!(
                    formula.starts_with("SUBTOTAL("),
                    "{name}, {sheet}: {formula:.40}"
                );
            }
        }
    }
    let whole = Package::of(outputs["team-gaps.xlsx"].clone());
    assert!(whole.parts["xl/sharedStrings.xml"].contains("=cmd|"));
}
