//! An example of all files that were read in the same way, with its columns named.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::mask::{PictureMask, masked};
use super::sheet::{Named, SheetPart, SheetView, cell_id};
use super::{FileMessage, help_parts, without_repeated_help};
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::model::{ExamplePicture, ExampleUse, FileShape, ReadColumn};

/// At most this many files are named.
const FILES: usize = 3;
/// At most this many messages about the example are shown; the page lists all.
const MESSAGES: usize = 8;

#[derive(Debug, Clone, Serialize)]
pub(super) struct ExamplePart {
    kind: FileShape,
    /// The example's file.
    file: String,
    /// Other files that were read in this way.
    others: Vec<String>,
    others_left: usize,
    labels: Vec<LabelPart>,
    columns: Vec<ColumnPart>,
    /// Whether columns are rows: in a table with one person a column.
    are_rows: bool,
    /// Empty where the file cannot be read a second time.
    sheets: Vec<SheetPart>,
    /// The names of the other sheets of its file.
    not_drawn: Vec<String>,
    said: Vec<FileMessage>,
    said_left: usize,
}

#[derive(Debug, Clone, Serialize)]
struct LabelPart {
    what: &'static str,
    cell: String,
    value: String,
}

#[derive(Debug, Clone, Serialize)]
struct ColumnPart {
    /// `C`, or `3` for a row.
    place: String,
    heading: String,
    /// What it was read as, or why it was left out; in English.
    what: String,
    read: bool,
}

impl ExamplePart {
    pub(super) fn of(
        index: usize,
        example: &ExamplePicture,
        diagnostics: &[Diagnostic],
        mask: Option<&PictureMask>,
    ) -> Self {
        let are_rows = example.account.kind == FileShape::PeopleInColumns;
        let file = |file: &String| mask.map_or_else(|| file.clone(), |_| PictureMask::file(file));
        let about: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|said| said.location.without_cell() == example.place.at)
            .collect();
        let said = about
            .iter()
            .take(MESSAGES)
            .map(|said| said_part(index, said, example, mask))
            .collect();
        let title = |at: &Location| {
            let name = at.sheet().unwrap_or_default();
            mask.map_or_else(|| name.to_owned(), |_| masked(name))
        };
        let named = named(example);
        let none = BTreeMap::new();
        Self {
            kind: example.account.kind,
            file: example.files.first().map(file).unwrap_or_default(),
            others: example.files.iter().skip(1).take(FILES).map(file).collect(),
            others_left: example.files.len().saturating_sub(1 + FILES),
            labels: example
                .place
                .labels
                .iter()
                .filter_map(|label| {
                    Some(LabelPart {
                        what: label.what,
                        cell: label.at.cell()?.to_string(),
                        value: label.value.to_string(),
                    })
                })
                .collect(),
            columns: columns(example, mask),
            are_rows,
            sheets: example
                .sheets
                .iter()
                .enumerate()
                .map(|(number, sheet)| {
                    let has_table = sheet.at == example.place.at;
                    let targets: BTreeSet<CellAddress> = about
                        .iter()
                        .filter(|_| has_table)
                        .filter_map(|said| said.location.cell())
                        .collect();
                    let named = if has_table { &named } else { &none };
                    let look = SheetView {
                        name: &name,
                        why: &|_| None,
                        text: &|cell| {
                            mask.map_or_else(
                                || cell.text.clone(),
                                |mask| mask.cell(&cell.text, cell.used),
                            )
                        },
                        targets: &targets,
                        marked: &targets,
                        columns: if are_rows { &none } else { named },
                        rows: if are_rows { named } else { &none },
                    };
                    let id = if has_table {
                        table_id(index)
                    } else {
                        format!("r-example-{}-{}", index + 1, number + 1)
                    };
                    SheetPart::of(id, title(&sheet.at), sheet, &look)
                })
                .collect(),
            not_drawn: example.not_drawn.iter().map(title).collect(),
            said: without_repeated_help(said),
            said_left: about.len().saturating_sub(MESSAGES),
        }
    }
}

fn table_id(index: usize) -> String {
    format!("r-example-{}", index + 1)
}

/// The messages about the example; a message may name somebody.
fn said_part(
    index: usize,
    said: &Diagnostic,
    example: &ExamplePicture,
    mask: Option<&PictureMask>,
) -> FileMessage {
    let cell = said.location.cell();
    let is_drawn = |cell: &CellAddress| {
        let table = example
            .sheets
            .iter()
            .find(|sheet| sheet.at == example.place.at);
        table.is_some_and(|sheet| sheet.cells().any(|drawn| drawn.at == *cell))
    };
    FileMessage {
        severity: said.severity,
        code: said.code.0,
        message: mask.map_or_else(|| said.message.clone(), |_| String::new()),
        help: mask.map_or_else(|| help_parts(&said.help), |_| Vec::new()),
        sheet: None,
        cell: cell.map(|cell| cell.to_string()),
        target: cell
            .filter(is_drawn)
            .map(|cell| cell_id(&table_id(index), cell)),
    }
}

const fn name(used: ExampleUse) -> &'static str {
    match used {
        ExampleUse::Label => "label",
        ExampleUse::Value => "value",
        ExampleUse::Heading => "column-heading",
        ExampleUse::Read => "column-read",
        ExampleUse::LeftOut => "left-out",
        ExampleUse::Beside => "beside",
    }
}

/// What each column (or row) was read as, or why it was not.
fn named(example: &ExamplePicture) -> BTreeMap<u32, Named> {
    let left_out = example.account.left_out.iter().map(|column| {
        let named = Named {
            what: column.what.clone(),
            read: false,
        };
        (column.place, named)
    });
    let read = |what: &str| Named {
        what: what.to_owned(),
        read: true,
    };
    let like_others = example.place.like_others.iter();
    let account = example.account.read.iter();
    left_out
        .chain(account.map(|column| (column.place, read(&column.what))))
        // The account names only the first of several like columns.
        .chain(like_others.map(|(place, what)| (*place, read(what))))
        .collect()
}

fn columns(example: &ExamplePicture, mask: Option<&PictureMask>) -> Vec<ColumnPart> {
    let account = &example.account;
    let are_rows = account.kind == FileShape::PeopleInColumns;
    let part = |column: &ReadColumn, read: bool| ColumnPart {
        place: if are_rows {
            (u64::from(column.place) + 1).to_string()
        } else {
            CellAddress::column_letters(column.place)
        },
        heading: mask.map_or_else(
            || column.heading.clone(),
            |mask| mask.heading(&column.heading),
        ),
        what: column.what.clone(),
        read,
    };
    let mut columns: Vec<(u32, ColumnPart)> = account
        .read
        .iter()
        .map(|column| (column.place, part(column, true)))
        .chain(
            account
                .left_out
                .iter()
                .map(|column| (column.place, part(column, false))),
        )
        .collect();
    columns.sort_by_key(|(place, _)| *place);
    columns.into_iter().map(|(_, part)| part).collect()
}
