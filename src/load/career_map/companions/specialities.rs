//! What the company expects of some people only: the sheet *Specialities* in the map's workbook, and sheets that are named
//! after a speciality, `Speciality - Events`, and laid out like the map.

mod entries;
mod layout;
mod list;
mod understood;
mod value;

use crate::diagnostic::Diagnostic;
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::sheet::{Sheet, Workbook};
use crate::load::vocabulary::{Concept, says};
use crate::model::{CareerMap, NewSpeciality, SheetAccount};
use crate::text::{fold, tidy};
use entries::Entries;

/// What was read about specialities.
#[derive(Debug, Default)]
pub(in crate::load::career_map) struct Specialities {
    /// The specialities; their competencies are in the map.
    pub(in crate::load::career_map) found: Vec<NewSpeciality>,
    /// What the cells of lists were read as.
    pub(in crate::load::career_map) accounts: Vec<SheetAccount>,
    /// The sheets that are laid out like the map, with their readings.
    pub(in crate::load::career_map) drafts: Vec<Draft>,
}

/// Takes the sheets about specialities out of a workbook, since they must not be taken for the map; `None` if there are none.
pub(in crate::load::career_map) fn apart(
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<(Workbook, Workbook)> {
    let is_chosen = |sheet: &Sheet| {
        let chosen = options.sheet.as_deref();
        chosen.is_some_and(|name| fold(name) == fold(&sheet.name))
    };
    let is_own = |sheet: &Sheet| {
        !sheet.hidden && !is_chosen(sheet) && !options.leaves_out(&sheet.name) && is_about(sheet)
    };
    if !workbook.sheets.iter().any(is_own) {
        return None;
    }
    let (own, general) = workbook.sheets.iter().cloned().partition(is_own);
    let with = |sheets| Workbook {
        at: workbook.at.clone(),
        sheets,
    };
    Some((with(general), with(own)))
}

/// Whether a sheet is about specialities, by its name; a list must have its columns, too.
fn is_about(sheet: &Sheet) -> bool {
    speciality_of(&sheet.name).is_some() || (is_called_list(sheet) && list::is_on(sheet))
}

fn is_called_list(sheet: &Sheet) -> bool {
    says(&sheet.name, Concept::Speciality)
}

/// The speciality that a sheet is named after: `Speciality - Events`, `Fachgebiet: Events`, `Spécialité (Events)`.
fn speciality_of(name: &str) -> Option<String> {
    const SIGNS: [char; 9] = [':', '-', '–', '—', '_', '|', '(', '=', '.'];
    let (word, rest) = name.split_once(SIGNS)?;
    let rest = tidy(rest.trim_matches(|c: char| SIGNS.contains(&c) || c == ')' || c == ' '));
    (says(word, Concept::Speciality) && !rest.is_empty()).then_some(rest)
}

/// Names a sheet that is called *Specialities* and was read neither as a list of them nor as the map.
pub(in crate::load::career_map) fn report_unread(
    workbook: &Workbook,
    map: &CareerMap,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for sheet in &workbook.sheets {
        if is_called_list(sheet)
            && !sheet.hidden
            && !sheet.grid.is_empty()
            && !list::is_on(sheet)
            && !map.sheets.contains(&sheet.name)
        {
            diagnostics.push(Diagnostic::warning(
                "speciality-header",
                sheet.at.clone(),
                "The sheet of specialities has no row with the labels Speciality, Competency, Level and Expectation; it \
                 was not read.",
                "Give its columns these labels, and Mode for add or replace.",
            ));
        }
    }
}

/// Reads the sheets about specialities. Their competencies are added to the map, where they do not hold.
pub(in crate::load::career_map) fn read(
    own: &Workbook,
    map: &mut CareerMap,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Specialities {
    let mut entries = Entries::default();
    let (mut accounts, mut drafts) = (Vec::new(), Vec::new());
    for sheet in &own.sheets {
        let Some(table) = MapTable::of(sheet) else {
            continue;
        };
        match speciality_of(&sheet.name) {
            None => accounts.extend(list::read(&table, map, &mut entries, diagnostics)),
            Some(name) => {
                let place = entries.speciality(&name, &sheet.at, diagnostics);
                let draft = place.and_then(|place| {
                    layout::read(&table, place, map, options, &mut entries, diagnostics)
                });
                drafts.extend(draft);
            }
        }
    }
    Specialities {
        found: entries.settle(map, options, diagnostics),
        accounts,
        drafts,
    }
}

/// The settings without the weights and kinds of competencies that only specialities have, which are no mistakes.
pub(in crate::load::career_map) fn without_theirs(
    options: &MapOptions,
    own: &Workbook,
    draft: &Draft,
) -> MapOptions {
    let sheets = own.sheets.iter();
    let cells = sheets.flat_map(|sheet| sheet.grid.cells());
    let texts: std::collections::BTreeSet<String> = cells
        .filter_map(|(_, value)| Some(fold(&value.text()?)))
        .collect();
    let is_theirs = |name: &str| {
        texts.contains(&fold(name)) && !draft.rows.iter().any(|row| fold(&row.name) == fold(name))
    };
    let mut general = options.clone();
    general.weights.retain(|name, _| !is_theirs(name));
    general.scored.retain(|name| !is_theirs(name));
    general.facts.retain(|name| !is_theirs(name));
    general
}
