//! How far a budget goes.

use super::{BookableAction, Funding, GroupPlace};
use crate::analysis::options::ProgrammeOptions;
use crate::model::{Amount, CostPer, Currency};

/// How far a budget goes, in the order of needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingBudget {
    /// How much there is.
    pub amount: Amount,
    /// Its currency; `None` is that of costs that name none.
    pub currency: Option<Currency>,
    /// How much of it is used.
    pub used: Amount,
    /// What the rest of the places costs in its currency.
    pub beyond: Amount,
    /// The need at which it ends, as an index into the needs; `None` if it is enough.
    pub ends_at: Option<usize>,
}

/// Says for each place whether the budget pays it. The most pressing needs come first; where the cost is for a run, the run is
/// paid as a whole or not at all. The budget ends before the first that it cannot pay: what comes later is beyond, even
/// if it would be cheap enough, since the order is that of the needs.
pub(super) fn apply(
    options: &ProgrammeOptions,
    actions: &[BookableAction],
    places: &mut [GroupPlace],
) -> Option<TrainingBudget> {
    let (amount, currency) = (options.budget?, options.currency);
    let mut budget = TrainingBudget {
        amount,
        currency,
        used: Amount::default(),
        beyond: Amount::default(),
        ends_at: None,
    };
    // What is paid as a whole: a run, or one person's place.
    let per_run = |place: &GroupPlace| {
        let cost = actions[place.action].booking.cost;
        cost.is_some_and(|cost| cost.per == CostPer::Run)
    };
    let mut whole: Vec<std::ops::Range<usize>> = Vec::new();
    for at in 0..places.len() {
        let with_last = at > 0
            && per_run(&places[at])
            && (places[at - 1].action, places[at - 1].group)
                == (places[at].action, places[at].group);
        match whole.last_mut() {
            Some(last) if with_last => last.end = at + 1,
            _ => whole.push(at..at + 1),
        }
    }
    let need = |part: &std::ops::Range<usize>, places: &[GroupPlace]| {
        let needs = places[part.clone()].iter().map(|place| place.need);
        needs.min().unwrap_or_default()
    };
    whole.sort_by_key(|part| (need(part, places), part.start));
    for part in whole {
        let first = need(&part, places);
        let cost: Amount = places[part.clone()]
            .iter()
            .filter_map(|place| place.cost.map(|(amount, _)| amount))
            .sum();
        let funding = match places[part.start].cost {
            None => Funding::Open,
            Some((_, other)) if other != currency && cost != Amount::default() => {
                Funding::OtherCurrency
            }
            // What costs nothing needs no budget.
            Some(_) if cost == Amount::default() => Funding::Within,
            Some(_) if budget.ends_at.is_none() && budget.used + cost <= budget.amount => {
                budget.used += cost;
                Funding::Within
            }
            Some(_) => {
                budget.ends_at.get_or_insert(first);
                budget.beyond += cost;
                Funding::Beyond
            }
        };
        for place in &mut places[part] {
            place.funding = funding;
        }
    }
    Some(budget)
}
