//! What looks odd about a consistent reading: a warning, until somebody confirms the reading.
//!
//! Each kind of doubt is a function. [`DOUBTS`] lists them by strength; only the strongest few are reported.

mod beside;
mod cells;
mod contents;
mod facts;
mod mends;
mod names;
mod order;
mod sense;
mod subject;
mod tables;
mod texts;
mod title_apart;
mod tracks;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;

use self::texts::Texts;
use super::account::names_not_understood;
use super::build::build;
use super::confirmed::{lines, names, titles};
use super::remedy::{lines_for, name_of};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::load::career_map::choosing::choice::{Others, choose, chosen};
use crate::load::career_map::drafts::draft::{Draft, DraftRow};
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::labels::{Label, label};
use crate::load::setting_lines::{order_line, toml_text};
use crate::load::sheet::Workbook;
use crate::load::vocabulary::seniority;
use crate::model::{CareerMap, Orientation};

/// At most this many doubts are reported; of further ones only the number.
const SAID: usize = 3;

/// A kind of doubt: what is odd about a reading, if anything is.
type Check = fn(&Reading<'_>) -> Option<Odd>;

/// The kinds of doubt, the strongest first.
pub(in crate::load::career_map) const DOUBTS: &[Check] = &[
    names::names_are_dates,
    sense::levels_are_headings,
    names::level_twice,
    beside::table_beside,
    order::seniority_falls,
    names::levels_are_people,
    tracks::several_ladders,
    tracks::groups_are_tracks,
    sense::left_out_like_level,
    title_apart::title_is_apart,
    names::levels_are_sentences,
    names::levels_are_competencies,
    names::competencies_are_levels,
    names::competencies_are_headings,
    subject::other_subject,
    subject::levels_are_marks,
    subject::parts_are_other,
    texts::cells_say_something_else,
    texts::courses_among_competencies,
    texts::people_among_competencies,
    texts::terms_among_competencies,
    tables::second_table,
    tables::table_above,
    tables::table_below,
    tables::rest_of_sheet,
    names::larger_sheet,
    contents::second_sheet,
    contents::joined_sheets,
    contents::section_again,
    names::near_reading,
    contents::numbers_are_means,
    order::titles_unknown,
    order::first_is_apart,
    cells::same_text,
    sense::same_for_all,
    names::competency_twice,
    cells::numbers_fall,
    cells::sub_headings,
    cells::colons,
    cells::nothing_expected,
    cells::name_alone,
    facts::short_row,
    facts::named_like_facts,
    facts::written_unlike_others,
    facts::competencies_like_facts,
    facts::facts_like_competencies,
    subject::speaks_of_something_else,
    names::weak_reading,
];

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
        case: Cow<'static, str>,
        /// Lines below `[map]`, the best first; with a line break, several that belong together.
        lines: Vec<String>,
        /// What to do where none of them settles it: *delete it*.
        otherwise: &'static str,
    },
    Either {
        /// The lines, each in its case, without its *If*: *these are the levels, from junior to senior*.
        ways: Vec<(String, String)>,
        /// What to do where none of them settles it, as a sentence.
        otherwise: &'static str,
    },
    /// Choose another reading.
    Choose {
        /// What is chosen: *that sheet*.
        what: &'static str,
        other: Box<Draft>,
    },
}

impl Mend {
    /// Lines of which each sets the order of the levels.
    const fn order_lines(ways: Vec<(String, String)>) -> Self {
        Self::Either {
            ways,
            otherwise: "Set `order` under [map] in careermap.toml.",
        }
    }

    /// Whether this and another one write the same lines.
    fn writes_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Write { lines, .. }, Self::Write { lines: others, .. }) => {
                !lines.is_empty() && lines == others
            }
            _ => false,
        }
    }

    fn said(&self, doubt: usize, reading: &Reading<'_>) -> String {
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
            Self::Either { ways, otherwise } => {
                let working = ways
                    .iter()
                    .filter(|(_, line)| settles(doubt, reading, line));
                let said: Vec<String> = working
                    .map(|(case, line)| {
                        format!("{case}, write `{}`", line.replace('\n', "` and `"))
                    })
                    .collect();
                match &said[..] {
                    [] => (*otherwise).to_owned(),
                    [first, others @ ..] => {
                        let others: String =
                            others.iter().map(|other| format!("; if {other}")).collect();
                        format!("If {first} under [map] in careermap.toml{others}.")
                    }
                }
            }
            Self::Choose { what, other } => {
                let (workbook, options) = (reading.workbook, reading.options);
                let choosing = || match lines_for(other, workbook, options) {
                    Some(lines) => format!("If you mean {what}, write {lines}."),
                    None => format!("If you mean {what}, put it into a separate file."),
                };
                joining(reading.draft, other, workbook, options).unwrap_or_else(choosing)
            }
        }
    }
}

/// Whether with this line a map is read without the doubt, given by its place, and without a worse one.
fn settles(doubt: usize, reading: &Reading<'_>, line: &String) -> bool {
    let Some(options) = reading.options.with_lines(std::slice::from_ref(line)) else {
        return false;
    };
    let choice = choose(reading.workbook, &options);
    let Ok(draft) = choice.best else {
        return false;
    };
    let map = build(&draft, &options, &mut Vec::new());
    let after = Reading::of(reading.workbook, &options, &draft, &map, &choice.others);
    let is_new = |other| after.found(other).is_some() && reading.found(other).is_none();
    let open = |options: &MapOptions, draft: &Draft| {
        names_not_understood(reading.workbook, draft, options).len()
    };
    // What leaves something out must not exchange levels and competencies.
    let stays = !line.starts_with("leave-out") || draft.orientation == reading.draft.orientation;
    // That some rows are facts settles nothing else.
    let is_fact = line.starts_with("level-facts");
    stays
        && after.found(doubt).is_none()
        && open(&options, &draft) <= open(reading.options, reading.draft)
        && (is_fact || !(0..doubt).any(is_new))
}

/// The way to keep what was left out beside the levels and may be a level: *If it is a level, write …*.
pub(in crate::load::career_map) fn way_to_keep(reading: &Reading<'_>) -> Option<String> {
    let doubt = place_of(sense::left_out_like_level)?;
    match &reading.found(doubt)?.mend {
        Mend::Write { case, lines, .. } => lines
            .iter()
            .find(|line| settles(doubt, reading, line))
            .map(|line| format!("{case}, write `{line}` under [map] in careermap.toml")),
        _ => None,
    }
}

/// A reading, with all that doubts are about. What several of them ask for is worked out once.
pub(in crate::load::career_map) struct Reading<'a> {
    pub(in crate::load::career_map) workbook: &'a Workbook,
    pub(in crate::load::career_map) options: &'a MapOptions,
    pub(in crate::load::career_map) draft: &'a Draft,
    pub(in crate::load::career_map) map: &'a CareerMap,
    pub(in crate::load::career_map) others: &'a Others,
    /// What each kind of doubt found, as in [`DOUBTS`].
    found: Vec<OnceCell<Option<Odd>>>,
    texts: OnceCell<Texts>,
    sounds: OnceCell<Vec<f64>>,
}

impl<'a> Reading<'a> {
    pub(in crate::load::career_map) fn of(
        workbook: &'a Workbook,
        options: &'a MapOptions,
        draft: &'a Draft,
        map: &'a CareerMap,
        others: &'a Others,
    ) -> Self {
        Self {
            workbook,
            options,
            draft,
            map,
            others,
            found: vec![OnceCell::new(); DOUBTS.len()],
            texts: OnceCell::new(),
            sounds: OnceCell::new(),
        }
    }

    /// What a kind of doubt, given by its place, finds odd.
    fn found(&self, doubt: usize) -> Option<&Odd> {
        let found = self.found[doubt].get_or_init(|| DOUBTS[doubt](self));
        found.as_ref()
    }

    /// Whether a kind of doubt finds something odd.
    fn has(&self, doubt: Check) -> bool {
        match place_of(doubt) {
            Some(place) => self.found(place).is_some(),
            None => doubt(self).is_some(),
        }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::of(self))
    }

    /// How senior the words sound in what each level expects.
    fn sounds(&self) -> &[f64] {
        self.sounds.get_or_init(|| order::sounds(self.map))
    }

    /// How the first level compares with the last by what is expected.
    fn rising_work(&self) -> Option<Ordering> {
        order::rising_work(self.sounds())
    }
}

/// The place of a kind of doubt in [`DOUBTS`].
fn place_of(doubt: Check) -> Option<usize> {
    let is_it = |other: &Check| std::ptr::fn_addr_eq(*other, doubt);
    DOUBTS.iter().position(is_it)
}

/// Whether a workbook is read without doubts with these settings, so that a message may offer them.
pub(in crate::load::career_map) fn is_sound(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> bool {
    unconfigured(draft, workbook, options, is_whole)
}

/// Whether a workbook is read with doubts with these settings, as they stand.
pub(in crate::load::career_map) fn is_doubted(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> bool {
    let map = build(draft, options, &mut Vec::new());
    let others = Others::default();
    let reading = Reading::of(workbook, options, draft, &map, &others);
    (0..DOUBTS.len()).any(|doubt| reading.found(doubt).is_some())
}

/// Whether a workbook is read with these settings without any doubt.
fn is_clear(draft: &Draft, workbook: &Workbook, options: &MapOptions) -> bool {
    unconfigured(draft, workbook, options, |reading| {
        let mut later = SAID_AFTERWARDS.into_iter();
        is_whole(reading) && !later.any(|doubt| reading.has(doubt))
    })
}

/// The doubts that do not keep a line from being printed: that about the order, which is said beside it, and those that are weak and
/// that a line about places does not settle.
const SAID_AFTERWARDS: [Check; 3] = [
    order::titles_unknown,
    facts::written_unlike_others,
    subject::speaks_of_something_else,
];

/// Whether a reading has no doubts but those that are said afterwards.
fn is_whole(reading: &Reading<'_>) -> bool {
    let (draft, map) = (reading.draft, reading.map);
    // *Senior Gardener* among the competencies of levels without a word of rank is on the wrong side.
    let is_ranked = |name: &str| seniority(name).is_some();
    let are_exchanged = names(map).any(is_ranked) && !titles(map).any(is_ranked);
    !draft.signs.corner_contradicts
        && !are_exchanged
        && draft.rows.iter().all(|row| !row.name.trim().is_empty())
        && draft.left_out.iter().all(|left| left.why.is_understood())
        && !(0..DOUBTS.len())
            .filter(|doubt| !SAID_AFTERWARDS.map(place_of).contains(&Some(*doubt)))
            .any(|doubt| reading.found(doubt).is_some())
}

/// The line with the order that was read, where nothing in the file says what it is.
pub(in crate::load::career_map) fn open_order(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    unconfigured(draft, workbook, options, |reading| {
        (reading.has(order::titles_unknown)).then(|| order_line(&order::steps(&reading.map.levels)))
    })
}

/// Looks at a draft as it was before a setting said where its levels are. The line that is printed rules other readings out.
fn unconfigured<T>(
    draft: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
    look: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let mut draft = draft.clone();
    draft.signs.configured = false;
    let map = build(&draft, options, &mut Vec::new());
    let others = Others::default();
    look(&Reading::of(workbook, options, &draft, &map, &others))
}

/// What to do if two drafts of different sheets with the same levels are competencies of one map; `None` if no line reads them so.
pub(in crate::load::career_map) fn joining(
    one: &Draft,
    other: &Draft,
    workbook: &Workbook,
    options: &MapOptions,
) -> Option<String> {
    let layout = name_of(Orientation::SheetPerCompetency);
    let line = format!("orientation = {}", toml_text(layout));
    let tried = options.with_lines(std::slice::from_ref(&line))?;
    let draft = chosen(workbook, &tried).ok()?;
    // *Description* and *Example* beside levels are what one competency has.
    let is_heading = |row: &&DraftRow| label(&row.name) != Label::Unknown;
    let are_headings =
        |draft: &Draft| draft.rows.iter().filter(is_heading).count() * 2 > draft.rows.len();
    let has_all = |sheets: &[String]| sheets.iter().all(|sheet| draft.sheets.contains(sheet));
    let is_whole = one.sheets != other.sheets
        && are_headings(one)
        && are_headings(other)
        && has_all(&one.sheets)
        && has_all(&other.sheets)
        && names_not_understood(workbook, &draft, &tried).is_empty()
        && is_sound(&draft, workbook, &tried);
    is_whole.then(|| {
        format!("If each sheet is a competency, write `{line}` under [map] in careermap.toml.")
    })
}

/// Reports the doubts about a reading: as warnings, or as notes if somebody has confirmed it.
pub(in crate::load::career_map) fn report(
    reading: &Reading<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut odd: Vec<(usize, &Odd)> = Vec::new();
    for doubt in 0..DOUBTS.len() {
        let Some(found) = reading.found(doubt) else {
            continue;
        };
        // What the lines of a stronger one settle as well is not said again.
        let is_said = |(_, before): &(usize, &Odd)| before.mend.writes_as(&found.mend);
        if !odd.iter().any(is_said) {
            odd.push((doubt, found));
        }
    }
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
            odd.what.clone()
        };
        let (severity, help) = if is_confirmed {
            let confirmed = "The settings confirm the map, so this is only a note.";
            (Severity::Note, confirmed.to_owned())
        } else {
            let confirm = if place == 0 {
                format!("write {}", lines(reading.map))
            } else {
                "add the lines under [map.confirmed] that the first doubt gives".to_owned()
            };
            let mend = odd.mend.said(doubt, reading);
            (
                Severity::Warning,
                format!("{mend} If the map is read correctly, {confirm}."),
            )
        };
        diagnostics.push(Diagnostic::new(
            severity,
            "map-doubt",
            odd.at.clone(),
            what,
            help,
        ));
    }
}
