//! The sheet *Assessment*: labels with their value to the right, above or below the table of ratings.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::dates::{DateProblem, parse_date};
use super::super::names::{Names, Unmatched};
use super::super::sheet::{Sheet, Value};
use super::super::table::{ColumnNames, Table, text_or_report};
use super::super::track::parse_tracks;
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::model::{Field, LevelId, Track};
use crate::text::{fold, tidy, tidy_lines};

const LABELS: &[(Field, &[&str])] = &[
    (
        Field::Name,
        &[
            "Name",
            "Full name",
            "Employee name",
            "Employee",
            "Person",
            "Team member",
        ],
    ),
    (
        Field::EmployeeId,
        &[
            "Employee ID",
            "ID",
            "Employee no",
            "Employee number",
            "Personnel number",
            "Staff ID",
        ],
    ),
    (Field::Email, &["Email", "E-mail", "Email address", "Mail"]),
    (Field::Team, &["Team", "Department", "Group", "Unit"]),
    (
        Field::Manager,
        &[
            "Manager",
            "Line manager",
            "Manager name",
            "Reports to",
            "Supervisor",
            "Team lead",
        ],
    ),
    (
        Field::RoleLevel,
        &[
            "Role level",
            "Current level",
            "Level",
            "Current role level",
            "Role",
            "Current role",
        ],
    ),
    (Field::Track, &["Track", "Career track", "Path"]),
    (
        Field::TargetLevel,
        &[
            "Target level",
            "Target",
            "Next level",
            "Target role level",
            "Level aimed at",
        ],
    ),
    (
        Field::Cycle,
        &["Review cycle", "Cycle", "Review period", "Period"],
    ),
    (
        Field::AssessedOn,
        &[
            "Assessed on",
            "Assessment date",
            "Date",
            "Review date",
            "Date of assessment",
        ],
    ),
    (
        Field::Aspiration,
        &[
            "Aspiration",
            "Aspirations",
            "Career aspiration",
            "Career goals",
        ],
    ),
    (
        Field::Accomplishments,
        &[
            "Accomplishments",
            "Achievements",
            "Accomplishments since last review",
        ],
    ),
    (
        Field::Development,
        &[
            "Development since last review",
            "Development since the last review",
            "Development",
        ],
    ),
    (
        Field::ManagerSummary,
        &["Manager summary", "Summary by manager", "Manager's summary"],
    ),
    (
        Field::Recommendation,
        &[
            "Recommendation",
            "Manager recommendation",
            "Manager's recommendation",
        ],
    ),
];

/// How far to the right of a label its value may stand, in columns.
const REACH: u32 = 8;

/// The columns of the table of ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Competency,
    Own,
    Manager,
    Agreed,
    Evidence,
    ManagerComment,
    Interest,
}

const COLUMNS: &[ColumnNames<Column>] = &[
    ColumnNames {
        key: Column::Competency,
        names: &[
            "Competency",
            "Competence",
            "Competencies",
            "Skill",
            "Skills",
            "Skill area",
            "Area",
        ],
    },
    ColumnNames {
        key: Column::Own,
        names: &[
            "Self level",
            "Self",
            "Self rating",
            "Self-assessment",
            "Own level",
            "Own rating",
            "Employee level",
            "Employee rating",
            "My level",
            "My rating",
        ],
    },
    ColumnNames {
        key: Column::Manager,
        names: &[
            "Manager level",
            "Manager",
            "Manager rating",
            "Manager assessment",
            "Manager's level",
            "Manager's rating",
            "Lead rating",
            "Supervisor rating",
        ],
    },
    ColumnNames {
        key: Column::Agreed,
        names: &[
            "Agreed level",
            "Agreed",
            "Agreed rating",
            "Final level",
            "Final rating",
            "Consensus rating",
            "Consensus",
        ],
    },
    ColumnNames {
        key: Column::Evidence,
        names: &[
            "Evidence",
            "Examples",
            "Evidence / examples",
            "Evidence and examples",
            "Example",
        ],
    },
    ColumnNames {
        key: Column::ManagerComment,
        names: &[
            "Manager comment",
            "Manager comments",
            "Manager's comment",
            "Manager's comments",
            "Comment by manager",
        ],
    },
    ColumnNames {
        key: Column::Interest,
        names: &["Interest", "Interest in growing", "Interest to grow"],
    },
];

/// A sheet that holds an assessment.
#[derive(Debug)]
pub(super) struct Form<'a> {
    sheet: &'a Sheet,
    pub(super) table: Table<'a, Column>,
    labels: BTreeMap<Field, CellAddress>,
}

/// The role level and what is known of the track.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    pub(super) level: LevelId,
    pub(super) track: Option<Track>,
}

/// The target level and track, each only if given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) level: Option<LevelId>,
    pub(super) track: Option<Track>,
}

impl<'a> Form<'a> {
    /// The form on a sheet, if it has a table of ratings.
    pub(super) fn find(sheet: &'a Sheet, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut table_problems = Vec::new();
        let table = Table::find(
            sheet,
            COLUMNS,
            &[Column::Competency],
            &[Column::Own, Column::Manager, Column::Agreed],
            &mut table_problems,
        )?;
        // A sheet of marks also has a competency and both views; its expectations tell it apart.
        let header = table.header_row();
        let marks_sheet = sheet.grid.cells().any(|(address, value)| {
            address.row == header
                && value.text().is_some_and(|text| {
                    matches!(fold(&text).as_str(), "expectation" | "expectations")
                })
        });
        if marks_sheet {
            return None;
        }
        problems.append(&mut table_problems);
        let labels = labels(sheet, header, problems);
        Some(Self {
            sheet,
            table,
            labels,
        })
    }

    /// The sheet.
    pub(super) fn at(&self) -> Location {
        self.sheet.at.clone()
    }

    /// The cell of each field that is filled in.
    pub(super) fn cells(&self) -> BTreeMap<Field, Location> {
        self.labels
            .keys()
            .filter_map(|field| Some((*field, self.cell(self.value(*field)?.0))))
            .collect()
    }

    /// Whether the cell is a label, which may stand in the table's first column below it.
    pub(super) fn is_label(&self, at: &Location) -> bool {
        at.cell
            .is_some_and(|cell| self.labels.values().any(|label| *label == cell))
    }

    fn cell(&self, address: CellAddress) -> Location {
        self.sheet.at.with_cell(address)
    }

    /// The first cell that holds something to the right of a label, unless that is another label.
    fn value(&self, label: Field) -> Option<(CellAddress, &'a Value)> {
        let at = self.labels.get(&label)?;
        ((at.column + 1)..=(at.column + REACH))
            .map(|column| CellAddress::new(at.row, column))
            .take_while(|address| !self.labels.values().any(|other| other == address))
            .find_map(|address| {
                let value = self.sheet.grid.get(address.row, address.column)?;
                Some((address, value))
            })
    }

    /// A value on one line.
    pub(super) fn word(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (address, value) = self.value(label)?;
        let text = tidy(&text_or_report(value, || self.cell(address), problems)?);
        (!text.is_empty()).then_some(text)
    }

    /// A value with its lines.
    pub(super) fn text(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (address, value) = self.value(label)?;
        let text = tidy_lines(&text_or_report(value, || self.cell(address), problems)?);
        (!text.is_empty()).then_some(text)
    }

    /// The person's name. Without one the assessment is left out, and a diagnostic says so.
    pub(super) fn name(&self, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let name = self.word(Field::Name, problems);
        if name.is_none() {
            let (at, found) = match self.labels.get(&Field::Name) {
                Some(label) => {
                    let beside = CellAddress::new(label.row, label.column + 1);
                    (
                        self.cell(beside),
                        format!("The cell beside the label “Name” in {label} is empty"),
                    )
                }
                None => (self.at(), "There is no label “Name”".to_owned()),
            };
            problems.push(Diagnostic::error(
                "name-missing",
                at,
                format!("{found}, so nobody can tell whose assessment this is; it was left out."),
                "Write the person's name to the right of a cell that says “Name”.",
            ));
        }
        name
    }

    /// The role level. Without one that the map knows the assessment is left out, and a diagnostic says so.
    pub(super) fn role(&self, names: &Names<'_>, problems: &mut Vec<Diagnostic>) -> Option<Role> {
        let given_track = self.track(problems);
        let Some(typed) = self.word(Field::RoleLevel, problems) else {
            let at = self.labels.get(&Field::RoleLevel).map_or_else(
                || self.at(),
                |label| self.cell(CellAddress::new(label.row, label.column + 1)),
            );
            problems.push(Diagnostic::error(
                "role-level-missing",
                at,
                "No role level was found, so nothing can be compared; the assessment was left out.",
                "Write the level that the person holds now to the right of a cell that says “Role level”.",
            ));
            return None;
        };
        let address = self.value(Field::RoleLevel).map(|(address, _)| address)?;
        match names.level(&typed, given_track) {
            Ok(named) => {
                let track = given_track.or(named.track).or_else(|| {
                    match names.map().level(named.level).tracks.as_slice() {
                        [only] => Some(*only),
                        _ => None,
                    }
                });
                Some(Role {
                    level: named.level,
                    track,
                })
            }
            Err(unmatched) => {
                problems.push(Diagnostic::error(
                    "unknown-level",
                    self.cell(address),
                    format!(
                        "{}; the assessment was left out.",
                        level_problem("role level", &typed, &unmatched)
                    ),
                    unmatched.help(&level_titles(names)),
                ));
                None
            }
        }
    }

    fn track(&self, problems: &mut Vec<Diagnostic>) -> Option<Track> {
        let typed = self.word(Field::Track, problems)?;
        let (address, _) = self.value(Field::Track)?;
        match parse_tracks(&typed).as_slice() {
            [only] => Some(*only),
            // Both tracks: the person has not decided yet, which is as good as saying nothing.
            [_, _] => None,
            _ if matches!(fold(&typed).as_str(), "" | "n a" | "none" | "both" | "all") => None,
            _ => {
                problems.push(Diagnostic::warning(
                    "unknown-track",
                    self.cell(address),
                    format!("“{typed}” is no track; the track was read as not given."),
                    "Write “IC” or “Manager”, or leave the cell empty.",
                ));
                None
            }
        }
    }

    /// The target level and track that the form names. One that the map does not know is reported and left out.
    pub(super) fn target(
        &self,
        names: &Names<'_>,
        role: Role,
        problems: &mut Vec<Diagnostic>,
    ) -> Target {
        let none = Target {
            level: None,
            track: None,
        };
        let Some(typed) = self.word(Field::TargetLevel, problems) else {
            return none;
        };
        let Some((address, _)) = self.value(Field::TargetLevel) else {
            return none;
        };
        if STAY.contains(&fold(&typed).as_str()) {
            return Target {
                level: Some(role.level),
                track: None,
            };
        }
        match names.level(&typed, role.track) {
            Ok(named) => {
                let map = names.map();
                if map.level(named.level).rank < map.level(role.level).rank {
                    problems.push(Diagnostic::warning(
                        "target-below-role",
                        self.cell(address),
                        format!(
                            "The target level “{}” is below the role level “{}”; it was used as it is.",
                            map.level(named.level).title,
                            map.level(role.level).title
                        ),
                        "Check both levels; leave the target level empty for the next one.",
                    ));
                }
                let only_track = match map.level(named.level).tracks.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                };
                Target {
                    level: Some(named.level),
                    track: named
                        .track
                        .or(only_track)
                        .filter(|track| role.track.is_some_and(|own| own != *track)),
                }
            }
            Err(unmatched) => {
                problems.push(Diagnostic::warning(
                    "unknown-level",
                    self.cell(address),
                    format!(
                        "{}; the next level on the person's track was used.",
                        level_problem("target level", &typed, &unmatched)
                    ),
                    unmatched.help(&level_titles(names)),
                ));
                none
            }
        }
    }

    /// A date. One that cannot be read, or could be two days, is reported and left out.
    pub(super) fn date(&self, label: Field, problems: &mut Vec<Diagnostic>) -> Option<Date> {
        let (address, value) = self.value(label)?;
        date_or_report(value, || self.cell(address), problems)
    }
}

/// Words that say: I stay where I am.
const STAY: [&str; 9] = [
    "stay",
    "staying",
    "same",
    "same level",
    "current",
    "current level",
    "deepen",
    "stay and deepen",
    "stay at level",
];

/// The date in a cell; one that cannot be read, or could be two days, is reported.
pub(super) fn date_or_report(
    value: &Value,
    at: impl FnOnce() -> Location,
    problems: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let problem = match parse_date(value) {
        Ok(date) => return Some(date),
        Err(problem) => problem,
    };
    let at = at();
    let typed = text_or_report(value, || at.clone(), problems)?;
    let typed = tidy(&typed);
    problems.push(match problem {
        DateProblem::Ambiguous(one, other) => Diagnostic::warning(
            "date-ambiguous",
            at,
            format!("“{typed}” could be {one} or {other}; the date was left out."),
            "Write the date as year-month-day, such as 2026-10-05.",
        ),
        DateProblem::NotADate => Diagnostic::warning(
            "date-unreadable",
            at,
            format!("“{typed}” is no date; it was left out."),
            "Write the date as year-month-day, such as 2026-10-05.",
        ),
    });
    None
}

fn labels(
    sheet: &Sheet,
    header_row: u32,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<Field, CellAddress> {
    let known: BTreeMap<String, Field> = LABELS
        .iter()
        .flat_map(|(label, names)| names.iter().map(|name| (fold(name), *label)))
        .collect();
    let mut found: BTreeMap<Field, Vec<CellAddress>> = BTreeMap::new();
    for (address, value) in sheet.grid.cells() {
        // The table's own headings are no labels, though “Manager” may head a column.
        if address.row == header_row {
            continue;
        }
        if let Value::Text(text) = value
            && let Some(label) = known.get(&fold(text))
        {
            let all = found.entry(*label).or_default();
            // A value may happen to be a label's word: “Name | Manager”. It stands right of a label, a label does not.
            let is_value = address.column > 0
                && matches!(
                    sheet.grid.get(address.row, address.column - 1),
                    Some(Value::Text(left)) if known.contains_key(&fold(left))
                );
            if !is_value {
                all.push(address);
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(label, places)| match places.as_slice() {
            [] => None,
            [only] => Some((label, *only)),
            [first, rest @ ..] => {
                // The first one above the table counts; a later one is often a word in a table.
                let above = places.iter().filter(|place| place.row < header_row).count();
                if above > 1 {
                    problems.push(Diagnostic::warning(
                        "label-twice",
                        sheet.at.with_cell(rest[0]),
                        format!(
                            "The label “{}” stands in {first} and again here; the first one was used.",
                            LABELS
                                .iter()
                                .find(|(known, _)| *known == label)
                                .and_then(|(_, names)| names.first())
                                .unwrap_or(&"")
                        ),
                        "Keep one of them.",
                    ));
                }
                Some((label, *first))
            }
        })
        .collect()
}

/// The map's level titles, for messages.
pub(super) fn level_titles<'m>(names: &Names<'m>) -> Vec<&'m str> {
    names
        .map()
        .levels
        .iter()
        .map(|level| level.title.as_str())
        .collect()
}

fn level_problem(what: &str, typed: &str, unmatched: &Unmatched) -> String {
    match unmatched {
        Unmatched::Unknown { .. } => {
            format!("The {what} “{typed}” is not in the career map")
        }
        Unmatched::Ambiguous { .. } => {
            format!("The {what} “{typed}” is more than one level of the career map")
        }
    }
}
