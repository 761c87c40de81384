//! Reporting lines that lead back to somebody.

use super::{Identity, Mention, ReviewPeople};
use crate::diagnostic::Diagnostic;

impl ReviewPeople {
    /// Reports each circle of people who report to each other, once, and everybody who is their own manager.
    pub(super) fn circles(
        &self,
        mentions: &[Mention],
        who: &[Identity],
        problems: &mut Vec<Diagnostic>,
    ) {
        let mut above: Vec<Option<(usize, &Mention)>> = vec![None; self.all.len()];
        for (mention, identity) in mentions.iter().zip(who) {
            if let (Some(own), Identity::Person(manager)) = (mention.own, identity) {
                above[own].get_or_insert((*manager, mention));
            }
        }
        // The walk on which each person was met.
        let mut walk = vec![usize::MAX; self.all.len()];
        for start in 0..self.all.len() {
            let mut at = start;
            while walk[at] == usize::MAX {
                walk[at] = start;
                let Some((manager, _)) = above[at] else { break };
                at = manager;
            }
            let closes = walk[at] == start && above[at].is_some();
            if closes {
                problems.extend(self.circle(at, &above));
            }
        }
    }

    /// The circle that somebody is in.
    fn circle(&self, first: usize, above: &[Option<(usize, &Mention)>]) -> Option<Diagnostic> {
        let mut members = vec![first];
        let mut cells = Vec::new();
        loop {
            let (manager, mention) = above[*members.last()?]?;
            cells.push(mention.at.to_string());
            if manager == first {
                break;
            }
            members.push(manager);
        }
        let (_, mention) = above[first]?;
        let name = |place: &usize| self.all[*place].name.as_str();
        Some(if let [only] = members.as_slice() {
            Diagnostic::note(
                "own-manager",
                mention.at.clone(),
                format!(
                    "{} is named here as their own manager, so they count as having no manager.",
                    name(only)
                ),
                "For somebody at the top, you do not need to do anything; for anybody else, write the manager's name.",
            )
        } else {
            let mut names: Vec<&str> = members.iter().map(name).collect();
            names.push(names[0]);
            Diagnostic::warning(
                "reporting-circle",
                mention.at.clone(),
                format!(
                    "The reporting line forms a circle: {} ({}).",
                    names.join(" reports to "),
                    cells.join("; ")
                ),
                "Correct the manager of one of them.",
            )
        })
    }
}
