//! Which columns of a matrix are read, whose ratings they hold, and messages about the others.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::names::MapNames;
use super::super::super::setting_lines::toml_text;
use super::super::super::sheet::CellValue;
use super::super::super::vocabulary::{
    Meaning, Period, Rater, Whose, heading, names_others, raters_mentioned,
};
use super::super::columns::Column;
use super::super::{Context, rating};
use super::Matrix;
use super::headings::{Ratings, competency};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{closest, counted};

impl Matrix<'_> {
    /// The rater of ratings that do not say whose they are: as the configuration, the sheet's name or a line above the
    /// headings says; the manager, with a warning, where nothing mentions self.
    pub(super) fn whose_unsaid(
        &mut self,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Rater> {
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
            Some(_) => return self.leave_out_unsaid(),
            None => {}
        }
        // A title may be above the headings, or, where the sheet is turned, at the beginning of their line.
        let headings: BTreeSet<u32> = self
            .parts
            .values()
            .copied()
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .filter(|place| !self.is_title(*place))
            .collect();
        let said: BTreeSet<Rater> = (0..=self.header)
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
        if said.is_empty() && self.names_other_raters() {
            problems.push(Diagnostic::warning(
                "ratings-of-others",
                at,
                "According to the sheet's name or title, these ratings are by somebody who is neither the person nor \
                 the manager; they were left out.",
                "If they count, say in careermap.toml whose they are: under [assessments] write rater = \"manager\" (or \
                 \"self\", \"agreed\").",
            ));
            return self.leave_out_unsaid();
        }
        let says_self = said.contains(&Rater::Own)
            || self
                .ratings
                .iter()
                .any(|ratings| ratings.whose == Whose::Said(Rater::Own));
        let help = "say in careermap.toml whose they are: under [assessments] write rater = \"manager\" (or \"self\", \
                    \"agreed\"; \"ignore\" leaves them out).";
        if says_self {
            problems.push(Diagnostic::warning(
                "column-not-understood",
                at,
                "Some headings here say whose ratings are below and others do not; those that do not were left out.",
                format!("If they count, {help}"),
            ));
            return self.leave_out_unsaid();
        }
        problems.push(Diagnostic::warning(
            "ratings-unsaid",
            at,
            "It is unclear whose ratings these are; they were read as the manager's.",
            format!("To confirm or change that, {help}"),
        ));
        Some(Rater::Manager)
    }

    fn leave_out_unsaid(&mut self) -> Option<Rater> {
        self.ratings
            .retain(|ratings| ratings.whose != Whose::Unsaid);
        None
    }

    /// Whether the text above the names is a title that says whose ratings the table holds, not a heading of the names.
    pub(super) fn is_title(&self, place: u32) -> bool {
        self.view
            .words(self.header, place)
            .is_some_and(|text| matches!(heading(&text).meanings.as_slice(), [Meaning::Rating(_)]))
    }

    pub(super) fn names_other_raters(&self) -> bool {
        (0..=self.header)
            .flat_map(|line| (0..self.view.places()).map(move |place| (line, place)))
            .filter(|(line, place)| *line < self.header || self.parts.values().any(|p| p == place))
            .filter_map(|(line, place)| self.view.words(line, place))
            .chain([self.view.sheet.name.clone()])
            .any(|text| names_others(&text))
    }

    /// Of ratings of several years or cycles the latest count.
    pub(super) fn keep_latest(&mut self, problems: &mut Vec<Diagnostic>) {
        let Some(latest) = self
            .ratings
            .iter()
            .filter_map(|ratings| ratings.period)
            .max()
        else {
            return;
        };
        let all = self.ratings.clone();
        let is_earlier = |ratings: &Ratings| {
            let is_undated_twin = |other: &Ratings| {
                other.period.is_none()
                    && (other.competency, other.whose) == (ratings.competency, ratings.whose)
            };
            ratings.period.is_some_and(|period| {
                period < latest || period == Period::Before || all.iter().any(is_undated_twin)
            })
        };
        let (earlier, kept): (Vec<Ratings>, Vec<Ratings>) =
            all.iter().copied().partition(is_earlier);
        let Some(first) = earlier.first() else { return };
        for ratings in &earlier {
            let text = self.view.words(self.header, ratings.place);
            let text = text.unwrap_or_default();
            self.account
                .leave_out(ratings.place, &text, "from an earlier time");
        }
        self.ratings = kept;
        problems.push(Diagnostic::note(
            "earlier-ratings",
            self.view.at(self.header, first.place),
            format!(
                "Only the latest ratings in this table were read; {} from an earlier time and left out.",
                counted(earlier.len(), "column is", "columns are")
            ),
            Diagnostic::NOTHING_TO_DO,
        ));
    }

    /// Leaves out ratings of peers and systems, and ratings without a known rater.
    pub(super) fn leave_out_others(&mut self, problems: &mut Vec<Diagnostic>) {
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
                        Diagnostic::NOTHING_TO_DO,
                    ));
                }
                Whose::Unclear => {
                    self.account.leave_out(
                        ratings.place,
                        &text,
                        "holds ratings, but it is unclear whose",
                    );
                    problems.push(Diagnostic::warning(
                        "column-not-understood",
                        at,
                        format!(
                            "“{text}” holds ratings, but it is unclear whose; they were left out."
                        ),
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
    pub(super) fn line_for(&self, place: u32) -> String {
        let help = "Say in the heading whose they are: Self, Manager or Agreed";
        match self.view.words(self.first - 1, place) {
            Some(text) if self.first > self.header + 1 => format!(
                "{help}; or in careermap.toml under [assessments.columns] write {} = \"manager\" (or \"self\", \"agreed\").",
                toml_text(&text)
            ),
            _ => format!("{help}."),
        }
    }

    /// The heading of a place, with that of a second line of headings.
    pub(super) fn heading_of(&self, place: u32) -> String {
        let lines = self.header..self.first;
        let texts: Vec<String> = lines
            .filter_map(|line| self.view.words(line, place))
            .collect();
        texts.join(" ")
    }

    /// Two columns for the same ratings: which one counts would be a guess, so neither does.
    pub(super) fn drop_duplicates(&mut self, problems: &mut Vec<Diagnostic>) {
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
                        "The same ratings are in {} as well; neither was used.",
                        self.view.address(self.header, twin.place)
                    ),
                    "Say whose ratings each holds (Self, Manager, Agreed), or delete one.",
                ));
            }
            twin.is_none()
        });
    }

    /// Unknown headings among the competencies. One with ratings below it is named; so is one that is nearly a
    /// competency.
    pub(super) fn unused_headings(
        &mut self,
        context: &Context<'_>,
        problems: &mut Vec<Diagnostic>,
    ) {
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
            let values: Vec<&CellValue> = people
                .iter()
                .filter_map(|line| self.view.get(*line, place))
                .collect();
            let rated = values
                .iter()
                .filter(|value| rating::is_rating(value, context.names))
                .count();
            let holds_ratings = rated * 2 > values.len();
            let heading = context.settings.columns.heading(&text);
            let says_what = heading.meanings.first();
            if says_what.is_some_and(|meaning| !(holds_ratings && may_name_competency(*meaning))) {
                self.account
                    .leave_out(place, &text, "not a rating of a competency");
                continue;
            }
            self.account
                .leave_out(place, &text, "careermap does not use such a column");
            let problem = self.unknown_heading(place, &text, holds_ratings, context.names);
            // The columns before the ratings are facts about people, of which not all are read.
            if place >= first || problem.severity > Severity::Note {
                problems.push(problem);
            }
        }
    }

    /// A competency of the map that no heading names.
    pub(super) fn competency_left<'m>(&self, names: &'m MapNames<'_>) -> &'m str {
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

    pub(super) fn unknown_heading(
        &self,
        place: u32,
        text: &str,
        holds_ratings: bool,
        names: &MapNames<'_>,
    ) -> Diagnostic {
        let all = names.map().competencies.iter().map(|c| c.name.as_str());
        let at = self.view.at(self.header, place);
        let where_it_is = self.view.place_words(place);
        match closest(text, all) {
            Some(near) => Diagnostic::warning(
                "unknown-competency",
                at,
                format!(
                    "{where_it_is}, “{text}”, is not a competency of the career map; its cells were left out."
                ),
                format!(
                    "Did you mean “{near}”? Then correct it, or write in careermap.toml under [assessments.competencies] {} = {}.",
                    toml_text(text),
                    toml_text(near)
                ),
            ),
            None if holds_ratings => Diagnostic::warning(
                "unknown-competency",
                at,
                format!(
                    "{where_it_is}, “{text}”, holds ratings but is not a competency of the career map; they were left out."
                ),
                format!(
                    "If it is one with another name, write in careermap.toml under [assessments.competencies], for \
                     example, {} = {}; if not, write under [assessments.columns] {} = \"ignore\".",
                    toml_text(text),
                    toml_text(self.competency_left(names)),
                    toml_text(text)
                ),
            ),
            None => Diagnostic::note(
                "heading-unused",
                at,
                format!(
                    "{where_it_is}, “{text}”, is a column that careermap does not read; left out."
                ),
                Diagnostic::NOTHING_TO_DO,
            ),
        }
    }

    /// Whose ratings these are, in words.
    pub(super) fn words_of(&self, ratings: &Ratings) -> &'static str {
        match (ratings.whose, self.unsaid) {
            (Whose::Said(by), _) | (_, Some(by)) => Column::Rating(by).words(),
            _ => "ratings",
        }
    }

    pub(super) fn record_account(&mut self) {
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
            let words = self.words_of(ratings);
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

/// Whether a word for something else may also name a competency: *Feedback*, *Responsibility*, *Interest*. Words for
/// sums, comparisons and facts about the person may not.
fn may_name_competency(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Competency
            | Meaning::Category
            | Meaning::Expectation
            | Meaning::Comment(_)
            | Meaning::Evidence(_)
            | Meaning::Interest
            | Meaning::Action
            | Meaning::Kind
            | Meaning::Owner
            | Meaning::Status
            | Meaning::Success
            | Meaning::Resource
            | Meaning::Effort
            | Meaning::Headcount
            | Meaning::Decision
    )
}
