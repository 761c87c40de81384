//! Pictures of how files were read, for a page: the career map as it looks, and an example of each kind of assessment
//! file.
//!
//! Nothing is drawn unless a page needs it. The map's cells are kept for that; an example is opened once more, and
//! drawn only if its contents have not changed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::read::AnalysedReview;
use crate::config::Options;
use crate::diagnostic::Location;
use crate::load::picture::{DrawingBudget, draw};
use crate::load::sheet::{self, Sheet, Workbook};
use crate::model::{ExamplePicture, ExampleUse, FileShape, SheetPicture, TableAccount, TablePlace};
use crate::output::Fingerprint;

/// At most this many ways of reading get an example.
const EXAMPLES: usize = 12;
/// At most this many rows of a table are drawn: the others look like them.
const LINES: u32 = 12;

/// An example for each way in which assessments and the roster were read, the most frequent ways first; and how many
/// more ways there are.
pub(super) fn examples(cycle: &AnalysedReview, options: &Options) -> (Vec<ExamplePicture>, usize) {
    let mut readings: Vec<_> = cycle.readings.iter().zip(&cycle.places).collect();
    readings.sort_by_key(|((_, files), _)| Reverse(files.len()));
    let examples = readings
        .iter()
        .take(EXAMPLES)
        .map(|((account, files), place)| {
            let workbook = open_again(place, cycle, options);
            let sheets = workbook
                .as_ref()
                .map(|workbook| drawn(workbook, account, place, &problem_rows(place, cycle)))
                .unwrap_or_default();
            let is_drawn = |sheet: &Sheet| sheets.iter().any(|drawn| drawn.at == sheet.at);
            ExamplePicture {
                account: account.clone(),
                place: (*place).clone(),
                files: files.clone(),
                not_drawn: (workbook.iter().flat_map(|workbook| &workbook.sheets))
                    .filter(|sheet| !sheet.hidden && !sheet.grid.is_empty() && !is_drawn(sheet))
                    .map(|sheet| sheet.at.clone())
                    .collect(),
                sheets,
            }
        })
        .collect();
    (examples, readings.len().saturating_sub(EXAMPLES))
}

/// The file of an example, if it has not changed since it was read.
fn open_again(place: &TablePlace, cycle: &AnalysedReview, options: &Options) -> Option<Workbook> {
    let file = place.at.file()?;
    let entry = cycle.inputs.iter().find(|entry| entry.file == file)?;
    let at = Location::of_file(file);
    let bytes = sheet::bytes(&options.input.join(file), &at, &options.limits).ok()?;
    (Fingerprint::of(&bytes) == entry.sha256)
        .then(|| sheet::understand(&bytes, &at, &options.limits).ok())
        .flatten()
}

/// The rows of an example that a message is about.
fn problem_rows(place: &TablePlace, cycle: &AnalysedReview) -> BTreeSet<u32> {
    cycle
        .diagnostics
        .iter()
        .filter(|said| said.location.without_cell() == place.at)
        .filter_map(|said| said.location.cell())
        .map(|cell| cell.row)
        .collect()
}

/// The sheets with an example's table and labels.
fn drawn(
    workbook: &Workbook,
    account: &TableAccount,
    place: &TablePlace,
    problem_rows: &BTreeSet<u32>,
) -> Vec<SheetPicture<ExampleUse>> {
    let table = TableUses::of(account, place);
    let mut room = DrawingBudget::OF_AN_EXAMPLE;
    workbook
        .sheets
        .iter()
        .filter_map(|sheet| {
            let mut labels = BTreeMap::new();
            for label in &place.labels {
                if let Some(cell) = label
                    .at
                    .cell()
                    .filter(|_| label.at.without_cell() == sheet.at)
                {
                    labels.insert(label.value, ExampleUse::Value);
                    labels.insert(cell, ExampleUse::Label);
                }
            }
            let has_table = sheet.at == place.at;
            if !has_table && labels.is_empty() {
                return None;
            }
            let label_rows: BTreeSet<u32> = labels.keys().map(|cell| cell.row).collect();
            let skip = |row: u32| {
                has_table
                    && !table.is_turned
                    && row >= place.lines.start().saturating_add(LINES)
                    && !label_rows.contains(&row)
                    && !problem_rows.contains(&row)
            };
            Some(draw(sheet, &mut room, skip, |at| {
                let of_table = || has_table.then(|| table.used(at.row, at.column));
                labels
                    .get(&at)
                    .copied()
                    .or_else(of_table)
                    .unwrap_or(ExampleUse::Beside)
            }))
        })
        .collect()
}

/// What the cells of a table were used as.
struct TableUses<'a> {
    is_turned: bool,
    place: &'a TablePlace,
    read: BTreeSet<u32>,
    left_out: BTreeSet<u32>,
}

impl<'a> TableUses<'a> {
    fn of(account: &TableAccount, place: &'a TablePlace) -> Self {
        let read = account.read.iter().map(|column| column.place);
        let like_others = place.like_others.iter().map(|(place, _)| *place);
        Self {
            is_turned: account.kind == FileShape::PeopleInColumns,
            place,
            read: read.chain(like_others).collect(),
            left_out: account.left_out.iter().map(|column| column.place).collect(),
        }
    }

    fn used(&self, row: u32, column: u32) -> ExampleUse {
        let (line, place) = if self.is_turned {
            (column, row)
        } else {
            (row, column)
        };
        let is_heading = self.place.headings.contains(&line);
        if !is_heading && !self.place.lines.contains(&line) {
            ExampleUse::Beside
        } else if self.place.lines_left_out.binary_search(&line).is_ok() {
            ExampleUse::LeftOut
        } else if self.read.contains(&place) {
            if is_heading {
                ExampleUse::Heading
            } else {
                ExampleUse::Read
            }
        } else if self.left_out.contains(&place) {
            ExampleUse::LeftOut
        } else {
            ExampleUse::Beside
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{NoObserver, read};
    use super::*;
    use crate::diagnostic::CellAddress;

    fn sample() -> (Options, AnalysedReview) {
        let options = Options {
            input: Path::new(env!("CARGO_MANIFEST_DIR")).join("input"),
            ..Options::default()
        };
        let cycle = read(&options, &NoObserver).unwrap();
        (options, cycle)
    }

    fn uses(sheet: &SheetPicture<ExampleUse>, cell: &str) -> (String, ExampleUse) {
        let found = sheet.cells().find(|one| one.at.to_string() == cell);
        found.map(|one| (one.text.clone(), one.used)).unwrap()
    }

    #[test]
    fn the_most_frequent_way_comes_first_with_its_labels_and_columns() {
        let (options, cycle) = sample();
        let (examples, left) = examples(&cycle, &options);
        assert_eq!((examples.len(), left), (cycle.readings.len(), 0));
        let form = &examples[0];
        assert_eq!(form.account.kind, FileShape::Form);
        assert!(
            examples
                .iter()
                .all(|one| one.files.len() <= form.files.len())
        );
        let sheet = &form.sheets[0];
        let label = &form.place.labels[0];
        let (text, used) = uses(sheet, &label.at.cell().unwrap().to_string());
        assert_eq!((text.as_str(), used), (label.what, ExampleUse::Label));
        assert_eq!(uses(sheet, &label.value.to_string()).1, ExampleUse::Value);
        let column = &form.account.read[0];
        let heading = CellAddress::new(*form.place.headings.end(), column.place);
        assert_eq!(
            uses(sheet, &heading.to_string()),
            (column.heading.clone(), ExampleUse::Heading)
        );
        assert!(sheet.cells().any(|cell| cell.used == ExampleUse::Read));
        let roster = examples
            .iter()
            .find(|one| one.account.kind == FileShape::Roster);
        assert!(roster.is_some_and(|roster| !roster.sheets.is_empty()));
    }

    #[test]
    fn a_file_that_was_saved_since_it_was_read_is_not_drawn() {
        let (options, mut cycle) = sample();
        for entry in &mut cycle.inputs {
            entry.sha256 = Fingerprint::of(b"something else");
        }
        let (examples, _) = examples(&cycle, &options);
        assert!(examples.iter().all(|example| example.sheets.is_empty()));
    }
}
