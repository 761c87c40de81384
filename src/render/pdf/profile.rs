//! Career map and level → the data of the documents about that level. Pure.

use super::data::{CompetencyKind, DocumentData, LevelData};
use super::options::PlanOptions;
use super::profile_data::{
    FactData, OwnTextData, PROFILE_CONTRACT, ProfileCompetencyData, ProfileData,
    ProfileExpectationData,
};
use crate::model::{
    CareerMap, CompetencyId, DEEPEST_HEADING, LevelId, PersonTrack, Points, Prose, ProseBlock,
    Scale,
};
use crate::text::fold;
use jiff::civil::Date;

/// What the map, the general one or that of a speciality, says about `level`: for people on `track`, or on any track that the level is on.
pub fn profile_data(
    map: &CareerMap,
    level: LevelId,
    track: Option<PersonTrack>,
    options: &PlanOptions,
    as_of: Option<Date>,
) -> ProfileData {
    let builder = ProfileBuilder {
        map,
        level,
        track,
        below: map.level_below(level, track),
    };
    ProfileData {
        contract: PROFILE_CONTRACT,
        document: DocumentData::of_company(options, as_of),
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
        own_text: None,
        career_map: map.file.clone(),
    }
}

/// The company's own text, divided at its first line across the page: what the career map says stands there.
pub fn own_text_data(text: &Prose) -> OwnTextData {
    let mut parts = text.blocks.splitn(2, |block| *block == ProseBlock::Rule);
    let mut part = || parts.next().unwrap_or_default().to_vec();
    OwnTextData {
        title: text.title.clone(),
        before: part(),
        after: part(),
    }
}

/// The company's text for all levels with the text of one level: before what the career map says, the level's comes last, and
/// after it first. The level's title is a heading where there is a text above it.
pub fn with_level_text(general: Option<OwnTextData>, level: &Prose) -> OwnTextData {
    let mut own = own_text_data(level);
    let Some(mut general) = general else {
        return own;
    };
    if general.title.is_none() && general.before.is_empty() {
        general.title = own.title.take();
    }
    if let Some(words) = own.title.take() {
        for block in own.before.iter_mut().chain(&mut own.after) {
            if let ProseBlock::Heading { level, .. } = block {
                *level = (*level + 1).min(DEEPEST_HEADING);
            }
        }
        general.before.push(ProseBlock::Heading { level: 1, words });
    }
    general.before.append(&mut own.before);
    own.after.append(&mut general.after);
    OwnTextData {
        after: own.after,
        ..general
    }
}

struct ProfileBuilder<'a> {
    map: &'a CareerMap,
    level: LevelId,
    track: Option<PersonTrack>,
    below: Option<LevelId>,
}

impl ProfileBuilder<'_> {
    /// The track for the levels above and below: the one asked for, else the only one that the level is on.
    fn path(&self) -> Option<PersonTrack> {
        self.map.track_of(self.level, self.track)
    }

    fn level(&self, id: LevelId) -> LevelData {
        let level = self.map.level(id);
        LevelData {
            title: self.map.held_title(id, self.path()),
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
            kind: CompetencyKind::of(competency),
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
            Scale::Proficiency => self.map.required_of(id, level, self.path()),
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
        let asked = self.map.asked(id, level, path).into_iter();
        asked
            .map(|asked| ProfileExpectationData {
                text: asked.expectation.text.clone(),
                details: asked.expectation.details.clone(),
                track: asked.told_apart(path),
                shared: others.contains(&fold(&asked.expectation.text)),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, words_of};

    fn text(title: Option<&str>, paragraphs: &[&str]) -> Prose {
        let words = |text: &str| vec![Span::plain(text)];
        Prose {
            title: title.map(words),
            blocks: paragraphs
                .iter()
                .map(|text| match *text {
                    "---" => ProseBlock::Rule,
                    text => ProseBlock::Paragraph { words: words(text) },
                })
                .collect(),
        }
    }

    #[test]
    fn the_title_of_a_levels_text_is_never_lost() {
        let shown = |general: Prose, level: Prose| {
            let data = with_level_text(Some(own_text_data(&general)), &level);
            let said = |blocks: Vec<ProseBlock>| -> Vec<String> {
                let words = blocks.into_iter().map(|block| match block {
                    ProseBlock::Heading { words, .. } => format!("# {}", words_of(&words)),
                    ProseBlock::Paragraph { words } => words_of(&words),
                    other => format!("{other:?}"),
                });
                words.collect()
            };
            let title = data.title.as_deref().map(words_of);
            (
                title,
                said(data.before).join(" | "),
                said(data.after).join(" | "),
            )
        };
        let level = || text(Some("Analysts"), &["own", "---", "own end"]);
        let titled = Some("Analysts".to_owned());
        for (general, expected) in [
            (
                text(Some("Us"), &["all", "---", "end"]),
                (
                    Some("Us".to_owned()),
                    "all | # Analysts | own",
                    "own end | end",
                ),
            ),
            (
                text(None, &["all", "---", "end"]),
                (None, "all | # Analysts | own", "own end | end"),
            ),
            (
                text(None, &["---", "end"]),
                (titled, "own", "own end | end"),
            ),
        ] {
            let (title, before, after) = expected;
            assert_eq!(
                shown(general, level()),
                (title, before.to_owned(), after.to_owned())
            );
        }
    }
}
