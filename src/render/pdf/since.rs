//! Two review cycles → the plan's data about the changes between them. Pure.

use super::data::{MovedData, PastActionData, SinceData};
use crate::analysis::{ActionTrend, Comparison, CompetencyTrend, PersonTrend};
use crate::labels::Labels;
use crate::model::{Assessment, CareerMap, CompetencyId, Review};
use crate::render::words::rating;
use crate::text::fold;

/// What has changed for the person with this index in `review` since the last review; `None` if the person was not in it.
#[must_use]
pub fn since_data(
    review: &Review,
    comparison: &Comparison<'_>,
    person: usize,
    labels: &Labels,
) -> Option<SinceData> {
    let trend = comparison.people.get(person)?.as_ref()?;
    let builder = Builder {
        review,
        labels,
        comparison,
        trend,
        before: comparison.before(trend),
        now: &review.assessments[person],
    };
    let mut actions: Vec<PastActionData> = trend
        .actions
        .iter()
        .map(|action| builder.action(action))
        .collect();
    // Finished actions come first; the sort is stable.
    actions.sort_by_key(|action| action.outcome);
    Some(SinceData {
        cycle: builder.cycle(),
        as_of: builder.before.assessed_on.or(comparison.last.review.as_of),
        role_level: builder.role_level_then(),
        up: trend
            .moved(true)
            .map(|moved| builder.moved(moved))
            .collect(),
        down: trend
            .moved(false)
            .map(|moved| builder.moved(moved))
            .collect(),
        unchanged: trend
            .competencies
            .iter()
            .filter(|trend| trend.change() == Some(0.0))
            .count(),
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

struct Builder<'a> {
    review: &'a Review,
    labels: &'a Labels,
    comparison: &'a Comparison<'a>,
    trend: &'a PersonTrend,
    before: &'a Assessment,
    now: &'a Assessment,
}

impl Builder<'_> {
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

    /// The competencies in which the map's expectations have changed at the role level or at the target level.
    fn map_changed(&self) -> Vec<usize> {
        let levels = [
            self.now.person.role_level,
            crate::analysis::target_level(self.own(), &self.now.person),
        ];
        let (then, now) = (&self.before.person, &self.now.person);
        let maps = self.comparison.maps.own(then.speciality, now.speciality);
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
