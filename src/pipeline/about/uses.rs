//! What the cells of one person were used as.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::Location;
use crate::labels::Labels;
use crate::load::held::{Meant, People, Record};
use crate::model::{
    Assessment, CareerMap, EmployeeId, Field, Person, Rating, RosterEntry, Sourced, Use,
};
use crate::pipeline::read::AnalysedReview;
use crate::render::words::rating;
use crate::text::fold;

/// What an assessment or a row of the roster says about who it is about.
pub(super) fn record<Role>(person: &Person<Role>, list: usize) -> Record {
    Record {
        name: Some(person.name.clone()),
        id: person.employee_id.as_ref().map(EmployeeId::to_string),
        email: person.email.clone(),
        team: person.team.clone(),
        manager: manager(person.manager.as_deref()),
        is_sure: true,
        is_read: true,
        list,
        ..Record::default()
    }
}

/// A manager's name, unless it has what tells two of one name apart.
fn manager(name: Option<&str>) -> Option<String> {
    name.filter(|name| !name.contains('(')).map(str::to_owned)
}

/// The rows that a reader knows to be about one person, by file and sheet: of the roster, and of lists of assessments.
pub(super) fn rows(cycle: &AnalysedReview) -> HashMap<Location, HashSet<u32>> {
    let review = &cycle.review;
    let mut found: HashMap<(Location, u32), Option<usize>> = HashMap::new();
    let mut take = |who: usize, at: &Location| {
        if let Some(cell) = at.cell() {
            let known = found
                .entry((at.without_cell(), cell.row))
                .or_insert(Some(who));
            *known = known.filter(|known| *known == who);
        }
    };
    let listed = review.roster.iter().flatten();
    for (who, entry) in listed.enumerate() {
        take(who, &entry.at);
    }
    for (who, assessment) in review.assessments.iter().enumerate() {
        let mut uses = Uses::default();
        uses.assessment(assessment, |_| String::new());
        uses.cells.keys().for_each(|at| take(who, at));
    }
    let mut rows: HashMap<Location, HashSet<u32>> = HashMap::new();
    for ((at, row), _) in found.into_iter().filter(|(_, who)| who.is_some()) {
        rows.entry(at).or_default().insert(row);
    }
    rows
}

/// The sheets with one assessment, and whose it is.
pub(super) fn forms(cycle: &AnalysedReview) -> HashMap<Location, Record> {
    let mut found: HashMap<Location, Option<Record>> = HashMap::new();
    for assessment in &cycle.review.assessments {
        let is_sheet = assessment.at.cell().is_none();
        let record = is_sheet.then(|| record(&assessment.person, 0));
        found
            .entry(assessment.at.without_cell())
            .and_modify(|several| *several = None)
            .or_insert(record);
    }
    found
        .into_iter()
        .filter_map(|(at, record)| Some((at, record?)))
        .collect()
}

/// What the cells of one person were used as, in one review.
#[derive(Default)]
pub(super) struct Uses {
    /// By file, sheet and cell.
    pub(super) cells: BTreeMap<Location, Use>,
    /// The texts of the career map, folded.
    pub(super) map_texts: HashSet<String>,
    /// What other cells in the rows of these were used as; by file and sheet, and row.
    pub(super) rows: HashMap<(Location, u32), Option<Use>>,
}

impl Uses {
    pub(super) fn of(
        labels: &Labels,
        cycle: Option<&AnalysedReview>,
        people: &People,
        person: usize,
    ) -> Self {
        let mut uses = Self::default();
        let Some(cycle) = cycle else {
            return uses;
        };
        let review = &cycle.review;
        uses.map_texts = map_texts(&review.career_map);
        let is_own = |record: &Record| people.meant(record) == Meant::One(person);
        for entry in review.roster.iter().flatten() {
            if is_own(&record(&entry.person, 0)) {
                uses.roster(entry);
            }
        }
        for assessment in &review.assessments {
            if is_own(&record(&assessment.person, 0)) {
                let map = review.career_map.own(assessment.person.speciality);
                uses.assessment(assessment, |one| {
                    words(labels, map, &assessment.person, one)
                });
            }
        }
        for (at, used) in &uses.cells {
            let Some(cell) = at.cell() else { continue };
            // Of an action, a mark and a decision, only the row is known.
            let is_row = matches!(used, Use::Action | Use::Mark | Use::Decision);
            let of_row = is_row.then(|| used.clone());
            let row = uses.rows.entry((at.without_cell(), cell.row)).or_default();
            *row = row.take().or(of_row);
        }
        uses
    }

    /// Whether a row has a cell of the person's.
    pub(super) fn is_own_row(&self, at: &Location, row: u32) -> bool {
        self.rows.contains_key(&(at.without_cell(), row))
    }

    fn put(&mut self, at: &Location, used: Use) {
        self.cells.insert(at.clone(), used);
    }

    fn roster(&mut self, entry: &RosterEntry) {
        self.put(&entry.at, Use::Field(Field::Name));
        for (field, at) in entry.cells.iter() {
            self.put(at, Use::Field(*field));
        }
    }

    /// `word` says what a rating was read as.
    fn assessment(&mut self, assessment: &Assessment, word: impl Fn(&Sourced<Rating>) -> String) {
        for (field, at) in assessment.cells.iter() {
            self.put(at, Use::Field(*field));
        }
        for entered in &assessment.competencies {
            let ratings = [
                (&entered.own, Use::OwnRating as fn(String) -> Use),
                (&entered.manager, Use::ManagerRating),
                (&entered.agreed, Use::AgreedRating),
            ];
            for (rating, used) in ratings {
                if let Some(rating) = rating {
                    self.put(&rating.at, used(word(rating)));
                }
            }
            let texts = [
                (&entered.evidence, Use::Evidence),
                (&entered.manager_comment, Use::ManagerComment),
                (&entered.interest, Use::Interest),
            ];
            for (text, used) in texts {
                if let Some(text) = text {
                    self.put(&text.at, used);
                }
            }
        }
        for action in &assessment.actions {
            self.put(&action.at, Use::Action);
        }
        if let Some(decision) = &assessment.decision {
            self.put(&decision.at, Use::Decision);
        }
        for mark in &assessment.marks {
            self.put(&mark.at, Use::Mark);
        }
    }
}

fn words(labels: &Labels, map: &CareerMap, person: &Person, one: &Sourced<Rating>) -> String {
    match one.value {
        Rating::At(points) => rating(labels, map, points, person.track),
        Rating::NotApplicable => labels.say("about.not-applicable").to_owned(),
    }
}

/// Names of levels, competencies and specialities, and everything that is expected, folded.
pub(super) fn map_texts(map: &CareerMap) -> HashSet<String> {
    let levels = map.levels.iter().map(|level| level.title.as_str());
    let competencies = map.competencies.iter().flat_map(|one| {
        let asked = one.expectations.iter().flatten().flat_map(|asked| {
            std::iter::once(asked.text.as_str()).chain(asked.details.iter().map(String::as_str))
        });
        std::iter::once(one.name.as_str())
            .chain(one.category.as_deref())
            .chain(asked)
    });
    let specialities = map.specialities.iter().flat_map(|speciality| {
        let said = speciality
            .entries
            .iter()
            .flat_map(|entry| entry.expectations.iter().map(|asked| asked.text.as_str()));
        std::iter::once(speciality.name.as_str()).chain(said)
    });
    levels
        .chain(competencies)
        .chain(specialities)
        .map(fold)
        .collect()
}
