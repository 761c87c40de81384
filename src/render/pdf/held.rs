//! What is held about one person, for its template: a document of tables, whose words are all in the data.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::data::DocumentData;
use super::long_words::has_long_word;
use super::options::PlanOptions;
use super::templates::Templates;
use crate::labels::Labels;
use crate::model::{FileState, Held, HeldEntry, Use};
use crate::render::words::held::{facts, notes, origin, place, remarks, state, used};

/// The template's path among the template files.
pub(super) const HELD: &str = "/held.typ";

/// The template. It is not among those that a company can replace: what is held about somebody is not a matter of design.
const TEMPLATE: &str = include_str!("held.typ");

/// The templates with this one, which does not count as a company's own design.
pub(super) fn with_held(templates: Templates) -> Templates {
    templates.with_own_file(HELD.trim_start_matches('/'), TEMPLATE.as_bytes())
}

/// The document.
#[derive(Debug, Clone, Serialize)]
pub struct HeldData {
    document: DocumentData,
    title: String,
    description: String,
    lead: String,
    confidential: String,
    /// The headings of the facts, and the facts.
    columns: [String; 2],
    facts: Vec<[String; 2]>,
    notes: Vec<String>,
    sections: Vec<Section>,
}

#[derive(Debug, Clone, Serialize)]
struct Section {
    title: String,
    lead: String,
    /// What is said where there is no table.
    none: String,
    tables: Vec<TableData>,
}

#[derive(Debug, Clone, Serialize)]
struct TableData {
    /// Its heading, such as a file.
    title: Option<String>,
    /// What is left out of it.
    note: Option<String>,
    /// The shares of the columns in its width.
    widths: Vec<u32>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The data of the document.
pub fn held_data(held: &Held, options: &PlanOptions, labels: &Labels) -> HeldData {
    let title = labels.with("about.title", &[("name", &held.name)]);
    let mut data = HeldData {
        document: DocumentData {
            language: labels.language().to_owned(),
            logo: None,
            ..DocumentData::of_company(options, held.as_of)
        },
        description: labels.say("about.document").to_owned(),
        lead: labels.say("about.lead").to_owned(),
        confidential: labels.with("about.confidential", &[("name", &held.name)]),
        columns: ["about.column.fact", "about.column.value"].map(|key| labels.say(key).to_owned()),
        facts: facts(labels, held)
            .into_iter()
            .map(|(what, value)| [what.to_owned(), value])
            .collect(),
        notes: notes(labels).to_vec(),
        sections: sections(held, labels),
        title,
    };
    // Texts from cells have no limit, and a word that is wider than its column would be cut.
    data.document.long_words = serde_json::to_string(&data).is_ok_and(|json| has_long_word(&json));
    data
}

fn sections(held: &Held, labels: &Labels) -> Vec<Section> {
    let say = |key| labels.say(key).to_owned();
    let none = labels.say("about.none");
    let own = |entry: &&HeldEntry| !matches!(entry.used, Use::Mention | Use::Written);
    let mut sections = vec![Section {
        title: say("about.section.entries"),
        lead: say("about.entries.lead"),
        none: none.to_owned(),
        tables: entries(held, labels, own),
    }];
    let mentions = entries(held, labels, |entry| entry.used == Use::Mention);
    if !mentions.is_empty() {
        sections.push(Section {
            title: say("about.section.mentions"),
            lead: say("about.mentions.lead"),
            none: String::new(),
            tables: mentions,
        });
    }
    let written = written(held, labels);
    if !written.rows.is_empty() {
        sections.push(Section {
            title: say("about.section.written"),
            lead: say("about.written.lead"),
            none: String::new(),
            tables: vec![written],
        });
    }
    let messages = held
        .messages
        .iter()
        .map(|one| vec![one.place.clone(), one.text.clone()]);
    sections.push(Section {
        title: say("about.section.messages"),
        lead: say("about.messages.lead"),
        none: none.to_owned(),
        tables: not_empty(TableData {
            title: None,
            note: None,
            widths: vec![2, 5],
            header: vec![say("about.column.place"), say("about.column.message")],
            rows: messages.collect(),
        }),
    });
    // Whoever asks wants to see where something is, and what may be missing; the workbook has them all.
    let with_entries: BTreeSet<usize> = held.entries.iter().map(|entry| entry.file).collect();
    let shown = held.files.iter().enumerate().filter(|(place, file)| {
        with_entries.contains(place) || file.state.is_open() || file.state == FileState::Own
    });
    let files: Vec<Vec<String>> = shown
        .map(|(_, file)| {
            vec![
                labels.whole(file.number),
                file.name.clone(),
                origin(labels, file.origin).to_owned(),
                state(labels, file.state).to_owned(),
            ]
        })
        .collect();
    let more = held.files.len() - files.len();
    sections.push(Section {
        title: say("about.section.files"),
        // Above the table, so that it is never alone on a page.
        lead: if more > 0 {
            let more = labels.count("about.files.more", more, &[]);
            format!("{} {more}", labels.say("about.files.short"))
        } else {
            say("about.files.short")
        },
        none: none.to_owned(),
        tables: not_empty(TableData {
            title: None,
            note: None,
            widths: vec![1, 9, 4, 7],
            header: vec![
                say("about.column.number"),
                say("about.column.file"),
                say("about.column.origin"),
                say("about.column.state"),
            ],
            rows: files,
        }),
    });
    sections
}

fn not_empty(table: TableData) -> Vec<TableData> {
    if table.rows.is_empty() {
        Vec::new()
    } else {
        vec![table]
    }
}

/// A table for each file and sheet. What every form has is left out and counted.
fn entries(held: &Held, labels: &Labels, wanted: impl Fn(&&HeldEntry) -> bool) -> Vec<TableData> {
    let say = |key| labels.say(key).to_owned();
    let mut tables: Vec<((usize, &str), TableData, usize)> = Vec::new();
    for entry in held.entries.iter().filter(wanted) {
        let key = (entry.file, entry.sheet.as_str());
        if tables.last().is_none_or(|(last, ..)| *last != key) {
            // Several files may have the same name once other people's are left out.
            let file = held.files.get(entry.file).map(|file| {
                let number = labels.whole(file.number);
                format!("{number} · {}", file.name)
            });
            let file = file.unwrap_or_default();
            let title = if entry.sheet.is_empty() {
                file
            } else {
                format!("{file} · {}", entry.sheet)
            };
            let table = TableData {
                title: Some(title),
                note: None,
                widths: vec![2, 5, 10, 5],
                header: vec![
                    say("about.column.cell"),
                    say("about.column.heading"),
                    say("about.column.content"),
                    say("about.column.used"),
                ],
                rows: Vec::new(),
            };
            tables.push((key, table, 0));
        }
        let Some((_, table, form)) = tables.last_mut() else {
            continue;
        };
        if entry.used.is_form() && !entry.hidden {
            *form += 1;
            continue;
        }
        let remarks = remarks(labels, entry);
        let used = used(labels, &entry.used);
        table.rows.push(vec![
            place(labels, entry.place),
            entry.heading.clone(),
            entry.content.clone(),
            if remarks.is_empty() {
                used
            } else {
                format!("{used} ({remarks})")
            },
        ]);
    }
    tables
        .into_iter()
        .filter(|(_, table, form)| !table.rows.is_empty() || *form > 0)
        .map(|(_, table, form)| TableData {
            note: (form > 0).then(|| labels.count("about.form-left-out", form, &[])),
            ..table
        })
        .collect()
}

/// How many cells of each document that careermap wrote are about the person.
fn written(held: &Held, labels: &Labels) -> TableData {
    let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for entry in held
        .entries
        .iter()
        .filter(|entry| entry.used == Use::Written)
    {
        *counts.entry((entry.file, &entry.sheet)).or_default() += 1;
    }
    let rows = counts.into_iter().map(|((file, sheet), count)| {
        let file = held.files.get(file).map(|file| file.name.clone());
        vec![
            file.unwrap_or_default(),
            sheet.to_owned(),
            labels.whole(count),
        ]
    });
    TableData {
        title: None,
        note: None,
        widths: vec![6, 5, 2],
        header: [
            "about.column.file",
            "about.column.sheet",
            "about.column.entries",
        ]
        .iter()
        .map(|key| labels.say(key).to_owned())
        .collect(),
        rows: rows.collect(),
    }
}
