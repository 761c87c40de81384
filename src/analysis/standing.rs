//! One person as a whole: target level, readiness, strengths and focus areas.

use super::gap::{Gap, gaps};
use super::options::AnalysisOptions;
use crate::model::{Assessment, CareerMap, CompetencyId, LevelId, Person, Points};

/// How much of the target level is reached. Never a verdict: always shown with its count, "5 of 8", and with how many
/// were not assessed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Readiness {
    /// Number of scored competencies with q ≥ t.
    pub met: usize,
    /// Number of scored competencies that were assessed.
    pub assessed: usize,
    /// Number of scored competencies that apply, assessed or not.
    pub applies: usize,
    /// Σ weight of the met ones.
    pub met_weight: f64,
    /// Σ weight of the assessed ones.
    pub assessed_weight: f64,
}

impl Readiness {
    /// Σ weight met / Σ weight assessed, in 0..=1; `None` where nothing was assessed.
    pub fn share(&self) -> Option<f64> {
        (self.assessed_weight > 0.0).then(|| self.met_weight / self.assessed_weight)
    }

    /// How many of those that apply nobody rated.
    pub const fn not_assessed(&self) -> usize {
        self.applies - self.assessed
    }
}

/// The findings about one person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonAnalysis {
    /// The target level in force.
    pub target: LevelId,
    /// One entry for each competency of the person's own map, in the map's order.
    pub gaps: Vec<Gap>,
    /// How much of the target level is reached.
    pub readiness: Readiness,
    /// What is strong, most above the role level first.
    pub strengths: Vec<CompetencyId>,
    /// What to work on, most pressing first; at most [`AnalysisOptions::focus_areas`].
    pub focus_areas: Vec<CompetencyId>,
    /// How many competencies have a target gap in all, so that a plan can say what it leaves out.
    pub open: usize,
}

impl PersonAnalysis {
    /// The gap in a competency; `None` where it does not exist for the person.
    pub fn gap(&self, id: CompetencyId) -> Option<&Gap> {
        // On a map without specialities, each gap is at its competency's place.
        let at_place = self.gaps.get(id.0).filter(|gap| gap.competency == id);
        at_place.or_else(|| {
            let found = self.gaps.binary_search_by_key(&id, |gap| gap.competency);
            found.ok().map(|place| &self.gaps[place])
        })
    }

    /// The deciding rating in a competency, if there is one.
    pub fn rating(&self, id: CompetencyId) -> Option<Points> {
        self.gap(id)?.rating
    }
}

/// The target level in force: the one chosen, else the next on the person's track, else (at the top) the role level.
pub fn target_level(map: &CareerMap, person: &Person) -> LevelId {
    person
        .chosen_target
        .or_else(|| map.next_level(person.role_level, person.step_track()))
        .unwrap_or(person.role_level)
}

/// All findings about one person. `map` is the person's own: the general one, or that of the speciality.
pub fn analyse_person(
    map: &CareerMap,
    assessment: &Assessment,
    options: &AnalysisOptions,
) -> PersonAnalysis {
    let target = target_level(map, &assessment.person);
    let gaps = gaps(map, assessment, target, assessment.person.step_track());
    let mut focus = with_target_gap(&gaps);
    let open = focus.len();
    focus.truncate(options.focus_areas);
    PersonAnalysis {
        target,
        readiness: readiness(&gaps),
        strengths: strengths(&gaps),
        focus_areas: focus,
        open,
        gaps,
    }
}

fn readiness(gaps: &[Gap]) -> Readiness {
    let mut sum = Readiness::default();
    for gap in gaps.iter().filter(|gap| gap.applies()) {
        sum.applies += 1;
        if gap.target_gap().is_some() {
            sum.assessed += 1;
            sum.assessed_weight += gap.weight;
        }
        if gap.is_at_target() {
            sum.met += 1;
            sum.met_weight += gap.weight;
        }
    }
    sum
}

/// Competencies with q ≥ r and (q ≥ t or q > r): most above role first, then the map's order (the sort is stable).
fn strengths(gaps: &[Gap]) -> Vec<CompetencyId> {
    let mut strong: Vec<&Gap> = gaps.iter().filter(|gap| gap.is_strength()).collect();
    strong.sort_by(|a, b| b.above_role().total_cmp(&a.above_role()));
    strong.into_iter().map(|gap| gap.competency).collect()
}

/// Competencies with a target gap, ordered by role gap × weight, then target gap × weight (both descending), then the
/// map's order (the sort is stable).
fn with_target_gap(gaps: &[Gap]) -> Vec<CompetencyId> {
    let weighted = |gap: Option<f64>, weight: f64| gap.unwrap_or(0.0) * weight;
    let mut open: Vec<&Gap> = gaps.iter().filter(|gap| gap.is_below_target()).collect();
    open.sort_by(|a, b| {
        weighted(b.role_gap(), b.weight)
            .total_cmp(&weighted(a.role_gap(), a.weight))
            .then_with(|| {
                weighted(b.target_gap(), b.weight).total_cmp(&weighted(a.target_gap(), a.weight))
            })
    });
    open.into_iter().map(|gap| gap.competency).collect()
}
