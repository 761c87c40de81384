//! Tables with levels in columns, and the same turned on their side: other columns beside and between the levels.

use super::*;
use crate::load::testing::table_of;
use crate::model::WhyLeftOut;

pub(super) const LEVELS: [&str; 3] = ["Junior Baker", "Baker", "Senior Baker"];
pub(super) const ROWS: [(&str, [&str; 3]); 4] = [
    (
        "Planning",
        [
            "Keeps the week tidy and asks early",
            "Plans a month of work for the bakery",
            "Plans a year across several shops",
        ],
    ),
    (
        "Hygiene",
        [
            "Cleans the bench after each batch",
            "Checks that others follow the plan",
            "Writes the cleaning plan for all shops",
        ],
    ),
    (
        "Service",
        [
            "Greets every guest and knows the menu",
            "Handles complaints without help",
            "Shapes how all shops treat guests",
        ],
    ),
    (
        "Stock",
        [
            "Counts the flour with a colleague",
            "Orders what is missing each week",
            "Agrees on prices with the mill",
        ],
    ),
];
pub(super) const NAMES: [&str; 4] = ["Planning", "Hygiene", "Service", "Stock"];

pub(super) type Rows = Vec<Vec<String>>;

pub(super) fn row(name: &str, cells: &[&str]) -> Vec<String> {
    std::iter::once(name)
        .chain(cells.iter().copied())
        .map(str::to_owned)
        .collect()
}

/// A header, and the rows of the bakery.
pub(super) fn table(corner: &str, levels: &[&str]) -> Rows {
    std::iter::once(row(corner, levels))
        .chain(ROWS.iter().map(|(name, cells)| row(name, cells)))
        .collect()
}

/// The rows of the bakery with another column after each level.
fn beside(header: Rows, text: impl Fn(usize, usize) -> String) -> Rows {
    let rows = ROWS.iter().enumerate().map(|(line, (name, cells))| {
        let mut row = vec![(*name).to_owned()];
        for (level, cell) in cells.iter().enumerate() {
            row.extend([(*cell).to_owned(), text(line, level)]);
        }
        row
    });
    header.into_iter().chain(rows).collect()
}

/// A header with a blank cell after each level.
fn spaced(corner: &str, levels: [&str; 3]) -> Vec<String> {
    let [one, two, three] = levels;
    row(corner, &[one, "", two, "", three, ""])
}

/// The rows as a workbook, and turned on its side with *Level* in the corner where there was a heading of competencies.
pub(super) fn both(rows: &Rows) -> [Workbook; 2] {
    let width = rows.iter().map(Vec::len).max().unwrap();
    let cell = |row: usize, column: usize| {
        rows.get(row)
            .and_then(|row| row.get(column))
            .cloned()
            .unwrap_or_default()
    };
    let mut turned: Rows = (0..width)
        .map(|column| (0..rows.len()).map(|row| cell(row, column)).collect())
        .collect();
    if turned[0][0] == "Competency" {
        turned[0][0] = "Level".to_owned();
    }
    [rows, &turned].map(|rows| {
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        one(&rows)
    })
}

/// Reads a table both ways, with as many expectations in each cell, and the reasons why something was left out.
#[track_caller]
pub(super) fn reads(rows: &Rows, levels: &[&str], count: usize, why: &[WhyLeftOut]) {
    for workbook in both(rows) {
        let reading = read(&workbook, &MapOptions::default());
        let Some(map) = reading.career_map else {
            panic!("{rows:?}: {:#?}", reading.diagnostics);
        };
        assert_eq!(titles(&map), levels, "{rows:?}");
        assert_eq!(names(&map), NAMES, "{rows:?}");
        for competency in &map.competencies {
            for expectations in &competency.expectations {
                assert_eq!(expectations.len(), count, "{rows:?}");
            }
        }
        for why in why {
            assert!(
                reading.left_out.iter().any(|left| left.why == *why),
                "{rows:?}: {:?}",
                reading.left_out
            );
        }
    }
}

#[test]
fn answers_beside_a_level_are_left_out() {
    for answers in [
        ["Nope", "Yes", "Not yet"],
        ["Ja", "Nein", "teilweise"],
        ["Not there yet", "Getting there", "Not there yet"],
        ["3", "2", "1"],
        ["x", "", "x"],
    ] {
        let rows = beside(vec![spaced("Competency", LEVELS)], |_, level| {
            answers[level].to_owned()
        });
        reads(&rows, &LEVELS, 1, &[WhyLeftOut::Marks]);
    }
    // Without a heading a second text is one more expectation.
    let rows = beside(vec![spaced("Competency", LEVELS)], |line, level| {
        format!(
            "Writes down what was done in {} at step {level}",
            NAMES[line]
        )
    });
    reads(&rows, &LEVELS, 2, &[]);
}

#[test]
fn a_result_below_the_answers_of_a_sheet_is_left_out() {
    let sheet = |line: usize| {
        let texts = ROWS[line].1;
        grid(&[
            &["", NAMES[line]],
            &[
                "",
                "1/ Junior",
                "",
                "",
                "2/ Skilled",
                "",
                "",
                "3/ Senior",
                "",
            ],
            &[
                "", texts[0], "Nope", "", texts[1], "Nope", "", texts[2], "Nope",
            ],
            &[],
            &[
                "", "Result", "Not yet", "", "Result", "Not yet", "", "Result", "Not yet",
            ],
        ])
    };
    let workbook = workbook((0..3).map(|line| (NAMES[line], sheet(line))).collect());
    let reading = read(&workbook, &MapOptions::default());
    let map = reading.career_map.unwrap();
    assert_eq!(names(&map), NAMES[..3]);
    assert!(
        map.competencies
            .iter()
            .flat_map(|c| &c.expectations)
            .all(|e| e.len() == 1)
    );
    let whys: Vec<WhyLeftOut> = reading.left_out.iter().map(|left| left.why).collect();
    assert!(whys.contains(&WhyLeftOut::SameForAll) && whys.contains(&WhyLeftOut::Marks));
}

#[test]
fn bad_examples_under_a_level_are_left_out() {
    for (good, bad) in [
        ("Effective behaviour", "Ineffective behaviour"),
        ("Good examples", "Poor examples"),
        ("Do", "Don't"),
        ("+", "–"),
        ("Erwünscht", "Unerwünscht"),
        ("Comportements efficaces", "Comportements inefficaces"),
        ("Señales positivas", "Señales negativas"),
        ("Esempi", "Esempi da evitare"),
        ("Fits", "Misfits"),
    ] {
        let text = |line: usize, level: usize| {
            format!(
                "Leaves {} to others at step {level}",
                NAMES[line].to_lowercase()
            )
        };
        // Below the levels, beside each level, and after its name.
        let below = beside(
            vec![
                spaced("Competency", LEVELS),
                row("", &[good, bad, good, bad, good, bad]),
            ],
            text,
        );
        let [one, two, three] = LEVELS;
        let repeated = beside(
            vec![row("Competency", &[one, bad, two, bad, three, bad])],
            text,
        );
        if good != "Fits" {
            reads(&below, &LEVELS, 1, &[WhyLeftOut::Unwanted]);
        }
        if !matches!(bad, "–" | "Misfits") {
            reads(&repeated, &LEVELS, 1, &[WhyLeftOut::Unwanted]);
        }
    }
    let joint: Vec<String> = LEVELS
        .iter()
        .flat_map(|level| [format!("{level} – good"), format!("{level} – poor")])
        .collect();
    let joint: Vec<&str> = joint.iter().map(String::as_str).collect();
    let rows = beside(vec![row("Competency", &joint)], |line, level| {
        format!("Leaves {} to others at step {level}", NAMES[line])
    });
    reads(&rows, &LEVELS, 1, &[WhyLeftOut::Unwanted]);
}

#[test]
fn two_kinds_of_expectations_under_a_level_are_both_read() {
    let parts = row(
        "",
        &[
            "Knowledge",
            "Behaviour",
            "Knowledge",
            "Behaviour",
            "Knowledge",
            "Behaviour",
        ],
    );
    let rows = beside(vec![spaced("Competency", LEVELS), parts], |line, level| {
        format!("Explains {} to others at step {level}", NAMES[line])
    });
    reads(&rows, &LEVELS, 2, &[]);
    // Frontend and backend are separate levels, not parts of one.
    let map = map(&one(table_of("Skill | Engineer – Frontend | Engineer – Backend | Senior – Frontend | Senior – Backend
         Coding | Writes pages that work | Writes services that work | Designs pages | Designs services
         Testing | Tests own pages by hand | Tests own services | Automates tests | Plans all tests")));
    assert_eq!(map.levels.len(), 4);
}

#[test]
fn rows_of_what_is_not_wanted_are_left_out() {
    let workbook = one(table_of(
        "Competency | Indicators | Junior | Mid | Senior
         Feedback | Positive | Asks for it each month | Gives it on the same day | Makes it a habit
          | Negative | Argues with every word | Keeps it for the yearly talk | Praises nobody
         Planning | Positive | Writes down the week | Plans the month | Plans the year
          | Negative | Starts everything at once | Plans alone | Changes plans in secret",
    ));
    let map = map(&workbook);
    assert_eq!(names(&map), ["Feedback", "Planning"]);
    assert_eq!(expected(&map, "Planning", "Mid"), ["Plans the month"]);
}

#[test]
fn a_last_column_that_is_no_level_is_left_out() {
    let last = |heading: &str, text: &str| {
        let mut rows = table("Competency", &LEVELS);
        rows[0].push(heading.to_owned());
        for (line, row) in rows.iter_mut().skip(1).enumerate() {
            row.push(text.replace("{}", NAMES[line]));
        }
        rows
    };
    for heading in [
        "Red flags",
        "Warning signs",
        "Not acceptable",
        "Below expectations",
        "What bad looks like",
        "Nicht ausreichend",
        "Warnsignale",
        "Signaux d’alerte",
        "Señales de alerta",
        "Sinais de alerta",
        "Campanelli d’allarme",
        "Rode vlaggen",
    ] {
        let rows = last(heading, "Hides mistakes in {} and shrugs when asked");
        reads(&rows, &LEVELS, 1, &[WhyLeftOut::Unwanted]);
    }
    let questions = last("Sollicitatievragen", "What do you do first about {}?");
    reads(&questions, &LEVELS, 1, &[WhyLeftOut::Questions]);
    // This is unknown: it shares no noun with the others, and is not numbered as they are.
    let unlike = last("Luminary", "Speaks for {} in the trade body of bakers");
    reads(&unlike, &LEVELS, 1, &[WhyLeftOut::UnlikeLevels]);
    for workbook in both(&unlike) {
        let reading = read(&workbook, &MapOptions::default());
        assert!(
            reading
                .diagnostics
                .iter()
                .any(|d| d.code.0 == "map-not-understood")
        );
    }
}
