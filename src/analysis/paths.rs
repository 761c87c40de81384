//! The possible paths from a role level: the next level, the other track, staying and deepening. Never a
//! recommendation.

use serde::Serialize;

use super::gap::{Gap, gaps};
use super::steps::{Aim, Steps};
use crate::model::{Assessment, CompetencyId, LevelId, PersonTrack, Track, Wish};

/// The kinds of path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PathKind {
    /// The target that the person named, where it is none of the others.
    Target,
    /// The next level, on the person's own track.
    Next,
    /// The other track, at the same level where it is on both, else at the next one there.
    OtherTrack,
    /// Staying at the role level and deepening.
    Stay,
}

/// One path, and how much of what it asks for is met.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// What kind of path.
    pub kind: PathKind,
    /// The level that it leads to.
    pub level: LevelId,
    /// The track there; `None` where the map or the person leaves it open.
    pub track: Option<PersonTrack>,
    /// Whether the form says that the person wants it.
    pub wanted: bool,
    /// Scored competencies that reach what the level requires.
    pub met: usize,
    /// Scored competencies that apply, assessed or not.
    pub applies: usize,
    /// Those that do not reach it, in the map's order.
    pub missing: Vec<CompetencyId>,
    /// Those without a rating, in the map's order.
    pub not_assessed: Vec<CompetencyId>,
    /// What this level asks of people on this track alone, in the map's order; only for a track that is not
    /// the person's, since what both tracks ask is the same.
    pub only_here: Vec<String>,
}

/// All paths of one person; the one that the person says they want comes first.
pub fn paths(steps: &Steps<'_>) -> Vec<Path> {
    let Steps {
        map,
        assessment,
        analysis,
    } = *steps;
    let person = &assessment.person;
    let role = person.role_level;
    let aim = steps.aim();
    let named = person.chosen_target.is_some() || person.target_track.is_some();
    let mut found: Vec<Path> = Vec::new();
    let mut add = |kind, level: LevelId, track: Option<PersonTrack>| {
        // To somebody on both tracks, the level of either one is a next one, and both together are the target.
        let same = |path: &Path| {
            path.level == level
                && (path.track == track
                    || track == Some(PersonTrack::Both) && kind == PathKind::Target)
        };
        if !found.iter().any(same) {
            found.push(path(steps, kind, level, track));
        }
    };
    if let Some(next) = map.next_level(role, person.track) {
        let rank = map.level(next).rank;
        if person.track == Some(PersonTrack::Both) {
            for (level, track) in map.next_on_each_track(role) {
                add(PathKind::Next, level, Some(track));
            }
        } else {
            // Where the tracks divide above somebody who is on neither, each of the parallel levels is a next one.
            for level in map.level_ids().filter(|id| map.level(*id).rank == rank) {
                if map.level(level).is_on(person.track) {
                    add(PathKind::Next, level, map.track_of(level, person.track));
                }
            }
        }
    }
    // A person who named a level on the other track has said which one.
    if (aim != Aim::TrackChange || analysis.target == role)
        && let Some((level, track)) = on_the_other_track(steps)
    {
        add(PathKind::OtherTrack, level, Some(track.into()));
    }
    add(PathKind::Stay, role, map.track_of(role, person.track));
    let target_track = map.track_of(analysis.target, steps.step_track());
    add(PathKind::Target, analysis.target, target_track);
    for path in &mut found {
        let is_target = named && path.level == analysis.target && path.track == target_track;
        path.wanted = is_target || is_wished(path, assessment);
    }
    // Stable: after the direction that the person chose and the target, the next level, the other track, staying.
    found.sort_by_key(|path| (!is_wished(path, assessment), !path.wanted, path.kind));
    found
}

/// Whether a path leads where the person wants to go. A map says nothing about other specialities.
fn is_wished(path: &Path, assessment: &Assessment) -> bool {
    let leads =
        |track: Option<PersonTrack>| track.is_some_and(|own| own.includes(Track::Management));
    let (leads, leads_now) = (leads(path.track), leads(assessment.person.track));
    match assessment.wish {
        Some(Wish::NextLevel) => path.kind == PathKind::Next,
        Some(Wish::LeadPeople) if leads_now => leads && path.kind == PathKind::Next,
        Some(Wish::LeadPeople) => leads,
        Some(Wish::Deepen | Wish::NoChange) => path.kind == PathKind::Stay,
        Some(Wish::OtherSpeciality) | None => false,
    }
}

/// The role level on the other track, where it is on both; else the level of the same rank there, else the next above.
fn on_the_other_track(steps: &Steps<'_>) -> Option<(LevelId, Track)> {
    let map = steps.map;
    let role = steps.assessment.person.role_level;
    let other = match steps.assessment.person.track? {
        PersonTrack::One(Track::IndividualContributor) => Track::Management,
        PersonTrack::One(Track::Management) => Track::IndividualContributor,
        PersonTrack::Both => return None,
    };
    let on_it = |id: &LevelId| map.level(*id).tracks.contains(&other);
    if on_it(&role) {
        return Some((role, other));
    }
    let rank = map.level(role).rank;
    map.level_ids()
        .find(|id| on_it(id) && map.level(*id).rank >= rank)
        .map(|level| (level, other))
}

fn path(steps: &Steps<'_>, kind: PathKind, level: LevelId, track: Option<PersonTrack>) -> Path {
    let gaps = gaps(steps.map, steps.assessment, level, track);
    let those = |test: &dyn Fn(&Gap) -> bool| -> Vec<CompetencyId> {
        let applying = gaps.iter().filter(|gap| gap.applies() && test(gap));
        applying.map(|gap| gap.competency).collect()
    };
    let own = steps.assessment.person.track;
    let only_here = match track {
        Some(PersonTrack::One(track)) if own.is_some_and(|own| !own.includes(track)) => steps
            .map
            .competency_ids()
            .filter(|id| steps.map.competency(*id).scored)
            .flat_map(|id| steps.asked_only_on(track, id, level))
            .map(|expectation| expectation.text.clone())
            .collect(),
        _ => Vec::new(),
    };
    Path {
        kind,
        level,
        track,
        wanted: false,
        met: those(&Gap::is_at_target).len(),
        applies: those(&|_| true).len(),
        missing: those(&Gap::is_below_target),
        not_assessed: those(&|gap| gap.target_gap().is_none()),
        only_here,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AnalysisOptions, analyse_person};
    use crate::model::CareerMap;
    use crate::model::testing::{PersonBuilder, career_map, forked_map, person};
    use Track::{IndividualContributor as Ic, Management};

    const IC: PersonTrack = PersonTrack::One(Ic);
    const MANAGEMENT: PersonTrack = PersonTrack::One(Management);

    const LEVELS: [&str; 5] = ["Junior", "Engineer", "Senior", "Lead", "Head"];

    /// The last level is for managers alone, the two before it are on both tracks.
    fn forked() -> CareerMap {
        let mut map = career_map(&LEVELS, &["A", "B", "C"]);
        map.levels[2].tracks = vec![Ic, Management];
        map.levels[3].tracks = vec![Ic, Management];
        map.levels[4].tracks = vec![Management];
        map
    }

    fn ways(map: &CareerMap, assessment: &Assessment) -> Vec<Path> {
        let analysis = analyse_person(map, assessment, &AnalysisOptions::default());
        paths(&Steps {
            map,
            assessment,
            analysis: &analysis,
        })
    }

    fn kinds(paths: &[Path]) -> Vec<(PathKind, usize, Option<PersonTrack>, bool)> {
        paths
            .iter()
            .map(|path| (path.kind, path.level.0, path.track, path.wanted))
            .collect()
    }

    #[test]
    fn what_each_way_asks_is_counted_for_its_own_level() {
        let map = career_map(&LEVELS, &["A", "B", "C"]);
        let ada = person(&map, "Ada", 1)
            .rated(&[Some(1.0), Some(3.0), None])
            .build();
        let found = ways(&map, &ada);
        assert_eq!(
            kinds(&found),
            [
                (PathKind::Next, 2, None, false),
                (PathKind::Stay, 1, None, false)
            ]
        );
        assert_eq!((found[0].met, found[0].applies), (1, 3));
        assert_eq!(found[0].missing, [CompetencyId(0)]);
        assert_eq!(found[0].not_assessed, [CompetencyId(2)]);
        assert_eq!((found[1].met, found[1].applies), (1, 3));
    }

    #[test]
    fn the_one_that_the_person_wants_comes_first() {
        let map = forked();
        let rated = |ada: PersonBuilder| ada.rated_all(&[3.0; 3]).build();
        let stays = rated(person(&map, "Ada", 2).track(Ic).target(2));
        assert_eq!(
            kinds(&ways(&map, &stays)),
            [
                (PathKind::Stay, 2, Some(IC), true),
                (PathKind::Next, 3, Some(IC), false),
                (PathKind::OtherTrack, 2, Some(MANAGEMENT), false),
            ]
        );
        let mut changes = rated(person(&map, "Ada", 2).track(Ic).target(2));
        changes.person.target_track = Some(Management);
        assert_eq!(
            kinds(&ways(&map, &changes))[0],
            (PathKind::OtherTrack, 2, Some(MANAGEMENT), true)
        );
        let far = rated(person(&map, "Ada", 2).track(Ic).target(4));
        assert_eq!(
            kinds(&ways(&map, &far)),
            [
                (PathKind::Target, 4, Some(MANAGEMENT), true),
                (PathKind::Next, 3, Some(IC), false),
                (PathKind::Stay, 2, Some(IC), false),
            ]
        );
        // Nobody said anything: the next level is what the plan assumes, not what was wanted.
        let silent = rated(person(&map, "Ada", 2).track(Ic));
        assert!(ways(&map, &silent).iter().all(|path| !path.wanted));
    }

    #[test]
    fn the_direction_that_somebody_chose_comes_before_the_target() {
        use PathKind::{Next, OtherTrack, Stay};
        let map = forked();
        let order = |wish, track: Option<PersonTrack>, target: Option<usize>| {
            let mut ada = person(&map, "Ada", 2).rated_all(&[3.0; 3]).build();
            ada.person.track = track;
            ada.person.chosen_target = target.map(LevelId);
            ada.wish = wish;
            let found = ways(&map, &ada);
            let shown = found.iter().map(|path| (path.kind, path.wanted));
            shown.collect::<Vec<_>>()
        };
        let ic = Some(IC);
        assert_eq!(
            order(Some(Wish::LeadPeople), ic, None),
            [(OtherTrack, true), (Next, false), (Stay, false)]
        );
        for wish in [Wish::Deepen, Wish::NoChange] {
            assert_eq!(
                order(Some(wish), ic, Some(3)),
                [(Stay, true), (Next, true), (OtherTrack, false)]
            );
        }
        assert_eq!(
            order(Some(Wish::NextLevel), ic, Some(2)),
            [(Next, true), (Stay, true), (OtherTrack, false)]
        );
        // Somebody who leads people already goes on doing so at the next level.
        assert_eq!(
            order(Some(Wish::LeadPeople), Some(MANAGEMENT), None)[0],
            (Next, true)
        );
        // The map names no specialities.
        assert_eq!(
            order(Some(Wish::OtherSpeciality), ic, None),
            order(None, ic, None)
        );
    }

    #[test]
    fn where_tracks_part_each_level_is_a_way_on() {
        let mut map = career_map(&LEVELS, &["A"]);
        map.levels[2].tracks = vec![Ic];
        map.levels[3].tracks = vec![Management];
        map.levels[3].rank = 3;
        map.levels[4].rank = 4;
        let ada = person(&map, "Ada", 1).rated_all(&[2.0]).build();
        assert_eq!(
            kinds(&ways(&map, &ada)),
            [
                (PathKind::Next, 2, Some(IC), false),
                (PathKind::Next, 3, Some(MANAGEMENT), false),
                (PathKind::Stay, 1, None, false),
            ]
        );
    }

    #[test]
    fn the_top_of_a_map_without_tracks_has_one_way() {
        let map = career_map(&LEVELS, &["A"]);
        let ada = person(&map, "Ada", 4).rated_all(&[5.0]).build();
        assert_eq!(kinds(&ways(&map, &ada)), [(PathKind::Stay, 4, None, false)]);
    }

    #[test]
    fn both_tracks_have_a_next_level_each_and_no_other_track() {
        use PathKind::{Next, Stay, Target};
        let mut map = forked_map(&["A", "B"]);
        map.levels[5].rank = 5;
        let both = |role| {
            let rated = person(&map, "Ada", role).track(PersonTrack::Both);
            rated.rated_all(&[3.0, 4.0])
        };
        assert_eq!(
            kinds(&ways(&map, &both(2).build())),
            [
                (Next, 4, Some(IC), false),
                (Next, 5, Some(MANAGEMENT), false),
                (Stay, 2, Some(PersonTrack::Both), false),
            ]
        );
        // Below the fork, the two levels above are one target.
        assert_eq!(
            kinds(&ways(&map, &both(1).build())),
            [
                (Next, 2, Some(IC), false),
                (Next, 3, Some(MANAGEMENT), false),
                (Stay, 1, Some(PersonTrack::Both), false),
            ]
        );
        // Who names the level of one track aims at that one alone, and does not change track.
        let mut leads = both(2).target(5).build();
        leads.person.target_track = Some(Management);
        assert_eq!(
            kinds(&ways(&map, &leads))[0],
            (Next, 5, Some(MANAGEMENT), true)
        );
        let analysis = analyse_person(&map, &leads, &AnalysisOptions::default());
        let steps = Steps {
            map: &map,
            assessment: &leads,
            analysis: &analysis,
        };
        assert_eq!(
            (steps.aim(), steps.step_track()),
            (Aim::Chosen, Some(MANAGEMENT))
        );
        assert!(!ways(&map, &leads).iter().any(|path| path.kind == Target));
    }
}
