//! Model and analysis of one team → the data of its review packet. Pure.

use super::build::{document_data, plan_data};
use super::data::{ActionData, CONTRACT, CompetencyData, ExpectationData, FocusData, PlanData};
use super::options::{Appendix, PlanOptions};
use super::review_data::{
    AgreedData, AreaData, AreaDoubt, AreaState, CriterionData, CriterionState, DecisionData,
    DiscussedReason, QuoteData, ReviewPacketData, ReviewPersonData,
};
use super::since::since_data;
use crate::analysis::{Comparisons, Gap, PersonAnalysis};
use crate::diagnostic::Location;
use crate::labels::{Labels, List};
use crate::model::{
    Assessment, Decision, Field, Mark, Points, RatingSource, Review, Scale, Sourced,
};
use crate::render::words::scale_words;

/// What the packets of all teams are made from.
#[derive(Debug, Clone, Copy)]
pub struct ReviewPacketInput<'a> {
    /// The review.
    pub review: &'a Review,
    /// The analyses of its assessments.
    pub people: &'a [PersonAnalysis],
    /// The comparison with earlier reviews, if there are any.
    pub comparison: Option<&'a Comparisons<'a>>,
    /// The company's options, in the language of everything that leadership gets.
    pub options: &'a PlanOptions,
}

/// The people of one packet.
#[derive(Debug, Clone)]
pub struct PacketOfTeam<'a> {
    /// The team.
    pub team: Option<&'a str>,
    /// Which of the team's packets it is, counted from 1, and how many there are.
    pub part: (usize, usize),
    /// How many people of the team are assessed, and how many of them are discussed.
    pub counts: (usize, usize),
    /// People of the team without an assessment.
    pub without_assessment: Vec<&'a str>,
    /// Who is in it, as indices into the assessments, and why.
    pub people: &'a [(usize, DiscussedReason)],
}

/// The data of one team's packet.
pub fn review_packet_data(
    input: &ReviewPacketInput<'_>,
    packet: &PacketOfTeam<'_>,
) -> ReviewPacketData {
    let ReviewPacketInput {
        review, options, ..
    } = *input;
    let options = &PlanOptions {
        // All that the target level asks, in the map's words.
        appendix: Appendix::Full,
        paths: false,
        confidentiality: None,
        ..options.clone()
    };
    let cycle = review.assessments.iter().find_map(|one| one.cycle.clone());
    ReviewPacketData {
        contract: CONTRACT,
        document: document_data(options, cycle, review.as_of),
        team: packet.team.map(str::to_owned),
        part: packet.part.0,
        parts: packet.part.1,
        assessed: packet.counts.0,
        discussed: packet.counts.1,
        without_assessment: packet
            .without_assessment
            .iter()
            .map(|name| (*name).to_owned())
            .collect(),
        people: packet
            .people
            .iter()
            .map(|(index, why)| person(input, options, *index, *why))
            .collect(),
        career_map: review.career_map.file.clone(),
    }
}

fn person(
    input: &ReviewPacketInput<'_>,
    options: &PlanOptions,
    index: usize,
    why: DiscussedReason,
) -> ReviewPersonData {
    let ReviewPacketInput {
        review,
        people,
        comparison,
        ..
    } = *input;
    let (one, analysis) = (&review.assessments[index], &people[index]);
    let labels = &options.labels;
    let plan = plan_data(review, one, analysis, options);
    let since = comparison.and_then(|found| since_data(review, found, index, labels));
    let then = comparison.and_then(|found| {
        let last = found.last();
        last.before(last.people[index].as_ref()?).decision.as_ref()
    });
    let chosen = |word: &str| labels.choice(List::Recommendation, word).to_owned();
    let said = |text: &Option<String>, field| {
        let text = text.as_deref()?;
        Some(quote(text, one.cell(field)))
    };
    let areas = analysis
        .gaps
        .iter()
        .zip(&plan.competencies)
        .map(|(gap, area)| {
            let ratings = Ratings {
                review,
                labels,
                one,
            };
            ratings.area(&plan, gap, area)
        })
        .collect();
    let PlanData {
        person,
        scale,
        summary,
        focus,
        other_actions,
        ..
    } = plan;
    let agreed = focus
        .into_iter()
        .flat_map(|FocusData { actions, .. }| actions);
    ReviewPersonData {
        person,
        why,
        scale: scale.kind,
        summary,
        recommendation: one.recommendation.as_deref().map(chosen),
        reasons: said(&one.reasons, Field::Reasons),
        manager_summary: said(&one.manager_summary, Field::ManagerSummary),
        wish: one
            .wish
            .map(|wish| labels.choice(List::Wish, wish.word()).to_owned()),
        areas,
        since: since.map(|since| since.actions),
        actions: agreed.chain(other_actions).map(with_place).collect(),
        decision: one.decision.as_ref().map(|found| decision(labels, found)),
        decision_then: then.map(|found| decision(labels, found)),
    }
}

fn decision(labels: &Labels, decision: &Decision) -> DecisionData {
    DecisionData {
        decided: labels
            .choice(List::Recommendation, &decision.decided)
            .to_owned(),
        level: decision.level.clone(),
        from: decision.from.clone(),
        is_day: decision.day().is_some(),
        reasons: decision.reasons.clone(),
        by: decision.by.clone(),
    }
}

fn with_place(action: ActionData) -> AgreedData {
    AgreedData {
        file: action.file.clone(),
        cell: action.cell.clone(),
        action,
    }
}

fn quote(text: &str, at: &Location) -> QuoteData {
    QuoteData {
        text: text.to_owned(),
        file: at.file().map(str::to_owned),
        cell: at.cell().map(|cell| cell.to_string()),
    }
}

fn quote_said(said: &Sourced<Box<str>>) -> QuoteData {
    quote(&said.value, &said.at)
}

/// What one person's ratings are put into words with.
struct Ratings<'a> {
    review: &'a Review,
    labels: &'a Labels,
    one: &'a Assessment,
}

impl Ratings<'_> {
    fn area(&self, plan: &PlanData, gap: &Gap, area: &CompetencyData) -> AreaData {
        let entered = self.one.competency(gap.competency);
        let own_map = self.review.own_map(&self.one.person);
        // Where target and role are the same, the plan has what they ask once.
        let asked = if area.target_expectations.is_empty()
            && plan.person.target_level == plan.person.role_level
        {
            &area.role_expectations
        } else {
            &area.target_expectations
        };
        let state = area_state(gap);
        AreaData {
            name: area.name.clone(),
            kind: area.kind,
            state,
            doubt: area_doubt(state, asked),
            own: area.own.as_ref().map(|own| own.label.clone()),
            manager: area.manager.as_ref().map(|manager| manager.label.clone()),
            agreed: area.agreed.as_ref().map(|agreed| agreed.label.clone()),
            source: gap.source,
            // In a map of texts, it is the target level in every area.
            required: gap
                .required_target
                .filter(|_| gap.scored && own_map.scale == Scale::Proficiency)
                .map(|points| scale_words(self.labels, own_map, points)),
            criteria: asked
                .iter()
                .map(|expectation| CriterionData {
                    expectation: expectation.clone(),
                    state: criterion_state(expectation, gap),
                })
                .collect(),
            evidence: entered.evidence.as_ref().map(quote_said),
            comment: entered.manager_comment.as_ref().map(quote_said),
        }
    }
}

fn area_state(gap: &Gap) -> AreaState {
    if !gap.scored {
        AreaState::Fact
    } else if gap.source == RatingSource::NotApplicable {
        AreaState::NotApplicable
    } else if gap.required_target.is_none() {
        AreaState::NotAsked
    } else if gap.rating.is_none() {
        AreaState::NotAssessed
    } else if gap.is_below_target() {
        AreaState::NotYet
    } else {
        AreaState::Met
    }
}

fn area_doubt(state: AreaState, asked: &[ExpectationData]) -> Option<AreaDoubt> {
    let mut marks = asked
        .iter()
        .map(|expectation| expectation.mark)
        .filter(|mark| *mark != Some(Mark::NotApplicable))
        .peekable();
    match state {
        AreaState::Met if marks.any(|mark| mark == Some(Mark::NotYet)) => {
            Some(AreaDoubt::NotAllMet)
        }
        AreaState::NotYet
            if marks.peek().is_some() && marks.all(|mark| mark == Some(Mark::Met)) =>
        {
            Some(AreaDoubt::AllMet)
        }
        _ => None,
    }
}

/// A mark decides, else the rating of the area; what the role level asks in the same words is met by a rating that reaches
/// the role level.
fn criterion_state(expectation: &ExpectationData, gap: &Gap) -> CriterionState {
    match expectation.mark {
        Some(Mark::Met) => return CriterionState::Met,
        Some(Mark::Partly) => return CriterionState::Partly,
        Some(Mark::NotYet) => return CriterionState::NotYet,
        Some(Mark::NotApplicable) => return CriterionState::NotApplicable,
        None => {}
    }
    let reaches = |required: Option<Points>| {
        gap.rating
            .zip(required)
            .is_some_and(|(rating, required)| rating >= required)
    };
    if gap.source == RatingSource::NotApplicable {
        CriterionState::NotApplicable
    } else if !gap.scored || gap.rating.is_none() {
        CriterionState::NotAssessed
    } else if reaches(gap.required_target) || (!expectation.new && reaches(gap.required_now)) {
        CriterionState::Met
    } else {
        CriterionState::NotYet
    }
}

#[cfg(test)]
mod tests;
