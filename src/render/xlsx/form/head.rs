//! The top of the first sheet: who does what, and whom the form is about.

use rust_xlsxwriter::XlsxError;

use super::Form;
use super::choices::ChoiceList;
use super::grid::AssessmentSheet;
use super::paint::{BOLD, ContentKind, FilledBy, row_height};
use super::sheet::{date_prompt, example_day};
use crate::labels::List;
use crate::model::PersonTrack;

/// Who does what, in the colours of the cells that they fill in.
pub(super) fn steps(on: &mut AssessmentSheet<'_>, row: u32) -> Result<(), XlsxError> {
    let form = on.form;
    let labels = form.labels();
    let actions = labels.quoted(labels.say("form.sheet.actions"));
    let together = match form.input.options.return_by {
        Some(day) => labels.with(
            "form.step.together-by",
            &[("sheet", &actions), ("date", &labels.date(day))],
        ),
        None => labels.with("form.step.together", &[("sheet", &actions)]),
    };
    let steps = [
        (FilledBy::Person, labels.say("form.step.you").to_owned()),
        (
            FilledBy::Manager,
            labels.say("form.step.manager").to_owned(),
        ),
        (FilledBy::Both, together),
    ];
    // Three boxes of about the same width.
    let ends = [1, on.place(0), on.page.last()];
    let ends = if on.levels.len() == 1 {
        [1, on.place(2), on.page.last()]
    } else {
        ends
    };
    let mut first = 0;
    let mut height: f64 = 36.0;
    for ((by, text), last) in steps.iter().zip(ends) {
        let format = form.paint.step(*by);
        on.page
            .write_over((row, first), (row, last), Some(text), &format)?;
        height = height.max(row_height(&[(text, on.page.width(first, last))]) + 6.0);
        first = last + 1;
    }
    on.page.sheet.set_row_height(row, height)?;
    Ok(())
}

/// A cell of the header: label, value, who fills it in where it is blank.
struct Entry<'a> {
    label: &'static str,
    value: Option<&'a str>,
    list: Option<ChoiceList>,
    /// Whether it may be changed although it is filled in.
    open: bool,
}

/// Height of a row with a fact of one line.
const FACT: f64 = 20.0;

/// Whom the form is about; returns the row of the next part, and how much higher these rows are than with facts of one
/// line each, in points.
pub(super) fn person(on: &mut AssessmentSheet<'_>, row: u32) -> Result<(u32, f64), XlsxError> {
    let form = on.form;
    let person = form.person();
    let labels = form.labels();
    let role = form.level_name(person.role_level);
    let target = person.chosen_target.map(|id| form.level_name(id));
    let track = person.track.map(|track| form.track_name(track));
    let fact = |label, value| Entry {
        label,
        value,
        list: None,
        open: false,
    };
    let chosen = |label, value, list, open| Entry {
        label,
        value,
        list: Some(list),
        open,
    };
    let cycle = form.input.options.cycle.as_deref();
    let left = [
        fact("form.heading.name", Some(person.name.as_str())),
        fact("form.heading.employee-id", person.employee_id.as_deref()),
        fact("form.heading.email", person.email.as_deref()),
        fact("form.heading.team", person.team.as_deref()),
        fact("form.heading.manager-name", person.manager.as_deref()),
    ];
    let right = [
        chosen(
            "form.heading.role-level",
            Some(&*role),
            ChoiceList::Levels,
            false,
        ),
        chosen(
            "form.heading.track",
            track,
            ChoiceList::Words(List::Track),
            true,
        ),
        chosen(
            "form.heading.target-level",
            target.as_deref(),
            ChoiceList::Levels,
            true,
        ),
        fact("form.heading.review-cycle", cycle),
    ];
    on.page.section(row, labels.say("form.about"))?;
    for (offset, entry) in (1..).zip(&left) {
        header_entry(on, (row + offset, 0), (1, 1), entry)?;
    }
    // Beside the left ones, in columns that are wide enough.
    let label = if on.expected > 1 {
        on.expected
    } else {
        on.place(1)
    };
    let value = (label + 1, label + 2);
    for (offset, entry) in (1..).zip(&right) {
        header_entry(on, (row + offset, label), value, entry)?;
    }
    let answers = form.input.answers;
    for (day, heading, hint, date) in [
        (
            row + 5,
            "form.heading.assessed-on",
            "form.hint.assessed-on",
            answers.and_then(|answers| answers.assessed_on),
        ),
        (
            row + 6,
            "form.heading.next-review",
            "form.hint.next-review",
            answers.and_then(|answers| answers.next_review),
        ),
    ] {
        let heading = labels.say(heading);
        on.page
            .sheet
            .write_string_with_format(day, label, heading, &form.paint.label)?;
        let format = form.paint.entry(FilledBy::Both, ContentKind::Day);
        on.page
            .sheet
            .merge_range(day, value.0, day, value.1, "", &format)?;
        if let Some(date) = date {
            on.page
                .sheet
                .write_date_with_format(day, value.0, date, &format)?;
        }
        let hint = labels.with(hint, &[("date", &example_day(form.input.options))]);
        let prompt = date_prompt(form.input.options, heading, &hint)?;
        on.page.validate((day, day), value.0, &prompt)?;
    }
    let next = next_name(form).map_or_else(
        || labels.say("form.target.stay").to_owned(),
        |level| labels.with("form.target.next", &[("level", &level)]),
    );
    on.page
        .sheet
        .write_string_with_format(row + 7, label, next, &form.paint.question)?;
    let side = |entry: Option<&Entry<'_>>, label_width, value_width| {
        entry.map_or(0.0, |entry| {
            row_height(&[
                (labels.say(entry.label), label_width * BOLD),
                (entry.value.unwrap_or_default(), value_width),
            ])
        })
    };
    let mut more = 0.0;
    on.page.sheet.set_row_height(row + 6, FACT)?;
    for offset in 0..5 {
        let left = side(left.get(offset), on.page.width(0, 0), on.page.width(1, 1));
        let right = side(
            right.get(offset),
            on.page.width(label, label),
            on.page.width(value.0, value.1),
        );
        let height = left.max(right).max(FACT);
        on.page
            .sheet
            .set_row_height(row + 1 + offset as u32, height)?;
        more += height - FACT;
    }
    let map = form.input.map;
    if !map.has_specialities() {
        return Ok((row + 9, more));
    }
    // In a row of its own: a blank one would be read from the text beside it.
    let speciality = person.speciality.map(|id| &*map.speciality(id).name);
    let heading = "form.heading.speciality";
    let entry = chosen(heading, speciality, ChoiceList::Specialities, true);
    header_entry(on, (row + 8, 0), (1, 1), &entry)?;
    let height = side(Some(&entry), on.page.width(0, 0), on.page.width(1, 1));
    on.page.sheet.set_row_height(row + 8, height.max(FACT))?;
    Ok((row + 10, more + height.max(FACT) - FACT))
}

/// The next level, or for somebody on both tracks the next one on each.
fn next_name(form: &Form<'_>) -> Option<String> {
    let (map, person) = (form.map(), form.person());
    if person.step_track() == Some(PersonTrack::Both) {
        let next = map.next_on_each_track(person.role_level);
        let names: Vec<String> = next.iter().map(|(id, _)| form.level_name(*id)).collect();
        return (!names.is_empty()).then(|| names.join(" / "));
    }
    let next = map.next_level(person.role_level, person.step_track())?;
    Some(form.level_name(next))
}

fn header_entry(
    on: &mut AssessmentSheet<'_>,
    (row, column): (u32, u16),
    (first, last): (u16, u16),
    entry: &Entry<'_>,
) -> Result<(), XlsxError> {
    let form = on.form;
    let by = if entry.value.is_some() && !entry.open {
        FilledBy::Given
    } else {
        FilledBy::Both
    };
    let label = form.labels().say(entry.label);
    on.page
        .sheet
        .write_string_with_format(row, column, label, &form.paint.label)?;
    let format = form.paint.entry(by, ContentKind::Words);
    on.page
        .write_over((row, first), (row, last), entry.value, &format)?;
    if let (Some(list), true) = (entry.list, by != FilledBy::Given) {
        let hint = form.labels().say("form.hint.choose");
        let dropdown = form.choices.dropdown(list, label, hint)?;
        on.page.validate((row, row), first, &dropdown)?;
    }
    Ok(())
}
