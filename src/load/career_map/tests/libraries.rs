//! Libraries as other people make them: headings in other words, units below them, several tables, sheets of other names.

use super::companions::{currency, library, with_actions};
use super::*;
use crate::load::career_map::MapOptions;
use crate::load::sheet::GridBuilder;
use crate::load::testing::table_of;
use crate::model::{Amount, CompetencyId, Cost, CostPer, LevelId};

/// The messages without their texts: code and cell.
fn places(said: &[(String, String, String)]) -> Vec<String> {
    let places = said.iter();
    places
        .map(|(code, cell, _)| format!("{code} {cell}"))
        .collect()
}

fn cost(code: &str, amount: i64, per: CostPer) -> Cost {
    Cost {
        amount: Amount::whole(amount),
        currency: currency(code),
        per,
    }
}

/// The codes of the messages about the library.
fn of_library(reading: &MapReading) -> Vec<&'static str> {
    let codes = reading.diagnostics.iter().map(|d| d.code.0);
    codes.filter(|code| code.starts_with("library")).collect()
}

/// Settings of a company whose costs are in euros.
fn in_euros() -> MapOptions {
    MapOptions {
        currency: currency("EUR"),
        ..MapOptions::default()
    }
}

#[test]
fn headings_may_say_more_than_their_label() {
    for header in table_of(
        "Competency | Action | Duration (h) | Cost (EUR) | No. of seats
         Competency | Action | Hours/person | Estimated cost | Seats (max)
         Kompetenz | Maßnahme | Dauer (Std.) | Kosten 2027 | Plätze max.
         Compétence | Action | Durée (h) | Coût (€) | Nombre max. de participants
         Competencia | Acción | Horas lectivas | Coste | Nº de plazas",
    ) {
        let row: &[&str] = &["Delivery", "Course", "6", "120", "max. 8"];
        let (actions, said) = library(header, &[row], &in_euros());
        assert_eq!(said, [], "{header:?}");
        let booking = &actions[0].booking;
        assert_eq!(booking.hours, Some(Amount::whole(6)), "{header:?}");
        assert_eq!(booking.seats, Some(8), "{header:?}");
        assert_eq!(
            booking.cost,
            Some(cost("EUR", 120, CostPer::Run)),
            "{header:?}"
        );
    }
}

#[test]
fn whether_costs_have_tax_is_noted_once_and_changes_nothing() {
    let header: &[&str] = &["Competency", "Action", "Cost excl. VAT (EUR)"];
    let (actions, said) = library(header, &[&["Delivery", "X", "120"]], &MapOptions::default());
    assert_eq!(places(&said), ["library-tax C1"]);
    assert!(said[0].2.contains("“excl. VAT”"), "{said:?}");
    assert_eq!(
        actions[0].booking.cost,
        Some(cost("EUR", 120, CostPer::Person))
    );
}

#[test]
fn a_column_that_may_be_hours_costs_or_seats_is_never_left_out_quietly() {
    for heading in [
        "Cost per day",
        "Cost (k€)",
        "Hours per week",
        "Min. participants",
        "Days",
        "$",
        "Unit",
        "",
    ] {
        let header: &[&str] = &["Competency", "Action", heading, "Contact"];
        let row: &[&str] = &["Delivery", "X", "8", "Kim Sample"];
        let (actions, said) = library(header, &[row], &in_euros());
        assert_eq!(actions.len(), 1);
        assert_eq!(said.len(), 2, "{heading}: {said:?}");
        let text = &said[1].2;
        assert!(
            text.contains("although they may hold hours"),
            "{heading}: {text}"
        );
        // The line that the message prints settles it.
        let line = "`leave-out = [\"Development actions!column C\"]`";
        assert!(text.contains(line), "{heading}: {text}");
        let options = MapOptions {
            leave_out: vec!["Development actions!column C".to_owned()],
            ..in_euros()
        };
        let reading = read(&with_actions(&[header, row]), &options);
        let left: Vec<&str> = reading
            .diagnostics
            .iter()
            .filter(|d| d.severity == crate::diagnostic::Severity::Warning)
            .map(|d| d.code.0)
            .filter(|code| *code != "needs-header")
            .collect();
        assert_eq!(left, [] as [&str; 0], "{heading}");
    }
    // Numbers of rows, and words, are noted only.
    let header: &[&str] = &["No.", "Competency", "Action", "Contact"];
    let (_, said) = library(header, &[&["1", "Delivery", "X", "Kim"]], &in_euros());
    assert_eq!(places(&said), ["library-column A1"]);
    assert!(!said[0].2.contains("although"), "{said:?}");
}

#[test]
fn units_may_stand_in_a_row_below_the_headings() {
    let header: &[&str] = &["Competency", "Action", "Hours", "Cost", "Seats"];
    let units: &[&str] = &["", "", "per person", "in USD", "max."];
    let row: &[&str] = &["Delivery", "X", "6", "500", "8"];
    let (actions, said) = library(header, &[units, row], &in_euros());
    assert_eq!(said, []);
    let booking = &actions[0].booking;
    assert_eq!(booking.cost, Some(cost("USD", 500, CostPer::Run)));
    assert_eq!(
        (booking.hours, booking.seats),
        (Some(Amount::whole(6)), Some(8))
    );
    // A unit that cannot be calculated with is not ignored.
    let thousands: &[&str] = &["", "", "", "(k€)", ""];
    let (actions, said) = library(header, &[thousands, row], &in_euros());
    assert_eq!(actions[0].booking.cost, None);
    assert_eq!(places(&said), ["library-column D1"]);
}

#[test]
fn of_several_columns_of_costs_the_one_that_is_filled_counts() {
    let header: &[&str] = &[
        "Competency",
        "Action",
        "Cost per person (EUR)",
        "Cost per run (CHF)",
    ];
    let rows: &[&[&str]] = &[
        &["Delivery", "X", "10", ""],
        &["People", "Y", "", "300"],
        &["People", "Z", "10", "300"],
    ];
    let (actions, said) = library(header, rows, &MapOptions::default());
    let costs: Vec<_> = actions.iter().map(|action| action.booking.cost).collect();
    assert_eq!(
        costs,
        [
            Some(cost("EUR", 10, CostPer::Person)),
            Some(cost("CHF", 300, CostPer::Run))
        ]
    );
    assert_eq!(places(&said), ["library-cost D4"]);
    assert!(
        said[0].2.contains("Found two costs, “10” and “300”"),
        "{said:?}"
    );
}

#[test]
fn a_currency_beside_the_table_is_not_overlooked() {
    let header: &[&str] = &["Competency", "Action", "Cost"];
    let row: &[&str] = &["Delivery", "X", "5"];
    let note: &[&str] = &["All costs in USD, excluding VAT", "", ""];
    let (_, said) = library(header, &[row, note], &in_euros());
    assert_eq!(places(&said), ["library-currency A3"]);
    assert!(said[0].2.contains("names USD"), "{said:?}");
    let (_, said) = library(note, &[header, row], &in_euros());
    assert_eq!(places(&said), ["library-currency A1"]);
    // It says the same as the settings, or each cost has its own.
    let same: &[&str] = &["All costs in EUR", "", ""];
    assert_eq!(library(header, &[row, same], &in_euros()).1, []);
    let own: &[&str] = &["Delivery", "X", "5 GBP"];
    assert_eq!(library(header, &[own, note], &in_euros()).1, []);
}

#[test]
fn rows_without_an_action_are_named_and_headings_may_come_again() {
    let header: &[&str] = &["Competency", "Action", "Cost (EUR)"];
    let rows: &[&[&str]] = &[
        &["Delivery", "X", "5"],
        &["Delivery", "", "6"],
        &["Competency", "Action", "Cost (CHF)"],
        &["People", "Y", "7"],
        &["Total", "", "12"],
    ];
    let (actions, said) = library(header, rows, &MapOptions::default());
    assert_eq!(places(&said), ["library-row C3", "library-row C6"]);
    let costs: Vec<_> = actions.iter().map(|action| action.booking.cost).collect();
    assert_eq!(
        costs,
        [
            Some(cost("EUR", 5, CostPer::Person)),
            Some(cost("CHF", 7, CostPer::Person))
        ]
    );
}

#[test]
fn a_library_may_lie_on_its_side_and_name_several_in_a_cell() {
    let header: &[&str] = &["Competency", "Delivery", "People; Delivery"];
    let rows: &[&[&str]] = &[
        &["Action", "X", "Y"],
        &["Level", "Junior / Senior", ""],
        &["Cost (EUR)", "5", "6"],
    ];
    let (actions, said) = library(header, rows, &MapOptions::default());
    assert_eq!(said, []);
    let read: Vec<_> = actions
        .iter()
        .map(|a| (a.action.as_str(), a.competency, a.level))
        .collect();
    let (delivery, people) = (CompetencyId(0), CompetencyId(1));
    assert_eq!(
        read,
        [
            ("X", delivery, Some(LevelId(0))),
            ("X", delivery, Some(LevelId(1))),
            ("Y", people, None),
            ("Y", delivery, None),
        ]
    );
    assert_eq!(
        actions[3].booking.cost,
        Some(cost("EUR", 6, CostPer::Person))
    );
}

#[test]
fn ranges_of_levels_are_not_one_level() {
    let header: &[&str] = &["Competency", "Level", "Action"];
    for level in [
        "≥ Senior",
        "Senior+",
        "Junior - Senior",
        "Junior and above",
        "Junior, Boss",
    ] {
        let (actions, said) = library(header, &[&["Delivery", level, "X"]], &MapOptions::default());
        assert_eq!(
            (actions.len(), places(&said)),
            (0, vec!["library-level B2".to_owned()]),
            "{level}"
        );
    }
    let header: &[&str] = &["Competency", "From level", "To level", "Action"];
    let (actions, _) = library(
        header,
        &[&["Delivery", "Junior", "Senior", "X"]],
        &MapOptions::default(),
    );
    assert_eq!(actions[0].level, Some(LevelId(1)));
}

#[test]
fn one_amount_in_a_merged_cell_is_for_nobody_knows_whom() {
    let mut workbook = with_actions(&[
        &["Competency", "Action", "Cost (EUR)"],
        &["Delivery", "X", "500"],
        &["People", "Y", ""],
    ]);
    let mut builder = GridBuilder::default();
    for (at, value) in workbook.sheets[1].grid.cells() {
        builder.set(at.row, at.column, value.clone());
    }
    builder.merge(CellAddress::new(1, 2), CellAddress::new(2, 2));
    workbook.sheets[1].grid = builder.finish();
    let reading = read(&workbook, &MapOptions::default());
    assert_eq!(reading.career_map.unwrap().library, []);
    let said: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|d| d.message.clone())
        .collect();
    let several = said
        .iter()
        .filter(|text| text.contains("is given once for several actions"));
    assert_eq!(several.count(), 2, "{said:?}");
}

#[test]
fn a_sheet_of_another_name_is_known_by_its_headings() {
    let header: &[&str] = &["Competency", "Level", "Action", "Hours", "Cost (EUR)"];
    let row: &[&str] = &["Delivery", "", "X", "6", "120"];
    let named = |name: &str| {
        let mut workbook = with_actions(&[header, row]);
        workbook.sheets[1].name = name.to_owned();
        workbook
    };
    for name in ["Trainings", "Weiterbildung", "Formations", "Cursos 2027"] {
        let reading = read(&named(name), &MapOptions::default());
        let codes = of_library(&reading);
        assert_eq!(codes, ["library-sheet"], "{name}");
        let mut said = reading.diagnostics.iter();
        let said = said.find(|d| d.code.0 == "library-sheet").unwrap();
        let line = format!("`leave-out = [\"{name}\"]`");
        assert!(said.help.contains(&line), "{}", said.help);
        let map = reading.career_map.unwrap();
        assert_eq!((map.sheets.len(), map.library.len()), (1, 1), "{name}");
        let options = MapOptions {
            leave_out: vec![name.to_owned()],
            ..MapOptions::default()
        };
        let reading = read(&named(name), &options);
        assert_eq!(reading.career_map.unwrap().library, [], "{name}");
        assert!(
            reading
                .diagnostics
                .iter()
                .all(|d| d.code.0 != "map-setting")
        );
    }
    let mut hidden = named("Development actions");
    hidden.sheets[1].hidden = true;
    let reading = read(&hidden, &MapOptions::default());
    assert_eq!(of_library(&reading), ["library-sheet"]);
    assert_eq!(reading.career_map.unwrap().library, []);
}

#[test]
fn efforts_in_numbers_keep_their_unit() {
    let header: &[&str] = &["Competency", "Action", "Duration (days)"];
    let mut workbook = with_actions(&[header, &["Delivery", "X", "?"]]);
    let mut builder = GridBuilder::default();
    for (at, value) in workbook.sheets[1].grid.cells() {
        builder.set(at.row, at.column, value.clone());
    }
    builder.set(1, 2, CellValue::Number(3.0));
    workbook.sheets[1].grid = builder.finish();
    let map = read(&workbook, &MapOptions::default()).career_map.unwrap();
    assert_eq!(map.library[0].effort.as_deref(), Some("3 days"));
}
