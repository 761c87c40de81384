//! The outcomes of one manager's people: what the manager recommends to leadership, one person a row.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::WorkbookError;
use super::choices::{ChoiceList, Choices};
use super::paint::FormFormats;
use super::people::{self, Column, Entry, List};
use super::{FormOptions, level_name, workbook};
use crate::model::{CareerMap, RosterEntry};

/// What an outcomes file is made from.
#[derive(Debug, Clone, Copy)]
pub struct OutcomesInput<'a> {
    /// The career map, for the names of levels.
    pub map: &'a CareerMap,
    /// The manager; `None` for people without one.
    pub manager: Option<&'a str>,
    /// The manager's people.
    pub people: &'a [&'a RosterEntry],
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// The outcomes as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn outcomes(input: &OutcomesInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let options = input.options;
    let paint = FormFormats::new(&options.labels);
    let choices = Choices::of_outcomes(options);
    let sheets = [
        table(input, &paint, &choices)?,
        choices.sheet(options, &paint)?,
    ];
    workbook(options, options.labels.say("outcomes.sheet"), sheets)
}

fn table(
    input: &OutcomesInput<'_>,
    paint: &FormFormats,
    choices: &Choices,
) -> Result<Worksheet, XlsxError> {
    let options = input.options;
    let labels = &options.labels;
    let title = match input.manager {
        Some(manager) => labels.with("outcomes.title", &[("manager", &manager)]),
        None => labels.say("outcomes.title-nobody").to_owned(),
    };
    let lead = match options.return_by {
        Some(day) => labels.with("outcomes.lead-by", &[("date", &labels.date(day))]),
        None => labels.say("outcomes.lead").to_owned(),
    };
    let columns = vec![
        Column::given(labels, "form.heading.name", 20.0),
        Column::given(labels, "form.heading.employee-id", 17.5),
        Column::given(labels, "form.heading.team", 14.0),
        Column::given(labels, "form.heading.role-level", 17.0),
        Column::given(labels, "form.heading.target-level", 17.0),
        Column::choice(
            (labels, choices),
            "form.heading.recommendation",
            18.0,
            ChoiceList::Recommendations,
            "outcomes.hint.recommendation",
        )?,
        Column::text(labels, "outcomes.reasons", 29.5, "outcomes.hint.reasons")?,
        Column::text(
            labels,
            "form.heading.manager-summary",
            35.0,
            "outcomes.hint.summary",
        )?,
    ];
    let rows = input.people.iter().map(|entry| row(input, entry)).collect();
    let cycle = options.cycle.clone().into_iter();
    people::sheet::<8>(
        &List {
            sheet: labels.say("outcomes.sheet"),
            about: input.manager.unwrap_or_default(),
            title: &title,
            lead: &lead,
            of_review: cycle
                .map(|cycle| (labels.say("form.heading.review-cycle"), cycle))
                .collect(),
            columns,
            rows,
            empty_rows: 0,
        },
        options,
        paint,
    )
}

fn row(input: &OutcomesInput<'_>, entry: &RosterEntry) -> Vec<Entry> {
    let level = |id: Option<_>| id.map(|id| level_name(input.map, id, &input.options.labels));
    let facts = [
        Some(entry.name.clone()),
        entry.employee_id.as_deref().map(str::to_owned),
        entry.team.clone(),
        level(entry.role_level),
        level(entry.target_level),
    ];
    let open = std::iter::repeat_n(Entry::Nothing, 3);
    facts.into_iter().map(Entry::from).chain(open).collect()
}
