//! *Questions*, and the rows of *Data* that it leads to.

use super::*;

/// Which ratings have evidence, in *Data*; and each question leads to the first row of the person whom it is about.
#[test]
fn questions_lead_to_the_rows_of_data() {
    let made = make(&company());
    let data = read(&made.bytes, "Data");
    let column = |name: &str| column_of(&data, name);
    let evidence = column("Evidence");
    let mut given = Vec::new();
    for row in &data[1..] {
        match row.get(evidence).map_or("", String::as_str) {
            "given" => given.push((row[1].as_str(), row[6].as_str())),
            "none" => assert!(!row[column("Rating")].is_empty()),
            other => assert!(
                other.is_empty() && row[column("Rating")].is_empty(),
                "{row:?}"
            ),
        }
    }
    assert_eq!(given, [("Ana López", "Communication")]);
    let questions = table(&made.bytes, "Questions", "About");
    let asked = &questions[1..];
    // Ion has only own ratings; all fourteen have ratings without evidence, Ana one less.
    assert_eq!(
        asked[0][1],
        "Ion Popescu was rated by nobody else (7 areas): who knows this work well enough to rate it?"
    );
    assert_eq!(asked.len(), 15);
    let ana = asked.iter().find(|row| row[1].starts_with("Ana")).unwrap();
    assert_eq!(
        ana[1],
        "Ana López: there is no evidence for 6 of 7 ratings. What has Ana López done that shows them?"
    );
    for question in asked {
        let (sheet, row) = question[5].split_once(", ").unwrap();
        assert_eq!(sheet, "Data");
        let row: usize = row.parse().unwrap();
        let name = &data[row - 1][1];
        assert!(
            question[1].starts_with(name.as_str()),
            "{question:?} {name}"
        );
        assert_ne!(data[row - 2][0], data[row - 1][0], "the first row");
    }
    let links = part(&made.bytes, "xl/worksheets/sheet8.xml");
    assert!(links.contains("location=\"'Data'!A"), "{links:.200}");
    let summary = read(&made.bytes, "Summary");
    let said = summary.iter().flatten();
    let said: Vec<&String> = said
        .filter(|cell| cell.starts_with("Questions about"))
        .collect();
    assert_eq!(
        said,
        [
            "Questions about the ratings: There is no evidence for 93 of 94 ratings. 1 person was rated by nobody else."
        ]
    );
}

/// A manager who rated everybody the same is asked what would tell them apart, from the smallest group on.
#[test]
fn a_manager_who_rates_everybody_the_same_is_asked() {
    use crate::model::testing::{career_map, person};
    let map = career_map(&["A", "B", "C"], &["Writing", "Speaking", "Planning"]);
    let asked = |people: usize| {
        let assessments = (0..people).map(|number| {
            let planning = if number == 0 { 1.0 } else { 2.0 };
            person(&map, &format!("Person {number}"), 1)
                .manager("Kim")
                .rated_all(&[2.0, 2.0, planning])
                .build()
        });
        let made = make(&Review::new(map.clone(), assessments.collect(), None, None));
        let rows = read(&made.bytes, "Questions");
        let alike = rows.into_iter().filter(|row| row[0] == "All alike");
        alike.map(|row| row[1..5].join(" | ")).collect::<Vec<_>>()
    };
    assert_eq!(
        asked(5),
        [
            "Kim rated all 5 people the same in 2 of 3 areas: what would tell them apart? | Writing, Speaking |  | Kim"
        ]
    );
    assert_eq!(asked(4), Vec::<String>::new());
}

/// Where *Data* has several sheets, a person's rows are on the one that is named.
#[test]
fn places_in_data_go_on_with_the_next_sheet() {
    let review = company();
    let people = analysed(&review);
    let options = BookOptions::default();
    let input = BookInput::of(&review, &people, &OPTIONS, &options);
    let places = data::places(&Book::new(&input), 20);
    let on = |sheet: &str, row: usize| (sheet.to_owned(), row);
    assert_eq!(
        places[..3],
        [on("Data", 2), on("Data", 10), on("Data 2", 2)]
    );
    assert_eq!(places[13], on("Data 7", 10));
}
