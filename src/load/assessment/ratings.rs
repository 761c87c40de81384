//! The table of ratings: one competency a row.

use jiff::civil::Date;

use super::super::names::{MapNames, Unmatched};
use super::super::table::Row;
use super::super::vocabulary::{Meaning, Rater, Whose};
use super::Context;
use super::columns::{Column, RATINGS, RatingTable};
use super::form::Form;
use super::raters::{RatedPerson, Raters};
use super::rating;
use crate::diagnostic::{Diagnostic, Location};
use crate::labels::List;
use crate::load::setting_lines::toml_text;
use crate::model::{CompetencyAssessment, CompetencyId, Person, PersonTrack, Rating, Sourced};

/// What was entered for each competency of the map, in its order.
pub(super) fn read(
    form: &Form<'_>,
    person: &Person,
    track: Option<PersonTrack>,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<CompetencyAssessment> {
    let mut raters = Raters::default();
    let mut reader = RatingsReader {
        form,
        track,
        context,
        about: RatedPerson::of(&person.name, person.manager.as_deref()),
        entries: Entries::new(context.names.map().competencies.len()),
    };
    for table in form.tables() {
        reader.read(table, &mut raters, problems);
    }
    raters.report(problems);
    reader.entries.finish(problems)
}

/// A person's form while it is read.
struct RatingsReader<'r, 'c> {
    form: &'r Form<'r>,
    track: Option<PersonTrack>,
    context: &'r Context<'c>,
    about: RatedPerson,
    entries: Entries,
}

impl RatingsReader<'_, '_> {
    fn read(
        &mut self,
        table: &RatingTable<'_>,
        raters: &mut Raters,
        problems: &mut Vec<Diagnostic>,
    ) {
        let names = self.context.names;
        let has_raters = table.table.column(Column::Rater).is_some();
        let mut seen = vec![false; names.map().competencies.len()];
        let end = table.last;
        for row in table.table.rows() {
            let at = row.at(Column::Competency);
            let inside = at.cell().is_some_and(|cell| cell.row <= end);
            if !inside && self.form.is_label(&at) {
                continue;
            }
            let Some(typed) = row.name(Column::Competency, problems) else {
                // Labels and sentences below the table are not entries, unless they can be ratings.
                if has_entry(&row)
                    && !self.form.has_label(&at)
                    && (inside || has_rating(&row, names))
                {
                    problems.push(Diagnostic::warning(
                        "competency-missing",
                        at,
                        "This row has entries but no competency; it was left out.",
                        "Write the competency's name, or empty the row.",
                    ));
                }
                continue;
            };
            match names.competency(&typed) {
                Ok(id) if seen[id.0] && !has_raters => problems.push(Diagnostic::warning(
                    "competency-twice",
                    at,
                    format!("There is an earlier row for “{typed}”; this row was left out."),
                    "Keep one row for each competency.",
                )),
                Ok(id) => {
                    seen[id.0] = true;
                    let rater = if has_raters {
                        let typed = row.name(Column::Rater, &mut Vec::new());
                        let Some(by) = raters.who(
                            typed.as_deref(),
                            row.at(Column::Rater),
                            &self.about,
                            self.context,
                        ) else {
                            continue;
                        };
                        Some(by)
                    } else {
                        None
                    };
                    for column in RATINGS {
                        let by = match column {
                            Column::Unsaid if has_raters => rater,
                            column => table.by(column),
                        };
                        if let (Some(by), Some(value)) = (by, row.value(column)) {
                            let Some(by) = raters.agree(by, rater, row.at(column)) else {
                                continue;
                            };
                            let rating =
                                rating::read(value, row.at(column), names, self.track, problems);
                            self.entries
                                .rate(id, by, rating, None, &row.at(column), problems);
                        }
                    }
                    self.entries.remark(id, &row, rater, names, problems);
                }
                // Headings of categories, totals and notes have no entries, so nothing is lost; a header that is
                // repeated for each section has words for ratings in their place.
                Err(_) if !has_entry(&row) || is_total(&typed, self.context) => {}
                Err(_) if is_repeated_header(&row, self.context) => {
                    if says_other_raters(table, &row, self.context) {
                        problems.push(other_order(at));
                        break;
                    }
                }
                Err(unmatched) => {
                    problems.push(unknown_competency(at, &typed, &unmatched, table, names));
                }
            }
        }
    }
}

/// Whether a row sums up the rows above it.
fn is_total(typed: &str, context: &Context<'_>) -> bool {
    let heading = context.settings.columns.heading(typed);
    heading.meanings.first() == Some(&Meaning::Total)
}

/// Whether a repeated header names other raters for the columns than the first one.
fn says_other_raters(
    table: &RatingTable<'_>,
    row: &Row<'_, Column>,
    context: &Context<'_>,
) -> bool {
    RATINGS.iter().any(|column| {
        let text = row.name(*column, &mut Vec::new()).unwrap_or_default();
        match context.settings.columns.heading(&text).rating() {
            Some(Whose::Said(by)) => table.by(*column).is_some_and(|known| known != by),
            Some(Whose::Other) => true,
            _ => false,
        }
    })
}

fn other_order(at: Location) -> Diagnostic {
    Diagnostic::warning(
        "headings-change",
        at,
        "The headings are repeated here, and columns that held one person's ratings further up now hold another's; the \
         rows from here on were left out.",
        "Put the columns into the same order as above, or move these rows to a separate sheet.",
    )
}

fn is_repeated_header(row: &Row<'_, Column>, context: &Context<'_>) -> bool {
    let heading = |column| {
        let text = row.name(column, &mut Vec::new())?;
        Some(context.settings.columns.heading(&text))
    };
    heading(Column::Competency).is_some_and(|heading| heading.may_be(Meaning::Competency))
        && RATINGS
            .iter()
            .filter_map(|column| heading(*column))
            .all(|heading| heading.rating().is_some())
}

fn has_rating(row: &Row<'_, Column>, names: &MapNames<'_>) -> bool {
    RATINGS
        .iter()
        .filter_map(|column| row.value(*column))
        .any(|value| rating::is_rating(value, names))
}

fn has_entry(row: &Row<'_, Column>) -> bool {
    let remarks = [
        Column::Evidence,
        Column::OwnComment,
        Column::ManagerComment,
        Column::Interest,
    ];
    RATINGS
        .iter()
        .chain(&remarks)
        .any(|column| row.value(*column).is_some())
}

/// The entries for a person, competency by competency, from one row or several.
pub(super) struct Entries {
    entered: Vec<CompetencyAssessment>,
    /// The day of each rating, by competency and rater.
    days: std::collections::BTreeMap<(CompetencyId, Rater), Option<Date>>,
    /// Ratings that a later one of the same rater replaced: the first cell, and how many.
    older: Option<(Location, usize)>,
}

impl Entries {
    /// Empty entries for this many competencies.
    pub(super) fn new(competencies: usize) -> Self {
        Self {
            entered: vec![CompetencyAssessment::default(); competencies],
            days: std::collections::BTreeMap::new(),
            older: None,
        }
    }

    /// Stores a rating. Of two by one rater, the one with the later date counts; without dates the first one does, and
    /// the second is reported.
    pub(super) fn rate(
        &mut self,
        id: CompetencyId,
        by: Rater,
        rating: Option<Sourced<Rating>>,
        day: Option<Date>,
        at: &Location,
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(rating) = rating else { return };
        let slot = rating::rating_field(by, &mut self.entered[id.0]);
        let Some(known) = slot else {
            *slot = Some(rating);
            self.days.insert((id, by), day);
            return;
        };
        match (self.days.get(&(id, by)).copied().flatten(), day) {
            (Some(earlier), Some(day)) if earlier != day => {
                let older = if day > earlier {
                    let older = known.at.clone();
                    *slot = Some(rating);
                    self.days.insert((id, by), Some(day));
                    older
                } else {
                    at.clone()
                };
                self.older.get_or_insert((older, 0)).1 += 1;
            }
            _ if known.value == rating.value => {}
            _ => problems.push(Diagnostic::warning(
                "competency-twice",
                at.clone(),
                format!(
                    "There is another rating for this person, competency and rater ({}), and it differs; this one was \
                     left out.",
                    known.at
                ),
                "Keep one row for each, or give the rows dates: the latest counts.",
            )),
        }
    }

    /// Stores what else a row says about a competency. A remark in a row of one rater is that rater's.
    pub(super) fn remark(
        &mut self,
        id: CompetencyId,
        row: &Row<'_, Column>,
        by: Option<Rater>,
        names: &MapNames<'_>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let entered = &mut self.entered[id.0];
        let mut text = |column| {
            row.text(column, problems)
                .map(|text| Sourced::new(text.into_boxed_str(), row.at(column)))
        };
        let remarks = [
            (text(Column::Evidence), by == Some(Rater::Manager)),
            (text(Column::OwnComment), false),
            (text(Column::ManagerComment), true),
        ];
        for (remark, is_managers) in remarks {
            let slot = if is_managers {
                &mut entered.manager_comment
            } else {
                &mut entered.evidence
            };
            match (slot.as_mut(), remark) {
                (Some(known), Some(more)) if !known.value.contains(&*more.value) => {
                    known.value = format!("{}\n{}", known.value, more.value).into();
                }
                (None, remark) => *slot = remark,
                _ => {}
            }
        }
        if entered.interest.is_none() {
            entered.interest = text(Column::Interest).map(|typed| Sourced {
                value: names
                    .chosen(List::Interest, typed.value.into_string())
                    .into(),
                ..typed
            });
        }
    }

    /// Everything that was entered, in the order of the map.
    pub(super) fn finish(self, problems: &mut Vec<Diagnostic>) -> Vec<CompetencyAssessment> {
        if let Some((at, count)) = self.older {
            problems.push(Diagnostic::note(
                "earlier-ratings",
                at,
                format!(
                    "{} of an earlier date for the same person, competency and rater; the latest counts.",
                    if count == 1 { "This rating is".to_owned() } else { format!("This and {} more ratings are", count - 1) }
                ),
                Diagnostic::NOTHING_TO_DO,
            ));
        }
        self.entered
    }
}

/// A row whose competency the map does not have.
pub(super) fn unknown_competency(
    at: Location,
    typed: &str,
    unmatched: &Unmatched,
    table: &RatingTable<'_>,
    names: &MapNames<'_>,
) -> Diagnostic {
    let what = match unmatched {
        Unmatched::Unknown { .. } => "is not in the career map",
        Unmatched::Ambiguous { .. } => "is more than one competency of the career map",
    };
    Diagnostic::warning(
        "unknown-competency",
        at,
        format!("The competency “{typed}” {what}; its row was left out."),
        format!(
            "{} {}",
            unmatched.help(&names.map().competency_names()),
            another_name(typed, unmatched, table.competency_left(names), names)
        ),
    )
}

/// The line of the settings for a competency under another name: the nearest one, else `perhaps`, else the first.
pub(super) fn another_name(
    typed: &str,
    unmatched: &Unmatched,
    perhaps: Option<&str>,
    names: &MapNames<'_>,
) -> String {
    let all = names.map().competency_names();
    let meant = unmatched.nearest().or(perhaps).or(all.first().copied());
    format!(
        "If it is one with another name, write in careermap.toml under [assessments.competencies] {} = {}.",
        toml_text(typed),
        toml_text(meant.unwrap_or_default())
    )
}
