//! What is held about one person, compared with an independent search of all files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::harness::{AssessmentFile, Project, read_table, write_rows};

/// A picture of one point.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, b'I', b'D', b'A', b'T',
    0x78, 0x9C, 0x63, 0x60, 0x60, 0x60, 0x60, 0, 0, 0, 5, 0, 1, 0xA5, 0xF6, 0x45, 0x40, 0, 0, 0, 0,
    b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// Somebody of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    id: String,
    name: String,
    email: String,
    manager: String,
}

/// File, sheet and cell.
pub(crate) type Place = (String, String, String);

/// The text in words of lower case, without accents, with a space before and after.
fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c));
    // Letters with strokes, which file names often have without.
    let letters = letters.map(|c| match c {
        'Đ' | 'đ' => 'd',
        'Ł' | 'ł' => 'l',
        'Ø' | 'ø' => 'o',
        'ı' => 'i',
        c => c,
    });
    let letters = letters.map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let lower: String = letters.collect::<String>().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

pub(crate) fn has(text: &str, sign: &str) -> bool {
    !sign.is_empty() && plain(text).contains(&plain(sign))
}

/// Every filled cell of every workbook below a folder, hidden ones included: by file, sheet and cell.
fn all_cells(root: &Path, folder: &Path, into: &mut BTreeMap<Place, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_cells(root, &path, into);
        } else if path.extension().is_some_and(|ending| ending == "xlsx") {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
            for sheet in workbook.sheet_names() {
                let range = workbook.worksheet_range(&sheet).unwrap();
                let Some((top, left)) = range.start() else {
                    continue;
                };
                for (row, column, value) in range.used_cells() {
                    let text = value.to_string();
                    if !text.trim().is_empty() {
                        let cell = rust_xlsxwriter::utility::row_col_to_cell(
                            top + row as u32,
                            (left + column as u32) as u16,
                        );
                        into.insert((name.clone(), sheet.clone(), cell), text);
                    }
                }
            }
        }
    }
}

fn row_of(cell: &str) -> &str {
    cell.trim_start_matches(|c: char| c.is_ascii_alphabetic())
}

fn roster(project: &Project) -> Vec<Person> {
    let table = read_table(
        &project.input().join("roster.xlsx"),
        "Active workers",
        "Employee ID",
    );
    let text = |record: &BTreeMap<&str, &Data>, column: &str| {
        record
            .get(column)
            .map_or_else(String::new, ToString::to_string)
    };
    table
        .records()
        .iter()
        .map(|record| Person {
            // The roster has the numbers of the IDs alone, and shows them with letters and zeros.
            id: text(record, "Employee ID")
                .parse()
                .map_or_else(|_| String::new(), |number: u32| format!("LF-{number:04}")),
            name: text(record, "Worker"),
            email: text(record, "Work email"),
            manager: text(record, "Manager"),
        })
        .filter(|person| !person.id.is_empty())
        .collect()
}

/// What a document lists.
pub(crate) struct Listed {
    /// Place → content and use.
    pub(crate) entries: BTreeMap<Place, (String, String)>,
    /// All of its text, and the text of the PDF.
    pub(crate) text: String,
}

pub(crate) fn about(project: &Project, person: &str, more: &[&str]) -> Listed {
    let folder = project.input().with_file_name("about");
    let _ = fs::remove_dir_all(&folder);
    let done = project.careermap(&[&["about", person], more].concat());
    assert!(done.code() < 2, "{}", done.stderr());
    // The files whose names are masked.
    let said = done.stderr();
    let (_, masked) = said
        .split_once("by their numbers there:\n")
        .unwrap_or_default();
    let masked: BTreeMap<&str, &str> = masked
        .lines()
        .filter_map(|line| line.trim().split_once(": "))
        .collect();
    let own = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.is_dir())
        .unwrap();
    let path = own.join("personal-data.xlsx");
    let mut text = String::new();
    let mut cells = BTreeMap::new();
    all_cells(&own, &own, &mut cells);
    for content in cells.values() {
        text.push_str(content);
        text.push('\n');
    }
    let pdf = &project.pdfs_below("about")[&format!(
        "{}/personal-data.pdf",
        own.file_name().unwrap().to_str().unwrap()
    )];
    assert!(pdf.is_tagged());
    let (tables, without_header) = pdf.tables();
    assert!(
        tables > 2 && without_header == 0,
        "{without_header} of {tables}"
    );
    text.push_str(&pdf.page_texts().join("\n"));
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    text.push_str(&manifest);
    let table = read_table(&path, "Entries", "File");
    let entries = table
        .records()
        .into_iter()
        .filter(|row| row.contains_key("Content"))
        .map(|row| {
            let column = |name: &str| row[name].to_string();
            let number = column("No.");
            let file = masked
                .get(number.as_str())
                .map_or_else(|| column("File"), |file| (*file).to_owned());
            (
                (file, column("Sheet"), column("Cell")),
                (column("Content"), column("Used as")),
            )
        });
    Listed {
        entries: entries.collect(),
        text,
    }
}

#[test]
fn everything_about_each_person_of_the_sample_is_found_and_nothing_about_anybody_else() {
    let project = Project::sample();
    project.run(0);
    let people = roster(&project);
    assert_eq!(people.len(), 15);
    let mut cells = BTreeMap::new();
    for folder in [project.input(), project.output()] {
        all_cells(folder.parent().unwrap(), &folder, &mut cells);
    }
    for person in &people {
        let listed = about(&project, &person.id, &[]);
        let is_shared = people
            .iter()
            .filter(|other| other.name == person.name)
            .count()
            > 1;
        let names = |text: &str| {
            has(text, &person.id)
                || has(text, &person.email)
                || (!is_shared && has(text, &person.name))
        };
        // Whole rows of tables about everybody, and whole files of the person's.
        let number = person.id.trim_start_matches(['L', 'F', '-', '0']);
        let own_rows: BTreeSet<(&str, &str, &str)> = cells
            .iter()
            .filter(|((file, _, cell), text)| {
                let is_number =
                    file == "input/roster.xlsx" && cell.starts_with('A') && *text == number;
                is_number || plain(text) == plain(&person.id)
            })
            .map(|((file, sheet, cell), _)| (file.as_str(), sheet.as_str(), row_of(cell)))
            .collect();
        let own_files: BTreeSet<&str> = own_rows
            .iter()
            .map(|(file, ..)| *file)
            .filter(|file| file.starts_with("input/assessments/"))
            .collect();
        // A list of the person alone, with its title; its headings belong to nobody.
        let others: Vec<String> = people
            .iter()
            .filter(|other| other.id != person.id)
            .map(|other| plain(&other.id))
            .collect();
        let with_others: BTreeSet<&str> = cells
            .iter()
            .filter(|(_, text)| others.contains(&plain(text)))
            .map(|((file, ..), _)| file.as_str())
            .collect();
        let is_alone = |(file, sheet, cell): &Place| {
            let first = (file.clone(), sheet.clone(), format!("A{}", row_of(cell)));
            file.starts_with("input/outcomes/")
                && !with_others.contains(file.as_str())
                && cells.get(&first).is_none_or(|text| text != "Name")
                && own_rows
                    .iter()
                    .any(|(own, of, _)| own == file && of == sheet)
        };
        let is_own = |place: &Place| {
            let (file, sheet, cell) = place;
            own_files.contains(file.as_str())
                || is_alone(place)
                || own_rows.contains(&(file.as_str(), sheet.as_str(), row_of(cell)))
        };
        for (place, text) in &cells {
            let is_input = place.0.starts_with("input/");
            if is_input && (is_own(place) || names(text)) {
                assert!(
                    listed.entries.contains_key(place),
                    "{}: {place:?} “{text}” is missing",
                    person.name
                );
            }
        }
        for (place, (content, used)) in &listed.entries {
            let Some(text) = cells.get(place) else {
                assert!(
                    !place.0.contains("xlsx"),
                    "{}: there is no {place:?}",
                    person.name
                );
                continue;
            };
            if used == "Names this person" {
                assert!(
                    has(content, &person.name)
                        || has(content, &person.id)
                        || has(content, &person.email),
                    "{place:?}: {content}"
                );
            } else if place.0.starts_with("input/") {
                assert!(
                    is_own(place),
                    "{}: {place:?} “{text}” is somebody else's",
                    person.name
                );
            } else {
                let (file, sheet, cell) = place;
                let in_row = cells
                    .iter()
                    .filter(|((f, s, c), _)| f == file && s == sheet && row_of(c) == row_of(cell));
                let row: Vec<&String> = in_row.map(|(_, text)| text).collect();
                assert!(
                    row.iter().any(|text| has(text, &person.name)),
                    "{}: {place:?}",
                    person.name
                );
                let namesake = people
                    .iter()
                    .filter(|other| other.name == person.name && other.id != person.id);
                for other in namesake {
                    assert!(
                        !row.iter().any(|text| plain(text) == plain(&other.id)),
                        "{place:?}"
                    );
                }
            }
        }
        for other in people.iter().filter(|other| other.id != person.id) {
            let who = format!("{} in what is about {}", other.name, person.name);
            assert!(!has(&listed.text, &other.id), "{who}");
            assert!(!has(&listed.text, &other.email), "{who}");
            let is_manager = plain(&other.name) == plain(&person.manager);
            assert!(
                is_manager || is_shared || !has(&listed.text, &other.name),
                "{who}"
            );
        }
    }
}

#[test]
fn two_people_of_one_name_are_told_apart_and_nobody_is_guessed() {
    let project = Project::sample();
    project
        .careermap(&["about", "Anna Fairley"])
        .ends_with(2)
        .says(&[
            "2 people are named “Anna Fairley”",
            "LF-0126, Content",
            "LF-0147, Events",
            "[about-several]",
        ]);
    project
        .careermap(&["about", "Ana Fairly"])
        .ends_with(2)
        .says(&["Did you mean “Anna Fairley”?", "[about-nobody]"]);
    assert!(!project.input().with_file_name("about").exists());
    let listed = about(&project, "LF-0147", &[]);
    assert!(!has(&listed.text, "LF-0126"));
    assert!(has(&listed.text, "anna.fairley2@lanternfield.example"));
    // In rows below each other.
    let list = "Name,ID,Item\nAnna Fairley,LF-0126,Tent\nAna Fairley,LF-0147,Kayak\nAnna Fairley,LF-0126,Rope\n";
    fs::write(project.input().join("lent.csv"), list).unwrap();
    for (id, words) in [
        ("LF-0126", [true, false, true]),
        ("LF-0147", [false, true, false]),
    ] {
        let listed = about(&project, id, &[]);
        for (word, is_own) in ["Tent", "Kayak", "Rope"].iter().zip(words) {
            assert_eq!(has(&listed.text, word), is_own, "{id}: {word}");
        }
    }
}

#[test]
fn forms_of_two_people_on_one_sheet_are_not_mixed() {
    let project = Project::with_map();
    for (id, name) in [("E-1007", "Ada Marsh"), ("E-1008", "Bo Lind")] {
        let form = AssessmentFile::of(name, id, "Junior");
        let rated = form.rating(["Planning", "Junior", "", "", "Plans."]);
        project.add(&format!("{id}.xlsx"), &rated);
    }
    let ada = [
        "Name,Ada Marsh",
        "Employee ID,E-1007",
        "Evidence,Helped hers",
    ];
    let bo = [
        "Name,Bo Lind",
        "Employee ID,E-1008",
        "Evidence,Hid his secret",
    ];
    let assessments = project.input().join("assessments");
    let below = [ada, bo].concat().join("\n");
    std::fs::write(assessments.join("below.csv"), below).unwrap();
    let found = about(&project, "E-1007", &[]);
    assert!(has(&found.text, "Helped hers") && !has(&found.text, "Hid his secret"));
    let beside: Vec<String> = (ada.iter().zip(bo))
        .map(|(ada, bo)| format!("{ada},,{bo}"))
        .collect();
    std::fs::remove_file(assessments.join("below.csv")).unwrap();
    std::fs::write(assessments.join("beside.csv"), beside.join("\n")).unwrap();
    for id in ["E-1007", "E-1008"] {
        let found = about(&project, id, &[]);
        assert!(!has(&found.text, "Helped hers") && !has(&found.text, "Hid his secret"));
        project.careermap(&["about", id]).ends_with(1).says(&[
            "beside.csv",
            "somebody is named in the same row",
            "[about-unclear]",
        ]);
    }
}

#[test]
fn what_no_reader_uses_is_found_and_what_cannot_be_searched_is_named() {
    let project = Project::with_map();
    let ada = AssessmentFile::of("Ada Marsh", "E-1007", "Junior")
        .label("Manager", "Kim Sample")
        .rating([
            "Planning",
            "Junior",
            "",
            "",
            "Plans well with Bo Lind. Ask hr@company.example.",
        ]);
    project.add("ada.xlsx", &ada);
    let bo = AssessmentFile::of("Bo Lind", "E-1008", "Junior").rating([
        "Planning",
        "Junior",
        "",
        "",
        "I was alone in May. Ada Marsh was ill for a month! My rating is low.",
    ]);
    project.add("bo.xlsx", &bo);
    let mut other = Workbook::new();
    let sheet = other.add_worksheet();
    for (row, cells) in [
        ["Person", "Handle", "Bonus"],
        ["Ada Marsh", "@ada", "100 for Ada"],
        ["Bo Lind", "@bo", "200"],
    ]
    .iter()
    .enumerate()
    {
        for (column, text) in cells.iter().enumerate() {
            sheet
                .write_string(row as u32, column as u16, *text)
                .unwrap();
        }
    }
    sheet.set_column_hidden(2).unwrap();
    other
        .add_worksheet()
        .set_name("Old")
        .unwrap()
        .set_hidden(true)
        .write_string(4, 3, "Ada Marsh, again")
        .unwrap();
    other.save(project.input().join("pay.xlsx")).unwrap();
    fs::write(
        project.input().join("handbook.md"),
        "# Reviews\n\nAsk Ada Marsh or Bo Lind.\n",
    )
    .unwrap();
    fs::write(project.input().join("notes.docx"), "?").unwrap();
    fs::write(
        project.input().join("assessments/broken.xlsx"),
        "PK\u{3}\u{4}?",
    )
    .unwrap();
    let done = project.careermap(&["about", "Ada Marsh"]).ends_with(1);
    let said = done.stderr();
    for text in [
        "input/notes.docx",
        "[about-not-searched]",
        "broken.xlsx",
        "Bo Lind (",
        "hr@company.example (1 time)",
    ] {
        assert!(said.contains(text), "{text} is missing from:\n{said}");
    }
    let listed = about(&project, "E-1007", &[]);
    let content = |file: &str, sheet: &str, cell: &str| {
        let place = (file.to_owned(), sheet.to_owned(), cell.to_owned());
        listed
            .entries
            .get(&place)
            .map(|(content, _)| content.as_str())
    };
    assert_eq!(content("input/pay.xlsx", "Sheet1", "B2"), Some("@ada"));
    assert_eq!(
        content("input/pay.xlsx", "Sheet1", "C2"),
        Some("100 for Ada")
    );
    assert_eq!(content("input/pay.xlsx", "Sheet1", "C3"), None);
    assert_eq!(
        content("input/pay.xlsx", "Old", "D5"),
        Some("Ada Marsh, again")
    );
    assert_eq!(
        content("input/handbook.md", "", "line 3"),
        Some("Ask Ada Marsh or [another person].")
    );
    let place = |used: &str| {
        listed
            .entries
            .values()
            .filter(|(_, found)| found == used)
            .map(|(content, _)| content.as_str())
            .collect::<Vec<_>>()
    };
    // Of somebody else's entry only the sentence that names her.
    assert!(
        place("Names this person").contains(&"Ada Marsh was ill for a month! […]"),
        "{:?}",
        place("Names this person")
    );
    assert_eq!(
        place("Evidence"),
        ["Plans well with [another person]. Ask [another person]."]
    );
    assert!(has(&listed.text, "Kim Sample"));
    for other in [
        "Bo Lind",
        "E-1008",
        "200",
        "My rating is low",
        "hr@company.example",
    ] {
        assert!(!has(&listed.text, other), "{other}");
    }
    // A word that is not a name, or somebody who agreed.
    let listed = about(&project, "E-1007", &["--unmasked", "Bo Lind"]);
    assert!(has(&listed.text, "Plans well with Bo Lind. Ask"));
}

#[test]
fn an_earlier_review_is_searched_and_the_folder_belongs_to_the_request() {
    let project = Project::sample();
    let earlier = project.input().with_file_name("earlier");
    crate::harness::copy(&project.input(), &earlier);
    let listed = about(&project, "LF-0131", &["--previous", "earlier"]);
    for file in ["input/roster.xlsx", "earlier/roster.xlsx"] {
        assert!(
            listed.entries.keys().any(|(found, ..)| found == file),
            "{file}"
        );
    }
    // A second request has its own folder; the first one stays, and careermap knows both as its own.
    project.careermap(&["about", "LF-0147"]);
    let folder = project.input().with_file_name("about");
    assert_eq!(
        fs::read_dir(&folder)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().is_dir())
            .count(),
        2
    );
    project.careermap(&["verify", "about"]).ends_with(0);
    // The same request gives the same bytes.
    let read = || fs::read(folder.join("Anna Fairley-LF-0147/personal-data.xlsx")).unwrap();
    let before = read();
    project.careermap(&["about", "LF-0147", "--jobs", "1"]);
    assert_eq!(read(), before);
    project.run(0);
    project
        .careermap(&["about", "LF-0147", "-o", "output"])
        .ends_with(2)
        .says(&["another command"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[test]
fn rows_without_a_name_notes_and_characters_without_a_font_are_accounted_for() {
    let project = Project::with_map();
    for (file, name, id) in [
        ("ada.xlsx", "Ada Marsh", "E-1007"),
        ("bo.xlsx", "Bo Lind", "E-1008"),
    ] {
        let form = AssessmentFile::of(name, id, "Junior").rating([
            "Planning",
            "Junior",
            "",
            "",
            "Weighs \u{10FFFD} well",
        ]);
        project.add(file, &form);
    }
    let mut book = Workbook::new();
    let tables: [&[[&str; 4]]; 2] = [
        &[
            ["Name", "Employee ID", "Team", "Course"],
            ["Ada Marsh", "E-1007", "Events", "Welding"],
            ["", "", "", "First aid"],
            ["", "", "Events", "Diving"],
            ["", "", "Content", "A place that is free"],
            ["Bo Lind", "E-1008", "Events", "Climbing"],
            ["", "", "", "Sailing"],
            ["", "", "Total", "5"],
            ["", "", "", ""],
            ["", "", "", "Prices are for everybody"],
        ],
        &[
            ["Ada Marsh", "laptop", "", ""],
            ["", "telephone", "", ""],
            ["Bo Lind", "car", "", ""],
        ],
    ];
    for rows in tables {
        let sheet = book.add_worksheet();
        write_rows(sheet, rows);
    }
    book.save(project.input().join("courses.xlsx")).unwrap();
    let mut noted = Workbook::new();
    let sheet = noted.add_worksheet();
    sheet.write_string(0, 0, "Plan").unwrap();
    let note = rust_xlsxwriter::Note::new("Ada Marsh was late. So was I.");
    sheet
        .insert_note(0, 0, &note.set_author("Bo Lind"))
        .unwrap();
    let dot = rust_xlsxwriter::Image::new_from_buffer(DOT).unwrap();
    sheet.insert_image(4, 4, &dot).unwrap();
    noted.save(project.input().join("noted.xlsx")).unwrap();
    project.careermap(&["about", "E-1007"]).ends_with(1).says(&[
        "1 file has pictures, embedded files or damaged parts",
        "input/noted.xlsx",
        "[about-pictures]",
        // What stands below the row of a list without headings.
        "courses.xlsx, sheet “Sheet2”, cell B2",
        "U+10FFFD",
        "ada.xlsx, sheet “Assessment”, cell",
        "[character-missing]",
    ]);
    let listed = about(&project, "E-1007", &[]);
    let of_courses = |listed: &Listed| {
        let entries = listed.entries.iter();
        let found = entries.filter(|((file, ..), _)| file == "input/courses.xlsx");
        found
            .map(|((.., cell), (content, _))| format!("{cell} {content}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(
        of_courses(&listed),
        "A2 Ada Marsh, B2 E-1007, C2 Events, C4 Events, D2 Welding, D3 First aid, D4 Diving, A1 Ada Marsh, B1 laptop"
    );
    assert!(has(&listed.text, "but not its pictures"));
    let note = ("input/noted.xlsx", "Sheet1", "A1");
    let note = (note.0.to_owned(), note.1.to_owned(), note.2.to_owned());
    let used = "Names this person".to_owned();
    let about_her = ("Ada Marsh was late. […]".to_owned(), used.clone());
    assert_eq!(listed.entries.get(&note), Some(&about_her));
    // Its author wrote about somebody else.
    let listed = about(&project, "E-1008", &[]);
    assert_eq!(
        listed.entries.get(&note),
        Some(&("Bo Lind […]".to_owned(), used))
    );
    assert_eq!(
        of_courses(&listed),
        "A6 Bo Lind, B6 E-1008, C6 Events, D6 Climbing, D7 Sailing, A3 Bo Lind, B3 car"
    );
}

#[test]
fn people_on_a_sheet_without_names_or_around_a_total_are_not_mixed() {
    let project = Project::with_map();
    for (id, name) in [("E-1007", "Ada Marsh"), ("E-1008", "Bo Lind")] {
        let form = AssessmentFile::of(name, id, "Junior");
        let rated = form.rating(["Planning", "Junior", "", "", "Plans."]);
        project.add(&format!("{id}.xlsx"), &rated);
    }
    for sheet in [
        // A list goes on below a total, and below remarks.
        "Name,Item\nAda Marsh,Tent\nTotal,9\nBo Lind,Kayak\nTotal,8\n",
        "Name,Item\nAda Marsh,Tent\nNotes,late\nBo Lind,Kayak\n",
        // One person a column, by ID.
        "Employee ID,E-1007,E-1008\nItem,Tent,Kayak\n",
        "Loans\nPersonalnummer,E-1007,E-1008\nItem,Tent,Kayak\n",
        // Forms below each other, by ID.
        "ID,E-1007\nItem,Tent\nID,E-1008\nItem,Kayak\n",
        "Employee ID,E-1007\nItem,Tent\n\nEmployee ID,E-1008\nItem,Kayak\n",
    ] {
        fs::write(project.input().join("lent.csv"), sheet).unwrap();
        for (id, own, other) in [("E-1007", "Tent", "Kayak"), ("E-1008", "Kayak", "Tent")] {
            let found = about(&project, id, &[]);
            assert!(has(&found.text, own), "{id} without {own}: {sheet}");
            assert!(!has(&found.text, other), "{id} with {other}: {sheet}");
        }
    }
}

#[test]
fn a_row_with_two_people_is_named_cell_by_cell() {
    let project = Project::with_map();
    for (id, name) in [
        ("E-1007", "Ada Marsh"),
        ("E-1008", "Bo Lind"),
        ("E-1009", "Cy Fox"),
    ] {
        let form = AssessmentFile::of(name, id, "Junior");
        project.add(
            &format!("{id}.xlsx"),
            &form.rating(["Planning", "Junior", "", "", "With Dee Old last year."]),
        );
    }
    let write = |file: &str, text: &str| fs::write(project.input().join(file), text).unwrap();
    // A heading says whose a row may be; what else stands there may be about the other one: names, IDs, and both in one cell.
    write(
        "keyed.csv",
        "Employee,Stand-in,Locker\nAda Marsh,Bo Lind,L1\nBo Lind,Ada Marsh,L2\n",
    );
    write(
        "ids.csv",
        "Employee,Stand-in,Locker\nE-1007,Bo Lind,L3\nBo Lind (E-1008),E-1007,L4\n",
    );
    // Nothing says it, although one column has everybody once: these may be senders.
    write("chief.csv", "Ada Marsh,Cy Fox,L5\nBo Lind,Cy Fox,L6\n");
    write(
        "praise.csv",
        "Bo Lind,Cy Fox,L10\nCy Fox,Ada Marsh,L11\nAda Marsh,Cy Fox,L12\n",
    );
    write("pairs.csv", "Ada Marsh,Bo Lind,L7\nBo Lind,Cy Fox,L8\n");
    let listed = about(&project, "E-1007", &[]);
    for other in [
        "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L10", "L11", "L12", "E-1008",
    ] {
        assert!(!has(&listed.text, other), "{other}");
    }
    project.careermap(&["about", "E-1007"]).ends_with(1).says(&[
        "input/keyed.csv, cells B2:C2, A3, C3",
        "input/ids.csv, cells B2:C2, A3, C3",
        "input/pairs.csv, cells B1:C1",
        "input/praise.csv, cells A2, C2, B3:C3",
        "input/chief.csv, cells B1:C1",
        "[about-unclear]",
    ]);
    project
        .careermap(&["about", "E-1008"])
        .ends_with(1)
        .says(&["input/pairs.csv, cells A1, C1, B2:C2", "[about-unclear]"]);
    // Somebody whom only texts name.
    project
        .careermap(&["about", "Dee Old"])
        .ends_with(1)
        .says(&[
            "“Dee Old” is neither on a list nor in a form",
            "[about-unlisted]",
            "3 entries in 3 files",
        ]);
    project
        .careermap(&["about", "Dee Olde"])
        .ends_with(2)
        .says(&["[about-nobody]"]);
}

#[test]
fn what_can_be_somebody_elses_beside_or_below_a_name_is_named() {
    let project = Project::with_map();
    for (id, name) in [("EM-1007", "Ada Marsh"), ("EM-1008", "Wiremu Lind-Bell")] {
        project.add(
            &format!("{id}.xlsx"),
            &AssessmentFile::of(name, id, "Junior"),
        );
    }
    let hr = project.input().join("hr");
    fs::create_dir(&hr).unwrap();
    // What is named, in files that say something about the person and about others.
    let cases = [
        (
            "sum.csv",
            "Name,Hours\nWiremu Lind-Bell,s90\nAda Marsh,10\n,100\n",
            "cell B4",
        ),
        (
            "below.csv",
            "Name,Course,Note\nAda Marsh,First aid,fine\n,Jo Old,s8\n",
            "cells B3:C3",
        ),
        (
            "guest.csv",
            "Employee,Candidate,Note\nAda Marsh,Jo Old,s1\n",
            "cells B2:C2",
        ),
        (
            "unknown.csv",
            "Employee,Whoso,Note\nAda Marsh,Jo Old,s2\n",
            "cells B2:C2",
        ),
        (
            "next.csv",
            "Name:,Ada Marsh\nMood,fine\nNächster:,Jo\nMood,s3\n",
            "cells A3:B4",
        ),
        (
            "behind.csv",
            "12 Mill Lane,(address)\nAda Marsh,(name)\n",
            "cells A1:B1, B2",
        ),
        (
            "heads.csv",
            "Surname,First name\nMarsh,Ada\nInsurer,Tax class\ns4 North,Class Five\n",
            "cells A3:B4",
        ),
        (
            "error.csv",
            "Name,Employee ID,Note\nAda Marsh,EM-1070,s5\n",
            "cells B2:C2",
        ),
        ("1007.csv", "Mood,s6\n", "cells A1:B1"),
    ];
    for (file, text, _) in cases {
        fs::write(hr.join(file), text).unwrap();
    }
    let ending = "Name,Note\nAda Marsh,met Wiremuowi and LindBell\n";
    fs::write(hr.join("endings.csv"), ending).unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Contact", "Note"]).unwrap();
    sheet
        .write_url_with_text(1, 0, "mailto:ada.marsh@x.example", "A speaker")
        .unwrap();
    sheet.write_string(1, 1, "s7").unwrap();
    book.add_worksheet()
        .set_name("Ada Marsh")
        .unwrap()
        .write_string(0, 0, "Plan")
        .unwrap();
    book.save(hr.join("link.xlsx")).unwrap();
    let listed = about(&project, "Ada Marsh", &[]);
    for hidden in [
        "s1",
        "s2",
        "s3",
        "s4",
        "s5",
        "s6",
        "s7",
        "s8",
        "s90",
        "100",
        "Wiremuowi",
        "LindBell",
    ] {
        assert!(!has(&listed.text, hidden), "{hidden}");
    }
    let named = cases.map(|(file, _, cells)| format!("input/hr/{file}, {cells}"));
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let run = project
        .careermap(&["about", "Ada Marsh"])
        .ends_with(1)
        .says(&named);
    run.says(&["input/hr/link.xlsx, sheet “Sheet1”, cells A1:B2"]);
}

#[test]
fn what_was_decided_is_listed_as_a_decision_with_its_level() {
    let project = Project::sample();
    let listed = about(&project, "LF-0133", &[]);
    let uses: Vec<(&str, &str)> = listed
        .entries
        .iter()
        .filter(|((file, ..), _)| file == "input/decisions.xlsx")
        .map(|((.., cell), (_, used))| (cell.as_str(), used.as_str()))
        .collect();
    let decision = "Decision";
    assert_eq!(
        uses,
        [
            ("A5", "Name"),
            ("B5", "Employee ID"),
            ("C5", decision),
            ("D5", decision),
            ("E5", decision),
            ("F5", decision),
            ("H5", decision),
        ]
    );
}
