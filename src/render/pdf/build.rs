//! Model and analysis of one person → the plan's data. Pure.

use jiff::civil::Date;

use super::data::{
    ActionData, CONTRACT, CompetencyData, CompetencyKind, ConversationData, DocumentData,
    EnteredData, FocusData, InterestData, LevelData, PersonData, PlanData, ScaleData,
    SuggestionData, SummaryData, TickData,
};
use super::options::{Appendix, PlanOptions};
use super::paths::paths_data;
use crate::analysis::{Aim, Gap, PersonAnalysis, Steps, progress};
use crate::labels::{Labels, List};
use crate::model::{
    Action, Assessment, CareerMap, CompetencyId, LevelId, PersonTrack, Points, Rating,
    RatingSource, Review, Scale, Sourced, SuggestedAction,
};
use crate::render::words::rating;
use crate::text::fold;

#[cfg(test)]
mod tests;

/// The data of one person's plan, from this review alone; [`since_data`](super::since_data) adds the comparison with
/// the last review.
pub fn plan_data(
    review: &Review,
    assessment: &Assessment,
    analysis: &PersonAnalysis,
    options: &PlanOptions,
) -> PlanData {
    let map = review.own_map(&assessment.person);
    let builder = PlanBuilder {
        map,
        general: &review.career_map,
        assessment,
        analysis,
        steps: Steps {
            map,
            assessment,
            analysis,
        },
        as_of: review.as_of,
        labels: &options.labels,
        lists_everything: options.appendix == Appendix::Full,
        lists_next: options.appendix == Appendix::Short,
    };
    let focus = analysis.focus_areas.iter();
    PlanData {
        contract: CONTRACT,
        document: document_data(options, assessment.cycle.clone(), review.as_of),
        person: builder.person(),
        scale: builder.scale(),
        summary: builder.summary(),
        competencies: (analysis.gaps.iter())
            .map(|gap| builder.competency(gap))
            .collect(),
        strengths: builder.places(&analysis.strengths),
        open: analysis.open,
        other_actions: builder
            .actions(|competency| competency.is_none_or(|id| !analysis.focus_areas.contains(&id))),
        conversation: builder.conversation(),
        next_review: assessment
            .next_review
            .or(coming(options.follow_up_on, review.as_of)),
        since: None,
        track_change: builder.track_change(),
        paths: options.paths.then(|| paths_data(&builder.steps)).flatten(),
        appendix: options.appendix,
        career_map: builder.map.file.clone(),
        focus: focus.map(|id| builder.focus(*id)).collect(),
    }
}

/// A day that is not before the day of the documents.
pub fn coming(day: Option<Date>, as_of: Option<Date>) -> Option<Date> {
    day.filter(|day| as_of.is_none_or(|as_of| *day >= as_of))
}

/// What a document says about itself.
pub(super) fn document_data(
    options: &PlanOptions,
    cycle: Option<String>,
    as_of: Option<Date>,
) -> DocumentData {
    DocumentData {
        confidentiality: options.confidentiality.clone(),
        cycle,
        ..DocumentData::of_company(options, as_of)
    }
}

/// What every part of the plan is made from.
pub(super) struct PlanBuilder<'a> {
    map: &'a CareerMap,
    /// The map of people without a speciality.
    pub(super) general: &'a CareerMap,
    assessment: &'a Assessment,
    analysis: &'a PersonAnalysis,
    pub(super) steps: Steps<'a>,
    as_of: Option<Date>,
    /// The labels of the plan's language.
    labels: &'a Labels,
    /// Whether the plan lists what role and target ask for in full.
    lists_everything: bool,
    /// Whether its appendix says what comes next in the areas that are not focus areas.
    lists_next: bool,
}

impl PlanBuilder<'_> {
    fn person(&self) -> PersonData {
        let person = &self.assessment.person;
        PersonData {
            name: person.name.clone(),
            employee_id: person.employee_id.as_deref().map(str::to_owned),
            team: person.team.clone(),
            manager: person.manager.clone(),
            track: person.track,
            speciality: self.map.of_speciality.clone(),
            target_track: self.steps.other_track(),
            role_level: self.level(person.role_level, person.track),
            target_level: self.level(self.analysis.target, self.steps.step_track()),
            aim: self.steps.aim(),
            aims: !matches!(self.steps.aim(), Aim::Stay | Aim::Top)
                && self
                    .analysis
                    .gaps
                    .iter()
                    .any(|gap| gap.required_now != gap.required_target),
        }
    }

    fn level(&self, id: LevelId, track: Option<PersonTrack>) -> LevelData {
        let level = self.map.level(id);
        LevelData {
            title: self.map.held_title(id, track),
            code: level.code.clone(),
            rank: level.rank,
        }
    }

    fn scale(&self) -> ScaleData {
        ScaleData {
            kind: self.map.scale,
            ticks: match self.map.scale {
                Scale::Rank => (1..=self.map.top_rank())
                    .filter_map(|rank| self.map.level_at_rank(rank, self.assessment.person.track))
                    .map(|id| self.level(id, self.assessment.person.track))
                    .map(|level| TickData {
                        value: f64::from(level.rank),
                        label: level.title,
                        code: level.code,
                    })
                    .collect(),
                Scale::Proficiency => proficiency_ticks(self.map),
            },
        }
    }

    fn summary(&self) -> SummaryData {
        let gaps = &self.analysis.gaps;
        let scored = |test: &dyn Fn(&Gap) -> bool| gaps.iter().filter(|gap| test(gap)).count();
        SummaryData {
            assessed: scored(&|gap| gap.standing().is_some()),
            at_role: scored(&|gap| gap.standing().is_some() && !gap.is_below_role()),
            at_target: scored(&Gap::is_at_target),
            applies: self.analysis.readiness.applies,
            not_assessed: scored(&|gap| gap.scored && gap.source == RatingSource::NotAssessed),
            not_applicable: scored(&|gap| gap.scored && gap.source == RatingSource::NotApplicable),
            self_rated: scored(&|gap| {
                gap.standing().is_some() && gap.source == RatingSource::SelfRated
            }),
        }
    }

    /// The places of competencies in the plan's list, which has those of the person's own map.
    fn places<'i>(&self, ids: impl IntoIterator<Item = &'i CompetencyId>) -> Vec<usize> {
        ids.into_iter().map(|id| self.map.place(*id)).collect()
    }

    fn competency(&self, gap: &Gap) -> CompetencyData {
        let id = gap.competency;
        let competency = self.map.competency(id);
        let entered = self.assessment.competency(id);
        let role = self.assessment.person.role_level;
        let target = self.analysis.target;
        CompetencyData {
            name: competency.name.clone(),
            category: competency.category.clone(),
            kind: CompetencyKind::of(competency),
            speciality: self.speciality_part(id),
            own: self.entered(entered.own.as_ref()),
            manager: self.entered(entered.manager.as_ref()),
            agreed: self.entered(entered.agreed.as_ref()),
            rating: gap.rating,
            rating_label: gap.rating.map(|points| self.label(points)),
            source: gap.source,
            required_now: gap.required_now,
            required_target: gap.required_target,
            role_gap: gap.role_gap(),
            target_gap: gap.target_gap(),
            standing: gap.standing(),
            difference: gap.self_minus_manager,
            evidence: entered
                .evidence
                .as_ref()
                .map(|given| given.value.to_string()),
            // Where nothing is rated, the conversation begins with what the role asks for.
            role_expectations: if self.lists_everything || !self.is_assessed() {
                self.expectations(id, role, self.steps.role_track())
            } else {
                Vec::new()
            },
            target_expectations: if self.lists_everything
                && (target != role || self.steps.aim() == Aim::TrackChange)
            {
                self.expectations(id, target, self.steps.step_track())
            } else {
                Vec::new()
            },
            next: if self.lists_next
                && self.is_assessed()
                && !self.analysis.focus_areas.contains(&id)
            {
                self.next(id)
            } else {
                None
            },
        }
    }

    /// Whether anything that counts is rated.
    fn is_assessed(&self) -> bool {
        self.analysis
            .gaps
            .iter()
            .any(|gap| gap.standing().is_some())
    }

    fn entered(&self, rating: Option<&Sourced<Rating>>) -> Option<EnteredData> {
        let rating = rating?;
        Some(EnteredData {
            points: rating.value.points(),
            label: match rating.value {
                Rating::At(points) => self.label(points),
                Rating::NotApplicable => "N/A".to_owned(),
            },
            file: rating.at.file().map(str::to_owned),
            sheet: rating.at.sheet().map(str::to_owned),
            cell: rating.at.cell().map(|cell| cell.to_string()),
        })
    }

    /// A rating in words.
    fn label(&self, points: Points) -> String {
        rating(self.labels, self.map, points, self.assessment.person.track)
    }

    fn focus(&self, id: CompetencyId) -> FocusData {
        let next = self.steps.next_step(id);
        let track = self.steps.step_track();
        let expectations = (next.level)
            .map(|level| self.open_first(id, level, track))
            .unwrap_or_default();
        let levels = next.level.map(|level| self.map.held(level, track));
        let levels = levels.unwrap_or_default();
        // What was agreed is not suggested again.
        let is_agreed = |suggestion: &SuggestedAction| {
            let words = fold(&suggestion.action);
            let mut agreed = self.assessment.actions.iter();
            agreed.any(|action| fold(&action.action) == words)
        };
        FocusData {
            competency: self.map.place(id),
            next_label: next.level.map_or_else(
                || self.label(next.points),
                |level| self.map.held_title(level, track),
            ),
            next_points: next.points,
            expectations,
            actions: self.actions(|competency| competency == Some(id)),
            suggestions: (self.map.library.iter())
                .filter(|action| action.suits(id, &levels) && !action.booking.is_over(self.as_of))
                .filter(|action| !is_agreed(action))
                .map(|action| self.suggestion(action))
                .collect(),
        }
    }

    fn actions(&self, belongs: impl Fn(Option<CompetencyId>) -> bool) -> Vec<ActionData> {
        let actions = self.assessment.actions.iter();
        let those = actions.filter(|action| belongs(action.competency));
        those.map(|action| self.action(action)).collect()
    }

    fn action(&self, action: &Action) -> ActionData {
        ActionData {
            competency: action
                .competency
                .map(|id| self.map.competency(id).name.clone()),
            action: action.action.clone(),
            kind: self.chosen_of(List::Kind, action.kind.as_ref()),
            owner: action.owner.clone(),
            start: action.start,
            due: action.due,
            status: self.chosen_of(List::Status, action.status.as_ref()),
            progress: progress(action, self.as_of),
            success: action.success.clone(),
            file: action.at.file().map(str::to_owned),
            cell: action.at.cell().map(|cell| cell.to_string()),
        }
    }

    fn suggestion(&self, action: &SuggestedAction) -> SuggestionData {
        SuggestionData {
            action: action.action.clone(),
            kind: self.chosen_of(List::Kind, action.kind.as_ref()),
            resource: action.resource.clone(),
            effort: action.effort.clone(),
            hours: (action.booking.hours)
                .map(|hours| self.labels.amount("focus.hours", hours.as_number())),
            provider: action.booking.provider.clone(),
        }
    }

    /// What was chosen from a list of the forms, in the plan's language.
    fn chosen_of(&self, list: List, chosen: Option<&String>) -> Option<String> {
        chosen.map(|chosen| self.labels.choice(list, chosen).to_owned())
    }

    fn conversation(&self) -> ConversationData {
        let those = |test: &dyn Fn(CompetencyId) -> bool| -> Vec<usize> {
            let all = self.map.competency_ids();
            all.filter(|id| test(*id))
                .map(|id| self.map.place(id))
                .collect()
        };
        let differences = self.steps.differences();
        ConversationData {
            differences: self.places(differences.iter().map(|gap| &gap.competency)),
            not_assessed: those(&|id| {
                let gap = self.analysis.gap(id);
                gap.is_some_and(|gap| gap.source == RatingSource::NotAssessed)
            }),
            contradictions: those(&|id| self.steps.all_met_but_rated_below(id)),
            unmet: those(&|id| self.steps.rated_but_nothing_met(id)),
            aspiration: self.assessment.aspiration.clone(),
            accomplishments: self.assessment.accomplishments.clone(),
            development: self.assessment.development.clone(),
            growth: self.assessment.growth.clone(),
            beyond_map: self.assessment.beyond_map.clone(),
            wish: self
                .assessment
                .wish
                .map(|wish| self.labels.choice(List::Wish, wish.word()).to_owned()),
            interests: self.interests(),
        }
    }

    /// How much the person wants to grow in what: in the order of the form's list, then what was typed.
    fn interests(&self) -> Vec<InterestData> {
        let of = |label: &str, competencies| InterestData {
            label: label.to_owned(),
            competencies,
        };
        let on_list = self.labels.choices(List::Interest);
        let mut found: Vec<InterestData> =
            on_list.map(|choice| of(choice.label, Vec::new())).collect();
        for (place, id) in self.map.competency_ids().enumerate() {
            let Some(interest) = &self.assessment.competency(id).interest else {
                continue;
            };
            let label = self.labels.choice(List::Interest, &interest.value);
            if let Some(known) = found.iter_mut().find(|one| one.label == label) {
                known.competencies.push(place);
            } else {
                found.push(of(label, vec![place]));
            }
        }
        found.retain(|one| !one.competencies.is_empty());
        found
    }
}

/// The whole numbers from 1 (or the lowest requirement) to the top of the scale; of a long scale every fifth or tenth.
fn proficiency_ticks(map: &CareerMap) -> Vec<TickData> {
    let required = map.competencies.iter().flat_map(|c| &c.required).flatten();
    let lowest = required.fold(1.0_f64, |low, r| low.min(*r)).floor() as i64;
    let highest = map.bounds().1.ceil() as i64;
    let step = [1, 5, 10]
        .into_iter()
        .find(|step| (highest - lowest) / step < MOST_TICKS);
    let step = step.unwrap_or(highest - lowest).max(1);
    let first = if step == 1 {
        lowest
    } else {
        lowest.div_euclid(step) * step
    };
    (first..highest + step)
        .step_by(step as usize)
        .map(|value| TickData {
            value: value as f64,
            label: value.to_string(),
            code: None,
        })
        .collect()
}

/// At most this many points of a scale fit beside each other.
const MOST_TICKS: i64 = 16;
