//! The matrix: one person a row and one competency a column, or the other way round; or a row for each rater.

mod headings;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::Names;
use super::super::sheet::{Sheet, Value};
use super::super::vocabulary::{
    By, Meaning, Period, Whose, heading, names_others, quoted, raters_mentioned, stated_top,
};
use super::columns::Column;
use super::fields::{Fields, Part};
use super::raters::{About, Raters};
use super::ratings::Entries;
use super::{Context, assemble, rating, scale};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::{Account, Kind};
use crate::model::{Assessment, CompetencyAssessment, Person, Track};
use crate::text::{closest, fold};
use headings::{Ratings, competency, corner, is_about_nobody};
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
    /// Whose the ratings are that do not say so.
    unsaid: Option<By>,
    /// Names of people on the roster that are also words: they are people.
    account: Account,
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
                corner(view, header, first, first_rating, rater, context)?,
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
            account: Account {
                kind: if view.turned {
                    Kind::PeopleInColumns
                } else {
                    Kind::PeopleInRows
                },
                ..Account::default()
            },
        };
        // A career map also has competencies on one side; its levels stand where people would.
        let people: Vec<String> = matrix.people(context).map(|(_, name)| name).collect();
        if people.is_empty() || people.iter().any(|name| context.names.is_level(name)) {
            return None;
        }
        matrix.keep_latest(problems);
        matrix.leave_out_others(problems);
        matrix.drop_twins(problems);
        matrix.unsaid = matrix.whose_unsaid(context, problems);
        matrix.unused_headings(context, problems);
        matrix.put_down_account();
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

    /// What was read as what.
    pub(super) fn account(&self) -> Account {
        self.account.clone()
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
    pub(super) fn all_ratings(&self) -> Vec<(&Value, Location)> {
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
        self.nameless(problems);
        self.about_nobody(context, problems);
        scale::taken_for_levels(self.all_ratings().into_iter(), context.names, problems);
        let mut raters = Raters::default();
        let mut found = Vec::new();
        for lines in self.lines_of_people(context) {
            let fields = self.fields(&lines);
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
        rating::condense(problems);
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

    /// What a person's lines say about the person: the first that says it.
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
        track: Option<Track>,
        raters: &mut Raters,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<CompetencyAssessment> {
        let about = About::of(&person.name, person.manager.as_deref());
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

    /// Whose the ratings are that do not say so: the configuration may say it, the sheet's name, a line above the
    /// headings; the manager's, with a warning, where nothing speaks of self.
    fn whose_unsaid(
        &mut self,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<By> {
        let unsaid = self
            .ratings
            .iter()
            .find(|ratings| ratings.whose == Whose::Unsaid)?;
        if self.rater.is_some() {
            return None;
        }
        let at = self.view.at(self.header, unsaid.place);
        match context.settings.unsaid() {
            Some(Whose::Said(by)) => return Some(by),
            Some(_) => {
                self.ratings
                    .retain(|ratings| ratings.whose != Whose::Unsaid);
                return None;
            }
            None => {}
        }
        // A title may stand above the headings, or, where the sheet is turned, at the beginning of their line.
        let headings: BTreeSet<u32> = self
            .parts
            .values()
            .copied()
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .filter(|place| !self.is_title(*place))
            .collect();
        let said: BTreeSet<By> = (0..=self.header)
            .flat_map(|line| (0..self.view.places()).map(move |place| (line, place)))
            .filter(|(line, place)| *line < self.header || !headings.contains(place))
            .filter_map(|(line, place)| self.view.words(line, place))
            .chain([self.view.sheet.name.clone()])
            .filter(|text| {
                !heading(text)
                    .meanings
                    .iter()
                    .any(|meaning| matches!(meaning, Meaning::Of(_)))
                    || *text == self.view.sheet.name
            })
            .flat_map(|text| raters_mentioned(&text))
            .collect();
        if let (Some(by), 1) = (said.first(), said.len()) {
            return Some(*by);
        }
        if said.is_empty() && self.speaks_of_others() {
            problems.push(Diagnostic::warning(
                "ratings-of-others",
                at,
                "Going by the sheet's name or title, these ratings are of somebody who is neither the person nor the manager; \
                 they were left out.",
                "If they count, say in careermap.toml whose they are: under [assessments] write rater = \"manager\" (or \
                 \"self\", \"agreed\").",
            ));
            self.ratings
                .retain(|ratings| ratings.whose != Whose::Unsaid);
            return None;
        }
        let says_self = said.contains(&By::Own)
            || self
                .ratings
                .iter()
                .any(|ratings| ratings.whose == Whose::Said(By::Own));
        let help = "say in careermap.toml whose they are: under [assessments] write rater = \"manager\" (or \"self\", \
                    \"agreed\"; \"ignore\" leaves them out).";
        if says_self {
            problems.push(Diagnostic::warning(
                "column-not-understood",
                at,
                "Some headings here say whose ratings stand below and others do not; what does not say it was left out.",
                format!("If they count, {help}"),
            ));
            self.ratings
                .retain(|ratings| ratings.whose != Whose::Unsaid);
            return None;
        }
        problems.push(Diagnostic::warning(
            "ratings-unsaid",
            at,
            "Nothing says whose ratings these are; they were read as the manager's.",
            format!("To confirm or change that, {help}"),
        ));
        Some(By::Manager)
    }

    /// Whether what stands above the names says whose ratings the table holds, and not that these are names.
    fn is_title(&self, place: u32) -> bool {
        self.view
            .words(self.header, place)
            .is_some_and(|text| matches!(heading(&text).meanings.as_slice(), [Meaning::Rating(_)]))
    }

    fn speaks_of_others(&self) -> bool {
        (0..=self.header)
            .flat_map(|line| (0..self.view.places()).map(move |place| (line, place)))
            .filter(|(line, place)| *line < self.header || self.parts.values().any(|p| p == place))
            .filter_map(|(line, place)| self.view.words(line, place))
            .chain([self.view.sheet.name.clone()])
            .any(|text| names_others(&text))
    }

    /// Lines with ratings but no name.
    fn nameless(&self, problems: &mut Vec<Diagnostic>) {
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

    /// Says which lines with numbers are about nobody: sums, requirements, legends.
    fn about_nobody(&self, context: &Context<'_>, problems: &mut Vec<Diagnostic>) {
        let people: BTreeSet<u32> = self.people(context).map(|(line, _)| line).collect();
        let left_out: Vec<(u32, String)> = (self.first..self.view.lines())
            .filter(|line| !people.contains(line) && self.says_something(*line))
            .filter_map(|line| Some((line, self.name(line)?)))
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
                "{} {}; what stands there was left out.",
                names.join(", "),
                if names.len() == 1 {
                    "is not a person"
                } else {
                    "are not people"
                }
            ),
            "Nothing needs doing. A person of that name is read once the roster has them.",
        ));
    }

    /// Of ratings of several years or cycles the latest count.
    fn keep_latest(&mut self, problems: &mut Vec<Diagnostic>) {
        let Some(latest) = self
            .ratings
            .iter()
            .filter_map(|ratings| ratings.period)
            .max()
        else {
            return;
        };
        let undated = self.ratings.clone();
        let is_earlier = |ratings: &Ratings| {
            ratings.period.is_some_and(|period| {
                period < latest
                    || period == Period::Before
                    || undated.iter().any(|other| {
                        other.period.is_none()
                            && (other.competency, other.whose)
                                == (ratings.competency, ratings.whose)
                    })
            })
        };
        let first = self
            .ratings
            .iter()
            .copied()
            .find(|ratings| is_earlier(ratings));
        let Some(first) = first else { return };
        let count = self
            .ratings
            .iter()
            .filter(|ratings| is_earlier(ratings))
            .count();
        for ratings in self.ratings.iter().filter(|ratings| is_earlier(ratings)) {
            let text = self
                .view
                .words(self.header, ratings.place)
                .unwrap_or_default();
            self.account
                .leave_out(ratings.place, &text, "of an earlier time");
        }
        self.ratings.retain(|ratings| !is_earlier(ratings));
        problems.push(Diagnostic::note(
            "earlier-ratings",
            self.view.at(self.header, first.place),
            format!(
                "Only the latest ratings in this table were read; {count} {} of an earlier time, and left out.",
                if count == 1 { "column is" } else { "columns are" }
            ),
            "Nothing needs doing.",
        ));
    }

    /// Ratings of peers and systems stay out, and so do those of which nobody can tell whose they are.
    fn leave_out_others(&mut self, problems: &mut Vec<Diagnostic>) {
        for ratings in &self.ratings {
            let at = self.view.at(self.header, ratings.place);
            let text = self.heading_of(ratings.place);
            match ratings.whose {
                Whose::Other => {
                    self.account
                        .leave_out(ratings.place, &text, "ratings of somebody else");
                    problems.push(Diagnostic::note(
                        "ratings-of-others",
                        at,
                        format!(
                            "“{text}” holds ratings of somebody who is neither the person nor the manager; they were left out."
                        ),
                        "Nothing needs doing.",
                    ));
                }
                Whose::Unclear => {
                    self.account.leave_out(
                        ratings.place,
                        &text,
                        "holds ratings, and nothing says whose",
                    );
                    problems.push(Diagnostic::warning(
                        "column-not-understood",
                        at,
                        format!("“{text}” holds ratings, but nothing says clearly whose they are; they were left out."),
                        self.line_for(ratings.place),
                    ));
                }
                Whose::Said(_) | Whose::Unsaid => {}
            }
        }
        self.ratings
            .retain(|ratings| matches!(ratings.whose, Whose::Said(_) | Whose::Unsaid));
    }

    /// What to do about a column that does not say clearly whose ratings it holds.
    fn line_for(&self, place: u32) -> String {
        let help = "Say in the heading whose they are: Self, Manager or Agreed";
        match self.view.words(self.first - 1, place) {
            Some(text) if self.first > self.header + 1 => format!(
                "{help}; or in careermap.toml under [assessments.columns] write {} = \"manager\" (or \"self\", \"agreed\").",
                quoted(&text)
            ),
            _ => format!("{help}."),
        }
    }

    /// The heading of a place, with what a second line of headings says.
    fn heading_of(&self, place: u32) -> String {
        let lines = self.header..self.first;
        let texts: Vec<String> = lines
            .filter_map(|line| self.view.words(line, place))
            .collect();
        texts.join(" ")
    }

    /// Two columns for the same ratings: which one counts would be a guess, so neither does.
    fn drop_twins(&mut self, problems: &mut Vec<Diagnostic>) {
        let all = self.ratings.clone();
        self.ratings.retain(|ratings| {
            let twin = all.iter().find(|other| {
                other.place != ratings.place
                    && (other.competency, other.whose) == (ratings.competency, ratings.whose)
            });
            if let Some(twin) = twin {
                problems.push(Diagnostic::warning(
                    "column-twice",
                    self.view.at(self.header, ratings.place),
                    format!(
                        "The same ratings stand in {} as well; neither was used.",
                        self.view.address(self.header, twin.place)
                    ),
                    "Say whose ratings each holds (Self, Manager, Agreed), or delete one.",
                ));
            }
            twin.is_none()
        });
    }

    /// Headings among the competencies that are nothing known. One with ratings below it is named; so is one that nearly
    /// is a competency.
    fn unused_headings(&mut self, context: &Context<'_>, problems: &mut Vec<Diagnostic>) {
        let Some(first) = self.ratings.first().map(|ratings| ratings.place) else {
            return;
        };
        let used: BTreeSet<u32> = self
            .parts
            .values()
            .copied()
            .chain(self.rater)
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .collect();
        let people: Vec<u32> = self.people(context).map(|(line, _)| line).collect();
        for place in 0..self.view.places() {
            let Some(text) = self.view.words(self.header, place) else {
                continue;
            };
            // A competency's heading that was dropped has been reported already.
            if used.contains(&place) || competency(&text, context.names).is_some() {
                continue;
            }
            let known = !context.settings.columns.heading(&text).meanings.is_empty();
            if known {
                self.account
                    .leave_out(place, &text, "about nobody's rating");
                continue;
            }
            self.account
                .leave_out(place, &text, "its heading is nothing that is read");
            let values: Vec<&Value> = people
                .iter()
                .filter_map(|line| self.view.get(*line, place))
                .collect();
            let rated = values
                .iter()
                .filter(|value| rating::is_rating(value, context.names))
                .count();
            let problem =
                self.unknown_heading(place, &text, rated * 2 > values.len(), context.names);
            // Before the ratings stand facts about people, of which not all are read.
            if place >= first || problem.severity > Severity::Note {
                problems.push(problem);
            }
        }
    }

    /// A competency of the map that no heading names.
    fn competency_left<'m>(&self, names: &'m Names<'_>) -> &'m str {
        let all = &names.map().competencies;
        let left = (0..).zip(all).find(|(at, _)| {
            !self
                .ratings
                .iter()
                .any(|ratings| ratings.competency.0 == *at)
        });
        left.map(|(_, competency)| competency)
            .or(all.first())
            .map_or("", |competency| competency.name.as_str())
    }

    fn unknown_heading(
        &self,
        place: u32,
        text: &str,
        holds_ratings: bool,
        names: &Names<'_>,
    ) -> Diagnostic {
        let all = names.map().competencies.iter().map(|c| c.name.as_str());
        let at = self.view.at(self.header, place);
        let where_it_is = self.view.place_words(place);
        match closest(text, all) {
            Some(near) => Diagnostic::warning(
                "unknown-competency",
                at,
                format!(
                    "{where_it_is}, “{text}”, is not a competency of the career map; what stands there was left out."
                ),
                format!(
                    "Did you mean “{near}”? Then correct it, or write in careermap.toml under [assessments.competencies] {} = {}.",
                    quoted(text),
                    quoted(near)
                ),
            ),
            None if holds_ratings => Diagnostic::warning(
                "unknown-competency",
                at,
                format!(
                    "{where_it_is}, “{text}”, holds ratings but is not a competency of the career map; they were left out."
                ),
                format!(
                    "If it is one under another name, say in careermap.toml under [assessments.competencies] which, such as \
                     {} = {}; if not, write under [assessments.columns] {} = \"ignore\".",
                    quoted(text),
                    quoted(self.competency_left(names)),
                    quoted(text)
                ),
            ),
            None => Diagnostic::note(
                "heading-unused",
                at,
                format!(
                    "{where_it_is}, “{text}”, is nothing that is read; what stands there was left out."
                ),
                "Nothing needs doing.",
            ),
        }
    }

    fn put_down_account(&mut self) {
        for (part, place) in &self.parts {
            let text = self.view.words(self.header, *place).unwrap_or_default();
            self.account.read(*place, &text, part.label());
        }
        if let Some(place) = self.rater {
            let text = self.view.words(self.header, place).unwrap_or_default();
            self.account.read(place, &text, Column::Rater.words());
        }
        let mut by_rater: BTreeMap<&'static str, (u32, usize)> = BTreeMap::new();
        for ratings in &self.ratings {
            let words = match ratings.whose {
                Whose::Said(by) => Column::Rating(by).words(),
                _ => self
                    .unsaid
                    .map_or("ratings", |by| Column::Rating(by).words()),
            };
            by_rater.entry(words).or_insert((ratings.place, 0)).1 += 1;
        }
        for (words, (place, count)) in by_rater {
            let text = self.heading_of(place);
            let more = match count {
                1 => String::new(),
                2 => " (and one more competency)".to_owned(),
                _ => format!(" (and {} more competencies)", count - 1),
            };
            self.account.read(place, &text, format!("{words}{more}"));
        }
    }
}
