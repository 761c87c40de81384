//! Finds the level or the competency that somebody means when they type its name.

mod rating_words;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::labels::{FormWords, List};
use crate::model::{CareerMap, CompetencyId, LevelId, PersonTrack, Track};
use crate::text::{closest, fold, tidy};

use super::track::{parse_tracks, split_track};

pub use rating_words::{OtherScale, RatingWords};

/// Names as people type them → levels and competencies of one career map.
#[derive(Debug, Clone)]
pub struct MapNames<'a> {
    map: &'a CareerMap,
    levels: BTreeMap<String, Vec<LevelId>>,
    competencies: BTreeMap<String, Vec<CompetencyId>>,
    /// The bytes of the longest name of a competency.
    longest_competency: usize,
    words: RatingWords,
    offered: FormWords,
    other_scale: Option<OtherScale>,
}

/// A level that was named, and the track if the name says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedLevel {
    /// The level.
    pub level: LevelId,
    /// The one track that the name gives, as in "Community Director (Manager)".
    pub track: Option<Track>,
}

/// Why no item is found by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmatched {
    /// No item has this name; perhaps the nearest name was meant.
    Unknown {
        /// The name that comes closest.
        nearest: Option<String>,
    },
    /// Several have it.
    Ambiguous {
        /// A description of each that tells it from the others.
        candidates: Vec<String>,
    },
}

impl<'a> MapNames<'a> {
    /// The names of a career map: titles, codes and aliases of levels; competencies with and without their category.
    pub fn new(map: &'a CareerMap) -> Self {
        let mut levels: BTreeMap<String, Vec<LevelId>> = BTreeMap::new();
        for id in map.level_ids() {
            let level = map.level(id);
            let names = std::iter::once(&level.title)
                .chain(&level.code)
                .chain(&level.aliases)
                .map(|name| fold(name))
                .chain(level.code.iter().flat_map(|code| {
                    [
                        fold(&format!("{code} {}", level.title)),
                        fold(&format!("{} {code}", level.title)),
                    ]
                }));
            for name in names.filter(|name| !name.is_empty()) {
                push_unique(levels.entry(name).or_default(), id);
            }
        }
        let mut competencies: BTreeMap<String, Vec<CompetencyId>> = BTreeMap::new();
        for id in map.all_competency_ids() {
            let competency = map.competency(id);
            push_unique(competencies.entry(fold(&competency.name)).or_default(), id);
            if let Some(category) = &competency.category {
                let full = fold(&format!("{category} {}", competency.name));
                push_unique(competencies.entry(full).or_default(), id);
            }
        }
        Self {
            map,
            longest_competency: competencies.keys().map(String::len).max().unwrap_or(0),
            levels,
            competencies,
            words: RatingWords::default(),
            offered: FormWords::default(),
            other_scale: None,
        }
    }

    /// The same with a company's own words for ratings.
    #[must_use]
    pub fn with_words(mut self, words: RatingWords) -> Self {
        self.words = words;
        self
    }

    /// The same with the words that a company's own forms offer to choose from.
    #[must_use]
    pub fn with_offered(mut self, offered: FormWords) -> Self {
        self.offered = offered;
        self
    }

    /// What was chosen from a list of the forms: where it is on the list in any language, the program's own English word,
    /// else as it was typed.
    pub fn chosen(&self, list: List, typed: String) -> String {
        match self.offered.choice(list, &typed) {
            // “Promotion?” chooses nothing yet.
            Some(canonical) if !is_question(&typed) => canonical.to_owned(),
            _ => typed,
        }
    }

    /// The same with a company's other names for competencies, as its configuration says. One whose meaning is not in
    /// the map is reported.
    pub fn with_competencies(
        mut self,
        other_names: &BTreeMap<String, String>,
        config: &Location,
    ) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        for (other, name) in other_names {
            match self.competency(name) {
                Ok(id) => push_unique(self.competencies.entry(fold(other)).or_default(), id),
                Err(unmatched) => {
                    let all = self.map.competency_names();
                    problems.push(Diagnostic::warning(
                        "unknown-competency",
                        config.clone(),
                        format!(
                            "Under [assessments.competencies], “{other}” means “{name}”, which is not exactly one \
                             competency of the career map; the line was ignored."
                        ),
                        unmatched.help(&all),
                    ));
                }
            }
        }
        self.longest_competency = self.competencies.keys().map(String::len).max().unwrap_or(0);
        (self, problems)
    }

    /// The same for a file whose numbers are on another scale.
    #[must_use]
    pub fn on_other_scale(&self, scale: OtherScale) -> Self {
        Self {
            other_scale: Some(scale),
            ..self.clone()
        }
    }

    /// The scale of the file's numbers, if it is not the map's.
    pub const fn other_scale(&self) -> Option<&OtherScale> {
        self.other_scale.as_ref()
    }

    /// The company's own words for ratings.
    pub const fn words(&self) -> &RatingWords {
        &self.words
    }

    /// The career map whose names these are.
    pub const fn map(&self) -> &'a CareerMap {
        self.map
    }

    /// The level with this title, code or alias. Where two parallel levels share the name, `track` decides.
    ///
    /// # Errors
    /// If no level, or more than one, has this name.
    pub fn level(&self, typed: &str, track: Option<PersonTrack>) -> Result<NamedLevel, Unmatched> {
        let (bare, tracks) = self.split_track(typed);
        let named_track = match tracks.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let Some(found) = self.levels_named(typed, &bare) else {
            return Err(Unmatched::Unknown {
                nearest: closest(
                    &bare,
                    self.map.levels.iter().map(|level| level.title.as_str()),
                )
                .map(str::to_owned),
            });
        };
        let title = |id: &LevelId| &self.map.level(*id).title;
        // “Analyst?” is not sure yet, unless a level is called so.
        if is_question(typed) && !found.iter().any(|id| is_question(title(id))) {
            return Err(Unmatched::Unknown {
                nearest: found.first().map(title).cloned(),
            });
        }
        let named = |level| NamedLevel {
            level,
            track: named_track,
        };
        if let [only] = found.as_slice() {
            return Ok(named(*only));
        }
        let wanted = named_track.map(PersonTrack::One).or(track);
        let mut on_track = found
            .iter()
            .filter(|id| wanted.is_some() && self.map.level(**id).is_on(wanted));
        match (on_track.next(), on_track.next()) {
            (Some(only), None) => Ok(named(*only)),
            // Levels of one rank are held together by somebody on both tracks, so the first stands for both.
            (Some(first), Some(_)) if self.map.held(*first, wanted).len() == found.len() => {
                Ok(named(*first))
            }
            _ => Err(Unmatched::Ambiguous {
                candidates: found.iter().map(|id| self.level_in_full(*id)).collect(),
            }),
        }
    }

    /// Whether [`Self::level`] finds a level. For texts that are hardly ever levels: `level` would look for the nearest
    /// name, which takes long.
    pub fn is_level(&self, typed: &str) -> bool {
        let (bare, _) = self.split_track(typed);
        self.levels_named(typed, &bare).is_some() && self.level(typed, None).is_ok()
    }

    /// Whether levels have this name, one or more; it is folded already.
    pub(super) fn has_level(&self, folded: &str) -> bool {
        self.levels.contains_key(folded)
    }

    /// A level's name without the track that ends it in brackets, in the company's own word for it, too.
    fn split_track(&self, typed: &str) -> (String, Vec<Track>) {
        let split = split_track(typed);
        let own = split.0.strip_suffix(')').filter(|_| split.1.is_empty());
        let own = own.and_then(|inner| {
            inner.match_indices('(').find_map(|(at, _)| {
                let track = self.track(&inner[at + 1..])?;
                Some((inner[..at].trim_end().to_owned(), vec![track]))
            })
        });
        own.unwrap_or(split)
    }

    /// The track that forms call so, in any language.
    pub fn track(&self, word: &str) -> Option<Track> {
        let word = self.offered.choice(List::Track, word)?;
        parse_tracks(word).first().copied()
    }

    fn levels_named(&self, typed: &str, bare: &str) -> Option<&Vec<LevelId>> {
        self.levels
            .get(&fold(typed))
            .or_else(|| self.levels.get(&fold(bare)))
    }

    /// A level's title with what sets it apart from levels of the same title.
    fn level_in_full(&self, id: LevelId) -> String {
        let level = self.map.level(id);
        let tracks: Vec<&str> = level.tracks.iter().map(|track| track.label()).collect();
        match (&level.code, tracks.is_empty()) {
            (Some(code), _) => format!("{} ({code})", level.title),
            (None, false) => format!("{} ({})", level.title, tracks.join(", ")),
            (None, true) => level.title.clone(),
        }
    }

    /// The result of [`Self::competency`], if there is one; for texts that are hardly ever competencies, like
    /// [`Self::is_level`].
    pub fn find_competency(&self, typed: &str) -> Option<CompetencyId> {
        match self.competencies.get(&fold(typed))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Whether competencies have this name, one or more, for texts of which most are much longer.
    ///
    /// Folding keeps all ASCII letters, so a text with more of them than any name is not folded.
    pub fn may_be_competency(&self, typed: &str) -> bool {
        let letters = typed.bytes().filter(u8::is_ascii_alphanumeric);
        letters.take(self.longest_competency + 1).count() <= self.longest_competency
            && self.competencies.contains_key(&fold(typed))
    }

    /// The competency with this name, alone or after its category.
    ///
    /// # Errors
    /// If no competency, or more than one, has this name.
    pub fn competency(&self, typed: &str) -> Result<CompetencyId, Unmatched> {
        match self.competencies.get(&fold(typed)).map(Vec::as_slice) {
            Some([only]) => Ok(*only),
            Some(several) => Err(Unmatched::Ambiguous {
                candidates: several
                    .iter()
                    .map(|id| {
                        let competency = self.map.competency(*id);
                        match &competency.category {
                            Some(category) => format!("{category}: {}", competency.name),
                            None => competency.name.clone(),
                        }
                    })
                    .collect(),
            }),
            None => Err(Unmatched::Unknown {
                nearest: closest(typed, self.map.competencies.iter().map(|c| c.name.as_str()))
                    .map(str::to_owned),
            }),
        }
    }
}

impl Unmatched {
    /// The name that comes closest, if one does.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::Unknown { nearest } => nearest.as_deref(),
            Self::Ambiguous { .. } => None,
        }
    }

    /// What to do about it; `list` names all possibilities where there is no nearest one.
    pub fn help(&self, list: &[&str]) -> String {
        match self {
            Self::Unknown {
                nearest: Some(nearest),
            } => format!("Did you mean “{nearest}”?"),
            Self::Unknown { nearest: None } => {
                let names: Vec<String> = list
                    .iter()
                    .map(|name| format!("“{}”", tidy(name)))
                    .collect();
                format!("Use one of {}.", names.join(", "))
            }
            Self::Ambiguous { candidates } => {
                format!("Say which one is meant: {}.", candidates.join(" or "))
            }
        }
    }
}

/// Whether somebody who wrote this was asking: “Analyst?”, “Analyst (?)”.
pub(super) fn is_question(typed: &str) -> bool {
    typed
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | ']'))
        .ends_with(['?', '？'])
}

fn push_unique<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if !items.contains(&item) {
        items.push(item);
    }
}

#[cfg(test)]
mod tests;
