//! Which step most people work towards.

use super::demand::Demand;

impl Demand {
    /// The step that most people work towards next, the lowest of several, and how many they are.
    #[must_use]
    pub fn most_needed(&self) -> Option<(i64, usize)> {
        let steps = self.next_steps.iter().rev();
        let (point, people) = steps.max_by_key(|(_, people)| people.len())?;
        Some((*point, people.len()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::analysis::Scope;
    use crate::model::CompetencyId;

    #[test]
    fn of_equal_steps_the_lowest_is_named() {
        let of = |steps: &[(i64, &[usize])]| {
            let next_steps: BTreeMap<i64, Vec<usize>> = steps
                .iter()
                .map(|(point, people)| (*point, people.to_vec()))
                .collect();
            Demand {
                scope: Scope::All,
                competency: CompetencyId(0),
                below_role: Vec::new(),
                next_steps,
            }
            .most_needed()
        };
        assert_eq!(of(&[(2, &[0]), (3, &[1, 2]), (4, &[3, 4])]), Some((3, 2)));
        assert_eq!(of(&[]), None);
    }
}
