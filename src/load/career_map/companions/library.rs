//! The company's library of development actions: the sheet *Development actions* in the map's workbook.

mod amounts;
mod booking;

use crate::diagnostic::Diagnostic;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::sheet::{Sheet, Workbook};
use crate::load::vocabulary::{Concept, Meaning, heading, says};
use crate::model::{Amount, CareerMap, CompetencyId, Cost, Field, LevelId, SuggestedAction};
use crate::text::{all_in_quotes, closest, fold, tidy, tidy_lines};
use booking::BookingColumns;

/// Sheets beside the map in its workbook that are never taken for the map.
pub(in crate::load::career_map) fn is_companion(sheet: &Sheet) -> bool {
    says(&sheet.name, Concept::LibrarySheet) || is_needs(sheet)
}

fn is_library(sheet: &Sheet) -> bool {
    is_companion(sheet) && !is_needs(sheet)
}

/// Whether it is the sheet *Coverage needs*.
pub(in crate::load::career_map) fn is_needs(sheet: &Sheet) -> bool {
    matches!(
        fold(&sheet.name).as_str(),
        "coverage needs" | "coverage need"
    )
}

/// Reads the library into the map.
pub(in crate::load::career_map) fn read(
    workbook: &Workbook,
    map: &mut CareerMap,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for sheet in workbook
        .sheets
        .iter()
        .filter(|sheet| is_library(sheet) && !sheet.hidden)
    {
        let Some(table) = MapTable::of(sheet) else {
            continue;
        };
        let Some(columns) = (0..table.height().min(20)).find_map(|line| Columns::of(&table, line))
        else {
            diagnostics.push(Diagnostic::warning(
                "library-header",
                sheet.at.clone(),
                "The sheet of development actions has no row with the labels Competency and Action.",
                "Give its columns the labels Competency, Level, Action, Kind, Resource, Effort, Hours, Cost, Currency, \
                 Provider, Seats, From and To.",
            ));
            continue;
        };
        columns.report_unread(&table, diagnostics);
        let begins = map.library.len();
        for row in columns.header + 1..table.height() {
            let actions = read_row(&table, &columns, row, map, options, diagnostics);
            map.library.extend(actions);
        }
        report_no_currency(&map.library[begins..], &table, &columns, diagnostics);
    }
}

/// Which column holds what.
struct Columns {
    header: usize,
    competency: usize,
    level: Option<usize>,
    action: usize,
    kind: Option<usize>,
    resource: Option<usize>,
    effort: Option<usize>,
    booking: BookingColumns,
}

impl Columns {
    fn of(table: &MapTable, header: usize) -> Option<Self> {
        let find = |meanings: &[Meaning]| column_of(table, header, meanings);
        let competency = find(&[Meaning::Competency])?;
        let action = find(&[Meaning::Action])?;
        // “Hours” and “Provider” can also mean effort and resource.
        let booking = BookingColumns::of(table, header);
        let other = |meaning| column_besides(table, header, &[meaning], &booking.all());
        Some(Self {
            header,
            competency,
            action,
            level: find(&[Meaning::Level, Meaning::Of(Field::TargetLevel)]),
            kind: find(&[Meaning::Kind]),
            resource: other(Meaning::Resource),
            effort: other(Meaning::Effort),
            booking,
        })
    }

    /// Says which columns were not read.
    fn report_unread(&self, table: &MapTable, diagnostics: &mut Vec<Diagnostic>) {
        let mut read = vec![self.competency, self.action];
        read.extend(
            [self.level, self.kind, self.resource, self.effort]
                .into_iter()
                .flatten(),
        );
        read.extend(self.booking.all());
        let unread: Vec<usize> = (0..table.width())
            .filter(|column| !read.contains(column))
            .filter(|column| !tidy(table.text(self.header, *column)).is_empty())
            .collect();
        let Some(first) = unread.first() else { return };
        let names = unread.iter().map(|column| table.text(self.header, *column));
        diagnostics.push(Diagnostic::note(
            "library-column",
            table.location(self.header, *first),
            format!("These columns of the development actions were not read: {}.", all_in_quotes(names)),
            "If they are part of the library, give them the labels Level, Kind, Resource, Effort, Hours, Cost, Currency, \
             Provider, Seats, From or To.",
        ));
    }
}

/// The first column of a row of headings that can mean one of these.
pub(in crate::load::career_map) fn column_of(
    table: &MapTable,
    header: usize,
    meanings: &[Meaning],
) -> Option<usize> {
    column_besides(table, header, meanings, &[])
}

/// The same, of the columns that are not `taken`.
fn column_besides(
    table: &MapTable,
    header: usize,
    meanings: &[Meaning],
    taken: &[usize],
) -> Option<usize> {
    (0..table.width())
        .filter(|column| !taken.contains(column))
        .find(|column| {
            let heading = heading(table.text(header, *column));
            meanings.iter().any(|meaning| heading.may_be(*meaning))
        })
}

fn read_row(
    table: &MapTable,
    columns: &Columns,
    row: usize,
    map: &CareerMap,
    options: &MapOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SuggestedAction> {
    let text = |column: Option<usize>| {
        let text = tidy_lines(table.text(row, column?));
        (!text.is_empty()).then_some(text)
    };
    let Some(action) = text(Some(columns.action)) else {
        return Vec::new();
    };
    let name = tidy(table.text(row, columns.competency));
    let folded = fold(&name);
    let is_meant = |id: &CompetencyId| match map.competency(*id) {
        competency if says(&name, Concept::Everything) => competency.scored,
        competency => fold(&competency.name) == folded,
    };
    let competencies: Vec<CompetencyId> = map.all_competency_ids().filter(is_meant).collect();
    if competencies.is_empty() {
        let close = closest(&name, map.competencies.iter().map(|c| c.name.as_str()));
        diagnostics.push(Diagnostic::warning(
            "library-competency",
            table.location(row, columns.competency),
            format!("The map has no competency “{name}”; the action was left out."),
            suggestion(
                close,
                "Write the competency's name as the map has it, or “All”.",
            ),
        ));
        return Vec::new();
    }
    let level = match text(columns.level) {
        None => None,
        Some(level) if says(&level, Concept::Everything) => None,
        Some(level) => {
            let Some(id) = level_id(map, &level) else {
                let close = closest(&level, map.levels.iter().map(|l| l.title.as_str()));
                diagnostics.push(Diagnostic::warning(
                    "library-level",
                    table.location(row, columns.level.unwrap_or(0)),
                    format!("The map has no level “{}”; the action was left out.", tidy(&level)),
                    suggestion(close, "Write the level's title or code as the map has it, or leave the cell empty."),
                ));
                return Vec::new();
            };
            Some(id)
        }
    };
    let Some(booking) = columns
        .booking
        .read(table, row, options.currency, diagnostics)
    else {
        return Vec::new();
    };
    competencies
        .into_iter()
        .map(|competency| SuggestedAction {
            competency,
            level,
            action: action.clone(),
            kind: text(columns.kind),
            resource: text(columns.resource),
            effort: text(columns.effort),
            booking: booking.clone(),
        })
        .collect()
}

/// Says that costs have no currency: they are added up only with each other.
fn report_no_currency(
    actions: &[SuggestedAction],
    table: &MapTable,
    columns: &Columns,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let costs = || actions.iter().filter_map(|action| action.booking.cost);
    // A cost of nothing needs no currency.
    let without = |cost: &Cost| cost.currency.is_none() && cost.amount != Amount::default();
    let (Some(column), true) = (columns.booking.cost, costs().any(|cost| without(&cost))) else {
        return;
    };
    let message =
        "Costs on this sheet have no currency; they are not added to costs that have one.";
    let help = "Write the currency beside each cost, or `currency = \"EUR\"` under [programme] in careermap.toml.";
    let at = table.location(columns.header, column);
    diagnostics.push(if costs().any(|cost| cost.currency.is_some()) {
        Diagnostic::warning("library-no-currency", at, message, help)
    } else {
        Diagnostic::note("library-no-currency", at, message, help)
    });
}

fn level_id(map: &CareerMap, name: &str) -> Option<LevelId> {
    let folded = fold(name);
    map.level_ids().find(|id| {
        let level = map.level(*id);
        std::iter::once(&level.title)
            .chain(&level.code)
            .chain(&level.aliases)
            .any(|own| fold(own) == folded)
    })
}

pub(in crate::load::career_map) fn suggestion(close: Option<&str>, otherwise: &str) -> String {
    close.map_or_else(
        || otherwise.to_owned(),
        |close| format!("Did you mean “{close}”? {otherwise}"),
    )
}
