//! The matrix: one person a row and one competency a column, or the other way round; or a row for each rater.

mod choice;
mod headings;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use super::super::sheet::{CellValue, Sheet};
use super::super::vocabulary::{Rater, Whose, stated_top};
use super::fields::{Fields, Part, day_label};
use super::raters::{RatedPerson, Raters};
use super::ratings::Entries;
use super::{Context, assemble, rating, scale};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{
    Assessment, CompetencyAssessment, Field, FileShape, Person, PersonTrack, TableAccount,
    TablePlace, TableReading,
};
use crate::text::fold;
use headings::{Ratings, is_about_nobody, name_place};
use view::View;

/// People on one side, competencies on the other.
#[derive(Debug)]
pub(super) struct Matrix<'a> {
    view: View<'a>,
    header: u32,
    /// The first line that may be a person's.
    first: u32,
    parts: BTreeMap<Part, u32>,
    rater: Option<u32>,
    ratings: Vec<Ratings>,
    /// The rater of ratings that do not say whose they are.
    unsaid: Option<Rater>,
    /// Lines that are not empty and not about a person.
    of_nobody: Vec<u32>,
    /// Names of people on the roster that are also words: they are people.
    account: TableAccount,
}

impl<'a> Matrix<'a> {
    /// The matrix on a sheet, if it is one.
    pub(super) fn find(
        sheet: &'a Sheet,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        [false, true]
            .into_iter()
            .find_map(|turned| Self::find_in(View::of(sheet, turned), context, problems))
    }

    fn find_in(
        view: View<'a>,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let header = headings::header(view, context.names)?;
        let (ratings, sub_header) = headings::ratings(view, header, context);
        let first_rating = ratings.first()?.place;
        let first = header + 1 + u32::from(sub_header);
        let mut parts = headings::parts(view, header, first, &ratings, context);
        let taken: BTreeSet<u32> = parts
            .values()
            .copied()
            .chain(ratings.iter().map(|one| one.place))
            .collect();
        let rater = headings::rater(view, header, first, &taken, context);
        parts.retain(|_, place| Some(*place) != rater);
        if ![Part::NAME, Part::First, Part::Last, Part::ID]
            .iter()
            .any(|part| parts.contains_key(part))
        {
            parts.insert(
                Part::NAME,
                name_place(view, header, first, first_rating, rater, context)?,
            );
        }
        let mut matrix = Self {
            view,
            header,
            first,
            parts,
            rater,
            ratings,
            unsaid: None,
            of_nobody: Vec::new(),
            account: TableAccount {
                kind: if view.turned {
                    FileShape::PeopleInColumns
                } else {
                    FileShape::PeopleInRows
                },
                ..TableAccount::default()
            },
        };
        // A career map also has competencies on one side; its levels are where people would be.
        let people: BTreeMap<u32, String> = matrix.people(context).collect();
        if people.is_empty() || people.values().any(|name| context.names.is_level(name)) {
            return None;
        }
        matrix.of_nobody = (first..view.lines())
            .filter(|line| !people.contains_key(line) && matrix.says_something(*line))
            .collect();
        matrix.keep_latest(problems);
        matrix.leave_out_others(problems);
        matrix.drop_duplicates(problems);
        matrix.unsaid = matrix.whose_unsaid(context, problems);
        matrix.unused_headings(context, problems);
        matrix.record_account();
        Some(matrix)
    }

    /// The top of the scale that a heading of ratings states.
    pub(super) fn stated_top(&self) -> Option<u32> {
        let headings = self
            .ratings
            .iter()
            .map(|ratings| self.heading_of(ratings.place));
        headings.filter_map(|text| stated_top(&text)).max()
    }

    /// The sheet that it is on.
    pub(super) fn sheet(&self) -> &'a Sheet {
        self.view.sheet
    }

    /// How the matrix was read.
    pub(super) fn reading(&self) -> TableReading {
        TableReading {
            account: self.account.clone(),
            place: TablePlace {
                at: self.view.sheet.at.clone(),
                headings: self.header..=self.first.saturating_sub(1),
                lines: self.first..=self.view.lines().saturating_sub(1),
                like_others: self
                    .ratings
                    .iter()
                    .map(|ratings| (ratings.place, self.words_of(ratings)))
                    .collect(),
                lines_left_out: self.of_nobody.clone(),
                labels: Vec::new(),
            },
        }
    }

    /// The words that say whom a line is about: its own, or, in a line that only says who rated, those of the line before.
    fn name(&self, line: u32) -> Option<String> {
        let own = self.own_name(line);
        let says_rater = |line| {
            self.rater
                .is_some_and(|place| self.view.get(line, place).is_some())
        };
        match line.checked_sub(1) {
            Some(before) if own.is_none() && before >= self.first && says_rater(line) => {
                self.name(before)
            }
            _ => own,
        }
    }

    fn own_name(&self, line: u32) -> Option<String> {
        let words = |part| self.view.words(line, *self.parts.get(&part)?);
        match (words(Part::NAME), words(Part::First), words(Part::Last)) {
            (Some(name), ..) => Some(name),
            (None, None, None) => words(Part::ID),
            (None, first, last) => Some(
                [first, last]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" "),
            ),
        }
    }

    /// The lines of people, with their names.
    fn people(&self, context: &Context<'_>) -> impl Iterator<Item = (u32, String)> {
        (self.first..self.view.lines()).filter_map(|line| {
            let text = self.name(line)?;
            let is_person = context.roster.namesakes(&text) > 0 || !is_about_nobody(&text);
            (is_person && self.says_something(line)).then_some((line, text))
        })
    }

    /// Whether a line has anything beside its name.
    fn says_something(&self, line: u32) -> bool {
        let facts = self
            .parts
            .iter()
            .filter(|(part, _)| !matches!(**part, Part::NAME | Part::First | Part::Last))
            .map(|(_, place)| *place);
        facts
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .any(|place| self.view.get(line, place).is_some())
    }

    /// Every cell that may hold somebody's rating.
    pub(super) fn all_ratings(&self) -> Vec<(&CellValue, Location)> {
        (self.first..self.view.lines())
            .filter(|line| self.name(*line).is_some_and(|name| !is_about_nobody(&name)))
            .flat_map(|line| {
                self.ratings
                    .iter()
                    .map(move |ratings| (line, ratings.place))
            })
            .filter_map(|(line, place)| {
                Some((self.view.get(line, place)?, self.view.at(line, place)))
            })
            .collect()
    }

    /// Everybody in the matrix, in its order.
    pub(super) fn read(
        &self,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Assessment> {
        self.report_nameless(problems);
        self.about_nobody(problems);
        scale::taken_for_levels(self.all_ratings().into_iter(), context.names, problems);
        let mut raters = Raters::default();
        let mut found = Vec::new();
        for lines in self.lines_of_people(context) {
            let heading = self.parts.get(&Part::Of(Field::AssessedOn));
            let heading = heading.and_then(|place| self.view.words(self.header, *place));
            let columns = &context.settings.columns;
            let day_label = heading.and_then(|text| day_label(&text, columns, true));
            let fields = self.fields(&lines).with_day_label(day_label);
            found.extend(assemble(
                &fields,
                context,
                problems,
                |person, track, problems| {
                    self.entries(&lines, person, track, &mut raters, context, problems)
                },
            ));
        }
        raters.report(problems);
        found
    }

    /// The lines of each person: one, or, where a column says who rated, all with the same name and employee ID.
    fn lines_of_people(&self, context: &Context<'_>) -> Vec<Vec<u32>> {
        if self.rater.is_none() {
            return self.people(context).map(|(line, _)| vec![line]).collect();
        }
        let mut order: Vec<Vec<u32>> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        for (line, name) in self.people(context) {
            let id = self
                .parts
                .get(&Part::ID)
                .and_then(|place| self.view.words(line, *place));
            let key = id.map_or_else(
                || format!("name {}", fold(&name)),
                |id| format!("id {}", fold(&id)),
            );
            let place = *index.entry(key).or_insert_with(|| {
                order.push(Vec::new());
                order.len() - 1
            });
            order[place].push(line);
        }
        order
    }

    /// The facts about a person from their lines: the first line that has a fact counts.
    fn fields(&self, lines: &[u32]) -> Fields<'a> {
        let first = lines.first().copied().unwrap_or_default();
        let name = [Part::NAME, Part::Last, Part::First, Part::ID]
            .iter()
            .find_map(|part| self.parts.get(part).copied())
            .unwrap_or_default();
        let mut fields = Fields::new(self.view.at(first, name));
        for (part, place) in &self.parts {
            let line = lines
                .iter()
                .copied()
                .find(|line| self.view.get(*line, *place).is_some())
                .unwrap_or(first);
            fields.put(
                *part,
                self.view.at(line, *place),
                self.view.get(line, *place),
            );
        }
        fields
    }

    fn entries(
        &self,
        lines: &[u32],
        person: &Person,
        track: Option<PersonTrack>,
        raters: &mut Raters,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<CompetencyAssessment> {
        let about = RatedPerson::of(&person.name, person.manager.as_deref());
        let mut entries = Entries::new(context.names.map().competencies.len());
        for line in lines {
            let rater = self.rater.map(|place| {
                let typed = self.view.words(*line, place);
                raters.who(
                    typed.as_deref(),
                    self.view.at(*line, place),
                    &about,
                    context,
                )
            });
            for ratings in &self.ratings {
                let by = match (rater, ratings.whose) {
                    (Some(None), _) => None,
                    (_, Whose::Said(by)) => Some(by),
                    (Some(by), _) => by,
                    (None, _) => self.unsaid,
                };
                let (Some(by), Some(value)) = (by, self.view.get(*line, ratings.place)) else {
                    continue;
                };
                let at = self.view.at(*line, ratings.place);
                let Some(by) = raters.agree(by, rater.flatten(), at.clone()) else {
                    continue;
                };
                let rating = rating::read(value, at.clone(), context.names, track, problems);
                entries.rate(ratings.competency, by, rating, None, &at, problems);
            }
        }
        entries.finish(problems)
    }

    /// Lines with ratings but no name.
    fn report_nameless(&self, problems: &mut Vec<Diagnostic>) {
        for line in self.first..self.view.lines() {
            let rated = self
                .ratings
                .iter()
                .any(|ratings| self.view.get(line, ratings.place).is_some());
            if rated && self.name(line).is_none() {
                let place = self.parts.get(&Part::NAME).copied().unwrap_or_default();
                problems.push(Diagnostic::warning(
                    "name-missing",
                    self.view.at(line, place),
                    "There are ratings here but no name; they were left out.",
                    "Write the person's name, or empty the cells.",
                ));
            }
        }
    }

    /// Reports the lines with numbers that are not about a person: sums, requirements, legends.
    fn about_nobody(&self, problems: &mut Vec<Diagnostic>) {
        let left_out: Vec<(u32, String)> = self
            .of_nobody
            .iter()
            .filter_map(|line| Some((*line, self.name(*line)?)))
            .collect();
        let Some((line, _)) = left_out.first() else {
            return;
        };
        let names: Vec<String> = left_out
            .iter()
            .map(|(_, name)| format!("“{name}”"))
            .collect();
        let place = self.parts.get(&Part::NAME).copied().unwrap_or_default();
        problems.push(Diagnostic::note(
            "line-of-nobody",
            self.view.at(*line, place),
            format!(
                "{} {}; the cells there were left out.",
                names.join(", "),
                if names.len() == 1 {
                    "is not a person"
                } else {
                    "are not people"
                }
            ),
            "You do not need to do anything. A person with that name is read once the roster has them.",
        ));
    }
}
