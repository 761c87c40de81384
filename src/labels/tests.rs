//! The label files in the binary, and what a company's own files may and may not change.

use std::collections::BTreeSet;

use super::catalogue::sheet_name;
use super::label::Label;
use super::*;
use crate::diagnostic::{Diagnostic, Severity};

const LANGUAGES: [&str; 4] = ["de", "en", "es", "fr"];

fn labels(language: &str) -> Labels {
    Catalogue::embedded().labels(language).unwrap()
}

fn own(files: &[(&str, &str)]) -> Result<(Catalogue, Vec<Diagnostic>), LabelError> {
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    Catalogue::embedded().with_files(files)
}

/// The places of a text that are the same in every language: a number may be said in words in one, in figures in another, and
/// not at all where there is one.
fn values(label: &Label) -> BTreeSet<&str> {
    let mut places = label.places();
    for number in ["n", "count", "Count"] {
        places.remove(number);
    }
    places
}

#[test]
fn every_language_has_every_label_with_the_same_places() {
    let catalogue = Catalogue::embedded();
    assert_eq!(catalogue.languages().collect::<Vec<_>>(), LANGUAGES);
    let english = catalogue.own_labels_of("en");
    assert!(english.len() > 700, "{}", english.len());
    for language in LANGUAGES {
        let translated = catalogue.own_labels_of(language);
        let plurals = labels(language).0.plurals;
        // Documents never count a million people.
        let needed: BTreeSet<&str> = (0..1000).map(|number| plurals.form(number)).collect();
        assert_eq!(
            translated.keys().collect::<Vec<_>>(),
            english.keys().collect::<Vec<_>>(),
            "{language}"
        );
        for (key, label) in translated {
            if key == "plurals" {
                continue;
            }
            let wanted = &english[key];
            assert_eq!(label.kind(), wanted.kind(), "{language}: {key}");
            assert_eq!(values(label), values(wanted), "{language}: {key}");
            for text in label.texts() {
                assert!(!text.trim().is_empty(), "{language}: {key}");
                assert_eq!(
                    text.matches('{').count(),
                    text.matches('}').count(),
                    "{language}: {key}"
                );
            }
            if let Label::Forms(forms) = label {
                // A plural label of one form needs no other: “von {n} Punkten” is the same for any number.
                let is_general = |form: &String| form == "other" || form.starts_with('=');
                let alone = forms.keys().all(is_general);
                for form in &needed {
                    assert!(
                        alone || forms.contains_key(*form),
                        "{language}: {key} has no form {form}"
                    );
                }
            }
        }
        assert_eq!(labels(language).list("date.months").len(), 12, "{language}");
    }
}

#[test]
fn templates_are_told_the_plural_forms_that_the_rules_give() {
    for language in LANGUAGES {
        let labels = labels(language);
        let Some(Label::Forms(table)) = labels.0.labels.get("plurals") else {
            panic!("{language} has no forms");
        };
        assert_eq!(*table, labels.0.plurals.table(), "{language}");
    }
}

#[test]
fn what_forms_offer_is_read_back_in_every_language() {
    let words = FormWords::default();
    let canonical = labels("en");
    for language in LANGUAGES {
        let labels = labels(language);
        for (list, _) in List::ALL {
            let offered: Vec<Choice<'_>> = labels.choices(list).collect();
            let english: Vec<Choice<'_>> = canonical.choices(list).collect();
            assert_eq!(offered.len(), english.len());
            for (choice, english) in offered.iter().zip(english) {
                assert_eq!(choice.canonical, english.label);
                let read = words.choice(list, &format!(" {}.", choice.label.to_uppercase()));
                assert_eq!(read, Some(choice.canonical), "{language}: {}", choice.label);
                let plain = choice.label.replace(['\u{a0}', '\u{202f}'], " ");
                assert_eq!(words.choice(list, &plain), read, "{language}: {plain}");
                assert_eq!(labels.choice(list, choice.canonical), choice.label);
            }
        }
    }
    assert_eq!(words.choice(List::Kind, "Hoch"), None, "of another list");
    assert_eq!(
        labels("de").choice(List::Kind, "Job rotation"),
        "Job rotation"
    );
}

#[test]
fn signs_are_those_of_a_typesetter() {
    let catalogue = Catalogue::embedded();
    for language in LANGUAGES {
        for (key, label) in catalogue.own_labels_of(language) {
            for text in label.texts() {
                assert!(
                    !text.contains('\''),
                    "{language}: {key}: a straight apostrophe"
                );
            }
        }
    }
    // No line begins with one of these signs, and none ends with the first one of a quotation.
    for (key, label) in catalogue.own_labels_of("fr") {
        for text in label.texts() {
            let letters: Vec<char> = text.chars().collect();
            for (before, after) in letters.iter().zip(&letters[1.min(letters.len())..]) {
                let is_right = match (before, after) {
                    (before, ':') => !before.is_whitespace() || *before == '\u{a0}',
                    (before, '»') => *before == '\u{a0}',
                    ('«', after) => *after == '\u{a0}',
                    (before, ';' | '?' | '!') => *before == '\u{202f}',
                    _ => true,
                };
                assert!(is_right, "{key}: {before:?} before {after:?} in “{text}”");
            }
        }
    }
}

#[test]
fn numbers_dates_and_lists_are_said_as_the_language_says_them() {
    let first = jiff::civil::date(2026, 3, 1);
    let later = jiff::civil::date(2026, 10, 23);
    let said = |language: &str| {
        let labels = labels(language);
        [
            labels.date(first),
            labels.date(later),
            labels.day(later),
            labels.day_format(),
            labels.number(1.5),
            labels.percent(0.625),
            labels.listed(&["A", "B", "C"]),
            labels.amount("workbook.levels", 1.5),
            labels.count("workbook.people", 1, &[]),
            labels.count("focus.intro", 2, &[]),
        ]
    };
    assert_eq!(
        said("en").map(|text| text.replace('\u{a0}', " ")),
        [
            "1 March 2026",
            "23 October 2026",
            "2026-10-23",
            "yyyy-mm-dd",
            "1.5",
            "62%",
            "A, B and C",
            "1.5 levels",
            "1 person",
            "Two areas, the most pressing first."
        ]
    );
    let [
        first_day,
        _,
        day,
        format,
        number,
        percent,
        listed,
        amount,
        ..,
    ] = said("fr").map(|text| text.replace(['\u{a0}', '\u{202f}'], " "));
    assert_eq!(
        [first_day, day, format, number, percent, listed, amount],
        [
            "1er mars 2026",
            "23/10/2026",
            "dd/mm/yyyy",
            "1,5",
            "62 %",
            "A, B et C",
            "1,5 niveau"
        ]
    );
}

#[test]
fn counts_have_their_thousands_apart() {
    let said = |language: &str, count| labels(language).count("workbook.people", count, &[]);
    assert_eq!(said("en", 999), "999 people");
    assert_eq!(said("en", 1_000), "1,000 people");
    assert_eq!(said("en", 1_234_567), "1,234,567 people");
    assert_eq!(said("de", 10_000), "10.000 Personen");
    assert_eq!(
        said("fr", 10_000).replace('\u{202f}', " "),
        "10 000 personnes"
    );
    assert_eq!(said("es", 10_000), "10.000 personas");
}

#[test]
fn a_companys_own_labels_lie_over_the_programs() {
    let (catalogue, remarks) = own(&[
        ("plan.typ", "not labels"),
        ("labels/de/form.json", r#"{"choice.interest.high": "Sehr gern", "form.heading.evidence": "Woran sieht man das?"}"#),
        ("labels/en/workbook.json", r#"{"workbook.people": "{n} colleagues"}"#),
    ])
    .unwrap();
    assert_eq!(remarks, []);
    let german = catalogue.labels("de").unwrap();
    assert_eq!(german.choice(List::Interest, "High"), "Sehr gern");
    assert_eq!(german.choice(List::Interest, "Medium"), "Mittel");
    assert_eq!(german.say("workbook.sheet.gaps"), "Lücken");
    let english = catalogue.labels("en").unwrap();
    assert_eq!(english.count("workbook.people", 1, &[]), "1 colleagues");
    // The words that were changed are read, and those of forms that were handed out before.
    let words = FormWords::of(&catalogue);
    for typed in ["sehr gern", "Hoch", "High", "fort"] {
        assert_eq!(words.choice(List::Interest, typed), Some("High"), "{typed}");
    }
    assert_eq!(words.heading("Woran sieht man das", ""), Some("evidence"));
    // Texts that other programs rely on do not change.
    assert_eq!(
        Labels::program().count("workbook.people", 2, &[]),
        "2 people"
    );
}

#[test]
fn a_word_that_a_company_gives_another_meaning_has_that_meaning() {
    let (catalogue, _) = own(&[(
        "labels/en/form.json",
        r#"{"choice.interest.high": "Medium", "choice.interest.medium": "So-so"}"#,
    )])
    .unwrap();
    assert_eq!(
        FormWords::of(&catalogue).choice(List::Interest, "Medium"),
        Some("High")
    );
}

#[test]
fn another_language_says_in_english_what_it_leaves_out_and_is_told_so() {
    let (catalogue, remarks) = own(&[(
        "labels/pl/common.json",
        r#"{"numbers": ["zero", "jeden"], "workbook.people": {"one": "{n} osoba", "few": "{n} osoby", "many": "{n} osób", "other": "{n} osoby"}}"#,
    )])
    .unwrap();
    let [note] = remarks.as_slice() else {
        panic!("{remarks:?}");
    };
    assert_eq!(
        (note.severity, note.code.0),
        (Severity::Note, "labels-missing")
    );
    assert!(
        note.message.contains("so they are in English"),
        "{}",
        note.message
    );
    let polish = catalogue.labels("pl").unwrap();
    let people = [1, 2, 5, 22].map(|n| polish.count("workbook.people", n, &[]));
    assert_eq!(people, ["1 osoba", "2 osoby", "5 osób", "22 osoby"]);
    assert_eq!(polish.say("workbook.sheet.gaps"), "Gaps");
    // Templates find every label that they use, and the plural forms.
    let files: BTreeMap<String, Vec<u8>> = catalogue.for_templates().collect();
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        [
            "labels/pl/common.json",
            "labels/pl/follow-up.json",
            "labels/pl/handbook.json",
            "labels/pl/plan.json",
            "labels/pl/review-packet.json",
        ]
    );
    let common: serde_json::Value =
        serde_json::from_slice(&files["labels/pl/common.json"]).unwrap();
    assert_eq!(common["plurals"]["5"], "many");
    assert_eq!(common["numbers"][1], "jeden");
    assert_eq!(common["list.and"], " and ");
}

#[test]
fn label_files_that_cannot_be_used_are_refused_with_what_to_do() {
    let refused = |path: &str, text: &str| {
        let error = own(&[(path, text)]).unwrap_err();
        format!("{error} {}", error.help())
    };
    for (path, text, said) in [
        ("labels/de.json", "{}", "labels/de/plan.json"),
        (
            "labels/de/form.json",
            "[]",
            "labels/de/form.json cannot be read",
        ),
        ("labels/de/form.json", "{\"a\": \"b\"", "line 1"),
        (
            "labels/de/workbook.json",
            r#"{"workbook.as-of": "Stand {date}"}"#,
            "{date}, which careermap does not fill. Use {day}.",
        ),
        (
            "labels/de/workbook.json",
            r#"{"workbook.all": {"other": "Alle"}}"#,
            "needs one text",
        ),
        (
            "labels/de/workbook.json",
            r#"{"workbook.people": {"one": "{n} Person"}}"#,
            "the form “other”",
        ),
        (
            "labels/de/workbook.json",
            r#"{"workbook.people": {"another": "x", "other": "y"}}"#,
            "not “another”",
        ),
        (
            "labels/de/common.json",
            r#"{"date.months": ["Januar"]}"#,
            "12 of them",
        ),
        (
            "labels/de/form.json",
            r#"{"choice.interest.high": "mittel"}"#,
            "are the same word",
        ),
        (
            "labels/de/workbook.json",
            r#"{"workbook.sheet.gaps": "Soll/Ist"}"#,
            "contains the sign /",
        ),
        (
            "labels/de/workbook.json",
            r#"{"workbook.sheet.gaps": "personen"}"#,
            "is also the name of",
        ),
        (
            "labels/de/workbook.json",
            r#"{"workbook.sheet.gaps": "data 2"}"#,
            "is reserved for",
        ),
    ] {
        let refused = refused(path, text);
        assert!(refused.contains(said), "{text}: {refused}");
    }
    let unknown = Catalogue::embedded().labels("it").unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "There are no labels for the language “it”."
    );
    assert!(
        unknown.help().starts_with("Write one of de, en, es, fr;"),
        "{}",
        unknown.help()
    );
}

#[test]
fn a_variant_says_some_things_in_another_way() {
    for language in LANGUAGES {
        let usual = labels(language);
        let variant = usual.variant("workbook", "managers");
        assert_eq!(
            variant.say("workbook.all"),
            usual.say("workbook.managers.all")
        );
        assert_ne!(variant.say("workbook.all"), usual.say("workbook.all"));
        assert_eq!(
            variant.say("workbook.no-team"),
            usual.say("workbook.no-team")
        );
        // What takes the place of another label is filled with the same values.
        let all = &usual.0.labels;
        for (key, label) in all {
            let replaced = key.strip_prefix("workbook.managers.");
            let replaced = replaced.and_then(|rest| all.get(&format!("workbook.{rest}")));
            let Some(replaced) = replaced else { continue };
            assert_eq!(label.kind(), replaced.kind(), "{language}: {key}");
            assert_eq!(values(label), values(replaced), "{language}: {key}");
        }
    }
}

#[test]
fn a_label_that_nothing_asks_for_is_named() {
    let (_, remarks) = own(&[(
        "labels/de/form.json",
        r#"{"choice.interest.hgh": "Sehr gern"}"#,
    )])
    .unwrap();
    let [warning] = remarks.as_slice() else {
        panic!("{remarks:?}");
    };
    assert_eq!(
        (warning.severity, warning.code.0),
        (Severity::Warning, "labels-unknown")
    );
    assert!(
        warning.help.contains("choice.interest.high"),
        "{}",
        warning.help
    );
    // A company's own templates may have labels of their own.
    let (_, remarks) = own(&[("labels/de/plan.json", r#"{"our.motto": "Vorwärts"}"#)]).unwrap();
    assert_eq!(remarks, []);
}

#[test]
fn sheets_can_have_the_names_that_the_languages_give_them() {
    for language in LANGUAGES {
        let labels = labels(language);
        let mut names = BTreeSet::from(["data".to_owned(), "coverage".to_owned()]);
        for key in labels
            .0
            .labels
            .keys()
            .filter(|key| key.starts_with("workbook.sheet."))
        {
            let name = labels.say(key);
            assert_eq!(sheet_name(name), None, "{language}: {name}");
            assert!(names.insert(name.to_lowercase()), "{language}: {name}");
        }
    }
}
