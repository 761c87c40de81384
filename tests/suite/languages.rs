//! The documents in every language that there are labels for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::harness::{PdfFile, Project, repository, squeeze};

const TRANSLATIONS: [&str; 3] = ["de", "fr", "es"];

type Labels = BTreeMap<String, Value>;

fn labels(language: &str) -> Labels {
    let path = repository().join(format!("templates/labels/{language}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// All texts of a label: one, or one for each plural form or month.
fn texts(label: &Value) -> Vec<&str> {
    match label {
        Value::String(text) => vec![text],
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).collect(),
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => panic!("no label: {label}"),
    }
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').expect("a closed brace").0)
        .collect()
}

#[test]
fn every_label_is_there_in_every_language_with_the_same_places() {
    let english = labels("en");
    for language in TRANSLATIONS {
        let translated = labels(language);
        assert_eq!(
            translated.keys().collect::<Vec<_>>(),
            english.keys().collect::<Vec<_>>(),
            "{language}"
        );
        for (key, label) in &translated {
            let known: BTreeSet<&str> = texts(&english[key]).into_iter().flat_map(places).collect();
            for text in texts(label) {
                assert!(
                    !text.trim().is_empty() || key == "standing.end",
                    "{language}: {key}"
                );
                let unknown: Vec<&str> = places(text)
                    .difference(&known)
                    // A number may be said in words in one language and in figures in another.
                    .filter(|place| !matches!(**place, "n" | "count" | "Count"))
                    .copied()
                    .collect();
                assert!(unknown.is_empty(), "{language}: {key} has {unknown:?}");
            }
            if let Value::Object(forms) = label {
                assert!(forms.contains_key("other"), "{language}: {key}");
            }
        }
        assert_eq!(texts(&translated["date.months"]).len(), 12, "{language}");
    }
}

/// What stands between the places of these labels and is long enough to be nothing else.
fn sayings(labels: &Labels) -> BTreeSet<String> {
    labels
        .values()
        .flat_map(texts)
        .flat_map(|text| {
            text.split('{')
                .map(|part| part.rsplit('}').next().unwrap_or(part))
        })
        .map(squeeze)
        .filter(|saying| saying.chars().count() >= 9)
        .collect()
}

fn settings(language: &str) -> String {
    format!("[plans]\nlanguage = \"{language}\"\n")
}

/// Fails the test if a document of another language than English says what the English labels say.
fn must_not_be_english(
    language: &str,
    english: &BTreeSet<String>,
    documents: &BTreeMap<String, PdfFile>,
) {
    assert!(!documents.is_empty());
    for (file, document) in documents {
        assert_eq!(document.language().as_deref(), Some(language), "{file}");
        let text = document.page_texts().concat();
        for saying in english {
            assert!(!text.contains(saying), "{language}: {file} says {saying:?}");
        }
    }
}

/// Everything that a folder's workbooks say, without white space.
fn words_of_workbooks(folder: &Path) -> String {
    let mut words = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            words += &words_of_workbooks(&path);
        } else if path.extension().is_some_and(|ending| ending == "xlsx") {
            let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
            for (_, cells) in workbook.worksheets() {
                for cell in cells.cells() {
                    words += &squeeze(&cell.2.to_string());
                }
            }
        }
    }
    words
}

#[test]
fn no_document_in_another_language_says_anything_in_english() {
    let project = Project::sample();
    let company = words_of_workbooks(&project.input());
    let english = sayings(&labels("en"));
    for language in TRANSLATIONS {
        fs::write(project.input().join("careermap.toml"), settings(language)).unwrap();
        project.careermap(&["run", "--packets"]).ends_with(0);
        project.careermap(&["profile"]).ends_with(0);
        let own = sayings(&labels(language));
        // What both languages say, or the company itself, is no leftover.
        let foreign: BTreeSet<String> = english
            .difference(&own)
            .filter(|saying| !company.contains(*saying))
            .cloned()
            .collect();
        assert!(foreign.len() > 100, "{language}: {} texts", foreign.len());
        must_not_be_english(language, &foreign, &project.plans());
        must_not_be_english(language, &foreign, &project.pdfs_below("output/packets"));
        must_not_be_english(language, &foreign, &project.pdfs_below("profiles"));
    }
}

#[test]
fn dates_and_numbers_are_said_as_the_language_says_them() {
    let project = Project::sample();
    let plan = "Events/Tuğçe Işıldak-LF-0119.pdf";
    let cases: [(&str, &[&str]); 3] = [
        (
            "de",
            &[
                "23. Oktober 2026",
                "19. Oktober 2026 bis 31. März 2027",
                "Drei Bereiche, an denen Sie",
                "sind noch drei weitere offen",
                "Seite 1 von",
            ],
        ),
        (
            "fr",
            &[
                "23 octobre 2026",
                "du 19 octobre 2026 au 31 mars 2027",
                "Trois domaines à travailler",
                "Il en reste trois autres",
                "Page 1 sur",
            ],
        ),
        (
            "es",
            &[
                "23 de octubre de 2026",
                "del 19 de octubre de 2026 al 31 de marzo de 2027",
                "Tres áreas en las que trabajar",
                "Quedan tres más",
                "Página 1 de",
            ],
        ),
    ];
    for (language, words) in cases {
        fs::write(project.input().join("careermap.toml"), settings(language)).unwrap();
        project.run(0);
        project.plans()[plan].must_have(words);
    }
}
