//! What every sheet draws on: the input, the coverage that several sheets need, the formats and common words.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::analysis::{
    Bench, Completeness, CoverageRow, Demand, Group, GroupFigures, GroupSources, KeyPerson, Pair,
    PersonAnalysis, Scope, bench, coverage, demand, groups, key_people, missing, pairs,
};
use crate::model::{
    Assessment, CareerMap, CompetencyId, LevelId, Points, Review, RosterEntry, Scale,
};

use super::page::Binder;
use super::stretch::Tables;
use super::style::Styles;
use super::who::Who;
use super::{BookInput, BookOptions};

/// How many names a cell lists before it refers to *Data*.
const NAMES_SHOWN: usize = 30;
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
        Self {
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

    /// The team's name, if a group is a team of one person; somebody without a team is none.
    pub(super) fn team_of_one<'f>(&self, figures: &'f GroupFigures) -> Option<&'f str> {
        let Group::Scope(Scope::Team(team)) = &figures.group else {
            return None;
        };
        let named = || {
            self.people()
                .any(|(a, _)| a.person.team.as_ref() == Some(team))
        };
        (figures.people == 1 && named()).then_some(team.as_str())
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

/// A list of names, as many as a cell can bear.
pub(super) fn listed<'s>(names: impl ExactSizeIterator<Item = &'s str>) -> String {
    let total = names.len();
    let mut shown: Vec<&str> = names.take(NAMES_SHOWN).collect();
    let rest = format!("and {} more (filter Data)", total - shown.len());
    if total > shown.len() {
        shown.push(&rest);
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

/// A count with its noun: `1 person`, `3 people`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
