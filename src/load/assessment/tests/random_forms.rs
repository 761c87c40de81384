//! Files with random words, order, decoration and layout: each value is read as it was written or named in a problem,
//! and no rating is ever read as somebody else's.

use std::collections::BTreeSet;

use std::sync::LazyLock;

use fastrand::Rng;

use super::*;
use crate::load::sheet::GridBuilder;
use crate::load::vocabulary::languages;
use crate::model::Sourced;

/// Enough levels for each rater to use different numbers, so that a rating shows who gave it.
const LEVELS: [&str; 12] = [
    "Trainee",
    "Junior",
    "Associate",
    "Engineer",
    "Sr. Engineer",
    "Staff Engineer",
    "Principal",
    "Architect",
    "Fellow",
    "Expert",
    "Chief Architect",
    "Director",
];
const COMPETENCIES: [&str; 4] = [
    "Planning",
    "Writing & Speaking",
    "Data Literacy",
    "Negotiation",
];

/// How many files of a kind are written.
const SEEDS: u64 = 300;

/// Whose a column of ratings or remarks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Own,
    Manager,
    Agreed,
    Peer,
}

use Source::{Agreed, Manager, Own, Peer};

impl Source {
    const fn concept(self) -> &'static str {
        match self {
            Own => "self",
            Manager => "manager",
            Agreed => "agreed",
            Peer => "other",
        }
    }

    /// The lowest of this rater's numbers.
    const fn lowest(self) -> u32 {
        match self {
            Own => 1,
            Manager => 4,
            Agreed => 7,
            Peer => 10,
        }
    }
}

type Words = BTreeMap<String, Vec<String>>;

static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(languages);

struct Writer {
    random: Rng,
    language: usize,
}

/// What a file says about somebody.
#[derive(Debug, Clone)]
struct Somebody {
    name: &'static str,
    id: u32,
    level: usize,
    /// By source and competency.
    ratings: BTreeMap<Source, Vec<u32>>,
}

impl Writer {
    fn new(seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let language = random.usize(..LANGUAGES.len());
        Self { random, language }
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.random.usize(..of.len())]
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.random.u32(..100) < percent
    }

    fn word(&mut self, concept: &str) -> String {
        let words = &LANGUAGES[self.language][concept];
        let word = words[self.random.usize(..words.len())].clone();
        match self.random.u32(..4) {
            0 => word.to_uppercase(),
            1 => capital(&word),
            _ => word,
        }
    }

    /// A heading with the decoration that real sheets have.
    fn decorated(&mut self, text: &str, year: bool) -> String {
        let number = self.random.u32(1..9);
        match self.random.u32(..16) {
            0 => format!("{number}. {text}"),
            1 => format!("{number}) {text}"),
            2 => format!("{text} (1-12)"),
            3 => format!("{text} [1–12]"),
            4 if year => format!("{text} 2026"),
            5 => format!("{text} *"),
            6 => format!("{text}:"),
            7 => format!("⭐ {text}"),
            8 => format!("{text} (optional)"),
            9 => format!("  {text}\n"),
            _ => text.to_owned(),
        }
    }

    /// A heading for whose and what: *Self*, *Rating – self*, *Self rating*.
    fn of(&mut self, source: Source, what: Option<&str>) -> String {
        let whose = self.word(source.concept());
        let Some(what) = what else {
            return whose;
        };
        let what = self.word(what);
        match self.random.u32(..4) {
            0 => format!("{whose} {what}"),
            1 => format!("{what} ({whose})"),
            2 => format!("{what} – {whose}"),
            _ => format!("{whose}: {what}"),
        }
    }

    fn rating_heading(&mut self, source: Source) -> String {
        let what = self.one(&[None, Some("rating"), Some("rating"), Some("level")]);
        let text = self.of(source, what);
        self.decorated(&text, false)
    }

    /// A column of something that is not read.
    fn further(&mut self) -> (String, Vec<String>) {
        let (text, cells): (String, [&str; 4]) = match self.random.u32(..7) {
            0 => (
                "Project".to_owned(),
                ["Apollo", "Apollo", "Gemini", "Apollo"],
            ),
            1 => (self.word("email"), ["a@b.example", "a@b.example", "", ""]),
            2 => ("Bonus".to_owned(), ["1200", "900", "500", "300"]),
            3 => (self.word("weight"), ["1", "2", "1", "1"]),
            4 => (self.word("difference"), ["1", "-1", "0", "2"]),
            5 => (self.word("comment"), ["fine", "", "good", ""]),
            _ => (self.word("required"), ["4", "4", "5", "6"]),
        };
        (text, cells.map(str::to_owned).to_vec())
    }

    fn somebody(&mut self, index: usize, sources: &BTreeSet<Source>) -> Somebody {
        let name = ["Ana Sá", "Bo Lindqvist", "Cy Orr"][index];
        let ratings = sources
            .iter()
            .map(|source| {
                let numbers = (0..COMPETENCIES.len())
                    .map(|_| source.lowest() + self.random.u32(..3))
                    .collect();
                (*source, numbers)
            })
            .collect();
        Somebody {
            name,
            id: 100 + index as u32,
            level: self.random.usize(..LEVELS.len()),
            ratings,
        }
    }

    fn sources(&mut self) -> BTreeSet<Source> {
        let mut sources: BTreeSet<Source> = [Own, Manager, Agreed, Peer]
            .into_iter()
            .filter(|_| self.random.bool())
            .collect();
        if !sources.iter().any(|source| *source != Peer) {
            let source = self.one(&[Own, Manager, Agreed]);
            sources.insert(source);
        }
        sources
    }

    fn rating(&mut self, number: u32) -> String {
        let title = LEVELS[number as usize - 1];
        match self.random.u32(..5) {
            0 => title.to_owned(),
            1 => format!("{number} - {title}"),
            _ => number.to_string(),
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}

/// The cells of a sheet, with what is merged.
#[derive(Debug, Default)]
struct Written {
    rows: Vec<Vec<String>>,
    merges: Vec<(CellAddress, CellAddress)>,
}

impl Written {
    fn grid(&self) -> Grid {
        let mut builder = GridBuilder::default();
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, text) in (0..).zip(cells) {
                let value = match text.parse::<f64>() {
                    Ok(number) => Some(Value::Number(number)),
                    Err(_) => Value::from_text(text.as_str()),
                };
                if let Some(value) = value {
                    builder.set(row, column, value);
                }
            }
        }
        for (first, last) in &self.merges {
            builder.merge(*first, *last);
        }
        builder.finish()
    }
}

/// A form: labels, then a table of competencies.
fn form(writer: &mut Writer, of: &Somebody) -> Written {
    let mut labels = vec![
        (writer.word("name"), of.name.to_owned()),
        (writer.word("role"), LEVELS[of.level].to_owned()),
        (writer.word("employee-id"), of.id.to_string()),
        (writer.word("team"), "North".to_owned()),
        (writer.word("reports-to"), "Kim Vale".to_owned()),
    ];
    writer.random.shuffle(&mut labels);
    for (label, _) in &mut labels {
        *label = writer.decorated(label, false);
    }
    let mut written = Written::default();
    if writer.chance(25) {
        let (above, below) = labels.into_iter().unzip();
        written.rows.push(above);
        written.rows.push(below);
    } else {
        let pairs = labels.into_iter().map(|(label, value)| vec![label, value]);
        written.rows.extend(pairs);
    }
    written.rows.push(Vec::new());
    table(writer, of, &mut written);
    written
}

/// A column: its heading in the upper row (that of a group), in the lower one, and its cells.
struct ColumnOf {
    group: String,
    heading: String,
    cells: Vec<String>,
}

fn table(writer: &mut Writer, of: &Somebody, written: &mut Written) {
    let two_rows = writer.chance(25);
    let merged = writer.random.bool();
    let year = writer.chance(15);
    let mut groups: Vec<Vec<ColumnOf>> = Vec::new();
    for (source, numbers) in &of.ratings {
        let cells = numbers
            .iter()
            .map(|number| writer.rating(*number))
            .collect();
        let remarks = COMPETENCIES
            .map(|name| format!("{source:?} on {name}"))
            .to_vec();
        let with_remarks = *source != Peer && writer.chance(40);
        if two_rows {
            let group = writer.word(source.concept());
            let group = writer.decorated(&group, year);
            let mut columns = vec![ColumnOf {
                group,
                heading: writer.word(if with_remarks { "level" } else { "rating" }),
                cells,
            }];
            if with_remarks && *source != Agreed {
                columns.push(ColumnOf {
                    group: String::new(),
                    heading: writer.word("comment"),
                    cells: remarks,
                });
            }
            groups.push(columns);
        } else {
            groups.push(vec![ColumnOf {
                group: String::new(),
                heading: writer.rating_heading(*source),
                cells,
            }]);
            if with_remarks && *source != Agreed {
                let heading = writer.of(*source, Some("comment"));
                groups.push(vec![ColumnOf {
                    group: String::new(),
                    heading,
                    cells: remarks,
                }]);
            }
        }
    }
    for _ in 0..writer.random.usize(..3) {
        let (heading, cells) = writer.further();
        groups.push(vec![ColumnOf {
            group: String::new(),
            heading,
            cells,
        }]);
    }
    writer.random.shuffle(&mut groups);
    let competency = writer.word("competency");
    let top = written.rows.len() as u32;
    let mut upper = vec![String::new()];
    let mut lower = vec![writer.decorated(&competency, false)];
    let mut rows: Vec<Vec<String>> = COMPETENCIES
        .iter()
        .map(|name| vec![(*name).to_owned()])
        .collect();
    for columns in groups {
        let first = upper.len() as u32;
        if two_rows && columns.len() > 1 && merged {
            let last = first + columns.len() as u32 - 1;
            written
                .merges
                .push((CellAddress::new(top, first), CellAddress::new(top, last)));
        }
        for column in columns {
            upper.push(column.group);
            lower.push(column.heading);
            for (row, cell) in rows.iter_mut().zip(column.cells) {
                row.push(cell);
            }
        }
    }
    if two_rows {
        written.rows.push(upper);
    }
    written.rows.push(lower);
    written.rows.extend(rows);
}

/// One row for each person and competency; with a column that says who rated, for each rater, too.
fn list(writer: &mut Writer, people: &[Somebody]) -> Written {
    let with_raters = writer.random.bool();
    let sources: Vec<Source> = people[0].ratings.keys().copied().collect();
    let rater_words: Vec<String> = sources
        .iter()
        .map(|source| writer.word(source.concept()))
        .collect();
    let mut columns: Vec<(String, Vec<String>)> = vec![
        (writer.word("name"), Vec::new()),
        (writer.word("employee-id"), Vec::new()),
        (writer.word("role"), Vec::new()),
        (writer.word("competency"), Vec::new()),
    ];
    if with_raters {
        columns.push((writer.word("rater"), Vec::new()));
        columns.push((writer.word("rating"), Vec::new()));
    } else {
        for source in &sources {
            let what = writer.one(&["rating", "rating", "level"]);
            let heading = writer.of(*source, Some(what));
            columns.push((heading, Vec::new()));
        }
    }
    for somebody in people {
        for (at, competency) in COMPETENCIES.iter().enumerate() {
            let about = [
                somebody.name.to_owned(),
                somebody.id.to_string(),
                LEVELS[somebody.level].to_owned(),
                (*competency).to_owned(),
            ];
            let mut put = |rest: Vec<String>| {
                for ((_, cells), cell) in columns.iter_mut().zip(about.iter().cloned().chain(rest))
                {
                    cells.push(cell);
                }
            };
            if with_raters {
                for (word, source) in rater_words.iter().zip(&sources) {
                    put(vec![word.clone(), somebody.ratings[source][at].to_string()]);
                }
            } else {
                let ratings = sources
                    .iter()
                    .map(|source| somebody.ratings[source][at].to_string());
                put(ratings.collect());
            }
        }
    }
    let rows = columns[0].1.len();
    for _ in 0..writer.random.usize(..2) {
        let (heading, cells) = writer.further();
        columns.push((heading, cells.iter().cycle().take(rows).cloned().collect()));
    }
    writer.random.shuffle(&mut columns);
    let mut written = Written::default();
    let heads: Vec<String> = columns.iter().map(|(text, _)| text.clone()).collect();
    let heads = heads
        .iter()
        .map(|text| writer.decorated(text, false))
        .collect();
    written.rows.push(heads);
    for row in 0..rows {
        written.rows.push(
            columns
                .iter()
                .map(|(_, cells)| cells[row].clone())
                .collect(),
        );
    }
    written
}

/// One person a row and one competency a column, or a column for each of its raters.
fn matrix(writer: &mut Writer, people: &[Somebody]) -> Written {
    let sources: Vec<Source> = people[0].ratings.keys().copied().collect();
    let two_rows = writer.random.bool();
    let merged = writer.random.bool();
    let mut upper = vec![writer.word("name"), writer.word("role")];
    let mut lower = vec![String::new(), String::new()];
    let mut written = Written::default();
    for competency in COMPETENCIES {
        let first = upper.len() as u32;
        for (at, source) in sources.iter().enumerate() {
            let what = writer.one(&[None, Some("rating")]);
            let whose = writer.of(*source, what);
            if two_rows {
                upper.push(if at == 0 {
                    competency.to_owned()
                } else {
                    String::new()
                });
                lower.push(whose);
            } else if writer.random.bool() {
                upper.push(format!("{competency} ({whose})"));
            } else {
                upper.push(format!("{competency} – {whose}"));
            }
        }
        let last = upper.len() as u32 - 1;
        if two_rows && merged && last > first {
            written
                .merges
                .push((CellAddress::new(0, first), CellAddress::new(0, last)));
        }
    }
    written.rows.push(upper);
    if two_rows {
        written.rows.push(lower);
    }
    for somebody in people {
        let mut row = vec![somebody.name.to_owned(), LEVELS[somebody.level].to_owned()];
        for at in 0..COMPETENCIES.len() {
            let ratings = sources
                .iter()
                .map(|source| somebody.ratings[source][at].to_string());
            row.extend(ratings);
        }
        written.rows.push(row);
    }
    written
}

/// What is wrong with a reading, in silence or named in a message; `None` if nothing is.
fn fault(people: &[Somebody], read: &Read) -> Option<String> {
    let is_named = read.texts.iter().any(|text| !text.starts_with("note"));
    let mut missing = false;
    for assessment in &read.assessments {
        let Some(somebody) = people.iter().find(|one| one.name == assessment.person.name) else {
            if is_named {
                continue;
            }
            return Some(format!("nobody is called {}", assessment.person.name));
        };
        if assessment.person.role_level.0 != somebody.level && !is_named {
            return Some(format!(
                "{} has the level {:?}",
                somebody.name, assessment.person.role_level
            ));
        }
        for (at, entry) in assessment.competencies.iter().enumerate() {
            for (source, found) in [
                (Own, &entry.own),
                (Manager, &entry.manager),
                (Agreed, &entry.agreed),
            ] {
                let wanted = somebody
                    .ratings
                    .get(&source)
                    .map(|numbers| f64::from(numbers[at]));
                let found = found.as_ref().map(|rating| match rating.value {
                    Rating::At(points) => points,
                    Rating::NotApplicable => -1.0,
                });
                if found.is_some() && found != wanted {
                    return Some(format!(
                        "{source:?}'s rating of {at} is {found:?} instead of {wanted:?}"
                    ));
                }
                missing |= wanted != found;
            }
            let text = |remark: &Option<Sourced<String>>| {
                remark
                    .as_ref()
                    .map(|text| text.value.clone())
                    .unwrap_or_default()
            };
            if text(&entry.evidence).contains("Manager on")
                || text(&entry.manager_comment).contains("Own on")
            {
                return Some(format!("remarks changed sides: {entry:?}"));
            }
        }
    }
    let all = people.iter().all(|one| {
        read.assessments
            .iter()
            .any(|read| read.person.name == one.name)
    });
    ((missing || !all) && !is_named).then(|| "something is missing, and nothing says so".to_owned())
}

fn is_read_back(
    shape: &str,
    seeds: std::ops::Range<u64>,
    write: impl Fn(&mut Writer) -> (Vec<Somebody>, Written),
) {
    let map = career_map(&LEVELS, &COMPETENCIES);
    let mut whole = 0;
    let mut faults = Vec::new();
    let count = seeds.end - seeds.start;
    for seed in seeds {
        let (people, written) = write(&mut Writer::new(seed));
        let read = read_grid(&map, "Sheet1", written.grid());
        match fault(&people, &read) {
            Some(fault) => faults.push(format!(
                "{shape} {seed}: {fault}\n{:#?}\n{:?}",
                written
                    .rows
                    .iter()
                    .map(|r| r.join(" | "))
                    .collect::<Vec<_>>(),
                read.texts
            )),
            None => whole += u64::from(read.texts.iter().all(|text| text.starts_with("note"))),
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults, such as\n{}",
        faults.len(),
        faults[..faults.len().min(12)].join("\n\n")
    );
    // The rest is mostly named because a word means two things in some language.
    assert!(whole * 10 > count * 8, "{whole} of {count} read whole");
}

#[test]
fn a_random_form_is_read_back_or_named() {
    is_read_back("form", 0..SEEDS * 2, |writer| {
        let sources = writer.sources();
        let somebody = writer.somebody(0, &sources);
        let written = form(writer, &somebody);
        (vec![somebody], written)
    });
}

fn people(writer: &mut Writer) -> Vec<Somebody> {
    let sources = writer.sources();
    (0..3)
        .map(|index| writer.somebody(index, &sources))
        .collect()
}

#[test]
fn a_random_list_is_read_back_or_named() {
    is_read_back("list", 0..SEEDS, |writer| {
        let people = people(writer);
        let written = list(writer, &people);
        (people, written)
    });
}

#[test]
fn a_random_matrix_is_read_back_or_named() {
    is_read_back("matrix", 0..SEEDS, |writer| {
        let people = people(writer);
        let written = matrix(writer, &people);
        (people, written)
    });
}
