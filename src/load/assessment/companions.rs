//! The sheets beside an assessment, *Actions* and *Expectations*: whose they are.
//!
//! In a file of one person they are that person's. In a file of several people, a column with the name or the employee
//! ID says it, or the sheet that they share with the person's form, or the sheet's name. Where nothing says it, they
//! are left out, with a diagnostic.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::names::MapNames;
use super::super::sheet::Sheet;
use super::super::table::{Columns, HeadedTable, Row};
use super::super::vocabulary::{Dictionary, Meaning};
use super::Context;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Assessment, EmployeeId, Field, PeopleIndex, Person, name_key};
use crate::text::counted;

/// The longest name that spreadsheet programs give a sheet, in characters.
const LONGEST_SHEET_NAME: usize = 31;

/// The column that names the person.
pub(super) const NAME: Meaning = Meaning::Of(Field::Name);
/// The column with the person's employee ID.
pub(super) const EMPLOYEE_ID: Meaning = Meaning::Of(Field::EmployeeId);

/// What such a sheet holds: actions, or marks.
pub(super) trait AttachedSheet {
    /// What a row becomes.
    type Item;
    /// What the rows are, in words.
    const WHAT: &'static str;
    /// The contract's name of the sheet.
    const SHEET: &'static str;
    /// The columns of its table.
    const COLUMNS: Columns;
    /// The columns that it must have.
    const REQUIRED: &'static [Meaning];
    /// The columns of which it must have one.
    const ANY_OF: &'static [Meaning];
    /// The columns that say something, beyond what a form fills in beforehand.
    const FILLED: &'static [Meaning];

    /// The table on a sheet, if it has one.
    fn find<'a>(
        sheet: &'a Sheet,
        words: &Dictionary,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<HeadedTable<'a, Meaning>> {
        let (required, any) = (Self::REQUIRED, Self::ANY_OF);
        HeadedTable::find(sheet, &Self::COLUMNS, words, required, any, problems)
    }

    /// Whether a row says something.
    fn is_filled(row: &Row<'_, Meaning>) -> bool {
        let mut columns = Self::FILLED.iter();
        columns.any(|column| row.value(*column).is_some())
    }

    /// Reads a row of this person.
    fn read(
        row: &Row<'_, Meaning>,
        names: &MapNames<'_>,
        person: &Person,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self::Item>;
    /// The part of an assessment that holds these rows.
    fn items(assessment: &mut Assessment) -> &mut Vec<Self::Item>;
}

/// Whether a sheet holds a table of this kind.
pub(super) fn is_on<C: AttachedSheet>(sheet: &Sheet, context: &Context<'_>) -> bool {
    C::find(sheet, &context.settings.columns, &mut Vec::new()).is_some()
}

/// Reads all tables of a kind in a file and gives each person theirs. `alone` says that the file is about one person.
pub(super) fn attach<C: AttachedSheet>(
    assessments: &mut [Assessment],
    alone: bool,
    sheets: &[&Sheet],
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let names = context.names;
    // If the assessments were left out, so are their actions; the message about the assessments is enough.
    if assessments.is_empty() {
        return;
    }
    let owners = Owners::of(assessments, alone, &context.settings.columns);
    let mut given: BTreeMap<usize, &Sheet> = BTreeMap::new();
    for sheet in sheets {
        let mut found = Vec::new();
        let Some(table) = C::find(sheet, &context.settings.columns, &mut found) else {
            continue;
        };
        problems.append(&mut found);
        let rows: Vec<Row<'_, Meaning>> = table.rows().filter(C::is_filled).collect();
        if rows.is_empty() {
            continue;
        }
        if table.column(NAME).is_some() || table.column(EMPLOYEE_ID).is_some() {
            row_by_row::<C>(&rows, assessments, &owners, names, problems);
            continue;
        }
        match owners.of_sheet(sheet, &context.settings.columns) {
            None => problems.push(unknown_owner::<C>(sheet, rows.len())),
            Some(person) => {
                if let Some(first) = given.get(&person) {
                    problems.push(second_sheet::<C>(sheet, first));
                    continue;
                }
                given.insert(person, sheet);
                for row in rows {
                    put::<C>(&row, &mut assessments[person], names, problems);
                }
            }
        }
    }
}

fn put<C: AttachedSheet>(
    row: &Row<'_, Meaning>,
    assessment: &mut Assessment,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    if let Some(item) = C::read(row, names, &assessment.person, problems) {
        C::items(assessment).push(item);
    }
}

/// A table with a column that says whose each row is.
fn row_by_row<C: AttachedSheet>(
    rows: &[Row<'_, Meaning>],
    assessments: &mut [Assessment],
    owners: &Owners,
    names: &MapNames<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for row in rows {
        let name = row.name(NAME, problems);
        let id = row.name(EMPLOYEE_ID, problems);
        let place = if name.is_some() {
            row.at(NAME)
        } else {
            row.at(EMPLOYEE_ID)
        };
        let found = match (&name, &id) {
            (None, None) if owners.alone => Some(0),
            (None, None) => {
                problems.push(Diagnostic::warning(
                    "name-missing",
                    place,
                    "This row does not name a person; it was left out.",
                    "Write the person's name into each row, or empty the row.",
                ));
                continue;
            }
            _ => {
                let id = id.as_deref().map(EmployeeId::new);
                let name = name.as_deref().unwrap_or_default();
                owners.people.find((id.as_ref(), name)).one()
            }
        };
        match found {
            Some(person) => put::<C>(row, &mut assessments[person], names, problems),
            None => problems.push(unmatched_row(
                place,
                name.or(id).as_deref().unwrap_or_default(),
            )),
        }
    }
}

/// Those whose a whole sheet can be.
struct Owners {
    /// Whether the file is about one person.
    alone: bool,
    people: PeopleIndex,
    /// By the sheet of their form.
    by_sheet: BTreeMap<String, BTreeSet<usize>>,
    /// By what the name of that sheet says.
    by_form: HashMap<String, BTreeSet<usize>>,
    /// By name, in its order.
    by_name: BTreeMap<String, BTreeSet<usize>>,
}

impl Owners {
    fn of(assessments: &[Assessment], alone: bool, words: &Dictionary) -> Self {
        let mut owners = Self {
            alone,
            people: PeopleIndex::of(assessments.iter().map(|assessment| &assessment.person)),
            by_sheet: BTreeMap::new(),
            by_form: HashMap::new(),
            by_name: BTreeMap::new(),
        };
        let several = assessments.iter().enumerate().filter(|_| !alone);
        for (place, assessment) in several {
            let form = assessment.at.sheet().unwrap_or_default();
            let name = name_key(&assessment.person.name);
            owners.by_name.entry(name).or_default().insert(place);
            let of_sheet = owners.by_sheet.entry(form.to_owned()).or_default();
            of_sheet.insert(place);
        }
        for (form, places) in &owners.by_sheet {
            let said = without_common_words(form, words);
            owners.by_form.entry(said).or_default().extend(places);
        }
        owners
    }

    /// Whose a whole sheet is.
    fn of_sheet(&self, sheet: &Sheet, words: &Dictionary) -> Option<usize> {
        if self.alone {
            return Some(0);
        }
        let of_form = sheet.at.sheet().and_then(|form| self.by_sheet.get(form));
        if let Some(own) = of_form.and_then(|all| only(all.iter())) {
            return Some(own);
        }
        let wanted = without_common_words(&sheet.name, words);
        if wanted.is_empty() {
            return None;
        }
        let with_id = self.people.with_id(&EmployeeId::new(wanted.as_str())).one();
        let named = [self.by_name.get(&wanted), self.by_form.get(&wanted)];
        let named = named.into_iter().flatten().flatten();
        if let Some(named) = only(named.chain(with_id.iter())) {
            return Some(named);
        }
        // A first name is enough where nobody else has it; so is the beginning of a long name that was cut at the program's
        // limit.
        let is_cut = sheet.name.chars().count() >= LONGEST_SHEET_NAME;
        let begin = if is_cut { wanted } else { wanted + " " };
        let longer = self.by_name.range(begin.clone()..);
        let longer = longer.take_while(|(name, _)| name.starts_with(&begin));
        only(longer.flat_map(|(_, all)| all))
    }
}

/// The only one of these places.
fn only<'p>(mut places: impl Iterator<Item = &'p usize>) -> Option<usize> {
    let first = places.next()?;
    places.all(|place| place == first).then_some(*first)
}

/// What a sheet's name says beside the words that say what it holds: “Actions - Ana” and “Vorhaben – Ana” are “ana”.
fn without_common_words(name: &str, words: &Dictionary) -> String {
    const COMMON: [&str; 13] = [
        "action",
        "de",
        "development",
        "expectation",
        "for",
        "fur",
        "marks",
        "of",
        "par",
        "para",
        "plan",
        "review",
        "von",
    ];
    name_key(name)
        .split_whitespace()
        .filter(|word| !COMMON.contains(word) && !words.is_of_sheet(word))
        .collect::<Vec<_>>()
        .join(" ")
}

fn unknown_owner<C: AttachedSheet>(sheet: &Sheet, rows: usize) -> Diagnostic {
    let rows = counted(rows, "row", "rows");
    Diagnostic::warning(
        "whose-sheet",
        sheet.at.clone(),
        format!(
            "This sheet holds {} ({rows}) in a file about several people, but does not say whose they are; they were \
             left out.",
            C::WHAT
        ),
        format!(
            "Add a column “Name” or “Employee ID”, or name the sheet after the person, such as “{} - Ana Marsh”.",
            C::SHEET
        ),
    )
}

fn second_sheet<C: AttachedSheet>(sheet: &Sheet, first: &Sheet) -> Diagnostic {
    Diagnostic::warning(
        "sheet-unused",
        sheet.at.clone(),
        format!(
            "This sheet holds {} of the same person as sheet “{}”; only those there were used.",
            C::WHAT,
            first.name
        ),
        "Put all of them on one sheet, or delete this one.",
    )
}

fn unmatched_row(at: Location, who: &str) -> Diagnostic {
    Diagnostic::warning(
        "row-of-nobody",
        at,
        format!(
            "No assessment in this file, or more than one, belongs to “{who}”; the row was left out."
        ),
        "Write the name or the employee ID as the person's assessment has it.",
    )
}
