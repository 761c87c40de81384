//! The matrix: one person a row and one competency a column, or the other way round.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::super::names::Names;
use super::super::reconcile::RosterIndex;
use super::super::sheet::{Sheet, Value};
use super::assemble;
use super::fields::Fields;
use super::headings::FIELDS_BY_NAME;
use super::rating::{self, By};
use super::scale;
use crate::diagnostic::{CellAddress, Diagnostic, Location};
use crate::model::{Assessment, CompetencyAssessment, CompetencyId, Field, Track};
use crate::text::{closest, fold, tidy};

/// How many lines from the top the headings may stand.
const DEPTH: u32 = 60;

/// A sheet seen line by line: a line is a row, or a column where the sheet is turned on its side.
#[derive(Debug, Clone, Copy)]
struct View<'a> {
    sheet: &'a Sheet,
    turned: bool,
}

impl<'a> View<'a> {
    const fn address(self, line: u32, place: u32) -> CellAddress {
        if self.turned {
            CellAddress::new(place, line)
        } else {
            CellAddress::new(line, place)
        }
    }

    fn at(self, line: u32, place: u32) -> Location {
        self.sheet.at.with_cell(self.address(line, place))
    }

    fn get(self, line: u32, place: u32) -> Option<&'a Value> {
        let at = self.address(line, place);
        self.sheet.grid.get(at.row, at.column)
    }

    fn words(self, line: u32, place: u32) -> Option<String> {
        let text = tidy(&self.get(line, place)?.text()?);
        (!text.is_empty()).then_some(text)
    }

    fn lines(self) -> u32 {
        let grid = &self.sheet.grid;
        if self.turned {
            grid.column_count()
        } else {
            grid.row_count()
        }
    }

    fn places(self) -> u32 {
        let grid = &self.sheet.grid;
        if self.turned {
            grid.row_count()
        } else {
            grid.column_count()
        }
    }
}

/// A column of ratings (or a row of them, where the sheet is turned).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ratings {
    place: u32,
    competency: CompetencyId,
    /// Whose they are, where the heading says so.
    by: Option<By>,
}

/// People on one side, competencies on the other.
#[derive(Debug)]
pub(super) struct Matrix<'a> {
    view: View<'a>,
    header: u32,
    /// The first line that may be a person's.
    first: u32,
    fields: BTreeMap<Field, u32>,
    ratings: Vec<Ratings>,
}

impl<'a> Matrix<'a> {
    /// The matrix on a sheet, if it is one.
    pub(super) fn find(
        sheet: &'a Sheet,
        names: &Names<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        [false, true]
            .into_iter()
            .find_map(|turned| Self::find_in(View { sheet, turned }, names, problems))
    }

    fn find_in(view: View<'a>, names: &Names<'_>, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let enough = names.map().competencies.len().min(2);
        let (header, count) = (0..view.lines().min(DEPTH))
            .map(|line| (line, competencies_in(view, line, names)))
            .fold(
                (0, 0),
                |best, next| if next.1 > best.1 { next } else { best },
            );
        if count < enough {
            return None;
        }
        let known = &*FIELDS_BY_NAME;
        let mut fields = BTreeMap::new();
        for place in 0..view.places() {
            if let Some(field) = view
                .words(header, place)
                .and_then(|text| known.meaning(&text))
            {
                fields.entry(field).or_insert(place);
            }
        }
        let (ratings, sub_header) = ratings(view, header, names);
        let first_rating = ratings.first()?.place;
        let first = header + 1 + u32::from(sub_header);
        if let Entry::Vacant(name) = fields.entry(Field::Name) {
            name.insert(corner(view, header, first_rating)?);
        }
        let mut matrix = Self {
            view,
            header,
            first,
            fields,
            ratings,
        };
        // A career map also has competencies on one side; its levels stand where people would.
        let people: Vec<String> = matrix.people().map(|(_, name)| name).collect();
        if people.is_empty() || people.iter().any(|name| names.is_level(name)) {
            return None;
        }
        matrix.drop_twins(problems);
        matrix.unused_headings(names, problems);
        Some(matrix)
    }

    /// The lines of people, with their names. Totals, legends and instructions are no people.
    fn people(&self) -> impl Iterator<Item = (u32, String)> {
        let name = self.fields.get(&Field::Name).copied();
        (self.first..self.view.lines()).filter_map(move |line| {
            let text = self.view.words(line, name?)?;
            (!is_total(&text) && self.says_something(line)).then_some((line, text))
        })
    }

    /// Whether a line has anything beside its name.
    fn says_something(&self, line: u32) -> bool {
        let fields = self
            .fields
            .iter()
            .filter(|(field, _)| **field != Field::Name)
            .map(|(_, place)| *place);
        fields
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .any(|place| self.view.get(line, place).is_some())
    }

    /// Every cell that holds somebody's rating.
    pub(super) fn all_ratings(&self) -> Vec<(&Value, Location)> {
        self.people()
            .flat_map(|(line, _)| {
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
        names: &Names<'_>,
        roster: &RosterIndex<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Assessment> {
        let whose = self.whose(problems);
        self.nameless(problems);
        scale::taken_for_levels(self.all_ratings().into_iter(), names, problems);
        let mut found = Vec::new();
        for (line, _) in self.people() {
            let name_place = self.fields.get(&Field::Name).copied().unwrap_or_default();
            let mut fields = Fields::new(self.view.at(line, name_place));
            for (field, place) in &self.fields {
                fields.put(
                    *field,
                    self.view.at(line, *place),
                    self.view.get(line, *place),
                );
            }
            found.extend(assemble(
                &fields,
                names,
                roster,
                problems,
                |track, problems| self.line(line, whose, names, track, problems),
            ));
        }
        rating::condense(problems);
        found
    }

    fn line(
        &self,
        line: u32,
        whose: By,
        names: &Names<'_>,
        track: Option<Track>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<CompetencyAssessment> {
        let mut entered = vec![CompetencyAssessment::default(); names.map().competencies.len()];
        for ratings in &self.ratings {
            if let Some(value) = self.view.get(line, ratings.place) {
                let at = self.view.at(line, ratings.place);
                *ratings
                    .by
                    .unwrap_or(whose)
                    .slot(&mut entered[ratings.competency.0]) =
                    rating::read(value, at, names, track, problems);
            }
        }
        entered
    }

    /// Whose the ratings are that do not say so: the sheet's name may, or a line above the headings.
    fn whose(&self, problems: &mut Vec<Diagnostic>) -> By {
        if self.ratings.iter().all(|ratings| ratings.by.is_some()) {
            return By::Manager;
        }
        // A title may stand above the headings, or, where the sheet is turned, at the beginning of their line.
        let headings: BTreeSet<u32> = self
            .fields
            .values()
            .copied()
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .collect();
        let above = (0..=self.header)
            .flat_map(|line| (0..self.view.places()).map(move |place| (line, place)))
            .filter(|(line, place)| *line < self.header || !headings.contains(place))
            .filter_map(|(line, place)| self.view.words(line, place));
        let said: BTreeSet<By> = std::iter::once(self.view.sheet.name.clone())
            .chain(above)
            .filter_map(|text| mentioned(&text))
            .collect();
        if let (Some(by), 1) = (said.first(), said.len()) {
            return *by;
        }
        let place = self.ratings.first().map_or(0, |ratings| ratings.place);
        problems.push(rating::read_as_managers(self.view.at(self.header, place)));
        By::Manager
    }

    /// Lines with ratings but no name.
    fn nameless(&self, problems: &mut Vec<Diagnostic>) {
        let Some(name) = self.fields.get(&Field::Name).copied() else {
            return;
        };
        for line in self.first..self.view.lines() {
            let rated = self
                .ratings
                .iter()
                .any(|ratings| self.view.get(line, ratings.place).is_some());
            if rated && self.view.get(line, name).is_none() {
                problems.push(Diagnostic::warning(
                    "name-missing",
                    self.view.at(line, name),
                    "There are ratings here but no name; they were left out.",
                    "Write the person's name, or empty the cells.",
                ));
            }
        }
    }

    /// Two columns for the same ratings: which one counts would be a guess, so neither does.
    fn drop_twins(&mut self, problems: &mut Vec<Diagnostic>) {
        let all = self.ratings.clone();
        self.ratings.retain(|ratings| {
            let twin = all.iter().find(|other| {
                other.place != ratings.place
                    && (other.competency, other.by) == (ratings.competency, ratings.by)
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

    /// Headings among the competencies that are nothing known.
    fn unused_headings(&self, names: &Names<'_>, problems: &mut Vec<Diagnostic>) {
        let Some(first) = self.ratings.first().map(|ratings| ratings.place) else {
            return;
        };
        let used: BTreeSet<u32> = self
            .fields
            .values()
            .copied()
            .chain(self.ratings.iter().map(|ratings| ratings.place))
            .collect();
        for place in first..self.view.places() {
            let Some(heading) = self.view.words(self.header, place) else {
                continue;
            };
            if used.contains(&place) || is_total(&heading) || is_twin(names, &heading) {
                continue;
            }
            let (bare, _) = split_by(&heading);
            let all = names.map().competencies.iter().map(|c| c.name.as_str());
            let at = self.view.at(self.header, place);
            problems.push(match closest(&bare, all) {
                Some(near) => Diagnostic::warning(
                    "unknown-competency",
                    at,
                    format!("“{heading}” is no competency of the career map; what stands under it was left out."),
                    format!("Did you mean “{near}”?"),
                ),
                None => Diagnostic::note(
                    "heading-unused",
                    at,
                    format!("“{heading}” is nothing that is read; what stands under it was left out."),
                    "Nothing needs doing unless it is a competency of the career map.",
                ),
            });
        }
    }
}

/// A competency's heading that was dropped as a twin has been reported already.
fn is_twin(names: &Names<'_>, heading: &str) -> bool {
    names.find_competency(&split_by(heading).0).is_some()
        || names.find_competency(heading).is_some()
}

/// How many competencies of the map a line names.
fn competencies_in(view: View<'_>, line: u32, names: &Names<'_>) -> usize {
    (0..view.places())
        .filter_map(|place| view.words(line, place))
        .filter_map(|text| competency(&text, names))
        .map(|(id, _)| id)
        .collect::<BTreeSet<_>>()
        .len()
}

/// The competency that a heading names, and whose ratings it says.
fn competency(heading: &str, names: &Names<'_>) -> Option<(CompetencyId, Option<By>)> {
    if let Some(id) = names.find_competency(heading) {
        return Some((id, None));
    }
    let (bare, by) = split_by(heading);
    by.and(names.find_competency(&bare)).map(|id| (id, by))
}

/// “Communication (self)”, “Communication - Manager”: the name, and whose ratings.
fn split_by(heading: &str) -> (String, Option<By>) {
    let folded = fold(heading);
    for (words, by) in BY {
        if let Some(bare) = folded.strip_suffix(words)
            && let Some(bare) = bare.strip_suffix(' ')
        {
            return (bare.to_owned(), Some(by));
        }
        if let Some(bare) = folded.strip_prefix(words)
            && let Some(bare) = bare.strip_prefix(' ')
        {
            return (bare.to_owned(), Some(by));
        }
    }
    (heading.to_owned(), None)
}

/// Words for whose ratings they are, longer ones first.
const BY: [(&str, By); 20] = [
    ("self assessment", By::Own),
    ("self rating", By::Own),
    ("self level", By::Own),
    ("own rating", By::Own),
    ("employee rating", By::Own),
    ("employee", By::Own),
    ("self", By::Own),
    ("own", By::Own),
    ("manager assessment", By::Manager),
    ("manager rating", By::Manager),
    ("manager level", By::Manager),
    ("supervisor", By::Manager),
    ("manager", By::Manager),
    ("lead", By::Manager),
    ("agreed rating", By::Agreed),
    ("agreed level", By::Agreed),
    ("consensus", By::Agreed),
    ("final rating", By::Agreed),
    ("agreed", By::Agreed),
    ("final", By::Agreed),
];

/// Whose ratings a title or a sheet's name mentions, if only one view is.
fn mentioned(text: &str) -> Option<By> {
    let folded = format!(" {} ", fold(text));
    let found: BTreeSet<By> = BY
        .iter()
        .filter(|(words, _)| !matches!(*words, "employee" | "lead" | "own"))
        .filter(|(words, _)| folded.contains(&format!(" {words} ")))
        .map(|(_, by)| *by)
        .collect();
    if found.len() == 1 {
        found.first().copied()
    } else {
        None
    }
}

/// The places of ratings, and whether a second line of headings says whose they are.
fn ratings(view: View<'_>, header: u32, names: &Names<'_>) -> (Vec<Ratings>, bool) {
    let by_word = |text: &str| {
        let folded = fold(text);
        BY.iter()
            .find(|(words, _)| *words == folded)
            .map(|(_, by)| *by)
    };
    let below = |place| {
        view.words(header + 1, place)
            .and_then(|text| by_word(&text))
    };
    let sub_header = (0..view.places())
        .filter(|place| below(*place).is_some())
        .count()
        > 1;
    let mut found = Vec::new();
    let mut current = None;
    for place in 0..view.places() {
        match view.words(header, place) {
            Some(text) => current = competency(&text, names),
            // A heading goes on over the blank places to its right, where a line below says whose ratings follow.
            None if !sub_header => current = None,
            None => {}
        }
        if let Some((competency, by)) = current {
            let by = if sub_header { below(place).or(by) } else { by };
            let has_heading = view.words(header, place).is_some();
            if has_heading || by.is_some() {
                found.push(Ratings {
                    place,
                    competency,
                    by,
                });
            }
        }
    }
    (found, sub_header)
}

/// Where names stand if no heading says “Name”: the nearest place before the ratings under a corner that is blank or says
/// what the other side is.
fn corner(view: View<'_>, header: u32, first_rating: u32) -> Option<u32> {
    const CORNERS: [&str; 6] = [
        "competency",
        "competencies",
        "skill",
        "skills",
        "people",
        "who",
    ];
    (0..first_rating).rev().find(|place| {
        let is_corner = view
            .words(header, *place)
            .is_none_or(|text| CORNERS.contains(&fold(&text).as_str()));
        is_corner && (header + 1..view.lines()).any(|line| view.words(line, *place).is_some())
    })
}

/// Lines that sum up, and legends.
fn is_total(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split_whitespace().next().unwrap_or_default();
    matches!(
        first,
        "total"
            | "totals"
            | "average"
            | "averages"
            | "avg"
            | "mean"
            | "median"
            | "sum"
            | "count"
            | "min"
            | "max"
            | "minimum"
            | "maximum"
            | "legend"
            | "key"
            | "scale"
            | "note"
            | "notes"
            | "benchmark"
    ) || matches!(
        folded.as_str(),
        "team average" | "grand total" | "overall" | "all"
    )
}
