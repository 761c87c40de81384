//! The company's settings about its map, which overrule every heuristic.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::diagnostic::CellAddress;
use crate::load::setting_lines::understood;
use crate::model::{Currency, Orientation, Points, Track, sign_key};
use crate::text::fold;

/// The `[map]` table of `careermap.toml`. Everything is optional: careermap finds out what is not set.
///
/// ```toml
/// [map]
/// sheet = "Ladder 2026"
/// orientation = "levels-in-columns"
/// header-row = 4
/// levels = ["C:F", "H"]
/// facts = ["Education and Experience"]
/// order = ["Manager", "Senior Manager", ["Lead", "Principal"]]
/// scale-top = 5
/// scale = ["N", "B", "P"]
///
/// [map.tracks]
/// "Director" = ["management"]
///
/// [map.weights]
/// "Communication" = 2.0
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct MapOptions {
    /// The sheet that holds the map; it may be hidden.
    pub sheet: Option<String>,
    /// How the map lies in the sheets.
    pub orientation: Option<Orientation>,
    /// The row with the names of the levels, as the spreadsheet counts; with levels in rows, the row with the names of
    /// the competencies.
    pub header_row: Option<u32>,
    /// The columns (letters) or rows (numbers) of the levels, singly or as ranges: `"C"`, `"C:F"`, `"5"`, `"5:11"`.
    pub levels: Option<Vec<String>>,
    /// The column (letters) with the names of the competencies; with levels in rows, the row (number).
    pub names: Option<String>,
    /// The column (letters) with the categories; with levels in rows, the row (number).
    pub categories: Option<String>,
    /// Competencies that are facts about a person: shown, never scored.
    pub facts: Vec<String>,
    /// Rows that are facts about the levels, such as a salary band: no competencies.
    pub level_facts: Vec<String>,
    /// Rows that are competencies and scored, although they are named like facts.
    pub scored: Vec<String>,
    /// Rows and columns that are left out, by name.
    pub leave_out: Vec<String>,
    /// The tracks of a level, by its title or code.
    pub tracks: BTreeMap<String, Vec<Track>>,
    /// How much a competency counts, by its name: a number from 0 to 1,000; 1 by default.
    #[serde(deserialize_with = "weights")]
    pub weights: BTreeMap<String, f64>,
    /// The top of the scale of ratings, for maps of required proficiencies: people may have more than any level requires.
    #[serde(deserialize_with = "scale_top")]
    pub scale_top: Option<Points>,
    /// The letters, words or ticks that say what a level requires, from low to high; they are 1, 2, 3.
    #[serde(deserialize_with = "scale")]
    pub scale: Vec<String>,
    /// The levels from junior to senior, by title or code; levels in one list are parallel and share a rank.
    #[serde(deserialize_with = "order")]
    pub order: Vec<Step>,
    /// The reading that somebody has checked and confirmed: as long as the reading equals it, its doubts are notes.
    pub confirmed: Option<Confirmed>,
    /// The currency of costs in the library that do not name theirs; it is set under `[programme]`.
    #[serde(skip)]
    pub currency: Option<Currency>,
}

/// The levels and competencies of a reading that somebody has confirmed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The titles of the levels, from junior to senior.
    pub levels: Vec<String>,
    /// The names of the competencies.
    pub competencies: Vec<String>,
}

/// The highest weight; above it, one competency would outweigh all others, and sums would be too large to print.
const HEAVIEST: f64 = 1000.0;
/// The highest top of a scale.
const HIGHEST_TOP: f64 = 100.0;

fn weights<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, f64>, D::Error> {
    let weights = BTreeMap::<String, f64>::deserialize(from)?;
    for (name, weight) in &weights {
        if !(0.0..=HEAVIEST).contains(weight) {
            return Err(D::Error::custom(format!(
                "the weight of “{name}” is {weight}; a weight is a number from 0 to {HEAVIEST}"
            )));
        }
    }
    Ok(weights)
}

fn scale_top<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Points>, D::Error> {
    let top = Points::deserialize(from)?;
    if (1.0..=HIGHEST_TOP).contains(&top) {
        Ok(Some(top))
    } else {
        Err(D::Error::custom(format!(
            "scale-top is {top}; the top of a scale is a number from 1 to {HIGHEST_TOP}"
        )))
    }
}

/// Refuses an empty list, which would otherwise count as not set.
fn order<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Step>, D::Error> {
    let order = Vec::<Step>::deserialize(from)?;
    if order.is_empty() {
        return Err(D::Error::custom("`order` is an empty list"));
    }
    Ok(order)
}

fn scale<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let scale = Vec::<String>::deserialize(from)?;
    if scale.is_empty() {
        return Err(D::Error::custom("`scale` is an empty list"));
    }
    let mut seen = Vec::new();
    for sign in &scale {
        let key = sign_key(sign);
        if key.is_empty() {
            return Err(D::Error::custom("an entry of `scale` is empty"));
        }
        if seen.contains(&key) {
            return Err(D::Error::custom(format!("`scale` names “{sign}” twice")));
        }
        seen.push(key);
    }
    Ok(scale)
}

/// One step of the order of levels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Step {
    /// A level.
    One(String),
    /// Parallel levels.
    Parallel(Vec<String>),
}

impl Step {
    /// The names of the levels on this step.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Parallel(names) => names,
        }
    }
}

impl MapOptions {
    pub(super) fn leaves_out(&self, name: &str) -> bool {
        // Checked for every heading, and most maps have no such setting.
        !self.leave_out.is_empty() && !name.is_empty() && contains(&self.leave_out, name)
    }

    /// These options with `lines` as if they were written below `[map]`, in place of the same settings; `None` if they
    /// are not understood.
    pub(super) fn with_lines(&self, lines: &[String]) -> Option<Self> {
        let said: Self = understood(lines)?;
        let list =
            |said: Vec<String>, own: &Vec<String>| if said.is_empty() { own.clone() } else { said };
        let mut tracks = self.tracks.clone();
        tracks.extend(said.tracks);
        let mut weights = self.weights.clone();
        weights.extend(said.weights);
        Some(Self {
            sheet: said.sheet.or_else(|| self.sheet.clone()),
            orientation: said.orientation.or(self.orientation),
            header_row: said.header_row.or(self.header_row),
            levels: said.levels.or_else(|| self.levels.clone()),
            names: said.names.or_else(|| self.names.clone()),
            categories: said.categories.or_else(|| self.categories.clone()),
            facts: list(said.facts, &self.facts),
            level_facts: list(said.level_facts, &self.level_facts),
            scored: list(said.scored, &self.scored),
            leave_out: list(said.leave_out, &self.leave_out),
            tracks,
            weights,
            scale_top: said.scale_top.or(self.scale_top),
            scale: list(said.scale, &self.scale),
            order: if said.order.is_empty() {
                self.order.clone()
            } else {
                said.order
            },
            confirmed: said.confirmed.or_else(|| self.confirmed.clone()),
            currency: self.currency,
        })
    }

    /// Whether an orientation may be tried.
    pub(super) fn allows(&self, orientation: Orientation) -> bool {
        self.orientation.is_none_or(|wanted| wanted == orientation)
    }
}

/// Whether a list of names has this one.
pub(super) fn contains(names: &[String], name: &str) -> bool {
    let folded = fold(name);
    names.iter().any(|other| fold(other) == folded)
}

/// A column or a row, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetLine {
    Column(u32),
    Row(u32),
}

impl SheetLine {
    /// A column by its letters or a row by its number, which counts from 1.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let index = place(text)?;
        Some(if text.trim().starts_with(|c: char| c.is_ascii_digit()) {
            Self::Row(index)
        } else {
            Self::Column(index)
        })
    }

    pub(super) const fn index(self) -> u32 {
        match self {
            Self::Column(index) | Self::Row(index) => index,
        }
    }

    pub(super) const fn is_row(self) -> bool {
        matches!(self, Self::Row(_))
    }
}

impl fmt::Display for SheetLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(index) => f.write_str(&CellAddress::column_letters(*index)),
            Self::Row(index) => write!(f, "{}", u64::from(*index) + 1),
        }
    }
}

/// A column or row, or a range of them: `C`, `E:G`, `5:8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: SheetLine,
    pub(super) last: SheetLine,
}

impl Span {
    pub(super) fn parse(entry: &str) -> Option<Self> {
        let (first, last) = entry.split_once([':', '-']).unwrap_or((entry, entry));
        let (first, last) = (SheetLine::parse(first)?, SheetLine::parse(last)?);
        (first.is_row() == last.is_row() && first.index() <= last.index())
            .then_some(Self { first, last })
    }

    pub(super) fn contains(self, index: u32) -> bool {
        (self.first.index()..=self.last.index()).contains(&index)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.fmt(f)
        } else {
            write!(f, "{}:{}", self.first, self.last)
        }
    }
}

/// A column by its letters or a row by its number, counted from 0.
pub(super) fn place(text: &str) -> Option<u32> {
    let text = text.trim();
    if let Ok(row) = text.parse::<u32>() {
        return row.checked_sub(1);
    }
    CellAddress::column_of_letters(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_table_is_understood() {
        // As the configuration hands it over; the names are those of the documentation.
        let options: MapOptions = serde_json::from_value(serde_json::json!({
            "sheet": "Ladder 2026",
            "orientation": "levels-in-columns",
            "header-row": 4,
            "levels": ["C:F", "H"],
            "facts": ["Education and Experience"],
            "order": ["Manager", "Senior Manager", ["Lead", "Principal"]],
            "tracks": {"Director": ["management"], "Principal": ["ic"]},
            "weights": {"Communication": 2.0},
            "scale-top": 5,
        }))
        .unwrap();
        assert_eq!(options.scale_top, Some(5.0));
        assert_eq!(options.orientation, Some(Orientation::LevelsInColumns));
        assert_eq!(options.tracks["Director"], [Track::Management]);
        assert_eq!(options.order[2].names().len(), 2);
        assert!(serde_json::from_str::<MapOptions>(r#"{"hedaer-row": 4}"#).is_err());
    }

    #[test]
    fn a_weight_is_a_number_from_0_to_1000_and_a_top_from_1_to_100() {
        let parsed = |text: &str| toml::from_str::<MapOptions>(text).map_err(|e| e.to_string());
        for good in ["0", "1", "0.5", "1000", "1000.0"] {
            let options = parsed(&format!("weights = {{ A = {good} }}")).unwrap();
            assert!((options.weights["A"] - good.parse::<f64>().unwrap()).abs() < 1e-12);
        }
        for bad in ["-1", "-0.1", "1000.5", "1e308", "inf", "nan", "-inf"] {
            let problem = parsed(&format!("weights = {{ A = {bad} }}")).unwrap_err();
            assert!(
                problem.contains("a weight is a number from 0 to 1000"),
                "{problem}"
            );
        }
        assert_eq!(parsed("scale-top = 7.5").unwrap().scale_top, Some(7.5));
        assert_eq!(parsed("").unwrap().scale_top, None);
        for bad in ["0", "-3", "101", "nan"] {
            let problem = parsed(&format!("scale-top = {bad}")).unwrap_err();
            assert!(problem.contains("from 1 to 100"), "{problem}");
        }
    }

    #[test]
    fn places_are_letters_or_numbers() {
        for (text, first, last) in [
            ("C", SheetLine::Column(2), SheetLine::Column(2)),
            ("E:G", SheetLine::Column(4), SheetLine::Column(6)),
            (" aa ", SheetLine::Column(26), SheetLine::Column(26)),
            ("5:7", SheetLine::Row(4), SheetLine::Row(6)),
            ("A-XFD", SheetLine::Column(0), SheetLine::Column(16_383)),
        ] {
            let span = Span { first, last };
            assert_eq!(Span::parse(text), Some(span), "{text}");
            assert_eq!(Span::parse(&span.to_string()), Some(span));
        }
        for wrong in ["", "0", "G:E", "A1", "A:5", "5:A", "C:"] {
            assert_eq!(Span::parse(wrong), None, "{wrong}");
        }
    }
}
