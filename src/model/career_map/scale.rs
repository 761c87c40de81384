//! The scale of a career map: what a rating is a number of, and what it is called.

use serde::Serialize;

use super::CareerMap;
use crate::model::rating::Points;
use crate::model::track::PersonTrack;
use crate::text::fold;

/// What a rating is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// The map's cells are texts: a rating is a level, counted by its rank.
    Rank,
    /// The map's cells are numbers: a rating is a proficiency, compared with the one required.
    Proficiency,
}

/// A step of a scale of proficiencies that has names.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleStep {
    /// Its number.
    pub points: Points,
    /// What the map and its legend call it: *B*, *Basic*.
    pub names: Vec<String>,
}

/// A sign or word of a scale, for comparison: folded, with one form for signs that look alike.
pub fn sign_key(text: &str) -> String {
    let folded = fold(text);
    if !folded.is_empty() {
        return folded;
    }
    let plain = text.trim().trim_end_matches('\u{fe0f}');
    match plain {
        "✔" | "☑" | "√" | "✅" | "🗸" => "✓".to_owned(),
        "×" | "✕" | "✖" => "x".to_owned(),
        "⬤" | "⚫" => "●".to_owned(),
        other => other.to_owned(),
    }
}

/// What a rating stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Described<'m> {
    /// A level, by its title.
    Level(&'m str),
    /// Two levels of one rank, for somebody on both tracks.
    Beside(&'m str, &'m str),
    /// A place between two levels.
    Between(&'m str, &'m str),
    /// A number of a scale of proficiencies, with the name of its step.
    Step(Points, &'m str),
    /// A number.
    Number(Points),
}

impl CareerMap {
    /// What a rating stands for, for a person on `track`.
    pub fn described(&self, points: Points, track: Option<PersonTrack>) -> Described<'_> {
        let title = |rank: f64| {
            self.level_at_rank(rank as u32, track)
                .map(|id| self.level(id).title.as_str())
        };
        match self.scale {
            Scale::Rank if points.fract() == 0.0 => {
                let level = self.level_at_rank(points as u32, track);
                level.map(|id| match self.held(id, track)[..] {
                    [one, other] if self.level(one).title != self.level(other).title => {
                        Described::Beside(&self.level(one).title, &self.level(other).title)
                    }
                    _ => Described::Level(&self.level(id).title),
                })
            }
            Scale::Rank => title(points.floor())
                .zip(title(points.ceil()))
                .map(|(low, high)| Described::Between(low, high)),
            Scale::Proficiency => self
                .step_name(points)
                .map(|name| Described::Step(points, name)),
        }
        .unwrap_or(Described::Number(points))
    }

    /// The number that a word or sign of the map's scale of proficiencies stands for.
    pub fn step_named(&self, name: &str) -> Option<Points> {
        let key = sign_key(name);
        self.scale_steps
            .iter()
            .find(|step| step.names.iter().any(|own| sign_key(own) == key))
            .map(|step| step.points)
    }

    /// The name of the step of this number, if it has a short one.
    fn step_name(&self, points: Points) -> Option<&str> {
        /// Longer names are descriptions.
        const LONGEST: usize = 24;
        let step = self
            .scale_steps
            .iter()
            .find(|step| step.points.total_cmp(&points).is_eq())?;
        let is_short = |name: &&String| name.chars().count() <= LONGEST;
        step.names.iter().rev().find(is_short).map(String::as_str)
    }

    /// The lowest and the highest rating: the ranks of the levels, or, on a scale of proficiencies, from 0 (or the lowest
    /// requirement) to the top of the scale, which is never below the highest requirement.
    pub fn bounds(&self) -> (Points, Points) {
        let required = || {
            let cells = self.competencies.iter().flat_map(|c| &c.required);
            cells.flatten().copied()
        };
        match self.scale {
            Scale::Rank => (1.0, f64::from(self.top_rank())),
            Scale::Proficiency => (
                required().fold(0.0, f64::min),
                required().fold(self.scale_top.unwrap_or(1.0).max(1.0), f64::max),
            ),
        }
    }

    /// The highest rank.
    pub fn top_rank(&self) -> u32 {
        self.levels
            .iter()
            .map(|level| level.rank)
            .max()
            .unwrap_or(0)
    }
}
