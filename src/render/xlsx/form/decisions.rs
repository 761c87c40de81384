//! The decisions of a review: who is discussed, what was recommended, and what leadership decides, one person a row.

use jiff::civil::Date;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::WorkbookError;
use super::choices::{ChoiceList, Choices};
use super::paint::FormFormats;
use super::people::{self, Column, Entry, List};
use super::{FormOptions, level_name, sheet, workbook};
use crate::labels;
use crate::model::{Assessment, CareerMap, Decision};

/// Rows for people who are not on the list.
const EMPTY_ROWS: usize = 5;

/// What the file of decisions is made from.
#[derive(Debug, Clone, Copy)]
pub struct DecisionsInput<'a> {
    /// The career map, for the names of levels.
    pub map: &'a CareerMap,
    /// The review cycle's name.
    pub cycle: Option<&'a str>,
    /// The day of the latest assessment.
    pub assessed_until: Option<Date>,
    /// The people who are discussed, with what was decided already.
    pub people: &'a [&'a Assessment],
    /// Choices for all forms.
    pub options: &'a FormOptions,
}

/// The file as the bytes of an `.xlsx` file. The same input gives the same bytes.
///
/// # Errors
/// If the material does not fit into the format.
pub fn decisions(input: &DecisionsInput<'_>) -> Result<Vec<u8>, WorkbookError> {
    let options = input.options;
    let paint = FormFormats::new(&options.labels);
    let choices = Choices::of_decisions(input.map, options);
    let sheets = [
        table(input, &paint, &choices)?,
        choices.sheet(options, &paint)?,
    ];
    workbook(options, options.labels.say("decisions.sheet"), sheets)
}

fn table(
    input: &DecisionsInput<'_>,
    paint: &FormFormats,
    choices: &Choices,
) -> Result<Worksheet, XlsxError> {
    let options = input.options;
    let labels = &options.labels;
    let from = labels.with(
        "decisions.hint.from",
        &[("date", &sheet::example_day(options))],
    );
    let columns = vec![
        Column::given(labels, "form.heading.name", 20.0),
        Column::given(labels, "form.heading.employee-id", 15.5),
        Column::given(labels, "form.heading.team", 14.0),
        Column::given(labels, "form.heading.role-level", 17.0),
        Column::given(labels, "form.heading.recommendation", 17.0),
        Column::choice(
            (labels, choices),
            "form.heading.decision",
            18.0,
            ChoiceList::Recommendations,
            "decisions.hint.decision",
        )?,
        Column::choice(
            (labels, choices),
            "form.heading.decision-level",
            17.0,
            ChoiceList::Levels,
            "decisions.hint.level",
        )?,
        Column::day(labels, "form.heading.decision-from", 12.0, &from)?,
        Column::text(
            labels,
            "form.heading.decision-reasons",
            25.5,
            "decisions.hint.reasons",
        )?,
        Column::text(labels, "form.heading.decided-by", 14.0, "decisions.hint.by")?,
    ];
    let rows = input.people.iter().map(|one| row(input, one)).collect();
    // The day as every language and every `.csv` file has it.
    let day = input.assessed_until.map(|day| day.to_string());
    let cycle = input.cycle.map(str::to_owned);
    let of_review = [
        cycle.map(|cycle| (labels.say("form.heading.review-cycle"), cycle)),
        day.map(|day| (labels.say("form.heading.assessed-until"), day)),
    ];
    people::sheet::<10>(
        &List {
            sheet: labels.say("decisions.sheet"),
            about: "",
            title: labels.say("decisions.title"),
            lead: labels.say("decisions.lead"),
            of_review: of_review.into_iter().flatten().collect(),
            columns,
            rows,
            empty_rows: EMPTY_ROWS,
        },
        options,
        paint,
    )
}

fn row(input: &DecisionsInput<'_>, one: &Assessment) -> Vec<Entry> {
    let labels = &input.options.labels;
    let chosen = |word: &str| labels.choice(labels::List::Recommendation, word).to_owned();
    let person = &one.person;
    let decision = one.decision.as_ref();
    let day = decision.and_then(Decision::day);
    let part = |text: Option<&String>| Entry::from(text.cloned());
    vec![
        Entry::Text(person.name.clone()),
        Entry::from(person.employee_id.as_deref().map(str::to_owned)),
        Entry::from(person.team.clone()),
        Entry::Text(level_name(input.map, person.role_level, labels)),
        Entry::from(one.recommendation.as_deref().map(chosen)),
        Entry::from(decision.map(|decision| chosen(&decision.decided))),
        part(decision.and_then(|decision| decision.level.as_ref())),
        day.map_or_else(
            || part(decision.and_then(|decision| decision.from.as_ref())),
            Entry::Day,
        ),
        part(decision.and_then(|decision| decision.reasons.as_ref())),
        part(decision.and_then(|decision| decision.by.as_ref())),
    ]
}
