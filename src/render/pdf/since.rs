//! Two or more review cycles → the plan's data about the changes between them. Pure.

use jiff::civil::Date;
use serde::Serialize;

use crate::analysis::{
    ActionOutcome, ActionTrend, Comparison, Comparisons, CompetencyTrend, LineEntry, PersonTrend,
    RatingLine,
};
use crate::labels::Labels;
use crate::model::{Assessment, CareerMap, CompetencyId, Review};
use crate::render::words::{course, line_steps, rating, review_names};
use crate::text::fold;

/// What has changed since the last review.
#[derive(Debug, Clone, Serialize)]
pub struct SinceData {
    /// The last review cycle, if its name differs from this one's.
    pub cycle: Option<String>,
    /// The day of the last assessment.
    pub as_of: Option<Date>,
    /// The title of the level held then, if the person holds another one now.
    pub role_level: Option<String>,
    /// The speciality of then, if the person has another one now, or none; left out if nothing has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speciality: Option<SpecialityThenData>,
    /// Competencies whose rating is higher than it was.
    pub up: Vec<MovedData>,
    /// Competencies whose rating is lower than it was.
    pub down: Vec<MovedData>,
    /// How many competencies are rated as they were.
    pub unchanged: usize,
    /// What the reviews are called, oldest first and this one last; left out unless at least two earlier ones have the
    /// person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<String>,
    /// Ratings over all these reviews, in place of `up`, `down` and `unchanged`; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineData>,
    /// Indices into `competencies` that are rated the same in all these reviews; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steady: Vec<usize>,
    /// Competencies that were rated in an earlier review and do not exist for the person any more; left out where there are
    /// none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<EndedData>,
    /// Indices into `competencies` where a target gap of then is closed.
    pub closed: Vec<usize>,
    /// Indices into `competencies` where the map's expectations have changed, at the role or at the target level.
    pub map_changed: Vec<usize>,
    /// What happened to each action that was open.
    pub actions: Vec<PastActionData>,
}

/// The speciality at the last review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialityThenData {
    /// Its name; `None` for no speciality.
    pub name: Option<String>,
}

/// A competency that does not exist for the person any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndedData {
    /// Its name.
    pub name: String,
    /// What each review says, in words, oldest first; the last one says that it is no longer expected.
    pub steps: Vec<String>,
}

/// A rating that has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedData {
    /// Index into `competencies`.
    pub competency: usize,
    /// The rating then, in the words of today's map.
    pub then_label: String,
    /// The rating now.
    pub now_label: String,
}

/// A rating over several reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineData {
    /// Index into `competencies`.
    pub competency: usize,
    /// What each review says, in words, oldest first.
    pub steps: Vec<String>,
    /// Where it leads, in words; `None` where there is nothing to compare.
    pub course: Option<String>,
}

/// An action that was open when the last review ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastActionData {
    /// What was to be done.
    pub action: String,
    /// What happened to it.
    pub outcome: ActionOutcome,
    /// The last day as it was agreed then.
    pub due_then: Option<Date>,
    /// The last day as it is agreed now.
    pub due: Option<Date>,
}

/// What has changed for the person with this index in `review` since the last review that the person was in, and over all
/// reviews; `None` if the person was in no earlier one.
pub fn since_data(
    review: &Review,
    comparisons: &Comparisons<'_>,
    person: usize,
    labels: &Labels,
) -> Option<SinceData> {
    let since = since_last(review, comparisons.newest_with(person)?, person, labels)?;
    let is_in = |one: &Comparison<'_>| one.people[person].is_some();
    let first = comparisons.earlier().take_while(|one| !is_in(one)).count();
    let steps_of = |line: &RatingLine| {
        let mut steps = line_steps(labels, comparisons, review, person, line);
        steps.drain(..first);
        steps
    };
    let ended = comparisons.ended(person).into_iter();
    let ended = ended.map(|ended| EndedData {
        name: ended.name.to_owned(),
        steps: steps_of(&ended.line),
    });
    let since = SinceData {
        ended: ended.collect(),
        ..since
    };
    if comparisons.earlier().filter(|one| is_in(one)).count() < 2 {
        return Some(since);
    }
    let track = review.assessments[person].person.track;
    let own = review.own_map(&review.assessments[person].person);
    let words = |points| rating(labels, own, points, track);
    let (mut lines, mut steady) = (Vec::new(), Vec::new());
    for (competency, line) in comparisons.lines(person) {
        let found = line.course();
        if found.is_some_and(|one| !one.rises && !one.falls)
            && line.comparable().count() == line.0.len() - first
        {
            steady.push(own.place(competency));
        } else if found.is_some() || has_no_counterpart(&line) {
            lines.push(LineData {
                competency: own.place(competency),
                steps: steps_of(&line),
                course: found.map(|one| course(labels, &one, words)),
            });
        }
    }
    Some(SinceData {
        up: Vec::new(),
        down: Vec::new(),
        unchanged: 0,
        reviews: review_names(labels, comparisons, |day| labels.date(day)).split_off(first),
        lines,
        steady,
        ..since
    })
}

/// Whether a line has a rating that today's map has no place for.
fn has_no_counterpart(line: &RatingLine) -> bool {
    let mut entries = line.0.iter();
    entries.any(|entry| matches!(entry, LineEntry::Rated { today: None, .. }))
}

/// What has changed since an earlier review.
fn since_last(
    review: &Review,
    comparison: &Comparison<'_>,
    person: usize,
    labels: &Labels,
) -> Option<SinceData> {
    let trend = comparison.people.get(person)?.as_ref()?;
    let builder = SinceBuilder {
        review,
        labels,
        comparison,
        trend,
        before: comparison.before(trend),
        now: &review.assessments[person],
    };
    let actions = trend.actions.iter();
    let mut actions: Vec<PastActionData> = actions.map(|one| builder.action(one)).collect();
    let moved = |up| trend.moved(up).map(|one| builder.moved(one)).collect();
    // Finished actions come first; the sort is stable.
    actions.sort_by_key(|action| action.outcome);
    Some(SinceData {
        cycle: builder.cycle(),
        as_of: builder.before.assessed_on.or(comparison.last.review.as_of),
        role_level: builder.role_level_then(),
        speciality: builder.speciality_then(),
        up: moved(true),
        down: moved(false),
        unchanged: trend
            .competencies
            .iter()
            .filter(|trend| trend.change() == Some(0.0))
            .count(),
        reviews: Vec::new(),
        lines: Vec::new(),
        steady: Vec::new(),
        ended: Vec::new(),
        closed: trend
            .competencies
            .iter()
            .filter(|trend| trend.closed == Some(true))
            .map(|trend| builder.own().place(trend.competency))
            .collect(),
        map_changed: builder.map_changed(),
        actions,
    })
}

struct SinceBuilder<'a> {
    review: &'a Review,
    labels: &'a Labels,
    comparison: &'a Comparison<'a>,
    trend: &'a PersonTrend,
    before: &'a Assessment,
    now: &'a Assessment,
}

impl SinceBuilder<'_> {
    /// The person's own map.
    fn own(&self) -> &CareerMap {
        self.review.own_map(&self.now.person)
    }

    /// The last cycle's name, if it differs from this one's.
    fn cycle(&self) -> Option<String> {
        self.before
            .cycle
            .clone()
            .filter(|cycle| self.now.cycle.as_deref().map(fold) != Some(fold(cycle)))
    }

    /// The title of the level held then, if the person holds another one now.
    fn role_level_then(&self) -> Option<String> {
        let then = self.before.person.role_level;
        let today = self.comparison.maps.level_today(then);
        (today != Some(self.now.person.role_level)).then(|| {
            let map = &self.comparison.last.review.career_map;
            map.level(then).title.clone()
        })
    }

    /// The speciality of then, if the person has another one now, or none.
    fn speciality_then(&self) -> Option<SpecialityThenData> {
        let then = self.before.person.speciality;
        let maps = &self.comparison.maps;
        let differs = maps.is_other_speciality(then, self.now.person.speciality);
        differs.then(|| SpecialityThenData {
            name: then.map(|id| maps.then().speciality(id).name.clone()),
        })
    }

    /// Both ratings in the words of today's map.
    fn moved(&self, moved: &CompetencyTrend) -> MovedData {
        let track = self.now.person.track;
        let label = |points: Option<f64>| {
            points.map_or_else(String::new, |points| {
                rating(self.labels, self.own(), points, track)
            })
        };
        MovedData {
            competency: self.own().place(moved.competency),
            then_label: label(moved.rating_then_today),
            now_label: label(moved.rating_now),
        }
    }

    /// The competencies in which the map's expectations have changed at the role level or at the target level: for people of
    /// today's speciality, so that another speciality is not taken for another map.
    fn map_changed(&self) -> Vec<usize> {
        let levels = [
            self.now.person.role_level,
            crate::analysis::target_level(self.own(), &self.now.person),
        ];
        let maps = self
            .comparison
            .maps
            .of_speciality(self.now.person.speciality);
        let differs = |id: &CompetencyId| {
            levels
                .iter()
                .any(|level| maps.expectations_changed(*id, *level))
        };
        self.trend
            .competencies
            .iter()
            .map(|trend| trend.competency)
            .filter(differs)
            .map(|id| self.own().place(id))
            .collect()
    }

    fn action(&self, trend: &ActionTrend) -> PastActionData {
        let then = &self.before.actions[trend.then];
        PastActionData {
            action: then.action.clone(),
            outcome: trend.outcome,
            due_then: then.due,
            due: trend.now.and_then(|now| self.now.actions[now].due),
        }
    }
}
