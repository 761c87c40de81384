//! Small career maps and people for unit tests, built in code.
//!
//! [`career_map`] and [`person`] are for cases worked by hand; [`company`] is a whole made-up company, big enough to
//! look at. Locations are plausible: every rating has its own cell.

mod company;
mod parts;

use jiff::civil::Date;

use super::{
    Action, ActionEnd, Assessment, CareerMap, Competency, CompetencyAssessment, CompetencyId,
    Expectation, Level, LevelId, Orientation, Person, PersonTrack, Rating, RosterEntry, Scale,
    Sourced, Track,
};
use crate::diagnostic::{CellAddress, Location};
use crate::text::fold;

pub(crate) use company::{company, company_map};
pub(crate) use parts::{requires, says, speciality, suggested};

/// A map of texts: `levels` from most junior to most senior, all before the tracks divide; `competencies` scored, of
/// weight 1, with one expectation a level.
pub(crate) fn career_map(levels: &[&str], competencies: &[&str]) -> CareerMap {
    let at = Location::of_file("career-map.xlsx").with_sheet("Map");
    CareerMap {
        levels: (0..)
            .zip(levels)
            .map(|(index, title)| Level {
                title: (*title).to_owned(),
                code: None,
                aliases: Vec::new(),
                tracks: Vec::new(),
                rank: index + 1,
                at: at.with_cell(CellAddress::new(0, index + 1)),
            })
            .collect(),
        competencies: (0..)
            .zip(competencies)
            .map(|(index, name)| Competency {
                name: (*name).to_owned(),
                category: None,
                holds: true,
                scored: true,
                weight: 1.0,
                expectations: levels
                    .iter()
                    .map(|level| vec![Expectation::new(format!("{name} as a {level} shows it"))])
                    .collect(),
                required: vec![None; levels.len()],
                at: at.with_cell(CellAddress::new(index + 1, 0)),
                cells: (1..)
                    .zip(levels)
                    .map(|(column, _)| Some(at.with_cell(CellAddress::new(index + 1, column))))
                    .collect(),
            })
            .collect(),
        specialities: Vec::new(),
        of_speciality: None,
        scale: Scale::Rank,
        scale_top: None,
        scale_steps: Vec::new(),
        facts: Vec::new(),
        library: Vec::new(),
        coverage_needs: Vec::new(),
        file: "career-map.xlsx".to_owned(),
        sheets: vec!["Map".to_owned()],
        orientation: Orientation::LevelsInColumns,
    }
}

/// Two levels before the fork, then a level of each track at ranks 3 and 4.
pub(crate) fn forked_map(competencies: &[&str]) -> CareerMap {
    let titles = [
        "Junior",
        "Engineer",
        "Staff",
        "Team Lead",
        "Principal",
        "Head",
    ];
    let mut map = career_map(&titles, competencies);
    let (ic, management) = (Track::IndividualContributor, Track::Management);
    for (level, track, rank) in [
        (2, ic, 3),
        (3, management, 3),
        (4, ic, 4),
        (5, management, 4),
    ] {
        map.levels[level].tracks = vec![track];
        map.levels[level].rank = rank;
    }
    map
}

/// Makes the competency of this name a fact.
pub(crate) fn make_fact(map: &mut CareerMap, name: &str) {
    for competency in &mut map.competencies {
        if competency.name == name {
            competency.scored = false;
        }
    }
}

/// Begins an assessment of `name`, who holds the level of this index (0 = most junior).
pub(crate) fn person(map: &CareerMap, name: &str, role_level: usize) -> PersonBuilder {
    let file = format!("assessments/{}.xlsx", fold(name).replace(' ', "-"));
    PersonBuilder {
        assessment: Assessment {
            person: Person {
                name: name.to_owned(),
                role_level: LevelId(role_level),
                ..Person::default()
            },
            at: Location::of_file(file).with_sheet("Assessment"),
            competencies: vec![CompetencyAssessment::default(); map.competencies.len()],
            ..Assessment::default()
        },
    }
}

/// Builds an assessment.
pub(crate) struct PersonBuilder {
    assessment: Assessment,
}

impl PersonBuilder {
    /// Employee ID.
    pub(crate) fn id(mut self, id: &str) -> Self {
        self.assessment.person.employee_id = Some(id.into());
        self
    }

    pub(crate) fn team(mut self, team: &str) -> Self {
        self.assessment.person.team = Some(team.to_owned());
        self
    }

    pub(crate) fn manager(mut self, manager: &str) -> Self {
        self.assessment.person.manager = Some(manager.to_owned());
        self
    }

    pub(crate) fn track(mut self, track: impl Into<PersonTrack>) -> Self {
        self.assessment.person.track = Some(track.into());
        self
    }

    /// The chosen target level, by index.
    pub(crate) fn target(mut self, level: usize) -> Self {
        self.assessment.person.chosen_target = Some(LevelId(level));
        self
    }

    /// The day of the assessment.
    pub(crate) fn on(mut self, day: Date) -> Self {
        self.assessment.assessed_on = Some(day);
        self
    }

    /// Manager's ratings by competency; `None` leaves the cell blank.
    pub(crate) fn rated(mut self, ratings: &[Option<f64>]) -> Self {
        for (index, points) in ratings.iter().enumerate() {
            let at = self.cell(index, 2);
            self.assessment.competencies[index].manager =
                points.map(|points| Sourced::new(Rating::At(points), at));
        }
        self
    }

    /// Manager's ratings by competency, all given.
    pub(crate) fn rated_all(self, ratings: &[f64]) -> Self {
        let ratings: Vec<Option<f64>> = ratings.iter().copied().map(Some).collect();
        self.rated(&ratings)
    }

    /// The person's own ratings by competency; `None` leaves the cell blank.
    pub(crate) fn self_rated(mut self, ratings: &[Option<f64>]) -> Self {
        for (index, points) in ratings.iter().enumerate() {
            let at = self.cell(index, 1);
            self.assessment.competencies[index].own =
                points.map(|points| Sourced::new(Rating::At(points), at));
        }
        self
    }

    /// The rating that both agreed on in one competency.
    pub(crate) fn agreed(mut self, competency: usize, points: f64) -> Self {
        let at = self.cell(competency, 3);
        self.assessment.competencies[competency].agreed =
            Some(Sourced::new(Rating::At(points), at));
        self
    }

    /// The manager says that a competency does not apply.
    pub(crate) fn not_applicable(mut self, competency: usize) -> Self {
        let at = self.cell(competency, 2);
        self.assessment.competencies[competency].manager =
            Some(Sourced::new(Rating::NotApplicable, at));
        self
    }

    /// What a rating rests on.
    pub(crate) fn evidence(mut self, competency: usize, text: &str) -> Self {
        let at = self.cell(competency, 4);
        self.assessment.competencies[competency].evidence = Some(Sourced::new(text.into(), at));
        self
    }

    /// Something to do, with its last day and status.
    pub(crate) fn action(
        mut self,
        competency: usize,
        action: &str,
        due: Option<Date>,
        status: Option<&str>,
    ) -> Self {
        let row = self.assessment.actions.len() as u32 + 1;
        let at = self.assessment.at.with_sheet("Actions");
        self.assessment.actions.push(Action {
            competency: Some(CompetencyId(competency)),
            action: action.to_owned(),
            kind: Some("Experience".to_owned()),
            owner: Some(self.assessment.person.name.clone()),
            due,
            status: status.map(str::to_owned),
            ended: match status {
                Some("Done" | "Completed" | "done") => Some(ActionEnd::Done),
                Some("Dropped" | "Cancelled") => Some(ActionEnd::Dropped),
                _ => None,
            },
            at: at.with_cell(CellAddress::new(row, 1)),
            ..Action::default()
        });
        self
    }

    /// The manager's summary and recommendation.
    pub(crate) fn outcome(mut self, summary: &str, recommendation: &str) -> Self {
        self.assessment.manager_summary = Some(summary.to_owned());
        self.assessment.recommendation = Some(recommendation.to_owned());
        self
    }

    pub(crate) fn build(self) -> Assessment {
        self.assessment
    }

    /// The cell of a competency's row in the form's table, whose header is in row 14.
    fn cell(&self, competency: usize, column: u32) -> Location {
        self.assessment
            .at
            .with_cell(CellAddress::new(14 + competency as u32, column))
    }
}

/// The roster's row for somebody who is assessed.
pub(crate) fn roster_entry(assessment: &Assessment) -> RosterEntry {
    let person = assessment.person.clone();
    let role_level = Some(person.role_level);
    RosterEntry {
        person: Person {
            target_track: None,
            ..person.with_role(role_level)
        },
        at: Location::of_file("roster.xlsx"),
        ..RosterEntry::default()
    }
}
