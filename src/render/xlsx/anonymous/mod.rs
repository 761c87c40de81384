//! The team gap workbook without anybody in it.
//!
//! Only [`Material::new`] sees the review. Every sheet is written from what may be told (`analysis::Anonymous`), the
//! career map, the choices in force and how often something was reported; so nothing else about people can be in the file.
//! Sheets about single people are left out.

mod by_team;
mod charts;
mod coverage;
mod data_quality;
mod findings;
mod gaps;
mod method;
mod summary;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::book::{as_of_words, scale_words};
use super::cell::Cell;
use super::page::Binder;
use super::stretch::Tables;
use super::style::Styles;
use super::{BookInput, BookOptions, WorkbookError, properties};
use crate::analysis::{Anonymous, AnonymousFigures, AnonymousGroup, Masked, anonymous};
use crate::diagnostic::Severity;
use crate::model::{CareerMap, CompetencyId, Points};

/// The sheets in their order, with what each answers.
const SHEETS: [(&str, &str); 5] = [
    ("Gaps", "Where training pays: competencies ranked by burden"),
    ("Coverage", "Where teams are covered, thin or uncovered"),
    ("By team", "The same figures for each team"),
    (
        "Data quality",
        "How often something was reported while reading",
    ),
    ("Method", "What the figures mean, and what is not told"),
];

/// The anonymous workbook as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format, such as more columns than a sheet has.
pub fn anonymous_workbook(input: &BookInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let material = Material::new(input);
    let sheets = vec![
        summary::sheet(&material)?,
        gaps::sheet(&material)?,
        coverage::sheet(&material)?,
        by_team::sheet(&material)?,
        data_quality::sheet(&material)?,
        method::sheet(&material)?,
    ];
    let mut workbook = material.workbook.take();
    workbook.set_properties(&properties(input, "Team gap workbook, anonymous"));
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    material.tables.finish(workbook)
}

/// What the sheets are written from.
struct Material<'a> {
    map: &'a CareerMap,
    options: BookOptions,
    needed_people: usize,
    as_of: Option<Date>,
    told: Anonymous,
    /// How often something was reported, worst first.
    reported: BTreeMap<(Reverse<Severity>, &'static str), usize>,
    styles: Styles,
    workbook: RefCell<Workbook>,
    tables: Tables,
}

impl<'a> Material<'a> {
    fn new(input: &BookInput<'a>) -> Self {
        let told = anonymous(
            input.review,
            input.people,
            input.analysis,
            input.options.minimum_group,
        );
        let mut reported = BTreeMap::new();
        for diagnostic in input.diagnostics {
            *reported
                .entry((Reverse(diagnostic.severity), diagnostic.code.0))
                .or_insert(0) += 1;
        }
        Self {
            map: &input.review.career_map,
            options: BookOptions {
                confidentiality: format!(
                    "Anonymous: tells of no group of fewer than {} people",
                    told.minimum
                ),
                ..input.options.clone()
            },
            needed_people: input.analysis.needed_people,
            as_of: input.review.as_of,
            told,
            reported,
            styles: Styles::new(),
            workbook: RefCell::default(),
            tables: Tables::default(),
        }
    }

    /// Everybody; `None` if they are too few to be told of.
    fn everybody(&self) -> Option<&AnonymousGroup> {
        self.told.groups.first()
    }

    /// The groups that everybody is in one of; none if all were joined.
    fn teams(&self) -> &[AnonymousGroup] {
        self.told.groups.get(1..).unwrap_or_default()
    }

    fn competency(&self, id: CompetencyId) -> &'a str {
        &self.map.competency(id).name
    }

    fn scale_words(&self, points: Points) -> String {
        scale_words(self.map, points)
    }

    /// A number of people or things that may be too small to be told, in words.
    fn few(&self) -> String {
        format!("fewer than {}", self.told.minimum)
    }

    fn masked(&self, count: usize) -> Cell {
        match Masked::of(count, self.told.minimum) {
            Masked::Exactly(count) => Cell::count(count),
            Masked::Few => Cell::text(self.few()),
        }
    }

    /// What stands in place of a table where there is nobody to tell of.
    fn nothing(&self) -> String {
        format!(
            "There are fewer than {} people, so nothing can be told of them.",
            self.told.minimum
        )
    }

    /// What the column *Shown* says.
    fn shown(figures: Option<&AnonymousFigures>) -> Cell {
        Cell::text(if figures.is_some() { "yes" } else { WITHHELD })
    }
}

/// What stands beside a row whose figures are withheld, whatever the reason.
const WITHHELD: &str = "no: would tell of few people";

impl Binder for Material<'_> {
    fn options(&self) -> &BookOptions {
        &self.options
    }

    fn as_of_words(&self) -> String {
        as_of_words(self.as_of)
    }

    fn styles(&self) -> &Styles {
        &self.styles
    }

    fn tables(&self) -> &Tables {
        &self.tables
    }

    fn long_sheet(&self) -> Result<Worksheet, XlsxError> {
        self.workbook.borrow_mut().new_worksheet_with_low_memory()
    }
}
