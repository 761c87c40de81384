//! Several earlier reviews: each is compared with this one, and a rating has a line over all of them.
//!
//! Every earlier rating is counted as today's map counts it, through the counterparts between its own map and today's.
//! Where it has none, it is shown in its own words and not compared.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;

use jiff::civil::Date;

use super::same_person::{FormerPerson, gone, same_in_each};
use super::{Comparison, LastCycle, PersonTrend, listed};
use crate::analysis::{PersonAnalysis, Scope};
use crate::model::{CompetencyId, PersonDetails, Points, RatingSource, Review};
use crate::text::fold;

/// All earlier reviews, compared with this one.
#[derive(Debug, Clone)]
pub struct Comparisons<'a> {
    /// All but the last one, oldest first; their teams are not compared.
    before: Vec<Comparison<'a>>,
    last: Comparison<'a>,
    review: &'a Review,
    people: &'a [PersonAnalysis],
    /// What each review calls itself and its date, oldest first; this one comes last.
    pub reviews: Vec<(Option<&'a str>, Option<Date>)>,
    /// The people of earlier reviews who are not in this one: those of the last review first.
    pub gone: Vec<FormerPerson<'a>>,
}

/// What a review says about a person in a competency of today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineEntry {
    /// The person was not in the review.
    Absent,
    /// The person's map in that review did not have the competency, or did not score it.
    NotInMap,
    /// Nobody rated it.
    NotAssessed,
    /// It did not apply.
    NotApplicable,
    /// A rating.
    Rated {
        /// On the scale of that review's map.
        points: Points,
        /// As today's map counts it, where it has a place for it.
        today: Option<Points>,
    },
}

/// What each review says about a person in a competency, oldest first; this review comes last.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingLine(pub Vec<LineEntry>);

/// The line of a competency that was rated in an earlier review and does not exist for the person any more.
#[derive(Debug, Clone, PartialEq)]
pub struct EndedLine<'a> {
    /// Its name in today's map; if it is not there, the last name that it had.
    pub name: &'a str,
    /// What it is in the map of each earlier review, oldest first; `None` where the person is not in the review, and where
    /// the map did not have it.
    pub then: Vec<Option<CompetencyId>>,
    /// What each review says.
    pub line: RatingLine,
}

/// A competency that does not exist for a person any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum EndedCompetency {
    /// Today's map has it, for others.
    ForOthers(CompetencyId),
    /// Today's map does not have it: its name, for comparison.
    Gone(String),
}

/// Where a line leads: the first and the last rating that today's map has a place for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatingTrend {
    /// The first rating.
    pub first: Points,
    /// The rating of this review.
    pub last: Points,
    /// How many ratings are compared.
    pub ratings: usize,
    /// Whether one of them is higher than the one before it.
    pub rises: bool,
    /// Whether one of them is lower than the one before it.
    pub falls: bool,
}

/// A team (or everybody) and a competency (or all of them) over those who were rated in every review.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TeamLine {
    /// How many people and competencies were rated every time.
    pub rated: usize,
    /// Their mean rating in each review, oldest first, as today's map counts; empty if there are none.
    pub means: Vec<f64>,
    /// How many of them are higher now than in the first review.
    pub higher: usize,
    /// How many of them are lower now than in the first review.
    pub lower: usize,
}

impl RatingLine {
    /// The ratings that can be compared, as today's map counts them.
    pub fn comparable(&self) -> impl Iterator<Item = Points> {
        self.0.iter().filter_map(LineEntry::today)
    }

    /// Where the line leads; `None` without a rating in this review and one before it that can be compared.
    pub fn course(&self) -> Option<RatingTrend> {
        let last = self.0.last()?.today()?;
        let ratings: Vec<Points> = self.comparable().collect();
        let steps = || ratings.iter().zip(ratings.iter().skip(1));
        (ratings.len() > 1).then(|| RatingTrend {
            first: ratings[0],
            last,
            ratings: ratings.len(),
            rises: steps().any(|(one, next)| next > one),
            falls: steps().any(|(one, next)| next < one),
        })
    }
}

impl LineEntry {
    /// The rating as today's map counts it.
    const fn today(&self) -> Option<Points> {
        match self {
            Self::Rated { today, .. } => *today,
            _ => None,
        }
    }

    const fn of(rating: Option<Points>, today: Option<Points>, source: RatingSource) -> Self {
        match (rating, source) {
            (Some(points), _) => Self::Rated { points, today },
            (None, RatingSource::NotApplicable) => Self::NotApplicable,
            (None, _) => Self::NotAssessed,
        }
    }
}

impl<'a> Comparisons<'a> {
    /// Compares each earlier review, oldest first, with this one; `None` if there is none. `people` are the analyses of
    /// `review.assessments`, in the same order.
    pub fn of(
        earlier: Vec<LastCycle<'a>>,
        review: &'a Review,
        people: &'a [PersonAnalysis],
    ) -> Option<Self> {
        let lists: Vec<Vec<PersonDetails<'a>>> =
            earlier.iter().map(|one| listed(one.review)).collect();
        let same = same_in_each(&lists, &listed(review));
        let gone = gone(&earlier, &lists, &same);
        let reviews = earlier.iter().map(|one| one.review).chain(once(review));
        let reviews = reviews.map(|one| (cycle(one), one.as_of)).collect();
        let mut before: Vec<Comparison<'a>> = earlier
            .into_iter()
            .zip(same)
            .map(|(one, same)| Comparison::between(one, review, people, same))
            .collect();
        let last = before.pop()?.with_teams(review);
        Some(Self {
            before,
            last,
            review,
            people,
            reviews,
            gone,
        })
    }

    /// The last review, compared with this one.
    pub const fn last(&self) -> &Comparison<'a> {
        &self.last
    }

    /// Every earlier review, compared with this one; oldest first.
    pub fn earlier(&self) -> impl DoubleEndedIterator<Item = &Comparison<'a>> {
        self.before.iter().chain(once(&self.last))
    }

    /// Whether there is more than one earlier review, so that ratings have a line.
    pub const fn has_lines(&self) -> bool {
        !self.before.is_empty()
    }

    /// The comparison with the newest earlier review that this person is in.
    pub fn newest_with(&self, person: usize) -> Option<&Comparison<'a>> {
        let is_in = |one: &&Comparison<'a>| one.people.get(person).is_some_and(Option::is_some);
        self.earlier().rev().find(is_in)
    }

    /// How many people of this review are in an earlier one.
    pub fn compared(&self) -> usize {
        let known = |person: &usize| self.newest_with(*person).is_some();
        (0..self.people.len()).filter(known).count()
    }

    /// What each review says about a person of today in a competency of today's map.
    pub fn line(&self, person: usize, competency: CompetencyId) -> RatingLine {
        let now = self.people[person].gap(competency);
        let then = self.earlier().map(|one| match &one.people[person] {
            None => LineEntry::Absent,
            Some(trend) => then(one, trend, competency),
        });
        RatingLine(
            then.chain(once(now.map_or(LineEntry::NotInMap, |now| {
                LineEntry::of(now.rating, now.rating, now.source)
            })))
            .collect(),
        )
    }

    /// The lines of a person in every scored competency.
    pub fn lines(&self, person: usize) -> impl Iterator<Item = (CompetencyId, RatingLine)> {
        let map = self.review.own_map(&self.review.assessments[person].person);
        map.competency_ids()
            .filter(|id| map.competency(*id).scored)
            .map(move |id| (id, self.line(person, id)))
    }

    /// The lines of a person in competencies that were rated in earlier reviews and do not exist for the person any more:
    /// with the speciality, or with the map, they are gone.
    pub fn ended(&self, person: usize) -> Vec<EndedLine<'_>> {
        let mut known: BTreeSet<EndedCompetency> = BTreeSet::new();
        let mut lines = Vec::new();
        for one in self.earlier().rev() {
            for id in one.people[person].iter().flat_map(|trend| &trend.ended) {
                let last_name = one.maps.then().competency(*id).name.as_str();
                let (ended, name) = match one.maps.competency_today(*id) {
                    Some(now) => {
                        let name = self.review.career_map.competency(now).name.as_str();
                        (EndedCompetency::ForOthers(now), name)
                    }
                    None => (EndedCompetency::Gone(fold(last_name)), last_name),
                };
                if known.insert(ended.clone()) {
                    lines.push(self.ended_line(person, &ended, name));
                }
            }
        }
        lines
    }

    fn ended_line<'n>(
        &self,
        person: usize,
        ended: &EndedCompetency,
        name: &'n str,
    ) -> EndedLine<'n> {
        let of_then = self.earlier().map(|one| {
            one.people[person].as_ref()?;
            match ended {
                EndedCompetency::ForOthers(now) => one.maps.competency_then(*now),
                EndedCompetency::Gone(name) => {
                    let map = one.maps.then();
                    let mut all = map.all_competency_ids();
                    all.find(|id| {
                        one.maps.competency_today(*id).is_none()
                            && fold(&map.competency(*id).name) == *name
                    })
                }
            }
        });
        let then: Vec<Option<CompetencyId>> = of_then.collect();
        let entries = self.earlier().zip(&then).map(|(one, id)| {
            let Some(trend) = &one.people[person] else {
                return LineEntry::Absent;
            };
            let gap = id.and_then(|id| one.last.people[trend.then].gap(id));
            let Some(gap) = gap.filter(|gap| gap.scored) else {
                return LineEntry::NotInMap;
            };
            let track = one.before(trend).person.track;
            let today = gap
                .rating
                .and_then(|points| one.maps.points_today(points, track));
            LineEntry::of(gap.rating, today, gap.source)
        });
        EndedLine {
            line: RatingLine(entries.chain(once(LineEntry::NotInMap)).collect()),
            name,
            then,
        }
    }

    /// The line of each row of the last review's [`teams`](Comparison::teams), in their order.
    pub fn team_lines(&self) -> Vec<TeamLine> {
        // By team, `None` for everybody, and competency, `None` for all of them.
        let mut found: BTreeMap<(Option<&str>, Option<CompetencyId>), TeamLine> = BTreeMap::new();
        for (person, assessment) in self.review.assessments.iter().enumerate() {
            for (competency, line) in self.lines(person) {
                let ratings: Vec<Points> = line.comparable().collect();
                if ratings.len() < self.reviews.len() {
                    continue;
                }
                for team in [None, Some(assessment.team())] {
                    for of in [None, Some(competency)] {
                        found.entry((team, of)).or_default().add(&ratings);
                    }
                }
            }
        }
        for line in found.values_mut() {
            let count = line.rated as f64;
            line.means.iter_mut().for_each(|sum| *sum /= count);
        }
        let rows = self.last.teams.iter();
        rows.map(|row| {
            let team = match &row.scope {
                Scope::All => None,
                Scope::Team(team) => Some(team.as_str()),
            };
            let line = found.get(&(team, row.competency));
            line.cloned().unwrap_or_default()
        })
        .collect()
    }
}

impl TeamLine {
    /// Adds the ratings of one person in one competency; the means are sums until all were added.
    fn add(&mut self, ratings: &[Points]) {
        self.means.resize(ratings.len(), 0.0);
        self.rated += 1;
        for (sum, rating) in self.means.iter_mut().zip(ratings) {
            *sum += rating;
        }
        if let [first, .., last] = ratings {
            self.higher += usize::from(last > first);
            self.lower += usize::from(last < first);
        }
    }
}

/// What an earlier review says about a person in a competency of today's map.
fn then(comparison: &Comparison<'_>, trend: &PersonTrend, competency: CompetencyId) -> LineEntry {
    let competencies = &trend.competencies;
    match competencies.binary_search_by_key(&competency, |one| one.competency) {
        Err(_) => LineEntry::NotInMap,
        Ok(at) => {
            let found = &competencies[at];
            let entered = comparison.before(trend).competency(found.then);
            LineEntry::of(
                found.rating_then,
                found.rating_then_today,
                entered.deciding().0,
            )
        }
    }
}

/// What more than half of the assessments that name their cycle call it.
fn cycle(review: &Review) -> Option<&str> {
    let names = review.assessments.iter().filter_map(|a| a.cycle.as_deref());
    let mut counts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for name in names {
        counts.entry(fold(name)).or_insert((0, name)).0 += 1;
    }
    let all: usize = counts.values().map(|(count, _)| count).sum();
    let mut found = counts.into_values();
    found.find_map(|(count, name)| (2 * count > all).then_some(name))
}
