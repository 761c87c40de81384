//! Career map and level → the data of the documents about that level. Pure.

use super::data::{CompetencyKind, DocumentData, LevelData};
use super::options::PlanOptions;
use super::profile_data::{
    FactData, PROFILE_CONTRACT, ProfileCompetencyData, ProfileData, ProfileExpectationData,
};
use crate::model::{CareerMap, CompetencyId, LevelId, Points, Scale, Track};
use crate::text::fold;
use jiff::civil::Date;

/// What the map, the general one or that of a speciality, says about `level`: for people on `track`, or on any track that the level is on.
#[must_use]
pub fn profile_data(
    map: &CareerMap,
    level: LevelId,
    track: Option<Track>,
    options: &PlanOptions,
    as_of: Option<Date>,
) -> ProfileData {
    let builder = Builder {
        map,
        level,
        track,
        below: map.level_below(level, track),
    };
    ProfileData {
        contract: PROFILE_CONTRACT,
        document: DocumentData {
            language: options.labels.language().to_owned(),
            paper: options.paper.typst_name().to_owned(),
            organisation: options.organisation.clone(),
            accent: options.accent.clone(),
            font: options.font.clone(),
            logo: options.logo.clone(),
            confidentiality: None,
            long_words: false,
            cycle: None,
            as_of,
        },
        level: builder.level(level),
        track,
        speciality: map.of_speciality.clone(),
        tracks: map.level(level).tracks.clone(),
        below: builder.below.map(|id| builder.level(id)),
        above: map
            .next_level(level, builder.path())
            .map(|id| builder.level(id)),
        scale: map.scale,
        facts: builder.facts(),
        competencies: map
            .competency_ids()
            .map(|id| builder.competency(id))
            .collect(),
        career_map: map.file.clone(),
    }
}

struct Builder<'a> {
    map: &'a CareerMap,
    level: LevelId,
    track: Option<Track>,
    below: Option<LevelId>,
}

impl Builder<'_> {
    /// The track for the levels above and below: the one asked for, else the only one that the level is on.
    fn path(&self) -> Option<Track> {
        self.map.track_of(self.level, self.track)
    }

    fn level(&self, id: LevelId) -> LevelData {
        let level = self.map.level(id);
        LevelData {
            title: level.title.clone(),
            code: level.code.clone(),
            rank: level.rank,
        }
    }

    fn facts(&self) -> Vec<FactData> {
        self.map
            .facts
            .iter()
            .filter_map(|fact| {
                Some(FactData {
                    name: fact.name.clone(),
                    value: fact.values[self.level.0].clone()?,
                })
            })
            .collect()
    }

    fn competency(&self, id: CompetencyId) -> ProfileCompetencyData {
        let competency = self.map.competency(id);
        ProfileCompetencyData {
            name: competency.name.clone(),
            category: competency.category.clone(),
            kind: if competency.scored {
                CompetencyKind::Scored
            } else {
                CompetencyKind::Fact
            },
            required: self.required(id, self.level),
            required_below: self.below.and_then(|below| self.required(id, below)),
            expectations: self.expectations(id, self.level, self.below),
            below: self
                .below
                .map(|below| self.expectations(id, below, Some(self.level)))
                .unwrap_or_default(),
        }
    }

    /// In a map of texts every level requires its own rank, which says nothing.
    fn required(&self, id: CompetencyId, level: LevelId) -> Option<Points> {
        match self.map.scale {
            Scale::Rank => None,
            Scale::Proficiency => self.map.required(id, level),
        }
    }

    /// What `level` asks for, and which of these `other` asks for as well.
    fn expectations(
        &self,
        id: CompetencyId,
        level: LevelId,
        other: Option<LevelId>,
    ) -> Vec<ProfileExpectationData> {
        let path = self.path();
        let others: Vec<String> = other
            .map(|other| {
                self.map
                    .expectations(id, other, path)
                    .map(|expectation| fold(&expectation.text))
                    .collect()
            })
            .unwrap_or_default();
        self.map
            .expectations(id, level, path)
            .map(|expectation| ProfileExpectationData {
                text: expectation.text.clone(),
                details: expectation.details.clone(),
                track: expectation.track.filter(|_| path.is_none()),
                shared: others.contains(&fold(&expectation.text)),
            })
            .collect()
    }
}
