//! The workbook read back with another library and compared with an independent computation.

mod anonymous;
mod managers;
mod programme;
mod questions;

use super::*;
use crate::analysis::testing::{OPTIONS, analysed};
use crate::diagnostic::{CellAddress, Location};
use crate::model::testing::{career_map, company, company_map, person};

/// The analyses of a review and the bytes of its workbook.
struct Made {
    people: Vec<PersonAnalysis>,
    bytes: Vec<u8>,
}

fn make(review: &Review) -> Made {
    let people = analysed(review);
    let plans: Vec<Option<String>> = review
        .assessments
        .iter()
        .map(|a| Some(format!("plans/{}/{}.pdf", a.team(), a.person.name)))
        .collect();
    let diagnostics = [
        Diagnostic::warning(
            "unknown-level",
            Location::of_file("assessments/tom.xlsx")
                .with_sheet("Assessment")
                .with_cell(CellAddress::new(15, 2)),
            "“Comunity Manger” is no level of the career map. Expected one of its seven titles.",
            "Did you mean “Community Manager”? Correct the cell.",
        ),
        Diagnostic::error(
            "unreadable-file",
            Location::of_file("assessments/broken.xlsx"),
            "The file is not a spreadsheet.",
            "Open it, save it as .xlsx, and run again.",
        ),
    ];
    let options = BookOptions {
        organisation: Some("Lindqvist & Co".to_owned()),
        map_fingerprint: "sha256:0123456789abcdef".to_owned(),
        ..BookOptions::default()
    };
    let bytes = workbook(&BookInput {
        diagnostics: &diagnostics,
        plans: &plans,
        ..BookInput::of(review, &people, &OPTIONS, &options)
    })
    .unwrap();
    Made { people, bytes }
}

/// The workbook with these choices, without messages, plans and a comparison.
fn plain(review: &Review, options: &BookOptions) -> Vec<u8> {
    let people = analysed(review);
    workbook(&BookInput::of(review, &people, &OPTIONS, options)).unwrap()
}

/// All parts of a file: their names and contents.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.push((name, String::from_utf8_lossy(&content).into_owned()));
    }
    parts
}

/// A part of a file.
pub(super) fn part(bytes: &[u8], wanted: &str) -> String {
    let mut parts = parts(bytes).into_iter();
    parts.find(|(name, _)| name == wanted).unwrap().1
}

fn sheet_names(bytes: &[u8]) -> Vec<String> {
    use calamine::Reader;
    let workbook = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    workbook.sheet_names()
}

/// A table of a sheet from its header on; `first` is its first heading.
fn table(bytes: &[u8], sheet: &str, first: &str) -> Vec<Vec<String>> {
    let rows = read(bytes, sheet);
    let header = rows.iter().position(|row| row[0] == first);
    rows[header.unwrap()..].to_vec()
}

fn column_of(table: &[Vec<String>], heading: &str) -> usize {
    table[0].iter().position(|cell| cell == heading).unwrap()
}

/// A sheet as rows of texts, numbers as Rust writes them, trailing empty cells included.
fn read(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    use calamine::{Data, Reader};
    let mut workbook = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)), "{sheet} starts at A1");
    range
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Data::Empty => String::new(),
                    Data::String(text) => text.clone(),
                    Data::Float(number) => number.to_string(),
                    Data::DateTime(day) => day.as_f64().to_string(),
                    other => panic!("{sheet} holds {other:?}"),
                })
                .collect()
        })
        .collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(make(&company()).bytes, make(&company()).bytes);
    let mut undated = company();
    undated.as_of = None;
    assert_eq!(make(&undated).bytes, make(&undated).bytes);
}

#[test]
fn outcomes_can_be_left_out() {
    let bytes = plain(
        &company(),
        &BookOptions {
            include_outcomes: false,
            ..BookOptions::default()
        },
    );
    for sheet in sheet_names(&bytes) {
        for cell in read(&bytes, &sheet).into_iter().flatten() {
            assert!(!cell.contains("Improvement plan"), "{sheet}");
            assert!(!cell.contains("best writer"), "{sheet}");
        }
    }
}

#[test]
fn data_goes_on_in_a_second_sheet() {
    let review = company();
    let people = analysed(&review);
    let options = BookOptions::default();
    let input = BookInput::of(&review, &people, &OPTIONS, &options);
    // Fourteen people of eight rows each; 60 rows hold seven of them.
    let book = Book::new(&input);
    let sheets = data::sheets(&book, 60).unwrap();
    let summary = summary::sheet(&book, sheets.len()).unwrap();
    let names: Vec<String> = sheets
        .iter()
        .map(rust_xlsxwriter::Worksheet::name)
        .collect();
    assert_eq!(names, ["Data", "Data 2"]);
    // Every row is on one of them, each with its header, and the contents say so.
    // The summary's charts are drawn from the other two.
    let others = [
        summary,
        gaps::sheet(&book).unwrap(),
        bench::sheet(&book).unwrap(),
    ];
    let sheets = sheets.into_iter().chain(others);
    let bytes = book.parts.finish("workbook.document", sheets).unwrap();
    let (first, second) = (read(&bytes, "Data"), read(&bytes, "Data 2"));
    assert_eq!((first.len(), second.len()), (1 + 56, 1 + 56));
    assert_eq!(first[0], second[0]);
    let whole = read(&make(&company()).bytes, "Data");
    assert_eq!([&first[1..], &second[1..]].concat(), whole[1..]);
    assert!(
        read(&bytes, "Summary")
            .iter()
            .flatten()
            .any(|cell| cell.contains("goes on in Data 2"))
    );
}

#[test]
fn an_empty_review_still_makes_a_workbook() {
    let map = company_map();
    let made = make(&Review::new(map, Vec::new(), None, None));
    assert_eq!(read(&made.bytes, "Data")[0][0], "Employee ID");
    assert_eq!(read(&made.bytes, "Coverage")[0][0], "Team");
}

/// `people` people in teams of 25 against thirty competencies.
fn many(people: usize) -> Review {
    let levels: Vec<String> = (1..=7).map(|rank| format!("Level {rank}")).collect();
    let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let names: Vec<String> = (1..=30)
        .map(|n| format!("Competency number {n} with a rather long name"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let map = career_map(&levels, &names);
    let assessments = (0..people)
        .map(|n| {
            let rating = |c: usize, salt: usize| {
                let around = n % 7 + (n * 7 + c * 13 + n * c + salt) % 4;
                Some(around.clamp(1, 7) as f64)
            };
            let manager: Vec<_> = (0..30).map(|c| rating(c, 0)).collect();
            let own: Vec<_> = (0..30).map(|c| rating(c, n % 3)).collect();
            person(&map, &format!("Person {n}"), n % 7)
                .id(&n.to_string())
                .team(&format!("Team {}", n % people.div_ceil(25)))
                .manager(&format!("Manager {}", n % people.div_ceil(11)))
                .self_rated(&own)
                .rated(&manager)
                .build()
        })
        .collect();
    Review::new(map, assessments, None, None)
}

/// Ten thousand people and thirty competencies: the size that the workbook must support.
#[test]
#[ignore = "takes a while"]
fn ten_thousand_people() {
    let review = many(10_000);
    let before = memory("VmRSS");
    let made = make(&review);
    assert!(made.bytes.len() > 1_000_000);
    if let (Some(before), Some(most)) = (before, memory("VmHWM")) {
        assert!(most - before < 250.0, "took {} MiB", most - before);
    }
    assert_eq!(read(&made.bytes, "Data").len(), 300_001);
}

/// This process's memory according to the operating system, in MiB; only Linux gives it to every user.
fn memory(what: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(what))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

#[test]
fn people_of_one_name_are_told_apart_in_lists() {
    let rows = read(&make(&company()).bytes, "Gaps");
    assert!(
        rows.iter()
            .flatten()
            .any(|cell| cell.contains("Maria Silva (2001)"))
    );
}

#[test]
fn competencies_of_one_name_and_names_of_columns_do_no_harm() {
    let map = career_map(
        &["A", "B"],
        &["Name", "Writing", "writing", &"Long ".repeat(100)],
    );
    let someone = person(&map, "Ana", 0).rated_all(&[1.0, 2.0, 1.0, 1.0]);
    let made = make(&Review::new(map.clone(), vec![someone.build()], None, None));
    let rows = table(&made.bytes, "Heat map", "Team");
    let long = "Long ".repeat(24);
    // By need: in Writing, Ana is at target.
    assert_eq!(
        rows[0][3..],
        ["Name (2)", "writing", long.trim(), "Writing (2)", "Meets"]
    );
}

/// Ana and Bo hold level 3. Ana aims at 1 and is rated 2: at target and below role at once, which counts as below role. Bo
/// stays, and is rated 3 and not at all; to Cy writing does not apply.
#[test]
fn the_heat_map_tells_every_standing_apart() {
    let map = career_map(&["A", "B", "C", "D"], &["Writing", "Speaking"]);
    let people = vec![
        person(&map, "Ana", 2)
            .target(0)
            .rated_all(&[2.0, 0.5])
            .build(),
        person(&map, "Bo", 2)
            .target(2)
            .rated(&[Some(3.0), None])
            .build(),
        person(&map, "Cy", 2)
            .rated(&[None, Some(3.0)])
            .not_applicable(0)
            .build(),
    ];
    let made = make(&Review::new(map, people, None, None));
    let rows = table(&made.bytes, "Heat map", "Team");
    let shown: Vec<&[String]> = rows.iter().map(|row| &row[1..]).collect();
    assert_eq!(
        shown,
        [
            ["Name", "Role level", "Speaking", "Writing", "Meets"],
            ["3 people", "below role level:", "1 of 2", "1 of 2", ""],
            ["3 people", "below role level:", "1 of 2", "1 of 2", ""],
            ["Ana", "C", "▼ −2.5", "▲▼ −1", "1 of 2"],
            ["Bo", "C", "?", "▲", "1 of 2, 1 not assessed"],
            ["Cy", "C", "●", "N/A", "0 of 1"],
        ]
    );
}

/// With more competencies than have room for their names, counts are short and columns narrow.
#[test]
fn a_map_of_many_competencies_has_a_narrow_heat_map_and_a_short_summary() {
    let made = make(&many(60));
    let map = table(&made.bytes, "Heat map", "Team");
    assert_eq!(map[0].len(), 3 + 30 + 1);
    let count = &map[1][3];
    assert!(count.ends_with("/60"), "{count}");
    let summary = read(&made.bytes, "Summary").concat().join("\n");
    assert!(
        summary.contains("Gaps has 20 competencies more."),
        "{summary}"
    );
    let header = summary.matches("with a rather long name").count();
    assert!(header >= 10, "{summary}");
}

#[test]
fn a_map_of_numbers_is_shown_on_its_own_scale() {
    use crate::model::Scale;
    let mut map = career_map(&["Junior", "Senior"], &["Writing", "Speaking"]);
    map.scale = Scale::Proficiency;
    map.competencies[0].required = vec![Some(2.5), Some(4.0)];
    map.competencies[1].required = vec![None, Some(3.0)];
    let someone = person(&map, "Ana", 0).rated_all(&[2.0, 3.5]).build();
    let made = make(&Review::new(map, vec![someone], None, None));
    let data = read(&made.bytes, "Data");
    // Required now, required at target, role gap, target gap, standing. Speaking requires nothing of a junior, so there
    // is no role gap; 3.5 reaches the 3 of the target.
    assert_eq!(
        data[1][12..17],
        ["2.5", "4", "0.5", "2", "below role level"]
    );
    assert_eq!(data[2][12..17], ["", "3", "", "0", "at target level"]);
    let gaps = table(&made.bytes, "Gaps", "Team");
    assert_eq!(gaps[0][5], "Points short");
    assert_eq!(
        gaps[1][2..8],
        ["Writing", "1", "1", "0.5", "3 (1 person)", "Ana"]
    );
    let map = read(&made.bytes, "Heat map");
    assert_eq!(map.last().unwrap()[3..5], ["▼ −0.5", "▲"]);
    let coverage = read(&made.bytes, "Coverage");
    assert_eq!(coverage[1][10..14], ["2.5", "0", "2", "uncovered"]);
    assert_eq!(
        coverage[0][16..],
        [
            "People at 2",
            "People at 3",
            "Depth confirmed",
            "Status confirmed"
        ]
    );
}

/// North needs two people at level 2 (role Engineer). In writing Ana is confirmed there and Bo says so himself; in speaking
/// nobody is confirmed, and Bo and Cy say so themselves. Eve is all of South.
///
/// Writing: depth 2, confirmed 1: thin, and without Ana uncovered, by self-ratings thin. Speaking: depth 2, confirmed 0.
#[test]
fn what_rests_on_self_ratings_is_told_apart_and_a_team_of_one_is_listed() {
    let map = career_map(&["Junior", "Engineer", "Senior"], &["Writing", "Speaking"]);
    let north = |name: &str, id: &str| person(&map, name, 1).id(id).team("North");
    let people = vec![
        north("Ana", "1").rated_all(&[2.0, 1.0]).build(),
        north("Bo", "2").self_rated(&[Some(2.0), Some(2.0)]).build(),
        north("Cy", "3")
            .self_rated(&[Some(1.0), Some(3.0)])
            .rated(&[Some(1.0), None])
            .build(),
        person(&map, "Eve", 1)
            .id("4")
            .team("South")
            .rated_all(&[2.0, 1.0])
            .build(),
    ];
    let made = make(&Review::new(map, people, None, None));
    let coverage = table(&made.bytes, "Coverage", "Team");
    let columns = ["Depth", "Status", "Depth confirmed", "Status confirmed"];
    let columns = columns.map(|name| column_of(&coverage, name));
    let of_north: Vec<[&str; 4]> = coverage
        .iter()
        .filter(|row| row[0] == "North")
        .map(|row| columns.map(|column| row[column].as_str()))
        .collect();
    assert_eq!(
        of_north,
        [
            ["2", "covered", "1", "thin"],
            ["2", "covered", "0", "uncovered"]
        ]
    );
    let key = table(&made.bytes, "Key people", "Team");
    let of_teams: Vec<&Vec<String>> = key[1..].iter().filter(|row| row[0] != "All").collect();
    assert_eq!(of_teams.len(), 1, "nobody of South");
    assert_eq!(
        of_teams[0][1..6],
        [
            "Writing",
            "only person",
            "Ana",
            "Engineer",
            "Bo: there by own rating, not confirmed"
        ]
    );
    let said = read(&made.bytes, "Key people").concat().concat();
    assert!(
        said.contains("Left out, because nobody else could step in: 1 team of one person (South).")
    );
    let by_team: Vec<[String; 2]> = table(&made.bytes, "By team", "Group")[1..]
        .iter()
        .map(|row| [row[0].clone(), row[1].clone()])
        .collect();
    let expected = [["All", "All"], ["Team", "North"], ["Team of one", "South"]];
    assert_eq!(by_team, expected.map(|row| row.map(str::to_owned)));
    let summary = read(&made.bytes, "Summary").concat().join("\n");
    for text in [
        "North has nobody at the level that it needs in Speaking. Self-ratings say otherwise; no manager confirms them.",
        "1 person carries a competency alone in the team. Ana (North: Writing). Self-ratings name somebody else there; no \
         manager confirms them.",
        "If they counted, 2 of 2 pairs of team and competency would look better covered.",
        "Not counted as teams: teams of one person (South).",
    ] {
        assert!(summary.contains(text), "{text}\n{summary}");
    }
}

/// *Data* has the manager's comments in its last column, but in no workbook without outcomes.
#[test]
fn manager_comments_are_in_data() {
    use crate::model::Sourced;
    let mut review = company();
    let comment = "=Good with people\nAsk about the newsletter.";
    let at = review.assessments[0].at.clone();
    review.assessments[0].competencies[3].manager_comment = Some(Sourced::new(comment.into(), at));
    let of = |include_outcomes: bool| {
        let options = BookOptions {
            include_outcomes,
            ..BookOptions::default()
        };
        read(&plain(&review, &options), "Data")
    };
    let rows = of(true);
    let last = rows[0].len() - 2;
    assert_eq!(rows[0][last..], ["Manager comment", "Evidence"]);
    let said: Vec<(usize, &str)> = (0..)
        .zip(&rows[1..])
        .filter(|(_, row)| !row[last].is_empty())
        .map(|(index, row)| (index, row[last].as_str()))
        .collect();
    assert_eq!(said, [(3, comment)]);
    let without = of(false);
    assert_eq!(without[0], rows[0], "no column comes or goes");
    assert!(
        without[1..]
            .iter()
            .all(|row| row.get(last).is_none_or(String::is_empty))
    );
}

/// Every sheet is for the paper that the company prints on.
#[test]
fn the_paper_is_the_companys() {
    for (letter, paper) in [(false, "paperSize=\"9\""), (true, "paperSize=\"1\"")] {
        let options = BookOptions {
            letter,
            ..BookOptions::default()
        };
        let mut sheets = 0;
        for (name, text) in parts(&plain(&company(), &options)) {
            if !name.starts_with("xl/worksheets/sheet") {
                continue;
            }
            sheets += 1;
            // The library leaves out the paper that is the format's default.
            let says = text.contains(paper) || (letter && !text.contains("paperSize"));
            assert!(says, "{name}, letter: {letter}");
        }
        assert!(sheets > 10);
    }
}
