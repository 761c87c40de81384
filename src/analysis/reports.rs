//! Who reports to whom: each manager with the people whom they may see, and the review with these people alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use super::participation::assessed;
use super::standing::PersonAnalysis;
use crate::model::{
    EmployeeId, NamedManager, PeopleIndex, PersonDetails, PersonLookup, Review, name_key,
    without_id,
};
use crate::text::fold;

/// Whom a manager sees in their own workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ManagersSee {
    /// The people who report to them.
    #[default]
    Direct,
    /// These, and everybody below them.
    AllBelow,
}

/// A manager's people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reports {
    /// The manager's name, as the first of these people has it.
    pub manager: String,
    /// Those with an assessment, as indices into the review's assessments, in ascending order.
    pub people: Vec<usize>,
    /// Those on the roster, as indices into it, in ascending order; with the ones who have no assessment.
    pub on_roster: Vec<usize>,
    /// Whether it is clear who the manager is. If not, several people have this name, and nothing says which of them it is.
    pub is_clear: bool,
    /// Whether the manager's own line of managers leads back to them. They see only their direct reports, since it is
    /// unknown who is below whom.
    pub in_circle: bool,
}

/// Each manager with the people whom they may see, by name. The manager is never among them.
pub fn reports(review: &Review, see: ManagersSee) -> Vec<Reports> {
    let lines = Lines::of(review);
    let (circles, led) = (lines.circles(), lines.led());
    let groups = 0..lines.groups.len();
    groups
        .map(|group| {
            let in_circle = circles.contains(&group);
            let below = (see == ManagersSee::AllBelow && !in_circle).then_some(&led);
            lines.reports(group, &lines.members(group, below), in_circle)
        })
        .collect()
}

/// Somebody in the review: with an assessment, or on the roster without one.
struct Node<'a> {
    who: PersonDetails<'a>,
    /// The place among the groups of the manager's.
    group: Option<usize>,
    assessment: Option<usize>,
    on_roster: Option<usize>,
}

/// The people with one manager.
struct ReportGroup<'a> {
    manager: &'a str,
    id: Option<&'a EmployeeId>,
    email: Option<&'a str>,
    /// The manager, if they are in the review themselves.
    leader: Option<usize>,
    is_clear: bool,
    members: Vec<usize>,
}

struct Lines<'a> {
    nodes: Vec<Node<'a>>,
    groups: Vec<ReportGroup<'a>>,
}

/// What tells a manager from others.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity<'a> {
    Person(usize),
    Id(&'a EmployeeId),
    Email(String),
    Name(String),
}

impl<'a> Lines<'a> {
    fn of(review: &'a Review) -> Self {
        let roster = review.roster.as_deref().unwrap_or_default();
        let assessments = review.assessments.iter();
        let mut nodes: Vec<(Node<'_>, Option<NamedManager<'_>>)> = assessments
            .enumerate()
            .map(|(place, one)| {
                let node = Node {
                    who: PersonDetails::from(&one.person),
                    group: None,
                    assessment: Some(place),
                    on_roster: None,
                };
                (node, one.person.named_manager())
            })
            .collect();
        for (place, (entry, found)) in roster.iter().zip(assessed(review)).enumerate() {
            match found {
                Some(assessment) => nodes[assessment].0.on_roster = Some(place),
                None => nodes.push((
                    Node {
                        who: PersonDetails::from(entry),
                        group: None,
                        assessment: None,
                        on_roster: Some(place),
                    },
                    entry.person.named_manager(),
                )),
            }
        }
        let people = PeopleIndex::of(nodes.iter().map(|(node, _)| node.who));
        // Documents are grouped by the name, and two managers never share one.
        let mut by_name: BTreeMap<String, ReportGroup<'a>> = BTreeMap::new();
        for (place, (_, named)) in nodes.iter().enumerate() {
            let Some(named) = named else { continue };
            let group = by_name.entry(name_key(named.name)).or_insert(ReportGroup {
                manager: named.name,
                id: None,
                email: None,
                leader: None,
                is_clear: true,
                members: Vec::new(),
            });
            group.id = group.id.or(named.id);
            group.email = group.email.or(named.email);
            group.members.push(place);
        }
        let mut bearers: HashMap<String, usize> = HashMap::new();
        for group in by_name.values() {
            *bearers.entry(name_key(group.name())).or_default() += 1;
        }
        let mut groups: BTreeMap<Identity<'a>, ReportGroup<'a>> = BTreeMap::new();
        for mut group in by_name.into_values() {
            let found = people.find(PersonDetails {
                id: group.id,
                name: group.name(),
                email: group.email,
                team: None,
            });
            let namesakes = bearers.get(&name_key(group.name())).copied();
            let only_a_name = group.id.is_none() && group.email.is_none();
            group.leader = found.one();
            group.is_clear = !only_a_name
                || (!matches!(found, PersonLookup::Several(_))
                    && namesakes.unwrap_or_default() < 2);
            if !group.is_clear {
                group.leader = None;
            }
            let identity = match (group.leader, group.id, group.email) {
                (Some(place), ..) => Identity::Person(place),
                (None, Some(id), _) => Identity::Id(id),
                (None, None, Some(email)) => Identity::Email(fold(email)),
                (None, None, None) => Identity::Name(name_key(group.manager)),
            };
            // One manager can be written in several ways, each with the same number or address.
            match groups.get_mut(&identity) {
                Some(same) => same.members.append(&mut group.members),
                None => {
                    groups.insert(identity, group);
                }
            }
        }
        let mut groups: Vec<ReportGroup<'a>> = groups.into_values().collect();
        groups.sort_by_cached_key(|group| (name_key(group.manager), group.manager));
        let mut nodes: Vec<Node<'_>> = nodes.into_iter().map(|(node, _)| node).collect();
        for (place, group) in groups.iter_mut().enumerate() {
            group.members.sort_unstable();
            for member in &group.members {
                nodes[*member].group = Some(place);
            }
        }
        Self { nodes, groups }
    }

    /// The group that each manager in the review leads.
    fn led(&self) -> HashMap<usize, usize> {
        let leaders = self.groups.iter().map(|group| group.leader);
        let led = leaders.enumerate();
        led.filter_map(|(group, leader)| Some((leader?, group)))
            .collect()
    }

    /// The groups whose managers' own line of managers leads back to them.
    fn circles(&self) -> BTreeSet<usize> {
        let above = |group: usize| self.nodes[self.groups[group].leader?].group;
        // The walk on which each group was met.
        let mut walk = vec![usize::MAX; self.groups.len()];
        let mut circles = BTreeSet::new();
        for start in 0..self.groups.len() {
            let mut at = Some(start);
            while let Some(group) = at.filter(|group| walk[*group] == usize::MAX) {
                walk[group] = start;
                at = above(group);
            }
            // The walk came back to where it had been.
            let mut at = at.filter(|group| walk[*group] == start);
            while let Some(group) = at.filter(|group| circles.insert(*group)) {
                at = above(group);
            }
        }
        circles
    }

    /// Everybody in a group; with `led`, everybody below them too.
    fn members(&self, group: usize, led: Option<&HashMap<usize, usize>>) -> BTreeSet<usize> {
        let leader = self.groups[group].leader;
        let mut found = BTreeSet::new();
        let mut waiting = vec![group];
        while let Some(next) = waiting.pop() {
            for member in &self.groups[next].members {
                // Nobody sees themselves, and nobody is walked through twice.
                if Some(*member) != leader && found.insert(*member) {
                    waiting.extend(led.and_then(|led| led.get(member)));
                }
            }
        }
        found
    }

    fn reports(&self, group: usize, found: &BTreeSet<usize>, in_circle: bool) -> Reports {
        let places = |place: fn(&Node<'_>) -> Option<usize>| -> Vec<usize> {
            let members = found.iter().map(|member| &self.nodes[*member]);
            let mut places: Vec<usize> = members.filter_map(place).collect();
            places.sort_unstable();
            places
        };
        let own = &self.groups[group];
        Reports {
            manager: own.manager.to_owned(),
            people: places(|node| node.assessment),
            on_roster: places(|node| node.on_roster),
            is_clear: own.is_clear,
            in_circle,
        }
    }
}

/// Who is above whom, as far as it is known: somebody whose manager is not in the review, or not clear, has nobody above them.
pub(super) struct ReportingLines {
    /// The manager of each person: first those with an assessment, in the review's order, then the others on the roster.
    managers: Vec<Option<usize>>,
}

impl ReportingLines {
    pub(super) fn of(review: &Review) -> Self {
        let lines = Lines::of(review);
        let nodes = lines.nodes.iter().enumerate();
        let manager = |(own, node): (usize, &Node<'_>)| {
            let leader = lines.groups[node.group?].leader?;
            (leader != own).then_some(leader)
        };
        Self {
            managers: nodes.map(manager).collect(),
        }
    }

    /// Whether these two, as indices into the review's assessments, are the same person, or one is above the other.
    pub(super) fn are_one(&self, one: usize, other: usize) -> bool {
        one == other || self.is_above(one, other) || self.is_above(other, one)
    }

    fn is_above(&self, upper: usize, lower: usize) -> bool {
        // In a circle of managers, the walk ends where it comes back to a place that it marked on its way.
        let (mut at, mut mark) = (lower, lower);
        let (mut steps, mut until) = (0, 1);
        while let Some(manager) = self.managers[at] {
            if manager == upper {
                return true;
            }
            if manager == mark {
                return false;
            }
            at = manager;
            steps += 1;
            if steps == until {
                (mark, steps, until) = (at, 0, until * 2);
            }
        }
        false
    }
}

impl<'a> ReportGroup<'a> {
    /// The manager's name without what tells them from others of this name.
    fn name(&self) -> &'a str {
        without_id(self.manager, self.id, self.email)
    }
}

/// The review with these people alone, and their analyses. Nothing is in it that is for leadership and HR only, and nothing about
/// teams as a whole.
pub fn cut_to(
    review: &Review,
    people: &[PersonAnalysis],
    reports: &Reports,
) -> (Review, Vec<PersonAnalysis>) {
    let assessments = reports.people.iter().map(|place| {
        let mut assessment = review.assessments[*place].clone();
        assessment.manager_summary = None;
        assessment.recommendation = None;
        assessment.reasons = None;
        assessment.decision = None;
        assessment.willing_to_help.clear();
        for entered in &mut assessment.competencies {
            entered.manager_comment = None;
        }
        assessment
    });
    let mut career_map = review.career_map.clone();
    career_map.coverage_needs.clear();
    let own = Review {
        career_map,
        assessments: assessments.collect(),
        roster: review.roster.as_ref().map(|roster| {
            let entries = reports.on_roster.iter();
            entries.map(|place| roster[*place].clone()).collect()
        }),
        as_of: review.as_of,
    };
    let analyses = reports.people.iter().map(|place| people[*place].clone());
    (own, analyses.collect())
}

#[cfg(test)]
mod tests;
