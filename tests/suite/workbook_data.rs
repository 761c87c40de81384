//! The sheet *Data* against an independent computation: another reader, fixed cells, and the formulas written a second
//! time.

use std::collections::BTreeMap;
use std::path::PathBuf;

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook};

use crate::harness::{Project, repository};

/// The sample's levels by rank, as its forms write them.
const LEVELS: [&str; 7] = [
    "community apprentice",
    "community manager",
    "sr. community manager",
    "community director",
    "sr. community director",
    "vp community",
    "chief community officer",
];

/// The contract's columns.
const HEADER: [&str; 20] = [
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

#[test]
fn every_row_equals_an_independent_computation() {
    let project = Project::sample();
    project.run(0);
    let data = project.team_sheet("Data");
    assert_eq!(data.header[..HEADER.len()], HEADER);
    let mut actual: BTreeMap<(String, String), BTreeMap<String, String>> = BTreeMap::new();
    for record in data.records() {
        let cells: BTreeMap<String, String> = HEADER
            .iter()
            .map(|column| ((*column).to_owned(), record[column].to_string()))
            .collect();
        let key = (cells["Employee ID"].clone(), cells["Competency"].clone());
        assert!(
            actual.insert(key, cells).is_none(),
            "one row a person and competency"
        );
    }
    let mut compared = 0;
    for file in assessment_files() {
        for (key, expected) in expected_rows(&file) {
            assert_eq!(actual[&key], expected, "{key:?}");
            compared += 1;
        }
    }
    assert_eq!(compared, actual.len());
    assert_eq!(compared, 14 * 8 + 4);
}

fn assessment_files() -> Vec<PathBuf> {
    let folder = repository().join("input").join("assessments");
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|team| std::fs::read_dir(team.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

fn text(sheet: &Range<Data>, row: u32, column: u32) -> String {
    sheet
        .get_value((row, column))
        .map(|cell| cell.to_string().trim().to_owned())
        .unwrap_or_default()
}

/// The content of a rating cell of the sample.
#[derive(Clone, Copy, PartialEq)]
enum Entry {
    Blank,
    NotApplicable,
    Rank(i64),
}

impl Entry {
    fn rank(self) -> Option<i64> {
        match self {
            Self::Rank(rank) => Some(rank),
            Self::Blank | Self::NotApplicable => None,
        }
    }

    fn number(self) -> String {
        self.rank().map(|rank| rank.to_string()).unwrap_or_default()
    }
}

fn entry(text: &str) -> Entry {
    let name = text.to_lowercase().replace("senior", "sr.");
    let name = name.split(" (").next().unwrap().trim();
    match name {
        "" => Entry::Blank,
        "n/a" => Entry::NotApplicable,
        level => (1..)
            .zip(LEVELS)
            .find(|(_, known)| *known == level)
            .map_or_else(|| panic!("{level}"), |(rank, _)| Entry::Rank(rank)),
    }
}

/// The labels of the one form with its own words, for those documented labels that it has.
const OWN_WORDS: [(&str, &str); 5] = [
    ("Name", "Team member"),
    ("Employee ID", "Personnel no."),
    ("Team", "Business unit"),
    ("Manager", "Reports to"),
    ("Role level", "Job title"),
];

fn expected_rows(path: &PathBuf) -> Vec<((String, String), BTreeMap<String, String>)> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let own_words = workbook.sheet_names()[0] == "Annual talk";
    let name = workbook.sheet_names()[0].clone();
    let sheet = workbook.worksheet_range(&name).unwrap();
    let label = |name: &str| {
        if own_words {
            let own = OWN_WORDS.iter().find(|(label, _)| *label == name);
            return own.map_or_else(String::new, |(_, own)| {
                let column = (0..8).find(|column| text(&sheet, 2, *column) == *own);
                text(&sheet, 3, column.unwrap())
            });
        }
        (0..20)
            .find(|row| text(&sheet, *row, 0) == name)
            .map(|row| text(&sheet, row, 1))
            .unwrap()
    };
    let role = entry(&label("Role level")).rank().unwrap();
    // In the sample everybody's track has every level up to VP; only managers go to the top.
    let next = if role == 7 || (role == 6 && label("Track") == "IC") {
        role
    } else {
        role + 1
    };
    let target = entry(&label("Target level")).rank().unwrap_or(next);
    let (header, columns) = if own_words {
        // The headings are in two rows.
        (12, [2, 4, 6])
    } else {
        let header = (0..40).find(|row| text(&sheet, *row, 0) == "Competency");
        (header.unwrap(), [1, 2, 3])
    };
    let [own_column, manager_column, agreed_column] =
        columns.map(|column| char::from(b'A' + u8::try_from(column).unwrap()));
    let file = format!(
        "assessments/{}/{}",
        path.parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_string_lossy(),
        path.file_name().unwrap().to_string_lossy()
    );
    ((header + 1)..(header + 10))
        .filter(|row| !text(&sheet, *row, 0).is_empty())
        .map(|row| {
            let [own, manager, agreed] = columns.map(|column| entry(&text(&sheet, row, column)));
            let (source, column, deciding) = if agreed != Entry::Blank {
                ("agreed", Some(agreed_column), agreed)
            } else if manager != Entry::Blank {
                ("manager", Some(manager_column), manager)
            } else if own != Entry::Blank {
                ("self", Some(own_column), own)
            } else {
                ("not assessed", None, own)
            };
            let cell = column
                .map(|column| format!("{column}{}", row + 1))
                .unwrap_or_default();
            let source = if deciding == Entry::NotApplicable {
                "N/A"
            } else {
                source
            };
            let name = competency(&text(&sheet, row, 0));
            let fact = name == "Education and Experience";
            let gap = |required: i64| match deciding.rank() {
                Some(rating) if !fact => (required - rating).max(0).to_string(),
                _ => String::new(),
            };
            let standing = match deciding.rank() {
                _ if fact => "fact",
                None => "",
                Some(rating) if rating >= target => "at target level",
                Some(rating) if rating < role => "below role level",
                Some(_) => "at role level",
            };
            let difference = match (own.rank(), manager.rank()) {
                (Some(own), Some(manager)) => (own - manager).to_string(),
                _ => String::new(),
            };
            let title = |rank: i64| {
                LEVELS[usize::try_from(rank - 1).unwrap()]
                    .split(' ')
                    .map(|word| match word {
                        "vp" => "VP".to_owned(),
                        word => word[..1].to_uppercase() + &word[1..],
                    })
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let cells = [
                label("Employee ID"),
                label("Name"),
                label("Team"),
                label("Manager"),
                title(role),
                title(target),
                name.clone(),
                own.number(),
                manager.number(),
                agreed.number(),
                deciding.number(),
                source.to_owned(),
                role.to_string(),
                target.to_string(),
                gap(role),
                gap(target),
                standing.to_owned(),
                difference,
                file.clone(),
                cell,
            ];
            let cells = HEADER
                .iter()
                .map(|name| (*name).to_owned())
                .zip(cells)
                .collect();
            ((label("Employee ID"), name), cells)
        })
        .collect()
}

/// The map's name for a competency that a form of the sample spells a little differently.
fn competency(typed: &str) -> String {
    let name = typed.trim().replace('&', "and").to_lowercase();
    [
        "Profile and Responsibilities",
        "Leadership and Supervision",
        "Interactions",
        "Communication",
        "Creativity and Strategic Innovation",
        "Technical and Business Skills",
        "Interpersonal Skills",
        "Education and Experience",
        "Event Safety and Access",
        "Editorial Judgement",
    ]
    .into_iter()
    .find(|known| known.to_lowercase() == name)
    .unwrap_or_else(|| panic!("{typed}"))
    .to_owned()
}
