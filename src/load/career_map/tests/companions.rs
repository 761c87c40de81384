//! Sheets beside the map in its workbook, and what is reported about them.

use super::*;
use crate::load::testing::table_of;
use crate::model::{Amount, Booking, Cost, CostPer, Currency, SuggestedAction};

pub(super) fn with_actions(actions: &[&[&str]]) -> Workbook {
    workbook(vec![
        (
            "Map",
            grid(&[
                cells("Competency | Junior | Senior"),
                cells("Delivery | Finishes small tasks | Finishes projects"),
                cells("People | Listens to the others | Leads the others"),
                cells("Education | None is needed for this | None is needed for this"),
            ]),
        ),
        ("Development actions", grid(actions)),
        (
            "Coverage needs",
            grid(&[
                cells("Competency | Junior | Senior"),
                cells("Delivery | Two people at the least | Three people at the least"),
                cells("People | Two people at the least | Three people at the least"),
            ]),
        ),
    ])
}

#[test]
fn the_library_is_read_and_never_taken_for_the_map() {
    let reading = read(
        &with_actions(&[
            cells("Competency | Level | Action | Kind | Resource | Effort"),
            cells("Delivery | senior | Lead a project | experience | Team lead | 3 months"),
            cells("People |  | Find a mentor | exposure |  | "),
            cells("All |  | Keep a diary |  |  | 5 minutes a day"),
            cells("Delivry |  | Typo |  |  | "),
            cells("People | Senor | Typo |  |  | "),
        ]),
        &MapOptions::default(),
    );
    let map = reading.career_map.unwrap();
    assert_eq!(map.sheets, ["Map"]);
    let actions: Vec<String> = map
        .library
        .iter()
        .map(|a| {
            format!(
                "{} {:?} {}",
                map.competency(a.competency).name,
                a.level.map(|l| l.0),
                a.action
            )
        })
        .collect();
    assert_eq!(
        actions,
        [
            "Delivery Some(1) Lead a project",
            "People None Find a mentor",
            "Delivery None Keep a diary",
            "People None Keep a diary"
        ]
    );
    assert_eq!(map.library[0].kind.as_deref(), Some("experience"));
    assert_eq!(map.library[0].effort.as_deref(), Some("3 months"));
    let places: Vec<String> = reading
        .diagnostics
        .iter()
        .filter(|d| d.code.0.starts_with("library"))
        .map(|d| format!("{} {}", d.code, d.location.cell().unwrap()))
        .collect();
    assert_eq!(places, ["library-competency A5", "library-level B6"]);
    assert!(reading.diagnostics[0].help.contains("Delivery"));
}

#[test]
fn a_library_without_labels_is_reported() {
    let reading = read(
        &with_actions(&[&["Do this"], &["Do that"]]),
        &MapOptions::default(),
    );
    assert!(reading.career_map.is_some());
    assert_eq!(reading.diagnostics[0].code.0, "library-header");
}

#[test]
fn errors_in_cells_are_reported_with_their_address() {
    let mut builder = GridBuilder::default();
    for (row, cells) in (0..).zip([
        ["Competency", "Junior", "Senior"],
        ["Delivery", "Finishes small tasks", "#REF!"],
        ["People", "Listens to the others", "Leads the others"],
    ]) {
        for (column, text) in (0..).zip(cells) {
            builder.set(row, column, CellValue::from_text(text).unwrap());
        }
    }
    builder.set(2, 1, CellValue::Uncalculated);
    let reading = read(
        &workbook(vec![("Map", builder.finish())]),
        &MapOptions::default(),
    );
    let places: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|d| format!("{} {}", d.code, d.location.cell().unwrap()))
        .collect();
    assert_eq!(places, ["map-cell C2", "map-cell B3"]);
}

/// The library of a map with this header and these rows, and the messages about it: code, cell and text.
pub(super) fn library(
    header: &[&str],
    rows: &[&[&str]],
    options: &MapOptions,
) -> (Vec<SuggestedAction>, Vec<(String, String, String)>) {
    let mut cells = vec![header];
    cells.extend(rows);
    let reading = read(&with_actions(&cells), options);
    let said = reading
        .diagnostics
        .iter()
        .filter(|d| d.code.0.starts_with("library"))
        .map(|d| {
            let cell = d.location.cell().map(|cell| cell.to_string());
            (
                d.code.to_string(),
                cell.unwrap_or_default(),
                format!("{} {}", d.message, d.help),
            )
        })
        .collect();
    (reading.career_map.unwrap().library, said)
}

pub(super) fn currency(code: &str) -> Option<Currency> {
    Currency::of_code(code)
}

#[test]
fn what_has_to_be_known_to_book_an_action_is_read() {
    let (actions, said) = library(
        cells(
            "Competency | Action | Hours | Cost | Currency | Provider | Seats | From | To | Effort | Resource",
        ),
        table_of(
            "Delivery | Course | 7,5 | 1.200,50 | EUR | Harbour Academy | 8 | 2027-03-01 | 2027-03-31 | One day | Intranet
             People | Talk |  | free |  |  |  |  |  |  | 
             People | Visit |  | – |  |  |  |  |  |  | ",
        ),
        &MapOptions::default(),
    );
    assert_eq!(said, []);
    let booking = &actions[0].booking;
    assert_eq!(booking.hours, Some(Amount(7_500)));
    assert_eq!(
        booking.cost,
        Some(Cost {
            amount: Amount(1_200_500),
            currency: currency("EUR"),
            per: CostPer::Run
        })
    );
    assert_eq!(booking.provider.as_deref(), Some("Harbour Academy"));
    assert_eq!(booking.seats, Some(8));
    assert_eq!(booking.from, Some(jiff::civil::date(2027, 3, 1)));
    assert_eq!(booking.to, Some(jiff::civil::date(2027, 3, 31)));
    assert_eq!(actions[0].effort.as_deref(), Some("One day"));
    assert_eq!(actions[0].resource.as_deref(), Some("Intranet"));
    assert_eq!(actions[1].booking.cost.unwrap().amount, Amount(0));
    assert_eq!(actions[2].booking.cost, None);
}

#[test]
fn the_headings_may_be_in_any_language() {
    let headers = table_of(
        "Competency | Action | Hours per person | Cost per person (€) | Training provider | Max. participants | Starts | Ends
         Kompetenz | Maßnahme | Stunden | Kosten pro Person in € | Anbieter | Plätze | Von | Bis
         Compétence | Action | Heures | Coût par personne (EUR) | Organisme | Nombre de places | Du | Au
         Competencia | Acción | Horas | Coste por persona (€) | Proveedor | Plazas | Desde | Hasta
         Competenza | Azione | Ore | Costo per persona (€) | Fornitore | Posti | Dal | Al
         Competentie | Actie | Uren | Kosten per persoon (€) | Aanbieder | Plaatsen | Van | Tot
         Competência | Ação | Horas | Custo por pessoa (€) | Fornecedor | Vagas | De | Até",
    );
    for header in headers {
        let row: &[&str] =
            cells("Delivery | Course | 6 | 120 | Harbour Academy | 8 | 2027-03-01 | 2027-03-02");
        let (actions, said) = library(header, &[row], &MapOptions::default());
        assert_eq!(said, [], "{header:?}");
        let expected = Booking {
            hours: Some(Amount::whole(6)),
            cost: Some(Cost {
                amount: Amount::whole(120),
                currency: currency("EUR"),
                per: CostPer::Person,
            }),
            provider: Some("Harbour Academy".to_owned()),
            seats: Some(8),
            from: Some(jiff::civil::date(2027, 3, 1)),
            to: Some(jiff::civil::date(2027, 3, 2)),
        };
        assert_eq!(actions[0].booking, expected, "{header:?}");
    }
}

#[test]
fn a_cell_that_cannot_be_understood_leaves_the_action_out_and_is_named() {
    let header: &[&str] =
        cells("Competency | Action | Hours | Cost | Currency | Seats | From | To");
    let cases: [(&[&str], &str, &str, &str); 14] = [
        (
            cells("Delivery | X | 2 days"),
            "library-hours",
            "C2",
            "expected a number of hours",
        ),
        (
            cells("Delivery | X |  | on request"),
            "library-cost",
            "D2",
            "expected an amount of money",
        ),
        (
            cells("Delivery | X |  | -120"),
            "library-cost",
            "D2",
            "expected an amount of money",
        ),
        (cells("Delivery | X |  | 120.555 | EUR"), "", "", ""),
        (
            cells("Delivery | X |  | 0.555 | EUR"),
            "library-cost",
            "D2",
            "at most 2 decimal places",
        ),
        (
            cells("Delivery | X |  | 120.50 | JPY"),
            "library-cost",
            "D2",
            "at most 0 decimal places",
        ),
        (
            cells("Delivery | X |  | 1.200 | KWD"),
            "library-cost",
            "D2",
            "thousands or decimal places",
        ),
        (
            cells("Delivery | X |  | 120 | Taler"),
            "library-currency",
            "E2",
            "expected a currency",
        ),
        (
            cells("Delivery | X |  | $ 120"),
            "library-currency",
            "D2",
            "`currency = \"USD\"`",
        ),
        (
            cells("Delivery | X |  | € 120 | USD"),
            "library-currency",
            "E2",
            "The cost is in EUR",
        ),
        (
            cells("Delivery | X |  |  |  | 0"),
            "library-seats",
            "F2",
            "whole number of 1 or more",
        ),
        (
            cells("Delivery | X |  |  |  | 2.5"),
            "library-seats",
            "F2",
            "whole number of 1 or more",
        ),
        (
            cells("Delivery | X |  |  |  |  | 2027-04-01 | 2027-03-01"),
            "library-day",
            "H2",
            "before it begins",
        ),
        (
            cells("Delivery | X |  |  |  |  | 05/06/2027"),
            "library-day",
            "G2",
            "2027-06-05 or 2027-05-06",
        ),
    ];
    for (row, code, cell, says) in cases {
        let full: Vec<&str> = row
            .iter()
            .copied()
            .chain(std::iter::repeat(""))
            .take(8)
            .collect();
        let (actions, said) = library(
            header,
            &[&full, cells("People | Y |  | 1 EUR |  |  |  | ")],
            &MapOptions::default(),
        );
        if code.is_empty() {
            assert_eq!(
                (actions.len(), said.len()),
                (2, 0),
                "{row:?}: 120,555 is a thousand times as much"
            );
            continue;
        }
        assert_eq!(actions.len(), 1, "{row:?}");
        let [(found, at, text)] = &said[..] else {
            panic!("{row:?} {said:?}")
        };
        assert_eq!((found.as_str(), at.as_str()), (code, cell));
        assert!(text.contains(says), "{text}");
    }
}

/// The library of one action whose cost is 1200 in a cell of this format, with a heading of costs and a currency, and the
/// messages about it.
fn with_format(
    heading: &str,
    unit: &str,
    written: &str,
    own: Option<&str>,
) -> (Option<Cost>, Vec<(String, String)>) {
    let mut workbook = with_actions(&[
        &["Competency", "Action", heading, "Currency"],
        &["Delivery", "X", "?", written],
    ]);
    let mut builder = GridBuilder::default();
    for (at, value) in workbook.sheets[1].grid.cells() {
        builder.set(at.row, at.column, value.clone());
    }
    builder
        .set(1, 2, CellValue::Number(1200.0))
        .unit(1, 2, unit.into());
    workbook.sheets[1].grid = builder.finish();
    let options = MapOptions {
        currency: own.and_then(currency),
        ..MapOptions::default()
    };
    let reading = read(&workbook, &options);
    let said = reading.diagnostics.iter();
    let said = said.filter(|d| d.code.0.starts_with("library"));
    let said = said.map(|d| {
        (
            d.code.to_string(),
            format!("{} {} {}", d.location, d.message, d.help),
        )
    });
    let library = reading.career_map.unwrap().library;
    (
        library.first().and_then(|a| a.booking.cost),
        said.clone().collect(),
    )
}

#[test]
fn the_currency_of_a_cells_format_counts() {
    for (heading, unit, written, own, code) in [
        ("Cost", "€", "", None, "EUR"),
        ("Cost", "£", "", Some("EUR"), "GBP"),
        ("Cost", "USD", "", Some("EUR"), "USD"),
        ("Cost", "$", "", Some("CAD"), "CAD"),
        ("Cost", "$", "AUD", Some("EUR"), "AUD"),
        ("Cost (NZD)", "$", "", Some("EUR"), "NZD"),
        ("Cost", "kr", "SEK", None, "SEK"),
        ("Cost", "€", "EUR", Some("USD"), "EUR"),
        ("Cost", "¤", "CHF", Some("EUR"), "CHF"),
        ("Cost (CHF)", "¤", "", None, "CHF"),
    ] {
        let (cost, said) = with_format(heading, unit, written, own);
        assert_eq!(said, [], "{heading} {unit} {written}");
        let cost = cost.unwrap();
        assert_eq!(
            (cost.amount, cost.currency),
            (Amount::whole(1200), currency(code))
        );
    }
    assert_eq!(
        with_format("Cost", "€ per run", "", None).0.unwrap().per,
        CostPer::Run
    );
    for (heading, unit, written, own, code, says) in [
        (
            "Cost",
            "$",
            "",
            None,
            "library-currency",
            "C2 “1200 $” can be one of USD, CAD",
        ),
        (
            "Cost",
            "$",
            "",
            Some("EUR"),
            "library-currency",
            "into a column Currency",
        ),
        (
            "Cost",
            "kr",
            "",
            Some("EUR"),
            "library-currency",
            "SEK, NOK",
        ),
        (
            "Cost",
            "$",
            "EUR",
            None,
            "library-currency",
            "is written as EUR",
        ),
        (
            "Cost",
            "£",
            "EUR",
            None,
            "library-currency",
            "The cost is in GBP",
        ),
        (
            "Cost (EUR)",
            "£",
            "",
            None,
            "library-currency",
            "the heading says EUR",
        ),
        (
            "Cost",
            "¤",
            "",
            Some("EUR"),
            "library-currency",
            "on which somebody opens the file",
        ),
        (
            "Cost",
            "k",
            "",
            Some("EUR"),
            "library-cost",
            "Found “1200 k”",
        ),
        (
            "Cost",
            "Mio. €",
            "",
            Some("EUR"),
            "library-cost",
            "Found “1200 Mio. €”",
        ),
        ("Cost", "%", "EUR", None, "library-cost", "Found “1200 %”"),
    ] {
        let (cost, said) = with_format(heading, unit, written, own);
        assert_eq!(cost, None, "{heading} {unit} {written}");
        assert_eq!((said.len(), said[0].0.as_str()), (1, code), "{said:?}");
        assert!(said[0].1.contains(says), "{said:?}");
    }
}

#[test]
fn hours_may_be_lengths_of_time_and_their_format_may_not_be_another_unit() {
    let read_hours = |value: CellValue, unit: Option<&str>| {
        let mut workbook =
            with_actions(&[cells("Competency | Action | Hours"), &["Delivery", "X"]]);
        let mut builder = GridBuilder::default();
        for (at, value) in workbook.sheets[1].grid.cells() {
            builder.set(at.row, at.column, value.clone());
        }
        builder.set(1, 2, value);
        if let Some(unit) = unit {
            builder.unit(1, 2, unit.into());
        }
        workbook.sheets[1].grid = builder.finish();
        let reading = read(&workbook, &MapOptions::default());
        let said = reading
            .diagnostics
            .iter()
            .find(|d| d.code.0 == "library-hours");
        let said = said.map(|d| format!("{} {}", d.message, d.help));
        let library = reading.career_map.unwrap().library;
        (
            library.first().and_then(|a| a.booking.hours),
            said.unwrap_or_default(),
        )
    };
    let of_time = |hours: u32, minutes: u32| CellValue::Time(hours * 3600 + minutes * 60);
    assert_eq!(
        read_hours(of_time(7, 30), None),
        (Some(Amount(7_500)), String::new())
    );
    assert_eq!(
        read_hours(of_time(25, 0), None),
        (Some(Amount::whole(25)), String::new())
    );
    assert_eq!(
        read_hours(CellValue::Number(6.0), Some("h")),
        (Some(Amount::whole(6)), String::new())
    );
    // What a format cuts up or adds digits to is read as the sheet shows it.
    let padded = |number: f64, text: &str| CellValue::Padded {
        number,
        text: text.into(),
    };
    for (value, unit, hours) in [
        (padded(130.0, "1:30"), None, 1_500),
        (padded(230.0, "2h30"), Some("h"), 2_500),
        (padded(7.0, "17"), Some("1"), 17_000),
        (padded(8.0, "08"), None, 8_000),
        (padded(8.0, "h8"), Some("h"), 8_000),
    ] {
        assert_eq!(
            read_hours(value.clone(), unit),
            (Some(Amount(hours)), String::new()),
            "{value:?}"
        );
    }
    for (value, unit, says) in [
        (of_time(1, 20), None, "write 1.33"),
        (CellValue::Number(3.0), Some("days"), "Found “3 days”"),
        (CellValue::Number(0.5), Some("%"), "Found “0.5 %”"),
        (padded(12.0, "1-2"), None, "Found “1-2”"),
        (padded(2.0, "D2"), Some("D"), "Found “D2”"),
    ] {
        let (hours, said) = read_hours(value, unit);
        assert_eq!(hours, None);
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn the_companys_currency_settles_what_the_library_leaves_open() {
    let header: &[&str] = cells("Competency | Action | Cost");
    let rows: &[&[&str]] = &[cells("Delivery | X | $ 120"), cells("People | Y | 80")];
    let canadian = MapOptions {
        currency: currency("CAD"),
        ..MapOptions::default()
    };
    let (actions, said) = library(header, rows, &canadian);
    assert_eq!(said, []);
    let read: Vec<_> = actions
        .iter()
        .map(|a| a.booking.cost.unwrap().currency)
        .collect();
    assert_eq!(read, [currency("CAD"), currency("CAD")]);
    // A company in euros does not make dollars clear, and the message of a library without currencies is a note only.
    let (_, said) = library(
        header,
        rows,
        &MapOptions {
            currency: currency("EUR"),
            ..MapOptions::default()
        },
    );
    assert_eq!(said[0].0, "library-currency");
    let (_, said) = library(header, &rows[1..], &MapOptions::default());
    assert_eq!((said.len(), said[0].0.as_str()), (1, "library-no-currency"));
}

#[test]
fn the_sheet_may_be_named_in_any_language() {
    for name in [
        "Entwicklungsmaßnahmen",
        "Actions de développement",
        "Acciones de desarrollo",
        "Action library",
    ] {
        let mut workbook = with_actions(&[&["Competency", "Action"], &["Delivery", "Plan a day"]]);
        workbook.sheets[1].name = name.to_owned();
        let map = read(&workbook, &MapOptions::default()).career_map.unwrap();
        assert_eq!((map.sheets.len(), map.library.len()), (1, 1), "{name}");
    }
}
