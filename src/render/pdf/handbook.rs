//! Career map and the company's own text → the data of the handbook. Pure.

use jiff::civil::Date;

use super::data::{CompetencyKind, DocumentData};
use super::handbook_data::{
    AskedData, HANDBOOK_CONTRACT, HandbookCompetencyData, HandbookData, HandbookExpectationData,
    HandbookLevelData, NeighbourData, SpecialityAreaData, SpecialityCellData, SpecialityData,
    StepData,
};
use super::options::PlanOptions;
use super::profile_data::FactData;
use crate::model::{
    CareerMap, Competency, CompetencyId, EntryMode, Expectation, LevelId, PersonTrack, Prose,
    Scale, Speciality, Track,
};
use crate::render::words::rating;
use crate::text::fold;

/// What the handbook says: the whole map, and how reviews work in the company's own words.
pub fn handbook_data(
    map: &CareerMap,
    text: Option<Prose>,
    options: &PlanOptions,
    as_of: Option<Date>,
) -> HandbookData {
    let builder = HandbookBuilder { map, options };
    HandbookData {
        contract: HANDBOOK_CONTRACT,
        document: DocumentData::of_company(options, as_of),
        scale: map.scale,
        steps: builder.steps(),
        scale_top: (map.scale == Scale::Proficiency).then(|| options.labels.number(map.bounds().1)),
        has_tracks: builder.has_tracks(),
        levels: map.level_ids().map(|id| builder.level(id)).collect(),
        competencies: map
            .competency_ids()
            .map(|id| builder.competency(id))
            .collect(),
        specialities: map
            .specialities
            .iter()
            .map(|speciality| builder.speciality(speciality))
            .collect(),
        text,
        career_map: map.file.clone(),
    }
}

struct HandbookBuilder<'a> {
    map: &'a CareerMap,
    options: &'a PlanOptions,
}

/// A level below or above another one, on this track.
type Neighbour = (LevelId, Option<Track>);

impl HandbookBuilder<'_> {
    fn has_tracks(&self) -> bool {
        let marked = |competency: &Competency| {
            let expectations = competency.expectations.iter().flatten();
            expectations
                .into_iter()
                .any(|expectation| expectation.track.is_some())
        };
        self.map.levels.iter().any(|level| !level.tracks.is_empty())
            || self.map.competencies.iter().any(marked)
    }

    fn steps(&self) -> Vec<StepData> {
        let steps = self.map.scale_steps.iter();
        steps
            .filter(|_| self.map.scale == Scale::Proficiency)
            .map(|step| {
                let mut names = step.names.clone();
                names.sort_by_key(|name| name.chars().count());
                StepData {
                    number: self.options.labels.number(step.points),
                    names,
                }
            })
            .collect()
    }

    /// The tracks that lead through a level.
    fn tracks(&self, id: LevelId) -> Vec<Option<Track>> {
        let level = self.map.level(id);
        if !self.has_tracks() {
            vec![None]
        } else if level.tracks.is_empty() {
            [Track::IndividualContributor, Track::Management]
                .map(Some)
                .to_vec()
        } else {
            level.tracks.iter().copied().map(Some).collect()
        }
    }

    /// For each track that leads through a level, the level below it.
    fn below(&self, id: LevelId) -> Vec<Neighbour> {
        let below = |track: Option<Track>| {
            Some((
                self.map.level_below(id, track.map(PersonTrack::One))?,
                track,
            ))
        };
        self.tracks(id).into_iter().filter_map(below).collect()
    }

    fn above(&self, id: LevelId) -> Vec<Neighbour> {
        let above = |track: Option<Track>| {
            Some((self.map.next_level(id, track.map(PersonTrack::One))?, track))
        };
        self.tracks(id).into_iter().filter_map(above).collect()
    }

    fn level(&self, id: LevelId) -> HandbookLevelData {
        let level = self.map.level(id);
        let ways = self.tracks(id).len();
        HandbookLevelData {
            title: level.title.clone(),
            code: level.code.clone(),
            rank: level.rank,
            tracks: level.tracks.clone(),
            facts: self
                .map
                .facts
                .iter()
                .filter_map(|fact| {
                    Some(FactData {
                        name: fact.name.clone(),
                        value: fact.values[id.0].clone()?,
                    })
                })
                .collect(),
            below: neighbours(&self.below(id), ways),
            above: neighbours(&self.above(id), ways),
        }
    }

    fn competency(&self, id: CompetencyId) -> HandbookCompetencyData {
        let competency = self.map.competency(id);
        HandbookCompetencyData {
            name: competency.name.clone(),
            category: competency.category.clone(),
            kind: CompetencyKind::of(competency),
            levels: self
                .map
                .level_ids()
                .map(|level| self.asked(id, level))
                .collect(),
        }
    }

    fn asked(&self, id: CompetencyId, level: LevelId) -> AskedData {
        // In a map of texts every level requires its own rank, which says nothing.
        let required = |level| match self.map.scale {
            Scale::Rank => None,
            Scale::Proficiency => self.map.required(id, level),
        };
        let label = |level| {
            Some(rating(
                &self.options.labels,
                self.map,
                required(level)?,
                None,
            ))
        };
        let below = self.below(level);
        let mut required_below: Vec<String> = below
            .iter()
            .filter_map(|(level, _)| label(*level))
            .collect();
        required_below.dedup();
        let known: Vec<(Option<Track>, Vec<String>)> = below
            .iter()
            .map(|(level, track)| {
                let track_of = track.map(PersonTrack::One);
                let expectations = self.map.expectations(id, *level, track_of);
                let words = expectations.map(|expectation| fold(&expectation.text));
                (*track, words.collect())
            })
            .collect();
        AskedData {
            required: required(level),
            required_label: label(level),
            required_below,
            expectations: self
                .map
                .expectations(id, level, None)
                .map(|expectation| expectation_data(expectation, &known))
                .collect(),
        }
    }
}

impl HandbookBuilder<'_> {
    fn speciality(&self, speciality: &Speciality) -> SpecialityData {
        let areas = self.map.all_competency_ids();
        SpecialityData {
            name: speciality.name.clone(),
            areas: areas
                .filter(|id| speciality.says(*id))
                .map(|id| self.speciality_area(speciality, id))
                .collect(),
        }
    }

    fn speciality_area(&self, speciality: &Speciality, id: CompetencyId) -> SpecialityAreaData {
        let competency = self.map.competency(id);
        SpecialityAreaData {
            name: competency.name.clone(),
            category: competency.category.clone(),
            kind: CompetencyKind::of(competency),
            area: competency.holds.then(|| self.map.place(id)),
            cells: self
                .map
                .level_ids()
                .filter_map(|level| self.speciality_cell(speciality, id, level))
                .collect(),
        }
    }

    fn speciality_cell(
        &self,
        speciality: &Speciality,
        id: CompetencyId,
        level: LevelId,
    ) -> Option<SpecialityCellData> {
        let entries: Vec<_> = speciality.entries_of(id, level).collect();
        let required = entries.iter().rev().find_map(|entry| entry.required);
        let expectations = entries.iter().flat_map(|entry| &entry.expectations);
        (!entries.is_empty()).then(|| SpecialityCellData {
            level: level.0,
            replaces: entries.iter().any(|entry| entry.mode == EntryMode::Replace),
            required_label: required
                .map(|points| rating(&self.options.labels, self.map, points, None)),
            expectations: expectations
                .map(|expectation| expectation_data(expectation, &[]))
                .collect(),
        })
    }
}

/// `known` is what the level below asks for on each track.
fn expectation_data(
    expectation: &Expectation,
    known: &[(Option<Track>, Vec<String>)],
) -> HandbookExpectationData {
    let words = fold(&expectation.text);
    let concerned = known
        .iter()
        .filter(|(track, _)| expectation.is_for(track.map(PersonTrack::One)))
        .map(|(track, texts)| (*track, !texts.contains(&words)));
    let (new, old): (Vec<_>, Vec<_>) = concerned.partition(|(_, is_new)| *is_new);
    HandbookExpectationData {
        text: expectation.text.clone(),
        details: expectation.details.clone(),
        track: expectation.track,
        new: !new.is_empty() || old.is_empty(),
        new_for: match new.as_slice() {
            [(track, _)] if !old.is_empty() => *track,
            _ => None,
        },
    }
}

/// The levels, each once: with the track, unless every one of so many ways leads there.
fn neighbours(found: &[Neighbour], ways: usize) -> Vec<NeighbourData> {
    let mut levels: Vec<NeighbourData> = Vec::new();
    for (level, track) in found {
        let times = found.iter().filter(|(other, _)| other == level).count();
        if !levels.iter().any(|known| known.level == level.0) {
            levels.push(NeighbourData {
                level: level.0,
                track: track.filter(|_| times < ways),
            });
        }
    }
    levels
}

#[cfg(test)]
mod tests;
