//! The workbook read back with another library and compared with an independent computation.

use super::*;
use crate::analysis::analyse_person;
use crate::model::testing::company;

/// A review with its analyses and the bytes of its workbook.
struct Made {
    review: Review,
    people: Vec<PersonAnalysis>,
    bytes: Vec<u8>,
}

fn make(review: Review) -> Made {
    let analysis = AnalysisOptions::default();
    let people: Vec<_> = review
        .assessments
        .iter()
        .map(|a| analyse_person(&review.career_map, a, &analysis))
        .collect();
    let plans: Vec<Option<String>> = review
        .assessments
        .iter()
        .map(|a| Some(format!("plans/{}/{}.pdf", a.team(), a.person.name)))
        .collect();
    let diagnostics = [
        Diagnostic::warning(
            "unknown-level",
            crate::diagnostic::Location::file("assessments/tom.xlsx")
                .with_sheet("Assessment")
                .with_cell(crate::diagnostic::CellAddress::new(15, 2)),
            "“Comunity Manger” is no level of the career map. Expected one of its seven titles.",
            "Did you mean “Community Manager”? Correct the cell.",
        ),
        Diagnostic::error(
            "unreadable-file",
            crate::diagnostic::Location::file("assessments/broken.xlsx"),
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
        review: &review,
        people: &people,
        analysis: &analysis,
        diagnostics: &diagnostics,
        plans: &plans,
        options: &options,
    })
    .unwrap();
    Made {
        review,
        people,
        bytes,
    }
}

/// Writes the made-up company's workbook to the folder for temporary files, to be looked at.
#[test]
#[ignore = "for people who want to look at the workbook"]
fn to_look_at() {
    let path = std::env::temp_dir().join("careermap-team-gaps.xlsx");
    std::fs::write(path, make(company()).bytes).unwrap();
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

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// What *Data* must say, computed from the assessments alone, without the analysis.
fn expected_data(review: &Review) -> Vec<Vec<String>> {
    use crate::model::{Rating, Sourced};
    let map = &review.career_map;
    let mut rows = Vec::new();
    for assessment in &review.assessments {
        let person = &assessment.person;
        let role = &map.levels[person.role_level.0];
        // In the made-up company every level above is open to everybody but the top one, which is for managers.
        let above = map.levels.iter().find(|level| {
            level.rank == role.rank + 1
                && (level.tracks.is_empty()
                    || person.track.is_none_or(|t| level.tracks.contains(&t)))
        });
        let target = match person.chosen_target {
            Some(chosen) => &map.levels[chosen.0],
            None => above.unwrap_or(role),
        };
        for (index, entered) in assessment.competencies.iter().enumerate() {
            let points = |rating: &Option<Sourced<Rating>>| match rating.as_ref()?.value {
                Rating::At(points) => Some(points),
                Rating::NotApplicable => None,
            };
            let filled = [
                (&entered.agreed, "agreed"),
                (&entered.manager, "manager"),
                (&entered.own, "self"),
            ]
            .into_iter()
            .find(|(rating, _)| rating.is_some());
            let (q, word) = match filled {
                None => (None, "not assessed"),
                Some((rating, word)) => match points(rating) {
                    None => (None, "N/A"),
                    some => (some, word),
                },
            };
            let fact = map.competencies[index].name == "Education and Experience";
            let (r, t) = (f64::from(role.rank), f64::from(target.rank));
            let standing = match q {
                _ if fact => "fact",
                None => "",
                Some(q) if q < r => "below role level",
                Some(q) if q < t => "at role level",
                Some(_) => "at target level",
            };
            let gap = |required: f64| q.filter(|_| !fact).map(|q| (required - q).max(0.0));
            let difference = points(&entered.own)
                .zip(points(&entered.manager))
                .map(|(own, manager)| own - manager);
            let cell = filled
                .and_then(|(rating, _)| rating.as_ref())
                .and_then(|rating| rating.at.cell)
                .map_or_else(String::new, |cell| cell.to_string());
            rows.push(vec![
                person.employee_id.clone().unwrap_or_default(),
                person.name.clone(),
                person.team.clone().unwrap_or_else(|| "No team".to_owned()),
                person.manager.clone().unwrap_or_default(),
                role.title.clone(),
                target.title.clone(),
                map.competencies[index].name.clone(),
                number(points(&entered.own)),
                number(points(&entered.manager)),
                number(points(&entered.agreed)),
                number(q),
                word.to_owned(),
                number(Some(r)),
                number(Some(t)),
                number(gap(r)),
                number(gap(t)),
                standing.to_owned(),
                number(difference),
                assessment.at.file.as_deref().unwrap().to_owned(),
                cell,
            ]);
        }
    }
    rows
}

const DATA: [&str; 20] = [
    "Employee ID",
    "Name",
    "Team",
    "Manager",
    "Role level",
    "Target level",
    "Competency",
    "Self",
    "Manager rating",
    "Agreed",
    "Rating",
    "Rating source",
    "Required now",
    "Required at target",
    "Role gap",
    "Target gap",
    "Standing",
    "Self minus manager",
    "Source file",
    "Source cell",
];

const COVERAGE: [&str; 14] = [
    "Team",
    "Competency",
    "Rated",
    "Not assessed",
    "N/A",
    "At role level",
    "At target level",
    "Mean role gap",
    "Mean target gap",
    "Burden",
    "Reference level",
    "Depth",
    "Needed",
    "Status",
];

#[test]
fn data_keeps_its_contract() {
    let made = make(company());
    let rows = read(&made.bytes, "Data");
    assert_eq!(rows[0][..DATA.len()], DATA);
    let found: Vec<Vec<String>> = rows[1..]
        .iter()
        .map(|row| row[..DATA.len()].to_vec())
        .collect();
    let expected = expected_data(&made.review);
    assert_eq!(found.len(), 14 * 8);
    assert_eq!(found, expected);
}

/// Counts *Coverage* again from the rows of *Data*, as a reader with a pivot table would.
#[test]
fn coverage_follows_from_data() {
    let made = make(company());
    let data = read(&made.bytes, "Data");
    let column = |name: &str| DATA.iter().position(|header| *header == name).unwrap();
    let coverage = read(&made.bytes, "Coverage");
    assert_eq!(coverage[0][..COVERAGE.len()], COVERAGE);
    let mut teams: Vec<&str> = vec!["All"];
    for row in &data[1..] {
        if !teams.contains(&row[column("Team")].as_str()) {
            teams.push(&row[column("Team")]);
        }
    }
    let competencies: Vec<&str> = data[1..9]
        .iter()
        .map(|row| row[column("Competency")].as_str())
        .filter(|name| *name != "Education and Experience")
        .collect();
    assert_eq!(coverage.len() - 1, teams.len() * competencies.len());
    let mut row = coverage[1..].iter();
    for team in &teams {
        for competency in &competencies {
            let found = row.next().unwrap();
            let of: Vec<&Vec<String>> = data[1..]
                .iter()
                .filter(|data| *team == "All" || data[column("Team")] == *team)
                .filter(|data| data[column("Competency")] == *competency)
                .collect();
            let numbers = |name: &str| -> Vec<f64> {
                of.iter()
                    .filter_map(|row| row[column(name)].parse().ok())
                    .collect()
            };
            let source = |word: &str| {
                of.iter()
                    .filter(|row| row[column("Rating source")] == word)
                    .count()
            };
            let standing = |words: &[&str]| {
                of.iter()
                    .filter(|row| words.contains(&row[column("Standing")].as_str()))
                    .count() as f64
            };
            let rated = numbers("Rating").len();
            let n = rated as f64;
            let mut required: Vec<f64> = of
                .iter()
                .filter(|row| row[column("Rating source")] != "N/A")
                .map(|row| row[column("Required now")].parse().unwrap())
                .collect();
            required.sort_by(f64::total_cmp);
            let reference = required[required.len() / 2];
            let depth = numbers("Rating")
                .iter()
                .filter(|q| **q >= reference)
                .count();
            let status = ["uncovered", "thin", "covered"][depth.min(2)];
            let expected = vec![
                (*team).to_owned(),
                (*competency).to_owned(),
                rated.to_string(),
                source("not assessed").to_string(),
                source("N/A").to_string(),
                (standing(&["at role level", "at target level"]) / n).to_string(),
                (standing(&["at target level"]) / n).to_string(),
                (numbers("Role gap").iter().sum::<f64>() / n).to_string(),
                (numbers("Target gap").iter().sum::<f64>() / n).to_string(),
                numbers("Role gap").iter().sum::<f64>().to_string(),
                reference.to_string(),
                depth.to_string(),
                "2".to_owned(),
                status.to_owned(),
            ];
            assert_eq!(found[..COVERAGE.len()], expected, "{team}, {competency}");
            // The distribution counts every rated person once.
            let distribution: f64 = found[COVERAGE.len() + 1..]
                .iter()
                .filter_map(|count| count.parse::<f64>().ok())
                .sum();
            assert!((distribution - n).abs() < 1e-9);
        }
    }
    assert!(row.next().is_none());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(make(company()).bytes, make(company()).bytes);
    let mut undated = company();
    undated.as_of = None;
    assert_eq!(make(undated.clone()).bytes, make(undated).bytes);
}

#[test]
fn nothing_is_hidden_and_nobody_is_named_in_the_properties() {
    use calamine::{Reader, SheetVisible};
    let made = make(company());
    let workbook = calamine::Xlsx::new(std::io::Cursor::new(&made.bytes)).unwrap();
    assert!(
        workbook
            .sheets_metadata()
            .iter()
            .all(|sheet| sheet.visible == SheetVisible::Visible)
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&made.bytes)).unwrap();
    for index in 0..archive.len() {
        use std::io::Read;
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        assert!(!text.contains("hidden=\"1\""), "{name}");
        if name.starts_with("docProps/") {
            for person in made.review.assessments.iter().map(|a| &a.person.name) {
                assert!(!text.contains(person.as_str()), "{name} names {person}");
            }
            if name.ends_with("core.xml") {
                assert!(text.contains("2026-11-06T00:00:00Z"), "{text}");
            }
        }
    }
}

#[test]
fn text_that_begins_like_a_formula_stays_text() {
    let rows = read(&make(company()).bytes, "Review outcomes");
    assert!(
        rows.iter()
            .flatten()
            .any(|cell| cell == "=Reliable\nKeeps the programme running.")
    );
}

#[test]
fn totals_carry_their_results() {
    let made = make(company());
    let rows = read(&made.bytes, "People");
    let header = rows.iter().position(|row| row[0] == "Name").unwrap();
    let totals = &rows[header - 1];
    let column = |name: &str| rows[header].iter().position(|cell| cell == name).unwrap();
    assert_eq!(totals[0], "14");
    assert_eq!(totals[column("Self-rated only")], "7");
    let readiness: Vec<f64> = made
        .people
        .iter()
        .filter_map(|person| person.readiness.share())
        .collect();
    let mean = readiness.iter().sum::<f64>() / readiness.len() as f64;
    assert_eq!(totals[column("Readiness")], mean.to_string());
}

#[test]
fn outcomes_can_be_left_out() {
    use calamine::Reader;
    let review = company();
    let analysis = AnalysisOptions::default();
    let people: Vec<_> = review
        .assessments
        .iter()
        .map(|a| analyse_person(&review.career_map, a, &analysis))
        .collect();
    let options = BookOptions {
        include_outcomes: false,
        ..BookOptions::default()
    };
    let bytes = workbook(&BookInput {
        review: &review,
        people: &people,
        analysis: &analysis,
        diagnostics: &[],
        plans: &[],
        options: &options,
    })
    .unwrap();
    let mut workbook = calamine::Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).unwrap();
        for (_, _, cell) in range.used_cells() {
            assert!(!cell.to_string().contains("Improvement plan"), "{sheet}");
            assert!(!cell.to_string().contains("best writer"), "{sheet}");
        }
    }
}

#[test]
fn data_goes_on_in_a_second_sheet() {
    let review = company();
    let analysis = AnalysisOptions::default();
    let people: Vec<_> = review
        .assessments
        .iter()
        .map(|a| analyse_person(&review.career_map, a, &analysis))
        .collect();
    let options = BookOptions::default();
    let input = BookInput {
        review: &review,
        people: &people,
        analysis: &analysis,
        diagnostics: &[],
        plans: &[],
        options: &options,
    };
    // Fourteen people of eight rows each; 60 rows hold seven of them.
    let sheets = data::sheets(&Book::new(&input), 60).unwrap();
    let names: Vec<String> = sheets
        .iter()
        .map(rust_xlsxwriter::Worksheet::name)
        .collect();
    assert_eq!(names, ["Data", "Data 2"]);
}

#[test]
fn an_empty_review_still_makes_a_workbook() {
    let map = crate::model::testing::company_map();
    let made = make(Review::new(map, Vec::new(), None, None));
    assert_eq!(read(&made.bytes, "Data")[0][..DATA.len()], DATA);
    assert_eq!(read(&made.bytes, "Coverage")[0][..COVERAGE.len()], COVERAGE);
}

/// Ten thousand people and thirty competencies: the size that the workbook must bear.
#[test]
#[ignore = "takes a while"]
fn ten_thousand_people() {
    use crate::model::testing::{career_map, person};
    let levels: Vec<String> = (1..=7).map(|rank| format!("Level {rank}")).collect();
    let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let names: Vec<String> = (1..=30).map(|n| format!("Competency {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let map = career_map(&levels, &names);
    let assessments = (0..10_000)
        .map(|n: usize| {
            let ratings: Vec<f64> = (0..30)
                .map(|c| ((n * 7 + c * 13 + n * c) % 7 + 1) as f64)
                .collect();
            person(&map, &format!("Person {n}"), n % 7)
                .id(&n.to_string())
                .team(&format!("Team {}", n % 400))
                .manager(&format!("Manager {}", n % 900))
                .rated_all(&ratings)
                .build()
        })
        .collect();
    let made = make(Review::new(map, assessments, None, None));
    assert!(made.bytes.len() > 1_000_000);
}
