//! *Programme* and *Programme places* read back: totals, rows, and where each figure leads.

use super::*;
use crate::model::{Amount, Booking, Cost, CostPer, Currency, SuggestedAction};

/// A company whose library has courses in two currencies, and one action whose words begin like a formula.
fn with_library() -> Review {
    let mut review = company();
    let map = &mut review.career_map;
    map.library = map
        .competency_ids()
        .take(3)
        .zip([
            ("Course", "EUR", Some(3)),
            ("Clinic", "CHF", None),
            ("=1+1", "EUR", None),
        ])
        .map(|(competency, (action, currency, seats))| SuggestedAction {
            competency,
            level: None,
            action: action.to_owned(),
            kind: None,
            resource: None,
            effort: None,
            booking: Booking {
                hours: Some(Amount(7_500)),
                cost: Some(Cost {
                    amount: Amount(100_100),
                    currency: Currency::of_code(currency),
                    per: if seats.is_some() {
                        CostPer::Run
                    } else {
                        CostPer::Person
                    },
                }),
                seats,
                ..Booking::default()
            },
        })
        .collect();
    review
}

/// The numbers of a column below its header, as far as the table goes, and the total above the header.
fn column(rows: &[Vec<String>], table: &str, header: &str) -> (Vec<f64>, Option<f64>) {
    let at = rows
        .iter()
        .position(|row| row[0] == table && row.iter().any(|cell| cell == header))
        .unwrap_or_else(|| panic!("{table} {header} {rows:#?}"));
    let column = rows[at].iter().position(|cell| cell == header).unwrap();
    let body = rows[at + 1..].iter().take_while(|row| !row[0].is_empty());
    let numbers = body.filter_map(|row| row[column].parse().ok()).collect();
    (
        numbers,
        at.checked_sub(1)
            .and_then(|above| rows[above][column].parse().ok()),
    )
}

fn cents(amount: f64) -> i64 {
    (amount * 100.0).round() as i64
}

#[test]
fn totals_agree_with_actions_teams_and_places_in_each_currency() {
    let made = make(with_library());
    let overview = read(&made.bytes, "Programme");
    let places = read(&made.bytes, "Programme places");
    for currency in ["Cost (EUR)", "Cost (CHF)"] {
        let (actions, total) = column(&overview, "Action", currency);
        let (teams, of_teams) = column(&overview, "Team", currency);
        let (each, _) = column(&places, "Team", currency);
        let sum = |numbers: &[f64]| numbers.iter().map(|n| cents(*n)).sum::<i64>();
        let total = total.map(cents);
        assert!(total.is_some_and(|total| total > 0), "{currency}");
        assert_eq!(Some(sum(&actions)), total, "{currency}");
        assert_eq!(Some(sum(&teams)), total, "{currency}");
        assert_eq!(of_teams.map(cents), total, "{currency}");
        assert_eq!(Some(sum(&each)), total, "{currency}");
    }
    assert!(
        overview.iter().any(|row| row[0] == "=1+1"),
        "text stays text"
    );
}

#[test]
fn each_place_leads_to_its_row_of_data() {
    let made = make(with_library());
    let data = read(&made.bytes, "Data");
    let places = read(&made.bytes, "Programme places");
    let header = places.iter().position(|row| row[0] == "Team").unwrap();
    let of = |row: &[String], name: &str| {
        let column = places[header].iter().position(|cell| cell == name).unwrap();
        row[column].clone()
    };
    let rows = &places[header + 1..];
    assert!(!rows.is_empty());
    for row in rows {
        let at: usize = of(row, "Row in Data").parse().unwrap();
        let there = &data[at - 1];
        assert_eq!(there[0], of(row, "Employee ID"));
        assert_eq!(there[6], of(row, "Competency"));
    }
    // One row for each target gap.
    let open = made.people.iter().flat_map(|person| &person.gaps);
    assert_eq!(rows.len(), open.filter(|gap| gap.is_below_target()).count());
}

#[test]
fn without_a_library_the_needs_are_there_and_nothing_suits() {
    let made = make(company());
    let overview = read(&made.bytes, "Programme");
    let (people, _) = column(&overview, "Competency", "People");
    let (unserved, _) = column(&overview, "Competency", "Nothing suits");
    let (agreed, _) = column(&overview, "Competency", "Agreed already");
    assert!(people.iter().sum::<f64>() > 0.0);
    assert_eq!(
        cents(people.iter().sum()),
        cents(unserved.iter().chain(&agreed).sum())
    );
    let words = overview
        .iter()
        .flatten()
        .any(|cell| cell.starts_with("There is nothing to book"));
    assert!(words);
}
