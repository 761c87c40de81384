//! Which level, competency and speciality of two career maps are the same.

use std::collections::BTreeSet;

use crate::model::{CareerMap, CompetencyId, Expectation, LevelId, SpecialityId};
use crate::text::fold;

/// With at least this share of equal expectations, a level or competency with another name is the same one, renamed.
const SAME_CONTENT: f64 = 0.5;

/// Everything that an expectation says, for comparison.
pub(super) fn words(expectation: &Expectation) -> String {
    let mut all = fold(&expectation.text);
    for detail in &expectation.details {
        all.push('\n');
        all.push_str(&fold(detail));
    }
    all
}

/// Today's level for each earlier level: by title and tracks, by title, by grade code, by what it expects.
pub(super) fn same_levels(then: &CareerMap, now: &CareerMap) -> Vec<Option<LevelId>> {
    let mut pairs = Pairs::between(then.levels.len(), now.levels.len());
    let title = |map: &CareerMap, index: usize| fold(&map.levels[index].title);
    pairs.match_by(
        |index| Some((title(then, index), then.levels[index].tracks.clone())),
        |index| Some((title(now, index), now.levels[index].tracks.clone())),
    );
    pairs.match_by(|i| Some(title(then, i)), |i| Some(title(now, i)));
    let code = |map: &CareerMap, index: usize| map.levels[index].code.as_deref().map(fold);
    pairs.match_by(|i| code(then, i), |i| code(now, i));
    let texts = |map: &CareerMap, index: usize| {
        map.competencies
            .iter()
            .flat_map(|competency| competency.expectations[index].iter().map(words))
            .collect()
    };
    pairs.match_by_content(|i| texts(then, i), |i| texts(now, i));
    pairs.of_then.iter().map(|id| id.map(LevelId)).collect()
}

/// Today's competency for each earlier competency: by name, by what is expected in it.
pub(super) fn same_competencies(then: &CareerMap, now: &CareerMap) -> Vec<Option<CompetencyId>> {
    let mut pairs = Pairs::between(then.competencies.len(), now.competencies.len());
    let name = |map: &CareerMap, index: usize| Some(fold(&map.competencies[index].name));
    pairs.match_by(|i| name(then, i), |i| name(now, i));
    let texts = |map: &CareerMap, index: usize| {
        map.competencies[index]
            .expectations
            .iter()
            .flatten()
            .map(words)
            .collect()
    };
    pairs.match_by_content(|i| texts(then, i), |i| texts(now, i));
    pairs
        .of_then
        .iter()
        .map(|id| id.map(CompetencyId))
        .collect()
}

/// Today's speciality for each earlier one: by name, by what it says, by the competencies that exist for it only.
/// `competencies` has today's competency for each earlier one.
pub(super) fn same_specialities(
    then: &CareerMap,
    now: &CareerMap,
    competencies: &[Option<CompetencyId>],
    levels: &[Option<LevelId>],
) -> Vec<Option<SpecialityId>> {
    let mut pairs = Pairs::between(then.specialities.len(), now.specialities.len());
    let name = |map: &CareerMap, index: usize| Some(fold(&map.specialities[index].name));
    pairs.match_by(|i| name(then, i), |i| name(now, i));
    // A number says something only together with its cell, which is named by today's competency and level.
    let says = |map: &CareerMap, index: usize, today: &dyn Fn(CompetencyId, LevelId) -> Cell| {
        let entries = map.specialities[index].entries.iter();
        entries
            .flat_map(|entry| {
                let number = entry.required.map(|number| {
                    let cell = today(entry.competency, entry.level);
                    format!("{cell:?} {number}")
                });
                entry.expectations.iter().map(words).chain(number)
            })
            .collect()
    };
    let cell_then = |id: CompetencyId, level: LevelId| (competencies[id.0], levels[level.0]);
    pairs.match_by_content(
        |i| says(then, i, &cell_then),
        |i| says(now, i, &|id, level| (Some(id), Some(level))),
    );
    let own = |map: &CareerMap, index: usize| map.specialities[index].competencies.clone();
    pairs.match_by_content(
        |i| {
            let of_then = own(then, i).into_iter();
            of_then.filter_map(|id| competencies[id.0]).collect()
        },
        |i| own(now, i).into_iter().collect(),
    );
    pairs
        .of_then
        .iter()
        .map(|id| id.map(SpecialityId))
        .collect()
}

/// A cell of today's map.
type Cell = (Option<CompetencyId>, Option<LevelId>);

/// Which of two lists' items are the same.
struct Pairs {
    of_then: Vec<Option<usize>>,
    of_now: Vec<Option<usize>>,
}

impl Pairs {
    fn between(then: usize, now: usize) -> Self {
        Self {
            of_then: vec![None; then],
            of_now: vec![None; now],
        }
    }

    fn put(&mut self, then: usize, now: usize) {
        self.of_then[then] = Some(now);
        self.of_now[now] = Some(then);
    }

    fn unpaired(of: &[Option<usize>]) -> Vec<usize> {
        (0..of.len()).filter(|index| of[*index].is_none()).collect()
    }

    /// Pairs items with the same key, where no other unpaired item on either side has it.
    fn match_by<K: PartialEq>(
        &mut self,
        then: impl Fn(usize) -> Option<K>,
        now: impl Fn(usize) -> Option<K>,
    ) {
        let keys = |of: &[Option<usize>], key: &dyn Fn(usize) -> Option<K>| {
            Self::unpaired(of)
                .into_iter()
                .filter_map(|index| Some((index, key(index)?)))
                .collect::<Vec<_>>()
        };
        let (old, new) = (keys(&self.of_then, &then), keys(&self.of_now, &now));
        for (index, key) in &old {
            let alike = |list: &[(usize, K)]| {
                let mut found = list.iter().filter(|(_, other)| other == key);
                let first = found.next().map(|(index, _)| *index);
                first.filter(|_| found.next().is_none())
            };
            if let (Some(_), Some(other)) = (alike(&old), alike(&new)) {
                self.put(*index, other);
            }
        }
    }

    /// Pairs items with mostly the same content, where each is the other's most similar one.
    fn match_by_content<K: Ord>(
        &mut self,
        then: impl Fn(usize) -> BTreeSet<K>,
        now: impl Fn(usize) -> BTreeSet<K>,
    ) {
        let old: Vec<_> = Self::unpaired(&self.of_then)
            .into_iter()
            .map(|index| (index, then(index)))
            .collect();
        let new: Vec<_> = Self::unpaired(&self.of_now)
            .into_iter()
            .map(|index| (index, now(index)))
            .collect();
        let mut alike = Vec::new();
        for (index, content) in &old {
            for (other, candidate) in &new {
                let shared = content.intersection(candidate).count();
                let larger = content.len().max(candidate.len());
                if larger > 0 && shared as f64 / larger as f64 >= SAME_CONTENT {
                    alike.push((shared as f64 / larger as f64, *index, *other));
                }
            }
        }
        // Most similar first; then by place, so that the outcome is the same each time.
        alike.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
        });
        for (_, index, other) in alike {
            if self.of_then[index].is_none() && self.of_now[other].is_none() {
                self.put(index, other);
            }
        }
    }
}
