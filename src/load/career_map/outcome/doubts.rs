//! What looks odd about a consistent reading: a warning, until somebody confirms the reading.
//!
//! Each doubt is a named kind. [`Doubt::ALL`] lists them by strength; only the strongest few are reported.

mod cells;
mod contents;
mod mends;
mod names;
mod order;
mod sense;
mod tracks;

use super::account::names_not_understood;
use super::build::build;
use super::remedy::lines_for;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::load::career_map::choosing::choice::{Others, choose};
use crate::load::career_map::drafts::draft::Draft;
use crate::load::career_map::options::MapOptions;
use crate::load::setting_lines::list_line;
use crate::load::sheet::Workbook;
use crate::model::{CareerMap, Scale};
use crate::text::fold;

/// At most this many doubts are reported; of further ones only the number.
const SAID: usize = 3;

/// A kind of doubt; the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load::career_map) enum Doubt {
    NamesAreDates,
    LevelsAreHeadings,
    SeniorityFalls,
    LevelsArePeople,
    SeveralLadders,
    LeftOutLikeLevel,
    LevelsAreSentences,
    LevelsAreCompetencies,
    CompetenciesAreLevels,
    CompetenciesAreHeadings,
    OtherSubject,
    LevelsAreMarks,
    SecondTable,
    LargerSheet,
    SecondSheet,
    JoinedSheets,
    NearReading,
    NumbersAreMeans,
    TitlesUnknown,
    SameTextEverywhere,
    SameForAllLevels,
    LevelTwice,
    CompetencyTwice,
    NumbersFall,
    SubHeadingsRepeat,
    CellsEndInColon,
    NothingExpected,
    NameAlone,
    ShortRow,
    SpeaksOfSomethingElse,
    WeakReading,
}

/// What was found odd, and where.
#[derive(Debug, Clone)]
pub(in crate::load::career_map) struct Odd {
    pub(in crate::load::career_map) at: Location,
    /// What was found: a sentence or two.
    pub(in crate::load::career_map) what: String,
    /// What to do if it is a mistake.
    pub(in crate::load::career_map) mend: Mend,
}

/// What to do about something odd.
#[derive(Debug, Clone)]
pub(in crate::load::career_map) enum Mend {
    /// This sentence.
    Do(String),
    /// Write the first of these lines that settles the doubt.
    Write {
        /// In which case it is a mistake: *If that is not a level*.
        case: &'static str,
        /// Lines below `[map]`, the best first; with a line break, several that belong together.
        lines: Vec<String>,
        /// What to do where none of them settles it: *delete it*.
        otherwise: &'static str,
    },
    /// Write the line with one of the two orders.
    Order {
        /// From junior to senior as the map was read.
        up: String,
        /// The other way round.
        down: String,
    },
    /// Choose another reading.
    Choose {
        /// What is chosen: *that sheet*.
        what: &'static str,
        other: Box<Draft>,
    },
}

impl Mend {
    fn said(&self, doubt: Doubt, reading: &Reading<'_>) -> String {
        match self {
            Self::Do(what) => what.clone(),
            Self::Write {
                case,
                lines,
                otherwise,
            } => match lines.iter().find(|line| settles(doubt, reading, line)) {
                Some(line) => format!(
                    "{case}, write `{}` under [map] in careermap.toml.",
                    line.replace('\n', "` and `")
                ),
                None => format!("{case}, {otherwise}."),
            },
            Self::Order { up, down } => {
                // Where levels require numbers, these say which order is the right one.
                let are_texts = reading.map.scale == Scale::Rank;
                let other = if are_texts && settles(doubt, reading, down) {
                    format!("; if from senior to junior, write `{down}`")
                } else {
                    String::new()
                };
                format!(
                    "If these are the levels, from junior to senior, write `{up}` under [map] in careermap.toml{other}."
                )
            }
            Self::Choose { what, other } => {
                match lines_for(other, reading.workbook, reading.options) {
                    Some(lines) => format!("If you mean {what}, write {lines}."),
                    None => format!("If you mean {what}, put it into a separate file."),
                }
            }
        }
    }
}

/// Whether with this line a map is read without the doubt and without a worse one.
fn settles(doubt: Doubt, reading: &Reading<'_>, line: &String) -> bool {
    let Some(options) = reading.options.with_lines(std::slice::from_ref(line)) else {
        return false;
    };
    let choice = choose(reading.workbook, &options);
    let Ok(draft) = choice.best else {
        return false;
    };
    let map = build(&draft, &options, &mut Vec::new());
    let after = Reading {
        workbook: reading.workbook,
        options: &options,
        draft: &draft,
        map: &map,
        others: &choice.others,
    };
    let is_new = |other: &&Doubt| other.odd(&after).is_some() && other.odd(reading).is_none();
    let open = |options: &MapOptions, draft: &Draft| {
        names_not_understood(reading.workbook, draft, options).len()
    };
    doubt.odd(&after).is_none()
        && open(&options, &draft) <= open(reading.options, reading.draft)
        && !Doubt::ALL
            .iter()
            .take_while(|other| **other < doubt)
            .any(|other| is_new(&other))
}

/// A reading, with all that doubts are about.
pub(in crate::load::career_map) struct Reading<'a> {
    pub(in crate::load::career_map) workbook: &'a Workbook,
    pub(in crate::load::career_map) options: &'a MapOptions,
    pub(in crate::load::career_map) draft: &'a Draft,
    pub(in crate::load::career_map) map: &'a CareerMap,
    pub(in crate::load::career_map) others: &'a Others,
}

impl Doubt {
    /// All of them, the strongest first.
    pub(in crate::load::career_map) const ALL: &[Self] = &[
        Self::NamesAreDates,
        Self::LevelsAreHeadings,
        Self::SeniorityFalls,
        Self::LevelsArePeople,
        Self::SeveralLadders,
        Self::LeftOutLikeLevel,
        Self::LevelsAreSentences,
        Self::LevelsAreCompetencies,
        Self::CompetenciesAreLevels,
        Self::CompetenciesAreHeadings,
        Self::OtherSubject,
        Self::LevelsAreMarks,
        Self::SecondTable,
        Self::LargerSheet,
        Self::SecondSheet,
        Self::JoinedSheets,
        Self::NearReading,
        Self::NumbersAreMeans,
        Self::TitlesUnknown,
        Self::SameTextEverywhere,
        Self::SameForAllLevels,
        Self::LevelTwice,
        Self::CompetencyTwice,
        Self::NumbersFall,
        Self::SubHeadingsRepeat,
        Self::CellsEndInColon,
        Self::NothingExpected,
        Self::NameAlone,
        Self::ShortRow,
        Self::SpeaksOfSomethingElse,
        Self::WeakReading,
    ];

    /// What is odd about the reading, for this kind of doubt.
    pub(in crate::load::career_map) fn odd(self, reading: &Reading<'_>) -> Option<Odd> {
        match self {
            Self::NamesAreDates => names::names_are_dates(reading),
            Self::LevelsAreHeadings => sense::levels_are_headings(reading),
            Self::SeniorityFalls => order::seniority_falls(reading),
            Self::LevelsArePeople => names::levels_are_people(reading),
            Self::SeveralLadders => tracks::several_ladders(reading),
            Self::LeftOutLikeLevel => sense::left_out_like_level(reading),
            Self::LevelsAreSentences => names::levels_are_sentences(reading),
            Self::LevelsAreCompetencies => names::levels_are_competencies(reading),
            Self::CompetenciesAreLevels => names::competencies_are_levels(reading),
            Self::CompetenciesAreHeadings => names::competencies_are_headings(reading),
            Self::OtherSubject => contents::other_subject(reading),
            Self::LevelsAreMarks => contents::levels_are_marks(reading),
            Self::SecondTable => contents::second_table(reading),
            Self::NumbersAreMeans => contents::numbers_are_means(reading),
            Self::JoinedSheets => contents::joined_sheets(reading),
            Self::LargerSheet => names::larger_sheet(reading),
            Self::SecondSheet => contents::second_sheet(reading),
            Self::NearReading => names::near_reading(reading),
            Self::TitlesUnknown => order::titles_unknown(reading),
            Self::SameTextEverywhere => cells::same_text(reading),
            Self::SameForAllLevels => sense::same_for_all(reading),
            Self::LevelTwice => names::level_twice(reading),
            Self::CompetencyTwice => names::competency_twice(reading),
            Self::NumbersFall => cells::numbers_fall(reading),
            Self::SubHeadingsRepeat => cells::sub_headings(reading),
            Self::CellsEndInColon => cells::colons(reading),
            Self::NothingExpected => cells::nothing_expected(reading),
            Self::NameAlone => cells::name_alone(reading),
            Self::ShortRow => cells::short_row(reading),
            Self::SpeaksOfSomethingElse => sense::speaks_of_something_else(reading),
            Self::WeakReading => names::weak_reading(reading),
        }
    }
}

/// Whether a workbook is read without doubts with these settings, so that a message may offer them.
pub(in crate::load::career_map) fn is_sound(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> bool {
    let map = build(draft, options, &mut Vec::new());
    let reading = Reading {
        workbook,
        options,
        draft,
        map: &map,
        // The line rules the other readings out, so they are not doubts.
        others: &Others::default(),
    };
    !draft.signs.corner_contradicts
        && draft.rows.iter().all(|row| !row.name.trim().is_empty())
        && draft.left_out.iter().all(|left| left.why.is_understood())
        && !Doubt::ALL
            .iter()
            // A line that says where the levels are also says that their titles are titles.
            .filter(|doubt| **doubt != Doubt::TitlesUnknown)
            .any(|doubt| doubt.odd(&reading).is_some())
}

/// Reports the doubts about a reading: as warnings, or as notes if somebody has confirmed it.
pub(in crate::load::career_map) fn report(
    reading: &Reading<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let odd: Vec<(Doubt, Odd)> = Doubt::ALL
        .iter()
        .filter_map(|doubt| Some((*doubt, doubt.odd(reading)?)))
        .collect();
    let is_confirmed = reading.options.confirmed.is_some();
    let more = match odd.len().saturating_sub(SAID) {
        0 => String::new(),
        1 => " There is one more doubt about this map.".to_owned(),
        more => format!(" There are {more} more doubts about this map."),
    };
    let last = odd.len().min(SAID).saturating_sub(1);
    for (place, (doubt, odd)) in odd.into_iter().take(SAID).enumerate() {
        let what = if place == last {
            format!("{}{more}", odd.what)
        } else {
            odd.what
        };
        let (severity, help) = if is_confirmed {
            let confirmed = "The settings confirm the map, so this is only a note.";
            (Severity::Note, confirmed.to_owned())
        } else {
            let confirm = if place == 0 {
                format!("write {}", lines(reading.map))
            } else {
                "confirm it as the first doubt says".to_owned()
            };
            let mend = odd.mend.said(doubt, reading);
            (
                Severity::Warning,
                format!("{mend} If the map is read correctly, {confirm}."),
            )
        };
        diagnostics.push(Diagnostic::new(severity, "map-doubt", odd.at, what, help));
    }
}

/// The lines that confirm a map.
pub(in crate::load::career_map) fn lines(map: &CareerMap) -> String {
    format!(
        "`{}` and `{}` under [map.confirmed] in careermap.toml",
        list_line("levels", titles(map)),
        list_line("competencies", names(map))
    )
}

fn titles(map: &CareerMap) -> impl Iterator<Item = &str> {
    map.levels.iter().map(|level| level.title.as_str())
}

fn names(map: &CareerMap) -> impl Iterator<Item = &str> {
    map.competencies
        .iter()
        .map(|competency| competency.name.as_str())
}

/// The error where a reading is no longer the one that somebody confirmed.
pub(in crate::load::career_map) fn contradiction(
    map: &CareerMap,
    options: &MapOptions,
    file: &Location,
) -> Option<Diagnostic> {
    let confirmed = options.confirmed.as_ref()?;
    let levels: Vec<&str> = titles(map).collect();
    let mut changes = changes("level", &confirmed.levels, &levels);
    changes.extend(self::changes(
        "competency",
        &confirmed.competencies,
        &names(map).collect::<Vec<_>>(),
    ));
    let folded = |titles: &[&str]| titles.iter().map(|title| fold(title)).collect::<Vec<_>>();
    let before: Vec<&str> = confirmed.levels.iter().map(String::as_str).collect();
    if changes.is_empty() && folded(&before) != folded(&levels) {
        changes.push("the levels are in another order".to_owned());
    }
    if changes.is_empty() {
        return None;
    }
    Some(Diagnostic::error(
        "map-confirmed",
        file.clone(),
        format!(
            "The map no longer matches [map.confirmed]: {}.",
            changes.join("; ")
        ),
        format!(
            "Look at it with `careermap check --map`, and correct the file; or, if it is read correctly, write {}.",
            lines(map)
        ),
    ))
}

/// Which names are new, and which are gone.
fn changes(kind: &str, before: &[String], now: &[&str]) -> Vec<String> {
    let mut gone: Vec<&str> = before.iter().map(String::as_str).collect();
    let mut new = Vec::new();
    for name in now {
        match gone.iter().position(|other| fold(other) == fold(name)) {
            Some(place) => drop(gone.remove(place)),
            None => new.push(*name),
        }
    }
    let said = |names: Vec<&str>, verb: &str| {
        names
            .into_iter()
            .map(|name| format!("the {kind} “{name}” {verb}"))
            .collect::<Vec<_>>()
    };
    let mut changes = said(gone, "is gone");
    changes.extend(said(new, "is new"));
    changes
}
