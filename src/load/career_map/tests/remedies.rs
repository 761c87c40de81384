//! Following each message of the reader settles it: writing the line that it prints, or changing the file.
//!
//! A new message gets a case in `remedies.cases`: the code, sheets that cause it, settings that are there already, and
//! the right reading after each of the ways out that the message offers. The test fails where a place in the code that
//! makes messages has no case.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;
use crate::load::career_map::outcome::doubts::{DOUBTS, Reading};

/// Sheets by name, as rows of cells.
type Sheets = Vec<(String, Vec<Vec<String>>)>;

/// A message, and how the map is read after somebody has done what it says.
struct Case {
    code: String,
    /// A part of the message, where several have the same code.
    says: String,
    sheets: Sheets,
    settings: String,
    then: Then,
}

/// What somebody does, and the right reading after it: levels in their order, then competencies.
enum Then {
    /// Writes the lines that the message prints: one reading for each way out that it offers.
    Lines(Vec<String>),
    /// Changes the file.
    Changed(Sheets, String),
}

/// The cases, which are separated by empty lines. Each has the message, settings that are there already and the sheets; below the
/// first `--` the right readings, or the changed sheets and below another `--` the right reading. An empty row is `|`, and a sheet
/// with `~` before its name is hidden. `[Map]` without rows has those of [`USUAL`], for which `=`
/// stands elsewhere.
fn cases() -> Vec<Case> {
    let text = include_str!("remedies.cases");
    let cases = text.split("\n\n").filter(|case| case.contains("code: "));
    cases.map(case).collect()
}

fn case(text: &str) -> Case {
    let lines = || text.lines().filter(|line| !line.starts_with('#'));
    let values =
        |name: &str| -> Vec<&str> { lines().filter_map(|line| line.strip_prefix(name)).collect() };
    let parts: Vec<Vec<&str>> = lines()
        .filter(|line| {
            !["code: ", "says: ", "settings: "]
                .iter()
                .any(|name| line.starts_with(name))
        })
        .collect::<Vec<_>>()
        .split(|line| *line == "--")
        .map(<[&str]>::to_vec)
        .collect();
    Case {
        code: values("code: ").concat(),
        says: values("says: ").concat(),
        settings: values("settings: ").join("\n"),
        sheets: sheets_in(&parts[0]),
        then: match &parts[1..] {
            [right] => Then::Lines(right.iter().map(|line| (*line).to_owned()).collect()),
            [changed, right] => Then::Changed(sheets_in(changed), right.concat()),
            _ => panic!("{text}"),
        },
    }
}

/// A map that is read without doubts.
const USUAL: [&str; 3] = [
    "Competency | Junior | Senior",
    "Delivery | Finishes small tasks | Finishes whole projects",
    "People | Listens to the others | Leads the others",
];

fn sheets_in(lines: &[&str]) -> Sheets {
    let mut sheets: Sheets = Vec::new();
    let goes_on = |at: usize| lines.get(at).is_some_and(|line| !line.starts_with('['));
    let with_usual = lines.iter().enumerate().flat_map(|(place, line)| {
        let is_bare = *line == "[Map]" && !goes_on(place + 1);
        let usual: &[&str] = if is_bare || *line == "=" { &USUAL } else { &[] };
        let own = Some(line).filter(|line| **line != "=");
        own.into_iter().chain(usual)
    });
    for line in with_usual {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
        {
            sheets.push((name.to_owned(), Vec::new()));
        } else {
            let row = line.split('|').map(|cell| cell.trim().to_owned());
            sheets.last_mut().unwrap().1.push(row.collect());
        }
    }
    sheets
}

fn workbook_of(sheets: &Sheets) -> Workbook {
    let grids = sheets.iter().map(|(name, rows)| {
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        (name.trim_start_matches('~'), typed(&rows, &[]))
    });
    let mut workbook = workbook(grids.collect());
    for (sheet, (name, _)) in workbook.sheets.iter_mut().zip(sheets) {
        sheet.hidden = name.starts_with('~');
    }
    workbook
}

/// A way out that a message offers.
#[derive(Debug, Default)]
struct Way {
    /// Lines, each with its section below `[map]`.
    lines: Vec<(Option<String>, String)>,
    /// Settings to be removed.
    removed: Vec<String>,
}

/// The ways out that a message offers, in their order.
fn ways(help: &str) -> Vec<Way> {
    let help = help
        .replace("If the map is read correctly, ", "\u{1}")
        .replace("; for the second, ", "\u{1}")
        .replace("; if ", "\u{1}")
        .replace(" or `", "\u{1}`");
    help.split('\u{1}')
        .map(|part| {
            let section = part
                .split_once("nder [map")
                .and_then(|(_, rest)| rest.split_once(']'))
                .and_then(|(section, _)| section.strip_prefix('.'))
                .map(str::to_owned);
            let quoted: Vec<&str> = part.split('`').skip(1).step_by(2).collect();
            let lines: Vec<(Option<String>, String)> = quoted
                .iter()
                .filter(|quoted| quoted.contains(" = "))
                .map(|line| (section.clone(), (*line).to_owned()))
                .collect();
            let names = match part.split_once(" in place of ") {
                Some((_, names)) => names,
                None if lines.is_empty() && part.starts_with("Remove ") => part,
                None => "",
            };
            let removed = names.split('`').skip(1).step_by(2).map(str::to_owned);
            Way {
                removed: removed.collect(),
                lines,
            }
        })
        .filter(|way| !way.lines.is_empty() || !way.removed.is_empty())
        .collect()
}

/// The settings with lines in the place of those that set the same.
fn with_way(settings: &str, way: &Way) -> MapOptions {
    let mut table: toml::Table = toml::from_str(settings).unwrap();
    let mut sections: BTreeMap<&String, toml::Table> = BTreeMap::new();
    table.retain(|name, _| !way.removed.iter().any(|removed| removed == name));
    for (section, line) in &way.lines {
        let line: toml::Table = toml::from_str(line).unwrap();
        match section {
            Some(section) => sections.entry(section).or_default().extend(line),
            None => table.extend(line),
        }
    }
    // A corrected name takes the place of the wrong one.
    for (section, lines) in sections {
        table.insert(section.clone(), toml::Value::Table(lines));
    }
    table.try_into().unwrap()
}

fn shown(map: &CareerMap) -> String {
    let levels: Vec<String> = map
        .levels
        .iter()
        .map(|level| {
            let tracks = level
                .tracks
                .iter()
                .map(|track| format!("/{}", track.label()));
            format!("{}{}", level.title, tracks.collect::<String>())
        })
        .collect();
    let competencies: Vec<String> = map
        .competencies
        .iter()
        .map(|competency| match (competency.scored, competency.weight) {
            (false, _) => format!("({})", competency.name),
            (true, 1.0) => competency.name.clone(),
            (true, weight) => format!("{} ×{weight}", competency.name),
        })
        .collect();
    format!("{}: {}", levels.join(", "), competencies.join(", "))
}

/// The message that a case is about.
fn message(case: &Case) -> Result<Diagnostic, String> {
    let reading = read(
        &workbook_of(&case.sheets),
        &with_way(&case.settings, &Way::default()),
    );
    let found = reading
        .diagnostics
        .iter()
        .find(|said| said.code.0 == case.code && said.message.contains(&case.says));
    found.cloned().ok_or_else(|| {
        format!(
            "{} “{}” is not said of {:?} with {}: {}",
            case.code,
            case.says,
            case.sheets,
            case.settings,
            lines(&reading.diagnostics)
        )
    })
}

fn lines(said: &[Diagnostic]) -> String {
    let said = said.iter();
    said.map(|said| format!("\n    {} {} {}", said.code.0, said.message, said.help))
        .collect()
}

/// What is wrong with the map after somebody has done what a message says, if anything is.
fn left_open(
    message: &Diagnostic,
    sheets: &Sheets,
    options: &MapOptions,
    right: &str,
) -> Option<String> {
    let after = read(&workbook_of(sheets), options);
    let shown = after.career_map.as_ref().map(shown);
    let is_settled = shown.as_deref() == Some(right)
        && !Diagnostic::any_problem(&after.diagnostics)
        && !after.diagnostics.contains(message);
    (!is_settled).then(|| {
        format!(
            "{sheets:?}\n  said: {}\n  then: {shown:?}, not {right}{}",
            lines(std::slice::from_ref(message)),
            lines(&after.diagnostics)
        )
    })
}

/// The faults of a case.
fn faults(case: &Case) -> Vec<String> {
    let message = match message(case) {
        Ok(message) => message,
        Err(fault) => return vec![fault],
    };
    match &case.then {
        Then::Lines(right) => {
            let ways = ways(&message.help);
            if ways.len() != right.len() {
                return vec![format!("{right:?} are not {ways:#?}: {message:#?}")];
            }
            let tried = ways.iter().zip(right).filter_map(|(way, right)| {
                left_open(
                    &message,
                    &case.sheets,
                    &with_way(&case.settings, way),
                    right,
                )
            });
            tried.collect()
        }
        Then::Changed(sheets, right) => {
            let options = with_way(&case.settings, &Way::default());
            left_open(&message, sheets, &options, right)
                .into_iter()
                .collect()
        }
    }
}

#[test]
fn what_a_message_says_settles_it() {
    let faults: Vec<String> = cases().iter().flat_map(faults).collect();
    assert!(
        faults.is_empty(),
        "{}: {}",
        faults.len(),
        faults.join("\n\n")
    );
}

/// The places in the code that make messages, as file and line.
fn places_in_code(folder: &Path, places: &mut BTreeSet<(String, u32)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            if entry.file_name() != "tests" {
                places_in_code(&path, places);
            }
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
        let name = name.to_string_lossy().replace('\\', "/");
        for (number, line) in (1..).zip(code.lines()) {
            let makes = ["error(", "warning(", "note(", "new("]
                .iter()
                .any(|made| line.contains(&format!("Diagnostic::{made}")));
            if makes {
                places.insert((name.clone(), number));
            }
        }
    }
}

#[test]
fn every_place_that_makes_messages_has_a_case() {
    let mut places = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load/career_map");
    places_in_code(&folder, &mut places);
    assert!(places.len() > 20, "{places:#?}");
    for case in cases() {
        let Ok(said) = message(&case) else { continue };
        let (file, line, _) = said.kind.place();
        places.remove(&(file.replace('\\', "/"), line));
    }
    // What teams need is compared with the assessments, which come later.
    places.retain(|(file, _)| !file.ends_with("needs.rs"));
    assert!(places.is_empty(), "no case for {places:#?}");
}

#[test]
fn every_doubt_has_a_case() {
    let mut open: Vec<usize> = (0..DOUBTS.len()).collect();
    for case in cases().iter().filter(|case| case.code == "map-doubt") {
        let Ok(Diagnostic { message: said, .. }) = message(case) else {
            continue;
        };
        let workbook = workbook_of(&case.sheets);
        let options = with_way(&case.settings, &Way::default());
        let choice = choose(&workbook, &options);
        let draft = choice.best.unwrap();
        let map = outcome::build::build(&draft, &options, &mut Vec::new());
        let reading = Reading::of(&workbook, &options, &draft, &map, &choice.others);
        open.retain(|doubt| {
            let odd = DOUBTS[*doubt](&reading);
            odd.is_none_or(|odd| !said.starts_with(&odd.what))
        });
    }
    assert!(
        open.is_empty(),
        "no case for these places in DOUBTS: {open:?}"
    );
}

#[test]
fn a_line_for_a_refused_map_may_leave_doubts_but_never_silence() {
    let sheets = sheets_in(&[
        "[Map]",
        "Fag | Føl | Ræv | Ulv | Hvem spørger jeg?",
        "Træ | Sorterer planker efter tykkelse | Køber ind for to år ad gangen | Kan lugte, om egen er tør | Poul",
        "Spanter | Holder imod ved nitning | Lægger rækkefølgen for skroget | Tages med på råd af andre | Signe",
        "Kunder | Siger goddag og går videre | Forklarer ejeren, hvad der er galt | Giver tilbud og holder dem | Signe",
    ]);
    let workbook = workbook_of(&sheets);
    let refused = read(&workbook, &MapOptions::default());
    assert!(refused.career_map.is_none());
    let help = &refused.diagnostics[0].help;
    assert!(
        help.starts_with("If it is one, with the levels in row 1, write `header-row = 1`"),
        "{help}"
    );
    let told = with_way("header-row = 1", &Way::default());
    let read = read(&workbook, &told);
    let titles = read.career_map.unwrap().levels;
    assert_eq!(titles.len(), 3);
    let codes: Vec<&str> = read.diagnostics.iter().map(|said| said.code.0).collect();
    assert_eq!(codes, ["map-not-understood", "map-doubt"]);
}
