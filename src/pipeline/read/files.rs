//! The files with assessments: each is read by itself, and tables that are read in one way are kept once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;

use crate::config::Options;
use crate::diagnostic::{Diagnostic, catch};
use crate::load::assessment::{AssessmentReading, PersonOutcome, read_assessments};
use crate::load::files::InputFile;
use crate::load::names::MapNames;
use crate::load::reconcile::RosterIndex;
use crate::model::{Assessment, TableAccount, TablePlace, TableReading};
use crate::output::InputEntry;
use crate::pipeline::input_file::{bytes_of, not_understood, understood};
use crate::pipeline::message_limit::limit_messages;

/// The result of reading one file.
pub(super) struct FileReading {
    pub(super) assessments: Vec<Assessment>,
    pub(super) outcomes: Vec<PersonOutcome>,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) tables: Vec<TableReading>,
    pub(super) entry: Option<InputEntry>,
}

/// The ways in which tables were read, each with its files.
#[derive(Default)]
pub(super) struct WaysOfReading(BTreeMap<TableAccount, WayOfReading>);

/// The first of the files that were read in one way, the place of its table, and all of the files.
struct WayOfReading {
    first: usize,
    place: TablePlace,
    files: Vec<usize>,
}

impl WaysOfReading {
    /// Adds a table of the file with this index. Files come in any order; the place is that of the first one's table.
    pub(super) fn add(&mut self, file: usize, table: TableReading) {
        match self.0.entry(table.account) {
            Entry::Vacant(way) => {
                way.insert(WayOfReading {
                    first: file,
                    place: table.place,
                    files: vec![file],
                });
            }
            Entry::Occupied(mut way) => {
                let way = way.get_mut();
                if file < way.first {
                    (way.first, way.place) = (file, table.place);
                }
                way.files.push(file);
            }
        }
    }

    /// The same with the files' names, in the order of the files.
    pub(super) fn of_files(
        self,
        all: &[InputFile],
    ) -> BTreeMap<TableAccount, (TablePlace, Vec<String>)> {
        let named = |(account, mut way): (_, WayOfReading)| {
            way.files.sort_unstable();
            let files = way.files.into_iter().map(|file| all[file].shown.clone());
            (account, (way.place, files.collect()))
        };
        self.0.into_iter().map(named).collect()
    }
}

/// The bytes of a file, read in advance; `None` for a large one, which would use much memory while it waits.
pub(super) fn fetch(file: &InputFile, options: &Options) -> Option<Result<Vec<u8>, Diagnostic>> {
    /// Assessments are usually a hundredth of this size.
    const SMALL: u64 = 1 << 20;
    let is_large = fs::metadata(&file.path).is_ok_and(|metadata| metadata.len() > SMALL);
    (!is_large).then(|| bytes_of(file, options))
}

pub(super) fn read_file(
    file: &InputFile,
    bytes: Result<Vec<u8>, Diagnostic>,
    options: &Options,
    names: &MapNames<'_>,
    roster: &RosterIndex<'_>,
) -> FileReading {
    let understood = understood(file, bytes, options);
    let failed = |problem| AssessmentReading {
        problems: vec![problem],
        ..AssessmentReading::default()
    };
    let mut reading = match understood.workbook {
        // A panic may only lose this file.
        Ok(workbook) => catch(|| read_assessments(&workbook, names, roster, &options.assessments))
            .unwrap_or_else(|said| failed(not_understood(file, &said))),
        Err(problem) => failed(problem),
    };
    // They wait until every file is read, and an assessment is large: a list that makes room for four takes as much memory
    // as all that is read of it.
    reading.assessments.shrink_to_fit();
    for assessment in &mut reading.assessments {
        assessment.actions.shrink_to_fit();
        assessment.marks.shrink_to_fit();
    }
    FileReading {
        assessments: reading.assessments,
        outcomes: reading.outcomes,
        problems: limit_messages(reading.problems, file.at()),
        tables: reading.tables,
        entry: understood.entry,
    }
}
