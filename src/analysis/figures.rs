//! The figures of a whole review, computed once for all documents about everybody.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bench::{Bench, bench};
use super::calibration::{Pair, pairs};
use super::coverage::{CoverageRow, coverage};
use super::demand::{Demand, demand};
use super::groups::{GroupFigures, GroupSources, groups};
use super::key_people::{KeyPerson, key_people};
use super::options::AnalysisOptions;
use super::participation::{Completeness, missing};
use super::scope::Scope;
use super::standing::PersonAnalysis;
use crate::model::{
    Assessment, CareerMap, CompetencyId, LevelId, Points, Review, RosterEntry, Scale,
};

/// The figures about everybody, with the names of the people and teams in them.
#[derive(Debug)]
pub struct Figures<'a> {
    /// Who was assessed against which map.
    pub review: &'a Review,
    /// The analyses of `review.assessments`, in the same order.
    pub analyses: &'a [PersonAnalysis],
    /// Coverage: everybody first, then each team.
    pub coverage: Vec<CoverageRow>,
    /// Training demand, in the same rows as `coverage`.
    pub demand: Vec<Demand>,
    /// The people whom a team, or everybody, could not spare.
    pub key_people: Vec<KeyPerson>,
    /// Who aims at which level.
    pub bench: Vec<Bench>,
    /// What both the person and the manager rated.
    pub pairs: Vec<Pair>,
    /// Key figures of everybody, each team and each manager.
    pub groups: Vec<GroupFigures>,
    /// The teams that figures about teams count, with their people by index: those with a name and more than one
    /// person. In a team of one, every competency depends on one person anyway.
    pub teams: BTreeMap<&'a str, Range<usize>>,
    /// The teams of one person, which are listed separately.
    pub teams_of_one: BTreeSet<&'a str>,
    /// What to call each person, by index.
    names: Vec<String>,
    /// Who is on the roster and was not assessed.
    pub missing: Vec<&'a RosterEntry>,
    /// How much was rated in all.
    pub completeness: Completeness,
}

impl<'a> Figures<'a> {
    /// Computes them.
    pub fn of(
        review: &'a Review,
        analyses: &'a [PersonAnalysis],
        options: &AnalysisOptions,
    ) -> Self {
        let coverage = coverage(review, analyses, options);
        let bench = bench(review, analyses);
        let pairs = pairs(review, analyses);
        let groups = groups(&GroupSources {
            review,
            people: analyses,
            coverage: &coverage,
            bench: &bench,
            pairs: &pairs,
        });
        let (teams, teams_of_one) = teams(review);
        Self {
            teams,
            teams_of_one,
            demand: demand(review, analyses, &coverage),
            key_people: key_people(review, analyses, &coverage),
            names: names(review),
            missing: missing(review),
            completeness: Completeness::of(analyses),
            coverage,
            bench,
            pairs,
            groups,
            review,
            analyses,
        }
    }

    /// The same for some people alone, such as those of one manager: without what is true only of whole teams, whose other
    /// people are not among them.
    pub fn of_some(
        review: &'a Review,
        analyses: &'a [PersonAnalysis],
        options: &AnalysisOptions,
    ) -> Self {
        let mut figures = Self::of(review, analyses, options);
        // A competency of a speciality that none of them has is not theirs.
        let there = |row: &CoverageRow| row.rated + row.not_assessed + row.not_applicable > 0;
        let all = figures
            .coverage
            .iter()
            .filter(|row| row.scope == Scope::All);
        let theirs: BTreeSet<CompetencyId> = all
            .filter(|row| there(row))
            .map(|row| row.competency)
            .collect();
        let rows = figures.coverage.into_iter().zip(figures.demand);
        (figures.coverage, figures.demand) = rows
            .filter(|(row, _)| theirs.contains(&row.competency))
            .unzip();
        for row in &mut figures.coverage {
            (row.status, row.status_confirmed) = (None, None);
        }
        figures.key_people.clear();
        figures.bench.clear();
        figures.teams_of_one.clear();
        figures
    }

    /// The career map.
    pub const fn map(&self) -> &'a CareerMap {
        &self.review.career_map
    }

    /// Each assessment with its analysis, in document order.
    pub fn people(&self) -> impl Iterator<Item = (&'a Assessment, &'a PersonAnalysis)> {
        self.review.assessments.iter().zip(self.analyses)
    }

    /// The assessment with this index.
    pub fn assessment(&self, person: usize) -> &'a Assessment {
        &self.review.assessments[person]
    }

    /// The name of the person with this index; where several have it, with what tells them apart.
    pub fn name(&self, person: usize) -> &str {
        &self.names[person]
    }

    /// Whether figures about teams count this one.
    pub fn is_team(&self, scope: &Scope) -> bool {
        matches!(scope, Scope::Team(team) if self.teams.contains_key(team.as_str()))
    }

    /// The rows of teams that have a confirmed status.
    pub fn confirmed_of_teams(&self) -> impl Iterator<Item = &CoverageRow> {
        let rows = self.coverage.iter();
        rows.filter(|row| self.is_team(&row.scope) && row.status_confirmed.is_some())
    }

    /// Everybody of a scope, by index.
    pub fn members(&self, scope: &Scope) -> Range<usize> {
        match scope {
            Scope::All => 0..self.analyses.len(),
            Scope::Team(team) => {
                let assessments = &self.review.assessments;
                let known = self.teams.get(team.as_str()).cloned();
                // People without a team are grouped like a team, and so is somebody who is a team of one.
                known.unwrap_or_else(|| {
                    let of = |a: &Assessment| a.team() == team;
                    let first = assessments.iter().position(of).unwrap_or(0);
                    first..first + assessments[first..].iter().take_while(|a| of(a)).count()
                })
            }
        }
    }

    /// Coverage and demand in order: everybody, then each team; within these by levels short, then mean target gap, then the
    /// map's order. The first number is the rank.
    pub fn ranked(&self) -> Vec<(usize, &CoverageRow, &Demand)> {
        let rows: Vec<(&CoverageRow, &Demand)> = self.coverage.iter().zip(&self.demand).collect();
        let mut ranked = Vec::new();
        for scope in rows.chunk_by(|(a, _), (b, _)| a.scope == b.scope) {
            let mut scope = scope.to_vec();
            scope.sort_by(|(a, _), (b, _)| {
                b.burden.total_cmp(&a.burden).then_with(|| {
                    let target = |row: &CoverageRow| row.mean_target_gap.unwrap_or(0.0);
                    target(b).total_cmp(&target(a))
                })
            });
            ranked.extend(
                (1..)
                    .zip(scope)
                    .map(|(rank, (coverage, demand))| (rank, coverage, demand)),
            );
        }
        ranked
    }

    /// The scored competencies, greatest need first: by levels short, then by the mean target gap, then in
    /// the map's order.
    pub fn by_need(&self) -> impl Iterator<Item = CompetencyId> {
        let ranked = self.ranked().into_iter();
        ranked
            .take_while(|(_, row, _)| row.scope == Scope::All)
            .map(|(_, row, _)| row.competency)
    }

    /// A competency's name.
    pub fn competency(&self, id: CompetencyId) -> &'a str {
        &self.map().competency(id).name
    }

    /// A level's title.
    pub fn level(&self, id: LevelId) -> &'a str {
        &self.map().level(id).title
    }

    /// The competencies that are scored, those of specialities too, in the map's order.
    pub fn scored(&self) -> impl Iterator<Item = CompetencyId> {
        let map = self.map();
        map.all_competency_ids()
            .filter(|id| map.competency(*id).scored)
    }

    /// Whether any scored competency counts more or less than the others.
    pub fn is_weighted(&self) -> bool {
        let weight = |id: CompetencyId| self.map().competency(id).weight.to_bits();
        self.scored().any(|id| weight(id) != 1.0_f64.to_bits())
    }

    /// A whole number of the scale in words.
    pub fn scale_words(&self, point: i64) -> String {
        scale_words(self.map(), point)
    }

    /// The full points of the scale for which there is a level or a rating, lowest first.
    pub fn scale_points(&self) -> Vec<i64> {
        let levels = self
            .map()
            .levels
            .iter()
            .filter(|_| self.map().scale == Scale::Rank)
            .map(|level| i64::from(level.rank));
        let rated = self
            .coverage
            .iter()
            .flat_map(|row| row.distribution.keys().copied());
        let points: BTreeSet<i64> = levels.chain(rated).collect();
        points.into_iter().collect()
    }

    /// The teams with the greatest need, at most `most`, in document order: for each the rows of its coverage, one a
    /// competency.
    pub fn neediest_teams(&self, most: usize) -> Vec<&[CoverageRow]> {
        let teams = self.coverage.chunk_by(|a, b| a.scope == b.scope);
        let mut teams: Vec<(usize, &[CoverageRow])> = teams
            .filter(|rows| self.is_team(&rows[0].scope))
            .enumerate()
            .collect();
        let missing = |rows: &[CoverageRow]| rows.iter().map(|row| row.burden).sum::<f64>();
        teams.sort_by(|(_, a), (_, b)| missing(b).total_cmp(&missing(a)));
        teams.truncate(most);
        teams.sort_by_key(|(place, _)| *place);
        teams.into_iter().map(|(_, rows)| rows).collect()
    }
}

/// A whole number of the scale in words: the titles of the levels of that rank, or the number.
pub fn scale_words(map: &CareerMap, point: i64) -> String {
    scale_titles(map, point as f64).unwrap_or_else(|| point.to_string())
}

/// The titles of the levels of a rank, if the map is one of ranks and has any.
pub fn scale_titles(map: &CareerMap, points: Points) -> Option<String> {
    let titles: Vec<&str> = map
        .levels
        .iter()
        .filter(|level| f64::from(level.rank).to_bits() == points.to_bits())
        .map(|level| level.title.as_str())
        .collect();
    (map.scale == Scale::Rank && !titles.is_empty()).then(|| titles.join(" / "))
}

/// The teams with a name: those of more than one person with their people by index, and those of one.
fn teams(review: &Review) -> (BTreeMap<&str, Range<usize>>, BTreeSet<&str>) {
    let mut teams = BTreeMap::new();
    let mut of_one = BTreeSet::new();
    let mut first = 0;
    // People are sorted by team.
    for members in review.assessments.chunk_by(|a, b| a.team() == b.team()) {
        if let Some(team) = members.first().and_then(|a| a.person.team.as_deref()) {
            match members.len() {
                1 => {
                    of_one.insert(team);
                }
                people => {
                    teams.insert(team, first..first + people);
                }
            }
        }
        first += members.len();
    }
    (teams, of_one)
}

/// Each person's name; where several have it, with the employee ID, else the team.
fn names(review: &Review) -> Vec<String> {
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for assessment in &review.assessments {
        *bearers.entry(&assessment.person.name).or_insert(0) += 1;
    }
    review
        .assessments
        .iter()
        .map(|assessment| {
            let person = &assessment.person;
            let apart = person.employee_id.as_deref().or(person.team.as_deref());
            match apart {
                Some(apart) if bearers[person.name.as_str()] > 1 => {
                    format!("{} ({apart})", person.name)
                }
                _ => person.name.clone(),
            }
        })
        .collect()
}
