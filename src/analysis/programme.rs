//! The development programme: which actions of the company's library serve whose next steps, in which groups, and for
//! how much.
//!
//! A need is a competency and a next step; needs are in the order of their burden. Each person with a need gets one
//! answer: something is agreed already, or there is a place in an action, or nothing in the library serves it.

mod budget;
mod groups;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::demand::Demand;
use super::gap::Gap;
use super::options::ProgrammeOptions;
use super::progress::{Progress, progress};
use super::scope::Scope;
use super::standing::PersonAnalysis;
use super::steps::Steps;
use crate::model::{
    Amount, Booking, CompetencyId, Cost, Currency, Points, Review, SuggestedAction,
};
use crate::text::fold;
pub use budget::TrainingBudget;

/// The programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// What people need, most pressing first.
    pub needs: Vec<ProgrammeNeed>,
    /// The actions of the library, each once, in its order.
    pub actions: Vec<BookableAction>,
    /// Each person's answer to each need: by need, then in document order.
    pub entries: Vec<PersonNeed>,
    /// The places to book: by action and group, then in document order.
    pub places: Vec<GroupPlace>,
    /// How far the budget goes, if there is one.
    pub budget: Option<TrainingBudget>,
}

/// A competency and a next step, and how many people have it before them.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeNeed {
    /// The competency.
    pub competency: CompetencyId,
    /// The point of the scale that is finished next.
    pub point: i64,
    /// Weight × Σ role gap of its people: the order of needs.
    pub burden: f64,
    /// Weight × Σ target gap of its people: the order of equal burdens.
    pub target_burden: f64,
    /// How many people.
    pub people: usize,
    /// How many of them by a rating of the manager or an agreed one.
    pub confirmed: usize,
    /// How many have agreed something.
    pub agreed: usize,
    /// How many have a place.
    pub served: usize,
    /// For how many the library has nothing.
    pub unserved: usize,
    /// The actions that serve it for anybody, as indices into [`Programme::actions`].
    pub actions: Vec<usize>,
}

/// An action of the library. Rows that say the same about different competencies or levels are one.
#[derive(Debug, Clone, PartialEq)]
pub struct BookableAction {
    /// What to do.
    pub action: String,
    /// What has to be known to book it.
    pub booking: Booking,
    /// How many groups it takes.
    pub groups: usize,
    /// What it adds up to.
    pub sums: Sums,
}

/// What places add up to. Currencies are never added to each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many places.
    pub places: usize,
    /// Hours, where the library says them.
    pub hours: Amount,
    /// Cost by currency; `None` is the one that nothing names.
    pub costs: BTreeMap<Option<Currency>, Amount>,
    /// How many places have no cost in the library.
    pub without_cost: usize,
}

/// A need of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonNeed {
    /// The need, as an index into [`Programme::needs`].
    pub need: usize,
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// What is done about it.
    pub answer: NeedAnswer,
}

/// What is done about one person's need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedAnswer {
    /// An action is agreed, as an index into the person's actions.
    Agreed(usize),
    /// A place, as an index into [`Programme::places`]. One place can serve several needs of a person.
    Place(usize),
    /// Nothing in the library serves it.
    Nothing,
}

/// One person in one group of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPlace {
    /// The action, as an index into [`Programme::actions`].
    pub action: usize,
    /// The group, counted from 1 for each action.
    pub group: usize,
    /// The person, as an index into the review's assessments.
    pub person: usize,
    /// The most pressing need that it serves, as an index into [`Programme::needs`].
    pub need: usize,
    /// What it costs, and of which currency; of a run, an equal part.
    pub cost: Option<(Amount, Option<Currency>)>,
    /// Whether the budget pays it.
    pub funding: Funding,
}

/// Whether a budget pays a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Funding {
    /// There is no budget, or the library names no cost.
    #[default]
    Open,
    /// Yes.
    Within,
    /// No, the budget ends before it.
    Beyond,
    /// It costs another currency than the budget's.
    OtherCurrency,
}

impl Sums {
    /// Adds a place of this action.
    pub fn add(&mut self, place: &GroupPlace, booking: &Booking) {
        self.places += 1;
        self.hours += booking.hours.unwrap_or_default();
        match place.cost {
            Some((amount, currency)) => *self.costs.entry(currency).or_default() += amount,
            None => self.without_cost += 1,
        }
    }
}

impl Programme {
    /// What the places of these people add up to.
    pub fn sums(&self, is_meant: impl Fn(usize) -> bool) -> Sums {
        let mut sums = Sums::default();
        for place in self.places.iter().filter(|place| is_meant(place.person)) {
            sums.add(place, &self.actions[place.action].booking);
        }
        sums
    }

    /// Every currency in which something is to be paid.
    pub fn currencies(&self) -> Vec<Option<Currency>> {
        let all = self.sums(|_| true);
        let paid = all.costs.into_iter();
        paid.filter(|(_, amount)| *amount != Amount::default())
            .map(|(currency, _)| currency)
            .collect()
    }
}

/// The programme for everybody. `demand` is the review's.
pub fn programme(
    review: &Review,
    people: &[PersonAnalysis],
    demand: &[Demand],
    options: &ProgrammeOptions,
) -> Programme {
    let library = Library::of(review);
    let mut needs = needs(people, demand);
    let mut entries = Vec::new();
    let mut planned = Vec::new();
    let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, (need, members)) in needs.iter_mut().enumerate() {
        for person in members.iter().copied() {
            let assessment = &review.assessments[person];
            let steps = Steps {
                map: review.own_map(&assessment.person),
                assessment,
                analysis: &people[person],
            };
            let serving = library.serving(need.competency, &steps);
            for action in &serving {
                if !need.actions.contains(action) {
                    need.actions.push(*action);
                }
            }
            let answer = match library.agreed(need.competency, &steps, review, &serving) {
                Some((agreed, None)) => {
                    need.agreed += 1;
                    NeedAnswer::Agreed(agreed)
                }
                // What was agreed from the library, else the first, which is the one that the plan offers.
                found => match found.and_then(|(_, own)| own).or(serving.first().copied()) {
                    None => {
                        need.unserved += 1;
                        NeedAnswer::Nothing
                    }
                    Some(action) => {
                        need.served += 1;
                        let place = *taken.entry((person, action)).or_insert_with(|| {
                            planned.push(groups::Planned {
                                action,
                                point: need.point,
                                person,
                                need: index,
                            });
                            planned.len() - 1
                        });
                        NeedAnswer::Place(place)
                    }
                },
            };
            entries.push(PersonNeed {
                need: index,
                person,
                answer,
            });
        }
        need.actions.sort_unstable();
    }
    let mut actions = library.actions;
    let (mut places, moved) = groups::places(&planned, &mut actions);
    for entry in &mut entries {
        if let NeedAnswer::Place(place) = &mut entry.answer {
            *place = moved[*place];
        }
    }
    let budget = budget::apply(options, &actions, &mut places);
    Programme {
        needs: needs.into_iter().map(|(need, _)| need).collect(),
        actions,
        entries,
        places,
        budget,
    }
}

/// The needs in their order, with their people.
fn needs(people: &[PersonAnalysis], demand: &[Demand]) -> Vec<(ProgrammeNeed, Vec<usize>)> {
    let mut needs = Vec::new();
    for row in demand.iter().filter(|row| row.scope == Scope::All) {
        for (point, members) in &row.next_steps {
            let gaps = || {
                let gaps = members
                    .iter()
                    .map(|member| people[*member].gap(row.competency));
                gaps.flatten()
            };
            let short = |of: fn(&Gap) -> Option<Points>| -> f64 {
                gaps().map(|gap| gap.weight * of(gap).unwrap_or(0.0)).sum()
            };
            let need = ProgrammeNeed {
                competency: row.competency,
                point: *point,
                burden: short(Gap::role_gap),
                target_burden: short(Gap::target_gap),
                people: members.len(),
                confirmed: gaps().filter(|gap| gap.is_confirmed()).count(),
                agreed: 0,
                served: 0,
                unserved: 0,
                actions: Vec::new(),
            };
            needs.push((need, members.clone()));
        }
    }
    needs.sort_by(|(a, _), (b, _)| by_burden(a, b));
    needs
}

/// Most pressing first; the sort is stable, so equal needs stay in the order of map and steps.
fn by_burden(a: &ProgrammeNeed, b: &ProgrammeNeed) -> Ordering {
    let target = || b.target_burden.total_cmp(&a.target_burden);
    b.burden.total_cmp(&a.burden).then_with(target)
}

/// The actions that can be booked, each once, and the rows of the library that say whom they serve.
struct Library<'a> {
    actions: Vec<BookableAction>,
    rows: BTreeMap<CompetencyId, Vec<(usize, &'a SuggestedAction)>>,
    by_text: BTreeMap<String, Vec<usize>>,
}

impl<'a> Library<'a> {
    fn of(review: &'a Review) -> Self {
        let mut library = Self {
            actions: Vec::new(),
            rows: BTreeMap::new(),
            by_text: BTreeMap::new(),
        };
        let all = review.career_map.library.iter();
        for row in all.filter(|row| !row.booking.is_over(review.as_of)) {
            let same_text = library.by_text.entry(fold(&row.action)).or_default();
            let known = same_text
                .iter()
                .copied()
                .find(|known| library.actions[*known].booking == row.booking);
            let action = known.unwrap_or_else(|| {
                same_text.push(library.actions.len());
                library.actions.push(BookableAction {
                    action: row.action.clone(),
                    booking: row.booking.clone(),
                    groups: 0,
                    sums: Sums::default(),
                });
                library.actions.len() - 1
            });
            let rows = library.rows.entry(row.competency).or_default();
            rows.push((action, row));
        }
        library
    }

    /// The actions that serve a person's next step, in the library's order.
    fn serving(&self, competency: CompetencyId, steps: &Steps<'_>) -> Vec<usize> {
        let Some(rows) = self.rows.get(&competency) else {
            return Vec::new();
        };
        let next = steps.next_step(competency).level;
        let levels = next
            .map(|level| steps.map.held(level, steps.step_track()))
            .unwrap_or_default();
        let mut serving = Vec::new();
        for (action, row) in rows {
            if row.suits(competency, &levels) && !serving.contains(action) {
                serving.push(*action);
            }
        }
        serving
    }

    /// What a person has agreed to do in a competency and not finished: the place in the person's actions, and the
    /// action of the library, if it is one of those that serve the need. One of the library comes first.
    fn agreed(
        &self,
        competency: CompetencyId,
        steps: &Steps<'_>,
        review: &Review,
        serving: &[usize],
    ) -> Option<(usize, Option<usize>)> {
        let own = steps.assessment.actions.iter().enumerate();
        let open = own.filter(|(_, action)| {
            let stands = progress(action, review.as_of);
            action.competency == Some(competency)
                && matches!(stands, Progress::Open | Progress::Overdue)
        });
        let found = open.map(|(place, action)| {
            let same = self.by_text.get(&fold(&action.action));
            let mut same = same.into_iter().flatten().copied();
            (place, same.find(|same| serving.contains(same)))
        });
        found.min_by_key(|(place, own)| (own.is_none(), *place))
    }
}

/// The cost of a place in a group of this many people: each part of a run's cost, or the cost for a person.
fn costs(cost: Option<Cost>, people: usize) -> Vec<Option<(Amount, Option<Currency>)>> {
    use crate::model::CostPer;
    let Some(cost) = cost else {
        return vec![None; people];
    };
    let places = cost.currency.map_or(2, Currency::places);
    let amounts = match cost.per {
        CostPer::Person => vec![cost.amount; people],
        CostPer::Run => cost.amount.parts(people, places),
    };
    let of_currency = amounts
        .into_iter()
        .map(|amount| Some((amount, cost.currency)));
    of_currency.collect()
}
