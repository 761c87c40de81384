//! Plans that have much in common are made one after the other, and the typesetter's cache for the last ones is kept
//! for a while, which saves much time.
//!
//! The order of work and the cache only affect how long a run takes, not a byte of a document.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::read::AnalysedReview;
use crate::render::pdf::evict_cache;

/// How many plans make a round. The cache keeps twice as many plans, at a few megabytes each: with fewer, what the next
/// plan has in common with them is lost; more only use memory.
const ROUND: usize = 8;

/// The people with these indices, those with the same levels, track and focus areas next to each other: the expectations
/// in their plans are the same.
pub fn by_similarity(mut chosen: Vec<usize>, cycle: &AnalysedReview) -> Vec<usize> {
    chosen.sort_by_cached_key(|index| {
        let person = &cycle.review.assessments[*index].person;
        let analysis = &cycle.people[*index];
        let focus: Vec<usize> = analysis.focus_areas.iter().map(|id| id.0).collect();
        (
            person.role_level.0,
            analysis.target.0,
            person.track,
            person.target_track,
            focus,
        )
    });
    chosen
}

/// Counts plans, and removes old entries from the typesetter's cache at the end of each round.
#[derive(Debug)]
pub struct CacheEviction {
    length: usize,
    done: AtomicUsize,
}

impl CacheEviction {
    /// Rounds of plans that are set on this many threads.
    pub fn new(jobs: NonZeroUsize) -> Self {
        Self {
            // Entries for the plan that a thread is working on must outlive the plans that other threads finish
            // meanwhile.
            length: ROUND.max(2 * jobs.get()),
            done: AtomicUsize::new(0),
        }
    }

    /// One more plan is done, or has failed.
    pub fn plan_done(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(self.length) {
            evict_cache();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{AnalysisOptions, analyse_person};
    use crate::model::Review;
    use crate::model::testing::{career_map, person};
    use crate::render::pdf::{PlanOptions, Templates, Typesetter, plan_data};
    use crate::threads::for_each_isolated;

    #[test]
    fn plans_do_not_nest_however_many_there_are() {
        // Many page runs, each laid out in parallel by Typst, and exported in parallel too.
        let template =
            b"#set document(title: \"x\")\n#for n in range(8) { page[Page #n] }".to_vec();
        let templates = Templates::embedded().with_files([("plan.typ".to_owned(), template)]);
        let typesetter = Typesetter::new(templates, None).unwrap();
        let map = career_map(&["Junior", "Senior"], &["A"]);
        let ada = person(&map, "Ada", 1).rated_all(&[1.0]).build();
        let review = Review::new(map, vec![ada], None, None);
        let ada = &review.assessments[0];
        let analysis = analyse_person(&review.career_map, ada, &AnalysisOptions::default());
        let data = plan_data(&review, ada, &analysis, &PlanOptions::default());
        let deepest = AtomicUsize::new(0);
        thread_local!(static DEPTH: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
        for_each_isolated(
            NonZeroUsize::new(2).unwrap(),
            300,
            || false,
            |_| {
                DEPTH.with(|depth| depth.set(depth.get() + 1));
                deepest.fetch_max(DEPTH.with(std::cell::Cell::get), Ordering::Relaxed);
                assert_eq!(typesetter.plan(&data, "ada").unwrap().pages, 8);
                DEPTH.with(|depth| depth.set(depth.get() - 1));
            },
        )
        .unwrap();
        assert_eq!(deepest.into_inner(), 1);
    }
}
