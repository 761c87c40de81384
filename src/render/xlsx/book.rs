//! What every sheet draws on: the input, the coverage that several sheets need, the formats and common words.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::analysis::{
    Bench, Completeness, CoverageRow, Demand, GroupFigures, GroupSources, KeyPerson, Pair,
    PersonAnalysis, Scope, bench, coverage, demand, groups, key_people, missing, pairs,
};
use crate::model::{
    Assessment, CareerMap, CompetencyId, LevelId, Points, Review, RosterEntry, Scale,
};

pub(super) use crate::text::counted;

use super::page::Binder;
use super::stretch::Tables;
use super::style::Styles;
use super::who::Who;
use super::{BookInput, BookOptions};

/// How many competencies a cell names before it counts the rest.
pub(super) const IN_A_CELL: usize = 3;
/// How many lines a row is high at most, near enough.
const LINES_SHOWN: usize = 25;

/// The workbook's material.
pub(super) struct Book<'a> {
    /// What was given.
    pub(super) input: &'a BookInput<'a>,
    /// Coverage: everybody first, then each team.
    pub(super) coverage: Vec<CoverageRow>,
    /// Training demand, in the same rows as `coverage`.
    pub(super) demand: Vec<Demand>,
    /// Whom everybody and each team could not spare.
    pub(super) key_people: Vec<KeyPerson>,
    /// Who aims at which level.
    pub(super) bench: Vec<Bench>,
    /// What both the person and the manager rated.
    pub(super) pairs: Vec<Pair>,
    /// Key figures of everybody, each team and each manager.
    pub(super) groups: Vec<GroupFigures>,
    /// The teams that figures about teams count, with their people by index: those with a name and more than one person. Of one
    /// person alone it goes without saying that nobody else does what they do.
    pub(super) teams: BTreeMap<&'a str, Range<usize>>,
    /// The teams of one person, which are named apart.
    pub(super) teams_of_one: BTreeSet<&'a str>,
    /// What to call each person, by index.
    names: Vec<String>,
    /// Who is on the roster and was not assessed.
    pub(super) missing: Vec<&'a RosterEntry>,
    /// How much was rated in all.
    pub(super) completeness: Completeness,
    /// The formats.
    styles: Styles,
    /// The workbook that the sheets go into; long ones share its table of texts while they are written.
    pub(super) workbook: RefCell<Workbook>,
    /// The tables on the sheets.
    pub(super) tables: Tables,
}

impl<'a> Book<'a> {
    /// Computes what several sheets need.
    pub(super) fn new(input: &'a BookInput<'a>) -> Self {
        let (review, people) = (input.review, input.people);
        let coverage = coverage(review, people, input.analysis);
        let bench = bench(review, people);
        let pairs = pairs(review, people);
        let groups = groups(&GroupSources {
            review,
            people,
            coverage: &coverage,
            bench: &bench,
            pairs: &pairs,
        });
        let (teams, teams_of_one) = teams(review);
        Self {
            teams,
            teams_of_one,
            demand: demand(review, people),
            key_people: key_people(review, people, &coverage),
            names: names(review),
            missing: missing(review),
            completeness: Completeness::of(people),
            styles: Styles::new(),
            workbook: RefCell::default(),
            tables: Tables::default(),
            coverage,
            bench,
            pairs,
            groups,
            input,
        }
    }

    /// The choices for the workbook.
    pub(super) const fn options(&self) -> &'a BookOptions {
        self.input.options
    }

    /// The career map.
    pub(super) const fn map(&self) -> &'a CareerMap {
        &self.input.review.career_map
    }

    /// Each assessment with its analysis, in document order.
    pub(super) fn people(&self) -> impl Iterator<Item = (&'a Assessment, &'a PersonAnalysis)> {
        self.input.review.assessments.iter().zip(self.input.people)
    }

    /// The assessment with this index.
    pub(super) fn assessment(&self, person: usize) -> &'a Assessment {
        &self.input.review.assessments[person]
    }

    /// The name of the person with this index; where several have it, with what tells them apart.
    pub(super) fn name(&self, person: usize) -> &str {
        &self.names[person]
    }

    /// The person with this index, as rows name people.
    pub(super) fn who(&self, person: usize) -> Who<'_> {
        let assessment = self.assessment(person);
        Who {
            name: self.name(person),
            assessment,
            role_level: self.level(assessment.person.role_level),
            target_level: self.level(self.input.people[person].target),
        }
    }

    /// Everybody, in document order.
    pub(super) fn everybody(&self) -> impl Iterator<Item = Who<'_>> {
        (0..self.input.people.len()).map(|person| self.who(person))
    }

    /// Whether figures about teams count this one.
    pub(super) fn is_team(&self, scope: &Scope) -> bool {
        matches!(scope, Scope::Team(team) if self.teams.contains_key(team.as_str()))
    }

    /// Everybody of a scope, by index.
    pub(super) fn members(&self, scope: &Scope) -> Range<usize> {
        match scope {
            Scope::All => 0..self.input.people.len(),
            Scope::Team(team) => {
                let assessments = &self.input.review.assessments;
                let known = self.teams.get(team.as_str()).cloned();
                // People without a team stand together like a team, and so does somebody who is a team of one.
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
    pub(super) fn ranked(&self) -> Vec<(usize, &CoverageRow, &Demand)> {
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

    /// The scored competencies, those first in which most is missing: by levels short, then by the mean target gap, then in
    /// the map's order.
    pub(super) fn by_need(&self) -> impl Iterator<Item = CompetencyId> {
        let ranked = self.ranked().into_iter();
        ranked
            .take_while(|(_, row, _)| row.scope == Scope::All)
            .map(|(_, row, _)| row.competency)
    }

    /// A competency's name.
    pub(super) fn competency(&self, id: CompetencyId) -> &'a str {
        &self.map().competency(id).name
    }

    /// A level's title.
    pub(super) fn level(&self, id: LevelId) -> &'a str {
        &self.map().level(id).title
    }

    /// The competencies that are scored, in the map's order.
    pub(super) fn scored(&self) -> impl Iterator<Item = CompetencyId> {
        let map = self.map();
        map.competency_ids().filter(|id| map.competency(*id).scored)
    }

    /// Whether any scored competency counts more or less than the others.
    pub(super) fn is_weighted(&self) -> bool {
        let weight = |id: CompetencyId| self.map().competency(id).weight.to_bits();
        self.scored().any(|id| weight(id) != 1.0_f64.to_bits())
    }

    /// A distance on the scale in words: `1 level`, `0.5 points`.
    pub(super) fn distance(&self, points: Points) -> String {
        let (one, many) = match self.map().scale {
            Scale::Rank => ("level", "levels"),
            Scale::Proficiency => ("point", "points"),
        };
        let exactly_one = points.to_bits() == 1.0_f64.to_bits();
        format!("{points} {}", if exactly_one { one } else { many })
    }

    /// A number of the scale in words.
    pub(super) fn scale_words(&self, points: Points) -> String {
        scale_words(self.map(), points)
    }

    /// The full points of the scale for which there is a level or a rating, lowest first.
    pub(super) fn scale_points(&self) -> Vec<i64> {
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
}

impl Binder for Book<'_> {
    fn options(&self) -> &BookOptions {
        self.input.options
    }

    fn as_of_words(&self) -> String {
        as_of_words(self.input.review.as_of)
    }

    fn styles(&self) -> &Styles {
        &self.styles
    }

    fn tables(&self) -> &Tables {
        &self.tables
    }

    fn long_sheet(&self) -> Result<Worksheet, XlsxError> {
        self.workbook.borrow_mut().new_worksheet_with_low_memory()
    }
}

/// The date of the documents in words; empty if there is none.
pub(super) fn as_of_words(as_of: Option<Date>) -> String {
    as_of.map_or_else(String::new, |day| format!("As of {day}"))
}

/// A number of the scale in words: the titles of the levels of that rank, or the number.
pub(super) fn scale_words(map: &CareerMap, points: Points) -> String {
    let titles: Vec<&str> = map
        .levels
        .iter()
        .filter(|level| f64::from(level.rank).to_bits() == points.to_bits())
        .map(|level| level.title.as_str())
        .collect();
    if map.scale == Scale::Rank && !titles.is_empty() {
        titles.join(" / ")
    } else {
        points.to_string()
    }
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

/// The first few, and how many more: `A, B, +7`.
pub(super) fn first_few(names: impl ExactSizeIterator<Item = String>, few: usize) -> String {
    let more = names.len().saturating_sub(few);
    let mut shown: Vec<String> = names.take(few).collect();
    if more > 0 {
        shown.push(format!("+{more}"));
    }
    shown.join(", ")
}

/// One line each, as many as a cell can show.
pub(super) fn lines(mut items: Vec<String>) -> String {
    let total = items.len();
    if total > LINES_SHOWN {
        items.truncate(LINES_SHOWN - 1);
        items.push(format!("and {} more (filter Data)", total - items.len()));
    }
    items.join("\n")
}
