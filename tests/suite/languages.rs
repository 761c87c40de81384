//! The documents in every language that there are labels for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::harness::{AssessmentFile, PdfFile, Project, repository, squeeze};

const TRANSLATIONS: [&str; 3] = ["de", "fr", "es"];

type Labels = BTreeMap<String, Value>;

/// The labels of a language, those of all of its files, by key; with the name of the file.
fn labels_and_files(language: &str) -> BTreeMap<String, (Value, String)> {
    let folder = repository().join("templates/labels").join(language);
    let mut labels = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let of_file: Labels = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for (key, label) in of_file {
            let known = labels.insert(key.clone(), (label, file.clone()));
            assert!(known.is_none(), "{language}: {key} is in two files");
        }
    }
    labels
}

fn labels(language: &str) -> Labels {
    labels_and_files(language)
        .into_iter()
        .map(|(key, (label, _))| (key, label))
        .collect()
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

/// The texts between the places of these labels that are long enough to be recognised.
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
    format!("[organisation]\nlanguage = \"{language}\"\n")
}

#[test]
fn every_label_stands_in_the_same_file_in_every_language() {
    let files = |language| -> BTreeMap<String, String> {
        labels_and_files(language)
            .into_iter()
            .map(|(key, (_, file))| (key, file))
            .collect()
    };
    let english = files("en");
    for language in TRANSLATIONS {
        assert_eq!(files(language), english, "{language}");
    }
}

/// The texts of all files of these endings below a folder, without those of tests.
fn texts_below(folder: &Path, endings: &[&str], into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() && name != "tests" {
            texts_below(&path, endings, into);
        } else if name != "tests.rs" && endings.iter().any(|ending| name.ends_with(ending)) {
            into.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// Parts of a text in straight quotation marks that could be the key of a label.
fn quoted_keys(text: &str) -> impl Iterator<Item = &str> {
    let is_key = |text: &&str| {
        text.contains('.')
            && text.split('.').all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            })
    };
    text.lines().flat_map(|line| line.split('"')).filter(is_key)
}

#[test]
fn no_template_has_a_colon_of_its_own_since_languages_space_it_differently() {
    let mut templates = Vec::new();
    texts_below(&repository().join("templates"), &[".typ"], &mut templates);
    assert!(templates.len() > 10);
    for template in templates {
        for line in template.lines() {
            let code = line.split("//").next().unwrap();
            let texts = code.split('"').skip(1).step_by(2);
            let colons: Vec<&str> = texts
                .filter(|text| text.trim_end() != *text && text.contains(':'))
                .collect();
            assert!(colons.is_empty(), "{line}");
        }
    }
}

#[test]
fn the_code_asks_for_labels_that_there_are_and_there_are_no_others() {
    let labels = labels_and_files("en");
    let mut code = Vec::new();
    texts_below(&repository().join("src"), &[".rs"], &mut code);
    let asked: BTreeSet<&str> = code.iter().flat_map(|text| quoted_keys(text)).collect();
    // Keys begin like other keys; a file's name has an ending of a file.
    let kinds: BTreeSet<&str> = labels
        .keys()
        .map(|key| key.split('.').next().unwrap())
        .collect();
    let missing: Vec<&&str> = asked
        .iter()
        .filter(|key| kinds.contains(key.split('.').next().unwrap()))
        .filter(|key| {
            !["xlsx", "xml", "json", "csv", "html", "typ", "pdf", "pdf"]
                .iter()
                .any(|ending| key.ends_with(ending))
        })
        .filter(|key| !labels.contains_key(**key))
        .collect();
    assert!(
        missing.is_empty(),
        "no language has these labels: {missing:?}"
    );
    // Templates build keys from parts; the choices and headings of forms are found by the beginning of their keys.
    let mut templates = Vec::new();
    texts_below(
        &repository().join("templates"),
        &[".typ", ".html"],
        &mut templates,
    );
    let in_templates = templates.concat();
    // A label of a variant takes the place of another one, which is asked for.
    let in_place_of = |key: &str| key.replacen("workbook.managers.", "workbook.", 1);
    let unused: Vec<&String> = labels
        .iter()
        .filter(|(_, (_, file))| file != "plan.json")
        .map(|(key, _)| key)
        .filter(|key| {
            // “"review.state." + area.state” asks for all that begin so.
            let (begin, _) = key.rsplit_once('.').unwrap_or((key, ""));
            !asked.contains(key.as_str())
                && !asked.contains(in_place_of(key).as_str())
                && !in_templates.contains(&format!("\"{key}\""))
                && !in_templates.contains(&format!("\"{begin}.\" + "))
        })
        .filter(|key| {
            !["choice.", "form.heading.", "numbers", "plurals", "track."]
                .iter()
                .any(|begin| key.starts_with(begin))
        })
        .collect();
    assert!(
        unused.is_empty(),
        "nothing asks for these labels: {unused:?}"
    );
}

/// Fails the test if a document of another language than English has a text of the English labels.
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

/// The sheets that are in English in every language.
const CONTRACTS: [&str; 2] = ["Data", "Coverage"];

/// All texts of a folder's workbooks, names of sheets included, without white space.
fn words_of_workbooks(folder: &Path) -> String {
    let mut words = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            words += &words_of_workbooks(&path);
        } else if path.extension().is_some_and(|ending| ending == "xlsx") {
            let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
            for (name, cells) in workbook.worksheets() {
                if CONTRACTS.contains(&name.as_str()) {
                    continue;
                }
                words += &squeeze(&name);
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
        // The text of the company's own is in English.
        fs::remove_file(project.input().join("handbook.md")).unwrap_or_default();
        project
            .careermap(&["handbook", "-o", &format!("handbook/{language}")])
            .ends_with(0);
        // Some actions are overdue then, one of them moved to a day that nobody wrote, and some are still to come.
        project
            .careermap(&["follow-up", "--date", "2027-03-01"])
            .ends_with(1);
        let own = sayings(&labels(language));
        // Texts that both languages share, or that the company wrote, are not leftovers.
        let foreign: BTreeSet<String> = english
            .difference(&own)
            .filter(|saying| !company.contains(*saying))
            .cloned()
            .collect();
        assert!(foreign.len() > 100, "{language}: {} texts", foreign.len());
        must_not_be_english(language, &foreign, &project.plans());
        must_not_be_english(language, &foreign, &project.pdfs_below("output/packets"));
        must_not_be_english(language, &foreign, &project.pdfs_below("profiles"));
        must_not_be_english(language, &foreign, &project.pdfs_below("follow-up"));
        must_not_be_english(
            language,
            &foreign,
            &project.pdfs_below(&format!("handbook/{language}")),
        );
    }
}

/// Texts of a workbook outside its cells: charts, printed headers and footers, properties.
fn parts_of_package(workbook: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let mut words = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if ["charts/", "drawings/", "docProps/"]
            .iter()
            .any(|kind| name.contains(kind))
        {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            words += &squeeze(&text);
        }
    }
    words
}

#[test]
fn no_workbook_and_no_list_in_another_language_says_anything_in_english() {
    let project = Project::sample();
    let company = words_of_workbooks(&project.input());
    let english = sayings(&labels("en"));
    for language in TRANSLATIONS {
        fs::write(project.input().join("careermap.toml"), settings(language)).unwrap();
        project
            .careermap(&["run", "--audience", "leadership,anonymous"])
            .ends_with(0);
        // A list in one language replaces a list in another.
        let reminders = "reminders.csv";
        project
            .careermap(&["check", "--reminders", reminders])
            .ends_with(1);
        let own = sayings(&labels(language))
            .into_iter()
            .collect::<Vec<_>>()
            .concat();
        let mut words = words_of_workbooks(&project.output());
        assert!(!words.contains('{'), "{language}: a place was not filled");
        words += &parts_of_package(&project.output().join("team-gaps.xlsx"));
        let list = project.input().with_file_name(reminders);
        words += &squeeze(&fs::read_to_string(list).unwrap());
        let foreign: Vec<&String> = english
            .iter()
            .filter(|saying| !own.contains(*saying) && !company.contains(*saying))
            .filter(|saying| words.contains(*saying))
            .collect();
        assert!(foreign.is_empty(), "{language}: {foreign:?}");
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
                "2. November 2026 bis 12. Februar 2027",
                "Drei Bereiche, der dringlichste zuerst.",
                "sind noch drei weitere offen",
                "Seite 1 von",
            ],
        ),
        (
            "fr",
            &[
                "23 octobre 2026",
                "du 2 novembre 2026 au 12 février 2027",
                "Trois domaines, le plus pressant d’abord.",
                "Il en reste trois autres",
                "Page 1 sur",
            ],
        ),
        (
            "es",
            &[
                "23 de octubre de 2026",
                "del 2 de noviembre de 2026 al 12 de febrero de 2027",
                "Tres áreas, la más urgente primero.",
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

#[test]
fn decimals_have_the_sign_of_the_language_in_plans() {
    let project = Project::empty();
    fs::create_dir_all(project.input().join("assessments")).unwrap();
    fs::write(
        project.input().join("career-map.csv"),
        "Competency,Junior,Senior\nPlanning,1.5,3.5\nWriting,1.5,2.75\nTalking,1,2.75\n",
    )
    .unwrap();
    let mut ada = AssessmentFile::of("Ada Marsh", "7", "Junior");
    for (competency, rating) in [("Planning", "1.25"), ("Writing", "2.25"), ("Talking", "2")] {
        ada = ada.rating([competency, rating, rating, "", ""]);
    }
    project.add("ada.xlsx", &ada);
    for (language, has, has_not) in [
        ("en", ["1.25", "3.5", "2.25"], ["1,25", "3,5", "2,25"]),
        ("de", ["1,25", "3,5", "2,25"], ["1.25", "3.5", "2.25"]),
    ] {
        fs::write(project.input().join("careermap.toml"), settings(language)).unwrap();
        project.careermap(&["run"]);
        let plans = project.plans();
        let plan = plans.values().next().unwrap();
        plan.must_have(&has);
        for number in has_not {
            assert!(!plan.has(number), "{language}: {number}");
        }
    }
}

#[test]
fn a_roster_to_start_from_is_in_the_language_that_the_settings_say() {
    let project = Project::empty();
    let folder = project.input().with_file_name("Herbst");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("careermap.toml"), settings("de")).unwrap();
    project.careermap(&["init", "Herbst"]).ends_with(1);
    let mut roster: Xlsx<_> = open_workbook(folder.join("roster.xlsx")).unwrap();
    let people = roster.worksheet_range("Personalliste").unwrap();
    let headings: Vec<String> = people
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(headings[1], "Personalnummer");
    assert_eq!(headings[7], "Stufe der Rolle");
    project.careermap(&["check", "Herbst"]).ends_with(0);
    fs::write(folder.join("careermap.toml"), settings("xx")).unwrap();
    project
        .careermap(&["init", "Herbst"])
        .ends_with(2)
        .says(&["There are no labels for the language “xx”"]);
}

#[test]
fn a_companys_own_labels_reach_the_workbook_and_must_be_usable() {
    let project = Project::sample();
    let ours = project.input().join("ours").join("labels").join("en");
    fs::create_dir_all(&ours).unwrap();
    fs::write(
        project.input().join("careermap.toml"),
        "[organisation]\ntemplates = \"ours\"\n",
    )
    .unwrap();
    let labels = ours.join("workbook.json");
    fs::write(&labels, r#"{"workbook.sheet.gaps": "Anna's training"}"#).unwrap();
    project.run(0);
    let path = project.output().join("team-gaps.xlsx");
    let workbook: Xlsx<_> = open_workbook(&path).unwrap();
    assert!(
        workbook
            .sheet_names()
            .contains(&"Anna's training".to_owned())
    );
    // Links and charts name the sheet as formulas do.
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let mut summary = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut summary).unwrap();
    assert!(
        summary.contains("location=\"'Anna''s training'!A1\""),
        "{summary}"
    );

    fs::write(&labels, r#"{"workbook.sheet.gaps": "Gaps: where?"}"#).unwrap();
    project.run(2).says(&[
        "labels/en/workbook.json",
        "cannot be the name of a sheet",
        "[labels-invalid]",
    ]);
    fs::write(&labels, "{}").unwrap();
    let config = "[organisation]\ntemplates = \"ours\"\nlanguage = \"it\"\n";
    fs::write(project.input().join("careermap.toml"), config).unwrap();
    project.careermap(&["check"]).ends_with(2).says(&[
        "There are no labels for the language “it”",
        "de, en, es, fr",
        "labels/it",
    ]);
}
