//! The outcomes of one manager's people: what the manager recommends to leadership, one person a row.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::super::WorkbookError;
use super::choices::{ChoiceList, Choices};
use super::paint::{FormFormats, Holds};
use super::people::{self, Column, Entry, List, Open};
use super::{FormOptions, level_name, properties, sheet};
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
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(options, options.labels.say("outcomes.sheet")));
    workbook.push_worksheet(table(input, &paint, &choices)?);
    workbook.push_worksheet(choices.sheet(options, &paint)?);
    Ok(workbook.save_to_buffer()?)
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
    let given = |key, width| Column {
        heading: labels.say(key),
        width,
        open: None,
    };
    let open = |key, width, prompt| Column {
        heading: labels.say(key),
        width,
        open: Some(Open {
            prompt,
            holds: Holds::Words,
        }),
    };
    let recommendation = "form.heading.recommendation";
    let prompt = |key, hint| sheet::prompt(labels.say(key), labels.say(hint));
    let hint = labels.say("outcomes.hint.recommendation");
    let columns = vec![
        given("form.heading.name", 20.0),
        given("form.heading.employee-id", 17.5),
        given("form.heading.team", 14.0),
        given("form.heading.role-level", 17.0),
        given("form.heading.target-level", 17.0),
        open(
            recommendation,
            18.0,
            choices.dropdown(
                ChoiceList::Recommendations,
                labels.say(recommendation),
                hint,
            )?,
        ),
        open(
            "outcomes.reasons",
            29.5,
            prompt("outcomes.reasons", "outcomes.hint.reasons")?,
        ),
        open(
            "form.heading.manager-summary",
            35.0,
            prompt("form.heading.manager-summary", "outcomes.hint.summary")?,
        ),
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
