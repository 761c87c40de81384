//! Who is in which group: people with the same next step, in document order, which is by team; a group that has no
//! place left is closed, and the next one begins.

use super::{BookableAction, Funding, GroupPlace, costs};

/// A place before it is in a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planned {
    pub(super) action: usize,
    pub(super) point: i64,
    pub(super) person: usize,
    pub(super) need: usize,
}

/// The places by action and group, and where each planned one is among them. Completes what the actions add up to.
pub(super) fn places(
    planned: &[Planned],
    actions: &mut [BookableAction],
) -> (Vec<GroupPlace>, Vec<usize>) {
    let mut order: Vec<usize> = (0..planned.len()).collect();
    order.sort_by_key(|place| {
        let planned = planned[*place];
        (planned.action, planned.point, planned.person)
    });
    let mut places: Vec<GroupPlace> = Vec::with_capacity(planned.len());
    let mut moved = vec![0; planned.len()];
    let together = |a: &usize, b: &usize| {
        let (a, b) = (planned[*a], planned[*b]);
        (a.action, a.point) == (b.action, b.point)
    };
    for same_step in order.chunk_by(together) {
        let action = &mut actions[planned[same_step[0]].action];
        let seats = action.booking.seats.unwrap_or(same_step.len()).max(1);
        for group in same_step.chunks(seats) {
            action.groups += 1;
            for (place, cost) in group.iter().zip(costs(action.booking.cost, group.len())) {
                let Planned {
                    action: index,
                    person,
                    need,
                    ..
                } = planned[*place];
                moved[*place] = places.len();
                let place = GroupPlace {
                    action: index,
                    group: action.groups,
                    person,
                    need,
                    cost,
                    funding: Funding::Open,
                };
                action.sums.add(&place, &action.booking);
                places.push(place);
            }
        }
    }
    (places, moved)
}
