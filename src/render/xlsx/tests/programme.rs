//! *Programme* and *Programme places* read back: totals, rows, and where each figure leads.

use super::*;
use crate::model::{Amount, Booking, CompetencyId, Cost, CostPer, Currency, SuggestedAction};

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
    let made = make(&with_library());
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
    let made = make(&with_library());
    let data = read(&made.bytes, "Data");
    let places = table(&made.bytes, "Programme places", "Team");
    let of = |row: &[String], name: &str| row[column_of(&places, name)].clone();
    let rows = &places[1..];
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
    use calamine::Reader as _;
    let made = make(&company());
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
    // A formula would count the sentence that says so.
    let mut workbook = calamine::Xlsx::new(std::io::Cursor::new(&made.bytes[..])).unwrap();
    let formulas = workbook.worksheet_formula("Programme").unwrap();
    assert!(formulas.cells().all(|(.., formula)| formula.is_empty()));
}

#[test]
fn a_budget_says_what_it_was_not_compared_with() {
    let mut review = with_library();
    review.career_map.library[2].booking.cost = None;
    let line = |currency: Option<&str>| {
        let mut options = BookOptions::default();
        options.programme.budget = Some(Amount::whole(9_000));
        options.programme.currency = currency.and_then(Currency::of_code);
        let bytes = plain(&review, &options);
        let lines: Vec<String> = read(&bytes, "Programme")
            .into_iter()
            .map(|mut row| row.swap_remove(0))
            .skip_while(|line| !line.starts_with("Budget"))
            .take_while(|line| !line.is_empty())
            .collect();
        lines.join(" ")
    };
    let in_euros = line(Some("EUR"));
    assert!(in_euros.contains("It is enough"), "{in_euros}");
    let (_, rest) = in_euros
        .split_once("In other currencies, and not counted: ")
        .unwrap();
    assert!(rest.contains("CHF") && !rest.contains("EUR"), "{in_euros}");
    assert!(
        in_euros.contains("Places without a cost, and not counted: "),
        "{in_euros}"
    );
    let of_none = line(None);
    assert!(
        of_none.contains("EUR") && of_none.contains("CHF"),
        "{of_none}"
    );
}

/// A company in which two people are willing to help others in everything.
fn with_helpers() -> Review {
    let mut review = company();
    let all: Vec<CompetencyId> = review.career_map.competency_ids().collect();
    for someone in review.assessments.iter_mut().take(2) {
        someone.willing_to_help.clone_from(&all);
    }
    review
}

#[test]
fn mentors_are_only_people_who_said_so_and_every_need_is_counted() {
    let review = with_helpers();
    let helpers: Vec<String> = review
        .assessments
        .iter()
        .take(2)
        .map(|someone| someone.person.name.clone())
        .collect();
    let made = make(&review);
    let sheet = read(&made.bytes, "Mentors");
    let sum = |table: &str, header: &str| column(&sheet, table, header).0.iter().sum::<f64>();
    let answers = [
        "With an offer",
        "Nobody is willing",
        "Nobody at this level",
        "Same reporting line",
        "All offered twice",
    ];
    let people = sum("Competency", "People");
    let (of_programme, _) = column(&read(&made.bytes, "Programme"), "Competency", "People");
    assert_eq!(cents(people), cents(of_programme.iter().sum()));
    let answered: f64 = answers.iter().map(|one| sum("Competency", one)).sum();
    assert_eq!(cents(people), cents(answered));
    let offered = sum("Competency", "With an offer");
    assert!(offered > 0.0, "{sheet:#?}");
    assert_eq!(cents(sum("Competency", "Times offered")), cents(offered));
    // Each offer names a helper, and leads to the rows of both.
    let data = read(&made.bytes, "Data");
    let header = sheet
        .iter()
        .position(|row| row.contains(&"Who could help".to_owned()))
        .unwrap();
    let of = |row: &[String], name: &str| row[column_of(&sheet[header..], name)].clone();
    let offers = sheet[header + 1..]
        .iter()
        .take_while(|row| !row[0].is_empty());
    let mut count = 0;
    for row in offers {
        assert!(helpers.contains(&of(row, "Who could help")), "{row:?}");
        for (who, place) in [
            ("Who needs it", "Row in Data: need"),
            ("Who could help", "Row in Data: helper"),
        ] {
            let at: usize = of(row, place).parse().unwrap();
            assert_eq!(data[at - 1][1], of(row, who));
            assert_eq!(data[at - 1][6], of(row, "Competency"));
        }
        count += 100;
    }
    assert_eq!(count, cents(offered));
}

#[test]
fn without_anybody_who_is_willing_there_is_no_sheet_of_mentors() {
    for (review, expected) in [(company(), false), (with_helpers(), true)] {
        let made = make(&review);
        let names = sheet_names(&made.bytes);
        assert_eq!(names.contains(&"Mentors".to_owned()), expected, "{names:?}");
        let words = read(&made.bytes, "Method");
        let has = words.iter().flatten().any(|cell| cell == "Mentors");
        assert_eq!(has, expected, "Method");
    }
}

#[test]
fn mentors_are_in_no_managers_and_no_anonymous_workbook() {
    let review = with_helpers();
    let people = analysed(&review);
    let all = crate::analysis::reports(&review, crate::analysis::ManagersSee::AllBelow);
    let common = BookOptions::default();
    let mut made = Vec::new();
    for reports in all.iter().filter(|one| !one.people.is_empty()) {
        let (own, analyses) = crate::analysis::cut_to(&review, &people, reports);
        assert_eq!(own.assessments[0].willing_to_help, [], "nothing to write");
        let options = ManagersOptions::of(&common).for_manager(&reports.manager);
        let input = BookInput::of(&own, &analyses, &OPTIONS, &options);
        made.push(manager_workbook(&input).unwrap());
    }
    assert!(!made.is_empty(), "the company has managers");
    let input = BookInput::of(&review, &people, &OPTIONS, &common);
    made.push(anonymous_workbook(&input).unwrap());
    for bytes in made {
        let names = sheet_names(&bytes);
        for name in &names {
            assert_ne!(name, "Mentors");
            for cell in read(&bytes, name).into_iter().flatten() {
                assert!(
                    !cell.contains("could help") && !cell.contains("willing"),
                    "{name}: {cell}"
                );
            }
        }
    }
}

#[test]
fn long_actions_have_room_and_words_do_not_begin_where_numbers_end() {
    let mut review = with_library();
    for entry in &mut review.career_map.library {
        entry.action =
            "Hold eight interviews in a quarter, and present what nobody expected".into();
        entry.booking.provider = Some("Research group".to_owned());
    }
    let made = make(&review);
    let places = read(&made.bytes, "Programme places");
    let header = places.iter().position(|row| row[0] == "Team").unwrap();
    let column = |name: &str| column_of(&places[header..], name);
    let (action, group) = (column("Action"), column("Group"));
    assert_eq!(column("Provider"), group + 1);
    let names = sheet_names(&made.bytes);
    let place = names.iter().position(|name| name == "Programme places");
    let part = |name: &str| part(&made.bytes, name);
    let sheet = part(&format!("xl/worksheets/sheet{}.xml", place.unwrap() + 1));
    let styles = part("xl/styles.xml");
    let long = (header + 1..places.len()).filter(|at| places[*at][action].len() > 60);
    let long: Vec<usize> = long.collect();
    assert!(!long.is_empty());
    for at in long {
        assert!(
            sheet.contains(&format!("<row r=\"{}\" ht=\"33\"", at + 1)),
            "row {}",
            at + 1
        );
    }
    let number = format!("<col min=\"{0}\" max=\"{0}\"", group + 2);
    let (_, of_column) = sheet.split_once(&number).unwrap();
    let (_, style) = of_column.split_once("style=\"").unwrap();
    let style: usize = style.split('"').next().unwrap().parse().unwrap();
    let (_, formats) = styles.split_once("<cellXfs").unwrap();
    let format = formats.split("<xf ").nth(style + 1).unwrap();
    assert!(
        format.contains("horizontal=\"left\"") && format.contains("indent=\"1\""),
        "{format}"
    );
}
