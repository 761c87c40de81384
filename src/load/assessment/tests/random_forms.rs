//! Files with random words, order, decoration and layout: each value is read as it was written or named in a problem,
//! and no rating is ever read as somebody else's.

use std::collections::BTreeSet;

use std::sync::LazyLock;

use fastrand::Rng;

use super::*;
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

/// The languages in which forms are read, and not only career maps.
static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let mut languages = languages();
    languages.retain(|words| words.contains_key("name"));
    languages
});

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
            9 => format!("\n{text}\n"),
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

/// The rows of a sheet; a `>` belongs to the cell on its left.
type Rows = Vec<Vec<String>>;

/// A form: labels, then a table of competencies.
fn form(writer: &mut Writer, of: &Somebody) -> Rows {
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
    let mut rows: Rows = if writer.chance(25) {
        let (above, below) = labels.into_iter().unzip();
        vec![above, below]
    } else {
        let pairs = labels.into_iter().map(|(label, value)| vec![label, value]);
        pairs.collect()
    };
    rows.push(Vec::new());
    rows.extend(table(writer, of));
    rows
}

/// A column: its heading in the upper row (that of a group), in the lower one, and its cells.
type ColumnOf = (String, String, Vec<String>);

fn table(writer: &mut Writer, of: &Somebody) -> Rows {
    let two_rows = writer.chance(25);
    let beside_group = if writer.random.bool() { ">" } else { "" };
    let year = writer.chance(15);
    let mut groups: Vec<Vec<ColumnOf>> = Vec::new();
    for (source, numbers) in &of.ratings {
        let cells = numbers.iter().map(|number| writer.rating(*number));
        let cells = cells.collect();
        let with_remarks = *source != Peer && writer.chance(40);
        let remarks = (with_remarks && *source != Agreed).then(|| {
            COMPETENCIES
                .map(|name| format!("{source:?} on {name}"))
                .to_vec()
        });
        if two_rows {
            let group = writer.word(source.concept());
            let group = writer.decorated(&group, year);
            let heading = writer.word(if with_remarks { "level" } else { "rating" });
            let mut columns = vec![(group, heading, cells)];
            columns.extend(
                remarks.map(|cells| (beside_group.to_owned(), writer.word("comment"), cells)),
            );
            groups.push(columns);
        } else {
            let heading = writer.rating_heading(*source);
            groups.push(vec![(String::new(), heading, cells)]);
            groups.extend(remarks.map(|cells| {
                let heading = writer.of(*source, Some("comment"));
                vec![(String::new(), heading, cells)]
            }));
        }
    }
    for _ in 0..writer.random.usize(..3) {
        let (heading, cells) = writer.further();
        groups.push(vec![(String::new(), heading, cells)]);
    }
    writer.random.shuffle(&mut groups);
    let competency = writer.word("competency");
    let mut upper = vec![String::new()];
    let mut lower = vec![writer.decorated(&competency, false)];
    let mut rows: Rows = COMPETENCIES.map(|name| vec![name.to_owned()]).to_vec();
    for (group, heading, cells) in groups.into_iter().flatten() {
        upper.push(group);
        lower.push(heading);
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
    rows.insert(0, lower);
    if two_rows {
        rows.insert(0, upper);
    }
    rows
}

/// One row for each person and competency; with a column that says who rated, for each rater, too.
fn list(writer: &mut Writer, people: &[Somebody]) -> Rows {
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
    let heads = columns
        .iter()
        .map(|(text, _)| writer.decorated(text, false));
    let mut written = vec![heads.collect()];
    for row in 0..rows {
        let cells = columns.iter().map(|(_, cells)| cells[row].clone());
        written.push(cells.collect());
    }
    written
}

/// One person a row and one competency a column, or a column for each of its raters.
fn matrix(writer: &mut Writer, people: &[Somebody]) -> Rows {
    let sources: Vec<Source> = people[0].ratings.keys().copied().collect();
    let two_rows = writer.random.bool();
    let beside = if writer.random.bool() { ">" } else { "" };
    let mut upper = vec![writer.word("name"), writer.word("role")];
    let mut lower = vec![String::new(), String::new()];
    for competency in COMPETENCIES {
        for (at, source) in sources.iter().enumerate() {
            let what = writer.one(&[None, Some("rating")]);
            let whose = writer.of(*source, what);
            if two_rows {
                upper.push(if at == 0 { competency } else { beside }.to_owned());
                lower.push(whose);
            } else if writer.random.bool() {
                upper.push(format!("{competency} ({whose})"));
            } else {
                upper.push(format!("{competency} – {whose}"));
            }
        }
    }
    let mut rows = vec![upper];
    if two_rows {
        rows.push(lower);
    }
    for somebody in people {
        let mut row = vec![somebody.name.to_owned(), LEVELS[somebody.level].to_owned()];
        for at in 0..COMPETENCIES.len() {
            let ratings = sources
                .iter()
                .map(|source| somebody.ratings[source][at].to_string());
            row.extend(ratings);
        }
        rows.push(row);
    }
    rows
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
            let text = |remark: &Option<Sourced<Box<str>>>| {
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
    write: impl Fn(&mut Writer) -> (Vec<Somebody>, Rows),
) {
    let map = career_map(&LEVELS, &COMPETENCIES);
    let mut whole = 0;
    let mut faults = Vec::new();
    let count = seeds.end - seeds.start;
    for seed in seeds {
        let (people, written) = write(&mut Writer::new(seed));
        let rows = written.iter().map(|row| row.join(" | ").replace('\n', "¶"));
        let text = rows.collect::<Vec<_>>().join("\n");
        let read = read_grids(&map, vec![("Sheet1", grid_of(&text))], "", &[]);
        match fault(&people, &read) {
            Some(fault) => {
                faults.push(format!("{shape} {seed}: {fault}\n{text}\n{:?}", read.texts));
            }
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
        let people = people(writer, 1);
        let written = form(writer, &people[0]);
        (people, written)
    });
}

fn people(writer: &mut Writer, count: usize) -> Vec<Somebody> {
    let sources = writer.sources();
    let indices = 0..count;
    indices
        .map(|index| writer.somebody(index, &sources))
        .collect()
}

#[test]
fn random_lists_and_matrices_are_read_back_or_named() {
    type Write = fn(&mut Writer, &[Somebody]) -> Rows;
    let shapes: [(&str, Write); 2] = [("list", list), ("matrix", matrix)];
    for (shape, write) in shapes {
        is_read_back(shape, 0..SEEDS, |writer| {
            let people = people(writer, 3);
            let written = write(writer, &people);
            (people, written)
        });
    }
}
