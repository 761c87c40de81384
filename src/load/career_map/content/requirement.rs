//! Cells that say in letters, words or ticks what a level requires, and the top of the scale of those that say it in
//! numbers.
//!
//! The order of letters is known from the settings (`scale`) or from a legend. Without either, nothing is read: the
//! refusal prints the line for the settings, with the letters in the order in which they rise from level to level.

use std::collections::{BTreeMap, BTreeSet};

use super::legend::{Legend, legends};
use super::placeholder::is_placeholder;
use super::scale::required;
use super::signs::{LONGEST_WORD, MOST_SIGNS, Signs, climbs, ranks};
use crate::diagnostic::Location;
use crate::load::career_map::drafts::draft::{Draft, ReadScale, Source};
use crate::load::career_map::drafts::headings::headings;
use crate::load::career_map::drafts::table::MapTable;
use crate::load::career_map::options::MapOptions;
use crate::load::career_map::wording::words::{Likeness, level_likeness};
use crate::load::vocabulary::{Concept, says, seniority, stands_for};
use crate::model::{Points, ScaleStep, sign_key};
use crate::text::{fold, tidy};

/// What is known about scales before any draft is looked at.
pub(in crate::load::career_map) struct Scales<'a> {
    options: &'a MapOptions,
    legends: Vec<Legend>,
    lists: Vec<List>,
}

/// A column of short texts that may list the steps of a scale.
struct List {
    at: Location,
    words: Vec<String>,
}

impl<'a> Scales<'a> {
    pub(in crate::load::career_map) fn of(tables: &[MapTable], options: &'a MapOptions) -> Self {
        Self {
            options,
            legends: legends(tables),
            lists: tables.iter().flat_map(lists).collect(),
        }
    }

    /// Reads letters, words and ticks of a draft as the numbers that they stand for.
    pub(in crate::load::career_map) fn apply(&self, draft: &mut Draft) {
        if !self.options.scale.is_empty() {
            let names = |sign: &String| vec![sign.clone()];
            let steps = steps(1, self.options.scale.iter().map(names));
            draft.signs.scale = ReadScale {
                steps: with_words(steps, &self.legends),
                source: Source::Settings,
                ..ReadScale::default()
            };
            number(draft);
            self.find_top(draft);
            return;
        }
        let signs = Signs::of(draft);
        if signs.are_numbers() {
            self.find_top(draft);
        } else if signs.are_few() {
            match self
                .of_legend(draft, &signs)
                .or_else(|| self.of_list(draft, &signs))
                .or_else(|| ticks(draft, &signs))
                .or_else(|| words(draft, &signs))
            {
                Some(scale) => {
                    draft.signs.scale = scale;
                    number(draft);
                }
                None => draft.signs.scale.unknown = signs.in_order(draft),
            }
        }
    }

    /// The top of a scale of numbers, and what its steps are called.
    fn find_top(&self, draft: &mut Draft) {
        let highest = draft
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().flatten())
            .filter_map(required)
            .map(|(points, _)| points)
            .fold(0.0, f64::max);
        let of_numbers = self
            .legends
            .iter()
            .filter(|legend| !speaks_of_map(legend, draft))
            .filter_map(|legend| Some((f64::from(legend.top()?), legend)))
            .filter(|(top, _)| *top >= highest);
        // A legend on the map's own sheet before those on others; of these the one that goes furthest.
        let is_near = |legend: &Legend| {
            let sheet = legend.at.sheet().unwrap_or_default();
            draft.sheets.iter().any(|own| own == sheet)
        };
        let best = of_numbers.max_by(|(one, first), (other, second)| {
            (is_near(first), !first.pairs.is_empty())
                .cmp(&(is_near(second), !second.pairs.is_empty()))
                .then(one.total_cmp(other))
        });
        if let Some((top, legend)) = best {
            draft.signs.scale.top = Some(top);
            if draft.signs.scale.steps.is_empty() {
                draft.signs.scale.steps = numbered_steps(legend);
            }
        }
    }

    /// The scale that another sheet lists: each word of the cells once, one below the other.
    fn of_list(&self, draft: &Draft, signs: &Signs) -> Option<ReadScale> {
        if signs.counts.len() < 2 || signs.name_levels(draft) {
            return None;
        }
        let is_elsewhere = |list: &&List| {
            let sheet = list.at.sheet().unwrap_or_default();
            draft.sheets.iter().all(|own| own != sheet)
        };
        self.lists.iter().filter(is_elsewhere).find_map(|list| {
            let is_sign = |word: &&String| signs.counts.contains_key(&sign_key(word));
            let first = list.words.iter().position(|word| is_sign(&word))?;
            let listed: Vec<&String> = list.words[first..].iter().take_while(is_sign).collect();
            let keys: BTreeSet<String> = listed.iter().map(|word| sign_key(word)).collect();
            if listed.len() != keys.len() || keys.len() != signs.counts.len() {
                return None;
            }
            let names = listed.into_iter().map(|word| vec![word.clone()]);
            let upward = steps(1, names.clone());
            let steps = if climb(draft, &upward)? {
                upward
            } else {
                steps(1, names.rev())
            };
            Some(ReadScale {
                top: steps.last().map(|step| step.points),
                steps,
                source: Source::Legend(list.at.clone()),
                unknown: Vec::new(),
            })
        })
    }

    /// The scale of a legend that explains every letter or word in the cells.
    fn of_legend(&self, draft: &Draft, signs: &Signs) -> Option<ReadScale> {
        self.legends.iter().find_map(|legend| {
            let mut steps = if let Some(numbers) = legend.numbers() {
                // The cells hold the words, the legend says their numbers.
                let explains = |key: &String| {
                    legend
                        .pairs
                        .iter()
                        .any(|pair| sign_key(&pair.words) == *key)
                };
                signs.keys().all(explains).then(|| {
                    let pairs = numbers.iter().zip(&legend.pairs);
                    pairs
                        .map(|(number, pair)| ScaleStep {
                            points: f64::from(*number),
                            names: vec![pair.words.clone()],
                        })
                        .collect::<Vec<_>>()
                })?
            } else {
                let explains =
                    |key: &String| legend.pairs.iter().any(|pair| sign_key(&pair.sign) == *key);
                if legend.pairs.is_empty() || !signs.keys().all(explains) {
                    return None;
                }
                let names = legend
                    .pairs
                    .iter()
                    .map(|pair| vec![pair.sign.clone(), pair.words.clone()]);
                let listed = steps(1, names.clone());
                if rises(draft, &listed)? {
                    listed
                } else {
                    steps(1, names.rev())
                }
            };
            steps.sort_by(|one, other| one.points.total_cmp(&other.points));
            Some(ReadScale {
                top: steps.last().map(|step| step.points),
                steps,
                source: Source::Legend(legend.at.clone()),
                unknown: Vec::new(),
            })
        })
    }
}

/// The columns of a table that are short enough to list the steps of a scale.
fn lists(table: &MapTable) -> Vec<List> {
    if table.height() > 2 * MOST_SIGNS {
        return Vec::new();
    }
    (0..table.width())
        .filter_map(|column| {
            let cells = (0..table.height()).filter_map(|line| table.own(line, column));
            let words: Vec<String> = cells
                .map(|cell| tidy(&cell.text))
                .filter(|word| word.chars().count() <= LONGEST_WORD)
                .collect();
            (words.len() >= 2).then(|| List {
                at: table.location(0, column),
                words,
            })
        })
        .collect()
}

/// The scale of words with a well-known order, *Basic* before *Advanced*, where they rise from level to level.
fn words(draft: &Draft, signs: &Signs) -> Option<ReadScale> {
    let is_known = |shown: &String| {
        let folded = fold(shown);
        stands_for(&folded, Concept::Stage) || is_stage(&folded)
    };
    let height = |shown: &String| seniority(shown).filter(|_| is_known(shown));
    let ordered = signs.in_order(draft);
    let known: Vec<f64> = ordered.iter().filter_map(height).collect();
    // One word of several may be known as a title only, as *Especialista* above *Avançado* is.
    let is_title = |shown: &&String| level_likeness(shown) == Likeness::Yes;
    let mut titles = ordered.iter().filter(|shown| height(shown).is_none());
    let are_known = match (titles.next(), titles.next()) {
        (None, _) => known.len() >= 2,
        (Some(title), None) => known.len() >= 3 && is_title(&title),
        _ => false,
    };
    let is_clear = known.windows(2).all(|pair| pair[0] < pair[1]);
    // One known title is enough where a heading says what is beside the levels.
    let marks = &draft.signs;
    let are_levels =
        marks.recognised >= 0.5 || (marks.recognised > 0.0 && marks.names_are_labelled);
    if !are_known || !is_clear || !are_levels || signs.name_levels(draft) {
        return None;
    }
    let steps = steps(1, ordered.into_iter().map(|shown| vec![shown]));
    (climb(draft, &steps) == Some(true)).then(|| ReadScale {
        top: steps.last().map(|step| step.points),
        steps,
        source: Source::Words,
        unknown: Vec::new(),
    })
}

/// Steps that are counted from a number.
fn steps(first: u32, names: impl Iterator<Item = Vec<String>>) -> Vec<ScaleStep> {
    (first..)
        .zip(names)
        .map(|(number, names)| ScaleStep {
            points: f64::from(number),
            names,
        })
        .collect()
}

fn numbered_steps(legend: &Legend) -> Vec<ScaleStep> {
    let mut steps: Vec<ScaleStep> = legend
        .numbers()
        .into_iter()
        .flatten()
        .zip(&legend.pairs)
        .map(|(number, pair)| ScaleStep {
            points: f64::from(number),
            names: vec![pair.words.clone()],
        })
        .collect();
    steps.sort_by(|one, other| one.points.total_cmp(&other.points));
    steps
}

/// Steps with the words that a legend has for their letters.
fn with_words(mut steps: Vec<ScaleStep>, legends: &[Legend]) -> Vec<ScaleStep> {
    for step in &mut steps {
        let key = step.names.first().map(|name| sign_key(name));
        let words = legends
            .iter()
            .flat_map(|legend| &legend.pairs)
            .find(|pair| Some(sign_key(&pair.sign)) == key)
            .map(|pair| pair.words.clone());
        step.names.extend(words);
    }
    steps
}

/// Whether a legend lists the levels or the competencies of a map, not a scale.
fn speaks_of_map(legend: &Legend, draft: &Draft) -> bool {
    let own: BTreeSet<String> = headings(draft)
        .into_iter()
        .map(|heading| fold(&heading.title))
        .chain(draft.rows.iter().map(|row| fold(&row.name)))
        .collect();
    let known = legend
        .pairs
        .iter()
        .filter(|pair| own.contains(&fold(&pair.words)))
        .count();
    known * 2 > legend.pairs.len()
}

/// Whether letters in this order rise from level to level; `None` if they neither rise nor fall.
fn rises(draft: &Draft, steps: &[ScaleStep]) -> Option<bool> {
    let heights: Vec<f64> = steps
        .iter()
        .filter_map(|step| step.names.iter().find_map(|name| seniority(name)))
        .collect();
    if heights.len() * 2 >= steps.len() && heights.len() >= 2 {
        if heights.is_sorted() {
            return Some(true);
        }
        if heights.iter().rev().is_sorted() {
            return Some(false);
        }
    }
    climb(draft, steps)
}

/// Whether the cells rise from level to level in this order of signs.
fn climb(draft: &Draft, steps: &[ScaleStep]) -> Option<bool> {
    let points: BTreeMap<String, f64> = steps
        .iter()
        .filter_map(|step| Some((sign_key(step.names.first()?), step.points)))
        .collect();
    let (mut up, mut down) = (0, 0);
    for (lower, higher) in climbs(draft) {
        if let (Some(lower), Some(higher)) = (points.get(&lower), points.get(&higher)) {
            up += usize::from(lower < higher);
            down += usize::from(lower > higher);
        }
    }
    if up > 3 * down {
        Some(true)
    } else if down > 3 * up {
        Some(false)
    } else {
        None
    }
}

/// Ticks that can only say what levels require: whatever a level requires, all levels above it require too, and some
/// cells are not ticked. The same signs under *Beginner*, *Advanced*, *Expert* are what somebody has reached.
fn ticks(draft: &Draft, signs: &Signs) -> Option<ReadScale> {
    /// So many levels at which something begins to be required can hardly be chance.
    const STEPS: usize = 3;
    let mut all = signs.counts.iter();
    let (key, (_, shown)) = all.next().filter(|_| all.next().is_none())?;
    if !is_tick(key) {
        return None;
    }
    let stages = headings(draft)
        .iter()
        .filter(|heading| is_stage(&heading.title))
        .count();
    if stages * 2 >= draft.levels.len() {
        return None;
    }
    let ranks = ranks(draft);
    let (mut open, mut several) = (0, 0);
    let mut begins = BTreeSet::new();
    for row in &draft.rows {
        let lowest = ranks
            .iter()
            .zip(&row.cells)
            .filter(|(_, pieces)| !pieces.is_empty())
            .map(|(rank, _)| *rank)
            .min()?;
        let is_upward = ranks
            .iter()
            .zip(&row.cells)
            .all(|(rank, pieces)| *rank < lowest || !pieces.is_empty());
        if !is_upward {
            return None;
        }
        begins.insert(lowest);
        open += usize::from(row.filled() < draft.levels.len());
        several += usize::from(row.filled() > 1);
    }
    // What begins at one level after the other is hardly what people can do.
    let are_steps = begins.len() >= STEPS && draft.rows.len() >= 2 * STEPS;
    let are_levels = draft.signs.recognised >= 0.8 || (draft.signs.recognised > 0.0 && are_steps);
    (are_levels && open > 0 && several * 2 > draft.rows.len()).then(|| ReadScale {
        steps: steps(1, std::iter::once(vec![shown.clone()])),
        top: Some(1.0),
        source: Source::Ticks(shown.clone()),
        unknown: Vec::new(),
    })
}

/// Whether a sign is a tick or a word for yes.
fn is_tick(key: &str) -> bool {
    matches!(key, "✓" | "x" | "●" | "■" | "◆" | "•") || says(key, Concept::Met)
}

/// Whether a title only says what somebody can do: *Beginner*.
pub(in crate::load::career_map) fn is_stage(title: &str) -> bool {
    let folded = fold(title);
    folded.split(' ').all(|word| {
        stands_for(word, Concept::Stage)
            || matches!(word, "beginner" | "novice" | "expert" | "intermediate")
    })
}

/// Whether a cell says that nothing is required: a cross among ticks, *no*.
pub(in crate::load::career_map) fn requires_nothing(text: &str) -> bool {
    matches!(sign_key(text).as_str(), "✗" | "✘" | "☒" | "☐" | "○" | "n")
        || says(text, Concept::NotYet)
        || is_placeholder(text)
}

/// Gives each cell whose sign is a step of the scale its number.
fn number(draft: &mut Draft) {
    let points: BTreeMap<String, Points> = draft
        .signs
        .scale
        .steps
        .iter()
        .flat_map(|step| step.names.iter().map(|name| (sign_key(name), step.points)))
        .collect();
    for piece in draft
        .rows
        .iter_mut()
        .flat_map(|row| row.cells.iter_mut().flatten())
    {
        if piece.number.is_none() && piece.error.is_none() {
            piece.number = points.get(&sign_key(&piece.text)).copied();
        }
    }
}
