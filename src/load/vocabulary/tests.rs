//! The vocabulary against headings as people write them.

mod combined;

use std::collections::BTreeSet;

use super::concept::Concepts;
use super::raters::rater_named;
use super::*;

#[test]
fn every_data_file_can_be_read() {
    for (language, data) in LANGUAGES {
        let read: Result<BTreeMap<Concept, Vec<String>>, _> = toml::from_str(data);
        let of_lines: BTreeMap<Concept, Vec<String>> = lines(data)
            .map(|(concept, words)| (concept, words.map(str::to_owned).collect()))
            .collect();
        assert_eq!(read.as_ref(), Ok(&of_lines), "{language}");
    }
}

/// How many rows of the table are read exactly as written there. A change that makes this smaller makes reading worse.
const RIGHT: usize = 942;

/// A row of `tests/headings.tsv`.
struct Row {
    half: &'static str,
    language: &'static str,
    heading: String,
    readings: BTreeSet<&'static str>,
    period: &'static str,
}

fn table() -> Vec<Row> {
    include_str!("tests/headings.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split('\t');
            let mut next = || columns.next().unwrap_or_default();
            Row {
                half: next(),
                language: next(),
                heading: next().replace("\\n", "\n"),
                readings: next().split(' ').filter(|name| *name != "-").collect(),
                period: next(),
            }
        })
        .collect()
}

/// The name of a meaning in the table: that of the settings where it has one.
fn name_of(meaning: Meaning) -> &'static str {
    if let Some((name, _)) = Meaning::NAMED.iter().find(|(_, named)| *named == meaning) {
        return name;
    }
    match meaning {
        Meaning::Of(_) | Meaning::FirstName | Meaning::LastName => "field",
        Meaning::ManagerId | Meaning::ManagerEmail | Meaning::AboutManager => "about-manager",
        Meaning::Competency => "competency",
        Meaning::Category => "category",
        Meaning::Expectation => "expectation",
        Meaning::Rating(Whose::Other) => "other",
        Meaning::Rating(_) => "unclear",
        Meaning::Level => "level",
        Meaning::Comment(Whose::Unsaid) => "comment",
        Meaning::Comment(Whose::Said(Rater::Agreed)) => "agreed-comment",
        Meaning::Comment(Whose::Other) => "other-comment",
        Meaning::Comment(_) => "unclear-comment",
        Meaning::Evidence(Whose::Said(Rater::Own)) => "self-evidence",
        Meaning::Evidence(Whose::Said(Rater::Manager)) => "manager-evidence",
        Meaning::Evidence(Whose::Said(Rater::Agreed)) => "agreed-evidence",
        Meaning::Evidence(_) => "other-evidence",
        Meaning::Interest => "interest",
        Meaning::Rater => "rater",
        Meaning::Required => "required",
        Meaning::Difference => "difference",
        Meaning::Weight => "weight",
        Meaning::Total => "total",
        Meaning::Action => "action",
        Meaning::Kind => "kind",
        Meaning::Owner => "owner",
        Meaning::Start => "start",
        Meaning::Due => "due",
        Meaning::Status => "status",
        Meaning::Success => "success",
        Meaning::Resource => "resource",
        Meaning::Effort => "effort",
        Meaning::Headcount => "headcount",
        Meaning::Decision
        | Meaning::DecisionLevel
        | Meaning::DecisionFrom
        | Meaning::DecisionReasons
        | Meaning::DecidedBy => "decision",
        Meaning::Aside => "aside",
    }
}

fn readings_of(text: &str) -> Vec<&'static str> {
    heading(text)
        .meanings
        .iter()
        .map(|one| name_of(*one))
        .collect()
}

fn period_of(text: &str) -> String {
    match heading(text).period {
        None => String::new(),
        Some(Period::Before) => "before".to_owned(),
        Some(Period::Number(number)) => format!("#{number}"),
        Some(Period::Until { year: 0, month }) => format!("{month:02}"),
        Some(Period::Until { year, month: 12 }) => year.to_string(),
        Some(Period::Until { year, month }) => format!("{year}-{month:02}"),
    }
}

/// How a heading was read, next to how it should be.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// As a careful person reads it.
    Right,
    /// Not read, or not completely; the cells can still decide.
    Missed,
    /// Read as something else.
    Wrong,
}

/// Readings that assign a rating or a fact to a person: a mistake here would go unnoticed.
const SILENT: &[&str] = &[
    "self",
    "manager",
    "agreed",
    "self-comment",
    "manager-comment",
    "name",
    "first-name",
    "last-name",
    "employee-id",
    "email",
    "team",
    "manager-name",
    "role-level",
    "target-level",
];

fn judge(row: &Row) -> Verdict {
    let found = readings_of(&row.heading);
    let period = period_of(&row.heading);
    // A column that may be a level may also be a role; one that may be somebody's rating may also be that person's
    // note.
    let goes_with = |extra: &str| {
        row.readings.contains(extra)
            || (extra == "role-level" && row.readings.contains("level"))
            || extra
                .strip_suffix("-comment")
                .is_some_and(|by| row.readings.contains(by))
            || row.readings.iter().any(|wanted| {
                wanted
                    .strip_suffix("-comment")
                    .is_some_and(|by| by == extra)
            })
    };
    let wanted_period = row.period.strip_suffix("-12").unwrap_or(row.period);
    if !found.is_empty() && !period.is_empty() && period != wanted_period {
        return Verdict::Wrong;
    }
    if found
        .iter()
        .any(|one| SILENT.contains(one) && !goes_with(one))
    {
        return Verdict::Wrong;
    }
    let Some(first) = found.first() else {
        return if row.readings.is_empty() && period == wanted_period {
            Verdict::Right
        } else {
            Verdict::Missed
        };
    };
    if !found.iter().any(|one| goes_with(one)) {
        return Verdict::Wrong;
    }
    let all = row.readings.iter().all(|wanted| found.contains(wanted));
    if all && goes_with(first) && period == wanted_period {
        Verdict::Right
    } else {
        Verdict::Missed
    }
}

#[test]
fn headings_are_read_as_a_careful_person_reads_them() {
    let rows = table();
    let mut right = 0;
    let mut missed = Vec::new();
    let mut wrong = Vec::new();
    let mut scores: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for row in &rows {
        let verdict = judge(row);
        let line = format!(
            "{} {} {:?}: {:?} {} instead of {:?} {}",
            row.half,
            row.language,
            row.heading,
            readings_of(&row.heading),
            period_of(&row.heading),
            row.readings,
            row.period
        );
        let [right_here, all_here] = scores.entry(row.half).or_default();
        *all_here += 1;
        match verdict {
            Verdict::Right => {
                right += 1;
                *right_here += 1;
            }
            Verdict::Missed => missed.push(line),
            Verdict::Wrong => wrong.push(line),
        }
    }
    assert!(
        wrong.is_empty(),
        "right, of all: {scores:?}; wrong:\n{}",
        wrong.join("\n")
    );
    assert!(
        right >= RIGHT,
        "right, of all: {scores:?}; missed:\n{}",
        missed.join("\n")
    );
}

/// The words and phrases of a concept in all languages.
fn words_of(wanted: Concept) -> Vec<String> {
    LANGUAGES
        .iter()
        .filter_map(|(_, data)| {
            let concepts: BTreeMap<Concept, Vec<String>> = toml::from_str(data).ok()?;
            concepts.get(&wanted).cloned()
        })
        .flatten()
        .collect()
}

#[test]
fn self_is_nothing_but_self() {
    for word in words_of(Concept::Own) {
        let known = VOCABULARY.phrase(&spelled(&word));
        assert_eq!(known, Some(Concepts::of(&[Concept::Own])), "{word}");
    }
}

/// Words that go together with raters, and any others.
fn any_word() -> impl proptest::strategy::Strategy<Value = String> {
    let fitting = [
        Concept::Person,
        Concept::Possessive,
        Concept::Manager,
        Concept::Agreed,
        Concept::Rating,
        Concept::Level,
        Concept::Comment,
        Concept::Evidence,
        Concept::Filler,
        Concept::And,
        Concept::PeriodBefore,
    ];
    let fitting: Vec<String> = fitting.into_iter().flat_map(words_of).collect();
    let all: Vec<String> = LANGUAGES
        .iter()
        .filter_map(|(_, data)| toml::from_str::<BTreeMap<Concept, Vec<String>>>(data).ok())
        .flat_map(BTreeMap::into_values)
        .flatten()
        .collect();
    proptest::prop_oneof![
        3 => proptest::sample::select(fitting),
        1 => proptest::sample::select(all),
    ]
}

proptest::proptest! {
    /// In any language, company and punctuation.
    #[test]
    fn who_says_self_is_never_read_as_the_manager(
        own in proptest::sample::select(words_of(Concept::Own)),
        before in proptest::collection::vec(any_word(), 0..3),
        behind in proptest::collection::vec(any_word(), 0..3),
        mark in proptest::sample::select(vec![" ", " – ", ": ", "/", " (", "\n", ", ", " & ", "'s ", " 2026 "]),
        number in proptest::sample::select(vec!["", "1. ", "a) ", "Q3 ", "★ "]),
    ) {
        let mut words = before;
        words.push(own);
        words.extend(behind);
        let text = format!("{number}{}", words.join(mark));
        let read = heading(&text);
        for meaning in &read.meanings {
            proptest::prop_assert!(
                !matches!(
                    meaning,
                    Meaning::Rating(Whose::Said(Rater::Manager))
                        | Meaning::Comment(Whose::Said(Rater::Manager))
                        | Meaning::Evidence(Whose::Said(Rater::Manager))
                ),
                "{text:?}: {:?}",
                read.meanings
            );
        }
        proptest::prop_assert!(!raters_mentioned(&text).contains(&Rater::Manager), "{text:?}");
        proptest::prop_assert!(rater_named(&text) != Some(Whose::Said(Rater::Manager)), "{text:?}");
    }
}

#[test]
fn names_of_people_mean_nothing() {
    for name in include_str!("tests/people.txt").lines() {
        let read = heading(name);
        assert!(read.meanings.is_empty(), "{name}: {:?}", read.meanings);
        assert_eq!(read.period, None, "{name}");
        for part in name.split(' ').filter(|part| part.chars().count() > 2) {
            if KNOWN_AS_WORDS.contains(&part) {
                continue;
            }
            let read = heading(part);
            assert!(read.meanings.is_empty(), "{part}: {:?}", read.meanings);
        }
    }
}

/// Names in the list that are also words, which test that the whole name still has no meaning.
const KNOWN_AS_WORDS: &[&str] = &[
    "Mark", "Lead", "Chef", "Jefe", "Self", "Eigen", "Rating", "Person", "Best", "Head",
];

#[test]
fn competencies_are_nobodys_rating() {
    for name in include_str!("tests/competencies.txt").lines() {
        let found = readings_of(name);
        let silent = found
            .iter()
            .find(|one| SILENT.contains(one) && **one != "team");
        assert_eq!(silent, None, "{name}: {found:?}");
        assert!(raters_mentioned(name).is_empty(), "{name}");
    }
}

#[test]
fn words_put_together_of_known_ones_are_known() {
    let parts = |word: &str| VOCABULARY.word(&spelled(word)).map(|parts| parts.len());
    for word in [
        "Selbsteinschätzung",
        "Selbsteinschaetzung",
        "Mitarbeiternummer",
        "Beurteilungsdatum",
        "Zielstufe",
        "Kompetenzstufe",
        "Zelfbeoordeling",
        "medewerkerscore",
    ] {
        assert_eq!(parts(word), Some(2), "{word}");
    }
    for word in [
        // Both parts are known, but no language that joins them has both.
        "eigenvalue",
        "stagecoach",
        "counterpoints",
        // Only one part is known.
        "Selbstständigkeit",
        "Mitarbeiterführung",
        "Leadership",
        // The rest only fills.
        "fristgemäß",
    ] {
        assert_eq!(parts(word), None, "{word}");
    }
}

/// The quick check never rejects a text that the parser would understand.
#[test]
fn a_glance_misses_nothing() {
    let mut texts: Vec<String> = include_str!("tests/headings.tsv")
        .lines()
        .flat_map(|line| line.split('\t').map(str::to_owned))
        .collect();
    texts.extend(LANGUAGES.iter().flat_map(|(_, data)| {
        let concepts: BTreeMap<Concept, Vec<String>> = toml::from_str(data).unwrap();
        concepts.into_values().flatten().collect::<Vec<_>>()
    }));
    let mut glanced = 0;
    for text in texts {
        let parsed = heading::parse(&text);
        if VOCABULARY.quick_check.is_unknown(&text) {
            glanced += 1;
            assert_eq!(parsed, Heading::default(), "{text}");
        }
    }
    assert!(glanced > 50, "{glanced}");
    for text in [
        "Ran the spring series for newcomers",
        "Nguyen Thi Lan",
        "LF-0131",
        "ana.sa@company.example",
    ] {
        assert!(VOCABULARY.quick_check.is_unknown(text), "{text}");
    }
}
