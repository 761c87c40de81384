//! Odd titles, names and rows in tables of levels, each upright and turned on its side.

use super::matrices::{LEVELS, NAMES, ROWS, Rows, both, reads, row, table};
use super::*;
use crate::model::WhyLeftOut;

/// The readings of a table both ways; fails if one is refused.
#[track_caller]
fn maps(rows: &Rows) -> [CareerMap; 2] {
    both(rows).map(|workbook| map(&workbook))
}

#[test]
fn numbers_as_text_are_titles_with_remarks_too() {
    reads(
        &table("Competency", &["1", "2", "3"]),
        &["1", "2", "3"],
        1,
        &[],
    );
    let invited = "3 (by invitation only)";
    reads(
        &table("Competency", &["1", "2", invited]),
        &["1", "2", invited],
        1,
        &[],
    );
    let coded = "L3 (nur intern)";
    reads(
        &table("Competency", &["L1", "L2", coded]),
        &["L1", "L2", coded],
        1,
        &[],
    );
    for map in maps(&table("Competency", &["1", "2", invited])) {
        assert_eq!(map.levels[2].code.as_deref(), Some("3"));
    }
}

#[test]
fn titles_that_became_dates_do_not_turn_the_table_over() {
    let mut builder = GridBuilder::default();
    for (line, cells) in table("Competency", &["", "", ""]).iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            if let Some(value) = Value::from_text(text.as_str()) {
                builder.set(line as u32, column as u32, value);
            }
        }
    }
    for (column, month) in [(1, 2), (2, 4), (3, 6)] {
        let date = jiff::civil::date(2026, month, month - 1);
        builder.set(0, column, Value::Date(date));
    }
    let map = map(&workbook(vec![("Career map", builder.finish())]));
    assert_eq!(titles(&map), ["2026-02-01", "2026-04-03", "2026-06-05"]);
    assert_eq!(names(&map), NAMES);
}

#[test]
fn sections_with_a_header_of_their_own_are_categories() {
    let header = |corner: &str| row(corner, &LEVELS);
    let codes = row("", &["L1", "L2", "L3"]);
    let section = |name: &str| row(name, &["", "", ""]);
    let rows = table("", &LEVELS);
    let build = |heads: &dyn Fn(&str) -> Vec<Vec<String>>| -> Rows {
        [
            heads("In the bakery"),
            rows[1..3].to_vec(),
            heads("With people"),
            rows[3..].to_vec(),
        ]
        .concat()
    };
    for rows in [
        build(&|name| vec![section(name), header("")]),
        build(&|name| vec![section(name), header("Skill")]),
        build(&|name| vec![header(name)]),
        build(&|name| vec![section(name), codes.clone(), header("Skill")]),
    ] {
        for map in maps(&rows) {
            assert_eq!(titles(&map), LEVELS, "{rows:?}");
            assert_eq!(
                filed(&map),
                [
                    "In the bakery / Planning",
                    "In the bakery / Hygiene",
                    "With people / Service",
                    "With people / Stock",
                ],
                "{rows:?}"
            );
        }
    }
}

#[test]
fn headings_inside_cells_are_no_expectations() {
    let with = |write: &dyn Fn(&str) -> String| -> Rows {
        let mut rows = table("Competency", &LEVELS);
        for cell in rows
            .iter_mut()
            .skip(1)
            .flat_map(|row| row.iter_mut().skip(1))
        {
            *cell = write(cell);
        }
        rows
    };
    for (rows, count) in [
        (
            with(&|text| format!("Behaviours:\n- {text}\n- Writes it down")),
            2,
        ),
        (
            with(&|text| format!("Behaviours\n- {text}\n- Writes it down")),
            2,
        ),
        (
            with(&|text| format!("{text}\nBeispiele:\n• Zählt nach\n• Fragt")),
            3,
        ),
        // These words are unknown, but they repeat.
        (
            with(&|text| format!("Mindset:\n- {text}\n\nRituals:\n- Writes it down")),
            2,
        ),
        (
            with(&|text| format!("{text}\n\nRed flags:\n- Hides it\n- Lies")),
            1,
        ),
        (
            with(&|text| format!("Do:\n- {text}\nDon’t:\n- Hides it")),
            1,
        ),
        (with(&|text| format!("- {text}\n- Red flag: hides it")), 1),
    ] {
        reads(&rows, &LEVELS, count, &[]);
    }
    let unwanted = with(&|text| format!("{text}\nNicht erwünscht:\n- Lügt"));
    for workbook in both(&unwanted) {
        let reading = read(&workbook, &MapOptions::default());
        assert!(
            reading
                .diagnostics
                .iter()
                .any(|d| d.code.0 == "map-unwanted")
        );
    }
    // A lead-in that occurs once belongs to the text; “Everything in Baker, plus:” refers to a level.
    let map = map(&one(&[
        &["Competency", "Junior", "Senior"],
        &[
            "Planning",
            "Plans in these fields:\n- shifts\n- stock",
            "Everything in Junior, plus:\n- the year",
        ],
        &[
            "Hygiene",
            "Cleans the bench after each batch",
            "Everything in Junior, plus:\n- writes the plan",
        ],
        &[
            "Service",
            "Greets every guest in the shop",
            "Everything in Junior, plus:\n- handles complaints",
        ],
    ]));
    assert_eq!(
        expected(&map, "Planning", "Junior")[0],
        "Plans in these fields:"
    );
    assert_eq!(
        expected(&map, "Hygiene", "Senior"),
        ["Cleans the bench after each batch", "writes the plan"]
    );
}

#[test]
fn the_most_specific_of_three_names_is_the_competency() {
    let rows: Rows = [
        row("Area", &["Attribute", "Competency"]),
        row("Bakery", &["Order", "Planning"]),
        row("", &["", "Hygiene"]),
        row("", &["People", "Service"]),
        row("Company", &["Growth", "Stock"]),
    ]
    .into_iter()
    .zip(table("", &LEVELS))
    .map(|(names, cells)| [names, cells[1..].to_vec()].concat())
    .collect();
    let filed_as = [
        "Order / Planning",
        "Order / Hygiene",
        "People / Service",
        "Growth / Stock",
    ];
    for map in maps(&rows) {
        assert_eq!(filed(&map), filed_as);
    }
    // Where the last name is missing, the one before it is the competency.
    let mut short = rows.clone();
    short[3][2].clear();
    short[4][1].clear();
    short[4][2].clear();
    for map in maps(&short) {
        assert_eq!(
            filed(&map),
            [
                "Order / Planning",
                "Order / Hygiene",
                "Bakery / People",
                "Company"
            ]
        );
    }
    // The same names in two areas are two competencies.
    let mut twice = rows;
    twice[3] = [
        row("Shop", &["Order", "Planning"]),
        ROWS[2].1.map(str::to_owned).to_vec(),
    ]
    .concat();
    for map in maps(&twice) {
        assert_eq!(map.competencies.len(), 4);
        assert_eq!(filed(&map)[2], "Shop: Order / Planning");
    }
}

#[test]
fn rows_of_facts_are_told_by_what_they_hold() {
    let mut rows = table("Competency", &LEVELS);
    rows.splice(
        1..1,
        [
            row("Theme", &["Learns", "Does", "Shapes"]),
            row("Sub-level", &["1a", "2a", "3a"]),
            row("Mapping", &["IC1", "IC2", "IC3"]),
            row("Notice", &["1 month", "2 months", "3 months"]),
        ],
    );
    rows.push(row("Budget", &["0", "5 000 €", "50 000 €"]));
    reads(&rows, &LEVELS, 1, &[]);
    for workbook in both(&rows) {
        let reading = read(&workbook, &MapOptions::default());
        assert!(reading.diagnostics.iter().any(|d| d.code.0 == "map-fact"));
    }
    // In the middle of competencies a phrase may be all that is expected.
    let mut rows = table("Competency", &LEVELS);
    rows.insert(
        3,
        row(
            "Languages",
            &["Some English", "Good English", "Fluent English"],
        ),
    );
    for map in maps(&rows) {
        assert_eq!(names(&map)[2], "Languages");
    }
}

#[test]
fn what_is_named_like_a_remark_and_says_what_is_expected_is_a_competency() {
    let mut rows = table("Competência", &LEVELS);
    rows[2][0] = "Avaliação".to_owned();
    for map in maps(&rows) {
        assert_eq!(names(&map), ["Planning", "Avaliação", "Service", "Stock"]);
    }
}

#[test]
fn two_levels_and_names_like_codes_are_not_turned_over() {
    for corner in ["Competency", ""] {
        for names_of in [["LB", "CB1", "CB2", "TX4"], ["LB1", "CB1", "CB2", "TX4"]] {
            for levels in [&LEVELS[..], &["Junior", "Senior"]] {
                let mut rows = table(corner, levels);
                for (row, name) in rows.iter_mut().skip(1).zip(names_of) {
                    name.clone_into(&mut row[0]);
                    row.truncate(levels.len() + 1);
                }
                for map in maps(&rows) {
                    assert_eq!(titles(&map), levels, "{rows:?}");
                    assert_eq!(names(&map), names_of, "{rows:?}");
                }
            }
        }
    }
}

#[test]
fn a_legend_is_not_the_map() {
    let legend = [
        row("Scale", &[]),
        row("1", &["Learning", "Needs help with most tasks"]),
        row("2", &["Working", "Does most tasks alone"]),
        row("3", &["Leading", "Helps others with all tasks"]),
    ];
    let below: Rows = [&table("Competency", &LEVELS)[..], &[vec![]], &legend].concat();
    let close: Rows = [&table("Competency", &LEVELS)[..], &legend].concat();
    reads(&below, &LEVELS, 1, &[WhyLeftOut::BelowTable]);
    reads(&close, &LEVELS, 1, &[WhyLeftOut::BelowTable]);
    let mut beside = table("Competency", &LEVELS);
    for (row, legend) in beside.iter_mut().zip(legend) {
        row.push(String::new());
        row.extend(legend);
    }
    reads(&beside, &LEVELS, 1, &[WhyLeftOut::Legend]);
    let described: Rows = LEVELS
        .iter()
        .map(|level| row(level, &["Says who is meant", "Holds for all shops"]))
        .collect();
    let described = [&table("Competency", &LEVELS)[..], &[vec![]], &described].concat();
    reads(&described, &LEVELS, 1, &[WhyLeftOut::BelowTable]);
}

#[test]
fn a_table_that_nobody_can_tell_the_sides_of_is_not_read_in_silence() {
    let rows = table("", &["Crumb", "Loaf", "Hearth"]);
    for workbook in both(&rows) {
        let reading = read(&workbook, &MapOptions::default());
        assert!(reading.career_map.is_none(), "{:?}", reading.career_map);
    }
    for map in maps(&table("Competency", &["Crumb", "Loaf", "Hearth"])) {
        assert_eq!(titles(&map), ["Crumb", "Loaf", "Hearth"]);
    }
}
