//! The company's library of development actions: the sheet *Development actions* in the map's workbook.

mod amounts;
mod booking;
mod columns;
mod cost;
mod hours;
mod row;
mod sheets;
mod words;

use crate::diagnostic::{Diagnostic, Location};
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::layouts::leave_out;
use crate::load::career_map::options::MapOptions;
use crate::load::hidden::hidden_cells;
use crate::load::sheet::Workbook;
use crate::load::vocabulary::{Concept, Meaning, heading, says};
use crate::model::{Amount, CareerMap, CompetencyId, Cost, LeftOut, LevelId, SuggestedAction};
use crate::text::{closest, fold, tidy, tidy_lines};
use columns::{Columns, report_other_currency};
use row::with_unit;
pub(in crate::load::career_map) use sheets::{is_companion, is_needs};

/// What can stand between two names in a cell; it can also be part of a name.
const BETWEEN: [char; 6] = [';', ',', '\n', '/', '|', '•'];

/// Reads the library into the map.
pub(in crate::load::career_map) fn read(
    workbook: &Workbook,
    map: &mut CareerMap,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for sheet in sheets::libraries(workbook, options, diagnostics) {
        let (_, left_out) = sheet.visible();
        diagnostics.extend(left_out.map(|left_out| hidden_cells(sheet, &left_out)));
        let Some((table, _)) =
            MapTable::of(sheet).and_then(|table| leave_out::places(table, options))
        else {
            continue;
        };
        let Some((table, columns)) = with_columns(table) else {
            diagnostics.push(Diagnostic::warning(
                "library-header",
                sheet.at.clone(),
                "The sheet of development actions has no row with the labels Competency and Action.",
                "Give its columns the labels Competency, Level, Action, Kind, Resource, Effort, Hours, Cost, Currency, \
                 Provider, Seats, From and To.",
            ));
            continue;
        };
        let mut reader = LibraryReader {
            table: &table,
            map,
            options,
            diagnostics,
        };
        let actions = reader.read(columns);
        map.library.extend(actions);
    }
}

/// What the settings leave out of the library.
pub(in crate::load::career_map) fn places_left_out(
    workbook: &Workbook,
    options: &MapOptions,
) -> Vec<Vec<LeftOut>> {
    if options.leave_out.is_empty() {
        return Vec::new();
    }
    let sheets = sheets::libraries(workbook, options, &mut Vec::new());
    let tables = sheets.into_iter().filter_map(MapTable::of);
    let places = tables.filter_map(|table| leave_out::places(table, options));
    // They are not in the sheets of any draft, so they count for each, as whole sheets do.
    let of_all = |left: LeftOut| LeftOut { area: None, ..left };
    places
        .map(|(_, left_out)| left_out.into_iter().map(of_all).collect())
        .collect()
}

/// The table with its columns, turned on its side if the headings are below each other.
fn with_columns(table: MapTable) -> Option<(MapTable, Columns)> {
    /// Titles and notes are above the headings.
    const MOST_ABOVE: usize = 20;
    let find = |table: &MapTable| {
        (0..table.height().min(MOST_ABOVE)).find_map(|line| Columns::of(table, line))
    };
    if let Some(columns) = find(&table) {
        return Some((table, columns));
    }
    let turned = table.turned();
    let columns = find(&turned)?;
    Some((turned, columns))
}

/// The first column of a row of headings that can mean one of these.
pub(in crate::load::career_map) fn column_of(
    table: &MapTable,
    header: usize,
    meanings: &[Meaning],
) -> Option<usize> {
    (0..table.width()).find(|column| {
        let heading = heading(table.text(header, *column));
        meanings.iter().any(|meaning| heading.may_be(*meaning))
    })
}

/// Reads one sheet.
struct LibraryReader<'r> {
    table: &'r MapTable,
    map: &'r CareerMap,
    options: &'r MapOptions,
    diagnostics: &'r mut Vec<Diagnostic>,
}

impl LibraryReader<'_> {
    fn read(&mut self, mut columns: Columns) -> Vec<SuggestedAction> {
        let table = self.table;
        let mut beside: Vec<usize> = (0..columns.header).collect();
        let mut actions: Vec<SuggestedAction> = Vec::new();
        let mut some_of_company = false;
        let costs_from = columns.booking.costs.columns.first();
        let costs_at = costs_from.map(|(column, _)| table.location(columns.header, *column));
        columns.report_unread(table, self.options, self.diagnostics);
        let mut row = columns.body;
        while row < table.height() {
            // Headings are repeated on each printed page, or begin another list.
            if let Some(next) = self.headings_again(&columns, row) {
                row = next.body;
                columns = next;
                columns.report_unread(table, self.options, self.diagnostics);
                continue;
            }
            if tidy(table.text(row, columns.action)).is_empty() {
                self.report_no_action(&columns, row);
                beside.push(row);
            } else {
                some_of_company |= columns.booking.costs_company_currency(table, row);
                actions.extend(self.row(&columns, row));
            }
            row += 1;
        }
        self.report_no_currency(&actions, costs_at);
        if some_of_company {
            report_other_currency(table, &beside, self.options.currency, self.diagnostics);
        }
        actions
    }

    /// The columns from here on, if the row has headings of the library once more.
    fn headings_again(&self, columns: &Columns, row: usize) -> Option<Columns> {
        let name = self.table.text(row, columns.competency);
        let may_be = heading(name).may_be(Meaning::Competency)
            && heading(self.table.text(row, columns.action)).may_be(Meaning::Action);
        if !may_be || !self.competencies(name).is_empty() {
            return None;
        }
        Columns::of(self.table, row)
    }

    /// Names a row that says what an action costs or takes, but not which action. For a row of sums it is only a note.
    fn report_no_action(&mut self, columns: &Columns, row: usize) {
        let table = self.table;
        let cells = (0..table.width()).filter_map(|column| table.own(row, column));
        let is_sum = cells.map(|cell| &cell.text).any(|text| {
            let heading = heading(text);
            heading.may_be(Meaning::Total) || says(text, Concept::PerRun)
        });
        let Some(first) = columns.booking.filled_in(table, row) else {
            return;
        };
        let (message, help) = (
            "This row has nothing in the column of actions; it was left out.",
            "Write what to do into that column, or delete the row.",
        );
        let at = table.location(row, first);
        self.diagnostics.push(if is_sum {
            Diagnostic::note("library-row", at, message, help)
        } else {
            Diagnostic::warning("library-row", at, message, help)
        });
    }

    fn row(&mut self, columns: &Columns, row: usize) -> Vec<SuggestedAction> {
        let table = self.table;
        let text = |column: Option<usize>| {
            let text = tidy_lines(table.text(row, column?));
            (!text.is_empty()).then_some(text)
        };
        let name = tidy_lines(table.text(row, columns.competency));
        let competencies = each(&name, |name| self.competencies(name)).unwrap_or_else(|wrong| {
            let names = self.map.competencies.iter().map(|c| c.name.as_str());
            let (message, help) = if wrong.is_empty() {
                (
                    "This row names no competency; the action was left out.".to_owned(),
                    "Write the competency into each row, or “All”.".to_owned(),
                )
            } else {
                (
                    format!("The map has no competency “{wrong}”; the action was left out."),
                    suggestion(
                        closest(&wrong, names),
                        "Write the competency's name as the map has it, or “All”.",
                    ),
                )
            };
            let at = table.location(row, columns.competency);
            let problem = Diagnostic::warning("library-competency", at, message, help);
            self.diagnostics.push(problem);
            Vec::new()
        });
        let typed = text(columns.level).filter(|level| !says(level, Concept::Everything));
        let levels = match typed {
            None => vec![None],
            Some(typed) => each(&typed, |name| level_ids(self.map, name)).unwrap_or_else(|wrong| {
                let titles = self.map.levels.iter().map(|l| l.title.as_str());
                self.diagnostics.push(Diagnostic::warning(
                    "library-level",
                    table.location(row, columns.level.unwrap_or(0)),
                    format!("The map has no level “{wrong}”; the action was left out."),
                    suggestion(
                        closest(&wrong, titles),
                        "Write the level's title or code as the map has it, or leave the cell empty.",
                    ),
                ));
                Vec::new()
            }),
        };
        if competencies.is_empty() || levels.is_empty() {
            return Vec::new();
        }
        let own = self.options.currency;
        let booking = columns.booking.read(table, row, own, self.diagnostics);
        let (Some(booking), Some(action)) = (booking, text(Some(columns.action))) else {
            return Vec::new();
        };
        let effort = text(columns.effort).map(|text| {
            let cell = columns.effort.and_then(|column| table.cell(row, column));
            match cell.filter(|cell| cell.number.is_some()) {
                Some(cell) => {
                    let unit = cell.unit.as_deref().map(str::to_owned);
                    with_unit(&text, unit.or_else(|| columns.unit_of_effort()).as_deref())
                }
                None => text,
            }
        });
        let of_level = |level: &Option<LevelId>| {
            let level = *level;
            let (kind, resource) = (text(columns.kind), text(columns.resource));
            let (action, effort, booking) = (action.clone(), effort.clone(), booking.clone());
            competencies.iter().map(move |competency| SuggestedAction {
                competency: *competency,
                level,
                action: action.clone(),
                kind: kind.clone(),
                resource: resource.clone(),
                effort: effort.clone(),
                booking: booking.clone(),
            })
        };
        levels.iter().flat_map(of_level).collect()
    }

    /// The competencies that a name means: with *All*, those that are scored.
    fn competencies(&self, name: &str) -> Vec<CompetencyId> {
        let folded = fold(name);
        let is_meant = |id: &CompetencyId| match self.map.competency(*id) {
            competency if says(name, Concept::Everything) => competency.scored,
            competency => fold(&competency.name) == folded,
        };
        self.map.all_competency_ids().filter(is_meant).collect()
    }

    /// Says that costs have no currency: they are added up only with each other.
    fn report_no_currency(&mut self, actions: &[SuggestedAction], costs_at: Option<Location>) {
        let costs = || actions.iter().filter_map(|action| action.booking.cost);
        // A cost of nothing needs no currency.
        let without = |cost: &Cost| cost.currency.is_none() && cost.amount != Amount::default();
        let (Some(at), true) = (costs_at, costs().any(|cost| without(&cost))) else {
            return;
        };
        let message =
            "Costs on this sheet have no currency; they are not added to costs that have one.";
        let help = "Write the currency beside each cost, or `currency = \"EUR\"` under [programme] in careermap.toml.";
        self.diagnostics
            .push(if costs().any(|cost| cost.currency.is_some()) {
                Diagnostic::warning("library-no-currency", at, message, help)
            } else {
                Diagnostic::note("library-no-currency", at, message, help)
            });
    }
}

/// What a cell names: one name, or several with signs between them. An error is the part that names nothing.
fn each<T>(typed: &str, find: impl Fn(&str) -> Vec<T>) -> Result<Vec<T>, String> {
    let whole = find(typed);
    if !whole.is_empty() {
        return Ok(whole);
    }
    let parts: Vec<&str> = typed
        .split(BETWEEN)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut found = Vec::new();
    for part in &parts {
        match find(part) {
            // A name that has such signs itself is wrong as a whole.
            own if own.is_empty() => {
                let wrong = if found.is_empty() { typed } else { part };
                return Err(tidy(wrong));
            }
            own => found.extend(own),
        }
    }
    if found.is_empty() {
        return Err(tidy(typed));
    }
    Ok(found)
}

/// The levels of this name. “≥ Analyst” and “Analyst+” are more than one, although comparing names ignores signs.
fn level_ids(map: &CareerMap, name: &str) -> Vec<Option<LevelId>> {
    let folded = fold(name);
    let signs = |text: &str| text.matches(['≥', '≤', '>', '<', '+', '→']).count();
    let found = map.level_ids().find(|id| {
        let level = map.level(*id);
        std::iter::once(&level.title)
            .chain(&level.code)
            .chain(&level.aliases)
            .any(|own| fold(own) == folded && signs(own) == signs(name))
    });
    found.map(Some).into_iter().collect()
}

pub(in crate::load::career_map) fn suggestion(close: Option<&str>, otherwise: &str) -> String {
    close.map_or_else(
        || otherwise.to_owned(),
        |close| format!("Did you mean “{close}”? {otherwise}"),
    )
}
